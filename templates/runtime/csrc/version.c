/* See `version.h`. A store in a class ends the version of the class and of those below it, because bytecode may remember the value that
 * was there. They get new ones at once. From 3.13 on a class can have a thousand only, of which these are none. */
#include "version.h"
#include <stddef.h>

PyAPI_FUNC(PyObject *) _PyType_Lookup(PyTypeObject *, PyObject *);

struct annot_follower annot_followers[FOLLOWERS];

/* So many classes below one are known at most. */
#define CLASSES 16

/* A process has as many versions as an `unsigned int` has values: so many are given back at most. */
#define GIVEN_BACK (1u << 27)

struct versions {
    struct {
        PyTypeObject *type;
        uint32_t version, first;
        unsigned int used;
    } of[CLASSES];
    int count;
};

static unsigned int versions_used(PyTypeObject *type)
{
#if PY_VERSION_HEX >= 0x030D0000
    return type->tp_versions_used;
#else
    (void)type;
    return 0;
#endif
}

static void add(struct versions *all, PyTypeObject *type)
{
    PyObject *below = type->tp_subclasses, *key, *weakly;
    Py_ssize_t position = 0;

    /* Where a class has no version those below it have none. */
    if (type->tp_version_tag == 0 || all->count == CLASSES) return;
    for (int i = 0; i < all->count; i++) if (all->of[i].type == type) return;
    all->of[all->count].type = type;
    all->of[all->count].version = type->tp_version_tag;
    all->of[all->count].first = first_of(type->tp_version_tag);
    all->of[all->count++].used = versions_used(type);
    if (below == NULL || !PyDict_CheckExact(below)) return;
    while (PyDict_Next(below, &position, &key, &weakly)) {
        PyObject *class = PyWeakref_Check(weakly) ? ((PyWeakReference *)weakly)->wr_object : Py_None;
        if (PyType_Check(class)) add(all, (PyTypeObject *)class);
    }
}

/* Stores a plain value in a class in the place of another one, by `type`'s own function, as which it fails: no Python code runs. The name
 * says nothing to the class itself. */
int annot_replace_in_class(PyObject *class, PyObject *name, PyObject *value)
{
    static unsigned int given_back;
    struct versions all = {.count = 0};

    add(&all, (PyTypeObject *)class);
    if (PyType_Type.tp_setattro(class, name, value) < 0) return -1;
    /* This gives the types versions, if they can have one. */
    for (int i = 0; i < all.count; i++) _PyType_Lookup(all.of[i].type, name);
    for (int i = 0; i < all.count; i++) {
        PyTypeObject *type = all.of[i].type;
        uint32_t version = type->tp_version_tag;
        if (version == 0 || version == all.of[i].version) continue;
        annot_followers[version % FOLLOWERS] = (struct annot_follower){version, all.of[i].first};
#if PY_VERSION_HEX >= 0x030D0000
        if (type->tp_versions_used == all.of[i].used + 1 && given_back < GIVEN_BACK) {
            type->tp_versions_used--;
            given_back++;
        }
#endif
    }
    return 0;
}
