//! A frame that does not even wait until something may happen: for functions that call no native code, where only what is rare
//! needs a frame. As long as nothing has happened it is four values in registers.

use crate::frame::{Frame, FrameSpec};
#[cfg(not(Py_3_12))]
use crate::function::Function;
use crate::module::Module;
use crate::site::Site;
use crate::value::{Cx, Exit, Obj, Word};

/// A frame that begins to wait when it is first told something; see [`Frame`] for what it does then.
pub struct Late<'a, const SLOTS: usize> {
    frame: &'a mut Frame<SLOTS>,
    spec: &'static FrameSpec,
    object: Obj,
    cx: Cx,
    waits: bool,
}

impl<'a, const SLOTS: usize> Late<'a, SLOTS> {
    /// What [`Frame::wait`] is told, for later. Nobody else uses the frame.
    #[inline(always)]
    pub fn new(frame: &'a mut Frame<SLOTS>, spec: &'static FrameSpec, object: Obj, cx: Cx) -> Late<'a, SLOTS> {
        Late {
            frame,
            spec,
            object,
            cx,
            waits: false,
        }
    }

    #[inline(always)]
    fn begun(&mut self) -> &mut Frame<SLOTS> {
        if !self.waits {
            self.frame.wait(self.spec, self.object, self.cx);
            self.waits = true;
        }
        self.frame
    }

    /// See [`Frame::cx`].
    #[inline(always)]
    pub fn cx(&self, cx: Cx) -> Cx {
        if self.waits { self.frame.cx(cx) } else { cx }
    }

    /// See [`Frame::is_observed`].
    #[inline(always)]
    pub fn is_observed(&self, cx: Cx) -> bool {
        self.waits && self.frame.is_observed(cx)
    }

    /// See [`Frame::has_read`].
    #[cfg(not(Py_3_12))]
    #[inline(always)]
    pub fn has_read(&self, function: &Function) {
        if self.waits {
            self.frame.has_read(function);
        }
    }

    /// See [`Frame::at`].
    #[inline(always)]
    pub fn at(&mut self, unit: u32) {
        self.begun().at(unit);
    }

    /// See [`Frame::reach`].
    #[inline(always)]
    pub fn reach(&mut self, unit: u32) {
        self.begun().reach(unit);
    }

    /// See [`Frame::show`].
    #[inline(always)]
    pub fn show(&mut self, slot: usize, object: Obj) {
        self.begun().show(slot, object);
    }

    /// See [`Frame::show_owned`].
    #[inline(always)]
    pub fn show_owned(&mut self, slot: usize, object: Obj) {
        self.begun().show_owned(slot, object);
    }

    /// See [`Frame::release_or_null`].
    #[inline(always)]
    pub fn release_or_null(&mut self, object: Obj, unit: u32) {
        if !object.is_null() && !crate::boxing::release_shared(object) {
            self.begun().release_last(object, unit);
        }
    }

    /// See [`Frame::pop`].
    #[inline(always)]
    pub fn pop(&mut self) {
        if self.waits {
            self.frame.pop();
            self.waits = false;
        }
    }

    /// See [`Frame::leave_at`].
    #[inline(always)]
    pub fn leave_at(&mut self, module: &'static Module, site: usize, cx: Cx, words: *const Word) -> Exit {
        self.begun().leave_at(module, site, cx, words)
    }

    /// See [`Frame::raised`].
    #[inline(always)]
    pub fn raised(&mut self, unit: u32) -> bool {
        self.begun().raised(unit)
    }

    /// See [`Frame::is_shared`].
    #[inline(always)]
    pub fn is_shared(&mut self) -> bool {
        self.waits && self.frame.is_shared()
    }

    /// See [`Frame::keep`].
    #[inline(always)]
    pub fn keep(&mut self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) {
        self.begun().keep(module, site, cx, words);
    }
}
