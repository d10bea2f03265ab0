//! Functions of the module `math` on floats. `None`: CPython would raise.
//!
//! An `int` argument is converted to a float first, as CPython does. Most functions are the C library's; where CPython
//! has an algorithm of its own, so has this file.

use crate::{float, libm, power, through_cpython};

/// The rule for most functions of one float: a NaN out of a number and an infinity out of a finite number are errors.
#[inline(always)]
fn checked(x: f64, result: f64) -> Option<f64> {
    if result.is_finite() || !x.is_finite() && (result.is_infinite() || x.is_nan()) {
        Some(result)
    } else {
        None
    }
}

//@ def math.sqrt(x: float) -> float
#[inline(always)]
pub fn sqrt(x: f64) -> Option<f64> {
    checked(x, x.sqrt())
}

//@ def math.sin(x: float) -> float
#[inline]
pub fn sin(x: f64) -> Option<f64> {
    checked(x, libm::sin(x))
}

//@ def math.cos(x: float) -> float
#[inline]
pub fn cos(x: f64) -> Option<f64> {
    checked(x, libm::cos(x))
}

//@ def math.tan(x: float) -> float
#[inline]
pub fn tan(x: f64) -> Option<f64> {
    checked(x, libm::tan(x))
}

//@ def math.asin(x: float) -> float
#[inline]
pub fn asin(x: f64) -> Option<f64> {
    checked(x, libm::asin(x))
}

//@ def math.acos(x: float) -> float
#[inline]
pub fn acos(x: f64) -> Option<f64> {
    checked(x, libm::acos(x))
}

//@ def math.atan(x: float) -> float
#[inline]
pub fn atan(x: f64) -> Option<f64> {
    checked(x, libm::atan(x))
}

//@ def math.sinh(x: float) -> float
#[inline]
pub fn sinh(x: f64) -> Option<f64> {
    checked(x, libm::sinh(x))
}

//@ def math.cosh(x: float) -> float
#[inline]
pub fn cosh(x: f64) -> Option<f64> {
    checked(x, libm::cosh(x))
}

//@ def math.tanh(x: float) -> float
#[inline]
pub fn tanh(x: f64) -> Option<f64> {
    checked(x, libm::tanh(x))
}

//@ def math.asinh(x: float) -> float
#[inline]
pub fn asinh(x: f64) -> Option<f64> {
    checked(x, libm::asinh(x))
}

//@ def math.acosh(x: float) -> float
#[inline]
pub fn acosh(x: f64) -> Option<f64> {
    checked(x, libm::acosh(x))
}

//@ def math.atanh(x: float) -> float
#[inline]
pub fn atanh(x: f64) -> Option<f64> {
    checked(x, libm::atanh(x))
}

//@ def math.exp(x: float) -> float
#[inline]
pub fn exp(x: f64) -> Option<f64> {
    checked(x, libm::exp(x))
}

//@ def math.exp2(x: float) -> float
#[inline]
pub fn exp2(x: f64) -> Option<f64> {
    checked(x, libm::exp2(x))
}

//@ def math.expm1(x: float) -> float
#[inline]
pub fn expm1(x: f64) -> Option<f64> {
    checked(x, libm::expm1(x))
}

//@ def math.cbrt(x: float) -> float
#[inline]
pub fn cbrt(x: f64) -> Option<f64> {
    checked(x, libm::cbrt(x))
}

//@ def math.log(x: float) -> float
#[inline]
pub fn log(x: f64) -> Option<f64> {
    log_of(x, libm::log)
}

//@ def math.log(x: float, base: float) -> float
#[inline]
pub fn log_base(x: f64, base: f64) -> Option<f64> {
    let (numerator, denominator) = (log(x)?, log(base)?);
    float::truediv(numerator, denominator)
}

//@ def math.log2(x: float) -> float
#[inline]
pub fn log2(x: f64) -> Option<f64> {
    log_of(x, libm::log2)
}

//@ def math.log10(x: float) -> float
#[inline]
pub fn log10(x: f64) -> Option<f64> {
    log_of(x, libm::log10)
}

/// Only positive numbers have logarithms; an infinity and a NaN are returned as they are.
#[inline(always)]
fn log_of(x: f64, logarithm: fn(f64) -> f64) -> Option<f64> {
    if x > 0.0 && x.is_finite() {
        Some(logarithm(x))
    } else if x.is_nan() || x > 0.0 {
        Some(x)
    } else {
        None
    }
}

