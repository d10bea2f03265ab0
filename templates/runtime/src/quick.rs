//! What operations on objects of any type do on objects of the commonest builtin types: without Python code, so that no frame
//! need be shown, and without going through CPython's tables of slots.
//!
//! **Conventions:** arguments are borrowed, results owned. Null and `None` mean that nothing was done and no exception is set:
//! CPython has to do it.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64, new_bool, new_float, new_int, new_ref};
use crate::among;
use crate::dict;
use crate::function::Function;
use crate::list_iter;
use crate::quick_wide::{self, are_ints};
use crate::resolve;
use crate::text;
use crate::text_layout::is_plain as is_text;
use crate::value::{NULL, Obj};
use crate::{float, int};
use pyo3::ffi;
use std::ffi::CStr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// Nothing is wrong yet, even if there was no memory: CPython tries it again.
#[inline(always)]
fn made(object: Obj) -> Obj {
    if object.is_null() {
        clear();
    }
    object
}

#[cold]
fn clear() {
    // SAFETY: the GIL is held.
    unsafe { ffi::PyErr_Clear() }
}

#[inline(always)]
pub(crate) fn is_exactly(object: Obj, class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: a live object.
    unsafe { (*object).ob_type == class }
}

/// Two exact floats, or an exact float and an exact int that a float holds exactly enough: `int` converts as CPython does.
#[inline]
fn floats(a: Obj, b: Obj) -> Option<(f64, f64)> {
    match (get_f64(a), get_f64(b)) {
        (Some(a), Some(b)) => Some((a, b)),
        (Some(a), None) => Some((a, get_i64(b)? as f64)),
        (None, Some(b)) => Some((get_i64(a)? as f64, b)),
        (None, None) => None,
    }
}

macro_rules! arithmetic {
    ($($name:ident $checked:ident $float:tt $operator:literal;)*) => {
        $(
            #[doc = concat!("`", $operator, "`")]
            #[inline(never)]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                if let (Some(a), Some(b)) = (get_i64(a), get_i64(b)) {
                    if let Some(value) = a.$checked(b) {
                        return made(new_int(value));
                    }
                }
                if are_ints(a, b) {
                    return quick_wide::$name(a, b);
                }
                match floats(a, b) {
                    Some((a, b)) => made(new_float(a $float b)),
                    None => crate::complex::$name(a, b).map_or(NULL, made),
                }
            }
        )*
    };
}

arithmetic! {
    sub checked_sub - "a - b";
    mul checked_mul * "a * b";
}

/// `a + b`
#[inline(never)]
pub fn add(a: Obj, b: Obj) -> Obj {
    if let (Some(a), Some(b)) = (get_i64(a), get_i64(b)) {
        if let Some(value) = a.checked_add(b) {
            return made(new_int(value));
        }
    }
    if are_ints(a, b) {
        return quick_wide::add(a, b);
    }
    if is_text(a) {
        return text::concat(a, b).unwrap_or(NULL);
    }
    match floats(a, b) {
        Some((a, b)) => made(new_float(a + b)),
        None => crate::complex::add(a, b).map_or(NULL, made),
    }
}

/// `a + b`, not `a += b`, which a list does in place.
#[inline(never)]
pub fn concat(a: Obj, b: Obj) -> Obj {
    if is_sequence_pair(a, b) { joined(a, b) } else { add(a, b) }
}

/// Are both exactly lists, or both tuples?
fn is_sequence_pair(a: Obj, b: Obj) -> bool {
    // SAFETY: live objects.
    unsafe {
        let class = ffi::Py_TYPE(a);
        class == ffi::Py_TYPE(b) && (class == &raw mut ffi::PyList_Type || class == &raw mut ffi::PyTuple_Type)
    }
}

/// Such two in one.
#[inline(never)]
fn joined(a: Obj, b: Obj) -> Obj {
    // SAFETY: live objects; there is no memory where that fails, and then nothing was done.
    crate::collecting::uncollected(|| unsafe {
        let joined = ffi::PySequence_Concat(a, b);
        if joined.is_null() {
            ffi::PyErr_Clear();
        }
        joined
    })
}

