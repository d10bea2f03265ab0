//! Methods of objects of any class: what is found and the object that it is called with are two operands, as CPython's `LOAD_ATTR`
//! leaves them.

use super::body::Body;
use super::exits::Sites;
use crate::ir::{Inst, Value};

impl Body<'_> {
    /// Loads an attribute that is called. Whether it goes with the object stands in a variable beside the value's, which the operation
    /// that follows asks.
    pub(super) fn load_callee(
        &mut self,
        name: &str,
        args: &[String],
        inst: &Inst,
        result: Value,
    ) -> Result<(), String> {
        self.at = None;
        let is_send = name == "send" && self.has_frame && (12..14).contains(&self.context.facts.minor);
        let before = inst.before.ok_or("an attribute is loaded in no known state")?;
        let (told, failed) = (self.told(inst), self.raised(inst, before)?);
        let (place, name) = (self.place(&args[0], name)?, self.name_number(name)?);
        let (value, is_method) = (self.name(result), self.is_method(result));
        self.line(&format!(
            "let (found, {is_method}) = match rt::place::callee({place}) {{ (found, is_method) if !found.is_null() => (found, is_method), _ => {{ {told}rt::place::look_up_callee({}, {name}) }} }};",
            args[0]
        ));
        self.assign(result, "found")?;
        if is_send {
            self.sends.insert(result);
        }
        self.line(&format!("if {value}.is_null() {{ {failed} }}"));
        Ok(())
    }

    /// The object that what was just found is called with, or null; the object is given up then.
    pub(super) fn method_self(&mut self, args: &[String], inst: &Inst) -> Result<(), String> {
        let result = inst.result.ok_or("an object without a name")?;
        let release = match self.has_frame {
            true => format!("frame.release_or_null({}, {})", args[0], self.unit_of(inst)),
            false => format!("rt::object::release_or_null({})", args[0]),
        };
        self.fresh.clear();
        self.at = None;
        let is_method = self.is_method(inst.args[1]);
        self.assign(
            result,
            &format!("if {is_method} {{ {} }} else {{ {release}; rt::NULL }}", args[0]),
        )
    }

    fn is_method(&self, callee: Value) -> String {
        format!("{}_is_method", self.name(callee))
    }

    /// The call of what was found.
    pub(super) fn call_found(&mut self, names: Option<u32>, args: &[String], inst: &Inst) -> Result<String, String> {
        let [callee, object, arguments @ ..] = args else {
            return Err("a call of nothing".to_owned());
        };
        self.at = None;
        let told = self.told(inst);
        let passed = arguments.join(", ");
        let all = format!("&mut [rt::NULL, {object}, {passed}]");
        Ok(match names {
            None => {
                let known = self.sites.method();
                if let ([argument], true) = (arguments, self.sends.contains(&inst.args[0])) {
                    let (at, cx) = (self.unit_of(inst), self.cx());
                    return Ok(format!(
                        "{{ frame.reach({at}); match rt::sent::method({callee}, {object}, {argument}, {cx}) {{ Some(result) => result, None => {{ {told}rt::method::call({callee}, {all}) }} }} }}"
                    ));
                }
                format!(
                    "(match rt::method::quiet(&{known}, {callee}, {object}, &[{passed}]) {{ Some(result) => result, None => {{ {told}rt::method::call({callee}, {all}) }} }})"
                )
            }
            Some(index) => format!(
                "{{ {told}rt::method::call_with_names({callee}, {all}, FUNCTIONS[{}].constant({index})) }}",
                self.unit.number
            ),
        })
    }
}

impl Sites {
    /// A new static for what is remembered of one call of a method.
    fn method(&mut self) -> String {
        self.methods += 1;
        format!("METHOD_{}", self.methods)
    }
}
