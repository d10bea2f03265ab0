//! `str` objects as CPython keeps them, read field by field; checked when a module is loaded.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::mem::{offset_of, size_of};
use std::sync::atomic::{AtomicPtr, Ordering};

/// What all strings begin with. The characters of an ASCII string follow it.
#[repr(C)]
struct Ascii {
    header: ffi::PyObject,
    length: isize,
    hash: isize,
    state: u32,
    #[cfg(not(Py_3_12))]
    wide: *mut std::ffi::c_void,
}

/// What other strings begin with. Their characters follow it.
#[repr(C)]
struct Compact {
    base: Ascii,
    utf8_length: isize,
    utf8: *mut u8,
    #[cfg(not(Py_3_12))]
    wide_length: isize,
}

/// An iterator over a string.
#[repr(C)]
struct Iter {
    header: ffi::PyObject,
    index: isize,
    text: Obj,
}

/// Bits of `state`: the kind, which is the size of a character, begins at the bit [`KIND_SHIFT`].
const KIND_SHIFT: u32 = 2;
const KIND: u32 = 7 << KIND_SHIFT;
const COMPACT: u32 = 1 << 5;
/// All characters are below 128.
pub const ASCII: u32 = 1 << 6;
/// The form of strings with characters below 256, not all of them ASCII, and of those with larger ones in two bytes each.
pub(crate) const ONE_BYTE: u32 = 1 << KIND_SHIFT;
pub(crate) const TWO_BYTES: u32 = 2 << KIND_SHIFT;

/// The characters of a string, by the size of each. They are only read while the string lives.
#[derive(Clone, Copy)]
pub enum Characters {
    One(*const u8),
    Two(*const u16),
    Four(*const u32),
}

impl Characters {
    /// # Safety
    /// The string lives and has a character there.
    #[inline(always)]
    pub unsafe fn at(self, index: usize) -> u32 {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                Characters::One(data) => u32::from(*data.add(index)),
                Characters::Two(data) => u32::from(*data.add(index)),
                Characters::Four(data) => *data.add(index),
            }
        }
    }
}

/// Is it an exact `str` of the form in which all strings are since 3.12, and nearly all before?
#[inline(always)]
pub fn is_plain(o: Obj) -> bool {
    // SAFETY: a live object; the type is tested before the structure is read.
    unsafe { (*o).ob_type == &raw mut ffi::PyUnicode_Type && (!cfg!(not(Py_3_12)) || state(o) & COMPACT != 0) }
}

/// How many characters a plain string has.
///
/// # Safety
/// [`is_plain`] holds.
#[inline(always)]
pub unsafe fn length(o: Obj) -> i64 {
    // SAFETY: the caller's promise.
    unsafe { (*o.cast::<Ascii>()).length as i64 }
}

/// The hash of a plain string; -1: nobody has asked for it.
///
/// # Safety
/// [`is_plain`] holds.
#[inline(always)]
pub(crate) unsafe fn hash(o: Obj) -> isize {
    // SAFETY: the caller's promise.
    unsafe { (*o.cast::<Ascii>()).hash }
}

/// The characters of a plain string.
///
/// # Safety
/// [`is_plain`] holds.
#[inline(always)]
pub unsafe fn characters(o: Obj) -> Characters {
    // SAFETY: the caller's promise; the structure that the state says is followed by the characters.
    unsafe {
        let state = state(o);
        if state & ASCII != 0 {
            return Characters::One(o.cast::<Ascii>().add(1).cast());
        }
        let data = o.cast::<Compact>().add(1);
        match (state & KIND) >> KIND_SHIFT {
            1 => Characters::One(data.cast()),
            2 => Characters::Two(data.cast()),
            _ => Characters::Four(data.cast()),
        }
    }
}

/// Which characters may be in a string, as bits of its state: a string of the same has room for them.
///
/// # Safety
/// [`is_plain`] holds.
#[inline(always)]
pub unsafe fn form(o: Obj) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { state(o) & (KIND | ASCII) }
}

