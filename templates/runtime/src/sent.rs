//! What is sent to generators and coroutines, and what `await` asks.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::object::type_of;
use crate::resumed;
use crate::tstate;
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{CStr, c_int};

fn is_coroutine(object: Obj) -> bool {
    type_of(object) == &raw mut ffi::PyCoro_Type
}

fn is_generator(object: Obj) -> bool {
    type_of(object) == &raw mut ffi::PyGen_Type
}

/// What a generator or coroutine whose body goes on natively gives when it is sent an object; null if it returns
/// ([`resumed::returned`]), or with an exception set. Nothing: it is no such, and nothing was done.
#[inline(always)]
pub fn quick(receiver: Obj, sent: Obj, cx: Cx) -> Option<Obj> {
    if cx.depth <= 0 || !is_generator(receiver) && !is_coroutine(receiver) {
        return None;
    }
    resumed::resume_with(receiver, sent, cx.deeper())
}

/// `SEND` as the interpreter does it: the results are those of [`quick`].
#[cold]
#[inline(never)]
pub fn send(receiver: Obj, sent: Obj) -> Obj {
    let mut given = NULL;
    let mut ask = || {
        // SAFETY: live objects, and the GIL is held.
        unsafe { annot_send(receiver, sent, &mut given) }
    };
    // The interpreter asks a generator without a look at how deep that is.
    let is_frame = is_generator(receiver) || is_coroutine(receiver);
    let how = match cfg!(Py_3_13) && is_frame {
        true => tstate::current().with_room(ask),
        false => ask(),
    };
    match how {
        GIVEN => given,
        RETURNED => {
            resumed::has_returned(given);
            NULL
        }
        _ => NULL,
    }
}

/// Values of `PySendResult`.
const RETURNED: c_int = 0;
const GIVEN: c_int = 1;

/// Can it be awaited, and has nobody awaited it yet, if it is a coroutine?
#[inline(always)]
pub fn is_awaitable(object: Obj) -> bool {
    if is_coroutine(object) {
        return resumed::is_new(object);
    }
    // SAFETY: a live object, whose class has these fields.
    unsafe {
        let methods = (*type_of(object)).tp_as_async;
        !is_generator(object) && !methods.is_null() && (*methods).am_await.is_some()
    }
}

/// What an object that can be awaited has to be asked; null with an exception set. Nothing: that runs Python code, and nothing was
/// done.
#[inline(always)]
pub fn quick_awaitable(object: Obj) -> Option<Obj> {
    match is_coroutine(object) {
        true => Some(crate::new_ref(object)),
        false => made_by_method(object),
    }
}

/// What a generator function of the module makes that is a class's `__await__`.
fn made_by_method(object: Obj) -> Option<Obj> {
    made_by(object, &AWAIT, c"__await__")
}

/// What a generator function of the module makes that is a class's `__iter__`.
#[inline(always)]
pub(crate) fn iterator_made_by_method(object: Obj) -> Option<Obj> {
    // SAFETY: a live object.
    let is_heap_type = unsafe { ffi::PyType_HasFeature(ffi::Py_TYPE(object), ffi::Py_TPFLAGS_HEAPTYPE) } != 0;
    if !is_heap_type {
        return None;
    }
    made_by(object, &ITER, c"__iter__")
}

/// Does a call of the function make what is no generator?
#[inline(always)]
pub(crate) fn makes_coroutines(function: Obj) -> bool {
    // SAFETY: a live function object.
    unsafe { annot_makes_coroutines(function) != 0 }
}

/// The function that is a class's `__await__`, borrowed from it, if what that makes may be given by it.
#[inline(always)]
pub(crate) fn await_method(object: Obj) -> Option<Obj> {
    // SAFETY: a live object.
    let is_heap_type = unsafe { ffi::PyType_HasFeature(ffi::Py_TYPE(object), ffi::Py_TPFLAGS_HEAPTYPE) } != 0;
    is_heap_type.then(|| function_of_class(object, &AWAIT, c"__await__"))?
}

#[inline(never)]
fn made_by(object: Obj, name: &Name, text: &CStr) -> Option<Obj> {
    crate::started::quick(function_of_class(object, name, text)?, &[object])
}

fn function_of_class(object: Obj, name: &Name, text: &CStr) -> Option<Obj> {
    // SAFETY: a live object.
    let version = unsafe { (*type_of(object)).tp_version_tag };
    let (known, function) = name.1[version as usize % KNOWN_CLASSES].get();
    let found = match version != 0 && known == version {
        true => function,
        false => function_found(object, name, text)?,
    };
    // What a coroutine function makes is refused, and somebody is told that nobody has awaited it.
    (!makes_coroutines(found)).then_some(found)
}

/// Looks a method up that is a function: it is the same one as long as the class has that version.
#[cold]
#[inline(never)]
fn function_found(object: Obj, name: &Name, text: &CStr) -> Option<Obj> {
    if name.0.get().is_null() {
        // SAFETY: a text that ends in a zero, and the GIL is held. It is kept.
        name.0.set(unsafe { ffi::PyUnicode_InternFromString(text.as_ptr()) });
    }
    // SAFETY: a live object and an interned name; what is found is null, or belongs to the class. The class gets a version by being
    // looked at, if it has none.
    unsafe {
        let found = _PyType_Lookup(type_of(object), name.0.get());
        let is_function = !found.is_null() && ffi::Py_TYPE(found) == &raw mut ffi::PyFunction_Type;
        let version = (*type_of(object)).tp_version_tag;
        if is_function && version != 0 {
            name.1[version as usize % KNOWN_CLASSES].set((version, found));
        }
        is_function.then_some(found)
    }
}

