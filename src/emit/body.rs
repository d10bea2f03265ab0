//! A native body: the tree of its control flow, with a statement for each operation.

use super::begun::Begun;
use super::entry::last;
use super::exits::{Ends, Exit, Exits, Leaving, Sites};
use super::{Context, Unit, Unwritten, ascii_name, frames, placeholder, recursion, rust_type};
use crate::analysis::fields::Fields;
use crate::analysis::graph::Graph;
use crate::analysis::ownership::{self, Owned};
use crate::ir::{Block, Deferral, Edge, Func, Inst, Op, Reason, Slot, SnapshotId, Terminator, Ty, Value};
use crate::structure::{Tree, Unstructured, structure};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Writes a body.
pub(super) struct Body<'a> {
    pub(super) unit: &'a Unit,
    pub(super) func: &'a Func,
    pub(super) context: &'a Context<'a>,
    pub(super) exits: Exits<'a>,
    pub(super) sites: &'a mut Sites,
    pub(super) out: String,
    /// The places where the text leaves, so far.
    pub(super) left: Vec<Exit>,
    pub(super) indent: usize,
    /// What is awaited where it is made.
    pub(super) begun: Begun,
    /// Values declared at the head of the function.
    hoisted: HashSet<Value>,
    pub(super) last_line: u32,
    /// How many levels of itself the text is compiled into.
    pub(super) levels: u32,
    /// What is being written is done before a call of the function itself.
    pub(super) in_head: bool,
    /// Functions whose global was found ok in this block, with nothing since that could run Python.
    pub(super) fresh: HashSet<usize>,
    /// References held where the body is written.
    pub(super) has_frame: bool,
    pub(super) owned: Owned,
    /// The code unit that the frame was last told.
    pub(super) at: Option<u32>,
    /// An operand, borrowed, that what is being written may not find alive any more.
    pub(super) gone: Option<Value>,
    /// Is a generator at its end, and its frame popped?
    pub(super) has_ended: bool,
    /// Has a generator returned, whose locals are given up?
    pub(super) has_returned: bool,
    /// What was found where the attribute `send` was asked for, to be called.
    pub(super) sends: BTreeSet<Value>,
    /// At the end of a generator: the one that it iterates over, what is given up before that, and where.
    pub(super) iterated: Option<(Value, BTreeSet<Value>)>,
    /// Where the operations of the present block go that raise to a handler, the first one last.
    pub(super) throws: Vec<Tree>,
    /// Does any operation of the function raise to a handler?
    pub(super) has_handlers: bool,
    /// What is given up or raised again behind the operation that is being written, with nothing in between.
    pub(super) given_up_next: Option<Value>,
    /// Attributes that are found together.
    pub(super) fields: Fields,
    /// The operation that is being written: its block, and its position there.
    pub(super) position: (Block, usize),
}

/// The control-flow graph of the blocks that are reached, renumbered.
struct Reached<'a> {
    func: &'a Func,
    order: Vec<Block>,
    number: HashMap<Block, usize>,
}

impl Graph for Reached<'_> {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn successors(&self, block: usize) -> Vec<usize> {
        let edges = self.func.edges(self.order[block]);
        edges.iter().map(|edge| self.number[&edge.target]).collect()
    }

    fn ends(&self, block: usize) -> usize {
        self.func.block(self.order[block]).terminator.edges().len()
    }
}

/// The nested loops and labelled blocks that a function becomes, or where it has none.
pub fn tree(func: &Func) -> Result<Tree, Unwritten> {
    let order = func.reverse_postorder();
    let number = order
        .iter()
        .enumerate()
        .map(|(number, block)| (*block, number))
        .collect();
    let graph = Reached { func, order, number };
    let original = |block: usize| graph.order[block].0 as usize;
    structure(&graph)
        .map(|tree| tree.renumbered(&original))
        .map_err(|problem| {
            let (block, message) = match problem {
                Unstructured::Irreducible { from, .. } => (from, "a loop is entered here in a second place"),
                Unstructured::TooDeep { block } => (block, "expressions or statements nest too deeply here"),
            };
            Unwritten {
                reason: Reason::new("irreducible-flow", message),
                place: func.snapshot(func.block(graph.order[block]).start).place,
            }
        })
}

