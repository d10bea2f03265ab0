//! Generators that one loop consumes: their bodies run within the loop, and nobody gets to see an object.

use super::calls::converts;
use super::facts::{Facts, GlobalKind};
use super::lists;
use super::plan::{Plan, Planned, runtime};
use crate::ir::{DynSet, Func, Inst, Op, Slot, Ty, Value};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A generator function of the module.
#[derive(Clone, Debug)]
pub struct Generator {
    /// Its stretches, by the number of the `yield` that each begins behind: their places among the functions.
    pub stretches: BTreeMap<u32, usize>,
    /// The code unit of each of those, and what is on the operand stack there.
    pub places: BTreeMap<u32, (u32, Vec<bool>)>,
    /// How many of its slots are its own, not variables of enclosing functions.
    pub own: usize,
    /// What it gives.
    pub gives: Ty,
}

/// Can a generator of that kind run within a loop give it?
fn is_given(ty: &Ty) -> bool {
    match ty {
        Ty::Int | Ty::Float | Ty::Bool | Ty::Num | Ty::Bottom => true,
        Ty::Tuple(items) => items.iter().all(|item| matches!(item, Ty::Int | Ty::Float | Ty::Bool)),
        _ => false,
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
            is_given(gives).then(|| Planned {
                plan: Plan::Simple(wanted, op.clone()),
                result: Ty::Suspended(*code),
            })
        }
        (Op::Finish(code), _) => Planned::simple([], op.clone(), Ty::Suspended(*code)).ok(),
        (Op::GetIter | Op::Advance, [generator @ Ty::Generator(_)]) => Planned::operand(0, generator.clone()).ok(),
        (Op::HasNext, [Ty::Generator(code)]) => Some(Planned {
            plan: Plan::Step(*code),
            result: Ty::Bool,
        }),
        (Op::NextItem, [Ty::Generator(code)]) => {
            let gives = facts.generators.get(code)?.gives.clone();
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

/// Plans a call whose result is consumed on the spot.
pub fn call(keywords: &[String], types: &[Ty], facts: &Facts) -> Option<Planned> {
    let (Ty::Function(function), args) = types.split_first()? else {
        return None;
    };
    let callee = &facts.functions[*function];
    let (code, _) = callee.generator.filter(|_| callee.native)?;
    let bound = facts.bind(*function, args.len(), keywords)?;
    let fits = bound.iter().enumerate().all(|(param, argument)| {
        let taken = &callee.params[param];
        match argument {
            Some(argument) => *taken == Ty::Bottom || converts(&args[*argument], taken),
            None => !matches!(taken, Ty::Generator(_)),
        }
    });
    fits.then_some(Planned {
        plan: Plan::Generator(*function, bound),
        result: Ty::Generator(code),
    })
}

/// Finds the calls in a function whose results, if they are generators, go to one loop and nowhere else.
pub fn consumed(func: &Func, facts: &Facts) -> BTreeSet<Value> {
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    let mut loaded: HashMap<Value, &str> = HashMap::new();
    let mut uses: HashMap<Value, Vec<&crate::ir::Inst>> = HashMap::new();
    let mut seen: BTreeSet<Value> = BTreeSet::new();
    for inst in insts() {
        if let (Op::LoadGlobal(name, _), Some(value)) = (&inst.op, inst.result) {
            loaded.insert(value, name);
        }
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
    for slot in func.snapshots.iter().flat_map(|snapshot| &snapshot.locals) {
        if let Slot::Value(value) = slot {
            seen.insert(*value);
        }
    }
    let is_generator = |inst: &crate::ir::Inst| match inst.args.first().and_then(|callee| loaded.get(callee)) {
        Some(name) if matches!(inst.op, Op::Call(..)) => match facts.globals.get(*name) {
            Some(GlobalKind::Function(function)) => facts.functions[*function].generator.is_some(),
            _ => false,
        },
        _ => false,
    };
    let mut consumed = BTreeSet::new();
    loop {
        let before = consumed.len();
        for inst in insts().filter(|inst| is_generator(inst)) {
            let Some(result) = inst.result.filter(|result| !seen.contains(result)) else {
                continue;
            };
            let is_consumer = match uses.get(&result).map(Vec::as_slice) {
                Some([only]) => match only.op {
                    Op::GetIter => true,
                    Op::Call(..) => only.result.is_some_and(|result| consumed.contains(&result)),
                    _ => false,
                },
                _ => false,
            };
            if is_consumer {
                consumed.insert(result);
            }
        }
        if consumed.len() == before {
            return consumed;
        }
    }
}

impl Facts {
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
        if !is_given(gives) {
            return;
        }
        let own = generator.own;
        let joined = self.join(&generator.gives, gives);
        if generator.gives != Ty::Top && joined != generator.gives {
            self.changed = true;
            if let Some(generator) = self.generators.get_mut(&code) {
                generator.gives = joined;
            }
        }
        let iterates = held.iter().skip(own).any(|ty| matches!(ty, Ty::Generator(_)));
        for (place, ty) in held.iter().enumerate() {
            // The generator that a local holds is the one that is iterated over.
            let is_same = place < own && iterates && matches!(ty, Ty::Generator(_));
            let ty = if is_same { &Ty::Unbound } else { ty };
            let Some(known) = self.functions[stretch].params.get(place).cloned() else {
                return;
            };
            // What is of no one type stays so.
            if known == Ty::Top {
                continue;
            }
            let joined = self.join(&known, ty);
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

/// Why a stretch of a generator function cannot run within a loop, as it was unboxed; nothing if it can.
pub fn misfit(func: &Func, facts: &Facts) -> Option<&'static str> {
    let params = &func.blocks[0].params;
    if !params.iter().all(|param| is_held(func.ty(*param))) {
        return Some("the end of an object that it holds could be seen");
    }
    let takes_generator = params
        .iter()
        .filter(|param| matches!(func.ty(**param), Ty::Generator(_)))
        .count();
    if !mixed(func).is_empty() {
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
pub fn mixed(func: &Func) -> BTreeSet<Value> {
    let mut mixed = BTreeSet::new();
    let is_generator = |value: &&Value| matches!(func.ty(**value), Ty::Generator(_));
    for block in func.reverse_postorder() {
        for edge in func.edges(block) {
            mixed.extend(edge.args.iter().filter(is_generator));
        }
        for inst in &func.block(block).insts {
            if !matches!(
                inst.op,
                Op::MakeGenerator(_) | Op::Step(_) | Op::Suspend(..) | Op::Retain | Op::Release
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
