//! Overflow checks that the operands' intervals prove needless are dropped.

use crate::analysis::{Interval, intervals};
use crate::ir::{Func, IntOp, Op, WideOp};

pub(super) fn run(func: &mut Func) {
    let known = intervals(func);
    for block in &mut func.blocks {
        for inst in &mut block.insts {
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
