/* Named tuples: how `collections.namedtuple` has them made, and made that way without a frame for it. */

#include <Python.h>
#include <opcode.h>
#include <string.h>
#include "pycore_dict.h"
#include "plain_code.h"
#include "pycore_tuple.h"

#if PY_VERSION_HEX >= 0x030D0000
PyObject *annot_alloc_tuple(PyTypeObject *type, Py_ssize_t size);
#endif

#if PY_VERSION_HEX >= 0x030C0000
/* Is it `lambda _cls, a, b: _tuple_new(_cls, (a, b))`, whatever the names are? */
static int makes_tuple(PyCodeObject *code)
{
    int count = code->co_argcount, loaded = 0, has_global = 0, has_items = 0, has_result = 0, ended = 0;
    PyObject *bytes;
    const unsigned char *units;
    Py_ssize_t size, at;

    if (count < 2 || count > 255 || PyTuple_GET_SIZE(code->co_names) != 1) return 0;
    if ((bytes = plain_units(code, count)) == NULL) return 0;
    units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    size = PyBytes_GET_SIZE(bytes);
    for (at = 0; at + 1 < size && !ended; at += 2) {
        int argument = units[at + 1];
        switch (units[at]) {
        case CACHE:
        case NOP:
        case RESUME:
            break;
        case LOAD_GLOBAL:
            /* The first name, and a null beside it. */
            if (has_global || loaded > 0 || argument != 1) goto otherwise;
            has_global = 1;
            break;
        case LOAD_FAST:
#ifdef LOAD_FAST_BORROW
        case LOAD_FAST_BORROW:
#endif
            if (!has_global || has_items || argument != loaded++) goto otherwise;
            break;
#ifdef LOAD_FAST_LOAD_FAST
        case LOAD_FAST_LOAD_FAST:
#ifdef LOAD_FAST_BORROW_LOAD_FAST_BORROW
        case LOAD_FAST_BORROW_LOAD_FAST_BORROW:
#endif
            if (!has_global || has_items || argument >> 4 != loaded || (argument & 15) != loaded + 1) goto otherwise;
            loaded += 2;
            break;
#endif
        case BUILD_TUPLE:
            if (has_items || loaded != count || argument != count - 1) goto otherwise;
            has_items = 1;
            break;
        case CALL:
            if (!has_items || has_result || argument != 2) goto otherwise;
            has_result = 1;
            break;
        case RETURN_VALUE:
            if (!has_result) goto otherwise;
            ended = 1;
            break;
        default:
            goto otherwise;
        }
    }
    Py_DECREF(bytes);
    return ended;
otherwise:
    Py_DECREF(bytes);
    return 0;
}

/* The function that a static method in a class is, as it is found there; borrowed from the static method. */
static PyObject *function_of(PyObject *method, PyTypeObject *type)
{
    PyObject *function = PyStaticMethod_Type.tp_descr_get(method, NULL, (PyObject *)type);
    if (function == NULL) {
        PyErr_Clear();
        return NULL;
    }
    Py_DECREF(function);
    return function;
}

/* Does the function find `tuple.__new__` under its only name? */
static int finds_new(PyObject *function)
{
    static const PyMethodDef *known;
    PyObject *globals = PyFunction_GET_GLOBALS(function);
    PyObject *name = PyTuple_GET_ITEM(((PyCodeObject *)PyFunction_GET_CODE(function))->co_names, 0), *found;

    if (!PyDict_CheckExact(globals) || !DK_IS_UNICODE(((PyDictObject *)globals)->ma_keys)) return 0;
    found = PyDict_GetItemWithError(globals, name);
    if (found == NULL && PyErr_Occurred()) PyErr_Clear();
    if (found == NULL || !PyCFunction_CheckExact(found) || ((PyCFunctionObject *)found)->m_self != (PyObject *)&PyTuple_Type) return 0;
    /* What describes it lives as long as the interpreter. */
    if (((PyCFunctionObject *)found)->m_ml == known) return 1;
    if (strcmp(((PyCFunctionObject *)found)->m_ml->ml_name, "__new__") != 0) return 0;
    known = ((PyCFunctionObject *)found)->m_ml;
    return 1;
}
#endif

/* The static method `__new__` of a class whose instances are made as named tuples are, borrowed; else null. Gives the type a version.
 * Runs no Python code. */
PyObject *annot_named_tuple_new(PyObject *class)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyTypeObject *type = (PyTypeObject *)class, *base = type;
    PyObject *found, *function;

    if (!PyType_HasFeature(type, Py_TPFLAGS_TUPLE_SUBCLASS) || !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) return NULL;
    if (PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT) || type->tp_init != PyBaseObject_Type.tp_init) return NULL;
    /* What `tuple.__new__` asks for. */
    while (base != NULL && base->tp_new == type->tp_new) base = base->tp_base;
    if (base != &PyTuple_Type || type->tp_itemsize != PyTuple_Type.tp_itemsize) return NULL;
    found = found_in(type, "__new__");
    if (type->tp_version_tag == 0 || found == NULL || !Py_IS_TYPE(found, &PyStaticMethod_Type)) return NULL;
    function = function_of(found, type);
    if (function == NULL || !PyFunction_Check(function)) return NULL;
    if (!makes_tuple((PyCodeObject *)PyFunction_GET_CODE(function)) || !finds_new(function)) return NULL;
    return found;
#else
    (void)class;
    return NULL;
#endif
}

/* The function that is `__new__` now, if it still finds what it calls: borrowed, or null. Its code is known to be one that makes named
 * tuples. Runs no Python code. */
PyObject *annot_named_tuple_function(PyObject *method, PyObject *class)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyObject *function = function_of(method, (PyTypeObject *)class);
    return function != NULL && PyFunction_Check(function) ? function : NULL;
#else
    (void)method, (void)class;
    return NULL;
#endif
}

int annot_named_tuple_finds_new(PyObject *function)
{
#if PY_VERSION_HEX >= 0x030C0000
    return finds_new(function);
#else
    (void)function;
    return 0;
#endif
}

/* The name of a local of a function, borrowed. */
PyObject *annot_variable(PyObject *code, Py_ssize_t number) { return PyTuple_GET_ITEM(((PyCodeObject *)code)->co_localsplusnames, number); }

/* A tuple of that class with such items, as `tuple.__new__` makes it; null: there is no memory. */
PyObject *annot_new_named_tuple(PyObject *class, PyObject *const *items, Py_ssize_t count)
{
    PyTypeObject *type = (PyTypeObject *)class;
#if PY_VERSION_HEX >= 0x030D0000
    PyObject *made = annot_alloc_tuple(type, count);
    if (made == NULL) made = type->tp_alloc(type, count);
#else
    PyObject *made = type->tp_alloc(type, count);
#endif

    if (made == NULL) return NULL;
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(made, i, Py_NewRef(items[i]));
#if PY_VERSION_HEX >= 0x030E0000
    _PyTuple_RESET_HASH_CACHE(made);
#endif
    return made;
}
