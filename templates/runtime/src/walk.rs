//! Positions in lists, tuples and strings along which a loop walks, and the iterators that they become where native code is left.
//!
//! Generated code has guarded the class of what it walks along. `None` means: leave, CPython asks for the item; the position is then as
//! it was.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_ref};
use crate::complex_value;
use crate::generator::undisturbed;
use crate::list_iter;
use crate::text_layout;
use crate::value::{Complex, NULL, Obj};
use pyo3::ffi;

/// A list, tuple or string, and the index of its next item. The one that owns it gives up the reference.
#[derive(Clone, Copy)]
pub struct Walk {
    pub sequence: Obj,
    /// The other list of a `zip`, else null.
    pub other: Obj,
    /// The pair that `zip` and `enumerate` keep until they are asked for the next one, where it has objects: owned, else null.
    pub kept: (Obj, Obj),
    pub(crate) index: isize,
    /// The number of the first item, for `enumerate`.
    pub(crate) first: i64,
}

/// The beginning of a list or tuple, whose reference is taken over.
#[inline(always)]
pub fn along(sequence: Obj) -> Walk {
    Walk::at(sequence, 0)
}

/// The beginning of a list that is enumerated, from that number on; its reference is taken over.
#[inline(always)]
pub fn numbered(sequence: Obj, first: i64) -> Walk {
    Walk {
        first,
        ..Walk::at(sequence, 0)
    }
}

impl Walk {
    #[inline(always)]
    pub(crate) fn at(sequence: Obj, index: isize) -> Walk {
        Walk {
            sequence,
            other: NULL,
            kept: (NULL, NULL),
            index,
            first: 0,
        }
    }

    /// The iterator that is at that position; takes over the reference. Null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn iterator(self) -> Obj {
        // SAFETY: a live list or tuple, of exactly that class: no Python code runs.
        let iterator = undisturbed(|| unsafe { ffi::PyObject_GetIter(self.sequence) });
        if !iterator.is_null() {
            list_iter::step(iterator, self.index);
        }
        crate::object::release_or_null(self.sequence);
        iterator
    }

    /// The same, of a position that somebody else owns.
    #[cold]
    #[inline(never)]
    pub fn again(self) -> Obj {
        crate::object::retain_or_null(self.sequence);
        self.iterator()
    }
}

impl Walk {
    /// The iterator over a string that is at that position; takes over the reference. Null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn text(self) -> Obj {
        // SAFETY: a live string, of exactly that class: no Python code runs.
        let iterator = undisturbed(|| unsafe { ffi::PyObject_GetIter(self.sequence) });
        if !iterator.is_null()
            && let Some((_, index)) = text_layout::iterated(iterator)
        {
            // SAFETY: an iterator over a string, which lives; the index is within that, or at its end.
            unsafe { *index = self.index }
        }
        crate::object::release_or_null(self.sequence);
        iterator
    }

    /// The same, of a position that somebody else owns.
    #[cold]
    #[inline(never)]
    pub fn again_text(self) -> Obj {
        crate::object::retain_or_null(self.sequence);
        self.text()
    }
}

/// The next character of a string, or -1 at its end.
#[inline(always)]
pub fn character(walk: &mut Walk) -> Option<i64> {
    if cfg!(not(Py_3_12)) && !text_layout::is_plain(walk.sequence) {
        return None;
    }
    // SAFETY: a live string, of exactly that class, which is plain; the index is never negative.
    unsafe {
        if walk.index as i64 >= text_layout::length(walk.sequence) {
            return Some(-1);
        }
        let c = text_layout::characters(walk.sequence).at(walk.index as usize);
        walk.index += 1;
        Some(i64::from(c))
    }
}

impl Walk {
    /// The `enumerate` that is at that position; takes over the references. Null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn enumerate(self) -> Obj {
        let made = list_iter::new_enumerate(self.sequence, self.first);
        if !made.is_null() {
            list_iter::step(list_iter::enumerate_parts(made).0, self.index);
            list_iter::step_enumerate(made, self.index);
        }
        self.give_kept(list_iter::kept_by_enumerate(made));
        crate::object::release_or_null(self.sequence);
        made
    }

    /// The same, of a position that somebody else owns.
    #[cold]
    #[inline(never)]
    pub fn again_enumerate(self) -> Obj {
        crate::object::retain_or_null(self.sequence);
        self.retain_kept();
        self.enumerate()
    }

    pub(crate) fn retain_kept(&self) {
        crate::object::retain_or_null(self.kept.0);
        crate::object::retain_or_null(self.kept.1);
    }

    /// Puts what is kept into the pair that an iterator keeps, a new one; if there is none, it is given up.
    pub(crate) fn give_kept(self, pair: Obj) {
        list_iter::keep(pair, 0, self.kept.0);
        list_iter::keep(pair, 1, self.kept.1);
    }

    /// Does the walk give up what it keeps without running Python code?
    #[inline(always)]
    pub(crate) fn goes_on_quietly(&self) -> bool {
        list_iter::end_quietly(self.kept)
    }
}

