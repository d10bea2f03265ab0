//! The namespace in which the module's body runs on CPython 3.11.
//!
//! There is nothing on 3.11 that tells when a function is created, but a body may be the whole program: it defines functions
//! and calls them. So it runs with locals of our own making, which pass everything on to the module's dictionary and give a
//! function (or the functions of a class) its engine when its name is bound. The body sees the difference only if it asks
//! for its locals; one that may do that runs with the dictionary itself, and its functions get their engines at its end.

use crate::module::Module;
use crate::owned::{Owned, Raised, attribute};
use crate::resolve;
use crate::retype_311::{function_type, retype};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

/// Names by which code gets at its locals.
const ASK_FOR_LOCALS: [&str; 7] = ["locals", "vars", "dir", "eval", "exec", "execfile", "_getframe"];

/// The locals to run the module's body with.
pub(crate) fn locals(code: &Owned, dict: Obj) -> Result<Owned, Raised> {
    // SAFETY: a live dictionary; and a code object, whose names are a tuple of `str`.
    unsafe {
        let names = attribute(code.get(), "co_names")?;
        let asks = (0..ffi::PyTuple_Size(names.get())).any(|index| {
            let name = ffi::PyTuple_GetItem(names.get(), index);
            ASK_FOR_LOCALS.iter().any(|asking| crate::owned::is_text(name, asking))
        });
        if asks || function_type().is_null() || resolve::builtins().1.is_null() {
            return Ok(Owned::from_borrowed(dict));
        }
        let namespace = Owned::from_result(ffi::PyType_GenericAlloc(class()?.cast(), 0))?;
        (*namespace.get().cast::<Namespace>()).dict = Owned::from_borrowed(dict).into_raw();
        Ok(namespace)
    }
}

#[repr(C)]
struct Namespace {
    base: ffi::PyObject,
    /// The module's dictionary, owned; null once cleared by the garbage collector.
    dict: Obj,
}

/// # Safety
/// `object` is a namespace.
unsafe fn dict_of(object: Obj) -> Obj {
    // SAFETY: the caller's promise.
    unsafe { (*object.cast::<Namespace>()).dict }
}

unsafe extern "C" fn get(object: Obj, name: Obj) -> Obj {
    // SAFETY: only namespaces have this slot; both dictionaries are alive.
    unsafe {
        for dict in [dict_of(object), resolve::builtins().1] {
            if dict.is_null() {
                continue;
            }
            let value = ffi::PyDict_GetItemWithError(dict, name);
            if !value.is_null() {
                return Owned::from_borrowed(value).into_raw();
            }
            if !ffi::PyErr_Occurred().is_null() {
                return NULL;
            }
        }
        ffi::PyErr_SetObject(ffi::PyExc_KeyError, name);
        NULL
    }
}

unsafe extern "C" fn set(object: Obj, name: Obj, value: Obj) -> c_int {
    // SAFETY: only namespaces have this slot; null means deletion.
    unsafe {
        let dict = dict_of(object);
        if dict.is_null() {
            ffi::PyErr_SetObject(ffi::PyExc_KeyError, name);
            return -1;
        }
        if value.is_null() {
            return ffi::PyDict_DelItem(dict, name);
        }
        if let Some(module) = crate::module::current().filter(|module| module.dict() == dict) {
            give_engines(module, value, 0);
        }
        ffi::PyDict_SetItem(dict, name, value)
    }
}

/// Functions, and those in the classes and descriptors that Python itself defines. Runs no Python code.
///
/// # Safety
/// `value` is a live object.
unsafe fn give_engines(module: &'static Module, value: Obj, depth: usize) {
    /// Classes in classes, and descriptors around functions.
    const DEEPEST: usize = 8;
    if value.is_null() || depth > DEEPEST {
        return;
    }
    // SAFETY: the type is tested before fields are read; a class's dictionary does not change meanwhile.
    unsafe {
        let class = ffi::Py_TYPE(value);
        if class == &raw mut ffi::PyFunction_Type {
            retype(module, value);
        } else if class == &raw mut ffi::PyStaticMethod_Type || class == &raw mut ffi::PyClassMethod_Type {
            give_engines(module, (*value.cast::<Wrapper>()).function, depth + 1);
        } else if class == &raw mut ffi::PyProperty_Type {
            for function in (*value.cast::<Property>()).functions {
                give_engines(module, function, depth + 1);
            }
        } else if ffi::PyType_Check(value) != 0
            && ffi::PyType_HasFeature(value.cast(), ffi::Py_TPFLAGS_HEAPTYPE) != 0
            && crate::owned::is_same_text(
                resolve::value_named((*value.cast::<ffi::PyTypeObject>()).tp_dict, "__module__"),
                resolve::value_named(module.dict(), "__name__"),
            )
        {
            let dict = (*value.cast::<ffi::PyTypeObject>()).tp_dict;
            let (mut position, mut name, mut member) = (0, NULL, NULL);
            while ffi::PyDict_Next(dict, &mut position, &mut name, &mut member) != 0 {
                give_engines(module, member, depth + 1);
            }
        }
    }
}

