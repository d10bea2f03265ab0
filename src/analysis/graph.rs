//! What the generic questions need of a control-flow graph: how many blocks, and where each goes.

/// A control-flow graph. Blocks are `0..len()`, and block 0 is the entry, which may have predecessors.
pub trait Graph {
    /// How many blocks there are, unreachable ones included.
    fn len(&self) -> usize;

    /// Where `block` goes, in the order of its terminator. A block may be named twice: those are two edges.
    fn successors(&self, block: usize) -> Vec<usize>;

    /// How many of the successors, the first ones, are reached from the end of the block; the rest from within it.
    fn ends(&self, block: usize) -> usize {
        self.successors(block).len()
    }

    /// A graph without blocks has no entry, and every answer about it is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The plainest graph: element `b` lists the successors of block `b`.
impl Graph for Vec<Vec<usize>> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn successors(&self, block: usize) -> Vec<usize> {
        self[block].clone()
    }
}

/// All successors at once, for a question that looks at an edge more than once.
pub fn successors(graph: &dyn Graph) -> Vec<Vec<usize>> {
    (0..graph.len()).map(|block| graph.successors(block)).collect()
}

/// The blocks that go to each block, one entry an edge, in the order of the blocks they come from. Edges out of
/// unreachable blocks are included.
pub fn predecessors(graph: &dyn Graph) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); graph.len()];
    for block in 0..graph.len() {
        for successor in graph.successors(block) {
            found[successor].push(block);
        }
    }
    found
}
