//! A function of the module that has a native engine, and the engine's place under the function objects.

use crate::bind::{self, Starred};
use crate::frame::FrameSpec;
use crate::global::Global;
use crate::layout::FunctionObject;
use crate::more_names::with_more;
use crate::module::{self, Module};
use crate::owned::{Owned, Raised, attribute};
use crate::started::Start;
use crate::tstate;
use crate::value::{Cx, NULL, Obj};
use crate::{away, resolve};
use pyo3::ffi;
use std::cell::{Cell, OnceCell, RefCell};
use std::ffi::{CStr, c_long};
use std::time::Instant;

/// What generated code says about a function.
pub struct FunctionSpec {
    pub name: &'static str,
    /// Preorder index of its code object in the module's tree of code objects; the module's own is 0.
    pub code: u32,
    /// Parameters of every sort, as many as the entry has slots, which are in the order of CPython's locals: positional,
    /// keyword-only, `*args`, `**kwargs`. An entry with one of the last two binds with [`enter_starred`].
    pub params: u32,
    /// In how many places it may leave native code because something is not as expected.
    pub guards: u32,
    /// Names that its body uses and its code does not have: those of generator expressions in their consumer's place. They are
    /// numbered behind `co_names`.
    pub more_names: &'static [&'static CStr],
    pub entry: ffi::vectorcallfunc,
    /// Its native body goes on with a generator that its code made: nobody calls it.
    pub resume: Option<crate::resumed::Stretch>,
    /// Begins what a call makes, without an object.
    pub begin: Option<crate::begun::Begin>,
}

/// A function with a native engine, as the present instance of the module has it.
pub struct Function {
    pub spec: &'static FunctionSpec,
    /// Its code object, owned; null while the function has no engine.
    code: Cell<Obj>,
    /// The function object that a module global was last seen bound to. Null, or alive: borrowed while the global is
    /// bound to it, owned (`kept`) after that for as long as native frames may need it. On 3.11 it may be dead while no
    /// native code runs, see `pin_311.rs`.
    object: Cell<Obj>,
    kept: Cell<bool>,
    /// How many positional arguments make a complete call; no number of arguments does if there are keyword-only ones.
    complete: Cell<usize>,
    pub(crate) positional: Cell<usize>,
    pub(crate) positional_only: Cell<usize>,
    /// How many parameters have a name by which arguments can be passed, and which of the others there are.
    pub(crate) named: Cell<usize>,
    pub(crate) has_args: Cell<bool>,
    pub(crate) has_kwargs: Cell<bool>,
    /// How many variables of enclosing functions its code uses.
    free: Cell<usize>,
    /// `co_varnames`, owned.
    names: Cell<Obj>,
    /// Exits since they were last counted, and when that was: see `retire`.
    pub(crate) exits: Cell<u32>,
    pub(crate) counted_since: Cell<Option<Instant>>,
    /// How often arguments came that the native body does not take.
    pub(crate) refused: Cell<u64>,
    /// The engine was taken out because it loses.
    retired: Cell<bool>,
    /// The function object, alive, of which [`Function::runs`] was true last: nothing has changed since that is asked there. Else
    /// [`NOBODY`].
    #[cfg(Py_3_12)]
    vouched: Cell<Obj>,
    /// Where its code object says who listens to it alone; [`NOBODY_LISTENS`] while there is none.
    #[cfg(Py_3_12)]
    listeners: Cell<*const usize>,
    /// May native code call it without a look at who listens? Not if it is retired, or a tool listens to its code alone.
    direct: Cell<bool>,
    /// `co_consts`, owned.
    constants: Cell<Obj>,
    /// `co_names` and the spec's `more_names`, owned.
    attributes: Cell<Obj>,
    /// What is known of the generators that its calls make.
    pub(crate) start: Start,
    /// The frames of generators that it goes on with, while what they delegate to runs.
    pub(crate) delegating: OnceCell<FrameSpec>,
    /// Containers of defaults that native code may hold references into, owned.
    held: RefCell<Vec<Obj>>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Function {}

/// No function object.
#[cfg(Py_3_12)]
const NOBODY: Obj = std::ptr::without_provenance_mut(align_of::<ffi::PyObject>());

/// What a code object says to which no tool ever listened.
#[cfg(Py_3_12)]
static NOBODY_LISTENS: usize = 0;

impl Function {
    pub const fn new(spec: &'static FunctionSpec) -> Function {
        Function {
            spec,
            code: Cell::new(NULL),
            object: Cell::new(NULL),
            kept: Cell::new(false),
            complete: Cell::new(usize::MAX),
            positional: Cell::new(0),
            positional_only: Cell::new(0),
            named: Cell::new(0),
            has_args: Cell::new(false),
            has_kwargs: Cell::new(false),
            free: Cell::new(0),
            names: Cell::new(NULL),
            exits: Cell::new(0),
            counted_since: Cell::new(None),
            refused: Cell::new(0),
            retired: Cell::new(false),
            #[cfg(Py_3_12)]
            vouched: Cell::new(NOBODY),
            #[cfg(Py_3_12)]
            listeners: Cell::new(&NOBODY_LISTENS),
            direct: Cell::new(true),
            constants: Cell::new(NULL),
            attributes: Cell::new(NULL),
            start: Start::new(),
            delegating: OnceCell::new(),
            held: RefCell::new(Vec::new()),
        }
    }

