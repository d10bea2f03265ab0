//! Generators whose bodies run natively within the loop that consumes them: what such a body iterates over, and the generator
//! objects that they become where native code ends.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::function::Function;
use crate::layout::FunctionObject;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;

/// A position in a list: the list, borrowed, and the index of the next item.
pub type Items = (Obj, i64);

/// The beginning of a list.
#[inline(always)]
pub fn items(list: Obj) -> Items {
    (list, 0)
}

/// The position behind the item.
#[inline(always)]
pub fn advance((list, index): Items) -> Items {
    (list, index + 1)
}

/// Is there another item? It, if it is a `float`; nothing if it is anything else.
#[inline(always)]
pub fn next_float(items: Items) -> Option<(bool, f64)> {
    if has_item(items) {
        Some((true, crate::list::get_float(items.0, items.1)?))
    } else {
        Some((false, 0.0))
    }
}

/// As [`next_float`], of an `int` of 64 bits.
#[inline(always)]
pub fn next_int(items: Items) -> Option<(bool, i64)> {
    if has_item(items) {
        Some((true, crate::list::get_int(items.0, items.1)?))
    } else {
        Some((false, 0))
    }
}

/// As [`next_float`], of a `bool`.
#[inline(always)]
pub fn next_boolean(items: Items) -> Option<(bool, bool)> {
    if has_item(items) {
        Some((true, crate::list::get_boolean(items.0, items.1)?))
    } else {
        Some((false, false))
    }
}

#[inline(always)]
fn has_item((list, index): Items) -> bool {
    // SAFETY: the list's class was guarded.
    index < unsafe { ffi::PyList_GET_SIZE(list) } as i64
}

/// Can the end of the object be told from that of another? Not if it is one of these, with nothing but numbers in it.
#[inline(always)]
pub fn ends_quietly(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::PyList_CheckExact(object) != 0 || ffi::PyBytes_CheckExact(object) != 0 || ffi::PyByteArray_CheckExact(object) != 0 }
}

/// The generator that a call of the function made, with these arguments, which are given back; null with an exception set. A
/// null argument stands for one that is not known any more. The function may have been given other code since.
#[cold]
#[inline(never)]
pub fn made(own: &Function, function: Obj, args: &[Obj]) -> Obj {
    let given: Vec<Obj> = args.iter().map(|arg| if arg.is_null() { none() } else { *arg }).collect();
    let made = undisturbed(|| {
        let Some(vectorcall) = crate::function::original() else {
            return NULL;
        };
        let called = function.cast::<FunctionObject>();
        // SAFETY: a live function object, called as CPython calls it, with the code that it had, which is kept; nothing else
        // runs meanwhile.
        unsafe {
            let present = (*called).func_code;
            if !own.code().is_null() {
                (*called).func_code = own.code();
            }
            let made = vectorcall(function, given.as_ptr(), given.len(), NULL);
            (*called).func_code = present;
            made
        }
    });
    args.iter().for_each(|arg| crate::object::release_or_null(*arg));
    made
}

/// Makes an object while no Python code may run, as if nothing were raised, even where the limit of recursion is reached: CPython made
/// it when there was room, and a generator is made by a call.
pub(crate) fn undisturbed(make: impl FnOnce() -> Obj) -> Obj {
    crate::collecting::uncollected(|| {
        let raised = crate::handover::Exception::fetch();
        let made = crate::tstate::current().with_room(make);
        if raised.is_set() {
            raised.restore();
        }
        made
    })
}

/// A generator that is suspended at the instruction of that code unit: a function of so many parameters, so many locals, then
/// operands, which are taken over. Null with an exception set, also if one that must be there is not.
#[cold]
#[inline(never)]
pub fn suspended(
    own: &Function,
    function: Obj,
    parameters: usize,
    unit: u32,
    values: &[Obj],
    bound: &[bool],
    locals: usize,
) -> Obj {
    let is_complete = values.iter().zip(bound).all(|(value, bound)| !bound || !value.is_null());
    let generator = if is_complete {
        made(own, function, &vec![NULL; parameters])
    } else {
        NULL
    };
    if generator.is_null() {
        values.iter().for_each(|value| crate::object::release_or_null(*value));
        return NULL;
    }
    let mut values = values.to_vec();
    let operands = values.len() - locals;
    // SAFETY: a generator that was just made, of a code object with as many locals and room for the operands.
    unsafe {
        annot_generator_suspend(
            generator,
            unit as c_int,
            values.as_mut_ptr(),
            locals as c_int,
            operands as c_int,
        );
    }
    generator
}

/// One more reference to an object, or null.
pub fn again(object: Obj) -> Obj {
    // SAFETY: null, or a live object.
    unsafe { ffi::Py_XINCREF(object) };
    object
}

/// A generator that has ended; null with an exception set.
#[cold]
#[inline(never)]
pub fn ended(own: &Function, function: Obj, parameters: usize) -> Obj {
    let generator = made(own, function, &vec![NULL; parameters]);
    if generator.is_null() {
        return NULL;
    }
    // SAFETY: a live generator, which has not begun: nothing of it runs.
    undisturbed(|| unsafe {
        let result = crate::owned::attribute(generator, "close")
            .map_or(NULL, |close| ffi::PyObject_CallNoArgs(close.get()));
        if result.is_null() {
            ffi::Py_DECREF(generator);
            return NULL;
        }
        ffi::Py_DECREF(result);
        generator
    })
}

/// A new iterator over the rest of a range; null with an exception set.
#[cold]
pub fn range_iterator(range: (i64, i64, i64)) -> Obj {
    let range = crate::support::new_range(range);
    if range.is_null() {
        return NULL;
    }
    // SAFETY: a live object, given back.
    undisturbed(|| unsafe {
        let iterator = ffi::PyObject_GetIter(range);
        ffi::Py_DECREF(range);
        iterator
    })
}

/// A new iterator over the rest of a list; null with an exception set.
#[cold]
pub fn list_iterator((list, index): Items) -> Obj {
    crate::walk::Walk::at(list, index as isize).again()
}

fn none() -> Obj {
    // SAFETY: a live object, which never dies.
    unsafe { ffi::Py_None() }
}

unsafe extern "C" {
    fn annot_generator_suspend(generator: Obj, unit: c_int, values: *mut Obj, locals: c_int, operands: c_int);
}
