//! Strings that grow where they are: the allocator gives more than it is asked for, and nobody else uses the rest.

use crate::text_layout;
use crate::value::Obj;
use std::ffi::{CStr, c_char};
use std::sync::atomic::{AtomicBool, Ordering};

/// Is it CPython's own allocator that small objects come from, without anything that looks behind their ends?
static IS_KNOWN: AtomicBool = AtomicBool::new(false);

/// The largest blocks that CPython's own allocator gives.
const LARGEST: usize = 512;

/// Up to a multiple of that there is memory in small blocks, whose they ever are: in CPython's own up to one of 16, and in the C
/// library's, in which strings stay that gave back some of their memory, up to 8 behind one of 16. 0 where that is not known.
const STEP: usize = if cfg!(any(target_os = "macos", all(target_os = "linux", target_env = "gnu"))) { 8 } else { 0 };

/// Asks which allocator there is. Those that are put in front of it later hand out the same blocks.
pub(crate) fn look() {
    IS_KNOWN.store(cfg!(target_pointer_width = "64") && is_own_allocator(), Ordering::Relaxed);
}

/// Makes a string longer if there is room behind it; its new characters are still to be written. Otherwise nothing has happened.
///
/// # Safety
/// A plain string that nobody else refers to, and a larger length.
#[inline(always)]
pub(crate) unsafe fn grow(s: Obj, length: i64) -> bool {
    // SAFETY: the caller's promise; the block that the string is in is as large as said.
    unsafe {
        let Some((size, wanted)) = text_layout::sizes(s, length) else { return false };
        if !IS_KNOWN.load(Ordering::Relaxed) {
            return false;
        }
        let has_room = if size <= LARGEST {
            STEP != 0 && wanted <= size.next_multiple_of(STEP.max(1))
        } else {
            wanted <= usable(s)
        };
        if has_room {
            text_layout::set_length(s, length);
        }
        has_room
    }
}

/// Makes a string longer that grows and is large already, with room for an eighth more: where it is from now on. `None`: it is where
/// and what it was.
///
/// # Safety
/// As [`grow`]; nobody else knows where the string is.
#[inline(never)]
pub(crate) unsafe fn grow_ahead(s: Obj, length: i64) -> Option<Obj> {
    // SAFETY: the caller's promise.
    #[cfg(not(any(py_sys_config = "Py_REF_DEBUG", py_sys_config = "Py_TRACE_REFS")))]
    unsafe {
        let (size, wanted) = text_layout::sizes(s, length)?;
        // Where it is not known how large a block is nobody would use the room.
        if cfg!(not(all(target_os = "linux", target_env = "gnu"))) || size < LARGE || !IS_KNOWN.load(Ordering::Relaxed) || !is_own_allocator() {
            return None;
        }
        let moved = pyo3::ffi::PyObject_Realloc(s.cast(), wanted.checked_add(wanted / 8)?).cast::<pyo3::ffi::PyObject>();
        if moved.is_null() {
            return None;
        }
        text_layout::set_length(moved, length);
        Some(moved)
    }
    #[cfg(any(py_sys_config = "Py_REF_DEBUG", py_sys_config = "Py_TRACE_REFS"))]
    {
        let _ = (s, length);
        None
    }
}

/// Is the allocator CPython's own, with nobody who counts what it gives?
fn is_own_allocator() -> bool {
    // SAFETY: null, or a constant string.
    unsafe {
        let name = _PyMem_GetCurrentAllocatorName();
        !name.is_null() && CStr::from_ptr(name) == c"pymalloc"
    }
}

/// Strings from here on get room for more.
const LARGE: usize = 2048;

/// How large a block is that is too large for CPython's own allocator: 0 if that is not known.
#[inline(always)]
unsafe fn usable(block: Obj) -> usize {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the caller's promise: such blocks are those of the C library.
    unsafe {
        malloc_usable_size(block.cast())
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    {
        let _ = block;
        0
    }
}

unsafe extern "C" {
    fn _PyMem_GetCurrentAllocatorName() -> *const c_char;
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn malloc_usable_size(block: *mut std::ffi::c_void) -> usize;
}
