//! Attributes of instances, found where those of the same type had them: the inline caches of native code.
//!
//! A place holds for a version of a type, which any change of the type or of its bases replaces (`csrc/attribute.c` finds it,
//! as CPython's specializer does). What is in no such place is looked up as ever. Functions here that do not say otherwise run
//! no Python code.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing;
use crate::function::Function;
use crate::layout_long;
use crate::object::{release, retain, type_of};
use crate::place::hot::Hot;
use crate::place::in_values::{NO_NUMBER, added_first, number};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};
use std::mem::{offset_of, size_of};

#[path = "callee.rs"]
mod callee;
#[path = "class_pattern.rs"]
mod class_pattern;
#[path = "ancestor.rs"]
mod ancestor;
#[path = "in_dict.rs"]
mod in_dict;
#[path = "in_values.rs"]
mod in_values;
#[path = "hot.rs"]
mod hot;
#[path = "constructor.rs"]
mod made;
#[path = "counter.rs"]
mod counter;
#[path = "counting.rs"]
pub mod counting;
#[path = "plain_init.rs"]
mod plain_init;
#[path = "plain_site.rs"]
mod plain_site;
#[path = "named_tuple.rs"]
mod named_tuple;
#[path = "operator.rs"]
mod operator;
#[path = "own_hash.rs"]
mod own_hash;
#[path = "own_order.rs"]
mod own_order;
#[path = "read_off.rs"]
mod read_off;
#[path = "stand_in.rs"]
mod stand_in;
#[cfg(Py_3_13)]
#[path = "fields.rs"]
mod fields;

pub use ancestor::{base_init, load_super};
pub use class_pattern::ClassPattern;
pub use callee::{callee, getter, look_up_callee};
#[cfg(Py_3_13)]
pub use fields::{Fields, Located};
pub use made::{constructed, constructor, exception, exception_constructor, handed, instance};

pub(crate) use counter::{is_counter, missing as missing_count};
pub(crate) use plain_init::made_plainly;
pub(crate) use named_tuple::made_named;
pub(crate) use own_hash::tell as tell_own_hashes;
pub(crate) use own_order::first_difference;
pub use operator::{
    Comparison, InPlace, changed, changed_unboxed, compared, compared_unboxed, comparison, implemented, implemented_unboxed, operator, truth_of,
};
pub use plain_site::{Plain, PlainException};
pub use stand_in::{StandIn, lend_method_of, load_method_of};

/// Where an attribute is. In the order of `csrc/attribute.c`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
#[allow(dead_code, reason = "some are made in C only")]
enum Kind {
    /// It is looked up.
    Nowhere,
    /// Among the values that the object has instead of a dictionary.
    InValues,
    /// In a slot of `__slots__`.
    InSlot,
    /// In the class, and it is no descriptor.
    InType,
    /// In the class, and it is a function.
    Function,
    /// In the class, and it is a property.
    Property,
    /// In the dictionary that the object has, or has not yet.
    InDict,
    /// In the class, and it is a builtin type's method.
    Builtin,
    /// Among the items of a named tuple, if it has as many.
    InTuple,
}

/// `struct annot_place`.
#[derive(Clone, Copy)]
#[repr(C)]
struct Place {
    version: u32,
    kind: Kind,
    offset: usize,
    valid_at: usize,
    index: usize,
    entries_at: *const ffi::Py_ssize_t,
    entries: ffi::Py_ssize_t,
    found: Obj,
}

impl Place {
    /// It is of no use if the type has no version for which it holds.
    fn forget_if_passing(&mut self) {
        if self.version == 0 {
            self.kind = Kind::Nowhere;
        }
    }

    /// Does it hold for another version, too, if that is the object's?
    fn is_followed(&self, version: u32) -> bool {
        self.version != version && self.kind != Kind::InType && crate::version::is_followed(self.version, version)
    }
}

/// No type has this version.
const NO_VERSION: u32 = u32::MAX;

const EMPTY: Place = Place {
    version: NO_VERSION,
    kind: Kind::Nowhere,
    offset: 0,
    valid_at: 0,
    index: 0,
    entries_at: std::ptr::null(),
    entries: 0,
    found: NULL,
};

