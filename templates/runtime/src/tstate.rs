//! The thread that runs native code: whether someone watches it, how deep it may still recurse, how it is interrupted.
//!
//! All of it is asked at each entry from CPython, so the answers are a few loads; the work is in the cold functions. The
//! places of the fields come from `csrc/shim.c`.

use crate::frame::InterpreterFrame;
use crate::value::{Cx, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::c_int;
use std::sync::atomic::AtomicU8;

/// What a native frame may take of the C stack, at most.
const FRAME_BYTES: usize = 2048;
/// What native code leaves of a C stack of unknown size, or of one that is not where the thread's stack should be.
const FOREIGN_STACK_FRAMES: isize = 32;
/// Half of the C stack is CPython's, or this much if that is less: what native code calls needs room as well.
const MOST_RESERVED_BYTES: usize = 4 << 20;
/// The number of nested calls must fit the low half of [`Cx::depth`].
const MOST_FRAMES: isize = 0x7fff;

/// The thread state of the running thread.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tstate(*mut u8);

/// The running thread's state. The GIL must be held, as it always is in native code.
#[inline(always)]
pub fn current() -> Tstate {
    // SAFETY: returns the thread's own state, which outlives every call made from the thread.
    Tstate(unsafe { thread_state() }.cast())
}

/// [`Tstate::observed`] of the thread that runs native code with this context.
#[inline(always)]
pub(crate) fn observed_by(cx: Cx) -> bool {
    #[cfg(Py_3_13)]
    {
        Tstate(cx.breaker.cast::<u8>().cast_mut().wrapping_sub(OFFSETS.breaker + LOW_BYTE)).observed()
    }
    #[cfg(not(Py_3_13))]
    {
        let _ = cx;
        current().observed()
    }
}

/// [`Tstate::monitoring_version`] of the thread that runs native code with this context.
#[cfg(Py_3_12)]
#[inline(always)]
pub(crate) fn monitoring_version_of(cx: Cx) -> u64 {
    #[cfg(Py_3_13)]
    {
        Tstate(cx.breaker.cast::<u8>().cast_mut().wrapping_sub(OFFSETS.breaker + LOW_BYTE)).monitoring_version()
    }
    #[cfg(not(Py_3_13))]
    {
        let _ = cx;
        current().monitoring_version()
    }
}

impl Tstate {
    /// Does anyone trace, profile, monitor or replace the evaluation of code? Then functions run their bytecode.
    #[inline(always)]
    pub fn observed(self) -> bool {
        #[cfg(not(Py_3_12))]
        {
            // SAFETY: the fields are where the shim says; `cframe` is never null in a running thread.
            let tracing = unsafe { self.read::<*const u8>(OFFSETS.c_frame).add(OFFSETS.use_tracing).read() };
            tracing != 0 || self.evaluation_is_replaced()
        }
        #[cfg(Py_3_12)]
        {
            self.monitoring_version() != CLEAN_VERSION.0.get() && self.is_monitored() || self.evaluation_is_replaced()
        }
    }

    /// The context of a native body entered now, or none if CPython must raise `RecursionError` or the C stack is too
    /// short for native recursion.
    #[inline(always)]
    pub fn cx(self) -> Option<Cx> {
        let stack = &STACK;
        if stack.thread.get() != self.read::<u64>(OFFSETS.identity) {
            self.find_stack();
        }
        let room = stack_pointer().wrapping_sub(stack.low.get());
        let frames = if room <= stack.size.get() {
            (room / FRAME_BYTES) as isize
        } else {
            frames_outside(stack, room)
        };
        let count = (self.recursion_remaining() as isize).min(frames).min(MOST_FRAMES);
        if count < 1 {
            return None;
        }
        Some(Cx::new(self.breaker(), count - 1))
    }

    /// Is so little of the C stack left that native code must not be entered again?
    pub fn stack_is_low(self) -> bool {
        if STACK.thread.get() != self.read::<u64>(OFFSETS.identity) {
            self.find_stack();
        }
        let room = stack_pointer().wrapping_sub(STACK.low.get());
        room < FRAME_BYTES || room > STACK.size.get() && frames_outside(&STACK, room) < 1
    }

    #[inline(always)]
    pub(crate) fn breaker(self) -> *const AtomicU8 {
        // SAFETY: an address inside the thread or interpreter state; x86-64 and every other target of the runtime's
        // are little-endian or keep the breaker in one byte, see `LOW_BYTE`.
        unsafe {
            if cfg!(Py_3_13) {
                self.0.add(OFFSETS.breaker + LOW_BYTE).cast()
            } else {
                self.interpreter().add(OFFSETS.breaker + LOW_BYTE_OF_INT).cast()
            }
        }
    }

    /// How many Python calls may still nest, as CPython counts them.
    #[inline(always)]
    pub(crate) fn recursion_remaining(self) -> c_int {
        self.read(OFFSETS.recursion)
    }

    /// Lets `run` see the counters as they were had `frames` native frames been interpreted.
    ///
    /// A call into CPython from here also nests one C call, which it would not had the caller been interpreted; it is
    /// not counted, because the C stack itself is looked at whenever native code is entered.
    pub(crate) fn with_frames<T>(self, frames: c_int, run: impl FnOnce() -> T) -> T {
        self.change(OFFSETS.recursion, -frames);
        self.change_c_recursion(EVALUATION);
        let result = run();
        self.change_c_recursion(-EVALUATION);
        self.change(OFFSETS.recursion, frames);
        result
    }

    /// Runs what goes on with a generator, or makes one, even where the limit of recursion is reached: enough of the interpreter for it to
    /// learn what it asks for its items (the second time it knows).
    #[inline(always)]
    pub(crate) fn with_room<T>(self, run: impl FnOnce() -> T) -> T {
        let lacking = 2 - self.read::<c_int>(OFFSETS.recursion);
        if lacking < 2 {
            return run();
        }
        self.change(OFFSETS.recursion, lacking);
        let result = run();
        self.change(OFFSETS.recursion, -lacking);
        result
    }

    /// Lets CPython see the counters as they were had `frames` native frames been interpreted, until [`Self::give_frames`].
    /// What was added to the counter of C calls is returned: a call from native code nests one more than from bytecode, but
    /// the counter never gets above what it began with, since what protects the C stack must not grow.
    #[inline(always)]
    pub(crate) fn take_frames(self, frames: c_int) -> c_int {
        self.change(OFFSETS.recursion, -frames);
        if OFFSETS.c_recursion == 0 {
            return 0;
        }
        let lost = OFFSETS.c_recursion_limit as c_int - self.read::<c_int>(OFFSETS.c_recursion);
        let given = lost.clamp(0, EVALUATION);
        self.change(OFFSETS.c_recursion, given);
        given
    }

    /// Undoes [`Self::take_frames`].
    #[inline(always)]
    pub(crate) fn give_frames(self, frames: c_int, given: c_int) {
        self.change_c_recursion(-given);
        self.change(OFFSETS.recursion, frames);
    }

    /// Where the thread keeps the exception that is handled: owned, None or null.
    #[inline(always)]
    pub(crate) fn handled(self) -> *mut Obj {
        self.read::<*mut Obj>(OFFSETS.handled)
    }

    /// Where the thread keeps its current frame.
    #[inline(always)]
    pub(crate) fn current_frame(self) -> *mut *mut InterpreterFrame {
        // SAFETY: a field of the thread state or, before 3.13, of what that points to in a running thread.
        unsafe {
            if cfg!(Py_3_13) {
                self.0.add(OFFSETS.frame).cast()
            } else {
                self.read::<*mut u8>(OFFSETS.c_frame).add(OFFSETS.frame).cast()
            }
        }
    }

    /// Is it the frame that a profiler has seen last?
    #[inline(always)]
    pub(crate) fn was_sampled(self, frame: *mut InterpreterFrame) -> bool {
        cfg!(Py_3_15) && self.read::<*mut InterpreterFrame>(OFFSETS.sampled) == frame
    }

    pub(crate) fn raw(self) -> *mut ffi::PyThreadState {
        self.0.cast()
    }

    /// Runs a call that shall instrument a continuation. 3.12 instruments the prologue as well, so its tools must be kept
    /// from hearing of it; later versions would instrument nothing if they were.
    #[cfg(Py_3_12)]
    pub(crate) fn instrumenting<T>(self, run: impl FnOnce() -> T) -> T {
        let quiet = cfg!(not(Py_3_13)) as c_int;
        self.change(OFFSETS.tracing, quiet);
        let result = run();
        self.change(OFFSETS.tracing, -quiet);
        result
    }

    /// The version of what is monitored; instrumented code carries the version it was instrumented for.
    #[cfg(Py_3_12)]
    #[inline(always)]
    pub(crate) fn monitoring_version(self) -> u64 {
        #[cfg(Py_3_13)]
        {
            // The low byte of the eval breaker holds requests, the rest the version.
            self.read::<usize>(OFFSETS.breaker) as u64 & !0xff
        }
        #[cfg(not(Py_3_13))]
        {
            // SAFETY: a field of the interpreter state, where the shim says.
            unsafe { self.interpreter().add(OFFSETS.monitoring).cast::<u64>().read() }
        }
    }

    /// Does any tool ask for events? Remembers the answer "no" by its version.
    #[cfg(Py_3_12)]
    #[cold]
    #[inline(never)]
    fn is_monitored(self) -> bool {
        // SAFETY: reads the interpreter state of the running thread.
        let monitored = unsafe { annot_interpreter_is_monitored(self.interpreter().cast()) != 0 };
        if !monitored {
            CLEAN_VERSION.0.set(self.monitoring_version());
            // What has changed may be who listens to single functions, which native code calls directly.
            if let Some(module) = crate::module::current() {
                module.look_for_listeners();
            }
        }
        monitored
    }

    #[inline(always)]
    fn evaluation_is_replaced(self) -> bool {
        // SAFETY: a pointer-sized field of the interpreter state, where the shim says.
        unsafe { self.interpreter().add(OFFSETS.eval_frame).cast::<usize>().read() != 0 }
    }

    #[inline(always)]
    fn interpreter(self) -> *mut u8 {
        self.read(OFFSETS.interpreter)
    }

    #[inline(always)]
    fn read<T: Copy>(self, offset: usize) -> T {
        // SAFETY: private; every caller passes the offset and type of a field of the live thread state.
        unsafe { self.0.add(offset).cast::<T>().read() }
    }

    #[inline(always)]
    fn change(self, offset: usize, by: c_int) {
        // SAFETY: private; every caller passes the offset of an `int` of the live thread state, which only its own thread
        // touches.
        unsafe { *self.0.add(offset).cast::<c_int>() += by }
    }

    #[inline(always)]
    fn change_c_recursion(self, by: c_int) {
        if OFFSETS.c_recursion != 0 {
            self.change(OFFSETS.c_recursion, by);
        }
    }

    #[cold]
    #[inline(never)]
    fn find_stack(self) {
        let (mut low, mut high) = (0usize, 0usize);
        // SAFETY: fills two integers.
        let known = unsafe { annot_stack_bounds(&mut low, &mut high) } != 0;
        let here = stack_pointer();
        if !known || !(low..high).contains(&here) {
            // Nothing is known of this stack: neither how much there is, nor whose it is.
            (low, high) = (here, here);
        }
        let reserved = ((high - low) / 2).min(MOST_RESERVED_BYTES);
        STACK.low.set(low + reserved);
        STACK.size.set(high - low - reserved);
        STACK.reserved.set(reserved);
        STACK.thread.set(self.read(OFFSETS.identity));
    }
}

/// Is this code object in particular watched by a tool (`sys.monitoring.set_local_events`)? Its function then runs its
/// bytecode.
///
/// # Safety
/// `code` must be a code object.
#[inline(always)]
pub unsafe fn code_is_observed(code: crate::value::Obj) -> bool {
    #[cfg(Py_3_12)]
    // SAFETY: `code` is a code object, and the field is where the shim says.
    unsafe {
        code.cast::<u8>().add(OFFSETS.code_monitors).cast::<usize>().read() != 0 && annot_code_is_monitored(code) != 0
    }
    #[cfg(not(Py_3_12))]
    {
        let _ = code;
        false
    }
}

/// Where a code object keeps who listens to it: 0 if nobody ever did.
///
/// # Safety
/// `code` must be a code object.
#[cfg(Py_3_12)]
pub(crate) unsafe fn listeners_at(code: crate::value::Obj) -> *const usize {
    // SAFETY: `code` is a code object, and the field is where the shim says.
    unsafe { code.cast::<u8>().add(OFFSETS.code_monitors).cast() }
}

/// Hides the first code units of a code object from tools and tracebacks.
///
/// # Safety
/// `code` must be a code object that no one else has seen yet, with at least one unit from `unit` on.
#[cfg(Py_3_12)]
pub(crate) unsafe fn set_traceable_from(code: crate::value::Obj, unit: usize) {
    // SAFETY: as the caller promises.
    unsafe { annot_code_is_traceable_from(code, unit as c_int) }
}

/// Where the fields are. The order is that of `annot_thread_offsets` in `csrc/shim.c`.
#[repr(C)]
#[allow(dead_code, reason = "each version of CPython uses some")]
struct Offsets {
    interpreter: usize,
    identity: usize,
    recursion: usize,
    c_recursion: usize,
    tracing: usize,
    c_frame: usize,
    use_tracing: usize,
    breaker: usize,
    monitoring: usize,
    eval_frame: usize,
    code_monitors: usize,
    frame: usize,
    sampled: usize,
    c_recursion_limit: usize,
    handled: usize,
}

/// The usable part of the C stack of the thread that entered native code last.
struct Stack {
    /// The thread by a number that is never used twice; a thread state's address may be.
    thread: Cell<u64>,
    /// The lowest address that native frames may reach.
    low: Cell<usize>,
    /// From there to the top.
    size: Cell<usize>,
    /// What lies below, for everyone else.
    reserved: Cell<usize>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Stack {}

static STACK: Stack = Stack {
    thread: Cell::new(u64::MAX),
    low: Cell::new(0),
    size: Cell::new(0),
    reserved: Cell::new(0),
};

/// How many frames fit when the stack pointer is not in the usable part of the thread's stack.
#[cold]
#[inline(never)]
fn frames_outside(stack: &Stack, room: usize) -> isize {
    // Below, in the reserve: `room` wrapped around.
    let below = room.wrapping_neg();
    if below <= stack.reserved.get() {
        0
    } else {
        FOREIGN_STACK_FRAMES
    }
}

/// Roughly where the stack ends.
#[inline(always)]
fn stack_pointer() -> usize {
    let here = 0u8;
    std::hint::black_box(&raw const here) as usize
}

/// What CPython counts for the C frames of its evaluation loop (3.12.0 counts 1).
const EVALUATION: c_int = 2;

/// The low byte of a word, counted from its address.
const LOW_BYTE: usize = if cfg!(target_endian = "big") {
    size_of::<usize>() - 1
} else {
    0
};
const LOW_BYTE_OF_INT: usize = if cfg!(target_endian = "big") {
    size_of::<c_int>() - 1
} else {
    0
};

#[cfg(Py_3_12)]
struct CleanVersion(Cell<u64>);

// SAFETY: touched only with the GIL held.
#[cfg(Py_3_12)]
unsafe impl Sync for CleanVersion {}

/// The version of the monitoring state in which nobody asked for events when last looked. No version has all bits set.
#[cfg(Py_3_12)]
static CLEAN_VERSION: CleanVersion = CleanVersion(Cell::new(u64::MAX));

unsafe extern "C" {
    #[link_name = "annot_thread_offsets"]
    safe static OFFSETS: Offsets;
    fn annot_stack_bounds(low: *mut usize, high: *mut usize) -> c_int;
    #[cfg(Py_3_12)]
    fn annot_interpreter_is_monitored(interpreter: *mut ffi::PyInterpreterState) -> c_int;
    #[cfg(Py_3_12)]
    fn annot_code_is_monitored(code: *mut ffi::PyObject) -> c_int;
    #[cfg(Py_3_12)]
    fn annot_code_is_traceable_from(code: *mut ffi::PyObject, unit: c_int);
    #[cfg_attr(Py_3_13, link_name = "PyThreadState_GetUnchecked")]
    #[cfg_attr(not(Py_3_13), link_name = "_PyThreadState_UncheckedGet")]
    fn thread_state() -> *mut ffi::PyThreadState;
}
