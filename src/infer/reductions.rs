//! Reductions over generator expressions that are in their consumer's place: what the total is of which they are made.

use super::plan::{Planned, runtime};
use crate::bytecode::Reduction;
use crate::ir::{Op, Reason, Ty};
use crate::types::Type;

/// Plans a step; nothing if it is none.
pub(super) fn plan(op: &Op, types: &[Ty], minor: u8) -> Option<Result<Planned, Reason>> {
    let Op::Reduce(step) = op else { return None };
    let other = |what: &str| {
        Err(Reason::new(
            "object-operation",
            format!("a reduction over a generator expression of {what}"),
        ))
    };
    Some(match (step, types) {
        (Reduction::Begin(name), [Ty::Builtin(found)]) if found.strip_prefix("builtins.") == Some(*name) => {
            Planned::operand(0, types[0].clone())
        }
        (Reduction::Begin(_), _) => other("another function"),
        (Reduction::Add, [before, value]) => {
            let function = match value {
                Ty::Int | Ty::Bool | Ty::Obj(Type::Int | Type::Bool) => "int",
                Ty::Float | Ty::Obj(Type::Float) if minor < 12 => "plain_float",
                Ty::Float | Ty::Obj(Type::Float) => "float",
                Ty::Bottom => return Some(Planned::operand(0, before.clone())),
                _ => return Some(other("values that are not numbers of one kind")),
            };
            let (item, total) = match function {
                "int" => (Ty::Int, Ty::Int),
                _ => (Ty::Float, Ty::Tuple(vec![Ty::Float, Ty::Float])),
            };
            let path = format!("rt::reduction::add_{function}");
            let wanted = [Ty::maybe(total.clone()), item];
            Planned::simple(wanted, runtime(&path, function == "int"), total)
        }
        (Reduction::Total, [total]) => match total {
            // Not known yet.
            Ty::Unbound | Ty::Bottom => Planned::operand(0, Ty::Bottom),
            Ty::Maybe(total) => match **total {
                Ty::Int => {
                    let wanted = [Ty::maybe(Ty::Int)];
                    Planned::simple(wanted, runtime("rt::reduction::total_int", false), Ty::Int)
                }
                Ty::Tuple(_) => {
                    let wanted = [Ty::maybe((**total).clone())];
                    Planned::simple(wanted, runtime("rt::reduction::total_float", true), Ty::Float)
                }
                _ => other("values of several kinds"),
            },
            _ => other("values of several kinds"),
        },
        _ => other("what is no total"),
    })
}
