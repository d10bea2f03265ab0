/* The end of instances of classes that are made by class statements, as `subtype_dealloc` does it, without asking again what is known
 * of the class; and new ones, as `PyType_GenericAlloc` makes them, in the memory of some that have ended. Wherever anything is out of
 * the ordinary CPython's own functions are called. */
#include "kept.h"
#include "version.h"

#if IS_KNOWN
#include "pycore_dict.h"

/* So many ended instances of a size are kept, at most. */
#define KEPT 2048

/* Instances that have ended, with nothing in slots and values: how many, and how often there was none for a new one. No more are kept,
 * or memory would grow where those that end here were made elsewhere. They are linked where the collector links those that live. What
 * is before an object is of the same size for all that are in one list. */
struct ended {
    PyObject *first;
    int count, wanted;
};

/* By the number of their values, and by the size of those with slots, in words. */
#define SIZES 32
static struct ended with_values[SIZES], with_slots[SIZES];

/* What is known of a class while it has that version. */
struct class {
    PyTypeObject *type;
    unsigned int version;
    /* May instances be made here, and may they end here: 0, or -1 if they have inline values, or 1. */
    signed char is_made, is_ended;
};

int annot_ends_simply(PyTypeObject *type);
int annot_may_run_python(PyObject *object);
int annot_end_list(PyObject *object);
int annot_end_tuple(PyObject *object);

static inline PyGC_Head *head_of(PyObject *object) { return (PyGC_Head *)object - 1; }

static __attribute__((noinline)) void look_at(PyTypeObject *type, struct class *class)
{
    const unsigned long wanted = Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_HAVE_GC;
    int has_values = PyType_HasFeature(type, Py_TPFLAGS_INLINE_VALUES);

    if (class->type == type && is_followed(class->version, type->tp_version_tag)) {
        class->version = type->tp_version_tag;
        return;
    }
    class->type = type;
    class->version = type->tp_version_tag;
    class->is_made = class->is_ended = 0;
    if ((type->tp_flags & wanted) != wanted || type->tp_itemsize != 0 || !annot_keeps) return;
    if (type->tp_free == PyObject_GC_Del) class->is_ended = (signed char)annot_ends_simply(type);
    /* Only instances that could end here are alike those that have. */
    if (type->tp_alloc == PyType_GenericAlloc && (!has_values || ((PyHeapTypeObject *)type)->ht_cached_keys != NULL)) {
        class->is_made = class->is_ended;
    }
}

/* What is known of a class; its version may be 0. */
static inline struct class *class_of(PyTypeObject *type)
{
    enum { CLASSES = 64 };
    static struct class all[CLASSES];
    struct class *class = &all[((uintptr_t)type >> 5) % CLASSES];
    if (class->type != type || class->version != type->tp_version_tag || class->version == 0) look_at(type, class);
    return class;
}

/* Where instances are kept whose memory is that of new ones of the class, for as long as that has its version; null: nowhere. */
static inline struct ended *ended_of(PyTypeObject *type)
{
    const struct class *class = class_of(type);

    if (class->is_made == 0) return NULL;
    if (class->is_made < 0) {
        const PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
        size_t values = (size_t)(keys->dk_usable + keys->dk_nentries);
        /* The first instances change how many values the next ones have. */
        return keys->dk_usable > 1 || values >= SIZES ? NULL : &with_values[values];
    }
    if ((size_t)type->tp_basicsize >= SIZES * sizeof(PyObject *)) return NULL;
    return &with_slots[(size_t)type->tp_basicsize / sizeof(PyObject *)];
}

/* As `PyType_GenericAlloc`, if there is the memory of an instance that has ended, and nothing out of the ordinary happens: null, with
 * no exception set, if that has to do it. */
static inline PyObject *made(PyTypeObject *type, struct ended *ended)
{
    PyGC_Head *head;
    PyObject *object = ended->first;

    if (object == NULL) {
        if (ended->wanted < KEPT) ended->wanted++;
        return NULL;
    }
    if (is_traced() || is_collection_due()) return NULL;
    head = head_of(object);
    ended->first = (PyObject *)head->_gc_next;
    ended->count--;
    object->ob_refcnt = 1;
    object->ob_type = type;
    Py_INCREF(type);
    track(head);
    return object;
}

/* Whom to tell before Python code may run, and where. */
struct ending {
    PyThreadState *thread;
    void *frame;
    void (*tell)(void *frame, unsigned int unit);
    unsigned int unit;
    int is_told;
};

/* How deep instances end here within one another; those below are left to CPython. */
#define DEPTH 32

/* Is there nothing about the instance of the class that somebody may hear of, or that is not in its slots and inline values? */
static inline int is_simple(PyObject *object, PyTypeObject *type, int is_ended)
{
    if (is_ended == 0) return 0;
    if (type->tp_flags & Py_TPFLAGS_PREHEADER) {
        /* A dictionary, and weak references. */
        PyObject **before = (PyObject **)object - 4;
        if (before[0] != NULL || before[1] != NULL) return 0;
    }
    return is_ended > 0 || _PyObject_InlineValues(object)->valid;
}

static void end_instance(PyObject *object, PyTypeObject *type, int is_ended, struct ending *ending, int depth);

static inline void tell(struct ending *ending)
{
    if (!ending->is_told) {
        ending->is_told = 1;
        ending->tell(ending->frame, ending->unit);
    }
}

