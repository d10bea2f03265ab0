//! Integers of more than 64 bits: intermediate results of 128 bits, and products reduced by a modulus.
//!
//! Names under `wide.` are annot's own: the compiler uses them where Python has an expression of several operations.

//@ def wide.narrow(v: int) -> int # exact
#[inline(always)]
pub fn narrow(v: i128) -> Option<i64> {
    let low = v as i64;
    if i128::from(low) == v { Some(low) } else { None }
}

//@ def wide.add(a: int, b: int) -> int
#[inline(always)]
pub fn add(a: i128, b: i128) -> Option<i128> {
    a.checked_add(b)
}

//@ def wide.sub(a: int, b: int) -> int
#[inline(always)]
pub fn sub(a: i128, b: i128) -> Option<i128> {
    a.checked_sub(b)
}

//@ def wide.mul(a: int, b: int) -> int
#[inline(always)]
pub fn mul(a: i128, b: i128) -> Option<i128> {
    if let (Some(x), Some(y)) = (narrow(a), narrow(b)) {
        return Some(i128::from(x) * i128::from(y));
    }
    a.checked_mul(b)
}

//@ def wide.mul_narrow(a: int, b: int) -> int
/// The product of two 64-bit values always fits.
#[inline(always)]
pub fn mul_narrow(a: i64, b: i64) -> i128 {
    i128::from(a) * i128::from(b)
}

//@ def wide.neg(a: int) -> int
#[inline(always)]
pub fn neg(a: i128) -> Option<i128> {
    a.checked_neg()
}

//@ def wide.abs(a: int) -> int
#[inline(always)]
pub fn abs(a: i128) -> Option<i128> {
    a.checked_abs()
}

//@ def wide.invert(a: int) -> int # exact
#[inline(always)]
pub fn invert(a: i128) -> i128 {
    !a
}

//@ def wide.and_(a: int, b: int) -> int # exact
#[inline(always)]
pub fn and(a: i128, b: i128) -> i128 {
    a & b
}

//@ def wide.or_(a: int, b: int) -> int # exact
#[inline(always)]
pub fn or(a: i128, b: i128) -> i128 {
    a | b
}

//@ def wide.xor(a: int, b: int) -> int # exact
#[inline(always)]
pub fn xor(a: i128, b: i128) -> i128 {
    a ^ b
}

//@ def wide.lshift(a: int, b: int) -> int
#[inline(always)]
pub fn lshift(a: i128, b: i64) -> Option<i128> {
    if !(0..128).contains(&b) {
        return if a == 0 && b >= 0 { Some(0) } else { None };
    }
    let shifted = a.wrapping_shl(b as u32);
    if shifted.wrapping_shr(b as u32) == a {
        Some(shifted)
    } else {
        None
    }
}

//@ def wide.rshift(a: int, b: int) -> int
#[inline(always)]
pub fn rshift(a: i128, b: i64) -> Option<i128> {
    if b < 0 { None } else { Some(a >> b.min(127)) }
}

//@ def wide.floordiv(a: int, b: int) -> int
#[inline]
pub fn floordiv(a: i128, b: i128) -> Option<i128> {
    let quotient = a.checked_div(b)?;
    let remainder = a.wrapping_rem(b);
    Some(if remainder != 0 && (remainder ^ b) < 0 {
        quotient - 1
    } else {
        quotient
    })
}

//@ def wide.mod(a: int, b: int) -> int
#[inline]
pub fn modulo(a: i128, b: i128) -> Option<i128> {
    if let Some(m) = narrow(b) {
        return mod_wide(a, m).map(i128::from);
    }
    // `b` is not 0 and not -1 here.
    let remainder = a.wrapping_rem(b);
    Some(if remainder != 0 && (remainder ^ b) < 0 {
        remainder + b
    } else {
        remainder
    })
}

//@ def wide.lt(a: int, b: int) -> bool
#[inline(always)]
pub fn lt(a: i128, b: i128) -> bool {
    a < b
}

//@ def wide.le(a: int, b: int) -> bool
#[inline(always)]
pub fn le(a: i128, b: i128) -> bool {
    a <= b
}

//@ def wide.gt(a: int, b: int) -> bool
#[inline(always)]
pub fn gt(a: i128, b: i128) -> bool {
    a > b
}

