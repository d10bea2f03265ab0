//! Sets that nobody but native code knows (`keyed.rs`): the table is the one that CPython would have, with words in place of keys.
//!
//! Of small ints a bit for each tells whether it is there, so that the table is not looked into: in such tables, from which keys are
//! taken out, what is not there is looked for long.

// Generated code is safe Rust on purpose: that the pointers it passes are tables is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::release;
use crate::collecting::uncollected;
use crate::keyed::{Key, Kind, key_object, sets};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ptr::null_mut;

/// An entry of the table; CPython's has an object for the word.
#[derive(Clone, Copy)]
#[repr(C)]
struct Entry {
    word: i64,
    hash: isize,
}

/// Instead of a hash: there is no key, and none was there.
const FREE: isize = isize::MIN;
/// Instead of a hash: a key was there.
const TAKEN: isize = -1;
/// How many more entries are looked at behind one.
const PROBES: usize = 9;
/// Up to so many keys the table grows faster.
const MANY: isize = 50_000;
/// How many changes of sets are compared when a module is loaded.
const TURNS: i64 = 240;
const SMALL: usize = ffi::PySet_MINSIZE;

#[inline(always)]
fn set_of(table: Obj) -> *mut ffi::PySetObject {
    table.cast()
}

#[inline(always)]
fn entries(table: Obj) -> (*mut Entry, usize) {
    // SAFETY: a table of a set.
    unsafe { ((*set_of(table)).table.cast(), (*set_of(table)).mask as usize) }
}

/// What the keys of a set are.
fn kind(table: Obj) -> Kind {
    // SAFETY: a table of a set, which keeps that where CPython keeps where to look for a key to be taken out.
    match unsafe { (*set_of(table)).finger } {
        0 => Kind::Int,
        1 => Kind::Pair,
        _ => Kind::Triple,
    }
}

/// Is it the table of a set of such keys?
#[inline(always)]
pub(crate) fn is_set_table<K: Key>(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == sets() && kind(object) == K::KIND }
}

/// How many bits there are for each entry of the table.
const SHARE: usize = 16;
/// The bit of which int is the first.
const LEAST: i64 = -64;

/// The bit of an int, if it has one.
#[inline(always)]
fn bit<K: Key>(table: Obj, word: i64) -> Option<(*mut u64, u64)> {
    if !matches!(K::KIND, Kind::Int) {
        return None;
    }
    // SAFETY: a table of a set, which has its bits where a set has the references that do not count.
    unsafe {
        let place = word.wrapping_sub(LEAST) as u64;
        let count = ((*set_of(table)).mask as u64 + 1) * SHARE as u64;
        let first: *mut u64 = (*set_of(table)).weakreflist.cast();
        (place < count).then(|| (first.add((place / 64) as usize), 1 << (place % 64)))
    }
}

/// Bits for a table of so many entries, all 0; null if there is no memory.
fn bits(kind: Kind, room: usize) -> *mut u64 {
    match kind {
        // SAFETY: the GIL is held.
        Kind::Int => unsafe { ffi::PyMem_Calloc(room * SHARE / 64, size_of::<u64>()).cast() },
        _ => null_mut(),
    }
}

/// Where a set has a key.
#[inline(always)]
fn find<K: Key>(table: Obj, word: i64) -> Option<*mut Entry> {
    let (first, mask) = entries(table);
    let hash = K::hash(word);
    let mut rest = hash as usize;
    let mut at = rest & mask;
    loop {
        let probes = if at + PROBES <= mask { PROBES } else { 0 };
        // SAFETY: below the number of entries, also with the probes.
        unsafe {
            let last = first.add(at + probes);
            let mut entry = first.add(at);
            loop {
                if (*entry).hash == hash && (*entry).word == word {
                    return Some(entry);
                }
                if (*entry).hash == FREE {
                    return None;
                }
                if entry == last {
                    break;
                }
                entry = entry.add(1);
            }
        }
        rest >>= 5;
        at = (at * 5).wrapping_add(1).wrapping_add(rest) & mask;
    }
}

/// `set()`
#[inline(never)]
pub fn set<K: Key>() -> Option<Obj> {
    if !MIRRORS.get() {
        return None;
    }
    // SAFETY: a new set that nobody else knows, with the small table.
    unsafe {
        let made = uncollected(|| ffi::PySet_New(NULL));
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let (first, mask) = entries(made);
        let bits = bits(K::KIND, mask + 1);
        if bits.is_null() && K::KIND == Kind::Int {
            ffi::Py_DECREF(made);
            return None;
        }
        ffi::PyObject_GC_UnTrack(made.cast());
        clear(first, mask + 1);
        (*set_of(made)).weakreflist = bits.cast();
        (*set_of(made)).finger = K::KIND as ffi::Py_ssize_t;
        (*made).ob_type = sets();
        Some(made)
    }
}

