//! Generators that one loop consumes: their bodies run within the loop, and nobody gets to see an object.

use super::adapters;
use super::calls::converts;
use super::facts::{Facts, GlobalKind};
use super::lists;
use super::plan::{Plan, Planned, runtime};
use crate::bytecode::Constant;
use crate::ir::{DynSet, Func, Inst, ObjectOp, Op, Slot, Ty, Value};
use crate::lower::Sent;
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From here on: kinds of generators that stand for several.
pub const ERASED: usize = 1 << 20;

/// From here on: what is made of generators whose states are kept, by number ([`Facts::adapted`]).
pub const ADAPTED: usize = 1 << 21;

/// From here on: generators of the kind that is left that more than one holds.
pub const SHARED: usize = 1 << 22;

/// From here on: what is known of generator functions whose generators are resumed in one place, and kept in another ([`Facts::resumed`]).
pub const BESIDE: usize = 1 << 23;

/// A generator function of the module.
#[derive(Clone, Debug)]
pub struct Generator {
    /// Its stretches, by the number of the `yield` that each begins behind: their places among the functions.
    pub stretches: BTreeMap<u32, usize>,
    /// The code unit of each of those, and what is on the operand stack there.
    pub places: BTreeMap<u32, (u32, Vec<bool>)>,
    /// What each of those takes of what is sent.
    pub sent: BTreeMap<u32, Sent>,
    /// How many of its slots are its own, not variables of enclosing functions.
    pub own: usize,
    /// What it gives.
    pub gives: Ty,
    /// Is there an object, whose frame holds nothing while whoever consumes it keeps what it would hold? Then its body may do
    /// whatever it likes.
    pub kept: bool,
    /// Is its function made where it is called?
    pub is_expression: bool,
    /// Is it a coroutine, or made by a method `__await__`?
    pub is_awaited: bool,
}

impl Generator {
    /// The place of its first stretch among the functions.
    pub fn start(&self) -> Option<usize> {
        self.stretches.get(&0).copied()
    }
}

/// Can a generator of that kind run within a loop give it?
fn is_given(ty: &Ty) -> bool {
    match ty {
        Ty::Int | Ty::Float | Ty::Bool | Ty::Num | Ty::Bottom => true,
        Ty::Tuple(items) => items.iter().all(|item| matches!(item, Ty::Int | Ty::Float | Ty::Bool)),
        _ => false,
    }
}

/// How a generator whose state its consumer keeps gives an item, or holds something.
fn kept(ty: &Ty) -> Ty {
    match ty {
        Ty::Num | Ty::Generator(_) => ty.clone(),
        Ty::Tuple(items) if is_given(ty) && !items.is_empty() => ty.clone(),
        ty => in_frame(ty),
    }
}

/// Plans what is about such generators; nothing if the operation is not.
pub(super) fn plan(op: &Op, types: &[Ty], facts: &Facts) -> Option<Planned> {
    match (op, types) {
        (Op::Suspend(code, _), [gives, ..]) if facts.resumed.contains_key(code) => Some(Planned {
            plan: Plan::Suspended,
            result: Ty::Obj(gives.promise()),
        }),
        (Op::Suspend(code, number), [gives, ..]) => {
            let generator = facts.generators.get(code)?;
            let stretch = *generator.stretches.get(number)?;
            let mut wanted = vec![generator.gives.clone()];
            wanted.extend(facts.functions[stretch].params.iter().cloned());
            if generator.kept {
                return Some(Planned {
                    plan: Plan::Kept(wanted),
                    result: Ty::Suspended(*code),
                });
            }
            is_given(gives).then(|| Planned {
                plan: Plan::Simple(wanted, op.clone()),
                result: Ty::Suspended(*code),
            })
        }
        (Op::Finish(code), _) if facts.resumed.contains_key(code) => {
            Planned::simple([Ty::object()], op.clone(), Ty::object()).ok()
        }
        (Op::Finish(code), _) => Planned::simple([], op.clone(), Ty::Suspended(*code)).ok(),
        (Op::GetIter | Op::Advance, [generator @ Ty::Generator(_)]) => Planned::operand(0, generator.clone()).ok(),
        (Op::HasNext, [Ty::Generator(code)]) => Some(Planned {
            plan: Plan::Step(*code),
            result: Ty::Bool,
        }),
        (Op::NextItem, [Ty::Generator(code)]) => {
            let gives = facts
                .kept_gives(*code)
                .or_else(|| Some(facts.generators.get(code)?.gives.clone()))?;
            Planned::simple([], Op::NextItem, gives).ok()
        }
        (Op::GetIter, [list @ Ty::Obj(promise)]) if facts.in_generator => {
            let item = lists::list_item(promise).filter(|item| held(item).is_some())?;
            Some(Planned {
                plan: Plan::Guarded(0, "list", vec![list.clone()], runtime("rt::generator::items", false)),
                result: Ty::Items(item),
            })
        }
        (Op::HasNext, [Ty::Items(item)]) => {
            let (held, suffix) = held(item)?;
            Some(Planned {
                plan: Plan::Items(format!("rt::generator::next_{suffix}"), held),
                result: Ty::Bool,
            })
        }
        (Op::NextItem, [Ty::Items(item)]) => Planned::simple([], Op::NextItem, held(item)?.0).ok(),
        (Op::Advance, [items @ Ty::Items(_)]) => {
            Planned::simple([items.clone()], runtime("rt::generator::advance", false), items.clone()).ok()
        }
        _ => None,
    }
}

