//! Part of `unbox`: operations on objects. Their operands are boxed for as long as the operation takes.

use super::unbox::{GlobalSpec, Unbox};
use crate::bytecode::Place;
use crate::ir::{
    Block, BlockData, Convert, Edge, How, Inst, ObjectOp, Op, Reason, Snapshot, SnapshotId, Terminator, Ty, Value,
};

impl Unbox<'_> {
    /// An operation on objects.
    pub(super) fn object(&mut self, inst: &Inst, op: ObjectOp, result: Option<Value>) {
        if let (ObjectOp::Unpack(count), Op::Unpack(index, _)) = (&op, &inst.op) {
            return self.unpack(inst, *count, *index);
        }
        match &op {
            ObjectOp::LoadGlobal(name) | ObjectOp::StoreGlobal(name) | ObjectOp::DeleteGlobal(name) => {
                self.globals.index(GlobalSpec::Variable(name.clone()));
            }
            _ => {}
        }
        // What the last operation left on the stack is a module that is not an object yet: it is loaded again.
        let module = self
            .loaded_module
            .take()
            .filter(|(module, _)| inst.args.first() == Some(module));
        let mut inst = inst.clone();
        let mut loading = inst.before;
        if let Some((_, before)) = module {
            // The operation raises where it stands, but in the state before the module was loaded.
            let place = inst.before.map(|id| self.func.snapshot(id).clone());
            let state = self.func.snapshot(before).clone();
            loading = Some(before);
            inst.before = place.map(|place| {
                self.func.new_snapshot(Snapshot {
                    locals: state.locals,
                    stack: state.stack,
                    ..place
                })
            });
        }
        let count = inst.args.len();
        let mut temporaries = Vec::new();
        let mut args = Vec::with_capacity(count);
        for (position, arg) in inst.args.clone().into_iter().enumerate() {
            if matches!(op, ObjectOp::NewCell(_)) && *self.func.ty(arg) == Ty::Unbound {
                continue;
            }
            let (value, is_new) = self.borrowed(&inst, arg, loading);
            if is_new && !op.steals(position, count) {
                temporaries.push(value);
            } else if !is_new && op.steals(position, count) && !self.func.ty(arg).is_reference() {
                self.emit(&inst, Op::Retain, vec![value], None);
            }
            args.push(value);
        }
        self.emit(&inst, Op::Object(op), args, result);
        self.give_back(&inst, temporaries);
    }

    /// A call of a function found in a class. Arguments go to it as they are, save those that exist only while compiling.
    pub(super) fn direct(&mut self, inst: &Inst, targets: Vec<usize>, how: How) {
        let (keywords, names) = match &inst.op {
            Op::Call(keywords, names) => (keywords.clone(), *names),
            _ => (vec![], None),
        };
        let mut temporaries = Vec::new();
        let mut args = Vec::with_capacity(inst.args.len());
        for arg in inst.args.clone() {
            let is_stored = self.func.ty(arg).repr().is_some();
            let (value, is_new) = if is_stored {
                (arg, false)
            } else {
                self.borrowed(inst, arg, inst.before)
            };
            temporaries.extend(is_new.then_some(value));
            args.push(value);
        }
        let op = Op::Direct {
            targets,
            keywords,
            names,
            how,
        };
        // The store of an item has none.
        let result = inst.result.unwrap_or_else(|| self.func.new_value(Ty::None));
        self.emit(inst, op, args, Some(result));
        let inst = Inst {
            before: None,
            after: None,
            ..inst.clone()
        };
        for value in temporaries {
            self.emit(&inst, Op::Release, vec![value], None);
        }
    }

    /// The object that an operand is, and whether it was made for that.
    pub(super) fn borrowed(&mut self, inst: &Inst, arg: Value, loading: Option<SnapshotId>) -> (Value, bool) {
        match self.func.ty(arg).clone() {
            Ty::Obj(_) | Ty::Nullable(_) | Ty::Method(..) | Ty::Bound(_) | Ty::Callee | Ty::Cell(_, true) => {
                (arg, false)
            }
            Ty::Module(name, _) => {
                self.globals.index(GlobalSpec::Variable(name.clone()));
                let value = self.func.new_value(Ty::object());
                let inst = Inst {
                    before: loading,
                    ..inst.clone()
                };
                self.emit(&inst, Op::Object(ObjectOp::LoadGlobal(name)), vec![], Some(value));
                (value, true)
            }
            ty if ty.is_compile_time() => (self.global_object(arg, inst.before, inst.place), false),
            _ => {
                let value = self.func.new_value(Ty::Obj(self.func.ty(arg).promise()));
                if let Some(constant) = self.constant_object(arg) {
                    let inst = Inst {
                        before: None,
                        after: None,
                        ..inst.clone()
                    };
                    self.emit(&inst, constant, vec![], Some(value));
                    return (value, false);
                }
                let inst = Inst {
                    after: None,
                    ..inst.clone()
                };
                self.emit(&inst, Op::Convert(Convert::Box), vec![arg], Some(value));
                (value, true)
            }
        }
    }

    /// A constant of the function's code, as the object that the code has.
    fn constant_object(&self, value: Value) -> Option<Op> {
        let place = self.places.get(&value)?;
        let constant = self.constants.get(&value)?;
        Some(Op::Const(constant.clone(), Some(*place)))
    }

    /// The object that a guarded global is.
    fn global_object(&mut self, arg: Value, before: Option<SnapshotId>, place: Place) -> Value {
        let value = self.func.new_value(Ty::object());
        let index = self.watched.get(&arg).copied().unwrap_or(usize::MAX);
        self.out.push(Inst {
            op: Op::GlobalObject(index),
            args: vec![],
            result: Some(value),
            before,
            after: None,
            place,
        });
        value
    }

    /// Converts a value to an object that the receiver owns.
    pub(super) fn reference_to(&mut self, value: Value, to: &Ty, exit: Option<SnapshotId>, place: Place) -> Value {
        let from = self.func.ty(value).clone();
        let step = |pass: &mut Self, op: Op, args: Vec<Value>, ty: Ty| {
            let result = pass.func.new_value(ty);
            pass.func.values[result.0 as usize].name = pass.func.values[value.0 as usize].name;
            pass.out.push(Inst {
                op,
                args,
                result: Some(result),
                before: exit,
                after: None,
                place,
            });
            result
        };
        match (&from, to) {
            (Ty::Nullable(_), Ty::Obj(_)) => step(self, Op::Convert(Convert::FromNullable), vec![value], to.clone()),
            (Ty::Obj(_) | Ty::Nullable(_) | Ty::Method(..) | Ty::Callee | Ty::Cell(_, true), _) => value,
            (Ty::Unbound, _) => step(self, Op::Convert(Convert::ToNullable), vec![], to.clone()),
            (from, _) if from.is_compile_time() => {
                let object = self.global_object(value, exit, place);
                self.out.push(Inst {
                    op: Op::Retain,
                    args: vec![object],
                    result: None,
                    before: None,
                    after: None,
                    place,
                });
                object
            }
            _ => match self.constant_object(value) {
                Some(constant) => {
                    let object = step(self, constant, vec![], Ty::Obj(from.promise()));
                    self.out.push(Inst {
                        op: Op::Retain,
                        args: vec![object],
                        result: None,
                        before: None,
                        after: None,
                        place,
                    });
                    object
                }
                None => step(self, Op::Convert(Convert::Box), vec![value], to.clone()),
            },
        }
    }

    /// One item of a sequence that is unpacked; the first one asked for unpacks them all.
    fn unpack(&mut self, inst: &Inst, count: u32, index: u32) {
        let sequence = inst.args[0];
        let known = self.unpacked.filter(|(of, _)| *of == sequence && index > 0);
        let several = match known {
            Some((_, several)) => several,
            None => {
                let several = self.func.new_value(Ty::Objects(count));
                let whole = Inst {
                    op: Op::Object(ObjectOp::Unpack(count)),
                    ..inst.clone()
                };
                self.object(&whole, ObjectOp::Unpack(count), Some(several));
                self.unpacked = Some((sequence, several));
                several
            }
        };
        let inst = Inst {
            before: None,
            ..inst.clone()
        };
        self.emit(&inst, Op::ObjectItem(index), vec![several], inst.result);
    }

    /// Native code is left where control would take an edge.
    pub(super) fn leave_on(&mut self, edge: &mut Edge, reason: Reason) {
        let start = self.state_at(edge);
        let terminator = Terminator::Leave(self.func.leaving(start), Some(reason));
        self.func.blocks.push(BlockData {
            params: vec![],
            insts: vec![],
            terminator,
            start,
        });
        *edge = Edge {
            target: Block(self.func.blocks.len() as u32 - 1),
            args: vec![],
        };
    }
}
