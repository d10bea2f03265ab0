//! Calls of builtins that consume a generator: what they get asks it natively.

use crate::module;
use crate::owned::{Owned, Raised};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{CStr, c_void};

/// `callable(generator, ...)` of a builtin that only iterates over it, so that nobody can tell what it gets instead. Nothing: it is none
/// of those, and nothing was done.
#[inline(always)]
pub(crate) fn call(callable: Obj, args: &[Obj]) -> Option<Obj> {
    match args {
        // SAFETY: a live object.
        [first, ..] if unsafe { ffi::Py_TYPE(*first) } == &raw mut ffi::PyGen_Type => call_with_generator(callable, args),
        _ => None,
    }
}

#[cold]
#[inline(never)]
fn call_with_generator(callable: Obj, args: &[Obj]) -> Option<Obj> {
    let (generator, rest) = args.split_first()?;
    if !iterates(callable, rest.len()) || !crate::resumed::has_stretches(*generator) {
        return None;
    }
    let Ok(items) = new_items(*generator) else {
        return Some(NULL);
    };
    let mut given = args.to_vec();
    given[0] = items.get();
    // SAFETY: live objects, and the GIL is held.
    Some(unsafe { ffi::PyObject_Vectorcall(callable, given.as_ptr(), given.len(), NULL) })
}

/// Does a builtin nothing with its first argument but to iterate over it, if it gets so many more?
fn iterates(callable: Obj, more: usize) -> bool {
    let types = [
        &raw mut ffi::PyList_Type,
        &raw mut ffi::PyTuple_Type,
        &raw mut ffi::PySet_Type,
        &raw mut ffi::PyFrozenSet_Type,
    ];
    if more == 0 && types.iter().any(|class| callable == class.cast()) {
        return true;
    }
    // SAFETY: a live object; a builtin function's definition lives as long as it does.
    let name = unsafe {
        if ffi::Py_TYPE(callable) != &raw mut ffi::PyCFunction_Type {
            return false;
        }
        let function = callable.cast::<ffi::PyCFunctionObject>();
        if (*function).m_self.is_null() || (*function).m_self != crate::resolve::builtins().0 {
            return false;
        }
        CStr::from_ptr((*(*function).m_ml).ml_name).to_bytes()
    };
    more == 0 && [b"sum" as &[u8], b"min", b"max", b"any", b"all", b"sorted"].contains(&name) || more == 1 && name == b"sum"
}

/// An iterator over the items of a generator, while a builtin runs.
#[repr(C)]
struct Items {
    base: ffi::PyObject,
    generator: Obj,
}

unsafe extern "C" fn next(items: Obj) -> Obj {
    // SAFETY: only instances of our type have this slot; they own a generator.
    unsafe {
        let generator = (*items.cast::<Items>()).generator;
        let native = match crate::tstate::current().cx() {
            Some(cx) if module::current().is_some() => crate::resumed::resume(generator, cx),
            _ => None,
        };
        match (native, (*ffi::Py_TYPE(generator)).tp_iternext) {
            (Some(item), _) => item,
            (None, Some(iternext)) => iternext(generator),
            (None, None) => NULL,
        }
    }
}

unsafe extern "C" fn free(items: Obj) {
    // SAFETY: the last reference to an instance of our type; a heap type is owned by its instances.
    unsafe {
        let class = ffi::Py_TYPE(items);
        ffi::Py_DECREF((*items.cast::<Items>()).generator);
        ffi::PyObject_Free(items.cast());
        ffi::Py_DECREF(class.cast());
    }
}

static CLASS: Class = Class(Cell::new(NULL));
struct Class(Cell<Obj>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Class {}

fn new_items(generator: Obj) -> Result<Owned, Raised> {
    if CLASS.0.get().is_null() {
        CLASS.0.set(new_class()?.into_raw());
    }
    // SAFETY: allocates an instance of our class, whose field is then written before any use.
    unsafe {
        let items = Owned::from_result(ffi::PyType_GenericAlloc(CLASS.0.get().cast(), 0))?;
        ffi::Py_INCREF(generator);
        (&raw mut (*items.get().cast::<Items>()).generator).write(generator);
        Ok(items)
    }
}

fn new_class() -> Result<Owned, Raised> {
    let slot = |slot, pfunc| ffi::PyType_Slot { slot, pfunc };
    let mut slots = [
        slot(ffi::Py_tp_iter, ffi::PyObject_SelfIter as *mut c_void),
        slot(ffi::Py_tp_iternext, next as unsafe extern "C" fn(Obj) -> Obj as *mut c_void),
        slot(ffi::Py_tp_dealloc, free as unsafe extern "C" fn(Obj) as *mut c_void),
        slot(0, std::ptr::null_mut()),
    ];
    let mut spec = ffi::PyType_Spec {
        name: c"annot.items".as_ptr(),
        basicsize: size_of::<Items>() as i32,
        itemsize: 0,
        flags: (ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_DISALLOW_INSTANTIATION | ffi::Py_TPFLAGS_IMMUTABLETYPE) as u32,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: CPython copies the specification; the name is static.
    unsafe { Owned::from_result(ffi::PyType_FromSpec(&mut spec)) }
}
