//! Which names each scope of a module binds, and to what: the scopes of CPython's symbol table, as far as hints need them.

use std::collections::{BTreeMap, BTreeSet};

use crate::hints::collect;
use crate::syntax::ast::{self, Expr};

pub(super) type ScopeId = usize;

/// The module itself.
pub(super) const MODULE: ScopeId = 0;

/// All scopes of a module, and the functions found on the way.
pub(super) struct Scopes<'a> {
    pub(super) all: Vec<Scope<'a>>,
    pub(super) functions: Vec<FunctionSite<'a>>,
    pub(super) star_imports: Vec<String>,
}

pub(super) struct Scope<'a> {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    /// The qualified name; empty for the module.
    pub(super) qualname: String,
    /// What the qualified names of functions and classes in it start with.
    pub(super) prefix: String,
    pub(super) bindings: BTreeMap<String, Vec<Binding<'a>>>,
    /// Declared `global` here.
    pub(super) globals: BTreeSet<String>,
    /// Declared `nonlocal` here.
    pub(super) nonlocals: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Comprehension,
    /// Holds the type parameters of a generic function, class or alias.
    TypeParameters,
}

/// One place that binds a name.
pub(super) struct Binding<'a> {
    pub(super) what: Bound<'a>,
    /// Under `if TYPE_CHECKING`: never executed.
    pub(super) type_checking: bool,
    /// In an `except` or `else` branch: an alternative to another binding, not a change of it.
    pub(super) alternative: bool,
}

/// What a name is bound to.
#[derive(Clone, Copy)]
pub(super) enum Bound<'a> {
    Import(ImportOrigin<'a>),
    Class(ScopeId),
    Function,
    Value(&'a Expr),
    Annotated {
        annotation: &'a Expr,
        value: Option<&'a Expr>,
    },
    Augmented {
        op: ast::Operator,
        value: &'a Expr,
    },
    TypeAlias {
        scope: ScopeId,
        params: Option<&'a ast::TypeParams>,
        value: &'a Expr,
    },
    TypeParam(&'a ast::TypeParam),
    /// A parameter, a loop variable, a caught exception, a deleted name ...
    Other,
}

/// Where an imported name comes from.
#[derive(Clone, Copy)]
pub(super) struct ImportOrigin<'a> {
    pub(super) level: u32,
    pub(super) module: Option<&'a str>,
    pub(super) name: Option<&'a str>,
}

/// A `def` or `lambda` with what its hints are read from.
pub(super) struct FunctionSite<'a> {
    pub(super) node: FunctionNode<'a>,
    pub(super) qualname: String,
    /// Where it stands.
    pub(super) outer: ScopeId,
    /// Where its annotations are evaluated.
    pub(super) annotations: ScopeId,
    /// Its own scope.
    pub(super) inner: ScopeId,
}

#[derive(Clone, Copy)]
pub(super) enum FunctionNode<'a> {
    Def(&'a ast::StmtFunctionDef),
    Lambda(&'a ast::ExprLambda),
}

impl<'a> Scopes<'a> {
    pub(super) fn of(module: &'a ast::ModModule) -> Scopes<'a> {
        collect::scopes(module)
    }

    /// The scope in which CPython finds `name` when it is read in `scope`, if it is not a builtin.
    pub(super) fn find(&self, name: &str, scope: ScopeId) -> Option<(ScopeId, &Vec<Binding<'a>>)> {
        let mut here = scope;
        // Class bodies are invisible from the functions in them, but not from annotations and type parameters.
        let mut sees_class = true;
        loop {
            let candidate = &self.all[here];
            if candidate.globals.contains(name) {
                return self.all[MODULE].bindings.get(name).map(|bindings| (MODULE, bindings));
            }
            if (candidate.kind != ScopeKind::Class || sees_class)
                && let Some(bindings) = candidate.bindings.get(name)
            {
                return Some((here, bindings));
            }
            sees_class &= candidate.kind == ScopeKind::TypeParameters;
            here = candidate.parent?;
        }
    }

    /// The class in whose body `scope` stands, however deep.
    pub(super) fn enclosing_class(&self, scope: ScopeId) -> Option<ScopeId> {
        let mut here = Some(scope);
        while let Some(id) = here {
            if self.all[id].kind == ScopeKind::Class {
                return Some(id);
            }
            here = self.all[id].parent;
        }
        None
    }

    /// See [`super::ModuleHints::imports`].
    pub(super) fn imports(&self) -> BTreeMap<String, String> {
        let mut imports = BTreeMap::new();
        for (name, bindings) in &self.all[MODULE].bindings {
            let executed = || bindings.iter().filter(|binding| !binding.type_checking);
            let rebound = executed().any(|binding| !binding.alternative && !matches!(binding.what, Bound::Import(_)));
            let origin = executed().find_map(|binding| match binding.what {
                Bound::Import(origin) => Some(origin.dotted()),
                _ => None,
            });
            if let (false, Some(origin)) = (rebound, origin) {
                imports.insert(name.clone(), origin);
            }
        }
        imports
    }
}

/// The binding that tells what a name means, if there is exactly one that is not an alternative to another.
/// What is written for type checkers goes before what is executed.
pub(super) fn the_one<'b, 'a>(bindings: &'b [Binding<'a>]) -> Option<&'b Bound<'a>> {
    let checked = bindings.iter().find(|binding| binding.type_checking);
    let mut primary = bindings.iter().filter(|binding| !binding.alternative);
    match (checked, primary.next(), primary.next()) {
        (Some(binding), ..) | (None, Some(binding), None) => Some(&binding.what),
        (None, None, _) => bindings.first().map(|binding| &binding.what),
        (None, Some(first), Some(_)) => {
            // The same import twice is no change.
            let Bound::Import(origin) = first.what else { return None };
            let same = |binding: &Binding| matches!(binding.what, Bound::Import(o) if o.dotted() == origin.dotted());
            bindings
                .iter()
                .filter(|binding| !binding.alternative)
                .all(same)
                .then_some(&first.what)
        }
    }
}

impl ImportOrigin<'_> {
    pub(super) fn dotted(self) -> String {
        let mut dotted = ".".repeat(self.level as usize);
        dotted.push_str(self.module.unwrap_or_default());
        if let Some(name) = self.name {
            if self.module.is_some() {
                dotted.push('.');
            }
            dotted.push_str(name);
        }
        dotted
    }
}

impl<'a> FunctionNode<'a> {
    pub(super) fn parameters(self) -> Option<&'a ast::Parameters> {
        match self {
            FunctionNode::Def(def) => Some(&def.parameters),
            FunctionNode::Lambda(lambda) => lambda.parameters.as_deref(),
        }
    }
}

impl Scope<'_> {
    pub(super) fn new(kind: ScopeKind, parent: Option<ScopeId>, qualname: String, prefix: String) -> Self {
        Scope {
            kind,
            parent,
            qualname,
            prefix,
            bindings: BTreeMap::new(),
            globals: BTreeSet::new(),
            nonlocals: BTreeSet::new(),
        }
    }
}
