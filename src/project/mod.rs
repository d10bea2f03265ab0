//! Which files, which Python, which options.
//!
//! Nouns that every later room is given, and the ways in which the outside world can be wrong ([`Fault`]).

mod cache_dir;
mod config;
mod config_values;
mod decode;
mod discover;
mod fault;
mod files;
mod names;
mod nearest;
mod options;
mod probe;
mod python;
mod select;
mod source;
mod source_hash;
pub mod stopwatch;

pub use cache_dir::CacheDir;
pub use config::{Config, Fallback, ModuleConfig, Origin};
pub use config_values::{ModuleValues, Values};
pub use decode::SyntaxError;
pub use discover::{Discovery, discover};
pub use fault::{Fault, FaultKind, Place};
pub use files::{remove_if_there, write_atomically, write_if_changed};
pub use names::{crate_name, init_function, is_identifier};
pub use nearest::nearest;
pub use options::{Native, Options, Profile};
pub(crate) use python::in_path;
pub use python::{Python, SUPPORTED, Version};
pub use select::select;
pub use source::Source;
pub use source_hash::source_hash;
