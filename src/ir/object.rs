//! Operations on objects: each is a function of the runtime that does what one CPython instruction does.
//!
//! Operands are borrowed, or stolen where [`ObjectOp::steals`] says so; results are owned.

use crate::bytecode::{Append, BinaryOp, CompareOp, UnaryOp};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ObjectOp {
    Binary(BinaryOp, bool),
    Unary(UnaryOp),
    Compare(CompareOp),
    /// Item, container.
    Contains,
    Truth,
    Is,
    GetAttr(String),
    /// The attribute for a call that follows: bound, or a [`Ty::Callee`](super::Ty::Callee).
    GetMethod(String),
    /// Value, object.
    SetAttr(String),
    DelAttr(String),
    /// `super`, class, first argument; was it called without arguments?
    SuperAttr(String, bool),
    /// The same, for a call that follows.
    SuperMethod(String, bool),
    /// Value, container, key.
    SetItem,
    DelItem,
    GetSlice,
    /// Value, container, start, stop.
    SetSlice,
    /// Start, stop and perhaps step.
    /// A slice; is it used just once, in the subscript behind it?
    NewSlice(bool),
    Tuple,
    List,
    Set,
    /// Keys and values in turn.
    Dict,
    /// Values, then the tuple of the keys.
    ConstKeyDict,
    Str,
    /// Container, operands.
    Append(Append),
    ListToTuple,
    /// A sequence of so many items to an array of them.
    Unpack(u32),
    /// Items before and behind the list in the middle.
    UnpackEx(u32, u32),
    GetIter,
    /// The next item, or nothing.
    Next,
    /// Generator, coroutine or iterator, and what it gets: what it gives, or nothing where it returns.
    Send,
    /// What it has returned, taken, or nothing.
    Returned,
    /// What `await` asks.
    GetAwaitable,
    /// Callable and arguments; `co_consts` index of the tuple of keyword names.
    Call(Option<u32>),
    /// A [`Ty::Callee`](super::Ty::Callee), the object to call it with or null, and arguments; `co_consts` index as above.
    CallFound(Option<u32>),
    /// Object and arguments.
    CallMethod(MethodCall),
    /// Callable, arguments, perhaps keyword arguments.
    CallEx,
    MakeFunction,
    /// Function, value.
    SetFunctionAttribute(u32),
    /// Value, perhaps a specification.
    Format,
    ConvertValue(u32),
    /// Of the present value of a local, or empty; for the variable of that number.
    NewCell(u32),
    /// Leaves if empty.
    CellGet,
    /// Cell, value.
    CellSet,
    /// Leaves if empty.
    CellClear,
    /// A cell of the function's closure, by its place there; for the variable of that number.
    FreeCell(u32, u32),
    /// Level, names of the `from` list.
    ImportName(String),
    ImportFrom(String),
    BuildClass,
    CommonConstant(u32),
    /// Manager to its exit function and what `__enter__` gave.
    WithEnter,
    LoadSpecial(u32),
    GetLen,
    IsMapping,
    IsSequence,
    /// Subject, keys.
    MatchKeys,
    /// Subject, class, names.
    MatchClass(u32),
    /// A global or builtin; leaves if there is none.
    LoadGlobal(String),
    StoreGlobal(String),
    DeleteGlobal(String),
    /// The exception that is set, taken.
    Caught,
    /// An exception begins to be handled: gives the one that was before.
    PushExcInfo,
    /// Steals the exception that is handled from now on.
    PopExcept,
    /// Exception, class.
    ExcMatches,
    /// Nothing, an exception, or an exception and its cause; leaves before what is unusual.
    Raise,
    /// Steals the exception.
    Reraise,
    /// Exit function, exception.
    WithExcept,
    /// Exception, class: the part that it does not match, and the part that it does.
    SplitGroup,
    /// Exception, list of those to raise instead.
    JoinGroups,
}

/// A call of a builtin type's own method.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MethodCall {
    pub class: String,
    pub name: String,
    /// `co_consts` index of the tuple of keyword names.
    pub names: Option<u32>,
    /// What every such call gives, if it does not fail.
    pub gives: Gives,
}

/// What an operation gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gives {
    Object,
    /// An object, or null at the end of an iterator.
    Nullable,
    Bool,
    /// An `int` of 64 bits.
    Int,
    Nothing,
    /// An array of so many objects.
    Objects(u32),
}

