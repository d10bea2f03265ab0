/* Calls of methods of builtin types, as CPython's interpreter calls them: the function behind the descriptor, without what
 * a vectorcall has to find out. */
#include <Python.h>
#include "pycore_ceval.h"

#if PY_VERSION_HEX >= 0x030D0000
#define THREAD PyThreadState_GetUnchecked
#define IS_ASKED(thread) (*(volatile uintptr_t *)&(thread)->eval_breaker & 0xff)
#else
#define THREAD _PyThreadState_UncheckedGet
#define IS_ASKED(thread) (*(volatile int *)&(thread)->interp->ceval.eval_breaker)
#endif

/* `callee(args...)`: the first of `count` arguments is the object that a method is of, or null if there is none. The word before may be
 * written to. `called` does what is asked of the thread behind the call of what is not written in Python; null if nothing must be done. */
PyObject *annot_call_found(PyObject *callee, PyObject **args, size_t count, PyObject *(*called)(PyObject *))
{
    PyObject *object = args[0], *result;
    PyMethodDescrObject *method = (PyMethodDescrObject *)callee;
    PyThreadState *thread;
    int flags;

    if (object == NULL) {
        args++;
        count--;
        goto any;
    }
    if (!Py_IS_TYPE(callee, &PyMethodDescr_Type)
        || (!Py_IS_TYPE(object, PyDescr_TYPE(method)) && !PyType_IsSubtype(Py_TYPE(object), PyDescr_TYPE(method)))) {
        goto any;
    }
    flags = method->d_method->ml_flags & ~METH_COEXIST;
    if (flags == METH_FASTCALL) {
        thread = THREAD();
        if (_Py_EnterRecursiveCallTstate(thread, " while calling a Python object")) return NULL;
        result = ((PyObject *(*)(PyObject *, PyObject *const *, Py_ssize_t))(void (*)(void))method->d_method->ml_meth)(
            object, args + 1, (Py_ssize_t)count - 1);
    } else if ((flags == METH_NOARGS && count == 1) || (flags == METH_O && count == 2)) {
        thread = THREAD();
        if (_Py_EnterRecursiveCallTstate(thread, " while calling a Python object")) return NULL;
        result = method->d_method->ml_meth(object, count == 2 ? args[1] : NULL);
    } else {
        goto any;
    }
    _Py_LeaveRecursiveCallTstate(thread);
    return called != NULL && IS_ASKED(thread) ? called(result) : result;

any:
    /* The callee may be gone afterwards. */
    if (PyFunction_Check(callee)) called = NULL;
    result = PyObject_Vectorcall(callee, args, count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    return called != NULL && IS_ASKED(THREAD()) ? called(result) : result;
}