    /// Has a function object its code, and may native code run that?
    pub fn is_code_of(&self, function: Obj) -> bool {
        // SAFETY: a live function object.
        unsafe { (*function.cast::<FunctionObject>()).func_code == self.code.get() && self.direct.get() }
    }

    /// May it be called? Not what goes on behind a `yield`.
    #[cfg(Py_3_12)]
    pub(crate) fn is_called(&self) -> bool {
        self.spec.resume.is_none_or(|(unit, _)| unit == crate::resumed::BEGINNING)
    }

    /// Given that the global that is bound to the function was ok when it was read: does the function still run the code
    /// that was built? What ran between that and the call may have assigned `__code__`.
    #[inline(always)]
    pub fn ok(&self) -> bool {
        // SAFETY: an ok global has set `object`, which is alive since.
        unsafe { (*self.object.get().cast::<FunctionObject>()).func_code == self.code.get() && self.direct.get() }
    }

    /// Is it this function's engine that runs when that function object, found in a class, is called, and may native code
    /// call it directly?
    #[inline(always)]
    pub fn runs(&self, module: &Module, object: Obj) -> bool {
        #[cfg(Py_3_12)]
        if object == self.vouched.get() {
            return true;
        }
        // SAFETY: a live function object.
        !object.is_null()
            && unsafe { (*object.cast::<FunctionObject>()).func_code == self.code.get() }
            && self.runs_now(module, object)
    }

    /// [`Function::runs`] of a function object with that code.
    #[inline(never)]
    fn runs_now(&self, module: &Module, object: Obj) -> bool {
        // SAFETY: a live function object.
        let runs = unsafe {
            let object = object.cast::<FunctionObject>();
            (*object).func_globals == module.entered_from()
                && (*object)
                    .vectorcall
                    .is_some_and(|entry| std::ptr::fn_addr_eq(entry, self.spec.entry))
                && self.direct.get()
        };
        // Before 3.12 nobody tells when the object ends or gets other code.
        #[cfg(Py_3_12)]
        if runs {
            self.vouched.set(object);
        }
        runs
    }

    /// Something has changed that [`Function::runs`] asks of one function or another.
    pub(crate) fn look_again() {
        #[cfg(Py_3_12)]
        if let Some(module) = module::current() {
            module.spec.functions.iter().for_each(|function| function.vouched.set(NOBODY));
        }
    }

    /// The present default of parameter `index` of that function object, which [runs](Function::runs) this; borrowed, null if
    /// it has none.
    pub fn default_of(&self, object: Obj, index: usize) -> Obj {
        // SAFETY: a live function object that runs the code of this function.
        unsafe { bind::default(self, object.cast::<FunctionObject>(), index) }
    }

    /// Does no tool listen to the function's code alone?
    #[inline(always)]
    pub fn is_unheard(&self) -> bool {
        #[cfg(Py_3_12)]
        // SAFETY: native code, which calls this, runs only while there is an engine, and with it the code.
        unsafe {
            *self.listeners.get() == 0 || !tstate::code_is_observed(self.code())
        }
        #[cfg(not(Py_3_12))]
        true
    }

