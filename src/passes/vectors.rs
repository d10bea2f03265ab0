//! Lists of numbers that nobody but the function knows become vectors: their items are unboxed.
//!
//! That is done before `unbox`, once types are known: operations on such lists (`analysis::vectors` finds them) become those of
//! the runtime's `vector`, and the types of the values say so. Where one escapes it becomes the list for good (`Convert::Box`); an
//! exit makes lists of those that CPython is to get by itself.

use super::keyed;
use crate::analysis::keyed::is_keyed;
use crate::analysis::keyed_loops::{Gives, given, gives_of_class};
use crate::analysis::vector_pairs::{Pair, Piece, Shape};
use crate::analysis::vectors::{
    Operation, Role, Source, Vector, VectorFacts, escapes, is_container, operation, role, vectors,
};
use crate::bytecode::Constant;
use crate::infer::{
    TABLE_ITEMS, TABLE_KEYS, TABLE_MEMBERS, TABLE_VALUES, VECTOR, VECTOR_ENUMERATE, VECTOR_ITERATOR, VECTOR_REVERSED,
    VECTOR_ZIP, VECTOR_ZIP_ENUMERATE, constants, item_in_rust, vector_item, vector_piece, vector_pieces, vector_suffix,
};
use crate::ir::{Convert, Func, Inst, Lent, Op, Terminator, Ty, Value};
use crate::types::{LIST_ENUMERATE, LIST_ZIP, Type, ZIP_ENUMERATE, ZIP_OF_MANY};
use std::collections::HashMap;

/// What [`lent_vectors`] finds.
pub struct LentVectors {
    /// The parameters that may be vectors, and what is in those, if of the others that is known.
    pub takes: Vec<Option<Type>>,
    /// What is in the list that is returned, if that may be a vector whatever the parameters are.
    pub gives: Option<Type>,
    /// The same if it may be only if the parameters are.
    pub passes: Option<Type>,
}

/// The lists that a function may take and return as vectors.
pub fn lent_vectors(func: &Func, functions: VectorFacts<'_>) -> LentVectors {
    let mut lent = LentVectors {
        takes: vec![None; func.blocks[0].params.len()],
        gives: None,
        passes: None,
    };
    if !func.values.iter().any(|value| is_container(&value.ty)) {
        return lent;
    }
    let find = |takes_vectors, gives_vectors| {
        let func = Func {
            takes_vectors,
            gives_vectors,
            ..func.clone()
        };
        vectors(&func, &Source::of(&func, constants(&func), functions)).of
    };
    let items = |known: &HashMap<Value, Vector>| -> Vec<Option<Type>> {
        let params = func.blocks[0].params.iter();
        params
            .map(|param| known.get(param).map(|vector| vector.item.clone()))
            .collect()
    };
    lent.takes = items(&find(true, false));
    let returned = func
        .reverse_postorder()
        .into_iter()
        .filter_map(|block| match func.block(block).terminator {
            Terminator::Return(value) => Some(value),
            _ => None,
        });
    let returned: Vec<Value> = returned.collect();
    if !returned.iter().all(|value| is_container(func.ty(*value))) {
        return lent;
    }
    let item_of = |known: &HashMap<Value, Vector>| {
        let mut items = returned.iter().map(|value| known.get(value).map(|vector| &vector.item));
        let first = items.next().flatten().cloned();
        first.filter(|first| items.all(|item| item == Some(first)))
    };
    let takes_none = lent.takes.iter().all(Option::is_none);
    let given = item_of(&find(false, true));
    let together = find(true, true);
    let returned = item_of(&together);
    if given.is_some() && (takes_none || returned == given) {
        lent.gives = given;
    } else if let (None, Some(item)) = (given, returned) {
        let takes = items(&together);
        if takes.contains(&Some(item.clone())) {
            (lent.takes, lent.passes) = (takes, Some(item));
        }
    }
    lent
}

/// The type of a vector of such items.
pub fn vector_of(item: &Type) -> Ty {
    Ty::Obj(class(&Vector {
        item: item.clone(),
        others: vec![],
    }))
}

