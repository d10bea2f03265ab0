//! Deques of numbers, or of small tuples of numbers, that nobody but native code knows: their items are unboxed, in one array.
//!
//! Like a vector (`vector.rs`) a ring is the memory of a `deque` under another type, and becomes that deque where CPython is to get it
//! ([`settle`]). It begins as a list does, with the array, the number of items and the room for them, so that vectors' functions read it;
//! but before the first item there may be room, too. It knows where in its block CPython would have the first item, on which
//! `sys.getsizeof` depends.
//!
//! `None` means: leave, CPython does it; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are rings is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{new_bool, new_float, new_int, new_tuple, release};
use crate::collecting::uncollected;
use crate::deque::{append, class, pop_left as deque_pop_left, Block, Deque, BLOCK, CENTER};
use crate::value::{NULL, Obj};
use crate::vector::{Class, items};
use pyo3::ffi;
use std::ptr::null_mut;

/// The types of rings, one for each kind of item.
static CLASSES: [Class; SHAPES] = [const { Class::new() }; SHAPES];

/// What the settling of each does.
static SETTLE: [fn(Obj) -> bool; SHAPES] = [
    settle_of::<i64>,
    settle_of::<f64>,
    settle_of::<bool>,
    settle_of::<(i64, i64)>,
    settle_of::<(f64, i64)>,
    settle_of::<(i64, f64)>,
    settle_of::<(f64, f64)>,
    settle_of::<(i64, i64, i64)>,
    settle_of::<(f64, i64, i64)>,
    settle_of::<(i64, f64, i64)>,
    settle_of::<(f64, f64, i64)>,
    settle_of::<(i64, i64, f64)>,
    settle_of::<(f64, i64, f64)>,
    settle_of::<(i64, f64, f64)>,
    settle_of::<(f64, f64, f64)>,
];

const SHAPES: usize = 15;

/// The types, and how rings end.
pub(crate) fn classes() -> impl Iterator<Item = (&'static Class, ffi::destructor)> {
    CLASSES.iter().map(|class| (class, end as ffi::destructor))
}

/// Is it the type of a ring?
#[inline(always)]
pub(crate) fn is_class(class: *mut ffi::PyTypeObject) -> bool {
    let range = CLASSES.as_ptr_range();
    (range.start as usize..range.end as usize).contains(&(class as usize))
}

/// How items are held.
pub trait Item: Copy {
    /// Which of the types of rings.
    const SHAPE: usize;
    /// As an object, owned; null with an exception.
    fn object(self) -> Obj;
}

/// How an item of a tuple is held.
pub trait Part: Copy {
    const IS_FLOAT: bool;
    fn part(self) -> Obj;
}

impl Part for i64 {
    const IS_FLOAT: bool = false;
    #[inline(always)]
    fn part(self) -> Obj {
        new_int(self)
    }
}

impl Part for f64 {
    const IS_FLOAT: bool = true;
    #[inline(always)]
    fn part(self) -> Obj {
        new_float(self)
    }
}

impl Item for i64 {
    const SHAPE: usize = 0;
    fn object(self) -> Obj {
        new_int(self)
    }
}

impl Item for f64 {
    const SHAPE: usize = 1;
    fn object(self) -> Obj {
        new_float(self)
    }
}

impl Item for bool {
    const SHAPE: usize = 2;
    fn object(self) -> Obj {
        new_bool(self)
    }
}

impl<A: Part, B: Part> Item for (A, B) {
    const SHAPE: usize = 3 + A::IS_FLOAT as usize + 2 * B::IS_FLOAT as usize;
    fn object(self) -> Obj {
        new_tuple(&[self.0.part(), self.1.part()])
    }
}

impl<A: Part, B: Part, C: Part> Item for (A, B, C) {
    const SHAPE: usize = 7 + A::IS_FLOAT as usize + 2 * B::IS_FLOAT as usize + 4 * C::IS_FLOAT as usize;
    fn object(self) -> Obj {
        new_tuple(&[self.0.part(), self.1.part(), self.2.part()])
    }
}

/// What the memory of a deque is while it is a ring. The first three are where those of a list are.
#[repr(C)]
struct Ring<T> {
    base: ffi::PyVarObject,
    /// The first item.
    items: *mut T,
    /// For how many items there is room from there.
    room: isize,
    /// How many could be before it.
    before: isize,
    /// The deque's only block.
    block: *mut Block,
    /// Where in its block CPython would have the first item.
    left: usize,
    /// The most items, as the deque has it: -1 if there may be any number.
    most: isize,
}

