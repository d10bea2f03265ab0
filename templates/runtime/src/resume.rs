//! Leaving native code in the middle of a function: CPython goes on with its locals and operands.

use crate::away::Away;
use crate::continuation::{self, Entry};
use crate::handover::{self, Exception, Handover};
use crate::materialize::Words;
use crate::module::Module;
use crate::owned::{Owned, Raised};
use crate::site::{Kind, Mode, Site, SiteSpec};
use crate::tstate::{self, Tstate};
use crate::value::{Cx, Exit, NULL, Obj};
use pyo3::ffi;
use std::cell::RefCell;

/// Finishes the running function in CPython, from the site on, and returns its result. `words` are the values of the
/// site's locals and operands; those of [`Kind::Owned`] are consumed whatever happens.
#[cold]
#[inline(never)]
pub fn leave(module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
    let _away = Away::new();
    crate::stress::count_exit(site);
    let thread = tstate::current();
    match try_leave(module, site, cx, words, thread) {
        Ok(result) => Exit(result),
        Err(Raised) => Exit(NULL),
    }
}

/// Lets go of all continuations, and with them of the module's dictionary. For a module that is imported anew or dies.
pub(crate) fn forget_continuations() {
    // Taken out first: giving a function back can run code that leaves through a site.
    let sites = MADE.0.take();
    for site in sites {
        let function = site.continuation.replace(NULL);
        // SAFETY: owned by the site until now.
        unsafe { ffi::Py_XDECREF(function) };
    }
}

/// The sites that have a continuation.
static MADE: Made = Made(RefCell::new(Vec::new()));
struct Made(RefCell<Vec<&'static Site>>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Made {}

fn try_leave(
    module: &'static Module,
    site: &'static Site,
    cx: Cx,
    words: &[u64],
    thread: Tstate,
) -> Result<Obj, Raised> {
    let exception = (site.spec.mode == Mode::Raise).then(Exception::fetch);
    let code = module.spec.functions[site.spec.function as usize].code();
    let values = snapshot(module, code, site.spec, words, exception)?;
    let entry = entry_now(thread);
    let function = continuation_of(module, code, site, thread, entry)?;
    let handover = Handover::new(values);
    let call = || {
        // SAFETY: calls a live function without arguments; owned result, or null with an exception set.
        handover.during(|| {
            thread.with_frames(cx.frames_above(), || unsafe {
                ffi::PyObject_CallNoArgs(function.get())
            })
        })
    };
    Ok(match entry {
        Entry::Silent => call(),
        #[cfg(Py_3_12)]
        Entry::Instrumented => quietly(thread, call),
    })
}

/// Runs a call whose prologue ends the quiet; if it does not come to that, ends it here.
#[cfg(Py_3_12)]
fn quietly(thread: Tstate, call: impl FnOnce() -> Obj) -> Obj {
    let before = thread.quiet_depth();
    thread.keep_quiet();
    let result = call();
    while thread.quiet_depth() > before {
        thread.report_again();
    }
    result
}

/// Must a continuation entered now be instrumented first?
fn entry_now(thread: Tstate) -> Entry {
    #[cfg(Py_3_12)]
    if thread.is_monitored() {
        return Entry::Instrumented;
    }
    let _ = thread;
    Entry::Silent
}

fn continuation_of(
    module: &'static Module,
    code: Obj,
    site: &'static Site,
    thread: Tstate,
    entry: Entry,
) -> Result<Owned, Raised> {
    let globals = module.dict();
    let known = site.continuation.get();
    if entry == Entry::Silent && !known.is_null() && is_usable(known, globals, thread) {
        // SAFETY: alive, because the site owns it. The call needs its own reference: the site may forget it meanwhile.
        return Ok(unsafe { Owned::from_borrowed(known) });
    }
    let made = continuation::build(code, globals, site.spec, entry)?;
    if entry == Entry::Silent {
        // SAFETY: alive until the end of this function.
        let kept = unsafe { Owned::from_borrowed(made.get()) }.into_raw();
        let old = site.continuation.replace(kept);
        if old.is_null() {
            MADE.0.borrow_mut().push(site);
        }
        // SAFETY: owned by the site until now.
        unsafe { ffi::Py_XDECREF(old) };
    }
    Ok(made)
}

/// Is it the continuation for this instance of the module, and free of instrumentation for tools that are gone?
fn is_usable(function: Obj, globals: Obj, thread: Tstate) -> bool {
    // SAFETY: a live function object.
    unsafe {
        if ffi::PyFunction_GetGlobals(function) != globals {
            return false;
        }
        #[cfg(Py_3_12)]
        {
            let version = tstate::instrumentation_of(ffi::PyFunction_GetCode(function));
            version == 0 || version == thread.monitoring_version()
        }
        #[cfg(not(Py_3_12))]
        {
            let _ = thread;
            true
        }
    }
}

/// The objects that the prologue asks for, in its order.
fn snapshot(
    module: &'static Module,
    code: Obj,
    spec: &SiteSpec,
    words: &[u64],
    exception: Option<Exception>,
) -> Result<Vec<Owned>, Raised> {
    // SAFETY: a live code object, which keeps its constants alive.
    let constants = unsafe { crate::owned::attribute(code, "co_consts") };
    let mut words = Words {
        words,
        module,
        constants: constants.as_ref().map_or(NULL, Owned::get),
    };
    let mut values = Vec::with_capacity(spec.locals.len() + spec.stack.len() + 1);
    let mut failed = constants.is_err();
    for (index, kind) in spec.locals.iter().chain(spec.stack).enumerate() {
        if failed {
            words.skip(std::slice::from_ref(kind));
            continue;
        }
        if matches!(kind, Kind::Const(_)) {
            continue;
        }
        let is_dynamic_local = index < spec.locals.len() && matches!(kind, Kind::Dyn);
        match words.object(kind) {
            Ok(Some(value)) => {
                values.push(value);
                if is_dynamic_local {
                    values.push(truth(false));
                }
            }
            Ok(None) if is_dynamic_local => values.extend([none(), truth(true)]),
            Ok(None) => {}
            Err(Raised) => failed = true,
        }
    }
    if failed {
        return Err(Raised);
    }
    if let Some(exception) = exception {
        values.push(handover::raiser(exception)?);
    }
    Ok(values)
}

fn none() -> Owned {
    // SAFETY: a live object.
    unsafe { Owned::from_borrowed(ffi::Py_None()) }
}

fn truth(value: bool) -> Owned {
    // SAFETY: live objects.
    unsafe { Owned::from_borrowed(if value { ffi::Py_True() } else { ffi::Py_False() }) }
}
