//! Calls of builtins that consume a generator expression, or what `map` and `filter` make with functions made on the spot.

use crate::bytecode::{CodeObject, Constant, Instruction, NullAt, Op as Code};
use std::ops::Range;

/// The builtins that consume so.
const CONSUMERS: [&str; 9] = ["sum", "min", "max", "any", "all", "list", "sorted", "tuple", COUNTS];

/// The class of `collections` that counts what it is given.
pub const COUNTS: &str = "Counter";

/// The method of `str` that makes a list of what it is given. What makes the generator is replaced alone.
pub(super) const JOIN: &str = "join";

/// One of [`OF_LISTS`] is called with what makes a generator, which is replaced alone. Its name is that of no builtin.
pub const MADE: &str = "made";

/// The builtin types that make the same of a list of numbers or characters as of what gives them: no Python code runs in between.
/// `bytearray` is none of them: it has more room behind what it got one by one.
pub const OF_LISTS: [&str; 3] = ["bytes", "frozenset", "set"];

/// The instruction that takes apart what it is given, which is not loaded. Its name is that of no builtin.
pub(super) const UNPACK: &str = "unpack";

/// So many items are taken apart at most.
const MOST_UNPACKED: u32 = 8;

/// Those that may have a key.
const KEYED: [&str; 3] = ["min", "max", "sorted"];

/// A call that could be replaced.
pub(super) struct Site {
    /// From the load of the builtin to the call of it.
    pub(super) within: Range<usize>,
    pub(super) name: &'static str,
    /// What happens to each item, the last one first.
    pub(super) stages: Vec<Stage>,
    /// The instructions that compute what is iterated over.
    pub(super) over: Range<usize>,
    pub(super) key: Option<Key>,
    /// So many items are taken apart.
    pub(super) unpacked: u32,
    /// What loads that which is given where there are no items.
    pub(super) default: Option<Code>,
}

/// By what items are compared.
pub(super) struct Key {
    pub(super) called: Called,
    /// `reverse=True`.
    pub(super) reverse: bool,
}

/// What happens to each item of what is iterated over.
pub(super) enum Stage {
    /// A generator expression goes over them. It is the only stage.
    Expression(Made),
    /// `map` or `filter` calls a function with it.
    Applied(&'static str, Called),
}

/// What `map` or `filter` calls.
pub(super) enum Called {
    Made(Made),
    /// A global of that name.
    Global(String),
}

/// A function that is made where it is consumed.
pub(super) struct Made {
    pub(super) code: usize,
    /// The place of its code in `co_consts`.
    pub(super) constant: u32,
    /// The slots of the cells that it captures.
    pub(super) captured: Vec<u32>,
}

impl Site {
    /// How many calls deeper than the consumer what stands in the loop runs: within what is made there, or next to it if nothing is.
    /// CPython 3.11 counts calls of some builtins, too.
    pub(super) fn calls(&self, minor: u8) -> u32 {
        let own = u32::from(self.made().next().is_some());
        if self.name == COUNTS {
            // Its functions are written in Python, and ask an abstract base class.
            return own + 7;
        }
        if minor > 11 {
            return own;
        }
        let is_filter = |stage: &Stage| matches!(stage, Stage::Applied("filter", _));
        let consumer = match self.name {
            "any" | "all" => 2,
            "min" | "max" => 1,
            "sorted" if self.key.is_some() => 1,
            _ => 0,
        };
        own + consumer + u32::from(self.stages.iter().any(is_filter))
    }

