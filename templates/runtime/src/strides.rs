//! Slices that are no objects, and what they take of lists, tuples and strings.
//!
//! As in `list.rs`: generated code has guarded the class of what is sliced, nothing in here runs Python code, and `None` means that CPython
//! does it; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_i64, new_int, new_ref, release};
use crate::collecting::uncollected;
use crate::list::len;
use crate::text::or_leave;
use crate::text_layout::{ASCII, Characters, characters, form, is_plain, length};
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// What a slice takes of so many items: the first, the step, how many.
pub(crate) struct Stride {
    pub(crate) start: isize,
    pub(crate) step: isize,
    pub(crate) count: usize,
}

impl Stride {
    /// As `PySlice_Unpack` and `PySlice_AdjustIndices` do it.
    #[inline(always)]
    fn new(size: usize, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Option<Stride> {
        let step = step.unwrap_or(1) as isize;
        if step == 0 || step == isize::MIN {
            return None;
        }
        let size = size as isize;
        let (lowest, highest) = if step < 0 { (-1, size - 1) } else { (0, size) };
        let within = |bound: i64| {
            let bound = bound as isize;
            if bound < 0 { bound.saturating_add(size).max(lowest) } else { bound.min(highest) }
        };
        let (first, last) = if step < 0 { (highest, lowest) } else { (lowest, highest) };
        let (start, stop) = (start.map_or(first, within), stop.map_or(last, within));
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 { 0 } else { (distance as usize - 1) / step.unsigned_abs() + 1 };
        Some(Stride { start, step, count })
    }

    /// Where its items are.
    #[inline(always)]
    fn places(&self) -> impl Iterator<Item = usize> {
        let (start, step) = (self.start, self.step);
        (0..self.count as isize).map(move |index| (start + index * step) as usize)
    }
}

/// A part of a slice: an int, or missing.
pub trait Part: Copy {
    fn get(self) -> Option<i64>;

    /// A new reference to the object that it is; null with an exception set.
    fn object(self) -> Obj;
}

impl Part for i64 {
    #[inline(always)]
    fn get(self) -> Option<i64> {
        Some(self)
    }

    fn object(self) -> Obj {
        new_int(self)
    }
}

impl Part for () {
    #[inline(always)]
    fn get(self) -> Option<i64> {
        None
    }

    fn object(self) -> Obj {
        crate::boxing::new_none()
    }
}

/// A slice, as an object or in parts.
pub trait Slice: Copy {
    /// What it takes of so many items, if its parts are ints that fit, or missing.
    #[allow(private_interfaces)]
    fn of(self, size: usize) -> Option<Stride>;

    /// What CPython takes with it, or null with an exception set.
    fn take(self, from: Obj) -> Obj;
}

impl Slice for Obj {
    #[allow(private_interfaces)]
    fn of(self, size: usize) -> Option<Stride> {
        // SAFETY: a live object, looked into if it is exactly a slice.
        let [start, stop, step] = unsafe {
            if ffi::Py_TYPE(self) != &raw mut ffi::PySlice_Type {
                return None;
            }
            let slice = &*self.cast::<ffi::PySliceObject>();
            [slice.start, slice.stop, slice.step]
        };
        let part = |object: Obj| {
            // SAFETY: what is compared with is a constant of the interpreter.
            let is_missing = object == unsafe { ffi::Py_None() };
            if is_missing { Some(None) } else { get_i64(object).map(Some) }
        };
        Stride::new(size, part(start)?, part(stop)?, part(step)?)
    }

    fn take(self, from: Obj) -> Obj {
        // SAFETY: live objects, and the GIL is held.
        unsafe { ffi::PyObject_GetItem(from, self) }
    }
}

impl<A: Part, B: Part, C: Part> Slice for (A, B, C) {
    #[allow(private_interfaces)]
    #[inline(always)]
    fn of(self, size: usize) -> Option<Stride> {
        Stride::new(size, self.0.get(), self.1.get(), self.2.get())
    }

