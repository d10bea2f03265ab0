//! Methods of builtin types. The types cannot be changed, so what a call does is known once the object's type is.

use super::arithmetic::call_primitive;
use super::facts::Facts;
use super::plan::{Plan, Planned};
use crate::ir::{Gives, MethodCall, ObjectOp, Reason, Ty};
use crate::types::{DEFAULT_DICT, DEQUE, Type};

/// Class, what its methods give (see [`result`]), and their names: those that every CPython from 3.11 on has.
const METHODS: [(&str, &str, &str); 46] = [
    (
        "str",
        "str",
        "capitalize casefold center expandtabs format format_map join ljust lower lstrip removeprefix removesuffix replace rjust \
         rstrip strip swapcase title translate upper zfill",
    ),
    (
        "str",
        "bool",
        "endswith isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper \
         startswith",
    ),
    ("str", "int", "count find index rfind rindex"),
    ("str", "strs", "rsplit split splitlines"),
    ("str", "three", "partition rpartition"),
    ("str", "bytes", "encode"),
    (
        "bytes",
        "bytes",
        "capitalize center expandtabs join ljust lower lstrip removeprefix removesuffix replace rjust rstrip strip swapcase title \
         translate upper zfill",
    ),
    (
        "bytes",
        "bool",
        "endswith isalnum isalpha isascii isdigit islower isspace istitle isupper startswith",
    ),
    ("bytes", "int", "count find index rfind rindex"),
    ("bytes", "list", "rsplit split splitlines"),
    ("bytes", "three", "partition rpartition"),
    ("bytes", "str", "decode hex"),
    ("bytearray", "none", "append clear extend insert remove reverse"),
    ("bytearray", "int", "count find index pop rfind rindex"),
    ("bytearray", "str", "decode hex"),
    ("bytearray", "bool", "endswith isdigit isspace startswith"),
    ("bytearray", "self", "copy join replace strip"),
    ("list", "none", "append clear extend insert remove reverse sort"),
    ("list", "int", "count index"),
    ("list", "item", "pop"),
    ("list", "self", "copy"),
    ("tuple", "int", "count index"),
    ("dict", "none", "clear update"),
    ("dict", "value", "get pop setdefault"),
    ("dict", "keys", "keys"),
    ("dict", "values", "values"),
    ("dict", "items", "items"),
    ("dict", "pair", "popitem"),
    ("dict", "self", "copy"),
    (
        "set",
        "none",
        "add clear difference_update discard intersection_update remove symmetric_difference_update update",
    ),
    ("set", "item", "pop"),
    ("set", "bool", "isdisjoint issubset issuperset"),
    ("set", "self", "copy difference intersection"),
    ("set", "joined", "symmetric_difference union"),
    (DEFAULT_DICT, "none", "clear update"),
    (DEFAULT_DICT, "value", "get pop setdefault"),
    (DEFAULT_DICT, "keys", "keys"),
    (DEFAULT_DICT, "values", "values"),
    (DEFAULT_DICT, "items", "items"),
    (DEFAULT_DICT, "pair", "popitem"),
    (DEFAULT_DICT, "self", "copy"),
    (DEQUE, "none", "append appendleft clear extend rotate"),
    (DEQUE, "item", "pop popleft"),
    ("frozenset", "bool", "isdisjoint issubset issuperset"),
    ("frozenset", "self", "copy difference intersection"),
    ("frozenset", "joined", "symmetric_difference union"),
];

/// What the methods of that name and class give.
fn gives(class: &str, method: &str) -> Option<&'static str> {
    METHODS
        .iter()
        .find(|(of, _, names)| *of == class && names.split(' ').any(|name| name == method))
        .map(|(_, gives, _)| *gives)
}

/// Plans loading an attribute that is called next, if it is a method of a builtin type.
pub(super) fn load(name: &str, object: &Ty, facts: &Facts) -> Option<Planned> {
    let Ty::Obj(promise) = object else { return None };
    let receiver = without_none(promise);
    let class = receiver.builtin_class().filter(|_| facts.objects)?;
    gives(class, name)?;
    Some(Planned {
        plan: Plan::Method(class.to_owned()),
        result: Ty::Method(receiver.clone(), name.to_owned()),
    })
}

