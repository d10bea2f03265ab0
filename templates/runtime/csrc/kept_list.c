/* Short lists, as `PyList_GetSlice` makes them and `list_dealloc` ends them, in the memory of some that have ended: loops
 * over slices make many. Wherever anything is out of the ordinary CPython's own functions are called. */
#include "kept.h"

#if IS_KNOWN
int annot_end_tuple(PyObject *object);

/* Up to so many items; and so many ended lists with room for as many, at most. */
#define MOST 32
#define KEPT 4

/* Lists that have ended, with room for as many items as their place says: how many, and how often there was none for a new one. */
static struct {
    PyObject *lists[KEPT];
    int count, wanted;
} kept[MOST + 1];

/* May memory of what has ended be kept? */
int annot_may_keep(void)
{
    return annot_keeps && !is_traced();
}

/* Ends the objects behind the last reference to a list, if nobody hears of that. 0: not all of them are gone, and the list has the
 * rest. */
static inline int end_items(PyListObject *list)
{
    while (Py_SIZE(list) > 0) {
        PyObject *item = list->ob_item[Py_SIZE(list) - 1];
        if (item != NULL && !_Py_IsImmortal(item)) {
            if (item->ob_refcnt > 1) {
                item->ob_refcnt--;
            } else if (Py_IS_TYPE(item, &PyFloat_Type)) {
                end_float(item);
            } else if (Py_IS_TYPE(item, &PyLong_Type)) {
                end_int(item);
            } else if (Py_IS_TYPE(item, &PyUnicode_Type)) {
                end_text(item);
            } else if (PyTuple_Check(item) && annot_end_tuple(item)) {
                /* It is gone. */
            } else {
                return 0;
            }
        }
        Py_SET_SIZE(list, Py_SIZE(list) - 1);
    }
    return 1;
}

/* `list[start:start + size]` of an exact list; null, with no exception set, if CPython has to make it. */
PyObject *annot_list_part(PyObject *list, Py_ssize_t start, Py_ssize_t size)
{
    PyObject **items = ((PyListObject *)list)->ob_item + start;
    PyListObject *made;

    if (size <= 0 || size > MOST) return NULL;
    if (kept[size].count == 0) {
        if (kept[size].wanted < KEPT) kept[size].wanted++;
        return NULL;
    }
    if (is_traced()) return NULL;
    made = (PyListObject *)kept[size].lists[--kept[size].count];
    ((PyObject *)made)->ob_refcnt = 1;
    Py_SET_SIZE(made, size);
    for (Py_ssize_t i = 0; i < size; i++) made->ob_item[i] = Py_NewRef(items[i]);
    track((PyGC_Head *)made - 1);
    /* As CPython, which keeps lists without their items, this does not count it as a new one. */
    uncount();
    return (PyObject *)made;
}

/* Ends an exact list to which there is one reference, if nobody hears of that: 0 if it is still there. What is not ended then is what
 * CPython would end next. */
int annot_end_list(PyObject *object)
{
    PyListObject *list = (PyListObject *)object;
    PyGC_Head *head = (PyGC_Head *)object - 1;
    Py_ssize_t room = list->allocated;

    if (head->_gc_next == 0 || !annot_keeps || is_traced()) return 0;
    if (!end_items(list)) return 0;
    if (room <= 0 || room > MOST || kept[room].count >= kept[room].wanted) {
        Py_DECREF(object);
        return 1;
    }
    object->ob_refcnt = 0;
    untrack(head);
    head->_gc_next = 0;
    kept[room].lists[kept[room].count++] = object;
    return 1;
}
#elif PY_VERSION_HEX >= 0x030D0000
int annot_may_keep(void)
{
    return 0;
}

PyObject *annot_list_part(PyObject *list, Py_ssize_t start, Py_ssize_t size)
{
    (void)list, (void)start, (void)size;
    return NULL;
}

int annot_end_list(PyObject *object)
{
    (void)object;
    return 0;
}
#endif