/// How an item of a list is held, if it is a number.
fn held(item: &Type) -> Option<(Ty, &'static str)> {
    Some(match item {
        Type::Float => (Ty::Float, "float"),
        Type::Int => (Ty::Int, "int"),
        Type::Bool => (Ty::Bool, "boolean"),
        _ => return None,
    })
}

/// The builtins that do nothing with an iterable but to iterate over it, and are done natively with a generator whose state is kept.
const CONSUMERS: [&str; 9] = ["all", "any", "list", "max", "min", "set", "sorted", "sum", "tuple"];

/// Is it a builtin that consumes a generator natively?
pub fn is_consumer(name: &str) -> bool {
    CONSUMERS.contains(&name)
}

/// Plans a call of a builtin that consumes a generator; nothing if it is none.
pub fn consumer(keywords: &[String], types: &[Ty], facts: &Facts) -> Option<Planned> {
    let [Ty::Builtin(name), Ty::Generator(code)] = types else {
        return None;
    };
    let gives = facts.kept_gives(*code)?;
    let name = name.strip_prefix("builtins.").filter(|name| is_consumer(name))?;
    let class = |name: &str| {
        let item = gives.promise();
        Ty::Obj(Type::Class(name.to_owned(), vec![item]))
    };
    let (function, result) = match (name, &gives) {
        _ if !keywords.is_empty() => return None,
        ("list" | "sorted", _) => (name.to_owned(), class("list")),
        ("set", _) => (name.to_owned(), class("set")),
        ("tuple", _) => (name.to_owned(), Ty::Obj(Type::Class("tuple".to_owned(), vec![]))),
        ("any" | "all", _) => (name.to_owned(), Ty::Bool),
        // Where a function is called for each item that is not known to return yet, there is no item, and no item is 0.
        ("sum", Ty::Bottom) => ("sum_int".to_owned(), Ty::Int),
        ("sum", Ty::Bool) => ("sum_bool".to_owned(), Ty::Int),
        ("sum", Ty::Float) => ("sum_float_items".to_owned(), Ty::Float),
        ("sum", gives) if *gives != Ty::Int => ("sum_any".to_owned(), Ty::object()),
        (_, Ty::Int) => (format!("{name}_int"), Ty::Int),
        (_, Ty::Float) => (format!("{name}_float"), Ty::Float),
        ("max" | "min", gives) if *gives != Ty::Bottom => (format!("{name}_any"), Ty::Obj(gives.promise())),
        _ => return None,
    };
    Some(Planned {
        plan: Plan::Drain(*code, format!("rt::kept::{function}")),
        result,
    })
}

