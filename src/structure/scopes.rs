//! Which blocks' `let`s are in scope where: braces of loops, labelled blocks and arms end a scope, dominance does not.

use std::ops::Range;

use super::Tree;

/// The scope in which each block of a tree stands.
pub struct Scopes {
    /// Per block, the numbers that its scope and the scopes inside it take; its own is the first.
    of_block: Vec<Range<usize>>,
}

impl Scopes {
    /// `blocks` is how many blocks the graph of the tree has.
    pub fn of(tree: &Tree, blocks: usize) -> Scopes {
        let mut numbering = Numbering {
            scope_of: vec![None; blocks],
            ends: Vec::new(),
        };
        numbering.scope(tree);
        let of_block = numbering
            .scope_of
            .iter()
            .map(|scope| scope.map_or(0..0, |scope| scope..numbering.ends[scope]));
        Scopes {
            of_block: of_block.collect(),
        }
    }

    /// Is what a `let` in `definition` binds in scope at `usage` and at the terminator and edges of `usage`? The question
    /// is about braces only: `definition` has to dominate `usage`. False if one of them is unreachable.
    pub fn is_visible(&self, definition: usize, usage: usize) -> bool {
        !self.of_block[usage].is_empty() && self.of_block[definition].contains(&self.of_block[usage].start)
    }
}

struct Numbering {
    scope_of: Vec<Option<usize>>,
    /// Per scope, one more than the last scope inside it.
    ends: Vec<usize>,
}

impl Numbering {
    fn scope(&mut self, body: &Tree) {
        let number = self.ends.len();
        self.ends.push(number);
        self.statement(body, number);
        self.ends[number] = self.ends.len();
    }

    fn statement(&mut self, tree: &Tree, scope: usize) {
        match tree {
            Tree::Block(block) | Tree::Throwing { block, .. } => self.scope_of[*block] = Some(scope),
            Tree::Seq(statements) => statements.iter().for_each(|statement| self.statement(statement, scope)),
            Tree::Labelled { body, .. } | Tree::Loop { body, .. } => self.scope(body),
            Tree::If { then, els, .. } => {
                self.scope(then);
                self.scope(els);
            }
            Tree::Edge { .. } | Tree::Break { .. } | Tree::Continue { .. } | Tree::Leave(_) => {}
        }
    }
}
