//! What is done with one key of a dictionary or set, one behind the other, looks the key up once: what the first operation finds is
//! a number that the others are given (`probe.rs` of the runtime), as long as nothing in between can have changed a table.
//!
//! Known is what was found in the same block, and on all ways to it. Where another container was changed, which may be the same one
//! under another name, the place is asked whether it is. Operations leave where they left before.

use crate::ir::{Block, Convert, Func, Inst, Op, Slot, Terminator, Ty, Value};
use std::collections::{HashMap, HashSet};

/// The most places that are known at once.
const MOST: usize = 16;

pub(super) fn run(func: &mut Func) {
    let mut probes = Probes::of(func);
    if probes.origins.iter().any(|origin| origin.uses > 0) {
        probes.rewrite(func);
    }
}

/// What an operation does with a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Contains,
    GetItem,
    GetOr,
    SetItem,
    SetContains,
    /// Adds it, or takes it out.
    SetChange,
}

#[derive(Clone, PartialEq)]
struct Access {
    does: Does,
    /// The first value that is this container, and the first that is, too, unless something has changed since that ends what is known.
    container: Value,
    same_container: Value,
    key: Value,
    /// The first value that is always the same key.
    same_key: Value,
    /// How the runtime holds the key.
    marker: String,
}

impl Access {
    fn of(inst: &Inst, keys: &Keys) -> Option<Access> {
        let Op::Primitive { path, .. } = &inst.op else {
            return None;
        };
        let (name, generics) = path.strip_prefix("rt::dict::")?.split_once("::<")?;
        let marker = generics.strip_suffix('>')?.split(", ").next()?.to_owned();
        let (does, container, key) = match name {
            "contains" => (Does::Contains, 1, 0),
            "get_item" => (Does::GetItem, 0, 1),
            "get_or" | "get_or_nothing" | "get" | "get_scalar" => (Does::GetOr, 0, 1),
            "set_item" => (Does::SetItem, 1, 2),
            "set_contains" => (Does::SetContains, 1, 0),
            "set_add" | "set_discard" | "set_remove" => (Does::SetChange, 0, 1),
            _ => return None,
        };
        Some(Access {
            does,
            container: keys.first_like(*inst.args.get(container)?),
            same_container: keys.first_loaded(*inst.args.get(container)?),
            key: *inst.args.get(key)?,
            same_key: keys.first_like(*inst.args.get(key)?),
            marker,
        })
    }

    fn is_of_set(&self) -> bool {
        matches!(self.does, Does::SetContains | Does::SetChange)
    }

    /// May it change a table? `given`: the place that is known.
    fn changes(&self, given: Option<&Known>) -> bool {
        match self.does {
            // A `defaultdict` gets the key that it is asked for.
            Does::GetItem => given.is_none_or(|known| known.may_be_absent),
            Does::SetItem | Does::SetChange => true,
            Does::Contains | Does::GetOr | Does::SetContains => false,
        }
    }
}

/// An operation that finds a place, and how many others would use that.
struct Origin {
    access: Access,
    uses: usize,
    slot: Option<Value>,
}

/// A place that is known.
#[derive(Clone, PartialEq)]
struct Known {
    origin: usize,
    /// Can it say that there is no such key?
    may_be_absent: bool,
    /// Containers that were changed since.
    unless: Vec<Value>,
}

/// What becomes of an operation.
#[derive(Default)]
struct Plan {
    /// The place that it is given.
    given: Option<Known>,
    /// The place that it finds itself, before it is done.
    finds: Option<usize>,
    /// The place that it gives.
    gives: Option<usize>,
}

#[derive(Default)]
struct Probes {
    origins: Vec<Origin>,
    plans: HashMap<(Block, usize), Plan>,
    keys: Keys,
}

/// Values that are made alike of the same ones, and what of native code makes objects that die without Python code.
#[derive(Default)]
struct Keys {
    first: HashMap<Value, Value>,
    inert: HashSet<Value>,
    /// What comes out of a cell or an attribute, by what came out of it first.
    loaded: HashMap<Value, Value>,
}

