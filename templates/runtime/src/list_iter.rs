//! The iterators that loops make of lists and tuples, advanced without calling them: CPython's own objects, so that it can go on
//! with them at any time.
//!
//! All of them are of the exact class that generated code has guarded (`rt::class`). `None` means: leave, CPython asks for the
//! item; nothing has happened then. At the end an iterator is not told that it is, if nobody but the loop knows it: the loop
//! gives it up there and then.
//!
//! Their layouts are private, the same in CPython 3.11 to 3.15, and compared with real iterators when a module is loaded.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_ref};
use crate::complex_value::{get as get_complex, of_real};
use crate::value::{Complex, NULL, Obj};
use pyo3::ffi;
use std::mem::size_of;

/// `list_iterator`, `tuple_iterator` and `list_reverseiterator`.
#[repr(C)]
struct Position {
    head: ffi::PyObject,
    index: ffi::Py_ssize_t,
    /// Null behind the end.
    sequence: Obj,
}

/// `enumerate`; there are more fields.
#[repr(C)]
struct Enumerate {
    head: ffi::PyObject,
    index: ffi::Py_ssize_t,
    iterator: Obj,
    result: Obj,
    /// The index as an `int`, once it does not fit.
    large_index: Obj,
}

/// `zip`
#[repr(C)]
struct Zip {
    head: ffi::PyObject,
    count: ffi::Py_ssize_t,
    iterators: Obj,
    result: Obj,
    strict: i32,
}

/// Is it an iterator over a list or tuple that somebody else keeps, if it has not let go of it?
pub(crate) fn ends_quietly(o: Obj) -> bool {
    // SAFETY: a live object, of one of these classes when it is looked into; a sequence that is not null is live.
    unsafe {
        let class = (*o).ob_type;
        if class != &raw mut ffi::PyListIter_Type && class != &raw mut ffi::PyTupleIter_Type {
            return false;
        }
        let sequence = (*o.cast::<Position>()).sequence;
        sequence.is_null() || ffi::Py_REFCNT(sequence) > 1
    }
}

/// A new iterator over what may be a list, in the memory of one that has ended; null, with no exception set, if it is made in another
/// way.
#[inline(always)]
pub(crate) fn made_again(o: Obj) -> Obj {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: a live object, and the GIL is held.
    unsafe {
        if (*o).ob_type == &raw mut ffi::PyList_Type {
            return annot_list_iterator(o);
        }
    }
    let _ = o;
    NULL
}

/// Ends what has one reference, if it is an iterator over a list that somebody else keeps. False: nothing was done.
#[inline(always)]
pub(crate) fn ended(o: Obj) -> bool {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: a live object, and the GIL is held. No Python code runs.
    unsafe {
        if (*o).ob_type == &raw mut ffi::PyListIter_Type {
            return annot_end_list_iterator(o) != 0;
        }
    }
    let _ = o;
    false
}

#[cfg(all(Py_3_13, not(Py_3_14)))]
unsafe extern "C" {
    fn annot_list_iterator(list: Obj) -> Obj;
    fn annot_end_list_iterator(iterator: Obj) -> std::ffi::c_int;
}

/// What an iterator is over, and the index of its next item; nothing behind the end.
#[inline(always)]
pub(crate) fn position(iterator: Obj) -> Option<(Obj, i64)> {
    // SAFETY: an iterator of one of these classes.
    unsafe {
        let position = iterator.cast::<Position>();
        let sequence = (*position).sequence;
        (!sequence.is_null()).then_some((sequence, (*position).index as i64))
    }
}

/// What comes next.
enum Next {
    /// An item, borrowed.
    Item(Obj),
    End,
}

/// The next item of an iterator over a list; it does not move.
#[inline(always)]
fn of_list(iterator: Obj) -> Option<Next> {
    // SAFETY: an iterator of that class; a sequence that is not null is a list, and live.
    unsafe {
        let position = iterator.cast::<Position>();
        let list = (*position).sequence.cast::<ffi::PyListObject>();
        if list.is_null() {
            return None;
        }
        let index = (*position).index;
        if (index as usize) < (*list).ob_base.ob_size as usize {
            return Some(Next::Item(*(*list).ob_item.offset(index)));
        }
    }
    end(iterator)
}