pub(super) fn run(func: &mut Func, functions: VectorFacts<'_>) {
    let source = Source::of(func, constants(func), functions);
    let known = vectors(func, &source).of;
    if known.is_empty() {
        return;
    }
    let mut pass = Rewrite {
        source,
        before: func.values.iter().map(|value| value.ty.clone()).collect(),
        known,
        out: Vec::new(),
    };
    for block in func.reverse_postorder() {
        for inst in std::mem::take(&mut func.blocks[block.0 as usize].insts) {
            pass.inst(func, inst);
        }
        if let Terminator::Return(value) = func.block(block).terminator
            && pass.known.contains_key(&value)
            && !func.gives_vectors
        {
            let place = pass.out.last().map(|inst| inst.place).unwrap_or_default();
            let plain = Inst {
                op: Op::Release,
                args: vec![value],
                result: None,
                before: None,
                after: None,
                place,
            };
            let list = pass.finish(func, &plain, value);
            pass.out.push(plain);
            func.blocks[block.0 as usize].terminator = Terminator::Return(list);
        }
        func.blocks[block.0 as usize].insts = std::mem::take(&mut pass.out);
    }
    for (value, vector) in &pass.known {
        let ty = &mut func.values[value.0 as usize].ty;
        *ty = match (role(ty), &*ty) {
            (Role::Iterator, _) => {
                let class = match ty.promise() {
                    Type::Class(name, _) if name == LIST_ENUMERATE => VECTOR_ENUMERATE,
                    Type::Class(name, _) if name == LIST_ZIP || name == ZIP_OF_MANY => VECTOR_ZIP,
                    Type::Class(name, _) if name == ZIP_ENUMERATE => VECTOR_ZIP_ENUMERATE,
                    Type::Class(name, _) if name == "list_reverseiterator" => VECTOR_REVERSED,
                    Type::Class(name, _) => match gives_of_class(&name) {
                        Some(Gives::Keys) => TABLE_KEYS,
                        Some(Gives::Values) => TABLE_VALUES,
                        Some(Gives::Items) => TABLE_ITEMS,
                        Some(Gives::Members) => TABLE_MEMBERS,
                        None => VECTOR_ITERATOR,
                    },
                    _ => VECTOR_ITERATOR,
                };
                let items = std::iter::once(&vector.item).chain(&vector.others);
                Ty::Obj(Type::Class(class.to_owned(), items.map(nested).collect()))
            }
            (_, Ty::Nullable(_)) => Ty::Nullable(class(vector)),
            (Role::Method, Ty::Method(_, name)) => Ty::Method(class(vector), name.clone()),
            _ => Ty::Obj(class(vector)),
        };
    }
}

/// The class that a vector is said to be of.
fn class(vector: &Vector) -> Type {
    Type::Class(VECTOR.to_owned(), vec![nested(&vector.item)])
}

fn nested(item: &Type) -> Type {
    match item {
        Type::Class(name, of) if is_keyed(item) => Type::Class(name.clone(), of.iter().map(nested).collect()),
        Type::Class(_, items) => Type::Class(VECTOR.to_owned(), items.iter().map(nested).collect()),
        item => item.clone(),
    }
}

/// What makes another list of one in the order of keys.
fn ranked(what: &str, items: Option<&Vector>, key: &Type) -> String {
    match items {
        None => format!("{what}by::<{}>", item_in_rust(key)),
        Some(items) => format!("{what}of::<{}, {}>", item_in_rust(&items.item), item_in_rust(key)),
    }
}

struct Rewrite<'a> {
    source: Source<'a>,
    /// The types of values, as lists.
    before: Vec<Ty>,
    known: HashMap<Value, Vector>,
    out: Vec<Inst>,
}

