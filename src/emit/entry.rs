//! The vectorcall function under a Python function: from objects to a native body and back.

use super::convert::{boxed, get};
use super::{Context, Resumes, Unit};
use crate::ir::Ty;
use crate::lower::Sent;
use crate::types::Type;
use std::fmt::Write;

pub(super) fn emit(unit: &Unit, returns: &Ty, context: &Context<'_>) -> Result<String, String> {
    let number = unit.number;
    if let Some(resumes) = &unit.resumes {
        return resume(unit, resumes, context);
    }
    if let Some((code, _)) = unit.generator {
        // The one whose generators are resumed is beside it.
        let beside = context.facts.resumed_of(code).and_then(|known| known.start());
        let call = match beside.and_then(|start| context.number(start).ok()) {
            Some(beside) => format!("rt::started::call(&FUNCTIONS[{beside}], function, args, nargsf, names)"),
            None => "rt::bytecode(function, args, nargsf, names)".to_owned(),
        };
        return Ok(format!(
            "unsafe extern \"C\" fn entry_{number}(function: rt::Obj, args: *const rt::Obj, nargsf: usize, names: rt::Obj) -> rt::Obj {{ unsafe {{ {call} }} }}\n"
        ));
    }
    let params: Vec<Ty> = unit.func.blocks[0]
        .params
        .iter()
        .map(|value| unit.func.ty(*value).clone())
        .collect();
    let count = params.len();
    let mut out = String::new();
    let bytecode = "rt::bytecode(function, args, nargsf, names)";
    let refused = format!("rt::refused(&FUNCTIONS[{number}], function, args, nargsf, names)");
    let missed = format!("rt::guess::missed(&MODULE, {number}, function, args, nargsf, names)");
    let _ = writeln!(
        out,
        "unsafe extern \"C\" fn entry_{number}(function: rt::Obj, args: *const rt::Obj, nargsf: usize, names: rt::Obj) -> rt::Obj {{ unsafe {{"
    );
    let _ = writeln!(out, "    let mut slots = [rt::NULL; {count}];");
    let starred = context.starred.get(number).copied().unwrap_or_default();
    if starred {
        out.push_str("    let mut starred = rt::Starred::default();\n");
    }
    let (enter, more) = if starred {
        ("enter_starred", ", &mut starred")
    } else {
        ("enter", "")
    };
    let _ = writeln!(
        out,
        "    let Some(cx) = rt::{enter}(&MODULE, &FUNCTIONS[{number}], function, args, nargsf, names, &mut slots{more}) else {{ return {bytecode} }};"
    );
    let unheard = context.unheard_within(number);
    if let Some(condition) = unheard.strip_prefix(" && ") {
        let _ = writeln!(out, "    if !({condition}) {{ return {bytecode} }}");
    }
    let mut given = Vec::new();
    for (index, ty) in params.iter().enumerate() {
        let mut expression = get(&format!("slots[{index}]"), ty)?;
        let is_guessed = is_guessed(unit, index, context);
        if let (Ty::Obj(promise), true) = (ty, is_guessed) {
            expression = format!("rt::guess::guessed::<{}>(slots[{index}])", guess(promise));
        }
        if context.stress {
            expression = format!("rt::stressed({expression})");
        }
        let otherwise = if is_guessed { &missed } else { &refused };
        let _ = writeln!(
            out,
            "    let Some(argument_{index}) = {expression} else {{ return {otherwise} }};"
        );
        given.push(format!("argument_{index}"));
    }
    let result = match returns {
        // Native code that works on objects returns what it owns.
        Ty::Obj(_) if context.facts.objects => "value".to_owned(),
        _ => boxed("value", returns)?,
    };
    if unit.takes_function() {
        given.insert(0, "function".to_owned());
    }
    let arguments: String = given.iter().map(|name| format!(", {name}")).collect();
    if !context.facts.cell_tables.is_empty() {
        out.push_str("    let _settles = rt::keyed_cells::Settles;\n");
    }
    let _ = writeln!(
        out,
        "    match body_{number}_{}(cx{arguments}) {{ Ok(value) => {result}, Err(exit) => exit.0 }}",
        super::ascii_name(&last(&unit.func.qualname))
    );
    out.push_str("} }\n");
    Ok(out)
}

