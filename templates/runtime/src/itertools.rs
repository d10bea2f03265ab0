//! Iterators of the module `itertools`, asked for numbers without calling them: CPython's own objects, so that it can go on with them at
//! any time, as those of `list_iter.rs`.
//!
//! `None` means: leave, CPython asks for what comes next; nothing has happened then. The classes are found, and compared with the
//! structures below, when the first of their objects is met: a module that never makes one need not import theirs.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_int, new_ref, release};
use crate::collecting::uncollected;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::CStr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// `count`
#[repr(C)]
struct Count {
    head: ffi::PyObject,
    /// The next number; the largest there is if that, or the step, is an object.
    number: ffi::Py_ssize_t,
    large: Obj,
    step: Obj,
}

/// `product`
#[repr(C)]
struct Product {
    head: ffi::PyObject,
    /// A tuple of tuples.
    pools: Obj,
    /// Where in each of them the last result is.
    indices: *mut ffi::Py_ssize_t,
    /// What was given last; null at first.
    result: Obj,
    has_stopped: i32,
}

/// `combinations`, also `with_replacement`
#[repr(C)]
struct Chosen {
    head: ffi::PyObject,
    /// A tuple.
    pool: Obj,
    /// Where in it the items of the last result are.
    indices: *mut ffi::Py_ssize_t,
    /// What was given last; null at first.
    result: Obj,
    length: ffi::Py_ssize_t,
    has_stopped: i32,
}

/// A class that is known.
struct Known {
    /// As CPython says it in C.
    name: &'static CStr,
    /// Null until it is found, and known to be as above; owned.
    class: AtomicPtr<ffi::PyTypeObject>,
    /// Are its objects as above?
    is_as_expected: unsafe fn(class: Obj) -> Option<bool>,
}

const fn known(name: &'static CStr, is_as_expected: unsafe fn(Obj) -> Option<bool>) -> Known {
    Known {
        name,
        class: AtomicPtr::new(std::ptr::null_mut()),
        is_as_expected,
    }
}

static COUNT: Known = known(c"itertools.count", count_is_right);
static PRODUCT: Known = known(c"itertools.product", product_is_right);
static COMBINATIONS: Known = known(c"itertools.combinations", combinations_are_right);
static PERMUTATIONS: Known = known(c"itertools.permutations", |_| Some(true));
static WITH_REPLACEMENT: Known = known(c"itertools.combinations_with_replacement", with_replacement_are_right);

impl Known {
    #[inline(always)]
    fn is_of(&self, o: Obj) -> bool {
        // SAFETY: a live object.
        unsafe { (*o).ob_type == self.class.load(Ordering::Relaxed) || self.is_found_of(o) }
    }

    /// Is the object of that class, which was not known until now?
    #[cold]
    #[inline(never)]
    fn is_found_of(&self, o: Obj) -> bool {
        // SAFETY: a live object, whose class has a name; what is asked of the class is what it was made of in C.
        unsafe {
            let class = (*o).ob_type;
            if !self.class.load(Ordering::Relaxed).is_null() || CStr::from_ptr((*class).tp_name) != self.name {
                return false;
            }
            let is_right = is_made_in_c(class) && uncollected(|| (self.is_as_expected)(class.cast()).unwrap_or(false));
            if !ffi::PyErr_Occurred().is_null() {
                ffi::PyErr_Clear();
            }
            if is_right {
                self.class.store(new_ref(class.cast()).cast(), Ordering::Relaxed);
            }
            is_right
        }
    }
}

/// The class that was last found to be none of those that are quiet, compared with only. Should another come to be in its place, that is
/// asked as anything else is.
static OTHER: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

/// Does such an iterator run no Python code when it is asked? What it gives up is in its pools, or a number.
#[inline(always)]
pub(crate) fn is_quiet(o: Obj) -> bool {
    // SAFETY: a live object. The module makes its classes when it is imported, from 3.12 on.
    let (class, is_made) = unsafe { ((*o).ob_type, ffi::PyType_HasFeature((*o).ob_type, ffi::Py_TPFLAGS_HEAPTYPE) != 0) };
    if cfg!(Py_3_12) && !is_made || OTHER.load(Ordering::Relaxed) == class {
        return false;
    }
    let is_quiet = [&PERMUTATIONS, &PRODUCT, &COMBINATIONS, &WITH_REPLACEMENT].iter().any(|known| known.is_of(o));
    if !is_quiet {
        OTHER.store(class, Ordering::Relaxed);
    }
    is_quiet
}

