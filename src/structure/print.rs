//! A tree as text, in the shape of the Rust it becomes; what the tests show.

use std::fmt;

use super::Tree;

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(self, 0, f)
    }
}

fn print(tree: &Tree, indent: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let margin = "    ".repeat(indent);
    match tree {
        Tree::Block(block) => writeln!(f, "{margin}block{block}"),
        Tree::Throwing { block, throws } => {
            writeln!(f, "{margin}block{block} throws")?;
            throws.iter().try_for_each(|jump| print(jump, indent + 1, f))
        }
        Tree::Seq(statements) => statements.iter().try_for_each(|statement| print(statement, indent, f)),
        Tree::Labelled { label, body } => {
            writeln!(f, "{margin}'l{label}: {{")?;
            print(body, indent + 1, f)?;
            writeln!(f, "{margin}}}")
        }
        Tree::Loop { label, body } => {
            writeln!(f, "{margin}'l{label}: loop {{")?;
            print(body, indent + 1, f)?;
            writeln!(f, "{margin}}}")
        }
        Tree::If { block, then, els } => {
            writeln!(f, "{margin}if block{block} {{")?;
            print(then, indent + 1, f)?;
            if **els != Tree::Seq(Vec::new()) {
                writeln!(f, "{margin}}} else {{")?;
                print(els, indent + 1, f)?;
            }
            writeln!(f, "{margin}}}")
        }
        Tree::Edge { from, successor } => writeln!(f, "{margin}edge block{from}.{successor}"),
        Tree::Break { label } => writeln!(f, "{margin}break 'l{label}"),
        Tree::Continue { label } => writeln!(f, "{margin}continue 'l{label}"),
        Tree::Leave(block) => writeln!(f, "{margin}leave block{block}"),
    }
}