/// Plans a call whose result is consumed on the spot.
pub fn call(keywords: &[String], types: &[Ty], facts: &Facts) -> Option<Planned> {
    let (called, args) = types.split_first()?;
    let function = match called {
        Ty::Function(function) => function,
        Ty::Obj(Type::Code(code)) => facts.generators.get(code)?.stretches.get(&0)?,
        _ => return None,
    };
    let callee = &facts.functions[*function];
    let (code, _) = callee.generator.filter(|_| callee.native)?;
    // Whoever makes the function has what it captures.
    let bound = match called {
        Ty::Function(_) => facts.bind(*function, args.len(), keywords)?,
        _ => facts.bind_method(*function, args.len(), keywords)?,
    };
    let fits = bound.iter().enumerate().all(|(param, argument)| {
        let taken = &callee.params[param];
        match argument {
            Some(argument) => *taken == Ty::Bottom || converts(&args[*argument], taken),
            None => !matches!(taken, Ty::Generator(_)),
        }
    });
    fits.then_some(Planned {
        plan: Plan::Generator(*function, bound),
        result: Ty::Generator(facts.kind_of(code)),
    })
}

/// The code object of the generator function that a global is.
pub fn function_of(name: &str, facts: &Facts) -> Option<usize> {
    match facts.globals.get(name) {
        Some(GlobalKind::Function(function)) => facts.functions[*function].generator.map(|(code, _)| code),
        _ => None,
    }
}

/// The calls of generator functions of the module, and of functions of generator expressions, by their results: the code object.
pub fn calls(func: &Func, facts: &Facts) -> HashMap<Value, usize> {
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    let loaded: HashMap<Value, &str> = insts()
        .filter_map(|inst| match (&inst.op, inst.result) {
            (Op::LoadGlobal(name, _), Some(value)) => Some((value, name.as_str())),
            _ => None,
        })
        .collect();
    let code_of = |name: &str| function_of(name, facts);
    let constants = super::constants(func);
    let mut made: HashMap<Value, usize> = HashMap::new();
    for inst in insts() {
        let code = match &inst.op {
            Op::Object(ObjectOp::MakeFunction) => match inst.args.first().and_then(|arg| constants.get(arg)) {
                Some(Constant::Code(code)) => Some(*code),
                _ => None,
            },
            Op::Object(ObjectOp::SetFunctionAttribute(_)) => {
                inst.args.first().and_then(|function| made.get(function)).copied()
            }
            _ => None,
        };
        if let (Some(code), Some(result)) = (code, inst.result) {
            let is_expression = facts.generators.get(&code).is_some_and(|known| known.is_expression);
            made.extend(is_expression.then_some((result, code)));
        }
    }
    let called = |callee: &Value| {
        let global = loaded.get(callee).and_then(|name| code_of(name));
        global.or_else(|| made.get(callee).copied())
    };
    insts()
        .filter(|inst| matches!(inst.op, Op::Call(..)))
        .filter_map(|inst| Some((inst.result?, called(inst.args.first()?)?)))
        .collect()
}

/// Finds the calls in a function whose results, if they are generators, go to one loop and nowhere else.
pub fn consumed(func: &Func, facts: &Facts) -> BTreeSet<Value> {
    // The frame of one that is an object can be had.
    consumed_if(func, facts, |code| {
        facts.generators.get(&code).is_some_and(|generator| generator.kept)
    })
}

/// The calls of generator functions whose results a local holds, and another generator, too, to which they are passed.
pub fn shared(func: &Func, facts: &Facts, is_object: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    let consumed = consumed_if(func, facts, is_object);
    let locals = func.snapshots.iter().flat_map(|snapshot| &snapshot.locals);
    let in_local: BTreeSet<Value> = locals
        .filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            _ => None,
        })
        .collect();
    let same: HashMap<Value, Value> = insts()
        .filter(|inst| matches!(inst.op, Op::CheckBound | Op::Hinted(_) | Op::GetIter))
        .filter_map(|inst| Some((inst.result?, *inst.args.first()?)))
        .collect();
    let passed = insts()
        .filter(|inst| matches!(inst.op, Op::Call(..)) && inst.result.is_some_and(|result| consumed.contains(&result)))
        .flat_map(|inst| inst.args.iter().skip(1).copied());
    let calls = calls(func, facts);
    let mut found = BTreeSet::new();
    for mut value in passed {
        let mut is_held = in_local.contains(&value);
        while let Some(of) = same.get(&value) {
            value = *of;
            is_held |= in_local.contains(&value);
        }
        found.extend(calls.get(&value).filter(|_| is_held && consumed.contains(&value)));
    }
    found
}

