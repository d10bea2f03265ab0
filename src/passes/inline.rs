//! Calls of small functions that only compute with numbers, in loops, and of small methods that only load attributes besides and make
//! instances of the module's classes: their operations take the place of the call.
//!
//! A parameter that is hinted to be a string takes a character as what it is: the callee is another one then.
//!
//! Whatever would leave the callee leaves the caller before the call, which CPython does again: nothing has happened yet that
//! anybody could tell. Not where a handler waits for what the call raises: such calls are tried (`attempt.rs`).

use super::regions::may_happen_again;
use super::{borrow, instances, ownership};
use crate::analysis::dominators::Dominators;
use crate::analysis::loops::Loops;
use crate::analysis::ownership as references;
use crate::infer::{Facts, given, is_vector};
use crate::ir::{Block, BlockData, Convert, Edge, Func, How, Inst, Op, Raise, Slot, SnapshotId, Terminator, Ty, Value};
use std::collections::HashMap;

/// The most operations that a callee may have, apart from constants, and the most blocks.
const MOST: usize = 32;
const MOST_BLOCKS: usize = 16;

/// The most operations that are put into one function.
const ALL: usize = 160;

/// Can a value be passed to a function of numbers, or returned by it?
pub(super) fn is_number(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Float | Ty::Complex | Ty::Bool)
}

/// Is it a number, or a character, which is one?
fn is_scalar(ty: &Ty) -> bool {
    is_number(ty) || *ty == Ty::Char
}

/// A function, as it was unboxed, as it can take the place of its calls, if it can.
pub fn small(mut callee: Func, facts: &Facts) -> Option<Func> {
    if facts.objects {
        instances::make_instances(&mut callee, facts);
        borrow::run(&mut callee);
        ownership::run(&mut callee);
        drop_constants(&mut callee);
    }
    is_small(&callee).then_some(callee)
}

/// Takes out objects that are constants and of no use but to states, which are the caller's when the function is in its place.
fn drop_constants(callee: &mut Func) {
    let mut unused: Vec<Value> = Vec::new();
    let insts = || callee.blocks.iter().flat_map(|block| &block.insts);
    let is_used = |value: Value| {
        let by_inst = insts().any(|inst| !matches!(inst.op, Op::Retain | Op::Release) && inst.args.contains(&value));
        let goes_on = |block: &BlockData| match &block.terminator {
            Terminator::Return(given) => *given == value,
            other => other.edges().iter().any(|edge| edge.args.contains(&value)),
        };
        by_inst || callee.blocks.iter().any(goes_on)
    };
    for inst in insts().filter(|inst| matches!(inst.op, Op::Const(..))) {
        let result = inst.result.filter(|result| callee.ty(*result).is_reference());
        unused.extend(result.filter(|result| !is_used(*result)));
    }
    for block in &mut callee.blocks {
        let is_of = |value: &Value| unused.contains(value);
        block.insts.retain(|inst| {
            let is_counted = matches!(inst.op, Op::Retain | Op::Release) && inst.args.first().is_some_and(is_of);
            !is_counted && !inst.result.as_ref().is_some_and(is_of)
        });
    }
}

fn is_small(callee: &Func) -> bool {
    let order = callee.reverse_postorder();
    let mut count = 0;
    for (position, block) in order.iter().enumerate() {
        let data = callee.block(*block);
        let goes_back = |edge: &&Edge| order[..=position].contains(&edge.target);
        let ends_well = match &data.terminator {
            Terminator::Return(value) => is_passed(callee.ty(*value)),
            Terminator::Jump(_) | Terminator::Branch(..) => !data.terminator.edges().iter().any(goes_back),
            Terminator::Leave(..) | Terminator::Unreachable => false,
        };
        // Nothing but what the caller holds anyway is held from one block to the next.
        let holds_nothing = || references::at_start(callee, *block).values().all(|count| *count == 0);
        if !ends_well
            || callee.throws(*block).next().is_some()
            || !data.insts.iter().all(|inst| only_looks(callee, inst))
            || !is_straight(callee) && !holds_nothing()
        {
            return false;
        }
        let is_counted = |inst: &&Inst| !matches!(inst.op, Op::Const(..) | Op::Unbound | Op::Retain | Op::Release);
        count += data.insts.iter().filter(is_counted).count();
    }
    count <= MOST && order.len() <= MOST_BLOCKS
}

