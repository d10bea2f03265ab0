/* Lookups in dictionaries and sets that run no Python code: where only comparing keys in Python could tell, the answer is that
 * nothing is known. Compiled against the private headers, as the tables are CPython's own. */
#include <Python.h>
#include <stdint.h>
#include <string.h>
#include "pycore_dict.h"
#include "pycore_interp.h"
#include "dict_iterator.h"

#if defined(__GNUC__) || defined(__clang__)
#define ALWAYS static inline __attribute__((always_inline))
#else
#define ALWAYS static inline
#endif

/* Instead of a place in a table: only Python code can tell. */
#define UNKNOWN ((PyObject **)1)

/* How deep tuples may nest in keys that are compared here. */
#define DEEP 4

/* ---- equality and hashes without Python code ---- */

/* Are so many bytes the same? Most texts that are keys are short. */
ALWAYS int same_bytes(const char *a, const char *b, size_t count)
{
#define SAME_ENDS(type)                                                                                                            \
    {                                                                                                                              \
        type first_a, first_b, last_a, last_b;                                                                                     \
        memcpy(&first_a, a, sizeof(type));                                                                                         \
        memcpy(&first_b, b, sizeof(type));                                                                                         \
        memcpy(&last_a, a + count - sizeof(type), sizeof(type));                                                                   \
        memcpy(&last_b, b + count - sizeof(type), sizeof(type));                                                                   \
        return first_a == first_b && last_a == last_b;                                                                             \
    }
    if (count > 16) return memcmp(a, b, count) == 0;
    if (count >= 8) SAME_ENDS(uint64_t)
    if (count >= 4) SAME_ENDS(uint32_t)
    if (count >= 2) SAME_ENDS(uint16_t)
#undef SAME_ENDS
    return count == 0 || *a == *b;
}

ALWAYS int same_text(PyObject *a, PyObject *b)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(a);
    int kind = PyUnicode_KIND(a);
    return length == PyUnicode_GET_LENGTH(b) && kind == (int)PyUnicode_KIND(b)
           && same_bytes(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)(length * kind));
}

#if PY_VERSION_HEX >= 0x030C0000
/* Sign and number of digits. (The third bit says whether a small int is immortal.) */
#define SHAPE(o) (((PyLongObject *)(o))->long_value.lv_tag & ~(uintptr_t)4)
#define COUNT(o) (((PyLongObject *)(o))->long_value.lv_tag >> 3)
#define DIGITS(o) (((PyLongObject *)(o))->long_value.ob_digit)
/* Has an exact int one digit or none, and which value has it then? */
#define IS_SHORT(o) (((PyLongObject *)(o))->long_value.lv_tag < 16)
#define SHORT(o) ((1 - (int64_t)(SHAPE(o) & 3)) * (int64_t)DIGITS(o)[0])
#else
#define SHAPE(o) Py_SIZE(o)
#define COUNT(o) Py_ABS(Py_SIZE(o))
#define DIGITS(o) (((PyLongObject *)(o))->ob_digit)
#define IS_SHORT(o) (Py_ABS(Py_SIZE(o)) <= 1)
#define SHORT(o) (Py_SIZE(o) == 0 ? 0 : (int64_t)Py_SIZE(o) * (int64_t)DIGITS(o)[0])
#endif

ALWAYS int same_int(PyObject *a, PyObject *b)
{
    if (IS_SHORT(a) && IS_SHORT(b)) return SHORT(a) == SHORT(b);
    return SHAPE(a) == SHAPE(b) && memcmp(DIGITS(a), DIGITS(b), COUNT(a) * sizeof(digit)) == 0;
}

