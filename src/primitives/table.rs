//! The table of all primitives, and the choice among those of one name.

use super::{Primitive, header, signature};
use crate::types::Type;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The runtime's files that hold primitives; the name is the Rust module.
const SOURCES: [(&str, &str); 11] = [
    ("int", include_str!("../../templates/runtime/src/int.rs")),
    ("float", include_str!("../../templates/runtime/src/float.rs")),
    ("compare", include_str!("../../templates/runtime/src/compare.rs")),
    ("convert", include_str!("../../templates/runtime/src/convert.rs")),
    ("math", include_str!("../../templates/runtime/src/math.rs")),
    ("hypot", include_str!("../../templates/runtime/src/hypot.rs")),
    ("number", include_str!("../../templates/runtime/src/number.rs")),
    ("wide", include_str!("../../templates/runtime/src/wide.rs")),
    ("text", include_str!("../../templates/runtime/src/text.rs")),
    (
        "text_methods",
        include_str!("../../templates/runtime/src/text_methods.rs"),
    ),
    ("text_parts", include_str!("../../templates/runtime/src/text_parts.rs")),
];

/// The primitives of the embedded runtime.
pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        // A line that does not parse costs its own primitives; the test below holds that there is none.
        let mut all = Vec::new();
        for (module, text) in SOURCES {
            all.extend(read(module, text).into_iter().flatten());
        }
        Table::new(all)
    })
}

/// Primitives by name.
#[derive(Debug)]
pub struct Table {
    all: Vec<Primitive>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Table {
    fn new(all: Vec<Primitive>) -> Table {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, primitive) in all.iter().enumerate() {
            by_name.entry(primitive.python_name.clone()).or_default().push(index);
        }
        Table { all, by_name }
    }

    /// Every primitive, in the order of the runtime's source.
    pub fn iter(&self) -> impl Iterator<Item = &Primitive> {
        self.all.iter()
    }

    /// Is there any primitive of that name?
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The primitive for these argument types: the one that needs the fewest promotions (`bool` to `int`, `int` to
    /// `float`, a value to an object), which the caller inserts. It may not exist in every CPython: see [`Primitive::exists_in`].
    pub fn find(&self, name: &str, args: &[Type]) -> Option<&Primitive> {
        let candidates = self.by_name.get(name)?.iter().map(|&index| &self.all[index]);
        candidates
            .filter_map(|primitive| Some((promotions(primitive, args)?, primitive)))
            .min_by_key(|(cost, _)| *cost)
            .map(|(_, primitive)| primitive)
    }
}

/// What it costs to call a primitive with these arguments, if it can be.
fn promotions(primitive: &Primitive, args: &[Type]) -> Option<u32> {
    if primitive.params.len() != args.len() {
        return None;
    }
    // `float.__floordiv__` of two ints would be another operation.
    if primitive.python_name.starts_with("float.") && !args.contains(&Type::Float) {
        return None;
    }
    let mut total = 0;
    for ((_, wanted), given) in primitive.params.iter().zip(args) {
        total += match (given, wanted) {
            _ if given == wanted => 0,
            _ if primitive.exact => return None,
            (Type::Bool, Type::Int) => 1,
            (Type::Int, Type::Float) => 2,
            (Type::Bool, Type::Float) => 3,
            // A list of anything, and anything at all.
            (Type::Class(given, _), Type::Class(wanted, items)) if given == wanted && items.is_empty() => 10,
            (Type::Tuple(_), Type::Class(wanted, items)) if wanted == "tuple" && items.is_empty() => 10,
            (_, Type::Object) => 20,
            _ => return None,
        };
    }
    Some(total)
}

/// The primitives of one file of the runtime, or what is wrong with a header.
fn read(module: &str, text: &str) -> Vec<Result<Primitive, String>> {
    let mut found = Vec::new();
    let mut headers: Vec<Result<header::Header, String>> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let place = |problem: String| format!("{module}.rs:{}: {problem}", index + 1);
        if line.trim_start().starts_with(header::MARK) {
            headers.push(header::parse(line).map_err(place));
        } else if signature::starts(line) && !headers.is_empty() {
            let mut whole = line.to_owned();
            while !whole.ends_with('{') {
                let Some((_, next)) = lines.next() else { break };
                whole.push_str(next.trim());
            }
            let parsed = signature::parse(&whole).map_err(&place);
            for header in headers.drain(..) {
                found.push(header.and_then(|header| combine(module, header, parsed.clone()?).map_err(&place)));
            }
        } else if !(line.starts_with("///") || line.starts_with("#[")) {
            found.extend(
                headers
                    .drain(..)
                    .map(|_| Err(place("a header without a function".to_owned()))),
            );
        }
    }
    found.extend(
        headers
            .drain(..)
            .map(|_| Err(format!("{module}.rs: a header without a function"))),
    );
    found
}

