//! The platform's C library for floats: the functions that CPython calls itself, so that results are the same bits.
//!
//! **Invariant:** no call may be evaluated or rewritten when the module is compiled. A compiler knows these functions by
//! name and replaces `pow(x, 2.0)` by `x * x`, or a call on constants by the result of its own library; CPython does
//! neither. So every call goes through a pointer that the compiler cannot look through.

use std::ffi::c_double;

type One = unsafe extern "C" fn(c_double) -> c_double;
type Two = unsafe extern "C" fn(c_double, c_double) -> c_double;
type Three = unsafe extern "C" fn(c_double, c_double, c_double) -> c_double;

mod library {
    use std::ffi::c_double;

    #[cfg_attr(all(unix, not(target_vendor = "apple")), link(name = "m"))]
    unsafe extern "C" {
        pub(super) fn sin(x: c_double) -> c_double;
        pub(super) fn cos(x: c_double) -> c_double;
        pub(super) fn tan(x: c_double) -> c_double;
        pub(super) fn asin(x: c_double) -> c_double;
        pub(super) fn acos(x: c_double) -> c_double;
        pub(super) fn atan(x: c_double) -> c_double;
        pub(super) fn sinh(x: c_double) -> c_double;
        pub(super) fn cosh(x: c_double) -> c_double;
        pub(super) fn tanh(x: c_double) -> c_double;
        pub(super) fn asinh(x: c_double) -> c_double;
        pub(super) fn acosh(x: c_double) -> c_double;
        pub(super) fn atanh(x: c_double) -> c_double;
        pub(super) fn exp(x: c_double) -> c_double;
        pub(super) fn exp2(x: c_double) -> c_double;
        pub(super) fn expm1(x: c_double) -> c_double;
        pub(super) fn log(x: c_double) -> c_double;
        pub(super) fn log2(x: c_double) -> c_double;
        pub(super) fn log10(x: c_double) -> c_double;
        pub(super) fn log1p(x: c_double) -> c_double;
        pub(super) fn erf(x: c_double) -> c_double;
        pub(super) fn erfc(x: c_double) -> c_double;
        pub(super) fn cbrt(x: c_double) -> c_double;
        pub(super) fn pow(x: c_double, y: c_double) -> c_double;
        pub(super) fn atan2(x: c_double, y: c_double) -> c_double;
        pub(super) fn fmax(x: c_double, y: c_double) -> c_double;
        pub(super) fn fmin(x: c_double, y: c_double) -> c_double;
        pub(super) fn nextafter(x: c_double, y: c_double) -> c_double;
        pub(super) fn fma(x: c_double, y: c_double, z: c_double) -> c_double;
    }
}

/// The same pointer, of which the compiler knows nothing any more.
macro_rules! opaque {
    ($function:expr, $kind:ty) => {{
        let mut function: $kind = $function;
        // The pointer is not followed, so `nomem` holds.
        #[allow(clippy::pointers_in_nomem_asm_block)]
        // SAFETY: no instruction at all; the register keeps its value.
        unsafe {
            std::arch::asm!("/* {0} */", inout(reg) function, options(pure, nomem, nostack, preserves_flags));
        }
        function
    }};
}

macro_rules! one {
    ($($name:ident)*) => {$(
        #[inline]
        pub(crate) fn $name(x: f64) -> f64 {
            let function = opaque!(library::$name, One);
            // SAFETY: a function of the C library, defined for every float.
            unsafe { function(x) }
        }
    )*};
}

macro_rules! two {
    ($($name:ident)*) => {$(
        #[inline]
        pub(crate) fn $name(x: f64, y: f64) -> f64 {
            let function = opaque!(library::$name, Two);
            // SAFETY: a function of the C library, defined for every float.
            unsafe { function(x, y) }
        }
    )*};
}

one! { sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp exp2 expm1 log log2 log10 log1p erf erfc cbrt }
two! { pow atan2 fmax fmin nextafter }

#[inline]
pub(crate) fn fma(x: f64, y: f64, z: f64) -> f64 {
    let function = opaque!(library::fma, Three);
    // SAFETY: a function of the C library, defined for every float.
    unsafe { function(x, y, z) }
}
