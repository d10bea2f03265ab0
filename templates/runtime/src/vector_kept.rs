//! Short vectors of ints and floats that have ended, with their arrays, for the next that are made: loops over slices and copies make
//! many. Where CPython tells of objects that are made and end, and on other versions, nothing is kept.

pub(crate) use kept::{put, take};

#[cfg(not(all(Py_3_13, not(Py_3_14))))]
mod kept {
    use crate::value::{NULL, Obj};

    pub(crate) fn take(_words: usize) -> Obj {
        NULL
    }

    /// # Safety
    /// None is needed.
    pub(crate) unsafe fn put(_vector: Obj) -> bool {
        false
    }
}

#[cfg(all(Py_3_13, not(Py_3_14)))]
mod kept {
    use crate::value::{NULL, Obj};
    use crate::vector::list;
    use pyo3::ffi;
    use std::cell::UnsafeCell;
    use std::ffi::c_int;

    /// The arrays have room for so many words at most.
    const MOST: usize = 32;
    /// So many vectors of one size are kept at most.
    const EACH: usize = 4;

    #[derive(Clone, Copy)]
    struct OfSize {
        vectors: [Obj; EACH],
        count: usize,
    }

    struct Kept(UnsafeCell<[OfSize; MOST + 1]>);

    // SAFETY: used by who holds the GIL only, and no Python code runs meanwhile.
    unsafe impl Sync for Kept {}

    static KEPT: Kept = Kept(UnsafeCell::new(
        [OfSize {
            vectors: [NULL; EACH],
            count: 0,
        }; MOST + 1],
    ));

    unsafe extern "C" {
        fn annot_may_keep() -> c_int;
    }

    /// A vector without items whose array has room for exactly so many words, with one reference; its type is to be set. Null if none
    /// is kept.
    #[inline(always)]
    pub(crate) fn take(words: usize) -> Obj {
        if words == 0 || words > MOST {
            return NULL;
        }
        // SAFETY: the GIL is held; what is kept are vectors to which nobody refers, that the collector does not know.
        unsafe {
            let kept = &mut (*KEPT.0.get())[words];
            if kept.count == 0 || annot_may_keep() == 0 {
                return NULL;
            }
            kept.count -= 1;
            let vector = kept.vectors[kept.count];
            ffi::Py_INCREF(vector);
            vector
        }
    }

    /// Keeps a vector that ends, if there is room. False: it has to end.
    ///
    /// # Safety
    /// A vector of ints or floats that has never grown, to which nobody refers any more.
    #[inline(always)]
    pub(crate) unsafe fn put(vector: Obj) -> bool {
        // SAFETY: the GIL is held; the vector's array is as large as it says.
        unsafe {
            let words = (*list(vector)).allocated as usize;
            if words == 0 || words > MOST {
                return false;
            }
            let kept = &mut (*KEPT.0.get())[words];
            if kept.count == EACH || annot_may_keep() == 0 {
                return false;
            }
            (*list(vector)).ob_base.ob_size = 0;
            kept.vectors[kept.count] = vector;
            kept.count += 1;
            true
        }
    }
}
