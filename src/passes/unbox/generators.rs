//! What generators do: that they give items, are asked for them, and are consumed.

use super::Unbox;
use crate::infer::Plan;
use crate::ir::{DynSet, Inst, Op, Reason, Ty, Value};

impl Unbox<'_> {
    pub(super) fn generator(&mut self, inst: &Inst, plan: Plan) -> Result<(), Reason> {
        match plan {
            Plan::Suspended => {
                let mut args: Vec<Value> = Vec::with_capacity(inst.args.len());
                for (position, arg) in inst.args.clone().into_iter().enumerate() {
                    let is_number = matches!(self.func.ty(arg), Ty::Int | Ty::Float | Ty::Bool);
                    // The local has the object that is given.
                    if position > 0 && is_number && arg == inst.args[0] {
                        self.emit(inst, Op::Retain, vec![args[0]], None);
                        args.push(args[0]);
                        continue;
                    }
                    // The frame's own iterators and numbers are written to.
                    let own = self.func.locals.len();
                    if *self.func.ty(arg) == Ty::RangeIter || (1..=own).contains(&position) && is_number {
                        args.push(arg);
                        continue;
                    }
                    let may_be_unbound = match self.func.ty(arg) {
                        Ty::Unbound | Ty::Maybe(_) | Ty::Nullable(_) => true,
                        Ty::Dyn(set) => set.contains(DynSet::UNBOUND),
                        _ => false,
                    };
                    let to = match may_be_unbound {
                        true => Ty::Nullable(self.func.ty(arg).promise()),
                        false => Ty::Obj(self.func.ty(arg).promise()),
                    };
                    args.push(self.convert(arg, &to, inst.before, inst.place));
                }
                self.emit(inst, inst.op.clone(), args, inst.result);
            }
            Plan::Kept(wanted) => {
                let mut args: Vec<Value> = Vec::with_capacity(inst.args.len());
                for (arg, wanted) in inst.args.clone().into_iter().zip(wanted) {
                    // The generator that a local holds is the one that is iterated over.
                    let is_generator = [self.func.ty(arg), &wanted]
                        .iter()
                        .any(|ty| matches!(ty, Ty::Generator(_)));
                    args.push(match is_generator || *self.func.ty(arg) == wanted {
                        true => arg,
                        false => self.convert(arg, &wanted, inst.before, inst.place),
                    });
                }
                self.emit(inst, inst.op.clone(), args, inst.result);
            }
            Plan::Drain(code, function) => {
                self.emit(inst, Op::Drain(code, function), vec![inst.args[1]], inst.result);
            }
            Plan::Adapt(kind) => {
                // It takes them over, and the call gives them up.
                for arg in &inst.args[1..] {
                    if matches!(self.func.ty(*arg), Ty::Generator(_)) {
                        self.emit(inst, Op::Retain, vec![*arg], None);
                    }
                }
                self.emit(inst, Op::Adapt(kind), inst.args[1..].to_vec(), inst.result);
            }
            Plan::Step(code) => {
                let known = self.facts.generators.get(&code).map(|known| known.gives.clone());
                let Some(gives) = self.facts.kept_gives(code).or(known) else {
                    return Err(Reason::new("internal-error", "a generator of no function"));
                };
                if let Ty::Obj(promise) = &gives {
                    let next = self.func.new_value(Ty::Nullable(promise.clone()));
                    self.emit(inst, Op::Step(code), vec![inst.args[0]], Some(next));
                    self.emit(inst, Op::NotNull, vec![next], inst.result);
                    self.next_item = Some(next);
                    return Ok(());
                }
                let next = self.func.new_value(Ty::Tuple(vec![Ty::Bool, gives]));
                self.emit(inst, Op::Step(code), vec![inst.args[0]], Some(next));
                self.emit(inst, Op::TupleItem(0), vec![next], inst.result);
                self.next_item = Some(next);
            }
            _ => return Err(Reason::new("internal-error", "an operation that is not on generators")),
        }
        Ok(())
    }
}
