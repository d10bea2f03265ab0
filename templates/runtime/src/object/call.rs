//! `CALL`, `CALL_KW` and `CALL_FUNCTION_EX`.

use super::refs::{is_exactly, release, retained, type_of};
use super::update::looks_iterable;
use crate::owned::Owned;
use crate::pending;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// Says that the word before the first argument may be used by whoever is called.
const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// Up to so many arguments are copied to put another one before them; more go through an allocation.
const FEW: usize = 8;

/// `callable(...)`: positional arguments, then the values of the keyword arguments named by `names`, a tuple or null.
#[inline]
pub fn call(callable: Obj, args: &[Obj], names: Obj) -> Obj {
    if cfg!(all(Py_3_12, not(Py_3_15)))
        && names.is_null()
        && let Some(result) = crate::resumed_calls::call(callable, args)
    {
        return called(false, result);
    }
    call_method(callable, NULL, args, names)
}

/// [`call`] by an instruction behind which CPython does not look what is asked of the thread.
#[inline]
pub(crate) fn call_at_once(callable: Obj, args: &[Obj]) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_Vectorcall(callable, args.as_ptr(), args.len(), NULL) }
}

/// [`call`] of what [`super::load_method`] found: with `first_or_null` before the arguments.
#[inline]
pub fn call_method(method: Obj, first_or_null: Obj, args: &[Obj], names: Obj) -> Obj {
    if !first_or_null.is_null() {
        return call_with_first(method, first_or_null, args, names);
    }
    if is_exactly(method, &raw mut PyMethod_Type) {
        // SAFETY: a bound method, as just tested, with a function and an object.
        let (function, object) = unsafe {
            let bound = method.cast::<BoundMethod>();
            ((*bound).function, (*bound).object)
        };
        return call_with_first(function, object, args, names);
    }
    let is_python = is_python(method);
    // SAFETY: live objects, and the GIL is held.
    let result = unsafe { ffi::PyObject_Vectorcall(method, args.as_ptr(), positional(args.len(), names), names) };
    called(is_python, result)
}

/// Puts the function of a bound method in its place, and gives the object; nothing if it is no bound method.
pub(crate) fn take_self(method: &mut Owned) -> Option<Owned> {
    if !is_exactly(method.get(), &raw mut PyMethod_Type) {
        return None;
    }
    // SAFETY: a bound method, as just tested, with a function and an object, which are retained before it may go.
    unsafe {
        let bound = method.get().cast::<BoundMethod>();
        let object = Owned::from_borrowed((*bound).object);
        *method = Owned::from_borrowed((*bound).function);
        Some(object)
    }
}

/// [`call_method`] with arguments that were made for it, which it consumes. Null among them: an exception is set.
#[inline(never)]
pub fn call_boxes(method: Obj, first_or_null: Obj, boxes: &[Obj], names: Obj) -> Obj {
    // It may be lent by a class that loses it meanwhile.
    super::retain(method);
    let result = if boxes.contains(&NULL) {
        NULL
    } else {
        call_method(method, first_or_null, boxes, names)
    };
    super::release(method);
    for &object in boxes {
        super::release_or_null(object);
    }
    result
}

/// An operation on operands that were made for it, which it consumes. Null among them: an exception is set.
#[inline(never)]
pub fn operate(operation: fn(Obj, Obj) -> Obj, left: Obj, right: Obj) -> Obj {
    let result = if left.is_null() || right.is_null() {
        NULL
    } else {
        operation(left, right)
    };
    super::release_or_null(left);
    super::release_or_null(right);
    result
}

/// [`operate`] of the store of an item. False: an exception is set.
#[inline(never)]
pub fn store(operation: fn(Obj, Obj, Obj) -> bool, o: Obj, key: Obj, value: Obj) -> bool {
    let operands = [o, key, value];
    let done = !operands.contains(&NULL) && operation(o, key, value);
    for operand in operands {
        super::release_or_null(operand);
    }
    done
}

/// `callable(*args, **kwargs)`: `CALL_FUNCTION_EX`. `kwargs_or_null` is a mapping or null.
pub fn call_ex(callable: Obj, args: Obj, kwargs_or_null: Obj) -> Obj {
    let Some(keywords) = as_keywords(callable, kwargs_or_null) else {
        return NULL;
    };
    let positional = as_tuple(callable, args);
    let result = if positional.is_null() {
        NULL
    } else {
        let is_python = is_python(callable);
        // SAFETY: live objects, a tuple and a dict or null.
        let result = unsafe { ffi::PyObject_Call(callable, positional, keywords) };
        release(positional);
        called(is_python, result)
    };
    super::release_or_null(keywords);
    result
}

