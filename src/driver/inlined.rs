//! Which functions take the places of their calls (`passes::inline`).

use super::analysis::Analysis;
use super::unharmed::unharmed;
use crate::analysis::ownership;
use crate::infer::infer;
use crate::ir::{Func, ObjectOp, Op, Ty};
use crate::passes::{self, Bodies, Globals};
use crate::types::Type;
use std::collections::BTreeMap;

/// A function of more operations, as it was lowered, is not small: there are some for each that is left.
const LOWERED: usize = 400;

/// How many calls of small functions may be in the bodies of others.
const NESTED: u32 = 2;

impl Analysis {
    /// Puts small functions into the places of their calls in loops of one that was unboxed.
    pub(super) fn inline(&self, position: usize, func: &mut Func, globals: &mut Globals) {
        if !self.facts.functions[position].is_called() {
            return;
        }
        let mut known: BTreeMap<(usize, Vec<bool>), Option<Func>> = BTreeMap::new();
        passes::inline(func, false, &mut |callee, chars| {
            let small = || unharmed(|| self.small(callee, chars, globals, NESTED)).ok().flatten();
            known.entry((callee, chars.to_vec())).or_insert_with(small).clone()
        });
    }

    /// Tries calls first of functions that only read and compute, in one that was unboxed.
    pub(super) fn attempt(&self, position: usize, func: &mut Func, globals: &mut Globals) {
        // Before 3.12 no exception waits, and the collector runs where objects are made.
        if !self.facts.functions[position].is_called() || self.facts.minor < 12 {
            return;
        }
        let mut tried = Tried {
            analysis: self,
            globals,
            nested: NESTED,
            above: vec![position],
            known: BTreeMap::new(),
        };
        // Whatever is not as it has to be is not tried.
        let mut made = func.clone();
        let is_made = unharmed(|| passes::attempt(&mut made, false, &mut tried)).is_ok();
        if is_made && crate::ir::verify(&made).is_ok() && ownership::verify(&made).is_ok() {
            *func = made;
        }
    }

    /// A function as it can be tried in others, which are in those above.
    fn tried(&self, position: usize, globals: &mut Globals, nested: u32, above: &[usize]) -> Option<Func> {
        let function = &self.facts.functions[position];
        let is_plain = function.native && !function.starred && !function.captures && function.is_called();
        let candidate = self
            .candidates
            .get(position)
            .filter(|_| is_plain && !above.contains(&position))?;
        let count: usize = candidate.lowered.blocks.iter().map(|block| block.insts.len()).sum();
        if !passes::may_be_tried(&function.params, &function.returns) || candidate.regions.is_some() || count > LOWERED
        {
            return None;
        }
        let mut func = candidate.lowered.clone();
        passes::unbox(&mut func, &self.facts, globals, &function.returns);
        passes::inline(&mut func, true, &mut |callee, chars| {
            unharmed(|| self.small(callee, chars, globals, nested)).ok().flatten()
        });
        if nested > 0 {
            let above = above.iter().copied().chain([position]).collect();
            let known = BTreeMap::new();
            let nested = nested - 1;
            let mut tried = Tried {
                analysis: self,
                globals,
                nested,
                above,
                known,
            };
            passes::attempt(&mut func, true, &mut tried);
        }
        passes::quiet(&mut func);
        Some(func)
    }

    /// A function as it can take the place of its calls, with those parameters as characters.
    fn small(&self, position: usize, chars: &[bool], globals: &mut Globals, nested: u32) -> Option<Func> {
        let function = &self.facts.functions[position];
        let is_plain = function.native && !function.starred && !function.captures && function.is_called();
        let candidate = self.candidates.get(position).filter(|_| is_plain)?;
        let count: usize = candidate.lowered.blocks.iter().map(|block| block.insts.len()).sum();
        if candidate.regions.is_some() || count > LOWERED {
            return None;
        }
        if chars.contains(&true) {
            return self.small_of_characters(position, chars, globals, nested);
        }
        if !function.params.iter().all(passes::is_passed) || !passes::is_passed(&function.returns) {
            return None;
        }
        let mut func = candidate.lowered.clone();
        passes::unbox(&mut func, &self.facts, globals, &function.returns);
        if nested > 0 {
            passes::inline(&mut func, true, &mut |callee, chars| {
                self.small(callee, chars, globals, nested - 1)
            });
        }
        passes::small(func, &self.facts)
    }

    /// The same where characters are passed for strings: its types are other ones then.
    fn small_of_characters(&self, position: usize, chars: &[bool], globals: &mut Globals, nested: u32) -> Option<Func> {
        let mut facts = self.facts.clone();
        facts.changed = false;
        for (param, _) in facts.functions[position]
            .params
            .iter_mut()
            .zip(chars)
            .filter(|(_, is_char)| **is_char)
        {
            if *param != Ty::Obj(Type::Str) {
                return None;
            }
            *param = Ty::Char;
        }
        let mut func = self.candidates[position].lowered.clone();
        let returns = infer(&mut func, position, &mut facts);
        // What others get must be what it was.
        let is_passed = facts.functions[position].params.iter().all(passes::is_passed) && passes::is_passed(&returns);
        if facts.changed || !is_passed {
            return None;
        }
        passes::unbox(&mut func, &facts, globals, &returns);
        crate::ir::verify(&func).ok()?;
        if nested > 0 {
            passes::inline(&mut func, true, &mut |callee, chars| {
                self.small(callee, chars, globals, nested - 1)
            });
        }
        passes::small(func, &facts)
    }
}

/// The functions that are tried in one.
struct Tried<'a> {
    analysis: &'a Analysis,
    globals: &'a mut Globals,
    nested: u32,
    /// Those in which they are.
    above: Vec<usize>,
    known: BTreeMap<usize, Option<Func>>,
}

impl Bodies for Tried<'_> {
    fn body(&mut self, function: usize) -> Option<Func> {
        if !self.known.contains_key(&function) {
            let tried = unharmed(|| self.analysis.tried(function, self.globals, self.nested, &self.above));
            self.known.insert(function, tried.ok().flatten());
        }
        self.known.get(&function).cloned().flatten()
    }

    fn stores(&mut self, function: usize) -> Vec<(String, usize)> {
        let (Some(candidate), Some(callee)) = (
            self.analysis.candidates.get(function),
            self.analysis.facts.functions.get(function),
        ) else {
            return vec![];
        };
        let mut func = candidate.lowered.clone();
        passes::unbox(&mut func, &self.analysis.facts, self.globals, &callee.returns);
        let params = &func.blocks[0].params;
        let stored = func
            .blocks
            .iter()
            .flat_map(|block| &block.insts)
            .filter_map(|inst| match &inst.op {
                Op::StoreField(name) | Op::Object(ObjectOp::SetAttr(name)) if inst.args.get(1) == params.first() => {
                    let argument = params.iter().skip(1).position(|param| *param == inst.args[0])?;
                    Some((name.clone(), argument))
                }
                _ => None,
            });
        stored.filter(|(name, _)| name.is_ascii()).collect()
    }
}
