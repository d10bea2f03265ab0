//! The frame of native code that may run Python. From `push` to `pop` it is in the thread's chain of frames, so that whoever
//! looks (`sys._getframe`, `warnings`, `logging`, tracebacks of callees) finds the function there, at the line that was said
//! last. CPython counts the function as one that it interprets, and what native frames have read stays alive.
//!
//! The frame is on the native stack, like those of generators are in the generators. Only when someone looks does CPython
//! make a frame object for it; `pop` then hands over to that, as CPython does when a function returns. Locals look unbound
//! unless generated code shows them.

use crate::away::Away;
use crate::frame::frame_layout::{FrameShape, OWNED_BY_THREAD, Reference, StackTop, UNIT};
use crate::function::Function;
use crate::layout::FunctionObject;
use crate::module::Module;
use crate::resolve;
use crate::site::{Mode, Site, SiteSpec};
use crate::tstate::{self, Tstate};
use crate::value::{Cx, Exit, NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::ptr::null_mut;

#[path = "frame_layout.rs"]
mod frame_layout;

pub(crate) use frame_layout::{InterpreterFrame, is_as_expected};

/// How many slots a frame has room for, if generated code does not say so. A function with more (locals, cells and free
/// variables) is only counted.
pub const DEFAULT_SLOTS: usize = 24;

/// A frame. It stays where it is while it is pushed, and whoever pushes it pops it, before anything that was pushed earlier.
/// Nothing but `push` may come first.
pub struct Frame<const SLOTS: usize = DEFAULT_SLOTS>(MaybeUninit<Pushed<SLOTS>>);

#[repr(C)]
struct Pushed<const SLOTS: usize> {
    thread: Tstate,
    /// Where the thread keeps its current frame; null if this one is only counted.
    current: *mut *mut InterpreterFrame,
    /// The code's first instruction.
    first: *const u8,
    /// How many native frames were counted: this one and those above that had not been.
    frames: c_int,
    given: c_int,
    /// How many slots there are, and whether any owns what it shows.
    count: u32,
    owns: bool,
    /// Has native code added an entry for the frame to a traceback?
    raised: bool,
    away: Away,
    frame: InterpreterFrame,
    slots: [Reference; SLOTS],
}

impl Frame {
    /// A frame for a function of ordinary size.
    #[inline(always)]
    pub const fn new() -> Frame {
        Frame(MaybeUninit::uninit())
    }
}

impl Default for Frame {
    fn default() -> Frame {
        Frame::new()
    }
}

impl<const SLOTS: usize> Frame<SLOTS> {
    /// A frame for a function with as many slots as `co_nlocalsplus` says.
    #[inline(always)]
    pub const fn sized() -> Frame<SLOTS> {
        Frame(MaybeUninit::uninit())
    }

    /// Makes the frame the thread's current one. `object` is the function object that runs, borrowed, or null if that is not
    /// known. The context is the one for callees (with [`Cx::deeper`]) and for [`crate::pending`] while the frame is there.
    #[inline(always)]
    pub fn push(&mut self, module: &'static Module, function: &'static Function, object: Obj, cx: Cx) -> Cx {
        let thread = tstate::current();
        let frames = cx.frames_above() + 1;
        let given = thread.take_frames(frames);
        let away = Away::new();
        // SAFETY: a function with an engine has a code object.
        let shape = unsafe { FrameShape::of(function.code()) };
        let count = shape.slots.min(SLOTS);
        let current = if count == shape.slots {
            thread.current_frame()
        } else {
            null_mut()
        };
        let pushed = self.0.as_mut_ptr();
        // SAFETY: each field is written before it is read. The function object is alive: it is called, or the global that is
        // bound to it keeps it, or `Away` does. The slots follow the frame, and there are enough of them.
        unsafe {
            (&raw mut (*pushed).thread).write(thread);
            (&raw mut (*pushed).current).write(current);
            (&raw mut (*pushed).first).write(shape.first);
            (&raw mut (*pushed).frames).write(frames);
            (&raw mut (*pushed).given).write(given);
            (&raw mut (*pushed).away).write(away);
            (&raw mut (*pushed).count).write(count as u32);
            (&raw mut (*pushed).owns).write(false);
            (&raw mut (*pushed).raised).write(false);
            let slots = (&raw mut (*pushed).slots).cast::<Reference>();
            for index in 0..count {
                slots.add(index).write(Reference::NULL);
            }
            if !current.is_null() {
                let object = if object.is_null() { function.object() } else { object };
                let (globals, builtins) = namespaces(module, object);
                let frame = &raw mut (*pushed).frame;
                frame.write(InterpreterFrame {
                    code: Reference::borrowed(function.code()),
                    previous: *current,
                    function: Reference::borrowed(object),
                    globals,
                    builtins,
                    locals: NULL,
                    object: NULL,
                    instruction: shape.shown_from,
                    stack: stack_top(slots, count),
                    #[cfg(not(Py_3_12))]
                    is_entry: false,
                    #[cfg(Py_3_12)]
                    return_offset: 0,
                    owner: OWNED_BY_THREAD,
                    #[cfg(Py_3_12)]
                    visited: 0,
                });
                *current = frame;
            }
        }
        cx.known()
    }

    /// Says which instruction runs: its code unit.
    #[inline(always)]
    pub fn at(&mut self, unit: u32) {
        let pushed = self.0.as_mut_ptr();
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe {
            let instruction = (*pushed).first.wrapping_add(UNIT * unit as usize);
            (&raw mut (*pushed).frame.instruction).write(instruction);
        }
    }

    /// Shows what a slot (a local, or the cell that it is in) holds from now on, borrowed for as long as it is shown; null:
    /// the local is not bound. What the slot held before may be given back after this, not before.
    #[inline(always)]
    pub fn show(&mut self, slot: usize, object: Obj) {
        // Before 3.14 a slot cannot say that it owns nothing, and what a debugger replaces is given back.
        #[cfg(not(Py_3_14))]
        // SAFETY: null, or a live object.
        let shown = unsafe {
            ffi::Py_XINCREF(object);
            self.own();
            Reference::owned(object)
        };
        #[cfg(Py_3_14)]
        let shown = Reference::borrowed(object);
        self.replace(slot, shown);
    }

    /// Shows what a slot holds, and gives the reference to it. For what native code does not have as an object.
    #[inline(always)]
    pub fn show_owned(&mut self, slot: usize, object: Obj) {
        self.own();
        self.replace(slot, Reference::owned(object));
    }

    #[inline(always)]
    fn own(&mut self) {
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { (&raw mut (*self.0.as_mut_ptr()).owns).write(true) }
    }

    #[inline(always)]
    fn replace(&mut self, slot: usize, shown: Reference) {
        if slot >= SLOTS {
            // A function with more slots than the frame is not shown.
            shown.give_back();
            return;
        }
        // SAFETY: the frame is pushed, by the contract with generated code, and the function has the slot.
        let old = unsafe {
            let slots = (&raw mut (*self.0.as_mut_ptr()).slots).cast::<Reference>();
            slots.add(slot).replace(shown)
        };
        old.give_back();
    }

    /// Undoes `push`, before the locals that are shown are given back. An exception that is set stays so.
    #[inline(always)]
    pub fn pop(&mut self) {
        self.unlink();
        if !crate::away::is_running() {
            crate::function::tidy();
        }
    }

    #[inline(always)]
    fn unlink(&mut self) {
        let pushed = self.0.as_mut_ptr();
        // SAFETY: the frame is pushed, by the contract with generated code; it is the current one again, because all that
        // was called has returned.
        unsafe {
            let thread = (*pushed).thread;
            let mut owns = (*pushed).owns;
            if !(*pushed).current.is_null() {
                let frame = &raw mut (*pushed).frame;
                *(*pushed).current = (*frame).previous;
                if !(*frame).object.is_null() || !(*frame).locals.is_null() || thread.was_sampled(frame) {
                    annot_frame_was_seen(thread.raw(), frame);
                    owns = false;
                }
            }
            if owns {
                self.give_back_slots();
            }
            thread.give_frames((*pushed).frames, (*pushed).given);
            (&raw mut (*pushed).away).drop_in_place();
        }
    }

    /// Pops the frame and [leaves](crate::leave) native code, with the context from before the push.
    #[cold]
    #[inline(never)]
    pub fn leave(&mut self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        let exit = if self.was_seen() {
            self.leave_as_seen(module, site, cx, words)
        } else {
            self.unlink();
            crate::resume::leave(module, site, cx, words)
        };
        // Not before: what is kept for native frames may be among the operands.
        if !crate::away::is_running() {
            crate::function::tidy();
        }
        exit
    }

    /// Is the frame in the thread's chain, rather than only counted?
    pub(crate) fn is_linked(&self) -> bool {
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { !(*self.0.as_ptr()).current.is_null() }
    }

    /// Remembers that a traceback has an entry for the frame.
    pub(crate) fn has_raised(&mut self) {
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { (&raw mut (*self.0.as_mut_ptr()).raised).write(true) }
    }

    /// The frame object that someone has got, borrowed, or null.
    #[inline(always)]
    pub(crate) fn frame_object(&self) -> Obj {
        // SAFETY: as above; a frame that is only counted has none.
        unsafe {
            let pushed = self.0.as_ptr();
            if (*pushed).current.is_null() { NULL } else { (*pushed).frame.object }
        }
    }

    /// Has someone got a frame object?
    fn was_seen(&self) -> bool {
        let pushed = self.0.as_ptr();
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { !(*pushed).current.is_null() && !(*pushed).frame.object.is_null() }
    }

    /// The frame object goes on as the continuation's.
    fn leave_as_seen(&mut self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        let pushed = self.0.as_mut_ptr();
        // SAFETY: see `pop`. Once unlinked, the frame stays where it is until this returns, and nobody but its frame object
        // refers to it.
        unsafe {
            let (frame, thread) = (&raw mut (*pushed).frame, (*pushed).thread);
            *(*pushed).current = (*frame).previous;
            self.give_back_slots();
            thread.give_frames((*pushed).frames, (*pushed).given);
            (&raw mut (*pushed).away).drop_in_place();
            let raised = (*pushed).raised;
            let exit = crate::resume::leave_as(module, site, cx, words, Native { frame, raised });
            annot_frame_was_seen(thread.raw(), frame);
            exit
        }
    }

    fn give_back_slots(&mut self) {
        let pushed = self.0.as_mut_ptr();
        // SAFETY: the frame is pushed, and has as many slots as it says.
        unsafe {
            let slots = (&raw mut (*pushed).slots).cast::<Reference>();
            for index in 0..(*pushed).count as usize {
                slots.add(index).replace(Reference::NULL).give_back();
            }
        }
    }
}

/// A native frame that was unlinked, and that waits for its continuation to return; or none.
#[derive(Clone, Copy)]
pub(crate) struct Native {
    frame: *mut InterpreterFrame,
    raised: bool,
}

impl Native {
    pub(crate) const NONE: Native = Native {
        frame: null_mut(),
        raised: false,
    };

    pub(crate) fn is_none(self) -> bool {
        self.frame.is_null()
    }
}

/// The continuation whose prologue runs is `native` going on: whoever has got a frame object of that now has one of the
/// continuation. `exceptions` are those in whose tracebacks the frame may be.
pub(crate) fn goes_on(native: Native, exceptions: &[Obj]) {
    // SAFETY: a native frame that waits; the current frame is the continuation's. The exceptions are alive.
    unsafe {
        annot_frame_goes_on(
            tstate::current().raw(),
            native.frame,
            native.raised as c_int,
            exceptions.as_ptr(),
            exceptions.len(),
        );
    }
}

/// An exception has ended a continuation of the code: in the traceback its frame becomes one of the code itself.
///
/// # Safety
/// Live code objects, the one a continuation for the site of the other.
pub(crate) unsafe fn was_continued(continuation: Obj, original: Obj, spec: &SiteSpec) {
    let tail = (spec.mode == Mode::Raise) as c_int;
    // SAFETY: the caller's promise; what raises at the end of a continuation is one instruction.
    unsafe { annot_frame_was_continued(tstate::current().raw(), continuation, original, spec.at as c_int, tail) }
}

/// The globals and builtins of a function.
///
/// # Safety
/// `object` is a live function object, or null.
#[inline(always)]
unsafe fn namespaces(module: &'static Module, object: Obj) -> (Obj, Obj) {
    if object.is_null() {
        return (module.globals(), resolve::builtins().1);
    }
    let object = object.cast::<FunctionObject>();
    // SAFETY: the caller's promise.
    unsafe { ((*object).func_globals, (*object).func_builtins) }
}

#[cfg(Py_3_14)]
#[inline(always)]
fn stack_top(slots: *mut Reference, count: usize) -> StackTop {
    slots.wrapping_add(count)
}

#[cfg(not(Py_3_14))]
#[inline(always)]
fn stack_top(_slots: *mut Reference, count: usize) -> StackTop {
    count as c_int
}

unsafe extern "C" {
    fn annot_frame_was_continued(
        thread: *mut ffi::PyThreadState,
        continuation: Obj,
        original: Obj,
        at: c_int,
        tail: c_int,
    );
    fn annot_frame_goes_on(
        thread: *mut ffi::PyThreadState,
        native: *mut InterpreterFrame,
        raised: c_int,
        exceptions: *const Obj,
        count: usize,
    );
    fn annot_frame_was_seen(thread: *mut ffi::PyThreadState, frame: *mut InterpreterFrame);
}
