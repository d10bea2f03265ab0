//! The order of the rooms, for each command that needs them. Modules in parallel, results in order.

use crate::assemble::{CrateParts, write_crate, write_include, write_runtime};
use crate::build::{self, Cache, Failure, InputKey, ModuleJob, Progress, Runtime, Toolchain, annot_identity, digest};
use crate::deliver;
use crate::diagnostics::{self as code, Span};
use crate::driver::unharmed::unharmed;
use crate::driver::{
    Built, Checked, CompileError, Compiled, Emitted, Engine, FunctionReport, Place, Reason, Request, Setting,
    compile_module, stages,
};
use crate::project::stopwatch::{Timings, record, stage};
use crate::project::{Fault, Options, Python, Source};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What makes Rust of a module: [`compile_module`], or in tests something that makes mistakes.
pub type Compiler = fn(&Source, &Python, &Options) -> Result<Compiled, CompileError>;

/// Builds every module and puts it in its place. One result per module, in order: a module that fails does not keep the
/// others from being built.
pub fn build(
    setting: &Setting,
    request: &Request,
    progress: &dyn Progress,
) -> Result<Vec<Result<Built, Fault>>, Fault> {
    build_with(compile_module, setting, request, progress)
}

/// [`build`] with another compiler.
pub fn build_with(
    compiler: Compiler,
    setting: &Setting,
    request: &Request,
    progress: &dyn Progress,
) -> Result<Vec<Result<Built, Fault>>, Fault> {
    let toolchain = Toolchain::find(&setting.cache.dir)?;
    setting.cache.sweep();
    let runtime = build::ensure_runtime(
        &setting.cache.dir,
        &setting.python,
        &toolchain,
        setting.offline,
        progress,
    )?;
    let one = request.modules.len() == 1;
    if !one {
        progress.begin(
            &format!("Building {} modules", request.modules.len()),
            request.modules.len(),
        );
    }
    let bench = Bench {
        compiler,
        setting,
        options: &request.options,
        toolchain: &toolchain,
        runtime: &runtime,
        progress,
    };
    let results = in_parallel(
        &request.modules,
        setting.jobs,
        |(path, name)| bench.build_one(path, name, &request.place),
        |(_, name)| {
            if !one {
                progress.advance(name);
            }
        },
    );
    if !one {
        progress.finish();
    }
    Ok(results)
}

/// Says of every function which engine it would get. Neither Rust nor the user's code is run.
pub fn check(setting: &Setting, request: &Request) -> Vec<Result<Checked, Fault>> {
    let look = |(path, name): &Module| {
        let source = Source::read(path, name.clone(), &setting.python)?;
        let compiled =
            compile_module(&source, &setting.python, &request.options).map_err(|error| error.into_fault(&source))?;
        let mut functions = compiled.functions;
        let mut costs = compiled.costs;
        let told = functions.iter_mut().flat_map(|report| &mut report.reasons);
        told.chain(costs.values_mut().flatten().map(|cost| &mut cost.reason))
            .for_each(|reason| as_people_count(reason, &source.text));
        Ok(Checked {
            source: path.clone(),
            functions,
            costs,
        })
    };
    in_parallel(&request.modules, setting.jobs, look, |_| {})
}

/// Code objects count columns in bytes from 0; people and editors in characters from 1.
fn as_people_count(reason: &mut Reason, text: &str) {
    let span = Span {
        line: reason.line,
        column: reason.column,
        end_line: reason.line,
        end_column: reason.column,
    };
    reason.column = span.spot(Some(text)).column;
}

/// Writes the runtime crate, for crates that are built without annot.
pub fn emit_runtime(folder: &Path) -> Result<(), Fault> {
    write_runtime(folder)
}

