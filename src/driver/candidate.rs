//! Which functions could be native at all, lowered.

use super::captured::Captured;
use super::regions::Lowering;
use super::unharmed::unharmed;
use crate::bytecode::{self, CodeObject, Instruction, Loaded, Op as Code, Place, flags};
use crate::infer::{Facts, GlobalKind};
use crate::ir::{Func, Inst, Op, Reason, Ty};
use crate::lower::{lower, splice};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};

/// A function that could be native.
pub(super) struct Candidate {
    pub(super) code: usize,
    pub(super) lowered: Func,
    pub(super) instructions: Vec<Instruction>,
    /// Set if generator expressions were put into their places.
    pub(super) regions: Option<Lowering>,
}

/// Builtins that look at the frame of their caller, its locals above all.
const FRAME_BUILTINS: [&str; 3] = ["eval", "exec", "locals"];

/// Builtins that do so without arguments.
const LONELY_FRAME_BUILTINS: [&str; 3] = ["dir", "super", "vars"];

/// Functions of modules that give a function its own frame.
const FRAME_FUNCTIONS: [&str; 3] = ["_getframe", "_getframemodulename", "currentframe"];

/// Is it a function or lambda of the source, not a module, class body, comprehension or something the compiler made?
pub(super) fn is_function(code: &CodeObject, index: usize) -> bool {
    let optimized = code.flags & 1 != 0;
    let made = code.name.starts_with('<') && code.name != "<lambda>"
        || code.name == "__annotate__"
        || code.name == "__conditional_annotations__";
    index != 0 && optimized && !made
}

/// Lowers a function, or says why it stays bytecode. `objects`: may it work on objects?
pub(super) fn candidate(
    loaded: &Loaded,
    index: usize,
    minor: u8,
    without: &[u32],
    objects: bool,
    captured: &Captured,
    hinted: &BTreeMap<String, Type>,
) -> Result<Candidate, Reason> {
    let code = &loaded.codes[index];
    let has = |flag: u32| code.flags & flag != 0;
    if without.contains(&(index as u32)) {
        return Err(Reason::new(
            "internal-error",
            "rustc refused what annot made of it: a bug in annot",
        ));
    }
    if has(flags::COROUTINE | flags::ITERABLE_COROUTINE | flags::ASYNC_GENERATOR) {
        return Err(Reason::new("coroutine-function", "coroutines run in CPython"));
    }
    if has(flags::GENERATOR) {
        return Err(super::generator::generator_function());
    }
    if !objects && has(flags::VARARGS | flags::VARKEYWORDS) {
        return Err(Reason::new(
            "star-parameters",
            "`*args` and `**kwargs` parameters are not native yet",
        ));
    }
    let captures = !code.cellvars.is_empty() || !code.freevars.is_empty();
    if captures && !objects {
        return Err(Reason::new(
            "captured-variables",
            "variables shared with an inner or outer function are not native yet",
        ));
    }
    if minor == 11 && is_nested(loaded, code) {
        return Err(Reason::new(
            "nested-on-311",
            "CPython 3.11 does not tell when a nested function is created",
        ));
    }
    let mut instructions = bytecode::decode(code, minor);
    if objects {
        bytecode::pass_on(code, &mut instructions);
    }
    let looked_at = looks_at_frame(&instructions).or_else(|| may_call_super(code, &instructions));
    if let Some(what) = looked_at.filter(|_| objects) {
        return Err(Reason::new(
            "frame-access",
            format!("`{what}` looks at the function's own frame"),
        ));
    }
    let slots = &captured.slots[index];
    if let Some(lowering) = regions(loaded, index, minor, &instructions, slots, hinted).filter(|_| objects)
        && let Ok(lowered) = lowering.lower()
    {
        return Ok(Candidate {
            code: index,
            lowered,
            instructions,
            regions: Some(lowering),
        });
    }
    let lowered = unharmed(|| lower(code, index, &instructions, minor, slots, hinted, None))
        .map_err(|problem| Reason::new("internal-error", problem))?
        .map_err(|problem| Reason::new("unsupported-instruction", problem))?;
    crate::ir::verify(&lowered)
        .map_err(|problem| Reason::new("internal-error", format!("after lowering: {problem}")))?;
    Ok(Candidate {
        code: index,
        lowered,
        instructions,
        regions: None,
    })
}

/// What it takes to lower a function with its generator expressions in their places, if it has any that could be.
fn regions(
    loaded: &Loaded,
    index: usize,
    minor: u8,
    instructions: &[Instruction],
    slots: &[Option<u32>],
    hinted: &BTreeMap<String, Type>,
) -> Option<Lowering> {
    let code = &loaded.codes[index];
    let inner = (loaded.codes.iter().enumerate())
        .filter(|(_, inner)| inner.parent == Some(index))
        .map(|(number, inner)| (number, inner.clone()));
    let codes: BTreeMap<usize, CodeObject> = inner.collect();
    splice(code, &codes, instructions, minor, &BTreeSet::new())?;
    Some(Lowering {
        code: code.clone(),
        codes,
        index,
        instructions: instructions.to_vec(),
        minor,
        slots: slots.to_vec(),
        hinted: hinted.clone(),
        without: BTreeSet::new(),
    })
}

