//! Operations that have no unboxed form for the types at hand: on objects, as CPython's own instructions do them.

use super::builtins;
use super::classes;
use super::decorated::wrapped;
use super::facts::{Facts, GlobalKind};
use super::iterated::{self, iterator_of};
use super::plan::{Plan, Planned};
use crate::bytecode::{Append, BinaryOp};
use crate::ir::{Gives, ObjectOp, Op, Ty};
use crate::types::{
    COUNTER, DEFAULT_DICT, DEQUE, LIST_ENUMERATE, LIST_ZIP, TEXT_ENUMERATE, TEXT_ZIP, Type, ZIP_ENUMERATE, ZIP_OF_MANY,
};

/// Plans an operation on objects; nothing for those that are not Python's.
pub(super) fn plan(op: &Op, types: &[Ty], facts: &Facts) -> Option<Planned> {
    // A position in a range and several objects at once are never objects.
    if types.iter().any(|ty| {
        matches!(
            ty,
            Ty::RangeIter
                | Ty::Literals(..)
                | Ty::Instruction
                | Ty::Objects(_)
                | Ty::Method(..)
                | Ty::CharMethod(_)
                | Ty::Conjugate
                | Ty::Top
        )
    }) {
        return None;
    }
    if let (Op::Call(_, names), [Ty::Callee, Ty::Nullable(_), args @ ..]) = (op, types)
        && !args.iter().any(may_be_null)
    {
        return Some(planned(ObjectOp::CallFound(*names), Ty::object()));
    }
    let known = if types.iter().any(may_be_null) {
        None
    } else {
        classes::plan(op, types, facts)
    };
    if known.is_some() {
        return known;
    }
    let object = match op {
        Op::Object(object @ ObjectOp::NewCell(variable)) => {
            return Some(planned(object.clone(), Ty::Cell(*variable, true)));
        }
        _ if types.iter().any(may_be_null) => return None,
        Op::Const(..) => return Some(simple(op.clone(), Ty::object())),
        Op::LoadGlobal(name, _) => return Some(planned(ObjectOp::LoadGlobal(name.clone()), global(name, facts))),
        Op::StoreGlobal(name) => ObjectOp::StoreGlobal(name.clone()),
        Op::LoadAttr(name, true) => {
            if let Some(promise) = wrapped(op, types, facts) {
                return Some(planned(ObjectOp::GetMethod(name.clone()), Ty::Obj(promise)));
            }
            let is_found =
                matches!(&types[0], Ty::Obj(promise) if !matches!(promise, Type::Class(class, _) if class == "list"));
            let result = if is_found { Ty::Callee } else { Ty::object() };
            return Some(planned(ObjectOp::GetMethod(name.clone()), result));
        }
        Op::LoadAttr(name, false) => match wrapped(op, types, facts) {
            Some(promise) => return Some(planned(ObjectOp::GetAttr(name.clone()), Ty::Obj(promise))),
            None => ObjectOp::GetAttr(name.clone()),
        },
        Op::Binary(op, inplace) => {
            return Some(planned(
                ObjectOp::Binary(*op, *inplace),
                binary(*op, *inplace, &types[0], &types[1]),
            ));
        }
        Op::Unary(crate::bytecode::UnaryOp::Not) => {
            let truth = Op::Object(ObjectOp::Truth);
            return Some(Planned {
                plan: Plan::Negated(vec![Ty::object()], truth),
                result: Ty::Bool,
            });
        }
        Op::Unary(op) => ObjectOp::Unary(*op),
        Op::ToBool => ObjectOp::Truth,
        Op::Compare(op, _) => ObjectOp::Compare(*op),
        Op::Is(negated) => {
            let plan = if *negated { Plan::Negated } else { Plan::Simple };
            return Some(Planned {
                plan: plan(vec![Ty::object(); 2], Op::Object(ObjectOp::Is)),
                result: Ty::Bool,
            });
        }
        Op::GetIter => return Some(planned(ObjectOp::GetIter, Ty::Obj(iterator(&types[0].promise())))),
        Op::HasNext => return Some(simple(Op::HasNext, Ty::Bool)),
        Op::NextItem => return Some(simple(Op::NextItem, Ty::Obj(item(&types[0].promise())))),
        Op::Send => return Some(simple(Op::Send, Ty::Bool)),
        Op::Sent | Op::Returned => return Some(simple(op.clone(), Ty::object())),
        Op::Advance => {
            return Planned::operand(0, types[0].clone()).ok();
        }
        Op::MakeTuple => ObjectOp::Tuple,
        Op::Unpack(index, count) => {
            let ty = match types[0].promise() {
                Type::Tuple(items) if items.len() == *count as usize => items[*index as usize].clone(),
                sequence => item(&sequence),
            };
            return Some(planned(ObjectOp::Unpack(*count), Ty::Obj(ty)));
        }
        Op::Call(keywords, names) => {
            if let Some(promise) = wrapped(op, types, facts) {
                return Some(planned(ObjectOp::Call(*names), Ty::Obj(promise)));
            }
            if let Some(returned) = returned(&types[0], facts) {
                return Some(planned(ObjectOp::Call(*names), returned));
            }
            let promise = match &types[0] {
                Ty::Builtin(dotted) => builtins::gives(
                    dotted,
                    &iterated::looped_over(dotted, &types[1..types.len() - keywords.len()], facts),
                ),
                Ty::Obj(Type::Class(name, of)) if name == GENERATOR_FUNCTION => {
                    of.first().cloned().unwrap_or(Type::Unknown)
                }
                Ty::Function(function) => made_generator(*function, facts).unwrap_or(Type::Unknown),
                Ty::Obj(class) => match known_class(class) {
                    Some(class) if keywords.is_empty() || class == DEQUE => {
                        builtins::made_of(class, &types[1..types.len() - keywords.len()])
                    }
                    _ => Type::Unknown,
                },
                _ => Type::Unknown,
            };
            return Some(planned(ObjectOp::Call(*names), Ty::Obj(shallow(&promise, DEPTH))));
        }
        Op::Object(op) => op.clone(),
        _ => return None,
    };
    let result = match object.gives() {
        Gives::Object => Ty::Obj(gives(&object, types)),
        Gives::Nullable => Ty::Nullable(Type::Unknown),
        Gives::Bool => Ty::Bool,
        Gives::Int => Ty::Int,
        Gives::Nothing => Ty::None,
        Gives::Objects(count) => Ty::Objects(count),
    };
    Some(planned(object, result))
}

