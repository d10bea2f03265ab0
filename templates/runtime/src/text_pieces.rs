//! Strings made of pieces at once: chains of `+`, and f-strings. Numbers among them are written where they belong.
//!
//! `None` means: leave, CPython does it. Whatever is promised to be a string is tested to be one, exactly.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::text::{new_char, or_leave, resized};
use crate::text_format::{DIGITS_ROOM, Known, Shown, around, float_shown, int_shown, is_for_text};
use crate::text_layout::{Characters, bound, characters, copy, form, is_plain, length};
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
    /// What `format` gives for them.
    IntAs(i64, &'static Known),
    FloatAs(f64, &'static Known),
    TextAs(Obj, &'static Known),
}

/// The most pieces that are put together at once.
const MOST: usize = 16;
/// Of how many parts a piece is at most: what fills up is before it and behind it, or behind its sign.
const PARTS: usize = 4;

/// Where the parts of pieces are until these are put together.
struct Rooms {
    digits: [MaybeUninit<[u8; DIGITS_ROOM]>; MOST],
    parts: [MaybeUninit<Part>; PARTS * MOST],
    /// What CPython formatted.
    texts: Vec<Obj>,
}

impl Rooms {
    #[inline(always)]
    fn new() -> Rooms {
        Rooms {
            digits: [const { MaybeUninit::uninit() }; MOST],
            parts: [const { MaybeUninit::uninit() }; PARTS * MOST],
            texts: Vec::new(),
        }
    }
}

impl Drop for Rooms {
    #[inline(always)]
    fn drop(&mut self) {
        self.texts.iter().for_each(|text| crate::boxing::release(*text));
    }
}

/// Is it a string as those that are put together have to be?
#[inline(always)]
pub fn plain(s: Obj) -> Option<()> {
    is_plain(s).then_some(())
}

/// `a + b + ...`: as CPython, a piece that is not empty while all others are is the result itself.
#[inline(never)]
pub fn joined(pieces: &[Piece]) -> Option<Obj> {
    let mut rooms = Rooms::new();
    let Whole { parts, length, alone, largest } = whole(pieces, &mut rooms)?;
    match alone {
        Alone::One(part) => part.object(),
        _ => made(parts, length, largest),
    }
}

/// `f"{a}{b}..."`: a new string, unless it is empty.
#[inline(never)]
pub fn built(pieces: &[Piece]) -> Option<Obj> {
    let mut rooms = Rooms::new();
    let Whole { parts, length, largest, .. } = whole(pieces, &mut rooms)?;
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
            let mut rooms = Rooms::new();
            let Whole { parts, length, largest, .. } = whole(rest, &mut rooms)?;
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
    /// A character so many times.
    Fill(u8, usize),
}

impl Part {
    fn object(self) -> Option<Obj> {
        match self {
            Part::Text(text, ..) => Some(crate::boxing::new_ref(text)),
            Part::Char(c) => or_leave(new_char(c)),
            // SAFETY: bytes that were just written.
            Part::Digits(data, count) => crate::text::ascii(unsafe { std::slice::from_raw_parts(data, count) }),
            Part::Fill(..) => None,
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
    let mut rooms = Rooms::new();
    make(whole(pieces, &mut rooms)?)
}

#[inline(always)]
fn whole<'a>(pieces: &[Piece], rooms: &'a mut Rooms) -> Option<Whole<'a>> {
    let (mut count, mut total, mut largest) = (0, 0i64, 0x7f);
    if pieces.len() > MOST {
        return None;
    }
    let Rooms { digits, parts, texts } = rooms;
    for (piece, room) in pieces.iter().zip(digits) {
        let (part, length) = match *piece {
            Piece::Text(text) => {
                if !is_plain(text) {
                    return None;
                }
                let (part, length, large) = of_text(text);
                if length == 0 {
                    continue;
                }
                largest = largest.max(large);
                (part, length)
            }
            Piece::Char(c) => {
                largest = largest.max(bound(c));
                (Part::Char(c), 1)
            }
            Piece::Int(i) => {
                let text = text_number::int(i, small(room));
                (Part::Digits(text.as_ptr(), text.len()), text.len() as i64)
            }
            Piece::Float(x) => {
                let text = text_number::float(x, small(room))?;
                (Part::Digits(text.as_ptr(), text.len()), text.len() as i64)
            }
            formatted => {
                let more = format(formatted, room, &mut parts[count..], texts)?;
                total = total.checked_add(more.length)?;
                largest = largest.max(more.largest);
                count += more.parts;
                continue;
            }
        };
        total = total.checked_add(length)?;
        parts[count].write(part);
        count += 1;
    }
    // SAFETY: so many were written.
    let parts = unsafe { std::slice::from_raw_parts(parts.as_ptr().cast::<Part>(), count) };
    Some(Whole {
        parts,
        length: total,
        alone: match *parts {
            [] => Alone::None,
            // What fills up is none of the pieces.
            [Part::Fill(..)] => Alone::Several,
            [part] => Alone::One(part),
            _ => Alone::Several,
        },
        largest,
    })
}

/// Room for a number as `str` gives it.
#[inline(always)]
fn small(room: &mut MaybeUninit<[u8; DIGITS_ROOM]>) -> &mut Room {
    const { assert!(size_of::<Room>() <= DIGITS_ROOM) };
    // SAFETY: the beginning of a larger room, which is written.
    unsafe {
        let room = room.as_mut_ptr().cast::<Room>();
        room.write([0; 32]);
        &mut *room
    }
}

/// All of a string: how long that is, and its largest character.
#[inline(always)]
fn of_text(text: Obj) -> (Part, i64, u32) {
    // SAFETY: a string.
    unsafe {
        let length = length(text);
        let part = Part::Text(text, characters(text), length as usize);
        (part, length, crate::text::largest(form(text)))
    }
}

/// What a piece that is formatted adds.
struct More {
    parts: usize,
    length: i64,
    largest: u32,
}

/// Formats a piece. What is not known here CPython formats, without any Python code: a number or a string, exactly.
#[inline(never)]
fn format(
    piece: Piece,
    room: &mut MaybeUninit<[u8; DIGITS_ROOM]>,
    to: &mut [MaybeUninit<Part>],
    texts: &mut Vec<Obj>,
) -> Option<More> {
    let mut more = More {
        parts: 0,
        length: 0,
        largest: 0x7f,
    };
    let mut put = |part: Part, length: usize| {
        if length > 0 {
            to[more.parts].write(part);
            more.parts += 1;
            more.length += length as i64;
        }
    };
    let known = match piece {
        Piece::IntAs(_, known) | Piece::FloatAs(_, known) | Piece::TextAs(_, known) => known,
        _ => return None,
    };
    let spec = known.spec.as_ref();
    let shown: Option<Shown> = match (piece, spec) {
        (Piece::IntAs(i, _), Some(spec)) => int_shown(i, spec, room.write([0; DIGITS_ROOM])),
        (Piece::FloatAs(x, _), Some(spec)) => float_shown(x, spec, room.write([0; DIGITS_ROOM])),
        _ => None,
    };
    if let (Some(Shown { sign, digits, filled }), Some(spec)) = (shown, spec) {
        let [before, between, behind] = filled;
        put(Part::Fill(spec.fill, before), before);
        put(Part::Digits(sign.as_ptr(), sign.len()), sign.len());
        put(Part::Fill(spec.fill, between), between);
        put(Part::Digits(digits.as_ptr(), digits.len()), digits.len());
        put(Part::Fill(spec.fill, behind), behind);
        return Some(more);
    }
    if let (Piece::TextAs(text, _), Some(spec)) = (piece, spec)
        && is_for_text(*spec)
    {
        if !is_plain(text) {
            return None;
        }
        let (part, length, largest) = of_text(text);
        let (before, behind) = around(spec.align, b'<', spec.width.saturating_sub(length as usize));
        put(Part::Fill(spec.fill, before), before);
        put(part, length as usize);
        put(Part::Fill(spec.fill, behind), behind);
        more.largest = largest;
        return Some(more);
    }
    let text = through(piece, known)?;
    texts.push(text);
    let (part, length, largest) = of_text(text);
    put(part, length as usize);
    more.largest = largest;
    Some(more)
}

/// What CPython's `format` gives.
#[cold]
#[inline(never)]
fn through(piece: Piece, known: &Known) -> Option<Obj> {
    let value = match piece {
        Piece::IntAs(i, _) => crate::boxing::new_int(i),
        Piece::FloatAs(x, _) => crate::boxing::new_float(x),
        Piece::TextAs(text, _) if is_plain(text) => crate::boxing::new_ref(text),
        _ => return None,
    };
    let value = or_leave(value)?;
    // SAFETY: an exact number or string, and the text of a specification.
    unsafe {
        let spec = ffi::PyUnicode_FromStringAndSize(known.text.as_ptr().cast(), known.text.len() as isize);
        let text = if spec.is_null() { NULL } else { ffi::PyObject_Format(value, spec) };
        ffi::Py_XDECREF(spec);
        ffi::Py_DECREF(value);
        or_leave(text)
    }
}

#[inline(always)]
fn made(parts: &[Part], length: i64, largest: u32) -> Option<Obj> {
    // SAFETY: a new string with room for so many characters that are no larger; the empty one has none.
    unsafe {
        let text = or_leave(crate::text_new::room(length as isize, largest))?;
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
                Part::Fill(c, count) => {
                    to.write_bytes(c, count);
                    count
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
                Part::Fill(c, count) => (0..count).for_each(|_| write(u32::from(c))),
                Part::Digits(from, count) => (0..count).for_each(|index| write(u32::from(*from.add(index)))),
            }
        }
    }
}
