//! A crate like those that annot generates, whose engines call Python: frames_check.py compares with CPython.
use annot_runtime as rt;
use pyo3::ffi;
use rt::Obj;
use std::ffi::c_long;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

/// All functions of the module, in the order of their code objects.
static FUNCTIONS: [rt::Function; include!(env!("CRATE_COUNT"))] = include!(env!("CRATE_FUNCTIONS"));
static GLOBALS: [rt::Global; 0] = [];
static MODULE: rt::Module = rt::Module::new(&rt::ModuleSpec {
    name: "frames",
    source_name: "frames.py",
    source_hash: include!(env!("CRATE_HASH")),
    python: (3, include!(env!("CRATE_MINOR"))),
    annot: "0.1.0",
    stress: false,
    code: include_bytes!(env!("CRATE_CODE")),
    functions: &FUNCTIONS,
    globals: &GLOBALS,
});

/// # Safety
/// CPython calls it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit_frames() -> Obj {
    unsafe { rt::init(&MODULE) }
}

static NATIVE_CALLS: AtomicI64 = AtomicI64::new(0);

/// How many calls were native.
#[unsafe(no_mangle)]
pub extern "C" fn native_calls() -> c_long {
    NATIVE_CALLS.load(Relaxed) as c_long
}

fn function(name: &str) -> &'static rt::Function {
    FUNCTIONS.iter().find(|function| function.spec.name == name).unwrap()
}

/// A function without an engine.
#[allow(dead_code, reason = "not while all have one")]
unsafe extern "C" fn entry(f: Obj, args: *const Obj, nargsf: usize, kw: Obj) -> Obj {
    unsafe { rt::bytecode(f, args, nargsf, kw) }
}

/// An entry for a function with star parameters, whose body gets the function object and the slots.
macro_rules! entry {
    ($entry:ident, $name:literal, $params:literal, |$cx:ident, $f:ident, $slots:ident| $body:expr) => {
        unsafe extern "C" fn $entry($f: Obj, args: *const Obj, nargsf: usize, kw: Obj) -> Obj {
            unsafe {
                let mut $slots = [rt::NULL; $params];
                let mut starred = rt::Starred::new();
                let Some($cx) = rt::enter_starred(
                    &MODULE,
                    function($name),
                    $f,
                    args,
                    nargsf,
                    kw,
                    &mut $slots,
                    &mut starred,
                ) else {
                    return rt::bytecode($f, args, nargsf, kw);
                };
                NATIVE_CALLS.fetch_add(1, Relaxed);
                let _ = $cx;
                $body
            }
        }
    };
}

entry!(entry_gather, "gather", 6, |cx, f, slots| pack(&slots));
entry!(entry_gather_args, "gather_args", 1, |cx, f, slots| pack(&slots));
entry!(entry_gather_kwargs, "gather_kwargs", 3, |cx, f, slots| pack(&slots));
entry!(entry_outer, "outer", 1, |cx, f, slots| make_inner(f, slots[0]));
entry!(entry_outer_inner, "outer.<locals>.inner", 1, |cx, f, slots| {
    let value = ffi::PyCell_Get(rt::closure_cell(f, 0));
    let result = pack(&[slots[0], value]);
    ffi::Py_XDECREF(value);
    result
});

/// A tuple of borrowed items.
unsafe fn pack(items: &[Obj]) -> Obj {
    unsafe {
        let tuple = ffi::PyTuple_New(items.len() as isize);
        for (index, &item) in items.iter().enumerate() {
            ffi::Py_INCREF(item);
            ffi::PyTuple_SET_ITEM(tuple, index as isize, item);
        }
        tuple
    }
}

/// What `outer` does.
unsafe fn make_inner(f: Obj, y: Obj) -> Obj {
    unsafe {
        let code = (0..10)
            .map(|index| function("outer").constant(index))
            .find(|&constant| ffi::Py_TYPE(constant) == &raw mut ffi::PyCode_Type)
            .unwrap();
        let made = ffi::PyFunction_New(code, (*f.cast::<ffi::PyFunctionObject>()).func_globals);
        let cell = ffi::PyCell_New(y);
        let closure = pack(&[cell]);
        ffi::Py_DECREF(cell);
        ffi::PyFunction_SetClosure(made, closure);
        ffi::Py_DECREF(closure);
        rt::made_function(&MODULE, made);
        made
    }
}
