//! Class patterns (`case Point(x, y=0)`): where objects of a type have what a class asks for is remembered, for versions of both.
//!
//! Nothing in here runs Python code. What is not answered is left to CPython's own function, which also raises.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use super::{EMPTY, Kind, NO_VERSION, PATIENCE, Place, TYPES, annot_find_place, own_value, version_of};
use crate::collecting::uncollected;
use crate::instance_of::is_instance_of;
use crate::object::retain;
use crate::quick::is_exactly;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};

/// One class pattern in the source, with so many patterns in it.
pub struct ClassPattern<const COUNT: usize> {
    known: UnsafeCell<[Known<COUNT>; TYPES]>,
    /// How often a type was looked at.
    misses: Cell<u32>,
}

/// Where objects of a type have what a class asks for.
#[derive(Clone, Copy)]
struct Known<const COUNT: usize> {
    /// Of the object's type.
    version: u32,
    /// Of the class.
    class: u32,
    /// Is it the object itself that the class asks for?
    is_whole: bool,
    places: [Place; COUNT],
}

// SAFETY: touched only with the GIL held.
unsafe impl<const COUNT: usize> Sync for ClassPattern<COUNT> {}

impl<const COUNT: usize> Default for ClassPattern<COUNT> {
    fn default() -> ClassPattern<COUNT> {
        ClassPattern::new()
    }
}

impl<const COUNT: usize> ClassPattern<COUNT> {
    /// Nothing is known yet.
    pub const fn new() -> ClassPattern<COUNT> {
        let unknown = Known {
            version: NO_VERSION,
            class: NO_VERSION,
            is_whole: false,
            places: [EMPTY; COUNT],
        };
        ClassPattern {
            known: UnsafeCell::new([unknown; TYPES]),
            misses: Cell::new(0),
        }
    }

    /// What the class asks the subject for in a new tuple, or None if the subject is no such object; null, without an exception, if it
    /// is not known here.
    #[inline(always)]
    pub fn matched(&self, subject: Obj, class: Obj, positional: usize, names: Obj) -> Obj {
        match is_instance_of(subject, class) {
            Some(false) => crate::boxing::new_none(),
            Some(true) => self.attributes(subject, class, positional, names),
            None => NULL,
        }
    }

    /// Of an instance of the class.
    #[inline(never)]
    fn attributes(&self, subject: Obj, class: Obj, positional: usize, names: Obj) -> Obj {
        // SAFETY: live objects. Places are replaced by `look_at` only, while nothing refers to one.
        unsafe {
            let versions = (version_of(subject), (*class.cast::<ffi::PyTypeObject>()).tp_version_tag);
            let known = &*self.known.get();
            match known.iter().find(|known| (known.version, known.class) == versions) {
                Some(known) => known.tuple(subject),
                None => match self.look_at(subject, class, positional, names) {
                    Some(found) => found.tuple(subject),
                    None => NULL,
                },
            }
        }
    }

    /// Finds out where objects of that type have what the class asks for.
    #[cold]
    #[inline(never)]
    fn look_at(&self, subject: Obj, class: Obj, positional: usize, names: Obj) -> Option<Known<COUNT>> {
        // SAFETY: live objects; nobody refers to a place.
        unsafe {
            let versions = (version_of(subject), (*class.cast::<ffi::PyTypeObject>()).tp_version_tag);
            let follows = |known: u32, now: u32| known == now || crate::version::is_followed(known, now);
            let known = &mut *self.known.get();
            if let Some(known) = known.iter_mut().find(|known| follows(known.version, versions.0) && follows(known.class, versions.1)) {
                (known.version, known.class) = versions;
                return Some(*known);
            }
        }
        let misses = self.misses.get().wrapping_add(1);
        self.misses.set(misses);
        if misses > PATIENCE && misses % PATIENCE != 0 {
            return None;
        }
        let found = Known::find(subject, class, positional, names)?;
        if found.version != 0 && found.class != 0 {
            // SAFETY: nobody refers to what is replaced.
            let known = unsafe { &mut *self.known.get() };
            let free = known.iter().position(|known| known.version == NO_VERSION);
            known[free.unwrap_or(misses as usize % TYPES)] = found;
        }
        Some(found)
    }
}

