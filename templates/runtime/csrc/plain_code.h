/* What all ask that read off its code what a function does. */
#ifndef ANNOT_PLAIN_CODE_H
#define ANNOT_PLAIN_CODE_H
#include <Python.h>
#include "pycore_object.h"

/* The code units of a function with so many variables, cells and free ones among them, that is no generator or coroutine, takes no `*args`,
 * `**kwargs` nor keyword-only parameters, and handles no exceptions: a new reference to bytes. Null, without an exception: it is none. */
static inline PyObject *plain_units(PyCodeObject *code, int variables)
{
    int unwanted = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_ITERABLE_COROUTINE;
    PyObject *bytes;
    if ((code->co_flags & unwanted) || code->co_kwonlyargcount != 0 || code->co_nlocalsplus != variables) return NULL;
    if (PyBytes_GET_SIZE(code->co_exceptiontable) != 0) return NULL;
    if ((bytes = PyCode_GetCode(code)) == NULL) PyErr_Clear();
    return bytes;
}

/* What a type has under a name, borrowed, or null. Gives the type a version. Runs no Python code. */
static inline PyObject *found_in(PyTypeObject *type, const char *text)
{
    PyObject *name = PyUnicode_InternFromString(text), *found = NULL;
    if (name != NULL) found = _PyType_Lookup(type, name);
    else PyErr_Clear();
    Py_XDECREF(name);
    return found;
}
#endif
