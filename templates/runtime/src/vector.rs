//! Lists that nobody but native code knows: their items are unboxed, `f64`, `i64`, `bool`, or other such lists.
//!
//! A vector is the memory of a `list` under another type, known to nobody, not even to the garbage collector. Its array holds
//! values in place of objects. Where CPython is to get it, it *becomes* the list ([`settle`]): the items are boxed where they are,
//! the type is put in, and whoever refers to it refers to the list from then on. So references to a vector are counted as those
//! to any object, and it is the same list in all variables.
//!
//! The array has room for as many items as that of the list would have (`sys.getsizeof` tells). `None` means: leave, CPython does
//! it; nothing has happened then. No function of a vector that is none any more is ever called: the compiler knows.

// Generated code is safe Rust on purpose: that the pointers it passes are vectors is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{is_only_one, new_ref, release};
use crate::collecting::uncollected;
use crate::list::position;
use crate::list_iter;
use crate::value::{NULL, Obj};
use crate::vector_growth::{fit, free_array, grown_floats, grown_ints, is_grown, resize, room, trim};
use crate::private::{become_own, end_own, private};
use crate::vector_kept::{put, take};
pub use crate::keyed_loops::{each_item, each_key, each_member, each_value, next_key, next_member, next_pair, next_row_value, next_value, row_behind};
pub use crate::vector_loops::*;
pub use crate::vector_texts::*;
pub use crate::vector_tuples::*;
pub use crate::vector_wholes::*;
use pyo3::ffi;
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;

/// The type that objects have while they are vectors. It is never made ready: there is nothing in it but how they end.
pub(crate) struct Class(UnsafeCell<ffi::PyTypeObject>);
// SAFETY: written when a module is loaded, with the GIL held, and only read by CPython then.
unsafe impl Sync for Class {}

impl Class {
    pub(crate) const fn new() -> Class {
        // SAFETY: a type without anything: null pointers and numbers that are 0.
        Class(UnsafeCell::new(unsafe { MaybeUninit::zeroed().assume_init() }))
    }

    #[inline(always)]
    pub(crate) fn object(&self) -> *mut ffi::PyTypeObject {
        self.0.get()
    }
}

static FLOATS: Class = Class::new();
static INTS: Class = Class::new();
static BOOLEANS: Class = Class::new();
static ROWS: Class = Class::new();
/// Of the iterators over vectors, which are not known to the garbage collector either: it would show them, and what they are over.
static ITERATORS: Class = Class::new();
/// Of the iterators over what `split` would give.
static WORDS: Class = Class::new();

/// Makes the types known to CPython as far as it has to. For the loading of a module.
pub(crate) fn prepare() {
    for (class, ends) in [
        (&FLOATS, end as ffi::destructor),
        (&INTS, end),
        (&BOOLEANS, end),
        (&ROWS, end),
        (&ITERATORS, end_iterator),
        (&WORDS, end_iterator),
    ]
    .into_iter()
    .chain(crate::vector_loops::classes())
    .chain(crate::vector_growth::classes().map(|class| (class, end as ffi::destructor)))
    .chain(crate::vector_tuples::classes().map(|class| (class, end as ffi::destructor)))
    .chain(crate::vector_texts::classes().map(|class| (class, end as ffi::destructor)))
    .chain(crate::ring::classes())
    .chain(crate::keyed::classes())
    .chain(crate::keyed_loops::classes())
    {
        // SAFETY: the type is nobody's yet, or is written what it has; the name is static.
        unsafe {
            let class = class.object();
            (*class).tp_name = c"annot.vector".as_ptr();
            (*class).tp_basicsize = size_of::<ffi::PyListObject>() as ffi::Py_ssize_t;
            (*class).tp_dealloc = Some(ends);
            (*class.cast::<ffi::PyObject>()).ob_type = &raw mut ffi::PyType_Type;
            // Lives as long as the process.
            ffi::Py_INCREF(class.cast());
        }
    }
    // SAFETY: the GIL is held while a module is loaded, and CPython's own sets have been asked already.
    unsafe { crate::keyed_sets::check() }
}

