//! Methods of `str` that take a string apart, done by CPython's own functions without a call.
//!
//! `None` means: leave, CPython does it. Whatever is promised to be a string is tested to be one, exactly.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::new_ref;
use crate::collecting::uncollected;
use crate::text::or_leave;
use crate::text_layout::{Characters, characters, copy, is_plain, length};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;

//@ def str.split(self: str) -> object
/// `s.split()`
#[inline]
pub fn split(s: Obj) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string; null stands for spaces.
    or_leave(uncollected(|| unsafe { ffi::PyUnicode_Split(s, NULL, -1) }))
}

//@ def str.split(self: str, separator: str) -> object
/// `s.split(separator)`
#[inline]
pub fn split_at(s: Obj, separator: Obj) -> Option<Obj> {
    split_most(s, separator, -1)
}

//@ def str.split(self: str, separator: str, most: int) -> object
/// `s.split(separator, most)`
#[inline]
pub fn split_most(s: Obj, separator: Obj, most: i64) -> Option<Obj> {
    if !is_separator(s, separator) {
        return None;
    }
    // SAFETY: strings, the second of which is not empty.
    or_leave(uncollected(|| unsafe { ffi::PyUnicode_Split(s, separator, most as isize) }))
}

//@ def str.rsplit(self: str, separator: str, most: int) -> object
/// `s.rsplit(separator, most)`
#[inline]
pub fn rsplit_most(s: Obj, separator: Obj, most: i64) -> Option<Obj> {
    if !is_separator(s, separator) {
        return None;
    }
    // SAFETY: strings, the second of which is not empty.
    or_leave(uncollected(|| unsafe { ffi::PyUnicode_RSplit(s, separator, most as isize) }))
}

//@ def str.splitlines(self: str) -> object
/// `s.splitlines()`
#[inline]
pub fn splitlines(s: Obj) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string.
    or_leave(uncollected(|| unsafe { ffi::PyUnicode_Splitlines(s, 0) }))
}

//@ def str.partition(self: str, separator: str) -> object
/// `s.partition(separator)`
#[inline]
pub fn partition(s: Obj, separator: Obj) -> Option<Obj> {
    if !is_separator(s, separator) {
        return None;
    }
    // SAFETY: strings, the second of which is not empty.
    or_leave(uncollected(|| unsafe { ffi::PyUnicode_Partition(s, separator) }))
}

//@ def str.rpartition(self: str, separator: str) -> object
/// `s.rpartition(separator)`
#[inline]
pub fn rpartition(s: Obj, separator: Obj) -> Option<Obj> {
    if !is_separator(s, separator) {
        return None;
    }
    // SAFETY: strings, the second of which is not empty.
    or_leave(uncollected(|| unsafe { ffi::PyUnicode_RPartition(s, separator) }))
}

//@ def str.startswith(self: str, prefixes: tuple) -> bool
/// `s.startswith(prefixes)`
#[inline]
pub fn starts_with_any(s: Obj, prefixes: Obj) -> Option<bool> {
    any_tail(s, prefixes, -1)
}

//@ def str.endswith(self: str, suffixes: tuple) -> bool
/// `s.endswith(suffixes)`
#[inline]
pub fn ends_with_any(s: Obj, suffixes: Obj) -> Option<bool> {
    any_tail(s, suffixes, 1)
}

//@ def str.startswith(self: str, prefix: str, start: int) -> bool
/// `s.startswith(prefix, start)`
#[inline]
pub fn starts_with_at(s: Obj, prefix: Obj, start: i64) -> Option<bool> {
    if !is_plain(s) || !is_plain(prefix) {
        return None;
    }
    // SAFETY: strings.
    holds(unsafe { ffi::PyUnicode_Tailmatch(s, prefix, start as isize, isize::MAX, -1) })
}

//@ def str.find(self: str, part: str, start: int, stop: int) -> int
/// `s.find(part, start, stop)`
#[inline]
pub fn find_between(s: Obj, part: Obj, start: i64, stop: i64) -> Option<i64> {
    if !is_plain(s) || !is_plain(part) {
        return None;
    }
    // SAFETY: strings, of which this neither fails nor runs anything.
    let at = unsafe { ffi::PyUnicode_Find(s, part, start as isize, stop as isize, 1) };
    (at >= -1).then_some(at as i64)
}

//@ def str.strip(self: str, characters: str) -> str
/// `s.strip(characters)`
#[inline]
pub fn strip(s: Obj, all: Obj) -> Option<Obj> {
    stripped(s, all, true, true)
}

