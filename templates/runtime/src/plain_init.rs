//! New instances of classes whose `__init__` stores its arguments and does nothing else, such as that of data classes: made
//! without a frame for it.

use super::in_values::{added, number};
use super::{Attribute, EMPTY, Kind, Place, annot_find_place, own_slot, version_of};
use crate::layout::FunctionObject;
use crate::object::{release, retain};
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::c_int;
use std::ptr::null_mut;

/// How the instances of a class are made, as long as its type has a certain version.
struct Plan {
    /// Null: not this way.
    function: *mut FunctionObject,
    /// A weak reference to the code that this was read off, owned: another code may come to be at the same address.
    code: Obj,
    /// The code's.
    constants: Obj,
    /// In which the function finds `object`, by which it stores, or null.
    cell: Obj,
    /// How many arguments there may be.
    parameters: usize,
    stores: Vec<Store>,
    /// Is there nothing that could be done with arguments?
    is_bare: bool,
}

struct Store {
    /// The number of a parameter, or -1 less that of a constant.
    source: c_int,
    name: Obj,
    site: Attribute,
}

/// What is known of the class that was called last of those that have their place here.
struct Known {
    class: Cell<Obj>,
    version: Cell<u32>,
    /// How often it was called before there was a plan.
    calls: Cell<u32>,
    /// Owned, or null.
    plan: Cell<*mut Plan>,
}

/// Classes by their addresses.
struct Classes([Known; CLASSES]);

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Classes {}

const CLASSES: usize = 512;

static KNOWN: Classes = Classes(
    [const {
        Known {
            class: Cell::new(NULL),
            version: Cell::new(0),
            calls: Cell::new(0),
            plan: Cell::new(null_mut()),
        }
    }; CLASSES],
);

/// The call by which a class is looked at: most that are made while a program runs have but one or two instances.
const LOOKED_AT: u32 = 3;

/// So many attributes are stored at most.
pub(super) const MOST_STORES: usize = 24;

