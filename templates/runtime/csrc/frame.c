/* The frames that CPython's interpreter links into a thread's chain, for native code that puts its own there: where their
 * fields are (the order is that of `src/frame_layout.rs`), and what happens to one that someone has looked at. */
#include <Python.h>
#include <stddef.h>
#include <string.h>
#include "pycore_frame.h"
#include "pycore_code.h"
#if PY_VERSION_HEX >= 0x030E0000
#include "pycore_interpframe.h"
#endif

#define OF(field) offsetof(_PyInterpreterFrame, field)

#if PY_VERSION_HEX >= 0x030E0000
#define REFERENCE_TO(object) PyStackRef_FromPyObjectNew(object)
#define DROP(reference) PyStackRef_XCLOSE(reference)
#define OBJECT_OF(reference) PyStackRef_AsPyObjectBorrow(reference)
#else
#define REFERENCE_TO(object) Py_NewRef(object)
#define DROP(reference) Py_XDECREF(reference)
#define OBJECT_OF(reference) ((PyObject *)(reference))
#endif

#if PY_VERSION_HEX >= 0x030D0000
#define CODE f_executable
#define INSTRUCTION instr_ptr
#define CURRENT(thread) ((thread)->current_frame)
#else
#define CODE f_code
#define INSTRUCTION prev_instr
#define CURRENT(thread) ((thread)->cframe->current_frame)
#endif

#if PY_VERSION_HEX >= 0x030C0000
#define FUNCTION f_funcobj
#else
#define FUNCTION f_func
#endif

#if PY_VERSION_HEX >= 0x030E0000
#define STACK stackpointer
#else
#define STACK stacktop
#endif

const size_t annot_frame_layout[] = {
    OF(localsplus), OF(CODE),      OF(previous),    OF(FUNCTION), OF(f_globals),          OF(f_builtins),
    OF(f_locals),   OF(frame_obj), OF(INSTRUCTION), OF(STACK),    sizeof(((_PyInterpreterFrame *)0)->STACK), OF(owner),
};
const size_t annot_frame_layout_length = sizeof(annot_frame_layout) / sizeof(annot_frame_layout[0]);

/* In a code object: how many slots for locals its frames have, the instructions, and the number of the first one from which on
 * a frame is shown. */
const size_t annot_code_fields[] = {
    offsetof(PyCodeObject, co_nlocalsplus),
    offsetof(PyCodeObject, co_code_adaptive),
    offsetof(PyCodeObject, _co_firsttraceable),
#if PY_VERSION_HEX >= 0x030C0000
    offsetof(PyCodeObject, _co_instrumentation_version),
#endif
};

/* Is the frame of the Python code that runs now where the headers say, and does it hold what CPython's functions say of it? */
int annot_frames_are_as_expected(PyThreadState *thread)
{
    PyFrameObject *shown = PyThreadState_GetFrame(thread);
    _PyInterpreterFrame *frame = CURRENT(thread);
    PyObject *code, *globals;
    int same;
    if (shown == NULL) {
        PyErr_Clear();
        return 1;
    }
    while (frame != NULL && frame != shown->f_frame) frame = frame->previous;
    code = (PyObject *)PyFrame_GetCode(shown);
    globals = PyFrame_GetGlobals(shown);
    same = frame != NULL && frame->frame_obj == shown && frame->f_globals == globals && OBJECT_OF(frame->CODE) == code;
    Py_XDECREF(globals);
    Py_DECREF(code);
    Py_DECREF(shown);
    return same;
}

/* The frame object lives on. It gets a copy of the frame, which owns what it refers to. */
static void give_to(PyFrameObject *object, _PyInterpreterFrame *frame, PyThreadState *thread)
{
    PyCodeObject *code = (PyCodeObject *)OBJECT_OF(frame->CODE);
    PyObject *function = OBJECT_OF(frame->FUNCTION);
    _PyInterpreterFrame *copy = (_PyInterpreterFrame *)object->_f_frame_data;
    memcpy(copy, frame, OF(localsplus) + code->co_nlocalsplus * sizeof(frame->localsplus[0]));
    copy->previous = NULL;
    copy->owner = FRAME_OWNED_BY_FRAME_OBJECT;
#if PY_VERSION_HEX >= 0x030E0000
    copy->CODE = REFERENCE_TO((PyObject *)code);
    if (function != NULL) copy->FUNCTION = REFERENCE_TO(function);
    for (int i = 0; i < code->co_nlocalsplus; i++) copy->localsplus[i] = PyStackRef_MakeHeapSafe(frame->localsplus[i]);
    copy->stackpointer = copy->localsplus + code->co_nlocalsplus;
    copy->visited = 0;
#else
    Py_INCREF(code);
    Py_XINCREF(function);
#endif
    object->f_frame = copy;
    /* The frame is not in the chain any more, so this is its caller. */
    object->f_back = PyThreadState_GetFrame(thread);
    if (!PyObject_GC_IsTracked((PyObject *)object)) PyObject_GC_Track(object);
}

