/* Where a type's instances have an attribute, as long as the type has the version that it has now: what CPython's own
 * specializer finds out for `LOAD_ATTR` and `STORE_ATTR`, with its private headers. */
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "structmember.h"
#include "pycore_dict.h"
#include "pycore_object.h"
#if PY_VERSION_HEX >= 0x030F0000
#include "pycore_lazyimportobject.h"
#endif

/* The order is that of `attribute::Kind`. */
enum { NOWHERE, IN_VALUES, IN_SLOT, IN_TYPE, FUNCTION, PROPERTY, IN_DICT, BUILTIN, IN_TUPLE };

/* The fields are those of `attribute::Place`. */
struct annot_place {
    uint32_t version;
    uint32_t kind;
    size_t offset;    /* of the attribute: in the object from 3.13 on, else in its values; or of its slot in the object; or of the
                       * object's dictionary */
    size_t valid_at;  /* IN_VALUES, from 3.13 on: the byte of the object that says whether it uses its inline values; IN_TUPLE: the
                       * lowest byte of its size */
    size_t index;     /* IN_VALUES: among the values; IN_TUPLE: among the items */
    const Py_ssize_t *entries_at; /* IN_TYPE, FUNCTION, BUILTIN: null, or how many names instances of the type have had */
    Py_ssize_t entries;           /* and how many those were */
    PyObject *found;              /* IN_TYPE, FUNCTION, BUILTIN: borrowed from the type */
};

const size_t annot_place_layout[] = {
    sizeof(struct annot_place),
    offsetof(struct annot_place, found),
    offsetof(PyTypeObject, tp_version_tag),
    offsetof(PyTypeObject, tp_flags),
#if PY_VERSION_HEX >= 0x030D0000
    offsetof(struct _dictvalues, capacity),
    offsetof(struct _dictvalues, size),
    offsetof(struct _dictvalues, values),
#endif
};

/* The names that instances may have in their values; null if they have none. */
static PyDictKeysObject *shared_keys(PyTypeObject *type)
{
#if PY_VERSION_HEX >= 0x030D0000
    const unsigned long wanted = Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_INLINE_VALUES;
#else
    const unsigned long wanted = Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_MANAGED_DICT;
#endif
    PyDictKeysObject *keys;
    if ((type->tp_flags & wanted) != wanted) return NULL;
    keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    return keys != NULL && keys->dk_kind == DICT_KEYS_SPLIT ? keys : NULL;
}

/* Names are only ever added to shared keys. */
static Py_ssize_t index_of(PyDictKeysObject *keys, PyObject *name)
{
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries && i < SHARED_KEYS_MAX_SIZE; i++) {
        if (entries[i].me_key == name) return i;
    }
    return -1;
}

/* Under the slot's own name only: what is stored under one name is not to be found under another. */
static void in_slot(PyTypeObject *type, PyObject *name, PyObject *descriptor, int to_store, struct annot_place *place)
{
    const PyMemberDef *member = ((PyMemberDescrObject *)descriptor)->d_member;
    const int refused = READONLY | READ_RESTRICTED
#ifdef Py_RELATIVE_OFFSET
        | Py_RELATIVE_OFFSET
#endif
        ;
    if (member->type != T_OBJECT_EX || (member->flags & (to_store ? refused : refused & ~READONLY))) return;
    if (!PyType_IsSubtype(type, PyDescr_TYPE(descriptor))) return;
    if (PyDescr_NAME(descriptor) != name) return;
    place->kind = IN_SLOT;
    place->offset = member->offset;
}

/* The arguments of exceptions are got from where they are. None, if there are none, is looked up. */
static void in_exception(PyTypeObject *type, PyObject *descriptor, struct annot_place *place)
{
    if (PyDescr_TYPE(descriptor) != (PyTypeObject *)PyExc_BaseException) return;
    if (strcmp(((PyGetSetDescrObject *)descriptor)->d_getset->name, "args") != 0) return;
    if (!PyType_IsSubtype(type, PyDescr_TYPE(descriptor))) return;
    place->kind = IN_SLOT;
    place->offset = offsetof(PyBaseExceptionObject, args);
}

