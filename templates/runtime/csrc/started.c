/* Generators and coroutines in which nothing runs yet, made as CPython 3.12 and 3.13 make them where a call begins. */
#include "kept.h"
#include "pycore_frame.h"
#include "pycore_code.h"

/* As in `src/started.rs`. */
struct standing {
    int instruction;
    int stack;
    int return_offset;
};

#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030E0000

/* Where a generator stands that the interpreter has just made of a function. False: it is of another class, its function has cells,
 * which are made before it, or it has begun. */
int annot_generator_standing(PyObject *callable, PyObject *object, struct standing *standing)
{
    PyFunctionObject *function = (PyFunctionObject *)callable;
    PyCodeObject *code = (PyCodeObject *)function->func_code;
    PyGenObject *generator = (PyGenObject *)object;
    _PyInterpreterFrame *frame;
    if (!PyGen_CheckExact(object) && !PyCoro_CheckExact(object)) return 0;
    frame = (_PyInterpreterFrame *)generator->gi_iframe;
    if (generator->gi_frame_state != FRAME_CREATED || frame->frame_obj != NULL || code->co_ncellvars > 0) return 0;
#if PY_VERSION_HEX >= 0x030D0000
    if (frame->f_executable != (PyObject *)code) return 0;
    standing->instruction = (int)(frame->instr_ptr - _PyCode_CODE(code));
#else
    if (frame->f_code != code) return 0;
    standing->instruction = (int)(frame->prev_instr - _PyCode_CODE(code));
#endif
    standing->stack = frame->stacktop;
    standing->return_offset = frame->return_offset;
    return standing->stack == code->co_nlocalsplus;
}

#if IS_KNOWN
/* So many ended generators of a size are kept, at most. */
#define KEPT 2048
#define SIZES 64

/* Generators and coroutines that have ended, by the number of their slots: how many, and how often there was none for a new one. No
 * more are kept, or memory would grow where those that end here were made elsewhere. Given back when all has been collected. */
static struct ended {
    PyObject *first;
    int count, wanted;
    Py_ssize_t collections;
} all_ended[SIZES];

static PyGC_Head *head_of(PyObject *object) { return (PyGC_Head *)object - 1; }

/* The memory of a new one, which is not tracked; null if CPython has to make it. */
static PyGenObject *made(PyTypeObject *type, int slots)
{
    struct ended *ended = &all_ended[slots];
    PyObject *object = ended->first;
    if (object == NULL) {
        if (annot_keeps && ended->wanted < KEPT) ended->wanted++;
        return NULL;
    }
    if (is_traced() || is_collection_due()) return NULL;
    ended->first = (PyObject *)head_of(object)->_gc_next;
    ended->count--;
    object->ob_refcnt = 1;
    object->ob_type = type;
    return (PyGenObject *)object;
}
#endif

/* Ends a generator or coroutine of which there is one reference, if it is at its own end and nobody hears of it: 0 if not, and
 * nothing was done. */
int annot_end_generator(PyObject *object)
{
#if IS_KNOWN
    PyGenObject *generator = (PyGenObject *)object;
    _PyInterpreterFrame *frame = (_PyInterpreterFrame *)generator->gi_iframe;
    int slots = ((PyCodeObject *)frame->f_executable)->co_framesize - FRAME_SPECIALS_SIZE;
    PyGC_Head *head = head_of(object);
    struct ended *ended = &all_ended[slots < SIZES ? slots : 0];
    if (slots >= SIZES || is_traced() || !annot_keeps || head->_gc_next == 0) return 0;
    if (is_after_collection(&ended->collections)) {
        give_back(ended->first);
        ended->first = NULL;
        ended->count = ended->wanted = 0;
    }
    if (ended->count >= ended->wanted) return 0;
    untrack(head);
    object->ob_refcnt = 0;
    if (generator->gi_frame_state < FRAME_CLEARED) Py_DECREF(frame->f_funcobj);
    Py_DECREF(frame->f_executable);
    Py_DECREF(generator->gi_name);
    Py_DECREF(generator->gi_qualname);
    uncount();
    ended->count++;
    head->_gc_next = (uintptr_t)ended->first;
    ended->first = object;
    return 1;
#else
    (void)object;
    return 0;
#endif
}

