//! Which object a tuple is can be asked once it has been given away twice: to two containers, or to `is` and `id()`.
//!
//! Native code keeps a tuple in pieces and makes an object of it wherever one is needed, so it may give a tuple away once only.
//! Of the places that make a tuple, those are found here of which some path gives away one and the same tuple twice; they make
//! an object instead. Reading a tuple gives nothing away. A parameter is the caller's to give away: it is in pieces only if it
//! is never needed whole.

use super::facts::Facts;
use super::plan::{Plan, plan};
use super::{constants, without_self};
use crate::bytecode::{BinaryOp, Constant};
use crate::ir::{Block, Edge, Func, Inst, ObjectOp, Op, Raise, Slot, Terminator, Ty, Value};
use crate::types::{DEFAULT_DICT, Type};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Makes objects of those tuples of a function, whose types are inferred, that may be given away twice. Did that change anything?
pub fn keep_identities(func: &mut Func, index: usize, facts: &mut Facts) -> bool {
    let tuples = Tuples::of(func);
    if tuples.tracked.is_empty() {
        return false;
    }
    let mut search = Search {
        func,
        facts,
        constants: constants(func),
        live: HashMap::new(),
        tuples: &tuples,
        conflicts: BTreeSet::new(),
        other_parameters: BTreeSet::new(),
    };
    search.find_live();
    search.run();
    let (conflicts, parameters) = (search.conflicts, search.other_parameters);
    let mut changed = false;
    for (callee, param) in parameters {
        changed |= !std::mem::replace(&mut facts.functions[callee].boxed[param], true);
    }
    let mut made = BTreeSet::new();
    for value in conflicts {
        tuples.origins(func, value, &mut BTreeSet::new(), &mut made);
    }
    for value in made {
        match func.blocks[0].params.iter().position(|param| *param == value) {
            Some(param) => changed |= !std::mem::replace(&mut facts.functions[index].boxed[param], true),
            None => changed |= make_object(func, value),
        }
    }
    changed
}

/// Makes an object of the tuple where it comes from.
fn make_object(func: &mut Func, value: Value) -> bool {
    let mut home = None;
    for (block, data) in func.blocks.iter().enumerate() {
        if let Some(position) = data.insts.iter().position(|inst| inst.result == Some(value)) {
            home = Some((block, position));
        }
    }
    let Some((block, position)) = home else { return false };
    let inst = &mut func.blocks[block].insts[position];
    if inst.op == Op::MakeTuple {
        inst.op = Op::Object(ObjectOp::Tuple);
        return true;
    }
    let place = inst.place;
    let is_item = inst.op == Op::NextItem;
    let taken = is_item.then(|| taken_in(func, block, value)).flatten();
    let (block, position) = taken.map_or((block, position + 1), |block| (block, 0));
    let next = func.blocks[block].insts.get(position);
    if next.is_some_and(|next| next.op == Op::Boxed && next.args == [value]) {
        return false;
    }
    let boxed = func.new_value(Ty::Bottom);
    func.values[boxed.0 as usize].name = func.values[value.0 as usize].name;
    let start = func.snapshot(func.blocks[block].start).clone();
    func.substitute(|used| if used == value { boxed } else { used });
    if taken.is_some() {
        // The item comes into the block as it is.
        func.blocks[block].start = func.new_snapshot(start);
    }
    let inst = Inst {
        op: Op::Boxed,
        args: vec![value],
        result: Some(boxed),
        before: None,
        after: None,
        place,
    };
    func.blocks[block].insts.insert(position, inst);
    true
}

/// The block that an item of an iterator goes on in, if there is one, and nothing else leads there.
fn taken_in(func: &Func, block: usize, item: Value) -> Option<usize> {
    let Terminator::Branch(_, next, _) = &func.blocks[block].terminator else {
        return None;
    };
    let leads_there = func
        .blocks
        .iter()
        .flat_map(|data| data.terminator.edges())
        .filter(|edge| edge.target == next.target)
        .count();
    (leads_there == 1 && !next.args.contains(&item)).then_some(next.target.0 as usize)
}

