//! What is given up behind a frame that has been popped.

use super::{may_run_python, show_waiting};
use crate::value::Obj;

/// Gives up an owned reference (or none) behind the frame that held it, which has been popped: as in CPython, whoever looks finds the
/// frames of its callers.
#[inline(always)]
pub fn release_behind(object: Obj) {
    if !object.is_null() && !crate::boxing::release_shared(object) {
        release_last_behind(object);
    }
}

#[inline(never)]
fn release_last_behind(object: Obj) {
    if crate::boxing::ended_int(object) {
        return;
    }
    if crate::boxing::is_only_one(object) {
        if crate::list_iter::ended(object) || crate::list_parts::ended(object) {
            return;
        }
        if may_run_python(object) {
            show_waiting();
        }
    }
    crate::boxing::release_last(object);
}