//@ def math.log1p(x: float) -> float
#[inline]
pub fn log1p(x: f64) -> Option<f64> {
    if x == 0.0 { Some(x) } else { checked(x, libm::log1p(x)) }
}

//@ def math.erf(x: float) -> float
#[inline]
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

//@ def math.erfc(x: float) -> float
#[inline]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

//@ def math.gamma(x: float) -> float
/// CPython's own function: slower than the rest.
#[inline]
pub fn gamma(x: f64) -> Option<f64> {
    through_cpython::gamma(x)
}

//@ def math.lgamma(x: float) -> float
/// CPython's own function: slower than the rest.
#[inline]
pub fn lgamma(x: f64) -> Option<f64> {
    through_cpython::lgamma(x)
}

//@ def math.pow(x: float, y: float) -> float
/// Not `**`: never complex, and an infinity is an error only for finite arguments.
#[inline]
pub fn pow(x: f64, y: f64) -> Option<f64> {
    if x.is_finite() && y.is_finite() {
        let power = power::of(x, y);
        return if power.is_finite() { Some(power) } else { None };
    }
    Some(if x.is_nan() {
        if y == 0.0 { 1.0 } else { x }
    } else if y.is_nan() {
        if x == 1.0 { 1.0 } else { y }
    } else if x.is_infinite() {
        let is_odd = y.is_finite() && float::is_odd(y);
        if y > 0.0 {
            if is_odd { x } else { x.abs() }
        } else if y == 0.0 {
            1.0
        } else if is_odd {
            0f64.copysign(x)
        } else {
            0.0
        }
    } else if x.abs() == 1.0 {
        1.0
    } else if (y > 0.0) == (x.abs() > 1.0) {
        y.abs()
    } else {
        0.0
    })
}

//@ def math.atan2(y: float, x: float) -> float
#[inline]
pub fn atan2(y: f64, x: f64) -> f64 {
    use std::f64::consts::PI;
    if x.is_nan() || y.is_nan() {
        // Which NaN is a matter of versions.
        if cfg!(Py_3_14) { libm::atan2(y, x) } else { f64::NAN }
    } else if y.is_infinite() {
        let angle = if x.is_infinite() {
            if x > 0.0 { 0.25 * PI } else { 0.75 * PI }
        } else {
            0.5 * PI
        };
        angle.copysign(y)
    } else if x.is_infinite() || y == 0.0 {
        let angle = if x.is_sign_positive() { 0.0 } else { PI };
        angle.copysign(y)
    } else {
        libm::atan2(y, x)
    }
}

//@ def math.fmod(x: float, y: float) -> float
#[inline]
pub fn fmod(x: f64, y: f64) -> Option<f64> {
    if y.is_infinite() && x.is_finite() {
        return Some(x);
    }
    let remainder = x % y;
    if remainder.is_nan() && !x.is_nan() && !y.is_nan() {
        None
    } else {
        Some(remainder)
    }
}

//@ def math.remainder(x: float, y: float) -> float
/// The exact difference to the nearest multiple, of two equally near ones the even.
#[inline]
pub fn remainder(x: f64, y: f64) -> Option<f64> {
    if x.is_nan() {
        return Some(x);
    }
    if y.is_nan() {
        return Some(y);
    }
    if x.is_infinite() || y == 0.0 {
        return None;
    }
    if y.is_infinite() {
        return Some(x);
    }
    let (dividend, divisor) = (x.abs(), y.abs());
    let below = dividend % divisor;
    // How far it is up to the next multiple. Half the divisor itself may not be a float.
    let above = divisor - below;
    let magnitude = if below < above {
        below
    } else if below > above {
        -above
    } else {
        below - 2.0 * ((0.5 * (dividend - below)) % divisor)
    };
    Some(1f64.copysign(x) * magnitude)
}

/// `2.0 ** exponent` for -1074 <= exponent <= 1023.
pub(crate) fn power_of_two(exponent: i32) -> f64 {
    if exponent >= -1022 {
        f64::from_bits(((exponent + 1023) as u64) << 52)
    } else {
        f64::from_bits(1 << (exponent + 1074))
    }
}

//@ def math.copysign(x: float, y: float) -> float
#[inline(always)]
pub fn copysign(x: f64, y: f64) -> f64 {
    x.copysign(y)
}

//@ def math.fabs(x: float) -> float
#[inline(always)]
pub fn fabs(x: f64) -> f64 {
    x.abs()
}

//@ def math.isnan(x: float) -> bool
#[inline(always)]
pub fn isnan(x: f64) -> bool {
    x.is_nan()
}

