//! Globals and builtins that native code relies on, and how it learns that they changed.
//!
//! From 3.12 on a dictionary announces each change to the module's watcher; on 3.11 its version is compared.

use crate::module::{self, Module};
use crate::owned::{Raised, interned};
use crate::resolve::{self, Found};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// What native code expects of a global name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// It is bound to our own function.
    Own(u32),
    /// It is not a global of the module, and the builtin of that name is the original.
    Builtin,
    /// It is bound to a module, in which an attribute is the original builtin function.
    Attribute {
        module: &'static str,
        attribute: &'static str,
    },
    /// It is bound to the original builtin function of a module.
    Import {
        module: &'static str,
        attribute: &'static str,
    },
    /// Anything.
    Variable,
}

/// A name that native code reads, and what is known about it.
pub struct Global {
    pub(crate) name: &'static str,
    pub(crate) expected: Expected,
    /// Forgotten whenever the binding may have changed.
    found: Cell<Found>,
    /// The interned names looked up in the dictionaries below, owned.
    pub(crate) keys: [Cell<Obj>; 2],
    /// The dictionaries that `found` depends on, borrowed: the module's; and that of the builtins or of another module.
    dicts: [Cell<Obj>; 2],
    /// For each dictionary what the last announced change will make of the name.
    #[cfg(Py_3_12)]
    announced: [Cell<Announced>; 2],
    #[cfg(not(Py_3_12))]
    versions: [Cell<Version>; 2],
    /// The original builtin and the module it was found in, owned once found.
    pub(crate) object: Cell<Obj>,
    pub(crate) module_object: Cell<Obj>,
    /// What a variable was found bound to when it was looked up last, borrowed; only good while that is known. Null: look.
    loaded: Cell<Obj>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Global {}

/// A change is announced before it is made.
#[cfg(Py_3_12)]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// Nothing is known about the value.
    Any,
    /// The value will be this, or none if null. Only compared.
    Value(Obj),
}

/// The version that a dictionary had, and where it is kept.
#[cfg(not(Py_3_12))]
#[derive(Clone, Copy)]
struct Version {
    at: *const u64,
    seen: u64,
}

#[cfg(not(Py_3_12))]
static NO_DICT: u64 = 0;

#[cfg(not(Py_3_12))]
const NO_VERSION: Version = Version {
    at: &raw const NO_DICT,
    seen: 0,
};

impl Global {
    /// The global `name` is bound to our own function number `function`.
    pub const fn own(name: &'static str, function: u32) -> Global {
        Global::new(name, Expected::Own(function))
    }

    /// `name` is not a global of the module but a builtin, and the original one.
    pub const fn builtin(name: &'static str) -> Global {
        Global::new(name, Expected::Builtin)
    }

    /// The global `name` is bound to a module whose attribute is the original builtin function.
    pub const fn attribute(name: &'static str, module: &'static str, attribute: &'static str) -> Global {
        Global::new(name, Expected::Attribute { module, attribute })
    }

    /// The global `name` is bound to the original builtin function of a module.
    pub const fn import(name: &'static str, module: &'static str, attribute: &'static str) -> Global {
        Global::new(name, Expected::Import { module, attribute })
    }

    /// The global `name` may be bound to any value.
    pub const fn variable(name: &'static str) -> Global {
        Global::new(name, Expected::Variable)
    }

    const fn new(name: &'static str, expected: Expected) -> Global {
        Global {
            name,
            expected,
            found: Cell::new(Found::Nothing),
            keys: [const { Cell::new(NULL) }; 2],
            dicts: [const { Cell::new(NULL) }; 2],
            #[cfg(Py_3_12)]
            announced: [const { Cell::new(Announced::Any) }; 2],
            #[cfg(not(Py_3_12))]
            versions: [const { Cell::new(NO_VERSION) }; 2],
            object: Cell::new(NULL),
            module_object: Cell::new(NULL),
            loaded: Cell::new(NULL),
        }
    }

    /// Is the global what native code expects: our function, the original builtin?
    #[inline(always)]
    pub fn ok(&self) -> bool {
        matches!(self.known(), Found::Expected) || (self.is_unknown() && matches!(self.find(), Found::Expected))
    }

