//! Dictionaries and sets of numbers, or of small tuples of ints, that nobody but native code knows: keys and values are unboxed. The values
//! may be vectors (`vector.rs`), too, which are counted and become lists with the dictionary.
//!
//! Like a vector (`vector.rs`) a table is the memory of a `dict` or `set` under another type, and becomes that object where CPython
//! is to get it ([`settle`]). A key is one word: an `int`, or two or three smaller ones. A dictionary's items are in the order in which they
//! came. A set's table is that which CPython would have (`Objects/setobject.c`), entry by entry, so that it is iterated over in CPython's order;
//! [`check`] compares the two.
//!
//! `None` means: leave, CPython does it; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are tables is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{new_bool, new_float, new_int, new_ref, new_tuple, release};
use crate::collecting::uncollected;
use crate::dict::{hash_of_int, hash_of_ints};
use crate::keyed_sets;
pub use crate::keyed_sets::{add, discard, filled_set, has, is_empty_set, remove, set, set_len};
use crate::value::{Dyn, NULL, Obj};
use crate::vector::Class;
use pyo3::ffi;
use std::ptr::null_mut;

static DICTS: Class = Class::new();
static SETS: Class = Class::new();

/// The types of tables, and how they end.
pub(crate) fn classes() -> [(&'static Class, ffi::destructor); 2] {
    [(&DICTS, end_dict), (&SETS, keyed_sets::end)]
}

/// The type of sets.
#[inline(always)]
pub(crate) fn sets() -> *mut ffi::PyTypeObject {
    SETS.object()
}

/// Is that the type of a table?
#[inline(always)]
pub(crate) fn is_class(class: *mut ffi::PyTypeObject) -> bool {
    class == DICTS.object() || class == SETS.object()
}

/// Is it the table of a dictionary with such keys?
#[inline(always)]
pub(crate) fn is_dict_table<K: Key>(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == DICTS.object() && map(object).kind == K::KIND }
}

/// And with such values?
#[inline(always)]
pub(crate) fn is_table<K: Key, V: Item>(object: Obj) -> bool {
    is_dict_table::<K>(object) && map(object).holds == V::HOLDS
}

/// How native code holds a key.
pub trait Key {
    type Held: Copy;
    const KIND: Kind;

    /// The word that stands for it, if it is small enough.
    fn pack(key: Self::Held) -> Option<i64>;

    /// The key that a word stands for.
    fn unpack(word: i64) -> Self::Held;

    /// CPython's hash of the key that a word stands for.
    fn hash(word: i64) -> isize;

    /// What tells words apart by its lowest bits.
    fn mix(word: i64) -> u64;
}

/// How a value is held.
pub trait Item: Copy {
    const HOLDS: Holds;
    fn bits(self) -> u64;
    fn of(bits: u64) -> Self;

    /// Another reference to it, if it is counted.
    #[inline(always)]
    fn shared(self) -> Self {
        self
    }

    /// Gives up a reference to it.
    #[inline(always)]
    fn given_up(self) {}

    /// It stays in a container.
    #[inline(always)]
    fn stays(self) {}
}

/// A number.
pub trait Scalar: Item {
    /// With a tag that says what it is.
    fn known(self) -> Dyn;
}

/// What keys are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Int = 0,
    Pair = 1,
    Triple = 2,
}

/// What values are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Int,
    Float,
    Bool,
    Rows,
}

/// An `int` of 64 bits.
pub struct Int;
/// A tuple of two ints of 32 bits.
pub struct Pair;
/// A tuple of three ints of 21 bits.
pub struct Triple;

/// Bits of an item of a triple.
const THIRD: u32 = 21;

impl Key for Int {
    type Held = i64;
    const KIND: Kind = Kind::Int;

    #[inline(always)]
    fn pack(key: i64) -> Option<i64> {
        Some(key)
    }

    #[inline(always)]
    fn unpack(word: i64) -> i64 {
        word
    }

    #[inline(always)]
    fn hash(word: i64) -> isize {
        hash_of_int(word)
    }

    #[inline(always)]
    fn mix(word: i64) -> u64 {
        word as u64
    }
}

impl Key for Pair {
    type Held = (i64, i64);
    const KIND: Kind = Kind::Pair;

