//! The hints of every function and lambda, under the names and lines of their code objects.

use std::collections::BTreeMap;

use crate::hints::resolve::Resolver;
use crate::hints::scopes::{Bound, FunctionNode, FunctionSite, ScopeKind, Scopes};
use crate::hints::values;
use crate::hints::{FunctionHints, FunctionKind, MethodBinding};
use crate::syntax::ast::{self, Expr};
use crate::syntax::{Ranged, TextSize, Tree};
use crate::types::Type;

pub(super) fn all(tree: &Tree, scopes: &Scopes<'_>, resolver: &Resolver<'_, '_>) -> Vec<FunctionHints> {
    scopes
        .functions
        .iter()
        .map(|site| hints_of(tree, resolver, site))
        .collect()
}

fn hints_of(tree: &Tree, resolver: &Resolver<'_, '_>, site: &FunctionSite<'_>) -> FunctionHints {
    let mut hints = FunctionHints {
        qualname: site.qualname.clone(),
        name: "<lambda>".to_string(),
        first_line: 0,
        def_line: 0,
        params: BTreeMap::new(),
        param_defaults: BTreeMap::new(),
        returns: None,
        locals: locals(resolver, site),
        decorators: Vec::new(),
        decorator_calls: Vec::new(),
        kind: FunctionKind::Lambda,
    };
    if let Some(parameters) = site.node.parameters() {
        read_parameters(resolver, site, parameters, &mut hints);
    }
    match site.node {
        FunctionNode::Def(def) => {
            let decorators = &def.decorator_list;
            hints.name = def.name.to_string();
            hints.def_line = tree.lines().line(start_of_def(tree, def));
            hints.first_line = decorators
                .first()
                .map_or(hints.def_line, |first| tree.position(&first.expression).line);
            hints.returns = def
                .returns
                .as_ref()
                .map(|returns| resolver.hint(returns, site.annotations));
            hints.decorators = decorators
                .iter()
                .map(|decorator| named(resolver, decorator, site))
                .collect();
            let is_call = |decorator: &ast::Decorator| decorator.expression.is_call_expr();
            hints.decorator_calls = decorators.iter().map(is_call).collect();
            hints.kind = kind(resolver, site, &hints);
        }
        FunctionNode::Lambda(lambda) => {
            hints.def_line = tree.position(lambda).line;
            hints.first_line = hints.def_line;
        }
    }
    hints
}

fn read_parameters(
    resolver: &Resolver<'_, '_>,
    site: &FunctionSite<'_>,
    parameters: &ast::Parameters,
    hints: &mut FunctionHints,
) {
    for parameter in parameters.iter_non_variadic_params() {
        let name = parameter.name().to_string();
        let default = parameter.default.as_deref();
        let known = default.and_then(|default| values::value_type(resolver, default, site.outer, &values::steps()));
        if let Some(known) = known {
            hints.param_defaults.insert(name.clone(), known);
        }
        if let Some(annotation) = parameter.annotation() {
            let hint = resolver.hint(annotation, site.annotations);
            // `x: int = None` has said "or None" since before `Optional`.
            let promised = if matches!(default, Some(Expr::NoneLiteral(_))) {
                Type::union([hint, Type::None])
            } else {
                hint
            };
            hints.params.insert(name, promised);
        }
    }
    let item = |parameter: &ast::Parameter| {
        let hint = parameter.annotation().map(|hint| resolver.hint(hint, site.annotations));
        hint.filter(|hint| !matches!(hint, Type::Unknown | Type::Object))
    };
    if let Some(parameter) = &parameters.vararg {
        let tuple = item(parameter).map(|item| Type::Class("tuple".to_owned(), vec![item]));
        hints
            .params
            .insert(parameter.name.to_string(), tuple.unwrap_or(Type::Unknown));
    }
    if let Some(parameter) = &parameters.kwarg {
        let dict = item(parameter).map(|item| Type::Class("dict".to_owned(), vec![Type::Str, item]));
        hints
            .params
            .insert(parameter.name.to_string(), dict.unwrap_or(Type::Unknown));
    }
}

/// The annotated variables of a function. Two annotations that differ promise nothing.
fn locals(resolver: &Resolver<'_, '_>, site: &FunctionSite<'_>) -> BTreeMap<String, Type> {
    let mut locals = BTreeMap::new();
    for (name, bindings) in &resolver.scopes.all[site.inner].bindings {
        let mut types = bindings.iter().filter_map(|binding| match binding.what {
            Bound::Annotated { annotation, value } => {
                values::annotated_type(resolver, annotation, value, site.inner, &values::steps())
            }
            _ => None,
        });
        if let Some(first) = types.next() {
            let agreed = types.all(|other| other == first);
            locals.insert(name.clone(), if agreed { first } else { Type::Unknown });
        }
    }
    locals
}

fn named(resolver: &Resolver<'_, '_>, decorator: &ast::Decorator, site: &FunctionSite<'_>) -> String {
    let mut expression = &decorator.expression;
    while let Expr::Call(call) = expression {
        expression = &call.func;
    }
    resolver
        .dotted(expression, site.outer)
        .unwrap_or_else(|| "<expression>".to_string())
}

fn kind(resolver: &Resolver<'_, '_>, site: &FunctionSite<'_>, hints: &FunctionHints) -> FunctionKind {
    let outer = &resolver.scopes.all[site.outer];
    if outer.kind != ScopeKind::Class {
        return FunctionKind::Function;
    }
    let decorated = |name: &str| hints.decorators.iter().any(|decorator| decorator == name);
    let binding = match hints.name.as_str() {
        _ if decorated("staticmethod") => MethodBinding::Static,
        _ if decorated("classmethod") => MethodBinding::Class,
        "__new__" => MethodBinding::Static,
        "__init_subclass__" | "__class_getitem__" => MethodBinding::Class,
        _ => MethodBinding::Instance,
    };
    FunctionKind::Method {
        class: outer.qualname.clone(),
        binding,
    }
}

/// Where `def` or `async` stands: the node starts at its first decorator.
fn start_of_def(tree: &Tree, def: &ast::StmtFunctionDef) -> TextSize {
    let Some(last) = def.decorator_list.last() else {
        return def.start();
    };
    let mut at = last.end().to_usize();
    let mut rest = tree.text()[at..].chars();
    let mut in_comment = false;
    // Between the two: white space, comments, and closing parentheses that the expression's range leaves out.
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\r' => in_comment = false,
            '#' => in_comment = true,
            'd' | 'a' if !in_comment => break,
            _ => {}
        }
        at = tree.text().len() - rest.as_str().len();
    }
    TextSize::try_from(at).unwrap_or(def.start())
}