/* Is an exact int this one? */
ALWAYS int is_int(PyObject *o, int64_t value)
{
    if (IS_SHORT(o)) return SHORT(o) == value;
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t digits = 0;
    Py_ssize_t count = (Py_ssize_t)COUNT(o);
#if PY_VERSION_HEX >= 0x030C0000
    int negative = (SHAPE(o) & 3) == 2;
#else
    int negative = SHAPE(o) < 0;
#endif
    if (count > 3 || negative != (value < 0)) return 0;
    if (count == 3 && DIGITS(o)[2] >> (64 - 2 * PyLong_SHIFT) != 0) return 0;
    for (Py_ssize_t i = count; i-- > 0;) digits = digits << PyLong_SHIFT | DIGITS(o)[i];
    return digits == magnitude;
}

/* Does a type's `==` look at nothing but identity? */
ALWAYS int compares_identity(PyTypeObject *type)
{
    return type->tp_richcompare == PyBaseObject_Type.tp_richcompare;
}

/* Are those warned who compare bytes with something else (`-b`)? Then CPython compares them. */
static int bytes_are_warned_of = 0;

static int is_text_or_tuple(PyObject *o)
{
    return PyUnicode_CheckExact(o) || PyTuple_CheckExact(o) || (PyBytes_CheckExact(o) && !bytes_are_warned_of) || o == Py_None;
}

/* Finds out how the interpreter was started; with an exception set, if it cannot be told. */
int annot_dict_learn(void)
{
    PyObject *flags = PySys_GetObject("flags");
    PyObject *flag = flags == NULL ? NULL : PyObject_GetAttrString(flags, "bytes_warning");
    if (flag == NULL) return 0;
    bytes_are_warned_of = PyObject_IsTrue(flag);
    Py_DECREF(flag);
    return bytes_are_warned_of >= 0;
}

static int is_number(PyObject *o) { return PyLong_CheckExact(o) || PyFloat_CheckExact(o) || PyBool_Check(o); }

static int same_octets(PyObject *a, PyObject *b)
{
    Py_ssize_t size = PyBytes_GET_SIZE(a);
    return size == PyBytes_GET_SIZE(b) && memcmp(PyBytes_AS_STRING(a), PyBytes_AS_STRING(b), (size_t)size) == 0;
}

/* `a is b or a == b`: 1, 0, or -1 if only Python code can tell. */
static int same(PyObject *a, PyObject *b, int depth)
{
    if (a == b) return 1;
    if (Py_TYPE(a) == Py_TYPE(b)) {
        if (PyLong_CheckExact(a)) return same_int(a, b);
        if (PyUnicode_CheckExact(a)) return same_text(a, b);
        if (PyFloat_CheckExact(a)) return PyFloat_AS_DOUBLE(a) == PyFloat_AS_DOUBLE(b);
        if (PyBytes_CheckExact(a)) return same_octets(a, b);
        if (PyTuple_CheckExact(a)) {
            Py_ssize_t size = PyTuple_GET_SIZE(a);
            /* CPython compares items before it compares lengths. */
            if (depth == 0 || size != PyTuple_GET_SIZE(b)) return -1;
            for (Py_ssize_t i = 0; i < size; i++) {
                int one = same(PyTuple_GET_ITEM(a, i), PyTuple_GET_ITEM(b, i), depth - 1);
                if (one < 0) return -1;
                if (one == 0) return 0;
            }
            return 1;
        }
        return PyBool_Check(a) || compares_identity(Py_TYPE(a)) ? 0 : -1;
    }
    if ((is_text_or_tuple(a) && (is_text_or_tuple(b) || is_number(b))) || (is_number(a) && is_text_or_tuple(b))) return 0;
    return compares_identity(Py_TYPE(a)) && compares_identity(Py_TYPE(b)) ? 0 : -1;
}

#if SIZEOF_SIZE_T == 8
#define TUPLE_START 2870177450012600261u
#define TUPLE_STEP(all, item) (all = (all + (uint64_t)(item) * 14029467366897019727u), all = (all << 31 | all >> 33) * 11400714785074694791u)
#else
#define TUPLE_START 374761393u
#define TUPLE_STEP(all, item) (all = (all + (uint32_t)(item) * 2246822519u), all = (all << 13 | all >> 19) * 2654435761u)
#endif

