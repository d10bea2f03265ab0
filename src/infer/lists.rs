//! Lists and tuples that are promised: items are loaded and stored by an index that is no object, and are unboxed where the
//! promise says of what they are.
//!
//! What is promised is guarded: the class of the container once ([`Plan::Guarded`]), that of an item by the operation itself.

use super::facts::Facts;
use super::plan::{Plan, Planned, numeric, runtime};
use crate::bytecode::{Append, BinaryOp, Constant};
use crate::ir::{ObjectOp, Op, Ty};
use crate::types::{DEQUE, LIST_ENUMERATE, LIST_ZIP, TEXT_ENUMERATE, TEXT_ZIP, Type, ZIP_ENUMERATE, ZIP_OF_MANY};

/// Plans an operation on a list or tuple; nothing if there is no form for the types at hand.
pub(super) fn plan(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Option<Planned> {
    let planned = super::pieces::plan(op, types, constants, facts).or_else(|| super::octets::plan(op, types));
    if planned.is_some() {
        return planned;
    }
    match op {
        Op::Binary(BinaryOp::Subscript, _) => load(&types[0], &types[1], constants[1]),
        Op::Object(ObjectOp::GetSlice) => part(types),
        Op::Object(ObjectOp::Contains) => has(&types[0], &types[1]).filter(|_| facts.objects),
        Op::Object(ObjectOp::SetItem) => store(&types[0], &types[1], &types[2]),
        Op::Unpack(index, count) => unpack(*index, *count, &types[0]),
        Op::Call(keywords, names) if keywords.is_empty() => match types {
            [Ty::Builtin(name), Ty::Obj(promise)] if name == "builtins.len" => length(promise),
            [Ty::Builtin(name), args @ ..] => iterator_over(name, args, *names),
            [Ty::Method(receiver, name), args @ ..] => method(receiver, name, args),
            _ => None,
        },
        Op::Call(keywords, names) if keywords == &["start"] => match types {
            [Ty::Builtin(name), of, start] if name == "builtins.enumerate" && is_index(start) => {
                iterator_over(name, &[of.clone(), start.clone()], *names)
            }
            _ => None,
        },
        Op::Object(ObjectOp::Append(Append::ListAppend)) => {
            // An object is stolen by the operation of that name.
            let suffix = suffix_of(&types[1]).filter(|_| !types[1].is_reference() && types[1] != Ty::Char)?;
            list_item(&types[0].promise())?;
            let operands = vec![types[0].clone(), types[1].clone()];
            let path = format!("rt::list::append_{suffix}");
            Some(guarded("list", path, true, operands, Ty::None))
        }
        Op::HasNext => next(&types[0]),
        Op::NextItem => {
            let Plan::Next(_, _, item) = next(&types[0])?.plan else {
                return None;
            };
            Some(Planned {
                plan: Plan::Simple(vec![], Op::NextItem),
                result: item,
            })
        }
        _ => None,
    }
}

/// Is a number among the items of a list or tuple of numbers?
fn has(value: &Ty, container: &Ty) -> Option<Planned> {
    let (Ty::Int | Ty::Bool, Ty::Obj(promise)) = (value, container) else {
        return None;
    };
    let is_of_ints = match promise {
        Type::Tuple(items) => !items.is_empty() && items.iter().all(|item| *item == Type::Int),
        Type::Class(name, items) => matches!(name.as_str(), "list" | "tuple") && *items == [Type::Int],
        _ => false,
    };
    let operands = [Ty::Int, container.clone()];
    is_of_ints.then(|| Planned::simple(operands, runtime("rt::among::has_int", true), Ty::Bool).ok())?
}

/// How an item is held, and the suffix of the functions for such items.
fn held(item: &Type) -> (Ty, &'static str) {
    match item {
        Type::Float => (Ty::Float, "float"),
        Type::Int => (Ty::Int, "int"),
        Type::Complex => (Ty::Complex, "complex"),
        Type::Bool => (Ty::Bool, "boolean"),
        other => (Ty::Obj(other.clone()), "object"),
    }
}

/// What the items of a list are, if it is promised to be one.
pub(super) fn list_item(promise: &Type) -> Option<Type> {
    match promise {
        Type::Class(name, items) if name == "list" => Some(items.first().cloned().unwrap_or(Type::Unknown)),
        _ => None,
    }
}

/// The class whose items are bytes, if it is promised to be one.
pub(super) fn of_bytes(promise: &Type) -> Option<&'static str> {
    match promise {
        Type::Bytes => Some("bytes"),
        Type::Class(name, _) if name == "bytearray" => Some("bytearray"),
        _ => None,
    }
}