    #[inline(always)]
    fn pack((first, second): (i64, i64)) -> Option<i64> {
        let (high, low) = (first as i32, second as i32);
        (i64::from(high) == first && i64::from(low) == second).then_some(i64::from(high) << 32 | i64::from(low as u32))
    }

    #[inline(always)]
    fn unpack(word: i64) -> (i64, i64) {
        (word >> 32, i64::from(word as i32))
    }

    #[inline(always)]
    fn hash(word: i64) -> isize {
        hash_of_ints(&[word >> 32, i64::from(word as i32)])
    }

    #[inline(always)]
    fn mix(word: i64) -> u64 {
        (word as u64).wrapping_add(((word >> 32) as u64).wrapping_mul(0x9E37_79B1))
    }
}

impl Key for Triple {
    type Held = (i64, i64, i64);
    const KIND: Kind = Kind::Triple;

    #[inline(always)]
    fn pack((first, second, third): (i64, i64, i64)) -> Option<i64> {
        let fits = |item: i64| item << (64 - THIRD) >> (64 - THIRD) == item;
        let low = |item: i64| item & ((1 << THIRD) - 1);
        (fits(first) && fits(second) && fits(third))
            .then(|| low(first) << (2 * THIRD) | low(second) << THIRD | low(third))
    }

    #[inline(always)]
    fn unpack(word: i64) -> (i64, i64, i64) {
        thirds(word).into()
    }

    #[inline(always)]
    fn hash(word: i64) -> isize {
        hash_of_ints(&thirds(word))
    }

    #[inline(always)]
    fn mix(word: i64) -> u64 {
        let [first, second, third] = thirds(word);
        let all = first.wrapping_mul(0x85EB_CA6B).wrapping_add(second.wrapping_mul(0x9E37_79B1));
        all.wrapping_add(third) as u64
    }
}

/// The items of a triple.
#[inline(always)]
fn thirds(word: i64) -> [i64; 3] {
    let item = |shift: u32| word << (64 - THIRD - shift) >> (64 - THIRD);
    [item(2 * THIRD), item(THIRD), item(0)]
}

/// The object that a key is, owned; null with an exception.
pub(crate) fn key_object(kind: Kind, word: i64) -> Obj {
    let tuple = |items: &[i64]| {
        let items: Vec<Obj> = items.iter().map(|item| new_int(*item)).collect();
        uncollected(|| new_tuple(&items))
    };
    match kind {
        Kind::Int => new_int(word),
        Kind::Pair => tuple(&[word >> 32, i64::from(word as i32)]),
        Kind::Triple => tuple(&thirds(word)),
    }
}

impl Item for i64 {
    const HOLDS: Holds = Holds::Int;

    #[inline(always)]
    fn bits(self) -> u64 {
        self as u64
    }

    #[inline(always)]
    fn of(bits: u64) -> i64 {
        bits as i64
    }
}

impl Scalar for i64 {
    #[inline(always)]
    fn known(self) -> Dyn {
        Dyn::Int(self)
    }
}

impl Item for f64 {
    const HOLDS: Holds = Holds::Float;

    #[inline(always)]
    fn bits(self) -> u64 {
        self.to_bits()
    }

    #[inline(always)]
    fn of(bits: u64) -> f64 {
        f64::from_bits(bits)
    }
}

impl Scalar for f64 {
    #[inline(always)]
    fn known(self) -> Dyn {
        Dyn::Float(self)
    }
}

impl Item for bool {
    const HOLDS: Holds = Holds::Bool;

    #[inline(always)]
    fn bits(self) -> u64 {
        u64::from(self)
    }

    #[inline(always)]
    fn of(bits: u64) -> bool {
        bits != 0
    }
}

impl Scalar for bool {
    #[inline(always)]
    fn known(self) -> Dyn {
        Dyn::Bool(self)
    }
}

/// A vector.
impl Item for Obj {
    const HOLDS: Holds = Holds::Rows;

    #[inline(always)]
    fn bits(self) -> u64 {
        self as u64
    }

    #[inline(always)]
    fn of(bits: u64) -> Obj {
        bits as Obj
    }

    #[inline(always)]
    fn shared(self) -> Obj {
        new_ref(self)
    }

