//! `Counter(iterable)` and `counter.update(iterable)` of `collections.Counter` without the functions of its class, as long as that is the
//! one that CPython has, with all that it asks, and nobody would see their frames: of strings, and of lists and tuples of strings and ints,
//! of which no Python code is asked.

use super::read_off::ReadOff;
use crate::collecting::uncollected;
use crate::dict::{self, Key, Plain};
use crate::dict_values::Item;
use crate::owned::Owned;
use crate::text_layout::{self, Characters};
use crate::value::{NULL, Obj};
#[cfg(Py_3_12)]
use crate::watch;
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{CStr, c_int, c_long};
use std::ptr::null_mut;

/// So many calls deep CPython goes for one of them, at most.
const DEEP: isize = 8;

/// What is iterated over, and [`Counting::says_no`] is about.
#[derive(Clone, Copy)]
enum Source {
    Text,
    List,
    Tuple,
    Generator,
}

/// The class.
struct Counting {
    init: ReadOff<()>,
    update: ReadOff<()>,
    /// The class of `Mapping`, which says whether something is one.
    check: ReadOff<()>,
    mapping: Cell<Obj>,
    /// Are the globals of those functions what they were when that was last looked at? Their dictionaries are watched.
    is_usual: Cell<bool>,
    dicts: [Cell<Obj>; 4],
    /// In which state of all abstract base classes `Mapping` said last that it is none, by [`Source`].
    says_no: [Cell<c_long>; 4],
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Counting {}

static COUNTING: Counting = Counting {
    init: ReadOff::new(()),
    update: ReadOff::new(()),
    check: ReadOff::new(()),
    mapping: Cell::new(NULL),
    is_usual: Cell::new(false),
    dicts: [const { Cell::new(NULL) }; 4],
    says_no: [const { Cell::new(-1) }; 4],
};

/// A dictionary changes, or ends.
#[cfg(Py_3_12)]
#[inline]
pub(crate) fn changes(dict: Obj) {
    if COUNTING.dicts.iter().any(|known| known.get() == dict) {
        COUNTING.is_usual.set(false);
    }
}

/// The empty `Counter` that counts what a generator expression gives that stands in the place of `Counter(expression)`; its class is
/// [`add`]ed to then. `None`: Python code would tell the difference.
#[inline(never)]
#[allow(clippy::not_unsafe_ptr_arg_deref)]
pub fn begin(class: Obj) -> Option<Obj> {
    // SAFETY: a live object.
    if !unsafe { is_counter_class(class) } {
        return None;
    }
    empty(class.cast(), Source::Generator)
}

/// One more of a key in a counter that nobody knows yet. `None`: only Python code can tell.
#[inline(always)]
pub fn add<K: Key>(counter: Obj, key: K::Held) -> Option<()> {
    let mut hash = 0;
    let slot = K::find(counter, key, &mut hash);
    if slot as usize == dict::UNKNOWN {
        return None;
    }
    dict::count::<K>(counter, slot, key, hash, 1)
}

/// `Counter(iterable)`. Nothing: nothing was done.
#[inline(always)]
pub(crate) fn made(class: Obj, args: &[Obj]) -> Option<Obj> {
    // SAFETY: a live object.
    match args {
        [iterable] if unsafe { is_counter_class(class) } => counted(class.cast(), *iterable),
        _ => None,
    }
}

#[cold]
#[inline(never)]
fn counted(class: *mut ffi::PyTypeObject, iterable: Obj) -> Option<Obj> {
    let source = source(iterable)?;
    let counter = empty(class, source)?;
    if visit(iterable, source, |key, count| more(counter, key, count)).is_some() {
        return Some(counter);
    }
    // SAFETY: nobody else has it.
    unsafe { ffi::Py_DECREF(counter) };
    None
}

/// `counter.update(iterable)`, of the method that was found for that. Nothing: nothing was done.
#[inline(always)]
pub(crate) fn updated(function: Obj, counter: Obj, args: &[Obj]) -> Option<Obj> {
    // SAFETY: a live object.
    unsafe {
        let class = ffi::Py_TYPE(counter);
        if (*class).tp_flags & ffi::Py_TPFLAGS_DICT_SUBCLASS == 0 || class == &raw mut ffi::PyDict_Type {
            return None;
        }
        match args {
            [iterable] => add_all(function, class, counter, *iterable),
            _ => None,
        }
    }
}

#[inline(never)]
fn add_all(function: Obj, class: *mut ffi::PyTypeObject, counter: Obj, iterable: Obj) -> Option<Obj> {
    // SAFETY: a live type.
    if !unsafe { is_counter_class(class.cast()) } {
        return None;
    }
    let source = source(iterable)?;
    if !is_known(class) || COUNTING.update.found() != function || !is_plain(source) {
        return None;
    }
    // Either all is counted, or nothing.
    visit(iterable, source, |key, count| {
        let place = dict::place_of(counter, key, &mut 0)?;
        // SAFETY: a place in the table of a live dict.
        let known = if place.is_null() { 0 } else { i64::of(unsafe { *place })? };
        known.checked_add(i64::MAX >> 1)?;
        (count < i64::MAX >> 1).then_some(())
    })?;
    if dict::is_watched(counter) {
        return None;
    }
    visit(iterable, source, |key, count| more(counter, key, count))?;
    // SAFETY: it lives as long as the interpreter.
    Some(crate::support::retained(unsafe { ffi::Py_None() }))
}

/// Is it a class called `Counter` that inherits from `dict`?
///
/// # Safety
/// A live object.
#[inline(always)]
unsafe fn is_counter_class(class: Obj) -> bool {
    // SAFETY: the caller's promise; types have names.
    unsafe {
        ffi::Py_TYPE(class) == &raw mut ffi::PyType_Type
            && (*class.cast::<ffi::PyTypeObject>()).tp_flags & ffi::Py_TPFLAGS_DICT_SUBCLASS != 0
            && class != (&raw mut ffi::PyDict_Type).cast()
            && CStr::from_ptr((*class.cast::<ffi::PyTypeObject>()).tp_name) == c"Counter"
    }
}

/// How an object is iterated over without Python code.
fn source(iterable: Obj) -> Option<Source> {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(iterable) };
    if class == &raw mut ffi::PyUnicode_Type {
        return text_layout::is_plain(iterable).then_some(Source::Text);
    }
    if class == &raw mut ffi::PyList_Type {
        return Some(Source::List);
    }
    (class == &raw mut ffi::PyTuple_Type).then_some(Source::Tuple)
}

