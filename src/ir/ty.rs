//! What the compiler knows about an SSA value: the lattice of inference.

use crate::bytecode::Constant;
use crate::types::{Repr, Type, container_types};
use std::fmt;

/// A set of the scalar kinds that a dynamically typed value may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct DynSet(pub u8);

impl DynSet {
    pub const UNBOUND: DynSet = DynSet(1);
    pub const NONE: DynSet = DynSet(2);
    pub const BOOL: DynSet = DynSet(4);
    pub const INT: DynSet = DynSet(8);
    pub const FLOAT: DynSet = DynSet(16);
    pub const OBJ: DynSet = DynSet(32);

    pub fn union(self, other: DynSet) -> DynSet {
        DynSet(self.0 | other.0)
    }

    pub fn contains(self, other: DynSet) -> bool {
        self.0 & other.0 == other.0
    }

    pub fn without(self, other: DynSet) -> DynSet {
        DynSet(self.0 & !other.0)
    }
}

/// What a [walk](Ty::Walk) is along.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Along {
    List,
    Tuple,
    /// The characters of a string.
    Text,
    /// A list that an `enumerate` is over, with the number of its first item.
    Numbered(i64),
    /// The two lists that a `zip` is over.
    Zipped,
    /// So many vectors, if more than one those that a `zip` is over. Are the items numbered, for an `enumerate`?
    Vectors(usize, bool),
}

impl Along {
    /// What a walk owns, by the names of the runtime's `Walk`, in the order in which CPython's iterator gives it up.
    pub fn owned(self) -> Vec<String> {
        let names: &[&str] = match self {
            Along::List | Along::Tuple | Along::Text => &["sequence"],
            Along::Numbered(_) => &["sequence", "kept.1"],
            Along::Zipped => &["other", "sequence", "kept.1", "kept.0"],
            Along::Vectors(count, _) => return (0..count).rev().map(|side| format!("vectors[{side}]")).collect(),
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }
}

/// The type of a value as inference knows it. Each has one [`Repr`], save those that exist only while compiling.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// No value reaches here.
    Bottom,
    /// A local that is not bound.
    Unbound,
    None,
    Bool,
    /// An exact `int` in 64 bits.
    Int,
    /// An exact `int` in 128 bits.
    Wide,
    Float,
    Complex,
    /// The method `conjugate` of such a one, stored as the number.
    Conjugate,
    /// An exact `str` of one character.
    Char,
    /// The method of that name of such a one, stored as the character.
    CharMethod(String),
    /// A piece of a string: a value as a specification formats it, which is not put down yet.
    Piece,
    /// An exact `int` in 64 bits, or a `float`.
    Num,
    Tuple(Vec<Ty>),
    /// A tuple with such items, and the constant that it is, if it is one.
    Kept(Vec<Ty>),
    /// A `range` object: start, stop, step.
    Range,
    /// A `slice` object that is used once, in a subscript: start, stop, step, of which each is an int or missing (`None`).
    Slice([bool; 3]),
    /// A position in a range: next value, stop, step.
    RangeIter,
    /// A borrowed object, promised to be of a type.
    Obj(Type),
    /// An object, or null: a local that may be unbound, or the end of an iterator.
    Nullable(Type),
    /// The method of that name of a builtin type, which cannot be changed: stored as the object that it is of.
    Method(Type, String),
    /// A cell, by the number of the variable that it holds. Owned where it was made, borrowed from the closure elsewhere.
    Cell(u32, bool),
    /// A generator of the function with that code object, not an object yet.
    Generator(usize),
    /// Where such a generator is suspended, and what it gives.
    Suspended(usize),
    /// A position in a list whose items are that.
    Items(Type),
    /// A position in what is held: a variable that is advanced.
    Walk(Along),
    /// A position in a constant tuple of numbers, or of such tuples, which has that place in `co_consts`: an iterator over it.
    Literals(Vec<Constant>, u32),
    /// Several objects at once.
    Objects(u32),
    /// A code unit of the function.
    Instruction,
    /// Unbound, or a value of the type.
    Maybe(Box<Ty>),
    /// One of some scalars.
    Dyn(DynSet),
    /// One of the module's own functions, by its index. No representation.
    Function(usize),
    /// A function found in the class of an object that it will be called with: probably one of these.
    Bound(Vec<usize>),
    /// What an attribute was found to be that is called: with the object, if [`Op::MethodSelf`](super::Op::MethodSelf) says so.
    Callee,
    /// There is no object to call it with: what was found is complete.
    NoSelf,
    /// A builtin function or type by its dotted name, such as `builtins.len`, `math.sqrt`. No representation.
    Builtin(String),
    /// A module, through the global of the first name. No representation.
    Module(String, String),
    /// Cannot be represented: native code ends where such a value would be needed.
    Top,
}

