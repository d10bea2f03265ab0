//! Hashes of instances whose class says `return hash(self.name)` or `return hash((self.a, self.b))` in Python, as those of
//! enumerations and data classes do: computed without a call of that.

use super::{EMPTY, Kind, Place, annot_find_place, in_values, own_value, plain_init, version_of};
use crate::layout::FunctionObject;
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};
use std::ptr::null_mut;

/// So many attributes there are at most, as in `csrc/own_hash.c`.
const MOST: usize = 8;

/// What is known of the class that was asked for last of those that have their place here, as long as its type has that version.
struct Known {
    class: Cell<*mut ffi::PyTypeObject>,
    version: Cell<u32>,
    /// The function, borrowed from the type. Null: hashes are found out in another way.
    function: Cell<Obj>,
    /// A weak reference to the code that this was read off, owned, or null: another code may come to be at the same address.
    code: Cell<Obj>,
    count: Cell<usize>,
    is_tuple: Cell<bool>,
    names: Cell<[Obj; MOST]>,
    places: UnsafeCell<[Place; MOST]>,
}

/// Classes by their addresses.
struct Classes([Known; CLASSES]);

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Classes {}

const CLASSES: usize = 64;

static KNOWN: Classes = Classes(
    [const {
        Known {
            class: Cell::new(null_mut()),
            version: Cell::new(0),
            function: Cell::new(NULL),
            code: Cell::new(NULL),
            count: Cell::new(0),
            is_tuple: Cell::new(false),
            names: Cell::new([NULL; MOST]),
            places: UnsafeCell::new([EMPTY; MOST]),
        }
    }; CLASSES],
);

/// `hash(object)`, if its class computes it from attributes whose hashes need no Python code. False: it has to be called.
///
/// # Safety
/// A live object; the hash can be written.
unsafe extern "C" fn hash_of(object: Obj, hash: *mut ffi::Py_hash_t, depth: i32) -> i32 {
    // SAFETY: the caller's promise. The function is the class's as long as that has the version; the names are its code's. No Python
    // code runs meanwhile.
    unsafe {
        let class = (*object).ob_type;
        let known = &KNOWN.0[(class as usize >> 5) % CLASSES];
        if known.class.get() != class || known.version.get() != version_of(object) {
            known.look_at(object);
        }
        let function = known.function.get();
        if function.is_null() {
            return 0;
        }
        let code = (*function.cast::<FunctionObject>()).func_code;
        if plain_init::referent(known.code.get()) != code
            || tstate::code_is_observed(code)
            || !crate::frame::has_room()
            || annot_finds_hash(function) == 0
        {
            return 0;
        }
        let (names, places, count) = (known.names.get(), &*known.places.get(), known.count.get());
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
        *hash = if known.is_tuple.get() {
            annot_hash_of_hashes(hashes.as_ptr(), count)
        } else {
            hashes[0]
        };
        1
    }
}

impl Known {
    /// Finds out how instances of the object's class are hashed.
    ///
    /// # Safety
    /// A live object.
    #[cold]
    #[inline(never)]
    unsafe fn look_at(&self, object: Obj) {
        // SAFETY: the caller's promise. Nobody hears of the end of a weak reference that nobody else has.
        unsafe {
            let class = (*object).ob_type;
            let (mut names, mut count, mut is_tuple) = ([NULL; MOST], 0, 0);
            let function = annot_own_hash(class, names.as_mut_ptr(), &raw mut count, &raw mut is_tuple);
            self.class.set(class);
            self.version.set(version_of(object));
            self.function.set(NULL);
            ffi::Py_XDECREF(self.code.replace(NULL));
            if function.is_null() || self.version.get() == 0 {
                return;
            }
            let places = &mut *self.places.get();
            for index in 0..count as usize {
                places[index] = EMPTY;
                annot_find_place(object, names[index], 0, &raw mut places[index]);
                let is_own = matches!(places[index].kind, Kind::InValues | Kind::InSlot);
                if !is_own || places[index].version != self.version.get() {
                    return;
                }
            }
            let weakly = ffi::PyWeakref_NewRef((*function.cast::<FunctionObject>()).func_code, null_mut());
            if weakly.is_null() {
                ffi::PyErr_Clear();
                return;
            }
            self.code.set(weakly);
            self.count.set(count as usize);
            self.is_tuple.set(is_tuple != 0);
            self.names.set(names);
            self.function.set(function);
        }
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
