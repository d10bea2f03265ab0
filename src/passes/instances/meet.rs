//! Where instances that were put off meet: block parameters that are given only such, with parameters of their own for what these would
//! have. A local that may be unbound is given none at all at first: its class is null then.

use super::{Instance, class_named, held};
use crate::bytecode::{Constant, Place};
use crate::infer::Facts;
use crate::ir::{Block, Convert, Func, Inst, Op, SnapshotId, Terminator, Ty, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Adds the parameters of blocks that are given such instances of one class only, with parameters of their own for what these would
/// have.
pub(super) fn meet(func: &mut Func, found: &mut BTreeMap<Value, Instance>, facts: &Facts) {
    let nulls = nulls(func);
    let order = func.reverse_postorder();
    let mut given: BTreeMap<Value, Vec<Value>> = BTreeMap::new();
    let mut raised: HashSet<Value> = HashSet::new();
    for &block in &order {
        for edge in func.throws(block) {
            raised.extend(&func.block(edge.target).params);
        }
        for edge in func.block(block).terminator.edges() {
            for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                if matches!(func.ty(*param), Ty::Obj(_) | Ty::Nullable(_)) {
                    given.entry(*param).or_default().push(*arg);
                }
            }
        }
    }
    given.retain(|param, _| !raised.contains(param));
    let shared = shared(func, found, &given);
    given.retain(|param, _| !shared.contains(param));
    // What each would have: the attributes, and the types of the class and the values.
    type Shape = (Vec<String>, Vec<Ty>);
    let shape_of = |func: &Func, instance: &Instance| -> Shape {
        let all = std::iter::once(instance.class).chain(instance.values.iter().copied());
        (
            instance.names.clone(),
            all.map(|value| func.ty(value).clone()).collect(),
        )
    };
    let mut shapes: BTreeMap<Value, Shape> = found
        .iter()
        .map(|(value, instance)| (*value, shape_of(func, instance)))
        .collect();
    loop {
        let known = shapes.len();
        for (param, args) in &given {
            if let Some(shape) = args.iter().find_map(|arg| shapes.get(arg)).cloned() {
                shapes.entry(*param).or_insert(shape);
            }
        }
        if shapes.len() == known {
            break;
        }
    }
    // Of numbers of both kinds there is none that stands for nothing.
    let may_be_nothing = |ty: &Ty| matches!(ty, Ty::Int | Ty::Float | Ty::Bool | Ty::None | Ty::Obj(_));
    given.retain(|param, _| {
        let is_null = matches!(func.ty(*param), Ty::Nullable(_));
        shapes
            .get(param)
            .is_some_and(|(_, types)| !is_null || types.iter().all(may_be_nothing))
    });
    loop {
        let known = given.len();
        let kept = given.clone();
        let is_one = |value: &Value| found.contains_key(value) || kept.contains_key(value);
        let may_be_null = |value: &Value| matches!(func.ty(*value), Ty::Nullable(_));
        given.retain(|param, args| {
            args.iter().all(|arg| {
                let fits = is_one(arg) && shapes.get(arg) == shapes.get(param);
                match may_be_null(param) {
                    true => fits || nulls.contains(arg),
                    false => fits && !may_be_null(arg),
                }
            })
        });
        if given.len() == known {
            break;
        }
    }
    for param in given.into_keys() {
        let Some((names, types)) = shapes.remove(&param) else {
            continue;
        };
        let Some(has_slots) = types
            .first()
            .and_then(class_named)
            .map(|class| facts.stores_in_slots(class))
        else {
            continue;
        };
        let is_null = matches!(func.ty(param), Ty::Nullable(_));
        let mut values = types.into_iter().map(|ty| match ty {
            Ty::Obj(promise) if is_null => func.new_value(Ty::Nullable(promise)),
            ty => func.new_value(ty),
        });
        let Some(class) = values.next() else { continue };
        let values = values.collect();
        found.insert(
            param,
            Instance {
                class,
                names,
                values,
                numbers: vec![],
                boxed: vec![],
                is_param: true,
                has_slots,
            },
        );
    }
}

