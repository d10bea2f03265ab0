//! annot: a compiler that makes type-annotated Python modules fast. The same program, only faster.
//!
//! This list is the architecture: a room may use only the rooms above it (`tests/tidy.rs` holds it).
//! `driver` is the corridor that calls them in this order.

pub mod diagnostics; // what annot tells a user: codes, places, rendering
pub mod project; // which files, which Python, which options
pub mod syntax; // text -> tree; the only room that names the parser crate
pub mod types; // what a hint promises (Type) and how Rust stores it (Repr)
pub mod hints; // what the module's annotations promise, per function, local and global
pub mod bytecode; // the code objects that the target CPython compiled, one instruction set for five versions
pub mod primitives; // built-in operations, read off the runtime that implements them
pub mod ir; // SSA control-flow graph with block parameters: data, builder, printer, verifier
pub mod lower; // bytecode -> IR, naive; every operation that may leave records its snapshot
pub mod analysis; // read-only questions: dominators, loops, liveness, ranges
pub mod infer; // a Type for every value
pub mod passes; // one file per rewrite, one visible pipeline
pub mod structure; // control-flow graph -> nested loops and labelled blocks
pub mod emit; // readable Rust
pub mod assemble; // templates + bodies + bytecode -> a crate on disk
pub mod build; // cargo and rustc with one shared cache
pub mod deliver; // the extension module beside its source
pub mod bench; // how fast it is: interpreted, built, and as others make it
pub mod driver; // the order; the only file that calls rooms
pub mod cli; // one file per command
