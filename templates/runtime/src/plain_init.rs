//! New instances of classes whose `__init__` stores its arguments and does nothing else, such as that of data classes: made
//! without a frame for it.

use super::{Attribute, EMPTY, Kind, Place, added, annot_find_place, number, own_slot, version_of};
use crate::layout::FunctionObject;
use crate::object::{release, retain};
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::c_int;
use std::ptr::null;

/// How the instances of a class are made, as long as its type has this version.
struct Plan {
    class: Obj,
    version: u32,
    /// Null: not this way.
    function: *mut FunctionObject,
    code: Obj,
    constants: Obj,
    /// How many arguments there may be.
    parameters: usize,
    stores: Vec<Store>,
}

struct Store {
    /// The number of a parameter, or -1 less that of a constant.
    source: c_int,
    name: Obj,
    site: Attribute,
}

/// Plans by the addresses of classes. One that gives way to another is never freed, and keeps the code that it was read off, so that
/// no other code comes to be at that address.
struct Plans {
    by_address: [Cell<*const Plan>; PLANS],
    made: Cell<usize>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Plans {}

const PLANS: usize = 256;

static KNOWN: Plans = Plans {
    by_address: [const { Cell::new(null()) }; PLANS],
    made: Cell::new(0),
};

/// So many plans are made at most: classes that come and go, or change, are not worth it.
const MOST_PLANS: usize = 4096;

/// So many attributes are stored at most.
const MOST_STORES: usize = 24;

/// `class(*args)` for a class whose type is `type`, if its `__init__` only stores its arguments: the instance, or null with an
/// exception set. Nothing: it is made in another way, and nothing was done.
#[inline(never)]
pub(crate) fn made_plainly(class: Obj, args: &[Obj]) -> Option<Obj> {
    // The collector runs where objects are made before 3.12.
    if !cfg!(Py_3_12) {
        return None;
    }
    // SAFETY: a live type and live arguments. The function is the class's as long as that has the version, and has its code and
    // defaults; the plan keeps the code, to which constants and names belong. No Python code runs before the last use of them.
    unsafe {
        let plan = plan(class)?;
        let function = plan.function;
        if function.is_null() || (*function).func_code != plan.code {
            return None;
        }
        let defaults = (*function).func_defaults;
        let given = if defaults.is_null() {
            0
        } else {
            ffi::PyTuple_GET_SIZE(defaults) as usize
        };
        if args.len() > plan.parameters || args.len() + given < plan.parameters {
            return None;
        }
        if tstate::code_is_observed(plan.code) || !crate::frame::has_room() {
            return None;
        }
        let object = annot_new_instance(class);
        if object.is_null() {
            return Some(NULL);
        }
        for store in &plan.stores {
            let value = match store.source {
                constant if constant < 0 => ffi::PyTuple_GET_ITEM(plan.constants, (-1 - constant) as ffi::Py_ssize_t),
                parameter => match args.get(parameter as usize - 1) {
                    Some(&value) => value,
                    None => {
                        let default = parameter as usize - 1 + given - plan.parameters;
                        ffi::PyTuple_GET_ITEM(defaults, default as ffi::Py_ssize_t)
                    }
                },
            };
            if !store.put(object, value) {
                crate::frame::show_waiting();
                release(object);
                return Some(NULL);
            }
        }
        Some(object)
    }
}

impl Store {
    /// Stores the value. False: there is no memory.
    ///
    /// # Safety
    /// A live object of the class that the plan is for, and a live value.
    #[inline(always)]
    unsafe fn put(&self, object: Obj, value: Obj) -> bool {
        // SAFETY: the caller's promise; the place is for the type of this version. What is replaced is an argument or a constant,
        // of which there are more references.
        unsafe {
            let place = self.site.first();
            if place.version == version_of(object) {
                let slot = own_slot(object, place);
                if !slot.is_null() {
                    retain(value);
                    let old = slot.replace(value);
                    if old.is_null() {
                        added(object, number(place));
                    } else {
                        release(old);
                    }
                    return true;
                }
            }
            self.put_anywhere(object, value)
        }
    }

    /// # Safety
    /// As for [`Store::put`].
    #[cold]
    #[inline(never)]
    unsafe fn put_anywhere(&self, object: Obj, value: Obj) -> bool {
        // SAFETY: the caller's promise; all fields of the place are written that the kind says.
        unsafe {
            let stored = ffi::PyObject_GenericSetAttr(object, self.name, value) == 0;
            // Now that an instance has the attribute, there may be a place for it.
            self.site
                .find_by(object, |place| annot_find_place(object, self.name, 1, place));
            stored
        }
    }
}

/// The plan of a class, if its type has a version.
///
/// # Safety
/// A live type.
#[inline(always)]
unsafe fn plan(class: Obj) -> Option<&'static Plan> {
    let known = &KNOWN.by_address[(class as usize >> 5) % PLANS];
    // SAFETY: the caller's promise; plans are never freed.
    unsafe {
        let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
        match known.get().as_ref() {
            Some(plan) if plan.class == class && plan.version == version && version != 0 => Some(plan),
            _ => make_plan(class, known),
        }
    }
}

/// # Safety
/// A live type.
#[cold]
#[inline(never)]
unsafe fn make_plan(class: Obj, known: &Cell<*const Plan>) -> Option<&'static Plan> {
    if KNOWN.made.get() >= MOST_PLANS {
        return None;
    }
    KNOWN.made.set(KNOWN.made.get() + 1);
    // SAFETY: the caller's promise. The code is kept; names and constants belong to it.
    unsafe {
        let mut place = EMPTY;
        annot_find_constructor(class, 0, &mut place);
        let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
        if version == 0 {
            return None;
        }
        let mut plan = Plan {
            class,
            version,
            function: std::ptr::null_mut(),
            code: NULL,
            constants: NULL,
            parameters: 0,
            stores: Vec::new(),
        };
        if place.kind == Kind::Function {
            let function = place.found.cast::<FunctionObject>();
            let code = (*function).func_code;
            let (mut sources, mut names) = ([0; MOST_STORES], [0; MOST_STORES]);
            let count = annot_stores_only(code, sources.as_mut_ptr(), names.as_mut_ptr(), MOST_STORES as c_int);
            let (mut constants, mut all) = (NULL, NULL);
            let parameters = annot_code_parts(code, &mut constants, &mut all);
            let name = |number: c_int| ffi::PyTuple_GET_ITEM(all, number as ffi::Py_ssize_t);
            let used = usize::try_from(count).unwrap_or(0);
            if count >= 0
                && names[..used]
                    .iter()
                    .all(|&number| annot_is_stored_plainly(class, name(number)) != 0)
            {
                plan.function = function;
                plan.code = code;
                retain(code);
                plan.constants = constants;
                plan.parameters = parameters as usize - 1;
                plan.stores = sources[..used]
                    .iter()
                    .zip(&names)
                    .map(|(&source, &number)| Store {
                        source,
                        name: name(number),
                        site: Attribute::new(),
                    })
                    .collect();
            }
        }
        let plan: &'static Plan = Box::leak(Box::new(plan));
        known.set(plan);
        Some(plan)
    }
}

unsafe extern "C" {
    fn annot_find_constructor(class: Obj, is_exception: c_int, place: *mut Place);
    fn annot_new_instance(class: Obj) -> Obj;
    fn annot_stores_only(code: Obj, sources: *mut c_int, names: *mut c_int, most: c_int) -> c_int;
    fn annot_code_parts(code: Obj, constants: *mut Obj, names: *mut Obj) -> c_int;
    fn annot_is_stored_plainly(class: Obj, name: Obj) -> c_int;
}
