//! Complex numbers that are no objects. What CPython computes by a function of its own, that function computes here, so that results are
//! the same to the last bit in every version. `None`: CPython does it, and raises if it has to; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64};
use crate::value::{Complex, NULL, Obj};
use pyo3::ffi;
use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

unsafe extern "C" {
    fn _Py_c_prod(a: Complex, b: Complex) -> Complex;
    fn _Py_c_quot(a: Complex, b: Complex) -> Complex;
    fn _Py_c_abs(z: Complex) -> f64;
}

/// The value of an exact `complex`.
#[inline(always)]
pub fn get(object: Obj) -> Option<Complex> {
    // SAFETY: a live object; its class is tested before the structure is read.
    unsafe {
        ((*object).ob_type == &raw mut ffi::PyComplex_Type).then(|| (*object.cast::<ffi::PyComplexObject>()).cval)
    }
}

/// A new `complex`.
#[inline(always)]
pub fn new(value: Complex) -> Obj {
    // SAFETY: the GIL is held by whoever runs native code.
    unsafe { ffi::PyComplex_FromCComplex(value) }
}

/// [`get`] of an owned reference, which is given back if it is anything else.
#[cold]
#[inline(never)]
pub fn take(owned: Obj) -> Result<Complex, Obj> {
    let value = get(owned).ok_or(owned)?;
    crate::boxing::release(owned);
    Ok(value)
}

