/* Functions that store their arguments in attributes, as the `__init__` of data classes does, or that of exceptions, which calls the one
 * above it besides. */

#include <Python.h>
#include <opcode.h>
#include "plain_code.h"

int annot_is_base_init_of(PyObject *found, PyTypeObject *type);

#if PY_VERSION_HEX >= 0x030C0000
/* What is passed to the `__init__` above, at most so many. */
enum { MOST_PASSED = 8 };
struct above {
    int count, passed[MOST_PASSED];
};

static int is_named(PyObject *names, int number, const char *text)
{
    return number < PyTuple_GET_SIZE(names) && PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(names, number), text) == 0;
}
#endif

/* What a function stores in attributes of its first parameter, if it does nothing else and returns None: for each store the number
 * of a parameter, or -1 less the number of a constant, and the number of the name. Gives how many stores there are; -1: it does
 * something else. It may also call `super().__init__` once, if somebody wants to know with what: so many values, or -1 if it does not. */
#if PY_VERSION_HEX >= 0x030C0000
static int stores_only(PyCodeObject *code, int *sources, int *names, int most, struct above *above)
{
    /* How far the call has come: 1 `super`, 2 the class, 3 the object, 4 the method, 5 its result. */
    int step = 0;
    int stack[MOST_PASSED], depth = 0, count = 0, ended = 0;
    PyObject *bytes;
    const unsigned char *units;
    Py_ssize_t size, at;

    if (code->co_argcount < 1 || code->co_nfreevars > (above != NULL)) return -1;
    if ((bytes = plain_units(code, code->co_argcount + code->co_nfreevars)) == NULL) return -1;
    if (above != NULL) above->count = -1;
    units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    size = PyBytes_GET_SIZE(bytes);
    for (at = 0; at + 1 < size && !ended; at += 2) {
        int loaded[2], loads = 0, argument = units[at + 1], i;
        switch (units[at]) {
        case CACHE:
        case NOP:
        case RESUME:
            break;
#ifdef LOAD_SUPER_ATTR
        case COPY_FREE_VARS:
            break;
        case LOAD_GLOBAL:
            if (above == NULL || above->count >= 0 || depth != 0 || step != 0 || (argument & 1)) goto otherwise;
            if (!is_named(code->co_names, argument >> 1, "super")) goto otherwise;
            step = 1;
            continue;
        case LOAD_DEREF:
            if (step != 1 || !is_named(code->co_localsplusnames, argument, "__class__")) goto otherwise;
            step = 2;
            continue;
        case LOAD_SUPER_ATTR:
            if (step != 3 || (argument & 3) != 1 || !is_named(code->co_names, argument >> 2, "__init__")) goto otherwise;
            step = 4;
            continue;
        case CALL:
            if (step != 4 || argument != depth) goto otherwise;
            for (i = 0; i < depth; i++) above->passed[i] = stack[i];
            above->count = depth;
            depth = 0;
            step = 5;
            continue;
        case POP_TOP:
            if (step != 5) goto otherwise;
            step = 0;
            continue;
#endif
        case LOAD_FAST:
#ifdef LOAD_FAST_BORROW
        case LOAD_FAST_BORROW:
#endif
            if (step == 2) {
                if (argument != 0) goto otherwise;
                step = 3;
                continue;
            }
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
            if (step != 0 || depth != 2 || stack[1] != 0 || stack[0] == 0 || count == most) goto otherwise;
            sources[count] = stack[0];
            names[count++] = argument;
            depth = 0;
            break;
#ifdef RETURN_CONST
        case RETURN_CONST:
            if (step != 0 || depth != 0 || PyTuple_GET_ITEM(code->co_consts, argument) != Py_None) goto otherwise;
            ended = 1;
            break;
#endif
        case RETURN_VALUE:
            if (step != 0 || depth != 1 || stack[0] >= 0 || PyTuple_GET_ITEM(code->co_consts, -1 - stack[0]) != Py_None) goto otherwise;
            ended = 1;
            break;
        default:
            goto otherwise;
        }
        if (loads > 0 && step != 0 && step != 4) goto otherwise;
        if (depth + loads > (step == 4 ? MOST_PASSED : 2)) goto otherwise;
        for (i = 0; i < loads; i++) {
            /* The object itself may be stored nowhere, nor passed. */
            if (step == 4 && loaded[i] == 0) goto otherwise;
            stack[depth++] = loaded[i];
        }
    }
    Py_DECREF(bytes);
    return ended ? count : -1;
otherwise:
    Py_DECREF(bytes);
    return -1;
}
#endif

#if PY_VERSION_HEX >= 0x030C0000
/* The same of a function that stores by `object.__setattr__`, as that of frozen data classes does, which has `object` in its closure:
 * the numbers are those of constants. */
