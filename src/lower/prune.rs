//! Removes block parameters that are always given the same value.
//!
//! Braun et al.: Simple and Efficient Construction of SSA Form, the removal of trivial phis, as one sweep to a fixed point.

use crate::ir::{Edge, Func, Raise, Value};
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
            for edge in func.edges(block) {
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
    let params: Vec<Vec<Value>> = func.blocks.iter().map(|block| block.params.clone()).collect();
    let keep = |edge: &mut Edge| {
        let params = &params[edge.target.0 as usize];
        if edge.args.len() == params.len() {
            let mut kept = params.iter().map(|param| !replaced.contains_key(param));
            edge.args.retain(|_| kept.next().unwrap_or(true));
        }
    };
    for block in &mut func.blocks {
        block.terminator.edges_mut().into_iter().for_each(keep);
    }
    for snapshot in &mut func.snapshots {
        if let Raise::To(edge) = &mut snapshot.raise {
            keep(edge);
        }
    }
    for block in func.blocks.iter_mut().skip(1) {
        block.params.retain(|param| !replaced.contains_key(param));
    }
    func.substitute(|value| find(&replaced, value));
}
