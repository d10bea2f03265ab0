//! Functions that are called by value, and the cells that they share variables through.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::bind;
use crate::boxing::{is_only_one, new_bool, new_float, new_int};
use crate::collecting::uncollected;
use crate::function::Function;
use crate::layout::FunctionObject;
use crate::layout_long;
use crate::module::Module;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// The object, if it is a function whose engine calls may go past: one of the present instance of the module. Null otherwise.
#[inline(always)]
pub fn function_of(module: &'static Module, object: Obj) -> Obj {
    // SAFETY: a live object, which is read as a function once it is known to be one.
    unsafe {
        let class = (*object).ob_type;
        #[cfg(Py_3_12)]
        let is_function = class == &raw mut ffi::PyFunction_Type;
        #[cfg(not(Py_3_12))]
        let is_function = !class.is_null() && class == crate::retype_311::function_type();
        if is_function && (*object.cast::<FunctionObject>()).func_globals == module.entered_from() {
            object
        } else {
            NULL
        }
    }
}

/// The function of a bound method, as [`function_of`] gives it, and what it is bound to.
#[inline(always)]
pub fn method_of(module: &'static Module, object: Obj) -> (Obj, Obj) {
    // SAFETY: a live object, which is read as a method once it is known to be one.
    unsafe {
        if (*object).ob_type != &raw mut PyMethod_Type {
            return (NULL, NULL);
        }
        (function_of(module, PyMethod_Function(object)), PyMethod_Self(object))
    }
}

/// May the native body of `function` be called for what [`function_of`] gave?
#[inline(always)]
pub fn runs(function: &'static Function, object: Obj) -> bool {
    if object.is_null() {
        return false;
    }
    // SAFETY: a live function object.
    unsafe {
        let object = object.cast::<FunctionObject>();
        (*object).func_code == function.code()
            && (*object)
                .vectorcall
                .is_some_and(|entry| std::ptr::fn_addr_eq(entry, function.spec.entry))
            && function.is_direct()
            && function.is_unheard()
    }
}

/// A tuple of what a call gives to `*args`, whose references it takes over; null with an exception set if there is no memory.
#[inline(always)]
pub fn rest(items: &[Obj]) -> Obj {
    uncollected(|| crate::boxing::new_tuple(items))
}

/// The `**kwargs` of a call without keywords.
#[inline(always)]
pub fn no_keywords() -> Obj {
    // SAFETY: the GIL is held.
    uncollected(|| unsafe { ffi::PyDict_New() })
}

/// Is it exactly a dictionary with nothing in it?
#[inline(always)]
pub fn is_empty(keywords: Obj) -> bool {
    // SAFETY: a live object; its class is tested before it is asked for its size.
    unsafe { ffi::PyDict_CheckExact(keywords) != 0 && ffi::PyDict_Size(keywords) == 0 }
}

/// Is it exactly a tuple?
#[inline(always)]
pub fn is_tuple(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::PyTuple_CheckExact(object) != 0 }
}

/// Is it exactly a dictionary whose keys are names, as keyword arguments are?
#[inline(always)]
pub fn is_keywords(keywords: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::PyDict_CheckExact(keywords) != 0 && (ffi::PyDict_Size(keywords) == 0 || are_named(keywords)) }
}

#[inline(never)]
fn are_named(keywords: Obj) -> bool {
    bind::pairs(keywords, |name, _| bind::is_name(name))
}

/// The dictionary that `**kwargs` are of a call with what is in another one.
#[inline(always)]
pub fn copied_keywords(keywords: Obj) -> Obj {
    // SAFETY: an exact dictionary, as was tested; the keys are strings, so nothing runs.
    uncollected(|| unsafe {
        match ffi::PyDict_Size(keywords) {
            0 => ffi::PyDict_New(),
            _ => ffi::PyDict_Copy(keywords),
        }
    })
}

/// What keeps the values in a dictionary alive while they are lent: the collector knows the dictionary, so that whoever asks it for that
/// may change it. Null with an exception set if there is no memory.
#[inline(always)]
pub fn held(keywords: Obj) -> Obj {
    if is_empty(keywords) { crate::boxing::new_none() } else { values(keywords) }
}