/// An index that is no object.
pub(super) fn is_index(ty: &Ty) -> bool {
    matches!(numeric(ty), Ok(Ty::Int | Ty::Bool))
}

pub(super) fn guarded(class: &'static str, path: String, leaves: bool, operands: Vec<Ty>, result: Ty) -> Planned {
    let container = operands.iter().position(|ty| matches!(ty, Ty::Obj(_))).unwrap_or(0);
    Planned {
        plan: Plan::Guarded(container, class, operands, runtime(&path, leaves)),
        result,
    }
}

fn load(container: &Ty, index: &Ty, constant: Option<&Constant>) -> Option<Planned> {
    let Ty::Obj(promise) = container else { return None };
    if matches!(index, Ty::Slice(_)) {
        return strided(promise, index);
    }
    if !is_index(index) {
        return None;
    }
    let operands = vec![container.clone(), Ty::Int];
    if let Some(class) = of_bytes(promise) {
        let path = format!("rt::octets::get_{class}");
        return Some(guarded(class, path, true, operands, Ty::Int));
    }
    if let Some(item) = list_item(promise) {
        let (result, suffix) = held(&item);
        return Some(guarded(
            "list",
            format!("rt::list::get_{suffix}"),
            true,
            operands,
            result,
        ));
    }
    let item = match promise {
        Type::Class(name, items) if name == "tuple" => items.first().cloned().unwrap_or(Type::Unknown),
        Type::Tuple(items) => match constant.and_then(Constant::as_int) {
            Some(index) => {
                let index = if index < 0 { index + items.len() as i128 } else { index };
                usize::try_from(index)
                    .ok()
                    .and_then(|index| items.get(index))
                    .cloned()?
            }
            None => Type::union(items.iter().cloned()),
        },
        _ => return None,
    };
    let (result, suffix) = held(&item);
    Some(guarded(
        "tuple",
        format!("rt::list::tuple_{suffix}"),
        true,
        operands,
        result,
    ))
}

/// Stores what the items are promised to be. Objects are stored as CPython does: the old one may end.
fn store(value: &Ty, container: &Ty, index: &Ty) -> Option<Planned> {
    let Ty::Obj(promise) = container else { return None };
    if of_bytes(promise) == Some("bytearray") && is_index(value) && is_index(index) {
        let operands = vec![Ty::Int, container.clone(), Ty::Int];
        return Some(guarded(
            "bytearray",
            "rt::octets::set_bytearray".to_owned(),
            true,
            operands,
            Ty::None,
        ));
    }
    list_item(promise).filter(|_| is_index(index))?;
    // An object stays the one that it is.
    let suffix = match value {
        Ty::Float => "float",
        Ty::Int => "int",
        Ty::Bool => "boolean",
        Ty::Complex => "complex",
        Ty::Char => "char",
        _ => return None,
    };
    let operands = vec![value.clone(), container.clone(), Ty::Int];
    Some(guarded(
        "list",
        format!("rt::list::set_{suffix}"),
        true,
        operands,
        Ty::None,
    ))
}

/// What is made of a part of a list or tuple, and which of them it is.
fn part_of(promise: &Type) -> Option<(&'static str, Ty)> {
    let (class, item) = match promise {
        Type::Class(name, items) if name == "tuple" => ("tuple", items.clone()),
        Type::Tuple(items) => ("tuple", vec![Type::union(items.iter().cloned())]),
        other => ("list", vec![list_item(other)?]),
    };
    Some((class, Ty::Obj(Type::Class(class.to_owned(), item))))
}

