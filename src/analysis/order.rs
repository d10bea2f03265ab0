//! Orders in which to visit a graph: depth first, as preorder with its tree, and reversed postorder.

use super::graph::{Graph, successors};

/// The reachable blocks such that, loops aside, each stands before those it goes to. The first is the entry.
pub fn reverse_postorder(graph: &dyn Graph) -> Vec<usize> {
    DepthFirst::of(graph).reverse_postorder
}

/// Where each block stands in `order`; `None` for blocks that are not in it.
pub fn positions(len: usize, order: &[usize]) -> Vec<Option<usize>> {
    let mut found = vec![None; len];
    for (position, &block) in order.iter().enumerate() {
        found[block] = Some(position);
    }
    found
}

/// One depth-first walk from the entry, first successor first. No recursion: a graph may be one long chain.
pub struct DepthFirst {
    /// The reachable blocks as they were first met.
    pub preorder: Vec<usize>,
    /// The block from which each block was first met; `None` for the entry and for unreachable blocks.
    pub parent: Vec<Option<usize>>,
    /// The reachable blocks in the reverse of the order in which they were finished.
    pub reverse_postorder: Vec<usize>,
}

impl DepthFirst {
    pub fn of(graph: &dyn Graph) -> DepthFirst {
        let successors = successors(graph);
        let mut walk = DepthFirst {
            preorder: Vec::new(),
            parent: vec![None; successors.len()],
            reverse_postorder: Vec::new(),
        };
        let mut met = vec![false; successors.len()];
        // Each open block with the number of its successors already looked at.
        let mut open = Vec::new();
        if !successors.is_empty() {
            met[0] = true;
            walk.preorder.push(0);
            open.push((0, 0));
        }
        while let Some((block, looked_at)) = open.last_mut() {
            let block = *block;
            let Some(&successor) = successors[block].get(*looked_at) else {
                walk.reverse_postorder.push(block);
                open.pop();
                continue;
            };
            *looked_at += 1;
            if !met[successor] {
                met[successor] = true;
                walk.preorder.push(successor);
                walk.parent[successor] = Some(block);
                open.push((successor, 0));
            }
        }
        walk.reverse_postorder.reverse();
        walk
    }
}
