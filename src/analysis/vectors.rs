//! Which lists of numbers nobody but the function knows: those that it makes, and of which it does no more than load, store, append,
//! pop, ask for the length, and loop over them.
//!
//! Values that may be the same list are one class; the lists that are in lists, and the iterators over them, have their own. Where
//! anybody else gets a list it *escapes*, which is well if no operation on it, nor on what is in it or what it is in, can follow.

use super::identified::{identifies_numbers, loads_number};
use super::keyed;
use super::keyed_loops::{Gives, Views, begins, gives, is_method, told};
use super::vector_classes::{Classes, DEPTH, item};
use super::vector_items::{Apart, behind, item_of, item_of_constant, tuple_of};
pub use super::vector_items::{Role, is_container, is_lendable, role};
use super::vector_keys::{kept_keys, key_of, pairs};
use super::vector_operations::is_listed;
pub use super::vector_operations::{Operation, escapes, operation};
use super::vector_pairs::{self, Pair, shape};
use super::vector_wholes::{doubles, of_texts, of_tuples, only_numbers};
use crate::bytecode::Constant;
use crate::ir::{Block, Func, Inst, Op, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What becomes of a value as a list that is a vector.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// What is in it: numbers, or lists.
    pub item: Type,
    /// What is in the other lists, for the iterator of a `zip`.
    pub others: Vec<Type>,
}

/// The vectors of a function, by the values that may be them, their methods and their iterators.
pub struct Vectors {
    pub of: HashMap<Value, Vector>,
}

/// What is known of the module's functions.
#[derive(Clone, Copy)]
pub struct VectorFacts<'a> {
    /// The parameters that may be vectors, and what is in those.
    pub takes: &'a BTreeMap<usize, Vec<Option<Type>>>,
    /// What is in the vectors that they give back.
    pub gives: &'a BTreeMap<usize, Type>,
    /// The same of functions that may give back what they take: all are vectors then, or none is.
    pub passes: &'a BTreeMap<usize, Type>,
    /// Can such arguments be handed to the native body of a function?
    pub fits: &'a dyn Fn(usize, &[Ty]) -> bool,
}

/// What is asked for often of a function.
pub struct Source<'a> {
    pub(super) constants: HashMap<Value, Constant>,
    pub(super) functions: VectorFacts<'a>,
    /// Tuples of numbers that are only taken apart.
    taken_apart: Apart,
    /// Iterators that others than loops of the function ask for items: to whoever gets them their list is given.
    pub(super) handed_on: HashSet<Value>,
    /// Views of dictionaries that are made for one loop, and the methods that give them.
    pub(super) views: Views,
    /// Pairs of a key, which is a tuple, and a value that such a loop takes apart, by their iterators.
    pub(super) pairs: HashMap<Value, Value>,
    /// Tuples that loops over `enumerate` and `zip` take apart.
    pub apart: HashMap<Value, Pair>,
}

