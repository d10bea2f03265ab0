//! Stress mode: one guard fails although it holds, so that a test can drive a program through each of its exits.
//!
//! Only in modules built with `--stress`:
//!
//! - `ANNOT_STRESS=n` in the environment when the module is loaded: the n-th guard that is evaluated fails. 0 or not a
//!   number: none does.
//! - `ANNOT_STRESS_COUNT=FILE`: at exit, a line with the number of guards evaluated is appended to the file.
//! - If either is set, `sys._annot_stress` is a dictionary from module names to a function, so that a driver can go through
//!   thousands of runs in one process. `sys._annot_stress["m"](n)` lets the n-th guard from now on fail, and returns
//!   `(guards, exits)` since the last call: the number evaluated, and a list of `(function, at, raises, times)`, one for
//!   each site that was left through. The module itself looks as it does without stress.

use crate::module::Module;
use crate::owned::{Owned, Raised, interned};
use crate::site::{Mode, Site};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, RefCell};
use std::ffi::c_char;
use std::io::Write;
use std::ptr::null_mut;

struct Stress {
    evaluated: Cell<u64>,
    /// Which guard fails, counted from 1. 0: none.
    fails: Cell<u64>,
    counts_exits: Cell<bool>,
    exits: RefCell<Vec<(&'static Site, u64)>>,
}

// SAFETY: touched only with the GIL held, or at exit.
unsafe impl Sync for Stress {}

static STRESS: Stress = Stress {
    evaluated: Cell::new(0),
    fails: Cell::new(0),
    counts_exits: Cell::new(false),
    exits: RefCell::new(Vec::new()),
};

/// Shall the guard that is evaluated now fail although it may hold? Asked once for each guard.
#[inline(always)]
pub fn stress() -> bool {
    let evaluated = STRESS.evaluated.get() + 1;
    STRESS.evaluated.set(evaluated);
    evaluated == STRESS.fails.get()
}

/// What a guard found, or nothing if the guard shall fail.
#[inline(always)]
pub fn stressed<T>(found: Option<T>) -> Option<T> {
    if stress() { None } else { found }
}

/// Notes that a site was left through.
pub(crate) fn count_exit(site: &'static Site) {
    if !STRESS.counts_exits.get() {
        return;
    }
    let mut exits = STRESS.exits.borrow_mut();
    match exits.iter_mut().find(|(known, _)| std::ptr::eq(*known, site)) {
        Some((_, times)) => *times += 1,
        None => exits.push((site, 1)),
    }
}

/// Reads the environment and installs the driver's function. For a module that is being loaded, before its code runs.
pub(crate) fn start(module: &'static Module) -> Result<(), Raised> {
    let fails = std::env::var_os("ANNOT_STRESS");
    let count = std::env::var_os("ANNOT_STRESS_COUNT");
    if !module.spec.stress || fails.is_none() && count.is_none() {
        return Ok(());
    }
    STRESS
        .fails
        .set(fails.and_then(|text| text.to_str()?.parse().ok()).unwrap_or(0));
    STRESS.evaluated.set(0);
    if count.is_some() && !STRESS.counts_exits.get() {
        // SAFETY: the function is there until the process ends; CPython never unloads a library.
        unsafe { ffi::Py_AtExit(Some(append_count)) };
    }
    STRESS.counts_exits.set(true);
    install(module.spec.name)
}

fn install(name: &str) -> Result<(), Raised> {
    let method = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: c"_annot_stress".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: restart },
        ml_flags: ffi::METH_O,
        ml_doc: std::ptr::null::<c_char>(),
    }));
    let attribute = c"_annot_stress";
    // SAFETY: live objects; the method's definition lives for ever.
    unsafe {
        let function = Owned::from_result(ffi::PyCFunction_NewEx(method, null_mut(), null_mut()))?;
        let mut known = ffi::PySys_GetObject(attribute.as_ptr());
        if known.is_null() {
            let new = Owned::from_result(ffi::PyDict_New())?;
            if ffi::PySys_SetObject(attribute.as_ptr(), new.get()) < 0 {
                return Err(Raised);
            }
            known = ffi::PySys_GetObject(attribute.as_ptr());
        }
        let name = interned(name)?;
        if ffi::PyDict_SetItem(known, name.get(), function.get()) < 0 {
            return Err(Raised);
        }
    }
    Ok(())
}

unsafe extern "C" fn restart(_: Obj, number: Obj) -> Obj {
    // SAFETY: CPython passes a live object; the format's arguments are those that it asks for.
    unsafe {
        let fails = ffi::PyLong_AsUnsignedLongLong(number);
        if !ffi::PyErr_Occurred().is_null() {
            return NULL;
        }
        let Ok(exits) = exits_list() else { return NULL };
        let guards = STRESS.evaluated.replace(0);
        STRESS.fails.set(fails);
        STRESS.exits.borrow_mut().clear();
        ffi::Py_BuildValue(c"(KO)".as_ptr(), guards, exits.get())
    }
}

fn exits_list() -> Result<Owned, Raised> {
    // SAFETY: live objects; the format's arguments are those that it asks for.
    unsafe {
        let list = Owned::from_result(ffi::PyList_New(0))?;
        for (site, times) in STRESS.exits.borrow().iter() {
            let raises = if site.spec().mode == Mode::Raise {
                ffi::Py_True()
            } else {
                ffi::Py_False()
            };
            let exit = Owned::from_result(ffi::Py_BuildValue(
                c"(IIOK)".as_ptr(),
                site.spec().function,
                site.spec().at,
                raises,
                *times,
            ))?;
            if ffi::PyList_Append(list.get(), exit.get()) < 0 {
                return Err(Raised);
            }
        }
        Ok(list)
    }
}

/// Called when the interpreter is gone.
extern "C" fn append_count() {
    let Some(path) = std::env::var_os("ANNOT_STRESS_COUNT") else {
        return;
    };
    if let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(path) {
        // Nobody is left who could be told of a failure.
        let _ = writeln!(file, "{}", STRESS.evaluated.get());
    }
}
