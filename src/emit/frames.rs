//! Which frames may begin to wait late.

use crate::ir::{Func, ObjectOp, Op};

/// May the frame of a function begin to wait only where something happens that it is for? Not if native code is called, which
/// has to find it, or what may call any code: there its frame tells how deep calls are nested.
pub(super) fn may_be_late(func: &Func) -> bool {
    func.reverse_postorder().into_iter().all(|block| {
        func.throws(block).next().is_none()
            && func.block(block).insts.iter().all(|inst| {
                !matches!(
                    inst.op,
                    Op::Direct { .. }
                        | Op::CallNative(_)
                        | Op::CallVectors(..)
                        | Op::CallDirect(_)
                        | Op::CallSpread(_)
                        | Op::Step(_)
                        | Op::Drain(..)
                        | Op::MakeGenerator(_)
                        | Op::Object(
                            ObjectOp::Call(_) | ObjectOp::CallFound(_) | ObjectOp::CallEx | ObjectOp::CallMethod(_)
                        )
                )
            })
    })
}
