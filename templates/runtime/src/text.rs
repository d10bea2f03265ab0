//! Operations on `str`, and on single characters that are no objects: `u32`, as CPython keeps them (surrogates included).
//!
//! `None` means: leave, CPython does it. Whatever is promised to be a string is tested to be one, exactly.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::text_layout::{Characters, characters, form, hash, is_plain, iterated, length};
use crate::text_search::{first, one_byte};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cmp::Ordering;
use std::ffi::c_int;

/// An object or, with the exception gone, nothing: CPython then raises it again.
#[inline(always)]
pub(crate) fn or_leave(object: Obj) -> Option<Obj> {
    if object.is_null() {
        clear();
        return None;
    }
    Some(object)
}

#[cold]
#[inline(never)]
pub(crate) fn clear() {
    // SAFETY: the GIL is held.
    unsafe { ffi::PyErr_Clear() }
}

/// The `str` of one character: the one that CPython has of each below 256, else a new one. Null with an exception set.
#[inline(always)]
pub fn new_char(c: u32) -> Obj {
    if let Some(known) = crate::text_layout::known_char(c) {
        return crate::boxing::new_ref(known);
    }
    // SAFETY: the GIL is held; characters are below 0x110000.
    unsafe { ffi::PyUnicode_FromOrdinal(c as c_int) }
}

/// The character of a `str` of one.
#[inline(always)]
pub fn get_char(o: Obj) -> Option<u32> {
    // SAFETY: tested first.
    unsafe { (is_plain(o) && length(o) == 1).then(|| characters(o).at(0)) }
}

/// [`get_char`] of an owned reference, given back if it is something else.
#[cold]
#[inline(never)]
pub fn take_char(owned: Obj) -> Result<u32, Obj> {
    let c = get_char(owned).ok_or(owned)?;
    // SAFETY: an owned reference to a `str`.
    unsafe { ffi::Py_DECREF(owned) };
    Ok(c)
}

/// `len(s)`
#[inline(always)]
pub fn len(s: Obj) -> Option<i64> {
    // SAFETY: tested first.
    is_plain(s).then(|| unsafe { length(s) })
}

/// `bool(s)`
#[inline(always)]
pub fn truth(s: Obj) -> Option<bool> {
    len(s).map(|length| length != 0)
}

/// `s[index]`
#[inline(always)]
pub fn item(s: Obj, index: i64) -> Option<u32> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string, and the index is tested.
    unsafe {
        let length = length(s);
        let index = if index < 0 { index + length } else { index };
        (0 <= index && index < length).then(|| characters(s).at(index as usize))
    }
}

/// `s[start:stop]`
#[inline]
pub fn slice(s: Obj, start: i64, stop: i64) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string; both ends are within it.
    unsafe {
        let length = length(s);
        let within = |at: i64| if at < 0 { (at + length).max(0) } else { at.min(length) };
        let (start, stop) = (within(start), within(stop));
        or_leave(crate::text_new::part(s, start, stop.max(start)))
    }
}

/// `s[start:]`
#[inline]
pub fn slice_from(s: Obj, start: i64) -> Option<Obj> {
    slice(s, start, i64::MAX)
}

/// `s[:stop]`
#[inline]
pub fn slice_to(s: Obj, _start: (), stop: i64) -> Option<Obj> {
    slice(s, 0, stop)
}

/// The next character that an iterator over a string gives, or -1 at its end.
#[inline(always)]
pub fn next(iterator: Obj) -> Option<i64> {
    match iterated(iterator) {
        Some((text, index)) => {
            // SAFETY: a string with a character there; the iterator lives.
            unsafe {
                let at = *index;
                *index = at + 1;
                Some(i64::from(characters(text).at(at as usize)))
            }
        }
        None => end(iterator),
    }
}

/// An iterator over a string gives the string up when it is at its end.
#[cold]
#[inline(never)]
fn end(iterator: Obj) -> Option<i64> {
    if !crate::text_layout::is_text_iterator(iterator) {
        return None;
    }
    // SAFETY: an iterator over a string, which can neither fail nor run anything.
    unsafe {
        let item = (*(*iterator).ob_type).tp_iternext.map_or(NULL, |next| next(iterator));
        if item.is_null() {
            return Some(-1);
        }
        let c = get_char(item);
        ffi::Py_DECREF(item);
        c.map(i64::from)
    }
}

