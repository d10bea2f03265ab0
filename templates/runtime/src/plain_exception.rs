//! New exceptions at one place in the source, of one of the module's classes whose `__init__` only stores its arguments, and keeps
//! some in `args` by way of `super().__init__`: made without a call, often of one that has ended (`csrc/ended_exception.c`).

use super::plain_init::MOST_STORES;
use super::{EMPTY, Kind, plain_init};
use crate::function::Function;
use crate::layout::FunctionObject;
use crate::module::Module;
use crate::object::{release_or_null, type_of};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};
use std::ffi::{CStr, c_int};

/// A call of a class in the source.
pub struct PlainException {
    /// Of the class whose exceptions were made last; none has 0.
    version: Cell<u32>,
    /// Of the class that was found to be one whose exceptions end unheard; none has 0.
    unheard: Cell<u32>,
    /// How often a class was looked at in vain.
    misses: Cell<u32>,
    /// Its `__init__`, borrowed from the class.
    found: Cell<Obj>,
    /// The class that `super` begins above, borrowed; null: it is not called.
    owner: Cell<Obj>,
    /// How many arguments there may be; defaults take the places of the last ones.
    parameters: Cell<usize>,
    /// How many constants are stored, and their numbers in the code's; they follow the arguments.
    constant_count: Cell<usize>,
    constants: Cell<[usize; MOST]>,
    /// The constants of the code of `__init__`.
    constant_values: Cell<Obj>,
    stores: UnsafeCell<Stores>,
}

/// `struct annot_stores`.
#[repr(C)]
struct Stores {
    kept_count: c_int,
    kept: [c_int; MOST],
    count: c_int,
    sources: [c_int; MOST],
    names: [Obj; MOST],
}

/// So many arguments and constants there are at most.
const MOST: usize = 8;

/// So often a class is looked at that is not of this kind.
const PATIENCE: u32 = 32;

// SAFETY: touched only with the GIL held.
unsafe impl Sync for PlainException {}

impl Default for PlainException {
    fn default() -> PlainException {
        PlainException::new()
    }
}

impl PlainException {
    /// Nothing is known yet.
    pub const fn new() -> PlainException {
        PlainException {
            version: Cell::new(0),
            unheard: Cell::new(0),
            misses: Cell::new(0),
            found: Cell::new(NULL),
            owner: Cell::new(NULL),
            parameters: Cell::new(0),
            constant_count: Cell::new(0),
            constants: Cell::new([0; MOST]),
            constant_values: Cell::new(NULL),
            stores: UnsafeCell::new(Stores {
                kept_count: 0,
                kept: [0; MOST],
                count: 0,
                sources: [0; MOST],
                names: [NULL; MOST],
            }),
        }
    }

    /// `class(*args)`, if the class is one whose `__init__` runs `function`, which only stores its arguments; `args` makes them, owned,
    /// so many of them positional. `above` is what `super` is, owned, or null. Null, and nothing was done, if it is not known to be:
    /// no exception is set.
    #[inline(always)]
    pub fn made<const COUNT: usize>(
        &self,
        (module, function): (&Module, &Function),
        class: Obj,
        above: Obj,
        positional: usize,
        args: impl FnOnce() -> [Obj; COUNT],
    ) -> Obj {
        let is_super = above == (&raw mut ffi::PySuper_Type).cast();
        release_or_null(above);
        // SAFETY: a live object; only a type is asked for its version.
        unsafe {
            if type_of(class) != &raw mut ffi::PyType_Type {
                return NULL;
            }
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if version != self.version.get() || version == 0 {
                self.look_at(module, function, class, (positional, COUNT));
                return NULL;
            }
        }
        if !function.runs(module, self.found.get()) || !function.is_unheard() || !self.is_above(is_super) {
            return NULL;
        }
        self.filled(class, args())
    }

