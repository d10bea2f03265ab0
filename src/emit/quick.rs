//! Operations on objects of any type, with what they do on the commonest builtin types before the frame is told: no Python code
//! runs there.

use super::body::Body;
use super::found::MOST_ATTRIBUTES;
use super::object::binary;
use crate::bytecode::{Append, BinaryOp, UnaryOp};
use crate::ir::{Gives, Inst, MethodCall, ObjectOp, Ty};
use crate::passes::GlobalSpec;
use crate::types::{DEFAULT_DICT, Type};

impl Body<'_> {
    /// An operation that the runtime has a quick form of.
    pub(super) fn quick(&mut self, op: &ObjectOp, args: &[String], inst: &Inst) -> Result<Option<String>, String> {
        if self.func.quiet(inst).is_some() {
            return Ok(None);
        }
        let told = self.told(inst);
        let joined = args.join(", ");
        let function = match op {
            ObjectOp::Binary(BinaryOp::Remainder, _) if *self.func.ty(inst.args[0]) == Ty::Obj(Type::Str) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(match rt::text_percent::formatted({joined}) {{ quick if !quick.is_null() => quick, _ => {{ {told}{slow} }} }})"
                )));
            }
            ObjectOp::CallMethod(method)
                if self.has_frame
                    && method.names.is_none()
                    && (method.class.as_str(), method.name.as_str()) == ("str", "format") =>
            {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(match rt::text_percent::braces({}, &[{}]) {{ quick if !quick.is_null() => quick, _ => {{ {told}{slow} }} }})",
                    args[0],
                    args[1..].join(", ")
                )));
            }
            ObjectOp::Binary(BinaryOp::Power | BinaryOp::MatrixMultiply, _) => return Ok(None),
            ObjectOp::Binary(..) | ObjectOp::Compare(_) if self.is_set(inst) => {
                let Some(function) = set_operator(op) else {
                    return Ok(None);
                };
                return self.quick_or_slow(&format!("quick_sets::{function}"), op, args, &told);
            }
            // What it does to these types in place it does to new objects.
            ObjectOp::Binary(BinaryOp::Add, false) => "concat".to_owned(),
            ObjectOp::Binary(op, _) => binary(*op, false),
            ObjectOp::Compare(op) => op.name().to_owned(),
            ObjectOp::LoadGlobal(name) => {
                self.at = None;
                let (slow, global) = (self.expression(op, args)?, self.global(name)?);
                return Ok(Some(format!(
                    "(match {global}.at_hand() {{ known if !known.is_null() => known, _ => {{ {told}{slow} }} }})"
                )));
            }
            ObjectOp::CallMethod(method) if keyed_method(method, args.len()) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(match (method.class.as_str(), method.name.as_str()) {
                    ("set", name) => {
                        format!("(rt::dict::set_{name}::<rt::dict::Plain>({joined}).is_some() || {{ {told}{slow} }})")
                    }
                    (_, name) => {
                        let function = match (name, args.len()) {
                            ("get", 2) => "get::<rt::dict::Plain>",
                            ("get", _) => "get_or::<rt::dict::Plain, rt::Obj>",
                            _ => "set_default::<rt::dict::Plain, rt::Obj>",
                        };
                        format!(
                            "(match rt::dict::{function}({joined}) {{ Some(found) => found, None => {{ {told}{slow} }} }})"
                        )
                    }
                }));
            }
            ObjectOp::CallMethod(method) if self.has_frame && method.names.is_none() => {
                let Some(condition) = quiet_method(method, args, self.context.facts.minor) else {
                    return Ok(None);
                };
                self.reach(inst);
                if condition != "true" {
                    self.at = None;
                    self.line(&format!("if !{condition} {{ {told}}}"));
                }
                return self.expression(op, args).map(Some);
            }
            // Most cells that get a value had none, or one of which nobody hears.
            ObjectOp::CellSet if self.has_frame && self.context.facts.minor > 11 => {
                self.reach(inst);
                self.at = None;
                self.line(&format!("if !rt::closure::is_set_quietly({}) {{ {told}}}", args[0]));
                return self.expression(op, args).map(Some);
            }
            // Nothing of nothing is put into it.
            ObjectOp::Append(Append::DictMerge) if self.has_frame => {
                self.reach(inst);
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(rt::closure::is_empty({}) || {{ {told}{slow} }})",
                    args[2]
                )));
            }
            // The display of a constant set, or one that is unpacked.
            ObjectOp::Append(Append::SetUpdate) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(rt::quick_sets::update({joined}) || {{ {told}{slow} }})"
                )));
            }
            // What is in a list or tuple is copied.
            ObjectOp::Append(Append::ListExtend) if self.has_frame && self.context.facts.minor > 11 => {
                self.reach(inst);
                self.at = None;
                self.line(&format!("if !rt::quick::is_sequence({}) {{ {told}}}", args[1]));
                return self.expression(op, args).map(Some);
            }
            ObjectOp::CallFound(names) => return self.call_found(*names, args, inst).map(Some),
            ObjectOp::Unary(UnaryOp::Negative) => "negative".to_owned(),
            ObjectOp::GetIter => "get_iter".to_owned(),
            ObjectOp::GetMethod(name) => {
                self.at = None;
                let (slow, place) = (self.expression(op, args)?, self.place(&args[0], name)?);
                let name = self.name_number(name)?;
                return Ok(Some(format!(
                    "(match rt::place::get_known({place}).or_else(|| rt::quick::get_method({joined}, {name})) {{ Some(result) => result, None => {{ {told}{slow} }} }})"
                )));
            }
            ObjectOp::GetSlice => "get_slice".to_owned(),
            ObjectOp::Format if args.len() == 1 => "format".to_owned(),
            ObjectOp::Contains | ObjectOp::Truth => {
                let name = if *op == ObjectOp::Truth { "truth" } else { "contains" };
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(match rt::quick::{name}({joined}) {{ Some(truth) => truth as i32, None => {{ {told}{slow} }} }})"
                )));
            }
            ObjectOp::Next => {
                self.at = None;
                let slow = self.expression(op, args)?;
                // A generator's native body shows the frames if it has to.
                let (resumed, end) = match self.has_frame && (12..14).contains(&self.context.facts.minor) {
                    true => (
                        format!(
                            "frame.reach({}); match rt::resumed::next({joined}, {}) {{ Some(item) => item, None => {{ ",
                            self.unit_of(inst),
                            self.cx()
                        ),
                        " } }",
                    ),
                    false => (String::new(), ""),
                };
                return Ok(Some(format!(
                    "(match rt::quick::next({joined}) {{ Some(item) => item, None => {{ {resumed}{told}{slow}{end} }} }})"
                )));
            }
            ObjectOp::GetAwaitable => {
                self.reach(inst);
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(match rt::sent::quick_awaitable({joined}) {{ Some(result) => result, None => {{ {told}{slow} }} }})"
                )));
            }
            ObjectOp::Send if self.has_frame => {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "{{ frame.reach({}); match rt::sent::quick({joined}, {}) {{ Some(given) => given, None => {{ {told}{slow} }} }} }}",
                    self.unit_of(inst),
                    self.cx()
                )));
            }
            ObjectOp::MatchClass(positional) if let Some(count) = self.asked_for(*positional, inst) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "(match {{ static PATTERN: rt::place::ClassPattern<{count}> = rt::place::ClassPattern::new(); PATTERN.matched({}, {}, {positional}, {}) }} {{ quick if !quick.is_null() => quick, _ => {{ {told}{slow} }} }})",
                    args[0], args[1], args[2]
                )));
            }
            ObjectOp::Unpack(count) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                return Ok(Some(format!(
                    "rt::quick::unpack::<{count}>({joined}).or_else(|| {{ {told}{slow} }})"
                )));
            }
            ObjectOp::SetItem | ObjectOp::Append(Append::SetAdd | Append::MapAdd) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                let quick = slow.replacen("rt::object::", "rt::quick::", 1);
                return Ok(Some(format!("({quick} || {{ {told}{slow} }})")));
            }
            ObjectOp::Call(names) => {
                self.at = None;
                let slow = self.expression(op, args)?;
                let Some((callable, arguments)) = args.split_first() else {
                    return Err("a call of nothing".to_owned());
                };
                if names.is_some() {
                    let quick = slow.replacen("rt::object::call(", "rt::quick::call_with_names(", 1);
                    return Ok(Some(format!(
                        "(match {quick} {{ Some(result) => result, None => {{ {told}{slow} }} }})"
                    )));
                }
                if let Some(function) = self.heap_function(inst, arguments.len()) {
                    return self.heap_call(function, arguments, &slow, inst).map(Some);
                }
                let arguments_text = arguments.join(", ");
                if self.is_next(inst) {
                    let at_end = arguments.get(1).map_or("rt::NULL", String::as_str);
                    return Ok(Some(format!(
                        "{{ frame.reach({}); match rt::sent::next({}, {at_end}, {}) {{ Some(item) => item, None => {{ {told}{slow} }} }} }}",
                        self.unit_of(inst),
                        arguments[0],
                        self.cx()
                    )));
                }
                let call = format!(
                    "match rt::quick::call({callable}, &[{arguments_text}]) {{ Some(result) => result, None => {{ {told}{slow} }} }}"
                );
                if self.makes_own(inst) && arguments.len() <= MOST_ATTRIBUTES {
                    return Ok(Some(format!(
                        "(match {{ static PLAIN: rt::place::Plain = rt::place::Plain::new(); PLAIN.called({callable}, [{arguments_text}]) }} {{ made if !made.is_null() => made, _ => {call} }})"
                    )));
                }
                return Ok(Some(format!("({call})")));
            }
            _ => return Ok(None),
        };
        self.quick_or_slow(&format!("quick::{function}"), op, args, &told)
    }

    /// What a function of the runtime gives, or else CPython's operation.
    fn quick_or_slow(
        &mut self,
        function: &str,
        op: &ObjectOp,
        args: &[String],
        told: &str,
    ) -> Result<Option<String>, String> {
        self.at = None;
        let (slow, joined) = (self.expression(op, args)?, args.join(", "));
        Ok(Some(format!(
            "(match rt::{function}({joined}) {{ quick if !quick.is_null() => quick, _ => {{ {told}{slow} }} }})"
        )))
    }
}

