//! Operations: a closed set of those that passes must understand; all others are primitives.

use super::object::ObjectOp;
use crate::bytecode::{BinaryOp, CompareOp, Constant, Reduction, UnaryOp};
use crate::types::Type;

/// What an unboxed operation raises because of the values that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failing {
    /// An item of a container (the first operand) may be missing, by a key or an index (the second).
    Missing,
    /// A text may be no number.
    NoNumber,
    /// The second operand may be zero.
    ByZero,
}

/// Arithmetic on ints that passes understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntOp {
    Add,
    Sub,
    Mul,
    And,
    Or,
    Xor,
}

/// Arithmetic on floats that cannot fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FloatOp {
    Add,
    Sub,
    Mul,
}

/// Arithmetic in 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WideOp {
    Add,
    Sub,
    Mul,
}

/// A change of representation (see `types::Repr`); those from a dynamic or boxed one may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Convert {
    BoolToInt,
    IntToFloat,
    IntToWide,
    /// May leave.
    WideToInt,
    IntToNum,
    FloatToNum,
    NumToFloat,
    /// To the result's type from any scalar: never leaves.
    ToDyn,
    /// To the result's type from a tagged scalar: leaves if it holds another.
    FromDyn,
    /// Int or float to `Num` from a tagged scalar: leaves if it holds another.
    FromObj,
    /// Leaves if unbound.
    FromMaybe,
    /// To `Maybe` from a value or from nothing.
    ToMaybe,
    /// The promise of an object changes, nothing else.
    Rename,
    /// Item by item.
    Tuple,
    /// A new object for an unboxed value; null for a local that is not bound.
    Box,
    /// An object that may be null to one that is not: leaves if it is.
    FromNullable,
    /// An object or nothing to one that may be null.
    ToNullable,
}

/// What a call of a function found in a class is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Of a method: function, object, arguments.
    Method,
    /// Of a class, which `__init__` and its arguments follow: class, arguments.
    Construct,
    /// Of a property's getter: object.
    Property(String),
    /// Of an operator's function: both operands. In place? Is it the right one's?
    Operator(BinaryOp, bool, bool),
    /// Of an operator's function that changes the left operand (`__iadd__`): both operands.
    InPlace(BinaryOp),
    /// Of the store of an item, whatever it gives: value, object, key.
    SetItem,
    /// Of an operator with one operand.
    Unary(UnaryOp),
    /// Of a comparison: both operands. With the truth of the result instead of it?
    Compare(CompareOp, bool),
}

/// What is only made if something leaves while it is still needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deferral {
    /// The string that its operands are in a row.
    Text,
    /// The same as an f-string makes it.
    Built,
    /// An instance of the class that is its first operand, with the others in these attributes.
    Instance(Vec<String>),
    /// The cell of that variable, in which its operand is.
    Cell(u32),
}

/// Which lists of a call are vectors: those that the callee takes, and that which it gives?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lent {
    pub takes: bool,
    pub gives: bool,
}

