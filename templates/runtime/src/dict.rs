//! Dictionaries and sets with keys and values of known types: looked up in CPython's own tables, without Python code.
//!
//! `None` means that CPython has to do it: a key is missing, another type overrides the operation, keys could be compared in
//! Python only, or a value would die that runs code then. Nothing has been done by then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::default_dict;
use crate::dict_values::Item;
use crate::boxing::{new_int, new_ref, new_tuple};
use crate::collecting::uncollected;
use crate::no_items;
use crate::place;
use crate::quick;
use crate::value::{Dyn, NULL, Obj};
use pyo3::ffi;

/// How native code holds a key.
pub trait Key {
    type Held: Copy;

    /// Where a dict keeps the value: null if it has none, [`UNKNOWN`] if only Python code can tell. The key's hash is written
    /// where it is wanted, unless it is unknown.
    fn find(dict: Obj, key: Self::Held, hash: &mut isize) -> *mut Obj;

    /// Where a set has it. The key's hash is written where it is wanted, unless it is unknown.
    fn seek(set: Obj, key: Self::Held, hash: &mut isize) -> Place;

    /// A new reference to the object; null with an exception.
    fn object(key: Self::Held) -> Obj;

    /// The hash of a key that was looked for already; -1 if it cannot be told without Python code.
    fn hash(key: Self::Held) -> isize;
}

/// An `int` of 64 bits.
pub struct Int;
/// An object that is hoped to be an exact `str`.
pub struct Text;
/// Any object.
pub struct Plain;
/// A tuple of so many ints of 64 bits.
pub struct Ints<const N: usize>;

/// Instead of a place in a table: only Python code can tell.
pub(crate) const UNKNOWN: usize = 1;

/// Where a set has a key: an entry of its table.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Place(pub(crate) usize);

impl Place {
    /// It is not there. Besides, there is the free entry at which that was found out.
    const ABSENT: usize = 2;

    /// Is it there, if that is known?
    #[inline(always)]
    pub(crate) fn found(self) -> Option<bool> {
        (self.0 != UNKNOWN).then_some(self.0 & Place::ABSENT == 0)
    }
}

/// `dict[key]`
#[inline(always)]
pub fn get_item<K: Key, V: Item>(dict: Obj, key: K::Held) -> Option<V> {
    look::<K, V>(dict, key).ok()
}

/// `dict[key]`, or whether it is known that an exact dict has no such key.
#[inline(always)]
pub fn look<K: Key, V: Item>(dict: Obj, key: K::Held) -> Result<V, bool> {
    if !reads_as_dict(dict) {
        return Err(false);
    }
    let mut hash = 0;
    let slot = K::find(dict, key, &mut hash);
    if slot as usize <= UNKNOWN {
        if !slot.is_null() {
            return Err(false);
        }
        let is_exact = is_exactly(dict, &raw mut ffi::PyDict_Type);
        return if is_exact { Err(true) } else { default_item::<K, V>(dict, key, hash).ok_or(false) };
    }
    // SAFETY: a place in the table of a live dict, in which nothing has changed since.
    V::of(unsafe { *slot }).ok_or(false)
}

/// `dict.get(key, default)`
#[inline(always)]
pub fn get_or<K: Key, V: Item>(dict: Obj, key: K::Held, default: V) -> Option<V> {
    if !is_exactly(dict, &raw mut ffi::PyDict_Type) {
        return None;
    }
    let slot = K::find(dict, key, &mut 0);
    if slot.is_null() {
        return Some(default.again());
    }
    if slot as usize == UNKNOWN {
        return None;
    }
    // SAFETY: a place in the table of a live dict, in which nothing has changed since.
    V::of(unsafe { *slot })
}

/// `dict.get(key, ())` for a loop over lists: a list without items instead of the tuple.
#[inline(always)]
pub fn get_or_nothing<K: Key, V: Item>(dict: Obj, key: K::Held, _nothing: Obj) -> Option<Obj> {
    get_or::<K, Obj>(dict, key, no_items::list()?)
}