/* Does whoever makes a coroutine note where? */
int annot_tracks_origins(void)
{
    return PyThreadState_Get()->coroutine_origin_tracking_depth > 0;
}

/* The generator of a call with positional arguments; those that are missing have defaults. No array: its slots are empty. Null with an
 * exception set if there is no memory, without one if CPython has to make it. */
PyObject *annot_generator_start(PyObject *callable, PyObject *const *args, Py_ssize_t given, const struct standing *standing)
{
    PyFunctionObject *function = (PyFunctionObject *)callable;
    PyCodeObject *code = (PyCodeObject *)function->func_code;
    int is_coroutine = (code->co_flags & CO_COROUTINE) != 0;
    PyGenObject *generator;
    _PyInterpreterFrame *frame;
    Py_ssize_t index, free;
    if (is_coroutine && annot_tracks_origins()) return NULL;
    PyTypeObject *type = is_coroutine ? &PyCoro_Type : &PyGen_Type;
    int slots = code->co_framesize - FRAME_SPECIALS_SIZE;
#if IS_KNOWN
    int is_again = 0;
    generator = slots < SIZES ? made(type, slots) : NULL;
    is_again = generator != NULL;
    if (!is_again)
#endif
    generator = PyObject_GC_NewVar(PyGenObject, type, slots);
    if (generator == NULL) return NULL;
    generator->gi_weakreflist = NULL;
    generator->gi_exc_state.exc_value = NULL;
    generator->gi_exc_state.previous_item = NULL;
    generator->gi_name = Py_NewRef(function->func_name);
    generator->gi_qualname = Py_NewRef(function->func_qualname);
    generator->gi_origin_or_finalizer = NULL;
    generator->gi_hooks_inited = 0;
    generator->gi_closed = 0;
    generator->gi_running_async = 0;
    frame = (_PyInterpreterFrame *)generator->gi_iframe;
#if PY_VERSION_HEX >= 0x030D0000
    frame->f_executable = Py_NewRef(code);
    frame->instr_ptr = _PyCode_CODE(code) + standing->instruction;
#else
    frame->f_code = (PyCodeObject *)Py_NewRef(code);
    frame->prev_instr = _PyCode_CODE(code) + standing->instruction;
#endif
    frame->previous = NULL;
    frame->f_funcobj = Py_NewRef(function);
    frame->f_globals = function->func_globals;
    frame->f_builtins = function->func_builtins;
    frame->f_locals = NULL;
    frame->frame_obj = NULL;
    frame->stacktop = standing->stack;
    frame->return_offset = (uint16_t)standing->return_offset;
    frame->owner = FRAME_OWNED_BY_GENERATOR;
    for (index = 0; index < given; index++) frame->localsplus[index] = args == NULL ? NULL : Py_NewRef(args[index]);
    if (given < code->co_argcount) {
        Py_ssize_t defaults = PyTuple_GET_SIZE(function->func_defaults);
        for (; index < code->co_argcount; index++) {
            PyObject *item = PyTuple_GET_ITEM(function->func_defaults, defaults - code->co_argcount + index);
            frame->localsplus[index] = Py_NewRef(item);
        }
    }
    free = code->co_nlocalsplus - code->co_nfreevars;
    for (; index < free; index++) frame->localsplus[index] = NULL;
    for (; index < code->co_nlocalsplus; index++) {
        frame->localsplus[index] = Py_NewRef(PyTuple_GET_ITEM(function->func_closure, index - free));
    }
    generator->gi_frame_state = FRAME_CREATED;
#if IS_KNOWN
    /* That of one that CPython has made was counted there. */
    if (is_again) {
        track((PyGC_Head *)generator - 1);
        return (PyObject *)generator;
    }
#endif
    PyObject_GC_Track(generator);
    return (PyObject *)generator;
}
#endif
