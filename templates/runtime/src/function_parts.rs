//! What functions are asked for, read where it lies.

use crate::layout::FunctionObject;
use crate::object::names::Name;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// `function.__name__` and `function.__qualname__`, borrowed from the function, whose type has them first of all; null of anything else.
pub(crate) fn part_of_function(object: Obj, name: Obj) -> Obj {
    static NAME: Name = Name::new(c"__name__");
    static QUALNAME: Name = Name::new(c"__qualname__");
    if crate::object::type_of(object) != &raw mut ffi::PyFunction_Type {
        return NULL;
    }
    let function = object.cast::<FunctionObject>();
    // SAFETY: a live function object. Names of attributes are interned. Without memory for ours, CPython looks.
    unsafe {
        if name == NAME.get() {
            return (*function).func_name;
        }
        if name == QUALNAME.get() {
            return (*function).func_qualname;
        }
        if NAME.get().is_null() || QUALNAME.get().is_null() {
            ffi::PyErr_Clear();
        }
    }
    NULL
}
