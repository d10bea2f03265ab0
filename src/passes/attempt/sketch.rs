//! What of a function only reads and computes: its blocks, as far as nothing else happens in them, and how each of them ends.

use crate::ir::{Block, Convert, Edge, Func, How, Inst, ObjectOp, Op, Raise, Raised, Terminator, Ty, Value};
use crate::passes::inline::computes;
use crate::types::Type;
use std::collections::{HashMap, HashSet};

/// The most blocks.
const MOST_BLOCKS: usize = 40;

/// A block, as it can be tried.
pub(super) struct Part {
    pub(super) block: Block,
    pub(super) insts: Vec<Inst>,
    pub(super) end: End,
}

/// How a part ends.
pub(super) enum End {
    Jump(Edge),
    Branch(Value, Edge, Edge),
    Return(Value),
    /// By raising an exception that is made for it; those of its arguments that are known as numbers.
    Raise(Raised, Vec<Option<Value>>),
    /// With something else.
    Slow,
}

/// The parts of a function, the first of which begins it.
pub(super) struct Sketch {
    pub(super) parts: Vec<Part>,
}

impl Sketch {
    pub(super) fn of(callee: &Func) -> Option<Sketch> {
        let order = callee.reverse_postorder();
        let place: HashMap<Block, usize> = order.iter().enumerate().map(|(place, block)| (*block, place)).collect();
        let mut reached = HashSet::from([Block(0)]);
        let mut parts = Vec::new();
        for block in &order {
            if !reached.contains(block) {
                continue;
            }
            let mut part = part(callee, *block);
            let thrown = part
                .insts
                .iter()
                .filter_map(|inst| callee.quiet(inst))
                .map(|quiet| &quiet.edge);
            let next: Vec<Block> = part
                .end
                .edges()
                .into_iter()
                .chain(thrown)
                .map(|edge| edge.target)
                .collect();
            // Whatever goes back is not tried.
            if next.iter().any(|next| place[next] <= place[block]) {
                part.insts.clear();
                part.end = End::Slow;
            } else {
                reached.extend(next);
            }
            parts.push(part);
            if parts.len() > MOST_BLOCKS {
                return None;
            }
        }
        if matches!(parts.first()?.end, End::Slow) {
            return None;
        }
        Some(Sketch { parts })
    }

    /// How many operations there are, apart from constants.
    pub(super) fn count(&self) -> usize {
        let insts = self.parts.iter().flat_map(|part| &part.insts);
        insts
            .filter(|inst| !matches!(inst.op, Op::Const(..) | Op::Unbound))
            .count()
    }

    pub(super) fn has_slow(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.end, End::Slow))
    }

    /// What it may return.
    pub(super) fn returned(&self) -> impl Iterator<Item = Value> {
        self.parts.iter().filter_map(|part| match part.end {
            End::Return(value) => Some(value),
            _ => None,
        })
    }

    /// How many calls deeper than the function it goes.
    pub(super) fn deeper(&self) -> Option<u32> {
        let insts = self.parts.iter().flat_map(|part| &part.insts);
        let calls = insts.map(|inst| match inst.op {
            Op::GuardFunction(_) => 1,
            Op::GuardDepth(more) => more,
            _ => 0,
        });
        let raises = self.parts.iter().map(|part| match &part.end {
            End::Raise(raised, _) => u32::from(raised.function.is_some()),
            _ => 0,
        });
        calls.chain(raises).max()
    }
}

impl End {
    fn edges(&self) -> Vec<&Edge> {
        match self {
            End::Jump(edge) => vec![edge],
            End::Branch(_, then, els) => vec![then, els],
            End::Return(_) | End::Raise(..) | End::Slow => vec![],
        }
    }
}

fn part(callee: &Func, block: Block) -> Part {
    let data = callee.block(block);
    let mut insts = Vec::new();
    // What is left out, and may be given up only.
    let mut constants: HashSet<Value> = HashSet::new();
    for (position, inst) in data.insts.iter().enumerate() {
        let uses_constant = inst.args.iter().any(|arg| constants.contains(arg));
        match &inst.op {
            Op::Poll | Op::At | Op::Returning => continue,
            // Arguments are the caller's, and nothing else is counted here.
            Op::Retain | Op::Release => continue,
            Op::Const(..) if inst.result.is_some_and(|result| callee.ty(result).is_reference()) => {
                constants.extend(inst.result);
                continue;
            }
            Op::Ends(raised) => {
                let known = |arg: &Value| Some(*arg).filter(|arg| *callee.ty(*arg) != Ty::Unbound);
                let end = End::Raise(raised.clone(), inst.args.iter().map(known).collect());
                return Part { block, insts, end };
            }
            _ if !uses_constant && is_tried(callee, inst) => {
                insts.push(inst.clone());
                continue;
            }
            _ => {}
        }
        let (kept, end) = raise(callee, &data.insts[position..], &constants).unwrap_or((vec![], End::Slow));
        insts.extend(kept);
        return Part { block, insts, end };
    }
    let end = match &data.terminator {
        Terminator::Jump(edge) if !edge.args.iter().any(|arg| constants.contains(arg)) => End::Jump(edge.clone()),
        Terminator::Branch(value, then, els)
            if !then.args.iter().chain(&els.args).any(|arg| constants.contains(arg)) =>
        {
            End::Branch(*value, then.clone(), els.clone())
        }
        Terminator::Return(value) if !callee.ty(*value).is_reference() => End::Return(*value),
        _ => End::Slow,
    };
    Part { block, insts, end }
}

