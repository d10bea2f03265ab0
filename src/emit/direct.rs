//! Calls of functions that are values: compared with the functions that may be meant, whose native bodies are called with
//! unboxed arguments; whatever else it is, is called as CPython does.

use super::body::Body;
use super::convert::{boxed, get};
use super::exits::Ends;
use super::{ascii_name, entry, rust_type};
use crate::infer::CLASS_METHOD;
use crate::ir::{Inst, Ty, Value};
use crate::types::Type;
use std::fmt::Write;

/// Where a call leads besides to its result.
struct Ways {
    /// An exception is set.
    raise: String,
    /// It has given `object`, which is of another type than is wanted.
    leave: String,
    wanted: Ty,
}

impl Ways {
    /// An object taken as what is wanted.
    fn taken(&self, object: &str) -> String {
        let Ways { leave, wanted, .. } = self;
        match take(wanted) {
            Some(take) => format!("match rt::{take}({object}) {{ Ok(value) => value, Err(object) => {{ {leave} }} }}"),
            None => object.to_owned(),
        }
    }
}

impl Body<'_> {
    pub(super) fn call_direct(
        &mut self,
        targets: &[usize],
        args: &[String],
        inst: &Inst,
        result: Value,
    ) -> Result<(), String> {
        let ways = self.begin_call(inst, result)?;
        let (callable, args) = args.split_first().ok_or("a call of nothing")?;
        let given: Vec<Ty> = inst.args[1..].iter().map(|arg| self.func.ty(*arg).clone()).collect();
        let is_bound = is_class_method(self.func.ty(inst.args[0]));
        // What the function gets, which is more than the method does.
        let bound = is_bound.then(|| ("first".to_owned(), Ty::object()));
        let (all, types): (Vec<String>, Vec<Ty>) = bound
            .into_iter()
            .chain(args.iter().cloned().zip(given.iter().cloned()))
            .unzip();
        self.line(&format!("let called: {} = 'call: {{", rust_type(&ways.wanted)?));
        for target in self.that_return(targets, callable, is_bound) {
            let callee = &self.context.facts.functions[target];
            let mut call = Prepared {
                unit: self.has_frame.then(|| self.unit_of(inst)),
                ..Prepared::default()
            };
            let named = callee.names.len();
            for (index, (arg, (from, to))) in all.iter().zip(types.iter().zip(&callee.params[..named])).enumerate() {
                let is_object = |ty: &Ty| matches!(ty, Ty::Obj(_) | Ty::Cell(..));
                if from == to || is_object(from) && is_object(to) {
                    call.passed.push_str(&format!(", {arg}"));
                } else if is_object(from) {
                    let _ = write!(call.guards, " && let Some(argument_{index}) = {}", get(arg, to)?);
                    let _ = write!(call.passed, ", argument_{index}");
                } else {
                    call.temporary(&format!("boxed_{index}"), &boxed(arg, from)?, &ways.raise);
                }
            }
            if callee.starred {
                let rest = all.iter().zip(&types).skip(named);
                let rest = rest
                    .map(|(arg, from)| boxed(arg, from))
                    .collect::<Result<Vec<_>, _>>()?;
                let (has_rest, has_keywords) = callee.stars();
                if has_rest {
                    call.temporary(
                        "rest",
                        &format!("rt::closure::rest(&[{}])", rest.join(", ")),
                        &ways.raise,
                    );
                }
                if has_keywords {
                    call.temporary("keywords", "rt::closure::no_keywords()", &ways.raise);
                }
            }
            self.call_target(target, &call, &ways)?;
        }
        let told = self.told(inst);
        let (mut before, mut behind, mut passed) = (String::new(), String::new(), Vec::new());
        for (index, (arg, from)) in args.iter().zip(&given).enumerate() {
            if matches!(from, Ty::Obj(_) | Ty::Cell(..)) {
                passed.push(arg.clone());
            } else {
                let _ = write!(before, "let boxed_{index} = {}; ", boxed(arg, from)?);
                let _ = write!(before, "if boxed_{index}.is_null() {{ {} }} ", ways.raise);
                let _ = write!(behind, "rt::object::release_or_null(boxed_{index}); ");
                passed.push(format!("boxed_{index}"));
            }
        }
        self.line(&format!(
            "    {told}{before}let object = rt::object::call({callable}, &[{}], rt::NULL); {behind}",
            passed.join(", ")
        ));
        self.end_call(&ways, inst, result)
    }

    /// As [`Body::call_direct`], with arguments that are in a tuple, the second operand, and a dictionary perhaps.
    pub(super) fn call_spread(
        &mut self,
        targets: &[usize],
        args: &[String],
        inst: &Inst,
        result: Value,
    ) -> Result<(), String> {
        let ways = self.begin_call(inst, result)?;
        let ([callable, tuple], keywords) = args.split_first_chunk::<2>().ok_or("a call without arguments")?;
        self.line(&format!("let called: {} = 'call: {{", rust_type(&ways.wanted)?));
        for target in self.that_return(targets, callable, false) {
            let callee = &self.context.facts.functions[target];
            let mut call = Prepared {
                unit: self.has_frame.then(|| self.unit_of(inst)),
                ..Prepared::default()
            };
            let named = callee.names.len();
            if callee.starred {
                let _ = write!(call.guards, " && rt::closure::is_tuple({tuple})");
                call.temporary("rest", &format!("rt::closure::copied({tuple})"), &ways.raise);
                match (keywords, callee.stars().1) {
                    ([keywords], true) => {
                        let _ = write!(call.guards, " && rt::closure::is_keywords({keywords})");
                        let copy = format!("rt::closure::copied_keywords({keywords})");
                        call.temporary("keywords", &copy, &ways.raise);
                    }
                    ([], true) => call.temporary("keywords", "rt::closure::no_keywords()", &ways.raise),
                    ([keywords], false) => {
                        let _ = write!(call.guards, " && rt::closure::is_empty({keywords})");
                    }
                    _ => {}
                }
            } else {
                let number = self.context.number(target)?;
                if let [keywords] = keywords {
                    call.held("held", &format!("rt::closure::held({keywords})"), &ways.raise);
                }
                let keywords = keywords.first().map_or("rt::NULL", String::as_str);
                let _ = write!(
                    call.guards,
                    " && let Some(items) = rt::closure::bound::<{named}>(&FUNCTIONS[{number}], target, {tuple}, {keywords})"
                );
                for (index, to) in callee.params.iter().enumerate() {
                    if matches!(to, Ty::Obj(_)) {
                        let _ = write!(call.passed, ", items[{index}]");
                    } else {
                        let get = get(&format!("items[{index}]"), to)?;
                        let _ = write!(call.guards, " && let Some(argument_{index}) = {get}");
                        let _ = write!(call.passed, ", argument_{index}");
                    }
                }
                if named == 0 {
                    call.guards.push_str(" && items.is_empty()");
                }
            }
            self.call_target(target, &call, &ways)?;
        }
        let told = self.told(inst);
        let keywords = keywords.first().map_or("rt::NULL", String::as_str);
        self.line(&format!(
            "    {told}let object = rt::object::call_ex({callable}, {tuple}, {keywords});"
        ));
        self.end_call(&ways, inst, result)
    }

    fn begin_call(&mut self, inst: &Inst, result: Value) -> Result<Ways, String> {
        self.fresh.clear();
        self.reach(inst);
        let before = inst.before.ok_or("a call without a state before it")?;
        let after = inst.after.ok_or("a call without a state behind it")?;
        Ok(Ways {
            raise: self.raised(inst, before)?,
            leave: self.exit_at(after, Ends::Resume, Some("object"))?,
            wanted: self.func.ty(result).clone(),
        })
    }

    /// What was called as CPython does it has given `object`.
    fn end_call(&mut self, ways: &Ways, inst: &Inst, result: Value) -> Result<(), String> {
        self.line(&format!("    if object.is_null() {{ {} }}", ways.raise));
        self.line(&format!("    {}", ways.taken("object")));
        self.line("};");
        self.assign(result, "called")?;
        self.leave_if_observed(inst, result)
    }

    /// Those of the functions that may be meant which return at all; what is called is looked at as a function, if there are any.
    fn that_return(&mut self, targets: &[usize], callable: &str, is_bound: bool) -> Vec<usize> {
        match (targets.is_empty(), is_bound) {
            (true, _) => {}
            (false, true) => self.line(&format!(
                "    let (target, first) = rt::closure::method_of(&MODULE, {callable});"
            )),
            (false, false) => self.line(&format!(
                "    let target = rt::closure::function_of(&MODULE, {callable});"
            )),
        }
        let returns = |target: &usize| self.context.facts.functions[*target].returns != Ty::Bottom;
        targets.iter().copied().filter(returns).collect()
    }

    /// Calls a native body if it is what is called.
    fn call_target(&mut self, target: usize, call: &Prepared, ways: &Ways) -> Result<(), String> {
        let Ways { raise, wanted, .. } = ways;
        let number = self.context.number(target)?;
        let callee = &self.context.facts.functions[target];
        let name = ascii_name(&entry::last(&callee.qualname));
        let stress = if self.context.stress { "!rt::stress() && " } else { "" };
        let unheard = self.context.unheard_within(number);
        let takes_function = self.context.take_function.get(number).copied().unwrap_or_default();
        let function = if takes_function { ", target" } else { "" };
        let value = match (&callee.returns, wanted) {
            (returned, wanted) if returned == wanted => "value".to_owned(),
            (Ty::Obj(_), Ty::Obj(_)) => "value".to_owned(),
            (Ty::Obj(_), _) => ways.taken("value"),
            (returned, _) => boxed("value", returned)?,
        };
        let Prepared {
            guards,
            before,
            behind,
            passed,
            ..
        } = call;
        let cx = self.cx();
        self.line(&format!(
            "    if {stress}rt::closure::runs(&FUNCTIONS[{number}], target){unheard} && cx.depth > 0{guards} {{"
        ));
        self.line(&format!(
            "        {before}let result = body_{number}_{name}({cx}.deeper(){function}{passed}); {behind}"
        ));
        let other = ways.taken("exit.0");
        self.line(&format!(
            "        break 'call match result {{ Ok(value) => {value}, Err(exit) if exit.0.is_null() => {{ {raise} }}, Err(exit) => {other} }};"
        ));
        self.line("    }");
        Ok(())
    }
}

