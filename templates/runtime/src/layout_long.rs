//! The private layout of `int` objects: a word with sign and number of digits, then digits of 30 bits.
//!
//! Versions: 3.11 has the signed number of digits in the word; since 3.12 it has flags in its three low bits (the sign in
//! two of them: 0 positive, 1 zero, 2 negative) and the number of digits above them.

use crate::boxing;
use crate::value::Obj;
use pyo3::ffi;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

const DIGIT_BITS: u32 = 30;

#[repr(C)]
struct IntObject {
    head: ffi::PyObject,
    size_word: usize,
    /// As many as the size says; there is always room for one.
    digits: [u32; 1],
}

/// The sign (-1, 0, 1) and the number of digits.
///
/// # Safety
/// `object` must be an `int`.
#[inline(always)]
unsafe fn shape(object: Obj) -> (i64, usize) {
    // SAFETY: an `int`, as demanded of the caller.
    let word = unsafe { (*object.cast::<IntObject>()).size_word };
    #[cfg(Py_3_12)]
    {
        (1 - (word & 3) as i64, word >> 3)
    }
    #[cfg(not(Py_3_12))]
    {
        let signed = word as isize;
        (signed.signum() as i64, signed.unsigned_abs())
    }
}

/// One digit.
///
/// # Safety
/// `object` must be an `int` with more than `index` digits.
#[inline(always)]
unsafe fn digit(object: Obj, index: usize) -> u32 {
    // SAFETY: the digits follow one another, and there are enough, as demanded of the caller.
    unsafe {
        let first = &raw const (*object.cast::<IntObject>()).digits;
        *first.cast::<u32>().add(index)
    }
}

/// The value, if it fits.
///
/// # Safety
/// `object` must be an `int`, or of a subclass.
#[inline(always)]
pub(crate) unsafe fn to_i64(object: Obj) -> Option<i64> {
    // SAFETY: as demanded of the caller; digits are read only where the number of digits says so.
    unsafe {
        /// What the word of an int that is not negative may have set, if it has one digit: their number, the sign of zero, and
        /// the flag that ints have which live for ever.
        #[cfg(Py_3_12)]
        const DIGIT: usize = 0b1101;
        #[cfg(Py_3_12)]
        if (*object.cast::<IntObject>()).size_word & !DIGIT == 0 {
            return Some(i64::from(digit(object, 0)));
        }
        let (sign, count) = shape(object);
        // Since 3.12 zero has a digit too, and it is 0.
        let magnitude = match count {
            0 if !cfg!(Py_3_12) => 0,
            0 | 1 => i64::from(digit(object, 0)),
            2 => i64::from(digit(object, 0)) | i64::from(digit(object, 1)) << DIGIT_BITS,
            _ => return to_i64_large(object),
        };
        Some(sign * magnitude)
    }
}

/// [`to_i64`] for three digits and more.
///
/// # Safety
/// `object` must be an `int`, or of a subclass.
#[inline(never)]
unsafe fn to_i64_large(object: Obj) -> Option<i64> {
    // SAFETY: as demanded of the caller.
    unsafe { to_i128(object) }.and_then(|value| i64::try_from(value).ok())
}

/// The value, if it fits.
///
/// # Safety
/// `object` must be an `int`, or of a subclass.
pub(crate) unsafe fn to_i128(object: Obj) -> Option<i128> {
    // SAFETY: as demanded of the caller; digits are read only where the number of digits says so.
    unsafe {
        let (sign, count) = shape(object);
        let mut magnitude = 0u128;
        for index in (0..count).rev() {
            // Room for one more digit? The highest digit is never 0, so more than five digits never have it.
            if magnitude >> (128 - DIGIT_BITS) != 0 {
                return None;
            }
            magnitude = magnitude << DIGIT_BITS | u128::from(digit(object, index));
        }
        if sign < 0 {
            0i128.checked_sub_unsigned(magnitude)
        } else {
            i128::try_from(magnitude).ok()
        }
    }
}

/// The largest int that CPython keeps for ever, and as many negative ones as it does not keep.
const KEPT: i64 = if cfg!(Py_3_15) { 1024 } else { 256 };

