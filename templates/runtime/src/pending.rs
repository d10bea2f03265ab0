//! What the eval breaker asks for: signals, other threads that wait, collections, pending calls, exceptions sent from
//! other threads.
//!
//! CPython handles all of them at a backward jump, so a function that is nothing but a backward jump is called. The jump
//! lies before the code's `RESUME`, where CPython calls a frame incomplete: signal handlers, tracebacks and tools do not
//! see it, they see the Python code that called the native function.

use crate::away::Away;
use crate::continuation::{new_bytes, new_integer, replace};
use crate::module::Module;
use crate::opcodes::{Assembler, Name};
use crate::owned::{Owned, Raised};
use crate::tstate;
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// Handles what CPython wants from the thread. False: an exception is set (a signal handler raised).
#[cold]
#[inline(never)]
pub fn pending(module: &'static Module, cx: Cx) -> bool {
    let above = (cx.frames_above() - crate::frame::show_waiting()).max(0);
    let _away = Away::new();
    let Ok(function) = breather() else { return false };
    // SAFETY: calls a live function without arguments.
    let result = tstate::current().with_frames(above, || unsafe { ffi::PyObject_CallNoArgs(function) });
    // What ran may have listened to single functions.
    #[cfg(Py_3_12)]
    module.look_for_listeners();
    #[cfg(not(Py_3_12))]
    let _ = module;
    // SAFETY: owned, or null with an exception set.
    unsafe { Owned::from_result(result) }.is_ok()
}

/// Does CPython want something from the thread?
#[inline(always)]
pub(crate) fn is_asked() -> bool {
    Cx::new(tstate::current().breaker(), 0).poll()
}

/// What a call gave of something that is not written in Python: CPython handles what is asked for behind it, and if that raises,
/// the result is lost. The frames of native functions are the thread's already, so nothing is counted but the call made here.
#[cold]
#[inline(never)]
pub(crate) extern "C" fn called(result: Obj) -> Obj {
    // SAFETY: the result of a call, owned.
    let Ok(result) = (unsafe { Owned::from_result(result) }) else {
        return NULL;
    };
    let _away = Away::new();
    let Ok(function) = breather() else { return NULL };
    // SAFETY: calls a live function without arguments; what it gives is owned, or null with an exception set.
    let heard = unsafe {
        Owned::from_result(tstate::current().with_frames(-1, || ffi::PyObject_CallNoArgs(function)))
    };
    heard.map_or(NULL, |_| result.into_raw())
}

/// The function, kept for the life of the process.
static BREATHER: Breather = Breather(Cell::new(NULL));
struct Breather(Cell<Obj>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Breather {}

fn breather() -> Result<Obj, Raised> {
    if BREATHER.0.get().is_null() {
        BREATHER.0.set(new_breather()?.into_raw());
    }
    Ok(BREATHER.0.get())
}

fn new_breather() -> Result<Owned, Raised> {
    let mut code = Assembler::default();
    let mut end = Assembler::default();
    end.push(Name::ReturnValue, 0);
    code.push(Name::LoadConst, 0);
    code.push(Name::JumpForward, end.units());
    let target = code.units();
    code.code.extend(&end.code);
    let jump = 1 + Name::JumpBackward.cache_entries();
    code.push(Name::JumpBackward, code.units() + jump - target);
    // Never reached; from here on the frame would be complete.
    code.push(Name::Resume, 0);
    code.code.extend(&end.code);
    let mut locations = Vec::new();
    crate::tables::push_no_location(&mut locations, code.units());
    // SAFETY: live objects throughout; the names are static.
    unsafe {
        let empty = ffi::PyCode_NewEmpty(c"<annot>".as_ptr(), c"pending".as_ptr(), 1);
        let empty = Owned::from_result(empty.cast())?;
        let constants = Owned::from_result(ffi::PyTuple_New(1))?;
        ffi::PyTuple_SET_ITEM(constants.get(), 0, Owned::from_borrowed(ffi::Py_None()).into_raw());
        let changes = [
            ("co_code", new_bytes(&code.code)?),
            ("co_consts", constants),
            ("co_linetable", new_bytes(&locations)?),
            ("co_exceptiontable", new_bytes(&[])?),
            ("co_stacksize", new_integer(2)?),
            (
                "co_flags",
                new_integer((ffi::CO_OPTIMIZED | ffi::CO_NEWLOCALS) as usize)?,
            ),
        ];
        let code = replace(empty.get(), &changes)?;
        let globals = Owned::from_result(ffi::PyDict_New())?;
        Owned::from_result(ffi::PyFunction_New(code.get(), globals.get()))
    }
}
