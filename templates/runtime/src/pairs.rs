//! What `enumerate` of a list, `zip` of two and the items of a dictionary give, read piece by piece: no tuple is made for a loop that would take it apart.
//!
//! The iterators are CPython's own, of the exact class that generated code has guarded. `*_has` looks whether there is another
//! pair; the pieces are read where they lie; `*_step` moves on. Nothing has happened until then, so whatever leaves does so at the
//! loop's head. Between them no Python code runs: what was looked at is still there.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_ref};
use crate::list_iter::{
    enumerate_parts, enumerated_item, enumerated_over, keep, kept_by_enumerate, kept_by_zip, peek, peek_list, step, step_enumerate,
    zip_parts, zipped_items, zipped_of,
};
use crate::text_layout::{characters, is_at_end, iterated};
use crate::value::Obj;
use pyo3::ffi;

/// Is there another item in the list of an `enumerate`?
#[inline(always)]
pub fn enumerate_has(iterator: Obj) -> Option<bool> {
    enumerated_item(iterator).map(|item| item.is_some())
}

/// The number of its next item.
#[inline(always)]
pub fn number_int(iterator: Obj) -> Option<i64> {
    Some(enumerate_parts(iterator).1)
}

/// The next item of the list, exactly a `float`.
#[inline(always)]
pub fn numbered_float(iterator: Obj) -> Option<f64> {
    get_f64(numbered(iterator))
}

/// The next item of the list, exactly an `int` that fits.
#[inline(always)]
pub fn numbered_int(iterator: Obj) -> Option<i64> {
    get_i64(numbered(iterator))
}

/// The next item of the list, a `bool`.
#[inline(always)]
pub fn numbered_boolean(iterator: Obj) -> Option<bool> {
    get_bool(numbered(iterator))
}

/// The next item of the list, owned.
#[inline(always)]
pub fn numbered_object(iterator: Obj) -> Obj {
    new_ref(numbered(iterator))
}

/// The item that [`enumerate_has`] has found, borrowed from the list.
#[inline(always)]
fn numbered(iterator: Obj) -> Obj {
    peek_list(enumerate_parts(iterator).0)
}

/// The `enumerate` goes on behind the item, which it keeps as CPython does.
#[inline(always)]
pub fn enumerate_step(iterator: Obj) -> Option<()> {
    keep(kept_by_enumerate(iterator), 1, new_ref(numbered(iterator)));
    step(enumerate_parts(iterator).0, 1);
    step_enumerate(iterator, 1);
    Some(())
}

/// Is there another character in the string that an `enumerate` is over, and which, with its number?
#[inline(always)]
pub fn enumerate_text(iterator: Obj) -> Option<(bool, (i64, u32))> {
    let (inner, number) = enumerated_over(iterator)?;
    let c = crate::text::next(inner)?;
    if c < 0 {
        return Some((false, (0, 0)));
    }
    step_enumerate(iterator, 1);
    Some((true, (number, c as u32)))
}

/// The next of what one side of a `zip` is over; it does not move.
pub trait Side {
    type Item;
    const NONE: Self::Item;
    /// Nothing: it is no such side, or what comes next is of another class. Nothing within: it is at its end, and nobody else knows it.
    fn peek(iterator: Obj) -> Option<Option<Self::Item>>;
    fn step(iterator: Obj);
}

/// A string.
pub struct Text;
/// A list or tuple of numbers.
pub struct Numbers<T>(std::marker::PhantomData<T>);

impl Side for Text {
    type Item = u32;
    const NONE: u32 = 0;

    #[inline(always)]
    fn peek(iterator: Obj) -> Option<Option<u32>> {
        match iterated(iterator) {
            // SAFETY: a string with a character there; the iterator lives.
            Some((text, index)) => Some(Some(unsafe { characters(text).at(*index as usize) })),
            None => (is_at_end(iterator) && is_private(iterator)).then_some(None),
        }
    }

    #[inline(always)]
    fn step(iterator: Obj) {
        if let Some((_, index)) = iterated(iterator) {
            // SAFETY: the iterator lives.
            unsafe { *index += 1 }
        }
    }
}

macro_rules! numbers {
    ($item:ty, $get:path, $none:expr) => {
        impl Side for Numbers<$item> {
            type Item = $item;
            const NONE: $item = $none;

            #[inline(always)]
            fn peek(iterator: Obj) -> Option<Option<$item>> {
                match peek(iterator)? {
                    Some(item) => Some(Some($get(item)?)),
                    None => is_private(iterator).then_some(None),
                }
            }

            #[inline(always)]
            fn step(iterator: Obj) {
                step(iterator, 1);
            }
        }
    };
}

numbers!(i64, get_i64, 0);
numbers!(f64, get_f64, 0.0);

/// Does nobody but its one owner know an iterator?
#[inline(always)]
fn is_private(iterator: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_REFCNT(iterator) == 1 }
}

/// Is there another pair in a `zip` of two such, and which?
#[inline(always)]
pub fn zip_of_2<A: Side, B: Side>(iterator: Obj) -> Option<(bool, (A::Item, B::Item))> {
    let [first, second] = zipped_of(iterator)?;
    match (A::peek(first)?, B::peek(second)?) {
        (Some(a), Some(b)) => {
            A::step(first);
            B::step(second);
            Some((true, (a, b)))
        }
        _ if !is_private(iterator) => None,
        (a, _) => {
            // What comes before the side that is at its end has moved on, which whoever gave it to `zip` as an iterator can see.
            if a.is_some() {
                A::step(first);
            }
            Some((false, (A::NONE, B::NONE)))
        }
    }
}