/// An exception that is known but for the values it is made of: of the class that a global is, made with arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    pub class: String,
    /// The function that is the class's `__init__`, if it is not a builtin's.
    pub function: Option<usize>,
    /// How many arguments there are.
    pub given: usize,
    /// Attributes that are known to be arguments.
    pub attributes: Vec<(String, usize)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    // Of Python: any types.
    Const(Constant, Option<u32>),
    Unbound,
    /// `true`: an attribute of it is loaded next.
    LoadGlobal(String, bool),
    StoreGlobal(String),
    /// `true`: a call follows.
    LoadAttr(String, bool),
    /// Object, what [`Op::LoadAttr`] found for a call: the object to call it with, if any. Takes over the object of a `Ty::Callee`.
    MethodSelf,
    /// The value of a local that may be unbound.
    CheckBound,
    /// The value that a local with this hint is given.
    Hinted(Type),
    /// The value as an object from here on, because somebody may ask which one it is.
    Boxed,
    Binary(BinaryOp, bool),
    Unary(UnaryOp),
    ToBool,
    /// With the truth of the result instead of it?
    Compare(CompareOp, bool),
    Is(bool),
    GetIter,
    /// An iterator over a constant tuple of numbers, or of such tuples that are unpacked, which has that place in `co_consts`.
    Iterate(Vec<Constant>, u32),
    /// Is there another item?
    HasNext,
    /// The item.
    NextItem,
    /// The iterator behind the item.
    Advance,
    /// Gives the second operand to the first, a generator, coroutine, or iterator: has it given something?
    Send,
    /// What it has given.
    Sent,
    /// What it has returned.
    Returned,
    /// The beginning of a list or tuple, whose reference is taken over.
    Walk,
    MakeTuple,
    /// A step of a reduction: of the builtin; of the total so far, if there is one, and a value; of the total.
    Reduce(Reduction),
    /// Item `.0` of `.1` of a tuple that must have as many.
    Unpack(u32, u32),
    /// Callable first; names of the last arguments, and their tuple's place in `co_consts`.
    Call(Vec<String>, Option<u32>),
    /// One more owner of an object. Nothing for other values.
    Retain,
    /// One owner less.
    Release,
    /// What has no unboxed form: operands become objects.
    Object(ObjectOp),
    /// Takes an object out of an array of them.
    ObjectItem(u32),
    /// A cell of the function's closure, borrowed.
    FreeCell(u32),
    /// What is in a cell, as the result's type; leaves if it is empty or holds another.
    ReadCell,
    /// Is an object that may be null none?
    NotNull,
    /// The object that a watched global is, borrowed.
    GlobalObject(usize),
    /// Signals, other threads, collections: at back edges and at the entry of functions that recurse.
    Poll,
    /// A code unit of the function, as handlers get it: that of the instruction that raised.
    Instruction(u32),
    /// The frame is at this code unit from now on.
    At,
    /// The generator function of that code object gives its first operand, at the `yield` of that number; then what its frame
    /// holds: locals, operands.
    Suspend(usize, u32),
    /// The generator of that code object ends; the operand, if it is an object, is what it returns.
    Finish(usize),
    /// A generator of that code object, from its function's arguments; takes over generators among them.
    MakeGenerator(usize),
    /// The next value of a generator of that code object, if there is one; the generator is advanced. Leaves with it as it was.
    Step(usize),
    /// What the builtin makes of all that a generator of that code object gives, whose state is kept: the runtime's function.
    Drain(usize, String),
    /// An iterator of that kind, made of generators, which it takes over, and of ranges and numbers (`infer::adapters`).
    Adapt(usize),
    /// The function is about to return: its locals are still there, for whoever has got its frame.
    Returning,

    // Unboxed.
    Int {
        op: IntOp,
        checked: bool,
    },
    Float(FloatOp),
    FloatNeg,
    Wide {
        op: WideOp,
        checked: bool,
    },
    /// Of two ints, two wide ints, two floats or two bools.
    Cmp(CompareOp),
    BoolNot,
    /// Truth of an int or float.
    NonZero,
    Convert(Convert),
    /// Is a tagged scalar or object None? With the negation.
    IsNone(bool),
    /// A function of the runtime, by path. Leaves on None if `leaves`.
    Primitive {
        path: String,
        leaves: bool,
    },
    /// What its operands make up, if something leaves while it is still needed.
    Deferred(Deferral),
    /// A new instance of the class that is its first operand, with the others in these attributes; leaves unless that is all that a
    /// call of the class does.
    NewInstance(Vec<String>),
    /// An instance that was put off, as [`Deferral::Instance`]: never leaves.
    MakeInstance(Vec<String>),
    /// Leaves unless an instance of the class could be made so, and nobody could tell if it is not; those of its attributes that are objects
    /// would end in this order.
    GuardInstance(Vec<String>, Vec<usize>),
    /// The object that a global is; leaves if it has to be looked for.
    KnownGlobal(String),
    /// The function that a method of instances of a class is; leaves if it is anything else.
    MethodOf(String),
    /// Leaves unless that function is what would be called of these operands: its operations follow instead. For some of them stands the
    /// class that they are instances of.
    GuardDirect(usize, How, [bool; 2]),
    /// As [`Op::Primitive`] that may leave; takes over its first operand, unless it leaves.
    Stealing(String),
    /// Leaves unless the watched global is as expected.
    GuardGlobal(usize),
    /// Reads a watched variable as the result's type; leaves if it is another.
    ReadGlobal(usize),
    /// Stores a boxed scalar in a global.
    WriteGlobal(usize),
    /// An attribute of an object, as the result's type; leaves if it is not where instances of a class have it.
    LoadField(String),
    /// Value, object: stores an unboxed value in an attribute; leaves if that may run Python code.
    StoreField(String),
    /// The function that an object's attribute is a method of; leaves if it is anything else.
    LoadMethod(String),
    /// `super`, class, first argument: the function above the class that the attribute is a method of; leaves if it is anything
    /// else.
    LoadSuper(String),
    /// Calls the native body of one of these functions, or does as ever.
    Direct {
        targets: Vec<usize>,
        keywords: Vec<String>,
        /// Their tuple's place in `co_consts`.
        names: Option<u32>,
        how: How,
    },
    /// Calls a native body; arguments are in the callee's representation.
    CallNative(usize),
    /// The same, of a body that takes or gives vectors for its lists (`analysis::vectors`); leaves behind it if one is none any
    /// more.
    CallVectors(usize, Lent),
    /// Calls an object: one of these functions' native bodies if it is such a function, else whatever it is. The result is taken
    /// as the result's type.
    CallDirect(Vec<usize>),
    /// The same with its arguments in a tuple, the second operand, and perhaps a dictionary: native bodies are called if it is empty.
    CallSpread(Vec<usize>),
    /// The present default of parameter `.1` of function `.0`, as the result's type.
    ReadDefault(usize, u32),
    /// A range object from start, stop, step.
    MakeRange,
    /// An item of an unboxed tuple.
    TupleItem(u32),
    /// Is an int one of these? The second operand is the constant tuple that they are in.
    Among(Vec<i64>),
    /// A constant tuple and its items: both at once.
    Keep,
    /// Leaves unless the object is exactly of this builtin class; it then is for as long as it lives.
    GuardClass(String),
    /// Leaves unless the object is an exact tuple of `.0` items.
    GuardTuple(u32),
    /// Leaves unless so many more calls may nest.
    GuardDepth(u32),
    /// Leaves unless the function could be called natively: its operations follow instead.
    GuardFunction(usize),
    /// Leaves if a tool listens to the code object at that place in `co_consts` alone.
    GuardUnheard(u32),
    /// An item of an object that is such a tuple.
    ObjTupleItem(u32, u32),
    /// Would nobody hear of it that such an exception is made, raised, caught and ended?
    IsUnheard(Raised),
    /// Which clause of a handler catches exceptions of the class that a global is, by the globals which the clauses name: its number, how
    /// many clauses there are if none does, or -1 if that is not known.
    Clause(String, Vec<Vec<String>>),
    /// Such an exception would end the function here, if it took the place of its call. What is known of its arguments are the operands;
    /// the others are `Ty::Unbound`.
    Ends(Raised),
}