/// `a / b`
#[inline(never)]
pub fn truediv(a: Obj, b: Obj) -> Obj {
    let quotient = match (get_i64(a), get_i64(b)) {
        (Some(a), Some(b)) => int::truediv(a, b),
        _ => match floats(a, b) {
            Some((a, b)) => float::truediv(a, b),
            None => return crate::complex::truediv(a, b).map_or(NULL, made),
        },
    };
    quotient.map_or(NULL, |quotient| made(new_float(quotient)))
}

macro_rules! integer {
    ($($name:ident $value:expr, $operator:literal;)*) => {
        $(
            #[doc = concat!("`", $operator, "`")]
            #[inline(never)]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                let value: fn(i64, i64) -> Option<i64> = $value;
                match get_i64(a).zip(get_i64(b)).and_then(|(a, b)| value(a, b)) {
                    Some(value) => made(new_int(value)),
                    None => quick_wide::$name(a, b),
                }
            }
        )*
    };
}

integer! {
    floordiv int::floordiv, "a // b";
    modulo int::modulo, "a % b";
    lshift int::lshift, "a << b";
    rshift int::rshift, "a >> b";
    and |a, b| Some(a & b), "a & b";
    or |a, b| Some(a | b), "a | b";
    xor |a, b| Some(a ^ b), "a ^ b";
}

macro_rules! comparison {
    ($($name:ident $operator:tt $text:path, $doc:literal;)*) => {
        $(
            #[doc = concat!("`", $doc, "`")]
            #[inline(never)]
            pub fn $name(a: Obj, b: Obj) -> Obj {
                let answer = if let (Some(a), Some(b)) = (get_i64(a), get_i64(b)) {
                    Some(a $operator b)
                } else if let (Some(a), Some(b)) = (get_f64(a), get_f64(b)) {
                    Some(a $operator b)
                } else if are_ints(a, b) {
                    quick_wide::compare(a, b, |a, b| a $operator b)
                } else {
                    $text(a, b)
                };
                answer.map_or(NULL, new_bool)
            }
        )*
    };
}

comparison! {
    lt < text::lt, "a < b";
    le <= text::le, "a <= b";
    eq == text::eq, "a == b";
    ne != text::ne, "a != b";
    gt > text::gt, "a > b";
    ge >= text::ge, "a >= b";
}

/// `item in container`
#[inline(never)]
pub fn contains(item: Obj, container: Obj) -> Option<bool> {
    if is_text(container) {
        return match text::get_char(item) {
            Some(c) => text::char_in(c, container),
            None => text::contains(item, container),
        };
    }
    if is_exactly(container, &raw mut ffi::PyDict_Type) {
        return dict::contains::<dict::Plain>(item, container);
    }
    if is_exactly(container, &raw mut ffi::PySet_Type) || is_exactly(container, &raw mut ffi::PyFrozenSet_Type) {
        return dict::set_contains::<dict::Plain>(item, container);
    }
    sequence_contains(item, container)
}

/// `item in container` of a list or tuple, as far as neither has anything of which Python code could be asked.
#[inline(never)]
fn sequence_contains(item: Obj, container: Obj) -> Option<bool> {
    let items = among::items(container)?;
    if !is_simple(item) {
        return None;
    }
    for &other in items {
        // What is compared runs no Python code, so that the items stay.
        let is_equal = among::are_equal(other, item).or_else(|| simply_equal(other, item))?;
        if is_equal {
            return Some(true);
        }
    }
    Some(false)
}

/// `a == b` of two simple objects; nothing of others.
#[inline(never)]
fn simply_equal(a: Obj, b: Obj) -> Option<bool> {
    if !is_simple(a) {
        return None;
    }
    // SAFETY: live objects; what fails is done again.
    match unsafe { ffi::PyObject_RichCompareBool(a, b, ffi::Py_EQ) } {
        0 => Some(false),
        1 => Some(true),
        _ => {
            clear();
            None
        }
    }
}

/// `bool(a)`
#[inline(always)]
pub fn truth(a: Obj) -> Option<bool> {
    // SAFETY: these live as long as the interpreter.
    let (yes, no, none) = unsafe { (ffi::Py_True(), ffi::Py_False(), ffi::Py_None()) };
    if a == yes {
        return Some(true);
    }
    if a == no || a == none {
        return Some(false);
    }
    truth_of(a)
}

#[inline(never)]
fn truth_of(a: Obj) -> Option<bool> {
    if let Some(length) = length(a) {
        return Some(length != 0);
    }
    let number = get_i64(a).map(|a| a != 0).or_else(|| get_f64(a).map(|a| a != 0.0));
    number.or_else(|| has_no_truth(a).then_some(true))
}

