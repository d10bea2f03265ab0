//! Tuples of ints out of vectors and tables that are keys of dictionaries and sets: a key that is looked for may be any equal tuple, and so
//! may one that only one container gets, once.

use super::dominators::Dominators;
use super::keyed;
use super::keyed_loops::{Gives, gives};
use crate::ir::{Block, Func, Inst, Op, Ty, Value};
use crate::types::Type;
use std::collections::{HashMap, HashSet};

/// Where the key is among the operands of an operation on a dictionary or set, and whether that may keep it.
pub(super) fn key_of(func: &Func, inst: &Inst) -> Option<(usize, bool)> {
    let known = keyed::operation(func, inst)?;
    let is_default = known.list.is_some_and(|list| keyed::is_default(func.ty(list)));
    let keeps = matches!(known.what, "put" | "add" | "set_default") || known.what == "get" && is_default;
    if !keeps && !matches!(known.what, "has" | "get" | "get_or" | "find" | "discard" | "remove") {
        return None;
    }
    let key = match (known.what, known.args.as_slice()) {
        ("has", [key, ..]) | ("put", [_, _, key]) | (_, [_, key, ..]) => *key,
        _ => return None,
    };
    let is_tuple = matches!(func.ty(key), Ty::Obj(Type::Tuple(items)) if items.iter().all(|item| *item == Type::Int));
    let mut places = (0..inst.args.len()).filter(|place| inst.args[*place] == key);
    let place = places.next().filter(|_| is_tuple && places.next().is_none())?;
    Some((place, keeps))
}

/// A container gets a tuple.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) block: Block,
    pub(super) key: Value,
    pub(super) container: Value,
}

/// A tuple that comes out of lists, dictionaries or sets of some families and is a key of one of another family.
pub(super) struct Kept {
    /// Nothing if it comes from elsewhere, too: then it is an object.
    from: Option<Vec<usize>>,
    to: usize,
    is_once: bool,
}

/// All such tuples, by where they come from and what they are given to.
pub(super) fn kept_keys<'a>(
    func: &Func,
    stored: impl Iterator<Item = (&'a [Value], &'a [Stored])>,
    given_by: &HashMap<Value, usize>,
    family_of: &dyn Fn(Value) -> usize,
) -> Vec<Kept> {
    let mut kept = Vec::new();
    for (sources, stores) in stored {
        let from: Option<Vec<usize>> = sources.iter().map(|value| given_by.get(value).copied()).collect();
        let is_once = match (sources, stores) {
            ([source], [stored]) => is_stored_once(func, *source, stored),
            _ => false,
        };
        kept.extend(stores.iter().map(|store| Kept {
            from: from.clone().filter(|from| !from.is_empty()),
            to: family_of(store.container),
            is_once,
        }));
    }
    kept
}

impl Kept {
    /// The families that cannot be vectors because of it: it is in pieces only if nobody can tell which object it is.
    pub(super) fn spoils(&self, bad: &HashSet<usize>, is_seen: &dyn Fn(&usize) -> bool) -> Option<Vec<usize>> {
        let in_pieces = self
            .from
            .as_ref()
            .filter(|from| !from.iter().any(|from| bad.contains(from)));
        let Some(from) = in_pieces else {
            // The dictionary or set would make another tuple of what others have.
            return (is_seen(&self.to) && !bad.contains(&self.to)).then(|| vec![self.to]);
        };
        let is_told = bad.contains(&self.to) || is_seen(&self.to);
        let is_shared = !self.is_once || from.iter().any(is_seen);
        (is_told && is_shared).then(|| from.clone())
    }
}

/// Is a tuple that comes from one operation alone given to one container, and not again before that operation gives another one?
fn is_stored_once(func: &Func, source: Value, stored: &Stored) -> bool {
    let dominators = Dominators::of(func);
    let mut made: HashMap<Value, (Block, Option<Value>)> = HashMap::new();
    let mut params: HashMap<Value, Block> = HashMap::new();
    let blocks = func.reverse_postorder();
    for &block in &blocks {
        params.extend(func.block(block).params.iter().map(|param| (*param, block)));
        for inst in &func.block(block).insts {
            if let Some(result) = inst.result {
                let of = (inst.op == Op::CheckBound).then(|| inst.args[0]);
                made.insert(result, (block, of));
            }
        }
    }
    let Some((at, _)) = made.get(&source).copied() else {
        return false;
    };
    // What is stored is what the operation gave last.
    let mut seen = HashSet::from([stored.key]);
    let mut open = vec![stored.key];
    while let Some(value) = open.pop() {
        if value == source || matches!(func.ty(value), Ty::Unbound | Ty::Bottom) {
            continue;
        }
        let from: Vec<Value> = match (made.get(&value), params.get(&value)) {
            (Some((_, Some(of))), _) => vec![*of],
            (_, Some(block)) if *block != at && dominators.dominates(at.0 as usize, block.0 as usize) => {
                let index = func.block(*block).params.iter().position(|param| *param == value);
                let edges = blocks.iter().flat_map(|from| func.edges(*from));
                let edges = edges.filter(|edge| edge.target == *block);
                edges.filter_map(|edge| edge.args.get(index?).copied()).collect()
            }
            _ => return false,
        };
        open.extend(from.into_iter().filter(|value| seen.insert(*value)));
    }
    // No way leads back to the container but over the operation.
    let mut seen = HashSet::new();
    let mut open = vec![stored.block];
    while let Some(block) = open.pop() {
        for edge in func.edges(block) {
            if edge.target == stored.block && edge.target != at {
                return false;
            }
            if edge.target != at && seen.insert(edge.target) {
                open.push(edge.target);
            }
        }
    }
    true
}

/// Pairs of a key and a value that a loop over the items of a dictionary gives and takes apart at once, of which the key is a tuple or the
/// value a list: the iterators, by the pairs.
pub(super) fn pairs(func: &Func) -> HashMap<Value, Value> {
    let is_pair = |ty: &Ty| match ty {
        Ty::Obj(Type::Tuple(items)) => match items.as_slice() {
            [Type::Tuple(_), _] => true,
            [_, Type::Class(name, _)] => name == "list",
            _ => false,
        },
        _ => false,
    };
    let mut found = HashMap::new();
    let blocks = func.reverse_postorder();
    let insts = || blocks.iter().flat_map(|block| &func.block(*block).insts);
    let is_of_items = |inst: &Inst| inst.op == Op::NextItem && gives(func.ty(inst.args[0])) == Some(Gives::Items);
    for inst in insts().filter(|inst| is_of_items(inst)) {
        if let Some(result) = inst.result.filter(|result| is_pair(func.ty(*result))) {
            found.insert(result, inst.args[0]);
        }
    }
    if found.is_empty() {
        return found;
    }
    for inst in insts() {
        let takes_apart = matches!(inst.op, Op::Unpack(_, 2) | Op::Retain | Op::Release);
        for arg in inst.args.iter().skip(usize::from(takes_apart)) {
            found.remove(arg);
        }
    }
    for block in &blocks {
        for edge in func.edges(*block) {
            for arg in &edge.args {
                found.remove(arg);
            }
        }
        if let crate::ir::Terminator::Return(value) = &func.block(*block).terminator {
            found.remove(value);
        }
    }
    for slot in func.snapshots.iter().flat_map(|snapshot| &snapshot.locals) {
        if let crate::ir::Slot::Value(value) = slot {
            found.remove(value);
        }
    }
    found
}
