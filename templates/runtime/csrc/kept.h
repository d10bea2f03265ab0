/* What all ask that keep the memory of objects that have ended, to make others in it. */
#ifndef ANNOT_KEPT_H
#define ANNOT_KEPT_H
#ifndef NDEBUG
#define NDEBUG
#endif
#include <Python.h>

#if PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000 && !defined(Py_REF_DEBUG) && !defined(Py_TRACE_REFS)
#define IS_KNOWN 1
#include <stddef.h>
#include <stdint.h>
#include "pycore_gc.h"
#include "pycore_interp.h"
#include "pycore_object.h"
#include "pycore_runtime.h"

/* Is CPython's private state where the headers say? See `kept.c`. */
extern int annot_keeps;
/* The state of the main interpreter's collector, the only interpreter that native code runs in. */
extern struct _gc_runtime_state *annot_collector;

/* Does somebody want to be told of each object that is made, or ends? */
static inline int is_traced(void) { return _PyRuntime.ref_tracer.tracer_func != NULL; }

/* Is a new object what the collector waits for? CPython tells it. */
static inline int is_collection_due(void)
{
    return annot_collector->generations[0].count >= annot_collector->generations[0].threshold && annot_collector->enabled;
}

/* A new object is seen by the collector from now on. */
static inline void track(PyGC_Head *head)
{
    PyGC_Head *first = annot_collector->generation0, *last = (PyGC_Head *)first->_gc_prev;
    annot_collector->generations[0].count++;
    last->_gc_next = (uintptr_t)head;
    head->_gc_prev = (uintptr_t)last;
    head->_gc_next = (uintptr_t)first;
    first->_gc_prev = (uintptr_t)head;
}

/* An object is about to end. */
static inline void untrack(PyGC_Head *head)
{
    PyGC_Head *previous = _PyGCHead_PREV(head), *next = _PyGCHead_NEXT(head);
    _PyGCHead_SET_NEXT(previous, next);
    _PyGCHead_SET_PREV(next, previous);
}

/* Has everything been collected since this was asked last? CPython then gives back the memory that it keeps itself. */
static inline int is_after_collection(Py_ssize_t *collections)
{
    Py_ssize_t now = annot_collector->generation_stats[NUM_GENERATIONS - 1].collections;
    int is_after = *collections != now;
    *collections = now;
    return is_after;
}

/* Gives back the memory of ended objects that the collector has seen, linked where it links those that live. */
static inline void give_back(PyObject *first)
{
    while (first != NULL) {
        PyGC_Head *head = (PyGC_Head *)first - 1;
        first = (PyObject *)head->_gc_next;
        PyObject_Free(head);
    }
}

static inline void uncount(void)
{
    if (annot_collector->generations[0].count > 0) annot_collector->generations[0].count--;
}

/* Ints of one digit and of two that have ended, linked by their types: how many, and how often there was none for a new one. No more
 * are kept, or memory would grow where those that end here were made elsewhere. */
struct kept_numbers {
    PyObject *first;
    int count, wanted;
};
extern struct kept_numbers annot_kept_ints[2];

/* Keeps the memory of an object that ends, if that is wanted and nobody is told of it. */
static inline int keep_memory(struct kept_numbers *kept, PyObject *object)
{
    if (kept->count >= kept->wanted || is_traced()) return 0;
    kept->count++;
    object->ob_type = (PyTypeObject *)kept->first;
    kept->first = object;
    return 1;
}

/* Ends an exact int of which there is one reference. */
static inline void end_int(PyObject *object)
{
    size_t digits = ((PyLongObject *)object)->long_value.lv_tag >> 3;
    /* Whoever wants to be told is. */
    if (digits - 1 >= 2 || !keep_memory(&annot_kept_ints[digits - 1], object)) Py_DECREF(object);
}
/* The same of floats. */
extern struct kept_numbers annot_kept_floats;

/* Ends an exact float of which there is one reference. */
static inline void end_float(PyObject *object)
{
    if (!keep_memory(&annot_kept_floats, object)) Py_DECREF(object);
}

/* Short strings of ASCII that have ended, by the memory they take, in steps that all blocks are multiples of. */
#define TEXT_STEP 8
#define TEXT_MOST 256
extern struct kept_numbers annot_kept_texts[TEXT_MOST / TEXT_STEP + 1];

/* Of those with so many characters. */
static inline struct kept_numbers *kept_texts(Py_ssize_t length)
{
    return &annot_kept_texts[(sizeof(PyASCIIObject) + (size_t)length + TEXT_STEP) / TEXT_STEP];
}

/* Is a string of so many ASCII characters short? */
static inline int is_short_text(Py_ssize_t length)
{
    return length > 0 && length < TEXT_MOST - (Py_ssize_t)sizeof(PyASCIIObject);
}

/* Ends an exact string of which there is one reference. */
static inline void end_text(PyObject *object)
{
    const PyASCIIObject *text = (const PyASCIIObject *)object;
    int is_known = text->state.ascii && text->state.compact && !text->state.interned && !text->state.statically_allocated;
    if (!is_known || !is_short_text(text->length) || !keep_memory(kept_texts(text->length), object)) Py_DECREF(object);
}
#else
#define IS_KNOWN 0
#endif
#endif
