//! Functions of the module that its own decorators replace: what the name is bound to is what the decorator returns, and what that
//! calls is the function. Nobody sees the call of the decorator, which the module's body makes.

use super::facts::Facts;
use super::objects::{DEPTH, shallow};
use crate::ir::{Op, Ty};
use crate::types::Type;

/// A function under decorators.
#[derive(Clone, Debug)]
pub struct Decorated {
    /// The global.
    pub name: String,
    /// The function's index.
    pub function: usize,
    /// The indices of the functions that decorate it, the one that is called first in front. Is it what a call of one gives that
    /// decorates?
    pub decorators: Vec<(usize, bool)>,
}

/// The module `functools`, its function `wraps`, and what a call of that gives.
const FUNCTOOLS: &str = "<functools>";
const WRAPS: &str = "<functools.wraps>";
const WRAPPING: &str = "<functools.wraps(function)>";

/// Its functions `lru_cache` and `cache`, what a call of the first gives that is not given a function, and what they make of a function,
/// with what that returns.
const LRU_CACHE: &str = "<functools.lru_cache>";
const CACHE: &str = "<functools.cache>";
const CACHING: &str = "<functools.lru_cache(size)>";
const CACHED: &str = "<functools.cache(function)>";

/// What is promised of a function under decorators that keep its results, by their names.
pub fn cached(decorators: &[String], returns: Option<&Type>) -> Option<Type> {
    let keeps = |name: &String| matches!(name.as_str(), "functools.lru_cache" | "functools.cache");
    let is_cached = !decorators.is_empty() && decorators.iter().all(keeps);
    is_cached.then(|| Type::Class(CACHED.to_owned(), vec![returns.cloned().unwrap_or(Type::Unknown)]))
}

/// Is it a function whose results are kept? Calls of it are answered without the interpreter where they can.
pub fn is_cached(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(Type::Class(class, _)) if class == CACHED)
}

/// The class that is promised of something which is imported under that name.
pub fn imported(origin: &str) -> Option<&'static str> {
    match origin {
        "functools" => Some(FUNCTOOLS),
        "functools.wraps" => Some(WRAPS),
        "functools.lru_cache" => Some(LRU_CACHE),
        "functools.cache" => Some(CACHE),
        _ => None,
    }
}

/// What is promised of an operation on those: what `functools.wraps(f)` decorates stays the function that it is; what keeps the results of
/// a function gives what that does.
pub(super) fn wrapped(op: &Op, types: &[Ty], facts: &Facts) -> Option<Type> {
    let (class, of) = match types.first()? {
        Ty::Obj(Type::Class(class, of)) => (class.as_str(), of),
        _ => return None,
    };
    let kept = |function: &Type| {
        let returned = match function {
            Type::Code(code) => facts
                .of_code(*code)
                .map(|function| facts.functions[function].hinted_return.clone()),
            _ => None,
        };
        Type::Class(CACHED.to_owned(), vec![returned.unwrap_or(Type::Unknown)])
    };
    match (op, class, types) {
        (Op::LoadAttr(name, _), FUNCTOOLS, _) if name == "wraps" => Some(Type::Class(WRAPS.to_owned(), vec![])),
        (Op::Call(keywords, _), WRAPS, [_, _, ..]) if keywords.len() + 2 == types.len() => {
            Some(Type::Class(WRAPPING.to_owned(), vec![]))
        }
        (Op::Call(..), WRAPPING, [_, Ty::Obj(function)]) => Some(function.clone()),
        (Op::LoadAttr(name, _), FUNCTOOLS, _) => match name.as_str() {
            "lru_cache" => Some(Type::Class(LRU_CACHE.to_owned(), vec![])),
            "cache" => Some(Type::Class(CACHE.to_owned(), vec![])),
            _ => None,
        },
        (Op::Call(..), LRU_CACHE | CACHE | CACHING, [_, Ty::Obj(function @ Type::Code(_))]) => Some(kept(function)),
        (Op::Call(..), LRU_CACHE, _) => Some(Type::Class(CACHING.to_owned(), vec![])),
        (Op::Call(..), CACHED, _) => of.first().map(|returned| shallow(returned, DEPTH)),
        _ => None,
    }
}

impl Facts {
    /// Forgets what was found out of decorated functions.
    pub fn reset_decorated(&mut self) {
        for decorated in &self.decorated {
            self.hinted_globals.remove(&decorated.name);
        }
    }

    /// Gives decorators what they decorate, and names what they are bound to. Did that change anything?
    pub fn note_decorated(&mut self) -> bool {
        let before = std::mem::replace(&mut self.changed, false);
        for decorated in self.decorated.clone() {
            self.functions[decorated.function].is_value = true;
            let bound = self.replaced(&decorated);
            if let Some(promise) = bound
                && self.hinted_globals.get(&decorated.name) != Some(&promise)
            {
                self.hinted_globals.insert(decorated.name, promise);
                self.changed = true;
            }
        }
        std::mem::replace(&mut self.changed, before)
    }

    /// What the name of a decorated function is bound to, if that is known to be a function of the module.
    fn replaced(&mut self, decorated: &Decorated) -> Option<Type> {
        let mut value = Type::Code(self.functions[decorated.function].code);
        for (decorator, is_called) in &decorated.decorators {
            let decorator = match (&self.functions[*decorator].returns, is_called) {
                (Ty::Obj(Type::Code(code)), true) => self.of_code(*code)?,
                (_, true) => return None,
                (_, false) => *decorator,
            };
            let given = Ty::Obj(value);
            if let Some(Ty::Obj(hint)) = self.functions[decorator].params.first().cloned() {
                self.note_use(&given, &hint);
            }
            self.give(decorator, 0, &given);
            value = match &self.functions[decorator].returns {
                Ty::Obj(promise @ Type::Code(_)) => promise.clone(),
                _ => return None,
            };
        }
        Some(value)
    }
}
