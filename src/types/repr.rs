//! How a value is stored.

use std::fmt;

/// How generated Rust stores a value. The names on the right are types of the runtime or of Rust.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Repr {
    /// `i64`: an exact `int` that fits.
    I64,
    /// `i128`: an exact `int` that may need more than 64 bits but fits 128.
    I128,
    /// `f64`: an exact `float`.
    F64,
    /// `rt::Complex`: an exact `complex`.
    Complex,
    /// `bool`.
    Bool,
    /// `u32`: a `str` of one character.
    Char,
    /// A piece of a string.
    Piece,
    /// `()`: the value `None`.
    None,
    /// `rt::Num`: an exact `int` or an exact `float` (`total: float = 0`).
    Num,
    /// `rt::Dyn`: a tagged scalar or borrowed object, or nothing at all (a local that may be unbound).
    Dyn,
    /// `rt::Obj`: a borrowed reference that somebody else keeps alive while the function runs.
    Obj,
    /// A generator of the function with that code object: a type of the generated crate.
    Generator(usize),
    /// What such a generator gives, and where it is then suspended.
    Suspended(usize),
    /// `rt::walk::Walk`: a position in a list or tuple.
    Walk,
    /// `rt::walk_vector::Vectors`: the same in so many vectors.
    VectorWalk(usize),
    /// `[rt::Obj; n]`.
    Objects(u32),
    /// A Rust tuple.
    Tuple(Vec<Repr>),
}

impl fmt::Display for Repr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Repr::I64 => f.write_str("i64"),
            Repr::I128 => f.write_str("i128"),
            Repr::F64 => f.write_str("f64"),
            Repr::Complex => f.write_str("rt::Complex"),
            Repr::Bool => f.write_str("bool"),
            Repr::Char => f.write_str("u32"),
            Repr::Piece => f.write_str("rt::Piece"),
            Repr::None => f.write_str("()"),
            Repr::Num => f.write_str("rt::Num"),
            Repr::Dyn => f.write_str("rt::Dyn"),
            Repr::Obj => f.write_str("rt::Obj"),
            Repr::Generator(code) => write!(f, "Generator{code}"),
            Repr::Suspended(code) => write!(f, "Suspended{code}"),
            Repr::Walk => f.write_str("rt::walk::Walk"),
            Repr::VectorWalk(count) => write!(f, "rt::walk_vector::Vectors<{count}>"),
            Repr::Objects(count) => write!(f, "[rt::Obj; {count}]"),
            Repr::Tuple(items) => {
                f.write_str("(")?;
                for item in items {
                    write!(f, "{item}, ")?;
                }
                f.write_str(")")
            }
        }
    }
}
