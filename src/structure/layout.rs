//! The layout itself: which statement each block becomes and what stands after what.

use super::{DEEPEST, Tree, Unstructured};
use crate::analysis::dominators::Dominators;
use crate::analysis::graph::{Graph, successors};
use crate::analysis::loops::Loops;
use crate::analysis::order::reverse_postorder;

/// From this nesting on a branch nests its smaller arm only, even if that costs a `Break`.
const DEEP: usize = 12;

/// So many blocks at most, without a branch, stay inside a loop that they leave for good.
const SHORT: usize = 4;

pub(super) fn lay_out(graph: &dyn Graph) -> Result<Tree, Unstructured> {
    let dominators = Dominators::of(graph);
    let loops = Loops::of(graph, &dominators);
    if let Some((from, successor)) = loops.irreducible_edge() {
        return Err(Unstructured::Irreducible { from, successor });
    }
    if graph.is_empty() {
        return Ok(Tree::Seq(Vec::new()));
    }
    let plan = Plan::of(graph, dominators, loops);
    let mut layout = Layout {
        broken: vec![false; graph.len()],
        open_loops: Vec::new(),
        plan,
    };
    let mut statements = Vec::new();
    layout.lay(
        0,
        Goal::Nowhere,
        Scope {
            depth: 0,
            body_of: None,
        },
        &mut statements,
    )?;
    Ok(sequence(statements))
}

/// Where control goes when it falls off the end of a statement, or where an edge wants it to go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// It must not get there.
    Nowhere,
    /// To a block not yet begun.
    Forward(usize),
    /// To the next round of a loop.
    Again(usize),
}

/// What is decided of each block before any statement is made.
struct Plan {
    successors: Vec<Vec<usize>>,
    /// How many of them are reached from the block's end.
    ends: Vec<usize>,
    /// Is the block reached from within another?
    is_thrown_to: Vec<bool>,
    dominators: Dominators,
    loops: Loops,
    /// Blocks that come after a block (within its loop, if it is a header), in reverse postorder.
    after_block: Vec<Vec<usize>>,
    /// Blocks that come after the loop of a header, in reverse postorder.
    after_loop: Vec<Vec<usize>>,
    /// Is the block in one of those lists? If not, it stands at the one edge that leads to it.
    is_placed: Vec<bool>,
    /// Dominator-tree numbers of the sources of the forward edges to a block, ascending.
    forward_sources: Vec<Vec<usize>>,
    /// Dominator-tree numbers of the sources of the back edges to a block, ascending.
    back_sources: Vec<Vec<usize>>,
}

impl Plan {
    fn of(graph: &dyn Graph, dominators: Dominators, loops: Loops) -> Plan {
        let count = graph.len();
        let order = reverse_postorder(graph);
        let mut plan = Plan {
            successors: successors(graph),
            ends: (0..count).map(|block| graph.ends(block)).collect(),
            is_thrown_to: vec![false; count],
            dominators,
            loops,
            after_block: vec![Vec::new(); count],
            after_loop: vec![Vec::new(); count],
            is_placed: vec![false; count],
            forward_sources: vec![Vec::new(); count],
            back_sources: vec![Vec::new(); count],
        };
        for &block in &order {
            let number = plan.dominators.subtree(block).start;
            for index in 0..plan.successors[block].len() {
                match plan.goal(block, index) {
                    Goal::Forward(target) => plan.forward_sources[target].push(number),
                    Goal::Again(target) => plan.back_sources[target].push(number),
                    Goal::Nowhere => {}
                }
            }
        }
        plan.forward_sources
            .iter_mut()
            .chain(&mut plan.back_sources)
            .for_each(|sources| sources.sort_unstable());
        for &block in &order {
            for target in plan.successors[block][plan.ends[block]..].iter().copied() {
                plan.is_thrown_to[target] = true;
            }
        }
        for &block in &order {
            plan.place(block);
        }
        plan
    }

    fn goal(&self, from: usize, successor: usize) -> Goal {
        let target = self.successors[from][successor];
        if self.dominators.dominates(target, from) {
            Goal::Again(target)
        } else {
            Goal::Forward(target)
        }
    }

