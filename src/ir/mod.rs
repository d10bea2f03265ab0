//! The intermediate representation: a control-flow graph in SSA form with block parameters.
//!
//! Operations are those of Python at first ([`Op::Binary`] of two values of whatever type); the pass `unbox` replaces them
//! by operations on unboxed values. Every operation that may leave native code names a [`Snapshot`]: what CPython needs to
//! go on from there.
//!
//! **Invariant** (checked by [`verify`]): a value is defined once, and its definition dominates its uses, those in snapshots
//! included; an edge gives one argument for each parameter of its target.

mod data;
mod object;
mod op;
mod print;
mod ty;
mod verify;

pub use data::{
    Again, Block, BlockData, Edge, Func, Inst, Quiet, Raise, Reason, Slot, Snapshot, SnapshotId, Terminator, Value,
    ValueData,
};
pub use object::{Gives, MethodCall, ObjectOp};
pub use op::{Convert, Deferral, EMPTIES_CELL, Failing, FloatOp, How, IntOp, Lent, Op, Raised, WideOp};
pub use print::print;
pub use ty::{Along, DynSet, Ty};
pub use verify::verify;
