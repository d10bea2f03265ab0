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
        Some((Some(key), reverse)) => by_key(args, names, key, reverse, &METHOD),
        Some((None, reverse)) => sorting::in_place(args[0], reverse) || METHOD.nothing(args, names),
        None => METHOD.nothing(args, names),
    }
}

/// Which argument is the key, if there is one, and whether the order is reversed, if that can be told without Python code.
fn arguments(args: &[Obj], names: Obj) -> Option<(Option<usize>, bool)> {
    let (mut key, mut reverse) = (None, false);
    // SAFETY: live objects; the names are a tuple of strings.
    unsafe {
        let count = if names.is_null() { 0 } else { ffi::PyTuple_GET_SIZE(names) };
        (args.len() as ffi::Py_ssize_t == count + 1).then_some(())?;
        for index in 0..count {
            let (name, value) = (ffi::PyTuple_GET_ITEM(names, index), args[index as usize + 1]);
            if ffi::PyUnicode_CompareWithASCIIString(name, c"key".as_ptr()) == 0 {
                key = (value != ffi::Py_None()).then_some(index as usize + 1);
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
fn by_key(args: &[Obj], names: Obj, key: usize, reverse: bool, method: &Method) -> bool {
    let list: *mut ffi::PyListObject = args[0].cast();
    // SAFETY: an exact list, whose items are its own until they are put back; live objects, and the GIL is held.
    unsafe {
        let (items, count, room) = ((*list).ob_item, (*list).ob_base.ob_size, (*list).allocated);
        if count == 0 {
            return true;
        }
        (*list).ob_base.ob_size = 0;
        (*list).ob_item = std::ptr::null_mut();
        (*list).allocated = -1;
        let mut keys: Vec<Owned> = Vec::with_capacity(count as usize);
        for index in 0..count as usize {
            match Owned::from_result(ffi::PyObject_CallOneArg(args[key], *items.add(index))) {
                Ok(key) => keys.push(key),
                Err(Raised) => break,
            }
        }
        let is_called = keys.len() == count as usize;
        if !is_called {
            while keys.pop().is_some() {}
        }
        let objects: Vec<Obj> = keys.iter().map(Owned::get).collect();
        // The order in which others end can be told.
        let order = match is_called && objects.iter().all(|key| ends_quietly(*key)) {
            true => sorting::order(&objects, reverse),
            false => None,
        };
        let is_known = order.is_some();
        if is_known {
            // They end before the list is whole again.
            drop(std::mem::take(&mut keys));
        }
        // What the list was given meanwhile.
        let (others, left, others_room) = ((*list).ob_item, (*list).ob_base.ob_size, (*list).allocated);
        let is_changed = others_room != -1;
        (*list).ob_base.ob_size = count;
        (*list).ob_item = items;
        (*list).allocated = room;
        let mut is_sorted = is_called;
        match order {
            Some(order) => sorting::put_in_order(args[0], &order),
            None if is_called => {
                // CPython's sort finds what the list was given, and ends it.
                let given = Given { keys: keys.into_iter(), list, others: is_changed.then_some((others, left, others_room)) };
                return with_keys(args, names, key, given, method);
            }
            None => {}
        }
        if is_sorted && is_changed {
            raise(ffi::PyExc_ValueError, "list modified during sort");
            is_sorted = false;
        }
        end_all(others, left);
        is_sorted
    }
}

/// Keys that were computed, and what the list was given meanwhile, where it is not as the sort left it: its items, their count, its room.
struct Given {
    keys: std::vec::IntoIter<Owned>,
    list: *mut ffi::PyListObject,
    others: Option<(*mut Obj, ffi::Py_ssize_t, ffi::Py_ssize_t)>,
}

impl Drop for Given {
    fn drop(&mut self) {
        if let Some((items, count, _)) = self.others.take() {
            // SAFETY: what the list was given, which nobody has taken over.
            unsafe { end_all(items, count) }
        }
    }
}

/// Gives up what a list had, the last first.
///
/// # Safety
/// An array that a list had, with so many items, or null; it is nobody's any more.
unsafe fn end_all(items: *mut Obj, count: ffi::Py_ssize_t) {
    if items.is_null() {
        return;
    }
    for index in (0..count).rev() {
        // SAFETY: the caller's promise.
        unsafe { ffi::Py_XDECREF(*items.offset(index)) };
    }
    // SAFETY: the caller's promise.
    unsafe { ffi::PyMem_Free(items.cast()) };
}

/// Can nobody tell when a key ends? So it is with numbers, strings, and tuples of those, which are the only ones that are ordered.
fn ends_quietly(key: Obj) -> bool {
    // SAFETY: a live object.
    let class = unsafe { (*key).ob_type };
    [&raw mut ffi::PyLong_Type, &raw mut ffi::PyBool_Type, &raw mut ffi::PyFloat_Type, &raw mut ffi::PyUnicode_Type, &raw mut ffi::PyTuple_Type]
        .contains(&class)
}

/// CPython's sort, with a key that gives what was computed already.
fn with_keys(args: &[Obj], names: Obj, key: usize, mut given: Given, method: &Method) -> bool {
    static mut DEFINITION: ffi::PyMethodDef = ffi::PyMethodDef {
        ml_name: c"key".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: computed },
        ml_flags: ffi::METH_O,
        ml_doc: std::ptr::null(),
    };
    // SAFETY: live objects, and the GIL is held; what the function gives out lives until nobody can call it any more.
    unsafe {
        let Ok(all) = Owned::from_result(ffi::PyCapsule_New((&raw mut given).cast(), std::ptr::null(), None)) else {
            return false;
        };
        let Ok(next) = Owned::from_result(ffi::PyCFunction_NewEx(&raw mut DEFINITION, all.get(), NULL)) else {
            return false;
        };
        let mut with = args.to_vec();
        with[key] = next.get();
        method.nothing(&with, names)
    }
}

/// The next key, one for each item.
unsafe extern "C" fn computed(all: Obj, _item: Obj) -> Obj {
    // SAFETY: a capsule of `with_keys`, which is still at work: nobody but CPython's sort has the function.
    let given: &mut Given = unsafe { &mut *ffi::PyCapsule_GetPointer(all, std::ptr::null()).cast() };
    match given.keys.next() {
        Some(key) => {
            if given.keys.len() == 0
                && let Some((items, count, room)) = given.others.take()
            {
                // SAFETY: the list has no items while it is sorted; these are its own from here on.
                unsafe {
                    (*given.list).ob_item = items;
                    (*given.list).ob_base.ob_size = count;
                    (*given.list).allocated = room;
                }
            }
            key.into_raw()
        }
        None => {
            // SAFETY: the GIL is held.
            unsafe { raise(ffi::PyExc_SystemError, "annot: a sort without keys") };
            NULL
        }
    }
}