/// Does an operation compute with numbers and do nothing else?
pub(super) fn computes(func: &Func, inst: &Inst) -> bool {
    let is_scalar = |value: &Value| match func.ty(*value) {
        Ty::Maybe(inner) => is_number(inner),
        Ty::Wide | Ty::Num | Ty::None | Ty::Unbound => true,
        ty => is_number(ty),
    };
    if !inst.args.iter().chain(&inst.result).all(is_scalar) {
        return false;
    }
    match &inst.op {
        Op::Const(..)
        | Op::Unbound
        | Op::Poll
        | Op::GuardFunction(_)
        | Op::GuardDepth(_)
        | Op::Int { .. }
        | Op::Float(_)
        | Op::FloatNeg
        | Op::Wide { .. }
        | Op::Cmp(_)
        | Op::BoolNot
        | Op::NonZero
        | Op::GuardGlobal(_)
        | Op::ReadGlobal(_) => true,
        Op::Convert(convert) => matches!(
            convert,
            Convert::BoolToInt
                | Convert::IntToFloat
                | Convert::IntToWide
                | Convert::WideToInt
                | Convert::IntToNum
                | Convert::FloatToNum
                | Convert::NumToFloat
                | Convert::ToMaybe
                | Convert::FromMaybe
        ),
        Op::Primitive { path, .. } => {
            inst.result.is_some()
                && ["rt::int::", "rt::float::", "rt::math::", "rt::wide::", "rt::num::"]
                    .iter()
                    .any(|kind| path.starts_with(kind))
        }
        _ => false,
    }
}

/// Can a value be passed to a function that takes the place of its calls, or returned by it?
pub fn is_passed(ty: &Ty) -> bool {
    is_scalar(ty) || matches!(ty, Ty::Obj(_)) && !is_vector(ty)
}

/// Does an operation only compute and look, so that it can be done again? An instance of one of the module's classes that was made is
/// gone then, before anybody saw it.
fn only_looks(func: &Func, inst: &Inst) -> bool {
    let is_known = |value: &Value| match func.ty(*value) {
        Ty::Maybe(inner) => is_scalar(inner),
        Ty::Wide | Ty::Num | Ty::None | Ty::Unbound | Ty::Bound(_) | Ty::NoSelf | Ty::CharMethod(_) | Ty::Conjugate => {
            true
        }
        ty => is_passed(ty),
    };
    // A constant that is an object belongs to the callee's code.
    let is_own = matches!(inst.op, Op::Const(..)) && inst.result.is_some_and(|result| func.ty(result).is_reference());
    let is_made = matches!(inst.op, Op::NewInstance(_) | Op::KnownGlobal(_));
    let is_loop = matches!(
        inst.op,
        Op::Iterate(..) | Op::HasNext | Op::NextItem | Op::Advance | Op::MakeRange
    );
    inst.args.iter().chain(&inst.result).all(is_known)
        && !is_own
        && !is_loop
        && !matches!(
            inst.op,
            Op::Object(_) | Op::Convert(Convert::Tuple) | Op::GuardUnheard(_) | Op::FreeCell(_)
        )
        && (is_made || may_happen_again(func, inst))
}

