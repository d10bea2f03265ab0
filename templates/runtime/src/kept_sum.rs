//! `sum` of a generator whose state is kept.

use super::{Ended, Item, Kept, drain};
use crate::reduction::{Floats, sum_float, total_float};
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;

/// A total as `sum` keeps it: ints as long as they fit; floats, if the first that is no such int makes one of it; else objects.
enum Total {
    Int(i64),
    /// With what was lost.
    Float(Floats),
    /// Owned; null while it is added to.
    Object(Obj),
}

impl Total {
    #[inline(always)]
    fn add_int(&mut self, value: i64) -> Result<bool, ()> {
        if let Total::Int(total) = self
            && let Some(sum) = total.checked_add(value)
        {
            *total = sum;
            return Ok(true);
        }
        self.add_object(crate::boxing::new_int(value))
    }

    #[inline(always)]
    fn add_float(&mut self, value: f64) -> Result<bool, ()> {
        match self {
            Total::Float(total) => *total = sum_float((true, *total), value),
            Total::Int(0) => *self = Total::Float((0.0 + value, 0.0)),
            _ => return self.add_object(crate::boxing::new_float(value)),
        }
        Ok(true)
    }

    /// Adds an object, which is taken over.
    #[cold]
    #[inline(never)]
    fn add_object(&mut self, item: Obj) -> Result<bool, ()> {
        if item.is_null() {
            return Err(());
        }
        // SAFETY: a live object, owned.
        unsafe {
            let class = ffi::Py_TYPE(item);
            let is_int = class == &raw mut ffi::PyLong_Type;
            let mut overflow: c_int = 0;
            let added = match self {
                Total::Int(total) if is_int || class == &raw mut ffi::PyBool_Type => {
                    let value = ffi::PyLong_AsLongLongAndOverflow(item, &mut overflow);
                    let sum = total.checked_add(value).filter(|_| overflow == 0);
                    sum.map(|sum| *total = sum).is_some()
                }
                Total::Float(total) if class == &raw mut ffi::PyFloat_Type => {
                    *total = sum_float((true, *total), (*item.cast::<ffi::PyFloatObject>()).ob_fval);
                    true
                }
                Total::Float(total) if ffi::PyLong_Check(item) != 0 => {
                    let value = ffi::PyLong_AsLongLongAndOverflow(item, &mut overflow);
                    total.0 += if overflow == 0 { value as f64 } else { 0.0 };
                    overflow == 0
                }
                _ => false,
            };
            if added {
                ffi::Py_DECREF(item);
                return Ok(true);
            }
            let may_be_float = matches!(self, Total::Int(_));
            let before = std::mem::replace(self, Total::Object(NULL)).object();
            let sum = match before.is_null() {
                true => NULL,
                false => ffi::PyNumber_Add(before, item),
            };
            crate::object::release_or_null(before);
            ffi::Py_DECREF(item);
            if sum.is_null() {
                return Err(());
            }
            *self = match may_be_float && ffi::Py_TYPE(sum) == &raw mut ffi::PyFloat_Type {
                true => {
                    let total = (*sum.cast::<ffi::PyFloatObject>()).ob_fval;
                    ffi::Py_DECREF(sum);
                    Total::Float((total, 0.0))
                }
                false => Total::Object(sum),
            };
            Ok(true)
        }
    }

    /// The object, owned; null with an exception set if there is no memory.
    fn object(self) -> Obj {
        match self {
            Total::Int(total) => crate::boxing::new_int(total),
            Total::Float(total) => crate::boxing::new_float(total_float((true, total)).unwrap_or(total.0)),
            Total::Object(object) => object,
        }
    }
}

#[inline(always)]
fn sum<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx, add: impl Fn(&mut Total, G::Item) -> Result<bool, ()>) -> Total {
    let mut total = Total::Int(0);
    let ended = drain(generator, &cx, |item| match item {
        Ok(item) => add(&mut total, item),
        Err(object) => total.add_object(object),
    });
    if matches!(ended, Ended::Raised) {
        if let Total::Object(object) = total {
            crate::object::release_or_null(object);
        }
        return Total::Object(NULL);
    }
    total
}

/// `sum(generator)` of ints, or the object that it is; null with an exception set.
#[inline(never)]
pub fn sum_int<G: Kept<Item = i64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<i64, Obj> {
    match sum(generator, cx, Total::add_int) {
        Total::Int(total) => Ok(total),
        other => Err(other.object()),
    }
}

/// As [`sum_int`], of bools.
#[inline(never)]
pub fn sum_bool<G: Kept<Item = bool>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<i64, Obj> {
    match sum(generator, cx, |total, item| total.add_int(item.into())) {
        Total::Int(total) => Ok(total),
        other => Err(other.object()),
    }
}

/// As [`sum_int`], of floats.
#[inline(never)]
pub fn sum_float_items<G: Kept<Item = f64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<f64, Obj> {
    match sum(generator, cx, Total::add_float) {
        Total::Float(total) => total_float((true, total)).ok_or(NULL),
        other => Err(other.object()),
    }
}

/// As [`sum_float_items`], where an int that a float can be is as good as that.
#[inline(never)]
pub fn sum_float_items_or_zero<G: Kept<Item = f64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<f64, Obj> {
    match sum(generator, cx, Total::add_float) {
        Total::Float(total) => total_float((true, total)).ok_or(NULL),
        Total::Int(total) if total.unsigned_abs() < 1 << 53 => Ok(total as f64),
        other => Err(other.object()),
    }
}

/// `sum(generator)`; null with an exception set.
#[inline(never)]
pub fn sum_any<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    sum(generator, cx, |total, item| total.add_object(item.boxed())).object()
}