impl Keys {
    fn of(func: &Func) -> Keys {
        let mut keys = Keys::default();
        let mut made: HashMap<(String, Vec<Value>), Value> = HashMap::new();
        let mut loads: HashMap<(Option<&str>, Value), Value> = HashMap::new();
        for inst in func
            .reverse_postorder()
            .iter()
            .flat_map(|block| &func.block(*block).insts)
        {
            let Some(result) = inst.result else { continue };
            match &inst.op {
                Op::Convert(Convert::Rename) => {
                    keys.first.insert(result, keys.first_like(inst.args[0]));
                }
                Op::MakeTuple | Op::Convert(Convert::Box | Convert::FromObj) => {
                    let of = inst.args.iter().map(|arg| keys.first_like(*arg)).collect();
                    let as_what = format!("{:?} {}", inst.op, func.ty(result));
                    let first = *made.entry((as_what, of)).or_insert(result);
                    keys.first.insert(result, first);
                }
                op if is_load(op) => {
                    let name = match op {
                        Op::LoadField(name) => Some(name.as_str()),
                        _ => None,
                    };
                    let first = *loads.entry((name, keys.first_like(inst.args[0]))).or_insert(result);
                    keys.loaded.insert(result, first);
                }
                _ => {}
            }
            let is_inert = match &inst.op {
                Op::Convert(Convert::Box) => {
                    matches!(
                        func.ty(inst.args[0]),
                        Ty::Int | Ty::Float | Ty::Complex | Ty::Bool | Ty::Char | Ty::Num
                    )
                }
                Op::Convert(Convert::Rename) => keys.inert.contains(&inst.args[0]),
                Op::Primitive { path, .. } => path.starts_with("rt::text") || path == "rt::split::next",
                _ => false,
            };
            if is_inert {
                keys.inert.insert(result);
            }
        }
        keys
    }

    fn first_like(&self, value: Value) -> Value {
        self.first.get(&value).copied().unwrap_or(value)
    }

    fn first_loaded(&self, value: Value) -> Value {
        let first = self.first_like(value);
        self.loaded.get(&first).copied().unwrap_or(first)
    }
}

/// What is known at a block's end, and which of it says whether there is the key: by the value that says so, and what it says then.
#[derive(Clone, Default)]
struct State {
    known: Vec<Known>,
    says: HashMap<Value, (usize, bool)>,
    /// What was taken out of cells and attributes since then, which have it still.
    kept: HashSet<Value>,
}

impl Probes {
    fn of(func: &Func) -> Probes {
        let mut probes = Probes {
            keys: Keys::of(func),
            ..Probes::default()
        };
        let order = func.reverse_postorder();
        let mut edges_to: HashMap<Block, Vec<Option<(Block, usize)>>> = HashMap::new();
        for &block in &order {
            let at_end = func.block(block).terminator.edges().len();
            for (index, edge) in func.edges(block).into_iter().enumerate() {
                // What is known where an operation raises is not what is known at the block's end.
                let from = (index < at_end).then_some((block, index));
                edges_to.entry(edge.target).or_default().push(from);
            }
        }
        let used = used(func);
        let mut at_end: HashMap<Block, State> = HashMap::new();
        for &block in &order {
            let edges = edges_to.get(&block).map_or(&[][..], Vec::as_slice);
            let mut state = State {
                known: on_all(func, edges, &at_end),
                ..State::default()
            };
            for (position, inst) in func.block(block).insts.iter().enumerate() {
                match (Access::of(inst, &probes.keys), inst.result) {
                    (Some(access), Some(result)) => {
                        let plan = probes.access(access, result, !used.contains(&result), &mut state);
                        probes.plans.insert((block, position), plan);
                    }
                    (None, Some(result)) if inst.op == Op::BoolNot => {
                        if let Some((origin, present)) = state.says.get(&inst.args[0]).copied() {
                            state.says.insert(result, (origin, !present));
                        }
                    }
                    (None, Some(result)) if is_load(&inst.op) => {
                        state.kept.insert(result);
                    }
                    _ if inst.op == Op::Release && state.kept.contains(&probes.keys.first_like(inst.args[0])) => {}
                    _ if keeps_tables(func, inst, &probes.keys) => {}
                    _ => {
                        state.known.clear();
                        state.kept.clear();
                    }
                }
            }
            at_end.insert(block, state);
        }
        probes
    }