impl<'a> Source<'a> {
    pub fn of(func: &Func, constants: HashMap<Value, Constant>, functions: VectorFacts<'a>) -> Source<'a> {
        let is_own = |op: &Op| {
            let is_counted = matches!(op, Op::Retain | Op::Release);
            is_counted || matches!(op, Op::HasNext | Op::NextItem | Op::Advance | Op::GetIter)
        };
        let insts = func.blocks.iter().flat_map(|block| &block.insts);
        let others = insts.filter(|inst| !is_own(&inst.op)).flat_map(|inst| &inst.args);
        Source {
            functions,
            taken_apart: Apart::of(func, &constants),
            constants,
            handed_on: others
                .copied()
                .filter(|value| role(func.ty(*value)) == Role::Iterator)
                .collect(),
            views: Views::of(func),
            pairs: pairs(func),
            apart: vector_pairs::pairs(func),
        }
    }

    /// Is it a method of a container, and not one of a dictionary whose view somebody gets?
    pub(super) fn is_method(&self, func: &Func, value: Value) -> bool {
        role(func.ty(value)) == Role::Method && (!is_method(func.ty(value)) || self.views.contains(value))
    }

    /// Is it a pair of a key, which is a tuple, and a value, which is only taken apart?
    pub fn is_pair(&self, value: Value) -> bool {
        self.pairs.contains_key(&value)
    }

    /// The other names of a tuple that is only taken apart.
    pub fn names(&self, value: Value) -> &[Value] {
        self.taken_apart.names(value)
    }
}

/// Finds the vectors of a function of which the types are inferred.
pub fn vectors(func: &Func, source: &Source<'_>) -> Vectors {
    let mut classes = Classes::of(func);
    let none = Vectors { of: HashMap::new() };
    let makes_lists =
        |inst: &Inst| operation(func, inst, source).is_some_and(|known| known.makes || known.given.is_some());
    if !func.takes_vectors && !func.blocks.iter().flat_map(|block| &block.insts).any(makes_lists) {
        return none;
    }
    // Items that are objects would be other ones.
    let mut insts = func.blocks.iter().flat_map(|block| &block.insts);
    if insts.any(|inst| identifies_numbers(func, inst) || loads_number(func, inst)) {
        return none;
    }
    let order = func.reverse_postorder();
    let given = func.blocks[0].params.iter().copied();
    let given: Vec<Value> = given.filter(|value| role(func.ty(*value)) != Role::Other).collect();
    let is_own = |value: &&Value| !func.takes_vectors || !is_lendable(func.ty(**value));
    given.iter().filter(is_own).for_each(|value| classes.spoil(*value));
    for &block in &order {
        for inst in &func.block(block).insts {
            relate(&mut classes, inst, source);
        }
        for edge in func.edges(block) {
            for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                match (role(func.ty(*param)), role(func.ty(*arg))) {
                    (Role::Other, Role::Other) => {}
                    _ if matches!(func.ty(*arg), Ty::Unbound | Ty::Bottom) => {}
                    (left, right) if left == right => classes.unite(*param, *arg),
                    _ => {
                        classes.spoil(*param);
                        classes.spoil(*arg);
                    }
                }
            }
        }
    }
    if func.gives_vectors {
        unite_returned(&mut classes, &order);
    }
    for (list, item) in std::mem::take(&mut classes.unseen) {
        classes.holds(list, item);
    }
    for &block in &order {
        for inst in &func.block(block).insts {
            examine(&mut classes, inst, source);
        }
        if let Terminator::Return(value) = func.block(block).terminator {
            match role(func.ty(value)) {
                Role::Method | Role::Iterator => classes.spoil(value),
                Role::Deque if func.gives_vectors => classes.spoil(value),
                // It is the caller's to use.
                Role::List | Role::Keyed if func.gives_vectors => {
                    let root = classes.find(value);
                    classes.used.insert(root);
                }
                _ => {}
            }
        }
    }
    spread(&mut classes, &order, source, &given);
    collect(&classes)
}

/// What a function returns is of one kind to its callers: a list without items is what the others are.
fn unite_returned(classes: &mut Classes, order: &[Block]) {
    let func = classes.func;
    let returned = order.iter().filter_map(|block| match func.block(*block).terminator {
        Terminator::Return(value) if is_container(func.ty(value)) => Some(value),
        _ => None,
    });
    let returned: Vec<Value> = returned.collect();
    for pair in returned.windows(2) {
        if role(func.ty(pair[0])) == role(func.ty(pair[1])) {
            classes.unite(pair[0], pair[1]);
        }
    }
}

