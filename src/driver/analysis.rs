//! The functions of one module, together: which get a native engine, with what types, and the Rust of those.
//!
//! Whether a function is native depends on its callees, and its types on its callers. Both are found by going round until
//! nothing changes: all candidates are native at first; each round infers types, unboxes, and takes the engine from those
//! that would not gain; their callers are looked at again in the next round.

use super::candidate::{Candidate, candidate, is_boxable, is_function, poll_at_entry};
use super::captured::Captured;
use super::compile::{Cost, Engine, FunctionReport, Reason as Report};
use super::generator::{Objects, Units, check_stretch, generator_candidates, generator_expressions};
use super::globals::{identified, numbered, scalar};
use super::judge::{Verdict, exits, judge, no_gain, wanted};
use super::lent::{gives_only, takes_these};
use super::regions::prefer_generators;
use super::stages::Stages;
use super::unharmed::unharmed;
use crate::analysis::performance;
use crate::bytecode::{Instruction, Loaded, Op as Code, Place, RawInstruction};
use crate::emit::{Context, ModuleText, Unit, emit_module, give_frames, unasked};
use crate::hints::{FunctionKind, MethodBinding, ModuleHints, mangled};
use crate::infer::{
    CLASSES, CMATH, CONSTANTS, Class, Facts, GlobalKind, IN_C, ON_OBJECTS, SharedContents, generators, imported,
    is_of_itertools,
};
use crate::ir::{DynSet, Func, Lent, Reason, Ty};
use crate::passes::{self, Globals, Watched, unbox};
use crate::primitives;
use crate::project::stopwatch::{stage, stage_of};
use crate::project::{Native, Options, Python, Source};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A decorator that says that a method is to be overridden, and those that say something of one; they return what they decorate.
const ABSTRACT: &str = "abc.abstractmethod";
const MARKS: [&str; 5] = [
    ABSTRACT,
    "typing.final",
    "typing.override",
    "typing_extensions.final",
    "typing_extensions.override",
];

/// What a round made of a candidate.
pub(super) struct Made {
    pub(super) func: Func,
    pub(super) watched: Watched,
}

/// Why a round made nothing of a candidate.
pub(super) enum Unmade {
    /// It stays bytecode, for these reasons.
    Refused(Vec<(Reason, Place)>),
    /// It has to be lowered without these regions.
    Without(BTreeSet<u32>),
}

impl From<Vec<(Reason, Place)>> for Unmade {
    fn from(reasons: Vec<(Reason, Place)>) -> Self {
        Unmade::Refused(reasons)
    }
}

/// What was decided.
pub(super) struct Outcome {
    pub(super) made: BTreeMap<usize, Made>,
    /// The bodies that take or give vectors, of those functions that are called so.
    pub(super) others: BTreeMap<(usize, Lent), Made>,
    globals: Globals,
}

pub(super) struct Analysis {
    pub(super) facts: Facts,
    pub(super) candidates: Vec<Candidate>,
    /// By the index of the code object: why it stays bytecode, or what it leaves.
    pub(super) reasons: BTreeMap<usize, Vec<(Reason, Place)>>,
    native: HashSet<usize>,
    /// Is it faster to ask the module's generators natively, as far as is known in this round?
    gains_by_asking: bool,
    /// The code objects of generator expressions.
    pub(super) generator_expressions: BTreeSet<usize>,
    pub(super) hinted: Vec<Vec<Ty>>,
    /// Whatever can be native is, gain or not: what tests of exactness want.
    lenient: bool,
    /// Functions of which there is no body that takes vectors.
    pub(super) without_vectors: HashSet<usize>,
    /// What native functions could do faster, by the index of the code object.
    pub(super) costs: BTreeMap<u32, Vec<Cost>>,
}

