//! The frame of CPython's interpreter, field by field, checked against the headers and the running interpreter when a module
//! is loaded.

use crate::value::Obj;
use pyo3::ffi;
use std::ffi::{c_char, c_int};
use std::mem::{offset_of, size_of};

/// What a frame refers to objects by: a pointer, from 3.14 on with a tag.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Reference(usize);

/// Nobody owns the reference. From 3.14 on that is said by its lowest bit.
const BORROWED: usize = cfg!(Py_3_14) as usize;

impl Reference {
    pub(crate) const NULL: Reference = Reference(BORROWED);

    #[inline(always)]
    pub(crate) fn borrowed(object: Obj) -> Reference {
        Reference(object as usize | BORROWED)
    }

    /// Takes over a reference.
    #[inline(always)]
    pub(crate) fn owned(object: Obj) -> Reference {
        #[cfg(Py_3_14)]
        // SAFETY: null, or a live object; what cannot die is referred to as if it were borrowed.
        return unsafe { annot_owned_reference(object) };
        #[cfg(not(Py_3_14))]
        Reference(object as usize)
    }

    /// What it refers to, or null.
    #[inline(always)]
    pub(crate) fn object(self) -> Obj {
        (self.0 & !(BORROWED * 3)) as Obj
    }

    /// Does it refer to an object without owning it?
    #[inline(always)]
    pub(crate) fn is_borrowed(self) -> bool {
        self.0 & BORROWED != 0
    }

    /// Gives back a number, or nothing.
    #[inline(always)]
    pub(crate) fn give_back_number(self) {
        let object = self.object();
        if !object.is_null() && !(cfg!(Py_3_14) && self.is_borrowed()) && !crate::boxing::release_shared(object) {
            if !crate::boxing::ended_number(object) {
                crate::boxing::release_last(object);
            }
        }
    }

    #[inline(always)]
    pub(crate) fn give_back(self) {
        // SAFETY: an owned reference to an object, which nobody else gives back.
        unsafe {
            if cfg!(Py_3_14) && self.0 & BORROWED == 0 {
                ffi::Py_DECREF(self.0 as Obj);
            } else if !cfg!(Py_3_14) {
                ffi::Py_XDECREF(self.0 as Obj);
            }
        }
    }
}

/// `_PyInterpreterFrame` without the slots, which follow it.
#[cfg(not(Py_3_12))]
#[repr(C)]
pub(crate) struct InterpreterFrame {
    pub(crate) function: Reference,
    pub(crate) globals: Obj,
    pub(crate) builtins: Obj,
    pub(crate) locals: Obj,
    pub(crate) code: Reference,
    pub(crate) object: Obj,
    pub(crate) previous: *mut InterpreterFrame,
    pub(crate) instruction: *const u8,
    pub(crate) stack: StackTop,
    pub(crate) is_entry: bool,
    pub(crate) owner: c_char,
}

/// `_PyInterpreterFrame` without the slots, which follow it.
#[cfg(Py_3_12)]
#[repr(C)]
pub(crate) struct InterpreterFrame {
    pub(crate) code: Reference,
    pub(crate) previous: *mut InterpreterFrame,
    pub(crate) function: Reference,
    pub(crate) globals: Obj,
    pub(crate) builtins: Obj,
    pub(crate) locals: Obj,
    pub(crate) object: Obj,
    pub(crate) instruction: *const u8,
    pub(crate) stack: StackTop,
    pub(crate) return_offset: u16,
    pub(crate) owner: c_char,
    /// From 3.14 on: has the collector been here?
    pub(crate) visited: u8,
}

/// The end of the operand stack, which begins behind the locals: from 3.14 on its address, before how many slots there are.
#[cfg(Py_3_14)]
pub(crate) type StackTop = *mut Reference;
#[cfg(not(Py_3_14))]
pub(crate) type StackTop = c_int;

/// The frame is one of those that a thread's chain owns.
pub(crate) const OWNED_BY_THREAD: c_char = 0;

unsafe extern "C" {
    static annot_frame_layout: [usize; EXPECTED.len()];
    static annot_frame_layout_length: usize;
    fn annot_frames_are_as_expected(thread: *mut ffi::PyThreadState) -> c_int;
    #[cfg(Py_3_14)]
    fn annot_owned_reference(object: Obj) -> Reference;
    #[link_name = "annot_code_fields"]
    safe static CODE_FIELDS: CodeFields;
}

/// In the order of `csrc/frame.c`.
const EXPECTED: [usize; 12] = [
    size_of::<InterpreterFrame>(),
    offset_of!(InterpreterFrame, code),
    offset_of!(InterpreterFrame, previous),
    offset_of!(InterpreterFrame, function),
    offset_of!(InterpreterFrame, globals),
    offset_of!(InterpreterFrame, builtins),
    offset_of!(InterpreterFrame, locals),
    offset_of!(InterpreterFrame, object),
    offset_of!(InterpreterFrame, instruction),
    offset_of!(InterpreterFrame, stack),
    size_of::<StackTop>(),
    offset_of!(InterpreterFrame, owner),
];

/// Do Rust, the headers and the running interpreter agree?
pub(crate) fn is_as_expected() -> bool {
    // SAFETY: the constants of `csrc/frame.c`; the length is compared before the array is read. The last call only looks at
    // the frames of the running thread.
    unsafe {
        annot_frame_layout_length == EXPECTED.len()
            && annot_frame_layout == EXPECTED
            && annot_frames_are_as_expected(ffi::PyThreadState_Get()) != 0
    }
}

/// What the frames of a code object have in common.
#[derive(Clone, Copy)]
pub(crate) struct FrameShape {
    /// How many locals, cells and free variables there are.
    pub(crate) slots: usize,
    /// The first instruction.
    pub(crate) first: *const u8,
    /// The one from which on a frame is complete and shown.
    pub(crate) shown_from: *const u8,
}

impl FrameShape {
    /// # Safety
    /// `code` is a live code object.
    #[inline(always)]
    pub(crate) unsafe fn of(code: Obj) -> FrameShape {
        // SAFETY: the caller's promise, and the fields are where `csrc/frame.c` says.
        unsafe {
            let number = |offset| code.cast::<u8>().add(offset).cast::<c_int>().read() as usize;
            let first = code.cast::<u8>().cast_const().add(CODE_FIELDS.instructions);
            FrameShape {
                slots: number(CODE_FIELDS.slots),
                first,
                shown_from: first.wrapping_add(UNIT * number(CODE_FIELDS.shown_from)),
            }
        }
    }
}

/// The version of the instrumentation in a code object, 0 if it has none.
///
/// # Safety
/// `code` must be a code object.
#[cfg(Py_3_12)]
#[inline(always)]
pub(crate) unsafe fn instrumentation_of(code: Obj) -> u64 {
    // SAFETY: the caller's promise, and the field is where `csrc/frame.c` says.
    unsafe { code.cast::<u8>().add(CODE_FIELDS.instrumentation).cast::<u64>().read() }
}

/// Where a code object has what its frames need.
#[repr(C)]
struct CodeFields {
    slots: usize,
    instructions: usize,
    shown_from: usize,
    #[cfg(Py_3_12)]
    instrumentation: usize,
}

/// The bytes of a code unit.
pub(crate) const UNIT: usize = 2;
