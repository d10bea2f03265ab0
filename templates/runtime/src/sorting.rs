//! `sorted` with a key that native code computes: the items of one list in the order of the keys in another.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64, new_ref};
use crate::list;
use crate::text_layout::{self, Characters};
use crate::value::Obj;
use pyo3::ffi;
use std::cmp::Ordering;

/// `sorted(..., key=...)` of the items of an exact list, whose keys are in another. `None`: CPython does it, because keys are not all of
/// one kind, or not of one that is known here, or a NaN is among them, whose place depends on the steps of CPython's algorithm.
#[inline(never)]
pub fn ascending(items: Obj, keys: Obj) -> Option<Obj> {
    sort(items, keys, false)
}

/// The same with `reverse=True`: items with equal keys keep their order here, too.
#[inline(never)]
pub fn descending(items: Obj, keys: Obj) -> Option<Obj> {
    sort(items, keys, true)
}

fn sort(items: Obj, keys: Obj, reverse: bool) -> Option<Obj> {
    if list::len(items) != list::len(keys) {
        return None;
    }
    let order = order_of_ints(keys, reverse)
        .or_else(|| order_of_floats(keys, reverse))
        .or_else(|| order_of_parts(keys, reverse))?;
    ordered(items, order)
}

/// The same with keys in a vector.
pub(crate) fn by_keys<T: Copy>(
    items: Obj,
    keys: &[T],
    reverse: bool,
    compare: impl Fn(&T, &T) -> Option<Ordering>,
) -> Option<Obj> {
    let is_ordered = keys.iter().all(|key| compare(key, key).is_some());
    if list::len(items) != keys.len() as i64 || !is_ordered || u32::try_from(keys.len()).is_err() {
        return None;
    }
    let keys = keys.iter().copied().zip(0..).collect();
    ordered(items, places(keys, reverse, |a, b| compare(a, b).unwrap_or(Ordering::Equal)))
}

/// A list of the items of an exact list, those in these places, each of which is one of it.
fn ordered(items: Obj, order: Vec<u32>) -> Option<Obj> {
    // SAFETY: the list has an item in each place of the order, which is looked at again, and the new one has room for all.
    unsafe {
        let made = ffi::PyList_New(order.len() as ffi::Py_ssize_t);
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        // Up to 3.11 the collector runs where an object is made, and finalizers can find any list.
        if list::len(items) != order.len() as i64 {
            ffi::Py_DECREF(made);
            return None;
        }
        for (to, from) in (0..).zip(order) {
            let item = ffi::PyList_GET_ITEM(items, from as ffi::Py_ssize_t);
            ffi::PyList_SET_ITEM(made, to, new_ref(item));
        }
        Some(made)
    }
}

/// The keys of an exact list.
fn keys_of(keys: Obj) -> Option<impl Iterator<Item = (Obj, u32)>> {
    let count = u32::try_from(list::len(keys)).ok()?;
    // SAFETY: below the number of keys.
    Some((0..count).map(move |place| (unsafe { ffi::PyList_GET_ITEM(keys, place as ffi::Py_ssize_t) }, place)))
}

/// The keys, each with its place; nothing if one is not of that type.
fn keyed<T>(keys: Obj, get: impl Fn(Obj) -> Option<T>) -> Option<Vec<(T, u32)>> {
    keys_of(keys)?.map(|(key, place)| Some((get(key)?, place))).collect()
}

/// The places of the keys in their order.
fn places<T>(mut keys: Vec<(T, u32)>, reverse: bool, compare: impl Fn(&T, &T) -> Ordering) -> Vec<u32> {
    if reverse {
        keys.sort_by(|a, b| compare(&b.0, &a.0));
    } else {
        keys.sort_by(|a, b| compare(&a.0, &b.0));
    }
    keys.into_iter().map(|(_, place)| place).collect()
}

fn order_of_ints(keys: Obj, reverse: bool) -> Option<Vec<u32>> {
    Some(places(keyed(keys, get_i64)?, reverse, i64::cmp))
}

/// Floats without a NaN are ordered.
fn number(key: Obj) -> Option<f64> {
    get_f64(key).filter(|key| !key.is_nan())
}

fn order_of_floats(keys: Obj, reverse: bool) -> Option<Vec<u32>> {
    let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(Ordering::Equal);
    Some(places(keyed(keys, number)?, reverse, compare))
}

/// A part of a key.
#[derive(Clone, Copy)]
enum Part<'a> {
    Int(i64),
    Float(f64),
    /// A string, with its bytes if all its characters are below 256: their order is that of the bytes.
    Text(Obj, Option<&'a [u8]>),
}

impl Part<'_> {
    fn of<'a>(object: Obj) -> Option<Part<'a>> {
        if let Some(int) = get_i64(object) {
            return Some(Part::Int(int));
        }
        if text_layout::is_plain(object) {
            // SAFETY: a plain string, which lives as long as the list of keys does; nothing changes a string that others may see.
            let bytes = unsafe {
                match text_layout::characters(object) {
                    Characters::One(first) => {
                        let length = text_layout::length(object) as usize;
                        Some(std::slice::from_raw_parts(first, length))
                    }
                    _ => None,
                }
            };
            return Some(Part::Text(object, bytes));
        }
        number(object).map(Part::Float)
    }

    /// How two parts of one kind compare.
    #[inline(always)]
    fn compare(&self, other: &Part<'_>) -> Ordering {
        match (self, other) {
            (Part::Int(a), Part::Int(b)) => a.cmp(b),
            (Part::Text(_, Some(a)), Part::Text(_, Some(b))) => a.cmp(b),
            // SAFETY: exact strings; comparing them runs no Python code and does not fail.
            (Part::Text(a, _), Part::Text(b, _)) => unsafe { ffi::PyUnicode_Compare(*a, *b) }.cmp(&0),
            (Part::Float(a), Part::Float(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
            _ => Ordering::Equal,
        }
    }
}

/// Strings, and tuples of as many ints, floats and strings in the same places: the first parts that differ decide.
fn order_of_parts(keys: Obj, reverse: bool) -> Option<Vec<u32>> {
    let (first, _) = keys_of(keys)?.next()?;
    let width = width(first)?;
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(list::len(keys) as usize * width.unwrap_or(1));
    for (key, _) in keys_of(keys)? {
        match width {
            Some(width) => {
                (self::width(key)? == Some(width)).then_some(())?;
                for index in 0..width {
                    parts.push(Part::of(list::tuple_lent(key, index as i64)?)?);
                }
            }
            None => parts.push(Part::of(key)?),
        }
    }
    let width = width.unwrap_or(1);
    if width == 0 {
        return None;
    }
    let kind = std::mem::discriminant::<Part<'_>>;
    let is_uniform = parts
        .chunks_exact(width)
        .all(|key| key.iter().zip(&parts).all(|(part, first)| kind(part) == kind(first)));
    if !is_uniform {
        return None;
    }
    let compare = |a: &&[Part<'_>], b: &&[Part<'_>]| {
        let pairs = a.iter().zip(b.iter());
        pairs
            .map(|(a, b)| a.compare(b))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    };
    Some(places(parts.chunks_exact(width).zip(0..).collect(), reverse, compare))
}

/// How many items a key has that is a tuple; `Some(None)` if it is a string. Nothing for others.
fn width(key: Obj) -> Option<Option<usize>> {
    // SAFETY: a live object.
    if unsafe { ffi::PyTuple_CheckExact(key) } != 0 {
        return Some(Some(list::len(key) as usize));
    }
    text_layout::is_plain(key).then_some(None)
}