/// Is it held in pieces?
fn is_tuple(ty: &Ty) -> bool {
    match ty {
        Ty::Tuple(_) | Ty::Kept(_) => true,
        Ty::Maybe(inner) => is_tuple(inner),
        _ => false,
    }
}

/// The values that may be a tuple in pieces.
struct Tuples {
    /// Values that are another one under a new name.
    same: HashMap<Value, Value>,
    tracked: HashSet<Value>,
    /// What edges give the parameters of blocks.
    given: BTreeMap<Value, BTreeSet<Value>>,
    /// Operations by their results.
    made_by: HashMap<Value, Inst>,
}

impl Tuples {
    fn of(func: &Func) -> Tuples {
        let mut tuples = Tuples {
            same: HashMap::new(),
            tracked: HashSet::new(),
            given: BTreeMap::new(),
            made_by: HashMap::new(),
        };
        let order = func.reverse_postorder();
        for &block in &order {
            for inst in &func.block(block).insts {
                let Some(result) = inst.result else { continue };
                if let (Op::CheckBound | Op::Hinted(_), [of]) = (&inst.op, inst.args.as_slice()) {
                    let of = tuples.name(*of);
                    tuples.same.insert(result, of);
                    if is_tuple(func.ty(result)) {
                        tuples.tracked.insert(of);
                    }
                } else {
                    tuples.made_by.insert(result, inst.clone());
                    if is_tuple(func.ty(result)) {
                        tuples.tracked.insert(result);
                    }
                }
            }
            let params = func.block(block).params.iter();
            tuples
                .tracked
                .extend(params.filter(|param| is_tuple(func.ty(**param))).copied());
        }
        if tuples.tracked.is_empty() {
            return tuples;
        }
        for &block in &order {
            for edge in edges(func, block) {
                for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                    let arg = tuples.name(*arg);
                    tuples.given.entry(*param).or_default().insert(arg);
                }
            }
        }
        // What is in a place where native code does not get to is a tuple all the same.
        let mut changed = true;
        while changed {
            changed = false;
            for (param, args) in &tuples.given {
                let is_open = !func.ty(*param).is_reference();
                if is_open && !tuples.tracked.contains(param) && args.iter().any(|arg| tuples.tracked.contains(arg)) {
                    tuples.tracked.insert(*param);
                    changed = true;
                }
            }
        }
        tuples
    }

    /// The value under its first name.
    fn name(&self, value: Value) -> Value {
        self.same.get(&value).copied().unwrap_or(value)
    }

    /// The places that make the tuples that a value may be.
    fn origins(&self, func: &Func, value: Value, seen: &mut BTreeSet<Value>, made: &mut BTreeSet<Value>) {
        if !seen.insert(value) {
            return;
        }
        if let Some(args) = self.given.get(&value) {
            args.iter().for_each(|arg| self.origins(func, *arg, seen, made));
            return;
        }
        match self.made_by.get(&value) {
            // An item of another one.
            Some(inst) if matches!(inst.op, Op::Unpack(..) | Op::Binary(BinaryOp::Subscript, _)) => {
                self.origins(func, self.name(inst.args[0]), seen, made);
            }
            _ if is_tuple(func.ty(value)) => {
                made.insert(value);
            }
            _ => {}
        }
    }
}

/// All edges from a block, whatever may raise.
fn edges(func: &Func, block: Block) -> Vec<&Edge> {
    let data = func.block(block);
    let mut edges = data.terminator.edges();
    for id in data.insts.iter().filter_map(|inst| inst.before) {
        let snapshot = func.snapshot(id);
        if let Raise::To(edge) = &snapshot.raise {
            edges.push(edge);
        }
        edges.extend(snapshot.quiet.as_ref().map(|quiet| &quiet.edge));
    }
    edges
}

