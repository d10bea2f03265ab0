//! Exits: the static description of each place where native code may end, and the words that travel there.

use super::convert::{Converted, boxed, convert, pieces};
use crate::analysis::ownership::Owned;
use crate::bytecode::Constant;
use crate::ir::{Along, Deferral, DynSet, Func, Op, Slot, Snapshot, Ty, Value};
use crate::passes::Watched;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

/// The sites of a module, each once.
#[derive(Default)]
pub(super) struct Sites {
    /// Of each its function, the code unit, how it ends the function, and the numbers of its lists of kinds: the locals', the
    /// operands'.
    places: Vec<[usize; 5]>,
    known: HashMap<[usize; 5], usize>,
    /// The lists of kinds that sites have, each once, and their numbers.
    kinds: Vec<String>,
    known_kinds: HashMap<String, usize>,
    /// How many of them are guards, of each function.
    guards: HashMap<usize, usize>,
    attributes: usize,
    of_classes: usize,
    pub(super) methods: usize,
    /// How many words native code hands over, at most, in each of the functions that do.
    pub(super) words: BTreeSet<usize>,
}

impl Sites {
    fn number(&mut self, function: usize, at: u32, how: Ends, (locals, stack): (String, String)) -> usize {
        let (locals, stack) = (self.kinds(locals), self.kinds(stack));
        let place = [function, at as usize, how as usize, locals, stack];
        if let Some(number) = self.known.get(&place) {
            return *number;
        }
        let next = self.places.len();
        self.known.insert(place, next);
        self.places.push(place);
        *self.guards.entry(function).or_default() += usize::from(how == Ends::Resume);
        next
    }

    fn kinds(&mut self, list: String) -> usize {
        let next = self.kinds.len();
        let number = *self.known_kinds.entry(list.clone()).or_insert(next);
        if number == next {
            self.kinds.push(list);
        }
        number
    }

    /// How many places of a function leave because something is not as expected.
    pub(super) fn guards(&self, function: usize) -> usize {
        self.guards.get(&function).copied().unwrap_or_default()
    }

    /// A new static for what is remembered of one load or store of an attribute.
    pub(super) fn attribute(&mut self) -> String {
        self.attributes += 1;
        format!("ATTRIBUTE_{}", self.attributes)
    }

    /// The same for a load of an attribute of a class.
    pub(super) fn of_class(&mut self) -> String {
        self.of_classes += 1;
        format!("OF_CLASS_{}", self.of_classes)
    }

    /// The statics.
    pub(super) fn render(&self) -> String {
        let mut out = String::new();
        // Tables, because each static of its own costs the compiler far more than a row.
        let count = self.places.len();
        let _ = writeln!(
            out,
            "static SITES: [rt::Site; {count}] = [const {{ rt::Site::undescribed() }}; {count}];\n// Of each: function, code unit, how it ends the function, kinds of its locals, of its operands.\nstatic PLACES: [[u32; 5]; {count}] = ["
        );
        for (number, place) in self.places.iter().enumerate() {
            let _ = writeln!(out, "    {place:?}, // {number}");
        }
        let _ = writeln!(out, "];\nstatic KINDS: [&[rt::Kind]; {}] = [", self.kinds.len());
        for (number, list) in self.kinds.iter().enumerate() {
            let _ = writeln!(out, "    &[{list}], // {number}");
        }
        let _ = writeln!(out, "];");
        for count in &self.words {
            let fields = vec!["rt::Word"; *count].join(", ");
            let empty = vec!["rt::Word::EMPTY"; *count].join(", ");
            let _ = writeln!(
                out,
                "#[repr(C)] struct Words{count}({fields});\nimpl Words{count} {{ const EMPTY: Words{count} = Words{count}({empty}); }}"
            );
        }
        for number in 1..=self.attributes {
            let _ = writeln!(
                out,
                "static ATTRIBUTE_{number}: rt::place::Attribute = rt::place::Attribute::new();"
            );
        }
        for number in 1..=self.of_classes {
            let _ = writeln!(
                out,
                "static OF_CLASS_{number}: rt::of_class::OfClass = rt::of_class::OfClass::new();"
            );
        }
        for number in 1..=self.methods {
            let _ = writeln!(
                out,
                "static METHOD_{number}: rt::method::Known = rt::method::Known::new();"
            );
        }
        out
    }
}

