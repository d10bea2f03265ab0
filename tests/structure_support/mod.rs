//! What the tests of graphs share: a walk over a graph, a walk over its tree, and graphs to walk.

pub(crate) mod graphs;
pub(crate) mod walk;