/// The next item of an iterator over a tuple; it does not move.
#[inline(always)]
fn of_tuple(iterator: Obj) -> Option<Next> {
    // SAFETY: an iterator of that class; a sequence that is not null is a tuple, and live.
    unsafe {
        let position = iterator.cast::<Position>();
        let tuple = (*position).sequence.cast::<ffi::PyTupleObject>();
        if tuple.is_null() {
            return None;
        }
        let index = (*position).index;
        if (index as usize) < (*tuple).ob_base.ob_size as usize {
            let first = (&raw const (*tuple).ob_item).cast::<Obj>();
            return Some(Next::Item(*first.offset(index)));
        }
    }
    end(iterator)
}

/// The end of an iterator that nobody else knows.
#[inline(always)]
fn end(iterator: Obj) -> Option<Next> {
    // SAFETY: a live object.
    (unsafe { ffi::Py_REFCNT(iterator) } == 1).then_some(Next::End)
}

/// The end of an iterator that others know, as that of a generator expression, which is its argument, too: it is over nothing any more.
/// Nothing, and nothing was done, if somebody could hear of that.
#[inline(never)]
fn exhaust(iterator: Obj) -> Option<Next> {
    // SAFETY: an iterator of one of these classes, over a live object.
    unsafe {
        let position = iterator.cast::<Position>();
        let class = ffi::Py_TYPE(iterator);
        if class != &raw mut ffi::PyListIter_Type && class != &raw mut ffi::PyTupleIter_Type {
            return None;
        }
        let sequence = (*position).sequence;
        if sequence.is_null() {
            return Some(Next::End);
        }
        if (*position).index < (*sequence.cast::<ffi::PyVarObject>()).ob_size {
            return None;
        }
        if ffi::Py_REFCNT(sequence) == 1 && crate::frame::may_run_python(sequence) {
            return None;
        }
        (*position).sequence = NULL;
        ffi::Py_DECREF(sequence);
    }
    Some(Next::End)
}

#[inline(always)]
pub(crate) fn step(iterator: Obj, by: ffi::Py_ssize_t) {
    // SAFETY: an iterator of one of these classes, at an item.
    unsafe { (*iterator.cast::<Position>()).index += by }
}

/// Is it an iterator of a class that is written in C, which `iter` gives back as it is? Generator expressions ask for such ones.
#[inline(always)]
pub(crate) fn is_its_own_iterator(o: Obj) -> bool {
    // SAFETY: a live object.
    unsafe {
        let class = ffi::Py_TYPE(o);
        (*class).tp_flags & ffi::Py_TPFLAGS_HEAPTYPE == 0
            && (*class).tp_iter.map(|iter| iter as usize) == Some(ffi::PyObject_SelfIter as *const () as usize)
            && (*class).tp_iternext.is_some()
    }
}

/// Lets an iterator over a list be over something else, at that index. What it was over is its caller's now.
#[inline(always)]
pub(crate) fn put(iterator: Obj, sequence: Obj, index: ffi::Py_ssize_t) {
    // SAFETY: an iterator of one of these classes.
    unsafe {
        (*iterator.cast::<Position>()).sequence = sequence;
        (*iterator.cast::<Position>()).index = index;
    }
}

