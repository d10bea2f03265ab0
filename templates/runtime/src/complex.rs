//! Arithmetic of exact `complex` objects, without CPython's tables of slots. `None`: CPython has to do it.

use crate::boxing::{get_f64, get_i64};
use crate::value::Obj;
use pyo3::ffi;

/// Two operands of which one is a `complex`. Up to 3.13 the other is made one first if it is a `float` or `int`; later versions have
/// operations of their own for that.
#[inline(always)]
fn operands(a: Obj, b: Obj) -> Option<(ffi::Py_complex, ffi::Py_complex)> {
    match (get(a), get(b)) {
        (Some(a), Some(b)) => Some((a, b)),
        (Some(a), None) => Some((a, real(b)?)),
        (None, Some(b)) => Some((real(a)?, b)),
        (None, None) => None,
    }
}

#[inline(always)]
fn get(object: Obj) -> Option<ffi::Py_complex> {
    // SAFETY: a live object; its class is tested before the structure is read.
    unsafe {
        ((*object).ob_type == &raw mut ffi::PyComplex_Type).then(|| (*object.cast::<ffi::PyComplexObject>()).cval)
    }
}

#[inline(always)]
fn real(object: Obj) -> Option<ffi::Py_complex> {
    if cfg!(Py_3_14) {
        return None;
    }
    let real = get_f64(object).or_else(|| get_i64(object).map(|int| int as f64))?;
    Some(ffi::Py_complex { real, imag: 0.0 })
}

/// `a + b`, owned; null with an exception set if there is no memory.
pub(crate) fn add(a: Obj, b: Obj) -> Option<Obj> {
    let (a, b) = operands(a, b)?;
    Some(new(ffi::Py_complex { real: a.real + b.real, imag: a.imag + b.imag }))
}

/// As [`add`]: `a - b`.
pub(crate) fn sub(a: Obj, b: Obj) -> Option<Obj> {
    let (a, b) = operands(a, b)?;
    Some(new(ffi::Py_complex { real: a.real - b.real, imag: a.imag - b.imag }))
}

/// As [`add`]: `a * b`.
pub(crate) fn mul(a: Obj, b: Obj) -> Option<Obj> {
    let (a, b) = operands(a, b)?;
    // SAFETY: it only computes.
    Some(new(unsafe { _Py_c_prod(a, b) }))
}

/// As [`add`]: `a / b`, unless that is zero.
pub(crate) fn truediv(a: Obj, b: Obj) -> Option<Obj> {
    let (a, b) = operands(a, b)?;
    if b.real == 0.0 && b.imag == 0.0 {
        return None;
    }
    // SAFETY: it only computes.
    Some(new(unsafe { _Py_c_quot(a, b) }))
}

#[inline(always)]
fn new(value: ffi::Py_complex) -> Obj {
    // SAFETY: the GIL is held.
    unsafe { ffi::PyComplex_FromCComplex(value) }
}

unsafe extern "C" {
    fn _Py_c_prod(a: ffi::Py_complex, b: ffi::Py_complex) -> ffi::Py_complex;
    fn _Py_c_quot(a: ffi::Py_complex, b: ffi::Py_complex) -> ffi::Py_complex;
}