/// Is it an operation that only reads or computes, and gives nothing that is counted?
fn is_tried(callee: &Func, inst: &Inst) -> bool {
    if computes(callee, inst) {
        return true;
    }
    let is_read = |value: &Value| is_scalar(callee.ty(*value)) || matches!(callee.ty(*value), Ty::Obj(_));
    if !inst.args.iter().all(is_read) {
        return false;
    }
    if let (Op::Convert(Convert::Rename), Some(result)) = (&inst.op, inst.result) {
        return matches!(callee.ty(result), Ty::Obj(_));
    }
    if inst.result.is_some_and(|result| !is_scalar(callee.ty(result))) {
        return false;
    }
    match &inst.op {
        Op::GuardClass(_) | Op::GuardTuple(_) => true,
        Op::Instruction(_) | Op::Among(_) | Op::IsNone(_) | Op::IsUnheard(_) | Op::Clause(..) => true,
        Op::Const(..) | Op::LoadField(_) => inst.result.is_some(),
        Op::Primitive { path, .. } => inst.result.is_some() && reads(path),
        _ => false,
    }
}

fn is_scalar(ty: &Ty) -> bool {
    match ty {
        Ty::Int
        | Ty::Float
        | Ty::Complex
        | Ty::Bool
        | Ty::Char
        | Ty::Wide
        | Ty::Num
        | Ty::None
        | Ty::Unbound
        | Ty::Instruction => true,
        Ty::Maybe(inner) => is_scalar(inner),
        _ => false,
    }
}

/// Does a function of the runtime that gives a number or a character only read?
fn reads(path: &str) -> bool {
    let rooms = [
        "rt::int::",
        "rt::float::",
        "rt::text::",
        "rt::text_methods::",
        "rt::text_float::",
        "rt::num::object_len",
    ];
    let operations = [
        "rt::list::get_",
        "rt::list::len",
        "rt::dict::get_item",
        "rt::dict::get_or",
        "rt::dict::contains",
    ];
    rooms
        .iter()
        .chain(&operations)
        .any(|beginning| path.starts_with(beginning))
}

/// What raises an exception that is made for it, by a class that is a global: what has to be done of it nevertheless, and the end.
fn raise(callee: &Func, insts: &[Inst], constants: &HashSet<Value>) -> Option<(Vec<Inst>, End)> {
    let last = insts.iter().position(|inst| inst.op == Op::Object(ObjectOp::Raise))?;
    // A handler of the callee itself would get it, be it native or CPython's.
    if !matches!(callee.snapshot(insts[last].before?).raise, Raise::Out) {
        return None;
    }
    let (insts, [thrown]) = (&insts[..last], &insts[last].args[..]) else {
        return None;
    };
    let made_by = |value: Value| insts.iter().find(|inst| inst.result == Some(value));
    let global = |value: Value| match &made_by(value)?.op {
        Op::Object(ObjectOp::LoadGlobal(name)) => Some(name.clone()),
        _ => None,
    };
    let maker = made_by(*thrown)?;
    let (class, args, function) = match &maker.op {
        Op::Object(ObjectOp::LoadGlobal(_)) => (*thrown, &[][..], None),
        Op::Object(ObjectOp::Call(None)) => (maker.args[0], &maker.args[1..], None),
        Op::Direct {
            targets,
            keywords,
            how: How::Construct,
            ..
        } if keywords.is_empty() && targets.len() <= 1 => (maker.args[0], &maker.args[1..], targets.first().copied()),
        _ => return None,
    };
    let name = global(class)?;
    let mut kept: Vec<Inst> = Vec::new();
    // Strings that are certain to be made.
    let mut skipped: HashSet<Value> = constants.clone();
    for inst in insts {
        let is_skipped = |arg: &Value| skipped.contains(arg);
        match &inst.op {
            Op::Object(ObjectOp::LoadGlobal(_)) if inst.result == Some(class) => {}
            Op::Retain | Op::Release => {}
            _ if inst.result == maker.result => {}
            Op::Const(..) if inst.result.is_some_and(|result| callee.ty(result).is_reference()) => {
                skipped.extend(inst.result);
            }
            _ if is_text(inst) => {
                for arg in &inst.args {
                    if !is_scalar(callee.ty(*arg)) && !is_skipped(arg) {
                        kept.push(text_guard(callee, inst, *arg)?);
                    }
                }
                skipped.extend(inst.result);
            }
            _ if is_tried(callee, inst) && !inst.args.iter().any(is_skipped) => kept.push(inst.clone()),
            _ => return None,
        }
    }
    let known = |arg: &Value| Some(*arg).filter(|arg| is_scalar(callee.ty(*arg)) && !skipped.contains(arg));
    let raised = Raised {
        class: name,
        function,
        given: args.len(),
        attributes: vec![],
    };
    Some((kept, End::Raise(raised, args.iter().map(known).collect())))
}

/// Is a string made of strings, characters and ints, with nothing that could fail?
fn is_text(inst: &Inst) -> bool {
    match &inst.op {
        Op::Object(ObjectOp::Str) => true,
        Op::Primitive { path, .. } => matches!(path.as_str(), "rt::text_number::from_int" | "rt::text::concat"),
        _ => false,
    }
}

/// The guard that something is a string.
fn text_guard(callee: &Func, inst: &Inst, value: Value) -> Option<Inst> {
    match callee.ty(value) {
        Ty::Obj(Type::Class(class, _)) if class == "str" => Some(Inst {
            op: Op::GuardClass("str".to_owned()),
            args: vec![value],
            result: None,
            before: Some(inst.before?),
            after: None,
            place: inst.place,
        }),
        _ => None,
    }
}
