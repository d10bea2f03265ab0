//! What a parameter without a hint probably is, where no caller says: read off what the function does with it.
//!
//! A guess is tested where the function is entered: a call with anything else runs as bytecode. Nothing is guessed of what is
//! used in several ways.

use super::facts::{Facts, GlobalKind};
use crate::bytecode::{BinaryOp, Constant, UnaryOp};
use crate::ir::{Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::Type;
use std::collections::{BTreeSet, HashMap};

/// Methods that `str` has, and hardly anything else of which code without hints is written.
const OF_TEXTS: [&str; 24] = [
    "capitalize",
    "endswith",
    "isalnum",
    "isalpha",
    "isdecimal",
    "isdigit",
    "islower",
    "isnumeric",
    "isspace",
    "isupper",
    "ljust",
    "lower",
    "lstrip",
    "partition",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "title",
    "upper",
];

/// Methods of `list`, and of `dict`.
const OF_LISTS: [&str; 4] = ["append", "extend", "insert", "sort"];
const OF_DICTS: [&str; 5] = ["get", "items", "keys", "setdefault", "values"];

/// Containers of containers of containers: that is as far as anybody looks.
const DEEPEST: u32 = 3;

/// What was seen to be done with a value.
#[derive(Default)]
struct Uses {
    int: bool,
    float: bool,
    text: bool,
    list: bool,
    dict: bool,
    /// Its length is asked for, or it is indexed.
    sequence: bool,
    /// It is looked at as something that may be of several types.
    several: bool,
    item: Option<Box<Uses>>,
}

/// What each of a function's parameters probably is.
pub fn guess(func: &Func, facts: &Facts) -> Vec<Option<Ty>> {
    let params = func.blocks[0].params.iter();
    if !facts.objects {
        return params.map(|_| None).collect();
    }
    let look = Look {
        func,
        facts,
        constants: super::constants(func),
        globals: super::loaded_globals(func),
    };
    params.map(|param| look.uses([*param].into(), 0).decided()).collect()
}

impl Uses {
    fn decided(&self) -> Option<Ty> {
        let of_class = |name: &str, items: Vec<Type>| Some(Ty::Obj(Type::Class(name.to_owned(), items)));
        let is_text = self.text || self.item.as_ref().is_some_and(|item| item.text && !self.list);
        let kinds = [self.int || self.float, is_text, self.list, self.dict];
        if self.several || kinds.iter().filter(|kind| **kind).count() > 1 {
            return None;
        }
        match kinds {
            [true, ..] if self.sequence => None,
            [true, ..] => Some(if self.float { Ty::Num } else { Ty::Int }),
            [_, true, ..] => Some(Ty::Obj(Type::Str)),
            [_, _, _, true] => of_class("dict", vec![]),
            [_, _, true, _] => of_class("list", self.items()),
            _ if self.sequence && self.item.is_some() => of_class("list", self.items()),
            _ => None,
        }
    }

    /// What is in it, if it is a list.
    fn items(&self) -> Vec<Type> {
        let item = self.item.as_ref().and_then(|item| item.decided());
        match item {
            None | Some(Ty::Num) => vec![],
            Some(item) => vec![item.promise()],
        }
    }
}

struct Look<'a> {
    func: &'a Func,
    facts: &'a Facts,
    constants: HashMap<Value, Constant>,
    globals: HashMap<Value, String>,
}

