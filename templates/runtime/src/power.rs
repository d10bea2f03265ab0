//! Powers of floats whose exponent is a small multiple of a half, without the C library, yet with its results to the last bit.
//!
//! The power is computed to about 100 bits, as the unevaluated sum of two floats (T. J. Dekker, *A floating-point technique for extending
//! the available precision*, 1971). The `pow` of glibc since 2.28 and of musl since 1.2 is off by less than 0.541 units in the last place, so
//! by less than 0.045 before it rounds; older releases of glibc round correctly. Where the exact power is further than that from the middle
//! between two floats, there is one result it can have. Elsewhere, on other platforms and near the ends of the range it is called.

use crate::libm;

/// Is the error of the C library's `pow` known?
const IS_KNOWN: bool = cfg!(all(
    target_os = "linux",
    any(target_env = "gnu", target_env = "musl"),
    any(target_arch = "x86_64", target_arch = "aarch64")
));

/// How far from a float the exact result may be, in units in the last place.
const FAR: f64 = 0.455;

/// `base ** exponent` for a positive base, if it is as sure as is told above.
#[inline(never)]
pub(crate) fn known(base: f64, exponent: f64) -> Option<f64> {
    if !in_range(base) {
        return None;
    }
    let power = match exponent {
        3.0 => Sum::product(base, base).times(base),
        4.0 => Sum::product(base, base).squared(),
        0.5 => Sum::root(base),
        1.5 => Sum::root(base).times(base),
        -0.5 => Sum::root(base).inverse(),
        -1.0 => Sum::of(base).inverse(),
        -1.5 => Sum::root(base).times(base).inverse(),
        -2.0 => Sum::product(base, base).inverse(),
        _ => return None,
    };
    power.rounded()
}

/// What the C library's `pow` gives.
#[inline]
pub(crate) fn of(base: f64, exponent: f64) -> f64 {
    let quick = if exponent == 2.0 { square(base) } else { known(base, exponent) };
    quick.unwrap_or_else(|| libm::pow(base, exponent))
}

/// `base ** 2`, if it is as sure as is told above.
#[inline(always)]
pub(crate) fn square(base: f64) -> Option<f64> {
    if !in_range(base.abs()) {
        return None;
    }
    Sum::product(base, base).rounded()
}

/// Does what is left over of a product with a whole number of up to 53 bits stay a normal float?
#[inline(always)]
pub(crate) fn has_exact_products(value: f64) -> bool {
    value > 1e-250 && value < 1e250
}

/// The root of `x * x + y * y`, if the exact one is further than a thousandth of a unit in the last place from the middle between two
/// floats. Not negative.
#[inline(always)]
pub(crate) fn hypotenuse(x: f64, y: f64) -> Option<f64> {
    let (less, more) = if x < y { (x, y) } else { (y, x) };
    // What a smaller number leaves out is nothing beside that.
    if !has_exact_products(more * more) {
        return None;
    }
    let (less, more) = (Sum::product(less, less), Sum::product(more, more));
    let mut sum = Sum::normal(more.float, less.float);
    sum.rest += more.rest + less.rest;
    sum.root_of_sum().rounded_within(0.499)
}

/// `from - a * b` exactly, where that is a float.
#[inline(always)]
pub(crate) fn rest(a: f64, b: f64, from: f64) -> f64 {
    let product = Sum::product(a, b);
    (from - product.float) - product.rest
}

/// Do the powers above, and what is left out of them, stay normal floats?
#[inline(always)]
fn in_range(base: f64) -> bool {
    const LEAST: f64 = 1e-60;
    const MOST: f64 = 1e60;
    IS_KNOWN && base > LEAST && base < MOST
}

/// A number: a float, and what is to be added to it, which is at most half a unit in its last place.
#[derive(Clone, Copy)]
struct Sum {
    float: f64,
    rest: f64,
}

impl Sum {
    #[inline(always)]
    fn of(float: f64) -> Sum {
        Sum { float, rest: 0.0 }
    }

    /// The exact product.
    #[inline(always)]
    fn product(a: f64, b: f64) -> Sum {
        let float = a * b;
        let ((a, a_rest), (b, b_rest)) = (split(a), split(b));
        let rest = ((a * b - float) + a * b_rest + a_rest * b) + a_rest * b_rest;
        Sum { float, rest }
    }

    /// `a + b` where `b` is not larger.
    #[inline(always)]
    fn normal(a: f64, b: f64) -> Sum {
        let float = a + b;
        Sum {
            float,
            rest: b - (float - a),
        }
    }

    #[inline(always)]
    fn times(self, factor: f64) -> Sum {
        let product = Sum::product(self.float, factor);
        Sum::normal(product.float, product.rest + self.rest * factor)
    }

    #[inline(always)]
    fn squared(self) -> Sum {
        let product = Sum::product(self.float, self.float);
        Sum::normal(product.float, product.rest + 2.0 * self.float * self.rest)
    }

    /// The square root: what the rounded one leaves over, by one step of Newton.
    #[inline(always)]
    fn root(square: f64) -> Sum {
        let float = square.sqrt();
        let product = Sum::product(float, float);
        let rest = ((square - product.float) - product.rest) / (2.0 * float);
        Sum { float, rest }
    }

    #[inline(always)]
    fn root_of_sum(self) -> Sum {
        let float = self.float.sqrt();
        let half = 0.5 / float;
        let product = Sum::product(float, float);
        let rest = ((self.float - product.float) + (self.rest - product.rest)) * half;
        Sum::normal(float, rest)
    }

    #[inline(always)]
    fn inverse(self) -> Sum {
        let float = 1.0 / self.float;
        let product = Sum::product(float, self.float);
        let rest = (((1.0 - product.float) - product.rest) - float * self.rest) / self.float;
        Sum { float, rest }
    }

    #[inline(always)]
    fn rounded(self) -> Option<f64> {
        self.rounded_within(FAR)
    }

    /// The float that is nearest, if it is so close, in units in the last place. Below a power of two floats lie twice as close: left
    /// out unless it is one.
    #[inline(always)]
    fn rounded_within(self, far: f64) -> Option<f64> {
        const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
        const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
        let bits = self.float.to_bits();
        let far = f64::from_bits(bits & EXPONENT) * (far * f64::EPSILON);
        let is_near = self.rest.abs() < far && bits & MANTISSA != 0;
        (is_near || self.rest == 0.0).then_some(self.float)
    }
}

/// A float as a sum of two of 26 bits each, after G. W. Veltkamp.
#[inline(always)]
fn split(float: f64) -> (f64, f64) {
    const FACTOR: f64 = 134_217_729.0;
    let scaled = FACTOR * float;
    let high = scaled - (scaled - float);
    (high, float - high)
}
