/* Exceptions that have ended with nobody hearing of it, kept for the next ones of their class: with the tuple of their arguments and
 * their dictionary, both without values, which are given up when the exception ends. Wherever anything is out of the ordinary CPython
 * makes and ends them. */
#include "kept.h"

int annot_ends_plainly(PyObject *object);
int annot_class_is_quiet(PyTypeObject *type);

/* What an exception of a class gets that its `__init__` stores. The fields are those of `plain_exception::Stores`. */
enum { MOST = 8 };
struct annot_stores {
    /* How many arguments the exception keeps, and which: numbers of `values`. */
    int kept_count, kept[MOST];
    /* How many attributes it gets, which values, and their names. */
    int count, sources[MOST];
    PyObject *names[MOST];
};

#if IS_KNOWN
#include "pycore_dict.h"

/* So many of a class are kept. */
#define KEPT 2

/* What is known of a class while it has that version. */
struct class {
    PyTypeObject *type;
    unsigned int version;
    /* May its exceptions be kept? */
    signed char is_kept;
    signed char count;
    PyObject *kept[KEPT];
    /* How much memory there is before an exception. */
    size_t before;
};

/* The class has changed, or another one takes its place: what was kept is given back. It has no values any more. */
static void forget(struct class *class)
{
    while (class->count > 0) {
        PyObject *object = class->kept[--class->count];
        PyBaseExceptionObject *exception = (PyBaseExceptionObject *)object;
        Py_CLEAR(exception->dict);
        Py_CLEAR(exception->args);
        PyObject_Free((char *)object - class->before);
    }
}

static __attribute__((noinline)) void look_at(PyTypeObject *type, struct class *class)
{
    PyTypeObject *base = type;

    forget(class);
    class->type = type;
    class->is_kept = 0;
    if (type->tp_version_tag == 0) PyUnstable_Type_AssignVersionTag(type);
    class->version = type->tp_version_tag;
    if (class->version == 0 || !annot_keeps || !annot_class_is_quiet(type)) return;
    if (!PyType_IS_GC(type) || type->tp_alloc != PyType_GenericAlloc || type->tp_free != PyObject_GC_Del) return;
    if (type->tp_dictoffset != offsetof(PyBaseExceptionObject, dict)) return;
    /* A class of C's may end its exceptions in its own way. */
    while (base->tp_flags & Py_TPFLAGS_HEAPTYPE) base = base->tp_base;
    if (base->tp_dealloc != ((PyTypeObject *)PyExc_BaseException)->tp_dealloc) return;
    class->before = _PyType_PreHeaderSize(type);
    class->is_kept = 1;
}

static inline struct class *class_of(PyTypeObject *type)
{
    enum { CLASSES = 64 };
    static struct class all[CLASSES];
    struct class *class = &all[((uintptr_t)type >> 5) % CLASSES];
    if (class->type != type || class->version != type->tp_version_tag || class->version == 0) look_at(type, class);
    return class;
}

static inline PyGC_Head *head_of(PyObject *object) { return (PyGC_Head *)object - 1; }

/* The collector looks no longer at what is kept, if it did. */
static inline void stop_tracking(PyObject *object)
{
    PyGC_Head *head = head_of(object);
    if (head->_gc_next == 0) return;
    untrack(head);
    head->_gc_next = 0;
    head->_gc_prev &= _PyGC_PREV_MASK_FINALIZED;
}

/* A dictionary that nobody else has got, with nothing but strings, in their order. */
static inline int is_ordinary(PyObject *object)
{
    PyDictObject *dict = (PyDictObject *)object;
    return PyDict_CheckExact(object) && Py_REFCNT(object) == 1 && dict->ma_values == NULL
        && dict->ma_keys->dk_kind == DICT_KEYS_UNICODE && dict->ma_keys->dk_nentries == dict->ma_used
        && (dict->ma_version_tag & DICT_WATCHER_AND_MODIFICATION_MASK) == 0 && !_PyObject_GC_IS_TRACKED(object);
}

static inline int is_plain(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type || type == &PyBool_Type || object == Py_None;
}

/* Keeps an exception of which there are two references, if it has nothing but plain objects. 0: nothing was done. */
static int keep(PyObject *object)
{
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)object;
    PyTypeObject *type = Py_TYPE(object);
    struct class *class = class_of(type);
    PyObject *args = exception->args, *dict = exception->dict;
    PyDictUnicodeEntry *entries = NULL;
    Py_ssize_t count = 0, i;

    if (!class->is_kept || class->count == KEPT || Py_REFCNT(object) != 2) return 0;
    if (exception->traceback != NULL || exception->context != NULL || exception->cause != NULL || exception->notes != NULL) return 0;
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        if (Py_REFCNT(type) <= 2) return 0;
        if (type->tp_weaklistoffset != 0 && *(PyObject **)((char *)object + type->tp_weaklistoffset) != NULL) return 0;
    }
    if (args == NULL || !PyTuple_CheckExact(args) || (Py_REFCNT(args) != 1 && !_Py_IsImmortal(args))) return 0;
    /* Much memory is not kept. */
    if (PyTuple_GET_SIZE(args) > MOST) return 0;
    for (i = 0; i < PyTuple_GET_SIZE(args); i++) {
        if (!is_plain(PyTuple_GET_ITEM(args, i))) return 0;
    }
    if (dict != NULL) {
        if (!is_ordinary(dict)) return 0;
        count = ((PyDictObject *)dict)->ma_used;
        if (count > MOST) return 0;
        entries = DK_UNICODE_ENTRIES(((PyDictObject *)dict)->ma_keys);
        for (i = 0; i < count; i++) {
            if (!is_plain(entries[i].me_value)) return 0;
        }
    }
    if (is_traced()) return 0;
    /* Nothing that is given up from here on runs any code. */
    stop_tracking(object);
    uncount();
    if (_Py_IsImmortal(args)) {
        exception->args = NULL;
    } else {
        stop_tracking(args);
        for (i = 0; i < PyTuple_GET_SIZE(args); i++) {
            PyObject *old = PyTuple_GET_ITEM(args, i);
            PyTuple_SET_ITEM(args, i, NULL);
            Py_DECREF(old);
        }
    }
    for (i = 0; i < count; i++) {
        PyObject *old = entries[i].me_value;
        entries[i].me_value = Py_None;
        Py_DECREF(old);
    }
    exception->suppress_context = 0;
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_DECREF(type);
    class->kept[class->count++] = object;
    return 1;
}

