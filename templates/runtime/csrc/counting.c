/* `collections.Counter` itself: are the functions with which it counts those that CPython has, and what they ask? Nothing here runs
 * Python code or leaves an exception set. */

#include <Python.h>
#include "plain_code.h"

#define NAMES 8
static const char *const OF_INIT[NAMES] = {"super", "__init__", "update"};
static const char *const OF_UPDATE[NAMES] = {
    "isinstance", "_collections_abc", "Mapping", "get", "items", "super", "update", "_count_elements"};
static const char *const OF_CHECK[NAMES] = {"_abc_instancecheck"};

static PyObject *value_of(PyObject *dict, const char *name)
{
    PyObject *value = dict != NULL && PyDict_Check(dict) ? PyDict_GetItemString(dict, name) : NULL;
    PyErr_Clear();
    return value;
}

/* Is it a function of the module `collections`, with code of its file? Names alone do not say what is done with them. */
static int is_of_collections(PyObject *function)
{
    PyObject *module = value_of(PyImport_GetModuleDict(), "collections"), *file;
    if (module == NULL || !PyModule_CheckExact(module) || PyModule_GetDict(module) != PyFunction_GET_GLOBALS(function)) return 0;
    file = value_of(PyModule_GetDict(module), "__file__");
    return file != NULL && PyUnicode_Check(file)
           && PyUnicode_Compare(file, ((PyCodeObject *)PyFunction_GET_CODE(function))->co_filename) == 0;
}

/* Is it a function whose code uses those names, in that order, and no others, and takes `*args` or `**kwargs` as the flags say? */
static int uses(PyObject *function, const char *const *names, Py_ssize_t count, int flags, int parameters)
{
    if (function == NULL || !PyFunction_Check(function)) return 0;
    PyCodeObject *code = (PyCodeObject *)PyFunction_GET_CODE(function);
    int unwanted = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    if ((code->co_flags & unwanted) != flags || code->co_argcount != parameters || code->co_kwonlyargcount != 0) return 0;
    if (PyTuple_GET_SIZE(code->co_names) != count || PyBytes_GET_SIZE(code->co_exceptiontable) != 0) return 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *name = PyTuple_GET_ITEM(code->co_names, i);
        if (!PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, names[i]) != 0) return 0;
    }
    return 1;
}

/* Is the default of its only optional parameter None? */
static int defaults_to_none(PyObject *function)
{
    PyObject *defaults = PyFunction_GET_DEFAULTS(function);
    return defaults != NULL && PyTuple_GET_SIZE(defaults) == 1 && PyTuple_GET_ITEM(defaults, 0) == Py_None;
}

/* Is the class that a function means by `super()` this one? */
static int is_of_class(PyObject *function, PyTypeObject *type)
{
    PyObject *closure = PyFunction_GET_CLOSURE(function);
    return closure != NULL && PyTuple_GET_SIZE(closure) == 1
           && PyCell_GET(PyTuple_GET_ITEM(closure, 0)) == (PyObject *)type;
}

static int is_inherited(PyTypeObject *type, const char *name) { return found_in(type, name) == found_in(&PyDict_Type, name); }

/* The functions `__init__` and `update` of `collections.Counter`, borrowed from the class. False: it is another class, or one that
 * somebody changed. Gives the type a version. */
int annot_counting_functions(PyTypeObject *type, PyObject **init, PyObject **update)
{
    if (Py_TYPE(type) != &PyType_Type || type->tp_base != &PyDict_Type || PyTuple_GET_SIZE(type->tp_mro) != 3) return 0;
    if (type->tp_new != PyDict_Type.tp_new || !is_inherited(type, "__getitem__") || !is_inherited(type, "__setitem__")
        || !is_inherited(type, "get") || !is_inherited(type, "__getattribute__") || found_in(type, "__getattr__") != NULL)
        return 0;
    *init = found_in(type, "__init__");
    *update = found_in(type, "update");
    return uses(*init, OF_INIT, 3, CO_VARKEYWORDS, 2) && uses(*update, OF_UPDATE, 8, CO_VARKEYWORDS, 2)
           && is_of_collections(*init) && is_of_collections(*update)
           && defaults_to_none(*init) && defaults_to_none(*update) && is_of_class(*init, type) && is_of_class(*update, type);
}