/// Which of the classes that are known when they are called is it?
fn known_class(class: &Type) -> Option<&str> {
    match class {
        Type::Class(name, of) if name == "type" => match of.as_slice() {
            [Type::Class(of, _)] => Some(of.as_str()).filter(|of| builtins::CLASSES.contains(of)),
            _ => None,
        },
        _ => None,
    }
}

fn planned(op: ObjectOp, result: Ty) -> Planned {
    Planned {
        plan: Plan::Object(op),
        result,
    }
}

fn simple(op: Op, result: Ty) -> Planned {
    Planned {
        plan: Plan::Simple(vec![], op),
        result,
    }
}

/// What a call of a generator function makes that is consumed elsewhere on the spot, and here is an object.
fn made_generator(function: usize, facts: &Facts) -> Option<Type> {
    let (code, _) = facts.functions[function].generator?;
    let known = facts.resumed_of(code).or_else(|| facts.generators.get(&code))?;
    Some(iterator_of(&known.gives))
}

/// What is promised of a call of a function that is not native, of which the types are known all the same, or that is called as CPython
/// calls anything.
fn returned(callee: &Ty, facts: &Facts) -> Option<Ty> {
    let function = match callee {
        Ty::Obj(Type::Code(code)) => &facts.functions[facts.of_code(*code)?],
        Ty::Function(function) => &facts.functions[*function],
        _ => return None,
    };
    let is_known = function.typed || function.native && matches!(callee, Ty::Function(_));
    if !is_known || !function.is_called() {
        return None;
    }
    Some(match &function.returns {
        Ty::Bottom => Ty::Bottom,
        returns => Ty::Obj(shallow(&returns.promise(), DEPTH)),
    })
}

fn may_be_null(ty: &Ty) -> bool {
    matches!(ty, Ty::Unbound | Ty::Maybe(_) | Ty::Nullable(_))
}

/// What a hint says of a global.
pub const GENERATOR_FUNCTION: &str = "<generator function>";

fn global(name: &str, facts: &Facts) -> Ty {
    if let Some(GlobalKind::Function(function)) = facts.globals.get(name)
        && facts.functions[*function].typed
    {
        return Ty::Obj(Type::Code(facts.functions[*function].code));
    }
    if let Some(generator) = facts
        .generator_functions
        .get(name)
        .and_then(|code| facts.resumed.get(code))
    {
        return Ty::Obj(Type::Class(
            GENERATOR_FUNCTION.to_owned(),
            vec![iterator_of(&generator.gives)],
        ));
    }
    let Some(hint) = facts.hinted_globals.get(name) else {
        return Ty::object();
    };
    Ty::Obj(facts.contents.global(name, hint).unwrap_or_else(|| hint.clone()))
}