impl Look<'_> {
    fn insts(&self) -> impl Iterator<Item = &Inst> {
        self.func.blocks.iter().flat_map(|block| &block.insts)
    }

    /// The values that may be one of these under another name, and the cells that hold one.
    fn names(&self, mut values: BTreeSet<Value>) -> BTreeSet<Value> {
        let is_same = |op: &Op| match op {
            Op::CheckBound | Op::Hinted(_) | Op::Advance => true,
            Op::Object(op) => matches!(op, ObjectOp::NewCell(_) | ObjectOp::CellGet),
            _ => false,
        };
        loop {
            let before = values.len();
            for inst in self.insts().filter(|inst| is_same(&inst.op)) {
                if let ([of, ..], Some(result)) = (inst.args.as_slice(), inst.result)
                    && values.contains(of)
                {
                    values.insert(result);
                }
            }
            for edge in self.func.blocks.iter().flat_map(|block| block.terminator.edges()) {
                for (param, arg) in self.func.block(edge.target).params.iter().zip(&edge.args) {
                    if values.contains(arg) {
                        values.insert(*param);
                    }
                }
            }
            if values.len() == before {
                return values;
            }
        }
    }

    fn uses(&self, values: BTreeSet<Value>, depth: u32) -> Uses {
        let values = self.names(values);
        let mut uses = Uses::default();
        let mut items = BTreeSet::new();
        let mut iterators = BTreeSet::new();
        for inst in self.insts() {
            let Some(position) = inst.args.iter().position(|arg| values.contains(arg)) else {
                continue;
            };
            self.note(inst, position, &values, &mut uses);
            if let (Some(result), 0) = (inst.result, position) {
                match inst.op {
                    Op::Binary(BinaryOp::Subscript, _) => items.extend([result]),
                    Op::GetIter => iterators.extend([result]),
                    _ => {}
                }
            }
        }
        if !iterators.is_empty() {
            let iterators = self.names(iterators);
            let next = self.insts().filter(|inst| matches!(inst.op, Op::NextItem));
            let next = next.filter(|inst| inst.args.first().is_some_and(|of| iterators.contains(of)));
            items.extend(next.filter_map(|inst| inst.result));
        }
        if !items.is_empty() && depth < DEEPEST {
            uses.item = Some(Box::new(self.uses(items, depth + 1)));
        }
        uses
    }

    /// What one operation says of the operand at `position`, which is one of `values`.
    fn note(&self, inst: &Inst, position: usize, values: &BTreeSet<Value>, uses: &mut Uses) {
        let other = inst.args.iter().find(|arg| !values.contains(arg));
        let constant = other.and_then(|other| self.constants.get(other));
        match (&inst.op, constant) {
            (Op::Binary(BinaryOp::Subscript, _), _) if position == 0 => uses.sequence = true,
            (Op::Binary(BinaryOp::Subscript, _), _) => uses.int |= self.is_sequence(other),
            (Op::Binary(BinaryOp::Remainder | BinaryOp::FloorDivide, _), None) => {
                // Of two parameters, or the divisor of what is known to be a number.
                uses.int |= other.is_none_or(|other| matches!(self.func.ty(*other), Ty::Int | Ty::Bottom));
            }
            (Op::Binary(op, _), Some(Constant::Int(_))) => {
                uses.int |= !matches!(op, BinaryOp::MatrixMultiply | BinaryOp::TrueDivide);
            }
            (Op::Binary(BinaryOp::Multiply, _), Some(Constant::Str(_))) => uses.int = true,
            (Op::Binary(_, _), Some(Constant::Float(_))) => uses.float = true,
            (Op::Binary(BinaryOp::Add, _), Some(Constant::Str(_))) => uses.text = true,
            (Op::Binary(_, _), _) if other.is_some_and(|other| *self.func.ty(*other) == Ty::Float) => {
                uses.float = true;
            }
            (Op::Unary(UnaryOp::Invert), _) => uses.int = true,
            (Op::Compare(..), Some(Constant::Int(_))) => uses.int = true,
            (Op::Compare(..), Some(Constant::Float(_))) => uses.float = true,
            (Op::Compare(..), Some(Constant::Str(_))) => uses.text = true,
            (Op::Object(ObjectOp::Contains), Some(Constant::Str(_))) => uses.text = true,
            (Op::IsNone(_) | Op::Is(_), _) => uses.several = true,
            (Op::Object(ObjectOp::GetSlice), _) if position == 0 => uses.sequence = true,
            (Op::Object(ObjectOp::GetSlice), _) => uses.int = true,
            (Op::Object(ObjectOp::SetItem), _) if position == 1 => uses.sequence = true,
            (Op::Object(ObjectOp::SetItem), _) if position == 2 => uses.int |= self.is_sequence(inst.args.get(1)),
            (Op::LoadAttr(name, true), _) => {
                let name = name.as_str();
                uses.text |= OF_TEXTS.contains(&name);
                uses.list |= OF_LISTS.contains(&name);
                uses.dict |= OF_DICTS.contains(&name);
                let is_known = OF_TEXTS.contains(&name) || OF_LISTS.contains(&name) || OF_DICTS.contains(&name);
                let is_common = matches!(
                    name,
                    "copy" | "count" | "find" | "index" | "join" | "pop" | "replace" | "reverse" | "clear" | "format"
                );
                uses.several |= !is_known && !is_common;
            }
            (Op::LoadAttr(_, false), _) => uses.several = true,
            (Op::Call(..), _) if position == 0 => uses.several = true,
            (Op::Call(..), _) => match self.called(inst) {
                Some("range" | "chr") => uses.int = true,
                Some("ord") => uses.text = true,
                Some("len") => uses.sequence = true,
                Some("min" | "max") if inst.args.len() > 2 => {
                    let others = inst.args[1..].iter().filter(|arg| !values.contains(arg));
                    for other in others {
                        uses.int |= *self.func.ty(*other) == Ty::Int;
                        uses.float |= *self.func.ty(*other) == Ty::Float;
                    }
                }
                Some("isinstance" | "type" | "hasattr" | "callable" | "float") => uses.several = true,
                _ => {}
            },
            _ => {}
        }
    }

    /// Is a value promised to be something that is indexed by numbers?
    fn is_sequence(&self, value: Option<&Value>) -> bool {
        match value.map(|value| self.func.ty(*value)) {
            Some(Ty::Obj(Type::Str | Type::Bytes | Type::Tuple(_))) => true,
            Some(Ty::Obj(Type::Class(name, _))) => matches!(name.as_str(), "list" | "tuple" | "bytearray"),
            _ => false,
        }
    }

    /// The name of the builtin that is called, as far as names tell.
    fn called(&self, inst: &Inst) -> Option<&str> {
        let name = self.globals.get(inst.args.first()?)?;
        let is_builtin = self
            .facts
            .globals
            .get(name)
            .is_none_or(|kind| matches!(kind, GlobalKind::Builtin(_)));
        is_builtin.then_some(name)
    }
}
