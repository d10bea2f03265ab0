//! Part of `unbox`: tuples that are taken apart where they meet such as are in pieces already.

use super::unbox::Unbox;
use crate::bytecode::{Constant, Place};
use crate::infer::{ConstantSlice, are_like};
use crate::ir::{Deferral, Edge, Func, Inst, Op, Reason, Slot, SnapshotId, Ty, Value};
use crate::types::Type;
use std::collections::{HashMap, HashSet};

/// Values that are one and the same constant tuple, through whatever blocks they go.
pub(super) fn constant_tuples(func: &Func, constants: &HashMap<Value, Constant>) -> HashMap<Value, Constant> {
    let mut known: HashMap<Value, Constant> = constants
        .iter()
        .filter(|(_, constant)| matches!(constant, Constant::Tuple(_)))
        .map(|(value, constant)| (*value, constant.clone()))
        .collect();
    if known.is_empty() {
        return known;
    }
    // What each value may be besides itself; something else than a constant tuple is in none of them.
    let mut sources: HashMap<Value, HashSet<Value>> = HashMap::new();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            if let (Op::CheckBound | Op::Hinted(_), Some(result)) = (&inst.op, inst.result) {
                sources.entry(result).or_default().extend(&inst.args);
            }
        }
        for edge in func.edges(block) {
            for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                sources.entry(*param).or_default().insert(*arg);
            }
        }
    }
    for (value, _) in sources
        .iter()
        .filter(|(value, _)| matches!(func.ty(**value), Ty::Obj(Type::Tuple(_))))
    {
        let (mut seen, mut work, mut found) = (HashSet::new(), vec![*value], HashSet::new());
        while let Some(value) = work.pop() {
            if seen.insert(value) {
                match sources.get(&value) {
                    Some(more) => work.extend(more),
                    None => {
                        found.insert(value);
                    }
                }
            }
        }
        let mut found = found.into_iter();
        if let (Some(only), None) = (found.next(), found.next())
            && let Some(constant) = known.get(&only).cloned()
        {
            known.insert(*value, constant);
        }
    }
    known
}

