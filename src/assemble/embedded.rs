//! The files of `templates/runtime`, as annot carries them.

/// Paths in the runtime crate, in order, and their text. `build.rs` writes the table.
pub(super) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// The exact versions of what the runtime depends on.
pub(super) const LOCK: &str = include_str!("../../templates/runtime/Cargo.lock");

#[cfg(test)]
mod tests {
    use super::*;

    /// **Invariant:** a file of the runtime that is not carried would be missing from every user's build.
    #[test]
    fn every_file_of_the_runtime_is_carried() -> Result<(), Box<dyn std::error::Error>> {
        let runtime = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/runtime");
        let mut missing = Vec::new();
        for folder in ["", "src", "src/object", "csrc"] {
            for entry in fs_err::read_dir(runtime.join(folder))? {
                let path = entry?.path();
                let below = path.strip_prefix(&runtime)?.to_string_lossy().replace('\\', "/");
                let name = below.strip_suffix(".j2").unwrap_or(&below).to_string();
                let ours = below.ends_with(".j2") || !below.ends_with("Cargo.toml");
                if path.is_file() && ours && !FILES.iter().any(|(file, _)| *file == name) {
                    missing.push(name);
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
        assert!(
            FILES
                .iter()
                .any(|(file, text)| *file == "src/lib.rs" && !text.is_empty())
        );
        assert!(FILES.iter().all(|(file, _)| !file.ends_with(".j2")));
        Ok(())
    }
}
