/* A program that initializes and finalizes CPython again and again, and runs the same statements each time. */
#include <Python.h>

int main(int count, char **arguments)
{
    if (count != 2) return 2;
    for (int round = 0; round < 3; round++) {
        Py_Initialize();
        if (PyRun_SimpleString(arguments[1]) != 0) return 1;
        if (Py_FinalizeEx() < 0) return 1;
    }
    return 0;
}
