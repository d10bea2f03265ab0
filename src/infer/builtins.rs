//! Builtin functions and types on objects: what a call of them gives, and those that run no Python code.

use super::facts::Facts;
use super::objects::item;
use super::plan::{Planned, runtime};
use crate::ir::Ty;
use crate::types::{COUNTER, DEFAULT_DICT, DEQUE, Type, bisection};

/// Builtins that have no form without objects. A call of the original one is known to be that while compiling.
pub const ON_OBJECTS: [&str; 29] = [
    "all",
    "any",
    "bin",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "dict",
    "enumerate",
    "filter",
    "frozenset",
    "hasattr",
    "hash",
    "hex",
    "id",
    "isinstance",
    "issubclass",
    "list",
    "map",
    "next",
    "oct",
    "ord",
    "repr",
    "reversed",
    "set",
    "sorted",
    "str",
    "tuple",
    "zip",
];

/// Functions that modules of the standard library define in C under another module's name.
pub const IN_C: [&str; 12] = [
    "bisect.bisect",
    "bisect.bisect_left",
    "bisect.bisect_right",
    "bisect.insort",
    "bisect.insort_left",
    "bisect.insort_right",
    "heapq.heapify",
    "heapq.heappop",
    "heapq.heappush",
    "heapq.heappushpop",
    "heapq.heapreplace",
    "random.random",
];

/// The next number of the generator that all share. It cannot be done again.
pub const RANDOM: &str = "rt::random::random";

/// A call that becomes a primitive.
pub(super) fn primitive(dotted: &str, args: &[Ty], facts: &Facts) -> Option<Planned> {
    if let Some(what) = bisection(dotted).filter(|_| facts.objects) {
        return bisect(what, args);
    }
    if dotted == "random.random" && args.is_empty() && facts.objects {
        return Planned::simple([], runtime(RANDOM, true), Ty::Float).ok();
    }
    let [Ty::Obj(Type::Class(class, items))] = args else {
        return None;
    };
    let [item] = items.as_slice() else { return None };
    if !facts.objects || !matches!(class.as_str(), "list" | "tuple") {
        return None;
    }
    let function = match dotted {
        "builtins.sum" => "sum",
        "builtins.min" => "min",
        "builtins.max" => "max",
        _ => return None,
    };
    let (path, result) = match item {
        Type::Int => (format!("rt::aggregate::{function}_ints"), Ty::Int),
        Type::Float => (format!("rt::aggregate::{function}_floats"), Ty::Float),
        _ => return None,
    };
    Planned::simple(args, runtime(&path, true), result).ok()
}

fn bisect(what: &str, args: &[Ty]) -> Option<Planned> {
    let [Ty::Obj(Type::Class(class, items)), value] = args else {
        return None;
    };
    let suffix = match (items.as_slice(), value) {
        ([Type::Int], Ty::Int) => "int",
        ([Type::Float], Ty::Float) => "float",
        _ => return None,
    };
    let result = if what.starts_with("insort") { Ty::None } else { Ty::Int };
    let path = format!("rt::bisect::{what}_{suffix}");
    (class == "list")
        .then(|| Planned::simple(args, runtime(&path, true), result).ok())
        .flatten()
}

