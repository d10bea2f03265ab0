//! Loads and stores of attributes, with what is remembered of them, as Rust expressions.

use super::body::Body;
use crate::ir::{Inst, ObjectOp, Ty};

impl Body<'_> {
    /// The arguments of a function of `rt::place`: what it remembers, the object, and the name.
    pub(super) fn place(&mut self, object: &str, name: &str) -> Result<String, String> {
        let number = self.unit.number;
        let index = self.func.names.iter().position(|known| known == name);
        let index = index.ok_or("a name that the code does not have")?;
        let site = self.sites.attribute();
        Ok(format!("&{site}, {object}, &FUNCTIONS[{number}], {index}"))
    }

    /// An operation on objects that is a load or store of an attribute.
    pub(super) fn attribute(&mut self, op: &ObjectOp, args: &[String]) -> Result<Option<String>, String> {
        Ok(match op {
            ObjectOp::GetAttr(name) => Some(format!("rt::place::get({})", self.place(&args[0], name)?)),
            ObjectOp::SetAttr(name) => Some(format!("rt::place::set({}, {})", self.place(&args[1], name)?, args[0])),
            _ => None,
        })
    }

    /// An attribute as an unboxed value.
    pub(super) fn load_field(&mut self, name: &str, args: &[String], inst: &Inst) -> Result<(), String> {
        let result = inst.result.ok_or("a load without a result")?;
        let get = match self.func.ty(result) {
            Ty::Float => "get_float",
            Ty::Int => "get_int",
            Ty::Bool => "get_bool",
            Ty::Num => "get_num",
            ty => return Err(format!("an attribute of type {ty}")),
        };
        let load = format!("rt::place::{get}({})", self.place(&args[0], name)?);
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
        let place = self.place(&args[1], name)?;
        self.guard(&format!("rt::place::{set}({place}, {}).is_some()", args[0]), inst)
    }
}
