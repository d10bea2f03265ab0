/* The iterators that loops make of dictionaries and their values, read without calling them. Their fields are those that `dict.c`
 * compares with real ones. */
#include <Python.h>
#include "pycore_dict.h"

struct over {
    PyObject_HEAD
    PyDictObject *dict;
    /* So many items the dictionary had. */
    Py_ssize_t used;
    Py_ssize_t position;
    PyObject *result;
    /* So many are still to come. */
    Py_ssize_t left;
};

/* Instead of an item: CPython has to say. */
#define UNKNOWN ((PyObject *)1)

/* The next key (0) or value (1), borrowed, at which the position is then; null behind the last one. */
PyObject *annot_dict_iterator_at(PyObject *iterator, int which)
{
    struct over *over = (struct over *)iterator;
    PyDictObject *dict = over->dict;
    if (dict == NULL || over->used != dict->ma_used || dict->ma_values != NULL) return UNKNOWN;
    PyDictKeysObject *keys = dict->ma_keys;
    Py_ssize_t count = keys->dk_nentries, at = over->position;
    PyObject *item;
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        PyDictKeyEntry *entries = DK_ENTRIES(keys);
        while (at < count && entries[at].me_value == NULL) at++;
        if (at >= count) return NULL;
        item = which == 0 ? entries[at].me_key : entries[at].me_value;
    } else {
        PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
        while (at < count && entries[at].me_value == NULL) at++;
        if (at >= count) return NULL;
        item = which == 0 ? entries[at].me_key : entries[at].me_value;
    }
    if (over->left == 0) return UNKNOWN;
    over->position = at;
    return item;
}
