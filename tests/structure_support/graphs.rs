//! Random graphs: programs lowered to graphs with some jumps threaded, and arbitrary graphs made reducible.

use annot::analysis::dominators::Dominators;
use annot::analysis::graph::Graph;
use annot::analysis::loops::Loops;
use proptest::prelude::*;

pub(crate) type Plain = Vec<Vec<usize>>;

/// A graph in which the second successor of some blocks, by their numbers, is reached from within the block.
pub(crate) struct Throwing {
    pub(crate) graph: Plain,
    pub(crate) every: usize,
}

impl Graph for Throwing {
    fn len(&self) -> usize {
        self.graph.len()
    }

    fn successors(&self, block: usize) -> Vec<usize> {
        self.graph[block].clone()
    }

    fn ends(&self, block: usize) -> usize {
        let all = self.graph[block].len();
        if all == 2 && block.is_multiple_of(self.every) {
            1
        } else {
            all
        }
    }
}

/// A program of the control flow that Python has.
#[derive(Clone, Debug)]
pub(crate) enum Stmt {
    Straight,
    If(Cond, Vec<Stmt>, Vec<Stmt>),
    /// With its `else`; `Cond::Atom` stands for `for` too.
    While(Cond, Vec<Stmt>, Vec<Stmt>),
    Forever(Vec<Stmt>),
    Break,
    Continue,
    Return,
}

#[derive(Clone, Debug)]
pub(crate) enum Cond {
    Atom,
    Not(Box<Cond>),
    And(Box<Cond>, Box<Cond>),
    Or(Box<Cond>, Box<Cond>),
}

fn cond() -> impl Strategy<Value = Cond> {
    Just(Cond::Atom).prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| Cond::Not(Box::new(a))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Cond::And(Box::new(a), Box::new(b))),
            (inner.clone(), inner).prop_map(|(a, b)| Cond::Or(Box::new(a), Box::new(b))),
        ]
    })
}

pub(crate) fn program() -> impl Strategy<Value = Vec<Stmt>> {
    let leaf = prop_oneof![
        4 => Just(Stmt::Straight),
        1 => Just(Stmt::Break),
        1 => Just(Stmt::Continue),
        1 => Just(Stmt::Return),
    ];
    let statement = leaf.prop_recursive(5, 60, 5, |inner| {
        let some = prop::collection::vec(inner.clone(), 0..5);
        prop_oneof![
            3 => (cond(), some.clone(), some.clone()).prop_map(|(c, a, b)| Stmt::If(c, a, b)),
            2 => (cond(), some.clone(), prop::collection::vec(inner, 0..2)).prop_map(|(c, a, b)| Stmt::While(c, a, b)),
            1 => some.prop_map(Stmt::Forever),
        ]
    });
    prop::collection::vec(statement, 0..6)
}

/// The naive graph of a program. Empty blocks and unreachable blocks are left in.
pub(crate) fn lower(program: &[Stmt]) -> Plain {
    let mut lowering = Lowering {
        graph: vec![Vec::new()],
        loops: Vec::new(),
    };
    lowering.all(program, 0);
    lowering.graph
}

struct Lowering {
    graph: Plain,
    /// Of each loop around: where `continue` goes, where `break` goes.
    loops: Vec<(usize, usize)>,
}

impl Lowering {
    fn block(&mut self) -> usize {
        self.graph.push(Vec::new());
        self.graph.len() - 1
    }

    /// Lowers from block `at` on; gives the block where the program goes on. A block left without successor returns.
    fn all(&mut self, statements: &[Stmt], mut at: usize) -> usize {
        for statement in statements {
            at = self.statement(statement, at);
        }
        at
    }

    fn statement(&mut self, statement: &Stmt, at: usize) -> usize {
        match statement {
            Stmt::Straight => {
                let next = self.block();
                self.graph[at] = vec![next];
                next
            }
            Stmt::Return => self.block(),
            Stmt::Break | Stmt::Continue => {
                if let Some(&(again, end)) = self.loops.last() {
                    self.graph[at] = vec![if matches!(statement, Stmt::Break) { end } else { again }];
                }
                self.block()
            }
            Stmt::If(cond, then, els) => {
                let (first, second, end) = (self.block(), self.block(), self.block());
                self.cond(cond, at, first, second);
                for (statements, begin) in [(then, first), (els, second)] {
                    let last = self.all(statements, begin);
                    self.graph[last] = vec![end];
                }
                end
            }
            Stmt::While(cond, body, els) => {
                let (head, first, otherwise, end) = (self.block(), self.block(), self.block(), self.block());
                self.graph[at] = vec![head];
                self.cond(cond, head, first, otherwise);
                self.body(body, first, head, end);
                let last = self.all(els, otherwise);
                self.graph[last] = vec![end];
                end
            }
            Stmt::Forever(body) => {
                let (head, end) = (self.block(), self.block());
                self.graph[at] = vec![head];
                self.body(body, head, head, end);
                end
            }
        }
    }

