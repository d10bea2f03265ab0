//! `heapq` on heaps of numbers, texts, tuples of such, and data classes that are ordered by such: its own steps, item by item, with comparisons that run no Python code.
//!
//! Where all goes is found first, so that nothing has been done where a comparison turns out to need Python code: then the answer
//! is nothing, and CPython does it.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_none, new_ref};
use crate::list;
use crate::value::Obj;
use pyo3::ffi;
use std::cmp::Ordering;

/// `heappush(heap, item)`
#[inline(never)]
pub fn push(heap: Obj, item: Obj) -> Option<Obj> {
    let items = Items::of(heap)?;
    let mut place = items.len;
    while place > 0 {
        let parent = (place - 1) >> 1;
        if !is_less(item, items.get(parent))? {
            break;
        }
        place = parent;
    }
    let mut at = items.len;
    list::push(heap, new_ref(item))?;
    // The list may have moved.
    let items = Items::of(heap)?;
    while at > place {
        let parent = (at - 1) >> 1;
        items.put(at, items.get(parent));
        at = parent;
    }
    items.put(place, item);
    Some(new_none())
}

/// `heappop(heap)`
#[inline(never)]
pub fn pop(heap: Obj) -> Option<Obj> {
    let items = Items::of(heap)?;
    let rest = items.len.checked_sub(1)?;
    if rest == 0 {
        return list::pop_object(heap);
    }
    let last = items.get(rest);
    let path = Path::find(&items, rest, last)?;
    let last = list::pop_object(heap)?;
    let items = Items::of(heap)?;
    let first = items.get(0);
    path.walk(&items, last);
    Some(first)
}

/// `heapreplace(heap, item)`
#[inline(never)]
pub fn replace(heap: Obj, item: Obj) -> Option<Obj> {
    let items = Items::of(heap)?;
    if items.len == 0 {
        return None;
    }
    let path = Path::find(&items, items.len, item)?;
    let first = items.get(0);
    path.walk(&items, new_ref(item));
    Some(first)
}

/// `heappushpop(heap, item)`
#[inline(never)]
pub fn push_pop(heap: Obj, item: Obj) -> Option<Obj> {
    let items = Items::of(heap)?;
    if items.len == 0 || !is_less(items.get(0), item)? {
        return Some(new_ref(item));
    }
    replace(heap, item)
}

/// The items of an exact list.
struct Items {
    first: *mut Obj,
    len: usize,
}

impl Items {
    #[inline(always)]
    fn of(heap: Obj) -> Option<Items> {
        // SAFETY: a live object; its fields are read only if it is an exact list.
        unsafe {
            (ffi::Py_TYPE(heap) == &raw mut ffi::PyList_Type).then(|| Items {
                first: (*heap.cast::<ffi::PyListObject>()).ob_item,
                len: list::len(heap) as usize,
            })
        }
    }

    #[inline(always)]
    fn get(&self, index: usize) -> Obj {
        // SAFETY: below the number of items, which are live objects.
        unsafe { *self.first.add(index) }
    }

    #[inline(always)]
    fn put(&self, index: usize, item: Obj) {
        // SAFETY: below the number of items. Who calls it sees to it that each item keeps one owner.
        unsafe { *self.first.add(index) = item }
    }
}

/// The way that an item takes from the root of a heap down to a leaf and up again.
struct Path {
    /// Where the items stand that move up by one.
    steps: [usize; 64],
    count: usize,
}

impl Path {
    /// `end`: so many items are in the heap.
    #[inline(always)]
    fn find(items: &Items, end: usize, item: Obj) -> Option<Path> {
        let mut path = Path {
            steps: [0; 64],
            count: 0,
        };
        let mut at = 0;
        while at < end >> 1 {
            let mut child = 2 * at + 1;
            if child + 1 < end && !is_less(items.get(child), items.get(child + 1))? {
                child += 1;
            }
            path.steps[path.count] = child;
            path.count += 1;
            at = child;
        }
        while path.count > 0 && is_less(item, items.get(path.steps[path.count - 1]))? {
            path.count -= 1;
        }
        Some(path)
    }

    /// Moves the items up, and the item, an owned reference, to where the last one was. The root's reference is the caller's.
    #[inline(always)]
    fn walk(&self, items: &Items, item: Obj) {
        let mut at = 0;
        for &step in &self.steps[..self.count] {
            items.put(at, items.get(step));
            at = step;
        }
        items.put(at, item);
    }
}

/// `a < b`; nothing if that may run Python code.
#[inline(always)]
fn is_less(a: Obj, b: Obj) -> Option<bool> {
    match first_items(a, b) {
        Some(is_less) => Some(is_less),
        None => is_less_slowly(a, b),
    }
}

#[inline(never)]
fn is_less_slowly(a: Obj, b: Obj) -> Option<bool> {
    // SAFETY: a live object.
    if unsafe { ffi::PyType_HasFeature(ffi::Py_TYPE(a), ffi::Py_TPFLAGS_HEAPTYPE) } != 0 {
        let differ = |a: Obj, b: Obj| {
            let order = match order_of_items(a, b) {
                Some(order) => order,
                None => nested(a, b, DEEPEST)?,
            };
            Some((order != Order::Ordered(Ordering::Equal)).then_some(order))
        };
        let difference = crate::place::first_difference(a, b, differ)?;
        return Some(difference == Some(Order::Ordered(Ordering::Less)));
    }
    Some(order(a, b, DEEPEST)? == Order::Ordered(Ordering::Less))
}