    fn access(&mut self, access: Access, result: Value, is_unused: bool, state: &mut State) -> Plan {
        let is_same = |known: &Known| {
            let of = &self.origins[known.origin].access;
            (of.same_container, of.same_key, &of.marker) == (access.same_container, access.same_key, &access.marker)
                && of.is_of_set() == access.is_of_set()
        };
        let position = state.known.iter().position(is_same);
        let mut plan = Plan::default();
        let can_be_given = access.does != Does::SetItem || is_unused;
        let given = position
            .map(|position| state.known.remove(position))
            .filter(|_| can_be_given);
        if let Some(known) = &given {
            self.origins[known.origin].uses += 1;
        }
        plan.given.clone_from(&given);
        if access.changes(given.as_ref()) {
            // Sets and dictionaries are told apart by their types, and a key of one does not change the other.
            let is_set = access.is_of_set();
            let origins = &self.origins;
            let is_other = |known: &Known| origins[known.origin].access.is_of_set() != is_set;
            state.known.retain(|known| {
                is_other(known) || origins[known.origin].access.same_container != access.same_container
            });
            for known in state.known.iter_mut().filter(|known| !is_other(known)) {
                if !known.unless.contains(&access.container) {
                    known.unless.push(access.container);
                }
            }
        }
        let next = match access.does {
            Does::Contains | Does::GetOr | Does::SetContains => Some(given.unwrap_or_else(|| {
                let origin = self.origin(&access);
                plan.finds = Some(origin);
                known(origin, true)
            })),
            Does::GetItem => match given {
                Some(given) => (!given.may_be_absent).then_some(given),
                None => {
                    let origin = self.origin(&access);
                    plan.finds = Some(origin);
                    Some(known(origin, false))
                }
            },
            Does::SetItem if is_unused => {
                let origin = self.origin(&access);
                plan.gives = Some(origin);
                Some(known(origin, false))
            }
            Does::SetItem | Does::SetChange => None,
        };
        if let Some(next) = next {
            if matches!(access.does, Does::Contains | Does::SetContains) {
                state.says.insert(result, (next.origin, true));
            }
            if state.known.len() == MOST {
                state.known.remove(0);
            }
            state.known.push(next);
        }
        plan
    }

    fn origin(&mut self, access: &Access) -> usize {
        self.origins.push(Origin {
            access: access.clone(),
            uses: 0,
            slot: None,
        });
        self.origins.len() - 1
    }

    fn rewrite(&mut self, func: &mut Func) {
        for origin in self.origins.iter_mut().filter(|origin| origin.uses > 0) {
            origin.slot = Some(func.new_value(Ty::Int));
        }
        for block in func.reverse_postorder() {
            let insts = std::mem::take(&mut func.blocks[block.0 as usize].insts);
            let mut kept = Vec::with_capacity(insts.len());
            for (position, inst) in insts.into_iter().enumerate() {
                match self.plans.remove(&(block, position)) {
                    Some(plan) => self.replace(func, inst, &plan, &mut kept),
                    None => kept.push(inst),
                }
            }
            func.blocks[block.0 as usize].insts = kept;
        }
    }

    /// Puts an operation, as it is done now, behind those before it.
    fn replace(&self, func: &mut Func, mut inst: Inst, plan: &Plan, kept: &mut Vec<Inst>) {
        let slot_of = |origin: Option<usize>| self.origins[origin?].slot;
        let gives = slot_of(plan.gives);
        let Some(access) = Access::of(&inst, &self.keys) else {
            return kept.push(inst);
        };
        let mut primitive = |name: String, args: Vec<Value>, result: Option<Value>, func: &mut Func| {
            let result = result.unwrap_or_else(|| func.new_value(Ty::Int));
            kept.push(Inst {
                op: Op::Primitive {
                    path: format!("rt::probe::{name}"),
                    leaves: false,
                },
                args,
                result: Some(result),
                before: None,
                after: None,
                place: inst.place,
            });
            result
        };
        let slot = if let Some(given) = &plan.given {
            let Some(mut slot) = self.origins[given.origin].slot else {
                return kept.push(inst);
            };
            for changed in &given.unless {
                let args = vec![slot, access.container, *changed];
                slot = primitive("unless_same".to_owned(), args, None, func);
            }
            slot
        } else if slot_of(plan.finds).is_some() || gives.is_some() {
            let name = match access.does {
                Does::Contains | Does::GetOr => "find",
                Does::GetItem | Does::SetItem => "find_value",
                Does::SetContains | Does::SetChange => "find_in_set",
            };
            let name = format!("{name}::<{}>", access.marker);
            primitive(name, vec![access.container, access.key], slot_of(plan.finds), func)
        } else {
            return kept.push(inst);
        };
        if let Op::Primitive { path, .. } = &mut inst.op {
            *path = path.replacen("rt::dict::", "rt::probe::", 1);
        }
        inst.args.push(slot);
        if access.does == Does::SetItem {
            inst.result = Some(gives.unwrap_or_else(|| func.new_value(Ty::Int)));
        }
        kept.push(inst);
    }
}

