/* What the C compiler says about the structures that Rust code reads directly, so that the two can be compared when a
 * module is loaded (the order is that of `src/layout.rs`), and the private fields that no function of CPython sets. */
#include <Python.h>
#include <stddef.h>
#include "pycore_moduleobject.h"

const size_t annot_layout[] = {
    sizeof(PyFunctionObject),
    offsetof(PyFunctionObject, func_globals),
    offsetof(PyFunctionObject, func_builtins),
    offsetof(PyFunctionObject, func_code),
    offsetof(PyFunctionObject, func_defaults),
    offsetof(PyFunctionObject, func_kwdefaults),
    offsetof(PyFunctionObject, vectorcall),
    offsetof(PyFunctionObject, func_version),
    offsetof(PyFunctionObject, func_closure),
    offsetof(PyCFunctionObject, m_ml),
    offsetof(PyCFunctionObject, m_self),
    offsetof(PyCFunctionObject, m_module),
#if PY_VERSION_HEX < 0x030C0000
    offsetof(PyDictObject, ma_version_tag),
#else
    0,
#endif
};
const size_t annot_layout_length = sizeof(annot_layout) / sizeof(annot_layout[0]);

/* CPython executes an extension module once: that it has state marks it as done. A module of Python source is executed
 * again by `importlib.reload`, so the mark (an allocation of no bytes) is taken away. */
void annot_allow_reload(PyObject *module)
{
    PyModuleObject *object = (PyModuleObject *)module;
    PyMem_Free(object->md_state);
    object->md_state = NULL;
}

#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030E0000
/* A function is created with the version of its code, and calls of a function with a version are specialized into ones that
 * do not look at its vectorcall. Without a version in the code there is none in its functions. */
void annot_forget_code_version(PyObject *code)
{
    ((PyCodeObject *)code)->co_version = 0;
}
#endif