/// As [`consumed`]. `is_object`: may a local hold a generator of that function?
pub fn consumed_if(func: &Func, facts: &Facts, is_object: impl Fn(usize) -> bool) -> BTreeSet<Value> {
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    let calls = calls(func, facts);
    let mut uses: HashMap<Value, Vec<&crate::ir::Inst>> = HashMap::new();
    let mut seen: BTreeSet<Value> = BTreeSet::new();
    for inst in insts() {
        if !matches!(inst.op, Op::Retain | Op::Release) {
            inst.args
                .iter()
                .for_each(|arg| uses.entry(*arg).or_default().push(inst));
        }
    }
    for block in 0..func.blocks.len() {
        for edge in func.edges(crate::ir::Block(block as u32)) {
            seen.extend(&edge.args);
        }
        if let crate::ir::Terminator::Return(value) = func.blocks[block].terminator {
            seen.insert(value);
        }
    }
    let locals = func.snapshots.iter().flat_map(|snapshot| &snapshot.locals);
    let in_local: BTreeSet<&Value> = locals
        .filter_map(|slot| match slot {
            Slot::Value(value) => Some(value),
            _ => None,
        })
        .collect();
    let mut loads: HashMap<Value, &str> = insts()
        .filter_map(|inst| match (&inst.op, inst.result) {
            (Op::LoadGlobal(name, _), Some(value)) => Some((value, name.as_str())),
            _ => None,
        })
        .collect();
    let mut attributes: HashMap<Value, &str> = HashMap::new();
    for inst in insts() {
        if let (Op::LoadAttr(name, _), Some(value)) = (&inst.op, inst.result)
            && let Some(module) = loads.get(&inst.args[0]).copied()
        {
            loads.insert(value, module);
            attributes.insert(value, name);
        }
    }
    let dotted = |callee: &Value| match facts.globals.get(*loads.get(callee)?) {
        Some(GlobalKind::Builtin(name)) => Some(name.clone()),
        Some(GlobalKind::Module(module)) => Some(format!("{module}.{}", attributes.get(callee)?)),
        _ => None,
    };
    let builtin = |callee: &Value| Some(dotted(callee)?.strip_prefix("builtins.")?.to_owned());
    let ranges: BTreeSet<Value> = insts()
        .filter(|inst| matches!(inst.op, Op::Call(..)) && builtin(&inst.args[0]).as_deref() == Some("range"))
        .filter_map(|inst| inst.result)
        .collect();
    let is_adapter = |inst: &Inst| {
        let (Op::Call(keywords, _), [callee, args @ ..]) = (&inst.op, inst.args.as_slice()) else {
            return false;
        };
        let sides = args
            .iter()
            .filter(|arg| calls.contains_key(arg) || ranges.contains(arg))
            .count();
        adapters::may_be(dotted(callee).as_deref(), keywords, args.len(), sides)
    };
    let mut consumed = BTreeSet::new();
    // An adapter that a local holds while something else takes it over would be two's: only those of functions can be.
    let is_two = |result: &Value| {
        let mut known = vec![*result];
        while let Some(value) = known.pop() {
            if in_local.contains(&value) {
                return true;
            }
            let aliases = uses.get(&value).into_iter().flatten();
            known.extend(aliases.filter_map(|inst| match inst.op {
                Op::CheckBound | Op::Hinted(_) => inst.result,
                _ => None,
            }));
        }
        false
    };
    // What a local holds is used behind a test whether it holds anything.
    let only_use = |result: &Value| {
        let mut known = vec![*result];
        let mut found: Vec<&crate::ir::Inst> = Vec::new();
        while let Some(value) = known.pop() {
            let is_object = calls.get(result).is_none_or(|code| is_object(*code));
            if seen.contains(&value) || in_local.contains(&value) && !is_object {
                return None;
            }
            for inst in uses.get(&value).into_iter().flatten() {
                match (&inst.op, inst.result) {
                    (Op::CheckBound | Op::Hinted(_), Some(same)) => known.push(same),
                    _ => found.push(inst),
                }
            }
        }
        (found.len() == 1).then(|| found[0])
    };
    loop {
        let before = consumed.len();
        let adapting = insts().filter(|inst| is_adapter(inst));
        let adapting: Vec<Value> = adapting.filter_map(|inst| inst.result).collect();
        for result in calls.keys().chain(&adapting) {
            let is_consumer = only_use(result).is_some_and(|only| match &only.op {
                Op::GetIter => true,
                Op::Call(..) if only.result.is_some_and(|result| consumed.contains(&result)) => {
                    calls.contains_key(result) || !is_two(result)
                }
                Op::Call(keywords, _) => {
                    let builtin = builtin(&only.args[0]);
                    let is_object = calls.get(result).is_none_or(|code| is_object(*code));
                    keywords.is_empty() && builtin.is_some_and(|name| is_consumer(&name)) && is_object
                }
                _ => false,
            });
            if is_consumer {
                consumed.insert(*result);
            }
        }
        if consumed.len() == before {
            return consumed;
        }
    }
}