/* The hash of a tuple of so many items, whose hashes have been put together. */
ALWAYS Py_hash_t tuple_hash(size_t all, Py_ssize_t size)
{
    all += (size_t)size ^ (TUPLE_START ^ 3527539u);
    return all == SIZE_MAX ? 1546275796 : (Py_hash_t)all;
}

/* `hash(o)` of a tuple of exact ints of one digit, as CPython computes it. False: it is another one. */
ALWAYS int shorts_hash(PyObject *o, Py_hash_t *hash)
{
    size_t all = TUPLE_START;
    Py_ssize_t size = PyTuple_GET_SIZE(o);
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *each = PyTuple_GET_ITEM(o, i);
        if (!PyLong_CheckExact(each) || !IS_SHORT(each)) return 0;
        int64_t value = SHORT(each);
        TUPLE_STEP(all, value == -1 ? -2 : value);
    }
    *hash = tuple_hash(all, size);
    return 1;
}

/* Of an object whose class has a `__hash__` in Python: its hash, if it is known what that does. */
static int (*hash_in_python)(PyObject *o, Py_hash_t *hash, int depth);

void annot_hash_by(int (*function)(PyObject *, Py_hash_t *, int)) { hash_in_python = function; }

/* `hash(o)`, if that runs no Python code and cannot fail. */
static int plain_hash(PyObject *o, Py_hash_t *hash, int depth)
{
    PyTypeObject *type = Py_TYPE(o);
    if (PyUnicode_CheckExact(o)) {
        *hash = ((PyASCIIObject *)o)->hash;
        if (*hash == -1) *hash = PyUnicode_Type.tp_hash(o);
        return *hash != -1;
    }
    if (PyTuple_CheckExact(o)) {
        Py_hash_t item;
        size_t all = TUPLE_START;
        if (depth == 0) return 0;
#if PY_VERSION_HEX >= 0x030E0000
        *hash = ((PyTupleObject *)o)->ob_hash;
        if (*hash != -1) return 1;
#endif
        if (shorts_hash(o, hash)) return 1;
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(o); i++) {
            if (!plain_hash(PyTuple_GET_ITEM(o, i), &item, depth - 1)) return 0;
            TUPLE_STEP(all, item);
        }
        *hash = tuple_hash(all, PyTuple_GET_SIZE(o));
        return 1;
    }
    if (!is_number(o) && !PyBytes_CheckExact(o) && o != Py_None && type->tp_hash != PyBaseObject_Type.tp_hash)
        return depth > 0 && hash_in_python != NULL && hash_in_python(o, hash, depth - 1);
    *hash = type->tp_hash(o);
    return *hash != -1;
}

int annot_plain_hash(PyObject *o, Py_hash_t *hash, int depth) { return plain_hash(o, hash, depth); }

Py_hash_t annot_hash_of_hashes(const Py_hash_t *hashes, size_t count)
{
    size_t all = TUPLE_START;
    for (size_t i = 0; i < count; i++) TUPLE_STEP(all, hashes[i]);
    return tuple_hash(all, (Py_ssize_t)count);
}

/* The hash of a key that was looked for already; -1 if there is none without Python code. */
Py_hash_t annot_hash_of_key(PyObject *key)
{
    Py_hash_t hash;
    return plain_hash(key, &hash, DEEP) ? hash : -1;
}

/* Does CPython hash a key without Python code, if it asks for the hash itself? */
int annot_hashes_quietly(PyObject *key)
{
    if (PyTuple_CheckExact(key)) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(key); i++) {
            if (!annot_hashes_quietly(PyTuple_GET_ITEM(key, i))) return 0;
        }
        return 1;
    }
    return is_number(key) || PyUnicode_CheckExact(key) || PyBytes_CheckExact(key) || key == Py_None
           || Py_TYPE(key)->tp_hash == PyBaseObject_Type.tp_hash;
}

