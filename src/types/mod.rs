//! Two words that must never be confused: a [`Type`] is what a hint *promises* about a Python value, a [`Repr`] is how
//! generated Rust *stores* it. Unboxing changes a value's `Repr` and nothing else.

mod repr;
mod type_;

pub use repr::Repr;
pub use type_::{COUNTER, DEFAULT_DICT, DEQUE, Type, container_types};

/// What `enumerate` of a list and `zip` of two are said to be: of those classes, and over lists.
pub const LIST_ENUMERATE: &str = "<list enumerate>";
/// What `enumerate` of a string gives.
pub const TEXT_ENUMERATE: &str = "<text enumerate>";
pub const LIST_ZIP: &str = "<list zip>";
