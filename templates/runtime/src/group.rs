//! `CHECK_EG_MATCH` and `PREP_RERAISE_STAR`: what `except*` is made of.
//!
//! How groups are split and joined again is CPython's own affair and differs between versions, so a function is called that
//! consists of nothing but that instruction. It lies before the code's `RESUME`, where CPython calls a frame incomplete: methods
//! of groups, tracebacks and tools see the native function that called.

use crate::continuation::{new_bytes, new_integer, replace};
use crate::opcodes::{Assembler, Name};
use crate::owned::{Owned, Raised, interned};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// What of an exception or group the class does not match, or `None`; and what it matches, or `None`, which is then the one
/// that is handled. Nothing: an exception is set.
pub fn split(exception: Obj, class: Obj) -> Option<[Obj; 2]> {
    #[cfg(Py_3_14)]
    if let Some(parts) = single::split(exception, class) {
        return parts;
    }
    let pair = Instruction::Split.run(exception, class);
    if pair.is_null() {
        return None;
    }
    // SAFETY: a new tuple of two, by the code below.
    unsafe {
        let both = [0, 1].map(|index| ffi::Py_NewRef(ffi::PyTuple_GET_ITEM(pair, index)));
        ffi::Py_DECREF(pair);
        Some(both)
    }
}

/// The exception to raise again behind the handlers, from the one that came and the list of those that they left or raised;
/// or `None`.
pub fn left_over(exception: Obj, errors: Obj) -> Obj {
    Instruction::Join.run(exception, errors)
}

#[derive(Clone, Copy)]
enum Instruction {
    Split,
    Join,
}

/// The functions, kept for the life of the process.
static MADE: Made = Made([const { Cell::new(NULL) }; 2]);
struct Made([Cell<Obj>; 2]);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Made {}

impl Instruction {
    #[cold]
    fn run(self, first: Obj, second: Obj) -> Obj {
        let made = &MADE.0[self as usize];
        if made.get().is_null() {
            match self.function() {
                Ok(function) => made.set(function.into_raw()),
                Err(Raised) => return NULL,
            }
        }
        let args = [first, second];
        // SAFETY: a live function, called with two live objects.
        unsafe { ffi::PyObject_Vectorcall(made.get(), args.as_ptr(), args.len(), NULL) }
    }

    fn function(self) -> Result<Owned, Raised> {
        let mut code = Assembler::default();
        code.push(Name::LoadFast, 0);
        code.push(Name::LoadFast, 1);
        match self {
            Instruction::Split => {
                code.push(Name::CheckEgMatch, 0);
                code.push(Name::BuildTuple, 2);
            }
            Instruction::Join => code.push(Name::PrepReraiseStar, 1),
        }
        code.push(Name::ReturnValue, 0);
        // Never reached; from here on the frame would be complete.
        code.push(Name::Resume, 0);
        code.push(Name::LoadFast, 0);
        code.push(Name::ReturnValue, 0);
        let mut locations = Vec::new();
        crate::tables::push_no_location(&mut locations, code.units());
        // SAFETY: live objects throughout; the names are static.
        unsafe {
            let empty = ffi::PyCode_NewEmpty(c"<annot>".as_ptr(), c"except*".as_ptr(), 1);
            let empty = Owned::from_result(empty.cast())?;
            let names = Owned::from_result(ffi::PyTuple_New(2))?;
            for (index, name) in ["exception", "other"].into_iter().enumerate() {
                ffi::PyTuple_SET_ITEM(names.get(), index as ffi::Py_ssize_t, interned(name)?.into_raw());
            }
            let changes = [
                ("co_code", new_bytes(&code.code)?),
                ("co_argcount", new_integer(2)?),
                ("co_nlocals", new_integer(2)?),
                ("co_varnames", names),
                ("co_linetable", new_bytes(&locations)?),
                ("co_exceptiontable", new_bytes(&[])?),
                ("co_stacksize", new_integer(4)?),
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
}

/// One exception rather than a group: from 3.14 on the group that is made of it gets a traceback that begins with the frame whose
/// instruction it is, shown or not, so that is done here.
#[cfg(Py_3_14)]
mod single {
    use super::*;
    use crate::support::retained;

    /// The parts, or nothing if they could not be made; none if the instruction shall do it, or say what is wrong.
    pub(super) fn split(exception: Obj, class: Obj) -> Option<Option<[Obj; 2]>> {
        // SAFETY: live objects, and the GIL is held; a tuple has as many items as it says.
        unsafe {
            if is_a(ffi::Py_TYPE(exception), ffi::PyExc_BaseExceptionGroup) {
                return None;
            }
            let is_valid = match ffi::PyTuple_Check(class) != 0 {
                true => (0..ffi::PyTuple_GET_SIZE(class)).all(|index| is_single(ffi::PyTuple_GET_ITEM(class, index))),
                false => is_single(class),
            };
            if !is_valid {
                return None;
            }
            if ffi::PyErr_GivenExceptionMatches(exception, class) == 0 {
                return Some(Some([exception, ffi::Py_None()].map(|part| retained(part))));
            }
            Some(wrapped(exception).ok().map(|group| {
                ffi::PyErr_SetHandledException(group.get());
                [retained(ffi::Py_None()), group.into_raw()]
            }))
        }
    }

    /// Is it a class of exceptions that are no groups?
    unsafe fn is_single(class: Obj) -> bool {
        // SAFETY: live objects.
        unsafe { ffi::PyExceptionClass_Check(class) != 0 && !is_a(class.cast(), ffi::PyExc_BaseExceptionGroup) }
    }

    unsafe fn is_a(class: *mut ffi::PyTypeObject, base: Obj) -> bool {
        // SAFETY: live classes.
        unsafe { ffi::PyType_IsSubtype(class, base.cast()) != 0 }
    }

    /// A group of that exception alone.
    unsafe fn wrapped(exception: Obj) -> Result<Owned, Raised> {
        // SAFETY: live objects, and the GIL is held; the texts describe the arguments. Native code has shown its frame.
        unsafe {
            let group = ffi::PyExc_BaseExceptionGroup;
            let group = Owned::from_result(ffi::PyObject_CallFunction(
                group,
                c"s(O)".as_ptr(),
                c"".as_ptr(),
                exception,
            ))?;
            let frame = ffi::PyEval_GetFrame();
            if !frame.is_null() {
                let class = (&raw mut ffi::PyTraceBack_Type).cast();
                let (instruction, line) = (ffi::PyFrame_GetLasti(frame), ffi::PyFrame_GetLineNumber(frame));
                let traceback =
                    ffi::PyObject_CallFunction(class, c"OOii".as_ptr(), ffi::Py_None(), frame, instruction, line);
                let traceback = Owned::from_result(traceback)?;
                ffi::PyException_SetTraceback(group.get(), traceback.get());
            }
            Ok(group)
        }
    }
}
