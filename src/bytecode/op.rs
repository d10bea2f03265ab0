//! One instruction set over the bytecodes of CPython 3.11 to 3.15.

/// Where in the source an instruction comes from: lines from 1, columns in UTF-8 bytes from 0. Zero lines: nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
    /// Code unit of the instruction.
    pub unit: u32,
}

/// One decoded instruction.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// Code unit at which the instruction begins, prefixes included: where CPython can go on.
    pub at: u32,
    pub op: Op,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    Add,
    And,
    FloorDivide,
    LeftShift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    RightShift,
    Subtract,
    TrueDivide,
    Xor,
    Subscript,
}

impl BinaryOp {
    /// The special method that implements the operator.
    pub fn method(self) -> &'static str {
        match self {
            BinaryOp::Add => "__add__",
            BinaryOp::And => "__and__",
            BinaryOp::FloorDivide => "__floordiv__",
            BinaryOp::LeftShift => "__lshift__",
            BinaryOp::MatrixMultiply => "__matmul__",
            BinaryOp::Multiply => "__mul__",
            BinaryOp::Remainder => "__mod__",
            BinaryOp::Or => "__or__",
            BinaryOp::Power => "__pow__",
            BinaryOp::RightShift => "__rshift__",
            BinaryOp::Subtract => "__sub__",
            BinaryOp::TrueDivide => "__truediv__",
            BinaryOp::Xor => "__xor__",
            BinaryOp::Subscript => "__getitem__",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    Negative,
    Positive,
    Invert,
    Not,
}

impl UnaryOp {
    /// The special method that implements the operator; `not` has none.
    pub fn method(self) -> Option<&'static str> {
        match self {
            UnaryOp::Negative => Some("__neg__"),
            UnaryOp::Positive => Some("__pos__"),
            UnaryOp::Invert => Some("__invert__"),
            UnaryOp::Not => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    pub const ALL: [CompareOp; 6] = [
        CompareOp::Lt,
        CompareOp::Le,
        CompareOp::Eq,
        CompareOp::Ne,
        CompareOp::Gt,
        CompareOp::Ge,
    ];

    /// The same comparison with its operands the other way round.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            CompareOp::Eq | CompareOp::Ne => self,
        }
    }

    /// The special method that implements the comparison.
    pub fn method(self) -> String {
        format!("__{}__", self.name())
    }

    /// As the functions that compare are called, in Python's `operator` and in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            CompareOp::Lt => "lt",
            CompareOp::Le => "le",
            CompareOp::Eq => "eq",
            CompareOp::Ne => "ne",
            CompareOp::Gt => "gt",
            CompareOp::Ge => "ge",
        }
    }

    /// As Rust and Python write it.
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }
}

/// When a conditional jump jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    True,
    False,
    None,
    NotNone,
}

/// Where the call protocol's NULL goes when a callable is pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NullAt {
    Nowhere,
    Below,
    Above,
}

/// How a container grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Append {
    ListAppend,
    ListExtend,
    SetAdd,
    SetUpdate,
    /// Key and value.
    MapAdd,
    DictUpdate,
    /// Keyword arguments of a call: the callable lies four below the top.
    DictMerge,
}

