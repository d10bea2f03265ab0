/* Two sets in a new one: entry by entry what CPython's own functions make of them, without asking keys that are only copied.
 * Python code would run only where two different objects of the same hash are compared, and then nothing is made. */
#include "kept.h"

#if PY_VERSION_HEX >= 0x030D0000
extern int _PySet_Update(PyObject *set, PyObject *iterable);
#endif

#define LINEAR_PROBES 9
#define ALWAYS static inline __attribute__((always_inline))

/* How deep tuples that are compared are looked into. */
#define DEEP 3

static inline int is_plain_key(PyObject *key, int depth)
{
    PyTypeObject *type = Py_TYPE(key);
    if (type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type || type == &PyBool_Type || key == Py_None) return 1;
    if (type != &PyTuple_Type || depth == 0) return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(key); i++) {
        if (!is_plain_key(PyTuple_GET_ITEM(key, i), depth - 1)) return 0;
    }
    return 1;
}

/* Are all keys of a set hashed, compared and given up without Python code? An entry whose key was taken out has the hash -1. */
int annot_set_is_plain(PyObject *object)
{
    PySetObject *set = (PySetObject *)object;
    Py_ssize_t left = set->used;
    for (setentry *entry = set->table; left > 0; entry++) {
        if (entry->key == NULL || entry->hash == -1) continue;
        if (!is_plain_key(entry->key, DEEP)) return 0;
        left--;
    }
    return 1;
}

/* Are two different objects of the same hash equal? -1 if only Python code can tell, or without memory. */
static int are_equal(PyObject *a, PyObject *b)
{
    if (!is_plain_key(a, DEEP) || !is_plain_key(b, DEEP)) return -1;
    int equal = PyObject_RichCompareBool(a, b, Py_EQ);
    if (equal < 0) PyErr_Clear();
    return equal;
}

ALWAYS int is_key(const setentry *entry) { return entry->key != NULL && entry->hash != -1; }

