//! What an operation of Python becomes for operands of given types.

use super::arithmetic;
use super::calls;
use super::classes;
use super::closures;
use super::complex;
use super::deques;
use super::dicts;
use super::facts::{Facts, GlobalKind};
use super::generators;
use super::hints;
use super::itertools;
use super::lists;
use super::methods;
use super::objects;
use super::pieces;
use super::reductions;
use super::texts;
use super::vectors;
use crate::bytecode::{BinaryOp, Constant, UnaryOp};
use crate::ir::{Deferral, DynSet, How, ObjectOp, Op, Reason, Ty};
use crate::types::{DEQUE, Type};

/// How to do it.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// Convert the first operands to these types, then do this. The result is of type [`Planned::result`].
    Simple(Vec<Ty>, Op),
    /// As `Simple`, and the bool it gives is negated.
    Negated(Vec<Ty>, Op),
    /// The result is this operand, converted to the result's type.
    Operand(usize),
    /// The result is a constant.
    Constant(Constant),
    /// A compile-time value: nothing is computed, but the global must be guarded (name of the global, spec in `unbox`).
    Guard,
    /// The parameters of a native callee: an argument each, or the default.
    Native(usize, Vec<Option<usize>>),
    /// A call of a value that may be one of these functions.
    Direct(Vec<usize>),
    /// The same with its arguments in a tuple, and an empty dictionary perhaps.
    Spread(Vec<usize>),
    /// Left fold of a primitive of two operands of a type.
    Fold(Ty, Op),
    /// An item of a tuple object with as many items.
    TupleObject(u32, u32),
    /// An item of a constant tuple.
    TupleConstant(Constant),
    /// As `Simple`, behind a guard on the operation's operand of that index: it is exactly of that builtin class.
    Guarded(usize, &'static str, Vec<Ty>, Op),
    /// As `Guarded`, for a function of an exact tuple of so many items.
    GuardedTuple(u32, Op),
    /// Asks an iterator, exactly of that class, for its next item by a function of the runtime; items are of that type.
    Next(&'static str, String, Ty),
    /// On objects: all operands are boxed.
    Object(ObjectOp),
    /// A method of a builtin type: guard the operand's class.
    Method(String),
    /// The generator that a generator function makes of arguments (or defaults), for the one that consumes it.
    Generator(usize, Vec<Option<usize>>),
    /// A generator that is an object gives a value; its frame and whoever asks for it take over the operands, as objects.
    Suspended,
    /// A generator gives a value, and whoever consumes it keeps what its frame would hold: of these types.
    Kept(Vec<Ty>),
    /// What a function of the runtime makes of all that a generator gives.
    Drain(usize, String),
    /// An iterator of that kind, made of generators.
    Adapt(usize),
    /// Runs the body of a generator until it gives a value, or ends.
    Step(usize),
    /// Asks for the next item of a list by a function of the runtime; items are of that type.
    Items(String, Ty),
    /// Calls one of these functions, found in the class of an object.
    Found(Vec<usize>, How),
}

/// A plan and the type of its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub plan: Plan,
    pub result: Ty,
}

impl Planned {
    pub(super) fn simple(args: impl Into<Vec<Ty>>, op: Op, result: Ty) -> Result<Planned, Reason> {
        Ok(Planned {
            plan: Plan::Simple(args.into(), op),
            result,
        })
    }

    pub(super) fn operand(index: usize, result: Ty) -> Result<Planned, Reason> {
        Ok(Planned {
            plan: Plan::Operand(index),
            result,
        })
    }

    fn bool(value: bool) -> Result<Planned, Reason> {
        Ok(Planned {
            plan: Plan::Constant(Constant::Bool(value)),
            result: Ty::Bool,
        })
    }
}

