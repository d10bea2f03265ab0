//! Two words that must never be confused: a [`Type`] is what a hint *promises* about a Python value, a [`Repr`] is how
//! generated Rust *stores* it. Unboxing changes a value's `Repr` and nothing else.

mod repr;
mod type_;

pub use repr::Repr;
pub use type_::{COUNTER, DEFAULT_DICT, DEQUE, Type, container_types};

/// Which function of `bisect` it is: each has the name of one that it is, too.
pub fn bisection(dotted: &str) -> Option<&'static str> {
    match dotted.strip_prefix("bisect.")? {
        "bisect_left" => Some("left"),
        "bisect" | "bisect_right" => Some("right"),
        "insort_left" => Some("insort_left"),
        "insort" | "insort_right" => Some("insort_right"),
        _ => None,
    }
}

/// What `enumerate` of a list and `zip` of two are said to be: of those classes, and over lists.
pub const LIST_ENUMERATE: &str = "<list enumerate>";
/// What `enumerate` of a string gives.
pub const TEXT_ENUMERATE: &str = "<text enumerate>";
pub const LIST_ZIP: &str = "<list zip>";
/// What `zip` of two strings gives, or of a string and a list of numbers.
pub const TEXT_ZIP: &str = "<text zip>";
/// What `zip` of three to six lists gives, or of strings and lists of numbers, or of two one of which is a tuple of numbers.
pub const ZIP_OF_MANY: &str = "<zip of many>";
/// What `enumerate` of a `zip` of lists gives.
pub const ZIP_ENUMERATE: &str = "<zip enumerate>";