pub(super) fn emit(unit: &Unit, returns: &Ty, context: &Context<'_>, sites: &mut Sites) -> Result<String, Unwritten> {
    let func = &unit.func;
    let tree = tree(func)?;
    let mut exits = Exits::new(func, &unit.watched, unit.number, context.numbers, context.facts.minor);
    exits.aliases = super::generator::aliases(unit, context.facts);
    let mut hoisted = hoisted(func, &func.reverse_postorder(), unit.generator.is_none() || unit.kept);
    let begun = match unit.resumes.is_some() && (12..14).contains(&context.facts.minor) {
        true => Begun::find(func),
        false => Begun::default(),
    };
    hoisted.extend(begun.assigned());
    let mut body = Body {
        unit,
        func,
        context,
        exits,
        sites,
        out: String::new(),
        left: Vec::new(),
        indent: 1,
        begun,
        hoisted,
        last_line: 0,
        levels: recursion::levels(unit, unit.has_frame, |function| {
            context.numbers.get(function) == Some(&Some(unit.number))
        }),
        in_head: false,
        fresh: HashSet::new(),
        has_frame: unit.has_frame,
        owned: Owned::new(),
        at: None,
        gone: None,
        has_ended: false,
        has_returned: false,
        sends: BTreeSet::new(),
        iterated: None,
        throws: Vec::new(),
        given_up_next: None,
        fields: match context.facts.minor >= 13 && last(&func.qualname) != "__init__" {
            // New instances have no attributes yet.
            true => Fields::of(func),
            false => Fields::default(),
        },
        position: (Block(0), 0),
        has_handlers: func
            .reverse_postorder()
            .into_iter()
            .any(|block| func.throws(block).next().is_some()),
    };
    body.signatures(returns, &tree)?;
    body.declarations()?;
    let begin = body.out.len();
    body.tree(&tree)?;
    body.land(begin);
    body.out.push_str("}\n");
    Ok(body.out)
}

