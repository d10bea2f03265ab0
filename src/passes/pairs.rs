//! A loop over `enumerate(list)`, `zip(list, list)` or `dict.items()` that takes its pairs apart at once needs no tuples: each item is
//! read where it lies, and the iterators are moved on when all are read.
//!
//! Until then nothing has happened: whatever leaves does so at the loop's head, where CPython asks for the pair.

use super::uses::{Site, Uses};
use crate::ir::{Block, Func, Inst, ObjectOp, Op, Slot, Terminator, Value};
use crate::types::{LIST_ENUMERATE, LIST_ZIP, Type};

pub(super) fn run(func: &mut Func) {
    let candidates: Vec<(Block, Found)> = func
        .reverse_postorder()
        .into_iter()
        .filter_map(|block| find(func, block).map(|found| (block, found)))
        .collect();
    if candidates.is_empty() {
        return;
    }
    let uses = Uses::of(func);
    for (block, found) in candidates {
        let known = |(at, position): Site| match at {
            at if at == found.body => position <= found.count,
            at => at == block && position > found.asked,
        };
        if is_unknown(&uses, found.pair, known) && is_unknown(&uses, found.item, known) {
            rewrite(func, block, &found);
        }
    }
}

/// A pair that is asked for at the end of a block and only taken apart, where the next one begins.
struct Found {
    /// `enumerate`, `zip` or `dict_items`
    class: &'static str,
    iterator: Value,
    /// Where the next item is asked for, by its position; two more follow.
    asked: usize,
    /// Where the pair is taken apart.
    body: Block,
    /// How many instructions are there that do so.
    count: usize,
    /// The pair, or null; and the pair.
    item: Value,
    pair: Value,
}

fn find(func: &Func, block: Block) -> Option<Found> {
    let data = func.block(block);
    let asked = data.insts.len().checked_sub(3)?;
    let [next, is_there, renamed] = &data.insts[asked..] else {
        return None;
    };
    let (iterator, item, pair) = (*next.args.first()?, next.result?, renamed.result?);
    let class = match func.ty(iterator).promise() {
        Type::Class(name, _) if name == LIST_ENUMERATE => "enumerate",
        Type::Class(name, _) if name == LIST_ZIP => "zip",
        Type::Class(name, _) if name == "dict_itemiterator" => "dict_items",
        _ => return None,
    };
    let Terminator::Branch(condition, to, _) = &data.terminator else {
        return None;
    };
    if next.op != Op::Object(ObjectOp::Next)
        || is_there.op != Op::NotNull
        || is_there.result != Some(*condition)
        || renamed.args != [item]
        || !to.args.is_empty()
    {
        return None;
    }
    let body = to.target;
    let insts = &func.block(body).insts;
    let is_read = |inst: &Inst| match piece(inst) {
        Some((held, 0)) => class != "enumerate" || held == "int",
        Some(_) => true,
        None => inst.op == Op::GuardTuple(2),
    };
    let is_taken = |inst: &&Inst| inst.args == [pair] && is_read(inst);
    let count = insts.iter().take_while(is_taken).count();
    let is_released = insts
        .get(count)
        .is_some_and(|inst| inst.op == Op::Release && inst.args == [pair]);
    let is_alone = func
        .reverse_postorder()
        .into_iter()
        .flat_map(|from| func.edges(from))
        .filter(|edge| edge.target == body)
        .count()
        == 1;
    (count > 0 && is_released && is_alone).then_some(Found {
        class,
        iterator,
        asked,
        body,
        count,
        item,
        pair,
    })
}

/// Which piece of a pair an instruction reads, and how it is held.
fn piece(inst: &Inst) -> Option<(&str, usize)> {
    let Op::Primitive { path, .. } = &inst.op else {
        return None;
    };
    let (held, index) = path
        .strip_prefix("rt::list::field_")?
        .strip_suffix('>')?
        .split_once("::<")?;
    let index = index.parse().ok().filter(|index| *index < 2)?;
    matches!(held, "float" | "int" | "boolean" | "object").then_some((held, index))
}

/// Does nothing but these instructions know a value? In its own block's state it may be.
fn is_unknown(uses: &Uses, value: Value, known: impl Fn(Site) -> bool) -> bool {
    let sites = [&uses.operands, &uses.snapshots].map(|uses| &uses[value.0 as usize]);
    sites.into_iter().flatten().all(|site| known(*site))
}

fn rewrite(func: &mut Func, block: Block, found: &Found) {
    let primitive = |path: String, leaves: bool| Op::Primitive { path, leaves };
    let insts = &mut func.blocks[block.0 as usize].insts;
    insts.truncate(found.asked + 2);
    let (before, place) = (insts[found.asked].before, insts[found.asked].place);
    let has = &mut insts[found.asked + 1];
    has.op = primitive(format!("rt::pairs::{}_has", found.class), true);
    has.args = vec![found.iterator];
    has.before = before;
    let guard = &mut insts[found.asked];
    guard.op = Op::GuardClass(match found.class {
        "dict_items" => "dict_itemiterator".to_owned(),
        class => class.to_owned(),
    });
    guard.result = None;
    // The pair is not on the stack where its items are read.
    let mut start = func.snapshot(func.block(found.body).start).clone();
    start.stack.retain(|slot| *slot != Slot::Value(found.pair));
    if let Some(before) = before {
        start.at = func.snapshot(before).at;
    }
    let start = func.new_snapshot(start);
    let body = &mut func.blocks[found.body.0 as usize];
    body.start = start;
    for inst in &mut body.insts[..found.count] {
        if let Some((held, index)) = piece(inst) {
            let path = match (found.class, index) {
                // The number itself.
                ("enumerate", 0) => "rt::pairs::number_int".to_owned(),
                ("enumerate", _) => format!("rt::pairs::numbered_{held}"),
                ("dict_items", _) => format!("rt::pairs::item_{held}::<{index}>"),
                _ => format!("rt::pairs::{held}::<{index}>"),
            };
            let leaves = held != "object";
            inst.op = primitive(path, leaves);
            inst.args = vec![found.iterator];
            inst.before = before;
            inst.place = place;
        }
    }
    let step = &mut body.insts[found.count];
    step.op = primitive(format!("rt::pairs::{}_step", found.class), true);
    step.args = vec![found.iterator];
    step.before = before;
    let pair = found.pair;
    body.insts
        .retain(|inst| !(inst.op == Op::GuardTuple(2) && inst.args == [pair]));
}
