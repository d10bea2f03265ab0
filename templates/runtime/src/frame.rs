//! The frame of native code that may run Python. Before anything runs that could look (`sys._getframe`, `warnings`, `logging`,
//! tracebacks of callees) it is put into the thread's chain of frames, where whoever looks finds the function at the line that
//! was said last. CPython counts the function as one that it interprets, and what native frames have read stays alive.
//!
//! Most calls never run Python, so a frame only *waits* at first: a few words on the native stack, linked to the frames that wait
//! above it ([`WAITING`]). Once Python code may run, all of them are pushed, the outermost first ([`show_waiting`]); while Python
//! code runs, none waits.
//!
//! The frame is on the native stack, like those of generators are in the generators. Only when someone looks does CPython
//! make a frame object for it; `pop` then hands over to that, as CPython does when a function returns. Locals look unbound
//! unless generated code shows them.

use crate::away::Away;
use crate::frame::frame_layout::OWNED_BY_THREAD;
use crate::function::Function;
use crate::keyed_cells;
use crate::layout::FunctionObject;
use crate::module::Module;
use crate::resolve;
use crate::site::Site;
use crate::tstate::{self, Tstate};
use crate::unseen;
use crate::value::{Cx, Exit, NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;
use std::ptr::null_mut;

#[path = "frame_layout.rs"]
mod frame_layout;
#[path = "frame_entries.rs"]
mod frame_entries;
#[path = "frame_seen.rs"]
mod frame_seen;
#[path = "frame_delegating.rs"]
mod frame_delegating;
#[path = "frame_behind.rs"]
mod frame_behind;
#[path = "frame_waits.rs"]
mod frame_waits;

pub use frame_behind::release_behind;
use frame_waits::other_waits;
pub(crate) use frame_waits::{any_waits, has_room, has_room_for, surprised};
pub(crate) use frame_entries::MOST_SLOTS;
pub(crate) use frame_seen::{Native, goes_on, was_continued};
#[cfg(Py_3_12)]
pub(crate) use frame_entries::make_entries;
#[cfg(Py_3_12)]
pub(crate) use frame_layout::instrumentation_of;
pub(crate) use frame_layout::{FrameShape, InterpreterFrame, Reference, StackTop, UNIT, is_as_expected};

/// What all frames of one function have in common.
pub struct FrameSpec {
    module: &'static Module,
    function: &'static Function,
    slots: usize,
    /// Is it a generator that runs? Then its own frame is shown, and [`Waiting::object`] is the generator.
    is_generator: bool,
    /// One whose state is kept? Then that is the address of [`Lazy`](crate::resumed::Lazy) until the frame is pushed.
    is_kept: bool,
    /// Does it wait in a `yield from` or an `await`, so that its frame holds all that it has?
    is_whole: bool,
}

impl FrameSpec {
    /// For a function with so many slots (locals, cells and free variables). If it has more, its frames are only counted.
    pub const fn new<const SLOTS: usize>(module: &'static Module, function: &'static Function) -> FrameSpec {
        FrameSpec {
            module,
            function,
            slots: SLOTS,
            is_generator: false,
            is_kept: false,
            is_whole: false,
        }
    }

    /// For a generator that goes on natively, and whose state may be kept.
    pub const fn of_generator(module: &'static Module, function: &'static Function, is_kept: bool) -> FrameSpec {
        FrameSpec {
            module,
            function,
            slots: 0,
            is_generator: true,
            is_kept,
            is_whole: false,
        }
    }
}

/// A frame. It stays where it is until it is popped, before anything that waited earlier. Nothing but `wait` may come first.
pub struct Frame<const SLOTS: usize>(MaybeUninit<Pushed<SLOTS>>);

/// A frame with any number of slots, which follow the other fields. What is rarely done is done to it, so that there is one of it.
#[derive(Clone, Copy)]
pub(crate) struct Head(*mut Pushed<0>);

/// What a frame that waits consists of.
#[repr(C)]
pub(crate) struct Waiting {
    /// The innermost frame that waited when this one began to; null: there was none.
    above: *mut Waiting,
    spec: &'static FrameSpec,
    /// The function object that runs, or null if that is not known: borrowed as long as the frame waits, because nobody can take it
    /// out of a class meanwhile; then owned.
    object: Obj,
    cx: Cx,
    /// The code unit of the instruction that runs, and [`RUNS_PYTHON`] if that may run Python code by anything but a native body
    /// that it calls.
    unit: u32,
    is_pushed: bool,
}

#[repr(C)]
struct Pushed<const SLOTS: usize> {
    waiting: Waiting,
    /// From here on written by `push`.
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
    /// What was the innermost frame that was pushed.
    outer: *mut Waiting,
    away: Away,
    /// What is in the thread's chain: `frame`, or that of the generator which runs.
    shown: *mut InterpreterFrame,
    frame: InterpreterFrame,
    slots: [Reference; SLOTS],
}

/// The innermost frame of this module that waits. Those above it wait as well, up to the first that is pushed.
static WAITING: Innermost = Innermost(Cell::new(null_mut()));
struct Innermost(Cell<*mut Waiting>);
// SAFETY: touched only with the GIL held, and null whenever the GIL may change hands.
unsafe impl Sync for Innermost {}

/// The innermost frame of this module that is pushed, as far as that is known; or null.
static PUSHED: Innermost = Innermost(Cell::new(null_mut()));

/// Pushes all frames that wait, and makes the entries that do. Returns how many native frames there are down to the innermost of them, as its context counts:
/// those CPython knows of now.
#[inline(always)]
pub(crate) fn show_waiting() -> c_int {
    let innermost = WAITING.0.get();
    if keyed_cells::any() {
        keyed_cells::settle_all();
    }
    if innermost.is_null() {
        if unseen::any() {
            unseen::take().show();
        }
        return 0;
    }
    push_all(innermost)
}

#[cold]
#[inline(never)]
fn push_all(innermost: *mut Waiting) -> c_int {
    WAITING.0.set(null_mut());
    let entries = unseen::any().then(unseen::take);
    // Linked the other way round, from the outermost inwards.
    let (mut frame, mut below) = (innermost, null_mut());
    // SAFETY: frames that wait are on the native stack of this thread, in functions that have not returned.
    unsafe {
        while !frame.is_null() {
            let above = std::mem::replace(&mut (*frame).above, below);
            (below, frame) = (frame, above);
        }
        let (mut frame, mut above) = (below, null_mut());
        while !frame.is_null() {
            let below = std::mem::replace(&mut (*frame).above, above);
            push(frame);
            (above, frame) = (frame, below);
        }
        if let Some(entries) = entries {
            entries.show();
        }
        (*innermost).cx.frames_above() + 1
    }
}

/// Makes a frame the thread's current one. `above` is the one that was pushed before, if that waited too.
///
/// # Safety
/// `waiting` is the head of a frame that waits, and those above it do not.
unsafe fn push(waiting: *mut Waiting) {
    // SAFETY: the caller's promise. Each field is written before it is read. The function object is alive: it is called, or the
    // global that is bound to it keeps it, or `Away` does. The slots follow the frame, and there are enough of them.
    unsafe {
        let pushed = waiting.cast::<Pushed<0>>();
        let FrameSpec {
            module,
            function,
            slots,
            is_generator,
            is_kept,
            is_whole,
        } = *(*waiting).spec;
        if is_kept {
            (*waiting).object = crate::resumed::shown((*waiting).object, function);
        }
        let counted = match (*waiting).above {
            above if above.is_null() => 0,
            above => (*above).cx.frames_above() + 1,
        };
        let thread = tstate::current();
        let frames = (*waiting).cx.frames_above() + 1 - counted;
        let given = thread.take_frames(frames);
        let away = Away::new();
        let shape = FrameShape::of(function.code());
        let count = shape.slots.min(slots);
        let shown = match is_generator {
            true => crate::resumed::frame_of((*waiting).object),
            false => &raw mut (*pushed).frame,
        };
        (&raw mut (*pushed).shown).write(shown);
        let current = if count == shape.slots || is_generator {
            thread.current_frame()
        } else {
            null_mut()
        };
        (*waiting).is_pushed = true;
        ffi::Py_XINCREF((*waiting).object);
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
        let unit = (*waiting).unit & !RUNS_PYTHON;
        let instruction = if unit == NOWHERE {
            shape.shown_from
        } else {
            shape.first.wrapping_add(UNIT * unit as usize)
        };
        if current.is_null() {
            return;
        }
        if is_generator {
            crate::resumed::set_state((*waiting).object, crate::resumed::State::Executing);
            if !is_whole {
                crate::resumed::hide_numbers((*waiting).object, shape.slots);
            }
            (*shown).previous = *current;
            (*shown).instruction = instruction;
            *current = shown;
            (&raw mut (*pushed).outer).write(PUSHED.0.replace(waiting));
            return;
        }
        let object = match (*waiting).object {
            object if object.is_null() => function.object(),
            object => object,
        };
        // Who looks into the frame finds them there; CPython 3.12 takes for granted that they are.
        #[cfg(Py_3_12)]
        (&raw mut (*pushed).owns).write(crate::closure::show_cells(object, slots, count));
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
            instruction,
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
        (&raw mut (*pushed).outer).write(PUSHED.0.replace(waiting));
    }
}

/// The instruction may run Python code.
const RUNS_PYTHON: u32 = 1 << 31;

/// No instruction was said yet.
const NOWHERE: u32 = !RUNS_PYTHON;

impl<const SLOTS: usize> Frame<SLOTS> {
    /// A frame for a function with as many slots as `co_nlocalsplus` says.
    #[inline(always)]
    pub const fn sized() -> Frame<SLOTS> {
        Frame(MaybeUninit::uninit())
    }

    /// Lets the frame wait. `spec` is for as many slots; `object` is the function object that runs, borrowed, or null if that is
    /// not known; `cx` is the function's context.
    #[inline(always)]
    pub fn wait(&mut self, spec: &'static FrameSpec, object: Obj, cx: Cx) {
        let waiting = self.waiting();
        // SAFETY: the head of the frame, which is written first.
        unsafe {
            waiting.write(Waiting {
                above: WAITING.0.get(),
                spec,
                object,
                cx,
                unit: NOWHERE,
                is_pushed: false,
            });
        }
        WAITING.0.set(waiting);
    }

    /// The context that callees get, with [`Cx::deeper`].
    #[inline(always)]
    pub fn cx(&self, cx: Cx) -> Cx {
        if self.is_pushed() { cx.known() } else { cx }
    }

    /// Has somebody begun to observe what runs? Nobody has while the frame waits: no Python code has run then since it began to.
    #[inline(always)]
    pub fn is_observed(&self, cx: Cx) -> bool {
        self.is_pushed() && tstate::observed_by(cx)
    }

    #[inline(always)]
    fn waiting(&mut self) -> *mut Waiting {
        self.0.as_mut_ptr().cast()
    }

    #[inline(always)]
    fn is_pushed(&self) -> bool {
        // SAFETY: written by `wait`, by the contract with generated code.
        unsafe { (*self.0.as_ptr()).waiting.is_pushed }
    }

    /// A global was found bound to the function's object. When frames are pushed, what was read is kept; one that is pushed already
    /// keeps what it reads from then on.
    #[cfg(not(Py_3_12))]
    #[inline(always)]
    pub fn has_read(&self, function: &Function) {
        if self.is_pushed() {
            function.keep();
        }
    }

    /// Says which instruction runs, its code unit, and that it may run Python code.
    #[inline(always)]
    pub fn at(&mut self, unit: u32) {
        self.head().at(unit);
    }

    /// Says which instruction runs: its code unit. It does not run Python code unless a native callee does.
    #[inline(always)]
    pub fn reach(&mut self, unit: u32) {
        self.head().reach(unit);
    }

    /// Shows what a slot (a local, or the cell that it is in) of a pushed frame holds from now on, borrowed while it is shown; null:
    /// the local is not bound. What the slot held before may be given back after this, not before.
    #[inline(always)]
    pub fn show(&mut self, slot: usize, object: Obj) {
        self.head().show(slot, object);
    }

    /// Shows what a slot holds, and gives the reference to it. For what native code does not have as an object.
    #[inline(always)]
    pub fn show_owned(&mut self, slot: usize, object: Obj) {
        self.head().show_owned(slot, object);
    }

    /// Gives up an owned reference (or none), at an instruction. The object may die, which may run Python code.
    #[inline(always)]
    pub fn release_or_null(&mut self, object: Obj, unit: u32) {
        if !object.is_null() && !crate::boxing::release_shared(object) {
            self.release_last(object, unit);
        }
    }

    /// Gives up what may be the last reference to an object.
    #[inline(always)]
    pub(crate) fn release_last(&mut self, object: Obj, unit: u32) {
        self.head().release_last(object, unit);
    }

    /// Takes the frame out again, before the locals that are shown are given back. An exception that is set stays so.
    #[inline(always)]
    pub fn pop(&mut self) {
        if self.is_pushed() {
            self.head().pop();
        } else {
            self.head().stop_waiting();
        }
    }

    /// Pops the frame and [leaves](crate::leave) native code, with the function's context.
    #[inline(always)]
    pub fn leave(&mut self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        self.head().leave(module, site, cx, words)
    }

    /// Pops the frame of a generator, and lets CPython go on with that.
    #[cold]
    #[inline(never)]
    pub fn hand_over_at(&mut self, module: &'static Module, site: usize, _cx: Cx, words: *const crate::value::Word) -> Exit {
        let site = &module.spec.sites.all[site];
        // SAFETY: generated code puts down the words of the site that it names.
        self.head().hand_over(module, site, unsafe { site.words(words) })
    }

    /// The frame, whatever number of slots it has.
    #[inline(always)]
    pub(crate) fn head(&mut self) -> Head {
        Head(self.0.as_mut_ptr().cast())
    }
}

impl Head {
    #[inline(always)]
    fn is_pushed(self) -> bool {
        // SAFETY: written by `wait`, by the contract with generated code.
        unsafe { (*self.0).waiting.is_pushed }
    }

    /// See [`Frame::at`].
    #[inline(never)]
    fn at(self, unit: u32) {
        self.reach(unit);
        // SAFETY: the frame waits or is pushed, by the contract with generated code.
        unsafe { (*self.0).waiting.unit |= RUNS_PYTHON };
        if !self.is_pushed() || other_waits() {
            show_waiting();
        }
    }

    /// See [`Frame::reach`].
    #[inline(always)]
    pub(crate) fn reach(self, unit: u32) {
        let pushed = self.0;
        // SAFETY: the frame waits or is pushed, by the contract with generated code.
        unsafe {
            (*pushed).waiting.unit = unit;
            if (*pushed).waiting.is_pushed {
                let instruction = (*pushed).first.wrapping_add(UNIT * unit as usize);
                (&raw mut (*(*pushed).shown).instruction).write(instruction);
            }
        }
    }

    /// Gives up what may be the last reference to an object.
    #[inline(never)]
    fn release_last(self, object: Obj, unit: u32) {
        if crate::boxing::ended_int(object) {
            return;
        }
        if crate::boxing::is_only_one(object) {
            if crate::resumed::ended(object) {
                return;
            }
            // SAFETY: a live object; only such a frame is told, while it is where it is.
            unsafe {
                if ffi::PyType_HasFeature(ffi::Py_TYPE(object), ffi::Py_TPFLAGS_HEAPTYPE) != 0
                    && annot_end_instance(object, self.0.cast(), unit, tell) != 0
                {
                    return;
                }
            }
            if crate::list_iter::ended(object) || crate::list_parts::ended(object) {
                return;
            }
            if may_run_python(object) {
                self.at(unit);
            }
        }
        crate::boxing::release_last(object);
    }

    /// See [`Frame::show`].
    #[inline(never)]
    fn show(self, slot: usize, object: Obj) {
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

    /// See [`Frame::show_owned`].
    #[inline(never)]
    pub(crate) fn show_owned(self, slot: usize, object: Obj) {
        self.own();
        self.replace(slot, Reference::owned(object));
    }

    #[inline(always)]
    fn own(self) {
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { (&raw mut (*self.0).owns).write(true) }
    }

    #[inline(always)]
    fn replace(self, slot: usize, shown: Reference) {
        // SAFETY: written by `push`, if the frame is pushed.
        if !self.is_pushed() || slot >= unsafe { (*self.0).count as usize } {
            // A function with more slots than the frame, or a frame that nobody can see yet, is not shown.
            shown.give_back();
            return;
        }
        // SAFETY: the frame is pushed, by the contract with generated code, and the function has the slot.
        let old = unsafe {
            let slots = (&raw mut (*self.0).slots).cast::<Reference>();
            slots.add(slot).replace(shown)
        };
        old.give_back();
    }

    pub(crate) fn pop(self) {
        self.unlink();
        self.let_go();
        if !crate::away::is_running() {
            crate::function::tidy();
        }
    }

    #[inline(always)]
    fn stop_waiting(self) {
        // SAFETY: the frame waits, and is the innermost that does: all that was called has returned.
        WAITING.0.set(unsafe { (*self.0).waiting.above });
    }

    /// Gives back the function object. The frame is unlinked.
    #[inline(always)]
    fn let_go(self) {
        // SAFETY: null, or owned since the frame was pushed.
        let_go(unsafe { (*self.0).waiting.object });
    }

    fn unlink(self) {
        let pushed = self.0;
        // SAFETY: the frame is pushed; it is the current one again, because all that was called has returned.
        unsafe {
            let thread = (*pushed).thread;
            let mut owns = (*pushed).owns;
            if !(*pushed).current.is_null() {
                let frame = (*pushed).shown;
                *(*pushed).current = (*frame).previous;
                self.forget();
                if (*pushed).waiting.spec.is_generator {
                    // It stays the generator's.
                    (*frame).previous = null_mut();
                } else if !(*frame).object.is_null() || !(*frame).locals.is_null() || thread.was_sampled(frame) {
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

    /// See [`Frame::leave`].
    #[cold]
    #[inline(never)]
    pub(crate) fn leave(self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        if other_waits() {
            show_waiting();
        }
        if !self.is_pushed() {
            self.stop_waiting();
            // SAFETY: written by `wait`.
            let running = crate::resume::Running(unsafe { (*self.0).waiting.object });
            return running.leave(module, site, cx, words);
        }
        let exit = if self.was_seen() {
            self.leave_as_seen(module, site, words)
        } else {
            self.unlink();
            let exit = crate::resume::leave_as(module, site, self.above(), words, Native::NONE);
            self.let_go();
            exit
        };
        // Not before: what is kept for native frames may be among the operands.
        if !crate::away::is_running() {
            crate::function::tidy();
        }
        exit
    }

    /// The generator's own frame goes on, at a site of the module of that number, which says what it holds.
    #[cold]
    #[inline(never)]
    pub(crate) fn hand_over(self, module: &'static Module, site: &'static Site, words: &[u64]) -> Exit {
        self.show_itself();
        let above = self.above();
        self.unlink();
        // SAFETY: written by `wait`.
        let generator = unsafe { (*self.0).waiting.object };
        let exit = crate::resume::hand_over(module, site, above, words, generator);
        // Nor may what it has returned be lost where others return meanwhile.
        let returned = crate::resumed::returned();
        self.let_go();
        if !crate::away::is_running() {
            crate::function::tidy();
        }
        if !returned.is_null() {
            crate::resumed::has_returned(returned);
        }
        exit
    }

    /// Is the frame in the thread's chain, rather than only counted? It is pushed.
    pub(crate) fn is_linked(self) -> bool {
        // SAFETY: written when the frame was pushed.
        unsafe { !(*self.0).current.is_null() }
    }

    /// Pushes the frame, if it waits, and makes the entries that do.
    #[inline(always)]
    pub(crate) fn show_itself(self) {
        if !self.is_pushed() || other_waits() {
            show_waiting();
        }
    }

    /// Remembers that a traceback has an entry for the frame.
    pub(crate) fn has_raised(self) {
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { (&raw mut (*self.0).raised).write(true) }
    }

    /// The frame object that someone has got, borrowed, or null.
    #[inline(always)]
    pub(crate) fn frame_object(self) -> Obj {
        // SAFETY: the fields of a pushed frame; one that is only counted has no object.
        unsafe {
            let pushed = self.0;
            if !self.is_pushed() || (*pushed).current.is_null() {
                NULL
            } else {
                (*(*pushed).shown).object
            }
        }
    }

    /// How many native frames above this one, which was pushed, does CPython not know of?
    fn above(self) -> c_int {
        // SAFETY: written when the frame was pushed.
        unsafe { (*self.0).frames - 1 }
    }

    /// Has someone got a frame object?
    fn was_seen(self) -> bool {
        let pushed = self.0;
        // SAFETY: the frame is pushed, by the contract with generated code.
        unsafe { !(*pushed).current.is_null() && !(*pushed).frame.object.is_null() }
    }

    /// The frame object goes on as the continuation's.
    fn leave_as_seen(self, module: &'static Module, site: &'static Site, words: &[u64]) -> Exit {
        let above = self.above();
        let pushed = self.0;
        // SAFETY: see `pop`. Once unlinked, the frame stays where it is until this returns, and nobody but its frame object
        // refers to it.
        unsafe {
            let (frame, thread) = (&raw mut (*pushed).frame, (*pushed).thread);
            *(*pushed).current = (*frame).previous;
            self.forget();
            self.give_back_slots();
            thread.give_frames((*pushed).frames, (*pushed).given);
            (&raw mut (*pushed).away).drop_in_place();
            let raised = (*pushed).raised;
            let exit = crate::resume::leave_as(module, site, above, words, Native { frame, raised });
            annot_frame_was_seen(thread.raw(), frame);
            self.let_go();
            exit
        }
    }

    fn give_back_slots(self) {
        let pushed = self.0;
        // SAFETY: the frame is pushed, and has as many slots as it says.
        unsafe {
            let slots = (&raw mut (*pushed).slots).cast::<Reference>();
            let count = (*pushed).count as usize;
            for number in 0..count {
                // From 3.14 on the last comes first.
                let index = if cfg!(Py_3_14) { count - 1 - number } else { number };
                slots.add(index).replace(Reference::NULL).give_back();
            }
        }
    }
}

/// Gives back a function object, or none. It may be the last reference, which may run Python code.
#[inline(always)]
pub(crate) fn let_go(object: Obj) {
    if !object.is_null() && !crate::boxing::release_shared(object) {
        let_go_last(object);
    }
}

/// A function object ends that was taken out of its class while it ran; an exception that is set is not to be seen by that.
#[cold]
#[inline(never)]
fn let_go_last(object: Obj) {
    let exception = crate::handover::Exception::fetch();
    crate::boxing::release_last(object);
    exception.restore();
}

/// Python code may run at an instruction of a frame.
unsafe extern "C" fn tell(frame: *mut c_void, unit: u32) {
    Head(frame.cast()).at(unit);
}

/// May Python code run when the object ends?
#[inline(never)]
pub(crate) fn may_run_python(object: Obj) -> bool {
    // SAFETY: a live object, and the GIL is held. The C function runs no Python code.
    unsafe {
        let class = ffi::Py_TYPE(object);
        class != &raw mut ffi::PyLong_Type
            && class != &raw mut ffi::PyUnicode_Type
            && class != &raw mut ffi::PyFloat_Type
            && class != &raw mut ffi::PyComplex_Type
            && !crate::vector::is_vector(object)
            && !crate::vector::is_iterator(object)
            && !crate::resumed::ends_quietly(object)
            && (ffi::PyType_HasFeature(class, ffi::Py_TPFLAGS_HEAPTYPE) != 0 || !crate::quick::ends_quietly(object))
            && annot_may_run_python(object) != 0
    }
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
    fn annot_may_run_python(object: Obj) -> c_int;
    fn annot_end_instance(
        object: Obj,
        frame: *mut c_void,
        unit: u32,
        tell: unsafe extern "C" fn(*mut c_void, u32),
    ) -> c_int;
    fn annot_frame_was_seen(thread: *mut ffi::PyThreadState, frame: *mut InterpreterFrame);
}
