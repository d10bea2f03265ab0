//! Instances of the module's classes that nobody else gets to see are not made: their attributes are the values they were given.
//!
//! That is so where a class only keeps the arguments of its call ([`Op::GuardInstance`] makes sure of it when it runs), and where
//! nothing is done with the instance but to load its attributes. An exit makes it, if the frame's state holds it still
//! ([`Op::Deferred`] stands where it was made); meanwhile each reference to it is one to each object that it would have.

mod meet;
mod met;
mod sink;

use super::guards::state_on;
use super::uses::{Site, Uses};
use crate::bytecode::Place;
use crate::infer::{Facts, is_vector};
use crate::ir::{Block, Convert, Deferral, Func, How, Inst, ObjectOp, Op, SnapshotId, Terminator, Ty, Value};
use crate::types::Type;
use met::{behind, held, is_native_call, leaves, outlasting, runs_python, there};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// New instances have their values in them from here on; only those are known to be made so.
const SINCE: u8 = 13;

/// The most attributes.
const MOST: usize = 8;

/// Makes the functions' calls of classes that may take the places of calls what can be done again.
pub(super) fn make_instances(func: &mut Func, facts: &Facts) {
    if facts.minor < SINCE {
        return;
    }
    let uses = Uses::of(func);
    let boxes = boxes(func, &uses);
    let mut gone: HashSet<Value> = HashSet::new();
    for block in 0..func.blocks.len() {
        for position in 0..func.blocks[block].insts.len() {
            let inst = &func.blocks[block].insts[position];
            if let Op::Object(ObjectOp::LoadGlobal(name)) = &inst.op {
                let op = Op::KnownGlobal(name.clone());
                func.blocks[block].insts[position].op = op;
                continue;
            }
            let Some(stores) = stores(func, inst, facts) else {
                continue;
            };
            let args: Vec<Value> = inst
                .args
                .iter()
                .map(|arg| boxes.get(arg).copied().unwrap_or(*arg))
                .collect();
            gone.extend(inst.args.iter().filter(|arg| boxes.contains_key(arg)));
            let inst = &mut func.blocks[block].insts[position];
            (inst.op, inst.args, inst.after) = (Op::NewInstance(stores), args, None);
        }
    }
    forget(func, &gone);
    let names = func
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .filter_map(|inst| match &inst.op {
            Op::NewInstance(names) => Some(names.clone()),
            _ => None,
        });
    let names: Vec<String> = names.flatten().collect();
    know(func, names);
}

