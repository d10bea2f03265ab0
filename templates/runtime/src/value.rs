//! Values as generated code holds them.

use pyo3::ffi;
use std::sync::atomic::{AtomicU8, Ordering};

/// A Python object: a borrowed reference, unless a name says owned.
pub type Obj = *mut ffi::PyObject;
pub const NULL: Obj = std::ptr::null_mut();

/// An exact `complex`.
pub type Complex = ffi::Py_complex;

/// A native body did not produce a value. Null: an exception is set. Otherwise the function was finished by CPython, and
/// this is its result, owned.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Exit(pub Obj);

/// What every native body gets: where to look for signals and other threads, and how deep it may still recurse.
#[derive(Clone, Copy)]
pub struct Cx {
    /// The low byte of the thread's (3.11, 3.12: the interpreter's) eval breaker.
    pub breaker: *const AtomicU8,
    /// Above zero exactly if another call may nest. The half above [`FRAME`] counts how many still may; how many could
    /// when native code was entered is subtracted from it, so that an exit knows how many native frames there are.
    pub depth: isize,
}

/// What one call takes from [`Cx::depth`].
const FRAME: isize = 1 << 16;

impl Cx {
    /// The context of a native body entered from CPython, from which `calls` more may nest, less than 2^15.
    #[inline(always)]
    pub(crate) fn new(breaker: *const AtomicU8, calls: isize) -> Cx {
        Cx {
            breaker,
            depth: calls * FRAME - calls,
        }
    }

    /// How many native frames called the present one, directly or not, that CPython does not know of.
    pub(crate) fn frames_above(self) -> i32 {
        let calls = (self.depth + (FRAME - 1)) / FRAME;
        let calls_at_entry = calls * FRAME - self.depth;
        (calls_at_entry - calls).max(0) as i32
    }

    /// The context of the present native frame when CPython knows of it and of those above: none is above it, nor above
    /// what it calls with [`Cx::deeper`], and as many calls may nest as before.
    #[inline(always)]
    pub(crate) fn known(self) -> Cx {
        let calls = (self.depth + (FRAME - 1)) / FRAME;
        // As if it had been entered with one call fewer, so that what it calls counts as the first frame.
        let depth = if calls > 0 { calls * FRAME - (calls - 1) } else { 0 };
        Cx {
            breaker: self.breaker,
            depth,
        }
    }

    /// Does CPython want the thread's attention: a signal, another thread that waits for the GIL, a collection?
    #[inline(always)]
    pub fn poll(self) -> bool {
        // SAFETY: `breaker` points into the thread state or interpreter state, which outlive any frame of the thread.
        unsafe { (*self.breaker).load(Ordering::Relaxed) != 0 }
    }

    /// May so many more calls nest?
    #[inline(always)]
    pub fn may_nest(self, calls: isize) -> bool {
        self.depth > (calls - 1) * FRAME
    }

    /// The context of a callee.
    #[inline(always)]
    pub fn deeper(self) -> Cx {
        Cx {
            breaker: self.breaker,
            depth: self.depth - FRAME,
        }
    }
}

/// A word of what native code hands over when it leaves.
#[derive(Clone, Copy)]
#[repr(C)]
pub union Word {
    pub object: Obj,
    pub int: i64,
    pub float: f64,
    pub bits: u64,
    none: (),
}

impl Word {
    /// Nothing, for words that are written where they are needed.
    pub const EMPTY: Word = Word { none: () };
}

/// An exact `int` that fits 64 bits, or an exact `float`. `f` is always the value as a float (an int rounded as CPython
/// rounds it), so that float arithmetic needs no test; `i` means something only if `is_int`.
#[derive(Clone, Copy, Debug)]
pub struct Num {
    pub f: f64,
    pub i: i64,
    pub is_int: bool,
}

/// A scalar whose type is known only at run time, a borrowed object, or nothing (a local that is not bound).
#[derive(Clone, Copy, Debug)]
pub enum Dyn {
    Unbound,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Obj(Obj),
}

impl Dyn {
    /// The two words by which a [`crate::Kind::Dyn`] travels: tag and payload.
    #[cold]
    #[inline(never)]
    pub fn words(self) -> [u64; 2] {
        match self {
            Dyn::Unbound => [0, 0],
            Dyn::None => [1, 0],
            Dyn::Bool(b) => [2, b as u64],
            Dyn::Int(i) => [3, i as u64],
            Dyn::Float(f) => [4, f.to_bits()],
            Dyn::Obj(o) => [DYN_OBJ, o as u64],
        }
    }
}

/// The tag of an object in [`Dyn::words`].
pub(crate) const DYN_OBJ: u64 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_counts_down_to_zero_and_knows_where_it_began() {
        for calls in [0, 1, 2, 1000, 0x7fff] {
            let mut cx = Cx::new(std::ptr::null(), calls);
            for frames in 0..calls {
                assert_eq!(cx.frames_above() as isize, frames);
                assert!(cx.depth > 0);
                cx = cx.deeper();
            }
            assert!(cx.depth <= 0);
            assert_eq!(cx.frames_above() as isize, calls);
        }
    }

    #[test]
    fn frames_that_are_known_are_not_counted_again() {
        for calls in [1, 2, 1000, 0x7fff] {
            let above = Cx::new(std::ptr::null(), calls).deeper();
            let known = above.known();
            assert_eq!((above.frames_above(), known.frames_above()), (1, 0));
            assert_eq!(known.depth > 0, calls > 1);
            let (mut cx, mut left) = (known, 0);
            while cx.depth > 0 {
                cx = cx.deeper();
                assert_eq!(cx.frames_above() as isize, left);
                left += 1;
            }
            assert_eq!(left, calls - 1);
        }
    }
}
