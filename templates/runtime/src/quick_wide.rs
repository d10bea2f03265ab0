//! Operators on two objects that are exactly ints, of which one or the result does not fit into 64 bits, as far as all fit into 128:
//! CPython's own functions may hear of signals meanwhile, and run Python code.
//!
//! **Conventions:** those of `quick.rs`.

use crate::boxing::{get_i128, new_wide};
use crate::value::{NULL, Obj};
use pyo3::ffi;

#[inline(always)]
pub(crate) fn are_ints(a: Obj, b: Obj) -> bool {
    let class = &raw mut ffi::PyLong_Type;
    // SAFETY: live objects.
    unsafe { ffi::Py_TYPE(a) == class && ffi::Py_TYPE(b) == class }
}

macro_rules! operators {
    ($($name:ident $value:expr, $operator:literal;)*) => {
        $(
            #[doc = concat!("`", $operator, "`")]
            #[cold]
            #[inline(never)]
            pub(crate) fn $name(a: Obj, b: Obj) -> Obj {
                let value: fn(i128, i128) -> Option<i128> = $value;
                get_i128(a).zip(get_i128(b)).and_then(|(a, b)| value(a, b)).map_or(NULL, made)
            }
        )*
    };
}

operators! {
    add i128::checked_add, "a + b";
    sub i128::checked_sub, "a - b";
    mul i128::checked_mul, "a * b";
    floordiv floored, "a // b";
    modulo remainder, "a % b";
    lshift shifted, "a << b";
    rshift |a, b| (b >= 0).then(|| a >> b.min(127)), "a >> b";
    and |a, b| Some(a & b), "a & b";
    or |a, b| Some(a | b), "a | b";
    xor |a, b| Some(a ^ b), "a ^ b";
}

/// What `answer` says of two such ints.
#[cold]
#[inline(never)]
pub(crate) fn compare(a: Obj, b: Obj, answer: fn(&i128, &i128) -> bool) -> Option<bool> {
    Some(answer(&get_i128(a)?, &get_i128(b)?))
}

fn made(value: i128) -> Obj {
    let object = new_wide(value);
    if object.is_null() {
        // CPython tries it again.
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
    }
    object
}

/// Are the remainder and the divisor on different sides of zero?
fn is_astray(remainder: i128, b: i128) -> bool {
    remainder != 0 && (remainder < 0) != (b < 0)
}

fn floored(a: i128, b: i128) -> Option<i128> {
    let quotient = a.checked_div(b)?;
    Some(quotient - i128::from(is_astray(a.checked_rem(b)?, b)))
}

fn remainder(a: i128, b: i128) -> Option<i128> {
    let remainder = a.checked_rem(b)?;
    Some(if is_astray(remainder, b) { remainder + b } else { remainder })
}

fn shifted(a: i128, b: i128) -> Option<i128> {
    let bits = u32::try_from(b).ok().filter(|&bits| bits < 127)?;
    let value = a << bits;
    (value >> bits == a).then_some(value)
}
