//! What the module's classes promise of the attributes of their instances.

use std::collections::{BTreeMap, BTreeSet};

use crate::hints::resolve::{OWN, Resolver};
use crate::hints::scopes::{Bound, FunctionNode, MODULE, ScopeId};
use crate::hints::{made, values};
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{self, Expr, Stmt};
use crate::types::Type;

/// A class statement of the module that binds a name of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassHints {
    /// The name of the global.
    pub global: String,
    /// Dotted names; those of the module's own begin with `<module>.`.
    pub bases: Vec<String>,
    /// Has it keyword arguments, such as a metaclass?
    pub has_keywords: bool,
    pub decorators: Vec<String>,
    /// Annotated in its body, or in methods (`self.x: int = 0`).
    pub attributes: BTreeMap<String, Type>,
    /// Assigned by methods: `self.x = 0`.
    pub assigned: BTreeSet<String>,
    /// Assigned in its body, with a hint or without, and what the source shows of such values: `RATE = 0.2`.
    pub values: BTreeMap<String, Type>,
    /// What `__match_args__` says in its body, or the fields that a data class or a named tuple has of its own.
    pub match_args: Option<Vec<String>>,
    /// Functions and classes in its body.
    pub functions: BTreeSet<String>,
    /// The attributes that its own `__init__` stores its arguments in, in their order, if it does nothing else; of data classes that
    /// one that they are given.
    pub stores: Option<Vec<String>>,
    /// Does it say that its instances have slots?
    pub has_slots: bool,
}

/// The classes of a module, by the names that types have for them.
pub(super) fn all(module: &ast::ModModule, resolver: &Resolver<'_, '_>) -> BTreeMap<String, ClassHints> {
    let mut classes = BTreeMap::new();
    for stmt in &module.body {
        let Stmt::ClassDef(def) = stmt else { continue };
        let bindings = resolver.scopes.all[MODULE].bindings.get(def.name.as_str());
        let [binding] = bindings.map_or(&[][..], Vec::as_slice) else {
            continue;
        };
        if let Bound::Class(scope) = binding.what {
            classes.insert(format!("{OWN}{}", def.name), class(def, scope, module, resolver));
        }
    }
    classes
}

fn class(def: &ast::StmtClassDef, scope: ScopeId, module: &ast::ModModule, resolver: &Resolver<'_, '_>) -> ClassHints {
    let dotted = |expr: &Expr| {
        let mut named = expr;
        loop {
            named = match named {
                Expr::Call(call) => &call.func,
                Expr::Subscript(subscript) => &subscript.value,
                _ => break,
            };
        }
        resolver
            .dotted(named, MODULE)
            .unwrap_or_else(|| "<expression>".to_string())
    };
    let arguments = def.arguments.as_deref();
    let mut hints = ClassHints {
        global: def.name.to_string(),
        bases: arguments.map_or(vec![], |arguments| arguments.args.iter().map(dotted).collect()),
        has_keywords: arguments.is_some_and(|arguments| !arguments.keywords.is_empty()),
        decorators: def
            .decorator_list
            .iter()
            .map(|decorator| dotted(&decorator.expression))
            .collect(),
        ..ClassHints::default()
    };
    let annotated = |annotation: &Expr, value: Option<&Expr>, scope: ScopeId| {
        values::annotated_type(resolver, annotation, value, scope, &values::steps()).unwrap_or(Type::Unknown)
    };
    for (name, bindings) in &resolver.scopes.all[scope].bindings {
        for binding in bindings {
            match binding.what {
                Bound::Annotated { annotation, value } => {
                    let promise = annotated(annotation, value, scope);
                    let is_int =
                        |value| values::value_type(resolver, value, scope, &values::steps()) == Some(Type::Int);
                    // `x: float = 0`
                    let promise = match value.is_some_and(is_int) {
                        true => made::or_int(&promise),
                        false => promise,
                    };
                    let name = mangled(&def.name, name);
                    if value.is_some() {
                        hints.values.insert(name.clone(), promise.clone());
                    }
                    hints.attributes.insert(name, promise);
                }
                Bound::Value(value) => {
                    let shown = values::value_type(resolver, value, scope, &values::steps());
                    let shown = shown.unwrap_or(Type::Unknown);
                    let name = mangled(&def.name, name);
                    let known = hints.values.remove(&name);
                    hints
                        .values
                        .insert(name, known.map_or(shown.clone(), |known| Type::union([known, shown])));
                }
                Bound::Function | Bound::Class(_) => {
                    hints.functions.insert(mangled(&def.name, name));
                }
                _ => {}
            }
        }
    }
    for site in resolver.scopes.functions.iter().filter(|site| site.outer == scope) {
        let FunctionNode::Def(function) = site.node else {
            continue;
        };
        let Some(first) = function.parameters.iter_non_variadic_params().next() else {
            continue;
        };
        let mut found = Assignments {
            object: first.name().as_str(),
            annotated: vec![],
            assigned: vec![],
        };
        found.visit_body(&function.body);
        for (name, annotation, value) in found.annotated {
            let promise = annotated(annotation, value, site.inner);
            hints.attributes.entry(mangled(&def.name, name)).or_insert(promise);
        }
        let assigned = found.assigned.into_iter().map(|name| mangled(&def.name, name));
        hints.assigned.extend(assigned);
    }
    let is_bare = hints.bases.iter().all(|base| gives_no_fields(base, module));
    let names = stored(&def.body).or_else(|| declared(def, &hints.decorators).filter(|_| is_bare));
    let is_free = |name: &String| !hints.functions.contains(name);
    hints.stores = names
        .map(|names| names.into_iter().map(|name| mangled(&def.name, name)).collect())
        .filter(|names: &Vec<String>| names.iter().all(is_free));
    hints.match_args = match_args(def, &hints);
    hints.has_slots = resolver.scopes.all[scope].bindings.contains_key("__slots__") || is_made_with_slots(def);
    hints
}

