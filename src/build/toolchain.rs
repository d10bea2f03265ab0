//! The Rust toolchain: found once, named by an absolute path, asked without the user's flags.

use crate::diagnostics as code;
use crate::project::{CacheDir, Fault, write_atomically};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

/// The oldest rustc that the runtime and generated code build with, as in `rust-version` of their manifests.
const MINIMUM: (u32, u32) = (1, 92);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// The compiler itself, not rustup's proxy, which takes longer to start than a small module takes to build.
    pub rustc: PathBuf,
    pub cargo: PathBuf,
    /// `rustc -vV`.
    pub verbose_version: String,
    pub host: String,
    pub minor: u32,
    /// What the answer was remembered under.
    fingerprint: String,
}

impl Toolchain {
    /// The toolchain that `rustc` in PATH stands for.
    pub fn find(cache: &CacheDir) -> Result<Toolchain, Fault> {
        let proxy = find_program("rustc").ok_or_else(|| missing("rustc"))?;
        let fingerprint = fingerprint(&proxy);
        let remembered = cache.folder("toolchains")?.join(format!(
            "{}.json",
            &crate::build::digest(&[fingerprint.as_bytes()])[..24]
        ));
        if let Some(toolchain) = recall(&remembered, &fingerprint) {
            return Ok(toolchain);
        }
        let folder = neutral_folder();
        let verbose_version = answer(&proxy, &["-vV"], &folder)?;
        let sysroot = PathBuf::from(answer(&proxy, &["--print", "sysroot"], &folder)?.trim());
        let field = |name: &str| {
            verbose_version
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap_or("")
                .trim()
                .to_string()
        };
        let release = field("release:");
        let mut numbers = release.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
        let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        if version < MINIMUM {
            return Err(Fault::environment(
                code::OLD_RUST,
                format!("{} is rustc {release}, which is too old", proxy.display()),
            )
            .help(format!(
                "annot needs Rust {}.{} or later: `rustup update`",
                MINIMUM.0, MINIMUM.1
            )));
        }
        let beside = |name: &str| {
            sysroot
                .join("bin")
                .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
        };
        let rustc = Some(beside("rustc")).filter(|path| path.is_file()).unwrap_or(proxy);
        let cargo = Some(beside("cargo"))
            .filter(|path| path.is_file())
            .or_else(|| find_program("cargo"))
            .ok_or_else(|| missing("cargo"))?;
        let toolchain = Toolchain {
            rustc,
            cargo,
            host: field("host:"),
            minor: version.1,
            verbose_version,
            fingerprint,
        };
        if let Ok(text) = serde_json::to_vec_pretty(&toolchain) {
            let _ = write_atomically(&remembered, &text);
        }
        Ok(toolchain)
    }

    /// A command of this toolchain that obeys annot and not the flags a user has set for other projects.
    pub fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_users_flag) {
                command.env_remove(&name);
            }
        }
        command.current_dir(folder);
        command
    }
}

/// Variables by which a build of another project would change this one.
fn is_users_flag(name: &str) -> bool {
    let exact = [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "RUSTC",
        "RUSTC_BOOTSTRAP",
        "CARGO_TARGET_DIR",
        "CARGO_INCREMENTAL",
        "CARGO_MANIFEST_DIR",
        "MAKEFLAGS",
        "CARGO_MAKEFLAGS",
    ];
    let prefixes = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_", "CARGO_PKG_", "PYO3_"];
    exact.contains(&name) || prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// A folder that no project has put a `rust-toolchain.toml` or a `.cargo/config.toml` into or above.
pub(super) fn neutral_folder() -> PathBuf {
    let here = std::env::temp_dir();
    here.ancestors().last().unwrap_or(Path::new("/")).to_path_buf()
}

fn find_program(name: &str) -> Option<PathBuf> {
    crate::project::in_path(name)
}

fn missing(program: &str) -> Fault {
    Fault::environment(code::NO_RUST, format!("there is no `{program}` in PATH"))
        .help("annot compiles through Rust: install it from https://rustup.rs")
}

/// What the answer depends on: the file in PATH, and what rustup would choose.
fn fingerprint(proxy: &Path) -> String {
    let rustup = std::env::var_os("RUSTUP_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".rustup")))
        .unwrap_or_default();
    let chosen = std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_default();
    format!(
        "{}|{}|{chosen}|{}",
        proxy.display(),
        stamp(proxy),
        stamp(&rustup.join("settings.toml"))
    )
}

fn stamp(path: &Path) -> String {
    match path.metadata() {
        Ok(meta) => {
            let changed = meta
                .modified()
                .ok()
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            format!("{}@{}", meta.len(), changed.map_or(0, |time| time.as_nanos()))
        }
        Err(_) => "none".to_string(),
    }
}

fn recall(path: &Path, fingerprint: &str) -> Option<Toolchain> {
    let toolchain: Toolchain = serde_json::from_slice(&fs_err::read(path).ok()?).ok()?;
    (toolchain.fingerprint == fingerprint && toolchain.rustc.is_file() && toolchain.cargo.is_file())
        .then_some(toolchain)
}

fn answer(program: &Path, arguments: &[&str], folder: &Path) -> Result<String, Fault> {
    let failed = |why: &str| {
        Fault::environment(code::NO_RUST, format!("{} does not work: {why}", program.display()))
            .help("check the Rust installation with `rustc -vV`")
    };
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(failed(text.lines().next().unwrap_or("it failed")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
