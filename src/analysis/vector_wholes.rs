//! What is done with a whole list, if it is a vector: sums, copies, slices, sorting, and the iterators of `enumerate`, `zip` and
//! `reversed`.

use super::vector_operations::Operation;
use super::vector_pairs::{Shape, shape};
use super::vectors::{Role, role};
use crate::bytecode::{BinaryOp, CompareOp, Reduction};
use crate::ir::{Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::{Type, bisection};

/// The methods of lists that vectors have.
pub(super) const METHODS: [&str; 7] = ["append", "pop", "sort", "reverse", "copy", "extend", "insert"];

/// The operation on a vector that one on a whole list is, if the list is one; `args` without the callable of a call.
pub(super) fn whole(func: &Func, inst: &Inst) -> Option<Operation> {
    let is_list = |value: &Value| role(func.ty(*value)) == Role::List;
    let is_slice = |value: &Value| func.ty(*value).promise() == Type::Class("slice".to_owned(), vec![]);
    let is_bound = |value: &Value| matches!(func.ty(*value), Ty::Int | Ty::Bool);
    let is_missing = |value: &Value| *func.ty(*value) == Ty::None;
    let of = |what, list: Value, args: &[Value]| Operation {
        what,
        list: Some(list),
        args: args.to_vec(),
        ..Operation::default()
    };
    // Another list with the items of this one.
    let makes = |what, list: Value, args: &[Value]| {
        inst.result.filter(is_list).map(|_| Operation {
            makes: true,
            ..of(what, list, args)
        })
    };
    match (&inst.op, inst.args.as_slice()) {
        (Op::Object(ObjectOp::GetSlice), [list, start, stop]) if is_list(list) => {
            match (is_missing(start), is_missing(stop)) {
                (true, true) => makes("copy_", *list, &[*list]),
                (false, true) if is_bound(start) => makes("from_", *list, &[*list, *start]),
                (true, false) if is_bound(stop) => makes("until_", *list, &[*list, *stop]),
                (false, false) if is_bound(start) && is_bound(stop) => makes("slice_", *list, &inst.args),
                _ => None,
            }
        }
        (Op::Binary(BinaryOp::Subscript, _), [list, slice]) if is_list(list) && is_slice(slice) => {
            makes("stride_", *list, &inst.args)
        }
        (Op::Object(ObjectOp::SetItem), [value, list, slice]) if is_list(value) && is_list(list) && is_slice(slice) => {
            Some(of("assign_", *list, &inst.args))
        }
        (Op::Object(ObjectOp::SetSlice), [value, list, start, stop]) if is_list(value) && is_list(list) => {
            match (is_missing(start), is_missing(stop)) {
                (true, true) => Some(of("putall_", *list, &[*value, *list])),
                (false, true) if is_bound(start) => Some(of("putfrom_", *list, &[*value, *list, *start])),
                (true, false) if is_bound(stop) => Some(of("putuntil_", *list, &[*value, *list, *stop])),
                (false, false) if is_bound(start) && is_bound(stop) => Some(of("put_", *list, &inst.args)),
                _ => None,
            }
        }
        (Op::Binary(BinaryOp::Add, false), [left, right]) if is_list(left) && is_list(right) => {
            makes("concat_", *left, &inst.args)
        }
        (Op::Compare(op @ (CompareOp::Eq | CompareOp::Ne), _), [left, right]) if is_list(left) && is_list(right) => {
            let what = if *op == CompareOp::Eq { "equals_" } else { "differs_" };
            Some(of(what, *left, &inst.args))
        }
        (Op::Reduce(Reduction::Listed(true)), [list]) if is_list(list) => makes("listed_", *list, &inst.args),
        (Op::Reduce(Reduction::Sort(reverse)), [items, keys]) if is_list(keys) => {
            let what = if *reverse { "descending_" } else { "ascending_" };
            Some(Operation {
                ranks: Some(*items),
                ..of(what, *keys, &[*items, *keys])
            })
        }
        (Op::Object(ObjectOp::Contains), [item, list]) if is_list(list) => Some(Operation {
            compares: Some(*item),
            ..of("has_", *list, &inst.args)
        }),
        (Op::Call(keywords, _), [callee, rest @ ..]) => {
            let rest = match rest {
                [first, rest @ ..] if *func.ty(*first) == Ty::NoSelf => rest,
                rest => rest,
            };
            match func.ty(*callee) {
                Ty::Builtin(name) if name == "builtins.enumerate" => numbered(func, inst, keywords, rest),
                Ty::Builtin(name) if keywords.is_empty() => builtin(func, inst, name, rest),
                Ty::Method(_, name) if role(func.ty(*callee)) == Role::Method => match (name.as_str(), rest) {
                    ("sort", []) => Some(of("sort_", *callee, &[*callee])),
                    ("reverse", []) => Some(of("reverse_", *callee, &[*callee])),
                    ("copy", []) => makes("copy_", *callee, &[*callee]),
                    ("extend", [other]) if is_list(other) => Some(of("join_", *callee, &[*callee, *other])),
                    ("insert", [index, value]) if is_bound(index) => Some(Operation {
                        stores: vec![*value],
                        ..of("insert_", *callee, &[*value, *callee, *index])
                    }),
                    _ => None,
                },
                // What makes a string of them.
                Ty::Method(Type::Str, name) => match (name.as_str(), rest) {
                    ("join", [list]) if keywords.is_empty() && is_list(list) => {
                        Some(of("joined", *list, &[*callee, *list]))
                    }
                    ("join", [iterator]) if keywords.is_empty() && is_reversed(func, *iterator) => {
                        Some(of("back_joined", *iterator, &[*callee, *iterator]))
                    }
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// Is it what `reversed` of a list gives?
fn is_reversed(func: &Func, value: Value) -> bool {
    matches!(func.ty(value), Ty::Obj(Type::Class(name, _)) if name == "list_reverseiterator")
}

/// Can an operation be done with strings?
pub(super) fn of_texts(what: &str) -> bool {
    let is_iterated = matches!(
        what,
        "" | "iterate" | "again" | "reversed" | "joined" | "back_joined" | "len" | "filled" | "empty"
    );
    is_iterated || matches!(what, "of_" | "get_" | "set_" | "append_" | "pop_" | "reverse_")
}

/// Can an operation not be done with lists?
pub(super) fn only_numbers(what: &str) -> bool {
    let on_items = matches!(
        what,
        "sorted_"
            | "sort_"
            | "equals_"
            | "differs_"
            | "least_"
            | "greatest_"
            | "assign_"
            | "put_"
            | "putall_"
            | "putfrom_"
            | "putuntil_"
            | "bisectleft_"
            | "bisectright_"
            | "insortleft_"
            | "insortright_"
            | "ascending_"
            | "descending_"
    );
    on_items || what == "reversed"
}

/// Can an operation be done with tuples?
pub(super) fn of_tuples(what: &str) -> bool {
    let is_heap = matches!(what, "heappush_" | "heappop_" | "heapify_");
    let is_order = matches!(what, "sort_" | "reverse_" | "insert_" | "take_" | "has_");
    let is_keys = matches!(what, "ascending_" | "descending_");
    is_heap || is_order || is_keys || doubles(what) || matches!(what, "of_" | "get_" | "set_" | "append_" | "pop_")
}

/// Does an operation make another list of the same items? Nobody may get both and find that the tuples in them are not the same.
pub(super) fn doubles(what: &str) -> bool {
    matches!(
        what,
        "sorted_"
            | "listed_"
            | "copy_"
            | "from_"
            | "until_"
            | "slice_"
            | "stride_"
            | "concat_"
            | "ring.of"
            | "ring.of_most"
            | "ring.extend"
    )
}

fn heap(func: &Func, inst: &Inst, name: &str, args: &[Value]) -> Option<Operation> {
    let list = *args.first().filter(|list| role(func.ty(**list)) == Role::List)?;
    let is_object = inst.result.is_some_and(|result| func.ty(result).is_reference());
    let operation = Operation {
        list: Some(list),
        args: args.to_vec(),
        ..Operation::default()
    };
    match (name, args) {
        ("heappush", [_, value]) if is_object => Some(Operation {
            what: "heappush_",
            stores: vec![*value],
            ..operation
        }),
        ("heapify", [_]) if is_object => Some(Operation {
            what: "heapify_",
            ..operation
        }),
        ("heappop", [_]) => Some(Operation {
            what: "heappop_",
            gives: inst.result,
            ..operation
        }),
        _ => None,
    }
}

fn bisect(func: &Func, what: &str, args: &[Value]) -> Option<Operation> {
    let [list, value] = args else { return None };
    let is_number = matches!(func.ty(*value), Ty::Int | Ty::Float);
    if role(func.ty(*list)) != Role::List || !is_number {
        return None;
    }
    let operation = Operation {
        list: Some(*list),
        args: args.to_vec(),
        ..Operation::default()
    };
    let (what, is_stored) = match what {
        "left" => ("bisectleft_", false),
        "right" => ("bisectright_", false),
        "insort_left" => ("insortleft_", true),
        _ => ("insortright_", true),
    };
    Some(Operation {
        what,
        compares: (!is_stored).then_some(*value),
        stores: is_stored.then_some(*value).into_iter().collect(),
        ..operation
    })
}

/// `enumerate` of a list, or of what `zip` of lists gives.
fn numbered(func: &Func, inst: &Inst, keywords: &[String], args: &[Value]) -> Option<Operation> {
    let (list, what) = match args {
        [list] if keywords.is_empty() => (list, ["enumerate", "enumeratezip"]),
        [list, first] if matches!(func.ty(*first), Ty::Int | Ty::Bool) => {
            (list, ["enumerate_from", "enumeratezip_from"])
        }
        _ => return None,
    };
    let what = match (role(func.ty(*list)), shape(func.ty(*list))) {
        (Role::List, _) => what[0],
        (Role::Iterator, Some(Shape::Zipped)) => what[1],
        _ => return None,
    };
    let is_iterator = inst
        .result
        .is_some_and(|result| role(func.ty(result)) == Role::Iterator);
    is_iterator.then(|| Operation {
        what,
        list: Some(*list),
        args: args.to_vec(),
        ..Operation::default()
    })
}

fn builtin(func: &Func, inst: &Inst, name: &str, args: &[Value]) -> Option<Operation> {
    let is_list = |value: &Value| role(func.ty(*value)) == Role::List;
    let is_iterator = |value: &Value| role(func.ty(*value)) == Role::Iterator;
    if let Some(name) = name.strip_prefix("heapq.") {
        return heap(func, inst, name, args);
    }
    if let Some(what) = bisection(name) {
        return bisect(func, what, args);
    }
    if !args.iter().all(is_list) {
        return None;
    }
    let [list, ..] = args else { return None };
    let what = match (name, args) {
        ("builtins.sum", [_]) => "sum_",
        ("builtins.min", [_]) => "least_",
        ("builtins.max", [_]) => "greatest_",
        ("builtins.sorted", [_]) => "sorted_",
        ("builtins.list", [_]) => "listed_",
        ("builtins.bytes", [_]) => "bytes",
        ("builtins.reversed", [_]) => "reversed",
        ("builtins.zip", [_, _, ..]) => "zip",
        _ => return None,
    };
    let operation = Operation {
        what,
        list: Some(*list),
        args: args.to_vec(),
        ..Operation::default()
    };
    match what {
        "sum_" | "least_" | "greatest_" => Some(Operation {
            gives: inst.result,
            ..operation
        }),
        "sorted_" | "listed_" => inst.result.filter(is_list).map(|_| Operation {
            makes: true,
            ..operation
        }),
        "bytes" => Some(operation),
        _ => inst.result.filter(is_iterator).map(|_| operation),
    }
}