/// Unites the values that an operation says may be the same list.
fn relate(classes: &mut Classes, inst: &Inst, source: &Source<'_>) {
    let func = classes.func;
    let of = |value: Value| role(func.ty(value));
    if let Some(known) = operation(func, inst, source) {
        if let Some((result, item)) = known.given {
            let may_be = |lent: Value, of_lent: &Type| known.passes && *of_lent == item && of(lent) == of(result);
            let same = known.lends.iter().filter(|(lent, item)| may_be(*lent, item));
            same.for_each(|(lent, _)| classes.unite(result, *lent));
            classes.given(result, item);
        }
        let Some(list) = known.list else { return };
        match (known.what, inst.result) {
            (
                "repeat_" | "stride_" | "sorted_" | "listed_" | "copy_" | "from_" | "until_" | "slice_" | "concat_",
                Some(result),
            ) if of(result) == Role::List => {
                classes.unite(list, result);
                if let ("concat_", [_, right]) = (known.what, known.args.as_slice()) {
                    classes.unite(list, *right);
                }
            }
            ("ring.of" | "ring.of_most", Some(result)) => classes.unite(list, result),
            ("join_" | "ring.extend" | "equals_" | "differs_", _) => classes.unite(list, known.args[1]),
            ("ascending_" | "descending_", Some(result)) => match known.ranks {
                Some(items) if of(items) == Role::List && of(result) == Role::List => classes.unite(items, result),
                _ => classes.spoil(result),
            },
            ("assign_" | "put_" | "putall_" | "putfrom_" | "putuntil_", _) => classes.unite(list, known.args[0]),
            ("again" | "enumeratezip" | "enumeratezip_from", Some(result)) => classes.unite(list, result),
            (what, Some(result))
                if of(result) == Role::Iterator
                    && (begins(what)
                        || matches!(what, "iterate" | "enumerate" | "enumerate_from" | "reversed" | "zip")) =>
            {
                classes.link(result, list, true);
                if what == "zip" {
                    let others = known.args.iter().enumerate().skip(1);
                    classes
                        .zipped
                        .extend(others.map(|(number, list)| (result, number, *list)));
                }
            }
            _ => {}
        }
        // Dictionaries, sets and deques are never what another container holds, nor are they or lists what is looked for in one.
        if known.what != "call" {
            let others = inst.args.iter().chain(&known.gives).chain(&known.stores);
            let is_whole = |value: &&Value| matches!(of(**value), Role::Keyed | Role::Deque) && **value != list;
            others.filter(is_whole).for_each(|value| classes.spoil(*value));
        }
        if let Some(value) = known.compares.filter(|value| of(*value) != Role::Other) {
            classes.spoil(value);
        }
        for row in &known.rows {
            classes.link(list, *row, false);
        }
        let inner = known.stores.iter().chain(&known.gives).copied();
        for value in inner.filter(|value| of(*value) == Role::List) {
            match of(list) {
                // The class of the list is that of what it is over, which may be found out later.
                Role::Iterator => match classes.side_of(list, known.side) {
                    Some(list) => classes.link(list, value, false),
                    None => classes.spoil(value),
                },
                _ => classes.link(list, value, false),
            }
        }
        return;
    }
    if let (true, [of_value], Some(result)) = (
        is_listed(func, inst) || matches!(inst.op, Op::CheckBound | Op::Hinted(_) | Op::Advance),
        inst.args.as_slice(),
        inst.result,
    ) && of(*of_value) == of(result)
        && of(result) != Role::Other
    {
        classes.unite(*of_value, result);
    }
    if let (Op::LoadAttr(..), [list], Some(result)) = (&inst.op, inst.args.as_slice(), inst.result)
        && source.is_method(func, result)
        && is_container(func.ty(*list))
    {
        classes.unite(*list, result);
    }
}

