//! Calls of functions that do nothing which anybody could tell before they return or raise: their operations are tried first.
//!
//! What a callee computes from numbers, and from what it only reads, stands in front of the call (`passes/attempt/sketch.rs`). Where it
//! returns, the call is done. Where it would raise an exception that a handler of the caller catches, and that nobody could see, control
//! goes to what the handler does, and there is no exception. Where it would do anything else the call is made after all: nothing has
//! happened yet. What leaves does so before the call.

mod sketch;

use super::inline::{is_number, state};
use super::quiet::{self, Attributes};
use crate::analysis::dominators::Dominators;
use crate::analysis::loops::Loops;
use crate::analysis::ownership;
use crate::bytecode::{CompareOp, Constant};
use crate::ir::{
    Block, BlockData, Edge, Func, Inst, Op, Quiet, Raise, Raised, Slot, SnapshotId, Terminator, Ty, Value,
};
use sketch::{End, Sketch};
use std::collections::{BTreeMap, HashMap};

/// The most operations that are put into one function.
const ALL: usize = 240;

/// What the functions of a module tell of themselves.
pub trait Bodies {
    /// A function as it can be tried: unboxed, with what is tried in it.
    fn body(&mut self, function: usize) -> Option<Func>;

    /// Which attributes an `__init__` gives which of its arguments.
    fn stores(&mut self, function: usize) -> Vec<(String, usize)>;
}

/// Can a function with such parameters and such a result be tried?
pub fn may_be_tried<'a>(params: impl IntoIterator<Item = &'a Ty>, result: &Ty) -> bool {
    let is_given = |ty: &Ty| is_number(ty) || matches!(ty, Ty::Char | Ty::Obj(_));
    params.into_iter().all(is_given) && is_result(result)
}

fn is_result(ty: &Ty) -> bool {
    is_number(ty) || matches!(ty, Ty::None | Ty::Char)
}

/// Tries calls first, those in loops and those whose exceptions are handled, or `everywhere`.
pub fn attempt(func: &mut Func, everywhere: bool, bodies: &mut dyn Bodies) {
    let dominators = Dominators::of(&*func);
    let loops = Loops::of(&*func, &dominators);
    let order = func.reverse_postorder();
    // Each block, and whether it is in a loop.
    let mut work: Vec<(Block, bool)> = order
        .into_iter()
        .map(|block| (block, loops.header_of(block.0 as usize).is_some()))
        .collect();
    let mut room = ALL;
    while let Some((block, is_looped)) = work.pop() {
        let mut position = 0;
        while let Some(inst) = func.block(block).insts.get(position) {
            position += 1;
            let Op::CallNative(function) = inst.op else { continue };
            let is_wanted = everywhere || is_looped || func.handler(inst).is_some();
            let is_plain = inst.before.is_some_and(|before| func.snapshot(before).again.is_none());
            if !is_wanted || !is_plain || !inst.result.is_some_and(|result| is_result(func.ty(result))) {
                continue;
            }
            let inst = inst.clone();
            if let Some(behind) = attempt_one(
                func,
                (block, position - 1),
                (function, &inst),
                (everywhere, bodies),
                &mut room,
            ) {
                work.push((behind, is_looped));
                break;
            }
        }
    }
}

/// Tries one call first. The block with what is behind it.
fn attempt_one(
    func: &mut Func,
    (block, position): (Block, usize),
    (function, call): (usize, &Inst),
    (everywhere, bodies): (bool, &mut dyn Bodies),
    room: &mut usize,
) -> Option<Block> {
    let callee = bodies.body(function)?;
    let params = &callee.blocks[0].params;
    let fits = |(param, arg): (&Value, &Value)| callee.ty(*param) == func.ty(*arg);
    if params.len() != call.args.len() || !params.iter().zip(&call.args).all(fits) {
        return None;
    }
    let sketch = Sketch::of(&callee)?;
    let result = func.ty(call.result?).clone();
    let count = sketch.count();
    if count > *room || !sketch.returned().all(|value| *callee.ty(value) == result) {
        return None;
    }
    let held = Held::at(func, block, position, call)?;
    let mut attempt = Attempt {
        callee: &callee,
        call,
        function,
        leaving: state(func, call.before?),
        start: held.start,
        values: params.iter().copied().zip(call.args.iter().copied()).collect(),
        blocks: HashMap::new(),
        slow: Block(0),
        behind: Block(0),
    };
    let handled = attempt.handled(func, &sketch, (everywhere, bodies))?;
    *room -= count;
    Some(attempt.put(func, (block, position), &sketch, handled, held))
}

