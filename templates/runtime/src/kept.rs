//! Builtins that consume a generator whose state is kept: they ask it natively, and its object as soon as it has to be one.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

#[path = "kept_adapters.rs"]
mod kept_adapters;
#[path = "kept_kinds.rs"]
mod kept_kinds;
#[path = "kept_sum.rs"]
mod kept_sum;

pub use kept_adapters::{Enumerated, Ranged, Sliced, Zipped};
pub use kept_kinds::{Erased, Shared};
pub use kept_sum::{sum_any, sum_bool, sum_float_items, sum_float_items_or_zero, sum_int};
use crate::value::{Cx, NULL, Num, Obj};
use pyo3::ffi;
use std::ffi::{CStr, c_int};

/// What a generator does when it is asked for its next item.
pub enum Next<T> {
    /// It gives it.
    Item(T),
    /// It has none.
    End,
    /// It gives it as an object, which is owned, because its own frame has gone on, which holds its state from now on.
    Object(Obj),
    /// An exception is set, and it is at its end.
    Raised,
    /// Nothing was done: its own frame has to go on.
    Leave,
}

/// A generator whose state is kept.
pub trait Kept {
    type Item: Item;

    fn advance(&mut self, cx: Cx) -> Next<Self::Item>;

    /// Its object, borrowed, whose frame holds its state from now on; null with an exception set if there is no memory.
    fn in_frame(&mut self) -> Obj;

    /// The references that it holds, in the order in which CPython gives them up; null, where there are fewer.
    fn parts_of(&self) -> [Obj; 2];
}

/// What generated code gives.
pub trait Item: Copy {
    /// The object, owned; null with an exception set if there is no memory.
    fn boxed(self) -> Obj;

    /// Is it true? It is given up. -1: an exception is set.
    fn truth(self) -> c_int;

    /// Is it an object that is not there?
    fn is_missing(self) -> bool {
        false
    }

    /// Is it an object, which may run Python code when it ends?
    fn is_object(&self) -> bool {
        false
    }
}

macro_rules! items {
    ($($ty:ty: $new:path, $truth:expr;)*) => {
        $(
            impl Item for $ty {
                #[inline(always)]
                fn boxed(self) -> Obj {
                    $new(self)
                }

                #[inline(always)]
                fn truth(self) -> c_int {
                    let truth: fn($ty) -> c_int = $truth;
                    truth(self)
                }
            }
        )*
    };
}

fn itself(object: Obj) -> Obj {
    object
}

impl Item for Obj {
    #[inline(always)]
    fn boxed(self) -> Obj {
        self
    }

    fn truth(self) -> c_int {
        truth_of(self)
    }

    #[inline(always)]
    fn is_missing(self) -> bool {
        self.is_null()
    }

    #[inline(always)]
    fn is_object(&self) -> bool {
        true
    }
}

items! {
    i64: crate::boxing::new_int, |value| (value != 0).into();
    f64: crate::boxing::new_float, |value| (value != 0.0).into();
    bool: crate::boxing::new_bool, |value| value.into();
    Num: crate::boxing::new_num, |value| if value.is_int { (value.i != 0).into() } else { (value.f != 0.0).into() };
}

fn truth_of(object: Obj) -> c_int {
    // SAFETY: a live object, owned.
    unsafe {
        let truth = ffi::PyObject_IsTrue(object);
        ffi::Py_DECREF(object);
        truth
    }
}

/// What `enumerate` makes of an item.
pub trait Numbered: Item {
    type Pair: Item;

    /// Null, if it is an object, with an exception set if there is no memory.
    fn numbered(self, number: i64) -> Self::Pair;
}

macro_rules! numbered {
    ($($ty:ty)*) => {
        $(
            impl Numbered for $ty {
                type Pair = (i64, $ty);

                #[inline(always)]
                fn numbered(self, number: i64) -> (i64, $ty) {
                    (number, self)
                }
            }
        )*
    };
}

numbered! { i64 f64 bool Num }

impl Numbered for Obj {
    type Pair = Obj;

    fn numbered(self, number: i64) -> Obj {
        crate::boxing::new_seen_tuple(&[crate::boxing::new_int(number), self])
    }
}

macro_rules! tuples {
    ($(($($part:ident)*))*) => {
        $(
            impl<$($part: Item),*> Numbered for ($($part,)*) {
                type Pair = Obj;

                fn numbered(self, number: i64) -> Obj {
                    self.boxed().numbered(number)
                }
            }

            impl<$($part: Item),*> Item for ($($part,)*) {
                #[inline(always)]
                #[allow(non_snake_case)]
                fn boxed(self) -> Obj {
                    let ($($part,)*) = self;
                    crate::boxing::new_tuple(&[$($part.boxed()),*])
                }

                fn truth(self) -> c_int {
                    1
                }
            }
        )*
    };
}

tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

enum Ended {
    AtEnd,
    /// The consumer has had enough.
    Stopped,
    Raised,
}