/* How a key is given: as an `int`, a tuple of some, an exact `str`, any object whose hash is known. */
enum key_kind { INT, INTS, TEXT, PLAIN };

/* Is an exact tuple this one? -1 if only Python code can tell. */
static int is_tuple_of(PyObject *o, const int64_t *ints, size_t count)
{
    if (Py_SIZE(o) != (Py_ssize_t)count) return -1;
    for (size_t i = 0; i < count; i++) {
        if (!PyLong_CheckExact(PyTuple_GET_ITEM(o, i))) return -1;
        if (!is_int(PyTuple_GET_ITEM(o, i), ints[i])) return 0;
    }
    return 1;
}

/* Is an object of the same hash the key? -1 if only Python code can tell. */
ALWAYS int matches(PyObject *other, enum key_kind kind, PyObject *key, const int64_t *ints, size_t count)
{
    if (kind == INT) return PyLong_CheckExact(other) ? is_int(other, *ints) : is_text_or_tuple(other) ? 0 : -1;
    if (kind == INTS && PyTuple_CheckExact(other)) return is_tuple_of(other, ints, count);
    if (kind == INTS) return is_text_or_tuple(other) || is_number(other) ? 0 : -1;
    if (kind == TEXT && PyUnicode_CheckExact(other)) return same_text(other, key);
    return same(other, key, DEEP);
}

/* ---- dictionaries ---- */

ALWAYS Py_ssize_t index_at(PyDictKeysObject *keys, size_t i)
{
    int log2 = keys->dk_log2_size;
    if (log2 < 8) return ((const int8_t *)keys->dk_indices)[i];
    if (log2 < 16) return ((const int16_t *)keys->dk_indices)[i];
    if (log2 < 32) return ((const int32_t *)keys->dk_indices)[i];
    return (Py_ssize_t)((const int64_t *)keys->dk_indices)[i];
}

/* Where a dictionary keeps the value of a key: null if it has none. */
ALWAYS PyObject **find(PyObject *object, enum key_kind kind, PyObject *key, const int64_t *ints, size_t count, Py_hash_t hash)
{
    PyDictObject *dict = (PyDictObject *)object;
    PyDictKeysObject *keys = dict->ma_keys;
    size_t mask = ((size_t)1 << keys->dk_log2_size) - 1;
    size_t perturb = (size_t)hash;
    size_t i = (size_t)hash & mask;
    if (keys->dk_kind != DICT_KEYS_GENERAL) {
        PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
        /* There are exact `str` only. */
        if (kind == INT || kind == INTS) return NULL;
        if (kind == PLAIN && (is_text_or_tuple(key) || is_number(key) || compares_identity(Py_TYPE(key)))) return NULL;
        for (;;) {
            Py_ssize_t index = index_at(keys, i);
            if (index >= 0) {
                PyObject *other = entries[index].me_key;
                if (other == key || (((PyASCIIObject *)other)->hash == hash && (kind == PLAIN || same_text(other, key)))) {
                    /* Its class says whether it is equal to a text. */
                    if (kind == PLAIN) return UNKNOWN;
                    if (dict->ma_values == NULL) return &entries[index].me_value;
                    return dict->ma_values->values[index] == NULL ? NULL : &dict->ma_values->values[index];
                }
            }
            else if (index == DKIX_EMPTY) return NULL;
            perturb >>= 5;
            i = (i * 5 + perturb + 1) & mask;
        }
    }
    PyDictKeyEntry *entries = DK_ENTRIES(keys);
    for (;;) {
        Py_ssize_t index = index_at(keys, i);
        if (index >= 0) {
            PyDictKeyEntry *entry = &entries[index];
            if (kind >= TEXT && entry->me_key == key) return &entry->me_value;
            if (entry->me_hash == hash) {
                int equal = matches(entry->me_key, kind, key, ints, count);
                if (equal > 0) return &entry->me_value;
                if (equal < 0) return UNKNOWN;
            }
        }
        else if (index == DKIX_EMPTY) return NULL;
        perturb >>= 5;
        i = (i * 5 + perturb + 1) & mask;
    }
}

