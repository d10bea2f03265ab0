//! What goes from the cache, and when: what nobody has used for long, and the longest unused where there is too much.

use crate::build::cache::{LIBRARY, MARKED, READY};
use crate::build::{Progress, lock};
use crate::diagnostics as code;
use crate::project::{CacheDir, Fault};
use std::path::Path;
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// What may stay.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For how long nobody may have used it.
    pub unused: Duration,
    /// How many bytes there may be in all.
    pub bytes: u64,
}

/// How large the cache may be where nobody said: ten gigabytes, as sccache has it. A runtime has 50 megabytes, a module one or two.
const LARGEST: u64 = 10_000_000_000;

impl Limits {
    /// A month, and as many bytes as `ANNOT_CACHE_SIZE` says, which may be `500M` or `20G`. An error if that is no size.
    pub fn usual() -> Result<Limits, Fault> {
        let said = std::env::var("ANNOT_CACHE_SIZE").ok().filter(|said| !said.is_empty());
        let bytes = match &said {
            None => LARGEST,
            Some(said) => parse_size(said).ok_or_else(|| {
                Fault::usage(code::USAGE, format!("ANNOT_CACHE_SIZE is no size: `{said}`"))
                    .help("a size is a number of bytes, such as 500M or 10G")
            })?,
        };
        Ok(Limits {
            unused: Duration::from_secs(30 * 24 * 3600),
            bytes,
        })
    }
}

/// `20G`, `500M`, `1.5 GB`, `1000`: so many bytes; `None` where it is no size.
pub fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1.0,
        "K" | "KB" => 1e3,
        "M" | "MB" => 1e6,
        "G" | "GB" => 1e9,
        "T" | "TB" => 1e12,
        _ => return None,
    };
    let bytes = digits.trim().parse::<f64>().ok()? * factor;
    (bytes.is_finite() && bytes >= 0.0).then_some(bytes as u64)
}

/// The files and folders that [`prune`] removes: each folder of them, and the file by which an entry's last use is known.
const ENTRIES: [(&str, &str); 4] = [
    ("runtimes", READY),
    ("objects", LIBRARY),
    ("refused", "lib.rs"),
    ("inputs", ""),
];

/// Removes what is beyond the limits, and says how many things that were and how many bytes they had. However much there is, what
/// was used within the last hour stays: somebody may be using it.
pub fn prune(dir: &CacheDir, limits: Limits) -> (usize, u64) {
    let mut kept = Vec::new();
    let mut removed = (0, 0);
    let mut remove = |path: &Path, bytes: u64| {
        let done = if path.is_dir() {
            fs_err::remove_dir_all(path)
        } else {
            fs_err::remove_file(path)
        };
        if done.is_ok() {
            removed = (removed.0 + 1, removed.1 + bytes);
        }
    };
    for (folder, witness) in ENTRIES {
        let Ok(entries) = fs_err::read_dir(dir.root().join(folder)) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            // What cannot be read, or comes from the future, was used just now.
            let age = last_use(&path, witness)
                .and_then(|time| time.elapsed().ok())
                .unwrap_or_default();
            let bytes = size(&path);
            if age > limits.unused {
                remove(&path, bytes);
            } else {
                kept.push((age, path, bytes));
            }
        }
    }
    kept.sort_by_key(|(age, ..)| std::cmp::Reverse(*age));
    let mut total: u64 = kept.iter().map(|(_, _, bytes)| bytes).sum();
    for (age, path, bytes) in kept {
        if total <= limits.bytes || age < Duration::from_secs(3600) + MARKED {
            break;
        }
        remove(&path, bytes);
        total -= bytes;
    }
    lock::sweep(dir, Duration::from_secs(24 * 3600));
    removed
}