    /// Does a tool listen to one of its constants alone, a code object?
    #[inline(always)]
    pub fn hears(&self, index: usize) -> bool {
        // SAFETY: generated code knows that the constant is a code object.
        unsafe { tstate::code_is_observed(self.constant(index)) }
    }

    /// A constant of the function's code, or of one in that (the highest of 32 bits says so; then 16 for where that is, and 15), borrowed:
    /// it lives as long as the code, which is kept.
    #[inline(always)]
    pub fn constant(&self, index: usize) -> Obj {
        if index >> 31 != 0 {
            // SAFETY: what stands there is a code object, which has as many constants.
            return unsafe {
                let code = ffi::PyTuple_GET_ITEM(self.constants.get(), (index >> 15 & 0xffff) as ffi::Py_ssize_t);
                ffi::PyTuple_GET_ITEM(annot_constants_of(code), (index & 0x7fff) as ffi::Py_ssize_t)
            };
        }
        // SAFETY: the constants of a code object are a tuple; native code, which calls this, runs only with an engine, and knows
        // how many there are.
        unsafe { ffi::PyTuple_GET_ITEM(self.constants.get(), index as ffi::Py_ssize_t) }
    }

    /// All constants of the function's code, a tuple, borrowed.
    pub(crate) fn constants(&self) -> Obj {
        self.constants.get()
    }

    /// A name of a global or attribute in the function's code, borrowed: it lives as long as the code, which is kept.
    pub fn name(&self, index: usize) -> Obj {
        // SAFETY: the names of a code object are a tuple; native code, which calls this, runs only with an engine.
        unsafe { ffi::PyTuple_GetItem(self.attributes.get(), index as ffi::Py_ssize_t) }
    }

    /// From now on the function runs as bytecode.
    pub(crate) fn retire(&self) {
        self.retired.set(true);
        self.direct.set(false);
        Function::look_again();
        // No call is complete, so each goes to the binder, which refuses.
        self.complete.set(usize::MAX);
    }

    pub(crate) fn is_retired(&self) -> bool {
        self.retired.get()
    }

    /// May native code call it without a look at who listens?
    #[inline(always)]
    pub fn is_direct(&self) -> bool {
        self.direct.get()
    }

    /// Looks again whether a tool listens to the function's code. True if that has changed.
    #[cfg(Py_3_12)]
    pub(crate) fn look_for_listeners(&self) -> bool {
        // SAFETY: null, or a code object that is kept.
        let heard = !self.code().is_null() && unsafe { tstate::code_is_observed(self.code()) };
        let direct = !heard && !self.retired.get();
        Function::look_again();
        self.direct.replace(direct) != direct
    }

    /// The function object that the module global was bound to when it was last ok, borrowed.
    #[inline(always)]
    pub fn object(&self) -> Obj {
        self.object.get()
    }

    /// The present default of parameter `index` of that function object, borrowed; null if it has none.
    pub fn default_obj(&self, index: usize) -> Obj {
        // SAFETY: the object is alive, see `object`.
        unsafe { bind::default(self, self.object.get().cast::<FunctionObject>(), index) }
    }

    /// The code object, borrowed; null while the function has no engine.
    #[inline(always)]
    pub(crate) fn code(&self) -> Obj {
        self.code.get()
    }

    pub(crate) fn free_variables(&self) -> usize {
        self.free.get()
    }

    pub(crate) fn names(&self) -> Obj {
        self.names.get()
    }

    /// Are there just so many parameters, and no keyword-only ones among them? Not if the function is retired.
    #[inline(always)]
    pub(crate) fn takes_positional(&self, parameters: usize) -> bool {
        self.complete.get() == parameters
    }

    /// Is this all that is held, or nothing if it is null?
    #[inline(always)]
    pub(crate) fn holds_only(&self, object: Obj) -> bool {
        match self.held.borrow().as_slice() {
            [] => object.is_null(),
            [held] => *held == object,
            _ => false,
        }
    }

