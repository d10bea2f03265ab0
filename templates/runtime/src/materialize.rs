//! From unboxed words to objects: what CPython gets for the locals and operands of native code.

use crate::module::Module;
use crate::owned::{Owned, Raised, raise};
use crate::site::Kind;
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_long;

/// The words of a snapshot, read kind by kind. Words that own references are given back when reading stops early.
pub(crate) struct Words<'a> {
    pub(crate) words: &'a [u64],
    pub(crate) module: &'static Module,
    /// `co_consts` of the function's code, a tuple.
    pub(crate) constants: Obj,
    /// How far the code that goes on is behind the function's own, in code units.
    pub(crate) shift: usize,
}

impl Words<'_> {
    /// The object for the next value, or none if it is a local that is not bound. Not for [`Kind::Null`].
    pub(crate) fn object(&mut self, kind: &Kind) -> Result<Option<Owned>, Raised> {
        // SAFETY: the words are what the kind says, by the contract with generated code; constructors return an owned
        // object or null with an exception set.
        unsafe {
            let object = match *kind {
                Kind::Unbound | Kind::Null | Kind::SelfOrNull => return Ok(None),
                Kind::None => return Ok(Some(Owned::from_borrowed(ffi::Py_None()))),
                Kind::Bool => ffi::PyBool_FromLong(self.word() as c_long),
                Kind::I64 => ffi::PyLong_FromLongLong(self.word() as i64),
                Kind::I128 => return wide_int(self.word(), self.word() as i64).map(Some),
                Kind::Instruction => ffi::PyLong_FromSize_t(self.word() as usize + self.shift),
                Kind::F64 => ffi::PyFloat_FromDouble(f64::from_bits(self.word())),
                Kind::Complex => ffi::PyComplex_FromDoubles(f64::from_bits(self.word()), f64::from_bits(self.word())),
                Kind::Conjugate => {
                    let object = self.object(&Kind::Complex)?.ok_or(Raised)?;
                    return crate::owned::attribute(object.get(), "conjugate").map(Some);
                }
                Kind::Num => {
                    let [float, int, is_int] = [self.word(), self.word(), self.word()];
                    if is_int != 0 {
                        ffi::PyLong_FromLongLong(int as i64)
                    } else {
                        ffi::PyFloat_FromDouble(f64::from_bits(float))
                    }
                }
                Kind::Dyn => return self.dynamic(),
                Kind::Obj => return settled(Owned::from_borrowed(self.word() as Obj)).map(Some),
                Kind::Owned => return settled(Owned::from_result(self.word() as Obj)?).map(Some),
                Kind::Method(name) => {
                    let object = settled(Owned::from_borrowed(self.word() as Obj))?;
                    return crate::owned::attribute(object.get(), name).map(Some);
                }
                Kind::OwnedMethod(name) => {
                    let object = settled(Owned::from_result(self.word() as Obj)?)?;
                    return crate::owned::attribute(object.get(), name).map(Some);
                }
                Kind::Char => crate::text::new_char(self.word() as u32),
                Kind::CharMethod(name) => {
                    let text = Owned::from_result(crate::text::new_char(self.word() as u32))?;
                    return crate::owned::attribute(text.get(), name).map(Some);
                }
                Kind::Nullable => {
                    let object = self.word() as Obj;
                    let object = (!object.is_null()).then(|| Owned::from_borrowed(object));
                    return object.map(settled).transpose();
                }
                Kind::OwnedOrNull => {
                    let object = Owned::from_result(self.word() as Obj).ok();
                    return object.map(settled).transpose();
                }
                Kind::Range => return range(self.word(), self.word(), self.word()).map(Some),
                Kind::RangeIter => {
                    let range = range(self.word(), self.word(), self.word())?;
                    ffi::PyObject_GetIter(range.get())
                }
                Kind::TupleIter(index) => {
                    let tuple = ffi::PyTuple_GetItem(self.constants, index as ffi::Py_ssize_t);
                    let at = self.word() as ffi::Py_ssize_t;
                    let iterator = ffi::PyObject_GetIter(tuple);
                    if !iterator.is_null() {
                        crate::list_iter::step(iterator, at);
                    }
                    iterator
                }
                Kind::Const(index) => {
                    let constant = ffi::PyTuple_GetItem(self.constants, index as ffi::Py_ssize_t);
                    return self.watched(constant).map(Some);
                }
                Kind::Function(index) => {
                    let function = self.module.spec.functions[index as usize].object();
                    return self.watched(function).map(Some);
                }
                Kind::Global(index) => {
                    return self
                        .watched(self.module.spec.globals[index as usize].object())
                        .map(Some);
                }
                Kind::GlobalModule(index) => {
                    return self
                        .watched(self.module.spec.globals[index as usize].module_object())
                        .map(Some);
                }
                Kind::Tuple(items) => return self.tuple(items).map(Some),
                Kind::Slice(parts) => {
                    let parts = self.tuple(parts)?;
                    let part = |index| ffi::PyTuple_GET_ITEM(parts.get(), index);
                    ffi::PySlice_New(part(0), part(1), part(2))
                }
                Kind::Kept(inner) => {
                    let constant = self.word() as Obj;
                    if constant.is_null() {
                        return self.object(inner);
                    }
                    self.words = self.words.get(word_count(inner)..).unwrap_or_default();
                    return Ok(Some(Owned::from_borrowed(constant)));
                }
                Kind::Cell(inner) => {
                    let content = self.object(inner)?;
                    ffi::PyCell_New(content.as_ref().map_or(std::ptr::null_mut(), |content| content.get()))
                }
                Kind::Maybe(inner) => {
                    if self.word() != 0 {
                        return self.object(inner);
                    }
                    self.words = self.words.get(word_count(inner)..).unwrap_or_default();
                    return Ok(None);
                }
            };
            Owned::from_result(object).map(Some)
        }
    }

    /// Gives back what the next values own.
    pub(crate) fn skip(&mut self, kinds: &[Kind]) {
        for kind in kinds {
            match *kind {
                Kind::Owned | Kind::OwnedOrNull | Kind::OwnedMethod(_) => {
                    // SAFETY: the word is an owned reference or null, by the contract with generated code.
                    drop(unsafe { Owned::from_result(self.word() as Obj) });
                }
                Kind::Tuple(items) | Kind::Slice(items) => self.skip(items),
                Kind::Cell(inner) => self.skip(std::slice::from_ref(inner)),
                Kind::Maybe(inner) if self.word() != 0 => self.skip(std::slice::from_ref(inner)),
                Kind::Maybe(inner) => self.words = self.words.get(word_count(inner)..).unwrap_or_default(),
                _ => self.words = self.words.get(word_count(kind)..).unwrap_or_default(),
            }
        }
    }

    fn word(&mut self) -> u64 {
        let (first, rest) = self
            .words
            .split_first()
            .expect("generated code passes the words that the kinds ask for");
        self.words = rest;
        *first
    }

    /// See `Dyn::words`.
    fn dynamic(&mut self) -> Result<Option<Owned>, Raised> {
        let (tag, payload) = (self.word(), self.word());
        // SAFETY: the payload is what the tag says; constructors return an owned object or null with an exception set.
        unsafe {
            let object = match tag {
                0 => return Ok(None),
                1 => return Ok(Some(Owned::from_borrowed(ffi::Py_None()))),
                2 => ffi::PyBool_FromLong(payload as c_long),
                3 => ffi::PyLong_FromLongLong(payload as i64),
                4 => ffi::PyFloat_FromDouble(f64::from_bits(payload)),
                _ => return Ok(Some(Owned::from_borrowed(payload as Obj))),
            };
            Owned::from_result(object).map(Some)
        }
    }

    fn watched(&self, object: Obj) -> Result<Owned, Raised> {
        // SAFETY: null, or borrowed from something that lives longer than the snapshot.
        unsafe {
            if object.is_null() {
                return Err(raise(
                    ffi::PyExc_SystemError,
                    "annot: an operand of native code is gone",
                ));
            }
            Ok(Owned::from_borrowed(object))
        }
    }

    fn tuple(&mut self, kinds: &'static [Kind]) -> Result<Owned, Raised> {
        // SAFETY: a new tuple, of which every item is set before anyone sees it; on failure the items that are not set are
        // null, which a tuple's destructor allows.
        unsafe {
            let Ok(tuple) = Owned::from_result(ffi::PyTuple_New(kinds.len() as ffi::Py_ssize_t)) else {
                self.skip(kinds);
                return Err(Raised);
            };
            for (index, kind) in kinds.iter().enumerate() {
                match self.object(kind) {
                    Ok(Some(item)) => ffi::PyTuple_SET_ITEM(tuple.get(), index as ffi::Py_ssize_t, item.into_raw()),
                    result => {
                        self.skip(&kinds[index + 1..]);
                        result?;
                        return Err(raise(ffi::PyExc_SystemError, "annot: an item of a tuple is not bound"));
                    }
                }
            }
            crate::boxing::hide_tuple(tuple.get());
            Ok(tuple)
        }
    }
}

