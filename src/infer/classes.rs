//! The module's own classes: what their instances' attributes are, and how these are loaded and stored without a lookup.

use super::closures::CLASS_METHOD;
use super::facts::Facts;
use super::generators::Generator;
use super::iterated;
use super::plan::{Plan, Planned, numeric, runtime};
use super::tower::widened_value;
use crate::bytecode::{BinaryOp, CompareOp};
use crate::hints::ClassHints;
use crate::ir::{DynSet, How, ObjectOp, Op, Ty};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};

pub(super) mod patterns;
mod protocols;
mod values;

/// One of the module's own classes.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// The name of the global that is bound to it.
    pub global: String,
    /// Those of its bases that are the module's own.
    pub(super) bases: Vec<String>,
    /// Is nothing known of some of its bases, or of its metaclass?
    is_foreign: bool,
    /// Is its own class another one than `type` because of a base?
    has_metaclass: bool,
    /// Does it only say what classes have that need not be below it?
    is_protocol: bool,
    /// Is one of its bases a builtin exception?
    is_exception: bool,
    fields: BTreeMap<String, Field>,
    /// What it has itself that is no function: see [`values`].
    values: BTreeMap<String, Type>,
    /// What its instances are asked for by class patterns, in the order of positions.
    match_args: Option<Vec<String>>,
    /// Functions in its body, native or not.
    pub(super) functions: BTreeSet<String>,
    /// In which attributes its `__init__` stores its arguments, if that seems to be all it does.
    stores: Option<Vec<String>>,
    has_slots: bool,
    /// Has it decorators, others than that of data classes?
    is_decorated: bool,
    /// Is it a data class? Those are equal if their attributes are.
    is_data: bool,
    /// Is it an enumeration?
    is_enumeration: bool,
    /// Those of them that are methods as they stand, by the index of the function.
    pub methods: BTreeMap<String, usize>,
    /// Those that are methods and generator functions, by the code object.
    pub generators: BTreeMap<String, usize>,
    /// Those that are methods, but are to be overridden below.
    pub abstracts: BTreeSet<String>,
    /// Those that are static methods and (`true`) class methods.
    pub of_class: BTreeMap<String, (usize, bool)>,
    /// Those that are getters of properties.
    pub properties: BTreeMap<String, usize>,
}

/// An attribute of a class's instances.
#[derive(Clone, Debug)]
struct Field {
    ty: Ty,
    /// There is no hint: what it is comes from what is stored.
    is_open: bool,
    /// What classes themselves have under the name.
    of_classes: Ty,
}

/// Builtin exceptions that only keep their arguments.
const EXCEPTIONS: [&str; 17] = [
    "ArithmeticError",
    "AssertionError",
    "BaseException",
    "BufferError",
    "EOFError",
    "Exception",
    "IndexError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "NotImplementedError",
    "OverflowError",
    "RuntimeError",
    "TypeError",
    "UserWarning",
    "ValueError",
    "ZeroDivisionError",
];

/// So many functions are told apart at one call.
const MOST_TARGETS: usize = 6;

/// Classes deeper than this are of no use to anybody.
pub(super) const DEEPEST: u32 = 20;

impl Class {
    /// A class as its source shows it.
    pub fn new(hints: &ClassHints) -> Class {
        let mut fields: BTreeMap<String, Field> = BTreeMap::new();
        for name in &hints.assigned {
            let field = Field {
                ty: Ty::Bottom,
                is_open: true,
                of_classes: Ty::Bottom,
            };
            fields.insert(name.clone(), field);
        }
        for (name, hint) in &hints.attributes {
            if *hint != Type::Unknown {
                let field = Field {
                    ty: Ty::of_hint(hint),
                    is_open: false,
                    of_classes: Ty::Bottom,
                };
                fields.insert(name.clone(), field);
            }
        }
        let own = |base: &&String| base.starts_with("<module>.");
        let known = |base: &&String| {
            matches!(
                base.as_str(),
                "object" | "abc.ABC" | "typing.Generic" | "typing.Protocol"
            )
        };
        let is_exception = |base: &String| EXCEPTIONS.contains(&base.as_str());
        Class {
            is_exception: hints.bases.iter().any(is_exception),
            has_metaclass: hints
                .bases
                .iter()
                .any(|base| matches!(base.as_str(), "abc.ABC" | "typing.Protocol")),
            is_protocol: hints.bases.iter().any(|base| base == "typing.Protocol"),
            global: hints.global.clone(),
            bases: hints.bases.iter().filter(own).cloned().collect(),
            is_foreign: hints.has_keywords
                || hints
                    .bases
                    .iter()
                    .any(|base| !own(&base) && !known(&base) && !is_exception(base)),
            fields,
            values: hints.values.clone(),
            match_args: hints.match_args.clone(),
            functions: hints.functions.clone(),
            stores: hints.stores.clone(),
            has_slots: hints.has_slots,
            is_decorated: hints.decorators.iter().any(|name| name != "dataclasses.dataclass"),
            is_data: hints.decorators.iter().any(|name| name == "dataclasses.dataclass"),
            is_enumeration: !hints.has_keywords && hints.bases == ["enum.Enum"],
            methods: BTreeMap::new(),
            generators: BTreeMap::new(),
            abstracts: BTreeSet::new(),
            of_class: BTreeMap::new(),
            properties: BTreeMap::new(),
        }
    }
}