/// What goes on with a generator that is an object, if its frame holds what the body takes: it is taken out of the frame.
fn resume(unit: &Unit, resumes: &Resumes, context: &Context<'_>) -> Result<String, String> {
    let place = resumes.place.as_ref();
    let number = unit.number;
    let func = &unit.func;
    // A call makes a generator.
    let call = match place {
        None => format!("unsafe {{ rt::started::call(&FUNCTIONS[{number}], function, args, nargsf, names) }}"),
        Some(_) => "unsafe { rt::bytecode(function, args, nargsf, names) }".to_owned(),
    };
    let begins = unit.begins();
    let mut out = match begins {
        true => begin(unit, context)?,
        false => String::new(),
    };
    let _ = write!(
        out,
        "unsafe extern \"C\" fn entry_{number}(function: rt::Obj, args: *const rt::Obj, nargsf: usize, names: rt::Obj) -> rt::Obj {{ {call} }}\n\nfn resume_{number}(cx: rt::Cx, generator: rt::Obj, sent: rt::Obj) -> Option<rt::Obj> {{\n    let slots = rt::resumed::Slots::of(generator);\n"
    );
    let operands = place.map_or(&[][..], |(_, operands)| operands);
    let is_operand = |index: &usize| operands[*index];
    let first_operand = func.locals.len();
    let (sent, held) = match func.blocks[0].params.split_last() {
        Some((sent, held)) if resumes.sent == Sent::Value => (Some(*sent), held),
        _ => (None, &func.blocks[0].params[..]),
    };
    let free = match place {
        Some(_) => held.len() - operands.iter().filter(|operand| **operand).count(),
        None => held.len(),
    };
    let on_stack = (0..operands.len())
        .filter(is_operand)
        .map(|index| first_operand + index);
    let places: Vec<usize> = (0..free).chain(on_stack).collect();
    let (mut given, mut taken) = (String::new(), String::new());
    for (param, place) in held.iter().zip(places) {
        let ty = func.ty(*param);
        let slot = format!("slots.at({place})");
        match ty {
            Ty::Unbound => {
                let _ = writeln!(out, "    if !{slot}.is_null() {{ return None }}");
                continue;
            }
            Ty::Nullable(_) => {
                let _ = writeln!(out, "    let held_{place} = {slot};");
            }
            Ty::RangeIter => {
                let _ = writeln!(
                    out,
                    "    let Some(held_{place}) = rt::resumed::range({slot}) else {{ return None }};"
                );
            }
            _ => {
                let _ = writeln!(out, "    if {slot}.is_null() {{ return None }}");
                let _ = writeln!(
                    out,
                    "    let Some(held_{place}) = {} else {{ return None }};",
                    get(&slot, ty)?
                );
            }
        }
        if *ty == Ty::RangeIter {
            let _ = write!(taken, "slots.take_range({place}); ");
        } else if ty.is_reference() {
            let _ = write!(taken, "slots.take({place}); ");
        } else if place >= first_operand {
            // Only numbers of locals stay where they are.
            let _ = write!(taken, "slots.put({place}, rt::NULL); ");
        }
        let _ = write!(given, ", held_{place}");
    }
    // What the interpreter has found for a call may be a method and its object, where native code has it bound.
    for index in (0..operands.len()).filter(|index| !is_operand(index)) {
        let _ = writeln!(
            out,
            "    if !slots.at({}).is_null() {{ return None }}",
            first_operand + index
        );
    }
    if let Some(sent) = sent {
        let ty = func.ty(sent);
        let got = get("sent", ty)?;
        let _ = writeln!(out, "    let Some(sent) = {got} else {{ return None }};");
        given.push_str(if ty.is_reference() {
            ", rt::new_ref(sent)"
        } else {
            ", sent"
        });
    } else if resumes.sent == Sent::None {
        out.push_str("    if rt::get_none(sent).is_none() { return None }\n");
    } else {
        out.push_str("    let _ = sent;\n");
    }
    let stress = if context.stress {
        "    if rt::stress() { return None }\n"
    } else {
        ""
    };
    let own = match begins {
        true => "rt::resumed::Lazy::of(&mut object)",
        false => "generator",
    };
    let object = if begins { "let mut object = generator; " } else { "" };
    let _ = writeln!(
        out,
        "{stress}    {object}{taken}\n    Some(match body_{number}_{}(cx, {own}{given}) {{ Ok(value) => value, Err(exit) => exit.0 }})\n}}",
        super::ascii_name(&last(&unit.func.qualname))
    );
    Ok(out)
}

/// What begins without a generator, with arguments that are what the body takes.
fn begin(unit: &Unit, context: &Context<'_>) -> Result<String, String> {
    let (number, func) = (unit.number, &unit.func);
    let params = &func.blocks[0].params;
    let mut out = format!(
        "fn begin_{number}(cx: rt::Cx, lazy: rt::resumed::Lazy, args: &[rt::Obj], taken: u32) -> Option<rt::Obj> {{\n    if args.len() != {} {{ return None }}\n",
        params.len()
    );
    let (mut given, mut kept) = (String::new(), String::new());
    for (place, param) in params.iter().enumerate() {
        let ty = func.ty(*param);
        let _ = writeln!(
            out,
            "    let Some(held_{place}) = {} else {{ return None }};",
            get(&format!("args[{place}]"), ty)?
        );
        let _ = match ty.is_reference() {
            true => write!(
                kept,
                "if taken >> {place} & 1 == 0 {{ rt::object::retain_or_null(args[{place}]); }} "
            ),
            false => write!(
                kept,
                "if taken >> {place} & 1 != 0 {{ rt::object::release_or_null(args[{place}]); }} "
            ),
        };
        let _ = write!(given, ", held_{place}");
    }
    if context.stress {
        out.push_str("    if rt::stress() { return None }\n");
    }
    let _ = writeln!(
        out,
        "    {kept}\n    Some(match body_{number}_{}(cx, lazy{given}) {{ Ok(value) => value, Err(exit) => exit.0 }})\n}}\n",
        super::ascii_name(&last(&func.qualname))
    );
    Ok(out)
}

/// Is nothing known of a parameter but what its function does with it?
fn is_guessed(unit: &Unit, index: usize, context: &Context<'_>) -> bool {
    let function = context.numbers.iter().position(|number| *number == Some(unit.number));
    let callee = function.and_then(|function| context.facts.functions.get(function));
    callee
        .and_then(|callee| callee.guessed.get(index).copied())
        .unwrap_or_default()
}

/// The runtime's name for what an object was guessed to be.
fn guess(promise: &Type) -> String {
    let name = match promise {
        Type::Int => "Int",
        Type::Float => "Float",
        Type::Str => "Text",
        Type::Class(name, items) if name == "list" => {
            return format!("rt::guess::List<{}>", guess(items.first().unwrap_or(&Type::Unknown)));
        }
        Type::Class(name, _) if name == "dict" => "Dict",
        _ => "Any",
    };
    format!("rt::guess::{name}")
}

/// The last part of a qualified name.
pub(super) fn last(qualname: &str) -> String {
    qualname
        .rsplit('.')
        .next()
        .unwrap_or(qualname)
        .trim_matches(['<', '>'])
        .to_owned()
}
