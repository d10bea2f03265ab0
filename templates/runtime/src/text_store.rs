//! Where strings lie that are no objects: one behind the other in blocks, each of which ends with the last string in it.
//!
//! A string that lives long keeps its block, although all others in there have ended: where blocks are mostly empty there are no new ones
//! ([`is_worth_it`]), and strings are objects.
//!
//! Blocks come from where CPython gets memory for its objects, and go back there: what is taken from `malloc` stays with it.

use pyo3::ffi;
use std::cell::UnsafeCell;
use std::ffi::c_void;
use std::ptr::{NonNull, null_mut};

/// A block begins at a multiple of that, so that a string's block is known.
const SIZE: usize = 1 << 16;
/// A block lies in so much memory, of which the rest is not touched.
const AROUND: usize = 2 * SIZE;
/// Longer strings are objects.
const LONGEST: usize = 2048;
/// So many blocks without strings are kept.
const KEPT: usize = 16;
/// So many bytes may be lost in blocks that hold few strings.
const LOST: usize = 1 << 20;

/// The beginning of a block.
struct Block {
    /// Where the memory begins that it lies in.
    memory: *mut c_void,
    /// How many strings there are in it.
    live: usize,
    /// How many bytes are used, this beginning among them.
    used: usize,
}

/// The beginning of a string.
struct Head {
    count: u32,
    largest: u32,
}

struct Store {
    /// The block that strings are put into, or null.
    current: *mut Block,
    empty: [*mut Block; KEPT],
    /// How many of those there are.
    kept: usize,
    /// How many blocks there are with strings in them, and how many bytes these are.
    filled: usize,
    live: usize,
}

struct Shared(UnsafeCell<Store>);
// SAFETY: only used with the GIL held.
unsafe impl Sync for Shared {}

static STORE: Shared = Shared(UnsafeCell::new(Store {
    current: null_mut(),
    empty: [null_mut(); KEPT],
    kept: 0,
    filled: 0,
    live: 0,
}));

/// Puts so many bytes down, which `write` writes. Nothing: they are too many, or there is no memory.
#[inline(always)]
pub(crate) fn put(count: usize, largest: u32, write: impl FnOnce(*mut u8)) -> Option<*mut u8> {
    if count > LONGEST {
        return None;
    }
    let bytes = room(count);
    // SAFETY: the GIL is held; there is room for the string behind what is used of the block.
    unsafe {
        let store = STORE.0.get();
        let mut block = (*store).current;
        if block.is_null() || (*block).used + bytes > SIZE {
            block = next_block(store)?.as_ptr();
        }
        let place = block.cast::<u8>().add((*block).used);
        (*block).used += bytes;
        (*block).live += 1;
        (*store).live += bytes;
        place.cast::<Head>().write(Head {
            count: count as u32,
            largest,
        });
        write(place.add(size_of::<Head>()));
        Some(place)
    }
}

/// How many bytes so long a string takes.
#[inline(always)]
fn room(count: usize) -> usize {
    (size_of::<Head>() + count).next_multiple_of(8)
}

/// The bytes of a string, how many they are, and the largest character that there may be.
#[inline(always)]
pub(crate) fn get(place: *const u8) -> (*const u8, usize, u32) {
    // SAFETY: a place that `put` gave.
    unsafe {
        let head = place.cast::<Head>();
        (place.add(size_of::<Head>()), (*head).count as usize, (*head).largest)
    }
}

/// Nobody needs a string any more.
#[inline(always)]
pub(crate) fn end(place: *mut u8) {
    // SAFETY: a place that `put` gave, in a block that lives as long as its strings; the GIL is held.
    unsafe {
        let block: *mut Block = place.map_addr(|address| address & !(SIZE - 1)).cast();
        (*block).live -= 1;
        (*STORE.0.get()).live -= room((*place.cast::<Head>()).count as usize);
        if (*block).live == 0 {
            end_block(block);
        }
    }
}

/// Do the blocks hold enough strings for what they take?
fn is_worth_it(filled: usize, live: usize) -> bool {
    filled * SIZE <= 4 * live + LOST
}

/// The next block that strings are put into.
///
/// # Safety
/// The GIL is held.
#[cold]
#[inline(never)]
unsafe fn next_block(store: *mut Store) -> Option<NonNull<Block>> {
    // SAFETY: blocks that are kept are nobody's; new ones have room for their beginning.
    unsafe {
        if !is_worth_it((*store).filled, (*store).live) {
            return None;
        }
        let block = match (*store).kept.checked_sub(1) {
            Some(kept) => {
                (*store).kept = kept;
                NonNull::new((*store).empty[kept])?
            }
            None => {
                let arenas = arenas();
                let memory = NonNull::new((arenas.alloc?)(arenas.ctx, AROUND))?;
                let aligned = memory.as_ptr().map_addr(|address| address.next_multiple_of(SIZE));
                let block = NonNull::new(aligned.cast::<Block>())?;
                (*block.as_ptr()).memory = memory.as_ptr();
                block
            }
        };
        (*block.as_ptr()).live = 0;
        (*block.as_ptr()).used = size_of::<Block>();
        (*store).current = block.as_ptr();
        (*store).filled += 1;
        Some(block)
    }
}

/// There is no string in a block any more.
///
/// # Safety
/// The GIL is held.
#[inline(never)]
unsafe fn end_block(block: *mut Block) {
    // SAFETY: the block is nobody's.
    unsafe {
        let store = STORE.0.get();
        if (*store).current == block {
            (*block).used = size_of::<Block>();
            return;
        }
        (*store).filled -= 1;
        if (*store).kept < KEPT {
            (*store).empty[(*store).kept] = block;
            (*store).kept += 1;
        } else {
            let arenas = arenas();
            if let Some(free) = arenas.free {
                free(arenas.ctx, (*block).memory, AROUND);
            }
        }
    }
}

/// How CPython gets memory for its objects.
fn arenas() -> ffi::PyObjectArenaAllocator {
    let mut arenas = std::mem::MaybeUninit::uninit();
    // SAFETY: CPython writes it.
    unsafe {
        ffi::PyObject_GetArenaAllocator(arenas.as_mut_ptr());
        arenas.assume_init()
    }
}
