//! Functions as values, and the variables that they share with the functions around them.

use super::facts::{Callee, Facts};
use super::objects::item;
use super::plan::{Plan, Planned, runtime};
use crate::bytecode::Constant;
use crate::ir::{Deferral, ObjectOp, Op, Reason, Ty};
use crate::types::Type;

/// What a class method is said to be of, with its function and its class: the object that has both.
pub const CLASS_METHOD: &str = "<class method>";

/// As many functions are compared with what is called, at most.
const MOST_TARGETS: usize = 6;

/// Plans what is about cells and calls of values, if it has a form of its own for these types.
pub(super) fn plan(
    op: &Op,
    types: &[Ty],
    constants: &[Option<&Constant>],
    facts: &Facts,
) -> Option<Result<Planned, Reason>> {
    if !facts.objects {
        return None;
    }
    match op {
        Op::Object(ObjectOp::FreeCell(index, variable)) => {
            Some(Planned::simple([], Op::FreeCell(*index), Ty::Cell(*variable, false)))
        }
        Op::Object(ObjectOp::CellGet) => match facts.content(types.first()?)? {
            content if is_unboxed(content) => Some(Planned::simple(types, Op::ReadCell, content.clone())),
            Ty::Bottom => Some(Planned::simple(types, Op::ReadCell, Ty::Bottom)),
            content => {
                let result = Ty::Obj(content.promise());
                Some(Planned::simple(types, runtime("rt::closure::take", true), result))
            }
        },
        Op::Object(ObjectOp::CellSet) => {
            let content = facts.content(types.first()?)?;
            let path = match types.get(1)? {
                Ty::Int => "rt::closure::set_int",
                Ty::Float => "rt::closure::set_float",
                Ty::Bool => "rt::closure::set_bool",
                _ => return None,
            };
            is_unboxed(content).then(|| Planned::simple(types, runtime(path, true), Ty::None))
        }
        Op::Object(ObjectOp::MakeFunction) => match constants.first()? {
            Some(Constant::Code(code)) => Some(Ok(object(ObjectOp::MakeFunction, Type::Code(*code)))),
            _ => None,
        },
        Op::Call(keywords, _) if keywords.is_empty() => call(types, facts).map(Ok),
        Op::Object(ObjectOp::CallEx) => turned(types).or_else(|| spread(types, facts)).map(Ok),
        _ => None,
    }
}

fn object(op: ObjectOp, promise: Type) -> Planned {
    Planned {
        plan: Plan::Object(op),
        result: Ty::Obj(promise),
    }
}

/// Is a value of that type read out of its box where it is used?
fn is_unboxed(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Float | Ty::Bool | Ty::Num)
}

/// A call of a value that is promised to be a function.
fn call(types: &[Ty], facts: &Facts) -> Option<Planned> {
    let (Ty::Obj(promise), args) = types.split_first()? else {
        return None;
    };
    let args = &with_class(promise, args);
    if args.iter().any(|ty| {
        ty.repr().is_none()
            || matches!(
                ty,
                Ty::RangeIter | Ty::Literals(..) | Ty::Objects(_) | Ty::Nullable(_) | Ty::Maybe(_)
            )
    }) {
        return None;
    }
    let fits = |callee: &Callee| {
        let is_complete = callee.takes(args.len());
        let takes = |(given, taken): (&Ty, &Ty)| *taken == Ty::Bottom || is_passed(given, taken);
        is_complete && args.iter().zip(&callee.params[..callee.names.len()]).all(takes)
    };
    let (mut targets, result) = meant(promise, fits, facts)?;
    // Those that take and give just these types are the likeliest.
    targets.sort_by_key(|target| {
        let callee = &facts.functions[*target];
        let is_used = facts.is_used_as(promise, callee.code);
        (callee.params != *args, callee.returns != result, !is_used)
    });
    targets.truncate(MOST_TARGETS);
    Some(Planned {
        plan: Plan::Direct(targets),
        result,
    })
}

/// `zip(*rows)`: tuples of as many items as there are rows.
fn turned(types: &[Ty]) -> Option<Planned> {
    let [Ty::Builtin(name), rows] = types else {
        return None;
    };
    let column = item(&item(&rows.promise()));
    let columns = Type::Class("tuple".to_owned(), vec![column]);
    let promise = Type::Class("zip".to_owned(), vec![columns]);
    (name == "builtins.zip").then(|| object(ObjectOp::CallEx, promise))
}

