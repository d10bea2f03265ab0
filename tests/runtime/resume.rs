//! A crate like those that annot generates, whose sites are made at run time: resume_check.py says through `ctypes` where
//! to leave, with what, and compares with CPython running the whole function.
use annot_runtime as rt;
use pyo3::ffi;
use rt::{Kind, Mode, Obj};
use std::ffi::{CStr, c_int, c_long};

/// None of the functions has native code but what the check leaves from.
unsafe extern "C" fn entry(f: Obj, args: *const Obj, nargsf: usize, kw: Obj) -> Obj {
    unsafe { rt::bytecode(f, args, nargsf, kw) }
}

/// All functions of the module, in the order of their code objects.
static FUNCTIONS: [rt::Function; include!(env!("CRATE_COUNT"))] = include!(env!("CRATE_FUNCTIONS"));
static GLOBALS: [rt::Global; 2] = [rt::Global::builtin("len"), rt::Global::own("increment", 12)];
static MODULE: rt::Module = rt::Module::new(&rt::ModuleSpec {
    name: "resume",
    source_name: "resume.py",
    source_hash: include!(env!("CRATE_HASH")),
    python: (3, include!(env!("CRATE_MINOR"))),
    annot: "0.1.0",
    stress: true,
    code: include_bytes!(env!("CRATE_CODE")),
    functions: &FUNCTIONS,
    globals: &GLOBALS,
    sites: rt::Sites::NONE,
});

/// # Safety
/// CPython calls it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit_resume() -> Obj {
    unsafe { rt::init(&MODULE) }
}

/// A site from `(function, at, raises, locals, stack)`, for ever.
///
/// # Safety
/// Called with the GIL held, like all functions below, and with what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn make_site(description: Obj) -> *const rt::Site {
    unsafe {
        let item = |index| ffi::PyTuple_GetItem(description, index);
        let number = |index| ffi::PyLong_AsLong(item(index)) as u32;
        let spec = rt::SiteSpec {
            function: number(0),
            at: number(1),
            mode: if number(2) != 0 { Mode::Raise } else { Mode::Resume },
            locals: kinds(item(3)),
            stack: kinds(item(4)),
        };
        Box::leak(Box::new(rt::Site::new(Box::leak(Box::new(spec)))))
    }
}

unsafe fn kinds(names: Obj) -> &'static [Kind] {
    unsafe {
        let kinds: Vec<Kind> = (0..ffi::PyTuple_Size(names))
            .map(|index| kind(ffi::PyTuple_GetItem(names, index)))
            .collect();
        Box::leak(kinds.into_boxed_slice())
    }
}

unsafe fn kind(name: Obj) -> Kind {
    unsafe {
        if ffi::PyTuple_Check(name) != 0 {
            return Kind::Tuple(kinds(name));
        }
        let name = CStr::from_ptr(ffi::PyUnicode_AsUTF8(name)).to_str().unwrap();
        let (name, number) = name.split_once(' ').unwrap_or((name, "0"));
        match name {
            "unbound" => Kind::Unbound,
            "null" => Kind::Null,
            "none" => Kind::None,
            "bool" => Kind::Bool,
            "i64" => Kind::I64,
            "i128" => Kind::I128,
            "f64" => Kind::F64,
            "num" => Kind::Num,
            "dyn" => Kind::Dyn,
            "maybe" => Kind::Maybe(&Kind::I64),
            "obj" => Kind::Obj,
            "owned" => Kind::Owned,
            "nullable" => Kind::Nullable,
            "ownedornull" => Kind::OwnedOrNull,
            "range" => Kind::Range,
            "rangeiter" => Kind::RangeIter,
            "const" => Kind::Const(number.parse().unwrap()),
            "function" => Kind::Function(number.parse().unwrap()),
            "global" => Kind::Global(number.parse().unwrap()),
            _ => panic!("no kind {name}"),
        }
    }
}

/// Makes globals look for what they watch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn globals_are_ok() -> c_int {
    GLOBALS.iter().all(rt::Global::ok) as c_int
}

/// Leaves with these words, as if `above` native frames were between CPython and the one that leaves.
///
/// # Safety
/// See `make_site`; the words are what the site's kinds say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn leave_at(
    site: *const rt::Site,
    words: *const u64,
    count: c_long,
    above: c_long,
    exception: Obj,
) -> Obj {
    unsafe {
        let mut cx = rt::tstate::current().cx().unwrap();
        for _ in 0..above {
            cx = cx.deeper();
        }
        let site = &*site;
        if site.spec().mode == Mode::Raise {
            ffi::PyErr_SetObject(ffi::Py_TYPE(exception).cast(), exception);
        }
        rt::leave(&MODULE, site, cx, std::slice::from_raw_parts(words, count as usize)).0
    }
}