/// Puts off the instances that need not be made.
pub fn put_off(func: &mut Func, facts: &Facts) {
    // What a generator holds is not counted here.
    let is_of_generator =
        |inst: &Inst| matches!(inst.op, Op::Suspend(..) | Op::Finish(_) | Op::Step(_) | Op::Drain(..));
    let mut insts = func.blocks.iter().flat_map(|block| &block.insts);
    if facts.minor < SINCE
        || insts.clone().any(is_of_generator)
        || !insts.any(|inst| stores(func, inst, facts).is_some())
    {
        return;
    }
    rename(func, facts);
    let sunk = sink::sink(func, facts);
    let uses = Uses::of(func);
    let boxes = boxes(func, &uses);
    let mut found: BTreeMap<Value, Instance> = BTreeMap::new();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            let (Some(names), Some(result)) = (stores(func, inst, facts), inst.result) else {
                continue;
            };
            let values = inst.args[1..].iter().map(|arg| boxes.get(arg).copied().unwrap_or(*arg));
            let values: Vec<Value> = values.collect();
            let held = names.iter().zip(&values).enumerate();
            let numbers = held.filter_map(|(index, (name, value))| {
                let to_num = to_num(func.ty(*value)).filter(|_| facts.is_num_field(func.ty(result), name))?;
                Some((index, *value, to_num))
            });
            let instance = Instance {
                class: inst.args[0],
                numbers: numbers.collect(),
                names,
                values,
                boxed: inst
                    .args
                    .iter()
                    .copied()
                    .filter(|arg| boxes.contains_key(arg))
                    .collect(),
                is_param: false,
                has_slots: class_of(func, inst.args[0]).is_some_and(|class| facts.stores_in_slots(class)),
            };
            found.insert(result, instance);
        }
    }
    for instance in found.values_mut() {
        instance.widen(func);
    }
    meet::meet(func, &mut found, facts);
    keep_unseen(func, &uses, &sunk, &mut found);
    if found.is_empty() {
        return;
    }
    meet::split(func, &found);
    let gone: HashSet<Value> = found
        .values()
        .flat_map(|instance| instance.boxed.iter().copied())
        .collect();
    let mut replaced: HashMap<Value, Value> = HashMap::new();
    // At whose ends there are some that Python code may have met, and what would ask.
    let mut ends: Vec<(Block, Vec<Inst>)> = vec![];
    for block in func.reverse_postorder() {
        let insts = std::mem::take(&mut func.blocks[block.0 as usize].insts);
        let mut kept = Vec::with_capacity(insts.len());
        // Those that Python code may have met since.
        let mut met: Vec<Inst> = vec![];
        for inst in insts {
            if leaves(&inst) {
                kept.extend(met.drain(..).map(|guard| Inst {
                    before: inst.before,
                    ..guard
                }));
            }
            if is_native_call(&inst) {
                let there: BTreeSet<Value> = inst.after.iter().flat_map(|after| held(func, *after)).collect();
                let asked: Vec<Inst> = there
                    .iter()
                    .filter_map(|value| found.get(value))
                    .map(|instance| instance.guard(func, &inst))
                    .collect();
                let before = (!asked.is_empty()).then(|| behind(func, &inst)).flatten();
                kept.push(inst);
                kept.extend(asked.into_iter().map(|guard| Inst { before, ..guard }));
                continue;
            }
            if inst.op == Op::Poll || runs_python(&inst, &|value| found.contains_key(value)) {
                let there: BTreeSet<Value> = there(func, &inst).into_iter().collect();
                met = there
                    .iter()
                    .filter_map(|value| found.get(value))
                    .map(|instance| instance.guard(func, &inst))
                    .collect();
            }
            if inst.op == Op::Poll {
                kept.push(inst);
                kept.append(&mut met);
                continue;
            }
            if let Some((result, instance)) = inst.result.and_then(|result| Some((result, found.get(&result)?))) {
                match inst.op {
                    Op::Deferred(_) => kept.push(inst),
                    _ => instance.put_off(func, result, &inst, &mut kept),
                }
                continue;
            }
            if let Op::GuardDirect(function, how, mut classes) = inst.op {
                let mut args = inst.args.clone();
                for (index, arg) in args.iter_mut().enumerate() {
                    if let Some(instance) = found.get(arg) {
                        (*arg, classes[index]) = (instance.class, true);
                    }
                }
                kept.push(Inst {
                    op: Op::GuardDirect(function, how, classes),
                    args,
                    ..inst
                });
                continue;
            }
            let of = inst.args.first().and_then(|object| found.get(object));
            let Some(instance) = of else {
                kept.push(inst);
                continue;
            };
            match &inst.op {
                Op::Retain | Op::Release => {
                    kept.extend(
                        instance
                            .objects(func)
                            .into_iter()
                            .map(|object| counted(inst.op.clone(), object, &inst)),
                    );
                }
                Op::LoadField(name) => instance.load(func, name, &inst, &mut kept, &mut replaced),
                // It is made here.
                Op::Convert(Convert::Rename) => {
                    let made = instance.deferred(inst.result.unwrap_or(inst.args[0]), inst.place);
                    let op = Op::MakeInstance(instance.names.clone());
                    kept.push(Inst { op, ..made });
                    let objects = instance.objects(func).into_iter();
                    kept.extend(objects.map(|object| counted(Op::Release, object, &inst)));
                }
                Op::LoadMethod(name) => kept.push(Inst {
                    op: Op::MethodOf(name.clone()),
                    args: vec![instance.class],
                    ..inst
                }),
                _ => kept.push(inst),
            }
        }
        if let Terminator::Return(value) = func.block(block).terminator
            && let Some(instance) = found.get(&value)
        {
            let result = func.new_value(func.ty(value).clone());
            let made = instance.deferred(result, Place::default());
            let op = Op::MakeInstance(instance.names.clone());
            kept.push(Inst { op, ..made.clone() });
            kept.extend(
                instance
                    .objects(func)
                    .into_iter()
                    .map(|object| counted(Op::Release, object, &made)),
            );
            func.blocks[block.0 as usize].terminator = Terminator::Return(result);
        }
        func.blocks[block.0 as usize].insts = kept;
        if !met.is_empty() {
            ends.push((block, met));
        }
    }
    for (value, instance) in &found {
        let objects = instance.objects(func);
        func.deferred.insert(*value, objects);
    }
    know(func, found.into_values().flat_map(|instance| instance.names).collect());
    forget(func, &gone);
    // What was loaded may be what another one was loaded of.
    let given = |mut value: Value| {
        while let Some(other) = replaced.get(&value) {
            value = *other;
        }
        value
    };
    func.substitute(given);
    for (block, met) in ends {
        let Terminator::Jump(edge) = func.block(block).terminator.clone() else {
            continue;
        };
        let (start, mut insts) = state_on(func, &edge);
        let before = Some(func.leaving(start));
        insts.extend(met.into_iter().map(|guard| Inst { before, ..guard }));
        func.blocks[block.0 as usize].insts.extend(insts);
    }
}