static int stores_through_object(PyCodeObject *code, int *sources, int *names, int most)
{
    static const unsigned char wanted[] = {LOAD_DEREF, LOAD_ATTR, LOAD_FAST, LOAD_CONST, LOAD_FAST, CALL, POP_TOP};
    int count = 0, ended = 0, returned = 0;
    size_t step = 0;
    PyObject *bytes;
    const unsigned char *units;
    Py_ssize_t size, at;

    if (code->co_argcount < 1 || code->co_nfreevars != 1) return -1;
    if ((bytes = plain_units(code, code->co_argcount + 1)) == NULL) return -1;
    units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    size = PyBytes_GET_SIZE(bytes);
    for (at = 0; at + 1 < size && !ended; at += 2) {
        int op = units[at], argument = units[at + 1], is_right = 1;
        if (op == CACHE || op == NOP || op == RESUME || op == COPY_FREE_VARS) continue;
#ifdef LOAD_FAST_BORROW
        if (op == LOAD_FAST_BORROW) op = LOAD_FAST;
#endif
#ifdef RETURN_CONST
        if (op == RETURN_CONST && step == 0 && PyTuple_GET_ITEM(code->co_consts, argument) == Py_None) {
            ended = 1;
            continue;
        }
#endif
        if (op == LOAD_CONST && step == 0 && !returned && PyTuple_GET_ITEM(code->co_consts, argument) == Py_None) {
            returned = 1;
            continue;
        }
        if (op == RETURN_VALUE && returned) {
            ended = 1;
            continue;
        }
        if (op != wanted[step] || returned) break;
        switch (step) {
        case 0: is_right = argument == code->co_argcount; break;
        case 1: is_right = (argument & 1) && is_named(code->co_names, argument >> 1, "__setattr__"); break;
        case 2: is_right = argument == 0; break;
        case 3: is_right = count < most && PyUnicode_CheckExact(PyTuple_GET_ITEM(code->co_consts, argument)); break;
        /* The object itself may be stored nowhere. */
        case 4: is_right = argument != 0; break;
        case 5: is_right = argument == 3; break;
        }
        if (!is_right) break;
        if (step == 3) names[count] = argument;
        if (step == 4) sources[count++] = argument;
        step = (step + 1) % sizeof(wanted);
    }
    Py_DECREF(bytes);
    return ended && step == 0 && count > 0 ? count : -1;
}
#endif

/* The same, with the names themselves, which belong to the code. `cell` is that in which the function finds `object`, by which it stores,
 * borrowed; null: it stores itself. */
int annot_stores_only(PyObject *function, int *sources, PyObject **names, int most, PyObject **cell)
{
    *cell = NULL;
#if PY_VERSION_HEX >= 0x030C0000
    PyCodeObject *code = (PyCodeObject *)PyFunction_GET_CODE(function);
    PyObject *closure = PyFunction_GET_CLOSURE(function), *all = code->co_names;
    int numbers[64], count = -1;

    if (most > 64) return -1;
    count = stores_only(code, sources, numbers, most, NULL);
    if (count < 0 && closure != NULL && PyTuple_GET_SIZE(closure) == 1) {
        count = stores_through_object(code, sources, numbers, most);
        *cell = PyTuple_GET_ITEM(closure, 0);
        if (PyCell_GET(*cell) != (PyObject *)&PyBaseObject_Type) return -1;
        all = code->co_consts;
    }
    for (int i = 0; i < count; i++) names[i] = PyTuple_GET_ITEM(all, numbers[i]);
    return count;
#else
    (void)function, (void)sources, (void)names, (void)most;
    return -1;
#endif
}

/* The same of a function that initializes exceptions of the class. If it calls the `__init__` above, that is a builtin one which only
 * keeps its arguments: so many, or -1, and which; and `owner` is the class whose function it is, borrowed, or null. */
int annot_stores_of_exception(PyObject *function, PyObject *class, int *sources, int *names, int most, int *passed, int *passed_count,
                              PyObject **owner)
{
#if PY_VERSION_HEX >= 0x030D0000
    PyCodeObject *code = (PyCodeObject *)PyFunction_GET_CODE(function);
    PyObject *closure = PyFunction_GET_CLOSURE(function), *mro = ((PyTypeObject *)class)->tp_mro, *found = NULL;
    struct above above;
    int count = stores_only(code, sources, names, most, &above), is_above = 0;

    *owner = NULL;
    *passed_count = count < 0 ? -1 : above.count;
    if (*passed_count < 0) return count;
    if (closure == NULL || mro == NULL || code->co_nfreevars != 1) return -1;
    *owner = PyCell_GET(PyTuple_GET_ITEM(closure, 0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro) && found == NULL; i++) {
        PyObject *base = PyTuple_GET_ITEM(mro, i);
        if (is_above) {
            PyObject *dict = PyType_GetDict((PyTypeObject *)base);
            if (dict != NULL) {
                found = PyDict_GetItemString(dict, "__init__");
                Py_DECREF(dict);
            }
            if (found != NULL && !annot_is_base_init_of(found, (PyTypeObject *)class)) return -1;
        }
        is_above |= base == *owner;
    }
    for (int i = 0; i < above.count; i++) passed[i] = above.passed[i];
    return found == NULL ? -1 : count;
#else
    (void)function, (void)class, (void)sources, (void)names, (void)most, (void)passed;
    *passed_count = -1;
    *owner = NULL;
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

/* Where a weak reference has what it refers to. */
PyObject *const *annot_referent_place(PyObject *weakly) { return &((PyWeakReference *)weakly)->wr_object; }