/// How many types are remembered at one place in the source.
const TYPES: usize = 4;

/// So often a place is looked for where the type is another one each time.
const PATIENCE: u32 = 64;

/// One load or store of an attribute in the source.
pub struct Attribute {
    /// For each place, in their order.
    hot: UnsafeCell<[Hot; TYPES]>,
    places: UnsafeCell<[Place; TYPES]>,
    /// How often a place was looked for.
    misses: Cell<u32>,
    /// How often there was none.
    failures: Cell<u32>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Attribute {}

impl Default for Attribute {
    fn default() -> Attribute {
        Attribute::new()
    }
}

impl Attribute {
    /// Nothing is known yet.
    pub const fn new() -> Attribute {
        Attribute {
            hot: UnsafeCell::new([Hot::NONE; TYPES]),
            places: UnsafeCell::new([EMPTY; TYPES]),
            misses: Cell::new(0),
            failures: Cell::new(0),
        }
    }

    /// The place for the type that was first seen, as it is asked for most often.
    #[inline(always)]
    fn hot(&self) -> &Hot {
        // SAFETY: as for `first`.
        unsafe { &(*self.hot.get())[0] }
    }

    /// The places for the other types.
    #[inline(always)]
    fn warm(&self) -> &[Hot] {
        // SAFETY: as for `first`.
        unsafe { &(&*self.hot.get())[1..] }
    }

    /// The place for the type that was first seen.
    #[inline(always)]
    fn first(&self) -> &Place {
        // SAFETY: places are replaced by `find` only, which holds no reference to one; nor does any caller meanwhile.
        unsafe { &(*self.places.get())[0] }
    }

    /// The place for objects of this object's type, if that was seen.
    #[inline(always)]
    fn seen(&self, object: Obj) -> Option<&Place> {
        // SAFETY: see `first`; a live object.
        let (places, version) = unsafe { (&*self.places.get(), version_of(object)) };
        places.iter().find(|place| place.version == version && holds(place))
    }

    /// The place for objects of this object's type, if it is known or can be found.
    #[cold]
    #[inline(never)]
    fn find(&self, object: Obj, function: &Function, name: usize, to_store: bool) -> Option<Place> {
        // SAFETY: live objects; all fields are written that the kind says.
        self.find_by(object, |place| unsafe {
            annot_find_place_now(object, function.name(name), i32::from(to_store), place);
        })
    }

    fn find_by(&self, object: Obj, look: impl FnOnce(&mut Place)) -> Option<Place> {
        // SAFETY: see `first`; a live object.
        let (places, version) = unsafe { (&mut *self.places.get(), version_of(object)) };
        if let Some(index) = places.iter().position(|place| place.is_followed(version)) {
            places[index].version = version;
            // SAFETY: as for `first`.
            unsafe { (*self.hot.get())[index] = Hot::of(&places[index]) };
        }
        if let Some(known) = places.iter().find(|place| place.version == version) {
            // A name that was added to the shared keys makes a place in the type one that does not hold any longer.
            if known.entries_at.is_null() || holds(known) {
                return Some(*known);
            }
        }
        let misses = self.misses.get().wrapping_add(1);
        self.misses.set(misses);
        let remembers = misses <= PATIENCE || misses % PATIENCE == 0;
        if !remembers && self.failures.get() > misses / 2 {
            return None;
        }
        let mut place = EMPTY;
        look(&mut place);
        if place.kind == Kind::Nowhere {
            self.failures.set(self.failures.get().wrapping_add(1));
            return None;
        }
        if !remembers || place.version == 0 {
            // Of too many types to remember, or of one that has no version any more.
            return Some(place);
        }
        let free = places
            .iter()
            .position(|known| known.version == NO_VERSION || known.version == place.version)
            .unwrap_or(misses as usize % TYPES);
        places[free] = place;
        // SAFETY: as for `first`.
        unsafe { (*self.hot.get())[free] = Hot::of(&place) };
        Some(place)
    }
}

/// Do instances have no more names than they had when the place was found?
#[inline(always)]
fn holds(place: &Place) -> bool {
    // SAFETY: the keys live as long as the type, which an object has that the caller has.
    place.entries_at.is_null() || unsafe { *place.entries_at == place.entries }
}

/// The version of an object's type.
///
/// # Safety
/// A live object.
#[inline(always)]
unsafe fn version_of(object: Obj) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { (*type_of(object)).tp_version_tag }
}

