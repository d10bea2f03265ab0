//! `UNPACK_SEQUENCE` and `UNPACK_EX`.

use super::refs::{is_exactly, release, release_all, retained, type_of};
use super::update::looks_iterable;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;

/// The `N` items of a sequence, each owned, in the order of the targets.
#[inline]
pub fn unpack<const N: usize>(sequence: Obj) -> Option<[Obj; N]> {
    if let Some(items) = unpack_exact(sequence) {
        return Some(items);
    }
    let mut items = [NULL; N];
    unpack_iterable(sequence, &mut items, None).then_some(items)
}

/// [`unpack`] of an exact list or tuple of so many items, which runs no Python code; else nothing, and nothing was done.
#[inline]
pub(crate) fn unpack_exact<const N: usize>(sequence: Obj) -> Option<[Obj; N]> {
    let items = <&[Obj; N]>::try_from(items_of(sequence)?).ok()?;
    Some(items.map(retained))
}

/// The first `before` items of a sequence, a list, and its last items, each owned, in the order of the targets.
pub fn unpack_ex<const N: usize>(sequence: Obj, before: usize) -> Option<[Obj; N]> {
    let mut items = [NULL; N];
    unpack_iterable(sequence, &mut items, Some(before)).then_some(items)
}

/// Is it of a class below `tuple`, such as that of named tuples, that iterates over its items as that does?
///
/// # Safety
/// A live object.
#[inline(always)]
unsafe fn is_iterated_as_tuple(o: Obj) -> bool {
    // SAFETY: the caller's promise. The iterator of tuples asks for nothing else of the object.
    unsafe { ffi::PyTuple_Check(o) != 0 && is_same((*type_of(o)).tp_iter, ffi::PyTuple_Type.tp_iter) }
}

/// Is it of a class below `tuple` whose items `o[i]` gets as that does?
///
/// # Safety
/// A live object.
#[inline(always)]
pub(crate) unsafe fn is_got_as_tuple(o: Obj) -> bool {
    // SAFETY: the caller's promise; tuples have these methods, and so has what is below.
    unsafe {
        ffi::PyTuple_Check(o) != 0
            && is_same_binary((*(*type_of(o)).tp_as_mapping).mp_subscript, (*ffi::PyTuple_Type.tp_as_mapping).mp_subscript)
    }
}

/// The items of an exact list or tuple, or of what is as good as one, borrowed until anything else runs.
#[inline(always)]
fn items_of<'a>(sequence: Obj) -> Option<&'a [Obj]> {
    // SAFETY: the type is tested before the structure is read.
    unsafe {
        let first: *const Obj = if is_exactly(sequence, &raw mut ffi::PyTuple_Type) || is_iterated_as_tuple(sequence) {
            (&raw const (*sequence.cast::<ffi::PyTupleObject>()).ob_item).cast()
        } else if is_exactly(sequence, &raw mut ffi::PyList_Type) {
            (*sequence.cast::<ffi::PyListObject>()).ob_item
        } else {
            return None;
        };
        let size = (*sequence.cast::<ffi::PyVarObject>()).ob_size as usize;
        // An empty list has no items to point to.
        Some(if size == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(first, size)
        })
    }
}

/// Fills `items`; `star` is where the list goes, if there is one. Fills nothing that lives on if it fails.
fn unpack_iterable(sequence: Obj, items: &mut [Obj], star: Option<usize>) -> bool {
    // SAFETY: a live object, and the GIL is held.
    let iterator = unsafe { ffi::PyObject_GetIter(sequence) };
    if iterator.is_null() {
        // SAFETY: an exception is set, and the object is live.
        unsafe {
            if ffi::PyErr_ExceptionMatches(ffi::PyExc_TypeError) != 0 && !looks_iterable(sequence) {
                let text = c"cannot unpack non-iterable %.200s object";
                ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), (*type_of(sequence)).tp_name);
            }
        }
        return false;
    }
    let mut filled = 0;
    let done = take_first(iterator, items, star, &mut filled)
        && match star {
            None => is_at_end(iterator, sequence, items.len()),
            Some(star) => take_rest(iterator, items, star, &mut filled),
        };
    if !done {
        release_all(&items[..filled]);
    }
    release(iterator);
    done
}

