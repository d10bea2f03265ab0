//! What classes have themselves that is no function: `RATE = 0.2` in a class's body. Instances have it until they have their own.
//!
//! As with attributes of instances, what the source shows is a promise, and what functions store counts.

use super::super::facts::Facts;
use super::{DEEPEST, Field};
use crate::infer::tower::widened_value;
use crate::ir::Ty;
use crate::types::Type;

impl Facts {
    /// Notes what the bodies of the module's classes give to them.
    pub fn note_class_values(&mut self) {
        let mut found: Vec<(String, String, Type)> = Vec::new();
        for (class, known) in &self.classes {
            if self.is_foreign(class, 0) {
                continue;
            }
            let values = known.values.iter();
            let values = values.filter(|(name, value)| {
                !matches!(value, Type::Unknown) && !name.starts_with("__") && !self.is_computed(class, name)
            });
            found.extend(values.map(|(name, value)| (class.clone(), name.clone(), value.clone())));
        }
        // None alone says nothing: it stands for what others will store.
        for (class, name, value) in &found {
            if *value != Type::None && self.owner(class, name, 0).is_none() {
                let field = Field {
                    ty: Ty::Bottom,
                    is_open: true,
                    of_classes: Ty::Bottom,
                };
                if let Some(known) = self.classes.get_mut(class) {
                    known.fields.insert(name.clone(), field);
                }
            }
        }
        for (class, name, value) in found {
            let Some(owner) = self.owner(&class, &name, 0) else {
                continue;
            };
            let Some(field) = self.classes.get(&owner).and_then(|known| known.fields.get(&name)) else {
                continue;
            };
            let given = Ty::of_hint(&value);
            let of_classes = self.join(&field.of_classes, &given);
            let ty = match field.is_open {
                true => of_classes.clone(),
                false => widened_value(&field.ty, &given).unwrap_or_else(|| field.ty.clone()),
            };
            if let Some(field) = self
                .classes
                .get_mut(&owner)
                .and_then(|known| known.fields.get_mut(&name))
            {
                (field.ty, field.of_classes) = (ty, of_classes);
            }
        }
    }

    /// Is there a function of that name in the class, above it or below it?
    fn is_computed(&self, class: &str, name: &str) -> bool {
        self.has_function(class, name, 0) || self.is_computed_below(class, name)
    }

    /// An instance of the class that something is promised to be, if that class has such a value itself.
    pub(super) fn instance_of_class(&self, of: &Ty, name: &str) -> Option<Ty> {
        let Ty::Obj(Type::Class(class, of)) = of else {
            return None;
        };
        let ("type", [instance @ Type::Class(own, _)]) = (class.as_str(), of.as_slice()) else {
            return None;
        };
        self.has_value(own, name, 0).then(|| Ty::Obj(instance.clone()))
    }

    fn has_value(&self, class: &str, name: &str, depth: u32) -> bool {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST);
        known.is_some_and(|known| {
            known.values.contains_key(name) || known.bases.iter().any(|base| self.has_value(base, name, depth + 1))
        })
    }

    /// What a load of the attribute from that class gives, if it has such a value.
    pub(super) fn class_value(&self, of: &Ty, name: &str) -> Option<Type> {
        let instance = self.instance_of_class(of, name)?;
        let ty = &self.field(&instance, name)?.ty;
        (!matches!(ty, Ty::Bottom | Ty::Top)).then(|| ty.promise())
    }
}