    #[inline(always)]
    fn given_up(self) {
        release(self);
    }

    #[inline(always)]
    fn stays(self) {
        crate::vector::stays(self);
    }
}

/// A key and its value.
#[derive(Clone, Copy)]
struct Entry {
    key: i64,
    value: u64,
}

/// What a dictionary holds: the items in their order, and for each place that a key can have the number of its item, counted from 1.
struct Map {
    slots: Vec<u32>,
    entries: Vec<Entry>,
    kind: Kind,
    holds: Holds,
    /// What the dictionary is without its map: a `dict` or a `defaultdict`.
    class: *mut ffi::PyTypeObject,
    /// What a `defaultdict` makes of a key that is not there.
    default: Option<fn() -> Option<u64>>,
    /// Did CPython's garbage collector know the dictionary when it was made?
    is_tracked: bool,
}

/// How many places there are at first.
const FIRST: usize = 8;

#[inline(always)]
fn map<'a>(table: Obj) -> &'a mut Map {
    // SAFETY: a table of a dictionary, which has its map where the values of a dictionary with shared keys would be.
    unsafe { &mut *(*table.cast::<ffi::PyDictObject>()).ma_values.cast::<Map>() }
}

impl Map {
    /// The item of a key.
    #[inline(always)]
    fn find<K: Key>(&mut self, key: i64) -> Option<&mut Entry> {
        let mask = self.slots.len() - 1;
        let mut rest = K::mix(key);
        let mut place = rest as usize & mask;
        loop {
            // SAFETY: below the number of places.
            let number = unsafe { *self.slots.get_unchecked(place) } as usize;
            if number == 0 {
                return None;
            }
            // SAFETY: places hold numbers of items.
            let entry = unsafe { self.entries.as_mut_ptr().add(number - 1) };
            // SAFETY: an item.
            if unsafe { (*entry).key } == key {
                // SAFETY: as above, and nobody else has it.
                return Some(unsafe { &mut *entry });
            }
            rest >>= 5;
            place = (place * 5).wrapping_add(1).wrapping_add(rest as usize) & mask;
        }
    }

    /// Adds the item of a key that is not there.
    #[inline(never)]
    fn insert<K: Key>(&mut self, key: i64, value: u64) -> Option<()> {
        let count = self.entries.len() + 1;
        if count >= u32::MAX as usize {
            return None;
        }
        self.entries.try_reserve(1).ok()?;
        if count * 3 > self.slots.len() * 2 {
            let mut slots: Vec<u32> = Vec::new();
            let room = self.slots.len() * 2;
            slots.try_reserve_exact(room).ok()?;
            slots.resize(room, 0);
            self.slots = slots;
            for index in 0..self.entries.len() {
                let key = self.entries[index].key;
                self.place::<K>(key, index + 1);
            }
        }
        self.place::<K>(key, count);
        self.entries.push(Entry { key, value });
        Some(())
    }

    #[inline(always)]
    fn place<K: Key>(&mut self, key: i64, number: usize) {
        let mask = self.slots.len() - 1;
        let mut rest = K::mix(key);
        let mut place = rest as usize & mask;
        while self.slots[place] != 0 {
            rest >>= 5;
            place = (place * 5).wrapping_add(1).wrapping_add(rest as usize) & mask;
        }
        self.slots[place] = number as u32;
    }
}

/// `{}`
#[inline(never)]
pub fn dict<K: Key, V: Item>() -> Option<Obj> {
    // SAFETY: the GIL is held.
    make::<K, V>(|| unsafe { ffi::PyDict_New() }, &raw mut ffi::PyDict_Type, None)
}

/// `defaultdict(int)`, and the like, if that class is called.
#[inline(never)]
pub fn zeros<K: Key, V: Scalar>(callee: Obj) -> Option<Obj> {
    let factory = match V::HOLDS {
        Holds::Float => &raw mut ffi::PyFloat_Type,
        Holds::Bool => &raw mut ffi::PyBool_Type,
        _ => &raw mut ffi::PyLong_Type,
    };
    made_with::<K, V>(callee, factory, || Some(0))
}

