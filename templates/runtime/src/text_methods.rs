//! Methods of `str` that need no call: tests of all characters, other cases, and what CPython has functions for.
//!
//! `None` means: leave, CPython does it. Whatever is promised to be a string is tested to be one, exactly.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::collecting::uncollected;
use crate::text::{
    char_isalnum, char_isalpha, char_isdecimal, char_isdigit, char_isnumeric, char_isprintable, char_isspace, or_leave,
};
use crate::text_layout::{ASCII, Characters, characters, copy, form, is_plain, length};
use crate::text_search::{one_byte, position};
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::CStr;

//@ def str.upper(self: str) -> str
/// `s.upper()`
#[inline]
pub fn upper(s: Obj) -> Option<Obj> {
    mapped(s, |byte| byte.to_ascii_uppercase(), c"upper")
}

//@ def str.lower(self: str) -> str
/// `s.lower()`
#[inline]
pub fn lower(s: Obj) -> Option<Obj> {
    mapped(s, |byte| byte.to_ascii_lowercase(), c"lower")
}

//@ def str.strip(self: str) -> str
/// `s.strip()`
#[inline]
pub fn strip(s: Obj) -> Option<Obj> {
    stripped(s, true, true)
}

//@ def str.lstrip(self: str) -> str
/// `s.lstrip()`
#[inline]
pub fn lstrip(s: Obj) -> Option<Obj> {
    stripped(s, true, false)
}

//@ def str.rstrip(self: str) -> str
/// `s.rstrip()`
#[inline]
pub fn rstrip(s: Obj) -> Option<Obj> {
    stripped(s, false, true)
}

//@ def str.replace(self: str, old: str, new: str) -> str
/// `s.replace(old, new)`
#[inline]
pub fn replace(s: Obj, old: Obj, new: Obj) -> Option<Obj> {
    if !is_plain(s) || !is_plain(old) || !is_plain(new) {
        return None;
    }
    // SAFETY: strings.
    unsafe {
        if let (Some(all), Some(old), Some(with)) = (one_byte(s), ascii(old), ascii(new)) {
            match replaced(s, all, old, with) {
                Some(None) => return Some(crate::boxing::new_ref(s)),
                Some(Some(text)) => return or_leave(text),
                None => {}
            }
        }
        or_leave(ffi::PyUnicode_Replace(s, old, new, -1))
    }
}

/// A new string with ASCII in the place of few ASCII characters, or null with an exception set; nothing if these are nowhere. No answer
/// if CPython has to make it.
///
/// # Safety
/// A plain string, and what it consists of.
#[inline(never)]
unsafe fn replaced(s: Obj, all: &[u8], old: &[u8], new: &[u8]) -> Option<Option<Obj>> {
    /// So many may be looked for.
    const MOST: usize = 8;
    if old.is_empty() || old.len() > MOST || std::ptr::eq(old, new) {
        return None;
    }
    let Some(first) = position(all, old) else { return Some(None) };
    let (mut count, mut from) = (1, first + old.len());
    while let Some(next) = position(&all[from..], old) {
        (count, from) = (count + 1, from + next + old.len());
    }
    let length = (all.len() - count * old.len()).checked_add(new.len().checked_mul(count)?)?;
    // SAFETY: the caller's promise; the new string has room for all that is copied.
    unsafe {
        if length < 2 || form(s) & ASCII == 0 {
            return None;
        }
        let text = crate::text_new::room(isize::try_from(length).ok()?, 127);
        if text.is_null() {
            return Some(Some(text));
        }
        let Characters::One(to) = characters(text) else { return Some(Some(text)) };
        let (mut to, mut rest, mut at) = (to.cast_mut(), all, first);
        for left in (0..count).rev() {
            copy(rest.as_ptr(), to, at);
            copy(new.as_ptr(), to.add(at), new.len());
            to = to.add(at + new.len());
            rest = &rest[at + old.len()..];
            at = if left > 0 { position(rest, old)? } else { 0 };
        }
        copy(rest.as_ptr(), to, rest.len());
        Some(Some(text))
    }
}

//@ def str.count(self: str, part: str) -> int
/// `s.count(part)`
#[inline]
pub fn count(s: Obj, part: Obj) -> Option<i64> {
    if !is_plain(s) || !is_plain(part) {
        return None;
    }
    // SAFETY: strings.
    let count = unsafe { ffi::PyUnicode_Count(s, part, 0, isize::MAX) };
    if count < 0 {
        crate::text::clear();
        return None;
    }
    Some(count as i64)
}