/// Calls `callee` from below `frames` native frames, of which CPython knows every second one and the last.
///
/// # Safety
/// `callee` is an object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call_below(frames: c_long, callee: Obj) -> Obj {
    fn dig(cx: rt::Cx, left: c_long, callee: Obj) -> Obj {
        if left % 2 == 0 && left > 0 {
            return if cx.depth > 0 {
                dig(cx.deeper(), left - 1, callee)
            } else {
                rt::NULL
            };
        }
        static FRAME: rt::FrameSpec = rt::FrameSpec::new::<24>(&MODULE, &FUNCTIONS[0]);
        let mut frame = rt::Frame::<24>::sized();
        frame.wait(&FRAME, rt::NULL, cx);
        let result = if left == 0 {
            frame.at(2);
            unsafe { ffi::PyObject_CallNoArgs(callee) }
        } else {
            dig(frame.cx(cx).deeper(), left - 1, callee)
        };
        frame.pop();
        result
    }
    dig(rt::tstate::current().cx().unwrap(), frames, callee)
}

/// Calls itself until no more calls may nest, then leaves; the frames above hand the result on.
///
/// # Safety
/// See `make_site`; the site is one of `depth_here`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn leave_from_the_bottom(site: *const rt::Site, most: c_long) -> Obj {
    fn dig(cx: rt::Cx, site: &'static rt::Site, left: i64) -> Result<i64, rt::Exit> {
        if cx.depth <= 0 || left == 0 {
            return Err(rt::leave(&MODULE, site, cx, &[left as u64]));
        }
        dig(cx.deeper(), site, left - 1).map(|depth| std::hint::black_box(depth) + 1)
    }
    unsafe {
        match dig(rt::tstate::current().cx().unwrap(), &*site, most) {
            Ok(depth) => ffi::PyLong_FromLongLong(depth),
            Err(exit) => exit.0,
        }
    }
}

/// How many calls may nest in a native body entered now; -1 if it must not be entered.
#[unsafe(no_mangle)]
pub extern "C" fn depth() -> c_long {
    let Some(mut cx) = rt::tstate::current().cx() else {
        return -1;
    };
    let mut depth = 0;
    while cx.depth > 0 {
        cx = cx.deeper();
        depth += 1;
    }
    depth
}

/// Does native code stand back for someone who watches?
///
/// # Safety
/// `code` is a code object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn observed(code: Obj) -> c_int {
    (rt::tstate::current().observed() || unsafe { rt::tstate::code_is_observed(code) }) as c_int
}

/// A native loop that does nothing but poll, for so many milliseconds. `(handled, still asked for right after)`
#[unsafe(no_mangle)]
pub extern "C" fn spin(milliseconds: c_long) -> Obj {
    let begun = std::time::Instant::now();
    let cx = rt::tstate::current().cx().unwrap();
    let (mut handled, mut again, mut turns) = (0, 0, 0u64);
    loop {
        turns += 1;
        if cx.poll() {
            handled += 1;
            if !rt::pending(&MODULE, cx) {
                return rt::NULL;
            }
            again += cx.poll() as c_long;
        }
        if turns % 1024 == 0 && begun.elapsed().as_millis() > milliseconds as u128 {
            // SAFETY: the format's arguments are those that it asks for.
            return unsafe { ffi::Py_BuildValue(c"(ll)".as_ptr(), handled as c_long, again) };
        }
    }
}

/// Nanoseconds for what every entry asks of the thread.
#[unsafe(no_mangle)]
pub extern "C" fn entry_cost(times: c_long) -> f64 {
    #[inline(never)]
    fn enter() -> isize {
        let thread = rt::tstate::current();
        if thread.observed() {
            0
        } else {
            thread.cx().map_or(0, |cx| cx.depth)
        }
    }
    let begun = std::time::Instant::now();
    for _ in 0..times {
        std::hint::black_box(enter());
    }
    begun.elapsed().as_nanos() as f64 / times as f64
}

/// Evaluates guards that hold, and says how many failed nevertheless.
#[unsafe(no_mangle)]
pub extern "C" fn guards(count: c_long) -> c_long {
    (0..count).filter(|_| rt::stress()).count() as c_long
}