impl Ty {
    /// The least type that holds values of both.
    pub fn join(&self, other: &Ty) -> Ty {
        if self == other {
            return self.clone();
        }
        match (self, other) {
            (Ty::Bottom, ty) | (ty, Ty::Bottom) => ty.clone(),
            (Ty::Int, Ty::Wide) | (Ty::Wide, Ty::Int) => Ty::Wide,
            (Ty::Int | Ty::Float, Ty::Num) | (Ty::Num, Ty::Int | Ty::Float) => Ty::Num,
            (Ty::Int, Ty::Float) | (Ty::Float, Ty::Int) => Ty::Num,
            (Ty::Tuple(left), Ty::Tuple(right)) if left.len() == right.len() => {
                Ty::Tuple(left.iter().zip(right).map(|(left, right)| left.join(right)).collect())
            }
            (Ty::Obj(left), Ty::Obj(right)) => Ty::Obj(joined(left, right)),
            (Ty::Maybe(inner), Ty::Unbound) | (Ty::Unbound, Ty::Maybe(inner)) => Ty::Maybe(inner.clone()),
            (Ty::Maybe(left), Ty::Maybe(right)) => Ty::maybe(left.join(right)),
            (Ty::Maybe(inner), ty) | (ty, Ty::Maybe(inner)) => Ty::maybe(inner.join(ty)),
            (Ty::Unbound, ty) | (ty, Ty::Unbound) => Ty::maybe(ty.clone()),
            _ => match (self.dyn_set(), other.dyn_set()) {
                (Some(left), Some(right)) => Ty::Dyn(left.union(right)),
                _ => Ty::Top,
            },
        }
    }

    /// As [`Ty::join`], where whatever does not fit together may be boxed.
    pub fn join_boxed(&self, other: &Ty) -> Ty {
        match (self, other) {
            // What does not fit together stays so, or types would not settle.
            (Ty::Top, _) | (_, Ty::Top) => return Ty::Top,
            (Ty::Tuple(items) | Ty::Kept(items), Ty::Obj(promise))
            | (Ty::Obj(promise), Ty::Tuple(items) | Ty::Kept(items))
                if is_in_pieces(promise, items) =>
            {
                return Ty::Kept(items.clone());
            }
            (Ty::Tuple(items), Ty::Kept(kept)) | (Ty::Kept(kept), Ty::Tuple(items)) if items == kept => {
                return Ty::Kept(kept.clone());
            }
            (Ty::Bound(_) | Ty::Callee | Ty::NoSelf, _) if self == other => return self.clone(),
            (Ty::Bottom, ty @ (Ty::Generator(_) | Ty::Suspended(_) | Ty::Items(_)))
            | (ty @ (Ty::Generator(_) | Ty::Suspended(_) | Ty::Items(_)), Ty::Bottom) => return ty.clone(),
            (Ty::Generator(_) | Ty::Suspended(_) | Ty::Items(_), _)
            | (_, Ty::Generator(_) | Ty::Suspended(_) | Ty::Items(_)) => {
                return if self == other { self.clone() } else { Ty::Top };
            }
            (Ty::NoSelf, ty) | (ty, Ty::NoSelf) if *ty != Ty::Bottom => return Ty::Top,
            (Ty::Cell(..), Ty::Bottom) | (Ty::Bottom, Ty::Cell(..)) => return self.join(other),
            (Ty::Cell(..), other) | (other, Ty::Cell(..)) => {
                return if self == other {
                    self.clone()
                } else {
                    other.join_boxed(&Ty::object())
                };
            }
            (Ty::Bottom, ty) | (ty, Ty::Bottom) => return if ty.is_compile_time() { Ty::object() } else { ty.clone() },
            (Ty::RangeIter | Ty::Literals(..) | Ty::Instruction | Ty::Objects(_), _)
            | (_, Ty::RangeIter | Ty::Literals(..) | Ty::Instruction | Ty::Objects(_)) => {
                return self.join(other);
            }
            (Ty::Nullable(left), right) | (right, Ty::Nullable(left)) => {
                let right = match right {
                    Ty::Unbound => return Ty::Nullable(left.clone()),
                    Ty::Nullable(right) | Ty::Obj(right) => right.clone(),
                    other => other.promise(),
                };
                return Ty::Nullable(joined(left, &right));
            }
            (Ty::Obj(left), Ty::Unbound) | (Ty::Unbound, Ty::Obj(left)) => return Ty::Nullable(left.clone()),
            (Ty::Method(left, name), Ty::Method(right, other)) if name == other => {
                let class = left
                    .builtin_class()
                    .filter(|class| right.builtin_class() == Some(*class));
                return match class {
                    _ if left == right => self.clone(),
                    Some(class) => Ty::Method(Type::Class(class.to_owned(), vec![]), name.clone()),
                    None => Ty::object(),
                };
            }
            _ => {}
        }
        let holds_objects = |ty: &Ty| match ty {
            Ty::Obj(_) | Ty::Method(..) => true,
            other => other.is_compile_time(),
        };
        if !holds_objects(self) && !holds_objects(other) {
            let joined = self.join(other);
            if joined.repr().is_some() || joined == Ty::Unbound {
                return joined;
            }
        }
        let may_be_unbound = |ty: &Ty| match ty {
            Ty::Unbound | Ty::Maybe(_) => true,
            Ty::Dyn(set) => set.contains(DynSet::UNBOUND),
            _ => false,
        };
        let promise = joined(&self.promise(), &other.promise());
        if may_be_unbound(self) || may_be_unbound(other) {
            Ty::Nullable(promise)
        } else {
            Ty::Obj(promise)
        }
    }