/// Puts functions into the places of their calls: those of numbers in loops or `everywhere`. `body` gives a function that is [`small`],
/// with those parameters taken as characters.
pub fn inline(func: &mut Func, everywhere: bool, body: &mut dyn FnMut(usize, &[bool]) -> Option<Func>) {
    let dominators = Dominators::of(func);
    let loops = Loops::of(func, &dominators);
    let order = func.reverse_postorder();
    let in_loop = |block: &Block| everywhere || loops.header_of(block.0 as usize).is_some();
    let mut work: Vec<(Block, bool)> = order.iter().map(|block| (*block, in_loop(block))).collect();
    let mut room = ALL;
    while let Some((block, in_loop)) = work.pop() {
        let mut position = 0;
        while let Some(inst) = func.block(block).insts.get(position) {
            position += 1;
            let Some(call) = Call::of(func, inst).filter(|_| func.handler(inst).is_none()) else {
                continue;
            };
            let mut call = call;
            let boxed = call.take_characters(func);
            let chars: Vec<bool> = call.args.iter().map(|arg| *func.ty(*arg) == Ty::Char).collect();
            let Some(callee) = body(call.function, &chars).filter(|callee| call.fits(func, callee)) else {
                continue;
            };
            let is_of_numbers = callee.blocks[0].params.iter().all(|param| is_scalar(callee.ty(*param)));
            let count: usize = callee.blocks.iter().map(|block| block.insts.len()).sum();
            // An object that comes from several blocks would be held, and in no state that is known.
            if is_of_numbers && !in_loop || count > room || !is_straight(&callee) && !gives_scalars(&callee) {
                continue;
            }
            let Some(start) = call
                .counted_state(func, block, &boxed)
                .or(call.inst.before.filter(|_| is_straight(&callee)))
            else {
                continue;
            };
            room -= count;
            let at = forget(func, block, position - 1, &boxed);
            call.box_result(func, &callee, block, at);
            position = at + 1;
            if let Some(rest) = put(func, (block, at), &call, &callee, start) {
                work.push((rest, in_loop));
            }
        }
    }
}

/// A call of one function.
struct Call {
    function: usize,
    /// Its arguments, in the order of the parameters.
    args: Vec<Value>,
    result: Value,
    inst: Inst,
}

impl Call {
    fn of(func: &Func, inst: &Inst) -> Option<Call> {
        let result = inst.result.filter(|result| is_passed(func.ty(*result)))?;
        let (function, args) = match &inst.op {
            Op::CallNative(function) => (*function, inst.args.clone()),
            Op::Direct {
                targets,
                keywords,
                how:
                    how @ (How::Method | How::Property(_) | How::Operator(_, false, _) | How::Unary(_) | How::Compare(..)),
                ..
            } if keywords.is_empty() => {
                let [function] = targets.as_slice() else { return None };
                let given = given(how, inst.args.len());
                (*function, given.into_iter().map(|index| inst.args[index]).collect())
            }
            _ => return None,
        };
        inst.before?;
        Some(Call {
            function,
            args,
            result,
            inst: inst.clone(),
        })
    }

    /// Characters that are objects for the call alone are passed as what they are. The objects.
    fn take_characters(&mut self, func: &Func) -> Vec<Value> {
        let mut boxed = Vec::new();
        if !matches!(self.inst.op, Op::CallNative(_)) {
            return boxed;
        }
        for arg in &mut self.args {
            let object = *arg;
            let mut insts = func.blocks.iter().flat_map(|block| &block.insts);
            let made = insts.find(|inst| inst.result == Some(object) && inst.op == Op::Convert(Convert::Box));
            if let Some(made) = made
                && *func.ty(made.args[0]) == Ty::Char
                && is_only_passed(func, object, self.result)
            {
                *arg = made.args[0];
                boxed.push(object);
            }
        }
        boxed
    }

    /// What the callee gives as a character is an object behind the call, of which that is the result then.
    fn box_result(&mut self, func: &mut Func, callee: &Func, block: Block, position: usize) {
        if !func.ty(self.result).is_reference() || !gives(callee, |ty| *ty == Ty::Char) {
            return;
        }
        let c = func.new_value(Ty::Char);
        let object = std::mem::replace(&mut self.result, c);
        let insts = &mut func.blocks[block.0 as usize].insts;
        insts[position].result = Some(c);
        let boxed = Inst {
            op: Op::Convert(Convert::Box),
            args: vec![c],
            result: Some(object),
            before: self.inst.before,
            after: None,
            place: self.inst.place,
        };
        insts.insert(position + 1, boxed);
    }

