//! Operations of `int` on values that fit 64 bits. `None`: CPython would raise, or the result is not an `int` of 64 bits.
//!
//! The `//@` lines are the declarations that annot's compiler reads; `bool` operands arrive as 0 and 1.

use crate::wide;

//@ def int.__floordiv__(self: int, other: int) -> int
/// Rounds towards minus infinity.
#[inline(always)]
pub fn floordiv(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    // `checked_div` passed, so the remainder cannot fail.
    let remainder = a.wrapping_rem(b);
    Some(if remainder != 0 && (remainder ^ b) < 0 {
        quotient - 1
    } else {
        quotient
    })
}

//@ def int.__mod__(self: int, other: int) -> int
/// Takes the sign of the divisor. `i64::MIN % -1` is 0.
#[inline(always)]
pub fn modulo(a: i64, b: i64) -> Option<i64> {
    // Where something goes round it is there already, mostly, and a division takes long.
    if b > 0 && (a as u64) < b as u64 {
        return Some(a);
    }
    if b == 0 {
        return None;
    }
    let remainder = a.wrapping_rem(b);
    Some(if remainder != 0 && (remainder ^ b) < 0 {
        remainder + b
    } else {
        remainder
    })
}

/// [`floordiv`] by a power of two.
#[inline(always)]
pub fn floordiv_by_power(a: i64, power: i64) -> i64 {
    a >> power.trailing_zeros()
}

/// [`modulo`] by a power of two.
#[inline(always)]
pub fn modulo_by_power(a: i64, power: i64) -> i64 {
    a & (power - 1)
}

/// [`floordiv`] of what is not negative by what is positive.
#[inline(always)]
pub fn floordiv_positive(a: i64, b: i64) -> i64 {
    (a as u64 / (b as u64).max(1)) as i64
}

/// [`modulo`] of what is not negative by what is positive.
#[inline(always)]
pub fn modulo_positive(a: i64, b: i64) -> i64 {
    (a as u64 % (b as u64).max(1)) as i64
}

/// [`floordiv_positive`] of numbers of 32 bits.
#[inline(always)]
pub fn floordiv_small(a: i64, b: i64) -> i64 {
    i64::from(a as u32 / (b as u32).max(1))
}

/// [`modulo_positive`] of numbers of 32 bits.
#[inline(always)]
pub fn modulo_small(a: i64, b: i64) -> i64 {
    i64::from(a as u32 % (b as u32).max(1))
}

/// [`floordiv_positive`] of what is below twice the divisor.
#[inline(always)]
pub fn floordiv_once(a: i64, b: i64) -> i64 {
    i64::from(a >= b)
}

/// [`modulo_positive`] of what is below twice the divisor.
#[inline(always)]
pub fn modulo_once(a: i64, b: i64) -> i64 {
    if a >= b { a.wrapping_sub(b) } else { a }
}

//@ def int.__divmod__(self: int, other: int) -> tuple[int, int]
//@ def builtins.divmod(a: int, b: int) -> tuple[int, int]
#[inline(always)]
pub fn divmod(a: i64, b: i64) -> Option<(i64, i64)> {
    let quotient = a.checked_div(b)?;
    let remainder = a.wrapping_rem(b);
    Some(if remainder != 0 && (remainder ^ b) < 0 {
        (quotient - 1, remainder + b)
    } else {
        (quotient, remainder)
    })
}

//@ def int.__pow__(self: int, other: int) -> int
//@ def builtins.pow(base: int, exp: int) -> int
/// A negative exponent makes a `float` and is left to CPython.
#[inline]
pub fn pow(a: i64, b: i64) -> Option<i64> {
    let mut exponent = u64::try_from(b).ok()?;
    let mut base = a;
    let mut result = 1i64;
    loop {
        if exponent & 1 == 1 {
            result = result.checked_mul(base)?;
        }
        exponent >>= 1;
        if exponent == 0 {
            return Some(result);
        }
        match base.checked_mul(base) {
            Some(square) => base = square,
            // Some bit of the exponent is left, so the result is at least this square.
            None => return None,
        }
    }
}

//@ def int.__pow__(self: int, other: int, mod: int) -> int
//@ def builtins.pow(base: int, exp: int, mod: int) -> int
/// Takes the sign of the modulus; a negative exponent asks for the inverse, and CPython raises if there is none.
#[inline]
pub fn pow_mod(a: i64, b: i64, m: i64) -> Option<i64> {
    let modulus = m.unsigned_abs();
    if modulus == 0 {
        return None;
    }
    let remainder = a.unsigned_abs() % modulus;
    let mut base = if a < 0 && remainder != 0 {
        modulus - remainder
    } else {
        remainder
    };
    if b < 0 {
        base = inverse(base, modulus)?;
    }
    let mut exponent = b.unsigned_abs();
    let mut result = if modulus == 1 { 0 } else { 1 };
    while exponent != 0 {
        if exponent & 1 == 1 {
            result = wide::mulmod_u64(result, base, modulus);
        }
        exponent >>= 1;
        if exponent != 0 {
            base = wide::mulmod_u64(base, base, modulus);
        }
    }
    // Below 2**63 in both cases, as the modulus is at most 2**63.
    Some(if m < 0 && result != 0 {
        (result as i64).wrapping_add(m)
    } else {
        result as i64
    })
}