/// The function of the runtime by which a function empties a cell that ends with it.
pub const EMPTIES_CELL: &str = "rt::keyed_cells::end";

impl Op {
    /// Does it only compute with numbers, test or count, and neither change an object nor look into one?
    pub fn only_computes(&self) -> bool {
        matches!(
            self,
            Op::Const(..)
                | Op::Unbound
                | Op::Int { .. }
                | Op::Float(_)
                | Op::FloatNeg
                | Op::Wide { .. }
                | Op::Cmp(_)
                | Op::BoolNot
                | Op::NonZero
                | Op::TupleItem(_)
                | Op::GuardClass(_)
                | Op::GuardTuple(_)
                | Op::GuardDepth(_)
                | Op::GuardUnheard(_)
                | Op::GuardFunction(_)
                | Op::GuardGlobal(_)
                | Op::GuardInstance(..)
                | Op::GuardDirect(..)
                | Op::Deferred(_)
                | Op::Retain
                | Op::IsUnheard(_)
                | Op::Clause(..)
                | Op::Ends(_)
        )
    }

    /// May Python code run while it is done: of a class that is not known, a finalizer, the collector?
    pub fn may_run_python(&self) -> bool {
        match self {
            Op::Object(op) => op.may_run_python(),
            Op::Release
            | Op::MethodSelf
            | Op::CallDirect(_)
            | Op::CallSpread(_)
            | Op::Direct { .. }
            | Op::Drain(..) => true,
            _ => false,
        }
    }

