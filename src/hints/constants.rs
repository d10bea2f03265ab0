//! Module globals that are numbers for good, as far as the source shows: what range analysis may hope for.
//! Nothing may rely on them without a guard; a module's globals can be rebound by anybody.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::hints::scopes::{Binding, Bound, MODULE, Scopes};
use crate::syntax::ast::{Expr, Number, Operator, UnaryOp};

/// The value of a constant. Ints beyond 64 bits are not kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant {
    Int(i64),
    Float(f64),
    Bool(bool),
}

/// Names may be circular, and may double with each step.
const MOST_STEPS: u32 = 300;

/// See [`super::ModuleHints::constants`].
pub(super) fn all(scopes: &Scopes<'_>) -> BTreeMap<String, Constant> {
    let names = scopes.all[MODULE].bindings.keys();
    names
        .filter_map(|name| Some((name.clone(), named(scopes, name, &Cell::new(MOST_STEPS))?)))
        .collect()
}

fn named(scopes: &Scopes<'_>, name: &str, steps: &Cell<u32>) -> Option<Constant> {
    match scopes.all[MODULE].bindings.get(name)?.as_slice() {
        [
            Binding {
                what: Bound::Value(value) | Bound::Annotated { value: Some(value), .. },
                ..
            },
        ] => constant(scopes, value, steps),
        _ => None,
    }
}

fn constant(scopes: &Scopes<'_>, value: &Expr, steps: &Cell<u32>) -> Option<Constant> {
    steps.set(steps.get().checked_sub(1)?);
    match value {
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(value) => value.as_i64().map(Constant::Int),
            Number::Float(value) => Some(Constant::Float(*value)),
            Number::Complex { .. } => None,
        },
        Expr::BooleanLiteral(literal) => Some(Constant::Bool(literal.value)),
        Expr::Name(name) => named(scopes, &name.id, steps),
        Expr::UnaryOp(unary) => match (unary.op, constant(scopes, &unary.operand, steps)?) {
            (UnaryOp::USub, Constant::Int(value)) => value.checked_neg().map(Constant::Int),
            (UnaryOp::USub, Constant::Float(value)) => Some(Constant::Float(-value)),
            (UnaryOp::UAdd, value @ (Constant::Int(_) | Constant::Float(_))) => Some(value),
            (UnaryOp::Invert, Constant::Int(value)) => Some(Constant::Int(!value)),
            _ => None,
        },
        Expr::BinOp(binary) => {
            let left = constant(scopes, &binary.left, steps)?;
            match (left, constant(scopes, &binary.right, steps)?) {
                (Constant::Int(left), Constant::Int(right)) => integral(left, binary.op, right).map(Constant::Int),
                (Constant::Float(left), Constant::Float(right)) => {
                    floating(left, binary.op, right).map(Constant::Float)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Only the operators that give an int, and only where the result fits.
fn integral(left: i64, op: Operator, right: i64) -> Option<i64> {
    match op {
        Operator::Add => left.checked_add(right),
        Operator::Sub => left.checked_sub(right),
        Operator::Mult => left.checked_mul(right),
        Operator::Pow => left.checked_pow(u32::try_from(right).ok()?),
        // By multiplication, because `checked_shl` lets bits fall out.
        Operator::LShift => left.checked_mul(2_i64.checked_pow(u32::try_from(right).ok()?)?),
        Operator::RShift => Some(left >> u32::try_from(right).ok()?.min(63)),
        Operator::BitAnd => Some(left & right),
        Operator::BitOr => Some(left | right),
        Operator::BitXor => Some(left ^ right),
        // The quotient of a positive divisor rounds down in both languages' `div_euclid`.
        Operator::FloorDiv if right > 0 => Some(left.div_euclid(right)),
        Operator::Mod if right > 0 => Some(left.rem_euclid(right)),
        _ => None,
    }
}

fn floating(left: f64, op: Operator, right: f64) -> Option<f64> {
    match op {
        Operator::Add => Some(left + right),
        Operator::Sub => Some(left - right),
        Operator::Mult => Some(left * right),
        Operator::Div if right != 0.0 => Some(left / right),
        _ => None,
    }
}
