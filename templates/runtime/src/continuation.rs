//! Continuations: the function's own code behind a prologue that restores a snapshot and jumps into the middle.
//!
//! ```text
//!      MAKE_CELL 0                                        where parameter 0 is a cell
//!      COPY_FREE_VARS
//!      LOAD_CONST source; UNARY_INVERT; POP_JUMP_IF_FALSE enter      from 3.12 on
//!      RESUME; LOAD_CONST source; RETURN_VALUE
//! enter:
//!      LOAD_CONST source; UNARY_INVERT; STORE_FAST i      each bound local
//!      DELETE_FAST i                                      each parameter that is not bound
//!      LOAD_CONST source; UNARY_INVERT                    each operand (or PUSH_NULL)
//!      JUMP_FORWARD at
//!      (the original code)
//!      UNARY_INVERT                                       raises, in `Mode::Raise`: what is jumped to
//! ```
//!
//! No `RESUME` is executed on the way in, so entering a continuation is no event and checks for no signals, and until the
//! jump the frame is one that CPython calls incomplete: nobody sees it. Everything but the code, its tables and a few more
//! constants is the original's, so that the frame looks like the function's. The parameters get None from the caller, at once
//! replaced. `super()` wants to see that its code begins with one of the first two instructions. Cells that are no free variables
//! are stored as locals are: the slots do not know what they hold.
//!
//! From 3.12 on it is `RESUME` that instruments code for the tools that listen, or undoes it. A continuation whose code is
//! not up to date is first called to execute nothing but that.

use crate::handover;
use crate::opcodes::{Assembler, Name, first_prefix};
use crate::owned::{Owned, Raised, attribute, raise};
use crate::site::{Kind, Mode, SiteSpec};
use crate::tables::{self, Handler};
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_int;
use std::ptr::null_mut;

/// What a [`crate::Site`] keeps: a tuple of the continuation's code object, as many Nones as it has positional parameters,
/// and the defaults of the keyword-only ones, or None. It knows nothing of the module's dictionary, which would otherwise
/// live as long as the process.
pub(crate) fn build(code: Obj, spec: &SiteSpec) -> Result<Owned, Raised> {
    let original = Original::read(code)?;
    let prologue = prologue(&original, spec);
    let code = original.with_prologue(code, &prologue, spec)?;
    #[cfg(Py_3_12)]
    // SAFETY: a new code object, longer than its prologue.
    unsafe {
        crate::tstate::set_traceable_from(code.get(), prologue.units())
    };
    // SAFETY: live objects throughout.
    unsafe {
        let defaults = if original.keyword_only == 0 {
            none()
        } else {
            original.keyword_defaults()?
        };
        let nones = nones(original.positional)?;
        Owned::from_result(ffi::PyTuple_Pack(3, code.get(), nones.get(), defaults.get()))
    }
}

/// How far the original code is behind the beginning of the continuation, in code units.
pub(crate) fn shift(code: Obj, spec: &SiteSpec) -> Result<usize, Raised> {
    Ok(prologue(&Original::read(code)?, spec).units())
}

/// A continuation that can be called.
pub(crate) struct Callable {
    /// What the site keeps; the call needs its own reference, because the site may forget it meanwhile.
    parts: Owned,
    function: Owned,
}

impl Callable {
    /// # Safety
    /// `parts` was made by [`build`], `globals` is a dictionary, and `cells` are what the code's free variables are in.
    pub(crate) unsafe fn new(parts: Owned, globals: Obj, cells: Vec<Owned>) -> Result<Callable, Raised> {
        // SAFETY: the tuple keeps its items alive.
        unsafe {
            let function = Owned::from_result(ffi::PyFunction_New(ffi::PyTuple_GET_ITEM(parts.get(), 0), globals))?;
            let defaults = ffi::PyTuple_GET_ITEM(parts.get(), 2);
            if defaults != ffi::Py_None() && ffi::PyFunction_SetKwDefaults(function.get(), defaults) < 0 {
                return Err(Raised);
            }
            if !cells.is_empty() {
                let closure = new_tuple(cells)?;
                if ffi::PyFunction_SetClosure(function.get(), closure.get()) < 0 {
                    return Err(Raised);
                }
            }
            Ok(Callable { parts, function })
        }
    }