/// A new `Counter`, if it could be filled from such a source without anybody noticing.
fn empty(class: *mut ffi::PyTypeObject, source: Source) -> Option<Obj> {
    let is_unheard = is_known(class) && is_plain(source) && {
        let init = COUNTING.init.found();
        // SAFETY: the class has that function as it is known.
        unsafe { COUNTING.init.is_unheard(init) }
    };
    if !is_unheard {
        return None;
    }
    // SAFETY: a live class whose instances dict's own function makes; the GIL is held.
    uncollected(|| unsafe {
        let none = ffi::PyTuple_New(0);
        let new = (*class).tp_new?;
        let counter = if none.is_null() { NULL } else { new(class, none, null_mut()) };
        ffi::Py_XDECREF(none);
        if counter.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        Some(counter)
    })
}

/// Is that class known as it is?
fn is_known(class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: a live type.
    unsafe {
        if !COUNTING.update.is_of(class) {
            look_at(class);
        }
    }
    !COUNTING.update.found().is_null()
}

/// Finds out what a class is.
///
/// # Safety
/// A live type.
#[cold]
#[inline(never)]
unsafe fn look_at(class: *mut ffi::PyTypeObject) {
    let (mut init, mut update) = (NULL, NULL);
    // SAFETY: the caller's promise; the functions are the class's as long as it has the version.
    unsafe {
        let is_counter = annot_counting_functions(class, &raw mut init, &raw mut update) != 0;
        COUNTING.is_usual.set(false);
        COUNTING.init.begin(class);
        COUNTING.update.begin(class);
        if is_counter {
            COUNTING.init.know(init, init);
            COUNTING.update.know(update, update);
        }
    }
}

/// Does `update` of the class that is known only count what comes from such a source, and can nobody tell that it is not called?
fn is_plain(source: Source) -> bool {
    let update = COUNTING.update.found();
    // SAFETY: functions of classes as they are known.
    let is_unheard = unsafe {
        (COUNTING.is_usual.get() || look_at_globals())
            && crate::frame::has_room_for(DEEP)
            && COUNTING.check.is_of(ffi::Py_TYPE(COUNTING.mapping.get()))
            && COUNTING.update.is_unheard(update)
            && COUNTING.check.is_unheard(COUNTING.check.found())
    };
    is_unheard && is_no_mapping(source)
}

/// Are the globals of the functions what they have to be?
#[cold]
#[inline(never)]
fn look_at_globals() -> bool {
    let (init, update) = (COUNTING.init.found(), COUNTING.update.found());
    let (mut mapping, mut check, mut dicts) = (NULL, NULL, [NULL; 4]);
    if init.is_null() || update.is_null() {
        return false;
    }
    // SAFETY: live functions, and places for what is found, which the dictionaries keep as long as they do not change.
    unsafe {
        if annot_counting_globals(init, update, &raw mut mapping, &raw mut check, dicts.as_mut_ptr()) == 0 {
            return false;
        }
        if COUNTING.mapping.replace(mapping) != mapping {
            COUNTING.says_no.iter().for_each(|state| state.set(-1));
        }
        let class = ffi::Py_TYPE(mapping);
        if !COUNTING.check.is_of(class) || COUNTING.check.found() != check {
            COUNTING.check.begin(class);
            COUNTING.check.know(check, check);
        }
    }
    for (place, dict) in COUNTING.dicts.iter().zip(dicts) {
        place.set(dict);
    }
    // 3.11 has nothing to watch with.
    #[cfg(Py_3_12)]
    COUNTING
        .is_usual
        .set(dicts.iter().all(|dict| watch::watch_dict(*dict)));
    !COUNTING.check.found().is_null()
}

