//! Loops over constant tuples of numbers, and over constant tuples of such tuples that are unpacked at once.

use super::Builder;
use crate::bytecode::{Constant, Op as Code};
use crate::ir::{Op, Slot};

/// Longer tuples are objects that are iterated over.
const MOST: usize = 64;

impl Builder<'_> {
    /// The iterator over a constant tuple, if that is what is iterated over and it fits.
    pub(super) fn literals(&self, iterated: &Slot, index: usize) -> Option<Op> {
        let Slot::Value(value) = iterated else { return None };
        if self.generator.is_some() {
            return None;
        }
        let insts = &self.func.blocks[self.current.0 as usize].insts;
        let made = insts.iter().rev().find(|inst| inst.result == Some(*value))?;
        let Op::Const(Constant::Tuple(items), Some(place)) = &made.op else {
            return None;
        };
        let fits = match items.first()? {
            Constant::Tuple(first) => {
                let shape = kinds(first)?;
                let same =
                    |item: &Constant| matches!(item, Constant::Tuple(item) if kinds(item).as_ref() == Some(&shape));
                items.iter().all(same) && self.unpacks(index + 1, first.len())
            }
            first => {
                let kind = kind(first)?;
                items.iter().all(|item| self::kind(item) == Some(kind))
            }
        };
        (fits && items.len() <= MOST).then(|| Op::Iterate(items.clone(), *place))
    }

    /// Does a loop begin there whose items are unpacked at once?
    fn unpacks(&self, index: usize, count: usize) -> bool {
        let mut ops = self.instructions[index..].iter().map(|instruction| &instruction.op);
        // A comprehension that is part of the function saves locals and makes its result first.
        let is_before = |op: &Code| {
            matches!(
                op,
                Code::Nop
                    | Code::LoadFastAndClear(_)
                    | Code::Swap(_)
                    | Code::BuildList(0)
                    | Code::BuildSet(0)
                    | Code::BuildMap(0)
                    | Code::GetIter
            )
        };
        let mut next = || ops.by_ref().find(|op| !is_before(op));
        matches!(next(), Some(Code::ForIter { .. }))
            && matches!(next(), Some(Code::UnpackSequence(unpacked)) if *unpacked as usize == count)
    }
}

/// Is it an int of 64 bits, or a float?
fn kind(item: &Constant) -> Option<bool> {
    match item {
        Constant::Float(_) => Some(true),
        Constant::Int(_) => item.as_int().and_then(|value| i64::try_from(value).ok()).map(|_| false),
        _ => None,
    }
}

fn kinds(items: &[Constant]) -> Option<Vec<bool>> {
    items
        .iter()
        .map(kind)
        .collect::<Option<Vec<_>>>()
        .filter(|kinds| !kinds.is_empty())
}
