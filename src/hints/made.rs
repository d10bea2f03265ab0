//! What the module's own statements give to its classes: inference looks at functions only, but the first instances of a class are often
//! made outside of them, and `ORIGIN = Vec(0, 0)` gives ints to what is hinted as floats.

use std::collections::BTreeMap;

use crate::hints::classes::ClassHints;
use crate::hints::resolve::{OWN, Resolver};
use crate::hints::scopes::MODULE;
use crate::hints::{FunctionHints, values};
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{self, Expr, Stmt};
use crate::types::Type;

/// Lets what is hinted as a float be an int as well where such a call gives one: parameters of `__init__`, attributes of data classes.
pub(super) fn note(
    module: &ast::ModModule,
    resolver: &Resolver<'_, '_>,
    functions: &mut [FunctionHints],
    classes: &mut BTreeMap<String, ClassHints>,
) {
    let mut calls = Calls { found: vec![] };
    calls.visit_body(&module.body);
    for call in calls.found {
        let Expr::Name(class) = &*call.func else { continue };
        let Some(hints) = classes.get_mut(&format!("{OWN}{}", class.id)) else {
            continue;
        };
        let init = initializer(module, &class.id);
        let names: Vec<String> = match (init, &hints.stores) {
            (Some(init), _) => {
                let params = init.parameters.iter_non_variadic_params().skip(1);
                params.map(|param| param.name().to_string()).collect()
            }
            (None, Some(names)) => names.clone(),
            (None, None) => continue,
        };
        let is_int = |value: &Expr| values::value_type(resolver, value, MODULE, &values::steps()) == Some(Type::Int);
        let arguments = &call.arguments;
        let by_position = names.iter().cloned().zip(arguments.args.iter());
        let by_name = arguments.keywords.iter();
        let by_name = by_name.filter_map(|keyword| Some((keyword.arg.as_ref()?.to_string(), &keyword.value)));
        let ints = by_position.chain(by_name).filter(|(_, value)| is_int(value));
        for (name, _) in ints {
            match init {
                Some(_) => {
                    let qualname = format!("{}.__init__", class.id);
                    let functions = functions.iter_mut().filter(|function| function.qualname == qualname);
                    functions.for_each(|function| {
                        if function.params.get(&name) == Some(&Type::Float) {
                            function.param_defaults.insert(name.clone(), Type::Int);
                        }
                    });
                }
                None => {
                    if let Some(hint) = hints.attributes.get_mut(&name) {
                        *hint = or_int(hint);
                    }
                }
            }
        }
    }
}

/// What may be an int as well, if it is a float.
pub(super) fn or_int(hint: &Type) -> Type {
    match hint {
        Type::Float => Type::union([Type::Int, Type::Float]),
        other => other.clone(),
    }
}

/// The `__init__` in the body of a class of that name.
fn initializer<'a>(module: &'a ast::ModModule, class: &str) -> Option<&'a ast::StmtFunctionDef> {
    let def = module.body.iter().find_map(|stmt| match stmt {
        Stmt::ClassDef(def) if def.name.as_str() == class => Some(def),
        _ => None,
    })?;
    def.body.iter().find_map(|stmt| match stmt {
        Stmt::FunctionDef(def) if def.name.as_str() == "__init__" => Some(def),
        _ => None,
    })
}

/// The calls outside of functions.
struct Calls<'a> {
    found: Vec<&'a ast::ExprCall>,
}

impl<'a> Visitor<'a> for Calls<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if !matches!(stmt, Stmt::FunctionDef(_)) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            self.found.push(call);
        }
        if !matches!(expr, Expr::Lambda(_)) {
            visitor::walk_expr(self, expr);
        }
    }
}