/// `dict.get(key)`
#[inline(always)]
pub fn get<K: Key>(dict: Obj, key: K::Held) -> Option<Obj> {
    // SAFETY: `None` lives as long as the interpreter.
    get_or::<K, Obj>(dict, key, unsafe { ffi::Py_None() })
}

/// `dict.get(key)` of values that are numbers.
#[inline(always)]
pub fn get_scalar<K: Key, V: Item>(dict: Obj, key: K::Held) -> Option<Dyn> {
    if !is_exactly(dict, &raw mut ffi::PyDict_Type) {
        return None;
    }
    let slot = K::find(dict, key, &mut 0);
    if slot as usize <= UNKNOWN {
        return slot.is_null().then_some(Dyn::None);
    }
    // SAFETY: a place in the table of a live dict, in which nothing has changed since.
    V::of(unsafe { *slot }).map(V::tagged)
}

/// `dict.pop(key)`
#[inline(always)]
pub fn pop<K: Key, V: Item>(dict: Obj, key: K::Held) -> Option<V> {
    if !is_exactly(dict, &raw mut ffi::PyDict_Type) {
        return None;
    }
    let mut hash = 0;
    let slot = K::find(dict, key, &mut hash);
    if slot as usize <= UNKNOWN {
        return None;
    }
    take(dict, slot, K::object(key), hash)
}

/// `dict.pop(key, default)`
#[inline(always)]
pub fn pop_or<K: Key, V: Item>(dict: Obj, key: K::Held, default: V) -> Option<V> {
    if !is_exactly(dict, &raw mut ffi::PyDict_Type) {
        return None;
    }
    let mut hash = 0;
    let slot = K::find(dict, key, &mut hash);
    if slot.is_null() {
        return Some(default.again());
    }
    if slot as usize == UNKNOWN {
        return None;
    }
    take(dict, slot, K::object(key), hash)
}

/// `dict.setdefault(key, default)`
#[inline(always)]
pub fn set_default<K: Key, V: Item>(dict: Obj, key: K::Held, default: V) -> Option<V> {
    if !is_exactly(dict, &raw mut ffi::PyDict_Type) {
        return None;
    }
    let mut hash = 0;
    let slot = K::find(dict, key, &mut hash);
    if slot as usize == UNKNOWN {
        return None;
    }
    if !slot.is_null() {
        // SAFETY: a place in the table of a live dict, in which nothing has changed since.
        return V::of(unsafe { *slot });
    }
    let object = made(default.object())?;
    insert(dict, slot, object, K::object(key), hash)?;
    Some(default.again())
}

/// `key in dict`
#[inline(always)]
pub fn contains<K: Key>(key: K::Held, dict: Obj) -> Option<bool> {
    if !stores_as_dict(dict) {
        return None;
    }
    let slot = K::find(dict, key, &mut 0);
    (slot as usize != UNKNOWN).then_some(!slot.is_null())
}

/// `dict[key] = value`
#[inline(always)]
pub fn set_item<K: Key, V: Item>(value: V, dict: Obj, key: K::Held) -> Option<()> {
    if !stores_as_dict(dict) {
        return None;
    }
    put::<K, V>(value, dict, key)
}

/// `dict[key] = value` of what stores as a dict.
#[inline(always)]
pub(crate) fn put<K: Key, V: Item>(value: V, dict: Obj, key: K::Held) -> Option<()> {
    let mut hash = 0;
    let slot = K::find(dict, key, &mut hash);
    if slot as usize == UNKNOWN {
        return None;
    }
    if slot.is_null() {
        return insert(dict, slot, made(value.object())?, K::object(key), hash);
    }
    replace(dict, slot, value, || (K::object(key), hash)).map(|_| ())
}

/// Gives a key that a dict has another value. Is the value in the same place still?
#[inline(always)]
pub(crate) fn replace<V: Item>(dict: Obj, slot: *mut Obj, value: V, key: impl FnOnce() -> (Obj, isize)) -> Option<bool> {
    // SAFETY: a place in the table of a live dict.
    if value.overwrites(unsafe { *slot }, dict) {
        return Some(true);
    }
    let object = made(value.object())?;
    // SAFETY: a live dict, and a place in its table; the new value is owned.
    if unsafe { annot_dict_replace(dict, slot, object) } != 0 {
        return Some(true);
    }
    let (key, hash) = key();
    insert(dict, slot, object, key, hash).map(|()| false)
}

