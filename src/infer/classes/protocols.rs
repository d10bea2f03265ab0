//! Protocols: classes that only say what others have. Instances of any class that has as much are promised where one is hinted.

use super::DEEPEST;
use crate::infer::facts::Facts;

impl Facts {
    /// Is the class a protocol that asks for something, and has the other all of it?
    pub(super) fn fits(&self, other: &str, class: &str) -> bool {
        let Some(protocol) = self.classes.get(class).filter(|known| known.is_protocol) else {
            return false;
        };
        let functions = protocol.functions.iter();
        let mut functions = functions.filter(|name| name.as_str() != "__init__").peekable();
        functions.peek().is_some()
            && functions.all(|name| self.has_function(other, name, 0))
            && protocol.fields.keys().all(|name| self.has_something(other, name, 0))
    }

    /// Has the class, or have its instances, anything under that name?
    fn has_something(&self, class: &str, name: &str, depth: u32) -> bool {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST);
        known.is_some_and(|known| {
            known.fields.contains_key(name)
                || known.functions.contains(name)
                || known.values.contains_key(name)
                || known.bases.iter().any(|base| self.has_something(base, name, depth + 1))
        })
    }
}
