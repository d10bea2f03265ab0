//! A type for every value, over the whole module.
//!
//! Forward data flow to a fixed point: types start at bottom and only grow. What an operation means for given types is
//! decided in [`plan`], which the pass `unbox` asks again with the final types: the two cannot disagree.

pub mod adapters;
mod arithmetic;
mod asked;
mod builtins;
mod calls;
mod classes;
mod closures;
mod complex;
mod constant_slices;
mod contents;
mod decorated;
mod deques;
mod dicts;
mod facts;
mod found;
mod guess;
pub mod generators;
mod hints;
mod identity;
mod iterated;
mod itertools;
mod lists;
mod methods;
mod objects;
mod octets;
mod pieces;
mod plan;
mod promises;
mod reductions;
mod shared_contents;
mod texts;
mod tower;
mod vectors;

pub use builtins::{CLASSES, IN_C, ON_OBJECTS, RANDOM};
pub use calls::{converts, fits};
pub use classes::{Class, given};
pub use closures::CLASS_METHOD;
pub use complex::CMATH;
pub use constant_slices::{ConstantSlice, constant_slice};
pub use decorated::{Decorated, cached, imported, is_cached};
pub use facts::{Callee, CellTable, Facts, GlobalKind};
pub use guess::guess;
pub use identity::keep_identities;
pub use itertools::is_class as is_of_itertools;
pub use objects::GENERATOR_FUNCTION;
pub use pieces::are_like;
pub use plan::{CONSTANTS, Plan, Planned, may_be_either, plan};
pub use shared_contents::SharedContents;
pub use tower::with_default;
pub use vectors::{
    TABLE_ITEMS, TABLE_KEYS, TABLE_MEMBERS, TABLE_VALUES, VECTOR, VECTOR_ENUMERATE, VECTOR_ITERATOR, VECTOR_REVERSED,
    VECTOR_ZIP, VECTOR_ZIP_ENUMERATE, held as vector_item, is_vector, item_in_rust, keyed_path, keyed_result,
    piece as vector_piece, pieces as vector_pieces, suffix as vector_suffix,
};

use crate::ir::{Block, Edge, Func, Inst, ObjectOp, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::HashMap;

/// Infers the types of a function's values, given what is known of the module; returns the type of what it returns.
/// Argument types of calls to the module's own functions are joined into `facts`.
pub fn infer(func: &mut Func, index: usize, facts: &mut Facts) -> Ty {
    facts.in_generator = facts.is_fused(index);
    let params = facts.functions[index].params.clone();
    let mut last;
    let order = func.reverse_postorder();
    let constants = constants(func);
    let hinted = hinted_locals(func, index, facts);
    let globals = loaded_globals(func);
    let asked = asked::Asked::of(func);
    let mut contents = contents::Contents::of(func);
    contents.begin(func, index, facts);
    // What is behind a loop may be swept before the loop that puts something into a container: once more, with what was found. What others
    // are given follows from that, and is never taken back: it is not said before.
    facts.tentative = contents.is_any();
    let mut round = 0;
    loop {
        round += 1;
        for value in &mut func.values {
            value.ty = Ty::Bottom;
        }
        for (number, (value, ty)) in func.blocks[0].params.clone().into_iter().zip(&params).enumerate() {
            func.values[value.0 as usize].ty = facts.contents.param(index, number, ty);
        }
        last = Ty::Bottom;
        let mut reached = vec![false; func.blocks.len()];
        reached[0] = true;
        let mut changed = true;
        let mut sweeps = 0;
        while changed {
            changed = false;
            sweeps += 1;
            // Caught: the function gets no engine, and an internal error is reported.
            assert!(sweeps < MOST_SWEEPS, "the types of {} do not settle", func.qualname);
            for &block in &order {
                if reached[block.0 as usize] {
                    changed |= sweep(
                        func,
                        block,
                        facts,
                        &constants,
                        &globals,
                        &hinted,
                        &contents,
                        &asked,
                        index,
                        &mut reached,
                        &mut last,
                    );
                }
            }
        }
        if !contents.learn(func, index, facts) || round > ROUNDS {
            if !std::mem::take(&mut facts.tentative) {
                break;
            }
            round = 0;
            continue;
        }
        if round == ROUNDS {
            contents.give_up();
        }
    }
    last
}

/// Types that still change after so many sweeps would change for ever: most functions need three.
const MOST_SWEEPS: usize = 2_000;

/// How often the types of a function are found, with more known of its containers each time.
const ROUNDS: usize = 16;

/// The constants of a function, by the value that holds them.
pub fn constants(func: &Func) -> HashMap<Value, crate::bytecode::Constant> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    insts
        .filter_map(|inst| match (&inst.op, inst.result) {
            (Op::Const(constant, _), Some(value)) => Some((value, constant.clone())),
            _ => None,
        })
        .collect()
}