/// So many more of a key of which a dict that stores as one has a number in that place, or nothing.
#[inline(always)]
pub(crate) fn count<K: Key>(dict: Obj, slot: *mut Obj, key: K::Held, hash: isize, count: i64) -> Option<()> {
    if slot.is_null() {
        return insert(dict, slot, made(count.object())?, K::object(key), hash);
    }
    // SAFETY: a place in the table of a live dict.
    let more = i64::of(unsafe { *slot })?.checked_add(count)?;
    replace(dict, slot, more, || (K::object(key), hash)).map(|_| ())
}

/// `dict[key] = value` of a key that the dict does not have.
#[inline(always)]
pub(crate) fn insert_new<K: Key, V: Item>(value: V, dict: Obj, key: K::Held) -> Option<()> {
    insert(dict, std::ptr::null_mut(), made(value.object())?, K::object(key), K::hash(key))
}

/// `del dict[key]`
#[inline(always)]
pub fn del_item<K: Key>(dict: Obj, key: K::Held) -> Option<()> {
    if !deletes_as_dict(dict) {
        return None;
    }
    let mut hash = 0;
    let slot = K::find(dict, key, &mut hash);
    if slot as usize <= UNKNOWN {
        return None;
    }
    remove(dict, slot, K::object(key), hash)
}

/// `len(dict)` of a dict or a set.
#[inline(always)]
pub fn length(object: Obj) -> Option<i64> {
    // SAFETY: the type is tested before the structure is read.
    unsafe {
        if is_exactly(object, &raw mut ffi::PyDict_Type) {
            Some((*object.cast::<ffi::PyDictObject>()).ma_used as i64)
        } else if is_exactly(object, &raw mut ffi::PySet_Type) {
            Some(ffi::PySet_GET_SIZE(object) as i64)
        } else {
            None
        }
    }
}

/// Is there a set or a frozenset, in which keys are looked for as in one?
#[inline(always)]
pub(crate) fn is_set(object: Obj) -> bool {
    is_exactly(object, &raw mut ffi::PySet_Type) || is_exactly(object, &raw mut ffi::PyFrozenSet_Type)
}

/// `key in set`
#[inline(always)]
pub fn set_contains<K: Key>(key: K::Held, set: Obj) -> Option<bool> {
    if !is_set(set) {
        return None;
    }
    K::seek(set, key, &mut 0).found()
}

/// `set.add(key)`
#[inline(always)]
pub fn set_add<K: Key>(set: Obj, key: K::Held) -> Option<()> {
    if !is_exactly(set, &raw mut ffi::PySet_Type) {
        return None;
    }
    let mut hash = 0;
    let place = K::seek(set, key, &mut hash);
    if place.found()? { Some(()) } else { add(set, place, K::object(key), hash) }
}

/// `set.discard(key)`
#[inline(always)]
pub fn set_discard<K: Key>(set: Obj, key: K::Held) -> Option<()> {
    if !is_exactly(set, &raw mut ffi::PySet_Type) {
        return None;
    }
    let place = K::seek(set, key, &mut 0);
    if place.found()? { discard(set, place) } else { Some(()) }
}

/// `set.remove(key)`
#[inline(always)]
pub fn set_remove<K: Key>(set: Obj, key: K::Held) -> Option<()> {
    if !is_exactly(set, &raw mut ffi::PySet_Type) {
        return None;
    }
    let place = K::seek(set, key, &mut 0);
    if place.found()? { discard(set, place) } else { None }
}

impl Key for Int {
    type Held = i64;

    #[inline(always)]
    fn find(dict: Obj, key: i64, hash: &mut isize) -> *mut Obj {
        *hash = hash_of_int(key);
        // SAFETY: a live dict.
        unsafe { annot_dict_find_int(dict, key, *hash) }
    }

    #[inline(always)]
    fn seek(set: Obj, key: i64, hash: &mut isize) -> Place {
        *hash = hash_of_int(key);
        // SAFETY: a live set.
        unsafe { annot_set_find_int(set, key, *hash) }
    }

