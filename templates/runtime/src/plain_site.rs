//! New instances at one place in the source, of one of the module's classes whose `__init__` only stores its arguments: with the
//! places of the attributes, for as long as the class has its version, an instance is filled without a call and without a look at
//! it. From 3.13 on, where new instances have their values in them.

use super::in_values::{NO_NUMBER, number};
use super::{EMPTY, Kind, Place, plain_init};
use crate::function::Function;
use crate::layout::FunctionObject;
use crate::module::Module;
use crate::object::{release_or_null, retain, type_of};
use crate::tstate;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

#[path = "plain_exception.rs"]
mod plain_exception;

pub use plain_exception::PlainException;

/// A call of a class in the source.
pub struct Plain {
    /// Of the class whose instances were made last; none has 0.
    version: Cell<u32>,
    /// How often a class was looked at in vain.
    misses: Cell<u32>,
    /// Its `__init__`, borrowed from the class.
    found: Cell<Obj>,
    /// A weak reference to the code of that, owned, if it is not one of the module's functions: another code may come to be at the same
    /// address.
    code: Cell<Obj>,
    /// Where that has the code.
    code_at: Cell<*const Obj>,
    /// In which the function finds `object`, by which it stores, borrowed from it, or null.
    cell: Cell<Obj>,
    stores: UnsafeCell<Stores>,
    /// Where new instances of the class find memory, or null: see `csrc/instance.c`.
    among: Cell<*mut c_void>,
}

struct Stores {
    /// How many arguments there may be; defaults take the places of the last ones.
    parameters: usize,
    /// Of the code of `__init__`.
    constant_values: Obj,
    /// Where the arguments are stored, in their order.
    arguments: [usize; MOST],
    /// Where constants are stored, and their numbers.
    constants: [(usize, usize); MOST],
    constant_count: usize,
    /// From here on the object has its values; 0: it has none.
    values_at: usize,
    /// How many attributes are values, and their numbers, a byte each, in the order in which they are stored.
    value_count: u8,
    order: [u8; MOST],
}

/// So many attributes are stored at most.
const MOST: usize = 8;

/// So often a class is looked at that is not of this kind.
const PATIENCE: u32 = 32;

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Plain {}

impl Default for Plain {
    fn default() -> Plain {
        Plain::new()
    }
}

impl Plain {
    /// Nothing is known yet.
    pub const fn new() -> Plain {
        Plain {
            version: Cell::new(0),
            misses: Cell::new(0),
            found: Cell::new(NULL),
            code: Cell::new(NULL),
            code_at: Cell::new(std::ptr::null()),
            cell: Cell::new(NULL),
            stores: UnsafeCell::new(Stores {
                parameters: 0,
                constant_values: NULL,
                arguments: [0; MOST],
                constants: [(0, 0); MOST],
                constant_count: 0,
                values_at: 0,
                value_count: 0,
                order: [0; MOST],
            }),
            among: Cell::new(null_mut()),
        }
    }

    /// `class(*args)`, if the class is one whose `__init__` runs `function`, which only stores its arguments; `args` makes them, owned.
    /// Null, and nothing was done, if it is not known to be: no exception is set.
    #[inline(always)]
    pub fn made<const COUNT: usize>(
        &self,
        module: &Module,
        function: &Function,
        class: Obj,
        args: impl FnOnce() -> [Obj; COUNT],
    ) -> Obj {
        // SAFETY: a live object; only a type is asked for its version.
        unsafe {
            if !cfg!(Py_3_13) || type_of(class) != &raw mut ffi::PyType_Type {
                return NULL;
            }
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if (version != self.version.get() || version == 0) && !self.is_followed(version) {
                self.look_at(module, function, class, COUNT);
                return NULL;
            }
        }
        if !function.runs(module, self.found.get()) || !function.is_unheard() {
            return NULL;
        }
        match self.defaults(COUNT) {
            Some(defaults) => self.filled(class, args(), defaults),
            None => NULL,
        }
    }

