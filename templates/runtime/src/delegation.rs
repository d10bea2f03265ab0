//! Generators that wait in a `yield from` or an `await` for another one, at which the interpreter arrives through all of them: native
//! code goes to the innermost at once. In between only their frames wait, for whoever looks meanwhile; what they hold stays in them,
//! and what the innermost gives is what all of them give. When it ends, the one that waited for it goes on, and finds what it ended with.
//!
//! From 3.13 on, where a generator says whether it waits so.

use super::{
    State, frame_of, goes_on_quietly, is_suspended, number_of, resume_itself, set_state, state_of, stretch_of,
};
use crate::frame::{Frame, FrameSpec};
use crate::function::Function;
use crate::handover::Exception;
use crate::tstate::{self, Tstate};
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ptr::null;

/// What it costs to go through generators to one that ends is what it saves to go through so many to one that gives something.
const LOST: i32 = 3;

/// So much better or worse it is known to be at most; as often native code does not go through them then.
const REMEMBERED: i32 = 32;

/// Through so many generators native code goes at once; from the last of these on as from the first.
const MOST: usize = 8;

/// A generator that waits.
#[derive(Clone, Copy)]
struct Level {
    generator: Obj,
    /// What its frame says where it stands, behind its `yield`.
    instruction: *const u8,
    /// The code unit of that.
    unit: u32,
    function: Option<&'static Function>,
}

impl Level {
    const NONE: Level = Level {
        generator: NULL,
        instruction: null(),
        unit: 0,
        function: None,
    };
}

/// From a `SEND`, where it waits, to its `yield`, and from that to where it goes on with what the other one has returned.
const TO_YIELD: u32 = 2;
const TO_RESULT: u32 = 3;

/// How a generator has ended for which one waits that goes on now: null, or what it has returned; else what it has raised.
struct Ended {
    /// Nobody else is told.
    thread: Tstate,
    waits: Level,
    /// Owned until somebody asks it, then null.
    generator: Cell<Obj>,
    returned: Cell<Obj>,
    raised: Cell<Option<Exception>>,
    above: Cell<*const Ended>,
}