/// What offsets in a place are from, if the object has its attributes in values, and no dictionary has taken them over.
///
/// # Safety
/// A live object, of the type for which the place was found.
#[inline(always)]
unsafe fn values(object: Obj, place: &Place) -> *mut u8 {
    let base: *mut u8 = object.cast();
    #[cfg(Py_3_13)]
    // SAFETY: the caller's promise.
    unsafe {
        if *base.add(place.valid_at) == 0 {
            return std::ptr::null_mut();
        }
        base
    }
    #[cfg(all(Py_3_12, not(Py_3_13)))]
    // SAFETY: the caller's promise. Three words before the object is the address of its values less one, or a dictionary.
    unsafe {
        let _ = place;
        let word = *base.cast::<usize>().sub(3);
        if word & 1 == 0 {
            return std::ptr::null_mut();
        }
        (word + 1) as *mut u8
    }
    #[cfg(not(Py_3_12))]
    // SAFETY: the caller's promise. Four words before the object is the address of its values, or null.
    unsafe {
        let _ = place;
        *base.cast::<*mut u8>().sub(4)
    }
}

/// The value of an attribute of the object's own, borrowed; null if it is not in that place.
///
/// # Safety
/// A live object, of the type for which the place was found.
#[inline(always)]
unsafe fn own_value(object: Obj, place: &Place) -> Obj {
    // SAFETY: the caller's promise.
    unsafe {
        match place.kind {
            Kind::InValues => {
                let values = values(object, place);
                if values.is_null() {
                    NULL
                } else {
                    *values.add(place.offset).cast::<Obj>()
                }
            }
            Kind::InSlot => *object.cast::<u8>().add(place.offset).cast::<Obj>(),
            Kind::InTuple if place.index < (*object.cast::<ffi::PyVarObject>()).ob_size as usize => {
                *object.cast::<u8>().add(place.offset).cast::<Obj>()
            }
            _ => NULL,
        }
    }
}

/// Where a new value of the attribute may be put; null if it has to be stored as ever.
///
/// # Safety
/// A live object, of the type for which the place was found.
#[inline(always)]
unsafe fn own_slot(object: Obj, place: &Place) -> *mut Obj {
    // SAFETY: the caller's promise.
    unsafe {
        match place.kind {
            Kind::InValues => {
                let values = values(object, place);
                // From 3.13 on a dictionary may look at the same values, and wants to be told. It is three words before.
                #[cfg(Py_3_13)]
                if !(*object.cast::<Obj>().sub(3)).is_null() {
                    return std::ptr::null_mut();
                }
                if values.is_null() {
                    std::ptr::null_mut()
                } else {
                    values.add(place.offset).cast()
                }
            }
            Kind::InSlot => object.cast::<u8>().add(place.offset).cast(),
            _ => std::ptr::null_mut(),
        }
    }
}

/// The value of an attribute of the object's own, or of its class if that is no descriptor, borrowed; null if it must be
/// looked up.
#[inline(always)]
fn value(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    // SAFETY: a live object.
    let value = unsafe { site.hot().value(object) };
    if !value.is_null() {
        return value;
    }
    #[cfg(not(Py_3_13))]
    // SAFETY: a live object; the version is compared first.
    unsafe {
        let place = site.first();
        if place.version == version_of(object) {
            let value = own_value(object, place);
            if !value.is_null() {
                return value;
            }
        }
    }
    other_value(site, object, function, name)
}

#[inline(never)]
fn other_value(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    // SAFETY: a live object.
    let value = unsafe { site.hot().in_type(object) };
    if !value.is_null() {
        return value;
    }
    for warm in site.warm() {
        // SAFETY: a live object.
        let value = unsafe { warm.value(object) };
        if !value.is_null() {
            return value;
        }
        // SAFETY: a live object.
        let value = unsafe { warm.in_type(object) };
        if !value.is_null() {
            return value;
        }
    }
    unseen_value(site, object, function, name)
}