/// Is it the class that the module `itertools` has under that name?
pub(crate) fn is_class(value: Obj, module: &str, name: &str) -> bool {
    // SAFETY: null, or a live object, which is a class with a name before it is asked for it.
    unsafe {
        if module != "itertools" || value.is_null() || ffi::PyType_Check(value) == 0 {
            return false;
        }
        let class = value.cast::<ffi::PyTypeObject>();
        let known = CStr::from_ptr((*class).tp_name).to_bytes();
        let is_it = known.strip_prefix(b"itertools.") == Some(name.as_bytes()) && is_made_in_c(class);
        if is_it && name == "islice" && ISLICE.load(Ordering::Relaxed).is_null() {
            ISLICE.store(new_ref(value), Ordering::Relaxed);
        }
        is_it
    }
}

/// The class `islice`, which is kept; null with an exception set if it cannot be had.
pub(crate) fn islice() -> Obj {
    if ISLICE.load(Ordering::Relaxed).is_null() {
        // SAFETY: static names, and the module is given back.
        unsafe {
            let module = ffi::PyImport_ImportModule(c"itertools".as_ptr());
            if module.is_null() {
                return NULL;
            }
            ISLICE.store(ffi::PyObject_GetAttrString(module, c"islice".as_ptr()), Ordering::Relaxed);
            ffi::Py_DECREF(module);
        }
    }
    ISLICE.load(Ordering::Relaxed)
}

static ISLICE: AtomicPtr<ffi::PyObject> = AtomicPtr::new(NULL);

/// Is it the class of a module that is written in C?
///
/// # Safety
/// A live class; the GIL is held.
unsafe fn is_made_in_c(class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: the caller's promise. Python code cannot give a class a module in that sense.
    unsafe {
        if ffi::PyType_HasFeature(class, ffi::Py_TPFLAGS_HEAPTYPE) == 0 {
            return true;
        }
        let module = ffi::PyType_GetModule(class);
        if module.is_null() {
            ffi::PyErr_Clear();
        }
        !module.is_null()
    }
}

macro_rules! classes {
    ($($name:ident $known:ident;)*) => {
        $(
            #[doc = concat!("Is it exactly of the class that `", stringify!($known), "` is?")]
            #[inline(always)]
            pub fn $name(o: Obj) -> bool {
                $known.is_of(o)
            }
        )*
    };
}

classes! {
    is_itertools_count COUNT;
    is_itertools_product PRODUCT;
    is_itertools_combinations COMBINATIONS;
    is_itertools_combinations_with_replacement WITH_REPLACEMENT;
}

/// Is there another number in a `count`, and which? There always is.
#[inline(always)]
pub fn count(iterator: Obj) -> Option<(bool, i64)> {
    // SAFETY: a `count`.
    let this = unsafe { &mut *iterator.cast::<Count>() };
    if this.number == ffi::Py_ssize_t::MAX {
        return count_by_step(this).map(|number| (true, number));
    }
    let number = this.number;
    this.number += 1;
    Some((true, number as i64))
}

/// The next number, which is an object, as is the step.
#[inline(never)]
fn count_by_step(this: &mut Count) -> Option<i64> {
    if this.large.is_null() || this.step.is_null() {
        return None;
    }
    let number = get_i64(this.large)?;
    let next = new_int(number.checked_add(get_i64(this.step)?)?);
    if next.is_null() {
        // SAFETY: the GIL is held. CPython will say so again.
        unsafe { ffi::PyErr_Clear() };
        return None;
    }
    release(std::mem::replace(&mut this.large, next));
    Some(number)
}

/// A number in a tuple.
pub trait Part: Sized + Copy {
    const ZERO: Self;
    /// Nothing: it is not exactly that, or does not fit.
    fn of(object: Obj) -> Option<Self>;
}

macro_rules! parts {
    ($($ty:ty, $zero:expr, $get:path;)*) => {
        $(
            impl Part for $ty {
                const ZERO: $ty = $zero;

                #[inline(always)]
                fn of(object: Obj) -> Option<$ty> {
                    $get(object)
                }
            }
        )*
    };
}

parts! {
    i64, 0, get_i64;
    f64, 0.0, get_f64;
    bool, false, get_bool;
}

/// The numbers of a tuple.
pub trait Parts<const COUNT: usize>: Sized {
    const ZERO: Self;
    fn of(objects: [Obj; COUNT]) -> Option<Self>;
}