impl Facts {
    /// The class of the module that a value is promised to be an instance of; it may be None instead.
    pub fn class_of<'a>(&'a self, ty: &'a Ty) -> Option<&'a str> {
        let Ty::Obj(promise) = ty else { return None };
        let class = match promise {
            Type::Class(name, _) => name,
            Type::Union(members) => {
                let mut others = members.iter().filter(|member| **member != Type::None);
                match (others.next(), others.next()) {
                    (Some(Type::Class(name, _)), None) => name,
                    _ => return self.base_of(members),
                }
            }
            _ => return None,
        };
        self.classes.contains_key(class).then_some(class.as_str())
    }

    /// The class of the module that all of these are of or below, None left aside.
    fn base_of(&self, members: &[Type]) -> Option<&str> {
        let is_below = |member: &Type, base: &str| match member {
            Type::None => true,
            Type::Class(name, _) => self.is_below(name, base, 0),
            _ => false,
        };
        let mut bases = self.classes.keys();
        let base = bases.find(|base| members.iter().all(|member| is_below(member, base)))?;
        Some(base.as_str())
    }

    /// The class that an attribute of instances belongs to: the furthest base that has it.
    fn owner(&self, class: &str, name: &str, depth: u32) -> Option<String> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        let above = known.bases.iter().find_map(|base| self.owner(base, name, depth + 1));
        above.or_else(|| known.fields.contains_key(name).then(|| class.to_owned()))
    }

    /// The class that an attribute of instances belongs to, as [`Facts::owner`] finds it; or the only one below that has it: an instance
    /// that is asked for it must be one of those.
    fn holder(&self, class: &str, name: &str) -> Option<String> {
        if let Some(owner) = self.owner(class, name, 0) {
            return Some(owner);
        }
        let is_function = self.is_computed_below(class, name);
        let mut below = self
            .classes
            .iter()
            .filter(|(below, known)| known.fields.contains_key(name) && self.is_below(below, class, 0));
        match (below.next(), below.next()) {
            (Some((only, _)), None) if !is_function => Some(only.clone()),
            _ => None,
        }
    }

    /// Is there a function of that name in the class or its bases?
    fn has_function(&self, class: &str, name: &str, depth: u32) -> bool {
        self.classes
            .get(class)
            .filter(|_| depth < DEEPEST)
            .is_some_and(|known| {
                known.functions.contains(name)
                    || known.bases.iter().any(|base| self.has_function(base, name, depth + 1))
            })
    }

    /// Is there a function of that name, such as the getter of a property, in a class below the class?
    fn is_computed_below(&self, class: &str, name: &str) -> bool {
        let mut classes = self.classes.iter();
        classes.any(|(below, known)| known.functions.contains(name) && self.is_below(below, class, 0))
    }

    fn field(&self, object: &Ty, name: &str) -> Option<&Field> {
        let class = self.class_of(object)?;
        if self.has_function(class, name, 0) {
            return None;
        }
        let owner = self.holder(class, name)?;
        self.classes.get(&owner)?.fields.get(name)
    }

    /// Is an attribute of an object loaded as a number that may be an int or a float?
    pub fn is_num_field(&self, object: &Ty, name: &str) -> bool {
        self.field(object, name)
            .is_some_and(|field| numeric(&field.ty) == Ok(Ty::Num))
    }

    /// The class that gives its instances the attribute, of an object that has one whose type is found out.
    pub(super) fn field_owner(&self, object: &Ty, name: &str) -> Option<String> {
        self.field(object, name).filter(|field| field.is_open)?;
        self.holder(self.class_of(object)?, name)
    }

    /// A value of that type is stored in an attribute.
    pub(super) fn note_store(&mut self, object: &Ty, name: &str, value: &Ty) {
        if *value == Ty::Bottom {
            return;
        }
        let of_class = self.instance_of_class(object, name);
        let object = of_class.as_ref().unwrap_or(object);
        let Some(field) = self.field(object, name) else { return };
        let joined = match field.is_open {
            true => self.join(&field.ty, value),
            false => widened_value(&field.ty, value).unwrap_or_else(|| field.ty.clone()),
        };
        if joined == field.ty {
            return;
        }
        let owner = self.class_of(object).and_then(|class| self.holder(class, name));
        if let Some(field) = owner.and_then(|owner| self.classes.get_mut(&owner)?.fields.get_mut(name)) {
            field.ty = joined;
            self.changed = true;
        }
    }

    /// An instance of a class is made with such arguments: those of a data class are stored, though no source says so.
    pub(super) fn note_made(&mut self, class: &Type, keywords: &[String], args: &[Ty]) {
        let Type::Class(of, made) = class else { return };
        let (true, [made @ Type::Class(name, _)]) = (of == "type", made.as_slice()) else {
            return;
        };
        if !self.classes.get(name).is_some_and(|known| known.is_data) {
            return;
        }
        let Some(names) = self.stores(name).cloned() else {
            return;
        };
        let given = names
            .iter()
            .take(args.len().saturating_sub(keywords.len()))
            .chain(keywords);
        let instance = Ty::Obj(made.clone());
        for (name, value) in given.zip(args) {
            self.note_store(&instance, name, value);
        }
    }

    /// Is the function found in a class when native code calls it?
    pub fn is_method(&self, function: usize) -> bool {
        let found = |class: &Class| {
            class
                .methods
                .values()
                .chain(class.properties.values())
                .any(|known| *known == function)
        };
        self.objects && self.classes.values().any(found)
    }

    /// The methods of that name that an instance of the class or of one below it may have.
    fn methods(&self, class: &str, name: &str) -> Option<Vec<usize>> {
        if !self.has_function(class, name, 0) || self.owner(class, name, 0).is_some() {
            return None;
        }
        let inherited = self.inherited(class, name, 0);
        let below = self.classes.iter().filter(|(below, _)| self.is_below(below, class, 0));
        let mut methods: Vec<usize> = below
            .filter_map(|(_, below)| below.methods.get(name).copied())
            .chain(inherited)
            .filter(|function| self.functions[*function].native)
            .collect();
        methods.sort_unstable();
        methods.dedup();
        // What only stands for those that override it is hardly ever called.
        let is_stub = |function: &usize| self.functions[*function].is_stub();
        if !methods.iter().all(is_stub) {
            methods.retain(|function| !is_stub(function));
        }
        // The class's own goes first: it is the likeliest.
        methods.sort_by_key(|function| Some(*function) != inherited);
        methods.truncate(MOST_TARGETS);
        let is_plain = inherited.is_some() || !self.is_decorated(class, name, 0);
        is_plain.then_some(methods)
    }

    /// The methods of that name above a class, as its bases have them; `__init__` may be a builtin one. Nothing if it may be something
    /// else.
    fn methods_above(&self, class: &str, name: &str) -> Option<Vec<usize>> {
        let known = self.classes.get(class)?;
        let bases = || known.bases.iter();
        if bases().any(|base| self.owner(base, name, 0).is_some() || self.is_decorated(base, name, 0)) {
            return None;
        }
        let mut methods: Vec<usize> = bases().filter_map(|base| self.inherited(base, name, 0)).collect();
        if methods.is_empty() && name != "__init__" {
            return None;
        }
        methods.retain(|function| self.functions[*function].native);
        methods.dedup();
        methods.truncate(MOST_TARGETS);
        Some(methods)
    }

    /// What is promised of a static or class method that is loaded from a class or an instance of it.
    fn loaded_of_class(&self, from: &Ty, name: &str) -> Option<Type> {
        let class = match from {
            Ty::Obj(Type::Class(class, of)) if class == "type" => match of.as_slice() {
                [Type::Class(class, _)] => class,
                _ => return None,
            },
            from => self.class_of(from)?,
        };
        let (function, is_bound) = self.of_class(class, name, 0)?;
        let code = Type::Code(self.functions[function].code);
        let class = || Type::Class("type".to_owned(), vec![Type::Class(class.to_owned(), vec![])]);
        Some(match is_bound {
            true => Type::Class(CLASS_METHOD.to_owned(), vec![code, class()]),
            false => code,
        })
    }

    /// The getter of a property of instances of exactly that class.
    fn property(&self, class: &str, name: &str, depth: u32) -> Option<usize> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        if known.functions.contains(name) {
            let getter = known.properties.get(name).copied();
            return getter.filter(|getter| self.functions[*getter].native);
        }
        known.bases.iter().find_map(|base| self.property(base, name, depth + 1))
    }

    /// Is what the name stands for in the class or its bases a function that is no method as it stands?
    fn is_decorated(&self, class: &str, name: &str, depth: u32) -> bool {
        self.classes
            .get(class)
            .filter(|_| depth < DEEPEST)
            .is_some_and(|known| {
                known.functions.contains(name) && !known.methods.contains_key(name) && !known.abstracts.contains(name)
                    || known.bases.iter().any(|base| self.is_decorated(base, name, depth + 1))
            })
    }

    /// Is it the class or one below it, or does it have all that a protocol asks for?
    fn is_below(&self, below: &str, class: &str, depth: u32) -> bool {
        below == class
            || depth == 0 && self.fits(below, class)
            || self
                .classes
                .get(below)
                .filter(|_| depth < DEEPEST)
                .is_some_and(|known| known.bases.iter().any(|base| self.is_below(base, class, depth + 1)))
    }

    /// Is one of the module's classes below another, and not that itself?
    pub(super) fn is_further_below(&self, below: &str, class: &str) -> bool {
        below != class && self.is_below(below, class, 0)
    }

    /// Are instances of the class exceptions?
    pub fn is_exception(&self, class: &str, depth: u32) -> bool {
        self.classes
            .get(class)
            .filter(|_| depth < DEEPEST)
            .is_some_and(|known| {
                known.is_exception || known.bases.iter().any(|base| self.is_exception(base, depth + 1))
            })
    }

    /// In which attributes the arguments of a call of the class are stored, in their order, if that seems to be all that happens. The
    /// runtime makes sure of it.
    pub fn stores(&self, class: &str) -> Option<&Vec<String>> {
        const SPECIAL: [&str; 5] = [
            "__del__",
            "__delattr__",
            "__getattribute__",
            "__getattr__",
            "__setattr__",
        ];
        let is_special = SPECIAL.iter().any(|name| self.has_function(class, name, 0));
        if is_special || self.is_foreign(class, 0) || self.is_exception(class, 0) {
            return None;
        }
        self.stores_of(class, 0)?.stores.as_ref()
    }

    /// Have the instances of such a class what they [store](Facts::stores) in slots?
    pub fn stores_in_slots(&self, class: &str) -> bool {
        self.stores_of(class, 0).is_some_and(|known| known.has_slots)
    }

    /// The class that has the `__init__` of a class, if that seems to store its arguments only.
    fn stores_of(&self, class: &str, depth: u32) -> Option<&Class> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        if known.is_decorated {
            return None;
        }
        match (&known.stores, known.bases.as_slice()) {
            (Some(_), _) => Some(known),
            (None, [base]) if !known.functions.contains("__init__") => self.stores_of(base, depth + 1),
            _ => None,
        }
    }

    /// Are instances of one of the module's classes equal to nothing but themselves, as far as the source tells, and hashed without Python
    /// code of the module's?
    pub(super) fn is_one_of_a_kind(&self, class: &str, depth: u32) -> bool {
        let is_told = |known: &Class| {
            !known.is_decorated
                && !known.is_data
                && (known.is_enumeration || !known.is_foreign && !known.is_exception)
                && known.bases.iter().all(|base| self.is_one_of_a_kind(base, depth + 1))
        };
        let compares = |name: &str| self.has_function(class, name, depth) || self.is_computed_below(class, name);
        self.classes.get(class).filter(|_| depth < DEEPEST).is_some_and(is_told)
            && !compares("__eq__")
            && !compares("__hash__")
    }

    /// The same of what a value is promised to be an instance of, or None.
    fn is_one_of_a_kind_or_none(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Obj(_)) && self.class_of(ty).is_some_and(|class| self.is_one_of_a_kind(class, 0))
    }

    /// What a class that is an enumeration gives under a name that no function in it has: one of its members, most likely.
    fn member(&self, of: &Ty, name: &str) -> Option<Type> {
        let Ty::Obj(Type::Class(class, of)) = of else {
            return None;
        };
        let [Type::Class(own, _)] = of.as_slice() else {
            return None;
        };
        let known = self.classes.get(own).filter(|known| known.is_enumeration)?;
        (class == "type" && !name.starts_with('_') && !known.functions.contains(name)).then(|| of[0].clone())
    }

    /// Is it one of the module's classes, whose own class is `type` as far as its bases tell?
    pub(super) fn is_plain_class(&self, class: &Type) -> bool {
        match class {
            Type::Class(name, of) if name == "type" => match of.as_slice() {
                [Type::Class(own, _)] => !self.is_foreign(own, 0) && !self.has_metaclass(own),
                _ => false,
            },
            _ => false,
        }
    }

    /// Of a class that is not foreign.
    fn has_metaclass(&self, class: &str) -> bool {
        self.classes
            .get(class)
            .is_some_and(|known| known.has_metaclass || known.bases.iter().any(|base| self.has_metaclass(base)))
    }

    /// Is nothing known of how instances of the class are made?
    fn is_foreign(&self, class: &str, depth: u32) -> bool {
        self.classes.get(class).filter(|_| depth < DEEPEST).is_none_or(|known| {
            known.is_foreign
                || known.functions.contains("__new__")
                || known.bases.iter().any(|base| self.is_foreign(base, depth + 1))
        })
    }

    /// Joins the types of a call's arguments into the open parameters of those that it may call.
    pub(super) fn note_direct(&mut self, targets: &[usize], how: &How, keywords: &[String], types: &[Ty]) {
        for target in targets {
            let given = given(how, types.len());
            let Some(bound) = self.bind_method(*target, given.len(), keywords) else {
                continue;
            };
            for (param, argument) in bound.into_iter().enumerate().skip(1) {
                let Some(argument) = argument else {
                    self.give_default(*target, param);
                    continue;
                };
                self.give(*target, param, &types[given[argument]]);
            }
        }
    }

    /// Forgets what attributes without hints were found to be.
    pub fn reset_fields(&mut self) {
        for field in self.classes.values_mut().flat_map(|class| class.fields.values_mut()) {
            if field.is_open {
                field.ty = field.of_classes.clone();
            }
        }
    }

    /// Attributes that nobody was seen to store: any objects.
    pub fn close_fields(&mut self) {
        for field in self.classes.values_mut().flat_map(|class| class.fields.values_mut()) {
            if field.ty == Ty::Bottom {
                field.ty = Ty::object();
            }
        }
    }
}