#[cold]
#[inline(never)]
fn unseen_value(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    // SAFETY: a live object of the type that the place is for.
    let value = |place: &Place| unsafe {
        match place.kind {
            Kind::InType if is_not_shadowed(object, place) => place.found,
            Kind::InDict => in_dict::value(object, place, function.name(name)).unwrap_or(NULL),
            _ => match own_value(object, place) {
                value if value.is_null() && place.kind == Kind::InValues => {
                    in_values::in_dictionary(object, function.name(name))
                }
                value => value,
            },
        }
    };
    if let Some(place) = site.seen(object) {
        return value(place);
    }
    let part = crate::function_parts::part_of_function(object, function.name(name));
    if !part.is_null() {
        return part;
    }
    match site.find(object, function, name, false) {
        Some(place) => value(&place),
        None => NULL,
    }
}

/// Has the object no attribute of its own that hides the one of the class?
///
/// # Safety
/// A live object, of the type for which the place was found.
#[inline(always)]
unsafe fn is_not_shadowed(object: Obj, place: &Place) -> bool {
    // SAFETY: the caller's promise.
    place.entries_at.is_null() || holds(place) && unsafe { !values(object, place).is_null() }
}

/// `object.name`, owned, looked up. May run Python code; null: an exception is set.
#[inline(never)]
pub fn look_up(object: Obj, function: &Function, name: usize) -> Obj {
    crate::object::get_attr(object, function.name(name))
}

