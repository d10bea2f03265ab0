//! The functions that operators call, found where the operands' types have them.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use super::{Attribute, Place, version_of};
use crate::object::{release, type_of};
use crate::value::{Exit, NULL, Obj};
use pyo3::ffi;
use std::ffi::{CStr, c_char};

/// The function that an operator calls first with `object`, an operand, borrowed from its type; null if that is not so simple. `other` is the
/// other operand, null if it is a number. In place: what must not be there.
#[inline(always)]
pub fn operator(site: &Attribute, object: Obj, other: Obj, name: &CStr, inplace: Option<&CStr>) -> Obj {
    let place = site.first();
    // SAFETY: live objects; the version is compared before what was found for it is used.
    unsafe {
        if !other.is_null() {
            let class = type_of(other);
            // A class below that of the left operand goes first. Those of C are not below one of Python's.
            if class != type_of(object) && ffi::PyType_HasFeature(class, ffi::Py_TPFLAGS_HEAPTYPE) != 0 {
                return NULL;
            }
        }
        if place.version == version_of(object) {
            place.found
        } else {
            other_operator(site, object, name, inplace)
        }
    }
}

/// [`operator`] of a comparison: [`compared`] asks the other operand next, whatever it is, unless its class is below that of the left one.
#[inline(always)]
pub fn comparison(site: &Attribute, object: Obj, other: Obj, name: &CStr) -> Obj {
    let (class, above) = (type_of(other), type_of(object));
    // SAFETY: types of live objects.
    if class != above && unsafe { ffi::PyType_IsSubtype(class, above) } != 0 {
        return NULL;
    }
    operator(site, object, NULL, name, None)
}

#[cold]
#[inline(never)]
fn other_operator(site: &Attribute, object: Obj, name: &CStr, inplace: Option<&CStr>) -> Obj {
    let inplace = inplace.map_or(std::ptr::null(), CStr::as_ptr);
    // SAFETY: a live object and texts that end with NUL.
    let place = site.find_by(object, |place| unsafe {
        annot_find_operator(object, name.as_ptr(), inplace, place);
    });
    place.map_or(NULL, |place| place.found)
}

/// The result of an operator's function, unless that is NotImplemented: both operands have been asked then.
#[inline(always)]
pub fn implemented(called: Result<Obj, Exit>, operands: impl FnOnce() -> [Obj; 2], symbol: &CStr) -> Result<Obj, Exit> {
    match called {
        Ok(result) | Err(Exit(result)) if is_not_implemented(result) => Err(unsupported(result, operands(), symbol)),
        other => other,
    }
}

/// [`implemented`] for functions that return numbers, unless CPython has finished them.
#[inline(always)]
pub fn implemented_unboxed<T>(
    called: Result<T, Exit>,
    operands: impl FnOnce() -> [Obj; 2],
    symbol: &CStr,
) -> Result<T, Exit> {
    match called {
        Err(Exit(result)) if is_not_implemented(result) => Err(unsupported(result, operands(), symbol)),
        other => other,
    }
}

/// A comparison, by its number for CPython. Whatever makes the operands for what follows tells the frame that Python code may run.
#[derive(Clone, Copy, PartialEq)]
#[repr(i32)]
pub enum Comparison {
    Lt = ffi::Py_LT,
    Le = ffi::Py_LE,
    Eq = ffi::Py_EQ,
    Ne = ffi::Py_NE,
    Gt = ffi::Py_GT,
    Ge = ffi::Py_GE,
}

impl Comparison {
    /// What the other operand is asked.
    fn swapped(self) -> Comparison {
        match self {
            Comparison::Lt => Comparison::Gt,
            Comparison::Le => Comparison::Ge,
            Comparison::Gt => Comparison::Lt,
            Comparison::Ge => Comparison::Le,
            same => same,
        }
    }

    fn symbol(self) -> &'static CStr {
        match self {
            Comparison::Lt => c"<",
            Comparison::Le => c"<=",
            Comparison::Eq => c"==",
            Comparison::Ne => c"!=",
            Comparison::Gt => c">",
            Comparison::Ge => c">=",
        }
    }
}

/// The result of a comparison's function, unless that is NotImplemented: then the other operand is asked.
#[inline(always)]
pub fn compared(called: Result<Obj, Exit>, operands: impl FnOnce() -> [Obj; 2], comparison: Comparison) -> Result<Obj, Exit> {
    match called {
        Ok(result) | Err(Exit(result)) if is_not_implemented(result) => {
            release(result);
            Err(Exit(asked_the_other(operands(), comparison)))
        }
        other => other,
    }
}

/// [`compared`] for functions that return numbers, unless CPython has finished them.
#[inline(always)]
pub fn compared_unboxed<T>(
    called: Result<T, Exit>,
    operands: impl FnOnce() -> [Obj; 2],
    comparison: Comparison,
) -> Result<T, Exit> {
    match called {
        Err(Exit(result)) if is_not_implemented(result) => {
            release(result);
            Err(Exit(asked_the_other(operands(), comparison)))
        }
        other => other,
    }
}