/// The names of the methods, and the functions that were found in classes of which versions.
static AWAIT: Name = Name::new();
static ITER: Name = Name::new();
const KNOWN_CLASSES: usize = 16;
struct Name(Cell<Obj>, [Cell<(u32, Obj)>; KNOWN_CLASSES]);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Name {}

impl Name {
    const fn new() -> Name {
        Name(Cell::new(NULL), [const { Cell::new((0, NULL)) }; KNOWN_CLASSES])
    }
}

/// As [`quick_awaitable`].
#[inline(never)]
pub fn awaitable(object: Obj) -> Obj {
    // SAFETY: see `is_awaitable`; live objects, and the GIL is held.
    unsafe {
        let Some(get) = (*(*type_of(object)).tp_as_async).am_await else {
            return NULL;
        };
        let iterator = get(object);
        if iterator.is_null() {
            return NULL;
        }
        let is_wrong = match () {
            () if is_coroutine(iterator) || annot_is_iterable_coroutine(iterator) != 0 => {
                let text = c"__await__() returned a coroutine";
                ffi::PyErr_SetString(ffi::PyExc_TypeError, text.as_ptr());
                true
            }
            () if ffi::PyIter_Check(iterator) == 0 => {
                let text = c"__await__() returned non-iterator of type '%.100s'";
                ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), (*type_of(iterator)).tp_name);
                true
            }
            () => false,
        };
        if is_wrong {
            ffi::Py_DECREF(iterator);
            return NULL;
        }
        iterator
    }
}

/// `generator.send(value)`, or of a coroutine, if what was found is that method and its body goes on natively: what it gives, or null
/// with an exception set. Nothing: it is not, and nothing was done.
#[inline(always)]
pub fn method(callee: Obj, object: Obj, value: Obj, cx: Cx) -> Option<Obj> {
    if object.is_null() || !is_generator(object) && !is_coroutine(object) {
        return None;
    }
    send_method(callee, object, value, cx)
}

#[inline(never)]
fn send_method(callee: Obj, object: Obj, value: Obj, cx: Cx) -> Option<Obj> {
    if !is_send(callee) {
        return None;
    }
    let given = quick(object, value, cx)?;
    // SAFETY: only asks.
    if given.is_null() && unsafe { ffi::PyErr_Occurred().is_null() } {
        stop(resumed::returned());
    }
    Some(given)
}

/// `next(iterator)`, or with what is given at its end, if that is a generator whose body goes on natively; null with an exception set.
/// Nothing: it is not, and nothing was done.
#[inline(always)]
pub fn next(iterator: Obj, at_end: Obj, cx: Cx) -> Option<Obj> {
    if cx.depth <= 0 || !is_generator(iterator) {
        return None;
    }
    // SAFETY: a constant.
    let given = resumed::resume_with(iterator, unsafe { ffi::Py_None() }, cx.deeper())?;
    match given.is_null() {
        true => Some(ended(at_end)),
        false => Some(given),
    }
}

/// What `next` gives of a generator that has ended, or raised.
#[inline(never)]
fn ended(at_end: Obj) -> Obj {
    // SAFETY: only asks.
    if unsafe { !ffi::PyErr_Occurred().is_null() } {
        return NULL;
    }
    let value = resumed::returned();
    if at_end.is_null() {
        stop(value);
        return NULL;
    }
    // What it returned may run Python code when it ends; `None` does not end.
    if !value.is_null() {
        crate::frame::show_waiting();
        crate::object::release_or_null(value);
    }
    crate::new_ref(at_end)
}

/// The method descriptors that are known to be those of generators and coroutines.
static KNOWN: Known = Known([const { Cell::new(NULL) }; 2]);
struct Known([Cell<Obj>; 2]);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Known {}

/// Is it the method `send` of generators, or of coroutines? These live as long as CPython does.
fn is_send(callee: Obj) -> bool {
    if KNOWN.0.iter().any(|known| known.get() == callee) {
        return true;
    }
    let classes = [&raw mut ffi::PyGen_Type, &raw mut ffi::PyCoro_Type];
    let mut known = KNOWN.0.iter().zip(classes);
    known.any(|(known, class)| {
        if !known.get().is_null() {
            return false;
        }
        const NAME: &CStr = c"send";
        // SAFETY: a live class, and a text that ends in a zero. The classes cannot be changed.
        unsafe {
            let found = ffi::PyObject_GetAttrString(class.cast(), NAME.as_ptr());
            if found.is_null() {
                ffi::PyErr_Clear();
                return false;
            }
            known.set(found);
            found == callee
        }
    })
}

/// Raises `StopIteration` with what a generator has returned, which is taken over; null is `None`.
#[cold]
fn stop(value: Obj) {
    // SAFETY: null, or a live object, and the GIL is held.
    unsafe {
        if value.is_null() || value == ffi::Py_None() {
            ffi::PyErr_SetNone(ffi::PyExc_StopIteration);
        } else {
            // Whether the exception that is handled is its context depends on the release of CPython.
            _PyGen_SetStopIterationValue(value);
        }
    }
    crate::object::release_or_null(value);
}

unsafe extern "C" {
    fn _PyType_Lookup(class: *mut ffi::PyTypeObject, name: Obj) -> Obj;
    fn _PyGen_SetStopIterationValue(value: Obj) -> c_int;
    fn annot_send(receiver: Obj, sent: Obj, given: *mut Obj) -> c_int;
    fn annot_is_iterable_coroutine(object: Obj) -> c_int;
    fn annot_makes_coroutines(function: Obj) -> c_int;
}
