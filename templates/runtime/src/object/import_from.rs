//! `IMPORT_FROM` for CPython 3.11 to 3.13, which export nothing that does it.

use super::names::Name;
use crate::owned::{Owned, Raised};
use crate::value::{NULL, Obj};
use pyo3::ffi;
#[cfg(Py_3_13)]
use std::ffi::CStr;
use std::ffi::c_int;

/// `from module import name`
pub fn import_from(module: Obj, name: Obj) -> Obj {
    match attribute_or_submodule(module, name) {
        Ok(found) => found.into_raw(),
        Err(Raised) => NULL,
    }
}

static NAME: Name = Name::new(c"__name__");
static SPEC: Name = Name::new(c"__spec__");
static INITIALIZING: Name = Name::new(c"_initializing");

/// An attribute of the module, or a module below it that is being imported.
fn attribute_or_submodule(module: Obj, name: Obj) -> Result<Owned, Raised> {
    if let Some(found) = optional(module, name)? {
        return Ok(found);
    }
    // SAFETY: live objects, and the GIL is held.
    unsafe {
        let package = name_of(module)?.filter(|package| ffi::PyUnicode_Check(package.get()) != 0);
        let Some(package) = package else {
            let unknown = crate::owned::text("<unknown module name>")?;
            return Err(cannot_import(module, name, NULL, &unknown));
        };
        let full = Owned::from_result(ffi::PyUnicode_FromFormat(c"%U.%U".as_ptr(), package.get(), name))?;
        let found = Owned::from_result(ffi::PyImport_GetModule(full.get()));
        if found.is_err() && !super::failed() {
            return Err(cannot_import(module, name, package.get(), &package));
        }
        found
    }
}

/// `module.__name__`, if it has one; before 3.13 an error is as good as none.
fn name_of(module: Obj) -> Result<Option<Owned>, Raised> {
    let found = optional(module, NAME.get());
    if cfg!(not(Py_3_13)) && found.is_err() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
        return Ok(None);
    }
    found
}

/// The attribute, if there is one.
fn optional(object: Obj, name: Obj) -> Result<Option<Owned>, Raised> {
    if name.is_null() {
        return Err(Raised);
    }
    let mut found = NULL;
    // SAFETY: live objects, and the GIL is held; what is found is owned.
    unsafe {
        match look_up_attribute(object, name, &mut found) {
            0 => Ok(None),
            1.. => Owned::from_result(found).map(Some),
            _ => Err(Raised),
        }
    }
}

/// Sets the `ImportError`. `package` is null if the module's name is not known; `shown` is what the message calls it.
fn cannot_import(module: Obj, name: Obj, package: Obj, shown: &Owned) -> Raised {
    #[cfg(Py_3_13)]
    let explained = if looks_for_shadows() {
        explain(module, name, shown)
    } else {
        explain_plainly(module, name, shown)
    };
    #[cfg(not(Py_3_13))]
    let explained = explain_plainly(module, name, shown);
    match explained {
        // SAFETY: the message is a new `str`, or null with an exception set; the others are live or null.
        Ok((message, path)) => unsafe { raise(message, package, path.as_ref().map_or(NULL, Owned::get), name) },
        Err(raised) => raised,
    }
}

/// Since 3.13.1 the message tells of files that hide others.
#[cfg(Py_3_13)]
fn looks_for_shadows() -> bool {
    // SAFETY: a number that never changes.
    unsafe { Py_Version >= 0x030D_0100 }
}

/// The message and the path of the module, up to 3.13.0.
fn explain_plainly(module: Obj, name: Obj, shown: &Owned) -> Result<(Obj, Option<Owned>), Raised> {
    // SAFETY: live objects, and the GIL is held; each text asks for as many objects as it gets.
    unsafe {
        let path = Owned::from_result(ffi::PyModule_GetFilenameObject(module));
        ffi::PyErr_Clear();
        let Ok(path) = path else {
            let text = c"cannot import name %R from %R (unknown location)";
            return Ok((ffi::PyUnicode_FromFormat(text.as_ptr(), name, shown.get()), None));
        };
        let text = if is_module_initializing(module)? {
            c"cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
        } else {
            c"cannot import name %R from %R (%S)"
        };
        let message = ffi::PyUnicode_FromFormat(text.as_ptr(), name, shown.get(), path.get());
        Ok((message, Some(path)))
    }
}

/// `bool(module.__spec__._initializing)`; before 3.13 false if that fails.
fn is_module_initializing(module: Obj) -> Result<bool, Raised> {
    let found = match optional(module, SPEC.get()) {
        Ok(Some(spec)) => is_initializing(&spec),
        Ok(None) => Ok(false),
        Err(raised) => Err(raised),
    };
    if cfg!(not(Py_3_13)) && found.is_err() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
        return Ok(false);
    }
    found
}

