//! `math.hypot` of two floats, by CPython's own algorithm: squares without loss, a compensated sum, one correction of the
//! root. 3.12 changed in which order the small parts are added, which once in a million calls is another last bit. It is right but where
//! the exact root is within a thousandth of a unit in the last place of the middle between two floats; elsewhere that root is found sooner.

use crate::math::{frexp, power_of_two};

//@ def math.hypot(x: float, y: float) -> float
#[inline]
pub fn hypot(x: f64, y: f64) -> f64 {
    let (x, y) = (x.abs(), y.abs());
    let largest = if x > y || y.is_nan() { x } else { y };
    if x == f64::INFINITY || y == f64::INFINITY {
        f64::INFINITY
    } else if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if largest == 0.0 {
        largest
    } else {
        crate::power::hypotenuse(x, y).unwrap_or_else(|| norm(x, y, largest))
    }
}

/// [`hypot`] of finite positive numbers, the larger of which is `largest`.
#[cold]
fn norm(x: f64, y: f64, largest: f64) -> f64 {
    let (_, exponent) = frexp(largest);
    if exponent < -1023 {
        // The scale would not be a float.
        return norm_of_subnormals(x, y, largest);
    }
    // The power of two that brings the larger into [0.5, 1); for the largest floats it is subnormal.
    let scale = power_of_two(-exponent as i32);
    let mut sum = Sum::START;
    sum.add_square(x * scale, 1.0);
    sum.add_square(y * scale, 1.0);
    let root = sum.value().sqrt();
    sum.add_square(root, -1.0);
    (root + sum.value() / (2.0 * root)) / scale
}

/// A sum that starts at 1.0, so that no summand is larger, and what its roundings lost.
struct Sum {
    total: f64,
    lost: [f64; 3],
}

impl Sum {
    const START: Sum = Sum {
        total: 1.0,
        lost: [0.0; 3],
    };

    /// Adds to the total; what is lost goes to one of the three.
    #[inline(always)]
    fn add(&mut self, value: f64, place: usize) {
        let before = self.total;
        self.total += value;
        self.lost[place] += (before - self.total) + value;
    }
}

#[cfg(Py_3_12)]
fn norm_of_subnormals(x: f64, y: f64, largest: f64) -> f64 {
    let unit = f64::MIN_POSITIVE;
    unit * norm(x / unit, y / unit, largest / unit)
}

#[cfg(Py_3_12)]
impl Sum {
    /// Adds a square, or for sign -1.0 subtracts it.
    #[inline(always)]
    fn add_square(&mut self, value: f64, sign: f64) {
        let (high, low) = split(value);
        let square = value * value;
        // The exact product less the rounded one.
        let lost = ((high * high - square) + high * low + low * high) + low * low;
        self.add(sign * square, 1);
        self.lost[0] += sign * lost;
    }

    #[inline(always)]
    fn value(&self) -> f64 {
        self.total - 1.0 + (self.lost[0] + self.lost[1])
    }
}

#[cfg(not(Py_3_12))]
fn norm_of_subnormals(x: f64, y: f64, largest: f64) -> f64 {
    let mut sum = Sum::START;
    for value in [x / largest, y / largest] {
        sum.add(value * value, 0);
    }
    largest * (sum.total - 1.0 + sum.lost[0]).sqrt()
}

#[cfg(not(Py_3_12))]
impl Sum {
    /// Adds a square, or for sign -1.0 subtracts it.
    #[inline(always)]
    fn add_square(&mut self, value: f64, sign: f64) {
        let (high, low) = split(value);
        self.add(sign * (high * high), 0);
        self.add(sign * (2.0 * high * low), 1);
        let least = sign * (low * low);
        if sign > 0.0 {
            // Too small to change the total.
            self.lost[2] += least;
        } else {
            self.add(least, 2);
        }
    }

    #[inline(always)]
    fn value(&self) -> f64 {
        self.total - 1.0 + (self.lost[0] + self.lost[1] + self.lost[2])
    }
}

/// Two halves of the bits of a float, the sum of which it is.
#[inline(always)]
fn split(x: f64) -> (f64, f64) {
    let shifted = x * 134_217_729.0;
    let high = shifted - (shifted - x);
    (high, x - high)
}
