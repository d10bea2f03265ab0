// The library of `tests/object_operations.rs`: runs one operation by its name, on the runtime's own sources.
#![allow(dead_code)]

mod boxing;
mod layout_long;
mod object;
mod owned;
mod value;

/// What the eval breaker asks for is the interpreter's own business here: no native frame runs.
mod pending {
    use crate::value::Obj;

    pub(crate) fn is_asked() -> bool {
        false
    }

    pub(crate) extern "C" fn called(result: Obj) -> Obj {
        result
    }
}

/// Stands for the runtime's own: no generator here goes on natively.
mod resumed_calls {
    use crate::value::Obj;

    pub(crate) fn call(_callable: Obj, _args: &[Obj]) -> Option<Obj> {
        None
    }
}

/// Stands for the runtime's own: nothing here comes near the limit of recursion.
mod tstate {
    pub(crate) struct Tstate;

    impl Tstate {
        pub(crate) fn with_room<T>(self, run: impl FnOnce() -> T) -> T {
            run()
        }
    }

    pub(crate) fn current() -> Tstate {
        Tstate
    }
}

use object as op;
use pyo3::ffi;
use std::ffi::{CStr, c_char};
use value::{NULL, Obj};

/// Stands for the runtime's own: no operation here is on a `defaultdict`.
mod default_dict {
    pub(crate) fn class() -> *mut crate::ffi::PyTypeObject {
        std::ptr::null_mut()
    }
}

/// Stands for the runtime's own: no operation here is on a deque.
mod deque {
    pub(crate) fn class() -> *mut pyo3::ffi::PyTypeObject {
        std::ptr::null_mut()
    }
}

/// What stands for null, in arguments and results.
fn nothing() -> Obj {
    unsafe { ffi::Py_Ellipsis() }
}

fn owned(object: Obj) -> Obj {
    boxing::new_ref(object)
}

/// Null without an exception is a result like any other.
fn some(object: Obj) -> Obj {
    if object.is_null() && !op::failed() { owned(nothing()) } else { object }
}

fn pair((first, second): (Obj, Obj)) -> Obj {
    if first.is_null() { NULL } else { op::tuple(&[first, some(second)]) }
}

fn code(value: i32) -> Obj {
    if value < 0 { NULL } else { boxing::new_int(value.into()) }
}

/// What the operation changed, if it could.
fn done(fine: bool, changed: Obj) -> Obj {
    if fine { owned(changed) } else { NULL }
}

fn items<const N: usize>(items: Option<[Obj; N]>) -> Obj {
    items.map_or(NULL, |items| op::tuple(&items))
}

fn unpack(sequence: Obj, count: i64) -> Obj {
    match count {
        0 => items(op::unpack::<0>(sequence)),
        1 => items(op::unpack::<1>(sequence)),
        2 => items(op::unpack::<2>(sequence)),
        3 => items(op::unpack::<3>(sequence)),
        _ => items(op::unpack::<4>(sequence)),
    }
}

fn unpack_ex(sequence: Obj, before: i64, after: i64) -> Obj {
    let star = before as usize;
    match before + 1 + after {
        1 => items(op::unpack_ex::<1>(sequence, star)),
        2 => items(op::unpack_ex::<2>(sequence, star)),
        3 => items(op::unpack_ex::<3>(sequence, star)),
        4 => items(op::unpack_ex::<4>(sequence, star)),
        _ => items(op::unpack_ex::<5>(sequence, star)),
    }
}

