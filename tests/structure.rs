//! Graph questions against naive oracles, and structured trees against their graphs.

#[path = "structure_support/mod.rs"]
mod support;

use annot::analysis::dominators::Dominators;
use annot::analysis::loops::Loops;
use annot::analysis::order::reverse_postorder;
use annot::structure::scopes::Scopes;
use annot::structure::{DEEPEST, Tree, Unstructured, structure};
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::graphs::{
    Plain, Throwing, arbitrary, lower, made_reducible, naive_dominates, naive_is_reducible, program, reachable,
    thread_jumps,
};
use support::walk::{difference, probes};

const EVENTS: usize = 400;

/// How many mutants of one tree are tried.
const MUTANTS: usize = 30;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dominators_agree_with_the_naive_ones(graph in arbitrary(14)) {
        let dominators = Dominators::of(&graph);
        for a in 0..graph.len() {
            for b in 0..graph.len() {
                prop_assert_eq!(dominators.dominates(a, b), naive_dominates(&graph, a, b), "{} over {}", a, b);
            }
        }
        for b in 0..graph.len() {
            let above: Vec<usize> = (0..graph.len()).filter(|&a| a != b && dominators.dominates(a, b)).collect();
            let closest = above.iter().copied().find(|&a| above.iter().all(|&other| dominators.dominates(other, a)));
            prop_assert_eq!(dominators.immediate(b), closest);
            prop_assert_eq!(dominators.children(b).iter().all(|&c| dominators.immediate(c) == Some(b)), true);
        }
    }

    #[test]
    fn loops_agree_with_their_definition(graph in arbitrary(14)) {
        let dominators = Dominators::of(&graph);
        let loops = Loops::of(&graph, &dominators);
        let reached = reachable(&graph, None);
        prop_assert_eq!(loops.is_reducible(), naive_is_reducible(&graph));
        let mut depth = vec![0; graph.len()];
        for header in 0..graph.len() {
            let latches: Vec<usize> = (0..graph.len())
                .filter(|&from| reached[from] && graph[from].contains(&header) && naive_dominates(&graph, header, from))
                .collect();
            prop_assert_eq!(loops.is_header(header), !latches.is_empty());
            if latches.is_empty() {
                continue;
            }
            for block in 0..graph.len() {
                let inside = reached[block] && (block == header || naive_reaches(&graph, block, &latches, header));
                prop_assert_eq!(loops.contains(header, block), inside, "{} in loop {}", block, header);
                depth[block] += usize::from(inside);
            }
            prop_assert_eq!(loops.body(header)[0], header);
        }
        prop_assert_eq!((0..graph.len()).map(|block| loops.depth(block)).collect::<Vec<_>>(), depth);
    }

    #[test]
    fn reverse_postorder_lists_sources_of_forward_edges_first(graph in arbitrary(14).prop_map(made_reducible)) {
        let order = reverse_postorder(&graph);
        let dominators = Dominators::of(&graph);
        prop_assert_eq!(order.iter().copied().collect::<BTreeSet<_>>().len(), order.len());
        for (at, &block) in order.iter().enumerate() {
            for &next in &graph[block] {
                let later = order.iter().position(|&b| b == next).is_some_and(|p| p > at);
                prop_assert!(later || dominators.dominates(next, block));
            }
        }
    }

    #[test]
    fn trees_of_programs_walk_like_their_graphs(
        program in program(),
        threaded in prop::collection::vec(any::<bool>(), 1..40),
        bits in prop::collection::vec(any::<bool>(), 0..60),
    ) {
        let mut graph = lower(&program);
        holds(&graph, &bits)?;
        thread_jumps(&mut graph, &threaded);
        holds(&graph, &bits)?;
    }

    #[test]
    fn trees_of_arbitrary_graphs_walk_like_their_graphs(
        graph in prop_oneof![arbitrary(8), arbitrary(20), arbitrary(60)],
        bits in prop::collection::vec(any::<bool>(), 0..60),
    ) {
        holds(&graph, &bits)?;
        holds(&made_reducible(graph), &bits)?;
    }

    /// Edges from within blocks, as exceptions take them to handlers, lead where the graph says.
    #[test]
    fn trees_of_graphs_that_are_left_from_within_walk_like_them(
        graph in prop_oneof![arbitrary(8), arbitrary(20), arbitrary(60)],
        every in 1usize..4,
        bits in prop::collection::vec(any::<bool>(), 0..60),
    ) {
        let graph = Throwing { graph: made_reducible(graph), every };
        let tree = structure(&graph).map_err(|refused| TestCaseError::fail(format!("{refused:?}")))?;
        for bits in probes(&graph, &bits) {
            prop_assert_eq!(difference(&graph, &tree, &bits, EVENTS), None);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// The check itself is checked: every tree with one thing wrong is told from the right one. It also shows that no
    /// jump is needless, since leaving any one of them out changes what the tree does.
    #[test]
    fn every_mutant_is_caught(
        program in program(),
        threaded in prop::collection::vec(any::<bool>(), 1..40),
        other in arbitrary(12),
        bits in prop::collection::vec(any::<bool>(), 0..20),
        first in 0..1_000_usize,
    ) {
        let mut graph = lower(&program);
        thread_jumps(&mut graph, &threaded);
        for graph in [graph, made_reducible(other)] {
            let Ok(tree) = structure(&graph) else { continue };
            let probes = probes(&graph, &bits);
            let places = (0..).take_while(|&number| mutant(&tree, number).is_some()).count();
            let stride = places / MUTANTS + 1;
            for number in (first % stride..places).step_by(stride) {
                let mutant = mutant(&tree, number).unwrap_or_else(|| panic!("there are {places} mutants"));
                prop_assert!(
                    probes.iter().any(|bits| difference(&graph, &mutant, bits, EVENTS).is_some()),
                    "mutant {} of {:?} is not caught:\n{}the right one:\n{}", number, graph, mutant, tree
                );
            }
        }
    }
}

/// `graph` has a tree exactly if it is reducible; the tree does what the graph does and keeps its invariants.
fn holds(graph: &Plain, bits: &[bool]) -> Result<(), TestCaseError> {
    let tree = match structure(graph) {
        Ok(tree) => tree,
        Err(Unstructured::Irreducible { from, successor }) => {
            prop_assert!(!naive_is_reducible(graph));
            let target = graph[from][successor];
            prop_assert!(!naive_dominates(graph, target, from));
            prop_assert!(
                naive_reaches(graph, target, &[from], usize::MAX),
                "the edge is on no cycle"
            );
            return Ok(());
        }
        Err(refused) => return Err(TestCaseError::fail(format!("{refused:?}"))),
    };
    prop_assert!(naive_is_reducible(graph));
    for bits in probes(graph, bits) {
        if let Some(difference) = difference(graph, &tree, &bits, EVENTS) {
            return Err(TestCaseError::fail(difference));
        }
    }
    invariants(graph, &tree)
}

fn invariants(graph: &Plain, tree: &Tree) -> Result<(), TestCaseError> {
    let reached = reachable(graph, None);
    let (mut blocks, mut edges, mut labels, mut broken) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
    visit(tree, &mut Vec::new(), &mut |tree, around| match tree {
        Tree::Block(block) => blocks.push(*block),
        Tree::Edge { from, successor } => edges.push((*from, *successor)),
        Tree::Labelled { label, .. } => {
            labels.push(*label);
            assert!(!around.contains(label), "label {label} inside itself");
        }
        Tree::Loop { label, .. } => assert!(!around.contains(label), "label {label} inside itself"),
        Tree::Break { label } => {
            assert!(around.contains(label), "no label {label} around");
            broken.insert(*label);
        }
        Tree::Continue { label } => assert!(around.contains(label), "no label {label} around"),
        _ => {}
    });
    blocks.sort_unstable();
    edges.sort_unstable();
    let all: Vec<usize> = (0..graph.len()).filter(|&block| reached[block]).collect();
    let all_edges: Vec<_> = all
        .iter()
        .flat_map(|&b| (0..graph[b].len()).map(move |i| (b, i)))
        .collect();
    prop_assert_eq!(&blocks, &all);
    prop_assert_eq!(edges, all_edges);
    prop_assert!(
        labels.iter().all(|label| broken.contains(label)),
        "a labelled block that nothing leaves:\n{}",
        tree
    );
    prop_assert!(braces(tree) <= DEEPEST);
    let scopes = Scopes::of(tree, graph.len());
    let paths = scope_paths(tree, graph.len());
    for &a in &all {
        for &b in &all {
            prop_assert_eq!(
                scopes.is_visible(a, b),
                paths[b].starts_with(&paths[a]),
                "{} in scope at {}\n{}",
                a,
                b,
                tree
            );
        }
    }
    Ok(())
}

/// Is there a way from `block` to one of `targets` that does not pass `without`?
fn naive_reaches(graph: &Plain, block: usize, targets: &[usize], without: usize) -> bool {
    let mut seen = vec![false; graph.len()];
    let mut open = vec![block];
    while let Some(block) = open.pop() {
        if block != without && !std::mem::replace(&mut seen[block], true) {
            if targets.contains(&block) {
                return true;
            }
            open.extend(&graph[block]);
        }
    }
    false
}

fn visit<'t>(tree: &'t Tree, around: &mut Vec<usize>, look: &mut dyn FnMut(&'t Tree, &[usize])) {
    look(tree, around);
    match tree {
        Tree::Seq(statements) => statements.iter().for_each(|statement| visit(statement, around, look)),
        Tree::Labelled { label, body } | Tree::Loop { label, body } => {
            around.push(*label);
            visit(body, around, look);
            around.pop();
        }
        Tree::If { then, els, .. } => {
            visit(then, around, look);
            visit(els, around, look);
        }
        _ => {}
    }
}

/// How deep braces nest.
fn braces(tree: &Tree) -> usize {
    match tree {
        Tree::Seq(statements) => statements.iter().map(braces).max().unwrap_or(0),
        Tree::Labelled { body, .. } | Tree::Loop { body, .. } => 1 + braces(body),
        Tree::If { then, els, .. } => 1 + braces(then).max(braces(els)),
        _ => 0,
    }
}

/// For each block the openings of braces around it, each named by its place in the text.
fn scope_paths(tree: &Tree, blocks: usize) -> Vec<Vec<usize>> {
    let mut paths = vec![Vec::new(); blocks];
    let mut open = Vec::new();
    for (number, line) in tree.to_string().lines().enumerate() {
        let line = line.trim();
        if line.starts_with('}') {
            open.pop();
        }
        if line.ends_with('{') {
            open.push(number);
        }
        if let Some(block) = line.strip_prefix("block").and_then(|block| block.parse::<usize>().ok()) {
            paths[block] = open.clone();
        }
    }
    paths
}

/// The tree with its `number`-th possible mistake: a jump, edge or exit left out, or the arms of a branch exchanged.
fn mutant(tree: &Tree, number: usize) -> Option<Tree> {
    fn change(tree: &mut Tree, left: &mut usize) -> bool {
        let is_place = !matches!(
            tree,
            Tree::Block(_) | Tree::Seq(_) | Tree::Labelled { .. } | Tree::Loop { .. }
        );
        if is_place {
            if *left == 0 {
                if let Tree::If { then, els, .. } = tree {
                    std::mem::swap(then, els);
                } else {
                    *tree = Tree::Seq(Vec::new());
                }
                return true;
            }
            *left -= 1;
        }
        match tree {
            Tree::Seq(statements) => statements.iter_mut().any(|statement| change(statement, left)),
            Tree::Labelled { body, .. } | Tree::Loop { body, .. } => change(body, left),
            Tree::If { then, els, .. } => change(then, left) || change(els, left),
            _ => false,
        }
    }
    let mut mutant = tree.clone();
    let mut left = number;
    change(&mut mutant, &mut left).then_some(mutant)
}

/// Shapes that source code has a lot of, far longer than any source: the tree stays flat, and nothing recurses.
#[test]
fn long_graphs_stay_flat() {
    let chain: Plain = (0..10_000)
        .map(|b| if b < 9_999 { vec![b + 1] } else { vec![] })
        .collect();
    // Tests 0, 2, 4 ...; each `if` goes to its arm at 1, 3, 5 ...; the last test's `else` and all arms go to the end.
    let elif = |arm: &dyn Fn(usize) -> Vec<usize>| -> Plain {
        let end = 6_000;
        let mut graph: Plain = (0..end)
            .map(|b| if b % 2 == 0 { vec![b + 1, b + 2] } else { arm(end) })
            .collect();
        graph.push(vec![]);
        graph
    };
    let assigning = elif(&|end| vec![end]);
    let returning = elif(&|_| vec![]);
    let diamonds: Plain = (0..9_000)
        .map(|b| match b % 3 {
            0 => vec![b + 1, b + 2],
            1 => vec![b + 2],
            _ => vec![b + 1],
        })
        .chain([vec![]])
        .collect();
    let mut conjunction: Plain = (0..3_000).map(|b| vec![b + 1, 3_001]).collect();
    conjunction.extend([vec![3_001], vec![]]);
    let mut disjunction: Plain = (0..3_000).map(|b| vec![3_000, b + 1]).collect();
    disjunction.extend([vec![3_001], vec![]]);
    let loops: Plain = (0..9_000)
        .map(|b| match b % 3 {
            0 => vec![b + 1, b + 3],
            1 => vec![b + 2, b + 1],
            _ => vec![b - 2],
        })
        .chain([vec![]])
        .collect();
    for (name, graph) in [
        ("chain", chain),
        ("elif", assigning),
        ("elif return", returning),
        ("diamonds", diamonds),
        ("and", conjunction),
        ("or", disjunction),
        ("loops", loops),
    ] {
        let begun = std::time::Instant::now();
        let tree = structure(&graph).unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
        assert!(braces(&tree) <= 20, "{name}: {} levels", braces(&tree));
        assert!(begun.elapsed().as_secs() < 5, "{name}: {:?}", begun.elapsed());
        for bits in [vec![], vec![false; 20_000], vec![true; 20_000]] {
            assert_eq!(difference(&graph, &tree, &bits, 30_000), None, "{name}");
        }
    }
}

/// What cannot be flat is refused before it is built.
#[test]
fn deep_nesting_is_refused() {
    let depth = 2_000;
    // Loop inside loop inside loop: block b opens a loop, block 2*depth-1-b ends it.
    let graph: Plain = (0..2 * depth)
        .map(|b| {
            if b < depth {
                vec![b + 1]
            } else {
                vec![2 * depth - 1 - b, b + 1]
            }
        })
        .chain([vec![]])
        .collect();
    assert!(matches!(structure(&graph), Err(Unstructured::TooDeep { .. })));
}

#[test]
fn an_edge_into_the_middle_of_a_loop_is_named() {
    let graph = vec![vec![1, 2], vec![2], vec![1, 3], vec![]];
    let refused = structure(&graph);
    assert!(
        matches!(refused, Err(Unstructured::Irreducible { from, successor }) if [1, 2].contains(&graph[from][successor]))
    );
}

#[test]
fn a_graph_without_blocks_is_nothing() {
    assert_eq!(structure(&Plain::new()), Ok(Tree::Seq(vec![])));
}

/// What a reader of the emitted Rust sees. The programs are those that the comments show.
#[test]
fn common_shapes_read_well() {
    let cases: [(&str, Plain, &str); 6] = [
        (
            "if a: b\nelse: c\nreturn",
            vec![vec![1, 2], vec![3], vec![3], vec![]],
            "block0\nif block0 {\n    edge block0.0\n    block1\n    edge block1.0\n} else {\n    edge block0.1\n    block2\n    \
             edge block2.0\n}\nblock3\nleave block3\n",
        ),
        (
            "if a: return\nif b: return\nreturn",
            vec![vec![1, 2], vec![], vec![3, 4], vec![], vec![]],
            "block0\nif block0 {\n    edge block0.0\n    block1\n    leave block1\n}\nedge block0.1\nblock2\nif block2 {\n    \
             edge block2.0\n    block3\n    leave block3\n}\nedge block2.1\nblock4\nleave block4\n",
        ),
        (
            "while a: b\nreturn",
            vec![vec![1], vec![2, 3], vec![1], vec![]],
            "block0\nedge block0.0\n'l1: loop {\n    block1\n    if block1 {\n    } else {\n        edge block1.1\n        break \
             'l1\n    }\n    edge block1.0\n    block2\n    edge block2.0\n}\nblock3\nleave block3\n",
        ),
        (
            "while a:\n  if b: return\n  if c: continue\n  d\nreturn",
            vec![vec![1], vec![2, 6], vec![3, 4], vec![], vec![1, 5], vec![1], vec![]],
            "block0\nedge block0.0\n'l1: loop {\n    block1\n    if block1 {\n    } else {\n        edge block1.1\n        break \
             'l1\n    }\n    edge block1.0\n    block2\n    if block2 {\n        edge block2.0\n        block3\n        leave block3\n    \
             }\n    edge block2.1\n    block4\n    if block4 {\n        edge block4.0\n    } else {\n        edge block4.1\n        \
             block5\n        edge block5.0\n    }\n}\nblock6\nleave block6\n",
        ),
        (
            "for a:\n  if b: break\nelse: c\nreturn",
            vec![vec![1, 3], vec![2, 0], vec![4], vec![4], vec![]],
            "'l4: {\n    'l0: loop {\n        block0\n        if block0 {\n        } else {\n            edge block0.1\n            \
             break 'l0\n        }\n        edge block0.0\n        block1\n        if block1 {\n            edge block1.0\n            \
             block2\n            edge block2.0\n            break 'l4\n        }\n        edge block1.1\n    }\n    block3\n    \
             edge block3.0\n}\nblock4\nleave block4\n",
        ),
        (
            "if a and b: c\nreturn",
            vec![vec![1, 3], vec![2, 3], vec![3], vec![]],
            "block0\nif block0 {\n    edge block0.0\n    block1\n    if block1 {\n        edge block1.0\n        block2\n        \
             edge block2.0\n    } else {\n        edge block1.1\n    }\n} else {\n    edge block0.1\n}\nblock3\nleave block3\n",
        ),
    ];
    for (program, graph, expected) in cases {
        let tree = structure(&graph).unwrap_or_else(|refused| panic!("{refused:?}"));
        assert_eq!(tree.to_string(), expected, "\n{program}\n{tree}");
    }
}