/// Was there another character?
#[inline(always)]
pub fn is_item(next: i64) -> bool {
    next >= 0
}

/// The character that [`next`] gave.
#[inline(always)]
pub fn as_char(next: i64) -> u32 {
    next as u32
}

/// `str(s)`: the same string.
#[inline(always)]
pub fn as_is(s: Obj) -> Option<Obj> {
    is_plain(s).then(|| crate::boxing::new_ref(s))
}

/// `ord(c)`
#[inline(always)]
pub fn ord(c: u32) -> i64 {
    i64::from(c)
}

/// `ord(s)`
#[inline(always)]
pub fn ord_text(s: Obj) -> Option<i64> {
    get_char(s).map(i64::from)
}

/// `chr(i)`
#[inline(always)]
pub fn chr(i: i64) -> Option<u32> {
    (0..0x11_0000).contains(&i).then_some(i as u32)
}

/// `a == b`
#[inline]
pub fn eq(a: Obj, b: Obj) -> Option<bool> {
    if !is_plain(a) || !is_plain(b) {
        return None;
    }
    if a == b {
        return Some(true);
    }
    // SAFETY: strings of the same length and kind, of which so many bytes are compared.
    unsafe {
        let length = length(a);
        // As most are that are compared with constants: both have been hashed, such as names of whatever is to be done.
        if hash(a) != hash(b) && hash(a) != -1 && hash(b) != -1 {
            return Some(false);
        }
        // A string of a larger kind than it needs does not exist.
        if length != self::length(b) || form(a) != form(b) {
            return Some(false);
        }
        let length = length as usize;
        Some(match (characters(a), characters(b)) {
            (Characters::One(a), Characters::One(b)) => same(a, b, length),
            (Characters::Two(a), Characters::Two(b)) => same(a, b, length),
            (Characters::Four(a), Characters::Four(b)) => same(a, b, length),
            _ => false,
        })
    }
}

/// `a != b`
#[inline]
pub fn ne(a: Obj, b: Obj) -> Option<bool> {
    eq(a, b).map(|equal| !equal)
}

unsafe fn same<T: PartialEq>(a: *const T, b: *const T, length: usize) -> bool {
    // SAFETY: the caller's promise: so many items each.
    unsafe { std::slice::from_raw_parts(a, length) == std::slice::from_raw_parts(b, length) }
}

/// `c == s`
#[inline(always)]
pub fn char_eq(c: u32, s: Obj) -> Option<bool> {
    // SAFETY: tested first.
    unsafe { is_plain(s).then(|| length(s) == 1 && characters(s).at(0) == c) }
}

/// `s == c`
#[inline(always)]
pub fn eq_char(s: Obj, c: u32) -> Option<bool> {
    char_eq(c, s)
}

/// `s != c`
#[inline(always)]
pub fn ne_char(s: Obj, c: u32) -> Option<bool> {
    char_ne(c, s)
}

/// `c != s`
#[inline(always)]
pub fn char_ne(c: u32, s: Obj) -> Option<bool> {
    char_eq(c, s).map(|equal| !equal)
}

/// How two strings compare.
#[inline(always)]
fn order(a: Obj, b: Obj) -> Option<Ordering> {
    if !is_plain(a) || !is_plain(b) {
        return None;
    }
    // SAFETY: strings, of which so many bytes are compared; for others this cannot fail.
    Some(unsafe {
        match (characters(a), characters(b)) {
            (Characters::One(left), Characters::One(right)) => bytes(left, a).cmp(bytes(right, b)),
            _ => ffi::PyUnicode_Compare(a, b).cmp(&0),
        }
    })
}

/// The characters of a string of one byte each.
///
/// # Safety
/// A live string whose characters these are.
#[inline(always)]
unsafe fn bytes<'a>(first: *const u8, s: Obj) -> &'a [u8] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(first, length(s) as usize) }
}

/// `a < b`
#[inline]
pub fn lt(a: Obj, b: Obj) -> Option<bool> {
    order(a, b).map(Ordering::is_lt)
}

