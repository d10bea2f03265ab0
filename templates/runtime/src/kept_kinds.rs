//! Generators whose state is kept, in other forms: one of several kinds, and those that more than one holds.

use super::{Item, Kept, Next};
use crate::value::{Cx, NULL, Obj};

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
    fn parts_of(&self) -> [Obj; 2] {
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
    pub fn parts(self) -> [Obj; 2] {
        match self.state {
            // SAFETY: as in `object`.
            Some(state) => unsafe { Box::from_raw(state) }.parts_of(),
            None => [self.object, NULL],
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

    fn parts_of(&self) -> [Obj; 2] {
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
            for part in self.parts() {
                crate::object::release_or_null(part);
            }
            object
        }
    }

    /// The references that it holds: none if others do as well.
    pub fn parts(self) -> [Obj; 2] {
        if self.0.is_null() {
            return [NULL; 2];
        }
        // SAFETY: as in `again`.
        unsafe {
            (*self.0).holders -= 1;
            match (*self.0).holders {
                0 => Box::from_raw(self.0).generator.parts_of(),
                _ => [NULL; 2],
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

    fn parts_of(&self) -> [Obj; 2] {
        self.parts()
    }
}