/// The parameters that are given what is used under another name as well: an exit would make two of one instance.
fn shared(func: &Func, found: &BTreeMap<Value, Instance>, given: &BTreeMap<Value, Vec<Value>>) -> HashSet<Value> {
    let is_one = |value: &Value| found.contains_key(value) || given.contains_key(value);
    let order = func.reverse_postorder();
    let in_state = |id: SnapshotId, used: &mut HashSet<Value>| used.extend(held(func, id).into_iter().filter(is_one));
    // What is used from the beginning of a block on before it is defined anew.
    let mut live: HashMap<Block, HashSet<Value>> = HashMap::new();
    loop {
        let mut changed = false;
        for &block in order.iter().rev() {
            let data = func.block(block);
            let mut used: HashSet<Value> = HashSet::new();
            for edge in func.edges(block) {
                used.extend(live.get(&edge.target).into_iter().flatten());
                used.extend(edge.args.iter().copied().filter(is_one));
            }
            match &data.terminator {
                Terminator::Branch(value, ..) | Terminator::Return(value) => used.extend(Some(*value).filter(is_one)),
                Terminator::Leave(id, _) => in_state(*id, &mut used),
                Terminator::Jump(_) | Terminator::Unreachable => {}
            }
            for inst in data.insts.iter().rev() {
                inst.result.iter().for_each(|result| {
                    used.remove(result);
                });
                // To count a reference to it is no use of it.
                if !matches!(inst.op, Op::Retain | Op::Release) {
                    used.extend(inst.args.iter().copied().filter(is_one));
                }
                inst.before
                    .iter()
                    .chain(&inst.after)
                    .for_each(|id| in_state(*id, &mut used));
            }
            in_state(data.start, &mut used);
            data.params.iter().for_each(|param| {
                used.remove(param);
            });
            changed |= live.insert(block, used.clone()) != Some(used);
        }
        if !changed {
            break;
        }
    }
    let mut shared = HashSet::new();
    for &block in &order {
        for edge in func.block(block).terminator.edges() {
            let live = live.get(&edge.target);
            for (index, (param, arg)) in func.block(edge.target).params.iter().zip(&edge.args).enumerate() {
                let again = edge
                    .args
                    .iter()
                    .enumerate()
                    .any(|(other, same)| other != index && same == arg);
                if is_one(arg) && (again || live.is_some_and(|live| live.contains(arg))) {
                    shared.insert(*param);
                }
            }
        }
    }
    shared
}

/// What is nothing: locals that are not bound yet.
pub(super) fn nulls(func: &Func) -> BTreeSet<Value> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let is_null = |inst: &&Inst| inst.op == Op::Convert(Convert::ToNullable) && inst.args.is_empty();
    insts.filter(is_null).filter_map(|inst| inst.result).collect()
}

/// Makes what parameters for instances are given where there is none, behind where that is made: of each such argument and parameter.
fn nothing(func: &mut Func, found: &BTreeMap<Value, Instance>) -> HashMap<(Value, Value), Vec<Value>> {
    let nulls = nulls(func);
    let mut given: BTreeMap<Value, BTreeSet<Value>> = BTreeMap::new();
    for edge in func.blocks.iter().flat_map(|data| data.terminator.edges()) {
        for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
            if nulls.contains(arg) && found.contains_key(param) {
                given.entry(*arg).or_default().insert(*param);
            }
        }
    }
    let mut nothing = HashMap::new();
    for block in 0..func.blocks.len() {
        let mut insts = Vec::with_capacity(func.blocks[block].insts.len());
        for inst in std::mem::take(&mut func.blocks[block].insts) {
            let null = inst.result;
            insts.push(inst);
            let Some((null, params)) = null.and_then(|null| Some((null, given.remove(&null)?))) else {
                continue;
            };
            for param in params {
                let mut parts = vec![null];
                for value in &found[&param].values {
                    let ty = func.ty(*value).clone();
                    let op = match ty {
                        Ty::Int => Op::Const(Constant::Int("0x0".to_owned()), None),
                        Ty::Float => Op::Const(Constant::Float("0".repeat(16)), None),
                        Ty::Bool => Op::Const(Constant::Bool(false), None),
                        Ty::None => Op::Const(Constant::None, None),
                        // Each is given up for itself.
                        _ => Op::Convert(Convert::ToNullable),
                    };
                    let result = func.new_value(ty);
                    insts.push(Inst {
                        op,
                        args: vec![],
                        result: Some(result),
                        before: None,
                        after: None,
                        place: Place::default(),
                    });
                    parts.push(result);
                }
                nothing.insert((null, param), parts);
            }
        }
        func.blocks[block].insts = insts;
    }
    nothing
}

/// Where such an instance is a block's parameter, what it would have are.
pub(super) fn split(func: &mut Func, found: &BTreeMap<Value, Instance>) {
    let nothing = nothing(func, found);
    let parts = |value: &Value| match found.get(value) {
        Some(instance) => std::iter::once(instance.class)
            .chain(instance.values.iter().copied())
            .collect(),
        None => vec![*value],
    };
    let params: Vec<Vec<Value>> = func.blocks.iter().map(|data| data.params.clone()).collect();
    for (number, data) in func.blocks.iter_mut().enumerate() {
        for edge in data.terminator.edges_mut() {
            let params = params[edge.target.0 as usize].iter().zip(&edge.args);
            let args = params.map(|(param, arg)| match nothing.get(&(*arg, *param)) {
                Some(parts) => parts.clone(),
                None if found.contains_key(param) => parts(arg),
                None => vec![*arg],
            });
            edge.args = args.collect::<Vec<_>>().concat();
        }
        let own = params[number].iter().filter(|param| found.contains_key(param));
        let deferred = own.filter_map(|param| {
            found
                .get(param)
                .map(|instance| instance.deferred(*param, Place::default()))
        });
        data.insts.splice(0..0, deferred);
        data.params = params[number].iter().map(parts).collect::<Vec<_>>().concat();
    }
}
