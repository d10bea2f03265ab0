//! Items of exact lists and tuples, by an index that is no object: loaded unboxed, stored.
//!
//! Whatever asks for a list or tuple wants an exact one, which generated code has guarded (`rt::class`); nothing
//! in here runs Python code. `None` means: leave, CPython does it. Nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_bool, new_float, new_int, new_ref};
use crate::complex_value;
use crate::layout_long;
use crate::value::{Complex, Obj};
use pyo3::ffi;

/// `len(list)`, and that of any object of variable size that is known to be one.
#[inline(always)]
pub fn len(object: Obj) -> i64 {
    // SAFETY: generated code has guarded that the object has a size.
    unsafe { (*object.cast::<ffi::PyVarObject>()).ob_size as i64 }
}

/// The items of a list or tuple, and how many there are.
#[derive(Clone, Copy)]
struct Items(*mut Obj, i64);

/// Those of an exact list.
#[inline(always)]
fn of_list(list: Obj) -> Items {
    // SAFETY: an exact list.
    Items(unsafe { (*list.cast::<ffi::PyListObject>()).ob_item }, len(list))
}

/// Those of an exact tuple.
#[inline(always)]
fn of_tuple(tuple: Obj) -> Items {
    // SAFETY: an exact tuple: its items follow one another.
    Items(unsafe { (&raw mut (*tuple.cast::<ffi::PyTupleObject>()).ob_item).cast() }, len(tuple))
}

/// Which of so many items an index means, if there is one.
#[inline(always)]
pub(crate) fn position(index: i64, size: i64) -> Option<isize> {
    if (index as u64) < size as u64 {
        return Some(index as isize);
    }
    let index = index.wrapping_add(size);
    ((index as u64) < size as u64).then_some(index as isize)
}

impl Items {
    /// Where the item is kept, if there is one.
    #[inline(always)]
    fn slot(self, index: i64) -> Option<*mut Obj> {
        let Items(first, size) = self;
        // SAFETY: below the number of items.
        position(index, size).map(|position| unsafe { first.offset(position) })
    }

    /// The item of an index that is not negative, borrowed.
    #[inline(always)]
    fn nth(self, index: i64) -> Option<Obj> {
        let Items(first, size) = self;
        // SAFETY: below the number of items; a slot holds a live object.
        ((index as u64) < size as u64).then(|| unsafe { *first.offset(index as isize) })
    }

    /// The item, borrowed.
    #[inline(always)]
    fn get(self, index: i64) -> Option<Obj> {
        // SAFETY: a slot holds a live object.
        self.slot(index).map(|slot| unsafe { *slot })
    }
}

macro_rules! loads {
    ($items:ident: $float:ident $int:ident $bool:ident $complex:ident $object:ident $lent:ident) => {
        /// An item that is exactly a `float`.
        #[inline(always)]
        pub fn $float(object: Obj, index: i64) -> Option<f64> {
            get_f64($items(object).get(index)?)
        }

        /// An item that is exactly an `int` and fits.
        #[inline(always)]
        pub fn $int(object: Obj, index: i64) -> Option<i64> {
            get_i64($items(object).get(index)?)
        }

        /// An item that is `True` or `False`.
        #[inline(always)]
        pub fn $bool(object: Obj, index: i64) -> Option<bool> {
            get_bool($items(object).get(index)?)
        }

        /// An item that is exactly a `complex`.
        #[inline(always)]
        pub fn $complex(object: Obj, index: i64) -> Option<Complex> {
            complex_value::get($items(object).get(index)?)
        }

        /// An item, owned.
        #[inline(always)]
        pub fn $object(object: Obj, index: i64) -> Option<Obj> {
            $items(object).get(index).map(new_ref)
        }

        /// An item, borrowed for as long as nothing changes the container.
        #[inline(always)]
        pub fn $lent(object: Obj, index: i64) -> Option<Obj> {
            $items(object).get(index)
        }
    };
}

/// An item that is exactly a `float`, by an index that is not negative.
#[inline(always)]
pub fn get_nth_float(object: Obj, index: i64) -> Option<f64> {
    get_f64(of_list(object).nth(index)?)
}

/// An item that is exactly an `int` and fits, by an index that is not negative.
#[inline(always)]
pub fn get_nth_int(object: Obj, index: i64) -> Option<i64> {
    get_i64(of_list(object).nth(index)?)
}