/// How native code ends a function; the numbers are those of the runtime's `site::Mode`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// CPython goes on with the instruction.
    Resume,
    /// CPython raises the exception that is set.
    Raise,
    /// The exception that is set ends the function.
    Fail,
    /// The same, where it has passed the function's frame before.
    FailAgain,
    /// A generator that is an object is at its end, which is CPython's: nothing was unexpected.
    End,
}

/// One word that travels: a field of the runtime's `Word`, and an expression of its type.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Word {
    pub(super) field: &'static str,
    pub(super) text: String,
}

impl Word {
    fn new(field: &'static str, text: impl Into<String>) -> Word {
        Word {
            field,
            text: text.into(),
        }
    }

    /// As an `u64`.
    pub(super) fn bits(&self) -> String {
        match self.field {
            "float" => format!("{}.to_bits()", self.text),
            "bits" => self.text.clone(),
            _ => format!("{} as u64", self.text),
        }
    }
}

/// A place where native code leaves.
pub(super) struct Exit {
    pub(super) site: usize,
    /// Statements that come first.
    pub(super) before: String,
    /// The words of the locals, and those of the operands.
    pub(super) locals: Vec<Word>,
    pub(super) operands: Vec<Word>,
    /// May the words of the locals be read elsewhere, by whatever is handed over there?
    pub(super) is_plain: bool,
}

/// How native code ends somewhere.
pub(super) struct Leaving<'a> {
    pub(super) how: Ends,
    /// The expression of the owned object for [`Slot::Result`].
    pub(super) result: Option<&'a str>,
    /// What native code holds.
    pub(super) owned: &'a Owned,
    pub(super) name: &'a dyn Fn(Value) -> String,
}

/// How the values of one function travel.
pub(super) struct Exits<'a> {
    pub(super) func: &'a Func,
    pub(super) watched: &'a Watched,
    pub(super) number: usize,
    /// Values that are constants, with their index in `co_consts` if they have one.
    pub(super) constants: HashMap<Value, (Constant, Option<u32>)>,
    /// What is made by whatever leaves, and of what.
    deferred: HashMap<Value, (Deferral, Vec<Value>)>,
    pub(super) function_numbers: &'a [Option<usize>],
    /// Parameters that hold the generator over which a generator iterates, which is another parameter.
    pub(super) aliases: HashMap<Value, Value>,
    pub(super) minor: u8,
}

impl<'a> Exits<'a> {
    pub(super) fn new(
        func: &'a Func,
        watched: &'a Watched,
        number: usize,
        function_numbers: &'a [Option<usize>],
        minor: u8,
    ) -> Self {
        let insts = func.blocks.iter().flat_map(|block| &block.insts);
        let constants = insts.filter_map(|inst| match (&inst.op, inst.result) {
            (Op::Const(constant, place), Some(value)) => Some((value, (constant.clone(), *place))),
            _ => None,
        });
        let insts = func.blocks.iter().flat_map(|block| &block.insts);
        let deferred = insts.filter_map(|inst| match (&inst.op, inst.result) {
            (Op::Deferred(what), Some(value)) => Some((value, (what.clone(), inst.args.clone()))),
            _ => None,
        });
        Exits {
            func,
            deferred: deferred.collect(),
            watched,
            number,
            constants: constants.collect(),
            function_numbers,
            aliases: HashMap::new(),
            minor,
        }
    }

