//! The extension module: its definition for CPython, and what happens when it is imported.

use crate::owned::{Owned, Raised, raise};
use crate::{Function, Global, Obj, Sites, away, function, layout, layout_long, stale};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{CString, c_int, c_void};
use std::ptr::{null, null_mut};

/// What generated code says about a module.
pub struct ModuleSpec {
    /// The last part of the module's dotted name.
    pub name: &'static str,
    /// The file name of the source, looked for beside the extension module.
    pub source_name: &'static str,
    /// `importlib.util.source_hash` of the source that was built.
    pub source_hash: [u8; 8],
    /// The CPython it was built for, major and minor version.
    pub python: (u8, u8),
    /// The version of annot that built it.
    pub annot: &'static str,
    /// Was it built with `--stress`?
    pub stress: bool,
    /// The marshalled code object of the module.
    pub code: &'static [u8],
    pub functions: &'static [Function],
    pub globals: &'static [Global],
    pub sites: Sites,
}

/// A module, and its present instance: importing it again after it was taken out of `sys.modules` makes a new one, to
/// which everything here then belongs; functions of older instances run their bytecode.
pub struct Module {
    pub spec: &'static ModuleSpec,
    /// The module's dictionary, borrowed; null before the import and after the dictionary has died.
    dict: Cell<Obj>,
    /// What `enter` compares a function's globals with: `dict`, or null when `enter` shall look closer.
    entered_from: Cell<Obj>,
    /// The last dictionary that was not null.
    globals: Cell<Obj>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Module {}

impl Module {
    pub const fn new(spec: &'static ModuleSpec) -> Module {
        Module {
            spec,
            dict: Cell::new(null_mut()),
            entered_from: Cell::new(null_mut()),
            globals: Cell::new(null_mut()),
        }
    }

    /// The module's dictionary, borrowed; null when there is none.
    #[inline(always)]
    pub(crate) fn dict(&self) -> Obj {
        self.dict.get()
    }

    /// The globals of the native frames that exist, borrowed from the functions that run.
    pub fn globals(&self) -> Obj {
        self.globals.get()
    }

    #[inline(always)]
    pub(crate) fn entered_from(&self) -> Obj {
        self.entered_from.get()
    }

    /// From now on the module's functions and globals are those of this dictionary (null: of none).
    pub(crate) fn set_dict(&self, dict: Obj) {
        self.dict.set(dict);
        self.entered_from.set(dict);
        Function::look_again();
        if !dict.is_null() {
            self.globals.set(dict);
        }
    }

    /// Makes the next `enter` take its slow path, which tidies up.
    pub(crate) fn look_closer(&self) {
        self.entered_from.set(null_mut());
        Function::look_again();
    }