    #[inline(always)]
    fn object(key: i64) -> Obj {
        new_int(key)
    }

    #[inline(always)]
    fn hash(key: i64) -> isize {
        hash_of_int(key)
    }
}

impl Key for Text {
    type Held = Obj;

    #[inline(always)]
    fn find(dict: Obj, key: Obj, hash: &mut isize) -> *mut Obj {
        if !is_exactly(key, &raw mut ffi::PyUnicode_Type) {
            return UNKNOWN as *mut Obj;
        }
        // SAFETY: an exact `str`, as just tested, whose hash runs no code; a live dict.
        unsafe {
            *hash = (*key.cast::<ffi::PyASCIIObject>()).hash;
            if *hash == -1 {
                *hash = ffi::PyObject_Hash(key);
            }
            annot_dict_find_text(dict, key, *hash)
        }
    }

    #[inline(always)]
    fn seek(set: Obj, key: Obj, hash: &mut isize) -> Place {
        Plain::seek(set, key, hash)
    }

    #[inline(always)]
    fn object(key: Obj) -> Obj {
        new_ref(key)
    }

    #[inline(always)]
    fn hash(key: Obj) -> isize {
        // SAFETY: a live object.
        unsafe { annot_hash_of_key(key) }
    }
}

impl Key for Plain {
    type Held = Obj;

    #[inline(always)]
    fn find(dict: Obj, key: Obj, hash: &mut isize) -> *mut Obj {
        // SAFETY: live objects.
        unsafe { annot_dict_find(dict, key, hash) }
    }

    #[inline(always)]
    fn seek(set: Obj, key: Obj, hash: &mut isize) -> Place {
        // SAFETY: live objects.
        unsafe { annot_set_find(set, key, hash) }
    }

    #[inline(always)]
    fn object(key: Obj) -> Obj {
        new_ref(key)
    }

    #[inline(always)]
    fn hash(key: Obj) -> isize {
        // SAFETY: a live object.
        unsafe { annot_hash_of_key(key) }
    }
}

macro_rules! tuples_of_ints {
    ($($count:literal: ($($index:tt)*), ($($int:ty),*);)*) => {
        $(
            impl Key for Ints<$count> {
                type Held = ($($int,)*);

                #[inline(always)]
                fn find(dict: Obj, key: Self::Held, hash: &mut isize) -> *mut Obj {
                    let items = [$(key.$index),*];
                    *hash = hash_of_ints(&items);
                    // SAFETY: a live dict, and as many ints as it says.
                    unsafe { annot_dict_find_ints(dict, items.as_ptr(), $count, *hash) }
                }

                #[inline(always)]
                fn seek(set: Obj, key: Self::Held, hash: &mut isize) -> Place {
                    let items = [$(key.$index),*];
                    *hash = hash_of_ints(&items);
                    // SAFETY: a live set, and as many ints as it says.
                    unsafe { annot_set_find_ints(set, items.as_ptr(), $count, *hash) }
                }

                #[inline(always)]
                fn object(key: Self::Held) -> Obj {
                    // Places in tables that are known stay what they are.
                    uncollected(|| new_tuple(&[$(new_int(key.$index)),*]))
                }

                #[inline(always)]
                fn hash(key: Self::Held) -> isize {
                    hash_of_ints(&[$(key.$index),*])
                }
            }
        )*
    };
}

tuples_of_ints! {
    1: (0), (i64);
    2: (0 1), (i64, i64);
    3: (0 1 2), (i64, i64, i64);
    4: (0 1 2 3), (i64, i64, i64, i64);
}

/// Where a dict of CPython's keeps the value of a key: null if it has none, [`None`] if only Python code can tell.
pub(crate) fn place_of(dict: Obj, key: Obj, hash: &mut isize) -> Option<*mut Obj> {
    let slot = Plain::find(dict, key, hash);
    (slot as usize != UNKNOWN).then_some(slot)
}

