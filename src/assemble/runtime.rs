//! The runtime crate, which annot carries in itself.

use crate::assemble::{embedded, put};
use crate::project::Fault;
use std::path::Path;

/// Writes the runtime crate.
pub fn write_runtime(folder: &Path) -> Result<(), Fault> {
    for (file, text) in embedded::FILES {
        put(&folder.join(file), text.as_bytes())?;
    }
    Ok(())
}

/// Names this very runtime: what was built from another one does not fit.
pub fn runtime_hash() -> String {
    let mut hasher = blake3::Hasher::new();
    for (file, text) in embedded::FILES {
        hasher
            .update(&(file.len() as u64).to_le_bytes())
            .update(file.as_bytes());
        hasher
            .update(&(text.len() as u64).to_le_bytes())
            .update(text.as_bytes());
    }
    hasher.finalize().to_hex()[..24].to_string()
}

/// How many crates a build of the runtime compiles, for the progress bar.
pub fn runtime_package_count() -> usize {
    embedded::LOCK.matches("[[package]]").count()
}
