//! Offsets in a text to the lines and columns that CPython's `ast`, tracebacks and code objects have.

use rustpython_text_size::TextSize;

/// A place in a source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 0, in bytes of UTF-8.
    pub column: u32,
}

/// Where the lines of a text start. `\n`, `\r\n` and `\r` end a line, as for CPython's tokenizer; a form feed does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    end: u32,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(offset(at + 1));
            }
        }
        LineIndex {
            starts,
            end: offset(bytes.len()),
        }
    }

    /// The line and column of an offset in bytes. Beyond the text is the end of the text.
    pub fn position(&self, at: TextSize) -> Position {
        let at = at.to_u32().min(self.end);
        // The first line starts at 0, so at least one start is not beyond `at`.
        let line = self.starts.partition_point(|start| *start <= at);
        Position {
            line: offset(line),
            column: at - self.starts[line - 1],
        }
    }

    /// The line of an offset, from 1.
    pub fn line(&self, at: TextSize) -> u32 {
        self.position(at).line
    }
}

/// Texts of 4 GiB and more are refused before they get here.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_for_cpython() {
        let text = "a\nbé\r\nc\rd\x0ce";
        let index = LineIndex::new(text);
        let places = text.char_indices().map(|(at, c)| {
            let Position { line, column } = index.position(TextSize::new(offset(at)));
            (c, line, column)
        });
        let expected = [
            ('a', 1, 0),
            ('\n', 1, 1),
            ('b', 2, 0),
            ('é', 2, 1),
            ('\r', 2, 3),
            ('\n', 2, 4),
            ('c', 3, 0),
            ('\r', 3, 1),
            ('d', 4, 0),
            ('\x0c', 4, 1),
            ('e', 4, 2),
        ];
        assert_eq!(places.collect::<Vec<_>>(), expected);
        assert_eq!(index.position(TextSize::new(1000)), Position { line: 4, column: 3 });
    }

    #[test]
    fn an_empty_text_has_one_line() {
        assert_eq!(
            LineIndex::new("").position(TextSize::new(0)),
            Position { line: 1, column: 0 }
        );
    }
}