macro_rules! enumerates {
    ($($name:ident: $get:path, $item:ty, $none:expr;)*) => {
        $(
            /// Is there another item in the list that is enumerated, exactly of that type, and which, with its number?
            #[inline(always)]
            pub fn $name(walk: &mut Walk) -> Option<(bool, (i64, $item))> {
                let item = of_list(walk);
                if item.is_null() {
                    return Some((false, (0, $none)));
                }
                let found = (number_int(walk)?, $get(item)?);
                walk.index += 1;
                Some((true, found))
            }
        )*
    };
}

enumerates! {
    enumerate_float: get_f64, f64, 0.0;
    enumerate_int: get_i64, i64, 0;
    enumerate_boolean: get_bool, bool, false;
    enumerate_complex: complex_value::get, Complex, complex_value::of_real(0.0);
}

/// Is there another item in the list that is enumerated?
#[inline(always)]
pub fn enumerate_has(walk: &mut Walk) -> Option<bool> {
    let item = of_list(walk);
    (item.is_null() || walk.goes_on_quietly()).then_some(!item.is_null())
}

/// The number of its next item.
#[inline(always)]
pub fn number_int(walk: &mut Walk) -> Option<i64> {
    walk.first.checked_add(walk.index as i64)
}

/// The next item of the list, exactly a `float`.
#[inline(always)]
pub fn numbered_float(walk: &mut Walk) -> Option<f64> {
    get_f64(of_list(walk))
}

/// The next item of the list, exactly an `int` that fits.
#[inline(always)]
pub fn numbered_int(walk: &mut Walk) -> Option<i64> {
    get_i64(of_list(walk))
}

/// The next item of the list, a `bool`.
#[inline(always)]
pub fn numbered_boolean(walk: &mut Walk) -> Option<bool> {
    get_bool(of_list(walk))
}

/// The next item of the list, owned.
#[inline(always)]
pub fn numbered_object(walk: &mut Walk) -> Obj {
    new_ref(of_list(walk))
}

/// The walk goes on behind the item, which it keeps as CPython's `enumerate` does.
#[inline(always)]
pub fn enumerate_step(walk: &mut Walk) -> Option<()> {
    let item = new_ref(of_list(walk));
    crate::object::release_or_null(std::mem::replace(&mut walk.kept.1, item));
    walk.index += 1;
    Some(())
}

/// The next item of a list, borrowed, or null.
#[inline(always)]
fn of_list(walk: &Walk) -> Obj {
    item_of_list(walk.sequence, walk.index)
}

/// The item of a list, exactly of that class, borrowed, or null; the index is not negative.
#[inline(always)]
pub(crate) fn item_of_list(list: Obj, index: isize) -> Obj {
    // SAFETY: a live list, of exactly that class.
    unsafe {
        let list = list.cast::<ffi::PyListObject>();
        match (index as usize) < (*list).ob_base.ob_size as usize {
            true => *(*list).ob_item.offset(index),
            false => NULL,
        }
    }
}

/// The next item of a tuple, borrowed, or null.
#[inline(always)]
fn of_tuple(walk: &Walk) -> Obj {
    // SAFETY: a live tuple, of exactly that class; the index is never negative.
    unsafe {
        let tuple = walk.sequence.cast::<ffi::PyTupleObject>();
        let first = (&raw const (*tuple).ob_item).cast::<Obj>();
        match (walk.index as usize) < (*tuple).ob_base.ob_size as usize {
            true => *first.offset(walk.index),
            false => NULL,
        }
    }
}

macro_rules! walks {
    ($peek:ident: $float:ident $int:ident $bool:ident $complex:ident $object:ident) => {
        /// Is there another item, exactly a `float`, and which?
        #[inline(always)]
        pub fn $float(walk: &mut Walk) -> Option<(bool, f64)> {
            let item = $peek(walk);
            if item.is_null() {
                return Some((false, 0.0));
            }
            let value = get_f64(item)?;
            walk.index += 1;
            Some((true, value))
        }

        /// Is there another item, exactly an `int` that fits, and which?
        #[inline(always)]
        pub fn $int(walk: &mut Walk) -> Option<(bool, i64)> {
            let item = $peek(walk);
            if item.is_null() {
                return Some((false, 0));
            }
            let value = get_i64(item)?;
            walk.index += 1;
            Some((true, value))
        }

        /// Is there another item, a `bool`, and which?
        #[inline(always)]
        pub fn $bool(walk: &mut Walk) -> Option<(bool, bool)> {
            let item = $peek(walk);
            if item.is_null() {
                return Some((false, false));
            }
            let value = get_bool(item)?;
            walk.index += 1;
            Some((true, value))
        }

        /// Is there another item, exactly a `complex`, and which?
        #[inline(always)]
        pub fn $complex(walk: &mut Walk) -> Option<(bool, Complex)> {
            let item = $peek(walk);
            if item.is_null() {
                return Some((false, complex_value::of_real(0.0)));
            }
            let value = complex_value::get(item)?;
            walk.index += 1;
            Some((true, value))
        }

        /// The next item, owned, or null.
        #[inline(always)]
        pub fn $object(walk: &mut Walk) -> Option<Obj> {
            let item = $peek(walk);
            if item.is_null() {
                return Some(NULL);
            }
            walk.index += 1;
            Some(new_ref(item))
        }
    };
}

walks!(of_list: list_float list_int list_boolean list_complex list_object);
walks!(of_tuple: tuple_float tuple_int tuple_boolean tuple_complex tuple_object);
