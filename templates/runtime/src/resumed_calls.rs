//! Calls of builtins that consume a generator: what they get asks it natively.

use crate::module;
use crate::owned::{Owned, Raised};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{CStr, c_void};

/// `callable(generator, ...)` of a builtin that only iterates over it, so that nobody can tell what it gets instead, or over an object
/// whose class makes a generator for that. Nothing: it is none of those, and nothing was done.
#[inline(always)]
pub(crate) fn call(callable: Obj, args: &[Obj]) -> Option<Obj> {
    let [first, ..] = args else { return None };
    // SAFETY: a live object.
    unsafe {
        let class = ffi::Py_TYPE(*first);
        match class == &raw mut ffi::PyGen_Type {
            true => call_with_generator(callable, args),
            false if ffi::PyType_HasFeature(class, ffi::Py_TPFLAGS_HEAPTYPE) != 0 && (*class).tp_iter.is_some() => {
                call_with_iterable(callable, args)
            }
            false => None,
        }
    }
}

#[cold]
#[inline(never)]
fn call_with_generator(callable: Obj, args: &[Obj]) -> Option<Obj> {
    let (generator, rest) = args.split_first()?;
    if !iterates(callable, rest.len()) || !crate::resumed::has_stretches(*generator) {
        return None;
    }
    Some(call_with_items(callable, *generator, rest))
}

#[cold]
#[inline(never)]
fn call_with_iterable(callable: Obj, args: &[Obj]) -> Option<Obj> {
    let (iterable, rest) = args.split_first()?;
    if !iterates(callable, rest.len()) || asks_for_length(callable) && has_length(*iterable) {
        return None;
    }
    let generator = crate::sent::iterator_made_by_method(*iterable)?;
    let result = match generator.is_null() {
        true => NULL,
        false => call_with_items(callable, generator, rest),
    };
    crate::object::release_or_null(generator);
    Some(result)
}

fn call_with_items(callable: Obj, generator: Obj, rest: &[Obj]) -> Obj {
    let Ok(items) = new_items(generator) else { return NULL };
    let given: Vec<Obj> = std::iter::once(items.get()).chain(rest.iter().copied()).collect();
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_Vectorcall(callable, given.as_ptr(), given.len(), NULL) }
}

/// Does a builtin that iterates over something ask it how long it is? Those do not that are no lists or tuples in the end.
fn asks_for_length(callable: Obj) -> bool {
    let sets = [&raw mut ffi::PySet_Type, &raw mut ffi::PyFrozenSet_Type];
    let is_set = sets.iter().any(|class| callable == class.cast());
    // SAFETY: a live object.
    let is_class = unsafe { ffi::PyType_Check(callable) } != 0;
    !is_set && (is_class || name_of(callable) == Some(b"sorted"))
}

/// Does an object's class say how long it is, or may be?
fn has_length(object: Obj) -> bool {
    // SAFETY: a live object, whose class has these fields, and the GIL is held.
    unsafe {
        let class = ffi::Py_TYPE(object);
        let (sequence, mapping) = ((*class).tp_as_sequence, (*class).tp_as_mapping);
        !sequence.is_null() && (*sequence).sq_length.is_some()
            || !mapping.is_null() && (*mapping).mp_length.is_some()
            || crate::sent::has_length_hint(object)
    }
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
    let Some(name) = name_of(callable) else { return false };
    more == 0 && [b"sum" as &[u8], b"min", b"max", b"any", b"all", b"sorted"].contains(&name) || more == 1 && name == b"sum"
}

/// The name of a function of the module `builtins`, which lives as long as that.
fn name_of<'a>(callable: Obj) -> Option<&'a [u8]> {
    // SAFETY: a live object; a builtin function's definition lives as long as it does.
    unsafe {
        if ffi::Py_TYPE(callable) != &raw mut ffi::PyCFunction_Type {
            return None;
        }
        let function = callable.cast::<ffi::PyCFunctionObject>();
        if (*function).m_self.is_null() || (*function).m_self != crate::resolve::builtins().0 {
            return None;
        }
        Some(CStr::from_ptr((*(*function).m_ml).ml_name).to_bytes())
    }
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
