//! Complex numbers that are no objects, alone and together with real ones.

use super::facts::Facts;
use super::plan::{Planned, numeric, runtime};
use crate::bytecode::{BinaryOp, CompareOp, UnaryOp};
use crate::ir::{Convert, Op, Ty};
use crate::types::Type;

/// Functions of the module `cmath` that are known when they are called.
pub const CMATH: [&str; 16] = [
    "cmath.acos",
    "cmath.acosh",
    "cmath.asin",
    "cmath.asinh",
    "cmath.atan",
    "cmath.atanh",
    "cmath.cos",
    "cmath.cosh",
    "cmath.exp",
    "cmath.log10",
    "cmath.phase",
    "cmath.sin",
    "cmath.sinh",
    "cmath.sqrt",
    "cmath.tan",
    "cmath.tanh",
];

/// Plans an operation on complex numbers; nothing if none is among its operands, or if there is no form for them.
pub(super) fn plan(op: &Op, types: &[Ty], facts: &Facts) -> Option<Planned> {
    let simple = |operands: Vec<Ty>, name: &str, leaves: bool, result: Ty| {
        Planned::simple(operands, runtime(&format!("rt::complex_value::{name}"), leaves), result).ok()
    };
    match (op, types) {
        (Op::Binary(op, _), [left, right]) => {
            let name = name_of(*op)?;
            let leaves = matches!(op, BinaryOp::TrueDivide | BinaryOp::Power);
            let (operands, name) = match (is_complex(left), is_complex(right)) {
                (true, true) => (vec![Ty::Complex, Ty::Complex], name.to_owned()),
                (true, false) if is_real(right) => (vec![Ty::Complex, Ty::Float], format!("{name}_real")),
                (true, false) if is_number(right) => (vec![Ty::Complex, right.clone()], format!("{name}_object")),
                // From 3.14 on that is an algorithm of its own.
                (false, true) if *op == BinaryOp::TrueDivide && facts.minor >= 14 => return None,
                (false, true) if is_real(left) => (vec![Ty::Float, Ty::Complex], format!("real_{name}")),
                (false, true) if is_number(left) => (vec![left.clone(), Ty::Complex], format!("object_{name}")),
                _ => return None,
            };
            let leaves = leaves || operands.iter().any(|operand| matches!(operand, Ty::Obj(_)));
            simple(operands, &name, leaves, Ty::Complex)
        }
        (Op::Compare(op @ (CompareOp::Eq | CompareOp::Ne), _), [left, right]) if is_complex(left) => {
            let name = if *op == CompareOp::Eq { "eq" } else { "ne" };
            match right {
                right if is_complex(right) => simple(vec![Ty::Complex, Ty::Complex], name, false, Ty::Bool),
                Ty::Float => simple(vec![Ty::Complex, Ty::Float], &format!("{name}_float"), false, Ty::Bool),
                _ => None,
            }
        }
        (Op::Unary(UnaryOp::Negative), [z]) if is_complex(z) => simple(vec![Ty::Complex], "neg", false, Ty::Complex),
        (Op::Unary(UnaryOp::Positive), [Ty::Complex]) => Planned::operand(0, Ty::Complex).ok(),
        (Op::LoadAttr(name, false), [z]) if is_complex(z) && matches!(name.as_str(), "real" | "imag") => {
            simple(vec![Ty::Complex], name, false, Ty::Float)
        }
        (Op::LoadAttr(name, true), [Ty::Complex]) if name == "conjugate" => {
            Planned::simple([Ty::Complex], Op::Convert(Convert::Rename), Ty::Conjugate).ok()
        }
        (Op::Call(_, None), [Ty::Conjugate]) => simple(vec![Ty::Conjugate], "conjugate", false, Ty::Complex),
        (Op::Call(keywords, _), [Ty::Builtin(dotted), args @ ..]) if keywords.is_empty() => {
            match (dotted.as_str(), args) {
                ("builtins.abs", [z]) if is_complex(z) => simple(vec![Ty::Complex], "abs", true, Ty::Float),
                ("builtins.complex", [Ty::Complex]) => Planned::operand(1, Ty::Complex).ok(),
                ("builtins.complex", [x]) if is_real(x) => simple(vec![Ty::Float], "of_real", false, Ty::Complex),
                ("builtins.complex", [x, y]) if is_real(x) && is_real(y) => {
                    simple(vec![Ty::Float, Ty::Float], "of", false, Ty::Complex)
                }
                (dotted, [z]) if CMATH.contains(&dotted) && (is_complex(z) || is_real(z)) => {
                    let name = dotted.replace('.', "_");
                    let result = if dotted == "cmath.phase" {
                        Ty::Float
                    } else {
                        Ty::Complex
                    };
                    let suffix = if is_complex(z) { "" } else { "_real" };
                    let operand = if is_complex(z) { Ty::Complex } else { Ty::Float };
                    simple(vec![operand], &format!("{name}{suffix}"), true, result)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn name_of(op: BinaryOp) -> Option<&'static str> {
    Some(match op {
        BinaryOp::Add => "add",
        BinaryOp::Subtract => "sub",
        BinaryOp::Multiply => "mul",
        BinaryOp::TrueDivide => "truediv",
        BinaryOp::Power => "pow",
        _ => return None,
    })
}

fn is_complex(ty: &Ty) -> bool {
    matches!(ty, Ty::Complex | Ty::Obj(Type::Complex))
}

/// Is it a number that becomes a float without leaving anything out?
fn is_real(ty: &Ty) -> bool {
    matches!(numeric(ty), Ok(Ty::Bool | Ty::Int | Ty::Float | Ty::Num))
}

/// Is it an object that is promised to be a number of any kind, perhaps a complex one?
fn is_number(ty: &Ty) -> bool {
    let Ty::Obj(Type::Union(members)) = ty else {
        return false;
    };
    members.contains(&Type::Complex)
        && members
            .iter()
            .all(|member| matches!(member, Type::Int | Type::Float | Type::Complex))
}
