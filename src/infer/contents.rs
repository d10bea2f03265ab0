//! What is in the containers that a function makes without saying it: what it puts in.
//!
//! As a hint it is a promise, tested where the items are used: what others put in is not seen. What is put in may follow from what
//! is in the container (`counts[word] = counts.get(word, 0) + 1`), so it is first promised what all that is known agrees on, and
//! then looked at again with that promise: what is unknown even so ends it.

use super::facts::Facts;
use super::objects::{item, shallow_item};
use super::promises::{Promises, Put, is_vague, join_into};
use super::shared_contents::Shared;
use super::tower::widened;
use crate::bytecode::{Append, BinaryOp};
use crate::ir::{Deferral, Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::{COUNTER, DEFAULT_DICT, DEQUE, Type, container_types};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The containers of a function, and what they are promised to hold: the items, or the keys and the values.
pub(super) struct Contents {
    /// Classes of values that may be one object, or a method of it, as a forest: each value's parent; its root, once all is known.
    same: Vec<u32>,
    /// A value that is in the containers of a class, by its root. As B. Steensgaard, "Points-to analysis in almost linear time" (1996).
    inside: HashMap<u32, u32>,
    /// The attributes that are loaded, to be called perhaps.
    methods: HashMap<Value, String>,
    /// The objects that methods are called with, or nothing.
    selves: HashSet<Value>,
    /// Values of which the function asks which object they are: what is promised to be a number would be another one each time.
    identified: HashSet<u32>,
    /// By the roots of their classes.
    promises: Promises<u32>,
    /// The lists that displays make: what they are multiplied by gives others with the same in them.
    displays: HashSet<Value>,
    /// The containers, by the roots of their classes, into which ints are seen to be put.
    takes_ints: HashSet<u32>,
    /// Does the function make any, or load some that others share?
    is_any: bool,
}

impl Contents {
    pub(super) fn of(func: &Func) -> Contents {
        let mut contents = Contents {
            same: (0..func.values.len() as u32).collect(),
            inside: HashMap::new(),
            methods: HashMap::new(),
            selves: HashSet::new(),
            identified: HashSet::new(),
            promises: Promises::default(),
            displays: HashSet::new(),
            takes_ints: HashSet::new(),
            is_any: false,
        };
        let insts = || func.blocks.iter().flat_map(|block| &block.insts);
        contents.is_any = insts().any(|inst| may_make(&inst.op) || may_share(&inst.op));
        if !contents.is_any {
            return contents;
        }
        for inst in insts() {
            match (&inst.op, inst.result) {
                (Op::LoadAttr(name, ..), Some(result)) => {
                    contents.methods.insert(result, name.clone());
                }
                (Op::MethodSelf, Some(result)) => {
                    contents.selves.insert(result);
                }
                (Op::Object(ObjectOp::List), Some(result)) => {
                    contents.displays.insert(result);
                }
                _ => {}
            }
        }
        for inst in insts() {
            contents.follow(inst);
        }
        for (block, data) in func.blocks.iter().enumerate() {
            let throws = func.throws(crate::ir::Block(block as u32));
            for edge in data.terminator.edges().into_iter().chain(throws) {
                for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                    contents.unite(param.0, arg.0);
                }
            }
        }
        for value in 0..contents.same.len() {
            contents.same[value] = contents.root(value as u32);
        }
        let asked = insts()
            .filter(|inst| matches!(inst.op, Op::Is(_)))
            .flat_map(|inst| &inst.args);
        contents.identified = asked.map(|value| contents.find(value.0)).collect();
        contents
    }

    /// What takes the place of a parameter holds what that is promised to hold, from the beginning.
    pub(super) fn begin(&mut self, func: &Func, function: usize, facts: &Facts) {
        if !self.is_any || facts.functions[function].generator.is_some() {
            return;
        }
        for (number, param) in func.blocks[0].params.iter().enumerate() {
            if let Some(promised) = facts.contents.promises.of(&Shared::Param(function, number)) {
                let container = self.find(param.0);
                self.promises.take_over(container, promised);
            }
        }
    }

    /// Which values are the same objects, or in which containers, by what an operation does.
    fn follow(&mut self, inst: &Inst) {
        let args = self.given(inst);
        match (&inst.op, args.as_slice(), inst.result) {
            (Op::LoadAttr(name, ..), [of, ..], Some(result)) if METHODS.contains(&name.as_str()) => {
                self.unite(of.0, result.0);
            }
            (Op::CheckBound | Op::Hinted(_), [of, ..], Some(result))
            | (Op::Binary(BinaryOp::Add | BinaryOp::Or, true), [of, ..], Some(result)) => self.unite(of.0, result.0),
            (Op::Binary(BinaryOp::Multiply, _), [list, _], Some(result)) if self.displays.contains(list) => {
                self.unite(list.0, result.0);
            }
            (Op::Binary(BinaryOp::Subscript, _), [container, _], Some(result)) => self.put_in(*container, result),
            (Op::GetIter | Op::Advance, [container], Some(result)) => self.unite(container.0, result.0),
            (Op::NextItem, [iterator], Some(result)) => self.put_in(*iterator, result),
            (Op::Object(ObjectOp::SetItem), [value, container, _], _) => self.put_in(*container, *value),
            (Op::Object(ObjectOp::Append(Append::ListAppend | Append::MapAdd)), [container, .., value], _) => {
                self.put_in(*container, *value);
            }
            (Op::Object(ObjectOp::List), items, Some(result)) => {
                items.iter().for_each(|item| self.put_in(result, *item));
            }
            (Op::Object(ObjectOp::Dict), items, Some(result)) => {
                let values = items.iter().skip(1).step_by(2);
                values.for_each(|value| self.put_in(result, *value));
            }
            (Op::Object(ObjectOp::ConstKeyDict), [values @ .., _], Some(result)) => {
                values.iter().for_each(|value| self.put_in(result, *value));
            }
            (Op::Call(..), [callee, args @ ..], Some(result)) => {
                let (name, callee) = (self.methods.get(callee).cloned().unwrap_or_default(), *callee);
                match (name.as_str(), args) {
                    ("append" | "appendleft", [value]) | ("insert", [_, value]) => self.put_in(callee, *value),
                    ("setdefault" | "get" | "pop", [_, value]) => {
                        self.put_in(callee, *value);
                        self.put_in(callee, result);
                    }
                    ("get" | "pop" | "popleft", _) => self.put_in(callee, result),
                    ("values" | "copy", []) => self.unite(callee.0, result.0),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// The operands without those that only say what a method is called with.
    fn given(&self, inst: &Inst) -> Vec<Value> {
        let args = inst.args.iter().copied();
        match inst.op {
            Op::Call(..) => args.filter(|arg| !self.selves.contains(arg)).collect(),
            _ => args.collect(),
        }
    }

    /// The class of a value, once all is known.
    fn find(&self, value: u32) -> u32 {
        self.same[value as usize]
    }

    fn root(&mut self, mut value: u32) -> u32 {
        while self.same[value as usize] != value {
            let above = self.same[self.same[value as usize] as usize];
            self.same[value as usize] = above;
            value = above;
        }
        value
    }

    /// Values that may be the same object: what is in the one may be in the other.
    fn unite(&mut self, one: u32, other: u32) {
        let mut equal = vec![(one, other)];
        while let Some((one, other)) = equal.pop() {
            let (one, other) = (self.root(one), self.root(other));
            if one == other {
                continue;
            }
            let (root, child) = (one.min(other), one.max(other));
            self.same[child as usize] = root;
            match (self.inside.remove(&child), self.inside.get(&root)) {
                (Some(inside), Some(known)) => equal.push((inside, *known)),
                (Some(inside), None) => {
                    self.inside.insert(root, inside);
                }
                (None, _) => {}
            }
        }
    }

    /// A value is in a container.
    fn put_in(&mut self, container: Value, value: Value) {
        let root = self.root(container.0);
        match self.inside.get(&root) {
            Some(inside) => self.unite(*inside, value.0),
            None => {
                self.inside.insert(root, value.0);
            }
        }
    }

    /// Learns from a function whose types have been found. Are they to be found once more, with other promises?
    pub(super) fn learn(&mut self, func: &Func, function: usize, facts: &mut Facts) -> bool {
        if !self.is_any {
            return false;
        }
        let mut changed = false;
        let mut all: BTreeMap<u32, Put> = BTreeMap::new();
        let mut made = HashSet::new();
        let mut shared: BTreeSet<(Shared, u32)> = BTreeSet::new();
        // Parameters that a container is given to, or comes from.
        let mut passed: BTreeSet<(Shared, u32)> = BTreeSet::new();
        if facts.functions[function].generator.is_none() {
            let params = func.blocks[0].params.iter().enumerate();
            let params = params.filter(|(_, param)| may_be_container(func.ty(**param)));
            passed.extend(params.map(|(number, param)| (Shared::Param(function, number), self.find(param.0))));
        }
        for inst in func.blocks.iter().flat_map(|block| &block.insts) {
            if inst.args.iter().any(|arg| *func.ty(*arg) == Ty::Bottom) {
                continue;
            }
            if let Some(result) = inst.result.filter(|_| may_make(&inst.op)) {
                made.insert(self.find(result.0));
            }
            if let Some((place, value)) = place(func, inst, facts) {
                shared.insert((place, self.find(value.0)));
            }
            for (place, value) in self.passed(func, inst, facts) {
                passed.insert((place, self.find(value.0)));
            }
            if let Some((container, items)) = self.put(func, inst) {
                let last = items.last();
                if last.is_some_and(|item| widened(&Type::Float, item).is_some()) {
                    changed |= self.takes_ints.insert(self.find(container.0));
                }
                let known = items.into_iter().map(|item| is_known(&item).then_some(item));
                join_into(all.entry(self.find(container.0)), Put::of(known));
            }
        }
        let mut puts = BTreeMap::new();
        for (place, container) in &shared {
            if self.is_identified(*container) {
                facts.contents.identified.insert(place.clone());
            }
            if let Some(put) = all.get(container) {
                join_into(puts.entry(place.clone()), put.clone());
            }
            if let Some(promised) = facts.contents.promises.of(place) {
                changed |= self.promises.take_over(*container, promised);
            }
        }
        let incoming = |container: &u32| {
            let params = passed.iter().filter(|(_, at)| at == container);
            params
                .into_iter()
                .any(|(place, _)| matches!(place, Shared::Param(of, _) if *of == function))
        };
        let mut links = BTreeSet::new();
        let mut known: HashSet<u32> = HashSet::new();
        for (place, container) in &passed {
            if self.is_identified(*container) {
                facts.contents.identified.insert(place.clone());
            }
            if let Some(put) = all.get(container) {
                join_into(puts.entry(place.clone()), put.clone());
            }
            let others = shared.iter().chain(&passed);
            let others = others.filter(|(other, at)| at == container && other != place);
            links.extend(others.map(|(other, _)| (place.clone(), other.clone())));
            // What the function itself puts in says more of its own containers, unless they take the place of a parameter.
            let is_empty = made.contains(container) && (!all.contains_key(container) || incoming(container));
            if let Some(promised) = facts.contents.promises.of(place).filter(|_| is_empty)
                && !shared.iter().any(|(_, at)| at == container)
                && known.insert(*container)
            {
                changed |= self.promises.take_over(*container, promised);
            }
        }
        facts.contents.puts.insert(function, puts);
        facts.contents.links.insert(function, links);
        let shared: HashSet<u32> = shared.into_iter().map(|(_, container)| container).collect();
        for (container, put) in all {
            if made.contains(&container) && !shared.contains(&container) && !incoming(&container) {
                changed |= self.promises.learn(container, put, self.is_identified(container));
            }
        }
        changed
    }

    /// The parameters that a call gives containers to, by position.
    fn passed(&self, func: &Func, inst: &Inst, facts: &Facts) -> Vec<(Shared, Value)> {
        let given = self.given(inst);
        let (Op::Call(keywords, None), [callee, args @ ..]) = (&inst.op, given.as_slice()) else {
            return vec![];
        };
        let Ty::Function(called) = func.ty(*callee) else {
            return vec![];
        };
        let function = &facts.functions[*called];
        if !keywords.is_empty() || function.starred || function.generator.is_some() {
            return vec![];
        }
        let args = args.iter().filter(|arg| *func.ty(**arg) != Ty::NoSelf);
        let args = args.take(function.positional).enumerate();
        args.filter(|(_, arg)| may_be_container(func.ty(**arg)))
            .map(|(number, arg)| (Shared::Param(*called, number), *arg))
            .collect()
    }

    /// Does the function ask which objects are in a container?
    fn is_identified(&self, container: u32) -> bool {
        let inside = self.inside.get(&container);
        inside.is_some_and(|inside| self.identified.contains(&self.find(*inside)))
    }

    /// What an operation puts into which container: an item, or a key and a value.
    fn put(&self, func: &Func, inst: &Inst) -> Option<(Value, Vec<Type>)> {
        let promise = |value: &Value| shallow_item(func.ty(*value));
        let class = |value: &Value| match func.ty(*value) {
            Ty::Obj(Type::Class(name, _)) | Ty::Method(Type::Class(name, _), _) => name.clone(),
            Ty::Obj(Type::Union(members)) => only_class(members).unwrap_or_default(),
            _ => String::new(),
        };
        let is_dict = |value: &Value| matches!(class(value).as_str(), "dict" | DEFAULT_DICT);
        let method = |value: &Value| self.methods.get(value).map_or("", String::as_str);
        match (&inst.op, self.given(inst).as_slice()) {
            (Op::Object(ObjectOp::Append(Append::ListAppend | Append::SetAdd)), [container, item]) => {
                Some((*container, vec![promise(item)]))
            }
            (Op::Object(ObjectOp::Append(Append::MapAdd)), [container, key, value]) => {
                Some((*container, vec![promise(key), promise(value)]))
            }
            (Op::Object(ObjectOp::Append(Append::ListExtend | Append::SetUpdate)), [container, all]) => {
                Some((*container, vec![each(func.ty(*all))]))
            }
            (Op::Binary(BinaryOp::Add, true), [container, all]) if class(container) == "list" => {
                Some((*container, vec![each(func.ty(*all))]))
            }
            (Op::Object(ObjectOp::Dict), args) => {
                let of = |first: usize| Type::union(args.iter().skip(first).step_by(2).map(promise));
                (!args.is_empty()).then_some((inst.result?, vec![of(0), of(1)]))
            }
            (Op::Object(ObjectOp::ConstKeyDict), [values @ .., keys]) => {
                let values = Type::union(values.iter().map(promise));
                Some((inst.result?, vec![each(func.ty(*keys)), values]))
            }
            (Op::Object(ObjectOp::Set), args) => {
                (!args.is_empty()).then_some((inst.result?, vec![Type::union(args.iter().map(promise))]))
            }
            (Op::Object(ObjectOp::SetItem), [value, container, key]) if is_dict(container) => {
                Some((*container, vec![promise(key), promise(value)]))
            }
            // What it counts are ints, as far as anybody knows.
            (Op::Object(ObjectOp::SetItem), [_, container, key]) if class(container) == COUNTER => {
                Some((*container, vec![promise(key)]))
            }
            (Op::Object(ObjectOp::SetItem), [value, container, index]) if class(container) == "list" => {
                (promise(index) == Type::Int).then_some((*container, vec![promise(value)]))
            }
            (Op::Call(..), [callee, args @ ..]) => match (method(callee), args) {
                ("append" | "appendleft" | "add", [item]) | ("insert", [_, item]) => {
                    Some((*callee, vec![promise(item)]))
                }
                ("extend" | "update", [all]) if !is_dict(callee) => Some((*callee, vec![each(func.ty(*all))])),
                ("setdefault", [key, value]) => Some((*callee, vec![promise(key), promise(value)])),
                ("", [container, item]) if is_heap_push(func.ty(*callee)) => Some((*container, vec![promise(item)])),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does an operation ask for an item of a dictionary that is a parameter, and of which nothing is known?
    pub(super) fn is_asked(&self, func: &Func, inst: &Inst) -> bool {
        let is_vague_dict = |known: &Type| is_vague(known) && matches!(known, Type::Class(name, _) if name == "dict");
        let (Op::Binary(BinaryOp::Subscript, _), [dict, _]) = (&inst.op, inst.args.as_slice()) else {
            return false;
        };
        let params = func.blocks[0].params.iter();
        let is_vague = match func.ty(*dict) {
            Ty::Obj(Type::Union(members)) => members.iter().any(is_vague_dict),
            Ty::Obj(known) => is_vague_dict(known),
            _ => false,
        };
        is_vague && self.is_any && params.into_iter().any(|param| self.find(param.0) == self.find(dict.0))
    }

    /// Does the function make or load any containers?
    pub(super) fn is_any(&self) -> bool {
        self.is_any
    }

    /// Keeps no promise that was made last.
    pub(super) fn give_up(&mut self) {
        self.promises.give_up();
    }

    /// The type of what an operation gives, with what is promised to be in it.
    pub(super) fn refine(&self, inst: &Inst, ty: Ty) -> Ty {
        let (Ty::Obj(Type::Class(name, args)), Some(result)) = (&ty, inst.result) else {
            return ty;
        };
        if !self.is_any || !may_make(&inst.op) {
            return ty;
        }
        let container = self.find(result.0);
        if let [others @ .., item @ Type::Float] = args.as_slice()
            && let Some(wider) = widened(item, &Type::Int).filter(|_| self.takes_ints.contains(&container))
        {
            let items = others.iter().cloned().chain([wider]).collect();
            return Ty::Obj(Type::Class(name.clone(), items));
        }
        let Some(promised) = self.promises.of(&container) else {
            return ty;
        };
        let is_display = matches!(
            inst.op,
            Op::Object(ObjectOp::Dict | ObjectOp::ConstKeyDict | ObjectOp::Set)
        );
        let items = match (name.as_str(), promised, args.as_slice()) {
            ("list" | "set" | DEQUE | COUNTER, [_], []) | ("dict", [_, _], []) => promised.to_vec(),
            ("dict", [_, _], _) | ("set", [_], _) if is_display => promised.to_vec(),
            // What its factory makes is known already.
            (DEFAULT_DICT, [key, value], [_, made]) => {
                let made = Ty::Obj(made.clone()).join(&Ty::Obj(value.clone())).promise();
                vec![key.clone(), if is_known(&made) { made } else { value.clone() }]
            }
            _ => return ty,
        };
        Ty::Obj(Type::Class(name.clone(), items))
    }
}

/// Methods by which something gets into a container or out of it.
const METHODS: [&str; 13] = [
    "add",
    "append",
    "appendleft",
    "copy",
    "extend",
    "get",
    "insert",
    "items",
    "pop",
    "popleft",
    "setdefault",
    "update",
    "values",
];

/// May an operation make a container that does not say what is to be in it?
fn may_make(op: &Op) -> bool {
    match op {
        Op::Object(ObjectOp::List | ObjectOp::Set | ObjectOp::Dict | ObjectOp::ConstKeyDict) => true,
        Op::Call(keywords, _) => keywords.is_empty(),
        _ => false,
    }
}

/// The class of all that a value may be, if it is not None.
fn only_class(members: &[Type]) -> Option<String> {
    let mut names = members
        .iter()
        .filter(|member| **member != Type::None)
        .map(|member| match member {
            Type::Class(name, _) => Some(name.clone()),
            _ => None,
        });
    let first = names.next()??;
    names.all(|name| name.as_ref() == Some(&first)).then_some(first)
}

/// Is a value, as far as is known, a container, or one or nothing?
fn may_be_container(ty: &Ty) -> bool {
    let is_container = |known: &Type| matches!(known, Type::Class(name, _) if container_types(name).is_some());
    match ty {
        Ty::Obj(Type::Union(members)) => members.iter().any(is_container),
        Ty::Obj(known) => is_container(known),
        _ => false,
    }
}

/// May an operation load or store what other functions load, or put into a parameter?
fn may_share(op: &Op) -> bool {
    match op {
        Op::Call(..) | Op::LoadAttr(..) | Op::LoadGlobal(..) | Op::Deferred(Deferral::Cell(_)) => true,
        Op::Object(op) => matches!(
            op,
            ObjectOp::CellGet | ObjectOp::CellSet | ObjectOp::NewCell(_) | ObjectOp::SetItem
        ),
        _ => false,
    }
}

/// Where functions share a value that an operation loads or stores.
fn place(func: &Func, inst: &Inst, facts: &Facts) -> Option<(Shared, Value)> {
    let variable = |cell: &Value| match func.ty(*cell) {
        Ty::Cell(variable, _) => Some(Shared::Cell(*variable)),
        _ => None,
    };
    let field = |object: &Value, name: &str| {
        let owner = facts.field_owner(func.ty(*object), name)?;
        Some(Shared::Field(owner, name.to_owned()))
    };
    match (&inst.op, inst.args.as_slice(), inst.result) {
        (Op::Object(ObjectOp::NewCell(variable)), [value], _) => Some((Shared::Cell(*variable), *value)),
        (Op::Object(ObjectOp::CellSet), [cell, value], _) => Some((variable(cell)?, *value)),
        (Op::Deferred(Deferral::Cell(variable)), [value], _) => Some((Shared::Cell(*variable), *value)),
        (Op::Object(ObjectOp::CellGet), [cell], Some(result)) => Some((variable(cell)?, result)),
        (Op::Object(ObjectOp::SetAttr(name)), [value, object], _) => Some((field(object, name)?, *value)),
        (Op::LoadAttr(name, ..), [object], Some(result)) => Some((field(object, name)?, result)),
        (Op::Object(ObjectOp::GetAttr(name)), [object], Some(result)) => Some((field(object, name)?, result)),
        (Op::LoadGlobal(name, ..), _, Some(result)) if facts.hinted_globals.get(name).is_some_and(is_vague) => {
            Some((Shared::Global(name.clone()), result))
        }
        _ => None,
    }
}

/// Is it `heapq.heappush`?
fn is_heap_push(callee: &Ty) -> bool {
    matches!(callee, Ty::Builtin(name) if matches!(name.as_str(), "heapq.heappush" | "heapq.heappushpop"))
}

/// What is promised of each item of a value.
fn each(ty: &Ty) -> Type {
    match ty.promise() {
        Type::Tuple(items) => Type::union(items),
        other => item(&other),
    }
}

/// Does a promise say what everything in it is?
fn is_known(ty: &Type) -> bool {
    match ty {
        Type::Unknown | Type::Object => false,
        Type::Tuple(items) | Type::Union(items) => items.iter().all(is_known),
        Type::Class(name, items) => match name.as_str() {
            class if container_types(class).is_some() => !items.is_empty() && items.iter().all(is_known),
            _ => true,
        },
        _ => true,
    }
}
