//! Strings made of pieces at once: chains of `+`, and f-strings. Numbers among them are written where they belong.
//!
//! `None` means: leave, CPython does it. Whatever is promised to be a string is tested to be one, exactly.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::text::{new_char, or_leave, resized};
use crate::text_layout::{Characters, characters, copy, form, is_plain, length};
use crate::text_number::{self, Room};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::mem::MaybeUninit;

/// What a string is made of.
#[derive(Clone, Copy)]
pub enum Piece {
    Text(Obj),
    Char(u32),
    /// What `str` gives for it.
    Int(i64),
    /// What `str` gives for it.
    Float(f64),
}

/// The most pieces that are put together at once.
const MOST: usize = 16;

/// Is it a string as those that are put together have to be?
#[inline(always)]
pub fn plain(s: Obj) -> Option<()> {
    is_plain(s).then_some(())
}

/// `a + b + ...`: as CPython, a piece that is not empty while all others are is the result itself.
#[inline(never)]
pub fn joined(pieces: &[Piece]) -> Option<Obj> {
    let mut digits = [MaybeUninit::uninit(); MOST];
    let mut found = [MaybeUninit::uninit(); MOST];
    let Whole { parts, length, alone, largest } = whole(pieces, &mut digits, &mut found)?;
    match alone {
        Alone::One(part) => part.object(),
        _ => made(parts, length, largest),
    }
}

/// `f"{a}{b}..."`: a new string, unless it is empty.
#[inline(never)]
pub fn built(pieces: &[Piece]) -> Option<Obj> {
    let mut digits = [MaybeUninit::uninit(); MOST];
    let mut found = [MaybeUninit::uninit(); MOST];
    let Whole { parts, length, largest, .. } = whole(pieces, &mut digits, &mut found)?;
    made(parts, length, largest)
}

/// `a + f"{b}..."`
#[inline(never)]
pub fn joined_built(pieces: &[Piece]) -> Option<Obj> {
    match pieces.split_first() {
        Some((Piece::Text(first), rest)) if is_plain(*first) && is_empty(*first) => built(rest),
        _ => joined(pieces),
    }
}

/// [`joined`] where nobody needs the first piece any more, a string: steals it, unless it leaves. A string that nobody else holds
/// grows in place, as in CPython.
#[inline(never)]
pub fn appended(pieces: &[Piece]) -> Option<Obj> {
    let Some((Piece::Text(first), rest)) = pieces.split_first() else { return None };
    append(*first, rest, joined, pieces)
}

/// [`joined_built`], as [`appended`].
#[inline(never)]
pub fn appended_built(pieces: &[Piece]) -> Option<Obj> {
    let Some((Piece::Text(first), rest)) = pieces.split_first() else { return None };
    append(*first, rest, joined_built, pieces)
}

/// What [`joined`] gives, or null with an exception set: where native code is left before it was needed.
#[cold]
#[inline(never)]
pub fn handed(pieces: &[Piece]) -> Obj {
    or_no_memory(joined(pieces))
}

/// What [`built`] gives, as [`handed`].
#[cold]
#[inline(never)]
pub fn handed_built(pieces: &[Piece]) -> Obj {
    or_no_memory(built(pieces))
}

/// Strings that were tested can only be too large.
fn or_no_memory(text: Option<Obj>) -> Obj {
    text.unwrap_or_else(|| {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_NoMemory() };
        NULL
    })
}

#[inline(always)]
fn append(a: Obj, rest: &[Piece], otherwise: fn(&[Piece]) -> Option<Obj>, all: &[Piece]) -> Option<Obj> {
    if !is_plain(a) {
        return None;
    }
    // SAFETY: a string that is owned; if nobody else has it, it grows to where the rest is then written.
    unsafe {
        let old = length(a);
        if old != 0 && ffi::Py_REFCNT(a) == 1 {
            let mut digits = [MaybeUninit::uninit(); MOST];
            let mut found = [MaybeUninit::uninit(); MOST];
            let Whole { parts, length, largest, .. } = whole(rest, &mut digits, &mut found)?;
            if length == 0 {
                return Some(a);
            }
            if largest <= crate::text::largest(form(a)) {
                let grown = resized(a, old.checked_add(length)?)?;
                put(grown, old as usize, parts);
                return Some(grown);
            }
        }
        let new = otherwise(all);
        if new.is_some() {
            crate::boxing::release(a);
        }
        new
    }
}

fn is_empty(s: Obj) -> bool {
    // SAFETY: a string.
    unsafe { length(s) == 0 }
}

/// The characters of a piece.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Text(Obj, Characters, usize),
    Char(u32),
    Digits(*const u8, usize),
}

impl Part {
    fn object(self) -> Option<Obj> {
        match self {
            Part::Text(text, ..) => Some(crate::boxing::new_ref(text)),
            Part::Char(c) => or_leave(new_char(c)),
            // SAFETY: bytes that were just written.
            Part::Digits(data, count) => crate::text::ascii(unsafe { std::slice::from_raw_parts(data, count) }),
        }
    }
}

enum Alone {
    None,
    One(Part),
    Several,
}

