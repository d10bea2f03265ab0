//! What an object is behind `if isinstance(x, list)`: where the answer was yes, loads of the local promise the class.
//!
//! As everything that is promised it is guarded where it is used, so nothing depends on what `isinstance` was at the time.

use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::ir::{Block, Func, Inst, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::HashMap;

/// The questions of a function.
pub(super) struct Asked {
    questions: Vec<Question>,
    dominators: Option<Dominators>,
}

/// Control comes to the block only if an object is of the class.
struct Question {
    object: Value,
    callee: Value,
    class: Value,
    block: usize,
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
        if !calls.keys().any(asks) {
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
            let is_only_way = then.target != other.target && before[then.target.0 as usize].len() == 1;
            if keywords.is_empty() && (3..=4).contains(&args.len()) && asks(callee) && is_only_way {
                questions.push(Question {
                    object: *object,
                    callee: *callee,
                    class: *class,
                    block: then.target.0 as usize,
                });
            }
        }
        Asked {
            questions,
            dominators: Some(Dominators::of(func)),
        }
    }

    /// The type of what an operation gives, if it loads a local of which was asked.
    pub(super) fn refine(&self, func: &Func, block: Block, inst: &Inst, ty: Ty) -> Ty {
        let (Op::CheckBound, Ty::Obj(promise), Some(dominators)) = (&inst.op, &ty, &self.dominators) else {
            return ty;
        };
        let answered = self.questions.iter().filter(|question| {
            question.object == inst.args[0] && dominators.dominates(question.block, block.0 as usize)
        });
        for question in answered {
            let is_builtin = matches!(func.ty(question.callee), Ty::Builtin(name) if name == "builtins.isinstance");
            if let Some(class) = class_of(func.ty(question.class)).filter(|_| is_builtin)
                && let Some(narrow) = narrowed(promise, &class)
            {
                return Ty::Obj(narrow);
            }
        }
        ty
    }
}

/// What an instance of a class is promised to be. Objects of other classes that inherit from it would not keep the promise of a number: a
/// bool is an int.
fn class_of(class: &Ty) -> Option<Type> {
    match class {
        Ty::Builtin(dotted) => match dotted.as_str() {
            "builtins.str" => Some(Type::Str),
            "builtins.bytes" => Some(Type::Bytes),
            "builtins.list" | "builtins.dict" | "builtins.tuple" | "builtins.set" | "builtins.frozenset" => {
                Some(Type::Class(dotted["builtins.".len()..].to_owned(), vec![]))
            }
            _ => None,
        },
        Ty::Obj(Type::Class(name, of)) if name == "type" => match of.as_slice() {
            [own @ Type::Class(..)] => Some(own.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// What is promised of an object that is of the class besides; nothing, if that is no news.
fn narrowed(promise: &Type, class: &Type) -> Option<Type> {
    let is_of = |member: &Type| match (member, class) {
        (Type::Class(name, _), Type::Class(wanted, _)) => name == wanted,
        (Type::Tuple(_), Type::Class(wanted, _)) => wanted == "tuple",
        _ => member == class,
    };
    match promise {
        Type::Unknown | Type::Object => Some(class.clone()),
        Type::Union(members) => {
            let fitting: Vec<Type> = members.iter().filter(|member| is_of(member)).cloned().collect();
            match fitting.is_empty() {
                true => members
                    .iter()
                    .any(|member| matches!(member, Type::Unknown | Type::Object))
                    .then(|| class.clone()),
                false => Some(Type::union(fitting)),
            }
        }
        _ => None,
    }
}
