//! Puts the runtime crate (`templates/runtime`) into annot: a table of its files, so that none can be forgotten.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let runtime = root.join("templates/runtime");
    println!("cargo:rerun-if-changed={}", runtime.display());
    let mut files = Vec::new();
    list(&runtime, &runtime, &mut files)?;
    files.sort();

    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("runtime_files.rs");
    let mut table = fs::File::create(out)?;
    writeln!(table, "&[")?;
    for file in &files {
        // A manifest under its own name would make cargo leave the folder out of annot's package.
        let name = file.strip_suffix(".j2").unwrap_or(file);
        let path = runtime.join(file);
        writeln!(table, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
    }
    writeln!(table, "]")
}

/// The files below a folder, without what cargo and tests put there.
fn list(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if ["target", "tests", "Cargo.toml"].iter().any(|other| name == *other)
            || name.to_string_lossy().starts_with('.')
        {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else if let Ok(below) = path.strip_prefix(root) {
            files.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