    /// A tuple without what is known of the constant that it may be.
    pub fn in_pieces(&self) -> Ty {
        match self {
            Ty::Kept(items) => Ty::Tuple(items.clone()),
            other => other.clone(),
        }
    }

    /// Some object.
    pub fn object() -> Ty {
        Ty::Obj(Type::Unknown)
    }

    /// Is it stored as a reference that somebody has to own?
    pub fn is_reference(&self) -> bool {
        matches!(
            self,
            Ty::Obj(_)
                | Ty::Nullable(_)
                | Ty::Method(..)
                | Ty::Bound(_)
                | Ty::Callee
                | Ty::Cell(_, true)
                | Ty::Generator(_)
                | Ty::Walk(_)
        )
    }

    /// Unbound, or a value of the type.
    pub fn maybe(ty: Ty) -> Ty {
        match ty {
            Ty::Top | Ty::Function(_) | Ty::Builtin(_) | Ty::Module(..) => Ty::Top,
            Ty::Maybe(_) | Ty::Unbound => ty,
            Ty::Dyn(set) => Ty::Dyn(set.union(DynSet::UNBOUND)),
            other => Ty::Maybe(Box::new(other)),
        }
    }

    /// The scalar kinds a value may have, if it can be held as a tagged scalar.
    pub fn dyn_set(&self) -> Option<DynSet> {
        Some(match self {
            Ty::None => DynSet::NONE,
            Ty::Bool => DynSet::BOOL,
            Ty::Int => DynSet::INT,
            Ty::Float => DynSet::FLOAT,
            Ty::Num => DynSet::INT.union(DynSet::FLOAT),
            Ty::Obj(_) => DynSet::OBJ,
            Ty::Dyn(set) => *set,
            Ty::Unbound => DynSet::UNBOUND,
            Ty::Maybe(inner) => inner.dyn_set()?.union(DynSet::UNBOUND),
            _ => return None,
        })
    }

    /// The type of values of these kinds: itself, if there is only one.
    pub fn of_kinds(set: DynSet) -> Ty {
        match set {
            DynSet::NONE => Ty::None,
            DynSet::BOOL => Ty::Bool,
            DynSet::INT => Ty::Int,
            DynSet::FLOAT => Ty::Float,
            set if set == DynSet::INT.union(DynSet::FLOAT) => Ty::Num,
            set => Ty::Dyn(set),
        }
    }

    /// What a slice consists of that has these parts.
    pub fn slice_parts(given: &[bool; 3]) -> [Ty; 3] {
        given.map(|is_given| if is_given { Ty::Int } else { Ty::None })
    }