    /// Its code object, borrowed.
    pub(crate) fn code(&self) -> Obj {
        // SAFETY: the first item of a tuple made by `build`.
        unsafe { ffi::PyTuple_GET_ITEM(self.parts.get(), 0) }
    }

    /// Calls it, within `Handover::during`. An owned result, or null with an exception set.
    pub(crate) fn call(&self) -> Obj {
        // SAFETY: the second item of the tuple is a tuple, whose items are passed as arguments.
        unsafe {
            let nones = ffi::PyTuple_GET_ITEM(self.parts.get(), 1);
            let arguments = (&raw const (*nones.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>();
            let count = ffi::PyTuple_GET_SIZE(nones) as usize;
            ffi::PyObject_Vectorcall(self.function.get(), arguments, count, null_mut())
        }
    }
}

/// What a continuation takes from the original code.
struct Original {
    bytecode: Vec<u8>,
    constants: Owned,
    /// `co_varnames`.
    names: Owned,
    locations: Vec<u8>,
    handlers: Vec<Handler>,
    first_line: i64,
    stack_size: usize,
    positional: usize,
    keyword_only: usize,
    /// Parameters of every sort; they are the first locals.
    parameters: usize,
    /// How many variables of enclosing functions there are; they are the last slots.
    free: usize,
    /// Is the first parameter in a cell?
    first_is_cell: bool,
}

impl Original {
    fn read(code: Obj) -> Result<Original, Raised> {
        let number = |name| integer(code, name);
        let flags = number("co_flags")? as c_int;
        let (positional, keyword_only) = (number("co_argcount")? as usize, number("co_kwonlyargcount")? as usize);
        let stars = [ffi::CO_VARARGS, ffi::CO_VARKEYWORDS]
            .iter()
            .filter(|&flag| flags & flag != 0)
            .count();
        let (free, cells) = (attribute_of(code, "co_freevars")?, attribute_of(code, "co_cellvars")?);
        let names = attribute_of(code, "co_varnames")?;
        let suspends = ffi::CO_GENERATOR | ffi::CO_COROUTINE | ffi::CO_ASYNC_GENERATOR;
        if flags & suspends != 0 {
            return Err(broken("annot: no continuation for a generator"));
        }
        let parameters = positional + keyword_only + stars;
        // SAFETY: all are tuples, and there are at least as many names as parameters.
        let (free, first_is_cell) = unsafe {
            let first = (parameters > 0).then(|| ffi::PyTuple_GetItem(names.get(), 0));
            let is_cell = first.map(|first| ffi::PySequence_Contains(cells.get(), first) > 0);
            (ffi::PyTuple_Size(free.get()) as usize, is_cell == Some(true))
        };
        let handlers = tables::handlers(&bytes(code, "co_exceptiontable")?);
        Ok(Original {
            bytecode: bytes(code, "co_code")?,
            constants: attribute_of(code, "co_consts")?,
            names,
            locations: bytes(code, "co_linetable")?,
            handlers: handlers.ok_or_else(|| broken("annot: an exception table that cannot be read"))?,
            first_line: number("co_firstlineno")?,
            stack_size: number("co_stacksize")? as usize,
            positional,
            keyword_only,
            parameters,
            free,
            first_is_cell,
        })
    }

    /// None for each keyword-only parameter.
    fn keyword_defaults(&self) -> Result<Owned, Raised> {
        // SAFETY: live objects throughout.
        unsafe {
            let defaults = Owned::from_result(ffi::PyDict_New())?;
            for index in self.positional..self.positional + self.keyword_only {
                let name = ffi::PyTuple_GetItem(self.names.get(), index as ffi::Py_ssize_t);
                if name.is_null() || ffi::PyDict_SetItem(defaults.get(), name, ffi::Py_None()) < 0 {
                    return Err(Raised);
                }
            }
            Ok(defaults)
        }
    }

    fn constant_count(&self) -> usize {
        // SAFETY: a tuple.
        unsafe { ffi::PyTuple_Size(self.constants.get()) as usize }
    }

    /// The original's constants and, behind them, the prologue's source.
    fn constants_and_source(&self) -> Result<Owned, Raised> {
        let count = self.constant_count() as ffi::Py_ssize_t;
        // SAFETY: a new tuple, every item of which is set before anyone sees it.
        unsafe {
            let source = handover::source()?;
            let tuple = Owned::from_result(ffi::PyTuple_New(count + 1))?;
            for index in 0..count {
                let constant = Owned::from_borrowed(ffi::PyTuple_GetItem(self.constants.get(), index));
                ffi::PyTuple_SET_ITEM(tuple.get(), index, constant.into_raw());
            }
            ffi::PyTuple_SET_ITEM(tuple.get(), count, source.into_raw());
            Ok(tuple)
        }
    }

    /// `code.replace(...)`.
    fn with_prologue(&self, code: Obj, prologue: &Assembler, spec: &SiteSpec) -> Result<Owned, Raised> {
        let shift = prologue.units();
        let mut bytecode = prologue.code.clone();
        bytecode.extend(&self.bytecode);
        let mut locations = Vec::new();
        tables::push_no_location(&mut locations, shift);
        locations.extend(&self.locations);
        let mut handlers: Vec<Handler> = self
            .handlers
            .iter()
            .map(|handler| Handler {
                start: handler.start + shift,
                target: handler.target + shift,
                ..*handler
            })
            .collect();
        if spec.mode == Mode::Raise {
            let at = spec.at as usize;
            let located = tables::locate(&self.locations, self.first_line, at)
                .ok_or_else(|| broken("annot: a location table that cannot be read"))?;
            let mut tail = Assembler::default();
            tail.push(Name::UnaryInvert, 0);
            let covering = handlers
                .iter()
                .find(|handler| (handler.start..handler.start + handler.length).contains(&(at + shift)));
            if let Some(covering) = covering.copied() {
                handlers.push(Handler {
                    start: bytecode.len() / 2,
                    length: tail.units(),
                    ..covering
                });
            }
            tables::push_location(&mut locations, &located, tail.units());
            bytecode.extend(tail.code);
        }
        let changes = [
            ("co_code", new_bytes(&bytecode)?),
            ("co_consts", self.constants_and_source()?),
            ("co_linetable", new_bytes(&locations)?),
            ("co_exceptiontable", new_bytes(&tables::exception_table(&handlers))?),
            ("co_stacksize", new_integer(self.stack_size + PROLOGUE_STACK)?),
        ];
        replace(code, &changes)
    }
}

/// Does a continuation ask first whether it shall only be instrumented?
pub(crate) const INSTRUMENTS: bool = cfg!(Py_3_12);

/// Is it known only when the value arrives whether there is one? A second value then tells.
pub(crate) fn may_be_unbound(kind: &Kind) -> bool {
    matches!(kind, Kind::Dyn | Kind::Maybe(_) | Kind::Nullable | Kind::OwnedOrNull | Kind::SelfOrNull)
}

/// How much of the stack a prologue needs beyond the operands.
const PROLOGUE_STACK: usize = 2;

fn prologue(original: &Original, spec: &SiteSpec) -> Assembler {
    let source = original.constant_count();
    let mut code = Assembler::default();
    let take = |code: &mut Assembler, constant| {
        code.push(Name::LoadConst, constant);
        code.push(Name::UnaryInvert, 0);
    };
    if original.first_is_cell {
        code.push(Name::MakeCell, 0);
    }
    // The first instruction of a function with free variables copies them, and is executed when the site is before it.
    let target = first_prefix(&original.bytecode, spec.at as usize);
    if original.free > 0 && (target > 0 || spec.mode == Mode::Raise) {
        code.push(Name::CopyFreeVars, original.free);
    }
    if INSTRUMENTS {
        let mut instrument = Assembler::default();
        instrument.push(Name::Resume, 0);
        instrument.push(Name::LoadConst, source);
        instrument.push(Name::ReturnValue, 0);
        take(&mut code, source);
        code.push(Name::PopJumpIfFalse, instrument.units());
        code.code.extend(instrument.code);
    }
    let stored = spec.locals.len().saturating_sub(original.free);
    for (index, kind) in spec.locals.iter().enumerate().take(stored) {
        match *kind {
            Kind::Unbound | Kind::Null => {
                if index < original.parameters {
                    code.push(Name::DeleteFast, index);
                }
                continue;
            }
            Kind::Const(constant) => code.push(Name::LoadConst, constant as usize),
            _ => take(&mut code, source),
        }
        code.push(Name::StoreFast, index);
        if may_be_unbound(kind) {
            // Whether it is bound is known only when it arrives.
            let mut unbind = Assembler::default();
            unbind.push(Name::DeleteFast, index);
            take(&mut code, source);
            code.push(Name::PopJumpIfFalse, unbind.units());
            code.code.extend(unbind.code);
        }
    }
    for kind in spec.stack {
        match *kind {
            Kind::Null => code.push(Name::PushNull, 0),
            Kind::Const(constant) => code.push(Name::LoadConst, constant as usize),
            _ => take(&mut code, source),
        }
        if may_be_unbound(kind) {
            // What an inlined comprehension keeps of a local that it hides.
            let mut null = Assembler::default();
            null.push(Name::PopTop, 0);
            null.push(Name::PushNull, 0);
            take(&mut code, source);
            code.push(Name::PopJumpIfFalse, null.units());
            code.code.extend(null.code);
        }
    }
    if spec.mode == Mode::Raise {
        take(&mut code, source);
    }
    let distance = match spec.mode {
        Mode::Resume => target,
        Mode::Raise => original.bytecode.len() / 2,
    };
    code.push(Name::JumpForward, distance);
    code
}

/// `code.replace(**changes)`.
pub(crate) fn replace(code: Obj, changes: &[(&str, Owned)]) -> Result<Owned, Raised> {
    // SAFETY: live objects throughout.
    unsafe {
        let keywords = Owned::from_result(ffi::PyDict_New())?;
        for (name, value) in changes {
            let name = crate::owned::interned(name)?;
            if ffi::PyDict_SetItem(keywords.get(), name.get(), value.get()) < 0 {
                return Err(Raised);
            }
        }
        let method = attribute(code, "replace")?;
        let arguments = Owned::from_result(ffi::PyTuple_New(0))?;
        Owned::from_result(ffi::PyObject_Call(method.get(), arguments.get(), keywords.get()))
    }
}

pub(crate) fn new_bytes(bytes: &[u8]) -> Result<Owned, Raised> {
    // SAFETY: copies the bytes.
    unsafe {
        Owned::from_result(ffi::PyBytes_FromStringAndSize(
            bytes.as_ptr().cast(),
            bytes.len() as ffi::Py_ssize_t,
        ))
    }
}

pub(crate) fn new_integer(value: usize) -> Result<Owned, Raised> {
    // SAFETY: no preconditions.
    unsafe { Owned::from_result(ffi::PyLong_FromSize_t(value)) }
}

/// A tuple of these items.
fn new_tuple(items: Vec<Owned>) -> Result<Owned, Raised> {
    // SAFETY: a new tuple, every item of which is set before anyone sees it.
    unsafe {
        let tuple = Owned::from_result(ffi::PyTuple_New(items.len() as ffi::Py_ssize_t))?;
        for (index, item) in items.into_iter().enumerate() {
            ffi::PyTuple_SET_ITEM(tuple.get(), index as ffi::Py_ssize_t, item.into_raw());
        }
        Ok(tuple)
    }
}

fn none() -> Owned {
    // SAFETY: a live object.
    unsafe { Owned::from_borrowed(ffi::Py_None()) }
}

fn nones(count: usize) -> Result<Owned, Raised> {
    new_tuple((0..count).map(|_| none()).collect())
}

fn attribute_of(code: Obj, name: &str) -> Result<Owned, Raised> {
    // SAFETY: `code` is a live code object.
    unsafe { attribute(code, name) }
}

fn integer(code: Obj, name: &str) -> Result<i64, Raised> {
    let value = attribute_of(code, name)?;
    // SAFETY: a live object.
    match unsafe { ffi::PyLong_AsLongLong(value.get()) } {
        // SAFETY: only asks.
        -1 if unsafe { !ffi::PyErr_Occurred().is_null() } => Err(Raised),
        number => Ok(number),
    }
}

fn bytes(code: Obj, name: &str) -> Result<Vec<u8>, Raised> {
    let value = attribute_of(code, name)?;
    let (mut start, mut length) = (null_mut(), 0);
    // SAFETY: fails for anything but `bytes`, whose buffer lives as long as the object.
    unsafe {
        if ffi::PyBytes_AsStringAndSize(value.get(), &mut start, &mut length) < 0 {
            return Err(Raised);
        }
        Ok(std::slice::from_raw_parts(start.cast::<u8>(), length as usize).to_vec())
    }
}

fn broken(message: &str) -> Raised {
    // SAFETY: an exception class.
    unsafe { raise(ffi::PyExc_SystemError, message) }
}
