//! `pub fn name(parameter: type, ...) -> type {`: how the runtime implements a primitive.

use super::header::split_list;
use crate::types::Repr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) name: String,
    pub(super) params: Vec<Repr>,
    pub(super) result: Repr,
    /// The result is in an `Option`.
    pub(super) leaves: bool,
}

/// Is this the first line of a public function?
pub(super) fn starts(line: &str) -> bool {
    line.starts_with("pub fn ")
}

/// Parses a signature, which may have been several lines; the error says what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Signature, String> {
    let rest = text.trim().strip_prefix("pub fn ").ok_or("not a public function")?;
    let (name, rest) = rest.split_once('(').ok_or("`(` is missing")?;
    let end = closing(rest).ok_or("`)` is missing")?;
    let mut params = Vec::new();
    for param in split_list(&rest[..end]) {
        let (_, repr) = param.split_once(": ").ok_or_else(|| format!("`{param}` has no type"))?;
        params.push(repr_of(repr)?);
    }
    let result = rest[end + 1..].trim().trim_end_matches('{').trim();
    let result = result.strip_prefix("-> ").unwrap_or("()");
    let (result, leaves) = match result.strip_prefix("Option<").and_then(|inner| inner.strip_suffix('>')) {
        Some(inner) => (inner, true),
        None => (result, false),
    };
    Ok(Signature {
        name: name.to_owned(),
        params,
        result: repr_of(result)?,
        leaves,
    })
}

/// Where the parenthesis that is already open closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn repr_of(text: &str) -> Result<Repr, String> {
    Ok(match text {
        "i64" => Repr::I64,
        "i128" => Repr::I128,
        "f64" => Repr::F64,
        "bool" => Repr::Bool,
        "u32" => Repr::Char,
        "()" => Repr::None,
        "Num" => Repr::Num,
        "Dyn" => Repr::Dyn,
        "Obj" => Repr::Obj,
        _ => {
            let items = text
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
                .ok_or_else(|| format!("`{text}` is not a type that primitives use"))?;
            Repr::Tuple(split_list(items).into_iter().map(repr_of).collect::<Result<_, _>>()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_leaves() {
        let signature = parse("pub fn divmod(a: i64, b: i64) -> Option<(i64, i64)> {").expect("valid");
        assert_eq!(signature.name, "divmod");
        assert_eq!(signature.params, [Repr::I64, Repr::I64]);
        assert_eq!(signature.result, Repr::Tuple(vec![Repr::I64, Repr::I64]));
        assert!(signature.leaves);
    }

    #[test]
    fn other_types_are_refused() {
        assert!(parse("pub fn f(a: u64) -> i64 {").is_err());
        assert!(parse("pub fn f(a: i64) -> Result<i64, ()> {").is_err());
    }
}