/// Which operands are the arguments of the function that is called, of an operation with so many. For the instance that is
/// constructed the class stands.
pub fn given(how: &How, count: usize) -> Vec<usize> {
    match how {
        How::Method => (1..count).collect(),
        How::Construct | How::Property(_) => (0..count).collect(),
        How::SetItem => vec![1, 2, 0],
        How::Operator(_, _, true) => vec![1, 0],
        How::Operator(..) | How::InPlace(_) | How::Compare(..) => vec![0, 1],
        How::Unary(_) => vec![0],
    }
}

/// What a load of an attribute gives.
fn loaded(ty: &Ty) -> Ty {
    match ty {
        Ty::Bottom | Ty::Int | Ty::Float | Ty::Bool | Ty::Num | Ty::Obj(_) => ty.clone(),
        Ty::Dyn(set) => {
            let members = [
                (DynSet::NONE, Type::None),
                (DynSet::BOOL, Type::Bool),
                (DynSet::INT, Type::Int),
                (DynSet::FLOAT, Type::Float),
            ];
            if set.contains(DynSet::OBJ) {
                return Ty::object();
            }
            let held = members.into_iter().filter(|(member, _)| set.contains(*member));
            Ty::Obj(Type::union(held.map(|(_, ty)| ty)))
        }
        other => Ty::Obj(other.promise()),
    }
}

