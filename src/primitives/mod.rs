//! Built-in operations that have a native implementation: a table, read off the source text of the runtime that implements
//! them.
//!
//! A primitive is one `pub fn` of the runtime below one or more lines such as
//! `//@ def int.__floordiv__(self: int, other: int) -> int`. Types come from that line; how values are stored, and whether
//! the operation may leave to CPython (`Option`), from the Rust signature. Nothing is declared twice.
//!
//! Suffixes of a header: `# 3.13+` exists since that CPython; `# exact` arguments are never promoted.

mod header;
mod signature;
mod table;

pub use table::{Table, table};

use crate::types::{Repr, Type};

/// One built-in operation for one list of argument types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Primitive {
    /// `int.__floordiv__`, `math.sqrt`, `builtins.abs`, `wide.mulmod`.
    pub python_name: String,
    /// Names and types, `self` included.
    pub params: Vec<(String, Type)>,
    pub result: Type,
    /// `rt::int::floordiv`.
    pub rust_path: String,
    pub param_reprs: Vec<Repr>,
    pub result_repr: Repr,
    /// The function returns an `Option`; `None` means: leave before the operation, CPython does it.
    pub leaves: bool,
    /// The first CPython that has it, where that is not every one.
    pub min_version: Option<(u8, u8)>,
    /// Arguments must have these very types: a promoted argument would give another result.
    pub exact: bool,
}

impl Primitive {
    /// Does this CPython have the operation?
    pub fn exists_in(&self, version: (u8, u8)) -> bool {
        self.min_version.is_none_or(|first| first <= version)
    }
}
