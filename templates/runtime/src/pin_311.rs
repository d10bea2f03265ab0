//! Keeping function objects alive for native frames that wait, on CPython 3.11.
//!
//! Nothing announces on 3.11 that a global is about to be bound to something else. So all function objects that native code
//! may have read are kept whenever it starts to wait, and given back when it goes on, but for those that their globals have
//! lost meanwhile.

use crate::global::{Expected, Global};
use crate::module::{self, Module};
use crate::{Function, resolve};

/// Native code starts to wait. What it has read since Python code ran last is what its globals are known to be bound to now.
pub(crate) fn pin() {
    let Some(module) = module::current() else { return };
    for (global, function) in own_functions(module) {
        // Another name of the module may have changed since, which says nothing about this one.
        let is_bound = || resolve::value_in(module.globals(), global.key()) == function.object();
        if global.is_known_as_expected() || !function.object().is_null() && is_bound() {
            function.keep();
        }
    }
    for (_, function) in own_functions(module) {
        function.forget_unless_kept();
    }
}

/// No native code waits any longer. Some of it may go on, with objects that it has read before.
pub(crate) fn unpin() {
    let Some(module) = module::current() else { return };
    for (global, function) in own_functions(module) {
        if !function.is_kept() {
            continue;
        }
        let is_bound = global.is_known_as_expected()
            || resolve::value_in(module.globals(), global.key()) == function.object() && global.refresh(module);
        if is_bound {
            function.give_back();
        } else {
            module.look_closer();
        }
    }
}

fn own_functions(module: &'static Module) -> impl Iterator<Item = (&'static Global, &'static Function)> {
    module.spec.globals.iter().filter_map(|global| match global.expected {
        Expected::Own(function) => Some((global, &module.spec.functions[function as usize])),
        _ => None,
    })
}