impl ObjectOp {
    pub fn gives(&self) -> Gives {
        match self {
            ObjectOp::Contains | ObjectOp::Truth | ObjectOp::Is | ObjectOp::IsMapping | ObjectOp::IsSequence => {
                Gives::Bool
            }
            ObjectOp::ExcMatches => Gives::Bool,
            ObjectOp::PopExcept | ObjectOp::Raise | ObjectOp::Reraise => Gives::Nothing,
            ObjectOp::SetAttr(_)
            | ObjectOp::DelAttr(_)
            | ObjectOp::SetItem
            | ObjectOp::DelItem
            | ObjectOp::SetSlice
            | ObjectOp::Append(_)
            | ObjectOp::SetFunctionAttribute(_)
            | ObjectOp::CellSet
            | ObjectOp::CellClear
            | ObjectOp::StoreGlobal(_)
            | ObjectOp::DeleteGlobal(_) => Gives::Nothing,
            ObjectOp::CallMethod(call) => call.gives,
            ObjectOp::Next | ObjectOp::Send | ObjectOp::Returned => Gives::Nullable,
            ObjectOp::Unpack(count) => Gives::Objects(*count),
            ObjectOp::UnpackEx(before, after) => Gives::Objects(before + 1 + after),
            ObjectOp::WithEnter | ObjectOp::SplitGroup => Gives::Objects(2),
            _ => Gives::Object,
        }
    }

    /// Does it take over the reference of operand `index` of `count`, also when it fails?
    pub fn steals(&self, index: usize, count: usize) -> bool {
        match self {
            ObjectOp::Tuple | ObjectOp::List | ObjectOp::Set | ObjectOp::Dict | ObjectOp::Str => true,
            ObjectOp::ConstKeyDict => index + 1 < count,
            ObjectOp::Append(Append::ListAppend | Append::SetAdd | Append::MapAdd) => index > 0,
            ObjectOp::CellSet | ObjectOp::SetFunctionAttribute(_) => index == 1,
            ObjectOp::PopExcept | ObjectOp::Reraise => true,
            _ => false,
        }
    }

    /// Does nothing, rather than an exception, mean that CPython has to do it?
    pub fn leaves(&self) -> bool {
        matches!(
            self,
            ObjectOp::CellGet | ObjectOp::CellClear | ObjectOp::LoadGlobal(_) | ObjectOp::DeleteGlobal(_)
        )
    }

    /// May Python code run while it is done?
    pub fn may_run_python(&self) -> bool {
        !matches!(
            self,
            ObjectOp::Is
                | ObjectOp::IsMapping
                | ObjectOp::IsSequence
                | ObjectOp::FreeCell(..)
                | ObjectOp::CellGet
                | ObjectOp::Returned
        )
    }

    /// Can it fail at all?
    pub fn is_infallible(&self) -> bool {
        matches!(
            self,
            ObjectOp::Is
                | ObjectOp::IsMapping
                | ObjectOp::IsSequence
                | ObjectOp::FreeCell(..)
                | ObjectOp::Returned
                | ObjectOp::CellSet
                | ObjectOp::Caught
                | ObjectOp::PushExcInfo
                | ObjectOp::PopExcept
        )
    }

    /// Does it only put objects together? It fails for want of memory.
    pub fn is_display(&self) -> bool {
        matches!(
            self,
            ObjectOp::Tuple
                | ObjectOp::List
                | ObjectOp::Str
                | ObjectOp::NewCell(_)
                | ObjectOp::NewSlice(_)
                | ObjectOp::ListToTuple
        )
    }

    /// Does it do no more than make an object?
    pub fn makes_only(&self) -> bool {
        self.is_display() || matches!(self, ObjectOp::MakeFunction | ObjectOp::SetFunctionAttribute(_))
    }

    /// Is it what handlers are made of, and runs no Python code but at the end of an exception?
    pub fn handles(&self) -> bool {
        matches!(
            self,
            ObjectOp::Caught | ObjectOp::PushExcInfo | ObjectOp::PopExcept | ObjectOp::ExcMatches | ObjectOp::Reraise
        )
    }

    /// Does control never go on behind it?
    pub fn ends_flow(&self) -> bool {
        matches!(self, ObjectOp::Raise | ObjectOp::Reraise)
    }
}
