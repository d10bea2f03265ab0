//! Unboxed IR to Rust that a person can read: the user's names, the source line beside each statement, what each exit guards.

mod adapted;
mod attribute;
mod begun;
mod body;
mod callee;
mod convert;
mod direct;
mod found;
mod frames;
mod entry;
mod generator;
mod heaps;
mod listeners;
mod literals;
mod exits;
mod kept;
mod landings;
mod module;
mod object;
mod operation;
mod quick;
mod raise;
mod recursion;
mod unmade;

pub use body::tree;
pub use listeners::unasked;
pub use module::{ModuleText, emit_module};

use crate::bytecode::Place;
use crate::infer::Facts;
use crate::ir::{Func, Inst, Lent, Op, Reason, Ty};
use crate::lower::Sent;
use crate::passes::{GlobalSpec, Watched};
use std::collections::{BTreeMap, BTreeSet};

/// A function that gets a native engine, ready to be written.
pub struct Unit {
    /// Index among the module's native functions.
    pub number: usize,
    pub func: Func,
    pub watched: Watched,
    pub first_line: u32,
    /// Has it a frame? See [`give_frames`].
    pub has_frame: bool,
    /// Is it found in a class when it is called?
    pub is_method: bool,
    /// Is it a body that takes or gives vectors, beside the one of that number?
    pub lent: Option<Lent>,
    /// Is it a stretch of the generator function with that code object? Behind the `yield` of that number.
    pub generator: Option<(usize, u32)>,
    /// Is that generator an object, whose state its consumer keeps?
    pub kept: bool,
    /// Does it go on with a generator that is an object?
    pub resumes: Option<Resumes>,
}

/// Where a stretch goes on with a generator that is an object.
pub struct Resumes {
    /// Behind the `yield` at that code unit, where so much is on the operand stack (a value, or NULL) below what is sent; or from the
    /// beginning.
    pub place: Option<(u32, Vec<bool>)>,
    pub sent: Sent,
    /// Is it a coroutine, or an `__await__`?
    pub is_awaited: bool,
}

/// Finds the functions that need a frame: those in which Python code may run, which could look at it, those that handle exceptions,
/// and those that call such a function. Where nothing but numbers is native, that they have none is a known limit.
pub fn give_frames(
    units: &mut [Unit],
    numbers: &[Option<usize>],
    others: &BTreeMap<(usize, Lent), usize>,
    facts: &Facts,
) {
    if !facts.objects {
        return;
    }
    let insts = |unit: &Unit| {
        let order = unit.func.reverse_postorder();
        let insts = order.into_iter().flat_map(|block| unit.func.block(block).insts.clone());
        insts.collect::<Vec<_>>()
    };
    let mut callees: Vec<Vec<usize>> = Vec::new();
    for unit in units.iter_mut() {
        let insts = insts(unit);
        if unit.generator.is_some() {
            unit.has_frame = unit.kept;
            callees.push(vec![]);
            continue;
        }
        let throws = |block| unit.func.throws(block).next().is_some();
        // A class lends the function of a method until something runs Python code, be it another thread or what a callee leaves to.
        let ends_loan = |op: &Op| matches!(op, Op::Poll | Op::CallNative(_) | Op::CallVectors(..));
        unit.has_frame = unit.resumes.is_some()
            || insts
                .iter()
                .any(|inst| inst.op.may_run_python() || steps_kept(inst, facts))
            || unit.func.reverse_postorder().into_iter().any(throws)
            || unit.is_method && insts.iter().any(|inst| ends_loan(&inst.op));
        let called = insts.iter().filter_map(|inst| match inst.op {
            Op::CallVectors(function, lent) => others.get(&(function, lent)).copied(),
            Op::CallNative(function) => numbers.get(function).copied().flatten(),
            _ => None,
        });
        callees.push(called.collect());
    }
    loop {
        let calls_one = |number: usize| callees[number].iter().any(|callee| units[*callee].has_frame);
        let found = (0..units.len()).find(|number| !units[*number].has_frame && calls_one(*number));
        match found {
            Some(number) => units[number].has_frame = true,
            None => return,
        }
    }
}

/// Is a generator asked for an item that is an object? Its frame has its consumer's below it.
fn steps_kept(inst: &Inst, facts: &Facts) -> bool {
    matches!(inst.op, Op::Step(code) | Op::Drain(code, _) if facts.kept_gives(code).is_some())
}

impl Unit {
    /// Does it go on with a generator that is an object?
    pub fn is_of_object(&self) -> bool {
        self.resumes.is_some() || self.kept
    }

    /// May what it goes on with be no object yet?
    pub fn is_lazy(&self) -> bool {
        self.kept || self.begins()
    }

    /// Is it the beginning of what may be awaited where it is made?
    pub fn begins(&self) -> bool {
        self.resumes
            .as_ref()
            .is_some_and(|resumes| resumes.place.is_none() && resumes.is_awaited)
    }

