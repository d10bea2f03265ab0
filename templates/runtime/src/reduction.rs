//! `sum`, `min` and `max` over a generator expression that is a loop of its consumer: the total, if there is one yet, and the next value.

use crate::num;
use crate::value::{Num, Obj};
use pyo3::ffi;

/// `list(iterable)`, of what is exactly of a builtin class whose iterators run no Python code. `None` for others.
#[inline(never)]
#[allow(clippy::not_unsafe_ptr_arg_deref)]
pub fn listed(iterable: Obj) -> Option<Obj> {
    // SAFETY: a live object; what makes a list of it is asked only of those classes, and its error is CPython's to find again.
    unsafe {
        let class = ffi::Py_TYPE(iterable);
        let is_known = [
            &raw mut ffi::PyList_Type,
            &raw mut ffi::PyTuple_Type,
            &raw mut ffi::PyDict_Type,
            &raw mut ffi::PySet_Type,
            &raw mut ffi::PyFrozenSet_Type,
            &raw mut ffi::PyDictKeys_Type,
            &raw mut ffi::PyDictValues_Type,
            &raw mut ffi::PyDictItems_Type,
            &raw mut ffi::PyRange_Type,
        ]
        .contains(&class);
        if !is_known {
            return None;
        }
        let list = ffi::PySequence_List(iterable);
        if list.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        Some(list)
    }
}

/// The total so far of floats, and what was lost of it.
pub type Floats = (f64, f64);

/// `None`: the total does not fit.
#[inline(always)]
pub fn sum_int((_, total): (bool, i64), value: i64) -> Option<i64> {
    // It is 0 where there is none.
    total.checked_add(value)
}

/// Are there as many items as are taken apart?
#[inline(always)]
pub fn fits<const COUNT: i64>(count: i64) -> Option<()> {
    (count == COUNT).then_some(())
}

/// Is there room in the list for one item more? What takes items one by one (`set`, `bytes`, `a, b = ...`) needs no memory for all of them,
/// and may raise at the first: where there are many, CPython begins again.
#[inline(always)]
pub fn few(count: i64) -> Option<()> {
    (count < 1 << 20).then_some(())
}

/// Nothing added up is 0.
#[inline(always)]
pub fn total_int((_, total): (bool, i64)) -> i64 {
    total
}

/// As CPython adds up floats from 3.12 on: Kahan and Babuska's summation, improved by Neumaier.
#[inline(always)]
pub fn sum_float((_, (total, lost)): (bool, Floats), value: f64) -> Floats {
    let sum = total + value;
    let more = if total.abs() >= value.abs() {
        (total - sum) + value
    } else {
        (value - sum) + total
    };
    (sum, lost + more)
}

/// As CPython 3.11 adds up floats.
#[inline(always)]
pub fn sum_plain_float((_, (total, _)): (bool, Floats), value: f64) -> Floats {
    (total + value, 0.0)
}

/// As [`sum_float`], if it is a float.
#[inline(always)]
pub fn sum_num(total: (bool, Floats), value: Num) -> Option<Floats> {
    (!value.is_int).then(|| sum_float(total, value.f))
}

/// As [`sum_plain_float`], if it is a float.
#[inline(always)]
pub fn sum_plain_num(total: (bool, Floats), value: Num) -> Option<Floats> {
    (!value.is_int).then(|| sum_plain_float(total, value.f))
}

/// `None`: nothing was added up, which is the int 0.
#[inline(always)]
pub fn total_float((is_there, (total, lost)): (bool, Floats)) -> Option<f64> {
    is_there.then_some(if lost != 0.0 && lost.is_finite() {
        total + lost
    } else {
        total
    })
}

/// What there is, or the other value if that is nothing.
#[inline(always)]
pub fn otherwise<T>((is_there, best): (bool, T), other: T) -> T {
    if is_there { best } else { other }
}

/// As [`total_float`], where the float 0.0 is as good as the int.
#[inline(always)]
pub fn total_float_or_zero(total: (bool, Floats)) -> Option<f64> {
    Some(total_float(total).unwrap_or(0.0))
}

/// As [`total_float`], and the int where nothing was added up.
#[inline(always)]
pub fn total_float_or_int(total: (bool, Floats)) -> Option<Num> {
    Some(total_float(total).map_or(num::int(0), num::float))
}

/// The first of two that no later one is better than.
macro_rules! best {
    ($($name:ident $is:ident $better:tt $ty:ty;)*) => {
        $(
            /// Is the value better than what there is?
            #[inline(always)]
            pub fn $is((is_there, best): (bool, $ty), value: $ty) -> bool {
                !is_there || value $better best
            }

            /// The better one of what there is and the value; what there is if neither is.
            #[inline(always)]
            pub fn $name((is_there, best): (bool, $ty), value: $ty) -> $ty {
                if !is_there || value $better best { value } else { best }
            }
        )*
    };
}

best! {
    max_int is_better_max_int > i64;
    max_float is_better_max_float > f64;
    min_int is_better_min_int < i64;
    min_float is_better_min_float < f64;
}

/// As [`max_float`], if it is a float.
#[inline(always)]
pub fn max_num(best: (bool, f64), value: Num) -> Option<f64> {
    (!value.is_int).then(|| max_float(best, value.f))
}

/// As [`min_float`], if it is a float.
#[inline(always)]
pub fn min_num(best: (bool, f64), value: Num) -> Option<f64> {
    (!value.is_int).then(|| min_float(best, value.f))
}

/// `None`: there was nothing, which is an error.
#[inline(always)]
pub fn best_int((is_there, best): (bool, i64)) -> Option<i64> {
    is_there.then_some(best)
}

/// `None`: there was nothing, which is an error.
#[inline(always)]
pub fn best_float((is_there, best): (bool, f64)) -> Option<f64> {
    is_there.then_some(best)
}
