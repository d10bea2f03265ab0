//! Is an object exactly of a builtin class, not of one that inherits from it?

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

pub use crate::default_dict::is_default_dict as is_collections_defaultdict;
pub use crate::deque::is_deque as is_collections_deque;
pub use crate::itertools::{
    is_itertools_combinations, is_itertools_combinations_with_replacement, is_itertools_count, is_itertools_product,
};
pub use crate::keyed_loops::{is_table_items, is_table_keys, is_table_members, is_table_values};
pub use crate::keyed_iter::is_set_iterator;
pub use crate::vector::is_vector_iterator;
pub use crate::vector_loops::{is_vector_enumerate, is_vector_reversed, is_vector_zip};

pub use crate::instance_of::{is_any_of, is_instance_of, is_one_of_1, is_one_of_2, is_one_of_3, is_one_of_4};

use crate::value::Obj;
use pyo3::ffi;

macro_rules! exactly {
    ($($name:ident $class:ident $python:literal;)*) => {
        $(
            #[doc = concat!("`type(o) is ", $python, "`")]
            #[inline(always)]
            pub fn $name(o: Obj) -> bool {
                // SAFETY: a live object.
                unsafe { (*o).ob_type == &raw mut ffi::$class }
            }
        )*
    };
}

exactly! {
    is_bytearray PyByteArray_Type "bytearray";
    is_bytes PyBytes_Type "bytes";
    is_bytes_iterator PyBytesIter_Type "bytes_iterator";
    is_dict PyDict_Type "dict";
    is_dict_itemiterator PyDictIterItem_Type "dict_itemiterator";
    is_dict_keyiterator PyDictIterKey_Type "dict_keyiterator";
    is_dict_valueiterator PyDictIterValue_Type "dict_valueiterator";
    is_enumerate PyEnum_Type "enumerate";
    is_frozenset PyFrozenSet_Type "frozenset";
    is_list PyList_Type "list";
    is_list_iterator PyListIter_Type "list_iterator";
    is_list_reverseiterator PyListRevIter_Type "list_reverseiterator";
    is_set PySet_Type "set";
    is_str PyUnicode_Type "str";
    is_tuple PyTuple_Type "tuple";
    is_tuple_iterator PyTupleIter_Type "tuple_iterator";
    is_zip PyZip_Type "zip";
}

macro_rules! instances {
    ($($name:ident $class:ident $python:literal;)*) => {
        $(
            #[doc = concat!("`isinstance(o, ", $python, ")`, if that runs no Python code.")]
            #[inline(always)]
            pub fn $name(o: Obj) -> Option<bool> {
                let class = &raw mut ffi::$class;
                // SAFETY: a live object.
                if unsafe { (*o).ob_type == class } {
                    return Some(true);
                }
                is_instance_of(o, class.cast())
            }
        )*
    };
}

instances! {
    is_a_bool PyBool_Type "bool";
    is_a_bytearray PyByteArray_Type "bytearray";
    is_a_bytes PyBytes_Type "bytes";
    is_a_complex PyComplex_Type "complex";
    is_a_dict PyDict_Type "dict";
    is_a_float PyFloat_Type "float";
    is_a_frozenset PyFrozenSet_Type "frozenset";
    is_a_int PyLong_Type "int";
    is_a_list PyList_Type "list";
    is_a_set PySet_Type "set";
    is_a_str PyUnicode_Type "str";
    is_a_tuple PyTuple_Type "tuple";
}

/// `a == b` of objects whose classes say that they are equal to nothing but themselves.
#[inline(always)]
pub fn are_one(a: Obj, b: Obj) -> Option<bool> {
    // SAFETY: live objects; a type's `tp_richcompare` is `object`'s own as long as it has no `__eq__`.
    unsafe {
        let by_identity = |o: Obj| {
            (*(*o).ob_type).tp_richcompare.map(|compare| compare as usize)
                == ffi::PyBaseObject_Type.tp_richcompare.map(|compare| compare as usize)
        };
        (by_identity(a) && by_identity(b)).then_some(a == b)
    }
}

/// `a != b` of such.
#[inline(always)]
pub fn are_two(a: Obj, b: Obj) -> Option<bool> {
    are_one(a, b).map(|are_one| !are_one)
}
