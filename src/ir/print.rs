//! The IR as text: what `--emit=ir:…` shows and the specifications compare.
//!
//! One operation a line: `result: type = operation operands`, then behind two spaces the snapshots: `@14 [locals] [stack]` is
//! where CPython goes on if the operation cannot be done natively, `then @18 …` where it goes on if CPython finished it.

use super::data::{BlockData, Edge, Func, Inst, Slot, Snapshot, Terminator, Value};
use super::op::{Convert, Deferral, FloatOp, IntOp, Op, WideOp};
use super::ty::Ty;
use crate::bytecode::{Constant, Reduction};
use std::fmt::{self, Write};

/// Prints a function. Values that no type is known of yet are shown without.
pub fn print(func: &Func) -> String {
    let mut out = format!("function {}\n", func.qualname);
    for block in func.reverse_postorder() {
        let data = func.block(block);
        let params: Vec<String> = data.params.iter().map(|value| named(func, *value)).collect();
        let _ = writeln!(out, "{block}({}):", params.join(", "));
        print_block(func, data, &mut out);
    }
    out
}

fn print_block(func: &Func, data: &BlockData, out: &mut String) {
    for inst in &data.insts {
        let _ = writeln!(out, "    {}", operation(func, inst));
    }
    let _ = match &data.terminator {
        Terminator::Jump(edge) => writeln!(out, "    jump {}", target(edge)),
        Terminator::Branch(value, then, els) => writeln!(out, "    branch {value} {} {}", target(then), target(els)),
        Terminator::Return(value) => writeln!(out, "    return {value}"),
        Terminator::Unreachable => writeln!(out, "    unreachable"),
        Terminator::Leave(id, reason) => {
            let reason = match reason {
                Some(reason) => format!("{}: {}", reason.code, reason.message),
                None => "to raise".to_owned(),
            };
            writeln!(out, "    leave {reason}  {}", snapshot(func, func.snapshot(*id)))
        }
    };
}

fn operation(func: &Func, inst: &Inst) -> String {
    let mut text = String::new();
    if let Some(result) = inst.result {
        let _ = write!(text, "{} = ", typed(func, result));
    }
    let _ = write!(text, "{}", inst.op);
    for arg in &inst.args {
        let _ = write!(text, " {arg}");
    }
    if let Some(before) = inst.before {
        let _ = write!(text, "  {}", snapshot(func, func.snapshot(before)));
    }
    if let Some(edge) = func.handler(inst) {
        let _ = write!(text, "  raises to {}", target(edge));
    }
    if let Some(quiet) = func.quiet(inst) {
        let class = match quiet.classes.is_empty() {
            true => "whatever".to_owned(),
            false => quiet.classes.join(", "),
        };
        let _ = write!(text, "  or for {class} to {}", target(&quiet.edge));
    }
    if let Some(after) = inst.after {
        let _ = write!(text, "  then {}", snapshot(func, func.snapshot(after)));
    }
    text
}

/// `v3: int`
fn typed(func: &Func, value: Value) -> String {
    match func.ty(value) {
        Ty::Bottom => value.to_string(),
        ty => format!("{value}: {ty}"),
    }
}

/// `v3 total: int`: a block parameter with the local that it is.
fn named(func: &Func, value: Value) -> String {
    let local = func.values[value.0 as usize].name;
    let name = local.and_then(|local| func.locals.get(local as usize));
    let name = name.map_or(String::new(), |name| format!(" {name}"));
    match func.ty(value) {
        Ty::Bottom => format!("{value}{name}"),
        ty => format!("{value}{name}: {ty}"),
    }
}

fn target(edge: &Edge) -> String {
    let args: Vec<String> = edge.args.iter().map(Value::to_string).collect();
    format!("{}({})", edge.target, args.join(", "))
}

