/* Generators that are objects, and whose bodies native code runs in CPython's stead: where their fields are, and how CPython goes on
 * with one that native code hands over in the middle. */
#include <Python.h>
#include <stddef.h>
#include "pycore_frame.h"
#include "pycore_code.h"
#if PY_VERSION_HEX >= 0x030E0000
#include "pycore_genobject.h"
#include "pycore_interpframe.h"
#endif

/* In the order of `src/resumed.rs`. */
const size_t annot_generator_layout[] = {
    offsetof(PyGenObject, gi_iframe),
    offsetof(PyGenObject, gi_frame_state),
    offsetof(PyGenObject, gi_exc_state) + offsetof(_PyErr_StackItem, exc_value),
};
#if PY_VERSION_HEX >= 0x030D0000
#define DELEGATING FRAME_SUSPENDED_YIELD_FROM
#else
#define DELEGATING FRAME_SUSPENDED
#endif
#if PY_VERSION_HEX >= 0x030F0000
#define FRAME_COMPLETED FRAME_CLEARED
#endif
const int annot_generator_states[] = {
    FRAME_CREATED, FRAME_SUSPENDED, DELEGATING, FRAME_EXECUTING, FRAME_COMPLETED, FRAME_CLEARED,
};

#if PY_VERSION_HEX >= 0x030C0000
#if PY_VERSION_HEX >= 0x030E0000
#define FRAME_OF(generator) (&(generator)->gi_iframe)
#define OWNED(object) ((object) == NULL ? PyStackRef_NULL : PyStackRef_FromPyObjectSteal(object))
#define CODE_OF(frame) ((PyCodeObject *)PyStackRef_AsPyObjectBorrow((frame)->f_executable))
#define DROP(reference) PyStackRef_XCLOSE(reference)
#elif PY_VERSION_HEX >= 0x030D0000
#define FRAME_OF(generator) ((_PyInterpreterFrame *)(generator)->gi_iframe)
#define OWNED(object) (object)
#define CODE_OF(frame) ((PyCodeObject *)(frame)->f_executable)
#define DROP(reference) Py_XDECREF(reference)
#else
#define FRAME_OF(generator) ((_PyInterpreterFrame *)(generator)->gi_iframe)
#define OWNED(object) (object)
#define CODE_OF(frame) ((frame)->f_code)
#define DROP(reference) Py_XDECREF(reference)
#endif

/* CPython goes on with a generator whose frame says how. */
static PyObject *run(PyThreadState *thread, PyGenObject *generator, int raises, int *has_ended)
{
    PyObject *result;
    generator->gi_exc_state.previous_item = thread->exc_info;
    thread->exc_info = &generator->gi_exc_state;
    generator->gi_frame_state = FRAME_EXECUTING;
    result = _PyInterpreterState_GetEvalFrameFunc(thread->interp)(thread, FRAME_OF(generator), raises);
    *has_ended = result != NULL && generator->gi_frame_state >= FRAME_EXECUTING;
    return result;
}

/* CPython goes on with a generator whose slots are empty, at an instruction, with so many values (or nulls), which are taken over:
 * the locals, then the operands. `raises`: the instruction has raised the exception that is set. What the generator gives, or returns
 * at its end, of which `has_ended` is told; null with an exception set. */
PyObject *annot_generator_goes_on(PyObject *object, int unit, PyObject **values, int count, int raises, int *has_ended)
{
    PyThreadState *thread = PyThreadState_Get();
    PyGenObject *generator = (PyGenObject *)object;
    _PyInterpreterFrame *frame = FRAME_OF(generator);
    PyCodeObject *code = CODE_OF(frame);
    for (int i = 0; i < count; i++) {
        /* Numbers may be there still. */
        if (i < code->co_nlocalsplus) DROP(frame->localsplus[i]);
        frame->localsplus[i] = OWNED(values[i]);
    }
#if PY_VERSION_HEX >= 0x030E0000
    frame->stackpointer = frame->localsplus + count;
#else
    frame->stacktop = count;
#endif
#if PY_VERSION_HEX >= 0x030D0000
    frame->instr_ptr = _PyCode_CODE(code) + unit;
#else
    frame->prev_instr = _PyCode_CODE(code) + unit - !raises;
#endif
    return run(thread, generator, raises, has_ended);
}
#endif

#if PY_VERSION_HEX >= 0x030D0000
/* As above, of a generator that is suspended in a `yield from` or an `await`, at an instruction: with a value on top of its operands,
 * which is taken over, or none. */
PyObject *annot_delegation_goes_on(PyObject *object, int unit, PyObject *value, int raises, int *has_ended)
{
    PyGenObject *generator = (PyGenObject *)object;
    _PyInterpreterFrame *frame = FRAME_OF(generator);
#if PY_VERSION_HEX >= 0x030E0000
    if (value != NULL) *frame->stackpointer++ = PyStackRef_FromPyObjectSteal(value);
#else
    if (value != NULL) frame->localsplus[frame->stacktop++] = value;
#endif
    frame->instr_ptr = _PyCode_CODE(CODE_OF(frame)) + unit;
    return run(PyThreadState_Get(), generator, raises, has_ended);
}
#endif

/* `SEND` of any object: of `PySendResult`. */
int annot_send(PyObject *receiver, PyObject *sent, PyObject **given)
{
    return PyIter_Send(receiver, sent, given);
}

/* Is it a generator that may be awaited? */
int annot_is_iterable_coroutine(PyObject *object)
{
    PyCodeObject *code;
    if (!PyGen_CheckExact(object)) return 0;
    code = PyGen_GetCode((PyGenObject *)object);
    int flags = code->co_flags;
    Py_DECREF(code);
    return (flags & CO_ITERABLE_COROUTINE) != 0;
}

/* Does a call of the function make what may not be given by `__await__` or `__iter__`? */
int annot_makes_coroutines(PyObject *function)
{
    PyCodeObject *code = (PyCodeObject *)PyFunction_GET_CODE(function);
    return (code->co_flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE | CO_ASYNC_GENERATOR)) != 0;
}

/* Does nobody hear of the end of a generator that is at its own? */
int annot_ended_generator_is_quiet(PyObject *object)
{
#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030E0000
    PyGenObject *generator = (PyGenObject *)object;
    _PyInterpreterFrame *frame = FRAME_OF(generator);
    if (generator->gi_weakreflist != NULL || generator->gi_exc_state.exc_value != NULL) return 0;
    if (PyCoro_CheckExact(object) && generator->gi_origin_or_finalizer != NULL) return 0;
    if (Py_REFCNT(CODE_OF(frame)) == 1) return 0;
    if (generator->gi_frame_state >= FRAME_CLEARED) return 1;
    /* Native code has emptied it. */
    return frame->stacktop == 0 && frame->frame_obj == NULL && Py_REFCNT(frame->f_funcobj) > 1;
#else
    return 0;
#endif
}