/// The inverse of `value` modulo `modulus`, by Euclid's algorithm.
fn inverse(value: u64, modulus: u64) -> Option<u64> {
    let (mut r0, mut r1) = (i128::from(modulus), i128::from(value));
    let (mut t0, mut t1) = (0i128, 1i128);
    while r1 != 0 {
        let quotient = r0 / r1;
        (r0, r1) = (r1, r0 - quotient * r1);
        (t0, t1) = (t1, t0 - quotient * t1);
    }
    if r0 != 1 {
        return None;
    }
    Some(t0.rem_euclid(i128::from(modulus)) as u64)
}

//@ def int.__lshift__(self: int, other: int) -> int
#[inline(always)]
pub fn lshift(a: i64, b: i64) -> Option<i64> {
    if !(0..64).contains(&b) {
        return if a == 0 && b >= 0 { Some(0) } else { None };
    }
    let shifted = a.wrapping_shl(b as u32);
    if shifted.wrapping_shr(b as u32) == a {
        Some(shifted)
    } else {
        None
    }
}

//@ def int.__rshift__(self: int, other: int) -> int
#[inline(always)]
pub fn rshift(a: i64, b: i64) -> Option<i64> {
    if b < 0 { None } else { Some(a >> b.min(63)) }
}

//@ def int.__truediv__(self: int, other: int) -> float
/// The float nearest to the quotient of the two integers, which is not always the quotient of the nearest floats.
#[inline(always)]
pub fn truediv(a: i64, b: i64) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    if b == 0 {
        return None;
    }
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        return Some(a as f64 / b as f64);
    }
    Some(truediv_large(a, b))
}

/// Divides to 62 or 63 significant bits, keeps whether anything is left as the lowest bit, and rounds once.
#[inline(never)]
fn truediv_large(a: i64, b: i64) -> f64 {
    let (dividend, divisor) = (a.unsigned_abs(), b.unsigned_abs());
    let negative = (a < 0) != (b < 0);
    let magnitude = if dividend == 0 || divisor == 1 {
        dividend as f64
    } else {
        let shift = 62 + (64 - divisor.leading_zeros()) - (64 - dividend.leading_zeros());
        let scaled = u128::from(dividend) << shift;
        let quotient = (scaled / u128::from(divisor)) as u64;
        let inexact = scaled % u128::from(divisor) != 0;
        let power_of_two = f64::from_bits(u64::from(1023 + shift) << 52);
        (quotient | u64::from(inexact)) as f64 / power_of_two
    };
    if negative { -magnitude } else { magnitude }
}

//@ def int.__neg__(self: int) -> int
#[inline(always)]
pub fn neg(a: i64) -> Option<i64> {
    a.checked_neg()
}

//@ def int.__pos__(self: int) -> int
#[inline(always)]
pub fn pos(a: i64) -> i64 {
    a
}

//@ def int.__abs__(self: int) -> int
//@ def builtins.abs(x: int) -> int
#[inline(always)]
pub fn abs(a: i64) -> Option<i64> {
    a.checked_abs()
}

//@ def int.__invert__(self: int) -> int # exact
/// Exact types only: `~True` warns since 3.12.
#[inline(always)]
pub fn invert(a: i64) -> i64 {
    !a
}

//@ def int.__round__(self: int) -> int
//@ def builtins.round(number: int) -> int
#[inline(always)]
pub fn round(a: i64) -> i64 {
    a
}

//@ def int.__round__(self: int, ndigits: int) -> int
//@ def builtins.round(number: int, ndigits: int) -> int
/// Rounds to a multiple of a power of ten, halves to the even multiple.
#[inline]
pub fn round_digits(a: i64, ndigits: i64) -> Option<i64> {
    if ndigits >= 0 {
        return Some(a);
    }
    // CPython computes the power of ten whatever its size; far from zero that may even run out of memory.
    if ndigits < -64 {
        return None;
    }
    if ndigits <= -20 {
        return Some(0);
    }
    let unit = 10i128.pow(ndigits.unsigned_abs() as u32);
    let (quotient, remainder) = (i128::from(a).div_euclid(unit), i128::from(a).rem_euclid(unit));
    let up = remainder * 2 > unit || (remainder * 2 == unit && quotient & 1 == 1);
    wide::narrow((quotient + i128::from(up)) * unit)
}

//@ def int.bit_length(self: int) -> int
#[inline(always)]
pub fn bit_length(a: i64) -> i64 {
    i64::from(64 - a.unsigned_abs().leading_zeros())
}

//@ def int.bit_count(self: int) -> int
#[inline(always)]
pub fn bit_count(a: i64) -> i64 {
    i64::from(a.unsigned_abs().count_ones())
}

//@ def int.is_integer(self: int) -> bool # 3.12+
#[inline(always)]
pub fn is_integer(_a: i64) -> bool {
    true
}