/// `object.name`, owned, if it has it in a known place; else null, with no exception set.
#[inline(always)]
pub fn get_known(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Obj> {
    let value = value(site, object, function, name);
    if value.is_null() {
        return None;
    }
    retain(value);
    Some(value)
}

/// `object.name`, borrowed, if it has it in a known place; else null, with no exception set.
#[inline(always)]
pub fn peek(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    value(site, object, function, name)
}

/// [`peek`], if there is something.
#[inline(always)]
pub fn lend(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Obj> {
    let value = value(site, object, function, name);
    (!value.is_null()).then_some(value)
}

/// `object.name`, if it is an exact `float` in a known place.
#[inline(always)]
pub fn get_float(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<f64> {
    let value = value(site, object, function, name);
    if value.is_null() {
        return None;
    }
    boxing::get_f64(value)
}

/// `object.name`, if it is an exact `int` that fits, in a known place.
#[inline(always)]
pub fn get_int(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<i64> {
    let value = value(site, object, function, name);
    if value.is_null() {
        return None;
    }
    boxing::get_i64(value)
}

/// `object.name`, if it is `True` or `False`, in a known place.
#[inline(always)]
pub fn get_bool(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<bool> {
    let value = value(site, object, function, name);
    if value.is_null() {
        return None;
    }
    boxing::get_bool(value)
}

/// `object.name`, if it is an `int` or a `float`, in a known place.
#[inline(always)]
pub fn get_num(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<crate::value::Num> {
    let value = value(site, object, function, name);
    if value.is_null() {
        return None;
    }
    boxing::get_num(value)
}

/// `object.name = value`, if that has a known place: what was there before, owned, or null.
#[inline(always)]
pub fn set_known(site: &Attribute, object: Obj, function: &Function, name: usize, value: Obj) -> Option<Obj> {
    let (slot, place) = slot(site, object, function, name);
    if slot.is_null() {
        return in_dict::store(site, object, function, name, || crate::support::retained(value)).map(|()| NULL);
    }
    retain(value);
    // SAFETY: the place of the attribute in a live object.
    let old = unsafe { slot.replace(value) };
    if old.is_null() {
        added_first(object, slot, place);
    }
    Some(old)
}

/// [`set_known`] that takes over the value, if there is such a place.
#[inline(always)]
pub fn give_known(site: &Attribute, object: Obj, function: &Function, name: usize, value: Obj) -> Option<Obj> {
    let (slot, place) = slot(site, object, function, name);
    if slot.is_null() {
        in_dict::store(site, object, function, name, || crate::support::retained(value))?;
        release(value);
        return Some(NULL);
    }
    // SAFETY: the place of the attribute in a live object.
    let old = unsafe { slot.replace(value) };
    if old.is_null() {
        added_first(object, slot, place);
    }
    Some(old)
}

/// `object.name = value`, looked up. May run Python code; false: an exception is set.
#[inline(never)]
pub fn store(object: Obj, function: &Function, name: usize, value: Obj) -> bool {
    crate::object::set_attr(object, function.name(name), value)
}

/// Where the attribute is stored, null if it must be looked up, and the place's number among the values.
#[inline(always)]
fn slot(site: &Attribute, object: Obj, function: &Function, name: usize) -> (*mut Obj, usize) {
    let hot = site.hot();
    // SAFETY: a live object.
    let slot = unsafe { hot.slot(object) };
    if !slot.is_null() {
        return (slot, hot.number);
    }
    #[cfg(not(Py_3_13))]
    // SAFETY: a live object; the version is compared first.
    unsafe {
        let place = site.first();
        if place.version == version_of(object) {
            return (own_slot(object, place), number(place));
        }
    }
    other_slot(site, object, function, name)
}

#[inline(never)]
fn other_slot(site: &Attribute, object: Obj, function: &Function, name: usize) -> (*mut Obj, usize) {
    for warm in site.warm() {
        // SAFETY: a live object.
        let slot = unsafe { warm.slot(object) };
        if !slot.is_null() {
            return (slot, warm.number);
        }
    }
    unseen_slot(site, object, function, name)
}

#[cold]
#[inline(never)]
fn unseen_slot(site: &Attribute, object: Obj, function: &Function, name: usize) -> (*mut Obj, usize) {
    if let Some(place) = site.seen(object) {
        // SAFETY: a live object of the type that the place is for.
        return (unsafe { own_slot(object, place) }, number(place));
    }
    match site.find(object, function, name, true) {
        // SAFETY: as above.
        Some(place) => (unsafe { own_slot(object, &place) }, number(&place)),
        None => (std::ptr::null_mut(), NO_NUMBER),
    }
}

/// `object.name = value`, if it can be done without running Python code. `None`: nothing was done.
#[inline(always)]
pub fn set_float(site: &Attribute, object: Obj, function: &Function, name: usize, value: f64) -> Option<()> {
    let (slot, place) = slot(site, object, function, name);
    if slot.is_null() {
        return in_dict::store(site, object, function, name, || boxing::new_float(value));
    }
    // SAFETY: the place of the attribute in a live object; nobody else can see a box of which this is the only reference.
    unsafe {
        let old = *slot;
        if !old.is_null() && type_of(old) == &raw mut ffi::PyFloat_Type && ffi::Py_REFCNT(old) == 1 {
            (*old.cast::<ffi::PyFloatObject>()).ob_fval = value;
            return Some(());
        }
        put(object, slot, place, || boxing::new_float(value))
    }
}

/// [`set_float`] of an `int`.
#[inline(always)]
pub fn set_int(site: &Attribute, object: Obj, function: &Function, name: usize, value: i64) -> Option<()> {
    let (slot, place) = slot(site, object, function, name);
    if slot.is_null() {
        return in_dict::store(site, object, function, name, || boxing::new_int(value));
    }
    // SAFETY: the place of the attribute in a live object; nobody else can see an int of which this is the only reference.
    unsafe {
        let old = *slot;
        if !old.is_null()
            && type_of(old) == &raw mut ffi::PyLong_Type
            && ffi::Py_REFCNT(old) == 1
            && layout_long::overwrite(old, value)
        {
            return Some(());
        }
        put(object, slot, place, || boxing::new_int(value))
    }
}

/// [`set_float`] of a `bool`.
#[inline(always)]
pub fn set_bool(site: &Attribute, object: Obj, function: &Function, name: usize, value: bool) -> Option<()> {
    let (slot, place) = slot(site, object, function, name);
    if slot.is_null() {
        return in_dict::store(site, object, function, name, || boxing::new_bool(value));
    }
    // SAFETY: the place of the attribute in a live object; `True` and `False` live as long as the interpreter, and from 3.12 on nobody
    // counts references to them.
    unsafe {
        if cfg!(Py_3_12) && boxing::get_bool(*slot).is_some() {
            *slot = if value { ffi::Py_True() } else { ffi::Py_False() };
            return Some(());
        }
        put(object, slot, place, || boxing::new_bool(value))
    }
}

/// Puts a new object into a slot, if the end of the old one is nothing that anybody hears of.
///
/// # Safety
/// The slot is that of an attribute of the object.
#[inline(always)]
unsafe fn put(object: Obj, slot: *mut Obj, number: usize, make: impl FnOnce() -> Obj) -> Option<()> {
    // SAFETY: the caller's promise.
    unsafe {
        let old = *slot;
        if !(old.is_null() || is_plain(old)) {
            return None;
        }
        let new = make();
        if new.is_null() {
            // CPython tries again, and says that there is no memory.
            ffi::PyErr_Clear();
            return None;
        }
        *slot = new;
        if old.is_null() {
            added_first(object, slot, number);
        } else {
            release(old);
        }
    }
    Some(())
}

/// Is it of a type of which instances end without running anything?
#[inline(always)]
fn is_plain(object: Obj) -> bool {
    let class = type_of(object);
    // SAFETY: lives as long as the interpreter.
    let none = unsafe { ffi::Py_None() };
    object == none
        || class == &raw mut ffi::PyFloat_Type
        || class == &raw mut ffi::PyLong_Type
        || class == &raw mut ffi::PyBool_Type
        || class == &raw mut ffi::PyUnicode_Type
}

/// The function that `object.name` is a bound method of, borrowed from the object's type; null if it is none, or must be
/// looked up.
#[inline(always)]
pub fn method(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    // SAFETY: a live object.
    let found = unsafe { site.hot().method(object) };
    if !found.is_null() {
        return found;
    }
    #[cfg(not(Py_3_13))]
    // SAFETY: a live object; the version is compared first.
    unsafe {
        let place = site.first();
        if place.version == version_of(object) && place.kind == Kind::Function && is_not_shadowed(object, place) {
            return place.found;
        }
    }
    other_method(site, object, function, name)
}

/// [`method`], if it is one, borrowed.
#[inline(always)]
pub fn lend_method(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Obj> {
    let found = method(site, object, function, name);
    (!found.is_null()).then_some(found)
}

/// [`method`], owned.
#[inline(always)]
pub fn load_method(site: &Attribute, object: Obj, function: &Function, name: usize) -> Option<Obj> {
    let found = method(site, object, function, name);
    if found.is_null() {
        return None;
    }
    retain(found);
    Some(found)
}

#[inline(never)]
fn other_method(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    for warm in site.warm() {
        // SAFETY: a live object.
        let found = unsafe { warm.method(object) };
        if !found.is_null() {
            return found;
        }
    }
    unseen_method(site, object, function, name)
}

#[cold]
#[inline(never)]
fn unseen_method(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    // SAFETY: a live object of the type that the place is for.
    let found = |place: &Place| match place.kind {
        Kind::Function if unsafe { is_not_shadowed(object, place) } => place.found,
        _ => NULL,
    };
    if let Some(place) = site.seen(object) {
        return found(place);
    }
    match site.find(object, function, name, false) {
        Some(place) => found(&place),
        None => NULL,
    }
}

/// How many numbers are compared.
const LAYOUT: usize = if cfg!(Py_3_13) { 7 } else { 4 };

/// Do Rust and the headers agree?
pub(crate) fn is_as_expected() -> bool {
    let expected = [
        size_of::<Place>(),
        offset_of!(Place, found),
        offset_of!(ffi::PyTypeObject, tp_version_tag),
        offset_of!(ffi::PyTypeObject, tp_flags),
        // Of the head of an object's values, and of the first one.
        #[cfg(Py_3_13)]
        0,
        #[cfg(Py_3_13)]
        1,
        #[cfg(Py_3_13)]
        size_of::<Obj>(),
    ];
    // SAFETY: a constant of `csrc/attribute.c`.
    unsafe { annot_place_layout == expected }
}

unsafe extern "C" {
    static annot_place_layout: [usize; LAYOUT];
    fn annot_find_place(object: Obj, name: Obj, to_store: i32, place: *mut Place);
    fn annot_find_place_now(object: Obj, name: Obj, to_store: i32, place: *mut Place);
}
