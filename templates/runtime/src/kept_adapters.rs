//! Iterators that are made of generators whose states are kept, and consumed on the spot: `enumerate`, `zip` and `itertools.islice`.
//!
//! Each is CPython's own object as soon as somebody has to see it: over the objects of its generators, and at the same place.

use super::{Item, Kept, Next, Numbered};
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;

/// Calls a class, which is borrowed, with the object of what was kept, and numbers; null with an exception set. What that iterates over is
/// the object from then on.
#[cold]
#[inline(never)]
fn made(class: impl FnOnce() -> Obj, inner: &mut dyn Inner, numbers: &[i64]) -> Obj {
    let object = inner.taken();
    if object.is_null() {
        return NULL;
    }
    crate::generator::undisturbed(|| {
        let mut args = vec![object];
        args.extend(numbers.iter().map(|number| crate::boxing::new_int(*number)));
        called(class(), &args)
    })
}

/// Calls a class with objects, which are taken over; null with an exception set, also if one of them is.
fn called(class: Obj, args: &[Obj]) -> Obj {
    // SAFETY: a live class, and live objects or null, which are given back.
    unsafe {
        let made = match !class.is_null() && args.iter().all(|arg| !arg.is_null()) {
            true => ffi::PyObject_Vectorcall(class, args.as_ptr(), args.len(), NULL),
            false => NULL,
        };
        for arg in args {
            crate::object::release_or_null(*arg);
        }
        made
    }
}

/// What is kept, to be given up for an object.
trait Inner {
    /// The object, owned; null with an exception set if there is no memory.
    fn taken(&mut self) -> Obj;
}

impl<G: Kept> Inner for G {
    fn taken(&mut self) -> Obj {
        let object = self.in_frame();
        crate::object::retain_or_null(object);
        for part in self.parts_of() {
            crate::object::release_or_null(part);
        }
        object
    }
}

/// `enumerate` of a generator whose state is kept. Whoever has its object, or its parts, has taken all of it.
#[derive(Clone, Copy)]
pub enum Enumerated<G> {
    /// With the number of the next item.
    Kept(G, i64),
    Object(Obj),
}

impl<G: Kept + Copy> Enumerated<G>
where
    G::Item: Numbered,
{
    pub const GONE: Enumerated<G> = Enumerated::Object(NULL);

    pub fn new(generator: G, start: i64) -> Enumerated<G> {
        Enumerated::Kept(generator, start)
    }

    /// The object; null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn object(self) -> Obj {
        match self {
            Enumerated::Kept(mut generator, number) => made(|| (&raw mut ffi::PyEnum_Type).cast(), &mut generator, &[number]),
            Enumerated::Object(object) => object,
        }
    }

    /// The references that it holds.
    pub fn parts(self) -> [Obj; 2] {
        match self {
            Enumerated::Kept(generator, _) => generator.parts_of(),
            Enumerated::Object(object) => [object, NULL],
        }
    }
}

impl<G: Kept + Copy> Kept for Enumerated<G>
where
    G::Item: Numbered,
{
    type Item = <G::Item as Numbered>::Pair;

    #[inline(always)]
    fn advance(&mut self, cx: Cx) -> Next<Self::Item> {
        let Enumerated::Kept(generator, number) = self else {
            return Next::Leave;
        };
        // CPython goes on with one that does not fit.
        let Some(next) = number.checked_add(1) else {
            return Next::Leave;
        };
        match generator.advance(cx) {
            Next::Item(item) => {
                let pair = item.numbered(*number);
                *number = next;
                match pair.is_missing() {
                    true => Next::Raised,
                    false => Next::Item(pair),
                }
            }
            Next::Object(object) => {
                let pair = object.numbered(*number);
                *number = next;
                match pair.is_null() {
                    true => Next::Raised,
                    false => Next::Object(pair),
                }
            }
            Next::End => Next::End,
            Next::Raised => Next::Raised,
            Next::Leave => Next::Leave,
        }
    }

    fn in_frame(&mut self) -> Obj {
        let object = self.object();
        *self = Enumerated::Object(object);
        object
    }

    fn parts_of(&self) -> [Obj; 2] {
        self.parts()
    }
}

/// `itertools.islice` of a generator whose state is kept. Whoever has its object, or its parts, has taken all of it.
#[derive(Clone, Copy)]
pub enum Sliced<G> {
    /// So many items come before the first that is given, and so many are given.
    Kept(G, i64, i64),
    /// At its end, where it has given up what it was over.
    Done,
    Object(Obj),
}

