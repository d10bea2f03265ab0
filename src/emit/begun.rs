//! Coroutines that are awaited where they are made: they begin at once, and are no objects as long as they give nothing.
//!
//! The call, `GET_AWAITABLE` and the first `SEND` stay operations of their own, which are skipped if that has begun.

use super::body::Body;
use super::exits::Ends;
use crate::ir::{Block, Func, Inst, ObjectOp, Op, Terminator, Ty, Value};
use std::collections::{BTreeMap, HashMap};

/// What is awaited where it is made, or where it is found.
#[derive(Default)]
pub(super) struct Begun {
    all: Vec<Await>,
    /// The operation at a place is part of one of them.
    parts: HashMap<(Block, usize), (usize, Part)>,
}

struct Await {
    /// What is awaited, what is asked then, and what that gives.
    object: Value,
    receiver: Value,
    given: Value,
    /// Where it is sent nothing.
    unit: u32,
    /// The arguments of the call that are given up behind it, as bits.
    taken: u32,
    /// Is what is called given up behind the call?
    takes_callee: bool,
    /// Is what is awaited given up where it has been asked how?
    takes_object: bool,
    is_call: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Call,
    /// Done only if nothing has begun.
    GiveUp,
    GetAwaitable,
    Send,
}

impl Begun {
    pub(super) fn find(func: &Func) -> Begun {
        let mut found = Begun::default();
        let order = func.reverse_postorder();
        let mut entered: BTreeMap<Block, usize> = BTreeMap::new();
        for edge in order.iter().flat_map(|block| func.edges(*block)) {
            *entered.entry(edge.target).or_default() += 1;
        }
        for block in order {
            let insts = &func.block(block).insts;
            for (place, inst) in insts.iter().enumerate() {
                if inst.op == Op::Object(ObjectOp::GetAwaitable) {
                    found.add(func, block, place, &entered);
                }
            }
        }
        found
    }

    fn add(&mut self, func: &Func, block: Block, place: usize, entered: &BTreeMap<Block, usize>) -> Option<()> {
        let insts = &func.block(block).insts;
        let (object, receiver) = (*insts[place].args.first()?, insts[place].result?);
        let Terminator::Jump(edge) = &func.block(block).terminator else {
            return None;
        };
        let (given, sends) = first_send(func, edge.target, receiver)?;
        if entered.get(&edge.target) != Some(&1) || insts[place + 1..].iter().any(|inst| !passes(inst)) {
            return None;
        }
        let number = self.all.len();
        let mut parts = vec![((block, place), Part::GetAwaitable), (sends, Part::Send)];
        let given_up = (place + 1..insts.len()).find(|at| gives_up(&insts[*at], object));
        parts.extend(given_up.map(|at| ((block, at), Part::GiveUp)));
        let call = insts[..place].iter().rposition(|inst| inst.result == Some(object));
        // A local that keeps the coroutine needs one.
        let call = call.filter(|_| given_up.is_some());
        let call = call.filter(|call| is_call(&insts[*call]) && insts[call + 1..place].iter().all(is_release));
        let (mut taken, mut takes_callee) = (0, false);
        if let Some(call) = call {
            parts.push(((block, call), Part::Call));
            for (at, inst) in insts.iter().enumerate().take(place).skip(call + 1) {
                let args = insts[call].args.iter().enumerate().skip(1);
                let mut same = args.filter(|(index, arg)| **arg == inst.args[0] && taken >> (index - 1) & 1 == 0);
                match same.next() {
                    Some((index, _)) => taken |= 1 << (index - 1),
                    None if inst.args[0] == insts[call].args[0] && !takes_callee => takes_callee = true,
                    None => continue,
                }
                parts.push(((block, at), Part::GiveUp));
            }
            if insts[call].args.len() > 16 {
                return None;
            }
        }
        self.parts
            .extend(parts.into_iter().map(|(place, part)| (place, (number, part))));
        self.all.push(Await {
            object,
            receiver,
            given,
            unit: func.snapshot(func.block(sends.0).insts[sends.1].before?).raises_at,
            taken,
            takes_callee,
            takes_object: given_up.is_some(),
            is_call: call.is_some(),
        });
        Some(())
    }