    /// Decides what `block` comes after, if it does not stand at its only edge.
    fn place(&mut self, block: usize) {
        let Some(dominator) = self.dominators.immediate(block) else {
            return;
        };
        let left = self
            .loops
            .around(dominator)
            .take_while(|&header| !self.loops.contains(header, block))
            .last();
        let is_merge = self.forward_sources[block].len() > 1 || self.is_thrown_to[block];
        if let Some(header) = left
            && (is_merge || self.loops.is_header(dominator) || !self.is_short_way_out(block))
        {
            self.after_loop[header].push(block);
            self.is_placed[block] = true;
        } else if is_merge {
            self.after_block[dominator].push(block);
            self.is_placed[block] = true;
        }
    }

    /// Does `block` begin a short path without branches to an end of the function or to where other paths come too?
    fn is_short_way_out(&self, block: usize) -> bool {
        let mut block = block;
        for _ in 0..SHORT {
            match self.successors[block][..] {
                [next] if self.dominators.immediate(next) == Some(block) => block = next,
                [] | [_] => return true,
                _ => return false,
            }
        }
        false
    }

    /// Does the arm that begins with this edge have a way to `goal` on which it need not leave anything?
    fn reaches(&self, from: usize, successor: usize, goal: Goal) -> bool {
        let sources = match goal {
            Goal::Nowhere => return false,
            Goal::Forward(target) => &self.forward_sources[target],
            Goal::Again(target) => &self.back_sources[target],
        };
        let Some(target) = self.stands_at(from, successor) else {
            return self.goal(from, successor) == goal;
        };
        let within = self.dominators.subtree(target);
        let first = sources.partition_point(|&source| source < within.start);
        sources.get(first).is_some_and(|source| within.contains(source))
    }

    /// How many blocks begin to be nested with the arm that begins with this edge.
    fn weight(&self, from: usize, successor: usize) -> usize {
        self.stands_at(from, successor)
            .map_or(0, |target| self.dominators.subtree(target).len())
    }

    /// The target of an edge, if that block stands right at the edge.
    fn stands_at(&self, from: usize, successor: usize) -> Option<usize> {
        match self.goal(from, successor) {
            Goal::Forward(target) if !self.is_placed[target] => Some(target),
            _ => None,
        }
    }
}

/// Where statements are being made.
#[derive(Clone, Copy)]
struct Scope {
    depth: usize,
    /// The header whose loop's body this is.
    body_of: Option<usize>,
}

/// A block that comes after the statements from `start` on. Until they end, control that falls off goes to it.
struct Follower {
    block: usize,
    start: usize,
}

struct Layout {
    plan: Plan,
    /// Is there a `Break` to the labelled block before this block?
    broken: Vec<bool>,
    /// The headers of the loops around, each with where control goes that leaves it by its end.
    open_loops: Vec<(usize, Goal)>,
}

impl Layout {
    /// Makes the statements of `entry` and of all that stands or comes after it. Control that falls off goes to `next`.
    fn lay(&mut self, entry: usize, next: Goal, scope: Scope, out: &mut Vec<Tree>) -> Result<(), Unstructured> {
        let mut followers: Vec<Follower> = Vec::new();
        let mut block = entry;
        loop {
            let begins_loop = self.plan.loops.is_header(block) && scope.body_of != Some(block);
            let after = if begins_loop {
                &self.plan.after_loop
            } else {
                &self.plan.after_block
            };
            let start = out.len();
            followers.extend(after[block].iter().rev().map(|&block| Follower { block, start }));
            let depth = scope.depth + followers.len();
            if depth > DEEPEST {
                return Err(Unstructured::TooDeep { block });
            }
            let fall = followers.last().map_or(next, |follower| Goal::Forward(follower.block));
            let at_edge = if begins_loop {
                self.lay_loop(block, fall, depth, out)?;
                None
            } else {
                out.push(self.straight(block));
                match self.plan.ends[block] {
                    0 => {
                        out.push(Tree::Leave(block));
                        None
                    }
                    1 => self.follow(block, 0, fall, out),
                    _ => self.branch(block, fall, depth, out)?,
                }
            };
            block = match at_edge {
                Some(target) => target,
                None => {
                    let Some(Follower { block, start }) = followers.pop() else {
                        return Ok(());
                    };
                    if self.broken[block] {
                        let body = Box::new(sequence(out.split_off(start)));
                        out.push(Tree::Labelled { label: block, body });
                    }
                    block
                }
            };
        }
    }