impl<G: Kept + Copy> Sliced<G> {
    pub const GONE: Sliced<G> = Sliced::Object(NULL);

    /// Neither is negative.
    pub fn new(generator: G, start: i64, stop: i64) -> Sliced<G> {
        Sliced::Kept(generator, start, (stop - start).max(0))
    }

    /// The object; null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn object(self) -> Obj {
        match self {
            Sliced::Kept(mut generator, before, count) => {
                made(crate::itertools::islice, &mut generator, &[before, before.saturating_add(count)])
            }
            Sliced::Done => made(crate::itertools::islice, &mut Nothing, &[0]),
            Sliced::Object(object) => object,
        }
    }

    /// The references that it holds.
    pub fn parts(self) -> [Obj; 2] {
        match self {
            Sliced::Kept(generator, ..) => generator.parts_of(),
            Sliced::Done => [NULL; 2],
            Sliced::Object(object) => [object, NULL],
        }
    }

    /// Gives up what it is over, as CPython's own does at its end, whoever still has it. An exception that is set stays so.
    #[cold]
    #[inline(never)]
    fn end(&mut self) {
        if let Sliced::Kept(generator, ..) = std::mem::replace(self, Sliced::Done) {
            for part in generator.parts_of() {
                if crate::resumed::has_ended(part) {
                    crate::object::release_or_null(part);
                } else {
                    give_up(part);
                }
            }
        }
    }
}

/// An iterator over nothing.
struct Nothing;

impl Inner for Nothing {
    fn taken(&mut self) -> Obj {
        // SAFETY: a new tuple, given back.
        crate::generator::undisturbed(|| unsafe {
            let empty = ffi::PyTuple_New(0);
            let iterator = if empty.is_null() { NULL } else { ffi::PyObject_GetIter(empty) };
            ffi::Py_XDECREF(empty);
            iterator
        })
    }
}

impl<G: Kept + Copy> Kept for Sliced<G> {
    type Item = G::Item;

    #[inline(always)]
    fn advance(&mut self, cx: Cx) -> Next<G::Item> {
        let (generator, before, count) = match self {
            Sliced::Kept(generator, before, count) => (generator, before, count),
            Sliced::Done => return Next::End,
            Sliced::Object(_) => return Next::Leave,
        };
        while *before > 0 {
            match generator.advance(cx) {
                // What ends there may run Python code.
                Next::Item(item) if !item.is_object() => *before -= 1,
                Next::Item(item) => {
                    *before -= 1;
                    give_up(item.boxed());
                }
                Next::Object(object) => {
                    *before -= 1;
                    give_up(object);
                    return Next::Leave;
                }
                Next::Leave => return Next::Leave,
                ended => {
                    self.end();
                    return ended;
                }
            }
        }
        if *count == 0 {
            self.end();
            return Next::End;
        }
        let next = generator.advance(cx);
        match next {
            Next::Item(_) | Next::Object(_) => *count -= 1,
            Next::Leave => {}
            Next::End | Next::Raised => self.end(),
        }
        next
    }

    fn in_frame(&mut self) -> Obj {
        let object = self.object();
        *self = Sliced::Object(object);
        object
    }

    fn parts_of(&self) -> [Obj; 2] {
        self.parts()
    }
}

/// Gives up what nobody wants.
#[cold]
#[inline(never)]
fn give_up(object: Obj) {
    crate::frame::show_waiting();
    crate::object::release_or_null(object);
}

/// The iterator over a range, as one side of a `zip`. Whoever has its object, or its parts, has taken all of it.
#[derive(Clone, Copy)]
pub struct Ranged {
    /// Null, as long as native code has what it would say.
    object: Obj,
    at: i64,
    stop: i64,
    step: i64,
}

impl Ranged {
    pub fn new((at, stop, step): (i64, i64, i64)) -> Ranged {
        Ranged {
            object: NULL,
            at,
            stop,
            step,
        }
    }
}

impl Kept for Ranged {
    type Item = i64;

    #[inline(always)]
    fn advance(&mut self, _: Cx) -> Next<i64> {
        if !self.object.is_null() {
            return Next::Leave;
        }
        if if self.step > 0 { self.at >= self.stop } else { self.at <= self.stop } {
            return Next::End;
        }
        let item = self.at;
        self.at = item.checked_add(self.step).unwrap_or(self.stop);
        Next::Item(item)
    }