    /// Are the arguments and the result what the callee takes and gives?
    fn fits(&self, func: &Func, callee: &Func) -> bool {
        let is_same = |one: &Ty, other: &Ty| one == other || matches!((one, other), (Ty::Obj(_), Ty::Obj(_)));
        let params = &callee.blocks[0].params;
        // What an operator's function gives may be NotImplemented, unless it was made.
        let is_operator = matches!(
            self.inst.op,
            Op::Direct {
                how: How::Operator(..) | How::Compare(..),
                ..
            }
        );
        let is_made = |value: Value| {
            let mut insts = callee.blocks.iter().flat_map(|block| &block.insts);
            is_number(callee.ty(value))
                || insts.any(|inst| inst.result == Some(value) && matches!(inst.op, Op::NewInstance(_)))
        };
        let returns = |block: Block| match callee.block(block).terminator {
            Terminator::Return(value) => {
                let (given, wanted) = (callee.ty(value), func.ty(self.result));
                let is_character =
                    *given == Ty::Char && matches!(wanted, Ty::Obj(_)) && gives(callee, |ty| *ty == Ty::Char);
                (is_character || is_same(given, wanted)) && (!is_operator || is_made(value))
            }
            _ => true,
        };
        params.len() == self.args.len()
            && !self.args.iter().any(|arg| is_vector(func.ty(*arg)))
            && (params.iter().zip(&self.args)).all(|(param, arg)| is_same(callee.ty(*param), func.ty(*arg)))
            && callee.reverse_postorder().into_iter().all(returns)
    }

    /// The state before the call as it is counted across blocks, if that can be said: what is held is what the state says. Where what
    /// leaves begins again before a region, what the region holds besides is behind that.
    fn counted_state(&self, func: &mut Func, block: Block, boxed: &[Value]) -> Option<SnapshotId> {
        let mut held = references::at_start(func, block);
        let insts = func.block(block).insts.iter();
        for inst in insts.take_while(|inst| inst.result != Some(self.result)) {
            references::apply(func, inst, &mut held);
        }
        let id = self.inst.before?;
        for (value, count) in references::of_state(func, id) {
            *held.entry(value).or_default() -= count;
        }
        held.retain(|value, count| *count != 0 && !boxed.contains(value));
        let mut snapshot = func.snapshot(id).clone();
        if !held.is_empty() {
            let is_within = snapshot
                .again
                .is_some_and(|again| again.at.is_some() && again.stack == snapshot.stack.len());
            if !is_within
                || held
                    .iter()
                    .any(|(value, count)| *count < 0 || func.borrowed.contains(value))
            {
                return None;
            }
            for (value, count) in held {
                snapshot.stack.extend((0..count).map(|_| Slot::Value(value)));
            }
        }
        snapshot.raise = Raise::Leave;
        snapshot.quiet = None;
        Some(func.new_snapshot(snapshot))
    }

    /// What makes sure that the function is what is called.
    fn guard(&self, before: SnapshotId) -> Inst {
        let (op, args) = match &self.inst.op {
            Op::Direct { how, .. } => {
                // A method has been found.
                let count = if matches!(how, How::Method | How::Unary(_)) {
                    1
                } else {
                    2
                };
                let args = self.inst.args.iter().copied().take(count).collect();
                (Op::GuardDirect(self.function, how.clone(), [false; 2]), args)
            }
            _ => (Op::GuardFunction(self.function), vec![]),
        };
        Inst {
            op,
            args,
            result: None,
            before: Some(before),
            after: None,
            place: self.inst.place,
        }
    }
}

/// Does a function return such values only?
fn gives(callee: &Func, wanted: impl Fn(&Ty) -> bool) -> bool {
    let order = callee.reverse_postorder();
    order.iter().all(|block| match callee.block(*block).terminator {
        Terminator::Return(value) => wanted(callee.ty(value)),
        _ => true,
    })
}

fn gives_scalars(callee: &Func) -> bool {
    gives(callee, is_scalar)
}

