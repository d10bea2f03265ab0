//! What a loop over an instance of one of the module's own classes gives, as far as its `__iter__` says.

use super::facts::Facts;
use super::objects::{DEPTH, shallow};
use crate::ir::Ty;
use crate::types::Type;

impl Facts {
    /// What is promised of the iterator of an instance of one of the module's classes.
    pub(super) fn iterated(&self, instance: &Ty) -> Option<Type> {
        let class = self.class_of(instance)?;
        if let Some(generator) = self.generator_method(class, "__iter__", 0) {
            return Some(iterator_of(&generator.gives));
        }
        let hint = &self.functions[self.inherited(class, "__iter__", 0)?].hinted_return;
        is_iterator(hint).then(|| hint.clone())
    }
}

/// An iterator that gives that, if it is known.
pub(super) fn iterator_of(gives: &Ty) -> Type {
    let items = match gives.promise() {
        Type::Unknown => vec![],
        item => vec![shallow(&item, DEPTH)],
    };
    Type::Class("collections.abc.Iterator".to_owned(), items)
}

/// The arguments of a builtin, with iterators for those instances of the module's classes that it iterates over.
pub(super) fn looped_over(dotted: &str, args: &[Ty], facts: &Facts) -> Vec<Ty> {
    let is_looped_over = matches!(
        (dotted, args),
        (
            "builtins.enumerate" | "builtins.zip" | "builtins.filter" | "builtins.map",
            _
        ) | (
            "builtins.max" | "builtins.min" | "builtins.sum" | "builtins.sorted",
            [_]
        ) | (
            "builtins.list" | "builtins.set" | "builtins.frozenset" | "builtins.tuple",
            [_]
        )
    );
    let of = |arg: &Ty| match facts.iterated(arg) {
        Some(iterator) if is_looped_over => Ty::Obj(iterator),
        _ => arg.clone(),
    };
    args.iter().map(of).collect()
}

fn is_iterator(hint: &Type) -> bool {
    let Type::Class(name, of) = hint else { return false };
    name == "collections.abc.Iterator" && of.len() == 1 || name == "collections.abc.Generator" && of.len() == 3
}
