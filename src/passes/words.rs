//! A loop over `text.split()` needs no list: the words are made one at a time, where nobody else sees the list or its iterator.
//!
//! The iterator that the runtime makes instead becomes the one over the list wherever native code is left (`split.rs`).

use crate::ir::{Block, Func, Inst, ObjectOp, Op, Slot, Snapshot, SnapshotId, Terminator, Value};
use std::collections::BTreeSet;

pub(super) fn run(func: &mut Func) {
    // What a generator holds while it is suspended has to be what CPython's would hold.
    if func
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .any(|inst| matches!(inst.op, Op::Suspend(..)))
    {
        return;
    }
    for block in func.reverse_postorder() {
        let mut position = 0;
        while position < func.block(block).insts.len() {
            if let Some(found) = find(func, block, position) {
                rewrite(func, block, position, &found);
            }
            position += 1;
        }
    }
}

/// A call of `split` whose result goes to a loop, and nowhere else.
struct Found {
    path: &'static str,
    /// The positions of the operation that makes the iterator, and of the one that gives up the list.
    iterated: usize,
    released: usize,
    iterator: Value,
    /// The values that are the iterator.
    iterators: BTreeSet<Value>,
}

fn find(func: &Func, block: Block, position: usize) -> Option<Found> {
    let insts = &func.block(block).insts;
    let call = &insts[position];
    let Op::Primitive { path, .. } = &call.op else {
        return None;
    };
    let path = match path.as_str() {
        "rt::text_parts::split" => "rt::split::words",
        "rt::text_parts::split_at" => "rt::split::fields",
        _ => return None,
    };
    let list = call.result?;
    let behind = &insts[position + 1..];
    let is_release = |inst: &&Inst| inst.op == Op::Release && inst.before.is_none();
    let between = behind.iter().take_while(is_release).count();
    let iterated = position + 1 + between;
    let iter = insts.get(iterated)?;
    if iter.op != Op::Object(ObjectOp::GetIter)
        || iter.args != [list]
        || behind[..between].iter().any(|inst| inst.args == [list])
    {
        return None;
    }
    let iterator = iter.result?;
    let released = iterated + 1;
    let release = insts.get(released)?;
    if release.op != Op::Release || release.args != [list] {
        return None;
    }
    let iterators = flow(func, iterator)?;
    let own = |at: (Block, usize)| at.0 == block && (position..=released).contains(&at.1);
    (is_consumed(func, &iterators) && is_unknown(func, list, own)).then_some(Found {
        path,
        iterated,
        released,
        iterator,
        iterators,
    })
}

/// All values that are the same object; nothing if one of them may be another object.
fn flow(func: &Func, value: Value) -> Option<BTreeSet<Value>> {
    let mut same = BTreeSet::from([value]);
    let order = func.reverse_postorder();
    loop {
        let count = same.len();
        for &block in &order {
            for edge in func.edges(block) {
                let params = &func.block(edge.target).params;
                for (param, arg) in params.iter().zip(&edge.args) {
                    if same.contains(arg) {
                        same.insert(*param);
                    }
                }
            }
        }
        if same.len() == count {
            break;
        }
    }
    let fits = order.iter().flat_map(|block| func.edges(*block)).all(|edge| {
        let params = &func.block(edge.target).params;
        params
            .iter()
            .zip(&edge.args)
            .all(|(param, arg)| !same.contains(param) || same.contains(arg))
    });
    fits.then_some(same)
}

/// Is an iterator only asked for items, and given up?
fn is_consumed(func: &Func, iterators: &BTreeSet<Value>) -> bool {
    func.reverse_postorder().into_iter().all(|block| {
        let data = func.block(block);
        let is_returned = matches!(data.terminator, Terminator::Return(value) | Terminator::Branch(value, ..) if iterators.contains(&value));
        let uses = |inst: &&Inst| inst.args.iter().any(|arg| iterators.contains(arg));
        !is_returned
            && data.insts.iter().filter(uses).all(|inst| match &inst.op {
                Op::Retain | Op::Release => true,
                Op::GuardClass(class) => class == "list_iterator",
                Op::Primitive { path, .. } => path == NEXT,
                _ => false,
            })
    })
}

const NEXT: &str = "rt::list_iter::list_object";

/// Does nothing but these operations know a value?
fn is_unknown(func: &Func, value: Value, own: impl Fn((Block, usize)) -> bool) -> bool {
    let in_snapshot = |id: &SnapshotId| {
        let Snapshot { locals, stack, .. } = func.snapshot(*id);
        locals.iter().chain(stack).any(|slot| *slot == Slot::Value(value))
    };
    func.reverse_postorder().into_iter().all(|block| {
        let data = func.block(block);
        let in_insts = data.insts.iter().enumerate().any(|(position, inst)| {
            !own((block, position))
                && (inst.args.contains(&value) || inst.before.iter().chain(&inst.after).any(in_snapshot))
        });
        let at_end = match &data.terminator {
            Terminator::Return(returned) | Terminator::Branch(returned, ..) => *returned == value,
            Terminator::Leave(id, _) => in_snapshot(id),
            Terminator::Jump(_) | Terminator::Unreachable => false,
        };
        let passed = func.edges(block).iter().any(|edge| edge.args.contains(&value));
        !in_insts && !at_end && !passed && !in_snapshot(&data.start)
    })
}

fn rewrite(func: &mut Func, block: Block, position: usize, found: &Found) {
    let primitive = |path: &str| Op::Primitive {
        path: path.to_owned(),
        leaves: true,
    };
    let insts = &mut func.blocks[block.0 as usize].insts;
    insts[position].op = primitive(found.path);
    insts[position].result = Some(found.iterator);
    insts[position].after = None;
    insts.remove(found.released);
    insts.remove(found.iterated);
    for data in &mut func.blocks {
        let is_one = |inst: &Inst| inst.args.first().is_some_and(|arg| found.iterators.contains(arg));
        data.insts
            .retain(|inst| !(is_one(inst) && matches!(inst.op, Op::GuardClass(_))));
        for inst in data.insts.iter_mut().filter(|inst| is_one(inst)) {
            if matches!(inst.op, Op::Primitive { .. }) {
                inst.op = primitive("rt::split::next");
            }
        }
    }
}
