//! `RAISE_VARARGS`, `RERAISE`, and what handlers are made of: `PUSH_EXC_INFO`, `CHECK_EXC_MATCH`, `POP_EXCEPT`,
//! `WITH_EXCEPT_START`.

use crate::object::{release, release_or_null, type_of};
use crate::support::retained;
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;
use std::ptr::null_mut;

/// Takes the exception that is set, complete with its traceback, as a handler gets it.
pub fn caught() -> Obj {
    #[cfg(Py_3_12)]
    // SAFETY: an exception is set.
    return unsafe { ffi::PyErr_GetRaisedException() };
    #[cfg(not(Py_3_12))]
    // SAFETY: an exception is set; each reference that is fetched is given back once.
    unsafe {
        let (mut class, mut value, mut traceback) = (NULL, NULL, NULL);
        ffi::PyErr_Fetch(&mut class, &mut value, &mut traceback);
        ffi::PyErr_NormalizeException(&mut class, &mut value, &mut traceback);
        let shown = if traceback.is_null() { ffi::Py_None() } else { traceback };
        ffi::PyException_SetTraceback(value, shown);
        ffi::Py_XDECREF(traceback);
        ffi::Py_XDECREF(class);
        value
    }
}

/// Raises an exception as it is. Steals it.
pub fn reraise(exception: Obj) {
    #[cfg(Py_3_12)]
    // SAFETY: an exception, given to the thread state.
    unsafe {
        ffi::PyErr_SetRaisedException(exception);
    }
    #[cfg(not(Py_3_12))]
    // SAFETY: an exception, given to the thread state with its class and traceback.
    unsafe {
        let class = retained(type_of(exception).cast());
        ffi::PyErr_Restore(class, exception, ffi::PyException_GetTraceback(exception));
    }
}

/// `raise` of nothing. False, and nothing is done, if no exception is handled.
pub fn raise_handled() -> bool {
    // SAFETY: a new reference, or null.
    let handled = unsafe { ffi::PyErr_GetHandledException() };
    if handled.is_null() {
        return false;
    }
    reraise(handled);
    true
}

/// `raise exception from cause`; null: without a cause. False, and nothing is done, if one of them is no exception.
pub fn raise(exception: Obj, cause: Obj) -> bool {
    // SAFETY: live objects, and the GIL is held; what is made here is given back or given away.
    unsafe {
        let is_alone = cause.is_null() && ffi::PyExceptionInstance_Check(exception) != 0;
        if is_alone && annot_raise_plainly(tstate::current().raw(), exception) != 0 {
            return true;
        }
        let is_none = cause == ffi::Py_None();
        if !(cause.is_null() || is_none || ffi::PyExceptionInstance_Check(cause) != 0) {
            return false;
        }
        let (class, value) = if ffi::PyExceptionInstance_Check(exception) != 0 {
            (type_of(exception).cast(), retained(exception))
        } else if ffi::PyExceptionClass_Check(exception) != 0 {
            let value = ffi::PyObject_CallNoArgs(exception);
            if value.is_null() {
                return true;
            }
            if ffi::PyExceptionInstance_Check(value) == 0 {
                let text = c"calling %R should have returned an instance of BaseException, not %R";
                ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), exception, type_of(value));
                release(value);
                return true;
            }
            (exception, value)
        } else {
            return false;
        };
        if !cause.is_null() {
            ffi::PyException_SetCause(value, if is_none { null_mut() } else { retained(cause) });
        }
        ffi::PyErr_SetObject(class, value);
        release(value);
        true
    }
}

/// A new exception with arguments that were made for it, which it consumes; null: an exception is set.
pub(crate) fn instance(class: Obj, args: &[Obj]) -> Obj {
    // SAFETY: a class of exceptions that are made as most are; live objects, or null where there was no memory.
    let made = unsafe { annot_new_exception(class, args.as_ptr(), args.len() as ffi::Py_ssize_t) };
    args.iter().for_each(|arg| release_or_null(*arg));
    made
}

/// `class(*args)`, if that makes an exception that only keeps its arguments. `None`: nothing was done.
#[inline]
pub(crate) fn made_by(class: Obj, args: &[Obj]) -> Option<Obj> {
    // SAFETY: a live class, whose class is `type`; live arguments.
    unsafe {
        if !cfg!(Py_3_12) || annot_makes_exception(class) == 0 {
            return None;
        }
        Some(annot_new_exception(class, args.as_ptr(), args.len() as ffi::Py_ssize_t))
    }
}

/// Raises a new exception of a builtin class that makes them as most do, with arguments, borrowed.
pub(crate) fn raise_new(class: Obj, args: &[Obj]) {
    // SAFETY: a live class and live arguments; what is made is given to the thread.
    unsafe {
        let made = annot_new_exception(class, args.as_ptr(), args.len() as ffi::Py_ssize_t);
        if made.is_null() {
            return;
        }
        if annot_raise_plainly(tstate::current().raw(), made) == 0 {
            ffi::PyErr_SetObject(class, made);
        }
        release(made);
    }
}