/// `a <= b`
#[inline]
pub fn le(a: Obj, b: Obj) -> Option<bool> {
    order(a, b).map(Ordering::is_le)
}

/// `a > b`
#[inline]
pub fn gt(a: Obj, b: Obj) -> Option<bool> {
    order(a, b).map(Ordering::is_gt)
}

/// `a >= b`
#[inline]
pub fn ge(a: Obj, b: Obj) -> Option<bool> {
    order(a, b).map(Ordering::is_ge)
}

/// Is a character among those ASCII characters whose bits are set?
#[inline(always)]
pub fn is_one_of<const LOW: u64, const HIGH: u64>(c: u32) -> bool {
    let bits = match c {
        0..64 => LOW,
        64..128 => HIGH,
        _ => return false,
    };
    bits >> (c & 63) & 1 != 0
}

/// `c in s`
#[inline]
pub fn char_in(c: u32, s: Obj) -> Option<bool> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string with so many characters.
    unsafe {
        let length = length(s) as usize;
        Some(match characters(s) {
            Characters::One(data) => c < 256 && std::slice::from_raw_parts(data, length).contains(&(c as u8)),
            Characters::Two(data) => c < 0x1_0000 && std::slice::from_raw_parts(data, length).contains(&(c as u16)),
            Characters::Four(data) => std::slice::from_raw_parts(data, length).contains(&c),
        })
    }
}

/// `part in s`
#[inline]
pub fn contains(part: Obj, s: Obj) -> Option<bool> {
    if !is_plain(part) || !is_plain(s) {
        return None;
    }
    // SAFETY: strings.
    if let Some(at) = unsafe { first(s, part, 0) } {
        return Some(at.is_some());
    }
    // SAFETY: strings.
    let found = unsafe { ffi::PyUnicode_Contains(s, part) };
    if found < 0 {
        clear();
        return None;
    }
    Some(found != 0)
}