impl Analysis {
    /// `objects`: may functions work on objects, or on numbers only?
    /// `generators`: the generator functions whose generators are objects, as far as that is known.
    pub(super) fn new(
        loaded: &Loaded,
        hints: &ModuleHints,
        minor: u8,
        options: &Options,
        objects: bool,
        generators: &Objects,
    ) -> Analysis {
        let mut facts = Facts {
            functions: vec![],
            globals: BTreeMap::new(),
            table: primitives::table(),
            minor,
            hinted_globals: hints.globals.clone(),
            cells: vec![],
            hinted_cells: vec![],
            classes: own_classes(hints, objects),
            objects,
            generators: generators.erased_kinds(),
            erased: generators.erased.clone(),
            shared: generators.shared.clone(),
            adapted: crate::infer::adapters::Adapters::default(),
            resumed: BTreeMap::new(),
            generator_functions: BTreeMap::new(),
            in_generator: false,
            decorated: vec![],
            used_as: vec![],
            contents: SharedContents::default(),
            tentative: false,
            changed: false,
            takes_vectors: BTreeMap::new(),
            gives_vectors: BTreeMap::new(),
            passes_vectors: BTreeMap::new(),
            cell_tables: BTreeMap::new(),
        };
        facts.note_class_values();
        let captured = Captured::of(loaded);
        let mut analysis = Analysis {
            facts,
            candidates: vec![],
            reasons: BTreeMap::new(),
            native: HashSet::new(),
            gains_by_asking: false,
            generator_expressions: generator_expressions(loaded),
            hinted: vec![],
            lenient: options.stress || options.native == Native::All,
            without_vectors: HashSet::new(),
            costs: BTreeMap::new(),
        };
        let none = BTreeMap::new();
        for (index, code) in loaded.codes.iter().enumerate() {
            let is_object = generators.kind(index).is_object();
            let is_kept = is_object && analysis.generator_expressions.contains(&index);
            if !is_function(code, index) && !is_kept {
                continue;
            }
            let hinted = hints
                .function(&code.qualname, code.first_line)
                .map(|hints| &hints.locals);
            let stretches = |kind| {
                let hinted = hinted.unwrap_or(&none);
                generator_candidates(loaded, index, minor, &options.without, &captured, hinted, kind)
            };
            let kinds = generators.kinds(index).filter(|_| objects);
            let found: Vec<_> = kinds.filter_map(|kind| Some((kind, stretches(kind)?))).collect();
            if !found.is_empty() {
                let hints = hints.function(&code.qualname, code.first_line);
                analysis.add_generators(code, index, hints, found);
                continue;
            }
            let lowered = stage_of("lower", &code.qualname, || {
                candidate(
                    loaded,
                    index,
                    minor,
                    &options.without,
                    objects,
                    &captured,
                    hinted.unwrap_or(&none),
                )
            });
            match lowered {
                Ok(candidate) => {
                    analysis.add(code, hints.function(&code.qualname, code.first_line));
                    let is_value = code
                        .parent
                        .is_some_and(|parent| is_function(&loaded.codes[parent], parent));
                    let stores = captured.stored_by(code, index);
                    if let Some(callee) = analysis.facts.functions.last_mut() {
                        (callee.code, callee.is_value, callee.stores) = (index, is_value, stores);
                    }
                    analysis.candidates.push(candidate);
                }
                Err(reason) => {
                    let place = Place {
                        line: code.first_line,
                        ..Place::default()
                    };
                    analysis.reasons.insert(index, vec![(reason, place)]);
                }
            }
        }
        analysis.globals(loaded, hints);
        analysis.captured(loaded, hints, &captured);
        for (candidate, function) in analysis.candidates.iter_mut().zip(&analysis.facts.functions) {
            let is_kept = |(code, _)| analysis.facts.generators.get(&code).is_some_and(|known| known.kept);
            prefer_generators(candidate, &analysis.facts);
            if function.is_called() {
                poll_at_entry(&mut candidate.lowered, &analysis.facts);
            }
            if function.is_called() || function.generator.is_some_and(is_kept) {
                candidate.lowered.fused = generators::consumed(&candidate.lowered, &analysis.facts);
            }
        }
        analysis
    }

    /// What variables that live in cells may hold: what a hint says, or anything if code that is not native gives them values.
    fn captured(&mut self, loaded: &Loaded, hints: &ModuleHints, captured: &Captured) {
        let mut cells = vec![Ty::Bottom; captured.variables.len()];
        let is_candidate = |code: usize| self.candidates.iter().any(|candidate| candidate.code == code);
        for (index, code) in loaded
            .codes
            .iter()
            .enumerate()
            .filter(|(index, _)| !is_candidate(*index))
        {
            for variable in captured.stored_by(code, index) {
                cells[variable as usize] = Ty::object();
            }
        }
        for (number, variable) in captured.variables.iter().enumerate() {
            let code = &loaded.codes[variable.owner];
            let hint = hints.function(&code.qualname, code.first_line).and_then(|hints| {
                let local = hints.locals.get(&variable.name);
                local.or_else(|| hints.params.get(&variable.name))
            });
            match hint.filter(|hint| **hint != Type::Unknown) {
                Some(hint) => cells[number] = Ty::of_hint(hint),
                None if !captured.is_of_function(loaded, number) => cells[number] = Ty::object(),
                None => {}
            }
        }
        self.facts.hinted_cells = cells;
    }

