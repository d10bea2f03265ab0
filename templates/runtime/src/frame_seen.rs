//! Native frames that someone has looked at, and that go on as continuations.

use crate::frame::InterpreterFrame;
use crate::site::{Mode, SiteSpec};
use crate::tstate;
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_int;
use std::ptr::null_mut;

/// A native frame that was unlinked, and that waits for its continuation to return; or none.
#[derive(Clone, Copy)]
pub(crate) struct Native {
    pub(super) frame: *mut InterpreterFrame,
    pub(super) raised: bool,
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
}