/// What hints say of a function's locals, by slot.
fn hinted_locals(func: &Func, index: usize, facts: &Facts) -> Vec<Option<Type>> {
    let hints = &facts.functions[index].locals;
    func.locals.iter().map(|name| hints.get(name).cloned()).collect()
}

/// A local's hint promises more of an object than where it came from, if nothing or only its class is known from there.
fn refined(ty: Ty, hint: &Type) -> Ty {
    let Ty::Obj(promise) = &ty else { return ty };
    let is_vague = match (promise, hint) {
        (_, Type::Unknown | Type::Object) => false,
        (Type::Unknown | Type::Object, _) => true,
        (Type::Class(name, items), Type::Class(hinted, _)) => {
            name == hinted && items.iter().all(|item| *item == Type::Unknown)
        }
        _ => false,
    };
    if is_vague { Ty::Obj(hint.clone()) } else { ty }
}

/// The globals that values are loaded from.
fn loaded_globals(func: &Func) -> HashMap<Value, String> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    insts
        .filter_map(|inst| match (&inst.op, inst.result) {
            (Op::LoadGlobal(name, _), Some(value)) => Some((value, name.clone())),
            _ => None,
        })
        .collect()
}

#[allow(
    clippy::too_many_arguments,
    reason = "what holds for the whole function is passed on"
)]
fn sweep(
    func: &mut Func,
    block: Block,
    facts: &mut Facts,
    constants: &HashMap<Value, crate::bytecode::Constant>,
    globals: &HashMap<Value, String>,
    hinted: &[Option<Type>],
    contents: &contents::Contents,
    asked: &asked::Asked,
    index: usize,
    reached: &mut [bool],
    returns: &mut Ty,
) -> bool {
    let mut changed = false;
    for position in 0..func.block(block).insts.len() {
        let inst = func.block(block).insts[position].clone();
        let ty = result_type(func, &inst, facts, constants, globals);
        // What is raised natively is raised by operations on objects.
        if let Some(edge) = func.handler(&inst).cloned().filter(|_| facts.objects)
            && (ty.is_some() || is_known(func, &inst))
        {
            changed |= join_edge(func, (block, None), &edge, asked, facts, reached);
        }
        let Some(ty) = ty else {
            return changed;
        };
        // What is in a container that others fill is found out from what they put in, before that is asked.
        if facts.contents.is_first() && contents.is_asked(func, &inst) {
            facts.contents.left_out = true;
            return changed;
        }
        let ty = contents.refine(&inst, asked.refine(func, block, &inst, ty, facts));
        if let Some(result) = inst.result {
            let local = func.values[result.0 as usize].name;
            let hint = local.and_then(|local| hinted.get(local as usize)?.as_ref());
            let ty = hint.map_or(ty.clone(), |hint| refined(ty, hint));
            let known = &mut func.values[result.0 as usize].ty;
            if *known != ty {
                *known = ty;
                changed = true;
            }
        }
    }
    let data = func.block(block);
    if let Terminator::Return(value) = data.terminator {
        let hint = facts.functions[index].hinted_return.clone();
        facts.note_use(func.ty(value), &hint);
        let given = refined(func.ty(value).clone(), &hint);
        let mut joined = facts.join(returns, &given);
        // A constant is taken apart without leaving. What is an object once stays one, or types would not settle.
        let is_object = matches!(func.ty(value), Ty::Obj(_)) && !constants.contains_key(&value);
        if is_object || *returns == whole_tuple() {
            joined = not_in_pieces(joined);
        }
        changed |= joined != *returns;
        *returns = joined;
        return changed;
    }
    let edges: Vec<_> = data.terminator.edges().into_iter().cloned().collect();
    for (number, edge) in edges.iter().enumerate() {
        changed |= join_edge(func, (block, Some(number)), edge, asked, facts, reached);
    }
    changed
}