/* An exception of the class that was kept; null, with no exception set, if there is none, or it is not to be had. */
static PyObject *kept(PyTypeObject *type)
{
    struct class *class = class_of(type);
    PyObject *object;

    if (class->count == 0 || is_traced() || is_collection_due()) return NULL;
    object = class->kept[--class->count];
    object->ob_refcnt = 1;
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_INCREF(type);
    track(head_of(object));
    return object;
}

/* Gives an exception that was kept arguments, borrowed, none of which is null. 0: there is no memory. */
static inline int give_arguments(PyBaseExceptionObject *exception, PyObject *const *args, Py_ssize_t count)
{
    if (exception->args == NULL || PyTuple_GET_SIZE(exception->args) != count) {
        PyObject *tuple = PyTuple_New(count);
        if (tuple == NULL) return 0;
        Py_XSETREF(exception->args, tuple);
    } else {
        track(head_of(exception->args));
        /* CPython does not count tuples whose memory is at hand. */
        uncount();
    }
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(exception->args, i, Py_NewRef(args[i]));
    return 1;
}
#endif

/* Ends an exception, of which there are two references, if nobody hears of that and it has nothing but plain objects. It was raised by
 * native code alone. 0: nothing was done. */
int annot_end_plainly(PyObject *object)
{
#if IS_KNOWN
    if (keep(object)) return 1;
#endif
    if (!annot_ends_plainly(object)) return 0;
    Py_DECREF(object);
    Py_DECREF(object);
    return 1;
}

/* A new exception of a class that makes them as most do, of one that was kept, with arguments that are alive. Null, with no exception
 * set: there is none. */
PyObject *annot_kept_exception(PyTypeObject *type, PyObject *const *args, Py_ssize_t count)
{
#if IS_KNOWN
    PyObject *object = kept(type);
    if (object == NULL) return NULL;
    Py_CLEAR(((PyBaseExceptionObject *)object)->dict);
    if (give_arguments((PyBaseExceptionObject *)object, args, count)) return object;
    PyErr_Clear();
    Py_DECREF(object);
#else
    (void)type, (void)args, (void)count;
#endif
    return NULL;
}

/* A new exception of a class that makes them as most do, with what its `__init__` stores; the values are alive. Null, with no
 * exception set: there is no memory. */
PyObject *annot_stored_exception(PyTypeObject *type, const struct annot_stores *stores, PyObject *const *values)
{
    PyBaseExceptionObject *exception = NULL;
    PyObject *args[MOST], *object;
    int i;

    for (i = 0; i < stores->kept_count; i++) args[i] = values[stores->kept[i]];
#if IS_KNOWN
    object = kept(type);
    exception = (PyBaseExceptionObject *)object;
    if (exception != NULL && !give_arguments(exception, args, stores->kept_count)) goto failed;
#endif
    if (exception == NULL) {
        PyObject *tuple;
        object = type->tp_alloc(type, 0);
        exception = (PyBaseExceptionObject *)object;
        if (exception == NULL || (tuple = PyTuple_New(stores->kept_count)) == NULL) goto failed;
        for (i = 0; i < stores->kept_count; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
        exception->args = tuple;
    }
    i = 0;
#if IS_KNOWN
    if (exception->dict != NULL) {
        PyDictKeysObject *keys = ((PyDictObject *)exception->dict)->ma_keys;
        PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
        while (i < stores->count && i < keys->dk_nentries && entries[i].me_key == stores->names[i]) i++;
        if (i == stores->count && i == keys->dk_nentries) {
            for (i = 0; i < stores->count; i++) {
                PyObject *value = values[stores->sources[i]];
                if (PyType_IS_GC(Py_TYPE(value))) break;
                entries[i].me_value = Py_NewRef(value);
            }
        } else {
            Py_CLEAR(exception->dict);
            i = 0;
        }
    }
#endif
    if (i == stores->count) return object;
    if (exception->dict == NULL && (exception->dict = PyDict_New()) == NULL) goto failed;
    for (; i < stores->count; i++) {
        if (PyDict_SetItem(exception->dict, stores->names[i], values[stores->sources[i]]) < 0) goto failed;
    }
    return object;
failed:
    PyErr_Clear();
    Py_XDECREF(exception);
    return NULL;
}

/* Does nobody hear of it that exceptions of a class end, which have nothing but plain objects? If so, it has a version. */
int annot_exceptions_end_unheard(PyTypeObject *type)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyTypeObject *base = type;

    if (type->tp_version_tag == 0) PyUnstable_Type_AssignVersionTag(type);
    if (type->tp_version_tag == 0 || !annot_class_is_quiet(type)) return 0;
    /* A class of C's may end its exceptions in its own way. */
    while (base->tp_flags & Py_TPFLAGS_HEAPTYPE) base = base->tp_base;
    return base->tp_dealloc == ((PyTypeObject *)PyExc_BaseException)->tp_dealloc
        && type->tp_getattro == PyObject_GenericGetAttr;
#else
    (void)type;
    return 0;
#endif
}