/// Plans the call of a method: by a primitive, or by CPython's own function.
pub(super) fn call(
    receiver: &Type,
    name: &str,
    names: Option<u32>,
    args: &[Ty],
    facts: &Facts,
) -> Result<Planned, Reason> {
    let unsupported = || Reason::new("unsupported-call", format!("this call of the method `{name}`"));
    let class = receiver.builtin_class().ok_or_else(unsupported)?;
    if args.iter().any(|arg| arg.repr().is_none() && !arg.is_compile_time())
        || args
            .iter()
            .any(|arg| matches!(arg, Ty::RangeIter | Ty::Literals(..) | Ty::Objects(_)))
    {
        return Err(unsupported());
    }
    let gives = gives(class, name).ok_or_else(unsupported)?;
    let promises: Vec<Type> = args.iter().map(Ty::promise).collect();
    let result = result(gives, receiver, &promises);
    if let (None, "str", Some(planned)) = (names, class, super::texts::as_wide(name, args)) {
        return Ok(planned);
    }
    if names.is_none() {
        let all: Vec<Type> = std::iter::once(receiver).chain(&promises).cloned().collect();
        if let Some(primitive) = facts.primitive(&format!("{class}.{name}"), &all) {
            let mut planned = call_primitive(primitive)?;
            if planned.result == Ty::Obj(Type::Object) {
                planned.result = Ty::Obj(result);
            }
            return Ok(planned);
        }
    }
    let (gives, result) = match gives {
        "bool" => (Gives::Bool, Ty::Bool),
        "int" => (Gives::Int, Ty::Int),
        "none" => (Gives::Nothing, Ty::None),
        _ => (Gives::Object, Ty::Obj(result)),
    };
    let call = MethodCall {
        class: class.to_owned(),
        name: name.to_owned(),
        names,
        gives,
    };
    Ok(Planned {
        plan: Plan::Object(ObjectOp::CallMethod(call)),
        result,
    })
}

/// What is promised of the result of a method.
fn result(gives: &str, receiver: &Type, args: &[Type]) -> Type {
    let class = |name: &str, items: &[Type]| Type::Class(name.to_owned(), items.to_vec());
    let items = match receiver {
        Type::Class(_, items) => items.as_slice(),
        _ => &[],
    };
    let item = |index: usize| items.get(index).cloned().unwrap_or(Type::Unknown);
    match gives {
        "str" => Type::Str,
        "bytes" => Type::Bytes,
        "bool" => Type::Bool,
        "int" => Type::Int,
        "none" => Type::None,
        "strs" => class("list", &[Type::Str]),
        "list" => class("list", std::slice::from_ref(receiver)),
        "three" => Type::Tuple(vec![receiver.clone(); 3]),
        "self" => receiver.clone(),
        "joined" if args.iter().all(|arg| arg == receiver) => receiver.clone(),
        "joined" => class(receiver.builtin_class().unwrap_or_default(), &[]),
        "item" => item(0),
        // `d.pop(key)` raises if the key is not there; what stands for it otherwise is another argument, or None.
        // Where nothing is known of the values, they are probably like it.
        "value" => match (item(1), args.get(1)) {
            (Type::Unknown, Some(other)) if *other != Type::None => other.clone(),
            (value, other) => {
                let other = other.cloned().unwrap_or(Type::None);
                Ty::Obj(value).join(&Ty::Obj(other)).promise()
            }
        },
        "keys" => class("dict_keys", &[item(0)]),
        "values" => class("dict_values", &[item(1)]),
        "items" => class("dict_items", &[Type::Tuple(vec![item(0), item(1)])]),
        "pair" => Type::Tuple(vec![item(0), item(1)]),
        _ => Type::Unknown,
    }
}

/// A type without the `None` that it may be.
fn without_none(promise: &Type) -> &Type {
    match promise {
        Type::Union(members) => {
            let mut others = members.iter().filter(|member| **member != Type::None);
            match (others.next(), others.next()) {
                (Some(only), None) => only,
                _ => promise,
            }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_method_gives_follows_from_its_object() {
        let names = Type::Class("dict".to_owned(), vec![Type::Str, Type::Int]);
        assert_eq!(result("value", &names, &[Type::Str, Type::Int]), Type::Int);
        assert_eq!(
            result("value", &names, &[Type::Str]),
            Type::union([Type::Int, Type::None])
        );
        assert_eq!(gives("str", "split"), Some("strs"));
        assert_eq!(gives("str", "maketrans"), None);
    }
}