/* Puts a key into a table that does not have it, nor entries whose keys were taken out; takes over a reference. */
ALWAYS void insert_clean(setentry *table, size_t mask, PyObject *key, Py_hash_t hash)
{
    size_t perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        setentry *entry = &table[i];
        setentry *last = entry + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        do {
            if (entry->key == NULL) {
                entry->key = key;
                entry->hash = hash;
                return;
            }
        } while (entry++ != last);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* A larger table for a new set. */
static int resize(PySetObject *set, Py_ssize_t least)
{
    size_t size = PySet_MINSIZE, mask = (size_t)set->mask;
    setentry *old = set->table, copied[PySet_MINSIZE];
    while (size <= (size_t)least) size <<= 1;
    if (size == PySet_MINSIZE) {
        /* Only an empty one is as small as it was. */
        return set->fill == 0 && old == set->smalltable ? 0 : -1;
    }
    setentry *table = PyMem_Malloc(size * sizeof(setentry));
    if (table == NULL) return -1;
    memset(table, 0, size * sizeof(setentry));
    if (old == set->smalltable) old = memcpy(copied, old, sizeof copied);
    if (set->fill != 0) {
        for (size_t i = 0; i <= mask; i++) {
            if (old[i].key != NULL) insert_clean(table, size - 1, old[i].key, old[i].hash);
        }
    }
    if (old != copied) PyMem_Free(old);
    set->table = table;
    set->mask = (Py_ssize_t)(size - 1);
    return 0;
}

/* The entry that has the key, or the free one where it would be looked for last; null: nothing is to be made. */
ALWAYS setentry *find(PySetObject *set, PyObject *key, Py_hash_t hash)
{
    size_t mask = (size_t)set->mask, perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        setentry *entry = &set->table[i];
        setentry *last = entry + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        do {
            if (entry->key == NULL) return entry;
            if (entry->hash == hash) {
                int equal = entry->key == key ? 1 : are_equal(entry->key, key);
                if (equal != 0) return equal > 0 ? entry : NULL;
            }
        } while (entry++ != last);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* Puts a key into a new set. False: nothing is to be made. */
ALWAYS int add(PySetObject *set, PyObject *key, Py_hash_t hash)
{
    setentry *entry = find(set, key, hash);
    if (entry == NULL) return 0;
    if (entry->key != NULL) return 1;
    entry->key = Py_NewRef(key);
    entry->hash = hash;
    set->fill++;
    set->used++;
    if (set->fill * 5 < set->mask * 3) return 1;
    return resize(set, set->used > 50000 ? set->used * 2 : set->used * 4) == 0;
}

/* Does a set have a key? -1: nothing is to be made. */
ALWAYS int has(PySetObject *set, PyObject *key, Py_hash_t hash)
{
    setentry *entry = find(set, key, hash);
    return entry == NULL ? -1 : entry->key != NULL;
}

/* What is in the place of a key that was taken out, once that is known. */
static PyObject *gap;

/* Takes a key that it may have out of a new set. False: nothing is to be made. */
ALWAYS int discard(PySetObject *set, PyObject *key, Py_hash_t hash)
{
    setentry *entry = find(set, key, hash);
    if (entry == NULL) return 0;
    if (entry->key == NULL) return 1;
    /* Another set has it. */
    Py_DECREF(entry->key);
    entry->key = gap;
    entry->hash = -1;
    set->used--;
    return 1;
}

/* Puts the keys of a set into a new one. */
static int merge(PySetObject *into, PySetObject *from)
{
    if (from->used == 0) return 1;
    if ((into->fill + from->used) * 5 >= into->mask * 3 && resize(into, (into->used + from->used) * 2) != 0) return 0;
    Py_ssize_t left = from->used;
    if (into->fill != 0) {
        for (setentry *entry = from->table; left > 0; entry++) {
            if (!is_key(entry)) continue;
            if (!add(into, entry->key, entry->hash)) return 0;
            left--;
        }
        return 1;
    }
    into->fill = into->used = from->used;
    if (into->mask == from->mask && from->fill == from->used) {
        for (Py_ssize_t i = 0; i <= from->mask; i++) {
            Py_XINCREF(from->table[i].key);
            into->table[i] = from->table[i];
        }
        return 1;
    }
    setentry *table = into->table;
    size_t mask = (size_t)into->mask;
    for (setentry *entry = from->table; left > 0; entry++) {
        if (!is_key(entry)) continue;
        insert_clean(table, mask, Py_NewRef(entry->key), entry->hash);
        left--;
    }
    return 1;
}

static int unite(PySetObject *into, PySetObject *a, PySetObject *b)
{
    return merge(into, a) && (a == b || merge(into, b));
}

/* The keys of a set that another one has, or has not. */
ALWAYS int choose(PySetObject *into, PySetObject *from, PySetObject *other, int wanted)
{
    Py_ssize_t left = from->used;
    for (setentry *entry = from->table; left > 0; entry++) {
        if (!is_key(entry)) continue;
        left--;
        int found = has(other, entry->key, entry->hash);
        if (found < 0 || found == wanted && !add(into, entry->key, entry->hash)) return 0;
    }
    return 1;
}

static int intersect(PySetObject *into, PySetObject *a, PySetObject *b)
{
    if (a == b) return merge(into, a);
    return b->used > a->used ? choose(into, a, b, 1) : choose(into, b, a, 1);
}

static int subtract(PySetObject *into, PySetObject *a, PySetObject *b)
{
    if ((a->used >> 2) <= b->used) return choose(into, a, b, 0);
    /* CPython takes them out of a copy. */
    if (gap == NULL || !merge(into, a)) return 0;
    Py_ssize_t left = b->used;
    for (setentry *entry = b->table; left > 0; entry++) {
        if (!is_key(entry)) continue;
        if (!discard(into, entry->key, entry->hash)) return 0;
        left--;
    }
    /* So few are never taken out that it would make the table anew. */
    return (size_t)(into->fill - into->used) <= (size_t)into->mask / 4;
}

#if IS_KNOWN
#define KEPT 8

/* Sets that have ended, without their tables: how many, and how often there was none for a new one. */
static struct {
    PyObject *sets[KEPT];
    int count, wanted;
} kept;

/* An empty set, or null with an exception set. */
static PyObject *new_set(void)
{
    if (kept.count == 0) {
        if (kept.wanted < KEPT) kept.wanted++;
        return PySet_New(NULL);
    }
    if (is_traced() || is_collection_due()) return PySet_New(NULL);
    PySetObject *set = (PySetObject *)kept.sets[--kept.count];
    ((PyObject *)set)->ob_refcnt = 1;
    memset(set->smalltable, 0, sizeof set->smalltable);
    set->fill = set->used = 0;
    set->mask = PySet_MINSIZE - 1;
    set->table = set->smalltable;
    set->hash = -1;
    set->finger = 0;
    track((PyGC_Head *)set - 1);
    return (PyObject *)set;
}

/* Ends an exact set to which there is one reference, if nobody hears of that: 0 if it is still there, with the keys that are left. */
int annot_end_set(PyObject *object)
{
    PySetObject *set = (PySetObject *)object;
    PyGC_Head *head = (PyGC_Head *)object - 1;
    if (head->_gc_next == 0 || !annot_keeps || set->weakreflist != NULL || is_traced()) return 0;
    for (setentry *entry = set->table; set->used > 0; entry++) {
        PyObject *key = entry->key;
        if (!is_key(entry)) continue;
        if (!_Py_IsImmortal(key)) {
            if (key->ob_refcnt > 1) {
                key->ob_refcnt--;
            } else if (Py_IS_TYPE(key, &PyLong_Type)) {
                end_int(key);
            } else if (Py_IS_TYPE(key, &PyUnicode_Type)) {
                end_text(key);
            } else if (Py_IS_TYPE(key, &PyFloat_Type)) {
                end_float(key);
            } else {
                return 0;
            }
        }
        entry->key = NULL;
        set->used--;
    }
    if (kept.count >= kept.wanted) {
        Py_DECREF(object);
        return 1;
    }
    object->ob_refcnt = 0;
    untrack(head);
    head->_gc_next = 0;
    uncount();
    if (set->table != set->smalltable) PyMem_Free(set->table);
    kept.sets[kept.count++] = object;
    return 1;
}
#else
static PyObject *new_set(void) { return PySet_New(NULL); }

#if PY_VERSION_HEX >= 0x030D0000
int annot_end_set(PyObject *object)
{
    (void)object;
    return 0;
}
#endif
#endif

typedef int (*together)(PySetObject *, PySetObject *, PySetObject *);

/* Null: nothing was made, and no exception is set. */
ALWAYS PyObject *made(PyObject *a, PyObject *b, together function)
{
    PyObject *set = new_set();
    if (set == NULL) {
        PyErr_Clear();
        return NULL;
    }
    if (!function((PySetObject *)set, (PySetObject *)a, (PySetObject *)b)) {
        /* Whatever is in it is in the others, too. */
        Py_CLEAR(set);
    }
    return set;
}

/* Two exact sets. */
PyObject *annot_set_or(PyObject *a, PyObject *b) { return made(a, b, unite); }

PyObject *annot_set_and(PyObject *a, PyObject *b) { return made(a, b, intersect); }

PyObject *annot_set_sub(PyObject *a, PyObject *b) { return made(a, b, subtract); }

/* Puts the keys of a set into another one whose keys, as its own, are compared without Python code. False: nothing has been done. */
int annot_set_update(PyObject *set, PyObject *other)
{
    PySetObject *into = (PySetObject *)set, *from = (PySetObject *)other;
    if (into == from) return 1;
    if (into->fill != 0 && !(into->fill == into->used && annot_set_is_plain(set) && annot_set_is_plain(other))) return 0;
    /* Without memory for more room, what is in it already is put there again. */
    return merge(into, from);
}

/* Are two sets the same, entry by entry? */
static int are_same(PyObject *own, PyObject *other)
{
    PySetObject *a = (PySetObject *)own, *b = (PySetObject *)other;
    if (own == NULL || other == NULL || a->mask != b->mask || a->fill != b->fill || a->used != b->used) return 0;
    for (Py_ssize_t i = 0; i <= a->mask; i++) {
        if (a->table[i].key != b->table[i].key || a->table[i].hash != b->table[i].hash) return 0;
    }
    return 1;
}

/* Multiples of a number, some of which were taken out again. */
static PyObject *some(long count, long factor, long taken)
{
    PyObject *set = PySet_New(NULL);
    for (long i = 0; set != NULL && i < count + taken; i++) {
        PyObject *key = PyLong_FromLong(i * factor % 1009);
        int status = key == NULL ? -1 : i < count ? PySet_Add(set, key) : PySet_Discard(set, key);
        Py_XDECREF(key);
        if (status < 0) Py_CLEAR(set);
    }
    return set;
}

/* Is what is made here what CPython makes? */
int annot_set_learn_operators(void)
{
    static const long kinds[][3] = {
        {0, 1, 0}, {1, 3, 0}, {4, 1, 0}, {5, 1, 0}, {9, 7, 0}, {9, 8, 3}, {30, 11, 9}, {90, 5, 0},
    };
    enum { COUNT = sizeof kinds / sizeof kinds[0] };
    PyObject *sets[COUNT], *taken = some(0, 1, 1), *first = PyLong_FromLong(0);
    int fine = taken != NULL && first != NULL && PySet_Add(taken, first) == 0 && PySet_Discard(taken, first) == 1;
    if (fine && ((PySetObject *)taken)->table[0].hash == -1) gap = ((PySetObject *)taken)->table[0].key;
    Py_XDECREF(taken);
    Py_XDECREF(first);
    for (int i = 0; i < COUNT; i++) {
        sets[i] = some(kinds[i][0], kinds[i][1], kinds[i][2]);
        fine = fine && sets[i] != NULL;
    }
    for (int i = 0; fine && i < COUNT * COUNT; i++) {
        PyObject *a = sets[i / COUNT], *b = sets[i % COUNT];
        PyObject *own[3] = {annot_set_or(a, b), annot_set_and(a, b), annot_set_sub(a, b)};
        PyObject *theirs[3] = {PyNumber_Or(a, b), PyNumber_And(a, b), PyNumber_Subtract(a, b)};
        for (int j = 0; j < 3; j++) {
            /* Not everything is made here. */
            int is_left = j == 2 && own[j] == NULL && theirs[j] != NULL;
            fine = fine && (is_left || are_same(own[j], theirs[j]));
            if (fine && j == 0) {
                /* The second one's keys in the first one. */
                PyObject *more = PySet_New(a), *theirs_too = PySet_New(a);
                fine = more != NULL && theirs_too != NULL && annot_set_update(more, b) && _PySet_Update(theirs_too, b) == 0
                       && are_same(more, theirs_too);
                Py_XDECREF(more);
                Py_XDECREF(theirs_too);
            }
            Py_XDECREF(own[j]);
            Py_XDECREF(theirs[j]);
        }
    }
    for (int i = 0; i < COUNT; i++) Py_XDECREF(sets[i]);
    PyErr_Clear();
    return fine;
}