    /// Does a call of the class with so many arguments make an instance with these in the attributes of those names (numbers of the
    /// function's), and nothing else that anybody could tell, also if the instance is not made? What is in those `ends` says ends in that
    /// order.
    ///
    /// The caller makes sure that there is room for the frame of `__init__`.
    #[inline(always)]
    pub fn keeps(&self, class: Obj, function: &Function, names: &[usize], ends: &[usize]) -> bool {
        // SAFETY: a live object; only a type is asked for its version. The function is the class's as long as that has the version, and
        // the weak reference to its code is this object's.
        unsafe {
            if !cfg!(Py_3_13) || type_of(class) != &raw mut ffi::PyType_Type {
                return false;
            }
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            let is_known = version == self.version.get() && version != 0 || self.is_followed(version);
            if !is_known && !self.look_at_names(class, function, names, ends) {
                return false;
            }
            let code = (*self.found.get().cast::<FunctionObject>()).func_code;
            *self.code_at.get() == code && plain_init::is_of_object(self.cell.get()) && !tstate::code_is_observed(code)
        }
    }

    /// An instance of a class that [`Plain::keeps`] its arguments; they are made then.
    #[inline(always)]
    pub fn new_of<const COUNT: usize>(
        &self,
        class: Obj,
        function: &Function,
        names: &[usize; COUNT],
        args: impl FnOnce() -> [Obj; COUNT],
    ) -> Option<Obj> {
        if !self.keeps(class, function, names, &[]) {
            return None;
        }
        let made = self.filled(class, args(), NULL);
        (!made.is_null()).then_some(made)
    }

    /// The present defaults of `__init__`, borrowed, or null; nothing if there are too few.
    #[inline(always)]
    fn defaults(&self, given: usize) -> Option<Obj> {
        // SAFETY: the function is the class's as long as that has the version, as was just tested; no Python code runs meanwhile.
        unsafe {
            let missing = (*self.stores.get()).parameters - given;
            if missing == 0 {
                return Some(NULL);
            }
            let defaults = (*self.found.get().cast::<FunctionObject>()).func_defaults;
            (!defaults.is_null() && ffi::PyTuple_GET_SIZE(defaults) as usize >= missing).then_some(defaults)
        }
    }

    /// [`Plain::made`] where `__init__` is none of the module's functions, as that of data classes; the arguments are borrowed.
    #[inline(always)]
    pub fn called<const COUNT: usize>(&self, class: Obj, args: [Obj; COUNT]) -> Obj {
        // SAFETY: a live object; only a type is asked for its version. The function is the class's as long as that has the version.
        unsafe {
            if type_of(class) != &raw mut ffi::PyType_Type {
                return NULL;
            }
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if (version != self.version.get() || version == 0) && !self.is_followed(version) {
                self.look_at_class(class, COUNT);
                return NULL;
            }
            let code = (*self.found.get().cast::<FunctionObject>()).func_code;
            if plain_init::referent(self.code.get()) != code
                || !plain_init::is_of_object(self.cell.get())
                || tstate::code_is_observed(code)
                || !crate::frame::has_room()
            {
                return NULL;
            }
        }
        let Some(defaults) = self.defaults(COUNT) else { return NULL };
        args.into_iter().for_each(retain);
        self.filled(class, args, defaults)
    }

    /// A new instance of the class, for which the stores are. Takes over the arguments.
    #[inline(never)]
    fn filled<const COUNT: usize>(&self, class: Obj, args: [Obj; COUNT], defaults: Obj) -> Obj {
        // SAFETY: live objects, or null where there was no memory, with an exception set. The stores are for objects of that type, and
        // each for another attribute; a new instance has none. No Python code runs.
        unsafe {
            let is_whole = args.iter().all(|arg| !arg.is_null());
            let object = if is_whole { self.new_instance(class) } else { NULL };
            if object.is_null() {
                give_up(&args);
                return NULL;
            }
            let stores = &*self.stores.get();
            let base = object.cast::<u8>();
            for (arg, offset) in args.into_iter().zip(stores.arguments) {
                *base.add(offset).cast::<Obj>() = arg;
            }
            for (parameter, offset) in stores.arguments[..stores.parameters].iter().enumerate().skip(COUNT) {
                let from_end = stores.parameters - parameter;
                let value = ffi::PyTuple_GET_ITEM(defaults, ffi::PyTuple_GET_SIZE(defaults) - from_end as ffi::Py_ssize_t);
                retain(value);
                *base.add(*offset).cast::<Obj>() = value;
            }
            for (offset, number) in &stores.constants[..stores.constant_count] {
                let value = ffi::PyTuple_GET_ITEM(stores.constant_values, *number as ffi::Py_ssize_t);
                retain(value);
                *base.add(*offset).cast::<Obj>() = value;
            }
            if stores.values_at != 0 {
                // A word behind their head: how many there may be, and how many there are. The order is behind the last one, with room
                // for a multiple of eight.
                let values = base.add(stores.values_at);
                let order = values.add((*values as usize + 1) * size_of::<Obj>());
                order.cast::<[u8; MOST]>().write(stores.order);
                *values.add(1) = stores.value_count;
            }
            object
        }
    }

