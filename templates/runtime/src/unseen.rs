//! Entries of tracebacks that nobody has seen.
//!
//! Most exceptions that native code raises are caught by native code, which drops them before any Python code runs. So an entry of a
//! traceback waits, as frames do: what it takes to make it is written down, with the locals of a frame that has ended. Before
//! Python code runs it is made ([`Taken::show`]); if the exception ends first, it never is ([`drop_unseen`]).
//!
//! **Invariant:** while Python code runs, no entry waits.

// No entry waits on 3.11.
#![cfg_attr(not(Py_3_12), allow(dead_code))]

use crate::frame::{FrameSpec, MOST_SLOTS, Waiting};
use crate::materialize::word_count;
use crate::object::{release, release_or_null, retain};
use crate::site::{Ending, Kind, Site};
use crate::tstate;
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};
use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::ptr::null_mut;

/// So many frames that have ended are remembered.
const MOST: usize = 8;

/// So many words of locals are kept of each.
pub(crate) const WORDS: usize = 12;

/// A frame that an exception has ended. It owns the function object and the locals.
#[derive(Clone, Copy)]
pub(crate) struct Ended {
    pub(crate) spec: &'static FrameSpec,
    pub(crate) object: Obj,
    pub(crate) cx: Cx,
    /// Which instruction the entry is for, and at which one the frame ended.
    pub(crate) unit: u32,
    pub(crate) at: u32,
    pub(crate) site: &'static Site,
    pub(crate) words: [u64; WORDS],
}

/// The operands of which references are given up have at most so many words.
const OPERANDS: usize = 32;

/// So many objects are looked at to find out whether anybody hears of their end.
const LOOKED_AT: usize = 8;

struct Entries {
    /// The exception to whose traceback they belong, owned; null: no entry waits.
    exception: Cell<Obj>,
    count: Cell<usize>,
    /// The innermost first. What nobody has written yet is zero.
    ended: UnsafeCell<[MaybeUninit<Ended>; MOST]>,
    /// The frame that goes on, to which the last entry belongs, and at which instruction; or null.
    live: Cell<*mut Waiting>,
    unit: Cell<u32>,
}

// SAFETY: touched only with the GIL held, and empty whenever that may change hands.
unsafe impl Sync for Entries {}

static ENTRIES: Entries = Entries {
    exception: Cell::new(NULL),
    count: Cell::new(0),
    ended: UnsafeCell::new([const { MaybeUninit::zeroed() }; MOST]),
    live: Cell::new(null_mut()),
    unit: Cell::new(0),
};

/// Does an entry wait?
#[inline(always)]
pub(crate) fn any() -> bool {
    !ENTRIES.exception.get().is_null()
}

/// Is that the exception of which entries wait?
#[inline(always)]
pub(crate) fn is_it(object: Obj) -> bool {
    !object.is_null() && object == ENTRIES.exception.get()
}

/// Is there, besides the entries', one reference to their exception?
pub(crate) fn is_last(exception: Obj) -> bool {
    // SAFETY: owned, so alive.
    unsafe { ffi::Py_REFCNT(exception) == 2 }
}

/// Are there, besides the entries', two references to their exception?
pub(crate) fn is_held_once_more(exception: Obj) -> bool {
    // SAFETY: owned, so alive.
    unsafe { ffi::Py_REFCNT(exception) == 3 }
}

/// Is that the exception which is handled?
pub(crate) fn is_handled(exception: Obj) -> bool {
    // SAFETY: the thread's own record of what is handled.
    unsafe { *tstate::current().handled() == exception }
}

/// Is that the exception which is set?
pub(crate) fn is_raised(exception: Obj) -> bool {
    raised() == exception
}

/// The exception that is set, borrowed; null: none is, or entries cannot wait.
#[inline(always)]
fn raised() -> Obj {
    // SAFETY: the thread that runs.
    unsafe { annot_raised(tstate::current().raw()) }
}

/// Can entries for the exception that is set wait? None of another waits, and there is room.
fn takes() -> bool {
    let (known, exception) = (ENTRIES.exception.get(), raised());
    if known.is_null() && !exception.is_null() {
        retain(exception);
        ENTRIES.exception.set(exception);
        return true;
    }
    known == exception && !known.is_null() && ENTRIES.count.get() < MOST
}

/// An entry for a frame that goes on, at an instruction. False: nothing was done.
pub(crate) fn add_live(frame: *mut Waiting, unit: u32) -> bool {
    if !ENTRIES.live.get().is_null() || !takes() {
        return false;
    }
    ENTRIES.live.set(frame);
    ENTRIES.unit.set(unit);
    true
}

