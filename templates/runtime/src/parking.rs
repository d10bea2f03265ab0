//! Recursion deeper than the C stack: near its end the engines of the functions that recurse are taken away for a while.
//!
//! CPython calls a plain function from bytecode without using the C stack, so only its recursion limit ends such a
//! recursion. A function with an engine is called through C. When the stack gets short, whichever function is called is made
//! plain until that call has returned: the calls within it then nest as CPython nests them.

use crate::function::Function;
use crate::layout::FunctionObject;
use crate::owned::Owned;
use crate::tstate;
use crate::value::Obj;
use pyo3::ffi;

/// Interprets a call of a function that has an engine, by `vectorcall`, that of plain functions.
///
/// # Safety
/// The arguments are those of a vectorcall of a function object.
pub(crate) unsafe fn interpret(
    vectorcall: ffi::vectorcallfunc,
    f: Obj,
    args: *const Obj,
    nargsf: usize,
    kw: Obj,
) -> Obj {
    let thread = tstate::current();
    // SAFETY: the caller's promise.
    let call = || unsafe { thread.with_frames(0, || vectorcall(f, args, nargsf, kw)) };
    if !thread.stack_is_low() {
        return call();
    }
    // SAFETY: a live function object, which the guard keeps alive.
    unsafe {
        let parked = Parked::new(f, vectorcall);
        let result = call();
        parked.end();
        result
    }
}

/// A function whose engine was taken away.
struct Parked {
    function: Owned,
    vectorcall: Option<ffi::vectorcallfunc>,
    /// The code that the engine is for. Only compared.
    code: Obj,
    #[cfg(not(Py_3_12))]
    class: *mut ffi::PyTypeObject,
}

impl Parked {
    /// # Safety
    /// `f` is a live function object, and `plain` the vectorcall of plain functions.
    unsafe fn new(f: Obj, plain: ffi::vectorcallfunc) -> Parked {
        let raw = f.cast::<FunctionObject>();
        // SAFETY: the caller's promise. On 3.11 the engine's type differs from `function` in nothing but its address.
        unsafe {
            let parked = Parked {
                function: Owned::from_borrowed(f),
                vectorcall: (*raw).vectorcall,
                code: (*raw).func_code,
                #[cfg(not(Py_3_12))]
                class: ffi::Py_TYPE(f),
            };
            (*raw).vectorcall = Some(plain);
            Function::look_again();
            #[cfg(not(Py_3_12))]
            ((*f).ob_type = &raw mut ffi::PyFunction_Type);
            parked
        }
    }

    /// Gives the engine back, unless the function has other code now.
    ///
    /// # Safety
    /// Called once, when the call has returned.
    unsafe fn end(self) {
        let raw = self.function.get().cast::<FunctionObject>();
        // SAFETY: a live function object.
        unsafe {
            if (*raw).func_code != self.code {
                return;
            }
            #[cfg(Py_3_12)]
            if let Some(vectorcall) = self.vectorcall {
                // Also takes back the version by which calls of it may have been specialized meanwhile.
                PyFunction_SetVectorcall(self.function.get(), vectorcall);
            }
            #[cfg(not(Py_3_12))]
            {
                (*raw).vectorcall = self.vectorcall;
                (*self.function.get()).ob_type = self.class;
            }
        }
    }
}

#[cfg(Py_3_12)]
unsafe extern "C" {
    fn PyFunction_SetVectorcall(function: Obj, vectorcall: ffi::vectorcallfunc);
}
