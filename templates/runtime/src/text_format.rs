//! `format(value, spec)` of numbers and strings, for the specifications that are most used.
//!
//! `None` means: leave, CPython does it.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::new_ref;
use crate::text::{ascii, or_leave};
use crate::text_float;
use crate::text_layout::{Characters, characters, form, is_plain, length};
use crate::text_number;
use crate::value::Obj;
use pyo3::ffi;

/// The longest text that is made here.
pub(crate) const MOST: usize = 256;
/// The most digits behind the point.
const DIGITS: u32 = 9;

/// `[[fill]align][sign][0][width][,][.precision][type]`
#[derive(Clone, Copy)]
pub(crate) struct Spec {
    pub(crate) fill: u8,
    /// `<`, `>`, `^`, `=`, or 0.
    pub(crate) align: u8,
    /// `+`, a space, or `-`.
    pub(crate) sign: u8,
    pub(crate) width: usize,
    pub(crate) is_grouped: bool,
    pub(crate) precision: Option<u32>,
    /// 0 if there is none.
    pub(crate) kind: u8,
}

impl Spec {
    pub(crate) const NONE: Spec = Spec {
        fill: b' ',
        align: 0,
        sign: b'-',
        width: 0,
        is_grouped: false,
        precision: None,
        kind: 0,
    };

    /// Reads a specification; nothing if there is more to it.
    pub(crate) fn read(text: &[u8]) -> Option<Spec> {
        let mut spec = Spec::NONE;
        let is_align = |c: &u8| matches!(c, b'<' | b'>' | b'^' | b'=');
        let mut is_filled = false;
        let mut rest = match text {
            [fill, align, rest @ ..] if is_align(align) => {
                (spec.fill, spec.align, is_filled) = (*fill, *align, true);
                rest
            }
            [align, rest @ ..] if is_align(align) => {
                spec.align = *align;
                rest
            }
            text => text,
        };
        if let [sign @ (b'+' | b'-' | b' '), behind @ ..] = rest {
            (spec.sign, rest) = (*sign, behind);
        }
        if let [b'0', behind @ ..] = rest
            && !is_filled
        {
            spec.fill = b'0';
            if spec.align == 0 {
                spec.align = b'=';
            }
            rest = behind;
        }
        let width = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if width > 3 {
            return None;
        }
        let number = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'));
        spec.width = number(&rest[..width]);
        rest = &rest[width..];
        if let [b',', behind @ ..] = rest {
            (spec.is_grouped, rest) = (true, behind);
        }
        if let [b'.', digit @ b'0'..=b'9', behind @ ..] = rest {
            (spec.precision, rest) = (Some(u32::from(digit - b'0')), behind);
        }
        match rest {
            [] => {}
            [kind @ (b'd' | b'x' | b'X' | b'o' | b'b' | b'f' | b's')] => spec.kind = *kind,
            _ => return None,
        }
        (spec.width <= MOST / 2 && !(spec.is_grouped && spec.fill == b'0')).then_some(spec)
    }
}

/// `format(i, spec)`
#[inline(never)]
pub fn int(i: i64, spec: Obj) -> Option<Obj> {
    let spec = Spec::read(text_float::ascii(spec)?)?;
    let mut room = [0; MOST];
    ascii(int_text(i, spec, &mut room)?)
}

/// `format(x, spec)`
#[inline(never)]
pub fn float(x: f64, spec: Obj) -> Option<Obj> {
    let spec = Spec::read(text_float::ascii(spec)?)?;
    let mut room = [0; MOST];
    ascii(float_text(x, spec, &mut room)?)
}

/// `format(s, spec)`
#[inline(never)]
pub fn text(s: Obj, spec: Obj) -> Option<Obj> {
    let spec = Spec::read(text_float::ascii(spec)?)?;
    if !is_plain(s) || !is_for_text(spec) {
        return None;
    }
    // SAFETY: a string, and a new one that is as long as said.
    unsafe {
        let own = length(s) as usize;
        if own >= spec.width {
            return Some(new_ref(s));
        }
        let (before, _) = around(spec.align, b'<', spec.width - own);
        let padded = or_leave(ffi::PyUnicode_New(spec.width as isize, crate::text::largest(form(s))))?;
        let at = |index: usize| match index.checked_sub(before).filter(|index| *index < own) {
            Some(index) => characters(s).at(index),
            None => u32::from(spec.fill),
        };
        match characters(padded) {
            Characters::One(to) => (0..spec.width).for_each(|index| *to.cast_mut().add(index) = at(index) as u8),
            Characters::Two(to) => (0..spec.width).for_each(|index| *to.cast_mut().add(index) = at(index) as u16),
            Characters::Four(to) => (0..spec.width).for_each(|index| *to.cast_mut().add(index) = at(index)),
        }
        Some(padded)
    }
}

/// Does a specification make sense for a string?
pub(crate) fn is_for_text(spec: Spec) -> bool {
    matches!(spec.kind, 0 | b's') && spec.sign == b'-' && !spec.is_grouped && spec.precision.is_none() && spec.align != b'='
}