#if PY_VERSION_HEX >= 0x030C0000
/* Does storing an attribute of instances of a class, or `object.__setattr__`, do that as `object` does, and allow it? */
static int may_store(PyTypeObject *type, int by_object)
{
    if (!by_object) return type->tp_setattro == PyObject_GenericSetAttr;
    /* It refuses to pass over a class that is not of Python. */
    for (PyTypeObject *base = type; base != NULL && base != &PyBaseObject_Type; base = base->tp_base)
        if (!PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)
            || (base->tp_setattro != type->tp_setattro && base->tp_setattro != PyObject_GenericSetAttr))
            return 0;
    return 1;
}
#endif

/* Can every new instance of a class have an attribute of this name stored, without Python code? */
int annot_is_stored_plainly(PyObject *class, PyObject *name, int by_object)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyTypeObject *type = (PyTypeObject *)class;
    PyObject *found;

    if (!may_store(type, by_object)) return 0;
    found = _PyType_Lookup(type, name);
    if (found != NULL && Py_IS_TYPE(found, &PyMemberDescr_Type)) {
        struct annot_place place = {.kind = NOWHERE};
        in_slot(type, name, found, 1, &place);
        return place.kind == IN_SLOT;
    }
    if (!PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT) && type->tp_dictoffset == 0) return 0;
    return found == NULL || (PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_IMMUTABLETYPE) && Py_TYPE(found)->tp_descr_set == NULL);
#else
    (void)class, (void)name, (void)by_object;
    return 0;
#endif
}

/* So it is, in the dictionary of exceptions of the class, which have nothing else. */
int annot_is_stored_in_dict(PyObject *class, PyObject *name)
{
    PyTypeObject *type = (PyTypeObject *)class;
    PyObject *found = _PyType_Lookup(type, name);

    if (found != NULL && Py_IS_TYPE(found, &PyMemberDescr_Type)) return 0;
    if (type->tp_dictoffset != offsetof(PyBaseExceptionObject, dict) || PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) return 0;
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || ((PyHeapTypeObject *)type)->ht_cached_keys != NULL) return 0;
    return annot_is_stored_plainly(class, name, 0);
}

/* Where a property has its getter: its type says so. */
static void in_property(PyObject *property, struct annot_place *place)
{
    for (const PyMemberDef *member = PyProperty_Type.tp_members; member->name != NULL; member++) {
        if (strcmp(member->name, "fget") != 0) continue;
        place->kind = PROPERTY;
        place->offset = member->offset;
        place->found = property;
    }
}

/* `_collections._tuplegetter`, by which named tuples have their items under names. */
struct item_getter {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *doc;
};

/* What the getter gets of this tuple says whether it is one. */
static void in_tuple(PyObject *object, PyObject *getter, struct annot_place *place)
{
    PyTypeObject *type = Py_TYPE(getter);
    Py_ssize_t index = ((struct item_getter *)getter)->index;
    PyObject *item;

    if (strcmp(type->tp_name, "collections._tuplegetter") != 0 || type->tp_basicsize != sizeof(struct item_getter)) return;
    if (!PyTuple_Check(object) || index < 0 || index >= PyTuple_GET_SIZE(object)) return;
    item = type->tp_descr_get(getter, object, (PyObject *)Py_TYPE(object));
    if (item == PyTuple_GET_ITEM(object, index)) {
        place->kind = IN_TUPLE;
        place->index = index;
        place->offset = offsetof(PyTupleObject, ob_item) + index * sizeof(PyObject *);
        place->valid_at = offsetof(PyVarObject, ob_size) + (PY_BIG_ENDIAN ? sizeof(Py_ssize_t) - 1 : 0);
    }
    if (item == NULL) PyErr_Clear();
    Py_XDECREF(item);
}

