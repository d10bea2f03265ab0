//! Which variables that functions share may hold tables in place of dictionaries and sets.

use super::analysis::Analysis;
use crate::analysis::cell_tables::{Shared, class_of, shared};
use crate::infer::CellTable;
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl Analysis {
    /// Those that get only new ones, of numbers, and of which inner functions do what tables can do.
    pub(super) fn find_cell_tables(&mut self) {
        self.facts.cell_tables.clear();
        if !self.facts.objects {
            return;
        }
        let cells = &self.facts.cells;
        let class = |variable: u32| class_of(cells.get(variable as usize)?);
        let mut found: Vec<(usize, bool, Shared)> = Vec::new();
        for (position, candidate) in self.candidates.iter().enumerate() {
            let callee = &self.facts.functions[position];
            if callee.native || callee.typed {
                found.push((position, callee.is_called(), shared(&candidate.lowered, &class)));
            }
        }
        let all = || found.iter().map(|(.., shared)| shared);
        let of = |which: fn(&Shared) -> &HashSet<u32>| all().flat_map(which).copied().collect::<BTreeSet<u32>>();
        let mut made = of(|shared| &shared.made);
        for other in of(|shared| &shared.others) {
            made.remove(&other);
        }
        let mut tables = BTreeMap::new();
        for variable in made {
            // Of what another function does with it there may be more.
            let inner = || all().filter(|shared| !shared.owned.contains(&variable));
            let is_known = inner().any(|shared| shared.known.contains(&variable));
            let is_unknown = inner().any(|shared| shared.unknown.contains(&variable));
            let owner = found.iter().find(|(.., shared)| shared.owned.contains(&variable));
            let (true, false, Some((owner, true, owned))) = (is_known, is_unknown, owner) else {
                continue;
            };
            let Some(class) = class(variable).filter(|_| self.facts.functions[*owner].native) else {
                continue;
            };
            let ends = self.ends(owned, &found);
            tables.insert(variable, CellTable { class, ends });
        }
        self.facts.cell_tables = tables;
    }

    /// Does nobody have the functions any more that a function makes, when it has returned?
    fn ends(&self, owned: &Shared, found: &[(usize, bool, Shared)]) -> bool {
        let is_called = |variable: &u32| !found.iter().any(|(.., shared)| shared.unknown.contains(variable));
        let is_plain = |code: &usize| {
            let position = self
                .facts
                .functions
                .iter()
                .position(|callee| callee.code == *code && callee.is_called());
            let inner = position.and_then(|position| found.iter().find(|(other, ..)| *other == position));
            // What those make may have got it, too; and so has a generator.
            inner.is_some_and(|(.., shared)| shared.inner.is_empty() && shared.given.is_empty())
                && !self.facts.generators.contains_key(code)
                && !self.facts.resumed.contains_key(code)
        };
        owned.given.is_empty()
            && owned.inner.iter().all(is_plain)
            && owned.holding.iter().all(|(variable, _)| is_called(variable))
    }
}