fn combine(module: &str, header: header::Header, signature: signature::Signature) -> Result<Primitive, String> {
    if header.params.len() != signature.params.len() {
        return Err(format!(
            "`{}` and `{}` differ in parameters",
            header.name, signature.name
        ));
    }
    Ok(Primitive {
        python_name: header.name,
        params: header.params,
        result: header.result,
        rust_path: format!("rt::{module}::{}", signature.name),
        param_reprs: signature.params,
        result_repr: signature.result,
        leaves: signature.leaves,
        min_version: header.min_version,
        exact: header.exact,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Repr;
    use std::collections::HashSet;

    /// Can a value of this type be stored so?
    fn stores(repr: &Repr, type_: &Type) -> bool {
        match (repr, type_) {
            (Repr::I64 | Repr::I128, Type::Int)
            | (Repr::F64, Type::Float)
            | (Repr::Bool, Type::Bool)
            | (Repr::None, Type::None)
            | (Repr::Dyn | Repr::Obj, _) => true,
            (Repr::Num, Type::Union(members)) => members == &[Type::Int, Type::Float],
            (Repr::Tuple(reprs), Type::Tuple(types)) => {
                reprs.len() == types.len() && reprs.iter().zip(types).all(|(repr, type_)| stores(repr, type_))
            }
            _ => false,
        }
    }

    #[test]
    fn every_header_parses_and_is_unique() {
        let mut seen = HashSet::new();
        let mut count = 0;
        for (module, text) in SOURCES {
            for primitive in read(module, text) {
                let primitive = primitive.expect("a header that parses");
                for (repr, (name, type_)) in primitive.param_reprs.iter().zip(&primitive.params) {
                    assert!(stores(repr, type_), "{name} of {}", primitive.python_name);
                }
                assert!(
                    stores(&primitive.result_repr, &primitive.result),
                    "result of {}",
                    primitive.python_name
                );
                let types: Vec<Type> = primitive.params.iter().map(|(_, type_)| type_.clone()).collect();
                assert!(
                    seen.insert((primitive.python_name.clone(), types)),
                    "{} twice",
                    primitive.python_name
                );
                count += 1;
            }
            assert_eq!(
                text.matches(header::MARK).count(),
                headers_at_line_start(text),
                "{module}.rs"
            );
        }
        assert_eq!(count, table().iter().count());
        assert!(count > 100);
    }

    /// Prose that names the mark would be read as a header.
    fn headers_at_line_start(text: &str) -> usize {
        let is_header = |line: &&str| line.starts_with(header::MARK);
        text.lines().filter(is_header).count() + text.matches("`//@`").count()
    }

    #[test]
    fn a_header_needs_a_function() {
        let text = "//@ def math.sqrt(x: float) -> float\n\npub fn sqrt(x: f64) -> Option<f64> {\n";
        assert!(read("math", text).iter().all(Result::is_err));
        let text = "//@ def math.sqrt(x: float) -> float\nfn sqrt(x: f64) -> Option<f64> {\n";
        assert!(read("math", text).iter().all(Result::is_err));
    }

    #[test]
    fn the_fewest_promotions_win() {
        let path = |name: &str, args: &[Type]| table().find(name, args).map(|found| found.rust_path.as_str());
        assert_eq!(path("math.floor", &[Type::Int]), Some("rt::convert::int_from_int"));
        assert_eq!(path("math.floor", &[Type::Bool]), Some("rt::convert::int_from_int"));
        assert_eq!(path("math.floor", &[Type::Float]), Some("rt::convert::floor"));
        assert_eq!(path("math.sqrt", &[Type::Int]), Some("rt::math::sqrt"));
        assert_eq!(path("builtins.pow", &[Type::Bool, Type::Int]), Some("rt::int::pow"));
        assert_eq!(path("builtins.pow", &[Type::Int, Type::Float]), Some("rt::float::pow"));
        assert_eq!(
            path("float.__lt__", &[Type::Int, Type::Float]),
            Some("rt::compare::int_lt_float")
        );
        assert_eq!(
            path("float.__mod__", &[Type::Int, Type::Float]),
            Some("rt::float::modulo")
        );
        assert_eq!(path("float.__mod__", &[Type::Int, Type::Int]), None);
    }

    #[test]
    fn exact_arguments_are_not_promoted() {
        assert!(table().find("builtins.min", &[Type::Int, Type::Int]).is_some());
        assert!(table().find("builtins.min", &[Type::Int, Type::Float]).is_none());
        assert!(table().find("builtins.min", &[Type::Bool, Type::Bool]).is_none());
        assert!(table().find("int.__invert__", &[Type::Bool]).is_none());
        assert!(table().find("math.sqrt", &[Type::Str]).is_none());
    }
}
