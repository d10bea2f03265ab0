/* What instructions need of CPython's private state: the objects that they name by number, and what an error message about
 * an import depends on. */
#include <Python.h>
#include <osdefs.h>
#include <wchar.h>
#include "pycore_interp.h"
#include "pycore_pystate.h"
#ifndef MS_WINDOWS
#include <unistd.h>
#endif

/* The constants of a code object, a tuple, borrowed. */
PyObject *annot_constants_of(PyObject *code) { return ((PyCodeObject *)code)->co_consts; }

#if PY_VERSION_HEX >= 0x030E0000
PyObject *annot_common_constant(int index) { return PyInterpreterState_Get()->common_consts[index]; }
#endif

#if PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000
static int is_current_folder(const wchar_t *folder)
{
#ifdef MS_WINDOWS
    (void)folder;
    return 0;
#else
    char bytes[MAXPATHLEN];
    wchar_t *here = getcwd(bytes, sizeof(bytes)) == NULL ? NULL : Py_DecodeLocale(bytes, NULL);
    int same = here != NULL && wcscmp(here, folder) == 0;
    PyMem_RawFree(here);
    return same;
#endif
}

/* Was a module found in the folder of the program that runs, where it may hide another of its name? -1 for an exception. */
int annot_module_may_shadow(PyObject *path)
{
    const PyConfig *config = &PyInterpreterState_Get()->config;
    wchar_t folder[MAXPATHLEN + 1];
    const wchar_t *first = config->sys_path_0;
    wchar_t *last;
    Py_ssize_t length;

    if (config->safe_path) return 0;
    length = PyUnicode_AsWideChar(path, folder, MAXPATHLEN);
    if (length < 0) return -1;
    folder[length] = L'\0';
    last = wcsrchr(folder, SEP);
    if (last != NULL && wcscmp(last + 1, L"__init__.py") == 0) {
        *last = L'\0';
        last = wcsrchr(folder, SEP);
    }
    if (last == NULL || first == NULL) return 0;
    *last = L'\0';
    return *first == L'\0' ? is_current_folder(folder) : wcscmp(first, folder) == 0;
}
#endif

/* Is what an instance of the type says to be its class (`__class__`) surely the type? Runs no Python code. */
int annot_says_its_class(PyTypeObject *type)
{
    static PyObject *name = NULL;
    PyObject *found;

    if (type->tp_getattro != PyObject_GenericGetAttr) return 0;
    if (name == NULL && (name = PyUnicode_InternFromString("__class__")) == NULL) {
        PyErr_Clear();
        return 0;
    }
    found = _PyType_Lookup(type, name);
    return found != NULL && found == _PyType_Lookup(&PyBaseObject_Type, name);
}
