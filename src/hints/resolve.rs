//! A hint, as written, to the [`Type`] it promises.

use std::cell::{Cell, RefCell};
use std::slice;

use crate::hints::scopes::{self, Binding, Bound, MODULE, ScopeId, Scopes};
use crate::hints::vocabulary::{self, Meaning};
use crate::syntax::ast::{self, Expr, Operator};
use crate::syntax::{self};
use crate::types::Type;

/// What the names of a module's own classes start with: no import can give such a name.
pub(super) const OWN: &str = "<module>.";

/// Aliases may be circular, and may double with each step.
const MOST_STEPS: u32 = 2000;
const DEEPEST: u32 = 50;
const MOST_REFERENCES: u32 = 200;

/// Resolves the hints of one module.
pub(super) struct Resolver<'s, 'a> {
    pub(super) scopes: &'s Scopes<'a>,
    /// How many expressions may still be looked at for the hint at hand.
    steps: Cell<u32>,
    depth: Cell<u32>,
    /// What the type variables of the generic aliases being expanded stand for, innermost last.
    arguments: RefCell<Vec<(Variable, Type)>>,
}

/// The identity of a type variable: the address of the expression or parameter that makes it.
type Variable = usize;

/// What a name or attribute refers to.
#[derive(Clone)]
pub(super) enum Reference<'a> {
    /// Something imported or built in, by its dotted name.
    Dotted(String),
    /// A class of this module.
    Own(ScopeId),
    /// A name for a value that may be a type.
    Value {
        value: &'a Expr,
        scope: ScopeId,
    },
    /// `type X[T] = value`.
    Alias {
        params: Option<&'a ast::TypeParams>,
        value: &'a Expr,
        scope: ScopeId,
    },
    /// `def f[T: int]`.
    TypeParam {
        param: &'a ast::TypeParam,
        scope: ScopeId,
    },
    /// A function of this module.
    Function,
    Nothing,
}

impl<'s, 'a> Resolver<'s, 'a> {
    pub(super) fn new(scopes: &'s Scopes<'a>) -> Self {
        Resolver {
            scopes,
            steps: Cell::new(0),
            depth: Cell::new(0),
            arguments: RefCell::default(),
        }
    }

    /// The type that a hint, evaluated in `scope`, promises.
    pub(super) fn hint(&self, hint: &Expr, scope: ScopeId) -> Type {
        self.steps.set(MOST_STEPS);
        self.depth.set(0);
        self.type_of(hint, scope)
    }

    /// `Final`, `ClassVar` and `TypeAlias` without an argument say nothing about the type.
    pub(super) fn is_bare(&self, hint: &Expr, scope: ScopeId) -> bool {
        self.names(hint, scope, &["typing.Final", "typing.ClassVar", "typing.TypeAlias"])
    }

    /// Does an expression refer to one of these?
    pub(super) fn names(&self, expr: &Expr, scope: ScopeId, dotted: &[&str]) -> bool {
        matches!(self.refer(expr, scope), Reference::Dotted(name) if dotted.contains(&name.as_str()))
    }

    /// The dotted name of what an expression refers to: `functools.cache`, `staticmethod`, `<module>.traced`.
    pub(super) fn dotted(&self, expr: &Expr, scope: ScopeId) -> Option<String> {
        match self.refer(expr, scope) {
            Reference::Dotted(name) => Some(name.strip_prefix("builtins.").unwrap_or(&name).to_string()),
            Reference::Own(class) => Some(format!("{OWN}{}", self.scopes.all[class].qualname)),
            _ => match expr {
                Expr::Name(name) => match self.scopes.find(&name.id, scope) {
                    Some(_) => Some(format!("{OWN}{}", name.id)),
                    None => Some(name.id.to_string()),
                },
                Expr::Attribute(attribute) => {
                    Some(format!("{}.{}", self.dotted(&attribute.value, scope)?, attribute.attr))
                }
                _ => None,
            },
        }
    }

