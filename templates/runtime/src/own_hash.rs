//! Hashes of instances whose class says `return hash(self.name)` or `return hash((self.a, self.b))` in Python, as those of
//! enumerations and data classes do: computed without a call of that.

use super::read_off::{Classes, ReadOff, find_own};
use super::{EMPTY, Kind, Place, in_values, own_value};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};

/// So many attributes there are at most, as in `csrc/own_hash.c`.
const MOST: usize = 8;

/// What such a `__hash__` hashes.
struct Hashed {
    count: Cell<usize>,
    is_tuple: Cell<bool>,
    /// The names of the attributes, borrowed from the code.
    names: Cell<[Obj; MOST]>,
    places: UnsafeCell<[Place; MOST]>,
}

const NOTHING: Hashed = Hashed {
    count: Cell::new(0),
    is_tuple: Cell::new(false),
    names: Cell::new([NULL; MOST]),
    places: UnsafeCell::new([EMPTY; MOST]),
};

static KNOWN: Classes<Hashed, 64> = Classes([const { ReadOff::new(NOTHING) }; 64]);

/// `hash(object)`, if its class computes it from attributes whose hashes need no Python code. False: it has to be called.
///
/// # Safety
/// A live object; the hash can be written.
unsafe extern "C" fn hash_of(object: Obj, hash: *mut ffi::Py_hash_t, depth: i32) -> i32 {
    // SAFETY: the caller's promise. The function is the class's as long as that has the version; the names are its code's. No Python
    // code runs meanwhile.
    unsafe {
        let class = (*object).ob_type;
        let known = KNOWN.place(class);
        if !known.is_of(class) {
            look_at(known, object);
        }
        let function = known.found();
        if function.is_null() || !known.is_unheard(function) || annot_finds_hash(function) == 0 {
            return 0;
        }
        let hashed = &known.more;
        let (names, places, count) = (hashed.names.get(), &*hashed.places.get(), hashed.count.get());
        let mut hashes = [0; MOST];
        for index in 0..count {
            let mut value = own_value(object, &places[index]);
            if value.is_null() && places[index].kind == Kind::InValues {
                value = in_values::in_dictionary(object, names[index]);
            }
            if value.is_null() || annot_plain_hash(value, &raw mut hashes[index], depth) == 0 {
                return 0;
            }
        }
        *hash = if hashed.is_tuple.get() {
            annot_hash_of_hashes(hashes.as_ptr(), count)
        } else {
            hashes[0]
        };
        1
    }
}

/// Finds out how instances of the object's class are hashed.
///
/// # Safety
/// A live object.
#[cold]
#[inline(never)]
unsafe fn look_at(known: &ReadOff<Hashed>, object: Obj) {
    // SAFETY: the caller's promise.
    unsafe {
        let class = (*object).ob_type;
        let (mut names, mut count, mut is_tuple) = ([NULL; MOST], 0, 0);
        let function = annot_own_hash(class, names.as_mut_ptr(), &raw mut count, &raw mut is_tuple);
        known.begin(class);
        if function.is_null() {
            return;
        }
        let places = &mut *known.more.places.get();
        if !find_own(object, &names[..count as usize], places) {
            return;
        }
        known.more.count.set(count as usize);
        known.more.is_tuple.set(is_tuple != 0);
        known.more.names.set(names);
        known.know(function, function);
    }
}

/// Tells those who hash keys.
pub(crate) fn tell() {
    // SAFETY: a pointer is stored.
    unsafe { annot_hash_by(hash_of) }
}

unsafe extern "C" {
    fn annot_own_hash(class: *mut ffi::PyTypeObject, names: *mut Obj, count: *mut ffi::Py_ssize_t, is_tuple: *mut i32) -> Obj;
    fn annot_finds_hash(function: Obj) -> i32;
    fn annot_plain_hash(object: Obj, hash: *mut ffi::Py_hash_t, depth: i32) -> i32;
    fn annot_hash_of_hashes(hashes: *const ffi::Py_hash_t, count: usize) -> ffi::Py_hash_t;
    fn annot_hash_by(function: unsafe extern "C" fn(Obj, *mut ffi::Py_hash_t, i32) -> i32);
}
