//! Items of lists and tuples, attributes, and the objects that methods are of, need not be counted where they are used at once: the
//! container, the object, or the local, keeps them meanwhile. Neither need methods that are called at once: the class keeps them until
//! Python code runs, and the frame of what is called from then on.
//!
//! That is so from where such a value is made to where it is given up, within a block, if nothing in between gives up anything
//! or runs Python code. What makes it then lends it, and it belongs to [`Func::borrowed`]: an exit takes a reference of its own.

use crate::analysis::ownership::{self, Owned};
use crate::ir::{Block, Convert, Func, How, Inst, Op, Ty, Value};

pub(super) fn run(func: &mut Func) {
    for block in func.reverse_postorder() {
        // What is lent does not end any longer, where that was in the way of others.
        loop {
            let count = func.borrowed.len();
            for position in (0..func.block(block).insts.len()).rev() {
                if position < func.block(block).insts.len() {
                    lend(func, block, position);
                }
            }
            if func.borrowed.len() == count {
                break;
            }
        }
    }
}

/// Makes the operation lend what it gives, if that can be.
fn lend(func: &mut Func, block: Block, position: usize) {
    let inst = &func.block(block).insts[position];
    let Some(value) = inst.result.filter(|value| func.ty(*value).is_reference()) else {
        return;
    };
    match &inst.op {
        Op::LoadMethod(_) | Op::MethodOf(_) => {
            let end = end_of_call(func, block, position, value).or_else(|| end(func, block, position, value));
            let Some(end) = end else {
                return;
            };
            func.blocks[block.0 as usize].insts.remove(end);
            func.borrowed.insert(value);
        }
        // A global keeps what it is until Python code runs.
        Op::LoadField(_) | Op::KnownGlobal(_) => {
            let Some(end) = end(func, block, position, value) else {
                return;
            };
            func.blocks[block.0 as usize].insts.remove(end);
            func.borrowed.insert(value);
        }
        Op::Primitive { path, .. } => {
            let Some(path) = lending(path) else { return };
            let Some(end) = end(func, block, position, value) else {
                return;
            };
            let insts = &mut func.blocks[block.0 as usize].insts;
            insts.remove(end);
            if let Op::Primitive { path: old, .. } = &mut insts[position].op {
                *old = path;
            }
            func.borrowed.insert(value);
        }
        Op::Convert(Convert::Rename) => {
            let Some(of) = inst.args.first().copied() else { return };
            let before = &func.block(block).insts[..position];
            let is_other = |inst: &&Inst| inst.op != Op::Retain && is_quiet(&inst.op) && !is_rename(inst, of);
            let between = before.iter().rev().take_while(is_other).count();
            let Some(retained) = (position - between).checked_sub(1) else {
                return;
            };
            if before[retained].op != Op::Retain || before[retained].args != [of] {
                return;
            }
            // Somebody has to keep it besides.
            let held = held(func, block, position).get(&of).copied().unwrap_or_default();
            if held < 2 && !func.borrowed.contains(&of) {
                return;
            }
            let Some(end) = end(func, block, position, value) else {
                return;
            };
            let insts = &mut func.blocks[block.0 as usize].insts;
            insts.remove(end);
            insts.remove(retained);
            func.borrowed.insert(value);
        }
        _ => {}
    }
}

/// Is the value under a new name from there on?
fn is_rename(inst: &Inst, of: Value) -> bool {
    matches!(inst.op, Op::Convert(_)) && inst.args == [of]
}

/// The function of the runtime that lends what another one gives.
fn lending(path: &str) -> Option<String> {
    match path {
        "rt::list::get_object" => Some("rt::list::get_lent".to_owned()),
        "rt::list::get_nth_object" => Some("rt::list::get_nth_lent".to_owned()),
        "rt::vector::get_row" => Some("rt::vector::get_lent".to_owned()),
        "rt::vector::get_nth_row" => Some("rt::vector::get_nth_lent".to_owned()),
        "rt::list::tuple_object" => Some("rt::list::tuple_lent".to_owned()),
        _ if path.starts_with("rt::keyed::get::<") && path.ends_with(" rt::Obj>") => {
            Some(path.replacen("get", "get_lent", 1))
        }
        _ => path
            .strip_prefix("rt::list::field_object")
            .map(|index| format!("rt::list::field_lent{index}")),
    }
}