/// What in a function needs its frame with all locals, if anything does.
pub(super) fn looks_at_frame(instructions: &[Instruction]) -> Option<String> {
    instructions
        .iter()
        .enumerate()
        .find_map(|(index, instruction)| match &instruction.op {
            Code::LoadGlobal { name, .. } if FRAME_BUILTINS.contains(&name.as_str()) => Some(name.clone()),
            Code::LoadGlobal { name, .. } | Code::LoadAttr { name, .. } | Code::ImportFrom(name)
                if FRAME_FUNCTIONS.contains(&name.as_str()) =>
            {
                Some(name.clone())
            }
            Code::LoadGlobal { name, .. } if LONELY_FRAME_BUILTINS.contains(&name.as_str()) => {
                let next = instructions[index + 1..].iter().find(|next| next.op != Code::Nop);
                let takes_none = next.is_some_and(|next| matches!(next.op, Code::Call { argc: 0, .. }));
                takes_none.then(|| name.clone())
            }
            _ => None,
        })
}

/// `super` without arguments under another name, which wants the frame's first argument and class: methods have that class if they
/// name `super`, to keep it, or their class itself.
fn may_call_super(code: &CodeObject, instructions: &[Instruction]) -> Option<String> {
    const CLASS: &str = "__class__";
    if !code.freevars.iter().any(|name| name == CLASS) {
        return None;
    }
    let slots = code.slots();
    let count = |is_one: &dyn Fn(&Code) -> bool| instructions.iter().filter(|inst| is_one(&inst.op)).count();
    let is_class = |slot: &u32| slots.get(*slot as usize).is_some_and(|name| name == CLASS);
    let named = count(&|op| matches!(op, Code::LoadDeref(slot) if is_class(slot)));
    let plain = count(&|op| matches!(op, Code::LoadSuperAttr { no_args: true, .. }));
    let is_kept = instructions.windows(2).any(|pair| {
        matches!(&pair[0].op, Code::LoadGlobal { name, .. } if name == "super")
            && matches!(pair[1].op, Code::StoreFast(_))
    });
    let calls = count(&|op| matches!(op, Code::Call { argc: 0, .. }));
    ((named > plain || is_kept) && calls > 0).then(|| "super".to_owned())
}

/// Is it made by a function that runs, rather than by the module's body or that of a class in it?
fn is_nested(loaded: &Loaded, code: &CodeObject) -> bool {
    let mut parent = code.parent;
    while let Some(index) = parent.filter(|index| *index != 0) {
        let above = &loaded.codes[index];
        if is_function(above, index) || above.name.starts_with('<') && !above.name.starts_with("<generic parameters") {
            return true;
        }
        parent = above.parent;
    }
    false
}

/// Functions that call functions of the module look at the eval breaker on entry, as CPython does: recursion is a loop, too.
pub(super) fn poll_at_entry(func: &mut Func, facts: &Facts) {
    let calls = func
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .any(|inst| match &inst.op {
            Op::LoadGlobal(name, _) => matches!(facts.globals.get(name), Some(GlobalKind::Function(_))),
            Op::LoadAttr(_, true) => !facts.classes.is_empty(),
            _ => false,
        });
    if calls {
        let entry = &mut func.blocks[0];
        let poll = Inst {
            op: Op::Poll,
            args: vec![],
            result: None,
            before: Some(entry.start),
            after: None,
            place: Place::default(),
        };
        entry.insts.push(poll);
    }
}

/// A parameter that is promised to be a tuple of a few numbers is taken as those.
pub(super) fn in_pieces(param: &mut Ty) {
    if let Ty::Obj(Type::Tuple(items)) = param
        && (1..=MOST_PIECES).contains(&items.len())
        && items
            .iter()
            .all(|item| matches!(item, Type::Int | Type::Float | Type::Bool))
    {
        *param = Ty::Tuple(items.iter().map(Ty::of_hint).collect());
    }
}

/// More items than these are not passed one by one.
const MOST_PIECES: usize = 6;

/// Can it be what a native body returns?
pub(super) fn is_boxable(ty: &Ty) -> bool {
    match ty {
        Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Wide
        | Ty::Float
        | Ty::Complex
        | Ty::Num
        | Ty::Char
        | Ty::Obj(_)
        | Ty::Dyn(_) => true,
        Ty::Tuple(items) | Ty::Kept(items) => items.iter().all(is_boxable),
        Ty::Suspended(_) => true,
        _ => false,
    }
}
