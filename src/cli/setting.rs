//! Arguments and configuration -> what a command works with.

use super::arguments::{CompileArguments, PythonArguments};
use super::terminal::Terminal;
use crate::build::Cache;
use crate::diagnostics as code;
use crate::driver::{Place, Request, Setting};
use crate::project::{CacheDir, Config, Fault, ModuleConfig, ModuleValues, Options, Python, Values, discover, select};
use std::path::{Path, PathBuf};

/// The configuration that holds for the first of the paths.
pub(super) fn config(paths: &[PathBuf]) -> Result<Config, Fault> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    Config::load(first)
}

/// The same under the flags of a command that compiles.
pub(super) fn compile_config(paths: &[PathBuf], arguments: &CompileArguments) -> Result<Config, Fault> {
    let flags = Values {
        python: arguments.python.python.clone(),
        jobs: arguments.python.jobs.map(usize::from),
        offline: arguments.offline.then_some(true),
        module: ModuleValues {
            profile: arguments.profile.map(Into::into),
            native: arguments.native.map(Into::into),
            target_cpu: arguments.target_cpu.clone(),
            ..ModuleValues::default()
        },
        ..Values::default()
    };
    Ok(config(paths)?.under(flags))
}

/// Python, cache and number of jobs: the command line wins over the configuration.
pub(super) fn setting(arguments: &PythonArguments, config: &Config) -> Result<Setting, Fault> {
    let dir = CacheDir::locate()?;
    let python = match (arguments.python.as_deref(), config.python_of_file()) {
        (None, Some(name)) => Python::find_by_name(name, &dir)?,
        (asked, _) => Python::find(asked.or(config.python()), &dir)?,
    };
    let processors = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = arguments
        .jobs
        .map(usize::from)
        .or(config.jobs())
        .unwrap_or_else(processors);
    Ok(Setting {
        python,
        cache: Cache { dir, enabled: true },
        jobs,
        offline: config.offline(),
        timings: false,
    })
}

/// The same with what only compiling needs.
pub(super) fn compile_setting(arguments: &CompileArguments, config: &Config) -> Result<Setting, Fault> {
    let mut setting = setting(&arguments.python, config)?;
    setting.cache.enabled = !arguments.no_cache;
    Ok(setting)
}

/// How a module is compiled.
pub(super) fn options(arguments: &CompileArguments, module: &ModuleConfig) -> Options {
    Options {
        profile: module.profile,
        native: module.native,
        target_cpu: module.target_cpu.clone(),
        stress: arguments.stress,
        ..Options::default()
    }
}

/// The modules that the paths stand for; without paths, those that the configuration names.
pub(super) fn modules(
    paths: &[PathBuf],
    config: &Config,
    terminal: &Terminal,
) -> Result<Vec<(PathBuf, String)>, Fault> {
    let found = match paths {
        [] => select(config)?,
        paths => discover(paths, config.exclude())?,
    };
    for note in &found.notes {
        terminal.detail(note);
    }
    if found.modules.is_empty() && paths.is_empty() {
        return Err(Fault::usage(code::NO_MODULES, "there is nothing to build")
            .help("name files, or set `modules` in [tool.annot] of pyproject.toml (`annot init` does)"));
    }
    Ok(found.modules)
}

/// The same as a request.
pub(super) fn request(
    paths: &[PathBuf],
    config: &Config,
    options: Options,
    place: Place,
    terminal: &Terminal,
) -> Result<Request, Fault> {
    Ok(Request {
        modules: modules(paths, config, terminal)?,
        options,
        place,
    })
}