    /// What a name or attribute refers to in `scope`.
    pub(super) fn refer(&self, expr: &Expr, scope: ScopeId) -> Reference<'a> {
        self.refer_within(expr, scope, &mut { MOST_REFERENCES })
    }

    fn refer_within(&self, expr: &Expr, scope: ScopeId, steps: &mut u32) -> Reference<'a> {
        if *steps == 0 {
            return Reference::Nothing;
        }
        *steps -= 1;
        match expr {
            Expr::Name(name) => match self.scopes.find(&name.id, scope) {
                Some((found, bindings)) => self.refer_bound(bindings, found),
                None => self.refer_builtin(&name.id),
            },
            Expr::Attribute(attribute) => match self.module_or_class(&attribute.value, scope, steps) {
                Reference::Dotted(base) => {
                    Reference::Dotted(vocabulary::canonical(&format!("{base}.{}", attribute.attr)))
                }
                Reference::Own(class) => match self.scopes.all[class].bindings.get(attribute.attr.as_str()) {
                    Some(bindings) => self.refer_bound(bindings, class),
                    None => Reference::Nothing,
                },
                _ => Reference::Nothing,
            },
            _ => Reference::Nothing,
        }
    }

    /// What has attributes: `np2 = numpy` refers to what `numpy` refers to.
    fn module_or_class(&self, expr: &Expr, scope: ScopeId, steps: &mut u32) -> Reference<'a> {
        let mut reference = self.refer_within(expr, scope, steps);
        while let Reference::Value { value, scope } = reference {
            reference = self.refer_within(value, scope, steps);
        }
        reference
    }

    fn refer_bound(&self, bindings: &[Binding<'a>], scope: ScopeId) -> Reference<'a> {
        match scopes::the_one(bindings) {
            Some(Bound::Import(origin)) => Reference::Dotted(vocabulary::canonical(&origin.dotted())),
            Some(Bound::Class(class)) => Reference::Own(*class),
            Some(Bound::Function) => Reference::Function,
            Some(Bound::Value(value)) => Reference::Value { value, scope },
            Some(Bound::Annotated {
                annotation,
                value: Some(value),
            }) if self.names(annotation, scope, &["typing.TypeAlias"]) => Reference::Value { value, scope },
            Some(Bound::TypeAlias { scope, params, value }) => Reference::Alias {
                params: *params,
                value,
                scope: *scope,
            },
            Some(Bound::TypeParam(param)) => Reference::TypeParam { param, scope },
            Some(Bound::Annotated { .. } | Bound::Augmented { .. } | Bound::Other) | None => Reference::Nothing,
        }
    }

    fn refer_builtin(&self, name: &str) -> Reference<'a> {
        let typing = || {
            self.scopes
                .star_imports
                .iter()
                .any(|module| module == "typing" || module == "typing_extensions")
        };
        if vocabulary::is_in_typing(name) && typing() {
            Reference::Dotted(format!("typing.{name}"))
        } else if vocabulary::is_builtin(name) {
            Reference::Dotted(format!("builtins.{name}"))
        } else {
            Reference::Nothing
        }
    }

    fn type_of(&self, hint: &Expr, scope: ScopeId) -> Type {
        if self.steps.get() == 0 || self.depth.get() > DEEPEST {
            return Type::Unknown;
        }
        self.steps.set(self.steps.get() - 1);
        self.depth.set(self.depth.get() + 1);
        let found = match hint {
            Expr::NoneLiteral(_) => Type::None,
            Expr::Name(_) | Expr::Attribute(_) => self.apply(&self.refer(hint, scope), &[], scope),
            Expr::Subscript(subscript) => {
                let arguments = match &*subscript.slice {
                    Expr::Tuple(tuple) => tuple.elts.as_slice(),
                    single => slice::from_ref(single),
                };
                // `tuple[()]` is the empty tuple, which is not `tuple`.
                if arguments.is_empty() {
                    Type::Tuple(Vec::new())
                } else {
                    self.subscript(&subscript.value, arguments, scope)
                }
            }
            Expr::BinOp(union) if union.op == Operator::BitOr => {
                let mut members = vec![self.type_of(&union.right, scope)];
                let mut left = &*union.left;
                while let Expr::BinOp(inner) = left
                    && inner.op == Operator::BitOr
                {
                    members.push(self.type_of(&inner.right, scope));
                    left = &inner.left;
                }
                members.push(self.type_of(left, scope));
                Type::union(members)
            }
            Expr::StringLiteral(string) => self.quoted(string.value.to_str(), scope),
            Expr::Call(call) if self.names(&call.func, scope, &["builtins.type"]) => match &*call.arguments.args {
                [Expr::NoneLiteral(_)] => Type::None,
                _ => Type::Unknown,
            },
            _ => Type::Unknown,
        };
        self.depth.set(self.depth.get() - 1);
        found
    }

    fn quoted(&self, text: &str, scope: ScopeId) -> Type {
        if text.len() > syntax::LONGEST_EXPRESSION {
            return Type::Unknown;
        }
        match syntax::parse_expression(text) {
            Some(expression) => self.type_of(&expression, scope),
            None => Type::Unknown,
        }
    }

    fn subscript(&self, base: &Expr, arguments: &[Expr], scope: ScopeId) -> Type {
        match base {
            Expr::Name(_) | Expr::Attribute(_) => self.apply(&self.refer(base, scope), arguments, scope),
            _ => Type::Unknown,
        }
    }

    /// The type of a reference with arguments written in `scope`; without brackets there are none.
    fn apply(&self, reference: &Reference<'a>, arguments: &[Expr], scope: ScopeId) -> Type {
        match reference {
            Reference::Dotted(dotted) => self.apply_meaning(vocabulary::meaning(dotted), arguments, scope),
            Reference::Own(class) => self.own(*class, self.types_of(arguments, scope)),
            Reference::Value { value, scope: from } => match value {
                Expr::Call(call) => self.made_by_call(call, *from),
                _ => {
                    let variables = if arguments.is_empty() {
                        Vec::new()
                    } else {
                        self.variables_in(value, *from)
                    };
                    self.expand(value, *from, variables, arguments, scope)
                }
            },
            Reference::Alias {
                params,
                value,
                scope: from,
            } => {
                let params = params.iter().flat_map(|params| &params.type_params);
                self.expand(value, *from, params.map(address).collect(), arguments, scope)
            }
            Reference::TypeParam { param, scope } => self.type_param(param, *scope),
            Reference::Function | Reference::Nothing => Type::Unknown,
        }
    }

    /// What a `Callable` returns, and behind that what it takes, as far as that is said.
    fn signature(&self, arguments: &[Expr], scope: ScopeId) -> Vec<Type> {
        let [params, returns] = arguments else {
            return Vec::new();
        };
        let mut types = vec![self.type_of(returns, scope)];
        if let Expr::List(params) = params {
            types.extend(params.elts.iter().map(|param| self.type_of(param, scope)));
        }
        types
    }

    fn apply_meaning(&self, meaning: Meaning, arguments: &[Expr], scope: ScopeId) -> Type {
        match (meaning, arguments) {
            (Meaning::Is(known), _) => known,
            (Meaning::Class(name), _) if name == "collections.abc.Callable" => {
                Type::Class(name, self.signature(arguments, scope))
            }
            (Meaning::Class(name), _) => Type::Class(name, self.types_of(arguments, scope)),
            (Meaning::Tuple, []) => Type::Class("tuple".to_string(), Vec::new()),
            (Meaning::Tuple, [item, Expr::EllipsisLiteral(_)]) => {
                Type::Class("tuple".to_string(), vec![self.type_of(item, scope)])
            }
            (Meaning::Tuple, items)
                if items
                    .iter()
                    .any(|item| item.is_starred_expr() || item.is_ellipsis_literal_expr()) =>
            {
                Type::Class("tuple".to_string(), Vec::new())
            }
            (Meaning::Tuple, items) => Type::Tuple(self.types_of(items, scope)),
            (Meaning::Optional, [item]) => Type::union([self.type_of(item, scope), Type::None]),
            (Meaning::Union, items) => Type::union(self.types_of(items, scope)),
            (Meaning::Literal, items) => Type::union(items.iter().map(|item| self.literal(item, scope))),
            (Meaning::First, [first, ..]) => self.type_of(first, scope),
            (Meaning::EnclosingClass, []) => match self.scopes.enclosing_class(scope) {
                Some(class) => self.own(class, Vec::new()),
                None => Type::Unknown,
            },
            (Meaning::Optional | Meaning::First | Meaning::EnclosingClass | Meaning::Nothing, _) => Type::Unknown,
        }
    }

    fn types_of(&self, hints: &[Expr], scope: ScopeId) -> Vec<Type> {
        hints.iter().map(|hint| self.type_of(hint, scope)).collect()
    }

    pub(super) fn own(&self, class: ScopeId, arguments: Vec<Type>) -> Type {
        Type::Class(format!("{OWN}{}", self.scopes.all[class].qualname), arguments)
    }

    /// One item of `Literal[...]`.
    fn literal(&self, item: &Expr, scope: ScopeId) -> Type {
        match item {
            Expr::StringLiteral(_) => Type::Str,
            Expr::BytesLiteral(_) => Type::Bytes,
            Expr::BooleanLiteral(_) => Type::Bool,
            Expr::NoneLiteral(_) => Type::None,
            Expr::NumberLiteral(number) if number.value.is_int() => Type::Int,
            Expr::UnaryOp(unary) if unary.operand.is_number_literal_expr() => self.literal(&unary.operand, scope),
            // A member of an enumeration, unless it names an alias of another `Literal`.
            Expr::Attribute(member) => match self.refer(&member.value, scope) {
                Reference::Own(class) => self.own(class, Vec::new()),
                _ => self.type_of(item, scope),
            },
            other => self.type_of(other, scope),
        }
    }

    /// `NewType("UserId", int)` gives ints, `TypeVar("T", bound=int)` stands for ints.
    fn made_by_call(&self, call: &ast::ExprCall, scope: ScopeId) -> Type {
        let positional = &*call.arguments.args;
        let keyword = |name| call.arguments.find_keyword(name).map(|keyword| &keyword.value);
        if self.names(&call.func, scope, &["typing.NewType"]) {
            return match positional.get(1).or_else(|| keyword("tp")) {
                Some(base) => self.type_of(base, scope),
                None => Type::Unknown,
            };
        }
        if !self.names(&call.func, scope, &["typing.TypeVar"]) {
            return Type::Unknown;
        }
        if let Some(argument) = self.argument(address(call)) {
            return argument;
        }
        match (positional, keyword("bound")) {
            ([_, constraints @ ..], _) if !constraints.is_empty() => Type::union(self.types_of(constraints, scope)),
            (_, Some(bound)) => self.type_of(bound, scope),
            _ => Type::Unknown,
        }
    }

    fn type_param(&self, param: &ast::TypeParam, scope: ScopeId) -> Type {
        if let Some(argument) = self.argument(address(param)) {
            return argument;
        }
        match param {
            ast::TypeParam::TypeVar(variable) => match variable.bound.as_deref() {
                Some(Expr::Tuple(constraints)) => Type::union(self.types_of(&constraints.elts, scope)),
                Some(bound) => self.type_of(bound, scope),
                None => Type::Unknown,
            },
            ast::TypeParam::TypeVarTuple(_) | ast::TypeParam::ParamSpec(_) => Type::Unknown,
        }
    }

    fn argument(&self, variable: Variable) -> Option<Type> {
        self.arguments
            .borrow()
            .iter()
            .rev()
            .find(|(known, _)| *known == variable)
            .map(|(_, argument)| argument.clone())
    }

    /// The value of an alias, with its type variables standing for the arguments.
    fn expand(
        &self,
        value: &Expr,
        from: ScopeId,
        variables: Vec<Variable>,
        arguments: &[Expr],
        scope: ScopeId,
    ) -> Type {
        let arguments: Vec<_> = variables.into_iter().zip(self.types_of(arguments, scope)).collect();
        let before = self.arguments.borrow().len();
        self.arguments.borrow_mut().extend(arguments);
        let found = self.type_of(value, from);
        self.arguments.borrow_mut().truncate(before);
        found
    }

    /// The type variables of an alias made by assignment, in the order in which they appear.
    fn variables_in(&self, value: &Expr, scope: ScopeId) -> Vec<Variable> {
        let mut found = Vec::new();
        let mut pending = vec![value];
        while let Some(expr) = pending.pop() {
            match expr {
                Expr::Name(_) => {
                    if let Reference::Value {
                        value: Expr::Call(call),
                        scope,
                    } = self.refer(expr, scope)
                        && self.names(&call.func, scope, &["typing.TypeVar"])
                        && !found.contains(&address(call))
                    {
                        found.push(address(call));
                    }
                }
                Expr::Subscript(subscript) => pending.extend([&*subscript.slice, &*subscript.value]),
                Expr::BinOp(operation) => pending.extend([&*operation.right, &*operation.left]),
                Expr::Tuple(tuple) => pending.extend(tuple.elts.iter().rev()),
                Expr::List(list) => pending.extend(list.elts.iter().rev()),
                _ => {}
            }
        }
        found
    }

    /// The module's own binding of a name, if it has exactly one that counts.
    pub(super) fn global(&self, name: &str) -> Option<&Bound<'a>> {
        scopes::the_one(self.scopes.all[MODULE].bindings.get(name)?)
    }
}

fn address<T>(node: &T) -> Variable {
    std::ptr::from_ref(node).addr()
}
