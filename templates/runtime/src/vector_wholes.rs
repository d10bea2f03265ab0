//! What is done with whole vectors: sums, least and greatest items, copies, slices, sorting.
//!
//! As in `vector.rs`: `None` means that CPython does it, and nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are vectors is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

pub use crate::bisect::{
    bisectleft_float, bisectleft_int, bisectright_float, bisectright_int, insortleft_float, insortleft_int, insortright_float,
    insortright_int,
};
use crate::aggregate::total_of_floats;
use crate::boxing::new_ref;
use crate::sorting::{by_keys, places_by};
use crate::strides::{Slice, Stride};
use crate::num;
use crate::value::{Num, Obj};
use crate::vector::{Item, extend, items, items_mut, made_of, pop, push};
use pyo3::ffi;
use std::cmp::Ordering;

/// `sum(list)`
pub fn sum_int(vector: Obj) -> Option<i64> {
    items::<i64>(vector)
        .iter()
        .try_fold(0i64, |total, item| total.checked_add(*item))
}

/// `sum(list)`
pub fn sum_float(vector: Obj) -> Option<f64> {
    let (first, rest) = items::<f64>(vector).split_first()?;
    total_of_floats(*first, rest.iter().map(|item| Some(*item)))
}

/// As [`sum_float`], where the float 0.0 is as good as the int.
pub fn sum_float_or_zero(vector: Obj) -> Option<f64> {
    match items::<f64>(vector) {
        [] => Some(0.0),
        _ => sum_float(vector),
    }
}

/// As [`sum_float`], and the int where there is nothing in it.
pub fn sum_float_or_int(vector: Obj) -> Option<Num> {
    match items::<f64>(vector) {
        [] => Some(num::int(0)),
        _ => sum_float(vector).map(num::float),
    }
}

/// The first item that no later one is better than.
fn best<T: Item>(vector: Obj, is_better: impl Fn(T, T) -> bool) -> Option<T> {
    let (first, rest) = items::<T>(vector).split_first()?;
    let best = |best, item: &T| if is_better(*item, best) { *item } else { best };
    Some(rest.iter().fold(*first, best))
}

/// A part of a list, as a slice with these bounds gives it.
fn part<T: Item>(vector: Obj, start: i64, stop: i64) -> &'static [T] {
    let all = items::<T>(vector);
    let (start, stop) = ends(all.len(), start, stop);
    &all[start..stop]
}

/// The ends of a slice of so many items.
fn ends(size: usize, start: i64, stop: i64) -> (usize, usize) {
    let size = size as i64;
    let bound = |bound: i64| if bound < 0 { (bound + size).max(0) } else { bound.min(size) };
    let (start, stop) = (bound(start), bound(stop));
    (start as usize, stop.max(start) as usize)
}

/// A list of items that were in another one.
fn copied<T: Item>(parts: [&[T]; 2]) -> Option<Obj> {
    counted::<T>(made_of(parts, parts[0].len() + parts[1].len())?)
}

/// The list that CPython makes of what it can ask for its size: with room for an even number of items.
fn listed<T: Item>(vector: Obj) -> Option<Obj> {
    let all = items::<T>(vector);
    counted::<T>(made_of([all, &[]], (all.len() + 1) & !1)?)
}

fn counted<T: Item>(made: Obj) -> Option<Obj> {
    if T::IS_COUNTED {
        for row in items::<Obj>(made) {
            let _ = new_ref(*row);
        }
    }
    Some(made)
}

fn strided<T: Item>(vector: Obj, slice: impl Slice) -> Option<Obj> {
    let all = items::<T>(vector);
    let Stride { start, step, count } = slice.of(all.len())?;
    let made = made_of::<T>([&[], &[]], count)?;
    // What is made has room for as many.
    for index in 0..count as isize {
        push(made, all[(start + index * step) as usize])?;
    }
    counted::<T>(made)
}

/// `list[slice] = other`, of as many items, which are not counted.
fn assign<T: Item>(other: Obj, vector: Obj, slice: impl Slice) -> Option<()> {
    let all = items_mut::<T>(vector);
    let Stride { start, step, count } = slice.of(all.len())?;
    if other == vector || items::<T>(other).len() != count {
        return None;
    }
    for (index, item) in items::<T>(other).iter().enumerate() {
        all[(start + index as isize * step) as usize] = *item;
    }
    Some(())
}

/// `list[start:stop] = other`, of as many items, which are not counted.
fn put<T: Item>(other: Obj, vector: Obj, start: i64, stop: i64) -> Option<()> {
    let all = items_mut::<T>(vector);
    let (start, stop) = ends(all.len(), start, stop);
    if other == vector || items::<T>(other).len() != stop - start {
        return None;
    }
    all[start..stop].copy_from_slice(items::<T>(other));
    Some(())
}

