//! Operations on strings and on single characters, which are no objects while nobody asks.

use super::facts::Facts;
use super::plan::{Plan, Planned, numeric, runtime};
use crate::bytecode::{BinaryOp, CompareOp, Constant};
use crate::ir::{Convert, ObjectOp, Op, Ty};
use crate::types::Type;

/// Plans an operation that has a string or a character among its operands; nothing if it is not one of these.
pub(super) fn plan(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Option<Planned> {
    if !facts.objects || !types.iter().any(|ty| is_text(ty) || is_scalar(ty)) {
        return None;
    }
    let text = || Ty::Obj(Type::Str);
    let planned = match op {
        Op::Binary(BinaryOp::Subscript, _) if is_text(&types[0]) && is_index(&types[1]) => {
            leaving("item", [text(), Ty::Int], Ty::Char)
        }
        Op::Binary(BinaryOp::Add, _) => match (&types[0], &types[1]) {
            (Ty::Char, Ty::Char) => leaving("char_concat_char", [Ty::Char, Ty::Char], text()),
            (Ty::Char, right) if is_text(right) => leaving("char_concat", [Ty::Char, text()], text()),
            (left, Ty::Char) if is_text(left) => leaving("concat_char", [text(), Ty::Char], text()),
            (left, right) if is_text(left) && is_text(right) => leaving("concat", [text(), text()], text()),
            _ => return None,
        },
        Op::Binary(BinaryOp::Multiply, _) => match (&types[0], &types[1]) {
            (one, count) if (is_text(one) || *one == Ty::Char) && is_index(count) => {
                padded("repeat", [text(), Ty::Int])
            }
            (count, one) if (is_text(one) || *one == Ty::Char) && is_index(count) => padded("times", [Ty::Int, text()]),
            _ => return None,
        },
        Op::Compare(op, _) => return compare(*op, types, constants),
        Op::ToBool if types[0] == Ty::Char => constant(true),
        Op::ToBool if is_text(&types[0]) => leaving("truth", [text()], Ty::Bool),
        Op::Object(ObjectOp::Contains) => contains(types, constants)?,
        Op::Binary(BinaryOp::Subscript, _) if is_text(&types[0]) && is_slice(&types[1]) => {
            let op = runtime("rt::strides::text", true);
            simple(op, vec![text(), types[1].clone()], text())
        }
        Op::Object(ObjectOp::GetSlice) if is_text(&types[0]) => match (&types[1], &types[2]) {
            (start, stop) if is_index(start) && is_index(stop) => leaving("slice", [text(), Ty::Int, Ty::Int], text()),
            (start, Ty::None) if is_index(start) => leaving("slice_from", [text(), Ty::Int], text()),
            (Ty::None, stop) if is_index(stop) => leaving("slice_to", [text(), Ty::None, Ty::Int], text()),
            _ => return None,
        },
        Op::Object(ObjectOp::Format) => format(types, constants)?,
        // Before 3.13 it is formatted by the same instruction.
        Op::Object(ObjectOp::ConvertValue(which)) if facts.minor >= 13 => match (&types[0], which) {
            (Ty::Int, _) => number("from_int", Ty::Int),
            (Ty::Float, _) => number("from_float", Ty::Float),
            (ty, 1) if is_text(ty) => leaving("as_is", [text()], text()),
            (ty, 2) if is_text(ty) || *ty == Ty::Char => {
                simple(runtime("rt::text_parts::repr", true), vec![text()], text())
            }
            _ => return None,
        },
        Op::HasNext if is_text(&types[0]) => simple(Op::HasNext, vec![types[0].clone()], Ty::Bool),
        Op::NextItem if is_text(&types[0]) => simple(Op::NextItem, vec![types[0].clone()], Ty::Char),
        Op::LoadAttr(name, true) if types[0] == Ty::Char && method(name).is_some() => simple(
            Op::Convert(Convert::Rename),
            vec![Ty::Char],
            Ty::CharMethod(name.clone()),
        ),
        Op::Call(_, None) => {
            let Ty::CharMethod(name) = &types[0] else { return None };
            let result = method(name).filter(|_| types.len() == 1)?;
            let op = runtime(&format!("rt::text::char_{name}"), result == Ty::Char);
            simple(op, vec![Ty::Char], result)
        }
        _ => return None,
    };
    Some(planned)
}

/// Plans a call of a builtin function on strings and characters.
pub(super) fn builtin(dotted: &str, args: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Option<Planned> {
    let text = || Ty::Obj(Type::Str);
    if !facts.objects {
        return None;
    }
    if let ("builtins.int", [arg, base]) = (dotted, args)
        && is_text(arg)
        && *base == Ty::Int
    {
        return Some(leaving("to_int_of", [text(), Ty::Int], Ty::Int));
    }
    let [arg] = args else { return None };
    if let ("builtins.ord", Some(Constant::Str(text))) = (dotted, constants[0])
        && let (Some(c), true) = (text.chars().next(), is_one(text))
        && c != '\u{fffd}'
    {
        return Some(Planned {
            plan: Plan::Constant(Constant::Int(format!("{:#x}", u32::from(c)))),
            result: Ty::Int,
        });
    }
    Some(match dotted {
        "builtins.len" if is_text(arg) => leaving("len", [text()], Ty::Int),
        "builtins.len" if *arg == Ty::Char => Planned {
            plan: Plan::Constant(Constant::Int("0x1".to_owned())),
            result: Ty::Int,
        },
        "builtins.ord" if *arg == Ty::Char => simple(runtime("rt::text::ord", false), vec![Ty::Char], Ty::Int),
        "builtins.ord" if is_text(arg) => leaving("ord_text", [text()], Ty::Int),
        "builtins.chr" if is_index(arg) => leaving("chr", [Ty::Int], Ty::Char),
        "builtins.int" if *arg == Ty::Char => leaving("char_to_int", [Ty::Char], Ty::Int),
        "builtins.int" if is_text(arg) => leaving("to_int", [text()], Ty::Int),
        "builtins.str" if is_text(arg) => leaving("as_is", [text()], text()),
        "builtins.repr" if is_text(arg) => simple(runtime("rt::text_parts::repr", true), vec![text()], text()),
        "builtins.str" | "builtins.repr" if matches!(numeric(arg), Ok(Ty::Int)) => number("from_int", Ty::Int),
        "builtins.str" | "builtins.repr" if matches!(numeric(arg), Ok(Ty::Float)) => number("from_float", Ty::Float),
        _ => return None,
    })
}

/// What the methods of a character give that are done without its object.
fn method(name: &str) -> Option<Ty> {
    match name {
        "isalnum" | "isalpha" | "isascii" | "isdecimal" | "isdigit" | "islower" | "isnumeric" | "isprintable"
        | "isspace" | "isupper" => Some(Ty::Bool),
        "lower" | "upper" => Some(Ty::Char),
        _ => None,
    }
}

fn compare(op: CompareOp, types: &[Ty], constants: &[Option<&Constant>]) -> Option<Planned> {
    // What stands for a lone surrogate, which Rust does not have, may stand for itself too.
    let known = |index: usize| match constants.get(index).copied().flatten() {
        Some(Constant::Str(text)) => Some(text.as_str()).filter(|text| !text.contains('\u{fffd}')),
        _ => None,
    };
    let text = || Ty::Obj(Type::Str);
    let equality = match op {
        CompareOp::Eq => Some("eq"),
        CompareOp::Ne => Some("ne"),
        _ => None,
    };
    let both = simple(Op::Cmp(op), vec![Ty::Char, Ty::Char], Ty::Bool);
    Some(match (&types[0], &types[1]) {
        (Ty::Char, Ty::Char) => both,
        (Ty::Char, other) | (other, Ty::Char) if is_text(other) => {
            let is_first = types[0] == Ty::Char;
            match (known(usize::from(is_first)), equality) {
                (Some(text), _) if is_one(text) => both,
                (Some(_), Some(equality)) => constant(equality == "ne"),
                (_, Some(equality)) if is_first => leaving(&format!("char_{equality}"), [Ty::Char, text()], Ty::Bool),
                (_, Some(equality)) => leaving(&format!("{equality}_char"), [text(), Ty::Char], Ty::Bool),
                _ => leaving(op.name(), [text(), text()], Ty::Bool),
            }
        }
        (left, right) if is_text(left) && is_text(right) => leaving(op.name(), [text(), text()], Ty::Bool),
        _ => return None,
    })
}

/// Item, container.
fn contains(types: &[Ty], constants: &[Option<&Constant>]) -> Option<Planned> {
    let text = || Ty::Obj(Type::Str);
    if let Some(Constant::Tuple(items)) = constants[1] {
        return among(types, items);
    }
    if !is_text(&types[1]) {
        return None;
    }
    Some(match (&types[0], constants[1]) {
        (Ty::Char, Some(Constant::Str(all))) if all.is_ascii() => {
            let bits = all.bytes().fold(0u128, |bits, byte| bits | 1 << byte);
            let path = format!("rt::text::is_one_of::<{:#x}, {:#x}>", bits as u64, (bits >> 64) as u64);
            simple(runtime(&path, false), vec![Ty::Char], Ty::Bool)
        }
        (Ty::Char, _) => leaving("char_in", [Ty::Char, text()], Ty::Bool),
        (item, _) if is_text(item) => leaving("contains", [text(), text()], Ty::Bool),
        _ => return None,
    })
}

/// A string in a constant tuple of strings.
fn among(types: &[Ty], items: &[Constant]) -> Option<Planned> {
    let texts: Vec<&str> = items
        .iter()
        .map(|item| match item {
            Constant::Str(text) => Some(text.as_str()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    match &types[0] {
        // Longer ones are no character.
        Ty::Char if texts.iter().all(|text| text.is_ascii()) => {
            let ones = texts.iter().filter(|text| text.len() == 1);
            let bits = ones.fold(0u128, |bits, text| bits | 1 << text.as_bytes()[0]);
            let path = format!("rt::text::is_one_of::<{:#x}, {:#x}>", bits as u64, (bits >> 64) as u64);
            Some(simple(runtime(&path, false), vec![Ty::Char], Ty::Bool))
        }
        item if is_text(item) && types[1].is_reference() => {
            Some(leaving("among", [Ty::Obj(Type::Str), types[1].clone()], Ty::Bool))
        }
        _ => None,
    }
}

/// Value, perhaps a specification.
fn format(types: &[Ty], constants: &[Option<&Constant>]) -> Option<Planned> {
    let text = || Ty::Obj(Type::Str);
    match (types, constants.get(1)) {
        ([Ty::Char], _) => Planned::operand(0, Ty::Char).ok(),
        ([ty], _) if is_text(ty) => Some(leaving("as_is", [text()], text())),
        ([Ty::Int], _) => Some(number("from_int", Ty::Int)),
        ([Ty::Float], _) => Some(number("from_float", Ty::Float)),
        ([value, spec], Some(Some(Constant::Str(known)))) if is_text(spec) => {
            let (name, ty) = match value {
                Ty::Int => ("int", Ty::Int),
                Ty::Float => ("float", Ty::Float),
                Ty::Char => ("text", text()),
                value if is_text(value) => ("text", text()),
                _ => return None,
            };
            let op = runtime(&format!("rt::text_format::{name}"), true);
            is_native_spec(known, name).then(|| simple(op, vec![ty, text()], text()))
        }
        _ => None,
    }
}

/// Does the runtime know a specification for values of a kind?
fn is_native_spec(spec: &str, kind: &str) -> bool {
    let is_align = |c: char| matches!(c, '<' | '>' | '^' | '=');
    let mut rest = match spec.char_indices().nth(1) {
        Some((at, align)) if is_align(align) => &spec[at + 1..],
        _ => spec.strip_prefix(is_align).unwrap_or(spec),
    };
    let align = spec[..spec.len() - rest.len()].chars().last();
    let sign = rest.strip_prefix(['+', '-', ' ']);
    rest = sign.unwrap_or(rest);
    let is_filled = rest.starts_with('0');
    let width = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_wide = rest.len() - width.len() > 3
        || rest[..rest.len() - width.len()]
            .parse()
            .is_ok_and(|width: u32| width > 128);
    rest = width;
    let grouped = rest.strip_prefix(',');
    rest = grouped.unwrap_or(rest);
    let (precision, behind) = match rest.strip_prefix('.') {
        Some(precise) => (true, precise.strip_prefix(|c: char| c.is_ascii_digit()).unwrap_or(".")),
        None => (false, rest),
    };
    let is_number = match (kind, behind) {
        ("int", "" | "d") => !precision,
        ("int", "x" | "X" | "o" | "b") => !precision && grouped.is_none(),
        ("int" | "float", "f") => true,
        ("int" | "float", "%") => grouped.is_none(),
        ("float", "") => !precision && grouped.is_none(),
        _ => false,
    };
    let is_plain = sign.is_none() && grouped.is_none() && !precision && !is_filled && align != Some('=');
    spec.is_ascii()
        && !is_wide
        && (is_number && !(grouped.is_some() && (is_filled || spec.starts_with('0')))
            || kind == "text" && matches!(behind, "" | "s") && is_plain)
}

/// Is it promised to be a string?
fn is_text(ty: &Ty) -> bool {
    *ty == Ty::Obj(Type::Str)
}

/// May it be made a string here?
fn is_scalar(ty: &Ty) -> bool {
    matches!(ty, Ty::Char | Ty::CharMethod(_) | Ty::Int | Ty::Float)
}

fn is_slice(ty: &Ty) -> bool {
    matches!(ty, Ty::Slice(_)) || matches!(ty, Ty::Obj(Type::Class(name, _)) if name == "slice")
}

fn is_index(ty: &Ty) -> bool {
    matches!(numeric(ty), Ok(Ty::Int | Ty::Bool))
}

/// Is it one character?
fn is_one(text: &str) -> bool {
    text.chars().count() == 1
}

fn constant(value: bool) -> Planned {
    Planned {
        plan: Plan::Constant(Constant::Bool(value)),
        result: Ty::Bool,
    }
}

fn simple(op: Op, args: Vec<Ty>, result: Ty) -> Planned {
    Planned {
        plan: Plan::Simple(args, op),
        result,
    }
}

/// The text of a number.
fn number(name: &str, ty: Ty) -> Planned {
    let op = runtime(&format!("rt::text_number::{name}"), true);
    simple(op, vec![ty], Ty::Obj(Type::Str))
}

/// Plans the call of a method that makes a string as wide as wanted.
pub(super) fn as_wide(name: &str, args: &[Ty]) -> Option<Planned> {
    let text = || Ty::Obj(Type::Str);
    match (name, args) {
        ("center" | "ljust" | "rjust" | "zfill", [width]) if is_index(width) => Some(padded(name, [text(), Ty::Int])),
        ("center" | "ljust" | "rjust", [width, fill]) if is_index(width) && (is_text(fill) || *fill == Ty::Char) => {
            Some(padded(&format!("{name}_with"), [text(), Ty::Int, text()]))
        }
        _ => None,
    }
}

/// A string that is as long as wanted.
fn padded(name: &str, args: impl Into<Vec<Ty>>) -> Planned {
    simple(
        runtime(&format!("rt::text_padded::{name}"), true),
        args.into(),
        Ty::Obj(Type::Str),
    )
}

/// A function of the runtime that may leave.
fn leaving(name: &str, args: impl Into<Vec<Ty>>, result: Ty) -> Planned {
    simple(runtime(&format!("rt::text::{name}"), true), args.into(), result)
}