fn snapshot(func: &Func, snapshot: &Snapshot) -> String {
    let slots = |slots: &[Slot]| -> String {
        let texts: Vec<String> = slots
            .iter()
            .map(|slot| match slot {
                // Nothing defines these any more once they are unboxed.
                Slot::Value(value) if func.ty(*value).is_compile_time() => format!("<{}>", func.ty(*value)),
                Slot::Value(value) => value.to_string(),
                Slot::Null => "null".to_owned(),
                Slot::Result => "result".to_owned(),
            })
            .collect();
        texts.join(" ")
    };
    format!(
        "@{} [{}] [{}]",
        snapshot.at,
        slots(&snapshot.locals),
        slots(&snapshot.stack)
    )
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Op::Const(constant, _) => write!(f, "const {}", literal(constant)),
            Op::Unbound => f.write_str("unbound"),
            Op::LoadGlobal(name, _) => write!(f, "load_global {name}"),
            Op::StoreGlobal(name) => write!(f, "store_global {name}"),
            Op::LoadAttr(name, _) => write!(f, "load_attr {name}"),
            Op::CheckBound => f.write_str("check_bound"),
            Op::Among(ints) => write!(f, "among {ints:?}:"),
            Op::Keep => f.write_str("keep"),
            Op::Walk => f.write_str("walk"),
            Op::Boxed => f.write_str("boxed"),
            Op::Hinted(ty) => write!(f, "hinted {ty}:"),
            Op::Binary(op, inplace) => {
                let prefix = if *inplace { "i" } else { "" };
                write!(f, "py.{prefix}{}", op.method().trim_matches('_'))
            }
            Op::Unary(op) => write!(f, "py.{}", format!("{op:?}").to_lowercase()),
            Op::ToBool => f.write_str("py.bool"),
            Op::Compare(op, _) => write!(f, "py.{}", format!("{op:?}").to_lowercase()),
            Op::Is(negated) => f.write_str(if *negated { "py.is_not" } else { "py.is" }),
            Op::GetIter => f.write_str("py.iter"),
            Op::HasNext => f.write_str("has_next"),
            Op::Send => f.write_str("send"),
            Op::Sent => f.write_str("sent"),
            Op::Returned => f.write_str("returned"),
            Op::NextItem => f.write_str("next_item"),
            Op::Advance => f.write_str("advance"),
            Op::MakeTuple => f.write_str("make_tuple"),
            Op::Reduce(Reduction::Begin(name)) => write!(f, "begin {name}"),
            Op::Reduce(Reduction::Known(name)) => write!(f, "known {name}"),
            Op::Reduce(Reduction::Listed(always)) => write!(f, "listed{}", if *always { " always" } else { "" }),
            Op::Reduce(Reduction::Add(name)) => write!(f, "add {name}"),
            Op::Reduce(Reduction::Better(name, _)) => write!(f, "better {name}"),
            Op::Reduce(Reduction::Sort(reverse)) => {
                write!(f, "sort {}", if *reverse { "descending" } else { "ascending" })
            }
            Op::Reduce(Reduction::Found) => f.write_str("found"),
            Op::Reduce(Reduction::Count) => f.write_str("count"),
            Op::Reduce(Reduction::Fits(count)) => write!(f, "fits {count}"),
            Op::Reduce(Reduction::Few) => f.write_str("few"),
            Op::Reduce(Reduction::Unpacked(count)) => write!(f, "unpacked {count}"),
            Op::Reduce(Reduction::Total(name)) => write!(f, "total {name}"),
            Op::Reduce(Reduction::Otherwise) => f.write_str("otherwise"),
            Op::Reduce(Reduction::Truth(truth)) => write!(f, "{truth}"),
            Op::Unpack(index, count) => write!(f, "unpack {index} of {count}:"),
            Op::Call(names, _) if names.is_empty() => f.write_str("py.call"),
            Op::Call(names, _) => write!(f, "py.call({})", names.join(", ")),
            Op::Suspend(_, number) => write!(f, "suspend {number}"),
            Op::Finish(_) => f.write_str("finish"),
            Op::MakeGenerator(code) => write!(f, "make_generator {code}"),
            Op::Drain(code, path) => write!(f, "{path} of generator {code}"),
            Op::Adapt(kind) => write!(f, "adapt to generator {kind}"),
            Op::Step(code) => write!(f, "step generator {code}"),
            Op::Poll => f.write_str("poll"),
            Op::Instruction(unit) => write!(f, "instruction {unit}"),
            Op::At => f.write_str("at"),
            Op::Returning => f.write_str("returning"),
            Op::Retain => f.write_str("retain"),
            Op::Release => f.write_str("release"),
            Op::Object(op) => write!(f, "object.{op:?}"),
            Op::ObjectItem(index) => write!(f, "object_of_several {index} of"),
            Op::FreeCell(index) => write!(f, "free_cell {index}"),
            Op::ReadCell => f.write_str("read_cell"),
            Op::NotNull => f.write_str("not_null"),
            Op::GlobalObject(index) => write!(f, "global_object {index}"),
            Op::Int { op, checked } => {
                let name = match op {
                    IntOp::Add => "add",
                    IntOp::Sub => "sub",
                    IntOp::Mul => "mul",
                    // These cannot overflow.
                    IntOp::And => return f.write_str("int.and"),
                    IntOp::Or => return f.write_str("int.or"),
                    IntOp::Xor => return f.write_str("int.xor"),
                };
                write!(f, "int.{name}{}", if *checked { " checked" } else { "" })
            }
            Op::Float(op) => f.write_str(match op {
                FloatOp::Add => "float.add",
                FloatOp::Sub => "float.sub",
                FloatOp::Mul => "float.mul",
            }),
            Op::FloatNeg => f.write_str("float.neg"),
            Op::Wide { op, checked } => {
                let name = match op {
                    WideOp::Add => "add",
                    WideOp::Sub => "sub",
                    WideOp::Mul => "mul",
                };
                write!(f, "int128.{name}{}", if *checked { " checked" } else { "" })
            }
            Op::Cmp(op) => write!(f, "cmp.{}", format!("{op:?}").to_lowercase()),
            Op::BoolNot => f.write_str("bool.not"),
            Op::NonZero => f.write_str("nonzero"),
            Op::Convert(convert) => f.write_str(match convert {
                Convert::BoolToInt => "bool_to_int",
                Convert::IntToFloat => "int_to_float",
                Convert::IntToWide => "int_to_int128",
                Convert::WideToInt => "int128_to_int",
                Convert::IntToNum => "int_to_num",
                Convert::FloatToNum => "float_to_num",
                Convert::NumToFloat => "num_to_float",
                Convert::ToDyn => "to_dyn",
                Convert::FromDyn => "from_dyn",
                Convert::FromObj => "from_object",
                Convert::FromMaybe => "from_maybe",
                Convert::ToMaybe => "to_maybe",
                Convert::Rename => "rename",
                Convert::Tuple => "convert_items",
                Convert::Box => "box",
                Convert::FromNullable => "from_nullable",
                Convert::ToNullable => "to_nullable",
            }),
            Op::IsNone(negated) => f.write_str(if *negated { "is_not_none" } else { "is_none" }),
            Op::Primitive { path, .. } => f.write_str(path),
            Op::Stealing(path) => write!(f, "{path} stealing"),
            Op::Deferred(Deferral::Text) => f.write_str("deferred"),
            Op::Deferred(Deferral::Built) => f.write_str("deferred f-string"),
            Op::Deferred(Deferral::Cell(_)) => f.write_str("deferred cell of"),
            Op::Deferred(Deferral::Instance(names)) => write!(f, "deferred instance with {}:", names.join(", ")),
            Op::NewInstance(names) => write!(f, "new_instance with {}:", names.join(", ")),
            Op::MakeInstance(names) => write!(f, "make_instance with {}:", names.join(", ")),
            Op::GuardInstance(names, _) => write!(f, "guard_instance with {}:", names.join(", ")),
            Op::KnownGlobal(name) => write!(f, "known_global {name}"),
            Op::MethodOf(name) => write!(f, "method_of {name}"),
            Op::GuardDirect(function, ..) => write!(f, "guard_call of {function}:"),
            Op::GuardGlobal(index) => write!(f, "guard_global {index}"),
            Op::ReadGlobal(index) => write!(f, "read_global {index}"),
            Op::WriteGlobal(index) => write!(f, "write_global {index}"),
            Op::MethodSelf => f.write_str("method_self"),
            Op::LoadMethod(name) => write!(f, "load_method {name}"),
            Op::LoadSuper(name) => write!(f, "load_super {name}"),
            Op::Direct { targets, .. } => write!(f, "call one of {targets:?}:"),
            Op::LoadField(name) => write!(f, "load_field {name}"),
            Op::StoreField(name) => write!(f, "store_field {name}"),
            Op::CallVectors(function, lent) => {
                let what = match (lent.takes, lent.gives) {
                    (_, false) => "with vectors",
                    (false, true) => "for a vector",
                    (true, true) => "with vectors, for one",
                };
                write!(f, "call function {function} {what}:")
            }
            Op::CallNative(function) => write!(f, "call function {function}:"),
            Op::CallSpread(functions) => write!(f, "call one of {functions:?} with what is in:"),
            Op::CallDirect(functions) => write!(f, "call one of {functions:?}:"),
            Op::ReadDefault(function, param) => write!(f, "read_default {param} of function {function}"),
            Op::Iterate(items, _) => write!(f, "iterate {}", literal(&Constant::Tuple(items.clone()))),
            Op::MakeRange => f.write_str("make_range"),
            Op::TupleItem(index) => write!(f, "tuple_item {index} of"),
            Op::GuardClass(class) => write!(f, "guard_class {class}"),
            Op::GuardTuple(count) => write!(f, "guard_tuple {count}"),
            Op::GuardDepth(calls) => write!(f, "guard_depth {calls}"),
            Op::GuardFunction(function) => write!(f, "guard_function {function}"),
            Op::GuardUnheard(code) => write!(f, "guard_unheard {code}"),
            Op::ObjTupleItem(index, _) => write!(f, "object_item {index} of"),
            Op::IsUnheard(raised) => write!(f, "is_unheard {}", raised.class),
            Op::Clause(class, clauses) => write!(f, "clause for {class} of {clauses:?}"),
            Op::Ends(raised) => write!(f, "ends with {}", raised.class),
        }
    }
}

/// A constant as Python writes it; ints too long for 128 bits stay hexadecimal.
fn literal(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(digits) => constant.as_int().map_or(digits.clone(), |value| value.to_string()),
        Constant::Float(bits) => constant.as_float().map_or(bits.clone(), |value| format!("{value:?}")),
        Constant::Complex(bits) => match constant.as_complex() {
            Some((real, imag)) => format!("complex({real:?}, {imag:?})"),
            None => bits.clone(),
        },
        Constant::Str(text) => format!("{text:?}"),
        Constant::Tuple(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            format!("({})", items.join(", "))
        }
        Constant::Slice(bounds) => {
            let bounds: Vec<String> = bounds.iter().map(literal).collect();
            format!("slice({})", bounds.join(", "))
        }
        Constant::Code(index) => format!("code {index}"),
        Constant::Other(name) => format!("<{name}>"),
    }
}