/// Does an object's class say nothing of its truth?
fn has_no_truth(a: Obj) -> bool {
    // SAFETY: a live object, whose class has these tables, or none.
    unsafe {
        let class = ffi::Py_TYPE(a);
        let (number, mapping, sequence) = ((*class).tp_as_number, (*class).tp_as_mapping, (*class).tp_as_sequence);
        (number.is_null() || (*number).nb_bool.is_none())
            && (mapping.is_null() || (*mapping).mp_length.is_none())
            && (sequence.is_null() || (*sequence).sq_length.is_none())
    }
}

/// `bool(a)` of what is hoped to be a list.
#[inline(always)]
pub fn has_items_list(a: Obj) -> Option<bool> {
    if is_exactly(a, &raw mut ffi::PyList_Type) { Some(size(a) != 0) } else { truth(a) }
}

/// `bool(a)` of what is hoped to be a dict.
#[inline(always)]
pub fn has_items_dict(a: Obj) -> Option<bool> {
    dict::length(a).map(|length| length != 0).or_else(|| truth(a))
}

/// `bool(a)` of what is hoped to be a set.
#[inline(always)]
pub fn has_items_set(a: Obj) -> Option<bool> {
    has_items_dict(a)
}

/// `bool(a)` of what is hoped to be a deque.
#[inline(always)]
pub fn has_items_deque(a: Obj) -> Option<bool> {
    if crate::deque::is_deque(a) { Some(size(a) != 0) } else { truth(a) }
}

/// The number of items in the header of an object that has one.
#[inline(always)]
fn size(a: Obj) -> isize {
    // SAFETY: a live object of variable size.
    unsafe { (*a.cast::<ffi::PyVarObject>()).ob_size }
}

/// `len(a)`
#[inline]
fn length(a: Obj) -> Option<i64> {
    if is_exactly(a, &raw mut ffi::PyList_Type) || is_exactly(a, &raw mut ffi::PyTuple_Type) {
        // SAFETY: a list or a tuple, as just tested.
        return Some(unsafe { (*a.cast::<ffi::PyVarObject>()).ob_size } as i64);
    }
    text::len(a).or_else(|| dict::length(a)).or_else(|| crate::deque::length(a))
}

/// `o[key]`
#[inline(never)]
pub fn get_item(o: Obj, key: Obj) -> Obj {
    if let Some(index) = get_i64(key) {
        // SAFETY: the type is tested before the structure is read, and the index before it is used.
        unsafe {
            let items: *mut Obj = if is_exactly(o, &raw mut ffi::PyList_Type) {
                (*o.cast::<ffi::PyListObject>()).ob_item
            } else if is_exactly(o, &raw mut ffi::PyTuple_Type) || crate::object::is_got_as_tuple(o) {
                (&raw mut (*o.cast::<ffi::PyTupleObject>()).ob_item).cast()
            } else if is_exactly(o, &raw mut ffi::PyUnicode_Type) {
                return text::item(o, index).map_or(NULL, |c| made(text::new_char(c)));
            } else {
                return dict::get_item::<dict::Plain, Obj>(o, key).unwrap_or(NULL);
            };
            let size = (*o.cast::<ffi::PyVarObject>()).ob_size as i64;
            let index = if index < 0 { index + size } else { index };
            return match 0 <= index && index < size {
                true => new_ref(*items.add(index as usize)),
                false => NULL,
            };
        }
    }
    dict::get_item::<dict::Plain, Obj>(o, key).unwrap_or(NULL)
}

/// `o[key] = value`: false if that has to be left to CPython.
#[inline(never)]
pub fn set_item(o: Obj, key: Obj, value: Obj) -> bool {
    if dict::stores_as_dict(o) || dict::inherits_storing(o) {
        return dict::put::<dict::Plain, Obj>(value, o, key).is_some();
    }
    if !is_exactly(o, &raw mut ffi::PyList_Type) {
        return false;
    }
    let Some(index) = get_i64(key) else { return false };
    // SAFETY: an exact list, and the index is tested before it is used. An item that lives on runs no code.
    unsafe {
        let size = size(o) as i64;
        let index = if index < 0 { index + size } else { index };
        if index < 0 || index >= size {
            return false;
        }
        let slot = (*o.cast::<ffi::PyListObject>()).ob_item.add(index as usize);
        let old = *slot;
        if ffi::Py_REFCNT(old) <= 1 && !is_simple(old) {
            return false;
        }
        *slot = new_ref(value);
        ffi::Py_DECREF(old);
    }
    true
}