/// What one stage made of each module. `crate` writes a crate that `cargo build` builds, `include` the files of one that another
/// crate includes; every other stage is text.
pub fn emit(setting: &Setting, request: &Request, stage: &str) -> Result<Vec<Result<Emitted, Fault>>, Fault> {
    let known = stages();
    if !known.iter().any(|known| known == stage) {
        return Err(
            Fault::usage(code::NO_SUCH_STAGE, format!("there is no stage `{stage}`"))
                .help(format!("the stages are {}", known.join(", "))),
        );
    }
    let options = Options {
        keep_stages: true,
        ..request.options.clone()
    };
    let several = request.modules.len() > 1;
    let make = |(path, name): &Module| {
        let source = Source::read(path, name.clone(), &setting.python)?;
        let compiled = compile_module(&source, &setting.python, &options).map_err(|error| error.into_fault(&source))?;
        if stage == "include" {
            let folder = match &request.place {
                Place::Folder(folder) => folder.clone(),
                Place::BesideSource | Place::Cache => PathBuf::from("."),
            };
            write_include(&parts(&source, &compiled), &folder)?;
            return Ok(Emitted::Folder(folder));
        }
        if stage == "crate" {
            let root = match &request.place {
                Place::Folder(folder) => folder.clone(),
                Place::BesideSource | Place::Cache => PathBuf::from(format!("{name}-crate")),
            };
            let folder = if several { root.join(name) } else { root };
            write_crate(&parts(&source, &compiled), &setting.python, &folder)?;
            return Ok(Emitted::Folder(folder));
        }
        let text = compiled.emitted.get(stage).cloned().unwrap_or_default();
        Ok(Emitted::Text(text))
    };
    Ok(in_parallel(&request.modules, setting.jobs, make, |_| {}))
}

/// A file and the dotted name of its module.
type Module = (PathBuf, String);

/// How many modules were told of, and the results so far.
type Done<R> = Mutex<(usize, Vec<Option<Result<R, Fault>>>)>;

/// What is remembered about an input.
#[derive(Serialize, Deserialize)]
struct Remembered {
    object: String,
    functions: Vec<FunctionReport>,
}

/// All that building one module needs.
struct Bench<'a> {
    compiler: Compiler,
    setting: &'a Setting,
    options: &'a Options,
    toolchain: &'a Toolchain,
    runtime: &'a Runtime,
    progress: &'a dyn Progress,
}

impl Bench<'_> {
    fn build_one(&self, path: &Path, name: &str, place: &Place) -> Result<Built, Fault> {
        let (built, timings) = record(|| self.in_place(path, name, place));
        built.map(|built| Built { timings, ..built })
    }

    fn in_place(&self, path: &Path, name: &str, place: &Place) -> Result<Built, Fault> {
        let python = &self.setting.python;
        let cache = &self.setting.cache;
        let source = stage("read", || Source::read(path, name.to_string(), python))?;
        let key = self.input_key(&source);
        let remembered: Option<(Remembered, PathBuf)> = stage("cache", || {
            let known = cache.input::<Remembered>(&key)?;
            cache.object(&known.object).map(|library| (known, library))
        });
        let (known, library, was_cached) = match remembered {
            Some((known, library)) => (known, library, true),
            None => {
                let (known, library) = self.compile(&source, cache)?;
                cache.keep_input(&key, &known);
                (known, library, false)
            }
        };
        let folder = match place {
            Place::Cache => None,
            Place::BesideSource => Some(None),
            Place::Folder(folder) => Some(Some(folder.as_path())),
        };
        let artifact = match folder {
            None => library,
            Some(folder) => {
                let artifact = deliver::destination(&source, &python.ext_suffix, folder);
                stage("deliver", || deliver::deliver(&library, &artifact))?;
                artifact
            }
        };
        Ok(Built {
            source: path.to_path_buf(),
            module_name: name.to_string(),
            artifact,
            functions: known.functions,
            was_cached,
            timings: Timings::default(),
        })
    }

    /// Source -> Rust -> extension module. Functions whose Rust does not compile go back to bytecode, one round after the
    /// other: an internal error costs one function its engine, never the build.
    fn compile(&self, source: &Source, cache: &Cache) -> Result<(Remembered, PathBuf), Fault> {
        let python = &self.setting.python;
        let mut options = self.options.clone();
        let mut lost: Vec<(u32, String)> = Vec::new();
        loop {
            let compiled = (self.compiler)(source, python, &options).map_err(|error| error.into_fault(source))?;
            let job = ModuleJob {
                parts: parts(source, &compiled),
                profile: options.profile,
                stress: options.stress,
                target_cpu: options.target_cpu.as_deref(),
                timings: self.setting.timings,
            };
            let refused = match build::compile(&job, cache, self.runtime, self.toolchain, self.progress) {
                Ok((object, library)) => {
                    let functions = with_internal_errors(compiled.functions, &lost);
                    return Ok((Remembered { object, functions }, library));
                }
                Err(Failure::Fault(fault)) => return Err(fault),
                Err(Failure::Refused(refused)) => refused,
            };
            let mut suspects: Vec<u32> = refused.functions.iter().copied().collect();
            if suspects.is_empty() {
                // The errors name no function: give all of them up.
                let natives = compiled
                    .functions
                    .iter()
                    .filter(|report| report.engine == Engine::Native);
                suspects = natives.map(|report| report.code).collect();
            }
            suspects.retain(|function| !options.without.contains(function));
            if suspects.is_empty() {
                return Err(Fault::internal(format!(
                    "rustc refused what annot made of {}; the crate is kept in {}",
                    source.path.display(),
                    refused.kept.display()
                )));
            }
            self.progress.warn(&format!(
                "rustc refused what annot made of {} function(s) of {}, which stay bytecode; this is a bug in annot, \
                 please report it with {}",
                suspects.len(),
                source.path.display(),
                refused.kept.display()
            ));
            for function in suspects {
                options.without.push(function);
                lost.push((function, refused.kept.display().to_string()));
            }
            options.without.sort_unstable();
        }
    }

    fn input_key(&self, source: &Source) -> InputKey {
        let options = format!("{:?}", self.options);
        let path = source.path.to_string_lossy();
        let parts = [
            annot_identity(),
            self.runtime.key.clone(),
            options,
            source.module_name.clone(),
            path.into_owned(),
        ];
        let mut bytes: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        bytes.push(&source.bytes);
        InputKey(digest(&bytes)[..32].to_string())
    }
}

