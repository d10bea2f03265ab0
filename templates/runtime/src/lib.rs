//! What modules built by annot link against.
//!
//! **Invariant:** all `unsafe` of a built module is in here, in small functions that say why they are safe; generated code
//! passes values and never touches a reference count.

mod value;
mod site;

pub mod boxing;
pub mod compare;
pub mod convert;
pub mod float;
pub mod int;
pub mod layout_long;
pub mod math;
pub mod number;
pub mod wide;
mod libm;
mod through_cpython;
pub mod tstate;

pub use boxing::*;
pub use site::{Kind, Mode, Site, SiteSpec};
pub use value::{Cx, Dyn, Exit, Num, Obj, NULL};
