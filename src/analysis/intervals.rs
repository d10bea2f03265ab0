//! In which interval every unboxed int lies: forward data flow over 64-bit bounds, widened at loops.
//!
//! Harrison: Compiler Analysis of the Value Ranges of Variables (1977); widening as in Cousot and Cousot (1977).

use crate::bytecode::Constant;
use crate::ir::{Block, Convert, Func, Inst, IntOp, Op, Ty, Value, WideOp};

/// Bounds of an int, both included. For a position in a range, of the items it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: i128,
    pub high: i128,
}

const MIN: i128 = i64::MIN as i128;
const MAX: i128 = i64::MAX as i128;

impl Interval {
    /// All of 64 bits.
    pub const FULL: Interval = Interval { low: MIN, high: MAX };

    pub fn of(value: i128) -> Interval {
        Interval {
            low: value,
            high: value,
        }
    }

    /// Does every value fit 64 bits?
    pub fn fits(self) -> bool {
        MIN <= self.low && self.high <= MAX
    }

    fn join(self, other: Interval) -> Interval {
        Interval {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    fn clamp(self) -> Interval {
        Interval {
            low: self.low.clamp(MIN, MAX),
            high: self.high.clamp(MIN, MAX),
        }
    }

    /// The interval of an operation before any check; nothing if it leaves 128 bits.
    pub fn combine(self, op: WideOp, other: Interval) -> Option<Interval> {
        let corners = |f: fn(i128, i128) -> Option<i128>| {
            let all = [
                f(self.low, other.low)?,
                f(self.low, other.high)?,
                f(self.high, other.low)?,
                f(self.high, other.high)?,
            ];
            Some(Interval {
                low: *all.iter().min()?,
                high: *all.iter().max()?,
            })
        };
        match op {
            WideOp::Add => corners(i128::checked_add),
            WideOp::Sub => corners(i128::checked_sub),
            WideOp::Mul => corners(i128::checked_mul),
        }
    }
}

/// The interval of each value, by its number; nothing for values that are no ints or are never reached.
pub fn intervals(func: &Func) -> Vec<Option<Interval>> {
    let mut known: Vec<Option<Interval>> = vec![None; func.values.len()];
    let order = func.reverse_postorder();
    let mut visits = vec![0u32; func.blocks.len()];
    for value in &func.blocks[0].params {
        known[value.0 as usize] = unknown(func, *value);
    }
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &order {
            visits[block.0 as usize] += 1;
            changed |= sweep(func, block, &mut known, &visits);
        }
    }
    known
}

fn unknown(func: &Func, value: Value) -> Option<Interval> {
    matches!(func.ty(value), Ty::Int | Ty::Range | Ty::RangeIter).then_some(Interval::FULL)
}

fn sweep(func: &Func, block: Block, known: &mut [Option<Interval>], visits: &[u32]) -> bool {
    let mut changed = false;
    for inst in &func.block(block).insts {
        let Some(result) = inst.result else { continue };
        let new = transfer(func, inst, known);
        if known[result.0 as usize] != new {
            known[result.0 as usize] = new;
            changed = true;
        }
    }
    for edge in func.edges(block) {
        for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
            let Some(given) = known[arg.0 as usize].filter(|_| unknown(func, *param).is_some()) else {
                continue;
            };
            let old = known[param.0 as usize];
            let mut new = old.map_or(given, |old| old.join(given));
            if let Some(old) = old.filter(|_| visits[edge.target.0 as usize] > 3) {
                if new.low < old.low {
                    new.low = MIN;
                }
                if new.high > old.high {
                    new.high = MAX;
                }
            }
            if old != Some(new) {
                known[param.0 as usize] = Some(new);
                changed = true;
            }
        }
    }
    changed
}