    /// What is handed over somewhere.
    pub(super) fn exit(&self, sites: &mut Sites, snapshot: &Snapshot, leaving: &Leaving<'_>) -> Result<Exit, String> {
        let Leaving { how, result, name, .. } = *leaving;
        let is_made = |slot: &Slot| match slot {
            Slot::Result => true,
            Slot::Value(value) => {
                self.deferred.contains_key(&self.within(*value))
                    || self.aliases.contains_key(value)
                    || matches!(self.func.ty(*value), Ty::Generator(_) | Ty::Walk(_))
            }
            Slot::Null => false,
        };
        let is_plain = !snapshot.locals.iter().any(is_made);
        // Before anything is given back.
        let mut makes = String::new();
        let mut owned = leaving.owned.clone();
        // Instances that are made already.
        let mut made = BTreeSet::new();
        let mut kinds = |slots: &[Slot], in_stack: bool| -> Result<(String, Vec<Word>), String> {
            let mut words = Vec::new();
            let mut texts = Vec::new();
            for (position, slot) in slots.iter().enumerate() {
                let (whole, slot) = (slot, &self.content(*slot));
                texts.push(match slot {
                    Slot::Null => "rt::Kind::Null".to_owned(),
                    Slot::Result => {
                        let object = result.ok_or("a result that is not there")?;
                        words.push(Word::new("object", object));
                        "rt::Kind::Owned".to_owned()
                    }
                    Slot::Value(value) if in_stack && *self.func.ty(*value) == Ty::Unbound => {
                        "rt::Kind::Null".to_owned()
                    }
                    // CPython never leaves a bound method here, but the function and its object, and relies upon that.
                    Slot::Value(value) if in_stack && self.minor >= 14 && *self.func.ty(*value) == Ty::NoSelf => {
                        "rt::Kind::SelfOrNull".to_owned()
                    }
                    Slot::Value(value) if self.deferred.contains_key(value) => {
                        let text = name(*value);
                        let is_null = matches!(self.func.ty(*value), Ty::Nullable(_));
                        words.push(Word::new("object", text.clone()));
                        match made.insert(*value) || !self.func.deferred.contains_key(value) {
                            true => {
                                let _ = write!(makes, "let {text} = {}; ", self.made(*value, name)?);
                                if is_null {
                                    "rt::Kind::OwnedOrNull"
                                } else {
                                    "rt::Kind::Owned"
                                }
                                .to_owned()
                            }
                            false if is_null => "rt::Kind::Nullable".to_owned(),
                            false => "rt::Kind::Obj".to_owned(),
                        }
                    }
                    Slot::Value(value)
                        if self.aliases.contains_key(value) || matches!(self.func.ty(*value), Ty::Generator(_)) =>
                    {
                        let value = self.aliases.get(value).unwrap_or(value);
                        let object = format!("{}_object", name(*value));
                        words.push(Word::new("object", object.clone()));
                        match made.insert(*value) {
                            true => {
                                owned.insert(*value, 0);
                                let _ = write!(makes, "let {object} = {}.object(); ", name(*value));
                                "rt::Kind::Owned".to_owned()
                            }
                            false => "rt::Kind::Obj".to_owned(),
                        }
                    }
                    Slot::Value(value) => self.kind(*value, name, &mut owned, &mut words)?,
                });
                if let (true, Some(text)) = (whole != slot, texts.last_mut()) {
                    *text = format!("rt::Kind::Cell(&{text})");
                }
                // What is complete without an object stands above the NULL up to 3.12.
                let is_no_self =
                    |slot: &Slot| matches!(slot, Slot::Value(value) if *self.func.ty(*value) == Ty::NoSelf);
                if let (11 | 12, true, [.., _, _]) = (self.minor, is_no_self(slot), texts.as_slice()) {
                    let above = texts.len() - 1;
                    texts.swap(above - 1, above);
                }
                // Which of the two is which is known only when it is handed over.
                let is_callee = |slot: &Slot| matches!(slot, Slot::Value(value) if *self.func.ty(*value) == Ty::Callee);
                let below = position.checked_sub(1).and_then(|below| slots.get(below));
                if let (11 | 12, true, [.., callee, object], [.., first, second]) = (
                    self.minor,
                    in_stack && below.is_some_and(is_callee),
                    texts.as_mut_slice(),
                    words.as_mut_slice(),
                ) {
                    std::mem::swap(callee, object);
                    let (found, with) = (first.text.clone(), second.text.clone());
                    let bare = format!("if {with}.is_null()");
                    *first = Word::new("object", format!("{bare} {{ rt::NULL }} else {{ {found} }}"));
                    *second = Word::new("object", format!("{bare} {{ {found} }} else {{ {with} }}"));
                }
            }
            Ok((texts.join(", "), words))
        };
        let (of_locals, locals) = kinds(&snapshot.locals, false)?;
        let (of_operands, operands) = kinds(&snapshot.stack, true)?;
        let at = match how {
            Ends::Resume | Ends::End => snapshot.at,
            _ => snapshot.raises_at,
        };
        // What native code holds and the frame's state does not.
        let rest: String = owned
            .iter()
            .flat_map(|(value, count)| {
                std::iter::repeat_n(value, super::generator::times(self.func.ty(*value), *count))
            })
            .map(|value| super::generator::given_back(self.func.ty(*value), &name(*value)))
            .collect();
        Ok(Exit {
            site: sites.number(self.number, at, how, (of_locals, of_operands)),
            before: makes + &rest,
            locals,
            operands,
            is_plain,
        })
    }

