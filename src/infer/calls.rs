//! Calls: of the module's own functions, of builtins, of the math module.

use super::arithmetic::call_primitive;
use super::builtins;
use super::complex;
use super::facts::Facts;
use super::itertools;
use super::plan::{Plan, Planned, numeric, runtime, truth};
use super::texts;
use crate::bytecode::Constant;
use crate::ir::{DynSet, Op, Reason, Ty};
use crate::types::Type;

/// Builtins that are planned here rather than found among the primitives.
const SPECIAL: [&str; 9] = [
    "builtins.range",
    "builtins.len",
    "builtins.sum",
    "builtins.bool",
    "builtins.float",
    "builtins.chr",
    "builtins.complex",
    "builtins.ord",
    "builtins.str",
];

/// Can a builtin with this dotted name be native at all?
pub(super) fn is_known(dotted: &str, facts: &Facts) -> bool {
    SPECIAL.contains(&dotted)
        || complex::CMATH.contains(&dotted)
        || facts.table.has(dotted)
        || facts.objects && (builtins::IN_C.contains(&dotted) || itertools::is_class(dotted))
}

/// Plans a call. `types` begin with the callable's; `keywords` name the last arguments.
pub(super) fn call(
    keywords: &[String],
    types: &[Ty],
    constants: &[Option<&Constant>],
    facts: &Facts,
) -> Result<Planned, Reason> {
    let args = &types[1..];
    match &types[0] {
        Ty::Function(callee) => native(*callee, args, keywords, facts),
        Ty::Builtin(dotted) if keywords.is_empty() => builtin(dotted, args, &constants[1..], facts),
        Ty::Builtin(dotted) => Err(Reason::new(
            "unsupported-call",
            format!("`{dotted}` with keyword arguments"),
        )),
        _ => Err(Reason::new(
            "unsupported-call",
            "a call of a value that is not known while compiling",
        )),
    }
}

fn native(callee: usize, args: &[Ty], keywords: &[String], facts: &Facts) -> Result<Planned, Reason> {
    let function = &facts.functions[callee];
    if !function.native || !function.is_called() {
        return Err(Reason::new(
            "calls-bytecode",
            format!("`{}` is not native", function.qualname),
        ));
    }
    let misfit = || {
        Reason::new(
            "unsupported-call",
            format!("a call that does not fit the parameters of `{}`", function.qualname),
        )
    };
    let bound = facts.bind(callee, args.len(), keywords).ok_or_else(misfit)?;
    for (param, argument) in bound.iter().enumerate() {
        let Some(argument) = argument else { continue };
        if !is_taken(&args[*argument], &function.params[param]) {
            let message = format!(
                "argument `{}` of `{}` is {} here, and its native body takes {}",
                function.names[param], function.qualname, args[*argument], function.params[param]
            );
            return Err(Reason::new("argument-type", message));
        }
    }
    Ok(Planned {
        plan: Plan::Native(callee, bound),
        result: function.returns.clone(),
    })
}

/// Can such arguments, behind a callable, be handed to the native body of a function?
pub fn fits(callee: usize, args: &[Ty], facts: &Facts) -> bool {
    native(callee, args, &[], facts).is_ok()
}

/// Can an argument be handed to a parameter? Where that takes an object, it is boxed for as long as the call takes.
fn is_taken(from: &Ty, to: &Ty) -> bool {
    let is_scalar = match from {
        Ty::Dyn(set) => !set.contains(DynSet::UNBOUND),
        scalar => matches!(
            scalar,
            Ty::None | Ty::Bool | Ty::Int | Ty::Float | Ty::Complex | Ty::Num
        ),
    };
    converts(from, to) || is_scalar && matches!(to, Ty::Obj(_))
}

/// Can a value of one type be passed (perhaps behind a guard) where the other is taken, without changing it?
pub fn converts(from: &Ty, to: &Ty) -> bool {
    if from == to || *to == Ty::Bottom {
        return true;
    }
    match (from, to) {
        (Ty::Int, Ty::Wide) | (Ty::Wide, Ty::Int) => true,
        (Ty::Int | Ty::Float, Ty::Num) => true,
        (Ty::Obj(_) | Ty::Char, Ty::Obj(_)) => true,
        (Ty::Obj(Type::Tuple(items)), Ty::Tuple(wanted)) => items.len() == wanted.len(),
        (Ty::Kept(items), Ty::Tuple(wanted)) => items == wanted,
        (Ty::Obj(Type::Unknown), Ty::Tuple(wanted)) => wanted.iter().all(is_piece),
        (Ty::Obj(_), Ty::Char | Ty::Complex) => true,
        (Ty::Dyn(_) | Ty::Obj(_), Ty::Int | Ty::Float | Ty::Bool | Ty::None | Ty::Num) => true,
        (ty, Ty::Dyn(set)) => ty.dyn_set().is_some_and(|given| set.contains(given)),
        _ => false,
    }
}