/// Puts a new key into a dict, or a value in place of one that runs no code when it dies. Consumes value and key.
#[inline(never)]
fn insert(dict: Obj, slot: *mut Obj, value: Obj, key: Obj, hash: isize) -> Option<()> {
    // SAFETY: a live dict, a place in its table or none, and owned objects.
    unsafe {
        let mut done = false;
        if made(key).is_some() {
            done = hash != -1
                && (slot.is_null() || ffi::Py_REFCNT(*slot) > 1 || annot_is_inert(*slot) != 0)
                && annot_dict_is_watched(dict) == 0
                && made_of(_PyDict_SetItem_KnownHash(dict, key, value, hash)).is_some();
            ffi::Py_DECREF(key);
        }
        // Its other owner lives on: it is the operand.
        ffi::Py_DECREF(value);
        done.then_some(())
    }
}

/// Takes a key out of a dict, if neither key nor value run code when they die. Consumes the key.
#[inline(never)]
fn remove(dict: Obj, slot: *mut Obj, key: Obj, hash: isize) -> Option<()> {
    made(key)?;
    // SAFETY: a live dict, a place in its table, and an owned object that is a number, a text, or a tuple of such.
    unsafe {
        let done = annot_is_inert(*slot) != 0
            && annot_dict_is_watched(dict) == 0
            && annot_is_inert(key) != 0
            && made_of(_PyDict_DelItem_KnownHash(dict, key, hash)).is_some();
        ffi::Py_DECREF(key);
        done.then_some(())
    }
}

/// Takes a value out of a dict, if the key runs no code when it dies. Consumes the key.
#[inline(never)]
fn take<V: Item>(dict: Obj, slot: *mut Obj, key: Obj, hash: isize) -> Option<V> {
    // SAFETY: a live dict, a place in its table, and an object that lives on with its new owner.
    unsafe {
        let object = *slot;
        let Some(value) = V::of(object) else {
            ffi::Py_XDECREF(key);
            made(key);
            return None;
        };
        ffi::Py_INCREF(object);
        let done = made(key).is_some()
            && annot_is_inert(key) != 0
            && annot_dict_is_watched(dict) == 0
            && made_of(_PyDict_DelItem_KnownHash(dict, key, hash)).is_some();
        ffi::Py_XDECREF(key);
        // A number that is the value; any other object has been given to the new owner, too.
        ffi::Py_DECREF(object);
        if done {
            return Some(value);
        }
        value.forget();
        None
    }
}

/// Puts a key into a set that does not have it. Consumes the key.
#[inline(never)]
pub(crate) fn add(set: Obj, place: Place, key: Obj, hash: isize) -> Option<()> {
    made(key)?;
    // SAFETY: a live set, a place in its table or none, and an owned object, which goes to the set or is given up.
    unsafe {
        if hash != -1 && annot_set_put(set, place, key, hash) != 0 {
            return Some(());
        }
        // The table grows, and CPython asks for the hash again.
        let done = if annot_hashes_quietly(key) != 0 { made_of(ffi::PySet_Add(set, key)) } else { None };
        ffi::Py_DECREF(key);
        done
    }
}

/// Takes a key out of a set that has it there, if it runs no code when it dies.
#[inline(always)]
pub(crate) fn discard(set: Obj, place: Place) -> Option<()> {
    // SAFETY: a live set, and a place in its table.
    (unsafe { annot_set_take(set, place) } != 0).then_some(())
}

/// An object, unless there was no memory for it: then CPython finds out again.
#[inline(always)]
fn made(object: Obj) -> Option<Obj> {
    made_of(if object == NULL { -1 } else { 0 }).map(|()| object)
}

/// Something, unless there was no memory: then CPython finds out again.
#[inline(always)]
fn made_of(status: i32) -> Option<()> {
    #[cold]
    #[inline(never)]
    fn forget() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() }
    }
    if status == 0 {
        return Some(());
    }
    forget();
    None
}

