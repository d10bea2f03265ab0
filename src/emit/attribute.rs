//! Loads and stores of attributes, with what is remembered of them, as Rust expressions.

use super::body::Body;
use super::convert::boxed;
use crate::ir::{Inst, ObjectOp, Op, Ty, Value};
use crate::types::Type;

impl Body<'_> {
    /// The arguments of a function of `rt::place`: what it remembers, the object, and the name.
    pub(super) fn place(&mut self, object: &str, name: &str) -> Result<String, String> {
        let (name, site) = (self.name_number(name)?, self.sites.attribute());
        Ok(format!("&{site}, {object}, {name}"))
    }

    /// An operation on objects that is a load or store of an attribute.
    ///
    /// Where the attribute is in a known place, no Python code runs, but for the end of what was stored there.
    pub(super) fn attribute(&mut self, op: &ObjectOp, args: &[String], inst: &Inst) -> Result<Option<String>, String> {
        let told = self.told(inst);
        Ok(match op {
            ObjectOp::GetAttr(name) | ObjectOp::GetMethod(name) if is_class(self.func.ty(inst.args[0])) => {
                let (site, class, name) = (self.sites.of_class(), &args[0], self.name_number(name)?);
                Some(format!(
                    "(match rt::of_class::get(&{site}, {class}, {name}) {{ value if !value.is_null() => value, _ => {{ {told}rt::place::look_up({class}, {name}) }} }})"
                ))
            }
            ObjectOp::GetAttr(name) => {
                let (place, name) = (self.place(&args[0], name)?, self.name_number(name)?);
                Some(format!(
                    "(match rt::place::get_known({place}) {{ Some(value) => value, None => {{ {told}rt::place::look_up({}, {name}) }} }})",
                    args[0]
                ))
            }
            ObjectOp::SetAttr(name) => {
                let (place, name) = (self.place(&args[1], name)?, self.name_number(name)?);
                let unit = self.unit_of(inst);
                let release = match self.has_frame {
                    true => format!("frame.release_or_null(old, {unit})"),
                    false => "rt::object::release_or_null(old)".to_owned(),
                };
                Some(format!(
                    "(match rt::place::set_known({place}, {0}) {{ Some(old) => {{ {release}; true }}, None => {{ {told}rt::place::store({1}, {name}, {0}) }} }})",
                    args[0], args[1]
                ))
            }
            _ => None,
        })
    }

    /// An attribute that is only asked whether it is None: it need not be counted. Writes the load, the question and the release,
    /// if the operations begin with them.
    pub(super) fn peek(&mut self, insts: &[Inst]) -> Result<bool, String> {
        let [load, test, release, ..] = insts else {
            return Ok(false);
        };
        let (Op::Object(ObjectOp::GetAttr(name)), Op::IsNone(negated), Op::Release) = (&load.op, &test.op, &release.op)
        else {
            return Ok(false);
        };
        let (Some(value), Some(before), Some(result)) = (load.result, load.before, test.result) else {
            return Ok(false);
        };
        if test.args != [value]
            || release.args != [value]
            || self.func.quiet(load).is_some()
            || self.func.handler(load).is_some()
        {
            return Ok(false);
        }
        self.fresh.clear();
        self.at = None;
        let object = self.name(load.args[0]);
        let (place, name, told) = (self.place(&object, name)?, self.name_number(name)?, self.told(load));
        let failed = self.raised(load, before)?;
        let release = match self.has_frame {
            true => format!("frame.release_or_null(value, {})", self.unit_of(release)),
            false => "rt::object::release_or_null(value)".to_owned(),
        };
        let not = if *negated { "!" } else { "" };
        self.assign(
            result,
            &format!(
                "{not}(match rt::place::peek({place}) {{ value if !value.is_null() => rt::get_none(value).is_some(), _ => {{ {told}let value = rt::place::look_up({object}, {name}); if value.is_null() {{ {failed} }} let is_none = rt::get_none(value).is_some(); {release}; is_none }} }})"
            ),
        )?;
        Ok(true)
    }

    /// An object whose only reference here becomes that of an attribute: nothing need be counted. Writes the store and the release, if
    /// the operations begin with them.
    pub(super) fn give(&mut self, insts: &[Inst]) -> Result<bool, String> {
        let [store, release, ..] = insts else { return Ok(false) };
        let (Op::Object(ObjectOp::SetAttr(name)), Op::Release) = (&store.op, &release.op) else {
            return Ok(false);
        };
        let (Some(before), &[value, object]) = (store.before, store.args.as_slice()) else {
            return Ok(false);
        };
        if release.args != [value]
            || value == object
            || store.result.is_some()
            || !matches!(self.func.ty(value), Ty::Obj(_))
            || self.owned.get(&value) != Some(&1)
            || self.func.handler(store).is_some()
            || self.unit.generator.is_some()
        {
            return Ok(false);
        }
        self.fresh.clear();
        self.at = None;
        let (value, object) = (self.name(value), self.name(object));
        let (place, name, told) = (self.place(&object, name)?, self.name_number(name)?, self.told(store));
        let failed = self.raised(store, before)?;
        let given_up = |what: &str, inst: &Inst| match self.has_frame {
            true => format!("frame.release_or_null({what}, {})", self.unit_of(inst)),
            false => format!("rt::object::release_or_null({what})"),
        };
        let (old, given_back) = (given_up("old", store), given_up(&value, release));
        self.line(&format!(
            "match rt::place::give_known({place}, {value}) {{ Some(old) => {old}, None => {{ {told}if !rt::place::store({object}, {name}, {value}) {{ {failed} }} {given_back} }} }}"
        ));
        Ok(true)
    }

    /// The function and the number of a name, by which the runtime finds it.
    pub(super) fn name_number(&self, name: &str) -> Result<String, String> {
        let index = self.func.names.iter().position(|known| known == name);
        let index = index.ok_or("a name that the code does not have")?;
        Ok(format!("&FUNCTIONS[{}], {index}", self.unit.number))
    }

    /// A new instance of a class that keeps its arguments. One that was put off has to be made, whatever became of its class.
    pub(super) fn instance(&mut self, names: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let numbers = self.numbers(names)?;
        let class = self.name(inst.args[0]);
        let values = inst.args[1..].iter();
        let boxes = values.map(|value| boxed(&self.name(*value), self.func.ty(*value)));
        let boxes = boxes.collect::<Result<Vec<_>, _>>()?;
        let text = format!(
            "{{ static PLAIN: rt::place::Plain = rt::place::Plain::new(); if cx.depth > 0 {{ PLAIN.new_of({class}, {}, || [{}]) }} else {{ None }} }}",
            self.names_of(names)?,
            boxes.join(", ")
        );
        if matches!(inst.op, Op::NewInstance(_)) {
            return self.assign_or_leave(result, &text, inst);
        }
        let attributes = numbers
            .iter()
            .zip(&boxes)
            .map(|(number, value)| format!("({number}, {value})"));
        let attributes = attributes.collect::<Vec<_>>().join(", ");
        let handed = format!(
            "rt::place::handed({class}, &FUNCTIONS[{}], &[{attributes}])",
            self.unit.number
        );
        self.assign(
            result,
            &format!("match {text} {{ Some(made) => made, None => {handed} }}"),
        )?;
        let (name, raise) = (self.name(result), self.raise_from_nowhere());
        self.line(&format!("if {name}.is_null() {{ {raise} }}"));
        Ok(())
    }

    fn numbers(&self, names: &[String]) -> Result<Vec<usize>, String> {
        let numbers = names
            .iter()
            .map(|name| self.func.names.iter().position(|known| known == name));
        numbers
            .collect::<Option<_>>()
            .ok_or_else(|| "a name that the code does not have".to_owned())
    }

    /// The function and the numbers of some names.
    pub(super) fn names_of(&self, names: &[String]) -> Result<String, String> {
        let numbers = self.numbers(names)?;
        Ok(format!("&FUNCTIONS[{}], &{numbers:?}", self.unit.number))
    }

    /// An attribute as an unboxed value.
    pub(super) fn load_field(&mut self, name: &str, args: &[String], inst: &Inst) -> Result<(), String> {
        let result = inst.result.ok_or("a load without a result")?;
        let get = match self.func.ty(result) {
            Ty::Float => "get_float",
            Ty::Int => "get_int",
            Ty::Bool => "get_bool",
            Ty::Num => "get_num",
            Ty::Obj(_) if self.func.borrowed.contains(&result) => "lend",
            Ty::Obj(_) => "get_known",
            ty => return Err(format!("an attribute of type {ty}")),
        };
        let load = match self.located(inst)? {
            Some(located) => format!("{located}.{get}({})", self.place(&args[0], name)?),
            None => format!("rt::place::{get}({})", self.place(&args[0], name)?),
        };
        self.assign_or_leave(result, &load, inst)
    }

    /// An unboxed value becomes an attribute.
    pub(super) fn store_field(&mut self, name: &str, args: &[String], inst: &Inst) -> Result<(), String> {
        let set = match self.func.ty(inst.args[0]) {
            Ty::Float => "set_float",
            Ty::Int => "set_int",
            Ty::Bool => "set_bool",
            ty => return Err(format!("an attribute of type {ty}")),
        };
        let located = self.located(inst)?;
        let place = self.place(&args[1], name)?;
        let text = match located {
            Some(located) => format!("{located}.{set}({place}, {}).is_some()", args[0]),
            None => format!("rt::place::{set}({place}, {}).is_some()", args[0]),
        };
        self.guard(&text, inst)
    }

    /// Where an attribute is that was found together with others; it is what is written that finds them, if it is the first.
    fn located(&mut self, inst: &Inst) -> Result<Option<String>, String> {
        let (block, position) = self.position;
        let Some(member) = self.fields.member(block, position) else {
            return Ok(None);
        };
        let group = &self.fields.groups[member.group];
        let (object, count) = (self.name(group.object), group.fields.len());
        if member.is_first {
            let mut fields = Vec::new();
            for (name, is_stored) in &group.fields {
                let index = self.func.names.iter().position(|known| known == name);
                let index = index.ok_or("a name that the code does not have")?;
                fields.push(format!("({index}, {is_stored})"));
            }
            let text = format!(
                "located_{} = {{ static FIELDS: rt::place::Fields<{count}> = rt::place::Fields::new(); FIELDS.locate({object}, &FUNCTIONS[{}], &[{}]) }};",
                group.object.0,
                self.unit.number,
                fields.join(", ")
            );
            self.line(&text);
        }
        debug_assert!(inst.args.contains(&self.fields.groups[member.group].object));
        let object = self.fields.groups[member.group].object.0;
        Ok(Some(format!("located_{object}.at::<{}>()", member.index)))
    }

    /// The variables that say where attributes are that were found together.
    pub(super) fn located_variables(&mut self) {
        let groups = self.fields.groups.iter();
        let lines: Vec<String> = groups
            .map(|group| {
                let (object, count) = (group.object.0, group.fields.len());
                format!("let mut located_{object}: rt::place::Located<{count}> = rt::place::Located::NOWHERE;")
            })
            .collect();
        lines.iter().for_each(|line| self.line(line));
    }
}

/// Is it promised to be a class of the module?
fn is_class(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(Type::Class(name, _)) if name == "type")
}
