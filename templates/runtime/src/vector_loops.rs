//! The iterators of `enumerate`, `zip` and `reversed` over vectors: CPython's own objects under types of their own, as those of
//! plain loops in `vector.rs` are.

// Generated code is safe Rust on purpose: that the pointers it passes are such iterators is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{is_only_one, new_ref, release};
use crate::collecting::uncollected;
use crate::list_iter::{self, enumerated_by, step, zipped_by};
use crate::value::{NULL, Obj};
use crate::private::{become_own, end_own, private};
use crate::vector::{Class, items, iterate, iterator_class, settle};
use pyo3::ffi;

static ENUMERATES: Class = Class::new();
static ZIPS: Class = Class::new();
static REVERSED: Class = Class::new();

/// The types, and how their objects end.
pub(crate) fn classes() -> [(&'static Class, ffi::destructor); 3] {
    [(&ENUMERATES, end), (&ZIPS, end), (&REVERSED, end)]
}

/// The type that an iterator was made with; nothing for what is none of these.
fn own_class(object: Obj) -> Option<*mut ffi::PyTypeObject> {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(object) };
    if class == ENUMERATES.object() {
        Some(&raw mut ffi::PyEnum_Type)
    } else if class == ZIPS.object() {
        Some(&raw mut ffi::PyZip_Type)
    } else if class == REVERSED.object() {
        Some(list_iter::reversed_class())
    } else {
        None
    }
}

/// Is it one of these?
pub(crate) fn is_one(object: Obj) -> bool {
    own_class(object).is_some()
}

#[inline(always)]
fn is_of(object: Obj, class: &'static Class) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == class.object() }
}

/// Is it an `enumerate` of a vector?
#[inline(always)]
pub fn is_vector_enumerate(object: Obj) -> bool {
    is_of(object, &ENUMERATES)
}

/// Is it a `zip` of two vectors?
#[inline(always)]
pub fn is_vector_zip(object: Obj) -> bool {
    is_of(object, &ZIPS)
}

/// Is it a `reversed` of a vector?
#[inline(always)]
pub fn is_vector_reversed(object: Obj) -> bool {
    is_of(object, &REVERSED)
}

/// The end of an iterator to which nobody refers any more.
unsafe extern "C" fn end(iterator: Obj) {
    if let Some(class) = own_class(iterator) {
        // SAFETY: called by CPython for such an iterator; that is what it was made as.
        unsafe { end_own(iterator, class) };
    }
}

/// Makes what CPython may get of one of these iterators, and of what it is over. Is there memory for that?
pub(crate) fn settle_loop(iterator: Obj) -> bool {
    let is_settled = if is_vector_enumerate(iterator) {
        settle(list_iter::enumerate_parts(iterator).0)
    } else if is_vector_zip(iterator) {
        let (left, right) = list_iter::zip_parts(iterator);
        settle(left) && settle(right)
    } else {
        list_iter::position(iterator).is_none_or(|(vector, _)| settle(vector))
    };
    if let Some(class) = own_class(iterator).filter(|_| is_settled) {
        // SAFETY: that is what it was made as, and it is over lists now.
        unsafe { become_own(iterator, class) };
    }
    is_settled
}

/// Calls a class with iterators over vectors, or with a vector, that are told to be CPython's meanwhile; nobody looks at them
/// there.
fn made(class: *mut ffi::PyTypeObject, of: &[Obj], their: *mut ffi::PyTypeObject, as_class: &Class) -> Option<Obj> {
    // SAFETY: live objects, which get back the types that they have; the new one is known to nobody.
    unsafe {
        let classes: [*mut ffi::PyTypeObject; 2] = [(*of[0]).ob_type, (*of[of.len() - 1]).ob_type];
        for object in of {
            (**object).ob_type = their;
        }
        let iterator = uncollected(|| ffi::PyObject_Vectorcall(class.cast(), of.as_ptr(), of.len(), NULL));
        for (object, class) in of.iter().zip(classes) {
            (**object).ob_type = class;
        }
        private(iterator, as_class)
    }
}

