/* Functions that store their arguments in attributes, as the `__init__` of data classes does. */

#include <Python.h>
#include <opcode.h>

/* What a function stores in attributes of its first parameter, if it does nothing else and returns None: for each store the number
 * of a parameter, or -1 less the number of a constant, and the number of the name. Gives how many stores there are; -1: it does
 * something else. */
int annot_stores_only(PyObject *object, int *sources, int *names, int most)
{
#if PY_VERSION_HEX < 0x030C0000
    (void)object, (void)sources, (void)names, (void)most;
    return -1;
#else
    PyCodeObject *code = (PyCodeObject *)object;
    int unwanted = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_ITERABLE_COROUTINE;
    int stack[2], depth = 0, count = 0, ended = 0;
    PyObject *bytes;
    const unsigned char *units;
    Py_ssize_t size, at;

    if ((code->co_flags & unwanted) || code->co_kwonlyargcount != 0 || code->co_argcount < 1) return -1;
    if (code->co_nlocalsplus != code->co_argcount || PyBytes_GET_SIZE(code->co_exceptiontable) != 0) return -1;
    if ((bytes = PyCode_GetCode(code)) == NULL) {
        PyErr_Clear();
        return -1;
    }
    units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    size = PyBytes_GET_SIZE(bytes);
    for (at = 0; at + 1 < size && !ended; at += 2) {
        int loaded[2], loads = 0, argument = units[at + 1], i;
        switch (units[at]) {
        case CACHE:
        case NOP:
        case RESUME:
            break;
        case LOAD_FAST:
#ifdef LOAD_FAST_BORROW
        case LOAD_FAST_BORROW:
#endif
            loaded[loads++] = argument;
            break;
#ifdef LOAD_FAST_LOAD_FAST
        case LOAD_FAST_LOAD_FAST:
#ifdef LOAD_FAST_BORROW_LOAD_FAST_BORROW
        case LOAD_FAST_BORROW_LOAD_FAST_BORROW:
#endif
            loaded[loads++] = argument >> 4;
            loaded[loads++] = argument & 15;
            break;
#endif
        case LOAD_CONST:
            loaded[loads++] = -1 - argument;
            break;
        case STORE_ATTR:
            /* Over the value is the object. */
            if (depth != 2 || stack[1] != 0 || stack[0] == 0 || count == most) goto otherwise;
            sources[count] = stack[0];
            names[count++] = argument;
            depth = 0;
            break;
#ifdef RETURN_CONST
        case RETURN_CONST:
            if (depth != 0 || PyTuple_GET_ITEM(code->co_consts, argument) != Py_None) goto otherwise;
            ended = 1;
            break;
#endif
        case RETURN_VALUE:
            if (depth != 1 || stack[0] >= 0 || PyTuple_GET_ITEM(code->co_consts, -1 - stack[0]) != Py_None) goto otherwise;
            ended = 1;
            break;
        default:
            goto otherwise;
        }
        if (depth + loads > 2) goto otherwise;
        for (i = 0; i < loads; i++) stack[depth++] = loaded[i];
    }
    Py_DECREF(bytes);
    return ended ? count : -1;
otherwise:
    Py_DECREF(bytes);
    return -1;
#endif
}

/* The constants and names of a code object, borrowed, and how many parameters it has. */
int annot_code_parts(PyObject *object, PyObject **constants, PyObject **names)
{
    PyCodeObject *code = (PyCodeObject *)object;
    *constants = code->co_consts;
    *names = code->co_names;
    return code->co_argcount;
}

/* What a weak reference refers to, borrowed; None if that has ended. */
PyObject *annot_referent(PyObject *weakly) { return ((PyWeakReference *)weakly)->wr_object; }
