/* What the C compiler says about the structures that src/layout.rs declares again in Rust, so that the two can be
 * compared when a module is loaded. The order is that of `layout::expected`. */
#include <Python.h>
#include <stddef.h>

const size_t annot_layout[] = {
    sizeof(PyFunctionObject),
    offsetof(PyFunctionObject, func_globals),
    offsetof(PyFunctionObject, func_builtins),
    offsetof(PyFunctionObject, func_code),
    offsetof(PyFunctionObject, func_defaults),
    offsetof(PyFunctionObject, func_kwdefaults),
    offsetof(PyFunctionObject, vectorcall),
};
const size_t annot_layout_length = sizeof(annot_layout) / sizeof(annot_layout[0]);
