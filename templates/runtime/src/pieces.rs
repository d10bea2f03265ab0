//! Tuples of numbers in pieces: read by an index that is no constant, made objects of, put before and behind others.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{hide_tuple, new_bool, new_float, new_int, new_tuple};
use crate::value::{NULL, Obj};
use pyo3::ffi;

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

    /// How many they are.
    const COUNT: usize;

    /// Puts the objects of its items there, each owned or null without memory.
    fn put(self, into: &mut [Obj; MOST]);
}

/// So many items are in pieces at most.
pub const MOST: usize = 6;

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

            const COUNT: usize = $count;

            #[inline(always)]
            fn put(self, into: &mut [Obj; MOST]) {
                $(into[$index] = self.$index.object();)+
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

/// `tuple + pieces`
#[inline]
pub fn behind<P: Pieces>(tuple: Obj, pieces: P) -> Option<Obj> {
    joined(tuple, pieces, true)
}

/// `pieces + tuple`
#[inline]
pub fn before<P: Pieces>(pieces: P, tuple: Obj) -> Option<Obj> {
    joined(tuple, pieces, false)
}

#[inline(always)]
fn joined<P: Pieces>(tuple: Obj, pieces: P, behind: bool) -> Option<Obj> {
    if !crate::class::is_tuple(tuple) {
        return None;
    }
    let mut items = [NULL; MOST];
    pieces.put(&mut items);
    let joined = with_pieces(tuple, &items[..P::COUNT], behind);
    (!joined.is_null()).then_some(joined)
}

/// A tuple of the items of another one and of some more, which it takes over. Null without memory, and then nothing was done.
#[inline(never)]
fn with_pieces(tuple: Obj, pieces: &[Obj], behind: bool) -> Obj {
    // SAFETY: a live tuple, of exactly that class; the new one is filled before anybody sees it.
    unsafe {
        let count = ffi::PyTuple_GET_SIZE(tuple) as usize;
        let made = match pieces.iter().any(|piece| piece.is_null()) {
            true => NULL,
            false => ffi::PyTuple_New((count + pieces.len()) as isize),
        };
        if made.is_null() {
            pieces.iter().for_each(|piece| ffi::Py_XDECREF(*piece));
            ffi::PyErr_Clear();
            return NULL;
        }
        let from: *const Obj = (&raw const (*tuple.cast::<ffi::PyTupleObject>()).ob_item).cast();
        let into: *mut Obj = (&raw mut (*made.cast::<ffi::PyTupleObject>()).ob_item).cast();
        let (own, others) = if behind { (into, into.add(count)) } else { (into.add(pieces.len()), into) };
        for index in 0..count {
            let item = *from.add(index);
            ffi::Py_INCREF(item);
            *own.add(index) = item;
        }
        for (index, piece) in pieces.iter().enumerate() {
            *others.add(index) = *piece;
        }
        hide_tuple(made);
        made
    }
}
