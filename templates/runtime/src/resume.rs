//! Leaving native code in the middle of a function: CPython goes on with its locals and operands.

use crate::away::Away;
use crate::continuation::{self, Callable};
use crate::frame::Native;
use crate::handover::{self, Exception, Handover};
use crate::materialize::Words;
use crate::module::Module;
use crate::owned::{Owned, Raised};
use crate::site::{Ends, Kind, Mode, Site, SiteSpec};
use crate::tstate::{self, Tstate};
use crate::value::{Cx, Exit, NULL, Obj, Word};
use pyo3::ffi;
use std::cell::RefCell;
use std::ffi::c_int;

/// Finishes the running function in CPython, from the site on, and returns its result. `words` are the values of the
/// site's locals and operands; those of [`Kind::Owned`] are consumed whatever happens.
#[cold]
#[inline(never)]
pub fn leave(module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
    let known = crate::frame::show_waiting();
    leave_as(module, site, (cx.frames_above() - known).max(0), words, Native::NONE)
}

/// [`leave`], at the module's site of that number. `words` points to as many as the site says, or is null if there are none.
#[cold]
#[inline(never)]
pub fn leave_at(module: &'static Module, site: usize, cx: Cx, words: *const Word) -> Exit {
    let site = &module.spec.sites.all[site];
    // SAFETY: generated code puts down the words of the site that it names.
    leave(module, site, cx, unsafe { site.words(words) })
}

/// A function object that runs native code without a frame, lent by whoever has it.
#[derive(Clone, Copy)]
pub struct Running(pub Obj);

impl Running {
    /// [`leave_at`]; the function lives until that is over.
    #[cold]
    #[inline(never)]
    pub fn leave_at(self, module: &'static Module, site: usize, cx: Cx, words: *const Word) -> Exit {
        let site = &module.spec.sites.all[site];
        // SAFETY: generated code puts down the words of the site that it names.
        self.leave(module, site, cx, unsafe { site.words(words) })
    }

    /// [`leave`]; the function lives until that is over.
    #[cold]
    #[inline(never)]
    pub fn leave(self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        // SAFETY: alive when native code leaves, because no Python code has run since it was found.
        unsafe { ffi::Py_XINCREF(self.0) };
        let exit = leave(module, site, cx, words);
        crate::frame::let_go(self.0);
        exit
    }
}

/// [`leave`], where CPython does not know of so many native frames above this one, and the native frame (or null) has a frame
/// object, which the continuation takes over.
pub(crate) fn leave_as(
    module: &'static Module,
    site: &'static Site,
    above: c_int,
    words: &[u64],
    native: Native,
) -> Exit {
    let away = Away::new();
    crate::stress::count_exit(site);
    // An exception that passes through is no sign of a function that loses.
    if site.spec().mode == Mode::Resume {
        crate::describe::count_exit(site);
        if !module.spec.stress {
            crate::retire::count_exit(module, site.spec().function);
        }
    }
    let thread = tstate::current();
    match try_leave(module, site, above, words, (thread, native), away) {
        Ok(result) => Exit(result),
        Err(Raised) => Exit(NULL),
    }
}

/// CPython goes on with a generator whose frame has given up what it held, at a site.
pub(crate) fn hand_over(
    module: &'static Module,
    site: &'static Site,
    above: c_int,
    words: &[u64],
    generator: Obj,
) -> Exit {
    let away = Away::new();
    crate::stress::count_exit(site);
    let spec = site.spec();
    let function = &module.spec.functions[spec.function as usize];
    let raises = spec.mode != Mode::Resume;
    // That it ends is no sign of a function that loses.
    if !raises && site.ends.get() != Ends::End {
        crate::describe::count_exit(site);
        if !module.spec.stress {
            crate::retire::count_exit(module, spec.function);
        }
    }
    let exception = raises.then(Exception::fetch);
    let mut words = Words {
        words,
        module,
        constants: function.constants(),
        shift: 0,
    };
    let mut values: Vec<Obj> = Vec::with_capacity(spec.locals.len() + spec.stack.len());
    let mut failed = None;
    for kind in spec.locals.iter().chain(spec.stack) {
        let object = match kind {
            Kind::Null => Ok(None),
            kind => words.object(kind),
        };
        values.push(match object {
            Ok(object) => object.map_or(NULL, Owned::into_raw),
            Err(Raised) => {
                failed = Some(Exception::fetch());
                NULL
            }
        });
    }
    if let Some(exception) = failed.or(exception) {
        exception.restore();
    }
    // SAFETY: only asks.
    let raises = raises || unsafe { !ffi::PyErr_Occurred().is_null() };
    let _away = (above > 0).then_some(away);
    let thread = tstate::current();
    Exit(thread.with_frames(above, || {
        crate::resumed::go_on(generator, spec.at, &mut values, raises)
    }))
}