    /// Keeps an object alive at least until no native code runs.
    ///
    /// # Safety
    /// `object` is alive.
    pub(crate) unsafe fn hold(&self, object: Obj) {
        let mut held = self.held.borrow_mut();
        if !held.contains(&object) {
            // SAFETY: the caller's promise.
            held.push(unsafe { Owned::from_borrowed(object) }.into_raw());
            // The last native frame gives it back.
            if let (true, Some(module)) = (away::is_running(), module::current()) {
                module.look_closer();
            }
        }
    }

    /// Gives back what was held, when no native frame can need it.
    pub(crate) fn release_held(&self) {
        if !self.held.borrow().is_empty() && !away::is_running() {
            for object in self.held.take() {
                // SAFETY: owned since `hold`.
                unsafe { ffi::Py_DECREF(object) }
            }
        }
    }

    /// A global is about to lose the function object.
    #[cfg(Py_3_12)]
    pub(crate) fn about_to_be_unbound(&self, module: &Module) {
        let object = self.object.get();
        if object.is_null() || self.kept.get() {
            return;
        }
        if away::is_running() {
            // SAFETY: still alive, the change comes after the announcement.
            unsafe { ffi::Py_INCREF(object) };
            self.kept.set(true);
            module.look_closer();
        } else {
            self.object.set(NULL);
        }
    }

    /// The global is bound to `object`. False if native frames may still need another one: those that wait now, and those
    /// for which one was kept, until it is known that they are over. Runs no Python code.
    ///
    /// # Safety
    /// `object` is a live function object.
    pub(crate) unsafe fn bound_to(&self, object: Obj) -> bool {
        let is_other = self.object.get() != object;
        if is_other && !self.object.get().is_null() && (away::is_running() || self.kept.get()) {
            return false;
        }
        if is_other || cfg!(Py_3_12) {
            self.let_go(object);
        }
        true
    }

    /// No longer keeps a function object alive for native frames; `then` is what is known to be bound. The reference is
    /// only held from now on, because the last one may run Python code.
    fn let_go(&self, then: Obj) {
        let object = self.object.replace(then);
        if self.kept.replace(false) {
            self.held.borrow_mut().push(object);
            if let Some(module) = module::current() {
                module.look_closer();
            }
        }
    }

    /// Is it a function of the present instance of the module, with the usual builtins?
    ///
    /// # Safety
    /// `object` is a live function object that was made of this code object.
    pub(crate) unsafe fn may_run(&self, module: &Module, object: *mut FunctionObject) -> bool {
        // SAFETY: the caller's promise.
        unsafe { (*object).func_globals == module.dict() && (*object).func_builtins == resolve::builtins().1 }
    }

    /// Owns the function object from now on.
    #[cfg(not(Py_3_12))]
    pub(crate) fn keep(&self) {
        if !self.object.get().is_null() && !self.kept.replace(true) {
            // SAFETY: the global is bound to it.
            unsafe { ffi::Py_INCREF(self.object.get()) };
        }
    }

    #[cfg(not(Py_3_12))]
    pub(crate) fn is_kept(&self) -> bool {
        self.kept.get()
    }

    /// Owns the function object no longer: the global that is bound to it does.
    #[cfg(not(Py_3_12))]
    pub(crate) fn give_back(&self) {
        if self.kept.replace(false) {
            // SAFETY: owned, as `kept` said; not the last reference.
            unsafe { ffi::Py_DECREF(self.object.get()) };
        }
    }

    /// Nobody has looked at the global since Python code ran, so the object may be dead.
    #[cfg(not(Py_3_12))]
    pub(crate) fn forget_unless_kept(&self) {
        if !self.kept.get() {
            self.object.set(NULL);
        }
    }

    /// Does calling the function object enter native code?
    ///
    /// # Safety
    /// `object` is a live function object.
    #[cfg(Py_3_12)]
    pub(crate) unsafe fn is_engine_of(&self, object: *mut FunctionObject) -> bool {
        // SAFETY: the caller's promise.
        unsafe {
            (*object)
                .vectorcall
                .is_some_and(|entry| std::ptr::fn_addr_eq(entry, self.spec.entry))
        }
    }

