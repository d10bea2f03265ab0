//! What is known of a function's engine, for `annot.info`: how many guards it has, and how often each made it leave.

use crate::function::Function;
use crate::layout::FunctionObject;
use crate::module::Module;
use crate::owned::{Owned, Raised};
use crate::site::Site;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::RefCell;
use std::ffi::{c_longlong, c_ulonglong};

/// The sites that native code was left through, in the order of the first time.
static LEFT: Left = Left(RefCell::new(Vec::new()));
struct Left(RefCell<Vec<&'static Site>>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Left {}

/// Counts that a guard made native code leave.
pub(crate) fn count_exit(site: &'static Site) {
    let times = site.times.get();
    site.times.set(times.saturating_add(1));
    if times == 0 {
        LEFT.0.borrow_mut().push(site);
    }
}

/// Calls a function as bytecode, because an argument is not what the native body takes.
///
/// # Safety
/// As [`crate::bytecode`].
#[cold]
#[inline(never)]
pub unsafe fn refused(function: &Function, f: Obj, args: *const Obj, nargsf: usize, kw: Obj) -> Obj {
    function.refused.set(function.refused.get().saturating_add(1));
    // SAFETY: the caller's promise.
    unsafe { crate::bytecode(f, args, nargsf, kw) }
}

/// The body of the library's `annot_describe`: of a function object whose code has an engine here,
/// `(native, guards, refused, [unit, times, ...])`, where `native` is false once the engine was taken out because it lost,
/// `refused` is how often arguments of other types came, and a `unit` is the code unit before which native code left `times`
/// times. None for any other object. A new reference, or null with an exception set.
///
/// # Safety
/// `object` is a live object; the GIL is held.
pub unsafe fn describe(module: &'static Module, object: Obj) -> Obj {
    // SAFETY: the caller's promise.
    unsafe {
        if ffi::PyObject_TypeCheck(object, &raw mut ffi::PyFunction_Type) == 0 {
            return ffi::Py_NewRef(ffi::Py_None());
        }
        // Not by `PyFunction_GetCode`: on 3.11 functions with engines are of a type of their own.
        let code = (*object.cast::<FunctionObject>()).func_code;
        let is_it = |function: &&Function| !code.is_null() && function.code() == code;
        match module.spec.functions.iter().find(is_it) {
            Some(function) => told(module, function).map_or(NULL, Owned::into_raw),
            None => ffi::Py_NewRef(ffi::Py_None()),
        }
    }
}

fn told(module: &Module, function: &Function) -> Result<Owned, Raised> {
    // Copied first: making objects can run finalizers, and those native code that leaves.
    let left: Vec<(u32, u64)> = LEFT
        .0
        .borrow()
        .iter()
        .filter(|site| std::ptr::eq(function, &raw const module.spec.functions[site.spec().function as usize]))
        .map(|site| (site.spec().at, site.times.get()))
        .collect();
    // SAFETY: CPython functions called with the GIL held; what they return is checked.
    unsafe {
        let list = Owned::from_result(ffi::PyList_New(0))?;
        for number in left.iter().flat_map(|(at, times)| [u64::from(*at), *times]) {
            let number = Owned::from_result(ffi::PyLong_FromUnsignedLongLong(number as c_ulonglong))?;
            if ffi::PyList_Append(list.get(), number.get()) < 0 {
                return Err(Raised);
            }
        }
        let number = |value: u64| Owned::from_result(ffi::PyLong_FromLongLong(value as c_longlong));
        let native = Owned::from_result(ffi::PyBool_FromLong(i64::from(!function.is_retired())))?;
        let guards = number(u64::from(function.spec.guards))?;
        let refused = number(function.refused.get())?;
        Owned::from_result(ffi::PyTuple_Pack(4, native.get(), guards.get(), refused.get(), list.get()))
    }
}
