/* Whether the end of an object may run Python code, as far as that is soon told. */
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include "pycore_dict.h"
#include "pycore_object.h"

/* How deep objects are looked into, and how many parts of all of them. */
#define DEPTH 3
#define PARTS 16

/* What was seen so far: parts that are known elsewhere as well. Each outlives the loss of one reference, not of two. */
struct seen {
    int count;
    PyObject *shared[PARTS];
};

static int is_quiet(PyObject *object, int depth, struct seen *seen);

static int is_plain(PyTypeObject *type)
{
    return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type || type == &PyBytes_Type
        || type == &PyBool_Type;
}

/* Are all items of a tuple plain? */
static int is_of_plain(PyObject *tuple)
{
    Py_ssize_t count = PyTuple_GET_SIZE(tuple);
    if (count > 4) return 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = PyTuple_GET_ITEM(tuple, i);
        if (item == NULL || !is_plain(Py_TYPE(item))) return 0;
    }
    return 1;
}

/* Does nobody hear of it that the object gets a reference less? */
static int part_is_quiet(PyObject *object, int depth, struct seen *seen)
{
    if (object == NULL || object == Py_None || is_plain(Py_TYPE(object))) return 1;
    /* Entries of its traceback may wait. */
    if (PyExceptionInstance_Check(object)) return 0;
    if (Py_REFCNT(object) == 1) return is_quiet(object, depth - 1, seen);
    /* Many are constants: whether they end or not, nothing in them is heard of. */
    if (PyTuple_CheckExact(object) && is_of_plain(object)) return 1;
    if (seen->count == PARTS) return 0;
    for (int i = 0; i < seen->count; i++) {
        if (seen->shared[i] == object) return 0;
    }
    seen->shared[seen->count++] = object;
    return 1;
}

static int parts_are_quiet(PyObject *const *parts, Py_ssize_t count, int depth, struct seen *seen)
{
    if (count > PARTS) return 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!part_is_quiet(parts[i], depth, seen)) return 0;
    }
    return 1;
}

#if PY_VERSION_HEX >= 0x030C0000
/* What ends instances of classes that are made by class statements: one such class is always there. Null: it is not. */
static destructor end_of_instances(void)
{
    static destructor found = NULL;
    static int is_known = 0;
    PyObject *raised, *modules, *module, *class;

    if (is_known) return found;
    is_known = 1;
    raised = PyErr_GetRaisedException();
    modules = PyImport_GetModuleDict();
    module = modules == NULL || !PyDict_CheckExact(modules) ? NULL : PyDict_GetItemString(modules, "_frozen_importlib");
    class = module == NULL || !PyModule_CheckExact(module) ? NULL : PyObject_GetAttrString(module, "ModuleSpec");
    if (class != NULL && PyType_CheckExact(class) && ((PyTypeObject *)class)->tp_base == &PyBaseObject_Type
        && PyType_HasFeature((PyTypeObject *)class, Py_TPFLAGS_MANAGED_DICT)) {
        found = ((PyTypeObject *)class)->tp_dealloc;
    }
    Py_XDECREF(class);
    PyErr_Clear();
    PyErr_SetRaisedException(raised);
    return found;
}

#endif

#if PY_VERSION_HEX >= 0x030D0000
/* A class whose instances end without Python code, as far as the class goes, as long as it has that version: they have their
 * attributes in slots, or (-1) among their inline values. */
struct known {
    PyTypeObject *type;
    unsigned int version;
    int count;
    Py_ssize_t offsets[PARTS];
};

static int find_slots(PyTypeObject *base, struct known *known)
{
    const PyMemberDef *members;
    if (!Py_IS_TYPE((PyObject *)base, &PyType_Type)) return 0;
    members = PyObject_GetItemData((PyObject *)base);
    if (members == NULL) {
        PyErr_Clear();
        return 0;
    }
    for (Py_ssize_t i = 0; i < Py_SIZE(base); i++) {
        if (members[i].type != Py_T_OBJECT_EX || (members[i].flags & (Py_RELATIVE_OFFSET | Py_READONLY))) return 0;
        if (known->count == PARTS) return 0;
        known->offsets[known->count++] = members[i].offset;
    }
    return 1;
}

/* What is known of the class; null: nothing. */
static const struct known *known_of(PyTypeObject *type)
{
    enum { CLASSES = 64 };
    static struct known all[CLASSES];
    struct known *known = &all[((uintptr_t)type >> 5) % CLASSES];
    const unsigned long unwanted = Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_MANAGED_WEAKREF;
    int has_values = PyType_HasFeature(type, Py_TPFLAGS_INLINE_VALUES);

    if (known->type == type && known->version == type->tp_version_tag && known->version != 0) return known;
    known->type = NULL;
    known->version = 0;
    known->count = has_values ? -1 : 0;
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || type->tp_finalize != NULL || type->tp_del != NULL) return NULL;
    if (type->tp_itemsize != 0) return NULL;
    if (has_values) {
        if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT) || type->tp_basicsize != PyBaseObject_Type.tp_basicsize) return NULL;
    } else if ((type->tp_flags & unwanted) || type->tp_weaklistoffset != 0 || type->tp_dictoffset != 0) {
        return NULL;
    }
    for (PyTypeObject *base = type; base != &PyBaseObject_Type; base = base->tp_base) {
        if (base == NULL || base->tp_dealloc != end_of_instances() || base->tp_dealloc == NULL) return NULL;
        if (!has_values && !find_slots(base, known)) return NULL;
    }
    /* A class that C code makes may have fields that nobody is told of. */
    if (!has_values && type->tp_basicsize != PyBaseObject_Type.tp_basicsize + known->count * (Py_ssize_t)sizeof(PyObject *)) return NULL;
    known->type = type;
    known->version = type->tp_version_tag;
    return known;
}

