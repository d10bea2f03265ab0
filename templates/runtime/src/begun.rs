//! Coroutines, and what `__await__` makes, that begin where they are awaited: as long as nobody looks, and they do not give anything, they are
//! calls, and there is no object.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::function::Function;
use crate::layout::FunctionObject;
use crate::object::{release_or_null, type_of};
use crate::resumed::{self, Lazy};
use crate::value::{Cx, NULL, Obj};
use pyo3::ffi;

/// Begins with these arguments, of which those that the bits say are taken over. What it gives; null as [`resumed::resume_with`] gives it.
/// Nothing: these are not what its native body takes, and nothing was done.
pub type Begin = fn(Cx, Lazy, &[Obj], u32) -> Option<Obj>;

/// What has begun, if it has.
#[derive(Clone, Copy)]
pub struct Begun {
    pub has: bool,
    /// The generator or coroutine that is suspended, or has raised; null if it has returned. Owned.
    pub receiver: Obj,
    /// What it gives; null where it has returned, or raised.
    pub given: Obj,
    /// What it has returned, owned, or null: until somebody asks, anything may run that returns, too.
    returned: Obj,
}

impl Begun {
    pub const NOTHING: Begun = Begun {
        has: false,
        receiver: NULL,
        given: NULL,
        returned: NULL,
    };

    /// What it gives; what it has returned is put down for whoever asks next.
    #[inline(always)]
    pub fn sent(&self) -> Obj {
        if !self.returned.is_null() {
            resumed::has_returned(self.returned);
        }
        self.given
    }
}

/// Awaits `callee(*args)`, or `callee(object, *args)`, where all of these are the arguments, the object first, which may be null; `taken`
/// says which are taken over, if it begins, and `takes_callee` whether what is called is.
#[inline(always)]
pub fn call(callee: Obj, takes_callee: bool, args: &[Obj], taken: u32, cx: Cx) -> Begun {
    // Of what is no coroutine `await` says so.
    if type_of(callee) != &raw mut ffi::PyFunction_Type || !crate::sent::makes_coroutines(callee) {
        return Begun::NOTHING;
    }
    match args {
        [NULL, args @ ..] => begin(callee, takes_callee, args, taken >> 1, cx),
        args => begin(callee, takes_callee, args, taken, cx),
    }
}

/// Awaits an object, which may be taken over, by what its class says.
#[inline(always)]
pub fn object(object: Obj, taken: u32, cx: Cx) -> Begun {
    match crate::sent::await_method(object) {
        Some(method) => begin(method, false, &[object], taken, cx),
        None => Begun::NOTHING,
    }
}

#[inline(never)]
fn begin(f: Obj, takes_f: bool, args: &[Obj], taken: u32, cx: Cx) -> Begun {
    // SAFETY: a live function object.
    let code = unsafe { (*f.cast::<FunctionObject>()).func_code };
    let Some((own, begin)) = resumed::started_by(code).and_then(|own| Some((own, own.spec.begin?))) else {
        return Begun::NOTHING;
    };
    // SAFETY: a live function object of the function's code.
    let is_plain = unsafe { crate::started::may_begin(own, f, args.len()) };
    if !is_plain || cx.depth <= 0 || !resumed::may_begin(own, f, cx) {
        return Begun::NOTHING;
    }
    // As the frame of a coroutine would.
    let mut object = if takes_f { f } else { crate::new_ref(f) };
    match begin(cx.deeper(), Lazy::of(&mut object), args, taken) {
        None => {
            if !takes_f {
                release_or_null(object);
            }
            Begun::NOTHING
        }
        Some(given) => {
            let returned = if given.is_null() { resumed::returned() } else { NULL };
            Begun {
                has: true,
                receiver: receiver(own, object, returned),
                given,
                returned,
            }
        }
    }
}

/// What is left of what has begun: what gives something has become an object.
#[inline(always)]
fn receiver(own: &Function, object: Obj, returned: Obj) -> Obj {
    match type_of(object) == &raw mut ffi::PyFunction_Type {
        true if !returned.is_null() => {
            // It may have been taken out of where it was found.
            crate::release_behind(object);
            NULL
        }
        true => resumed::finished(own, object),
        false => object,
    }
}
