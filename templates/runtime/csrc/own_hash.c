/* Classes whose `__hash__` is written in Python as `return hash(self.name)` or `return hash((self.a, self.b))`: those of
 * enumerations, of data classes, and many others. What the function does is read off its code. */

#include <Python.h>
#include <opcode.h>
#include <string.h>
#include "pycore_dict.h"
#include "plain_code.h"

/* So many attributes there are at most. */
#define MOST 8

PyObject **annot_dict_find_text(PyObject *dict, PyObject *key, Py_hash_t hash);

/* The builtin `hash`, owned, once it is known. */
static PyObject *builtin_hash;

static int is_builtin_hash(PyObject *object)
{
    PyCFunctionObject *function = (PyCFunctionObject *)object;
    if (!PyCFunction_CheckExact(object) || strcmp(function->m_ml->ml_name, "hash") != 0) return 0;
    if (function->m_self == NULL || !PyModule_Check(function->m_self)) return 0;
    PyModuleDef *definition = PyModule_GetDef(function->m_self);
    return definition != NULL && strcmp(definition->m_name, "builtins") == 0;
}

/* Which attributes are hashed, by their names, borrowed from the code: alone (1), or as a tuple (2)? 0: it does anything else. */
static int read_off(PyCodeObject *code, PyObject **names, Py_ssize_t *count)
{
    int has_global = 0, has_self = 0, is_tuple = 0, has_result = 0, ended = 0;

    *count = 0;
    PyObject *bytes = code->co_argcount == 1 ? plain_units(code, 1) : NULL;
    if (bytes == NULL) return 0;
    const unsigned char *units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    Py_ssize_t size = PyBytes_GET_SIZE(bytes);
    for (Py_ssize_t at = 0; at + 1 < size && !ended; at += 2) {
        int argument = units[at + 1];
        switch (units[at]) {
        case CACHE:
        case NOP:
        case RESUME:
#ifdef PRECALL
        case PRECALL:
#endif
            break;
        case LOAD_GLOBAL: {
            /* A null is put beside it. */
            if (has_global || (argument & 1) == 0) goto otherwise;
            PyObject *name = PyTuple_GET_ITEM(code->co_names, argument >> 1);
            if (PyUnicode_CompareWithASCIIString(name, "hash") != 0) goto otherwise;
            has_global = 1;
            break;
        }
        case LOAD_FAST:
#ifdef LOAD_FAST_BORROW
        case LOAD_FAST_BORROW:
#endif
            if (!has_global || has_self || is_tuple || has_result || argument != 0) goto otherwise;
            has_self = 1;
            break;
        case LOAD_ATTR:
            if (!has_self || *count == MOST) goto otherwise;
#if PY_VERSION_HEX >= 0x030C0000
            if (argument & 1) goto otherwise;
            argument >>= 1;
#endif
            names[(*count)++] = PyTuple_GET_ITEM(code->co_names, argument);
            has_self = 0;
            break;
        case BUILD_TUPLE:
            if (has_self || is_tuple || *count == 0 || argument != *count) goto otherwise;
            is_tuple = 1;
            break;
        case CALL:
            if (has_self || has_result || argument != 1 || *count == 0 || (*count != 1 && !is_tuple)) goto otherwise;
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
    return !ended ? 0 : is_tuple ? 2 : 1;
otherwise:
    Py_DECREF(bytes);
    return 0;
}

/* The function that is `__hash__` of a type, borrowed from the type, or null: it is another one. Gives the type a version. Runs no
 * Python code. */
PyObject *annot_own_hash(PyTypeObject *type, PyObject **names, Py_ssize_t *count, int *is_tuple)
{
    PyObject *found = found_in(type, "__hash__");
    if (found == NULL || !PyFunction_Check(found) || !(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) return NULL;
    int kind = read_off((PyCodeObject *)PyFunction_GET_CODE(found), names, count);
    *is_tuple = kind == 2;
    return kind == 0 ? NULL : found;
}

#if PY_VERSION_HEX < 0x030E0000
/* Where `hash` was the builtin last, and as of which changes: CPython gives each change of a dictionary a number that no other
 * change of any dictionary has. That of values which an object shares with its class may go without. */
static struct { PyObject *globals, *builtins; uint64_t of_globals, of_builtins; } latest;

#define CHANGE(dict) (((PyDictObject *)(dict))->ma_version_tag)
#if PY_VERSION_HEX >= 0x030D0000
#define IS_NUMBERED(dict) (((PyDictObject *)(dict))->ma_values == NULL && (CHANGE(dict) & ~(uint64_t)DICT_WATCHER_AND_MODIFICATION_MASK) != 0)
#elif PY_VERSION_HEX >= 0x030C0000
#define IS_NUMBERED(dict) (((PyDictObject *)(dict))->ma_values == NULL && (CHANGE(dict) & ~(uint64_t)DICT_VERSION_MASK) != 0)
#else
#define IS_NUMBERED(dict) (((PyDictObject *)(dict))->ma_values == NULL && CHANGE(dict) != 0)
#endif
#endif

/* Is `hash` for the function the builtin? */
int annot_finds_hash(PyObject *object)
{
    static PyObject *name;
    PyFunctionObject *function = (PyFunctionObject *)object;
    if (name == NULL && (name = PyUnicode_InternFromString("hash")) == NULL) {
        PyErr_Clear();
        return 0;
    }
#if PY_VERSION_HEX < 0x030E0000
    PyObject *globals = function->func_globals, *builtins = function->func_builtins;
    if (globals == latest.globals && builtins == latest.builtins && CHANGE(globals) == latest.of_globals
        && CHANGE(builtins) == latest.of_builtins)
        return 1;
#endif
    Py_hash_t hash = PyUnicode_Type.tp_hash(name);
    if (!PyDict_CheckExact(function->func_globals) || !PyDict_CheckExact(function->func_builtins)) return 0;
    if (annot_dict_find_text(function->func_globals, name, hash) != NULL) return 0;
    PyObject **place = annot_dict_find_text(function->func_builtins, name, hash);
    if (place == NULL || place == (PyObject **)1) return 0;
    if (*place != builtin_hash) {
        if (!is_builtin_hash(*place)) return 0;
        Py_XDECREF(builtin_hash);
        builtin_hash = Py_NewRef(*place);
    }
#if PY_VERSION_HEX < 0x030E0000
    if (IS_NUMBERED(globals) && IS_NUMBERED(builtins)) {
        latest.globals = globals;
        latest.builtins = builtins;
        latest.of_globals = CHANGE(globals);
        latest.of_builtins = CHANGE(builtins);
    }
#endif
    return 1;
}