/// `s in texts`, of a constant tuple of strings.
#[inline]
pub fn among(s: Obj, texts: Obj) -> Option<bool> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a live tuple, which the code keeps.
    let items = unsafe {
        let count = ffi::PyTuple_GET_SIZE(texts) as usize;
        std::slice::from_raw_parts((&raw const (*texts.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>(), count)
    };
    if items.contains(&s) {
        return Some(true);
    }
    for &item in items {
        if eq(s, item)? {
            return Some(true);
        }
    }
    Some(false)
}

/// `a + b`
#[inline]
pub fn concat(a: Obj, b: Obj) -> Option<Obj> {
    if !is_plain(a) || !is_plain(b) {
        return None;
    }
    // SAFETY: strings; a new one of the same form has room for the characters of both.
    unsafe {
        let (first, second, form) = (length(a), length(b), form(a));
        if first == 0 || second == 0 || form != self::form(b) || first.checked_add(second).is_none() {
            return or_leave(ffi::PyUnicode_Concat(a, b));
        }
        let text = or_leave(crate::text_new::room((first + second) as isize, largest(form)))?;
        match (characters(text), characters(a), characters(b)) {
            (Characters::One(to), Characters::One(a), Characters::One(b)) => put(to, a, first, b, second),
            (Characters::Two(to), Characters::Two(a), Characters::Two(b)) => put(to, a, first, b, second),
            (Characters::Four(to), Characters::Four(a), Characters::Four(b)) => put(to, a, first, b, second),
            _ => {}
        }
        Some(text)
    }
}

/// The largest character of strings of a form.
#[inline(always)]
pub(crate) fn largest(form: u32) -> u32 {
    match form {
        _ if form & crate::text_layout::ASCII != 0 => 0x7f,
        _ if form == crate::text_layout::ONE_BYTE => 0xff,
        _ if form == crate::text_layout::TWO_BYTES => 0xffff,
        _ => 0x10_ffff,
    }
}

/// # Safety
/// There are so many characters in both, and room for all.
#[inline(always)]
unsafe fn put<T: Copy>(to: *const T, a: *const T, first: i64, b: *const T, second: i64) {
    // SAFETY: the caller's promise.
    unsafe {
        let to = to.cast_mut();
        std::ptr::copy_nonoverlapping(a, to, first as usize);
        std::ptr::copy_nonoverlapping(b, to.add(first as usize), second as usize);
    }
}

/// `a + c`
#[inline]
pub fn concat_char(a: Obj, c: u32) -> Option<Obj> {
    with_char(c, |c| concat(a, c))
}

/// `c + b`
#[inline]
pub fn char_concat(c: u32, b: Obj) -> Option<Obj> {
    with_char(c, |c| concat(c, b))
}

/// `a + b`
#[inline]
pub fn char_concat_char(a: u32, b: u32) -> Option<Obj> {
    with_char(a, |a| with_char(b, |b| concat(a, b)))
}

/// Does something with the object that a character is.
#[inline]
fn with_char<T>(c: u32, with: impl FnOnce(Obj) -> Option<T>) -> Option<T> {
    let text = or_leave(new_char(c))?;
    let result = with(text);
    // SAFETY: owned.
    unsafe { ffi::Py_DECREF(text) };
    result
}

/// `a + b` where nobody needs `a` any more: steals it, unless it leaves. A string that nobody else holds grows in place, which
/// makes a loop that appends to a string linear, as in CPython.
#[inline]
pub fn append(a: Obj, b: Obj) -> Option<Obj> {
    if !is_plain(a) || !is_plain(b) {
        return None;
    }
    // SAFETY: strings, the first of which has room for such characters where they are copied.
    unsafe {
        let (old, more) = (length(a), length(b));
        if old == 0 || more == 0 || ffi::Py_REFCNT(a) != 1 || !has_room(a, b) {
            return give_up(a, concat(a, b));
        }
        let grown = resized(a, old.checked_add(more)?)?;
        match (characters(grown), characters(b)) {
            (Characters::One(to), Characters::One(from)) => copy(from, to, old, more),
            (Characters::Two(to), Characters::One(from)) => copy(from, to, old, more),
            (Characters::Two(to), Characters::Two(from)) => copy(from, to, old, more),
            (Characters::Four(to), Characters::One(from)) => copy(from, to, old, more),
            (Characters::Four(to), Characters::Two(from)) => copy(from, to, old, more),
            (Characters::Four(to), Characters::Four(from)) => copy(from, to, old, more),
            _ => {}
        }
        Some(grown)
    }
}

/// [`append`] of a character.
#[inline]
pub fn append_char(a: Obj, c: u32) -> Option<Obj> {
    if !is_plain(a) {
        return None;
    }
    // SAFETY: a string that has room for such characters.
    unsafe {
        let old = length(a);
        let limit = if form(a) & crate::text_layout::ASCII != 0 { 128 } else { 0 };
        if c >= limit || old == 0 {
            return with_char(c, |c| append(a, c));
        }
        let grown = resized(a, old + 1)?;
        if let Characters::One(to) = characters(grown) {
            *to.cast_mut().add(old as usize) = c as u8;
        }
        Some(grown)
    }
}

/// # Safety
/// Both are strings, the first of which has room for `more` characters behind the `old` ones.
#[inline(always)]
unsafe fn copy<F: Copy, T: From<F>>(from: *const F, to: *const T, old: i64, more: i64) {
    // SAFETY: the caller's promise.
    unsafe {
        let to = to.cast_mut().add(old as usize);
        for index in 0..more as usize {
            *to.add(index) = T::from(*from.add(index));
        }
    }
}

/// Could all the characters of `b` be in a string like `a`?
///
/// # Safety
/// [`is_plain`] holds for both.
#[inline(always)]
unsafe fn has_room(a: Obj, b: Obj) -> bool {
    const ASCII: u32 = crate::text_layout::ASCII;
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (form(a), form(b)) };
    // Without the bit that says ASCII, a form is a kind.
    b & !ASCII <= a & !ASCII && (a & ASCII == 0 || b & ASCII != 0)
}

/// A string with the same characters and room for others, of which nobody else knows: steals it, unless it leaves.
#[inline]
pub(crate) fn resized(s: Obj, length: i64) -> Option<Obj> {
    // SAFETY: an owned string, which stays as it is if this fails.
    unsafe {
        if crate::boxing::is_only_one(s) {
            if crate::text_room::grow(s, length) {
                return Some(s);
            }
            if let Some(moved) = crate::text_room::grow_ahead(s, length) {
                return Some(moved);
            }
        }
        let mut text = s;
        if ffi::PyUnicode_Resize(&mut text, length as isize) != 0 {
            clear();
            return None;
        }
        Some(text)
    }
}

