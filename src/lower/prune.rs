//! Removes block parameters that are always given the same value.
//!
//! Braun et al.: Simple and Efficient Construction of SSA Form, the removal of trivial phis, as one sweep to a fixed point.

use crate::ir::{Func, Value};
use std::collections::{BTreeMap, HashMap};

/// Removes block parameters that every edge gives one value.
pub fn prune(func: &mut Func) {
    let mut replaced: HashMap<Value, Value> = HashMap::new();
    let find = |replaced: &HashMap<Value, Value>, mut value: Value| {
        while let Some(next) = replaced.get(&value) {
            value = *next;
        }
        value
    };
    let order = func.reverse_postorder();
    loop {
        let mut changed = false;
        // What each block's parameters are given: nothing yet, one value, or several.
        let mut given: BTreeMap<Value, Option<Value>> = BTreeMap::new();
        for &block in &order {
            for edge in func.block(block).terminator.edges() {
                for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                    if replaced.contains_key(param) {
                        continue;
                    }
                    let arg = find(&replaced, *arg);
                    if arg == *param {
                        continue;
                    }
                    given
                        .entry(*param)
                        .and_modify(|known| {
                            if *known != Some(arg) {
                                *known = None;
                            }
                        })
                        .or_insert(Some(arg));
                }
            }
        }
        for (param, value) in given {
            if let Some(value) = value {
                // Two parameters that stand for one another in turn: `find` decides.
                let value = find(&replaced, value);
                if value != param {
                    replaced.insert(param, value);
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    for number in 0..func.blocks.len() {
        for position in 0..func.blocks[number].terminator.edges().len() {
            let (target, args) = {
                let edge = func.blocks[number].terminator.edges()[position];
                (edge.target, edge.args.clone())
            };
            if args.len() != func.block(target).params.len() {
                continue; // not reached
            }
            let kept: Vec<Value> = func
                .block(target)
                .params
                .iter()
                .zip(args)
                .filter(|(param, _)| !replaced.contains_key(param))
                .map(|(_, arg)| arg)
                .collect();
            func.blocks[number].terminator.edges_mut()[position].args = kept;
        }
    }
    for block in func.blocks.iter_mut().skip(1) {
        block.params.retain(|param| !replaced.contains_key(param));
    }
    func.substitute(|value| find(&replaced, value));
}