impl Unbox<'_> {
    /// Converts what an edge gives to parameters that hold less: objects to their pieces, tagged scalars to one kind. The edge
    /// leaves if one is of other pieces, or of another kind. Returns the objects, whose references nobody takes over.
    pub(super) fn narrowed_on(&mut self, params: &[Value], edge: &mut Edge) -> Vec<Value> {
        let is_narrowed = |pass: &Self, param: Value, arg: Value| {
            let (from, to) = (pass.func.ty(arg), pass.func.ty(param));
            let to_pieces = matches!((from, to), (Ty::Obj(_), Ty::Tuple(_) | Ty::Kept(_)));
            to_pieces || matches!(from, Ty::Dyn(_)) && !matches!(to, Ty::Dyn(_) | Ty::Obj(_))
        };
        let positions: Vec<usize> = (0..params.len())
            .filter(|position| is_narrowed(self, params[*position], edge.args[*position]))
            .collect();
        if positions.is_empty() {
            return vec![];
        }
        let start = self.state_at(edge);
        let before = self.func.leaving(start);
        let place = self.func.snapshot(before).place;
        let mut objects = Vec::new();
        for position in positions {
            let object = edge.args[position];
            let ty = self.func.ty(params[position]).clone();
            edge.args[position] = self.convert(object, &ty, Some(before), place);
            if self.func.ty(object).is_reference() {
                objects.push(object);
            }
        }
        objects
    }

    /// Takes the part of something that lies between constant bounds.
    pub(super) fn constant_slice(&mut self, inst: &Inst, sliced: ConstantSlice) -> Result<(), Reason> {
        let alone = Inst {
            before: None,
            after: None,
            ..inst.clone()
        };
        let mut bounds = Vec::new();
        for bound in sliced.bounds {
            let ty = if bound == Constant::None { Ty::None } else { Ty::Int };
            let value = self.func.new_value(ty);
            self.emit(&alone, Op::Const(bound, None), vec![], Some(value));
            bounds.push(value);
        }
        if let Some(slice @ Ty::Slice(_)) = sliced.types.last() {
            let value = self.func.new_value(slice.clone());
            self.emit(&alone, Op::MakeTuple, std::mem::take(&mut bounds), Some(value));
            bounds.push(value);
        }
        let args = inst.args[..1].iter().copied().chain(bounds).collect();
        self.inst(&Inst {
            op: sliced.op,
            args,
            after: None,
            ..inst.clone()
        })
    }

    /// The state in which an edge reaches its target, in terms of its arguments.
    pub(super) fn state_at(&mut self, edge: &Edge) -> SnapshotId {
        let target = self.func.block(edge.target);
        let params = target.params.clone();
        // What is put off at the beginning of the target is put off before it, too.
        let is_cell = |inst: &&Inst| matches!(inst.op, Op::Deferred(Deferral::Cell(_)));
        let cells: Vec<Inst> = target.insts.iter().filter(is_cell).cloned().collect();
        let mut snapshot = self.func.snapshot(target.start).clone();
        for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
            let Slot::Value(value) = *slot else { continue };
            if let Some(position) = params.iter().position(|param| *param == value) {
                *slot = Slot::Value(edge.args[position]);
            } else if let Some(cell) = cells.iter().find(|cell| cell.result == Some(value)) {
                *slot = Slot::Value(self.cell_before(cell, &params, edge));
            }
        }
        self.func.new_snapshot(snapshot)
    }

    /// A cell that is put off in the target of an edge, put off before it.
    fn cell_before(&mut self, cell: &Inst, params: &[Value], edge: &Edge) -> Value {
        let given = |arg: &Value| {
            let position = params.iter().position(|param| param == arg);
            position.map_or(*arg, |position| edge.args[position])
        };
        let args = cell.args.iter().map(given).collect();
        let ty = cell.result.map_or(Ty::Bottom, |result| self.func.ty(result).clone());
        let result = self.func.new_value(ty);
        // What is in it is held apart from it.
        self.func.deferred.insert(result, vec![]);
        self.out.push(Inst {
            args,
            result: Some(result),
            ..cell.clone()
        });
        result
    }

    /// The only character of a constant.
    pub(super) fn constant_char(&mut self, value: Value, place: Place) -> Value {
        let constant = self.constants[&value].clone();
        let result = self.func.new_value(Ty::Char);
        self.out.push(Inst {
            op: Op::Const(constant, None),
            args: vec![],
            result: Some(result),
            before: None,
            after: None,
            place,
        });
        result
    }

    /// Gives up a reference.
    pub(super) fn release(&mut self, value: Value) {
        self.out.push(Inst {
            op: Op::Release,
            args: vec![value],
            result: None,
            before: None,
            after: None,
            place: Place::default(),
        });
    }

    /// A constant tuple with its pieces.
    pub(super) fn keep(&mut self, constant: Value, pieces: Value, ty: &Ty, place: Place) -> Value {
        let result = self.func.new_value(ty.clone());
        self.out.push(Inst {
            op: Op::Keep,
            args: vec![constant, pieces],
            result: Some(result),
            before: None,
            after: None,
            place,
        });
        result
    }

    /// The pieces of a constant tuple, if they are what is wanted.
    pub(super) fn constant_pieces(&mut self, value: Value, items: &[Ty], place: Place) -> Option<Value> {
        let Some(Constant::Tuple(constants)) = self.constant_tuples.get(&value).cloned() else {
            return None;
        };
        if !are_like(&constants, items) {
            return None;
        }
        let mut emit = |op: Op, args: Vec<Value>, ty: Ty| {
            let result = self.func.new_value(ty);
            self.out.push(Inst {
                op,
                args,
                result: Some(result),
                before: None,
                after: None,
                place,
            });
            result
        };
        let pieces = constants.into_iter().zip(items);
        let pieces: Vec<Value> = pieces
            .map(|(constant, item)| emit(Op::Const(constant, None), vec![], item.clone()))
            .collect();
        Some(emit(Op::MakeTuple, pieces, Ty::Tuple(items.to_vec())))
    }
}