    /// # Safety
    /// The class for which the stores are.
    #[inline(always)]
    unsafe fn new_instance(&self, class: Obj) -> Obj {
        #[cfg(not(Py_3_13))]
        // SAFETY: the caller's promise.
        unsafe {
            let _ = &self.among;
            annot_new_instance(class)
        }
        #[cfg(Py_3_13)]
        // SAFETY: the caller's promise. The class has still the version for which that was found.
        unsafe {
            if self.among.get().is_null() {
                self.among.set(annot_ended_of(class));
                return annot_new_instance(class);
            }
            annot_alloc_among(class, self.among.get())
        }
    }

    /// Is what is known true for another version of the class as well?
    #[cold]
    #[inline(never)]
    fn is_followed(&self, version: u32) -> bool {
        let is_followed = self.version.get() != 0 && crate::version::is_followed(self.version.get(), version);
        if is_followed {
            self.version.set(version);
        }
        is_followed
    }

    /// Nothing is known of the class that is called now. Is it worth another look?
    fn misses_again(&self) -> bool {
        let misses = self.misses.get();
        if misses >= PATIENCE {
            return false;
        }
        self.misses.set(misses + 1);
        self.version.set(0);
        self.among.set(null_mut());
        true
    }

    /// Finds out how instances of the class are made.
    #[cold]
    #[inline(never)]
    fn look_at(&self, module: &Module, function: &Function, class: Obj, arguments: usize) {
        if !self.misses_again() {
            return;
        }
        // SAFETY: a live type; nobody has a reference to the stores.
        unsafe {
            let mut place = EMPTY;
            plain_init::find_constructor(class, &mut place);
            if place.kind != Kind::Function || !function.runs(module, place.found) {
                return;
            }
            let stores = &mut *self.stores.get();
            if stores.find(place.found, class, arguments).is_some_and(|cell| cell.is_null()) {
                self.found.set(place.found);
                self.version.set(place.version);
            }
        }
    }

    /// [`Plain::look_at_class`], where the arguments have to go to the attributes of these names. Is the class of that kind?
    #[cold]
    #[inline(never)]
    fn look_at_names(&self, class: Obj, function: &Function, names: &[usize], ends: &[usize]) -> bool {
        self.look_at_class(class, names.len());
        let ty = class.cast::<ffi::PyTypeObject>();
        // SAFETY: a live type; what was found is its own as long as it has the version. Nobody has a reference to the stores.
        unsafe {
            let is_found = (*ty).tp_version_tag == self.version.get() && self.version.get() != 0;
            let is_plain = is_found
                && (*ty).tp_getattro.is_some_and(|load| std::ptr::fn_addr_eq(load, ffi::PyObject_GenericGetAttr as ffi::getattrofunc))
                && (*ty).tp_finalize.is_none()
                && (*ty).tp_del.is_none()
                && Stores::are_of(self.found.get(), function, names)
                && (*self.stores.get()).end_in_order(ty, ends);
            if !is_plain {
                self.version.set(0);
            }
            is_plain
        }
    }

    /// [`Plain::look_at`] where `__init__` may be any function.
    #[cold]
    #[inline(never)]
    fn look_at_class(&self, class: Obj, arguments: usize) {
        if !self.misses_again() {
            return;
        }
        // SAFETY: a live type; nobody has a reference to the stores. A weak reference that nobody else has ends quietly.
        unsafe {
            release_or_null(self.code.replace(NULL));
            let mut place = EMPTY;
            plain_init::find_constructor(class, &mut place);
            if place.kind != Kind::Function {
                return;
            }
            let code = (*place.found.cast::<FunctionObject>()).func_code;
            let stores = &mut *self.stores.get();
            let Some(cell) = stores.find(place.found, class, arguments) else { return };
            let weakly = ffi::PyWeakref_NewRef(code, NULL);
            if weakly.is_null() {
                ffi::PyErr_Clear();
                return;
            }
            self.code.set(weakly);
            self.cell.set(cell);
            self.code_at.set(plain_init::referent_place(weakly));
            self.found.set(place.found);
            self.version.set(place.version);
        }
    }
}