//@ def wide.ge(a: int, b: int) -> bool
#[inline(always)]
pub fn ge(a: i128, b: i128) -> bool {
    a >= b
}

//@ def wide.eq(a: int, b: int) -> bool
#[inline(always)]
pub fn eq(a: i128, b: i128) -> bool {
    a == b
}

//@ def wide.ne(a: int, b: int) -> bool
#[inline(always)]
pub fn ne(a: i128, b: i128) -> bool {
    a != b
}

//@ def wide.mod_wide(v: int, m: int) -> int
/// `v % m` with Python's sign.
#[inline(always)]
pub fn mod_wide(v: i128, m: i64) -> Option<i64> {
    if m == 0 {
        return None;
    }
    if v >= 0 && m > 0 {
        // Below `m`, so it fits.
        return Some(remainder_u64(v as u128, m as u64) as i64);
    }
    Some(mod_wide_signed(v, m))
}

/// The cases of [`mod_wide`] with a negative operand.
#[inline(never)]
fn mod_wide_signed(v: i128, m: i64) -> i64 {
    let modulus = m.unsigned_abs();
    let remainder = remainder_u64(v.unsigned_abs(), modulus);
    let in_range = if remainder == 0 || v >= 0 {
        remainder
    } else {
        modulus - remainder
    };
    // Now v is congruent to `in_range` in 0..modulus; a negative modulus wants it in m+1..=0.
    if m < 0 && in_range != 0 {
        (in_range as i64).wrapping_add(m)
    } else {
        in_range as i64
    }
}

//@ def wide.mulmod(a: int, b: int, m: int) -> int
/// `(a * b) % m`, whatever the size of the product.
#[inline(always)]
pub fn mulmod(a: i128, b: i128, m: i128) -> Option<i128> {
    muladdmod(a, b, 0, m)
}

//@ def wide.addmod(a: int, b: int, m: int) -> int
/// `(a + b) % m`, whatever the size of the sum.
#[inline(always)]
pub fn addmod(a: i128, b: i128, m: i128) -> Option<i128> {
    match a.checked_add(b) {
        Some(sum) => modulo(sum, m),
        None => muladdmod(a, 1, b, m),
    }
}

//@ def wide.muladdmod(a: int, b: int, c: int, m: int) -> int
/// `(a * b + c) % m`, whatever the size of the product and of the sum.
#[inline(always)]
pub fn muladdmod(a: i128, b: i128, c: i128, m: i128) -> Option<i128> {
    const SMALL: u128 = u64::MAX as u128;
    if m <= 0 {
        return muladdmod_general(a, b, c, m);
    }
    if m & (m - 1) == 0 {
        // Modulo a power of two only the low bits count, and two's complement has them right whatever the signs.
        return Some(a.wrapping_mul(b).wrapping_add(c) & (m - 1));
    }
    // As unsigned, a negative operand is not small.
    if (a as u128 | b as u128 | c as u128 | m as u128) <= SMALL {
        // At most (2**64 - 1)**2 + 2**64 - 1, which is below 2**128.
        let value = (a as u64 as u128) * (b as u64 as u128) + c as u128;
        return Some(i128::from(remainder_u64(value, m as u64)));
    }
    muladdmod_general(a, b, c, m)
}

/// Any signs and sizes. Reduces the operands first; a modulus above 64 bits is multiplied bit by bit.
#[inline(never)]
fn muladdmod_general(a: i128, b: i128, c: i128, m: i128) -> Option<i128> {
    if m == 0 {
        return None;
    }
    let modulus = m.unsigned_abs();
    let a = in_range(a, modulus);
    let b = in_range(b, modulus);
    let c = in_range(c, modulus);
    let result = if modulus <= u128::from(u64::MAX) {
        u128::from(remainder_u64(a * b + c, modulus as u64))
    } else {
        add_below(mul_below(a, b, modulus), c, modulus)
    };
    // At most 2**127 - 1: it is below the modulus.
    Some(if m < 0 && result != 0 {
        (result as i128).wrapping_add(m)
    } else {
        result as i128
    })
}