impl Body<'_> {
    /// How many attributes a class pattern asks for, with so many of them by position.
    fn asked_for(&self, positional: u32, inst: &Inst) -> Option<usize> {
        match self.func.ty(*inst.args.get(2)?) {
            Ty::Obj(Type::Tuple(names)) => {
                Some(positional as usize + names.len()).filter(|count| *count <= MOST_ATTRIBUTES)
            }
            _ => None,
        }
    }

    /// Is the first operand promised to be a set?
    fn is_set(&self, inst: &Inst) -> bool {
        matches!(self.func.ty(inst.args[0]), Ty::Obj(Type::Class(name, _)) if matches!(name.as_str(), "set" | "frozenset"))
    }

    /// Is it a call of `next`, which may ask a generator whose body goes on natively?
    fn is_next(&self, inst: &Inst) -> bool {
        matches!(self.called_global(inst), Some(GlobalSpec::Builtin(name)) if name == "next")
            && matches!(inst.args.len(), 2 | 3)
            && self.has_frame
            && (12..14).contains(&self.context.facts.minor)
    }

    /// Is it a call of one of the module's classes whose `__init__` is not in the source, such as a data class, where the runtime knows how
    /// new instances have their values?
    fn makes_own(&self, inst: &Inst) -> bool {
        let facts = self.context.facts;
        let made = match inst.args.first().map(|callable| self.func.ty(*callable)) {
            Some(Ty::Obj(Type::Class(class, made))) if class == "type" => made,
            _ => return false,
        };
        facts.minor >= 13
            && matches!(made.as_slice(), [Type::Class(class, _)]
                if facts.classes.contains_key(class) && !facts.is_exception(class, 0))
    }
}

