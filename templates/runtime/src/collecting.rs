//! Making objects where no Python code may run: CPython 3.11 collects garbage, and so runs finalizers, whenever an object is made that
//! it tracks. Later versions put that off to where they poll.

/// Makes something without collecting garbage meanwhile.
#[inline(always)]
pub(crate) fn uncollected<R>(make: impl FnOnce() -> R) -> R {
    #[cfg(not(Py_3_12))]
    // SAFETY: the GIL is held.
    let collects = unsafe { pyo3::ffi::PyGC_Disable() } != 0;
    let made = make();
    #[cfg(not(Py_3_12))]
    if collects {
        // SAFETY: as above.
        unsafe { pyo3::ffi::PyGC_Enable() };
    }
    made
}
