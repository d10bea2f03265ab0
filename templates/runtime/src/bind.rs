//! Binding keyword arguments and defaults to parameters, for calls that are not simply complete.
//!
//! Whatever is not plainly right is left to CPython, which raises its own errors.

use crate::function::Function;
use crate::layout::FunctionObject;
use crate::owned::Owned;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// What was made for `*args` and `**kwargs`, as long as nobody else owns it.
#[derive(Default)]
pub struct Starred {
    args: Option<Owned>,
    kwargs: Option<Owned>,
}

impl Starred {
    pub const fn new() -> Starred {
        Starred {
            args: None,
            kwargs: None,
        }
    }

    /// The slots own them from now on.
    #[inline(always)]
    pub fn give(&mut self) {
        let Starred { args, kwargs } = std::mem::take(self);
        args.map(Owned::into_raw);
        kwargs.map(Owned::into_raw);
    }
}

/// Fills `slots` with positional arguments and the defaults behind them. False: there is more to bind.
///
/// # Safety
/// The arguments are those of a vectorcall of `object`, without keywords.
#[inline]
pub(crate) unsafe fn bind_defaults(
    function: &Function,
    object: *mut FunctionObject,
    args: *const Obj,
    given: usize,
    slots: &mut [Obj],
) -> bool {
    // SAFETY: CPython passes `given` arguments; `__defaults__` is a tuple, which keeps its items, or null.
    unsafe {
        let defaults = (*object).func_defaults.cast::<ffi::PyTupleObject>();
        if defaults.is_null() || !function.takes_positional(slots.len()) {
            return false;
        }
        // From 3.12 on it is held when it is about to be replaced, before that by the first call, which comes to `bind`. What
        // is held otherwise, `bind` gives back.
        let held = if cfg!(Py_3_12) { NULL } else { defaults.cast() };
        if !function.holds_only(held) {
            return false;
        }
        let count = (*defaults).ob_base.ob_size as usize;
        let missing = slots.len().wrapping_sub(given);
        if missing > slots.len() || missing > count {
            return false;
        }
        let items = (&raw const (*defaults).ob_item).cast::<Obj>();
        for (index, slot) in slots.iter_mut().enumerate() {
            *slot = if index < given {
                *args.add(index)
            } else {
                *items.add(count - missing + (index - given))
            };
        }
    }
    true
}

/// Fills `slots`, in the order of the parameters. False: CPython has to bind. Without `starred` there must be no `*args` and no
/// `**kwargs`.
///
/// # Safety
/// The arguments are those of a vectorcall of `object`, which runs the code of `function`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn bind(
    function: &Function,
    object: *mut FunctionObject,
    (args, given, kw): (*const Obj, usize, Obj),
    slots: &mut [Obj],
    mut starred: Option<&mut Starred>,
) -> bool {
    function.release_held();
    slots.fill(NULL);
    let (positional, named) = (function.positional.get(), function.named.get());
    let is_starred = named != function.spec.params as usize;
    if slots.len() != function.spec.params as usize
        || given > positional && !function.has_args.get()
        || is_starred && starred.is_none()
    {
        return false;
    }
    // SAFETY: CPython passes `given` positional arguments, then one for each item of the tuple `kw`; what is new is owned by
    // `starred`.
    unsafe {
        if function.is_retired() {
            crate::retire::take_engine(object.cast());
            return false;
        }
        for (index, slot) in slots.iter_mut().take(given.min(positional)).enumerate() {
            *slot = *args.add(index);
        }
        if let Some(starred) = &mut starred
            && !starred.fill(function, args, given, slots)
        {
            return false;
        }
        let keywords = if kw.is_null() { 0 } else { ffi::PyTuple_Size(kw) };
        for index in 0..keywords {
            let (keyword, value) = (ffi::PyTuple_GetItem(kw, index), *args.add(given + index as usize));
            match parameter_named(function, keyword) {
                Some(parameter) if slots[parameter].is_null() => slots[parameter] = value,
                Some(_) => return false,
                None => {
                    let kwargs = starred.as_ref().and_then(|starred| starred.kwargs.as_ref());
                    if !kwargs.is_some_and(|kwargs| add(kwargs, keyword, value)) {
                        return false;
                    }
                }
            }
        }
        for (index, slot) in slots[..named].iter_mut().enumerate().filter(|(_, slot)| slot.is_null()) {
            *slot = default(function, object, index);
            if slot.is_null() {
                return false;
            }
        }
    }
    true
}

/// Fills `slots` with what is in the tuple and the dictionary (null: none) of a call, and with defaults. False: CPython has to bind.
/// Nothing is held, and nothing given back that is: other native code may be running with it.
#[inline(never)]
pub(crate) fn bind_spread(function: &Function, object: Obj, tuple: Obj, keywords: Obj, slots: &mut [Obj]) -> bool {
    let positional = function.positional.get();
    let is_plain = slots.len() == function.spec.params as usize && slots.len() == function.named.get();
    // SAFETY: live objects, whose classes are tested; the function object runs the code of `function`.
    unsafe {
        if !is_plain || ffi::PyTuple_CheckExact(tuple) == 0 || ffi::PyTuple_GET_SIZE(tuple) as usize > positional {
            return false;
        }
        if !keywords.is_null() && ffi::PyDict_CheckExact(keywords) == 0 {
            return false;
        }
        let given = ffi::PyTuple_GET_SIZE(tuple) as usize;
        for (index, slot) in slots[..given].iter_mut().enumerate() {
            *slot = ffi::PyTuple_GET_ITEM(tuple, index as ffi::Py_ssize_t);
        }
        let is_bound = keywords.is_null()
            || pairs(keywords, |name, value| match parameter_named(function, name) {
                Some(parameter) if slots[parameter].is_null() => {
                    slots[parameter] = value;
                    true
                }
                _ => false,
            });
        let object = object.cast::<FunctionObject>();
        // Only from 3.12 on is it said that they are about to be replaced; those of others are in a dictionary, which is not watched.
        let has_default = |index: usize| cfg!(Py_3_12) && index < positional;
        is_bound
            && slots.iter_mut().enumerate().filter(|(_, slot)| slot.is_null()).all(|(index, slot)| {
                if has_default(index) {
                    *slot = default(function, object, index);
                }
                !slot.is_null()
            })
    }
}