    /// What is assigned in more than one place.
    pub(super) fn assigned(&self) -> impl Iterator<Item = Value> + '_ {
        self.all.iter().flat_map(|one| {
            let object = one.is_call.then_some(one.object);
            object.into_iter().chain([one.receiver, one.given])
        })
    }
}

/// The operation that sends nothing to a receiver at the beginning of a block, and what that gives.
fn first_send(func: &Func, block: Block, receiver: Value) -> Option<(Value, (Block, usize))> {
    let insts = &func.block(block).insts;
    let place = insts.iter().position(|inst| !matches!(inst.op, Op::Const(..)))?;
    let send = &insts[place];
    let is_none = |value: Value| matches!(func.ty(value), Ty::Obj(crate::types::Type::None));
    let sends = send.op == Op::Object(ObjectOp::Send) && send.args[0] == receiver && is_none(send.args[1]);
    sends.then_some((send.result?, (block, place)))
}

fn passes(inst: &Inst) -> bool {
    is_release(inst) || matches!(inst.op, Op::Const(..))
}

fn is_release(inst: &Inst) -> bool {
    inst.op == Op::Release
}

fn gives_up(inst: &Inst, object: Value) -> bool {
    is_release(inst) && inst.args[0] == object
}

fn is_call(inst: &Inst) -> bool {
    matches!(inst.op, Op::Object(ObjectOp::Call(None) | ObjectOp::CallFound(None)))
}

impl Body<'_> {
    /// The variables that say what has begun.
    pub(super) fn begun_variables(&mut self) {
        for number in 0..self.begun.all.len() {
            self.line(&format!("let mut begun_{number} = rt::begun::Begun::NOTHING;"));
        }
    }

    /// An operation, which may be part of an `await`.
    pub(super) fn awaited(&mut self, inst: &Inst) -> Result<(), String> {
        let Some(&(number, part)) = self.begun.parts.get(&self.position) else {
            return self.operation(inst);
        };
        let one = &self.begun.all[number];
        let (unit, taken, takes_object, is_call) = (one.unit, one.taken, one.takes_object, one.is_call);
        let takes_callee = one.takes_callee;
        let begun = format!("begun_{number}");
        let cx = self.cx();
        let instead = match part {
            Part::Call => {
                let args: Vec<String> = inst.args.iter().map(|arg| self.operand(*arg, &inst.op)).collect();
                self.line(&format!("frame.reach({unit});"));
                self.line(&format!(
                    "{begun} = rt::begun::call({}, {takes_callee}, &[{}], {taken}, {cx});",
                    args[0],
                    args[1..].join(", ")
                ));
                Some((inst.result, "rt::NULL".to_owned()))
            }
            Part::GetAwaitable => {
                let object = self.operand(inst.args[0], &inst.op);
                let asks = format!(
                    "{begun} = rt::begun::object({object}, {}, {cx});",
                    u32::from(takes_object)
                );
                self.line(&match is_call {
                    true => format!("if !{begun}.has {{ frame.reach({unit}); {asks} }}"),
                    false => format!("frame.reach({unit}); {asks}"),
                });
                Some((inst.result, format!("{begun}.receiver")))
            }
            Part::Send => Some((inst.result, format!("{begun}.sent()"))),
            Part::GiveUp => None,
        };
        self.at = None;
        self.line(&format!("if !{begun}.has {{"));
        self.indent += 1;
        self.operation(inst)?;
        self.indent -= 1;
        self.at = None;
        match instead {
            None => self.line("}"),
            Some((result, text)) => {
                let result = result.ok_or("an operation of an `await` that gives nothing")?;
                let name = self.name(result);
                self.line("} else {");
                self.line(&format!("    {name} = {text};"));
                if part == Part::Send {
                    let raise = self.exit(inst, Ends::Raise)?;
                    self.line(&format!(
                        "    if {name}.is_null() && rt::object::failed() {{ {raise} }}"
                    ));
                }
                self.line("}");
            }
        }
        Ok(())
    }
}