/* Fills in where instances of the object's type have the attribute, now; the version is 0 if the type can have none. Runs no Python code. */
void annot_find_place_now(PyObject *object, PyObject *name, int to_store, struct annot_place *place)
{
    PyTypeObject *type = Py_TYPE(object);
    PyDictKeysObject *keys = shared_keys(type);
    PyObject *found;
    Py_ssize_t index;

    place->kind = NOWHERE;
    place->version = UINT32_MAX;
    if (to_store ? type->tp_setattro != PyObject_GenericSetAttr
                 : type->tp_getattro != PyObject_GenericGetAttr && !PyModule_CheckExact(object)) return;
    /* This gives the type a version, if it can have one: 3.13 gives one type no more than a thousand. */
    found = _PyType_Lookup(type, name);
    if (found != NULL && !(Py_TYPE(found)->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)) return;
    if (found != NULL && Py_TYPE(found)->tp_descr_set != NULL) {
        if (Py_IS_TYPE(found, &PyMemberDescr_Type)) in_slot(type, name, found, to_store, place);
        if (Py_IS_TYPE(found, &PyProperty_Type) && !to_store) in_property(found, place);
        if (Py_IS_TYPE(found, &PyGetSetDescr_Type) && !to_store) in_exception(type, found, place);
        if (Py_TYPE(found)->tp_descr_get != NULL && !to_store) in_tuple(object, found, place);
        if (place->kind != NOWHERE) place->version = type->tp_version_tag;
        return;
    }
    index = keys == NULL ? -1 : index_of(keys, name);
    if (index >= 0) {
        place->kind = IN_VALUES;
        place->index = index;
        place->offset = offsetof(struct _dictvalues, values) + index * sizeof(PyObject *);
#if PY_VERSION_HEX >= 0x030D0000
        place->offset += (char *)_PyObject_InlineValues(object) - (char *)object;
        place->valid_at = (char *)&_PyObject_InlineValues(object)->valid - (char *)object;
#endif
        place->version = type->tp_version_tag;
        return;
    }
#if PY_VERSION_HEX >= 0x030C0000
    if (found == NULL && type->tp_dictoffset > 0 && !(type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) {
        place->kind = IN_DICT;
        place->offset = type->tp_dictoffset;
        place->version = type->tp_version_tag;
        return;
    }
#endif
    if (to_store || found == NULL) return;
    if (keys != NULL) {
        place->entries_at = &keys->dk_nentries;
        place->entries = keys->dk_nentries;
#if PY_VERSION_HEX >= 0x030D0000
        place->valid_at = (char *)&_PyObject_InlineValues(object)->valid - (char *)object;
#endif
    } else if (type->tp_dictoffset == 0 && !(type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) {
        place->entries_at = NULL;
    } else {
        return;
    }
    if (Py_IS_TYPE(found, &PyFunction_Type)) place->kind = FUNCTION;
    else if (Py_IS_TYPE(found, &PyMethodDescr_Type)) place->kind = BUILTIN;
    else if (Py_TYPE(found)->tp_descr_get == NULL) place->kind = IN_TYPE;
    else return;
    place->found = found;
    place->version = type->tp_version_tag;
}

/* Fills in where instances of the object's type have the attribute for as long as that has its version. Runs no Python code. */
void annot_find_place(PyObject *object, PyObject *name, int to_store, struct annot_place *place)
{
    annot_find_place_now(object, name, to_store, place);
    if (place->version == 0) place->kind = NOWHERE;
}

/* Does the end of the object run nothing? */
static int is_plain(PyObject *object)
{
    return object == Py_None || PyFloat_CheckExact(object) || PyLong_CheckExact(object) || PyBool_Check(object) || PyUnicode_CheckExact(object);
}

int annot_replace_in_class(PyObject *class, PyObject *name, PyObject *value);

/* Stores an attribute of a class as `type` does, if that runs no Python code: 0 if it is not done, with no exception set. */
int annot_store_in_class(PyObject *class, PyObject *name, PyObject *value)
{
    PyTypeObject *type = (PyTypeObject *)class;
    PyObject *names, *old;
    setattrofunc store;

    if (!PyType_Check(class) || Py_TYPE(class)->tp_setattro != PyType_Type.tp_setattro) return 0;
    if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) || PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) return 0;
    /* Those with such names may change more of the class. */
    if (!PyUnicode_CheckExact(name) || PyUnicode_GET_LENGTH(name) < 2 || (PyUnicode_READ_CHAR(name, 0) == '_' && PyUnicode_READ_CHAR(name, 1) == '_')) return 0;
    if (_PyType_Lookup(Py_TYPE(class), name) != NULL) return 0;
#if PY_VERSION_HEX >= 0x030C0000
    names = PyType_GetDict(type);
#else
    names = Py_XNewRef(type->tp_dict);
#endif
    old = names == NULL ? NULL : PyDict_GetItemWithError(names, name);
    Py_XDECREF(names);
    store = old != NULL && is_plain(value) ? annot_replace_in_class : PyType_Type.tp_setattro;
    if (PyErr_Occurred() || (old != NULL && !is_plain(old)) || store(class, name, value) < 0) {
        /* CPython does it again, and says what is wrong. */
        PyErr_Clear();
        return 0;
    }
    return 1;
}