/* Do instances of the class end without Python code, as far as the class goes, with nothing to end but what is in slots, or (-1)
 * in inline values? 0: no. That is so as long as the class has its version. */
int annot_ends_simply(PyTypeObject *type)
{
    const struct known *known = known_of(type);
    return known == NULL || known->version == 0 ? 0 : known->count >= 0 ? 1 : -1;
}

/* The same of tuples of a class, with nothing to end but their items. */
int annot_tuples_end_simply(PyTypeObject *type)
{
    const unsigned long unwanted = Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_MANAGED_WEAKREF;

    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || (type->tp_flags & unwanted) || type->tp_version_tag == 0) return 0;
    if (type->tp_finalize != NULL || type->tp_del != NULL || type->tp_weaklistoffset != 0 || type->tp_dictoffset != 0) return 0;
    if (type->tp_itemsize != PyTuple_Type.tp_itemsize || type->tp_basicsize != PyTuple_Type.tp_basicsize) return 0;
    for (PyTypeObject *base = type; base != &PyTuple_Type; base = base->tp_base) {
        if (base == NULL || base->tp_dealloc != end_of_instances() || base->tp_dealloc == NULL) return 0;
    }
    return 1;
}

/* An instance of a class that is made by a class statement, with nothing but slots, or nothing but attributes among its inline
 * values, and no weak reference to it. */
static int instance_is_quiet(PyObject *object, int depth, struct seen *seen)
{
    PyTypeObject *type = Py_TYPE(object);
    const struct known *known = known_of(type);
    PyDictValues *values;

    if (known == NULL || Py_REFCNT(type) == 1) return 0;
    if (known->count >= 0) {
        for (int i = 0; i < known->count; i++) {
            /* A part of another class may have taken its place. */
            if (known->type != type) return 0;
            if (!part_is_quiet(*(PyObject **)((char *)object + known->offsets[i]), depth, seen)) return 0;
        }
        return 1;
    }
    if (type->tp_weaklistoffset != 0 && *_PyObject_GET_WEAKREFS_LISTPTR_FROM_OFFSET(object) != NULL) return 0;
    values = _PyObject_InlineValues(object);
    if (!values->valid || _PyObject_GetManagedDict(object) != NULL) return 0;
    return parts_are_quiet(values->values, values->capacity, depth, seen);
}
#endif

/* `list_iterator`, as `list_iter.rs` has it. */
struct position {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *sequence;
};

/* A small set. An entry whose key was taken out has the hash -1. */
static int set_is_quiet(PySetObject *set, int depth, struct seen *seen)
{
    if (set->weakreflist != NULL || set->mask >= 4 * PARTS) return 0;
    for (Py_ssize_t i = 0; i <= set->mask; i++) {
        setentry *entry = &set->table[i];
        if (entry->key == NULL || entry->hash == -1 || is_plain(Py_TYPE(entry->key))) continue;
        if (!part_is_quiet(entry->key, depth, seen)) return 0;
    }
    return 1;
}

/* May the object end, of which there is one reference, with nobody hearing of it? */
static int is_quiet(PyObject *object, int depth, struct seen *seen)
{
    PyTypeObject *type = Py_TYPE(object);
    if (is_plain(type)) return 1;
    if (depth == 0) return 0;
    if (type == &PyListIter_Type) return part_is_quiet(((struct position *)object)->sequence, depth, seen);
    if (type == &PyTuple_Type) {
        return parts_are_quiet(((PyTupleObject *)object)->ob_item, PyTuple_GET_SIZE(object), depth, seen);
    }
    if (type == &PyList_Type) {
        return parts_are_quiet(((PyListObject *)object)->ob_item, PyList_GET_SIZE(object), depth, seen);
    }
    if (type == &PySet_Type || type == &PyFrozenSet_Type) return set_is_quiet((PySetObject *)object, depth, seen);
#if PY_VERSION_HEX >= 0x030D0000
    return instance_is_quiet(object, depth, seen);
#else
    return 0;
#endif
}

