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
    // SAFETY: null, or a constant string.
    let is_known = unsafe {
        let name = _PyMem_GetCurrentAllocatorName();
        cfg!(target_pointer_width = "64") && !name.is_null() && CStr::from_ptr(name) == c"pymalloc"
    };
    IS_KNOWN.store(is_known, Ordering::Relaxed);
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
