//! Looks up what a global is bound to now. Runs no Python code.

use crate::global::{Expected, Global};
use crate::layout::{BuiltinObject, FunctionObject};
use crate::module::Module;
use crate::owned::{Owned, Raised, is_text};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// What a global was found to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// Not looked up since it may have changed.
    Nothing,
    /// Our function, or the original builtin.
    Expected,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Other,
}

/// What the global is, and the values of its name in the two dictionaries it depends on (null: none).
pub(crate) fn find(module: &Module, global: &Global) -> (Found, [Obj; 2]) {
    global.depend_on(0, module.dict());
    let first = value_in(module.dict(), global.keys[0].get());
    match global.expected {
        Expected::Own(function) => (own(module, function, first), [first, NULL]),
        // A builtin may stand in for it, which is an object to native code.
        Expected::Variable if first.is_null() => {
            let dict = builtins().1;
            if dict.is_null() || !global.depend_on(1, dict) {
                return (Found::Other, [first, NULL]);
            }
            (Found::Other, [first, value_in(dict, global.keys[1].get())])
        }
        Expected::Variable => (classify(first), [first, NULL]),
        Expected::Import {
            module: name,
            attribute,
        } => {
            let found = if is_builtin_function(first, name, attribute) {
                keep(global, first)
            } else {
                classify(first)
            };
            (found, [first, NULL])
        }
        Expected::Builtin => {
            let (builtins, dict) = builtins();
            if dict.is_null() {
                return (Found::Other, [first, NULL]);
            }
            if !global.depend_on(1, dict) {
                return (Found::Other, [first, NULL]);
            }
            let second = value_in(dict, global.keys[1].get());
            let is_original = first.is_null() && is_original_builtin(second, builtins, global.name);
            (
                if is_original {
                    keep(global, second)
                } else {
                    Found::Other
                },
                [first, second],
            )
        }
        Expected::Attribute {
            module: name,
            attribute,
        } => {
            let Some(dict) = dict_of_module(first, name) else {
                return (Found::Other, [first, NULL]);
            };
            set_owned(&global.module_object, first);
            if !global.depend_on(1, dict) {
                return (Found::Other, [first, NULL]);
            }
            let second = value_in(dict, global.keys[1].get());
            let found = if is_builtin_function(second, name, attribute) {
                keep(global, second)
            } else {
                classify(second)
            };
            (found, [first, second])
        }
    }
}

/// The value of a key, borrowed; null if there is none.
pub(crate) fn value_in(dict: Obj, key: Obj) -> Obj {
    if dict.is_null() || key.is_null() {
        return NULL;
    }
    // SAFETY: a live dictionary and an interned `str`. Comparing it with keys of other types may raise, which must neither be
    // seen nor hide an exception that is being raised.
    unsafe {
        let mut raised = [NULL; 3];
        let [class, value, traceback] = &mut raised;
        #[allow(deprecated)]
        ffi::PyErr_Fetch(class, value, traceback);
        let found = ffi::PyDict_GetItemWithError(dict, key);
        #[allow(deprecated)]
        ffi::PyErr_Restore(raised[0], raised[1], raised[2]);
        found
    }
}

/// Is it null, or an object whose end runs no Python code?
pub(crate) fn is_plain(value: Obj) -> bool {
    value.is_null() || !matches!(classify(value), Found::Other)
}

/// The value of a name, borrowed; null if there is none.
#[cfg(not(Py_3_12))]
pub(crate) fn value_named(dict: Obj, name: &str) -> Obj {
    crate::owned::text(name).map_or(NULL, |name| value_in(dict, name.get()))
}

/// Might these be the same name? `changed` is any key of a dictionary, or null for all of them; `name` is interned.
#[cfg(Py_3_12)]
pub(crate) fn may_be(changed: Obj, name: Obj) -> bool {
    if changed.is_null() || changed == name {
        return true;
    }
    // SAFETY: live objects; two exact `str` are compared without running Python code.
    unsafe {
        if ffi::PyUnicode_CheckExact(changed) == 0 {
            // A key of another type can be equal to a name only by its own `__eq__`.
            return ffi::PyLong_CheckExact(changed) == 0;
        }
        ffi::PyUnicode_Compare(changed, name) == 0
    }
}

fn own(module: &Module, function: u32, value: Obj) -> Found {
    let function = &module.spec.functions[function as usize];
    if function.code().is_null() || !function.is_direct() || !is_our_function(value) {
        return Found::Other;
    }
    let object = value.cast::<FunctionObject>();
    // SAFETY: the type was tested.
    unsafe {
        #[cfg(Py_3_12)]
        let has_engine = function.is_engine_of(object);
        #[cfg(not(Py_3_12))]
        let has_engine = true;
        let is_ours = has_engine && (*object).func_code == function.code() && (*object).func_globals == module.dict();
        if is_ours && function.bound_to(value) {
            Found::Expected
        } else {
            Found::Other
        }
    }
}

