/* Classes whose `__lt__` is written in Python as data classes have it: `(self.a, self.b) < (other.a, other.b)` of two instances of one
 * class. What the function does is read off its code. */

#include <Python.h>
#include <opcode.h>
#include "plain_code.h"

/* So many attributes there are at most. */
#define MOST 8

/* What is expected next. */
enum { CLASS_OF_OTHER, CLASS_OF_SELF, IS_ONE, ONE_OF_TWO, OF_SELF, OF_OTHER, ORDER, RESULT };

/* The operator of `COMPARE_OP`. */
static int compared(int argument)
{
#if PY_VERSION_HEX >= 0x030D0000
    return argument >> 5;
#elif PY_VERSION_HEX >= 0x030C0000
    return argument >> 4;
#else
    return argument;
#endif
}

/* Which attributes are compared in turn, by their names, borrowed from the code: how many. 0: it does anything else. */
static Py_ssize_t read_off(PyCodeObject *code, PyObject **names)
{
    int expected = CLASS_OF_OTHER, variable = -1, ended = 0;
    Py_ssize_t count = 0, again = 0;

    PyObject *bytes = code->co_argcount == 2 ? plain_units(code, 2) : NULL;
    if (bytes == NULL) return 0;
    const unsigned char *units = (const unsigned char *)PyBytes_AS_STRING(bytes);
    Py_ssize_t size = PyBytes_GET_SIZE(bytes);
    for (Py_ssize_t at = 0; at + 1 < size && !ended; at += 2) {
        int argument = units[at + 1];
        switch (units[at]) {
        case CACHE:
        case NOP:
        case RESUME:
#ifdef NOT_TAKEN
        case NOT_TAKEN:
#endif
            break;
        case LOAD_FAST:
#ifdef LOAD_FAST_BORROW
        case LOAD_FAST_BORROW:
#endif
            if (variable >= 0) goto otherwise;
            variable = argument;
            break;
        case LOAD_ATTR: {
#if PY_VERSION_HEX >= 0x030C0000
            if (argument & 1) goto otherwise;
            argument >>= 1;
#endif
            PyObject *name = PyTuple_GET_ITEM(code->co_names, argument);
            int is_of_other = variable == 1;
            if (variable != 0 && variable != 1) goto otherwise;
            variable = -1;
            if (expected == CLASS_OF_OTHER || expected == CLASS_OF_SELF) {
                if (is_of_other != (expected == CLASS_OF_OTHER)) goto otherwise;
                if (PyUnicode_CompareWithASCIIString(name, "__class__") != 0) goto otherwise;
                expected++;
            } else if (expected == OF_SELF) {
                if (is_of_other || count == MOST) goto otherwise;
                names[count++] = name;
            } else if (expected == OF_OTHER) {
                if (!is_of_other || again == count || names[again] != name) goto otherwise;
                again++;
            } else {
                goto otherwise;
            }
            break;
        }
        case IS_OP:
            if (expected != IS_ONE || argument != 0 || variable >= 0) goto otherwise;
            expected = ONE_OF_TWO;
            break;
#ifdef POP_JUMP_FORWARD_IF_FALSE
        case POP_JUMP_FORWARD_IF_FALSE:
#else
        case POP_JUMP_IF_FALSE:
#endif
            if (expected != ONE_OF_TWO) goto otherwise;
            expected = OF_SELF;
            break;
        case BUILD_TUPLE:
            if (variable >= 0 || argument != count || count == 0) goto otherwise;
            if (expected == OF_SELF) expected = OF_OTHER;
            else if (expected == OF_OTHER && again == count) expected = ORDER;
            else goto otherwise;
            break;
        case COMPARE_OP:
            if (expected != ORDER || compared(argument) != Py_LT) goto otherwise;
            expected = RESULT;
            break;
        case RETURN_VALUE:
            if (expected != RESULT) goto otherwise;
            ended = 1;
            break;
        default:
            goto otherwise;
        }
    }
    Py_DECREF(bytes);
    return ended ? count : 0;
otherwise:
    Py_DECREF(bytes);
    return 0;
}

/* The function that is `__lt__` of a type, borrowed from the type, or null: it is another one. Gives the type a version. Runs no
 * Python code. */
PyObject *annot_own_order(PyTypeObject *type, PyObject **names, Py_ssize_t *count)
{
    PyObject *found = found_in(type, "__lt__"), *class_of = found_in(type, "__class__");
    if (found == NULL || !PyFunction_Check(found) || !(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) return NULL;
    /* An object says itself of which class it is. */
    if (class_of == NULL || !Py_IS_TYPE(class_of, &PyGetSetDescr_Type) || PyDescr_TYPE(class_of) != &PyBaseObject_Type) return NULL;
    *count = read_off((PyCodeObject *)PyFunction_GET_CODE(found), names);
    return *count == 0 ? NULL : found;
}