/// A call whose arguments are in a tuple, and a dictionary perhaps, of a value that is promised to be a function.
fn spread(types: &[Ty], facts: &Facts) -> Option<Planned> {
    let (Ty::Obj(promise), Ty::Obj(args)) = (types.first()?, types.get(1)?) else {
        return None;
    };
    if matches!(promise, Type::Class(name, _) if name == CLASS_METHOD) {
        return None;
    }
    let count = match args {
        Type::Tuple(items) => Some(items.len()),
        Type::Class(name, _) if name == "tuple" => None,
        _ => return None,
    };
    if types
        .get(2)
        .is_some_and(|keywords| !matches!(keywords, Ty::Obj(Type::Class(name, _)) if name == "dict"))
    {
        return None;
    }
    let object = Ty::object();
    let fits = |callee: &Callee| {
        let takes = |taken: &Ty| *taken == Ty::Bottom || is_passed(&object, taken);
        let is_complete = match (count, callee.starred) {
            // The others may have defaults, or be named.
            (count, false) => count.is_none_or(|count| count <= callee.positional),
            // The whole tuple is what it gets.
            (_, true) => callee.names.is_empty() && callee.stars().0,
        };
        is_complete && callee.params[..callee.names.len()].iter().all(takes)
    };
    let (mut targets, result) = meant(promise, fits, facts)?;
    targets.sort_by_key(|target| !facts.is_used_as(promise, facts.functions[*target].code));
    targets.truncate(MOST_TARGETS);
    (!targets.is_empty()).then_some(Planned {
        plan: Plan::Spread(targets),
        result,
    })
}

/// Those of the module's functions that may be what is called, and what the call gives.
fn meant(promise: &Type, fits: impl Fn(&Callee) -> bool, facts: &Facts) -> Option<(Vec<usize>, Ty)> {
    let codes = codes(promise);
    let fits = |function: &usize| {
        let callee = &facts.functions[*function];
        let is_meant = match &codes {
            Some(codes) => codes.contains(&callee.code),
            None => callee.is_value,
        };
        callee.native && callee.is_called() && is_meant && fits(callee)
    };
    let result = match (&codes, promise) {
        (Some(_), _) => None,
        (None, Type::Class(name, signature)) if name == "collections.abc.Callable" => {
            Some(signature.first().map_or(Ty::object(), Ty::of_hint))
        }
        _ => return None,
    };
    let mut targets: Vec<usize> = (0..facts.functions.len()).filter(fits).collect();
    let result = match result {
        Some(result) => result,
        // What is called is known: its result is what it returns.
        None if targets.is_empty() => return None,
        None => targets.iter().fold(Ty::Bottom, |joined, target| {
            facts.join(&joined, &facts.functions[*target].returns)
        }),
    };
    let result = match result {
        Ty::Bottom | Ty::Int | Ty::Float | Ty::Complex | Ty::Bool | Ty::None => result,
        other => Ty::Obj(other.promise()),
    };
    targets.retain(|target| is_returned(&facts.functions[*target].returns, &result));
    Some((targets, result))
}

