//! What each instruction of CPython's bytecode does to objects, exactly: one function for each instruction.
//!
//! **Conventions:** arguments are borrowed, unless a function says that it steals them; what is stolen is consumed whatever
//! happens. Results are owned. Null, `-1`, `false` and `None` mean that an exception is set. All of them may run Python code.
//!
//! The specification is the evaluation loop of each version of CPython, error texts included. Whatever CPython exports is
//! called rather than imitated.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

mod arithmetic;
mod attribute;
mod build;
mod call;
mod cell;
mod compare;
mod constant;
mod format;
mod function;
mod import;
#[cfg(not(Py_3_14))]
mod import_from;
mod item;
mod iterate;
mod method;
pub(crate) mod names;
mod pattern;
#[cfg(not(Py_3_13))]
mod pattern_312;
mod refs;
mod unpack;
mod update;
mod with;

pub use arithmetic::*;
pub use attribute::*;
pub use build::*;
pub use call::*;
pub use cell::*;
pub use compare::*;
pub use constant::*;
pub use format::*;
pub use function::*;
pub use import::*;
pub use item::*;
pub use iterate::*;
pub use method::*;
pub use pattern::*;
pub use refs::*;
pub use unpack::*;
pub(crate) use unpack::{is_got_as_tuple, unpack_exact};
pub use update::*;
pub use with::*;
