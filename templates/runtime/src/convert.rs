//! Conversions between `int`, `float` and `bool`, and `min` and `max`.

/// The least float that is too large for an `i64`; its negative is the least that fits.
const LIMIT: f64 = 9_223_372_036_854_775_808.0;

//@ def builtins.int(x: float) -> int
//@ def math.trunc(x: float) -> int
//@ def float.__trunc__(self: float) -> int
/// Cuts the fraction off. `None` for a NaN and beyond 64 bits.
#[inline(always)]
pub fn int_from_float(x: f64) -> Option<i64> {
    if (-LIMIT..LIMIT).contains(&x) {
        Some(x as i64)
    } else {
        None
    }
}

//@ def math.floor(x: float) -> int
//@ def float.__floor__(self: float) -> int
#[inline(always)]
pub fn floor(x: f64) -> Option<i64> {
    let truncated = int_from_float(x)?;
    // A fraction exists only below 2**52, so this cannot overflow.
    Some(if truncated as f64 > x { truncated - 1 } else { truncated })
}

//@ def math.ceil(x: float) -> int
//@ def float.__ceil__(self: float) -> int
#[inline(always)]
pub fn ceil(x: f64) -> Option<i64> {
    let truncated = int_from_float(x)?;
    Some(if (truncated as f64) < x {
        truncated + 1
    } else {
        truncated
    })
}

//@ def builtins.int(x: int) -> int
//@ def math.trunc(x: int) -> int
//@ def math.floor(x: int) -> int
//@ def math.ceil(x: int) -> int
#[inline(always)]
pub fn int_from_int(x: i64) -> i64 {
    x
}

//@ def builtins.float(x: int) -> float
/// The nearest float, halves to even. This is the conversion of an operand of a mixed operation too.
#[inline(always)]
pub fn int_to_float(x: i64) -> f64 {
    x as f64
}

//@ def builtins.float(x: float) -> float
#[inline(always)]
pub fn float_from_float(x: f64) -> f64 {
    x
}

//@ def builtins.bool(x: int) -> bool # exact
#[inline(always)]
pub fn bool_from_int(x: i64) -> bool {
    x != 0
}

//@ def builtins.bool(x: float) -> bool # exact
/// A NaN is true.
#[inline(always)]
pub fn bool_from_float(x: f64) -> bool {
    x != 0.0
}

//@ def builtins.bool(x: bool) -> bool # exact
#[inline(always)]
pub fn bool_from_bool(x: bool) -> bool {
    x
}

//@ def builtins.int(x: bool) -> int
#[inline(always)]
pub fn int_from_bool(x: bool) -> i64 {
    i64::from(x)
}

//@ def builtins.min(a: int, b: int) -> int # exact
/// The first of equals.
#[inline(always)]
pub fn min_int(a: i64, b: i64) -> i64 {
    if b < a { b } else { a }
}

//@ def builtins.min(a: int, b: int, c: int) -> int # exact
#[inline(always)]
pub fn min3_int(a: i64, b: i64, c: i64) -> i64 {
    min_int(min_int(a, b), c)
}

//@ def builtins.max(a: int, b: int) -> int # exact
/// The first of equals.
#[inline(always)]
pub fn max_int(a: i64, b: i64) -> i64 {
    if b > a { b } else { a }
}

//@ def builtins.max(a: int, b: int, c: int) -> int # exact
#[inline(always)]
pub fn max3_int(a: i64, b: i64, c: i64) -> i64 {
    max_int(max_int(a, b), c)
}

//@ def builtins.min(a: float, b: float) -> float # exact
/// The first of equals; a NaN is replaced by nothing and replaces nothing.
#[inline(always)]
pub fn min_float(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

//@ def builtins.min(a: float, b: float, c: float) -> float # exact
#[inline(always)]
pub fn min3_float(a: f64, b: f64, c: f64) -> f64 {
    min_float(min_float(a, b), c)
}

//@ def builtins.max(a: float, b: float) -> float # exact
/// The first of equals; a NaN is replaced by nothing and replaces nothing.
#[inline(always)]
pub fn max_float(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

//@ def builtins.max(a: float, b: float, c: float) -> float # exact
#[inline(always)]
pub fn max3_float(a: f64, b: f64, c: f64) -> f64 {
    max_float(max_float(a, b), c)
}