/// See [`ClassHints::match_args`].
fn match_args(def: &ast::StmtClassDef, hints: &ClassHints) -> Option<Vec<String>> {
    let is_data = hints.decorators.iter().any(|name| name == "dataclasses.dataclass");
    let is_tuple = hints.bases.iter().any(|base| base == "typing.NamedTuple");
    let mut names = (is_data || is_tuple).then(Vec::new);
    for stmt in &def.body {
        match stmt {
            Stmt::Assign(assign) => {
                let is_said =
                    |target: &Expr| matches!(target, Expr::Name(name) if name.id.as_str() == "__match_args__");
                if let (true, Expr::Tuple(tuple)) = (assign.targets.iter().any(is_said), &*assign.value) {
                    let text = |item: &Expr| match item {
                        Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
                        _ => None,
                    };
                    return tuple.elts.iter().map(text).collect();
                }
            }
            Stmt::AnnAssign(assign) if !mentions(&assign.annotation, "ClassVar") => {
                if let (Some(names), Expr::Name(name)) = (&mut names, &*assign.target) {
                    names.push(mangled(&def.name, &name.id));
                }
            }
            _ => {}
        }
    }
    names
}

/// The attributes in which an `__init__` in the body stores its arguments, in their order and one after the other, if it does nothing
/// else.
fn stored(body: &[Stmt]) -> Option<Vec<&str>> {
    let mut inits = body.iter().filter_map(|stmt| match stmt {
        Stmt::FunctionDef(def) if def.name.as_str() == "__init__" => Some(def),
        _ => None,
    });
    let (Some(init), None) = (inits.next(), inits.next()) else {
        return None;
    };
    let parameters = &init.parameters;
    if parameters.vararg.is_some()
        || parameters.kwarg.is_some()
        || !parameters.kwonlyargs.is_empty()
        || !init.decorator_list.is_empty()
    {
        return None;
    }
    let mut params = parameters
        .posonlyargs
        .iter()
        .chain(&parameters.args)
        .map(|param| param.name().as_str());
    let object = params.next()?;
    let params: Vec<&str> = params.collect();
    let mut names: Vec<&str> = vec![];
    for stmt in &init.body {
        let (target, value) = match stmt {
            Stmt::Expr(text) if matches!(&*text.value, Expr::StringLiteral(_)) => continue,
            Stmt::Assign(assign) => match assign.targets.as_slice() {
                [target] => (target, &assign.value),
                _ => return None,
            },
            Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_ref()?),
            _ => return None,
        };
        let (Expr::Attribute(attribute), Expr::Name(value)) = (target, &**value) else {
            return None;
        };
        let is_own = matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == object);
        if !is_own || params.get(names.len()) != Some(&value.id.as_str()) {
            return None;
        }
        names.push(attribute.attr.as_str());
    }
    (names.len() == params.len()).then_some(names)
}