#[inline(always)]
fn ring<'a, T>(deque: Obj) -> &'a mut Ring<T> {
    // SAFETY: a ring of such items, whose memory nobody else looks into meanwhile.
    unsafe { &mut *deque.cast::<Ring<T>>() }
}

const _: () = assert!(std::mem::offset_of!(Ring<i64>, most) == std::mem::offset_of!(Deque, most));

/// A deque without items that nobody else knows, and is not one of CPython's any more; if `callee` is its class.
fn make<T: Item>(callee: Obj, items: Option<&[T]>, most: Option<i64>) -> Option<Obj> {
    if callee != class().cast() || callee.is_null() || most.is_some_and(|most| most < 0) {
        return None;
    }
    // SAFETY: a new deque that nobody else knows, whose only block is kept.
    unsafe {
        let made = uncollected(|| match most {
            None => ffi::PyObject_CallFunctionObjArgs(callee, NULL),
            Some(most) => {
                let (none, named, most) = (ffi::PyTuple_New(0), ffi::PyDict_New(), new_int(most));
                let are_made = ![none, named, most].contains(&NULL);
                let is_named = are_made && ffi::PyDict_SetItemString(named, c"maxlen".as_ptr(), most) == 0;
                let made = if is_named { ffi::PyObject_Call(callee, none, named) } else { NULL };
                [none, named, most].into_iter().filter(|object| !object.is_null()).for_each(release);
                made
            }
        });
        if made.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let deque = made.cast::<Deque>();
        if (*deque).left != CENTER || (*deque).left_block != (*deque).right_block {
            release(made);
            return None;
        }
        ffi::PyObject_GC_UnTrack(made.cast());
        let block = (*deque).left_block;
        let this = ring::<T>(made);
        (this.items, this.room, this.before) = (null_mut(), 0, 0);
        (this.block, this.left) = (block, CENTER as usize);
        (*made).ob_type = CLASSES[T::SHAPE].object();
        if items.is_some_and(|items| extend_by::<T>(made, items).is_none()) {
            release(made);
            return None;
        }
        Some(made)
    }
}

/// `deque()`
#[inline(never)]
pub fn new<T: Item>(callee: Obj) -> Option<Obj> {
    make::<T>(callee, None, None)
}

/// `deque(maxlen=most)`
#[inline(never)]
pub fn new_most<T: Item>(callee: Obj, most: i64) -> Option<Obj> {
    make::<T>(callee, None, Some(most))
}

/// `deque(list)`, of a vector.
#[inline(never)]
pub fn of<T: Item + crate::vector::Item>(callee: Obj, vector: Obj) -> Option<Obj> {
    make::<T>(callee, Some(items::<T>(vector)), None)
}

/// `deque(list, maxlen=most)`, of a vector.
#[inline(never)]
pub fn of_most<T: Item + crate::vector::Item>(callee: Obj, vector: Obj, most: i64) -> Option<Obj> {
    make::<T>(callee, Some(items::<T>(vector)), Some(most))
}

/// `deque(range)`
#[inline(never)]
pub fn range<T>(callee: Obj, range: (i64, i64, i64)) -> Option<Obj> {
    let numbers = crate::vector::range(range)?;
    let made = of::<i64>(callee, numbers);
    release(numbers);
    made
}

/// `deque.append(value)`
#[inline(always)]
pub fn push<T: Item>(deque: Obj, value: T) -> Option<()> {
    let this = ring::<T>(deque);
    if this.base.ob_size >= this.room {
        make_room::<T>(deque, false)?;
    }
    // SAFETY: there is room for one more.
    unsafe { this.items.offset(this.base.ob_size).write(value) };
    this.base.ob_size += 1;
    if this.base.ob_size as usize > this.most as usize {
        pop_left::<T>(deque);
    }
    Some(())
}

/// `deque.appendleft(value)`
#[inline(always)]
pub fn push_left<T: Item>(deque: Obj, value: T) -> Option<()> {
    let this = ring::<T>(deque);
    if this.before == 0 {
        make_room::<T>(deque, true)?;
    }
    // SAFETY: there is room for one more before the first.
    unsafe {
        this.items = this.items.offset(-1);
        this.items.write(value);
    }
    this.before -= 1;
    this.room += 1;
    this.base.ob_size += 1;
    this.left = this.left.wrapping_sub(1) % BLOCK as usize;
    if this.base.ob_size as usize > this.most as usize {
        pop_right::<T>(deque);
    }
    Some(())
}