/// Can it be an item of a tuple that is read out of an object?
fn is_piece(item: &Ty) -> bool {
    matches!(item, Ty::Int | Ty::Float | Ty::Bool)
}

/// The builtin classes of which is asked without a call whether an object is an instance.
const INSTANCES: [&str; 12] = [
    "bool",
    "bytearray",
    "bytes",
    "complex",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "set",
    "str",
    "tuple",
];

/// A builtin class, or one of the module's, as an item of a tuple: of which is asked without a call.
fn is_asked(class: &Type, facts: &Facts) -> bool {
    match class {
        Type::Class(name, of) if name == "type" => match of.as_slice() {
            [Type::Class(builtin, _)] if INSTANCES.contains(&builtin.as_str()) => true,
            _ => facts.is_plain_class(class),
        },
        _ => false,
    }
}

/// What is promised of a builtin class in a tuple.
pub(super) fn class_in_tuple(ty: &Ty) -> Option<Type> {
    let Ty::Builtin(dotted) = ty else { return None };
    let name = dotted
        .strip_prefix("builtins.")
        .filter(|name| INSTANCES.contains(name))?;
    let class = |name: &str, of: Vec<Type>| Type::Class(name.to_owned(), of);
    Some(class("type", vec![class(name, vec![])]))
}

/// Is a number that is no object an instance of what is asked for, if that is a builtin class, or a tuple of such?
fn is_surely(number: &Ty, classes: &Ty) -> Option<bool> {
    let own: &[&str] = match number {
        Ty::Int => &["int"],
        Ty::Float => &["float"],
        Ty::Complex => &["complex"],
        Ty::Char => &["str"],
        Ty::Num => &["int", "float"],
        _ => return None,
    };
    let of = |class: &Type| match class {
        Type::Class(name, of) if name == "type" => match of.as_slice() {
            [Type::Class(builtin, _)] if INSTANCES.contains(&builtin.as_str()) => Some(builtin.clone()),
            _ => None,
        },
        _ => None,
    };
    let asked: Vec<String> = match classes {
        Ty::Builtin(_) => vec![of(&class_in_tuple(classes)?)?],
        Ty::Obj(Type::Tuple(items)) => items.iter().map(of).collect::<Option<_>>()?,
        _ => return None,
    };
    let among = own
        .iter()
        .filter(|class| asked.iter().any(|asked| asked == *class))
        .count();
    match among {
        0 => Some(false),
        all if all == own.len() => Some(true),
        _ => None,
    }
}

