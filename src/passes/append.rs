//! `s += part`: where nobody needs the old string any more, it grows in place.
//!
//! CPython does so for a local that alone holds the string; the runtime asks it whether that is so. Here it is enough that the
//! reference that native code holds is given up behind the concatenation, with nothing in between that could leave with it.

use crate::analysis::ownership::{self, Owned};
use crate::ir::{Block, Func, Inst, Op, Slot, Value};

pub(super) fn run(func: &mut Func) {
    for block in func.reverse_postorder() {
        give_up_early(func, block);
        let found = appends(func, block);
        let insts = &mut func.blocks[block.0 as usize].insts;
        for (position, path, _) in &found {
            insts[*position].op = Op::Stealing(path.clone());
        }
        let mut position = 0;
        insts.retain(|_| {
            position += 1;
            !found.iter().any(|(_, _, release)| *release == position - 1)
        });
    }
}

/// A string that is held more than once, as in a local and on the operand stack since before a branch, and given up as often behind a
/// concatenation: all references but one are given up before that. Whatever leaves there makes what it needs.
fn give_up_early(func: &mut Func, block: Block) {
    let mut owned: Owned = ownership::at_start(func, block);
    let mut position = 0;
    while let Some(inst) = func.block(block).insts.get(position).cloned() {
        if let (Op::Primitive { path, .. }, [left, rest @ ..]) = (&inst.op, inst.args.as_slice())
            && stealing(path).is_some()
            && !rest.contains(left)
            && func.handler(&inst).is_none()
            && let Some(count @ 2..) = owned.get(left).copied()
        {
            let insts = &func.block(block).insts;
            let mut releases = Vec::new();
            let mut from = position + 1;
            while let Some(found) = release(func, &insts[from..], *left) {
                releases.push(from + found);
                from += found + 1;
            }
            if releases.len() == count as usize {
                let insts = &mut func.blocks[block.0 as usize].insts;
                for at in releases.into_iter().skip(1) {
                    let given_up = insts.remove(at);
                    insts.insert(position, given_up);
                    position += 1;
                }
                owned.insert(*left, 1);
            }
        }
        ownership::apply(func, &inst, &mut owned);
        position += 1;
    }
}

/// Where a concatenation is, what it becomes, and where its left operand is given up.
fn appends(func: &Func, block: Block) -> Vec<(usize, String, usize)> {
    let mut owned: Owned = ownership::at_start(func, block);
    let mut found = Vec::new();
    let insts = &func.block(block).insts;
    for (position, inst) in insts.iter().enumerate() {
        if let (Op::Primitive { path, .. }, [left, rest @ ..]) = (&inst.op, inst.args.as_slice())
            && let Some(stealing) = stealing(path)
            && !rest.contains(left)
            && owned.get(left) == Some(&1)
            && let Some(release) = release(func, &insts[position + 1..], *left)
        {
            found.push((position, stealing.to_owned(), position + 1 + release));
        }
        ownership::apply(func, inst, &mut owned);
    }
    found
}

fn stealing(path: &str) -> Option<&'static str> {
    match path {
        "rt::text::concat" => Some("rt::text::append"),
        "rt::text::concat_char" => Some("rt::text::append_char"),
        "rt::text_pieces::joined" => Some("rt::text_pieces::appended"),
        "rt::text_pieces::joined_built" => Some("rt::text_pieces::appended_built"),
        _ => None,
    }
}

/// The place of the operation that gives a value up, if nothing before it knows of the value.
fn release(func: &Func, insts: &[Inst], value: Value) -> Option<usize> {
    let mentions = |inst: &Inst| {
        let mut states = inst.before.iter().chain(&inst.after);
        let in_state = states.any(|id| {
            let snapshot = func.snapshot(*id);
            let mut slots = snapshot.locals.iter().chain(&snapshot.stack);
            slots.any(|slot| *slot == Slot::Value(value))
        });
        in_state || inst.args.contains(&value)
    };
    let first = insts.iter().position(mentions)?;
    (insts[first].op == Op::Release && insts[first].args == [value]).then_some(first)
}
