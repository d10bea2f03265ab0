//! Walks a module once, in the order of its source, and notes what each scope binds.

use crate::hints::scopes::{
    Binding, Bound, FunctionNode, FunctionSite, ImportOrigin, MODULE, Scope, ScopeId, ScopeKind, Scopes,
};
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{self, Expr, Stmt};

/// The scopes of a module.
pub(super) fn scopes(module: &ast::ModModule) -> Scopes<'_> {
    let module_scope = Scope::new(ScopeKind::Module, None, String::new(), String::new());
    let scopes = Scopes {
        all: vec![module_scope],
        functions: Vec::new(),
        star_imports: Vec::new(),
    };
    let mut collector = Collector {
        scopes,
        here: MODULE,
        type_checking: false,
        alternative: false,
    };
    collector.visit_body(&module.body);
    collector.scopes
}

struct Collector<'a> {
    scopes: Scopes<'a>,
    here: ScopeId,
    type_checking: bool,
    alternative: bool,
}

impl<'a> Collector<'a> {
    fn bind(&mut self, name: &str, what: Bound<'a>) {
        self.bind_in(self.here, name, what);
    }

    fn bind_in(&mut self, scope: ScopeId, name: &str, what: Bound<'a>) {
        let scope = if self.scopes.all[scope].globals.contains(name) {
            MODULE
        } else {
            scope
        };
        if self.scopes.all[scope].nonlocals.contains(name) {
            return;
        }
        let binding = Binding {
            what,
            type_checking: self.type_checking,
            alternative: self.alternative,
        };
        self.scopes.all[scope]
            .bindings
            .entry(name.to_string())
            .or_default()
            .push(binding);
    }

    fn target(&mut self, target: &'a Expr, what: Bound<'a>) {
        match target {
            Expr::Name(name) => self.bind(&name.id, what),
            other => self.visit_expr(other),
        }
    }

    /// `A, B = 1, 2` binds each name to a value of its own.
    fn assign(&mut self, target: &'a Expr, value: &'a Expr) {
        let elements = match (target, value) {
            (Expr::Tuple(targets), Expr::Tuple(values)) => Some((&targets.elts, &values.elts)),
            _ => None,
        };
        match elements {
            Some((targets, values))
                if targets.len() == values.len() && !targets.iter().chain(values).any(Expr::is_starred_expr) =>
            {
                for (target, value) in targets.iter().zip(values) {
                    self.assign(target, value);
                }
            }
            _ => self.target(target, Bound::Value(value)),
        }
    }

    /// The qualified name that CPython gives to a function or class made here.
    fn qualname(&self, name: &str, may_be_global: bool) -> String {
        let scope = &self.scopes.all[self.here];
        if may_be_global && scope.globals.contains(name) {
            name.to_string()
        } else {
            format!("{}{name}", scope.prefix)
        }
    }

    fn add_scope(&mut self, kind: ScopeKind, qualname: String) -> ScopeId {
        let prefix = match kind {
            ScopeKind::Module => String::new(),
            ScopeKind::Class => format!("{qualname}."),
            ScopeKind::Function => format!("{qualname}.<locals>."),
            ScopeKind::Comprehension if !qualname.is_empty() => format!("{qualname}.<locals>."),
            ScopeKind::Comprehension | ScopeKind::TypeParameters => self.scopes.all[self.here].prefix.clone(),
        };
        self.scopes
            .all
            .push(Scope::new(kind, Some(self.here), qualname, prefix));
        self.scopes.all.len() - 1
    }

