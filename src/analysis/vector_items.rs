//! What vectors can hold: numbers, strings, lists, and tuples of numbers, of which nobody asks which ones they are.

use super::keyed;
use super::rings;
use super::vector_keys::{Stored, key_of};
use super::vector_wholes::METHODS;
use crate::bytecode::{BinaryOp, Constant};
use crate::ir::{Block, Func, Inst, Op, Raise, Slot, Terminator, Ty, Value};
use crate::types::{DEFAULT_DICT, DEQUE, Type};
use std::collections::{HashMap, HashSet};

/// What a value is to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    List,
    /// A dictionary or set.
    Keyed,
    Deque,
    Method,
    Iterator,
    Other,
}

/// What a value of a type is to a list.
pub fn role(ty: &Ty) -> Role {
    match ty {
        Ty::Obj(Type::Class(name, _)) | Ty::Nullable(Type::Class(name, _)) => match name.as_str() {
            "list" => Role::List,
            "dict" | "set" | DEFAULT_DICT => Role::Keyed,
            DEQUE => Role::Deque,
            "list_iterator" | "list_reverseiterator" => Role::Iterator,
            _ if super::vector_pairs::shape(ty).is_some() => Role::Iterator,
            // Views of a dictionary among them, where one is only iterated over.
            name if super::keyed_loops::gives_of_class(name).is_some() => Role::Iterator,
            _ => Role::Other,
        },
        Ty::Method(Type::Class(class, _), name) if class == "list" && METHODS.contains(&name.as_str()) => Role::Method,
        Ty::Method(Type::Class(class, _), name) if rings::has_method(class, name) => Role::Method,
        Ty::Method(Type::Class(class, _), name) if keyed::has_method(class, name) => Role::Method,
        _ => Role::Other,
    }
}

/// Is it what can be a vector, or a dictionary, set or deque that nobody else knows?
pub fn is_container(ty: &Ty) -> bool {
    matches!(role(ty), Role::List | Role::Keyed | Role::Deque)
}

/// And can it be that between functions?
pub fn is_lendable(ty: &Ty) -> bool {
    matches!(role(ty), Role::List | Role::Keyed)
}

/// A tuple as the item of a vector: two or three numbers.
pub(super) fn tuple_of(items: Vec<Type>) -> Option<Type> {
    let are_numbers = items.iter().all(|item| matches!(item, Type::Int | Type::Float));
    (are_numbers && matches!(items.len(), 2 | 3)).then_some(Type::Tuple(items))
}

/// What a list is of that holds a value: numbers that are not mixed, strings, or lists.
pub(super) fn item_of(ty: &Ty) -> Option<Type> {
    match ty {
        Ty::Int | Ty::Wide | Ty::Obj(Type::Int) => Some(Type::Int),
        Ty::Float | Ty::Obj(Type::Float) => Some(Type::Float),
        Ty::Bool | Ty::Obj(Type::Bool) => Some(Type::Bool),
        Ty::Char | Ty::Obj(Type::Str) => Some(Type::Str),
        Ty::Tuple(items) => tuple_of(items.iter().map(Ty::promise).collect()).filter(|_| !items.contains(&Ty::Wide)),
        Ty::Obj(Type::Tuple(items)) => tuple_of(items.clone()),
        ty if role(ty) == Role::List => Some(Type::Unknown),
        _ => None,
    }
}

pub(super) fn item_of_constant(constant: &Constant) -> Option<Type> {
    match constant {
        Constant::Bool(_) => Some(Type::Bool),
        Constant::Float(_) => Some(Type::Float),
        other => other
            .as_int()
            .filter(|value| i64::try_from(*value).is_ok())
            .map(|_| Type::Int),
    }
}

/// Tuples of numbers that are only taken apart, there and then or while locals hold them: they need not be objects.
#[derive(Default)]
pub(super) struct Apart {
    /// What may be the same tuple under several names.
    classes: Vec<Class>,
    /// The class of each value that is in one.
    of: HashMap<Value, usize>,
}

struct Class {
    values: Vec<Value>,
    /// Where they come from, by the operations' results.
    sources: Vec<Value>,
    /// The dictionaries and sets that get them as keys.
    stores: Vec<Stored>,
}

impl Apart {
    pub(super) fn contains(&self, value: Value) -> bool {
        self.of.contains_key(&value)
    }

    /// Where tuples come from that may be the same ones.
    pub(super) fn sources(&self) -> impl Iterator<Item = &[Value]> {
        self.classes.iter().map(|class| class.sources.as_slice())
    }

    /// Where tuples come from that dictionaries or sets get, and those.
    pub(super) fn stored(&self) -> impl Iterator<Item = (&[Value], &[Stored])> {
        let stored = self.classes.iter().filter(|class| !class.stores.is_empty());
        stored.map(|class| (class.sources.as_slice(), class.stores.as_slice()))
    }

    /// All names of what is in that value.
    pub(super) fn names(&self, value: Value) -> &[Value] {
        match self.of.get(&value) {
            Some(class) => &self.classes[*class].values,
            None => &[],
        }
    }

