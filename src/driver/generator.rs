//! Generator functions that could run within the loops that consume their generators, lowered stretch by stretch.

use super::analysis::{Analysis, Made, Outcome};
use super::candidate::Candidate;
use super::captured::Captured;
use super::judge::{asks_generator, exits};
use super::unharmed::unharmed;
use crate::bytecode::{self, CodeObject, Constant, Instruction, Loaded, Op as Code, Place, flags};
use crate::emit::{Resumes, Unit};
use crate::hints::FunctionHints;
use crate::infer::Facts;
use crate::infer::generators::{self, Generator};
use crate::ir::{Func, Lent, ObjectOp, Op, Reason, Ty};
use crate::lower::{Kind, Sent, Stretch, lower_generator};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};

/// The generator functions, by their code objects, whose generators are objects.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    /// Those whose state the one that consumes them keeps.
    pub(super) kept: BTreeSet<usize>,
    /// Those that are resumed by whoever asks for an item.
    pub(super) resumed: BTreeSet<usize>,
    /// Those of which some are kept or fused, and others resumed.
    pub(super) beside: BTreeSet<usize>,
    /// The kinds of those that are of one of several where they are held.
    pub(super) erased: BTreeMap<usize, usize>,
    /// The kinds of which a local may hold what another generator holds, too.
    pub(super) shared: BTreeSet<usize>,
}

impl Objects {
    /// Those kinds.
    pub(super) fn erased_kinds(&self) -> BTreeMap<usize, Generator> {
        let kind = || Generator {
            stretches: BTreeMap::new(),
            places: BTreeMap::new(),
            sent: BTreeMap::new(),
            own: 0,
            gives: Ty::Bottom,
            kept: true,
            is_expression: false,
            is_awaited: false,
        };
        self.erased.values().map(|erased| (*erased, kind())).collect()
    }

    /// Generators of these functions are of one kind where they are held.
    fn erase(&mut self, codes: &BTreeSet<usize>) {
        let known = codes.iter().filter_map(|code| self.erased.get(code)).copied();
        let kinds: BTreeSet<usize> = known.collect();
        let Some(kind) = kinds
            .first()
            .copied()
            .or_else(|| Some(generators::ERASED + codes.first()?))
        else {
            return;
        };
        self.erased
            .values_mut()
            .filter(|known| kinds.contains(known))
            .for_each(|known| *known = kind);
        self.erased.extend(codes.iter().map(|code| (*code, kind)));
    }

    /// What the generators of a function are.
    pub(super) fn kind(&self, code: usize) -> Kind {
        match (self.kept.contains(&code), self.resumed.contains(&code)) {
            (true, _) => Kind::Kept,
            (_, true) => Kind::Resumed,
            _ => Kind::Fused,
        }
    }

    /// As [`Self::kind`], and what others of them are.
    pub(super) fn kinds(&self, code: usize) -> impl Iterator<Item = Kind> + use<> {
        let others = self.beside.contains(&code).then_some(Kind::Resumed);
        [self.kind(code)].into_iter().chain(others)
    }
}

/// The stretches of a generator function that could run natively; nothing if it is none.
pub(super) fn generator_candidates(
    loaded: &Loaded,
    index: usize,
    minor: u8,
    without: &[u32],
    captured: &Captured,
    hinted: &BTreeMap<String, Type>,
    kind: Kind,
) -> Option<Vec<(Stretch, Candidate)>> {
    let code = &loaded.codes[index];
    let resumes = kind == Kind::Resumed;
    let others = flags::ITERABLE_COROUTINE | flags::ASYNC_GENERATOR;
    let is_coroutine = code.flags & flags::COROUTINE != 0;
    let stars = flags::VARARGS | flags::VARKEYWORDS;
    let is_plain = (code.flags & flags::GENERATOR != 0 || resumes && is_coroutine)
        && code.flags & others == 0
        && (resumes || code.flags & stars == 0)
        && (resumes || code.kwonly == 0 && (code.parent == Some(0) || kind == Kind::Kept && is_expression(code)))
        && code.cellvars.is_empty()
        && (kind != Kind::Fused || code.freevars.is_empty())
        && !without.contains(&(index as u32));
    if !is_plain {
        return None;
    }
    let instructions = bytecode::decode(code, minor);
    if kind == Kind::Fused && !is_closed_quietly(code, &instructions)
        || kind != Kind::Fused && super::candidate::looks_at_frame(&instructions).is_some()
    {
        return None;
    }
    let slots = &captured.slots[index];
    let lowered = unharmed(|| lower_generator(code, index, &instructions, minor, slots, hinted, kind)).ok()?;
    let stretches = lowered.ok()?;
    if stretches
        .iter()
        .any(|stretch| crate::ir::verify(&stretch.func).is_err())
    {
        return None;
    }
    let both = stretches.into_iter().map(|stretch| {
        let candidate = Candidate {
            code: index,
            lowered: stretch.func.clone(),
            instructions: instructions.clone(),
            regions: None,
        };
        (stretch, candidate)
    });
    Some(both.collect())
}

