//! Variables that functions share and that may hold tables (the runtime's `keyed_cells`): dictionaries and sets of numbers of which is known
//! what is done with them wherever they are taken out of their cell.
//!
//! A value that comes out of a cell may be a table if all that is done with it are operations that know tables. Whatever else is taken
//! out is no table any more. So it is for speed alone that variables are chosen; that Python code finds none sees the runtime to.

use super::identified::{identifies_numbers, loads_number};
use super::keyed;
use super::vector_items::{Role, role};
use super::vector_operations::Operation;
use crate::ir::{Block, Deferral, Func, Inst, ObjectOp, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::{HashMap, HashSet};

/// The dictionary or set as which a table is made, if there are tables of those.
pub fn class_of(content: &Ty) -> Option<Type> {
    let Ty::Obj(class @ Type::Class(name, of)) = content else {
        return None;
    };
    let is_key = |ty: &Type| match ty {
        Type::Tuple(items) => matches!(items.len(), 2 | 3) && items.iter().all(|item| *item == Type::Int),
        ty => *ty == Type::Int,
    };
    let is_one = match (name.as_str(), of.as_slice()) {
        ("dict", [key, value]) => is_key(key) && matches!(value, Type::Int | Type::Float | Type::Bool),
        ("set", [key]) => is_key(key),
        _ => false,
    };
    is_one.then(|| class.clone())
}

/// What a function does with the variables that it shares.
#[derive(Default)]
pub struct Shared {
    /// Those that get new dictionaries or sets and nothing else here.
    pub made: HashSet<u32>,
    /// Those that get something else, or of which nothing may be known.
    pub others: HashSet<u32>,
    /// Those taken out for operations that know tables, and for anything else.
    pub known: HashSet<u32>,
    pub unknown: HashSet<u32>,
    /// The cells that the function makes.
    pub owned: HashSet<u32>,
    /// The code objects of the functions that it makes, for as long as it runs; and those that others may get.
    pub inner: HashSet<usize>,
    pub given: HashSet<usize>,
    /// The variables of which the content is only called.
    pub called: HashSet<u32>,
    /// The variables that hold functions, by those.
    pub holding: Vec<(u32, usize)>,
}

/// What is taken out of cells in a function, and may be a table: the operation by which it is, and those on it.
pub struct Taken {
    pub class: Type,
    /// All names of it, and its methods.
    pub names: HashSet<Value>,
}

/// Looks at what a function does, if the variables for which `class` says so may hold tables.
pub fn shared(func: &Func, class: &dyn Fn(u32) -> Option<Type>) -> Shared {
    let mut shared = Shared::default();
    let uses = Uses::of(func);
    for inst in func.blocks.iter().flat_map(|block| &block.insts) {
        match (&inst.op, inst.args.as_slice()) {
            (Op::Object(ObjectOp::NewCell(variable)), first) => {
                shared.owned.insert(*variable);
                if first.iter().any(|first| *func.ty(*first) != Ty::Unbound) {
                    shared.others.insert(*variable);
                }
            }
            (Op::Object(ObjectOp::CellSet), [cell, value]) => {
                let Some(variable) = variable(func.ty(*cell)) else {
                    continue;
                };
                if let Ty::Obj(Type::Code(code)) = func.ty(*value) {
                    shared.holding.push((variable, *code));
                }
                match class(variable).is_some_and(|class| makes(func, &uses, *value, &class).is_some()) {
                    true => shared.made.insert(variable),
                    false => shared.others.insert(variable),
                };
            }
            (Op::Deferred(Deferral::Cell(variable)), _) => {
                shared.others.insert(*variable);
            }
            (Op::Object(ObjectOp::CellGet), [cell]) => {
                let (Some(variable), Some(value)) = (variable(func.ty(*cell)), inst.result) else {
                    continue;
                };
                if is_only_called(func, &uses, value) {
                    shared.called.insert(variable);
                } else if class(variable).is_some_and(|class| taken(func, &uses, value, class).is_some()) {
                    shared.known.insert(variable);
                } else {
                    shared.unknown.insert(variable);
                }
            }
            (Op::Object(ObjectOp::MakeFunction), _) => {
                if let Some(Ty::Obj(Type::Code(code))) = inst.result.map(|result| func.ty(result)) {
                    let is_kept = inst.result.is_some_and(|result| is_only_called(func, &uses, result));
                    let (kept, given) = (&mut shared.inner, &mut shared.given);
                    if is_kept {
                        kept.insert(*code)
                    } else {
                        given.insert(*code)
                    };
                }
            }
            _ => {}
        }
        // Numbers that come out of tables are others each time.
        if identifies_numbers(func, inst) || loads_number(func, inst) {
            let cells = func.values.iter().filter_map(|value| variable(&value.ty));
            shared.others.extend(cells);
        }
    }
    shared
}

/// What is taken out of cells and may be a table, by the values as which it is.
pub fn all_taken(func: &Func, class: &dyn Fn(u32) -> Option<Type>) -> HashMap<Value, Taken> {
    let uses = Uses::of(func);
    let gets = func.blocks.iter().flat_map(|block| &block.insts);
    let gets = gets.filter(|inst| inst.op == Op::Object(ObjectOp::CellGet));
    gets.filter_map(|inst| {
        let class = class(variable(func.ty(*inst.args.first()?))?)?;
        let value = inst.result?;
        Some((value, taken(func, &uses, value, class)?))
    })
    .collect()
}

/// What is made for cells and may be a table: the variables, by the values.
pub fn all_made(func: &Func, class: &dyn Fn(u32) -> Option<Type>) -> HashMap<Value, Type> {
    let uses = Uses::of(func);
    let sets = func.blocks.iter().flat_map(|block| &block.insts);
    let sets = sets.filter(|inst| inst.op == Op::Object(ObjectOp::CellSet));
    sets.filter_map(|inst| {
        let [cell, value] = inst.args.as_slice() else {
            return None;
        };
        let class = class(variable(func.ty(*cell))?)?;
        makes(func, &uses, *value, &class)?;
        Some((*value, class))
    })
    .collect()
}

/// The variable of which it is the cell.
pub fn variable(ty: &Ty) -> Option<u32> {
    match ty {
        Ty::Cell(variable, _) => Some(*variable),
        _ => None,
    }
}

/// The operation on a table that an operation is, if it is one.
pub fn operation(func: &Func, inst: &Inst) -> Option<Operation> {
    keyed::operation(func, inst)
}

/// Where values are made and used.
struct Uses<'a> {
    made: HashMap<Value, &'a Inst>,
    by: HashMap<Value, Vec<&'a Inst>>,
    /// What goes to other blocks, or is returned.
    leaves: HashSet<Value>,
}