/// The unboxed type that an operand of arithmetic is expected to have.
pub(super) fn numeric(ty: &Ty) -> Result<Ty, Reason> {
    match ty {
        Ty::Int | Ty::Wide | Ty::Float | Ty::Bool | Ty::Num => Ok(ty.clone()),
        Ty::Dyn(set) => {
            let members = set.without(DynSet::NONE.union(DynSet::UNBOUND).union(DynSet::OBJ));
            match members {
                DynSet::BOOL => Ok(Ty::Bool),
                DynSet::FLOAT => Ok(Ty::Float),
                DynSet(0) => Err(Reason::new(
                    "object-operation",
                    "an operation on a value that is not a number",
                )),
                members if members.contains(DynSet::FLOAT) && members.contains(DynSet::INT) => Ok(Ty::Num),
                members if members.contains(DynSet::FLOAT) => Ok(Ty::Float),
                _ => Ok(Ty::Int),
            }
        }
        Ty::Obj(promise) => promised(promise),
        _ => Err(Reason::new(
            "object-operation",
            format!("an operation on a value that is not a number ({ty})"),
        )),
    }
}

/// Is a value expected to be an int or a float, either?
pub fn may_be_either(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(_) | Ty::Dyn(_)) && numeric(ty) == Ok(Ty::Num)
}

fn promised(promise: &Type) -> Result<Ty, Reason> {
    match promise {
        Type::Int => Ok(Ty::Int),
        Type::Float => Ok(Ty::Float),
        Type::Bool => Ok(Ty::Bool),
        Type::Union(members) => {
            let is_other = |member: &Type| *member != Type::None && promised(member).is_err();
            if members.iter().any(is_other) {
                return Err(Reason::new(
                    "object-operation",
                    format!("an operation on a value hinted `{promise}`"),
                ));
            }
            let mut numbers: Vec<Ty> = members.iter().filter_map(|member| promised(member).ok()).collect();
            numbers.retain(|ty| *ty != Ty::Bool || members.len() == 1);
            match numbers.len() {
                0 => Err(Reason::new(
                    "object-operation",
                    format!("an operation on a value hinted `{promise}`"),
                )),
                1 => Ok(numbers.remove(0)),
                _ => Ok(Ty::Num),
            }
        }
        Type::Unknown | Type::Object => Err(Reason::new(
            "unknown-type",
            "an operation on a value whose type is not known",
        )),
        other => Err(Reason::new(
            "object-operation",
            format!("an operation on a value hinted `{other}`"),
        )),
    }
}