/// An item that is `True` or `False`, by an index that is not negative.
#[inline(always)]
pub fn get_nth_boolean(object: Obj, index: i64) -> Option<bool> {
    get_bool(of_list(object).nth(index)?)
}

/// An item that is exactly a `complex`, by an index that is not negative.
#[inline(always)]
pub fn get_nth_complex(object: Obj, index: i64) -> Option<Complex> {
    complex_value::get(of_list(object).nth(index)?)
}

/// An item, owned, by an index that is not negative.
#[inline(always)]
pub fn get_nth_object(object: Obj, index: i64) -> Option<Obj> {
    of_list(object).nth(index).map(new_ref)
}

/// An item, borrowed for as long as nothing changes the list, by an index that is not negative.
#[inline(always)]
pub fn get_nth_lent(object: Obj, index: i64) -> Option<Obj> {
    of_list(object).nth(index)
}

loads!(of_list: get_float get_int get_boolean get_complex get_object get_lent);
loads!(of_tuple: tuple_float tuple_int tuple_boolean tuple_complex tuple_object tuple_lent);

macro_rules! parts {
    ($($name:ident $get:path, $ty:ty;)*) => {
        $(
            /// Item `N` of a list that is to be taken apart into so many, of the class that the function's name says.
            #[inline(always)]
            pub fn $name<const N: usize, const COUNT: usize>(list: Obj) -> Option<$ty> {
                // SAFETY: a live list.
                let count = unsafe { (*list.cast::<ffi::PyListObject>()).ob_base.ob_size };
                if count as usize != COUNT {
                    return None;
                }
                $get(of_list(list).nth(N as i64)?)
            }
        )*
    };
}

parts! {
    part_float get_f64, f64;
    part_int get_i64, i64;
    part_boolean get_bool, bool;
    part_complex complex_value::get, Complex;
}

/// Item `N` of a tuple that is known to have it, exactly a `float`.
#[inline(always)]
pub fn field_float<const N: usize>(tuple: Obj) -> Option<f64> {
    get_f64(field(tuple, N))
}

/// Item `N` of a tuple that is known to have it, exactly an `int` that fits.
#[inline(always)]
pub fn field_int<const N: usize>(tuple: Obj) -> Option<i64> {
    get_i64(field(tuple, N))
}

/// Item `N` of a tuple that is known to have it, `True` or `False`.
#[inline(always)]
pub fn field_boolean<const N: usize>(tuple: Obj) -> Option<bool> {
    get_bool(field(tuple, N))
}

/// Item `N` of a tuple that is known to have it, exactly a `complex`.
#[inline(always)]
pub fn field_complex<const N: usize>(tuple: Obj) -> Option<Complex> {
    complex_value::get(field(tuple, N))
}

/// Item `N` of a tuple that is known to have it, owned.
#[inline(always)]
pub fn field_object<const N: usize>(tuple: Obj) -> Obj {
    new_ref(field(tuple, N))
}

/// Item `N` of a tuple that is known to have it, borrowed from the tuple.
#[inline(always)]
pub fn field_lent<const N: usize>(tuple: Obj) -> Obj {
    field(tuple, N)
}

#[inline(always)]
fn field(tuple: Obj, index: usize) -> Obj {
    // SAFETY: generated code has guarded that it is an exact tuple of more items.
    unsafe { *of_tuple(tuple).0.add(index) }
}

/// `list[index] = value`. A `float` that nobody else knows is given the new value.
#[inline(always)]
pub fn set_float(value: f64, list: Obj, index: i64) -> Option<()> {
    let slot = of_list(list).slot(index)?;
    // SAFETY: a slot holds a live object; if this reference is the only one, nobody can see that the object stays the same.
    unsafe {
        let old = *slot;
        if ffi::Py_TYPE(old) == &raw mut ffi::PyFloat_Type && ffi::Py_REFCNT(old) == 1 {
            (*old.cast::<ffi::PyFloatObject>()).ob_fval = value;
            return Some(());
        }
    }
    replace_float(slot, value)
}

#[inline(never)]
fn replace_float(slot: *mut Obj, value: f64) -> Option<()> {
    replace(slot, || new_float(value))
}

