//! Comparisons. Between `int` and `float` CPython decides on the exact values, not on the int rounded to a float.

use std::cmp::Ordering;

/// How an int compares with a float; `None` for a NaN.
#[inline(always)]
pub(crate) fn order(i: i64, f: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if f >= LIMIT {
        return Some(Ordering::Less);
    }
    if f < -LIMIT {
        return Some(Ordering::Greater);
    }
    if f.is_nan() {
        return None;
    }
    let truncated = f as i64;
    // Where the float has a fraction it is below 2**52, so the difference is exact; it is never a NaN.
    let fraction = f - truncated as f64;
    Some(match i.cmp(&truncated) {
        Ordering::Equal if fraction > 0.0 => Ordering::Less,
        Ordering::Equal if fraction < 0.0 => Ordering::Greater,
        whole => whole,
    })
}

//@ def int.__lt__(self: int, other: float) -> bool
//@ def float.__lt__(self: int, other: float) -> bool
#[inline(always)]
pub fn int_lt_float(i: i64, f: f64) -> bool {
    order(i, f) == Some(Ordering::Less)
}

//@ def float.__lt__(self: float, other: int) -> bool
#[inline(always)]
pub fn float_lt_int(f: f64, i: i64) -> bool {
    order(i, f) == Some(Ordering::Greater)
}

//@ def int.__le__(self: int, other: float) -> bool
//@ def float.__le__(self: int, other: float) -> bool
#[inline(always)]
pub fn int_le_float(i: i64, f: f64) -> bool {
    matches!(order(i, f), Some(Ordering::Less | Ordering::Equal))
}

//@ def float.__le__(self: float, other: int) -> bool
#[inline(always)]
pub fn float_le_int(f: f64, i: i64) -> bool {
    matches!(order(i, f), Some(Ordering::Greater | Ordering::Equal))
}

//@ def int.__gt__(self: int, other: float) -> bool
//@ def float.__gt__(self: int, other: float) -> bool
#[inline(always)]
pub fn int_gt_float(i: i64, f: f64) -> bool {
    order(i, f) == Some(Ordering::Greater)
}

//@ def float.__gt__(self: float, other: int) -> bool
#[inline(always)]
pub fn float_gt_int(f: f64, i: i64) -> bool {
    order(i, f) == Some(Ordering::Less)
}

//@ def int.__ge__(self: int, other: float) -> bool
//@ def float.__ge__(self: int, other: float) -> bool
#[inline(always)]
pub fn int_ge_float(i: i64, f: f64) -> bool {
    matches!(order(i, f), Some(Ordering::Greater | Ordering::Equal))
}

//@ def float.__ge__(self: float, other: int) -> bool
#[inline(always)]
pub fn float_ge_int(f: f64, i: i64) -> bool {
    matches!(order(i, f), Some(Ordering::Less | Ordering::Equal))
}

//@ def int.__eq__(self: int, other: float) -> bool
//@ def float.__eq__(self: int, other: float) -> bool
#[inline(always)]
pub fn int_eq_float(i: i64, f: f64) -> bool {
    order(i, f) == Some(Ordering::Equal)
}

//@ def float.__eq__(self: float, other: int) -> bool
#[inline(always)]
pub fn float_eq_int(f: f64, i: i64) -> bool {
    order(i, f) == Some(Ordering::Equal)
}

//@ def int.__ne__(self: int, other: float) -> bool
//@ def float.__ne__(self: int, other: float) -> bool
#[inline(always)]
pub fn int_ne_float(i: i64, f: f64) -> bool {
    order(i, f) != Some(Ordering::Equal)
}

//@ def float.__ne__(self: float, other: int) -> bool
#[inline(always)]
pub fn float_ne_int(f: f64, i: i64) -> bool {
    order(i, f) != Some(Ordering::Equal)
}

//@ def int.__lt__(self: int, other: int) -> bool
#[inline(always)]
pub fn int_lt(a: i64, b: i64) -> bool {
    a < b
}

//@ def float.__lt__(self: float, other: float) -> bool
#[inline(always)]
pub fn float_lt(a: f64, b: f64) -> bool {
    a < b
}

//@ def int.__le__(self: int, other: int) -> bool
#[inline(always)]
pub fn int_le(a: i64, b: i64) -> bool {
    a <= b
}

//@ def float.__le__(self: float, other: float) -> bool
#[inline(always)]
pub fn float_le(a: f64, b: f64) -> bool {
    a <= b
}

//@ def int.__gt__(self: int, other: int) -> bool
#[inline(always)]
pub fn int_gt(a: i64, b: i64) -> bool {
    a > b
}

//@ def float.__gt__(self: float, other: float) -> bool
#[inline(always)]
pub fn float_gt(a: f64, b: f64) -> bool {
    a > b
}

//@ def int.__ge__(self: int, other: int) -> bool
#[inline(always)]
pub fn int_ge(a: i64, b: i64) -> bool {
    a >= b
}

//@ def float.__ge__(self: float, other: float) -> bool
#[inline(always)]
pub fn float_ge(a: f64, b: f64) -> bool {
    a >= b
}

//@ def int.__eq__(self: int, other: int) -> bool
#[inline(always)]
pub fn int_eq(a: i64, b: i64) -> bool {
    a == b
}

//@ def float.__eq__(self: float, other: float) -> bool
#[inline(always)]
pub fn float_eq(a: f64, b: f64) -> bool {
    a == b
}

//@ def int.__ne__(self: int, other: int) -> bool
#[inline(always)]
pub fn int_ne(a: i64, b: i64) -> bool {
    a != b
}

//@ def float.__ne__(self: float, other: float) -> bool
#[inline(always)]
pub fn float_ne(a: f64, b: f64) -> bool {
    a != b
}
