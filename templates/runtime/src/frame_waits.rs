//! What waits until Python code runs, and must not wait while it does.

use super::{Frame, WAITING};
use crate::keyed_cells;
use crate::module::Module;
use crate::tstate;
use crate::unseen;
use crate::value::Cx;

/// Does a native frame wait, or anything else that Python code must find done? Never while Python code runs.
#[inline(always)]
pub(crate) fn any_waits() -> bool {
    !WAITING.0.get().is_null() || other_waits()
}

/// Does an entry of a traceback wait, or a table that variables share?
#[inline(always)]
pub(super) fn other_waits() -> bool {
    unseen::any() || keyed_cells::any()
}

/// May a function of Python be called from the native code that runs, or is the limit of recursion reached?
#[inline(always)]
pub(crate) fn has_room() -> bool {
    has_room_for(1)
}

/// May so many calls nest from the native code that runs?
#[inline(always)]
pub(crate) fn has_room_for(calls: isize) -> bool {
    match WAITING.0.get() {
        innermost if innermost.is_null() => tstate::current().cx().is_some_and(|cx| cx.may_nest(calls)),
        // SAFETY: frames that wait are on the native stack of this thread, in functions that have not returned.
        innermost => unsafe { (*innermost).cx.may_nest(calls) },
    }
}

/// Python code runs although frames wait: something ran it that was said not to. No native code may run now.
#[cold]
#[inline(never)]
pub(crate) fn surprised(module: &Module) -> Option<Cx> {
    assert!(!module.spec.stress, "Python code runs while native frames wait");
    if keyed_cells::any() {
        keyed_cells::settle_all();
    }
    None
}

impl<const SLOTS: usize> Frame<SLOTS> {
    /// Has nobody seen the frame, nor will anybody because of an entry that waits?
    #[inline(always)]
    pub fn is_unseen(&self) -> bool {
        !self.is_pushed() && !unseen::any()
    }
}
