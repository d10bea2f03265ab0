//! Unboxed operations whose operands make them raise: found out without an exception, and raised only if somebody looks.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{new_float, new_int};
use crate::value::{Num, Obj};
use pyo3::ffi;
use std::ffi::CStr;

/// An operand, boxed or not.
pub trait Operand: Copy {
    /// As an object, owned; null with an exception set.
    fn object(self) -> Obj;
}

impl Operand for i64 {
    fn object(self) -> Obj {
        new_int(self)
    }
}

impl Operand for f64 {
    fn object(self) -> Obj {
        new_float(self)
    }
}

impl Operand for u32 {
    fn object(self) -> Obj {
        crate::text::new_char(self)
    }
}

impl Operand for Obj {
    fn object(self) -> Obj {
        crate::support::retained(self)
    }
}

/// A text that may be a number.
pub trait Text: Operand {
    /// Is it known that `int` does not take it?
    fn is_no_int(self) -> bool;
}

impl Text for u32 {
    fn is_no_int(self) -> bool {
        self < 128 && !(48..58).contains(&self)
    }
}

impl Text for Obj {
    fn is_no_int(self) -> bool {
        crate::text_float::ascii(self).is_some_and(|text| text.len() < MANY && !is_number(text))
    }
}

/// Of that many digits `int` may say something else.
const MANY: usize = 600;

/// Does `int(text)` raise ValueError, as far as that is soon told?
#[cold]
#[inline(never)]
pub fn is_no_int(text: impl Text) -> bool {
    text.is_no_int()
}

/// Raises what `int(text)` raises.
#[cold]
#[inline(never)]
pub fn raise_no_int(text: impl Text) {
    let object = text.object();
    if object.is_null() {
        return;
    }
    // SAFETY: a live string; what is made is given back.
    unsafe {
        refuse(c"invalid literal for int() with base 10: %.200U", object);
        ffi::Py_DECREF(object);
    }
}

/// Raises ValueError with a text in it as `repr` shows it. To CPython's own way of doing that belongs a look whether there are
/// signals, which runs their handlers.
///
/// # Safety
/// A live string.
unsafe fn refuse(format: &CStr, text: Obj) {
    // SAFETY: the caller's promise; what is made is given back.
    unsafe {
        let Some(show) = ffi::PyUnicode_Type.tp_repr else { return };
        let shown = show(text);
        if shown.is_null() {
            return;
        }
        let message = ffi::PyUnicode_FromFormat(format.as_ptr(), shown);
        ffi::Py_DECREF(shown);
        if !message.is_null() {
            crate::exception::raise_new(ffi::PyExc_ValueError, &[message]);
            ffi::Py_DECREF(message);
        }
    }
}

/// Does `float(text)` raise ValueError, as far as that is soon told?
#[cold]
#[inline(never)]
pub fn is_no_float(text: Obj) -> bool {
    crate::text_float::ascii(text).is_some_and(crate::text_float::is_no_float)
}

/// Raises what `float(text)` raises.
#[cold]
#[inline(never)]
pub fn raise_no_float(text: Obj) {
    // SAFETY: a live string.
    unsafe { refuse(c"could not convert string to float: %U", text) }
}

/// Does `int` take an ASCII text?
fn is_number(text: &[u8]) -> bool {
    let is_space = |c: &u8| matches!(c, b' ' | 9..=13);
    let start = text.iter().position(|c| !is_space(c)).unwrap_or(text.len());
    let end = text.iter().rposition(|c| !is_space(c)).map_or(start, |last| last + 1);
    let digits = match &text[start..end] {
        [b'+' | b'-', digits @ ..] => digits,
        digits => digits,
    };
    // An underscore is between two digits.
    let mut was_digit = false;
    for digit in digits {
        match digit {
            b'0'..=b'9' => was_digit = true,
            b'_' if was_digit => was_digit = false,
            _ => return false,
        }
    }
    was_digit
}

/// A divisor.
pub trait Divisor: Operand {
    /// Is it zero?
    fn is_zero(self) -> bool;

