//! Files that are there completely or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes through a temporary file in the same folder, so that no reader and no kill ever sees half a file.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".annot-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Leaves a file alone, and with it its time, if it holds these bytes already.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs_err::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    write_atomically(path, bytes)
}

/// Removes a file; it is no error that it is not there.
pub fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs_err::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