/// Items of a list or tuple that are some steps apart.
fn strided(promise: &Type, slice: &Ty) -> Option<Planned> {
    let (class, result) = part_of(promise)?;
    let operands = vec![Ty::Obj(promise.clone()), slice.clone()];
    Some(guarded(class, format!("rt::strides::{class}"), true, operands, result))
}

/// A part of a list or tuple, whose bounds are no objects.
fn part(types: &[Ty]) -> Option<Planned> {
    let [Ty::Obj(promise), start, stop] = types else {
        return None;
    };
    let (class, result) = part_of(promise)?;
    let sequence = Ty::Obj(promise.clone());
    let (name, operands) = match (start, stop) {
        (Ty::None, Ty::None) => ("all", vec![sequence]),
        (start, Ty::None) if is_index(start) => ("from", vec![sequence, Ty::Int]),
        (Ty::None, stop) if is_index(stop) => ("until", vec![sequence, Ty::None, Ty::Int]),
        (start, stop) if is_index(start) && is_index(stop) => ("part", vec![sequence, Ty::Int, Ty::Int]),
        _ => return None,
    };
    let path = format!("rt::list_parts::{class}_{name}");
    Some(guarded(class, path, true, operands, result))
}

fn unpack(index: u32, count: u32, ty: &Ty) -> Option<Planned> {
    let items = match ty {
        Ty::Obj(Type::Tuple(items)) => items,
        // As many numbers of one kind.
        Ty::Obj(Type::Class(class, of)) => {
            let [item] = of.as_slice() else { return None };
            let (result, suffix) = held(item);
            if matches!(result, Ty::Obj(_)) {
                return None;
            }
            return match class.as_str() {
                "list" => {
                    let path = format!("rt::list::part_{suffix}::<{index}, {count}>");
                    Some(guarded("list", path, true, vec![ty.clone()], result))
                }
                "tuple" => Some(Planned {
                    plan: Plan::GuardedTuple(count, runtime(&format!("rt::list::field_{suffix}::<{index}>"), true)),
                    result,
                }),
                _ => None,
            };
        }
        _ => return None,
    };
    let item = items.get(index as usize).filter(|_| items.len() == count as usize)?;
    let (result, suffix) = held(item);
    Some(Planned {
        plan: Plan::GuardedTuple(
            count,
            runtime(&format!("rt::list::field_{suffix}::<{index}>"), suffix != "object"),
        ),
        result,
    })
}

fn length(promise: &Type) -> Option<Planned> {
    let class = match promise {
        Type::Tuple(_) => "tuple",
        Type::Class(name, _) if name == "list" => "list",
        Type::Class(name, _) if name == "tuple" => "tuple",
        Type::Class(name, _) if name == DEQUE => DEQUE,
        other => of_bytes(other)?,
    };
    let operand = Ty::Obj(promise.clone());
    let Plan::Guarded(_, class, operands, op) =
        guarded(class, "rt::list::len".to_owned(), false, vec![operand], Ty::Int).plan
    else {
        return None;
    };
    // The operands of a call begin with the callable.
    Some(Planned {
        plan: Plan::Guarded(1, class, operands, op),
        result: Ty::Int,
    })
}

/// The suffix of the functions for values that are held so.
fn suffix_of(held: &Ty) -> Option<&'static str> {
    Some(match held {
        Ty::Float => "float",
        Ty::Int => "int",
        Ty::Bool => "boolean",
        Ty::Complex => "complex",
        Ty::Char => "char",
        Ty::Obj(_) => "object",
        _ => return None,
    })
}