/// The representative of `value` in `0..modulus`.
fn in_range(value: i128, modulus: u128) -> u128 {
    if value >= 0 && (value as u128) < modulus {
        return value as u128;
    }
    let remainder = match u64::try_from(modulus) {
        Ok(word) => u128::from(remainder_u64(value.unsigned_abs(), word)),
        Err(_) => value.unsigned_abs() % modulus,
    };
    if value < 0 && remainder != 0 {
        modulus - remainder
    } else {
        remainder
    }
}

/// `(a + b) % modulus` for a, b < modulus <= 2**127.
fn add_below(a: u128, b: u128, modulus: u128) -> u128 {
    let sum = a + b;
    if sum >= modulus { sum - modulus } else { sum }
}

/// `(a * b) % modulus` for a, b < modulus, 2**64 <= modulus <= 2**127: long division with digits of 64 bits.
fn mul_below(a: u128, b: u128, modulus: u128) -> u128 {
    // With the highest bit of the divisor set, a digit of the quotient is guessed from two words almost rightly.
    let shift = modulus.leading_zeros();
    let divisor = modulus << shift;
    // Shifting one factor shifts the product; it stays below `divisor`.
    let (high, low) = full_product(a << shift, b);
    let partial = reduce_word(high, (low >> 64) as u64, divisor);
    reduce_word(partial, low as u64, divisor) >> shift
}

/// The product of 256 bits, high half first.
fn full_product(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let lowest = a_low * b_low;
    // A product of two words leaves room for two more words, so the sums do not overflow.
    let middle = a_high * b_low + (lowest >> 64);
    let other = a_low * b_high + (middle & LOW);
    let high = a_high * b_high + (middle >> 64) + (other >> 64);
    (high, other << 64 | (lowest & LOW))
}

/// `(value * 2**64 + word) % divisor` for `value < divisor`, whose highest bit is set.
fn reduce_word(value: u128, word: u64, divisor: u128) -> u128 {
    let (value_high, value_low) = ((value >> 64) as u64, value as u64);
    let (divisor_high, divisor_low) = ((divisor >> 64) as u64, u128::from(divisor as u64));
    // The guess is what the high words say: never too small, and at most 2 too large.
    let (mut digit, mut rest) = if value_high < divisor_high {
        let (digit, rest) = divide_words(value_high, value_low, divisor_high);
        (digit, u128::from(rest))
    } else {
        (u64::MAX, u128::from(value_low) + u128::from(divisor_high))
    };
    while rest >> 64 == 0 && u128::from(digit) * divisor_low > (rest << 64 | u128::from(word)) {
        digit -= 1;
        rest += u128::from(divisor_high);
    }
    // Below the divisor, so whatever overflows on the way cancels out.
    (rest << 64 | u128::from(word)).wrapping_sub(u128::from(digit) * divisor_low)
}

/// `(a * b) % m` for unsigned operands of 64 bits, `m` not 0.
#[inline(always)]
pub fn mulmod_u64(a: u64, b: u64, m: u64) -> u64 {
    remainder_u64(u128::from(a) * u128::from(b), m)
}

/// `value % modulus`, `modulus` not 0.
#[inline(always)]
fn remainder_u64(value: u128, modulus: u64) -> u64 {
    let (high, low) = ((value >> 64) as u64, value as u64);
    if high == 0 {
        return low % modulus;
    }
    // The hardware division wants a quotient of 64 bits: the high word must be below the divisor.
    let high = if high < modulus { high } else { high % modulus };
    divide_words(high, low, modulus).1
}

/// Quotient and remainder of `high * 2**64 + low` for `high < divisor`.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn divide_words(high: u64, low: u64, divisor: u64) -> (u64, u64) {
    debug_assert!(high < divisor);
    let (quotient, remainder): (u64, u64);
    // SAFETY: `div` touches only the registers named; the quotient fits because `high < divisor`.
    unsafe {
        std::arch::asm!("div {divisor}", divisor = in(reg) divisor, inout("rax") low => quotient,
            inout("rdx") high => remainder, options(pure, nomem, nostack));
    }
    (quotient, remainder)
}

/// Quotient and remainder of `high * 2**64 + low` for `high < divisor`.
#[cfg(not(target_arch = "x86_64"))]
#[inline]
fn divide_words(high: u64, low: u64, divisor: u64) -> (u64, u64) {
    let value = u128::from(high) << 64 | u128::from(low);
    let divisor = u128::from(divisor);
    ((value / divisor) as u64, (value % divisor) as u64)
}
