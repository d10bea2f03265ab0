//! Slices between constant bounds, which CPython makes together with the code object since 3.14: `xs[1:]`, `text[::-1]`.
//!
//! What native code takes parts of is asked for the part between these bounds, as if they were operands. Anything else is given the
//! slice itself: its `__getitem__` may keep it.

use super::facts::Facts;
use super::plan::{Plan, Planned, plan};
use crate::bytecode::{BinaryOp, Constant};
use crate::ir::{ObjectOp, Op, Ty};

/// How a part between constant bounds is taken: by which operation, of which types, and the bounds that are its operands: as such, or
/// with a step, as a slice in pieces.
pub struct ConstantSlice {
    pub op: Op,
    pub types: Vec<Ty>,
    pub bounds: Vec<Constant>,
    pub planned: Planned,
}

/// Plans a subscript by a constant slice; nothing if it is another operation, or CPython does it.
pub fn constant_slice(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Option<ConstantSlice> {
    let (Op::Binary(BinaryOp::Subscript, false), [_, Some(Constant::Slice(bounds))]) = (op, constants) else {
        return None;
    };
    let is_given = |bound: &Constant| match bound {
        Constant::None => Some(false),
        _ => bound.as_int().and_then(|int| i64::try_from(int).ok()).map(|_| true),
    };
    let given = bounds.iter().map(is_given).collect::<Option<Vec<bool>>>()?;
    let &[start, stop, step] = given.as_slice() else {
        return None;
    };
    let (op, bounds, operands) = match step {
        false => {
            let bound = |is_given| if is_given { Ty::Int } else { Ty::None };
            let operands = vec![bound(start), bound(stop)];
            (Op::Object(ObjectOp::GetSlice), &bounds[..2], operands)
        }
        true => (op.clone(), &bounds[..], vec![Ty::Slice([start, stop, step])]),
    };
    let types: Vec<Ty> = types[..1].iter().cloned().chain(operands).collect();
    let planned = plan(&op, &types, &vec![None; types.len()], facts).ok()?;
    let is_native = !matches!(planned.plan, Plan::Object(_));
    is_native.then(|| ConstantSlice {
        op,
        types,
        bounds: bounds.to_vec(),
        planned,
    })
}
