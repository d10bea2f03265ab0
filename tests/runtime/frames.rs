//! A crate like those that annot generates, whose engines call Python: frames_check.py compares with CPython.
use annot_runtime as rt;
use pyo3::ffi;
use rt::Obj;
use std::collections::BTreeMap;
use std::ffi::c_long;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

/// All functions of the module, in the order of their code objects.
static FUNCTIONS: [rt::Function; include!(env!("CRATE_COUNT"))] = include!(env!("CRATE_FUNCTIONS"));
static GLOBALS: [rt::Global; 1] = [rt::Global::own("nest", 6)];
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
    sites: rt::Sites::NONE,
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

/// What frames of a function with so many slots have in common.
fn spec<const N: usize>(name: &'static str) -> &'static rt::FrameSpec {
    static SPECS: Mutex<BTreeMap<(&str, usize), &'static rt::FrameSpec>> = Mutex::new(BTreeMap::new());
    let make = || &*Box::leak(Box::new(rt::FrameSpec::new::<N>(&MODULE, function(name))));
    SPECS.lock().unwrap().entry((name, N)).or_insert_with(make)
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

entry!(entry_call, "call", 2, |cx, f, slots| {
    let mut frame = rt::Frame::<6>::sized();
    run(&mut frame, ("call", true), f, cx, &slots, None, |_| {
        ffi::PyObject_CallObject(slots[0], slots[1])
    })
});
entry!(entry_holder_method, "Holder.method", 2, |cx, f, slots| {
    let mut frame = rt::Frame::<24>::sized();
    run(&mut frame, ("Holder.method", true), f, cx, &slots, None, |_| {
        ffi::PyObject_CallNoArgs(slots[1])
    })
});
// Has more slots than the frame: it is counted, but not shown.
entry!(entry_wide, "wide", 1, |cx, f, slots| {
    let mut frame = rt::Frame::<24>::sized();
    run(&mut frame, ("wide", true), f, cx, &slots, None, |_| {
        ffi::PyObject_CallNoArgs(slots[0])
    })
});
entry!(entry_nest, "nest", 2, |cx, f, slots| {
    nest(cx, f, ffi::PyLong_AsLong(slots[0]), slots[1])
});

/// What `nest` does; but for the outermost, its frames do not know the function object.
fn nest(cx: rt::Cx, f: Obj, depth: c_long, callee: Obj) -> Obj {
    let mut frame = rt::Frame::<2>::sized();
    unsafe {
        run(
            &mut frame,
            ("nest", depth == 0),
            f,
            cx,
            &[rt::NULL, callee],
            Some(depth),
            |cx| match depth {
                0 => ffi::PyObject_CallNoArgs(callee),
                // The global says which function object it is.
                _ if GLOBALS[0].ok() && FUNCTIONS[6].ok() => nest(cx.deeper(), rt::NULL, depth - 1, callee),
                _ => nest(cx.deeper(), f, depth - 1, callee),
            },
        )
    }
}

/// A native body, whose first local may be a number: what `call` does is done by one of the calls of which the check has said where they are.
unsafe fn run<const N: usize>(
    frame: &mut rt::Frame<N>,
    (name, is_last): (&'static str, bool),
    f: Obj,
    cx: rt::Cx,
    locals: &[Obj],
    number: Option<c_long>,
    call: impl FnOnce(rt::Cx) -> Obj,
) -> Obj {
    frame.wait(spec::<N>(name), f, cx);
    let (at, site) = SITES.lock().unwrap()[&(name, is_last)];
    frame.at(at);
    for (slot, &local) in locals.iter().enumerate() {
        frame.show(slot, local);
    }
    if let Some(number) = number {
        frame.show_owned(0, unsafe { ffi::PyLong_FromLong(number) });
    }
    let result = call(frame.cx(cx));
    if !result.is_null() {
        frame.pop();
        return result;
    }
    frame.leave(&MODULE, site, cx, &[]).0
}

/// Where the functions call: the code unit, and a site there that raises.
static SITES: Mutex<BTreeMap<(&str, bool), (u32, &'static rt::Site)>> = Mutex::new(BTreeMap::new());

/// Says where the function called `name` calls first, or last.
///
/// # Safety
/// Called with the GIL held, with a `str`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn set_place(name: Obj, is_last: c_long, at: c_long) {
    let name = unsafe { std::ffi::CStr::from_ptr(ffi::PyUnicode_AsUTF8(name)) };
    let name = name.to_str().unwrap();
    let number = FUNCTIONS.iter().position(|each| each.spec.name == name).unwrap();
    let spec = Box::leak(Box::new(rt::SiteSpec {
        function: number as u32,
        at: at as u32,
        mode: rt::Mode::Raise,
        locals: &[],
        stack: &[],
    }));
    let site = Box::leak(Box::new(rt::Site::new(spec)));
    SITES
        .lock()
        .unwrap()
        .insert((FUNCTIONS[number].spec.name, is_last != 0), (at as u32, site));
}

/// Nanoseconds for pushing and popping a frame.
///
/// # Safety
/// Called with the GIL held, with the function `nest`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn frame_cost(f: Obj, times: c_long) -> f64 {
    #[inline(never)]
    fn visit(cx: rt::Cx, f: Obj, spec: &'static rt::FrameSpec) -> isize {
        let mut frame = rt::Frame::<2>::sized();
        frame.wait(spec, f, cx);
        frame.at(3);
        let depth = std::hint::black_box(frame.cx(cx)).depth;
        frame.pop();
        depth
    }
    let cx = rt::tstate::current().cx().unwrap();
    let spec = spec::<2>("nest");
    let begun = std::time::Instant::now();
    for _ in 0..times {
        std::hint::black_box(visit(cx, f, spec));
    }
    begun.elapsed().as_nanos() as f64 / times as f64
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
