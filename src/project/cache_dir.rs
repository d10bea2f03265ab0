//! Where annot keeps what it made: `ANNOT_CACHE_DIR`, else the platform's cache folder.

use crate::diagnostics as code;
use crate::project::Fault;
use std::path::{Path, PathBuf};

/// The shared cache. Safe to delete at any time.
#[derive(Clone, Debug)]
pub struct CacheDir {
    root: PathBuf,
}

impl CacheDir {
    /// The folder that the environment asks for; nothing is made yet.
    pub fn locate() -> Result<CacheDir, Fault> {
        let root = match set_variable("ANNOT_CACHE_DIR") {
            Some(dir) => dir,
            None => platform_cache().ok_or_else(|| {
                Fault::environment(code::NO_CACHE_DIR, "there is no home folder to keep a cache in")
                    .help("set ANNOT_CACHE_DIR")
            })?,
        };
        Ok(CacheDir::at(&root))
    }

    /// A cache in this folder.
    pub fn at(root: &Path) -> CacheDir {
        CacheDir {
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf()),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder of the cache, made if it is not there.
    pub fn folder(&self, name: &str) -> Result<PathBuf, Fault> {
        let tag = self.root.join("CACHEDIR.TAG");
        let folder = self.root.join(name);
        let make = || -> std::io::Result<()> {
            if !tag.exists() {
                fs_err::create_dir_all(&self.root)?;
                fs_err::write(&tag, TAG)?;
            }
            fs_err::create_dir_all(&folder)
        };
        make().map_err(|error| Fault::io(format_args!("make the cache folder {}", folder.display()), &error))?;
        Ok(folder)
    }
}

/// The signature that backup programs look for: <https://bford.info/cachedir/>.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# annot's cache; it can be deleted at any time.\n";

fn set_variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn platform_cache() -> Option<PathBuf> {
    if cfg!(windows) {
        return set_variable("LOCALAPPDATA").map(|dir| dir.join("annot"));
    }
    if cfg!(target_os = "macos") {
        return std::env::home_dir().map(|home| home.join("Library/Caches/annot"));
    }
    match set_variable("XDG_CACHE_HOME").filter(|dir| dir.is_absolute()) {
        Some(dir) => Some(dir.join("annot")),
        None => std::env::home_dir().map(|home| home.join(".cache/annot")),
    }
}
