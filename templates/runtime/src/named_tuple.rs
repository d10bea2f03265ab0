//! New instances of the classes that `collections.namedtuple` and `typing.NamedTuple` make: without a frame for their `__new__`.

use super::plain_init;
use super::read_off::{Classes, ReadOff};
use crate::layout::FunctionObject;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// Their static methods `__new__`, and how often each was called before it was looked at.
static KNOWN: Classes<Cell<u32>, 64> = Classes([const { ReadOff::new(Cell::new(0)) }; 64]);

/// The call by which a class is looked at.
const LOOKED_AT: u32 = 3;

/// So many items there are at most.
const MOST: usize = 16;

/// `class(*args)` for a class whose type is `type`, if it is one of named tuples: the instance, or null with an exception set; the last
/// arguments have these names, if that is not null. Nothing: it is made in another way, and nothing was done.
#[inline(never)]
pub(crate) fn made_named(class: Obj, args: &[Obj], names: Obj) -> Option<Obj> {
    // The collector runs where objects are made before 3.12.
    if !cfg!(Py_3_12) {
        return None;
    }
    // SAFETY: a live type and live arguments. The method is the class's as long as that has the version; its function keeps its code
    // and its defaults. No Python code runs before the last use of them.
    unsafe {
        let type_: *mut ffi::PyTypeObject = class.cast();
        if ffi::PyType_HasFeature(type_, ffi::Py_TPFLAGS_TUPLE_SUBCLASS) == 0 {
            return None;
        }
        let known = KNOWN.place(type_);
        if !known.is_of(type_) || known.more.get() < LOOKED_AT {
            look_at(known, class);
        }
        let method = known.found();
        if method.is_null() {
            return None;
        }
        let function = annot_named_tuple_function(method, class);
        if function.is_null() || !known.is_unheard(function) || annot_named_tuple_finds_new(function) == 0 {
            return None;
        }
        let code = (*function.cast::<FunctionObject>()).func_code;
        let (mut constants, mut all) = (NULL, NULL);
        let count = plain_init::code_parts(code, &mut constants, &mut all) as usize - 1;
        if count > MOST || args.len() > count {
            return None;
        }
        let mut items = [NULL; MOST];
        let positional = args.len() - if names.is_null() { 0 } else { ffi::PyTuple_GET_SIZE(names) as usize };
        items[..positional].copy_from_slice(&args[..positional]);
        for (position, &arg) in args[positional..].iter().enumerate() {
            let name = ffi::PyTuple_GET_ITEM(names, position as ffi::Py_ssize_t);
            let item = (positional..count).find(|&item| annot_variable(code, item as ffi::Py_ssize_t + 1) == name)?;
            if !items[item].is_null() {
                return None;
            }
            items[item] = arg;
        }
        let defaults = (*function.cast::<FunctionObject>()).func_defaults;
        let given = if defaults.is_null() { 0 } else { ffi::PyTuple_GET_SIZE(defaults) as usize };
        for (position, item) in items[..count].iter_mut().enumerate().filter(|(_, item)| item.is_null()) {
            let default = (position + given).checked_sub(count)?;
            *item = ffi::PyTuple_GET_ITEM(defaults, default as ffi::Py_ssize_t);
        }
        let made = annot_new_named_tuple(class, items.as_ptr(), count as ffi::Py_ssize_t);
        if made.is_null() {
            crate::frame::show_waiting();
        }
        Some(made)
    }
}

/// Counts a call of the class, which is another one than the last, or was not looked at yet.
///
/// # Safety
/// A live type.
#[cold]
#[inline(never)]
unsafe fn look_at(known: &ReadOff<Cell<u32>>, class: Obj) {
    // SAFETY: the caller's promise.
    unsafe {
        let method = annot_named_tuple_new(class);
        let calls = if known.is_of(class.cast()) { known.more.get() } else { 0 };
        known.begin(class.cast());
        known.more.set(calls.saturating_add(1));
        if known.more.get() >= LOOKED_AT && !method.is_null() {
            known.know(method, annot_named_tuple_function(method, class));
        }
    }
}

unsafe extern "C" {
    fn annot_named_tuple_new(class: Obj) -> Obj;
    fn annot_named_tuple_function(method: Obj, class: Obj) -> Obj;
    fn annot_named_tuple_finds_new(function: Obj) -> i32;
    fn annot_new_named_tuple(class: Obj, items: *const Obj, count: ffi::Py_ssize_t) -> Obj;
    fn annot_variable(code: Obj, number: ffi::Py_ssize_t) -> Obj;
}
