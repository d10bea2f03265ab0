//! Has the source changed since the module was built?
//!
//! An extension module beside its source hides every later edit of it. So the source's hash is compared at import, and
//! `ANNOT_STALE` says what a difference means: `warn` (the default) runs the current source, without native code,
//! `ignore` runs what was built, `error` refuses.

use crate::module::Module;
use crate::owned::{Owned, Raised, attribute, raise, text};
use crate::value::Obj;
use pyo3::ffi;
use std::ptr::null_mut;

/// What an import runs.
pub(crate) enum Source {
    /// The code that was built. `path` is where the source is, if it is there.
    AsBuilt { path: Option<Owned> },
    /// The source as it is now, compiled by this process.
    Changed { code: Owned },
}

/// Decides what the import of `object` runs.
pub(crate) fn of_module(module: &Module, object: Obj) -> Result<Source, Raised> {
    let Some(path) = path_of_source(module, object)? else {
        return Ok(Source::AsBuilt { path: None });
    };
    let Some(bytes) = read(&path)? else {
        return Ok(Source::AsBuilt { path: None });
    };
    if optimizes()? {
        // What was built has its assertions; `python -O` wants none.
        return Ok(Source::Changed {
            code: compile(&bytes, &path)?,
        });
    }
    if mode() == Mode::Ignore || hash(&bytes)? == module.spec.source_hash {
        return Ok(Source::AsBuilt { path: Some(path) });
    }
    let name = module.spec.source_name;
    let message = format!("{name} has changed since it was built; build it again: annot build {name}");
    if mode() == Mode::Error {
        // SAFETY: an exception class.
        return Err(unsafe { raise(ffi::PyExc_ImportError, &message) });
    }
    warn(
        &path,
        &format!("{message} (until then the source runs, without native code)"),
    )?;
    Ok(Source::Changed {
        code: compile(&bytes, &path)?,
    })
}

/// Does this process run with `-O`?
fn optimizes() -> Result<bool, Raised> {
    // SAFETY: `sys.flags` is borrowed and alive while it is read.
    unsafe {
        let flags = ffi::PySys_GetObject(c"flags".as_ptr());
        if flags.is_null() {
            return Ok(false);
        }
        let level = attribute(flags, "optimize")?;
        Ok(ffi::PyLong_AsLong(level.get()) > 0)
    }
}

#[derive(PartialEq, Eq)]
enum Mode {
    Warn,
    Ignore,
    Error,
}

fn mode() -> Mode {
    match std::env::var("ANNOT_STALE").as_deref() {
        Ok("ignore") => Mode::Ignore,
        Ok("error") => Mode::Error,
        _ => Mode::Warn,
    }
}

/// The source's name in the directory of `__file__`. A module that was not loaded from a file has none.
fn path_of_source(module: &Module, object: Obj) -> Result<Option<Owned>, Raised> {
    // SAFETY: a live module object; the type is tested before the text is read.
    unsafe {
        let Ok(file) = attribute(object, "__file__") else {
            ffi::PyErr_Clear();
            return Ok(None);
        };
        if ffi::PyUnicode_Check(file.get()) == 0 {
            return Ok(None);
        }
        let length = ffi::PyUnicode_GetLength(file.get());
        let last = |separator: char| ffi::PyUnicode_FindChar(file.get(), separator as u32, 0, length, -1);
        let slash = if cfg!(windows) {
            last('\\').max(last('/'))
        } else {
            last('/')
        };
        let directory = Owned::from_result(ffi::PyUnicode_Substring(file.get(), 0, slash.max(-1) + 1))?;
        let name = text(module.spec.source_name)?;
        Owned::from_result(ffi::PyUnicode_Concat(directory.get(), name.get())).map(Some)
    }
}

/// The bytes of a file that can be read.
fn read(path: &Owned) -> Result<Option<Vec<u8>>, Raised> {
    // SAFETY: `path` is a live `str`; the buffer of the encoded `bytes` is read while they live.
    unsafe {
        let encoded = Owned::from_result(ffi::PyUnicode_EncodeFSDefault(path.get()))?;
        let bytes = ffi::PyBytes_AsString(encoded.get()).cast::<u8>();
        let bytes = std::slice::from_raw_parts(bytes, ffi::PyBytes_Size(encoded.get()) as usize);
        #[cfg(unix)]
        let path: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
        #[cfg(not(unix))]
        let Ok(path) = std::str::from_utf8(bytes) else {
            return Ok(None);
        };
        Ok(std::fs::read(path).ok())
    }
}

/// `importlib.util.source_hash`, without importing `importlib.util`.
fn hash(bytes: &[u8]) -> Result<Vec<u8>, Raised> {
    let function = crate::owned::imported("_imp", "source_hash")?;
    let bytes = python_bytes(bytes)?;
    // SAFETY: live objects; the argument list ends with null; the result is tested to be `bytes` before it is read.
    unsafe {
        let key = Owned::from_result(ffi::PyLong_FromLong(ffi::PyImport_GetMagicNumber()))?;
        let hash = Owned::from_result(ffi::PyObject_CallFunctionObjArgs(
            function.get(),
            key.get(),
            bytes.get(),
            null_mut::<ffi::PyObject>(),
        ))?;
        if ffi::PyBytes_Check(hash.get()) == 0 {
            return Ok(Vec::new());
        }
        let start = ffi::PyBytes_AsString(hash.get()).cast::<u8>();
        Ok(std::slice::from_raw_parts(start, ffi::PyBytes_Size(hash.get()) as usize).to_vec())
    }
}

fn python_bytes(bytes: &[u8]) -> Result<Owned, Raised> {
    // SAFETY: pointer and length are those of a slice.
    unsafe {
        Owned::from_result(ffi::PyBytes_FromStringAndSize(
            bytes.as_ptr().cast(),
            bytes.len() as ffi::Py_ssize_t,
        ))
    }
}

fn warn(path: &Owned, message: &str) -> Result<(), Raised> {
    let message = text(message)?;
    // SAFETY: live objects and an exception class; module and registry may be null.
    let result = unsafe {
        ffi::PyErr_WarnExplicitObject(
            ffi::PyExc_RuntimeWarning,
            message.get(),
            path.get(),
            1,
            null_mut(),
            null_mut(),
        )
    };
    if result < 0 { Err(Raised) } else { Ok(()) }
}

/// As the import of the source would compile it.
fn compile(bytes: &[u8], path: &Owned) -> Result<Owned, Raised> {
    let function = crate::owned::imported("builtins", "compile")?;
    let (source, mode) = (python_bytes(bytes)?, text("exec")?);
    // SAFETY: live objects; the tuple of source, file name, mode, flags and dont_inherit takes over five references.
    unsafe {
        let arguments = Owned::from_result(ffi::PyTuple_New(5))?;
        let flags = Owned::from_result(ffi::PyLong_FromLong(0))?;
        let items = [
            source,
            Owned::from_borrowed(path.get()),
            mode,
            flags,
            Owned::from_borrowed(ffi::Py_True()),
        ];
        for (index, item) in items.into_iter().enumerate() {
            ffi::PyTuple_SetItem(arguments.get(), index as ffi::Py_ssize_t, item.into_raw());
        }
        Owned::from_result(ffi::PyObject_CallObject(function.get(), arguments.get()))
    }
}
