//! `list.sort`: in the order of keys of kinds that are known here without CPython's sort, and as CPython does it with any others.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::object::{Class, Method};
use crate::owned::{Owned, Raised, raise};
use crate::sorting;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// `list.sort(...)`: an exact list, then the values of the keyword arguments named by `names`, a tuple or null. False with an exception set.
pub fn sort(args: &[Obj], names: Obj) -> bool {
    static METHOD: Method = Method::new(Class::List, "sort");
    match arguments(args, names) {
        Some((key, reverse)) if key.is_null() => {
            sorting::in_place(args[0], reverse) || METHOD.nothing(args, names)
        }
        Some((key, reverse)) => by_key(args, names, key, reverse, &METHOD),
        None => METHOD.nothing(args, names),
    }
}

/// The key, or null, and whether the order is reversed, if that can be told without Python code.
fn arguments(args: &[Obj], names: Obj) -> Option<(Obj, bool)> {
    let (mut key, mut reverse) = (NULL, false);
    // SAFETY: live objects; the names are a tuple of strings.
    unsafe {
        let count = if names.is_null() { 0 } else { ffi::PyTuple_GET_SIZE(names) };
        (args.len() as ffi::Py_ssize_t == count + 1).then_some(())?;
        for index in 0..count {
            let (name, value) = (ffi::PyTuple_GET_ITEM(names, index), args[index as usize + 1]);
            if ffi::PyUnicode_CompareWithASCIIString(name, c"key".as_ptr()) == 0 {
                key = if value == ffi::Py_None() { NULL } else { value };
            } else if ffi::PyUnicode_CompareWithASCIIString(name, c"reverse".as_ptr()) == 0 {
                reverse = value == ffi::Py_True();
                (reverse || value == ffi::Py_False()).then_some(())?;
            } else {
                return None;
            }
        }
    }
    Some((key, reverse))
}

/// `key` is called with each item while the list looks empty. Keys of a kind that is not known here are handed to CPython's sort.
fn by_key(args: &[Obj], names: Obj, key: Obj, reverse: bool, method: &Method) -> bool {
    let list: *mut ffi::PyListObject = args[0].cast();
    // SAFETY: an exact list, whose items are its own until they are put back; live objects, and the GIL is held.
    unsafe {
        let (items, count, room) = ((*list).ob_item, (*list).ob_base.ob_size, (*list).allocated);
        (*list).ob_base.ob_size = 0;
        (*list).ob_item = std::ptr::null_mut();
        (*list).allocated = -1;
        let mut keys: Vec<Owned> = Vec::with_capacity(count as usize);
        for index in 0..count as usize {
            match Owned::from_result(ffi::PyObject_CallOneArg(key, *items.add(index))) {
                Ok(key) => keys.push(key),
                Err(Raised) => break,
            }
        }
        let is_called = keys.len() == count as usize;
        if !is_called {
            while keys.pop().is_some() {}
        }
        let objects: Vec<Obj> = keys.iter().map(Owned::get).collect();
        let order = sorting::order(&objects, reverse).filter(|_| is_called);
        let is_known = order.is_some();
        if is_known {
            // They end before the list is whole again.
            drop(std::mem::take(&mut keys));
        }
        // What the list was given meanwhile.
        let (others, mut left) = ((*list).ob_item, (*list).ob_base.ob_size);
        let is_changed = (*list).allocated != -1;
        (*list).ob_base.ob_size = count;
        (*list).ob_item = items;
        (*list).allocated = room;
        let mut is_sorted = is_called;
        match order {
            Some(order) => sorting::put_in_order(args[0], &order),
            None if is_called => is_sorted = with_keys(args, names, key, keys, method),
            None => {}
        }
        if is_sorted && is_changed {
            raise(ffi::PyExc_ValueError, "list modified during sort");
            is_sorted = false;
        }
        if !others.is_null() {
            while left > 0 {
                left -= 1;
                ffi::Py_XDECREF(*others.offset(left));
            }
            ffi::PyMem_Free(others.cast());
        }
        is_sorted
    }
}

/// CPython's sort, with a key that gives what was computed already.
fn with_keys(args: &[Obj], names: Obj, key: Obj, keys: Vec<Owned>, method: &Method) -> bool {
    static mut DEFINITION: ffi::PyMethodDef = ffi::PyMethodDef {
        ml_name: c"key".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: computed },
        ml_flags: ffi::METH_O,
        ml_doc: std::ptr::null(),
    };
    let mut keys = keys.into_iter();
    // SAFETY: live objects, and the GIL is held; what the function gives out lives until nobody can call it any more.
    unsafe {
        let Ok(all) = Owned::from_result(ffi::PyCapsule_New((&raw mut keys).cast(), std::ptr::null(), None)) else {
            return false;
        };
        let Ok(next) = Owned::from_result(ffi::PyCFunction_NewEx(&raw mut DEFINITION, all.get(), NULL)) else {
            return false;
        };
        let with: Vec<Obj> = args.iter().map(|arg| if *arg == key { next.get() } else { *arg }).collect();
        method.nothing(&with, names)
    }
}

/// The next key, one for each item.
unsafe extern "C" fn computed(all: Obj, _item: Obj) -> Obj {
    // SAFETY: a capsule of `with_keys`, which is still at work: nobody but CPython's sort has the function.
    let keys: *mut std::vec::IntoIter<Owned> = unsafe { ffi::PyCapsule_GetPointer(all, std::ptr::null()) }.cast();
    // SAFETY: as above.
    match unsafe { (*keys).next() } {
        Some(key) => key.into_raw(),
        None => {
            // SAFETY: the GIL is held.
            unsafe { raise(ffi::PyExc_SystemError, "annot: a sort without keys") };
            NULL
        }
    }
}