    /// May it raise natively, be it still of Python or already on objects?
    pub fn may_raise(&self) -> bool {
        match self {
            Op::LoadGlobal(..) | Op::LoadAttr(..) | Op::Binary(..) | Op::Unary(_) | Op::ToBool | Op::Compare(..) => {
                true
            }
            Op::GetIter | Op::HasNext | Op::Send | Op::Unpack(..) | Op::Call(..) => true,
            Op::CallNative(_) | Op::CallVectors(..) | Op::CallDirect(_) | Op::CallSpread(_) | Op::Direct { .. } => true,
            Op::Object(op) => !op.is_infallible() && !op.leaves() && !op.is_display(),
            Op::Primitive { .. } => self.failing().is_some(),
            _ => false,
        }
    }

    /// What it raises natively because of the values that it is given, where it is done unboxed.
    pub fn failing(&self) -> Option<Failing> {
        match self {
            Op::Object(ObjectOp::Binary(BinaryOp::Subscript, _)) => Some(Failing::Missing),
            Op::Primitive { path, leaves: true } => match path.as_str() {
                "rt::text::to_int" | "rt::text::char_to_int" | "rt::text_float::to_float" => Some(Failing::NoNumber),
                "rt::int::floordiv" | "rt::int::modulo" | "rt::int::truediv" => Some(Failing::ByZero),
                "rt::float::floordiv" | "rt::float::modulo" | "rt::float::truediv" => Some(Failing::ByZero),
                "rt::num::quotient" => Some(Failing::ByZero),
                path => ["rt::dict::get_item", "rt::probe::get_item", "rt::list::get_"]
                    .iter()
                    .any(|load| path.starts_with(load))
                    .then_some(Failing::Missing),
            },
            _ => None,
        }
    }

    /// Can it be removed when its result is not used?
    pub fn is_pure(&self) -> bool {
        match self {
            Op::Const(..) | Op::Unbound | Op::Float(_) | Op::FloatNeg | Op::Cmp(_) | Op::BoolNot | Op::NonZero => true,
            Op::Instruction(_)
            | Op::Iterate(..)
            | Op::HasNext
            | Op::NextItem
            | Op::Advance
            | Op::MakeTuple
            | Op::TupleItem(_)
            | Op::Keep
            | Op::Among(_)
            | Op::Deferred(_)
            | Op::IsUnheard(_)
            | Op::Clause(..)
            | Op::IsNone(_) => true,
            Op::Int { checked, .. } | Op::Wide { checked, .. } => !checked,
            Op::Primitive { path, leaves } => !leaves && path != EMPTIES_CELL,
            Op::Convert(convert) => !matches!(
                convert,
                Convert::WideToInt
                    | Convert::FromDyn
                    | Convert::FromObj
                    | Convert::FromMaybe
                    | Convert::Tuple
                    | Convert::Box
                    | Convert::FromNullable
                    | Convert::ToNullable
            ),
            Op::ObjTupleItem(..) | Op::GlobalObject(_) | Op::NotNull | Op::FreeCell(_) => true,
            _ => false,
        }
    }
}