/// `append` and `pop` of a list, whose class was guarded when the method was loaded.
fn method(receiver: &Type, name: &str, args: &[Ty]) -> Option<Planned> {
    let item = list_item(receiver)?;
    let list = Ty::Obj(receiver.clone());
    match (name, args) {
        ("append", [value]) => {
            let path = format!("rt::list::append_{}", suffix_of(value)?);
            Planned::simple([list, value.clone()], runtime(&path, true), Ty::None).ok()
        }
        ("pop", [index]) if is_index(index) => {
            let (result, suffix) = held(&item);
            let path = format!("rt::list_parts::take_{suffix}");
            Planned::simple([list, Ty::Int], runtime(&path, true), result).ok()
        }
        ("insert", [index, value]) if is_index(index) => {
            let path = format!("rt::list_parts::insert_{}", suffix_of(value)?);
            Planned::simple([list, Ty::Int, value.clone()], runtime(&path, true), Ty::None).ok()
        }
        ("pop", []) => {
            let (result, suffix) = held(&item);
            let path = format!("rt::list::pop_{suffix}");
            Planned::simple([list], runtime(&path, true), result).ok()
        }
        _ => None,
    }
}

/// `enumerate`, `zip` and `reversed` of lists: CPython's own objects, of which is known what they give.
fn iterator_over(name: &str, args: &[Ty], names: Option<u32>) -> Option<Planned> {
    let list = |ty: &Ty| match ty {
        Ty::Obj(promise) => list_item(promise),
        _ => None,
    };
    // As many as there are, of one class.
    let tuple = |ty: &Ty| match ty {
        Ty::Obj(Type::Class(name, of)) if name == "tuple" => of.first().cloned(),
        _ => None,
    };
    let side = |ty: &Ty| match ty {
        Ty::Obj(Type::Str) => Some(Type::Str),
        other => (list(other).or_else(|| tuple(other))).filter(|item| matches!(item, Type::Int | Type::Float)),
    };
    let (class, item) = match (name, args) {
        ("builtins.enumerate", [Ty::Obj(Type::Str), start @ ..]) if start.iter().all(is_index) && start.len() < 2 => {
            (TEXT_ENUMERATE, Type::Tuple(vec![Type::Int, Type::Str]))
        }
        ("builtins.enumerate", [Ty::Obj(Type::Class(zip, items)), start @ ..])
            if (zip == LIST_ZIP || zip == ZIP_OF_MANY) && start.iter().all(is_index) && start.len() < 2 =>
        {
            (ZIP_ENUMERATE, Type::Tuple(vec![Type::Int, items.first()?.clone()]))
        }
        ("builtins.enumerate", [of]) => (LIST_ENUMERATE, Type::Tuple(vec![Type::Int, list(of)?])),
        ("builtins.enumerate", [of, start]) if is_index(start) => {
            (LIST_ENUMERATE, Type::Tuple(vec![Type::Int, list(of)?]))
        }
        ("builtins.zip", [left, right]) if *left == Ty::Obj(Type::Str) || *right == Ty::Obj(Type::Str) => {
            (TEXT_ZIP, Type::Tuple(vec![side(left)?, side(right)?]))
        }
        ("builtins.zip", [_, _, _, ..]) if args.len() <= 6 => {
            let numbers = args.iter().map(side).collect::<Option<_>>();
            let lists = || args.iter().map(list).collect::<Option<_>>();
            (ZIP_OF_MANY, Type::Tuple(numbers.or_else(lists)?))
        }
        ("builtins.zip", [left, right]) if tuple(left).is_some() || tuple(right).is_some() => {
            (ZIP_OF_MANY, Type::Tuple(vec![side(left)?, side(right)?]))
        }
        ("builtins.zip", [left, right]) => (LIST_ZIP, Type::Tuple(vec![list(left)?, list(right)?])),
        ("builtins.reversed", [of]) => ("list_reverseiterator", list(of)?),
        _ => return None,
    };
    Some(Planned {
        plan: Plan::Object(ObjectOp::Call(names)),
        result: Ty::Obj(Type::Class(class.to_owned(), vec![item])),
    })
}