impl Rewrite<'_> {
    fn inst(&mut self, func: &mut Func, inst: Inst) {
        // The operands are lists still, as far as types say.
        let operation = operation(func, &inst, &self.source);
        let list = operation.as_ref().and_then(|operation| operation.list);
        if let Some(call) = operation.as_ref().filter(|operation| operation.what == "call") {
            let given = call.given.as_ref().map(|(list, _)| *list);
            let lent = Lent {
                takes: list.is_some_and(|list| self.known.contains_key(&list)),
                gives: given.is_some_and(|list| self.known.contains_key(&list)),
            };
            if lent != Lent::default() {
                func.vector_calls.extend(inst.result.map(|result| (result, lent)));
            }
        } else if let (Some(operation), Some(vector)) =
            (&operation, list.and_then(|list| self.known.get(&list)).cloned())
        {
            return self.operation(func, inst, operation, &vector);
        }
        if let (Op::LoadAttr(..), Some(result)) = (&inst.op, inst.result)
            && self.known.contains_key(&result)
        {
            let retain = Inst {
                op: Op::Retain,
                result: None,
                before: None,
                after: None,
                ..inst.clone()
            };
            self.out.push(retain);
            self.out.push(Inst {
                op: Op::Convert(Convert::Rename),
                after: None,
                ..inst
            });
            return;
        }
        let places = escapes(func, &inst, operation.as_ref(), &self.source);
        let places = places
            .into_iter()
            .filter(|place| self.known.contains_key(&inst.args[*place]));
        let places: Vec<usize> = places.collect();
        let mut escaping = inst.clone();
        let mut given_up = Vec::new();
        for place in places {
            let value = inst.args[place];
            let list = self.finish(func, &inst, value);
            escaping.args[place] = list;
            let steals = match &inst.op {
                Op::MakeTuple => true,
                Op::Object(op) => op.steals(place, inst.args.len()),
                Op::Suspend(..) => func.resumes,
                _ => false,
            };
            given_up.push(if steals { value } else { list });
        }
        self.out.push(escaping);
        self.release(&inst, given_up);
    }

    /// The list that a vector is for good.
    fn finish(&mut self, func: &mut Func, inst: &Inst, value: Value) -> Value {
        let list = func.new_value(Ty::Obj(self.before[value.0 as usize].promise()));
        self.out.push(Inst {
            op: Op::Convert(Convert::Box),
            args: vec![value],
            result: Some(list),
            before: inst.before,
            after: None,
            place: inst.place,
        });
        list
    }

    fn release(&mut self, inst: &Inst, values: impl IntoIterator<Item = Value>) {
        let releases = values.into_iter().map(|value| Inst {
            op: Op::Release,
            args: vec![value],
            result: None,
            before: None,
            after: None,
            place: inst.place,
        });
        self.out.extend(releases);
    }

    /// The operation on a vector that one on a list becomes.
    fn operation(&mut self, func: &mut Func, inst: Inst, operation: &Operation, vector: &Vector) {
        let mut inst = inst;
        let mut boxed = None;
        if operation.keyed.is_some() {
            return self.keyed(func, &inst, operation, &vector.item);
        }
        // What a loop over a dictionary or set gives.
        let of = operation.list.map(|list| self.before[list.0 as usize].promise());
        let item = match &of {
            Some(Type::Class(name, _)) if is_keyed(&vector.item) => match gives_of_class(name) {
                Some(Gives::Items) if matches!(inst.op, Op::Unpack(0, _)) => given(Gives::Keys, &vector.item),
                Some(Gives::Items) if matches!(inst.op, Op::Unpack(..)) => given(Gives::Values, &vector.item),
                Some(gives) => given(gives, &vector.item),
                None => vector.item.clone(),
            },
            _ => vector.item.clone(),
        };
        if let (true, Some(pair)) = (operation.what.is_empty(), self.taken_apart(&inst)) {
            return self.piece(func, inst, operation.side, pair, vector);
        }
        let is_of_row = matches!(&of, Some(Type::Class(name, _)) if gives_of_class(name) == Some(Gives::Items))
            && matches!(&vector.item, Type::Class(_, of) if matches!(of.as_slice(), [_, Type::Class(..)]));
        match operation.gives.map(|value| (value, func.ty(value))) {
            // A key, behind which the list is found.
            Some((value, Ty::Obj(Type::Tuple(_)))) if is_of_row && self.source.is_pair(value) => {
                func.values[value.0 as usize].ty = vector_item(&given(Gives::Keys, &vector.item));
            }
            // A key and a value.
            Some((value, Ty::Obj(Type::Tuple(_)))) if self.source.is_pair(value) => {
                func.values[value.0 as usize].ty = vector_item(&item);
            }
            // It is only taken apart.
            Some((value, Ty::Obj(Type::Tuple(_)) | Ty::Tuple(_))) => {
                self.name_pieces(func, value, &item);
            }
            Some((value, Ty::Obj(Type::Int | Type::Float))) if !operation.what.is_empty() => {
                inst.result = Some(func.new_value(vector_item(&vector.item)));
                boxed = Some(value);
            }
            _ => {}
        }
        if let ("equals_" | "differs_", Some(result)) = (operation.what, inst.result)
            && *func.ty(result) != Ty::Bool
        {
            inst.result = Some(func.new_value(Ty::Bool));
            boxed = Some(result);
        }
        if operation.what.is_empty() {
            self.out.push(match (&inst.op, operation.list) {
                (Op::Unpack(0, _), _) if is_of_row => Inst {
                    op: Op::Convert(Convert::Rename),
                    after: None,
                    ..inst
                },
                (Op::Unpack(..), Some(iterator)) if is_of_row => Inst {
                    op: Op::Primitive {
                        path: "rt::vector::row_behind".to_owned(),
                        leaves: false,
                    },
                    args: vec![iterator],
                    after: None,
                    ..inst
                },
                _ => inst,
            });
            return;
        }
        let suffix = vector_suffix(&vector.item);
        let ranks = operation.ranks.map(|items| self.known.get(&items));
        let (name, leaves) = match operation.what {
            // Of a list, or of a vector.
            what if let Some(items) = ranks => (ranked(what, items, &vector.item), true),
            "len" | "filled" | "empty" => (operation.what.to_owned(), false),
            what if let Some(name) = what.strip_prefix("ring.") => {
                let path = format!("rt::ring::{name}::<{}>", item_in_rust(&vector.item));
                (path, true)
            }
            "zip" => (format!("zip{}", operation.args.len()), true),
            what if what.ends_with('_') => (format!("{what}{suffix}"), true),
            what => (what.to_owned(), true),
        };
        let mut args = operation.args.clone();
        for constant in &operation.constants {
            let ty = match constant {
                Constant::Bool(_) => Ty::Bool,
                Constant::Float(_) => Ty::Float,
                _ => Ty::Int,
            };
            let value = func.new_value(ty);
            self.out.push(Inst {
                op: Op::Const(constant.clone(), None),
                args: vec![],
                result: Some(value),
                before: None,
                after: None,
                place: inst.place,
            });
            args.push(value);
        }
        self.out.push(Inst {
            op: Op::Primitive {
                path: if name.starts_with("rt::") {
                    name
                } else {
                    format!("rt::vector::{name}")
                },
                leaves,
            },
            args,
            after: None,
            ..inst.clone()
        });
        self.boxed(&inst, boxed);
        self.release(&inst, operation.consumes.iter().copied());
    }

    /// The tuple that an operation gives or takes apart, if a loop does so at once.
    fn taken_apart(&self, inst: &Inst) -> Option<Pair> {
        let tuple = match inst.op {
            Op::NextItem => inst.result?,
            Op::Unpack(..) => *inst.args.first()?,
            _ => return None,
        };
        self.source.apart.get(&tuple).copied()
    }

    /// Such a tuple is in pieces; a list of it lies where the iterator has been.
    fn piece(&mut self, func: &mut Func, inst: Inst, side: usize, pair: Pair, vector: &Vector) {
        let items: Vec<Type> = std::iter::once(&vector.item).chain(&vector.others).cloned().collect();
        let Some(result) = inst.result else {
            return self.out.push(inst);
        };
        let zip = match pair.shape {
            Shape::Numbered => vector_piece(&vector.item),
            Shape::Zipped | Shape::NumberedZip => vector_pieces(&items),
        };
        let found = match inst.op {
            Op::Unpack(index, _) => Some(pair.piece(index as usize)),
            _ => None,
        };
        match (found, items.get(side)) {
            (None, _) if pair.shape == Shape::Zipped => func.values[result.0 as usize].ty = zip,
            (None, _) => func.values[result.0 as usize].ty = Ty::Tuple(vec![Ty::Int, zip]),
            (Some(Piece::Inner), _) => func.values[result.0 as usize].ty = zip,
            (Some(Piece::Side(_)), Some(Type::Class(..))) => {
                let path = match pair.shape {
                    Shape::Numbered => "rt::vector::row_numbered".to_owned(),
                    Shape::Zipped => format!("rt::vector::row_zipped::<{side}>"),
                    Shape::NumberedZip => format!("rt::vector::row_of_zip::<{side}>"),
                };
                self.out.push(Inst {
                    op: Op::Primitive { path, leaves: false },
                    args: vec![pair.iterator],
                    after: None,
                    ..inst
                });
                return;
            }
            (Some(Piece::Side(_)), Some(item @ Type::Tuple(_))) => self.name_pieces(func, result, item),
            _ => {}
        }
        self.out.push(inst);
    }

    /// All names of a tuple that is only taken apart are of its pieces.
    fn name_pieces(&self, func: &mut Func, tuple: Value, item: &Type) {
        for name in self.source.names(tuple) {
            let ty = &mut func.values[name.0 as usize].ty;
            match ty {
                Ty::Nullable(_) => *ty = Ty::maybe(vector_item(item)),
                Ty::Obj(_) => *ty = vector_item(item),
                // Another operation gives it, too.
                _ => {}
            }
        }
    }

    /// The object that others expect of an operation whose result is none.
    fn boxed(&mut self, inst: &Inst, object: Option<Value>) {
        if object.is_some() {
            self.out.push(Inst {
                op: Op::Convert(Convert::Box),
                args: inst.result.into_iter().collect(),
                result: object,
                after: None,
                ..inst.clone()
            });
        }
    }

    /// The operation on a dictionary or set that nobody else knows: those of the runtime's `keyed`.
    fn keyed(&mut self, func: &mut Func, inst: &Inst, operation: &Operation, class: &Type) {
        self.out
            .extend(keyed::operations(func, inst, operation, class, "rt::keyed::"));
    }
}
