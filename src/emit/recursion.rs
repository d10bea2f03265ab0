//! Functions that call themselves: their text is written once and compiled into itself a few levels deep, so that most calls
//! cost no call.
//!
//! Three Rust functions make such a body. `body_N` is what others call. `text_N::<LEVEL>` is the function's text, always
//! inlined; its calls of itself go through `head_N::<LEVEL>`, which does what the text does before anything that may leave
//! (for most recursive functions: the test that ends the recursion), and goes on in the text of the next level or, at the
//! last, in `body_N`. Every level has a context of its own, so an exit, a traceback and the recursion limit see each call.
//! Only the outermost level polls at its entry: a few levels later is soon enough.

use super::body::Body;
use super::{Unit, ascii_name, entry, rust_type};
use crate::ir::{Block, Func, Inst, Lent, Op, Terminator, Ty};
use crate::structure::Tree;
use std::fmt::Write;

/// The most operations that all levels of a function may have together.
const MOST_OPERATIONS: usize = 240;
/// The most levels below the outermost.
const MOST_LEVELS: u32 = 2;
/// The most operations that are done at each call before the call is made.
const MOST_IN_HEAD: usize = 8;

/// How many levels of itself a function's text is compiled into; 0: it is an ordinary body. That is what a function with a
/// frame has, as what it does costs more than a call.
pub(super) fn levels(unit: &Unit, has_frame: bool, is_itself: impl Fn(usize) -> bool) -> u32 {
    let func = &unit.func;
    let insts = || {
        func.reverse_postorder()
            .into_iter()
            .flat_map(|block| &func.block(block).insts)
    };
    let calls = insts()
        .filter(|inst| matches!(inst.op, Op::CallNative(function) if is_itself(function)))
        .count();
    let operations = insts().count();
    if calls == 0 || has_frame || unit.lent.is_some() {
        return 0;
    }
    let all = |levels: u32| (0..=levels).map(|level| calls.saturating_pow(level)).sum::<usize>() * operations;
    (1..=MOST_LEVELS)
        .rev()
        .find(|levels| all(*levels) <= MOST_OPERATIONS)
        .unwrap_or(0)
}

/// What a function's text does before anything that may leave: the same tree, in which control breaks out to the block
/// `beyond` where it can no longer be followed. Nothing, if that never returns.
fn head(func: &Func, tree: &Tree, beyond: usize) -> Option<Tree> {
    let mut head = Head {
        func,
        beyond,
        room: MOST_IN_HEAD,
        returns: false,
    };
    let tree = head.of(tree);
    head.returns.then_some(tree)
}

struct Head<'a> {
    func: &'a Func,
    beyond: usize,
    room: usize,
    returns: bool,
}

impl Head<'_> {
    fn of(&mut self, tree: &Tree) -> Tree {
        let beyond = Tree::Break { label: self.beyond };
        match tree {
            Tree::Block(block) => {
                let insts = &self.func.block(Block(*block as u32)).insts;
                let is_cheap =
                    |inst: &Inst| inst.op == Op::Poll || inst.op.is_pure() && !matches!(inst.op, Op::Primitive { .. });
                match self.room.checked_sub(insts.len()) {
                    Some(room) if insts.iter().all(is_cheap) => {
                        self.room = room;
                        tree.clone()
                    }
                    _ => beyond,
                }
            }
            Tree::Seq(items) => {
                let mut kept = Vec::new();
                for item in items {
                    kept.push(self.of(item));
                    if matches!(kept.last(), Some(Tree::Break { .. })) {
                        break;
                    }
                }
                Tree::Seq(kept)
            }
            Tree::Labelled { label, body } => Tree::Labelled {
                label: *label,
                body: Box::new(self.of(body)),
            },
            Tree::If { block, then, els } => Tree::If {
                block: *block,
                then: Box::new(self.of(then)),
                els: Box::new(self.of(els)),
            },
            Tree::Edge { .. } | Tree::Break { .. } => tree.clone(),
            Tree::Leave(block) => match self.func.block(Block(*block as u32)).terminator {
                Terminator::Return(_) => {
                    self.returns = true;
                    tree.clone()
                }
                _ => beyond,
            },
            Tree::Loop { .. } | Tree::Continue { .. } | Tree::Throwing { .. } => beyond,
        }
    }
}

/// The most operations that a small method consists of.
const SMALL: usize = 30;

