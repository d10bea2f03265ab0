//! Vectors of strings: a string that is made to be put into such a list is no object there until somebody asks for it.
//!
//! An item is a word: an object, a character, a few ASCII characters, or the place of more of them. So `append` of what is put together
//! on the spot, and the `join` behind, make no objects. An item that is asked for becomes one, which stays in the list.

// Generated code is safe Rust on purpose: that the pointers it passes are vectors is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{is_only_one, new_ref, release};
use crate::list::position;
use crate::list_iter;
use crate::text::{clear, largest, new_char, or_leave};
use crate::text_layout::{Characters, bound, characters, copy, form, is_plain, length};
use crate::text_pieces::{Piece, Whole, put_bytes};
use crate::text_store;
use crate::value::{NULL, Obj};
use crate::vector::{Class, Item, become_list, items, items_mut, made_of, pop, push};
use pyo3::ffi;

static TEXTS: Class = Class::new();

/// The type of such vectors.
pub(crate) fn classes() -> [&'static Class; 1] {
    [&TEXTS]
}

/// Is it the type of such vectors?
#[inline(always)]
pub(crate) fn is_class(class: *mut ffi::PyTypeObject) -> bool {
    class == TEXTS.object()
}

/// An item. The three lowest bits say what it is: nothing in them, an object that the list owns.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Text(u64);

/// So many characters, as the rest of the lowest byte says, are in the other bytes.
const SHORT: u64 = 1;
/// A character is behind the lowest byte.
const CHAR: u64 = 2;
/// It is the place of the characters in the [`text_store`].
const PLACED: u64 = 4;
const KINDS: u64 = 7;

impl Item for Text {
    const IS_COUNTED: bool = true;

    #[inline(always)]
    fn class() -> *mut ffi::PyTypeObject {
        TEXTS.object()
    }
}

/// The characters of an item.
enum Found {
    Text(Obj),
    Char(u32),
    /// ASCII characters, in the bytes behind the lowest.
    Short(u64, usize),
    Bytes(*const u8, usize, u32),
}

impl Text {
    /// An object that is owned, or null.
    #[inline(always)]
    fn of(object: Obj) -> Text {
        Text(object as u64)
    }

    #[inline(always)]
    fn char(c: u32) -> Text {
        Text(u64::from(c) << 8 | CHAR)
    }

    /// What pieces come to: a string of their own, or the one that is not empty if it need not be.
    #[inline(always)]
    pub(crate) fn of_pieces(pieces: &[Piece], is_new: bool) -> Option<Text> {
        crate::text_pieces::with_whole(pieces, |whole| Text::of_whole(whole, is_new))
    }

    #[inline(always)]
    fn of_whole(whole: Whole, is_new: bool) -> Option<Text> {
        if let Some(alone) = whole.alone().filter(|_| !is_new) {
            return match alone {
                Piece::Char(c) => Some(Text::char(c)),
                Piece::Text(text) => Some(Text::of(new_ref(text))),
                _ => None,
            };
        }
        let count = whole.length as usize;
        if (1..8).contains(&count) && whole.largest == 0x7f {
            let mut bytes = [0; 8];
            // SAFETY: room for so many.
            unsafe { put_bytes(bytes.as_mut_ptr(), whole.parts) }
            return Some(Text(u64::from_le_bytes(bytes) << 8 | (count as u64) << 3 | SHORT));
        }
        if count > 0 && whole.largest <= 0xff {
            // SAFETY: room for so many.
            let placed = text_store::put(count, whole.largest, |to| unsafe { put_bytes(to, whole.parts) });
            if let Some(place) = placed {
                return Some(Text(place as u64 | PLACED));
            }
        }
        whole.object().map(Text::of)
    }

    #[inline(always)]
    fn found(self) -> Found {
        match self.0 & KINDS {
            SHORT => Found::Short(self.0 >> 8, (self.0 >> 3 & 7) as usize),
            CHAR => Found::Char((self.0 >> 8) as u32),
            PLACED => {
                let (bytes, count, largest) = text_store::get((self.0 ^ PLACED) as *const u8);
                Found::Bytes(bytes, count, largest)
            }
            _ => Found::Text(self.0 as Obj),
        }
    }

    /// Gives up what the item holds.
    #[inline(always)]
    fn end(self) {
        match self.0 & KINDS {
            SHORT | CHAR => {}
            PLACED => text_store::end((self.0 ^ PLACED) as *mut u8),
            _ => release(self.0 as Obj),
        }
    }

