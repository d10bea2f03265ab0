//! Frames of generators that wait in a `yield from` or an `await` while native code runs what they delegate to.

use super::{Frame, FrameSpec};
use crate::function::Function;
use crate::module::Module;
use crate::tstate;
use crate::value::{Cx, Obj};

impl FrameSpec {
    /// For a generator whose own frame holds all that it has.
    pub(crate) const fn of_delegating(module: &'static Module, function: &'static Function) -> FrameSpec {
        FrameSpec {
            module,
            function,
            slots: 0,
            is_generator: true,
            is_kept: false,
            is_whole: true,
        }
    }
}

impl Frame<0> {
    /// The context of what runs in the frame.
    pub(crate) fn own_cx(&self) -> Cx {
        // SAFETY: written by `wait`.
        self.cx(unsafe { (*self.0.as_ptr()).waiting.cx })
    }

    /// Has somebody been able to look?
    #[inline(always)]
    pub(crate) fn was_shown(&self) -> bool {
        self.is_pushed()
    }

    /// The generator whose frame it is goes on in the interpreter: `run`. The frame is popped.
    pub(crate) fn hand_over_whole(&mut self, run: impl FnOnce() -> Obj) -> Obj {
        let head = self.head();
        head.show_itself();
        let above = head.above();
        head.unlink();
        let away = (above > 0).then(crate::away::Away::new);
        let given = tstate::current().with_frames(above, run);
        drop(away);
        // Nor may what it has returned be lost where others return meanwhile.
        let returned = crate::resumed::returned();
        // SAFETY: written by `wait`.
        super::let_go(unsafe { (*self.0.as_ptr()).waiting.object });
        if !crate::away::is_running() {
            crate::function::tidy();
        }
        if !returned.is_null() {
            crate::resumed::has_returned(returned);
        }
        given
    }
}