/// What pieces come to.
pub(crate) struct Whole<'a> {
    /// Those that are not empty.
    pub(crate) parts: &'a [Part],
    pub(crate) length: i64,
    alone: Alone,
    /// No character is larger.
    pub(crate) largest: u32,
}

impl Whole<'_> {
    /// The only piece that is not empty, if it is a string or a character.
    #[inline(always)]
    pub(crate) fn alone(&self) -> Option<Piece> {
        match self.alone {
            Alone::One(Part::Text(text, ..)) => Some(Piece::Text(text)),
            Alone::One(Part::Char(c)) => Some(Piece::Char(c)),
            // SAFETY: bytes that were just written.
            Alone::One(Part::Digits(data, 1)) => Some(Piece::Char(u32::from(unsafe { *data }))),
            _ => None,
        }
    }

    /// A new string.
    #[inline(always)]
    pub(crate) fn object(&self) -> Option<Obj> {
        made(self.parts, self.length, self.largest)
    }
}

/// What `make` makes of what pieces come to.
#[inline(always)]
pub(crate) fn with_whole<T>(pieces: &[Piece], make: impl FnOnce(Whole) -> Option<T>) -> Option<T> {
    let mut digits = [MaybeUninit::uninit(); MOST];
    let mut found = [MaybeUninit::uninit(); MOST];
    make(whole(pieces, &mut digits, &mut found)?)
}

#[inline(always)]
fn whole<'a>(
    pieces: &[Piece],
    digits: &mut [MaybeUninit<Room>; MOST],
    found: &'a mut [MaybeUninit<Part>; MOST],
) -> Option<Whole<'a>> {
    let (mut count, mut total, mut alone, mut largest) = (0, 0i64, Alone::None, 0x7f);
    if pieces.len() > MOST {
        return None;
    }
    for (piece, room) in pieces.iter().zip(digits) {
        let (part, length) = match *piece {
            Piece::Text(text) => {
                if !is_plain(text) {
                    return None;
                }
                // SAFETY: a string.
                unsafe {
                    let length = length(text);
                    if length == 0 {
                        continue;
                    }
                    largest = largest.max(crate::text::largest(form(text)));
                    (Part::Text(text, characters(text), length as usize), length)
                }
            }
            Piece::Char(c) => {
                largest = largest.max(bound(c));
                (Part::Char(c), 1)
            }
            Piece::Int(i) => {
                let text = text_number::int(i, room.write([0; 32]));
                (Part::Digits(text.as_ptr(), text.len()), text.len() as i64)
            }
            Piece::Float(x) => {
                let text = text_number::float(x, room.write([0; 32]))?;
                (Part::Digits(text.as_ptr(), text.len()), text.len() as i64)
            }
        };
        total = total.checked_add(length)?;
        alone = if count == 0 { Alone::One(part) } else { Alone::Several };
        found[count].write(part);
        count += 1;
    }
    // SAFETY: so many were written.
    let parts = unsafe { std::slice::from_raw_parts(found.as_ptr().cast::<Part>(), count) };
    Some(Whole {
        parts,
        length: total,
        alone,
        largest,
    })
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

#[inline(always)]
fn made(parts: &[Part], length: i64, largest: u32) -> Option<Obj> {
    // SAFETY: a new string with room for so many characters that are no larger; the empty one has none.
    unsafe {
        let text = or_leave(ffi::PyUnicode_New(length as isize, largest))?;
        put(text, 0, parts);
        Some(text)
    }
}

/// # Safety
/// A string that nobody else knows, with room for the parts from there on.
#[inline(always)]
unsafe fn put(text: Obj, at: usize, parts: &[Part]) {
    // SAFETY: the caller's promise; parts are no larger than the string's characters, whose bytes follow one another.
    unsafe {
        if let Characters::One(to) = characters(text) {
            return put_bytes(to.cast_mut().add(at), parts);
        }
        put_wide(text, at, parts);
    }
}

/// Writes parts whose characters are bytes.
///
/// # Safety
/// There is room for them.
#[inline(always)]
pub(crate) unsafe fn put_bytes(mut to: *mut u8, parts: &[Part]) {
    // SAFETY: the caller's promise.
    unsafe {
        for part in parts {
            to = to.add(match *part {
                Part::Text(_, Characters::One(from), count) | Part::Digits(from, count) => {
                    copy(from, to, count);
                    count
                }
                Part::Text(..) => 0,
                Part::Char(c) => {
                    *to = c as u8;
                    1
                }
            });
        }
    }
}

/// [`put`] into a string of larger characters.
#[cold]
#[inline(never)]
unsafe fn put_wide(text: Obj, mut at: usize, parts: &[Part]) {
    // SAFETY: as there.
    unsafe {
        let mut write = |c: u32| {
            match characters(text) {
                Characters::One(to) => *to.cast_mut().add(at) = c as u8,
                Characters::Two(to) => *to.cast_mut().add(at) = c as u16,
                Characters::Four(to) => *to.cast_mut().add(at) = c,
            }
            at += 1;
        };
        for part in parts {
            match *part {
                Part::Text(_, from, count) => (0..count).for_each(|index| write(from.at(index))),
                Part::Char(c) => write(c),
                Part::Digits(from, count) => (0..count).for_each(|index| write(u32::from(*from.add(index)))),
            }
        }
    }
}