/// Gives an object up if there is something in its place.
#[inline(always)]
fn give_up(old: Obj, new: Option<Obj>) -> Option<Obj> {
    if new.is_some() {
        crate::boxing::release(old);
    }
    new
}

macro_rules! tests_of_characters {
    ($($name:ident $ascii:expr, $cpython:ident;)*) => {
        $(
            #[doc = concat!("`c.", stringify!($name), "()` without the `char_`.")]
            #[inline(always)]
            pub fn $name(c: u32) -> bool {
                match u8::try_from(c) {
                    Ok(byte) if byte < 128 => {
                        let test: fn(u8) -> bool = $ascii;
                        test(byte)
                    }
                    // SAFETY: tables of CPython's.
                    _ => unsafe { $cpython(c) != 0 },
                }
            }
        )*
    };
}

tests_of_characters! {
    char_isdigit |byte| byte.is_ascii_digit(), _PyUnicode_IsDigit;
    char_isdecimal |byte| byte.is_ascii_digit(), _PyUnicode_IsDecimalDigit;
    char_isnumeric |byte| byte.is_ascii_digit(), _PyUnicode_IsNumeric;
    char_isalpha |byte| byte.is_ascii_alphabetic(), _PyUnicode_IsAlpha;
    char_islower |byte| byte.is_ascii_lowercase(), _PyUnicode_IsLowercase;
    char_isupper |byte| byte.is_ascii_uppercase(), _PyUnicode_IsUppercase;
    char_isspace |byte| matches!(byte, 9..=13 | 28..=32), _PyUnicode_IsWhitespace;
    char_isprintable |byte| matches!(byte, 32..=126), _PyUnicode_IsPrintable;
}

/// `c.isalnum()`
#[inline(always)]
pub fn char_isalnum(c: u32) -> bool {
    char_isalpha(c) || char_isdecimal(c) || c > 127 && (char_isdigit(c) || char_isnumeric(c))
}

/// `c.isascii()`
#[inline(always)]
pub fn char_isascii(c: u32) -> bool {
    c < 128
}

/// `c.lower()`, if that is one character.
#[inline(always)]
pub fn char_lower(c: u32) -> Option<u32> {
    if c < 128 { Some(u32::from((c as u8).to_ascii_lowercase())) } else { cased(c, c"lower") }
}

/// `c.upper()`, if that is one character.
#[inline(always)]
pub fn char_upper(c: u32) -> Option<u32> {
    if c < 128 { Some(u32::from((c as u8).to_ascii_uppercase())) } else { cased(c, c"upper") }
}

/// What a method of the object that a character is gives.
#[cold]
#[inline(never)]
fn cased(c: u32, method: &std::ffi::CStr) -> Option<u32> {
    with_char(c, |text| {
        // SAFETY: a string, whose method takes no arguments.
        unsafe {
            let name = or_leave(ffi::PyUnicode_InternFromString(method.as_ptr()))?;
            let result = ffi::PyObject_CallMethodNoArgs(text, name);
            ffi::Py_DECREF(name);
            let result = or_leave(result)?;
            let c = get_char(result);
            ffi::Py_DECREF(result);
            c
        }
    })
}

/// `int(c)`
#[inline(always)]
pub fn char_to_int(c: u32) -> Option<i64> {
    if (48..58).contains(&c) {
        return Some(i64::from(c) - 48);
    }
    if c < 128 {
        return None;
    }
    // SAFETY: a table of CPython's.
    let digit = unsafe { _PyUnicode_ToDecimalDigit(c) };
    (digit >= 0).then_some(i64::from(digit))
}

/// `int(s)` of at most 18 ASCII digits, perhaps with a sign.
#[inline]
pub fn to_int(s: Obj) -> Option<i64> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a string with so many characters.
    let bytes = unsafe {
        match characters(s) {
            Characters::One(data) => std::slice::from_raw_parts(data, length(s) as usize),
            _ => return None,
        }
    };
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut value: i64 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
    }
    Some(if negative { -value } else { value })
}

