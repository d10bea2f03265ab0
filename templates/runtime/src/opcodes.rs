//! The few instructions of which continuations are made, with the numbers that the target CPython gives them.
//!
//! The numbers come from that CPython's own headers, through `csrc/shim.c`; nothing is written down here.

/// An instruction that the runtime writes. The order is that of `annot_opcodes` in `csrc/shim.c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Name {
    Resume,
    LoadConst,
    StoreFast,
    DeleteFast,
    PushNull,
    UnaryInvert,
    JumpForward,
    JumpBackward,
    ReturnValue,
    PopJumpIfFalse,
    ExtendedArg,
    PopTop,
    MakeCell,
    CopyFreeVars,
    LoadFast,
    BuildTuple,
    CheckEgMatch,
    PrepReraiseStar,
}

const COUNT: usize = Name::PrepReraiseStar as usize + 1;

unsafe extern "C" {
    static annot_opcodes: [u8; COUNT];
    fn annot_cache_entries(opcode: u8) -> u8;
}

impl Name {
    pub(crate) fn number(self) -> u8 {
        // SAFETY: a constant of the shim with one entry for each name.
        unsafe { annot_opcodes[self as usize] }
    }

    /// How many code units follow the instruction for the interpreter's own use.
    pub(crate) fn cache_entries(self) -> usize {
        // SAFETY: reads a constant table with an entry for each byte.
        usize::from(unsafe { annot_cache_entries(self.number()) })
    }
}

/// Bytecode in the making.
#[derive(Default)]
pub(crate) struct Assembler {
    pub(crate) code: Vec<u8>,
}

impl Assembler {
    /// How many code units there are by now.
    pub(crate) fn units(&self) -> usize {
        self.code.len() / 2
    }

    /// Appends an instruction, with as many prefixes as its argument needs and its cache entries.
    pub(crate) fn push(&mut self, name: Name, argument: usize) {
        for shift in [24, 16, 8] {
            if argument >> shift != 0 {
                self.code
                    .extend([Name::ExtendedArg.number(), (argument >> shift) as u8]);
            }
        }
        self.code.extend([name.number(), argument as u8]);
        self.code.resize(self.code.len() + 2 * name.cache_entries(), 0);
    }
}

/// The code unit at which the instruction that contains unit `at` begins: before its prefixes.
pub(crate) fn first_prefix(code: &[u8], mut at: usize) -> usize {
    while at > 0 && code.get(2 * (at - 1)) == Some(&Name::ExtendedArg.number()) {
        at -= 1;
    }
    at
}
