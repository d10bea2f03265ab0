//! Exceptions that native code raises itself: the entry of the traceback, and the end of the frame that they leave.

use crate::frame::{Frame, Head};
use crate::handover::Exception;
use crate::materialize::Words;
use crate::module::Module;
use crate::owned::Owned;
use crate::site::{Ends, Kind, Site};
use crate::tstate::{self, Tstate};
use crate::unseen;
use crate::value::{Cx, Exit, NULL, Word};
use pyo3::ffi;

impl<const SLOTS: usize> Frame<SLOTS> {
    /// An exception is set that the instruction at this code unit has raised: its traceback gets the entry of this frame. False, and
    /// nothing is done, if someone wants to hear of it: CPython has to raise it then.
    #[inline(always)]
    pub fn raised(&mut self, unit: u32) -> bool {
        self.head().raised(unit)
    }

    /// Ends the function at the module's site of that number, as that says: CPython goes on, or the exception that is set has ended
    /// it. `words` points to as many as the site says, or is null if there are none.
    #[inline(always)]
    pub fn leave_at(&mut self, module: &'static Module, site: usize, cx: Cx, words: *const Word) -> Exit {
        self.head().leave_at(module, site, cx, words)
    }

    /// Has someone got a frame object, who sees the locals even when the function has ended?
    #[inline(always)]
    pub fn is_shared(&mut self) -> bool {
        self.head().is_shared()
    }

    /// Shows the locals with which the function returns.
    #[inline(always)]
    pub fn keep(&mut self, module: &'static Module, site: &'static Site, _cx: Cx, words: &[u64]) {
        self.head().fill(module, site, words);
    }
}

impl Head {
    #[cold]
    #[inline(never)]
    fn raised(self, unit: u32) -> bool {
        self.reach(unit);
        if self.raise_unseen() {
            return true;
        }
        let thread = tstate::current();
        self.show_itself();
        if !self.is_linked() || thread.observed() {
            return false;
        }
        add_entry(thread);
        self.has_raised();
        true
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn leave_at(self, module: &'static Module, site: usize, cx: Cx, words: *const Word) -> Exit {
        let site = &module.spec.sites.all[site];
        // SAFETY: generated code puts down the words of the site that it names.
        let words = unsafe { site.words(words) };
        match site.ends.get() {
            Ends::Leave | Ends::End => self.leave(module, site, cx, words),
            Ends::Fail => self.fail(module, site, cx, words),
            Ends::FailAgain => self.fail_again(module, site, words),
        }
    }

    /// Ends the function with the exception that is set, which no handler of the function covers. `words` are the values of
    /// the site, as for [`crate::leave`].
    fn fail(self, module: &'static Module, site: &'static Site, cx: Cx, words: &[u64]) -> Exit {
        self.reach(site.spec().at);
        if self.fail_unseen(site, words, false) {
            return Exit(NULL);
        }
        if !self.raised(site.spec().at) {
            return self.leave(module, site, cx, words);
        }
        self.end(module, site, words)
    }

    /// [`Self::fail`] with an exception that this frame has raised before.
    fn fail_again(self, module: &'static Module, site: &'static Site, words: &[u64]) -> Exit {
        if self.fail_unseen(site, words, true) {
            return Exit(NULL);
        }
        self.end(module, site, words)
    }

    /// The function has ended, with the exception that is set.
    fn end(self, module: &'static Module, site: &'static Site, words: &[u64]) -> Exit {
        self.show_itself();
        let exception = Exception::fetch();
        let mut rest = self.fill(module, site, words);
        let mut operands: Vec<Owned> = Vec::new();
        for kind in site.spec().stack {
            match kind {
                Kind::Owned | Kind::OwnedOrNull => operands.extend(rest.object(kind).ok().flatten()),
                kind => rest.skip(std::slice::from_ref(kind)),
            }
        }
        while let Some(operand) = operands.pop() {
            drop(operand);
        }
        exception.restore();
        self.pop();
        Exit(NULL)
    }

    #[inline(always)]
    fn is_shared(self) -> bool {
        if unseen::any() {
            crate::frame::show_waiting();
        }
        let object = self.frame_object();
        // SAFETY: null, or a live object.
        !object.is_null() && unsafe { ffi::Py_REFCNT(object) } > 1
    }

    /// Shows the locals of a site; the words of its operands are left.
    #[cold]
    pub(crate) fn fill<'a>(self, module: &'static Module, site: &'static Site, words: &'a [u64]) -> Words<'a> {
        let function = &module.spec.functions[site.spec().function as usize];
        let mut words = Words {
            words,
            module,
            constants: function.constants(),
            shift: 0,
        };
        for (slot, kind) in site.spec().locals.iter().enumerate() {
            let object = words.object(kind).ok().flatten();
            self.show_owned(slot, object.map_or(NULL, Owned::into_raw));
        }
        words
    }
}

/// The traceback of the exception that is set gets an entry for the thread's current frame.
pub(crate) fn add_entry(thread: Tstate) {
    // SAFETY: the thread that runs.
    unsafe { annot_frame_traceback(thread.raw()) };
}

unsafe extern "C" {
    fn annot_frame_traceback(thread: *mut ffi::PyThreadState);
}
