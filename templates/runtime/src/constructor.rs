//! New instances of classes, as `type` makes them: `__new__` of `object` or of an exception, then the function of `__init__`.

use super::{Attribute, EMPTY, Kind, Place};
use crate::function::Function;
use crate::object::{release, type_of};
use crate::value::{Exit, NULL, Obj};
use pyo3::ffi;

/// The function that initializes new instances of a class, borrowed from that, if `type` makes them as it makes those of most classes:
/// `object.__new__`, then that function. Else null.
#[inline(always)]
pub fn constructor(site: &Attribute, class: Obj) -> Obj {
    initializer::<false>(site, class)
}

/// [`constructor`] of a class of exceptions, whose arguments are kept.
#[inline(always)]
pub fn exception_constructor(site: &Attribute, class: Obj) -> Obj {
    initializer::<true>(site, class)
}

#[inline(always)]
fn initializer<const IS_EXCEPTION: bool>(site: &Attribute, class: Obj) -> Obj {
    let place = site.first();
    // SAFETY: live objects; a type is one with a type that calls as `type` does. The version is compared before what was found
    // for it is used.
    unsafe {
        if !is_called_as_type(class) {
            return NULL;
        }
        if (*class.cast::<ffi::PyTypeObject>()).tp_version_tag == place.version {
            place.found
        } else {
            site.find_constructor(class, IS_EXCEPTION)
        }
    }
}

/// Does calling the object make an instance of it as `type` does?
///
/// # Safety
/// A live object.
#[inline(always)]
unsafe fn is_called_as_type(class: Obj) -> bool {
    // SAFETY: the caller's promise; both are types.
    unsafe {
        match ((*type_of(class)).tp_call, (*(&raw mut ffi::PyType_Type)).tp_call) {
            (Some(one), Some(other)) => std::ptr::fn_addr_eq(one, other),
            _ => false,
        }
    }
}

impl Attribute {
    /// What [`constructor`] finds where the type is another one than the last time.
    #[cold]
    #[inline(never)]
    fn find_constructor(&self, class: Obj, is_exception: bool) -> Obj {
        let mut place = EMPTY;
        // SAFETY: a live type. No reference to a place is held.
        unsafe {
            let known = &mut (*self.places.get())[0];
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if known.is_followed(version) {
                known.version = version;
                return known.found;
            }
            annot_find_constructor(class, is_exception.into(), &mut place);
            if place.kind == Kind::Function && place.version != 0 {
                (*self.places.get())[0] = place;
            }
        }
        place.found
    }
}

/// A new instance of a class of which [`constructor`] has just found one; null: an exception is set.
#[inline(always)]
pub fn instance(class: Obj) -> Obj {
    // SAFETY: a live type, of which new instances are made by `object.__new__`.
    unsafe { annot_new_instance(class) }
}

/// An instance of a class that was known to keep its arguments, with these attributes (numbers of the function's names; values that
/// are taken over, null where there was no memory): where native code is left that had not made it. Null with an exception set, or
/// without one if there is no class: no instance either, then.
#[cold]
#[inline(never)]
pub fn handed(class: Obj, function: &Function, attributes: &[(usize, Obj)]) -> Obj {
    let made = crate::generator::undisturbed(|| {
        if class.is_null() {
            return NULL;
        }
        // SAFETY: a live type, of which new instances are made by `object.__new__`; names and values are live.
        unsafe {
            let object = annot_new_instance(class);
            let is_whole = !object.is_null()
                && attributes
                    .iter()
                    .all(|&(name, value)| !value.is_null() && annot_store_own(object, function.name(name), value) == 0);
            if is_whole {
                return object;
            }
            if ffi::PyErr_Occurred().is_null() {
                ffi::PyErr_NoMemory();
            }
            crate::object::release_or_null(object);
            NULL
        }
    });
    attributes.iter().for_each(|(_, value)| crate::object::release_or_null(*value));
    made
}

/// A new instance of a class of which [`exception_constructor`] has just found one, with arguments that were made for it; null: an
/// exception is set.
#[inline(never)]
pub fn exception(class: Obj, args: &[Obj]) -> Obj {
    crate::exception::instance(class, args)
}

/// The instance, if `__init__` has returned None. Consumes it otherwise.
#[inline(always)]
pub fn constructed(object: Obj, called: Result<(), Exit>) -> Result<Obj, Exit> {
    match called {
        Ok(()) => Ok(object),
        Err(exit) => constructed_otherwise(object, exit.0),
    }
}

#[cold]
#[inline(never)]
fn constructed_otherwise(object: Obj, result: Obj) -> Result<Obj, Exit> {
    // SAFETY: live objects, owned; an exception is set if there is no result.
    unsafe {
        let is_none = result == ffi::Py_None();
        if !result.is_null() && !is_none {
            let text = c"__init__() should return None, not '%.200s'";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), (*type_of(result)).tp_name);
        }
        ffi::Py_XDECREF(result);
        if is_none {
            return Ok(object);
        }
        // Finalizers are called with the exception put aside.
        crate::frame::show_waiting();
        release(object);
        Err(Exit(NULL))
    }
}

unsafe extern "C" {
    fn annot_find_constructor(class: Obj, is_exception: i32, place: *mut Place);
    fn annot_new_instance(class: Obj) -> Obj;
    fn annot_store_own(object: Obj, name: Obj, value: Obj) -> std::ffi::c_int;
}