/// The promise of what is put into a display.
fn joined(types: &mut dyn Iterator<Item = &Ty>) -> Type {
    Type::union(types.map(shallow_item))
}

/// What is promised of the result.
fn gives(op: &ObjectOp, types: &[Ty]) -> Type {
    let class = |name: &str| Type::Class(name.to_owned(), vec![]);
    match op {
        ObjectOp::Tuple => {
            let item = |ty: &Ty| super::calls::class_in_tuple(ty).unwrap_or_else(|| shallow(&ty.promise(), DEPTH));
            Type::Tuple(types.iter().map(item).collect())
        }
        ObjectOp::ListToTuple => match types.first().map(Ty::promise) {
            Some(Type::Class(_, items)) if items.len() == 1 => Type::Class("tuple".to_owned(), items),
            _ => class("tuple"),
        },
        ObjectOp::List if types.is_empty() => class("list"),
        ObjectOp::List => Type::Class("list".to_owned(), vec![joined(&mut types.iter())]),
        ObjectOp::NewSlice(_) => class("slice"),
        ObjectOp::Binary(BinaryOp::Subscript, _) if types[1].promise() == class("slice") => match types[0].promise() {
            list @ Type::Class(..) if super::lists::list_item(&list).is_some() => list,
            _ => Type::Unknown,
        },
        ObjectOp::GetSlice => match types[0].promise() {
            sliced @ (Type::Str | Type::Bytes) => sliced,
            Type::Class(name, items) if matches!(name.as_str(), "bytearray" | "list" | "tuple") => {
                Type::Class(name, items)
            }
            _ => Type::Unknown,
        },
        ObjectOp::Set if types.is_empty() => class("set"),
        ObjectOp::Set => Type::Class("set".to_owned(), vec![joined(&mut types.iter())]),
        ObjectOp::Dict if types.is_empty() => class("dict"),
        ObjectOp::Dict => {
            let (mut keys, mut values) = (types.iter().step_by(2), types.iter().skip(1).step_by(2));
            Type::Class("dict".to_owned(), vec![joined(&mut keys), joined(&mut values)])
        }
        ObjectOp::ConstKeyDict => match types.split_last() {
            Some((keys, values)) => {
                let keys = match keys.promise() {
                    Type::Tuple(keys) => Type::union(keys),
                    _ => Type::Unknown,
                };
                Type::Class("dict".to_owned(), vec![keys, joined(&mut values.iter())])
            }
            None => class("dict"),
        },
        // Formatting what was converted must not leave: up to 3.12 both are one instruction, which would convert it again.
        ObjectOp::ConvertValue(_) => Type::Unknown,
        ObjectOp::Str | ObjectOp::Format => Type::Str,
        ObjectOp::GetLen => Type::Int,
        _ => Type::Unknown,
    }
}

/// How deep the promise of what is in a display goes: a list may be in the next one, which is in the next.
pub(super) const DEPTH: u32 = 3;

/// The promise of what is put into a list, as [`shallow`] as that in a display.
pub(super) fn shallow_item(ty: &Ty) -> Type {
    shallow(&ty.promise(), DEPTH)
}

/// A promise of containers that are nested at most so deep.
pub(super) fn shallow(ty: &Type, depth: u32) -> Type {
    let items = |items: &[Type]| -> Vec<Type> { items.iter().map(|item| shallow(item, depth - 1)).collect() };
    match ty {
        Type::Tuple(_) if depth == 0 => Type::Class("tuple".to_owned(), vec![]),
        Type::Class(name, _) if depth == 0 => Type::Class(name.clone(), vec![]),
        Type::Union(members) if depth == 0 || members.len() > 4 => Type::Unknown,
        Type::Tuple(fields) => Type::Tuple(items(fields)),
        Type::Class(name, args) => Type::Class(name.clone(), items(args)),
        Type::Union(members) => Type::union(items(members)),
        other => other.clone(),
    }
}

/// What a sequence is behind which another is put. A right operand of a class of its own may say otherwise: whoever uses the result tests
/// it.
pub(super) fn added(left: Type, right: Type, inplace: bool) -> Type {
    match (left, right) {
        (Type::Str, Type::Str) => Type::Str,
        (Type::Bytes, Type::Bytes) => Type::Bytes,
        (Type::Class(name, args), _) if name == "bytearray" => Type::Class(name, args),
        (Type::Class(list, own), Type::Class(other, items)) if list == "list" && other == "list" => {
            let items = match (own.is_empty(), items.is_empty()) {
                (true, _) => items,
                (_, true) => own,
                _ if own == items => own,
                _ => vec![],
            };
            Type::Class(list, items)
        }
        (left, Type::Unknown) if is_list(&left) => left,
        (left, _) if is_list(&left) && inplace => Type::Class("list".to_owned(), vec![]),
        (left, right) if is_tuple(&left) && is_tuple(&right) => match (alike(&left), alike(&right)) {
            (Some([]), Some(items)) | (Some(items), Some([])) => Type::Class("tuple".to_owned(), items.to_vec()),
            (Some(own), Some(items)) if own == items => Type::Class("tuple".to_owned(), items.to_vec()),
            _ => Type::Class("tuple".to_owned(), vec![]),
        },
        _ => Type::Unknown,
    }
}