/// Are the types of all operands known?
fn is_known(func: &Func, inst: &Inst) -> bool {
    inst.args.iter().all(|arg| *func.ty(*arg) != Ty::Bottom)
}

/// The type of what is returned where one of the values is an object: it is not taken apart, because nothing can leave there.
pub fn not_in_pieces(joined: Ty) -> Ty {
    match joined {
        Ty::Tuple(_) | Ty::Kept(_) => whole_tuple(),
        other => other,
    }
}

fn whole_tuple() -> Ty {
    Ty::Obj(Type::Class("tuple".to_owned(), vec![]))
}

/// Joins the types that an edge gives into the target's parameters: `from` are the block and the number of the edge. What was asked
/// of a value on the way holds there, too: `while node is not None: node = node.next`.
fn join_edge(
    func: &mut Func,
    from: (Block, Option<usize>),
    edge: &Edge,
    asked: &asked::Asked,
    facts: &Facts,
    reached: &mut [bool],
) -> bool {
    let mut changed = !std::mem::replace(&mut reached[edge.target.0 as usize], true);
    let params = func.block(edge.target).params.clone();
    for (param, arg) in params.into_iter().zip(&edge.args) {
        let given = asked.given(func, from, *arg, facts);
        let joined = facts.join(func.ty(param), &given);
        if joined != *func.ty(param) {
            func.values[param.0 as usize].ty = joined;
            changed = true;
        }
    }
    changed
}

/// A call without the place of the object that what is called would be called with, if there is none.
pub fn without_self(inst: &Inst, func: &Func) -> Inst {
    let mut inst = inst.clone();
    if matches!(inst.op, Op::Call(..)) && inst.args.get(1).is_some_and(|arg| *func.ty(*arg) == Ty::NoSelf) {
        inst.args.remove(1);
    }
    inst
}

/// [`plan`] for an operation of a function: a call of a generator function is another one if a loop consumes its result.
pub fn plan_in(
    func: &Func,
    inst: &Inst,
    types: &[Ty],
    constants: &[Option<&crate::bytecode::Constant>],
    facts: &Facts,
) -> Result<Planned, crate::ir::Reason> {
    if let Op::Call(keywords, _) = &inst.op {
        let is_fused = inst.result.is_some_and(|result| func.fused.contains(&result));
        let planned = match is_fused {
            true => generators::call(keywords, types, facts).or_else(|| adapters::plan(keywords, types, facts)),
            false => generators::consumer(keywords, types, facts),
        };
        if let Some(planned) = planned {
            return Ok(planned);
        }
        if let Some(planned) = dicts::get_or_nothing(func, inst, types, constants, facts) {
            return Ok(planned);
        }
    }
    if inst.op == Op::GetIter && types == [Ty::Range] && facts.objects && is_given_away(func, inst) {
        return Ok(Planned {
            plan: Plan::Object(ObjectOp::GetIter),
            result: Ty::object(),
        });
    }
    if let Some(sliced) = constant_slice(&inst.op, types, constants, facts) {
        return Ok(sliced.planned);
    }
    plan(&inst.op, types, constants, facts)
}

/// Is the iterator that an operation makes given to what is called, such as a generator expression that nobody fuses? A position in a range
/// is no object, and could not become one that is moved on in two places. Once that is found out its type says so.
fn is_given_away(func: &Func, inst: &Inst) -> bool {
    if inst.result.is_some_and(|result| func.ty(result).is_reference()) {
        return true;
    }
    let is_given = |call: &Inst| {
        matches!(call.op, Op::Call(..))
            && inst.result.is_some_and(|result| call.args.contains(&result))
            && !call.result.is_some_and(|result| func.fused.contains(&result))
    };
    func.blocks.iter().any(|block| block.insts.iter().any(is_given))
}

