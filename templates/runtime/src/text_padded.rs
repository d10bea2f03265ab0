//! Strings as wide as wanted, or so many times.
//!
//! `None` means: leave, CPython does it. Whatever is promised to be a string is tested to be one, exactly.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::new_ref;
use crate::text::{get_char, largest, or_leave};
use crate::text_layout::{Characters, bound, characters, copy, form, is_plain, length};
use crate::value::Obj;
use pyo3::ffi;

/// The widest text that is made here.
const MOST: i64 = 1 << 20;

/// How much of what is missing is before a text of such a width.
type Before = fn(missing: i64, width: i64) -> i64;

const LEFT: Before = |_, _| 0;
const RIGHT: Before = |missing, _| missing;
/// As CPython divides it, which is not as it does for `format`.
const CENTER: Before = |missing, width| missing / 2 + (missing & width & 1);

/// `s.ljust(width)`
#[inline]
pub fn ljust(s: Obj, width: i64) -> Option<Obj> {
    padded(s, width, u32::from(b' '), LEFT)
}

/// `s.ljust(width, fill)`
#[inline]
pub fn ljust_with(s: Obj, width: i64, fill: Obj) -> Option<Obj> {
    padded(s, width, get_char(fill)?, LEFT)
}

/// `s.rjust(width)`
#[inline]
pub fn rjust(s: Obj, width: i64) -> Option<Obj> {
    padded(s, width, u32::from(b' '), RIGHT)
}

/// `s.rjust(width, fill)`
#[inline]
pub fn rjust_with(s: Obj, width: i64, fill: Obj) -> Option<Obj> {
    padded(s, width, get_char(fill)?, RIGHT)
}

/// `s.center(width)`
#[inline]
pub fn center(s: Obj, width: i64) -> Option<Obj> {
    padded(s, width, u32::from(b' '), CENTER)
}

/// `s.center(width, fill)`
#[inline]
pub fn center_with(s: Obj, width: i64, fill: Obj) -> Option<Obj> {
    padded(s, width, get_char(fill)?, CENTER)
}

/// `s.zfill(width)`
#[inline(never)]
pub fn zfill(s: Obj, width: i64) -> Option<Obj> {
    let text = padded(s, width, u32::from(b'0'), RIGHT)?;
    // SAFETY: strings; what was just made, if it is another one, has so many zeros before the characters, and nobody else knows it.
    unsafe {
        if text == s || length(s) == 0 {
            return Some(text);
        }
        let (filled, first) = (width - length(s), characters(s).at(0));
        if first == u32::from(b'+') || first == u32::from(b'-') {
            put(text, 0, first);
            put(text, filled as usize, u32::from(b'0'));
        }
        Some(text)
    }
}

/// `s * count`
#[inline(never)]
pub fn repeat(s: Obj, count: i64) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string, and a new one with room for all its characters so many times.
    unsafe {
        let own = length(s);
        if count == 1 {
            return Some(new_ref(s));
        }
        if let Characters::One(from) = characters(s)
            && count > 1
            && own > 0
            && own.checked_mul(count)? <= MOST
        {
            let text = or_leave(crate::text_new::room((own * count) as isize, largest(form(s))))?;
            if let Characters::One(to) = characters(text) {
                let (to, own) = (to.cast_mut(), own as usize);
                if own == 1 {
                    to.write_bytes(*from, count as usize);
                } else {
                    (0..count as usize).for_each(|time| copy(from, to.add(time * own), own));
                }
            }
            return Some(text);
        }
        or_leave(ffi::PySequence_Repeat(s, isize::try_from(count).ok()?))
    }
}

/// `count * s`
#[inline]
pub fn times(count: i64, s: Obj) -> Option<Obj> {
    repeat(s, count)
}

/// A string of such a width: itself, if it is not shorter.
#[inline(never)]
fn padded(s: Obj, width: i64, fill: u32, before: Before) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string, and a new one with room for so many characters that are no larger.
    unsafe {
        let own = length(s);
        if width <= own {
            return Some(new_ref(s));
        }
        if width > MOST {
            return None;
        }
        let before = before(width - own, width) as usize;
        let (own, width) = (own as usize, width as usize);
        let text = or_leave(crate::text_new::room(width as isize, largest(form(s)).max(bound(fill))))?;
        match (characters(text), characters(s)) {
            (Characters::One(to), Characters::One(from)) => {
                let to = to.cast_mut();
                to.write_bytes(fill as u8, before);
                copy(from, to.add(before), own);
                to.add(before + own).write_bytes(fill as u8, width - before - own);
            }
            (_, from) => {
                for index in 0..width {
                    let c = match index.checked_sub(before).filter(|index| *index < own) {
                        Some(index) => from.at(index),
                        None => fill,
                    };
                    put(text, index, c);
                }
            }
        }
        Some(text)
    }
}

/// Writes a character.
///
/// # Safety
/// A string that nobody else knows, with room for such a character there.
unsafe fn put(text: Obj, index: usize, c: u32) {
    // SAFETY: the caller's promise.
    unsafe {
        match characters(text) {
            Characters::One(to) => *to.cast_mut().add(index) = c as u8,
            Characters::Two(to) => *to.cast_mut().add(index) = c as u16,
            Characters::Four(to) => *to.cast_mut().add(index) = c,
        }
    }
}