/// Lets go of all continuations, which were made of code objects of the present instance of the module. For a module that
/// is imported anew.
pub(crate) fn forget_continuations() {
    // Taken out first: giving one back can run code that leaves through a site.
    let sites = MADE.0.take();
    for site in sites {
        let known = site.continuation.replace(NULL);
        // SAFETY: owned by the site until now.
        unsafe { ffi::Py_XDECREF(known) };
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
    above: c_int,
    words: &[u64],
    (thread, native): (Tstate, Native),
    away: Away,
) -> Result<Obj, Raised> {
    let exception = (site.spec().mode == Mode::Raise).then(Exception::fetch);
    let code = module.spec.functions[site.spec().function as usize].code();
    let free = module.spec.functions[site.spec().function as usize].free_variables();
    let (values, cells) = snapshot(module, code, site.spec(), free, words, exception)?;
    let parts = continuation_of(code, site)?;
    // SAFETY: alive: the function has an engine. It may be given another code before the continuation ends.
    let original = unsafe { Owned::from_borrowed(code) };
    // SAFETY: made by `build`; the module has its dictionary while native code of it runs.
    let continuation = unsafe { Callable::new(parts, module.globals(), cells)? };
    // Nothing of the frame that leaves is needed any more. Native code waits only if it called that frame.
    let _away = (above > 0).then_some(away);
    let call = |values, native| {
        Handover::new(values, native).during(|| thread.with_frames(above, || continuation.call()))
    };
    #[cfg(Py_3_12)]
    // SAFETY: a live code object; the call's result is owned, or null with an exception set.
    unsafe {
        if crate::frame::instrumentation_of(continuation.code()) != thread.monitoring_version() {
            Owned::from_result(thread.instrumenting(|| call(vec![truth(true)], Native::NONE)))?;
        }
    }
    let result = call(values, native);
    if result.is_null() {
        // SAFETY: the function's code, and a continuation of it.
        unsafe { crate::frame::was_continued(continuation.code(), original.get(), site.spec()) };
    }
    Ok(result)
}

fn continuation_of(code: Obj, site: &'static Site) -> Result<Owned, Raised> {
    let known = site.continuation.get();
    if !known.is_null() {
        // SAFETY: the site keeps it alive.
        return Ok(unsafe { Owned::from_borrowed(known) });
    }
    let made = continuation::build(code, site.spec())?;
    if !site.continuation.get().is_null() {
        // An audit hook or a finalizer came here meanwhile.
        return Ok(made);
    }
    // SAFETY: alive until the end of this function.
    site.continuation
        .set(unsafe { Owned::from_borrowed(made.get()) }.into_raw());
    MADE.0.borrow_mut().push(site);
    Ok(made)
}

/// The objects that the prologue asks for, in its order; and the cells of the free variables, the last `free` of the slots.
fn snapshot(
    module: &'static Module,
    code: Obj,
    spec: &SiteSpec,
    free: usize,
    words: &[u64],
    exception: Option<Exception>,
) -> Result<(Vec<Owned>, Vec<Owned>), Raised> {
    // SAFETY: a live code object, which keeps its constants alive.
    let constants = unsafe { crate::owned::attribute(code, "co_consts") };
    // What raised is told by where it is in the code that goes on.
    let shift = match spec.stack.iter().any(|kind| matches!(kind, Kind::Instruction)) {
        true => continuation::shift(code, spec),
        false => Ok(0),
    };
    let mut words = Words {
        words,
        module,
        constants: constants.as_ref().map_or(NULL, Owned::get),
        shift: *shift.as_ref().unwrap_or(&0),
    };
    let mut values = Vec::with_capacity(spec.locals.len() + spec.stack.len() + 2);
    let mut failed = constants.is_err() || shift.is_err();
    if continuation::INSTRUMENTS {
        values.push(truth(false));
    }
    let mut cells = Vec::new();
    let mut is_object = false;
    let free = spec.locals.len().saturating_sub(free)..spec.locals.len();
    for (index, kind) in spec.locals.iter().chain(spec.stack).enumerate() {
        if failed {
            words.skip(std::slice::from_ref(kind));
            continue;
        }
        if matches!(kind, Kind::Const(_)) {
            continue;
        }
        let tells = continuation::may_be_unbound(kind);
        let object = match (kind, &mut values[..]) {
            (Kind::SelfOrNull, [.., method]) if is_object => Ok(crate::object::take_self(method)),
            _ => words.object(kind),
        };
        is_object = matches!(kind, Kind::Owned | Kind::Obj);
        match object {
            Ok(Some(value)) if free.contains(&index) => cells.push(value),
            Ok(Some(value)) => {
                values.push(value);
                if tells {
                    values.push(truth(false));
                }
            }
            Ok(None) if tells => values.extend([none(), truth(true)]),
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
    Ok((values, cells))
}

fn none() -> Owned {
    // SAFETY: a live object.
    unsafe { Owned::from_borrowed(ffi::Py_None()) }
}

fn truth(value: bool) -> Owned {
    // SAFETY: live objects.
    unsafe { Owned::from_borrowed(if value { ffi::Py_True() } else { ffi::Py_False() }) }
}
