//! Finds the Pythons that tests run on: those on PATH, those of pyenv, and those named in ANNOT_TEST_PYTHONS.
//!
//! Of each minor version the newest release is taken, an optimised and a debug build if there are both; an interpreter named
//! in ANNOT_TEST_PYTHONS (separated as in PATH) goes before any that was merely found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One interpreter to test on.
#[derive(Clone, Debug)]
pub(crate) struct Python {
    pub(crate) executable: PathBuf,
    pub(crate) minor: u8,
    /// "3.13", or "3.13d" for a debug build.
    pub(crate) label: String,
    /// What the file name of an extension module ends in.
    pub(crate) suffix: String,
}

/// The oldest and the newest minor version of CPython 3 that annot builds for.
const MINORS: std::ops::RangeInclusive<u8> = 11..=15;

/// What an interpreter says about itself: minor, micro, is it a debug build, the suffix, and where it is (what is on PATH may be a
/// script that starts it); nothing if annot cannot use it.
const PROBE: &str = "import sys, sysconfig
if sys.implementation.name == 'cpython' and not sysconfig.get_config_var('Py_GIL_DISABLED') and sys.version_info[0] == 3:
    print(sys.version_info[1], sys.version_info[2], int(hasattr(sys, 'gettotalrefcount')), sysconfig.get_config_var('EXT_SUFFIX'), sys.executable)";

/// The interpreters to test on, oldest first.
pub(crate) fn discover() -> Vec<Python> {
    let mut best: BTreeMap<(u8, bool), (bool, u8, Python)> = BTreeMap::new();
    let candidates = named()
        .into_iter()
        .map(|path| (path, true))
        .chain(found().into_iter().map(|path| (path, false)));
    for (executable, is_named) in candidates {
        let Some((minor, micro, debug, suffix, executable)) = probe(&executable) else {
            continue;
        };
        let label = format!("3.{minor}{}", if debug { "d" } else { "" });
        let python = Python {
            executable,
            minor,
            label,
            suffix,
        };
        let better = match best.get(&(minor, debug)) {
            Some((other_named, other_micro, _)) => (is_named, micro) > (*other_named, *other_micro),
            None => true,
        };
        if better {
            best.insert((minor, debug), (is_named, micro, python));
        }
    }
    best.into_values().map(|(_, _, python)| python).collect()
}

fn named() -> Vec<PathBuf> {
    std::env::var_os("ANNOT_TEST_PYTHONS")
        .map(|list| {
            std::env::split_paths(&list)
                .filter(|path| !path.as_os_str().is_empty())
                .collect()
        })
        .unwrap_or_default()
}

fn found() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for directory in std::env::var_os("PATH").iter().flat_map(std::env::split_paths) {
        paths.extend(MINORS.map(|minor| directory.join(format!("python3.{minor}"))));
    }
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let root = root.or_else(|| std::env::home_dir().map(|home| home.join(".pyenv")));
    let versions = root.and_then(|root| std::fs::read_dir(root.join("versions")).ok());
    paths.extend(
        versions
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path().join("bin/python3")),
    );
    paths.retain(|path| path.exists());
    paths
}

fn probe(executable: &Path) -> Option<(u8, u8, bool, String, PathBuf)> {
    let done = Command::new(executable).args(["-S", "-c", PROBE]).output().ok()?;
    let said = String::from_utf8(done.stdout).ok()?;
    let words: Vec<&str> = said.trim_end().splitn(5, ' ').collect();
    let [minor, micro, debug, suffix, place] = words[..] else {
        return None;
    };
    let minor = minor.parse().ok()?;
    MINORS.contains(&minor).then_some((
        minor,
        micro.parse().ok()?,
        debug == "1",
        suffix.to_owned(),
        PathBuf::from(place),
    ))
}
