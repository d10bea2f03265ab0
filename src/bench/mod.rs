//! How fast a module is: interpreted, built, and as others make it. Every measurement is a fresh process, the systems take turns, and what they give is compared.

mod child;
mod figures;
mod machine;
mod measure;
mod rival;

pub use figures::{Figures, geometric_mean};
pub use machine::Machine;
pub use measure::{Benchmark, Effort, Measured, Subject, System, calibrate, measure};
pub use rival::{Rival, make, rivals};