/// The largest character of the strings that a character may be in.
pub(crate) fn bound(c: u32) -> u32 {
    match c {
        0..0x80 => 0x7f,
        0x80..0x100 => 0xff,
        0x100..0x1_0000 => 0xffff,
        _ => 0x10_ffff,
    }
}

/// Copies bytes, of which there are few mostly.
///
/// # Safety
/// So many can be read and written, and they are not the same.
#[inline(always)]
pub(crate) unsafe fn copy(from: *const u8, to: *mut u8, count: usize) {
    // SAFETY: the caller's promise; what is copied twice is the same.
    unsafe {
        if count >= 16 {
            std::ptr::copy_nonoverlapping(from, to, count);
        } else if count >= 8 {
            let (first, last) = (from.cast::<u64>().read_unaligned(), from.add(count - 8).cast::<u64>().read_unaligned());
            to.cast::<u64>().write_unaligned(first);
            to.add(count - 8).cast::<u64>().write_unaligned(last);
        } else if count >= 4 {
            let (first, last) = (from.cast::<u32>().read_unaligned(), from.add(count - 4).cast::<u32>().read_unaligned());
            to.cast::<u32>().write_unaligned(first);
            to.add(count - 4).cast::<u32>().write_unaligned(last);
        } else if count > 0 {
            let (first, middle, last) = (*from, *from.add(count / 2), *from.add(count - 1));
            *to = first;
            *to.add(count / 2) = middle;
            *to.add(count - 1) = last;
        }
    }
}

#[inline(always)]
unsafe fn state(o: Obj) -> u32 {
    // SAFETY: the caller's promise: a string.
    unsafe { (*o.cast::<Ascii>()).state }
}

/// How many bytes a string takes, and how many it would take with such a length: of ASCII strings only, and only if nothing of what
/// depends on the characters has been computed yet.
///
/// # Safety
/// [`is_plain`] holds.
#[inline(always)]
pub(crate) unsafe fn sizes(o: Obj, length: i64) -> Option<(usize, usize)> {
    // SAFETY: the caller's promise.
    unsafe {
        let text = &*o.cast::<Ascii>();
        #[cfg(not(Py_3_12))]
        let is_fresh = text.hash == -1 && text.wide.is_null();
        #[cfg(Py_3_12)]
        let is_fresh = text.hash == -1;
        let whole = |length: usize| size_of::<Ascii>() + length + 1;
        (is_fresh && text.state & ASCII != 0 && length < isize::MAX as i64 / 2)
            .then(|| (whole(text.length as usize), whole(length as usize)))
    }
}

/// Makes an ASCII string longer, whose new characters are still to be written, or shorter.
///
/// # Safety
/// There is room, and nobody else refers to it.
#[inline(always)]
pub(crate) unsafe fn set_length(o: Obj, length: i64) {
    // SAFETY: the caller's promise.
    unsafe {
        (*o.cast::<Ascii>()).length = length as isize;
        *o.cast::<Ascii>().add(1).cast::<u8>().add(length as usize) = 0;
    }
}

/// The strings of one character that CPython has of each below 256: found when a module is loaded, and there for as long as it runs.
static SINGLE: [AtomicPtr<ffi::PyObject>; 256] = [const { AtomicPtr::new(NULL) }; 256];

/// The `str` of one character, borrowed, if CPython has it.
#[inline(always)]
pub(crate) fn known_char(c: u32) -> Option<Obj> {
    let known = SINGLE.get(c as usize)?.load(Ordering::Relaxed);
    (!known.is_null()).then_some(known)
}

/// Finds the strings of one character.
fn find_characters() {
    for (c, place) in SINGLE.iter().enumerate() {
        // SAFETY: such characters; both are the same object only if CPython keeps it.
        unsafe {
            let (first, second) = (ffi::PyUnicode_FromOrdinal(c as i32), ffi::PyUnicode_FromOrdinal(c as i32));
            if first.is_null() || second.is_null() {
                ffi::PyErr_Clear();
            } else if first == second && length(first) == 1 {
                place.store(first, Ordering::Relaxed);
            }
            ffi::Py_XDECREF(second);
            ffi::Py_XDECREF(first);
        }
    }
}