/// `list.pop(index)`
fn take<T: Item>(vector: Obj, index: i64) -> Option<T> {
    let at = crate::list::position(index, items::<T>(vector).len() as i64)? as usize;
    items_mut::<T>(vector)[at..].rotate_left(1);
    let taken = pop(vector);
    if taken.is_none() {
        items_mut::<T>(vector)[at..].rotate_right(1);
    }
    taken
}

/// Where an item goes that is put before that of an index.
fn place_of(index: i64, size: usize) -> usize {
    let size = size as i64;
    (if index < 0 { (index + size).max(0) } else { index.min(size) }) as usize
}

pub(crate) fn put_in<T: Item>(value: T, vector: Obj, index: i64) -> Option<()> {
    let size = items::<T>(vector).len();
    let at = place_of(index, size);
    push(vector, value)?;
    let all = items_mut::<T>(vector);
    all.copy_within(at..size, at + 1);
    all[at] = value;
    Some(())
}

fn join<T: Item>(vector: Obj, other: Obj) -> Option<()> {
    if vector == other {
        return None;
    }
    let size = items::<T>(vector).len();
    extend(vector, items::<T>(other))?;
    if T::IS_COUNTED {
        for row in &items::<Obj>(vector)[size..] {
            let _ = new_ref(*row);
        }
    }
    Some(())
}

fn sort<T: Item>(vector: Obj, order: impl Fn(&T, &T) -> Option<Ordering>) -> Option<()> {
    let all = items_mut::<T>(vector);
    // What has no order is put by CPython where its algorithm happens to.
    if all.iter().any(|item| order(item, item).is_none()) {
        return None;
    }
    all.sort_by(|left, right| order(left, right).unwrap_or(Ordering::Equal));
    Some(())
}

macro_rules! copies {
    ($ty:ty: $stride:ident $listed:ident $copy:ident $slice:ident $from:ident $until:ident $concat:ident $reverse:ident $join:ident $take:ident) => {
        /// `list[slice]`
        pub fn $stride(vector: Obj, slice: impl Slice) -> Option<Obj> {
            strided::<$ty>(vector, slice)
        }

        /// `list(list)`
        pub fn $listed(vector: Obj) -> Option<Obj> {
            listed::<$ty>(vector)
        }

        /// `list[:]`, `list.copy()`
        pub fn $copy(vector: Obj) -> Option<Obj> {
            copied::<$ty>([items(vector), &[]])
        }

        /// `list[start:stop]`
        pub fn $slice(vector: Obj, start: i64, stop: i64) -> Option<Obj> {
            copied::<$ty>([part(vector, start, stop), &[]])
        }

        /// `list[start:]`
        pub fn $from(vector: Obj, start: i64) -> Option<Obj> {
            copied::<$ty>([part(vector, start, i64::MAX), &[]])
        }

        /// `list[:stop]`
        pub fn $until(vector: Obj, stop: i64) -> Option<Obj> {
            copied::<$ty>([part(vector, 0, stop), &[]])
        }

        /// `list + list`
        pub fn $concat(left: Obj, right: Obj) -> Option<Obj> {
            copied::<$ty>([items(left), items(right)])
        }

        /// `list.reverse()`
        pub fn $reverse(vector: Obj) -> Option<()> {
            items_mut::<$ty>(vector).reverse();
            Some(())
        }

        /// `list.extend(list)`
        pub fn $join(vector: Obj, other: Obj) -> Option<()> {
            join::<$ty>(vector, other)
        }

        /// `list.pop(index)`
        pub fn $take(vector: Obj, index: i64) -> Option<$ty> {
            take(vector, index)
        }
    };
}

