//! Attributes of one object between which nothing happens that could change where they are: they are found together, once.

use crate::ir::{Block, Func, Inst, Op, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most attributes that are found together.
const MOST: usize = 16;

/// The loads and stores of an object's attributes that are found together.
pub struct Group {
    pub object: Value,
    /// Names, and whether they are stored.
    pub fields: Vec<(String, bool)>,
}

/// A load or store of an attribute in a group.
#[derive(Clone, Copy)]
pub struct Member {
    /// Among [`Fields::groups`].
    pub group: usize,
    /// Among the group's fields.
    pub index: usize,
    /// Are they found here, for all that come behind?
    pub is_first: bool,
}

/// A block, and the place of an operation there.
type Position = (Block, usize);

/// The groups of a function.
#[derive(Default)]
pub struct Fields {
    pub groups: Vec<Group>,
    members: HashMap<Position, Member>,
}

impl Fields {
    /// What an operation is, by its position in its block.
    pub fn member(&self, block: Block, position: usize) -> Option<Member> {
        self.members.get(&(block, position)).copied()
    }

    /// The groups of a function, as it is written.
    pub fn of(func: &Func) -> Fields {
        let order = func.reverse_postorder();
        let located = at_start(func, &order);
        // By object: the fields, and the accesses with what they are.
        let mut found: BTreeMap<Value, (Group, Vec<(Position, Member)>)> = BTreeMap::new();
        for &block in &order {
            let mut known = located.get(&block).cloned().unwrap_or_default();
            for (position, inst) in func.block(block).insts.iter().enumerate() {
                if let Some((object, name, is_stored)) = access(inst) {
                    let (group, members) = found.entry(object).or_insert_with(|| {
                        let fields = Vec::new();
                        (Group { object, fields }, Vec::new())
                    });
                    let field = (name.to_owned(), is_stored);
                    let index = group
                        .fields
                        .iter()
                        .position(|known| *known == field)
                        .unwrap_or_else(|| {
                            group.fields.push(field);
                            group.fields.len() - 1
                        });
                    let is_first = !known.contains(&object);
                    let member = Member {
                        group: 0,
                        index,
                        is_first,
                    };
                    members.push(((block, position), member));
                }
                apply(inst, &mut known);
            }
        }
        let mut fields = Fields::default();
        for (group, members) in found.into_values() {
            let firsts = members.iter().filter(|(_, member)| member.is_first).count();
            // To find them costs as much as one or two others.
            if group.fields.len() > MOST || members.len() < 2 * firsts {
                continue;
            }
            let number = fields.groups.len();
            fields.groups.push(group);
            let members = members.into_iter();
            fields.members.extend(members.map(|(at, member)| {
                (
                    at,
                    Member {
                        group: number,
                        ..member
                    },
                )
            }));
        }
        fields
    }
}

/// Object, name, and whether it is stored.
fn access(inst: &Inst) -> Option<(Value, &str, bool)> {
    match &inst.op {
        Op::LoadField(name) => Some((inst.args[0], name, false)),
        Op::StoreField(name) => Some((inst.args[1], name, true)),
        _ => None,
    }
}

/// The objects whose attributes have been found, behind an operation.
fn apply(inst: &Inst, known: &mut BTreeSet<Value>) {
    if !keeps(&inst.op) {
        known.clear();
    }
    if let Some((object, ..)) = access(inst) {
        known.insert(object);
    }
    if let Some(result) = inst.result {
        known.remove(&result);
    }
}

/// The objects whose attributes have been found on all ways to a block.
fn at_start(func: &Func, order: &[Block]) -> HashMap<Block, BTreeSet<Value>> {
    let mut starts: HashMap<Block, BTreeSet<Value>> = HashMap::new();
    starts.insert(Block(0), BTreeSet::new());
    // Handlers are reached from within blocks.
    for &block in order {
        for edge in func.throws(block) {
            starts.insert(edge.target, BTreeSet::new());
        }
    }
    loop {
        let mut changes = false;
        for &block in order {
            let Some(mut known) = starts.get(&block).cloned() else {
                continue;
            };
            for inst in &func.block(block).insts {
                apply(inst, &mut known);
            }
            for edge in func.block(block).terminator.edges() {
                let mut given = known.clone();
                for param in &func.block(edge.target).params {
                    given.remove(param);
                }
                // A block that was not reached yet may know whatever the others do.
                match starts.get_mut(&edge.target) {
                    None => {
                        starts.insert(edge.target, given);
                        changes = true;
                    }
                    Some(start) => {
                        let before = start.len();
                        start.retain(|object| given.contains(object));
                        changes |= start.len() != before;
                    }
                }
            }
        }
        if !changes {
            return starts;
        }
    }
}

/// Are the attributes of all objects where they were? No Python code runs, and nothing gets a dictionary or becomes of another class.
fn keeps(op: &Op) -> bool {
    op.only_computes()
        || matches!(
            op,
            Op::LoadField(_)
                | Op::StoreField(_)
                | Op::LoadMethod(_)
                | Op::MethodOf(_)
                | Op::KnownGlobal(_)
                | Op::NewInstance(_)
                | Op::MakeInstance(_)
                | Op::Primitive { .. }
                | Op::Convert(_)
                | Op::IsNone(_)
                | Op::NotNull
                | Op::MakeTuple
                | Op::ObjTupleItem(..)
                | Op::Keep
                | Op::Among(_)
                | Op::GlobalObject(_)
                | Op::ReadGlobal(_)
                | Op::ReadCell
                | Op::FreeCell(_)
                | Op::Iterate(..)
                | Op::HasNext
                | Op::NextItem
                | Op::Advance
        )
}