fn is_expression(code: &CodeObject) -> bool {
    code.name == "<genexpr>"
}

/// Does nothing of the function run when a generator is closed? No handler covers a `yield`, save the compiler's own for
/// `StopIteration`.
fn is_closed_quietly(code: &CodeObject, instructions: &[Instruction]) -> bool {
    let mut yields = instructions.iter().filter(|instruction| instruction.op == Code::Yield);
    yields.all(|instruction| {
        let mut covering = code
            .handlers
            .iter()
            .filter(|entry| (entry.0..entry.1).contains(&instruction.at));
        covering.all(|entry| {
            let handler = instructions.iter().find(|handler| handler.at == entry.2);
            handler.is_some_and(|handler| handler.op == Code::Other("CALL_INTRINSIC_1".to_owned()))
        })
    })
}

type Reasons = Vec<(Reason, Place)>;

/// Why a generator function stays bytecode.
pub(super) fn generator_function() -> Reason {
    Reason::new("generator-function", "generators run in CPython")
}

/// Why a stretch of a generator function cannot run within a loop, once it is unboxed.
pub(super) fn check_stretch(func: &Func, facts: &Facts, nowhere: Place) -> Result<(), Reasons> {
    if let Some(problem) = generators::misfit(func, facts) {
        return Err(vec![(Reason::new("generator-function", problem), nowhere)]);
    }
    let reasons = exits(func);
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}

/// What was made, in the order in which it is written.
pub(super) struct Units {
    /// The number of each function among those that are native.
    pub(super) numbers: Vec<Option<usize>>,
    /// The unit of each body that takes or gives vectors.
    pub(super) others: BTreeMap<(usize, Lent), usize>,
    pub(super) units: Vec<Unit>,
    /// The stretches of generator functions behind their first ones.
    pub(super) stretches: Vec<Unit>,
    /// The function of each unit.
    pub(super) positions: Vec<usize>,
}

/// The code objects of generator expressions.
pub(super) fn generator_expressions(loaded: &Loaded) -> BTreeSet<usize> {
    let codes = loaded.codes.iter().enumerate();
    codes
        .filter(|(_, code)| is_expression(code) && code.flags & flags::GENERATOR != 0)
        .map(|(index, _)| index)
        .collect()
}

impl Analysis {
    /// Numbers what was made.
    pub(super) fn units(&self, loaded: &Loaded, outcome: &Outcome) -> Units {
        let mut numbers = vec![None; self.facts.functions.len()];
        let mut units = Vec::new();
        let mut positions = Vec::new();
        let mut stretches = Vec::new();
        for (position, made) in &outcome.made {
            let generator = self.facts.functions[*position].generator;
            let first_line = loaded.codes[self.candidates[*position].code].first_line;
            let kept = generator
                .and_then(|(code, _)| self.facts.generators.get(&code))
                .is_some_and(|generator| generator.kept);
            let mut unit = Unit {
                number: units.len(),
                func: made.func.clone(),
                watched: made.watched.clone(),
                first_line,
                has_frame: kept,
                is_method: generator.is_none() && self.facts.is_method(*position),
                generator,
                kept,
                resumes: self.resumes(*position),
                lent: None,
            };
            if let Some((code, 1..)) = generator {
                // Behind that of the function's beginning.
                let start = self
                    .facts
                    .generators
                    .get(&code)
                    .and_then(|known| known.stretches.get(&0));
                unit.number = start.and_then(|start| numbers[*start]).unwrap_or(usize::MAX);
                numbers[*position] = Some(unit.number);
                stretches.push(unit);
            } else {
                numbers[*position] = Some(units.len());
                units.push(unit);
                positions.push(*position);
            }
        }
        let mut others = BTreeMap::new();
        for ((position, lent), made) in &outcome.others {
            let Some(number) = numbers[*position] else { continue };
            others.insert((*position, *lent), units.len());
            let first_line = loaded.codes[self.candidates[*position].code].first_line;
            units.push(Unit {
                number,
                func: made.func.clone(),
                watched: made.watched.clone(),
                first_line,
                has_frame: false,
                is_method: self.facts.is_method(*position),
                lent: Some(*lent),
                generator: None,
                kept: false,
                resumes: None,
            });
            positions.push(*position);
        }
        Units {
            numbers,
            others,
            units,
            stretches,
            positions,
        }
    }