/// Values used in another block than their own, and block parameters; and what locals hold where the function `leaves`, because
/// that is handed over behind the whole text.
fn hoisted(func: &Func, order: &[Block], leaves: bool) -> HashSet<Value> {
    let mut home: HashMap<Value, Block> = HashMap::new();
    let mut hoisted: HashSet<Value> = HashSet::new();
    for &block in order {
        let data = func.block(block);
        if block != Block(0) {
            hoisted.extend(&data.params);
        }
        // A generator, and a position, is a variable that is advanced.
        hoisted.extend(
            data.insts
                .iter()
                .filter_map(|inst| inst.result)
                .filter(|value| matches!(func.ty(*value), Ty::Generator(_) | Ty::Walk(_))),
        );
        data.insts.iter().filter_map(|inst| inst.result).for_each(|value| {
            home.insert(value, block);
        });
    }
    // What is made by whatever leaves is made there of these.
    let insts = order.iter().flat_map(|block| &func.block(*block).insts);
    let deferred: HashMap<Value, &[Value]> = insts
        .filter(|inst| matches!(inst.op, Op::Deferred(_)))
        .filter_map(|inst| Some((inst.result?, inst.args.as_slice())))
        .collect();
    let insts = order.iter().flat_map(|block| &func.block(*block).insts);
    let cells: HashMap<Value, Value> = insts
        .filter(|inst| matches!(inst.op, Op::Deferred(Deferral::Cell(_))))
        .filter_map(|inst| Some((inst.result?, *inst.args.first()?)))
        .collect();
    for &block in order {
        let data = func.block(block);
        let mut used: Vec<Value> = Vec::new();
        let mut use_value = |value: Value| used.push(value);
        let mut snapshots: Vec<SnapshotId> = Vec::new();
        for inst in &data.insts {
            inst.args.iter().for_each(|arg| use_value(*arg));
            snapshots.extend(inst.before.iter().chain(&inst.after));
            if let Some(edge) = func.handler(inst) {
                edge.args.iter().for_each(|arg| use_value(*arg));
            }
        }
        match &data.terminator {
            Terminator::Branch(value, ..) | Terminator::Return(value) => use_value(*value),
            Terminator::Leave(id, _) => snapshots.push(*id),
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
        for edge in data.terminator.edges() {
            edge.args.iter().for_each(|arg| use_value(*arg));
            // An edge's assignments may stand outside the scope of its block.
            hoisted.extend(edge.args.iter().filter(|arg| home.contains_key(arg)));
        }
        if let Terminator::Branch(value, ..) = data.terminator
            && home.contains_key(&value)
        {
            hoisted.insert(value);
        }
        for id in snapshots {
            let snapshot = func.snapshot(id);
            let locals = snapshot.locals.iter().filter(|_| leaves);
            let locals = locals.filter_map(|slot| match slot {
                Slot::Value(value) => Some(cells.get(value).unwrap_or(value)),
                _ => None,
            });
            hoisted.extend(locals.filter(|value| home.contains_key(value)));
            for slot in snapshot.locals.iter().chain(&snapshot.stack) {
                if let Slot::Value(value) = slot {
                    used.push(*value);
                    used.extend(deferred.get(value).copied().unwrap_or_default());
                }
            }
        }
        hoisted.extend(
            used.into_iter()
                .filter(|value| home.get(value).is_some_and(|home| *home != block)),
        );
    }
    hoisted
}

impl Body<'_> {
    /// The Rust variable that holds a value.
    pub(super) fn name(&self, value: Value) -> String {
        name_of(self.func, value)
    }

    pub(super) fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Assigns an expression to a value.
    pub(super) fn assign(&mut self, value: Value, expression: &str) -> Result<(), String> {
        let name = self.name(value);
        if self.hoisted.contains(&value) {
            self.line(&format!("{name} = {expression};"));
        } else {
            let ty = rust_type(self.func.ty(value))?;
            self.line(&format!("let {name}: {ty} = {expression};"));
        }
        Ok(())
    }

    /// Assigns what is in an `Option`, or leaves.
    pub(super) fn assign_or_leave(&mut self, value: Value, option: &str, inst: &Inst) -> Result<(), String> {
        let exit = self.exit(inst, Ends::Resume)?;
        let option = match option {
            // What fails must not have been done, nor have made an object.
            _ if self.context.stress => format!("(if rt::stress() {{ None }} else {{ {option} }})"),
            // A brace before `else` does not parse.
            _ if option.ends_with('}') => format!("({option})"),
            _ => option.to_owned(),
        };
        let name = self.name(value);
        if self.hoisted.contains(&value) {
            self.line(&format!("let Some(value) = {option} else {{ {exit} }};"));
            self.line(&format!("{name} = value;"));
        } else {
            self.line(&format!("let Some({name}) = {option} else {{ {exit} }};"));
        }
        Ok(())
    }

    /// Leaves behind a call that has begun to trace: CPython goes on, which tells the tracer.
    pub(super) fn leave_if_observed(&mut self, inst: &Inst, result: Value) -> Result<(), String> {
        let condition = match self.has_frame {
            true => "frame.is_observed(cx)",
            false => "rt::support::observed_by(cx)",
        };
        self.leave_behind(inst, result, condition)
    }

    /// Leaves behind an operation if a condition holds.
    pub(super) fn leave_behind(&mut self, inst: &Inst, result: Value, condition: &str) -> Result<(), String> {
        let after = inst.after.ok_or("a call without a state behind it")?;
        let mut snapshot = self.func.snapshot(after).clone();
        for slot in snapshot.stack.iter_mut().filter(|slot| **slot == Slot::Result) {
            *slot = Slot::Value(result);
        }
        let mut owned = self.owned.clone();
        ownership::apply(self.func, inst, &mut owned);
        let func = self.func;
        let leaving = Leaving {
            how: Ends::Resume,
            result: None,
            owned: &owned,
            name: &|value| name_of(func, value),
        };
        let exit = self.exits.exit(self.sites, &snapshot, &leaving)?;
        let leave = self.leave(exit);
        self.line(&format!("if {condition} {{ {leave} }}"));
        Ok(())
    }

    /// The context that callees get.
    pub(super) fn cx(&self) -> &'static str {
        if self.has_frame { "frame.cx(cx)" } else { "cx" }
    }

    /// The statements that end the function with the exception that is set, which no place in the source raised.
    pub(super) fn raise_from_nowhere(&self) -> String {
        let held = self.owned.iter().filter(|(_, count)| **count > 0);
        let mut text = String::new();
        for (value, count) in held {
            for _ in 0..super::generator::times(self.func.ty(*value), *count) {
                text.push_str(&self.given_back(*value));
            }
        }
        if self.unit.is_of_object() {
            text.push_str(match self.unit.is_lazy() {
                true => "function.end(); ",
                false => "rt::resumed::end(function); ",
            });
        }
        if self.has_frame {
            if self.has_handlers {
                text.push_str("frame.is_shared(); ");
            }
            text.push_str("frame.pop(); ");
        }
        text + "return Err(rt::Exit(rt::NULL))"
    }

    /// The code unit of an operation's instruction.
    pub(super) fn unit_of(&self, inst: &Inst) -> u32 {
        let before = inst.before.map(|id| self.func.snapshot(id).raises_at);
        before.unwrap_or(inst.place.unit)
    }

    /// Tells the frame where the function is, and that Python code may run now.
    pub(super) fn tell(&mut self, inst: &Inst) {
        let at = self.unit_of(inst);
        if self.has_frame && self.at != Some(at) {
            self.at = Some(at);
            self.line(&format!("frame.at({at});"));
        }
    }

    /// The statement by which the frame is told where the function is, for where Python code runs only on one way.
    pub(super) fn told(&self, inst: &Inst) -> String {
        match self.has_frame {
            true => format!("frame.at({}); ", self.unit_of(inst)),
            false => String::new(),
        }
    }

    /// Tells the frame where the function is, before something that shows the frame if it has to.
    pub(super) fn reach(&mut self, inst: &Inst) {
        let at = self.unit_of(inst);
        if self.has_frame && self.at != Some(at) {
            self.at = None;
            self.line(&format!("frame.reach({at});"));
        }
    }

    /// Leaves unless a condition holds.
    pub(super) fn guard(&mut self, condition: &str, inst: &Inst) -> Result<(), String> {
        let exit = self.exit(inst, Ends::Resume)?;
        let stress = if self.context.stress { "rt::stress() || " } else { "" };
        self.line(&format!("if {stress}!({condition}) {{ {exit} }}"));
        Ok(())
    }

    /// The function of the runtime that leaves native code.
    pub(super) fn leaver(&self) -> &'static str {
        match (self.has_frame, self.unit.is_method) {
            _ if self.unit.is_of_object() => "frame.hand_over_at",
            (true, _) => "frame.leave_at",
            (false, true) => "rt::Running(function).leave_at",
            (false, false) => "rt::leave_at",
        }
    }

    /// The statements that leave before an operation.
    pub(super) fn exit(&mut self, inst: &Inst, how: Ends) -> Result<String, String> {
        let before = inst
            .before
            .ok_or_else(|| format!("{:?} may leave and has no snapshot", inst.op))?;
        self.exit_at(before, how, None)
    }

    /// The statements that leave in a state. `result`: the variable that holds the object for [`Slot::Result`].
    pub(super) fn exit_at(&mut self, id: SnapshotId, how: Ends, result: Option<&str>) -> Result<String, String> {
        if self.unit.generator.is_some() && !self.unit.kept {
            // Nothing has happened: whoever consumes it leaves, and CPython does it again.
            return Ok("return Err(rt::Exit(rt::NULL))".to_owned());
        }
        let func = self.func;
        let leaving = Leaving {
            how,
            result,
            owned: &self.owned,
            name: &|value| name_of(func, value),
        };
        let mut snapshot = func.snapshot(id).clone();
        for slot in &mut snapshot.stack {
            if matches!(slot, Slot::Value(value) if Some(*value) == self.gone) {
                *slot = Slot::Null;
            }
        }
        let exit = self.exits.exit(self.sites, &snapshot, &leaving)?;
        Ok(self.leave(exit))
    }

    /// Text outside the function's block.
    pub(super) fn outer(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// The frame, and the variables that are assigned in several places.
    pub(super) fn declarations(&mut self) -> Result<(), String> {
        let func = self.func;
        if self.has_frame {
            let (slots, number) = (func.locals.len(), self.unit.number);
            if self.unit.is_of_object() {
                self.line(&format!(
                    "static FRAME: rt::FrameSpec = rt::FrameSpec::of_generator(&MODULE, &FUNCTIONS[{number}], {});",
                    self.unit.is_lazy()
                ));
                self.line("let mut frame = rt::Frame::<0>::sized();");
                self.line(match self.unit.is_lazy() {
                    true => "frame.wait(&FRAME, function.address(), cx);",
                    false => "frame.wait(&FRAME, function, cx);",
                });
            } else {
                self.line(&format!(
                    "static FRAME: rt::FrameSpec = rt::FrameSpec::new::<{slots}>(&MODULE, &FUNCTIONS[{number}]);"
                ));
                self.line(&format!("let mut frame = rt::Frame::<{slots}>::sized();"));
                self.line(match frames::may_be_late(func) {
                    true => "let mut frame = rt::Late::new(&mut frame, &FRAME, function, cx);",
                    false => "frame.wait(&FRAME, function, cx);",
                });
            }
        }
        let mut values: Vec<Value> = self.hoisted.iter().copied().collect();
        values.sort();
        for value in values {
            let ty = func.ty(value);
            if ty.repr().is_some() {
                let variable = format!("let mut {}: {}", self.name(value), rust_type(ty)?);
                // Every use is behind an assignment, which rustc sees as well. What is assigned in one place only costs it less
                // than what something stands in before.
                let text = match ty {
                    Ty::Generator(_) | Ty::Suspended(_) => format!("{variable} = {};", placeholder(ty)?),
                    _ => format!("{variable};"),
                };
                self.line(&text);
            }
        }
        self.located_variables();
        self.begun_variables();
        Ok(())
    }

    pub(super) fn tree(&mut self, tree: &Tree) -> Result<(), String> {
        match tree {
            Tree::Block(block) | Tree::Throwing { block, .. } => {
                if let Tree::Throwing { throws, .. } = tree {
                    self.throws = throws.iter().rev().cloned().collect();
                }
                let func = self.func;
                self.fresh.clear();
                self.at = None;
                if self.context.facts.objects {
                    self.owned = ownership::at_start(func, Block(*block as u32));
                }
                let insts = &func.block(Block(*block as u32)).insts;
                let mut peeked = 0;
                for (index, inst) in insts.iter().enumerate() {
                    self.position = (Block(*block as u32), index);
                    self.comment(inst.place.line);
                    if peeked > 0 {
                        // It is written already.
                        peeked -= 1;
                    } else if self.peek(&insts[index..])? {
                        peeked = 2;
                    } else if self.give(&insts[index..])? {
                        peeked = 1;
                    } else {
                        self.given_up_next = super::raise::given_up_next(&insts[index + 1..]);
                        self.awaited(inst)?;
                    }
                    if self.context.facts.objects {
                        ownership::apply(func, inst, &mut self.owned);
                    }
                    if matches!(&inst.op, Op::Object(op) if op.ends_flow()) {
                        break;
                    }
                }
            }
            Tree::Seq(items) => items.iter().try_for_each(|item| self.tree(item))?,
            Tree::Labelled { label, body } => {
                self.line(&format!("'block_{label}: {{"));
                self.nested(body)?;
                self.line("}");
            }
            Tree::Loop { label, body } => {
                self.line(&format!("'block_{label}: loop {{"));
                self.nested(body)?;
                self.line("}");
            }
            Tree::If { block, then, els } => {
                let Terminator::Branch(condition, ..) = &self.func.block(Block(*block as u32)).terminator else {
                    return Err("a branch without a condition".to_owned());
                };
                let condition = self.name(*condition);
                let is_empty = |tree: &Tree| matches!(tree, Tree::Seq(items) if items.is_empty());
                if is_empty(then) {
                    self.line(&format!("if !{condition} {{"));
                    self.nested(els)?;
                } else {
                    self.line(&format!("if {condition} {{"));
                    self.nested(then)?;
                    if !is_empty(els) {
                        self.line("} else {");
                        self.nested(els)?;
                    }
                }
                self.line("}");
            }
            Tree::Edge { from, successor } => self.edge(Block(*from as u32), *successor)?,
            Tree::Break { label } => self.line(&format!("break 'block_{label};")),
            Tree::Continue { label } => self.line(&format!("continue 'block_{label};")),
            Tree::Leave(block) => match &self.func.block(Block(*block as u32)).terminator {
                Terminator::Return(value) => {
                    let mut name = self.name(*value);
                    self.finish_iterated(None);
                    if self.has_frame && !std::mem::take(&mut self.has_ended) {
                        self.line("frame.pop();");
                    }
                    self.end_cells(&mut name)?;
                    self.line(&format!("return Ok({name});"));
                }
                Terminator::Leave(id, reason) => {
                    if self.context.facts.objects {
                        self.owned = ownership::at_end(self.func, Block(*block as u32));
                    }
                    if let Some(reason) = reason {
                        self.line(&format!("// CPython goes on: {}", one_line(&reason.message)));
                    }
                    let how = match reason {
                        None if self.unit.is_of_object() => Ends::End,
                        _ => Ends::Resume,
                    };
                    let exit = self.exit_at(*id, how, None)?;
                    self.line(&format!("{exit};"));
                }
                Terminator::Unreachable => {}
                _ => return Err("a block that does not end the function".to_owned()),
            },
        }
        Ok(())
    }

    fn nested(&mut self, tree: &Tree) -> Result<(), String> {
        self.indent += 1;
        let result = self.tree(tree);
        self.indent -= 1;
        result
    }

    /// Assigns the target's parameters, all at once.
    fn edge(&mut self, from: Block, successor: usize) -> Result<(), String> {
        let func = self.func;
        let Some(edge) = func.block(from).terminator.edges().get(successor).copied() else {
            return Err("an edge that is not there".to_owned());
        };
        for text in self.assignments(edge) {
            self.line(&text);
        }
        Ok(())
    }

    /// The statements that assign the parameters of an edge's target.
    pub(super) fn assignments(&self, edge: &Edge) -> Vec<String> {
        let func = self.func;
        let params = &func.block(edge.target).params;
        let moves: Vec<(Value, Value)> = params
            .iter()
            .zip(&edge.args)
            .filter(|(param, arg)| param != arg && func.ty(**param).repr().is_some())
            .map(|(param, arg)| (*param, *arg))
            .collect();
        let conflict = moves
            .iter()
            .enumerate()
            .any(|(index, (param, _))| moves[index + 1..].iter().any(|(_, arg)| arg == param));
        if conflict {
            let targets: String = moves.iter().map(|(param, _)| self.name(*param) + ", ").collect();
            let sources: String = moves.iter().map(|(_, arg)| self.name(*arg) + ", ").collect();
            return vec![format!("({targets}) = ({sources});")];
        }
        moves
            .into_iter()
            .map(|(param, arg)| format!("{} = {};", self.name(param), self.name(arg)))
            .collect()
    }

    /// The source line, once for a run of operations.
    fn comment(&mut self, line: u32) {
        if line == 0 || line == self.last_line {
            return;
        }
        self.last_line = line;
        let text = self.context.lines.get(line as usize - 1).map_or("", |text| text.trim());
        let text = format!("// {line}: {}", one_line(text));
        self.line(&text);
    }
}

pub(super) fn name_of(func: &Func, value: Value) -> String {
    match func.values[value.0 as usize]
        .name
        .and_then(|local| func.locals.get(local as usize))
    {
        Some(name) => format!("{}_{}", ascii_name(name), value.0),
        None => value.to_string(),
    }
}

/// Text that may stand in a line comment: rustc rejects characters that change the direction of text.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_ascii_graphic() || character == ' ' {
                character
            } else {
                '?'
            }
        })
        .collect()
}