impl<const COUNT: usize> Known<COUNT> {
    /// What the object has there, in a new tuple; null if it is not there.
    ///
    /// # Safety
    /// A live object of the type.
    #[inline(always)]
    unsafe fn tuple(&self, object: Obj) -> Obj {
        // SAFETY: the caller's promise; the tuple has as many items, and is given references of its own.
        unsafe {
            let mut values = [object; COUNT];
            if !self.is_whole {
                for (value, place) in values.iter_mut().zip(&self.places) {
                    *value = own_value(object, place);
                    if value.is_null() {
                        return NULL;
                    }
                }
            }
            values.iter().for_each(|value| retain(*value));
            let kept = crate::list_parts::short_tuple(&values);
            if !kept.is_null() {
                return kept;
            }
            let tuple = uncollected(|| ffi::PyTuple_New(COUNT as ffi::Py_ssize_t));
            if tuple.is_null() {
                ffi::PyErr_Clear();
                // The object has them.
                values.iter().for_each(|value| ffi::Py_DECREF(*value));
                return NULL;
            }
            for (index, value) in values.into_iter().enumerate() {
                ffi::PyTuple_SET_ITEM(tuple, index as ffi::Py_ssize_t, value);
            }
            tuple
        }
    }

    /// As CPython finds out what the class asks for, where that runs no Python code.
    fn find(subject: Obj, class: Obj, positional: usize, names: Obj) -> Option<Known<COUNT>> {
        let mut known = Known {
            version: NO_VERSION,
            class: NO_VERSION,
            is_whole: false,
            places: [EMPTY; COUNT],
        };
        // SAFETY: live objects, and the GIL is held. Looking up a name in a class and its bases runs no Python code.
        unsafe {
            if !is_exactly(class, &raw mut ffi::PyType_Type)
                || !is_exactly(names, &raw mut ffi::PyTuple_Type)
                || positional + ffi::PyTuple_GET_SIZE(names) as usize != COUNT
            {
                return None;
            }
            let type_object: *mut ffi::PyTypeObject = class.cast();
            let asked = match positional {
                0 => NULL,
                _ => {
                    let name = ffi::PyUnicode_InternFromString(c"__match_args__".as_ptr());
                    if name.is_null() {
                        ffi::PyErr_Clear();
                        return None;
                    }
                    let asked = _PyType_Lookup(type_object, name);
                    ffi::Py_DECREF(name);
                    asked
                }
            };
            if positional > 0 && asked.is_null() {
                let has_itself = (*type_object).tp_flags & MATCHES_ITSELF != 0;
                known.is_whole = has_itself && COUNT == 1;
                if !known.is_whole {
                    return None;
                }
            }
            if !asked.is_null()
                && (!is_exactly(asked, &raw mut ffi::PyTuple_Type) || (ffi::PyTuple_GET_SIZE(asked) as usize) < positional)
            {
                return None;
            }
            let mut seen: [Obj; COUNT] = [NULL; COUNT];
            for index in 0..if known.is_whole { 0 } else { COUNT } {
                let name = match index < positional {
                    true => ffi::PyTuple_GET_ITEM(asked, index as ffi::Py_ssize_t),
                    false => ffi::PyTuple_GET_ITEM(names, (index - positional) as ffi::Py_ssize_t),
                };
                if !is_exactly(name, &raw mut ffi::PyUnicode_Type) {
                    return None;
                }
                // It is an error to ask for one twice.
                if seen[..index].iter().any(|known| ffi::PyUnicode_Compare(*known, name) == 0) {
                    return None;
                }
                seen[index] = name;
                let place = &mut known.places[index];
                annot_find_place(subject, name, 0, place);
                if !matches!(place.kind, Kind::InValues | Kind::InSlot | Kind::InTuple) {
                    return None;
                }
            }
            (known.version, known.class) = (version_of(subject), (*type_object).tp_version_tag);
        }
        Some(known)
    }
}

/// `_Py_TPFLAGS_MATCH_SELF`
const MATCHES_ITSELF: std::ffi::c_ulong = 1 << 22;

unsafe extern "C" {
    fn _PyType_Lookup(class: *mut ffi::PyTypeObject, name: Obj) -> Obj;
}