/// `class(*args)` for a class whose type is `type`, if its `__init__` only stores its arguments: the instance, or null with an
/// exception set. Nothing: it is made in another way, and nothing was done.
#[inline(never)]
pub(crate) fn made_plainly(class: Obj, args: &[Obj]) -> Option<Obj> {
    // The collector runs where objects are made before 3.12.
    if !cfg!(Py_3_12) {
        return None;
    }
    // SAFETY: a live type and live arguments. The function is the class's as long as that has the version, and keeps its code, to
    // which constants and names belong, and its defaults. No Python code runs before the last use of them.
    unsafe {
        let plan = plan(class)?;
        let function = plan.function;
        if function.is_null() {
            return (plan.is_bare && args.is_empty()).then(|| annot_new_instance(class));
        }
        let code = (*function).func_code;
        if annot_referent(plan.code) != code || !is_of_object(plan.cell) {
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
        if tstate::code_is_observed(code) || !crate::frame::has_room() {
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
                        added(object, slot, number(place));
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

/// Fills in what initializes new instances of a class, if they are made as those of most classes. Gives the type a version.
///
/// # Safety
/// A live type.
pub(super) unsafe fn find_constructor(class: Obj, place: &mut Place) {
    // SAFETY: the caller's promise.
    unsafe { annot_find_constructor(class, 0, place) }
    place.forget_if_passing();
}

/// [`find_constructor`] of a class of exceptions.
///
/// # Safety
/// A live type.
pub(super) unsafe fn find_exception_constructor(class: Obj, place: &mut Place) {
    // SAFETY: the caller's promise.
    unsafe { annot_find_constructor(class, 1, place) }
    place.forget_if_passing();
}

/// What a function stores and does nothing else.
pub(super) struct Stored {
    pub count: usize,
    /// The numbers of parameters, or -1 less those of constants.
    pub sources: [c_int; MOST_STORES],
    /// Borrowed from the code.
    pub names: [Obj; MOST_STORES],
    /// The cell of the function in which it finds `object`, by which it stores, borrowed; null: it stores itself.
    pub cell: Obj,
}

/// What a function stores, if it does nothing else; see `csrc/initializer.c`.
///
/// # Safety
/// A live function.
pub(super) unsafe fn stores_only(function: Obj) -> Option<Stored> {
    let mut stored = Stored { count: 0, sources: [0; MOST_STORES], names: [NULL; MOST_STORES], cell: NULL };
    let (sources, names) = (stored.sources.as_mut_ptr(), stored.names.as_mut_ptr());
    // SAFETY: the caller's promise; there is room for as many.
    let count = unsafe { annot_stores_only(function, sources, names, MOST_STORES as c_int, &mut stored.cell) };
    stored.count = usize::try_from(count).ok()?;
    Some(stored)
}

/// Is `object` still what a function finds in such a cell?
///
/// # Safety
/// A live cell, or null.
#[inline(always)]
pub(super) unsafe fn is_of_object(cell: Obj) -> bool {
    // SAFETY: the caller's promise.
    cell.is_null() || unsafe { (*cell.cast::<ffi::PyCellObject>()).ob_ref } == (&raw mut ffi::PyBaseObject_Type).cast()
}

/// The constants and the names of a code object, borrowed from it, and how many parameters it has.
///
/// # Safety
/// A live code object.
pub(super) unsafe fn code_parts(code: Obj, constants: &mut Obj, names: &mut Obj) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { annot_code_parts(code, constants, names) }
}

/// Where a weak reference has what it refers to.
///
/// # Safety
/// A live weak reference.
pub(super) unsafe fn referent_place(weakly: Obj) -> *const Obj {
    // SAFETY: the caller's promise.
    unsafe { annot_referent_place(weakly) }
}

/// What a weak reference refers to, borrowed; None if that has ended.
///
/// # Safety
/// A live weak reference.
#[inline(always)]
pub(super) unsafe fn referent(weakly: Obj) -> Obj {
    // SAFETY: the caller's promise.
    unsafe { annot_referent(weakly) }
}

/// The plan of a class, if it has one by now.
///
/// # Safety
/// A live type. The plan is not used any longer when another class is asked for.
#[inline(always)]
unsafe fn plan<'a>(class: Obj) -> Option<&'a Plan> {
    let known = &KNOWN.0[(class as usize >> 5) % CLASSES];
    // SAFETY: the caller's promise.
    unsafe {
        let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
        if known.class.get() == class && known.version.get() == version && !known.plan.get().is_null() {
            return known.plan.get().as_ref();
        }
        if known.class.get() == class && crate::version::is_followed(known.version.get(), version) {
            known.version.set(version);
        }
        known.look_at(class);
        known.plan.get().as_ref()
    }
}

impl Known {
    /// Counts a call of the class, which is another one than the last, or has no plan yet.
    ///
    /// # Safety
    /// A live type.
    #[cold]
    #[inline(never)]
    unsafe fn look_at(&self, class: Obj) {
        // SAFETY: the caller's promise. A plan that is given up is used by nobody; nobody hears of the end of its weak reference.
        unsafe {
            let mut place = EMPTY;
            // This gives the type a version, if it can have one.
            annot_find_constructor(class, 0, &mut place);
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if self.class.get() != class || self.version.get() != version {
                if !self.plan.get().is_null() {
                    let plan = Box::from_raw(self.plan.replace(null_mut()));
                    ffi::Py_XDECREF(plan.code);
                }
                self.class.set(class);
                self.version.set(version);
                self.calls.set(0);
            }
            self.calls.set(self.calls.get() + 1);
            if version != 0 && self.calls.get() >= LOOKED_AT {
                self.plan.set(Box::into_raw(Box::new(make_plan(class, &place))));
            }
        }
    }
}

/// # Safety
/// A live type, and what makes its instances.
unsafe fn make_plan(class: Obj, place: &Place) -> Plan {
    let mut plan = Plan {
        function: null_mut(),
        code: NULL,
        constants: NULL,
        cell: NULL,
        parameters: 0,
        stores: Vec::new(),
        is_bare: false,
    };
    if place.kind != Kind::Function {
        // SAFETY: the caller's promise.
        plan.is_bare = unsafe { annot_has_no_constructor(class) } != 0;
        return plan;
    }
    // SAFETY: the caller's promise. Names and constants belong to the code, which is alive as long as its weak reference says so.
    unsafe {
        let function = place.found.cast::<FunctionObject>();
        let code = (*function).func_code;
        let Some(stored) = stores_only(place.found) else { return plan };
        let (mut constants, mut all) = (NULL, NULL);
        let parameters = annot_code_parts(code, &mut constants, &mut all);
        let names = &stored.names[..stored.count];
        let by_object = c_int::from(!stored.cell.is_null());
        if names.iter().all(|&name| annot_is_stored_plainly(class, name, by_object) != 0) {
            let weakly = ffi::PyWeakref_NewRef(code, NULL);
            if weakly.is_null() {
                ffi::PyErr_Clear();
                return plan;
            }
            let stores = stored.sources.iter().zip(names);
            plan = Plan {
                function,
                code: weakly,
                constants,
                cell: stored.cell,
                parameters: parameters as usize - 1,
                stores: stores
                    .map(|(&source, &name)| Store {
                        source,
                        name,
                        site: Attribute::new(),
                    })
                    .collect(),
                is_bare: false,
            };
        }
    }
    plan
}

unsafe extern "C" {
    fn annot_find_constructor(class: Obj, is_exception: c_int, place: *mut Place);
    fn annot_new_instance(class: Obj) -> Obj;
    fn annot_has_no_constructor(class: Obj) -> c_int;
    fn annot_stores_only(function: Obj, sources: *mut c_int, names: *mut Obj, most: c_int, cell: *mut Obj) -> c_int;
    fn annot_referent(weakly: Obj) -> Obj;
    fn annot_referent_place(weakly: Obj) -> *const Obj;
    fn annot_code_parts(code: Obj, constants: *mut Obj, names: *mut Obj) -> c_int;
    fn annot_is_stored_plainly(class: Obj, name: Obj, by_object: c_int) -> c_int;
}
