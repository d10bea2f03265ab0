//! The type of a value as its source shows it: literals, arithmetic on them, calls whose result type never varies.
//! Used where there is no hint: module globals, default values, `x: Final = 3`.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::hints::resolve::{Reference, Resolver};
use crate::hints::scopes::{Bound, MODULE, ScopeId};
use crate::syntax::ast::{Expr, Number, Operator, UnaryOp};
use crate::types::Type;

/// Names may be circular, and may double with each step.
const MOST_STEPS: u32 = 300;

/// See [`super::ModuleHints::globals`].
pub(super) fn globals(resolver: &Resolver<'_, '_>) -> BTreeMap<String, Type> {
    let names = resolver.scopes.all[MODULE].bindings.keys();
    names
        .filter_map(|name| Some((name.clone(), global(resolver, name, &steps())?)))
        .collect()
}

/// The work that one question may cost.
pub(super) fn steps() -> Cell<u32> {
    Cell::new(MOST_STEPS)
}

/// The type of a module global, if its bindings agree to tell it.
fn global(resolver: &Resolver<'_, '_>, name: &str, steps: &Cell<u32>) -> Option<Type> {
    let bindings = resolver.scopes.all[MODULE].bindings.get(name)?;
    let executed = || bindings.iter().filter(|binding| !binding.type_checking);
    let annotated = executed().find_map(|binding| match binding.what {
        Bound::Annotated { annotation, value } => Some((annotation, value)),
        _ => None,
    });
    if let Some((annotation, value)) = annotated {
        if resolver.names(annotation, MODULE, &["typing.TypeAlias"]) {
            return None;
        }
        return annotated_type(resolver, annotation, value, MODULE, steps);
    }
    let mut types: Vec<Type> = Vec::new();
    for binding in executed() {
        types.push(match binding.what {
            Bound::Value(value) => value_type(resolver, value, MODULE, steps)?,
            Bound::Augmented { op, value } => {
                let before = types.last()?;
                operation(before, op, &value_type(resolver, value, MODULE, steps)?, false)?
            }
            _ => return None,
        });
    }
    (!types.is_empty()).then(|| Type::union(types))
}

/// The type of an annotated variable; `Final` alone leaves it to the value.
pub(super) fn annotated_type(
    resolver: &Resolver<'_, '_>,
    annotation: &Expr,
    value: Option<&Expr>,
    scope: ScopeId,
    steps: &Cell<u32>,
) -> Option<Type> {
    if resolver.is_bare(annotation, scope) {
        return value_type(resolver, value?, scope, steps);
    }
    Some(resolver.hint(annotation, scope))
}

