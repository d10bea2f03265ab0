//! Attributes among the values that an object has instead of a dictionary: in which order they came, and where they are once a
//! dictionary has taken them over.

use super::{Kind, Place};
#[cfg(not(Py_3_13))]
use crate::value::NULL;
use crate::value::Obj;

/// Slots are in no order.
pub(super) const NO_NUMBER: usize = usize::MAX;

#[inline(always)]
pub(super) fn number(place: &Place) -> usize {
    if place.kind == Kind::InValues {
        place.index
    } else {
        NO_NUMBER
    }
}

/// A slot of the object has got a value, which it had none of before: attributes are in the order in which they came to be.
#[inline(always)]
pub(super) fn added(object: Obj, slot: *mut Obj, number: usize) {
    if number == NO_NUMBER {
        return;
    }
    #[cfg(Py_3_13)]
    // SAFETY: the slot is the one with that number among the object's values, a word behind their head: how many there may be,
    // and how many there are. Behind the last value is the order in which they came, a byte each.
    unsafe {
        let _ = object;
        let values = slot.sub(number);
        let head = values.sub(1).cast::<u8>();
        let (capacity, size) = (*head, *head.add(1));
        *values.add(capacity as usize).cast::<u8>().add(size as usize) = number as u8;
        *head.add(1) = size + 1;
    }
    #[cfg(not(Py_3_13))]
    // SAFETY: the object has a value with that number, which it did not have before.
    unsafe {
        let _ = slot;
        annot_value_was_added(object, number);
    }
}

/// [`added`], where that is rare.
#[cold]
#[inline(never)]
pub(super) fn added_first(object: Obj, slot: *mut Obj, number: usize) {
    added(object, slot, number);
}

/// The value of an attribute, borrowed, that a dictionary has taken over; null: there is none, or it must be looked up.
///
/// # Safety
/// A live object of a type whose instances have that attribute among their values, and a name of the code's.
#[cold]
#[inline(never)]
pub(super) unsafe fn in_dictionary(object: Obj, name: Obj) -> Obj {
    #[cfg(Py_3_13)]
    // SAFETY: the caller's promise. The C function runs no Python code.
    unsafe {
        annot_value_taken_over(object, name)
    }
    #[cfg(not(Py_3_13))]
    {
        let _ = (object, name);
        NULL
    }
}

unsafe extern "C" {
    #[cfg(not(Py_3_13))]
    fn annot_value_was_added(object: Obj, index: usize);
    #[cfg(Py_3_13)]
    fn annot_value_taken_over(object: Obj, name: Obj) -> Obj;
}
