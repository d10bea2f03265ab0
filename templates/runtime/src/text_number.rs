//! Numbers as text.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::text::{ascii, clear};
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::{c_char, c_int};
use std::fmt::Write;

/// Room for the text of any number of 64 bits.
pub(crate) type Room = [u8; 32];

/// `str(i)`
#[inline(never)]
pub fn from_int(i: i64) -> Option<Obj> {
    ascii(int(i, &mut [0; 32]))
}

/// `str(x)`
#[inline(never)]
pub fn from_float(x: f64) -> Option<Obj> {
    ascii(float(x, &mut [0; 32])?)
}

/// The digits of the numbers below 100.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

/// What `str` gives for an int.
#[inline]
pub(crate) fn int(i: i64, room: &mut Room) -> &[u8] {
    let mut at = digits(i.unsigned_abs(), room, 32);
    if i < 0 {
        at -= 1;
        room[at] = b'-';
    }
    &room[at..]
}

/// Writes a number that ends in front of a place. Where does it begin?
#[inline]
pub(crate) fn digits<const N: usize>(number: u64, room: &mut [u8; N], end: usize) -> usize {
    let (mut at, mut rest) = (end, number);
    while rest >= 100 {
        at -= 2;
        room[at..at + 2].copy_from_slice(&PAIRS[(rest % 100) as usize]);
        rest /= 100;
    }
    if rest >= 10 {
        at -= 2;
        room[at..at + 2].copy_from_slice(&PAIRS[rest as usize]);
    } else {
        at -= 1;
        room[at] = b'0' + rest as u8;
    }
    at
}

/// What `str` gives for a float. No memory: nothing.
#[inline]
pub(crate) fn float(x: f64, room: &mut Room) -> Option<&[u8]> {
    match short(x, room) {
        Some(at) => Some(&room[at..]),
        None => long(x, room),
    }
}

/// The text of a float that has few digits: where it begins.
///
/// No two numbers of at most 15 digits are the same float, so one of them that is this float, with as few digits behind the point as
/// there can be, is the shortest text for it. Their quotient is the nearest float, as numerator and denominator are floats.
#[inline]
fn short(x: f64, room: &mut Room) -> Option<usize> {
    const TENS: [(f64, u64); 7] = [
        (1e0, 1),
        (1e1, 10),
        (1e2, 100),
        (1e3, 1_000),
        (1e4, 10_000),
        (1e5, 100_000),
        (1e6, 1_000_000),
    ];
    const LIMIT: f64 = 1e15;
    let size = x.abs();
    if size != 0.0 && !(1e-4..LIMIT).contains(&size) {
        return None;
    }
    for (behind, (ten, whole)) in TENS.iter().enumerate() {
        let scaled = size * ten;
        if scaled >= LIMIT {
            return None;
        }
        let number = (scaled + 0.5) as u64;
        if number as f64 / ten == size {
            let mut at = 32;
            if behind == 0 {
                at -= 1;
                room[at] = b'0';
            } else {
                // A digit in front keeps the zeros.
                at = digits(number % whole + whole, room, at) + 1;
            }
            at -= 1;
            room[at] = b'.';
            at = digits(number / whole, room, at);
            if x.is_sign_negative() {
                at -= 1;
                room[at] = b'-';
            }
            return Some(at);
        }
    }
    None
}

/// The text of any float.
#[inline(never)]
fn long(x: f64, room: &mut Room) -> Option<&[u8]> {
    match shortest(x, room) {
        Some(count) => Some(&room[..count]),
        None => through(x, room),
    }
}