impl Uses<'_> {
    fn of(func: &Func) -> Uses<'_> {
        let mut uses = Uses {
            made: HashMap::new(),
            by: HashMap::new(),
            leaves: HashSet::new(),
        };
        for (number, block) in func.blocks.iter().enumerate() {
            for inst in &block.insts {
                uses.made.extend(inst.result.map(|result| (result, inst)));
                for arg in &inst.args {
                    uses.by.entry(*arg).or_default().push(inst);
                }
            }
            for edge in func.edges(Block(number as u32)) {
                uses.leaves.extend(&edge.args);
            }
            match &block.terminator {
                Terminator::Return(value) | Terminator::Branch(value, ..) => drop(uses.leaves.insert(*value)),
                _ => {}
            }
        }
        uses
    }

    fn of_value(&self, value: Value) -> &[&Inst] {
        self.by.get(&value).map_or(&[], Vec::as_slice)
    }
}

/// Is the value a new dictionary or set that goes to a cell and nowhere else? The operation that makes it.
fn makes(func: &Func, uses: &Uses<'_>, value: Value, class: &Type) -> Option<Operation> {
    let made = *uses.made.get(&value)?;
    let known = keyed::operation(func, made).filter(|known| known.what == "of" && !known.forgets)?;
    let is_it = keyed::joined(known.keyed.as_ref()?, class).as_ref() == Some(class);
    let is_alone = !uses.leaves.contains(&value)
        && matches!(uses.of_value(value), [only] if only.op == Op::Object(ObjectOp::CellSet) && only.args[0] != value);
    (is_it && is_alone).then_some(known)
}

/// Is all that is done with a value known to tables?
fn taken(func: &Func, uses: &Uses<'_>, value: Value, class: Type) -> Option<Taken> {
    if role(func.ty(value)) != Role::Keyed {
        return None;
    }
    let mut names = HashSet::from([value]);
    let mut waiting = vec![value];
    let mut is_used = false;
    while let Some(name) = waiting.pop() {
        if uses.leaves.contains(&name) {
            return None;
        }
        for inst in uses.of_value(name) {
            match (&inst.op, inst.result) {
                (Op::Retain | Op::Release | Op::MethodSelf, _) => {}
                (Op::CheckBound | Op::Hinted(_), Some(result)) if role(func.ty(result)) == Role::Keyed => {
                    names.insert(result);
                    waiting.push(result);
                }
                (Op::LoadAttr(..), Some(result)) if role(func.ty(result)) == Role::Method => {
                    names.insert(result);
                    waiting.push(result);
                }
                _ => {
                    let known = keyed::operation(func, inst)?;
                    let is_once = inst.args.iter().filter(|arg| **arg == name).count() == 1;
                    let is_of = known.list == Some(name) && known.what != "of" && !known.forgets && is_once;
                    let of_class = keyed::joined(known.keyed.as_ref()?, &class)?;
                    if !is_of || of_class != class {
                        return None;
                    }
                    is_used = true;
                }
            }
        }
    }
    is_used.then_some(Taken { class, names })
}

/// Is a function only called, or put into the cell of a variable?
fn is_only_called(func: &Func, uses: &Uses<'_>, value: Value) -> bool {
    let mut waiting = vec![value];
    if !matches!(func.ty(value), Ty::Obj(Type::Code(_))) {
        return false;
    }
    while let Some(name) = waiting.pop() {
        let is_fine = !uses.leaves.contains(&name)
            && uses.of_value(name).iter().all(|inst| match (&inst.op, inst.result) {
                (Op::Retain | Op::Release, _) => true,
                (Op::Object(ObjectOp::SetFunctionAttribute(_)), _) => inst.args[0] == name,
                (Op::Object(ObjectOp::CellSet), _) => inst.args[0] != name,
                (Op::CheckBound, Some(result)) => {
                    waiting.push(result);
                    true
                }
                (Op::Call(..), _) => inst.args[0] == name && !inst.args[1..].contains(&name),
                _ => false,
            });
        if !is_fine {
            return false;
        }
    }
    true
}
