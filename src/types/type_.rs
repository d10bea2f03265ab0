//! What is known of a value.

use std::fmt;

/// What is known or promised about a Python value.
///
/// A promise is a speculation: generated code guards it and never converts a value to make it true. `Int` means "exactly
/// `int`" (not `bool`, not a subclass) once guarded; a hint `int` speculates on that case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// Nothing is known: the hint is missing, or names something annot does not interpret.
    Unknown,
    /// `object` or `Any`: the hint says that anything may come.
    Object,
    Int,
    Float,
    Complex,
    Bool,
    None,
    Str,
    Bytes,
    /// `tuple[A, B]`.
    Tuple(Vec<Type>),
    /// Any other generic or plain class, by its resolved dotted name: `list[int]` is `Class("list", [Int])`,
    /// `tuple[int, ...]` is `Class("tuple", [Int])`.
    Class(String, Vec<Type>),
    /// A function made of the code object of that number in the module.
    Code(usize),
    /// `Optional[X]`, `Union[X, Y]`, `X | Y`: flattened, sorted, without duplicates, at least two members.
    Union(Vec<Type>),
}

/// The class `collections.deque`.
pub const DEQUE: &str = "collections.deque";

/// The class `collections.Counter`.
pub const COUNTER: &str = "collections.Counter";

/// The class `collections.defaultdict`, which keeps to itself what it makes for keys that are not there.
pub const DEFAULT_DICT: &str = "collections.defaultdict";

/// How many types say what is in a container of that class that can be put into: of the items, or of the keys and the values.
pub fn container_types(class: &str) -> Option<usize> {
    match class {
        "list" | "set" | DEQUE | COUNTER => Some(1),
        "dict" | DEFAULT_DICT => Some(2),
        _ => None,
    }
}

/// The builtin classes that have a literal or a constructor of their own, and whose methods native code knows.
const BUILTIN: [&str; 8] = [
    "bytearray",
    DEFAULT_DICT,
    DEQUE,
    "dict",
    "frozenset",
    "list",
    "set",
    "tuple",
];

impl Type {
    /// The name of the builtin class that a value of the type is expected to be of, exactly. `None` is left aside: it has no
    /// methods.
    pub fn builtin_class(&self) -> Option<&str> {
        match self {
            Type::Str => Some("str"),
            Type::Bytes => Some("bytes"),
            Type::Tuple(_) => Some("tuple"),
            Type::Class(name, _) => BUILTIN.contains(&name.as_str()).then_some(name),
            _ => None,
        }
    }

    /// The union of some types: flattened, sorted, without duplicates. `Unknown` and `Object` swallow the rest.
    pub fn union(members: impl IntoIterator<Item = Type>) -> Type {
        let mut flat = Vec::new();
        for member in members {
            match member {
                Type::Union(inner) => flat.extend(inner),
                Type::Unknown => return Type::Unknown,
                Type::Object => return Type::Object,
                other => flat.push(other),
            }
        }
        flat.sort();
        flat.dedup();
        match flat.len() {
            0 => Type::Unknown,
            1 => flat.remove(0),
            _ => Type::Union(flat),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, items: &[Type], separator: &str| -> fmt::Result {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    f.write_str(separator)?;
                }
                write!(f, "{item}")?;
            }
            Ok(())
        };
        match self {
            Type::Unknown => f.write_str("?"),
            Type::Object => f.write_str("object"),
            Type::Int => f.write_str("int"),
            Type::Float => f.write_str("float"),
            Type::Complex => f.write_str("complex"),
            Type::Bool => f.write_str("bool"),
            Type::None => f.write_str("None"),
            Type::Str => f.write_str("str"),
            Type::Bytes => f.write_str("bytes"),
            Type::Tuple(items) => {
                f.write_str("tuple[")?;
                list(f, items, ", ")?;
                f.write_str("]")
            }
            Type::Class(name, items) if items.is_empty() => f.write_str(name),
            Type::Class(name, items) => {
                write!(f, "{name}[")?;
                list(f, items, ", ")?;
                f.write_str("]")
            }
            Type::Code(number) => write!(f, "function {number}"),
            Type::Union(items) => list(f, items, " | "),
        }
    }
}
