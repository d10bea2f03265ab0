//! `COMPARE_OP`, `CONTAINS_OP` and truth.

use crate::value::Obj;
use pyo3::ffi;

macro_rules! comparison {
    ($($name:ident $code:ident $operator:literal;)*) => {
        $(
            #[doc = concat!("`", $operator, "`")]
            #[inline]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                // SAFETY: live objects, and the GIL is held.
                unsafe { ffi::PyObject_RichCompare(a, b, ffi::$code) }
            }
        )*
    };
}

comparison! {
    lt Py_LT "a < b";
    le Py_LE "a <= b";
    eq Py_EQ "a == b";
    ne Py_NE "a != b";
    gt Py_GT "a > b";
    ge Py_GE "a >= b";
}

/// `item in container`: 0, 1, or -1 with an exception.
#[inline]
pub fn contains(item: Obj, container: Obj) -> i32 {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PySequence_Contains(container, item) }
}

/// `bool(a)`: 0, 1, or -1 with an exception.
#[inline(always)]
pub fn truth(a: Obj) -> i32 {
    // SAFETY: these live as long as the interpreter.
    let (yes, no, none) = unsafe { (ffi::Py_True(), ffi::Py_False(), ffi::Py_None()) };
    if a == yes {
        1
    } else if a == no || a == none {
        0
    } else {
        // SAFETY: a live object, and the GIL is held.
        unsafe { ffi::PyObject_IsTrue(a) }
    }
}
