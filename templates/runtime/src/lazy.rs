//! Generators and coroutines that are no objects as long as nobody has to see them.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use super::{State, frame_of, hide_numbers, is_generator, set_state};
use crate::function::Function;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// A generator whose state is kept, as an object: its function as long as it has not had to be one.
#[derive(Clone, Copy)]
pub struct Lazy(pub(super) *mut Obj);

impl Lazy {
    pub fn of(object: &mut Obj) -> Lazy {
        Lazy(object)
    }

    /// A cell of the function's closure, borrowed.
    #[inline(always)]
    pub fn cell(self, index: usize) -> Obj {
        // SAFETY: see `object`; a generator's frame keeps its function alive.
        unsafe {
            let object = *self.0;
            let function = match is_generator(object) {
                true => (*frame_of(object)).function.object(),
                false => object,
            };
            crate::closure::cell(function, index)
        }
    }

    /// What the generator's frame is told to wait with.
    #[inline(always)]
    pub fn address(self) -> Obj {
        self.0.cast()
    }

    /// The generator, whose frame is empty; null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn object(self, own: &Function) -> Obj {
        // SAFETY: it lives in the generator, which is borrowed as long as its body runs; a live object.
        unsafe {
            let function = *self.0;
            if is_generator(function) {
                return function;
            }
            let parameters = own.spec.params as usize;
            let generator = crate::generator::made(own, function, &vec![NULL; parameters]);
            if generator.is_null() {
                return NULL;
            }
            *self.0 = generator;
            ffi::Py_DECREF(function);
            set_state(generator, State::Executing);
            hide_numbers(generator, parameters);
            generator
        }
    }

    /// The generator, which is suspended next; null with an exception set if there is no memory.
    #[inline(always)]
    pub fn suspended(self, own: &Function) -> Obj {
        // SAFETY: see `object`; whoever begins it owns the function.
        unsafe {
            let function = *self.0;
            if is_generator(function) {
                return function;
            }
            let Some(generator) = crate::started::empty(own, function) else {
                return self.object(own);
            };
            *self.0 = generator;
            ffi::Py_DECREF(function);
            generator
        }
    }

    /// Has somebody a frame object of it?
    #[inline(always)]
    pub fn is_seen(self) -> bool {
        // SAFETY: see `object`.
        unsafe { is_generator(*self.0) && !super::is_unseen(*self.0) }
    }

    /// As [`super::finish`].
    #[inline(always)]
    pub fn finish(self, locals: usize, value: Obj) -> Obj {
        // SAFETY: see `object`.
        unsafe {
            match is_generator(*self.0) {
                true => super::finish(*self.0, locals, value),
                false => crate::new_ref(value),
            }
        }
    }

    /// As [`super::end_cells`].
    #[inline(always)]
    pub fn end_cells(self, locals: usize, count: usize) {
        // SAFETY: see `object`.
        unsafe {
            if is_generator(*self.0) {
                super::end_cells(*self.0, locals, count);
            }
        }
    }

    /// As [`super::returns`].
    #[inline(always)]
    pub fn returns(self, value: Obj) -> Obj {
        // SAFETY: see `object`.
        unsafe {
            if is_generator(*self.0) {
                return super::returns(*self.0, value);
            }
        }
        super::has_returned(value);
        NULL
    }

    /// It is at its end, and its frame is empty, if it is an object.
    #[inline(always)]
    pub fn end(self) {
        // SAFETY: see `object`.
        unsafe {
            if is_generator(*self.0) {
                super::end(*self.0);
            }
        }
    }
}