/// What is promised of the result of a call. `args` are the positional arguments.
pub(super) fn gives(dotted: &str, args: &[Ty]) -> Type {
    let class = |name: &str, item: Type| Type::Class(name.to_owned(), vec![item]);
    let first = || args.first().map_or(Type::Unknown, item_of);
    let Some((module, name)) = dotted.split_once('.') else {
        return Type::Unknown;
    };
    match (module, name, args) {
        ("builtins", "enumerate", [_, ..]) => class(name, Type::Tuple(vec![Type::Int, first()])),
        ("builtins", "zip", [_, ..]) => class(name, Type::Tuple(args.iter().map(item_of).collect())),
        ("builtins", "reversed" | "list" | "set" | "frozenset", [_]) => class(name, first()),
        ("builtins", "tuple", [_]) => class(name, first()),
        ("builtins", "sorted", [_]) => class("list", first()),
        ("builtins", "filter", [_, iterable]) => class(name, item_of(iterable)),
        ("builtins", "map", [Ty::Builtin(function), iterables @ ..]) => {
            let items: Vec<Ty> = iterables.iter().map(|iterable| Ty::Obj(item_of(iterable))).collect();
            class(name, gives(function, &items))
        }
        ("builtins", "map", _) => class(name, Type::Unknown),
        ("builtins", "dict", [from]) => match (from.promise(), item_of(from)) {
            (dict @ Type::Class(..), _) if matches!(&dict, Type::Class(name, _) if name == "dict") => dict,
            (_, Type::Tuple(pair)) if pair.len() == 2 => Type::Class(name.to_owned(), pair),
            _ => Type::Class(name.to_owned(), vec![]),
        },
        ("builtins", "list" | "dict" | "set" | "frozenset" | "tuple", _) => Type::Class(name.to_owned(), vec![]),
        ("builtins", "min" | "max" | "next", [_]) => first(),
        ("builtins", "next", [_, at_end]) => Type::union([first(), at_end.promise()]),
        ("builtins", "min" | "max", [one, rest @ ..]) => {
            let one = one.promise();
            if rest.iter().all(|other| other.promise() == one) {
                one
            } else {
                Type::Unknown
            }
        }
        ("builtins", "sum", [_]) => match first() {
            // Of nothing: the int 0.
            Type::Float => Type::union([Type::Int, Type::Float]),
            Type::Int | Type::Bool => Type::Int,
            _ => Type::Unknown,
        },
        ("builtins", "all" | "any" | "callable" | "hasattr" | "isinstance" | "issubclass" | "bool", _) => Type::Bool,
        ("builtins", "hash" | "id" | "len" | "ord", _) => Type::Int,
        ("builtins", "int", [_, ..]) => Type::Int,
        ("builtins", "float", _) => Type::Float,
        ("builtins", "complex", _) => Type::Complex,
        ("cmath", "phase", _) => Type::Float,
        ("cmath", "polar", _) => Type::Tuple(vec![Type::Float, Type::Float]),
        ("cmath", "isclose" | "isfinite" | "isinf" | "isnan", _) => Type::Bool,
        ("cmath", _, _) => Type::Complex,
        ("builtins", "bin" | "chr" | "hex" | "oct" | "repr" | "str", _) => Type::Str,
        ("builtins", "bytearray", _) => Type::Class(name.to_owned(), vec![]),
        ("builtins", "bytes", _) => Type::Bytes,
        ("heapq", "heappop" | "heappushpop" | "heapreplace", [_, ..]) => first(),
        ("heapq", "heappush" | "heapify", _) => Type::None,
        _ => match bisection(dotted) {
            Some("left" | "right") => Type::Int,
            Some(_) => Type::None,
            None => Type::Unknown,
        },
    }
}

/// Classes of the standard library that are known when they are called.
pub const CLASSES: [&str; 3] = [DEFAULT_DICT, DEQUE, COUNTER];

/// What a call of one of [`CLASSES`] gives: of `collections.defaultdict`, by its factory.
pub(super) fn made_of(class: &str, args: &[Ty]) -> Type {
    if class != DEFAULT_DICT {
        let items = args.first().map(item_of).filter(|item| *item != Type::Unknown);
        return Type::Class(class.to_owned(), items.into_iter().collect());
    }
    let value = match args.first() {
        Some(Ty::Builtin(factory)) => gives_empty(factory),
        _ => Type::Unknown,
    };
    Type::Class(DEFAULT_DICT.to_owned(), vec![Type::Unknown, value])
}

/// What a builtin type gives that is called without arguments.
fn gives_empty(dotted: &str) -> Type {
    match dotted {
        "builtins.int" => Type::Int,
        "builtins.float" => Type::Float,
        "builtins.bool" => Type::Bool,
        "builtins.str" => Type::Str,
        "builtins.list" | "builtins.dict" | "builtins.set" => gives(dotted, &[]),
        _ => Type::Unknown,
    }
}

/// What a loop over an argument gives.
fn item_of(argument: &Ty) -> Type {
    match argument {
        Ty::Range => Type::Int,
        other => item(&other.promise()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_builtin_gives_follows_from_its_arguments() {
        let list = |item: Type| Ty::Obj(Type::Class("list".to_owned(), vec![item]));
        let pairs = gives("builtins.enumerate", &[list(Type::Str)]);
        assert_eq!(item(&pairs), Type::Tuple(vec![Type::Int, Type::Str]));
        assert_eq!(gives("builtins.max", &[list(Type::Int)]), Type::Int);
        assert_eq!(gives("builtins.max", &[Ty::Int, Ty::Float]), Type::Unknown);
        assert_eq!(gives("heapq.heappop", &[list(Type::Float)]), Type::Float);
        let ints = gives(
            "builtins.map",
            &[Ty::Builtin("builtins.int".to_owned()), list(Type::Str)],
        );
        assert_eq!(item(&ints), Type::Int);
    }
}