    /// Adds a generator function, as what its generators are.
    pub(super) fn add_generators(
        &mut self,
        code: &CodeObject,
        index: usize,
        hints: Option<&FunctionHints>,
        found: Vec<(Kind, Vec<(Stretch, Candidate)>)>,
    ) {
        for (number, (kind, mut stretches)) in found.into_iter().enumerate() {
            if number > 0 {
                stretches
                    .iter_mut()
                    .for_each(|(_, candidate)| set_beside(&mut candidate.lowered));
            }
            let known_as = if number > 0 { index + generators::BESIDE } else { index };
            self.add_generator(code, (index, known_as), hints, stretches, kind);
        }
    }

    /// Each of its stretches is a function of what its frame holds.
    fn add_generator(
        &mut self,
        code: &CodeObject,
        (index, known_as): (usize, usize),
        hints: Option<&FunctionHints>,
        stretches: Vec<(Stretch, Candidate)>,
        kind: Kind,
    ) {
        let resumes = kind == Kind::Resumed;
        let mut generator = Generator {
            stretches: BTreeMap::new(),
            places: BTreeMap::new(),
            sent: BTreeMap::new(),
            own: code.slots().len() - code.freevars.len(),
            gives: Ty::Bottom,
            kept: kind == Kind::Kept,
            is_expression: is_expression(code),
            is_awaited: code.flags & flags::COROUTINE != 0 || code.qualname.ends_with(".__await__"),
        };
        let sent = match hints.and_then(|hints| hints.returns.as_ref()) {
            Some(Type::Class(name, of)) if name == "collections.abc.Generator" && of.len() == 3 => of[1].clone(),
            _ => Type::Unknown,
        };
        for (stretch, candidate) in stretches {
            let position = self.facts.functions.len();
            self.add(code, hints);
            let Some(callee) = self.facts.functions.last_mut() else {
                return;
            };
            callee.code = index;
            if resumes {
                callee.resumes = Some((known_as, stretch.number));
            } else {
                callee.generator = Some((index, stretch.number));
            }
            let mut params = callee.params.clone();
            if stretch.number == 0 && resumes {
                params = params.iter().map(generators::in_frame).collect();
            } else if stretch.number == 0 {
                // A hint that it is an iterator says nothing of how it is made.
                for (param, open) in params.iter_mut().zip(&mut callee.open) {
                    if is_iterator(param) {
                        (*param, *open) = (Ty::Bottom, true);
                    }
                }
            } else {
                let count = candidate.lowered.blocks[0].params.len();
                callee.names = vec![String::new(); count];
                callee.open = vec![true; count];
                callee.guessed = vec![false; count];
                callee.boxed = vec![false; count];
                callee.positional = 0;
                callee.starred = false;
                params = vec![Ty::Bottom; count];
                if stretch.sent == Sent::Value {
                    params[count - 1] = generators::in_frame(&Ty::of_hint(&sent));
                    callee.open[count - 1] = false;
                }
            }
            callee.params.clone_from(&params);
            if let Some(hinted) = self.hinted.last_mut() {
                *hinted = params;
            }
            generator.stretches.insert(stretch.number, position);
            generator
                .places
                .insert(stretch.number, (stretch.unit, stretch.operands));
            generator.sent.insert(stretch.number, stretch.sent);
            self.candidates.push(candidate);
        }
        match resumes {
            true => self.facts.resumed.insert(known_as, generator),
            false => self.facts.generators.insert(index, generator),
        };
    }

    /// Is it faster to ask the module's generators natively? A chain of them is as fast as its slowest: where one is interpreted,
    /// the interpreter asks those behind it.
    pub(super) fn gains_by_asking(&self) -> bool {
        let resumed: BTreeSet<usize> = self
            .facts
            .functions
            .iter()
            .filter(|function| function.native && function.resumes.is_some())
            .map(|function| function.code)
            .collect();
        let makes_another = |candidate: &Candidate| {
            let mut made = self.expressions(&candidate.lowered).into_iter();
            made.any(|code| !resumed.contains(&code))
        };
        !resumed.is_empty() && !self.candidates.iter().any(makes_another)
    }