fn builtin(dotted: &str, args: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Result<Planned, Reason> {
    let unsupported = || {
        let types: Vec<String> = args.iter().map(Ty::to_string).collect();
        Reason::new(
            "unsupported-call",
            format!("`{dotted}({})` has no native form", types.join(", ")),
        )
    };
    if let Some(planned) = texts::builtin(dotted, args, constants, facts) {
        return Ok(planned);
    }
    match (dotted, args) {
        ("builtins.range", [_] | [_, _] | [_, _, _]) => {
            for arg in args {
                if !matches!(numeric(arg)?, Ty::Int | Ty::Bool) {
                    return Err(unsupported());
                }
            }
            return Planned::simple(vec![Ty::Int; args.len()], Op::MakeRange, Ty::Range);
        }
        ("builtins.len", [Ty::Range]) => {
            return Planned::simple([Ty::Range], runtime("rt::num::range_len", true), Ty::Int);
        }
        ("builtins.len", [Ty::Tuple(items)]) => {
            let length = Constant::Int(format!("{:#x}", items.len()));
            return Ok(Planned {
                plan: Plan::Constant(length),
                result: Ty::Int,
            });
        }
        ("builtins.len", [Ty::Obj(promise)]) if !facts.objects || has_known_length(promise) => {
            return Planned::simple(args, runtime("rt::num::object_len", true), Ty::Int);
        }
        ("builtins.isinstance", [Ty::Obj(_), Ty::Builtin(class)]) if facts.objects => {
            let class = class
                .strip_prefix("builtins.")
                .filter(|class| INSTANCES.contains(class));
            let path = format!("rt::class::is_a_{}", class.ok_or_else(unsupported)?);
            return Planned::simple([args[0].clone()], runtime(&path, true), Ty::Bool);
        }
        ("builtins.isinstance", [Ty::Obj(_), Ty::Obj(class)]) if facts.objects && facts.is_plain_class(class) => {
            return Planned::simple(args, runtime("rt::class::is_instance_of", true), Ty::Bool);
        }
        ("builtins.isinstance", [Ty::Obj(_), Ty::Obj(Type::Tuple(classes))])
            if facts.objects && !classes.is_empty() && classes.iter().all(|class| is_asked(class, facts)) =>
        {
            return Planned::simple(args, runtime("rt::class::is_any_of", true), Ty::Bool);
        }
        ("builtins.isinstance", [number, classes]) => {
            if let Some(answer) = is_surely(number, classes) {
                return Ok(Planned {
                    plan: Plan::Constant(Constant::Bool(answer)),
                    result: Ty::Bool,
                });
            }
        }
        ("builtins.sum", [Ty::Range]) => {
            return Planned::simple([Ty::Range], runtime("rt::num::range_sum", true), Ty::Int);
        }
        ("builtins.float", [Ty::Obj(Type::Str)]) => {
            if let Some(value) = constants[0].and_then(infinity) {
                return Ok(Planned {
                    plan: Plan::Constant(value),
                    result: Ty::Float,
                });
            }
            if facts.objects {
                let text = Ty::Obj(Type::Str);
                return Planned::simple([text], runtime("rt::text_float::to_float", true), Ty::Float);
            }
        }
        // The operands of a call begin with the callable.
        ("builtins.bool", [arg]) => {
            let planned = truth(arg, facts)?;
            return Ok(match planned.plan {
                Plan::Operand(index) => Planned {
                    plan: Plan::Operand(index + 1),
                    ..planned
                },
                _ => planned,
            });
        }
        ("builtins.float", [arg]) if matches!(numeric(arg), Ok(Ty::Num)) => {
            return Planned::simple([Ty::Float], runtime("rt::float::pos", false), Ty::Float);
        }
        _ => {}
    }
    if let Some(planned) = builtins::primitive(dotted, args, facts) {
        return Ok(planned);
    }
    let numbers = args.iter().map(numeric).collect::<Result<Vec<Ty>, Reason>>()?;
    if numbers.contains(&Ty::Wide) {
        return Err(unsupported());
    }
    let promises: Vec<_> = numbers.iter().map(Ty::promise).collect();
    if let Some(primitive) = facts.primitive(dotted, &promises) {
        return call_primitive(primitive);
    }
    // min and max of many are those of two, from left to right.
    if matches!(dotted, "builtins.min" | "builtins.max")
        && numbers.len() > 2
        && numbers.windows(2).all(|pair| pair[0] == pair[1])
        && let Some(primitive) = facts.primitive(dotted, &promises[..2])
    {
        let planned = call_primitive(primitive)?;
        if let Plan::Simple(_, op) = planned.plan {
            return Ok(Planned {
                plan: Plan::Fold(planned.result.clone(), op),
                result: planned.result,
            });
        }
    }
    Err(unsupported())
}

/// Is it promised to be one of the containers whose length native code reads?
fn has_known_length(promise: &Type) -> bool {
    match promise {
        Type::Str | Type::Bytes | Type::Tuple(_) => true,
        Type::Class(name, _) => matches!(name.as_str(), "list" | "tuple" | "dict" | "set" | "frozenset"),
        _ => false,
    }
}

/// What `float` makes of a constant that spells an infinity or "not a number". Of digits CPython makes a number.
fn infinity(constant: &Constant) -> Option<Constant> {
    let Constant::Str(text) = constant else { return None };
    let value = match text.as_str() {
        "inf" | "Infinity" | "infinity" | "+inf" => f64::INFINITY,
        "-inf" | "-Infinity" | "-infinity" => f64::NEG_INFINITY,
        "nan" | "NaN" => f64::from_bits(0x7ff8_0000_0000_0000),
        _ => return None,
    };
    Some(Constant::Float(format!("{:016x}", value.to_bits())))
}
