//! The objects by which a continuation's prologue gets its operands: constants of its code on which it executes
//! `UNARY_INVERT`.
//!
//! That instruction is the quietest way to run a C function from bytecode: no cache entries, no NULL on the stack, no
//! event for profilers and monitoring tools, the same in all versions. Operands move from [`Handover`] to the evaluation
//! stack, so nobody holds an extra reference while the function goes on.

use crate::frame::{self, Native};
use crate::owned::{Owned, Raised, raise};
use crate::value::Obj;
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::null_mut;

/// What a prologue shall get, in the order in which it asks. Dropping it gives back what was not asked for.
pub(crate) struct Handover {
    values: std::vec::IntoIter<Owned>,
    /// The native frame that the continuation takes over first, or null.
    native: Native,
    /// Handed over when this one is empty. Prologues are never interrupted, so in practice there is none.
    below: *mut Handover,
}

/// The handover of the prologue that runs now; null when none does.
static CURRENT: Current = Current(Cell::new(null_mut()));
struct Current(Cell<*mut Handover>);
// SAFETY: touched only with the GIL held, and no other thread can run between `Handover::during` and the prologue's end.
unsafe impl Sync for Current {}

impl Handover {
    pub(crate) fn new(values: Vec<Owned>, native: Native) -> Handover {
        Handover {
            values: values.into_iter(),
            native,
            below: null_mut(),
        }
    }

    /// Runs `call`, which calls a continuation, with these values handed to its prologue.
    pub(crate) fn during<T>(mut self, call: impl FnOnce() -> T) -> T {
        let this = &raw mut self;
        if self.values.len() != 0 {
            self.below = CURRENT.0.replace(this);
        }
        let result = call();
        if CURRENT.0.get() == this {
            // The call failed before its prologue did.
            CURRENT.0.set(self.below);
        }
        result
    }
}

/// The next value for the prologue that runs.
fn next_value() -> Obj {
    let current = CURRENT.0.get();
    // SAFETY: null, or set by `during`, which has not returned.
    let next = unsafe { current.as_mut() }.and_then(|handover| {
        if !handover.native.is_none() {
            let native = std::mem::replace(&mut handover.native, Native::NONE);
            frame::goes_on(native, &exceptions(handover.values.as_slice()));
        }
        let next = handover.values.next();
        if handover.values.len() == 0 {
            CURRENT.0.set(handover.below);
        }
        next
    });
    match next {
        Some(value) => value.into_raw(),
        None => {
            // Someone took the code object out of a frame and called it.
            // SAFETY: an exception class.
            unsafe {
                raise(
                    ffi::PyExc_SystemError,
                    "this code is the rest of a call that annot handed to CPython",
                )
            };
            null_mut()
        }
    }
}

/// The exceptions among values, borrowed; one that is to be raised, too.
fn exceptions(values: &[Owned]) -> Vec<Obj> {
    let raiser = |object: Obj| {
        // SAFETY: live objects; those of our class are agents.
        unsafe {
            if CLASS.0.get().is_null() || ffi::Py_TYPE(object).cast() != CLASS.0.get() {
                return object;
            }
            (*object.cast::<Agent>()).exception.value
        }
    };
    let objects = values.iter().map(|value| raiser(value.get()));
    // SAFETY: live objects or null.
    objects
        .filter(|object| !object.is_null() && unsafe { ffi::PyExceptionInstance_Check(*object) } != 0)
        .collect()
}

/// What `UNARY_INVERT` does to one of our objects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Pushes the next value.
    Source,
    /// Raises the exception it carries.
    Raiser,
}

#[repr(C)]
struct Agent {
    base: ffi::PyObject,
    role: Role,
    exception: Exception,
}

/// The constant that pushes the next value.
pub(crate) fn source() -> Result<Owned, Raised> {
    shared(&SOURCE, Role::Source)
}

/// An object that raises the exception, once.
pub(crate) fn raiser(exception: Exception) -> Result<Owned, Raised> {
    new_agent(Role::Raiser, exception)
}

/// An exception taken out of the thread state, with its traceback; nothing about it changes until it is put back.
pub(crate) struct Exception {
    #[cfg(not(Py_3_12))]
    class: Obj,
    value: Obj,
    #[cfg(not(Py_3_12))]
    traceback: Obj,
}

impl Exception {
    const NONE: Exception = Exception {
        #[cfg(not(Py_3_12))]
        class: null_mut(),
        value: null_mut(),
        #[cfg(not(Py_3_12))]
        traceback: null_mut(),
    };

