//! The iterators of `enumerate`, `zip` and `reversed` over vectors: CPython's own objects under types of their own, as those of
//! plain loops in `vector.rs` are.

// Generated code is safe Rust on purpose: that the pointers it passes are such iterators is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{is_only_one, new_ref, release};
use crate::collecting::uncollected;
use crate::list_iter::{self, enumerated_over, step, zipped_of};
use crate::value::{NULL, Obj};
use crate::private::{become_own, end_own, private};
use crate::vector::{Class, Item, is_vector_iterator, items, iterate, settle};
use pyo3::ffi;
use std::marker::PhantomData;

static ENUMERATES: Class = Class::new();
static ZIPS: Class = Class::new();
static REVERSED: Class = Class::new();

/// The types, and how their objects end.
pub(crate) fn classes() -> [(&'static Class, ffi::destructor); 3] {
    [(&ENUMERATES, end), (&ZIPS, end), (&REVERSED, end)]
}

/// The type that an iterator was made with; nothing for what is none of these.
fn own_class(object: Obj) -> Option<*mut ffi::PyTypeObject> {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(object) };
    if class == ENUMERATES.object() {
        Some(&raw mut ffi::PyEnum_Type)
    } else if class == ZIPS.object() {
        Some(&raw mut ffi::PyZip_Type)
    } else if class == REVERSED.object() {
        Some(list_iter::reversed_class())
    } else {
        None
    }
}

/// Is it one of these?
pub(crate) fn is_one(object: Obj) -> bool {
    own_class(object).is_some()
}

#[inline(always)]
fn is_of(object: Obj, class: &'static Class) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == class.object() }
}

/// Is it an `enumerate` of a vector?
#[inline(always)]
pub fn is_vector_enumerate(object: Obj) -> bool {
    is_of(object, &ENUMERATES)
}

/// Is it a `zip` of vectors?
#[inline(always)]
pub fn is_vector_zip(object: Obj) -> bool {
    is_of(object, &ZIPS)
}

/// Is it a `reversed` of a vector?
#[inline(always)]
pub fn is_vector_reversed(object: Obj) -> bool {
    is_of(object, &REVERSED)
}

/// The end of an iterator to which nobody refers any more.
unsafe extern "C" fn end(iterator: Obj) {
    if let Some(class) = own_class(iterator) {
        // SAFETY: called by CPython for such an iterator; that is what it was made as.
        unsafe { end_own(iterator, class) };
    }
}

/// Makes what CPython may get of one of these iterators, and of what it is over. Is there memory for that?
pub(crate) fn settle_loop(iterator: Obj) -> bool {
    let is_settled = if is_vector_enumerate(iterator) {
        settle(list_iter::enumerate_parts(iterator).0)
    } else if is_vector_zip(iterator) {
        list_iter::zip_sides(iterator).iter().all(|side| settle(*side))
    } else {
        list_iter::position(iterator).is_none_or(|(vector, _)| settle(vector))
    };
    if let Some(class) = own_class(iterator).filter(|_| is_settled) {
        // SAFETY: that is what it was made as, and it is over lists now.
        unsafe { become_own(iterator, class) };
    }
    is_settled
}

/// Calls a class with iterators over vectors, or with a vector, that are told to be CPython's meanwhile; nobody looks at them
/// there.
fn made<const N: usize>(
    class: *mut ffi::PyTypeObject,
    of: [Obj; N],
    their: *mut ffi::PyTypeObject,
    as_class: &Class,
) -> Option<Obj> {
    // SAFETY: live objects, which get back the types that they have; the new one is known to nobody.
    unsafe {
        let classes = of.map(|object| (*object).ob_type);
        for object in of {
            (*object).ob_type = their;
        }
        let iterator = uncollected(|| ffi::PyObject_Vectorcall(class.cast(), of.as_ptr(), N, NULL));
        for (object, class) in of.into_iter().zip(classes) {
            (*object).ob_type = class;
        }
        private(iterator, as_class)
    }
}

/// `enumerate(list)`
pub fn enumerate(vector: Obj) -> Option<Obj> {
    enumerate_from(vector, 0)
}

/// `enumerate(list, first)`
pub fn enumerate_from(vector: Obj, first: i64) -> Option<Obj> {
    let inner = iterate(vector)?;
    numbered(inner, &raw mut ffi::PyListIter_Type, first)
}

/// `enumerate(zip)`
pub fn enumeratezip(zip: Obj) -> Option<Obj> {
    enumeratezip_from(zip, 0)
}

/// `enumerate(zip, first)`
pub fn enumeratezip_from(zip: Obj, first: i64) -> Option<Obj> {
    numbered(new_ref(zip), &raw mut ffi::PyZip_Type, first)
}

