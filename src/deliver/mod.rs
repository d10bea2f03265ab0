//! The extension module beside its source, whole or not at all.

use crate::diagnostics as code;
use crate::project::{Fault, Source};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What every module that annot made has in it (`rt::init` puts it there), and no other.
pub const MARK: &[u8] = b"annot-module-1";

/// Where the extension module of a source goes: beside it, or below a folder that repeats its packages.
pub fn destination(source: &Source, suffix: &str, folder: Option<&Path>) -> PathBuf {
    let file = format!("{}{suffix}", source.file_stem());
    match folder {
        Some(folder) => folder.join(source.package_folders()).join(file),
        None => source.path.with_file_name(file),
    }
}

/// Puts a copy of a built module in its place, under a running program's feet if need be: the old file is replaced, never
/// written to.
pub fn deliver(library: &Path, destination: &Path) -> Result<(), Fault> {
    let failed = |error: &std::io::Error| Fault::io(format_args!("write {}", destination.display()), error);
    let bytes = fs_err::read(library).map_err(|error| Fault::io(format_args!("read {}", library.display()), &error))?;
    match fs_err::read(destination) {
        Ok(present) if present == bytes => return Ok(()),
        Ok(present) if !is_ours(&present) => {
            return Err(Fault::environment(
                code::NOT_OURS,
                format!("{} is there already, and annot did not make it", destination.display()),
            )
            .help("move it away, or build to another folder with `-o DIR`"));
        }
        _ => {}
    }
    let folder = destination
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs_err::create_dir_all(folder).map_err(|error| failed(&error))?;
    sweep(folder);
    // Another build may sweep the file away before it is locked: then there is a second one.
    let placed = match place(&bytes, folder, destination) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => place(&bytes, folder, destination),
        placed => placed,
    };
    placed.map_err(|error| failed(&error))
}

/// Writes the bytes to a temporary file, locked as long as this process lives, and gives it its name when it is whole.
fn place(bytes: &[u8], folder: &Path, destination: &Path) -> std::io::Result<()> {
    let mut file = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .suffix(".tmp")
        .permissions_like_a_library()
        .tempfile_in(folder)?;
    // A file system without locks: `sweep` goes by the age there.
    let _ = file.as_file().try_lock();
    file.write_all(bytes).and_then(|()| file.as_file().sync_all())?;
    make_room(destination);
    file.persist(destination).map_err(|error| error.error)?;
    Ok(())
}

/// Did annot make this extension module?
pub fn is_ours(bytes: &[u8]) -> bool {
    bytes.windows(MARK.len()).any(|window| window == MARK)
}

/// What the names of half-written files begin with.
const TEMPORARY: &str = ".annot-";

/// Removes half-written files that killed builds have left: those that nobody holds a lock on.
fn sweep(folder: &Path) {
    let Ok(entries) = fs_err::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(TEMPORARY) && name.ends_with(".tmp") && is_abandoned(&entry.path()) {
            let _ = fs_err::remove_file(entry.path());
        }
    }
}

/// Is the writer of this temporary file dead? Where a file system has no locks, what is older than any build takes is.
fn is_abandoned(path: &Path) -> bool {
    let Ok(file) = std::fs::OpenOptions::new().write(true).open(path) else {
        return false;
    };
    match file.try_lock() {
        Ok(()) => true,
        Err(std::fs::TryLockError::WouldBlock) => false,
        Err(std::fs::TryLockError::Error(_)) => {
            let changed = file.metadata().and_then(|meta| meta.modified()).ok();
            changed
                .and_then(|time| time.elapsed().ok())
                .is_some_and(|age| age.as_secs() > 60)
        }
    }
}

/// Windows does not let a loaded library be replaced, but lets it be renamed.
fn make_room(destination: &Path) {
    if cfg!(windows) && destination.exists() {
        let _ = fs_err::rename(
            destination,
            destination.with_extension(format!("old-{}", std::process::id())),
        );
    }
}

trait LibraryPermissions {
    fn permissions_like_a_library(&mut self) -> &mut Self;
}

impl LibraryPermissions for tempfile::Builder<'_, '_> {
    /// Readable by whom the user's umask lets read: temporary files are private otherwise.
    fn permissions_like_a_library(&mut self) -> &mut Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            self.permissions(std::fs::Permissions::from_mode(0o755));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_annot_made_is_replaced_and_nothing_half_written_stays() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let library = dir.path().join("library");
        let target = dir.path().join("sub/m.so");
        fs_err::write(&library, b"\x7fELF annot-module-1 new")?;
        deliver(&library, &target)?;
        fs_err::write(&library, b"\x7fELF annot-module-1 newer")?;
        deliver(&library, &target)?;
        assert_eq!(fs_err::read(&target)?, fs_err::read(&library)?);
        fs_err::write(&target, b"\x7fELF someone else's")?;
        let fault = deliver(&library, &target).expect_err("it is not ours");
        assert_eq!(fault.code, code::NOT_OURS);
        assert_eq!(fs_err::read(&target)?, b"\x7fELF someone else's");
        let written = dir.path().join("sub/.annot-written.tmp");
        fs_err::write(&written, b"half")?;
        let writer = std::fs::File::options().write(true).open(&written)?;
        writer.lock()?;
        fs_err::write(dir.path().join("sub/.annot-killed.tmp"), b"half")?;
        fs_err::write(&target, b"\x7fELF annot-module-1")?;
        deliver(&library, &target)?;
        assert!(written.exists(), "its writer lives");
        drop(writer);
        sweep(&dir.path().join("sub"));
        let left: Vec<_> = fs_err::read_dir(dir.path().join("sub"))?
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left, ["m.so"]);
        Ok(())
    }
}