/// What an operation does with a tuple.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Reads items of it.
    Reads,
    /// Needs an object, which nobody else gets.
    Borrows,
    /// Gives it away.
    Gives,
}

struct Search<'a> {
    func: &'a Func,
    facts: &'a Facts,
    constants: HashMap<Value, Constant>,
    tuples: &'a Tuples,
    /// The tuples that are used in each block before they are made there, or behind it.
    live: HashMap<Block, HashSet<Value>>,
    conflicts: BTreeSet<Value>,
    /// Parameters of callees that tuples of another kind are given to.
    other_parameters: BTreeSet<(usize, usize)>,
}

impl Search<'_> {
    fn tracked(&self, value: &Value) -> Option<Value> {
        let name = self.tuples.name(*value);
        self.tuples.tracked.contains(&name).then_some(name)
    }

    /// The tuples that a block uses, in its operations and at its end. A state that CPython goes on from uses what the
    /// operations behind it do.
    fn used(&self, block: Block) -> HashSet<Value> {
        let data = self.func.block(block);
        let mut used: Vec<Value> = Vec::new();
        for inst in &data.insts {
            if !matches!(inst.op, Op::Retain | Op::Release) {
                used.extend(&inst.args);
            }
        }
        for edge in edges(self.func, block) {
            used.extend(&edge.args);
        }
        used.extend(self.shown_at_end(block));
        used.iter().filter_map(|value| self.tracked(value)).collect()
    }

    /// What a block gives away at its end: what it returns, and all there is where only CPython knows how to go on.
    fn shown_at_end(&self, block: Block) -> Vec<Value> {
        match &self.func.block(block).terminator {
            Terminator::Return(value) => vec![*value],
            Terminator::Leave(id, _) => {
                let snapshot = self.func.snapshot(*id);
                let slots = snapshot.locals.iter().chain(&snapshot.stack);
                let values = slots.filter_map(|slot| match slot {
                    Slot::Value(value) => Some(*value),
                    _ => None,
                });
                values.collect()
            }
            _ => vec![],
        }
    }

    fn find_live(&mut self) {
        let order = self.func.reverse_postorder();
        let mut changed = true;
        while changed {
            changed = false;
            for &block in order.iter().rev() {
                let mut live = self.used(block);
                for edge in edges(self.func, block) {
                    let params = &self.func.block(edge.target).params;
                    if let Some(behind) = self.live.get(&edge.target) {
                        live.extend(behind.iter().filter(|value| !params.contains(value)));
                    }
                }
                let data = self.func.block(block);
                let made = data.insts.iter().filter_map(|inst| inst.result);
                for value in made {
                    live.remove(&value);
                }
                let known = self.live.entry(block).or_default();
                if known.len() != live.len() {
                    *known = live;
                    changed = true;
                }
            }
        }
    }

    fn run(&mut self) {
        // Those that may have been given away where a block begins.
        let mut states: HashMap<Block, HashSet<Value>> = HashMap::new();
        let entry = self.func.blocks[0].params.iter();
        let entry = entry.filter_map(|param| self.tracked(param)).collect();
        states.insert(Block(0), entry);
        let order = self.func.reverse_postorder();
        let mut changed = true;
        while changed {
            changed = false;
            for &block in &order {
                let Some(mut given) = states.get(&block).cloned() else {
                    continue;
                };
                self.block(block, &mut given);
                for edge in edges(self.func, block) {
                    let next = self.behind(edge, &given);
                    let known = states.entry(edge.target);
                    changed |= matches!(known, std::collections::hash_map::Entry::Vacant(_));
                    let known = known.or_default();
                    let count = known.len();
                    known.extend(next);
                    changed |= known.len() != count;
                }
            }
        }
    }

    /// Goes through a block.
    fn block(&mut self, block: Block, given: &mut HashSet<Value>) {
        let func = self.func;
        let mut found = None;
        for inst in &func.block(block).insts {
            // A key that was looked up is in there, be it one that was missing: what is stored under it then keeps that one.
            let is_there = matches!(inst.op, Op::Object(ObjectOp::SetItem))
                && found.is_some_and(|found| found == (self.tuples.name(inst.args[1]), self.tuples.name(inst.args[2])));
            self.operation(inst, is_there.then_some(2), given);
            found = self
                .looked_up(inst)
                .or(found.filter(|(dict, _)| self.is_quiet(inst, *dict)));
        }
        for value in self.shown_at_end(block) {
            self.give(value, given);
        }
        // An edge to a parameter that holds objects makes one.
        for edge in edges(func, block) {
            for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                if func.ty(*param).is_reference() && self.tracked(arg).is_some() {
                    self.give(*arg, given);
                }
            }
        }
    }

    /// The dictionary that makes what it lacks, and the key in pieces, that an operation looks up.
    fn looked_up(&self, inst: &Inst) -> Option<(Value, Value)> {
        let [dict, key] = inst.args.as_slice() else { return None };
        let is_lookup = matches!(inst.op, Op::Binary(BinaryOp::Subscript, _)) && makes_missing(self.func.ty(*dict));
        is_lookup.then_some((self.tuples.name(*dict), self.tracked(key)?))
    }

    /// Can an operation, while that dictionary is held, do nothing to its keys?
    fn is_quiet(&self, inst: &Inst, dict: Value) -> bool {
        let is_number = |value: &Value| matches!(self.func.ty(*value), Ty::Int | Ty::Float | Ty::Bool | Ty::Num);
        match &inst.op {
            Op::Retain | Op::CheckBound | Op::Hinted(_) | Op::Const(..) => true,
            Op::Release => inst
                .args
                .iter()
                .all(|value| is_number(value) || self.tuples.name(*value) == dict || self.tracked(value).is_some()),
            Op::Binary(..) | Op::Unary(_) => inst.args.iter().all(is_number),
            _ => false,
        }
    }

    fn give(&mut self, value: Value, given: &mut HashSet<Value>) {
        let Some(value) = self.tracked(&value) else { return };
        if !given.insert(value) {
            self.conflicts.insert(value);
        }
    }

    /// `stays`: the operand that is not stored, because an equal one is there.
    fn operation(&mut self, inst: &Inst, stays: Option<usize>, given: &mut HashSet<Value>) {
        if matches!(inst.op, Op::Retain | Op::Release | Op::CheckBound | Op::Hinted(_)) {
            return;
        }
        for (position, arg) in inst.args.iter().enumerate() {
            let Some(value) = self.tracked(arg).filter(|_| stays != Some(position)) else {
                continue;
            };
            match self.usage(inst, position) {
                Use::Reads => {}
                Use::Borrows if self.func.blocks[0].params.contains(&value) => {
                    self.conflicts.insert(value);
                }
                Use::Borrows => {}
                Use::Gives => self.give(*arg, given),
            }
        }
        let Some(result) = inst.result else { return };
        // An item of another tuple may be given away with it.
        if matches!(inst.op, Op::Unpack(..) | Op::Binary(..)) && self.tuples.tracked.contains(&result) {
            given.insert(result);
        } else {
            given.remove(&result);
        }
    }

    /// Which tuples may have been given away behind an edge.
    fn behind(&self, edge: &Edge, given: &HashSet<Value>) -> HashSet<Value> {
        let params = &self.func.block(edge.target).params;
        let mut next: HashSet<Value> = given.iter().filter(|value| !params.contains(value)).copied().collect();
        let nothing = HashSet::new();
        let live = self.live.get(&edge.target).unwrap_or(&nothing);
        let is_live = |value: &Value| live.contains(value) && !params.contains(value);
        for (param, arg) in params.iter().zip(&edge.args) {
            if !self.tuples.tracked.contains(param) {
                continue;
            }
            let Some(value) = self.tracked(arg) else {
                // An object that was there before. A constant stays the one it is.
                let is_constant = self.constants.contains_key(&self.tuples.name(*arg));
                if *self.func.ty(*arg) != Ty::Unbound && !is_constant {
                    next.insert(*param);
                }
                continue;
            };
            let others = params.iter().zip(&edge.args);
            let others = others
                .filter(|(other, arg)| live.contains(other) && self.tuples.name(**arg) == value && *other != param);
            // One tuple under two names: neither is given away.
            let is_double = is_live(&value) || live.contains(param) && others.count() > 0;
            if given.contains(&value) || is_double {
                next.insert(*param);
            }
            if is_live(&value) {
                next.insert(value);
            }
        }
        next
    }

    /// What an operation does with the operand at a position.
    fn usage(&mut self, inst: &Inst, position: usize) -> Use {
        let all = inst.args.len();
        let inst = &without_self(inst, self.func);
        // What it would be called with comes before the arguments.
        let position = position - (all - inst.args.len());
        let types: Vec<Ty> = inst.args.iter().map(|arg| self.func.ty(*arg).clone()).collect();
        let Some(ty) = types.get(position) else {
            return Use::Gives;
        };
        if types.contains(&Ty::Bottom) {
            return self.usage_by_kind(inst, position, &types);
        }
        // It keeps a key that was missing.
        if matches!(inst.op, Op::Binary(BinaryOp::Subscript, _)) && position == 1 && makes_missing(&types[0]) {
            return Use::Gives;
        }
        let known: Vec<Option<&Constant>> = inst.args.iter().map(|arg| self.constants.get(arg)).collect();
        let planned = plan(&inst.op, &types, &known, self.facts)
            .ok()
            .map(|planned| planned.plan);
        match &planned {
            Some(Plan::Native(callee, bound)) => {
                let param = bound.iter().position(|argument| *argument == Some(position - 1));
                let taken = param.map(|param| &self.facts.functions[*callee].params[param]);
                return if taken == Some(&ty.in_pieces()) {
                    Use::Reads
                } else {
                    Use::Gives
                };
            }
            Some(Plan::Constant(_)) => return Use::Reads,
            // Operands of a call begin with the callable.
            Some(Plan::Simple(wanted, op)) if !matches!(op, Op::Object(_)) && is_read(op) => {
                let skip = usize::from(matches!(inst.op, Op::Call(..)) && wanted.len() < types.len());
                if position.checked_sub(skip).and_then(|index| wanted.get(index)) == Some(&ty.in_pieces()) {
                    return Use::Reads;
                }
            }
            _ => {}
        }
        self.usage_by_kind(inst, position, &types)
    }

    /// The same, of an operation that is done on objects or not at all.
    fn usage_by_kind(&mut self, inst: &Inst, position: usize, types: &[Ty]) -> Use {
        let is_container = |ty: Option<&Ty>| matches!(ty, Some(Ty::Obj(Type::Class(name, _))) if matches!(name.as_str(), "dict" | "set" | "frozenset" | "list" | "tuple"));
        match (&inst.op, position) {
            (Op::Unpack(..) | Op::ToBool | Op::Unary(_) | Op::GetIter | Op::Binary(BinaryOp::Subscript, _), 0) => {
                Use::Borrows
            }
            (Op::Binary(BinaryOp::Subscript, _), 1) if is_container(types.first()) => Use::Borrows,
            (Op::IsNone(_), _) => Use::Borrows,
            (Op::Is(_), _) if types.contains(&Ty::None) => Use::Borrows,
            (Op::Compare(..), _) if types.iter().all(compares_quietly) => Use::Borrows,
            (Op::Object(op), _) => match (op, position) {
                (ObjectOp::Contains, 0) if is_container(types.get(1)) => Use::Borrows,
                (ObjectOp::Contains, 1) if compares_quietly(&types[0]) => Use::Borrows,
                (ObjectOp::DelItem, 1) if is_container(types.first()) => Use::Borrows,
                (ObjectOp::Format | ObjectOp::ConvertValue(_) | ObjectOp::Str, _) => Use::Borrows,
                (ObjectOp::UnpackEx(..) | ObjectOp::Unpack(_), 0) => Use::Borrows,
                _ => Use::Gives,
            },
            (Op::Call(..), 1..) => self.usage_by_call(inst, position, types),
            _ => Use::Gives,
        }
    }

    fn usage_by_call(&mut self, inst: &Inst, position: usize, types: &[Ty]) -> Use {
        let Op::Call(keywords, _) = &inst.op else {
            return Use::Gives;
        };
        let is_borrowed = match &types[0] {
            // What gives items away must not give away tuples.
            Ty::Builtin(name) => match name.as_str() {
                "builtins.len" | "builtins.hash" | "builtins.repr" | "builtins.str" => true,
                "builtins.sum" | "builtins.any" | "builtins.all" => position == 1,
                "builtins.min" | "builtins.max" => types.len() == 2 && is_flat(&types[position]),
                "builtins.sorted" | "builtins.list" | "builtins.set" | "builtins.frozenset" => {
                    is_flat(&types[position])
                }
                "builtins.zip" => is_flat(&types[position]),
                "builtins.enumerate" | "builtins.reversed" => position == 1 && is_flat(&types[position]),
                _ => false,
            },
            Ty::Method(receiver, name) if position == 1 => {
                let class = receiver.builtin_class();
                matches!(class, Some("dict" | DEFAULT_DICT | "set" | "frozenset"))
                    && matches!(name.as_str(), "get" | "discard" | "remove" | "pop")
            }
            Ty::Function(callee) => {
                // A tuple of another kind than the hint says: it is passed as an object.
                let bound = self.facts.bind(*callee, types.len() - 1, keywords);
                let bound = bound.and_then(|bound| bound.iter().position(|argument| *argument == Some(position - 1)));
                if let Some(param) = bound
                    && is_tuple(&self.facts.functions[*callee].params[param])
                    && is_tuple(&types[position])
                {
                    self.other_parameters.insert((*callee, param));
                }
                false
            }
            _ => false,
        };
        if is_borrowed { Use::Borrows } else { Use::Gives }
    }
}