/// `a < b` of tuples that begin with different numbers of the same type; nothing if they are not that.
#[inline(always)]
fn first_items(a: Obj, b: Obj) -> Option<bool> {
    // SAFETY: live objects; items are read of tuples that have some.
    let (a, b) = unsafe {
        let is_tuple = |object: Obj| {
            ffi::Py_TYPE(object) == &raw mut ffi::PyTuple_Type && (*object.cast::<ffi::PyVarObject>()).ob_size > 0
        };
        if !is_tuple(a) || !is_tuple(b) {
            return None;
        }
        (ffi::PyTuple_GET_ITEM(a, 0), ffi::PyTuple_GET_ITEM(b, 0))
    };
    // SAFETY: live objects; a float's value is read of exact ones.
    unsafe {
        let class = ffi::Py_TYPE(a);
        if class != ffi::Py_TYPE(b) {
            return None;
        }
        if class == &raw mut ffi::PyFloat_Type {
            let (a, b) = (
                (*a.cast::<ffi::PyFloatObject>()).ob_fval,
                (*b.cast::<ffi::PyFloatObject>()).ob_fval,
            );
            // A NaN may be the same object.
            return if a < b {
                Some(true)
            } else if a > b {
                Some(false)
            } else {
                None
            };
        }
    }
    match (get_i64(a)?, get_i64(b)?) {
        (a, b) if a == b => None,
        (a, b) => Some(a < b),
    }
}

/// Tuples in tuples that are nested deeper are CPython's.
const DEEPEST: u32 = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Ordered(Ordering),
    /// A NaN is not.
    Not,
}

/// How two objects compare.
#[inline(always)]
fn order(a: Obj, b: Obj, depth: u32) -> Option<Order> {
    // SAFETY: live objects.
    let (left, right) = unsafe { (ffi::Py_TYPE(a), ffi::Py_TYPE(b)) };
    if left == &raw mut ffi::PyTuple_Type && left == right {
        return order_of_tuples(a, b, depth.checked_sub(1)?);
    }
    order_of_items(a, b)
}

/// The first items that differ decide.
#[inline(always)]
fn order_of_tuples(a: Obj, b: Obj, depth: u32) -> Option<Order> {
    let (left, right) = (list::len(a), list::len(b));
    for index in 0..left.min(right) {
        let (a, b) = (list::tuple_lent(a, index)?, list::tuple_lent(b, index)?);
        // What is the same counts as equal, be it a NaN.
        if a == b {
            continue;
        }
        let order = match order_of_items(a, b) {
            Some(order) => order,
            None => nested(a, b, depth)?,
        };
        if order != Order::Ordered(Ordering::Equal) {
            return Some(order);
        }
    }
    Some(Order::Ordered(left.cmp(&right)))
}

#[inline(never)]
fn nested(a: Obj, b: Obj, depth: u32) -> Option<Order> {
    // SAFETY: live objects.
    let are_tuples = unsafe { ffi::PyTuple_CheckExact(a) != 0 && ffi::PyTuple_CheckExact(b) != 0 };
    if are_tuples { order(a, b, depth) } else { None }
}

/// How two numbers or texts compare.
#[inline(always)]
fn order_of_items(a: Obj, b: Obj) -> Option<Order> {
    if let (Some(a), Some(b)) = (get_i64(a), get_i64(b)) {
        return Some(Order::Ordered(a.cmp(&b)));
    }
    if let (Some(a), Some(b)) = (get_f64(a), get_f64(b)) {
        return Some(a.partial_cmp(&b).map_or(Order::Not, Order::Ordered));
    }
    order_of_others(a, b)
}

#[inline(never)]
fn order_of_others(a: Obj, b: Obj) -> Option<Order> {
    let int = |object: Obj| get_i64(object).or_else(|| get_bool(object).map(i64::from));
    let ordered = |order: Option<Ordering>| order.map_or(Order::Not, Order::Ordered);
    match (int(a), get_f64(a), int(b), get_f64(b)) {
        (Some(a), _, Some(b), _) => return Some(Order::Ordered(a.cmp(&b))),
        (Some(a), _, _, Some(b)) => return Some(ordered(crate::compare::order(a, b))),
        (_, Some(a), Some(b), _) => {
            return Some(ordered(crate::compare::order(b, a).map(Ordering::reverse)));
        }
        _ => {}
    }
    // SAFETY: live objects; comparing exact ints, or exact strings, runs no Python code and does not fail.
    unsafe {
        if ffi::PyUnicode_CheckExact(a) != 0 && ffi::PyUnicode_CheckExact(b) != 0 {
            return Some(Order::Ordered(ffi::PyUnicode_Compare(a, b).cmp(&0)));
        }
        if ffi::PyLong_CheckExact(a) != 0 && ffi::PyLong_CheckExact(b) != 0 {
            let is = |operator| ffi::PyObject_RichCompareBool(a, b, operator) == 1;
            return Some(Order::Ordered(match (is(ffi::Py_LT), is(ffi::Py_EQ)) {
                (true, _) => Ordering::Less,
                (_, true) => Ordering::Equal,
                _ => Ordering::Greater,
            }));
        }
    }
    None
}