/* Gives up the only reference to what an instance had. */
static __attribute__((noinline)) void end_last(PyObject *part, struct ending *ending, int depth)
{
    PyTypeObject *type = Py_TYPE(part);
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        int is_ended = class_of(type)->is_ended;
        if (depth < DEPTH && is_simple(part, type, is_ended) && !(ending->is_told && is_traced())) {
            end_instance(part, type, is_ended, ending, depth + 1);
            return;
        }
    }
    if (!ending->is_told) {
        if (PyList_CheckExact(part) ? annot_end_list(part) : PyTuple_CheckExact(part) && annot_end_tuple(part)) return;
        if (annot_may_run_python(part)) tell(ending);
    }
    /* As deep as it would be if CPython had ended those above it. */
    ending->thread->c_recursion_remaining -= depth;
    Py_DECREF(part);
    ending->thread->c_recursion_remaining += depth;
}

/* Gives up a reference to what an instance of a class had. */
static inline __attribute__((always_inline)) void end_part(
    PyObject *part, PyTypeObject *type, int is_ended, struct ending *ending, int depth)
{
    if (part == NULL || _Py_IsImmortal(part)) return;
    if (part->ob_refcnt > 1) {
        part->ob_refcnt--;
    } else if (Py_IS_TYPE(part, &PyFloat_Type)) {
        end_float(part);
    } else if (Py_IS_TYPE(part, &PyLong_Type)) {
        end_int(part);
    } else if (Py_IS_TYPE(part, &PyUnicode_Type)) {
        end_text(part);
    } else if (Py_IS_TYPE(part, type) && !ending->is_told && depth < DEPTH && is_simple(part, type, is_ended)) {
        /* While nobody was told, the class is what it was. */
        end_instance(part, type, is_ended, ending, depth + 1);
    } else {
        end_last(part, ending, depth);
    }
}

static void end_slots(PyObject *object, PyTypeObject *of, int is_ended, struct ending *ending, int depth)
{
    for (PyTypeObject *type = of; type != &PyBaseObject_Type; type = type->tp_base) {
        const PyMemberDef *members = (const PyMemberDef *)((char *)type + Py_TYPE(type)->tp_basicsize);
        for (Py_ssize_t i = 0; i < Py_SIZE(type); i++) {
            PyObject **slot = (PyObject **)((char *)object + members[i].offset);
            PyObject *part = *slot;
            *slot = NULL;
            end_part(part, of, is_ended, ending, depth);
        }
    }
}

/* Ends a simple instance of which there is no more than one reference. */
static void end_instance(PyObject *object, PyTypeObject *type, int is_ended, struct ending *ending, int depth)
{
    PyGC_Head *head = head_of(object);
    struct ended *ended;

    object->ob_refcnt = 0;
    if (head->_gc_next != 0) untrack(head);
    if (is_ended < 0) {
        PyDictValues *values = (PyDictValues *)((char *)object + sizeof(PyObject));
        PyObject **value = values->values, **end = value + values->capacity;
        ended = values->capacity < SIZES ? &with_values[values->capacity] : NULL;
        values->size = 0;
        for (; value != end; value++) {
            PyObject *part = *value;
            *value = NULL;
            end_part(part, type, is_ended, ending, depth);
        }
    } else {
        size_t words = (size_t)type->tp_basicsize / sizeof(PyObject *);
        ended = words < SIZES ? &with_slots[words] : NULL;
        end_slots(object, type, is_ended, ending, depth);
    }
    uncount();
    if (ended != NULL && ended->count < ended->wanted) {
        ended->count++;
        head->_gc_next = (uintptr_t)ended->first;
        ended->first = object;
    } else {
        PyObject_Free((char *)object - _PyType_PreHeaderSize(type));
    }
    if (Py_REFCNT(type) == 1) tell(ending);
    Py_DECREF(type);
}
#endif

/* Ends an instance of which there is one reference, if it is a simple one: 0 if not, and nothing was done. Before Python code may run,
 * `tell` is called. */
int annot_end_instance(PyObject *object, void *frame, unsigned int unit, void (*tell)(void *frame, unsigned int unit))
{
#if IS_KNOWN
    PyTypeObject *type = Py_TYPE(object);
    int is_ended = class_of(type)->is_ended;
    struct ending ending;

    if (!is_simple(object, type, is_ended) || is_traced()) return 0;
    ending.thread = PyThreadState_GetUnchecked();
    if (ending.thread->c_recursion_remaining < 4 * Py_TRASHCAN_HEADROOM) return 0;
    ending.frame = frame;
    ending.tell = tell;
    ending.unit = unit;
    ending.is_told = 0;
    end_instance(object, type, is_ended, &ending, 1);
    return 1;
#else
    (void)object, (void)frame, (void)unit, (void)tell;
    return 0;
#endif
}

#if PY_VERSION_HEX >= 0x030D0000
/* `type->tp_alloc(type, 0)` */
PyObject *annot_alloc(PyTypeObject *type)
{
#if IS_KNOWN
    struct ended *ended = ended_of(type);
    PyObject *object = ended == NULL ? NULL : made(type, ended);
    if (object != NULL) return object;
#endif
    return type->tp_alloc(type, 0);
}

/* Where instances of the class are kept that have ended; it stays that as long as the class has its version. Null: nowhere. */
void *annot_ended_of(PyTypeObject *type)
{
#if IS_KNOWN
    return ended_of(type);
#else
    (void)type;
    return NULL;
#endif
}

/* `type->tp_alloc(type, 0)` of a class whose instances are kept there. */
PyObject *annot_alloc_among(PyTypeObject *type, void *among)
{
#if IS_KNOWN
    PyObject *object = made(type, among);
    if (object != NULL) return object;
#else
    (void)among;
#endif
    return type->tp_alloc(type, 0);
}
#endif
