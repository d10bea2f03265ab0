//! `BINARY_OP` and the unary operators.

use super::refs::{is_exactly, release};
use crate::value::Obj;
use pyo3::ffi;

macro_rules! binary {
    ($($name:ident $function:ident $operator:literal;)*) => {
        $(
            #[doc = concat!("`", $operator, "`")]
            #[inline]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                // SAFETY: live objects, and the GIL is held.
                unsafe { ffi::$function(a, b) }
            }
        )*
    };
}

binary! {
    add PyNumber_Add "a + b";
    sub PyNumber_Subtract "a - b";
    mul PyNumber_Multiply "a * b";
    matmul PyNumber_MatrixMultiply "a @ b";
    truediv PyNumber_TrueDivide "a / b";
    floordiv PyNumber_FloorDivide "a // b";
    modulo PyNumber_Remainder "a % b";
    lshift PyNumber_Lshift "a << b";
    rshift PyNumber_Rshift "a >> b";
    and PyNumber_And "a & b";
    or PyNumber_Or "a | b";
    xor PyNumber_Xor "a ^ b";
    iadd PyNumber_InPlaceAdd "a += b";
    isub PyNumber_InPlaceSubtract "a -= b";
    imul PyNumber_InPlaceMultiply "a *= b";
    imatmul PyNumber_InPlaceMatrixMultiply "a @= b";
    itruediv PyNumber_InPlaceTrueDivide "a /= b";
    ifloordiv PyNumber_InPlaceFloorDivide "a //= b";
    imodulo PyNumber_InPlaceRemainder "a %= b";
    ilshift PyNumber_InPlaceLshift "a <<= b";
    irshift PyNumber_InPlaceRshift "a >>= b";
    iand PyNumber_InPlaceAnd "a &= b";
    ior PyNumber_InPlaceOr "a |= b";
    ixor PyNumber_InPlaceXor "a ^= b";
}

/// `a ** b`
#[inline]
pub fn power(a: Obj, b: Obj) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyNumber_Power(a, b, ffi::Py_None()) }
}

/// `a **= b`
#[inline]
pub fn ipower(a: Obj, b: Obj) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyNumber_InPlacePower(a, b, ffi::Py_None()) }
}

/// `a += b` and `a + b` where `a` is what the result is stored to and nobody needs the old value: steals `a`.
///
/// A `str` that nobody else holds grows in place, which makes a loop that appends to a string linear, as in CPython.
pub fn iadd_str_local(a: Obj, b: Obj) -> Obj {
    if is_exactly(a, &raw mut ffi::PyUnicode_Type) && is_exactly(b, &raw mut ffi::PyUnicode_Type) {
        let mut result = a;
        // SAFETY: live objects, the left one owned: it is replaced by the result, or by null if that fails.
        unsafe { ffi::PyUnicode_Append(&mut result, b) };
        return result;
    }
    let result = iadd(a, b);
    release(a);
    result
}

/// `-a`
#[inline]
pub fn negative(a: Obj) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe { ffi::PyNumber_Negative(a) }
}

/// `+a`
#[inline]
pub fn positive(a: Obj) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe { ffi::PyNumber_Positive(a) }
}

/// `~a`
#[inline]
pub fn invert(a: Obj) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe { ffi::PyNumber_Invert(a) }
}