impl Body<'_> {
    /// How a callee is named in a call.
    pub(super) fn callee(&self, number: usize, name: &str) -> String {
        if self.levels > 0 && number == self.unit.number {
            format!("head_{number}_{name}::<LEVEL>")
        } else {
            format!("body_{number}_{name}")
        }
    }

    /// What must hold for the poll of a block to be done here: no poll at all, if it is nothing.
    pub(super) fn poll_condition(&self, inst: &Inst) -> Option<&'static str> {
        let at_entry = self.func.blocks[0]
            .insts
            .first()
            .is_some_and(|first| std::ptr::eq(first, inst));
        match (self.levels > 0 && at_entry, self.in_head) {
            (_, true) => None,
            (true, false) => Some("LEVEL == 0 && "),
            (false, false) => Some(""),
        }
    }

    /// Is it a method that does so little that a call costs as much? Without a frame, it is in no other function's way.
    fn is_small(&self) -> bool {
        let calls = |inst: &Inst| matches!(inst.op, Op::CallNative(_) | Op::CallVectors(..) | Op::Poll);
        let count: usize = self.func.blocks.iter().map(|block| block.insts.len()).sum();
        let mut insts = self.func.blocks.iter().flat_map(|block| &block.insts);
        self.unit.is_method && !self.has_frame && count <= SMALL && !insts.any(calls)
    }

    /// The line that begins the function's text, and before it the functions that lead there.
    pub(super) fn signatures(&mut self, returns: &Ty, tree: &Tree) -> Result<(), String> {
        let func = self.func;
        let name = ascii_name(&entry::last(&func.qualname));
        let number = format!("{}{}", self.unit.number, self.unit.lent.map_or("", lent_suffix));
        let (mut params, mut args) = (String::new(), String::new());
        if self.unit.takes_function() {
            params.push_str(match self.unit.is_lazy() {
                true => ", function: rt::resumed::Lazy",
                false => ", function: rt::Obj",
            });
            args.push_str(", function");
        }
        for value in &func.blocks[0].params {
            if func.ty(*value).repr().is_none() {
                continue;
            }
            if matches!(func.ty(*value), Ty::Generator(_)) {
                params.push_str(", mut ");
                let _ = write!(params, "{}: {}", self.name(*value), rust_type(func.ty(*value))?);
                let _ = write!(args, ", {}", self.name(*value));
                continue;
            }
            let _ = write!(params, ", {}: {}", self.name(*value), rust_type(func.ty(*value))?);
            let _ = write!(args, ", {}", self.name(*value));
        }
        let signature = format!("(cx: rt::Cx{params}) -> Result<{}, rt::Exit> {{", rust_type(returns)?);
        if self.levels == 0 {
            // One loop or two consume a generator: its state is theirs.
            let inline = match self.unit.generator {
                Some(_) => "#[inline(always)]\n",
                None if self.is_small() => "#[inline(always)]\n",
                None => "",
            };
            self.outer(&format!("{inline}fn body_{number}_{name}{signature}\n"));
            return Ok(());
        }
        self.outer(&format!("#[inline(never)]\nfn body_{number}_{name}{signature}\n"));
        self.line(&format!("text_{number}_{name}::<0>(cx{args})"));
        self.outer(&format!(
            "}}\n\n#[inline(always)]\nfn head_{number}_{name}<const LEVEL: u8>{signature}\n"
        ));
        let beyond = func.blocks.len();
        if let Some(head) = head(func, tree, beyond) {
            self.in_head = true;
            self.declarations()?;
            self.tree(&Tree::Labelled {
                label: beyond,
                body: Box::new(head),
            })?;
            self.in_head = false;
            self.last_line = 0;
        }
        self.line("match LEVEL {");
        for level in 0..self.levels {
            self.line(&format!(
                "    {level} => text_{number}_{name}::<{}>(cx{args}),",
                level + 1
            ));
        }
        self.line(&format!("    _ => body_{number}_{name}(cx{args}),"));
        self.line("}");
        self.outer(&format!(
            "}}\n\n#[inline(always)]\nfn text_{number}_{name}<const LEVEL: u8>{signature}\n"
        ));
        Ok(())
    }
}

/// What the name of a body that takes or gives vectors has behind its number.
pub(super) fn lent_suffix(lent: Lent) -> &'static str {
    match (lent.takes, lent.gives) {
        (_, false) => "v",
        (false, true) => "w",
        (true, true) => "vw",
    }
}
