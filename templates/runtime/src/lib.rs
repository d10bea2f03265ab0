//! What modules built by annot link against.
//!
//! **Invariant:** all `unsafe` of a built module is in here, in small functions that say why they are safe; generated code
//! passes values, and says where a reference is taken and given back, which the compiler has proved to balance.

mod value;
mod site;

pub mod aggregate;
pub mod boxing;
pub mod class;
pub mod compare;
pub mod convert;
mod default_dict;
pub mod deque;
pub mod dict;
pub mod dict_values;
pub mod float;
pub mod guess;
pub mod heap;
pub mod generator;
pub mod hypot;
pub mod int;
pub mod keyed;
mod keyed_sets;
pub mod layout_long;
pub mod list;
pub mod list_iter;
pub mod math;
pub mod method;
pub mod missing;
pub mod text_float;
pub mod failed;
pub mod number;
pub mod wide;
mod libm;
mod through_cpython;
mod unseen;
pub mod unmade;
pub mod tstate;
mod owned;
mod away;
mod cached;
mod layout;
mod module;
mod stale;
mod function;
mod bind;
pub mod closure;
mod global;
mod resolve;
mod collecting;
mod continuation;
mod describe;
pub mod exception;
pub mod group;
mod failing;
mod frame;
mod handover;
mod late;
mod live;
mod materialize;
pub mod num;
pub mod octets;
pub mod object;
pub mod pairs;
pub mod reduction;
pub mod sorting;
pub mod split;
pub mod pieces;
pub mod probe;
pub mod place;
pub mod quick;
mod opcodes;
mod parking;
mod pending;
mod resume;
mod retire;
mod stress;
pub mod support;
mod tables;
pub mod text;
pub mod text_format;
pub mod text_layout;
pub mod text_methods;
pub mod text_number;
pub mod text_parts;
pub mod text_percent;
pub mod text_pieces;
mod text_room;
pub mod vector;
pub mod walk;
mod vector_growth;
mod vector_loops;
mod vector_tuples;
mod vector_wholes;
#[cfg(Py_3_12)]
mod watch;
#[cfg(not(Py_3_12))]
mod retype_311;
#[cfg(not(Py_3_12))]
mod namespace_311;
#[cfg(not(Py_3_12))]
mod pin_311;

pub use boxing::*;
pub use frame::{Frame, FrameSpec};
pub use late::Late;
pub use bind::Starred;
pub use describe::{describe, refused};
pub use function::{Function, FunctionSpec, bytecode, closure_cell, enter, enter_starred, made_function};
pub use global::Global;
pub use module::{Module, ModuleSpec, init};
pub use pending::pending;
pub use resume::{Running, leave};
pub use text_pieces::Piece;
pub use site::{Kind, Mode, Site, SiteSpec, Sites};
pub use stress::{stress, stressed};
pub use value::{Cx, Dyn, Exit, NULL, Num, Obj};
