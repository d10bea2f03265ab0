//! Dictionaries and sets of numbers in variables that functions share become tables, until Python code runs.
//!
//! That is done before `vectors`. What is taken out of a cell for operations that know tables stays what it is; for anything else it is taken
//! out settled. A function that made a cell which only its own inner functions can reach empties it where it returns.

use super::keyed;
use crate::analysis::cell_tables::{all_made, all_taken, operation, variable};
use crate::infer::CellTable;
use crate::ir::{Convert, EMPTIES_CELL, Func, Inst, ObjectOp, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::{BTreeMap, HashMap};

/// The room of the runtime that knows whether there is a table.
const ROOM: &str = "rt::keyed_cells::";

pub(super) fn run(func: &mut Func, tables: &BTreeMap<u32, CellTable>) {
    if tables.is_empty() {
        return;
    }
    let class = |variable: u32| tables.get(&variable).map(|table| table.class.clone());
    let (taken, made) = (all_taken(func, &class), all_made(func, &class));
    let mut classes: HashMap<Value, &Type> = HashMap::new();
    for taken in taken.values() {
        classes.extend(taken.names.iter().map(|name| (*name, &taken.class)));
    }
    for block in func.reverse_postorder() {
        let number = block.0 as usize;
        let mut out = Vec::new();
        for inst in std::mem::take(&mut func.blocks[number].insts) {
            match (&inst.op, inst.args.as_slice(), inst.result) {
                (Op::Object(ObjectOp::CellGet), [cell], Some(result))
                    if variable(func.ty(*cell)).is_some_and(|variable| tables.contains_key(&variable)) =>
                {
                    let name = if taken.contains_key(&result) {
                        "take"
                    } else {
                        "take_settled"
                    };
                    out.push(Inst {
                        op: primitive(name),
                        after: None,
                        ..inst
                    });
                }
                (Op::LoadAttr(..), _, Some(result)) if classes.contains_key(&result) => {
                    out.push(Inst {
                        op: Op::Retain,
                        result: None,
                        before: None,
                        after: None,
                        ..inst.clone()
                    });
                    out.push(Inst {
                        op: Op::Convert(Convert::Rename),
                        after: None,
                        ..inst
                    });
                }
                _ => {
                    let known = operation(func, &inst);
                    let class = match &known {
                        Some(known) if known.what == "of" => inst.result.and_then(|result| made.get(&result)),
                        Some(known) => known.list.and_then(|list| classes.get(&list).copied()),
                        None => None,
                    };
                    match (known, class) {
                        (Some(known), Some(class)) => out.extend(keyed::operations(func, &inst, &known, class, ROOM)),
                        _ => out.push(inst),
                    }
                }
            }
        }
        if let Terminator::Return(_) = func.block(block).terminator {
            empty(func, &mut out, tables);
        }
        func.blocks[number].insts = out;
    }
}

/// The function returns: it empties its cells before it gives them up.
fn empty(func: &mut Func, insts: &mut Vec<Inst>, tables: &BTreeMap<u32, CellTable>) {
    let released = insts.iter().rposition(|inst| inst.op != Op::Release);
    let first = released.map_or(0, |last| last + 1);
    let ends = |func: &Func, inst: &Inst| match func.ty(*inst.args.first()?) {
        Ty::Cell(variable, true) => tables
            .get(variable)
            .filter(|table| table.ends)
            .map(|_| inst.args.clone()),
        _ => None,
    };
    let mut ended = Vec::new();
    for inst in &insts[first..] {
        if let Some(args) = ends(func, inst) {
            ended.push(Inst {
                op: Op::Primitive {
                    path: EMPTIES_CELL.to_owned(),
                    leaves: false,
                },
                args,
                result: Some(func.new_value(Ty::None)),
                ..inst.clone()
            });
        }
    }
    insts.splice(first..first, ended);
}

fn primitive(name: &str) -> Op {
    Op::Primitive {
        path: format!("{ROOM}{name}"),
        leaves: true,
    }
}
