//! Generators that are objects, and whose bodies run natively all the same: whoever asks one for its next item natively takes what its
//! frame holds, runs native code up to the next `yield`, and puts back what the frame would hold there. In between CPython sees a
//! generator that is suspended, as it is; in the middle of a stretch nobody looks, save where Python code may run, and then the frame
//! is in the thread's chain as that of any generator is which runs.
//!
//! Where native code cannot go on, the generator's own frame does: there is no continuation, because nothing has to be restored.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::frame::{FrameShape, FrameSpec, InterpreterFrame, Reference, StackTop, UNIT};
use crate::function::Function;
use crate::module::Module;
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::{c_int, c_long};

#[path = "delegation.rs"]
mod delegation;
#[path = "lazy.rs"]
mod lazy;

pub use lazy::Lazy;

/// The code unit of the `yield` behind which a native stretch begins, and the stretch: the item that it gives; null as
/// `tp_iternext` gives it; nothing if the frame holds anything else than it takes, and nothing was done. The objects are the
/// generator and what is sent to it, borrowed.
pub type Stretch = (u32, fn(Cx, Obj, Obj) -> Option<Obj>);

/// The stretch begins where the generator does.
pub const BEGINNING: u32 = u32::MAX;

/// The native stretches of the module by code object and place: open addressing, with room.
const ROOM: usize = 256;
static STRETCHES: Stretches = Stretches([const { Cell::new(None) }; ROOM], Cell::new(NULL));
/// The second is the module's dictionary, null while there is none.
struct Stretches([Cell<Option<(Obj, u32, &'static Function)>>; ROOM], Cell<Obj>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Stretches {}

fn place(code: Obj, unit: u32) -> usize {
    ((code as usize >> 4) ^ (code as usize >> 12) ^ (unit as usize).wrapping_mul(0x9e37)) % ROOM
}

/// Finds the stretches of a module's functions, which have their code.
pub(crate) fn find(module: &'static Module) {
    STRETCHES.0.iter().for_each(|known| known.set(None));
    RECENT.0.iter().for_each(|known| known.set(None));
    STRETCHES.1.set(module.dict());
    let resumed = module.spec.functions.iter().filter_map(|function| Some((function, function.spec.resume?.0)));
    for (function, unit) in resumed.filter(|(function, _)| !function.code().is_null()).take(ROOM / 2) {
        let code = function.code();
        let mut at = place(code, unit);
        while STRETCHES.0[at].get().is_some() {
            at = (at + 1) % ROOM;
        }
        STRETCHES.0[at].set(Some((code, unit, function)));
        let _ = function.delegating.set(FrameSpec::of_delegating(module, function));
    }
}

fn stretch_of(code: Obj, unit: u32) -> Option<&'static Function> {
    let mut at = place(code, unit);
    loop {
        let (known, place, function) = STRETCHES.0[at].get()?;
        if known == code && place == unit {
            // It may have lost its code, or another one may be where it was.
            return (function.code() == code && function.is_direct()).then_some(function);
        }
        at = (at + 1) % ROOM;
    }
}

/// The stretches that were found last, by the instructions at which generators stood, and the code of those.
const RECENTLY: usize = 64;
static RECENT: Recent = Recent([const { Cell::new(None) }; RECENTLY]);
struct Recent([Cell<Option<(*const u8, Obj, &'static Function)>>; RECENTLY]);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Recent {}

/// The stretch of a generator that stands at an instruction of its code, where it is new, or behind a `yield`.
///
/// # Safety
/// An instruction of a live code object.
#[inline(always)]
unsafe fn stretch_at(code: Obj, instruction: *const u8, is_new: bool) -> Option<&'static Function> {
    let recent = &RECENT.0[(instruction as usize / UNIT) % RECENTLY];
    if let Some((known, its_code, function)) = recent.get()
        && known == instruction
        && its_code == code
        && function.code() == code
        && function.is_direct()
    {
        return Some(function);
    }
    // SAFETY: the caller's promise.
    let unit = unsafe { unit_of(code, instruction) };
    let function = stretch_of(code, if is_new { BEGINNING } else { unit })?;
    recent.set(Some((instruction, code, function)));
    Some(function)
}

/// The code unit of the `yield` behind which a generator stands at an instruction.
///
/// # Safety
/// An instruction of a live code object.
#[inline(always)]
unsafe fn unit_of(code: Obj, instruction: *const u8) -> u32 {
    // SAFETY: the caller's promise.
    let from_first = unsafe { instruction.offset_from(FrameShape::of(code).first) };
    (from_first as usize / UNIT) as u32 - u32::from(cfg!(Py_3_13))
}

/// The function whose calls make generators of that code.
pub(crate) fn started_by(code: Obj) -> Option<&'static Function> {
    stretch_of(code, BEGINNING)
}

/// A generator's frame.
#[inline(always)]
pub(crate) fn frame_of(generator: Obj) -> *mut InterpreterFrame {
    generator.wrapping_byte_add(layout()[0]).cast()
}

#[inline(always)]
fn layout() -> &'static [usize; 3] {
    // SAFETY: a constant of `csrc/resumed.c`.
    unsafe { &annot_generator_layout }
}

#[inline(always)]
fn state_of(generator: Obj) -> *mut i8 {
    generator.wrapping_byte_add(layout()[1]).cast()
}

#[derive(Clone, Copy)]
pub(crate) enum State {
    Created,
    Suspended,
    /// In a `yield from`.
    Delegating,
    Executing,
    Completed,
    /// So that nothing is left of its frame.
    #[cfg(all(Py_3_12, not(Py_3_14)))]
    Cleared,
}

#[inline(always)]
fn number_of(state: State) -> i8 {
    // SAFETY: a constant of `csrc/resumed.c`.
    unsafe { annot_generator_states[state as usize] as i8 }
}

#[inline(always)]
fn is_suspended(state: i8) -> bool {
    state == number_of(State::Suspended) || state == number_of(State::Delegating)
}

/// Says whether it runs.
pub(crate) fn set_state(generator: Obj, state: State) {
    // SAFETY: a live generator.
    unsafe { state_of(generator).write(number_of(state)) }
}

/// The next item of a generator whose body goes on natively; null at its end, or with an exception set. Nothing: it is no such
/// generator, or nobody knows its body where it stands.
#[inline(always)]
pub fn next(iterator: Obj, cx: Cx) -> Option<Obj> {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(iterator) };
    if cx.depth <= 0 {
        return None;
    }
    if class == &raw mut ffi::PyGen_Type {
        return resume(iterator, cx.deeper());
    }
    (class == &raw mut ffi::PyEnum_Type).then(|| next_numbered(iterator, cx))?
}

/// As [`next`], of an `enumerate` of a generator.
#[inline(never)]
fn next_numbered(iterator: Obj, cx: Cx) -> Option<Obj> {
    let (generator, number) = crate::list_iter::enumerated_over(iterator)?;
    // SAFETY: a live object.
    if unsafe { ffi::Py_TYPE(generator) } != &raw mut ffi::PyGen_Type {
        return None;
    }
    let item = resume(generator, cx.deeper())?;
    if item.is_null() {
        return Some(NULL);
    }
    crate::list_iter::step_enumerate(iterator, 1);
    Some(crate::list_iter::numbered_anew(iterator, crate::boxing::new_int(number), item))
}

/// Is it a generator or coroutine?
///
/// # Safety
/// A live object.
#[inline(always)]
unsafe fn is_generator(object: Obj) -> bool {
    // SAFETY: the caller's promise.
    let class = unsafe { ffi::Py_TYPE(object) };
    class == &raw mut ffi::PyGen_Type || class == &raw mut ffi::PyCoro_Type
}

/// The generator of a frame that begins to be shown.
pub(crate) fn shown(address: Obj, own: &Function) -> Obj {
    let generator = Lazy(address.cast()).object(own);
    if generator.is_null() {
        // SAFETY: a text that ends in a zero. Nobody could be told otherwise.
        unsafe { ffi::Py_FatalError(c"no memory for a generator that runs".as_ptr()) }
    }
    generator
}

/// A generator at its end, or the function of one that has not been an object until there.
#[cold]
pub fn finished(own: &Function, object: Obj) -> Obj {
    // SAFETY: null, or a live object.
    if object.is_null() || unsafe { is_generator(object) } {
        return object;
    }
    let generator = crate::generator::ended(own, object, own.spec.params as usize);
    crate::object::release_or_null(object);
    generator
}

/// A generator is at its end, and its frame is empty.
#[cold]
pub fn end(generator: Obj) {
    complete(generator);
}

/// A generator is at its end.
#[inline(always)]
fn complete(generator: Obj) {
    set_state(generator, State::Completed);
    // Up to 3.12 where it stands says whether it delegates, whatever its state is.
    #[cfg(not(Py_3_13))]
    // SAFETY: a live generator, whose frame is one.
    unsafe {
        let frame = frame_of(generator);
        (*frame).instruction = FrameShape::of((*frame).code.object()).first.wrapping_sub(UNIT);
    }
}

/// Has nobody a frame object of a generator, which would have to get what is left of its frame?
#[inline(always)]
pub fn is_unseen(generator: Obj) -> bool {
    // SAFETY: a live generator, whose frame is one.
    unsafe { (*frame_of(generator)).object.is_null() }
}

/// A generator returns an object, which is borrowed; the result is owned. Of so many locals in its frame there are only numbers left.
#[inline(always)]
pub fn finish(generator: Obj, locals: usize, value: Obj) -> Obj {
    complete(generator);
    hide_numbers(generator, locals);
    #[cfg(not(Py_3_14))]
    // SAFETY: a live generator, whose frame holds nothing any more.
    unsafe {
        (*frame_of(generator)).stack = 0;
    }
    crate::new_ref(value)
}

/// What a generator gives that has returned an object, which is taken over, and whose locals and cells are given up: nothing, after
/// which nothing may run before somebody asks what was returned.
#[inline(always)]
pub fn returns(generator: Obj, value: Obj) -> Obj {
    #[cfg(all(Py_3_12, not(Py_3_14)))]
    // SAFETY: a live generator, whose frame is one. It owns its function as long as the state does not say that it is cleared.
    unsafe {
        let function = (*frame_of(generator)).function.object();
        set_state(generator, State::Cleared);
        crate::release_behind(function);
    }
    #[cfg(not(all(Py_3_12, not(Py_3_14))))]
    let _ = generator;
    has_returned(value);
    NULL
}

/// May nobody await it but whoever does first, who has not yet?
pub(crate) fn is_new(generator: Obj) -> bool {
    // SAFETY: a live generator.
    unsafe { state_of(generator).read() == number_of(State::Created) }
}

/// Is it a generator or coroutine at its end, of which nobody hears when it dies?
#[inline(always)]
pub(crate) fn ends_quietly(object: Obj) -> bool {
    // SAFETY: a live object, whose class is tested before its fields are read.
    unsafe {
        let class = ffi::Py_TYPE(object);
        (class == &raw mut ffi::PyGen_Type || class == &raw mut ffi::PyCoro_Type)
            && state_of(object).read() >= number_of(State::Completed)
            && annot_ended_generator_is_quiet(object) != 0
    }
}

/// Ends an object of which there is one reference, if it is a generator or coroutine at its end, and nobody hears of it.
#[inline(always)]
pub(crate) fn ended(object: Obj) -> bool {
    // SAFETY: a live object, whose class is tested.
    ends_quietly(object) && unsafe { annot_end_generator(object) } != 0
}

/// Is a generator at its end, so that nothing runs when it dies? Null is none.
#[inline(always)]
pub fn has_ended(generator: Obj) -> bool {
    // SAFETY: null, or a live object.
    generator.is_null()
        || unsafe { ffi::Py_TYPE(generator) == &raw mut ffi::PyGen_Type && state_of(generator).read() >= number_of(State::Completed) }
}

/// Do neither tools listen to a generator function's code, nor a tracer to the thread?
#[inline(always)]
pub fn is_quiet(cx: Cx, function: &Function) -> bool {
    !crate::tstate::observed_by(cx) && function.is_unheard() && is_instrumented_as_now(cx, function.code())
}

/// Has a generator raised that has come to its end in its own frame? What it has returned nobody wants.
#[inline(always)]
pub fn has_raised() -> bool {
    forget_returned();
    // SAFETY: only asks.
    unsafe { !ffi::PyErr_Occurred().is_null() }
}

/// What a generator has returned that has just ended in its own frame, until whoever has resumed it takes it; null: it has not.
static RETURNED: Returned = Returned(Cell::new(NULL));
struct Returned(Cell<Obj>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Returned {}

/// Takes what a generator has just returned; null if it has not.
#[inline(always)]
pub fn returned() -> Obj {
    RETURNED.0.replace(NULL)
}

/// May native code begin with what a call of a function object makes, whose function that is?
#[inline(always)]
pub(crate) fn may_begin(own: &Function, f: Obj, cx: Cx) -> bool {
    // SAFETY: a live function object.
    let globals = unsafe { (*f.cast::<crate::layout::FunctionObject>()).func_globals };
    globals == STRETCHES.1.get() && !crate::tstate::observed_by(cx) && is_instrumented_as_now(cx, own.code())
}

/// Says what a generator has just returned, which is taken over.
pub(crate) fn has_returned(value: Obj) {
    crate::object::release_or_null(RETURNED.0.replace(value));
}

/// # Safety
/// None: only these versions keep the memory.
#[cfg(not(all(Py_3_12, not(Py_3_14))))]
unsafe fn annot_end_generator(_: Obj) -> c_int {
    0
}

#[inline(always)]
fn forget_returned() {
    if !RETURNED.0.get().is_null() {
        crate::object::release_or_null(returned());
    }
}

/// May some of the body of a generator go on natively?
pub(crate) fn has_stretches(generator: Obj) -> bool {
    // SAFETY: a live generator; its frame is one as long as it has not ended.
    unsafe {
        let state = state_of(generator).read();
        if state != number_of(State::Created) && !is_suspended(state) {
            return false;
        }
        let code = (*frame_of(generator)).code.object();
        STRETCHES.0.iter().any(|known| known.get().is_some_and(|known| known.0 == code))
    }
}

/// As [`next`], of a generator, with the context that its body gets.
#[inline(always)]
pub(crate) fn resume(generator: Obj, cx: Cx) -> Option<Obj> {
    // SAFETY: a constant.
    let given = resume_with(generator, unsafe { ffi::Py_None() }, cx);
    if given == Some(NULL) {
        forget_returned();
    }
    given
}

/// As [`resume`], of a generator or coroutine, which gets an object sent. Null without an exception: [`returned`] says what.
#[inline(always)]
pub(crate) fn resume_with(generator: Obj, sent: Obj, cx: Cx) -> Option<Obj> {
    match delegation::delegates(generator) {
        true => delegation::resume(generator, sent, cx),
        false => resume_itself(generator, sent, cx),
    }
}

/// As [`resume_with`], of one whose own body goes on.
#[inline(never)]
fn resume_itself(generator: Obj, sent: Obj, cx: Cx) -> Option<Obj> {
    // SAFETY: a live generator. Its frame is one as long as it has not ended.
    unsafe {
        let state = state_of(generator).read();
        let is_new = state == number_of(State::Created);
        // What only begins can be sent nothing.
        if !is_suspended(state) && !(is_new && sent == ffi::Py_None()) {
            return delegation::ended(generator);
        }
        let frame = frame_of(generator);
        let code = (*frame).code.object();
        let function = stretch_at(code, (*frame).instruction, is_new)?;
        if !goes_on_quietly(generator, cx, code, function) || crate::tstate::observed_by(cx) {
            return None;
        }
        // Whoever comes back to it meanwhile finds that it runs, and so does native code, before which nothing has been pushed.
        let stretch = function.spec.resume?.1;
        state_of(generator).write(number_of(State::Executing));
        let given = stretch(cx, generator, sent);
        if given.is_none() {
            state_of(generator).write(state);
        }
        given
    }
}

/// Has a generator no exception that it handles, and does nobody listen to its code?
///
/// # Safety
/// A live generator that has not ended, whose code that is.
#[inline(always)]
unsafe fn goes_on_quietly(generator: Obj, cx: Cx, code: Obj, function: &Function) -> bool {
    // SAFETY: the caller's promise.
    unsafe { is_plain(generator) && function.is_unheard() && is_instrumented_as_now(cx, code) }
}

/// Has a generator no exception that it handles, and the module's own globals?
///
/// # Safety
/// A live generator that has not ended.
#[inline(always)]
unsafe fn is_plain(generator: Obj) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let handled = *generator.byte_add(layout()[2]).cast::<Obj>();
        (handled.is_null() || handled == ffi::Py_None()) && (*frame_of(generator)).globals == STRETCHES.1.get()
    }
}