fn is_our_function(value: Obj) -> bool {
    #[cfg(Py_3_12)]
    let expected = &raw mut ffi::PyFunction_Type;
    #[cfg(not(Py_3_12))]
    let expected = crate::retype_311::function_type();
    // SAFETY: null, or a live object.
    !value.is_null() && unsafe { ffi::Py_TYPE(value) } == expected
}

fn classify(value: Obj) -> Found {
    if value.is_null() {
        return Found::Other;
    }
    // SAFETY: a live object, whose type is tested before its value is read.
    unsafe {
        let class = ffi::Py_TYPE(value);
        if class == &raw mut ffi::PyLong_Type {
            let mut overflow = 0;
            let number = ffi::PyLong_AsLongLongAndOverflow(value, &mut overflow);
            if overflow == 0 {
                Found::Int(number)
            } else {
                Found::Other
            }
        } else if class == &raw mut ffi::PyFloat_Type {
            Found::Float(ffi::PyFloat_AsDouble(value))
        } else if value == ffi::Py_None() {
            Found::None
        } else if class == &raw mut ffi::PyBool_Type {
            Found::Bool(value == ffi::Py_True())
        } else {
            Found::Other
        }
    }
}

/// The module `builtins` and its dictionary, borrowed; null before [`find_builtins`].
pub(crate) fn builtins() -> (Obj, Obj) {
    BUILTINS.0.get()
}

/// Found when the first module is attached, and kept.
static BUILTINS: Builtins = Builtins(Cell::new((NULL, NULL)));
struct Builtins(Cell<(Obj, Obj)>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Builtins {}

pub(crate) fn find_builtins() -> Result<(), Raised> {
    if !BUILTINS.0.get().0.is_null() {
        return Ok(());
    }
    // SAFETY: the name is a static string; the module is kept, and with it its dictionary.
    unsafe {
        let module = Owned::from_result(ffi::PyImport_ImportModule(c"builtins".as_ptr()))?;
        if ffi::PyModule_CheckExact(module.get()) != 0 {
            let dict = ffi::PyModule_GetDict(module.get());
            BUILTINS.0.set((module.into_raw(), dict));
        }
    }
    Ok(())
}

/// The builtin of that name as CPython made it: a function of the module `builtins`, or a type defined in C.
fn is_original_builtin(value: Obj, builtins: Obj, name: &str) -> bool {
    if value.is_null() {
        return false;
    }
    // SAFETY: a live object, whose type is tested before its fields are read; static types live for ever.
    unsafe {
        if ffi::PyCFunction_CheckExact(value) != 0 {
            let builtin = &*value.cast::<BuiltinObject>();
            return builtin.bound_to == builtins && builtin.name() == name.as_bytes();
        }
        if ffi::PyType_Check(value) == 0 {
            return false;
        }
        let class = value.cast::<ffi::PyTypeObject>();
        ffi::PyType_HasFeature(class, ffi::Py_TPFLAGS_HEAPTYPE) == 0
            && std::ffi::CStr::from_ptr((*class).tp_name).to_bytes() == name.as_bytes()
    }
}

/// Is it the function, or the class, that the module `module` defines in C under that name?
fn is_builtin_function(value: Obj, module: &str, name: &str) -> bool {
    if crate::itertools::is_class(value, module, name) {
        return true;
    }
    if (module, name) == ("random", "random") {
        return crate::random::is_method(value);
    }
    // SAFETY: null, or a live object, whose type is tested before its fields are read.
    unsafe {
        if value.is_null() || ffi::PyCFunction_CheckExact(value) == 0 {
            return false;
        }
        let builtin = &*value.cast::<BuiltinObject>();
        // What has two names says the longer one.
        let name = match (module, name) {
            ("bisect", "bisect") => "bisect_right",
            ("bisect", "insort") => "insort_right",
            _ => name,
        };
        builtin.name() == name.as_bytes()
            && (is_text(builtin.module, module) || is_text(builtin.module, &format!("_{module}")))
            && !builtin.bound_to.is_null()
            && ffi::PyModule_CheckExact(builtin.bound_to) != 0
    }
}

/// The dictionary of a value that is the module of that name, borrowed.
fn dict_of_module(value: Obj, name: &str) -> Option<Obj> {
    // SAFETY: null, or a live object, whose type is tested first.
    unsafe {
        if value.is_null() || ffi::PyModule_CheckExact(value) == 0 {
            return None;
        }
        let dict = ffi::PyModule_GetDict(value);
        let key = crate::owned::text("__name__").ok()?;
        is_text(value_in(dict, key.get()), name).then_some(dict)
    }
}

/// The builtin is kept, so that native code can hand it to CPython even if it is replaced meanwhile.
fn keep(global: &Global, object: Obj) -> Found {
    set_owned(&global.object, object);
    Found::Expected
}

fn set_owned(cell: &Cell<Obj>, object: Obj) {
    if cell.get() == object {
        return;
    }
    // SAFETY: a live object. What was kept before is never given back: native frames may hold it, and builtins and modules
    // are few.
    cell.set(unsafe { Owned::from_borrowed(object) }.into_raw());
}
