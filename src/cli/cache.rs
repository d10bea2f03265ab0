//! `annot cache`: what is kept to build faster next time.

use super::arguments::{CacheArguments, CacheCommand, MessageFormat};
use super::terminal::Terminal;
use crate::build::{self, Limits};
use crate::project::{CacheDir, Fault};
use serde_json::json;
use std::time::Duration;

/// The folders that annot keeps there, and what is in them.
const FOLDERS: [(&str, &str); 9] = [
    ("objects", "compiled modules"),
    ("inputs", "sources that were compiled"),
    ("runtimes", "runtimes, one for each Python"),
    ("pythons", "answers of interpreters"),
    ("toolchains", "answers of Rust"),
    ("hook", "imports through the hook"),
    ("live", "sources from prompts and notebooks"),
    ("refused", "crates for bug reports"),
    ("tmp", "unfinished work"),
];

pub(super) fn run(arguments: &CacheArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let cache = CacheDir::locate()?;
    match arguments.command {
        CacheCommand::Dir => terminal.print(&cache.root().display().to_string()),
        CacheCommand::Info => info(&cache, terminal),
        CacheCommand::Prune { days, size } => {
            let limits = Limits {
                unused: Duration::from_secs(u64::from(days) * 24 * 3600),
                bytes: match size {
                    Some(bytes) => bytes,
                    None => Limits::usual()?.bytes,
                },
            };
            let (removed, bytes) = build::prune(&cache, limits);
            let root = cache.root().display();
            terminal.status("Pruned", &format!("{root} ({removed} entries, {})", readable(bytes)));
        }
        CacheCommand::Clear => clear(terminal)?,
    }
    Ok(0)
}

fn info(cache: &CacheDir, terminal: &Terminal) {
    let mut total = 0;
    let mut rows = Vec::new();
    for (name, what) in FOLDERS {
        let folder = cache.root().join(name);
        let entries = fs_err::read_dir(&folder).map(Iterator::count).unwrap_or(0);
        let bytes = build::size(&folder);
        total += bytes;
        rows.push((name, what, entries, bytes));
    }
    if terminal.format == MessageFormat::Json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(name, _, entries, bytes)| json!({"name": name, "entries": entries, "bytes": bytes}))
            .collect();
        let folder = cache.root().display().to_string();
        terminal.print(&json!({"reason": "cache", "folder": folder, "bytes": total, "folders": rows}).to_string());
        return;
    }
    terminal.print(&format!("{}: {}", cache.root().display(), readable(total)));
    for (name, what, entries, bytes) in rows.iter().filter(|row| row.2 > 0) {
        terminal.print(&format!("  {name:10} {entries:6}  {:>9}  {what}", readable(*bytes)));
    }
}

/// `1.2 MB`
fn readable(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// Removes the folders that annot keeps there, not the cache folder itself: it may be someone's own.
pub(super) fn clear(terminal: &Terminal) -> Result<(), Fault> {
    let cache = CacheDir::locate()?;
    for (name, _) in FOLDERS {
        let folder = cache.root().join(name);
        if folder.is_dir() {
            fs_err::remove_dir_all(&folder)
                .map_err(|error| Fault::io(format_args!("remove {}", folder.display()), &error))?;
        }
    }
    terminal.status("Emptied", &cache.root().display().to_string());
    Ok(())
}