/// Hands the items of a generator to a function until it says that these are enough, or has raised: those that native code gives, then
/// objects, which it owns.
#[inline(always)]
fn drain<G: Kept>(
    generator: &mut G,
    cx: &impl Fn() -> Cx,
    mut take: impl FnMut(Result<G::Item, Obj>) -> Result<bool, ()>,
) -> Ended {
    loop {
        let taken = match generator.advance(cx()) {
            Next::Item(item) => take(Ok(item)),
            Next::Object(object) => {
                crate::frame::show_waiting();
                match take(Err(object)) {
                    Ok(true) => break,
                    other => other,
                }
            }
            Next::End => return Ended::AtEnd,
            Next::Raised => return Ended::Raised,
            Next::Leave => break,
        };
        match taken {
            Ok(true) => {}
            Ok(false) => return Ended::Stopped,
            Err(()) => return Ended::Raised,
        }
    }
    let object = generator.in_frame();
    rest(object, &mut |item| take(Err(item)))
}

/// The rest of the items of a generator that is an object like any other.
#[cold]
#[inline(never)]
fn rest(generator: Obj, take: &mut dyn FnMut(Obj) -> Result<bool, ()>) -> Ended {
    if generator.is_null() {
        return Ended::Raised;
    }
    crate::frame::show_waiting();
    // SAFETY: a live generator, held by the caller.
    unsafe {
        let Some(next) = (*ffi::Py_TYPE(generator)).tp_iternext else {
            return Ended::AtEnd;
        };
        loop {
            let item = next(generator);
            if item.is_null() {
                if ffi::PyErr_Occurred().is_null() {
                    return Ended::AtEnd;
                }
                if ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) == 0 {
                    return Ended::Raised;
                }
                ffi::PyErr_Clear();
                return Ended::AtEnd;
            }
            match take(item) {
                Ok(true) => {}
                Ok(false) => return Ended::Stopped,
                Err(()) => return Ended::Raised,
            }
        }
    }
}

/// `list(generator)`; null with an exception set.
#[inline(never)]
pub fn list<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    // SAFETY: a new list, to which owned objects are appended.
    unsafe {
        let list = ffi::PyList_New(0);
        if list.is_null() {
            return NULL;
        }
        let ended = drain(generator, &cx, |item| {
            let object = item.map_or_else(itself, Item::boxed);
            if object.is_null() {
                return Err(());
            }
            let appended = ffi::PyList_Append(list, object);
            ffi::Py_DECREF(object);
            if appended < 0 { Err(()) } else { Ok(true) }
        });
        if matches!(ended, Ended::Raised) {
            ffi::Py_DECREF(list);
            return NULL;
        }
        make_room(list);
        list
    }
}

/// CPython makes room for eight items where it does not know how many come, and gives back what is more than half empty.
fn make_room(list: Obj) {
    // SAFETY: a list that was just made and that nobody else has; its items move as CPython moves them.
    unsafe {
        let list = list.cast::<ffi::PyListObject>();
        if !(2..=4).contains(&(*list).ob_base.ob_size) || (*list).allocated >= 8 {
            return;
        }
        let items = ffi::PyMem_Realloc((*list).ob_item.cast(), 8 * size_of::<Obj>());
        if !items.is_null() {
            (*list).ob_item = items.cast();
            (*list).allocated = 8;
        }
    }
}

/// `tuple(generator)`; null with an exception set.
#[inline(never)]
pub fn tuple<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    let list = list(generator, cx);
    // SAFETY: null, or an owned list.
    unsafe {
        if list.is_null() {
            return NULL;
        }
        let tuple = ffi::PyList_AsTuple(list);
        ffi::Py_DECREF(list);
        tuple
    }
}

/// `sorted(generator)`; null with an exception set.
#[inline(never)]
pub fn sorted<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    let list = list(generator, cx);
    // SAFETY: null, or an owned list.
    unsafe {
        if !list.is_null() && ffi::PyList_Sort(list) < 0 {
            ffi::Py_DECREF(list);
            return NULL;
        }
    }
    list
}

/// `set(generator)`; null with an exception set.
#[inline(never)]
pub fn set<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    // SAFETY: a new set, to which objects are added, which are given back.
    unsafe {
        let set = ffi::PySet_New(NULL);
        if set.is_null() {
            return NULL;
        }
        let ended = drain(generator, &cx, |item| {
            let object = item.map_or_else(itself, Item::boxed);
            if object.is_null() {
                return Err(());
            }
            let added = ffi::PySet_Add(set, object);
            ffi::Py_DECREF(object);
            if added < 0 { Err(()) } else { Ok(true) }
        });
        if matches!(ended, Ended::Raised) {
            ffi::Py_DECREF(set);
            return NULL;
        }
        set
    }
}

