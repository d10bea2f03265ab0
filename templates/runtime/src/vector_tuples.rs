//! Vectors of tuples of numbers: the numbers are in the array. A tuple is made of them where CPython gets the list. Heaps, too.

// Generated code is safe Rust on purpose: that the pointers it passes are vectors is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{is_only_one, new_float, new_int, new_none, new_tuple, release};
use crate::collecting::uncollected;
use crate::list::position;
use crate::list_iter;
use crate::value::Obj;
use crate::vector::{Class, Item, become_list, exchange, items, items_mut, made_of, pop, push};
use pyo3::ffi;

/// The types of vectors, one for each kind of tuple.
static CLASSES: [Class; SHAPES] = [const { Class::new() }; SHAPES];

/// The types.
pub(crate) fn classes() -> impl Iterator<Item = &'static Class> {
    CLASSES.iter()
}

/// Is it the type of such vectors?
#[inline(always)]
pub(crate) fn is_class(class: *mut ffi::PyTypeObject) -> bool {
    let range = CLASSES.as_ptr_range();
    (range.start as usize..range.end as usize).contains(&(class as usize))
}

/// Makes a list of a vector. Is there memory for that?
fn box_tuples<T: Item, const N: usize>(vector: Obj, parts: impl Fn(T) -> [Obj; N]) -> bool {
    let size = items::<T>(vector).len();
    let mut made = Vec::with_capacity(size);
    uncollected(|| {
        for value in items::<T>(vector) {
            let tuple = new_tuple(&parts(*value));
            if tuple.is_null() {
                break;
            }
            made.push(tuple);
        }
    });
    // SAFETY: a vector of as many items, which becomes a list next.
    let is_boxed = made.len() == size && unsafe { exchange(vector, &made) };
    if !is_boxed {
        made.into_iter().for_each(release);
    }
    // SAFETY: the array holds objects.
    is_boxed && unsafe { become_list(vector) }
}