/// What an instruction does. Targets are indices into the decoded instruction list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Nop,
    /// Of a local that may be unbound: raises UnboundLocalError.
    LoadFast(u32),
    StoreFast(u32),
    DeleteFast(u32),
    LoadConst(u32),
    LoadSmallInt(i64),
    LoadNone,
    LoadBool(bool),
    LoadGlobal {
        name: String,
        null: NullAt,
    },
    StoreGlobal(String),
    DeleteGlobal(String),
    /// Takes the value out of a local that may be unbound, and leaves it unbound.
    LoadFastAndClear(u32),
    /// Puts what a local holds into a new cell. Cells and free variables are numbered behind the locals.
    MakeCell(u32),
    /// Fills the last slots with the cells of the function's closure.
    CopyFreeVars(u32),
    LoadDeref(u32),
    StoreDeref(u32),
    DeleteDeref(u32),
    /// Attribute of the top of the stack. `method`: the two-entry form that a call follows.
    LoadAttr {
        name: String,
        method: bool,
    },
    StoreAttr(String),
    DeleteAttr(String),
    /// Of `super()`: on the stack are the global `super`, the class and the first argument.
    LoadSuperAttr {
        name: String,
        method: bool,
        /// `super()`, not `super(class, first)`: a function that is bound to the name instead gets no arguments.
        no_args: bool,
    },
    PushNull,
    Pop(u32),
    Copy(u32),
    Swap(u32),
    Binary {
        op: BinaryOp,
        inplace: bool,
    },
    Unary(UnaryOp),
    ToBool,
    Compare {
        op: CompareOp,
        to_bool: bool,
    },
    Is {
        invert: bool,
    },
    Contains {
        invert: bool,
    },
    StoreSubscript,
    DeleteSubscript,
    /// Container, start, stop.
    BinarySlice,
    /// Value, container, start, stop.
    StoreSlice,
    BuildSlice(u32),
    /// Pops the condition.
    Branch {
        condition: Condition,
        target: usize,
        backward: bool,
    },
    /// 3.11: keeps the condition when it jumps.
    BranchOrPop {
        condition: Condition,
        target: usize,
    },
    Jump {
        target: usize,
        backward: bool,
    },
    GetIter,
    /// `target`: the instruction executed after exhaustion; `pops`: stack entries gone by then.
    ForIter {
        target: usize,
        pops: u32,
    },
    BuildTuple(u32),
    BuildList(u32),
    BuildSet(u32),
    /// Keys and values in turn.
    BuildMap(u32),
    /// Values, and a tuple of the keys on top.
    BuildConstKeyMap(u32),
    BuildString(u32),
    /// The container lies so deep below the top once the operands are gone.
    Append(Append, u32),
    ListToTuple,
    UnpackSequence(u32),
    /// Items before and behind the one with a star.
    UnpackEx(u32, u32),
    /// 3.11, 3.12: names for the next call, a constant.
    KwNames(u32),
    /// `argc` arguments over callable and NULL; `names_on_stack`: their keyword names are on top (3.13+).
    Call {
        argc: u32,
        names_on_stack: bool,
    },
    /// Callable, NULL, positional arguments and, perhaps, keyword arguments: `kwargs` is `None` where the stack may hold NULL.
    CallEx {
        kwargs: bool,
    },
    /// A function of the code object on top; below it what the flags say.
    MakeFunction(u32),
    /// Function on top of the value.
    SetFunctionAttribute(u32),
    /// Is there a specification on top?
    Format {
        spec: bool,
    },
    ConvertValue(u32),
    /// Level and names of a `from` list.
    ImportName(String),
    ImportFrom(String),
    LoadBuildClass,
    CommonConstant(u32),
    /// 3.11 to 3.13: the manager becomes its exit function and what `__enter__` gave.
    BeforeWith,
    /// 3.14: the object becomes its special method and NULL or self.
    LoadSpecial(u32),
    GetLen,
    MatchMapping,
    MatchSequence,
    MatchKeys,
    /// Subject, class, names.
    MatchClass(u32),
    Return,
    ReturnConst(u32),
    /// The call of a generator function ends; what is sent first is on top when its body begins.
    ReturnGenerator,
    /// A generator gives the value on top; what is sent takes its place when the body goes on.
    Yield,
    /// `raise`, of nothing, an exception, or an exception and its cause: control never goes on to the next instruction.
    Raise(u32),
    /// Raises the exception on top again. If not 0: so deep below it lies the instruction that raised it first.
    Reraise(u32),
    /// Makes the exception on top the one that is handled; the one before goes below it.
    PushExcInfo,
    /// Is the exception below the top of the class on top?
    CheckExcMatch,
    /// `except*`: the exception below the class on top becomes the part that the class does not match; the part that it matches
    /// goes above it, and is the one that is handled if there is one. What is missing is `None`.
    CheckGroupMatch,
    /// What is left to raise of an exception behind its `except*` handlers, from it and the list on top; or `None`.
    JoinGroups,
    /// The exception on top was handled before, and is again.
    PopExcept,
    /// Calls the exit function of a `with` statement with the exception on top.
    WithExceptStart,
    /// A constant of no code object's: only where a generator expression was put into its consumer.
    Literal(super::Constant),
    /// A step of a reduction over a generator expression that was put into its consumer.
    Reduce(Reduction),
    /// A string or tuple of the code of a function that is made here, by [`carried_place`].
    Carried(super::Constant, u32),
    /// Anything else, by CPython's name: native code ends here.
    Other(String),
}

/// What a builtin does that consumes a generator expression (`lower::reduction`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// It begins, if the builtin of that name is what the global is.
    Begin(&'static str),
    /// It goes on if the builtin of that name is what the global is.
    Known(&'static str),
    /// What is iterated over, on top, becomes a list of its items, always or if it is of a builtin class whose items are only found by
    /// an iterator.
    Listed(bool),
    /// What there is so far, if anything, and the value on top give what there is then, for the builtin of that name.
    Add(&'static str),
    /// Is the key on top better than the best one so far, in that local, if there is one?
    Better(&'static str, u32),
    /// A list of the same items in the order of the keys in the list on top, or the other way round.
    Sort(bool),
    /// It ends with what there is.
    Total(&'static str),
    /// It ends with what there is, or with the value on top if that is nothing.
    Otherwise,
    /// It ends with the value on top.
    Found,
    /// How many items there are in the list that there is.
    Count,
    /// There are so many items in the list that there is.
    Fits(u32),
    /// There are no more items in the list that there is than may be listed although the builtin does not list them.
    Few,
    /// It ends with so many values, which are on top.
    Unpacked(u32),
    /// It ends with that truth.
    Truth(bool),
}

/// Where a constant of the code at a place in `co_consts` is found (`rt::Function::constant`), if it can be said so.
pub fn carried_place(code: u32, constant: u32) -> Option<u32> {
    (code < 1 << 16 && constant < 1 << 15).then_some(1 << 31 | code << 15 | constant)
}

impl Op {
    /// Does control never reach the next instruction?
    pub fn ends_flow(&self) -> bool {
        matches!(
            self,
            Op::Jump { .. } | Op::Return | Op::ReturnConst(_) | Op::Raise(_) | Op::Reraise(_)
        )
    }

    /// The instruction it may jump to.
    pub fn target(&self) -> Option<usize> {
        match self {
            Op::Branch { target, .. }
            | Op::BranchOrPop { target, .. }
            | Op::Jump { target, .. }
            | Op::ForIter { target, .. } => Some(*target),
            _ => None,
        }
    }
}