/// A frame that ends: of which function, which function object, with which context, and at which instruction.
type Stop = (&'static FrameSpec, Obj, Cx, u32);

/// An entry for a frame that the exception ends. The locals are those of the site, whose words are consumed. False: nothing was
/// done.
pub(crate) fn add_ended(stop: Stop, site: &'static Site, words: &[u64]) -> bool {
    if !ENTRIES.live.get().is_null() || !keeps(site, words) || !takes() {
        return false;
    }
    keep(stop, stop.3, site, words);
    true
}

/// The frame with the last entry ends, with the exception. False: nothing was done.
pub(crate) fn end_live(frame: *mut Waiting, stop: Stop, site: &'static Site, words: &[u64]) -> bool {
    if !any() || ENTRIES.live.get() != frame || !keeps(site, words) || !takes() {
        return false;
    }
    ENTRIES.live.set(null_mut());
    keep(stop, ENTRIES.unit.get(), site, words);
    true
}

fn keep((spec, object, cx, at): Stop, unit: u32, site: &'static Site, words: &[u64]) {
    let ending = ending(site);
    let count = ending.words as usize;
    // SAFETY: no reference to the entries is held. There is room for one more, and for so many words.
    unsafe {
        let ended = (*ENTRIES.ended.get()).as_mut_ptr().add(ENTRIES.count.get()).cast::<Ended>();
        (&raw mut (*ended).spec).write(spec);
        (&raw mut (*ended).object).write(object);
        (&raw mut (*ended).cx).write(cx);
        (&raw mut (*ended).unit).write(unit);
        (&raw mut (*ended).at).write(at);
        (&raw mut (*ended).site).write(site);
        let kept = (&raw mut (*ended).words).cast::<u64>();
        for (index, word) in words[..count].iter().enumerate() {
            kept.add(index).write(*word);
        }
    }
    ENTRIES.count.set(ENTRIES.count.get() + 1);
    if !object.is_null() {
        retain(object);
    }
    for_references(ending.borrowed, words, |object| retain(object));
    // The last comes first.
    let (operands, mut given) = (&words[count..], ending.given);
    while given != 0 {
        let last = 31 - given.leading_zeros();
        given &= !(1 << last);
        release_or_null(operands[last as usize] as Obj);
    }
}

/// What the kinds of a site's values say.
#[inline(always)]
fn ending(site: &Site) -> &Ending {
    let place = site.ending.as_ptr();
    // SAFETY: it is found once, and stays as it is from then on.
    unsafe {
        if !(*place).is_known {
            find_ending(site);
        }
        &*place
    }
}

#[cold]
#[inline(never)]
fn find_ending(site: &Site) {
    let (locals, stack) = (site.spec().locals, site.spec().stack);
    let count: usize = locals.iter().map(word_count).sum();
    let is_kept = count <= WORDS
        && locals.len() <= MOST_SLOTS
        && stack.iter().map(word_count).sum::<usize>() <= OPERANDS
        && locals.iter().all(is_kept)
        && stack.iter().all(is_given_up);
    let mut found = Ending {
        is_known: true,
        is_kept,
        ..Ending::UNKNOWN
    };
    if is_kept {
        found.words = count as u8;
        found.references = which(locals, is_reference);
        found.borrowed = which(locals, |kind| is_reference(kind) && !is_owned(kind));
        found.tags = which(locals, |kind| matches!(kind, Kind::Dyn));
        found.given = which(stack, is_owned);
        found.given_count = found.given.count_ones() as u8;
    }
    site.ending.set(found);
}

/// The first words of the values of which that holds, as bits.
fn which(kinds: &[Kind], holds: impl Fn(&Kind) -> bool) -> u32 {
    let (mut found, mut index) = (0, 0);
    for kind in kinds {
        found |= u32::from(holds(kind)) << index;
        index += word_count(kind);
    }
    found
}

/// Can the locals be kept as they are, and the operands be given up without anybody's hearing of it?
#[inline(always)]
fn keeps(site: &Site, words: &[u64]) -> bool {
    let ending = ending(site);
    if !ending.is_kept {
        return false;
    }
    let mut is_kept = true;
    for_references(ending.references, words, |object| {
        is_kept &= !crate::vector::is_vector(object) && !crate::vector::is_iterator(object);
    });
    for_words(ending.tags, words, |tag| is_kept &= tag != crate::value::DYN_OBJ);
    if ending.given == 0 || !is_kept {
        return is_kept;
    }
    // Most often the exception is among them, which is raised, and what else there is does not end either.
    let most = ffi::Py_ssize_t::from(ending.given_count);
    let mut may_end = false;
    for_references(ending.given, &words[ending.words as usize..], |object| may_end |= !outlives(object, most));
    !may_end || given_end_quietly(ending, words)
}

/// Does nobody hear of the ends of operands that are given up?
#[cold]
#[inline(never)]
fn given_end_quietly(ending: &Ending, words: &[u64]) -> bool {
    let mut given = Given::new();
    for_references(ending.given, &words[ending.words as usize..], |object| given.add(object));
    let Given { objects, references, count, is_full } = given;
    // SAFETY: live objects.
    !is_full && unsafe { annot_ends_are_quiet(objects.as_ptr(), references.as_ptr(), count as c_int) } != 0
}

/// May a local of that kind become an object later?
fn is_kept(kind: &Kind) -> bool {
    is_reference(kind) && !matches!(kind, Kind::OwnedMethod(_)) || matches!(kind, Kind::Dyn) || is_scalar(kind)
}

/// Is it made of words that are no references, but for what lives as long as the module?
fn is_scalar(kind: &Kind) -> bool {
    match kind {
        Kind::Unbound | Kind::Null | Kind::None | Kind::Bool | Kind::I64 | Kind::I128 | Kind::F64 | Kind::Num => true,
        Kind::Char | Kind::Complex | Kind::Range | Kind::Const(_) => true,
        Kind::Maybe(inner) | Kind::Kept(inner) => is_scalar(inner),
        Kind::Tuple(items) | Kind::Slice(items) => items.iter().all(is_scalar),
        _ => false,
    }
}

/// Is an operand of that kind given up by giving up a reference at most?
fn is_given_up(kind: &Kind) -> bool {
    is_kept(kind)
        || matches!(
            kind,
            Kind::Instruction
                | Kind::RangeIter
                | Kind::TupleIter(_)
                | Kind::SelfOrNull
                | Kind::Method(_)
                | Kind::OwnedMethod(_)
                | Kind::CharMethod(_)
                | Kind::Conjugate
                | Kind::Function(_)
                | Kind::Global(_)
                | Kind::GlobalModule(_)
        )
}

fn is_owned(kind: &Kind) -> bool {
    matches!(kind, Kind::Owned | Kind::OwnedOrNull | Kind::OwnedMethod(_))
}

fn is_reference(kind: &Kind) -> bool {
    matches!(kind, Kind::Obj | Kind::Nullable) || is_owned(kind)
}

/// The words that bits say.
#[inline(always)]
fn for_words(mut which: u32, words: &[u64], mut see: impl FnMut(u64)) {
    while which != 0 {
        see(words[which.trailing_zeros() as usize]);
        which &= which - 1;
    }
}

/// The references, none of which is null, among the words that bits say.
#[inline(always)]
fn for_references(which: u32, words: &[u64], mut see: impl FnMut(Obj)) {
    for_words(which, words, |word| {
        if word != 0 {
            see(word as Obj);
        }
    });
}

/// Is the object still there when so many references to it are given up?
#[inline(always)]
fn outlives(object: Obj, references: ffi::Py_ssize_t) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_REFCNT(object) > references }
}