fn parts<'a>(source: &'a Source, compiled: &'a Compiled) -> CrateParts<'a> {
    CrateParts {
        module_name: &source.module_name,
        rust: &compiled.rust,
        marshal: &compiled.marshal,
    }
}

/// The reports, with the reason of those functions that rustc took their engine from.
fn with_internal_errors(mut functions: Vec<FunctionReport>, lost: &[(u32, String)]) -> Vec<FunctionReport> {
    for (function, kept) in lost {
        if let Some(report) = functions.iter_mut().find(|report| report.code == *function) {
            report.engine = Engine::Bytecode;
            report.reasons.push(Reason {
                code: "internal-error".to_string(),
                line: report.line,
                column: 1,
                message: format!("a bug in annot: rustc refused its code, kept in {kept}"),
            });
        }
    }
    functions
}

/// Calls `work` for every module, `jobs` at a time; the results are in the modules' order. `tell` is called for each module
/// when it and all before it are done: in order, too. Where `work` panics, that module has a fault, and the others go on.
fn in_parallel<R: Send>(
    modules: &[Module],
    jobs: usize,
    work: impl Fn(&Module) -> Result<R, Fault> + Sync,
    tell: impl Fn(&Module) + Sync,
) -> Vec<Result<R, Fault>> {
    let next = AtomicUsize::new(0);
    let done: Done<R> = Mutex::new((0, modules.iter().map(|_| None).collect()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, modules.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(module) = modules.get(index) else { return };
                    let result = unharmed(|| work(module))
                        .unwrap_or_else(|problem| Err(Fault::internal(format!("{}: {problem}", module.0.display()))));
                    let Ok(mut done) = done.lock() else { return };
                    let (told, results) = &mut *done;
                    results[index] = Some(result);
                    while results.get(*told).is_some_and(Option::is_some) {
                        tell(&modules[*told]);
                        *told += 1;
                    }
                }
            });
        }
    });
    let (_, results) = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Modules whose names say how many milliseconds they take.
    fn slow(times: &[&str]) -> Vec<Module> {
        times
            .iter()
            .map(|time| (PathBuf::from(time), (*time).to_owned()))
            .collect()
    }

    fn wait(module: &Module) -> Result<u64, Fault> {
        let time = module.1.parse().expect("a number of milliseconds");
        std::thread::sleep(Duration::from_millis(time));
        Ok(time * 2)
    }

    #[test]
    fn results_and_what_is_told_are_in_order_whatever_takes_how_long() {
        let modules = slow(&["30", "1", "20", "2", "10", "3"]);
        let told = Mutex::new(Vec::new());
        let tell = |module: &Module| {
            if let Ok(mut told) = told.lock() {
                told.push(module.clone());
            }
        };
        let results = in_parallel(&modules, 3, wait, tell);
        let results: Vec<u64> = results.into_iter().flatten().collect();
        assert_eq!(results, [60, 2, 40, 4, 20, 6]);
        assert_eq!(told.into_inner().ok(), Some(modules));
    }

    #[test]
    fn a_panic_is_a_fault_of_its_module_alone() {
        let results = in_parallel(&slow(&["1", "never", "2"]), 1, wait, |_| {});
        let [Ok(2), Err(fault), Ok(4)] = results.as_slice() else {
            panic!("{results:?}");
        };
        let text = fault.to_string();
        assert!(
            text.contains("never") && text.contains("a number of milliseconds"),
            "{text}"
        );
    }
}
