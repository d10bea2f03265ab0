//! Watching dictionaries and functions (CPython 3.12 and later).
//!
//! An interpreter has eight watchers of each kind, so all modules built by annot share one set. The module loaded first
//! makes it and publishes it, as a capsule in the interpreter's dictionary; the others register with it.

use crate::away;
use crate::function::Function;
use crate::layout::FunctionObject;
use crate::module::{self, Module};
use crate::owned::{Owned, Raised};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::{CStr, c_int, c_void};
use std::hash::{BuildHasherDefault, Hasher};
use std::ptr::null;

/// Changes whenever [`Shared`] or [`Client`] or what their functions promise does.
const VERSION: u32 = 2;
const NAME: &CStr = c"annot.runtime";

/// Starts watching on behalf of a module with this dictionary, whose functions have their code objects. False: there is
/// nothing to watch with, and the module has to do without native code.
pub(crate) fn start(module: &Module, dict: Obj) -> Result<bool, Raised> {
    let Some(shared) = shared()? else { return Ok(false) };
    SHARED.0.set(shared);
    if !watch_dict(dict) {
        return Ok(false);
    }
    for function in module
        .spec
        .functions
        .iter()
        .filter(|function| !function.code().is_null())
    {
        // SAFETY: the table was published by a module that is never unloaded.
        unsafe { ((*shared).watch_code)(&CLIENT, function.code()) }
    }
    Ok(true)
}

/// Has every change of a live dictionary announced. False: impossible.
pub(crate) fn watch_dict(dict: Obj) -> bool {
    let shared = SHARED.0.get();
    // SAFETY: as in `start`.
    !shared.is_null() && unsafe { ((*shared).watch_dict)(&CLIENT, dict) == 0 }
}

/// Function objects that are made of this code object are no longer of interest.
pub(crate) fn forget_code(code: Obj) {
    let shared = SHARED.0.get();
    if !shared.is_null() && !code.is_null() {
        // SAFETY: as in `start`.
        unsafe { ((*shared).forget_code)(&CLIENT, code) }
    }
}

type OnDict = unsafe extern "C" fn(event: c_int, dict: Obj, key: Obj, value: Obj);
type OnFunction = unsafe extern "C" fn(event: c_int, function: Obj);

/// What a module hands to the module that watches for all.
#[repr(C)]
struct Client {
    on_dict: OnDict,
    on_function: OnFunction,
}

/// What the module that watches for all hands to the others.
#[repr(C)]
struct Shared {
    version: u32,
    watch_dict: unsafe extern "C" fn(client: *const Client, dict: Obj) -> c_int,
    watch_code: unsafe extern "C" fn(client: *const Client, code: Obj),
    forget_code: unsafe extern "C" fn(client: *const Client, code: Obj),
}

static CLIENT: Client = Client { on_dict, on_function };