    /// What is in a cell that was put off; anything else is itself.
    fn within(&self, value: Value) -> Value {
        match self.deferred.get(&value) {
            Some((Deferral::Cell(_), content)) => content.first().copied().unwrap_or(value),
            _ => value,
        }
    }

    fn content(&self, slot: Slot) -> Slot {
        match slot {
            Slot::Value(value) => Slot::Value(self.within(value)),
            slot => slot,
        }
    }

    /// What makes an object that was put off.
    fn made(&self, value: Value, name: &dyn Fn(Value) -> String) -> Result<String, String> {
        let (what, parts) = &self.deferred[&value];
        let names = match what {
            Deferral::Text => return Ok(format!("rt::text_pieces::handed({})", pieces(self.func, parts, name))),
            Deferral::Built => {
                return Ok(format!(
                    "rt::text_pieces::handed_built({})",
                    pieces(self.func, parts, name)
                ));
            }
            Deferral::Instance(names) => names,
            Deferral::Cell(_) => return Err("a cell is made where it is handed over".to_owned()),
        };
        let (class, values) = parts.split_first().ok_or("an instance of no class")?;
        let mut attributes = Vec::new();
        for (attribute, value) in names.iter().zip(values) {
            let index = self.func.names.iter().position(|known| known == attribute);
            let index = index.ok_or("a name that the code does not have")?;
            let name = name(*value);
            let object = match self.func.ty(*value) {
                Ty::Nullable(_) => format!("{{ rt::object::retain_or_null({name}); {name} }}"),
                ty => boxed(&name, ty)?,
            };
            attributes.push(format!("({index}, {object})"));
        }
        Ok(format!(
            "rt::place::handed({}, &FUNCTIONS[{}], &[{}])",
            name(*class),
            self.number,
            attributes.join(", ")
        ))
    }

    fn kind(
        &self,
        value: Value,
        name: &dyn Fn(Value) -> String,
        owned: &mut Owned,
        words: &mut Vec<Word>,
    ) -> Result<String, String> {
        if let Some(count) = owned.get_mut(&value).filter(|count| **count > 0) {
            *count -= 1;
            let object = match self.func.ty(value) {
                Ty::Walk(Along::Numbered(_)) => format!("{}.enumerate()", name(value)),
                Ty::Walk(Along::Zipped) => format!("{}.zip()", name(value)),
                Ty::Walk(Along::Text) => format!("{}.text()", name(value)),
                Ty::Walk(Along::Vectors(_, is_numbered)) => format!("{}.iterator({is_numbered})", name(value)),
                Ty::Walk(_) => format!("{}.iterator()", name(value)),
                _ => name(value),
            };
            words.push(Word::new("object", object));
            return Ok(match self.func.ty(value) {
                Ty::Nullable(_) => "rt::Kind::OwnedOrNull".to_owned(),
                Ty::Method(_, method) => format!("rt::Kind::OwnedMethod({method:?})"),
                _ => "rt::Kind::Owned".to_owned(),
            });
        }
        match self.constants.get(&value) {
            // Another code's constant is an object like any other.
            Some((_, Some(place))) if place >> 31 == 0 => return Ok(format!("rt::Kind::Const({place})")),
            Some((Constant::None, None)) => return Ok("rt::Kind::None".to_owned()),
            _ => {}
        }
        match self.func.ty(value) {
            Ty::Function(index) => {
                let number = self.function_numbers.get(*index).copied().flatten();
                Ok(format!(
                    "rt::Kind::Function({})",
                    number.ok_or("a function that is not native")?
                ))
            }
            Ty::Builtin(dotted) => {
                let watched = self
                    .watched
                    .get(&value)
                    .ok_or_else(|| format!("`{dotted}` is not watched"))?;
                Ok(format!("rt::Kind::Global({watched})"))
            }
            ty => kind(&name(value), ty, words),
        }
    }
}

