//! A crate as annot generates them, by hand: the engines of sample.py. Each counts how often it ran, so that a test can
//! see that it did; `native_calls` of the extension's C interface tells.
use annot_runtime as rt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

static NATIVE_CALLS: AtomicU64 = AtomicU64::new(0);

/// Read through `ctypes`.
#[unsafe(no_mangle)]
pub extern "C" fn native_calls() -> u64 {
    NATIVE_CALLS.load(Relaxed)
}

/// The numbers of the functions' code objects, in the order of `FUNCTIONS`, found by their qualified names.
const CODES: [u32; 14] = include!(env!("SAMPLE_CODES"));

macro_rules! functions {
    ($($number:literal $name:literal $params:literal $entry:ident),* $(,)?) => {
        [$(rt::Function::new(&rt::FunctionSpec {
            more_names: &[],
            name: $name, code: CODES[$number], params: $params, guards: 0, entry: $entry, resume: None, begin: None,
        })),*]
    };
}

static FUNCTIONS: [rt::Function; 14] = functions![
    0 "fib" 1 fib, 1 "half" 1 half, 2 "root" 1 root, 3 "read_limit" 0 read_limit, 4 "with_defaults" 3 with_defaults,
    5 "Point.double" 2 double, 6 "Point.triple" 1 triple, 7 "call_half" 1 call_half, 8 "length" 1 length,
    9 "imported_root" 1 imported_root, 10 "make_adder.<locals>.add_one" 1 add_one,
    11 "defaulted_half" 1 defaulted_half, 12 "call_defaulted" 0 call_defaulted, 13 "read_state" 0 read_state,
];
static GLOBALS: [rt::Global; 12] = [
    rt::Global::own("fib", 0),
    rt::Global::own("half", 1),
    rt::Global::attribute("math", "math", "sqrt"),
    rt::Global::variable("LIMIT"),
    rt::Global::builtin("len"),
    rt::Global::import("sqrt", "math", "sqrt"),
    rt::Global::own("defaulted_half", 11),
    rt::Global::variable("SCALE"),
    rt::Global::variable("FLAG"),
    rt::Global::variable("NOTHING"),
    rt::Global::builtin("int"),
    rt::Global::own("length", 8),
];
static MODULE: rt::Module = rt::Module::new(&rt::ModuleSpec {
    name: "sample",
    source_name: "sample.py",
    source_hash: include!(env!("SAMPLE_HASH")),
    python: (3, include!(env!("SAMPLE_MINOR"))),
    annot: "0.1.0",
    stress: false,
    code: include_bytes!(env!("SAMPLE_CODE")),
    functions: &FUNCTIONS,
    globals: &GLOBALS,
    sites: rt::Sites::NONE,
});

/// # Safety
/// CPython calls it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit_sample() -> rt::Obj {
    unsafe { rt::init(&MODULE) }
}

/// An entry: `params` slots bound, `body` an `Option<Obj>`, and the bytecode otherwise.
macro_rules! entry {
    ($name:ident, $index:literal, $params:literal, |$cx:ident, $slots:ident| $body:expr) => {
        unsafe extern "C" fn $name(f: rt::Obj, args: *const rt::Obj, nargsf: usize, kw: rt::Obj) -> rt::Obj {
            unsafe {
                let mut $slots = [rt::NULL; $params];
                let Some($cx) = rt::enter(&MODULE, &FUNCTIONS[$index], f, args, nargsf, kw, &mut $slots) else {
                    return rt::bytecode(f, args, nargsf, kw);
                };
                let _ = ($cx, &$slots);
                let body = || -> Option<rt::Obj> { $body };
                match body() {
                    Some(result) => {
                        // Not `fetch_add`, which would be half of what a call costs: the GIL is held.
                        NATIVE_CALLS.store(NATIVE_CALLS.load(Relaxed) + 1, Relaxed);
                        result
                    }
                    None => rt::bytecode(f, args, nargsf, kw),
                }
            }
        }
    };
}

/// None: not native, for whatever reason; the whole call is then made again in bytecode, as nothing here has effects.
fn fib_body(cx: rt::Cx, n: i64) -> Option<i64> {
    if n < 2 {
        return Some(n);
    }
    if !GLOBALS[0].ok() || !FUNCTIONS[0].ok() || cx.depth <= 0 {
        return None;
    }
    let first = fib_body(cx.deeper(), n.checked_sub(1)?)?;
    if !GLOBALS[0].ok() || !FUNCTIONS[0].ok() {
        return None;
    }
    first.checked_add(fib_body(cx.deeper(), n.checked_sub(2)?)?)
}

entry!(fib, 0, 1, |cx, slots| fib_body(cx, rt::get_i64(slots[0])?)
    .map(rt::new_int));
entry!(half, 1, 1, |cx, slots| Some(rt::new_float(
    rt::get_f64(slots[0])? * 0.5
)));
entry!(root, 2, 1, |cx, slots| {
    let x = rt::get_f64(slots[0]).filter(|&x| x >= 0.0 && GLOBALS[2].ok())?;
    Some(rt::new_float(x.sqrt()))
});
entry!(read_limit, 3, 0, |cx, slots| GLOBALS[3].read_int().map(rt::new_int));
entry!(with_defaults, 4, 3, |cx, slots| {
    let [a, b, c] = [rt::get_i64(slots[0])?, rt::get_i64(slots[1])?, rt::get_i64(slots[2])?];
    Some(rt::new_int(a + 10 * b + 100 * c))
});
entry!(double, 5, 2, |cx, slots| Some(rt::new_float(
    rt::get_f64(slots[1])? * 2.0
)));
entry!(triple, 6, 1, |cx, slots| Some(rt::new_float(
    rt::get_f64(slots[0])? * 3.0
)));
entry!(call_half, 7, 1, |cx, slots| {
    let x = rt::get_f64(slots[0]).filter(|_| GLOBALS[1].ok() && FUNCTIONS[1].ok())?;
    Some(rt::new_float(x * 0.5))
});
entry!(length, 8, 1, |cx, slots| {
    let items = GLOBALS[4].ok().then(|| rt::tuple_items(slots[0], 2)).flatten()?;
    Some(rt::new_int(items.len() as i64))
});
entry!(imported_root, 9, 1, |cx, slots| {
    let x = rt::get_f64(slots[0]).filter(|&x| x >= 0.0 && GLOBALS[5].ok())?;
    Some(rt::new_float(x.sqrt()))
});
entry!(add_one, 10, 1, |cx, slots| Some(rt::new_float(
    rt::get_f64(slots[0])? + 1.0
)));
entry!(defaulted_half, 11, 1, |cx, slots| Some(rt::new_float(
    rt::get_f64(slots[0])? * 0.5
)));
entry!(call_defaulted, 12, 0, |cx, slots| {
    let default = (GLOBALS[6].ok() && FUNCTIONS[11].ok()).then(|| FUNCTIONS[11].default_obj(0))?;
    Some(rt::new_float(
        (!default.is_null()).then(|| rt::get_f64(default)).flatten()? * 0.5,
    ))
});
entry!(read_state, 13, 0, |cx, slots| {
    let scale = GLOBALS[7].read_float().is_some_and(|scale| scale == 0.5);
    let flag = GLOBALS[8].read_bool() == Some(true);
    let nothing = GLOBALS[9].read_none().is_some();
    Some(rt::new_int(scale as i64 + 2 * flag as i64 + 4 * nothing as i64))
});
