//! What is known of the type that was first seen at a load or store of an attribute, as its instances are asked: few comparisons,
//! and the same ones whether attributes are values, slots or methods.

use super::in_values::{NO_NUMBER, number};
use super::{Kind, NO_VERSION, Place, version_of};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ptr::null_mut;

/// A place for one version of a type.
pub(super) struct Hot {
    /// Of the type whose instances have the attribute themselves; no type has it if there is no such place.
    version: u32,
    /// Of the type that has it as a method.
    method_version: u32,
    /// Of the type that has it, and that is no descriptor.
    type_version: u32,
    /// A byte of the object that is not more than `invalid` if the place may not be used. Of objects that have no values it is one of
    /// the count of references: if it is 0 by chance, the object is asked in another way. Of named tuples it is one of their size.
    valid_at: usize,
    invalid: u8,
    /// Of the attribute in the object.
    offset: usize,
    /// Among the values of the object, or [`NO_NUMBER`].
    pub(super) number: usize,
    /// The method, or what the type has, if the number that is here is that one.
    entries_at: *const ffi::Py_ssize_t,
    entries: ffi::Py_ssize_t,
    found: Obj,
}

/// What instances have whose type keeps no names for them.
struct Nothing(ffi::Py_ssize_t);
static NOTHING: Nothing = Nothing(0);

/// Where the count of references is not 0 most of the time: its lowest byte.
const COUNTED_AT: usize = 0;

impl Hot {
    pub(super) const NONE: Hot = Hot {
        version: NO_VERSION,
        method_version: NO_VERSION,
        type_version: NO_VERSION,
        valid_at: 0,
        invalid: 0,
        offset: 0,
        number: NO_NUMBER,
        entries_at: &NOTHING.0,
        entries: 0,
        found: NULL,
    };

    pub(super) fn of(place: &Place) -> Hot {
        let has_values = match place.kind {
            Kind::InValues => true,
            Kind::InSlot => false,
            Kind::InTuple if place.index < usize::from(u8::MAX) => false,
            Kind::Function | Kind::InType => !place.entries_at.is_null(),
            _ => return Hot::NONE,
        };
        // Before 3.13 values are not in the object.
        if has_values && !cfg!(Py_3_13) {
            return Hot::NONE;
        }
        let mut hot = Hot {
            valid_at: if has_values || place.kind == Kind::InTuple { place.valid_at } else { COUNTED_AT },
            invalid: if place.kind == Kind::InTuple { place.index as u8 } else { 0 },
            offset: place.offset,
            number: number(place),
            found: place.found,
            ..Hot::NONE
        };
        match place.kind {
            Kind::Function => hot.method_version = place.version,
            Kind::InType => hot.type_version = place.version,
            _ => {
                hot.version = place.version;
                return hot;
            }
        }
        if has_values {
            (hot.entries_at, hot.entries) = (place.entries_at, place.entries);
        }
        hot
    }

    /// Is the object of the type with that version, and its attributes where they are expected?
    ///
    /// # Safety
    /// A live object.
    #[inline(always)]
    unsafe fn is_of(&self, version: u32, object: Obj) -> bool {
        // SAFETY: the caller's promise; the byte is one of objects of that type.
        unsafe { version == version_of(object) && *object.cast::<u8>().add(self.valid_at) > self.invalid }
    }

    /// The value of the attribute, borrowed, or null.
    ///
    /// # Safety
    /// A live object.
    #[inline(always)]
    pub(super) unsafe fn value(&self, object: Obj) -> Obj {
        // SAFETY: the caller's promise; objects of that type have their attribute there.
        unsafe {
            if self.is_of(self.version, object) {
                *object.cast::<u8>().add(self.offset).cast::<Obj>()
            } else {
                NULL
            }
        }
    }

    /// Where a new value of the attribute is put, or null.
    ///
    /// # Safety
    /// A live object.
    #[inline(always)]
    pub(super) unsafe fn slot(&self, object: Obj) -> *mut Obj {
        // SAFETY: the caller's promise; see `value`. Objects with values have three words before them a dictionary that may look at
        // these, and wants to be told.
        unsafe {
            if self.is_of(self.version, object)
                && (self.number == NO_NUMBER || (*object.cast::<Obj>().sub(3)).is_null())
            {
                object.cast::<u8>().add(self.offset).cast()
            } else {
                null_mut()
            }
        }
    }

    /// The function that the attribute is a method of, borrowed, or null.
    ///
    /// # Safety
    /// A live object.
    #[inline(always)]
    pub(super) unsafe fn method(&self, object: Obj) -> Obj {
        // SAFETY: the caller's promise.
        unsafe { self.of_type(self.method_version, object) }
    }

    /// What the type has under the name, no descriptor, if instances have no attribute of their own that hides it; borrowed, or null.
    ///
    /// # Safety
    /// A live object.
    #[inline(always)]
    pub(super) unsafe fn in_type(&self, object: Obj) -> Obj {
        // SAFETY: the caller's promise.
        unsafe { self.of_type(self.type_version, object) }
    }

    /// # Safety
    /// A live object.
    #[inline(always)]
    unsafe fn of_type(&self, version: u32, object: Obj) -> Obj {
        // SAFETY: the caller's promise; the names that instances have are counted as long as the type lives.
        unsafe {
            if self.is_of(version, object) && *self.entries_at == self.entries {
                // There is one if a type has that version.
                std::hint::assert_unchecked(!self.found.is_null());
                self.found
            } else {
                NULL
            }
        }
    }
}

// SAFETY: never written to.
unsafe impl Sync for Nothing {}