/// Is it a vector, or a dictionary or set that nobody else knows?
#[inline(always)]
pub(crate) fn is_vector(object: Obj) -> bool {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(object) };
    let is_one = class == FLOATS.object() || class == INTS.object() || is_grown(class);
    let is_one = is_one || class == BOOLEANS.object() || class == ROWS.object();
    let is_one = is_one || crate::vector_texts::is_class(class);
    is_one || crate::vector_tuples::is_class(class) || crate::keyed::is_class(class) || crate::ring::is_class(class)
}

/// Is it an iterator that nobody else knows?
pub(crate) fn is_iterator(object: Obj) -> bool {
    is_vector_iterator(object) || crate::vector_loops::is_one(object) || crate::keyed_loops::is_one(object)
}

/// Is it an iterator over a vector, or over the list that one has become?
#[inline(always)]
pub fn is_vector_iterator(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == ITERATORS.object() }
}

/// The type of the iterators over what `split` would give.
pub(crate) fn words() -> *mut ffi::PyTypeObject {
    WORDS.object()
}

/// A vector as the list that it is the memory of.
#[inline(always)]
pub(crate) fn list(vector: Obj) -> *mut ffi::PyListObject {
    vector.cast()
}

/// The items of a vector, until it is changed.
#[inline(always)]
pub(crate) fn items<'a, T: Item>(vector: Obj) -> &'a [T] {
    items_mut(vector)
}

/// The items of a vector, to be changed.
#[inline(always)]
pub(crate) fn items_mut<'a, T: Item>(vector: Obj) -> &'a mut [T] {
    let Items(first, size) = Items::<T>::of(vector);
    // SAFETY: a vector of such items; one without any may have no array.
    unsafe {
        match size {
            0 => &mut [],
            size => std::slice::from_raw_parts_mut(first, size as usize),
        }
    }
}

/// A vector with those items, which are not counted, and room for as many.
pub(crate) fn made_of<T: Item>(parts: [&[T]; 2], room: usize) -> Option<Obj> {
    let size = parts[0].len() + parts[1].len();
    let made = make::<T>(room.max(size))?;
    // SAFETY: new, with room for the items.
    unsafe {
        let mut first: *mut T = (*list(made)).ob_item.cast();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            first.copy_from_nonoverlapping(part.as_ptr(), part.len());
            first = first.add(part.len());
        }
        (*list(made)).ob_base.ob_size = size as ffi::Py_ssize_t;
    }
    Some(made)
}

/// How the items of a vector are stored.
pub trait Item: Copy {
    /// Are they objects, which are counted?
    const IS_COUNTED: bool;
    /// May there be floats among them, which need not be numbers?
    const MAY_BE_NO_NUMBER: bool = true;
    fn class() -> *mut ffi::PyTypeObject;

    /// The class of those that have been appended to, if that is another one.
    #[inline(always)]
    fn grown() -> Option<*mut ffi::PyTypeObject> {
        None
    }
}

macro_rules! items {
    ($($ty:ty: $class:ident $grown:expr, $is_counted:literal)*) => {
        $(impl Item for $ty {
            const IS_COUNTED: bool = $is_counted;

            #[inline(always)]
            fn class() -> *mut ffi::PyTypeObject {
                $class.object()
            }

            #[inline(always)]
            fn grown() -> Option<*mut ffi::PyTypeObject> {
                $grown
            }
        })*
    };
}
items!(f64: FLOATS Some(grown_floats()), false i64: INTS Some(grown_ints()), false
    bool: BOOLEANS None, false Obj: ROWS None, true);

/// The array, and how many items there are.
#[derive(Clone, Copy)]
struct Items<T>(*mut T, i64);

impl<T: Item> Items<T> {
    #[inline(always)]
    fn of(vector: Obj) -> Items<T> {
        // SAFETY: a vector of such items.
        unsafe { Items((*list(vector)).ob_item.cast(), (*list(vector)).ob_base.ob_size as i64) }
    }