macro_rules! iterators {
    ($peek:ident $by:literal: $float:ident $int:ident $bool:ident $complex:ident $object:ident) => {
        /// Is there another item, exactly a `float`, and which?
        #[inline(always)]
        pub fn $float(iterator: Obj) -> Option<(bool, f64)> {
            let Next::Item(item) = $peek(iterator).or_else(|| exhaust(iterator))? else { return Some((false, 0.0)) };
            let value = get_f64(item)?;
            step(iterator, $by);
            Some((true, value))
        }

        /// Is there another item, exactly an `int` that fits, and which?
        #[inline(always)]
        pub fn $int(iterator: Obj) -> Option<(bool, i64)> {
            let Next::Item(item) = $peek(iterator).or_else(|| exhaust(iterator))? else { return Some((false, 0)) };
            let value = get_i64(item)?;
            step(iterator, $by);
            Some((true, value))
        }

        /// Is there another item, a `bool`, and which?
        #[inline(always)]
        pub fn $bool(iterator: Obj) -> Option<(bool, bool)> {
            let Next::Item(item) = $peek(iterator).or_else(|| exhaust(iterator))? else { return Some((false, false)) };
            let value = get_bool(item)?;
            step(iterator, $by);
            Some((true, value))
        }

        /// Is there another item, exactly a `complex`, and which?
        #[inline(always)]
        pub fn $complex(iterator: Obj) -> Option<(bool, Complex)> {
            let Next::Item(item) = $peek(iterator).or_else(|| exhaust(iterator))? else { return Some((false, of_real(0.0))) };
            let value = get_complex(item)?;
            step(iterator, $by);
            Some((true, value))
        }

        /// The next item, owned, or null.
        #[inline(always)]
        pub fn $object(iterator: Obj) -> Option<Obj> {
            let Next::Item(item) = $peek(iterator).or_else(|| exhaust(iterator))? else { return Some(NULL) };
            step(iterator, $by);
            Some(new_ref(item))
        }
    };
}

iterators!(of_list 1: list_float list_int list_boolean list_complex list_object);
iterators!(of_list -1: reverse_float reverse_int reverse_boolean reverse_complex reverse_object);
iterators!(of_tuple 1: tuple_float tuple_int tuple_boolean tuple_complex tuple_object);

/// A list's iterator that another iterator holds.
#[inline(always)]
fn is_list_iterator(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == &raw mut ffi::PyListIter_Type }
}

/// The class of `reversed(list)`.
pub(crate) fn reversed_class() -> *mut ffi::PyTypeObject {
    &raw mut ffi::PyListRevIter_Type
}

/// The list of a `reversed(list)`, which somebody else keeps, and its items up to the next one, which is the last of them.
///
/// # Safety
/// A live object. The items are good as long as nothing changes the list.
pub(crate) unsafe fn left_to_turn<'a>(iterator: Obj) -> Option<(Obj, &'a [Obj])> {
    // SAFETY: an iterator of that class when it is looked into, which holds a list or nothing.
    unsafe {
        if ffi::Py_TYPE(iterator) != reversed_class() {
            return None;
        }
        let Position { index, sequence, .. } = *iterator.cast::<Position>();
        if sequence.is_null() || ffi::PyList_CheckExact(sequence) == 0 || index < 0 || ffi::Py_REFCNT(sequence) < 2 {
            return None;
        }
        let list = &*sequence.cast::<ffi::PyListObject>();
        (index < list.ob_base.ob_size).then(|| (sequence, std::slice::from_raw_parts(list.ob_item, index as usize + 1)))
    }
}

/// Such an iterator has been asked for all its items: it lets go of its list.
///
/// # Safety
/// An iterator of which [`left_to_turn`] gave the list.
pub(crate) unsafe fn turned(iterator: Obj) {
    // SAFETY: the caller's promise; the list is kept by somebody else.
    unsafe {
        let position = iterator.cast::<Position>();
        (*position).index = -1;
        crate::boxing::release(std::mem::replace(&mut (*position).sequence, NULL));
    }
}

/// The iterator of an `enumerate`, and the number of its next item, whatever those are.
pub(crate) fn enumerate_parts(iterator: Obj) -> (Obj, i64) {
    // SAFETY: an `enumerate`.
    unsafe {
        let object = iterator.cast::<Enumerate>();
        ((*object).iterator, (*object).index as i64)
    }
}

/// The iterators of a `zip` of two.
pub(crate) fn zip_parts(iterator: Obj) -> (Obj, Obj) {
    // SAFETY: such a `zip`, whose iterators are in a tuple of as many items.
    unsafe {
        let tuple = (*iterator.cast::<Zip>()).iterators.cast::<ffi::PyTupleObject>();
        let first = (&raw const (*tuple).ob_item).cast::<Obj>();
        (*first, *first.add(1))
    }
}