/// Finds what is in the lists, and what is done with them that cannot be.
fn examine(classes: &mut Classes, inst: &Inst, source: &Source<'_>) {
    let func = classes.func;
    let of = |value: Value| role(func.ty(value));
    let is_same = |value: Value| {
        let aliases =
            is_listed(func, inst) || matches!(inst.op, Op::CheckBound | Op::Hinted(_) | Op::Advance | Op::LoadAttr(..));
        aliases
            && inst
                .args
                .first()
                .is_some_and(|arg| classes.find(*arg) == classes.find(value))
    };
    let Some(known) = operation(func, inst, source) else {
        let result = inst
            .result
            .filter(|result| of(*result) != Role::Other && !is_same(*result));
        let is_counted = matches!(
            inst.op,
            Op::Retain | Op::Release | Op::CheckBound | Op::Advance | Op::MethodSelf
        );
        let odd = inst.args.iter().copied().filter(|_| !is_counted);
        let odd: Vec<Value> = odd
            .filter(|arg| matches!(of(*arg), Role::Method | Role::Iterator))
            .collect();
        odd.into_iter().chain(result).for_each(|value| classes.spoil(value));
        return;
    };
    for arg in inst.args.iter().filter(|_| known.what == "call") {
        if matches!(of(*arg), Role::Method | Role::Iterator) {
            classes.spoil(*arg);
        }
    }
    let list = known.list.map(|list| classes.side_of(list, known.side).unwrap_or(list));
    let Some(list) = list else {
        if known.given.is_none() {
            let result = inst.result.filter(|result| of(*result) != Role::Other);
            result.into_iter().for_each(|value| classes.spoil(value));
        }
        return;
    };
    // A missing item would have to leave, which is slow where it is expected.
    let is_taken = matches!(inst.op, Op::NextItem | Op::Unpack(..));
    if known.gives.is_some() && !is_taken && func.handler(inst).is_some() {
        classes.spoil(list);
    }
    for value in &known.stores {
        if matches!(func.ty(*value), Ty::Obj(Type::Tuple(_))) {
            classes.forgetful.push(list);
        }
        match item_of(func.ty(*value)) {
            _ if *func.ty(*value) == Ty::Bottom => {}
            Some(item) => classes.holds(list, item),
            None => classes.spoil(list),
        }
    }
    for (list, item) in &known.lends {
        classes.holds(*list, keyed::outer(item).0);
        let root = classes.find(*list);
        classes.used.insert(root);
    }
    for constant in &known.constants {
        match item_of_constant(constant) {
            Some(item) => classes.holds(list, item),
            None => classes.spoil(list),
        }
    }
    if only_numbers(known.what) {
        let at_most = if of_tuples(known.what) {
            &mut classes.flat
        } else {
            &mut classes.scalar
        };
        at_most.push(list);
    }
    classes
        .identical
        .extend(matches!(known.what, "equals_" | "differs_").then_some(list));
    classes.doubled.extend(doubles(known.what).then_some(list));
    if let Some(items) = known.ranks.filter(|items| of(*items) == Role::List) {
        let root = classes.find(items);
        classes.used.insert(root);
        classes.flat.push(items);
        classes.doubled.push(items);
    }
    if known.what.ends_with('_') && !of_tuples(known.what) {
        classes.whole.push(list);
    }
    if known.what.starts_with("ring.") {
        classes.flat.push(list);
    }
    if !of_texts(known.what) {
        classes.not_texts.push(list);
    }
    if matches!(known.what, "joined" | "back_joined") {
        classes.joined.push(list);
        classes.holds(list, Type::Str);
    }
    if matches!(known.what, "range" | "bytes" | "ring.range") {
        classes.holds(list, Type::Int);
    }
    // Of a tuple that is in pieces is known who gets it.
    let is_apart = key_of(func, inst).is_some_and(|(place, _)| source.taken_apart.contains(inst.args[place]));
    classes.forgetful.extend((known.forgets && !is_apart).then_some(list));
    if let Some(keyed) = known.keyed.clone() {
        classes.holds(list, keyed);
    }
    if let Some(value) = known.compares {
        match func.ty(value) {
            Ty::Int => classes.holds(list, Type::Int),
            Ty::Float => classes.holds(list, Type::Float),
            Ty::Bool => classes.holds(list, Type::Bool),
            Ty::Tuple(_) => match item_of(func.ty(value)) {
                Some(item) => classes.holds(list, item),
                None => classes.spoil(list),
            },
            _ => classes.spoil(list),
        }
    }
    if let Some(value) = known.gives {
        let kind = match (&inst.op, known.list.and_then(|iterator| gives(func.ty(iterator)))) {
            (Op::Unpack(0, _), Some(Gives::Items)) => Some(Gives::Keys),
            (Op::Unpack(..), Some(Gives::Items)) => Some(Gives::Values),
            (_, kind) => kind,
        };
        // The item itself, or with its number or those of other lists.
        let given_by = known.list.and_then(|iterator| shape(func.ty(iterator)));
        let items = match (func.ty(value), given_by) {
            (Ty::Bottom, _) => vec![],
            (ty, Some(_)) if matches!(inst.op, Op::Unpack(..)) => vec![(list, ty.clone())],
            (ty @ (Ty::Tuple(_) | Ty::Obj(Type::Tuple(_))), Some(shape))
                if matches!(ty, Ty::Tuple(_)) || source.apart.contains_key(&value) =>
            {
                let iterator = known.list.unwrap_or(list);
                let sides = shape.sides(ty).unwrap_or_default();
                let is_one = classes.side_of(iterator, sides.len()).is_none();
                let lists = (0..sides.len()).map(|side| classes.side_of(iterator, side));
                match lists.collect::<Option<Vec<Value>>>() {
                    Some(lists) if is_one && !lists.is_empty() => lists.into_iter().zip(sides).collect(),
                    _ => vec![(list, Ty::Top)],
                }
            }
            (ty, _) if kind.is_some() => {
                match kind.and_then(|kind| told(kind, ty, source.taken_apart.contains(value) || source.is_pair(value)))
                {
                    _ if *ty == Ty::Bottom => {}
                    Some(class) => classes.holds(list, class),
                    None => classes.spoil(list),
                }
                vec![]
            }
            (_, Some(_)) => vec![(list, Ty::Top)],
            (ty, None) => vec![(list, ty.clone())],
        };
        for (list, ty) in items {
            // The tuple of which it is an item is taken apart; a tuple in that has to be, too.
            let is_pair = given_by.is_some();
            let is_within = is_pair && inst.op == Op::NextItem;
            match ty {
                Ty::Bottom => {}
                Ty::Int => classes.holds(list, Type::Int),
                Ty::Float => classes.holds(list, Type::Float),
                Ty::Bool => classes.holds(list, Type::Bool),
                Ty::Obj(Type::Str) if !is_pair => classes.holds(list, Type::Str),
                // `heappop` promises no more than that.
                Ty::Obj(item @ (Type::Int | Type::Float)) if known.what == "heappop_" => classes.holds(list, item),
                Ty::Obj(item @ (Type::Int | Type::Float | Type::Bool)) if is_within => classes.holds(list, item),
                Ty::Obj(Type::Tuple(items)) if is_within || source.taken_apart.contains(value) => match tuple_of(items)
                {
                    Some(item) => classes.holds(list, item),
                    None => classes.spoil(list),
                },
                ty if role(&ty) == Role::List => classes.holds(list, Type::Unknown),
                _ => classes.spoil(list),
            }
        }
    }
    for other in known.args.iter().skip(1).filter(|_| known.what == "zip") {
        let root = classes.find(*other);
        classes.used.insert(root);
        classes.not_texts.push(*other);
    }
    if !known.makes {
        let root = classes.find(list);
        classes.used.insert(root);
    }
    // A list is made here, or was given; what else is a list is not known.
    let is_known = known.makes || known.gives.is_some() || known.given.is_some();
    let is_known = is_known || known.ranks.is_some() || !known.rows.is_empty();
    let is_known = is_known || begins(known.what);
    let is_known = is_known || matches!(known.what, "iterate" | "again" | "reversed" | "zip");
    let is_known = is_known || known.what.starts_with("enumerate");
    if let Some(result) = inst.result.filter(|result| of(*result) != Role::Other && !is_known) {
        classes.spoil(result);
    }
}