copies!(f64: stride_float listed_float copy_float slice_float from_float until_float concat_float reverse_float join_float take_float);
copies!(i64: stride_int listed_int copy_int slice_int from_int until_int concat_int reverse_int join_int take_int);
copies!(bool: stride_boolean listed_boolean copy_boolean slice_boolean from_boolean until_boolean concat_boolean reverse_boolean join_boolean take_boolean);
copies!((f64, f64): stride_float_float listed_float_float copy_float_float slice_float_float from_float_float until_float_float concat_float_float reverse_float_float join_float_float take_float_float);
copies!((f64, i64): stride_float_int listed_float_int copy_float_int slice_float_int from_float_int until_float_int concat_float_int reverse_float_int join_float_int take_float_int);
copies!((i64, f64): stride_int_float listed_int_float copy_int_float slice_int_float from_int_float until_int_float concat_int_float reverse_int_float join_int_float take_int_float);
copies!((i64, i64): stride_int_int listed_int_int copy_int_int slice_int_int from_int_int until_int_int concat_int_int reverse_int_int join_int_int take_int_int);
copies!((f64, f64, f64): stride_float_float_float listed_float_float_float copy_float_float_float slice_float_float_float from_float_float_float until_float_float_float concat_float_float_float reverse_float_float_float join_float_float_float take_float_float_float);
copies!((f64, f64, i64): stride_float_float_int listed_float_float_int copy_float_float_int slice_float_float_int from_float_float_int until_float_float_int concat_float_float_int reverse_float_float_int join_float_float_int take_float_float_int);
copies!((f64, i64, f64): stride_float_int_float listed_float_int_float copy_float_int_float slice_float_int_float from_float_int_float until_float_int_float concat_float_int_float reverse_float_int_float join_float_int_float take_float_int_float);
copies!((f64, i64, i64): stride_float_int_int listed_float_int_int copy_float_int_int slice_float_int_int from_float_int_int until_float_int_int concat_float_int_int reverse_float_int_int join_float_int_int take_float_int_int);
copies!((i64, f64, f64): stride_int_float_float listed_int_float_float copy_int_float_float slice_int_float_float from_int_float_float until_int_float_float concat_int_float_float reverse_int_float_float join_int_float_float take_int_float_float);
copies!((i64, f64, i64): stride_int_float_int listed_int_float_int copy_int_float_int slice_int_float_int from_int_float_int until_int_float_int concat_int_float_int reverse_int_float_int join_int_float_int take_int_float_int);
copies!((i64, i64, f64): stride_int_int_float listed_int_int_float copy_int_int_float slice_int_int_float from_int_int_float until_int_int_float concat_int_int_float reverse_int_int_float join_int_int_float take_int_int_float);
copies!((i64, i64, i64): stride_int_int_int listed_int_int_int copy_int_int_int slice_int_int_int from_int_int_int until_int_int_int concat_int_int_int reverse_int_int_int join_int_int_int take_int_int_int);
copies!(Obj: stride_row listed_row copy_row slice_row from_row until_row concat_row reverse_row join_row take_row);

macro_rules! orders {
    ($ty:ty: $sorted:ident $sort:ident $has:ident $insert:ident) => {
        /// `sorted(list)`
        pub fn $sorted(vector: Obj) -> Option<Obj> {
            // What CPython has no order of it is to sort: found out before anything is made.
            if items::<$ty>(vector).iter().any(|item| item.partial_cmp(item).is_none()) {
                return None;
            }
            let made = listed::<$ty>(vector)?;
            sort::<$ty>(made, <$ty>::partial_cmp)?;
            Some(made)
        }

        /// `list.sort()`
        pub fn $sort(vector: Obj) -> Option<()> {
            sort::<$ty>(vector, <$ty>::partial_cmp)
        }

        /// `value in list`. What is not itself may be the same object all the same.
        #[allow(clippy::eq_op)]
        pub fn $has(value: $ty, vector: Obj) -> Option<bool> {
            (value == value).then(|| items::<$ty>(vector).contains(&value))
        }

        /// `list.insert(index, value)`
        pub fn $insert(value: $ty, vector: Obj, index: i64) -> Option<()> {
            put_in::<$ty>(value, vector, index)
        }
    };
}

macro_rules! compares {
    ($ty:ty: $assign:ident $least:ident $greatest:ident $put:ident $putall:ident $putfrom:ident $putuntil:ident) => {
        /// `list[start:stop] = other`
        pub fn $put(other: Obj, vector: Obj, start: i64, stop: i64) -> Option<()> {
            put::<$ty>(other, vector, start, stop)
        }

        /// `list[:] = other`
        pub fn $putall(other: Obj, vector: Obj) -> Option<()> {
            put::<$ty>(other, vector, 0, i64::MAX)
        }

        /// `list[start:] = other`
        pub fn $putfrom(other: Obj, vector: Obj, start: i64) -> Option<()> {
            put::<$ty>(other, vector, start, i64::MAX)
        }

        /// `list[:stop] = other`
        pub fn $putuntil(other: Obj, vector: Obj, stop: i64) -> Option<()> {
            put::<$ty>(other, vector, 0, stop)
        }

        /// `list[slice] = other`
        pub fn $assign(other: Obj, vector: Obj, slice: impl Slice) -> Option<()> {
            assign::<$ty>(other, vector, slice)
        }

        /// `min(list)`
        pub fn $least(vector: Obj) -> Option<$ty> {
            best::<$ty>(vector, |item, best| item < best)
        }

        /// `max(list)`
        pub fn $greatest(vector: Obj) -> Option<$ty> {
            best::<$ty>(vector, |item, best| item > best)
        }
    };
}

macro_rules! equals {
    ($($ty:ty: $equals:ident $differs:ident;)*) => {$(
        /// `list == other`
        #[inline(never)]
        pub fn $equals(vector: Obj, other: Obj) -> Option<bool> {
            Some(items::<$ty>(vector) == items::<$ty>(other))
        }

        /// `list != other`
        pub fn $differs(vector: Obj, other: Obj) -> Option<bool> {
            $equals(vector, other).map(|is_equal| !is_equal)
        }
    )*};
}

