//! New instances of the classes that `collections.namedtuple` and `typing.NamedTuple` make: without a frame for their `__new__`.

use super::plain_init;
use crate::layout::FunctionObject;
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ptr::null_mut;

/// What is known of the class that was called last of those that have their place here, as long as its type has that version.
struct Known {
    class: Cell<Obj>,
    version: Cell<u32>,
    /// How often it was called before it was looked at.
    calls: Cell<u32>,
    /// The static method `__new__`, borrowed from the type. Null: its instances are not made this way.
    method: Cell<Obj>,
    /// A weak reference to the code that this was read off, owned, or null: another code may come to be at the same address.
    code: Cell<Obj>,
}

/// Classes by their addresses.
struct Classes([Known; CLASSES]);

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Classes {}

const CLASSES: usize = 64;

static KNOWN: Classes = Classes(
    [const {
        Known {
            class: Cell::new(NULL),
            version: Cell::new(0),
            calls: Cell::new(0),
            method: Cell::new(NULL),
            code: Cell::new(NULL),
        }
    }; CLASSES],
);

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
        let known = &KNOWN.0[(class as usize >> 5) % CLASSES];
        if known.class.get() != class || known.version.get() != (*type_).tp_version_tag || known.calls.get() < LOOKED_AT {
            known.look_at(class);
        }
        let method = known.method.get();
        if method.is_null() {
            return None;
        }
        let function = annot_named_tuple_function(method, class);
        if function.is_null() {
            return None;
        }
        let code = (*function.cast::<FunctionObject>()).func_code;
        if plain_init::referent(known.code.get()) != code
            || tstate::code_is_observed(code)
            || !crate::frame::has_room()
            || annot_named_tuple_finds_new(function) == 0
        {
            return None;
        }
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

impl Known {
    /// Counts a call of the class, which is another one than the last, or was not looked at yet.
    ///
    /// # Safety
    /// A live type.
    #[cold]
    #[inline(never)]
    unsafe fn look_at(&self, class: Obj) {
        // SAFETY: the caller's promise. Nobody hears of the end of a weak reference that nobody else has.
        unsafe {
            let method = annot_named_tuple_new(class);
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if self.class.get() != class || self.version.get() != version {
                self.class.set(class);
                self.version.set(version);
                self.calls.set(0);
            }
            self.method.set(NULL);
            ffi::Py_XDECREF(self.code.replace(NULL));
            self.calls.set(self.calls.get().saturating_add(1));
            if version == 0 || self.calls.get() < LOOKED_AT || method.is_null() {
                return;
            }
            let function = annot_named_tuple_function(method, class);
            let weakly = ffi::PyWeakref_NewRef((*function.cast::<FunctionObject>()).func_code, null_mut());
            if weakly.is_null() {
                ffi::PyErr_Clear();
                return;
            }
            self.code.set(weakly);
            self.method.set(method);
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
