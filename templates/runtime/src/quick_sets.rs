//! Operators on two sets whose keys are hashed, compared and given up without Python code.
//!
//! **Conventions:** those of `quick.rs`.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::collecting::uncollected;
use crate::dict::{is_changeable_set, is_set};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::sync::atomic::{AtomicU8, Ordering};

macro_rules! operators {
    ($($name:ident $in_place:ident $own:path, $function:path, $function_in_place:path, $operator:literal;)*) => {
        $(
            #[doc = concat!("`a ", $operator, " b`")]
            #[inline(never)]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                if is_changeable_set(a) && is_changeable_set(b) && KNOWN.are() {
                    // SAFETY: two live sets, exactly of that class.
                    let set = uncollected(|| unsafe { $own(a, b) });
                    if !set.is_null() {
                        return set;
                    }
                }
                if !is_set(a) || !are_plain(a, b) {
                    return NULL;
                }
                // SAFETY: two live sets.
                made(|| unsafe { $function(a, b) })
            }

            #[doc = concat!("`a ", $operator, "= b`, which is the set itself. What memory was not enough for may be done again.")]
            #[inline(never)]
            pub fn $in_place(a: Obj, b: Obj) -> Obj {
                if !is_changeable_set(a) || !are_plain(a, b) {
                    return NULL;
                }
                // SAFETY: two live sets.
                made(|| unsafe { $function_in_place(a, b) })
            }
        )*
    };
}

operators! {
    or or_in_place annot_set_or, ffi::PyNumber_Or, ffi::PyNumber_InPlaceOr, "|";
    and and_in_place annot_set_and, ffi::PyNumber_And, ffi::PyNumber_InPlaceAnd, "&";
    sub sub_in_place annot_set_sub, ffi::PyNumber_Subtract, ffi::PyNumber_InPlaceSubtract, "-";
}

/// `set.update(other)` of two sets. False: nothing was done.
#[inline(never)]
pub fn update(set: Obj, other: Obj) -> bool {
    is_changeable_set(set)
        && is_set(other)
        && KNOWN.are()
        // SAFETY: two live sets, the first exactly of that class.
        && unsafe { annot_set_update(set, other) != 0 }
}

/// `a ^ b`
#[inline(never)]
pub fn xor(a: Obj, b: Obj) -> Obj {
    if !is_set(a) || !are_plain(a, b) {
        return NULL;
    }
    // SAFETY: two live sets.
    made(|| unsafe { ffi::PyNumber_Xor(a, b) })
}

macro_rules! comparisons {
    ($($name:ident $operator:expr, $doc:literal;)*) => {
        $(
            #[doc = concat!("`a ", $doc, " b`")]
            #[inline(never)]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                if !is_set(a) || !are_plain(a, b) {
                    return NULL;
                }
                // SAFETY: two live sets.
                made(|| unsafe { ffi::PyObject_RichCompare(a, b, $operator) })
            }
        )*
    };
}

comparisons! {
    lt ffi::Py_LT, "<";
    le ffi::Py_LE, "<=";
    eq ffi::Py_EQ, "==";
    ne ffi::Py_NE, "!=";
    gt ffi::Py_GT, ">";
    ge ffi::Py_GE, ">=";
}

/// Is the other one a set, too, and do both have only keys of the simplest classes?
#[inline(always)]
fn are_plain(a: Obj, b: Obj) -> bool {
    // SAFETY: live objects, whose classes are tested.
    is_set(b) && unsafe { annot_set_is_plain(a) != 0 && annot_set_is_plain(b) != 0 }
}

/// Without memory, nothing was done.
#[inline(always)]
fn made(make: impl FnOnce() -> Obj) -> Obj {
    let object = uncollected(make);
    if object.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
    }
    object
}

/// Are CPython's functions the ones that `set.c` does the work of? That is found out when it is asked for the first time.
struct Known(AtomicU8);

static KNOWN: Known = Known(AtomicU8::new(0));

impl Known {
    #[inline(always)]
    fn are(&self) -> bool {
        match self.0.load(Ordering::Relaxed) {
            0 => self.learn(),
            state => state == 1,
        }
    }

    #[cold]
    #[inline(never)]
    fn learn(&self) -> bool {
        // SAFETY: the GIL is held; no exception is set.
        let known = uncollected(|| unsafe { annot_set_learn_operators() }) != 0;
        self.0.store(if known { 1 } else { 2 }, Ordering::Relaxed);
        known
    }
}

unsafe extern "C" {
    fn annot_set_or(a: Obj, b: Obj) -> Obj;
    fn annot_set_and(a: Obj, b: Obj) -> Obj;
    fn annot_set_sub(a: Obj, b: Obj) -> Obj;
    fn annot_set_update(set: Obj, other: Obj) -> i32;
    fn annot_set_learn_operators() -> i32;
    fn annot_set_is_plain(set: Obj) -> i32;
}