    /// What global names mean to the module's functions.
    fn globals(&mut self, loaded: &Loaded, hints: &ModuleHints) {
        // How often the module's body binds a name; what functions do to it later is seen by the guards.
        let mut bound: BTreeMap<String, u32> = BTreeMap::new();
        let mut first: BTreeMap<String, Ty> = BTreeMap::new();
        for (index, code) in loaded.codes.iter().enumerate() {
            let mut before: Option<&RawInstruction> = None;
            let enumerated = if index == 0 { numbered(code) } else { BTreeSet::new() };
            for raw in &code.instructions {
                let name = || code.names.get(raw.3 as usize).cloned().unwrap_or_default();
                if index == 0 && matches!(raw.2.as_str(), "STORE_NAME" | "STORE_GLOBAL") {
                    *bound.entry(name()).or_default() += 1;
                    let ty = before.and_then(|before| scalar(code, before));
                    if let Some(ty) = ty.or_else(|| enumerated.contains(&raw.0).then_some(Ty::Int)) {
                        first.entry(name()).or_insert(ty);
                    }
                } else if raw.2 == "STORE_GLOBAL" {
                    bound.entry(name()).or_default();
                }
                before = Some(raw);
            }
        }
        let globals = &mut self.facts.globals;
        for (position, candidate) in self.candidates.iter().enumerate() {
            let function = &self.facts.functions[position];
            if matches!(function.generator, Some((_, 1..))) {
                continue;
            }
            if let Some((code, number)) = function.resumes {
                let (qualname, raw) = (&function.qualname, &loaded.codes[function.code]);
                let own = hints.function(qualname, raw.first_line);
                match own
                    .filter(|hints| number == 0 && hints.decorators.is_empty())
                    .map(|hints| &hints.kind)
                {
                    Some(FunctionKind::Method {
                        class,
                        binding: MethodBinding::Instance,
                    }) => {
                        if let Some(known) = self.facts.classes.get_mut(&format!("<module>.{class}")) {
                            known.generators.insert(mangled(class, &raw.name), code);
                        }
                    }
                    Some(_) if bound.get(qualname) == Some(&1) => {
                        self.facts.generator_functions.insert(qualname.clone(), code);
                    }
                    _ => {}
                }
                continue;
            }
            let code = &loaded.codes[candidate.code];
            let alone = loaded
                .codes
                .iter()
                .filter(|other| other.qualname == code.qualname)
                .count()
                == 1;
            let decorated = hints
                .function(&code.qualname, code.first_line)
                .is_none_or(|hints| !hints.decorators.is_empty());
            if let Some(hints) = hints.function(&code.qualname, code.first_line)
                && let FunctionKind::Method {
                    class,
                    binding: MethodBinding::Instance,
                } = &hints.kind
                && let Some(known) = self.facts.classes.get_mut(&format!("<module>.{class}"))
            {
                // Those that leave a function as it is do not count.
                let decorators = hints.decorators.iter().map(String::as_str);
                let decorators: Vec<&str> = decorators.filter(|name| !MARKS.contains(name)).collect();
                let name = mangled(class, &code.name);
                match decorators.as_slice() {
                    [] if alone && hints.decorators.iter().any(|name| name == ABSTRACT) => {
                        known.abstracts.insert(name);
                    }
                    [] if alone => {
                        known.methods.insert(name, position);
                    }
                    ["property"] => {
                        known.properties.insert(name, position);
                    }
                    _ => {}
                }
            }
            let of_class = hints.function(&code.qualname, code.first_line).and_then(|hints| {
                match (&hints.kind, hints.decorators.as_slice()) {
                    (FunctionKind::Method { class, binding }, [decorator]) => match (binding, decorator.as_str()) {
                        (MethodBinding::Static, "staticmethod") => Some((class, false)),
                        (MethodBinding::Class, "classmethod") => Some((class, true)),
                        _ => None,
                    },
                    _ => None,
                }
            });
            if let (true, Some((class, is_bound))) = (alone, of_class)
                && let Some(known) = self.facts.classes.get_mut(&format!("<module>.{class}"))
            {
                known.of_class.insert(mangled(class, &code.name), (position, is_bound));
            }
            if alone && !decorated && bound.get(&code.qualname) == Some(&1) {
                globals.insert(code.qualname.clone(), GlobalKind::Function(position));
            }
        }
        self.find_decorated(loaded, hints, &bound);
        let globals = &mut self.facts.globals;
        for (name, origin) in &hints.imports {
            if globals.contains_key(name) || bound.get(name).is_some_and(|count| *count > 1) {
                continue;
            }
            if self.facts.table.has(origin)
                || CMATH.contains(&origin.as_str())
                || self.facts.objects && (IN_C.contains(&origin.as_str()) || is_of_itertools(origin))
            {
                globals.insert(name.clone(), GlobalKind::Builtin(origin.clone()));
            } else if CLASSES.contains(&origin.as_str()) && self.facts.objects {
                let class = Type::Class(origin.clone(), vec![]);
                let hinted = self.facts.hinted_globals.entry(name.clone());
                hinted.or_insert(Type::Class("type".to_owned(), vec![class]));
            } else if let (Some(what), true) = (imported(origin), self.facts.objects) {
                let what = Type::Class(what.to_owned(), vec![]);
                self.facts.hinted_globals.entry(name.clone()).or_insert(what);
            } else if CONSTANTS.contains(&origin.as_str()) {
                globals.insert(name.clone(), GlobalKind::Variable(Ty::Float));
            } else if matches!(origin.as_str(), "cmath" | "math")
                || self.facts.objects && matches!(origin.as_str(), "bisect" | "heapq" | "itertools" | "random")
            {
                globals.insert(name.clone(), GlobalKind::Module(origin.clone()));
            }
        }
        let identified = match self.facts.objects {
            true => identified(loaded),
            false => BTreeSet::new(),
        };
        for (name, ty) in &hints.globals {
            if let (false, Type::Int | Type::Float | Type::Bool | Type::None) = (globals.contains_key(name), ty)
                && !identified.contains(name)
            {
                globals.insert(name.clone(), GlobalKind::Variable(Ty::of_hint(ty)));
            }
        }
        first.retain(|name, _| !identified.contains(name));
        // A variable that is a number at first may well stay one, whatever else is assigned to it somewhere.
        for (name, ty) in first {
            globals.entry(name).or_insert(GlobalKind::Variable(ty));
        }
        if hints.star_imports.is_empty() {
            let on_objects = ON_OBJECTS.iter().filter(|_| self.facts.objects);
            for &name in BUILTINS.iter().chain(on_objects) {
                if !bound.contains_key(name) {
                    globals.insert(name.to_owned(), GlobalKind::Builtin(format!("builtins.{name}")));
                }
            }
        }
    }