/// `any(generator)`, or `all`; null with an exception set.
#[inline(always)]
fn first_that_is<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx, wanted: bool) -> Result<bool, Obj> {
    let ended = drain(generator, &cx, |item| {
        let truth = match item {
            Ok(item) => item.truth(),
            Err(object) => object.truth(),
        };
        match truth {
            -1 => Err(()),
            truth => Ok((truth != 0) != wanted),
        }
    });
    match ended {
        Ended::AtEnd => Ok(!wanted),
        Ended::Stopped => Ok(wanted),
        Ended::Raised => Err(NULL),
    }
}

/// `any(generator)`; null with an exception set.
#[inline(never)]
pub fn any<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<bool, Obj> {
    first_that_is(generator, cx, true)
}

/// `all(generator)`; null with an exception set.
#[inline(never)]
pub fn all<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<bool, Obj> {
    first_that_is(generator, cx, false)
}

/// `max(generator)` of values of one kind, or `min`.
#[inline(always)]
fn best<G: Kept>(
    generator: &mut G,
    cx: impl Fn() -> Cx,
    (name, how): (&'static CStr, c_int),
    is_better: impl Fn(G::Item, G::Item) -> bool,
) -> Result<G::Item, Obj> {
    let mut known: Option<G::Item> = None;
    // Once an item is an object.
    let mut object = NULL;
    let ended = drain(generator, &cx, |item| match (item, known) {
        (Ok(item), Some(best)) if object.is_null() => {
            if is_better(item, best) {
                known = Some(item);
            }
            Ok(true)
        }
        (Ok(item), None) if object.is_null() => {
            known = Some(item);
            Ok(true)
        }
        (item, _) => {
            if object.is_null() {
                object = known.map_or(NULL, Item::boxed);
                if known.is_some() && object.is_null() {
                    if let Err(item) = item {
                        crate::object::release_or_null(item);
                    }
                    return Err(());
                }
            }
            let item = item.map_or_else(itself, Item::boxed);
            better_object(&mut object, item, how)
        }
    });
    if matches!(ended, Ended::Raised) {
        crate::object::release_or_null(object);
        return Err(NULL);
    }
    if !object.is_null() {
        return Err(object);
    }
    known.ok_or_else(|| {
        // SAFETY: a live class, and a text that ends in a zero.
        unsafe { ffi::PyErr_SetString(ffi::PyExc_ValueError, name.as_ptr()) };
        NULL
    })
}

/// As [`best`], of values of any kind; null with an exception set.
#[inline(always)]
fn best_of_any<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx, (name, how): (&'static CStr, c_int)) -> Obj {
    let mut best = NULL;
    let ended = drain(generator, &cx, |item| better_object(&mut best, item.map_or_else(itself, Item::boxed), how));
    if matches!(ended, Ended::Raised) {
        crate::object::release_or_null(best);
        return NULL;
    }
    if best.is_null() {
        // SAFETY: a live class, and a text that ends in a zero.
        unsafe { ffi::PyErr_SetString(ffi::PyExc_ValueError, name.as_ptr()) };
    }
    best
}

/// Keeps the better one of an object, or none, and an item, which is taken over.
#[cold]
#[inline(never)]
fn better_object(best: &mut Obj, item: Obj, how: c_int) -> Result<bool, ()> {
    if item.is_null() {
        return Err(());
    }
    // SAFETY: live objects, owned.
    unsafe {
        let is_better = match best.is_null() {
            true => 1,
            false => ffi::PyObject_RichCompareBool(item, *best, how),
        };
        let given_up = match is_better {
            1 => std::mem::replace(best, item),
            _ => item,
        };
        crate::object::release_or_null(given_up);
        if is_better < 0 { Err(()) } else { Ok(true) }
    }
}

const MAX: (&CStr, c_int) = (c"max() iterable argument is empty", ffi::Py_GT);
const MIN: (&CStr, c_int) = (c"min() iterable argument is empty", ffi::Py_LT);

/// `max(generator)` of values of any kind; null with an exception set.
#[inline(never)]
pub fn max_any<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    best_of_any(generator, cx, MAX)
}

/// As [`max_any`], `min`.
#[inline(never)]
pub fn min_any<G: Kept>(generator: &mut G, cx: impl Fn() -> Cx) -> Obj {
    best_of_any(generator, cx, MIN)
}

/// `max(generator)` of ints, or the object that it is; null with an exception set.
#[inline(never)]
pub fn max_int<G: Kept<Item = i64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<i64, Obj> {
    best(generator, cx, MAX, |item, best| item > best)
}

/// As [`max_int`], of floats.
#[inline(never)]
pub fn max_float<G: Kept<Item = f64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<f64, Obj> {
    best(generator, cx, MAX, |item, best| item > best)
}

/// As [`max_int`], `min`.
#[inline(never)]
pub fn min_int<G: Kept<Item = i64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<i64, Obj> {
    best(generator, cx, MIN, |item, best| item < best)
}

/// As [`min_int`], of floats.
#[inline(never)]
pub fn min_float<G: Kept<Item = f64>>(generator: &mut G, cx: impl Fn() -> Cx) -> Result<f64, Obj> {
    best(generator, cx, MIN, |item, best| item < best)
}