/// # Safety
/// There are so many entries.
unsafe fn clear(first: *mut Entry, count: usize) {
    for index in 0..count {
        // SAFETY: the caller's promise.
        unsafe { first.add(index).write(Entry { word: 0, hash: FREE }) }
    }
}

/// `key in set`
#[inline(always)]
pub fn has<K: Key>(key: K::Held, table: Obj) -> bool {
    K::pack(key).is_some_and(|word| match bit::<K>(table, word) {
        // SAFETY: a bit of the table.
        Some((bits, bit)) => unsafe { *bits & bit != 0 },
        None => find::<K>(table, word).is_some(),
    })
}

/// `set.add(key)`
#[inline(always)]
pub fn add<K: Key>(table: Obj, key: K::Held) -> Option<()> {
    let word = K::pack(key)?;
    if let Some((bits, bit)) = bit::<K>(table, word) {
        // SAFETY: a bit of the table.
        unsafe {
            if *bits & bit != 0 {
                return Some(());
            }
            *bits |= bit;
            let done = insert::<K>(table, word);
            if done.is_none() {
                *bits &= !bit;
            }
            return done;
        }
    }
    insert::<K>(table, word)
}

/// As in `set_add_entry`: a new key is put where one was taken out, the last such place that was looked at.
#[inline(never)]
fn insert<K: Key>(table: Obj, word: i64) -> Option<()> {
    let (first, mask) = entries(table);
    let hash = K::hash(word);
    if hash == FREE {
        return None;
    }
    let mut rest = hash as usize;
    let mut at = rest & mask;
    let mut taken: *mut Entry = null_mut();
    // SAFETY: below the number of entries, also with the probes.
    unsafe {
        let free = 'search: loop {
            let probes = if at + PROBES <= mask { PROBES } else { 0 };
            for entry in (at..=at + probes).map(|index| first.add(index)) {
                if (*entry).hash == FREE {
                    break 'search entry;
                }
                if (*entry).hash == hash && (*entry).word == word {
                    return Some(());
                }
                if (*entry).hash == TAKEN {
                    taken = entry;
                }
            }
            rest >>= 5;
            at = (at * 5).wrapping_add(1).wrapping_add(rest) & mask;
        };
        let set = set_of(table);
        if !taken.is_null() {
            (*set).used += 1;
            taken.write(Entry { word, hash });
            return Some(());
        }
        if ((*set).fill as usize + 1) * 5 < mask * 3 {
            (*set).fill += 1;
            (*set).used += 1;
            free.write(Entry { word, hash });
            return Some(());
        }
        grow::<K>(table, free, Entry { word, hash })
    }
}

/// Puts a key into a free entry, and gives the set the table that CPython gives it then. `None`: there is no memory, and nothing was done.
///
/// # Safety
/// A table of a set.
#[cold]
#[inline(never)]
unsafe fn grow<K: Key>(table: Obj, free: *mut Entry, added: Entry) -> Option<()> {
    // SAFETY: the caller's promise; the new table has more room than there are keys.
    unsafe {
        let set = set_of(table);
        let used = (*set).used + 1;
        let wanted = if used > MANY { used * 2 } else { used * 4 };
        let mut room = SMALL;
        while room as isize <= wanted {
            room <<= 1;
        }
        let (old, count) = ((*set).table.cast::<Entry>(), (*set).mask as usize + 1);
        let small = (&raw mut (*set).smalltable).cast::<Entry>();
        let mut copy = [Entry { word: 0, hash: FREE }; SMALL];
        let mut from = old;
        let new = if room > SMALL {
            let new: *mut Entry = ffi::PyMem_Malloc(room * size_of::<Entry>()).cast();
            let bits = bits(K::KIND, room);
            if new.is_null() || bits.is_null() && K::KIND == Kind::Int {
                ffi::PyMem_Free(new.cast());
                ffi::PyMem_Free(bits.cast());
                return None;
            }
            ffi::PyMem_Free((*set).weakreflist.cast());
            (*set).weakreflist = bits.cast();
            free.write(added);
            new
        } else {
            free.write(added);
            if old == small {
                if (*set).fill + 1 == used {
                    (*set).fill += 1;
                    (*set).used = used;
                    return Some(());
                }
                copy.as_mut_ptr().copy_from_nonoverlapping(old, SMALL);
                from = copy.as_mut_ptr();
            }
            small
        };
        clear(new, room);
        for index in 0..count {
            let entry = *from.add(index);
            if entry.hash != FREE && entry.hash != TAKEN {
                put_clean(new, room - 1, entry);
            }
        }
        if old != small {
            ffi::PyMem_Free(old.cast());
        }
        (*set).table = new.cast();
        (*set).mask = room as isize - 1;
        (*set).fill = used;
        (*set).used = used;
        for entry in (0..room).map(|index| *new.add(index)).filter(|entry| entry.hash != FREE) {
            if let Some((bits, bit)) = bit::<K>(table, entry.word) {
                *bits |= bit;
            }
        }
        Some(())
    }
}

