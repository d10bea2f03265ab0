//! Exceptions that are not even made: raised and caught by native code that gets no more of them than what they were made of.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::object::type_of;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::c_int;

/// A class of exceptions at one place in the source.
pub struct Class {
    /// Of the class that was found to be of this kind; none has 0.
    version: Cell<u32>,
    /// How often one was looked at.
    looks: Cell<u32>,
}

/// So often a class is looked at.
const PATIENCE: u32 = 32;

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Class {}

impl Default for Class {
    fn default() -> Class {
        Class::new()
    }
}

impl Class {
    /// Nothing is known yet.
    pub const fn new() -> Class {
        Class {
            version: Cell::new(0),
            looks: Cell::new(0),
        }
    }

    /// Is it a class (or null) whose exceptions only keep their arguments, and end without anybody's hearing of it?
    #[inline(always)]
    pub fn is_unheard(&self, class: Obj) -> bool {
        let version = version_of(class);
        version != 0 && version == self.version.get() || self.look_at(class)
    }

    #[cold]
    #[inline(never)]
    fn look_at(&self, class: Obj) -> bool {
        // SAFETY: null, or a live object; only a type is asked for more.
        unsafe {
            let is_type = !class.is_null() && type_of(class) == &raw mut ffi::PyType_Type;
            if !is_type || self.looks.get() >= PATIENCE {
                return false;
            }
            self.looks.set(self.looks.get() + 1);
            if annot_makes_exception(class) == 0 || !ends_unheard(class) {
                return false;
            }
            self.version.set(version_of(class));
            self.version.get() != 0
        }
    }
}

/// Does nobody hear of it that exceptions of a class end? The class has a version afterwards, if it can have one.
///
/// # Safety
/// A live type.
pub(crate) unsafe fn ends_unheard(class: Obj) -> bool {
    // SAFETY: the caller's promise.
    unsafe { annot_exceptions_end_unheard(class.cast()) != 0 }
}

/// The version of a class whose own class is `type`; 0: it is none, or has none.
#[inline(always)]
fn version_of(class: Obj) -> u32 {
    // SAFETY: null, or a live object; only a type is asked for its version.
    unsafe {
        if class.is_null() || type_of(class) != &raw mut ffi::PyType_Type {
            return 0;
        }
        (*class.cast::<ffi::PyTypeObject>()).tp_version_tag
    }
}

/// The clauses of a handler at one place in the source, which name so many classes.
pub struct Clauses<const COUNT: usize> {
    /// Behind which of the classes each clause ends.
    ends: &'static [usize],
    class: Cell<Obj>,
    version: Cell<u32>,
    named: Cell<[Obj; COUNT]>,
    clause: Cell<i64>,
}

// SAFETY: touched only with the GIL held.
unsafe impl<const COUNT: usize> Sync for Clauses<COUNT> {}

impl<const COUNT: usize> Clauses<COUNT> {
    /// Nothing is known yet.
    pub const fn new(ends: &'static [usize]) -> Clauses<COUNT> {
        Clauses {
            ends,
            class: Cell::new(NULL),
            version: Cell::new(0),
            named: Cell::new([NULL; COUNT]),
            clause: Cell::new(-1),
        }
    }

    /// The number of the clause that catches exceptions of a class; how many clauses there are: none does; -1: that is not known.
    #[inline(always)]
    pub fn of(&self, class: Obj, named: [Obj; COUNT]) -> i64 {
        let version = version_of(class);
        let is_known = version != 0 && version == self.version.get() && class == self.class.get();
        // What is no ancestor may have ended, and something else be at its address.
        // SAFETY: live objects: those that were found before are not null.
        if is_known && named == self.named.get() && named.iter().all(|one| unsafe { catches_any(*one) }) {
            return self.clause.get();
        }
        self.find(class, named, version)
    }

    #[cold]
    #[inline(never)]
    fn find(&self, class: Obj, named: [Obj; COUNT], version: u32) -> i64 {
        // SAFETY: null, or live objects; classes of exceptions are types.
        unsafe {
            if version == 0 || named.contains(&NULL) || !catches_any(class) {
                return -1;
            }
            let mut begin = 0;
            let mut found = self.ends.len();
            for (number, end) in self.ends.iter().enumerate() {
                let clause = &named[begin..*end];
                if !clause.iter().all(|one| catches_any(*one)) {
                    return -1;
                }
                let catches = |one: &Obj| ffi::PyType_IsSubtype(class.cast(), one.cast()) != 0;
                if clause.is_empty() || clause.iter().any(catches) {
                    found = number;
                    break;
                }
                begin = *end;
            }
            self.class.set(class);
            self.version.set(version);
            self.named.set(named);
            self.clause.set(found as i64);
            found as i64
        }
    }
}

/// Is it a class of exceptions?
///
/// # Safety
/// A live object.
#[inline(always)]
unsafe fn catches_any(object: Obj) -> bool {
    // SAFETY: the caller's promise.
    unsafe { ffi::PyExceptionClass_Check(object) != 0 }
}

unsafe extern "C" {
    fn annot_makes_exception(class: Obj) -> c_int;
    fn annot_exceptions_end_unheard(class: *mut ffi::PyTypeObject) -> c_int;
}
