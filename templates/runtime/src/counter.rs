//! `collections.Counter`, and whatever else inherits from `dict` how items are stored and found, and counts a number for what is not
//! there.

use super::plain_init;
use crate::layout::FunctionObject;
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ptr::null_mut;

/// What is known of the class that was asked for last of those that have their place here, as long as its type has that version.
struct Known {
    class: Cell<*mut ffi::PyTypeObject>,
    version: Cell<u32>,
    /// Its `__missing__`, borrowed from the type. Null: it is another kind of class.
    missing: Cell<Obj>,
    /// A weak reference to the code that this was read off, owned, or null: another code may come to be at the same address.
    code: Cell<Obj>,
    /// What that returns, borrowed from the code.
    number: Cell<Obj>,
}

/// Classes by their addresses.
struct Classes([Known; CLASSES]);

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Classes {}

const CLASSES: usize = 16;

static KNOWN: Classes = Classes(
    [const {
        Known {
            class: Cell::new(null_mut()),
            version: Cell::new(0),
            missing: Cell::new(NULL),
            code: Cell::new(NULL),
            number: Cell::new(NULL),
        }
    }; CLASSES],
);

/// Are items stored in it and looked for as in a `dict`, which it is not exactly, and does it give a number for what is not there?
#[inline(never)]
pub(crate) fn is_counter(object: Obj) -> bool {
    !known(object).missing.get().is_null()
}

/// What it gives for what is not there, borrowed, if no Python code need run for that.
#[cold]
#[inline(never)]
pub(crate) fn missing(object: Obj) -> Option<Obj> {
    let known = known(object);
    let function = known.missing.get();
    if function.is_null() {
        return None;
    }
    // SAFETY: the function is the class's as long as that has the version.
    unsafe {
        let code = (*function.cast::<FunctionObject>()).func_code;
        let is_called = plain_init::referent(known.code.get()) != code
            || tstate::code_is_observed(code)
            || !crate::frame::has_room();
        (!is_called).then(|| known.number.get())
    }
}

/// What is known of an object's class.
#[inline(always)]
fn known(object: Obj) -> &'static Known {
    // SAFETY: a live object, whose class lives as long.
    unsafe {
        let class = (*object).ob_type;
        let known = &KNOWN.0[(class as usize >> 5) % CLASSES];
        if known.class.get() != class || known.version.get() != (*class).tp_version_tag || known.version.get() == 0 {
            known.look_at(class);
        }
        known
    }
}

impl Known {
    /// Finds out what a class is.
    ///
    /// # Safety
    /// A live type.
    #[cold]
    #[inline(never)]
    unsafe fn look_at(&self, class: *mut ffi::PyTypeObject) {
        // SAFETY: the caller's promise. Nobody hears of the end of a weak reference that nobody else has.
        unsafe {
            let mut number = NULL;
            let missing = annot_counter_missing(class, &raw mut number);
            self.class.set(class);
            self.version.set((*class).tp_version_tag);
            self.missing.set(NULL);
            ffi::Py_XDECREF(self.code.replace(NULL));
            if missing.is_null() || self.version.get() == 0 {
                return;
            }
            let weakly = ffi::PyWeakref_NewRef((*missing.cast::<FunctionObject>()).func_code, null_mut());
            if weakly.is_null() {
                ffi::PyErr_Clear();
                return;
            }
            self.code.set(weakly);
            self.number.set(number);
            self.missing.set(missing);
        }
    }
}

unsafe extern "C" {
    fn annot_counter_missing(class: *mut ffi::PyTypeObject, number: *mut Obj) -> Obj;
}
