//! Exceptions that are not made, because nobody could see them: is it so of a class, and which clause of a handler catches it?

use super::body::Body;
use crate::ir::{Raised, Value};

impl Body<'_> {
    /// Would nobody hear of it that such an exception is made?
    pub(super) fn is_unheard(&mut self, raised: &Raised, result: Value) -> Result<(), String> {
        let class = self.global(&raised.class)?;
        let stress = if self.context.stress { "!rt::stress() && " } else { "" };
        let test = match raised.function {
            None => "static CLASS: rt::unmade::Class = rt::unmade::Class::new(); CLASS.is_unheard(class)".to_owned(),
            Some(function) => {
                let number = self.context.number(function)?;
                let above = match self.global("super") {
                    Ok(global) => format!("{global}.at_hand_lent()"),
                    Err(_) => "rt::NULL".to_owned(),
                };
                let known: Vec<String> = raised
                    .attributes
                    .iter()
                    .map(|(name, argument)| format!("(c{name:?}, {argument})"))
                    .collect();
                format!(
                    "static PLAIN: rt::place::PlainException = rt::place::PlainException::new(); PLAIN.is_unheard((&MODULE, &FUNCTIONS[{number}]), class, {above}, {}, &[{}])",
                    raised.given,
                    known.join(", ")
                )
            }
        };
        self.assign(
            result,
            &format!("{stress}{{ let class = {class}.at_hand_lent(); {test} }}"),
        )
    }

    /// Which clause catches exceptions of a class?
    pub(super) fn clause(&mut self, class: &str, clauses: &[Vec<String>], result: Value) -> Result<(), String> {
        let class = self.global(class)?;
        let mut named = Vec::new();
        let mut ends = Vec::new();
        for clause in clauses {
            for name in clause {
                named.push(format!("{}.at_hand_lent()", self.global(name)?));
            }
            ends.push(named.len().to_string());
        }
        let count = named.len();
        self.assign(
            result,
            &format!(
                "{{ static CLAUSES: rt::unmade::Clauses<{count}> = rt::unmade::Clauses::new(&[{}]); CLAUSES.of({class}.at_hand_lent(), [{}]) }}",
                ends.join(", "),
                named.join(", ")
            ),
        )
    }
}
