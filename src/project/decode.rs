//! Bytes of a source file -> text, as CPython decodes them (PEP 263).
//!
//! UTF-8, ASCII and Latin-1 are decoded here. For any other encoding, and for every error, the target Python is asked:
//! its codecs and its words are the right ones.

use crate::diagnostics as code;
use crate::project::fault::Place;
use crate::project::{Fault, Python};
use serde::Deserialize;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// What CPython says about a source that it cannot compile.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SyntaxError {
    /// `SyntaxError`, `IndentationError`, `TabError`, or what else `compile` raised, such as `ValueError`.
    pub kind: String,
    pub message: String,
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub column: Option<u32>,
    #[serde(default)]
    pub end_line: Option<u32>,
    #[serde(default)]
    pub end_column: Option<u32>,
    #[serde(default)]
    pub text: Option<String>,
}

impl SyntaxError {
    /// The error as annot reports it: CPython's own message and place.
    pub fn into_fault(self, file: &Path) -> Fault {
        let fault = Fault::program(code::SYNTAX_ERROR, format!("{}: {}", self.kind, self.message)).at(file);
        let Some(line) = self.line.filter(|line| *line > 0) else {
            return fault;
        };
        let column = self.column.unwrap_or(1).max(1);
        let end_line = self.end_line.filter(|end| *end >= line).unwrap_or(line);
        let end_column = self
            .end_column
            .filter(|end| end_line > line || *end > column)
            .unwrap_or(column + 1);
        let text = self.text.unwrap_or_default().trim_end_matches(['\n', '\r']).to_string();
        fault.place(Place {
            line,
            column,
            end_line,
            end_column,
            text,
        })
    }
}

/// The text of a source file.
pub(super) fn decode(path: &Path, bytes: &[u8], python: &Python) -> Result<String, Fault> {
    let (has_mark, body) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(body) => (true, body),
        None => (false, bytes),
    };
    let encoding = declared_encoding(body);
    match encoding.as_deref().map(normalized).as_deref() {
        None | Some("utf-8") => {
            if let Ok(text) = std::str::from_utf8(body) {
                return Ok(text.to_string());
            }
        }
        Some("iso-8859-1") if !has_mark => return Ok(body.iter().map(|byte| *byte as char).collect()),
        Some(_) => {}
    }
    ask(path, bytes, python)
}

/// The encoding that a comment in the first two lines declares.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let mut lines = bytes
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let first = lines.next()?;
    if let Some(name) = encoding_in(first) {
        return Some(name);
    }
    // A second line counts only below a blank line or a comment.
    let blank = first.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'));
    let comment = first.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c')) == Some(&b'#');
    if blank || comment {
        encoding_in(lines.next()?)
    } else {
        None
    }
}

/// `^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`
fn encoding_in(line: &[u8]) -> Option<String> {
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'))?;
    let comment = line[start..].strip_prefix(b"#")?;
    let mut from = 0;
    while let Some(found) = comment[from..].windows(6).position(|word| word == b"coding") {
        let after = &comment[from + found + 6..];
        if let [b':' | b'=', rest @ ..] = after {
            let skipped = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let name: Vec<u8> = rest[skipped..]
                .iter()
                .copied()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
                .collect();
            if !name.is_empty() {
                return String::from_utf8(name).ok();
            }
        }
        from += found + 6;
    }
    None
}

/// CPython's own shortcuts for the names of the two common encodings.
fn normalized(name: &str) -> String {
    let lower: String = name
        .chars()
        .take(12)
        .map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() })
        .collect();
    if lower == "utf-8" || lower.starts_with("utf-8-") {
        return "utf-8".to_string();
    }
    for latin in ["latin-1", "iso-8859-1", "iso-latin-1"] {
        if lower == latin || lower.starts_with(&format!("{latin}-")) {
            return "iso-8859-1".to_string();
        }
    }
    lower
}

#[derive(Deserialize)]
struct Answer {
    text: Option<String>,
    error: Option<SyntaxError>,
}

/// Lets the target Python decode, or say why it cannot.
fn ask(path: &Path, bytes: &[u8], python: &Python) -> Result<String, Fault> {
    let run = || -> std::io::Result<std::process::Output> {
        let mut child = python
            .command()
            .args(["-c", include_str!("decode.py")])
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(bytes)?;
        }
        child.wait_with_output()
    };
    let output = run().map_err(|error| Fault::io(format_args!("run {}", python.executable.display()), &error))?;
    let answer: Answer = serde_json::from_slice(&output.stdout).map_err(|_| {
        Fault::environment(
            code::NO_PYTHON,
            format!("{} could not decode the file", python.executable.display()),
        )
        .at(path)
    })?;
    match (answer.text, answer.error) {
        (Some(text), _) => Ok(text),
        (None, Some(error)) => Err(error.into_fault(path)),
        (None, None) => Err(Fault::program(code::NOT_DECODABLE, "the file cannot be decoded").at(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_encodings_are_found_where_pep_263_looks() {
        let find = |text: &str| declared_encoding(text.as_bytes());
        assert_eq!(find("# -*- coding: latin-1 -*-\n").as_deref(), Some("latin-1"));
        assert_eq!(
            find("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n").as_deref(),
            Some("cp1252")
        );
        assert_eq!(find("\n# coding: koi8-r\n").as_deref(), Some("koi8-r"));
        assert_eq!(find("x = 1\n# coding: koi8-r\n"), None);
        assert_eq!(find("# encoding\n# coding coding=utf8\n").as_deref(), Some("utf8"));
        assert_eq!(find("s = '# coding: latin-1'\n"), None);
    }

    #[test]
    fn names_of_encodings_are_folded_as_cpython_does() {
        assert_eq!(normalized("UTF_8"), "utf-8");
        assert_eq!(normalized("utf-8-sig"), "utf-8");
        assert_eq!(normalized("Latin-1"), "iso-8859-1");
        assert_eq!(normalized("iso-8859-15"), "iso-8859-15");
    }
}