static __attribute__((noinline)) PyObject **find_int_farther(PyObject *dict, int64_t key, Py_hash_t hash)
{
    return find(dict, INT, NULL, &key, 1, hash);
}

PyObject **annot_dict_find_int(PyObject *dict, int64_t key, Py_hash_t hash)
{
    /* Most are where they are looked for first, or nothing is there. */
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    if (keys->dk_kind == DICT_KEYS_GENERAL && keys->dk_log2_size < 16) {
        size_t i = (size_t)hash & (((size_t)1 << keys->dk_log2_size) - 1);
        Py_ssize_t index = keys->dk_log2_size < 8 ? ((const int8_t *)keys->dk_indices)[i] : ((const int16_t *)keys->dk_indices)[i];
        if (index == DKIX_EMPTY) return NULL;
        if (index >= 0) {
            PyDictKeyEntry *entry = &DK_ENTRIES(keys)[index];
            PyObject *other = entry->me_key;
            if (entry->me_hash == hash && PyLong_CheckExact(other) && IS_SHORT(other) && SHORT(other) == key) return &entry->me_value;
        }
    }
    return find_int_farther(dict, key, hash);
}

/* The key is a tuple of ints. */
PyObject **annot_dict_find_ints(PyObject *dict, const int64_t *key, size_t count, Py_hash_t hash)
{
    return find(dict, INTS, NULL, key, count, hash);
}

/* `key` is an exact `str`. */
PyObject **annot_dict_find_text(PyObject *dict, PyObject *key, Py_hash_t hash)
{
    return find(dict, TEXT, key, NULL, 0, hash);
}

/* The key's hash is written where its caller wants it. */
PyObject **annot_dict_find(PyObject *dict, PyObject *key, Py_hash_t *hash)
{
    if (!plain_hash(key, hash, DEEP)) return UNKNOWN;
    if (PyUnicode_CheckExact(key)) return find(dict, TEXT, key, NULL, 0, *hash);
    return find(dict, PLAIN, key, NULL, 0, *hash);
}

/* Does giving up a reference to it run no Python code, and does no garbage collector look at it? */
ALWAYS int is_inert(PyObject *o)
{
    return PyLong_CheckExact(o) || PyUnicode_CheckExact(o) || PyFloat_CheckExact(o) || PyBool_Check(o) || o == Py_None
           || PyBytes_CheckExact(o);
}

/* As above, or a tuple of such: giving it up runs no Python code. */
int annot_is_inert(PyObject *o)
{
    if (!PyTuple_CheckExact(o)) return is_inert(o);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(o); i++) {
        if (!is_inert(PyTuple_GET_ITEM(o, i))) return 0;
    }
    return 1;
}

/* ---- iterators over the items of dictionaries ---- */

/* Does an iterator give up what it kept of the last item without running Python code? It keeps that in a tuple, unless somebody else does. */
ALWAYS int gives_up_quietly(PyObject *result)
{
    if (Py_REFCNT(result) != 1) return 1;
    for (Py_ssize_t i = 0; i < 2; i++) {
        PyObject *old = PyTuple_GET_ITEM(result, i);
        /* It may be both the key and the value. */
        if (Py_REFCNT(old) <= 2 && !annot_is_inert(old)) {
            if (Py_REFCNT(old) == 1 || PyTuple_GET_ITEM(result, 0) == PyTuple_GET_ITEM(result, 1)) return 0;
        }
    }
    return 1;
}

