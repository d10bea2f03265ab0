//! Functions of the module `math` on whole numbers. `None`: CPython would raise, or the result does not fit 64 bits.

//@ def math.gcd(a: int, b: int) -> int # exact
#[inline]
pub fn gcd(a: i64, b: i64) -> Option<i64> {
    i64::try_from(gcd_u64(a.unsigned_abs(), b.unsigned_abs())).ok()
}

//@ def math.gcd(a: int) -> int # exact
//@ def math.lcm(a: int) -> int # exact
#[inline(always)]
pub fn gcd1(a: i64) -> Option<i64> {
    a.checked_abs()
}

//@ def math.gcd(a: int, b: int, c: int) -> int # exact
#[inline]
pub fn gcd3(a: i64, b: i64, c: i64) -> Option<i64> {
    i64::try_from(gcd_u64(gcd_u64(a.unsigned_abs(), b.unsigned_abs()), c.unsigned_abs())).ok()
}

//@ def math.lcm(a: int, b: int) -> int # exact
#[inline]
pub fn lcm(a: i64, b: i64) -> Option<i64> {
    if a == 0 || b == 0 {
        return Some(0);
    }
    let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
    i64::try_from((a / gcd_u64(a, b)).checked_mul(b)?).ok()
}

/// The binary algorithm: no division.
fn gcd_u64(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            (a, b) = (b, a);
        }
        b -= a;
    }
    a << shift
}

//@ def math.isqrt(n: int) -> int
#[inline]
pub fn isqrt(n: i64) -> Option<i64> {
    n.checked_isqrt()
}

//@ def math.factorial(n: int) -> int
//@ def math.perm(n: int) -> int
#[inline]
pub fn factorial(n: i64) -> Option<i64> {
    if !(0..=20).contains(&n) {
        return None;
    }
    Some((2..=n).product())
}

//@ def math.comb(n: int, k: int) -> int
#[inline]
pub fn comb(n: i64, k: i64) -> Option<i64> {
    if n < 0 || k < 0 {
        return None;
    }
    if k > n {
        return Some(0);
    }
    let k = k.min(n - k);
    let mut result = 1u128;
    for i in 0..k {
        // Grows with every step, and divides evenly: it is a binomial coefficient itself.
        result = result * (n - i) as u128 / (i + 1) as u128;
        if result > i64::MAX as u128 {
            return None;
        }
    }
    Some(result as i64)
}

//@ def math.perm(n: int, k: int) -> int
#[inline]
pub fn perm(n: i64, k: i64) -> Option<i64> {
    if n < 0 || k < 0 {
        return None;
    }
    if k > n {
        return Some(0);
    }
    let mut result = 1i64;
    for i in 0..k {
        result = result.checked_mul(n - i)?;
    }
    Some(result)
}