impl Facts {
    /// The kind of the generators of a function, where they are held.
    pub fn kind_of(&self, code: usize) -> usize {
        let kind = self.erased.get(&code).copied().unwrap_or(code);
        kind + if self.shared.contains(&kind) { SHARED } else { 0 }
    }

    /// What is known of the generators of that code object's function that are resumed.
    pub fn resumed_of(&self, code: usize) -> Option<&Generator> {
        self.resumed.get(&code).or_else(|| self.resumed.get(&(code + BESIDE)))
    }

    /// What a generator of that kind gives, if it is one whose state is kept.
    pub fn kept_gives(&self, code: usize) -> Option<Ty> {
        if code >= SHARED {
            return self.kept_gives(code - SHARED);
        }
        if code >= ADAPTED {
            return self.adapted.get(code - ADAPTED)?.gives(self);
        }
        let known = self.generators.get(&code).filter(|known| known.kept)?;
        Some(known.gives.clone())
    }

    /// Joins what a generator gives, and what its frame then holds, into what is known of it.
    pub(super) fn note_suspended(&mut self, code: usize, number: u32, types: &[Ty]) {
        if self.resumed.contains_key(&code) {
            return self.note_resumed(code, number, types);
        }
        let Some(generator) = self.generators.get(&code) else {
            return;
        };
        let (Some(stretch), Some((gives, held))) = (generator.stretches.get(&number).copied(), types.split_first())
        else {
            return;
        };
        let is_kept = generator.kept;
        if !is_given(gives) && !is_kept {
            return;
        }
        let own = generator.own;
        let form = |ty: &Ty| if is_kept { kept(ty) } else { ty.clone() };
        let joined = match is_kept {
            true => kept(&self.join(&generator.gives, &kept(gives))),
            false => self.join(&generator.gives, gives),
        };
        if generator.gives != Ty::Top && joined != generator.gives {
            self.changed = true;
            // All of one kind give the same.
            let kind = self.erased.get(&code).copied();
            let same = self.erased.iter().filter(|(_, known)| Some(**known) == kind);
            let same: Vec<usize> = same.map(|(code, _)| *code).chain(kind).chain([code]).collect();
            for code in same {
                if let Some(generator) = self.generators.get_mut(&code) {
                    generator.gives = joined.clone();
                }
            }
        }
        let iterates = held.iter().skip(own).any(|ty| matches!(ty, Ty::Generator(_)));
        for (place, ty) in held.iter().enumerate() {
            // The generator that a local holds is the one that is iterated over.
            let is_same = place < own && iterates && matches!(ty, Ty::Generator(_));
            let ty = &if is_same { Ty::Unbound } else { form(ty) };
            let Some(known) = self.functions[stretch].params.get(place).cloned() else {
                return;
            };
            // What is of no one type stays so.
            if known == Ty::Top {
                continue;
            }
            let joined = form(&self.join(&known, ty));
            if joined != known {
                self.functions[stretch].params[place] = joined;
                self.changed = true;
            }
        }
    }
}

