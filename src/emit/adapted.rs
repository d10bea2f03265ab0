//! Iterators that are made of generators whose states are kept: `enumerate`, `zip` and `itertools.islice`.

use super::body::Body;
use crate::infer::Facts;
use crate::infer::adapters::{Adapter, Side};
use crate::infer::generators::{ADAPTED, SHARED};
use crate::ir::{Inst, Ty, Value};
use std::fmt::Write;

/// The types of a module's iterators over generators.
pub(super) fn types(facts: &Facts, out: &mut String) {
    let side = |side: Side| match side {
        Side::Generator(kind) => format!("Generator{kind}"),
        Side::Range => "rt::kept::Ranged".to_owned(),
    };
    for (number, adapter) in facts.adapted.all().into_iter().enumerate() {
        let kind = ADAPTED + number;
        // Those that were given up meanwhile are nobody's type.
        if facts.kept_gives(kind).is_none_or(|gives| gives.repr().is_none()) {
            continue;
        }
        let ty = match adapter {
            Adapter::Enumerate(of) => format!("Enumerated<Generator{of}>"),
            Adapter::Slice(of) => format!("Sliced<Generator{of}>"),
            Adapter::Zip(left, right) => format!("Zipped<{}, {}>", side(left), side(right)),
        };
        let _ = writeln!(out, "type Generator{kind} = rt::kept::{ty};");
    }
}

impl Body<'_> {
    /// An iterator over what it takes over.
    pub(super) fn adapt(&mut self, kind: usize, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let adapter = self.context.facts.adapted.get(kind - ADAPTED);
        let taken: Vec<String> = args
            .iter()
            .zip(&inst.args)
            .map(|(name, arg)| match self.func.ty(*arg) {
                Ty::Generator(kind) if *kind >= SHARED => format!("{name}.again()"),
                Ty::Range => format!("rt::kept::Ranged::new({name})"),
                _ => name.clone(),
            })
            .collect();
        let made = match (adapter, taken.as_slice()) {
            (Some(Adapter::Enumerate(_)), [of]) => format!("Generator{kind}::new({of}, 0)"),
            (Some(Adapter::Enumerate(_)), [of, first]) => format!("Generator{kind}::new({of}, {first})"),
            (Some(Adapter::Slice(_)), [of, bounds @ ..]) => {
                for bound in bounds {
                    self.guard(&format!("{bound} >= 0"), inst)?;
                }
                match bounds {
                    [stop] => format!("Generator{kind}::new({of}, 0, {stop})"),
                    [start, stop] => format!("Generator{kind}::new({of}, {start}, {stop})"),
                    _ => return Err("a slice without bounds".to_owned()),
                }
            }
            (Some(Adapter::Zip(..)), [left, right]) => format!("Generator{kind}::new({left}, {right})"),
            _ => return Err("an iterator over nothing".to_owned()),
        };
        self.assign(result, &made)?;
        // What it has taken over is nobody else's any more.
        for (name, arg) in args.iter().zip(&inst.args) {
            if let Ty::Generator(inner @ ..SHARED) = self.func.ty(*arg) {
                self.line(&format!("{name} = Generator{inner}::GONE;"));
            }
        }
        Ok(())
    }
}