/// Has the interpreter seen to it that a code's instrumentation is as it is asked for now? It only does where a frame begins, or goes on
/// behind a `yield`, not where native code hands a frame over.
#[inline(always)]
fn is_instrumented_as_now(cx: Cx, code: Obj) -> bool {
    #[cfg(Py_3_12)]
    // SAFETY: a live code object.
    unsafe {
        crate::frame::instrumentation_of(code) == crate::tstate::monitoring_version_of(cx)
    }
    #[cfg(not(Py_3_12))]
    {
        let _ = (cx, code);
        false
    }
}

/// The slots of a generator's frame: locals, then operands.
#[derive(Clone, Copy)]
pub struct Slots(*mut Reference);

impl Slots {
    #[inline(always)]
    pub fn of(generator: Obj) -> Slots {
        // They follow the frame's other fields.
        Slots(frame_of(generator).wrapping_add(1).cast())
    }

    /// The object in a slot, or null.
    #[inline(always)]
    pub fn at(self, index: usize) -> Obj {
        // SAFETY: generated code knows how many slots there are.
        unsafe { self.0.add(index).read().object() }
    }

    /// Empties a slot: what it owns is the caller's.
    #[inline(always)]
    pub fn take(self, index: usize) {
        // SAFETY: see `at`.
        unsafe {
            let slot = self.0.add(index);
            if cfg!(Py_3_14) && slot.read().is_borrowed() {
                ffi::Py_XINCREF(slot.read().object());
            }
            slot.write(Reference::NULL);
        }
    }