static ITERATORS: [AtomicPtr<ffi::PyTypeObject>; 2] = [const { AtomicPtr::new(std::ptr::null_mut()) }; 2];

/// The string that an iterator of CPython's own over one has still characters of, and where the next one is kept. Nothing for
/// other iterators, and at the end.
#[inline(always)]
pub fn iterated(iterator: Obj) -> Option<(Obj, *mut isize)> {
    // SAFETY: a live object; the type is tested before the structure is read.
    unsafe {
        let class = (*iterator).ob_type;
        if class != ITERATORS[0].load(Ordering::Relaxed) && class != ITERATORS[1].load(Ordering::Relaxed) {
            return None;
        }
        let iterator = iterator.cast::<Iter>();
        let text = (*iterator).text;
        (!text.is_null() && is_plain(text) && (*iterator).index < length(text) as isize)
            .then_some((text, &raw mut (*iterator).index))
    }
}

/// Is it one of CPython's own iterators over strings, at the end of a plain one?
#[inline(always)]
pub(crate) fn is_at_end(iterator: Obj) -> bool {
    // SAFETY: a live object; the type is tested before the structure is read.
    is_text_iterator(iterator) && unsafe {
        let iterator = iterator.cast::<Iter>();
        let text = (*iterator).text;
        text.is_null() || is_plain(text) && (*iterator).index >= length(text) as isize
    }
}

/// Is it one of CPython's own iterators over strings?
pub(crate) fn is_text_iterator(o: Obj) -> bool {
    // SAFETY: a live object.
    let class = unsafe { (*o).ob_type };
    ITERATORS.iter().any(|known| known.load(Ordering::Relaxed) == class)
}

unsafe extern "C" {
    static annot_text_sizes: [usize; 5];
    fn annot_text_state(which: i32) -> u32;
}

/// Do Rust, the headers and the running interpreter agree? Finds the types of iterators.
pub(crate) fn is_as_expected() -> bool {
    crate::text_room::look();
    find_characters();
    let expected = [
        size_of::<Ascii>(),
        size_of::<Compact>(),
        offset_of!(Ascii, length),
        offset_of!(Ascii, state),
        offset_of!(Ascii, hash),
    ];
    // SAFETY: the constants and the function of `csrc/text.c`; the strings are new, and looked at as what they should be.
    unsafe {
        annot_text_sizes == expected
            && [4 << KIND_SHIFT, COMPACT, ASCII] == [0, 1, 2].map(|which| annot_text_state(which))
            && find_iterator(0, c"ab")
            && find_iterator(1, c"\xc3\xa9\xc3\xa9")
    }
}

/// Looks at the iterator over a string of two characters.
unsafe fn find_iterator(which: usize, utf8: &std::ffi::CStr) -> bool {
    // SAFETY: new objects, given back at the end; the size of the iterator is compared before its fields are read.
    unsafe {
        let text = ffi::PyUnicode_FromString(utf8.as_ptr());
        let iterator = if text.is_null() { NULL } else { ffi::PyObject_GetIter(text) };
        let mut fine = false;
        if !iterator.is_null() {
            let class = (*iterator).ob_type;
            if let Some(next) = (*class).tp_iternext
                && (*class).tp_basicsize as usize == size_of::<Iter>()
            {
                let seen = iterator.cast::<Iter>();
                fine = (*seen).text == text && (*seen).index == 0;
                let first = next(iterator);
                fine = fine && !first.is_null() && (*seen).index == 1 && is_plain(text) && length(text) == 2;
                ffi::Py_XDECREF(first);
            }
            ITERATORS[which].store(class, Ordering::Relaxed);
            ffi::Py_DECREF(iterator);
        }
        ffi::Py_XDECREF(text);
        fine
    }
}