/// Is it a `str` proper, which is hashed and compared without running Python code?
pub(crate) fn is_name(keyword: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::PyUnicode_CheckExact(keyword) != 0 }
}

/// Is something so of all that is in a dictionary, in its order?
pub(crate) fn pairs(dict: Obj, mut holds: impl FnMut(Obj, Obj) -> bool) -> bool {
    let (mut position, mut key, mut value) = (0, NULL, NULL);
    // SAFETY: an exact dictionary, which nothing changes meanwhile.
    while unsafe { ffi::PyDict_Next(dict, &raw mut position, &raw mut key, &raw mut value) } != 0 {
        if !holds(key, value) {
            return false;
        }
    }
    true
}

impl Starred {
    /// Makes the tuple of the positional arguments that are left, and an empty dictionary.
    ///
    /// # Safety
    /// As for [`bind`].
    unsafe fn fill(&mut self, function: &Function, args: *const Obj, given: usize, slots: &mut [Obj]) -> bool {
        let mut slot = function.named.get();
        // SAFETY: the caller's promise; every item of a new tuple is set before anyone sees it.
        unsafe {
            if function.has_args.get() {
                let first = function.positional.get();
                let rest = given.saturating_sub(first);
                let Some(tuple) = new(ffi::PyTuple_New(rest as ffi::Py_ssize_t)) else {
                    return false;
                };
                for index in 0..rest {
                    let item = Owned::from_borrowed(*args.add(first + index));
                    ffi::PyTuple_SET_ITEM(tuple.get(), index as ffi::Py_ssize_t, item.into_raw());
                }
                crate::boxing::hide_tuple(tuple.get());
                slots[slot] = tuple.get();
                self.args = Some(tuple);
                slot += 1;
            }
            if function.has_kwargs.get() {
                let Some(dict) = new(ffi::PyDict_New()) else {
                    return false;
                };
                slots[slot] = dict.get();
                self.kwargs = Some(dict);
            }
        }
        true
    }
}

/// Adds a keyword argument that names no parameter. False: CPython has to look at it.
///
/// # Safety
/// Both are live objects.
unsafe fn add(kwargs: &Owned, keyword: Obj, value: Obj) -> bool {
    // SAFETY: the caller's promise. A `str` proper is hashed and compared without running Python code.
    unsafe {
        if ffi::PyUnicode_CheckExact(keyword) == 0 {
            return false;
        }
        let is_added = ffi::PyDict_SetItem(kwargs.get(), keyword, value) == 0;
        if !is_added {
            ffi::PyErr_Clear();
        }
        is_added
    }
}

/// A new object, or none when memory is short, which CPython will find out again.
///
/// # Safety
/// As for [`Owned::from_result`].
unsafe fn new(object: Obj) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let object = unsafe { Owned::from_result(object) };
    if object.is_err() {
        // SAFETY: no preconditions.
        unsafe { ffi::PyErr_Clear() }
    }
    object.ok()
}

/// The parameter that a keyword names.
unsafe fn parameter_named(function: &Function, keyword: Obj) -> Option<usize> {
    let names = function.names();
    // SAFETY: `co_varnames` is a tuple of `str` with at least as many items as there are parameters; the keyword's type is
    // tested before its text is compared.
    unsafe {
        let named = function.positional_only.get()..function.named.get();
        let name = |index: usize| ffi::PyTuple_GetItem(names, index as ffi::Py_ssize_t);
        if let Some(index) = named.clone().find(|&index| name(index) == keyword) {
            return Some(index);
        }
        if ffi::PyUnicode_CheckExact(keyword) == 0 {
            return None;
        }
        named
            .into_iter()
            .find(|&index| ffi::PyUnicode_Compare(name(index), keyword) == 0)
    }
}

/// The present default of a parameter, borrowed from a container that is held when need be; null if there is none.
///
/// # Safety
/// `object` is a live function object that runs the code of `function`, or null.
pub(crate) unsafe fn default(function: &Function, object: *mut FunctionObject, index: usize) -> Obj {
    if object.is_null() {
        return std::ptr::null_mut();
    }
    // SAFETY: the caller's promise; `__defaults__` is a tuple or null, `__kwdefaults__` a dictionary or null.
    unsafe {
        let positional = function.positional.get();
        if index < positional {
            let defaults = (*object).func_defaults;
            if defaults.is_null() {
                return std::ptr::null_mut();
            }
            let missing = positional as isize - ffi::PyTuple_Size(defaults);
            let Ok(index) = usize::try_from(index as isize - missing) else {
                return std::ptr::null_mut();
            };
            // From 3.12 on it is held when it is about to be replaced.
            #[cfg(not(Py_3_12))]
            function.hold(defaults);
            return ffi::PyTuple_GetItem(defaults, index as ffi::Py_ssize_t);
        }
        let defaults = (*object).func_kwdefaults;
        if defaults.is_null() {
            return std::ptr::null_mut();
        }
        let name = ffi::PyTuple_GetItem(function.names(), index as ffi::Py_ssize_t);
        let value = ffi::PyDict_GetItemWithError(defaults, name);
        if value.is_null() {
            ffi::PyErr_Clear();
        } else {
            function.hold(value);
        }
        value
    }
}