    /// Where the item of an index is that is not negative, if there is one.
    #[inline(always)]
    fn nth(self, index: i64) -> Option<*mut T> {
        let Items(first, size) = self;
        // SAFETY: below the number of items.
        ((index as u64) < size as u64).then(|| unsafe { first.offset(index as isize) })
    }

    /// Where the item is, if there is one.
    #[inline(always)]
    fn slot(self, index: i64) -> Option<*mut T> {
        let Items(first, size) = self;
        // SAFETY: below the number of items.
        position(index, size).map(|position| unsafe { first.offset(position) })
    }
}

/// A vector of items of that size, without any, and with room for `room` of them.
fn make<T: Item>(room: usize) -> Option<Obj> {
    let bytes = room
        .checked_mul(size_of::<Obj>())
        .filter(|bytes| *bytes <= isize::MAX as usize)?;
    if T::grown().is_some() {
        let kept = take(room);
        if !kept.is_null() {
            // SAFETY: a vector that nobody else knows, with an array for as many items of the size of a word.
            unsafe { (*kept).ob_type = T::class() };
            return Some(kept);
        }
    }
    // SAFETY: a new list that nobody else knows, whose array is empty.
    unsafe {
        let made = uncollected(|| ffi::PyList_New(0));
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        if room > 0 {
            let bytes = bytes / size_of::<Obj>() * size_of::<T>();
            let array = ffi::PyMem_Malloc(bytes);
            if array.is_null() {
                release(made);
                return None;
            }
            (*list(made)).ob_item = array.cast();
            (*list(made)).allocated = room as ffi::Py_ssize_t;
        }
        ffi::PyObject_GC_UnTrack(made.cast());
        (*made).ob_type = T::class();
        Some(made)
    }
}

/// The end of a vector to which nobody refers any more.
unsafe extern "C" fn end(vector: Obj) {
    // SAFETY: called by CPython for a vector; it ends as an empty list.
    unsafe {
        let object = list(vector);
        if [FLOATS.object(), INTS.object()].contains(&ffi::Py_TYPE(vector)) && put(vector) {
            return;
        }
        if ffi::Py_TYPE(vector) == ROWS.object() {
            for index in 0..(*object).ob_base.ob_size {
                release(*(*object).ob_item.offset(index));
            }
        } else if crate::vector_texts::is_class(ffi::Py_TYPE(vector)) {
            crate::vector_texts::end_items(vector);
        }
        free_array(vector);
        (*object).ob_base.ob_size = 0;
        (*vector).ob_type = &raw mut ffi::PyList_Type;
        if let Some(end_list) = ffi::PyList_Type.tp_dealloc {
            end_list(vector);
        }
    }
}

/// The end of an iterator over a vector to which nobody refers any more.
unsafe extern "C" fn end_iterator(iterator: Obj) {
    // SAFETY: called by CPython for such an iterator, which was made as that of a list.
    unsafe { end_own(iterator, &raw mut ffi::PyListIter_Type) };
}

/// Makes a list of a vector, and of that which an iterator is over, before CPython gets the object; does nothing to others. Is
/// there memory for that? If not, an exception is set.
pub(crate) fn settle(object: Obj) -> bool {
    if object.is_null() {
        return true;
    }
    // SAFETY: a live object, of the type that is asked for before it is looked into.
    unsafe {
        if is_grown(ffi::Py_TYPE(object)) {
            fit(object);
        }
        let class = ffi::Py_TYPE(object);
        if class == FLOATS.object() {
            box_items::<f64>(object, |value| ffi::PyFloat_FromDouble(value))
        } else if class == INTS.object() {
            box_items::<i64>(object, |value| ffi::PyLong_FromLongLong(value))
        } else if class == BOOLEANS.object() {
            box_booleans(object)
        } else if class == ROWS.object() {
            let Items(first, size) = Items::<Obj>::of(object);
            for index in 0..size {
                if !settle(*first.offset(index as isize)) {
                    return false;
                }
            }
            become_list(object)
        } else if class == ITERATORS.object() {
            let is_settled = list_iter::position(object).is_none_or(|(vector, _)| settle(vector));
            if is_settled {
                become_own(object, &raw mut ffi::PyListIter_Type);
            }
            is_settled
        } else if crate::vector_tuples::is_class(class) {
            crate::vector_tuples::settle_tuples(object)
        } else if crate::vector_texts::is_class(class) {
            crate::vector_texts::settle_texts(object)
        } else if crate::keyed::is_class(class) {
            crate::keyed::settle(object)
        } else if crate::ring::is_class(class) {
            crate::ring::settle(object)
        } else if crate::vector_loops::is_one(object) {
            crate::vector_loops::settle_loop(object)
        } else if crate::keyed_loops::is_one(object) {
            crate::keyed_loops::settle(object)
        } else if class == WORDS.object() {
            let is_settled = crate::split::settle(object);
            if is_settled {
                become_own(object, &raw mut ffi::PyListIter_Type);
            }
            is_settled
        } else {
            true
        }
    }
}

