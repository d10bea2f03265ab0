//! What was made before, found by what it was made from.
//!
//! Two levels: an *input* (source, Python, options, annot itself) leads to an *object* (generated Rust, bytecode, flags),
//! and an object is an extension module. **Invariant:** entries are put in place whole and never changed.

use crate::project::{CacheDir, Fault, write_atomically};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A hash of several byte strings, as hexadecimal digits. Where one ends and the next begins matters.
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    hasher.finalize().to_hex().to_string()
}

/// Names an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputKey(pub String);

/// Modules built before. `enabled: false` neither looks anything up nor keeps what an input led to.
pub struct Cache {
    pub dir: CacheDir,
    pub enabled: bool,
}

impl Cache {
    /// What was written about an input.
    pub fn input<T: DeserializeOwned>(&self, key: &InputKey) -> Option<T> {
        if !self.enabled {
            return None;
        }
        serde_json::from_slice(&fs_err::read(self.input_file(key)).ok()?).ok()
    }

    /// Remembers what an input led to. A cache that cannot be written is no reason to fail.
    pub fn keep_input<T: Serialize>(&self, key: &InputKey, value: &T) {
        if !self.enabled || self.dir.folder("inputs").is_err() {
            return;
        }
        if let Ok(text) = serde_json::to_vec(value) {
            let _ = write_atomically(&self.input_file(key), &text);
        }
    }

    fn input_file(&self, key: &InputKey) -> PathBuf {
        self.dir.root().join("inputs").join(format!("{}.json", key.0))
    }

    /// The extension module of an object, if there is one.
    pub fn object(&self, key: &str) -> Option<PathBuf> {
        let library = Some(self.object_folder(key).join(LIBRARY)).filter(|library| library.is_file())?;
        mark_used(&library);
        Some(library)
    }

    pub(super) fn object_folder(&self, key: &str) -> PathBuf {
        self.dir.root().join("objects").join(key)
    }

    /// A folder to work in, below the cache so that what is made there can be moved in place. Removed when dropped.
    pub(super) fn scratch(&self) -> Result<tempfile::TempDir, Fault> {
        let folder = self.dir.folder("tmp")?;
        tempfile::Builder::new()
            .prefix("build-")
            .tempdir_in(&folder)
            .map_err(|error| Fault::io(format_args!("make a folder in {}", folder.display()), &error))
    }

    /// Moves a finished folder in place. If another annot was faster, its result is as good.
    pub(super) fn keep_object(&self, scratch: tempfile::TempDir, key: &str) -> Result<PathBuf, Fault> {
        self.dir.folder("objects")?;
        let folder = self.object_folder(key);
        let failed = |error: std::io::Error| Fault::io(format_args!("write {}", folder.display()), &error);
        if let Err(error) = fs_err::rename(scratch.path(), &folder) {
            if self.object(key).is_none() {
                // What is there is not whole: a folder that someone has cleaned half of.
                fs_err::remove_dir_all(&folder).map_err(failed)?;
                fs_err::rename(scratch.path(), &folder).map_err(|_| failed(error))?;
            } else {
                return Ok(folder.join(LIBRARY));
            }
        }
        // It has moved: there is nothing left to remove.
        let _ = scratch.keep();
        Ok(folder.join(LIBRARY))
    }

    /// Removes what killed builds left behind.
    pub fn sweep(&self) {
        let Ok(entries) = fs_err::read_dir(self.dir.root().join("tmp")) else {
            return;
        };
        let an_hour_ago = SystemTime::now()
            .checked_sub(Duration::from_secs(3600))
            .unwrap_or(UNIX_EPOCH);
        for entry in entries.flatten() {
            let old = entry
                .metadata()
                .and_then(|meta| meta.modified())
                .is_ok_and(|time| time < an_hour_ago);
            if old {
                let _ = fs_err::remove_dir_all(entry.path());
            }
        }
    }
}

/// How exactly it is known when something was used last.
pub(super) const MARKED: Duration = Duration::from_secs(600);

/// Gives a file the present time, every ten minutes at most: [`super::prune`] goes by it.
pub(super) fn mark_used(file: &Path) {
    let changed = file.metadata().and_then(|meta| meta.modified());
    if changed.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > MARKED)) {
        let _ = std::fs::File::options()
            .append(true)
            .open(file)
            .and_then(|file| file.set_modified(SystemTime::now()));
    }
}

/// Written into a runtime's folder last: one without it is a build that was interrupted, and cargo goes on from there.
pub(super) const READY: &str = "ready.json";

/// The extension module in an object's folder.
pub(super) const LIBRARY: &str = "module.bin";

/// Names the running annot: another build of it may generate other code.
pub fn annot_identity() -> String {
    let stamp = |path: &Path| {
        let meta = path.metadata().ok()?;
        let changed = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(format!("{}@{}", meta.len(), changed.as_nanos()))
    };
    let program = std::env::current_exe()
        .ok()
        .and_then(|path| stamp(&path))
        .unwrap_or_default();
    format!("{} {program}", env!("CARGO_PKG_VERSION"))
}
