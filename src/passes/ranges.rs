//! Overflow checks that the operands' intervals prove needless are dropped, and indices that are not negative are not asked
//! whether they are.

use crate::analysis::{Interval, intervals};
use crate::ir::{Func, IntOp, Op, WideOp};

pub(super) fn run(func: &mut Func) {
    let known = intervals(func);
    for block in &mut func.blocks {
        for inst in &mut block.insts {
            if let Op::Primitive { path, .. } = &mut inst.op
                && let Some(index) = index_of(path).and_then(|place| inst.args.get(place))
                && known[index.0 as usize].is_some_and(|index| index.low >= 0)
                && let Some((module, name)) = path.rsplit_once("::")
                && let Some((what, item)) = name.split_once('_')
            {
                *path = format!("{module}::{what}_nth_{item}");
                continue;
            }
            let Op::Int { op, checked } = &mut inst.op else {
                continue;
            };
            let wide = match op {
                IntOp::Add => WideOp::Add,
                IntOp::Sub => WideOp::Sub,
                IntOp::Mul => WideOp::Mul,
                IntOp::And | IntOp::Or | IntOp::Xor => continue,
            };
            let bounds = |index: usize| known[inst.args[index].0 as usize];
            let exact = bounds(0)
                .zip(bounds(1))
                .and_then(|(left, right)| left.combine(wide, right));
            if exact.is_some_and(Interval::fits) {
                *checked = false;
            }
        }
    }
}

/// The place of the index among the operands of a function that has a form for those that are not negative.
fn index_of(path: &str) -> Option<usize> {
    let name = path
        .strip_prefix("rt::vector::")
        .or_else(|| path.strip_prefix("rt::list::"))?;
    match name {
        "get_float" | "get_int" | "get_boolean" | "get_row" | "get_object" => Some(1),
        "set_float" | "set_int" | "set_boolean" if path.starts_with("rt::vector::") => Some(2),
        _ => None,
    }
}