//@ def str.join(self: str, parts: list) -> str
/// `s.join(parts)`
#[inline]
pub fn join(s: Obj, parts: Obj) -> Option<Obj> {
    // SAFETY: live objects. A list is not asked for an iterator.
    unsafe {
        if !is_plain(s) || ffi::PyList_CheckExact(parts) == 0 {
            return None;
        }
        let list = &*parts.cast::<ffi::PyListObject>();
        let items = match list.ob_base.ob_size {
            0 => &[][..],
            count => std::slice::from_raw_parts(list.ob_item, count as usize),
        };
        if let Some(joined) = joined(s, items.iter(), items.len()) {
            return Some(joined);
        }
        or_leave(ffi::PyUnicode_Join(s, parts))
    }
}

//@ def str.join(self: str, parts: list_reverseiterator[str]) -> str
/// `s.join(reversed(list))`
#[inline]
pub fn join_back(s: Obj, parts: Obj) -> Option<Obj> {
    // SAFETY: live objects.
    unsafe {
        if !is_plain(s) {
            return None;
        }
        let (list, items) = crate::list_iter::left_to_turn(parts)?;
        if let Some(joined) = joined(s, items.iter().rev(), items.len()) {
            crate::list_iter::turned(parts);
            return Some(joined);
        }
        let turned = or_leave(uncollected(|| ffi::PyList_GetSlice(list, 0, items.len() as ffi::Py_ssize_t)))?;
        // A list of one's own is turned round, which does not fail.
        ffi::PyList_Reverse(turned);
        let text = ffi::PyUnicode_Join(s, turned);
        crate::boxing::release(turned);
        let text = or_leave(text)?;
        crate::list_iter::turned(parts);
        Some(text)
    }
}

/// Joins strings of ASCII, of which there are several.
///
/// # Safety
/// A string, and so many live objects.
#[inline(always)]
unsafe fn joined<'a>(s: Obj, parts: impl Iterator<Item = &'a Obj> + Clone, count: usize) -> Option<Obj> {
    // SAFETY: the caller's promise; each item is tested to be a string before it is read, and nothing changes any meanwhile.
    unsafe {
        let separator = ascii(s)?;
        if count < 2 {
            return None;
        }
        let mut total = separator.len().checked_mul(count - 1)?;
        for item in parts.clone() {
            if !is_plain(*item) || form(*item) & ASCII == 0 {
                return None;
            }
            total = total.checked_add(length(*item) as usize)?;
        }
        let text = or_leave(crate::text_new::room(isize::try_from(total).ok()?, 127))?;
        let Characters::One(to) = characters(text) else { return Some(text) };
        let mut to = to.cast_mut();
        for (index, item) in parts.enumerate() {
            if index > 0 {
                copy(separator.as_ptr(), to, separator.len());
                to = to.add(separator.len());
            }
            if let Some(part) = ascii(*item) {
                copy(part.as_ptr(), to, part.len());
                to = to.add(part.len());
            }
        }
        Some(text)
    }
}

//@ def str.isascii(self: str) -> bool
/// `s.isascii()`
#[inline]
pub fn isascii(s: Obj) -> Option<bool> {
    // SAFETY: tested first.
    unsafe { is_plain(s).then(|| form(s) & ASCII != 0) }
}

//@ def str.isprintable(self: str) -> bool
/// `s.isprintable()`
#[inline]
pub fn isprintable(s: Obj) -> Option<bool> {
    all(s, true, char_isprintable)
}

//@ def str.isalnum(self: str) -> bool
/// `s.isalnum()`
#[inline]
pub fn isalnum(s: Obj) -> Option<bool> {
    all(s, false, char_isalnum)
}

//@ def str.isalpha(self: str) -> bool
/// `s.isalpha()`
#[inline]
pub fn isalpha(s: Obj) -> Option<bool> {
    all(s, false, char_isalpha)
}

//@ def str.isdecimal(self: str) -> bool
/// `s.isdecimal()`
#[inline]
pub fn isdecimal(s: Obj) -> Option<bool> {
    all(s, false, char_isdecimal)
}

