//! What the module's classes promise of the attributes of their instances.

use std::collections::{BTreeMap, BTreeSet};

use crate::hints::resolve::{OWN, Resolver};
use crate::hints::scopes::{Bound, FunctionNode, MODULE, ScopeId};
use crate::hints::values;
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
    /// Functions and classes in its body.
    pub functions: BTreeSet<String>,
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
            classes.insert(format!("{OWN}{}", def.name), class(def, scope, resolver));
        }
    }
    classes
}

fn class(def: &ast::StmtClassDef, scope: ScopeId, resolver: &Resolver<'_, '_>) -> ClassHints {
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
                    hints.attributes.insert(mangled(&def.name, name), promise);
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
    hints
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