/// Writes the shortest text that is this float, the nearest of these: how long it is. Nothing for what is no number, and for what could
/// be in the middle between two of them: CPython then takes the even digit.
fn shortest(x: f64, room: &mut Room) -> Option<usize> {
    if !x.is_finite() || x == 0.0 {
        return None;
    }
    let mut written = Written { text: [0; 32], count: 0 };
    // One digit, a point and others, and an exponent.
    write!(written, "{:e}", x.abs()).ok()?;
    let text = &written.text[..written.count];
    let e = text.iter().rposition(|c| *c == b'e')?;
    let (is_small, exponent) = match &text[e + 1..] {
        [b'-', size @ ..] => (true, size),
        size => (false, size),
    };
    let exponent = exponent.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    let exponent = if is_small { -exponent } else { exponent };
    let mut digits = [0; 20];
    let mut count = 0;
    for digit in text[..e].iter().filter(|c| **c != b'.') {
        *digits.get_mut(count)? = *digit;
        count += 1;
    }
    let digits = &digits[..count];
    // In the middle is what has just one digit more: it is an odd number of `1/2**(behind + 1)`.
    let behind = count as i32 - 1 - exponent;
    let bits = x.to_bits();
    let (power, fraction) = match (bits >> 52 & 0x7ff) as i32 {
        0 => (-1074, bits & ((1 << 52) - 1)),
        power => (power - 1075, bits & ((1 << 52) - 1) | 1 << 52),
    };
    if power + fraction.trailing_zeros() as i32 == -(behind + 1) {
        return None;
    }
    let mut at = 0;
    let mut put = |part: &[u8]| {
        room[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    };
    if x < 0.0 {
        put(b"-");
    }
    const ZEROS: [u8; 16] = [b'0'; 16];
    if !(-4..16).contains(&exponent) {
        put(&digits[..1]);
        if count > 1 {
            put(b".");
            put(&digits[1..]);
        }
        put(if is_small { b"e-" } else { b"e+" });
        let mut number = [0; 4];
        let first = self::digits(exponent.unsigned_abs().into(), &mut number, 4);
        if first == 3 {
            put(b"0");
        }
        put(&number[first..]);
    } else if exponent < 0 {
        put(b"0.");
        put(&ZEROS[..(-1 - exponent) as usize]);
        put(digits);
    } else {
        let whole = exponent as usize + 1;
        put(&digits[..count.min(whole)]);
        put(&ZEROS[..whole.saturating_sub(count)]);
        put(b".");
        put(digits.get(whole..).filter(|rest| !rest.is_empty()).unwrap_or(b"0"));
    }
    Some(at)
}

/// What Rust has written.
struct Written {
    text: [u8; 32],
    count: usize,
}

impl Write for Written {
    fn write_str(&mut self, part: &str) -> std::fmt::Result {
        let room = self.text.get_mut(self.count..self.count + part.len()).ok_or(std::fmt::Error)?;
        room.copy_from_slice(part.as_bytes());
        self.count += part.len();
        Ok(())
    }
}

/// What CPython writes.
#[cold]
#[inline(never)]
fn through(x: f64, room: &mut Room) -> Option<&[u8]> {
    /// There is a point, or an exponent.
    const ADD_DOT_0: c_int = 2;
    // SAFETY: CPython's own formatter gives an ASCII string with NUL, which is freed. It has at most 24 characters.
    unsafe {
        let text = PyOS_double_to_string(x, b'r' as c_char, 0, ADD_DOT_0, std::ptr::null_mut());
        if text.is_null() {
            clear();
            return None;
        }
        let bytes = std::ffi::CStr::from_ptr(text).to_bytes();
        let count = bytes.len().min(room.len());
        room[..count].copy_from_slice(&bytes[..count]);
        ffi::PyMem_Free(text.cast());
        Some(&room[..count])
    }
}

unsafe extern "C" {
    fn PyOS_double_to_string(x: f64, code: c_char, digits: c_int, flags: c_int, kind: *mut c_int) -> *mut c_char;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_are_written_as_rust_writes_them() {
        for i in (-1200..1200).chain([i64::MIN, i64::MAX, 99_999, 100_000]) {
            assert_eq!(int(i, &mut [0; 32]), i.to_string().as_bytes());
        }
    }

    #[test]
    fn floats_are_written_as_python_does() {
        let text = |x: f64| {
            let mut room = [0; 32];
            shortest(x, &mut room).map(|count| String::from_utf8_lossy(&room[..count]).into_owned())
        };
        for (x, wanted) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (-1.0 / 3.0, "-0.3333333333333333"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1e-4, "0.0001"),
            (-1e-5, "-1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (5.684_341_886_080_802e-14, "5.684341886080802e-14"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (9_007_199_254_740_993.0, "9007199254740992.0"),
        ] {
            assert_eq!(text(x).as_deref(), Some(wanted));
        }
        for x in [f64::NAN, f64::INFINITY, 0.0, 562_949_953_421_312.25] {
            assert_eq!(text(x), None);
        }
    }

    #[test]
    fn floats_of_few_digits_are_written_with_those() {
        let text = |x: f64| {
            let mut room = [0; 32];
            short(x, &mut room).map(|at| String::from_utf8_lossy(&room[at..]).into_owned())
        };
        for x in [0.0, -0.0, 1.0, -2.5, 0.1, 0.0001, 1234.000001, 0.000123, 1e14, 123456789012.375] {
            assert_eq!(text(x).as_deref(), Some(format!("{x:?}").as_str()));
        }
        for x in [0.1 + 0.2, 1.0 / 3.0, 1e15, 1e-5, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(text(x), None);
        }
    }
}
