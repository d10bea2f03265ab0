/* Iterators over lists, as `list_iter` makes them and `listiter_dealloc` ends them, in the memory of some that have ended: loops over
 * short lists make many. Wherever anything is out of the ordinary CPython's own functions are called. 3.14 keeps them itself. */
#include "kept.h"

#if IS_KNOWN
#include "pycore_list.h"

/* So many ended iterators are kept, at most. */
#define KEPT 16

static PyObject *ended[KEPT];
static int count;

/* `iter(list)` of an exact list; null, with no exception set, if CPython has to make it. */
PyObject *annot_list_iterator(PyObject *list)
{
    PyObject *object;
    if (count == 0 || is_traced() || is_collection_due()) return NULL;
    object = ended[--count];
    object->ob_refcnt = 1;
    ((_PyListIterObject *)object)->it_index = 0;
    ((_PyListIterObject *)object)->it_seq = (PyListObject *)Py_NewRef(list);
    track((PyGC_Head *)object - 1);
    return object;
}

/* Ends an iterator of the exact class of which there is one reference, if that ends nothing else: 0 if not, and nothing was done. */
int annot_end_list_iterator(PyObject *object)
{
    PyGC_Head *head = (PyGC_Head *)object - 1;
    PyObject *list = (PyObject *)((_PyListIterObject *)object)->it_seq;

    if (count == KEPT || head->_gc_next == 0 || !annot_keeps || is_traced()) return 0;
    if (PyListIter_Type.tp_basicsize != sizeof(_PyListIterObject)) return 0;
    if (list != NULL) {
        if (Py_REFCNT(list) == 1) return 0;
        Py_DECREF(list);
        ((_PyListIterObject *)object)->it_seq = NULL;
    }
    object->ob_refcnt = 0;
    untrack(head);
    uncount();
    ended[count++] = object;
    return 1;
}
#elif PY_VERSION_HEX >= 0x030D0000
PyObject *annot_list_iterator(PyObject *list)
{
    (void)list;
    return NULL;
}

int annot_end_list_iterator(PyObject *object)
{
    (void)object;
    return 0;
}
#endif
