//! Is an argument what a parameter without a hint was guessed to be? If not, the call runs as bytecode.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::class;
use crate::function::bytecode;
use crate::module::Module;
use crate::value::Obj;
use pyo3::ffi;
use std::marker::PhantomData;

/// What an object may be guessed to be.
pub trait Guess {
    /// Does it look like that?
    fn fits(object: Obj) -> bool;
}

/// Anything.
pub struct Any;
/// An exact `int`.
pub struct Int;
/// An exact `float`.
pub struct Float;
/// An exact `str`.
pub struct Text;
/// An exact `dict`.
pub struct Dict;
/// An exact `list`. Of the items, which are guarded where they are used, the first is looked at.
pub struct List<T>(PhantomData<T>);

impl Guess for Any {
    #[inline(always)]
    fn fits(_: Obj) -> bool {
        true
    }
}

impl Guess for Int {
    #[inline(always)]
    fn fits(object: Obj) -> bool {
        // SAFETY: a live object.
        unsafe { ffi::PyLong_CheckExact(object) != 0 }
    }
}

impl Guess for Float {
    #[inline(always)]
    fn fits(object: Obj) -> bool {
        // SAFETY: a live object.
        unsafe { ffi::PyFloat_CheckExact(object) != 0 }
    }
}

impl Guess for Text {
    #[inline(always)]
    fn fits(object: Obj) -> bool {
        class::is_str(object)
    }
}

impl Guess for Dict {
    #[inline(always)]
    fn fits(object: Obj) -> bool {
        class::is_dict(object)
    }
}

impl<T: Guess> Guess for List<T> {
    #[inline(always)]
    fn fits(object: Obj) -> bool {
        // SAFETY: a live object, read as a list once it is known to be one; its items are live.
        class::is_list(object)
            && unsafe { ffi::PyList_GET_SIZE(object) == 0 || T::fits(ffi::PyList_GET_ITEM(object, 0)) }
    }
}

/// The object, if it looks like what was guessed.
#[inline(always)]
pub fn guessed<T: Guess>(object: Obj) -> Option<Obj> {
    T::fits(object).then_some(object)
}

/// Calls a function as CPython would whose argument is not what was guessed. One that is called so all the time loses its engine.
///
/// # Safety
/// The arguments are those of a vectorcall of a function object whose engine is the module's of that number.
#[cold]
#[inline(never)]
pub unsafe fn missed(module: &Module, number: u32, f: Obj, args: *const Obj, nargsf: usize, kw: Obj) -> Obj {
    crate::retire::count_exit(module, number);
    // SAFETY: the caller's promise.
    unsafe { bytecode(f, args, nargsf, kw) }
}
