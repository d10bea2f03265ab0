//! Sorting by keys of kinds whose order is known here: numbers, strings, tuples of them. `sorted` of what holds such items, and with a key
//! that native code computes: the items of one list in the order of the keys in another.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64, new_ref};
use crate::list;
use crate::owned::Owned;
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
    ordered(items, order(all_of(keys), reverse)?)
}

/// `sorted(...)` of an exact list, tuple, set or dictionary. `None`: CPython does it.
#[inline(never)]
pub(crate) fn sorted(iterable: Obj) -> Option<Obj> {
    // SAFETY: live objects; the classes are exact, so that making a list of their items runs no Python code. The collector runs where
    // objects are made before 3.12.
    unsafe {
        if !cfg!(Py_3_12) {
            return None;
        }
        if ffi::PyList_CheckExact(iterable) != 0 {
            return ordered(iterable, order(all_of(iterable), false)?);
        }
        let has_items = ffi::PyTuple_CheckExact(iterable) != 0
            || (*iterable).ob_type == &raw mut ffi::PySet_Type
            || ffi::PyDict_CheckExact(iterable) != 0
            || (*iterable).ob_type == &raw mut ffi::PyDictKeys_Type
            || (*iterable).ob_type == &raw mut ffi::PyDictValues_Type
            || (*iterable).ob_type == &raw mut ffi::PyDictItems_Type;
        if !has_items {
            return None;
        }
        let Ok(made) = Owned::from_result(ffi::PySequence_List(iterable)) else {
            ffi::PyErr_Clear();
            return None;
        };
        if !in_place(made.get(), false) {
            return None;
        }
        Some(made.into_raw())
    }
}

/// `list.sort()` of an exact list whose items are of such kinds, or nothing.
#[inline(never)]
pub fn in_place(list: Obj, reverse: bool) -> bool {
    let items = all_of(list);
    let Some(order) = order(items, reverse) else {
        return false;
    };
    put_in_order(list, &order);
    true
}

/// Puts the items of an exact list where the order says, which has each place once.
pub(crate) fn put_in_order(list: Obj, order: &[u32]) {
    let sorted: Vec<Obj> = {
        let items = all_of(list);
        order.iter().map(|place| items[*place as usize]).collect()
    };
    // SAFETY: an exact list of as many items, each of which it still owns once.
    unsafe { std::ptr::copy_nonoverlapping(sorted.as_ptr(), (*list.cast::<ffi::PyListObject>()).ob_item, sorted.len()) }
}

/// The order of the keys: their places.
pub(crate) fn order(keys: &[Obj], reverse: bool) -> Option<Vec<u32>> {
    u32::try_from(keys.len()).ok()?;
    let first = *keys.first()?;
    if let Some(items) = parts_of(first) {
        return match (items, items.len()) {
            ([part, ..], 2) if get_i64(*part).is_some() => {
                order_of_tuples::<2>(keys, reverse).or_else(|| order_of_parts(keys, reverse))
            }
            ([part, ..], 3) if get_i64(*part).is_some() => {
                order_of_tuples::<3>(keys, reverse).or_else(|| order_of_parts(keys, reverse))
            }
            _ => order_of_parts(keys, reverse),
        };
    }
    if get_i64(first).is_some() {
        return order_of_ints(keys, reverse);
    }
    if number(first).is_some() {
        return order_of_floats(keys, reverse);
    }
    text_layout::is_plain(first).then(|| order_of_parts(keys, reverse))?
}

/// The same with keys in a vector.
pub(crate) fn by_keys<T: Copy>(
    items: Obj,
    keys: &[T],
    reverse: bool,
    compare: impl Fn(&T, &T) -> Option<Ordering>,
) -> Option<Obj> {
    if list::len(items) != keys.len() as i64 {
        return None;
    }
    ordered(items, places_by(keys, reverse, compare)?)
}

/// The places of the keys in their order, if all have one.
pub(crate) fn places_by<T: Copy>(
    keys: &[T],
    reverse: bool,
    compare: impl Fn(&T, &T) -> Option<Ordering>,
) -> Option<Vec<u32>> {
    let is_ordered = keys.iter().all(|key| compare(key, key).is_some());
    if !is_ordered || u32::try_from(keys.len()).is_err() {
        return None;
    }
    let keys = keys.iter().copied().zip(0..).collect();
    Some(places(keys, reverse, |a, b| compare(a, b).unwrap_or(Ordering::Equal)))
}

