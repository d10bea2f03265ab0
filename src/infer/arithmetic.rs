//! Operators on numbers.

use super::facts::Facts;
use super::plan::{Plan, Planned, numeric, runtime};
use crate::bytecode::{BinaryOp, CompareOp, Constant, UnaryOp};
use crate::ir::{DynSet, FloatOp, IntOp, Op, Reason, Ty, WideOp};
use crate::primitives::Primitive;
use crate::types::{Repr, Type};

pub(super) fn binary(
    op: BinaryOp,
    types: &[Ty],
    constants: &[Option<&Constant>],
    facts: &Facts,
) -> Result<Planned, Reason> {
    let (left, right) = (numeric(&types[0])?, numeric(&types[1])?);
    match (&left, &right) {
        (Ty::Bool, Ty::Bool) if matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor) => {
            let path = match op {
                BinaryOp::And => "rt::num::and",
                BinaryOp::Or => "rt::num::or",
                _ => "rt::num::xor",
            };
            Planned::simple([Ty::Bool, Ty::Bool], runtime(path, false), Ty::Bool)
        }
        (Ty::Bool | Ty::Int, Ty::Bool | Ty::Int) => int(op, constants, facts),
        (Ty::Bool | Ty::Int | Ty::Wide, Ty::Bool | Ty::Int | Ty::Wide) => wide(op, &right),
        (Ty::Wide, _) | (_, Ty::Wide) => Err(Reason::new(
            "object-operation",
            "a float and an int of more than 64 bits",
        )),
        (Ty::Float, _) | (_, Ty::Float) => float(op, facts),
        _ => num(op),
    }
}

fn int(op: BinaryOp, constants: &[Option<&Constant>], facts: &Facts) -> Result<Planned, Reason> {
    let checked = |op| Planned::simple([Ty::Int, Ty::Int], Op::Int { op, checked: true }, Ty::Int);
    let plain = |op| Planned::simple([Ty::Int, Ty::Int], Op::Int { op, checked: false }, Ty::Int);
    match op {
        BinaryOp::Add => checked(IntOp::Add),
        BinaryOp::Subtract => checked(IntOp::Sub),
        BinaryOp::Multiply => checked(IntOp::Mul),
        BinaryOp::And => plain(IntOp::And),
        BinaryOp::Or => plain(IntOp::Or),
        BinaryOp::Xor => plain(IntOp::Xor),
        // An int to a negative power is a float: CPython converts both.
        BinaryOp::Power
            if constants[1]
                .and_then(Constant::as_int)
                .is_some_and(|exponent| exponent < 0) =>
        {
            float(op, facts)
        }
        _ => method("int", op.method(), &[Type::Int, Type::Int], facts),
    }
}

fn wide(op: BinaryOp, right: &Ty) -> Result<Planned, Reason> {
    let both = |op: Op| Planned::simple([Ty::Wide, Ty::Wide], op, Ty::Wide);
    let checked = |op| both(Op::Wide { op, checked: true });
    match op {
        BinaryOp::Add => checked(WideOp::Add),
        BinaryOp::Subtract => checked(WideOp::Sub),
        BinaryOp::Multiply => checked(WideOp::Mul),
        BinaryOp::And => both(runtime("rt::wide::and", false)),
        BinaryOp::Or => both(runtime("rt::wide::or", false)),
        BinaryOp::Xor => both(runtime("rt::wide::xor", false)),
        BinaryOp::Remainder => both(runtime("rt::wide::modulo", true)),
        BinaryOp::FloorDivide => both(runtime("rt::wide::floordiv", true)),
        BinaryOp::LeftShift if *right != Ty::Wide => {
            Planned::simple([Ty::Wide, Ty::Int], runtime("rt::wide::lshift", true), Ty::Wide)
        }
        BinaryOp::RightShift if *right != Ty::Wide => {
            Planned::simple([Ty::Wide, Ty::Int], runtime("rt::wide::rshift", true), Ty::Wide)
        }
        _ => Err(Reason::new(
            "object-operation",
            format!("`{}` of an int of more than 64 bits", op.method()),
        )),
    }
}

