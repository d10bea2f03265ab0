//! Control-flow graph -> tree of nested loops and labelled blocks, what a language without `goto` can say.
//!
//! The method is N. Ramsey's ("Beyond Relooper", ICFP 2022): a block is placed where its immediate dominator ends. Where
//! several forward edges meet, the meeting block comes after a labelled block that holds its dominator, and is reached by
//! leaving that; a block with one forward edge stands right at that edge; a back edge continues the loop of its header.
//! Three departures make the result flat and readable:
//!
//! - a block outside a loop that is dominated from inside the loop comes after the loop (a short path to a `return`, or to
//!   where other paths come too, stays where it leaves the loop);
//! - control falls off the end of a statement where that leads to the same place as a jump would;
//! - if one arm of a branch never reaches what comes after the branch, the other arm is not nested: it comes after.
//!
//! # Invariants
//!
//! 1. Each reachable block occurs in exactly one [`Tree::Block`] or [`Tree::Throwing`]; no unreachable block occurs.
//! 2. Each edge from the end of a reachable block occurs in exactly one [`Tree::Edge`], after which control reaches the target's
//!    `Block` and no other `Block` or `Edge` before it.
//! 3. A label is the index of the block it leads to and differs from all labels around it.
//! 4. Every `Labelled` is left by some `Break`. No `Break` or `Continue` could be dropped: none goes where control would
//!    fall anyway.
//! 5. Control never falls off the end of the whole tree.
//! 6. Nesting is at most [`DEEPEST`], so walking a tree may recurse.
//!
//! What is *absent*: a block does not enclose the blocks it dominates. A value used in another scope than that of its
//! block must be declared further out; [`scopes::Scopes`] tells which.

mod layout;
mod print;
pub mod scopes;

use crate::analysis::graph::Graph;

/// No tree nests deeper. Source code cannot come near it (CPython allows 100 levels of indentation); expressions can.
pub const DEEPEST: usize = 256;

/// One statement. Control falls from one statement of a `Seq` to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// The straight-line part of a block, without its terminator.
    Block(usize),
    /// The same of a block that control leaves from within: for each such edge, in their order, the `Break` or `Continue` to
    /// where it goes.
    Throwing { block: usize, throws: Vec<Tree> },
    /// One after the other; empty for nothing at all.
    Seq(Vec<Tree>),
    /// `'label: { body }`, left forward by `Break`. The block `label` comes right after it.
    Labelled { label: usize, body: Box<Tree> },
    /// `'label: loop { body }`. As in Rust, control that falls off the end of the body starts the body again, and so does
    /// `Continue`; `Break` goes on after the loop. The body begins with the block `label`.
    Loop { label: usize, body: Box<Tree> },
    /// The branch that ends `block`: `then` along its successor 0 if the condition is true, else `els` along successor 1.
    /// An arm may be empty of statements; its edge then comes after the `If`.
    If {
        block: usize,
        then: Box<Tree>,
        els: Box<Tree>,
    },
    /// The edge from `from` to its successor number `successor` is taken: the target's block parameters are assigned here.
    Edge { from: usize, successor: usize },
    /// Leave the innermost `Labelled` or `Loop` of that label.
    Break { label: usize },
    /// Start the next round of the loop of that label.
    Continue { label: usize },
    /// The block ends the function: its terminator.
    Leave(usize),
}

impl Tree {
    /// The same tree of blocks that have other numbers.
    pub fn renumbered(self, number: &dyn Fn(usize) -> usize) -> Tree {
        match self {
            Tree::Block(block) => Tree::Block(number(block)),
            Tree::Throwing { block, throws } => Tree::Throwing {
                block: number(block),
                throws: throws.into_iter().map(|jump| jump.renumbered(number)).collect(),
            },
            Tree::Seq(items) => Tree::Seq(items.into_iter().map(|item| item.renumbered(number)).collect()),
            Tree::Labelled { label, body } => Tree::Labelled {
                label: number(label),
                body: Box::new(body.renumbered(number)),
            },
            Tree::Loop { label, body } => Tree::Loop {
                label: number(label),
                body: Box::new(body.renumbered(number)),
            },
            Tree::If { block, then, els } => Tree::If {
                block: number(block),
                then: Box::new(then.renumbered(number)),
                els: Box::new(els.renumbered(number)),
            },
            Tree::Edge { from, successor } => Tree::Edge {
                from: number(from),
                successor,
            },
            Tree::Break { label } => Tree::Break { label: number(label) },
            Tree::Continue { label } => Tree::Continue { label: number(label) },
            Tree::Leave(block) => Tree::Leave(number(block)),
        }
    }
}

/// Why a graph has no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unstructured {
    /// The edge number `successor` of block `from` enters a cycle not at its head.
    Irreducible { from: usize, successor: usize },
    /// At `block` the tree would nest deeper than [`DEEPEST`].
    TooDeep { block: usize },
}

/// Lays out `graph`. A block with no successor ends the function, one with one goes there, one with two branches.
///
/// A graph without blocks gives the empty `Seq`.
pub fn structure(graph: &dyn Graph) -> Result<Tree, Unstructured> {
    layout::lay_out(graph)
}