impl Stores {
    /// Does a function that only stores do so with each argument in its turn, in the attribute of its name, and with nothing else?
    ///
    /// # Safety
    /// A live function.
    unsafe fn are_of(stores: Obj, function: &Function, wanted: &[usize]) -> bool {
        // SAFETY: the caller's promise; names are strings.
        unsafe {
            let Some(stored) = plain_init::stores_only(stores) else { return false };
            let (mut constants, mut all) = (NULL, NULL);
            let code = (*stores.cast::<FunctionObject>()).func_code;
            let parameters = plain_init::code_parts(code, &mut constants, &mut all);
            if stored.count != wanted.len() || parameters as usize != stored.count + 1 {
                return false;
            }
            wanted.iter().enumerate().all(|(index, number)| {
                let is_its = ffi::PyUnicode_Compare(stored.names[index], function.name(*number)) == 0;
                stored.sources[index] == index as c_int + 1 && is_its
            })
        }
    }

    /// Do the arguments of these numbers end in this order with an instance? CPython ends slots, those of a class before those of its
    /// bases, and then values, by where they are.
    ///
    /// # Safety
    /// The live type for which the stores are.
    unsafe fn end_in_order(&self, class: *mut ffi::PyTypeObject, ends: &[usize]) -> bool {
        // SAFETY: the caller's promise: bases are live types.
        let owner = |offset: usize| unsafe {
            let mut of = class;
            while !(*of).tp_base.is_null() && offset < (*(*of).tp_base).tp_basicsize as usize {
                of = (*of).tp_base;
            }
            of
        };
        ends.windows(2).all(|pair| {
            let (first, second) = (self.arguments[pair[0]], self.arguments[pair[1]]);
            first < second && owner(first) == owner(second)
        })
    }

    /// The cell by which the function stores, or null; nothing if it does anything else.
    ///
    /// # Safety
    /// A live type with a version, and the function that is its `__init__`.
    unsafe fn find(&mut self, stores: Obj, class: Obj, arguments: usize) -> Option<Obj> {
        // SAFETY: the caller's promise. Names and constants belong to the code, which the function keeps.
        unsafe {
            let stored = plain_init::stores_only(stores).filter(|stored| stored.count <= MOST)?;
            let (count, sources, names) = (stored.count, &stored.sources, &stored.names);
            let by_object = c_int::from(!stored.cell.is_null());
            let (mut constants, mut all) = (NULL, NULL);
            let code = (*stores.cast::<FunctionObject>()).func_code;
            let parameters = plain_init::code_parts(code, &mut constants, &mut all);
            self.constant_values = constants;
            self.parameters = (parameters as usize).checked_sub(1).filter(|most| (arguments..=MOST).contains(most))?;
            (self.constant_count, self.values_at, self.value_count) = (0, 0, 0);
            let mut used = 0;
            for index in 0..count {
                if names[..index].contains(&names[index]) {
                    return None;
                }
                let mut place = EMPTY;
                annot_find_store(class, names[index], by_object, &mut place);
                if !matches!(place.kind, Kind::InValues | Kind::InSlot) {
                    return None;
                }
                let source = sources[index];
                if source < 0 {
                    self.constants[self.constant_count] = (place.offset, (-1 - source) as usize);
                    self.constant_count += 1;
                } else if sources[..index].contains(&source) {
                    return None;
                } else {
                    self.arguments[source as usize - 1] = place.offset;
                    used += 1;
                }
                if number(&place) != NO_NUMBER {
                    self.values_at = place.valid_at;
                    self.order[self.value_count as usize] = place.index as u8;
                    self.value_count += 1;
                }
            }
            // What is stored nowhere would have to be given back.
            (used == self.parameters).then_some(stored.cell)
        }
    }
}

/// There is no memory, as whoever makes the instance in another way says. Gives back the arguments, or null.
#[cold]
#[inline(never)]
fn give_up(args: &[Obj]) {
    // SAFETY: the GIL is held.
    unsafe { ffi::PyErr_Clear() };
    args.iter().for_each(|arg| release_or_null(*arg));
}

unsafe extern "C" {
    fn annot_new_instance(class: Obj) -> Obj;
    #[cfg(Py_3_13)]
    fn annot_ended_of(class: Obj) -> *mut c_void;
    #[cfg(Py_3_13)]
    fn annot_alloc_among(class: Obj, among: *mut c_void) -> Obj;
    fn annot_find_store(class: Obj, name: Obj, by_object: c_int, place: *mut Place);
}