/// Leaves those of which only attributes are loaded, whatever blocks they go to.
fn keep_unseen(func: &Func, uses: &Uses, sunk: &HashSet<Value>, found: &mut BTreeMap<Value, Instance>) {
    let nulls = meet::nulls(func);
    let mut params: HashMap<Value, Vec<Value>> = HashMap::new();
    for block in func.reverse_postorder() {
        for edge in func.block(block).terminator.edges() {
            for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                params.entry(*param).or_default().push(*arg);
            }
        }
    }
    loop {
        let known: HashSet<Value> = found.keys().copied().collect();
        let outlasting = outlasting(func, &known);
        found.retain(|value, instance| {
            let given = params.get(value).into_iter().flatten();
            instance.is_unseen(func, *value, uses, (&known, sunk))
                && !outlasting.contains(value)
                && given.into_iter().all(|arg| known.contains(arg) || nulls.contains(arg))
        });
        if found.len() == known.len() {
            return;
        }
    }
}

/// The attributes that a call of a class stores its arguments in, if that is what an operation is.
fn stores(func: &Func, inst: &Inst, facts: &Facts) -> Option<Vec<String>> {
    if let Op::NewInstance(names) = &inst.op {
        return Some(names.clone());
    }
    match &inst.op {
        Op::Object(ObjectOp::Call(None)) => {}
        Op::Direct {
            keywords,
            how: How::Construct,
            ..
        } if keywords.is_empty() => {}
        _ => return None,
    }
    let class = class_of(func, *inst.args.first()?)?;
    let names = facts
        .stores(class)
        .filter(|names| names.len() + 1 == inst.args.len() && names.len() <= MOST)?;
    let is_held = |value: &Value| {
        matches!(
            func.ty(*value),
            Ty::Int | Ty::Float | Ty::Bool | Ty::Num | Ty::None | Ty::Obj(_)
        )
    };
    let is_vector = |value: &Value| is_vector(func.ty(*value));
    (inst.args.iter().all(is_held)
        && !inst.args.iter().any(is_vector)
        && inst.before.is_some()
        && func.handler(inst).is_none())
    .then(|| names.clone())
}

/// The class of the module that a value is promised to be an instance of.
fn class_of_instance(func: &Func, value: Value) -> Option<&str> {
    match func.ty(value) {
        Ty::Obj(Type::Class(class, _)) => Some(class),
        _ => None,
    }
}

/// The class of the module that a value is.
fn class_of(func: &Func, value: Value) -> Option<&str> {
    class_named(func.ty(value))
}

fn class_named(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Obj(Type::Class(of, made)) => match (of.as_str(), made.as_slice()) {
            ("type", [Type::Class(class, _)]) => Some(class),
            _ => None,
        },
        _ => None,
    }
}