    /// Would nobody hear of it that `class(*args)` is made, with so many arguments, and ends? `attributes` says which of its attributes
    /// are which arguments; `above` is what `super` is, borrowed, or null, as is the class.
    #[inline(always)]
    pub fn is_unheard(
        &self,
        (module, function): (&Module, &Function),
        class: Obj,
        above: Obj,
        given: usize,
        attributes: &[(&CStr, usize)],
    ) -> bool {
        // SAFETY: null, or a live object; only a type is asked for its version.
        unsafe {
            if class.is_null() || type_of(class) != &raw mut ffi::PyType_Type {
                return false;
            }
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            let is_known = version != 0 && version == self.unheard.get();
            if !is_known && !self.look_for_unheard((module, function), class, given, attributes) {
                return false;
            }
        }
        let is_super = above == (&raw mut ffi::PySuper_Type).cast();
        function.runs(module, self.found.get()) && function.is_unheard() && self.is_above(is_super)
    }

    /// Finds out whether that is so, but for the function.
    #[cold]
    #[inline(never)]
    fn look_for_unheard(
        &self,
        (module, function): (&Module, &Function),
        class: Obj,
        given: usize,
        attributes: &[(&CStr, usize)],
    ) -> bool {
        self.unheard.set(0);
        self.look_at(module, function, class, (given, given));
        let version = self.version.get();
        // SAFETY: a live type with that version, if it is not 0; nobody else has a reference to the stores.
        unsafe {
            let is_it = version != 0 && version == (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            if !is_it || self.parameters.get() != given || !crate::unmade::ends_unheard(class) {
                return false;
            }
            let stores = &*self.stores.get();
            let is_stored = |(name, argument): &(&CStr, usize)| {
                (0..stores.count as usize).any(|index| {
                    stores.sources[index] == *argument as c_int
                        && ffi::PyUnicode_CompareWithASCIIString(stores.names[index], name.as_ptr()) == 0
                })
            };
            if !attributes.iter().all(is_stored) {
                return false;
            }
        }
        self.unheard.set(version);
        true
    }

    /// Is `super().__init__` what it was found to be, if it is called?
    #[inline(always)]
    fn is_above(&self, is_super: bool) -> bool {
        let owner = self.owner.get();
        // The function is the class's as long as that has the version, and has a closure if it calls `super`.
        owner.is_null() || is_super && crate::closure::content(crate::closure::cell(self.found.get(), 0)) == Some(owner)
    }

    /// A new exception of the class, for which the stores are. Takes over the arguments.
    #[inline(never)]
    fn filled<const COUNT: usize>(&self, class: Obj, args: [Obj; COUNT]) -> Obj {
        let mut made = NULL;
        // SAFETY: live objects, or null where there was no memory, with an exception set. The function is the class's, and its
        // constants are its code's. No Python code runs.
        unsafe {
            if args.iter().any(|arg| arg.is_null()) {
                ffi::PyErr_Clear();
            } else if let Some(values) = self.values(&args) {
                made = annot_stored_exception(class, self.stores.get(), values.as_ptr());
            }
        }
        args.into_iter().for_each(release_or_null);
        made
    }

    /// What may be stored, borrowed: the arguments, defaults for those that are not given, constants.
    ///
    /// # Safety
    /// The class has its version still.
    #[inline(always)]
    unsafe fn values(&self, args: &[Obj]) -> Option<[Obj; 2 * MOST]> {
        let mut values = [NULL; 2 * MOST];
        values[..args.len()].copy_from_slice(args);
        let parameters = self.parameters.get();
        // SAFETY: the caller's promise.
        unsafe {
            let missing = parameters - args.len();
            if missing > 0 {
                let defaults = (*self.found.get().cast::<FunctionObject>()).func_defaults;
                if defaults.is_null() || (ffi::PyTuple_GET_SIZE(defaults) as usize) < missing {
                    return None;
                }
                let first = ffi::PyTuple_GET_SIZE(defaults) as usize - missing;
                for (index, value) in values[args.len()..parameters].iter_mut().enumerate() {
                    *value = ffi::PyTuple_GET_ITEM(defaults, (first + index) as ffi::Py_ssize_t);
                }
            }
            for index in 0..self.constant_count.get() {
                let number = self.constants.get()[index];
                values[parameters + index] =
                    ffi::PyTuple_GET_ITEM(self.constant_values.get(), number as ffi::Py_ssize_t);
            }
        }
        Some(values)
    }

    /// Finds out how exceptions of the class are made. So many arguments are positional, and so many there are.
    #[cold]
    #[inline(never)]
    fn look_at(&self, module: &Module, function: &Function, class: Obj, arguments: (usize, usize)) {
        let misses = self.misses.get();
        if misses >= PATIENCE {
            return;
        }
        self.misses.set(misses + 1);
        self.version.set(0);
        let mut place = EMPTY;
        // SAFETY: a live type; nobody has a reference to the stores.
        unsafe {
            plain_init::find_exception_constructor(class, &mut place);
            if place.kind != Kind::Function || !function.runs(module, place.found) {
                return;
            }
            if self.find(place.found, class, arguments).is_some() {
                self.found.set(place.found);
                self.version.set(place.version);
            }
        }
    }

    /// # Safety
    /// A live type with a version, whose `__init__` is the function.
    unsafe fn find(&self, function: Obj, class: Obj, (positional, given): (usize, usize)) -> Option<()> {
        let (mut sources, mut numbers) = ([0 as c_int; MOST_STORES], [0 as c_int; MOST_STORES]);
        let (mut passed, mut passed_count, mut owner) = ([0 as c_int; MOST], -1, NULL);
        // SAFETY: the caller's promise. Names and constants belong to the code, which the function keeps.
        unsafe {
            let count = annot_stores_of_exception(
                function,
                class,
                sources.as_mut_ptr(),
                numbers.as_mut_ptr(),
                MOST as c_int,
                passed.as_mut_ptr(),
                &mut passed_count,
                &mut owner,
            );
            let count = usize::try_from(count).ok()?;
            let code = (*function.cast::<FunctionObject>()).func_code;
            let (mut constants, mut all) = (NULL, NULL);
            let parameters = plain_init::code_parts(code, &mut constants, &mut all) as usize - 1;
            if !(given..=MOST).contains(&parameters) {
                return None;
            }
            self.parameters.set(parameters);
            self.constant_values.set(constants);
            self.constant_count.set(0);
            self.owner.set(owner);
            let stores = &mut *self.stores.get();
            match usize::try_from(passed_count) {
                Ok(passed_count) => {
                    stores.kept_count = passed_count as c_int;
                    for (kept, source) in stores.kept.iter_mut().zip(&passed[..passed_count]) {
                        *kept = self.number_of(*source)?;
                    }
                }
                // What `__new__` keeps.
                Err(_) => {
                    stores.kept_count = positional as c_int;
                    (0..positional).for_each(|index| stores.kept[index] = index as c_int);
                }
            }
            stores.count = count as c_int;
            for index in 0..count {
                let name = ffi::PyTuple_GET_ITEM(all, numbers[index] as ffi::Py_ssize_t);
                if stores.names[..index].contains(&name) || annot_is_stored_in_dict(class, name) == 0 {
                    return None;
                }
                stores.names[index] = name;
                stores.sources[index] = self.number_of(sources[index])?;
            }
        }
        Some(())
    }

    /// Which of the values that is: a parameter, or a constant.
    fn number_of(&self, source: c_int) -> Option<c_int> {
        if source >= 0 {
            return Some(source - 1);
        }
        let count = self.constant_count.get();
        if count == MOST {
            return None;
        }
        let mut constants = self.constants.get();
        constants[count] = (-1 - source) as usize;
        self.constants.set(constants);
        self.constant_count.set(count + 1);
        Some((self.parameters.get() + count) as c_int)
    }
}

unsafe extern "C" {
    fn annot_stored_exception(class: Obj, stores: *const Stores, values: *const Obj) -> Obj;
    fn annot_is_stored_in_dict(class: Obj, name: Obj) -> c_int;
    fn annot_stores_of_exception(
        function: Obj,
        class: Obj,
        sources: *mut c_int,
        names: *mut c_int,
        most: c_int,
        passed: *mut c_int,
        passed_count: *mut c_int,
        owner: *mut Obj,
    ) -> c_int;
}
