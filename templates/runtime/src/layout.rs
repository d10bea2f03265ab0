//! The structures of CPython that the runtime reads field by field, checked when a module is loaded.

use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_char;
use std::mem::{offset_of, size_of};

pub(crate) use ffi::PyFunctionObject as FunctionObject;

/// The start of a `builtin_function_or_method`. (PyO3's declaration does not have C's layout.)
#[repr(C)]
pub(crate) struct BuiltinObject {
    header: ffi::PyObject,
    definition: *const BuiltinDefinition,
    pub(crate) bound_to: Obj,
    pub(crate) module: Obj,
}

#[repr(C)]
struct BuiltinDefinition {
    name: *const c_char,
}

impl BuiltinObject {
    /// The name it was defined with in C, which Python code cannot change.
    pub(crate) fn name(&self) -> &[u8] {
        // SAFETY: every builtin has a definition with a NUL-terminated name that lives as long as the builtin.
        unsafe { std::ffi::CStr::from_ptr((*self.definition).name).to_bytes() }
    }
}

unsafe extern "C" {
    static annot_layout: [usize; EXPECTED.len()];
    static annot_layout_length: usize;
    fn annot_allow_reload(module: Obj);
    #[cfg(all(Py_3_12, not(Py_3_14)))]
    fn annot_forget_code_version(code: Obj);
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    fn annot_begin_to_keep();
}

/// In the order of `csrc/layout.c`.
const EXPECTED: [usize; 13] = [
    size_of::<FunctionObject>(),
    offset_of!(FunctionObject, func_globals),
    offset_of!(FunctionObject, func_builtins),
    offset_of!(FunctionObject, func_code),
    offset_of!(FunctionObject, func_defaults),
    offset_of!(FunctionObject, func_kwdefaults),
    offset_of!(FunctionObject, vectorcall),
    offset_of!(FunctionObject, func_version),
    offset_of!(FunctionObject, func_closure),
    offset_of!(BuiltinObject, definition),
    offset_of!(BuiltinObject, bound_to),
    offset_of!(BuiltinObject, module),
    #[cfg(not(Py_3_12))]
    offset_of!(ffi::PyDictObject, ma_version_tag),
    #[cfg(Py_3_12)]
    0,
];

/// Do Rust, the headers and the running interpreter agree?
pub(crate) fn is_as_expected() -> bool {
    // SAFETY: the constants of `csrc/layout.c`; the length is compared before the array is read. The type is static.
    unsafe {
        annot_layout_length == EXPECTED.len()
            && annot_layout == EXPECTED
            && crate::frame::is_as_expected()
            && crate::list_iter::is_as_expected()
            && crate::octets::is_as_expected()
            && crate::text_layout::is_as_expected()
            && crate::place::is_as_expected()
            && ffi::PyFunction_Type.tp_basicsize == EXPECTED[0] as ffi::Py_ssize_t
            && ffi::PyFunction_Type.tp_vectorcall_offset == EXPECTED[6] as ffi::Py_ssize_t
    }
}

/// From now on the memory of objects that end is kept for others (`csrc/kept.c`), if the interpreter is laid out as its headers say.
pub(crate) fn begin_to_keep() {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: the GIL is held.
    unsafe {
        annot_begin_to_keep();
    }
}

/// Lets `importlib.reload` execute the module again.
///
/// # Safety
/// `module` is a live module object that was made from a definition without state.
pub(crate) unsafe fn allow_reload(module: Obj) {
    // SAFETY: the caller's promise.
    unsafe { annot_allow_reload(module) }
}

/// Keeps CPython from specializing calls of functions made of this code object into calls that ignore their engine. From
/// 3.14 on a code object cannot do without a version: see [`has_version`].
///
/// # Safety
/// `code` is a live code object of which no function has been made.
#[cfg(all(Py_3_12, not(Py_3_14)))]
pub(crate) unsafe fn keep_calls_general(code: Obj) {
    // SAFETY: the caller's promise.
    unsafe { annot_forget_code_version(code) }
}

/// Would CPython specialize calls of the function into calls that ignore its engine?
///
/// # Safety
/// `object` is a live function object.
#[cfg(Py_3_14)]
#[inline(always)]
pub(crate) unsafe fn has_version(object: *const FunctionObject) -> bool {
    /// Below are the versions that mean "not set yet" and "taken away".
    const FIRST: u32 = 2;
    // SAFETY: the caller's promise.
    unsafe { (*object).func_version >= FIRST }
}

/// Where the version of a dictionary is kept: a number that every change replaces by one never used before.
///
/// # Safety
/// `dict` is a live dictionary.
#[cfg(not(Py_3_12))]
pub(crate) unsafe fn dict_version(dict: Obj) -> *const u64 {
    // SAFETY: the caller's promise, and the layout was checked.
    unsafe { &raw const (*dict.cast::<ffi::PyDictObject>()).ma_version_tag }
}