/// # Safety
/// A vector whose array holds objects.
pub(crate) unsafe fn become_list(vector: Obj) -> bool {
    // SAFETY: what it is now is what a list is.
    unsafe {
        (*vector).ob_type = &raw mut ffi::PyList_Type;
        ffi::PyObject_GC_Track(vector.cast());
    }
    true
}

/// # Safety
/// A vector of such items, which are as large as a pointer.
unsafe fn box_items<T: Item>(vector: Obj, make: impl Fn(T) -> Obj) -> bool {
    const { assert!(size_of::<T>() == size_of::<Obj>()) };
    // SAFETY: each item is replaced by its object; if there is no memory for one, all are put back.
    unsafe {
        let Items(first, size) = Items::<T>::of(vector);
        for index in 0..size as isize {
            let value = *first.offset(index);
            let object = make(value);
            if object.is_null() {
                for index in 0..index {
                    let object = *first.offset(index).cast::<Obj>();
                    *first.offset(index) = unboxed(object);
                }
                return false;
            }
            first.offset(index).cast::<Obj>().write(object);
        }
        become_list(vector)
    }
}

/// The value of an object that was made for it, which is given back.
///
/// # Safety
/// An exact `float` for an `f64`, an exact `int` that fits for an `i64`, owned.
unsafe fn unboxed<T: Item>(object: Obj) -> T {
    // SAFETY: the caller's promise; both types are of the size of the result.
    unsafe {
        let bits = if T::class() == FLOATS.object() {
            ffi::PyFloat_AsDouble(object).to_bits()
        } else {
            ffi::PyLong_AsLongLong(object) as u64
        };
        release(object);
        std::mem::transmute_copy(&bits)
    }
}

/// Gives a vector an array of objects, which it takes over. Is there memory for that? If not, an exception is set.
///
/// # Safety
/// A vector of as many items, which becomes a list next.
pub(crate) unsafe fn exchange(vector: Obj, objects: &[Obj]) -> bool {
    // SAFETY: the new array has as much room as the old one.
    unsafe {
        let object = list(vector);
        let room = (*object).allocated as usize;
        if room > 0 {
            let array: *mut Obj = ffi::PyMem_Malloc(room * size_of::<Obj>()).cast();
            if array.is_null() {
                ffi::PyErr_NoMemory();
                return false;
            }
            array.copy_from_nonoverlapping(objects.as_ptr(), objects.len());
            ffi::PyMem_Free((*object).ob_item.cast());
            (*object).ob_item = array;
        }
        true
    }
}

/// # Safety
/// A vector of booleans.
unsafe fn box_booleans(vector: Obj) -> bool {
    let values = items::<bool>(vector).iter();
    let objects: Vec<Obj> = values.map(|value| crate::boxing::new_bool(*value)).collect();
    // SAFETY: the array is exchanged for one that holds objects, which are given up if that cannot be.
    unsafe {
        if !exchange(vector, &objects) {
            objects.into_iter().for_each(release);
            return false;
        }
        become_list(vector)
    }
}

