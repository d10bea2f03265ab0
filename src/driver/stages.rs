//! What every stage made of a module's functions, as text: for `--emit=STAGE` and the specifications.

use crate::bytecode::{CodeObject, Instruction, Place};
use crate::ir::{self, Func};
use crate::{emit, passes};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The names of all stages, in the order in which a module goes through them.
pub fn stages() -> Vec<String> {
    let passes = passes::names().map(|name| format!("ir:{name}"));
    let before = ["bytecode", "ir", "ir:typed", "ir:unbox"].map(str::to_owned);
    let after = ["tree", "rust:bodies", "rust", "crate", "include"].map(str::to_owned);
    before.into_iter().chain(passes).chain(after).collect()
}

/// Texts by the names of their stages. What a stage made of one function follows what it made of the function before.
#[derive(Default)]
pub(super) struct Stages {
    texts: BTreeMap<String, String>,
}

impl Stages {
    /// Every stage, with nothing in it.
    pub(super) fn new() -> Stages {
        let texts = stages()
            .into_iter()
            .filter(|stage| !["crate", "include"].contains(&stage.as_str()));
        Stages {
            texts: texts.map(|stage| (stage, String::new())).collect(),
        }
    }

    pub(super) fn texts(self) -> BTreeMap<String, String> {
        self.texts
    }

    pub(super) fn bytecode(&mut self, code: &CodeObject, instructions: &[Instruction]) {
        let mut text = format!("function {}\n", code.qualname);
        for instruction in instructions {
            let operation = format!("{:?}", instruction.op);
            let line = format!("    {:4} {operation:40} {}", instruction.at, place(&instruction.place));
            let _ = writeln!(text, "{}", line.trim_end());
        }
        self.push("bytecode", &text);
    }

    /// The function as lowered. Its types are what inference found last; without them it is what lowering made.
    pub(super) fn lowered(&mut self, func: &Func) {
        let mut untyped = func.clone();
        untyped.values.iter_mut().for_each(|value| value.ty = ir::Ty::Bottom);
        self.push("ir", &ir::print(&untyped));
        self.push("ir:typed", &ir::print(func));
    }

    /// An unboxed function on its way through the passes.
    pub(super) fn unboxed(&mut self, mut func: Func) {
        self.push("ir:unbox", &ir::print(&func));
        // A failure was reported when the function was made.
        let _ = passes::run(&mut func, |pass, func| {
            self.push(&format!("ir:{pass}"), &ir::print(func))
        });
        if let Ok(tree) = emit::tree(&func) {
            self.push("tree", &format!("function {}\n{tree}", func.qualname));
        }
    }

    pub(super) fn rust(&mut self, rust: &str) {
        self.push("rust", rust);
        for body in bodies(rust) {
            self.push("rust:bodies", &body);
        }
    }

    fn push(&mut self, stage: &str, text: &str) {
        let all = self.texts.entry(stage.to_owned()).or_default();
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(text);
    }
}

/// The native bodies of a generated module, without the entries under them and the tables above.
fn bodies(rust: &str) -> Vec<String> {
    let mut bodies = Vec::new();
    let mut body: Option<String> = None;
    for line in rust.lines() {
        if ["fn body_", "fn head_", "fn text_"]
            .iter()
            .any(|start| line.starts_with(start))
        {
            body = Some(String::new());
        }
        if let Some(text) = &mut body {
            text.push_str(line);
            text.push('\n');
            if line == "}" {
                bodies.extend(body.take());
            }
        }
    }
    bodies
}

/// `3:4-3:9`; nothing for an instruction that comes from nowhere.
fn place(place: &Place) -> String {
    match place.line {
        0 => String::new(),
        line => format!("{line}:{}-{}:{}", place.column, place.end_line, place.end_column),
    }
}
