/* Ints, floats and short strings that are made in the memory of others that have ended, and whether memory may be kept at all. 3.14 keeps ints itself. */
#include "kept.h"

#if IS_KNOWN
#include <string.h>
#include "pycore_long.h"

/* So many ints of a size are kept, at most. */
#define KEPT_INTS 32
/* And so many floats. */
#define KEPT_FLOATS 64
/* And so many strings of a size. */
#define KEPT_TEXTS 32

int annot_keeps = 0;
struct _gc_runtime_state *annot_collector = NULL;
struct kept_numbers annot_kept_ints[2];
struct kept_numbers annot_kept_floats;
struct kept_numbers annot_kept_texts[TEXT_MOST / TEXT_STEP + 1];
/* Are strings in blocks of CPython's own allocator, whose sizes are known? */
static int are_blocks_known = 0;
const char *_PyMem_GetCurrentAllocatorName(void);

static int hears_nothing(PyObject *object, PyRefTracerEvent event, void *data)
{
    (void)object, (void)event, (void)data;
    return 0;
}

/* Is the one who wants to be told of objects where the headers say? Nothing is made or ends meanwhile. */
static int finds_tracer(void)
{
    void *data = NULL;
    PyRefTracer tracer = PyRefTracer_GetTracer(&data);
    int is_there;
    if (tracer != NULL || _PyRuntime.ref_tracer.tracer_func != NULL) return 0;
    if (PyRefTracer_SetTracer(hears_nothing, &is_there) < 0) {
        PyErr_Clear();
        return 0;
    }
    is_there = _PyRuntime.ref_tracer.tracer_func == hears_nothing && _PyRuntime.ref_tracer.tracer_data == (void *)&is_there;
    PyRefTracer_SetTracer(NULL, NULL);
    return is_there;
}

/* Looks once whether CPython's state is where the headers say: others of the same version may be laid out otherwise. */
void annot_begin_to_keep(void)
{
    static int is_known = 0;
    const _Py_DebugOffsets *offsets = &_PyRuntime.debug_offsets;
    if (is_known) return;
    is_known = 1;
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) return;
    annot_collector = &PyInterpreterState_Get()->gc;
    annot_keeps = offsets->interpreter_state.gc == offsetof(PyInterpreterState, gc)
        && offsets->gc.size == sizeof(struct _gc_runtime_state)
        && offsets->gc.collecting == offsetof(struct _gc_runtime_state, collecting) && finds_tracer();
    const char *allocator = _PyMem_GetCurrentAllocatorName();
    are_blocks_known = annot_keeps && allocator != NULL && strcmp(allocator, "pymalloc") == 0;
}

/* `PyLong_FromLongLong` of what is none of the small ints that live for ever. */
PyObject *annot_new_int(long long value)
{
    unsigned long long magnitude = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
    if (magnitude >> (2 * PyLong_SHIFT) == 0) {
        size_t digits = magnitude >> PyLong_SHIFT == 0 ? 1 : 2;
        struct kept_numbers *kept = &annot_kept_ints[digits - 1];
        PyLongObject *object = (PyLongObject *)kept->first;
        if (object == NULL) {
            if (kept->wanted < KEPT_INTS && annot_keeps) kept->wanted++;
        } else if (!is_traced()) {
            kept->count--;
            kept->first = (PyObject *)((PyObject *)object)->ob_type;
            ((PyObject *)object)->ob_refcnt = 1;
            ((PyObject *)object)->ob_type = &PyLong_Type;
            object->long_value.lv_tag = digits << 3 | (value < 0 ? 2 : 0);
            object->long_value.ob_digit[0] = (digit)(magnitude & PyLong_MASK);
            if (digits == 2) object->long_value.ob_digit[1] = (digit)(magnitude >> PyLong_SHIFT);
            return (PyObject *)object;
        }
    }
    return PyLong_FromLongLong(value);
}

/* Ends an exact int of which there is one reference. */
void annot_end_int(PyObject *object) { end_int(object); }

/* `PyFloat_FromDouble` */
PyObject *annot_new_float(double value)
{
    struct kept_numbers *kept = &annot_kept_floats;
    PyObject *object = kept->first;
    if (object == NULL) {
        if (kept->wanted < KEPT_FLOATS && annot_keeps) kept->wanted++;
    } else if (!is_traced()) {
        kept->count--;
        kept->first = (PyObject *)object->ob_type;
        object->ob_refcnt = 1;
        object->ob_type = &PyFloat_Type;
        ((PyFloatObject *)object)->ob_fval = value;
        return object;
    }
    return PyFloat_FromDouble(value);
}

/* Ends an exact float of which there is one reference. */
void annot_end_float(PyObject *object) { end_float(object); }

/* `PyUnicode_New(length, 127)`, whose characters are still to be written. */
PyObject *annot_new_text(Py_ssize_t length)
{
    if (is_short_text(length)) {
        struct kept_numbers *kept = kept_texts(length);
        PyObject *object = kept->first;
        if (object == NULL) {
            if (kept->wanted < KEPT_TEXTS && are_blocks_known) kept->wanted++;
        } else if (!is_traced()) {
            PyASCIIObject *text = (PyASCIIObject *)object;
            kept->count--;
            kept->first = (PyObject *)object->ob_type;
            object->ob_refcnt = 1;
            object->ob_type = &PyUnicode_Type;
            text->length = length;
            text->hash = -1;
            ((char *)(text + 1))[length] = 0;
            return object;
        }
    }
    return PyUnicode_New(length, 127);
}

/* Ends an exact string of which there is one reference. */
void annot_end_text(PyObject *object) { end_text(object); }
#elif PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000
void annot_begin_to_keep(void) {}
PyObject *annot_new_int(long long value) { return PyLong_FromLongLong(value); }
void annot_end_int(PyObject *object) { Py_DECREF(object); }
PyObject *annot_new_float(double value) { return PyFloat_FromDouble(value); }
void annot_end_float(PyObject *object) { Py_DECREF(object); }
PyObject *annot_new_text(Py_ssize_t length) { return PyUnicode_New(length, 127); }
void annot_end_text(PyObject *object) { Py_DECREF(object); }
#endif
