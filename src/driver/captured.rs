//! The variables that functions share with functions inside of them, numbered over the whole module.

use super::candidate::is_function;
use crate::bytecode::{CodeObject, Loaded};

/// Where a variable is from.
pub(super) struct Variable {
    /// The code object that makes its cell.
    pub(super) owner: usize,
    pub(super) name: String,
}

/// The variables of a module that live in cells.
#[derive(Default)]
pub(super) struct Captured {
    pub(super) variables: Vec<Variable>,
    /// For each code object and slot: the variable whose cell is there.
    pub(super) slots: Vec<Vec<Option<u32>>>,
}

impl Captured {
    pub(super) fn of(loaded: &Loaded) -> Captured {
        let mut captured = Captured::default();
        for (owner, code) in loaded.codes.iter().enumerate() {
            for name in &code.cellvars {
                let name = name.clone();
                captured.variables.push(Variable { owner, name });
            }
        }
        let slots = loaded.codes.iter().enumerate();
        captured.slots = slots
            .map(|(index, code)| captured.slots_of(loaded, index, code))
            .collect();
        captured
    }

    fn slots_of(&self, loaded: &Loaded, index: usize, code: &CodeObject) -> Vec<Option<u32>> {
        let find = |name: &String| {
            if code.cellvars.contains(name) {
                return self.number(index, name);
            }
            let mut above = code.freevars.contains(name).then_some(code.parent).flatten();
            while let Some(owner) = above {
                if let Some(number) = self.number(owner, name) {
                    return Some(number);
                }
                above = loaded.codes[owner].parent;
            }
            None
        };
        code.slots().iter().map(find).collect()
    }

    fn number(&self, owner: usize, name: &str) -> Option<u32> {
        let is_it = |variable: &Variable| variable.owner == owner && variable.name == name;
        self.variables.iter().position(is_it).map(|number| number as u32)
    }

    /// The variables that a code object gives values.
    pub(super) fn stored_by(&self, code: &CodeObject, index: usize) -> Vec<u32> {
        let slots = &self.slots[index];
        let params = code.slots().len().min(code.params());
        let given = slots[..params].iter().flatten().copied();
        let stores = code.instructions.iter().filter(|raw| raw.2 == "STORE_DEREF");
        given
            .chain(stores.filter_map(|raw| slots.get(raw.3 as usize).copied().flatten()))
            .collect()
    }

    /// Is the variable one of a function's?
    pub(super) fn is_of_function(&self, loaded: &Loaded, variable: usize) -> bool {
        let owner = self.variables[variable].owner;
        is_function(&loaded.codes[owner], owner)
    }
}