/// `set.add(item)` of a comprehension's set: false if that has to be left to CPython. Steals the item otherwise.
#[inline(never)]
pub fn set_add(set: Obj, item: Obj) -> bool {
    let done = dict::set_add::<dict::Plain>(set, item).is_some();
    if done {
        // SAFETY: owned. The set has it, or one that is equal, which has none but numbers and texts or the same objects.
        unsafe { ffi::Py_DECREF(item) }
    }
    done
}

/// `dict[key] = value` of a comprehension's dict: false if that has to be left to CPython. Steals key and value otherwise.
#[inline(never)]
pub fn dict_add(dict: Obj, key: Obj, value: Obj) -> bool {
    let done = is_exactly(dict, &raw mut ffi::PyDict_Type) && dict::put::<dict::Plain, Obj>(value, dict, key).is_some();
    if done {
        // SAFETY: owned. The dict has the value, and the key or one that is equal, as in a set.
        unsafe {
            ffi::Py_DECREF(key);
            ffi::Py_DECREF(value);
        }
    }
    done
}

/// `o[start:stop]`
#[inline(never)]
pub fn get_slice(o: Obj, start: Obj, stop: Obj) -> Obj {
    // SAFETY: lives as long as the interpreter.
    let none = unsafe { ffi::Py_None() };
    let start = if start == none { Some(0) } else { get_i64(start) };
    let stop = if stop == none { Some(i64::MAX) } else { get_i64(stop) };
    let (Some(start), Some(stop)) = (start, stop) else {
        return NULL;
    };
    if is_text(o) {
        return text::slice(o, start, stop).unwrap_or(NULL);
    }
    NULL
}

/// [`call`] with keyword arguments, which are the last ones.
#[inline(never)]
pub fn call_with_names(callable: Obj, args: &[Obj], names: Obj) -> Option<Obj> {
    match is_exactly(callable, &raw mut ffi::PyType_Type) {
        true => crate::place::made_named(callable, args, names),
        false => None,
    }
}

/// `callable(...)` of what is known to run no Python code on these arguments: the result, null with an exception set.
/// Nothing: that is not known, and nothing was done.
#[inline(never)]
pub fn call(callable: Obj, args: &[Obj]) -> Option<Obj> {
    if is_exactly(callable, &raw mut ffi::PyType_Type) {
        let class: *mut ffi::PyTypeObject = callable.cast();
        let converts = class == &raw mut ffi::PyLong_Type
            || class == &raw mut ffi::PyFloat_Type
            || class == &raw mut ffi::PyUnicode_Type
            || class == &raw mut ffi::PyBool_Type;
        if !converts {
            return crate::exception::made_by(callable, args)
                .or_else(|| crate::place::made_named(callable, args, NULL))
                .or_else(|| crate::place::made_plainly(callable, args))
                .or_else(|| crate::place::counting::made(callable, args));
        }
        let is_quiet = |arg| {
            is_simple(arg) || class == &raw mut ffi::PyUnicode_Type && crate::exception::shows_quietly(arg)
        };
        return (args.len() == 1 && is_quiet(args[0])).then(|| vectorcall(callable, args));
    }
    if is_exactly(callable, &raw mut ffi::PyFunction_Type) {
        return crate::started::quick(callable, args);
    }
    if !is_exactly(callable, &raw mut ffi::PyCFunction_Type) {
        return crate::memoized::hit(callable, args);
    }
    // SAFETY: a builtin function, as just tested; its definition lives as long as it does.
    let (object, definition) = unsafe {
        let function = callable.cast::<ffi::PyCFunctionObject>();
        ((*function).m_self, (*function).m_ml)
    };
    if object.is_null() {
        return None;
    }
    if is_exactly(object, &raw mut ffi::PyUnicode_Type) {
        // SAFETY: definitions have names.
        let name = unsafe { CStr::from_ptr((*definition).ml_name) }.to_bytes();
        let is_quiet = TEXT_METHODS.contains(&name) && args.iter().all(|&arg| is_simple(arg));
        return is_quiet.then(|| vectorcall(callable, args));
    }
    if object != resolve::builtins().0 {
        return (args.is_empty() && is_clock(object, definition)).then(|| vectorcall(callable, args));
    }
    if LEN.is(definition, c"len") && args.len() == 1 {
        return length(args[0]).map(new_int);
    }
    if ISINSTANCE.is(definition, c"isinstance") && args.len() == 2 {
        return crate::instance_of::is_instance(args[0], args[1]).map(new_bool);
    }
    if SORTED.is(definition, c"sorted") && args.len() == 1 {
        return crate::sorting::sorted(args[0]);
    }
    None
}

