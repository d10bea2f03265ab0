//! The frame of native code that may run Python: from `push` to `pop` CPython counts the function as one that it interprets,
//! and what native frames have read stays alive.

use crate::away::Away;
use crate::function::Function;
use crate::module::Module;
use crate::site::Site;
use crate::tstate::{self, Tstate};
use crate::value::{Cx, Exit, Obj};
use std::ffi::c_int;

/// A frame. It stays where it is while it is pushed, and whoever pushes it pops it, before anything that was pushed earlier.
#[derive(Default)]
pub struct Frame {
    pushed: Option<Pushed>,
}

struct Pushed {
    thread: Tstate,
    /// How many native frames were counted: this one and those above that had not been.
    frames: c_int,
    given: c_int,
    _away: Away,
}

impl Frame {
    #[inline(always)]
    pub const fn new() -> Frame {
        Frame { pushed: None }
    }

    /// Makes the frame the thread's current one. `object` is the function object that runs, borrowed, or null if that is not
    /// known. The context is the one for callees (with [`Cx::deeper`]) and for [`crate::pending`] while the frame is there.
    #[inline(always)]
    pub fn push(&mut self, _module: &'static Module, _function: &'static Function, _object: Obj, cx: Cx) -> Cx {
        let thread = tstate::current();
        let frames = cx.frames_above() + 1;
        self.pushed = Some(Pushed {
            thread,
            frames,
            given: thread.take_frames(frames),
            _away: Away::new(),
        });
        cx.known()
    }

    /// Says which instruction runs: its code unit.
    #[inline(always)]
    pub fn at(&mut self, _unit: u32) {}

    /// Undoes `push`. An exception that is set stays so.
    #[inline(always)]
    pub fn pop(&mut self) {
        if let Some(pushed) = self.pushed.take() {
            pushed.thread.give_frames(pushed.frames, pushed.given);
        }
    }

    /// Pops the frame and [leaves](crate::leave) native code, with the context from before the push.
    #[cold]
    #[inline(never)]
    pub fn leave(&mut self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        self.pop();
        crate::resume::leave(module, site, cx, words)
    }
}
