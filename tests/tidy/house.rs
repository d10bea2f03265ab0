//! The text files of the house.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

/// Text files, as a rule sees them.
pub(crate) struct House {
    pub(crate) files: Vec<SourceFile>,
}

pub(crate) struct SourceFile {
    /// From the root of the house, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What is made, not written.
const MADE: [&str; 6] = [
    "target",
    "__pycache__",
    "node_modules",
    "dist",
    "Cargo.lock",
    "proptest-regressions",
];

impl House {
    /// The house that this test stands in.
    pub(crate) fn read() -> House {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let kept = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = name.starts_with('.') && ![".ci", ".github", ".cargo", ".gitignore"].contains(&&*name);
            entry.depth() == 0 || !(hidden || MADE.contains(&&*name) || name.ends_with(".egg-info"))
        };
        let entries = WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(kept)
            .filter_map(Result::ok);
        let mut files = Vec::new();
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            // What is not UTF-8 is not source.
            let Ok(text) = fs_err::read_to_string(entry.path()) else {
                continue;
            };
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            files.push(SourceFile {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
        House { files }
    }

    pub(crate) fn fake(files: &[(&str, &str)]) -> House {
        let files = files.iter().map(|(path, text)| SourceFile {
            path: path.to_string(),
            text: text.to_string(),
        });
        House { files: files.collect() }
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        self.files
            .iter()
            .find(|file| file.path == path)
            .map_or("", |file| &file.text)
    }

    /// The Rust files in a folder, `/` at its end.
    pub(crate) fn rust_in(&self, folder: &str) -> impl Iterator<Item = &SourceFile> {
        self.files
            .iter()
            .filter(move |file| file.path.starts_with(folder) && file.path.ends_with(".rs"))
    }
}