fn is_tuple(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(_)) || matches!(ty, Type::Class(name, _) if name == "tuple")
}

/// What each item of a tuple is, if all are alike and that is known; nothing in it, if there are none.
fn alike(ty: &Type) -> Option<&[Type]> {
    match ty {
        Type::Tuple(items) if items.iter().all(|item| *item == items[0]) => Some(&items[..items.len().min(1)]),
        Type::Class(_, items) if !items.is_empty() => Some(items),
        _ => None,
    }
}

fn is_list(ty: &Type) -> bool {
    matches!(ty, Type::Class(name, _) if name == "list")
}

fn binary(op: BinaryOp, inplace: bool, left: &Ty, right: &Ty) -> Ty {
    let promise = match op {
        BinaryOp::Subscript => match (left.promise(), right.promise()) {
            (Type::Str, _) => Type::Str,
            (Type::Class(name, args), key) => match (name.as_str(), args.as_slice()) {
                ("list" | "tuple", [item]) if key == Type::Int => item.clone(),
                ("list" | "tuple", [_]) if matches!(&key, Type::Class(key, _) if key == "slice") => {
                    Type::Class(name, args)
                }
                ("dict", [_, value]) => value.clone(),
                (COUNTER, _) => Type::Int,
                _ => Type::Unknown,
            },
            _ => Type::Unknown,
        },
        BinaryOp::Add => added(left.promise(), right.promise(), inplace),
        BinaryOp::Multiply => match (left.promise(), right.promise()) {
            (Type::Class(name, args), Type::Int) | (Type::Int, Type::Class(name, args))
                if matches!(name.as_str(), "bytearray" | "list") =>
            {
                Type::Class(name, args)
            }
            (list, Type::Unknown) if is_list(&list) => list,
            (text @ (Type::Str | Type::Bytes), Type::Int) | (Type::Int, text @ (Type::Str | Type::Bytes)) => text,
            _ => Type::Unknown,
        },
        // A right operand of a class of its own may say otherwise: whoever uses the result tests it.
        BinaryOp::Remainder if left.promise() == Type::Str => Type::Str,
        BinaryOp::And | BinaryOp::Or | BinaryOp::Subtract | BinaryOp::Xor => match (left.promise(), right.promise()) {
            (Type::Class(name, own), Type::Class(other, items)) if is_set(&name) && is_set(&other) => {
                let stays = matches!(op, BinaryOp::And | BinaryOp::Subtract) || own == items;
                Type::Class(name, if stays { own } else { vec![] })
            }
            _ => Type::Unknown,
        },
        _ => Type::Unknown,
    };
    Ty::Obj(promise)
}

fn is_set(class: &str) -> bool {
    matches!(class, "set" | "frozenset")
}

/// The promise of an iterator says what it gives.
fn iterator(container: &Type) -> Type {
    let of = |class: &str, items: &[Type]| Type::Class(class.to_owned(), items.to_vec());
    match container {
        Type::Class(name, items) if name == "list" => match items.as_slice() {
            [item] => of("list_iterator", std::slice::from_ref(item)),
            _ => of("list_iterator", &[Type::Unknown]),
        },
        Type::Class(name, items) if name == "tuple" && items.len() == 1 => of("tuple_iterator", items),
        Type::Bytes => of("bytes_iterator", &[]),
        Type::Tuple(_) => match item(container) {
            Type::Unknown => container.clone(),
            item => of("tuple_iterator", &[item]),
        },
        // The views of a dictionary are not their own iterators.
        Type::Class(name, items) => match (name.as_str(), items.as_slice()) {
            ("set" | "frozenset", [_]) => of("set_iterator", items),
            ("dict" | DEFAULT_DICT, [key, _]) => of("dict_keyiterator", std::slice::from_ref(key)),
            ("dict_keys", [_]) => of("dict_keyiterator", items),
            ("dict_values", [_]) => of("dict_valueiterator", items),
            ("dict_items", [_]) => of("dict_itemiterator", items),
            _ => container.clone(),
        },
        other => other.clone(),
    }
}