/// References to arguments that are held for a call alone: only the call itself has to hold them.
struct Held {
    /// The positions before the call at which they are taken, and how many operations behind the call give them up.
    retained: Vec<usize>,
    released: usize,
    /// The state in which they are not held.
    start: SnapshotId,
}

impl Held {
    fn at(func: &mut Func, block: Block, position: usize, call: &Inst) -> Option<Held> {
        let before = call.before?;
        let insts = &func.block(block).insts;
        let behind = insts[position + 1..].iter().take_while(|inst| inst.op == Op::Release);
        let given_up: Vec<Value> = behind.map(|inst| inst.args[0]).collect();
        let mut retained = Vec::new();
        let mut snapshot = func.snapshot(before).clone();
        let mut owned = ownership::at_start(func, block);
        let mut counts = vec![owned.clone()];
        for inst in &insts[..position] {
            ownership::apply(func, inst, &mut owned);
            counts.push(owned.clone());
        }
        let constants: Vec<Value> = func
            .blocks
            .iter()
            .flat_map(|block| &block.insts)
            .filter(|inst| matches!(inst.op, Op::Const(..)))
            .filter_map(|inst| inst.result)
            .collect();
        for value in &given_up {
            let taken = (0..position)
                .rev()
                .find(|at| insts[*at].op == Op::Retain && insts[*at].args == [*value] && !retained.contains(at))?;
            // Somebody else holds it all the while.
            let is_held = |counts: &ownership::Owned| counts.get(value).is_some_and(|count| *count >= 2);
            let is_kept = func.borrowed.contains(value) || constants.contains(value);
            if !is_kept && !counts[taken + 1..].iter().all(is_held) {
                return None;
            }
            let place = snapshot.stack.iter().rposition(|slot| *slot == Slot::Value(*value))?;
            snapshot.stack[place] = Slot::Null;
            retained.push(taken);
        }
        // Nothing else may be held for the call alone.
        let is_operand = |value: &Value| func.ty(*value).is_reference();
        if call.args.iter().filter(|arg| is_operand(arg)).count() != given_up.len() {
            return None;
        }
        let released = given_up.len();
        let start = match released {
            0 => before,
            _ => func.new_snapshot(snapshot),
        };
        Some(Held {
            retained,
            released,
            start,
        })
    }
}

/// Where control goes from where an exception would be raised.
enum Handled {
    /// The call is made.
    Slow,
    /// It would end the caller, too.
    Ends,
    /// To a copy of what the handler does in a clause, if that can be done, or else out of the caller, if it can. Whatever cannot be makes
    /// the call.
    Clauses {
        raised: Raised,
        names: Vec<Vec<String>>,
        copies: Vec<Option<Copied>>,
        ends: bool,
    },
}

/// A copy of what a handler does, and the operands that are given up on the way there.
struct Copied {
    data: BlockData,
    given_up: Vec<Value>,
}

struct Attempt<'a> {
    callee: &'a Func,
    call: &'a Inst,
    function: usize,
    /// The state before the call, to which whatever leaves in its place leaves.
    leaving: SnapshotId,
    /// The state in which the blocks in its place begin.
    start: SnapshotId,
    /// The callee's values, and those of the caller that they are.
    values: HashMap<Value, Value>,
    blocks: HashMap<Block, Block>,
    slow: Block,
    behind: Block,
}