/// Objects that are only made to be arguments of calls of classes, and what they are made of.
fn boxes(func: &Func, uses: &Uses) -> HashMap<Value, Value> {
    let is_arg = |value: Value, site: &Site| {
        let Some(inst) = func.block(site.0).insts.get(site.1) else {
            return false;
        };
        match &inst.op {
            Op::Release => true,
            Op::Object(ObjectOp::Call(None))
            | Op::Direct {
                how: How::Construct, ..
            } => inst.args.first() != Some(&value),
            _ => false,
        }
    };
    let mut boxes = HashMap::new();
    for inst in func.blocks.iter().flat_map(|block| &block.insts) {
        if let (Op::Convert(Convert::Box), Some(result)) = (&inst.op, inst.result)
            && matches!(func.ty(inst.args[0]), Ty::Int | Ty::Float | Ty::Bool | Ty::Num)
            && uses.snapshots[result.0 as usize].is_empty()
            && uses.operands[result.0 as usize].iter().all(|site| is_arg(result, site))
        {
            boxes.insert(result, inst.args[0]);
        }
    }
    boxes
}

/// Removes objects that nobody needs any more.
fn forget(func: &mut Func, gone: &HashSet<Value>) {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let needed: HashSet<Value> = insts
        .filter(|inst| inst.op != Op::Release)
        .flat_map(|inst| inst.args.iter().copied())
        .collect();
    let gone: HashSet<Value> = gone.difference(&needed).copied().collect();
    for data in &mut func.blocks {
        data.insts.retain(|inst| {
            let is_made =
                inst.op == Op::Convert(Convert::Box) && inst.result.is_some_and(|result| gone.contains(&result));
            let is_released = inst.op == Op::Release && gone.contains(&inst.args[0]);
            !is_made && !is_released
        });
    }
}

/// Adds names to those that the function has.
fn know(func: &mut Func, names: Vec<String>) {
    for name in names {
        if !func.names.contains(&name) {
            func.names.push(name);
        }
    }
}

/// An instance under another name, as a local with a hint has it, is the same one.
fn rename(func: &mut Func, facts: &Facts) {
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    let made = insts().filter(|inst| stores(func, inst, facts).is_some());
    let mut same: HashMap<Value, Value> = made.filter_map(|inst| Some((inst.result?, inst.result?))).collect();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            if let (Op::Convert(Convert::Rename), Some(result)) = (&inst.op, inst.result)
                && let Some(first) = same.get(&inst.args[0]).copied()
                && matches!(func.ty(result), Ty::Obj(_))
            {
                same.insert(result, first);
            }
        }
    }
    for data in &mut func.blocks {
        let is_other = |inst: &Inst| {
            inst.op == Op::Convert(Convert::Rename) && inst.result.is_some_and(|result| same.contains_key(&result))
        };
        data.insts.retain(|inst| !is_other(inst));
    }
    func.substitute(|value| same.get(&value).copied().unwrap_or(value));
}

/// An instance that may be put off.
struct Instance {
    class: Value,
    names: Vec<String>,
    values: Vec<Value>,
    /// Numbers that become such as may be an int or a float, where it is put off, by the places of their attributes: those have had both.
    numbers: Vec<(usize, Value, Convert)>,
    /// Objects that are made for it alone.
    boxed: Vec<Value>,
    /// Is it a block's parameter, for one of several?
    is_param: bool,
    /// Are its attributes in slots? CPython orders them by name.
    has_slots: bool,
}

impl Instance {
    /// Has its numbers as its attributes are loaded.
    fn widen(&mut self, func: &mut Func) {
        for (index, ..) in &self.numbers {
            self.values[*index] = func.new_value(Ty::Num);
        }
    }

    fn value(&self, name: &str) -> Option<Value> {
        let index = self.names.iter().position(|known| known == name)?;
        self.values.get(index).copied()
    }