/// `defaultdict(list)`, if that class is called.
#[inline(never)]
pub fn lists<K: Key, T: crate::vector::Item>(callee: Obj) -> Option<Obj> {
    made_with::<K, Obj>(callee, &raw mut ffi::PyList_Type, || {
        crate::vector::made_of::<T>([&[], &[]], 0).map(Item::bits)
    })
}

fn made_with<K: Key, V: Item>(callee: Obj, factory: *mut ffi::PyTypeObject, default: fn() -> Option<u64>) -> Option<Obj> {
    let class = crate::default_dict::class_of(callee);
    if class.is_null() {
        return None;
    }
    // SAFETY: the GIL is held, and both are objects.
    make::<K, V>(|| unsafe { ffi::PyObject_CallOneArg(callee, factory.cast()) }, class, Some(default))
}

/// A new dictionary of that class, without items.
fn make<K: Key, V: Item>(
    new: impl FnOnce() -> Obj,
    class: *mut ffi::PyTypeObject,
    default: Option<fn() -> Option<u64>>,
) -> Option<Obj> {
    let mut slots = Vec::new();
    slots.try_reserve_exact(FIRST).ok()?;
    slots.resize(FIRST, 0);
    // SAFETY: a new dictionary that nobody else knows, without items.
    unsafe {
        let made = uncollected(new);
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let is_tracked = ffi::PyObject_GC_IsTracked(made) != 0;
        if is_tracked {
            ffi::PyObject_GC_UnTrack(made.cast());
        }
        let map = Map {
            slots,
            entries: Vec::new(),
            kind: K::KIND,
            holds: V::HOLDS,
            class,
            default,
            is_tracked,
        };
        (*made.cast::<ffi::PyDictObject>()).ma_values = Box::into_raw(Box::new(map)).cast();
        (*made).ob_type = DICTS.object();
        Some(made)
    }
}

/// `dict[key]`, borrowed for as long as nothing changes the dictionary.
#[inline(always)]
pub fn get_lent<K: Key, V: Item>(table: Obj, key: K::Held) -> Option<V> {
    let key = K::pack(key)?;
    match map(table).find::<K>(key) {
        Some(entry) => Some(V::of(entry.value)),
        None => missing::<K, V>(table, key),
    }
}

/// What a `defaultdict` gives for a key that is not there.
#[cold]
#[inline(never)]
fn missing<K: Key, V: Item>(table: Obj, key: i64) -> Option<V> {
    let map = map(table);
    let made = V::of((map.default?)()?);
    if map.insert::<K>(key, made.bits()).is_none() {
        made.given_up();
        return None;
    }
    Some(made)
}

/// The value of a key, if it is there.
#[inline(always)]
fn known<K: Key, V: Item>(table: Obj, key: K::Held) -> Option<V> {
    map(table).find::<K>(K::pack(key)?).map(|entry| V::of(entry.value))
}

/// `dict[key]`, owned if it is counted, as all that is given.
#[inline(always)]
pub fn get<K: Key, V: Item>(table: Obj, key: K::Held) -> Option<V> {
    get_lent::<K, V>(table, key).map(V::shared)
}

/// `dict.get(key, default)`
#[inline(always)]
pub fn get_or<K: Key, V: Item>(table: Obj, key: K::Held, default: V) -> V {
    known::<K, V>(table, key).unwrap_or(default).shared()
}

/// `dict.get(key)`
#[inline(always)]
pub fn find<K: Key, V: Scalar>(table: Obj, key: K::Held) -> Dyn {
    known::<K, V>(table, key).map_or(Dyn::None, V::known)
}

/// `dict.setdefault(key, default)`
#[inline(always)]
pub fn set_default<K: Key, V: Item>(table: Obj, key: K::Held, default: V) -> Option<V> {
    let key = K::pack(key)?;
    if let Some(entry) = map(table).find::<K>(key) {
        return Some(V::of(entry.value).shared());
    }
    default.stays();
    map(table).insert::<K>(key, default.bits())?;
    default.shared();
    Some(default.shared())
}

/// `key in dict`
#[inline(always)]
pub fn contains<K: Key>(key: K::Held, table: Obj) -> bool {
    K::pack(key).is_some_and(|key| map(table).find::<K>(key).is_some())
}