/// `enumerate(list)`
pub fn enumerate(vector: Obj) -> Option<Obj> {
    let inner = iterate(vector)?;
    let made = made(
        &raw mut ffi::PyEnum_Type,
        &[inner],
        &raw mut ffi::PyListIter_Type,
        &ENUMERATES,
    );
    release(inner);
    made
}

/// `zip(list, list)`
pub fn zip(left: Obj, right: Obj) -> Option<Obj> {
    let left = iterate(left)?;
    let Some(right) = iterate(right) else {
        release(left);
        return None;
    };
    let made = made(
        &raw mut ffi::PyZip_Type,
        &[left, right],
        &raw mut ffi::PyListIter_Type,
        &ZIPS,
    );
    release(left);
    release(right);
    made
}

/// `reversed(list)`
pub fn reversed(vector: Obj) -> Option<Obj> {
    made(
        &raw mut ffi::PyReversed_Type,
        &[vector],
        &raw mut ffi::PyList_Type,
        &REVERSED,
    )
}

/// `iter(iterator)`
#[inline(always)]
pub fn again(iterator: Obj) -> Option<Obj> {
    Some(new_ref(iterator))
}

macro_rules! loops {
    ($($enumerate:ident $back:ident $ty:ty, $zero:expr;)*) => {
        $(
            /// Is there another item, and which, with its number?
            #[inline(always)]
            pub fn $enumerate(iterator: Obj) -> Option<(bool, (i64, $ty))> {
                let (inner, number) = enumerated_by(iterator, iterator_class())?;
                let (vector, index) = list_iter::position(inner)?;
                let Some(item) = items::<$ty>(vector).get(index as usize) else {
                    return (is_only_one(iterator) && is_only_one(inner)).then_some((false, (0, $zero)));
                };
                let item = *item;
                step(inner, 1);
                list_iter::step_enumerate(iterator, 1);
                Some((true, (number, item)))
            }

            /// Is there another item before the last one, and which?
            #[inline(always)]
            pub fn $back(iterator: Obj) -> Option<(bool, $ty)> {
                let (vector, index) = list_iter::position(iterator)?;
                // Behind the first item the index is -1.
                let Some(item) = items::<$ty>(vector).get(index as usize) else {
                    return is_only_one(iterator).then_some((false, $zero));
                };
                let item = *item;
                step(iterator, -1);
                Some((true, item))
            }
        )*
    };
}

loops! {
    enumerate_float back_float f64, 0.0;
    enumerate_int back_int i64, 0;
    enumerate_boolean back_boolean bool, false;
}

macro_rules! zips {
    ($($name:ident $left:ty, $left_zero:expr; $right:ty, $right_zero:expr;)*) => {
        $(
            /// Are there other items, and which?
            #[inline(always)]
            pub fn $name(iterator: Obj) -> Option<(bool, ($left, $right))> {
                let (left, right) = zipped_by(iterator, iterator_class())?;
                let (first, at) = list_iter::position(left)?;
                let (second, other_at) = list_iter::position(right)?;
                let items = (items::<$left>(first).get(at as usize), items::<$right>(second).get(other_at as usize));
                let (Some(first), Some(second)) = items else {
                    let is_mine = is_only_one(iterator) && is_only_one(left) && is_only_one(right);
                    return is_mine.then_some((false, ($left_zero, $right_zero)));
                };
                let items = (*first, *second);
                step(left, 1);
                step(right, 1);
                Some((true, items))
            }
        )*
    };
}

zips! {
    zip_float_float f64, 0.0; f64, 0.0;
    zip_float_int f64, 0.0; i64, 0;
    zip_float_boolean f64, 0.0; bool, false;
    zip_int_float i64, 0; f64, 0.0;
    zip_int_int i64, 0; i64, 0;
    zip_int_boolean i64, 0; bool, false;
    zip_boolean_float bool, false; f64, 0.0;
    zip_boolean_int bool, false; i64, 0;
    zip_boolean_boolean bool, false; bool, false;
}