/// The code objects of the functions that a value is promised to be.
fn codes(promise: &Type) -> Option<Vec<usize>> {
    match promise {
        Type::Code(code) => Some(vec![*code]),
        Type::Class(name, of) if name == CLASS_METHOD => codes(of.first()?),
        Type::Union(members) => members
            .iter()
            .map(|member| match member {
                Type::Code(code) => Some(*code),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// What a function is called with: a class method, with its class in front.
fn with_class(promise: &Type, args: &[Ty]) -> Vec<Ty> {
    let class = match promise {
        Type::Class(name, of) if name == CLASS_METHOD => of.get(1).cloned(),
        _ => None,
    };
    class.map(Ty::Obj).into_iter().chain(args.iter().cloned()).collect()
}

/// Can a call pass a value of one type where the other is taken?
fn is_passed(given: &Ty, taken: &Ty) -> bool {
    let is_object = |ty: &Ty| matches!(ty, Ty::Obj(_));
    given == taken
        || is_object(taken)
        || is_object(given)
            && matches!(
                taken,
                Ty::Int | Ty::Float | Ty::Num | Ty::Complex | Ty::Bool | Ty::Tuple(_)
            )
}

/// Can what a function returns be the result of the call?
fn is_returned(returned: &Ty, result: &Ty) -> bool {
    let is_object = |ty: &Ty| matches!(ty, Ty::Obj(_));
    *returned == Ty::Bottom || returned == result || is_object(result) || is_object(returned)
}

impl Facts {
    /// What the variable in a cell holds.
    fn content(&self, cell: &Ty) -> Option<&Ty> {
        match cell {
            Ty::Cell(variable, _) => self.cells.get(*variable as usize),
            _ => None,
        }
    }

    /// Forgets what was found out of variables in cells. What runs as bytecode may give them anything.
    pub fn reset_cells(&mut self) {
        self.cells.clone_from(&self.hinted_cells);
        self.used_as.clear();
        for function in self.functions.iter().filter(|function| !function.native) {
            for variable in &function.stores {
                let cell = &mut self.cells[*variable as usize];
                if *cell == Ty::Bottom {
                    *cell = Ty::object();
                }
            }
        }
    }

    /// Joins the type of what is put into a cell into what its variable holds.
    pub(super) fn note_cell(&mut self, op: &Op, types: &[Ty]) {
        let (variable, given) = match (op, types) {
            (Op::Object(ObjectOp::NewCell(variable)), [Ty::Unbound]) => (*variable, Ty::Bottom),
            (Op::Object(ObjectOp::NewCell(variable)), [given]) => (*variable, given.clone()),
            (Op::Object(ObjectOp::CellSet), [Ty::Cell(variable, _), given]) => (*variable, given.clone()),
            (Op::Deferred(Deferral::Cell(variable)), [Ty::Unbound]) => (*variable, Ty::Bottom),
            (Op::Deferred(Deferral::Cell(variable)), [given]) => (*variable, given.clone()),
            _ => return,
        };
        let index = variable as usize;
        let (Some(known), Some(hinted)) = (self.cells.get(index), self.hinted_cells.get(index)) else {
            return;
        };
        // A hint is trusted with what is not known to be something else.
        if *hinted != Ty::Bottom && !is_unboxed(&given) {
            return;
        }
        let joined = self.join(known, &given);
        let joined = match joined {
            Ty::Bottom | Ty::Int | Ty::Float | Ty::Bool | Ty::Num => joined,
            other => Ty::Obj(other.promise()),
        };
        if joined != *known {
            self.cells[index] = joined;
            self.changed = true;
        }
    }

    /// Joins the types of a call's arguments into the parameters of the function that is called by value.
    pub(super) fn note_direct_call(&mut self, types: &[Ty]) {
        if let Some((Ty::Obj(promise), args)) = types.split_first() {
            self.note_arguments(promise, args);
        }
    }

    /// Joins the types of what is in the tuple of a call into the parameters of the function that is called with it.
    pub(super) fn note_spread(&mut self, types: &[Ty]) {
        if let [Ty::Obj(promise), Ty::Obj(Type::Tuple(items)), ..] = types {
            let args: Vec<Ty> = items.iter().map(Ty::of_hint).collect();
            self.note_arguments(promise, &args);
            self.note_likely(promise, &args);
            for target in codes(promise).unwrap_or_default() {
                let Some(target) = self.of_code(target) else { continue };
                for param in args.len()..self.functions[target].names.len() {
                    self.give_default(target, param);
                }
            }
        }
    }

    /// What is called may be any of the functions that are used as what a hint says. They may be given ints where floats are hinted;
    /// parameters without hints are not told, because not all of these are called with all that.
    fn note_likely(&mut self, hint: &Type, args: &[Ty]) {
        let likely: Vec<usize> = (self.used_as.iter())
            .filter(|(known, _)| known == hint)
            .filter_map(|(_, code)| self.of_code(*code))
            .collect();
        for target in likely {
            let named = self.functions[target].names.len();
            for (param, given) in args.iter().enumerate().take(named) {
                if !self.functions[target].open[param] {
                    self.give(target, param, given);
                }
            }
        }
    }

    /// Joins the types of the arguments by position of a call with names into what functions with `*args` and `**kwargs` are given.
    pub(super) fn note_named_call(&mut self, types: &[Ty], keywords: usize) {
        let Some((Ty::Obj(promise), args)) = types.split_first() else {
            return;
        };
        let (Some(by_position), Some(codes)) = (args.len().checked_sub(keywords), codes(promise)) else {
            return;
        };
        let takes_all = |code: &usize| {
            self.of_code(*code)
                .is_some_and(|target| self.functions[target].stars() == (true, true))
        };
        if codes.iter().all(takes_all) {
            self.note_arguments(promise, &args[..by_position]);
        }
    }

    fn is_used_as(&self, hint: &Type, code: usize) -> bool {
        self.used_as.iter().any(|(known, of)| known == hint && *of == code)
    }

    /// A function is used as something that a hint says how it is called.
    pub(super) fn note_use(&mut self, function: &Ty, hint: &Type) {
        if let (Ty::Obj(promise), Type::Class(name, signature)) = (function, hint)
            && name == "collections.abc.Callable"
        {
            for code in codes(promise).unwrap_or_default() {
                if !self.is_used_as(hint, code) {
                    self.used_as.push((hint.clone(), code));
                    self.changed = true;
                }
            }
            if signature.len() < 2 {
                return;
            }
            let args: Vec<Ty> = signature[1..].iter().map(Ty::of_hint).collect();
            self.note_arguments(promise, &args);
        }
    }

    /// A function is given to a builtin that calls it with items of what it is given as well.
    pub(super) fn note_builtin_use(&mut self, builtin: &str, keywords: &[String], args: &[Ty]) {
        let positional = &args[..args.len().saturating_sub(keywords.len())];
        let (function, iterables) = match (builtin, positional) {
            ("map" | "filter", [function, iterables @ ..]) => (function, iterables),
            ("reduce", [Ty::Obj(promise), iterable, start @ ..]) => {
                let item = self.item_of(iterable);
                let start = start
                    .first()
                    .map_or_else(|| item.clone(), |start| self.join(start, &item));
                self.note_arguments(promise, &[start, item]);
                return;
            }
            ("sorted" | "min" | "max", [iterable]) => {
                let key = keywords.iter().position(|name| name == "key");
                let Some(key) = key else { return };
                (&args[positional.len() + key], std::slice::from_ref(iterable))
            }
            _ => return,
        };
        if let Ty::Obj(promise) = function {
            let items: Vec<Ty> = iterables.iter().map(|iterable| self.item_of(iterable)).collect();
            self.note_arguments(promise, &items);
        }
    }

    /// What a loop over a value gives.
    fn item_of(&self, iterable: &Ty) -> Ty {
        match iterable {
            Ty::Range => Ty::Int,
            other => match super::objects::item(&other.promise()) {
                Type::Unknown => Ty::object(),
                item => Ty::of_hint(&item),
            },
        }
    }

    /// The module's functions among the operands of an operation, other than what it calls, are values from now on.
    pub(super) fn note_values(&mut self, op: &Op, types: &[Ty]) {
        let operands = match op {
            Op::Call(..) => types.get(1..).unwrap_or_default(),
            Op::Object(_) | Op::MakeTuple => types,
            _ => return,
        };
        for operand in operands {
            if let Ty::Function(function) = operand
                && !std::mem::replace(&mut self.functions[*function].is_value, true)
            {
                self.changed = true;
            }
        }
    }

    fn note_arguments(&mut self, promise: &Type, args: &[Ty]) {
        let args = with_class(promise, args);
        for code in codes(promise).unwrap_or_default() {
            let Some(target) = self.of_code(code) else { continue };
            let named = self.functions[target].names.len();
            for (param, given) in args.iter().enumerate().take(named) {
                self.give(target, param, given);
            }
            if let (true, Some(rest)) = (self.functions[target].stars().0, args.get(named..)) {
                let rest = rest
                    .iter()
                    .map(|ty| super::objects::shallow_item(&ty.in_pieces()))
                    .collect();
                self.give_rest(target, rest);
            }
        }
    }

    /// A function with `*args` is given what is in them.
    fn give_rest(&mut self, target: usize, given: Vec<Type>) {
        let param = self.functions[target].names.len();
        let known = self.functions[target].params[param].promise();
        let joined = match &known {
            Type::Class(_, items) if items.is_empty() => Type::Tuple(given),
            // As hinted.
            Type::Class(_, items) if items.first() != Some(&Type::Unknown) => return,
            Type::Tuple(items) if items.len() == given.len() => {
                let both = items.iter().zip(given);
                Type::Tuple(both.map(|(item, given)| joined_item(item, given)).collect())
            }
            // Of different lengths: nothing is said of what is in them.
            _ => Type::Class("tuple".to_owned(), vec![Type::Unknown]),
        };
        if joined != known {
            self.functions[target].params[param] = Ty::Obj(joined);
            self.changed = true;
        }
    }
}

/// What an item of `*args` is that is one of two.
fn joined_item(known: &Type, given: Type) -> Type {
    match Ty::Obj(known.clone()).join_boxed(&Ty::Obj(given)).promise() {
        Type::Union(members) if members.len() > 4 => Type::Unknown,
        joined => joined,
    }
}