/* Is there another item? 1: the position is its; 0: no; -1: CPython has to say. */
int annot_dict_items_has(PyObject *iterator)
{
    struct over *items = (struct over *)iterator;
    Py_ssize_t at = next_place(items);
    if (at == AT_END) return 0;
    if (at == NOT_KNOWN || !gives_up_quietly(items->result)) return -1;
    items->position = at;
    return 1;
}

/* The key (0) or the value (1) of the item that was found, borrowed. */
PyObject *annot_dict_items_at(PyObject *iterator, int which)
{
    struct over *items = (struct over *)iterator;
    return item_at(items->dict, items->position, which);
}

/* The iterator goes on behind the item that was found, which it keeps as CPython's does. */
void annot_dict_items_step(PyObject *iterator)
{
    struct over *items = (struct over *)iterator;
    PyObject *result = items->result;
    if (Py_REFCNT(result) == 1) {
        for (int i = 0; i < 2; i++) {
            PyObject *old = PyTuple_GET_ITEM(result, i);
            PyObject *item = annot_dict_items_at(iterator, i);
            Py_INCREF(item);
            PyTuple_SET_ITEM(result, i, item);
            Py_DECREF(old);
        }
#if PY_VERSION_HEX >= 0x030E0000
        ((PyTupleObject *)result)->ob_hash = -1;
#endif
        if (!PyObject_GC_IsTracked(result)) PyObject_GC_Track(result);
    }
    items->position++;
    items->left--;
}

/* Does it give up the last item without running Python code? */
int annot_dict_items_end_quietly(PyObject *iterator)
{
    PyObject *result = ((struct over *)iterator)->result;
    return result == NULL || gives_up_quietly(result);
}

/* Are such iterators over a dictionary of two items or more laid out as above? */
int annot_dict_items_learn(PyObject *dict)
{
    PyObject *view = PyObject_CallMethod(dict, "items", NULL);
    PyObject *iterator = view == NULL ? NULL : PyObject_GetIter(view);
    struct over *items = (struct over *)iterator;
    Py_ssize_t size = PyDict_GET_SIZE(dict);
    int right = iterator != NULL && Py_IS_TYPE(iterator, &PyDictIterItem_Type)
                && Py_TYPE(iterator)->tp_basicsize == sizeof(struct over) && (PyObject *)items->dict == dict
                && items->used == size && items->position == 0 && items->left == size && annot_dict_items_has(iterator) == 1;
    if (right) {
        PyObject *item = PyIter_Next(iterator);
        right = item != NULL && items->position == 1 && items->left == size - 1 && annot_dict_items_has(iterator) == 1;
        Py_XDECREF(item);
        item = right ? PyIter_Next(iterator) : NULL;
        right = item != NULL && items->position == 2 && items->left == size - 2;
        Py_XDECREF(item);
    }
    Py_XDECREF(iterator);
    Py_XDECREF(view);
    return right;
}

/* Is anybody told of what changes in a dictionary? */
int annot_dict_is_watched(PyObject *object)
{
#if PY_VERSION_HEX >= 0x030E0000
    return (((PyDictObject *)object)->_ma_watcher_tag & DICT_WATCHER_MASK) != 0;
#elif PY_VERSION_HEX >= 0x030D0000
    return (((PyDictObject *)object)->ma_version_tag & DICT_WATCHER_MASK) != 0;
#elif PY_VERSION_HEX >= 0x030C0000
    return (((PyDictObject *)object)->ma_version_tag & DICT_VERSION_MASK) != 0;
#else
    (void)object;
    return 0;
#endif
}

/* Gives a key that was found a new value, of which it takes over the reference, if both values are inert and nobody watches.
 * False: nothing has been done. */
int annot_dict_replace(PyObject *object, PyObject **slot, PyObject *value)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyDictObject *dict = (PyDictObject *)object;
    PyObject *old = *slot;
    if (dict->ma_values != NULL || !is_inert(old) || !is_inert(value)) return 0;
    if (annot_dict_is_watched(object)) return 0;