/// The list that a vector is from now on, owned; null if there is no memory for it.
#[inline(never)]
pub fn finished(vector: Obj) -> Obj {
    if settle(vector) { new_ref(vector) } else { NULL }
}

#[inline(always)]
fn of<T: Item>(values: &[T]) -> Option<Obj> {
    let made = make::<T>(values.len())?;
    // SAFETY: new, with room for the values.
    unsafe {
        let first: *mut T = (*list(made)).ob_item.cast();
        first.copy_from_nonoverlapping(values.as_ptr(), if first.is_null() { 0 } else { values.len() });
        (*list(made)).ob_base.ob_size = values.len() as ffi::Py_ssize_t;
    }
    Some(made)
}

/// `list * count`, of items that are not counted.
#[inline(never)]
fn repeat<T: Item>(vector: Obj, count: i64) -> Option<Obj> {
    let Items(from, size) = Items::<T>::of(vector);
    let (size, count) = (size as usize, count.max(0) as usize);
    let all = size.checked_mul(count)?;
    let made = make::<T>(all)?;
    // SAFETY: a new array with room for all; the other one has `size` items.
    unsafe {
        let first: *mut T = (*list(made)).ob_item.cast();
        if all > 0 && size == 1 {
            let value = *from;
            std::slice::from_raw_parts_mut(first.cast::<MaybeUninit<T>>(), all).fill(MaybeUninit::new(value));
        } else if all > 0 {
            for index in 0..count {
                first.add(index * size).copy_from_nonoverlapping(from, size);
            }
        }
        (*list(made)).ob_base.ob_size = all as ffi::Py_ssize_t;
    }
    Some(made)
}

#[inline(always)]
pub(crate) fn push<T: Item>(vector: Obj, value: T) -> Option<()> {
    // SAFETY: a vector of such items, with room for one more.
    unsafe {
        let object = list(vector);
        let size = (*object).ob_base.ob_size;
        if size < (*object).allocated {
            (*object).ob_base.ob_size = size + 1;
        } else {
            resize::<T>(vector, size as usize + 1)?;
        }
        (*object).ob_item.cast::<T>().offset(size).write(value);
    }
    Some(())
}

/// `list.extend(values)` with the values of a constant.
#[inline(always)]
pub(crate) fn extend<T: Item>(vector: Obj, values: &[T]) -> Option<()> {
    // SAFETY: a vector of such items, with room for the values.
    unsafe {
        let object = list(vector);
        let size = (*object).ob_base.ob_size as usize;
        let all = size + values.len();
        if values.is_empty() {
            return Some(());
        }
        if (*object).ob_item.is_null() {
            // As a list that had none gets its first items.
            let room = (all + 1) & !1;
            let array = ffi::PyMem_Malloc(room * size_of::<T>());
            if array.is_null() {
                return None;
            }
            (*object).ob_item = array.cast();
            (*object).allocated = room as ffi::Py_ssize_t;
            (*object).ob_base.ob_size = all as ffi::Py_ssize_t;
            (*vector).ob_type = T::class();
        } else {
            resize::<T>(vector, all)?;
        }
        let first = (*object).ob_item.cast::<T>().add(size);
        first.copy_from_nonoverlapping(values.as_ptr(), values.len());
    }
    Some(())
}

#[inline(always)]
pub(crate) fn pop<T: Item>(vector: Obj) -> Option<T> {
    // SAFETY: a vector of such items, which has this one.
    unsafe {
        let object = list(vector);
        let left = (*object).ob_base.ob_size - 1;
        if left < 0 {
            return None;
        }
        let value = (*object).ob_item.cast::<T>().offset(left).read();
        // As CPython decides whether there is memory to give back. That there is none to move to is no reason to fail.
        if (left > 0 || !cfg!(Py_3_12)) && left as usize >= room(vector) >> 1 {
            (*object).ob_base.ob_size = left;
        } else if resize::<T>(vector, left as usize).is_none() {
            return None;
        }
        Some(value)
    }
}