    pub(super) fn of(func: &Func, constants: &HashMap<Value, Constant>) -> Apart {
        let is_tuple = |value: &Value| match func.ty(*value) {
            Ty::Obj(Type::Tuple(items)) | Ty::Nullable(Type::Tuple(items)) => tuple_of(items.clone()).is_some(),
            _ => false,
        };
        let mut parent: Vec<usize> = (0..func.values.len()).collect();
        let mut whole: HashSet<Value> = HashSet::new();
        let mut sources: Vec<Value> = Vec::new();
        let mut stores: Vec<Stored> = Vec::new();
        let mut keys: HashSet<Value> = HashSet::new();
        for block in func.reverse_postorder() {
            for inst in &func.block(block).insts {
                let result = inst.result.filter(is_tuple);
                match (&inst.op, inst.args.as_slice(), result) {
                    (Op::CheckBound, [of], Some(result)) if is_tuple(of) => unite(&mut parent, *of, result),
                    (_, args, result) if key_of(func, inst).is_some_and(|(place, _)| is_tuple(&args[place])) => {
                        let Some((place, keeps)) = key_of(func, inst) else {
                            continue;
                        };
                        let key = args[place];
                        keys.insert(key);
                        let container = keyed::operation(func, inst).and_then(|known| known.list);
                        stores.extend(
                            container
                                .filter(|_| keeps)
                                .map(|container| Stored { block, key, container }),
                        );
                        whole.extend(args.iter().filter(|arg| **arg != key));
                        sources.extend(result);
                    }
                    (_, args, result) => {
                        let takes_apart = matches!(inst.op, Op::Retain | Op::Release) || is_part(func, constants, inst);
                        whole.extend(args.iter().skip(usize::from(takes_apart)));
                        sources.extend(result);
                    }
                }
            }
            if let Terminator::Return(value) | Terminator::Branch(value, ..) = &func.block(block).terminator {
                whole.insert(*value);
            }
            for edge in func.block(block).terminator.edges() {
                for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                    match (is_tuple(param), is_tuple(arg)) {
                        (true, true) if func.ty(*param).promise() == func.ty(*arg).promise() => {
                            unite(&mut parent, *param, *arg);
                        }
                        (true, false) if matches!(func.ty(*arg), Ty::Unbound | Ty::Bottom) => {}
                        _ => whole.extend([*param, *arg]),
                    }
                }
            }
        }
        whole.extend(func.blocks[0].params.iter());
        let mut twice: HashSet<Value> = HashSet::new();
        for snapshot in &func.snapshots {
            let mut seen: HashSet<Value> = HashSet::new();
            for slot in &snapshot.stack {
                if let Slot::Value(value) = slot
                    && !seen.insert(*value)
                {
                    twice.insert(*value);
                }
            }
            if let Raise::To(edge) = &snapshot.raise {
                whole.extend(&edge.args);
                whole.extend(&func.block(edge.target).params);
            }
            if let Some(quiet) = &snapshot.quiet {
                whole.extend(&quiet.edge.args);
                whole.extend(&func.block(quiet.edge.target).params);
            }
        }
        // A key that is on the stack twice is looked for twice.
        let keys: HashSet<usize> = keys.into_iter().map(|value| find(&parent, value)).collect();
        whole.extend(twice.into_iter().filter(|value| !keys.contains(&find(&parent, *value))));
        let whole: HashSet<usize> = whole.into_iter().map(|value| find(&parent, value)).collect();
        let mut apart = Apart::default();
        let mut known: HashMap<usize, usize> = HashMap::new();
        let tuples = (0..func.values.len()).map(|value| Value(value as u32)).filter(is_tuple);
        for (value, root) in tuples.map(|value| (value, find(&parent, value))) {
            if whole.contains(&root) {
                continue;
            }
            let class = *known.entry(root).or_insert_with(|| {
                apart.classes.push(Class {
                    values: vec![],
                    sources: vec![],
                    stores: vec![],
                });
                apart.classes.len() - 1
            });
            apart.classes[class].values.push(value);
            apart.of.insert(value, class);
        }
        for source in sources {
            if let Some(class) = apart.of.get(&source) {
                apart.classes[*class].sources.push(source);
            }
        }
        for store in stores {
            if let Some(class) = apart.of.get(&store.key) {
                apart.classes[*class].stores.push(store);
            }
        }
        apart
    }
}

fn find(parent: &[usize], value: Value) -> usize {
    let mut at = value.0 as usize;
    while parent[at] != at {
        at = parent[at];
    }
    at
}

fn unite(parent: &mut [usize], left: Value, right: Value) {
    let (left, right) = (find(parent, left), find(parent, right));
    parent[right] = left;
}

/// Does the operation take an item out of a tuple of numbers, its first operand?
fn is_part(func: &Func, constants: &HashMap<Value, Constant>, inst: &Inst) -> bool {
    let (Some(tuple), Some(result)) = (inst.args.first(), inst.result) else {
        return false;
    };
    let Ty::Obj(Type::Tuple(items)) = func.ty(*tuple) else {
        return false;
    };
    let is_of = |item: &Type| {
        let held = func.ty(result);
        matches!((item, held), (Type::Int, Ty::Int) | (Type::Float, Ty::Float))
    };
    match inst.op {
        Op::Unpack(index, count) => count as usize == items.len() && items.get(index as usize).is_some_and(is_of),
        Op::Binary(BinaryOp::Subscript, _) => {
            let index = inst.args.get(1).and_then(|index| constants.get(index)?.as_int());
            let index = index.and_then(|index| usize::try_from(index).ok());
            index.and_then(|index| items.get(index)).is_some_and(is_of)
        }
        _ => false,
    }
}

/// The blocks that control can get to from a block, itself only if it is in a loop.
pub(super) fn behind(func: &Func, block: Block) -> HashSet<Block> {
    let mut found = HashSet::new();
    let mut open = vec![block];
    while let Some(block) = open.pop() {
        for edge in func.edges(block) {
            if found.insert(edge.target) {
                open.push(edge.target);
            }
        }
    }
    found
}