/// The object as CPython may have it.
fn settled(object: Owned) -> Result<Owned, Raised> {
    if crate::vector::settle(object.get()) {
        Ok(object)
    } else {
        Err(Raised)
    }
}

/// How many words a value takes; a tuple takes those of its items.
pub(crate) fn word_count(kind: &Kind) -> usize {
    match *kind {
        Kind::Unbound
        | Kind::Null
        | Kind::SelfOrNull
        | Kind::None
        | Kind::Const(_)
        | Kind::Function(_)
        | Kind::Global(_)
        | Kind::GlobalModule(_) => 0,
        Kind::Bool | Kind::I64 | Kind::Instruction | Kind::F64 | Kind::Obj | Kind::Owned | Kind::Nullable | Kind::OwnedOrNull => 1,
        Kind::Method(_) | Kind::OwnedMethod(_) | Kind::TupleIter(_) | Kind::Char | Kind::CharMethod(_) => 1,
        Kind::I128 | Kind::Dyn | Kind::Complex | Kind::Conjugate => 2,
        Kind::Num | Kind::Range | Kind::RangeIter => 3,
        Kind::Tuple(items) | Kind::Slice(items) => items.iter().map(word_count).sum(),
        Kind::Maybe(inner) | Kind::Kept(inner) => 1 + word_count(inner),
        Kind::Cell(inner) => word_count(inner),
    }
}

