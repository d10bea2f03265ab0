//! What the names of `builtins`, `typing` and their neighbours mean in a hint.

use crate::types::Type;

/// What a dotted name means in a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Exactly this; arguments say nothing more (`TypeGuard[X]` is `bool`).
    Is(Type),
    /// A class that may take arguments.
    Class(String),
    /// `tuple` and `Tuple`, whose arguments have a syntax of their own.
    Tuple,
    Optional,
    Union,
    Literal,
    /// Stands for its first argument: `Final[X]`, `Annotated[X, ...]`.
    First,
    /// `Self`: the class around.
    EnclosingClass,
    /// `TypeAlias`, `NewType`, `ParamSpec` ...: no type of a value.
    Nothing,
}

/// The meaning of a dotted name whose first part is a module.
pub(super) fn meaning(dotted: &str) -> Meaning {
    let (module, name) = dotted.rsplit_once('.').unwrap_or(("", dotted));
    match module {
        "builtins" => builtin(name),
        "typing" | "typing_extensions" | "_typing" => typing(name),
        "types" if name == "NoneType" => Meaning::Is(Type::None),
        "dataclasses" if name == "InitVar" => Meaning::First,
        // `import x` and a hint that is just `x`: a module is no type. `.x` is a relative import.
        "" if !dotted.starts_with('.') => Meaning::Nothing,
        _ => Meaning::Class(dotted.to_string()),
    }
}

/// The one dotted name that annot uses for what has several: `typing_extensions.Final` is `typing.Final`.
pub(super) fn canonical(dotted: &str) -> String {
    match dotted.strip_prefix("typing_extensions.") {
        Some(name) => format!("typing.{name}"),
        None => dotted.to_string(),
    }
}

/// The names that are builtins where nothing shadows them.
pub(super) fn is_builtin(name: &str) -> bool {
    BUILTIN_CLASSES.contains(&name)
        || BUILTIN_FUNCTIONS.contains(&name)
        || [
            "Error",
            "Exception",
            "Warning",
            "Exit",
            "Interrupt",
            "Iteration",
            "Group",
        ]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Does `from typing import *` bind this name, as far as hints care?
pub(super) fn is_in_typing(name: &str) -> bool {
    !matches!(typing(name), Meaning::Nothing) || matches!(name, "NewType" | "TypeVar")
}

const BUILTIN_CLASSES: [&str; 28] = [
    "bool",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "int",
    "list",
    "map",
    "memoryview",
    "object",
    "property",
    "range",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "str",
    "super",
    "tuple",
    "type",
    "zip",
    "BaseException",
    "function",
];

/// Those of which annot knows what they return, or whose name it must recognise.
const BUILTIN_FUNCTIONS: [&str; 14] = [
    "abs", "bin", "chr", "divmod", "hash", "hex", "id", "len", "max", "min", "oct", "ord", "repr", "sum",
];

fn builtin(name: &str) -> Meaning {
    Meaning::Is(match name {
        "int" => Type::Int,
        "float" => Type::Float,
        "complex" => Type::Complex,
        "bool" => Type::Bool,
        "str" => Type::Str,
        "bytes" => Type::Bytes,
        "object" => Type::Object,
        "tuple" => return Meaning::Tuple,
        _ if BUILTIN_FUNCTIONS.contains(&name) => return Meaning::Nothing,
        _ => return Meaning::Class(name.to_string()),
    })
}

fn typing(name: &str) -> Meaning {
    let class = match name {
        "Any" => return Meaning::Is(Type::Object),
        "AnyStr" => return Meaning::Is(Type::union([Type::Str, Type::Bytes])),
        "Text" | "LiteralString" => return Meaning::Is(Type::Str),
        "TypeGuard" | "TypeIs" => return Meaning::Is(Type::Bool),
        "Tuple" => return Meaning::Tuple,
        "Optional" => return Meaning::Optional,
        "Union" => return Meaning::Union,
        "Literal" => return Meaning::Literal,
        "Final" | "ClassVar" | "Annotated" | "Required" | "NotRequired" | "ReadOnly" => return Meaning::First,
        "Self" => return Meaning::EnclosingClass,
        "List" => "list",
        "Dict" => "dict",
        "Set" => "set",
        "FrozenSet" => "frozenset",
        "Type" => "type",
        "DefaultDict" => "collections.defaultdict",
        "OrderedDict" => "collections.OrderedDict",
        "Counter" => "collections.Counter",
        "ChainMap" => "collections.ChainMap",
        "Deque" => "collections.deque",
        "AbstractSet" => "collections.abc.Set",
        "ContextManager" => "contextlib.AbstractContextManager",
        "AsyncContextManager" => "contextlib.AbstractAsyncContextManager",
        "Pattern" | "Match" => return Meaning::Class(format!("re.{name}")),
        "Awaitable" | "Coroutine" | "AsyncIterable" | "AsyncIterator" | "AsyncGenerator" | "Hashable" | "Iterable"
        | "Iterator" | "Generator" | "Reversible" | "Container" | "Collection" | "Callable" | "MutableSet"
        | "Mapping" | "MutableMapping" | "Sequence" | "MutableSequence" | "ByteString" | "MappingView" | "KeysView"
        | "ItemsView" | "ValuesView" | "Sized" | "Buffer" => return Meaning::Class(format!("collections.abc.{name}")),
        "SupportsInt" | "SupportsFloat" | "SupportsComplex" | "SupportsBytes" | "SupportsIndex" | "SupportsAbs"
        | "SupportsRound" | "IO" | "TextIO" | "BinaryIO" | "NamedTuple" => {
            return Meaning::Class(format!("typing.{name}"));
        }
        _ => return Meaning::Nothing,
    };
    Meaning::Class(class.to_string())
}
