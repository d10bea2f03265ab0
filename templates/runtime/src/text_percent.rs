//! `"..." % values` and `"...".format(values)` of ints, floats and ASCII strings, with the specifications that are most used.
//!
//! Null: it is something else, and nothing has happened.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64};
use crate::text::ascii;
use crate::text_float;
use crate::text_format::{DIGITS_ROOM, Shown, Spec, float_shown, int_shown, is_for_text};
use crate::text_layout::copy;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::mem::MaybeUninit;

/// The longest text that is made here.
const ROOM: usize = 1024;

/// A text in the making.
struct Made {
    room: [MaybeUninit<u8>; ROOM],
    /// So much of it is written.
    length: usize,
}

impl Made {
    fn new() -> Made {
        Made {
            room: [MaybeUninit::uninit(); ROOM],
            length: 0,
        }
    }

    fn put(&mut self, part: &[u8]) -> Option<()> {
        let to = self.room.get_mut(self.length..self.length + part.len())?;
        // SAFETY: there is room for just so many bytes.
        unsafe { copy(part.as_ptr(), to.as_mut_ptr().cast(), part.len()) }
        self.length += part.len();
        Some(())
    }

    fn fill(&mut self, with: u8, count: usize) -> Option<()> {
        self.room.get_mut(self.length..self.length + count)?.fill(MaybeUninit::new(with));
        self.length += count;
        Some(())
    }

    fn number(&mut self, shown: Shown, fill: u8) -> Option<()> {
        let [before, between, behind] = shown.filled;
        self.fill(fill, before)?;
        self.put(shown.sign)?;
        self.fill(fill, between)?;
        self.put(shown.digits)?;
        self.fill(fill, behind)
    }

    /// Of one character and more: what has none may be an object that is there already.
    fn object(&self) -> Obj {
        match self.length {
            0 => NULL,
            // SAFETY: so much is written.
            length => ascii(unsafe { std::slice::from_raw_parts(self.room.as_ptr().cast(), length) }).unwrap_or(NULL),
        }
    }
}