    /// How it is stored, if it exists at run time as one value.
    pub fn repr(&self) -> Option<Repr> {
        Some(match self {
            Ty::None => Repr::None,
            Ty::Bool => Repr::Bool,
            Ty::Int | Ty::Instruction | Ty::Literals(..) => Repr::I64,
            Ty::Wide => Repr::I128,
            Ty::Float => Repr::F64,
            Ty::Complex | Ty::Conjugate => Repr::Complex,
            Ty::Char | Ty::CharMethod(_) => Repr::Char,
            Ty::Piece => Repr::Piece,
            Ty::Num => Repr::Num,
            Ty::Tuple(items) => Repr::Tuple(items.iter().map(Ty::repr).collect::<Option<_>>()?),
            Ty::Kept(items) => Repr::Tuple(vec![Repr::Obj, Ty::Tuple(items.clone()).repr()?]),
            Ty::Range | Ty::RangeIter => Repr::Tuple(vec![Repr::I64; 3]),
            Ty::Slice(given) => Repr::Tuple(Ty::slice_parts(given).iter().map(Ty::repr).collect::<Option<_>>()?),
            Ty::Obj(_) | Ty::Nullable(_) | Ty::Method(..) | Ty::Bound(_) | Ty::Callee | Ty::Cell(..) => Repr::Obj,
            Ty::Objects(count) => Repr::Objects(*count),
            Ty::Generator(code) => Repr::Generator(*code),
            Ty::Suspended(code) => Repr::Suspended(*code),
            Ty::Walk(Along::Vectors(count, _)) => Repr::VectorWalk(*count),
            Ty::Walk(_) => Repr::Walk,
            Ty::Items(_) => Repr::Tuple(vec![Repr::Obj, Repr::I64]),
            Ty::Maybe(inner) => Repr::Tuple(vec![Repr::Bool, inner.repr()?]),
            Ty::Dyn(_) => Repr::Dyn,
            _ => return None,
        })
    }

    /// Can an edge carry it: does it have a representation, or none to carry?
    pub fn is_carried(&self) -> bool {
        self.repr().is_some() || matches!(self, Ty::Unbound | Ty::NoSelf)
    }

    /// Does it exist only while compiling?
    pub fn is_compile_time(&self) -> bool {
        matches!(self, Ty::Function(_) | Ty::Builtin(_) | Ty::Module(..))
    }

    /// An `int`, unboxed.
    pub fn is_int(&self) -> bool {
        matches!(self, Ty::Int | Ty::Wide)
    }

    /// What a hint speculates on.
    pub fn of_hint(hint: &Type) -> Ty {
        match hint {
            Type::Int => Ty::Int,
            Type::Float => Ty::Float,
            Type::Complex => Ty::Complex,
            Type::Bool => Ty::Bool,
            Type::None => Ty::None,
            Type::Union(members) => Ty::of_union(members).unwrap_or_else(|| Ty::Obj(hint.clone())),
            other => Ty::Obj(other.clone()),
        }
    }

    /// A union of scalars is held as one.
    fn of_union(members: &[Type]) -> Option<Ty> {
        let mut set = DynSet::default();
        for member in members {
            set = set.union(match member {
                Type::Int => DynSet::INT,
                Type::Float => DynSet::FLOAT,
                Type::Bool => DynSet::BOOL,
                Type::None => DynSet::NONE,
                _ => return None,
            });
        }
        Some(Ty::of_kinds(set))
    }

    /// As a promise, for the table of primitives.
    pub fn promise(&self) -> Type {
        match self {
            Ty::Int | Ty::Wide => Type::Int,
            Ty::Float => Type::Float,
            Ty::Complex => Type::Complex,
            Ty::Num => Type::union([Type::Int, Type::Float]),
            Ty::Bool => Type::Bool,
            Ty::Char => Type::Str,
            Ty::None => Type::None,
            Ty::Tuple(items) | Ty::Kept(items) => Type::Tuple(items.iter().map(Ty::promise).collect()),
            Ty::Obj(ty) | Ty::Nullable(ty) => ty.clone(),
            Ty::Slice(_) => Type::Class("slice".to_owned(), vec![]),
            _ => Type::Unknown,
        }
    }
}

/// Is a tuple object promised that has just these items, numbers?
fn is_in_pieces(promise: &Type, items: &[Ty]) -> bool {
    let Type::Tuple(promised) = promise else { return false };
    promised.len() == items.len()
        && promised.iter().zip(items).all(|(promise, item)| {
            matches!(
                (promise, item),
                (Type::Int, Ty::Int) | (Type::Float, Ty::Float) | (Type::Bool, Ty::Bool)
            )
        })
}