/// Runs an operation on borrowed arguments. Null: an exception is set.
///
/// # Safety
/// A name, and as many live objects as it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(name: *const c_char, args: *const Obj, count: usize) -> Obj {
    let name = unsafe { CStr::from_ptr(name) }.to_str().expect("a name");
    let given = unsafe { std::slice::from_raw_parts(args, count) };
    let args: Vec<Obj> = given.iter().map(|&object| if object == nothing() { NULL } else { object }).collect();
    let a = |index: usize| args[index];
    let int = |index: usize| boxing::get_i64(args[index]).expect("an int");
    let stolen = |from: usize| -> Vec<Obj> { args[from..].iter().map(|&object| owned(object)).collect() };
    macro_rules! plain {
        ($($one:ident)*; $($two:ident)*; $($three:ident)*) => {
            match name {
                $(stringify!($one) => return op::$one(a(0)),)*
                $(stringify!($two) => return op::$two(a(0), a(1)),)*
                $(stringify!($three) => return op::$three(a(0), a(1), a(2)),)*
                _ => {}
            }
        };
    }
    plain!(negative positive invert get_iter list_to_tuple get_len new_cell build_class;
           add sub mul matmul truediv floordiv modulo power lshift rshift and or xor
           iadd isub imul imatmul itruediv ifloordiv imodulo ipower ilshift irshift iand ior ixor
           lt le eq ne gt ge get_attr get_item format match_keys import_from;
           get_slice new_slice make_function call_ex);
    match name {
        "iadd_str_local" => op::iadd_str_local(owned(a(0)), a(1)),
        // What is only in the list is stolen from there: nobody else holds it.
        "iadd_str_owned" => unsafe {
            let left = *(*a(0).cast::<ffi::PyListObject>()).ob_item;
            (*a(0).cast::<ffi::PyVarObject>()).ob_size = 0;
            op::iadd_str_local(left, a(1))
        },
        "contains" => code(op::contains(a(0), a(1))),
        "truth" => code(op::truth(a(0))),
        "is_mapping" => boxing::new_bool(op::is_mapping(a(0))),
        "is_sequence" => boxing::new_bool(op::is_sequence(a(0))),
        "set_attr" => done(op::set_attr(a(0), a(1), a(2)), a(0)),
        "del_attr" => done(op::del_attr(a(0), a(1)), a(0)),
        "load_method" => pair(op::load_method(a(0), a(1))),
        #[cfg(Py_3_12)]
        "load_super_attr" => op::load_super_attr(a(0), a(1), a(2), a(3)),
        #[cfg(Py_3_12)]
        "load_super_attr_no_args" => op::load_super_attr_no_args(a(0), a(1), a(2), a(3)),
        #[cfg(Py_3_12)]
        "load_super_method" => pair(op::load_super_method(a(0), a(1), a(2), a(3))),
        #[cfg(Py_3_12)]
        "load_super_method_no_args" => pair(op::load_super_method_no_args(a(0), a(1), a(2), a(3))),
        "set_item" => done(op::set_item(a(0), a(1), a(2)), a(0)),
        "del_item" => done(op::del_item(a(0), a(1)), a(0)),
        "set_slice" => done(op::set_slice(a(0), a(1), a(2), a(3)), a(0)),
        "tuple" => op::tuple(&stolen(0)),
        "list" => op::list(&stolen(0)),
        "set" => op::set(&stolen(0)),
        "dict" => op::dict(&stolen(0)),
        "string" => op::string(&stolen(0)),
        "const_key_dict" => op::const_key_dict(a(0), &stolen(1)),
        "list_append" => done(op::list_append(a(0), owned(a(1))), a(0)),
        "set_add" => done(op::set_add(a(0), owned(a(1))), a(0)),
        "dict_add" => done(op::dict_add(a(0), owned(a(1)), owned(a(2))), a(0)),
        "list_extend" => done(op::list_extend(a(0), a(1)), a(0)),
        "set_update" => done(op::set_update(a(0), a(1)), a(0)),
        "dict_update" => done(op::dict_update(a(0), a(1)), a(0)),
        "dict_merge" => done(op::dict_merge(a(0), a(1), a(2)), a(0)),
        "unpack" => unpack(a(0), int(1)),
        "unpack_ex" => unpack_ex(a(0), int(1), int(2)),
        "next" => some(op::next(a(0))),
        "call" => op::call(a(0), &args[2..], a(1)),
        "call_method" => op::call_method(a(0), a(1), &args[3..], a(2)),
        "set_function_attribute" => done(op::set_function_attribute(a(0), int(1) as u32, owned(a(2))), a(0)),
        "convert" => op::convert(a(0), int(1) as u32),
        "cell_get" => some(op::cell_get(a(0))),
        "cell_set" => {
            op::cell_set(a(0), if a(1).is_null() { NULL } else { owned(a(1)) });
            owned(a(0))
        }
        "import_name" => op::import_name(a(0), a(1), a(2), a(3), a(4)),
        "match_class" => op::match_class(a(0), a(1), int(2) as usize, a(3)),
        "common_constant" => op::common_constant(int(0) as u32),
        #[cfg(not(Py_3_14))]
        "with_enter" => op::with_enter(a(0)).map_or(NULL, pair),
        #[cfg(Py_3_14)]
        "load_special" => pair(op::load_special(a(0), int(1) as u32)),
        _ => panic!("no operation {name}"),
    }
}