#if PY_VERSION_HEX >= 0x030E0000
/* What a slot holds that takes over a reference. */
_PyStackRef annot_owned_reference(PyObject *object)
{
    return object == NULL ? PyStackRef_NULL : PyStackRef_FromPyObjectSteal(object);
}
#endif

/* The traceback of the exception that is set gets an entry for the current frame. */
void annot_frame_traceback(PyThreadState *thread)
{
    PyFrameObject *object = PyThreadState_GetFrame(thread);
    if (object == NULL) return;
    PyTraceBack_Here(object);
    Py_DECREF(object);
}

/* What is looked at of an exception that has ended a continuation: so many contexts (or causes), and so many entries of tracebacks. */
#define MOST_CONTEXTS 8
#define MOST_ENTRIES 8

/* What refers to a frame object: entries of tracebacks, and the frames of callees. Each once, however it was found. */
struct referrers {
    PyTracebackObject *entries[MOST_ENTRIES];
    PyFrameObject *callees[MOST_ENTRIES];
    int entry_count, callee_count;
};

/* CPython 3.11 stores None where there is no traceback any more. */
static PyTracebackObject *traceback_of(PyBaseExceptionObject *exception)
{
    PyObject *traceback = exception->traceback;
    return traceback != NULL && PyTraceBack_Check(traceback) ? (PyTracebackObject *)traceback : NULL;
}

/* Finds those that the traceback begins with; 0 if they are too many. */
static int find_referrers(PyFrameObject *object, PyTracebackObject *traceback, struct referrers *found)
{
    for (; traceback != NULL; traceback = traceback->tb_next) {
        PyFrameObject *frame = traceback->tb_frame;
        int known = 0;
        if (frame == object) {
            for (int i = 0; i < found->entry_count; i++) known |= found->entries[i] == traceback;
            if (known) continue;
            if (found->entry_count == MOST_ENTRIES) return 0;
            found->entries[found->entry_count++] = traceback;
        } else if (frame->f_back == object) {
            for (int i = 0; i < found->callee_count; i++) known |= found->callees[i] == frame;
            if (known) continue;
            if (found->callee_count == MOST_ENTRIES) return 0;
            found->callees[found->callee_count++] = frame;
        } else {
            break;
        }
    }
    return 1;
}

/* Finds what refers to a frame object in the tracebacks of an exception and of its contexts (or causes). */
static int find_all_referrers(PyFrameObject *object, PyObject *root, struct referrers *found)
{
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)root;
    for (int depth = 0; exception != NULL && depth < MOST_CONTEXTS; depth++) {
        if (!find_referrers(object, traceback_of(exception), found)) return 0;
        exception = (PyBaseExceptionObject *)(exception->context != NULL ? exception->context : exception->cause);
    }
    return 1;
}

/* Where the instructions of a function begin in its continuation. */
static int shift_of(PyCodeObject *continuation, PyCodeObject *original)
{
#if PY_VERSION_HEX >= 0x030C0000
    (void)original;
    return continuation->_co_firsttraceable;
#else
    return continuation->_co_firsttraceable - original->_co_firsttraceable;
#endif
}

/* The continuation that runs is a native frame going on: the frame object that someone has got is its frame object. Entries of
 * tracebacks that native code has `raised` are told where their instruction is in the continuation; if there may be others than
 * those of the exceptions given and of the one that is handled, the frame object stays what it is. */
