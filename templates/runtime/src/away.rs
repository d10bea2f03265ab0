//! Is native code of this module waiting for Python code to finish?
//!
//! While it waits, an object that a native frame has read from a global but not yet used must stay alive although the
//! global may be bound to something else meanwhile. While nothing waits, no native frame exists when Python code runs.

use std::cell::Cell;

/// Held by every runtime function that may run Python code (or let other threads run) while native frames wait below it.
pub(crate) struct Away(());

static WAITING: Waiting = Waiting(Cell::new(0));
struct Waiting(Cell<usize>);
// SAFETY: touched only with the GIL held. The count is that of all threads together.
unsafe impl Sync for Waiting {}

impl Away {
    #[inline]
    pub(crate) fn new() -> Away {
        crate::frame::show_waiting();
        // From 3.12 on a change is announced before it is made, and what native frames need is kept then.
        #[cfg(not(Py_3_12))]
        crate::pin_311::pin();
        WAITING.0.set(WAITING.0.get() + 1);
        Away(())
    }
}

impl Drop for Away {
    #[inline]
    fn drop(&mut self) {
        WAITING.0.set(WAITING.0.get() - 1);
        #[cfg(not(Py_3_12))]
        if !is_running() {
            crate::pin_311::unpin();
        }
    }
}

/// Does any native frame of this module exist, as seen from Python code that runs now?
pub(crate) fn is_running() -> bool {
    WAITING.0.get() != 0
}
