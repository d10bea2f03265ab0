//! What annot tells a user: codes, places, rendering. Any room may make a [`Diagnostic`]; only `cli` shows it.
//!
//! A code is a name, not a number. Each has one row in `codes.rs` and one page in `codes/`, which `annot explain` prints.
//! The examples on the pages are programs that the tests run.
//!
//! What is *absent*: nothing here reads a file, looks at a terminal or ends the process.

mod codes;
mod diagnostic;
mod place;
mod render;

pub use codes::*;
pub use diagnostic::{Diagnostic, Level};
pub use place::{Span, Spot};
pub use render::{Color, human, json};