/// `format % values`
#[inline(never)]
pub fn formatted(format: Obj, values: Obj) -> Obj {
    // SAFETY: live objects; the items of a tuple follow one another.
    let values = unsafe {
        if (*values).ob_type == &raw mut ffi::PyTuple_Type {
            let first = (&raw const (*values.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>();
            std::slice::from_raw_parts(first, ffi::PyTuple_GET_SIZE(values) as usize)
        } else {
            std::slice::from_ref(&values)
        }
    };
    let mut made = Made::new();
    match text_float::ascii(format).and_then(|format| percent(format, values, &mut made)) {
        Some(()) => made.object(),
        None => NULL,
    }
}

fn percent(mut rest: &[u8], values: &[Obj], made: &mut Made) -> Option<()> {
    // Without any value it is itself.
    let mut values = values.iter();
    values.as_slice().first()?;
    // What is a string alone is that string.
    let mut is_more = false;
    while !rest.is_empty() {
        let literal = rest.iter().position(|c| *c == b'%').unwrap_or(rest.len());
        is_more |= literal > 0;
        made.put(&rest[..literal])?;
        rest = &rest[literal..];
        let Some((_, behind)) = rest.split_first() else { break };
        rest = behind;
        if let [b'%', behind @ ..] = rest {
            made.put(b"%")?;
            (rest, is_more) = (behind, true);
            continue;
        }
        let mut spec = Spec::NONE;
        let (mut is_left, mut is_zero) = (false, false);
        loop {
            match rest.first()? {
                b'-' => is_left = true,
                b'0' => is_zero = true,
                b'+' => spec.sign = b'+',
                b' ' if spec.sign != b'+' => spec.sign = b' ',
                _ => break,
            }
            rest = &rest[1..];
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if digits > 2 {
            return None;
        }
        spec.width = rest[..digits].iter().fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'));
        rest = &rest[digits..];
        if let [b'.', digit @ b'0'..=b'9', behind @ ..] = rest {
            (spec.precision, rest) = (Some(u32::from(digit - b'0')), behind);
        }
        let (kind, behind) = rest.split_first()?;
        rest = behind;
        spec.kind = *kind;
        (spec.fill, spec.align) = match (is_left, is_zero) {
            (true, _) => (b' ', b'<'),
            (false, true) => (b'0', b'='),
            (false, false) => (b' ', b'>'),
        };
        let value = *values.next()?;
        match kind {
            b's' if spec.precision.is_none() => {
                if spec.align == b'=' {
                    (spec.fill, spec.align) = (b' ', b'>');
                }
                spec.sign = b'-';
                spec.kind = 0;
                is_more |= put_plain(value, spec, made)?;
            }
            b'd' | b'i' | b'x' | b'X' if spec.precision.is_none() => {
                let value = get_i64(value)?;
                if *kind == b'i' {
                    spec.kind = b'd';
                }
                made.number(int_shown(value, &spec, &mut [0; DIGITS_ROOM])?, spec.fill)?;
                is_more = true;
            }
            b'f' => {
                let value = match get_f64(value) {
                    Some(value) => value,
                    None => get_i64(value)? as f64,
                };
                if !value.is_finite() {
                    return None;
                }
                made.number(float_shown(value, &spec, &mut [0; DIGITS_ROOM])?, spec.fill)?;
                is_more = true;
            }
            _ => return None,
        }
    }
    (is_more && values.next().is_none()).then_some(())
}

/// What `str` gives for a value, in so wide a column. Is it surely no string that is there already?
fn put_plain(value: Obj, spec: Spec, made: &mut Made) -> Option<bool> {
    if let Some(text) = text_float::ascii(value) {
        let missing = spec.width.saturating_sub(text.len());
        let before = match spec.align {
            b'>' => missing,
            b'^' => missing / 2,
            _ => 0,
        };
        made.fill(spec.fill, before)?;
        made.put(text)?;
        made.fill(spec.fill, missing - before)?;
        return Some(missing > 0);
    }
    let mut room = [0; DIGITS_ROOM];
    let shown = match get_i64(value) {
        Some(value) => int_shown(value, &spec, &mut room)?,
        None => float_shown(get_f64(value)?, &spec, &mut room)?,
    };
    made.number(shown, spec.fill)?;
    Some(true)
}

/// `format.format(*values)`
#[inline(never)]
pub fn braces(format: Obj, values: &[Obj]) -> Obj {
    let mut made = Made::new();
    match text_float::ascii(format).and_then(|format| fields(format, values, &mut made)) {
        Some(()) => made.object(),
        None => NULL,
    }
}

fn fields(mut rest: &[u8], values: &[Obj], made: &mut Made) -> Option<()> {
    let (mut next, mut is_more, mut is_numbered) = (0, false, false);
    // Without any value it may be itself.
    rest.iter().position(|c| *c == b'{')?;
    while !rest.is_empty() {
        let literal = rest.iter().position(|c| matches!(c, b'{' | b'}')).unwrap_or(rest.len());
        is_more |= literal > 0;
        made.put(&rest[..literal])?;
        rest = &rest[literal..];
        match rest {
            [] => break,
            [b'{', b'{', behind @ ..] | [b'}', b'}', behind @ ..] => {
                made.put(&rest[..1])?;
                (rest, is_more) = (behind, true);
                continue;
            }
            [b'{', behind @ ..] => rest = behind,
            _ => return None,
        }
        let index = match rest {
            [digit @ b'0'..=b'9', behind @ ..] => {
                is_numbered = true;
                rest = behind;
                usize::from(digit - b'0')
            }
            _ => {
                next += 1;
                next - 1
            }
        };
        if is_numbered && next > 0 {
            return None;
        }
        let spec = match rest {
            [b'}', behind @ ..] => {
                rest = behind;
                Spec::NONE
            }
            [b':', behind @ ..] => {
                let end = behind.iter().position(|c| matches!(c, b'{' | b'}'))?;
                if behind[end] != b'}' {
                    return None;
                }
                rest = &behind[end + 1..];
                Spec::read(&behind[..end])?
            }
            _ => return None,
        };
        is_more |= put_value(*values.get(index)?, spec, made)?;
    }
    is_more.then_some(())
}

/// What `format` gives for a value. Is it surely no string that is there already?
fn put_value(value: Obj, mut spec: Spec, made: &mut Made) -> Option<bool> {
    if text_float::ascii(value).is_some() {
        if !is_for_text(spec) {
            return None;
        }
        if spec.align == 0 {
            spec.align = b'<';
        }
        return put_plain(value, spec, made);
    }
    put_plain(value, spec, made)
}
