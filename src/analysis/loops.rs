//! The loops of a graph: which blocks are headers, which blocks belong to whose loop, and how loops nest.
//!
//! A *back edge* goes to a block that dominates its source; that block is the *header* of a loop, and the loop's body is
//! what can reach the back edge without passing the header. Loops with one header are one loop, so a header names its
//! loop. A graph is *reducible* if, without its back edges, it has no cycle: each loop is then entered at its header only.

use super::dominators::Dominators;
use super::graph::{Graph, predecessors, successors};
use super::order::{positions, reverse_postorder};

/// The natural loops of a graph, each named by its header.
pub struct Loops {
    /// The header of the innermost loop that a block is in.
    innermost: Vec<Option<usize>>,
    /// For a header, the header of the loop around its loop.
    outer: Vec<Option<usize>>,
    /// For a header, the sources of its back edges.
    latches: Vec<Vec<usize>>,
    depth: Vec<usize>,
    order: Vec<usize>,
    irreducible: Option<(usize, usize)>,
}

impl Loops {
    pub fn of(graph: &dyn Graph, dominators: &Dominators) -> Loops {
        let order = reverse_postorder(graph);
        let position = positions(graph.len(), &order);
        let successors = successors(graph);
        let mut latches = vec![Vec::new(); graph.len()];
        let mut irreducible = None;
        for &block in &order {
            for (index, &successor) in successors[block].iter().enumerate() {
                if dominators.dominates(successor, block) {
                    latches[successor].push(block);
                } else if position[successor] <= position[block] {
                    irreducible = irreducible.or(Some((block, index)));
                }
            }
        }
        let (innermost, outer) = nest(graph, dominators, &order, &latches);
        let mut loops = Loops {
            innermost,
            outer,
            latches,
            depth: vec![0; graph.len()],
            order,
            irreducible,
        };
        // A header stands before the rest of its loop and after the headers of the loops around it.
        for index in 0..loops.order.len() {
            let block = loops.order[index];
            loops.depth[block] = match loops.innermost[block] {
                Some(header) if header == block => loops.outer[block].map_or(1, |around| loops.depth[around] + 1),
                Some(header) => loops.depth[header],
                None => 0,
            };
        }
        loops
    }

    /// The header of the innermost loop that `block` is in. A header is in its own loop.
    pub fn header_of(&self, block: usize) -> Option<usize> {
        self.innermost[block]
    }

    pub fn is_header(&self, block: usize) -> bool {
        !self.latches[block].is_empty()
    }

    /// The headers, in reverse postorder: an outer one before those within.
    pub fn headers(&self) -> impl Iterator<Item = usize> + '_ {
        self.order.iter().copied().filter(|&block| self.is_header(block))
    }

    /// The header of the loop around the loop of `header`.
    pub fn outer(&self, header: usize) -> Option<usize> {
        self.outer[header]
    }

    /// The sources of the back edges to `header`, one entry an edge; empty if it is not a header.
    pub fn latches(&self, header: usize) -> &[usize] {
        &self.latches[header]
    }

    /// How many loops `block` is in.
    pub fn depth(&self, block: usize) -> usize {
        self.depth[block]
    }

    /// Is `block` in the loop of `header`?
    pub fn contains(&self, header: usize, block: usize) -> bool {
        self.around(block).any(|around| around == header)
    }

    /// The headers of the loops that `block` is in, the innermost first.
    pub fn around(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.innermost[block], |&header| self.outer[header])
    }

    /// The blocks of the loop of `header`, in reverse postorder, those of inner loops included.
    pub fn body(&self, header: usize) -> Vec<usize> {
        self.order
            .iter()
            .copied()
            .filter(|&block| self.contains(header, block))
            .collect()
    }

    pub fn is_reducible(&self) -> bool {
        self.irreducible.is_none()
    }

    /// An edge into the middle of a cycle, as its source and its place among the source's successors.
    pub fn irreducible_edge(&self) -> Option<(usize, usize)> {
        self.irreducible
    }
}

/// The innermost header of each block and the outer header of each header. Inner loops are found first; from then on the
/// walk for an outer loop steps from any of their blocks straight to the outermost header known.
fn nest(
    graph: &dyn Graph,
    dominators: &Dominators,
    order: &[usize],
    latches: &[Vec<usize>],
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let incoming = predecessors(graph);
    let mut innermost = vec![None; graph.len()];
    let mut outer = vec![None; graph.len()];
    let mut outermost: Vec<usize> = (0..graph.len()).collect();
    for &header in order.iter().rev().filter(|&&block| !latches[block].is_empty()) {
        innermost[header] = Some(header);
        let mut open = latches[header].clone();
        while let Some(block) = open.pop() {
            let entered = match innermost[block] {
                None => {
                    innermost[block] = Some(header);
                    block
                }
                Some(inner) => {
                    let inner = find(&mut outermost, inner);
                    if inner == header {
                        continue;
                    }
                    outer[inner] = Some(header);
                    outermost[inner] = header;
                    inner
                }
            };
            open.extend(
                incoming[entered]
                    .iter()
                    .filter(|&&block| dominators.is_reachable(block)),
            );
        }
    }
    (innermost, outer)
}

/// The outermost header that `header` leads to, halving the path on the way.
fn find(outermost: &mut [usize], mut header: usize) -> usize {
    while outermost[header] != header {
        outermost[header] = outermost[outermost[header]];
        header = outermost[header];
    }
    header
}