/// As `set_insert_clean`.
///
/// # Safety
/// There are as many entries as the mask says, and a free one among them.
unsafe fn put_clean(first: *mut Entry, mask: usize, added: Entry) {
    let mut rest = added.hash as usize;
    let mut at = rest & mask;
    loop {
        let probes = if at + PROBES <= mask { PROBES } else { 0 };
        for index in at..=at + probes {
            // SAFETY: below the number of entries.
            unsafe {
                let entry = first.add(index);
                if (*entry).hash == FREE {
                    entry.write(added);
                    return;
                }
            }
        }
        rest >>= 5;
        at = (at * 5).wrapping_add(1).wrapping_add(rest) & mask;
    }
}

/// Takes a key out; was it there?
#[inline(always)]
fn take<K: Key>(table: Obj, key: K::Held) -> bool {
    let Some(word) = K::pack(key) else { return false };
    let bit = bit::<K>(table, word);
    // SAFETY: a bit of the table.
    if bit.is_some_and(|(bits, bit)| unsafe { *bits & bit == 0 }) {
        return false;
    }
    let Some(entry) = find::<K>(table, word) else {
        return false;
    };
    // SAFETY: an entry of the table.
    unsafe {
        if let Some((bits, bit)) = bit {
            *bits &= !bit;
        }
        (*entry).hash = TAKEN;
        (*set_of(table)).used -= 1;
    }
    true
}

/// `set.discard(key)`
#[inline(always)]
pub fn discard<K: Key>(table: Obj, key: K::Held) -> Option<()> {
    take::<K>(table, key);
    Some(())
}

/// `set.remove(key)`
#[inline(always)]
pub fn remove<K: Key>(table: Obj, key: K::Held) -> Option<()> {
    take::<K>(table, key).then_some(())
}

/// The first entry from a number on that has a key: its number, and the key.
#[inline(always)]
pub(crate) fn next_word(table: Obj, from: usize) -> Option<(usize, i64)> {
    let (first, mask) = entries(table);
    for at in from..=mask {
        // SAFETY: below the number of entries.
        let entry = unsafe { &*first.add(at) };
        if entry.hash != FREE && entry.hash != TAKEN {
            return Some((at, entry.word));
        }
    }
    None
}

/// `len(set)`
#[inline(always)]
pub fn set_len(table: Obj) -> i64 {
    // SAFETY: a table of a set.
    unsafe { (*set_of(table)).used as i64 }
}

/// `bool(set)`
#[inline(always)]
pub fn filled_set(table: Obj) -> bool {
    set_len(table) > 0
}

/// `not set`
#[inline(always)]
pub fn is_empty_set(table: Obj) -> bool {
    set_len(table) == 0
}

/// The end of a set to which nobody refers any more.
pub(crate) unsafe extern "C" fn end(table: Obj) {
    // SAFETY: called by CPython for a table of a set; it ends as an empty one.
    unsafe {
        crate::keyed_cells::forget(table);
        let set = set_of(table);
        let small = (&raw mut (*set).smalltable).cast::<ffi::setentry>();
        if (*set).table != small {
            ffi::PyMem_Free((*set).table.cast());
        }
        small.cast::<u8>().write_bytes(0, SMALL * size_of::<Entry>());
        (*set).table = small;
        (*set).mask = SMALL as isize - 1;
        (*set).fill = 0;
        (*set).used = 0;
        become_set(table);
        if let Some(end) = ffi::PySet_Type.tp_dealloc {
            end(table);
        }
    }
}

