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
use crate::text_pieces::Piece;
use crate::value::Obj;

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
    pub(crate) const fn read(text: &[u8]) -> Option<Spec> {
        const fn is_align(text: &[u8], at: usize) -> bool {
            at < text.len() && matches!(text[at], b'<' | b'>' | b'^' | b'=')
        }
        let mut spec = Spec::NONE;
        let mut at = 0;
        let mut is_filled = false;
        if is_align(text, 1) {
            (spec.fill, spec.align, is_filled, at) = (text[0], text[1], true, 2);
        } else if is_align(text, 0) {
            (spec.align, at) = (text[0], 1);
        }
        if at < text.len() && matches!(text[at], b'+' | b'-' | b' ') {
            (spec.sign, at) = (text[at], at + 1);
        }
        if at < text.len() && text[at] == b'0' && !is_filled {
            spec.fill = b'0';
            if spec.align == 0 {
                spec.align = b'=';
            }
            at += 1;
        }
        let first = at;
        while at < text.len() && text[at].is_ascii_digit() {
            if at == first + 3 {
                return None;
            }
            spec.width = spec.width * 10 + (text[at] - b'0') as usize;
            at += 1;
        }
        if at < text.len() && text[at] == b',' {
            (spec.is_grouped, at) = (true, at + 1);
        }
        if at + 1 < text.len() && text[at] == b'.' && text[at + 1].is_ascii_digit() {
            (spec.precision, at) = (Some((text[at + 1] - b'0') as u32), at + 2);
        }
        if at + 1 == text.len() && matches!(text[at], b'd' | b'x' | b'X' | b'o' | b'b' | b'f' | b's' | b'%') {
            (spec.kind, at) = (text[at], at + 1);
        }
        let fits = spec.width <= MOST / 2 && !(spec.is_grouped && spec.fill == b'0');
        if at == text.len() && fits { Some(spec) } else { None }
    }
}

/// A specification that generated code has read already.
pub struct Known {
    pub(crate) spec: Option<Spec>,
    pub(crate) text: &'static str,
}

impl Known {
    pub const fn new(text: &'static str) -> Known {
        Known {
            spec: Spec::read(text.as_bytes()),
            text,
        }
    }
}

/// A piece of a string.
#[inline(always)]
pub fn piece_int(i: i64, known: &'static Known) -> Piece {
    Piece::IntAs(i, known)
}

/// A piece of a string.
#[inline(always)]
pub fn piece_float(x: f64, known: &'static Known) -> Piece {
    Piece::FloatAs(x, known)
}

/// A piece of a string, which was tested to be one.
#[inline(always)]
pub fn piece_text(s: Obj, known: &'static Known) -> Piece {
    Piece::TextAs(s, known)
}

/// The digits of a number as a specification wants them, and what is around them.
pub(crate) struct Shown<'a> {
    pub(crate) sign: &'static [u8],
    pub(crate) digits: &'a [u8],
    /// How much of what fills up is before the sign, between it and the digits, and behind them.
    pub(crate) filled: [usize; 3],
}