/// Asks an iterator for its next item; the loop's own iterators are advanced without calling them.
fn next(iterator: &Ty) -> Option<Planned> {
    let Ty::Obj(Type::Class(class, items)) = iterator else {
        return None;
    };
    let scalar = |item: &Type| match held(item) {
        (Ty::Obj(_), _) => None,
        held => Some(held),
    };
    if let Some((class, path, item)) = super::vectors::next(class, items) {
        return Some(Planned {
            plan: Plan::Next(class, format!("rt::vector::{path}"), item),
            result: Ty::Bool,
        });
    }
    if let Some((class, path, item)) = super::itertools::next(class, items) {
        return Some(Planned {
            plan: Plan::Next(class, path, item),
            result: Ty::Bool,
        });
    }
    if class == TEXT_ENUMERATE {
        let item = Ty::Tuple(vec![Ty::Int, Ty::Char]);
        return Some(Planned {
            plan: Plan::Next("enumerate", "rt::pairs::enumerate_text".to_owned(), item),
            result: Ty::Bool,
        });
    }
    if let (TEXT_ZIP | ZIP_OF_MANY, [Type::Tuple(sides)]) = (class.as_str(), items.as_slice()) {
        let side = |item: &Type| match item {
            Type::Str => Some((Ty::Char, "rt::pairs::Text")),
            Type::Int => Some((Ty::Int, "rt::pairs::Numbers<i64>")),
            Type::Float => Some((Ty::Float, "rt::pairs::Numbers<f64>")),
            _ => None,
        };
        let (held, kinds): (Vec<Ty>, Vec<&str>) =
            sides.iter().map(side).collect::<Option<Vec<_>>>()?.into_iter().unzip();
        let path = format!("rt::pairs::zip_of_{}::<{}>", held.len(), kinds.join(", "));
        return Some(Planned {
            plan: Plan::Next("zip", path, Ty::Tuple(held)),
            result: Ty::Bool,
        });
    }
    let keyed = match class.as_str() {
        "dict_keyiterator" => Some(("dict_keyiterator", "key")),
        "dict_valueiterator" => Some(("dict_valueiterator", "value")),
        "set_iterator" => Some(("set_iterator", "member")),
        _ => None,
    };
    if let (Some((class, of)), [item @ (Type::Float | Type::Int | Type::Bool)]) = (keyed, items.as_slice()) {
        let (held, suffix) = held(item);
        return Some(Planned {
            plan: Plan::Next(class, format!("rt::keyed_iter::{of}_{suffix}"), held),
            result: Ty::Bool,
        });
    }
    let items = match (class.as_str(), items.as_slice()) {
        (LIST_ENUMERATE | LIST_ZIP, [Type::Tuple(items)]) => items,
        _ => items,
    };
    let (class, path, item) = match (class.as_str(), items.as_slice()) {
        ("list_iterator", [item]) => ("list_iterator", format!("list_{}", held(item).1), held(item).0),
        ("tuple_iterator", [item]) => ("tuple_iterator", format!("tuple_{}", held(item).1), held(item).0),
        ("bytes_iterator", []) => {
            return Some(Planned {
                plan: Plan::Next("bytes_iterator", "rt::octets::next".to_owned(), Ty::Int),
                result: Ty::Bool,
            });
        }
        ("list_reverseiterator", [item]) => (
            "list_reverseiterator",
            format!("reverse_{}", held(item).1),
            held(item).0,
        ),
        (LIST_ENUMERATE, [_, item]) => {
            let (held, suffix) = scalar(item)?;
            (
                "enumerate",
                format!("enumerate_{suffix}"),
                Ty::Tuple(vec![Ty::Int, held]),
            )
        }
        (LIST_ZIP, [left, right]) => {
            let ((left, first), (right, second)) = (scalar(left)?, scalar(right)?);
            if left == Ty::Bool || right == Ty::Bool {
                return None;
            }
            ("zip", format!("zip_{first}_{second}"), Ty::Tuple(vec![left, right]))
        }
        _ => return None,
    };
    Some(Planned {
        plan: Plan::Next(class, format!("rt::list_iter::{path}"), item),
        result: Ty::Bool,
    })
}
