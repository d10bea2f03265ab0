//! `heapq` on heaps of instances of Python's classes: step by step as CPython goes, with comparisons that the caller's native code makes.
//!
//! A comparison may run Python code, which sees the heap as CPython would have it, and may change it. `is_less` gives nothing where
//! an exception is set; it keeps its operands alive.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{new_none, new_ref};
use crate::list;
use crate::object::type_of;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// How native code compares two items.
pub type IsLess<'a> = &'a mut dyn FnMut(Obj, Obj) -> Option<bool>;

/// What came of it: the result, null with an exception set; and what is left to be given up then, or null.
pub type Done = (Obj, Obj);

/// `heappush(heap, item)`; nothing if that is no heap of instances.
#[inline(never)]
pub fn push(heap: Obj, item: Obj, is_less: IsLess<'_>) -> Option<Done> {
    if !is_list(heap) || !is_instance(item) {
        return None;
    }
    list::push(heap, new_ref(item))?;
    let done = down(heap, 0, list::len(heap) as usize - 1, is_less);
    Some((done.map_or(NULL, |()| new_none()), NULL))
}

/// `heappop(heap)`; nothing if that is no heap of instances.
#[inline(never)]
pub fn pop(heap: Obj, is_less: IsLess<'_>) -> Option<Done> {
    first_instance(heap)?;
    let last = list::pop_object(heap)?;
    if list::len(heap) == 0 {
        return Some((last, NULL));
    }
    Some(put_first(heap, last, is_less))
}

/// `heapreplace(heap, item)`; nothing if that is no heap of instances.
#[inline(never)]
pub fn replace(heap: Obj, item: Obj, is_less: IsLess<'_>) -> Option<Done> {
    first_instance(heap)?;
    Some(put_first(heap, new_ref(item), is_less))
}

/// `heappushpop(heap, item)`; nothing if that is no heap of instances.
#[inline(never)]
pub fn push_pop(heap: Obj, item: Obj, is_less: IsLess<'_>) -> Option<Done> {
    let first = first_instance(heap)?;
    Some(match is_less(first, item) {
        None => (NULL, NULL),
        Some(false) => (new_ref(item), NULL),
        Some(true) if list::len(heap) == 0 => (raised(index_error(), c"index out of range"), NULL),
        Some(true) => put_first(heap, new_ref(item), is_less),
    })
}

/// An item, an owned reference, takes the place of the first one, and sinks to where it belongs.
fn put_first(heap: Obj, item: Obj, is_less: IsLess<'_>) -> Done {
    // SAFETY: an exact list with items; the reference to the first one goes to the caller.
    let first = unsafe {
        let items = items(heap);
        std::mem::replace(&mut *items, item)
    };
    match up(heap, is_less) {
        Some(()) => (first, NULL),
        None => (NULL, first),
    }
}

/// The first item goes down to a leaf, the smaller ones up, and then up from there.
fn up(heap: Obj, is_less: IsLess<'_>) -> Option<()> {
    let end = list::len(heap) as usize;
    let mut at = 0;
    while at < end >> 1 {
        let mut child = 2 * at + 1;
        if child + 1 < end {
            // SAFETY: an exact list that has so many items.
            let (left, right) = unsafe { (*items(heap).add(child), *items(heap).add(child + 1)) };
            child += usize::from(!is_less(left, right)?);
            if list::len(heap) as usize != end {
                raised(runtime_error(), c"list changed size during iteration");
                return None;
            }
        }
        // SAFETY: the list has so many items, as was just asked again.
        unsafe { std::ptr::swap(items(heap).add(child), items(heap).add(at)) };
        at = child;
    }
    down(heap, 0, at, is_less)
}

/// The item at a place goes towards the root, to where it belongs.
fn down(heap: Obj, start: usize, mut at: usize, is_less: IsLess<'_>) -> Option<()> {
    let size = list::len(heap) as usize;
    while at > start {
        let parent = (at - 1) >> 1;
        // SAFETY: an exact list that has so many items.
        let (item, other) = unsafe { (*items(heap).add(at), *items(heap).add(parent)) };
        let is_less = is_less(item, other)?;
        if list::len(heap) as usize != size {
            raised(runtime_error(), c"list changed size during iteration");
            return None;
        }
        if !is_less {
            break;
        }
        // SAFETY: the list has so many items, as was just asked again.
        unsafe { std::ptr::swap(items(heap).add(at), items(heap).add(parent)) };
        at = parent;
    }
    Some(())
}

/// Where the items of an exact list are.
///
/// # Safety
/// An exact list.
#[inline(always)]
unsafe fn items(heap: Obj) -> *mut Obj {
    // SAFETY: the caller's promise.
    unsafe { (*heap.cast::<ffi::PyListObject>()).ob_item }
}

#[inline(always)]
fn is_list(heap: Obj) -> bool {
    type_of(heap) == &raw mut ffi::PyList_Type
}

/// Is it an instance of a class that Python code made?
#[inline(always)]
fn is_instance(item: Obj) -> bool {
    // SAFETY: a live type.
    unsafe { ffi::PyType_HasFeature(type_of(item), ffi::Py_TPFLAGS_HEAPTYPE) != 0 }
}

/// The first item of an exact list, if that is an instance.
#[inline(always)]
fn first_instance(heap: Obj) -> Option<Obj> {
    if !is_list(heap) || list::len(heap) == 0 {
        return None;
    }
    // SAFETY: an exact list that has an item.
    let first = unsafe { *items(heap) };
    is_instance(first).then_some(first)
}

/// `left < right` as CPython has it; nothing with an exception set.
#[cold]
#[inline(never)]
pub fn compared(left: Obj, right: Obj) -> Option<bool> {
    // SAFETY: live objects, which the caller keeps alive.
    match unsafe { ffi::PyObject_RichCompareBool(left, right, ffi::Py_LT) } {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn runtime_error() -> Obj {
    // SAFETY: lives as long as the interpreter.
    unsafe { ffi::PyExc_RuntimeError }
}

fn index_error() -> Obj {
    // SAFETY: lives as long as the interpreter.
    unsafe { ffi::PyExc_IndexError }
}

/// Sets an exception; null.
#[cold]
#[inline(never)]
fn raised(class: Obj, message: &std::ffi::CStr) -> Obj {
    // SAFETY: an exception class and a text that ends with NUL.
    unsafe { ffi::PyErr_SetString(class, message.as_ptr()) };
    NULL
}