    fn body(&mut self, body: &[Stmt], first: usize, head: usize, end: usize) {
        self.loops.push((head, end));
        let last = self.all(body, first);
        self.loops.pop();
        self.graph[last] = vec![head];
    }

    fn cond(&mut self, cond: &Cond, at: usize, yes: usize, no: usize) {
        match cond {
            Cond::Atom => self.graph[at] = vec![yes, no],
            Cond::Not(inner) => self.cond(inner, at, no, yes),
            Cond::And(a, b) => {
                let between = self.block();
                self.cond(a, at, between, no);
                self.cond(b, between, yes, no);
            }
            Cond::Or(a, b) => {
                let between = self.block();
                self.cond(a, at, yes, between);
                self.cond(b, between, yes, no);
            }
        }
    }
}

/// Lets some edges to a block that only goes on go there at once.
pub(crate) fn thread_jumps(graph: &mut Plain, choices: &[bool]) {
    let mut choices = choices.iter().cycle();
    for block in 0..graph.len() {
        for index in 0..graph[block].len() {
            // Bounded, for an empty endless loop leads on for ever.
            for _ in 0..3 {
                if let [next] = graph[graph[block][index]][..]
                    && choices.next().copied().unwrap_or(false)
                {
                    graph[block][index] = next;
                }
            }
        }
    }
}

/// Any graph with at most two successors a block.
pub(crate) fn arbitrary(most: usize) -> impl Strategy<Value = Plain> {
    (1..most).prop_flat_map(|count| {
        prop::collection::vec(
            prop_oneof![
                1 => Just(vec![]),
                3 => (0..count).prop_map(|a| vec![a]),
                6 => (0..count, 0..count).prop_map(|(a, b)| vec![a, b]),
            ],
            count,
        )
    })
}

/// The graph with every edge that enters a cycle at a wrong place turned to the block's own dominator.
pub(crate) fn made_reducible(mut graph: Plain) -> Plain {
    loop {
        let dominators = Dominators::of(&graph);
        let Some((from, index)) = Loops::of(&graph, &dominators).irreducible_edge() else {
            return graph;
        };
        graph[from][index] = dominators.immediate(from).unwrap_or(0);
    }
}

/// The oracle for dominance: `a` dominates `b` if `b` cannot be reached without `a`.
pub(crate) fn naive_dominates(graph: &dyn Graph, a: usize, b: usize) -> bool {
    reachable(graph, None)[b] && (a == b || !reachable(graph, Some(a))[b])
}

/// What can be reached from the entry without passing `without`.
pub(crate) fn reachable(graph: &dyn Graph, without: Option<usize>) -> Vec<bool> {
    let mut reached = vec![false; graph.len()];
    let mut open: Vec<usize> = if without == Some(0) { Vec::new() } else { vec![0] };
    while let Some(block) = open.pop() {
        if !std::mem::replace(&mut reached[block], true) {
            open.extend(
                graph
                    .successors(block)
                    .into_iter()
                    .filter(|&next| Some(next) != without),
            );
        }
    }
    reached
}

/// The oracle for reducibility (T1, T2): self-loops vanish, a block with one predecessor melts into it, until one is left.
pub(crate) fn naive_is_reducible(graph: &dyn Graph) -> bool {
    let reached = reachable(graph, None);
    let mut successors: Vec<Option<std::collections::BTreeSet<usize>>> = (0..graph.len())
        .map(|block| reached[block].then(|| graph.successors(block).into_iter().collect()))
        .collect();
    loop {
        let mut changed = false;
        for block in 0..successors.len() {
            let Some(mut own) = successors[block].clone() else {
                continue;
            };
            changed |= own.remove(&block);
            successors[block] = Some(own.clone());
            let from: Vec<usize> = (0..successors.len())
                .filter(|&b| successors[b].as_ref().is_some_and(|s| s.contains(&block)))
                .collect();
            if let [only] = from[..]
                && block != 0
            {
                if let Some(into) = &mut successors[only] {
                    into.remove(&block);
                    into.extend(own);
                }
                successors[block] = None;
                changed = true;
            }
        }
        if !changed {
            return successors.iter().flatten().count() == 1;
        }
    }
}
