//! Generators whose state is kept, in other forms: one of several kinds, and under `enumerate`.

use super::{Item, Kept, Next, Numbered};
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;

/// A generator of one of several kinds, whose state is kept on the heap: a kind that is part of itself, or what one parameter takes of
/// several callers. Whoever has its object, or its parts, has taken all of it.
#[derive(Clone, Copy)]
pub struct Erased<T: 'static> {
    object: Obj,
    /// Nothing: the object's frame holds it.
    state: Option<*mut dyn Kept<Item = T>>,
}

/// A generator that is never inlined: one that is part of itself would be without end.
struct Outlined<G>(G);

impl<G: Kept> Kept for Outlined<G> {
    type Item = G::Item;

    #[inline(never)]
    fn advance(&mut self, cx: Cx) -> Next<G::Item> {
        self.0.advance(cx)
    }

    #[inline(never)]
    fn in_frame(&mut self) -> Obj {
        self.0.in_frame()
    }

    #[inline(never)]
    fn parts_of(&self) -> [Obj; 1] {
        self.0.parts_of()
    }
}

impl<T: Item> Erased<T> {
    pub const GONE: Erased<T> = Erased { object: NULL, state: None };

    pub fn new(generator: impl Kept<Item = T> + 'static) -> Erased<T> {
        Erased {
            object: NULL,
            state: Some(Box::into_raw(Box::new(Outlined(generator)))),
        }
    }

    /// The object, with what its frame has to hold; null with an exception set if there is no memory.
    #[inline(never)]
    pub fn object(self) -> Obj {
        match self.state {
            // SAFETY: made of a box by `new`, and taken only here.
            Some(state) => unsafe { Box::from_raw(state) }.in_frame(),
            None => self.object,
        }
    }

    /// The references that it holds.
    pub fn parts(self) -> [Obj; 1] {
        match self.state {
            // SAFETY: as in `object`.
            Some(state) => unsafe { Box::from_raw(state) }.parts_of(),
            None => [self.object],
        }
    }
}

impl<T: Item> Kept for Erased<T> {
    type Item = T;

    #[inline(always)]
    fn advance(&mut self, cx: Cx) -> Next<T> {
        match self.state {
            // SAFETY: made of a box by `new`, which lives as long as this.
            Some(state) => unsafe { (*state).advance(cx) },
            None => Next::Leave,
        }
    }

    fn in_frame(&mut self) -> Obj {
        let object = self.object();
        *self = Erased { object, state: None };
        object
    }

    fn parts_of(&self) -> [Obj; 1] {
        self.parts()
    }
}

/// A generator whose state is kept, and that more than one holds: a local, and a generator that iterates over it. Whoever has its
/// object, or its parts, has given up that it holds it.
pub struct Shared<G>(*mut Counted<G>);

struct Counted<G> {
    holders: usize,
    generator: G,
}

impl<G> Clone for Shared<G> {
    fn clone(&self) -> Shared<G> {
        *self
    }
}

impl<G> Copy for Shared<G> {}

impl<G: Kept + Copy> Shared<G> {
    pub const GONE: Shared<G> = Shared(std::ptr::null_mut());

    pub fn new(generator: G) -> Shared<G> {
        Shared(Box::into_raw(Box::new(Counted { holders: 1, generator })))
    }

    /// One more holds it.
    pub fn again(self) -> Shared<G> {
        if !self.0.is_null() {
            // SAFETY: made of a box by `new`, which lives as long as somebody holds it.
            unsafe { (*self.0).holders += 1 };
        }
        self
    }

    /// The object, with what its frame has to hold; null with an exception set if there is no memory.
    #[cold]
    #[inline(never)]
    pub fn object(self) -> Obj {
        if self.0.is_null() {
            return NULL;
        }
        // SAFETY: as in `again`; what it is in its frame is borrowed.
        unsafe {
            let object = (*self.0).generator.in_frame();
            crate::object::retain_or_null(object);
            crate::object::release_or_null(self.parts()[0]);
            object
        }
    }

    /// The references that it holds: none if others do as well.
    pub fn parts(self) -> [Obj; 1] {
        if self.0.is_null() {
            return [NULL];
        }
        // SAFETY: as in `again`.
        unsafe {
            (*self.0).holders -= 1;
            match (*self.0).holders {
                0 => Box::from_raw(self.0).generator.parts_of(),
                _ => [NULL],
            }
        }
    }
}

impl<G: Kept + Copy> Kept for Shared<G> {
    type Item = G::Item;

    #[inline(always)]
    fn advance(&mut self, cx: Cx) -> Next<G::Item> {
        // SAFETY: as in `again`; nobody is held that is gone.
        unsafe { (*self.0).generator.advance(cx) }
    }

    fn in_frame(&mut self) -> Obj {
        // SAFETY: as in `advance`.
        unsafe { (*self.0).generator.in_frame() }
    }

    fn parts_of(&self) -> [Obj; 1] {
        self.parts()
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
        let (mut generator, number) = match self {
            Enumerated::Kept(generator, number) => (generator, number),
            Enumerated::Object(object) => return object,
        };
        let inner = generator.in_frame();
        if inner.is_null() {
            return NULL;
        }
        crate::generator::undisturbed(|| {
            let number = crate::boxing::new_int(number);
            let args = [inner, number];
            // SAFETY: a live class and live objects, which are given back.
            unsafe {
                let object = match number.is_null() {
                    true => NULL,
                    false => ffi::PyObject_Vectorcall((&raw mut ffi::PyEnum_Type).cast(), args.as_ptr(), 2, NULL),
                };
                crate::object::release_or_null(number);
                crate::object::release_or_null(inner);
                object
            }
        })
    }

    /// The references that it holds.
    pub fn parts(self) -> [Obj; 1] {
        match self {
            Enumerated::Kept(generator, _) => generator.parts_of(),
            Enumerated::Object(object) => [object],
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

    fn parts_of(&self) -> [Obj; 1] {
        self.parts()
    }
}
