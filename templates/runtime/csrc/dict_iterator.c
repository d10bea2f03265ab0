/* The iterators that loops make of dictionaries and their values, read without calling them. */
#include "dict_iterator.h"

/* Instead of an item: CPython has to say. */
#define UNKNOWN ((PyObject *)1)

/* The next key (0) or value (1), borrowed, at which the position is then; null behind the last one. */
PyObject *annot_dict_iterator_at(PyObject *iterator, int which)
{
    struct over *over = (struct over *)iterator;
    Py_ssize_t at = next_place(over);
    if (at == AT_END) return NULL;
    if (at == NOT_KNOWN) return UNKNOWN;
    over->position = at;
    return item_at(over->dict, at, which);
}