/// The last one that is not forgotten.
static ENDED: Innermost = Innermost(Cell::new(null()));
struct Innermost(Cell<*const Ended>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Innermost {}

/// Does a generator wait for another one that may go on?
#[inline(always)]
pub(super) fn delegates(generator: Obj) -> bool {
    // SAFETY: a live generator or coroutine.
    let waits = cfg!(Py_3_13) && unsafe { state_of(generator).read() } == number_of(State::Delegating);
    waits && pays() && delegate_of(generator).is_some()
}

/// The generator or coroutine for which one waits that delegates, if that is suspended.
#[inline(always)]
fn delegate_of(generator: Obj) -> Option<Obj> {
    // SAFETY: a live generator that is suspended; what it waits for is its innermost operand.
    unsafe {
        #[cfg(Py_3_14)]
        let delegate = (*frame_of(generator)).stack.sub(1).read().object();
        #[cfg(not(Py_3_14))]
        let delegate = super::Slots::of(generator).at((*frame_of(generator)).stack as usize - 1);
        let class = ffi::Py_TYPE(delegate);
        let is_generator = class == &raw mut ffi::PyGen_Type || class == &raw mut ffi::PyCoro_Type;
        (is_generator && is_suspended(state_of(delegate).read())).then_some(delegate)
    }
}

/// See [`super::resume_with`], of a generator that [delegates].
#[inline(never)]
pub(super) fn resume(outermost: Obj, sent: Obj, cx: Cx) -> Option<Obj> {
    if tstate::observed_by(cx) {
        return None;
    }
    let mut frames = [const { Frame::<0>::sized() }; MOST];
    let mut levels = [Level::NONE; MOST];
    let (mut count, mut innermost, mut inner) = (0, outermost, cx);
    let mut known = Known(NULL, None);
    while count < MOST
        && inner.may_nest(2)
        // SAFETY: a live generator that has not ended.
        && unsafe { state_of(innermost).read() } == number_of(State::Delegating)
        && let Some(delegate) = delegate_of(innermost)
        && let Some(level) = known.level(innermost, inner)
        && let Some(spec) = level.spec()
    {
        frames[count].wait(spec, innermost, inner);
        frames[count].reach(level.unit - TO_YIELD);
        // Whoever comes back to it meanwhile finds that it runs.
        set_state(innermost, State::Executing);
        levels[count] = level;
        count += 1;
        (innermost, inner) = (delegate, inner.deeper());
    }
    let mut given = resume_itself(innermost, sent, inner);
    while count > 0 {
        // Nobody has looked: all of them are as they were.
        if !frames[count - 1].was_shown()
            && let Some(item) = given
            && !item.is_null()
        {
            has_paid(count as i32);
            levels[..count]
                .iter()
                .for_each(|level| set_state(level.generator, State::Delegating));
            frames[0].pop();
            return given;
        }
        count -= 1;
        let own = match count {
            0 => cx,
            count => frames[count - 1].own_cx().deeper(),
        };
        let (frame, level) = (&mut frames[count], levels[count]);
        given = match given {
            Some(item) if !item.is_null() && frame.is_observed(cx) => {
                Some(level.goes_on_in(frame, level.unit, item, false))
            }
            Some(item) if !item.is_null() => {
                level.pop(frame);
                Some(item)
            }
            // No more than asked.
            None => {
                level.pop(frame);
                resume_itself(level.generator, sent, own)
            }
            Some(_) => {
                has_paid(-LOST);
                Some(level.resume(frame, innermost, own))
            }
        };
        innermost = level.generator;
    }
    given
}

/// Has it paid to go through generators? More or less than nothing.
static PAID: Paid = Paid(Cell::new(0));
struct Paid(Cell<i32>);
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Paid {}

/// Do more generators give something, through which native code goes, than end?
#[inline(always)]
fn pays() -> bool {
    let paid = PAID.0.get();
    PAID.0.set(paid + i32::from(paid < 0));
    paid >= 0
}

#[inline(always)]
fn has_paid(more: i32) {
    PAID.0.set((PAID.0.get() + more).clamp(-REMEMBERED, REMEMBERED));
}

/// The code of the generator that was seen last, and its function: in a recursion it is the same one over and over.
struct Known(Obj, Option<&'static Function>);

impl Known {
    #[inline(always)]
    fn level(&mut self, generator: Obj, cx: Cx) -> Option<Level> {
        // SAFETY: a live generator that has not ended.
        unsafe {
            let frame = frame_of(generator);
            let code = (*frame).code.object();
            let instruction = (*frame).instruction;
            let unit = super::unit_of(code, instruction);
            let function = match self {
                Known(known, Some(function)) if *known == code && super::is_plain(generator) => *function,
                _ => stretch_of(code, unit).filter(|function| goes_on_quietly(generator, cx, code, function))?,
            };
            *self = Known(code, Some(function));
            Some(Level {
                generator,
                instruction,
                unit,
                function: Some(function),
            })
        }
    }
}

impl Level {
    #[inline(always)]
    fn spec(self) -> Option<&'static FrameSpec> {
        self.function?.delegating.get()
    }

    /// Its frame waits no longer; it is suspended as it was.
    fn pop(self, frame: &mut Frame<0>) {
        let was_shown = frame.was_shown();
        frame.pop();
        set_state(self.generator, State::Delegating);
        if was_shown {
            // SAFETY: a live generator, whose frame is one.
            unsafe { (*frame_of(self.generator)).instruction = self.instruction }
        }
    }

    /// It goes on behind the end of what it waited for, which has returned something, or raised the exception that is set: natively,
    /// with that context, if it can. What it gives; null as [`super::resume_with`] gives it.
    #[inline(never)]
    fn resume(self, frame: &mut Frame<0>, delegate: Obj, cx: Cx) -> Obj {
        let ended = Ended {
            thread: tstate::current(),
            waits: self,
            generator: Cell::new(crate::new_ref(delegate)),
            returned: Cell::new(super::returned()),
            raised: Cell::new(Some(Exception::fetch()).filter(Exception::is_set)),
            above: Cell::new(ENDED.0.get()),
        };
        self.pop(frame);
        // A signal that has come meanwhile is the interpreter's: native code looks for one before it asks.
        if !cx.poll() {
            ENDED.0.set(&ended);
            // SAFETY: a constant.
            let given = resume_itself(self.generator, unsafe { ffi::Py_None() }, cx);
            ended.unlink();
            if let Some(given) = given {
                ended.forget();
                return given;
            }
        }
        if let Some(spec) = self.spec() {
            frame.wait(spec, self.generator, cx);
            frame.reach(self.unit - TO_YIELD);
        }
        let (returned, raised) = ended.take();
        match raised {
            Some(raised) => {
                crate::object::release_or_null(returned);
                raised.restore();
                self.goes_on_in(frame, self.unit - TO_YIELD, NULL, true)
            }
            None => self.goes_on_in(frame, self.unit + TO_RESULT, returned, false),
        }
    }

    /// The interpreter goes on with it, at an instruction, with a value on top of its operands, which is taken over, or none.
    #[cold]
    #[inline(never)]
    fn goes_on_in(self, frame: &mut Frame<0>, unit: u32, value: Obj, raises: bool) -> Obj {
        frame.hand_over_whole(|| goes_on(self.generator, unit, value, raises))
    }
}

impl Ended {
    /// Takes it out of the list: another thread may have put its own on top of it, and still have it there.
    fn unlink(&self) {
        let mut place = &ENDED.0;
        while !std::ptr::eq(place.get(), self) {
            // SAFETY: it is in the list, and so is whatever leads to it, each on a native stack until it is taken out.
            place = unsafe { &(*place.get()).above };
        }
        place.set(self.above.get());
    }

    /// Nobody asks it any more.
    fn forget(&self) {
        if !self.generator.get().is_null() {
            crate::object::release_or_null(self.take().0);
        }
    }

    /// What it has returned, owned, or has raised. Nobody asks it any more.
    fn take(&self) -> (Obj, Option<Exception>) {
        crate::object::release_or_null(self.generator.replace(NULL));
        let returned = self.returned.replace(NULL);
        // SAFETY: a constant.
        let returned = if returned.is_null() {
            crate::new_ref(unsafe { ffi::Py_None() })
        } else {
            returned
        };
        (returned, self.raised.take())
    }
}

/// What a generator gives that has ended, to the one that has waited for it: null, as [`super::resume_with`] gives it. Nothing: it has
/// not ended so.
#[cold]
#[inline(never)]
pub(super) fn ended(generator: Obj) -> Option<Obj> {
    let ended = innermost(|ended| ended.generator.get() == generator)?;
    let (returned, raised) = ended.take();
    match raised {
        Some(raised) => {
            crate::object::release_or_null(returned);
            raised.restore();
        }
        None => super::has_returned(returned),
    }
    Some(NULL)
}

/// Where the interpreter goes on with a generator that has not asked yet what it waited for, which has ended: the code unit, what is in
/// its frame there, and whether it raises. Given are the values of a frame that would ask. Nothing: it does not wait so.
#[cold]
#[inline(never)]
pub(super) fn behind(generator: Obj, values: &mut [Obj]) -> Option<(u32, Vec<Obj>, bool)> {
    let ended = innermost(|ended| ended.waits.generator == generator && !ended.generator.get().is_null())?;
    let place = values.iter().rposition(|value| *value == ended.generator.get())?;
    let (kept, rest) = values.split_at(place + 1);
    let mut kept = kept.to_vec();
    rest.iter().for_each(|value| crate::object::release_or_null(*value));
    let (returned, raised) = ended.take();
    let unit = ended.waits.unit;
    Some(match raised {
        Some(raised) => {
            crate::object::release_or_null(returned);
            raised.restore();
            (unit - TO_YIELD, kept, true)
        }
        None => {
            kept.push(returned);
            (unit + TO_RESULT, kept, false)
        }
    })
}

fn innermost(mut is_it: impl FnMut(&Ended) -> bool) -> Option<&'static Ended> {
    let mut ended = ENDED.0.get();
    // SAFETY: null, or on the native stack, in a function that has not returned.
    while let Some(one) = unsafe { ended.as_ref() } {
        if one.thread == tstate::current() && is_it(one) {
            return Some(one);
        }
        ended = one.above.get();
    }
    None
}

/// [`annot_delegation_goes_on`], from 3.13 on.
fn goes_on(generator: Obj, unit: u32, value: Obj, raises: bool) -> Obj {
    #[cfg(Py_3_13)]
    // SAFETY: a live generator that waits, whose frame has room for another value.
    unsafe {
        let mut has_ended = 0;
        let given = annot_delegation_goes_on(
            generator,
            unit as std::ffi::c_int,
            value,
            raises as std::ffi::c_int,
            &mut has_ended,
        );
        if has_ended == 0 {
            return given;
        }
        super::has_returned(given);
    }
    #[cfg(not(Py_3_13))]
    let _ = (generator, unit, value, raises);
    NULL
}

#[cfg(Py_3_13)]
unsafe extern "C" {
    fn annot_delegation_goes_on(
        generator: Obj,
        unit: std::ffi::c_int,
        value: Obj,
        raises: std::ffi::c_int,
        has_ended: *mut std::ffi::c_int,
    ) -> Obj;
}
