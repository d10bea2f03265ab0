//! What is known of a module while its functions are inferred.

use super::adapters::Adapters;
use super::classes::Class;
use super::decorated::Decorated;
use super::generators::Generator;
use super::shared_contents::SharedContents;
use super::tower::widened_value;
use crate::ir::{Op, Ty};
use crate::primitives::{Primitive, Table};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};

/// One of the module's own functions, as a callee.
#[derive(Clone, Debug)]
pub struct Callee {
    pub qualname: String,
    /// Names of the parameters, positional then keyword-only.
    pub names: Vec<String>,
    pub positional: usize,
    pub posonly: usize,
    /// What its native body takes.
    pub params: Vec<Ty>,
    /// Parameters without a hint: their types come from callers.
    pub open: Vec<bool>,
    /// Parameters whose default is `None`.
    pub none_by_default: Vec<bool>,
    /// Parameters whose types are guessed from what is done with them.
    pub guessed: Vec<bool>,
    /// Parameters of which somebody may ask which objects they are: tuples among them are passed as such.
    pub boxed: Vec<bool>,
    /// Has it `*args` or `**kwargs`? They are the last of `params`.
    pub starred: bool,
    /// Does it use variables of an enclosing function?
    pub captures: bool,
    /// What hints say of its local variables.
    pub locals: BTreeMap<String, Type>,
    pub returns: Ty,
    /// Is it known that its native body returns nothing at all? It raises, or leaves.
    pub never_returns: bool,
    /// What a hint says that it returns.
    pub hinted_return: Type,
    /// Does it (still) have a native body?
    pub native: bool,
    /// Are its types found, native or not? What it returns, and gives to others, is a promise all the same.
    pub typed: bool,
    /// Index of its code object.
    pub code: usize,
    /// Is it used as a value, as whatever another function makes is?
    pub is_value: bool,
    /// The captured variables that it gives values, by number.
    pub stores: Vec<u32>,
    /// Is it a stretch of the generator function with that code object? Behind the `yield` of that number.
    pub generator: Option<(usize, u32)>,
    /// The same of a generator that is an object: its body goes on natively with what its frame holds.
    pub resumes: Option<(usize, u32)>,
}

/// A captured variable that may hold a table in place of a dictionary or set.
#[derive(Clone, Debug, PartialEq)]
pub struct CellTable {
    pub class: Type,
    /// Can nobody reach it any more when the function has returned that has made the cell?
    pub ends: bool,
}

/// What a global name means.
#[derive(Clone, Debug, PartialEq)]
pub enum GlobalKind {
    Function(usize),
    /// A builtin by its dotted name (`builtins.len`, `math.sqrt` imported by name).
    Builtin(String),
    Module(String),
    /// A variable that is expected to hold a scalar.
    Variable(Ty),
}

/// The module, as its functions see it.
#[derive(Clone)]
pub struct Facts {
    pub functions: Vec<Callee>,
    pub globals: BTreeMap<String, GlobalKind>,
    pub table: &'static Table,
    /// What the captured variables hold, by number.
    pub cells: Vec<Ty>,
    /// What hints say of them, or that any object may be there; bottom for those found out from what is stored.
    pub hinted_cells: Vec<Ty>,
    /// What hints say of globals.
    pub hinted_globals: BTreeMap<String, Type>,
    /// The module's functions that decorators of the module replace.
    pub decorated: Vec<Decorated>,
    /// Functions, by their code objects, that are given to what is hinted to be a function, and that hint: the likeliest to be called
    /// where something so hinted is.
    pub used_as: Vec<(Type, usize)>,
    /// What is in containers that functions share.
    pub contents: SharedContents,
    /// The module's own classes, by the names that types have for them.
    pub classes: BTreeMap<String, Class>,
    /// The module's generator functions, by their code objects.
    pub generators: BTreeMap<usize, Generator>,
    /// Those that are of one of several kinds where they are held, and the kind that stands for these (from [`super::generators::ERASED`] on).
    pub erased: BTreeMap<usize, usize>,
    /// The kinds of generators that more than one may hold.
    pub shared: BTreeSet<usize>,
    /// What is made of generators (from [`super::generators::ADAPTED`] on).
    pub adapted: Adapters,
    /// Those whose generators are objects.
    pub resumed: BTreeMap<usize, Generator>,
    /// The code objects of those among them that a global is bound to.
    pub generator_functions: BTreeMap<String, usize>,
    /// Is what is looked at a stretch of one?
    pub in_generator: bool,
    /// Is what has no unboxed form done on objects, rather than left to CPython?
    pub objects: bool,
    /// The parameters of functions that may be vectors, and what is in those, by the index of the function.
    pub takes_vectors: BTreeMap<usize, Vec<Option<Type>>>,
    /// What is in the vectors that functions give back, by the index of the function.
    pub gives_vectors: BTreeMap<usize, Type>,
    /// The same of functions that may give back a list that they take: those are vectors together.
    pub passes_vectors: BTreeMap<usize, Type>,
    /// The captured variables that may hold tables, by number.
    pub cell_tables: BTreeMap<u32, CellTable>,
    /// Minor version of the target CPython.
    pub minor: u8,
    /// Are the types of a function only tried, with what is in its containers not known yet? They are said to nobody then.
    pub tentative: bool,
    /// Did something grow since it was last reset?
    pub changed: bool,
}