/// An operator that changes its left operand, by its place in `csrc/in_place.c`.
#[derive(Clone, Copy)]
#[repr(i32)]
pub enum InPlace {
    Add,
    And,
    FloorDivide,
    LeftShift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    RightShift,
    Subtract,
    TrueDivide,
    Xor,
}

/// The result of a function such as `__iadd__`, unless that is NotImplemented: then it goes on as without it.
#[inline(always)]
pub fn changed(called: Result<Obj, Exit>, operands: impl FnOnce() -> [Obj; 2], operator: InPlace) -> Result<Obj, Exit> {
    match called {
        Ok(result) | Err(Exit(result)) if is_not_implemented(result) => {
            release(result);
            Err(Exit(gone_on(operands(), operator)))
        }
        other => other,
    }
}

/// [`changed`] for functions that return numbers, unless CPython has finished them.
#[inline(always)]
pub fn changed_unboxed<T>(
    called: Result<T, Exit>,
    operands: impl FnOnce() -> [Obj; 2],
    operator: InPlace,
) -> Result<T, Exit> {
    match called {
        Err(Exit(result)) if is_not_implemented(result) => {
            release(result);
            Err(Exit(gone_on(operands(), operator)))
        }
        other => other,
    }
}

/// How it goes on. Consumes the operands; null with an exception set.
#[cold]
#[inline(never)]
fn gone_on([left, right]: [Obj; 2], operator: InPlace) -> Obj {
    // SAFETY: live objects, owned, or null with an exception set.
    unsafe {
        let mut result = NULL;
        if !left.is_null() && !right.is_null() {
            result = annot_go_on_in_place(left, right, operator as i32);
        }
        ffi::Py_XDECREF(left);
        ffi::Py_XDECREF(right);
        result
    }
}

/// Is the object, which is given up, true? Null stays an error. `tell` is done before Python code may run.
#[inline(always)]
pub fn truth_of(object: Obj, tell: impl FnOnce()) -> Result<bool, Exit> {
    if object.is_null() {
        return Err(Exit(NULL));
    }
    if let Some(truth) = crate::boxing::get_bool(object) {
        release(object);
        return Ok(truth);
    }
    tell();
    // SAFETY: a live object, owned.
    let truth = unsafe { ffi::PyObject_IsTrue(object) };
    release(object);
    if truth < 0 { Err(Exit(NULL)) } else { Ok(truth != 0) }
}

/// How a comparison goes on whose left operand does not know. Consumes the operands; null with an exception set.
#[cold]
#[inline(never)]
fn asked_the_other([left, right]: [Obj; 2], comparison: Comparison) -> Obj {
    // SAFETY: live objects, owned, or null with an exception set.
    unsafe {
        let mut result = NULL;
        if !left.is_null() && !right.is_null() {
            result = match (*type_of(right)).tp_richcompare {
                Some(compare) => compare(right, left, comparison.swapped() as i32),
                None => ffi::Py_NewRef(ffi::Py_NotImplemented()),
            };
            if !result.is_null() && is_not_implemented(result) {
                release(result);
                result = match comparison {
                    Comparison::Eq => crate::boxing::new_bool(left == right),
                    Comparison::Ne => crate::boxing::new_bool(left != right),
                    _ => {
                        let text = c"'%s' not supported between instances of '%.100s' and '%.100s'";
                        let [left, right] = [left, right].map(|operand| (*type_of(operand)).tp_name);
                        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), comparison.symbol().as_ptr(), left, right)
                    }
                };
            }
        }
        ffi::Py_XDECREF(left);
        ffi::Py_XDECREF(right);
        result
    }
}

#[inline(always)]
fn is_not_implemented(object: Obj) -> bool {
    // SAFETY: lives as long as the interpreter.
    object == unsafe { ffi::Py_NotImplemented() }
}

/// Neither operand knows what to do. Consumes all.
#[cold]
#[inline(never)]
fn unsupported(result: Obj, operands: [Obj; 2], symbol: &CStr) -> Exit {
    // SAFETY: live objects, owned, or null with an exception set.
    unsafe {
        if !operands.contains(&NULL) {
            let text = c"unsupported operand type(s) for %.100s: '%.100s' and '%.100s'";
            let [left, right] = operands.map(|operand| (*type_of(operand)).tp_name);
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), symbol.as_ptr(), left, right);
        }
        ffi::Py_XDECREF(operands[0]);
        ffi::Py_XDECREF(operands[1]);
        release(result);
    }
    Exit(NULL)
}

unsafe extern "C" {
    fn annot_go_on_in_place(left: Obj, right: Obj, operator: i32) -> Obj;
    fn annot_find_operator(object: Obj, name: *const c_char, inplace: *const c_char, place: *mut Place);
}