impl Facts {
    /// Joins what the frame of a generator that is an object holds behind a `yield` into what is known of the stretch there.
    fn note_resumed(&mut self, code: usize, number: u32, types: &[Ty]) {
        let Some(stretch) = self.resumed.get(&code).and_then(|known| known.stretches.get(&number)) else {
            return;
        };
        let stretch = *stretch;
        let gives = self.resumed[&code].gives.clone();
        let joined = Ty::Obj(self.join(&gives, &types[0]).promise());
        if gives != joined {
            self.changed = true;
            if let Some(generator) = self.resumed.get_mut(&code) {
                generator.gives = joined;
            }
        }
        for (place, ty) in types.iter().skip(1).enumerate() {
            let Some(known) = self.functions[stretch].params.get(place).cloned() else {
                return;
            };
            let joined = in_frame(&self.join(&known, &in_frame(ty)));
            if joined != known {
                self.functions[stretch].params[place] = joined;
                self.changed = true;
            }
        }
    }
}

/// How what a generator's frame holds is taken out of it.
pub fn in_frame(ty: &Ty) -> Ty {
    match ty {
        // The iterator in the frame is read, and made anew.
        Ty::RangeIter => Ty::RangeIter,
        Ty::Bottom | Ty::Unbound | Ty::Int | Ty::Float | Ty::Bool | Ty::Obj(_) | Ty::Nullable(_) => ty.clone(),
        Ty::Maybe(inner) => Ty::Nullable(inner.promise()),
        Ty::Dyn(set) if set.contains(DynSet::UNBOUND) => Ty::Nullable(Type::Unknown),
        ty => Ty::Obj(ty.promise()),
    }
}

/// The types of the operands of an operation. If that is to give a value behind the loop over a generator, the local that is said to be
/// unbound, because it is that generator, has it.
pub(super) fn held_behind_loop(func: &Func, inst: &Inst, types: &[Ty], facts: &Facts) -> Vec<Ty> {
    let mut types = types.to_vec();
    for (place, ty) in iterated_before(func, inst, facts) {
        types[1 + place] = ty;
    }
    types
}

/// The locals that stand for the generator over which a stretch has iterated, and does not any more where it gives a value.
fn iterated_before(func: &Func, inst: &Inst, facts: &Facts) -> Vec<(usize, Ty)> {
    let Op::Suspend(code, _) = inst.op else { return vec![] };
    let known = facts.generators.get(&code).filter(|known| known.kept);
    let Some((known, start)) = known.and_then(|known| Some((known, known.stretches.get(&0)?))) else {
        return vec![];
    };
    let held = &inst.args[1..];
    let is_generator = |value: &Value| matches!(func.ty(*value), Ty::Generator(_));
    if held.iter().skip(known.own).any(is_generator) {
        return vec![];
    }
    let params = func.blocks[0].params.iter().zip(held).take(known.own).enumerate();
    let unchanged = params.filter(|(_, (param, value))| param == value && *func.ty(**value) == Ty::Unbound);
    let taken = unchanged.filter_map(|(place, _)| Some((place, facts.functions[*start].params.get(place)?.clone())));
    taken.filter(|(_, ty)| matches!(ty, Ty::Generator(_))).collect()
}

