//! The code objects that the target CPython compiled from a module, decoded to one instruction set for five versions.
//!
//! `dump.py` runs inside the target CPython and writes them as JSON; [`load`] reads that; [`decode`] turns the instructions
//! of a code object into [`Op`]s. Superinstructions are split, caches are dropped, jumps are absolute.
//!
//! **Invariant:** what an [`Op`] does to the operand stack is what that CPython version does, NULLs included, so that a stack
//! simulated over `Op`s can be handed to CPython at any instruction.

mod decode;
mod dump;
mod keywords;
mod op;

pub use decode::decode;
pub use dump::{CodeObject, CompileError, Constant, Handler, Loaded, RawInstruction, load};
pub use keywords::pass_on;
pub use op::{
    Append, BinaryOp, CompareOp, Condition, Instruction, NullAt, Op, Place, Reduction, UnaryOp, carried_place,
};

/// Code flags of CPython (`co_flags`).
pub mod flags {
    pub const VARARGS: u32 = 0x04;
    pub const VARKEYWORDS: u32 = 0x08;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
}
