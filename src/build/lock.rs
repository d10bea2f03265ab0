//! One annot at a time: a lock per thing that is made. The system releases it when its holder dies, however it dies.

use crate::build::Progress;
use crate::project::{CacheDir, Fault};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Held until dropped.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other annot holds the lock of this name; says so if that takes more than a second.
    pub fn acquire(cache: &CacheDir, name: &str, progress: &dyn Progress) -> Result<Lock, Fault> {
        let path = cache.folder("locks")?.join(name);
        let failed = |error: &std::io::Error| Fault::io(format_args!("lock {}", path.display()), error);
        let mut file = open(&path).map_err(|error| failed(&error))?;
        let start = Instant::now();
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) if is_still(&file, &path) => break,
                // Its holder was done with it and somebody removed it: others lock the new one.
                Ok(()) => {
                    file = open(&path).map_err(|error| failed(&error))?;
                    continue;
                }
                // A file system without locks: two builds may do the same work twice, and each result is put in place whole.
                Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => break,
                Err(TryLockError::Error(error)) => return Err(failed(&error)),
                Err(TryLockError::WouldBlock) => {}
            }
            if !told && start.elapsed() >= Duration::from_secs(1) {
                told = true;
                let mut holder = String::new();
                let _ = file
                    .seek(SeekFrom::Start(0))
                    .and_then(|_| file.read_to_string(&mut holder));
                let pid = holder.trim();
                let pid = if pid.is_empty() { "unknown" } else { pid };
                progress.note(&format!("waiting for another annot build (pid {pid})"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // Who holds it, for the message above; a lock works without it.
        let _ = file
            .set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| write!(file, "{}", std::process::id()));
        Ok(Lock { _file: file })
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
}

/// Whether the path still leads to the open file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(mine), Ok(there)) = (file.metadata(), path.metadata()) else {
        return false;
    };
    (mine.dev(), mine.ino()) == (there.dev(), there.ino())
}

/// Lock files are only removed where that can be found out: see [`sweep`].
#[cfg(not(unix))]
fn is_still(_file: &File, _path: &Path) -> bool {
    true
}

/// Removes the locks that nobody holds and nobody has taken for so long. Who waits for one of them meanwhile finds out in
/// [`Lock::acquire`].
pub(super) fn sweep(cache: &CacheDir, kept: Duration) {
    let Ok(entries) = std::fs::read_dir(cache.root().join("locks")) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(|_| cfg!(unix)) {
        let Ok(file) = File::options().write(true).open(&path) else {
            continue;
        };
        let taken = file.metadata().and_then(|meta| meta.modified());
        let is_old = taken.is_ok_and(|time| time.elapsed().is_ok_and(|age| age >= kept));
        // Whoever removes it holds its lock: it is still there when that is had.
        if is_old && file.try_lock().is_ok() && is_still(&file, &path) {
            let _ = std::fs::remove_file(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    struct Notes(Mutex<Vec<String>>);

    impl Progress for Notes {
        fn begin(&self, _step: &str, _total: usize) {}
        fn advance(&self, _part: &str) {}
        fn finish(&self) {}
        fn note(&self, text: &str) {
            if let Ok(mut notes) = self.0.lock() {
                notes.push(text.to_string());
            }
        }
        fn warn(&self, _text: &str) {}
    }

    #[test]
    fn who_waits_for_more_than_a_second_is_told_for_whom() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let cache = CacheDir::at(dir.path());
        let notes = Notes(Mutex::new(Vec::new()));
        let held = Lock::acquire(&cache, "thing", &notes)?;
        let _other = Lock::acquire(&cache, "another", &notes)?;
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::acquire(&cache, "thing", &notes).is_ok());
            std::thread::sleep(Duration::from_millis(1300));
            drop(held);
            assert!(waiting.join().is_ok_and(|acquired| acquired));
        });
        let expected = format!("waiting for another annot build (pid {})", std::process::id());
        assert_eq!(*notes.0.lock().map_err(|_| "poisoned")?, [expected]);
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn a_lock_that_was_removed_while_somebody_waited_is_no_lock() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let cache = CacheDir::at(dir.path());
        let notes = Notes(Mutex::new(Vec::new()));
        let path = dir.path().join("locks/thing");
        let held = Lock::acquire(&cache, "thing", &notes)?;
        sweep(&cache, Duration::ZERO);
        assert!(path.exists(), "it is held");
        std::thread::scope(|scope| -> Result<(), Box<dyn std::error::Error>> {
            let waiting = scope.spawn(|| Lock::acquire(&cache, "thing", &notes));
            std::thread::sleep(Duration::from_millis(200));
            std::fs::remove_file(&path)?;
            drop(held);
            let _acquired = waiting.join().map_err(|_| "panicked")??;
            assert!(open(&path)?.try_lock().is_err(), "who comes next has to wait");
            Ok(())
        })?;
        sweep(&cache, Duration::ZERO);
        assert!(!path.exists());
        Ok(())
    }
}