    fn in_frame(&mut self) -> Obj {
        if self.object.is_null() {
            self.object = crate::generator::range_iterator((self.at, self.stop, self.step));
        }
        self.object
    }

    fn parts_of(&self) -> [Obj; 2] {
        [self.object, NULL]
    }
}

/// `zip` of two, at least one of which is a generator whose state is kept. Whoever has its object, or its parts, has taken all of it.
#[derive(Clone, Copy)]
pub enum Zipped<A, B> {
    Kept(A, B),
    Object(Obj),
}

impl<A: Kept + Copy, B: Kept + Copy> Zipped<A, B> {
    pub const GONE: Zipped<A, B> = Zipped::Object(NULL);

    pub fn new(left: A, right: B) -> Zipped<A, B> {
        Zipped::Kept(left, right)
    }

    /// The object; null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn object(self) -> Obj {
        match self {
            Zipped::Kept(mut left, mut right) => {
                let (left, right) = (left.taken(), right.taken());
                crate::generator::undisturbed(|| called((&raw mut ffi::PyZip_Type).cast(), &[left, right]))
            }
            Zipped::Object(object) => object,
        }
    }

    /// The references that it holds. The last item of a tuple ends first.
    pub fn parts(self) -> [Obj; 2] {
        match self {
            Zipped::Kept(left, right) => [right.parts_of()[0], left.parts_of()[0]],
            Zipped::Object(object) => [object, NULL],
        }
    }
}

/// A pair, of objects that are taken over.
fn pair<T>(left: Obj, right: Obj) -> Next<T> {
    match crate::boxing::new_seen_tuple(&[left, right]) {
        NULL => Next::Raised,
        pair => Next::Object(pair),
    }
}

/// The rest of a step of which the left side is done, and is an object, which is taken over: native code is left behind it.
#[cold]
#[inline(never)]
fn with_object<B: Kept, T>(left: Obj, right: &mut B, asked: Option<Next<B::Item>>, cx: Cx) -> Next<T> {
    if left.is_null() {
        if let Some(Next::Object(right)) = asked {
            give_up(right);
        }
        return Next::Raised;
    }
    let ended = match asked.unwrap_or_else(|| right.advance(cx)) {
        Next::Item(item) => return pair(left, item.boxed()),
        Next::Object(object) => return pair(left, object),
        Next::End => Next::End,
        Next::Raised => Next::Raised,
        Next::Leave => {
            let object = right.in_frame();
            if object.is_null() {
                Next::Raised
            } else {
                crate::frame::show_waiting();
                // SAFETY: a live iterator, which its owner holds while it is asked.
                let next = unsafe { (*ffi::Py_TYPE(object)).tp_iternext.map_or(NULL, |next| next(object)) };
                if !next.is_null() {
                    return pair(left, next);
                }
                ended_or_raised()
            }
        }
    };
    give_up(left);
    ended
}

/// What an iterator says that has given null.
fn ended_or_raised<T>() -> Next<T> {
    // SAFETY: the GIL is held.
    unsafe {
        if ffi::PyErr_Occurred().is_null() {
            return Next::End;
        }
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) == 0 {
            return Next::Raised;
        }
        ffi::PyErr_Clear();
        Next::End
    }
}

impl<A: Kept + Copy, B: Kept + Copy> Kept for Zipped<A, B> {
    type Item = (A::Item, B::Item);

    #[inline(always)]
    fn advance(&mut self, cx: Cx) -> Next<Self::Item> {
        let Zipped::Kept(left, right) = self else {
            return Next::Leave;
        };
        let first = match left.advance(cx) {
            Next::Item(item) => item,
            Next::Object(object) => return with_object(object, right, None, cx),
            Next::End => return Next::End,
            Next::Raised => return Next::Raised,
            Next::Leave => return Next::Leave,
        };
        match right.advance(cx) {
            Next::Item(second) => Next::Item((first, second)),
            Next::End => Next::End,
            Next::Raised => Next::Raised,
            other => with_object(first.boxed(), right, Some(other), cx),
        }
    }

    fn in_frame(&mut self) -> Obj {
        let object = self.object();
        *self = Zipped::Object(object);
        object
    }

    fn parts_of(&self) -> [Obj; 2] {
        self.parts()
    }
}