/// As CPython sifts: an item goes up to where it belongs, not above `start`.
fn sift_down<T: PartialOrd + Copy>(heap: &mut [T], start: usize, mut at: usize) {
    let item = heap[at];
    while at > start {
        let parent = (at - 1) >> 1;
        if item >= heap[parent] {
            break;
        }
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = item;
}

/// The smaller child of an item, of the two that it may have.
#[inline(always)]
fn smaller_child<T: PartialOrd + Copy>(heap: &[T], at: usize) -> usize {
    let child = 2 * at + 1;
    if child + 1 < heap.len() && heap[child] >= heap[child + 1] {
        child + 1
    } else {
        child
    }
}

/// As CPython sifts: smaller children go up until there are none, then the item goes to where it belongs.
fn sift_up<T: PartialOrd + Copy>(heap: &mut [T], start: usize) {
    let (mut at, item) = (start, heap[start]);
    while at < heap.len() >> 1 {
        let child = smaller_child(heap, at);
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
    sift_down(heap, start, at);
}

/// Has every item its order among numbers? What is not a number has none.
fn are_ordered<T: Item + PartialOrd>(items: &[T]) -> bool {
    !T::MAY_BE_NO_NUMBER || items.iter().all(|item| item.partial_cmp(item).is_some())
}

/// Have all items their order that are compared when a new one goes up from the end?
fn can_go_up<T: Item + PartialOrd>(heap: &[T], value: T) -> bool {
    let mut at = heap.len();
    let mut is_ordered = are_ordered(&[value]);
    while T::MAY_BE_NO_NUMBER && is_ordered && at > 0 {
        at = (at - 1) >> 1;
        is_ordered = are_ordered(&heap[at..=at]);
    }
    is_ordered
}

/// Have all items their order that are compared when the last one takes the place of the first?
fn can_go_down<T: Item + PartialOrd>(heap: &[T]) -> bool {
    let Some((last, rest)) = heap.split_last() else {
        return true;
    };
    let (mut at, mut is_ordered) = (0, are_ordered(&[*last]));
    while T::MAY_BE_NO_NUMBER && is_ordered && at < rest.len() >> 1 {
        let first = 2 * at + 1;
        is_ordered = are_ordered(&rest[first..rest.len().min(first + 2)]);
        at = smaller_child(rest, at);
    }
    is_ordered
}

#[inline(never)]
fn heap_push<T: Item + PartialOrd>(vector: Obj, value: T) -> Option<Obj> {
    if !can_go_up(items::<T>(vector), value) {
        return None;
    }
    push(vector, value)?;
    let heap = items_mut::<T>(vector);
    sift_down(heap, 0, heap.len() - 1);
    Some(new_none())
}

#[inline(never)]
fn heap_pop<T: Item + PartialOrd>(vector: Obj) -> Option<T> {
    if !can_go_down(items::<T>(vector)) {
        return None;
    }
    let last = pop::<T>(vector)?;
    let heap = items_mut::<T>(vector);
    let Some(first) = heap.first_mut() else {
        return Some(last);
    };
    let first = std::mem::replace(first, last);
    sift_up(heap, 0);
    Some(first)
}

fn heapify<T: Item + PartialOrd>(vector: Obj) -> Option<Obj> {
    let heap = items_mut::<T>(vector);
    if !are_ordered(heap) {
        return None;
    }
    for start in (0..heap.len() >> 1).rev() {
        sift_up(heap, start);
    }
    Some(new_none())
}

macro_rules! heaps {
    ($($ty:ty: $push:ident $pop:ident $heapify:ident;)*) => {
        $(
            /// `heappush(heap, value)`
            pub fn $push(vector: Obj, value: $ty) -> Option<Obj> {
                heap_push::<$ty>(vector, value)
            }

            /// `heappop(heap)`
            pub fn $pop(vector: Obj) -> Option<$ty> {
                heap_pop::<$ty>(vector)
            }

            /// `heapify(heap)`
            pub fn $heapify(vector: Obj) -> Option<Obj> {
                heapify::<$ty>(vector)
            }
        )*
    };
}

heaps! {
    f64: heappush_float heappop_float heapify_float;
    i64: heappush_int heappop_int heapify_int;
    bool: heappush_boolean heappop_boolean heapify_boolean;
}

macro_rules! tuples {
    ($($shape:literal $ty:ty, $zero:expr, $has_floats:literal; $parts:expr; $of:ident $get:ident $set:ident $append:ident $pop:ident $next:ident $heappush:ident $heappop:ident $heapify:ident;)*) => {
        const SHAPES: usize = [$($shape),*].len();

        /// Makes a list of such a vector. Is there memory for that?
        pub(crate) fn settle_tuples(vector: Obj) -> bool {
            // SAFETY: a live object; its type says what is in it.
            let class = unsafe { ffi::Py_TYPE(vector) };
            $(
                if class == CLASSES[$shape].object() {
                    return box_tuples::<$ty, _>(vector, $parts);
                }
            )*
            true
        }

        heaps! { $($ty: $heappush $heappop $heapify;)* }

        $(
            impl Item for $ty {
                const IS_COUNTED: bool = false;
                const MAY_BE_NO_NUMBER: bool = $has_floats;

                #[inline(always)]
                fn class() -> *mut ffi::PyTypeObject {
                    CLASSES[$shape].object()
                }
            }

            /// `[values]`
            pub fn $of<const N: usize>(values: [$ty; N]) -> Option<Obj> {
                made_of::<$ty>([&values, &[]], N)
            }

            /// `list[index]`
            #[inline(always)]
            pub fn $get(vector: Obj, index: i64) -> Option<$ty> {
                let all = items::<$ty>(vector);
                all.get(position(index, all.len() as i64)? as usize).copied()
            }

            /// `list[index] = value`
            #[inline(always)]
            pub fn $set(value: $ty, vector: Obj, index: i64) -> Option<()> {
                let all = items_mut::<$ty>(vector);
                *all.get_mut(position(index, all.len() as i64)? as usize)? = value;
                Some(())
            }

            /// `list.append(value)`
            #[inline(always)]
            pub fn $append(vector: Obj, value: $ty) -> Option<()> {
                push(vector, value)
            }

            /// `list.pop()`
            #[inline(always)]
            pub fn $pop(vector: Obj) -> Option<$ty> {
                pop(vector)
            }

            /// Is there another item, and which?
            #[inline(always)]
            pub fn $next(iterator: Obj) -> Option<(bool, $ty)> {
                let (vector, index) = list_iter::position(iterator)?;
                let Some(item) = items::<$ty>(vector).get(index as usize) else {
                    return is_only_one(iterator).then_some((false, $zero));
                };
                let item = *item;
                list_iter::step(iterator, 1);
                Some((true, item))
            }
        )*
    };
}

tuples! {
    0 (f64, f64), (0.0, 0.0), true; |value: (f64, f64)| [new_float(value.0), new_float(value.1)]; of_float_float get_float_float set_float_float append_float_float pop_float_float next_float_float heappush_float_float heappop_float_float heapify_float_float;
    1 (f64, i64), (0.0, 0), true; |value: (f64, i64)| [new_float(value.0), new_int(value.1)]; of_float_int get_float_int set_float_int append_float_int pop_float_int next_float_int heappush_float_int heappop_float_int heapify_float_int;
    2 (i64, f64), (0, 0.0), true; |value: (i64, f64)| [new_int(value.0), new_float(value.1)]; of_int_float get_int_float set_int_float append_int_float pop_int_float next_int_float heappush_int_float heappop_int_float heapify_int_float;
    3 (i64, i64), (0, 0), false; |value: (i64, i64)| [new_int(value.0), new_int(value.1)]; of_int_int get_int_int set_int_int append_int_int pop_int_int next_int_int heappush_int_int heappop_int_int heapify_int_int;
    4 (f64, f64, f64), (0.0, 0.0, 0.0), true; |value: (f64, f64, f64)| [new_float(value.0), new_float(value.1), new_float(value.2)]; of_float_float_float get_float_float_float set_float_float_float append_float_float_float pop_float_float_float next_float_float_float heappush_float_float_float heappop_float_float_float heapify_float_float_float;
    5 (f64, f64, i64), (0.0, 0.0, 0), true; |value: (f64, f64, i64)| [new_float(value.0), new_float(value.1), new_int(value.2)]; of_float_float_int get_float_float_int set_float_float_int append_float_float_int pop_float_float_int next_float_float_int heappush_float_float_int heappop_float_float_int heapify_float_float_int;
    6 (f64, i64, f64), (0.0, 0, 0.0), true; |value: (f64, i64, f64)| [new_float(value.0), new_int(value.1), new_float(value.2)]; of_float_int_float get_float_int_float set_float_int_float append_float_int_float pop_float_int_float next_float_int_float heappush_float_int_float heappop_float_int_float heapify_float_int_float;
    7 (f64, i64, i64), (0.0, 0, 0), true; |value: (f64, i64, i64)| [new_float(value.0), new_int(value.1), new_int(value.2)]; of_float_int_int get_float_int_int set_float_int_int append_float_int_int pop_float_int_int next_float_int_int heappush_float_int_int heappop_float_int_int heapify_float_int_int;
    8 (i64, f64, f64), (0, 0.0, 0.0), true; |value: (i64, f64, f64)| [new_int(value.0), new_float(value.1), new_float(value.2)]; of_int_float_float get_int_float_float set_int_float_float append_int_float_float pop_int_float_float next_int_float_float heappush_int_float_float heappop_int_float_float heapify_int_float_float;
    9 (i64, f64, i64), (0, 0.0, 0), true; |value: (i64, f64, i64)| [new_int(value.0), new_float(value.1), new_int(value.2)]; of_int_float_int get_int_float_int set_int_float_int append_int_float_int pop_int_float_int next_int_float_int heappush_int_float_int heappop_int_float_int heapify_int_float_int;
    10 (i64, i64, f64), (0, 0, 0.0), true; |value: (i64, i64, f64)| [new_int(value.0), new_int(value.1), new_float(value.2)]; of_int_int_float get_int_int_float set_int_int_float append_int_int_float pop_int_int_float next_int_int_float heappush_int_int_float heappop_int_int_float heapify_int_int_float;
    11 (i64, i64, i64), (0, 0, 0), false; |value: (i64, i64, i64)| [new_int(value.0), new_int(value.1), new_int(value.2)]; of_int_int_int get_int_int_int set_int_int_int append_int_int_int pop_int_int_int next_int_int_int heappush_int_int_int heappop_int_int_int heapify_int_int_int;
}