/// Is it a function of the module `time` that only looks at a clock?
#[inline(never)]
fn is_clock(module: Obj, definition: *mut ffi::PyMethodDef) -> bool {
    if !is_exactly(module, &raw mut ffi::PyModule_Type) {
        return false;
    }
    // SAFETY: a module; definitions have names, and live as long as the module.
    unsafe {
        let name = CStr::from_ptr((*definition).ml_name).to_bytes();
        let clock = name.strip_suffix(b"_ns").unwrap_or(name);
        if !CLOCKS.contains(&clock) || (*definition).ml_flags != ffi::METH_NOARGS {
            return false;
        }
        let of = ffi::PyModule_GetDef(module);
        !of.is_null() && CStr::from_ptr((*of).m_name) == c"time"
    }
}

const CLOCKS: [&[u8]; 4] = [b"perf_counter", b"monotonic", b"time", b"process_time"];

fn vectorcall(callable: Obj, args: &[Obj]) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_Vectorcall(callable, args.as_ptr(), args.len(), NULL) }
}

/// `format(value)`, if that is its `str` and runs no Python code. Null: nothing was done.
pub fn format(value: Obj) -> Obj {
    if is_exactly(value, &raw mut ffi::PyUnicode_Type) {
        return crate::support::retained(value);
    }
    if !is_simple(value) && !crate::exception::formats_quietly(value) {
        return NULL;
    }
    // SAFETY: a live object. What raises is done again.
    unsafe {
        let text = ffi::PyObject_Str(value);
        if text.is_null() {
            ffi::PyErr_Clear();
        }
        text
    }
}

/// Methods of `str` that run no Python code on arguments that are [simple](is_simple), nor make what is collected.
const TEXT_METHODS: [&[u8]; 28] = [
    b"startswith",
    b"endswith",
    b"find",
    b"rfind",
    b"index",
    b"rindex",
    b"count",
    b"strip",
    b"lstrip",
    b"rstrip",
    b"upper",
    b"lower",
    b"title",
    b"capitalize",
    b"replace",
    b"isdigit",
    b"isalpha",
    b"isalnum",
    b"isspace",
    b"isupper",
    b"islower",
    b"isdecimal",
    b"isidentifier",
    b"isnumeric",
    b"ljust",
    b"rjust",
    b"center",
    b"zfill",
];

/// Is it a method of `str` that runs no Python code on simple arguments?
#[cold]
#[inline(never)]
pub(crate) fn is_quiet_text_method(definition: *mut ffi::PyMethodDef) -> bool {
    // SAFETY: definitions have names.
    TEXT_METHODS.contains(&unsafe { CStr::from_ptr((*definition).ml_name) }.to_bytes())
}

/// Is it an object that has no operators of its own, of the simplest types?
pub(crate) fn is_simple(object: Obj) -> bool {
    // SAFETY: lives as long as the interpreter.
    object == unsafe { ffi::Py_None() }
        || is_exactly(object, &raw mut ffi::PyUnicode_Type)
        || is_exactly(object, &raw mut ffi::PyLong_Type)
        || is_exactly(object, &raw mut ffi::PyFloat_Type)
        || is_exactly(object, &raw mut ffi::PyBool_Type)
}

/// Are they objects on which methods of `str` run no Python code?
#[inline]
pub fn are_simple(objects: &[Obj]) -> bool {
    objects.iter().all(|&object| is_simple(object))
}

/// Is it exactly a list or tuple?
#[inline]
pub fn is_sequence(o: Obj) -> bool {
    is_exactly(o, &raw mut ffi::PyList_Type) || is_exactly(o, &raw mut ffi::PyTuple_Type)
}

/// What defines a function of the module `builtins`, once it has been seen.
struct Definition(AtomicPtr<ffi::PyMethodDef>);

