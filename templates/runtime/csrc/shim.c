/* The places where the runtime looks into structures that CPython keeps to itself. Compiled against the private headers of
 * the CPython that the module is for, so that no offset and no opcode number is ever written down by hand. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* pthread_getattr_np */
#endif
#define NEED_OPCODE_TABLES
#define NEED_OPCODE_METADATA
/* CPython defines this table in a header, and newer ones declare it as exported; ours must not be. */
#define _PyOpcode_Caches annot_opcode_caches
#define _PyOpcode_Deopt annot_opcode_deopt
#define _PyOpcode_opcode_metadata annot_opcode_metadata
#define _PyOpcode_OpName annot_opcode_names
#include <Python.h>
#include <opcode.h>
#include <stddef.h>
#include <stdint.h>
#include "pycore_interp.h"
#if PY_VERSION_HEX >= 0x030E0000
#include "pycore_tstate.h"
#include "pycore_interp_structs.h"
#include "pycore_instruments.h"
#endif
#if PY_VERSION_HEX >= 0x030D0000
#include "pycore_opcode_metadata.h"
#else
#include "pycore_opcode.h"
#endif
#if defined(__APPLE__) || defined(__linux__)
#include <pthread.h>
#endif

/* ---- offsets; the order is that of `tstate::Offsets` ---- */

#define OF(type, field) offsetof(type, field)
#define ABSENT 0

const struct annot_thread_offsets {
    size_t interpreter;   /* in PyThreadState */
    size_t identity;      /* in PyThreadState: a number that is never used twice */
    size_t recursion;     /* in PyThreadState: how many Python calls may still nest */
    size_t c_recursion;   /* in PyThreadState: how many C calls may still nest (3.12, 3.13) */
    size_t tracing;       /* in PyThreadState: above zero, no event is reported */
    size_t c_frame;       /* in PyThreadState: `cframe` (3.11, 3.12) */
    size_t use_tracing;   /* in 3.11's `cframe` */
    size_t breaker;       /* in PyThreadState from 3.13 on, in PyInterpreterState before */
    size_t monitoring;    /* 3.12: in PyInterpreterState, the version of what is monitored */
    size_t eval_frame;    /* in PyInterpreterState: PEP 523 */
    size_t code_monitors; /* in PyCodeObject, from 3.12 on */
    size_t frame;         /* the current frame: in PyThreadState from 3.13 on, in the `cframe` before */
    size_t sampled;       /* in PyThreadState: the frame that a profiler has seen last (3.15) */
    size_t c_recursion_limit; /* no offset: what `c_recursion` begins with */
    size_t handled;       /* in PyThreadState: `exc_info`, whose first field is the exception that is handled */
} annot_thread_offsets = {
    .interpreter = OF(PyThreadState, interp),
    .identity = OF(PyThreadState, id),
    .handled = OF(PyThreadState, exc_info),
    .tracing = OF(PyThreadState, tracing),
    .eval_frame = OF(PyInterpreterState, eval_frame),
#if PY_VERSION_HEX >= 0x030C0000
    .recursion = OF(PyThreadState, py_recursion_remaining),
#if PY_VERSION_HEX >= 0x030D0000
    .c_frame = ABSENT,
    .frame = OF(PyThreadState, current_frame),
#else
    .c_frame = OF(PyThreadState, cframe),
    .frame = OF(_PyCFrame, current_frame),
#endif
    .use_tracing = ABSENT,
    .code_monitors = OF(PyCodeObject, _co_monitoring),
#else
    .recursion = OF(PyThreadState, recursion_remaining),
    .c_frame = OF(PyThreadState, cframe),
    .use_tracing = OF(_PyCFrame, use_tracing),
    .frame = OF(_PyCFrame, current_frame),
    .code_monitors = ABSENT,
#endif
#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030E0000
    .c_recursion = OF(PyThreadState, c_recursion_remaining),
#if PY_VERSION_HEX >= 0x030D0000
    .c_recursion_limit = Py_C_RECURSION_LIMIT,
#else
    .c_recursion_limit = C_RECURSION_LIMIT,
#endif
#else
    .c_recursion = ABSENT,
    .c_recursion_limit = 0,
#endif
#if PY_VERSION_HEX >= 0x030F0000
    .sampled = OF(PyThreadState, last_profiled_frame),
#else
    .sampled = ABSENT,
#endif
#if PY_VERSION_HEX >= 0x030D0000
    .breaker = OF(PyThreadState, eval_breaker),
    .monitoring = ABSENT,
#elif PY_VERSION_HEX >= 0x030C0000
    .breaker = OF(PyInterpreterState, ceval.eval_breaker),
    .monitoring = OF(PyInterpreterState, monitoring_version),
#else
    .breaker = OF(PyInterpreterState, ceval.eval_breaker),
    .monitoring = ABSENT,
#endif
};

