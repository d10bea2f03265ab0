//! One stream of decisions, run through a graph and through its tree: both must do the same things in the same order.

use annot::analysis::graph::Graph;
use annot::structure::Tree;

/// What can be seen of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Block(usize),
    Branch(usize),
    Edge(usize, usize),
    Leave(usize),
    /// Control fell off the end of the whole tree, or a jump found no such label around it.
    Lost,
}

/// Decisions, the first first; after the last, all branches go along successor 1, then along 0, in turn.
#[derive(Clone)]
pub(crate) struct Decisions<'a> {
    bits: &'a [bool],
    taken: usize,
}

impl<'a> Decisions<'a> {
    pub(crate) fn new(bits: &'a [bool]) -> Decisions<'a> {
        Decisions { bits, taken: 0 }
    }

    /// The number of the successor.
    fn next(&mut self) -> usize {
        let bit = self
            .bits
            .get(self.taken)
            .copied()
            .unwrap_or_else(|| (self.taken - self.bits.len()) % 2 == 1);
        self.taken += 1;
        usize::from(!bit)
    }
}

/// The first events of a walk over the graph.
pub(crate) fn walk_graph(graph: &dyn Graph, bits: &[bool], limit: usize) -> Vec<Event> {
    let mut decisions = Decisions::new(bits);
    let mut events = Vec::new();
    let mut block = 0;
    while events.len() < limit {
        events.push(Event::Block(block));
        let successors = graph.successors(block);
        let ends = graph.ends(block);
        // From within a block first: nothing is seen of such an edge but where it leads.
        if let Some(thrown) = (ends..successors.len()).find(|_| decisions.next() == 0) {
            block = successors[thrown];
            continue;
        }
        let taken = match ends {
            0 => {
                events.push(Event::Leave(block));
                break;
            }
            1 => 0,
            _ => {
                events.push(Event::Branch(block));
                decisions.next()
            }
        };
        events.push(Event::Edge(block, taken));
        block = successors[taken];
    }
    events.truncate(limit);
    events
}

/// The first events of a walk over the tree.
pub(crate) fn walk_tree(tree: &Tree, bits: &[bool], limit: usize) -> Vec<Event> {
    let mut walker = Walker {
        decisions: Decisions::new(bits),
        events: Vec::new(),
        limit,
        rounds: 0,
    };
    if walker.statement(tree) != Flow::Stop {
        walker.events.push(Event::Lost);
    }
    walker.events.truncate(limit);
    walker.events
}

/// The two walks, if they differ.
pub(crate) fn difference(graph: &dyn Graph, tree: &Tree, bits: &[bool], limit: usize) -> Option<String> {
    let expected = walk_graph(graph, bits, limit);
    let found = walk_tree(tree, bits, limit);
    if expected == found {
        return None;
    }
    let same = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    Some(format!(
        "after {same} events the graph goes {:?} and the tree {:?}\n{tree}",
        expected.get(same),
        found.get(same)
    ))
}

#[derive(PartialEq, Eq)]
enum Flow {
    Fall,
    Break(usize),
    Continue(usize),
    Stop,
}

struct Walker<'a> {
    decisions: Decisions<'a>,
    events: Vec<Event>,
    limit: usize,
    /// Rounds of loops so far. A right tree has an event in each; a wrong one may have none, and must end too.
    rounds: usize,
}

impl Walker<'_> {
    fn statement(&mut self, tree: &Tree) -> Flow {
        if self.events.len() >= self.limit || self.rounds > self.limit {
            return Flow::Stop;
        }
        match tree {
            Tree::Block(block) => self.event(Event::Block(*block)),
            Tree::Throwing { block, throws } => {
                self.event(Event::Block(*block));
                match throws.iter().find(|_| self.decisions.next() == 0) {
                    Some(jump) => self.statement(jump),
                    None => Flow::Fall,
                }
            }
            Tree::Edge { from, successor } => self.event(Event::Edge(*from, *successor)),
            Tree::Leave(block) => {
                self.event(Event::Leave(*block));
                Flow::Stop
            }
            Tree::Break { label } => Flow::Break(*label),
            Tree::Continue { label } => Flow::Continue(*label),
            Tree::Seq(statements) => statements
                .iter()
                .map(|each| self.statement(each))
                .find(|flow| *flow != Flow::Fall)
                .unwrap_or(Flow::Fall),
            Tree::If { block, then, els } => {
                self.event(Event::Branch(*block));
                if self.decisions.next() == 0 {
                    self.statement(then)
                } else {
                    self.statement(els)
                }
            }
            Tree::Labelled { label, body } => match self.statement(body) {
                Flow::Break(left) if left == *label => Flow::Fall,
                flow => flow,
            },
            Tree::Loop { label, body } => loop {
                self.rounds += 1;
                match self.statement(body) {
                    Flow::Fall => {}
                    Flow::Continue(again) if again == *label => {}
                    Flow::Break(left) if left == *label => return Flow::Fall,
                    flow => return flow,
                }
            },
        }
    }

    fn event(&mut self, event: Event) -> Flow {
        self.events.push(event);
        Flow::Fall
    }
}

/// Streams of decisions that together pass every edge which can be passed at all, each followed by `rest`.
pub(crate) fn probes(graph: &dyn Graph, rest: &[bool]) -> Vec<Vec<bool>> {
    let mut shortest: Vec<Option<Vec<bool>>> = vec![None; graph.len()];
    shortest[0] = Some(Vec::new());
    let mut open = std::collections::VecDeque::from([0]);
    let mut found = Vec::new();
    while let Some(block) = open.pop_front() {
        let path = shortest[block].clone().unwrap_or_default();
        let successors = graph.successors(block);
        for (index, &successor) in successors.iter().enumerate() {
            let mut longer = path.clone();
            if successors.len() == 2 {
                // The decision that is true takes the first successor, or leaves from within.
                longer.push((index == 0) == (graph.ends(block) == 2));
            }
            if shortest[successor].is_none() {
                shortest[successor] = Some(longer.clone());
                open.push_back(successor);
            }
            longer.extend(rest);
            found.push(longer);
        }
    }
    if found.is_empty() {
        found.push(rest.to_vec());
    }
    found
}