static LEN: Definition = Definition(AtomicPtr::new(std::ptr::null_mut()));
static ISINSTANCE: Definition = Definition(AtomicPtr::new(std::ptr::null_mut()));
static SORTED: Definition = Definition(AtomicPtr::new(std::ptr::null_mut()));

impl Definition {
    /// Does that define the function of this name? It is one of the module `builtins`.
    #[inline(always)]
    fn is(&self, definition: *mut ffi::PyMethodDef, name: &CStr) -> bool {
        match self.0.load(Ordering::Relaxed) {
            known if known.is_null() => self.find(definition, name),
            known => known == definition,
        }
    }

    #[cold]
    #[inline(never)]
    fn find(&self, definition: *mut ffi::PyMethodDef, name: &CStr) -> bool {
        // SAFETY: definitions have names.
        let is_it = unsafe { CStr::from_ptr((*definition).ml_name) } == name;
        if is_it {
            self.0.store(definition, Ordering::Relaxed);
        }
        is_it
    }
}

/// Does the object, of which nobody else has a reference, end without running Python code?
#[inline(never)]
pub(crate) fn ends_quietly(o: Obj) -> bool {
    // SAFETY: a live object; the type is tested before the structure is read.
    unsafe {
        let items: *mut Obj = if is_exactly(o, &raw mut ffi::PyList_Type) {
            (*o.cast::<ffi::PyListObject>()).ob_item
        } else if is_exactly(o, &raw mut ffi::PyTuple_Type) {
            (&raw mut (*o.cast::<ffi::PyTupleObject>()).ob_item).cast()
        } else if is_exactly(o, &raw mut ffi::PyCFunction_Type) {
            let function = o.cast::<ffi::PyCFunctionObject>();
            let object = (*function).m_self;
            let module = (*function).m_module;
            let stays = |o: Obj| is_simple(o) || ffi::Py_REFCNT(o) > 1;
            return (*function).m_weakreflist.is_null()
                && (object.is_null() || stays(object) && module != object)
                && (module.is_null() || stays(module));
        } else if is_exactly(o, &raw mut ffi::PyFunction_Type) {
            return crate::closure::function_ends_quietly(o);
        } else {
            return is_exactly(o, &raw mut ffi::PyDict_Type) && (*o.cast::<ffi::PyDictObject>()).ma_used == 0
                || is_exactly(o, &raw mut ffi::PyBytes_Type)
                || is_exactly(o, &raw mut ffi::PyComplex_Type)
                || list_iter::ends_quietly(o) || over_ends_quietly(o);
        };
        let size = (*o.cast::<ffi::PyVarObject>()).ob_size as usize;
        size <= LOOKED_THROUGH && (0..size).all(|index| is_simple(*items.add(index)))
    }
}

/// Up to so many items are looked at to find out how a container ends.
const LOOKED_THROUGH: usize = 16;

/// `-o` of an int or a float.
#[inline]
pub fn negative(o: Obj) -> Obj {
    if let Some(value) = crate::boxing::get_i64(o).and_then(i64::checked_neg) {
        return new_int(value);
    }
    crate::boxing::get_f64(o).map_or(NULL, |value| crate::boxing::new_float(-value))
}

/// The class of iterators over sets, once it is known.
pub(crate) static SET_ITERATOR: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

/// Finds the class of iterators over sets; false if there is none.
///
/// # Safety
/// The GIL must be held.
pub(crate) unsafe fn learn(set: Obj) -> bool {
    // SAFETY: a live set; the class lives as long as the interpreter.
    unsafe {
        let iterator = ffi::PyObject_GetIter(set);
        if iterator.is_null() {
            return false;
        }
        SET_ITERATOR.store(ffi::Py_TYPE(iterator), Ordering::Relaxed);
        let is_of_set = (*iterator.cast::<Over>()).container == set;
        ffi::Py_DECREF(iterator);
        is_of_set
    }
}

/// The start of an iterator over a dictionary's keys or values, or over a set: null behind the end.
#[repr(C)]
struct Over {
    header: ffi::PyObject,
    container: Obj,
}

/// Is it a set, a frozenset, or a view of a dictionary?
fn is_set_or_view(o: Obj) -> bool {
    dict::is_set(o)
        || is_exactly(o, &raw mut ffi::PyDictItems_Type)
        || is_exactly(o, &raw mut ffi::PyDictKeys_Type)
        || is_exactly(o, &raw mut ffi::PyDictValues_Type)
}

