/* How an operator that changes its left operand goes on whose own function (`__iadd__`) does not know: as `binary_iop1` of CPython does
 * behind it, and what calls that. */
#include <Python.h>
#include <stddef.h>

/* In the order of `InPlace` (`operator.rs`). */
static const struct {
    size_t slot;
    const char *symbol;
} operators[] = {
    {offsetof(PyNumberMethods, nb_add), "+="},
    {offsetof(PyNumberMethods, nb_and), "&="},
    {offsetof(PyNumberMethods, nb_floor_divide), "//="},
    {offsetof(PyNumberMethods, nb_lshift), "<<="},
    {offsetof(PyNumberMethods, nb_matrix_multiply), "@="},
    {offsetof(PyNumberMethods, nb_multiply), "*="},
    {offsetof(PyNumberMethods, nb_remainder), "%="},
    {offsetof(PyNumberMethods, nb_or), "|="},
    {offsetof(PyNumberMethods, nb_rshift), ">>="},
    {offsetof(PyNumberMethods, nb_subtract), "-="},
    {offsetof(PyNumberMethods, nb_true_divide), "/="},
    {offsetof(PyNumberMethods, nb_xor), "^="},
};
enum { ADD = 0, MULTIPLY = 5 };

static binaryfunc slot_of(PyObject *object, int which)
{
    PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    return methods == NULL ? NULL : *(binaryfunc *)((char *)methods + operators[which].slot);
}

/* `left + right` as far as numbers go; perhaps NotImplemented. */
static PyObject *of_numbers(PyObject *left, PyObject *right, int which)
{
    binaryfunc first = slot_of(left, which);
    binaryfunc second = Py_IS_TYPE(right, Py_TYPE(left)) ? NULL : slot_of(right, which);
    PyObject *result;

    if (second == first) second = NULL;
    if (first != NULL) {
        if (second != NULL && PyType_IsSubtype(Py_TYPE(right), Py_TYPE(left))) {
            result = second(left, right);
            if (result != Py_NotImplemented) return result;
            Py_DECREF(result);
            second = NULL;
        }
        result = first(left, right);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    return second == NULL ? Py_NewRef(Py_NotImplemented) : second(left, right);
}

static PyObject *repeated(ssizeargfunc repeat, PyObject *sequence, PyObject *times)
{
    Py_ssize_t count;

    if (!PyIndex_Check(times)) {
        return PyErr_Format(PyExc_TypeError, "can't multiply sequence by non-int of type '%.200s'", Py_TYPE(times)->tp_name);
    }
    count = PyNumber_AsSsize_t(times, PyExc_OverflowError);
    return count == -1 && PyErr_Occurred() ? NULL : repeat(sequence, count);
}

/* The result; null with an exception set. */
PyObject *annot_go_on_in_place(PyObject *left, PyObject *right, int which)
{
    PyObject *result = of_numbers(left, right, which);
    PySequenceMethods *of_left, *of_right;

    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    of_left = Py_TYPE(left)->tp_as_sequence;
    of_right = Py_TYPE(right)->tp_as_sequence;
    if (which == ADD && of_left != NULL) {
        binaryfunc concat = of_left->sq_inplace_concat != NULL ? of_left->sq_inplace_concat : of_left->sq_concat;
        if (concat != NULL) return concat(left, right);
    }
    if (which == MULTIPLY) {
        ssizeargfunc repeat = of_left == NULL ? NULL : of_left->sq_inplace_repeat != NULL ? of_left->sq_inplace_repeat : of_left->sq_repeat;
        if (repeat != NULL) return repeated(repeat, left, right);
        if (of_left == NULL && of_right != NULL && of_right->sq_repeat != NULL) return repeated(of_right->sq_repeat, right, left);
    }
    return PyErr_Format(PyExc_TypeError, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", operators[which].symbol,
        Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
}
