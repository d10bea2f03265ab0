//! Text to tree. This is the only room that names the parser crate; the others say [`ast`].
//!
//! The tree serves hints only: what a program *does* is read from the bytecode that CPython compiled. So a file that this
//! parser refuses and CPython accepts is a module with fewer hints, never a failed build.

mod lines;
mod stack;

use std::fmt;

pub use rustpython_ast as ast;
use rustpython_ast::visitor::{self, Visitor};
pub use rustpython_text_size::{Ranged, TextRange, TextSize};

pub use lines::{LineIndex, Position};

/// A parsed module, with its text and the means to turn offsets into CPython's positions.
#[derive(Debug)]
pub struct Tree {
    /// Always there; an `Option` only because a deep tree is taken out and dropped on a larger stack.
    module: Option<ast::ModModule>,
    text: String,
    lines: LineIndex,
    depth: usize,
}

/// Why a text is not a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub message: String,
    /// From 1.
    pub line: u32,
    /// From 0, in bytes of UTF-8.
    pub column: u32,
}

/// Parse the text of a module. A byte order mark at its start counts for no column, as in CPython.
pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
    let parsed = with_recovery(text)?;
    match parsed.error {
        None => Ok(parsed.tree),
        Some(error) => Err(error),
    }
}

/// Parse a text that CPython is known to accept: where its syntax is newer than this parser, the tree has what could be
/// understood of the rest. Nothing comes back only if there is no tree at all.
pub fn parse_accepted(text: &str) -> Option<Tree> {
    with_recovery(text).ok().map(|parsed| parsed.tree)
}

/// Parse one expression written in a string, such as a hint in quotes. Nothing if it is not an expression.
pub fn parse_expression(text: &str) -> Option<ast::Expr> {
    // In parentheses, because a hint in triple quotes may start with white space or span lines.
    let parsed = rustpython_parser::parse_expression(&format!("({text}\n)")).ok()?;
    Some(*parsed.into_syntax().body)
}

/// The longest text that [`parse_expression`] should be given: each character may nest once more, and it runs on the
/// caller's stack.
pub const LONGEST_EXPRESSION: usize = 1000;

impl Tree {
    pub fn module(&self) -> &ast::ModModule {
        match &self.module {
            Some(module) => module,
            None => unreachable!("the module is taken only by drop"),
        }
    }

    /// The source, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Where a node starts, as CPython's `ast` says it (except functions and classes with decorators, whose range starts
    /// at the first `@` here).
    pub fn position(&self, node: &impl Ranged) -> Position {
        self.lines.position(node.start())
    }

