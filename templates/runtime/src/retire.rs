//! Engines that lose are taken out: a function that keeps leaving native code runs as bytecode from then on, which is never
//! wrong, and faster than going to and fro.

use crate::function::Function;
use crate::module::Module;
use crate::value::Obj;
use std::time::{Duration, Instant};

/// How many exits are looked at together.
const EXITS: u32 = 512;

/// An exit costs about as much as ten calls. A function that spends less than this between two of them, in native code and in
/// what CPython did of it, loses more by them than it can gain.
const SHORTEST: Duration = Duration::from_micros(2);

/// Counts an exit of a function, and retires its engine if they come too fast.
pub(crate) fn count_exit(module: &Module, number: u32) {
    let function: &Function = &module.spec.functions[number as usize];
    let count = function.exits.get() + 1;
    if count < EXITS {
        function.exits.set(count);
        return;
    }
    function.exits.set(0);
    let now = Instant::now();
    let before = function.counted_since.replace(Some(now));
    if before.is_some_and(|before| now.duration_since(before) < SHORTEST * EXITS) {
        function.retire();
        for global in module.spec.globals {
            global.forget_own(module, number);
        }
    }
}

/// Takes the engine of a retired function from under a function object, so that CPython runs its calls without calling C.
/// Done when the object is called, because a code object may have any number of them.
///
/// # Safety
/// `object` is a live function object that has the engine.
pub(crate) unsafe fn take_engine(object: Obj) {
    #[cfg(Py_3_12)]
    // SAFETY: the caller's promise.
    unsafe {
        crate::watch::take_engine(object);
    }
    #[cfg(not(Py_3_12))]
    // SAFETY: the caller's promise.
    unsafe {
        crate::retype_311::untype(object);
    }
}