/// `complex(real, imag)` of numbers that are real.
#[inline(always)]
pub fn of(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

/// `complex(real)`, which is also how a real operand is converted up to 3.13. Later versions have operations of their own for those.
#[inline(always)]
pub fn of_real(real: f64) -> Complex {
    of(real, 0.0)
}

/// `z.real`
#[inline(always)]
pub fn real(z: Complex) -> f64 {
    z.real
}

/// `z.imag`
#[inline(always)]
pub fn imag(z: Complex) -> f64 {
    z.imag
}

/// `z.conjugate()`
#[inline(always)]
pub fn conjugate(z: Complex) -> Complex {
    of(z.real, -z.imag)
}

/// `-z`
#[inline(always)]
pub fn neg(z: Complex) -> Complex {
    of(-z.real, -z.imag)
}

/// `bool(z)`
#[inline(always)]
pub fn truth(z: Complex) -> bool {
    z.real != 0.0 || z.imag != 0.0
}

/// `abs(z)`, unless it is too large.
#[inline(always)]
pub fn abs(z: Complex) -> Option<f64> {
    // SAFETY: it only computes.
    let value = unsafe { _Py_c_abs(z) };
    (value.is_finite() || !z.real.is_finite() || !z.imag.is_finite()).then_some(value)
}

/// A number whose absolute value exists, for [`abs_lt`] and the others: [`abs`] that is only compared.
#[inline(always)]
pub fn measured(z: Complex) -> Option<Complex> {
    match squares(z).is_some() {
        true => Some(z),
        false => abs(z).map(|_| z),
    }
}

/// The sum of the squares of both parts, if nothing near the ends of the range was lost of it.
#[inline(always)]
fn squares(z: Complex) -> Option<f64> {
    let sum = z.real * z.real + z.imag * z.imag;
    (LEAST..MOST).contains(&sum).then_some(sum)
}

/// Squares between these have roots that are normal floats.
const LEAST: f64 = 1e-200;
const MOST: f64 = 1e200;

/// What the sum of two squares, a square and a library's `hypot` are off by together is less than this part of them.
const DOUBT: f64 = 1e-12;

/// [`abs`] of a number that is [`measured`].
#[cold]
#[inline(never)]
fn exact_abs(z: Complex) -> f64 {
    abs(z).unwrap_or(f64::INFINITY)
}

macro_rules! compare_abs {
    ($($name:ident $operator:tt;)*) => {
        $(
            #[doc = concat!("`abs(z) ", stringify!($operator), " limit`, by squares where those are far enough from each other.")]
            #[inline(always)]
            pub fn $name(z: Complex, limit: f64) -> bool {
                let square = limit * limit;
                if limit > 0.0 && (LEAST..MOST).contains(&square) && let Some(sum) = squares(z) && (sum - square).abs() > DOUBT * square {
                    return sum $operator square;
                }
                exact_abs(z) $operator limit
            }
        )*
    };
}

compare_abs! {
    abs_lt <;
    abs_le <=;
    abs_gt >;
    abs_ge >=;
    abs_eq ==;
    abs_ne !=;
}

/// `a + b`
#[inline(always)]
pub fn add(a: Complex, b: Complex) -> Complex {
    of(a.real + b.real, a.imag + b.imag)
}

/// `a + b`
#[inline(always)]
pub fn add_real(a: Complex, b: f64) -> Complex {
    if cfg!(Py_3_14) { of(a.real + b, a.imag) } else { add(a, of_real(b)) }
}

/// `a + b`
#[inline(always)]
pub fn real_add(a: f64, b: Complex) -> Complex {
    if cfg!(Py_3_14) { of(a + b.real, b.imag) } else { add(of_real(a), b) }
}

/// `a - b`
#[inline(always)]
pub fn sub(a: Complex, b: Complex) -> Complex {
    of(a.real - b.real, a.imag - b.imag)
}

/// `a - b`
#[inline(always)]
pub fn sub_real(a: Complex, b: f64) -> Complex {
    if cfg!(Py_3_14) { of(a.real - b, a.imag) } else { sub(a, of_real(b)) }
}

/// `a - b`
#[inline(always)]
pub fn real_sub(a: f64, b: Complex) -> Complex {
    if cfg!(Py_3_14) { of(a - b.real, -b.imag) } else { sub(of_real(a), b) }
}

/// `a * b`
#[inline(always)]
pub fn mul(a: Complex, b: Complex) -> Complex {
    let product = plain_product(a, b);
    // What is made of infinities, and which NaN it is, CPython decides.
    match product.real.is_nan() || product.imag.is_nan() || !PRODUCT_IS_PLAIN.load(Ordering::Relaxed) {
        true => product_of_cpython(a, b),
        false => product,
    }
}

/// The product as it is defined.
#[inline(always)]
fn plain_product(a: Complex, b: Complex) -> Complex {
    of(
        a.real * b.real - a.imag * b.imag,
        a.real * b.imag + a.imag * b.real,
    )
}

/// Was this CPython seen to round after each operation of a product, as [`plain_product`] does?
static PRODUCT_IS_PLAIN: AtomicBool = AtomicBool::new(false);

/// The product by CPython's own function. Where the processor multiplies and adds in one step, its compiler may have made use of that: a
/// first call tries numbers whose products tell.
#[cold]
#[inline(never)]
fn product_of_cpython(a: Complex, b: Complex) -> Complex {
    static TRIED: AtomicBool = AtomicBool::new(false);
    // SAFETY: it only computes.
    let product = |a, b| unsafe { _Py_c_prod(a, b) };
    if !TRIED.swap(true, Ordering::Relaxed) {
        // The squares of `near` and its products with `other` do not fit a float, and all but cancel each other.
        let (near, other) = (1.0 + f64::EPSILON * 4097.0, 1.0 - f64::EPSILON * 8191.0);
        let tries = [
            (of(near, near), of(near, near)),
            (of(near, near), of(near, -near)),
            (of(near, other), of(other, near)),
            (of(other, near), of(near, other)),
            (of(near, other), of(-near, other)),
            (of(other, near), of(other, -near)),
        ];
        let is_plain = tries.iter().all(|(a, b)| {
            let (own, plain) = (product(*a, *b), plain_product(*a, *b));
            own.real.to_bits() == plain.real.to_bits() && own.imag.to_bits() == plain.imag.to_bits()
        });
        PRODUCT_IS_PLAIN.store(is_plain, Ordering::Relaxed);
    }
    product(a, b)
}

/// `a * b`
#[inline(always)]
pub fn mul_real(a: Complex, b: f64) -> Complex {
    if cfg!(Py_3_14) { of(a.real * b, a.imag * b) } else { mul(a, of_real(b)) }
}

/// `a * b`
#[inline(always)]
pub fn real_mul(a: f64, b: Complex) -> Complex {
    if cfg!(Py_3_14) { mul_real(b, a) } else { mul(of_real(a), b) }
}

/// `a / b`, unless that is zero.
#[inline(always)]
pub fn truediv(a: Complex, b: Complex) -> Option<Complex> {
    // SAFETY: it only computes.
    truth(b).then(|| unsafe { _Py_c_quot(a, b) })
}

/// `a / b`, unless that is zero.
#[inline(always)]
pub fn truediv_real(a: Complex, b: f64) -> Option<Complex> {
    if cfg!(Py_3_14) {
        (b != 0.0).then(|| of(a.real / b, a.imag / b))
    } else {
        truediv(a, of_real(b))
    }
}

/// `a / b`, unless that is zero; up to 3.13.
#[inline(always)]
pub fn real_truediv(a: f64, b: Complex) -> Option<Complex> {
    truediv(of_real(a), b)
}

/// `a ** b`, unless that raises.
#[inline(never)]
pub fn pow(a: Complex, b: Complex) -> Option<Complex> {
    let is_small = b.imag == 0.0 && b.real.trunc() == b.real && (1.0..=100.0).contains(&b.real);
    if is_small && !cfg!(Py_3_14) {
        return small_power(a, b.real as u32);
    }
    // SAFETY: the GIL is held, and no exception is set; `complex` computes its powers without Python code.
    unsafe {
        let (a, b) = (new(a), new(b));
        let power = match a.is_null() || b.is_null() {
            true => NULL,
            false => ffi::PyNumber_Power(a, b, ffi::Py_None()),
        };
        ffi::Py_XDECREF(a);
        ffi::Py_XDECREF(b);
        taken(power)
    }
}

/// A power as CPython multiplies it up to 3.13, if it is finite.
#[inline(always)]
fn small_power(mut power: Complex, exponent: u32) -> Option<Complex> {
    let mut result = of(1.0, 0.0);
    let mut mask = 1;
    while exponent >= mask {
        if exponent & mask != 0 {
            result = mul(result, power);
        }
        mask <<= 1;
        if exponent >= mask {
            power = mul(power, power);
        }
    }
    (!result.real.is_infinite() && !result.imag.is_infinite()).then_some(result)
}

/// `a ** b`, unless that raises.
#[inline(always)]
pub fn pow_real(a: Complex, b: f64) -> Option<Complex> {
    pow(a, of_real(b))
}

/// `a ** b`, unless that raises.
#[inline(always)]
pub fn real_pow(a: f64, b: Complex) -> Option<Complex> {
    pow(of_real(a), b)
}

/// An object that is exactly a number: a complex one, or else its value as a float.
#[inline(always)]
fn number(object: Obj) -> Option<Result<Complex, f64>> {
    if let Some(z) = get(object) {
        return Some(Ok(z));
    }
    let real = get_f64(object).or_else(|| get_i64(object).map(|int| int as f64))?;
    Some(Err(real))
}

macro_rules! with_objects {
    ($($operator:literal: $with:ident $of:ident: $op:expr, $op_real:expr, $real_op:expr;)*) => {
        $(
            #[doc = concat!("`a ", $operator, " b`, if the object is a number.")]
            #[inline(never)]
            pub fn $with(a: Complex, b: Obj) -> Option<Complex> {
                match number(b)? {
                    Ok(b) => $op(a, b),
                    Err(b) => $op_real(a, b),
                }
            }

            #[doc = concat!("`a ", $operator, " b`, if the object is a number.")]
            #[inline(never)]
            pub fn $of(a: Obj, b: Complex) -> Option<Complex> {
                match number(a)? {
                    Ok(a) => $op(a, b),
                    Err(a) => $real_op(a, b),
                }
            }
        )*
    };
}

with_objects! {
    "+": add_object object_add: |a, b| Some(add(a, b)), |a, b| Some(add_real(a, b)), |a, b| Some(real_add(a, b));
    "-": sub_object object_sub: |a, b| Some(sub(a, b)), |a, b| Some(sub_real(a, b)), |a, b| Some(real_sub(a, b));
    "*": mul_object object_mul: |a, b| Some(mul(a, b)), |a, b| Some(mul_real(a, b)), |a, b| Some(real_mul(a, b));
    "/": truediv_object object_truediv: truediv, truediv_real, real_truediv;
    "**": pow_object object_pow: pow, pow_real, real_pow;
}

/// `a == b`
#[inline(always)]
pub fn eq(a: Complex, b: Complex) -> bool {
    a.real == b.real && a.imag == b.imag
}

/// `a != b`
#[inline(always)]
pub fn ne(a: Complex, b: Complex) -> bool {
    !eq(a, b)
}

/// `a == b`
#[inline(always)]
pub fn eq_float(a: Complex, b: f64) -> bool {
    a.imag == 0.0 && a.real == b
}

/// `a != b`
#[inline(always)]
pub fn ne_float(a: Complex, b: f64) -> bool {
    !eq_float(a, b)
}

macro_rules! cmath {
    ($($name:ident $of_real:ident $text:literal)*) => {
        $(
            /// The function of that name of `cmath`, unless it raises.
            #[inline(never)]
            pub fn $name(z: Complex) -> Option<Complex> {
                static FUNCTION: AtomicPtr<ffi::PyObject> = AtomicPtr::new(NULL);
                taken(call(&FUNCTION, $text, z)?)
            }

            /// The same of a number that is real.
            pub fn $of_real(x: f64) -> Option<Complex> {
                $name(of_real(x))
            }
        )*
    };
}

cmath! {
    cmath_acos cmath_acos_real c"acos"
    cmath_acosh cmath_acosh_real c"acosh"
    cmath_asin cmath_asin_real c"asin"
    cmath_asinh cmath_asinh_real c"asinh"
    cmath_atan cmath_atan_real c"atan"
    cmath_atanh cmath_atanh_real c"atanh"
    cmath_cos cmath_cos_real c"cos"
    cmath_cosh cmath_cosh_real c"cosh"
    cmath_exp cmath_exp_real c"exp"
    cmath_log10 cmath_log10_real c"log10"
    cmath_sin cmath_sin_real c"sin"
    cmath_sinh cmath_sinh_real c"sinh"
    cmath_sqrt cmath_sqrt_real c"sqrt"
    cmath_tan cmath_tan_real c"tan"
    cmath_tanh cmath_tanh_real c"tanh"
}

/// `cmath.phase`, unless that raises.
#[inline(never)]
pub fn cmath_phase(z: Complex) -> Option<f64> {
    static FUNCTION: AtomicPtr<ffi::PyObject> = AtomicPtr::new(NULL);
    let result = call(&FUNCTION, c"phase", z)?;
    if result.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
        return None;
    }
    let value = crate::boxing::get_f64(result);
    crate::boxing::release(result);
    value
}

/// The same of a number that is real.
pub fn cmath_phase_real(x: f64) -> Option<f64> {
    cmath_phase(of_real(x))
}

/// The value of an owned result; null and anything else are `None`, and leave no exception behind.
fn taken(result: Obj) -> Option<Complex> {
    if result.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
        return None;
    }
    let value = get(result);
    crate::boxing::release(result);
    value
}

/// Calls a function of one number of the module `cmath`, looked up once.
#[inline(always)]
fn call(function: &AtomicPtr<ffi::PyObject>, name: &CStr, z: Complex) -> Option<Obj> {
    let mut callable = function.load(Ordering::Relaxed);
    if callable.is_null() {
        callable = crate::through_cpython::builtin_function(c"cmath", name)?;
        function.store(callable, Ordering::Relaxed);
    }
    let argument = new(z);
    if argument.is_null() {
        return Some(NULL);
    }
    // SAFETY: a C function that takes one object, as was made sure when it was looked up; the GIL is held, and no exception is set.
    unsafe {
        let object = callable.cast::<ffi::PyCFunctionObject>();
        let method = (*(*object).m_ml).ml_meth.PyCFunction;
        let result = method((*object).m_self, argument);
        ffi::Py_DECREF(argument);
        Some(result)
    }
}