    /// Finds the functions that get a native engine.
    pub(super) fn run(&mut self) -> Outcome {
        loop {
            stage("infer", || self.infer());
            self.find_vectors();
            self.find_cell_tables();
            self.gains_by_asking = self.gains_by_asking();
            let mut globals = Globals::default();
            let mut made = BTreeMap::new();
            let mut verdicts = BTreeMap::new();
            // They lose their engines together, so that each is made with what is said of all of them.
            let mut failed = Vec::new();
            let mut again = false;
            // What consumes on the spot does not fit everywhere. All such places are found before types are found anew, which
            // takes long; nothing else is concluded from types that are about to change.
            let mut misfit = false;
            for position in self.generators_first() {
                if again
                    || !self.facts.functions[position].native
                    || misfit && self.candidates[position].regions.is_none()
                {
                    continue;
                }
                let name = self.facts.functions[position].qualname.clone();
                self.facts.in_generator = self.facts.is_fused(position);
                let outcome = stage_of("passes", &name, || unharmed(|| self.make(position, &mut globals)));
                let outcome = outcome.unwrap_or_else(|problem| {
                    let place = self.candidates[position].instructions.first().map(|first| first.place);
                    Err(Unmade::Refused(vec![(
                        Reason::new("internal-error", problem),
                        place.unwrap_or_default(),
                    )]))
                });
                match outcome {
                    Ok((result, _)) if !misfit && self.needs_objects(position, &result.func) => again = true,
                    Ok(_) | Err(Unmade::Refused(_)) if misfit => {}
                    Ok((result, verdict)) => {
                        made.insert(position, result);
                        verdicts.insert(position, (self.candidates[position].code, verdict));
                    }
                    Err(Unmade::Without(misfits)) => {
                        if let Err(problem) = self.lower_without(position, misfits) {
                            let reason = Reason::new("internal-error", problem);
                            failed.push((position, vec![(reason, Place::default())]));
                        }
                        misfit = true;
                        again = self.facts.functions[position].generator.is_some();
                    }
                    Err(Unmade::Refused(reasons)) => {
                        failed.push((position, reasons));
                        // Nothing is to be concluded from what loops over its generators are otherwise.
                        again = self.facts.functions[position].generator.is_some();
                    }
                }
            }
            let mut dropped = !failed.is_empty();
            for (position, reasons) in failed {
                self.drop_engine(position, reasons);
            }
            if again || misfit || !dropped && self.drop_what_nobody_consumes(&made) {
                continue;
            }
            let wanted = wanted(&verdicts);
            for position in verdicts.keys().filter(|position| !wanted.contains(position)) {
                self.drop_engine(*position, vec![no_gain(&self.candidates[*position].instructions)]);
                dropped = true;
            }
            if dropped {
                continue;
            }
            match self.others(&made, &mut globals) {
                Ok(others) => return Outcome { made, others, globals },
                // It can do without.
                Err(position) => {
                    self.without_vectors.insert(position);
                }
            }
        }
    }