/// Plans one operation. `constants` are those operands that are constants. An error says why it cannot be native.
pub fn plan(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Result<Planned, Reason> {
    if let Some(planned) = vectors::plan(op, types) {
        return Ok(planned);
    }
    let in_pieces: Vec<Ty>;
    let mut types = types;
    if types.iter().any(|ty| matches!(ty, Ty::Kept(_))) && pieces::is_read(op, types) {
        in_pieces = types.iter().map(Ty::in_pieces).collect();
        types = &in_pieces;
    }
    if let Some(planned) = reductions::plan(op, types, facts) {
        return planned;
    }
    if facts.objects
        && let Some(planned) = generators::plan(op, types, facts)
    {
        return Ok(planned);
    }
    if facts.objects
        && let Some(planned) = lists::plan(op, types, constants, facts)
    {
        return Ok(planned);
    }
    if facts.objects
        && let Some(planned) = itertools::plan(op, types, constants)
    {
        return Ok(planned);
    }
    if facts.objects
        && let Some(planned) = classes::patterns::plan(op, types, constants, facts)
    {
        return Ok(planned);
    }
    match closures::plan(op, types, constants, facts).unwrap_or_else(|| unboxed(op, types, constants, facts)) {
        Err(reason) if facts.objects => objects::plan(op, types, facts).ok_or(reason),
        planned => planned,
    }
}

fn unboxed(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Result<Planned, Reason> {
    if types.contains(&Ty::Top) {
        return Err(Reason::new(
            "mixed-types",
            "a value that is of different kinds on different paths",
        ));
    }
    if let Some(planned) = complex::plan(op, types, facts) {
        return Ok(planned);
    }
    if let Some(planned) = texts::plan(op, types, constants, facts) {
        return Ok(planned);
    }
    match op {
        Op::Const(Constant::Code(_) | Constant::Slice(_) | Constant::Other(_), _) => Err(Reason::new(
            "unsupported-instruction",
            "a constant of another type than number, str, tuple is not native yet",
        )),
        Op::ObjectItem(_) => Planned::simple(types, op.clone(), Ty::object()),
        Op::Object(op) => dicts::object(op, types, facts).ok_or_else(|| {
            Reason::new(
                "unsupported-instruction",
                format!("{} is not native yet", objects::construct(op)),
            )
        }),
        Op::Const(constant, index) => Ok(Planned {
            plan: Plan::Simple(vec![], op.clone()),
            result: constant_type(constant, index.is_some()),
        }),
        Op::Unbound => Planned::simple([], Op::Unbound, Ty::Unbound),
        Op::Deferred(Deferral::Cell(variable)) => Planned::simple(types, op.clone(), Ty::Cell(*variable, true)),
        Op::Poll | Op::GuardDepth(_) | Op::GuardUnheard(_) => Planned::simple([], op.clone(), Ty::None),
        Op::Instruction(_) => Planned::simple([], op.clone(), Ty::Instruction),
        Op::At => Planned::simple([Ty::Instruction], Op::At, Ty::None),
        Op::Returning => Planned::simple([], Op::Returning, Ty::None),
        Op::LoadGlobal(name, attribute) => load_global(name, *attribute, facts),
        Op::LoadAttr(name, called) => match methods::load(name, &types[0], facts) {
            Some(planned) if *called => Ok(planned),
            _ => load_attribute(name, &types[0], facts),
        },
        Op::MethodSelf => match types[1] {
            Ty::Bound(_) => Planned::operand(0, types[0].clone()),
            Ty::Callee => Planned::simple(types, Op::MethodSelf, Ty::Nullable(Type::Unknown)),
            _ => Planned::simple([], Op::Unbound, Ty::NoSelf),
        },
        Op::StoreGlobal(_) => match &types[0] {
            ty @ (Ty::Int | Ty::Float | Ty::Bool | Ty::None | Ty::Num | Ty::Wide) => {
                Planned::simple([ty.clone()], op.clone(), Ty::None)
            }
            ty => Err(Reason::new(
                "object-operation",
                format!("a global is given a value that is not a number ({ty})"),
            )),
        },
        Op::CheckBound => match &types[0] {
            Ty::Unbound => Err(Reason::new("unbound-local", "a local that is not bound here")),
            Ty::Maybe(inner) => Planned::operand(0, (**inner).clone()),
            Ty::Nullable(promise) => Planned::operand(0, Ty::Obj(promise.clone())),
            Ty::Dyn(set) => Planned::operand(0, Ty::Dyn(set.without(DynSet::UNBOUND))),
            ty => Planned::operand(0, ty.clone()),
        },
        Op::Boxed => match &types[0] {
            ty @ (Ty::Tuple(_) | Ty::Kept(_)) if facts.objects => Planned::operand(0, Ty::Obj(ty.promise())),
            Ty::Tuple(_) => Err(Reason::new("object-operation", "a tuple that is used as an object")),
            ty => Planned::operand(0, ty.clone()),
        },
        Op::Hinted(hint) => Planned::operand(0, hints::hinted(hint, &types[0], facts)),
        Op::Binary(BinaryOp::Subscript, _) => subscript(types, constants, facts),
        Op::Binary(op, _) => arithmetic::binary(*op, types, constants, facts),
        Op::Compare(op, _) => arithmetic::compare(*op, types, facts),
        Op::Unary(UnaryOp::Not) => {
            let truth = truth(&types[0], facts)?;
            Ok(match truth.plan {
                Plan::Simple(args, op) => Planned {
                    plan: Plan::Negated(args, op),
                    result: Ty::Bool,
                },
                Plan::Constant(Constant::Bool(value)) => return Planned::bool(!value),
                _ => Planned {
                    plan: Plan::Simple(vec![Ty::Bool], Op::BoolNot),
                    result: Ty::Bool,
                },
            })
        }
        Op::Unary(op) => arithmetic::unary(*op, &types[0], facts),
        Op::ToBool => truth(&types[0], facts),
        Op::IsNone(negated) => is_none(&types[0], *negated),
        Op::Is(negated) => is(types, *negated),
        Op::GetIter => match &types[0] {
            Ty::Range | Ty::RangeIter => Planned::operand(0, Ty::RangeIter),
            // Some comprehensions ask for the iterator of an iterator.
            Ty::Literals(..) => Planned::operand(0, types[0].clone()),
            ty => Err(Reason::new(
                "object-operation",
                format!("a loop over a value that is not a range ({ty})"),
            )),
        },
        Op::Iterate(items, place) => Planned::simple([], op.clone(), Ty::Literals(items.clone(), *place)),
        Op::HasNext | Op::NextItem | Op::Advance => match &types[0] {
            Ty::Literals(items, _) => {
                let result = match op {
                    Op::HasNext => Ty::Bool,
                    Op::NextItem => literal_type(items),
                    _ => types[0].clone(),
                };
                Planned::simple([types[0].clone()], op.clone(), result)
            }
            Ty::RangeIter => {
                let result = match op {
                    Op::HasNext => Ty::Bool,
                    Op::NextItem => Ty::Int,
                    _ => Ty::RangeIter,
                };
                Planned::simple([Ty::RangeIter], op.clone(), result)
            }
            ty => Err(Reason::new(
                "object-operation",
                format!("a loop over a value that is not a range ({ty})"),
            )),
        },
        Op::MakeTuple if types.iter().all(|ty| is_item(ty, facts)) => {
            Planned::simple(types, Op::MakeTuple, Ty::Tuple(types.to_vec()))
        }
        Op::MakeTuple => Err(Reason::new(
            "object-operation",
            "a tuple of values that are not numbers",
        )),
        Op::Unpack(index, count) => unpack(*index, *count, &types[0], constants[0], facts),
        Op::Call(keywords, names) => match &types[0] {
            Ty::Method(receiver, name) => {
                let args = &types[1..];
                let planned = dicts::method(receiver, name, *names, args, facts);
                match planned.or_else(|| deques::method(receiver, name, *names, args)) {
                    Some(planned) => Ok(planned),
                    None => methods::call(receiver, name, *names, args, facts),
                }
            }
            _ => calls::call(keywords, types, constants, facts),
        },
        other => Err(Reason::new("internal-error", format!("no plan for {other:?}"))),
    }
}

/// The type of a constant. A constant that is no unboxed scalar needs a place in `co_consts` to stand for it.
pub(super) fn constant_type(constant: &Constant, has_place: bool) -> Ty {
    match constant {
        Constant::None => Ty::None,
        Constant::Bool(_) => Ty::Bool,
        Constant::Int(_) => match constant.as_int() {
            Some(value) if i64::try_from(value).is_ok() => Ty::Int,
            Some(_) => Ty::Wide,
            None => Ty::Obj(Type::Class("int".to_owned(), vec![])),
        },
        Constant::Float(_) => Ty::Float,
        Constant::Complex(_) => Ty::Complex,
        Constant::Str(_) if has_place => Ty::Obj(Type::Str),
        Constant::Tuple(items) if has_place => Ty::Obj(Type::Tuple(
            items
                .iter()
                .map(|item| match item {
                    Constant::Str(_) => Type::Str,
                    Constant::Tuple(_) => constant_type(item, true).promise(),
                    item => constant_type(item, false).promise(),
                })
                .collect(),
        )),
        Constant::Slice(_) => Ty::Obj(Type::Class("slice".to_owned(), vec![])),
        _ => Ty::Obj(Type::Unknown),
    }
}

fn load_global(name: &str, attribute: bool, facts: &Facts) -> Result<Planned, Reason> {
    match facts.globals.get(name) {
        Some(GlobalKind::Function(index)) if facts.functions[*index].native => Ok(Planned {
            plan: Plan::Guard,
            result: Ty::Function(*index),
        }),
        Some(GlobalKind::Function(_)) => Err(Reason::new("calls-bytecode", format!("`{name}` is not native"))),
        Some(GlobalKind::Builtin(dotted)) => Ok(Planned {
            plan: Plan::Guard,
            result: Ty::Builtin(dotted.clone()),
        }),
        Some(GlobalKind::Module(module)) if attribute => Ok(Planned {
            plan: Plan::Guard,
            result: Ty::Module(name.to_owned(), module.clone()),
        }),
        Some(GlobalKind::Variable(ty)) => Ok(Planned {
            plan: Plan::Guard,
            result: ty.clone(),
        }),
        _ => Err(Reason::new(
            "unknown-global",
            format!("nothing is known of the global `{name}`"),
        )),
    }
}

/// Attributes of modules that are numbers, unless somebody has changed that.
pub const CONSTANTS: [&str; 10] = [
    "cmath.e",
    "cmath.inf",
    "cmath.nan",
    "cmath.pi",
    "cmath.tau",
    "math.e",
    "math.inf",
    "math.nan",
    "math.pi",
    "math.tau",
];

fn load_attribute(name: &str, object: &Ty, facts: &Facts) -> Result<Planned, Reason> {
    let Ty::Module(_, module) = object else {
        return Err(Reason::new(
            "object-operation",
            format!("the attribute `{name}` of an object"),
        ));
    };
    let dotted = format!("{module}.{name}");
    if CONSTANTS.contains(&dotted.as_str()) {
        return Ok(Planned {
            plan: Plan::Guard,
            result: Ty::Float,
        });
    }
    if calls::is_known(&dotted, facts) {
        Ok(Planned {
            plan: Plan::Guard,
            result: Ty::Builtin(dotted),
        })
    } else {
        Err(Reason::new(
            "unsupported-call",
            format!("`{dotted}` has no native form yet"),
        ))
    }
}

/// Can it be an item of an unboxed tuple?
fn is_item(ty: &Ty, facts: &Facts) -> bool {
    ty.repr().is_some() && !matches!(ty, Ty::RangeIter | Ty::Literals(..)) && !(facts.objects && ty.is_reference())
}

pub(super) fn truth(ty: &Ty, facts: &Facts) -> Result<Planned, Reason> {
    match ty {
        Ty::Obj(Type::Str) if facts.objects => {
            Planned::simple([ty.clone()], runtime("rt::text::truth", true), Ty::Bool)
        }
        Ty::Obj(promise) if facts.objects => match promise.builtin_class() {
            Some(class @ ("list" | "dict" | "set")) => Planned::simple(
                [ty.clone()],
                runtime(&format!("rt::quick::has_items_{class}"), true),
                Ty::Bool,
            ),
            Some(DEQUE) => Planned::simple([ty.clone()], runtime("rt::quick::has_items_deque", true), Ty::Bool),
            _ => Err(Reason::new("object-operation", "the truth of an object")),
        },
        Ty::Char => Planned::bool(true),
        Ty::Bool => Planned::operand(0, Ty::Bool),
        Ty::Int | Ty::Float | Ty::Wide => Planned::simple([ty.clone()], Op::NonZero, Ty::Bool),
        Ty::Num => Planned::simple([Ty::Float], Op::NonZero, Ty::Bool),
        Ty::Complex => Planned::simple([Ty::Complex], runtime("rt::complex_value::truth", false), Ty::Bool),
        Ty::None => Planned::bool(false),
        Ty::Tuple(items) => Planned::bool(!items.is_empty()),
        Ty::Dyn(_) => Planned::simple([ty.clone()], runtime("rt::num::truth", true), Ty::Bool),
        Ty::Obj(_) => {
            let all = DynSet::NONE
                .union(DynSet::BOOL)
                .union(DynSet::INT)
                .union(DynSet::FLOAT)
                .union(DynSet::OBJ);
            Planned::simple([Ty::Dyn(all)], runtime("rt::num::truth", true), Ty::Bool)
        }
        _ => Err(Reason::new(
            "object-operation",
            format!("the truth of a value that is not a number ({ty})"),
        )),
    }
}

fn is_none(ty: &Ty, negated: bool) -> Result<Planned, Reason> {
    match ty {
        Ty::None => Planned::bool(!negated),
        Ty::Dyn(_) | Ty::Obj(_) => Planned::simple([ty.clone()], Op::IsNone(negated), Ty::Bool),
        Ty::Int | Ty::Wide | Ty::Float | Ty::Complex | Ty::Bool | Ty::Num | Ty::Char | Ty::Tuple(_) | Ty::Range => {
            Planned::bool(negated)
        }
        _ => Err(Reason::new("object-operation", "identity of an object")),
    }
}

fn is(types: &[Ty], negated: bool) -> Result<Planned, Reason> {
    match types[1] {
        Ty::None => is_none(&types[0], negated),
        _ => Err(Reason::new("object-operation", "the identity of objects")),
    }
}

/// The type of the numbers, or tuples of numbers, that a loop over constants gives.
fn literal_type(items: &[Constant]) -> Ty {
    match items.first() {
        Some(Constant::Float(_)) => Ty::Float,
        Some(Constant::Tuple(items)) => Ty::Tuple(
            items
                .iter()
                .map(|item| literal_type(std::slice::from_ref(item)))
                .collect(),
        ),
        _ => Ty::Int,
    }
}

fn subscript(types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Result<Planned, Reason> {
    if let (Ty::Tuple(items), Some(index)) = (&types[0], constants[1].and_then(Constant::as_int)) {
        let index = if index < 0 { index + items.len() as i128 } else { index };
        if let Some(ty) = usize::try_from(index).ok().and_then(|index| items.get(index)) {
            return Planned::simple(
                [types[0].clone(), types[1].clone()],
                Op::TupleItem(index as u32),
                ty.clone(),
            );
        }
    }
    // The items of a tuple object are borrowed from it.
    if let (false, Ty::Obj(Type::Tuple(items)), Some(index)) =
        (facts.objects, &types[0], constants[1].and_then(Constant::as_int))
    {
        let index = if index < 0 { index + items.len() as i128 } else { index };
        if let Some(item) = usize::try_from(index).ok().and_then(|index| items.get(index)) {
            let plan = Plan::TupleObject(index as u32, items.len() as u32);
            return Ok(Planned {
                plan,
                result: Ty::Obj(item.clone()),
            });
        }
    }
    dicts::get_item(types, facts)
        .or_else(|| deques::get_item(types))
        .ok_or_else(|| Reason::new("object-operation", format!("an item of an object ({})", types[0])))
}

fn unpack(index: u32, count: u32, ty: &Ty, constant: Option<&Constant>, facts: &Facts) -> Result<Planned, Reason> {
    if let Some(Constant::Tuple(items)) = constant {
        let item = items.get(index as usize).filter(|_| items.len() == count as usize);
        let is_scalar = |item: &Constant| {
            !matches!(
                item,
                Constant::Str(_) | Constant::Tuple(_) | Constant::Slice(_) | Constant::Other(_) | Constant::Code(_)
            )
        };
        let scalar = item.filter(|item| is_scalar(item));
        let all_scalars = |items: &[Constant]| items.iter().all(is_scalar);
        let Some(item) = scalar.filter(|_| !facts.objects || all_scalars(items)) else {
            return Err(Reason::new("object-operation", "unpacking this constant"));
        };
        return Ok(Planned {
            result: constant_type(item, false),
            plan: Plan::TupleConstant(item.clone()),
        });
    }
    match ty {
        Ty::Tuple(items) if items.len() == count as usize => {
            Planned::simple([ty.clone()], Op::TupleItem(index), items[index as usize].clone())
        }
        Ty::Obj(Type::Tuple(items)) if items.len() == count as usize && !facts.objects => Ok(Planned {
            plan: Plan::TupleObject(index, count),
            result: Ty::Obj(items[index as usize].clone()),
        }),
        Ty::Obj(Type::Class(name, items)) if name == "tuple" && items.len() == 1 && !facts.objects => Ok(Planned {
            plan: Plan::TupleObject(index, count),
            result: Ty::Obj(items[0].clone()),
        }),
        _ => Err(Reason::new(
            "object-operation",
            format!("unpacking a value that is not a tuple of {count} ({ty})"),
        )),
    }
}

/// A function of the runtime.
pub(super) fn runtime(path: &str, leaves: bool) -> Op {
    Op::Primitive {
        path: path.to_owned(),
        leaves,
    }
}