unsafe extern "C" {
    fn annot_formats_plainly(class: *mut ffi::PyTypeObject) -> c_int;
    fn annot_makes_exception(class: Obj) -> c_int;
    fn annot_raise_plainly(thread: *mut ffi::PyThreadState, exception: Obj) -> c_int;
    fn annot_new_exception(class: Obj, args: *const Obj, count: ffi::Py_ssize_t) -> Obj;
}

/// The exception is handled from now on. Gives what was before, or None.
#[inline]
pub fn push_exc_info(exception: Obj) -> Obj {
    // SAFETY: the thread's own record of what is handled; a reference is given for the one that is taken out.
    unsafe {
        let handled = tstate::current().handled();
        let before = handled.replace(retained(exception));
        if before.is_null() {
            return retained(ffi::Py_None());
        }
        before
    }
}

/// What was handled before is handled again: an exception or None. Steals it.
#[inline]
pub fn pop_except(before: Obj) {
    release_or_null(handle_again(before));
}

/// Does `raise exception` without a cause run no Python code?
#[inline(always)]
pub fn raises_quietly(exception: Obj) -> bool {
    // SAFETY: a live object. What an exception's context was may end when it gets another; a class of its class may be asked what it is
    // a class of.
    unsafe {
        ffi::PyExceptionInstance_Check(exception) != 0
            && type_of(type_of(exception).cast()) == &raw mut ffi::PyType_Type
            && (*exception.cast::<ffi::PyBaseExceptionObject>()).context.is_null()
    }
}

/// Is it an exception of which `str` runs no Python code: one that only shows its arguments, which are simple?
pub(crate) fn shows_quietly(object: Obj) -> bool {
    // SAFETY: a live object; classes of exceptions are types, and the items of a tuple are alive as it is.
    unsafe {
        if ffi::PyExceptionInstance_Check(object) == 0 {
            return false;
        }
        let Some(show) = (*type_of(object)).tp_str else {
            return false;
        };
        let is_shown_by = |class: Obj| {
            let other = (*class.cast::<ffi::PyTypeObject>()).tp_str;
            other.is_some_and(|other| std::ptr::fn_addr_eq(show, other))
        };
        if !is_shown_by(ffi::PyExc_BaseException) && !is_shown_by(ffi::PyExc_KeyError) {
            return false;
        }
        let args = (*object.cast::<ffi::PyBaseExceptionObject>()).args;
        if args.is_null() || type_of(args) != &raw mut ffi::PyTuple_Type {
            return false;
        }
        let count = ffi::PyTuple_GET_SIZE(args);
        count <= 8 && (0..count).all(|index| crate::quick::is_simple(ffi::PyTuple_GET_ITEM(args, index)))
    }
}

/// Is it so of `format`, without a specification?
pub(crate) fn formats_quietly(object: Obj) -> bool {
    // SAFETY: a live object.
    shows_quietly(object) && unsafe { annot_formats_plainly(type_of(object)) } != 0
}

/// [`pop_except`], which gives what was handled until now, owned, or null.
#[inline]
pub(crate) fn handle_again(before: Obj) -> Obj {
    // SAFETY: as above.
    unsafe {
        let none = cfg!(Py_3_12) && before == ffi::Py_None();
        if none {
            release(before);
        }
        tstate::current()
            .handled()
            .replace(if none { NULL } else { before })
    }
}

/// Is the exception of the class, or of one of a tuple of classes?
#[inline]
pub fn exc_matches(exception: Obj, class: Obj) -> c_int {
    // SAFETY: live objects; the items of a tuple are alive as it is, and classes of exceptions are types.
    unsafe {
        let raised = type_of(exception);
        if raised.cast() == class {
            return 1;
        }
        let is_tuple = ffi::PyTuple_Check(class) != 0;
        let count = if is_tuple { ffi::PyTuple_GET_SIZE(class) } else { 1 };
        let (mut is_caught, mut may_be_caught) = (false, true);
        for index in 0..count {
            let one = if is_tuple { ffi::PyTuple_GET_ITEM(class, index) } else { class };
            may_be_caught &= ffi::PyExceptionClass_Check(one) != 0;
            is_caught |= raised.cast() == one || may_be_caught && ffi::PyType_IsSubtype(raised, one.cast()) != 0;
        }
        if !may_be_caught {
            let text = c"catching classes that do not inherit from BaseException is not allowed";
            ffi::PyErr_SetString(ffi::PyExc_TypeError, text.as_ptr());
            return -1;
        }
        is_caught.into()
    }
}

/// What the exit function of a `with` statement answers when it is told of an exception.
pub fn with_except(exit: Obj, exception: Obj) -> Obj {
    // SAFETY: live objects; the traceback is a new reference or null.
    unsafe {
        let traceback = ffi::PyException_GetTraceback(exception);
        let shown = if traceback.is_null() { ffi::Py_None() } else { traceback };
        let result = crate::object::call_at_once(exit, &[type_of(exception).cast(), exception, shown]);
        release_or_null(traceback);
        result
    }
}