//@ def math.isinf(x: float) -> bool
#[inline(always)]
pub fn isinf(x: f64) -> bool {
    x.is_infinite()
}

//@ def math.isfinite(x: float) -> bool
#[inline(always)]
pub fn isfinite(x: f64) -> bool {
    x.is_finite()
}

//@ def math.isnormal(x: float) -> bool # 3.15+
#[inline(always)]
pub fn isnormal(x: f64) -> bool {
    x.is_normal()
}

//@ def math.issubnormal(x: float) -> bool # 3.15+
#[inline(always)]
pub fn issubnormal(x: f64) -> bool {
    x.is_subnormal()
}

//@ def math.signbit(x: float) -> bool # 3.15+
#[inline(always)]
pub fn signbit(x: f64) -> bool {
    x.is_sign_negative()
}

//@ def math.fmax(x: float, y: float) -> float # 3.15+
#[inline]
pub fn fmax(x: f64, y: f64) -> f64 {
    libm::fmax(x, y)
}

//@ def math.fmin(x: float, y: float) -> float # 3.15+
#[inline]
pub fn fmin(x: f64, y: f64) -> f64 {
    libm::fmin(x, y)
}

//@ def math.isclose(a: float, b: float) -> bool
/// With the default tolerances.
#[inline]
pub fn isclose(a: f64, b: f64) -> bool {
    if a == b {
        return true;
    }
    if a.is_infinite() || b.is_infinite() {
        return false;
    }
    let difference = (b - a).abs();
    difference <= (1e-9 * b).abs() || difference <= (1e-9 * a).abs() || difference <= 0.0
}

//@ def math.degrees(x: float) -> float
#[inline(always)]
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / std::f64::consts::PI)
}

//@ def math.radians(x: float) -> float
#[inline(always)]
pub fn radians(x: f64) -> f64 {
    x * (std::f64::consts::PI / 180.0)
}

//@ def math.fma(x: float, y: float, z: float) -> float # 3.13+
#[inline]
pub fn fma(x: f64, y: f64, z: f64) -> Option<f64> {
    let result = libm::fma(x, y, z);
    let is_fine = result.is_finite()
        || (result.is_nan() && (x.is_nan() || y.is_nan() || z.is_nan()))
        || (result.is_infinite() && !(x.is_finite() && y.is_finite() && z.is_finite()));
    if is_fine { Some(result) } else { None }
}

//@ def math.nextafter(x: float, y: float) -> float
#[inline]
pub fn nextafter(x: f64, y: f64) -> f64 {
    libm::nextafter(x, y)
}

//@ def math.ulp(x: float) -> float
#[inline]
pub fn ulp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let magnitude = x.abs();
    if magnitude.is_infinite() {
        return magnitude;
    }
    let next = magnitude.next_up();
    if next.is_infinite() {
        magnitude - magnitude.next_down()
    } else {
        next - magnitude
    }
}

//@ def math.ldexp(x: float, i: int) -> float
/// `x * 2**i`, rounded once.
#[inline]
pub fn ldexp(x: f64, i: i64) -> Option<f64> {
    if x == 0.0 || !x.is_finite() {
        return Some(x);
    }
    let (mantissa, exponent) = frexp(x);
    let exponent = exponent.saturating_add(i);
    if exponent > 1024 {
        None
    } else if exponent >= -1021 {
        // Normal, so nothing is rounded. In two steps: 2.0**1024 is not a float.
        Some(mantissa * 2.0 * power_of_two(exponent as i32 - 1))
    } else if exponent < -1074 {
        // Less than half of the smallest float.
        Some(0f64.copysign(x))
    } else {
        // The first product is normal, so the one rounding is that of the last product.
        Some(mantissa * power_of_two(exponent as i32 + 1022) * f64::MIN_POSITIVE)
    }
}

//@ def math.frexp(x: float) -> tuple[float, int]
#[inline]
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (scaled, correction) = if x.is_subnormal() {
        (x * power_of_two(54), 54)
    } else {
        (x, 0)
    };
    let bits = scaled.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1022;
    // The same sign and fraction, with the exponent of 0.5.
    let mantissa = f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52));
    (mantissa, exponent - correction)
}

//@ def math.modf(x: float) -> tuple[float, float]
#[inline]
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        (0f64.copysign(x), x)
    } else if x.is_nan() {
        (x, x)
    } else {
        let whole = x.trunc();
        ((x - whole).copysign(x), whole)
    }
}
