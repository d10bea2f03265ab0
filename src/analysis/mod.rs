//! Read-only questions. A pass asks here and changes nothing here; an answer is computed anew after every rewrite.
//!
//! `graph`, `order`, `dominators` and `loops` know nothing of the IR: they ask about any [`graph::Graph`].

pub mod cell_tables;
pub mod dominators;
pub mod fields;
pub mod graph;
pub mod identified;
mod intervals;
pub mod keyed;
pub mod keyed_loops;
pub mod loops;
pub mod order;
pub mod ownership;
pub mod performance;
mod rings;
mod vector_classes;
mod vector_items;
mod vector_keys;
mod vector_operations;
pub mod vector_pairs;
mod vector_wholes;
pub mod vectors;

pub use intervals::{Interval, intervals};