/// Why a stretch of a generator function cannot run within a loop, as it was unboxed; nothing if it can.
pub fn misfit(func: &Func, facts: &Facts) -> Option<&'static str> {
    let params = &func.blocks[0].params;
    if facts.generators.get(&func.code).is_some_and(|generator| generator.kept) {
        return misfit_of_kept(func, facts);
    }
    if !params.iter().all(|param| is_held(func.ty(*param))) {
        return Some("the end of an object that it holds could be seen");
    }
    let takes_generator = params
        .iter()
        .filter(|param| matches!(func.ty(**param), Ty::Generator(_)))
        .count();
    if !mixed(func, facts).is_empty() {
        return Some("a generator that is one of two");
    }
    for block in func.reverse_postorder() {
        let data = func.block(block);
        for inst in &data.insts {
            if !is_pure(func, inst) {
                return Some("what it does may have to be taken back");
            }
            let is_kept = |value: &Value| params.contains(value);
            if matches!(&inst.op, Op::Primitive { path, .. } if path == "rt::generator::items")
                && !inst.args.iter().all(is_kept)
            {
                return Some("it iterates over a list that it does not hold");
            }
            if let Op::Suspend(..) = inst.op {
                let is_object =
                    |value: &Value| func.ty(*value).is_reference() && !matches!(func.ty(*value), Ty::Generator(_));
                let held = &inst.args[1..];
                if !is_in_its_place(func, inst, facts) {
                    return Some("the generator that it iterates over is not in the parameter alone");
                }
                if held
                    .iter()
                    .any(|value| matches!(func.ty(*value), Ty::Tuple(_) | Ty::Kept(_)))
                {
                    return Some("it holds a tuple while it waits");
                }
                let is_same = (0..held.len().max(params.len())).all(|place| {
                    let both = [params.get(place), held.get(place)];
                    !both.iter().flatten().any(|value| is_object(value)) || both[0] == both[1]
                });
                if !is_same {
                    return Some("objects that it holds change");
                }
                let generators: BTreeSet<Value> = inst
                    .args
                    .iter()
                    .copied()
                    .filter(|arg| matches!(func.ty(*arg), Ty::Generator(_)))
                    .collect();
                if generators.len() != takes_generator.min(1) || takes_generator > 1 {
                    return Some("it gives values while it does not iterate over the generator that it is given");
                }
            }
        }
    }
    None
}

/// As [`misfit`], of a generator that is an object.
fn misfit_of_kept(func: &Func, facts: &Facts) -> Option<&'static str> {
    if !mixed(func, facts).is_empty() {
        return Some("a generator that is one of two");
    }
    if facts.generators.get(&func.code)?.gives == Ty::Bottom {
        return Some("it gives nothing natively");
    }
    let is_generator = |value: &&Value| matches!(func.ty(**value), Ty::Generator(_));
    let start = facts.generators.get(&func.code)?.stretches.get(&0)?;
    let given = &facts.functions[*start].params;
    let given = given.iter().filter(|ty| matches!(ty, Ty::Generator(_))).count();
    if given > 1 {
        return Some("it is given several generators");
    }
    let own = facts.generators.get(&func.code)?.own;
    let suspends = func
        .reverse_postorder()
        .into_iter()
        .flat_map(|block| &func.block(block).insts);
    for inst in suspends.filter(|inst| given == 1 && matches!(inst.op, Op::Suspend(..))) {
        let held = &inst.args[1..];
        let generators: BTreeSet<&Value> = held.iter().filter(is_generator).collect();
        if generators.len() + iterated_before(func, inst, facts).len() != 1 {
            return Some("it gives values while it does not iterate over the generator that it is given");
        }
        if held.iter().skip(own).any(|value| is_generator(&value)) && !is_in_its_place(func, inst, facts) {
            return Some("the generator that it iterates over is not in the parameter alone");
        }
    }
    // A generator is part of the one that iterates over it: there is no end of one that is part of itself.
    holds(func.code, func.code, facts).then_some("it iterates over a generator of its own kind")
}

/// Does a generator of one kind hold one of another?
fn holds(outer: usize, wanted: usize, facts: &Facts) -> bool {
    let Some(generator) = facts.generators.get(&outer) else {
        return false;
    };
    let held = generator
        .stretches
        .values()
        .flat_map(|stretch| &facts.functions[*stretch].params);
    let mut inner: BTreeSet<usize> = held
        .filter_map(|ty| match ty {
            Ty::Generator(code) => Some(*code),
            _ => None,
        })
        .flat_map(|kind| facts.adapted.within(kind))
        .collect();
    inner.remove(&outer) && outer == wanted
        || inner
            .into_iter()
            .any(|code| code == wanted || holds(code, wanted, facts))
}

/// Can a generator hold it? An object only if nobody can see when it ends.
fn is_held(ty: &Ty) -> bool {
    match ty {
        Ty::Generator(_) => true,
        Ty::Obj(Type::Class(name, _)) => matches!(name.as_str(), "list" | "bytes" | "bytearray"),
        Ty::Dyn(set) => !set.contains(DynSet::OBJ),
        ty => !ty.is_reference(),
    }
}