/// What `dict[key]` of a `defaultdict` gives that has no such key, which it has from now on; or of a `Counter`, which it does not change.
#[cold]
#[inline(never)]
fn default_item<K: Key, V: Item>(dict: Obj, key: K::Held, hash: isize) -> Option<V> {
    if let Some(number) = place::missing_count(dict) {
        return V::of(number);
    }
    let object = default_dict::made_for(dict);
    if object.is_null() {
        return None;
    }
    let value = match V::of(object) {
        Some(value) => value,
        None => {
            // SAFETY: a new object.
            unsafe { ffi::Py_DECREF(object) }
            return None;
        }
    };
    if insert(dict, std::ptr::null_mut(), object, K::object(key), hash).is_none() {
        value.forget();
        return None;
    }
    Some(value)
}

/// Is anybody told of what changes in a dict?
#[inline(always)]
pub(crate) fn is_watched(dict: Obj) -> bool {
    // SAFETY: a live dict.
    unsafe { annot_dict_is_watched(dict) != 0 }
}

/// Is it a dict, exactly?
#[inline(always)]
pub(crate) fn is_dict(object: Obj) -> bool {
    is_exactly(object, &raw mut ffi::PyDict_Type)
}

/// Is it a set, exactly?
#[inline(always)]
pub(crate) fn is_changeable_set(object: Obj) -> bool {
    is_exactly(object, &raw mut ffi::PySet_Type)
}

/// Are items stored in it and looked for as in a `dict`?
#[inline(always)]
pub(crate) fn stores_as_dict(object: Obj) -> bool {
    deletes_as_dict(object) || place::is_counter(object)
}

/// And deleted from it, too?
#[inline(always)]
fn deletes_as_dict(object: Obj) -> bool {
    is_exactly(object, &raw mut ffi::PyDict_Type) || default_dict::is_default_dict(object)
}

/// Is a subscript of it that of `dict`, as long as the key is there?
#[inline(always)]
fn reads_as_dict(object: Obj) -> bool {
    is_exactly(object, &raw mut ffi::PyDict_Type) || inherits_subscript(object) || place::is_counter(object)
}

/// Does a class that inherits from `dict` leave storing items to it?
#[inline(never)]
pub(crate) fn inherits_storing(object: Obj) -> bool {
    inherits(object, |methods| methods.mp_ass_subscript.map(|slot| slot as usize))
}

#[inline(never)]
fn inherits_subscript(object: Obj) -> bool {
    inherits(object, |methods| methods.mp_subscript.map(|slot| slot as usize))
}

/// Is it a dictionary whose class has that slot of `dict`?
#[inline(always)]
fn inherits(object: Obj, slot: impl Fn(&ffi::PyMappingMethods) -> Option<usize>) -> bool {
    // SAFETY: a live object; the slots of types live as long as these.
    unsafe {
        let own = (*(*object).ob_type).tp_as_mapping;
        ffi::PyDict_Check(object) != 0 && !own.is_null() && slot(&*own) == slot(&*ffi::PyDict_Type.tp_as_mapping)
    }
}

/// `hash(value)`
#[inline(always)]
pub(crate) fn hash_of_int(value: i64) -> isize {
    const MODULUS: u64 = if cfg!(target_pointer_width = "64") {
        (1 << 61) - 1
    } else {
        (1 << 31) - 1
    };
    let magnitude = value.unsigned_abs();
    let rest = if magnitude < MODULUS {
        magnitude
    } else {
        magnitude % MODULUS
    };
    let hash = if value < 0 { -(rest as isize) } else { rest as isize };
    if hash == -1 { -2 } else { hash }
}

/// `hash((values[0], ...))`
#[inline(always)]
pub(crate) fn hash_of_ints<const N: usize>(values: &[i64; N]) -> isize {
    #[cfg(target_pointer_width = "64")]
    const NUMBERS: (usize, usize, usize, u32) = (11400714785074694791, 14029467366897019727, 2870177450012600261, 31);
    #[cfg(not(target_pointer_width = "64"))]
    const NUMBERS: (usize, usize, usize, u32) = (2654435761, 2246822519, 374761393, 13);
    let (first, second, start, turns) = NUMBERS;
    let mut all = start;
    for &value in values {
        all = all.wrapping_add((hash_of_int(value) as usize).wrapping_mul(second));
        all = all.rotate_left(turns).wrapping_mul(first);
    }
    all = all.wrapping_add(N ^ (start ^ 3527539));
    if all == usize::MAX { 1546275796 } else { all as isize }
}

