//! What becomes of an exception that an operation raised: it goes to a handler of the function, ends the function, or is
//! handed to CPython.

use super::body::Body;
use super::exits::{Ends, Leaving, Word};
use super::generator::times;
use crate::analysis::ownership::{self, Owned};
use crate::ir::{Edge, Failing, Inst, ObjectOp, Op, Raise, Slot, SnapshotId, Ty, Value};
use crate::structure::Tree;

/// What the operations give up or raise again, if they do nothing before.
pub(super) fn given_up_next(insts: &[Inst]) -> Option<Value> {
    let is_nothing = |inst: &&Inst| matches!(inst.op, Op::At | Op::Instruction(_) | Op::Const(..));
    let next = insts.iter().find(|inst| !is_nothing(inst))?;
    match next.op {
        Op::Release | Op::Object(ObjectOp::Reraise) => next.args.first().copied(),
        _ => None,
    }
}

impl Body<'_> {
    /// The statements that are executed once an operation has raised. `self.owned` is what is held before
    /// the operation, without what it has taken; `id` is the state in which CPython would raise.
    pub(super) fn raised(&mut self, inst: &Inst, id: SnapshotId) -> Result<String, String> {
        let func = self.func;
        let raise = match inst.before {
            Some(before) if self.has_frame && func.may_raise(inst) => &func.snapshot(before).raise,
            _ => &Raise::Leave,
        };
        // An exception that is raised again has passed this frame already.
        let again = self.raises_again(inst);
        match raise {
            Raise::Leave => self.exit_at(id, Ends::Raise, None),
            Raise::Out => {
                let how = if again { Ends::FailAgain } else { Ends::Fail };
                self.exit_at(id, how, None)
            }
            Raise::To(edge) => {
                let Some(jump) = self.throws.pop() else {
                    return Err("a handler that control does not reach".to_owned());
                };
                let mut text = String::new();
                if !again {
                    let leave = self.exit_at(id, Ends::Raise, None)?;
                    let at = func.snapshot(id).raises_at;
                    text.push_str(&format!("if !frame.raised({at}) {{ {leave} }} "));
                }
                text.push_str(&self.way(inst, edge, &jump)?);
                Ok(text)
            }
        }
    }

    /// What is done on the way to a handler.
    fn way(&self, inst: &Inst, edge: &Edge, jump: &Tree) -> Result<String, String> {
        let mut text = String::new();
        let mut left = self.owned.clone();
        for (value, count) in ownership::expected(self.func, edge) {
            *left.entry(value).or_default() -= count;
        }
        for value in self.given_up(inst, left) {
            text.push_str(&match self.func.ty(value) {
                Ty::Generator(_) => format!(
                    "for part in {}.parts() {{ frame.give_up_here(part); }} ",
                    self.name(value)
                ),
                Ty::Walk(along) => along
                    .owned()
                    .iter()
                    .map(|part| format!("frame.give_up_here({}.{part}); ", self.name(value)))
                    .collect(),
                _ => format!("frame.give_up_here({}); ", self.name(value)),
            });
        }
        for assignment in self.assignments(edge) {
            text.push_str(&assignment);
            text.push(' ');
        }
        text.push_str(&match jump {
            Tree::Break { label } => format!("break 'block_{label}"),
            Tree::Continue { label } => format!("continue 'block_{label}"),
            _ => return Err("a handler that is no jump away".to_owned()),
        });
        Ok(text)
    }

    /// The statement that goes where nobody sees the exception, if that is where what is raised leads to. `asks`: the beginning of
    /// a call that tells whether classes, which it consumes, catch that.
    pub(super) fn quietly(&mut self, inst: &Inst, asks: &str) -> Result<String, String> {
        let func = self.func;
        let Some(quiet) = func.quiet(inst) else {
            return Ok(String::new());
        };
        let jump = self.throws.pop().ok_or("a way that control does not take")?;
        let way = self.way(inst, &quiet.edge, &jump)?;
        if quiet.classes.is_empty() {
            return Ok(format!("if true {{ {way} }}"));
        }
        let mut classes = Vec::new();
        for class in &quiet.classes {
            classes.push(format!("{}.at_hand()", self.global(class)?));
        }
        Ok(format!("if {asks}[{}]) {{ {way} }}", classes.join(", ")))
    }

    /// What an unboxed operation gives, which is an option. What it raises because of its operands is raised natively.
    pub(super) fn value_or_raise(
        &mut self,
        value: Value,
        option: &str,
        (inst, failing): (&Inst, Failing),
        path: &str,
        args: &[String],
    ) -> Result<(), String> {
        let before = inst.before.ok_or("an operation without a state")?;
        let snapshot = self.func.snapshot(before);
        // What leaves if it is not known what it raises.
        let is_alone = matches!(snapshot.raise, Raise::Leave);
        if !self.has_frame || is_alone && self.func.quiet(inst).is_none() {
            return self.assign_or_leave(value, option, inst);
        }
        let at = snapshot.raises_at;
        let all = args.join(", ");
        let (fails, raises, asks) = match failing {
            Failing::Missing => (
                format!("rt::missing::is_missing({}, {})", args[0], args[1]),
                format!("rt::missing::raise({}, {})", args[0], args[1]),
                format!("rt::missing::is_caught({}, ", args[0]),
            ),
            Failing::NoNumber => {
                let kind = if path.ends_with("to_float") { "float" } else { "int" };
                (
                    format!("rt::failed::is_no_{kind}({all})"),
                    format!("rt::failed::raise_no_{kind}({all})"),
                    "rt::failed::is_value_error_caught(".to_owned(),
                )
            }
            Failing::ByZero => {
                let name = path.rsplit("::").next().unwrap_or(path);
                (
                    format!("rt::failed::is_zero({})", args[1]),
                    format!("rt::failed::raise_{name}({all})"),
                    "rt::failed::is_division_caught(".to_owned(),
                )
            }
        };
        let raised = match is_alone {
            true => String::new(),
            false => self.raised(inst, before)?,
        };
        let quiet = self.quietly(inst, &asks)?;
        let leave = self.exit_at(before, Ends::Resume, None)?;
        let stress = self.context.stress;
        match path.strip_prefix("rt::dict::get_item") {
            // It tells at once whether the item is missing.
            Some(types) => {
                let look = format!("rt::dict::look{types}({all})");
                let look = match stress {
                    true => format!("(if rt::stress() {{ Err(false) }} else {{ {look} }})"),
                    false => look,
                };
                self.line(&format!(
                    "let value = match {look} {{ Ok(value) => value, Err(is_missing) => {{"
                ));
                self.line("    if is_missing {");
            }
            None => {
                let option = match option {
                    _ if stress => format!("(if rt::stress() {{ None }} else {{ {option} }})"),
                    // A brace before `else` does not parse.
                    _ if option.ends_with('}') => format!("({option})"),
                    _ => option.to_owned(),
                };
                self.line(&format!("let Some(value) = {option} else {{"));
                self.line(&format!("    if {fails} {{"));
            }
        }
        // Since 3.12 the collector does not run where objects are made.
        let said = if self.context.facts.minor > 11 { "reach" } else { "at" };
        if !quiet.is_empty() {
            self.line(&format!("        {quiet}"));
        }
        if !is_alone {
            self.line(&format!("        frame.{said}({at});"));
            self.line(&format!("        {raises};"));
            self.line(&format!("        {raised}"));
        }
        self.line("    }");
        self.line(&format!("    {leave}"));
        self.line(if path.starts_with("rt::dict::") { "} };" } else { "};" });
        self.assign(value, "value")
    }

    /// Does the operation raise what was raised before, so that no entry of a traceback is added?
    pub(super) fn raises_again(&self, inst: &Inst) -> bool {
        match &inst.op {
            Op::Object(ObjectOp::Reraise) => true,
            Op::Object(ObjectOp::Raise) => inst.args.is_empty(),
            _ => false,
        }
    }

    /// What is given up on the way to a handler, in order: first what is no operand, then operands from the top.
    fn given_up(&self, inst: &Inst, mut left: Owned) -> Vec<Value> {
        let mut operands = Vec::new();
        let stack = inst.before.map(|id| &self.func.snapshot(id).stack);
        for slot in stack.into_iter().flatten().rev() {
            if let Slot::Value(value) = slot
                && let Some(count) = left.get_mut(value).filter(|count| **count > 0)
            {
                let is_generator = matches!(self.func.ty(*value), Ty::Generator(_));
                *count -= if is_generator { *count } else { 1 };
                operands.push(*value);
            }
        }
        let mut all: Vec<Value> = left
            .into_iter()
            .flat_map(|(value, count)| std::iter::repeat_n(value, times(self.func.ty(value), count)))
            .collect();
        all.extend(operands);
        all
    }

    /// Whoever has got the frame sees the locals with which the function returns.
    pub(super) fn returning(&mut self, inst: &Inst) -> Result<(), String> {
        if !self.has_handlers || !self.has_frame {
            return Ok(());
        }
        let func = self.func;
        let before = inst.before.ok_or("a return without a state")?;
        let leaving = Leaving {
            how: Ends::Resume,
            result: None,
            owned: &Owned::new(),
            name: &|value| super::body::name_of(func, value),
        };
        let exit = self.exits.exit(self.sites, func.snapshot(before), &leaving)?;
        let at = func.snapshot(before).at;
        let words: Vec<String> = exit.locals.iter().chain(&exit.operands).map(Word::bits).collect();
        self.line(&format!(
            "if frame.is_shared() {{ frame.at({at}); {}frame.keep(&MODULE, &SITES[{}], cx, &[{}]); }}",
            exit.before,
            exit.site,
            words.join(", ")
        ));
        Ok(())
    }
}
