//! `annot clean`: removes what annot made, and nothing else.

use super::arguments::CleanArguments;
use super::terminal::Terminal;
use crate::deliver;
use crate::project::{Config, Fault, discover};
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: &CleanArguments, terminal: &Terminal) -> Result<u8, Fault> {
    if !arguments.paths.is_empty() {
        let config = Config::load(&arguments.paths[0])?;
        for (source, module) in discover(&arguments.paths, config.exclude())?.modules {
            let folder = place(&source, &module, arguments.output.as_deref());
            let is_package = source.file_stem().is_some_and(|stem| stem == "__init__");
            let stem = if is_package {
                "__init__"
            } else {
                module.rsplit('.').next().unwrap_or(&module)
            };
            for file in made_by_annot(&folder, stem) {
                fs_err::remove_file(&file)
                    .map_err(|error| Fault::io(format_args!("remove {}", file.display()), &error))?;
                terminal.status("Removed", &file.display().to_string());
            }
        }
    }
    if arguments.cache {
        super::cache::clear(terminal)?;
    }
    Ok(0)
}

/// The folder that a module's extension module is in.
fn place(source: &Path, module: &str, output: Option<&Path>) -> PathBuf {
    let Some(output) = output else {
        return source.parent().map(Path::to_path_buf).unwrap_or_default();
    };
    let mut parts: Vec<&str> = module.split('.').collect();
    if source.file_stem().is_none_or(|stem| stem != "__init__") {
        parts.pop();
    }
    output.join(parts.iter().collect::<PathBuf>())
}

/// Extension modules `stem.<anything>.so` (or `.pyd`) with annot's mark in them.
fn made_by_annot(folder: &Path, stem: &str) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let Ok(entries) = fs_err::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let ends = [".so", ".pyd"].iter().any(|end| name.ends_with(end));
            ends && name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'))
        })
        .map(|entry| entry.path())
        .filter(|path| fs_err::read(path).is_ok_and(|bytes| deliver::is_ours(&bytes)))
        .collect();
    files.sort();
    files
}