    /// Unboxes and optimises one function, or says why it stays bytecode.
    fn make(&self, position: usize, globals: &mut Globals) -> Result<(Made, Verdict), Unmade> {
        self.make_body(position, globals, Lent::default())
    }

    pub(super) fn make_body(
        &self,
        position: usize,
        globals: &mut Globals,
        lent: Lent,
    ) -> Result<(Made, Verdict), Unmade> {
        let candidate = &self.candidates[position];
        let nowhere = candidate
            .instructions
            .first()
            .map(|instruction| instruction.place)
            .unwrap_or_default();
        let internal = |problem: String| vec![(Reason::new("internal-error", problem), nowhere)];
        let mut returns = self.returns(position);
        let mut func = candidate.lowered.clone();
        func.takes_vectors = lent.takes;
        func.gives_vectors = lent.gives;
        if lent.gives {
            let passed = self.facts.passes_vectors.get(&position).filter(|_| lent.takes);
            let item = passed.or_else(|| self.facts.gives_vectors.get(&position));
            returns = passes::vector_of(item.ok_or_else(|| internal("a body that gives no vector".to_owned()))?);
        }
        let returns = &returns;
        if self.facts.functions[position].resumes.is_some() && !matches!(returns, Ty::Obj(_)) {
            return Err(Unmade::Refused(vec![(super::generator::generator_function(), nowhere)]));
        }
        if !is_boxable(returns) {
            // What it returns is never known: say what keeps it from returning natively.
            let reasons = self.exits_of(position);
            return Err(Unmade::Refused(if reasons.is_empty() {
                vec![(
                    Reason::new(
                        "object-operation",
                        format!("it returns a value that is not a number ({returns})"),
                    ),
                    nowhere,
                )]
            } else {
                reasons
            }));
        }
        if let Some(place) = self.replaces_object(position).filter(|_| !self.facts.objects) {
            let message = "a parameter that may be any object is replaced: the object may have to end here";
            return Err(vec![(Reason::new("object-operation", message), place)].into());
        }
        let watched = unbox(&mut func, &self.facts, globals, returns);
        crate::ir::verify(&func).map_err(|problem| internal(format!("after unbox: {problem}")))?;
        let takes = self.facts.takes_vectors.get(&position).filter(|_| lent.takes);
        if lent.gives && !gives_only(&func, returns) || takes.is_some_and(|takes| !takes_these(&func, takes)) {
            return Err(internal("a list is passed or returned that is no vector".to_owned()).into());
        }
        if candidate.regions.is_some() {
            // What is called in a region may be small.
            self.inline(position, &mut func, globals);
            passes::put_off(&mut func, &self.facts);
            let misfits = passes::misfits(&func);
            if !misfits.is_empty() {
                return Err(Unmade::Without(misfits));
            }
        }
        if self.facts.objects {
            crate::analysis::ownership::verify(&func).map_err(|problem| internal(format!("after unbox: {problem}")))?;
        }
        let is_generator = self.facts.functions[position].generator.is_some();
        let lenient = self.lenient || is_generator;
        let verdict = judge(&func, &candidate.instructions, lenient, self.gains_by_asking)?;
        self.inline(position, &mut func, globals);
        self.attempt(position, &mut func, globals);
        passes::put_off(&mut func, &self.facts);
        crate::ir::verify(&func).map_err(|problem| internal(format!("after inline: {problem}")))?;
        if self.facts.objects {
            crate::analysis::ownership::verify(&func)
                .map_err(|problem| internal(format!("after inline: {problem}")))?;
        }
        passes::run(&mut func, |_, _| {}).map_err(internal)?;
        if is_generator {
            check_stretch(&func, &self.facts, nowhere)?;
            if !self.lenient && self.waits_for_cpython(&candidate.lowered, &func) {
                let message = "it asks a generator that runs in CPython, which is faster there";
                return Err(vec![(Reason::new("generator-function", message), nowhere)].into());
            }
        }
        Ok((Made { func, watched }, verdict))
    }