/// Is the generator that is iterated over in that parameter's local, to which nothing else is assigned, and in no other?
fn is_in_its_place(func: &Func, suspend: &Inst, facts: &Facts) -> bool {
    let Some(generator) = facts.generators.get(&func.code) else {
        return false;
    };
    let Some(start) = generator.stretches.get(&0) else {
        return false;
    };
    let taken = &facts.functions[*start].params;
    let own = suspend.args.iter().skip(1).take(generator.own).enumerate();
    let is_beginning = func.blocks[0].params.len() == taken.len()
        && (func.blocks[0].params.iter().zip(taken))
            .all(|(param, taken)| matches!(func.ty(*param), Ty::Generator(_)) == matches!(taken, Ty::Generator(_)));
    own.into_iter().all(|(place, value)| {
        let ty = func.ty(*value);
        match matches!(taken.get(place), Some(Ty::Generator(_))) {
            true if is_beginning => matches!(ty, Ty::Generator(_)),
            true => *ty == Ty::Unbound,
            false => !matches!(ty, Ty::Generator(_)),
        }
    })
}

/// The generators in a function that are one of two somewhere, or more than a loop needs: they have to be objects.
pub fn mixed(func: &Func, facts: &Facts) -> BTreeSet<Value> {
    let mut mixed = BTreeSet::new();
    let is_generator = |value: &&Value| matches!(func.ty(**value), Ty::Generator(_));
    for block in func.reverse_postorder() {
        for edge in func.throws(block) {
            mixed.extend(edge.args.iter().filter(is_generator));
        }
        for edge in func.block(block).terminator.edges() {
            let passed = edge.args.iter().filter(is_generator);
            // An object whose only reference goes along is that one still.
            let is_moved = |value: &&Value| {
                let is_kept = matches!(func.ty(**value), Ty::Generator(code) if facts.kept_gives(*code).is_some());
                let times = edge.args.iter().filter(|arg| arg == value).count();
                is_kept && times == 1 && crate::analysis::ownership::at_end(func, block).get(*value) == Some(&1)
            };
            mixed.extend(passed.filter(|value| !is_moved(value)));
        }
        for inst in &func.block(block).insts {
            if !matches!(
                inst.op,
                Op::MakeGenerator(_)
                    | Op::Adapt(_)
                    | Op::Step(_)
                    | Op::Drain(..)
                    | Op::Suspend(..)
                    | Op::Retain
                    | Op::Release
            ) {
                mixed.extend(inst.args.iter().filter(is_generator));
            }
        }
    }
    mixed
}

/// Does an operation change nothing, so that all of a stretch can be forgotten and done again by CPython?
fn is_pure(func: &Func, inst: &crate::ir::Inst) -> bool {
    let of_reference = |value: &Value| func.ty(*value).is_reference();
    match &inst.op {
        Op::Suspend(..) | Op::Finish(_) | Op::Step(_) | Op::Poll | Op::Retain | Op::Release => true,
        Op::Const(..) | Op::Unbound | Op::Int { .. } | Op::Float(_) | Op::FloatNeg | Op::Wide { .. } | Op::Cmp(_) => {
            true
        }
        Op::BoolNot | Op::NonZero | Op::IsNone(_) | Op::GuardGlobal(_) | Op::ReadGlobal(_) | Op::ReadCell => true,
        Op::FreeCell(_) | Op::MakeRange | Op::TupleItem(_) | Op::MakeTuple | Op::GuardClass(_) | Op::HasNext => true,
        Op::NextItem | Op::Advance => true,
        Op::Convert(_) => !inst.result.as_ref().is_some_and(of_reference),
        Op::Primitive { path, .. } => {
            let reads = [
                "rt::generator::",
                "rt::list::get_",
                "rt::list::tuple_",
                "rt::list::len",
                "rt::octets::get_",
            ];
            !inst
                .result
                .as_ref()
                .is_some_and(|result| of_reference(result) && !func.borrowed.contains(result))
                && (!inst.args.iter().any(of_reference) || reads.iter().any(|read| path.starts_with(read)))
        }
        _ => false,
    }
}
