//! The corridor: the only file that calls rooms, in their order.

mod analysis;
mod callee;
mod callers;
mod candidate;
mod captured;
mod cell_tables;
mod compile;
mod decorated;
mod generator;
mod globals;
mod inlined;
mod judge;
mod lent;
mod pipeline;
mod regions;
mod request;
mod stages;
mod types;
mod unharmed;

pub use compile::{CompileError, Compiled, Cost, Engine, FunctionReport, Reason, compile_module};
pub use pipeline::{Compiler, build, build_with, check, emit, emit_runtime};
pub use request::{Built, Checked, Emitted, Place, Request, Setting};
pub use stages::stages;