/// References that are given up together: the objects, and how many to each.
struct Given {
    objects: [Obj; LOOKED_AT],
    references: [ffi::Py_ssize_t; LOOKED_AT],
    count: usize,
    is_full: bool,
}

impl Given {
    fn new() -> Given {
        Given {
            objects: [NULL; LOOKED_AT],
            references: [0; LOOKED_AT],
            count: 0,
            is_full: false,
        }
    }

    fn add(&mut self, object: Obj) {
        match self.objects[..self.count].iter().position(|known| *known == object) {
            Some(index) => self.references[index] += 1,
            None if self.count == LOOKED_AT => self.is_full = true,
            None => {
                (self.objects[self.count], self.references[self.count]) = (object, 1);
                self.count += 1;
            }
        }
    }
}

/// What waits no longer.
pub(crate) struct Taken {
    exception: Obj,
    ended: [MaybeUninit<Ended>; MOST],
    count: usize,
    live: *mut Waiting,
    unit: u32,
}

/// Takes out what waits.
pub(crate) fn take() -> Taken {
    Taken {
        exception: ENTRIES.exception.replace(NULL),
        // SAFETY: no reference to the entries is held.
        ended: unsafe { *ENTRIES.ended.get() },
        count: ENTRIES.count.replace(0),
        live: ENTRIES.live.replace(null_mut()),
        unit: ENTRIES.unit.get(),
    }
}

/// The entries that were written.
///
/// # Safety
/// So many were.
unsafe fn written(ended: &[MaybeUninit<Ended>; MOST], count: usize) -> &[Ended] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(ended.as_ptr().cast(), count) }
}

impl Ended {
    /// Gives up what it owns, but for locals that were moved out.
    pub(crate) fn let_go(&self) {
        for_references(ending(self.site).borrowed, &self.words, |object| release(object));
        release_or_null(self.object);
    }