/// `staticmethod` and `classmethod` objects.
#[repr(C)]
struct Wrapper {
    base: ffi::PyObject,
    function: Obj,
}

/// `property` objects: getter, setter, deleter.
#[repr(C)]
struct Property {
    base: ffi::PyObject,
    functions: [Obj; 3],
}

/// For everything else it behaves like the dictionary.
unsafe extern "C" fn get_attribute(object: Obj, name: Obj) -> Obj {
    // SAFETY: only namespaces have this slot.
    unsafe {
        let dict = dict_of(object);
        ffi::PyObject_GetAttr(if dict.is_null() { ffi::Py_None() } else { dict }, name)
    }
}

unsafe extern "C" fn iterate(object: Obj) -> Obj {
    // SAFETY: only namespaces have this slot.
    unsafe { ffi::PyObject_GetIter(dict_of(object)) }
}

unsafe extern "C" fn length(object: Obj) -> ffi::Py_ssize_t {
    // SAFETY: only namespaces have this slot.
    unsafe { ffi::PyObject_Size(dict_of(object)) }
}

unsafe extern "C" fn contains(object: Obj, name: Obj) -> c_int {
    // SAFETY: only namespaces have this slot.
    unsafe { ffi::PySequence_Contains(dict_of(object), name) }
}

unsafe extern "C" fn show(object: Obj) -> Obj {
    // SAFETY: only namespaces have this slot.
    unsafe { ffi::PyObject_Repr(dict_of(object)) }
}

unsafe extern "C" fn traverse(object: Obj, visit: ffi::visitproc, argument: *mut c_void) -> c_int {
    // SAFETY: the garbage collector's protocol: a heap type is owned by its instances.
    unsafe {
        for held in [ffi::Py_TYPE(object).cast(), dict_of(object)] {
            if !held.is_null() {
                let result = visit(held, argument);
                if result != 0 {
                    return result;
                }
            }
        }
    }
    0
}

unsafe extern "C" fn clear(object: Obj) -> c_int {
    // SAFETY: only namespaces have this slot; the field is emptied first.
    unsafe { ffi::Py_XDECREF(std::mem::replace(&mut (*object.cast::<Namespace>()).dict, NULL)) }
    0
}

unsafe extern "C" fn free(object: Obj) {
    // SAFETY: the last reference to a namespace.
    unsafe {
        let class = ffi::Py_TYPE(object);
        ffi::PyObject_GC_UnTrack(object.cast());
        clear(object);
        ffi::PyObject_GC_Del(object.cast());
        ffi::Py_DECREF(class.cast());
    }
}

/// Made once, kept for the life of the process.
static CLASS: Class = Class(Cell::new(null_mut()));
struct Class(Cell<*mut ffi::PyTypeObject>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Class {}

fn class() -> Result<*mut ffi::PyTypeObject, Raised> {
    if CLASS.0.get().is_null() {
        CLASS.0.set(new_class()?.into_raw().cast());
    }
    Ok(CLASS.0.get())
}

fn new_class() -> Result<Owned, Raised> {
    let slot = |slot: c_int, function: *mut c_void| ffi::PyType_Slot { slot, pfunc: function };
    let mut slots = [
        slot(ffi::Py_mp_subscript, get as *mut c_void),
        slot(ffi::Py_mp_ass_subscript, set as *mut c_void),
        slot(ffi::Py_mp_length, length as *mut c_void),
        slot(ffi::Py_sq_contains, contains as *mut c_void),
        slot(ffi::Py_tp_getattro, get_attribute as *mut c_void),
        slot(ffi::Py_tp_iter, iterate as *mut c_void),
        slot(ffi::Py_tp_repr, show as *mut c_void),
        slot(ffi::Py_tp_traverse, traverse as *mut c_void),
        slot(ffi::Py_tp_clear, clear as *mut c_void),
        slot(ffi::Py_tp_dealloc, free as *mut c_void),
        slot(0, null_mut()),
    ];
    let flags = ffi::Py_TPFLAGS_DEFAULT
        | ffi::Py_TPFLAGS_HAVE_GC
        | ffi::Py_TPFLAGS_DISALLOW_INSTANTIATION
        | ffi::Py_TPFLAGS_IMMUTABLETYPE;
    let mut spec = ffi::PyType_Spec {
        name: c"annot.namespace".as_ptr(),
        basicsize: size_of::<Namespace>() as c_int,
        itemsize: 0,
        flags: flags as u32,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: CPython copies the specification; the name is static.
    unsafe { Owned::from_result(ffi::PyType_FromSpec(&mut spec)) }
}