/* Fills in where new instances of a class get an attribute stored, if that runs no Python code; `valid_at` is where they have their
 * values. `by_object`: `object.__setattr__` stores it. */
void annot_find_store(PyObject *class, PyObject *name, int by_object, struct annot_place *place)
{
    place->kind = NOWHERE;
#if PY_VERSION_HEX >= 0x030D0000
    PyTypeObject *type = (PyTypeObject *)class;
    PyDictKeysObject *keys = shared_keys(type);
    PyObject *found = _PyType_Lookup(type, name);
    Py_ssize_t index;

    if (!may_store(type, by_object) || type->tp_version_tag == 0) return;
    if (found != NULL && Py_IS_TYPE(found, &PyMemberDescr_Type)) {
        in_slot(type, name, found, 1, place);
        return;
    }
    if (found != NULL && !(Py_TYPE(found)->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)) return;
    if (found != NULL && Py_TYPE(found)->tp_descr_set != NULL) return;
    index = keys == NULL ? -1 : index_of(keys, name);
    if (index < 0) return;
    place->kind = IN_VALUES;
    place->index = index;
    place->valid_at = type->tp_basicsize;
    place->offset = type->tp_basicsize + offsetof(struct _dictvalues, values) + index * sizeof(PyObject *);
#else
    (void)class, (void)name, (void)by_object;
#endif
}

/* What the object has in its dictionary, borrowed. Runs no Python code: all names there are strings. Null: it has nothing, or it
 * must be looked up, which `is_known` says. */
PyObject *annot_value_in_dict(PyObject *object, size_t offset, PyObject *name, int *is_known)
{
    PyObject *dict = *(PyObject **)((char *)object + offset);
    PyObject *found;
    *is_known = 1;
    if (dict == NULL) return NULL;
    if (PyDict_CheckExact(dict) && DK_IS_UNICODE(((PyDictObject *)dict)->ma_keys)) {
        found = PyDict_GetItemWithError(dict, name);
#if PY_VERSION_HEX >= 0x030F0000
        /* A module imports it when it is looked up. */
        if (found != NULL && PyLazyImport_CheckExact(found)) {
            *is_known = 0;
            return NULL;
        }
#endif
        if (found != NULL || !PyErr_Occurred()) return found;
        PyErr_Clear();
    }
    *is_known = 0;
    return NULL;
}

/* Stores in the dictionary of the object, whose class keeps no shared names, as a store of an attribute does: 0 if that is not done,
 * with no exception set. */
int annot_store_in_dict(PyObject *object, size_t offset, PyObject *name, PyObject *value)
{
    PyObject **dict = (PyObject **)((char *)object + offset);
    PyTypeObject *type = Py_TYPE(object);

    if (*dict == NULL) {
        if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) && ((PyHeapTypeObject *)type)->ht_cached_keys != NULL) return 0;
        *dict = PyDict_New();
    }
    if (*dict != NULL && PyDict_CheckExact(*dict) && PyDict_SetItem(*dict, name, value) == 0) return 1;
    PyErr_Clear();
    return 0;
}