macro_rules! tuples {
    ($($count:literal ($($part:ident $index:tt)*);)*) => {
        $(
            impl<$($part: Part),*> Parts<$count> for ($($part,)*) {
                const ZERO: Self = ($($part::ZERO,)*);

                #[inline(always)]
                fn of(objects: [Obj; $count]) -> Option<Self> {
                    Some(($($part::of(objects[$index])?,)*))
                }
            }
        )*
    };
}

tuples! {
    2 (A 0 B 1);
    3 (A 0 B 1 C 2);
    4 (A 0 B 1 C 2 D 3);
}

/// The item of a tuple.
///
/// # Safety
/// There is one.
#[inline(always)]
unsafe fn item(tuple: Obj, index: ffi::Py_ssize_t) -> Obj {
    // SAFETY: the caller's promise.
    unsafe { *(&raw const (*tuple.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>().offset(index) }
}

/// So many items are in a tuple.
///
/// # Safety
/// A tuple.
#[inline(always)]
unsafe fn size(tuple: Obj) -> ffi::Py_ssize_t {
    // SAFETY: the caller's promise.
    unsafe { (*tuple.cast::<ffi::PyVarObject>()).ob_size }
}

/// Puts an item into a tuple in another's place, of which the iterator has references elsewhere.
///
/// # Safety
/// A tuple that nobody else has, with such an item.
#[inline(always)]
unsafe fn put(tuple: Obj, index: usize, object: Obj) {
    // SAFETY: the caller's promise.
    unsafe {
        let place = (&raw mut (*tuple.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>().add(index);
        release(std::mem::replace(&mut *place, new_ref(object)));
    }
}

/// Can what was given last be changed into what is given next, as CPython does? Nobody else has it, and the collector knows it.
///
/// # Safety
/// A tuple, or null.
#[inline(always)]
unsafe fn is_private(result: Obj) -> bool {
    // SAFETY: the caller's promise.
    unsafe { !result.is_null() && ffi::Py_REFCNT(result) == 1 && ffi::PyObject_GC_IsTracked(result) != 0 }
}

/// CPython's own step, whose result stays the iterator's. Nothing: there is no memory, and nothing was done.
///
/// # Safety
/// An iterator of one of these classes.
#[cold]
#[inline(never)]
unsafe fn step(iterator: Obj) -> Option<bool> {
    // SAFETY: the caller's promise. Such a step runs no Python code: what it gives up is in the pools.
    unsafe {
        let next = (*(*iterator).ob_type).tp_iternext?;
        let result = uncollected(|| next(iterator));
        if !result.is_null() {
            release(result);
            return Some(true);
        }
        if ffi::PyErr_Occurred().is_null() {
            return Some(false);
        }
        ffi::PyErr_Clear();
        None
    }
}

/// The numbers of the next tuple, to which an iterator moves on: to those indices, of which the first so many stay, and those items. Nothing:
/// they are not such numbers, and nothing was done.
///
/// # Safety
/// An iterator of one of these classes, with what it has of indices and its last result; the items are in its pools.
#[inline(always)]
unsafe fn give<const COUNT: usize, P: Parts<COUNT>>(
    iterator: Obj,
    (indices, result): (*mut ffi::Py_ssize_t, Obj),
    moves: usize,
    next: [ffi::Py_ssize_t; COUNT],
    items: [Obj; COUNT],
) -> Option<(bool, P)> {
    let values = P::of(items)?;
    // SAFETY: the caller's promise; a result that is private is a tuple of as many.
    unsafe {
        if !is_private(result) {
            return step(iterator).map(|more| (more, values));
        }
        for index in moves..COUNT {
            *indices.add(index) = next[index];
            put(result, index, items[index]);
        }
    }
    Some((true, values))
}

/// Is there another tuple in a `product` of so many, and which?
#[inline(always)]
pub fn product<const COUNT: usize, P: Parts<COUNT>>(iterator: Obj) -> Option<(bool, P)> {
    // SAFETY: a `product`, whose pools are tuples, with a place in each once there is a result.
    unsafe {
        let this = &mut *iterator.cast::<Product>();
        if size(this.pools) != COUNT as ffi::Py_ssize_t {
            return None;
        }
        let mut next = [0; COUNT];
        // Up to here nothing moves.
        let mut moves = 0;
        if this.has_stopped != 0 {
            return step(iterator).map(|more| (more, P::ZERO));
        }
        if !this.result.is_null() {
            moves = COUNT;
            for (index, next) in next.iter_mut().enumerate() {
                *next = *this.indices.add(index);
            }
            loop {
                if moves == 0 {
                    return step(iterator).map(|more| (more, P::ZERO));
                }
                moves -= 1;
                next[moves] += 1;
                if next[moves] < size(item(this.pools, moves as ffi::Py_ssize_t)) {
                    break;
                }
                next[moves] = 0;
            }
        }
        let mut items = [NULL; COUNT];
        for index in 0..COUNT {
            let pool = item(this.pools, index as ffi::Py_ssize_t);
            if next[index] >= size(pool) {
                return step(iterator).map(|more| (more, P::ZERO));
            }
            items[index] = item(pool, next[index]);
        }
        give(iterator, (this.indices, this.result), moves, next, items)
    }
}

/// Is there another tuple in a `combinations` of so many, and which?
#[inline(always)]
pub fn combinations<const COUNT: usize, P: Parts<COUNT>>(iterator: Obj) -> Option<(bool, P)> {
    // An index may go as far as leaves room for those behind it, which follow it.
    chosen(iterator, |index, size| index as ffi::Py_ssize_t + size - COUNT as ffi::Py_ssize_t, 1)
}

/// Is there another tuple in a `combinations_with_replacement` of so many, and which?
#[inline(always)]
pub fn combinations_with_replacement<const COUNT: usize, P: Parts<COUNT>>(iterator: Obj) -> Option<(bool, P)> {
    chosen(iterator, |_, size| size - 1, 0)
}

/// `last`: as far as an index may go, in a pool of that size. `apart`: so far behind one the next one begins.
#[inline(always)]
fn chosen<const COUNT: usize, P: Parts<COUNT>>(
    iterator: Obj,
    last: impl Fn(usize, ffi::Py_ssize_t) -> ffi::Py_ssize_t,
    apart: ffi::Py_ssize_t,
) -> Option<(bool, P)> {
    // SAFETY: a `combinations`, also with replacement, with as many places in its pool as it says.
    unsafe {
        let this = &mut *iterator.cast::<Chosen>();
        if this.length != COUNT as ffi::Py_ssize_t {
            return None;
        }
        if this.has_stopped != 0 {
            return step(iterator).map(|more| (more, P::ZERO));
        }
        let size = size(this.pool);
        let mut next = [0; COUNT];
        for (index, next) in next.iter_mut().enumerate() {
            *next = *this.indices.add(index);
        }
        let mut moves = 0;
        if !this.result.is_null() {
            moves = COUNT;
            loop {
                if moves == 0 {
                    return step(iterator).map(|more| (more, P::ZERO));
                }
                moves -= 1;
                if next[moves] != last(moves, size) {
                    break;
                }
            }
            next[moves] += 1;
            for index in moves + 1..COUNT {
                next[index] = next[index - 1] + apart;
            }
        }
        let mut items = [NULL; COUNT];
        for index in 0..COUNT {
            if next[index] >= size {
                return step(iterator).map(|more| (more, P::ZERO));
            }
            items[index] = item(this.pool, next[index]);
        }
        give(iterator, (this.indices, this.result), moves, next, items)
    }
}

/// Makes an object of a class with such arguments, which are given up; nothing if there is no memory.
unsafe fn made<const COUNT: usize>(class: Obj, arguments: [Obj; COUNT]) -> Option<Obj> {
    // SAFETY: the caller's promise: a class, and owned objects or null.
    unsafe {
        let all = arguments.iter().all(|argument| !argument.is_null());
        let object = match all {
            true => ffi::PyObject_Vectorcall(class, arguments.as_ptr(), COUNT, NULL),
            false => NULL,
        };
        for argument in arguments {
            ffi::Py_XDECREF(argument);
        }
        (!object.is_null()).then_some(object)
    }
}

/// A tuple of numbers; null if there is no memory.
unsafe fn numbers(numbers: &[i64]) -> Obj {
    // SAFETY: a new tuple, which takes over what is made.
    unsafe {
        let tuple = ffi::PyTuple_New(numbers.len() as ffi::Py_ssize_t);
        if tuple.is_null() {
            return NULL;
        }
        for (index, number) in numbers.iter().enumerate() {
            let number = ffi::PyLong_FromLongLong(*number);
            if number.is_null() {
                ffi::Py_DECREF(tuple);
                return NULL;
            }
            ffi::PyTuple_SET_ITEM(tuple, index as ffi::Py_ssize_t, number);
        }
        tuple
    }
}

unsafe fn has_size<T>(class: Obj) -> bool {
    // SAFETY: the caller's promise: a class.
    unsafe { (*class.cast::<ffi::PyTypeObject>()).tp_basicsize == size_of::<T>() as ffi::Py_ssize_t }
}

unsafe fn count_is_right(class: Obj) -> Option<bool> {
    // SAFETY: a class of the module; the size is compared before fields are read.
    unsafe {
        if !has_size::<Count>(class) {
            return Some(false);
        }
        let plain = made(class, [ffi::PyLong_FromLongLong(5)])?;
        let strided = made(class, [ffi::PyLong_FromLongLong(5), ffi::PyLong_FromLongLong(2)])?;
        let number = |o: Obj| (*o.cast::<Count>()).number;
        let mut fine = number(plain) == 5 && number(strided) == ffi::Py_ssize_t::MAX;
        fine = fine && count(plain) == Some((true, 5));
        let next = ffi::PyIter_Next(plain);
        fine = fine && !next.is_null() && get_i64(next) == Some(6) && number(plain) == 7;
        ffi::Py_XDECREF(next);
        release(plain);
        release(strided);
        Some(fine)
    }
}

/// Do two iterators give the same, one asked here and by CPython in turns, the other by CPython?
unsafe fn are_alike(first: Obj, second: Obj, next: fn(Obj) -> Option<(bool, (i64, i64))>) -> bool {
    // SAFETY: iterators of one class over tuples of numbers.
    unsafe {
        for turn in 0.. {
            let expected = ffi::PyIter_Next(second);
            let pair = |tuple: Obj| Some((true, (get_i64(item(tuple, 0))?, get_i64(item(tuple, 1))?)));
            let wanted = if expected.is_null() { Some((false, (0, 0))) } else { pair(expected) };
            let found = match turn % 4 {
                0 | 1 => next(first),
                _ => {
                    let own = ffi::PyIter_Next(first);
                    let found = if own.is_null() { Some((false, (0, 0))) } else { pair(own) };
                    ffi::Py_XDECREF(own);
                    found
                }
            };
            ffi::Py_XDECREF(expected);
            if found != wanted {
                return false;
            }
            if expected.is_null() {
                return true;
            }
        }
        false
    }
}

unsafe fn product_is_right(class: Obj) -> Option<bool> {
    // SAFETY: a class of the module; the size is compared before fields are read.
    unsafe {
        if !has_size::<Product>(class) {
            return Some(false);
        }
        let make = || made(class, [numbers(&[1, 2, 3]), numbers(&[4, 5, 6, 7])]);
        let (first, second) = (make()?, make()?);
        let this = &*first.cast::<Product>();
        let fine = ffi::PyTuple_CheckExact(this.pools) != 0
            && size(this.pools) == 2
            && ffi::PyTuple_CheckExact(item(this.pools, 0)) != 0
            && size(item(this.pools, 1)) == 4
            && this.result.is_null()
            && this.has_stopped == 0
            && !this.indices.is_null()
            && are_alike(first, second, product::<2, (i64, i64)>);
        release(first);
        release(second);
        Some(fine)
    }
}

unsafe fn combinations_are_right(class: Obj) -> Option<bool> {
    // SAFETY: the caller's promise.
    unsafe { chosen_are_right(class, combinations::<2, (i64, i64)>) }
}

unsafe fn with_replacement_are_right(class: Obj) -> Option<bool> {
    // SAFETY: the caller's promise.
    unsafe { chosen_are_right(class, combinations_with_replacement::<2, (i64, i64)>) }
}

unsafe fn chosen_are_right(class: Obj, next: fn(Obj) -> Option<(bool, (i64, i64))>) -> Option<bool> {
    // SAFETY: a class of the module; the size is compared before fields are read.
    unsafe {
        if !has_size::<Chosen>(class) {
            return Some(false);
        }
        let make = || made(class, [numbers(&[1, 2, 3, 4, 5]), ffi::PyLong_FromLongLong(2)]);
        let (first, second) = (make()?, make()?);
        let this = &*first.cast::<Chosen>();
        let fine = ffi::PyTuple_CheckExact(this.pool) != 0
            && size(this.pool) == 5
            && this.length == 2
            && this.result.is_null()
            && this.has_stopped == 0
            && !this.indices.is_null()
            && *this.indices == 0
            && are_alike(first, second, next);
        release(first);
        release(second);
        Some(fine)
    }
}