// A float that is no number is equal to itself in lists, where it is one object.
equals! {
    i64: equals_int differs_int;
    bool: equals_boolean differs_boolean;
}

compares!(f64: assign_float least_float greatest_float put_float putall_float putfrom_float putuntil_float);
compares!(i64: assign_int least_int greatest_int put_int putall_int putfrom_int putuntil_int);
compares!(bool: assign_boolean least_boolean greatest_boolean put_boolean putall_boolean putfrom_boolean putuntil_boolean);

orders!(f64: sorted_float sort_float has_float insert_float);
orders!(i64: sorted_int sort_int has_int insert_int);
orders!(bool: sorted_boolean sort_boolean has_boolean insert_boolean);
orders!((f64, f64): sorted_float_float sort_float_float has_float_float insert_float_float);
orders!((f64, i64): sorted_float_int sort_float_int has_float_int insert_float_int);
orders!((i64, f64): sorted_int_float sort_int_float has_int_float insert_int_float);
orders!((i64, i64): sorted_int_int sort_int_int has_int_int insert_int_int);
orders!((f64, f64, f64): sorted_float_float_float sort_float_float_float has_float_float_float insert_float_float_float);
orders!((f64, f64, i64): sorted_float_float_int sort_float_float_int has_float_float_int insert_float_float_int);
orders!((f64, i64, f64): sorted_float_int_float sort_float_int_float has_float_int_float insert_float_int_float);
orders!((f64, i64, i64): sorted_float_int_int sort_float_int_int has_float_int_int insert_float_int_int);
orders!((i64, f64, f64): sorted_int_float_float sort_int_float_float has_int_float_float insert_int_float_float);
orders!((i64, f64, i64): sorted_int_float_int sort_int_float_int has_int_float_int insert_int_float_int);
orders!((i64, i64, f64): sorted_int_int_float sort_int_int_float has_int_int_float insert_int_int_float);
orders!((i64, i64, i64): sorted_int_int_int sort_int_int_int has_int_int_int insert_int_int_int);

/// `sorted(list, key=...)`, with the keys in the vector.
pub fn ascending_by<K: Item + PartialOrd>(list: Obj, keys: Obj) -> Option<Obj> {
    by_keys(list, items::<K>(keys), false, K::partial_cmp)
}

/// `sorted(list, key=..., reverse=True)`, with the keys in the vector.
pub fn descending_by<K: Item + PartialOrd>(list: Obj, keys: Obj) -> Option<Obj> {
    by_keys(list, items::<K>(keys), true, K::partial_cmp)
}

/// `sorted(list, key=...)`, with the keys in another vector.
pub fn ascending_of<T: Item, K: Item + PartialOrd>(list: Obj, keys: Obj) -> Option<Obj> {
    ranked::<T, K>(list, keys, false)
}

/// `sorted(list, key=..., reverse=True)`, with the keys in another vector.
pub fn descending_of<T: Item, K: Item + PartialOrd>(list: Obj, keys: Obj) -> Option<Obj> {
    ranked::<T, K>(list, keys, true)
}

fn ranked<T: Item, K: Item + PartialOrd>(list: Obj, keys: Obj, reverse: bool) -> Option<Obj> {
    let (all, keys) = (items::<T>(list), items::<K>(keys));
    if all.len() != keys.len() {
        return None;
    }
    let order = places_by(keys, reverse, K::partial_cmp)?;
    let made = made_of::<T>([&[], &[]], all.len())?;
    // What is made has room for as many.
    for place in order {
        push(made, all[place as usize])?;
    }
    counted::<T>(made)
}

/// `list.insert(index, row)`
pub fn insert_row(row: Obj, vector: Obj, index: i64) -> Option<()> {
    put_in::<Obj>(row, vector, index)?;
    new_ref(row);
    Some(())
}

/// `bytes(list)`
pub fn bytes(vector: Obj) -> Option<Obj> {
    let all = items::<i64>(vector);
    if all.iter().any(|value| *value as u64 > 255) {
        return None;
    }
    // SAFETY: a new object of as many bytes, which nobody else knows; there is one for each single byte already.
    unsafe {
        if let [value] = all {
            let byte = *value as u8;
            return Some(ffi::PyBytes_FromStringAndSize((&raw const byte).cast(), 1)).filter(|made| !made.is_null());
        }
        let made = ffi::PyBytes_FromStringAndSize(std::ptr::null(), all.len() as ffi::Py_ssize_t);
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let first = ffi::PyBytes_AsString(made).cast::<u8>();
        for (index, value) in all.iter().enumerate() {
            first.add(index).write(*value as u8);
        }
        Some(made)
    }
}
