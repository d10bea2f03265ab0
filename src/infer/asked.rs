//! What an object is behind `if isinstance(x, list)` and in `case Point(x, y)`: where the answer was yes, loads of the local promise the class, or those of a union
//! that fit; where it was no, the others.
//!
//! As everything that is promised it is guarded where it is used, so nothing depends on what `isinstance` was at the time.

use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::infer::facts::Facts;
use crate::ir::{Block, Func, Inst, ObjectOp, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::HashMap;

/// The questions of a function.
pub(super) struct Asked {
    questions: Vec<Question>,
    dominators: Option<Dominators>,
}

/// Control comes to the block only if an object is of the class, or one of the classes; or only if it is not.
struct Question {
    object: Value,
    /// `isinstance`, if it is asked by a call.
    callee: Option<Value>,
    class: Value,
    block: usize,
    answer: bool,
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
        let matches = |inst: &&Inst| matches!(inst.op, Op::Object(ObjectOp::MatchClass(_)));
        if !calls.keys().any(asks) && !calls.values().any(matches) {
            return Asked {
                questions: vec![],
                dominators: None,
            };
        }
        let before = predecessors(func);
        let mut questions = Vec::new();
        for block in &func.blocks {
            let Terminator::Branch(condition, then, other) = &block.terminator else {
                continue;
            };
            let mut condition = *condition;
            while let Some(Inst {
                op: Op::ToBool, args, ..
            }) = calls.get(&condition)
            {
                condition = args[0];
            }
            if let Some(Inst {
                op: Op::IsNone(negated),
                args,
                ..
            }) = calls.get(&condition)
            {
                let Some(found) = calls.get(&args[0]).filter(|inst| matches(inst)) else {
                    continue;
                };
                for (edge, answer) in [(then, *negated), (other, !*negated)] {
                    if before[edge.target.0 as usize].len() == 1 && then.target != other.target {
                        questions.push(Question {
                            object: found.args[0],
                            callee: None,
                            class: found.args[1],
                            block: edge.target.0 as usize,
                            answer,
                        });
                    }
                }
                continue;
            }
            let Some(Inst {
                op: Op::Call(keywords, None),
                args,
                ..
            }) = calls.get(&condition)
            else {
                continue;
            };
            let (Some(callee), [.., object, class]) = (args.first(), args.as_slice()) else {
                continue;
            };
            if !keywords.is_empty() || !(3..=4).contains(&args.len()) || !asks(callee) || then.target == other.target {
                continue;
            }
            for (edge, answer) in [(then, true), (other, false)] {
                if before[edge.target.0 as usize].len() == 1 {
                    questions.push(Question {
                        object: *object,
                        callee: Some(*callee),
                        class: *class,
                        block: edge.target.0 as usize,
                        answer,
                    });
                }
            }
        }
        Asked {
            questions,
            dominators: Some(Dominators::of(func)),
        }
    }

    /// The type of what an operation gives, if it loads a local of which was asked.
    pub(super) fn refine(&self, func: &Func, block: Block, inst: &Inst, ty: Ty, facts: &Facts) -> Ty {
        let (Op::CheckBound, Ty::Obj(promise), Some(dominators)) = (&inst.op, &ty, &self.dominators) else {
            return ty;
        };
        let answered = self.questions.iter().filter(|question| {
            question.object == inst.args[0] && dominators.dominates(question.block, block.0 as usize)
        });
        let mut promise = promise.clone();
        for question in answered {
            let is_builtin = |callee| matches!(func.ty(callee), Ty::Builtin(name) if name == "builtins.isinstance");
            let is_builtin = question.callee.is_none_or(is_builtin);
            if let Some(classes) = classes_of(func.ty(question.class)).filter(|_| is_builtin)
                && let Some(narrow) = narrowed(&promise, &classes, question.answer, facts)
            {
                promise = narrow;
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
