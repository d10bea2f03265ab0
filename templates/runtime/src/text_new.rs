//! New strings, and parts of strings, as CPython makes them; short ones in the memory of others that have ended.

use crate::text::new_char;
use crate::text_layout::{ASCII, Characters, characters, copy, form, length};
use crate::value::Obj;
use pyo3::ffi;

/// `PyUnicode_New`: room for so many characters, none larger than that. Null with an exception set.
///
/// # Safety
/// The GIL is held.
#[inline(always)]
pub(crate) unsafe fn room(count: isize, largest: u32) -> Obj {
    // SAFETY: the caller's promise.
    unsafe {
        #[cfg(all(Py_3_13, not(Py_3_14)))]
        if largest == 0x7f {
            return annot_new_text(count);
        }
        ffi::PyUnicode_New(count, largest)
    }
}

/// `PyUnicode_Substring` of what is within a string. Null with an exception set.
///
/// # Safety
/// A plain string, and `0 <= start <= stop <= length`.
#[inline]
pub(crate) unsafe fn part(s: Obj, start: i64, stop: i64) -> Obj {
    // SAFETY: the caller's promise.
    unsafe {
        let count = stop - start;
        match characters(s) {
            Characters::One(data) if form(s) & ASCII != 0 && 0 < count && count < length(s) => {
                let from = data.add(start as usize);
                if count == 1 {
                    return new_char(u32::from(*from));
                }
                let made = room(count as isize, 0x7f);
                if !made.is_null()
                    && let Characters::One(to) = characters(made)
                {
                    copy(from, to.cast_mut(), count as usize);
                }
                made
            }
            _ => ffi::PyUnicode_Substring(s, start as isize, stop as isize),
        }
    }
}

#[cfg(all(Py_3_13, not(Py_3_14)))]
unsafe extern "C" {
    fn annot_new_text(count: isize) -> Obj;
}
