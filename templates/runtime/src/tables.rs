//! The two side tables of a code object, as far as a continuation must rewrite them: where instructions are in the source,
//! and which handler covers them.
//!
//! Both formats are CPython's `Objects/locations.md` and `exception_handling_notes.txt`, unchanged from 3.11 to 3.15.

/// A place in the source, relative to nothing. `column` and `end_column` are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Location {
    pub(crate) line: i64,
    /// End line, column, end column.
    pub(crate) span: Option<(i64, u64, u64)>,
}

/// What a continuation must know about the location table of the original code.
pub(crate) struct Located {
    /// Where the instruction that was asked for is; none for instructions without a place.
    pub(crate) location: Option<Location>,
    /// The line from which an entry appended to the table counts.
    pub(crate) last_line: i64,
}

const NO_LOCATION: u8 = 15;
const LONG: u8 = 14;
const NO_COLUMNS: u8 = 13;
const ONE_LINE: u8 = 10;
/// One entry of a location table describes at most so many code units.
const ENTRY_UNITS: usize = 8;

/// The location of the instruction at code unit `at`, and the line at the table's end. None if the table is malformed.
pub(crate) fn locate(table: &[u8], first_line: i64, at: usize) -> Option<Located> {
    let mut bytes = Bytes { bytes: table, at: 0 };
    let (mut line, mut unit, mut found) = (first_line, 0, None);
    while let Some(first) = bytes.next() {
        let (code, length) = ((first >> 3) & 15, usize::from(first & 7) + 1);
        line += match code {
            LONG | NO_COLUMNS => bytes.signed()?,
            ONE_LINE..NO_COLUMNS => i64::from(code - ONE_LINE),
            _ => 0,
        };
        let span = match code {
            NO_LOCATION | NO_COLUMNS => None,
            LONG => {
                let end_line = line + bytes.unsigned()? as i64;
                let (column, end_column) = (bytes.unsigned()?, bytes.unsigned()?);
                // A column is stored plus one, and 0 stands for none.
                (column > 0 && end_column > 0).then(|| (end_line, column - 1, end_column - 1))
            }
            ONE_LINE.. => Some((line, u64::from(bytes.next()?), u64::from(bytes.next()?))),
            _ => {
                let second = bytes.next()?;
                let column = u64::from(code) * 8 + u64::from((second >> 4) & 7);
                Some((line, column, column + u64::from(second & 15)))
            }
        };
        if (unit..unit + length).contains(&at) {
            found = (code != NO_LOCATION).then_some(Location { line, span });
        }
        unit += length;
    }
    Some(Located {
        location: found,
        last_line: line,
    })
}

/// Appends entries for `units` code units that are nowhere in the source.
pub(crate) fn push_no_location(table: &mut Vec<u8>, mut units: usize) {
    while units > 0 {
        let length = units.min(ENTRY_UNITS);
        push_head(table, NO_LOCATION, length);
        units -= length;
    }
}

/// Appends entries for `units` code units that are all where `located` says.
pub(crate) fn push_location(table: &mut Vec<u8>, located: &Located, mut units: usize) {
    let Some(location) = located.location else {
        return push_no_location(table, units);
    };
    let mut delta = location.line - located.last_line;
    while units > 0 {
        let length = units.min(ENTRY_UNITS);
        push_head(table, if location.span.is_some() { LONG } else { NO_COLUMNS }, length);
        push_signed(table, delta);
        if let Some((end_line, column, end_column)) = location.span {
            push_unsigned(table, (end_line - location.line) as u64);
            push_unsigned(table, column + 1);
            push_unsigned(table, end_column + 1);
        }
        delta = 0;
        units -= length;
    }
}

fn push_head(table: &mut Vec<u8>, code: u8, length: usize) {
    table.push(0x80 | code << 3 | (length - 1) as u8);
}

/// Little end first, six bits a byte.
fn push_unsigned(table: &mut Vec<u8>, mut value: u64) {
    while value >= 64 {
        table.push(0x40 | (value & 63) as u8);
        value >>= 6;
    }
    table.push(value as u8);
}

fn push_signed(table: &mut Vec<u8>, value: i64) {
    push_unsigned(
        table,
        if value < 0 {
            value.unsigned_abs() << 1 | 1
        } else {
            (value as u64) << 1
        },
    );
}

struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn unsigned(&mut self) -> Option<u64> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.next()?;
            value |= u64::from(byte & 63).checked_shl(shift)?;
            if byte & 64 == 0 {
                return Some(value);
            }
            shift += 6;
        }
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.unsigned()?;
        let magnitude = (value >> 1) as i64;
        Some(if value & 1 != 0 { -magnitude } else { magnitude })
    }

    /// A number of an exception table: big end first.
    fn big(&mut self) -> Option<usize> {
        let mut byte = self.next()?;
        let mut value = usize::from(byte & 63);
        while byte & 64 != 0 {
            byte = self.next()?;
            value = value << 6 | usize::from(byte & 63);
        }
        Some(value)
    }
}

/// One range of an exception table, in code units. `depth` holds CPython's depth and its "push the instruction" flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handler {
    pub(crate) start: usize,
    pub(crate) length: usize,
    pub(crate) target: usize,
    pub(crate) depth: usize,
}

/// The entries of an exception table, in order. None if the table is malformed.
pub(crate) fn handlers(table: &[u8]) -> Option<Vec<Handler>> {
    let mut bytes = Bytes { bytes: table, at: 0 };
    let mut found = Vec::new();
    while bytes.at < table.len() {
        let handler = Handler {
            start: bytes.big()?,
            length: bytes.big()?,
            target: bytes.big()?,
            depth: bytes.big()?,
        };
        found.push(handler);
    }
    Some(found)
}

/// The exception table with these entries.
pub(crate) fn exception_table(handlers: &[Handler]) -> Vec<u8> {
    let mut table = Vec::new();
    for handler in handlers {
        let first = table.len();
        for value in [handler.start, handler.length, handler.target, handler.depth] {
            push_big(&mut table, value);
        }
        table[first] |= 0x80;
    }
    table
}

fn push_big(table: &mut Vec<u8>, value: usize) {
    for shift in [24, 18, 12, 6] {
        if value >> shift != 0 {
            table.push(0x40 | ((value >> shift) & 63) as u8);
        }
    }
    table.push((value & 63) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exception_tables_survive_a_round_trip() {
        let entries = [
            Handler {
                start: 3,
                length: 70,
                target: 4100,
                depth: 5,
            },
            Handler {
                start: 300_000,
                length: 1,
                target: 0,
                depth: 0,
            },
        ];
        assert_eq!(handlers(&exception_table(&entries)).as_deref(), Some(&entries[..]));
    }

    #[test]
    fn a_location_is_found_again_behind_others() {
        let place = Location {
            line: 7,
            span: Some((9, 80, 3)),
        };
        let mut table = Vec::new();
        push_no_location(&mut table, 11);
        push_location(
            &mut table,
            &Located {
                location: Some(place),
                last_line: 100,
            },
            9,
        );
        let found = locate(&table, 100, 11 + 8).expect("a well-formed table");
        assert_eq!((found.location, found.last_line), (Some(place), 7));
        assert_eq!(locate(&table, 100, 10).expect("a well-formed table").location, None);
    }
}