/// The attributes that the `__init__` of a data class stores its arguments in.
fn declared<'a>(def: &'a ast::StmtClassDef, decorators: &[String]) -> Option<Vec<&'a str>> {
    let ([decorator], [of]) = (def.decorator_list.as_slice(), decorators) else {
        return None;
    };
    if of != "dataclasses.dataclass" {
        return None;
    }
    // What compares and prints them makes no difference.
    let is_fine = |keyword: &ast::Keyword| {
        let name = keyword.arg.as_ref().map(|name| name.as_str());
        matches!(
            name,
            Some("eq" | "frozen" | "order" | "repr" | "slots" | "match_args" | "unsafe_hash")
        )
    };
    if let Expr::Call(call) = &decorator.expression
        && !(call.arguments.args.is_empty() && call.arguments.keywords.iter().all(is_fine))
    {
        return None;
    }
    let mut names = vec![];
    for stmt in &def.body {
        match stmt {
            Stmt::AnnAssign(assign) => {
                let is_plain = match assign.value.as_deref() {
                    None => true,
                    Some(value) => !matches!(value, Expr::Call(_)),
                };
                let (Expr::Name(name), true) = (&*assign.target, is_plain) else {
                    return None;
                };
                let is_special = ["ClassVar", "InitVar", "KW_ONLY"]
                    .iter()
                    .any(|special| mentions(&assign.annotation, special));
                if is_special || names.contains(&name.id.as_str()) {
                    return None;
                }
                names.push(name.id.as_str());
            }
            Stmt::FunctionDef(def) if def.name.as_str() == "__post_init__" => return None,
            _ => {}
        }
    }
    Some(names)
}

/// Is it a class of which a data class below gets no fields?
fn gives_no_fields(base: &str, module: &ast::ModModule) -> bool {
    if matches!(base, "object" | "abc.ABC" | "typing.Generic") {
        return true;
    }
    let Some(name) = base.strip_prefix(OWN) else {
        return false;
    };
    let mut found = module.body.iter().filter_map(|stmt| match stmt {
        Stmt::ClassDef(def) if def.name.as_str() == name => Some(def),
        _ => None,
    });
    let (Some(def), None) = (found.next(), found.next()) else {
        return false;
    };
    let bases = def.arguments.as_deref().map_or(&[][..], |bases| &bases.args);
    // What is above it is seldom a data class; the runtime makes sure.
    def.decorator_list.is_empty()
        && bases
            .iter()
            .all(|base| matches!(base, Expr::Name(_) | Expr::Attribute(_)))
}

/// Does a decorator say that instances have slots?
fn is_made_with_slots(def: &ast::StmtClassDef) -> bool {
    let says = |keyword: &ast::Keyword| {
        keyword.arg.as_ref().is_some_and(|name| name.as_str() == "slots")
            && !matches!(&keyword.value, Expr::BooleanLiteral(literal) if !literal.value)
    };
    def.decorator_list.iter().any(|decorator| match &decorator.expression {
        Expr::Call(call) => call.arguments.keywords.iter().any(says),
        _ => false,
    })
}

/// Is a name in an annotation?
fn mentions(annotation: &Expr, name: &str) -> bool {
    match annotation {
        Expr::Name(found) => found.id.as_str() == name,
        Expr::Attribute(found) => found.attr.as_str() == name,
        Expr::Subscript(subscript) => mentions(&subscript.value, name),
        Expr::StringLiteral(text) => text.value.to_str().contains(name),
        _ => false,
    }
}

/// A name as CPython's compiler writes it in the body of a class.
pub fn mangled(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if name.starts_with("__") && !name.ends_with("__") && !class.is_empty() {
        format!("_{class}{name}")
    } else {
        name.to_string()
    }
}

/// Assignments to attributes of a method's first parameter.
struct Assignments<'a> {
    object: &'a str,
    annotated: Vec<(&'a str, &'a Expr, Option<&'a Expr>)>,
    assigned: Vec<&'a str>,
}

impl<'a> Assignments<'a> {
    fn attribute(&self, target: &'a Expr) -> Option<&'a str> {
        match target {
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(name) if name.id.as_str() == self.object => Some(attribute.attr.as_str()),
                _ => None,
            },
            _ => None,
        }
    }

    fn assign(&mut self, target: &'a Expr) {
        if let Expr::Tuple(tuple) = target {
            tuple.elts.iter().for_each(|target| self.assign(target));
        }
        self.assigned.extend(self.attribute(target));
    }
}

impl<'a> Visitor<'a> for Assignments<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Assign(assign) => assign.targets.iter().for_each(|target| self.assign(target)),
            Stmt::AugAssign(assign) => self.assign(&assign.target),
            Stmt::AnnAssign(assign) => {
                if let Some(name) = self.attribute(&assign.target) {
                    self.annotated.push((name, &assign.annotation, assign.value.as_deref()));
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}