    /// Is its native body given the function object? That of a method is lent by the class until Python code runs.
    pub fn takes_function(&self) -> bool {
        let insts = || self.func.blocks.iter().flat_map(|block| &block.insts);
        self.has_frame || self.is_method || insts().any(|inst| matches!(inst.op, Op::FreeCell(_)))
    }
}

/// Why a function cannot be written, and where in the source.
#[derive(Clone, Debug)]
pub struct Unwritten {
    pub reason: Reason,
    /// Line 0: somewhere in the function.
    pub place: Place,
}

/// What does not fit together is a bug in annot.
impl From<String> for Unwritten {
    fn from(problem: String) -> Unwritten {
        Unwritten {
            reason: Reason::new("internal-error", problem),
            place: Place::default(),
        }
    }
}

/// What holds for the whole module while its functions are written.
pub struct Context<'a> {
    pub facts: &'a Facts,
    /// Index into `facts.functions` -> index among the native functions.
    pub numbers: &'a [Option<usize>],
    /// Index into `facts.functions` -> index among the units of the bodies that take or give vectors.
    pub others: &'a BTreeMap<(usize, Lent), usize>,
    /// Which of the units' bodies are given their function object.
    pub take_function: &'a [bool],
    /// Which functions each of them calls without asking whether a tool listens to their code alone; see [`unasked`].
    pub unasked: &'a [BTreeSet<usize>],
    /// Which of them have `*args` or `**kwargs`.
    pub starred: &'a [bool],
    /// The watched globals.
    pub globals: &'a [GlobalSpec],
    pub stress: bool,
    /// The source, by lines, for comments.
    pub lines: &'a [&'a str],
}

impl Context<'_> {
    /// The condition, to be put behind another one, that no tool listens to the code of that function alone, or to that of those
    /// which run unasked when the body of that unit does.
    fn unheard(&self, number: usize, unit: usize) -> String {
        let mut functions = self.unasked.get(unit).cloned().unwrap_or_default();
        functions.insert(number);
        listeners::condition(&functions)
    }

    /// The same, where it is known of the function itself.
    fn unheard_within(&self, number: usize) -> String {
        let functions = self.unasked.get(number).into_iter().flatten();
        listeners::condition(functions.filter(|function| **function != number))
    }

    /// The number of a callee among the native functions.
    pub fn number(&self, function: usize) -> Result<usize, String> {
        self.numbers
            .get(function)
            .copied()
            .flatten()
            .ok_or_else(|| "a call of a function that is not native".to_owned())
    }
}

/// The Rust type of a value.
fn rust_type(ty: &Ty) -> Result<String, String> {
    ty.repr()
        .map(|repr| repr.to_string())
        .ok_or_else(|| format!("a value of type {ty} cannot be stored"))
}

/// Something of the type, for variables that are not assigned yet.
fn placeholder(ty: &Ty) -> Result<String, String> {
    Ok(match ty {
        Ty::None => "()".to_owned(),
        Ty::Bool => "false".to_owned(),
        Ty::Int | Ty::Wide | Ty::Instruction | Ty::Literals(..) | Ty::Char | Ty::CharMethod(_) => "0".to_owned(),
        Ty::Float => "0.0".to_owned(),
        Ty::Piece => "rt::Piece::Int(0)".to_owned(),
        Ty::Complex | Ty::Conjugate => "rt::complex_value::of_real(0.0)".to_owned(),
        Ty::Num => "rt::Num { f: 0.0, i: 0, is_int: true }".to_owned(),
        Ty::Tuple(items) => {
            let items = items.iter().map(placeholder).collect::<Result<Vec<_>, _>>()?;
            format!("({})", items.iter().map(|item| format!("{item}, ")).collect::<String>())
        }
        Ty::Kept(items) => format!("(rt::NULL, {})", placeholder(&Ty::Tuple(items.clone()))?),
        Ty::Range | Ty::RangeIter => "(0, 0, 1)".to_owned(),
        Ty::Slice(given) => placeholder(&Ty::Tuple(Ty::slice_parts(given).into()))?,
        Ty::Obj(_) | Ty::Nullable(_) | Ty::Method(..) | Ty::Bound(_) | Ty::Callee | Ty::Cell(..) => {
            "rt::NULL".to_owned()
        }
        Ty::Objects(count) => format!("[rt::NULL; {count}]"),
        Ty::Generator(code) => format!("Generator{code}::GONE"),
        Ty::Suspended(_) => "None".to_owned(),
        Ty::Items(_) => "(rt::NULL, 0)".to_owned(),
        Ty::Walk(crate::ir::Along::Vectors(count, _)) => format!("rt::walk_vector::along([rt::NULL; {count}])"),
        Ty::Walk(_) => "rt::walk::along(rt::NULL)".to_owned(),
        Ty::Maybe(inner) => format!("(false, {}, )", placeholder(inner)?),
        Ty::Dyn(_) => "rt::Dyn::Unbound".to_owned(),
        _ => return Err(format!("a value of type {ty} cannot be stored")),
    })
}

/// A Python name as part of a Rust one.
fn ascii_name(name: &str) -> String {
    if name
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || character == '_')
    {
        name.to_owned()
    } else {
        "value".to_owned()
    }
}
