//! `isinstance` without Python code. What is answered of a class stays true for a version of the object's type, and is remembered.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::quick::{is_exactly, is_simple};
use crate::value::Obj;
use pyo3::ffi;
use std::cell::Cell;
use std::ptr::null_mut;

/// So many answers are remembered.
const COUNT: usize = 128;

/// An answer. The version is that of one type only, and changes with the classes above that, which hold whatever is among them: so a class that
/// is no more has not been taken for another one.
struct Answer {
    version: Cell<u32>,
    class: Cell<Obj>,
    is_instance: Cell<bool>,
}

struct Answers([Answer; COUNT]);

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Answers {}

static ANSWERS: Answers = Answers(
    [const {
        Answer {
            version: Cell::new(0),
            class: Cell::new(null_mut()),
            is_instance: Cell::new(false),
        }
    }; COUNT],
);

/// `isinstance(object, class)` of one class, or of what is none.
#[inline]
pub fn is_instance_of(object: Obj, class: Obj) -> Option<bool> {
    // SAFETY: live objects; a type is one whose type is `type`, and asks nobody else.
    unsafe {
        if (*object).ob_type.cast() == class {
            return Some(true);
        }
        if !is_exactly(class, &raw mut ffi::PyType_Type) {
            return None;
        }
        let version = (*(*object).ob_type).tp_version_tag;
        let known = &ANSWERS.0[(version as usize ^ (class as usize >> 5)) % COUNT];
        if version != 0 && known.version.get() == version && known.class.get() == class {
            return Some(known.is_instance.get());
        }
        found(object, class)
    }
}

/// [`is_instance_of`] of a class, which nobody has asked for yet.
#[inline(never)]
fn found(object: Obj, class: Obj) -> Option<bool> {
    // SAFETY: live objects; the class is a type.
    unsafe {
        let ty = (*object).ob_type;
        let is_instance = ffi::PyType_IsSubtype(ty, class.cast()) != 0;
        let says_its_class = || {
            is_simple(object)
                || is_exactly(object, &raw mut ffi::PyList_Type)
                || is_exactly(object, &raw mut ffi::PyTuple_Type)
                || is_exactly(object, &raw mut ffi::PyDict_Type)
                || is_exactly(object, &raw mut ffi::PySet_Type)
                || annot_says_its_class(ty) != 0
        };
        if !is_instance && !says_its_class() {
            return None;
        }
        let version = (*ty).tp_version_tag;
        if version != 0 {
            let known = &ANSWERS.0[(version as usize ^ (class as usize >> 5)) % COUNT];
            known.version.set(version);
            known.class.set(class);
            known.is_instance.set(is_instance);
        }
        Some(is_instance)
    }
}

/// `isinstance(object, classes)` of what is promised to be a tuple of classes.
#[inline]
pub fn is_any_of(object: Obj, classes: Obj) -> Option<bool> {
    if !is_exactly(classes, &raw mut ffi::PyTuple_Type) {
        return None;
    }
    is_instance(object, classes)
}

macro_rules! is_one_of {
    ($($name:ident $($class:ident)*;)*) => {
        $(
            /// `isinstance(object, (class, ...))` of as many classes as the function's name says, without the tuple.
            #[inline(always)]
            pub fn $name(object: Obj, $($class: Obj),*) -> Option<bool> {
                $(if is_instance_of(object, $class)? { return Some(true) })*
                Some(false)
            }
        )*
    };
}

is_one_of! {
    is_one_of_1 a;
    is_one_of_2 a b;
    is_one_of_3 a b c;
    is_one_of_4 a b c d;
}

/// `isinstance(object, class)`
#[inline(never)]
pub(crate) fn is_instance(object: Obj, class: Obj) -> Option<bool> {
    // SAFETY: live objects.
    unsafe {
        if (*object).ob_type.cast() == class || !is_exactly(class, &raw mut ffi::PyTuple_Type) {
            return is_instance_of(object, class);
        }
        let classes = class.cast::<ffi::PyTupleObject>();
        let first = (&raw const (*classes).ob_item).cast::<Obj>();
        for index in 0..(*classes).ob_base.ob_size {
            // A tuple within one may have itself within it: that is no type.
            if is_instance_of(object, *first.offset(index))? {
                return Some(true);
            }
        }
        Some(false)
    }
}

unsafe extern "C" {
    fn annot_says_its_class(class: *mut ffi::PyTypeObject) -> std::ffi::c_int;
}
