//! What is known of classes because it was read off the code of a function that they have, as long as their types have the same
//! version: of each the class that was asked for last of those that have their place in a table.

use super::{EMPTY, Kind, Place, annot_find_place, plain_init, version_of};
use crate::layout::FunctionObject;
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ptr::null_mut;

/// What is known of one class, and `T`.
pub(super) struct ReadOff<T> {
    class: Cell<*mut ffi::PyTypeObject>,
    version: Cell<u32>,
    /// The function, or what has it, borrowed from the type. Null: it is no class of that kind.
    found: Cell<Obj>,
    /// A weak reference to the code that this was read off, owned, or null: another code may come to be at the same address.
    code: Cell<Obj>,
    pub(super) more: T,
}

/// Classes by their addresses.
pub(super) struct Classes<T, const COUNT: usize>(pub(super) [ReadOff<T>; COUNT]);

// SAFETY: touched only with the GIL held.
unsafe impl<T, const COUNT: usize> Sync for Classes<T, COUNT> {}

impl<T, const COUNT: usize> Classes<T, COUNT> {
    /// The place of a class.
    #[inline(always)]
    pub(super) fn place(&self, class: *mut ffi::PyTypeObject) -> &ReadOff<T> {
        &self.0[(class as usize >> 5) % COUNT]
    }
}

/// Where an object has attributes of these names of its own, as long as its type has the same version. False: it has one of them elsewhere.
///
/// # Safety
/// A live object, and strings.
pub(super) unsafe fn find_own(object: Obj, names: &[Obj], places: &mut [Place]) -> bool {
    names.iter().zip(places).all(|(name, place)| {
        *place = EMPTY;
        // SAFETY: the caller's promise; no Python code runs.
        unsafe { annot_find_place(object, *name, 0, place) };
        // SAFETY: the caller's promise.
        let is_of_type = place.version == unsafe { version_of(object) };
        is_of_type && matches!(place.kind, Kind::InValues | Kind::InSlot)
    })
}

impl<T> ReadOff<T> {
    pub(super) const fn new(more: T) -> ReadOff<T> {
        ReadOff {
            class: Cell::new(null_mut()),
            version: Cell::new(0),
            found: Cell::new(NULL),
            code: Cell::new(NULL),
            more,
        }
    }

    /// Is it that class which is known, as it is?
    ///
    /// # Safety
    /// A live type.
    #[inline(always)]
    pub(super) unsafe fn is_of(&self, class: *mut ffi::PyTypeObject) -> bool {
        // SAFETY: the caller's promise.
        let version = unsafe { (*class).tp_version_tag };
        self.class.get() == class && (self.version.get() == version || self.is_followed(version))
    }

    /// Is it known as it is in another version as well?
    #[cold]
    fn is_followed(&self, version: u32) -> bool {
        let is_followed = crate::version::is_followed(self.version.get(), version);
        if is_followed {
            self.version.set(version);
        }
        is_followed
    }

    /// The function, or what has it; null: it is no class of that kind. Good as long as [`Self::is_of`] holds.
    #[inline(always)]
    pub(super) fn found(&self) -> Obj {
        self.found.get()
    }

    /// Nothing is known of that class, which takes the place of another one.
    ///
    /// # Safety
    /// A live type.
    pub(super) unsafe fn begin(&self, class: *mut ffi::PyTypeObject) {
        self.class.set(class);
        // SAFETY: the caller's promise. Nobody hears of the end of a weak reference that nobody else has.
        unsafe {
            self.version.set((*class).tp_version_tag);
            self.found.set(NULL);
            ffi::Py_XDECREF(self.code.replace(NULL));
        }
    }

    /// The class is of that kind, says the code of a function, if it has a version.
    ///
    /// # Safety
    /// A live function, which the class has as long as it has the version, and so `found`.
    pub(super) unsafe fn know(&self, found: Obj, function: Obj) {
        if self.version.get() == 0 {
            return;
        }
        // SAFETY: the caller's promise.
        let weakly = unsafe { ffi::PyWeakref_NewRef((*function.cast::<FunctionObject>()).func_code, null_mut()) };
        if weakly.is_null() {
            // SAFETY: what is not known now may be another time.
            return unsafe { ffi::PyErr_Clear() };
        }
        self.code.set(weakly);
        self.found.set(found);
    }

    /// Would nobody notice that the function is not called: has it its code still, which nobody watches, and is there room for a frame?
    ///
    /// # Safety
    /// Something is known of the class, and that is its function.
    #[inline(always)]
    pub(super) unsafe fn is_unheard(&self, function: Obj) -> bool {
        // SAFETY: the caller's promise.
        unsafe {
            let code = (*function.cast::<FunctionObject>()).func_code;
            plain_init::referent(self.code.get()) == code && !tstate::code_is_observed(code) && crate::frame::has_room()
        }
    }
}
