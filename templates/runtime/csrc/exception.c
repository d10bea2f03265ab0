/* Exceptions as CPython makes them, where that runs no Python code. */
#include <Python.h>
#include <stddef.h>
#include "pycore_object.h"

int annot_may_run_python(PyObject *object);
PyObject *annot_kept_exception(PyTypeObject *type, PyObject *const *args, Py_ssize_t count);

/* The exception that is set, borrowed. Null: none is, or (before 3.12) it may not be complete. */
PyObject *annot_raised(PyThreadState *thread)
{
#if PY_VERSION_HEX >= 0x030C0000
    return thread->current_exception;
#else
    (void)thread;
    return NULL;
#endif
}

#if PY_VERSION_HEX >= 0x030C0000
/* The exception that is handled, borrowed, wherever in a chain of generators; null: none is. */
static PyObject *handled_by(const PyThreadState *thread)
{
    const _PyErr_StackItem *item = thread->exc_info;
    while ((item->exc_value == NULL || item->exc_value == Py_None) && item->previous_item != NULL) item = item->previous_item;
    return item->exc_value == Py_None ? NULL : item->exc_value;
}
#endif

/* Raises an exception, borrowed, whose class has no class of its own, which CPython would ask. What is handled becomes its context:
 * CPython first looks for it among the contexts of that, one by one, where nobody can have put an exception to which there is only
 * the caller's reference. 0: nothing was done. */
int annot_raise_plainly(PyThreadState *thread, PyObject *exception)
{
#if PY_VERSION_HEX >= 0x030C0000
    if (thread->current_exception != NULL || !Py_IS_TYPE(Py_TYPE(exception), &PyType_Type)) return 0;
    PyObject *handled = handled_by(thread);
    if (handled != NULL) {
        PyBaseExceptionObject *base = (PyBaseExceptionObject *)exception;
        if (Py_REFCNT(exception) != 1 || base->context != NULL || exception == handled) return 0;
        base->context = Py_NewRef(handled);
    }
    thread->current_exception = Py_NewRef(exception);
    return 1;
#else
    (void)thread, (void)exception;
    return 0;
#endif
}

/* What `BaseException.__init__` is to most classes of exceptions. */
static initproc base_init(void) { return ((PyTypeObject *)PyExc_BaseException)->tp_init; }

/* Would `init(object, ...)` with so many arguments do nothing, or only keep them as the arguments of an exception? */
int annot_is_base_init(PyObject *init, PyObject *object, Py_ssize_t count)
{
    PyWrapperDescrObject *wrapper = (PyWrapperDescrObject *)init;
    PyObject *args;

    if (!Py_IS_TYPE(init, &PyWrapperDescr_Type)) return 0;
    if (!PyType_IsSubtype(Py_TYPE(object), PyDescr_TYPE(init))) return 0;
    if (wrapper->d_wrapped == (void *)PyBaseObject_Type.tp_init) return count == 0;
    if (wrapper->d_wrapped != (void *)base_init() || !PyExceptionInstance_Check(object)) return 0;
    args = ((PyBaseExceptionObject *)object)->args;
    return args == NULL || Py_REFCNT(args) > 1 || !annot_may_run_python(args);
}

/* Is that `__init__`, for exceptions of the class, the one that only keeps its arguments? */
int annot_is_base_init_of(PyObject *init, PyTypeObject *type)
{
    return Py_IS_TYPE(init, &PyWrapperDescr_Type) && PyType_IsSubtype(type, PyDescr_TYPE(init))
        && ((PyWrapperDescrObject *)init)->d_wrapped == (void *)base_init();
}

/* Does `format` of the class's instances do what it does for most: `str`? */
int annot_formats_plainly(PyTypeObject *type)
{
    static PyObject *name = NULL;
    if (name == NULL && (name = PyUnicode_InternFromString("__format__")) == NULL) {
        PyErr_Clear();
        return 0;
    }
    return _PyType_Lookup(type, name) == _PyType_Lookup(&PyBaseObject_Type, name);
}

/* From 3.14 on a tuple of arguments is hidden from the collector if nothing in it is of a class that is collected. */
static void hide(PyObject *tuple)
{
#if PY_VERSION_HEX >= 0x030E0000
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
        if (PyType_IS_GC(Py_TYPE(PyTuple_GET_ITEM(tuple, i)))) return;
    }
    if (PyTuple_GET_SIZE(tuple) > 0) PyObject_GC_UnTrack(tuple);
#else
    (void)tuple;
#endif
}

/* The arguments of an exception, instead of what it has, of which the above was found true. */
int annot_keep_arguments(PyObject *object, PyObject *const *args, Py_ssize_t count)
{
    PyObject *tuple = ((PyBaseExceptionObject *)object)->args;
    /* Nobody has seen those that `__new__` kept. */
    if (tuple != NULL && count > 0 && PyTuple_CheckExact(tuple) && PyTuple_GET_SIZE(tuple) == count
        && Py_REFCNT(tuple) == 1 && PyObject_GC_IsTracked(tuple)) {
        for (Py_ssize_t i = 0; i < count; i++) {
            if (args[i] == NULL) return 0;
        }
        for (Py_ssize_t i = 0; i < count; i++) {
            PyObject *old = PyTuple_GET_ITEM(tuple, i);
            PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
            Py_DECREF(old);
        }
        return 1;
    }
    tuple = PyTuple_New(count);
    if (tuple == NULL) return 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (args[i] == NULL) {
            Py_DECREF(tuple);
            return 0;
        }
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    }
    hide(tuple);
    Py_XSETREF(((PyBaseExceptionObject *)object)->args, tuple);
    return 1;
}

/* Does calling the class, a type's own instance, make an exception that only keeps its arguments? */
int annot_makes_exception(PyObject *class)
{
    PyTypeObject *type = (PyTypeObject *)class;
    return type->tp_new == ((PyTypeObject *)PyExc_BaseException)->tp_new && type->tp_init == base_init();
}

/* What `BaseException.__new__` makes: an instance with its arguments. */
PyObject *annot_new_exception(PyObject *class, PyObject *const *args, Py_ssize_t count)
{
    PyTypeObject *type = (PyTypeObject *)class;
    PyObject *made;

    for (Py_ssize_t i = 0; i < count; i++) {
        if (args[i] == NULL) return NULL;
    }
    if ((made = annot_kept_exception(type, args, count)) != NULL) return made;
    made = type->tp_alloc(type, 0);
    if (made != NULL && !annot_keep_arguments(made, args, count)) Py_CLEAR(made);
    return made;
}