/* ---- opcodes; the order is that of `opcodes::Name` ---- */

#if PY_VERSION_HEX >= 0x030C0000
#define ANNOT_JUMP_IF_FALSE POP_JUMP_IF_FALSE
#else
#define ANNOT_JUMP_IF_FALSE POP_JUMP_FORWARD_IF_FALSE
#endif

#if PY_VERSION_HEX >= 0x030C0000
#define ANNOT_PREP_RERAISE_STAR CALL_INTRINSIC_2
#else
#define ANNOT_PREP_RERAISE_STAR PREP_RERAISE_STAR
#endif

const uint8_t annot_opcodes[] = {
    RESUME,       LOAD_CONST,   STORE_FAST,   DELETE_FAST, PUSH_NULL,
    UNARY_INVERT, JUMP_FORWARD, JUMP_BACKWARD, RETURN_VALUE, ANNOT_JUMP_IF_FALSE, EXTENDED_ARG,
    POP_TOP,      MAKE_CELL,    COPY_FREE_VARS, LOAD_FAST, BUILD_TUPLE, CHECK_EG_MATCH, ANNOT_PREP_RERAISE_STAR,
};

uint8_t annot_cache_entries(uint8_t opcode) { return _PyOpcode_Caches[opcode]; }

/* ---- monitoring ---- */

#if PY_VERSION_HEX >= 0x030C0000
/* Does any tool ask for events from all code? */
int annot_interpreter_is_monitored(PyInterpreterState *interpreter)
{
    const uint8_t *tools = interpreter->monitors.tools;
    int any = 0;
    for (size_t i = 0; i < sizeof(interpreter->monitors.tools); i++) any |= tools[i];
    return any;
}

/* Does any tool ask for events from this code object in particular? */
int annot_code_is_monitored(PyObject *code)
{
    const _PyCoMonitoringData *data = ((PyCodeObject *)code)->_co_monitoring;
    int any = 0;
    if (data == NULL) return 0;
    for (size_t i = 0; i < sizeof(data->local_monitors.tools); i++) any |= data->local_monitors.tools[i];
    return any;
}

/* Says where a code object's traceable part begins. What lies before is never instrumented, and a frame that has not come
 * so far is not shown to anyone. CPython sets it to the first RESUME. */
void annot_code_is_traceable_from(PyObject *code, int unit) { ((PyCodeObject *)code)->_co_firsttraceable = unit; }
#endif

/* ---- the C stack ---- */

/* Where this thread's C stack lies. 0 if that cannot be known. */
int annot_stack_bounds(uintptr_t *low, uintptr_t *high)
{
#if defined(__APPLE__)
    pthread_t self = pthread_self();
    *high = (uintptr_t)pthread_get_stackaddr_np(self);
    *low = *high - pthread_get_stacksize_np(self);
    return 1;
#elif defined(__linux__)
    pthread_attr_t attributes;
    void *address;
    size_t size, guard = 0;
    int known;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
    known = pthread_attr_getstack(&attributes, &address, &size) == 0;
    pthread_attr_getguardsize(&attributes, &guard);
    pthread_attr_destroy(&attributes);
    if (!known || size <= guard) return 0;
    *low = (uintptr_t)address + guard;
    *high = (uintptr_t)address + size;
    return 1;
#else
    (void)low, (void)high;
    return 0;
#endif
}