//@ def str.lstrip(self: str, characters: str) -> str
/// `s.lstrip(characters)`
#[inline]
pub fn lstrip(s: Obj, all: Obj) -> Option<Obj> {
    stripped(s, all, true, false)
}

//@ def str.rstrip(self: str, characters: str) -> str
/// `s.rstrip(characters)`
#[inline]
pub fn rstrip(s: Obj, all: Obj) -> Option<Obj> {
    stripped(s, all, false, true)
}

//@ def str.removeprefix(self: str, prefix: str) -> str
/// `s.removeprefix(prefix)`
#[inline]
pub fn removeprefix(s: Obj, prefix: Obj) -> Option<Obj> {
    let begins = crate::text::startswith(s, prefix)?;
    // SAFETY: strings, the first of which begins with the second.
    unsafe { if begins { part(s, length(prefix), length(s)) } else { Some(new_ref(s)) } }
}

//@ def str.removesuffix(self: str, suffix: str) -> str
/// `s.removesuffix(suffix)`
#[inline]
pub fn removesuffix(s: Obj, suffix: Obj) -> Option<Obj> {
    let ends = crate::text::endswith(s, suffix)?;
    // SAFETY: strings, the first of which ends with the second.
    unsafe { if ends { part(s, 0, length(s) - length(suffix)) } else { Some(new_ref(s)) } }
}

/// Are both strings, the second of which separates?
#[inline(always)]
fn is_separator(s: Obj, separator: Obj) -> bool {
    // SAFETY: tested first.
    is_plain(s) && is_plain(separator) && unsafe { length(separator) != 0 }
}

fn any_tail(s: Obj, parts: Obj, direction: c_int) -> Option<bool> {
    // SAFETY: live objects; a tuple, whose items are strings, as tested one after the other.
    unsafe {
        if !is_plain(s) || (*parts).ob_type != &raw mut ffi::PyTuple_Type {
            return None;
        }
        let mut index = 0;
        while index < ffi::PyTuple_GET_SIZE(parts) {
            let part = ffi::PyTuple_GET_ITEM(parts, index);
            if !is_plain(part) {
                return None;
            }
            if holds(ffi::PyUnicode_Tailmatch(s, part, 0, isize::MAX, direction))? {
                return Some(true);
            }
            index += 1;
        }
        Some(false)
    }
}

fn holds(answer: isize) -> Option<bool> {
    match answer {
        0 => Some(false),
        1 => Some(true),
        _ => {
            crate::text::clear();
            None
        }
    }
}

/// A string without those characters at its ends: itself, if there are none.
fn stripped(s: Obj, all: Obj, left: bool, right: bool) -> Option<Obj> {
    if !is_plain(s) || !is_plain(all) {
        return None;
    }
    // SAFETY: strings, of which characters are read.
    unsafe {
        let (own, mut start, mut stop) = (characters(s), 0, length(s));
        let (others, count) = (characters(all), length(all) as usize);
        let is_among = |c: u32| (0..count).any(|index| others.at(index) == c);
        while left && start < stop && is_among(own.at(start as usize)) {
            start += 1;
        }
        while right && start < stop && is_among(own.at(stop as usize - 1)) {
            stop -= 1;
        }
        part(s, start, stop)
    }
}

/// `repr(s)`
#[inline(never)]
pub fn repr(s: Obj) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string, for which no Python code is run, and a new one with room for its characters and two more.
    unsafe {
        let simple = crate::text_float::ascii(s).and_then(|all| {
            let quote = if all.contains(&b'\'') && !all.contains(&b'"') { b'"' } else { b'\'' };
            let is_itself = |c: &u8| matches!(*c, 32..=126) && *c != b'\\' && *c != quote;
            all.iter().all(is_itself).then_some((all, quote))
        });
        let Some((all, quote)) = simple else { return or_leave(ffi::PyObject_Repr(s)) };
        let text = or_leave(crate::text_new::room(all.len() as isize + 2, 127))?;
        if let Characters::One(to) = characters(text) {
            let to = to.cast_mut();
            *to = quote;
            copy(all.as_ptr(), to.add(1), all.len());
            *to.add(all.len() + 1) = quote;
        }
        Some(text)
    }
}

/// # Safety
/// A plain string, and a part of it.
#[inline(always)]
unsafe fn part(s: Obj, start: i64, stop: i64) -> Option<Obj> {
    // SAFETY: the caller's promise.
    or_leave(unsafe { crate::text_new::part(s, start, stop) })
}
