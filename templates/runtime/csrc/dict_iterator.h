/* The iterators over dictionaries, their values and their items, read without calling them: their fields are the same in CPython 3.11 to
 * 3.15, and compared with a real one's by `annot_dict_items_learn`. */
#ifndef ANNOT_DICT_ITERATOR_H
#define ANNOT_DICT_ITERATOR_H
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

/* Instead of a place: there is no item any more; CPython has to say. */
#define AT_END (-1)
#define NOT_KNOWN (-2)

/* Where in its dictionary's entries the next item of an iterator is. */
static inline Py_ssize_t next_place(const struct over *over)
{
    PyDictObject *dict = over->dict;
    if (dict == NULL || over->used != dict->ma_used || dict->ma_values != NULL) return NOT_KNOWN;
    PyDictKeysObject *keys = dict->ma_keys;
    Py_ssize_t count = keys->dk_nentries, at = over->position;
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        while (at < count && DK_ENTRIES(keys)[at].me_value == NULL) at++;
    } else {
        while (at < count && DK_UNICODE_ENTRIES(keys)[at].me_value == NULL) at++;
    }
    if (at >= count) return AT_END;
    return over->left == 0 ? NOT_KNOWN : at;
}

/* The key (0) or value (1) at a place where there is one, borrowed. */
static inline PyObject *item_at(PyDictObject *dict, Py_ssize_t at, int which)
{
    PyDictKeysObject *keys = dict->ma_keys;
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        PyDictKeyEntry *entry = &DK_ENTRIES(keys)[at];
        return which == 0 ? entry->me_key : entry->me_value;
    }
    PyDictUnicodeEntry *entry = &DK_UNICODE_ENTRIES(keys)[at];
    return which == 0 ? entry->me_key : entry->me_value;
}
#endif