    /// Run `walk`, which may recurse over the whole tree, on a stack that is large enough for this tree.
    /// Nothing comes back if `walk` panicked or the stack could not be had.
    pub fn walk<T: Send>(&self, walk: impl FnOnce(&ast::ModModule) -> T + Send) -> Option<T> {
        stack::with_room_for(self.depth, || walk(self.module()))
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // Dropping recurses as deep as the tree is, and nobody knows on how small a stack.
        if self.depth > 100
            && let Some(module) = self.module.take()
        {
            stack::with_room_for(self.depth, move || drop(module));
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for SyntaxError {}

struct Recovered {
    tree: Tree,
    error: Option<SyntaxError>,
}

fn with_recovery(text: &str) -> Result<Recovered, SyntaxError> {
    let refused = |message: &str| SyntaxError {
        message: message.to_string(),
        line: 1,
        column: 0,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if u32::try_from(text.len()).is_err() {
        return Err(refused("the file is larger than 4 GiB"));
    }
    let lines = LineIndex::new(text);
    let parsed = stack::with_room_for(text.len(), || {
        let parsed = rustpython_parser::parse_unchecked_source(text, ast::PySourceType::Python);
        let error = parsed.errors().first().map(|error| {
            let Position { line, column } = lines.position(error.location.start());
            SyntaxError {
                message: error.error.to_string(),
                line,
                column,
            }
        });
        let module = parsed.into_syntax();
        let depth = depth_of(&module);
        (module, depth, error)
    });
    let (module, depth, error) = parsed.ok_or_else(|| refused("the parser gave up on this file"))?;
    Ok(Recovered {
        tree: Tree {
            module: Some(module),
            text: text.to_string(),
            lines,
            depth,
        },
        error,
    })
}

/// How many nodes stand inside one another, at most.
fn depth_of(module: &ast::ModModule) -> usize {
    struct Depth {
        now: usize,
        most: usize,
    }
    impl Depth {
        fn inside(&mut self, walk: impl FnOnce(&mut Self)) {
            self.now += 1;
            self.most = self.most.max(self.now);
            walk(self);
            self.now -= 1;
        }
    }
    impl<'a> Visitor<'a> for Depth {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            self.inside(|depth| visitor::walk_stmt(depth, stmt));
        }
        fn visit_expr(&mut self, expr: &'a ast::Expr) {
            self.inside(|depth| visitor::walk_expr(depth, expr));
        }
        fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
            self.inside(|depth| visitor::walk_pattern(depth, pattern));
        }
    }
    let mut depth = Depth { now: 0, most: 0 };
    depth.visit_body(&module.body);
    depth.most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_cpythons_line() {
        let error = parse("x = 1\ny = (\n").map(|_| ()).unwrap_err();
        assert_eq!(error.line, 3);
        let error = parse("x = 1\néé = = 2\n").map(|_| ()).unwrap_err();
        assert_eq!((error.line, error.column), (2, 7));
    }

    #[test]
    fn what_can_be_understood_of_newer_syntax_is_kept() {
        let text = "def f(): pass\nmatch x:\n    case +1: pass\ndef g(): pass\n";
        assert_eq!(parse(text).map(|_| ()).unwrap_err().line, 3);
        assert_eq!(
            parse_accepted(text)
                .unwrap()
                .module()
                .body
                .iter()
                .filter(|s| s.is_function_def_stmt())
                .count(),
            2
        );
    }

    #[test]
    fn a_byte_order_mark_has_no_width() {
        let tree = parse("\u{feff}x = 1\n").unwrap();
        assert_eq!(tree.position(&tree.module().body[0]), Position { line: 1, column: 0 });
    }

    /// Each of these nests once per character or so; the parser, the walk and the drop must all survive it, also when
    /// the caller's stack is small.
    #[test]
    fn deep_nesting_is_survived() {
        let deep = 40_000;
        let texts = [
            "(".repeat(deep) + "1" + &")".repeat(deep),
            "[".repeat(deep) + &"]".repeat(deep),
            "[".repeat(deep),
            "-".repeat(deep) + "1",
            "not ".repeat(deep) + "1",
            "lambda:".repeat(deep) + "1",
            "1".to_string() + &"+1".repeat(deep),
            "a".to_string() + &".a".repeat(deep),
            "a".to_string() + &"()".repeat(deep),
            "1".to_string() + &"**1".repeat(deep),
            "1 if 1 else ".repeat(deep) + "1",
            "match x:\n case ".to_string() + &"[".repeat(deep) + &"]".repeat(deep) + ": pass\n",
            (0..1000).map(|n| " ".repeat(n) + "if x:\n").collect::<String>() + &" ".repeat(1000) + "pass\n",
        ];
        let small = std::thread::Builder::new().stack_size(256 << 10);
        let work = move || {
            for text in texts {
                if let Ok(tree) = parse(&text) {
                    assert!(
                        tree.depth >= 1000 || text.starts_with('('),
                        "{} {}",
                        tree.depth,
                        &text[..20]
                    );
                    assert!(tree.walk(depth_of).is_some());
                }
            }
        };
        assert!(small.spawn(work).unwrap().join().is_ok());
    }
}
