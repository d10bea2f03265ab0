//! The engine on CPython 3.11, which runs calls of functions without looking at their vectorcall.
//!
//! It does so for objects of the very type `function` only. So the module's functions become instances of a type of our
//! own that differs from `function` in nothing but its address. There are no watchers on 3.11 to tell when a function is
//! created: it gets its engine when the module's body binds its name (see `namespace_311.rs`), or when the body is over.

use crate::layout::FunctionObject;
use crate::module::Module;
use crate::owned::{Owned, Raised, attribute, imported};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{c_int, c_ulong};
use std::ptr::null_mut;

/// The type of functions with an engine, or null as long as there are none.
pub(crate) fn function_type() -> *mut ffi::PyTypeObject {
    TYPE.0.get()
}

/// Makes the type. From now on functions can be given their engines.
pub(crate) fn prepare(module: &'static Module) -> Result<(), Raised> {
    // A debug build asserts that what is interpreted is of the very type `function`.
    if !cfg!(py_sys_config = "Py_DEBUG") && !module.spec.functions.is_empty() && TYPE.0.get().is_null() {
        TYPE.0.set(new_type()?);
    }
    Ok(())
}

/// Gives all functions of the module's instance their engines.
pub(crate) fn retype_functions(module: &'static Module) -> Result<(), Raised> {
    if TYPE.0.get().is_null() {
        return Ok(());
    }
    let get_objects = imported("gc", "get_objects")?;
    // SAFETY: live objects; the list owns its items while it is walked, and nothing else can change it.
    unsafe {
        let objects = Owned::from_result(ffi::PyObject_CallNoArgs(get_objects.get()))?;
        for index in 0..ffi::PyList_Size(objects.get()) {
            let object = ffi::PyList_GetItem(objects.get(), index);
            if ffi::PyFunction_Check(object) != 0 {
                retype(module, object);
            }
        }
    }
    Ok(())
}

/// Gives a function its engine, if it is one of the module's that has one.
///
/// # Safety
/// `object` is a live object of the very type `function`, or of the type that another library has made of it.
pub(crate) unsafe fn retype(module: &'static Module, object: Obj) {
    let raw = object.cast::<FunctionObject>();
    // SAFETY: the caller's promise. Both types are static, so no reference counts change.
    unsafe {
        let Some(function) = module
            .spec
            .functions
            .iter()
            .find(|function| function.code() == (*raw).func_code)
        else {
            return;
        };
        if function.may_run(module, raw) && !function.is_retired() {
            (*raw).vectorcall = Some(function.spec.entry);
            (*object).ob_type = TYPE.0.get();
        }
    }
}

/// Gives a function that native code has just made its engine, if it has one.
pub(crate) fn made(module: &'static Module, object: Obj) {
    if !TYPE.0.get().is_null() {
        // SAFETY: a live object of the very type `function`, as all are that CPython makes.
        unsafe { retype(module, object) }
    }
}

/// Makes a plain function of one that has an engine.
///
/// # Safety
/// `object` is a live function object with an engine.
pub(crate) unsafe fn untype(object: Obj) {
    if let Some(original) = crate::function::original() {
        // SAFETY: the caller's promise. Both types are static, so no reference counts change.
        unsafe {
            (*object.cast::<FunctionObject>()).vectorcall = Some(original);
            (*object).ob_type = &raw mut ffi::PyFunction_Type;
        }
    }
}

static TYPE: Type = Type(Cell::new(null_mut()));
struct Type(Cell<*mut ffi::PyTypeObject>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Type {}

/// One for each module, never freed.
fn new_type() -> Result<*mut ffi::PyTypeObject, Raised> {
    const FLAGS: c_ulong = ffi::Py_TPFLAGS_DEFAULT
        | ffi::Py_TPFLAGS_HAVE_GC
        | ffi::Py_TPFLAGS_HAVE_VECTORCALL
        | ffi::Py_TPFLAGS_METHOD_DESCRIPTOR
        | ffi::Py_TPFLAGS_IMMUTABLETYPE;
    // SAFETY: a type object may be all zeros before it is made ready; what is left zero is inherited from `function`.
    unsafe {
        let base = &raw mut ffi::PyFunction_Type;
        let class: *mut ffi::PyTypeObject = Box::leak(Box::new(std::mem::zeroed()));
        (*class).ob_base.ob_base.ob_refcnt = 1;
        (*class).tp_name = c"function".as_ptr();
        (*class).tp_doc = (*base).tp_doc;
        (*class).tp_base = base;
        (*class).tp_basicsize = (*base).tp_basicsize;
        (*class).tp_vectorcall_offset = (*base).tp_vectorcall_offset;
        (*class).tp_call = (*base).tp_call;
        (*class).tp_traverse = (*base).tp_traverse;
        (*class).tp_clear = (*base).tp_clear;
        (*class).tp_new = (*base).tp_new;
        (*class).tp_descr_get = (*base).tp_descr_get;
        (*class).tp_flags = FLAGS;
        if ffi::PyType_Ready(class) < 0 {
            return Err(Raised);
        }
        // A type gets its own documentation as `__doc__`, which would hide that of its instances.
        let descriptor = ffi::PyDict_GetItemString((*base).tp_dict, c"__doc__".as_ptr());
        if ffi::PyDict_SetItemString((*class).tp_dict, c"__doc__".as_ptr(), descriptor) < 0 {
            return Err(Raised);
        }
        ffi::PyType_Modified(class);
        register_with_copyreg(class.cast())?;
        Ok(class)
    }
}

/// `pickle` and `copy` treat functions by their very type, too. Others they treat as `copyreg` says: a string is a name to
/// look up in the module, which is what they do with functions.
unsafe fn register_with_copyreg(class: Obj) -> Result<(), Raised> {
    static mut DEFINITION: ffi::PyMethodDef = ffi::PyMethodDef {
        ml_name: c"reduce_function".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: reduce },
        ml_flags: ffi::METH_O,
        ml_doc: std::ptr::null(),
    };
    let table = imported("copyreg", "dispatch_table")?;
    // SAFETY: live objects; the definition is static and not written to.
    unsafe {
        let reduce = Owned::from_result(ffi::PyCFunction_NewEx(&raw mut DEFINITION, NULL, NULL))?;
        let result: c_int = ffi::PyObject_SetItem(table.get(), class, reduce.get());
        if result < 0 { Err(Raised) } else { Ok(()) }
    }
}

unsafe extern "C" fn reduce(_self: Obj, function: Obj) -> Obj {
    // SAFETY: CPython passes a live object.
    let name = unsafe { attribute(function, "__qualname__") };
    name.map_or(NULL, Owned::into_raw)
}