fn float(op: BinaryOp, facts: &Facts) -> Result<Planned, Reason> {
    let simple = |op| Planned::simple([Ty::Float, Ty::Float], Op::Float(op), Ty::Float);
    match op {
        BinaryOp::Add => simple(FloatOp::Add),
        BinaryOp::Subtract => simple(FloatOp::Sub),
        BinaryOp::Multiply => simple(FloatOp::Mul),
        _ => method("float", op.method(), &[Type::Float, Type::Float], facts),
    }
}

/// One operand may be an int or a float, the other too.
fn num(op: BinaryOp) -> Result<Planned, Reason> {
    let both = |path, result| Planned::simple([Ty::Num, Ty::Num], runtime(path, true), result);
    match op {
        BinaryOp::Add => both("rt::num::add", Ty::Num),
        BinaryOp::Subtract => both("rt::num::sub", Ty::Num),
        BinaryOp::Multiply => both("rt::num::mul", Ty::Num),
        BinaryOp::TrueDivide => both("rt::num::truediv", Ty::Float),
        _ => Err(Reason::new(
            "mixed-types",
            format!("`{}` of a value that is an int or a float", op.method()),
        )),
    }
}

pub(super) fn unary(op: UnaryOp, ty: &Ty, facts: &Facts) -> Result<Planned, Reason> {
    let operand = numeric(ty)?;
    match (op, &operand) {
        (UnaryOp::Positive, Ty::Int | Ty::Float | Ty::Wide) => Planned::operand(0, operand),
        (UnaryOp::Positive, Ty::Bool) => Planned::operand(0, Ty::Int),
        (UnaryOp::Negative, Ty::Float) => Planned::simple([Ty::Float], Op::FloatNeg, Ty::Float),
        (UnaryOp::Negative, Ty::Int | Ty::Bool) => method("int", "__neg__", &[Type::Int], facts),
        (UnaryOp::Negative, Ty::Wide) => Planned::simple([Ty::Wide], runtime("rt::wide::neg", true), Ty::Wide),
        (UnaryOp::Negative, Ty::Num) => Planned::simple([Ty::Num], runtime("rt::num::neg", true), Ty::Num),
        (UnaryOp::Invert, Ty::Int) => method("int", "__invert__", &[Type::Int], facts),
        (UnaryOp::Invert, Ty::Wide) => Planned::simple([Ty::Wide], runtime("rt::wide::invert", false), Ty::Wide),
        _ => Err(Reason::new(
            "object-operation",
            "an operator on a value that is not a number",
        )),
    }
}

pub(super) fn compare(op: CompareOp, types: &[Ty], facts: &Facts) -> Result<Planned, Reason> {
    if let Some(planned) = with_none(op, types) {
        return planned;
    }
    let (left, right) = (numeric(&types[0])?, numeric(&types[1])?);
    let same = |ty: Ty| Planned::simple([ty.clone(), ty], Op::Cmp(op), Ty::Bool);
    match (&left, &right) {
        (Ty::Bool | Ty::Int, Ty::Bool | Ty::Int) => same(Ty::Int),
        (Ty::Bool | Ty::Int | Ty::Wide, Ty::Bool | Ty::Int | Ty::Wide) => same(Ty::Wide),
        (Ty::Float, Ty::Float) => same(Ty::Float),
        (Ty::Float, Ty::Bool | Ty::Int) => method("float", comparison(op), &[Type::Float, Type::Int], facts),
        (Ty::Bool | Ty::Int, Ty::Float) => method("int", comparison(op), &[Type::Int, Type::Float], facts),
        (Ty::Wide, _) | (_, Ty::Wide) => Err(Reason::new(
            "object-operation",
            "a float and an int of more than 64 bits",
        )),
        _ => {
            let path = match op {
                CompareOp::Lt => "rt::num::lt",
                CompareOp::Le => "rt::num::le",
                CompareOp::Eq => "rt::num::eq",
                CompareOp::Ne => "rt::num::ne",
                CompareOp::Gt => "rt::num::gt",
                CompareOp::Ge => "rt::num::ge",
            };
            Planned::simple([Ty::Num, Ty::Num], runtime(path, false), Ty::Bool)
        }
    }
}

