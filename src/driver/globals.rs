//! What a module's bytecode says of its globals.

use crate::bytecode::{CodeObject, Constant, Loaded, RawInstruction};
use crate::ir::Ty;
use std::collections::BTreeSet;

/// The globals of which functions ask whether something is that object: numbers among them stay the objects that they are.
pub(super) fn identified(loaded: &Loaded) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for code in &loaded.codes {
        let instructions = code.instructions.iter().filter(|raw| raw.2 != "CACHE");
        let instructions: Vec<&RawInstruction> = instructions.collect();
        for (place, _) in instructions.iter().enumerate().filter(|(_, raw)| raw.2 == "IS_OP") {
            // The operands, if each is loaded by one instruction.
            let before = &instructions[place.saturating_sub(2)..place];
            let globals = before.iter().filter(|raw| raw.2 == "LOAD_GLOBAL");
            names.extend(globals.filter_map(|raw| code.names.get(raw.3 as usize >> 1).cloned()));
        }
    }
    names
}

/// The type of the number that an instruction of a module's body loads.
pub(super) fn scalar(code: &CodeObject, raw: &RawInstruction) -> Option<Ty> {
    match raw.2.as_str() {
        "LOAD_SMALL_INT" => Some(Ty::Int),
        "LOAD_CONST" => match code.constant(raw.3) {
            Constant::Bool(_) => Some(Ty::Bool),
            Constant::Float(_) => Some(Ty::Float),
            constant => constant
                .as_int()
                .filter(|value| i64::try_from(*value).is_ok())
                .map(|_| Ty::Int),
        },
        _ => None,
    }
}

/// Where a module's body binds names to the ints of a range: `RED, GREEN, BLUE = range(3)`.
pub(super) fn numbered(code: &CodeObject) -> BTreeSet<u32> {
    let instructions: Vec<&RawInstruction> = code.instructions.iter().filter(|raw| raw.2 != "CACHE").collect();
    let mut found = BTreeSet::new();
    for (place, raw) in instructions
        .iter()
        .enumerate()
        .filter(|(_, raw)| raw.2 == "UNPACK_SEQUENCE")
    {
        let is_range = |raw: &&&RawInstruction| {
            raw.2 == "LOAD_NAME" && code.names.get(raw.3 as usize).is_some_and(|name| name == "range")
        };
        // What is called, what it is called with, and the call.
        let before = &instructions[place.saturating_sub(MOST_OF_A_CALL)..place];
        let call = before.iter().rev().take_while(|raw| raw.2 != "STORE_NAME");
        let is_called = before.last().is_some_and(|raw| raw.2 == "CALL");
        if is_called && call.into_iter().any(|raw| is_range(&raw)) {
            let stores = instructions[place + 1..].iter().take(raw.3 as usize);
            found.extend(stores.filter(|raw| raw.2 == "STORE_NAME").map(|raw| raw.0));
        }
    }
    found
}

/// The instructions of a call with one constant argument, at most.
const MOST_OF_A_CALL: usize = 5;
