//! `//@ def NAME(PARAMETER: TYPE, ...) -> TYPE # SUFFIX`: what Python sees of a primitive.

use crate::types::Type;

/// How a header line begins in the runtime's source.
pub(super) const MARK: &str = "//@";

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) params: Vec<(String, Type)>,
    pub(super) result: Type,
    pub(super) min_version: Option<(u8, u8)>,
    pub(super) exact: bool,
}

/// Parses a header line; the error says what is wrong with it.
pub(super) fn parse(line: &str) -> Result<Header, String> {
    let text = line.trim().strip_prefix(MARK).ok_or("not a header")?.trim();
    let (declaration, suffixes) = match text.split_once('#') {
        Some((declaration, suffixes)) => (declaration.trim(), suffixes.trim()),
        None => (text, ""),
    };
    let rest = declaration.strip_prefix("def ").ok_or("`def` is missing")?;
    let (name, rest) = rest.split_once('(').ok_or("`(` is missing")?;
    if name.split('.').count() != 2 || name.split('.').any(str::is_empty) {
        return Err(format!("`{name}` is not `OWNER.NAME`"));
    }
    let (params, result) = rest.split_once(") -> ").ok_or("`) -> ` is missing")?;
    let mut header = Header {
        name: name.to_owned(),
        params: Vec::new(),
        result: type_of(result)?,
        min_version: None,
        exact: false,
    };
    for param in split_list(params) {
        let (name, type_) = param.split_once(": ").ok_or_else(|| format!("`{param}` has no type"))?;
        header.params.push((name.to_owned(), type_of(type_)?));
    }
    for suffix in suffixes.split_whitespace() {
        if suffix == "exact" {
            header.exact = true;
        } else {
            header.min_version = Some(version_of(suffix).ok_or_else(|| format!("`{suffix}` is not a suffix"))?);
        }
    }
    Ok(header)
}

/// `3.13+`
fn version_of(text: &str) -> Option<(u8, u8)> {
    let (major, minor) = text.strip_suffix('+')?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn type_of(text: &str) -> Result<Type, String> {
    if let Some((left, right)) = text.split_once(" | ") {
        return Ok(Type::union([type_of(left)?, type_of(right)?]));
    }
    Ok(match text {
        "int" => Type::Int,
        "float" => Type::Float,
        "bool" => Type::Bool,
        "None" => Type::None,
        "object" => Type::Object,
        "str" => Type::Str,
        "bytes" => Type::Bytes,
        "bytearray" | "dict" | "frozenset" | "list" | "set" | "tuple" => Type::Class(text.to_owned(), vec![]),
        _ if text.ends_with(']') && !text.starts_with("tuple[") => {
            let (class, items) = text[..text.len() - 1].split_once('[').unwrap_or_default();
            Type::Class(
                class.to_owned(),
                split_list(items).into_iter().map(type_of).collect::<Result<_, _>>()?,
            )
        }
        _ => {
            let items = text
                .strip_prefix("tuple[")
                .and_then(|rest| rest.strip_suffix(']'))
                .ok_or_else(|| format!("`{text}` is not a type that primitives use"))?;
            Type::Tuple(split_list(items).into_iter().map(type_of).collect::<Result<_, _>>()?)
        }
    })
}

/// Splits at the commas that are not inside brackets.
pub(super) fn split_list(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, character) in text.char_indices() {
        match character {
            '[' | '(' | '<' => depth += 1,
            ']' | ')' | '>' => depth -= 1,
            ',' if depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    let last = text[start..].trim();
    if !last.is_empty() {
        items.push(last);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_everything() {
        let header = parse("//@ def math.frexp(x: float) -> tuple[float, int] # exact 3.15+").expect("valid");
        assert_eq!(header.name, "math.frexp");
        assert_eq!(header.params, [("x".to_owned(), Type::Float)]);
        assert_eq!(header.result, Type::Tuple(vec![Type::Float, Type::Int]));
        assert_eq!((header.min_version, header.exact), (Some((3, 15)), true));
    }

    #[test]
    fn what_is_not_a_header_is_refused() {
        for line in [
            "//@ math.sqrt(x: float) -> float",
            "//@ def sqrt(x: float) -> float",
            "//@ def math.sqrt(x) -> float",
            "//@ def math.sqrt(x: float)",
            "//@ def math.sqrt(x: double) -> float",
            "//@ def math.sqrt(x: float) -> float # soon",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