    /// The code objects of the generator expressions that a function makes.
    fn expressions(&self, lowered: &Func) -> BTreeSet<usize> {
        let constants = crate::infer::constants(lowered);
        let insts = lowered.blocks.iter().flat_map(|block| &block.insts);
        let made = insts.filter(|inst| inst.op == Op::Object(ObjectOp::MakeFunction));
        let codes = made
            .flat_map(|inst| &inst.args)
            .filter_map(|arg| match constants.get(arg) {
                Some(Constant::Code(code)) => Some(*code),
                _ => None,
            });
        codes.filter(|code| self.generator_expressions.contains(code)).collect()
    }

    /// Does a stretch ask a generator that runs in CPython for its items? The interpreter does so without a call.
    pub(super) fn waits_for_cpython(&self, lowered: &Func, made: &Func) -> bool {
        let mut insts = made.blocks.iter().flat_map(|block| &block.insts);
        let is_native =
            |code: &usize| self.facts.generators.contains_key(code) || self.facts.resumed.contains_key(code);
        !self.expressions(lowered).iter().all(is_native) || insts.any(|inst| asks_generator(made, inst))
    }

    /// Where the generator stands, an object, with which a function goes on: the code unit of the `yield`, and what is on the operand
    /// stack there below what is sent. Nothing for the beginning.
    fn resumes(&self, position: usize) -> Option<Resumes> {
        let (code, number) = self.facts.functions[position].resumes?;
        let generator = self.facts.resumed.get(&code)?;
        Some(Resumes {
            place: generator.places.get(&number).filter(|_| number > 0).cloned(),
            sent: generator.sent.get(&number).copied().unwrap_or(Sent::Nothing),
            is_awaited: generator.is_awaited,
        })
    }

    /// What there is to keep of the generators of functions that give objects: those that a loop consumes on the spot.
    pub(super) fn kept(&self, resumed: BTreeSet<usize>) -> Objects {
        // The calls of generator functions whose results are consumed, where those are arguments of such calls, and the generators
        // that are held by others.
        let mut consumed: BTreeSet<usize> = BTreeSet::new();
        let mut nested: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
        let mut holds: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut shared: BTreeSet<usize> = BTreeSet::new();
        for (candidate, function) in self.candidates.iter().zip(&self.facts.functions) {
            let func = &candidate.lowered;
            let calls = generators::calls(func, &self.facts);
            let values = generators::consumed_if(func, &self.facts, |code| resumed.contains(&code));
            shared.extend(generators::shared(func, &self.facts, |code| resumed.contains(&code)));
            let insts = func.blocks.iter().flat_map(|block| &block.insts);
            for inst in insts {
                let Some(code) = inst
                    .result
                    .filter(|result| values.contains(result))
                    .and_then(|result| calls.get(&result))
                else {
                    continue;
                };
                if function.is_called() {
                    consumed.insert(*code);
                } else {
                    holds.insert((candidate.code, *code));
                }
                for (place, arg) in inst.args.iter().enumerate() {
                    let Some(inner) = calls.get(arg) else { continue };
                    nested.entry((*code, place)).or_default().insert(*inner);
                    holds.insert((*code, *inner));
                }
            }
        }
        let mut objects = Objects {
            kept: consumed.intersection(&resumed).copied().collect(),
            ..Objects::default()
        };
        let kept = &mut objects.kept;
        // What is part of an object is one.
        while let Some((_, inner)) = holds
            .iter()
            .find(|(outer, inner)| kept.contains(outer) && !kept.contains(inner))
        {
            kept.insert(*inner);
        }
        let mut reached = holds.clone();
        loop {
            let further = reached.iter().flat_map(|(outer, middle)| {
                let inner = holds.iter().filter(move |(from, _)| from == middle);
                inner.map(move |(_, inner)| (*outer, *inner))
            });
            let further: Vec<(usize, usize)> = further.filter(|pair| !reached.contains(pair)).collect();
            if further.is_empty() {
                break;
            }
            reached.extend(further);
        }
        let of_itself: Vec<usize> = objects
            .kept
            .iter()
            .copied()
            .filter(|code| reached.contains(&(*code, *code)))
            .collect();
        for code in of_itself {
            objects.erase(&BTreeSet::from([code]));
        }
        for inner in nested.into_values().filter(|inner| inner.len() > 1) {
            if inner.is_subset(&objects.kept) {
                objects.erase(&inner);
            }
        }
        let kind = |code: &usize| objects.erased.get(code).copied().unwrap_or(*code);
        objects.shared = shared.iter().map(kind).collect();
        objects.resumed = resumed;
        objects
    }