/* Does nobody hear of it that so many references to each of the objects are given up, which are different? */
static int ends_are_quiet(PyObject *const *held, const Py_ssize_t *references, int count, struct seen *seen)
{
    for (int i = 0; i < count; i++) {
        if (held[i] == Py_None || is_plain(Py_TYPE(held[i])) || Py_REFCNT(held[i]) <= references[i]) continue;
        if (seen->count == PARTS) return 0;
        seen->shared[seen->count++] = held[i];
    }
    for (int i = 0; i < count; i++) {
        if (held[i] == Py_None || is_plain(Py_TYPE(held[i])) || Py_REFCNT(held[i]) > references[i]) continue;
        if (references[i] != 1 || !is_quiet(held[i], DEPTH, seen)) return 0;
    }
    return 1;
}

int annot_ends_are_quiet(PyObject *const *held, const Py_ssize_t *references, int count)
{
    struct seen seen;
    seen.count = 0;
    return ends_are_quiet(held, references, count, &seen);
}

#if PY_VERSION_HEX >= 0x030C0000
/* Does nobody hear of it that an exception of that class ends, as far as the class goes? */
int annot_class_is_quiet(PyTypeObject *type)
{
    static PyTypeObject *latest = NULL;
    static unsigned int version = 0;
    PyTypeObject *base;
    destructor dealloc = NULL;

    if (type == latest && type->tp_version_tag == version && version != 0) return 1;
    if (type->tp_finalize != NULL || type->tp_del != NULL || type->tp_itemsize != 0) return 0;
    for (base = type; base != NULL && (base->tp_flags & Py_TPFLAGS_HEAPTYPE); base = base->tp_base) {
        dealloc = end_of_instances();
        if (dealloc == NULL || base->tp_dealloc != dealloc) return 0;
    }
    /* The builtin classes that have no fields of their own. */
    if (base == NULL || base->tp_basicsize != sizeof(PyBaseExceptionObject)) return 0;
    if (base->tp_new != ((PyTypeObject *)PyExc_BaseException)->tp_new) return 0;
    if (dealloc != NULL) {
        /* Beside the exception's own fields: the list of weak references, and no slots. */
        Py_ssize_t size = sizeof(PyBaseExceptionObject) + (type->tp_weaklistoffset > 0 ? sizeof(PyObject *) : 0);
        if (type->tp_basicsize != size || (type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) return 0;
    }
    latest = type;
    version = type->tp_version_tag;
    return 1;
}

/* So it is of an exception of that class, but for its arguments and attributes. */
static int own_is_quiet(PyObject *object)
{
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)object;
    PyTypeObject *type = Py_TYPE(object);

    if (!annot_class_is_quiet(type)) return 0;
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        if (Py_REFCNT(type) <= 2) return 0;
        if (type->tp_weaklistoffset != 0
            && *(PyObject **)((char *)object + type->tp_weaklistoffset) != NULL) return 0;
    }
    return exception->traceback == NULL && exception->context == NULL && exception->cause == NULL
        && exception->notes == NULL;
}
#endif

/* Does nobody hear of it that an exception ends, all references to which are given up, and which has nothing but plain objects? It
   was raised by native code alone. */
int annot_ends_plainly(PyObject *object)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)object;
    PyObject *args = exception->args, *key, *value;
    Py_ssize_t position = 0;

    if (!own_is_quiet(object) || args == NULL || !PyTuple_CheckExact(args)) return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        PyObject *arg = PyTuple_GET_ITEM(args, i);
        if (arg != Py_None && !is_plain(Py_TYPE(arg))) return 0;
    }
    if (exception->dict == NULL) return 1;
    if (!PyDict_CheckExact(exception->dict) || Py_REFCNT(exception->dict) != 1) return 0;
    while (PyDict_Next(exception->dict, &position, &key, &value)) {
        if (!is_plain(Py_TYPE(key)) || (value != Py_None && !is_plain(Py_TYPE(value)))) return 0;
    }
    return 1;
#else
    (void)object;
    return 0;
#endif
}

/* Does nobody hear of it that an exception ends, all references to which are given up, and with it so many references to each of
   the objects? It was raised by native code alone. */
int annot_exception_is_quiet(PyObject *object, PyObject *const *held, const Py_ssize_t *references, int count)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)object;
    PyObject *key, *value;
    Py_ssize_t position = 0;
    struct seen seen;

    seen.count = 0;
    if (!own_is_quiet(object)) return 0;
    if (!ends_are_quiet(held, references, count, &seen)) return 0;
    if (!part_is_quiet(exception->args, DEPTH, &seen)) return 0;
    if (exception->dict == NULL) return 1;
    if (!PyDict_CheckExact(exception->dict) || Py_REFCNT(exception->dict) != 1) return 0;
    while (PyDict_Next(exception->dict, &position, &key, &value)) {
        if (!part_is_quiet(key, 1, &seen) || !part_is_quiet(value, DEPTH, &seen)) return 0;
    }
    return 1;
#else
    (void)object, (void)held, (void)references, (void)count;
    return 0;
#endif
}

/* May Python code run when the object ends, of which this is the only reference? */
int annot_may_run_python(PyObject *object)
{
    struct seen seen;
    seen.count = 0;
    return !is_quiet(object, DEPTH, &seen);
}