/// The kind of an unboxed value, and its words.
fn kind(value: &str, ty: &Ty, words: &mut Vec<Word>) -> Result<String, String> {
    let mut push = |field: &'static str, text: String| words.push(Word::new(field, text));
    Ok(match ty {
        Ty::Unbound => "rt::Kind::Unbound".to_owned(),
        Ty::NoSelf => "rt::Kind::Null".to_owned(),
        Ty::None => "rt::Kind::None".to_owned(),
        Ty::Bool => {
            push("bits", format!("{value} as u64"));
            "rt::Kind::Bool".to_owned()
        }
        Ty::Int => {
            push("int", value.to_owned());
            "rt::Kind::I64".to_owned()
        }
        Ty::Wide => {
            push("bits", format!("{value} as u64"));
            push("bits", format!("({value} >> 64) as u64"));
            "rt::Kind::I128".to_owned()
        }
        Ty::Instruction => {
            push("bits", format!("{value} as u64"));
            "rt::Kind::Instruction".to_owned()
        }
        Ty::Float => {
            push("float", value.to_owned());
            "rt::Kind::F64".to_owned()
        }
        Ty::Complex | Ty::Conjugate => {
            push("float", format!("{value}.real"));
            push("float", format!("{value}.imag"));
            match ty {
                Ty::Complex => "rt::Kind::Complex",
                _ => "rt::Kind::Conjugate",
            }
            .to_owned()
        }
        Ty::Num => {
            push("float", format!("{value}.f"));
            push("int", format!("{value}.i"));
            push("bits", format!("{value}.is_int as u64"));
            "rt::Kind::Num".to_owned()
        }
        Ty::Dyn(_) => {
            push("bits", format!("{value}.words()[0]"));
            push("bits", format!("{value}.words()[1]"));
            "rt::Kind::Dyn".to_owned()
        }
        Ty::Nullable(_) => {
            push("object", value.to_owned());
            "rt::Kind::Nullable".to_owned()
        }
        Ty::Obj(_) | Ty::Cell(..) | Ty::Bound(_) | Ty::Callee => {
            push("object", value.to_owned());
            "rt::Kind::Obj".to_owned()
        }
        Ty::Walk(along) => {
            let what = match along {
                Along::Numbered(_) => "_enumerate()",
                Along::Zipped => "_zip()",
                Along::Text => "_text()",
                Along::List | Along::Tuple => "()",
                Along::Vectors(_, true) => "(true)",
                Along::Vectors(_, false) => "(false)",
            };
            push("object", format!("{value}.again{what}"));
            "rt::Kind::Owned".to_owned()
        }
        Ty::Char => {
            push("bits", format!("{value} as u64"));
            "rt::Kind::Char".to_owned()
        }
        Ty::CharMethod(method) => {
            push("bits", format!("{value} as u64"));
            format!("rt::Kind::CharMethod({method:?})")
        }
        Ty::Method(_, method) => {
            push("object", value.to_owned());
            format!("rt::Kind::Method({method:?})")
        }
        Ty::Literals(_, place) => {
            push("bits", format!("{value} as u64"));
            format!("rt::Kind::TupleIter({place})")
        }
        Ty::Range | Ty::RangeIter => {
            (0..3).for_each(|index| push("int", format!("{value}.{index}")));
            if *ty == Ty::Range {
                "rt::Kind::Range"
            } else {
                "rt::Kind::RangeIter"
            }
            .to_owned()
        }
        Ty::Slice(given) => {
            let parts = Ty::slice_parts(given);
            let kinds = parts
                .iter()
                .enumerate()
                .map(|(index, part)| kind(&format!("{value}.{index}"), part, words));
            format!(
                "rt::Kind::Slice(&[{}])",
                kinds.collect::<Result<Vec<_>, _>>()?.join(", ")
            )
        }
        Ty::Tuple(items) => {
            let kinds: Result<Vec<String>, String> = items
                .iter()
                .enumerate()
                .map(|(index, item)| kind(&format!("{value}.{index}"), item, words))
                .collect();
            format!("rt::Kind::Tuple(&[{}])", kinds?.join(", "))
        }
        Ty::Kept(items) => {
            push("object", format!("{value}.0"));
            let pieces = kind(&format!("{value}.1"), &Ty::Tuple(items.clone()), words)?;
            format!("rt::Kind::Kept(&{pieces})")
        }
        Ty::Maybe(inner) if inner.dyn_set().is_some() => {
            let all = Ty::Dyn(DynSet(63));
            let Converted::Always(tagged) = convert(value, ty, &all)? else {
                return Err("a scalar without a tag".to_owned());
            };
            words.push(Word::new("bits", format!("({tagged}).words()[0]")));
            words.push(Word::new("bits", format!("({tagged}).words()[1]")));
            "rt::Kind::Dyn".to_owned()
        }
        Ty::Maybe(inner) => {
            push("bits", format!("{value}.0 as u64"));
            format!("rt::Kind::Maybe(&{})", kind(&format!("{value}.1"), inner, words)?)
        }
        _ => return Err(format!("a value of type {ty} cannot be handed to CPython")),
    })
}