/// Does `Mapping` know that what is of that class is none?
fn is_no_mapping(source: Source) -> bool {
    let said = &COUNTING.says_no[source as usize];
    // SAFETY: live types, and the GIL is held.
    unsafe {
        let now = annot_abc_token();
        if now != said.get() {
            let class = match source {
                Source::Text => &raw mut ffi::PyUnicode_Type,
                Source::List => &raw mut ffi::PyList_Type,
                Source::Tuple => &raw mut ffi::PyTuple_Type,
                Source::Generator => &raw mut ffi::PyGen_Type,
            };
            if now == -1 || annot_abc_says_no(COUNTING.mapping.get(), class, now) == 0 {
                return false;
            }
            said.set(now);
        }
        true
    }
}

/// So many more of a key that is a string or an int.
#[inline(always)]
fn more(counter: Obj, key: Obj, count: i64) -> Option<()> {
    let mut hash = 0;
    let slot = Plain::find(counter, key, &mut hash);
    if slot as usize == dict::UNKNOWN {
        return None;
    }
    dict::count::<Plain>(counter, slot, key, hash, count)
}

/// Goes through what comes from a source, as long as it can be counted: keys, borrowed, and how many there are of each at once.
#[inline(always)]
fn visit(iterable: Obj, source: Source, each: impl FnMut(Obj, i64) -> Option<()>) -> Option<()> {
    // SAFETY: live objects of the classes that the source says; nothing here runs Python code, which could change a list.
    unsafe {
        let items = match source {
            Source::Generator => return None,
            Source::Text if text_layout::length(iterable) < 64 => return visit_characters(iterable, each),
            Source::Text => {
                return match text_layout::characters(iterable) {
                    Characters::One(data) => {
                        visit_octets(std::slice::from_raw_parts(data, text_layout::length(iterable) as usize), each)
                    }
                    _ => visit_characters(iterable, each),
                };
            }
            Source::List => (*iterable.cast::<ffi::PyListObject>()).ob_item.cast_const(),
            Source::Tuple => (&raw const (*iterable.cast::<ffi::PyTupleObject>()).ob_item).cast(),
        };
        match ffi::Py_SIZE(iterable) as usize {
            0 => Some(()),
            length => visit_items(std::slice::from_raw_parts(items, length), each),
        }
    }
}

/// Strings and ints.
fn visit_items(items: &[Obj], mut each: impl FnMut(Obj, i64) -> Option<()>) -> Option<()> {
    // SAFETY: live objects.
    let is_plain = |item: &Obj| unsafe {
        let class = ffi::Py_TYPE(*item);
        class == &raw mut ffi::PyUnicode_Type || class == &raw mut ffi::PyLong_Type
    };
    items.iter().try_for_each(|item| if is_plain(item) { each(*item, 1) } else { None })
}

/// The characters of a string whose characters are octets: each of them once, in the order in which they come first.
fn visit_octets(octets: &[u8], mut each: impl FnMut(Obj, i64) -> Option<()>) -> Option<()> {
    let (mut counts, mut order, mut kinds) = ([0i64; 256], [0u8; 256], 0);
    for &octet in octets {
        let count = &mut counts[octet as usize];
        if *count == 0 {
            order[kinds] = octet;
            kinds += 1;
        }
        *count += 1;
    }
    order[..kinds].iter().try_for_each(|octet| {
        each(text_layout::known_char(u32::from(*octet))?, counts[*octet as usize])
    })
}

/// The characters of a string.
///
/// # Safety
/// A plain string.
unsafe fn visit_characters(text: Obj, mut each: impl FnMut(Obj, i64) -> Option<()>) -> Option<()> {
    // SAFETY: the caller's promise.
    unsafe {
        let characters = text_layout::characters(text);
        for index in 0..text_layout::length(text) as usize {
            let c = characters.at(index);
            if let Some(key) = text_layout::known_char(c) {
                each(key, 1)?;
                continue;
            }
            let Ok(key) = Owned::from_result(ffi::PyUnicode_FromOrdinal(c as c_int)) else {
                ffi::PyErr_Clear();
                return None;
            };
            each(key.get(), 1)?;
        }
    }
    Some(())
}

unsafe extern "C" {
    fn annot_counting_functions(class: *mut ffi::PyTypeObject, init: *mut Obj, update: *mut Obj) -> c_int;
    fn annot_counting_globals(init: Obj, update: Obj, mapping: *mut Obj, check: *mut Obj, dicts: *mut Obj) -> c_int;
    fn annot_abc_token() -> c_long;
    fn annot_abc_says_no(base: Obj, class: *mut ffi::PyTypeObject, token: c_long) -> c_int;
}
