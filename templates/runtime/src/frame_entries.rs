//! Frames to which entries of tracebacks belong that wait: see `unseen`.

// No entry waits on 3.11.
#![cfg_attr(not(Py_3_12), allow(dead_code))]

use super::{Frame, Head, NOWHERE, PUSHED, Pushed, RUNS_PYTHON, UNIT, Waiting, push};
use crate::failing;
use crate::frame::frame_layout::{FrameShape, InterpreterFrame};
use crate::site::Site;
use crate::tstate;
use crate::unseen::{self, Ended};
use crate::value::Obj;
use std::ptr::null_mut;

impl<const SLOTS: usize> Frame<SLOTS> {
    /// [`Self::release_or_null`] of what may be the exception of which entries wait.
    #[inline(always)]
    pub fn give_up(&mut self, object: Obj, unit: u32) {
        if unseen::is_it(object) {
            self.head().give_up(object, unit);
        } else {
            self.release_or_null(object, unit);
        }
    }

    /// [`Self::give_up`] at the instruction that was said last.
    #[inline(always)]
    pub fn give_up_here(&mut self, object: Obj) {
        self.head().give_up_here(object);
    }

    /// What was handled before is handled again: an exception or None. Steals it. `next` is what the next instruction gives up or
    /// raises again, or null.
    #[inline(always)]
    pub fn pop_except(&mut self, before: Obj, unit: u32, next: Obj) {
        self.head().pop_except(before, unit, next);
    }
}

impl Head {
    #[cold]
    #[inline(never)]
    fn give_up(self, object: Obj, unit: u32) {
        let is_last = unseen::is_last(object);
        if is_last && unseen::drop_unseen(object) {
            return;
        }
        if is_last || !unseen::is_handled(object) {
            self.at(unit);
        }
        self.release(object, unit);
    }

    #[cold]
    #[inline(never)]
    fn give_up_here(self, object: Obj) {
        // SAFETY: the frame waits or is pushed, by the contract with generated code.
        let unit = unsafe { (*self.0).waiting.unit } & !RUNS_PYTHON;
        // What is raised at the moment is held by the thread.
        if unseen::is_it(object) && !unseen::is_raised(object) {
            self.give_up(object, unit);
        } else {
            self.release(object, unit);
        }
    }

    #[cold]
    #[inline(never)]
    fn pop_except(self, before: Obj, unit: u32, next: Obj) {
        let after = crate::exception::handle_again(before);
        if !unseen::is_it(after) {
            return self.release(after, unit);
        }
        if unseen::is_last(after) && unseen::drop_unseen(after) {
            return;
        }
        // Somebody keeps the exception, unless it is given up next.
        if next != after || !unseen::is_held_once_more(after) {
            self.at(unit);
        }
        self.release(after, unit);
    }

    fn release(self, object: Obj, unit: u32) {
        if !object.is_null() && !crate::boxing::release_shared(object) {
            self.release_last(object, unit);
        }
    }

    /// The frame is pushed no longer. The one that was before it is the innermost again if it is the next in the thread's chain.
    pub(super) fn forget(self) {
        // SAFETY: the frame was pushed, into the chain.
        unsafe {
            let (outer, previous) = ((*self.0).outer, (*(*self.0).shown).previous);
            let is_innermost = PUSHED.0.get() == self.0.cast() && !outer.is_null() && shown(outer) == previous;
            PUSHED.0.set(if is_innermost { outer } else { null_mut() });
        }
    }

    /// An exception is set: an entry for this frame, which goes on, may wait. False: nothing was done.
    pub(crate) fn raise_unseen(self) -> bool {
        let waiting: *mut Waiting = self.0.cast();
        // SAFETY: the frame waits or is pushed.
        unsafe {
            let Waiting { spec, cx, unit, .. } = *waiting;
            let is_known = match self.is_pushed() {
                // Once there is a frame object, an entry costs little.
                true => self.is_linked() && (unseen::any() || (*(*self.0).shown).object.is_null()),
                false => FrameShape::of(spec.function.code()).slots <= spec.slots,
            };
            is_known && !tstate::observed_by(cx) && unseen::add_live(waiting, unit & !RUNS_PYTHON)
        }
    }

    /// Has nobody got a frame object, nor the dictionary of the locals? The frame is pushed.
    fn is_unseen(self) -> bool {
        // SAFETY: the fields of a pushed frame.
        unsafe { (*(*self.0).shown).object.is_null() && (*(*self.0).shown).locals.is_null() }
    }

