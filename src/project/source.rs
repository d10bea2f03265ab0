//! One module of the user's: its file, its name, its text.

use crate::diagnostics as code;
use crate::project::{Fault, Python, decode, is_identifier, source_hash};
use std::path::{Path, PathBuf};

/// A source file that is a module.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, as the user named it or as the walk found it.
    pub path: PathBuf,
    /// The dotted name under which Python imports it when its topmost package's folder is on `sys.path`.
    pub module_name: String,
    /// `__init__.py`: the module is its folder.
    pub is_package: bool,
    pub bytes: Vec<u8>,
    /// The decoded text. A byte-order mark is not part of it; newlines are as in the file.
    pub text: String,
}

impl Source {
    /// Reads and decodes a file; `module_name` is what [`module_name`] says, or `__main__`.
    pub fn read(path: &Path, module_name: String, python: &Python) -> Result<Source, Fault> {
        let bytes = fs_err::read(path).map_err(|error| {
            if error.kind() == std::io::ErrorKind::NotFound {
                Fault::usage(code::NO_SUCH_FILE, format!("there is no file {}", path.display()))
            } else {
                Fault::io(format_args!("read {}", path.display()), &error)
            }
        })?;
        let text = decode::decode(path, &bytes, python)?;
        let is_package = is_package_file(path);
        Ok(Source {
            path: path.to_path_buf(),
            module_name,
            is_package,
            bytes,
            text,
        })
    }

    /// `importlib.util.source_hash` of the file, as the target Python computes it.
    pub fn hash8(&self, python: &Python) -> [u8; 8] {
        source_hash(python.magic, &self.bytes)
    }

    /// The part of the dotted name after the last dot: `fast` of `pkg.fast`, and `__init__` of a package, whose
    /// extension module is `pkg/__init__.<suffix>` and whose init function is named after the package.
    pub fn file_stem(&self) -> &str {
        if self.is_package {
            "__init__"
        } else {
            self.module_name.rsplit('.').next().unwrap_or(&self.module_name)
        }
    }

    /// Folders below the root of imports: `pkg/sub` of `pkg.sub.fast`, and of the package `pkg.sub` itself.
    pub fn package_folders(&self) -> PathBuf {
        let mut parts: Vec<&str> = self.module_name.split('.').collect();
        if !self.is_package {
            parts.pop();
        }
        parts.iter().collect()
    }
}

fn is_package_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "__init__")
}

/// The dotted name of a file: its own, below the packages (folders with an `__init__.py`) that hold it.
pub(super) fn module_name(path: &Path) -> Result<String, Fault> {
    let file = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    if !is_package_file(path) {
        check(path, &stem)?;
        parts.push(stem);
    }
    let mut folder = file.parent();
    while let Some(dir) = folder.filter(|dir| dir.join("__init__.py").is_file()) {
        let name = dir
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        check(path, &name)?;
        parts.push(name);
        folder = dir.parent();
    }
    parts.reverse();
    Ok(parts.join("."))
}

fn check(path: &Path, name: &str) -> Result<(), Fault> {
    if is_identifier(name) {
        return Ok(());
    }
    Err(
        Fault::program(code::NOT_IMPORTABLE, format!("`{name}` cannot be the name of a module"))
            .at(path)
            .help("rename it so that `import` can name it: letters, digits and underscores, not a keyword"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_packages_around_a_file() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let inner = dir.path().join("pkg/sub");
        fs_err::create_dir_all(&inner)?;
        for folder in [dir.path().join("pkg"), inner.clone()] {
            fs_err::write(folder.join("__init__.py"), "")?;
        }
        let name = |path: &str| module_name(&dir.path().join(path)).map_err(|fault| fault.message);
        assert_eq!(name("pkg/sub/fast.py"), Ok("pkg.sub.fast".into()));
        assert_eq!(name("pkg/sub/__init__.py"), Ok("pkg.sub".into()));
        assert_eq!(name("alone.py"), Ok("alone".into()));
        assert_eq!(name("my-mod.py"), Err("`my-mod` cannot be the name of a module".into()));
        Ok(())
    }
}