    /// Gives up an iterator of which [`range`] has told where it stands.
    #[inline(always)]
    pub fn take_range(self, index: usize) {
        // SAFETY: see `at`.
        let iterator = unsafe { self.0.add(index).replace(Reference::NULL).object() };
        let before = SPARE.0.replace(iterator);
        if !before.is_null() {
            // SAFETY: owned, and no Python code runs when it ends.
            unsafe { ffi::Py_DECREF(before) }
        }
    }

    /// Is the reference in a slot, which is not empty, the only one? From 3.14 on a slot may have one that it does not own.
    #[inline(always)]
    fn is_only_one(self, index: usize) -> bool {
        // SAFETY: see `at`; a live object.
        unsafe { ffi::Py_REFCNT(self.at(index)) == 1 && !(cfg!(Py_3_14) && self.0.add(index).read().is_borrowed()) }
    }

    /// Puts what is taken over into a slot, which is empty or has a number.
    #[inline(always)]
    pub fn put(self, index: usize, object: Obj) {
        // SAFETY: see `at`.
        unsafe { self.0.add(index).replace(Reference::owned(object)) }.give_back_number();
    }

    /// Puts what is taken over into a slot for an operand.
    #[inline(always)]
    pub fn push(self, index: usize, object: Obj) {
        // SAFETY: see `at`.
        unsafe { self.0.add(index).write(Reference::owned(object)) }
    }