static int is_builtin(PyObject *value, const char *name)
{
    return value != NULL && PyCFunction_CheckExact(value) && strcmp(((PyCFunctionObject *)value)->m_ml->ml_name, name) == 0;
}

/* Are the globals that those functions use what CPython has there? Then `Mapping` and the `__instancecheck__` of its class, borrowed,
 * and the dictionaries in which that was seen. */
int annot_counting_globals(PyObject *init, PyObject *update, PyObject **mapping, PyObject **check, PyObject **dicts)
{
    PyObject *globals = PyFunction_GET_GLOBALS(update), *abc;
    PyObject *builtins = ((PyFunctionObject *)update)->func_builtins;
    if (PyFunction_GET_GLOBALS(init) != globals || ((PyFunctionObject *)init)->func_builtins != builtins) return 0;
    if (value_of(globals, "isinstance") != NULL || value_of(globals, "super") != NULL) return 0;
    if (!is_builtin(value_of(builtins, "isinstance"), "isinstance")) return 0;
    if (value_of(builtins, "super") != (PyObject *)&PySuper_Type) return 0;
    if (!is_builtin(value_of(globals, "_count_elements"), "_count_elements")) return 0;
    if ((abc = value_of(globals, "_collections_abc")) == NULL || !PyModule_CheckExact(abc)) return 0;
    dicts[0] = globals, dicts[1] = builtins, dicts[2] = PyModule_GetDict(abc);
    *mapping = value_of(dicts[2], "Mapping");
    if (*mapping == NULL || !PyType_Check(*mapping)) return 0;
    *check = found_in(Py_TYPE(*mapping), "__instancecheck__");
    if (!uses(*check, OF_CHECK, 1, 0, 2)) return 0;
    dicts[3] = PyFunction_GET_GLOBALS(*check);
    return is_builtin(value_of(dicts[3], "_abc_instancecheck"), "_abc_instancecheck");
}

static PyObject *function_of_abc(const char *name)
{
    PyObject *modules = PyImport_GetModuleDict(), *abc = value_of(modules, "_abc");
    PyObject *function = abc != NULL && PyModule_CheckExact(abc) ? value_of(PyModule_GetDict(abc), name) : NULL;
    return is_builtin(function, name) ? function : NULL;
}

/* Which state the abstract base classes of the process have; -1: it is not known. */
long annot_abc_token(void)
{
    static PyObject *function;
    if (function == NULL) {
        if ((function = function_of_abc("get_cache_token")) == NULL) return -1;
        Py_INCREF(function);
    }
    PyObject *token = PyObject_CallNoArgs(function);
    long value = token != NULL && PyLong_CheckExact(token) ? PyLong_AsLong(token) : -1;
    Py_XDECREF(token);
    PyErr_Clear();
    return value;
}

/* Does an abstract base class know, in that state, that objects of a class are none of its own? */
int annot_abc_says_no(PyObject *base, PyTypeObject *type, long token)
{
    PyObject *dump_of = function_of_abc("_get_dump"), *dump, *ref;
    int says_no = 0;
    if (dump_of == NULL || (dump = PyObject_CallOneArg(dump_of, base)) == NULL) {
        PyErr_Clear();
        return 0;
    }
    if (PyTuple_CheckExact(dump) && PyTuple_GET_SIZE(dump) == 4 && PyAnySet_Check(PyTuple_GET_ITEM(dump, 2))
        && (ref = PyWeakref_NewRef((PyObject *)type, NULL)) != NULL) {
        says_no = PyLong_AsLong(PyTuple_GET_ITEM(dump, 3)) == token && PySet_Contains(PyTuple_GET_ITEM(dump, 2), ref) == 1;
        Py_DECREF(ref);
    }
    PyErr_Clear();
    Py_DECREF(dump);
    return says_no;
}
