//! Positions in vectors, along which loops over those, over their `zip`, and over `enumerate` of either walk.
//!
//! Nobody else knows such a position; where native code is left it becomes the iterator that `vector_loops.rs` knows, over whatever
//! the vectors are then. `None` means: leave, CPython asks for the item; the position is then as it was.

// Generated code is safe Rust on purpose: that the pointers it passes are vectors is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::new_ref;
use crate::generator::undisturbed;
use crate::list_iter;
use crate::object::release_or_null;
use crate::value::{NULL, Obj};
use crate::vector::{Item, Numbered, Over, Rows, Zero, Zip2, Zip3, Zip4, Zip5, Zip6, is_vector, items, iterate};
use crate::vector_loops::{numbered_over, zipped_over};
use pyo3::ffi;

/// So many vectors, and the index of the next item in each. The one that owns it gives up the references.
#[derive(Clone, Copy)]
pub struct Vectors<const N: usize> {
    pub vectors: [Obj; N],
    index: usize,
    /// The number of the first item, for `enumerate`.
    first: i64,
}

/// The beginning of vectors, whose references are taken over.
#[inline(always)]
pub fn along<const N: usize>(vectors: [Obj; N]) -> Vectors<N> {
    numbered(vectors, 0)
}

/// The same of vectors whose items are numbered, from that number on.
#[inline(always)]
pub fn numbered<const N: usize>(vectors: [Obj; N], first: i64) -> Vectors<N> {
    Vectors {
        vectors,
        index: 0,
        first,
    }
}

impl<const N: usize> Vectors<N> {
    /// The iterator that is at that position; takes over the references. Null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn iterator(self, is_numbered: bool) -> Obj {
        let made = self.again(is_numbered);
        self.vectors.into_iter().for_each(|vector| release_or_null(vector));
        made
    }

    /// The same, of a position that somebody else owns.
    #[cold]
    #[inline(never)]
    pub fn again(self, is_numbered: bool) -> Obj {
        undisturbed(|| {
            self.made(is_numbered).unwrap_or_else(|| {
                // SAFETY: the GIL is held.
                unsafe { ffi::PyErr_NoMemory() };
                NULL
            })
        })
    }

    fn made(self, is_numbered: bool) -> Option<Obj> {
        let mut sides = [NULL; N];
        let mut count = 0;
        while let Some(vector) = self.vectors.get(count)
            && let Some(side) = over(*vector)
        {
            list_iter::step(side, self.index as isize);
            sides[count] = side;
            count += 1;
        }
        if count < N {
            sides[..count].iter().for_each(|side| release_or_null(*side));
            return None;
        }
        let inner = match N {
            1 => sides[0],
            _ => zipped_over(sides)?,
        };
        match is_numbered {
            true => numbered_over(inner, N > 1, self.first + self.index as i64),
            false => Some(inner),
        }
    }
}

/// An iterator over a vector, or over the list that it has become.
fn over(vector: Obj) -> Option<Obj> {
    if is_vector(vector) {
        return iterate(vector);
    }
    // SAFETY: a live list: no Python code runs.
    let iterator = unsafe { ffi::PyObject_GetIter(vector) };
    (!iterator.is_null()).then_some(iterator)
}

/// What a walk along one vector gives.
pub trait Side {
    type Item: Copy;
    const NONE: Self::Item;
    fn at(vector: Obj, index: usize) -> Option<Self::Item>;
}

impl<T: Item + Zero> Side for Over<T> {
    type Item = T;
    const NONE: T = T::ZERO;

    #[inline(always)]
    fn at(vector: Obj, index: usize) -> Option<T> {
        items::<T>(vector).get(index).copied()
    }
}

impl Side for Rows {
    type Item = ();
    const NONE: () = ();

    #[inline(always)]
    fn at(vector: Obj, index: usize) -> Option<()> {
        (index < items::<Obj>(vector).len()).then_some(())
    }
}

/// What a walk along so many vectors gives.
pub trait Walked<const N: usize> {
    type Item: Copy;
    const NONE: Self::Item;
    /// The next item, or nothing within at the end. Nothing: its number does not fit.
    fn at(walk: &Vectors<N>) -> Option<Option<Self::Item>>;
}

impl<T: Item + Zero> Walked<1> for Over<T> {
    type Item = T;
    const NONE: T = T::ZERO;

    #[inline(always)]
    fn at(walk: &Vectors<1>) -> Option<Option<T>> {
        Some(<Over<T> as Side>::at(walk.vectors[0], walk.index))
    }
}

impl Walked<1> for Rows {
    type Item = ();
    const NONE: () = ();

    #[inline(always)]
    fn at(walk: &Vectors<1>) -> Option<Option<()>> {
        Some(<Rows as Side>::at(walk.vectors[0], walk.index))
    }
}

impl<const N: usize, L: Walked<N>> Walked<N> for Numbered<L> {
    type Item = (i64, L::Item);
    const NONE: (i64, L::Item) = (0, L::NONE);

    #[inline(always)]
    fn at(walk: &Vectors<N>) -> Option<Option<(i64, L::Item)>> {
        let Some(item) = L::at(walk)? else {
            return Some(None);
        };
        let number = walk.first.checked_add(walk.index as i64).filter(|number| *number < i64::MAX)?;
        Some(Some((number, item)))
    }
}

macro_rules! zips {
    ($($count:literal $name:ident: $($side:ident $index:tt $item:ident),*;)*) => {
        $(
            impl<$($side: Side),*> Walked<$count> for $name<$($side),*> {
                type Item = ($($side::Item,)*);
                const NONE: Self::Item = ($($side::NONE,)*);

                #[inline(always)]
                fn at(walk: &Vectors<$count>) -> Option<Option<Self::Item>> {
                    match ($($side::at(walk.vectors[$index], walk.index),)*) {
                        ($(Some($item),)*) => Some(Some(($($item,)*))),
                        _ => Some(None),
                    }
                }
            }
        )*
    };
}

zips! {
    2 Zip2: A 0 a, B 1 b;
    3 Zip3: A 0 a, B 1 b, C 2 c;
    4 Zip4: A 0 a, B 1 b, C 2 c, D 3 d;
    5 Zip5: A 0 a, B 1 b, C 2 c, D 3 d, E 4 e;
    6 Zip6: A 0 a, B 1 b, C 2 c, D 3 d, E 4 e, F 5 f;
}

/// Is there another item, and which?
#[inline(always)]
pub fn next<L: Walked<N>, const N: usize>(walk: &mut Vectors<N>) -> Option<(bool, L::Item)> {
    let Some(item) = L::at(walk)? else {
        return Some((false, L::NONE));
    };
    walk.index += 1;
    Some((true, item))
}

/// The next vector in a vector of them, owned, or null.
#[inline(always)]
pub fn row(walk: &mut Vectors<1>) -> Option<Obj> {
    let Some(row) = items::<Obj>(walk.vectors[0]).get(walk.index) else {
        return Some(NULL);
    };
    walk.index += 1;
    Some(new_ref(*row))
}

/// The vector that the side `SIDE` has given last, owned.
#[inline(always)]
pub fn row_at<const SIDE: usize, const N: usize>(walk: &mut Vectors<N>) -> Obj {
    new_ref(items::<Obj>(walk.vectors[SIDE])[walk.index - 1])
}
