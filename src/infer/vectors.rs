//! Lists that nobody but native code knows (`passes::vectors` finds them): operations on them are there already when types are
//! asked for, as functions of the runtime's `vector`. Their operands are planned here.

use super::plan::{Plan, Planned, runtime};
use crate::ir::{Convert, DynSet, Op, Ty};
use crate::types::Type;

/// The class that such a list is said to be of.
pub const VECTOR: &str = "<vector>";

/// The class that a loop's iterator over one is said to be of.
pub const VECTOR_ITERATOR: &str = "<vector iterator>";

/// The classes that the iterators of `enumerate`, `zip` and `reversed` over such lists are said to be of.
pub const VECTOR_ENUMERATE: &str = "<vector enumerate>";
pub const VECTOR_ZIP: &str = "<vector zip>";
pub const VECTOR_ZIP_ENUMERATE: &str = "<vector zip enumerate>";
pub const VECTOR_REVERSED: &str = "<vector reversed>";

/// And of those over the keys, values or items of dictionaries, and over sets, that nobody else knows.
pub const TABLE_KEYS: &str = "<table keys>";
pub const TABLE_VALUES: &str = "<table values>";
pub const TABLE_ITEMS: &str = "<table items>";
pub const TABLE_MEMBERS: &str = "<table members>";

