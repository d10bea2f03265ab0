//! Positions in two lists at once, along which a loop over their `zip` walks.
//!
//! Generated code has guarded that both are lists. `None` means: leave, CPython asks for the items; the position is then as it was.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_ref};
use crate::complex_value::{self, of_real};
use crate::list_iter;
use crate::value::{Complex, Obj};
use crate::walk::{Walk, item_of_list};

/// The beginning of two lists, whose references are taken over.
#[inline(always)]
pub fn zipped(left: Obj, right: Obj) -> Walk {
    Walk {
        other: right,
        ..Walk::at(left, 0)
    }
}

impl Walk {
    /// The `zip` that is at that position; takes over the references. Null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn zip(self) -> Obj {
        let made = list_iter::new_zip(self.sequence, self.other, self.index);
        self.give_kept(list_iter::kept_by_zip(made));
        crate::object::release_or_null(self.other);
        crate::object::release_or_null(self.sequence);
        made
    }

    /// The same, of a position that somebody else owns.
    #[cold]
    #[inline(never)]
    pub fn again_zip(self) -> Obj {
        let made = list_iter::new_zip(self.sequence, self.other, self.index);
        self.retain_kept();
        self.give_kept(list_iter::kept_by_zip(made));
        made
    }

    /// The next items of both lists, borrowed, if both have one. What the walk keeps has to end quietly, or CPython has to go on.
    #[inline(always)]
    fn both(&mut self) -> Option<Option<(Obj, Obj)>> {
        let left = item_of_list(self.sequence, self.index);
        if left.is_null() {
            // CPython's iterator over the left list gives it up here, that over the right one when the `zip` ends: before it.
            std::mem::swap(&mut self.sequence, &mut self.other);
            return Some(None);
        }
        if !self.goes_on_quietly() {
            return None;
        }
        let right = item_of_list(self.other, self.index);
        if right.is_null() {
            // CPython's has the item in the pair that it keeps, and gives the lists up before that.
            crate::object::release_or_null(std::mem::replace(&mut self.kept.0, new_ref(left)));
            return Some(None);
        }
        Some(Some((left, right)))
    }
}

macro_rules! zips {
    ($($name:ident $left:path, $left_ty:ty, $left_zero:expr; $right:path, $right_ty:ty, $right_zero:expr;)*) => {
        $(
            /// Are there other items, of the classes that the function's name says, and which?
            #[inline(always)]
            pub fn $name(walk: &mut Walk) -> Option<(bool, ($left_ty, $right_ty))> {
                let Some((left, right)) = walk.both()? else {
                    return Some((false, ($left_zero, $right_zero)));
                };
                let values = ($left(left)?, $right(right)?);
                walk.index += 1;
                Some((true, values))
            }
        )*
    };
}

zips! {
    zip_float_float get_f64, f64, 0.0; get_f64, f64, 0.0;
    zip_float_int get_f64, f64, 0.0; get_i64, i64, 0;
    zip_int_float get_i64, i64, 0; get_f64, f64, 0.0;
    zip_int_int get_i64, i64, 0; get_i64, i64, 0;
    zip_complex_complex complex_value::get, Complex, of_real(0.0); complex_value::get, Complex, of_real(0.0);
    zip_complex_float complex_value::get, Complex, of_real(0.0); get_f64, f64, 0.0;
    zip_float_complex get_f64, f64, 0.0; complex_value::get, Complex, of_real(0.0);
    zip_complex_int complex_value::get, Complex, of_real(0.0); get_i64, i64, 0;
    zip_int_complex get_i64, i64, 0; complex_value::get, Complex, of_real(0.0);
}

/// Is there another item in both lists?
#[inline(always)]
pub fn zip_has(walk: &mut Walk) -> Option<bool> {
    Some(walk.both()?.is_some())
}

/// The next item of list `N`, borrowed; [`zip_has`] has found it.
#[inline(always)]
fn item<const N: usize>(walk: &Walk) -> Obj {
    item_of_list(if N == 0 { walk.sequence } else { walk.other }, walk.index)
}

/// The next item of list `N`, exactly a `float`.
#[inline(always)]
pub fn float<const N: usize>(walk: &mut Walk) -> Option<f64> {
    get_f64(item::<N>(walk))
}

/// The next item of list `N`, exactly an `int` that fits.
#[inline(always)]
pub fn int<const N: usize>(walk: &mut Walk) -> Option<i64> {
    get_i64(item::<N>(walk))
}

/// The next item of list `N`, a `bool`.
#[inline(always)]
pub fn boolean<const N: usize>(walk: &mut Walk) -> Option<bool> {
    get_bool(item::<N>(walk))
}

/// The next item of list `N`, owned.
#[inline(always)]
pub fn object<const N: usize>(walk: &mut Walk) -> Obj {
    new_ref(item::<N>(walk))
}

/// The walk goes on behind both items, which it keeps as CPython's `zip` does.
#[inline(always)]
pub fn zip_step(walk: &mut Walk) -> Option<()> {
    let items = (new_ref(item::<0>(walk)), new_ref(item::<1>(walk)));
    let kept = std::mem::replace(&mut walk.kept, items);
    crate::object::release_or_null(kept.0);
    crate::object::release_or_null(kept.1);
    walk.index += 1;
    Some(())
}