/// The set that this module is registered with.
static SHARED: SharedSet = SharedSet(Cell::new(null()));
struct SharedSet(Cell<*const Shared>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for SharedSet {}

/// Finds the process's set, or makes it. None: made by an annot that speaks another language, or no watcher is left.
fn shared() -> Result<Option<*const Shared>, Raised> {
    // SAFETY: the interpreter's dictionary lives as long as the interpreter; the capsule's name says what its pointer is,
    // and its first field is the version in every version.
    unsafe {
        let published = ffi::PyInterpreterState_GetDict(ffi::PyInterpreterState_Get());
        if published.is_null() {
            return Ok(None);
        }
        let found = ffi::PyDict_GetItemString(published, NAME.as_ptr());
        if !found.is_null() {
            let shared = ffi::PyCapsule_GetPointer(found, NAME.as_ptr())
                .cast_const()
                .cast::<Shared>();
            if shared.is_null() {
                ffi::PyErr_Clear();
                return Ok(None);
            }
            return Ok(((*shared).version == VERSION).then_some(shared));
        }
        let Some(own) = own_set() else { return Ok(None) };
        let pointer = std::ptr::from_ref(own).cast_mut().cast::<c_void>();
        let capsule = Owned::from_result(ffi::PyCapsule_New(pointer, NAME.as_ptr(), None))?;
        if ffi::PyDict_SetItemString(published, NAME.as_ptr(), capsule.get()) < 0 {
            return Err(Raised);
        }
        Ok(Some(own))
    }
}

// ---- In the module that watches for all.

static OWN_SET: Shared = Shared {
    version: VERSION,
    watch_dict: add_dict,
    watch_code: add_code,
    forget_code: remove_code,
};

/// Who wants to hear of what.
struct Watched {
    dict_watcher: c_int,
    dicts: HashMap<usize, Vec<&'static Client>, BuildHasherDefault<AddressHasher>>,
    codes: HashMap<usize, &'static Client, BuildHasherDefault<AddressHasher>>,
}

static WATCHED: WatchedCell = WatchedCell(RefCell::new(None));
struct WatchedCell(RefCell<Option<Watched>>);
// SAFETY: touched only with the GIL held; nothing that is called while it is borrowed runs Python code.
unsafe impl Sync for WatchedCell {}

/// Which code was looked for last, and who wants to hear of it: many functions are made of one code.
static LATEST: LatestCell = LatestCell(Cell::new((0, None)));
struct LatestCell(Cell<(usize, Option<&'static Client>)>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for LatestCell {}

/// Addresses are well spread but for their low bits.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_usize(byte as usize));
    }

    fn write_usize(&mut self, address: usize) {
        let mixed = (self.0 ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

fn own_set() -> Option<&'static Shared> {
    // SAFETY: the callbacks are functions of this library, which is never unloaded.
    unsafe {
        let dict_watcher = PyDict_AddWatcher(dispatch_dict);
        if dict_watcher < 0 {
            ffi::PyErr_Clear();
            return None;
        }
        if PyFunction_AddWatcher(dispatch_function) < 0 {
            ffi::PyErr_Clear();
            PyDict_ClearWatcher(dict_watcher);
            return None;
        }
        *WATCHED.0.borrow_mut() = Some(Watched {
            dict_watcher,
            dicts: HashMap::default(),
            codes: HashMap::default(),
        });
    }
    Some(&OWN_SET)
}

unsafe extern "C" fn add_dict(client: *const Client, dict: Obj) -> c_int {
    let mut watched = WATCHED.0.borrow_mut();
    let Some(watched) = watched.as_mut() else { return -1 };
    // SAFETY: a live dictionary.
    if unsafe { PyDict_Watch(watched.dict_watcher, dict) } < 0 {
        // SAFETY: an exception is set.
        unsafe { ffi::PyErr_Clear() };
        return -1;
    }
    let clients = watched.dicts.entry(dict as usize).or_default();
    if !clients.iter().any(|&known| std::ptr::eq(known, client)) {
        // SAFETY: a static of a library that is never unloaded.
        clients.push(unsafe { &*client });
    }
    0
}

unsafe extern "C" fn add_code(client: *const Client, code: Obj) {
    LATEST.0.set((0, None));
    if let Some(watched) = WATCHED.0.borrow_mut().as_mut() {
        // SAFETY: a static of a library that is never unloaded.
        watched.codes.insert(code as usize, unsafe { &*client });
    }
}

unsafe extern "C" fn remove_code(_client: *const Client, code: Obj) {
    LATEST.0.set((0, None));
    if let Some(watched) = WATCHED.0.borrow_mut().as_mut() {
        watched.codes.remove(&(code as usize));
    }
}

unsafe extern "C" fn dispatch_dict(event: c_int, dict: Obj, key: Obj, value: Obj) -> c_int {
    let clients = match WATCHED.0.borrow_mut().as_mut() {
        Some(watched) if event == DICT_DEALLOCATED => watched.dicts.remove(&(dict as usize)),
        Some(watched) => watched.dicts.get(&(dict as usize)).cloned(),
        None => None,
    };
    for client in clients.into_iter().flatten() {
        // SAFETY: passes on what CPython says.
        unsafe { (client.on_dict)(event, dict, key, value) }
    }
    0
}

unsafe extern "C" fn dispatch_function(event: c_int, function: Obj, _value: Obj) -> c_int {
    if event > FUNCTION_MODIFY_DEFAULTS {
        return 0;
    }
    // SAFETY: CPython passes a function object.
    let code = unsafe { (*function.cast::<FunctionObject>()).func_code } as usize;
    let (latest, mut client) = LATEST.0.get();
    if latest != code {
        client = WATCHED
            .0
            .borrow()
            .as_ref()
            .and_then(|watched| watched.codes.get(&code).copied());
        LATEST.0.set((code, client));
    }
    if let Some(client) = client {
        // SAFETY: passes on what CPython says.
        unsafe { (client.on_function)(event, function) }
    }
    0
}

// ---- In every module. The changes have not been made yet.

unsafe extern "C" fn on_dict(event: c_int, dict: Obj, key: Obj, value: Obj) {
    crate::place::counting::changes(dict);
    let Some(module) = module::current() else { return };
    #[cfg(Py_3_14)]
    young::replace(NULL);
    let concerns_all_names = event >= DICT_CLONED;
    let (key, value) = if concerns_all_names { (NULL, NULL) } else { (key, value) };
    for global in module.spec.globals {
        global.announce(module, dict, key, value);
    }
    if event == DICT_DEALLOCATED {
        for global in module.spec.globals {
            global.forget_dict(dict);
        }
        if dict == module.dict() {
            module.set_dict(NULL);
        }
    }
}

/// The number of the function that was asked for last.
static ASKED: AskedCell = AskedCell(Cell::new(0));
struct AskedCell(Cell<usize>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for AskedCell {}

unsafe extern "C" fn on_function(event: c_int, object: Obj) {
    let Some(module) = module::current() else { return };
    let raw = object.cast::<FunctionObject>();
    // SAFETY: CPython passes a live function object, or one that is about to die.
    unsafe {
        let functions = module.spec.functions;
        let code = (*raw).func_code;
        let known = ASKED.0.get();
        let number = match functions.get(known) {
            Some(function) if function.code() == code => known,
            _ => match functions.iter().position(|function| function.code() == code) {
                Some(number) => number,
                None => return,
            },
        };
        ASKED.0.set(number);
        let function = &functions[number];
        if event == FUNCTION_DESTROY || event == FUNCTION_MODIFY_CODE {
            Function::look_again();
        }
        match event {
            FUNCTION_CREATE if function.is_called() && function.may_run(module, raw) && !function.is_retired() => {
                PyFunction_SetVectorcall(object, function.spec.entry);
                #[cfg(Py_3_14)]
                young::replace(object);
            }
            FUNCTION_DESTROY => {
                function.forget(object);
                #[cfg(Py_3_14)]
                young::forget(object);
            }
            FUNCTION_MODIFY_CODE => {
                // Its end will not be announced to us any more.
                #[cfg(Py_3_14)]
                young::forget(object);
                if function.is_engine_of(raw) {
                    take_engine(object);
                }
                // Also if the engine is away at the moment (`parking`).
                for global in module.spec.globals {
                    global.forget_own(module, number as u32);
                }
            }
            // What native frames that wait have read of the defaults must outlive them.
            FUNCTION_MODIFY_DEFAULTS if away::is_running() && !(*raw).func_defaults.is_null() => {
                function.hold((*raw).func_defaults);
            }
            _ => {}
        }
    }
}

/// Puts its engine under a function that exists already, if it is one of the module's that has one.
///
/// # Safety
/// `object` is a live object.
pub(crate) unsafe fn give_engine(module: &Module, object: Obj) {
    // SAFETY: the caller's promise; the type is tested before the function is looked at.
    unsafe {
        if ffi::PyFunction_Check(object) == 0 {
            return;
        }
        let raw = object.cast::<FunctionObject>();
        let functions = &mut module.spec.functions.iter();
        let function = functions.find(|function| function.code() == (*raw).func_code);
        if let Some(function) = function.filter(|function| function.is_called() && function.may_run(module, raw) && !function.is_retired()) {
            // The version goes with it: calls that are specialized for the function see that it has changed.
            PyFunction_SetVectorcall(object, function.spec.entry);
        }
    }
}

/// Takes the engine from under a function object: CPython interprets its calls again, without calling anything.
///
/// # Safety
/// `object` is a live function object.
pub(crate) unsafe fn take_engine(object: Obj) {
    Function::look_again();
    if let Some(original) = crate::function::original() {
        // SAFETY: the caller's promise.
        unsafe { PyFunction_SetVectorcall(object, original) }
    }
}

/// No function that was created lately needs to be remembered: their ends may not be announced any longer.
pub(crate) fn forget_young() {
    #[cfg(Py_3_14)]
    young::replace(NULL);
}

/// From 3.14 on, a function gets the version that lets its calls be specialized right after its creation was announced. It is
/// taken away at the first occasion after that: when another function is created, when a name of the module is bound
/// (its own, or its class's), and when it is entered.
#[cfg(Py_3_14)]
mod young {
    use crate::value::{NULL, Obj};
    use std::cell::Cell;

    static LAST: Last = Last(Cell::new(NULL));
    struct Last(Cell<Obj>);
    // SAFETY: touched only with the GIL held.
    unsafe impl Sync for Last {}

    /// The last function created has its version by now; `object` (or none) has not.
    pub(super) fn replace(object: Obj) {
        let grown = LAST.0.replace(object);
        if !grown.is_null() {
            // SAFETY: alive, otherwise it would have been forgotten.
            unsafe { super::take_version(grown) }
        }
    }

    pub(super) fn forget(object: Obj) {
        if LAST.0.get() == object {
            LAST.0.set(NULL);
        }
    }
}

/// Keeps CPython from specializing calls of a function into calls that ignore its engine.
///
/// # Safety
/// `object` is a live function object.
#[cfg(Py_3_14)]
#[cold]
pub(crate) unsafe fn take_version(object: Obj) {
    // SAFETY: the caller's promise. The vectorcall stays what it is.
    unsafe {
        if let Some(vectorcall) = (*object.cast::<FunctionObject>()).vectorcall {
            PyFunction_SetVectorcall(object, vectorcall);
        }
    }
}

/// `PyDict_WatchEvent`: from here on the events that say nothing of names.
const DICT_CLONED: c_int = 3;
const DICT_DEALLOCATED: c_int = 5;
/// `PyFunction_WatchEvent`.
const FUNCTION_CREATE: c_int = 0;
const FUNCTION_DESTROY: c_int = 1;
const FUNCTION_MODIFY_CODE: c_int = 2;
const FUNCTION_MODIFY_DEFAULTS: c_int = 3;

// Not declared by PyO3.
unsafe extern "C" {
    fn PyDict_AddWatcher(callback: unsafe extern "C" fn(c_int, Obj, Obj, Obj) -> c_int) -> c_int;
    fn PyDict_ClearWatcher(watcher: c_int) -> c_int;
    fn PyDict_Watch(watcher: c_int, dict: Obj) -> c_int;
    fn PyFunction_AddWatcher(callback: unsafe extern "C" fn(c_int, Obj, Obj) -> c_int) -> c_int;
    fn PyFunction_SetVectorcall(function: Obj, vectorcall: ffi::vectorcallfunc);
}
