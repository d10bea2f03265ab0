//! Binding keyword arguments and defaults to parameters, for calls that are not simply complete.
//!
//! Whatever is not plainly right is left to CPython, which raises its own errors.

use crate::function::Function;
use crate::layout::FunctionObject;
use crate::value::Obj;
use pyo3::ffi;

/// Fills `slots`, in the order of the parameters. False: CPython has to bind.
///
/// # Safety
/// The arguments are those of a vectorcall of `object`, which runs the code of `function`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn bind(
    function: &Function,
    object: *mut FunctionObject,
    args: *const Obj,
    given: usize,
    kw: Obj,
    slots: &mut [Obj],
) -> bool {
    function.release_held();
    slots.fill(std::ptr::null_mut());
    if given > function.positional.get() || slots.len() != function.spec.params as usize {
        return false;
    }
    // SAFETY: CPython passes `given` positional arguments, then one for each item of the tuple `kw`.
    unsafe {
        if function.is_retired() {
            crate::retire::take_engine(object.cast());
            return false;
        }
        for (index, slot) in slots.iter_mut().take(given).enumerate() {
            *slot = *args.add(index);
        }
        let keywords = if kw.is_null() { 0 } else { ffi::PyTuple_Size(kw) };
        for index in 0..keywords {
            let Some(parameter) = parameter_named(function, ffi::PyTuple_GetItem(kw, index), slots.len()) else {
                return false;
            };
            if !slots[parameter].is_null() {
                return false;
            }
            slots[parameter] = *args.add(given + index as usize);
        }
        for (index, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| slot.is_null()) {
            *slot = default(function, object, index);
            if slot.is_null() {
                return false;
            }
        }
    }
    true
}

/// The parameter that a keyword names.
unsafe fn parameter_named(function: &Function, keyword: Obj, parameters: usize) -> Option<usize> {
    let names = function.names();
    // SAFETY: `co_varnames` is a tuple of `str` with at least as many items as there are parameters; the keyword's type is
    // tested before its text is compared.
    unsafe {
        let named = function.positional_only.get()..parameters;
        let name = |index: usize| ffi::PyTuple_GetItem(names, index as ffi::Py_ssize_t);
        if let Some(index) = named.clone().find(|&index| name(index) == keyword) {
            return Some(index);
        }
        if ffi::PyUnicode_CheckExact(keyword) == 0 {
            return None;
        }
        named
            .into_iter()
            .find(|&index| ffi::PyUnicode_Compare(name(index), keyword) == 0)
    }
}

/// The present default of a parameter, borrowed from a container that is held when need be; null if there is none.
///
/// # Safety
/// `object` is a live function object that runs the code of `function`, or null.
pub(crate) unsafe fn default(function: &Function, object: *mut FunctionObject, index: usize) -> Obj {
    if object.is_null() {
        return std::ptr::null_mut();
    }
    // SAFETY: the caller's promise; `__defaults__` is a tuple or null, `__kwdefaults__` a dictionary or null.
    unsafe {
        let positional = function.positional.get();
        if index < positional {
            let defaults = (*object).func_defaults;
            if defaults.is_null() {
                return std::ptr::null_mut();
            }
            let missing = positional as isize - ffi::PyTuple_Size(defaults);
            let Ok(index) = usize::try_from(index as isize - missing) else {
                return std::ptr::null_mut();
            };
            // From 3.12 on it is held when it is about to be replaced.
            #[cfg(not(Py_3_12))]
            function.hold(defaults);
            return ffi::PyTuple_GetItem(defaults, index as ffi::Py_ssize_t);
        }
        let defaults = (*object).func_kwdefaults;
        if defaults.is_null() {
            return std::ptr::null_mut();
        }
        let name = ffi::PyTuple_GetItem(function.names(), index as ffi::Py_ssize_t);
        let value = ffi::PyDict_GetItemWithError(defaults, name);
        if value.is_null() {
            ffi::PyErr_Clear();
        } else {
            function.hold(value);
        }
        value
    }
}