    /// Puts an iterator over the rest of a range into a slot for an operand. False: there is no memory, and an exception is set.
    #[inline(always)]
    pub fn put_range(self, index: usize, rest: (i64, i64, i64)) -> bool {
        let iterator = range_iterator(rest);
        self.push(index, iterator);
        !iterator.is_null()
    }

    /// Puts an `int` into a slot, which is empty or has a number. False: there is no memory, and an exception is set.
    #[inline(always)]
    pub fn put_int(self, index: usize, value: i64) -> bool {
        let old = self.at(index);
        // SAFETY: null, or a live object; if this reference is the only one, nobody can see that the object stays the same.
        unsafe {
            if !old.is_null()
                && ffi::Py_TYPE(old) == &raw mut ffi::PyLong_Type
                && self.is_only_one(index)
                && crate::layout_long::overwrite(old, value)
            {
                return true;
            }
        }
        self.put_new(index, crate::boxing::new_int(value))
    }

    /// [`Self::put_int`] where the slot has the number already, unless somebody has emptied it.
    #[inline(always)]
    pub fn keep_int(self, index: usize, value: i64) -> bool {
        !self.at(index).is_null() || self.put_new(index, crate::boxing::new_int(value))
    }

    /// As [`Self::put_int`], a `float`.
    #[inline(always)]
    pub fn put_float(self, index: usize, value: f64) -> bool {
        let old = self.at(index);
        // SAFETY: null, or a live object; if this reference is the only one, nobody can see that the object stays the same.
        unsafe {
            if !old.is_null() && ffi::Py_TYPE(old) == &raw mut ffi::PyFloat_Type && self.is_only_one(index) {
                (*old.cast::<ffi::PyFloatObject>()).ob_fval = value;
                return true;
            }
        }
        self.put_new(index, crate::boxing::new_float(value))
    }

