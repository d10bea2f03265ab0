//! What a module's source promises: the hints of parameters, results, locals and globals, as [`Type`]s.
//!
//! A hint is a speculation, so nothing here can fail: what cannot be understood is [`Type::Unknown`]. Functions are found
//! under the qualified name and first line that CPython puts in their code objects, which is how `lower` asks for them.

mod classes;
mod collect;
mod constants;
mod functions;
mod made;
mod resolve;
mod scopes;
mod values;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::syntax::Tree;
use crate::types::Type;

pub use classes::{ClassHints, mangled};
pub use constants::Constant;

/// The hints of one module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModuleHints {
    /// Every `def` and `lambda`, nested ones and methods included.
    pub functions: Vec<FunctionHints>,
    /// Module globals that are annotated, or only ever bound to values whose type can be read off the source.
    pub globals: BTreeMap<String, Type>,
    /// Module globals bound once, to a number that can be read off the source.
    pub constants: BTreeMap<String, Constant>,
    /// What the module's own imports bind: `m` to `math`, `sqrt` to `math.sqrt`, `x` to `.pkg.x` for a relative import.
    /// Names imported only for type checkers, and names bound to something else later, are left out.
    pub imports: BTreeMap<String, String>,
    /// The modules of `from module import *`, in order.
    pub star_imports: Vec<String>,
    /// The classes that its body makes, by the names that types have for them: `<module>.Point`.
    pub classes: BTreeMap<String, ClassHints>,
}

/// The hints of one function or lambda.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionHints {
    /// As in `co_qualname`.
    pub qualname: String,
    pub name: String,
    /// As in `co_firstlineno`: the line of the first decorator's expression if there is one, else of the `def`.
    pub first_line: u32,
    /// The line of the `def`, `async` or `lambda` itself.
    pub def_line: u32,
    /// The hinted parameters, and `*args` and `**kwargs`: a tuple and a dictionary of what is hinted, or `Unknown`.
    pub params: BTreeMap<String, Type>,
    /// For parameters without a hint: the type of the default value, where it is not `None`.
    pub param_defaults: BTreeMap<String, Type>,
    pub returns: Option<Type>,
    /// The annotated local variables.
    pub locals: BTreeMap<String, Type>,
    /// Dotted names, outermost first, imports resolved: `functools.lru_cache`, `staticmethod`, `<module>.traced`. Calls are
    /// named after what is called; what has no name is `<expression>`.
    pub decorators: Vec<String>,
    /// Which of them are what a call gives: `@repeat(3)`.
    pub decorator_calls: Vec<bool>,
    pub kind: FunctionKind,
}

/// What a function is, as its place says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    Function,
    Lambda,
    /// A `def` directly in a class body; `class` is the qualified name of the class.
    Method {
        class: String,
        binding: MethodBinding,
    },
}

/// What a method gets as its first argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodBinding {
    Instance,
    Class,
    Static,
}

/// Read the hints of a module.
pub fn of_module(tree: &Tree) -> ModuleHints {
    tree.walk(|module| {
        let scopes = scopes::Scopes::of(module);
        let resolver = resolve::Resolver::new(&scopes);
        let mut functions = functions::all(tree, &scopes, &resolver);
        let mut classes = classes::all(module, &resolver);
        made::note(module, &resolver, &mut functions, &mut classes);
        ModuleHints {
            functions,
            globals: values::globals(&resolver),
            constants: constants::all(&scopes),
            imports: scopes.imports(),
            star_imports: scopes.star_imports.clone(),
            classes,
        }
    })
    .unwrap_or_default()
}

impl ModuleHints {
    /// The hints of the function whose code object has this `co_qualname` and `co_firstlineno`.
    pub fn function(&self, qualname: &str, first_line: u32) -> Option<&FunctionHints> {
        self.functions
            .iter()
            .find(|function| function.first_line == first_line && function.qualname == qualname)
    }
}
