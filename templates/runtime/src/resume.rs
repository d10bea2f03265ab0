//! Leaving native code in the middle of a function: CPython goes on with its locals and operands.

use crate::away::Away;
use crate::continuation;
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
    let function = continuation_of(module, code, site)?;
    let call = |values| {
        // SAFETY: calls a live function without arguments; owned result, or null with an exception set.
        let call = || unsafe { ffi::PyObject_CallNoArgs(function.get()) };
        Handover::new(values).during(|| thread.with_frames(cx.frames_above(), call))
    };
    #[cfg(Py_3_12)]
    // SAFETY: a live function object; the call's result is owned, or null with an exception set.
    unsafe {
        if tstate::instrumentation_of(ffi::PyFunction_GetCode(function.get())) != thread.monitoring_version() {
            Owned::from_result(thread.instrumenting(|| call(vec![truth(true)])))?;
        }
    }
    Ok(call(values))
}

fn continuation_of(module: &'static Module, code: Obj, site: &'static Site) -> Result<Owned, Raised> {
    let globals = module.dict();
    let known = site.continuation.get();
    // SAFETY: `known` is null or a function object that the site owns. The call needs its own reference: the site may
    // forget it meanwhile.
    unsafe {
        if !known.is_null() && ffi::PyFunction_GetGlobals(known) == globals {
            return Ok(Owned::from_borrowed(known));
        }
    }
    let made = continuation::build(code, globals, site.spec)?;
    // SAFETY: alive until the end of this function.
    let kept = unsafe { Owned::from_borrowed(made.get()) }.into_raw();
    let old = site.continuation.replace(kept);
    if old.is_null() {
        MADE.0.borrow_mut().push(site);
    }
    // SAFETY: owned by the site until now.
    unsafe { ffi::Py_XDECREF(old) };
    Ok(made)
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
    let mut values = Vec::with_capacity(spec.locals.len() + spec.stack.len() + 2);
    let mut failed = constants.is_err();
    if continuation::INSTRUMENTS {
        values.push(truth(false));
    }
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