macro_rules! scalars {
    ($ty:ty: $of:ident $repeat:ident $get:ident $get_nth:ident $set:ident $set_nth:ident $append:ident $extend:ident $pop:ident $next:ident $zero:expr) => {
        /// `[values]`
        #[inline(always)]
        pub fn $of<const N: usize>(values: [$ty; N]) -> Option<Obj> {
            of(&values)
        }

        /// `list * count`
        #[inline(always)]
        pub fn $repeat(vector: Obj, count: i64) -> Option<Obj> {
            repeat::<$ty>(vector, count)
        }

        /// `list[index]`
        #[inline(always)]
        pub fn $get(vector: Obj, index: i64) -> Option<$ty> {
            // SAFETY: a slot holds an item.
            Items::<$ty>::of(vector).slot(index).map(|slot| unsafe { *slot })
        }

        /// `list[index]`, by an index that is not negative.
        #[inline(always)]
        pub fn $get_nth(vector: Obj, index: i64) -> Option<$ty> {
            // SAFETY: a slot holds an item.
            Items::<$ty>::of(vector).nth(index).map(|slot| unsafe { *slot })
        }

        /// `list[index] = value`, by an index that is not negative.
        #[inline(always)]
        pub fn $set_nth(value: $ty, vector: Obj, index: i64) -> Option<()> {
            let slot = Items::<$ty>::of(vector).nth(index)?;
            // SAFETY: a slot of the vector.
            unsafe { *slot = value };
            Some(())
        }

        /// `list[index] = value`
        #[inline(always)]
        pub fn $set(value: $ty, vector: Obj, index: i64) -> Option<()> {
            let slot = Items::<$ty>::of(vector).slot(index)?;
            // SAFETY: a slot of the vector.
            unsafe { *slot = value };
            Some(())
        }

        /// `list.append(value)`
        #[inline(always)]
        pub fn $append(vector: Obj, value: $ty) -> Option<()> {
            push(vector, value)
        }

        /// `list.extend(values)`
        pub fn $extend<const N: usize>(vector: Obj, values: [$ty; N]) -> Option<()> {
            extend(vector, &values)
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
            let Items(first, size) = Items::<$ty>::of(vector);
            if index as u64 >= size as u64 {
                return is_only_one(iterator).then_some((false, $zero));
            }
            list_iter::step(iterator, 1);
            // SAFETY: below the number of items.
            Some((true, unsafe { *first.offset(index as isize) }))
        }
    };
}

scalars!(f64: of_float repeat_float get_float get_nth_float set_float set_nth_float append_float extend_float pop_float next_float 0.0);
scalars!(i64: of_int repeat_int get_int get_nth_int set_int set_nth_int append_int extend_int pop_int next_int 0);
scalars!(bool: of_boolean repeat_boolean get_boolean get_nth_boolean set_boolean set_nth_boolean append_boolean extend_boolean pop_boolean next_boolean false);

/// `[rows]`, each with one reference more.
pub fn of_row<const N: usize>(rows: [Obj; N]) -> Option<Obj> {
    let made = of(&rows)?;
    for row in rows {
        stays(row);
        let _ = new_ref(row);
    }
    Some(made)
}

/// `list * count`
pub fn repeat_row(vector: Obj, count: i64) -> Option<Obj> {
    let made = repeat::<Obj>(vector, count)?;
    let Items(first, size) = Items::<Obj>::of(made);
    for index in 0..size {
        // SAFETY: a slot holds a vector, which is live.
        new_ref(unsafe { *first.offset(index as isize) });
    }
    Some(made)
}

/// `list[index]`, owned.
#[inline(always)]
pub fn get_row(vector: Obj, index: i64) -> Option<Obj> {
    get_lent(vector, index).map(new_ref)
}

/// `list[index]`, borrowed for as long as nothing changes the list.
#[inline(always)]
pub fn get_lent(vector: Obj, index: i64) -> Option<Obj> {
    // SAFETY: a slot holds an item.
    Items::<Obj>::of(vector).slot(index).map(|slot| unsafe { *slot })
}