void annot_frame_goes_on(PyThreadState *thread, _PyInterpreterFrame *native, int raised, PyObject **exceptions, size_t count)
{
    _PyInterpreterFrame *frame = CURRENT(thread);
    PyFrameObject *object = native->frame_obj;
    if (frame->frame_obj != NULL || object == NULL) return;
    if (raised && Py_REFCNT(object) > 1) {
        struct referrers found = {.entry_count = 0, .callee_count = 0};
        PyObject *handled = thread->exc_info->exc_value;
        int all = 1;
        int shift = shift_of((PyCodeObject *)OBJECT_OF(frame->CODE), (PyCodeObject *)OBJECT_OF(native->CODE));
        for (size_t i = 0; i < count && all; i++) all = find_all_referrers(object, exceptions[i], &found);
        if (handled != NULL && handled != Py_None && all) all = find_all_referrers(object, handled, &found);
        if (!all || 1 + found.entry_count + found.callee_count != Py_REFCNT(object)) return;
        for (int i = 0; i < found.entry_count; i++) found.entries[i]->tb_lasti += shift * (int)sizeof(_Py_CODEUNIT);
    }
    frame->frame_obj = object;
    object->f_frame = frame;
    native->frame_obj = NULL;
    if (frame->f_locals == NULL) {
        frame->f_locals = native->f_locals;
        native->f_locals = NULL;
    }
}

/* A native frame that was taken out of the chain, but that someone has looked at. An exception that is set stays so. */
void annot_frame_was_seen(PyThreadState *thread, _PyInterpreterFrame *frame)
{
    PyFrameObject *object = frame->frame_obj;
    int slots = ((PyCodeObject *)OBJECT_OF(frame->CODE))->co_nlocalsplus;
#ifdef _PyThreadState_UpdateLastProfiledFrame
    _PyThreadState_UpdateLastProfiledFrame(thread, frame, CURRENT(thread));
#endif
    frame->frame_obj = NULL;
    if (object != NULL && Py_REFCNT(object) > 1) {
        give_to(object, frame, thread);
        Py_DECREF(object);
        return;
    }
    Py_XDECREF(object);
    /* What is shown, or what debuggers have put there. */
    for (int i = 0; i < slots; i++) DROP(frame->localsplus[i]);
    Py_XDECREF(frame->f_locals);
}

/* The original's instruction for one of the continuation. */
static int own_unit(int unit, int shift, PyCodeObject *original, int at)
{
    return unit >= shift + (int)Py_SIZE(original) ? at : unit >= shift ? unit - shift : unit;
}

/* An exception has ended a continuation (whose code begins with a prologue, and ends with `tail` instructions that raise what
 * `at` has raised). The frame in its traceback becomes the function's own, if nobody but tracebacks knows it. */
void annot_frame_was_continued(PyThreadState *thread, PyCodeObject *continuation, PyCodeObject *original, int at, int tail)
{
    int shift = (int)(Py_SIZE(continuation) - Py_SIZE(original)) - tail;
    struct referrers found = {.entry_count = 0, .callee_count = 0};
    PyTracebackObject *traceback;
    PyBaseExceptionObject *exception;
    PyFrameObject *object;
    _PyInterpreterFrame *frame;
#if PY_VERSION_HEX >= 0x030C0000
    exception = (PyBaseExceptionObject *)thread->current_exception;
    traceback = exception == NULL ? NULL : traceback_of(exception);
#else
    exception = (PyBaseExceptionObject *)thread->curexc_value;
    traceback = (PyTracebackObject *)thread->curexc_traceback;
    if (exception != NULL && !PyExceptionInstance_Check((PyObject *)exception)) exception = NULL;
#endif
    if (traceback == NULL) return;
    object = traceback->tb_frame;
    frame = object->f_frame;
    if (frame->owner != FRAME_OWNED_BY_FRAME_OBJECT || OBJECT_OF(frame->CODE) != (PyObject *)continuation) return;
    for (int depth = 0; depth < MOST_CONTEXTS; depth++) {
        if (!find_referrers(object, traceback, &found)) return;
        if (exception == NULL) break;
        exception = (PyBaseExceptionObject *)(exception->context != NULL ? exception->context : exception->cause);
        if (exception == NULL) break;
        traceback = traceback_of(exception);
    }
    if (found.entry_count + found.callee_count != Py_REFCNT(object)) return;
    for (int i = 0; i < found.entry_count; i++) {
        int unit = found.entries[i]->tb_lasti / (int)sizeof(_Py_CODEUNIT);
        found.entries[i]->tb_lasti = (int)sizeof(_Py_CODEUNIT) * own_unit(unit, shift, original, at);
    }
    frame->INSTRUCTION = _PyCode_CODE(original) + own_unit((int)(frame->INSTRUCTION - _PyCode_CODE(continuation)), shift, original, at);
#if PY_VERSION_HEX >= 0x030E0000
    DROP(frame->CODE);
    frame->CODE = REFERENCE_TO((PyObject *)original);
#else
    frame->CODE = (void *)Py_NewRef(original);
    Py_DECREF(continuation);
#endif
}
