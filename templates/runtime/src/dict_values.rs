//! How native code holds the values of dictionaries.

use crate::boxing::{get_bool, get_f64, get_i64, new_bool, new_float, new_int, new_ref};
use crate::dict::is_watched;
use crate::layout_long;
use crate::value::{Dyn, Obj};
use pyo3::ffi;

/// How native code holds a value.
pub trait Item: Copy {
    /// The value in an object that is borrowed; owned, if it is an object.
    fn of(object: Obj) -> Option<Self>;
    /// A new reference to the object; null with an exception.
    fn object(self) -> Obj;
    /// The same value, for another owner.
    fn again(self) -> Self;
    /// With a tag that says what it is; borrowed.
    fn tagged(self) -> Dyn;
    /// Can an object that nobody but a dict knows be given the value? Then it has it now.
    #[inline(always)]
    fn overwrites(self, _object: Obj, _dict: Obj) -> bool {
        false
    }
    /// Gives up a value that somebody else keeps.
    #[inline(always)]
    fn forget(self) {}
}

impl Item for i64 {
    #[inline(always)]
    fn of(object: Obj) -> Option<i64> {
        get_i64(object)
    }

    #[inline(always)]
    fn object(self) -> Obj {
        new_int(self)
    }

    #[inline(always)]
    fn again(self) -> i64 {
        self
    }

    #[inline(always)]
    fn tagged(self) -> Dyn {
        Dyn::Int(self)
    }

    #[inline(always)]
    fn overwrites(self, object: Obj, dict: Obj) -> bool {
        // SAFETY: live objects. If the dict's reference is the only one, nobody can see that the object stays the same.
        unsafe {
            ffi::Py_TYPE(object) == &raw mut ffi::PyLong_Type
                && ffi::Py_REFCNT(object) == 1
                && !is_watched(dict)
                && layout_long::overwrite(object, self)
        }
    }
}

impl Item for f64 {
    #[inline(always)]
    fn of(object: Obj) -> Option<f64> {
        get_f64(object)
    }

    #[inline(always)]
    fn object(self) -> Obj {
        new_float(self)
    }

    #[inline(always)]
    fn again(self) -> f64 {
        self
    }

    #[inline(always)]
    fn tagged(self) -> Dyn {
        Dyn::Float(self)
    }

    #[inline(always)]
    fn overwrites(self, object: Obj, dict: Obj) -> bool {
        // SAFETY: live objects. If the dict's reference is the only one, nobody can see that the object stays the same.
        unsafe {
            let alone = ffi::Py_TYPE(object) == &raw mut ffi::PyFloat_Type
                && ffi::Py_REFCNT(object) == 1
                && !is_watched(dict);
            if alone {
                (*object.cast::<ffi::PyFloatObject>()).ob_fval = self;
            }
            alone
        }
    }
}

impl Item for bool {
    #[inline(always)]
    fn of(object: Obj) -> Option<bool> {
        get_bool(object)
    }

    #[inline(always)]
    fn object(self) -> Obj {
        new_bool(self)
    }

    #[inline(always)]
    fn again(self) -> bool {
        self
    }

    #[inline(always)]
    fn tagged(self) -> Dyn {
        Dyn::Bool(self)
    }
}

impl Item for Obj {
    #[inline(always)]
    fn of(object: Obj) -> Option<Obj> {
        Some(new_ref(object))
    }

    #[inline(always)]
    fn object(self) -> Obj {
        new_ref(self)
    }

    #[inline(always)]
    fn again(self) -> Obj {
        new_ref(self)
    }

    #[inline(always)]
    fn tagged(self) -> Dyn {
        Dyn::Obj(self)
    }

    #[inline(always)]
    fn forget(self) {
        // SAFETY: an owned reference, which is not the last one, or the only one to a new object of a builtin type.
        unsafe { ffi::Py_DECREF(self) }
    }
}