/// The runtime's function for an operation on two sets.
fn set_operator(op: &ObjectOp) -> Option<String> {
    match op {
        ObjectOp::Compare(op) => Some(op.name().to_owned()),
        ObjectOp::Binary(BinaryOp::Xor, true) => None,
        ObjectOp::Binary(op @ (BinaryOp::And | BinaryOp::Or | BinaryOp::Subtract | BinaryOp::Xor), in_place) => {
            Some(binary(*op, false) + if *in_place { "_in_place" } else { "" })
        }
        _ => None,
    }
}

/// Is it a method that finds a key of any class, of which the runtime has a form for those that are hashed and compared without Python code?
fn keyed_method(method: &MethodCall, args: usize) -> bool {
    method.names.is_none()
        && match (method.class.as_str(), method.name.as_str(), method.gives) {
            ("dict" | DEFAULT_DICT, "get", Gives::Object) => args == 2 || args == 3,
            ("dict" | DEFAULT_DICT, "setdefault", Gives::Object) => args == 3,
            ("set", "add" | "discard" | "remove", Gives::Nothing) => args == 2,
            _ => false,
        }
}

/// When a method of a builtin type runs no Python code, whatever comes of it: a condition.
fn quiet_method(method: &MethodCall, args: &[String], minor: u8) -> Option<String> {
    let rest = args.get(1..)?.join(", ");
    match (method.class.as_str(), method.name.as_str()) {
        ("list", "extend") if minor > 11 => Some(format!("rt::quick::is_sequence({rest})")).filter(|_| args.len() == 2),
        ("str", "join") => Some(format!("rt::quick::is_sequence({rest})")).filter(|_| args.len() == 2),
        ("str", name) if TEXT_METHODS.contains(&name) => Some(format!("rt::quick::are_simple(&[{rest}])")),
        ("dict" | DEFAULT_DICT, "keys" | "values" | "items") if args.len() == 1 && minor > 11 => {
            Some("true".to_owned())
        }
        _ => None,
    }
}

/// Methods of `str` that neither run Python code on numbers and strings, nor make what is collected.
const TEXT_METHODS: [&str; 24] = [
    "count",
    "endswith",
    "find",
    "index",
    "isalnum",
    "isalpha",
    "isdecimal",
    "isdigit",
    "islower",
    "isnumeric",
    "isspace",
    "isupper",
    "ljust",
    "lower",
    "lstrip",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rstrip",
    "startswith",
    "strip",
    "upper",
    "zfill",
];