/// Plans what is special about instances of the module's classes.
pub(super) fn plan(op: &Op, types: &[Ty], facts: &Facts) -> Option<Planned> {
    match op {
        Op::LoadAttr(name, is_called) if let Some(promise) = facts.loaded_of_class(&types[0], name) => {
            let load = match is_called {
                true => ObjectOp::GetMethod(name.clone()),
                false => ObjectOp::GetAttr(name.clone()),
            };
            Some(Planned {
                plan: Plan::Object(load),
                result: Ty::Obj(promise),
            })
        }
        Op::LoadAttr(name, false) if let Some(promise) = facts.member(&types[0], name) => Some(Planned {
            plan: Plan::Object(ObjectOp::GetAttr(name.clone())),
            result: Ty::Obj(promise),
        }),
        Op::LoadAttr(name, false) if let Some(promise) = facts.class_value(&types[0], name) => Some(Planned {
            plan: Plan::Object(ObjectOp::GetAttr(name.clone())),
            result: Ty::Obj(promise),
        }),
        Op::LoadAttr(name, false) if facts.field(&types[0], name).is_none() => {
            let getter = facts.property(facts.class_of(&types[0])?, name, 0)?;
            let how = How::Property(name.clone());
            called(vec![getter], how, types, &[], facts)
        }
        Op::Binary(op, inplace) => operator(*op, *inplace, types, facts),
        Op::Unary(op) => special(op.method()?, How::Unary(*op), types, facts),
        Op::Compare(op @ (CompareOp::Eq | CompareOp::Ne), _)
            if types.iter().all(|ty| facts.is_one_of_a_kind_or_none(ty)) =>
        {
            let name = if *op == CompareOp::Eq { "are_one" } else { "are_two" };
            Planned::simple(types, runtime(&format!("rt::class::{name}"), true), Ty::Bool).ok()
        }
        Op::Compare(op, to_bool) if is_number(&types[1]) || types[1].is_reference() => {
            let planned = special(&op.method(), How::Compare(*op, *to_bool), types, facts)?;
            let result = if *to_bool { Ty::Bool } else { planned.result };
            Some(Planned { result, ..planned })
        }
        Op::LoadAttr(name, false) => {
            let result = loaded(&facts.field(&types[0], name)?.ty);
            let is_field = match result {
                Ty::Int | Ty::Float | Ty::Bool | Ty::Num => true,
                Ty::Obj(_) => !facts.is_computed_below(facts.class_of(&types[0])?, name),
                _ => false,
            };
            let plan = match is_field {
                true => Plan::Simple(vec![types[0].clone()], Op::LoadField(name.clone())),
                false => Plan::Object(ObjectOp::GetAttr(name.clone())),
            };
            Some(Planned { plan, result })
        }
        Op::LoadAttr(name, true) => {
            let class = facts.class_of(&types[0])?;
            let start = facts.generator_method(class, name, 0).and_then(Generator::start);
            let methods = facts.methods(class, name).or_else(|| Some(vec![start?]))?;
            Some(Planned {
                plan: Plan::Simple(vec![types[0].clone()], Op::LoadMethod(name.clone())),
                result: Ty::Bound(methods),
            })
        }
        Op::Object(ObjectOp::SuperMethod(name, true)) => {
            let methods = facts.methods_above(facts.class_of(&types[2])?, name)?;
            Some(Planned {
                plan: Plan::Simple(types.to_vec(), Op::LoadSuper(name.clone())),
                result: Ty::Bound(methods),
            })
        }
        Op::GetIter => Some(Planned {
            plan: Plan::Object(ObjectOp::GetIter),
            result: Ty::Obj(facts.iterated(&types[0])?),
        }),
        Op::LoadGlobal(name, _) => {
            let (class, _) = facts.classes.iter().find(|(_, class)| class.global == *name)?;
            let promise = Type::Class("type".to_owned(), vec![Type::Class(class.clone(), vec![])]);
            Some(Planned {
                plan: Plan::Object(ObjectOp::LoadGlobal(name.clone())),
                result: Ty::Obj(promise),
            })
        }
        Op::Call(keywords, names) => match &types[0] {
            Ty::Bound(methods) => called(methods.clone(), How::Method, types, keywords, facts),
            Ty::Obj(Type::Class(class, made)) if class == "type" => construct(made, keywords, *names, types, facts),
            _ => None,
        },
        Op::Object(ObjectOp::SetItem) => {
            let is_passed = |ty: &Ty| is_number(ty) || ty.is_reference() || matches!(ty, Ty::Tuple(_));
            if !types.iter().all(is_passed) {
                return None;
            }
            let methods = facts.methods(facts.class_of(&types[1])?, "__setitem__")?;
            if methods.is_empty() {
                return None;
            }
            let planned = called(methods, How::SetItem, types, &[], facts)?;
            Some(Planned {
                result: Ty::None,
                ..planned
            })
        }
        Op::Object(ObjectOp::SetAttr(name)) => {
            let field = facts.field(&types[1], name)?;
            let is_scalar = matches!(types[0], Ty::Int | Ty::Float | Ty::Bool);
            (is_scalar && loaded(&field.ty) == types[0]).then(|| Planned {
                plan: Plan::Simple(types.to_vec(), Op::StoreField(name.clone())),
                result: Ty::None,
            })
        }
        _ => None,
    }
}