/// Is it in pieces, and has no tuples in it?
fn is_flat(ty: &Ty) -> bool {
    match ty.in_pieces() {
        Ty::Tuple(items) => !items.iter().any(is_tuple),
        _ => false,
    }
}

/// Does a native operation that takes a tuple in pieces keep none?
fn is_read(op: &Op) -> bool {
    match op {
        Op::TupleItem(_) | Op::Cmp(_) | Op::BoolNot | Op::IsNone(_) => true,
        Op::Primitive { path, .. } => {
            path.starts_with("rt::pieces::get")
                || path.starts_with("rt::reduction::")
                || [
                    "rt::dict::get",
                    "rt::dict::contains",
                    "rt::dict::set_contains",
                    "rt::dict::del_item",
                ]
                .iter()
                .any(|read| path.starts_with(read))
                || ["rt::dict::pop", "rt::dict::set_discard", "rt::dict::set_remove"]
                    .iter()
                    .any(|read| path.starts_with(read))
        }
        _ => false,
    }
}

/// Is it a dictionary that makes what it lacks when that is looked up?
fn makes_missing(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(Type::Class(name, _)) if name == DEFAULT_DICT)
}

/// Does comparing it with a tuple run no code that could keep the tuple?
fn compares_quietly(ty: &Ty) -> bool {
    match ty {
        Ty::Obj(promise) => matches!(
            promise,
            Type::Tuple(_) | Type::Int | Type::Float | Type::Str | Type::Bytes | Type::Bool | Type::None
        ),
        Ty::Bottom => false,
        _ => true,
    }
}
