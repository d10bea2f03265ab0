//! `GET_ITER` and `FOR_ITER`.

use super::refs::type_of;
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// `iter(o)`
#[inline]
pub fn get_iter(o: Obj) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe { ffi::PyObject_GetIter(o) }
}

/// The next item of an iterator; null at its end, and if it failed ([`failed`] says which).
#[inline]
pub fn next(iterator: Obj) -> Obj {
    // SAFETY: `iter` gives objects only that have this function, and a type cannot lose it.
    unsafe {
        let item = match (*type_of(iterator)).tp_iternext {
            // The interpreter asks a generator without a look at how deep that is.
            Some(next) if cfg!(Py_3_13) && type_of(iterator) == &raw mut ffi::PyGen_Type => {
                tstate::current().with_room(|| next(iterator))
            }
            Some(next) => next(iterator),
            None => NULL,
        };
        if item.is_null() && !ffi::PyErr_Occurred().is_null() {
            end_if_stopped();
        }
        item
    }
}

/// Is an exception set?
#[inline]
pub fn failed() -> bool {
    // SAFETY: the GIL is held.
    unsafe { !ffi::PyErr_Occurred().is_null() }
}

/// `StopIteration` is no failure.
#[cold]
fn end_if_stopped() {
    // SAFETY: the GIL is held, and an exception is set.
    unsafe {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) != 0 {
            ffi::PyErr_Clear();
        }
    }
}