/// The type of an operation's result; nothing if control does not go past it.
fn result_type(
    func: &Func,
    inst: &Inst,
    facts: &mut Facts,
    constants: &HashMap<Value, crate::bytecode::Constant>,
    globals: &HashMap<Value, String>,
) -> Option<Ty> {
    if matches!(inst.op, Op::Retain | Op::Release) {
        return Some(Ty::None);
    }
    let inst = &without_self(inst, func);
    let types: Vec<Ty> = inst.args.iter().map(|arg| func.ty(*arg).clone()).collect();
    if types.contains(&Ty::Bottom) {
        return None;
    }
    let known: Vec<Option<&crate::bytecode::Constant>> = inst.args.iter().map(|arg| constants.get(arg)).collect();
    if !facts.tentative {
        let types = generators::held_behind_loop(func, inst, &types, facts);
        note_operands(inst, &types, globals, facts);
    }
    let planned = plan_in(func, inst, &types, &known, facts).ok()?;
    if !facts.tentative {
        note_planned(inst, &types, &planned, facts);
    }
    // A callee of which nothing is known yet: nothing is reached behind the call in this round.
    // Nor is anything known of what a generator gives that is part of itself, but it may give nothing.
    let may_give_nothing = inst.op == Op::NextItem && matches!(types[0], Ty::Generator(_));
    if planned.result == Ty::Bottom && !may_give_nothing {
        None
    } else {
        Some(planned.result)
    }
}

/// What others learn from the operands of an operation.
fn note_operands(inst: &Inst, types: &[Ty], globals: &HashMap<Value, String>, facts: &mut Facts) {
    facts.note_cell(&inst.op, types);
    facts.note_values(&inst.op, types);
    if let (Op::Call(keywords, _), Some(builtin)) = (&inst.op, inst.args.first().and_then(|callee| globals.get(callee)))
    {
        facts.note_builtin_use(builtin, keywords, &types[1..]);
    }
    if let Op::Suspend(code, number) = inst.op {
        facts.note_suspended(code, number, types);
    }
}

/// What others learn from how an operation is done.
fn note_planned(inst: &Inst, types: &[Ty], planned: &Planned, facts: &mut Facts) {
    match (&inst.op, types.first(), &planned.plan) {
        (Op::Call(..), Some(_), Plan::Generator(callee, _)) => facts.note_call(*callee, &inst.op, &types[1..]),
        (Op::Call(..), Some(Ty::Function(callee)), _) if facts.functions[*callee].generator.is_none() => {
            facts.note_call(*callee, &inst.op, &types[1..]);
        }
        _ => {}
    }
    let is_by_position = matches!(&inst.op, Op::Call(keywords, _) if keywords.is_empty());
    if let (Plan::Direct(_), _) | (Plan::Object(ObjectOp::Call(_)), true) = (&planned.plan, is_by_position) {
        facts.note_direct_call(types);
    }
    if let (Op::Call(keywords, _), Plan::Object(ObjectOp::Call(_)), false) = (&inst.op, &planned.plan, is_by_position) {
        facts.note_named_call(types, keywords.len());
    }
    if let (Op::Call(keywords, _), Some(Ty::Obj(class))) = (&inst.op, types.first()) {
        facts.note_made(class, keywords, &types[1..]);
    }
    if let Plan::Spread(_) = &planned.plan {
        facts.note_spread(types);
    }
    if let Plan::Found(targets, how) = &planned.plan {
        let keywords = match &inst.op {
            Op::Call(keywords, _) => keywords.as_slice(),
            _ => &[],
        };
        facts.note_direct(targets, how, keywords, types);
    }
    if let (Op::Object(ObjectOp::SetAttr(name)), [value, object]) = (&inst.op, types) {
        facts.note_store(object, name, value);
    }
}
