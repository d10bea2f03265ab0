//! What an object is behind `if isinstance(x, list)` and in `case Point(x, y)`: where the answer was yes, loads of the local promise the class, or those of a union
//! that fit; where it was no, the others. Behind `if x is not None` and `if x`, they promise what the union has besides `None`.
//!
//! As everything that is promised it is guarded where it is used, so nothing depends on what `isinstance` was at the time.

use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::infer::facts::Facts;
use crate::ir::{Block, DynSet, Edge, Func, Inst, ObjectOp, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::HashMap;

/// The questions of a function.
pub(super) struct Asked {
    questions: Vec<Question>,
    dominators: Option<Dominators>,
}

/// Control takes an edge only with that answer about an object.
struct Question {
    object: Value,
    /// The block that asks, and the number of the edge that it goes on by.
    edge: (Block, usize),
    /// Where the answer holds: the target of the edge, if there is no other way to it.
    block: Option<usize>,
    answer: Answer,
}

/// What is known of an object that was asked about.
#[derive(Clone, Copy)]
enum Answer {
    /// It is of the class, or one of the classes; or it is not. The callee is `isinstance`, if it is asked by a call.
    Instance {
        callee: Option<Value>,
        class: Value,
        is_one: bool,
    },
    /// It is not None.
    NotNone,
}

impl Asked {
    pub(super) fn of(func: &Func) -> Asked {
        let calls: HashMap<Value, &Inst> = func
            .blocks
            .iter()
            .flat_map(|block| &block.insts)
            .filter_map(|inst| Some((inst.result?, inst)))
            .collect();
        let asks = |value: &Value| matches!(calls.get(value), Some(Inst { op: Op::LoadGlobal(name, _), .. }) if name == "isinstance");
        let matches = |inst: &&&Inst| matches!(inst.op, Op::Object(ObjectOp::MatchClass(_)));
        let before = predecessors(func);
        let mut questions = Vec::new();
        for (number, block) in func.blocks.iter().enumerate() {
            let Terminator::Branch(condition, then, other) = &block.terminator else {
                continue;
            };
            if then.target == other.target {
                continue;
            }
            let mut put = |object, to: &Edge, answer| {
                let target = to.target.0 as usize;
                questions.push(Question {
                    object,
                    edge: (Block(number as u32), usize::from(to.target == other.target)),
                    block: (before[target].len() == 1).then_some(target),
                    answer,
                });
            };
            let mut condition = *condition;
            while let Some(Inst {
                op: Op::ToBool, args, ..
            }) = calls.get(&condition)
            {
                condition = args[0];
                put(condition, then, Answer::NotNone);
            }
            match calls.get(&condition) {
                Some(Inst {
                    op: Op::IsNone(negated),
                    args,
                    ..
                }) => {
                    put(args[0], if *negated { then } else { other }, Answer::NotNone);
                    if let Some(found) = calls.get(&args[0]).filter(matches) {
                        for (edge, is_one) in [(then, *negated), (other, !*negated)] {
                            let (callee, class) = (None, found.args[1]);
                            put(found.args[0], edge, Answer::Instance { callee, class, is_one });
                        }
                    }
                }
                Some(Inst {
                    op: Op::Call(keywords, None),
                    args,
                    ..
                }) => {
                    let (Some(callee), [.., object, class]) = (args.first(), args.as_slice()) else {
                        continue;
                    };
                    if !keywords.is_empty() || !(3..=4).contains(&args.len()) || !asks(callee) {
                        continue;
                    }
                    for (edge, is_one) in [(then, true), (other, false)] {
                        let (callee, class) = (Some(*callee), *class);
                        put(*object, edge, Answer::Instance { callee, class, is_one });
                    }
                }
                _ => {}
            }
        }
        let dominators = (!questions.is_empty()).then(|| Dominators::of(func));
        Asked { questions, dominators }
    }

    /// The type of what an operation gives, if it loads a local of which was asked.
    pub(super) fn refine(&self, func: &Func, block: Block, inst: &Inst, ty: Ty, facts: &Facts) -> Ty {
        match inst.op {
            Op::CheckBound => self.object(func, (block, None), inst.args[0], ty, facts),
            _ => ty,
        }
    }

    /// The type that an edge gives on for a value, if it leaves the block by that number: the target's parameter need not hold
    /// what was asked not to be there.
    pub(super) fn given(&self, func: &Func, from: (Block, Option<usize>), value: Value, facts: &Facts) -> Ty {
        match func.ty(value) {
            Ty::Dyn(set) if set.contains(DynSet::NONE) => {
                let mut answers = self.answers(from, value);
                match answers.any(|answer| matches!(answer, Answer::NotNone)) {
                    true => Ty::of_kinds(set.without(DynSet::NONE)),
                    false => Ty::Dyn(*set),
                }
            }
            ty => self.object(func, from, value, ty.clone(), facts),
        }
    }

    /// What is known of a value in a block, or on an edge that leaves it.
    fn answers(&self, (block, edge): (Block, Option<usize>), value: Value) -> impl Iterator<Item = Answer> {
        let is_answered = move |question: &&Question| {
            let dominates = |dominators: &Dominators| {
                let dominates = |there| dominators.dominates(there, block.0 as usize);
                question.block.is_some_and(dominates)
            };
            question.object == value
                && (self.dominators.as_ref().is_some_and(dominates)
                    || edge.is_some_and(|edge| question.edge == (block, edge)))
        };
        self.questions
            .iter()
            .filter(is_answered)
            .map(|question| question.answer)
    }

    /// The type of an object, with what is known of it.
    fn object(&self, func: &Func, from: (Block, Option<usize>), value: Value, ty: Ty, facts: &Facts) -> Ty {
        let Ty::Obj(promise) = &ty else {
            return ty;
        };
        let mut promise = promise.clone();
        for answer in self.answers(from, value) {
            match answer {
                Answer::NotNone => {
                    if let Type::Union(members) = promise {
                        promise = Type::union(members.into_iter().filter(|member| *member != Type::None));
                    }
                }
                Answer::Instance { callee, class, is_one } => {
                    let is_builtin =
                        |callee| matches!(func.ty(callee), Ty::Builtin(name) if name == "builtins.isinstance");
                    let is_builtin = callee.is_none_or(is_builtin);
                    if let Some(classes) = classes_of(func.ty(class)).filter(|_| is_builtin)
                        && let Some(narrow) = narrowed(&promise, &classes, is_one, facts)
                    {
                        promise = narrow;
                    }
                }
            }
        }
        Ty::Obj(promise)
    }
}

/// What instances of a class, or of the classes in a tuple, are promised to be.
fn classes_of(asked: &Ty) -> Option<Vec<Type>> {
    match asked {
        Ty::Obj(Type::Tuple(items)) => items.iter().map(|item| class_of(&Ty::Obj(item.clone()))).collect(),
        one => Some(vec![class_of(one)?]),
    }
}

/// What an instance of a class is promised to be.
fn class_of(class: &Ty) -> Option<Type> {
    let named = |name: &str| match name {
        "str" => Some(Type::Str),
        "bytes" => Some(Type::Bytes),
        "int" => Some(Type::Int),
        "float" => Some(Type::Float),
        "bool" => Some(Type::Bool),
        "complex" => Some(Type::Complex),
        "list" | "dict" | "tuple" | "set" | "frozenset" => Some(Type::Class(name.to_owned(), vec![])),
        _ => None,
    };
    match class {
        Ty::Builtin(dotted) => named(dotted.strip_prefix("builtins.")?),
        Ty::Obj(Type::Class(name, of)) if name == "type" => match of.as_slice() {
            [own @ Type::Class(name, _)] => named(name).or_else(|| Some(own.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// What is promised of an object that is of one of the classes besides, or of none of them; nothing, if that is no news.
fn narrowed(promise: &Type, classes: &[Type], answer: bool, facts: &Facts) -> Option<Type> {
    let is_of = |member: &Type| {
        classes.iter().any(|class| match (member, class) {
            (Type::Class(name, _), Type::Class(wanted, _)) => name == wanted,
            (Type::Tuple(_), Type::Class(wanted, _)) => wanted == "tuple",
            (Type::Bool, Type::Int) => true,
            _ => member == class,
        })
    };
    // Objects of other classes that inherit from it would not keep the promise of a number: a bool is an int.
    let only = match classes {
        [Type::Int | Type::Float | Type::Bool | Type::Complex] => None,
        [class] if answer => Some(class.clone()),
        _ => None,
    };
    match promise {
        Type::Unknown | Type::Object => only,
        Type::Class(base, _) => {
            only.filter(|only| matches!(only, Type::Class(class, _) if facts.is_further_below(class, base)))
        }
        Type::Union(members) => {
            let fitting: Vec<Type> = members
                .iter()
                .filter(|member| is_of(member) == answer)
                .cloned()
                .collect();
            match fitting.is_empty() {
                true => members
                    .iter()
                    .any(|member| matches!(member, Type::Unknown | Type::Object))
                    .then_some(only)?,
                false => (fitting.len() < members.len()).then(|| Type::union(fitting)),
            }
        }
        _ => None,
    }
}