    fn inside(&mut self, scope: ScopeId, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.here, scope);
        // What a branch says about its names is not said about the names of the functions in it.
        let alternative = std::mem::take(&mut self.alternative);
        let type_checking = std::mem::take(&mut self.type_checking);
        walk(self);
        (self.here, self.alternative, self.type_checking) = (outer, alternative, type_checking);
    }

    fn alternatively(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.alternative, true);
        walk(self);
        self.alternative = before;
    }

    /// The scope of type parameters if there are any, else the scope that is there already.
    fn type_parameters(&mut self, params: Option<&'a ast::TypeParams>) -> ScopeId {
        let Some(params) = params else { return self.here };
        let scope = self.add_scope(ScopeKind::TypeParameters, String::new());
        for param in &params.type_params {
            self.bind_in(scope, param.name().as_str(), Bound::TypeParam(param));
        }
        scope
    }

    fn defaults(&mut self, parameters: &'a ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function(&mut self, node: FunctionNode<'a>, name: &str, annotations: ScopeId, walk: impl FnOnce(&mut Self)) {
        let outer = self.here;
        let qualname = self.qualname(name, matches!(node, FunctionNode::Def(_)));
        let inner = self.add_scope(ScopeKind::Function, qualname.clone());
        self.scopes.all[inner].parent = Some(annotations);
        self.scopes.functions.push(FunctionSite {
            node,
            qualname,
            outer,
            annotations,
            inner,
        });
        self.inside(inner, |collector| {
            for parameter in node.parameters().into_iter().flat_map(ast::Parameters::iter) {
                collector.bind(parameter.name().as_str(), Bound::Other);
            }
            walk(collector);
        });
    }

    fn class(&mut self, def: &'a ast::StmtClassDef) {
        let qualname = self.qualname(&def.name, true);
        let outer = self.type_parameters(def.type_params.as_deref());
        let inner = self.add_scope(ScopeKind::Class, qualname);
        self.scopes.all[inner].parent = Some(outer);
        self.bind(&def.name, Bound::Class(inner));
        for decorator in &def.decorator_list {
            self.visit_decorator(decorator);
        }
        if let Some(arguments) = &def.arguments {
            self.inside(outer, |collector| collector.visit_arguments(arguments));
        }
        self.inside(inner, |collector| collector.visit_body(&def.body));
    }

    fn if_statement(&mut self, statement: &'a ast::StmtIf) {
        self.visit_expr(&statement.test);
        let checking = match &*statement.test {
            Expr::Name(name) => name.id.as_str() == "TYPE_CHECKING",
            Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
            _ => false,
        };
        let before = self.type_checking;
        self.type_checking |= checking;
        self.visit_body(&statement.body);
        self.type_checking = before;
        for clause in &statement.elif_else_clauses {
            if let Some(test) = &clause.test {
                self.visit_expr(test);
            }
            if checking {
                self.visit_body(&clause.body);
            } else {
                self.alternatively(|collector| collector.visit_body(&clause.body));
            }
        }
    }

    fn comprehension(&mut self, name: &str, generators: &'a [ast::Comprehension], elements: &[&'a Expr]) {
        let Some(first) = generators.first() else { return };
        self.visit_expr(&first.iter);
        // Only generators are functions of their own since CPython 3.12.
        let qualname = if name.is_empty() {
            String::new()
        } else {
            self.qualname(name, false)
        };
        let scope = self.add_scope(ScopeKind::Comprehension, qualname);
        self.inside(scope, |collector| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    collector.visit_expr(&generator.iter);
                }
                collector.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|test| collector.visit_expr(test));
            }
            elements.iter().for_each(|element| collector.visit_expr(element));
        });
    }

    /// `:=` binds in the scope around all comprehensions it stands in.
    fn walrus(&mut self, named: &'a ast::ExprNamed) {
        self.visit_expr(&named.value);
        let mut scope = self.here;
        while let (ScopeKind::Comprehension, Some(parent)) =
            (self.scopes.all[scope].kind, self.scopes.all[scope].parent)
        {
            scope = parent;
        }
        if let Expr::Name(name) = &*named.target {
            self.bind_in(scope, &name.id, Bound::Value(&named.value));
        }
    }
}