/// The iterators of a `zip`, whatever those are.
#[inline(always)]
pub(crate) fn zip_sides<'a>(iterator: Obj) -> &'a [Obj] {
    // SAFETY: a `zip`, which lives and has a tuple of as many iterators.
    unsafe {
        let object = iterator.cast::<Zip>();
        let tuple = (*object).iterators.cast::<ffi::PyTupleObject>();
        std::slice::from_raw_parts((&raw const (*tuple).ob_item).cast::<Obj>(), (*object).count as usize)
    }
}

/// The pair that an `enumerate` keeps; null if there is no such object.
pub(crate) fn kept_by_enumerate(iterator: Obj) -> Obj {
    // SAFETY: an `enumerate`, if it is not null.
    if iterator.is_null() { NULL } else { unsafe { (*iterator.cast::<Enumerate>()).result } }
}

/// The pair that a `zip` of two keeps; null if there is no such object.
pub(crate) fn kept_by_zip(iterator: Obj) -> Obj {
    // SAFETY: a `zip`, if it is not null.
    if iterator.is_null() { NULL } else { unsafe { (*iterator.cast::<Zip>()).result } }
}

/// Where the pair that an iterator keeps has an item.
///
/// # Safety
/// A tuple of more items than that.
#[inline(always)]
unsafe fn place_in(pair: Obj, index: usize) -> *mut Obj {
    // SAFETY: the caller's promise.
    unsafe { (&raw mut (*pair.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>().add(index) }
}

/// The iterator keeps an object, which is taken over, in its pair instead of another one, whose end is quiet. Null: it keeps what it has.
#[inline(always)]
pub(crate) fn keep(pair: Obj, index: usize, item: Obj) {
    // SAFETY: a pair that only the iterator has is its own, and is written by CPython's in the same way.
    unsafe {
        if pair.is_null() || item.is_null() || ffi::Py_REFCNT(pair) != 1 {
            if !item.is_null() {
                crate::boxing::release(item);
            }
        } else {
            let old = std::mem::replace(&mut *place_in(pair, index), item);
            if !old.is_null() {
                crate::boxing::release(old);
            }
        }
    }
}

/// The pair that an `enumerate` gives next, of a number and an item that are taken over: the one that it keeps, if only it has that, as
/// CPython's does. What was in there may end in any way. Null if there is no memory.
pub(crate) fn numbered_anew(iterator: Obj, number: Obj, item: Obj) -> Obj {
    let pair = kept_by_enumerate(iterator);
    // SAFETY: a pair that only the iterator has is its own, and is written by CPython's in the same way.
    unsafe {
        if number.is_null() || ffi::Py_REFCNT(pair) != 1 {
            return crate::boxing::new_seen_tuple(&[number, item]);
        }
        let given = crate::boxing::new_ref(pair);
        let old_number = std::mem::replace(&mut *place_in(pair, 0), number);
        let old_item = std::mem::replace(&mut *place_in(pair, 1), item);
        crate::boxing::release(old_number);
        crate::boxing::release(old_item);
        if ffi::PyObject_GC_IsTracked(given) == 0 {
            ffi::PyObject_GC_Track(given.cast());
        }
        given
    }
}

/// Do both end without Python code where they are given up, if they end then?
#[inline(always)]
pub(crate) fn end_quietly((first, second): (Obj, Obj)) -> bool {
    let is_last = |object: Obj| {
        let held = 1 + isize::from(first == second);
        // SAFETY: a live object, if it is not null.
        !object.is_null() && unsafe { ffi::Py_REFCNT(object) as isize } <= held
    };
    !(is_last(first) || is_last(second)) || {
        let is_quiet = |object: Obj| !is_last(object) || !crate::frame::may_run_python(object);
        is_quiet(first) && is_quiet(second)
    }
}

/// Does an iterator give up the items of the pair that it keeps without running Python code?
#[inline(always)]
fn kept_end_quietly(pair: Obj) -> bool {
    // SAFETY: the pair that an `enumerate` or `zip` has.
    unsafe { ffi::Py_REFCNT(pair) != 1 || end_quietly((*place_in(pair, 0), *place_in(pair, 1))) }
}

/// An `enumerate` has given so many more items.
#[inline(always)]
pub(crate) fn step_enumerate(iterator: Obj, by: ffi::Py_ssize_t) {
    // SAFETY: an `enumerate` whose number fits, and the ones up to then too.
    unsafe { (*iterator.cast::<Enumerate>()).index += by }
}

/// `enumerate(list, first)`, as if nothing were raised; null with an exception set if there is no memory.
pub(crate) fn new_enumerate(list: Obj, first: i64) -> Obj {
    crate::generator::undisturbed(|| {
        let first = crate::boxing::new_int(first);
        if first.is_null() {
            return NULL;
        }
        // SAFETY: live objects; a list runs no Python code.
        let made = unsafe { called(&raw mut ffi::PyEnum_Type, &[list, first]) };
        crate::boxing::release(first);
        made
    })
}

/// `zip(left, right)` behind so many pairs, as if nothing were raised; null with an exception set if there is no memory.
pub(crate) fn new_zip(left: Obj, right: Obj, index: isize) -> Obj {
    crate::generator::undisturbed(|| {
        // SAFETY: live lists, and a class; they run no Python code.
        let made = unsafe { called(&raw mut ffi::PyZip_Type, &[left, right]) };
        if !made.is_null() {
            let (left, right) = zip_parts(made);
            step(left, index);
            step(right, index);
        }
        made
    })
}

/// The iterator of an `enumerate`, and the number of its next item, if that and the one behind it fit.
#[inline(always)]
pub(crate) fn enumerated_over(iterator: Obj) -> Option<(Obj, i64)> {
    // SAFETY: an `enumerate`.
    unsafe {
        let object = iterator.cast::<Enumerate>();
        let fits = (*object).large_index.is_null() && (*object).index != ffi::Py_ssize_t::MAX;
        fits.then_some(((*object).iterator, (*object).index as i64))
    }
}

/// The iterator of an `enumerate` over a list, and the number of its next item.
#[inline(always)]
fn enumerated(iterator: Obj) -> Option<(Obj, i64)> {
    // SAFETY: an `enumerate`, whose iterator is live.
    unsafe {
        let object = iterator.cast::<Enumerate>();
        let inner = (*object).iterator;
        let fits = (*object).large_index.is_null() && (*object).index != ffi::Py_ssize_t::MAX;
        (fits && is_list_iterator(inner)).then_some((inner, (*object).index as i64))
    }
}

/// The next item of an `enumerate` over a list, borrowed; it does not move.
#[inline(always)]
pub(crate) fn enumerated_item(iterator: Obj) -> Option<Option<Obj>> {
    let (inner, _) = enumerated(iterator)?;
    match of_list(inner)? {
        Next::Item(item) => kept_end_quietly(kept_by_enumerate(iterator)).then_some(Some(item)),
        Next::End => end(iterator).map(|_| None),
    }
}

/// The next items of a `zip` of two lists, borrowed; it does not move.
#[inline(always)]
pub(crate) fn zipped_items(iterator: Obj) -> Option<Option<(Obj, Obj)>> {
    let (left, right) = zipped(iterator)?;
    let items = both(iterator, left, right)?;
    // SAFETY: a `zip`.
    (items.is_none() || kept_end_quietly(unsafe { (*iterator.cast::<Zip>()).result })).then_some(items)
}

/// The next item of an iterator over a list that is known to have one, borrowed.
#[inline(always)]
pub(crate) fn peek_list(iterator: Obj) -> Obj {
    // SAFETY: an iterator of that class, whose list is live and has an item at its index: its caller has just seen it.
    unsafe {
        let position = iterator.cast::<Position>();
        let list = (*position).sequence.cast::<ffi::PyListObject>();
        *(*list).ob_item.offset((*position).index)
    }
}

macro_rules! enumerates {
    ($name:ident $get:ident $ty:ty, $zero:expr) => {
        /// Is there another item, of the class that the function's name says, and which, with its number?
        #[inline(always)]
        pub fn $name(iterator: Obj) -> Option<(bool, (i64, $ty))> {
            let (inner, number) = enumerated(iterator)?;
            let Next::Item(item) = of_list(inner)? else {
                end(iterator)?;
                return Some((false, (0, $zero)));
            };
            let value = $get(item)?;
            step(inner, 1);
            // SAFETY: an `enumerate` whose number fits, and the next one too.
            unsafe { (*iterator.cast::<Enumerate>()).index += 1 };
            Some((true, (number, value)))
        }
    };
}

enumerates!(enumerate_float get_f64 f64, 0.0);
enumerates!(enumerate_int get_i64 i64, 0);
enumerates!(enumerate_complex get_complex Complex, of_real(0.0));
enumerates!(enumerate_boolean get_bool bool, false);

/// The next item of an iterator over a list or tuple, borrowed, if it is one that is still over something; nothing within at the end.
#[inline(always)]
pub(crate) fn peek(iterator: Obj) -> Option<Option<Obj>> {
    // SAFETY: a live object.
    let is_of_tuple = || unsafe { ffi::Py_TYPE(iterator) == &raw mut ffi::PyTupleIter_Type };
    let next = match is_list_iterator(iterator) {
        true => of_list(iterator)?,
        false if is_of_tuple() => of_tuple(iterator)?,
        false => return None,
    };
    match next {
        Next::Item(item) => Some(Some(item)),
        Next::End => Some(None),
    }
}

/// The iterators of a `zip` of two lists.
#[inline(always)]
fn zipped(iterator: Obj) -> Option<(Obj, Obj)> {
    let [left, right] = zipped_of(iterator)?;
    (is_list_iterator(left) && is_list_iterator(right)).then_some((left, right))
}

/// The iterators of a `zip` of so many, no two of which are one: `zip(it, it)` moves that twice.
#[inline(always)]
pub(crate) fn zipped_of<const COUNT: usize>(iterator: Obj) -> Option<[Obj; COUNT]> {
    // SAFETY: a `zip`, whose iterators are in a tuple of as many items.
    unsafe {
        let object = iterator.cast::<Zip>();
        if (*object).count != COUNT as ffi::Py_ssize_t || (*object).strict != 0 {
            return None;
        }
        let tuple = (*object).iterators.cast::<ffi::PyTupleObject>();
        let first = (&raw const (*tuple).ob_item).cast::<Obj>();
        let found: [Obj; COUNT] = std::array::from_fn(|index| *first.add(index));
        let are_others = (1..COUNT).all(|index| !found[..index].contains(&found[index]));
        are_others.then_some(found)
    }
}

/// The next items of two iterators over lists; they do not move.
#[inline(always)]
fn both(iterator: Obj, left: Obj, right: Obj) -> Option<Option<(Obj, Obj)>> {
    match (of_list(left)?, of_list(right)?) {
        (Next::Item(left), Next::Item(right)) => Some(Some((left, right))),
        _ => {
            end(iterator)?;
            end(left)?;
            end(right)?;
            Some(None)
        }
    }
}

macro_rules! zips {
    ($($name:ident $left:ident $left_ty:ty, $left_zero:expr; $right:ident $right_ty:ty, $right_zero:expr;)*) => {
        $(
            /// Are there other items, of the classes that the function's name says, and which?
            #[inline(always)]
            pub fn $name(iterator: Obj) -> Option<(bool, ($left_ty, $right_ty))> {
                let (left, right) = zipped(iterator)?;
                let Some((first, second)) = both(iterator, left, right)? else {
                    return Some((false, ($left_zero, $right_zero)));
                };
                let values = ($left(first)?, $right(second)?);
                step(left, 1);
                step(right, 1);
                Some((true, values))
            }
        )*
    };
}

zips! {
    zip_float_float get_f64 f64, 0.0; get_f64 f64, 0.0;
    zip_float_int get_f64 f64, 0.0; get_i64 i64, 0;
    zip_int_float get_i64 i64, 0; get_f64 f64, 0.0;
    zip_int_int get_i64 i64, 0; get_i64 i64, 0;
    zip_complex_complex get_complex Complex, of_real(0.0); get_complex Complex, of_real(0.0);
    zip_complex_float get_complex Complex, of_real(0.0); get_f64 f64, 0.0;
    zip_float_complex get_f64 f64, 0.0; get_complex Complex, of_real(0.0);
    zip_complex_int get_complex Complex, of_real(0.0); get_i64 i64, 0;
    zip_int_complex get_i64 i64, 0; get_complex Complex, of_real(0.0);
}

/// Does the running interpreter lay these iterators out as this file says?
pub(crate) fn is_as_expected() -> bool {
    // SAFETY: the GIL is held while a module is loaded; what is made is given up, and read only if it is as large as expected.
    unsafe {
        let items = ffi::PyList_New(0);
        if items.is_null() || ffi::PyList_Append(items, ffi::Py_None()) != 0 || ffi::PyList_Append(items, ffi::Py_True()) != 0 {
            ffi::PyErr_Clear();
            return false;
        }
        let tuple = ffi::PyList_AsTuple(items);
        let right = position_is_right(ffi::PyObject_GetIter(items), items, 1)
            && position_is_right(ffi::PyObject_GetIter(tuple), tuple, 1)
            && position_is_right(called(&raw mut ffi::PyReversed_Type, &[items]), items, 0)
            && enumerate_is_right(items)
            && zip_is_right(items);
        ffi::Py_XDECREF(tuple);
        ffi::Py_DECREF(items);
        if !ffi::PyErr_Occurred().is_null() {
            ffi::PyErr_Clear();
            return false;
        }
        right
    }
}

/// Calls a class.
unsafe fn called(class: *mut ffi::PyTypeObject, arguments: &[Obj]) -> Obj {
    // SAFETY: a class and live arguments.
    unsafe { ffi::PyObject_Vectorcall(class.cast(), arguments.as_ptr(), arguments.len(), NULL) }
}

/// Is an iterator over two items at that index, once it has given one?
unsafe fn position_is_right(iterator: Obj, sequence: Obj, then: ffi::Py_ssize_t) -> bool {
    // SAFETY: an owned iterator or null; the size is compared before fields are read.
    unsafe {
        if iterator.is_null() || (*ffi::Py_TYPE(iterator)).tp_basicsize != size_of::<Position>() as ffi::Py_ssize_t {
            ffi::Py_XDECREF(iterator);
            return false;
        }
        let position = iterator.cast::<Position>();
        let starts = (*position).index == 1 - then && (*position).sequence == sequence;
        ffi::Py_XDECREF(ffi::PyIter_Next(iterator));
        let goes_on = (*position).index == then && (*position).sequence == sequence;
        ffi::Py_DECREF(iterator);
        starts && goes_on
    }
}

unsafe fn enumerate_is_right(items: Obj) -> bool {
    // SAFETY: a list of two items; the size is compared before fields are read.
    unsafe {
        let iterator = called(&raw mut ffi::PyEnum_Type, &[items]);
        if iterator.is_null() || (*ffi::Py_TYPE(iterator)).tp_basicsize < size_of::<Enumerate>() as ffi::Py_ssize_t {
            ffi::Py_XDECREF(iterator);
            return false;
        }
        let object = iterator.cast::<Enumerate>();
        let is_right = |number| {
            (*object).index == number
                && is_list_iterator((*object).iterator)
                && ffi::PyTuple_CheckExact((*object).result) != 0
                && (*object).large_index.is_null()
        };
        let starts = is_right(0);
        ffi::Py_XDECREF(ffi::PyIter_Next(iterator));
        let goes_on = is_right(1);
        ffi::Py_DECREF(iterator);
        starts && goes_on
    }
}

unsafe fn zip_is_right(items: Obj) -> bool {
    // SAFETY: a list; the size is compared before fields are read.
    unsafe {
        let iterator = called(&raw mut ffi::PyZip_Type, &[items, items]);
        if iterator.is_null() || (*ffi::Py_TYPE(iterator)).tp_basicsize != size_of::<Zip>() as ffi::Py_ssize_t {
            ffi::Py_XDECREF(iterator);
            return false;
        }
        let object = iterator.cast::<Zip>();
        let is_right = (*object).count == 2
            && ffi::PyTuple_CheckExact((*object).iterators) != 0
            && ffi::PyTuple_CheckExact((*object).result) != 0
            && (*object).strict == 0
            && ffi::Py_SIZE((*object).iterators) == 2
            && zipped(iterator).is_some();
        ffi::Py_DECREF(iterator);
        is_right
    }
}