#[inline]
fn call_with_first(function: Obj, first: Obj, args: &[Obj], names: Obj) -> Obj {
    let count = args.len() + 1;
    // A callee may write to the word before the first argument, as long as it puts the old value back.
    if args.len() > FEW {
        let mut all = Vec::with_capacity(count + 1);
        all.extend([NULL, first]);
        all.extend_from_slice(args);
        return call_in_place(function, &mut all, names);
    }
    let mut all = [NULL; FEW + 2];
    all[1] = first;
    all[2..=count].copy_from_slice(args);
    call_in_place(function, &mut all[..=count], names)
}

/// A call with the arguments behind the first word.
#[inline]
fn call_in_place(function: Obj, all: &mut [Obj], names: Obj) -> Obj {
    let flags = positional(all.len() - 1, names) | ARGUMENTS_OFFSET;
    let is_python = is_python(function);
    // SAFETY: live objects, and the GIL is held; there is a word before the arguments that may be written to.
    let result = unsafe { ffi::PyObject_Vectorcall(function, all.as_mut_ptr().add(1), flags, names) };
    called(is_python, result)
}

/// Is it a function that is written in Python? CPython does what is asked of the thread when it begins, not behind the call.
#[inline(always)]
fn is_python(function: Obj) -> bool {
    is_exactly(function, &raw mut ffi::PyFunction_Type)
}

/// What a call gave.
#[inline(always)]
fn called(is_python: bool, result: Obj) -> Obj {
    if pending::is_asked() && !is_python {
        return pending::called(result);
    }
    result
}

/// How many of the arguments are positional.
#[inline(always)]
fn positional(count: usize, names: Obj) -> usize {
    if names.is_null() {
        return count;
    }
    // SAFETY: a live tuple.
    count - unsafe { ffi::PyTuple_GET_SIZE(names) } as usize
}

/// What follows `**` as an owned dict, null if there is nothing.
fn as_keywords(callable: Obj, kwargs: Obj) -> Option<Obj> {
    if kwargs.is_null() {
        return Some(NULL);
    }
    if is_exactly(kwargs, &raw mut ffi::PyDict_Type) {
        // SAFETY: a live object. What is called by a vector gets what is in the dictionary; another callee may keep the dictionary, which
        // may be that of a caller (`bytecode::pass_on`).
        if unsafe { ffi::PyVectorcall_Function(callable).is_some() } {
            return Some(retained(kwargs));
        }
        // SAFETY: an exact dictionary.
        let copy = unsafe { ffi::PyDict_Copy(kwargs) };
        return (!copy.is_null()).then_some(copy);
    }
    // SAFETY: the GIL is held.
    let dict = unsafe { ffi::PyDict_New() };
    if dict.is_null() {
        return None;
    }
    if super::dict_merge(dict, kwargs, callable) {
        return Some(dict);
    }
    release(dict);
    None
}

/// What follows `*` as an owned tuple.
fn as_tuple(callable: Obj, args: Obj) -> Obj {
    if is_exactly(args, &raw mut ffi::PyTuple_Type) {
        return retained(args);
    }
    // SAFETY: live objects, and the GIL is held.
    unsafe {
        if !looks_iterable(args) {
            say_it_is_not_iterable(callable, args);
            return NULL;
        }
        ffi::PySequence_Tuple(args)
    }
}

/// # Safety
/// Live objects, and the GIL is held.
unsafe fn say_it_is_not_iterable(callable: Obj, args: Obj) {
    // SAFETY: as the caller promises.
    unsafe {
        let class = (*type_of(args)).tp_name;
        if cfg!(Py_3_15) {
            let text = c"Value after * must be an iterable, not %.200s";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), class);
            return;
        }
        // An exception may be set while the name is found out; none is before.
        let name = _PyObject_FunctionStr(callable);
        if !name.is_null() {
            let text = c"%U argument after * must be an iterable, not %.200s";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), name, class);
            release(name);
        }
    }
}

/// The start of a bound method.
#[repr(C)]
struct BoundMethod {
    header: ffi::PyObject,
    function: Obj,
    object: Obj,
}

unsafe extern "C" {
    static mut PyMethod_Type: ffi::PyTypeObject;
    fn _PyObject_FunctionStr(callable: Obj) -> Obj;
}