    /// Is nothing done with it but to load its attributes, as what they are?
    fn is_unseen(
        &self,
        func: &Func,
        result: Value,
        uses: &Uses,
        (others, sunk): (&HashSet<Value>, &HashSet<Value>),
    ) -> bool {
        let sites = &uses.operands[result.0 as usize];
        sites.iter().all(|(block, position)| {
            let data = func.block(*block);
            let Some(inst) = data.insts.get(*position) else {
                // It becomes another block's parameter.
                return match &data.terminator {
                    Terminator::Jump(_) | Terminator::Branch(..) => data.terminator.edges().iter().all(|edge| {
                        let params = func.block(edge.target).params.iter().zip(&edge.args);
                        params
                            .into_iter()
                            .all(|(param, arg)| *arg != result || others.contains(param))
                    }),
                    // At the end nobody else has it, and it is made once.
                    Terminator::Return(_) => self.is_param,
                    _ => false,
                };
            };
            let is_first = inst.args.first() == Some(&result);
            match (&inst.op, inst.result) {
                (Op::Retain | Op::Release | Op::GuardDirect(..), _) => true,
                (Op::Convert(Convert::Rename), Some(made)) => sunk.contains(&made),
                (Op::LoadMethod(name), _) => !self.names.contains(name),
                (Op::LoadField(name), Some(loaded)) if is_first => self.value(name).is_some_and(|value| {
                    let (from, to) = (func.ty(value), func.ty(loaded));
                    from == to || matches!(to, Ty::Obj(_))
                }),
                _ => false,
            }
        })
    }

    /// The objects that it would have, in the order in which they end, and its class: what there is a reference to for each to it.
    fn objects(&self, func: &Func) -> Vec<Value> {
        let values = self.ends(func).into_iter().map(|index| self.values[index]);
        std::iter::once(self.class).chain(values).collect()
    }

    /// Which of its attributes are objects, in the order in which they end with it.
    fn ends(&self, func: &Func) -> Vec<usize> {
        let objects = (0..self.values.len()).filter(|index| func.ty(self.values[*index]).is_reference());
        let mut ends: Vec<usize> = objects.collect();
        if self.has_slots {
            ends.sort_by_key(|index| &self.names[*index]);
        }
        ends
    }

    fn deferred(&self, result: Value, place: Place) -> Inst {
        let args = std::iter::once(self.class).chain(self.values.iter().copied());
        Inst {
            op: Op::Deferred(Deferral::Instance(self.names.clone())),
            args: args.collect(),
            result: Some(result),
            before: None,
            after: None,
            place,
        }
    }

    /// Leaves before an operation unless the class still does what it did.
    fn guard(&self, func: &Func, inst: &Inst) -> Inst {
        Inst {
            op: Op::GuardInstance(self.names.clone(), self.ends(func)),
            args: vec![self.class],
            result: None,
            after: None,
            ..inst.clone()
        }
    }

    fn put_off(&self, func: &Func, result: Value, inst: &Inst, kept: &mut Vec<Inst>) {
        kept.extend(self.numbers.iter().map(|(index, number, convert)| Inst {
            op: Op::Convert(*convert),
            args: vec![*number],
            result: Some(self.values[*index]),
            before: None,
            after: None,
            place: inst.place,
        }));
        kept.push(self.guard(func, inst));
        kept.extend(
            self.objects(func)
                .into_iter()
                .map(|object| counted(Op::Retain, object, inst)),
        );
        kept.push(self.deferred(result, inst.place));
    }

    fn load(
        &self,
        func: &mut Func,
        name: &str,
        inst: &Inst,
        kept: &mut Vec<Inst>,
        replaced: &mut HashMap<Value, Value>,
    ) {
        let (Some(value), Some(result)) = (self.value(name), inst.result) else {
            return;
        };
        // Python code may have changed since what it means to load it.
        kept.push(self.guard(func, inst));
        let convert = |convert: Convert, before: Option<SnapshotId>| Inst {
            op: Op::Convert(convert),
            args: vec![value],
            result: Some(result),
            before,
            after: None,
            place: inst.place,
        };
        match (func.ty(value), func.ty(result)) {
            (Ty::Obj(_), Ty::Obj(_)) => {
                kept.push(counted(Op::Retain, value, inst));
                kept.push(convert(Convert::Rename, None));
            }
            (from, to) if from == to => {
                replaced.insert(result, value);
            }
            _ => kept.push(convert(Convert::Box, inst.before)),
        }
    }
}

/// How a number becomes one that may be an int or a float.
fn to_num(ty: &Ty) -> Option<Convert> {
    match ty {
        Ty::Int => Some(Convert::IntToNum),
        Ty::Float => Some(Convert::FloatToNum),
        _ => None,
    }
}

fn counted(op: Op, value: Value, inst: &Inst) -> Inst {
    Inst {
        op,
        args: vec![value],
        result: None,
        before: None,
        after: None,
        place: inst.place,
    }
}
