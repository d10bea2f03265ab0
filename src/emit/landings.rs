//! Where native code leaves, what is handed over is put together behind the function's text, once for all places at which the
//! locals are the same values. A place only says which it is, and puts down its operands; so what a function costs the compiler
//! grows with its size, not with that times the number of its locals.
//!
//! The text stands in a labelled block for each such state, one within the other; what follows a block is the state's landing. The
//! words go into one array, of which each place writes what its site tells.

use super::body::Body;
use super::exits::{Exit, Word};
use std::collections::HashMap;
use std::fmt::Write;

/// What stands in the text for an exit: its number between two of these.
const MARK: char = '\u{1}';

impl Body<'_> {
    /// The statements that leave there, to be written anywhere in the function's text.
    pub(super) fn leave(&mut self, exit: Exit) -> String {
        self.left.push(exit);
        format!("{MARK}{}{MARK}", self.left.len() - 1)
    }

    /// Completes the text of the function, which begins there in what is written.
    pub(super) fn land(&mut self, begin: usize) {
        let text = self.out.split_off(begin);
        let pieces: Vec<&str> = text.split(MARK).collect();
        let numbers = || {
            let marks = pieces.iter().skip(1).step_by(2);
            marks.filter_map(|number| number.parse::<usize>().ok())
        };
        let exits = std::mem::take(&mut self.left);
        if exits.is_empty() {
            self.out.push_str(&text);
            return;
        }
        // The states in which the function leaves more than once have a landing.
        let mut times: HashMap<&[Word], usize> = HashMap::new();
        for number in numbers() {
            let exit: &Exit = &exits[number];
            *times.entry(&exit.locals).or_default() += usize::from(exit.is_plain && !exit.locals.is_empty());
        }
        let mut landings: Vec<&[Word]> = Vec::new();
        let mut number_of: HashMap<&[Word], usize> = HashMap::new();
        for number in numbers() {
            let locals = exits[number].locals.as_slice();
            if times[locals] > 1 && exits[number].is_plain && !number_of.contains_key(locals) {
                number_of.insert(locals, landings.len());
                landings.push(locals);
            }
        }
        let most = numbers().map(|number| exits[number].locals.len() + exits[number].operands.len());
        let most = most.max().unwrap_or_default();
        if most > 0 {
            self.sites.words.insert(most);
            self.line(&format!("let mut words = Words{most}::EMPTY;"));
        }
        self.line("let site: usize;");
        let labels: String = (0..landings.len())
            .rev()
            .map(|landing| format!(" 'exit_{landing}: {{"))
            .collect();
        self.line(&format!("'leave: {{{labels}"));
        for (index, piece) in pieces.iter().enumerate() {
            let exit = match piece.parse::<usize>() {
                Ok(number) if index % 2 == 1 => &exits[number],
                _ => {
                    self.out.push_str(piece);
                    continue;
                }
            };
            let landing = number_of.get(exit.locals.as_slice()).filter(|_| exit.is_plain);
            self.out.push_str(&exit.before);
            if landing.is_none() {
                put(&mut self.out, &exit.locals, 0);
            }
            put(&mut self.out, &exit.operands, exit.locals.len());
            let _ = match landing {
                Some(landing) => write!(self.out, "site = {}; break 'exit_{landing}", exit.site),
                None => write!(self.out, "site = {}; break 'leave", exit.site),
            };
        }
        for locals in landings {
            let mut line = String::from("} ");
            put(&mut line, locals, 0);
            self.line(&(line + "break 'leave;"));
        }
        let words = if most > 0 {
            "(&raw const words).cast()"
        } else {
            "std::ptr::null()"
        };
        self.line(&format!("}} Err({}(&MODULE, site, cx, {words}))", self.leaver()));
    }
}

/// The statements that put words down, from a place in the array on.
fn put(out: &mut String, words: &[Word], first: usize) {
    for (index, word) in words.iter().enumerate() {
        let _ = write!(out, "words.{}.{} = {}; ", first + index, word.field, word.text);
    }
}
