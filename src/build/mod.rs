//! Generated crates -> extension modules, through cargo once and rustc ever after, with one shared cache.
//!
//! The runtime is built by cargo once per Python, toolchain and version of annot. Each module is then one direct run of
//! rustc against it. What was built before from the same input is taken from the cache.

mod cache;
mod lock;
mod module;
mod progress;
mod prune;
mod runtime;
mod toolchain;
mod vendor;

pub use cache::{Cache, InputKey, annot_identity, digest};
pub use lock::Lock;
pub use module::{Failure, ModuleJob, Refused, compile};
pub use progress::{Progress, Silent};
pub use prune::{Limits, parse_size, prune, size};
pub use runtime::{Runtime, ensure_runtime};
pub use toolchain::Toolchain;
pub use vendor::vendor;