    /// Where a parameter that is held as an object is assigned or deleted. The object is borrowed from the caller, while CPython
    /// hands it over, and may end it there and then.
    fn replaces_object(&self, position: usize) -> Option<Place> {
        let params = &self.facts.functions[position].params;
        let is_object = |local: u32| {
            params.get(local as usize).is_some_and(|ty| match ty {
                Ty::Dyn(set) => set.contains(DynSet::OBJ),
                other => matches!(other, Ty::Obj(_)),
            })
        };
        let instructions = &self.candidates[position].instructions;
        let replaces = |instruction: &&Instruction| match instruction.op {
            Code::StoreFast(local) | Code::DeleteFast(local) | Code::StoreDeref(local) | Code::DeleteDeref(local) => {
                is_object(local)
            }
            _ => false,
        };
        instructions.iter().find(replaces).map(|instruction| instruction.place)
    }

    /// What a native body returns. One that leaves on every path gives nothing: any type does.
    pub(super) fn returns(&self, position: usize) -> Ty {
        match &self.facts.functions[position].returns {
            Ty::Bottom => Ty::None,
            returns => returns.clone(),
        }
    }

    /// Why a function that cannot return natively leaves.
    fn exits_of(&self, position: usize) -> Vec<(Reason, Place)> {
        let mut func = self.candidates[position].lowered.clone();
        unbox(&mut func, &self.facts, &mut Globals::default(), &Ty::Dyn(DynSet(63)));
        exits(&func)
    }

    /// The text of the generated crate. A function that cannot be written stays bytecode.
    pub(super) fn write(
        &mut self,
        source: &Source,
        loaded: &Loaded,
        python: &Python,
        options: &Options,
        mut outcome: Outcome,
        stages: Option<&mut Stages>,
    ) -> String {
        let lines: Vec<&str> = source.text.lines().collect();
        let file = source
            .path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        loop {
            let Units {
                numbers,
                mut units,
                stretches,
                others,
                positions,
            } = self.units(loaded, &outcome);
            let returns: Vec<Ty> = positions.iter().map(|position| self.returns(*position)).collect();
            let params: Vec<usize> = positions
                .iter()
                .map(|position| self.facts.functions[*position].params.len())
                .collect();
            give_frames(&mut units, &numbers, &others, &self.facts);
            let take_function: Vec<bool> = units.iter().map(Unit::takes_function).collect();
            let unasked = unasked(&units, &stretches, &numbers, &others, &self.facts);
            let starred: Vec<bool> = positions
                .iter()
                .map(|position| self.facts.functions[*position].starred)
                .collect();
            let context = Context {
                facts: &self.facts,
                numbers: &numbers,
                others: &others,
                take_function: &take_function,
                unasked: &unasked,
                starred: &starred,
                globals: &outcome.globals.specs,
                stress: options.stress,
                lines: &lines,
            };
            let text = ModuleText {
                name: &source.module_name,
                source_name: &file,
                source_hash: loaded.hash,
                python: (python.version.major, python.version.minor),
                units: &units,
                stretches: &stretches,
                returns: &returns,
                params: &params,
            };
            match stage("emit", || emit_module(&text, &context)) {
                Ok(rust) => {
                    self.native = positions
                        .iter()
                        .map(|position| self.candidates[*position].code)
                        .collect();
                    for (position, made) in &outcome.made {
                        // Native, with places where it leaves.
                        let reasons = exits(&made.func);
                        self.reasons.insert(self.candidates[*position].code, reasons);
                    }
                    if options.performance {
                        self.find_costs(&outcome);
                    }
                    if let Some(stages) = stages {
                        self.show(loaded, &outcome, stages);
                        stages.rust(&rust);
                    }
                    return rust;
                }
                Err((number, unwritten)) => {
                    self.drop_engine(positions[number], vec![(unwritten.reason, unwritten.place)]);
                    outcome = self.run();
                }
            }
        }
    }

