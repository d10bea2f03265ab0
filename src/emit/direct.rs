//! Calls of functions that are values: compared with the functions that may be meant, whose native bodies are called with
//! unboxed arguments; whatever else it is, is called as CPython does.

use super::body::Body;
use super::convert::{boxed, get};
use super::exits::Ends;
use super::{ascii_name, entry, rust_type};
use crate::ir::{Inst, Ty, Value};
use std::fmt::Write;

impl Body<'_> {
    pub(super) fn call_direct(
        &mut self,
        targets: &[usize],
        args: &[String],
        inst: &Inst,
        result: Value,
    ) -> Result<(), String> {
        self.fresh.clear();
        self.reach(inst);
        let before = inst.before.ok_or("a call without a state before it")?;
        let raise = self.raised(inst, before)?;
        let after = inst.after.ok_or("a call without a state behind it")?;
        let leave = self.exit_at(after, Ends::Resume, Some("object"))?;
        let wanted = self.func.ty(result).clone();
        let (callable, args) = args.split_first().ok_or("a call of nothing")?;
        let given: Vec<Ty> = inst.args[1..].iter().map(|arg| self.func.ty(*arg).clone()).collect();
        // The result as an object, taken as what is wanted.
        let taken = |object: &str| match take(&wanted) {
            Some(take) => format!("match rt::{take}({object}) {{ Ok(value) => value, Err(object) => {{ {leave} }} }}"),
            None => object.to_owned(),
        };
        self.line(&format!("let called: {} = 'call: {{", rust_type(&wanted)?));
        if !targets.is_empty() {
            self.line(&format!(
                "    let target = rt::closure::function_of(&MODULE, {callable});"
            ));
        }
        let cx = self.cx();
        let returns = |target: &&usize| self.context.facts.functions[**target].returns != Ty::Bottom;
        for target in targets.iter().filter(returns) {
            let number = self.context.number(*target)?;
            let callee = &self.context.facts.functions[*target];
            let name = ascii_name(&entry::last(&callee.qualname));
            let stress = if self.context.stress { "!rt::stress() && " } else { "" };
            let unheard = self.context.unheard_within(number);
            let mut passed = String::new();
            if self.context.take_function.get(number).copied().unwrap_or_default() {
                passed.push_str(", target");
            }
            let (mut guards, mut before, mut behind) = (String::new(), String::new(), String::new());
            for (index, (arg, (from, to))) in args.iter().zip(given.iter().zip(&callee.params)).enumerate() {
                let is_object = |ty: &Ty| matches!(ty, Ty::Obj(_) | Ty::Cell(..));
                if from == to || is_object(from) && is_object(to) {
                    let _ = write!(passed, ", {arg}");
                } else if is_object(from) {
                    let _ = write!(guards, " && let Some(argument_{index}) = {}", get(arg, to)?);
                    let _ = write!(passed, ", argument_{index}");
                } else {
                    let _ = write!(before, "let boxed_{index} = {}; ", boxed(arg, from)?);
                    let _ = write!(before, "if boxed_{index}.is_null() {{ {raise} }} ");
                    let _ = write!(behind, "rt::object::release_or_null(boxed_{index}); ");
                    let _ = write!(passed, ", boxed_{index}");
                }
            }
            let value = match (&callee.returns, &wanted) {
                (returned, wanted) if returned == wanted => "value".to_owned(),
                (Ty::Obj(_), Ty::Obj(_)) => "value".to_owned(),
                (Ty::Obj(_), _) => taken("value"),
                (returned, _) => boxed("value", returned)?,
            };
            self.line(&format!(
                "    if {stress}rt::closure::runs(&FUNCTIONS[{number}], target){unheard} && cx.depth > 0{guards} {{"
            ));
            self.line(&format!(
                "        {before}let result = body_{number}_{name}({cx}.deeper(){passed}); {behind}"
            ));
            let other = taken("exit.0");
            self.line(&format!(
                "        break 'call match result {{ Ok(value) => {value}, Err(exit) if exit.0.is_null() => {{ {raise} }}, Err(exit) => {other} }};"
            ));
            self.line("    }");
        }
        let told = self.told(inst);
        let (mut before, mut behind, mut passed) = (String::new(), String::new(), Vec::new());
        for (index, (arg, from)) in args.iter().zip(&given).enumerate() {
            if matches!(from, Ty::Obj(_) | Ty::Cell(..)) {
                passed.push(arg.clone());
            } else {
                let _ = write!(before, "let boxed_{index} = {}; ", boxed(arg, from)?);
                let _ = write!(before, "if boxed_{index}.is_null() {{ {raise} }} ");
                let _ = write!(behind, "rt::object::release_or_null(boxed_{index}); ");
                passed.push(format!("boxed_{index}"));
            }
        }
        self.line(&format!(
            "    {told}{before}let object = rt::object::call({callable}, &[{}], rt::NULL); {behind}",
            passed.join(", ")
        ));
        self.line(&format!("    if object.is_null() {{ {raise} }}"));
        self.line(&format!("    {}", taken("object")));
        self.line("};");
        self.assign(result, "called")?;
        self.leave_if_observed(inst, result)
    }
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