#if PY_VERSION_HEX >= 0x030D0000
/* What the object's dictionary has, borrowed, if it has taken over the object's values. Runs no Python code: all names there are
 * strings. Null: nothing, or it must be looked up. */
PyObject *annot_value_taken_over(PyObject *object, PyObject *name)
{
    PyDictObject *dict = _PyObject_GetManagedDict(object);
    PyObject *found;
    if (dict == NULL || !PyDict_CheckExact(dict) || !DK_IS_UNICODE(dict->ma_keys)) return NULL;
    found = PyDict_GetItemWithError((PyObject *)dict, name);
    if (found == NULL) PyErr_Clear();
    return found;
}
#endif

#if PY_VERSION_HEX < 0x030D0000
/* The value with that index is the object's newest attribute. */
void annot_value_was_added(PyObject *object, size_t index)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyDictValues *values = _PyDictOrValues_GetValues(*_PyObject_DictOrValuesPointer(object));
#else
    PyDictValues *values = *_PyObject_ValuesPointer(object);
#endif
    _PyDictValues_AddToInsertionOrder(values, (Py_ssize_t)index);
}
#endif

/* Fills in the function that initializes new instances of a class, if they are made by `object.__new__` alone, or as most exceptions
 * are. Runs no Python code. */
void annot_find_constructor(PyObject *class, int is_exception, struct annot_place *place)
{
    newfunc made_by = is_exception ? ((PyTypeObject *)PyExc_BaseException)->tp_new : PyBaseObject_Type.tp_new;
    static PyObject *name = NULL;
    PyTypeObject *type = (PyTypeObject *)class;
    PyObject *found;

    place->kind = NOWHERE;
    place->found = NULL;
    if (name == NULL && (name = PyUnicode_InternFromString("__init__")) == NULL) {
        PyErr_Clear();
        return;
    }
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || (type->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) return;
    if (type->tp_new != made_by) return;
    found = _PyType_Lookup(type, name);
    if (type->tp_init == PyBaseObject_Type.tp_init) return;
    if (found == NULL || !Py_IS_TYPE(found, &PyFunction_Type)) return;
    place->kind = FUNCTION;
    place->found = found;
    place->version = type->tp_version_tag;
}

/* Does a call of the class without arguments make an instance and do nothing else, as long as the type has its version? */
int annot_has_no_constructor(PyObject *class)
{
    PyTypeObject *type = (PyTypeObject *)class;
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) && !(type->tp_flags & Py_TPFLAGS_IS_ABSTRACT)
        && type->tp_new == PyBaseObject_Type.tp_new && type->tp_init == PyBaseObject_Type.tp_init;
}

#if PY_VERSION_HEX >= 0x030D0000
PyObject *annot_alloc(PyTypeObject *type);
#endif

/* What `type.__call__` calls before `__init__`. Arguments matter only to classes that have no `__init__`. */
PyObject *annot_new_instance(PyObject *class)
{
#if PY_VERSION_HEX >= 0x030D0000
    /* What `object.__new__` does without arguments; the class is not abstract. */
    return annot_alloc((PyTypeObject *)class);
#else
    static PyObject *no_arguments = NULL;
    if (no_arguments == NULL && (no_arguments = PyTuple_New(0)) == NULL) return NULL;
    return PyBaseObject_Type.tp_new((PyTypeObject *)class, no_arguments, NULL);
#endif
}

/* What a type has under a name, borrowed. */
static PyObject *in_type(PyTypeObject *type, const char *text)
{
    PyObject *name = PyUnicode_InternFromString(text);
    PyObject *found;
    if (name == NULL) {
        PyErr_Clear();
        return NULL;
    }
    found = _PyType_Lookup(type, name);
    Py_DECREF(name);
    return found;
}

