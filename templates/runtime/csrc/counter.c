/* Classes that inherit from `dict` how items are stored, found and looked for, and whose `__missing__` only returns an int, as that of
 * `collections.Counter` does. */

#include <Python.h>
#include <opcode.h>
#include "pycore_object.h"

static PyObject *found_in(PyTypeObject *type, const char *text)
{
    PyObject *name = PyUnicode_InternFromString(text), *found = NULL;
    if (name != NULL) found = _PyType_Lookup(type, name);
    else PyErr_Clear();
    Py_XDECREF(name);
    return found;
}

static int is_inherited(PyTypeObject *type, const char *name) { return found_in(type, name) == found_in(&PyDict_Type, name); }

/* The int that the code returns, whatever it is given, borrowed from it; null: it does anything else. */
static PyObject *returned(PyCodeObject *code)
{
    int unwanted = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_ITERABLE_COROUTINE;
    PyObject *number = NULL, *bytes;
    int ended = 0;

    if ((code->co_flags & unwanted) || code->co_argcount != 2 || code->co_kwonlyargcount != 0) return NULL;
    if (code->co_nlocalsplus != 2 || PyBytes_GET_SIZE(code->co_exceptiontable) != 0) return NULL;
    if ((bytes = PyCode_GetCode(code)) == NULL) {
        PyErr_Clear();
        return NULL;
    }
    const unsigned char *units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    Py_ssize_t size = PyBytes_GET_SIZE(bytes);
    for (Py_ssize_t at = 0; at + 1 < size && !ended; at += 2) {
        int argument = units[at + 1];
        switch (units[at]) {
        case CACHE:
        case NOP:
        case RESUME:
            break;
#ifdef LOAD_SMALL_INT
        case LOAD_SMALL_INT:
            if (number != NULL || (number = PyLong_FromLong(argument)) == NULL) goto otherwise;
            /* Small ints live for ever. */
            Py_DECREF(number);
            break;
#endif
#ifdef RETURN_CONST
        case RETURN_CONST:
            ended = 1;
            /* fall through */
#endif
        case LOAD_CONST:
            if (number != NULL) goto otherwise;
            number = PyTuple_GET_ITEM(code->co_consts, argument);
            if (!PyLong_CheckExact(number)) goto otherwise;
            break;
        case RETURN_VALUE:
            ended = 1;
            break;
        default:
            goto otherwise;
        }
    }
    Py_DECREF(bytes);
    return ended ? number : NULL;
otherwise:
    PyErr_Clear();
    Py_DECREF(bytes);
    return NULL;
}

/* The `__missing__` of such a class, borrowed from the type, and what it returns, borrowed from its code; else null. Gives the type a version. Runs no Python
 * code. */
PyObject *annot_counter_missing(PyTypeObject *type, PyObject **number)
{
    PyObject *missing = found_in(type, "__missing__");
    if (missing == NULL || !PyFunction_Check(missing) || !PyType_HasFeature(type, Py_TPFLAGS_DICT_SUBCLASS)) return NULL;
    if (!is_inherited(type, "__getitem__") || !is_inherited(type, "__setitem__") || !is_inherited(type, "__contains__")) return NULL;
    *number = returned((PyCodeObject *)PyFunction_GET_CODE(missing));
    return *number == NULL ? NULL : missing;
}