    pub(crate) fn look_no_closer(&self) {
        self.entered_from.set(self.dict.get());
    }
}

/// The one module of this library.
static CURRENT: Current = Current(Cell::new(None));
struct Current(Cell<Option<&'static Module>>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Current {}

/// Made once: every import of the module asks for it again.
static DEFINITION: Definition = Definition(Cell::new(null_mut()));
struct Definition(Cell<*mut ffi::PyModuleDef>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Definition {}

#[cfg(Py_3_12)]
impl Module {
    /// Makes sure that functions to whose code a tool listens are not called directly by native code.
    pub(crate) fn look_for_listeners(&self) {
        for (number, function) in self.spec.functions.iter().enumerate() {
            if function.look_for_listeners() {
                self.spec
                    .globals
                    .iter()
                    .for_each(|global| global.forget_own(self, number as u32));
            }
        }
    }
}

/// The module that this copy of the runtime is linked into, once it was initialised.
#[inline(always)]
pub(crate) fn current() -> Option<&'static Module> {
    CURRENT.0.get()
}

/// What `annot build` and `annot clean` look for in a file before they replace or remove it: every module made by annot has
/// it in its bytes. `black_box` keeps it there.
static MARK: &[u8] = b"annot-module-1";

/// The body of the library's `PyInit` function.
///
/// # Safety
/// CPython calls it, through `PyInit_NAME`.
pub unsafe fn init(module: &'static Module) -> Obj {
    std::hint::black_box(MARK);
    match definition(module) {
        // SAFETY: the definition lives as long as the process.
        Ok(definition) => unsafe { ffi::PyModuleDef_Init(definition) },
        Err(Raised) => null_mut(),
    }
}

fn definition(module: &'static Module) -> Result<*mut ffi::PyModuleDef, Raised> {
    refuse_other_pythons(module)?;
    crate::vector::prepare();
    if current().is_some() && !DEFINITION.0.get().is_null() {
        return Ok(DEFINITION.0.get());
    }
    CURRENT.0.set(Some(module));
    module.spec.sites.describe();
    let slots = vec![
        #[cfg(Py_3_12)]
        ffi::PyModuleDef_Slot {
            slot: ffi::Py_mod_multiple_interpreters,
            value: ffi::Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED,
        },
        ffi::PyModuleDef_Slot {
            slot: ffi::Py_mod_exec,
            value: execute as unsafe extern "C" fn(Obj) -> c_int as *mut c_void,
        },
        ffi::PyModuleDef_Slot {
            slot: 0,
            value: null_mut(),
        },
    ];
    let name = CString::new(module.spec.name).unwrap_or_default();
    // CPython keeps a definition for ever, so it is never freed.
    let definition = Box::leak(Box::new(ffi::PyModuleDef {
        m_base: ffi::PyModuleDef_HEAD_INIT,
        m_name: name.into_raw(),
        m_doc: null(),
        m_size: 0,
        m_methods: null_mut(),
        m_slots: Box::leak(slots.into_boxed_slice()).as_mut_ptr(),
        m_traverse: None,
        m_clear: None,
        m_free: None,
    }));
    DEFINITION.0.set(definition);
    Ok(definition)
}

/// A library built for one minor version of CPython reads the structures of another wrongly.
fn refuse_other_pythons(module: &Module) -> Result<(), Raised> {
    let spec = module.spec;
    // SAFETY: a constant of the interpreter.
    let running = unsafe { ffi::Py_Version };
    let (major, minor) = ((running >> 24) as u8, (running >> 16) as u8);
    let built_for_debug = cfg!(py_sys_config = "Py_DEBUG");
    let matches = (major, minor) == spec.python
        && is_debug_build() == built_for_debug
        && layout::is_as_expected()
        && tables_are_as_expected();
    if matches {
        layout::begin_to_keep();
        return Ok(());
    }
    let kind = |debug: bool| if debug { " (debug build)" } else { "" };
    let message = format!(
        "{} was built by annot {} for CPython {}.{}{}, but this is CPython {}.{}.{}{}; build it again: annot build {}",
        spec.name,
        spec.annot,
        spec.python.0,
        spec.python.1,
        kind(built_for_debug),
        major,
        minor,
        (running >> 8) as u8,
        kind(is_debug_build()),
        spec.source_name,
    );
    // SAFETY: an exception class.
    Err(unsafe { raise(ffi::PyExc_ImportError, &message) })
}

fn tables_are_as_expected() -> bool {
    // SAFETY: CPython calls the library's `PyInit` function with the GIL held.
    unsafe { layout_long::check() && crate::dict::check() }
}

fn is_debug_build() -> bool {
    // SAFETY: only debug builds have the function; the result is borrowed and only tested.
    unsafe { !ffi::PySys_GetObject(c"gettotalrefcount".as_ptr()).is_null() }
}

unsafe extern "C" fn execute(object: Obj) -> c_int {
    let Some(module) = current() else { return -1 };
    match load(module, object) {
        Ok(()) => 0,
        Err(Raised) => -1,
    }
}

fn load(module: &'static Module, object: Obj) -> Result<(), Raised> {
    refuse_other_interpreters(module)?;
    refuse_later_interpreters(module)?;
    // SAFETY: CPython hands over a live module object, made from our definition; its dictionary lives as long.
    let dict = unsafe {
        layout::allow_reload(object);
        ffi::PyModule_GetDict(object)
    };
    if let Some(asked) = crate::live::asked(dict) {
        return crate::live::join(module, dict, &asked, &unmarshal(module.spec.code)?);
    }
    add_builtins(dict)?;
    crate::stress::start(module)?;
    let source = stale::of_module(module, object)?;
    let is_needed = away::is_running();
    if !is_needed {
        // What an earlier instance left behind does not belong to this one.
        function::detach(module);
        crate::resume::forget_continuations();
    }
    match source {
        stale::Source::AsBuilt { path } => {
            let code = unmarshal(module.spec.code)?;
            if let Some(path) = path {
                set_file_name(&code, &path)?;
            }
            crate::cached::set_name(&code, dict)?;
            if is_needed {
                // Native code of the earlier instance waits for this, and goes on with its functions and globals. Code
                // objects just made have no engines.
                return run(&code, dict, dict);
            }
            function::attach(module, dict, &code)?;
            #[cfg(not(Py_3_12))]
            {
                crate::retype_311::prepare(module)?;
                let locals = crate::namespace_311::locals(&code, dict)?;
                run(&code, dict, locals.get())?;
                crate::retype_311::retype_functions(module)
            }
            #[cfg(Py_3_12)]
            run(&code, dict, dict)
        }
        stale::Source::Changed { code } => {
            crate::cached::set_name(&code, dict)?;
            run(&code, dict, dict)
        }
    }
}

fn refuse_other_interpreters(module: &Module) -> Result<(), Raised> {
    // SAFETY: no preconditions but the GIL.
    if unsafe { ffi::PyInterpreterState_Get() == ffi::PyInterpreterState_Main() } {
        return Ok(());
    }
    let message = format!(
        "module {} does not support loading in subinterpreters",
        module.spec.name
    );
    // SAFETY: an exception class.
    Err(unsafe { raise(ffi::PyExc_ImportError, &message) })
}

/// A program that embeds CPython may finalize and initialize it again. The libraries stay, with what they keep of the objects
/// that are gone. The interpreter's dictionary says whether it is still the same.
fn refuse_later_interpreters(module: &Module) -> Result<(), Raised> {
    let mark = CString::new(format!("annot.loaded.{:p}", std::ptr::from_ref(module))).unwrap_or_default();
    // SAFETY: the interpreter's dictionary is alive, or null; the texts are alive while they are used.
    unsafe {
        let marks = ffi::PyInterpreterState_GetDict(ffi::PyInterpreterState_Get());
        if marks.is_null() {
            return Err(raise(ffi::PyExc_ImportError, "the interpreter has no dictionary"));
        }
        if !ffi::PyDict_GetItemString(marks, mark.as_ptr()).is_null() {
            return Ok(());
        }
        if HAS_BEEN_LOADED.0.replace(true) {
            let message = format!("module {} cannot be loaded again after Py_Finalize", module.spec.name);
            return Err(raise(ffi::PyExc_ImportError, &message));
        }
        if ffi::PyDict_SetItemString(marks, mark.as_ptr(), ffi::Py_True()) < 0 {
            HAS_BEEN_LOADED.0.set(false);
            return Err(Raised);
        }
    }
    Ok(())
}

static HAS_BEEN_LOADED: HasBeenLoaded = HasBeenLoaded(Cell::new(false));
struct HasBeenLoaded(Cell<bool>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for HasBeenLoaded {}

/// As `exec` does before it runs a module's source.
fn add_builtins(dict: Obj) -> Result<(), Raised> {
    // SAFETY: `dict` is a live dictionary; `PyEval_GetBuiltins` returns a borrowed one.
    unsafe {
        let builtins = ffi::PyEval_GetBuiltins();
        let name = c"__builtins__".as_ptr();
        if ffi::PyDict_GetItemString(dict, name).is_null() && ffi::PyDict_SetItemString(dict, name, builtins) < 0 {
            return Err(Raised);
        }
    }
    Ok(())
}

fn unmarshal(bytes: &'static [u8]) -> Result<Owned, Raised> {
    // SAFETY: the bytes live for ever.
    let code = unsafe {
        Owned::from_result(ffi::PyMarshal_ReadObjectFromString(
            bytes.as_ptr().cast(),
            bytes.len() as ffi::Py_ssize_t,
        ))?
    };
    // SAFETY: both are live objects or static.
    unsafe {
        if ffi::Py_TYPE(code.get()) != &raw mut ffi::PyCode_Type {
            return Err(raise(
                ffi::PyExc_ImportError,
                "the module's code is damaged; build it again",
            ));
        }
    }
    Ok(code)
}

/// Tracebacks name the source where it is now, not where it was built.
fn set_file_name(code: &Owned, path: &Owned) -> Result<(), Raised> {
    let fix = crate::owned::imported("_imp", "_fix_co_filename")?;
    // SAFETY: live objects; the argument list ends with null.
    unsafe {
        Owned::from_result(ffi::PyObject_CallFunctionObjArgs(
            fix.get(),
            code.get(),
            path.get(),
            null_mut::<ffi::PyObject>(),
        ))?
    };
    Ok(())
}

fn run(code: &Owned, dict: Obj, locals: Obj) -> Result<(), Raised> {
    // SAFETY: a live code object, a live dictionary, which the module object keeps alive, and a live mapping.
    unsafe { Owned::from_result(ffi::PyEval_EvalCode(code.get(), dict, locals))? };
    Ok(())
}