/// Is it a view of, or an iterator over, a dictionary or set that somebody else keeps?
fn over_ends_quietly(o: Obj) -> bool {
    // SAFETY: a live object; the class is tested before the structure is read.
    unsafe {
        let class = (*o).ob_type;
        let is_items = class == &raw mut ffi::PyDictIterItem_Type;
        let is_known = is_items
            || class == &raw mut ffi::PyDictIterKey_Type
            || class == &raw mut ffi::PyDictIterValue_Type
            || class == &raw mut ffi::PyDictItems_Type
            || class == &raw mut ffi::PyDictKeys_Type
            || class == &raw mut ffi::PyDictValues_Type
            || class == SET_ITERATOR.load(Ordering::Relaxed);
        if !is_known {
            return false;
        }
        let container = (*o.cast::<Over>()).container;
        (container.is_null() || ffi::Py_REFCNT(container) > 1) && (!is_items || annot_dict_items_end_quietly(o) != 0)
    }
}

unsafe extern "C" {
    fn annot_dict_items_end_quietly(iterator: Obj) -> i32;
}

/// The items of an exact list or tuple of so many, each owned; else nothing.
#[inline]
pub fn unpack<const N: usize>(sequence: Obj) -> Option<[Obj; N]> {
    crate::object::unpack_exact(sequence)
}

/// The next item of an iterator over keys or values of a dictionary, or over a set, that somebody else keeps; null at the end, or with
/// an exception set. Nothing: that may run Python code, or is another iterator.
#[inline(never)]
pub fn next(iterator: Obj) -> Option<Obj> {
    // SAFETY: a live object; the class is tested before the structure is read.
    unsafe {
        let class = (*iterator).ob_type;
        let is_known = cfg!(Py_3_12)
            && (class == &raw mut ffi::PyDictIterKey_Type
                || class == &raw mut ffi::PyDictIterValue_Type
                || class == SET_ITERATOR.load(Ordering::Relaxed));
        if !is_known {
            return match cfg!(Py_3_12) && crate::itertools::is_quiet(iterator) {
                true => Some((*class).tp_iternext?(iterator)),
                false => None,
            };
        }
        let container = (*iterator.cast::<Over>()).container;
        // At its end it gives the container up.
        if !container.is_null() && ffi::Py_REFCNT(container) <= 1 {
            return None;
        }
        Some((*class).tp_iternext?(iterator))
    }
}

/// `iter(o)` of what CPython's own iterators iterate over, and of themselves.
#[inline(never)]
pub fn get_iter(o: Obj) -> Obj {
    // The collector runs where objects are made before 3.12.
    let is_known = cfg!(Py_3_12)
        && (is_exactly(o, &raw mut ffi::PyList_Type)
            || is_exactly(o, &raw mut ffi::PyTuple_Type)
            || is_exactly(o, &raw mut ffi::PyUnicode_Type)
            || is_exactly(o, &raw mut ffi::PyDict_Type)
            || is_set_or_view(o)
            || is_exactly(o, &raw mut ffi::PyRange_Type));
    if !is_known {
        if list_iter::is_its_own_iterator(o) {
            return crate::support::retained(o);
        }
        return crate::sent::iterator_made_by_method(o).unwrap_or(NULL);
    }
    let known = list_iter::made_again(o);
    if !known.is_null() {
        return known;
    }
    // SAFETY: a live object, and the GIL is held.
    made(unsafe { ffi::PyObject_GetIter(o) })
}

/// `o.name`, of an object of the commonest builtin types: null with an exception set if it has none.
#[inline(never)]
pub fn get_method(o: Obj, function: &Function, name: usize) -> Option<Obj> {
    let is_known = cfg!(Py_3_12)
        && (is_simple(o)
            || is_exactly(o, &raw mut ffi::PyList_Type)
            || is_exactly(o, &raw mut ffi::PyTuple_Type)
            || is_exactly(o, &raw mut ffi::PyDict_Type)
            || is_exactly(o, &raw mut ffi::PySet_Type));
    // SAFETY: live objects, and the GIL is held.
    is_known.then(|| unsafe { ffi::PyObject_GetAttr(o, function.name(name)) })
}