/// Is an object made for one call, and given up behind it?
fn is_only_passed(func: &Func, object: Value, call: Value) -> bool {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let mut users = insts.filter(|inst| inst.args.contains(&object));
    let is_own = |inst: &Inst| inst.op == Op::Release || inst.result == Some(call);
    let edges = func.reverse_postorder().into_iter().flat_map(|block| func.edges(block));
    users.all(is_own)
        && !edges.into_iter().any(|edge| edge.args.contains(&object))
        && !func.snapshots.iter().any(|snapshot| {
            let mut slots = snapshot.locals.iter().chain(&snapshot.stack);
            slots.any(|slot| *slot == Slot::Value(object))
        })
}

/// Takes objects out that are made for a call in a block and given up behind it. Where the call is then.
fn forget(func: &mut Func, block: Block, position: usize, boxed: &[Value]) -> usize {
    let mut at = position;
    for number in 0..func.blocks.len() {
        let mut index = 0;
        let is_here = number == block.0 as usize;
        func.blocks[number].insts.retain(|inst| {
            let is_made = inst.result.is_some_and(|result| boxed.contains(&result));
            let goes = is_made || inst.op == Op::Release && boxed.contains(&inst.args[0]);
            if goes && is_here && index < position {
                at -= 1;
            }
            index += 1;
            !goes
        });
    }
    at
}

/// Has a function no branches?
fn is_straight(callee: &Func) -> bool {
    let order = callee.reverse_postorder();
    order
        .iter()
        .all(|block| !matches!(callee.block(*block).terminator, Terminator::Branch(..)))
}

/// Puts a callee into the place of one call, before which that is the state. The block with what is behind the call, if that is another one
/// now.
fn put(
    func: &mut Func,
    (block, position): (Block, usize),
    call: &Call,
    callee: &Func,
    start: SnapshotId,
) -> Option<Block> {
    let before = state(func, call.inst.before?);
    let result = call.result;
    for name in callee.blocks.iter().flat_map(|block| &block.insts).flat_map(names) {
        if !func.names.contains(name) {
            func.names.push(name.clone());
        }
    }
    let mut insts = std::mem::take(&mut func.blocks[block.0 as usize].insts);
    let rest = insts.split_off(position + 1);
    insts.pop();
    insts.push(call.guard(before));
    // How many calls deeper it would be where it calls others, whose guards are among its operations.
    let calls = callee
        .reverse_postorder()
        .into_iter()
        .flat_map(|block| &callee.block(block).insts);
    let deeper = calls.map(|inst| match inst.op {
        Op::GuardFunction(_) | Op::GuardDirect(..) | Op::NewInstance(_) => 1,
        Op::GuardDepth(more) => more,
        _ => 0,
    });
    if let Some(more @ 1..) = deeper.max() {
        insts.push(Inst {
            op: Op::GuardDepth(more + 1),
            args: vec![],
            result: None,
            before: Some(before),
            after: None,
            place: call.inst.place,
        });
    }
    let mut copy = Copy {
        values: callee.blocks[0]
            .params
            .iter()
            .copied()
            .zip(call.args.iter().copied())
            .collect(),
        callee,
        call: &call.inst,
        before,
    };
    if is_straight(callee) {
        let given = copy.straight(func, &mut insts)?;
        insts.extend(rest);
        func.blocks[block.0 as usize].insts = insts;
        let name = func.values[result.0 as usize].name;
        let own = &mut func.values[given.0 as usize].name;
        *own = own.or(name);
        func.substitute(|value| if value == result { given } else { value });
        return None;
    }
    let order = callee.reverse_postorder();
    // The blocks of the copy, and one for what is behind the call.
    let first = func.blocks.len() as u32;
    let behind = Block(first + order.len() as u32 - 1);
    let mut blocks: HashMap<Block, Block> = HashMap::new();
    for (number, of) in order.iter().skip(1).enumerate() {
        blocks.insert(*of, Block(first + number as u32));
    }
    for (number, of) in order.iter().enumerate() {
        let params: Vec<Value> = match number {
            0 => vec![],
            _ => callee
                .block(*of)
                .params
                .iter()
                .map(|param| copy.value(func, *param))
                .collect(),
        };
        let made = copy.insts(func, *of);
        let terminator = match &callee.block(*of).terminator {
            Terminator::Jump(to) => Terminator::Jump(copy.edge(func, to, &blocks)),
            Terminator::Branch(value, then, els) => {
                let (then, els) = (copy.edge(func, then, &blocks), copy.edge(func, els, &blocks));
                Terminator::Branch(copy.value(func, *value), then, els)
            }
            Terminator::Return(value) => Terminator::Jump(Edge {
                target: behind,
                args: vec![copy.value(func, *value)],
            }),
            other => other.clone(),
        };
        if number == 0 {
            insts.extend(made);
            let data = &mut func.blocks[block.0 as usize];
            data.insts = std::mem::take(&mut insts);
            let last = std::mem::replace(&mut data.terminator, terminator);
            // Kept for the block behind until it is there.
            func.blocks.push(BlockData {
                params: vec![result],
                insts: vec![],
                terminator: last,
                start,
            });
            continue;
        }
        let end = func.blocks.len() - 1;
        func.blocks.insert(
            end,
            BlockData {
                params,
                insts: made,
                terminator,
                start,
            },
        );
    }
    func.blocks[behind.0 as usize].insts = rest;
    Some(behind)
}

