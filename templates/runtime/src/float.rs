//! Operations of `float`. `None`: CPython would raise, or the result is not a `float`.

use crate::{convert, libm, power, through_cpython};

//@ def float.__truediv__(self: float, other: float) -> float
#[inline(always)]
pub fn truediv(a: f64, b: f64) -> Option<f64> {
    if b == 0.0 { None } else { Some(a / b) }
}

//@ def float.__mod__(self: float, other: float) -> float
/// Takes the sign of the divisor, also where it is zero.
#[inline]
pub fn modulo(a: f64, b: f64) -> Option<f64> {
    if b == 0.0 {
        return None;
    }
    Some(with_sign_of_divisor(remainder(a, b), b).0)
}

//@ def float.__floordiv__(self: float, other: float) -> float
#[inline]
pub fn floordiv(a: f64, b: f64) -> Option<f64> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

//@ def float.__divmod__(self: float, other: float) -> tuple[float, float]
//@ def builtins.divmod(a: float, b: float) -> tuple[float, float]
/// The quotient is computed from the remainder, and snapped to the nearest whole number.
#[inline]
pub fn divmod(a: f64, b: f64) -> Option<(f64, f64)> {
    if b == 0.0 {
        return None;
    }
    let truncated = remainder(a, b);
    let (remainder, adjusted) = with_sign_of_divisor(truncated, b);
    let mut quotient = (a - truncated) / b;
    if adjusted {
        quotient -= 1.0;
    }
    let whole = if quotient == 0.0 {
        0f64.copysign(a / b)
    } else {
        let floor = floor(quotient);
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    Some((whole, remainder))
}

/// C's `fmod`: the rest of dividing towards zero, which is always a float. Where the quotient is known to the last digit, so is the rest.
#[inline(always)]
fn remainder(a: f64, b: f64) -> f64 {
    const FEW: f64 = (1u64 << 51) as f64;
    let (dividend, divisor) = (a.abs(), b.abs());
    if dividend < divisor {
        return a;
    }
    let quotient = dividend / divisor;
    if quotient < FEW && power::has_exact_products(divisor) && power::has_exact_products(dividend) {
        // It is rounded, at most up to the next whole number.
        let rest = power::rest((quotient as i64) as f64, divisor, dividend);
        return if rest < 0.0 { rest + divisor } else { rest }.copysign(a);
    }
    a % b
}

/// The greatest whole number that is not above it; of zero, zero.
#[inline(always)]
fn floor(value: f64) -> f64 {
    if value.is_nan() || value.abs() >= MOST_PRECISE {
        return value;
    }
    let whole = (value as i64) as f64;
    if whole > value { whole - 1.0 } else { whole }
}

/// The remainder that Python wants for a remainder of C's `fmod`, and whether that took one more divisor.
#[inline(always)]
fn with_sign_of_divisor(remainder: f64, divisor: f64) -> (f64, bool) {
    if remainder == 0.0 {
        (0f64.copysign(divisor), false)
    } else if (divisor < 0.0) != (remainder < 0.0) {
        (remainder + divisor, true)
    } else {
        (remainder, false)
    }
}

//@ def float.__pow__(self: float, other: float) -> float
//@ def builtins.pow(base: float, exp: float) -> float
/// A negative base under a broken exponent makes a `complex` and is left to CPython, as are zero under a negative exponent
/// and results out of range.
#[inline(always)]
pub fn pow(base: f64, exponent: f64) -> Option<f64> {
    match if exponent == 2.0 { power::square(base) } else { None } {
        Some(square) => Some(square),
        None => any_pow(base, exponent),
    }
}

/// [`pow`], whatever the exponent is.
#[inline(never)]
fn any_pow(base: f64, exponent: f64) -> Option<f64> {
    if !(base.is_finite() && exponent.is_finite()) {
        return Some(pow_not_finite(base, exponent));
    }
    if exponent == 0.0 {
        return Some(1.0);
    }
    if base == 0.0 {
        return if exponent < 0.0 {
            None
        } else if is_odd(exponent) {
            Some(base)
        } else {
            Some(0.0)
        };
    }
    let mut negative = false;
    if base < 0.0 {
        if !is_whole(exponent) {
            return None;
        }
        negative = is_odd(exponent);
    }
    let magnitude = base.abs();
    if magnitude == 1.0 {
        return Some(if negative { -1.0 } else { 1.0 });
    }
    let power = power::known(magnitude, exponent).unwrap_or_else(|| libm::pow(magnitude, exponent));
    // Overflow raises. Near underflow it depends on what the C library says besides its result, so CPython decides.
    if !power.is_finite() || power.is_subnormal() {
        return None;
    }
    Some(if negative { -power } else { power })
}

/// [`pow`] with an infinity or a NaN among the operands; never raises.
#[cold]
fn pow_not_finite(base: f64, exponent: f64) -> f64 {
    if exponent == 0.0 {
        1.0
    } else if base.is_nan() {
        base
    } else if exponent.is_nan() {
        if base == 1.0 { 1.0 } else { exponent }
    } else if exponent.is_infinite() {
        let magnitude = base.abs();
        if magnitude == 1.0 {
            1.0
        } else if (exponent > 0.0) == (magnitude > 1.0) {
            exponent.abs()
        } else {
            0.0
        }
    } else if exponent > 0.0 {
        if is_odd(exponent) { base } else { base.abs() }
    } else if is_odd(exponent) {
        0f64.copysign(base)
    } else {
        0.0
    }
}

/// From here on floats are whole numbers, and further on even ones.
const MOST_PRECISE: f64 = (1u64 << 53) as f64;

/// Is a finite float a whole number?
#[inline(always)]
fn is_whole(value: f64) -> bool {
    value.abs() >= MOST_PRECISE || (value as i64) as f64 == value
}

/// Is a finite float an odd whole number?
#[inline(always)]
pub(crate) fn is_odd(value: f64) -> bool {
    let size = value.abs();
    size < MOST_PRECISE && is_whole(size) && size as i64 & 1 == 1
}

//@ def float.__neg__(self: float) -> float
#[inline(always)]
pub fn neg(a: f64) -> f64 {
    -a
}

//@ def float.__pos__(self: float) -> float
#[inline(always)]
pub fn pos(a: f64) -> f64 {
    a
}

//@ def float.__abs__(self: float) -> float
//@ def builtins.abs(x: float) -> float
#[inline(always)]
pub fn abs(a: f64) -> f64 {
    a.abs()
}

//@ def float.is_integer(self: float) -> bool
#[inline(always)]
pub fn is_integer(a: f64) -> bool {
    a.is_finite() && a == a.trunc()
}

//@ def float.conjugate(self: float) -> float
#[inline(always)]
pub fn conjugate(a: f64) -> f64 {
    a
}

//@ def float.__round__(self: float) -> int
//@ def builtins.round(number: float) -> int
/// Halves go to the even neighbour.
#[inline(always)]
pub fn round(a: f64) -> Option<i64> {
    /// From here on every float is whole, and adding it rounds off the fraction of a smaller one, halves to even.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    if a.abs() < WHOLE {
        let rounded = (a.abs() + WHOLE) - WHOLE;
        return Some(rounded.copysign(a) as i64);
    }
    convert::int_from_float(a)
}