/// `int(s, base)` of at most 12 ASCII digits, perhaps with a sign.
#[inline(never)]
pub fn to_int_of(s: Obj, base: i64) -> Option<i64> {
    let bytes = crate::text_float::ascii(s)?;
    let (is_negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 12 || !(2..=36).contains(&base) {
        return None;
    }
    let mut value: i64 = 0;
    for digit in digits {
        value = value * base + i64::from(char::from(*digit).to_digit(base as u32)?);
    }
    Some(if is_negative { -value } else { value })
}

/// A new `str` of ASCII characters.
#[inline]
pub(crate) fn ascii(bytes: &[u8]) -> Option<Obj> {
    if let [one] = bytes {
        return or_leave(new_char(u32::from(*one)));
    }
    // SAFETY: a new string that nobody else knows yet, with room for so many bytes.
    unsafe {
        let text = or_leave(crate::text_new::room(bytes.len() as isize, 127))?;
        if let Characters::One(data) = characters(text) {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), data.cast_mut(), bytes.len());
        }
        Some(text)
    }
}

//@ def str.startswith(self: str, prefix: str) -> bool
/// `s.startswith(prefix)`
#[inline]
pub fn startswith(s: Obj, prefix: Obj) -> Option<bool> {
    tail(s, prefix, -1)
}

//@ def str.endswith(self: str, suffix: str) -> bool
/// `s.endswith(suffix)`
#[inline]
pub fn endswith(s: Obj, suffix: Obj) -> Option<bool> {
    tail(s, suffix, 1)
}

fn tail(s: Obj, part: Obj, direction: c_int) -> Option<bool> {
    if !is_plain(s) || !is_plain(part) {
        return None;
    }
    // SAFETY: strings.
    if let (Some(all), Some(part)) = unsafe { (one_byte(s), one_byte(part)) } {
        return Some(if direction < 0 { all.starts_with(part) } else { all.ends_with(part) });
    }
    // SAFETY: strings.
    match unsafe { ffi::PyUnicode_Tailmatch(s, part, 0, isize::MAX, direction) } {
        0 => Some(false),
        1 => Some(true),
        _ => {
            clear();
            None
        }
    }
}

//@ def str.find(self: str, part: str) -> int
/// `s.find(part)`
#[inline]
pub fn find(s: Obj, part: Obj) -> Option<i64> {
    found(s, part, 0, i64::MAX, 1)
}

//@ def str.find(self: str, part: str, start: int) -> int
/// `s.find(part, start)`
#[inline]
pub fn find_from(s: Obj, part: Obj, start: i64) -> Option<i64> {
    found(s, part, start, i64::MAX, 1)
}

//@ def str.rfind(self: str, part: str) -> int
/// `s.rfind(part)`
#[inline]
pub fn rfind(s: Obj, part: Obj) -> Option<i64> {
    found(s, part, 0, i64::MAX, -1)
}

fn found(s: Obj, part: Obj, start: i64, stop: i64, direction: c_int) -> Option<i64> {
    if !is_plain(s) || !is_plain(part) {
        return None;
    }
    // SAFETY: strings.
    if let (i64::MAX, 1, Some(at)) = (stop, direction, unsafe { first(s, part, start) }) {
        return Some(at.map_or(-1, |at| at as i64));
    }
    // SAFETY: strings. -2 is a failure.
    let at = unsafe { ffi::PyUnicode_Find(s, part, start as isize, stop as isize, direction) };
    if at < -1 {
        clear();
        return None;
    }
    Some(at as i64)
}

unsafe extern "C" {
    fn _PyUnicode_IsDigit(c: u32) -> c_int;
    fn _PyUnicode_IsDecimalDigit(c: u32) -> c_int;
    fn _PyUnicode_IsNumeric(c: u32) -> c_int;
    fn _PyUnicode_IsAlpha(c: u32) -> c_int;
    fn _PyUnicode_IsLowercase(c: u32) -> c_int;
    fn _PyUnicode_IsUppercase(c: u32) -> c_int;
    fn _PyUnicode_IsWhitespace(c: u32) -> c_int;
    fn _PyUnicode_IsPrintable(c: u32) -> c_int;
    fn _PyUnicode_ToDecimalDigit(c: u32) -> c_int;
}