    /// The generator functions whose state is kept, or part of those that consume their generators.
    pub(super) fn consumed_natively(&self, kept: &BTreeSet<usize>) -> BTreeSet<usize> {
        let starts = self
            .facts
            .generators
            .iter()
            .filter_map(|(code, known)| Some((*code, *known.stretches.get(&0)?)));
        let fused = starts.filter(|(_, start)| self.facts.functions[*start].native);
        let named = fused.filter(|(code, _)| !self.generator_expressions.contains(code));
        kept.iter().copied().chain(named.map(|(code, _)| code)).collect()
    }

    /// The functions of which native code keeps the state of some generators, and asks others, which are objects.
    pub(super) fn beside(&self, made: &BTreeMap<usize, Made>, kept: &BTreeSet<usize>) -> BTreeSet<usize> {
        fn ops(func: &Func) -> impl Iterator<Item = &Op> {
            func.blocks.iter().flat_map(|block| &block.insts).map(|inst| &inst.op)
        }
        let mut found = BTreeSet::new();
        for (position, made) in made {
            let mut loaded: BTreeMap<usize, usize> = BTreeMap::new();
            for op in ops(&self.candidates[*position].lowered) {
                let Op::LoadGlobal(name, _) = op else { continue };
                if let Some(code) = generators::function_of(name, &self.facts).filter(|code| kept.contains(code)) {
                    *loaded.entry(code).or_default() += 1;
                }
            }
            let is_object = |(code, times): &(usize, usize)| {
                let consumed = ops(&made.func).filter(|op| **op == Op::MakeGenerator(*code));
                consumed.count() < *times
            };
            found.extend(loaded.into_iter().filter(is_object).map(|(code, _)| code));
        }
        found
    }

    /// Those of generator functions whose state should be kept, and is not.
    pub(super) fn not_kept(&self, kept: &BTreeSet<usize>) -> BTreeSet<usize> {
        let is_native = |code: &usize| {
            let start = self
                .facts
                .generators
                .get(code)
                .and_then(|known| known.stretches.get(&0));
            start.is_some_and(|start| self.facts.functions[*start].native)
        };
        kept.iter().copied().filter(|code| !is_native(code)).collect()
    }

    /// The generator functions, by their code objects, whose generators nobody consumes natively: objects, which may be resumed.
    pub(super) fn objects(&self, loaded: &Loaded, minor: u8) -> BTreeSet<usize> {
        let is_fused = |code: usize| {
            let start = self
                .facts
                .generators
                .get(&code)
                .and_then(|known| known.stretches.get(&0));
            start.is_some_and(|start| self.facts.functions[*start].native)
        };
        let both = flags::GENERATOR | flags::COROUTINE;
        let generators = (1..loaded.codes.len()).filter(|code| loaded.codes[*code].flags & both != 0);
        // Before 3.12 a frame that ends is cleared by whoever has resumed it, with functions that nobody else can call.
        let kept_as_objects = self.expressions_beside_generators(loaded);
        generators
            .filter(|code| (12..14).contains(&minor) && !is_fused(*code))
            .filter(|code| !self.generator_expressions.contains(code) || kept_as_objects.contains(code))
            .collect()
    }

    /// The generator expressions, by their code objects, of functions in which one is not in its consumer's place, or that ask a
    /// generator function: the others are nowhere but there. Those within generator functions are left to CPython, which goes from one
    /// generator to the next without a call: they do too little between two items.
    fn expressions_beside_generators(&self, loaded: &Loaded) -> BTreeSet<usize> {
        let functions: BTreeSet<&str> = loaded
            .codes
            .iter()
            .filter(|code| code.flags & flags::GENERATOR != 0 && code.parent == Some(0))
            .map(|code| code.name.as_str())
            .collect();
        let asks = |candidate: &&Candidate| {
            let mut insts = candidate.lowered.blocks.iter().flat_map(|block| &block.insts);
            let is_asked = |op: &Op| matches!(op, Op::LoadGlobal(name, _) if functions.contains(name.as_str()));
            !self.expressions(&candidate.lowered).is_empty() || insts.any(|inst| is_asked(&inst.op))
        };
        let mut within: BTreeSet<usize> = self.candidates.iter().filter(asks).map(|known| known.code).collect();
        // Those within others come behind them.
        let mut found = BTreeSet::new();
        for code in &self.generator_expressions {
            if loaded.codes[*code]
                .parent
                .is_some_and(|parent| within.contains(&parent))
            {
                within.insert(*code);
                found.insert(*code);
            }
        }
        found
    }