/* The place of a slot of `__slots__`, whatever the class has under its name now; null if there is none. */
static PyObject **slot_of(PyObject *object, PyObject *name)
{
    for (PyTypeObject *type = Py_TYPE(object); type != NULL; type = type->tp_base) {
        if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || type->tp_members == NULL) continue;
        for (PyMemberDef *member = type->tp_members; member->name != NULL; member++) {
            if (member->type == T_OBJECT_EX && PyUnicode_CompareWithASCIIString(name, member->name) == 0)
                return (PyObject **)((char *)object + member->offset);
        }
    }
    return NULL;
}

/* Stores an attribute of a new instance that it was to have before its class changed, whatever that has under its name now. Runs no
 * Python code. Not 0: an exception is set. */
int annot_store_own(PyObject *object, PyObject *name, PyObject *value)
{
    PyObject *found = _PyType_Lookup(Py_TYPE(object), name), *own, **slot = slot_of(object, name);
    int result;

    if (slot != NULL) {
        Py_XSETREF(*slot, Py_NewRef(value));
        return 0;
    }
    if (found == NULL || Py_TYPE(found)->tp_descr_set == NULL) return PyObject_GenericSetAttr(object, name, value);
    own = PyObject_GenericGetDict(object, NULL);
    if (own == NULL) return -1;
    result = PyDict_SetItem(own, name, value);
    Py_DECREF(own);
    return result;
}

/* Fills in the function of an operator of which the object is an operand; not for what is also a number of C's, nor if there
 * is a function that does the operation in place. Runs no Python code. */
void annot_find_operator(PyObject *object, const char *name, const char *inplace, struct annot_place *place)
{
    PyTypeObject *type = Py_TYPE(object);
    PyObject *found = in_type(type, name);

    place->kind = NOWHERE;
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || type->tp_base == NULL) return;
    if (type->tp_itemsize != 0 || PyFloat_Check(object) || PyLong_Check(object) || PyComplex_Check(object)) return;
    if (PySequence_Check(object) && type->tp_as_sequence != NULL
        && (type->tp_as_sequence->sq_concat != NULL || type->tp_as_sequence->sq_repeat != NULL)) return;
    if (inplace != NULL && in_type(type, inplace) != NULL) return;
    if (found == NULL || !Py_IS_TYPE(found, &PyFunction_Type)) return;
    place->kind = FUNCTION;
    place->found = found;
    place->version = type->tp_version_tag;
}

/* Fills in what `super(class, object).name` is a bound method of. Runs no Python code. */
void annot_find_super(PyObject *class, PyObject *object, PyObject *name, struct annot_place *place)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyTypeObject *type = Py_TYPE(object);
    PyObject *mro = type->tp_mro;
    Py_ssize_t i, count;

    place->kind = NOWHERE;
    place->found = NULL;
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || type->tp_getattro != PyObject_GenericGetAttr) return;
    if (!PyType_Check(class) || PyType_Check(object) || mro == NULL) return;
    /* This gives the type a version, if it can have one. */
    _PyType_Lookup(type, name);
    count = PyTuple_GET_SIZE(mro);
    for (i = 0; i < count && PyTuple_GET_ITEM(mro, i) != class; i++) {}
    for (i++; i < count; i++) {
        PyObject *names = PyType_GetDict((PyTypeObject *)PyTuple_GET_ITEM(mro, i));
        PyObject *found = names == NULL ? NULL : PyDict_GetItemWithError(names, name);
        Py_XDECREF(names);
        if (found == NULL) {
            if (PyErr_Occurred()) {
                PyErr_Clear();
                return;
            }
            continue;
        }
        if (!Py_IS_TYPE(found, &PyFunction_Type) && !Py_IS_TYPE(found, &PyWrapperDescr_Type)) return;
        place->kind = FUNCTION;
        place->found = found;
        place->offset = (size_t)class;
        place->version = type->tp_version_tag;
        return;
    }
#else
    place->kind = NOWHERE;
    place->found = NULL;
#endif
}
