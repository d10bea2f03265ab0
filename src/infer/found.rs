//! What instances of exactly one of the module's own classes have under a name, as the class or one of its bases says.

use super::classes::DEEPEST;
use super::facts::Facts;
use super::generators::Generator;

impl Facts {
    /// The method that instances of exactly that class have.
    pub(super) fn inherited(&self, class: &str, name: &str, depth: u32) -> Option<usize> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        if known.functions.contains(name) {
            return known.methods.get(name).copied();
        }
        known
            .bases
            .iter()
            .find_map(|base| self.inherited(base, name, depth + 1))
    }

    /// What the generators give that instances of exactly that class make with their method of that name.
    pub(super) fn generator_method(&self, class: &str, name: &str, depth: u32) -> Option<&Generator> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        if known.functions.contains(name) {
            return self.resumed.get(known.generators.get(name)?);
        }
        let mut bases = known.bases.iter();
        bases.find_map(|base| self.generator_method(base, name, depth + 1))
    }

    /// The static method, or (`true`) class method, of that name that the class has.
    pub(super) fn of_class(&self, class: &str, name: &str, depth: u32) -> Option<(usize, bool)> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        if known.functions.contains(name) {
            return known.of_class.get(name).copied();
        }
        known.bases.iter().find_map(|base| self.of_class(base, name, depth + 1))
    }
}