    /// Takes the exception that is set.
    pub(crate) fn fetch() -> Exception {
        let mut taken = Exception::NONE;
        // SAFETY: fills fields with owned references or null.
        unsafe {
            #[cfg(not(Py_3_12))]
            ffi::PyErr_Fetch(&mut taken.class, &mut taken.value, &mut taken.traceback);
            #[cfg(Py_3_12)]
            (taken.value = ffi::PyErr_GetRaisedException());
        }
        taken
    }

    /// Was there one?
    pub(crate) fn is_set(&self) -> bool {
        #[cfg(not(Py_3_12))]
        return !self.class.is_null();
        #[cfg(Py_3_12)]
        !self.value.is_null()
    }

    /// Sets it again.
    pub(crate) fn restore(self) {
        let this = std::mem::ManuallyDrop::new(self);
        // SAFETY: gives the references to the thread state.
        unsafe {
            #[cfg(not(Py_3_12))]
            ffi::PyErr_Restore(this.class, this.value, this.traceback);
            #[cfg(Py_3_12)]
            ffi::PyErr_SetRaisedException(this.value);
        }
    }

    fn is_none(&self) -> bool {
        #[cfg(not(Py_3_12))]
        return self.class.is_null();
        #[cfg(Py_3_12)]
        self.value.is_null()
    }
}

impl Drop for Exception {
    fn drop(&mut self) {
        // SAFETY: owned references or null.
        unsafe {
            #[cfg(not(Py_3_12))]
            ffi::Py_XDECREF(self.class);
            ffi::Py_XDECREF(self.value);
            #[cfg(not(Py_3_12))]
            ffi::Py_XDECREF(self.traceback);
        }
    }
}

unsafe extern "C" fn invert(object: Obj) -> Obj {
    // SAFETY: only instances of our type have this slot.
    let agent = unsafe { &mut *object.cast::<Agent>() };
    match agent.role {
        Role::Source => next_value(),
        Role::Raiser => {
            let exception = std::mem::replace(&mut agent.exception, Exception::NONE);
            if exception.is_none() {
                return next_value();
            }
            exception.restore();
            null_mut()
        }
    }
}

unsafe extern "C" fn free(object: Obj) {
    // SAFETY: the last reference to an instance of our type, which was written in full by `new_agent`; a heap type is
    // owned by its instances.
    unsafe {
        let class = ffi::Py_TYPE(object);
        drop(std::mem::replace(
            &mut (*object.cast::<Agent>()).exception,
            Exception::NONE,
        ));
        ffi::PyObject_Free(object.cast());
        ffi::Py_DECREF(class.cast());
    }
}

fn new_agent(role: Role, exception: Exception) -> Result<Owned, Raised> {
    let class = shared_object(&CLASS, new_class)?;
    // SAFETY: allocates an instance of our class, whose fields behind the head are then written before any use.
    unsafe {
        let object = ffi::PyType_GenericAlloc(class.cast(), 0);
        let owned = Owned::from_result(object)?;
        let agent = object.cast::<Agent>();
        (&raw mut (*agent).role).write(role);
        (&raw mut (*agent).exception).write(exception);
        Ok(owned)
    }
}

fn new_class() -> Result<Owned, Raised> {
    let mut slots = [
        ffi::PyType_Slot {
            slot: ffi::Py_nb_invert,
            pfunc: invert as unsafe extern "C" fn(Obj) -> Obj as *mut c_void,
        },
        ffi::PyType_Slot {
            slot: ffi::Py_tp_dealloc,
            pfunc: free as unsafe extern "C" fn(Obj) as *mut c_void,
        },
        ffi::PyType_Slot {
            slot: 0,
            pfunc: null_mut(),
        },
    ];
    let mut spec = ffi::PyType_Spec {
        name: c"annot.handover".as_ptr(),
        basicsize: size_of::<Agent>() as i32,
        itemsize: 0,
        flags: (ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_DISALLOW_INSTANTIATION | ffi::Py_TPFLAGS_IMMUTABLETYPE)
            as u32,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: CPython copies the specification; the name is static.
    unsafe { Owned::from_result(ffi::PyType_FromSpec(&mut spec)) }
}

/// An object of which there is one, kept for the life of the process.
struct Shared(Cell<Obj>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Shared {}

static CLASS: Shared = Shared(Cell::new(null_mut()));
static SOURCE: Shared = Shared(Cell::new(null_mut()));

fn shared(cell: &'static Shared, role: Role) -> Result<Owned, Raised> {
    let object = shared_object(cell, || new_agent(role, Exception::NONE))?;
    // SAFETY: kept alive by the cell.
    Ok(unsafe { Owned::from_borrowed(object) })
}

fn shared_object(cell: &'static Shared, make: impl FnOnce() -> Result<Owned, Raised>) -> Result<Obj, Raised> {
    if cell.0.get().is_null() {
        cell.0.set(make()?.into_raw());
    }
    Ok(cell.0.get())
}