fn known(origin: usize, may_be_absent: bool) -> Known {
    Known {
        origin,
        may_be_absent,
        unless: vec![],
    }
}

/// What is known at the end of all blocks that lead somewhere.
fn on_all(func: &Func, edges: &[Option<(Block, usize)>], at_end: &HashMap<Block, State>) -> Vec<Known> {
    let mut all: Option<Vec<Known>> = None;
    for edge in edges {
        let Some(state) = edge.as_ref().and_then(|(from, _)| at_end.get(from)) else {
            return vec![];
        };
        let mut known = state.known.clone();
        if let Some((from, index)) = edge
            && let Terminator::Branch(condition, ..) = &func.block(*from).terminator
            && let Some((origin, says)) = state.says.get(condition)
            && *says == (*index == 0)
        {
            for known in known.iter_mut().filter(|known| known.origin == *origin) {
                known.may_be_absent = false;
            }
        }
        all = Some(match all {
            None => known,
            Some(mut all) => {
                all.retain_mut(|one| {
                    let same = known
                        .iter()
                        .find(|other| other.origin == one.origin && other.unless == one.unless);
                    one.may_be_absent |= same.is_some_and(|other| other.may_be_absent);
                    same.is_some()
                });
                all
            }
        });
    }
    all.unwrap_or_default()
}

/// Does it load what a cell or an attribute holds?
fn is_load(op: &Op) -> bool {
    matches!(op, Op::LoadField(_)) || matches!(op, Op::Primitive { path, .. } if path == "rt::closure::take")
}

/// The values that are used anywhere.
fn used(func: &Func) -> HashSet<Value> {
    let mut used = HashSet::new();
    for block in func.reverse_postorder() {
        let data = func.block(block);
        used.extend(data.insts.iter().flat_map(|inst| inst.args.iter().copied()));
        used.extend(func.edges(block).into_iter().flat_map(|edge| edge.args.iter().copied()));
        if let Terminator::Branch(value, ..) | Terminator::Return(value) = &data.terminator {
            used.insert(*value);
        }
    }
    for snapshot in &func.snapshots {
        let slots = snapshot.locals.iter().chain(&snapshot.stack);
        used.extend(slots.filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            _ => None,
        }));
    }
    used
}

/// Does an operation leave all dictionaries and sets as they are, and run no Python code?
fn keeps_tables(func: &Func, inst: &Inst, keys: &Keys) -> bool {
    const KINDS: [&str; 15] = [
        "complex_value",
        "float",
        "int",
        "list",
        "math",
        "num",
        "text",
        "text_format",
        "text_methods",
        "text_number",
        "text_padded",
        "text_parts",
        "text_pieces",
        "vector",
        "wide",
    ];
    match &inst.op {
        Op::Primitive { path, .. } => {
            let kind = path.strip_prefix("rt::").and_then(|path| path.split_once("::"));
            kind.is_some_and(|(kind, name)| KINDS.contains(&kind) && !name.starts_with("pop"))
        }
        Op::Release => keys.inert.contains(&inst.args[0]),
        Op::HasNext | Op::NextItem | Op::Advance => matches!(func.ty(inst.args[0]), Ty::RangeIter | Ty::Literals(..)),
        // A tuple is made, for which CPython 3.11 may collect garbage.
        Op::Convert(Convert::Box) => !matches!(func.ty(inst.args[0]), Ty::Tuple(_) | Ty::Kept(..)),
        Op::Convert(_) | Op::IsNone(_) | Op::NotNull | Op::LoadField(_) | Op::Among(_) | Op::At | Op::MakeTuple => true,
        op => op.only_computes(),
    }
}