    /// The value, if it is an exact `int` that fits.
    #[inline(always)]
    pub fn read_int(&self) -> Option<i64> {
        match self.known_or_found() {
            Found::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is an exact `float`.
    #[inline(always)]
    pub fn read_float(&self) -> Option<f64> {
        match self.known_or_found() {
            Found::Float(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is `True` or `False`.
    #[inline(always)]
    pub fn read_bool(&self) -> Option<bool> {
        match self.known_or_found() {
            Found::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Something, if the value is `None`.
    #[inline(always)]
    pub fn read_none(&self) -> Option<()> {
        match self.known_or_found() {
            Found::None => Some(()),
            _ => None,
        }
    }

    /// The value of a variable or, if the module has none, the builtin of that name, owned; null if there is neither, with no
    /// exception set.
    #[inline(always)]
    pub fn load(&self, module: &Module) -> Obj {
        match self.at_hand() {
            known if known.is_null() => self.look_up(module),
            known => known,
        }
    }

    /// [`Global::at_hand`], borrowed.
    #[inline(always)]
    pub fn at_hand_lent(&self) -> Obj {
        if self.is_unknown() { NULL } else { self.loaded.get() }
    }

    /// What [`Global::load`] gives, if that is known already: without Python code. Else null.
    #[inline(always)]
    pub fn at_hand(&self) -> Obj {
        let known = self.loaded.get();
        if known.is_null() || self.is_unknown() {
            return NULL;
        }
        crate::support::retained(known)
    }

    /// What [`Global::load`] gives, if that is anything.
    #[inline(always)]
    pub fn object_of(&self, module: &Module) -> Option<Obj> {
        let found = self.load(module);
        (!found.is_null()).then_some(found)
    }

    /// [`Global::object_of`], borrowed from whoever keeps it, until Python code runs.
    #[inline(always)]
    pub fn lent(&self, module: &Module) -> Option<Obj> {
        let known = self.loaded.get();
        if !known.is_null() && !self.is_unknown() {
            return Some(known);
        }
        let found = self.look_up(module);
        crate::object::release_or_null(found);
        (!found.is_null()).then_some(found)
    }

    #[inline(never)]
    fn look_up(&self, module: &Module) -> Obj {
        self.find();
        let own = resolve::value_in(module.globals(), self.keys[0].get());
        let value = if own.is_null() {
            resolve::value_in(resolve::builtins().1, self.keys[0].get())
        } else {
            own
        };
        if value.is_null() || is_lazy(value) {
            return NULL;
        }
        if !self.is_unknown() && module.globals() == module.dict() {
            self.loaded.set(value);
        }
        crate::support::retained(value)
    }

    /// Unbinds the global; false if it is not bound.
    pub fn delete(&self, module: &Module) -> bool {
        if resolve::value_in(module.globals(), self.keys[0].get()).is_null() {
            return false;
        }
        // SAFETY: the module has a dictionary while native code runs, and the key was made when it was attached.
        unsafe { ffi::PyDict_DelItem(module.globals(), self.keys[0].get()) == 0 }
    }

    /// Binds the global, as `STORE_GLOBAL` does. Consumes `value`; null, with an exception set: there was no memory for it.
    /// False: an exception is set.
    #[allow(
        clippy::not_unsafe_ptr_arg_deref,
        reason = "the compiler guarantees that generated code passes live objects"
    )]
    pub fn store(&self, module: &Module, value: Obj) -> bool {
        if value.is_null() {
            return false;
        }
        let old = resolve::value_in(module.globals(), self.keys[0].get());
        // The last reference to the old value may run Python code.
        let _away = (!resolve::is_plain(old)).then(crate::away::Away::new);
        // SAFETY: the module has a dictionary while native code runs, and the key was made when it was attached.
        unsafe {
            let result = ffi::PyDict_SetItem(module.globals(), self.keys[0].get(), value);
            ffi::Py_DECREF(value);
            result == 0
        }
    }

    /// The object that the global was last found bound to (for a builtin or an attribute: the builtin), borrowed; null if
    /// there is none.
    #[inline]
    pub fn object(&self) -> Obj {
        match self.expected {
            Expected::Own(function) => match module::current() {
                Some(module) => module.spec.functions[function as usize].object(),
                None => NULL,
            },
            Expected::Variable => resolve::value_in(self.dicts[0].get(), self.keys[0].get()),
            _ => self.object.get(),
        }
    }

    /// The module object in which an attribute was found, borrowed.
    pub fn module_object(&self) -> Obj {
        self.module_object.get()
    }

    #[inline(always)]
    fn known_or_found(&self) -> Found {
        if self.is_unknown() { self.find() } else { self.known() }
    }

    #[cfg(Py_3_12)]
    #[inline(always)]
    fn is_unknown(&self) -> bool {
        matches!(self.found.get(), Found::Nothing)
    }

    #[cfg(not(Py_3_12))]
    #[inline(always)]
    fn is_unknown(&self) -> bool {
        let is_current = |version: &Cell<Version>| {
            let Version { at, seen } = version.get();
            // SAFETY: native code runs, so the module's dictionary is alive; those of builtins and modules are kept.
            unsafe { *at == seen }
        };
        matches!(self.found.get(), Found::Nothing) || !is_current(&self.versions[0]) || !is_current(&self.versions[1])
    }

    #[cfg(Py_3_12)]
    #[inline(always)]
    fn known(&self) -> Found {
        self.found.get()
    }

    #[cfg(not(Py_3_12))]
    #[inline(always)]
    fn known(&self) -> Found {
        if self.is_unknown() {
            Found::Nothing
        } else {
            self.found.get()
        }
    }

    #[cold]
    #[inline(never)]
    fn find(&self) -> Found {
        // What was loaded before may be dead: it must not count as known again because the name is.
        self.loaded.set(NULL);
        let Some(module) = module::current() else {
            return Found::Other;
        };
        if module.dict().is_null() || self.keys[0].get().is_null() {
            return Found::Other;
        }
        let (found, values) = resolve::find(module, self);
        #[cfg(Py_3_12)]
        {
            let is_made = |index: usize| match self.announced[index].get() {
                Announced::Any => true,
                Announced::Value(value) => value == values[index],
            };
            // An announced change has not been made yet: true for now, but not for long.
            if !(is_made(0) && is_made(1)) {
                return found;
            }
        }
        #[cfg(not(Py_3_12))]
        let _ = values;
        self.found.set(found);
        found
    }

    /// From now on what is found depends on dictionary number `index`, too. False: changes of it cannot be noticed.
    pub(crate) fn depend_on(&self, index: usize, dict: Obj) -> bool {
        #[cfg(not(Py_3_12))]
        {
            // SAFETY: the caller has a live dictionary.
            let at = unsafe { crate::layout::dict_version(dict) };
            // SAFETY: as above.
            self.versions[index].set(Version {
                at,
                seen: unsafe { *at },
            });
        }
        if self.dicts[index].replace(dict) == dict {
            return true;
        }
        #[cfg(Py_3_12)]
        {
            self.announced[index].set(Announced::Any);
            crate::watch::watch_dict(dict)
        }
        #[cfg(not(Py_3_12))]
        true
    }

    /// A change of a dictionary was announced. `key` null: of all its names, in ways not told. `value` null: deletion.
    #[cfg(Py_3_12)]
    pub(crate) fn announce(&self, module: &Module, dict: Obj, key: Obj, value: Obj) {
        for index in 0..2 {
            if self.dicts[index].get() != dict || dict.is_null() || !resolve::may_be(key, self.keys[index].get()) {
                continue;
            }
            self.announced[index].set(if key.is_null() {
                Announced::Any
            } else {
                Announced::Value(value)
            });
            self.doubt(module);
        }
    }

    /// The dictionary is dying.
    #[cfg(Py_3_12)]
    pub(crate) fn forget_dict(&self, dict: Obj) {
        for watched in self.dicts.iter().filter(|watched| watched.get() == dict) {
            watched.set(NULL);
        }
    }

    /// What is known of the global is forgotten, if it is to be bound to that function. A native frame that waits may have
    /// read the function before, and no later change of the binding would say so.
    pub(crate) fn forget_own(&self, module: &Module, function: u32) {
        if matches!(self.expected, Expected::Own(number) if number == function) {
            #[cfg(Py_3_12)]
            self.doubt(module);
            // On 3.11 it is kept since the frame began to wait.
            #[cfg(not(Py_3_12))]
            let _ = module;
            self.found.set(Found::Nothing);
        }
    }

    /// Is it known, without looking, to be bound to our function?
    #[cfg(not(Py_3_12))]
    pub(crate) fn is_known_as_expected(&self) -> bool {
        matches!(self.known(), Found::Expected)
    }

    /// The name that is looked up in the module's dictionary.
    #[cfg(not(Py_3_12))]
    pub(crate) fn key(&self) -> Obj {
        self.keys[0].get()
    }

    /// The global was looked up and found unchanged, whatever else has changed in the module's dictionary. True.
    #[cfg(not(Py_3_12))]
    pub(crate) fn refresh(&self, module: &Module) -> bool {
        self.found.set(Found::Expected);
        self.depend_on(0, module.globals())
    }

    /// What was found may not hold any longer.
    #[cfg(Py_3_12)]
    pub(crate) fn doubt(&self, module: &Module) {
        // Not only if it is known as expected: what was found while an announced change was not made yet is not remembered.
        if let Expected::Own(function) = self.expected {
            module.spec.functions[function as usize].about_to_be_unbound(module);
        }
        self.found.set(Found::Nothing);
    }

    /// Makes the names to look up.
    pub(crate) fn attach(&self) -> Result<(), Raised> {
        let second = match self.expected {
            Expected::Attribute { attribute, .. } => attribute,
            _ => self.name,
        };
        for (key, name) in self.keys.iter().zip([self.name, second]) {
            if key.get().is_null() {
                key.set(interned(name)?.into_raw());
            }
        }
        Ok(())
    }

    /// Forgets what was found.
    pub(crate) fn detach(&self) {
        self.found.set(Found::Nothing);
        for dict in &self.dicts {
            dict.set(NULL);
        }
        #[cfg(not(Py_3_12))]
        for version in &self.versions {
            version.set(NO_VERSION);
        }
    }
}

/// Is it what CPython replaces by a module, or something of one, when it is loaded?
fn is_lazy(value: Obj) -> bool {
    #[cfg(Py_3_15)]
    {
        crate::object::type_of(value) == &raw mut PyLazyImport_Type
    }
    #[cfg(not(Py_3_15))]
    {
        let _ = value;
        false
    }
}

// Not declared by PyO3.
#[cfg(Py_3_15)]
unsafe extern "C" {
    static mut PyLazyImport_Type: ffi::PyTypeObject;
}