/// The `enumerate` of an iterator, which is given up, and is said to be of that type.
fn numbered(inner: Obj, class: *mut ffi::PyTypeObject, first: i64) -> Option<Obj> {
    let made = made(&raw mut ffi::PyEnum_Type, [inner], class, &ENUMERATES);
    release(inner);
    let made = made?;
    list_iter::step_enumerate(made, first as isize);
    Some(made)
}

/// The same of an iterator over a vector, or of a `zip` of such, which is given up.
pub(crate) fn numbered_over(inner: Obj, is_zip: bool, first: i64) -> Option<Obj> {
    let class = match is_zip {
        true => &raw mut ffi::PyZip_Type,
        false => &raw mut ffi::PyListIter_Type,
    };
    numbered(inner, class, first)
}

/// `zip` of so many iterators over vectors, which are given up.
pub(crate) fn zipped_over<const N: usize>(sides: [Obj; N]) -> Option<Obj> {
    let zip = made(&raw mut ffi::PyZip_Type, sides, &raw mut ffi::PyListIter_Type, &ZIPS);
    sides.into_iter().for_each(release);
    zip
}

/// `zip` of so many lists.
fn zip_of<const N: usize>(vectors: [Obj; N]) -> Option<Obj> {
    let mut iterators = [NULL; N];
    let mut count = 0;
    while let Some(vector) = vectors.get(count)
        && let Some(iterator) = iterate(*vector)
    {
        iterators[count] = iterator;
        count += 1;
    }
    if count < N {
        iterators[..count].iter().for_each(|iterator| release(*iterator));
        return None;
    }
    zipped_over(iterators)
}

/// `reversed(list)`
pub fn reversed(vector: Obj) -> Option<Obj> {
    made(
        &raw mut ffi::PyReversed_Type,
        [vector],
        &raw mut ffi::PyList_Type,
        &REVERSED,
    )
}

/// `iter(iterator)`
#[inline(always)]
pub fn again(iterator: Obj) -> Option<Obj> {
    Some(new_ref(iterator))
}

/// What an iterator over vectors gives, which does not move when it is looked at.
pub trait Loop {
    type Item: Copy;
    const NONE: Self::Item;

    /// The next item; nothing within where there is none. Nothing: CPython asks for it.
    fn peek(iterator: Obj) -> Option<Option<Self::Item>>;

    /// Moves on behind an item.
    fn step(iterator: Obj);

    /// Does nobody but its owner know it?
    fn is_private(iterator: Obj) -> bool;
}

/// An iterator over a vector of numbers, or of tuples of them.
pub struct Over<T>(PhantomData<T>);

/// One over a vector of vectors, which are asked for when it has moved on.
pub struct Rows;

/// An `enumerate` of another one.
pub struct Numbered<L>(PhantomData<L>);

/// What stands for an item where there is none.
pub trait Zero: Copy {
    const ZERO: Self;
}

macro_rules! zeros {
    ($($ty:ty, $zero:expr;)*) => {
        $(
            impl Zero for $ty {
                const ZERO: $ty = $zero;
            }
        )*
    };
}

zeros! {
    f64, 0.0;
    i64, 0;
    bool, false;
}

impl<A: Zero, B: Zero> Zero for (A, B) {
    const ZERO: (A, B) = (A::ZERO, B::ZERO);
}

impl<A: Zero, B: Zero, C: Zero> Zero for (A, B, C) {
    const ZERO: (A, B, C) = (A::ZERO, B::ZERO, C::ZERO);
}

/// The vector that an iterator is over, and the index of its next item, if it is one over a vector.
#[inline(always)]
fn position(iterator: Obj) -> Option<(Obj, usize)> {
    if !is_vector_iterator(iterator) {
        return None;
    }
    list_iter::position(iterator).map(|(vector, index)| (vector, index as usize))
}

impl<T: Item + Zero> Loop for Over<T> {
    type Item = T;
    const NONE: T = T::ZERO;

    #[inline(always)]
    fn peek(iterator: Obj) -> Option<Option<T>> {
        let (vector, index) = position(iterator)?;
        Some(items::<T>(vector).get(index).copied())
    }

    #[inline(always)]
    fn step(iterator: Obj) {
        step(iterator, 1);
    }

    #[inline(always)]
    fn is_private(iterator: Obj) -> bool {
        is_only_one(iterator)
    }
}

impl Loop for Rows {
    type Item = ();
    const NONE: () = ();

    #[inline(always)]
    fn peek(iterator: Obj) -> Option<Option<()>> {
        let (vector, index) = position(iterator)?;
        Some((index < items::<Obj>(vector).len()).then_some(()))
    }

    #[inline(always)]
    fn step(iterator: Obj) {
        step(iterator, 1);
    }

