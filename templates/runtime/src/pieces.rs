//! Tuples of numbers in pieces: read by an index that is no constant, made objects of.

use crate::boxing::{new_bool, new_float, new_int, new_tuple};
use crate::value::Obj;

/// A number in a tuple.
pub trait Piece: Copy {
    /// A new reference to the object; null without memory.
    fn object(self) -> Obj;
}

impl Piece for i64 {
    #[inline(always)]
    fn object(self) -> Obj {
        new_int(self)
    }
}

impl Piece for f64 {
    #[inline(always)]
    fn object(self) -> Obj {
        new_float(self)
    }
}

impl Piece for bool {
    #[inline(always)]
    fn object(self) -> Obj {
        new_bool(self)
    }
}

/// The numbers of a tuple.
pub trait Pieces: Copy {
    /// A new tuple; null without memory.
    fn object(self) -> Obj;
}

/// The numbers of a tuple, all of one kind.
pub trait Uniform<T>: Copy {
    /// The item at an index, which counts from the end if it is negative.
    fn get(self, index: i64) -> Option<T>;
}

macro_rules! pieces {
    ($count:literal: $($name:ident $index:tt $kind:ident),+) => {
        impl<$($name: Piece),+> Pieces for ($($name,)+) {
            #[inline(always)]
            fn object(self) -> Obj {
                new_tuple(&[$(self.$index.object()),+])
            }
        }

        impl<T: Copy> Uniform<T> for ($($kind!(T),)+) {
            #[inline(always)]
            fn get(self, index: i64) -> Option<T> {
                let items: [T; $count] = [$(self.$index),+];
                let index = if index < 0 { index.wrapping_add($count) } else { index };
                items.get(usize::try_from(index).ok()?).copied()
            }
        }
    };
}

macro_rules! itself {
    ($name:ident) => {
        $name
    };
}

pieces!(1: A 0 itself);
pieces!(2: A 0 itself, B 1 itself);
pieces!(3: A 0 itself, B 1 itself, C 2 itself);
pieces!(4: A 0 itself, B 1 itself, C 2 itself, D 3 itself);
pieces!(5: A 0 itself, B 1 itself, C 2 itself, D 3 itself, E 4 itself);
pieces!(6: A 0 itself, B 1 itself, C 2 itself, D 3 itself, E 4 itself, F 5 itself);

/// An item of a tuple whose items are of one kind.
#[inline(always)]
pub fn get<T, P: Uniform<T>>(pieces: P, index: i64) -> Option<T> {
    pieces.get(index)
}

/// `list.append(tuple)`
#[inline(always)]
pub fn append<P: Pieces>(list: Obj, pieces: P) -> Option<()> {
    crate::list::push(list, pieces.object())
}
