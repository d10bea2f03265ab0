//! `collections.deque`: items are put in and taken out where CPython keeps them (`Modules/_collectionsmodule.c`), without Python code.
//!
//! `None` means that CPython has to do it: it is empty, what it has is of another type, or what it would drop could run Python code when it
//! ends. Nothing has been done by then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{new_int, release};
use crate::dict_values::Item;
use crate::quick;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::sync::atomic::{AtomicPtr, Ordering};

/// So many items are in a block.
pub(crate) const BLOCK: isize = 64;

/// Where the first item of a new deque goes.
pub(crate) const CENTER: isize = BLOCK / 2;

#[repr(C)]
pub(crate) struct Block {
    left: *mut Block,
    items: [Obj; BLOCK as usize],
    right: *mut Block,
}

#[repr(C)]
pub(crate) struct Deque {
    pub(crate) base: ffi::PyVarObject,
    pub(crate) left_block: *mut Block,
    pub(crate) right_block: *mut Block,
    pub(crate) left: isize,
    pub(crate) right: isize,
    /// Counts changes, for iterators.
    pub(crate) state: usize,
    /// The most items, or -1.
    pub(crate) most: isize,
}

/// The class, once it is known to be as above; owned.
static CLASS: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

/// The class's own methods, owned.
static METHODS: [AtomicPtr<ffi::PyObject>; 4] = [const { AtomicPtr::new(NULL) }; 4];

/// Which method.
#[derive(Clone, Copy)]
enum Does {
    Append,
    AppendLeft,
    Pop,
    PopLeft,
}

/// The class, or null.
pub(crate) fn class() -> *mut ffi::PyTypeObject {
    CLASS.load(Ordering::Relaxed)
}

/// Is it exactly a `deque`?
#[inline(always)]
pub fn is_deque(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { (*object).ob_type == class() }
}

/// `len(deque)` of exactly one.
#[inline]
pub(crate) fn length(object: Obj) -> Option<i64> {
    // SAFETY: a deque has as many items as its header says.
    is_deque(object).then(|| unsafe { (*object.cast::<ffi::PyVarObject>()).ob_size } as i64)
}

#[inline(always)]
fn of<'a>(deque: Obj) -> &'a mut Deque {
    // SAFETY: a deque, whose structure was compared with this one.
    unsafe { &mut *deque.cast::<Deque>() }
}

/// `deque.append(value)`
#[inline(always)]
pub fn append<V: Item>(deque: Obj, value: V) -> Option<()> {
    let this = of(deque);
    if this.most >= 0 || this.right >= BLOCK - 1 {
        return put(deque, value, Does::Append);
    }
    let object = made(value.object())?;
    this.right += 1;
    // SAFETY: there is another place in the block.
    unsafe { (*this.right_block).items[this.right as usize] = object };
    this.base.ob_size += 1;
    this.state = this.state.wrapping_add(1);
    Some(())
}

/// `deque.appendleft(value)`
#[inline(always)]
pub fn append_left<V: Item>(deque: Obj, value: V) -> Option<()> {
    let this = of(deque);
    if this.most >= 0 || this.left <= 0 {
        return put(deque, value, Does::AppendLeft);
    }
    let object = made(value.object())?;
    this.left -= 1;
    // SAFETY: there is another place in the block.
    unsafe { (*this.left_block).items[this.left as usize] = object };
    this.base.ob_size += 1;
    this.state = this.state.wrapping_add(1);
    Some(())
}

/// `deque.popleft()`
#[inline(always)]
pub fn pop_left<V: Item>(deque: Obj) -> Option<V> {
    let this = of(deque);
    if this.base.ob_size == 0 {
        return None;
    }
    // SAFETY: there is an item.
    let object = unsafe { (*this.left_block).items[this.left as usize] };
    let value = V::of(object)?;
    if this.left >= BLOCK - 1 {
        return take(deque, value, Does::PopLeft);
    }
    this.left += 1;
    this.base.ob_size -= 1;
    this.state = this.state.wrapping_add(1);
    // A number, or the object that has been given to the new owner, too.
    release(object);
    Some(value)
}

/// `deque.pop()`
#[inline(always)]
pub fn pop<V: Item>(deque: Obj) -> Option<V> {
    let this = of(deque);
    if this.base.ob_size == 0 {
        return None;
    }
    // SAFETY: there is an item.
    let object = unsafe { (*this.right_block).items[this.right as usize] };
    let value = V::of(object)?;
    if this.right <= 0 {
        return take(deque, value, Does::Pop);
    }
    this.right -= 1;
    this.base.ob_size -= 1;
    this.state = this.state.wrapping_add(1);
    // A number, or the object that has been given to the new owner, too.
    release(object);
    Some(value)
}

/// `deque[index]`
#[inline(always)]
pub fn get<V: Item>(deque: Obj, index: i64) -> Option<V> {
    let this = of(deque);
    let size = this.base.ob_size as i64;
    let index = if index < 0 { index + size } else { index };
    if index < 0 || index >= size {
        return None;
    }
    // SAFETY: there is such an item, in the first or last block, or in one between.
    let object = unsafe {
        if index == 0 {
            (*this.left_block).items[this.left as usize]
        } else if index == size - 1 {
            (*this.right_block).items[this.right as usize]
        } else {
            nth(this, index as isize)
        }
    };
    V::of(object)
}

/// An item between, found from the nearer end; borrowed.
///
/// # Safety
/// There is such an item.
#[inline(never)]
unsafe fn nth(this: &Deque, index: isize) -> Obj {
    let place = this.left + index;
    let last = this.left + this.base.ob_size - 1;
    // SAFETY: the caller's promise.
    unsafe {
        let mut block;
        if index < this.base.ob_size >> 1 {
            block = this.left_block;
            (0..place / BLOCK).for_each(|_| block = (*block).right);
        } else {
            block = this.right_block;
            (place / BLOCK..last / BLOCK).for_each(|_| block = (*block).left);
        }
        (*block).items[(place % BLOCK) as usize]
    }
}