/// A tuple of the values in a dictionary; what is no dictionary has none.
#[inline(never)]
fn values(keywords: Obj) -> Obj {
    // SAFETY: a live object, whose class is tested; the tuple has room for each value, of which it gets a reference of its own.
    uncollected(|| unsafe {
        let count = if ffi::PyDict_CheckExact(keywords) != 0 { ffi::PyDict_Size(keywords) } else { 0 };
        let held = ffi::PyTuple_New(count);
        if !held.is_null() && count > 0 {
            let mut index = 0;
            bind::pairs(keywords, |_, value| {
                ffi::PyTuple_SET_ITEM(held, index, crate::boxing::new_ref(value));
                index += 1;
                true
            });
        }
        held
    })
}

/// The arguments of a call by a tuple and a dictionary, which is nobody else's (null: none), in the order of the parameters; nothing if
/// CPython has to bind them. They are borrowed from the two, and from the defaults, which are held once somebody is about to replace them.
#[inline(always)]
pub fn bound<const N: usize>(function: &'static Function, object: Obj, tuple: Obj, keywords: Obj) -> Option<[Obj; N]> {
    let mut slots = [NULL; N];
    let is_simple = keywords.is_null() || is_empty(keywords);
    match crate::boxing::tuple_items(tuple, N) {
        Some(items) if is_simple => slots.copy_from_slice(items),
        _ => bind::bind_spread(function, object, tuple, keywords, &mut slots).then_some(())?,
    }
    Some(slots)
}

/// The tuple that `*args` are of a call with what is in another one.
#[inline(never)]
pub fn copied(tuple: Obj) -> Obj {
    // SAFETY: an exact tuple, as was tested; a new one has room for each of its items, of which it gets references of its own.
    uncollected(|| unsafe {
        let count = ffi::PyTuple_GET_SIZE(tuple);
        let copy = ffi::PyTuple_New(count);
        if !copy.is_null() && count > 0 {
            for index in 0..count {
                let item = ffi::PyTuple_GET_ITEM(tuple, index);
                ffi::Py_INCREF(item);
                ffi::PyTuple_SET_ITEM(copy, index, item);
            }
        }
        copy
    })
}

/// A cell of a function's closure, borrowed from the function object.
#[inline(always)]
pub fn cell(function: Obj, index: usize) -> Obj {
    // SAFETY: generated code asks for cells that the function's code has.
    unsafe { crate::closure_cell(function, index) }
}

/// Puts the cells of a function's free variables into the slots of its frame, which are the last. Are there any?
///
/// # Safety
/// A live object or null, and as many slots as its code says, or fewer: then none is put there.
#[cfg(Py_3_12)]
#[inline(always)]
pub(crate) unsafe fn show_cells(function: Obj, slots: *mut crate::frame::Reference, count: usize) -> bool {
    // SAFETY: the caller's promise; a function's closure is null or a tuple of as many cells as its code has free variables.
    unsafe {
        if function.is_null() || (*function).ob_type != &raw mut ffi::PyFunction_Type {
            return false;
        }
        let closure = ffi::PyFunction_GetClosure(function);
        if closure.is_null() {
            return false;
        }
        let free = ffi::PyTuple_GET_SIZE(closure) as usize;
        for index in 0..free.min(count) {
            let cell = crate::boxing::new_ref(ffi::PyTuple_GET_ITEM(closure, index as isize));
            slots
                .add(count - free.min(count) + index)
                .write(crate::frame::Reference::owned(cell));
        }
        true
    }
}

/// What is in a cell, borrowed from it.
#[inline(always)]
pub fn content(cell: Obj) -> Option<Obj> {
    // SAFETY: a live cell.
    let content = unsafe { (*cell.cast::<ffi::PyCellObject>()).ob_ref };
    (!content.is_null()).then_some(content)
}

/// What is in a cell, owned.
#[inline(always)]
pub fn take(cell: Obj) -> Option<Obj> {
    content(cell).inspect(|&content| crate::object::retain(content))
}

/// Does no Python code run when a cell gets another value?
#[inline(always)]
pub fn is_set_quietly(cell: Obj) -> bool {
    content(cell).is_none_or(ends_quietly)
}

#[inline(never)]
fn ends_quietly(content: Obj) -> bool {
    !is_only_one(content) || !crate::frame::may_run_python(content)
}

/// Gives a function that was just made (null: it was not) its engine, where nobody else does.
#[inline(always)]
pub fn made(module: &'static Module, function: Obj) -> Obj {
    if cfg!(not(Py_3_12)) && !function.is_null() {
        crate::made_function(module, function);
    }
    function
}