/// The type of a value, if the source shows it.
pub(super) fn value_type(resolver: &Resolver<'_, '_>, value: &Expr, scope: ScopeId, steps: &Cell<u32>) -> Option<Type> {
    steps.set(steps.get().checked_sub(1)?);
    let of = |value| value_type(resolver, value, scope, steps);
    let item = |value| of(value).unwrap_or(Type::Unknown);
    Some(match value {
        Expr::NumberLiteral(number) => match number.value {
            Number::Int(_) => Type::Int,
            Number::Float(_) => Type::Float,
            Number::Complex { .. } => Type::Complex,
        },
        Expr::StringLiteral(_) | Expr::FString(_) => Type::Str,
        Expr::BytesLiteral(_) => Type::Bytes,
        Expr::BooleanLiteral(_) => Type::Bool,
        Expr::NoneLiteral(_) => Type::None,
        Expr::UnaryOp(unary) => match (unary.op, of(&unary.operand)?) {
            (UnaryOp::Not, _) => Type::Bool,
            (_, Type::Int | Type::Bool) => Type::Int,
            (UnaryOp::UAdd | UnaryOp::USub, known @ (Type::Float | Type::Complex)) => known,
            _ => return None,
        },
        Expr::BinOp(binary) => {
            let negative = matches!(&*binary.right, Expr::UnaryOp(unary) if unary.op == UnaryOp::USub);
            return operation(&of(&binary.left)?, binary.op, &of(&binary.right)?, negative);
        }
        Expr::Compare(compare) => {
            let scalar = |value| of(value).is_some_and(|known| !matches!(known, Type::Class(..)));
            if !scalar(&compare.left) || !compare.comparators.iter().all(scalar) {
                return None;
            }
            Type::Bool
        }
        Expr::BoolOp(operation) => {
            let types: Option<Vec<_>> = operation.values.iter().map(of).collect();
            Type::union(types?)
        }
        Expr::If(choice) => Type::union([of(&choice.body)?, of(&choice.orelse)?]),
        Expr::Tuple(tuple) if !tuple.elts.iter().any(Expr::is_starred_expr) => {
            Type::Tuple(tuple.elts.iter().map(item).collect())
        }
        Expr::List(list) => generic("list", [join(list.elts.iter().map(item))]),
        Expr::Set(set) => generic("set", [join(set.elts.iter().map(item))]),
        Expr::Dict(dict) => {
            let keys = join(
                dict.items
                    .iter()
                    .map(|entry| entry.key.as_ref().map_or(Type::Unknown, item)),
            );
            generic("dict", [keys, join(dict.items.iter().map(|entry| item(&entry.value)))])
        }
        Expr::ListComp(comprehension) => generic("list", [item_of_comprehension(&comprehension.elt)]),
        Expr::SetComp(comprehension) => generic("set", [item_of_comprehension(&comprehension.elt)]),
        Expr::DictComp(_) => generic("dict", []),
        Expr::Call(call) => return called(resolver, &call.func, &call.arguments.args, scope, steps),
        Expr::Name(name) => return named(resolver, &name.id, scope, steps),
        Expr::Attribute(_) => match resolver.refer(value, scope) {
            Reference::Dotted(dotted) => match dotted.as_str() {
                "math.pi" | "math.e" | "math.tau" | "math.inf" | "math.nan" => Type::Float,
                "sys.maxsize" => Type::Int,
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// What an operator makes of two types, if that depends on nothing else. `negative`: the right side is written with a minus.
fn operation(left: &Type, op: Operator, right: &Type, negative: bool) -> Option<Type> {
    use Operator as Op;
    use Type::{Bool, Complex, Float, Int, Str};
    let bitwise = matches!(op, Op::BitAnd | Op::BitOr | Op::BitXor);
    let integral = |known: &Type| matches!(known, Int | Bool);
    Some(match (left, right) {
        (Bool, Bool) if bitwise => Bool,
        (left, right) if integral(left) && integral(right) => match op {
            Op::Div => Float,
            Op::Pow if negative => Float,
            Op::MatMult => return None,
            _ => Int,
        },
        (Int | Bool | Float, Int | Bool | Float) if !bitwise => match op {
            Op::LShift | Op::RShift | Op::MatMult => return None,
            // A negative float to a fraction is complex.
            Op::Pow if *right == Float => return None,
            _ => Float,
        },
        (Complex, Int | Bool | Float | Complex) | (Int | Bool | Float, Complex) => match op {
            Op::Add | Op::Sub | Op::Mult | Op::Div | Op::Pow => Complex,
            _ => return None,
        },
        (Str, Str) if op == Op::Add => Str,
        (Str, Int | Bool) | (Int | Bool, Str) if op == Op::Mult => Str,
        (Str, _) if op == Op::Mod => Str,
        _ => return None,
    })
}

fn named(resolver: &Resolver<'_, '_>, name: &str, scope: ScopeId, steps: &Cell<u32>) -> Option<Type> {
    match resolver.scopes.find(name, scope) {
        Some((MODULE, _)) => match resolver.global(name)? {
            Bound::Import(origin) => match origin.dotted().as_str() {
                "math.pi" | "math.e" | "math.tau" | "math.inf" | "math.nan" => Some(Type::Float),
                "sys.maxsize" => Some(Type::Int),
                _ => None,
            },
            _ => global(resolver, name, steps),
        },
        Some(_) => None,
        None => match name {
            "__name__" | "__file__" => Some(Type::Str),
            "__debug__" => Some(Type::Bool),
            _ => None,
        },
    }
}

/// The type of a call's result.
fn called(
    resolver: &Resolver<'_, '_>,
    function: &Expr,
    arguments: &[Expr],
    scope: ScopeId,
    steps: &Cell<u32>,
) -> Option<Type> {
    let dotted = match resolver.refer(function, scope) {
        Reference::Dotted(dotted) => dotted,
        Reference::Own(class) => return Some(resolver.own(class, Vec::new())),
        _ => return None,
    };
    Some(match dotted.as_str() {
        "builtins.int" | "builtins.len" | "builtins.ord" | "builtins.hash" | "builtins.id" => Type::Int,
        "builtins.float" => Type::Float,
        "builtins.complex" => Type::Complex,
        "builtins.bool" => Type::Bool,
        "builtins.str" | "builtins.repr" | "builtins.chr" | "builtins.hex" | "builtins.bin" | "builtins.oct" => {
            Type::Str
        }
        "builtins.bytes" => Type::Bytes,
        "builtins.tuple" | "builtins.list" | "builtins.dict" | "builtins.set" | "builtins.frozenset"
        | "builtins.bytearray" | "builtins.range" => generic(&dotted["builtins.".len()..], []),
        "builtins.abs" | "builtins.min" | "builtins.max" => {
            let types: Option<Vec<_>> = arguments
                .iter()
                .map(|value| value_type(resolver, value, scope, steps))
                .collect();
            match Type::union(types?) {
                known @ (Type::Int | Type::Float) => known,
                _ => return None,
            }
        }
        "math.floor" | "math.ceil" | "math.trunc" | "math.gcd" | "math.lcm" | "math.isqrt" | "math.comb"
        | "math.perm" | "math.factorial" => Type::Int,
        "math.isfinite" | "math.isinf" | "math.isnan" | "math.isclose" => Type::Bool,
        "math.frexp" | "math.modf" | "math.prod" | "math.sumprod" => return None,
        "time.perf_counter" | "time.time" | "time.monotonic" => Type::Float,
        "random.random" | "random.uniform" | "random.gauss" => Type::Float,
        "random.randint" | "random.randrange" | "random.getrandbits" => Type::Int,
        other if other.starts_with("math.") => Type::Float,
        _ => return None,
    })
}

/// The element type of a comprehension is told only by a literal: its names are its own.
fn item_of_comprehension(element: &Expr) -> Type {
    match element {
        Expr::NumberLiteral(number) if number.value.is_int() => Type::Int,
        Expr::NumberLiteral(number) if number.value.is_float() => Type::Float,
        Expr::BooleanLiteral(_) => Type::Bool,
        Expr::StringLiteral(_) | Expr::FString(_) => Type::Str,
        _ => Type::Unknown,
    }
}

fn join(items: impl Iterator<Item = Type>) -> Type {
    Type::union(items)
}

/// A generic class; arguments that are all unknown are left out.
fn generic<const N: usize>(name: &str, arguments: [Type; N]) -> Type {
    let known = arguments.iter().any(|argument| *argument != Type::Unknown);
    Type::Class(name.to_string(), if known { arguments.into() } else { Vec::new() })
}