    /// The object that the item becomes, or null with an exception set.
    fn object(&mut self) -> Obj {
        let made = match self.found() {
            Found::Text(text) => return text,
            Found::Char(c) => new_char(c),
            Found::Short(word, count) => made(word.to_le_bytes().as_ptr(), count, 0x7f),
            Found::Bytes(bytes, count, largest) => made(bytes, count, largest),
        };
        if !made.is_null() {
            self.end();
            *self = Text::of(made);
        }
        made
    }
}

/// A new string of those characters, or null with an exception set.
fn made(from: *const u8, count: usize, largest: u32) -> Obj {
    // SAFETY: so many bytes, for which the string has room.
    unsafe {
        let text = crate::text_new::room(count as isize, largest);
        if !text.is_null()
            && let Characters::One(to) = characters(text)
        {
            copy(from, to.cast_mut(), count);
        }
        text
    }
}

/// Gives up all items of a vector that ends.
pub(crate) fn end_items(vector: Obj) {
    items::<Text>(vector).iter().for_each(|text| text.end());
}

/// Makes a list of such a vector. Is there memory for that?
pub(crate) fn settle_texts(vector: Obj) -> bool {
    let are_objects = items_mut::<Text>(vector).iter_mut().all(|text| !text.object().is_null());
    // SAFETY: the array holds objects.
    are_objects && unsafe { become_list(vector) }
}

/// `[values]`
pub fn of_text<const N: usize>(values: [Obj; N]) -> Option<Obj> {
    if !values.iter().all(|value| is_plain(*value)) {
        return None;
    }
    let made = made_of::<Text>([&values.map(Text::of), &[]], N)?;
    values.into_iter().for_each(|value| {
        new_ref(value);
    });
    Some(made)
}

/// `list.append(s)`
#[inline(always)]
pub fn append_text(vector: Obj, s: Obj) -> Option<()> {
    is_plain(s).then_some(())?;
    push(vector, Text::of(s))?;
    new_ref(s);
    Some(())
}

/// `list.append(c)`
#[inline(always)]
pub fn append_char(vector: Obj, c: u32) -> Option<()> {
    push(vector, Text::char(c))
}

/// `list.append(f"{a}{b}...")`
#[inline(never)]
pub fn append_built(vector: Obj, pieces: &[Piece]) -> Option<()> {
    append(vector, pieces, true)
}

/// `list.append(a + b + ...)`
#[inline(never)]
pub fn append_joined(vector: Obj, pieces: &[Piece]) -> Option<()> {
    append(vector, pieces, false)
}

#[inline(always)]
fn append(vector: Obj, pieces: &[Piece], is_new: bool) -> Option<()> {
    let text = match pieces {
        // Most of what is put together one by one.
        [Piece::Char(c)] if !is_new => Text::char(*c),
        pieces => Text::of_pieces(pieces, is_new)?,
    };
    let pushed = push(vector, text);
    if pushed.is_none() {
        text.end();
    }
    pushed
}

/// `list[index]`, owned.
#[inline]
pub fn get_text(vector: Obj, index: i64) -> Option<Obj> {
    let all = items_mut::<Text>(vector);
    let at = position(index, all.len() as i64)?;
    or_leave(all[at as usize].object()).map(new_ref)
}

/// `list[index] = s`
#[inline]
pub fn set_text(s: Obj, vector: Obj, index: i64) -> Option<()> {
    let all = items_mut::<Text>(vector);
    let at = position(index, all.len() as i64)?;
    is_plain(s).then_some(())?;
    std::mem::replace(&mut all[at as usize], Text::of(new_ref(s))).end();
    Some(())
}

/// `list.pop()`, owned.
#[inline]
pub fn pop_text(vector: Obj) -> Option<Obj> {
    let last = items_mut::<Text>(vector).last_mut()?;
    or_leave(last.object())?;
    // The object goes over to the caller.
    match pop::<Text>(vector)?.found() {
        Found::Text(text) => Some(text),
        _ => None,
    }
}

/// `list.reverse()`
pub fn reverse_text(vector: Obj) -> Option<Obj> {
    items_mut::<Text>(vector).reverse();
    Some(crate::boxing::new_none())
}

/// The next string, owned, or null.
#[inline]
pub fn next_text(iterator: Obj) -> Option<Obj> {
    let (vector, index) = list_iter::position(iterator)?;
    let Some(text) = items_mut::<Text>(vector).get_mut(index as usize) else {
        return is_only_one(iterator).then_some(NULL);
    };
    let object = or_leave(text.object())?;
    list_iter::step(iterator, 1);
    Some(new_ref(object))
}

/// The next string of `reversed(list)`, owned, or null.
#[inline]
pub fn back_text(iterator: Obj) -> Option<Obj> {
    let (vector, index) = list_iter::position(iterator)?;
    // Behind the first item the index is -1.
    let Some(text) = items_mut::<Text>(vector).get_mut(index as usize) else {
        return is_only_one(iterator).then_some(NULL);
    };
    let object = or_leave(text.object())?;
    list_iter::step(iterator, -1);
    Some(new_ref(object))
}