macro_rules! zips {
    ($($name:ident: $($side:ident $part:ident $iterator:ident),*;)*) => {
        $(
            /// Are there as many more in a `zip` of such, and which?
            #[inline(always)]
            pub fn $name<$($side: Side),*>(iterator: Obj) -> Option<(bool, ($($side::Item,)*))> {
                let [$($iterator),*] = zipped_of(iterator)?;
                match ($($side::peek($iterator)?,)*) {
                    ($(Some($part),)*) => {
                        $($side::step($iterator);)*
                        Some((true, ($($part,)*)))
                    }
                    _ if !is_private(iterator) => None,
                    ($($part,)*) => {
                        // What comes before the first that is at its end has moved on.
                        let mut moves = true;
                        $(
                            moves = moves && $part.is_some();
                            if moves {
                                $side::step($iterator);
                            }
                        )*
                        Some((false, ($($side::NONE,)*)))
                    }
                }
            }
        )*
    };
}

zips! {
    zip_of_3: A a first, B b second, C c third;
    zip_of_4: A a first, B b second, C c third, D d fourth;
    zip_of_5: A a first, B b second, C c third, D d fourth, E e fifth;
    zip_of_6: A a first, B b second, C c third, D d fourth, E e fifth, F f sixth;
}

/// Is there another item in both lists of a `zip`?
#[inline(always)]
pub fn zip_has(iterator: Obj) -> Option<bool> {
    zipped_items(iterator).map(|items| items.is_some())
}

/// The next item of list `N`, exactly a `float`.
#[inline(always)]
pub fn float<const N: usize>(iterator: Obj) -> Option<f64> {
    get_f64(zipped::<N>(iterator))
}

/// The next item of list `N`, exactly an `int` that fits.
#[inline(always)]
pub fn int<const N: usize>(iterator: Obj) -> Option<i64> {
    get_i64(zipped::<N>(iterator))
}

/// The next item of list `N`, a `bool`.
#[inline(always)]
pub fn boolean<const N: usize>(iterator: Obj) -> Option<bool> {
    get_bool(zipped::<N>(iterator))
}

/// The next item of list `N`, owned.
#[inline(always)]
pub fn object<const N: usize>(iterator: Obj) -> Obj {
    new_ref(zipped::<N>(iterator))
}

/// The item that [`zip_has`] has found in list `N`, borrowed from the list.
#[inline(always)]
fn zipped<const N: usize>(iterator: Obj) -> Obj {
    let (left, right) = zip_parts(iterator);
    peek_list(if N == 0 { left } else { right })
}

/// The `zip` goes on behind both items, which it keeps as CPython does.
#[inline(always)]
pub fn zip_step(iterator: Obj) -> Option<()> {
    let (left, right) = zip_parts(iterator);
    keep(kept_by_zip(iterator), 0, new_ref(peek_list(left)));
    keep(kept_by_zip(iterator), 1, new_ref(peek_list(right)));
    step(left, 1);
    step(right, 1);
    Some(())
}

/// Is there another item in a dictionary that an iterator is over?
#[inline(always)]
pub fn dict_items_has(iterator: Obj) -> Option<bool> {
    // SAFETY: such an iterator.
    match unsafe { annot_dict_items_has(iterator) } {
        -1 => None,
        has => Some(has != 0),
    }
}

/// The key (0) or value (1) of the next item, exactly a `float`.
#[inline(always)]
pub fn item_float<const N: i32>(iterator: Obj) -> Option<f64> {
    get_f64(of_item::<N>(iterator))
}

/// The key (0) or value (1) of the next item, exactly an `int` that fits.
#[inline(always)]
pub fn item_int<const N: i32>(iterator: Obj) -> Option<i64> {
    get_i64(of_item::<N>(iterator))
}

/// The key (0) or value (1) of the next item, a `bool`.
#[inline(always)]
pub fn item_boolean<const N: i32>(iterator: Obj) -> Option<bool> {
    get_bool(of_item::<N>(iterator))
}

/// The key (0) or value (1) of the next item, owned.
#[inline(always)]
pub fn item_object<const N: i32>(iterator: Obj) -> Obj {
    new_ref(of_item::<N>(iterator))
}

/// What [`dict_items_has`] has found, borrowed from the dictionary.
#[inline(always)]
fn of_item<const N: i32>(iterator: Obj) -> Obj {
    // SAFETY: such an iterator, at an item.
    unsafe { annot_dict_items_at(iterator, N) }
}

/// The iterator goes on behind the item.
#[inline(always)]
pub fn dict_items_step(iterator: Obj) -> Option<()> {
    // SAFETY: such an iterator, at an item.
    unsafe { annot_dict_items_step(iterator) }
    Some(())
}

unsafe extern "C" {
    fn annot_dict_items_has(iterator: Obj) -> i32;
    fn annot_dict_items_at(iterator: Obj, which: i32) -> Obj;
    fn annot_dict_items_step(iterator: Obj);
}
