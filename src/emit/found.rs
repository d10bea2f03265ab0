//! Calls of functions found in classes, as Rust statements: of a native body if it is a known one, else as CPython calls.

use super::body::Body;
use super::convert::{Converted, boxed, convert, get};
use super::exits::Ends;
use super::object::binary;
use super::{ascii_name, entry, rust_type};
use crate::bytecode::{BinaryOp, UnaryOp};
use crate::infer::{converts, given, is_vector};
use crate::ir::{How, Inst, Ty, Value};
use crate::types::Type;

/// Of so many attributes the runtime remembers where they are in new instances.
pub(super) const MOST_ATTRIBUTES: usize = 8;

impl Body<'_> {
    pub(super) fn direct(
        &mut self,
        targets: &[usize],
        keywords: &[String],
        names: Option<u32>,
        how: &How,
        inst: &Inst,
    ) -> Result<(), String> {
        let result = inst.result.ok_or("a call without a result")?;
        self.fresh.clear();
        self.guard("cx.depth > 0", inst)?;
        match (how, self.context.facts.minor) {
            // A new instance may be what the collector has waited for.
            (How::Construct, 11) => self.tell(inst),
            _ => self.reach(inst),
        }
        let found = self.found(how, inst)?;
        let function = match &found {
            Some(_) => "found".to_owned(),
            None => self.name(inst.args[0]),
        };
        let ty = if *how == How::Construct {
            Ty::None
        } else {
            self.func.ty(result).clone()
        };
        let mut chain = String::new();
        for target in targets {
            if let Some(arm) = self.arm(*target, keywords, how, &function, &ty, inst)? {
                chain.push_str(&arm);
                chain.push_str(" else ");
            }
        }
        let otherwise = self.otherwise(how, names, inst)?;
        let told = self.told(inst);
        chain.push_str(&self.base_init(targets, names, how, inst)?);
        chain.push_str(&match how {
            How::SetItem => {
                format!("{{ {told}if {otherwise} {{ Ok(()) }} else {{ Err(rt::Exit(rt::NULL)) }} }}")
            }
            How::Compare(_, true) => format!("{{ {told}rt::place::truth_of({otherwise}, || ()) }}"),
            _ => format!("{{ {told}Err(rt::Exit({otherwise})) }}"),
        });
        self.at = None;
        let ty = rust_type(self.func.ty(result))?;
        if let Some(found) = found {
            chain = format!("{{ let found = {found}; {chain} }}");
        }
        if let Some(plain) = self.plain(targets, keywords, how, inst)? {
            chain = format!("match {plain} {{ made if !made.is_null() => Ok(made), _ => {chain} }}");
        }
        self.line(&format!("let called: Result<{ty}, rt::Exit> = {chain};"));
        let before = inst.before.ok_or("a call without a state before it")?;
        // What was lent may be gone when the call has raised.
        let lent = |value: &&Value| *how == How::Method && self.func.borrowed.contains(value);
        self.gone = inst.args.first().filter(lent).copied();
        let raise = self.raised(inst, before);
        self.gone = None;
        let raise = raise?;
        if *how == How::SetItem {
            self.line(&format!("if called.is_err() {{ {raise} }}"));
            return self.assign(result, "()");
        }
        let after = inst.after.ok_or("a call without a state behind it")?;
        let finished = self.exit_at(after, Ends::Resume, Some("object"))?;
        let ty = self.func.ty(result).clone();
        let finished = self.finished(&ty, &finished);
        let text = format!(
            "match called {{ Ok(value) => value, Err(exit) if exit.0.is_null() => {{ {raise} }}, Err(exit) => {finished} }}"
        );
        self.assign(result, &text)?;
        if self.has_frame {
            self.leave_if_observed(inst, result)?;
        }
        Ok(())
    }

    /// A new instance of a class whose `__init__` only stores its arguments, or null; nothing if that cannot be.
    fn plain(&self, targets: &[usize], keywords: &[String], how: &How, inst: &Inst) -> Result<Option<String>, String> {
        let [target] = targets else { return Ok(None) };
        let facts = self.context.facts;
        if *how != How::Construct || facts.minor < 13 || self.context.stress {
            return Ok(None);
        }
        let Some(number) = self.context.numbers.get(*target).copied().flatten() else {
            return Ok(None);
        };
        let given = given(how, inst.args.len());
        let Some(bound) = facts.bind_method(*target, given.len(), keywords) else {
            return Ok(None);
        };
        let mut boxes = Vec::new();
        // The last ones may have defaults.
        let Some(last) = bound.iter().rposition(Option::is_some) else {
            return Ok(None);
        };
        for argument in bound[..=last].iter().skip(1) {
            let Some(argument) = argument else { return Ok(None) };
            let value: Value = inst.args[given[*argument]];
            if is_vector(self.func.ty(value)) || boxes.len() == MOST_ATTRIBUTES {
                return Ok(None);
            }
            boxes.push(boxed(&self.name(value), self.func.ty(value))?);
        }
        if self.makes_exception(inst) {
            let above = match self.global("super") {
                Ok(global) => format!("{global}.at_hand()"),
                Err(_) => "rt::NULL".to_owned(),
            };
            return Ok(Some(format!(
                "{{ static PLAIN: rt::place::PlainException = rt::place::PlainException::new(); PLAIN.made((&MODULE, &FUNCTIONS[{number}]), {}, {above}, {}, || [{}]) }}",
                self.name(inst.args[0]),
                inst.args.len() - 1 - keywords.len(),
                boxes.join(", ")
            )));
        }
        Ok(Some(format!(
            "{{ static PLAIN: rt::place::Plain = rt::place::Plain::new(); PLAIN.made(&MODULE, &FUNCTIONS[{number}], {}, || [{}]) }}",
            self.name(inst.args[0]),
            boxes.join(", ")
        )))
    }

    /// The builtin `__init__` at the end of a chain of `super()` calls, which only keeps its arguments, if it is that.
    fn base_init(&self, targets: &[usize], names: Option<u32>, how: &How, inst: &Inst) -> Result<String, String> {
        if *how != How::Method || !targets.is_empty() || names.is_some() {
            return Ok(String::new());
        }
        let name = |index: usize| self.name(inst.args[index]);
        Ok(format!(
            "if let Some(result) = rt::place::base_init({}, {}, || [{}]) {{ Err(rt::Exit(result)) }} else ",
            name(0),
            name(1),
            self.boxes(&inst.args[2..])?
        ))
    }

    /// Leaves unless a function is what an operation would call. For operands may stand the class that they are instances of.
    pub(super) fn guard_direct(
        &mut self,
        function: usize,
        how: &How,
        classes: [bool; 2],
        inst: &Inst,
    ) -> Result<(), String> {
        let number = self.context.number(function)?;
        let (mut names, mut stand_ins) = (vec![], String::new());
        for (index, arg) in inst.args.iter().enumerate() {
            let name = self.name(*arg);
            if classes.get(index) == Some(&true) {
                stand_ins.push_str(&format!("let stand_in_{index} = rt::place::StandIn::of({name}); "));
                names.push(format!("stand_in_{index}.object()"));
            } else {
                names.push(name);
            }
        }
        let found = self.found_of(how, inst, &names)?.unwrap_or_else(|| names[0].clone());
        let unheard = self.context.unheard(number, number);
        self.guard(
            &format!(
                "{{ {stand_ins}let found = {found}; FUNCTIONS[{number}].runs(&MODULE, found){unheard} && cx.depth > 0 }}"
            ),
            inst,
        )
    }

    /// The function that is found, borrowed, or null; of methods it has been loaded already.
    fn found(&mut self, how: &How, inst: &Inst) -> Result<Option<String>, String> {
        let names: Vec<String> = inst.args.iter().map(|arg| self.name(*arg)).collect();
        self.found_of(how, inst, &names)
    }

    fn found_of(&mut self, how: &How, inst: &Inst, names: &[String]) -> Result<Option<String>, String> {
        let name = |index: usize| names[index].clone();
        Ok(match how {
            How::Method => None,
            How::Construct => {
                let class = name(0);
                let constructor = match self.makes_exception(inst) {
                    true => "exception_constructor",
                    false => "constructor",
                };
                Some(format!(
                    "rt::place::{constructor}(&{}, {class})",
                    self.sites.attribute()
                ))
            }
            How::Property(attribute) => {
                let object = name(0);
                Some(format!("rt::place::getter({})", self.place(&object, attribute)?))
            }
            How::Operator(op, inplace, reflected) => {
                let (own, other) = if *reflected { (1, 0) } else { (0, 1) };
                let object = name(own);
                let is_object = self.func.ty(inst.args[other]).is_reference() && *op != BinaryOp::Subscript;
                let other = if is_object { name(other) } else { "rt::NULL".to_owned() };
                let method = if *reflected {
                    format!("__r{}", &op.method()[2..])
                } else {
                    op.method().to_owned()
                };
                let inplace = if *inplace && !*reflected {
                    format!("Some(c\"__i{}\")", &op.method()[2..])
                } else {
                    "None".to_owned()
                };
                let site = self.sites.attribute();
                Some(format!(
                    "rt::place::operator(&{site}, {object}, {other}, c\"{method}\", {inplace})"
                ))
            }
            How::SetItem => Some(format!(
                "rt::place::operator(&{}, {}, rt::NULL, c\"__setitem__\", None)",
                self.sites.attribute(),
                name(1)
            )),
            // Whatever the class of the other operand is, this goes first.
            How::InPlace(op) => Some(format!(
                "rt::place::operator(&{}, {}, rt::NULL, c\"__i{}\", None)",
                self.sites.attribute(),
                name(0),
                &op.method()[2..]
            )),
            How::Unary(op) => {
                let method = op.method().ok_or("an operator without a method")?;
                let site = self.sites.attribute();
                Some(format!(
                    "rt::place::operator(&{site}, {}, rt::NULL, c\"{method}\", None)",
                    name(0)
                ))
            }
            How::Compare(op, _) => {
                let (site, method, object) = (self.sites.attribute(), op.method(), name(0));
                Some(match self.func.ty(inst.args[1]).is_reference() {
                    true => format!("rt::place::comparison(&{site}, {object}, {}, c\"{method}\")", name(1)),
                    false => format!("rt::place::operator(&{site}, {object}, rt::NULL, c\"{method}\", None)"),
                })
            }
        })
    }

    /// Is it an exception that a call of a class makes?
    fn makes_exception(&self, inst: &Inst) -> bool {
        match self.func.ty(inst.args[0]) {
            Ty::Obj(Type::Class(_, made)) => made.iter().any(|made| match made {
                Type::Class(class, _) => self.context.facts.is_exception(class, 0),
                _ => false,
            }),
            _ => false,
        }
    }

    /// What CPython does, as an expression that gives the result or null.
    fn otherwise(&self, how: &How, names: Option<u32>, inst: &Inst) -> Result<String, String> {
        let name = |index: usize| self.name(inst.args[index]);
        let names = match names {
            Some(index) => format!("FUNCTIONS[{}].constant({index})", self.unit.number),
            None => "rt::NULL".to_owned(),
        };
        Ok(match how {
            How::Method => format!(
                "rt::object::call_boxes({}, {}, &[{}], {names})",
                name(0),
                name(1),
                self.boxes(&inst.args[2..])?
            ),
            How::Construct => format!(
                "rt::object::call_boxes({}, rt::NULL, &[{}], {names})",
                name(0),
                self.boxes(&inst.args[1..])?
            ),
            How::Property(attribute) => {
                let index = self.func.names.iter().position(|known| known == attribute);
                format!(
                    "rt::place::look_up({}, &FUNCTIONS[{}], {})",
                    name(0),
                    self.unit.number,
                    index.ok_or("a name that the code does not have")?
                )
            }
            How::Operator(op, inplace, _) => format!(
                "rt::object::operate(rt::object::{}, {})",
                binary(*op, *inplace),
                self.boxes(&inst.args)?
            ),
            How::SetItem => {
                let [value, object, key] = inst.args.as_slice() else {
                    return Err("a store of an item without a key".to_owned());
                };
                let boxes = self.boxes(&[*object, *key, *value])?;
                format!("rt::object::store(rt::object::set_item, {boxes})")
            }
            How::InPlace(op) => format!(
                "rt::object::operate(rt::object::{}, {})",
                binary(*op, true),
                self.boxes(&inst.args)?
            ),
            How::Unary(op) => match op {
                UnaryOp::Positive => format!("rt::object::positive({})", name(0)),
                UnaryOp::Invert => format!("rt::object::invert({})", name(0)),
                _ => format!("rt::object::negative({})", name(0)),
            },
            How::Compare(op, _) => format!(
                "rt::object::operate(rt::object::{}, {})",
                op.name(),
                self.boxes(&inst.args)?
            ),
        })
    }

    /// Values as objects of their own, in a row.
    fn boxes(&self, values: &[Value]) -> Result<String, String> {
        let boxes: Result<Vec<String>, String> = values
            .iter()
            .map(|value| boxed(&self.name(*value), self.func.ty(*value)))
            .collect();
        Ok(boxes?.join(", "))
    }

    /// `if` the function is that one, its body called; nothing if that cannot be for the types at hand.
    fn arm(
        &self,
        target: usize,
        keywords: &[String],
        how: &How,
        function: &str,
        result: &Ty,
        inst: &Inst,
    ) -> Result<Option<String>, String> {
        let Some(number) = self.context.numbers.get(target).copied().flatten() else {
            return Ok(None);
        };
        let constructs = *how == How::Construct;
        let callee = &self.context.facts.functions[target];
        let returns = match &callee.returns {
            Ty::Bottom if constructs => Ty::None,
            returns => returns.clone(),
        };
        let given = given(how, inst.args.len());
        let bound = self.context.facts.bind_method(target, given.len(), keywords);
        // What is not the truth itself is asked for it.
        let object = Ty::object();
        let result = match how {
            How::Compare(_, true) if returns.is_reference() => &object,
            _ => result,
        };
        let (Some(bound), Some(value)) = (bound, converted("value", &returns, result)) else {
            return Ok(None);
        };
        let mut tests = format!("FUNCTIONS[{number}].runs(&MODULE, {function})");
        tests.push_str(&self.context.unheard(number, number));
        let (mut boxes, mut arguments) = (vec![], String::new());
        if self.context.take_function.get(number).copied().unwrap_or_default() {
            arguments.push_str(&format!(", {function}"));
        }
        for (param, argument) in bound.iter().enumerate() {
            let wanted = &callee.params[param];
            let text = match argument {
                Some(0) if constructs => "object".to_owned(),
                Some(argument) => {
                    let value: Value = inst.args[given[*argument]];
                    let given = self.func.ty(value);
                    let name = self.name(value);
                    if wanted.is_reference() && !given.is_reference() {
                        boxes.push(format!("let box_{param} = {};", boxed(&name, given)?));
                        format!("box_{param}")
                    } else if !converts(given, wanted) {
                        return Ok(None);
                    } else {
                        match convert(&name, given, wanted) {
                            Ok(Converted::Always(text)) => text,
                            Ok(Converted::Maybe(option)) => {
                                tests.push_str(&format!(" && let Some(argument_{param}) = ({option})"));
                                format!("argument_{param}")
                            }
                            Err(_) => return Ok(None),
                        }
                    }
                }
                None => {
                    let default = format!("FUNCTIONS[{number}].default_of({function}, {param})");
                    let value = get("default", wanted)?;
                    tests.push_str(&format!(
                        " && let Some(argument_{param}) = ({{ let default = {default}; if default.is_null() {{ None }} else {{ {value} }} }})"
                    ));
                    format!("argument_{param}")
                }
            };
            arguments.push_str(&format!(", {text}"));
        }
        let name = ascii_name(&entry::last(&callee.qualname));
        let mut call = format!("body_{number}_{name}({}.deeper(){arguments})", self.cx());
        if value != "value" {
            call.push_str(&format!(".map(|value| {value})"));
        }
        if !boxes.is_empty() {
            let released: String = (0..bound.len())
                .filter(|param| boxes.iter().any(|text| text.starts_with(&format!("let box_{param} "))))
                .map(|param| format!("rt::object::release_or_null(box_{param}); "))
                .collect();
            call = format!("{{ {} let called = {call}; {released}called }}", boxes.join(" "));
        }
        match how {
            How::Construct => {
                let class = self.name(inst.args[0]);
                let instance = match self.makes_exception(inst) {
                    true => {
                        let positional = &inst.args[1..inst.args.len() - keywords.len()];
                        format!("exception({class}, &[{}])", self.boxes(positional)?)
                    }
                    false => format!("instance({class})"),
                };
                call = format!(
                    "match rt::place::{instance} {{ object if object.is_null() => Err(rt::Exit(rt::NULL)), object => {{ let called = {call}; rt::place::constructed(object, called) }} }}"
                );
            }
            How::Operator(op, inplace, _) if *op != BinaryOp::Subscript => {
                let check = if result.is_reference() {
                    "implemented"
                } else {
                    "implemented_unboxed"
                };
                call = format!(
                    "rt::place::{check}({{ {call} }}, || [{}], c\"{}{}\")",
                    self.boxes(&inst.args)?,
                    symbol(*op),
                    if *inplace { "=" } else { "" }
                );
            }
            How::SetItem => {
                let given_up = match self.has_frame {
                    true => format!("frame.release_or_null(exit.0, {})", self.unit_of(inst)),
                    false => "rt::object::release_or_null(exit.0)".to_owned(),
                };
                call = format!(
                    "match {{ {call} }} {{ Err(exit) if !exit.0.is_null() => {{ {given_up}; Ok(()) }}, other => other }}"
                );
            }
            How::InPlace(op) => {
                let check = if result.is_reference() {
                    "changed"
                } else {
                    "changed_unboxed"
                };
                let told = self.told(inst);
                call = format!(
                    "rt::place::{check}({{ {call} }}, || {{ {told}[{}] }}, rt::place::InPlace::{op:?})",
                    self.boxes(&inst.args)?
                );
            }
            How::Compare(op, to_bool) => {
                let check = if result.is_reference() {
                    "compared"
                } else {
                    "compared_unboxed"
                };
                let told = self.told(inst);
                call = format!(
                    "rt::place::{check}({{ {call} }}, || {{ {told}[{}] }}, rt::place::Comparison::{op:?})",
                    self.boxes(&inst.args)?
                );
                call = match (to_bool, result.is_reference()) {
                    (false, _) => call,
                    (true, true) => format!(
                        "match {call} {{ Ok(result) | Err(rt::Exit(result)) => rt::place::truth_of(result, || {{ {told}}}) }}"
                    ),
                    (true, false) => format!(
                        "match {call} {{ Err(rt::Exit(result)) => rt::place::truth_of(result, || {{ {told}}}), known => known }}"
                    ),
                };
            }
            _ => {}
        }
        Ok(Some(format!("if {tests} {{ {call} }}")))
    }
}

/// A result as the type that all callees have in common.
fn converted(value: &str, from: &Ty, to: &Ty) -> Option<String> {
    if *from == Ty::Bottom {
        return None;
    }
    if to.is_reference() && from.is_reference() {
        return Some(value.to_owned());
    }
    match convert(value, from, to) {
        Ok(Converted::Always(text)) if converts(from, to) || to.is_reference() => Some(text),
        _ => None,
    }
}

/// How messages of CPython spell an operator.
fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::And => "&",
        BinaryOp::FloorDivide => "//",
        BinaryOp::LeftShift => "<<",
        BinaryOp::MatrixMultiply => "@",
        BinaryOp::Multiply => "*",
        BinaryOp::Remainder => "%",
        BinaryOp::Or => "|",
        BinaryOp::Power => "**",
        BinaryOp::RightShift => ">>",
        BinaryOp::Subtract => "-",
        BinaryOp::TrueDivide => "/",
        BinaryOp::Xor => "^",
        BinaryOp::Subscript => "[]",
    }
}