    /// Gives up what it owns.
    pub(crate) fn give_up(&self) {
        for_references(ending(self.site).references, &self.words, |object| release(object));
        release_or_null(self.object);
    }
}

/// The exception, of which the last reference but the entries' is given up, ends with what waits, if nobody hears of that. False:
/// nothing was done.
#[inline(never)]
pub(crate) fn drop_unseen(exception: Obj) -> bool {
    // SAFETY: no entry is added meanwhile.
    let ended = unsafe { written(&*ENTRIES.ended.get(), ENTRIES.count.get()) };
    let may_end = !all_outlive(ended);
    // SAFETY: a live exception, of which the entries and the caller have a reference each.
    let has_ended = !may_end && unsafe { annot_end_plainly(exception) != 0 };
    if !has_ended && !ends_quietly(exception, ended) {
        return false;
    }
    ENTRIES.count.set(0);
    ENTRIES.live.set(null_mut());
    ENTRIES.exception.set(NULL);
    if !has_ended {
        release(exception);
        release(exception);
    }
    ended.iter().for_each(Ended::give_up);
    true
}

/// So many references are counted to find out soon that nothing ends.
const COUNTED: usize = 24;

/// Is nothing that waits the last reference? So it is most often: functions are known elsewhere, and arguments to whoever passed them.
#[inline(always)]
fn all_outlive(ended: &[Ended]) -> bool {
    let (mut held, mut count) = ([const { MaybeUninit::<Obj>::uninit() }; COUNTED], 0);
    for_held(ended, |object| {
        if let Some(place) = held.get_mut(count) {
            place.write(object);
        }
        count += 1;
    });
    let Some(held) = held.get(..count) else {
        return false;
    };
    held.iter().all(|object| {
        // SAFETY: so many were written.
        let object = unsafe { object.assume_init() };
        outlives(object, count as ffi::Py_ssize_t) || outlives(object, times_held(held, object))
    })
}

/// How often is the object among those, all of which were written?
fn times_held(held: &[MaybeUninit<Obj>], object: Obj) -> ffi::Py_ssize_t {
    // SAFETY: the caller's promise.
    let is_it = |other: &&MaybeUninit<Obj>| unsafe { other.assume_init() == object };
    held.iter().filter(is_it).count() as ffi::Py_ssize_t
}

/// Everything of which frames that have ended hold a reference, as often as they do.
#[inline(always)]
fn for_held(ended: &[Ended], mut see: impl FnMut(Obj)) {
    for ended in ended {
        for_references(ending(ended.site).references, &ended.words, &mut see);
        if !ended.object.is_null() {
            see(ended.object);
        }
    }
}

/// Does nobody hear of it that the exception ends with what waits?
#[inline(never)]
fn ends_quietly(exception: Obj, ended: &[Ended]) -> bool {
    let mut given = Given::new();
    for ended in ended {
        for_references(ending(ended.site).references, &ended.words, |object| given.add(object));
        if !ended.object.is_null() {
            given.add(ended.object);
        }
    }
    let Given { objects, references, count, is_full } = given;
    // SAFETY: a live exception, and live objects.
    !is_full
        && unsafe { annot_exception_is_quiet(exception, objects.as_ptr(), references.as_ptr(), count as c_int) != 0 }
}

impl Taken {
    /// Makes the entries. Frames do not wait.
    #[cold]
    #[inline(never)]
    pub(crate) fn show(self) {
        // SAFETY: as many as there are were written.
        let ended = unsafe { written(&self.ended, self.count) };
        // SAFETY: the exception is owned, so alive.
        if unsafe { ffi::Py_REFCNT(self.exception) } == 1 {
            // Nobody else has it any more.
            release(self.exception);
            ended.iter().for_each(Ended::give_up);
            return;
        }
        // SAFETY: what is set is taken out and put back; the other is given to the thread and taken out again.
        #[cfg(Py_3_12)]
        unsafe {
            let raised = ffi::PyErr_GetRaisedException();
            ffi::PyErr_SetRaisedException(self.exception);
            crate::frame::make_entries(ended, self.live, self.unit);
            release_or_null(ffi::PyErr_GetRaisedException());
            ffi::PyErr_SetRaisedException(raised);
        }
    }
}

unsafe extern "C" {
    fn annot_raised(thread: *mut ffi::PyThreadState) -> Obj;
    fn annot_ends_are_quiet(held: *const Obj, references: *const ffi::Py_ssize_t, count: c_int) -> c_int;
    fn annot_end_plainly(exception: Obj) -> c_int;
    fn annot_exception_is_quiet(
        exception: Obj,
        held: *const Obj,
        references: *const ffi::Py_ssize_t,
        count: c_int,
    ) -> c_int;
}