//@ def float.__round__(self: float, ndigits: int) -> float
//@ def builtins.round(number: float, ndigits: int) -> float
/// The float nearest to the exact decimal rounding of the exact value, halves to even.
#[inline]
pub fn round_digits(a: f64, ndigits: i64) -> Option<f64> {
    if !a.is_finite() || a == 0.0 {
        return Some(a);
    }
    let rounded = match ndigits {
        0..=22 => round_decimals(a.abs(), ndigits as u32),
        -18..0 => round_to_power_of_ten(a.abs(), ndigits.unsigned_abs() as u32),
        _ => None,
    };
    match rounded {
        Some(magnitude) => Some(magnitude.copysign(a)),
        None => through_cpython::float_round(a, ndigits),
    }
}

/// The powers of ten that are exact as floats.
const POWERS_OF_TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// A positive finite float to at most 22 decimals, where integers of 128 bits suffice.
fn round_decimals(value: f64, decimals: u32) -> Option<f64> {
    let (mantissa, exponent) = decompose(value);
    if exponent >= 0 {
        return Some(value);
    }
    // Below 2**53 * 10**22 < 2**127: the exact value, scaled by 10**decimals and by 2**-exponent.
    let scaled = u128::from(mantissa) * 10u128.pow(decimals);
    let shift = exponent.unsigned_abs();
    if shift >= 128 {
        return Some(0.0);
    }
    let (whole, rest, half) = (scaled >> shift, scaled & ((1 << shift) - 1), 1u128 << (shift - 1));
    let rounded = whole + u128::from(rest > half || (rest == half && whole & 1 == 1));
    if rounded <= 1 << 53 {
        // Both are exact, so one division rounds once.
        return Some(rounded as f64 / POWERS_OF_TEN[decimals as usize]);
    }
    // The decimals are finer than a quarter of the distance to the next float: nothing changes.
    if rounded >= 1 << 55 { Some(value) } else { None }
}

/// A positive finite float to a multiple of ten to the `digits`, where integers of 64 bits suffice.
fn round_to_power_of_ten(value: f64, digits: u32) -> Option<f64> {
    if value >= 9_223_372_036_854_775_808.0 {
        return None;
    }
    let whole = value as u64;
    let is_whole = whole as f64 == value;
    let unit = 10u64.pow(digits);
    let (quotient, rest, half) = (whole / unit, whole % unit, unit / 2);
    let up = rest > half || (rest == half && (!is_whole || quotient & 1 == 1));
    Some((u128::from(quotient + u64::from(up)) * u128::from(unit)) as f64)
}

/// Whole mantissa and binary exponent of a positive finite float.
fn decompose(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let (biased, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, biased - 1075)
    }
}
