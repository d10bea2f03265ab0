//! Calls of generator functions and coroutine functions: they make an object, in which nothing runs yet.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::function::{Function, bytecode};
use crate::layout::FunctionObject;
use crate::value::Obj;
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::c_int;

/// What the frame of a new generator says of where it stands, as the interpreter has left it in the first one.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// The code unit, from the first one.
    instruction: c_int,
    stack: c_int,
    return_offset: c_int,
}

/// What is known of the generators of one function.
pub(crate) struct Start(Cell<Option<Standing>>);

/// A call of a function object.
///
/// # Safety
/// The arguments are those of a vectorcall of a function object whose engine `own` is.
pub unsafe fn call(own: &Function, f: Obj, args: *const Obj, nargsf: usize, names: Obj) -> Obj {
    let given = nargsf & !(ffi::PY_VECTORCALL_ARGUMENTS_OFFSET);
    // SAFETY: the caller's promise.
    unsafe {
        if names.is_null()
            && let Some(made) = start(own, f, args, given)
        {
            return made;
        }
        let made = bytecode(f, args, nargsf, names);
        if !made.is_null() && own.start.0.get().is_none() {
            own.start.learn(own, f, made);
        }
        made
    }
}

/// As [`call`], of any function object with positional arguments, if it is that of one of the module's generator functions that have
/// been called before. Nothing: it is not, and nothing was done.
#[inline]
pub(crate) fn quick(f: Obj, args: &[Obj]) -> Option<Obj> {
    // SAFETY: a live function object.
    unsafe {
        let code = (*f.cast::<FunctionObject>()).func_code;
        start(crate::resumed::started_by(code)?, f, args.as_ptr(), args.len())
    }
}

/// The generator, or null with an exception set. Nothing: CPython has to make it.
///
/// # Safety
/// `f` is a live function object; the arguments are live objects.
unsafe fn start(own: &Function, f: Obj, args: *const Obj, given: usize) -> Option<Obj> {
    let standing = own.start.0.get()?;
    // SAFETY: the caller's promise; the number of arguments is tested.
    unsafe {
        if !is_plain_call(own, f, given) {
            return None;
        }
        let made = annot_generator_start(f, args, given as ffi::Py_ssize_t, &standing);
        (!made.is_null() || !ffi::PyErr_Occurred().is_null()).then_some(made)
    }
}

/// A generator of the function object whose frame has empty slots. Nothing: CPython has to make it.
pub(crate) fn empty(own: &Function, f: Obj) -> Option<Obj> {
    let standing = own.start.0.get()?;
    // SAFETY: a live function object of the function's code, so its frame has as many slots; no Python code runs.
    unsafe {
        let made = annot_generator_start(f, std::ptr::null(), own.positional.get() as ffi::Py_ssize_t, &standing);
        if made.is_null() {
            ffi::PyErr_Clear();
        }
        (!made.is_null()).then_some(made)
    }
}

/// May what a call of a coroutine function with so many arguments makes begin at once, without an object? Then nobody is told where it was
/// made, and nobody listens.
///
/// # Safety
/// A live function object of the function's code.
#[inline(always)]
pub(crate) unsafe fn may_begin(own: &Function, f: Obj, given: usize) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        own.start.0.get().is_some() && own.positional.get() == given && is_plain_call(own, f, given) && annot_tracks_origins() == 0
    }
}

impl Start {
    pub(crate) const fn new() -> Start {
        Start(Cell::new(None))
    }

    /// Looks at a generator that the interpreter has made.
    #[cold]
    fn learn(&self, own: &Function, f: Obj, made: Obj) {
        let mut standing = Standing {
            instruction: 0,
            stack: 0,
            return_offset: 0,
        };
        // SAFETY: live objects.
        let is_plain = unsafe { annot_generator_standing(f, made, &mut standing) } != 0;
        if is_plain && own.positional.get() == own.named.get() && !own.has_args.get() && !own.has_kwargs.get() {
            self.0.set(Some(standing));
        }
    }
}

/// Is a call one of the code that was compiled, with all arguments, or defaults for those that are missing, to which nobody listens?
///
/// # Safety
/// A live function object.
#[inline(always)]
unsafe fn is_plain_call(own: &Function, f: Obj, given: usize) -> bool {
    let wanted = own.positional.get();
    // SAFETY: the caller's promise; defaults are a tuple.
    unsafe {
        let function = f.cast::<FunctionObject>();
        let defaults = (*function).func_defaults;
        let missing = wanted.wrapping_sub(given);
        (missing == 0 || given < wanted && !defaults.is_null() && missing <= ffi::PyTuple_GET_SIZE(defaults) as usize)
            && (*function).func_code == own.code()
            && own.is_unheard()
            && !crate::tstate::current().observed()
            && crate::frame::has_room()
    }
}

#[cfg(all(Py_3_12, not(Py_3_14)))]
unsafe extern "C" {
    fn annot_generator_start(f: Obj, args: *const Obj, given: ffi::Py_ssize_t, standing: *const Standing) -> Obj;
    fn annot_generator_standing(f: Obj, generator: Obj, standing: *mut Standing) -> c_int;
    fn annot_tracks_origins() -> c_int;
}

/// # Safety
/// None: nothing begins so in other versions.
#[cfg(not(all(Py_3_12, not(Py_3_14))))]
unsafe fn annot_tracks_origins() -> c_int {
    1
}

/// # Safety
/// None: there is nothing of the kind in other versions.
#[cfg(not(all(Py_3_12, not(Py_3_14))))]
unsafe fn annot_generator_start(_: Obj, _: *const Obj, _: ffi::Py_ssize_t, _: &Standing) -> Obj {
    std::ptr::null_mut()
}

/// # Safety
/// As above.
#[cfg(not(all(Py_3_12, not(Py_3_14))))]
unsafe fn annot_generator_standing(_: Obj, _: Obj, _: &mut Standing) -> c_int {
    0
}
