//! Reductions over generator expressions that are in their consumer's place: what the total is of which they are made.

use super::dicts;
use super::facts::Facts;
use super::objects::item;
use super::plan::{Planned, may_be_either, runtime};
use super::vectors::VECTOR;
use crate::bytecode::Reduction;
use crate::ir::{Op, Reason, Ty};
use crate::lower::{COUNTS, MADE, OF_LISTS};
use crate::types::{COUNTER, Type};

/// The builtin classes whose objects are listed before a loop goes over them.
const LISTED: [&str; 6] = ["set", "frozenset", "dict", "dict_keys", "dict_values", "dict_items"];

/// Plans a step; nothing if it is none.
pub(super) fn plan(op: &Op, types: &[Ty], facts: &Facts) -> Option<Result<Planned, Reason>> {
    let Op::Reduce(step) = op else { return None };
    let minor = facts.minor;
    let other = |what: &str| {
        Err(Reason::new(
            "object-operation",
            format!("a reduction over a generator expression of {what}"),
        ))
    };
    Some(match (step, types) {
        (Reduction::Begin(name) | Reduction::Known(name), [Ty::Builtin(found)])
            if found.strip_prefix("builtins.") == Some(*name) =>
        {
            Planned::operand(0, types[0].clone())
        }
        (Reduction::Begin("join"), [Ty::Method(Type::Str, name)]) if name == "join" => {
            Planned::operand(0, types[0].clone())
        }
        (Reduction::Begin(MADE), [Ty::Builtin(found)])
            if found
                .strip_prefix("builtins.")
                .is_some_and(|name| OF_LISTS.contains(&name)) =>
        {
            Planned::operand(0, types[0].clone())
        }
        (Reduction::Begin(COUNTS), [class]) => {
            let is_counter = matches!(class, Ty::Obj(Type::Class(name, of)) if name == "type"
                && matches!(of.as_slice(), [Type::Class(name, _)] if name == COUNTER));
            if !is_counter {
                return Some(other("another class"));
            }
            let counter = Ty::Obj(Type::Class(COUNTER.to_owned(), vec![]));
            Planned::simple([class.clone()], runtime("rt::place::counting::begin", true), counter)
        }
        (Reduction::Add(COUNTS), [_, Ty::Bottom]) => Planned::operand(0, Ty::None),
        (Reduction::Add(COUNTS), [counter, item]) => match dicts::key(item, &Type::Unknown, facts) {
            Some((key, marker)) => {
                let path = format!("rt::place::counting::add::<{marker}>");
                Planned::simple([counter.clone(), key], runtime(&path, true), Ty::None)
            }
            None => other("objects, of which Python code may be asked"),
        },
        (Reduction::Add(MADE), [item]) => match item {
            Ty::Bottom | Ty::Int | Ty::Float | Ty::Bool | Ty::Char => Planned::operand(0, item.clone()),
            Ty::Tuple(items) if items.iter().all(|item| matches!(item, Ty::Int | Ty::Float | Ty::Bool)) => {
                Planned::operand(0, item.clone())
            }
            _ => other("objects, of which Python code may be asked"),
        },
        (Reduction::Begin(_) | Reduction::Known(_), _) => other("another function"),
        (Reduction::Add(name), [before, value]) => {
            let function = match value {
                Ty::Bottom => return Some(Planned::operand(0, before.clone())),
                Ty::Bool | Ty::Obj(Type::Bool) if *name != "sum" => return Some(other("truths")),
                Ty::Int | Ty::Bool | Ty::Obj(Type::Int | Type::Bool) => "int",
                Ty::Float | Ty::Obj(Type::Float) if *name == "sum" && minor < 12 => "plain_float",
                Ty::Float | Ty::Obj(Type::Float) => "float",
                // Floats are expected; an int leaves.
                value if *value == Ty::Num || may_be_either(value) => match *name == "sum" && minor < 12 {
                    true => "plain_num",
                    false => "num",
                },
                _ => return Some(other("values that are not numbers of one kind")),
            };
            let item = match function {
                "int" => Ty::Int,
                "num" | "plain_num" => Ty::Num,
                _ => Ty::Float,
            };
            let total = match function {
                "int" => Ty::Int,
                _ if *name == "sum" => Ty::Tuple(vec![Ty::Float, Ty::Float]),
                _ => Ty::Float,
            };
            let leaves = item == Ty::Num || *name == "sum" && function == "int";
            let path = format!("rt::reduction::{name}_{function}");
            let wanted = [Ty::maybe(total.clone()), item];
            Planned::simple(wanted, runtime(&path, leaves), total)
        }
        (Reduction::Listed(always), [iterated]) => {
            let is_asked = match iterated {
                Ty::Obj(Type::Tuple(_)) => true,
                Ty::Obj(Type::Class(name, _)) if name == "list" || name == "tuple" => *always,
                Ty::Obj(Type::Class(name, _)) => LISTED.contains(&name.as_str()),
                Ty::Range => *always,
                _ => false,
            };
            if !is_asked {
                return Some(Planned::operand(0, iterated.clone()));
            }
            let item = match iterated {
                Ty::Range => Type::Int,
                other => item(&other.promise()),
            };
            let list = Ty::Obj(Type::Class("list".to_owned(), vec![item]));
            Planned::simple([Ty::object()], runtime("rt::reduction::listed", true), list)
        }
        (Reduction::Better(name, _), [before, key]) => {
            let (function, ty) = match key {
                Ty::Bottom => return Some(Planned::operand(1, Ty::Bottom)),
                Ty::Int | Ty::Obj(Type::Int) => ("int", Ty::Int),
                Ty::Float | Ty::Obj(Type::Float) => ("float", Ty::Float),
                _ => return Some(other("keys that are not numbers of one kind")),
            };
            let fits = match before {
                Ty::Unbound | Ty::Bottom => true,
                Ty::Maybe(before) => **before == ty,
                before => *before == ty,
            };
            if !fits {
                return Some(other("keys of several kinds"));
            }
            let path = format!("rt::reduction::is_better_{name}_{function}");
            Planned::simple([Ty::maybe(ty.clone()), ty], runtime(&path, false), Ty::Bool)
        }
        (Reduction::Sort(reverse), [_, _]) => {
            let path = match reverse {
                true => "rt::sorting::descending",
                false => "rt::sorting::ascending",
            };
            let item = match &types[0] {
                Ty::Obj(Type::Class(name, items)) if name == "list" || name == VECTOR => items.clone(),
                _ => vec![],
            };
            let sorted = Ty::Obj(Type::Class("list".to_owned(), item));
            Planned::simple([Ty::object(), Ty::object()], runtime(path, true), sorted)
        }
        (Reduction::Count, [list @ Ty::Obj(_)]) => {
            Planned::simple([list.clone()], runtime("rt::list::len", false), Ty::Int)
        }
        (Reduction::Fits(count), [Ty::Int]) => {
            let path = format!("rt::reduction::fits::<{count}>");
            Planned::simple([Ty::Int], runtime(&path, true), Ty::None)
        }
        (Reduction::Few, [Ty::Int]) => Planned::simple([Ty::Int], runtime("rt::reduction::few", true), Ty::None),
        (Reduction::Otherwise, [Ty::Unbound | Ty::Bottom, _] | [_, Ty::Bottom]) => Planned::operand(0, Ty::Bottom),
        (Reduction::Otherwise, [Ty::Maybe(total), value]) if **total == *value => {
            let function = match value {
                Ty::Int => "otherwise::<i64>",
                Ty::Float => "otherwise::<f64>",
                _ => return Some(other("values of several kinds")),
            };
            let path = format!("rt::reduction::{function}");
            Planned::simple(types.to_vec(), runtime(&path, false), value.clone())
        }
        (Reduction::Total(_), [Ty::Unbound | Ty::Bottom]) => Planned::operand(0, Ty::Bottom),
        (Reduction::Total(name), [Ty::Maybe(total)]) => {
            let (function, leaves, result) = match (*name, &**total) {
                ("sum", Ty::Int) => ("total_int", false, Ty::Int),
                ("sum", Ty::Tuple(_)) => ("total_float", true, Ty::Float),
                (_, Ty::Int) => ("best_int", true, Ty::Int),
                (_, Ty::Float) => ("best_float", true, Ty::Float),
                _ => return Some(other("values of several kinds")),
            };
            let path = format!("rt::reduction::{function}");
            Planned::simple([types[0].clone()], runtime(&path, leaves), result)
        }
        _ => other("values of several kinds"),
    })
}