    /// Generator functions whose generators are consumed by CPython only stay bytecode. Was there one?
    pub(super) fn drop_what_nobody_consumes(&mut self, made: &BTreeMap<usize, Made>) -> bool {
        // Those that functions make, and those that generators make that are consumed themselves.
        let mut makes: BTreeMap<Option<usize>, BTreeSet<usize>> = BTreeMap::new();
        for (position, made) in made {
            let by = self.facts.functions[*position].generator.map(|(code, _)| code);
            let order = made.func.reverse_postorder();
            let insts = order.into_iter().flat_map(|block| &made.func.block(block).insts);
            makes
                .entry(by)
                .or_default()
                .extend(insts.filter_map(|inst| match inst.op {
                    Op::MakeGenerator(code) => Some(code),
                    _ => None,
                }));
        }
        let mut consumed: BTreeSet<usize> = BTreeSet::new();
        let mut work: Vec<usize> = makes.get(&None).into_iter().flatten().copied().collect();
        while let Some(code) = work.pop() {
            if consumed.insert(code) {
                work.extend(makes.get(&Some(code)).into_iter().flatten());
            }
        }
        let unused: Vec<usize> = (self.facts.generators.iter())
            .filter(|(code, _)| !consumed.contains(code))
            .filter_map(|(_, generator)| generator.stretches.get(&0).copied())
            .filter(|start| self.facts.functions[*start].native)
            .collect();
        for start in &unused {
            self.drop_engine(*start, vec![]);
        }
        !unused.is_empty()
    }

    /// The functions in the order in which they are made: whoever consumes generators depends on what is made of those.
    pub(super) fn generators_first(&self) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..self.candidates.len()).collect();
        positions.sort_by_key(|position| self.facts.functions[*position].generator.is_none());
        positions
    }

    pub(super) fn drop_engine(&mut self, position: usize, reasons: Reasons) {
        let is_failure = |(reason, _): &(Reason, Place)| reason.code == "internal-error";
        let function = &mut self.facts.functions[position];
        function.native = false;
        function.typed &= self.facts.objects && function.generator.is_none() && !reasons.iter().any(is_failure);
        // What is beside others does not say what becomes of those.
        if function
            .resumes
            .is_some_and(|(known_as, _)| known_as >= generators::BESIDE)
        {
            return;
        }
        let reasons = self.drop_generator(position, reasons);
        self.reasons.insert(self.candidates[position].code, reasons);
    }

    /// All stretches of a generator function stay bytecode if one does, for the reason that is given for each such function.
    pub(super) fn drop_generator(&mut self, position: usize, reasons: Reasons) -> Reasons {
        let generator = self.facts.functions[position].generator;
        let Some(generator) = generator.and_then(|(code, _)| self.facts.generators.get(&code)) else {
            return reasons;
        };
        for stretch in generator.stretches.values() {
            self.facts.functions[*stretch].native = false;
            self.facts.functions[*stretch].typed = false;
        }
        vec![(generator_function(), Place::default())]
    }

    /// Are there generators in a function, as it was made, that have to be objects? They are from now on.
    pub(super) fn needs_objects(&mut self, position: usize, made: &Func) -> bool {
        if self.facts.is_fused(position) {
            return false;
        }
        let mixed = generators::mixed(made, &self.facts);
        let fused = &mut self.candidates[position].lowered.fused;
        if !mixed.is_empty() && !fused.iter().any(|value| mixed.contains(value)) {
            fused.clear();
        }
        fused.retain(|value| !mixed.contains(value));
        !mixed.is_empty()
    }
}

/// A stretch of generators that are resumed, of whose function others are kept.
fn set_beside(func: &mut Func) {
    for inst in func.blocks.iter_mut().flat_map(|block| &mut block.insts) {
        if let Op::Suspend(code, _) | Op::Finish(code) = &mut inst.op {
            *code += generators::BESIDE;
        }
    }
}

fn is_iterator(param: &Ty) -> bool {
    let Ty::Obj(Type::Class(name, _)) = param else {
        return false;
    };
    let last = name.rsplit('.').next().unwrap_or(name);
    matches!(last, "Iterable" | "Iterator" | "Generator")
}