/// `dict[key] = value`
#[inline(always)]
pub fn put<K: Key, V: Item>(value: V, table: Obj, key: K::Held) -> Option<()> {
    let key = K::pack(key)?;
    value.stays();
    if let Some(entry) = map(table).find::<K>(key) {
        // No Python code runs when a vector ends.
        V::of(std::mem::replace(&mut entry.value, value.shared().bits())).given_up();
        return Some(());
    }
    map(table).insert::<K>(key, value.bits())?;
    value.shared();
    Some(())
}

/// `len(dict)`
#[inline(always)]
pub fn dict_len(table: Obj) -> i64 {
    map(table).entries.len() as i64
}

/// The key and the value of an item, by its number, which is below the length.
#[inline(always)]
pub(crate) fn entry_at(table: Obj, number: usize) -> (i64, u64) {
    let Entry { key, value } = map(table).entries[number];
    (key, value)
}

/// `bool(dict)`
#[inline(always)]
pub fn filled_dict(table: Obj) -> bool {
    !map(table).entries.is_empty()
}

/// `not dict`
#[inline(always)]
pub fn is_empty_dict(table: Obj) -> bool {
    map(table).entries.is_empty()
}

/// The map of a dictionary that becomes one, or ends.
///
/// # Safety
/// A table of a dictionary.
unsafe fn become_dict(table: Obj) -> Box<Map> {
    // SAFETY: the caller's promise; without its map it is what it was made as.
    unsafe {
        let object = table.cast::<ffi::PyDictObject>();
        let map = Box::from_raw((*object).ma_values.cast::<Map>());
        (*object).ma_values = null_mut();
        (*table).ob_type = map.class;
        map
    }
}

/// The end of a dictionary to which nobody refers any more.
unsafe extern "C" fn end_dict(table: Obj) {
    // SAFETY: called by CPython for a table of a dictionary; it ends as an empty one.
    unsafe {
        crate::keyed_cells::forget(table);
        let map = become_dict(table);
        if map.holds == Holds::Rows {
            for entry in &map.entries {
                Obj::of(entry.value).given_up();
            }
        }
        if let Some(end) = (*map.class).tp_dealloc {
            end(table);
        }
    }
}

/// Makes a dictionary or set of a table, before CPython gets it. Is there memory for that? If not, an exception is set, and it is a table still.
pub(crate) fn settle(table: Obj) -> bool {
    // SAFETY: a live table, of the type that is asked for.
    unsafe {
        if ffi::Py_TYPE(table) == SETS.object() {
            return keyed_sets::settle(table);
        }
        let map = become_dict(table);
        let are_settled = map.holds != Holds::Rows
            || map
                .entries
                .iter()
                .all(|entry| crate::vector::settle(Obj::of(entry.value)));
        let is_settled = are_settled && uncollected(|| map.entries.iter().all(|entry| put_object(table, &map, entry)));
        if is_settled {
            if map.holds == Holds::Rows {
                for entry in &map.entries {
                    Obj::of(entry.value).given_up();
                }
            }
            if map.is_tracked && ffi::PyObject_GC_IsTracked(table) == 0 {
                ffi::PyObject_GC_Track(table.cast());
            }
            return true;
        }
        ffi::PyDict_Clear(table);
        if ffi::PyObject_GC_IsTracked(table) != 0 {
            ffi::PyObject_GC_UnTrack(table.cast());
        }
        (*table.cast::<ffi::PyDictObject>()).ma_values = Box::into_raw(map).cast();
        (*table).ob_type = DICTS.object();
        false
    }
}

/// # Safety
/// A dictionary that nobody else knows.
unsafe fn put_object(dict: Obj, map: &Map, entry: &Entry) -> bool {
    let key = key_object(map.kind, entry.key);
    let value = match map.holds {
        Holds::Int => new_int(i64::of(entry.value)),
        Holds::Float => new_float(f64::of(entry.value)),
        Holds::Bool => new_bool(bool::of(entry.value)),
        Holds::Rows => Obj::of(entry.value).shared(),
    };
    let is_made = !key.is_null() && !value.is_null();
    // SAFETY: the caller's promise; objects that are there are owned.
    unsafe {
        let is_put = is_made && ffi::PyDict_SetItem(dict, key, value) == 0;
        for object in [key, value].into_iter().filter(|object| *object != NULL) {
            release(object);
        }
        is_put
    }
}
