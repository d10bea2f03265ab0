//! Several attributes of one object, found together: the object is asked once whether it is of a type that was seen, and each attribute
//! is then a load or a store. Generated code promises that nothing comes in between that could change where they are. From 3.13 on,
//! where objects have their values in them.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use super::in_values::NO_NUMBER;
use super::{Attribute, EMPTY, Kind, NO_VERSION, PATIENCE, TYPES, annot_find_place, put, version_of};
use crate::boxing;
use crate::function::Function;
use crate::layout_long;
use crate::object::{retain, type_of};
use crate::value::{NULL, Num, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};

/// Where objects of some types have these attributes.
pub struct Fields<const COUNT: usize> {
    known: UnsafeCell<[Known<COUNT>; TYPES]>,
    /// How often a type was looked at.
    misses: Cell<u32>,
}

/// Where objects of a type have them, for one version of it.
#[derive(Clone, Copy)]
struct Known<const COUNT: usize> {
    version: u32,
    /// A byte of the object that is not more than `invalid` if they may not be used; see [`super::hot`].
    valid_at: usize,
    invalid: u8,
    /// Where the object has a dictionary, and the bits of that word that must not be set: none if it never has one.
    dictionary_at: isize,
    dictionary_bits: usize,
    /// From the object on.
    offsets: [isize; COUNT],
}

/// Where an object has them; or, if that is not known, a place with no value in it for each, and they are asked for by themselves.
#[derive(Clone, Copy)]
pub struct Located<const COUNT: usize> {
    /// The object, or [`NOTHING`].
    base: Obj,
    offsets: *const [isize; COUNT],
}

/// Where it has one of them, or a place with no value in it.
#[derive(Clone, Copy)]
pub struct At(*mut Obj);

/// What is there if it is not known where something is. Never written to.
struct Nothing(Obj);
static NOTHING: Nothing = Nothing(NULL);
// SAFETY: never written to.
unsafe impl Sync for Nothing {}

/// Three words before an object with values.
const DICTIONARY_AT: isize = -3 * size_of::<Obj>() as isize;

// SAFETY: touched only with the GIL held.
unsafe impl<const COUNT: usize> Sync for Fields<COUNT> {}

impl<const COUNT: usize> Default for Fields<COUNT> {
    fn default() -> Fields<COUNT> {
        Fields::new()
    }
}

impl<const COUNT: usize> Fields<COUNT> {
    /// Nothing is known yet.
    pub const fn new() -> Fields<COUNT> {
        let unknown = Known {
            version: NO_VERSION,
            valid_at: 0,
            invalid: 0,
            dictionary_at: 0,
            dictionary_bits: 0,
            offsets: [0; COUNT],
        };
        Fields {
            known: UnsafeCell::new([unknown; TYPES]),
            misses: Cell::new(0),
        }
    }

    /// Where an object has the attributes with these names, of which some are stored, until something happens to it or to its type.
    #[inline(always)]
    pub fn locate(&'static self, object: Obj, function: &Function, names: &[(usize, bool); COUNT]) -> Located<COUNT> {
        let first = self.known.get().cast::<Known<COUNT>>();
        // SAFETY: there is a first one; a live object.
        match unsafe { (*first).is_of(object) } {
            true => Located::there(object, first),
            false => self.locate_other(object, function, names),
        }
    }

    #[inline(never)]
    fn locate_other(&'static self, object: Obj, function: &Function, names: &[(usize, bool); COUNT]) -> Located<COUNT> {
        let first = self.known.get().cast::<Known<COUNT>>();
        for index in 1..TYPES {
            // SAFETY: as many as there are; a live object.
            unsafe {
                let known = first.add(index);
                if (*known).is_of(object) {
                    return Located::there(object, known);
                }
            }
        }
        self.look_at(object, function, names)
    }

    /// Finds out where objects of that type have them.
    #[cold]
    #[inline(never)]
    fn look_at(&'static self, object: Obj, function: &Function, names: &[(usize, bool); COUNT]) -> Located<COUNT> {
        // SAFETY: nobody reads it, as below; a live object.
        unsafe {
            let version = version_of(object);
            let known = &mut *self.known.get();
            let mut known = known.iter_mut().filter(|known| known.version != version);
            if let Some(known) = known.find(|known| crate::version::is_followed(known.version, version)) {
                known.version = version;
                if known.is_of(object) {
                    return Located::there(object, known);
                }
            }
        }
        let misses = self.misses.get().wrapping_add(1);
        self.misses.set(misses);
        if misses > PATIENCE && misses % PATIENCE != 0 {
            return Located::NOWHERE;
        }
        let Some(found) = Known::find(object, function, names) else {
            return Located::NOWHERE;
        };
        // SAFETY: nobody reads the one that is replaced: whatever was located before is not asked again, by the contract with generated
        // code.
        unsafe {
            let known = &mut *self.known.get();
            let free = known
                .iter()
                .position(|known| known.version == NO_VERSION || known.version == found.version)
                .unwrap_or(misses as usize % TYPES);
            known[free] = found;
            if known[free].is_of(object) {
                return Located::there(object, self.known.get().cast::<Known<COUNT>>().add(free));
            }
        }
        Located::NOWHERE
    }
}