/// What `format` gives for an int.
pub(crate) fn int_text(i: i64, spec: Spec, room: &mut [u8; MOST]) -> Option<&[u8]> {
    if spec.kind == b'f' {
        return float_text(i as f64, spec, room);
    }
    if spec.precision.is_some() || spec.kind == b's' || spec.is_grouped && !matches!(spec.kind, 0 | b'd') {
        return None;
    }
    let mut digits = [0; 96];
    let mut at = digits.len();
    let mut rest = i.unsigned_abs();
    let mut put = |digit: u8| {
        at -= 1;
        digits[at] = digit;
    };
    let bits = match spec.kind {
        b'x' | b'X' => 4,
        b'o' => 3,
        b'b' => 1,
        _ => 0,
    };
    let mut count = 0;
    loop {
        if spec.is_grouped && count > 0 && count % 3 == 0 {
            put(b',');
        }
        count += 1;
        let digit = if bits == 0 {
            let digit = rest % 10;
            rest /= 10;
            digit
        } else {
            let digit = rest & ((1 << bits) - 1);
            rest >>= bits;
            digit
        };
        put(match digit as u8 {
            digit @ 0..=9 => b'0' + digit,
            digit if spec.kind == b'X' => b'A' + digit - 10,
            digit => b'a' + digit - 10,
        });
        if rest == 0 {
            break;
        }
    }
    Some(padded(i < 0, &digits[at..], spec, room))
}

/// What `format` gives for a float.
pub(crate) fn float_text(x: f64, spec: Spec, room: &mut [u8; MOST]) -> Option<&[u8]> {
    if spec.is_grouped {
        return None;
    }
    if !x.is_finite() {
        let digits = if x.is_nan() { b"nan" } else { b"inf" };
        return matches!((spec.kind, spec.precision), (0, None) | (b'f', _)).then(|| padded(x < 0.0, digits, spec, room));
    }
    match (spec.kind, spec.precision) {
        (0, None) => {
            let mut own = [0; 32];
            let text = text_number::float(x, &mut own)?;
            let digits = text.strip_prefix(b"-").unwrap_or(text);
            Some(padded(x.is_sign_negative(), digits, spec, room))
        }
        (b'f', precision) => {
            let mut own = [0; 64];
            let at = fixed(x, precision.unwrap_or(6), &mut own)?;
            Some(padded(x.is_sign_negative(), &own[at..], spec, room))
        }
        _ => None,
    }
}

/// Writes a number without its sign, rounded as CPython rounds, exactly and ties to even; where does it begin?
fn fixed(x: f64, behind: u32, room: &mut [u8; 64]) -> Option<usize> {
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    // The size is `whole / 2**shift`.
    let (whole, shift) = match exponent {
        0 => (fraction, 1074),
        exponent => (fraction | 1 << 52, 1075 - exponent),
    };
    if behind > DIGITS || shift < 1 {
        return None;
    }
    let ten = 10u64.pow(behind);
    let scaled = u128::from(whole) * u128::from(ten);
    let rounded = if shift > 120 {
        0
    } else {
        let (down, rest, half) = (scaled >> shift, scaled & ((1 << shift) - 1), 1u128 << (shift - 1));
        down + u128::from(rest > half || rest == half && down & 1 == 1)
    };
    let (mut whole, mut part) = ((rounded / u128::from(ten)) as u64, (rounded % u128::from(ten)) as u64);
    let mut at = room.len();
    let mut put = |digit: u8| {
        at -= 1;
        room[at] = digit;
    };
    if behind > 0 {
        for _ in 0..behind {
            put(b'0' + (part % 10) as u8);
            part /= 10;
        }
        put(b'.');
    }
    loop {
        put(b'0' + (whole % 10) as u8);
        whole /= 10;
        if whole == 0 {
            return Some(at);
        }
    }
}

/// Sign, digits, and what fills up around them.
fn padded<'a>(is_negative: bool, digits: &[u8], spec: Spec, room: &'a mut [u8; MOST]) -> &'a [u8] {
    let sign: &[u8] = match (is_negative, spec.sign) {
        (true, _) => b"-",
        (false, b'+') => b"+",
        (false, b' ') => b" ",
        _ => b"",
    };
    let own = sign.len() + digits.len();
    let missing = spec.width.saturating_sub(own);
    let (before, behind) = around(spec.align, b'>', missing);
    let between = if spec.align == b'=' { missing } else { 0 };
    let mut at = 0;
    let mut put = |part: &[u8]| {
        room[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    };
    let fill = [spec.fill; MOST];
    put(&fill[..before]);
    put(sign);
    put(&fill[..between]);
    put(digits);
    put(&fill[..behind]);
    &room[..own + missing]
}

/// How much of what is missing is before, and how much behind.
fn around(align: u8, default: u8, missing: usize) -> (usize, usize) {
    match if align == 0 { default } else { align } {
        b'<' => (0, missing),
        b'>' => (missing, 0),
        b'^' => (missing / 2, missing - missing / 2),
        _ => (0, 0),
    }
}
