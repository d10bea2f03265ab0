//! Calls of what `functools.lru_cache` and `functools.cache` make, whose result is kept already: found as CPython finds it, without
//! arguments in a tuple where they are ints. Whatever else such a call does is left to CPython.
//!
//! Where such an object has what it keeps is private to CPython's module; it is compared with two of them before it is relied on.

use crate::boxing::get_i64;
use crate::collecting::uncollected;
use crate::dict::{Ints, Key, UNKNOWN, place_of};
use crate::owned::{Owned, attribute};
use crate::quick::is_exactly;
use crate::support::retained;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::{CStr, c_int, c_void};
use std::mem::{offset_of, size_of};
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

/// A result, in the order of its use.
#[repr(C)]
struct Link {
    header: ffi::PyObject,
    before: *mut Link,
    after: *mut Link,
    hash: isize,
    key: Obj,
    result: Obj,
}

/// The first link is the ring's end: before it is the result that was used last.
#[repr(C)]
struct Wrapper {
    ring: Link,
    call: *mut c_void,
    typed: c_int,
    kept: Obj,
    hits: isize,
    function: Obj,
    most: isize,
    misses: isize,
    mark: Obj,
    others: [Obj; 2],
    attributes: Obj,
    weak: Obj,
}

/// The class, if objects of it are as above, and how those are called that keep all results, and those that keep some.
struct Known {
    state: AtomicU8,
    class: AtomicPtr<ffi::PyTypeObject>,
    all: AtomicPtr<c_void>,
    some: AtomicPtr<c_void>,
}

static KNOWN: Known = Known {
    state: AtomicU8::new(0),
    class: AtomicPtr::new(std::ptr::null_mut()),
    all: AtomicPtr::new(std::ptr::null_mut()),
    some: AtomicPtr::new(std::ptr::null_mut()),
};

const FAILED: u8 = 1;

/// `callable(*args)` if that is the result that was kept of an earlier call. Nothing: nothing was done.
#[inline]
pub(crate) fn hit(callable: Obj, args: &[Obj]) -> Option<Obj> {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(callable) };
    // Before 3.12 a call of C counts as one of Python, where that may nest no deeper.
    if cfg!(not(Py_3_12)) || class != KNOWN.class.load(Ordering::Relaxed) && !KNOWN.learn(class) {
        return None;
    }
    // SAFETY: an object of the class that is known; what it keeps is alive as it is.
    unsafe {
        let wrapper: *mut Wrapper = callable.cast();
        let call = (*wrapper).call;
        let keeps_all = call == KNOWN.all.load(Ordering::Relaxed);
        if !keeps_all && call != KNOWN.some.load(Ordering::Relaxed) || (*wrapper).typed != 0 {
            return None;
        }
        let kept = (*wrapper).kept;
        if kept.is_null() || !is_exactly(kept, &raw mut ffi::PyDict_Type) {
            return None;
        }
        let place = find(kept, args)?;
        if place.is_null() || !may_nest() {
            return None;
        }
        (*wrapper).hits += 1;
        if keeps_all {
            return Some(retained(*place));
        }
        let link: *mut Link = (*place).cast();
        move_last(wrapper, link);
        Some(retained((*link).result))
    }
}

/// Where what is kept of a call is: null if nothing is. Nothing: only Python code can tell, or it would take longer.
fn find(kept: Obj, args: &[Obj]) -> Option<*mut Obj> {
    // What tells two keys apart is asked of ints and strings here; those of other classes are compared by CPython.
    let hash = &mut 0;
    let int = |arg: Obj| get_i64(arg).filter(|_| is_exactly(arg, &raw mut ffi::PyLong_Type));
    let place = match *args {
        [one] if is_exactly(one, &raw mut ffi::PyLong_Type) || is_exactly(one, &raw mut ffi::PyUnicode_Type) => {
            return place_of(kept, one, hash);
        }
        [a, b] => <Ints<2> as Key>::find(kept, (int(a)?, int(b)?), hash),
        [a, b, c] => <Ints<3> as Key>::find(kept, (int(a)?, int(b)?, int(c)?), hash),
        [a, b, c, d] => <Ints<4> as Key>::find(kept, (int(a)?, int(b)?, int(c)?, int(d)?), hash),
        _ => return None,
    };
    (place as usize != UNKNOWN).then_some(place)
}

/// May one more call of C nest? If not, CPython raises.
fn may_nest() -> bool {
    // SAFETY: the GIL is held.
    unsafe {
        if ffi::Py_EnterRecursiveCall(c"".as_ptr()) != 0 {
            ffi::PyErr_Clear();
            return false;
        }
        ffi::Py_LeaveRecursiveCall();
        true
    }
}

/// A result has been used.
///
/// # Safety
/// The link is one of the object's.
unsafe fn move_last(wrapper: *mut Wrapper, link: *mut Link) {
    // SAFETY: the caller's promise; all links of a ring are alive.
    unsafe {
        (*(*link).before).after = (*link).after;
        (*(*link).after).before = (*link).before;
        let end = &raw mut (*wrapper).ring;
        let last = (*end).before;
        (*last).after = link;
        (*end).before = link;
        (*link).before = last;
        (*link).after = end;
    }
}