/// `deque.extend(list)`, of a vector.
#[inline(never)]
pub fn extend<T: Item + crate::vector::Item>(deque: Obj, vector: Obj) -> Option<()> {
    extend_by::<T>(deque, items::<T>(vector))
}

fn extend_by<T: Item>(deque: Obj, values: &[T]) -> Option<()> {
    let this = ring::<T>(deque);
    // What can have none takes none in, not for a moment.
    if this.most == 0 {
        return Some(());
    }
    let (more, size) = (values.len() as isize, this.base.ob_size);
    if this.room - size < more {
        make_places::<T>(deque, 0, more.max(if size > 0 { size.max(8) } else { 0 }))?;
    }
    if size == 0 {
        // As CPython fills one that had none.
        this.left = 1;
    }
    values.iter().try_for_each(|value| push(deque, *value))
}

/// `deque.rotate(count)`
#[inline(never)]
pub fn rotate<T: Item>(deque: Obj, count: i64) -> Option<()> {
    let size = ring::<T>(deque).base.ob_size as i64;
    if size <= 1 {
        return Some(());
    }
    // The shorter way round, as CPython goes.
    let half = size >> 1;
    let mut count = count;
    if count > half || count < -half {
        count %= size;
        if count > half {
            count -= size;
        } else if count < -half {
            count += size;
        }
    }
    // Another place for an item that is taken out: nothing is left undone where there is no memory for that.
    if count > 0 && ring::<T>(deque).before < count as isize {
        make_places::<T>(deque, size as isize, 0)?;
    } else if count < 0 && ring::<T>(deque).room - (size as isize) < -(count as isize) {
        make_places::<T>(deque, 0, size as isize)?;
    }
    for _ in 0..count.unsigned_abs() {
        if count > 0 {
            push_left(deque, pop_right::<T>(deque)?)?;
        } else {
            push(deque, pop_left::<T>(deque)?)?;
        }
    }
    Some(())
}

/// `deque.popleft()`
#[inline(always)]
pub fn pop_left<T: Item>(deque: Obj) -> Option<T> {
    let this = ring::<T>(deque);
    if this.base.ob_size == 0 {
        return None;
    }
    this.base.ob_size -= 1;
    // SAFETY: the first item.
    let value = unsafe { this.items.read() };
    // SAFETY: within the array, or at its end.
    this.items = unsafe { this.items.offset(1) };
    this.before += 1;
    this.room -= 1;
    this.left += 1;
    if this.left == BLOCK as usize {
        // An empty deque begins in the middle of its block again.
        this.left = if this.base.ob_size == 0 { CENTER as usize } else { 0 };
    }
    Some(value)
}

/// `deque.pop()`
#[inline(always)]
pub fn pop_right<T: Item>(deque: Obj) -> Option<T> {
    let this = ring::<T>(deque);
    if this.base.ob_size == 0 {
        return None;
    }
    this.base.ob_size -= 1;
    if this.base.ob_size == 0 && this.left == 0 {
        this.left = CENTER as usize;
    }
    // SAFETY: the last item.
    Some(unsafe { this.items.offset(this.base.ob_size).read() })
}

/// `deque.clear()`
pub fn clear<T: Item>(deque: Obj) -> Option<()> {
    let this = ring::<T>(deque);
    if this.base.ob_size > 0 {
        this.base.ob_size = 0;
        this.left = CENTER as usize;
    }
    Some(())
}

/// Gives a ring room for another item, at its end or before its first.
#[inline(never)]
fn make_room<T: Item>(deque: Obj, is_before: bool) -> Option<()> {
    let size = ring::<T>(deque).base.ob_size;
    let more = size.max(8);
    // Who puts items in at both ends does not move them for each.
    make_places::<T>(deque, if is_before { more } else { 0 }, more)
}