impl<'a> Shown<'a> {
    pub(crate) fn new(is_negative: bool, digits: &'a [u8], spec: &Spec) -> Shown<'a> {
        let sign: &[u8] = match (is_negative, spec.sign) {
            (true, _) => b"-",
            (false, b'+') => b"+",
            (false, b' ') => b" ",
            _ => b"",
        };
        let missing = spec.width.saturating_sub(sign.len() + digits.len());
        let (before, behind) = around(spec.align, b'>', missing);
        let between = if spec.align == b'=' { missing } else { 0 };
        Shown {
            sign,
            digits,
            filled: [before, between, behind],
        }
    }

    /// All of it in a row.
    fn put(self, spec: Spec, room: &mut [u8; MOST]) -> &[u8] {
        let mut at = 0;
        let mut put = |part: &[u8]| {
            room[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        };
        let fill = [spec.fill; MOST];
        let [before, between, behind] = self.filled;
        for (filled, part) in [(before, self.sign), (between, self.digits), (behind, b"")] {
            if filled > 0 {
                put(&fill[..filled]);
            }
            put(part);
        }
        &room[..at]
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
        let padded = or_leave(crate::text_new::room(spec.width as isize, crate::text::largest(form(s))))?;
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
    let mut digits = [0; DIGITS_ROOM];
    Some(int_shown(i, &spec, &mut digits)?.put(spec, room))
}

/// What `format` gives for a float.
pub(crate) fn float_text(x: f64, spec: Spec, room: &mut [u8; MOST]) -> Option<&[u8]> {
    let mut digits = [0; DIGITS_ROOM];
    Some(float_shown(x, &spec, &mut digits)?.put(spec, room))
}

/// Room for the digits of a number: 64 of them, or with a comma before each three of 19.
pub(crate) const DIGITS_ROOM: usize = 96;

/// An int as a specification wants it.
pub(crate) fn int_shown<'a>(i: i64, spec: &Spec, digits: &'a mut [u8; DIGITS_ROOM]) -> Option<Shown<'a>> {
    if matches!(spec.kind, b'f' | b'%') {
        return float_shown(i as f64, spec, digits);
    }
    if spec.precision.is_some() || spec.kind == b's' || spec.is_grouped && !matches!(spec.kind, 0 | b'd') {
        return None;
    }
    let bits = match spec.kind {
        b'x' | b'X' => 4,
        b'o' => 3,
        b'b' => 1,
        _ => 0,
    };
    if bits == 0 && !spec.is_grouped {
        let at = text_number::digits(i.unsigned_abs(), digits, DIGITS_ROOM);
        return Some(Shown::new(i < 0, &digits[at..], spec));
    }
    let mut at = digits.len();
    let mut rest = i.unsigned_abs();
    let mut put = |digit: u8| {
        at -= 1;
        digits[at] = digit;
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
    Some(Shown::new(i < 0, &digits[at..], spec))
}

/// A float as a specification wants it.
pub(crate) fn float_shown<'a>(x: f64, spec: &Spec, digits: &'a mut [u8; DIGITS_ROOM]) -> Option<Shown<'a>> {
    if spec.is_grouped && spec.kind != b'f' {
        return None;
    }
    if spec.kind == b'%' {
        let spec = Spec { kind: b'f', ..*spec };
        return percentage(x, &spec, digits);
    }
    if !x.is_finite() {
        let digits = if x.is_nan() { b"nan" } else { b"inf" };
        return matches!((spec.kind, spec.precision), (0, None) | (b'f', _))
            .then(|| Shown::new(x < 0.0, digits, spec));
    }
    match (spec.kind, spec.precision) {
        (0, None) => {
            let mut own = [0; 32];
            let text = text_number::float(x, &mut own)?;
            let text = text.strip_prefix(b"-").unwrap_or(text);
            let to = digits.get_mut(..text.len())?;
            to.copy_from_slice(text);
            Some(Shown::new(x.is_sign_negative(), to, spec))
        }
        (b'f', precision) => {
            let mut at = fixed(x, precision.unwrap_or(6), digits)?;
            if spec.is_grouped {
                at = grouped(digits, at);
            }
            Some(Shown::new(x.is_sign_negative(), &digits[at..], spec))
        }
        _ => None,
    }
}

/// A hundred times a number, as a specification wants it.
fn percentage<'a>(x: f64, spec: &Spec, digits: &'a mut [u8; DIGITS_ROOM]) -> Option<Shown<'a>> {
    let x = x * 100.0;
    if !x.is_finite() || spec.is_grouped {
        return None;
    }
    let at = fixed(x, spec.precision.unwrap_or(6), digits)?;
    digits.copy_within(at.., at - 1);
    *digits.last_mut()? = b'%';
    Some(Shown::new(x.is_sign_negative(), &digits[at - 1..], spec))
}

/// Puts commas into what is before the point of a number that begins there, and ends at the end. Where does it begin then?
fn grouped(digits: &mut [u8; DIGITS_ROOM], at: usize) -> usize {
    let end = digits[at..].iter().position(|c| *c == b'.').map_or(DIGITS_ROOM, |point| at + point);
    let commas = (end - at - 1) / 3;
    let (mut from, mut to) = (at, at - commas);
    while from < end {
        digits[to] = digits[from];
        (from, to) = (from + 1, to + 1);
        if from < end && (end - from) % 3 == 0 {
            digits[to] = b',';
            to += 1;
        }
    }
    at - commas
}

/// Writes a number without its sign, rounded as CPython rounds, exactly and ties to even; where does it begin?
fn fixed(x: f64, behind: u32, room: &mut [u8; DIGITS_ROOM]) -> Option<usize> {
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
    // Mostly it is a number of 64 bits.
    let (whole, part) = match u64::try_from(rounded) {
        Ok(rounded) => (rounded / ten, rounded % ten),
        Err(_) => ((rounded / u128::from(ten)) as u64, (rounded % u128::from(ten)) as u64),
    };
    let mut at = room.len();
    if behind > 0 {
        // A digit in front keeps the zeros.
        at = text_number::digits(part + ten, room, at);
        room[at] = b'.';
    }
    Some(text_number::digits(whole, room, at))
}

/// How much of what is missing is before, and how much behind.
pub(crate) fn around(align: u8, default: u8, missing: usize) -> (usize, usize) {
    match if align == 0 { default } else { align } {
        b'<' => (0, missing),
        b'>' => (missing, 0),
        b'^' => (missing / 2, missing - missing / 2),
        _ => (0, 0),
    }
}