impl<const COUNT: usize> Known<COUNT> {
    /// Is the object of the type with that version, and has it its attributes where they are expected?
    ///
    /// # Safety
    /// A live object.
    #[inline(always)]
    unsafe fn is_of(&self, object: Obj) -> bool {
        // SAFETY: the caller's promise; the byte and the word are those of objects of that type.
        unsafe {
            self.version == version_of(object)
                && *object.cast::<u8>().add(self.valid_at) > self.invalid
                && *object.byte_offset(self.dictionary_at).cast::<usize>() & self.dictionary_bits == 0
        }
    }

    fn find(object: Obj, function: &Function, names: &[(usize, bool); COUNT]) -> Option<Known<COUNT>> {
        let mut known: Option<Known<COUNT>> = None;
        let mut is_tuple = false;
        for (index, (name, is_stored)) in names.iter().enumerate() {
            let mut place = EMPTY;
            // SAFETY: live objects; all fields are written that the kind says.
            unsafe { annot_find_place(object, function.name(*name), i32::from(*is_stored), &mut place) };
            // In a slot nothing hides it, and the count of references is not 0 most of the time: its lowest byte.
            let (valid_at, dictionary_at, dictionary_bits) = match place.kind {
                Kind::InValues => (place.valid_at, DICTIONARY_AT, usize::MAX),
                Kind::InSlot => (0, 0, 0),
                Kind::InTuple if place.index < usize::from(u8::MAX) => (place.valid_at, 0, 0),
                // What the class has is asked for by itself: there is no dictionary, so there is no value where one would be.
                Kind::InType if !is_stored && !place.entries_at.is_null() => {
                    place.offset = DICTIONARY_AT as usize;
                    (place.valid_at, DICTIONARY_AT, usize::MAX)
                }
                _ => return None,
            };
            // All are items of the tuple, or none.
            let invalid = (place.kind == Kind::InTuple).then_some(place.index as u8);
            if known.as_ref().is_some_and(|_| is_tuple != invalid.is_some()) {
                return None;
            }
            is_tuple = invalid.is_some();
            let known = known.get_or_insert(Known {
                version: place.version,
                valid_at,
                invalid: 0,
                dictionary_at,
                dictionary_bits,
                offsets: [0; COUNT],
            });
            known.invalid = known.invalid.max(invalid.unwrap_or(0));
            if known.version != place.version {
                return None;
            }
            if dictionary_bits != 0 {
                (known.valid_at, known.dictionary_at, known.dictionary_bits) = (valid_at, dictionary_at, dictionary_bits);
            }
            known.offsets[index] = place.offset as isize;
        }
        known
    }
}

impl<const COUNT: usize> Located<COUNT> {
    /// It is not known.
    pub const NOWHERE: Located<COUNT> = Located {
        base: (&raw const NOTHING.0).cast_mut().cast(),
        offsets: &[0; COUNT],
    };

    #[inline(always)]
    fn there(object: Obj, known: *const Known<COUNT>) -> Located<COUNT> {
        Located {
            base: object,
            // SAFETY: what is known is in a static.
            offsets: unsafe { &raw const (*known).offsets },
        }
    }

    /// Where the attribute of that number is.
    #[inline(always)]
    pub fn at<const INDEX: usize>(self) -> At {
        // SAFETY: there are more than that; they are those of the object, which is alive.
        At(unsafe { self.base.byte_offset((*self.offsets)[INDEX]).cast() })
    }
}

impl At {
    /// The value of the attribute, borrowed, or null.
    #[inline(always)]
    fn value(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
        // SAFETY: the place of the attribute in a live object, or one of no value.
        match unsafe { *self.0 } {
            value if value.is_null() => value_by_itself(site, object, function, name),
            value => value,
        }
    }