/// `list[index]`, owned, by an index that is not negative.
#[inline(always)]
pub fn get_nth_row(vector: Obj, index: i64) -> Option<Obj> {
    get_nth_lent(vector, index).map(new_ref)
}

/// `list[index]`, borrowed for as long as nothing changes the list, by an index that is not negative.
#[inline(always)]
pub fn get_nth_lent(vector: Obj, index: i64) -> Option<Obj> {
    // SAFETY: a slot holds an item.
    Items::<Obj>::of(vector).nth(index).map(|slot| unsafe { *slot })
}

/// `list[index] = row`
#[inline(always)]
pub fn set_row(row: Obj, vector: Obj, index: i64) -> Option<()> {
    let slot = Items::<Obj>::of(vector).slot(index)?;
    stays(row);
    // SAFETY: a slot of the vector, which owns the vector in it; no Python code runs when that ends.
    release(unsafe { std::mem::replace(&mut *slot, new_ref(row)) });
    Some(())
}

/// `list.append(row)`
#[inline(always)]
pub fn append_row(vector: Obj, row: Obj) -> Option<()> {
    push(vector, row)?;
    stays(row);
    new_ref(row);
    Some(())
}

/// A vector that gets into another one may be one of many.
#[inline(always)]
pub(crate) fn stays(row: Obj) {
    // SAFETY: a vector.
    unsafe { trim(row) }
}

/// `list.pop()`, owned.
#[inline(always)]
pub fn pop_row(vector: Obj) -> Option<Obj> {
    pop(vector)
}

/// The next row, owned, or null.
#[inline(always)]
pub fn next_row(iterator: Obj) -> Option<Obj> {
    let (vector, index) = list_iter::position(iterator)?;
    let Items(first, size) = Items::<Obj>::of(vector);
    if index as u64 >= size as u64 {
        return is_only_one(iterator).then_some(NULL);
    }
    list_iter::step(iterator, 1);
    // SAFETY: below the number of items.
    Some(new_ref(unsafe { *first.offset(index as isize) }))
}

/// Has nobody got the list?
#[inline(always)]
pub fn is_still(object: Obj) -> bool {
    is_vector(object)
}

/// `len(list)`
#[inline(always)]
pub fn len(vector: Obj) -> i64 {
    crate::list::len(vector)
}

/// `bool(list)`
#[inline(always)]
pub fn filled(vector: Obj) -> bool {
    len(vector) > 0
}

/// `not list`
#[inline(always)]
pub fn empty(vector: Obj) -> bool {
    len(vector) == 0
}

/// `list(range(start, stop, step))`
#[inline(never)]
pub fn range((start, stop, step): (i64, i64, i64)) -> Option<Obj> {
    let count = match step {
        1.. if start < stop => (stop.wrapping_sub(start) as u64 - 1) / step as u64 + 1,
        ..=-1 if start > stop => (start.wrapping_sub(stop) as u64 - 1) / step.unsigned_abs() + 1,
        _ => 0,
    };
    // CPython knows how many there will be, and makes room for an even number of them.
    let count = usize::try_from(count)
        .ok()
        .filter(|count| *count <= isize::MAX as usize / 16)?;
    let made = make::<i64>((count + 1) & !1)?;
    // SAFETY: new, with room for the values.
    unsafe {
        let first: *mut i64 = (*list(made)).ob_item.cast();
        let mut value = start;
        for index in 0..count {
            *first.add(index) = value;
            value = value.wrapping_add(step);
        }
        (*list(made)).ob_base.ob_size = count as ffi::Py_ssize_t;
    }
    Some(made)
}

/// `iter(list)`: CPython's own iterator. It is told the list while it is made.
#[inline(never)]
pub fn iterate(vector: Obj) -> Option<Obj> {
    // SAFETY: the iterator looks into no list before it is asked for an item.
    unsafe {
        let class = (*vector).ob_type;
        (*vector).ob_type = &raw mut ffi::PyList_Type;
        let iterator = uncollected(|| ffi::PyObject_GetIter(vector));
        (*vector).ob_type = class;
        private(iterator, &ITERATORS)
    }
}
