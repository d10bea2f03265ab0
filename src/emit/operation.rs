//! One operation as Rust statements.

use super::body::Body;
use super::convert::{Converted, boxed, convert, get, pieces};
use super::exits::Ends;
use super::recursion::lent_suffix;
use super::{ascii_name, entry, literals};
use crate::bytecode::Constant;
use crate::infer::is_vector;
use crate::ir::{Along, Convert, EMPTIES_CELL, FloatOp, Inst, IntOp, Op, Ty, Value, WideOp};
use crate::passes::GlobalSpec;

/// What begins the paths of functions that make a piece of a string, before the kind of value and the specification.
const PIECE: &str = "rt::text_format::piece_";

impl Body<'_> {
    pub(super) fn operation(&mut self, inst: &Inst) -> Result<(), String> {
        let args: Vec<String> = inst.args.iter().map(|arg| self.operand(*arg, &inst.op)).collect();
        let result = || inst.result.ok_or_else(|| format!("{:?} gives no result", inst.op));
        match &inst.op {
            Op::Unbound => Ok(()),
            Op::Const(constant, place) => self.constant(result()?, constant, *place),
            Op::Int { op, checked } => {
                let (checked_name, wrapping) = match op {
                    IntOp::Add => ("checked_add", "wrapping_add"),
                    IntOp::Sub => ("checked_sub", "wrapping_sub"),
                    IntOp::Mul => ("checked_mul", "wrapping_mul"),
                    IntOp::And => return self.assign(result()?, &format!("{} & {}", args[0], args[1])),
                    IntOp::Or => return self.assign(result()?, &format!("{} | {}", args[0], args[1])),
                    IntOp::Xor => return self.assign(result()?, &format!("{} ^ {}", args[0], args[1])),
                };
                self.checked(result()?, *checked, checked_name, wrapping, &args, inst)
            }
            Op::Wide { op, checked } => {
                let (checked_name, wrapping) = match op {
                    WideOp::Add => ("checked_add", "wrapping_add"),
                    WideOp::Sub => ("checked_sub", "wrapping_sub"),
                    WideOp::Mul => ("checked_mul", "wrapping_mul"),
                };
                self.checked(result()?, *checked, checked_name, wrapping, &args, inst)
            }
            Op::Float(op) => {
                let symbol = match op {
                    FloatOp::Add => "+",
                    FloatOp::Sub => "-",
                    FloatOp::Mul => "*",
                };
                self.assign(result()?, &format!("{} {symbol} {}", args[0], args[1]))
            }
            Op::FloatNeg => self.assign(result()?, &format!("-{}", args[0])),
            Op::Cmp(op) => self.assign(result()?, &format!("{} {} {}", args[0], op.symbol(), args[1])),
            Op::BoolNot => self.assign(result()?, &format!("!{}", args[0])),
            Op::NonZero => {
                let zero = if *self.func.ty(inst.args[0]) == Ty::Float {
                    "0.0"
                } else {
                    "0"
                };
                self.assign(result()?, &format!("{} != {zero}", args[0]))
            }
            Op::Convert(_) => self.conversion(inst, result()?),
            Op::IsNone(negated) => {
                let test = match self.func.ty(inst.args[0]) {
                    Ty::Obj(_) => format!("rt::get_none({}).is_some()", args[0]),
                    _ => format!("matches!({}, rt::Dyn::None)", args[0]),
                };
                let text = if *negated { format!("!{test}") } else { test };
                self.assign(result()?, &text)
            }
            // Whatever leaves makes it.
            Op::Deferred(_) => Ok(()),
            Op::Primitive { path, leaves: true } if takes_pieces(path) => {
                let call = format!("{path}({})", pieces(self.func, &inst.args, |value| self.name(value)));
                self.assign_or_leave(result()?, &call, inst)
            }
            Op::Stealing(path) if takes_pieces(path) => {
                let call = format!("{path}({})", pieces(self.func, &inst.args, |value| self.name(value)));
                self.assign_or_leave(result()?, &call, inst)
            }
            Op::Primitive { path, .. } if path.starts_with(PIECE) => {
                let (kind, spec) = path[PIECE.len()..].split_once(':').ok_or("a piece of no kind")?;
                let known = format!("const {{ &rt::text_format::Known::new({spec:?}) }}");
                self.assign(result()?, &format!("{PIECE}{kind}({}, {known})", args[0]))
            }
            // Whoever has got the frame sees what was in the cell.
            Op::Primitive { path, .. } if path == EMPTIES_CELL => {
                let condition = if self.has_frame { "frame.is_unseen()" } else { "true" };
                self.line(&format!("if {condition} {{ {path}({}) }}", args[0]));
                self.assign(result()?, "()")
            }
            Op::Primitive { path, leaves } => {
                let call = match path.strip_prefix("rt::vector::").and_then(|name| name.split_once('_')) {
                    // Any number of items.
                    Some(("of", _)) => format!("{path}([{}])", args.join(", ")),
                    Some(("extend", _)) => format!("{path}({}, [{}])", args[0], args[1..].join(", ")),
                    Some(("append", "built" | "joined")) => {
                        let pieces = pieces(self.func, &inst.args[1..], |value| self.name(value));
                        format!("{path}({}, {pieces})", args[0])
                    }
                    _ => format!("{path}({})", args.join(", ")),
                };
                if inst.result.is_none() {
                    // It changes a container, which may be a namespace.
                    self.fresh.clear();
                    return self.guard(&format!("{call}.is_some()"), inst);
                }
                if let Some(failing) = inst.op.failing().filter(|_| self.func.may_raise(inst)) {
                    self.value_or_raise(result()?, &call, (inst, failing), path, &args)
                } else if *leaves {
                    self.assign_or_leave(result()?, &call, inst)
                } else {
                    self.assign(result()?, &call)
                }
            }
            Op::Stealing(path) => self.assign_or_leave(result()?, &format!("{path}({})", args.join(", ")), inst),
            Op::Object(op) => self.object(op, inst, &args),
            Op::Instruction(unit) => self.assign(result()?, &unit.to_string()),
            Op::At => {
                // Whatever raises again does not change that.
                self.at = inst.before.map(|id| self.func.snapshot(id).raises_at);
                let said = if self.context.facts.minor > 11 { "reach" } else { "at" };
                self.line(&format!("frame.{said}({} as u32);", args[0]));
                Ok(())
            }
            Op::Returning => self.returning(inst),
            Op::Suspend(..) if self.unit.resumes.is_some() => self.suspend_object(&args, inst, result()?),
            Op::Suspend(code, number) => self.suspend((*code, *number), &args, inst, result()?),
            Op::Finish(_) if self.unit.resumes.is_some() => self.finish_object(&args, inst, result()?),
            Op::Finish(_) => {
                if self.unit.kept {
                    self.finish_kept(inst)?;
                }
                self.assign(result()?, "None")
            }
            Op::MakeGenerator(code) => self.make_generator(*code, &args, inst, result()?),
            Op::Adapt(kind) => self.adapt(*kind, &args, inst, result()?),
            Op::Drain(_, path) => self.drain(path, &args, inst, result()?),
            Op::Step(code) => self.step(*code, &args, inst, result()?),
            // A generator holds what its body refers to.
            Op::Retain | Op::Release if self.unit.generator.is_some() && !self.unit.kept => Ok(()),
            Op::Retain if matches!(self.func.ty(inst.args[0]), Ty::Generator(_)) => Ok(()),
            Op::Release if matches!(self.func.ty(inst.args[0]), Ty::Generator(_)) => {
                self.finish_iterated(Some(inst.args[0]));
                self.fresh.clear();
                // As long as somebody else holds it, it is held.
                if self.owned.get(&inst.args[0]).copied().unwrap_or_default() > 1
                    || self.exits.aliases.values().any(|held| *held == inst.args[0])
                {
                    return Ok(());
                }
                let at = self.unit_of(inst);
                let release = match self.has_frame {
                    _ if self.has_ended => "rt::release_behind(part)".to_owned(),
                    true if self.is_kept(inst.args[0]) => format!(
                        "if rt::resumed::has_ended(part) {{ rt::object::release_or_null(part) }} else {{ frame.release_or_null(part, {at}) }}"
                    ),
                    true => format!("frame.release_or_null(part, {at})"),
                    false => "rt::object::release_or_null(part)".to_owned(),
                };
                self.line(&format!("for part in {}.parts() {{ {release}; }}", args[0]));
                Ok(())
            }
            Op::MethodSelf => self.method_self(&args, inst),
            Op::Retain => {
                self.line(&format!("rt::object::retain_or_null({});", args[0]));
                Ok(())
            }
            Op::Release => {
                self.finish_iterated(Some(inst.args[0]));
                self.fresh.clear();
                let given_up = match self.func.ty(inst.args[0]) {
                    Ty::Walk(along) => {
                        let name = self.name(inst.args[0]);
                        along.owned().iter().map(|part| format!("{name}.{part}")).collect()
                    }
                    _ => vec![args[0].clone()],
                };
                for object in given_up {
                    self.give_up(&object, inst);
                }
                Ok(())
            }
            Op::ObjectItem(index) => self.assign(result()?, &format!("{}[{index}]", args[0])),
            Op::FreeCell(index) if self.unit.is_lazy() => self.assign(result()?, &format!("function.cell({index})")),
            Op::FreeCell(index) if self.unit.resumes.is_some() => {
                let place = self.resumed_own()? + *index as usize;
                self.assign(result()?, &format!("rt::resumed::Slots::of(function).at({place})"))
            }
            Op::FreeCell(index) => self.assign(result()?, &format!("rt::closure::cell(function, {index})")),
            Op::ReadCell => {
                let result = result()?;
                let get = get("content", self.func.ty(result))?;
                let option = format!("rt::closure::content({}).and_then(|content| {get})", args[0]);
                self.assign_or_leave(result, &option, inst)
            }
            Op::CallSpread(targets) => self.call_spread(targets, &args, inst, result()?),
            Op::CallDirect(targets) => self.call_direct(targets, &args, inst, result()?),
            Op::NotNull => self.assign(result()?, &format!("!{}.is_null()", args[0])),
            Op::GlobalObject(index) => self.assign(result()?, &format!("GLOBALS[{index}].object()")),
            Op::GuardGlobal(index) => {
                if let Some(GlobalSpec::Own(_, function)) = self.context.globals.get(*index) {
                    self.fresh.insert(*function);
                }
                self.guard(&format!("GLOBALS[{index}].ok()"), inst)?;
                if let (11, true, Some(GlobalSpec::Own(_, function))) = (
                    self.context.facts.minor,
                    self.has_frame,
                    self.context.globals.get(*index),
                ) {
                    let number = self.context.number(*function)?;
                    self.line(&format!("frame.has_read(&FUNCTIONS[{number}]);"));
                }
                Ok(())
            }
            Op::ReadGlobal(index) => {
                let result = result()?;
                let method = match self.func.ty(result) {
                    Ty::Int => "read_int",
                    Ty::Float => "read_float",
                    Ty::Bool => "read_bool",
                    Ty::None => "read_none",
                    ty => return Err(format!("a global of type {ty}")),
                };
                self.assign_or_leave(result, &format!("GLOBALS[{index}].{method}()"), inst)
            }
            Op::WriteGlobal(index) => {
                self.fresh.clear();
                let object = boxed(&args[0], self.func.ty(inst.args[0]))?;
                self.reach(inst);
                let raise = self.exit(inst, Ends::Raise)?;
                self.line(&format!("if !GLOBALS[{index}].store(&MODULE, {object}) {{ {raise} }}"));
                Ok(())
            }
            Op::ReadDefault(function, param) => {
                let result = result()?;
                let number = self.context.number(*function)?;
                let object = format!("FUNCTIONS[{number}].default_obj({param})");
                let get = get("default", self.func.ty(result))?;
                // In parentheses, because a block may not stand before the `else` of a `let`.
                let option =
                    format!("({{ let default = {object}; if default.is_null() {{ None }} else {{ {get} }} }})");
                self.assign_or_leave(result, &option, inst)
            }
            Op::MethodOf(name) => {
                let lent = inst.result.is_some_and(|result| self.func.borrowed.contains(&result));
                let load = if lent { "lend_method_of" } else { "load_method_of" };
                let text = format!("rt::place::{load}({})", self.place(&args[0], name)?);
                self.assign_or_leave(result()?, &text, inst)
            }
            Op::LoadMethod(name) => {
                let result = result()?;
                let load = match self.func.borrowed.contains(&result) {
                    true => "lend_method",
                    false => "load_method",
                };
                let load = format!("rt::place::{load}({})", self.place(&args[0], name)?);
                self.assign_or_leave(result, &load, inst)
            }
            Op::LoadSuper(name) => {
                let (name, site) = (self.name_number(name)?, self.sites.attribute());
                let load = format!("rt::place::load_super(&{site}, {}, {name})", args.join(", "));
                self.assign_or_leave(result()?, &load, inst)
            }
            Op::Direct {
                targets,
                keywords,
                names,
                how,
            } => self.direct(targets, keywords, *names, how, inst),
            Op::LoadField(name) => self.load_field(name, &args, inst),
            Op::StoreField(name) => self.store_field(name, &args, inst),
            Op::CallNative(function) | Op::CallVectors(function, _) => self.call(*function, &args, inst, result()?),
            Op::MakeRange => match args.len() {
                1 => self.assign(result()?, &format!("(0, {}, 1)", args[0])),
                2 => self.assign(result()?, &format!("({}, {}, 1)", args[0], args[1])),
                _ => {
                    let option = format!("rt::num::range({}, {}, {})", args[0], args[1], args[2]);
                    self.assign_or_leave(result()?, &option, inst)
                }
            },
            Op::Iterate(..) => self.assign(result()?, "0"),
            Op::HasNext | Op::NextItem | Op::Advance if matches!(self.func.ty(inst.args[0]), Ty::Literals(..)) => {
                let text = literals::step(&inst.op, self.func.ty(inst.args[0]), &args[0])?;
                self.assign(result()?, &text)
            }
            Op::HasNext => {
                let it = &args[0];
                self.assign(
                    result()?,
                    &format!("if {it}.2 > 0 {{ {it}.0 < {it}.1 }} else {{ {it}.0 > {it}.1 }}"),
                )
            }
            Op::NextItem => self.assign(result()?, &format!("{}.0", args[0])),
            Op::Advance => {
                let it = &args[0];
                self.assign(result()?, &format!("({it}.0.wrapping_add({it}.2), {it}.1, {it}.2)"))
            }
            Op::MakeTuple => {
                let result = result()?;
                let mut items: String = args.iter().map(|arg| format!("{arg}, ")).collect();
                if matches!(self.func.ty(result), Ty::Slice(_)) && args.len() == 2 {
                    items += "(), ";
                }
                self.assign(result, &format!("({items})"))
            }
            Op::Among(ints) => {
                let ints: Vec<String> = ints.iter().map(i64::to_string).collect();
                match ints.is_empty() {
                    true => self.assign(result()?, "false"),
                    false => self.assign(result()?, &format!("matches!({}, {})", args[0], ints.join(" | "))),
                }
            }
            Op::Walk => match self.func.ty(result()?) {
                Ty::Walk(Along::Numbered(first)) => {
                    self.assign(result()?, &format!("rt::walk::numbered({}, {first})", args[0]))
                }
                Ty::Walk(Along::Zipped) => {
                    self.assign(result()?, &format!("rt::walk_zip::zipped({}, {})", args[0], args[1]))
                }
                Ty::Walk(Along::Vectors(count, _)) => {
                    let vectors = args[..*count].join(", ");
                    let text = match args.get(*count) {
                        Some(first) => format!("rt::walk_vector::numbered([{vectors}], {first})"),
                        None => format!("rt::walk_vector::along([{vectors}])"),
                    };
                    self.assign(result()?, &text)
                }
                _ => self.assign(result()?, &format!("rt::walk::along({})", args[0])),
            },
            Op::Keep => self.assign(result()?, &format!("({}, {})", args[0], args[1])),
            Op::TupleItem(index) => self.assign(result()?, &format!("{}.{index}", args[0])),
            Op::GuardClass(class) => {
                self.guard(&format!("rt::class::is_{}({})", class.replace('.', "_"), args[0]), inst)
            }
            Op::GuardUnheard(code) => self.guard(&format!("!FUNCTIONS[{}].hears({code})", self.unit.number), inst),
            Op::GuardFunction(function) => {
                let number = self.context.number(*function)?;
                self.guard_call(*function, number, number, inst)
            }
            Op::NewInstance(names) | Op::MakeInstance(names) => self.instance(names, inst, result()?),
            Op::GuardInstance(names, ends) => {
                let is_none = match self.func.ty(inst.args[0]) {
                    Ty::Nullable(_) => format!("{}.is_null() || ", args[0]),
                    _ => String::new(),
                };
                let text = format!(
                    "{{ static PLAIN: rt::place::Plain = rt::place::Plain::new(); {is_none}PLAIN.keeps({}, {}, &{ends:?}) && cx.depth > 0 }}",
                    args[0],
                    self.names_of(names)?
                );
                self.guard(&text, inst)
            }
            Op::KnownGlobal(name) => {
                let lent = inst.result.is_some_and(|result| self.func.borrowed.contains(&result));
                let give = if lent { "lent" } else { "object_of" };
                let text = format!("{}.{give}(&MODULE)", self.global(name)?);
                self.assign_or_leave(result()?, &text, inst)
            }
            Op::GuardDirect(function, how, classes) => self.guard_direct(*function, how, *classes, inst),
            Op::GuardDepth(calls) => self.guard(&format!("cx.may_nest({calls})"), inst),
            Op::GuardTuple(count) => self.guard(&format!("rt::tuple_items({}, {count}).is_some()", args[0]), inst),
            Op::ObjTupleItem(index, _) => self.assign(result()?, &format!("rt::num::tuple_item({}, {index})", args[0])),
            Op::IsUnheard(raised) => self.is_unheard(raised, result()?),
            Op::Clause(class, clauses) => self.clause(class, clauses, result()?),
            Op::Ends(_) => Ok(()),
            Op::Poll => {
                self.fresh.clear();
                let Some(condition) = self.poll_condition(inst) else {
                    return Ok(());
                };
                if self.unit.generator.is_some() && !self.unit.kept {
                    let leave = self.exit(inst, Ends::Resume)?;
                    self.line(&format!("if cx.poll() {{ {leave} }}"));
                    return Ok(());
                }
                let raise = self.exit(inst, Ends::Raise)?;
                let pending = format!("!rt::pending(&MODULE, {})", self.cx());
                let pending = if self.has_frame {
                    format!("{{ frame.at({}); {pending} }}", self.unit_of(inst))
                } else {
                    pending
                };
                self.line(&format!("if {condition}cx.poll() && {pending} {{ {raise} }}"));
                Ok(())
            }
            other => Err(format!("no Rust for {other:?}")),
        }
    }

    fn constant(&mut self, value: Value, constant: &Constant, place: Option<u32>) -> Result<(), String> {
        let ty = self.func.ty(value).clone();
        let text = match (&ty, constant) {
            (Ty::None, _) => "()".to_owned(),
            (Ty::Bool, Constant::Bool(value)) => value.to_string(),
            (Ty::Char, Constant::Str(text)) => {
                let character = text.chars().next().ok_or("a constant without a character")?;
                format!("{}u32", u32::from(character))
            }
            (Ty::Int | Ty::Wide, _) => constant.as_int().ok_or("a constant that does not fit")?.to_string(),
            (Ty::Float, _) => {
                let value = constant.as_float().ok_or("a constant that is no float")?;
                if value.is_finite() && value.to_bits() != (-0.0f64).to_bits() {
                    format!("{value:?}f64")
                } else {
                    format!("f64::from_bits({:#x})", value.to_bits())
                }
            }
            (Ty::Complex, _) => {
                let (real, imag) = constant.as_complex().ok_or("a constant that is no complex number")?;
                let part = |part: f64| format!("f64::from_bits({:#x})", part.to_bits());
                format!("rt::complex_value::of({}, {})", part(real), part(imag))
            }
            (Ty::Obj(_), _) => {
                let place = place.ok_or("a constant without a place")?;
                format!("FUNCTIONS[{}].constant({place})", self.unit.number)
            }
            _ => return Err(format!("a constant of type {ty}")),
        };
        self.assign(value, &text)
    }

    fn checked(
        &mut self,
        value: Value,
        checked: bool,
        name: &str,
        wrapping: &str,
        args: &[String],
        inst: &Inst,
    ) -> Result<(), String> {
        let ty = if *self.func.ty(value) == Ty::Wide {
            "i128"
        } else {
            "i64"
        };
        if checked {
            self.assign_or_leave(value, &format!("{ty}::{name}({}, {})", args[0], args[1]), inst)
        } else {
            self.assign(value, &format!("{ty}::{wrapping}({}, {})", args[0], args[1]))
        }
    }

    /// Gives up a reference.
    fn give_up(&mut self, object: &str, inst: &Inst) {
        if self.has_ended {
            self.line(&format!("rt::release_behind({object});"));
        } else if self.has_frame {
            let at = self.unit_of(inst);
            let method = if self.has_handlers {
                "give_up"
            } else {
                "release_or_null"
            };
            self.line(&format!("frame.{method}({object}, {at});"));
        } else {
            self.line(&format!("rt::object::release_or_null({object});"));
        }
    }

    /// An operand as it is written.
    pub(super) fn operand(&self, value: Value, op: &Op) -> String {
        let name = self.name(value);
        match (self.func.ty(value), op) {
            (Ty::Walk(_), Op::Primitive { .. }) => format!("&mut {name}"),
            _ => name,
        }
    }

    fn conversion(&mut self, inst: &Inst, result: Value) -> Result<(), String> {
        if inst.args.is_empty() {
            return self.assign(result, "rt::NULL");
        }
        let value = self.name(inst.args[0]);
        if inst.op == Op::Convert(Convert::Rename) {
            return self.assign(result, &value);
        }
        let (from, to) = (self.func.ty(inst.args[0]).clone(), self.func.ty(result).clone());
        match convert(&value, &from, &to)? {
            Converted::Always(text) => {
                self.assign(result, &text)?;
                if inst.op == Op::Convert(Convert::Box) && to.is_reference() {
                    let name = self.name(result);
                    let raise = match inst.before {
                        Some(_) => self.exit(inst, Ends::Raise)?,
                        None => self.raise_from_nowhere(),
                    };
                    // What is not bound is null as well. That an exception is set says nothing on the way to a handler.
                    let is_bound = match from {
                        Ty::Maybe(_) => format!(" && {value}.0"),
                        Ty::Dyn(_) => format!(" && !matches!({value}, rt::Dyn::Unbound)"),
                        _ => String::new(),
                    };
                    self.line(&format!("if {name}.is_null(){is_bound} {{ {raise} }}"));
                }
                Ok(())
            }
            Converted::Maybe(text) => self.assign_or_leave(result, &text, inst),
        }
    }

    /// Leaves unless a function can be called natively. A global found ok vouches for the function's code, until something may have
    /// run that changed it. CPython 3.11 does not tell when `__code__` is assigned.
    fn guard_call(&mut self, function: usize, number: usize, unit: usize, inst: &Inst) -> Result<(), String> {
        let depth = "cx.depth > 0";
        if self.has_frame {
            let unheard = self.context.unheard(number, unit);
            self.guard(&format!("FUNCTIONS[{number}].ok(){unheard} && {depth}"), inst)
        } else if self.fresh.contains(&function) && self.context.facts.minor > 11 {
            self.guard(depth, inst)
        } else {
            self.guard(&format!("FUNCTIONS[{number}].ok() && {depth}"), inst)
        }
    }

    fn call(&mut self, function: usize, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let number = self.context.number(function)?;
        let callee = &self.context.facts.functions[function];
        let name = ascii_name(&entry::last(&callee.qualname));
        let lent = match inst.op {
            Op::CallVectors(_, lent) => Some(lent),
            _ => None,
        };
        let unit = match lent {
            Some(lent) => *self
                .context
                .others
                .get(&(function, lent))
                .ok_or("a call of a body that is not there")?,
            None => number,
        };
        self.guard_call(function, number, unit, inst)?;
        self.fresh.clear();
        let mut arguments: String = args.iter().map(|arg| format!(", {arg}")).collect();
        if self.context.take_function.get(unit).copied().unwrap_or_default() {
            arguments.insert_str(0, &format!(", FUNCTIONS[{number}].object()"));
        }
        self.reach(inst);
        let cx = self.cx();
        let before = inst.before.ok_or("a call without a state before it")?;
        let raise = self.raised(inst, before)?;
        let after = inst.after.ok_or("a call without a state behind it")?;
        let ty = self.func.ty(result).clone();
        let finished = self.exit_at(after, Ends::Resume, Some("object"))?;
        let finished = self.finished(&ty, &finished);
        let callee = match lent {
            Some(lent) => format!("body_{number}{}_{name}", lent_suffix(lent)),
            None => self.callee(number, &name),
        };
        let text = format!(
            "match {callee}({cx}.deeper(){arguments}) {{ Ok(value) => value, Err(exit) if exit.0.is_null() => {{ {raise} }}, Err(exit) => {finished} }}"
        );
        self.assign(result, &text)?;
        if self.has_frame {
            self.leave_if_observed(inst, result)?;
        }
        if lent.is_some_and(|lent| lent.takes) {
            // What left has made lists of its vectors.
            let vectors = inst.args.iter().filter(|arg| is_vector(self.func.ty(**arg)));
            let still: Vec<String> = vectors
                .map(|arg| format!("rt::vector::is_still({})", self.name(*arg)))
                .collect();
            let stress = if self.context.stress { "rt::stress() || " } else { "" };
            self.leave_behind(inst, result, &format!("{stress}!({})", still.join(" && ")))?;
        }
        Ok(())
    }

    /// What becomes of `exit`, the result of a call that CPython has finished: a value of the type, or `finished`, which leaves.
    pub(super) fn finished(&self, ty: &Ty, finished: &str) -> String {
        let taken = match ty {
            Ty::None => Some("rt::take_none(exit.0)"),
            Ty::Bool => Some("rt::take_bool(exit.0)"),
            Ty::Int => Some("rt::take_i64(exit.0)"),
            Ty::Wide => Some("rt::take_i128(exit.0)"),
            Ty::Float => Some("rt::take_f64(exit.0)"),
            Ty::Complex => Some("rt::complex_value::take(exit.0)"),
            Ty::Num => Some("rt::take_num(exit.0)"),
            Ty::Char => Some("rt::text::take_char(exit.0)"),
            Ty::Dyn(_) => Some("rt::take_scalar(exit.0)"),
            // What CPython gives is a list.
            Ty::Obj(_) if is_vector(ty) => None,
            Ty::Obj(_) if self.context.facts.objects => Some("Ok::<rt::Obj, rt::Obj>(exit.0)"),
            _ => None,
        };
        match taken {
            Some(take) => format!("match {take} {{ Ok(value) => value, Err(object) => {{ {finished} }} }}"),
            None => format!("{{ let object = exit.0; {finished} }}"),
        }
    }
}

/// Is it a function of the runtime that puts strings together?
fn takes_pieces(path: &str) -> bool {
    path.starts_with("rt::text_pieces::") && path != "rt::text_pieces::plain"
}