    /// What could be faster, read off the final form of each function.
    fn find_costs(&mut self, outcome: &Outcome) {
        for (position, made) in &outcome.made {
            let costs = performance::costs(&made.func).into_iter().map(|cost| Cost {
                reason: Report {
                    code: cost.reason.code.to_owned(),
                    line: cost.place.line,
                    column: cost.place.column,
                    message: cost.reason.message,
                },
                loops: cost.loops,
                help: cost.help,
            });
            let code = self.candidates[*position].code as u32;
            self.costs.insert(code, costs.collect());
        }
    }

    /// What each stage made of the functions.
    fn show(&self, loaded: &Loaded, outcome: &Outcome, stages: &mut Stages) {
        for (position, candidate) in self.candidates.iter().enumerate() {
            stages.bytecode(&loaded.codes[candidate.code], &candidate.instructions);
            stages.lowered(&candidate.lowered);
            if outcome.made.contains_key(&position) {
                // Once more as in `make`: the same globals are known already, and get the same indices.
                let mut func = candidate.lowered.clone();
                let returns = &self.facts.functions[position].returns;
                unbox(&mut func, &self.facts, &mut outcome.globals.clone(), returns);
                self.inline(position, &mut func, &mut outcome.globals.clone());
                self.attempt(position, &mut func, &mut outcome.globals.clone());
                passes::put_off(&mut func, &self.facts);
                stages.unboxed(func);
            }
        }
    }

    /// Why functions that would not gain from working on objects have no numbers that could be unboxed either.
    pub(super) fn explain(&mut self, numbers: Analysis) {
        for (code, reasons) in numbers.reasons {
            let is_gainless =
                |reasons: &Vec<(Reason, Place)>| reasons.iter().any(|(reason, _)| reason.code == "no-gain");
            if !self.native.contains(&code) && self.reasons.get(&code).is_some_and(is_gainless) && !reasons.is_empty() {
                self.reasons.insert(code, reasons);
            }
        }
    }

    /// One report for each function, in the order of the source.
    pub(super) fn reports(&self, loaded: &Loaded) -> Vec<FunctionReport> {
        let mut reports = Vec::new();
        for (index, code) in loaded.codes.iter().enumerate() {
            if !is_function(code, index) {
                continue;
            }
            let mut reasons: Vec<Report> = Vec::new();
            for (reason, place) in self.reasons.get(&index).into_iter().flatten() {
                let report = Report {
                    code: reason.code.to_owned(),
                    line: if place.line == 0 { code.first_line } else { place.line },
                    column: place.column,
                    message: reason.message.clone(),
                };
                if !reasons.contains(&report) {
                    reasons.push(report);
                }
            }
            let engine = if self.native.contains(&index) {
                Engine::Native
            } else {
                Engine::Bytecode
            };
            reports.push(FunctionReport {
                qualname: code.qualname.clone(),
                code: index as u32,
                line: code.first_line,
                engine,
                reasons,
            });
        }
        reports
    }
}

/// The classes whose instances native code knows.
fn own_classes(hints: &ModuleHints, objects: bool) -> BTreeMap<String, Class> {
    let classes = hints.classes.iter().filter(|_| objects);
    classes.map(|(name, hints)| (name.clone(), Class::new(hints))).collect()
}

/// Builtins that may have a native form.
const BUILTINS: [&str; 19] = [
    "abs",
    "bool",
    "chr",
    "complex",
    "divmod",
    "enumerate",
    "float",
    "int",
    "len",
    "max",
    "min",
    "ord",
    "pow",
    "range",
    "reversed",
    "round",
    "str",
    "sum",
    "zip",
];