/// Classes that belong together are vectors together, and only if no operation on any of them can follow where one escapes.
fn spread(classes: &mut Classes, order: &[Block], source: &Source<'_>, given: &[Value]) {
    let func = classes.func;
    let mut family: Vec<usize> = (0..classes.parent.len()).collect();
    let find = |family: &[usize], mut at: usize| {
        while family[at] != at {
            at = family[at];
        }
        at
    };
    let insts = || order.iter().flat_map(|block| &func.block(*block).insts);
    let lends: Vec<Vec<(Value, Type)>> = insts()
        .filter_map(|inst| operation(func, inst, source))
        .map(|known| known.lends)
        .filter(|lends| !lends.is_empty())
        .collect();
    let mut links: Vec<(usize, usize)> = (classes.inner.iter().chain(&classes.over))
        .map(|(outer, value)| (*outer, classes.find(*value)))
        .collect();
    let zipped = classes.zipped.iter();
    links.extend(zipped.map(|(zip, _, list)| (classes.find(*zip), classes.find(*list))));
    // What is lent to one call is lent all together.
    for lends in &lends {
        links.extend(
            lends
                .iter()
                .map(|(list, _)| (classes.find(lends[0].0), classes.find(*list))),
        );
    }
    for (outer, inner) in &links {
        let (outer, inner) = (find(&family, *outer), find(&family, *inner));
        family[inner] = outer;
    }
    let family_of = |classes: &Classes, value: Value| find(&family, classes.find(value));
    let mut bad: HashSet<usize> = classes.spoiled.iter().map(|value| family_of(classes, *value)).collect();
    // Others take a `defaultdict` for a dictionary, which does not keep the tuples that it is asked for.
    let keeps_tuples = |classes: &Classes, value: Value| {
        keyed::is_default(func.ty(value))
            && item(classes, classes.find(value), DEPTH).is_some_and(|of| keyed::of_tuples(&of))
    };
    for (list, wanted) in lends.iter().flatten() {
        if item(classes, classes.find(*list), DEPTH).as_ref() != Some(wanted) || keeps_tuples(classes, *list) {
            bad.insert(family_of(classes, *list));
        }
    }
    for list in &classes.scalar {
        if matches!(
            item(classes, classes.find(*list), DEPTH),
            Some(Type::Class(..) | Type::Tuple(_))
        ) {
            bad.insert(family_of(classes, *list));
        }
    }
    for list in &classes.identical {
        if item(classes, classes.find(*list), DEPTH) == Some(Type::Float) {
            bad.insert(family_of(classes, *list));
        }
    }
    for list in &classes.flat {
        if matches!(item(classes, classes.find(*list), DEPTH), Some(Type::Class(..))) {
            bad.insert(family_of(classes, *list));
        }
    }
    let is_of_tuples =
        |classes: &Classes, list| matches!(item(classes, classes.find(list), DEPTH), Some(Type::Tuple(_)));
    for list in &classes.whole {
        if is_of_tuples(classes, *list) {
            bad.insert(family_of(classes, *list));
        }
    }
    let is_of_texts = |classes: &Classes, list| item(classes, classes.find(list), DEPTH) == Some(Type::Str);
    for list in classes.not_texts.iter().filter(|list| is_of_texts(classes, **list)) {
        bad.insert(family_of(classes, *list));
    }
    // What belongs together is vectors together.
    for value in (0..func.values.len()).map(|value| Value(value as u32)) {
        if is_container(func.ty(value)) && item(classes, classes.find(value), DEPTH).is_none() {
            bad.insert(family_of(classes, value));
        }
    }
    // What is the caller's must be a vector still when it gets it back; a function that takes and gives vectors may give it back as one.
    let lent: HashSet<usize> = given.iter().map(|value| family_of(classes, *value)).collect();
    let returned = order.iter().filter_map(|block| match func.block(*block).terminator {
        Terminator::Return(value) if is_container(func.ty(value)) => Some((value, *block)),
        _ => None,
    });
    for (value, _) in returned
        .clone()
        .filter(|(value, _)| !func.gives_vectors && lent.contains(&family_of(classes, *value)))
    {
        bad.insert(family_of(classes, value));
    }
    // Where operations are done on the lists of a family, and where one escapes.
    let mut done: HashMap<usize, Vec<(Block, usize)>> = HashMap::new();
    let mut escaping: Vec<(usize, Block, usize)> = Vec::new();
    for &block in order {
        for (position, inst) in func.block(block).insts.iter().enumerate() {
            let known = operation(func, inst, source);
            for place in escapes(func, inst, known.as_ref(), source) {
                escaping.push((family_of(classes, inst.args[place]), block, position));
            }
            // What makes a list of another does something with that.
            let is_done = |known: &Operation| !known.makes || known.list != inst.result;
            if let Some(list) = known.filter(is_done).and_then(|known| known.list) {
                done.entry(family_of(classes, list))
                    .or_default()
                    .push((block, position));
            }
        }
    }
    // A list that is given back as a vector must be one still.
    for (value, block) in returned.filter(|_| func.gives_vectors) {
        if keeps_tuples(classes, value) {
            bad.insert(family_of(classes, value));
        }
        let end = (block, func.block(block).insts.len());
        done.entry(family_of(classes, value)).or_default().push(end);
    }
    let ends = order.iter().filter_map(|block| match func.block(*block).terminator {
        Terminator::Return(value) => Some(family_of(classes, value)),
        _ => None,
    });
    let known: HashSet<usize> = ends.chain(escaping.iter().map(|(family, ..)| *family)).collect();
    let forgetful = classes.forgetful.iter().map(|value| family_of(classes, *value));
    bad.extend(forgetful.filter(|family| known.contains(family) || lent.contains(family)));
    // What is made of the caller's list is another one, which only the function knows.
    let doubled = classes.doubled.iter().filter(|list| is_of_tuples(classes, **list));
    let doubled = doubled.map(|value| family_of(classes, *value));
    bad.extend(doubled.filter(|family| known.contains(family)));
    // Strings become objects where they escape: only what stays, and of which a string is made, gains.
    let joined: HashSet<usize> = classes.joined.iter().map(|list| family_of(classes, *list)).collect();
    for value in (0..func.values.len()).map(|value| Value(value as u32)) {
        if is_container(func.ty(value)) && is_of_texts(classes, value) {
            let family = family_of(classes, value);
            if known.contains(&family) || lent.contains(&family) || !joined.contains(&family) {
                bad.insert(family);
            }
        }
    }
    for (family, block, position) in escaping {
        if lent.contains(&family) {
            bad.insert(family);
        }
        let behind = behind(func, block);
        // A call that takes the list itself as well as the vector would have both in one.
        let follows = |(other, at): &(Block, usize)| behind.contains(other) || *other == block && *at >= position;
        if done.get(&family).is_some_and(|done| done.iter().any(follows)) {
            bad.insert(family);
        }
    }
    // A local that is a tuple in pieces has got it from a vector, whichever way.
    let mut given_by: HashMap<Value, usize> = HashMap::new();
    for known in insts().filter_map(|inst| operation(func, inst, source)) {
        if let (Some(value), Some(list)) = (known.gives, known.list) {
            let list = classes.side_of(list, known.side).unwrap_or(list);
            given_by.insert(value, family_of(classes, list));
        }
    }
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for sources in source.taken_apart.sources() {
        let families: Vec<usize> = sources
            .iter()
            .filter_map(|value| given_by.get(value).copied())
            .collect();
        if families.len() < sources.len() {
            bad.extend(families);
        } else {
            joined.push(families);
        }
    }
    let is_split = |bad: &HashSet<usize>, families: &[usize]| {
        families.iter().any(|family| bad.contains(family)) && !families.iter().all(|family| bad.contains(family))
    };
    // What is sorted is a vector only if its keys are, which may be one by themselves.
    let ranks = insts().filter_map(|inst| operation(func, inst, source));
    let ranks: Vec<(usize, usize)> = ranks
        .filter_map(|known| known.ranks.zip(known.list))
        .map(|(items, keys)| (family_of(classes, items), family_of(classes, keys)))
        .collect();
    let given_to = |value: Value| family_of(classes, value);
    let kept = kept_keys(func, source.taken_apart.stored(), &given_by, &given_to);
    let is_seen = |family: &usize| known.contains(family) || lent.contains(family);
    loop {
        if let Some(families) = kept.iter().find_map(|kept| kept.spoils(&bad, &is_seen)) {
            bad.extend(families);
            continue;
        }
        if let Some(families) = joined.iter().find(|families| is_split(&bad, families)) {
            bad.extend(families);
        } else if let Some((items, _)) = ranks
            .iter()
            .find(|(items, keys)| bad.contains(keys) && !bad.contains(items))
        {
            bad.insert(*items);
        } else {
            break;
        }
    }
    // What is done with one of a family is done with all: they are vectors together.
    let used: HashSet<usize> = classes.used.iter().map(|class| find(&family, *class)).collect();
    for value in 0..func.values.len() {
        let root = classes.find(Value(value as u32));
        if used.contains(&find(&family, root)) {
            classes.used.insert(root);
        }
    }
    for value in 0..func.values.len() {
        if bad.contains(&find(&family, classes.find(Value(value as u32)))) {
            let root = classes.find(Value(value as u32));
            classes.bad.insert(root);
        }
    }
}

