/* A generator that is suspended where native code has left it: its frame is the one that CPython would have left there. */
#include <Python.h>
#include "pycore_frame.h"
#include "pycore_code.h"
#if PY_VERSION_HEX >= 0x030E0000
#include "pycore_genobject.h"
#include "pycore_interpframe.h"
#endif

#if PY_VERSION_HEX >= 0x030E0000
#define FRAME_OF(generator) (&(generator)->gi_iframe)
#define OWNED(object) ((object) == NULL ? PyStackRef_NULL : PyStackRef_FromPyObjectSteal(object))
#define DROP(reference) PyStackRef_XCLOSE(reference)
typedef _PyStackRef reference;
#else
#define FRAME_OF(generator) ((_PyInterpreterFrame *)(generator)->gi_iframe)
#define OWNED(object) (object)
#define DROP(reference) Py_XDECREF(reference)
typedef PyObject *reference;
#endif

/* Suspends a generator that was just made at the YIELD_VALUE of that number, with these values (or nulls), which are taken over:
 * so many locals, then what is on the operand stack below what is sent. */
void annot_generator_suspend(PyObject *object, int unit, PyObject **values, int locals, int operands)
{
    PyGenObject *generator = (PyGenObject *)object;
    _PyInterpreterFrame *frame = FRAME_OF(generator);
    #if PY_VERSION_HEX >= 0x030C0000
    PyCodeObject *code = (PyCodeObject *)PyGen_GetCode(generator);
#else
    PyCodeObject *code = (PyCodeObject *)Py_NewRef(generator->gi_code);
#endif
    int slots = code->co_nlocalsplus;
    for (int i = 0; i < locals; i++) {
        reference old = frame->localsplus[i];
        frame->localsplus[i] = OWNED(values[i]);
        DROP(old);
    }
    for (int i = 0; i < operands; i++) frame->localsplus[slots + i] = OWNED(values[locals + i]);
#if PY_VERSION_HEX >= 0x030E0000
    frame->stackpointer = frame->localsplus + slots + operands;
#else
    frame->stacktop = slots + operands;
#endif
#if PY_VERSION_HEX >= 0x030D0000
    frame->instr_ptr = _PyCode_CODE(code) + unit + 1;
#else
    frame->prev_instr = _PyCode_CODE(code) + unit;
#endif
    generator->gi_frame_state = FRAME_SUSPENDED;
    Py_DECREF(code);
}