    fn take(self, from: Obj) -> Obj {
        let slice = object(self);
        if slice.is_null() {
            return NULL;
        }
        let taken = slice.take(from);
        release(slice);
        taken
    }
}

/// A new slice object, or null with an exception set.
pub fn object<A: Part, B: Part, C: Part>((start, stop, step): (A, B, C)) -> Obj {
    let parts = [start.object(), stop.object(), step.object()];
    // What is made is collected later.
    // SAFETY: live objects, which are given back.
    let new = || uncollected(|| unsafe { ffi::PySlice_New(parts[0], parts[1], parts[2]) });
    let made = if parts.contains(&NULL) { NULL } else { new() };
    // SAFETY: owned references, or null.
    parts.into_iter().for_each(|part| unsafe { ffi::Py_XDECREF(part) });
    made
}

/// `list[slice]`
pub fn list(list: Obj, slice: impl Slice) -> Option<Obj> {
    let stride = slice.of(len(list) as usize)?;
    // What is made is collected later.
    // SAFETY: a new list, of which each item is set to one that the exact list has.
    or_leave(uncollected(|| unsafe {
        let made = ffi::PyList_New(stride.count as ffi::Py_ssize_t);
        if !made.is_null() {
            let from = (*list.cast::<ffi::PyListObject>()).ob_item;
            let to = (*made.cast::<ffi::PyListObject>()).ob_item;
            stride.places().enumerate().for_each(|(index, place)| *to.add(index) = new_ref(*from.add(place)));
        }
        made
    }))
}

/// `tuple[slice]`
pub fn tuple(tuple: Obj, slice: impl Slice) -> Option<Obj> {
    let size = len(tuple) as usize;
    let stride = slice.of(size)?;
    if stride.step == 1 && stride.count == size {
        return Some(new_ref(tuple));
    }
    // What is made is collected later.
    // SAFETY: a new tuple, of which each item is set to one that the exact tuple has.
    or_leave(uncollected(|| unsafe {
        let made = ffi::PyTuple_New(stride.count as ffi::Py_ssize_t);
        if !made.is_null() {
            for (index, place) in stride.places().enumerate() {
                let item = ffi::PyTuple_GET_ITEM(tuple, place as ffi::Py_ssize_t);
                ffi::PyTuple_SET_ITEM(made, index as ffi::Py_ssize_t, new_ref(item));
            }
        }
        made
    }))
}

/// `s[slice]`
pub fn text(s: Obj, slice: impl Slice) -> Option<Obj> {
    if !is_plain(s) {
        return None;
    }
    // SAFETY: a plain string, tested.
    let (size, is_ascii) = unsafe { (length(s) as usize, form(s) & ASCII != 0) };
    let stride = slice.of(size)?;
    if stride.step == 1 || stride.count == 0 || !is_ascii {
        // A string runs no Python code for a slice of ints.
        return or_leave(slice.take(s));
    }
    // SAFETY: a new ASCII string of as many characters, which nobody else knows, each of them one that the other ASCII string has.
    unsafe {
        let made = or_leave(crate::text_new::room(stride.count as ffi::Py_ssize_t, 127))?;
        if let (Characters::One(from), Characters::One(to)) = (characters(s), characters(made)) {
            stride.places().enumerate().for_each(|(index, place)| *to.cast_mut().add(index) = *from.add(place));
        }
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a slice takes, as the definition of Python's reference says: the items between the bounds, each a step from the last.
    fn taken(size: i64, start: Option<i64>, stop: Option<i64>, step: i64) -> Vec<i64> {
        let within = |bound: i64, low: i64, high: i64| (if bound < 0 { bound + size } else { bound }).clamp(low, high);
        let (low, high) = if step < 0 { (-1, size - 1) } else { (0, size) };
        let mut at = start.map_or(if step < 0 { high } else { low }, |start| within(start, low, high));
        let stop = stop.map_or(if step < 0 { low } else { high }, |stop| within(stop, low, high));
        let mut items = Vec::new();
        while if step < 0 { at > stop } else { at < stop } {
            items.push(at);
            at += step;
        }
        items
    }

    #[test]
    fn slices_take_what_the_definition_says() {
        let bounds = || std::iter::once(None).chain((-7..8).map(Some));
        for size in 0..6 {
            for start in bounds() {
                for stop in bounds() {
                    for step in (-4..5).filter(|step| *step != 0) {
                        let stride = Stride::new(size as usize, start, stop, Some(step)).unwrap();
                        let places: Vec<i64> = stride.places().map(|place| place as i64).collect();
                        assert_eq!(places, taken(size, start, stop, step), "{size} {start:?} {stop:?} {step}");
                    }
                }
            }
        }
        assert!(Stride::new(3, None, None, Some(0)).is_none());
        assert_eq!(Stride::new(3, Some(i64::MIN), Some(i64::MAX), None).unwrap().count, 3);
        assert_eq!(Stride::new(3, Some(i64::MAX), Some(i64::MIN), Some(-i64::MAX)).unwrap().count, 1);
    }
}