/// Takes the items before the star, or all of them.
fn take_first(iterator: Obj, items: &mut [Obj], star: Option<usize>, filled: &mut usize) -> bool {
    let wanted = star.unwrap_or(items.len());
    while *filled < wanted {
        // SAFETY: a live iterator.
        let item = unsafe { ffi::PyIter_Next(iterator) };
        if item.is_null() {
            let (text, needed) = match star {
                None => (c"not enough values to unpack (expected %d, got %d)", items.len()),
                Some(_) => (
                    c"not enough values to unpack (expected at least %d, got %d)",
                    items.len() - 1,
                ),
            };
            // SAFETY: the GIL is held, and the text asks for two ints.
            unsafe {
                if ffi::PyErr_Occurred().is_null() {
                    ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), needed as c_int, *filled as c_int);
                }
            }
            return false;
        }
        items[*filled] = item;
        *filled += 1;
    }
    true
}

/// Takes the list and the items behind it.
fn take_rest(iterator: Obj, items: &mut [Obj], star: usize, filled: &mut usize) -> bool {
    // SAFETY: a live iterator; the list is new and nobody else's, so its last items can be taken out of it.
    unsafe {
        let list = ffi::PySequence_List(iterator);
        if list.is_null() {
            return false;
        }
        items[star] = list;
        *filled += 1;
        let size = ffi::PyList_GET_SIZE(list);
        let after = (items.len() - star - 1) as ffi::Py_ssize_t;
        if size < after {
            ffi::PyErr_Format(
                ffi::PyExc_ValueError,
                c"not enough values to unpack (expected at least %d, got %zd)".as_ptr(),
                (items.len() - 1) as c_int,
                star as ffi::Py_ssize_t + size,
            );
            return false;
        }
        for index in size - after..size {
            items[*filled] = ffi::PyList_GET_ITEM(list, index);
            *filled += 1;
        }
        (*list.cast::<ffi::PyVarObject>()).ob_size = size - after;
        true
    }
}

/// There must be nothing left.
fn is_at_end(iterator: Obj, sequence: Obj, wanted: usize) -> bool {
    // SAFETY: a live iterator and a live object.
    unsafe {
        let item = ffi::PyIter_Next(iterator);
        if item.is_null() {
            return ffi::PyErr_Occurred().is_null();
        }
        release(item);
        if let Some(size) = size_to_tell(sequence).filter(|size| *size > wanted as ffi::Py_ssize_t) {
            let text = c"too many values to unpack (expected %d, got %zd)";
            ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), wanted as c_int, size);
        } else {
            let text = c"too many values to unpack (expected %d)";
            ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), wanted as c_int);
        }
        false
    }
}

/// How many items there were, if this version says so.
fn size_to_tell(sequence: Obj) -> Option<ffi::Py_ssize_t> {
    let tells = cfg!(Py_3_14)
        && [
            &raw mut ffi::PyList_Type,
            &raw mut ffi::PyTuple_Type,
            &raw mut ffi::PyDict_Type,
        ]
        .into_iter()
        .any(|class| is_exactly(sequence, class));
    // SAFETY: a live object of a type that has a size and runs nothing to tell it.
    tells.then(|| unsafe { ffi::PyObject_Size(sequence) })
}

/// Are both the same function of the interpreter?
fn is_same(one: Option<ffi::getiterfunc>, other: Option<ffi::getiterfunc>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if std::ptr::fn_addr_eq(one, other))
}

fn is_same_binary(one: Option<ffi::binaryfunc>, other: Option<ffi::binaryfunc>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if std::ptr::fn_addr_eq(one, other))
}