/// A list of the items of an exact list, those in these places, each of which is one of it.
fn ordered(items: Obj, order: Vec<u32>) -> Option<Obj> {
    // SAFETY: the list has an item in each place of the order, which is looked at again, and the new one has room for all.
    unsafe {
        // `sorted` makes a list of what it is given first, which gets room for an even number of items.
        let made = ffi::PyList_New(order.len().next_multiple_of(2) as ffi::Py_ssize_t);
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        (*made.cast::<ffi::PyListObject>()).ob_base.ob_size = order.len() as ffi::Py_ssize_t;
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

/// The items of an exact list, as long as nothing changes it.
fn all_of<'a>(list: Obj) -> &'a [Obj] {
    // SAFETY: an exact list; where it has no items there is no array.
    unsafe {
        match list::len(list) as usize {
            0 => &[],
            count => std::slice::from_raw_parts((*list.cast::<ffi::PyListObject>()).ob_item, count),
        }
    }
}

/// Where the function is that compares objects of a class, or 0.
///
/// # Safety
/// A live type.
unsafe fn compare_of(class: *const ffi::PyTypeObject) -> usize {
    // SAFETY: the caller's promise.
    unsafe { (*class).tp_richcompare.map_or(0, |compare| compare as usize) }
}

/// The items of a tuple, also one of a class that inherits from it and compares as it does.
fn parts_of<'a>(key: Obj) -> Option<&'a [Obj]> {
    // SAFETY: a live object; a tuple does not change, and lives as long as what holds it.
    unsafe {
        let class = (*key).ob_type;
        let is_tuple = class == &raw mut ffi::PyTuple_Type
            || ffi::PyTuple_Check(key) != 0 && compare_of(class) == compare_of(&raw const ffi::PyTuple_Type);
        is_tuple.then(|| {
            let items = (&raw const (*key.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>();
            std::slice::from_raw_parts(items, ffi::PyTuple_GET_SIZE(key) as usize)
        })
    }
}

/// The keys, each with its place; nothing if one is not of that type.
fn keyed<T>(keys: &[Obj], get: impl Fn(Obj) -> Option<T>) -> Option<Vec<(T, u32)>> {
    keys.iter().zip(0..).map(|(key, place)| Some((get(*key)?, place))).collect()
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

fn order_of_ints(keys: &[Obj], reverse: bool) -> Option<Vec<u32>> {
    Some(places(keyed(keys, get_i64)?, reverse, i64::cmp))
}

/// Tuples of as many ints.
fn order_of_tuples<const N: usize>(keys: &[Obj], reverse: bool) -> Option<Vec<u32>> {
    let ints = |key| {
        let parts: &[Obj; N] = parts_of(key)?.try_into().ok()?;
        let mut ints = [0; N];
        for (int, part) in ints.iter_mut().zip(parts) {
            *int = get_i64(*part)?;
        }
        Some(ints)
    };
    Some(places(keyed(keys, ints)?, reverse, <[i64; N]>::cmp))
}

/// Floats without a NaN are ordered.
fn number(key: Obj) -> Option<f64> {
    get_f64(key).filter(|key| !key.is_nan())
}

fn order_of_floats(keys: &[Obj], reverse: bool) -> Option<Vec<u32>> {
    let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(Ordering::Equal);
    Some(places(keyed(keys, number)?, reverse, compare))
}

/// The parts of keys that are in the same place, all of one kind.
enum Column {
    Ints(Vec<i64>),
    Floats(Vec<f64>),
    /// Strings, which live as long as the list of keys does; nothing changes one that others may see.
    Texts(Vec<Obj>),
}

impl Column {
    /// For so many parts such as the first.
    fn of(first: Obj, count: usize) -> Option<Column> {
        if get_i64(first).is_some() {
            return Some(Column::Ints(Vec::with_capacity(count)));
        }
        if text_layout::is_plain(first) {
            return Some(Column::Texts(Vec::with_capacity(count)));
        }
        number(first).map(|_| Column::Floats(Vec::with_capacity(count)))
    }

    /// Another part, if it is of that kind.
    #[inline(always)]
    fn push(&mut self, part: Obj) -> Option<()> {
        match self {
            Column::Ints(ints) => ints.push(get_i64(part)?),
            Column::Floats(floats) => floats.push(number(part)?),
            Column::Texts(texts) => texts.push(text_layout::is_plain(part).then_some(part)?),
        }
        Some(())
    }

    /// How two parts compare.
    #[inline(always)]
    fn compare(&self, a: usize, b: usize) -> Ordering {
        match self {
            Column::Ints(ints) => ints[a].cmp(&ints[b]),
            Column::Floats(floats) => floats[a].partial_cmp(&floats[b]).unwrap_or(Ordering::Equal),
            Column::Texts(texts) => compare_texts(texts[a], texts[b]),
        }
    }
}

/// The parts of a key that has so many, or the key itself.
#[inline(always)]
fn parts_or_itself(key: &Obj, width: Option<usize>) -> Option<&[Obj]> {
    match width {
        Some(width) => parts_of(*key).filter(|parts| parts.len() == width),
        None => Some(std::slice::from_ref(key)),
    }
}

/// How two exact strings compare. Where all characters are below 256, their order is that of the bytes.
#[inline(always)]
fn compare_texts(a: Obj, b: Obj) -> Ordering {
    // SAFETY: exact strings; comparing them runs no Python code and does not fail.
    unsafe {
        let bytes = |text: Obj| match text_layout::characters(text) {
            Characters::One(first) => Some(std::slice::from_raw_parts(first, text_layout::length(text) as usize)),
            _ => None,
        };
        match (bytes(a), bytes(b)) {
            (Some(a), Some(b)) => a.cmp(b),
            _ => ffi::PyUnicode_Compare(a, b).cmp(&0),
        }
    }
}

/// Strings, and tuples of as many ints, floats and strings in the same places: the first parts that differ decide.
fn order_of_parts(keys: &[Obj], reverse: bool) -> Option<Vec<u32>> {
    let first = *keys.first()?;
    let width = parts_of(first).map(<[Obj]>::len);
    if width == Some(0) {
        return None;
    }
    let columns = parts_or_itself(&first, width)?.iter().map(|part| Column::of(*part, keys.len()));
    let mut columns: Vec<Column> = columns.collect::<Option<_>>()?;
    for key in keys {
        for (column, part) in columns.iter_mut().zip(parts_or_itself(key, width)?) {
            column.push(*part)?;
        }
    }
    let compare = |a: u32, b: u32| {
        let mut orders = columns.iter().map(|column| column.compare(a as usize, b as usize));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    match (columns.as_slice(), reverse) {
        ([Column::Texts(texts)], false) => order.sort_by(|a, b| compare_texts(texts[*a as usize], texts[*b as usize])),
        (_, false) => order.sort_by(|a, b| compare(*a, *b)),
        (_, true) => order.sort_by(|a, b| compare(*b, *a)),
    }
    Some(order)
}