    #[inline(always)]
    fn is_private(iterator: Obj) -> bool {
        is_only_one(iterator)
    }
}

impl<L: Loop> Loop for Numbered<L> {
    type Item = (i64, L::Item);
    const NONE: (i64, L::Item) = (0, L::NONE);

    #[inline(always)]
    fn peek(iterator: Obj) -> Option<Option<(i64, L::Item)>> {
        let (inner, number) = enumerated_over(iterator)?;
        Some(L::peek(inner)?.map(|item| (number, item)))
    }

    #[inline(always)]
    fn step(iterator: Obj) {
        L::step(list_iter::enumerate_parts(iterator).0);
        list_iter::step_enumerate(iterator, 1);
    }

    #[inline(always)]
    fn is_private(iterator: Obj) -> bool {
        is_only_one(iterator) && L::is_private(list_iter::enumerate_parts(iterator).0)
    }
}

/// Is there another item, and which?
#[inline(always)]
pub fn next<L: Loop>(iterator: Obj) -> Option<(bool, L::Item)> {
    let Some(item) = L::peek(iterator)? else {
        return L::is_private(iterator).then_some((false, L::NONE));
    };
    L::step(iterator);
    Some((true, item))
}

/// The vector that an `enumerate` has given last, owned.
#[inline(always)]
pub fn row_numbered(iterator: Obj) -> Obj {
    row(list_iter::enumerate_parts(iterator).0)
}

/// The vector from its side `N` that a `zip` has given last, owned.
#[inline(always)]
pub fn row_zipped<const N: usize>(iterator: Obj) -> Obj {
    row(list_iter::zip_sides(iterator)[N])
}

/// The same of an `enumerate` of one.
#[inline(always)]
pub fn row_of_zip<const N: usize>(iterator: Obj) -> Obj {
    row_zipped::<N>(list_iter::enumerate_parts(iterator).0)
}

/// The vector that an iterator has given last, owned.
#[inline(always)]
fn row(iterator: Obj) -> Obj {
    match list_iter::position(iterator) {
        Some((vector, index)) => new_ref(items::<Obj>(vector)[index as usize - 1]),
        // It has just given one.
        None => NULL,
    }
}

macro_rules! zips {
    ($($count:literal $make:ident $name:ident: $($side:ident $index:tt $vector:ident),*;)*) => {
        $(
            /// `zip` of so many lists.
            pub fn $make($($vector: Obj),*) -> Option<Obj> {
                zip_of([$($vector),*])
            }

            /// A `zip` of so many others.
            pub struct $name<$($side),*>(PhantomData<($($side,)*)>);

            impl<$($side: Loop),*> Loop for $name<$($side),*> {
                type Item = ($($side::Item,)*);
                const NONE: Self::Item = ($($side::NONE,)*);

                #[inline(always)]
                fn peek(iterator: Obj) -> Option<Option<Self::Item>> {
                    let sides = zipped_of::<$count>(iterator)?;
                    match ($($side::peek(sides[$index])?,)*) {
                        ($(Some($vector),)*) => Some(Some(($($vector,)*))),
                        _ => Some(None),
                    }
                }

                #[inline(always)]
                fn step(iterator: Obj) {
                    let sides = list_iter::zip_sides(iterator);
                    $($side::step(sides[$index]);)*
                }

                #[inline(always)]
                fn is_private(iterator: Obj) -> bool {
                    let sides = list_iter::zip_sides(iterator);
                    is_only_one(iterator) $(&& $side::is_private(sides[$index]))*
                }
            }
        )*
    };
}

zips! {
    2 zip2 Zip2: A 0 a, B 1 b;
    3 zip3 Zip3: A 0 a, B 1 b, C 2 c;
    4 zip4 Zip4: A 0 a, B 1 b, C 2 c, D 3 d;
    5 zip5 Zip5: A 0 a, B 1 b, C 2 c, D 3 d, E 4 e;
    6 zip6 Zip6: A 0 a, B 1 b, C 2 c, D 3 d, E 4 e, F 5 f;
}

macro_rules! backwards {
    ($($back:ident $ty:ty, $zero:expr;)*) => {
        $(
            /// Is there another item before the last one, and which?
            #[inline(always)]
            pub fn $back(iterator: Obj) -> Option<(bool, $ty)> {
                let (vector, index) = list_iter::position(iterator)?;
                // Behind the first item the index is -1.
                let Some(item) = items::<$ty>(vector).get(index as usize) else {
                    return is_only_one(iterator).then_some((false, $zero));
                };
                let item = *item;
                step(iterator, -1);
                Some((true, item))
            }
        )*
    };
}

backwards! {
    back_float f64, 0.0;
    back_int i64, 0;
    back_boolean bool, false;
}