#if PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000
    dict->ma_version_tag = DICT_NEXT_VERSION(PyInterpreterState_Get()) | (dict->ma_version_tag & DICT_WATCHER_AND_MODIFICATION_MASK);
#elif PY_VERSION_HEX < 0x030D0000
    dict->ma_version_tag = DICT_NEXT_VERSION(PyInterpreterState_Get());
#endif
    *slot = value;
    Py_DECREF(old);
    return 1;
#else
    (void)object, (void)slot, (void)value;
    return 0;
#endif
}

/* What a `collections.defaultdict` makes values with: borrowed, or null. */
PyObject *annot_default_factory(PyObject *object)
{
    struct default_dict {
        PyDictObject dict;
        PyObject *factory;
    };
    return Py_TYPE(object)->tp_basicsize >= (Py_ssize_t)sizeof(struct default_dict) ? ((struct default_dict *)object)->factory : NULL;
}

/* ---- sets ---- */

#define LINEAR_PROBES 9

/* Where a set has a key, as [`Place`] in `dict.rs` says: an entry; the free one where it was looked for last, with SET_ABSENT;
 * UNKNOWN. */
#define SET_UNKNOWN ((uintptr_t)1)
#define SET_ABSENT ((uintptr_t)2)

ALWAYS uintptr_t find_in_set(PyObject *object, enum key_kind kind, PyObject *key, const int64_t *ints, size_t count, Py_hash_t hash)
{
    PySetObject *set = (PySetObject *)object;
    size_t mask = (size_t)set->mask;
    size_t perturb = (size_t)hash;
    size_t i = (size_t)hash & mask;
    for (;;) {
        setentry *entry = &set->table[i];
        setentry *last = entry + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        do {
            /* Without a key it has never had one, and no hash. */
            if (entry->hash == 0 && entry->key == NULL) return (uintptr_t)entry | SET_ABSENT;
            if (entry->hash == hash) {
                int equal = kind >= TEXT && entry->key == key ? 1 : matches(entry->key, kind, key, ints, count);
                if (equal != 0) return equal > 0 ? (uintptr_t)entry : SET_UNKNOWN;
            }
        } while (entry++ != last);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

uintptr_t annot_set_find_int(PyObject *set, int64_t key, Py_hash_t hash) { return find_in_set(set, INT, NULL, &key, 1, hash); }

uintptr_t annot_set_find_ints(PyObject *set, const int64_t *key, size_t count, Py_hash_t hash)
{
    return find_in_set(set, INTS, NULL, key, count, hash);
}

/* The key's hash is written where its caller wants it. */
uintptr_t annot_set_find(PyObject *set, PyObject *key, Py_hash_t *hash)
{
    return plain_hash(key, hash, DEEP) ? find_in_set(set, PLAIN, key, NULL, 0, *hash) : SET_UNKNOWN;
}

/* What is in an entry whose key was taken out. */
static PyObject *taken;

PyObject *annot_set_taken(void) { return taken; }

/* Where CPython puts a key that a set does not have, and that was looked for up to this free entry: there, or into the last entry on
 * the way whose key was taken out. */
static setentry *place_for(PySetObject *set, setentry *free, Py_hash_t hash)
{
    size_t mask = (size_t)set->mask;
    size_t perturb = (size_t)hash;
    size_t i = (size_t)hash & mask;
    /* The number of the entry, so that looking at one needs no jump. */
    Py_ssize_t last_taken = -1, at_free = free - set->table;
    for (;;) {
        Py_ssize_t first = (Py_ssize_t)i, last = first + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        Py_ssize_t end = at_free >= first && at_free <= last ? at_free - 1 : last;
        for (Py_ssize_t at = first; at <= end; at++) {
            Py_ssize_t is_taken = -(Py_ssize_t)(set->table[at].hash == -1);
            last_taken ^= (last_taken ^ at) & is_taken;
        }
        if (end != last) return last_taken < 0 ? free : &set->table[last_taken];
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* Puts a key, of which it takes over the reference, into a set that does not have it. False: nothing was done, the table has to
 * grow. */
int annot_set_put(PyObject *object, uintptr_t place, PyObject *key, Py_hash_t hash)
{
    PySetObject *set = (PySetObject *)object;
    setentry *entry = (setentry *)(place & ~SET_ABSENT);
    if (set->fill != set->used) entry = place_for(set, entry, hash);
    if (entry->hash != -1) {
        if ((size_t)(set->fill + 1) * 5 >= (size_t)set->mask * 3) return 0;
        set->fill++;
    }
    set->used++;
    entry->key = key;
    entry->hash = hash;
    return 1;
}

/* Takes a key out of the set that has it there, if it dies without Python code. False: nothing was done. */
int annot_set_take(PyObject *object, uintptr_t place)
{
    PySetObject *set = (PySetObject *)object;
    setentry *entry = (setentry *)place;
    PyObject *key = entry->key;
    if (taken == NULL || !annot_is_inert(key)) return 0;
    entry->key = taken;
    entry->hash = -1;
    set->used--;
    Py_DECREF(key);
    return 1;
}

/* Is the last one of many entries whose keys were taken out given to a new key that finds all of them on its way? */
static int gives_taken(void)
{
    PyObject *object = PySet_New(NULL);
    PySetObject *set = (PySetObject *)object;
    PyObject *keys[4] = {NULL};
    Py_hash_t hash;
    int fine = object != NULL;
    /* All begin at the same entry, also of a table that grows. */
    for (int i = 0; i < 4; i++) {
        keys[i] = PyLong_FromLongLong((int64_t)i << 40);
        fine = fine && keys[i] != NULL && (i == 3 || PySet_Add(object, keys[i]) == 0);
    }
    uintptr_t last = fine ? annot_set_find(object, keys[2], &hash) : SET_UNKNOWN;
    for (int i = 0; i < 3; i++) fine = fine && PySet_Discard(object, keys[i]) == 1;
    uintptr_t place = fine ? annot_set_find(object, keys[3], &hash) : SET_UNKNOWN;
    fine = fine && place != SET_UNKNOWN && (place & SET_ABSENT) != 0;
    fine = fine && (uintptr_t)place_for(set, (setentry *)(place & ~SET_ABSENT), hash) == last;
    fine = fine && set->used == 0 && set->fill == 3 && PySet_Add(object, keys[3]) == 0;
    fine = fine && annot_set_find(object, keys[3], &hash) == last && set->used == 1 && set->fill == 3;
    for (int i = 0; i < 4; i++) Py_XDECREF(keys[i]);
    Py_XDECREF(object);
    return fine;
}

/* Finds out what is in an entry whose key was taken out. False, with an exception or without: sets are not what they are taken for. */
int annot_set_learn(PyObject *key)
{
    PyObject *object = PySet_New(NULL);
    PySetObject *set = (PySetObject *)object;
    Py_hash_t hash;
    int fine = 0;
    if (object == NULL) return 0;
    uintptr_t place = annot_set_find(object, key, &hash);
    if (place != SET_UNKNOWN && (place & SET_ABSENT) && PySet_Add(object, key) == 0) {
        setentry *entry = (setentry *)(place & ~SET_ABSENT);
        fine = entry->key == key && entry->hash == hash && set->fill == 1 && set->used == 1;
        fine = fine && PySet_Discard(object, key) == 1 && entry->hash == -1 && entry->key != NULL && entry->key != key;
        fine = fine && set->fill == 1 && set->used == 0;
        if (fine) taken = entry->key;
        fine = fine && gives_taken();
    }
    Py_DECREF(object);
    return fine;
}