fn wide_int(low: u64, high: i64) -> Result<Owned, Raised> {
    // SAFETY: each object is owned by its guard and live while it is used.
    unsafe {
        let low = Owned::from_result(ffi::PyLong_FromUnsignedLongLong(low))?;
        let high = Owned::from_result(ffi::PyLong_FromLongLong(high))?;
        let shift = Owned::from_result(ffi::PyLong_FromLong(64))?;
        let high = Owned::from_result(ffi::PyNumber_Lshift(high.get(), shift.get()))?;
        Owned::from_result(ffi::PyNumber_Or(high.get(), low.get()))
    }
}

/// `range(start, stop, step)`, of the class itself, whatever its name is bound to now.
fn range(start: u64, stop: u64, step: u64) -> Result<Owned, Raised> {
    // SAFETY: each object is owned by its guard and live while it is used; the argument list ends with null.
    unsafe {
        let start = Owned::from_result(ffi::PyLong_FromLongLong(start as i64))?;
        let stop = Owned::from_result(ffi::PyLong_FromLongLong(stop as i64))?;
        let step = Owned::from_result(ffi::PyLong_FromLongLong(step as i64))?;
        Owned::from_result(ffi::PyObject_CallFunctionObjArgs(
            (&raw mut ffi::PyRange_Type).cast(),
            start.get(),
            stop.get(),
            step.get(),
            std::ptr::null_mut::<ffi::PyObject>(),
        ))
    }
}