/// The names of attributes in an operation.
fn names(inst: &Inst) -> &[String] {
    match &inst.op {
        Op::LoadField(name) | Op::LoadMethod(name) | Op::GuardDirect(_, How::Property(name), _) => {
            std::slice::from_ref(name)
        }
        Op::NewInstance(names) => names,
        _ => &[],
    }
}

/// The state before a call, to which whatever leaves in its place leaves.
pub(super) fn state(func: &mut Func, id: SnapshotId) -> SnapshotId {
    let mut snapshot = func.snapshot(id).clone();
    snapshot.raise = Raise::Leave;
    snapshot.quiet = None;
    func.new_snapshot(snapshot)
}

/// What is copied into the place of a call.
struct Copy<'a> {
    callee: &'a Func,
    call: &'a Inst,
    before: SnapshotId,
    /// The callee's values, and those of the caller that they are.
    values: HashMap<Value, Value>,
}

impl Copy<'_> {
    fn value(&mut self, func: &mut Func, value: Value) -> Value {
        let ty = self.callee.ty(value).clone();
        *self.values.entry(value).or_insert_with(|| func.new_value(ty))
    }

    /// Copies a function without branches; the value that it gives.
    fn straight(&mut self, func: &mut Func, insts: &mut Vec<Inst>) -> Option<Value> {
        let callee = self.callee;
        let mut block = Block(0);
        loop {
            insts.extend(self.insts(func, block));
            match &callee.block(block).terminator {
                Terminator::Jump(edge) => {
                    for (param, arg) in callee.block(edge.target).params.iter().zip(&edge.args) {
                        let given = self.value(func, *arg);
                        self.values.insert(*param, given);
                    }
                    block = edge.target;
                }
                Terminator::Return(value) => return Some(self.value(func, *value)),
                _ => return None,
            }
        }
    }

    fn edge(&mut self, func: &mut Func, edge: &Edge, blocks: &HashMap<Block, Block>) -> Edge {
        Edge {
            target: blocks.get(&edge.target).copied().unwrap_or(edge.target),
            args: edge.args.iter().map(|arg| self.value(func, *arg)).collect(),
        }
    }

    fn insts(&mut self, func: &mut Func, block: Block) -> Vec<Inst> {
        // The loop around it looks at signals.
        let insts = self.callee.block(block).insts.iter().filter(|inst| inst.op != Op::Poll);
        let copied = insts.map(|inst| Inst {
            op: match &inst.op {
                // A constant of the callee's code.
                Op::Const(constant, _) => Op::Const(constant.clone(), None),
                op => op.clone(),
            },
            args: inst.args.iter().map(|arg| self.value(func, *arg)).collect(),
            result: inst.result.map(|result| self.value(func, result)),
            before: inst.before.map(|_| self.before),
            after: None,
            place: self.call.place,
        });
        copied.collect()
    }
}
