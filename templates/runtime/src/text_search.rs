//! Where one string is in another, both of one byte a character, and the first of few.

use crate::text_layout::{Characters, characters, length};
use crate::value::Obj;
use std::ffi::{c_int, c_void};

/// So many characters may be looked for. For more of them CPython has what is not slower in the worst case.
const MOST: usize = 8;

/// The characters of a string that has one byte for each.
///
/// # Safety
/// A plain string, which lives as long as they are read.
#[inline(always)]
pub(crate) unsafe fn one_byte<'a>(s: Obj) -> Option<&'a [u8]> {
    // SAFETY: the caller's promise.
    unsafe {
        match characters(s) {
            Characters::One(data) => Some(std::slice::from_raw_parts(data, length(s) as usize)),
            _ => None,
        }
    }
}

/// Where a part is first: the index, or nothing if it is nowhere. No answer if CPython has to look.
///
/// # Safety
/// Plain strings.
#[inline]
pub(crate) unsafe fn first(s: Obj, part: Obj, start: i64) -> Option<Option<usize>> {
    // SAFETY: the caller's promise.
    let (all, part) = unsafe { (one_byte(s)?, one_byte(part)?) };
    if part.is_empty() || part.len() > MOST {
        return None;
    }
    let start = if start < 0 { (start + all.len() as i64).max(0) } else { start };
    let Some(rest) = all.get(start as usize..) else { return Some(None) };
    Some(position(rest, part).map(|at| at + start as usize))
}

/// Where a part of few bytes is, but at least one.
#[inline]
pub(crate) fn position(all: &[u8], part: &[u8]) -> Option<usize> {
    let (one, behind) = part.split_first()?;
    let mut from = 0;
    loop {
        // What begins later is not whole.
        let left = all.get(from..(all.len() + 1).checked_sub(part.len())?)?;
        let at = from + byte(left, *one)?;
        if behind.is_empty() || all[at + 1..].starts_with(behind) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Where a byte is.
#[inline]
fn byte(all: &[u8], one: u8) -> Option<usize> {
    if all.is_empty() {
        return None;
    }
    // SAFETY: so many bytes, of which it finds one.
    unsafe {
        let found = memchr(all.as_ptr().cast(), c_int::from(one), all.len());
        (!found.is_null()).then(|| found.cast::<u8>().offset_from(all.as_ptr()) as usize)
    }
}

unsafe extern "C" {
    fn memchr(all: *const c_void, one: c_int, count: usize) -> *mut c_void;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_where_they_are() {
        for (all, part, at) in [
            ("", "a", None),
            ("a", "ab", None),
            ("ab", "ab", Some(0)),
            ("aab", "ab", Some(1)),
            ("ababac", "bac", Some(3)),
            ("xxa", "a", Some(2)),
            ("xa", "ab", None),
        ] {
            assert_eq!(position(all.as_bytes(), part.as_bytes()), at);
        }
    }
}