/// How a body is called: what has to be so besides, what is made before and given up behind, what it gets.
#[derive(Default)]
struct Prepared {
    /// The code unit of the call, if there is a frame that may be told of it.
    unit: Option<u32>,
    guards: String,
    before: String,
    behind: String,
    passed: String,
}

impl Prepared {
    /// An object that is made for the call, and passed.
    fn temporary(&mut self, name: &str, make: &str, raise: &str) {
        self.held(name, make, raise);
        let _ = write!(self.passed, ", {name}");
    }

    /// An object that is made for the call, and given up behind it.
    fn held(&mut self, name: &str, make: &str, raise: &str) {
        let _ = write!(self.before, "let {name} = {make}; if {name}.is_null() {{ {raise} }} ");
        let _ = match self.unit {
            // The callee may have put anything into it.
            Some(unit) => write!(self.behind, "frame.release_or_null({name}, {unit}); "),
            None => write!(self.behind, "rt::object::release_or_null({name}); "),
        };
    }
}

fn is_class_method(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(Type::Class(name, _)) if name == CLASS_METHOD)
}

/// The function that takes a value out of an owned object.
fn take(ty: &Ty) -> Option<&'static str> {
    Some(match ty {
        Ty::None => "take_none",
        Ty::Bool => "take_bool",
        Ty::Int => "take_i64",
        Ty::Float => "take_f64",
        Ty::Complex => "complex_value::take",
        _ => return None,
    })
}
