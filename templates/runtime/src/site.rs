//! Exits of generated code: where CPython goes on, and with what.

use crate::materialize::word_count;
use crate::value::{Obj, Word};
use std::cell::Cell;

/// How one local or operand travels to CPython.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A local that is not bound. 0 words.
    Unbound,
    /// The NULL that CPython's call protocol keeps on the stack. 0 words.
    Null,
    /// The object None. 0 words.
    None,
    /// 1 word, 0 or 1.
    Bool,
    /// 1 word.
    I64,
    /// 1 word, a code unit of the function.
    Instruction,
    /// 2 words, low then high.
    I128,
    /// 1 word, the bits.
    F64,
    /// A `complex`: 2 words, the bits of its real and its imaginary part.
    Complex,
    /// The method `conjugate` of such a one.
    Conjugate,
    /// 3 words: `f` bits, `i`, `is_int`.
    Num,
    /// 2 words: tag and payload, see `Dyn::words`.
    Dyn,
    /// 1 word, a borrowed reference.
    Obj,
    /// 1 word, an owned reference, consumed.
    Owned,
    /// A local that may not be bound: 1 word, a borrowed reference or null.
    Nullable,
    /// A local that may not be bound: 1 word, an owned reference, consumed, or null.
    OwnedOrNull,
    /// The object of the bound method that the operand below is, which becomes the method's function; NULL if it is none. No word.
    SelfOrNull,
    /// The method of that name of an object: 1 word, a borrowed reference to the object.
    Method(&'static str),
    /// The method of that name of an object: 1 word, an owned reference to the object, consumed.
    OwnedMethod(&'static str),
    /// A `str` of one character: 1 word.
    Char,
    /// The method of that name of a `str` of one character: 1 word.
    CharMethod(&'static str),
    /// A `range` object: 3 words, start, stop, step.
    Range,
    /// An iterator over a range: 3 words, next value, stop, step.
    RangeIter,
    /// An iterator over `co_consts[n]`, a tuple: 1 word, the index of its next item.
    TupleIter(u32),
    /// `co_consts[n]` of the function's code. 0 words.
    Const(u32),
    /// Our own function object `FUNCTIONS[n]`, as it was when the global was read. 0 words.
    Function(u32),
    /// The object that `GLOBALS[n]` watches (a builtin, a math function). 0 words.
    Global(u32),
    /// The module object through which `GLOBALS[n]`, an attribute, was found. 0 words.
    GlobalModule(u32),
    /// A tuple; the words of its items.
    Tuple(&'static [Kind]),
    /// A slice; the words of its start, stop and step, of which each is an int or `None`.
    Slice(&'static [Kind]),
    /// A constant or what is made of words: 1 word, a borrowed reference or null; then the words.
    Kept(&'static Kind),
    /// A local that may not be bound: 1 word, is it; then the words of its value.
    Maybe(&'static Kind),
    /// A cell in which that is: as many words.
    Cell(&'static Kind),
}

/// What CPython does first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Executes the instruction.
    Resume,
    /// Raises the exception that is set, as if the instruction had raised it.
    Raise,
}

/// How native code ends a function at a site. In generated code they are numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// CPython goes on, as the site's [`Mode`] says.
    Leave,
    /// The exception that is set ends the function. It has no handler for that.
    Fail,
    /// The same, where the frame has raised it before.
    FailAgain,
    /// A generator is at its end, and CPython goes on for that alone.
    End,
}

/// The constant part of a [`Site`].
pub struct SiteSpec {
    /// Index into the module's functions.
    pub function: u32,
    /// Code-unit index of the instruction in the original `co_code`.
    pub at: u32,
    pub mode: Mode,
    /// One for each of the `co_nlocalsplus` slots, in order: locals, cells that are no parameters, free variables. A slot
    /// that holds a cell is given the cell. Free variables are [`Kind::Obj`] or [`Kind::Owned`], even at the first instruction.
    pub locals: &'static [Kind],
    /// The operand stack, bottom to top.
    pub stack: &'static [Kind],
}

/// What a module says of all its sites. They are described by tables, not by statics of their own, each of which takes the
/// compiler half a millisecond.
pub struct Sites {
    pub all: &'static [Site],
    /// For each of them: its function, the code unit, which of [`Ends`], and which of `kinds` are its locals' and its operands'.
    pub places: &'static [[u32; 5]],
    pub kinds: &'static [&'static [Kind]],
}

impl Sites {
    /// Those of a module that has none, or makes them itself.
    pub const NONE: Sites = Sites {
        all: &[],
        places: &[],
        kinds: &[],
    };

    /// Tells each site what it is. Done before any native code of the module runs.
    pub(crate) fn describe(&self) {
        let spec = |&[function, at, ends, locals, stack]: &[u32; 5]| SiteSpec {
            function,
            at,
            mode: if matches!(ends, 0 | 4) { Mode::Resume } else { Mode::Raise },
            locals: self.kinds[locals as usize],
            stack: self.kinds[stack as usize],
        };
        // A module is never unloaded.
        let specs: &'static [SiteSpec] = self.places.iter().map(spec).collect::<Vec<_>>().leak();
        for ((site, spec), place) in self.all.iter().zip(specs).zip(self.places) {
            site.spec.set(spec);
            site.ends.set(match place[2] {
                2 => Ends::Fail,
                3 => Ends::FailAgain,
                4 => Ends::End,
                _ => Ends::Leave,
            });
            site.words.set(spec.locals.iter().chain(spec.stack).map(word_count).sum());
        }
    }
}

/// What a site is before it is described.
static UNDESCRIBED: SiteSpec = SiteSpec {
    function: 0,
    at: 0,
    mode: Mode::Resume,
    locals: &[],
    stack: &[],
};

/// How a frame ends at a site: which words of its locals are references, and which of its operands' are given up.
#[derive(Clone, Copy)]
pub(crate) struct Ending {
    pub(crate) is_known: bool,
    /// Can the locals be kept, and the operands be given up, as far as their kinds say?
    pub(crate) is_kept: bool,
    /// How many words the locals have.
    pub(crate) words: u8,
    /// The words of the locals that are references or null, and those among them that are borrowed.
    pub(crate) references: u32,
    pub(crate) borrowed: u32,
    /// The words of the locals that are tags of values of any kind.
    pub(crate) tags: u32,
    /// The words of the operands, from the first of them on, that are owned references or null, and how many those are.
    pub(crate) given: u32,
    pub(crate) given_count: u8,
}

impl Ending {
    pub(crate) const UNKNOWN: Ending = Ending {
        is_known: false,
        is_kept: false,
        words: 0,
        references: 0,
        borrowed: 0,
        tags: 0,
        given: 0,
        given_count: 0,
    };
}

/// One exit of generated code, with its continuation once made.
pub struct Site {
    spec: Cell<&'static SiteSpec>,
    /// The continuation (see `continuation::build`), owned, made on first use.
    pub(crate) continuation: Cell<Obj>,
    /// How often a guard here made native code leave; see `describe`.
    pub(crate) times: Cell<u64>,
    /// What `unseen` has found out about the locals and operands.
    pub(crate) ending: Cell<Ending>,
    pub(crate) ends: Cell<Ends>,
    /// How many words are handed over.
    words: Cell<usize>,
}

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Site {}

impl Site {
    pub const fn new(spec: &'static SiteSpec) -> Site {
        Site {
            spec: Cell::new(spec),
            continuation: Cell::new(std::ptr::null_mut()),
            times: Cell::new(0),
            ending: Cell::new(Ending::UNKNOWN),
            ends: Cell::new(Ends::Leave),
            words: Cell::new(0),
        }
    }

    /// A site that [`Sites::describe`] will describe.
    pub const fn undescribed() -> Site {
        Site::new(&UNDESCRIBED)
    }

    /// What is handed over here.
    ///
    /// # Safety
    /// `words` are those of the site's locals and operands. They live as long as the result is used.
    #[inline(always)]
    pub(crate) unsafe fn words<'a>(&self, words: *const Word) -> &'a [u64] {
        let count = self.words.get();
        if count == 0 {
            return &[];
        }
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(words.cast(), count) }
    }

    /// What the site is.
    #[inline(always)]
    pub fn spec(&self) -> &'static SiteSpec {
        self.spec.get()
    }
}