/// `separator.join(iterator)` of what `reversed(list)` gives, which is at its end then.
#[inline(never)]
pub fn back_joined(separator: Obj, iterator: Obj) -> Option<Obj> {
    if !is_plain(separator) {
        return None;
    }
    let (vector, index) = list_iter::position(iterator)?;
    let all = items_mut::<Text>(vector);
    // Where the list has become shorter than that, there is nothing to give.
    let left = usize::try_from(index + 1).ok().filter(|left| *left <= all.len());
    let whole = match &mut all[..left.unwrap_or(0)] {
        [one] => new_ref(or_leave(one.object())?),
        left => join(separator, left.iter().rev())?,
    };
    list_iter::put(iterator, NULL, -1);
    release(vector);
    Some(whole)
}

/// `separator.join(list)`
#[inline(never)]
pub fn joined(separator: Obj, vector: Obj) -> Option<Obj> {
    if !is_plain(separator) {
        return None;
    }
    let all = items_mut::<Text>(vector);
    if let [one] = all {
        return or_leave(one.object()).map(new_ref);
    }
    join(separator, all.iter())
}

/// Of none, or of more than one.
#[inline(always)]
fn join<'a>(separator: Obj, all: impl ExactSizeIterator<Item = &'a Text> + Clone) -> Option<Obj> {
    // SAFETY: strings; the new one has room for all their characters.
    unsafe {
        let (between, gaps) = (length(separator) as usize, all.len().saturating_sub(1));
        let mut most = if gaps > 0 { largest(form(separator)) } else { 0x7f };
        let mut total = between.checked_mul(gaps)?;
        for text in all.clone() {
            let (count, large) = match text.found() {
                Found::Text(text) => (length(text) as usize, largest(form(text))),
                Found::Char(c) => (1, bound(c)),
                Found::Short(_, count) => (count, 0x7f),
                Found::Bytes(_, count, large) => (count, large),
            };
            most = most.max(large);
            total = total.checked_add(count)?;
        }
        let total = isize::try_from(total).ok()?;
        let result = crate::text_new::room(total, most);
        if result.is_null() {
            clear();
            return None;
        }
        let Characters::One(first) = characters(result) else {
            write_wide(result, separator, all);
            return Some(result);
        };
        let (mut to, end) = (first.cast_mut(), first.cast_mut().offset(total));
        let Characters::One(gap) = characters(separator) else {
            return Some(result);
        };
        for (index, text) in all.enumerate() {
            if index > 0 && between > 0 {
                copy(gap, to, between);
                to = to.add(between);
            }
            let count = match text.found() {
                Found::Short(word, count) => {
                    if end.offset_from(to) >= 8 {
                        to.cast::<u64>().write_unaligned(word.to_le());
                    } else {
                        copy(word.to_le_bytes().as_ptr(), to, count);
                    }
                    count
                }
                Found::Char(c) => {
                    *to = c as u8;
                    1
                }
                Found::Bytes(from, count, _) => {
                    copy(from, to, count);
                    count
                }
                Found::Text(text) => {
                    let count = length(text) as usize;
                    if let Characters::One(from) = characters(text) {
                        copy(from, to, count);
                    }
                    count
                }
            };
            to = to.add(count);
        }
        Some(result)
    }
}

/// Writes a string of characters that do not all fit into bytes.
///
/// # Safety
/// A new string with room for all.
#[cold]
#[inline(never)]
unsafe fn write_wide<'a>(result: Obj, separator: Obj, all: impl Iterator<Item = &'a Text>) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut at = 0;
        let mut write = |c: u32| {
            match characters(result) {
                Characters::One(to) => *to.cast_mut().add(at) = c as u8,
                Characters::Two(to) => *to.cast_mut().add(at) = c as u16,
                Characters::Four(to) => *to.cast_mut().add(at) = c,
            }
            at += 1;
        };
        let whole = |text: Obj, write: &mut dyn FnMut(u32)| {
            let from = characters(text);
            (0..length(text) as usize).for_each(|index| write(from.at(index)));
        };
        for (index, text) in all.enumerate() {
            if index > 0 {
                whole(separator, &mut write);
            }
            match text.found() {
                Found::Text(text) => whole(text, &mut write),
                Found::Char(c) => write(c),
                Found::Short(word, count) => {
                    word.to_le_bytes()[..count].iter().for_each(|byte| write(u32::from(*byte)));
                }
                Found::Bytes(from, count, _) => (0..count).for_each(|index| write(u32::from(*from.add(index)))),
            }
        }
    }
}
