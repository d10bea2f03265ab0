//! Which blocks must be passed to reach a block.
//!
//! The immediate dominators come from the Semi-NCA algorithm (L. Georgiadis, "Linear-time algorithms for dominators and
//! related problems", 2005), which stays close to linear where the usual iterative one walks a chain of `elif` once per
//! arm.

use std::ops::Range;

use super::graph::{Graph, predecessors};
use super::order::{DepthFirst, positions};

/// The dominator tree of a graph. Unreachable blocks are not in it: they dominate nothing and nothing dominates them.
pub struct Dominators {
    immediate: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// The positions in the tree's preorder that a block and all it dominates take.
    subtree: Vec<Range<usize>>,
}

impl Dominators {
    pub fn of(graph: &dyn Graph) -> Dominators {
        let walk = DepthFirst::of(graph);
        let immediate = immediate_dominators(graph, &walk);
        let mut children = vec![Vec::new(); graph.len()];
        for &block in &walk.reverse_postorder {
            if let Some(dominator) = immediate[block] {
                children[dominator].push(block);
            }
        }
        let subtree = number(&children);
        Dominators {
            immediate,
            children,
            subtree,
        }
    }

    /// The closest block that every path to `block` passes; `None` for the entry and for unreachable blocks.
    pub fn immediate(&self, block: usize) -> Option<usize> {
        self.immediate[block]
    }

    /// The blocks whose immediate dominator is `block`, in reverse postorder.
    pub fn children(&self, block: usize) -> &[usize] {
        &self.children[block]
    }

    /// Does every path to `b` pass `a`? A reachable block dominates itself.
    pub fn dominates(&self, a: usize, b: usize) -> bool {
        self.is_reachable(b) && self.subtree[a].contains(&self.subtree[b].start)
    }

    pub fn is_reachable(&self, block: usize) -> bool {
        !self.subtree[block].is_empty()
    }

    /// Numbers of `block` and of all that it dominates, contiguous; `block` itself has the first. Empty if unreachable.
    pub fn subtree(&self, block: usize) -> Range<usize> {
        self.subtree[block].clone()
    }
}

/// Semi-NCA over preorder numbers. A vertex's label is the vertex with the least semidominator on its compressed path.
fn immediate_dominators(graph: &dyn Graph, walk: &DepthFirst) -> Vec<Option<usize>> {
    let number = positions(graph.len(), &walk.preorder);
    let incoming = predecessors(graph);
    let count = walk.preorder.len();
    let parent: Vec<usize> = walk
        .preorder
        .iter()
        .map(|&block| walk.parent[block].and_then(|p| number[p]).unwrap_or(0))
        .collect();
    let mut forest = Forest {
        ancestor: parent.clone(),
        label: (0..count).collect(),
        semi: (0..count).collect(),
    };
    for vertex in (1..count).rev() {
        let mut semi = parent[vertex];
        for &predecessor in &incoming[walk.preorder[vertex]] {
            if let Some(predecessor) = number[predecessor] {
                semi = semi.min(forest.least_semidominator(predecessor, vertex));
            }
        }
        forest.semi[vertex] = semi;
    }
    let mut immediate = parent;
    for vertex in 1..count {
        while immediate[vertex] > forest.semi[vertex] {
            immediate[vertex] = immediate[immediate[vertex]];
        }
    }
    let mut found = vec![None; graph.len()];
    for vertex in 1..count {
        found[walk.preorder[vertex]] = Some(walk.preorder[immediate[vertex]]);
    }
    found
}

/// The vertices above `linked` (in number) hang under their depth-first parents; paths are compressed as they are asked.
struct Forest {
    ancestor: Vec<usize>,
    label: Vec<usize>,
    semi: Vec<usize>,
}

impl Forest {
    /// The least semidominator on the path from `vertex` up to, and without, the root of its tree.
    fn least_semidominator(&mut self, vertex: usize, linked: usize) -> usize {
        if vertex <= linked {
            return vertex;
        }
        let mut path = Vec::new();
        let mut top = vertex;
        while self.ancestor[top] > linked {
            path.push(top);
            top = self.ancestor[top];
        }
        let root = self.ancestor[top];
        // From the top down, so that each vertex finds its ancestor already compressed.
        let mut best = self.label[top];
        for &below in path.iter().rev() {
            if self.semi[best] < self.semi[self.label[below]] {
                self.label[below] = best;
            }
            best = self.label[below];
            self.ancestor[below] = root;
        }
        self.semi[best]
    }
}

/// Preorder numbers of the tree under block 0, as the range each subtree takes.
fn number(children: &[Vec<usize>]) -> Vec<Range<usize>> {
    let mut found = vec![0..0; children.len()];
    let mut next = 0;
    let mut open = Vec::new();
    if !children.is_empty() {
        open.push((0, 0));
    }
    while let Some((block, looked_at)) = open.last_mut() {
        if *looked_at == 0 {
            found[*block].start = next;
            next += 1;
        }
        if let Some(&child) = children[*block].get(*looked_at) {
            *looked_at += 1;
            open.push((child, 0));
        } else {
            found[*block].end = next;
            open.pop();
        }
    }
    found
}