    /// What is made in it.
    pub(super) fn made(&self) -> impl Iterator<Item = &Made> {
        fn of(called: &Called) -> Option<&Made> {
            match called {
                Called::Made(made) => Some(made),
                Called::Global(_) => None,
            }
        }
        let stages = self.stages.iter().filter_map(|stage| match stage {
            Stage::Expression(made) => Some(made),
            Stage::Applied(_, called) => of(called),
        });
        stages.chain(self.key.iter().filter_map(|key| of(&key.called)))
    }
}

/// The position of the next instruction that does something.
pub(super) fn skip(instructions: &[Instruction], mut index: usize) -> usize {
    while instructions.get(index).is_some_and(|next| next.op == Code::Nop) {
        index += 1;
    }
    index
}

/// A call of one of the builtins that begins with the instruction `index`, and has nothing else for an argument.
pub(super) fn find(code: &CodeObject, instructions: &[Instruction], index: usize) -> Option<Site> {
    if instructions[index].op == Code::Nop {
        return None;
    }
    let mut reader = Reader {
        code,
        instructions,
        at: index,
    };
    if is_joined(instructions, index)
        && let Some(site) = reader.joined(index)
    {
        return Some(site);
    }
    reader.at = index;
    if let Some(site) = reader.unpacked(index) {
        return Some(site);
    }
    reader.at = index;
    let name = reader.global(&CONSUMERS)?;
    let start = reader.at;
    let (stages, over, key, default) = reader
        .source(0)
        .or_else(|| {
            reader.at = start;
            reader.expression()
        })
        .and_then(|(stages, over)| {
            let end = reader.at;
            if reader.call(1).is_some() {
                return Some((stages, over, None, None));
            }
            reader.at = end;
            let default = matches!(name, "min" | "max").then(|| reader.default())??;
            Some((stages, over, None, Some(default)))
        })
        .or_else(|| {
            reader.at = start;
            let (stages, over, key) = KEYED.contains(&name).then(|| reader.keyed())??;
            Some((stages, over, key, None))
        })?;
    let within = index..reader.at;
    (!reader.is_entered(&within)).then_some(Site {
        within,
        name,
        stages,
        over,
        key,
        unpacked: 0,
        default,
    })
}

/// Is what the instruction begins to compute behind the load of a method that may be `str.join`, or of a builtin type that makes the same of a
/// list?
fn is_joined(instructions: &[Instruction], index: usize) -> bool {
    let before = instructions[..index].iter().rev().find(|before| before.op != Code::Nop);
    before.is_some_and(|before| match &before.op {
        Code::LoadAttr { name, method: true } => name == JOIN,
        Code::LoadGlobal {
            name,
            null: NullAt::Above,
        } => OF_LISTS.contains(&name.as_str()),
        _ => false,
    })
}

type Source = (Vec<Stage>, Range<usize>);

/// Reads instructions one after the other.
struct Reader<'a> {
    code: &'a CodeObject,
    instructions: &'a [Instruction],
    /// The next one.
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&mut self) -> Option<&'a Code> {
        self.at = skip(self.instructions, self.at);
        self.instructions.get(self.at).map(|instruction| &instruction.op)
    }

    /// The next instruction is that one.
    fn expect(&mut self, op: &Code) -> Option<()> {
        (self.peek()? == op).then(|| self.at += 1)
    }

    /// All that `join` is called with.
    fn joined(&mut self, index: usize) -> Option<Site> {
        let start = self.at;
        let (stages, over) = self.source(0).or_else(|| {
            self.at = start;
            self.expression()
        })?;
        let within = index..self.at;
        self.call(1)?;
        let is_entered = self
            .instructions
            .iter()
            .filter_map(|instruction| instruction.op.target())
            .any(|target| within.contains(&target));
        (!is_entered).then_some(Site {
            within,
            name: match self.instructions[..index]
                .iter()
                .rev()
                .find(|before| before.op != Code::Nop)
            {
                Some(Instruction {
                    op: Code::LoadGlobal { .. },
                    ..
                }) => MADE,
                _ => JOIN,
            },
            stages,
            over,
            key: None,
            unpacked: 0,
            default: None,
        })
    }

    /// What is taken apart as soon as it is made.
    fn unpacked(&mut self, index: usize) -> Option<Site> {
        let start = self.at;
        let (stages, over) = self.source(0).or_else(|| {
            self.at = start;
            self.expression()
        })?;
        let unpacked = match self.peek()? {
            Code::UnpackSequence(count) if (1..=MOST_UNPACKED).contains(count) => *count,
            _ => return None,
        };
        self.at += 1;
        let within = index..self.at;
        (!self.is_entered(&within)).then_some(Site {
            within,
            name: UNPACK,
            stages,
            over,
            key: None,
            unpacked,
            default: None,
        })
    }

    /// `default=` a constant, and the call with it: what loads it.
    fn default(&mut self) -> Option<Code> {
        let loaded = self.peek()?.clone();
        matches!(loaded, Code::LoadConst(_) | Code::LoadSmallInt(_)).then_some(())?;
        self.at += 1;
        let (names, names_on_stack) = match self.peek()? {
            Code::KwNames(number) => (self.code.constant(*number), false),
            Code::LoadConst(number) => (self.code.constant(*number), true),
            _ => return None,
        };
        self.at += 1;
        let Constant::Tuple(names) = names else { return None };
        matches!(names.as_slice(), [Constant::Str(name)] if name == "default").then_some(())?;
        self.expect(&Code::Call {
            argc: 2,
            names_on_stack,
        })?;
        Some(loaded)
    }

    /// Does control come to what lies within from elsewhere than its beginning?
    fn is_entered(&self, within: &Range<usize>) -> bool {
        let mut targets = self
            .instructions
            .iter()
            .filter_map(|instruction| instruction.op.target());
        targets.any(|target| within.contains(&target) && target != within.start)
    }

    fn call(&mut self, argc: u32) -> Option<()> {
        self.expect(&Code::Call {
            argc,
            names_on_stack: false,
        })
    }

    /// One of some globals is loaded to be called.
    fn global(&mut self, names: &[&'static str]) -> Option<&'static str> {
        let Code::LoadGlobal { name, null } = self.peek()? else {
            return None;
        };
        let (found, null) = (names.iter().find(|one| *one == name).copied()?, *null);
        self.at += 1;
        if null == NullAt::Nowhere {
            self.expect(&Code::PushNull)?;
        }
        Some(found)
    }

    /// A generator expression, and the call that makes its generator.
    fn expression(&mut self) -> Option<Source> {
        let made = self.made()?;
        let start = self.at;
        while self.peek()? != &Code::GetIter {
            effect(self.peek()?)?;
            self.at += 1;
        }
        let over = start..self.at;
        self.at += 1;
        self.call(0)?;
        Some((vec![Stage::Expression(made)], over))
    }

    /// `map` or `filter` of a function and what that goes over, and the call of it.
    fn source(&mut self, depth: usize) -> Option<Source> {
        let name = self.global(&["map", "filter"])?;
        let called = self.called()?;
        let start = self.at;
        let inner = (depth < 4).then(|| self.source(depth + 1)).flatten();
        let (mut stages, over) = match inner {
            Some(inner) => inner,
            None => {
                self.at = start;
                let call = Code::Call {
                    argc: 2,
                    names_on_stack: false,
                };
                (vec![], self.computed(|reader| reader.peek() == Some(&call))?)
            }
        };
        self.call(2)?;
        stages.insert(0, Stage::Applied(name, called));
        Some((stages, over))
    }

    /// A value that is computed, up to where it is done.
    fn computed(&mut self, mut is_done: impl FnMut(&mut Self) -> bool) -> Option<Range<usize>> {
        let start = self.at;
        let mut depth = 0;
        loop {
            let at = self.at;
            if depth == 1 && is_done(self) {
                return Some(start..at);
            }
            self.at = at;
            depth += effect(self.peek()?)?;
            self.at += 1;
        }
    }

    /// What is iterated over and a key, up to behind the call with both.
    fn keyed(&mut self) -> Option<(Vec<Stage>, Range<usize>, Option<Key>)> {
        let mut found = None;
        let over = self.computed(|reader| {
            found = reader.key();
            found.is_some()
        })?;
        Some((vec![], over, found))
    }

    /// The key of a call, and the call.
    fn key(&mut self) -> Option<Key> {
        let called = self.called()?;
        let reverse = match self.peek()? {
            Code::LoadBool(reverse) => Some(*reverse),
            Code::LoadConst(number) => match self.code.constant(*number) {
                Constant::Bool(reverse) => Some(reverse),
                _ => None,
            },
            _ => None,
        };
        self.at += usize::from(reverse.is_some());
        let (names, names_on_stack) = match self.peek()? {
            Code::KwNames(number) => (self.code.constant(*number), false),
            Code::LoadConst(number) => (self.code.constant(*number), true),
            _ => return None,
        };
        self.at += 1;
        let Constant::Tuple(names) = names else { return None };
        let wanted: &[&str] = if reverse.is_some() {
            &["key", "reverse"]
        } else {
            &["key"]
        };
        let is_wanted = names.len() == wanted.len()
            && names
                .iter()
                .zip(wanted)
                .all(|(name, wanted)| matches!(name, Constant::Str(name) if name == wanted));
        is_wanted.then_some(())?;
        self.expect(&Code::Call {
            argc: 1 + wanted.len() as u32,
            names_on_stack,
        })?;
        Some(Key {
            called,
            reverse: reverse.unwrap_or(false),
        })
    }

    /// A function that is made here, or a global.
    fn called(&mut self) -> Option<Called> {
        if let Code::LoadGlobal {
            name,
            null: NullAt::Nowhere,
        } = self.peek()?
        {
            let name = name.clone();
            self.at += 1;
            return Some(Called::Global(name));
        }
        Some(Called::Made(self.made()?))
    }

    /// A function that is made of a code object and what it captures.
    fn made(&mut self) -> Option<Made> {
        let mut captured = Vec::new();
        while let Code::LoadFast(slot) = self.peek()? {
            captured.push(*slot);
            self.at += 1;
        }
        if !captured.is_empty() {
            self.expect(&Code::BuildTuple(captured.len() as u32))?;
        }
        let Code::LoadConst(constant) = *self.peek()? else {
            return None;
        };
        let Constant::Code(code) = self.code.constant(constant) else {
            return None;
        };
        self.at += 1;
        let flags = match self.peek()? {
            Code::MakeFunction(flags) => *flags,
            _ => return None,
        };
        self.at += 1;
        match (flags, captured.is_empty()) {
            (0, true) | (8, false) => {}
            (0, false) => self.expect(&Code::SetFunctionAttribute(8))?,
            _ => return None,
        }
        Some(Made {
            code,
            constant,
            captured,
        })
    }
}

/// By how much an instruction of what is iterated over, which only computes a value, deepens the stack. Nothing: it is no such one.
fn effect(op: &Code) -> Option<i64> {
    Some(match op {
        Code::Nop | Code::Unary(_) => 0,
        Code::LoadFast(_) | Code::LoadConst(_) | Code::LoadSmallInt(_) | Code::LoadDeref(_) | Code::PushNull => 1,
        Code::LoadGlobal { null, .. } => 1 + i64::from(*null != NullAt::Nowhere),
        Code::LoadAttr { method, .. } => i64::from(*method),
        Code::Binary { .. } => -1,
        Code::BinarySlice => -2,
        Code::BuildSlice(parts) => 1 - i64::from(*parts),
        Code::Call { argc, .. } => -1 - i64::from(*argc),
        _ => return None,
    })
}
