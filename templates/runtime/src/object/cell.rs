//! `MAKE_CELL`, `LOAD_DEREF`, `STORE_DEREF` and `DELETE_DEREF`.

use super::refs::{release_or_null, retain_or_null};
use crate::value::Obj;
use pyo3::ffi;

/// A new cell; empty if there is no value (null).
#[inline]
pub fn new_cell(initial_or_null: Obj) -> Obj {
    // SAFETY: a live object or null, and the GIL is held.
    unsafe { ffi::PyCell_New(initial_or_null) }
}

/// What is in the cell, owned. Null, without an exception, if it is empty.
#[inline(always)]
pub fn cell_get(cell: Obj) -> Obj {
    // SAFETY: a live cell.
    let value = unsafe { (*cell.cast::<ffi::PyCellObject>()).ob_ref };
    retain_or_null(value);
    value
}

/// Fills the cell, or empties it (null). Steals the value.
#[inline(always)]
pub fn cell_set(cell: Obj, value_or_null: Obj) {
    // SAFETY: a live cell. The old value may run code when it dies, so it is out of the cell by then.
    let old = unsafe { std::mem::replace(&mut (*cell.cast::<ffi::PyCellObject>()).ob_ref, value_or_null) };
    release_or_null(old);
}
