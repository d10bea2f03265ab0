//! `collections.Counter`, and whatever else inherits from `dict` how items are stored and found, and counts a number for what is not
//! there.

use super::read_off::{Classes, ReadOff};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// Their `__missing__`, and what that returns, borrowed from its code.
static KNOWN: Classes<Cell<Obj>, 16> = Classes([const { ReadOff::new(Cell::new(NULL)) }; 16]);

/// Are items stored in it and looked for as in a `dict`, which it is not exactly, and does it give a number for what is not there?
#[inline(never)]
pub(crate) fn is_counter(object: Obj) -> bool {
    !known(object).found().is_null()
}

/// What it gives for what is not there, borrowed, if no Python code need run for that.
#[cold]
#[inline(never)]
pub(crate) fn missing(object: Obj) -> Option<Obj> {
    let known = known(object);
    let function = known.found();
    // SAFETY: the function is the class's as long as that has the version.
    (!function.is_null() && unsafe { known.is_unheard(function) }).then(|| known.more.get())
}

/// What is known of an object's class.
#[inline(always)]
fn known(object: Obj) -> &'static ReadOff<Cell<Obj>> {
    // SAFETY: a live object, whose class lives as long.
    unsafe {
        let class = (*object).ob_type;
        let known = KNOWN.place(class);
        if !known.is_of(class) {
            look_at(known, class);
        }
        known
    }
}

/// Finds out what a class is.
///
/// # Safety
/// A live type.
#[cold]
#[inline(never)]
unsafe fn look_at(known: &ReadOff<Cell<Obj>>, class: *mut ffi::PyTypeObject) {
    let mut number = NULL;
    // SAFETY: the caller's promise.
    unsafe {
        let missing = annot_counter_missing(class, &raw mut number);
        known.begin(class);
        known.more.set(number);
        if !missing.is_null() {
            known.know(missing, missing);
        }
    }
}

unsafe extern "C" {
    fn annot_counter_missing(class: *mut ffi::PyTypeObject, number: *mut Obj) -> Obj;
}