fn collect(classes: &Classes) -> Vectors {
    let func = classes.func;
    let mut of = HashMap::new();
    for number in 0..func.values.len() {
        let value = Value(number as u32);
        let found = match role(func.ty(value)) {
            Role::Other => continue,
            Role::Iterator if classes.bad.contains(&classes.find(value)) => None,
            Role::Iterator => classes.over.get(&classes.find(value)).copied(),
            _ => Some(value),
        };
        let Some(list) = found else { continue };
        let root = classes.find(list);
        let class = classes.find(value);
        let Some(others) = others(classes, class) else { continue };
        if let Some(item) = item(classes, root, DEPTH).filter(|_| classes.used.contains(&root)) {
            of.insert(value, Vector { item, others });
        }
    }
    Vectors { of }
}

/// What is in the lists behind the first one that the iterators of a class are over. Nothing: that is not known.
fn others(classes: &Classes, class: usize) -> Option<Vec<Type>> {
    let mut found: Vec<Type> = Vec::new();
    for (_, number, list) in classes.zipped.iter().filter(|(zip, ..)| classes.find(*zip) == class) {
        let item = item(classes, classes.find(*list), DEPTH)?;
        match found.get(number - 1) {
            Some(known) if *known != item => return None,
            Some(_) => {}
            None => found.push(item),
        }
    }
    Some(found)
}