impl<'a> Visitor<'a> for Collector<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.defaults(&def.parameters);
                let annotations = self.type_parameters(def.type_params.as_deref());
                self.function(FunctionNode::Def(def), &def.name, annotations, |c| {
                    c.visit_body(&def.body)
                });
                self.bind(&def.name, Bound::Function);
            }
            Stmt::ClassDef(def) => self.class(def),
            Stmt::TypeAlias(alias) => {
                let scope = self.type_parameters(alias.type_params.as_deref());
                let params = alias.type_params.as_deref();
                self.target(
                    &alias.name,
                    Bound::TypeAlias {
                        scope,
                        params,
                        value: &alias.value,
                    },
                );
            }
            Stmt::Assign(assign) => {
                self.visit_expr(&assign.value);
                assign
                    .targets
                    .iter()
                    .for_each(|target| self.assign(target, &assign.value));
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                let value = assign.value.as_deref();
                self.target(
                    &assign.target,
                    Bound::Annotated {
                        annotation: &assign.annotation,
                        value,
                    },
                );
            }
            Stmt::AugAssign(assign) => {
                self.visit_expr(&assign.value);
                self.target(
                    &assign.target,
                    Bound::Augmented {
                        op: assign.op,
                        value: &assign.value,
                    },
                );
            }
            Stmt::If(statement) => self.if_statement(statement),
            Stmt::Try(statement) => {
                self.visit_body(&statement.body);
                self.alternatively(|collector| {
                    statement
                        .handlers
                        .iter()
                        .for_each(|handler| collector.visit_except_handler(handler));
                });
                self.visit_body(&statement.orelse);
                self.visit_body(&statement.finalbody);
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let whole = alias.name.as_str();
                    let (name, module) = match &alias.asname {
                        Some(name) => (name.as_str(), whole),
                        None => (
                            whole.split('.').next().unwrap_or(whole),
                            whole.split('.').next().unwrap_or(whole),
                        ),
                    };
                    self.bind(
                        name,
                        Bound::Import(ImportOrigin {
                            level: 0,
                            module: Some(module),
                            name: None,
                        }),
                    );
                }
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map(|module| module.as_str());
                for alias in &import.names {
                    let origin = ImportOrigin {
                        level: import.level,
                        module,
                        name: Some(alias.name.as_str()),
                    };
                    if alias.name.as_str() == "*" {
                        self.scopes
                            .star_imports
                            .push(ImportOrigin { name: None, ..origin }.dotted());
                    } else {
                        self.bind(
                            alias.asname.as_ref().unwrap_or(&alias.name).as_str(),
                            Bound::Import(origin),
                        );
                    }
                }
            }
            Stmt::Global(global) if self.here != MODULE => {
                self.scopes.all[self.here]
                    .globals
                    .extend(global.names.iter().map(|name| name.to_string()));
            }
            Stmt::Nonlocal(nonlocal) => {
                self.scopes.all[self.here]
                    .nonlocals
                    .extend(nonlocal.names.iter().map(|name| name.to_string()));
            }
            other => visitor::walk_stmt(self, other),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if name.ctx.is_store() || name.ctx.is_del() => self.bind(&name.id, Bound::Other),
            Expr::Named(named) => self.walrus(named),
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.function(FunctionNode::Lambda(lambda), "<lambda>", self.here, |c| {
                    c.visit_expr(&lambda.body)
                });
            }
            Expr::ListComp(it) => self.comprehension("", &it.generators, &[&it.elt]),
            Expr::SetComp(it) => self.comprehension("", &it.generators, &[&it.elt]),
            Expr::DictComp(it) => self.comprehension("", &it.generators, &[&it.key, &it.value]),
            Expr::Generator(it) => self.comprehension("<genexpr>", &it.generators, &[&it.elt]),
            other => visitor::walk_expr(self, other),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind(name, Bound::Other);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            ast::Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            ast::Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name, Bound::Other);
        }
        visitor::walk_pattern(self, pattern);
    }
}
