//! Places in a source file, as CPython has them and as people count.

use serde::Serialize;

/// A part of a source file, as code objects and syntax trees of CPython give it: lines count from 1, columns are bytes of
/// UTF-8 from 0, the end is exclusive. A whole line has columns 0 and 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// A part of a source file as people and editors count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Spot {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

impl Span {
    /// The whole of a line.
    pub fn of_line(line: u32) -> Span {
        Span {
            line,
            column: 0,
            end_line: line,
            end_column: 0,
        }
    }

    /// Without the source, all characters count as one byte.
    pub fn spot(self, source: Option<&str>) -> Spot {
        let column = |line: u32, column: u32| match source.and_then(|source| line_of(source, line)) {
            Some(text) => text[..at_boundary(text, column)].chars().count() as u32 + 1,
            None => column.saturating_add(1),
        };
        Spot {
            line: self.line,
            column: column(self.line, self.column),
            end_line: self.end_line,
            end_column: column(self.end_line, self.end_column),
        }
    }
}

impl Spot {
    /// CPython's syntax errors come with columns of this kind; 0 and whatever lies outside of the line are put inside.
    pub fn span(self, source: &str) -> Span {
        let column = |line: u32, column: u32| {
            let characters = column.saturating_sub(1) as usize;
            let text = line_of(source, line).unwrap_or_default();
            text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at) as u32
        };
        let start = (self.line, column(self.line, self.column));
        let end = (self.end_line, column(self.end_line, self.end_column));
        let end = end.max(start);
        Span {
            line: start.0,
            column: start.1,
            end_line: end.0,
            end_column: end.1,
        }
    }
}

/// A line's text without its end. Lines end as Python's do: by `\n`, `\r\n` or `\r`, and by nothing else.
pub(super) fn line_of(source: &str, line: u32) -> Option<&str> {
    let mut rest = source;
    for _ in 1..line {
        let end = rest.find(['\n', '\r'])?;
        let after = &rest[end..];
        rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
    }
    rest.split(['\n', '\r']).next()
}

/// The byte column, moved into the text and onto the beginning of a character.
pub(super) fn at_boundary(text: &str, column: u32) -> usize {
    text.floor_char_boundary((column as usize).min(text.len()))
}