/// Gives an `int` that nobody else knows another value of as many digits; does nothing if it has another number of them, or if
/// there is one object for all ints of that value.
///
/// # Safety
/// `object` must be exactly an `int` with one reference, that of the caller.
#[inline(always)]
pub(crate) unsafe fn overwrite(object: Obj, value: i64) -> bool {
    /// The word of a positive int with one digit.
    const ONE: usize = if cfg!(Py_3_12) { 1 << 3 } else { 1 };
    // SAFETY: as demanded of the caller; there is one digit.
    unsafe {
        let int = object.cast::<IntObject>();
        if (*int).size_word == ONE && (value as u64).wrapping_sub(KEPT as u64 + 1) < (1 << DIGIT_BITS) - (KEPT as u64 + 1) {
            (*int).digits[0] = value as u32;
            return true;
        }
        overwrite_other(object, value)
    }
}

/// [`overwrite`] where one or the other is negative or has two digits.
///
/// # Safety
/// As there.
#[inline(never)]
unsafe fn overwrite_other(object: Obj, value: i64) -> bool {
    let magnitude = value.unsigned_abs();
    if magnitude <= KEPT as u64 || magnitude >> (2 * DIGIT_BITS) != 0 {
        return false;
    }
    // SAFETY: as demanded of the caller; as many digits are written as there are.
    unsafe {
        let count = if magnitude >> DIGIT_BITS == 0 { 1 } else { 2 };
        if shape(object).1 != count {
            return false;
        }
        let int = object.cast::<IntObject>();
        #[cfg(Py_3_12)]
        {
            let sign = if value < 0 { 2 } else { 0 };
            (*int).size_word = count << 3 | sign;
        }
        #[cfg(not(Py_3_12))]
        {
            (*int).size_word = if value < 0 { count.wrapping_neg() } else { count };
        }
        let digits = (&raw mut (*int).digits).cast::<u32>();
        *digits = (magnitude & ((1 << DIGIT_BITS) - 1)) as u32;
        if count == 2 {
            *digits.add(1) = (magnitude >> DIGIT_BITS) as u32;
        }
    }
    true
}

/// The least of the small ints of which there is one object each, in all versions.
const SMALLEST: i64 = -5;
/// How many of them there are.
const SMALL: i64 = 262;

/// Where they follow one another in memory; null: not found out yet, or they do not.
static FIRST_SMALL: AtomicPtr<ffi::PyObject> = AtomicPtr::new(null_mut());

/// The object of a small int, borrowed.
#[inline(always)]
pub(crate) fn small(value: i64) -> Option<Obj> {
    let index = value.wrapping_sub(SMALLEST) as u64;
    if index >= SMALL as u64 {
        return None;
    }
    let first = FIRST_SMALL.load(Ordering::Relaxed);
    // SAFETY: the objects follow one another, as `find_small` has seen.
    (!first.is_null()).then(|| unsafe { first.cast::<IntObject>().add(index as usize).cast() })
}

/// Finds the small ints.
///
/// # Safety
/// The GIL must be held.
unsafe fn find_small() {
    // SAFETY: the GIL is held; the small ints live as long as the interpreter, so each may be given back at once.
    unsafe {
        let object = |value: i64| {
            let object = ffi::PyLong_FromLongLong(value);
            ffi::Py_XDECREF(object);
            object
        };
        let first = object(SMALLEST);
        let is_next = |index: i64| object(SMALLEST + index) == first.cast::<IntObject>().offset(index as isize).cast();
        if (0..SMALL).all(is_next) {
            FIRST_SMALL.store(first, Ordering::Relaxed);
        }
    }
}

/// Does the running interpreter lay its ints out as this file says? To be asked once, before anything else.
///
/// # Safety
/// The GIL must be held.
pub unsafe fn check() -> bool {
    const SAMPLES: [i128; 9] = [
        0,
        1,
        -1,
        1 << 30,
        -(1 << 30),
        i64::MAX as i128,
        i64::MIN as i128,
        i128::MAX,
        i128::MIN + 1,
    ];
    // SAFETY: the GIL is held.
    unsafe { find_small() };
    // SAFETY: the GIL is held; at worst a wrong layout reads other words of the same object, which is at least as large.
    unsafe {
        SAMPLES.iter().all(|&sample| {
            let object = boxing::new_wide(sample);
            if object.is_null() {
                ffi::PyErr_Clear();
                return false;
            }
            let (sign, count) = shape(object);
            let bits = 128 - sample.unsigned_abs().leading_zeros();
            let is_right = sign == sample.signum() as i64
                && count == bits.div_ceil(DIGIT_BITS) as usize
                && to_i128(object) == Some(sample);
            ffi::Py_DECREF(object);
            is_right
        })
    }
}