impl Known {
    /// Is it the class, which is not known yet?
    #[inline]
    fn learn(&self, class: *mut ffi::PyTypeObject) -> bool {
        // SAFETY: a live class, which has a name.
        let is_named = unsafe {
            (*class).tp_basicsize as usize == size_of::<Wrapper>()
                && CStr::from_ptr((*class).tp_name) == c"functools._lru_cache_wrapper"
        };
        is_named && self.state.load(Ordering::Relaxed) != FAILED && self.compare(class)
    }

    #[cold]
    #[inline(never)]
    fn compare(&self, class: *mut ffi::PyTypeObject) -> bool {
        self.state.store(FAILED, Ordering::Relaxed);
        // SAFETY: the GIL is held; nothing of what is called is written in Python.
        let ways = uncollected(|| unsafe {
            let ways = compared(class);
            ffi::PyErr_Clear();
            ways
        });
        let Some([all, some]) = ways else {
            return false;
        };
        self.all.store(all, Ordering::Relaxed);
        self.some.store(some, Ordering::Relaxed);
        self.class.store(class, Ordering::Relaxed);
        true
    }
}

/// How the two kinds of such objects are called, if they keep what they keep where it is expected.
///
/// # Safety
/// The GIL is held, and no exception is set.
unsafe fn compared(class: *mut ffi::PyTypeObject) -> Option<[*mut c_void; 2]> {
    // SAFETY: live objects; what is not of the expected size is not looked into.
    unsafe {
        let fits = (*class).tp_dictoffset as usize == offset_of!(Wrapper, attributes)
            && (*class).tp_weaklistoffset as usize == offset_of!(Wrapper, weak);
        let name = crate::owned::text("_functools").ok()?;
        let module = Owned::from_result(ffi::PyImport_GetModule(name.get())).ok()?;
        let own = attribute(module.get(), "_lru_cache_wrapper").ok()?;
        if !fits || own.get() != class.cast() {
            return None;
        }
        let function: Obj = (&raw mut ffi::PyLong_Type).cast();
        let number = |value: i64| Owned::from_result(ffi::PyLong_FromLongLong(value)).ok();
        let made = |most: Obj| {
            let object: Obj = (&raw mut ffi::PyBaseObject_Type).cast();
            let args = [function, most, ffi::Py_False(), object];
            Owned::from_result(ffi::PyObject_Vectorcall(class.cast(), args.as_ptr(), 4, NULL)).ok()
        };
        let call = |wrapper: &Owned, args: &[Obj]| {
            let result = ffi::PyObject_Vectorcall(wrapper.get(), args.as_ptr(), args.len(), NULL);
            Owned::from_result(result).ok()
        };
        let (first, second) = (number(70_001)?, number(70_002)?);
        let (digits, base) = (crate::owned::text("21").ok()?, number(7)?);
        let mut ways = [std::ptr::null_mut(); 2];
        for (way, most) in [(0, -1), (1, 5)] {
            let limit = number(5)?;
            let object = made(if way == 0 { ffi::Py_None() } else { limit.get() })?;
            let wrapper: *mut Wrapper = object.get().cast();
            let is_as = |hits: isize, misses: isize| {
                let kept = (*wrapper).kept;
                let is_dict = !kept.is_null() && is_exactly(kept, &raw mut ffi::PyDict_Type);
                (*wrapper).typed == 0
                    && (*wrapper).function == function
                    && ((*wrapper).hits, (*wrapper).most, (*wrapper).misses) == (hits, most, misses)
                    && is_dict
                    && ffi::PyDict_Size(kept) == misses
            };
            if !is_as(0, 0) {
                return None;
            }
            let found = call(&object, &[first.get()])?;
            call(&object, &[second.get()])?;
            call(&object, &[digits.get(), base.get()])?;
            let pair = [digits.get(), base.get()];
            let pair = Owned::from_result(ffi::PyTuple_Pack(2, pair[0], pair[1])).ok()?;
            let kept = (*wrapper).kept;
            let (one, both) = (ffi::PyDict_GetItem(kept, first.get()), ffi::PyDict_GetItem(kept, pair.get()));
            if !is_as(0, 3) || one.is_null() || both.is_null() {
                return None;
            }
            call(&object, &[first.get()])?;
            if !is_as(1, 3) || way == 0 && one != found.get() {
                return None;
            }
            if way == 1 {
                let end = &raw mut (*wrapper).ring;
                let (last, next) = ((*end).before, (*(*end).before).before);
                let is_ring = last.cast() == one
                    && (*last).result == found.get()
                    && (*last).key == first.get()
                    && next.cast() == both
                    && (*next).after == last
                    && (*last).after == end
                    && (*(*end).after).key == second.get()
                    && (*(*end).after).before == end;
                if !is_ring {
                    return None;
                }
            }
            ways[way] = (*wrapper).call;
        }
        (ways[0] != ways[1]).then_some(ways)
    }
}