/// Prunes a cache where nobody has done so for an hour. Called when something has been built, which takes long anyway.
pub(super) fn prune_now_and_then(dir: &CacheDir, progress: &dyn Progress) {
    let stamp = dir.root().join("pruned");
    let changed = stamp.metadata().and_then(|meta| meta.modified());
    if changed.is_ok_and(|time| time.elapsed().is_ok_and(|age| age < Duration::from_secs(3600))) {
        return;
    }
    if std::fs::write(&stamp, "").is_err() {
        return;
    }
    match Limits::usual() {
        Ok(limits) => {
            prune(dir, limits);
        }
        Err(fault) => progress.warn(&format!("the cache is not pruned: {}", fault.message)),
    }
}

/// A runtime that is being built has no witness yet: its folder counts.
fn last_use(path: &Path, witness: &str) -> Option<SystemTime> {
    let meta = path.join(witness).metadata().or_else(|_| path.metadata());
    meta.and_then(|meta| meta.modified()).ok()
}

/// The bytes of a file, or of all files in a folder.
pub fn size(path: &Path) -> u64 {
    let files = WalkDir::new(path).into_iter().flatten();
    files
        .filter_map(|entry| entry.metadata().ok())
        .filter(|meta| meta.is_file())
        .map(|meta| meta.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::cache::mark_used;
    use std::path::PathBuf;

    const DAY: Duration = Duration::from_secs(24 * 3600);
    const LIMITS: Limits = Limits {
        unused: Duration::from_secs(30 * 24 * 3600),
        bytes: LARGEST,
    };

    fn file(root: &Path, name: &str, age: Duration) -> std::io::Result<PathBuf> {
        let path = root.join(name);
        fs_err::create_dir_all(path.parent().unwrap_or(root))?;
        let file = std::fs::File::create(&path)?;
        file.set_len(100)?;
        file.set_modified(SystemTime::now() - age)?;
        Ok(path)
    }

    #[test]
    fn only_what_nobody_uses_is_pruned() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        let old = [
            file(root, "objects/a/module.bin", 60 * DAY)?,
            file(root, "runtimes/r/ready.json", 60 * DAY)?,
            file(root, "inputs/i.json", 60 * DAY)?,
        ];
        let new = [
            file(root, "objects/b/module.bin", Duration::ZERO)?,
            file(root, "runtimes/s/target/x", 60 * DAY)?,
            file(root, "inputs/j.json", Duration::ZERO)?,
        ];
        let used = file(root, "objects/c/module.bin", 60 * DAY)?;
        mark_used(&used);
        assert_eq!(prune(&CacheDir::at(root), LIMITS), (3, 300));
        assert!(old.iter().all(|path| !path.exists()));
        assert!(new.iter().all(|path| path.exists()) && used.exists());
        Ok(())
    }

    #[test]
    fn the_longest_unused_goes_where_there_is_too_much() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        let files = [
            file(root, "objects/a/module.bin", 3 * DAY)?,
            file(root, "runtimes/r/ready.json", 5 * DAY)?,
            file(root, "objects/b/module.bin", 2 * DAY)?,
            file(root, "objects/c/module.bin", Duration::ZERO)?,
            file(root, "objects/d/module.bin", Duration::ZERO)?,
        ];
        let left = |bytes| {
            prune(&CacheDir::at(root), Limits { bytes, ..LIMITS });
            files.each_ref().map(|path| path.exists())
        };
        assert_eq!(left(500), [true; 5]);
        assert_eq!(left(399), [false, false, true, true, true]);
        assert_eq!(left(0), [false, false, false, true, true], "what was just used stays");
        Ok(())
    }

    #[test]
    fn sizes_as_people_write_them() {
        let sizes = ["20G", "500M", "1.5 GB", "1000", "7kb", "", "G", "-1G", "many", "1e400"];
        assert_eq!(
            sizes.map(parse_size),
            [
                Some(20_000_000_000),
                Some(500_000_000),
                Some(1_500_000_000),
                Some(1000),
                Some(7000),
                None,
                None,
                None,
                None,
                None
            ]
        );
    }
}