/// What a loop over it gives.
pub(super) fn item(container: &Type) -> Type {
    match container {
        Type::Str => Type::Str,
        Type::Bytes => Type::Int,
        Type::Class(name, args) => match (name.as_str(), args.as_slice()) {
            (
                "list"
                | "tuple"
                | "set"
                | "frozenset"
                | "dict"
                | "dict_keys"
                | "dict_values"
                | "dict_items"
                | "dict_keyiterator"
                | "dict_valueiterator"
                | "dict_itemiterator"
                | "set_iterator"
                | "enumerate"
                | LIST_ENUMERATE
                | LIST_ZIP
                | TEXT_ENUMERATE
                | TEXT_ZIP
                | ZIP_OF_MANY
                | ZIP_ENUMERATE
                | "filter"
                | "map"
                | "reversed"
                | "zip"
                | "collections.deque"
                | "collections.defaultdict"
                | "collections.Counter"
                | "collections.OrderedDict"
                | "collections.abc.Iterator"
                | "collections.abc.Iterable"
                | "collections.abc.Generator"
                | "collections.abc.Collection"
                | "collections.abc.Sequence"
                | "collections.abc.Set"
                | "collections.abc.KeysView"
                | "collections.abc.ValuesView"
                | "collections.abc.Mapping",
                [item, ..],
            ) => item.clone(),
            (name, [item]) if super::itertools::is_class(name) => item.clone(),
            _ => Type::Unknown,
        },
        Type::Tuple(items) => items
            .first()
            .filter(|first| items.iter().all(|item| item == *first))
            .cloned()
            .unwrap_or(Type::Unknown),
        _ => Type::Unknown,
    }
}

/// What a construct that is on objects only is called.
pub(super) fn construct(op: &ObjectOp) -> &'static str {
    match op {
        ObjectOp::MakeFunction | ObjectOp::SetFunctionAttribute(_) => "making a function or lambda",
        ObjectOp::NewCell(_) | ObjectOp::CellGet | ObjectOp::CellSet | ObjectOp::CellClear | ObjectOp::FreeCell(..) => {
            "a captured variable"
        }
        ObjectOp::List | ObjectOp::Append(Append::ListAppend | Append::ListExtend) | ObjectOp::ListToTuple => {
            "building a list"
        }
        ObjectOp::Set | ObjectOp::Append(Append::SetAdd | Append::SetUpdate) => "building a set",
        ObjectOp::Dict | ObjectOp::ConstKeyDict | ObjectOp::Append(_) => "building a dict",
        ObjectOp::Str | ObjectOp::Format | ObjectOp::ConvertValue(_) => "an f-string",
        ObjectOp::SetItem | ObjectOp::DelItem | ObjectOp::GetSlice | ObjectOp::SetSlice | ObjectOp::NewSlice(_) => {
            "a subscript or slice"
        }
        ObjectOp::SetAttr(_) | ObjectOp::DelAttr(_) => "an attribute assignment",
        ObjectOp::Contains => "`in`",
        ObjectOp::ImportName(_) | ObjectOp::ImportFrom(_) => "an import inside a function",
        ObjectOp::UnpackEx(..) | ObjectOp::Unpack(_) => "star unpacking",
        ObjectOp::CallEx => "a call with `*` or `**`",
        ObjectOp::WithEnter | ObjectOp::LoadSpecial(_) => "`with`",
        ObjectOp::SuperAttr(..) | ObjectOp::SuperMethod(..) => "`super()`",
        ObjectOp::MatchClass(_)
        | ObjectOp::MatchKeys
        | ObjectOp::IsMapping
        | ObjectOp::IsSequence
        | ObjectOp::GetLen => "this pattern of `match`",
        ObjectOp::DeleteGlobal(_) => "deleting a global",
        ObjectOp::Raise => "raise",
        ObjectOp::Caught
        | ObjectOp::PushExcInfo
        | ObjectOp::PopExcept
        | ObjectOp::ExcMatches
        | ObjectOp::Reraise
        | ObjectOp::WithExcept
        | ObjectOp::SplitGroup
        | ObjectOp::JoinGroups => "an exception handler",
        ObjectOp::BuildClass => "a class statement",
        ObjectOp::CommonConstant(_) => "`assert`",
        _ => "an operation on objects",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_lists_of_lists_end_somewhere() {
        let mut ty = Ty::Obj(Type::Int);
        for _ in 0..10 {
            ty = Ty::Obj(gives(&ObjectOp::List, &[ty]));
        }
        assert_eq!(ty.promise().to_string(), "list[list[list[list[list]]]]");
    }
}