    /// As [`Self::keep_int`], a `float`.
    #[inline(always)]
    pub fn keep_float(self, index: usize, value: f64) -> bool {
        !self.at(index).is_null() || self.put_new(index, crate::boxing::new_float(value))
    }

    /// As [`Self::put_int`], a `bool`.
    #[inline(always)]
    pub fn put_bool(self, index: usize, value: bool) -> bool {
        self.put_new(index, crate::boxing::new_bool(value))
    }

    #[inline(never)]
    fn put_new(self, index: usize, object: Obj) -> bool {
        if object.is_null() {
            return false;
        }
        self.put(index, object);
        true
    }
}

/// Gives up the numbers among a generator's locals: somebody may look.
pub(crate) fn hide_numbers(generator: Obj, count: usize) {
    let slots = Slots::of(generator);
    for index in 0..count {
        // What is no number is in native code, but for the cells of the closure.
        if !slots.at(index).is_null() && !is_cell(slots.at(index)) {
            slots.put(index, NULL);
        }
    }
}

fn is_cell(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == &raw mut ffi::PyCell_Type }
}

/// Gives up the cells of the closure of a generator that has ended, which are behind so many locals.
#[inline(always)]
pub fn end_cells(generator: Obj, locals: usize, count: usize) {
    let slots = Slots::of(generator);
    for index in locals..locals + count {
        let cell = slots.at(index);
        slots.take(index);
        crate::release_behind(cell);
    }
}