impl Attempt<'_> {
    /// What becomes of the exceptions that a callee would raise. Nothing if it is not worth trying.
    fn handled(
        &mut self,
        func: &mut Func,
        sketch: &Sketch,
        (everywhere, bodies): (bool, &mut dyn Bodies),
    ) -> Option<BTreeMap<Block, Handled>> {
        let mut handled = BTreeMap::new();
        let raise = func.snapshot(self.call.before?).raise.clone();
        let dominators = Dominators::of(&*func);
        let (mut all, mut catches, mut ends_any) = (!sketch.has_slow(), false, false);
        for part in &sketch.parts {
            let End::Raise(raised, args) = &part.end else { continue };
            let found = match &raise {
                Raise::Out => Handled::Ends,
                Raise::Leave => Handled::Slow,
                Raise::To(edge) => self.clauses(func, edge, (raised, args), (bodies, &dominators)),
            };
            match &found {
                Handled::Slow => all = false,
                Handled::Ends => ends_any = true,
                Handled::Clauses { copies, ends, .. } => {
                    ends_any |= *ends;
                    catches |= copies.iter().any(Option::is_some);
                }
            }
            handled.insert(part.block, found);
        }
        let is_worth = catches || all && sketch.returned().next().is_some() || everywhere && ends_any;
        is_worth.then_some(handled)
    }

    fn clauses(
        &mut self,
        func: &mut Func,
        edge: &Edge,
        (raised, args): (&Raised, &[Option<Value>]),
        (bodies, dominators): (&mut dyn Bodies, &Dominators),
    ) -> Handled {
        let (Some((names, ends)), Some(before)) = (quiet::clauses(func, edge), self.call.before) else {
            return Handled::Slow;
        };
        let stores = raised
            .function
            .map(|function| bodies.stores(function))
            .unwrap_or_default();
        let mut raised = raised.clone();
        let mut attributes = Attributes::new();
        for (name, argument) in stores {
            if let Some(Some(value)) = args.get(argument) {
                attributes.insert(name.clone(), self.value(func, *value));
                raised.attributes.push((name, argument));
            }
        }
        let copies: Vec<Option<Copied>> = (0..names.len())
            .map(|clause| {
                let (_, data) = quiet::copy(func, (before, edge), (clause, &attributes), dominators)?;
                let given_up = self.given_up(func, &data)?;
                Some(Copied { data, given_up })
            })
            .collect();
        if !ends && copies.iter().all(Option::is_none) {
            return Handled::Slow;
        }
        Handled::Clauses {
            raised,
            names,
            copies,
            ends,
        }
    }

    /// The operands that a handler does not get, the last first.
    fn given_up(&self, func: &Func, copy: &BlockData) -> Option<Vec<Value>> {
        let mut left = ownership::of_state(func, self.start);
        for (value, count) in ownership::of_state(func, copy.start) {
            *left.entry(value).or_default() -= count;
        }
        let mut given_up = Vec::new();
        for slot in func.snapshot(self.start).stack.iter().rev() {
            if let Slot::Value(value) = slot
                && let Some(count) = left.get_mut(value).filter(|count| **count > 0)
            {
                *count -= 1;
                given_up.push(*value);
            }
        }
        left.values().all(|count| *count == 0).then_some(given_up)
    }

    fn value(&mut self, func: &mut Func, value: Value) -> Value {
        if let Some(known) = self.values.get(&value) {
            return *known;
        }
        let made = func.new_value(self.callee.ty(value).clone());
        self.values.insert(value, made);
        made
    }

    /// Puts what is tried before the call. The block behind it.
    fn put(
        mut self,
        func: &mut Func,
        (block, position): (Block, usize),
        sketch: &Sketch,
        mut handled: BTreeMap<Block, Handled>,
        held: Held,
    ) -> Block {
        let first = func.blocks.len() as u32;
        for (number, part) in sketch.parts.iter().enumerate().skip(1) {
            self.blocks.insert(part.block, Block(first + number as u32 - 1));
        }
        let count = sketch.parts.len() as u32 - 1;
        (self.slow, self.behind) = (Block(first + count), Block(first + count + 1));
        // The parts but for the first, the call, what is behind it.
        let empty = BlockData {
            params: vec![],
            insts: vec![],
            terminator: Terminator::Unreachable,
            start: self.start,
        };
        func.blocks.extend(std::iter::repeat_n(empty, count as usize + 2));
        let data = &mut func.blocks[block.0 as usize];
        let mut insts = std::mem::take(&mut data.insts);
        let last = std::mem::replace(&mut data.terminator, Terminator::Unreachable);
        let mut rest = insts.split_off(position);
        let behind = rest.split_off(1 + held.released);
        let mut slow: Vec<Inst> = Vec::new();
        let mut taken = held.retained.clone();
        taken.sort_unstable();
        for at in taken.into_iter().rev() {
            slow.insert(0, insts.remove(at));
        }
        slow.append(&mut rest);
        let result = self.call.result.unwrap_or(Value(u32::MAX));
        let ty = func.ty(result).clone();
        let given = func.new_value(ty);
        for inst in slow.iter_mut().filter(|inst| inst.result == Some(result)) {
            inst.result = Some(given);
        }
        let slow_data = &mut func.blocks[self.slow.0 as usize];
        slow_data.insts = slow;
        slow_data.terminator = jump(self.behind, vec![given]);
        let behind_data = &mut func.blocks[self.behind.0 as usize];
        behind_data.params = vec![result];
        behind_data.insts = behind;
        behind_data.terminator = last;
        insts.push(self.guard(Op::GuardFunction(self.function)));
        if let Some(more @ 1..) = sketch.deeper() {
            insts.push(self.guard(Op::GuardDepth(more + 1)));
        }
        for (number, part) in sketch.parts.iter().enumerate() {
            let made = self.insts(func, &part.insts);
            let terminator = match &part.end {
                End::Slow => jump(self.slow, vec![]),
                End::Jump(edge) => {
                    let edge = self.edge(func, edge);
                    Terminator::Jump(edge)
                }
                End::Branch(value, then, els) => {
                    let (then, els) = (self.edge(func, then), self.edge(func, els));
                    Terminator::Branch(self.value(func, *value), then, els)
                }
                End::Return(value) => {
                    let value = self.value(func, *value);
                    jump(self.behind, vec![value])
                }
                End::Raise(raised, args) => {
                    let args: Vec<Option<Value>> =
                        args.iter().map(|arg| arg.map(|arg| self.value(func, arg))).collect();
                    let handled = handled.remove(&part.block).unwrap_or(Handled::Slow);
                    self.raise(func, raised, &args, handled)
                }
            };
            if number == 0 {
                insts.extend(made);
                let data = &mut func.blocks[block.0 as usize];
                data.insts = std::mem::take(&mut insts);
                data.terminator = terminator;
                continue;
            }
            let params: Vec<Value> = self.callee.block(part.block).params.clone();
            let params = params.into_iter().map(|param| self.value(func, param)).collect();
            let data = &mut func.blocks[self.blocks[&part.block].0 as usize];
            (data.params, data.insts, data.terminator) = (params, made, terminator);
        }
        self.behind
    }

    fn guard(&self, op: Op) -> Inst {
        self.inst(op, vec![], None)
    }

    fn inst(&self, op: Op, args: Vec<Value>, result: Option<Value>) -> Inst {
        Inst {
            op,
            args,
            result,
            before: Some(self.leaving),
            after: None,
            place: self.call.place,
        }
    }

    fn edge(&mut self, func: &mut Func, edge: &Edge) -> Edge {
        Edge {
            target: self.blocks.get(&edge.target).copied().unwrap_or(self.slow),
            args: edge.args.iter().map(|arg| self.value(func, *arg)).collect(),
        }
    }

    fn insts(&mut self, func: &mut Func, insts: &[Inst]) -> Vec<Inst> {
        let mut made = Vec::new();
        for inst in insts {
            if let (Op::Convert(crate::ir::Convert::Rename), Some(result)) = (&inst.op, inst.result)
                && self.callee.ty(result).is_reference()
            {
                let same = self.value(func, inst.args[0]);
                self.values.insert(result, same);
                continue;
            }
            let mut before = inst.before.map(|_| self.leaving);
            if let (Some(id), true) = (before, self.callee.may_raise(inst)) {
                // What would raise: to what a handler of the callee does, or to the call.
                let quiet = match self.callee.quiet(inst) {
                    Some(quiet) => Quiet {
                        classes: quiet.classes.clone(),
                        edge: self.edge(func, &quiet.edge),
                    },
                    None => Quiet {
                        classes: vec![],
                        edge: Edge {
                            target: self.slow,
                            args: vec![],
                        },
                    },
                };
                let mut snapshot = func.snapshot(id).clone();
                snapshot.quiet = Some(quiet);
                before = Some(func.new_snapshot(snapshot));
            }
            let op = match &inst.op {
                // A constant of the callee's code.
                Op::Const(constant, _) => Op::Const(constant.clone(), None),
                Op::LoadField(name) => {
                    if !func.names.contains(name) {
                        func.names.push(name.clone());
                    }
                    inst.op.clone()
                }
                op => op.clone(),
            };
            made.push(Inst {
                op,
                args: inst.args.iter().map(|arg| self.value(func, *arg)).collect(),
                result: inst.result.map(|result| self.value(func, result)),
                before,
                after: None,
                place: self.call.place,
            });
        }
        made
    }

    fn block(&self, func: &mut Func, insts: Vec<Inst>, terminator: Terminator) -> Block {
        func.blocks.push(BlockData {
            params: vec![],
            insts,
            terminator,
            start: self.start,
        });
        Block(func.blocks.len() as u32 - 1)
    }

    /// Where control goes instead of raising.
    fn raise(&self, func: &mut Func, raised: &Raised, args: &[Option<Value>], handled: Handled) -> Terminator {
        match handled {
            Handled::Slow => jump(self.slow, vec![]),
            Handled::Ends => {
                let ends = self.ends(func, raised, args);
                Terminator::Jump(ends)
            }
            Handled::Clauses {
                raised,
                names,
                copies,
                ends,
            } => {
                let count = names.len();
                let number = func.new_value(Ty::Int);
                let mut insts = vec![self.inst(Op::Clause(raised.class.clone(), names), vec![], Some(number))];
                // What comes if it is none of those that were asked about: from the last to the first.
                let mut targets: Vec<(usize, Edge)> = Vec::new();
                for (clause, copy) in copies.into_iter().enumerate() {
                    if let Some(copy) = copy {
                        targets.push((clause, self.landing(func, copy)));
                    }
                }
                if ends {
                    targets.push((count, self.ends(func, &raised, args)));
                }
                let mut otherwise = edge(self.slow);
                while let Some((clause, target)) = targets.pop() {
                    let (wanted, is_it) = (func.new_value(Ty::Int), func.new_value(Ty::Bool));
                    let constant = Op::Const(Constant::Int(format!("{clause:#x}")), None);
                    let asks = vec![
                        self.inst(constant, vec![], Some(wanted)),
                        self.inst(Op::Cmp(CompareOp::Eq), vec![number, wanted], Some(is_it)),
                    ];
                    let branch = Terminator::Branch(is_it, target, otherwise);
                    if targets.is_empty() {
                        insts.extend(asks);
                        let dispatch = self.block(func, insts, branch);
                        return self.unheard(func, &raised, edge(dispatch));
                    }
                    otherwise = edge(self.block(func, asks, branch));
                }
                jump(self.slow, vec![])
            }
        }
    }

    /// Goes somewhere if nobody would hear of the exception.
    fn unheard(&self, func: &mut Func, raised: &Raised, target: Edge) -> Terminator {
        let is_unheard = func.new_value(Ty::Bool);
        let asks = self.inst(Op::IsUnheard(raised.clone()), vec![], Some(is_unheard));
        let block = self.block(
            func,
            vec![asks],
            Terminator::Branch(is_unheard, target, edge(self.slow)),
        );
        jump(block, vec![])
    }

    /// A block where it is said that the exception would end the caller, and where the call is made.
    fn ends(&self, func: &mut Func, raised: &Raised, args: &[Option<Value>]) -> Edge {
        let mut insts = Vec::new();
        let mut known = Vec::new();
        for arg in args {
            known.push(arg.unwrap_or_else(|| {
                let unknown = func.new_value(Ty::Unbound);
                insts.push(self.inst(Op::Unbound, vec![], Some(unknown)));
                unknown
            }));
        }
        insts.push(self.inst(Op::Ends(raised.clone()), known, None));
        edge(self.block(func, insts, jump(self.slow, vec![])))
    }

    /// The way to a copy of what a handler does.
    fn landing(&self, func: &mut Func, copy: Copied) -> Edge {
        func.blocks.push(copy.data);
        let target = Block(func.blocks.len() as u32 - 1);
        if copy.given_up.is_empty() {
            return edge(target);
        }
        let given_up = copy.given_up.into_iter();
        let releases = given_up
            .map(|value| self.inst(Op::Release, vec![value], None))
            .collect();
        edge(self.block(func, releases, jump(target, vec![])))
    }
}

fn edge(target: Block) -> Edge {
    Edge { target, args: vec![] }
}

fn jump(target: Block, args: Vec<Value>) -> Terminator {
    Terminator::Jump(Edge { target, args })
}