/// A call of one of these functions, or of another.
fn called(functions: Vec<usize>, how: How, types: &[Ty], keywords: &[String], facts: &Facts) -> Option<Planned> {
    let count = given(&how, types.len()).len();
    let targets: Vec<usize> = functions
        .into_iter()
        .filter(|target| facts.bind_method(*target, count, keywords).is_some())
        .collect();
    if let [target] = targets.as_slice()
        && let Some((code, _)) = facts.functions[*target].resumes
    {
        let made = facts
            .resumed
            .get(&code)
            .map(|known| iterated::iterator_of(&known.gives));
        return Some(Planned {
            plan: Plan::Found(vec![], how),
            result: Ty::Obj(made?),
        });
    }
    let mut result = Ty::Bottom;
    for target in &targets {
        result = facts.join(&result, &facts.functions[*target].returns);
    }
    let never = targets.iter().all(|target| facts.functions[*target].never_returns);
    if never || result.repr().is_none() && result != Ty::Bottom {
        result = Ty::object();
    }
    Some(Planned {
        plan: Plan::Found(targets, how),
        result,
    })
}

fn is_number(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Float | Ty::Bool)
}

/// An operator whose first operand is an instance of the module's classes, which have functions for it.
fn special(name: &str, how: How, types: &[Ty], facts: &Facts) -> Option<Planned> {
    let methods = facts.methods(facts.class_of(&types[0])?, name)?;
    if methods.is_empty() {
        return None;
    }
    called(methods, how, types, &[], facts)
}

