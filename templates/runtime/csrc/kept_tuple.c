/* Short tuples, as CPython makes and ends them, in the memory of some that have ended: what functions return, and what patterns ask for,
 * is made to be taken apart; named tuples are made by what computes with them. Wherever anything is out of the ordinary CPython's own
 * functions are called. */
#include "kept.h"

#if IS_KNOWN
/* Up to so many items; and so many ended tuples of as many, at most. */
#define MOST 8
#define KEPT 4
#define KEPT_OF_CLASSES 256

/* Tuples that have ended, of as many items as their place says: how many, and how often there was none for a new one. */
static struct {
    PyObject *tuples[KEPT];
    int count, wanted;
} kept[MOST + 1];

/* The same of named tuples, whose memory has room for one item more; linked where the collector links those that live. Given back when
 * all has been collected. */
static struct {
    PyObject *first;
    int count, wanted;
    Py_ssize_t collections;
} of_classes[MOST + 1];

int annot_tuples_end_simply(PyTypeObject *type);

/* Do tuples of the class end with nothing but their items, and are they made as any are? */
static inline int is_simple(PyTypeObject *type)
{
    enum { CLASSES = 64 };
    static struct { PyTypeObject *type; unsigned int version; int is_simple; } all[CLASSES];
    size_t place = ((uintptr_t)type >> 5) % CLASSES;

    if (all[place].type != type || all[place].version != type->tp_version_tag || type->tp_version_tag == 0) {
        all[place].type = type;
        all[place].version = type->tp_version_tag;
        all[place].is_simple = type->tp_free == PyObject_GC_Del && type->tp_alloc == PyType_GenericAlloc && annot_tuples_end_simply(type);
    }
    return all[place].is_simple;
}

/* `type->tp_alloc(type, size)` of a class of tuples; null, with no exception set, if that has to do it. */
PyObject *annot_alloc_tuple(PyTypeObject *type, Py_ssize_t size)
{
    PyObject *made;
    PyGC_Head *head;

    if (size <= 0 || size > MOST || !annot_keeps || !is_simple(type)) return NULL;
    if ((made = of_classes[size].first) == NULL) {
        if (of_classes[size].wanted < KEPT_OF_CLASSES) of_classes[size].wanted++;
        return NULL;
    }
    if (is_traced() || is_collection_due()) return NULL;
    head = (PyGC_Head *)made - 1;
    of_classes[size].first = (PyObject *)head->_gc_next;
    of_classes[size].count--;
    made->ob_refcnt = 1;
    made->ob_type = type;
    Py_INCREF(type);
    for (Py_ssize_t i = 0; i < size; i++) ((PyTupleObject *)made)->ob_item[i] = NULL;
    track(head);
    return made;
}

/* A tuple of these items, which are taken over; null, with no exception set and nothing taken over, if CPython has to make it. */
PyObject *annot_short_tuple(PyObject *const *items, Py_ssize_t size)
{
    PyTupleObject *made;

    if (size <= 0 || size > MOST) return NULL;
    if (kept[size].count == 0) {
        if (kept[size].wanted < KEPT) kept[size].wanted++;
        return NULL;
    }
    if (is_traced()) return NULL;
    made = (PyTupleObject *)kept[size].tuples[--kept[size].count];
    ((PyObject *)made)->ob_refcnt = 1;
    for (Py_ssize_t i = 0; i < size; i++) made->ob_item[i] = items[i];
    track((PyGC_Head *)made - 1);
    /* As CPython, which keeps short tuples, this does not count it as a new one. */
    uncount();
    return (PyObject *)made;
}

/* Can the tuple's reference to that item be given up, and nobody hears of it? */
static inline int is_quiet(PyTupleObject *tuple, Py_ssize_t size, Py_ssize_t index)
{
    PyObject *item = tuple->ob_item[index];

    if (item == NULL) return 0;
    if (_Py_IsImmortal(item) || item->ob_refcnt > size || Py_IS_TYPE(item, &PyFloat_Type) || Py_IS_TYPE(item, &PyLong_Type)) return 1;
    if (item->ob_refcnt == 1) return 0;
    for (Py_ssize_t i = 0; i < index; i++)
        if (tuple->ob_item[i] == item) return 0;
    return 1;
}

/* Gives up the items. */
static inline void end_items(PyTupleObject *tuple, Py_ssize_t size)
{
    for (Py_ssize_t i = size; --i >= 0;) {
        PyObject *item = tuple->ob_item[i];
        if (_Py_IsImmortal(item)) continue;
        if (item->ob_refcnt > 1) item->ob_refcnt--;
        else if (Py_IS_TYPE(item, &PyLong_Type)) end_int(item);
        else if (Py_IS_TYPE(item, &PyFloat_Type)) end_float(item);
        else if (Py_IS_TYPE(item, &PyUnicode_Type)) end_text(item);
        else Py_DECREF(item);
    }
}

/* Ends a tuple to which there is one reference, if nobody hears of that: 0 if nothing was done. */
int annot_end_tuple(PyObject *object)
{
    PyTupleObject *tuple = (PyTupleObject *)object;
    PyGC_Head *head = (PyGC_Head *)object - 1;
    Py_ssize_t size = Py_SIZE(object);
    PyTypeObject *type = Py_TYPE(object);
    int is_plain = type == &PyTuple_Type;

    if (size <= 0 || size > MOST || !annot_keeps || is_traced()) return 0;
    if (!is_plain && is_after_collection(&of_classes[size].collections)) {
        give_back(of_classes[size].first);
        of_classes[size].first = NULL;
        of_classes[size].count = of_classes[size].wanted = 0;
    }
    if (is_plain ? kept[size].count >= kept[size].wanted : of_classes[size].count >= of_classes[size].wanted) return 0;
    if (!is_plain && (!is_simple(type) || Py_REFCNT(type) == 1)) return 0;
    for (Py_ssize_t i = 0; i < size; i++)
        if (!is_quiet(tuple, size, i)) return 0;
    object->ob_refcnt = 0;
    if (head->_gc_next != 0) {
        untrack(head);
        head->_gc_next = 0;
        head->_gc_prev &= _PyGC_PREV_MASK_FINALIZED;
    }
    end_items(tuple, size);
    if (!is_plain) {
        uncount();
        head->_gc_next = (uintptr_t)of_classes[size].first;
        of_classes[size].first = object;
        of_classes[size].count++;
        Py_DECREF(type);
        return 1;
    }
    kept[size].tuples[kept[size].count++] = object;
    return 1;
}
#elif PY_VERSION_HEX >= 0x030D0000
PyObject *annot_alloc_tuple(PyTypeObject *type, Py_ssize_t size)
{
    (void)type, (void)size;
    return NULL;
}

PyObject *annot_short_tuple(PyObject *const *items, Py_ssize_t size)
{
    (void)items, (void)size;
    return NULL;
}

int annot_end_tuple(PyObject *object)
{
    (void)object;
    return 0;
}
#endif