/// `list[index] = value`. A `complex` that nobody else knows is given the new value.
#[inline(always)]
pub fn set_complex(value: Complex, list: Obj, index: i64) -> Option<()> {
    let slot = of_list(list).slot(index)?;
    // SAFETY: a slot holds a live object; if this reference is the only one, nobody can see that the object stays the same.
    unsafe {
        let old = *slot;
        if ffi::Py_TYPE(old) == &raw mut ffi::PyComplex_Type && ffi::Py_REFCNT(old) == 1 {
            (*old.cast::<ffi::PyComplexObject>()).cval = value;
            return Some(());
        }
    }
    replace_complex(slot, value)
}

#[inline(never)]
fn replace_complex(slot: *mut Obj, value: Complex) -> Option<()> {
    replace(slot, || complex_value::new(value))
}

/// `list[index] = value`. An `int` of the same size that nobody else knows is given the new value.
#[inline(always)]
pub fn set_int(value: i64, list: Obj, index: i64) -> Option<()> {
    let slot = of_list(list).slot(index)?;
    // SAFETY: a slot holds a live object; if this reference is the only one, nobody can see that the object stays the same.
    unsafe {
        let old = *slot;
        if ffi::Py_TYPE(old) == &raw mut ffi::PyLong_Type
            && ffi::Py_REFCNT(old) == 1
            && layout_long::overwrite(old, value)
        {
            return Some(());
        }
    }
    replace_int(slot, value)
}

#[inline(never)]
fn replace_int(slot: *mut Obj, value: i64) -> Option<()> {
    replace(slot, || new_int(value))
}

/// `list[index] = value`
#[inline(always)]
pub fn set_boolean(value: bool, list: Obj, index: i64) -> Option<()> {
    let slot = of_list(list).slot(index)?;
    // SAFETY: a slot holds a live object.
    if get_bool(unsafe { *slot }).is_some() {
        // SAFETY: one of two objects that live as long as the interpreter takes the other's place.
        let old = unsafe { std::mem::replace(&mut *slot, new_bool(value)) };
        crate::boxing::release(old);
        return Some(());
    }
    replace_boolean(slot, value)
}

#[inline(never)]
fn replace_boolean(slot: *mut Obj, value: bool) -> Option<()> {
    replace(slot, || new_bool(value))
}

/// `list[index] = value` of a character.
#[inline(never)]
pub fn set_char(value: u32, list: Obj, index: i64) -> Option<()> {
    replace(of_list(list).slot(index)?, || crate::text::new_char(value))
}

/// Puts a new object in the place of one whose end nobody notices.
#[inline(always)]
fn replace(slot: *mut Obj, make: impl FnOnce() -> Obj) -> Option<()> {
    // SAFETY: a slot holds a live object that it owns.
    unsafe {
        if !ends_quietly(*slot) {
            return None;
        }
        let new = make();
        if new.is_null() {
            // No memory: CPython raises that itself.
            ffi::PyErr_Clear();
            return None;
        }
        let old = std::mem::replace(&mut *slot, new);
        crate::boxing::release(old);
    }
    Some(())
}

/// Can a reference to the object be given up without running Python code?
#[inline(always)]
pub(crate) fn ends_quietly(object: Obj) -> bool {
    // SAFETY: a live object; exact types, as a subclass may have a finalizer.
    unsafe {
        let class = ffi::Py_TYPE(object);
        class == &raw mut ffi::PyFloat_Type
            || class == &raw mut ffi::PyLong_Type
            || class == &raw mut ffi::PyUnicode_Type
            || class == &raw mut ffi::PyBool_Type
            || ffi::Py_REFCNT(object) > 1
    }
}

/// `list.append(value)`
#[inline(always)]
pub fn append_float(list: Obj, value: f64) -> Option<()> {
    push(list, new_float(value))
}

/// `list.append(value)`
#[inline(always)]
pub fn append_int(list: Obj, value: i64) -> Option<()> {
    push(list, new_int(value))
}

/// `list.append(value)`
#[inline(always)]
pub fn append_boolean(list: Obj, value: bool) -> Option<()> {
    push(list, new_bool(value))
}

/// `list.append(value)`
#[inline(always)]
pub fn append_complex(list: Obj, value: Complex) -> Option<()> {
    push(list, complex_value::new(value))
}

/// `list.append(value)` of a character.
#[inline(always)]
pub fn append_char(list: Obj, value: u32) -> Option<()> {
    push(list, crate::text::new_char(value))
}