    /// See [`super::get_known`].
    #[inline(always)]
    pub fn get_known(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Obj> {
        let value = self.value(site, object, function, name);
        if value.is_null() {
            return None;
        }
        retain(value);
        Some(value)
    }

    /// See [`super::lend`].
    #[inline(always)]
    pub fn lend(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Obj> {
        let value = self.value(site, object, function, name);
        (!value.is_null()).then_some(value)
    }

    /// See [`super::get_float`].
    #[inline(always)]
    pub fn get_float(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<f64> {
        self.lend(site, object, function, name).and_then(boxing::get_f64)
    }

    /// See [`super::get_int`].
    #[inline(always)]
    pub fn get_int(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<i64> {
        self.lend(site, object, function, name).and_then(boxing::get_i64)
    }

    /// See [`super::get_bool`].
    #[inline(always)]
    pub fn get_bool(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<bool> {
        self.lend(site, object, function, name).and_then(boxing::get_bool)
    }

    /// See [`super::get_num`].
    #[inline(always)]
    pub fn get_num(self, site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Num> {
        self.lend(site, object, function, name).and_then(boxing::get_num)
    }

    /// See [`super::set_float`].
    #[inline(always)]
    pub fn set_float(self, site: &Attribute, object: Obj, function: &Function, name: usize, value: f64) -> Option<()> {
        // SAFETY: the place of the attribute in a live object, or one of no value.
        let (slot, old) = unsafe { (self.0, *self.0) };
        if old.is_null() {
            return float_by_itself(site, object, function, name, value);
        }
        // SAFETY: the place of the attribute in a live object; nobody else can see a box of which this is the only reference.
        unsafe {
            if type_of(old) == &raw mut ffi::PyFloat_Type && ffi::Py_REFCNT(old) == 1 {
                (*old.cast::<ffi::PyFloatObject>()).ob_fval = value;
                return Some(());
            }
            put_float(slot, value)
        }
    }

    /// See [`super::set_int`].
    #[inline(always)]
    pub fn set_int(self, site: &Attribute, object: Obj, function: &Function, name: usize, value: i64) -> Option<()> {
        // SAFETY: the place of the attribute in a live object, or one of no value.
        let (slot, old) = unsafe { (self.0, *self.0) };
        if old.is_null() {
            return int_by_itself(site, object, function, name, value);
        }
        // SAFETY: the place of the attribute in a live object; nobody else can see an int of which this is the only reference.
        unsafe {
            if type_of(old) == &raw mut ffi::PyLong_Type
                && ffi::Py_REFCNT(old) == 1
                && layout_long::overwrite(old, value)
            {
                return Some(());
            }
            put_int(slot, value)
        }
    }

    /// See [`super::set_bool`].
    #[inline(always)]
    pub fn set_bool(self, site: &Attribute, object: Obj, function: &Function, name: usize, value: bool) -> Option<()> {
        // SAFETY: the place of the attribute in a live object, or one of no value. Nobody counts references to `True` and `False`.
        unsafe {
            if boxing::get_bool(*self.0).is_none() {
                return bool_by_itself(site, object, function, name, value);
            }
            *self.0 = if value { ffi::Py_True() } else { ffi::Py_False() };
        }
        Some(())
    }
}

#[inline(never)]
fn value_by_itself(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    super::value(site, object, function, name)
}

#[inline(never)]
fn float_by_itself(site: &Attribute, object: Obj, function: &Function, name: usize, value: f64) -> Option<()> {
    super::set_float(site, object, function, name, value)
}

#[inline(never)]
fn int_by_itself(site: &Attribute, object: Obj, function: &Function, name: usize, value: i64) -> Option<()> {
    super::set_int(site, object, function, name, value)
}

#[inline(never)]
fn bool_by_itself(site: &Attribute, object: Obj, function: &Function, name: usize, value: bool) -> Option<()> {
    super::set_bool(site, object, function, name, value)
}

/// A new `float` in the place of a value.
///
/// # Safety
/// The slot has a value.
#[inline(never)]
unsafe fn put_float(slot: *mut Obj, value: f64) -> Option<()> {
    // SAFETY: the caller's promise; no attribute is added.
    unsafe { put(NULL, slot, NO_NUMBER, || boxing::new_float(value)) }
}

/// A new `int` in the place of a value.
///
/// # Safety
/// The slot has a value.
#[inline(never)]
unsafe fn put_int(slot: *mut Obj, value: i64) -> Option<()> {
    // SAFETY: the caller's promise; no attribute is added.
    unsafe { put(NULL, slot, NO_NUMBER, || boxing::new_int(value)) }
}