    /// As CPython rounds it where it meets a float.
    fn as_float(self) -> f64;
}

impl Divisor for i64 {
    fn is_zero(self) -> bool {
        self == 0
    }

    #[inline(always)]
    fn as_float(self) -> f64 {
        self as f64
    }
}

impl Divisor for f64 {
    fn is_zero(self) -> bool {
        self == 0.0
    }

    #[inline(always)]
    fn as_float(self) -> f64 {
        self
    }
}

/// Does a division by that raise?
#[inline(always)]
pub fn is_zero(divisor: impl Divisor) -> bool {
    divisor.is_zero()
}

/// Raises what a division by zero raises.
#[cold]
#[inline(never)]
pub fn raise_truediv(a: impl Operand, b: impl Divisor) {
    divide(a.object(), b.object(), ffi::PyNumber_TrueDivide);
}

/// Raises what the division of a number by zero raises.
#[cold]
#[inline(never)]
pub fn raise_quotient(a: Num, b: impl Divisor) {
    match a.is_int {
        true => raise_truediv(a.i, b),
        false => raise_truediv(a.f, b),
    }
}

/// Raises what a division by zero raises.
#[cold]
#[inline(never)]
pub fn raise_floordiv(a: impl Operand, b: impl Divisor) {
    divide(a.object(), b.object(), ffi::PyNumber_FloorDivide);
}

/// Raises what a division by zero raises.
#[cold]
#[inline(never)]
pub fn raise_modulo(a: impl Operand, b: impl Divisor) {
    divide(a.object(), b.object(), ffi::PyNumber_Remainder);
}

/// Divides exact numbers, which are consumed; null: an exception is set.
fn divide(a: Obj, b: Obj, operation: unsafe extern "C" fn(Obj, Obj) -> Obj) {
    // SAFETY: live numbers, which are given back; what is made is given back.
    unsafe {
        if !a.is_null() && !b.is_null() {
            give_back(operation(a, b));
        }
        ffi::Py_XDECREF(a);
        ffi::Py_XDECREF(b);
    }
}

/// There should have been no result.
///
/// # Safety
/// An owned object, or null with an exception set.
unsafe fn give_back(result: Obj) {
    // SAFETY: the caller's promise.
    unsafe {
        if !result.is_null() {
            ffi::Py_DECREF(result);
            ffi::PyErr_SetString(ffi::PyExc_SystemError, c"annot: an operation did not raise".as_ptr());
        }
    }
}

/// Does a handler of those classes catch ValueError? Consumes the classes.
#[cold]
#[inline(never)]
pub fn is_value_error_caught<const CLASSES: usize>(classes: [Obj; CLASSES]) -> bool {
    // SAFETY: a static of CPython's.
    is_caught(&classes, unsafe { ffi::PyExc_ValueError })
}

/// Does a handler of those classes catch ZeroDivisionError? Consumes the classes.
#[cold]
#[inline(never)]
pub fn is_division_caught<const CLASSES: usize>(classes: [Obj; CLASSES]) -> bool {
    // SAFETY: a static of CPython's.
    is_caught(&classes, unsafe { ffi::PyExc_ZeroDivisionError })
}

/// Does a handler of those classes catch exceptions of a builtin class? Not as far as that is known if one of them is not known (null)
/// or no class of exceptions. Consumes the classes.
pub(crate) fn is_caught(classes: &[Obj], raised: Obj) -> bool {
    let (mut is_caught, mut is_known) = (false, true);
    for class in classes {
        // SAFETY: null, or a live object, owned; classes of exceptions are types.
        unsafe {
            if class.is_null() {
                is_known = false;
                continue;
            }
            is_known &= ffi::PyExceptionClass_Check(*class) != 0;
            is_caught |= *class == raised || is_known && ffi::PyType_IsSubtype(raised.cast(), class.cast()) != 0;
            ffi::Py_DECREF(*class);
        }
    }
    is_caught && is_known
}