/// Is the object exactly of this type?
#[inline(always)]
fn is_exactly(object: Obj, class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: a live object.
    unsafe { (*object).ob_type == class }
}

/// Are hashes, dictionaries and sets of the running interpreter what this file takes them for? To be asked once.
///
/// # Safety
/// The GIL must be held.
pub(crate) unsafe fn check() -> bool {
    const SAMPLES: [i64; 8] = [0, 1, -1, -2, 1 << 30, i64::MAX, i64::MIN, (1 << 61) - 1];
    // SAFETY: the GIL is held, and the objects made here are given up here.
    unsafe {
        default_dict::find();
        place::tell_own_hashes();
        crate::deque::find();
        let (dict, set) = (ffi::PyDict_New(), ffi::PySet_New(NULL));
        let mut fine = !dict.is_null() && !set.is_null() && annot_dict_learn() != 0;
        for sample in SAMPLES.into_iter().chain((1..40).map(|number| number * 64)) {
            let key = (sample, 7);
            let (int, pair) = (new_int(sample), Ints::<2>::object(key));
            fine = fine && !int.is_null() && !pair.is_null();
            fine = fine && ffi::PyObject_Hash(int) == hash_of_int(sample);
            fine = fine && ffi::PyObject_Hash(pair) == hash_of_ints(&[sample, 7]);
            for object in [int, pair] {
                fine = fine && ffi::PyDict_SetItem(dict, object, int) == 0 && ffi::PySet_Add(set, object) == 0;
            }
            fine = fine
                && get_item::<Int, i64>(dict, sample) == Some(sample)
                && get_item::<Ints<2>, i64>(dict, key) == Some(sample)
                && set_contains::<Int>(sample, set) == Some(true)
                && set_contains::<Ints<2>>(key, set) == Some(true)
                && set_contains::<Int>(sample ^ 5, set).is_some();
            fine = fine && annot_set_learn(int) != 0;
            ffi::Py_XDECREF(int);
            ffi::Py_XDECREF(pair);
        }
        fine = fine && annot_dict_items_learn(dict) != 0 && quick::learn(set) && crate::keyed_iter::check(set);
        ffi::Py_XDECREF(dict);
        ffi::Py_XDECREF(set);
        if !fine {
            ffi::PyErr_Clear();
        }
        fine
    }
}

unsafe extern "C" {
    fn annot_dict_learn() -> i32;
    fn annot_dict_items_learn(dict: Obj) -> i32;
    fn annot_dict_find_int(dict: Obj, key: i64, hash: isize) -> *mut Obj;
    fn annot_dict_find_text(dict: Obj, key: Obj, hash: isize) -> *mut Obj;
    fn annot_dict_find_ints(dict: Obj, key: *const i64, count: usize, hash: isize) -> *mut Obj;
    fn annot_dict_find(dict: Obj, key: Obj, hash: *mut isize) -> *mut Obj;
    fn annot_dict_replace(dict: Obj, slot: *mut Obj, value: Obj) -> i32;
    fn annot_set_find_int(set: Obj, key: i64, hash: isize) -> Place;
    fn annot_set_find_ints(set: Obj, key: *const i64, count: usize, hash: isize) -> Place;
    fn annot_set_find(set: Obj, key: Obj, hash: *mut isize) -> Place;
    fn annot_set_put(set: Obj, place: Place, key: Obj, hash: isize) -> i32;
    fn annot_set_take(set: Obj, place: Place) -> i32;
    fn annot_set_learn(key: Obj) -> i32;
    fn annot_is_inert(object: Obj) -> i32;
    fn annot_hash_of_key(key: Obj) -> isize;
    fn annot_hashes_quietly(key: Obj) -> i32;
    fn annot_dict_is_watched(dict: Obj) -> i32;
    fn _PyDict_SetItem_KnownHash(dict: Obj, key: Obj, value: Obj, hash: isize) -> i32;
    fn _PyDict_DelItem_KnownHash(dict: Obj, key: Obj, hash: isize) -> i32;
}