/// What is held before an operation.
fn held(func: &Func, block: Block, position: usize) -> Owned {
    let mut owned = ownership::at_start(func, block);
    for inst in &func.block(block).insts[..position] {
        ownership::apply(func, inst, &mut owned);
    }
    owned
}

/// The position of the operation that gives up the last reference to what is made at `position`, if that is in the block, and
/// nothing in between could give up what keeps the object.
fn end(func: &Func, block: Block, position: usize, value: Value) -> Option<usize> {
    let mut owned = held(func, block, position + 1);
    let lender = func.block(block).insts[position].op.clone();
    for (index, inst) in func.block(block).insts.iter().enumerate().skip(position + 1) {
        if inst.op == Op::Release && inst.args == [value] && owned.get(&value) == Some(&1) {
            return Some(index);
        }
        let is_quiet = match (&inst.op, inst.args.first()) {
            (Op::Release, Some(given_up)) => {
                owned.get(given_up).is_some_and(|count| *count >= 2) || is_boxed(func, block, *given_up)
            }
            (Op::Convert(Convert::Box), Some(boxed)) => is_scalar(func, *boxed),
            // A string that was there before may end.
            (Op::StoreField(name), _) => !matches!(&lender, Op::LoadField(lent) if lent == name),
            // Only the object that a method is of: nothing of a dictionary or set dies that could end another object.
            (Op::Primitive { path, .. }, _) if path.starts_with("rt::dict::") => {
                matches!(lender, Op::Convert(Convert::Rename))
            }
            _ => is_quiet(&inst.op),
        };
        ownership::apply(func, inst, &mut owned);
        if !is_quiet || owned.get(&value).copied().unwrap_or_default() < 1 {
            return None;
        }
    }
    None
}

/// Is a number or character what is made an object? The garbage collector does not know that.
fn is_scalar(func: &Func, value: Value) -> bool {
    matches!(
        func.ty(value),
        Ty::Int | Ty::Float | Ty::Complex | Ty::Bool | Ty::Char | Ty::Num
    )
}

/// Is it the object of a number or character that was made in the block? Nobody hears of its end.
fn is_boxed(func: &Func, block: Block, value: Value) -> bool {
    let insts = &func.block(block).insts;
    insts
        .iter()
        .any(|inst| inst.result == Some(value) && inst.op == Op::Convert(Convert::Box) && is_scalar(func, inst.args[0]))
}

/// The position of the operation that gives up a method which was loaded at `position`, if the first thing that could end it is its
/// call.
fn end_of_call(func: &Func, block: Block, position: usize, method: Value) -> Option<usize> {
    let insts = &func.block(block).insts;
    let called = (position + 1..insts.len()).find(|index| !is_quiet(&insts[*index].op))?;
    match &insts[called].op {
        Op::Direct { how: How::Method, .. } if insts[called].args.first() == Some(&method) => {}
        _ => return None,
    }
    let is_end = |index: &usize| insts[*index].op == Op::Release && insts[*index].args == [method];
    let end = (called + 1..insts.len()).find(is_end)?;
    let uses_it = |index: usize| insts[index].args.contains(&method);
    let is_used = (position + 1..end).any(|index| index != called && uses_it(index));
    (!is_used).then_some(end)
}

/// Does the operation neither give up references to anything but numbers, nor make an object that the garbage collector knows?
fn is_quiet(op: &Op) -> bool {
    const LOOPS: [&str; 5] = ["iterate", "enumerate", "zip", "reversed", "again"];
    const KINDS: [&str; 9] = [
        "complex_value",
        "float",
        "int",
        "list",
        "math",
        "octets",
        "num",
        "vector",
        "wide",
    ];
    match op {
        Op::Primitive { path, .. } => {
            let kind = path.strip_prefix("rt::").and_then(|path| path.split_once("::"));
            kind.is_some_and(|(kind, name)| {
                KINDS.contains(&kind) && !name.starts_with("pop") && name != "set_row" && !LOOPS.contains(&name)
            }) || matches!(path.as_str(), "rt::text::item" | "rt::text::len")
        }
        Op::Convert(convert) => matches!(
            convert,
            Convert::BoolToInt
                | Convert::IntToFloat
                | Convert::IntToWide
                | Convert::WideToInt
                | Convert::FromObj
                | Convert::Rename
        ),
        Op::NotNull
        | Op::IsNone(_)
        | Op::LoadField(_)
        | Op::LoadMethod(_)
        | Op::MethodOf(_)
        | Op::KnownGlobal(_)
        | Op::NewInstance(_) => true,
        op => op.only_computes(),
    }
}