/// `==` and `!=` of what may be `None`, or a number: what `dict.get` gives, for one.
fn with_none(op: CompareOp, types: &[Ty]) -> Option<Result<Planned, Reason>> {
    let path = match op {
        CompareOp::Eq => "rt::num::is_same",
        CompareOp::Ne => "rt::num::is_other",
        _ => return None,
    };
    let scalars = DynSet::NONE.union(DynSet::BOOL).union(DynSet::INT).union(DynSet::FLOAT);
    let set = |ty: &Ty| match ty {
        Ty::Dyn(set) => Some(*set),
        Ty::Int | Ty::Float | Ty::Bool => ty.dyn_set(),
        _ => None,
    };
    let (left, right) = (set(&types[0])?, set(&types[1])?);
    let is_one = left.union(right).without(scalars) == DynSet(0) && left.union(right).contains(DynSet::NONE);
    is_one.then(|| Planned::simple([Ty::Dyn(left), Ty::Dyn(right)], runtime(path, false), Ty::Bool))
}

fn comparison(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "__lt__",
        CompareOp::Le => "__le__",
        CompareOp::Eq => "__eq__",
        CompareOp::Ne => "__ne__",
        CompareOp::Gt => "__gt__",
        CompareOp::Ge => "__ge__",
    }
}

fn method(class: &str, name: &str, args: &[Type], facts: &Facts) -> Result<Planned, Reason> {
    let dotted = format!("{class}.{name}");
    let primitive = facts.primitive(&dotted, args);
    let primitive =
        primitive.ok_or_else(|| Reason::new("object-operation", format!("`{dotted}` has no native form")))?;
    call_primitive(primitive)
}

/// Calls a primitive with operands of its own types.
pub(super) fn call_primitive(primitive: &Primitive) -> Result<Planned, Reason> {
    let unknown = || {
        Reason::new(
            "internal-error",
            format!("`{}` has a type that cannot be passed", primitive.python_name),
        )
    };
    let args = primitive
        .param_reprs
        .iter()
        .zip(&primitive.params)
        .map(|(repr, (_, promise))| of_repr(repr, promise))
        .collect::<Option<Vec<Ty>>>()
        .ok_or_else(unknown)?;
    let result = of_repr(&primitive.result_repr, &primitive.result).ok_or_else(unknown)?;
    Ok(Planned {
        plan: Plan::Simple(args, runtime(&primitive.rust_path, primitive.leaves)),
        result,
    })
}

/// How a primitive takes or gives a value of a promised type.
fn of_repr(repr: &Repr, promise: &Type) -> Option<Ty> {
    Some(match repr {
        Repr::Objects(_) | Repr::Walk | Repr::VectorWalk(_) | Repr::Generator(_) | Repr::Suspended(_) | Repr::Piece => {
            return None;
        }
        Repr::I64 => Ty::Int,
        Repr::I128 => Ty::Wide,
        Repr::F64 => Ty::Float,
        Repr::Complex => Ty::Complex,
        Repr::Bool => Ty::Bool,
        Repr::Char => Ty::Char,
        Repr::None => Ty::None,
        Repr::Num => Ty::Num,
        Repr::Tuple(items) => {
            let Type::Tuple(promises) = promise else { return None };
            let items = items.iter().zip(promises).map(|(item, promise)| of_repr(item, promise));
            Ty::Tuple(items.collect::<Option<_>>()?)
        }
        Repr::Obj => Ty::Obj(promise.clone()),
        Repr::Dyn => return None,
    })
}