    /// The object was announced to be dead or dying.
    #[cfg(Py_3_12)]
    pub(crate) fn forget(&self, object: Obj) {
        if self.object.get() == object && !self.kept.get() {
            self.object.set(NULL);
        }
    }
}

/// What an entry does first: binds the arguments, and finds out whether native code may run at all. `None`: call
/// [`bytecode`] with the same arguments.
///
/// # Safety
/// The arguments are those of a vectorcall of a function object whose engine this is.
#[inline(always)]
pub unsafe fn enter<const N: usize>(
    module: &'static Module,
    function: &'static Function,
    f: Obj,
    args: *const Obj,
    nargsf: usize,
    kw: Obj,
    slots: &mut [Obj; N],
) -> Option<Cx> {
    // SAFETY: the caller's promise.
    unsafe {
        enter_with(module, function, f, args, nargsf, kw, slots, |object, given, slots| {
            bind::bind(function, object, (args, given, kw), slots, None)
        })
    }
}

/// [`enter`] for a function with `*args` or `**kwargs`. The tuple and the dictionary are new: `starred` owns them until it is
/// dropped or [given away](Starred::give).
///
/// # Safety
/// As for [`enter`].
#[allow(clippy::too_many_arguments, reason = "five of them are those of a vectorcall")]
pub unsafe fn enter_starred<const N: usize>(
    module: &'static Module,
    function: &'static Function,
    f: Obj,
    args: *const Obj,
    nargsf: usize,
    kw: Obj,
    slots: &mut [Obj; N],
    starred: &mut Starred,
) -> Option<Cx> {
    // SAFETY: the caller's promise.
    let entered = unsafe {
        enter_with(module, function, f, args, nargsf, kw, slots, |object, given, slots| {
            bind::bind(function, object, (args, given, kw), slots, Some(starred))
        })
    };
    if entered.is_none() {
        // CPython binds again, and nobody shall hold what it gets.
        *starred = Starred::new();
    }
    entered
}

#[inline(always)]
#[allow(clippy::too_many_arguments, reason = "four of them are those of a vectorcall")]
unsafe fn enter_with<const N: usize>(
    module: &'static Module,
    function: &'static Function,
    f: Obj,
    args: *const Obj,
    nargsf: usize,
    kw: Obj,
    slots: &mut [Obj; N],
    bind: impl FnOnce(*mut FunctionObject, usize, &mut [Obj]) -> bool,
) -> Option<Cx> {
    let object = f.cast::<FunctionObject>();
    // SAFETY: `f` is a function object; CPython passes as many arguments as it says.
    unsafe {
        if (*object).func_globals != module.entered_from() && !look_closer(module, object) {
            return None;
        }
        if crate::frame::any_waits() {
            return crate::frame::surprised(module);
        }
        #[cfg(Py_3_14)]
        if crate::layout::has_version(object) {
            crate::watch::take_version(f);
        }
        let tstate = tstate::current();
        if tstate.observed() || tstate::code_is_observed(function.code()) {
            return None;
        }
        if nargsf & !ffi::PY_VECTORCALL_ARGUMENTS_OFFSET == function.complete.get() && kw.is_null() {
            for (index, slot) in slots.iter_mut().enumerate() {
                *slot = *args.add(index);
            }
        } else {
            let given = nargsf & !ffi::PY_VECTORCALL_ARGUMENTS_OFFSET;
            let bound = kw.is_null() && bind::bind_defaults(function, object, args, given, slots);
            if !bound && !bind(object, given, slots) {
                return None;
            }
        }
        // Another function object of the same code may run here after a reload, and is not watched any more; on 3.11 none
        // is. Asked last, because binding may give up objects that were held.
        if (*object).func_code != function.code() {
            return None;
        }
        tstate.cx()
    }
}

/// Gives back what was kept for native frames, once none is left.
#[inline(always)]
pub(crate) fn tidy() {
    if let Some(module) = module::current() {
        if module.entered_from() != module.dict() {
            tidy_with_exception(module);
        }
    }
}

/// The exception that the last native frame ends with, if it does, is not to be seen by what ends here.
#[cold]
#[inline(never)]
fn tidy_with_exception(module: &'static Module) {
    let exception = crate::handover::Exception::fetch();
    give_back(module);
    exception.restore();
}

fn give_back(module: &'static Module) {
    module.look_no_closer();
    for function in module.spec.functions {
        if function.kept.get() {
            function.let_go(NULL);
        }
        function.release_held();
    }
}

/// The function belongs to another instance of the module, or there is something to tidy up first.
#[cold]
#[inline(never)]
unsafe fn look_closer(module: &'static Module, object: *mut FunctionObject) -> bool {
    if !away::is_running() {
        give_back(module);
    }
    // SAFETY: the caller has a live function object.
    unsafe { (*object).func_globals == module.dict() && !module.dict().is_null() }
}

/// Native code has made a function object. From 3.12 on CPython tells, and the function has its engine already; before, it
/// gets it here.
pub fn made_function(module: &'static Module, object: Obj) {
    #[cfg(not(Py_3_12))]
    crate::retype_311::made(module, object);
    #[cfg(Py_3_12)]
    let _ = (module, object);
}

/// The cell of a variable of an enclosing function, by its place in `co_freevars`: borrowed from the function object.
///
/// # Safety
/// `f` is a live function object of code with more than `index` free variables.
#[inline(always)]
pub unsafe fn closure_cell(f: Obj, index: usize) -> Obj {
    // SAFETY: the caller's promise; CPython gives such code to no function without a closure of that many cells.
    unsafe { ffi::PyTuple_GET_ITEM((*f.cast::<FunctionObject>()).func_closure, index as ffi::Py_ssize_t) }
}

/// Calls a function the way CPython would without annot: its bytecode is interpreted.
///
/// # Safety
/// The arguments are those of a vectorcall of a function object.
#[cold]
pub unsafe fn bytecode(f: Obj, args: *const Obj, nargsf: usize, kw: Obj) -> Obj {
    match ORIGINAL.0.get() {
        // SAFETY: this is what CPython would have called.
        Some(vectorcall) => unsafe { crate::parking::interpret(vectorcall, f, args, nargsf, kw) },
        None => NULL,
    }
}

/// The vectorcall of plain functions. Its symbol is hidden, so it is read from a function that nobody has touched.
static ORIGINAL: Original = Original(Cell::new(None));
struct Original(Cell<Option<ffi::vectorcallfunc>>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Original {}

pub(crate) fn original() -> Option<ffi::vectorcallfunc> {
    ORIGINAL.0.get()
}

/// Finds the code objects of the module's functions, and sees to it that function objects made of them get their engines.
/// Without watchers (another annot's, or none left) the module runs as bytecode.
pub(crate) fn attach(module: &'static Module, dict: Obj, code: &Owned) -> Result<(), Raised> {
    let mut codes = Vec::new();
    // SAFETY: a live code object.
    unsafe { collect(code.get(), &mut codes)? };
    attach_codes(module, dict, code, &codes)
}

/// The same with code objects that exist already, by preorder index; a null has no functions. Those that have engines keep them.
pub(crate) fn attach_codes(module: &'static Module, dict: Obj, code: &Owned, codes: &[Obj]) -> Result<(), Raised> {
    // SAFETY: live objects; the new function is only read.
    unsafe {
        let plain = Owned::from_result(ffi::PyFunction_New(code.get(), dict))?;
        ORIGINAL.0.set((*plain.get().cast::<FunctionObject>()).vectorcall);
    }
    resolve::find_builtins()?;
    for function in module.spec.functions {
        if let Some(&code) = codes.get(function.spec.code as usize)
            && !code.is_null()
            && code != function.code()
        {
            // SAFETY: alive, and kept from now on.
            unsafe { function.set_code(code)? };
        }
    }
    for global in module.spec.globals {
        global.attach()?;
    }
    #[cfg(Py_3_12)]
    if !crate::watch::start(module, dict)? {
        detach(module);
        return Ok(());
    }
    module.set_dict(dict);
    crate::resumed::find(module);
    Ok(())
}

/// Takes the module's engines away. Function objects that have them run their bytecode from now on.
pub(crate) fn detach(module: &'static Module) {
    module.set_dict(NULL);
    module.spec.globals.iter().for_each(Global::detach);
    for function in module.spec.functions {
        #[cfg(Py_3_12)]
        {
            crate::watch::forget_young();
            crate::watch::forget_code(function.code());
        }
        if away::is_running() {
            // Native frames that wait still need the code object, and what they have read from globals.
            #[cfg(Py_3_12)]
            function.about_to_be_unbound(module);
            #[cfg(not(Py_3_12))]
            function.forget_unless_kept();
        } else {
            function.replace_code(NULL, [NULL; 3]);
            function.let_go(NULL);
        }
        function.release_held();
    }
}

impl Function {
    /// # Safety
    /// `code` is a live code object.
    unsafe fn set_code(&self, code: Obj) -> Result<(), Raised> {
        // SAFETY: the caller's promise.
        unsafe {
            let positional = number(code, "co_argcount")?;
            let keyword_only = number(code, "co_kwonlyargcount")?;
            let flags = number(code, "co_flags")? as std::ffi::c_int;
            let has = |flag| flags & flag != 0;
            let (has_args, has_kwargs) = (has(ffi::CO_VARARGS), has(ffi::CO_VARKEYWORDS));
            let named = positional + keyword_only;
            if self.spec.resume.is_none()
                && named + usize::from(has_args) + usize::from(has_kwargs) != self.spec.params as usize
            {
                return Ok(());
            }
            let free = attribute(code, "co_freevars")?;
            self.free.set(ffi::PyTuple_Size(free.get()) as usize);
            self.named.set(named);
            self.has_args.set(has_args);
            self.has_kwargs.set(has_kwargs);
            self.retired.set(false);
            self.direct.set(true);
            self.exits.set(0);
            self.counted_since.set(None);
            self.positional.set(positional);
            self.positional_only.set(number(code, "co_posonlyargcount")?);
            self.complete.set(if self.spec.params as usize == positional {
                positional
            } else {
                usize::MAX
            });
            let names = attribute(code, "co_varnames")?;
            let constants = attribute(code, "co_consts")?;
            #[cfg(all(Py_3_12, not(Py_3_14)))]
            crate::layout::keep_calls_general(code);
            let attributes = with_more(attribute(code, "co_names")?, self.spec.more_names)?;
            self.replace_code(
                Owned::from_borrowed(code).into_raw(),
                [names, constants, attributes].map(Owned::into_raw),
            );
        }
        Ok(())
    }

    /// Takes over the references: the code, its `co_varnames`, `co_consts` and all names.
    fn replace_code(&self, code: Obj, [names, constants, attributes]: [Obj; 3]) {
        Function::look_again();
        #[cfg(Py_3_12)]
        self.listeners.set(if code.is_null() {
            &NOBODY_LISTENS
        } else {
            // SAFETY: a live code object, which is kept.
            unsafe { tstate::listeners_at(code) }
        });
        for old in [
            self.code.replace(code),
            self.names.replace(names),
            self.constants.replace(constants),
            self.attributes.replace(attributes),
        ] {
            // SAFETY: null, or owned since the last call.
            unsafe { ffi::Py_XDECREF(old) }
        }
    }
}

/// Code objects in preorder: a code object, then those among its constants.
///
/// # Safety
/// `code` is a live code object, which keeps all others alive.
pub(crate) unsafe fn collect(code: Obj, codes: &mut Vec<Obj>) -> Result<(), Raised> {
    codes.push(code);
    // SAFETY: `co_consts` is a tuple that the code object keeps alive.
    unsafe {
        let constants = attribute(code, "co_consts")?;
        for index in 0..ffi::PyTuple_Size(constants.get()) {
            let constant = ffi::PyTuple_GetItem(constants.get(), index);
            if ffi::Py_TYPE(constant) == &raw mut ffi::PyCode_Type {
                collect(constant, codes)?;
            }
        }
    }
    Ok(())
}

/// # Safety
/// `object` is a live object.
unsafe fn number(object: Obj, name: &str) -> Result<usize, Raised> {
    // SAFETY: the caller's promise.
    let number: c_long = unsafe { ffi::PyLong_AsLong(attribute(object, name)?.get()) };
    usize::try_from(number).map_err(|_| Raised)
}

unsafe extern "C" {
    fn annot_constants_of(code: Obj) -> Obj;
}