/// `list.append(value)`
#[inline(always)]
pub fn append_object(list: Obj, value: Obj) -> Option<()> {
    push(list, new_ref(value))
}

/// Puts an owned object at the end of an exact list. Null: there was no memory for it.
#[inline(always)]
pub(crate) fn push(list: Obj, item: Obj) -> Option<()> {
    if item.is_null() {
        return no_memory();
    }
    // SAFETY: an exact list, which has room for so many items.
    unsafe {
        let object = list.cast::<ffi::PyListObject>();
        let size = (*object).ob_base.ob_size;
        if size < (*object).allocated {
            *(*object).ob_item.offset(size) = item;
            (*object).ob_base.ob_size = size + 1;
            return Some(());
        }
    }
    push_growing(list, item)
}

#[inline(never)]
fn push_growing(list: Obj, item: Obj) -> Option<()> {
    // SAFETY: an exact list and an owned object. If it does not grow, the object is one that was made for it, or is kept elsewhere.
    unsafe {
        let done = ffi::PyList_Append(list, item) == 0;
        crate::boxing::release(item);
        if done { Some(()) } else { no_memory() }
    }
}

/// CPython does it once more, and raises.
#[cold]
#[inline(never)]
fn no_memory<T>() -> Option<T> {
    // SAFETY: the GIL is held.
    unsafe { ffi::PyErr_Clear() };
    None
}

/// `list.pop()` of a list whose last item is exactly a `float`.
#[inline(always)]
pub fn pop_float(list: Obj) -> Option<f64> {
    let value = get_float(list, -1)?;
    crate::boxing::release(pop_object(list)?);
    Some(value)
}

/// `list.pop()` of a list whose last item is exactly an `int` that fits.
#[inline(always)]
pub fn pop_int(list: Obj) -> Option<i64> {
    let value = get_int(list, -1)?;
    crate::boxing::release(pop_object(list)?);
    Some(value)
}

/// `list.pop()` of a list whose last item is `True` or `False`.
#[inline(always)]
pub fn pop_boolean(list: Obj) -> Option<bool> {
    let value = get_boolean(list, -1)?;
    crate::boxing::release(pop_object(list)?);
    Some(value)
}

/// `list.pop()` of a list whose last item is exactly a `complex`.
#[inline(always)]
pub fn pop_complex(list: Obj) -> Option<Complex> {
    let value = get_complex(list, -1)?;
    crate::boxing::release(pop_object(list)?);
    Some(value)
}

/// `list.pop()` of a list that is not empty: the item, owned.
#[inline(always)]
pub fn pop_object(list: Obj) -> Option<Obj> {
    // SAFETY: an exact list; its last item is no longer its own once the size says so.
    unsafe {
        let object = list.cast::<ffi::PyListObject>();
        let left = (*object).ob_base.ob_size - 1;
        if left < 0 {
            return None;
        }
        let item = *(*object).ob_item.offset(left);
        // As CPython decides whether there is memory to give back, which an empty list always has from 3.12 on.
        if (left > 0 || !cfg!(Py_3_12)) && left >= (*object).allocated >> 1 {
            (*object).ob_base.ob_size = left;
            return Some(item);
        }
        pop_shrinking(list, left)
    }
}

#[inline(never)]
fn pop_shrinking(list: Obj, last: ffi::Py_ssize_t) -> Option<Obj> {
    // SAFETY: an exact list whose last item this is, no longer its own once the size says so. What it has room for is what CPython's
    // `list_resize` would leave, and `list_clear` where nothing is left; its memory is CPython's, for objects and nothing else.
    unsafe {
        let object = list.cast::<ffi::PyListObject>();
        let items = (*object).ob_item;
        let item = *items.offset(last);
        if last == 0 {
            (*object).ob_base.ob_size = 0;
            (*object).ob_item = std::ptr::null_mut();
            (*object).allocated = 0;
            ffi::PyMem_Free(items.cast());
            return Some(item);
        }
        let room = (last + (last >> 3) + 6) & !3;
        let items = ffi::PyMem_Realloc(items.cast(), room as usize * size_of::<Obj>());
        if items.is_null() {
            return None;
        }
        (*object).ob_item = items.cast();
        (*object).allocated = room;
        (*object).ob_base.ob_size = last;
        Some(item)
    }
}