/// Suspends a generator at the `yield` of that code unit, whose frame holds what it has to: so many locals and cells, and operands
/// below what is sent.
#[inline(always)]
pub fn suspend(generator: Obj, unit: u32, slots: usize, operands: usize, delegates: bool) {
    let frame = frame_of(generator);
    // SAFETY: a live generator.
    unsafe {
        let first = FrameShape::of((*frame).code.object()).first;
        (*frame).instruction = first.add(UNIT * (unit as usize + usize::from(cfg!(Py_3_13))));
        #[cfg(Py_3_14)]
        let top: StackTop = Slots::of(generator).0.add(slots + operands);
        #[cfg(not(Py_3_14))]
        let top: StackTop = (slots + operands) as c_int;
        (*frame).stack = top;
    }
    set_state(generator, if delegates { State::Delegating } else { State::Suspended });
}

/// May it not be iterated over by a generator?
pub fn is_coroutine(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == &raw mut ffi::PyCoro_Type }
}

/// CPython's iterator over a range of numbers of a machine word.
#[repr(C)]
struct RangeIterator {
    base: ffi::PyObject,
    start: c_long,
    step: c_long,
    count: c_long,
}

/// The last one that was given up; null: there is none.
static SPARE: Spare = Spare(Cell::new(NULL));
struct Spare(Cell<Obj>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Spare {}

/// Where an iterator over a range stands: the next item, the end, the step. Nothing if it is none, or somebody else has it.
#[inline(always)]
pub fn range(iterator: Obj) -> Option<(i64, i64, i64)> {
    // SAFETY: null, or a live object, whose class is tested.
    unsafe {
        if iterator.is_null()
            || ffi::Py_TYPE(iterator) != &raw mut ffi::PyRangeIter_Type
            || ffi::Py_REFCNT(iterator) != 1
        {
            return None;
        }
        let range = iterator.cast::<RangeIterator>();
        let (start, step) = ((*range).start as i64, (*range).step as i64);
        Some((start, start.checked_add(step.checked_mul((*range).count as i64)?)?, step))
    }
}

/// An iterator over the rest of a range; null with an exception set.
#[inline(always)]
pub fn range_iterator((start, stop, step): (i64, i64, i64)) -> Obj {
    let iterator = SPARE.0.replace(NULL);
    if iterator.is_null() {
        return crate::generator::range_iterator((start, stop, step));
    }
    let distance = match step > 0 {
        true if step == 1 => stop as i128 - start as i128,
        true => (stop as i128 - start as i128 + step as i128 - 1) / step as i128,
        false => (start as i128 - stop as i128 - step as i128 - 1) / -(step as i128),
    };
    let fits = |value: i64| c_long::try_from(value).is_ok();
    if distance > c_long::MAX as i128 || !fits(start) || !fits(step) {
        // SAFETY: owned, and no Python code runs when it ends.
        unsafe { ffi::Py_DECREF(iterator) };
        return crate::generator::range_iterator((start, stop, step));
    }
    // SAFETY: an iterator that nobody else has.
    unsafe {
        let range = iterator.cast::<RangeIterator>();
        (*range).start = start as c_long;
        (*range).step = step as c_long;
        (*range).count = distance.max(0) as c_long;
    }
    iterator
}

/// CPython goes on with a generator whose slots are empty, at an instruction, with these values.
pub(crate) fn go_on(generator: Obj, unit: u32, values: &mut [Obj], raises: bool) -> Obj {
    let mut behind;
    let (unit, values, raises) = match raises {
        false => match delegation::behind(generator, values) {
            Some((unit, values, raises)) => {
                behind = values;
                (unit, &mut behind[..], raises)
            }
            None => (unit, values, raises),
        },
        true => (unit, values, raises),
    };
    #[cfg(Py_3_12)]
    // SAFETY: a live generator whose frame has room for so many values.
    unsafe {
        let mut has_ended = 0;
        let given = annot_generator_goes_on(
            generator,
            unit as c_int,
            values.as_mut_ptr(),
            values.len() as c_int,
            raises as c_int,
            &mut has_ended,
        );
        if has_ended == 0 {
            return given;
        }
        has_returned(given);
        NULL
    }
    #[cfg(not(Py_3_12))]
    {
        let _ = (generator, unit, values, raises);
        NULL
    }
}

unsafe extern "C" {
    static annot_generator_layout: [usize; 3];
    static annot_generator_states: [c_int; 6];
    fn annot_ended_generator_is_quiet(generator: Obj) -> c_int;
    #[cfg(all(Py_3_12, not(Py_3_14)))]
    fn annot_end_generator(generator: Obj) -> c_int;
    #[cfg(Py_3_12)]
    fn annot_generator_goes_on(
        generator: Obj,
        unit: c_int,
        values: *mut Obj,
        count: c_int,
        raises: c_int,
        has_ended: *mut c_int,
    ) -> Obj;
}