/// Puts an int into a cell; nothing if what is there may not simply be given up.
#[inline(always)]
pub fn set_int(cell: Obj, value: i64) -> Option<()> {
    // SAFETY: a live cell; what is in it is an int that only the cell refers to before it is overwritten.
    unsafe {
        let old = (*cell.cast::<ffi::PyCellObject>()).ob_ref;
        if !old.is_null()
            && ffi::PyLong_CheckExact(old) != 0
            && ffi::Py_REFCNT(old) == 1
            && layout_long::overwrite(old, value)
        {
            return Some(());
        }
    }
    put(cell, || new_int(value))
}

/// Puts a float into a cell; nothing if what is there may not simply be given up.
#[inline(always)]
pub fn set_float(cell: Obj, value: f64) -> Option<()> {
    // SAFETY: a live cell; what is in it is a float that only the cell refers to before it is overwritten.
    unsafe {
        let old = (*cell.cast::<ffi::PyCellObject>()).ob_ref;
        if !old.is_null() && ffi::PyFloat_CheckExact(old) != 0 && ffi::Py_REFCNT(old) == 1 {
            (*old.cast::<ffi::PyFloatObject>()).ob_fval = value;
            return Some(());
        }
    }
    put(cell, || new_float(value))
}

/// Puts a bool into a cell; nothing if what is there may not simply be given up.
#[inline]
pub fn set_bool(cell: Obj, value: bool) -> Option<()> {
    put(cell, || new_bool(value))
}

/// Replaces what is in a cell, if that runs no code when it dies.
fn put(cell: Obj, make: impl FnOnce() -> Obj) -> Option<()> {
    // SAFETY: a live cell. Without memory CPython will find that out again.
    unsafe {
        let place = &raw mut (*cell.cast::<ffi::PyCellObject>()).ob_ref;
        let old = *place;
        if !old.is_null() && !dies_quietly(old) {
            return None;
        }
        let new = make();
        if new.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        *place = new;
        ffi::Py_XDECREF(old);
    }
    Some(())
}

/// Is the object of a type whose objects run no code when they die?
///
/// # Safety
/// A live object.
unsafe fn dies_quietly(object: Obj) -> bool {
    // SAFETY: the caller's promise.
    let class = unsafe { (*object).ob_type };
    class == &raw mut ffi::PyLong_Type
        || class == &raw mut ffi::PyFloat_Type
        || class == &raw mut ffi::PyBool_Type
        || class == &raw mut ffi::PyUnicode_Type
        // SAFETY: the one object of its type.
        || object == unsafe { ffi::Py_None() }
}

unsafe extern "C" {
    static mut PyMethod_Type: ffi::PyTypeObject;
    fn PyMethod_Function(method: Obj) -> Obj;
    fn PyMethod_Self(method: Obj) -> Obj;
}

/// Does nobody hear of the end of a function? Not of one with nothing but its code, and cells that others have as well.
pub(crate) fn function_ends_quietly(function: Obj) -> bool {
    #[cfg(Py_3_14)]
    {
        let _ = function;
        false
    }
    #[cfg(not(Py_3_14))]
    // SAFETY: a live function object; a closure is a tuple of cells.
    unsafe {
        let function = function.cast::<FunctionObject>();
        let empty = [
            (*function).func_defaults,
            (*function).func_kwdefaults,
            (*function).func_dict,
            (*function).func_weakreflist,
            (*function).func_annotations,
        ];
        let closure = (*function).func_closure;
        let others_have = |object: Obj| object.is_null() || ffi::Py_REFCNT(object) > 1;
        // Somebody may have put there what is no plain string.
        let names = [(*function).func_name, (*function).func_qualname, (*function).func_doc];
        let is_plain = |name: &Obj| others_have(*name) || crate::quick::is_simple(*name);
        let cells = if closure.is_null() { 0 } else { ffi::PyTuple_GET_SIZE(closure) };
        empty.iter().all(|part| part.is_null())
            && names.iter().all(is_plain)
            && [(*function).func_code, (*function).func_globals, (*function).func_builtins, (*function).func_module]
                .into_iter()
                .all(others_have)
            && (0..cells).all(|index| others_have(ffi::PyTuple_GET_ITEM(closure, index)))
    }
}