/// The message and the path of the module, since 3.13.1.
#[cfg(Py_3_13)]
fn explain(module: Obj, name: Obj, shown: &Owned) -> Result<(Obj, Option<Owned>), Raised> {
    let from = shown.get();
    // SAFETY: live objects, and the GIL is held; each text asks for as many objects as it gets.
    unsafe {
        let message = |text: &CStr, path: Obj| ffi::PyUnicode_FromFormat(text.as_ptr(), name, from, path, from);
        let unknown = c"cannot import name %R from %R (unknown location)";
        let Some(spec) = optional(module, SPEC.get())? else {
            return Ok((message(unknown, NULL), None));
        };
        let mut path = file_of(&spec)?;
        let shadows = match &path {
            Some(path) => answer(annot_module_may_shadow(path.get()))?,
            None => false,
        };
        let shadows_standard = shadows && is_standard(from)?;
        if path.is_none() && ffi::PyModule_Check(module) != 0 {
            path = Owned::from_result(ffi::PyModule_GetFilenameObject(module)).ok();
            if path.is_none() && ffi::PyErr_ExceptionMatches(ffi::PyExc_SystemError) == 0 {
                return Err(Raised);
            }
            ffi::PyErr_Clear();
        }
        let shown_path = path.as_ref().map_or(NULL, Owned::get);
        let text = if shadows_standard {
            c"cannot import name %R from %R (consider renaming %R since it has the same name as the standard library module named %R and prevents importing that standard library module)"
        } else if is_initializing(&spec)? {
            if shadows {
                c"cannot import name %R from %R (consider renaming %R if it has the same name as a library you intended to import)"
            } else if path.is_some() {
                c"cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
            } else {
                c"cannot import name %R from partially initialized module %R (most likely due to a circular import)"
            }
        } else if path.is_some() {
            c"cannot import name %R from %R (%S)"
        } else {
            unknown
        };
        Ok((message(text, shown_path), path))
    }
}

/// `bool(spec._initializing)`
fn is_initializing(spec: &Owned) -> Result<bool, Raised> {
    let value = optional(spec.get(), INITIALIZING.get())?;
    answer(value.map_or(0, |value| super::truth(value.get())))
}

/// Where the module's file is, as far as its spec knows.
#[cfg(Py_3_13)]
fn file_of(spec: &Owned) -> Result<Option<Owned>, Raised> {
    static HAS_LOCATION: Name = Name::new(c"has_location");
    static ORIGIN: Name = Name::new(c"origin");
    let is_file = optional(spec.get(), HAS_LOCATION.get())?;
    if !answer(is_file.map_or(0, |value| super::truth(value.get())))? {
        return Ok(None);
    }
    let origin = optional(spec.get(), ORIGIN.get())?;
    // SAFETY: a live object.
    Ok(origin.filter(|origin| unsafe { ffi::PyUnicode_Check(origin.get()) != 0 }))
}

/// `name in sys.stdlib_module_names`
#[cfg(Py_3_13)]
fn is_standard(name: Obj) -> Result<bool, Raised> {
    // SAFETY: the GIL is held; the set is borrowed, and kept while it is asked.
    unsafe {
        let names = ffi::PySys_GetObject(c"stdlib_module_names".as_ptr());
        if names.is_null() || ffi::PyAnySet_Check(names) == 0 {
            return Ok(false);
        }
        let names = Owned::from_borrowed(names);
        answer(ffi::PySet_Contains(names.get(), name))
    }
}

fn answer(code: c_int) -> Result<bool, Raised> {
    if code < 0 { Err(Raised) } else { Ok(code > 0) }
}

/// `raise ImportError(message, name=package, path=path)`, which since 3.12 knows the name that was asked for. Steals the message.
///
/// # Safety
/// The message may be null with an exception set, package and path without one; the GIL is held.
unsafe fn raise(message: Obj, package: Obj, path: Obj, name: Obj) -> Raised {
    // SAFETY: as the caller promises.
    unsafe {
        let Ok(message) = Owned::from_result(message) else {
            return Raised;
        };
        #[cfg(not(Py_3_12))]
        {
            let _ = name;
            ffi::PyErr_SetImportError(message.get(), package, path);
        }
        #[cfg(Py_3_12)]
        if let Ok(error) = import_error(message, package, path, name) {
            ffi::PyErr_SetObject(ffi::PyExc_ImportError, error.get());
        }
        Raised
    }
}

/// # Safety
/// Live objects, package and path perhaps null; the GIL is held.
#[cfg(Py_3_12)]
unsafe fn import_error(message: Owned, package: Obj, path: Obj, name: Obj) -> Result<Owned, Raised> {
    // SAFETY: as the caller promises.
    unsafe {
        let or_none = |object: Obj| if object.is_null() { ffi::Py_None() } else { object };
        let keywords = super::tuple(&[
            crate::owned::interned("name")?.into_raw(),
            crate::owned::interned("path")?.into_raw(),
            crate::owned::interned("name_from")?.into_raw(),
        ]);
        let keywords = Owned::from_result(keywords)?;
        let args = [message.get(), or_none(package), or_none(path), name];
        Owned::from_result(super::call(ffi::PyExc_ImportError, &args, keywords.get()))
    }
}

unsafe extern "C" {
    #[cfg_attr(Py_3_13, link_name = "PyObject_GetOptionalAttr")]
    #[cfg_attr(not(Py_3_13), link_name = "_PyObject_LookupAttr")]
    fn look_up_attribute(object: Obj, name: Obj, found: *mut Obj) -> c_int;
    #[cfg(Py_3_13)]
    fn annot_module_may_shadow(path: Obj) -> c_int;
    #[cfg(Py_3_13)]
    static Py_Version: std::ffi::c_ulong;
}
