//! The order of instances of data classes, whose `__lt__` compares their attributes in turn in Python: found without a call of that.

use super::read_off::{Classes, ReadOff, find_own};
use super::{EMPTY, Place, own_value};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};

/// So many attributes there are at most, as in `csrc/own_order.c`.
const MOST: usize = 8;

/// What such a `__lt__` compares.
struct Ordered {
    count: Cell<usize>,
    places: UnsafeCell<[Place; MOST]>,
}

const NOTHING: Ordered = Ordered {
    count: Cell::new(0),
    places: UnsafeCell::new([EMPTY; MOST]),
};

static KNOWN: Classes<Ordered, 64> = Classes([const { ReadOff::new(NOTHING) }; 64]);

/// Compares what two instances of one class are compared by, as items of two tuples are, with what compares two such items: `Some(None)`
/// where they are equal. Nothing: `__lt__` has to be called.
#[inline(always)]
pub(crate) fn first_difference<T>(left: Obj, right: Obj, mut differ: impl FnMut(Obj, Obj) -> Option<Option<T>>) -> Option<Option<T>> {
    // SAFETY: live objects. The function is the class's as long as that has the version. No Python code runs meanwhile.
    unsafe {
        let class = (*left).ob_type;
        if class != (*right).ob_type || ffi::PyType_HasFeature(class, ffi::Py_TPFLAGS_HEAPTYPE) == 0 {
            return None;
        }
        let known = KNOWN.place(class);
        if !known.is_of(class) {
            look_at(known, left);
        }
        let function = known.found();
        if function.is_null() || !known.is_unheard(function) {
            return None;
        }
        let places = &(&*known.more.places.get())[..known.more.count.get()];
        // All are loaded before anything is compared.
        let lacks = |place: &Place| own_value(left, place).is_null() || own_value(right, place).is_null();
        if places.iter().any(lacks) {
            return None;
        }
        for place in places {
            let (left, right) = (own_value(left, place), own_value(right, place));
            // What is the same counts as equal, be it a NaN.
            if left == right {
                continue;
            }
            if let Some(difference) = differ(left, right)? {
                return Some(Some(difference));
            }
        }
        Some(None)
    }
}

/// Finds out how instances of the object's class are compared.
///
/// # Safety
/// A live object.
#[cold]
#[inline(never)]
unsafe fn look_at(known: &ReadOff<Ordered>, object: Obj) {
    // SAFETY: the caller's promise.
    unsafe {
        let class = (*object).ob_type;
        let (mut names, mut count) = ([NULL; MOST], 0);
        let function = annot_own_order(class, names.as_mut_ptr(), &raw mut count);
        known.begin(class);
        if function.is_null() {
            return;
        }
        let places = &mut *known.more.places.get();
        if !find_own(object, &names[..count as usize], places) {
            return;
        }
        known.more.count.set(count as usize);
        known.know(function, function);
    }
}

unsafe extern "C" {
    fn annot_own_order(class: *mut ffi::PyTypeObject, names: *mut Obj, count: *mut ffi::Py_ssize_t) -> Obj;
}
