//! Overflow checks that the operands' intervals prove needless are dropped, indices that are not negative are not asked whether
//! they are, and divisions of what is not negative, or by a power of two, are the processor's.

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
            if let Op::Primitive { path, leaves } = &mut inst.op
                && let Some(what) = path.strip_prefix("rt::int::")
                && matches!(what, "modulo" | "floordiv")
                && let (Some(dividend), Some(divisor)) =
                    (known[inst.args[0].0 as usize], known[inst.args[1].0 as usize])
                && let Some(how) = division(dividend, divisor)
            {
                *path = format!("rt::int::{what}_{how}");
                *leaves = false;
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

/// The form of a division that the operands allow: it cannot fail, and does not round down what is negative.
fn division(dividend: Interval, divisor: Interval) -> Option<&'static str> {
    if divisor.low < 1 {
        return None;
    }
    if divisor.low == divisor.high && divisor.low & (divisor.low - 1) == 0 {
        return Some("by_power");
    }
    match dividend.low >= 0 {
        // Numbers that were below the divisor, added: the quotient is 0 or 1.
        true if dividend.high < 2 * divisor.low => Some("once"),
        true if dividend.high.max(divisor.high) <= i128::from(u32::MAX) => Some("small"),
        true => Some("positive"),
        false => None,
    }
}

/// The place of the index among the operands of a function that has a form for those that are not negative.
fn index_of(path: &str) -> Option<usize> {
    let name = path
        .strip_prefix("rt::vector::")
        .or_else(|| path.strip_prefix("rt::list::"))?;
    match name {
        "get_float" | "get_int" | "get_boolean" | "get_complex" | "get_row" | "get_object" => Some(1),
        "set_float" | "set_int" | "set_boolean" if path.starts_with("rt::vector::") => Some(2),
        _ => None,
    }
}