    /// The straight-line part of a block.
    fn straight(&mut self, block: usize) -> Tree {
        let from_within = self.plan.ends[block]..self.plan.successors[block].len();
        if from_within.is_empty() {
            return Tree::Block(block);
        }
        let goals: Vec<Goal> = from_within.map(|successor| self.plan.goal(block, successor)).collect();
        let throws = goals.into_iter().map(|goal| self.jump(goal)).collect();
        Tree::Throwing { block, throws }
    }

    fn lay_loop(&mut self, header: usize, fall: Goal, depth: usize, out: &mut Vec<Tree>) -> Result<(), Unstructured> {
        let mut body = Vec::new();
        self.open_loops.push((header, fall));
        self.lay(
            header,
            Goal::Again(header),
            Scope {
                depth: depth + 1,
                body_of: Some(header),
            },
            &mut body,
        )?;
        self.open_loops.pop();
        out.push(Tree::Loop {
            label: header,
            body: Box::new(sequence(body)),
        });
        Ok(())
    }

    /// Makes the branch that ends `block`. Gives the block that stands after it, if one arm need not nest.
    fn branch(
        &mut self,
        block: usize,
        fall: Goal,
        depth: usize,
        out: &mut Vec<Tree>,
    ) -> Result<Option<usize>, Unstructured> {
        let smaller = usize::from(self.plan.weight(block, 1) < self.plan.weight(block, 0));
        let nested = match (self.plan.reaches(block, 0, fall), self.plan.reaches(block, 1, fall)) {
            _ if depth >= DEEP => Some(smaller),
            (false, false) => Some(smaller),
            (false, true) => Some(0),
            (true, false) => Some(1),
            (true, true) => None,
        };
        let mut arms = [Vec::new(), Vec::new()];
        for (successor, arm) in arms.iter_mut().enumerate() {
            if nested.is_none_or(|nested| nested == successor) {
                let goal = if nested.is_none() { fall } else { Goal::Nowhere };
                if let Some(target) = self.follow(block, successor, goal, arm) {
                    self.lay(
                        target,
                        goal,
                        Scope {
                            depth: depth + 1,
                            body_of: None,
                        },
                        arm,
                    )?;
                }
            }
        }
        let [then, els] = arms.map(|arm| Box::new(sequence(arm)));
        out.push(Tree::If { block, then, els });
        Ok(nested.and_then(|nested| self.follow(block, 1 - nested, fall, out)))
    }

    /// Takes an edge. Gives its target if that stands right here; else control is sent there, unless it falls there.
    fn follow(&mut self, from: usize, successor: usize, fall: Goal, out: &mut Vec<Tree>) -> Option<usize> {
        out.push(Tree::Edge { from, successor });
        let at_edge = self.plan.stands_at(from, successor);
        let goal = self.plan.goal(from, successor);
        if at_edge.is_none() && goal != fall {
            out.push(self.jump(goal));
        }
        at_edge
    }

    fn jump(&mut self, goal: Goal) -> Tree {
        let label = match goal {
            Goal::Again(label) => return Tree::Continue { label },
            Goal::Forward(label) => label,
            Goal::Nowhere => unreachable!("every edge has a target"),
        };
        // Leaving a loop that stands right before the target needs no labelled block.
        if let Some(&(header, _)) = self.open_loops.iter().rev().find(|&&(_, after)| after == goal) {
            return Tree::Break { label: header };
        }
        self.broken[label] = true;
        Tree::Break { label }
    }
}

/// As one statement.
fn sequence(mut statements: Vec<Tree>) -> Tree {
    match statements.pop() {
        Some(only) if statements.is_empty() => only,
        Some(last) => {
            statements.push(last);
            Tree::Seq(statements)
        }
        None => Tree::Seq(statements),
    }
}
