//! `LOAD_ATTR`, `STORE_ATTR`, `DELETE_ATTR`, `LOAD_SUPER_ATTR` and their forms for method calls.

#[cfg(Py_3_12)]
use super::refs::release;
use super::refs::retained;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;

/// `o.name`
#[inline]
pub fn get_attr(o: Obj, name: Obj) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_GetAttr(o, name) }
}

/// `o.name = value`
#[inline]
pub fn set_attr(o: Obj, name: Obj, value: Obj) -> bool {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_SetAttr(o, name, value) == 0 }
}

/// `del o.name`
#[inline]
pub fn del_attr(o: Obj, name: Obj) -> bool {
    // SAFETY: live objects, and the GIL is held; without a value the attribute is deleted.
    unsafe { ffi::PyObject_SetAttr(o, name, NULL) == 0 }
}

/// `o.name`, to be called by [`super::call_method`]: a function and the object to pass first, or what was found and null. Both
/// are owned. The first is null if there is no such attribute.
#[inline]
pub fn load_method(o: Obj, name: Obj) -> (Obj, Obj) {
    let mut method = NULL;
    // SAFETY: live objects, and the GIL is held; the result is an owned reference or null.
    let unbound = unsafe { _PyObject_GetMethod(o, name, &mut method) };
    (method, if unbound != 0 { retained(o) } else { NULL })
}

/// `super(class, self_).name`, where `super` is `super_object`.
#[cfg(Py_3_12)]
pub fn load_super_attr(super_object: Obj, class: Obj, self_: Obj, name: Obj) -> Obj {
    #[cfg(Py_3_13)]
    if is_super_of_class(super_object, class, self_) {
        // SAFETY: live objects, the first a type.
        let found = unsafe { _PySuper_Lookup(class.cast(), self_, name, std::ptr::null_mut()) };
        if found.is_null() {
            say_whose_attribute(super_object, class, self_, name);
        }
        return found;
    }
    attribute_of_result(super_object, &[class, self_], name)
}

/// `super().name`, where `super` is `super_object`, in a method of `class` with the first argument `self_`.
#[cfg(Py_3_12)]
pub fn load_super_attr_no_args(super_object: Obj, class: Obj, self_: Obj, name: Obj) -> Obj {
    if needs_no_frame(super_object, class) {
        load_super_attr(super_object, class, self_, name)
    } else {
        attribute_of_result(super_object, &[], name)
    }
}

/// [`load_super_attr`], to be called by [`super::call_method`]; the pair is that of [`load_method`].
#[cfg(Py_3_12)]
pub fn load_super_method(super_object: Obj, class: Obj, self_: Obj, name: Obj) -> (Obj, Obj) {
    #[cfg(Py_3_13)]
    if is_super_of_class(super_object, class, self_) {
        let method = super_method(class, self_, name);
        if method.0.is_null() {
            say_whose_attribute(super_object, class, self_, name);
        }
        return method;
    }
    (load_super_attr(super_object, class, self_, name), NULL)
}

/// [`load_super_attr_no_args`], to be called by [`super::call_method`]; the pair is that of [`load_method`].
#[cfg(Py_3_12)]
pub fn load_super_method_no_args(super_object: Obj, class: Obj, self_: Obj, name: Obj) -> (Obj, Obj) {
    if needs_no_frame(super_object, class) {
        load_super_method(super_object, class, self_, name)
    } else {
        (attribute_of_result(super_object, &[], name), NULL)
    }
}

/// The method above a class, unbound if looking it up does not run anything of the program's.
#[cfg(Py_3_13)]
fn super_method(class: Obj, self_: Obj, name: Obj) -> (Obj, Obj) {
    let mut found: c_int = 0;
    // SAFETY: live objects, the first a type. `found` is set if the result is a function to which `self_` must be passed.
    let attribute = unsafe {
        let is_generic = (*super::refs::type_of(self_))
            .tp_getattro
            .is_some_and(|get| std::ptr::fn_addr_eq(get, ffi::PyObject_GenericGetAttr as ffi::getattrofunc));
        let found = if is_generic {
            &raw mut found
        } else {
            std::ptr::null_mut()
        };
        _PySuper_Lookup(class.cast(), self_, name, found)
    };
    let first = if found != 0 && !attribute.is_null() {
        retained(self_)
    } else {
        NULL
    };
    (attribute, first)
}

/// Is this the builtin `super`, with a class for which it needs nobody's frame?
#[cfg(Py_3_12)]
#[inline]
fn needs_no_frame(super_object: Obj, class: Obj) -> bool {
    // SAFETY: a live object.
    super_object == (&raw mut ffi::PySuper_Type).cast() && unsafe { ffi::PyType_Check(class) != 0 }
}

/// Can the attribute be looked up without a `super` object? `None` stands for no object at all, a case of its own.
#[cfg(Py_3_13)]
#[inline]
fn is_super_of_class(super_object: Obj, class: Obj, self_: Obj) -> bool {
    // SAFETY: lives as long as the interpreter.
    needs_no_frame(super_object, class) && self_ != unsafe { ffi::Py_None() }
}

/// An `AttributeError` that comes from a descriptor knows neither name nor object. `getattr` adds them, what looks up an
/// attribute without making the `super` object does not: CPython does the one before it specializes the instruction, the
/// other afterwards. The one is more helpful.
#[cfg(Py_3_13)]
#[cold]
fn say_whose_attribute(super_object: Obj, class: Obj, self_: Obj, name: Obj) {
    static NAME: super::names::Name = super::names::Name::new(c"name");
    static OBJ: super::names::Name = super::names::Name::new(c"obj");
    // SAFETY: live objects, and an exception is set: it is taken out, changed and put back, whatever fails meanwhile.
    unsafe {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) == 0 {
            return;
        }
        let raised = ffi::PyErr_GetRaisedException();
        let (names, none) = ([NAME.get(), OBJ.get()], ffi::Py_None());
        let is_none = |attribute: Obj| {
            let value = ffi::PyObject_GetAttr(raised, attribute);
            super::release_or_null(value);
            value == none
        };
        if names
            .iter()
            .all(|attribute| !attribute.is_null() && is_none(*attribute))
        {
            let object = super::call_at_once(super_object, &[class, self_]);
            if !object.is_null() {
                ffi::PyObject_SetAttr(raised, names[0], name);
                ffi::PyObject_SetAttr(raised, names[1], object);
                release(object);
            }
        }
        ffi::PyErr_SetRaisedException(raised);
    }
}

/// `callable(*args).name`
#[cfg(Py_3_12)]
fn attribute_of_result(callable: Obj, args: &[Obj], name: Obj) -> Obj {
    let result = super::call_at_once(callable, args);
    if result.is_null() {
        return NULL;
    }
    let attribute = get_attr(result, name);
    release(result);
    attribute
}

unsafe extern "C" {
    fn _PyObject_GetMethod(object: Obj, name: Obj, method: *mut Obj) -> c_int;
    #[cfg(Py_3_13)]
    fn _PySuper_Lookup(class: *mut ffi::PyTypeObject, object: Obj, name: Obj, is_method: *mut c_int) -> Obj;
}
