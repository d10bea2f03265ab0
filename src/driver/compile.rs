//! One module through the rooms that understand Python: source -> Rust and bytecode.

use super::analysis::Analysis;
use super::generator::Objects;
use super::stages::Stages;
use crate::project::stopwatch::stage;
use crate::project::{Fault, Native, Options, Python, Source, SyntaxError};
use crate::{bytecode, hints, syntax};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the rooms make of one module.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The whole `lib.rs` of the generated crate.
    pub rust: String,
    /// `code.bin`: the module's code object, marshalled.
    pub marshal: Vec<u8>,
    pub functions: Vec<FunctionReport>,
    /// What native functions could do faster, by the index of the code object, if [`Options::performance`] asks for it.
    pub costs: BTreeMap<u32, Vec<Cost>>,
    /// What each stage made, as text by the stage's name ([`super::stages`]), if [`Options::keep_stages`] asks for it.
    pub emitted: BTreeMap<String, String>,
}

/// Which engine runs a function, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionReport {
    pub qualname: String,
    /// Preorder index of its code object in the module's tree of code objects. Generated Rust has a line
    /// `// annot:function <code>` above what belongs to the function, and `// annot:end` below the last one.
    pub code: u32,
    pub line: u32,
    pub engine: Engine,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    Native,
    Bytecode,
}

/// Why a function stays bytecode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub code: String,
    pub line: u32,
    pub column: u32,
    pub message: String,
}

/// A place in a native function that costs time, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cost {
    #[serde(flatten)]
    pub reason: Reason,
    /// How many loops it is in.
    pub loops: usize,
    pub help: String,
}

/// Why there is no module at all.
#[derive(Clone, Debug)]
pub enum CompileError {
    /// CPython cannot compile the source.
    Syntax(SyntaxError),
    /// The machine, or annot itself.
    Fault(Fault),
}

impl CompileError {
    pub fn into_fault(self, source: &Source) -> Fault {
        match self {
            CompileError::Syntax(error) => error.into_fault(&source.path),
            CompileError::Fault(fault) => fault,
        }
    }
}

/// Compiles one module. Needs nothing but the source and the target Python; the result depends on nothing else.
pub fn compile_module(source: &Source, python: &Python, options: &Options) -> Result<Compiled, CompileError> {
    let request = [(source.path.clone(), source.path.display().to_string())];
    let loaded = stage("CPython's compiler", || bytecode::load(&python.executable, &request))
        .map_err(|error| CompileError::Fault(Fault::internal(format!("{}: {error}", source.path.display()))))?
        .pop()
        .ok_or_else(|| CompileError::Fault(Fault::internal("the interpreter compiled nothing".to_owned())))?
        .map_err(|error| CompileError::Syntax(syntax_error(error, &source.text)))?;
    let tree = stage("parse", || syntax::parse_accepted(&source.text));
    let hints = stage("hints", || tree.map(|tree| hints::of_module(&tree)).unwrap_or_default());
    let minor = u8::try_from(python.version.minor).unwrap_or(u8::MAX);
    let objects = options.native != Native::Numbers;
    let mut analysis = Analysis::new(&loaded, &hints, minor, options, objects, &Objects::default());
    let mut outcome = analysis.run();
    let resumed = analysis.objects(&loaded, minor);
    let makes_objects = || {
        let fused = analysis.consumed_natively(&BTreeSet::new());
        (12..14).contains(&minor) && !analysis.beside(&outcome.made, &fused).is_empty()
    };
    if objects && (!resumed.is_empty() || makes_objects()) {
        // As if all could be kept.
        let all = Objects {
            kept: resumed.clone(),
            ..Objects::default()
        };
        // What is known not to fit is a generator from the beginning.
        let mut misfits = analysis.misfits();
        let begin = |generators: &Objects, misfits: &BTreeMap<usize, BTreeSet<u32>>| {
            let analysis = Analysis::new(&loaded, &hints, minor, options, objects, generators).without(misfits);
            analysis.map_err(|problem| CompileError::Fault(Fault::internal(problem)))
        };
        let mut is_last = misfits.is_empty();
        loop {
            let mut generators = begin(&all, &misfits)?.kept(resumed.clone());
            // What cannot be kept is resumed, and what depends upon it may have to be, too.
            loop {
                analysis = begin(&generators, &misfits)?;
                outcome = analysis.run();
                let not_kept = analysis.not_kept(&generators.kept);
                if not_kept.is_empty() {
                    let beside = analysis.beside(&outcome.made, &analysis.consumed_natively(&generators.kept));
                    if beside.is_subset(&generators.beside) {
                        break;
                    }
                    generators.beside.extend(beside);
                    continue;
                }
                generators.kept.retain(|code| !not_kept.contains(code));
                generators.beside.retain(|code| !not_kept.contains(code));
                generators.erased.retain(|code, _| !not_kept.contains(code));
                generators.resumed.extend(not_kept);
            }
            if is_last {
                break;
            }
            // What a generator gives was an object when they were found: some may fit where it is a number.
            let mut anew = begin(&generators, &BTreeMap::new())?;
            anew.run();
            let left = anew.misfits();
            if left == misfits {
                break;
            }
            (misfits, is_last) = (left, true);
        }
    }
    let mut stages = options.keep_stages.then(Stages::new);
    let rust = analysis.write(source, &loaded, python, options, outcome, stages.as_mut());
    if options.native == Native::Gain {
        let mut numbers = Analysis::new(&loaded, &hints, minor, options, false, &Objects::default());
        numbers.run();
        analysis.explain(numbers);
    }
    Ok(Compiled {
        rust,
        marshal: loaded.marshal.clone(),
        functions: analysis.reports(&loaded),
        costs: analysis.costs,
        emitted: stages.map(Stages::texts).unwrap_or_default(),
    })
}

fn syntax_error(error: bytecode::CompileError, text: &str) -> SyntaxError {
    let some = |number: u32| (number > 0).then_some(number);
    let line = some(error.line)
        .and_then(|line| text.lines().nth(line as usize - 1))
        .map(str::to_owned);
    SyntaxError {
        kind: error.kind,
        message: error.message,
        line: some(error.line),
        column: some(error.column),
        end_line: some(error.end_line),
        end_column: some(error.end_column),
        text: line,
    }
}