fn transfer(func: &Func, inst: &Inst, known: &[Option<Interval>]) -> Option<Interval> {
    let result = inst.result?;
    if let Op::Primitive { path, .. } = &inst.op
        && path == "rt::octets::next"
    {
        return Some(Interval { low: 0, high: 255 });
    }
    if let (Op::NextItem, Some(Ty::Literals(items, _))) = (&inst.op, inst.args.first().map(|arg| func.ty(*arg))) {
        return hull(items);
    }
    if !matches!(func.ty(result), Ty::Int | Ty::Range | Ty::RangeIter) {
        return None;
    }
    let arg = |index: usize| inst.args.get(index).and_then(|value| known[value.0 as usize]);
    let all = Some(Interval::FULL);
    match &inst.op {
        Op::Const(Constant::Int(text), _) => Constant::Int(text.clone()).as_int().map(Interval::of),
        Op::Const(Constant::Bool(value), _) => Some(Interval::of(i128::from(*value))),
        Op::Int { op, .. } => {
            let (left, right) = (arg(0)?, arg(1)?);
            let exact = match op {
                IntOp::Add => left.combine(WideOp::Add, right),
                IntOp::Sub => left.combine(WideOp::Sub, right),
                IntOp::Mul => left.combine(WideOp::Mul, right),
                IntOp::And => and(left, right),
                IntOp::Or | IntOp::Xor => or(left, right),
            };
            // A result outside 64 bits has left.
            Some(exact.map_or(Interval::FULL, Interval::clamp))
        }
        Op::Convert(Convert::BoolToInt) => Some(Interval { low: 0, high: 1 }),
        Op::Convert(Convert::Rename) | Op::Advance | Op::NextItem => arg(0),
        // Of tuples only pairs with a byte and those of constants have one.
        Op::TupleItem(_) => arg(0).or(all),
        Op::MakeRange => {
            let (start, stop) = if inst.args.len() == 1 {
                (Interval::of(0), arg(0)?)
            } else {
                (arg(0)?, arg(1)?)
            };
            // Items lie between start and stop, whatever the step.
            let step = if inst.args.len() == 3 { arg(2)? } else { Interval::of(1) };
            if step.low > 0 {
                Some(Interval {
                    low: start.low,
                    high: (stop.high - 1).max(start.low).max(MIN),
                })
            } else if step.high < 0 {
                Some(Interval {
                    low: (stop.low + 1).min(start.high),
                    high: start.high,
                })
            } else {
                all
            }
        }
        Op::Primitive { path, .. } => match (path.as_str(), arg(0), arg(1)) {
            ("rt::int::modulo" | "rt::wide::mod_wide", _, Some(divisor)) if divisor.low > 0 => Some(Interval {
                low: 0,
                high: divisor.high - 1,
            }),
            ("rt::int::floordiv", Some(dividend), Some(divisor)) if divisor.low > 0 => {
                let corners = [
                    dividend.low.div_euclid(divisor.low),
                    dividend.low.div_euclid(divisor.high),
                    dividend.high.div_euclid(divisor.low),
                    dividend.high.div_euclid(divisor.high),
                ];
                Some(Interval {
                    low: corners.into_iter().min()?,
                    high: corners.into_iter().max()?,
                })
            }
            ("rt::int::rshift", Some(value), Some(by)) if by.low == by.high && (0..64).contains(&by.low) => {
                Some(Interval {
                    low: value.low >> by.low,
                    high: value.high >> by.low,
                })
            }
            ("rt::int::rshift", Some(value), Some(_)) => Some(value.join(Interval::of(0)).join(Interval::of(-1))),
            ("rt::octets::get_bytes" | "rt::octets::get_bytearray", ..) => Some(Interval { low: 0, high: 255 }),
            ("rt::list::len", ..) => Some(Interval { low: 0, high: MAX }),
            // Each item has room for a pointer.
            ("rt::vector::len", ..) => Some(Interval { low: 0, high: MAX >> 3 }),
            _ => all,
        },
        _ => all,
    }
}

/// The least interval of all ints among constants, and in tuples among them; nothing if there are none.
fn hull(items: &[Constant]) -> Option<Interval> {
    items.iter().fold(None, |all, item| {
        let own = match item {
            Constant::Tuple(items) => hull(items),
            item => item.as_int().map(Interval::of),
        };
        match (all, own) {
            (Some(all), Some(own)) => Some(Interval::join(all, own)),
            (all, own) => all.or(own),
        }
    })
}

fn and(left: Interval, right: Interval) -> Option<Interval> {
    match (left.low >= 0, right.low >= 0) {
        (true, true) => Some(Interval {
            low: 0,
            high: left.high.min(right.high),
        }),
        (true, false) => Some(Interval {
            low: 0,
            high: left.high,
        }),
        (false, true) => Some(Interval {
            low: 0,
            high: right.high,
        }),
        (false, false) => None,
    }
}

fn or(left: Interval, right: Interval) -> Option<Interval> {
    if left.low < 0 || right.low < 0 {
        return None;
    }
    // No bit above the highest of either.
    let bits = 128 - (left.high | right.high).leading_zeros();
    Some(Interval {
        low: 0,
        high: (1i128 << bits) - 1,
    })
}