/// An operator of which one operand is an instance of the module's classes.
fn operator(op: BinaryOp, inplace: bool, types: &[Ty], facts: &Facts) -> Option<Planned> {
    // A subscript may be a tuple in pieces.
    let is_key = |ty: &Ty| op == BinaryOp::Subscript && matches!(ty, Ty::Tuple(_));
    let (class, reflected) = match (facts.class_of(&types[0]), facts.class_of(&types[1])) {
        (Some(left), _) if is_number(&types[1]) || types[1].is_reference() || is_key(&types[1]) => (left, false),
        (None, Some(right)) if is_number(&types[0]) && op != BinaryOp::Subscript => (right, true),
        _ => return None,
    };
    if op == BinaryOp::Power {
        return None;
    }
    let name = if reflected {
        format!("__r{}", &op.method()[2..])
    } else {
        op.method().to_owned()
    };
    let own = format!("__i{}", &op.method()[2..]);
    if inplace && !reflected && facts.has_function(class, &own, 0) {
        let methods = facts.methods(class, &own).filter(|methods| !methods.is_empty())?;
        return called(methods, How::InPlace(op), types, &[], facts);
    }
    let methods = facts.methods(class, &name)?;
    if methods.is_empty() {
        return None;
    }
    called(methods, How::Operator(op, inplace, reflected), types, &[], facts)
}

/// A call of a class: its instance, made as `type` makes it.
fn construct(made: &[Type], keywords: &[String], names: Option<u32>, types: &[Ty], facts: &Facts) -> Option<Planned> {
    let [instance @ Type::Class(class, _)] = made else {
        return None;
    };
    if !facts.classes.contains_key(class) {
        return None;
    }
    let init = facts.inherited(class, "__init__", 0).filter(|init| {
        let callee = &facts.functions[*init];
        callee.native
            && matches!(callee.returns, Ty::None | Ty::Bottom)
            && !facts.is_foreign(class, 0)
            && facts.bind_method(*init, types.len(), keywords).is_some()
    });
    let plan = match init {
        Some(init) => Plan::Found(vec![init], How::Construct),
        None => Plan::Object(ObjectOp::Call(names)),
    };
    Some(Planned {
        plan,
        result: Ty::Obj(instance.clone()),
    })
}
