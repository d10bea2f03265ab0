//! `float` of a text.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::text_layout::{ASCII, Characters, characters, form, is_plain, length};
use crate::value::Obj;
use pyo3::ffi;

/// Powers of ten that are floats.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
    1e22,
];

/// `float(s)`
pub fn to_float(s: Obj) -> Option<f64> {
    let text = ascii(s)?;
    if let Some(value) = decimal(text) {
        return Some(value);
    }
    if is_no_float(text) {
        return None;
    }
    // SAFETY: an exact string, for which no Python code is run; what is made is given back.
    unsafe {
        let made = ffi::PyFloat_FromString(s);
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let value = ffi::PyFloat_AS_DOUBLE(made);
        ffi::Py_DECREF(made);
        Some(value)
    }
}

/// The characters of an exact string of ASCII, as long as that lives.
pub(crate) fn ascii<'a>(s: Obj) -> Option<&'a [u8]> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string with so many characters.
    unsafe {
        match characters(s) {
            Characters::One(data) if form(s) & ASCII != 0 => Some(std::slice::from_raw_parts(data, length(s) as usize)),
            _ => None,
        }
    }
}

/// The float, if digits and the power of ten are floats: then their quotient or product is the nearest one.
fn decimal(text: &[u8]) -> Option<f64> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.len() > 17 {
        return None;
    }
    let (mut value, mut count, mut behind, mut is_behind) = (0_u64, 0, 0, false);
    for digit in digits {
        match digit {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(digit - b'0');
                count += 1;
                behind += usize::from(is_behind);
            }
            b'.' if !is_behind => is_behind = true,
            _ => return None,
        }
    }
    if count == 0 || value > 1 << 53 {
        return None;
    }
    let value = value as f64 / TENS[behind];
    Some(if is_negative { -value } else { value })
}

/// Is it known that `float` does not take an ASCII text? It has a character that no float has, or none that is no space.
pub(crate) fn is_no_float(text: &[u8]) -> bool {
    let is_space = |c: &u8| matches!(c, b' ' | 9..=13);
    let may_be = |c: &u8| {
        is_space(c)
            || matches!(c, b'0'..=b'9' | b'+' | b'-' | b'.' | b'_' | b'e' | b'E')
            || matches!(c.to_ascii_lowercase(), b'i' | b'n' | b'f' | b't' | b'y' | b'a')
    };
    text.iter().all(is_space) || !text.iter().all(may_be)
}