/// The object, unless there was no memory for it: then CPython finds out again.
#[inline(always)]
fn made(object: Obj) -> Option<Obj> {
    if object.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
        return None;
    }
    Some(object)
}

/// Puts a value in by CPython's method, if what is dropped for it ends without Python code.
#[inline(never)]
fn put<V: Item>(deque: Obj, value: V, does: Does) -> Option<()> {
    let this = of(deque);
    if this.most >= 0 && this.base.ob_size >= this.most {
        if this.base.ob_size == 0 {
            return None;
        }
        // SAFETY: there are items.
        let dropped = unsafe {
            match does {
                Does::Append => (*this.left_block).items[this.left as usize],
                _ => (*this.right_block).items[this.right as usize],
            }
        };
        if !quick::are_simple(&[dropped]) {
            return None;
        }
    }
    let object = made(value.object())?;
    let result = made(call(does, &[deque, object]));
    release(object);
    release(result?);
    Some(())
}

/// Takes a value out that has been read, by CPython's method.
#[inline(never)]
fn take<V: Item>(deque: Obj, value: V, does: Does) -> Option<V> {
    match made(call(does, &[deque])) {
        Some(object) => {
            release(object);
            Some(value)
        }
        None => {
            value.forget();
            None
        }
    }
}

fn call(does: Does, args: &[Obj]) -> Obj {
    let method = METHODS[does as usize].load(Ordering::Relaxed);
    // SAFETY: a method of the class, and live objects.
    unsafe { ffi::PyObject_Vectorcall(method, args.as_ptr(), args.len(), NULL) }
}

/// Finds the class. If it is not stored as expected, none is known. To be asked once.
///
/// # Safety
/// The GIL must be held.
pub(crate) unsafe fn find() {
    if !class().is_null() {
        return;
    }
    // SAFETY: the GIL is held; what is made here is given up here, except the class and its methods.
    unsafe {
        let module = ffi::PyImport_ImportModule(c"_collections".as_ptr());
        if !module.is_null() {
            let class = ffi::PyObject_GetAttrString(module, c"deque".as_ptr());
            if !class.is_null() {
                let names = [c"append", c"appendleft", c"pop", c"popleft"];
                for (method, name) in METHODS.iter().zip(names) {
                    method.store(ffi::PyObject_GetAttrString(class, name.as_ptr()), Ordering::Relaxed);
                }
                let are_there = METHODS.iter().all(|method| !method.load(Ordering::Relaxed).is_null());
                if are_there && is_as_expected(class).unwrap_or(false) {
                    CLASS.store(class.cast(), Ordering::Relaxed);
                } else {
                    ffi::Py_DECREF(class);
                }
            }
            ffi::Py_DECREF(module);
        }
        ffi::PyErr_Clear();
    }
}

/// Are a deque's items where they are looked for? `None`: there is no memory.
///
/// # Safety
/// The GIL must be held; the class, and its methods are known.
unsafe fn is_as_expected(class: Obj) -> Option<bool> {
    const MOST: i64 = 200;
    // SAFETY: the caller's promise; what is made here is given up here.
    unsafe {
        let empty = made(ffi::PyTuple_New(0))?;
        let number = made(new_int(MOST))?;
        let bounded = made(ffi::PyObject_CallFunctionObjArgs(class, empty, number, NULL))?;
        let deque = made(ffi::PyObject_CallFunctionObjArgs(class, NULL))?;
        let has_room = (*class.cast::<ffi::PyTypeObject>()).tp_basicsize >= size_of::<Deque>() as ffi::Py_ssize_t;
        let mut fine = has_room && of(bounded).most == MOST as isize && of(deque).most == -1;
        // Into and out of several blocks, by turns here and by CPython's own methods.
        for turn in 0..MOST {
            let (does, left) = if turn % 3 == 0 { (Does::AppendLeft, true) } else { (Does::Append, false) };
            let state = of(deque).state;
            if turn % 2 == 0 {
                let number = made(new_int(turn))?;
                release(made(call(does, &[deque, number]))?);
                release(number);
            } else if left {
                append_left(deque, turn)?;
            } else {
                append(deque, turn)?;
            }
            let this = of(deque);
            let at = if left { (*this.left_block).items[this.left as usize] } else { (*this.right_block).items[this.right as usize] };
            fine = fine && this.state == state.wrapping_add(1) && this.base.ob_size as i64 == turn + 1;
            fine = fine && i64::of(at) == Some(turn);
            let middle = made(ffi::PySequence_GetItem(deque, (turn / 3) as isize))?;
            fine = fine && get::<i64>(deque, turn / 3) == i64::of(middle);
            release(middle);
            if !fine {
                break;
            }
        }
        for turn in (0..MOST).rev() {
            if !fine {
                break;
            }
            let value = match (turn % 3 == 0, turn % 4 < 2) {
                (true, true) => pop_left::<i64>(deque),
                (false, true) => pop::<i64>(deque),
                (true, false) => popped(call(Does::PopLeft, &[deque])),
                (false, false) => popped(call(Does::Pop, &[deque])),
            };
            fine = value == Some(turn) && of(deque).base.ob_size as i64 == turn;
        }
        for object in [empty, number, bounded, deque] {
            release(object);
        }
        Some(fine)
    }
}

fn popped(object: Obj) -> Option<i64> {
    let value = i64::of(made(object)?);
    release(object);
    value
}