impl Callee {
    /// Does it give `None` where a hint says that those which override it give something?
    pub fn is_stub(&self) -> bool {
        let gives_something = match &self.hinted_return {
            Type::Unknown | Type::None => false,
            Type::Union(members) => !members.contains(&Type::None),
            _ => true,
        };
        self.returns == Ty::None && gives_something
    }

    /// Has it `*args`, and `**kwargs`?
    pub fn stars(&self) -> (bool, bool) {
        let is_dict = |ty: &Ty| matches!(ty, Ty::Obj(Type::Class(name, _)) if name == "dict");
        match self.params.get(self.names.len()..) {
            Some([last]) if self.starred => (!is_dict(last), is_dict(last)),
            Some([_, _]) if self.starred => (true, true),
            _ => (false, false),
        }
    }

    /// Can its body be called with so many arguments by position, whatever defaults there are?
    pub fn takes(&self, count: usize) -> bool {
        let is_plain = self.positional == self.names.len();
        is_plain && (count == self.positional || count > self.positional && self.stars().0)
    }

    /// Does native code call its body? Not that of a generator function.
    pub fn is_called(&self) -> bool {
        self.generator.is_none() && self.resumes.is_none()
    }
}

impl Facts {
    /// Is it a stretch of a generator function whose generators are no objects?
    pub fn is_fused(&self, position: usize) -> bool {
        let generator = self.functions[position].generator;
        let known = generator.and_then(|(code, _)| self.generators.get(&code));
        known.is_some_and(|known| !known.kept)
    }

    /// The primitive of that name for these types, if the target CPython has it.
    pub fn primitive(&self, name: &str, args: &[Type]) -> Option<&'static Primitive> {
        self.table
            .find(name, args)
            .filter(|primitive| primitive.exists_in((3, self.minor)))
    }

    /// Where each parameter of a callee comes from: the index of an argument, or the default. Nothing if the call does not
    /// fit: CPython then says what is wrong.
    pub fn bind(&self, callee: usize, arguments: usize, keywords: &[String]) -> Option<Vec<Option<usize>>> {
        if self.functions[callee].captures {
            return None;
        }
        self.bind_method(callee, arguments, keywords)
    }

    /// [`Facts::bind`] for a call that has the function object, and with it the variables that it captures.
    pub fn bind_method(&self, callee: usize, arguments: usize, keywords: &[String]) -> Option<Vec<Option<usize>>> {
        let callee = &self.functions[callee];
        if callee.starred {
            return None;
        }
        let positional = arguments.checked_sub(keywords.len())?;
        if positional > callee.positional {
            return None;
        }
        let mut bound: Vec<Option<usize>> = (0..callee.names.len())
            .map(|index| (index < positional).then_some(index))
            .collect();
        for (index, keyword) in keywords.iter().enumerate() {
            let param = callee
                .names
                .iter()
                .position(|name| name == keyword)
                .filter(|param| *param >= callee.posonly)?;
            if bound[param].replace(positional + index).is_some() {
                return None;
            }
        }
        Some(bound)
    }

    /// The type in which a parameter takes an argument.
    pub fn taken(&self, callee: usize, param: usize, argument: &Ty) -> Ty {
        match argument {
            Ty::Tuple(_) | Ty::Kept(_) if self.functions[callee].boxed[param] => Ty::Obj(argument.promise()),
            other => other.in_pieces(),
        }
    }

    /// The least type that holds values of both.
    pub fn join(&self, left: &Ty, right: &Ty) -> Ty {
        if self.objects {
            left.join_boxed(right)
        } else {
            left.join(right)
        }
    }

    /// The function with that code object.
    pub(super) fn of_code(&self, code: usize) -> Option<usize> {
        self.functions.iter().position(|function| function.code == code)
    }

    /// Joins the types of a call's arguments into the callee's parameters, where those are open.
    pub(super) fn note_call(&mut self, callee: usize, call: &Op, types: &[Ty]) {
        let Op::Call(keywords, _) = call else { return };
        let bound = match self.functions[callee].generator {
            Some(_) => self.bind_method(callee, types.len(), keywords),
            None => self.bind(callee, types.len(), keywords),
        };
        let Some(bound) = bound else { return };
        for (param, argument) in bound.into_iter().enumerate() {
            let Some(ty) = argument.map(|argument| &types[argument]) else {
                self.give_default(callee, param);
                continue;
            };
            if let Ty::Obj(hint) = self.functions[callee].params[param].clone() {
                self.note_use(ty, &hint);
            }
            self.give(callee, param, ty);
        }
    }

    /// A parameter is not given an argument.
    pub(super) fn give_default(&mut self, callee: usize, param: usize) {
        if self.functions[callee].none_by_default.get(param) == Some(&true) {
            self.give(callee, param, &Ty::None);
        }
    }

    /// A parameter is given an argument of that type. Does it take that from now on?
    pub(super) fn give(&mut self, callee: usize, param: usize, ty: &Ty) {
        let function = &self.functions[callee];
        let Some(known) = function.params.get(param) else {
            return;
        };
        let joined = if function.open.get(param).is_some_and(|is_open| *is_open) {
            self.join(known, &self.taken(callee, param, ty))
        } else if *known == Ty::Int && *ty == Ty::Wide {
            // A hint `int` and a caller that is known to pass more than 64 bits.
            Ty::Wide
        } else if let Some(wider) = widened_value(known, ty) {
            wider
        } else {
            return;
        };
        if joined != *known && joined.repr().is_some() {
            self.functions[callee].params[param] = joined;
            self.changed = true;
        }
    }
}