    /// An exception is set that ends the function: the entry for this frame may wait, if a native body has called it. `again`: the
    /// frame has raised it before. False: nothing was done.
    pub(crate) fn fail_unseen(self, site: &'static Site, words: &[u64], again: bool) -> bool {
        let waiting: *mut Waiting = self.0.cast();
        // SAFETY: the frame waits or is pushed.
        unsafe {
            let Waiting { spec, object, cx, unit, .. } = *waiting;
            let is_called_natively = match self.is_pushed() {
                true => self.is_linked() && self.is_unseen() && runs_native((*self.0).outer, (*(*self.0).shown).previous),
                false => {
                    FrameShape::of(spec.function.code()).slots <= spec.slots
                        && (!(*waiting).above.is_null()
                            || runs_native(PUSHED.0.get(), *tstate::current().current_frame()))
                }
            };
            if !is_called_natively || tstate::observed_by(cx) {
                return false;
            }
            let unit = unit & !RUNS_PYTHON;
            let is_added = match again {
                true => unseen::end_live(waiting, (spec, object, cx, unit), site, words),
                false => unseen::add_ended((spec, object, cx, unit), site, words),
            };
            match self.is_pushed() {
                true if is_added => self.pop(),
                false if is_added => self.stop_waiting(),
                _ => {}
            }
            is_added
        }
    }
}

/// Where a pushed frame has what CPython sees of it.
///
/// # Safety
/// `pushed` is on the native stack, in a function that has not returned.
unsafe fn shown(pushed: *mut Waiting) -> *mut InterpreterFrame {
    // SAFETY: the caller's promise.
    unsafe { (*pushed.cast::<Pushed<0>>()).shown }
}

/// Is a frame of the thread's chain that of a native body, which is at a call of a native body? `pushed` is a frame that was
/// pushed, or null.
///
/// # Safety
/// `frame` is in the thread's chain, or null.
unsafe fn runs_native(pushed: *mut Waiting, frame: *mut InterpreterFrame) -> bool {
    // SAFETY: the caller's promise: if it is the same frame, it is alive.
    unsafe { !pushed.is_null() && frame == shown(pushed) && (*pushed).unit & RUNS_PYTHON == 0 }
}

/// The traceback of the exception that is set gets entries for frames that have ended, the innermost first, and for one that
/// goes on, if any, at an instruction. Those that ended were called from that one, or from the current one.
///
/// # Safety
/// No frame waits; the frame that goes on is null or pushed.
pub(crate) unsafe fn make_entries(ended: &[Ended], live: *mut Waiting, unit: u32) {
    let thread = tstate::current();
    let current = thread.current_frame();
    // SAFETY: the caller's promise. What is changed of the thread is put back.
    unsafe {
        let before = *current;
        let pushed = live.cast::<Pushed<0>>();
        let is_linked = !live.is_null() && !(*pushed).current.is_null();
        if is_linked {
            *current = shown(live);
        }
        make_entries_of_ended(ended);
        if is_linked {
            let instruction = &raw mut (*(*pushed).shown).instruction;
            let at = instruction.replace((*pushed).first.wrapping_add(UNIT * unit as usize));
            failing::add_entry(thread);
            (*pushed).raised = true;
            instruction.write(at);
        }
        *current = before;
    }
}

/// So many slots has a frame that is made again.
pub(crate) const MOST_SLOTS: usize = 16;

/// [`make_entries`] for the last of frames that have ended, and for those that it called.
fn make_entries_of_ended(ended: &[Ended]) {
    let Some((last, called)) = ended.split_last() else {
        return;
    };
    let mut frame = Frame::<MOST_SLOTS>::sized();
    frame.wait(last.spec, last.object, last.cx.known());
    let head = frame.head();
    head.stop_waiting();
    if last.unit != NOWHERE {
        head.reach(last.unit);
    }
    // SAFETY: it is as if the frame had waited until now. What ended holds its function object.
    unsafe { push(head.0.cast()) };
    make_entries_of_ended(called);
    if head.is_linked() {
        failing::add_entry(tstate::current());
        head.reach(last.at);
    }
    head.fill(last.spec.module, last.site, &last.words);
    head.unlink();
    head.let_go();
    last.let_go();
}
