/* Classes that inherit from `dict` how items are stored, found and looked for, and whose `__missing__` only returns an int, as that of
 * `collections.Counter` does. */

#include <Python.h>
#include <opcode.h>
#include "plain_code.h"

static int is_inherited(PyTypeObject *type, const char *name) { return found_in(type, name) == found_in(&PyDict_Type, name); }

/* The int that the code returns, whatever it is given, borrowed from it; null: it does anything else. */
static PyObject *returned(PyCodeObject *code)
{
    PyObject *number = NULL, *bytes;
    int ended = 0;

    if (code->co_argcount != 2 || (bytes = plain_units(code, 2)) == NULL) return NULL;
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
