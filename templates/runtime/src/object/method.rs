//! Calls of methods of builtin types, which are the same for as long as the interpreter lives.

use super::refs::release;
use crate::boxing::get_i64;
use crate::owned::{attribute, raise};
use crate::pending;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

/// A builtin class that has methods.
#[derive(Clone, Copy, Debug)]
pub enum Class {
    Bytearray,
    Bytes,
    Defaultdict,
    Deque,
    Dict,
    Frozenset,
    List,
    Set,
    Str,
    Tuple,
}

impl Class {
    fn object(self) -> Obj {
        let class = match self {
            Class::Bytearray => &raw mut ffi::PyByteArray_Type,
            Class::Bytes => &raw mut ffi::PyBytes_Type,
            Class::Defaultdict => crate::default_dict::class(),
            Class::Deque => crate::deque::class(),
            Class::Dict => &raw mut ffi::PyDict_Type,
            Class::Frozenset => &raw mut ffi::PyFrozenSet_Type,
            Class::List => &raw mut ffi::PyList_Type,
            Class::Set => &raw mut ffi::PySet_Type,
            Class::Str => &raw mut ffi::PyUnicode_Type,
            Class::Tuple => &raw mut ffi::PyTuple_Type,
        };
        class.cast()
    }
}

/// A method of a builtin class, found when it is first called.
pub struct Method {
    class: Class,
    name: &'static str,
    /// The function in the class's dictionary, owned for ever.
    function: AtomicPtr<ffi::PyObject>,
    /// How it is called: a [`ffi::vectorcallfunc`].
    entry: AtomicUsize,
}

impl Method {
    pub const fn new(class: Class, name: &'static str) -> Method {
        Method {
            class,
            name,
            function: AtomicPtr::new(NULL),
            entry: AtomicUsize::new(0),
        }
    }

    /// `object.method(...)`: the object and the positional arguments, then the values of the keyword arguments named by
    /// `names`, a tuple or null. The object is exactly of the class.
    #[inline]
    pub fn call(&self, args: &[Obj], names: Obj) -> Obj {
        let function = self.function.load(Ordering::Relaxed);
        if function.is_null() && !self.find() {
            return NULL;
        }
        let function = self.function.load(Ordering::Relaxed);
        let keywords = match names.is_null() {
            true => 0,
            // SAFETY: a live tuple.
            false => unsafe { ffi::PyTuple_GET_SIZE(names) as usize },
        };
        // SAFETY: `find` keeps the function together with its entry; live objects, and the GIL is held.
        unsafe {
            let entry: ffi::vectorcallfunc = std::mem::transmute(self.entry.load(Ordering::Relaxed));
            let result = entry(function, args.as_ptr(), args.len() - keywords, names);
            // The methods of strings may be called before the frame is told.
            if pending::is_asked() && !matches!(self.class, Class::Str) {
                return pending::called(result);
            }
            result
        }
    }

    /// [`Method::call`] of one that gives a `bool`: 0, 1, or -1 with an exception.
    #[inline]
    pub fn truth(&self, args: &[Obj], names: Obj) -> i32 {
        let result = self.call(args, names);
        if result.is_null() {
            return -1;
        }
        release(result);
        // SAFETY: lives as long as the interpreter.
        i32::from(result == unsafe { ffi::Py_True() })
    }

    /// [`Method::call`] of one that gives an `int` of 64 bits.
    #[inline]
    pub fn int(&self, args: &[Obj], names: Obj) -> Option<i64> {
        let result = self.call(args, names);
        if result.is_null() {
            return None;
        }
        let int = get_i64(result);
        release(result);
        int
    }

    /// [`Method::call`] of one that gives `None`.
    #[inline]
    pub fn nothing(&self, args: &[Obj], names: Obj) -> bool {
        let result = self.call(args, names);
        super::refs::release_or_null(result);
        !result.is_null()
    }

    /// Looks the method up. False with an exception if there is no memory.
    #[cold]
    #[inline(never)]
    fn find(&self) -> bool {
        // SAFETY: builtin classes live as long as the interpreter, and have the method: the compiler knows its name.
        unsafe {
            let Ok(function) = attribute(self.class.object(), self.name) else {
                return false;
            };
            let Some(entry) = ffi::PyVectorcall_Function(function.get()) else {
                raise(ffi::PyExc_SystemError, "annot: a builtin method that cannot be called");
                return false;
            };
            self.entry.store(entry as usize, Ordering::Relaxed);
            self.function.store(function.into_raw(), Ordering::Relaxed);
            true
        }
    }
}
