//! The functions of `bisect` on lists of numbers: those of CPython, and those that no object is made for.
//!
//! The items that are looked at are those that CPython looks at, in its order: what a list that is not sorted gives is the same.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64};
use crate::list_parts::{insert_float, insert_int};
use crate::value::Obj;
use crate::vector::items;
use crate::vector_wholes::put_in;
use crate::walk::item_of_list;
use pyo3::ffi;

/// The place where `goes_on` is no longer said of items; nothing if it cannot be told of one that is asked.
#[inline(always)]
fn search(count: usize, goes_on: impl Fn(usize) -> Option<bool>) -> Option<i64> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = (low + high) / 2;
        if goes_on(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Some(low as i64)
}

/// The length of what is exactly a list.
#[inline(always)]
fn length(list: Obj) -> Option<usize> {
    // SAFETY: a live object, whose class is tested before it is looked into.
    unsafe {
        let is_list = ffi::PyList_CheckExact(list) != 0;
        is_list.then(|| (*list.cast::<ffi::PyListObject>()).ob_base.ob_size as usize)
    }
}

macro_rules! on_lists {
    ($ty:ty, $get:path, $insert:path: $left:ident $right:ident $insort_left:ident $insort_right:ident) => {
        /// `bisect_left(list, value)` of a list of exactly such items, as far as they are asked.
        pub fn $left(list: Obj, value: $ty) -> Option<i64> {
            search(length(list)?, |at| Some($get(item_of_list(list, at as isize))? < value))
        }

        /// `bisect_right(list, value)` of a list of exactly such items, as far as they are asked.
        pub fn $right(list: Obj, value: $ty) -> Option<i64> {
            search(length(list)?, |at| Some(!(value < $get(item_of_list(list, at as isize))?)))
        }

        /// `insort_left(list, value)` of a list of exactly such items, as far as they are asked.
        pub fn $insort_left(list: Obj, value: $ty) -> Option<()> {
            $insert(list, $left(list, value)?, value)
        }

        /// `insort_right(list, value)` of a list of exactly such items, as far as they are asked.
        pub fn $insort_right(list: Obj, value: $ty) -> Option<()> {
            $insert(list, $right(list, value)?, value)
        }
    };
}

on_lists!(i64, get_i64, insert_int: left_int right_int insort_left_int insort_right_int);
on_lists!(f64, get_f64, insert_float: left_float right_float insort_left_float insort_right_float);

macro_rules! on_vectors {
    ($ty:ty: $left:ident $right:ident $insort_left:ident $insort_right:ident) => {
        /// `bisect_left(list, value)`
        pub fn $left(vector: Obj, value: $ty) -> Option<i64> {
            let items = items::<$ty>(vector);
            search(items.len(), |at| Some(*items.get(at)? < value))
        }

        /// `bisect_right(list, value)`
        pub fn $right(vector: Obj, value: $ty) -> Option<i64> {
            let items = items::<$ty>(vector);
            search(items.len(), |at| Some(!(value < *items.get(at)?)))
        }

        /// `insort_left(list, value)`
        pub fn $insort_left(vector: Obj, value: $ty) -> Option<()> {
            put_in::<$ty>(value, vector, $left(vector, value)?)
        }

        /// `insort_right(list, value)`
        pub fn $insort_right(vector: Obj, value: $ty) -> Option<()> {
            put_in::<$ty>(value, vector, $right(vector, value)?)
        }
    };
}

on_vectors!(i64: bisectleft_int bisectright_int insortleft_int insortright_int);
on_vectors!(f64: bisectleft_float bisectright_float insortleft_float insortright_float);
