//! Engines for functions that exist already, in a module that CPython itself executed: decorators, prompts, notebooks.
//!
//! A library is loaded as a module that is never executed. Its dictionary says in `__annot_live__` which namespace the
//! functions have and which functions, or code objects that functions will be made of, are meant: `(namespace, [...])`. Those
//! whose code equals what was built get their engines; the item then holds the list of what was found.

use crate::layout::FunctionObject;
use crate::module::Module;
use crate::owned::{Owned, Raised, attribute, raise};
use crate::value::{NULL, Obj};
use crate::{away, function};
use pyo3::ffi;

/// What the package looks for in a library before it asks it for anything; `black_box` in [`asked`] keeps it there.
static MARK: &[u8] = b"annot-live-1";

const ITEM: &std::ffi::CStr = c"__annot_live__";

/// What is asked of a library that is being loaded; none: it is a module like others.
pub(crate) fn asked(own: Obj) -> Option<Owned> {
    std::hint::black_box(MARK);
    // SAFETY: the dictionary of a live module; the item is borrowed from it.
    unsafe {
        let item = ffi::PyDict_GetItemString(own, ITEM.as_ptr());
        (!item.is_null()).then(|| Owned::from_borrowed(item))
    }
}

/// Joins a namespace. `code` is the module's code object as it was built.
pub(crate) fn join(module: &'static Module, own: Obj, asked: &Owned, code: &Owned) -> Result<(), Raised> {
    // SAFETY: live objects; what is borrowed from the tuple lives as long as that.
    let (namespace, list) = unsafe {
        if ffi::PyTuple_Check(asked.get()) == 0 || ffi::PyTuple_Size(asked.get()) != 2 {
            return Err(raise(ffi::PyExc_TypeError, "__annot_live__ is (namespace, list)"));
        }
        let namespace = ffi::PyTuple_GetItem(asked.get(), 0);
        let list = ffi::PyTuple_GetItem(asked.get(), 1);
        if ffi::PyDict_CheckExact(namespace) == 0 || ffi::PyList_Check(list) == 0 {
            return Err(raise(ffi::PyExc_TypeError, "__annot_live__ is (namespace, list)"));
        }
        (namespace, list)
    };
    if module.dict() != namespace {
        if away::is_running() {
            // SAFETY: an exception class.
            return Err(unsafe { raise(ffi::PyExc_ImportError, "native code of another namespace is running") });
        }
        function::detach(module);
        crate::resume::forget_continuations();
    }
    let found = find(code, list)?;
    function::attach_codes(module, namespace, code, &found.codes)?;
    // SAFETY: live objects. The namespace is kept: nothing tells on 3.11 when it dies.
    unsafe {
        ffi::Py_INCREF(namespace);
        #[cfg(not(Py_3_12))]
        crate::retype_311::prepare(module)?;
        for &object in &found.functions {
            #[cfg(Py_3_12)]
            crate::watch::give_engine(module, object);
            #[cfg(not(Py_3_12))]
            if is_function(object) {
                crate::retype_311::made(module, object);
            }
        }
        let result = Owned::from_result(ffi::PyList_New(0))?;
        for object in found.functions.iter().chain(&found.roots) {
            if ffi::PyList_Append(result.get(), *object) < 0 {
                return Err(Raised);
            }
        }
        if ffi::PyDict_SetItemString(own, ITEM.as_ptr(), result.get()) < 0 {
            return Err(Raised);
        }
    }
    Ok(())
}

/// A plain function, or one that another library has given an engine: nobody else can inherit from the type of functions.
///
/// # Safety
/// `object` is a live object.
#[cfg(not(Py_3_12))]
unsafe fn is_function(object: Obj) -> bool {
    // SAFETY: the caller's promise.
    unsafe { ffi::PyFunction_Check(object) != 0 || (*ffi::Py_TYPE(object)).tp_base == &raw mut ffi::PyFunction_Type }
}

/// Which of the existing code objects are those that were built.
struct Found {
    /// By preorder index; null where none is known. Borrowed: of functions and code objects that the list keeps alive.
    codes: Vec<Obj>,
    functions: Vec<Obj>,
    /// Code objects of the list itself.
    roots: Vec<Obj>,
}

fn find(code: &Owned, list: Obj) -> Result<Found, Raised> {
    let mut built = Vec::new();
    // SAFETY: a live code object, which keeps the others alive.
    unsafe { function::collect(code.get(), &mut built)? };
    let mut found = Found {
        codes: vec![NULL; built.len()],
        functions: Vec::new(),
        roots: Vec::new(),
    };
    // SAFETY: the list owns its items, and nothing that is called here changes it but a comparison of constants, which are
    // of built-in types.
    unsafe {
        for index in 0..ffi::PyList_Size(list) {
            let object = ffi::PyList_GetItem(list, index);
            let is_code = ffi::Py_TYPE(object) == &raw mut ffi::PyCode_Type;
            let existing = match is_code {
                true => Owned::from_borrowed(object),
                false => attribute(object, "__code__")?,
            };
            let Some(at) = position(&built, existing.get())? else {
                continue;
            };
            let mut present = Vec::new();
            function::collect(existing.get(), &mut present)?;
            found.codes[at..at + present.len()].copy_from_slice(&present);
            if is_code {
                found.roots.push(object);
            } else {
                found.functions.push(object);
            }
        }
    }
    // The very code that a function has counts, whatever is in the constants of the code around it.
    for &object in &found.functions {
        // SAFETY: a live function object.
        let existing = unsafe { (*object.cast::<FunctionObject>()).func_code };
        if let Some(at) = position(&built, existing)? {
            found.codes[at] = existing;
        }
    }
    Ok(found)
}

/// Where a code object equals one of those that were built: name, place, instructions, constants, but not the file's name.
fn position(built: &[Obj], existing: Obj) -> Result<Option<usize>, Raised> {
    for (at, &code) in built.iter().enumerate() {
        // SAFETY: live code objects.
        match unsafe { ffi::PyObject_RichCompareBool(code, existing, ffi::Py_EQ) } {
            0 => {}
            1 => return Ok(Some(at)),
            _ => return Err(Raised),
        }
    }
    Ok(None)
}
