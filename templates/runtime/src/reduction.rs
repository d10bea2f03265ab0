//! `sum` over a generator expression that is a loop of its consumer: the total, if there is one yet, and the next value.

/// The total so far of floats, and what was lost of it.
pub type Floats = (f64, f64);

/// `None`: the total does not fit.
#[inline(always)]
pub fn add_int((_, total): (bool, i64), value: i64) -> Option<i64> {
    // It is 0 where there is none.
    total.checked_add(value)
}

/// Nothing added up is 0.
#[inline(always)]
pub fn total_int((_, total): (bool, i64)) -> i64 {
    total
}

/// As CPython adds up floats from 3.12 on: Kahan and Babuska's summation, improved by Neumaier.
#[inline(always)]
pub fn add_float((_, (total, lost)): (bool, Floats), value: f64) -> Floats {
    let sum = total + value;
    let more = if total.abs() >= value.abs() {
        (total - sum) + value
    } else {
        (value - sum) + total
    };
    (sum, lost + more)
}

/// As CPython 3.11 adds up floats.
#[inline(always)]
pub fn add_plain_float((_, (total, _)): (bool, Floats), value: f64) -> Floats {
    (total + value, 0.0)
}

/// `None`: nothing was added up, which is the int 0.
#[inline(always)]
pub fn total_float((is_there, (total, lost)): (bool, Floats)) -> Option<f64> {
    is_there.then_some(if lost != 0.0 && lost.is_finite() {
        total + lost
    } else {
        total
    })
}