/// # Safety
/// A table of a set with objects for keys, or without any.
unsafe fn become_set(table: Obj) {
    // SAFETY: what it is now is what a set is.
    unsafe {
        ffi::PyMem_Free((*set_of(table)).weakreflist.cast());
        (*set_of(table)).weakreflist = null_mut();
        (*set_of(table)).finger = 0;
        (*table).ob_type = &raw mut ffi::PySet_Type;
        ffi::PyObject_GC_Track(table.cast());
    }
}

/// Makes a set of it. Is there memory for that? If not, an exception is set.
///
/// # Safety
/// A table of a set.
pub(crate) unsafe fn settle(table: Obj) -> bool {
    // SAFETY: the caller's promise; nothing is changed before all objects are there.
    unsafe {
        let (first, mask) = entries(table);
        let kind = kind(table);
        let mut objects: Vec<Obj> = Vec::new();
        if objects.try_reserve_exact((*set_of(table)).used as usize).is_err() {
            ffi::PyErr_NoMemory();
            return false;
        }
        for entry in (0..=mask).map(|index| &*first.add(index)) {
            if entry.hash == FREE || entry.hash == TAKEN {
                continue;
            }
            let object = key_object(kind, entry.word);
            if object.is_null() {
                objects.into_iter().for_each(release);
                return false;
            }
            objects.push(object);
        }
        let taken = annot_set_taken();
        let mut objects = objects.into_iter();
        for entry in (0..=mask).map(|index| &mut *first.add(index)) {
            *entry = match entry.hash {
                FREE => Entry { word: 0, hash: 0 },
                TAKEN => Entry { word: taken as i64, ..*entry },
                _ => Entry { word: objects.next().unwrap_or(NULL) as i64, ..*entry },
            };
        }
        become_set(table);
        true
    }
}

/// Are the tables of sets what this file takes them for?
struct Mirrors(Cell<bool>);
// SAFETY: written and read with the GIL held.
unsafe impl Sync for Mirrors {}

impl Mirrors {
    fn get(&self) -> bool {
        self.0.get()
    }
}

static MIRRORS: Mirrors = Mirrors(Cell::new(false));

/// Compares the tables that sets get here with those that CPython gives them: where they differ no set is a table. To be asked once.
///
/// # Safety
/// The GIL must be held, and what is in a set's entry whose key was taken out must be known.
pub(crate) unsafe fn check() {
    // SAFETY: the GIL is held, and the objects made here are given up here.
    unsafe {
        MIRRORS.0.set(size_of::<usize>() == size_of::<i64>() && !annot_set_taken().is_null());
        let (Some(mirror), real) = (set::<crate::keyed::Int>(), ffi::PySet_New(NULL)) else { return };
        let mut is_same = !real.is_null();
        let mut random: u32 = 1;
        for turn in 0..TURNS {
            if !is_same {
                break;
            }
            random = random.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            let number = i64::from(random >> 16) % (8 + turn / 3) * [1, 1, 8, -1][(random >> 8 & 3) as usize];
            let key = crate::boxing::new_int(number);
            if key.is_null() {
                is_same = false;
                break;
            }
            let adds = random >> 12 & 3 != 0;
            let done = if adds { ffi::PySet_Add(real, key) } else { ffi::PySet_Discard(real, key).min(0) };
            let done_here = if adds { add::<crate::keyed::Int>(mirror, number) } else { discard::<crate::keyed::Int>(mirror, number) };
            is_same = done == 0 && done_here.is_some() && (turn % 16 != 15 || are_alike(mirror, real));
            release(key);
        }
        release(mirror);
        if !real.is_null() {
            release(real);
        }
        ffi::PyErr_Clear();
        MIRRORS.0.set(is_same);
    }
}

/// Are the keys in the same entries?
unsafe fn are_alike(mirror: Obj, real: Obj) -> bool {
    // SAFETY: a set, and a table of one.
    unsafe {
        let (set, other) = (&*set_of(mirror), &*set_of(real));
        let (first, second) = (set.table.cast::<Entry>(), other.table.cast::<Entry>());
        (set.fill, set.used, set.mask) == (other.fill, other.used, other.mask)
            && (0..=set.mask).all(|index| {
                let (entry, real) = (&*first.offset(index), &*second.offset(index));
                match entry.hash {
                    FREE => real.word == 0 && real.hash == 0,
                    TAKEN => real.word == annot_set_taken() as i64 && real.hash == TAKEN,
                    hash => real.hash == hash,
                }
            })
    }
}

unsafe extern "C" {
    fn annot_set_taken() -> Obj;
}
