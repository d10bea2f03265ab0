//! Arguments and configuration -> what a command works with.

use super::arguments::{CompileArguments, PythonArguments};
use super::terminal::Terminal;
use crate::build::Cache;
use crate::driver::{Place, Request, Setting};
use crate::project::{CacheDir, Config, Fault, Options, Python, discover};
use std::path::{Path, PathBuf};

/// The configuration that holds for the first of the paths.
pub(super) fn config(paths: &[PathBuf]) -> Result<Config, Fault> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    Config::load(first)
}

/// Python, cache and number of jobs: the command line wins over the configuration.
pub(super) fn setting(arguments: &PythonArguments, config: &Config) -> Result<Setting, Fault> {
    let dir = CacheDir::locate()?;
    let python = Python::find(arguments.python.as_deref().or(config.python.as_deref()), &dir)?;
    let processors = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = arguments
        .jobs
        .map(usize::from)
        .or(config.jobs)
        .unwrap_or_else(processors);
    Ok(Setting {
        python,
        cache: Cache { dir, enabled: true },
        jobs,
        offline: config.offline.unwrap_or(false),
    })
}

/// The same with what only compiling needs.
pub(super) fn compile_setting(arguments: &CompileArguments, config: &Config) -> Result<(Setting, Options), Fault> {
    let mut setting = setting(&arguments.python, config)?;
    setting.offline |= arguments.offline;
    setting.cache.enabled = !arguments.no_cache;
    let profile = arguments.profile.map(Into::into).or(config.profile).unwrap_or_default();
    Ok((
        setting,
        Options {
            profile,
            stress: arguments.stress,
            native: arguments.native.map(Into::into).unwrap_or_default(),
            ..Options::default()
        },
    ))
}

/// The modules that the paths stand for.
pub(super) fn request(
    paths: &[PathBuf],
    config: &Config,
    options: Options,
    place: Place,
    terminal: &Terminal,
) -> Result<Request, Fault> {
    let found = discover(paths, &config.exclude)?;
    for note in &found.notes {
        terminal.detail(note);
    }
    Ok(Request {
        modules: found.modules,
        options,
        place,
    })
}