/// How such an iterator is asked for its next item, and what that is.
pub(super) fn next(class: &str, items: &[Type]) -> Option<(&'static str, String, Ty)> {
    Some(match (class, items) {
        (VECTOR_ITERATOR, [item]) => ("vector_iterator", format!("next_{}", suffix(item)), held(item)),
        (VECTOR_REVERSED, [item]) => ("vector_reversed", format!("back_{}", suffix(item)), held(item)),
        (VECTOR_ENUMERATE, [item]) => (
            "vector_enumerate",
            format!("next::<rt::vector::Numbered<{}>>", side_in_rust(item)),
            Ty::Tuple(vec![Ty::Int, piece(item)]),
        ),
        (VECTOR_ZIP, sides) => ("vector_zip", format!("next::<{}>", zip_in_rust(sides)), pieces(sides)),
        (VECTOR_ZIP_ENUMERATE, sides) => (
            "vector_enumerate",
            format!("next::<rt::vector::Numbered<{}>>", zip_in_rust(sides)),
            Ty::Tuple(vec![Ty::Int, pieces(sides)]),
        ),
        (TABLE_KEYS | TABLE_VALUES | TABLE_ITEMS | TABLE_MEMBERS, [table @ Type::Class(_, of)]) => {
            let (key, value) = keyed_in_rust(table);
            match (class, of.as_slice()) {
                (TABLE_KEYS, [of_key, _]) => ("table_keys", format!("next_key::<{key}>"), held(of_key)),
                (TABLE_VALUES, [_, Type::Class(..)]) => ("table_values", "next_row_value".to_owned(), held(&of[1])),
                (TABLE_VALUES, [_, of_value]) => ("table_values", format!("next_value::<{value}>"), held(of_value)),
                // The list is asked for behind it.
                (TABLE_ITEMS, [of_key, Type::Class(..)]) => ("table_items", format!("next_key::<{key}>"), held(of_key)),
                (TABLE_ITEMS, [of_key, of_value]) => (
                    "table_items",
                    format!("next_pair::<{key}, {value}>"),
                    Ty::Tuple(vec![held(of_key), held(of_value)]),
                ),
                (TABLE_MEMBERS, [of_key]) => ("table_members", format!("next_member::<{key}>"), held(of_key)),
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// What walks along such a list, where its items are given with others.
fn side_in_rust(item: &Type) -> String {
    match item {
        Type::Class(..) => "rt::vector::Rows".to_owned(),
        item => format!("rt::vector::Over<{}>", item_in_rust(item)),
    }
}

fn zip_in_rust(sides: &[Type]) -> String {
    let each: Vec<String> = sides.iter().map(side_in_rust).collect();
    format!("rt::vector::Zip{}<{}>", sides.len(), each.join(", "))
}

/// How an item is held that is given with others. Lists are asked for behind that.
pub fn piece(item: &Type) -> Ty {
    match item {
        Type::Class(..) => Ty::None,
        item => held(item),
    }
}

/// What a `zip` over such lists gives.
pub fn pieces(sides: &[Type]) -> Ty {
    Ty::Tuple(sides.iter().map(piece).collect())
}

/// How the items of the lists in such a dictionary are held in their arrays.
fn rows_in_rust(class: &Type) -> String {
    match class {
        Type::Class(_, of) => match of.get(1) {
            Some(Type::Class(_, rows)) => rows.first().map_or_else(String::new, item_in_rust),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// How an item is held in the array of a vector.
pub fn item_in_rust(item: &Type) -> String {
    match item {
        Type::Float => "f64".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Str => "rt::vector::Text".to_owned(),
        Type::Tuple(items) => format!("({})", items.iter().map(item_in_rust).collect::<Vec<_>>().join(", ")),
        Type::Class(..) => "rt::Obj".to_owned(),
        _ => "i64".to_owned(),
    }
}

/// How keys and values of a dictionary or set are called in the runtime.
fn keyed_in_rust(class: &Type) -> (&'static str, &'static str) {
    let of = match class {
        Type::Class(_, of) => of.as_slice(),
        _ => &[],
    };
    let key = match of.first() {
        Some(Type::Tuple(items)) if items.len() == 2 => "rt::keyed::Pair",
        Some(Type::Tuple(_)) => "rt::keyed::Triple",
        _ => "rt::keyed::Int",
    };
    let value = match of.get(1) {
        Some(Type::Float) => "f64",
        Some(Type::Bool) => "bool",
        Some(Type::Class(..)) => "rt::Obj",
        _ => "i64",
    };
    (key, value)
}

/// How the items of such a list are held, as the functions of the runtime are called.
pub fn suffix(item: &Type) -> &'static str {
    match item {
        Type::Float => "float",
        Type::Int => "int",
        Type::Bool => "boolean",
        Type::Str => "text",
        Type::Tuple(items) => match items.as_slice() {
            [Type::Float, Type::Float] => "float_float",
            [Type::Float, Type::Int] => "float_int",
            [Type::Int, Type::Float] => "int_float",
            [Type::Int, Type::Int] => "int_int",
            [Type::Float, Type::Float, Type::Float] => "float_float_float",
            [Type::Float, Type::Float, Type::Int] => "float_float_int",
            [Type::Float, Type::Int, Type::Float] => "float_int_float",
            [Type::Float, Type::Int, Type::Int] => "float_int_int",
            [Type::Int, Type::Float, Type::Float] => "int_float_float",
            [Type::Int, Type::Float, Type::Int] => "int_float_int",
            [Type::Int, Type::Int, Type::Float] => "int_int_float",
            [Type::Int, Type::Int, Type::Int] => "int_int_int",
            _ => "row",
        },
        _ => "row",
    }
}

/// How a tuple is held that functions of that suffix are for.
fn tuple_held(suffix: &str) -> Option<Ty> {
    let items = suffix.split('_').map(|item| match item {
        "float" => Some(Ty::Float),
        "int" => Some(Ty::Int),
        _ => None,
    });
    let items: Option<Vec<Ty>> = items.collect();
    items.filter(|items| items.len() > 1).map(Ty::Tuple)
}

/// How an item of such a list is held.
pub fn held(item: &Type) -> Ty {
    match item {
        Type::Float => Ty::Float,
        Type::Int => Ty::Int,
        Type::Bool => Ty::Bool,
        Type::Tuple(items) => Ty::Tuple(items.iter().map(held).collect()),
        row => Ty::Obj(row.clone()),
    }
}

/// The runtime's function for an operation on a dictionary or set that nobody else knows, and whether it may leave. In a room that asks
/// each time whether it is one that may be so of each.
pub fn keyed_path(what: &str, class: &Type, room: &str) -> (String, bool) {
    let is_set = matches!(class, Type::Class(name, _) if name == "set");
    let (key, value) = keyed_in_rust(class);
    let (name, leaves) = match (what, is_set) {
        ("lists", _) => return (format!("{room}lists::<{key}, {}>", rows_in_rust(class)), true),
        ("of", true) => ("set", true),
        ("of", false) => ("dict", true),
        ("has", false) => ("contains", false),
        ("len", true) => ("set_len", false),
        ("len", false) => ("dict_len", false),
        ("filled", true) => ("filled_set", false),
        ("filled", false) => ("filled_dict", false),
        ("empty", true) => ("is_empty_set", false),
        ("empty", false) => ("is_empty_dict", false),
        ("has" | "get_or" | "find", _) => (what, false),
        _ => (what, true),
    };
    let leaves = leaves || room != KEYED;
    let path = match what {
        "len" | "filled" | "empty" => format!("{room}{name}"),
        _ if is_set || name == "contains" => format!("{room}{name}::<{key}>"),
        _ => format!("{room}{name}::<{key}, {value}>"),
    };
    (path, leaves)
}

/// The rooms of the runtime for tables, and for what may be one.
const KEYED: &str = "rt::keyed::";
const KEYED_CELLS: &str = "rt::keyed_cells::";

/// What an operation on such a dictionary or set gives; nothing for one that makes it.
pub fn keyed_result(what: &str, class: &Type) -> Option<Ty> {
    let value = match class {
        Type::Class(name, of) if name == "dict" => of.get(1),
        _ => None,
    };
    match what {
        "of" | "zeros" | "lists" => None,
        "has" | "filled" | "empty" => Some(Ty::Bool),
        "len" => Some(Ty::Int),
        "get" | "get_or" | "set_default" => value.map(held),
        "find" => Some(Ty::Dyn(held(value?).dyn_set()?.union(DynSet::NONE))),
        _ => Some(Ty::None),
    }
}

/// The name of a function of the runtime for what is a table, or may be one.
fn of_table(path: &str) -> Option<&str> {
    path.strip_prefix(KEYED).or_else(|| path.strip_prefix(KEYED_CELLS))
}

/// How keys and values are held by the function of that path.
fn keyed_operands(path: &str, types: &[Ty]) -> Option<(Ty, Ty)> {
    let (_, of) = of_table(path)?.split_once("::<").unwrap_or(("", ""));
    let mut of = of.trim_end_matches('>').split(", ");
    let key = match of.next() {
        Some("rt::keyed::Pair") => Ty::Tuple(vec![Ty::Int; 2]),
        Some("rt::keyed::Triple") => Ty::Tuple(vec![Ty::Int; 3]),
        _ => Ty::Int,
    };
    let value = match of.next() {
        Some("f64") => Ty::Float,
        Some("bool") => Ty::Bool,
        // A vector: the operand itself, which stands first or last.
        Some("rt::Obj") => match of_table(path)?.split("::").next()? {
            "put" => types.first().cloned().unwrap_or(Ty::None),
            _ => types.last().cloned().unwrap_or(Ty::None),
        },
        _ => Ty::Int,
    };
    Some((key, value))
}

/// Is it such a list?
pub fn is_vector(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(Type::Class(name, _)) if name == VECTOR)
}

/// Plans an operation that is of the runtime already; nothing for those of Python.
pub(super) fn plan(op: &Op, types: &[Ty]) -> Option<Planned> {
    let simple = |wanted: Vec<Ty>, result: Ty| {
        Some(Planned {
            plan: Plan::Simple(wanted, op.clone()),
            result,
        })
    };
    match op {
        Op::Convert(Convert::Rename | Convert::Box) => simple(types.to_vec(), Ty::object()),
        Op::BoolNot => simple(types.to_vec(), Ty::Bool),
        Op::Primitive { path, .. } if of_table(path).is_some() => {
            let (key, value) = keyed_operands(path, types)?;
            let name = of_table(path)?.split("::").next()?;
            let wanted = match (name, types) {
                ("put", [_, keyed, _]) => vec![value, keyed.clone(), key],
                ("has" | "contains", [_, keyed]) => vec![key, keyed.clone()],
                ("get_or" | "set_default", [keyed, _, _]) => vec![keyed.clone(), key, value],
                (_, [keyed, _]) => vec![keyed.clone(), key],
                _ => types.to_vec(),
            };
            simple(wanted, Ty::None)
        }
        Op::Primitive { path, .. } if path.starts_with("rt::ring::") => {
            let name = path.strip_prefix("rt::ring::")?.split("::").next()?;
            let wanted = match (name, types) {
                ("push" | "push_left", [Ty::Obj(Type::Class(_, of)) | Ty::Method(Type::Class(_, of), _), _]) => {
                    vec![types[0].clone(), held(of.first()?)]
                }
                _ => types.to_vec(),
            };
            simple(wanted, Ty::None)
        }
        Op::Primitive { path, .. } => {
            let name = path.strip_prefix("rt::vector::")?;
            let (what, suffix) = name.split_once('_').unwrap_or((name, ""));
            let held = |ty: &Ty| match suffix {
                "float" => Ty::Float,
                "int" => Ty::Int,
                "boolean" => Ty::Bool,
                "text" => Ty::Obj(Type::Str),
                _ => tuple_held(suffix).unwrap_or_else(|| ty.clone()),
            };
            if let ("append_text", [list, Ty::Char]) = (name, types) {
                let op = runtime("rt::vector::append_char", true);
                return Some(Planned {
                    plan: Plan::Simple(vec![list.clone(), Ty::Char], op),
                    result: Ty::None,
                });
            }
            let wanted = match (what, types) {
                ("of", values) => values.iter().map(held).collect(),
                ("set", [value, list, _]) => vec![held(value), list.clone(), Ty::Int],
                ("bisectleft" | "bisectright" | "insortleft" | "insortright", [list, value]) => {
                    vec![list.clone(), held(value)]
                }
                ("append" | "extend" | "heappush", [list, values @ ..]) => {
                    std::iter::once(list.clone()).chain(values.iter().map(held)).collect()
                }
                ("put", [value, list, _, _]) => vec![value.clone(), list.clone(), Ty::Int, Ty::Int],
                ("putfrom" | "putuntil", [value, list, _]) => vec![value.clone(), list.clone(), Ty::Int],
                ("get" | "repeat" | "from" | "until" | "take" | "enumerate" | "enumeratezip", [list, _]) => {
                    vec![list.clone(), Ty::Int]
                }
                ("slice", [list, _, _]) => vec![list.clone(), Ty::Int, Ty::Int],
                ("has", [value, list]) => vec![held(value), list.clone()],
                ("insert", [value, list, _]) => vec![held(value), list.clone(), Ty::Int],
                _ => types.to_vec(),
            };
            simple(wanted, Ty::None)
        }
        _ => None,
    }
}
