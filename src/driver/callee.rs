//! The module's functions as callees: what hints and defaults say of their parameters before anything is found out.

use super::analysis::Analysis;
use super::candidate::in_pieces;
use crate::bytecode::{CodeObject, flags};
use crate::hints::{FunctionHints, FunctionKind, MethodBinding};
use crate::infer::{Callee, with_default};
use crate::ir::Ty;
use crate::types::Type;

impl Analysis {
    /// One more function.
    pub(super) fn add(&mut self, code: &CodeObject, hints: Option<&FunctionHints>) {
        let count = (code.argcount + code.kwonly) as usize;
        let names: Vec<String> = code.varnames.iter().take(count).cloned().collect();
        let mut params = Vec::new();
        let mut open = Vec::new();
        let mut none_by_default = Vec::new();
        for name in &names {
            let hint = hints
                .and_then(|hints| hints.params.get(name))
                .filter(|hint| **hint != Type::Unknown);
            let default = hints
                .and_then(|hints| hints.param_defaults.get(name))
                .filter(|default| **default != Type::Unknown);
            // What is `None` at first is something else once it is given.
            let is_none = default == Some(&Type::None);
            open.push(hint.is_none() && (default.is_none() || is_none));
            none_by_default.push(is_none);
            params.push(match hint {
                Some(hint) => with_default(Ty::of_hint(hint), default),
                None => default.filter(|_| !is_none).map_or(Ty::Bottom, Ty::of_hint),
            });
        }
        if let (Some((class, binding)), Some(first), Some(true)) =
            (self.class_of_method(hints), params.first_mut(), open.first())
        {
            let instance = Type::Class(class, vec![]);
            *first = match binding {
                MethodBinding::Instance => Ty::Obj(instance),
                _ => Ty::Obj(Type::Class("type".to_owned(), vec![instance])),
            };
            open[0] = false;
        }
        let starred = code.params() > count;
        let class = |name: &str| Ty::Obj(Type::Class(name.to_owned(), vec![]));
        for (flag, name) in [(flags::VARARGS, "tuple"), (flags::VARKEYWORDS, "dict")] {
            if code.flags & flag != 0 {
                let star = code.varnames.get(params.len());
                let hint = star.and_then(|star| hints?.params.get(star));
                let hint = hint.filter(|hint| **hint != Type::Unknown).cloned().map(Ty::Obj);
                params.push(hint.unwrap_or_else(|| class(name)));
                open.push(false);
            }
        }
        if self.facts.objects {
            params.iter_mut().for_each(in_pieces);
        }
        self.hinted.push(params.clone());
        self.facts.functions.push(Callee {
            qualname: code.qualname.clone(),
            names,
            positional: code.argcount as usize,
            posonly: code.posonly as usize,
            boxed: vec![false; params.len()],
            params,
            guessed: vec![false; open.len()],
            open,
            none_by_default,
            starred,
            captures: !code.freevars.is_empty(),
            locals: hints.map(|hints| hints.locals.clone()).unwrap_or_default(),
            returns: Ty::Bottom,
            never_returns: false,
            hinted_return: hints.and_then(|hints| hints.returns.clone()).unwrap_or(Type::Unknown),
            native: true,
            typed: true,
            code: usize::MAX,
            is_value: false,
            stores: vec![],
            generator: None,
            resumes: None,
        });
    }

    /// The class of which a method gets an instance, or that it gets itself.
    fn class_of_method(&self, hints: Option<&FunctionHints>) -> Option<(String, MethodBinding)> {
        match &hints?.kind {
            FunctionKind::Method {
                class,
                binding: binding @ (MethodBinding::Instance | MethodBinding::Class),
            } => {
                let class = format!("<module>.{class}");
                let is_known = self.facts.classes.contains_key(&class);
                is_known.then_some((class, *binding))
            }
            _ => None,
        }
    }
}