/// What is promised of a value that is one of two. Containers are one container of either's items: what nothing is known of says
/// nothing.
fn joined(left: &Type, right: &Type) -> Type {
    match (left, right) {
        (Type::Class(name, items), Type::Class(other, others)) if name == other && container_types(name).is_some() => {
            match (items.as_slice(), others.as_slice()) {
                ([], _) => right.clone(),
                (_, []) => left.clone(),
                (items, others) if items.len() == others.len() => {
                    let both = items.iter().zip(others);
                    Type::Class(name.clone(), both.map(|(item, other)| joined(item, other)).collect())
                }
                _ => Type::union([left.clone(), right.clone()]),
            }
        }
        (Type::Tuple(_), Type::Tuple(_) | Type::Class(..)) | (Type::Class(..), Type::Tuple(_)) if left != right => {
            match (item_of_tuple(left), item_of_tuple(right)) {
                // The empty tuple is one of anything.
                (None, Some(item)) | (Some(item), None) if is_empty_tuple(left) || is_empty_tuple(right) => {
                    Type::Class("tuple".to_owned(), vec![item.clone()])
                }
                (Some(item), Some(other)) if item == other => Type::Class("tuple".to_owned(), vec![item.clone()]),
                _ => Type::union([left.clone(), right.clone()]),
            }
        }
        _ => Type::union([left.clone(), right.clone()]),
    }
}

fn is_empty_tuple(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(items) if items.is_empty())
}

/// What every item of a tuple is, if all are alike.
fn item_of_tuple(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Tuple(items) => items.first().filter(|first| items.iter().all(|item| item == *first)),
        Type::Class(name, items) if name == "tuple" => items.first(),
        _ => None,
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::Bottom => f.write_str("bottom"),
            Ty::Unbound => f.write_str("unbound"),
            Ty::None => f.write_str("None"),
            Ty::Bool => f.write_str("bool"),
            Ty::Int => f.write_str("int"),
            Ty::Wide => f.write_str("int128"),
            Ty::Float => f.write_str("float"),
            Ty::Complex => f.write_str("complex"),
            Ty::Conjugate => f.write_str("method<complex.conjugate>"),
            Ty::Char => f.write_str("char"),
            Ty::Piece => f.write_str("piece"),
            Ty::CharMethod(name) => write!(f, "method<char.{name}>"),
            Ty::Num => f.write_str("num"),
            Ty::Tuple(items) => {
                f.write_str("(")?;
                for item in items {
                    write!(f, "{item}, ")?;
                }
                f.write_str(")")
            }
            Ty::Kept(items) => write!(f, "kept{}", Ty::Tuple(items.clone())),
            Ty::Range => f.write_str("range"),
            Ty::RangeIter => f.write_str("range_iterator"),
            Ty::Slice(given) => {
                let [start, stop, step] = Ty::slice_parts(given);
                write!(f, "slice<{start}:{stop}:{step}>")
            }
            Ty::Literals(items, _) => write!(f, "iterator over {} numbers", items.len()),
            Ty::Obj(ty) => write!(f, "object<{ty}>"),
            Ty::Nullable(ty) => write!(f, "nullable<{ty}>"),
            Ty::Method(ty, name) => write!(f, "method<{ty}.{name}>"),
            Ty::Cell(variable, _) => write!(f, "cell {variable}"),
            Ty::Objects(count) => write!(f, "{count} objects"),
            Ty::Generator(code) => write!(f, "generator {code}"),
            Ty::Suspended(code) => write!(f, "suspended generator {code}"),
            Ty::Walk(Along::List) => f.write_str("walk along a list"),
            Ty::Walk(Along::Tuple) => f.write_str("walk along a tuple"),
            Ty::Walk(Along::Text) => f.write_str("walk along a string"),
            Ty::Walk(Along::Zipped) => f.write_str("walk along two lists"),
            Ty::Walk(Along::Vectors(count, is_numbered)) => {
                let numbered = if *is_numbered { ", numbered" } else { "" };
                write!(f, "walk along {count} vectors{numbered}")
            }
            Ty::Walk(Along::Numbered(first)) => write!(f, "walk along a list, numbered from {first}"),
            Ty::Items(item) => write!(f, "items<{item}>"),
            Ty::Instruction => f.write_str("instruction"),
            Ty::Maybe(inner) => write!(f, "maybe<{inner}>"),
            Ty::Dyn(set) => {
                let names = ["unbound", "None", "bool", "int", "float", "object"];
                let members: Vec<&str> = (0..6)
                    .filter(|bit| set.0 & (1 << bit) != 0)
                    .map(|bit| names[bit as usize])
                    .collect();
                write!(f, "dyn<{}>", members.join("|"))
            }
            Ty::Function(index) => write!(f, "function {index}"),
            Ty::Bound(_) => f.write_str("method"),
            Ty::Callee => f.write_str("callee"),
            Ty::NoSelf => f.write_str("no self"),
            Ty::Builtin(name) => f.write_str(name),
            Ty::Module(_, name) => write!(f, "module {name}"),
            Ty::Top => f.write_str("top"),
        }
    }
}
