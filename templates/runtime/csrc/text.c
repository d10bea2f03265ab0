/* What the C compiler says about `str` objects, which the runtime reads field by field; the order is that of
 * `src/text_layout.rs`. */
#include <Python.h>
#include <stddef.h>
#include <string.h>

const size_t annot_text_sizes[] = {
    sizeof(PyASCIIObject),
    sizeof(PyCompactUnicodeObject),
    offsetof(PyASCIIObject, length),
    offsetof(PyASCIIObject, state),
    offsetof(PyASCIIObject, hash),
};

/* The bits of `state` that say of what kind a string is: 4 bytes a character, compact, ASCII. */
unsigned annot_text_state(int which)
{
    PyASCIIObject object;
    unsigned bits;
    memset(&object, 0, sizeof object);
    if (which == 0) object.state.kind = PyUnicode_4BYTE_KIND;
    if (which == 1) object.state.compact = 1;
    if (which == 2) object.state.ascii = 1;
    memcpy(&bits, &object.state, sizeof bits);
    return bits;
}