//@ def str.isdigit(self: str) -> bool
/// `s.isdigit()`
#[inline]
pub fn isdigit(s: Obj) -> Option<bool> {
    all(s, false, char_isdigit)
}

//@ def str.isnumeric(self: str) -> bool
/// `s.isnumeric()`
#[inline]
pub fn isnumeric(s: Obj) -> Option<bool> {
    all(s, false, char_isnumeric)
}

//@ def str.isspace(self: str) -> bool
/// `s.isspace()`
#[inline]
pub fn isspace(s: Obj) -> Option<bool> {
    all(s, false, char_isspace)
}

//@ def str.islower(self: str) -> bool
/// `s.islower()`
#[inline]
pub fn islower(s: Obj) -> Option<bool> {
    cased(s, |byte| byte.is_ascii_lowercase(), |byte| byte.is_ascii_uppercase(), c"islower")
}

//@ def str.isupper(self: str) -> bool
/// `s.isupper()`
#[inline]
pub fn isupper(s: Obj) -> Option<bool> {
    cased(s, |byte| byte.is_ascii_uppercase(), |byte| byte.is_ascii_lowercase(), c"isupper")
}

/// The bytes of a string that has ASCII characters only.
#[inline(always)]
fn ascii<'a>(s: Obj) -> Option<&'a [u8]> {
    // SAFETY: a string with so many bytes, which is not changed and lives as long as the operation takes.
    unsafe {
        match characters(s) {
            Characters::One(data) if form(s) & ASCII != 0 => Some(std::slice::from_raw_parts(data, length(s) as usize)),
            _ => None,
        }
    }
}

/// A string with other ASCII characters: a new one, as CPython makes it.
#[inline(always)]
fn mapped(s: Obj, with: impl Fn(u8) -> u8, method: &CStr) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    let Some(bytes) = ascii(s) else {
        return through(s, method);
    };
    // SAFETY: a new string with room for so many bytes; the empty one has none.
    unsafe {
        let text = or_leave(crate::text_new::room(bytes.len() as isize, 127))?;
        if let Characters::One(data) = characters(text) {
            let data = data.cast_mut();
            for (index, byte) in bytes.iter().enumerate() {
                *data.add(index) = with(*byte);
            }
        }
        Some(text)
    }
}

/// A string without what is blank at its ends: itself, if nothing is.
#[inline]
fn stripped(s: Obj, left: bool, right: bool) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string, of which characters are read.
    unsafe {
        let (all, mut start, mut stop) = (characters(s), 0, length(s) as usize);
        while left && start < stop && char_isspace(all.at(start)) {
            start += 1;
        }
        while right && start < stop && char_isspace(all.at(stop - 1)) {
            stop -= 1;
        }
        or_leave(crate::text_new::part(s, start as i64, stop as i64))
    }
}

/// Does a test hold for all characters? `empty`: and if there is none?
#[inline(always)]
fn all(s: Obj, empty: bool, test: impl Fn(u32) -> bool) -> Option<bool> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string, of which characters are read.
    unsafe {
        let (all, length) = (characters(s), length(s) as usize);
        Some(if length == 0 { empty } else { (0..length).all(|index| test(all.at(index))) })
    }
}

/// Is there a character of one case and none of the other one?
#[inline(always)]
fn cased(s: Obj, is: impl Fn(u8) -> bool, is_other: impl Fn(u8) -> bool, method: &CStr) -> Option<bool> {
    if !is_plain(s) {
        return None;
    }
    let Some(bytes) = ascii(s) else {
        let result = through(s, method)?;
        // SAFETY: `True` or `False`, owned.
        unsafe {
            let holds = result == ffi::Py_True();
            ffi::Py_DECREF(result);
            return Some(holds);
        }
    };
    let mut found = false;
    for byte in bytes {
        if is_other(*byte) {
            return Some(false);
        }
        found |= is(*byte);
    }
    Some(found)
}

/// What a method without arguments gives that runs no Python code.
#[cold]
#[inline(never)]
fn through(s: Obj, method: &CStr) -> Option<Obj> {
    // SAFETY: a string and the name of a method of it.
    unsafe {
        let name = or_leave(ffi::PyUnicode_InternFromString(method.as_ptr()))?;
        let result = ffi::PyObject_CallMethodNoArgs(s, name);
        ffi::Py_DECREF(name);
        or_leave(result)
    }
}