/// Gives a ring room for as many items before its first, and behind its last.
#[inline(never)]
fn make_places<T: Item>(deque: Obj, before: isize, behind: isize) -> Option<()> {
    let this = ring::<T>(deque);
    let size = this.base.ob_size;
    let all = this.before + this.room;
    let wanted = before.checked_add(size)?.checked_add(behind)?;
    // SAFETY: the array is the ring's own, of `all` items of which `size` from `before` on are there.
    unsafe {
        let first = if this.items.is_null() { null_mut() } else { this.items.offset(-this.before) };
        // There is as much at the other end.
        if all > 0 && wanted <= all {
            let before = if before > 0 { all - size - behind } else { 0 };
            std::ptr::copy(this.items, first.offset(before), size as usize);
            this.items = first.offset(before);
            (this.before, this.room) = (before, all - before);
            return Some(());
        }
        let bytes = (wanted as usize).checked_mul(size_of::<T>()).filter(|bytes| *bytes <= isize::MAX as usize)?;
        let array: *mut T = ffi::PyMem_Malloc(bytes).cast();
        if array.is_null() {
            return None;
        }
        if size > 0 {
            array.offset(before).copy_from_nonoverlapping(this.items, size as usize);
        }
        ffi::PyMem_Free(first.cast());
        this.items = array.offset(before);
        (this.before, this.room) = (before, wanted - before);
    }
    Some(())
}

/// Makes it a deque without items, which is one of CPython's.
///
/// # Safety
/// A ring.
unsafe fn empty(object: Obj) {
    let this = ring::<u8>(object);
    let block = this.block;
    // SAFETY: the caller's promise. How large items are the type says.
    unsafe {
        let size = SIZES[shape(object)] as isize;
        if !this.items.is_null() {
            ffi::PyMem_Free(this.items.offset(-this.before * size).cast());
        }
        let deque = object.cast::<Deque>();
        (*deque).base.ob_size = 0;
        (*deque).left_block = block;
        (*deque).right_block = block;
        (*deque).left = CENTER;
        (*deque).right = CENTER - 1;
        (*deque).state = 0;
        (*object).ob_type = class();
    }
}

/// How large the items of each type of ring are.
static SIZES: [usize; SHAPES] = [8, 8, 1, 16, 16, 16, 16, 24, 24, 24, 24, 24, 24, 24, 24];
const _: () = assert!(size_of::<(f64, i64)>() == 16 && size_of::<(i64, f64, i64)>() == 24);

fn shape(object: Obj) -> usize {
    // SAFETY: a ring; its type is one of these.
    let at = unsafe { ffi::Py_TYPE(object) } as usize - CLASSES.as_ptr() as usize;
    at / size_of::<Class>()
}

/// The end of a ring to which nobody refers any more.
unsafe extern "C" fn end(object: Obj) {
    // SAFETY: called by CPython for a ring; it ends as an empty deque.
    unsafe {
        empty(object);
        ffi::PyObject_GC_Track(object.cast());
        if let Some(end) = (*class()).tp_dealloc {
            end(object);
        }
    }
}

/// Makes the deque of a ring. Is there memory for that? If not, an exception is set.
pub(crate) fn settle(object: Obj) -> bool {
    SETTLE[shape(object)](object)
}

fn settle_of<T: Item>(object: Obj) -> bool {
    let this = ring::<T>(object);
    // SAFETY: a deque is made with the same items, and both exchange what they hold.
    uncollected(|| unsafe {
        let made = ffi::PyObject_CallFunctionObjArgs(class().cast(), NULL);
        if made.is_null() {
            return false;
        }
        let skipped = (this.left as isize - CENTER).rem_euclid(BLOCK);
        let mut is_filled = (0..skipped).all(|_| append(made, ffi::Py_None()).is_some());
        for index in 0..this.base.ob_size {
            let item = this.items.offset(index).read().object();
            is_filled = is_filled && !item.is_null() && append(made, item).is_some();
            if !item.is_null() {
                release(item);
            }
            if !is_filled {
                break;
            }
        }
        let has_skipped = || (0..skipped).all(|_| deque_pop_left::<Obj>(made).map(release).is_some());
        if !is_filled || !has_skipped() {
            release(made);
            if ffi::PyErr_Occurred().is_null() {
                ffi::PyErr_NoMemory();
            }
            return false;
        }
        empty(object);
        let (own, full) = (&mut *object.cast::<Deque>(), &mut *made.cast::<Deque>());
        std::mem::swap(&mut own.left_block, &mut full.left_block);
        std::mem::swap(&mut own.right_block, &mut full.right_block);
        std::mem::swap(&mut own.left, &mut full.left);
        std::mem::swap(&mut own.right, &mut full.right);
        std::mem::swap(&mut own.base.ob_size, &mut full.base.ob_size);
        std::mem::swap(&mut own.state, &mut full.state);
        ffi::PyObject_GC_Track(object.cast());
        release(made);
        true
    })
}
