//! Chains of `+` on strings, and f-strings: their pieces become one string at once, without those in between.
//!
//! A string that is only a part of another one, made in the same block, is put off until that one is made: strings and numbers do not
//! change. What is owned of the pieces is given up behind it, and an exit before it makes the string that CPython expects
//! ([`Op::Deferred`] stands where it was made). Numbers that become texts only to be such pieces are pieces themselves.

use crate::analysis::ownership;
use crate::bytecode::Constant;
use crate::infer::constants;
use crate::ir::{Block, Convert, Deferral, Func, Inst, ObjectOp, Op, Slot, SnapshotId, Terminator, Ty, Value};
use std::collections::{HashMap, HashSet};

/// The most pieces that the runtime puts together at once.
const MOST: usize = 16;

pub(super) fn run(func: &mut Func) {
    // What a generator holds is not counted here, unless that is an object, which owns what it is given.
    let is_of_generator = |inst: &Inst| match inst.op {
        Op::Suspend(..) | Op::Finish(_) => !func.resumes,
        Op::Step(_) | Op::Drain(..) => true,
        _ => false,
    };
    let mut insts = func.blocks.iter().flat_map(|block| &block.insts);
    if insts.clone().any(is_of_generator) || !insts.any(|inst| text(func, inst).is_some()) {
        return;
    }
    let uses = uses(func);
    let constants = constants(func);
    for block in func.reverse_postorder() {
        let chains = Chains::find(func, block, &uses, &constants);
        if !chains.deferred.is_empty() || !chains.built.is_empty() {
            chains.rewrite(func, block);
        }
    }
}

/// How an operation makes a string.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    /// Of two strings or characters.
    Concat,
    /// Of any number of strings, of which it takes over the references.
    Built,
    /// Of a number or a character.
    Single,
    /// Of a value, as a specification that is known formats it.
    Formatted,
    /// None: one is put into a list of strings that only native code knows.
    Pushed,
}

fn text(func: &Func, inst: &Inst) -> Option<Text> {
    match &inst.op {
        Op::Primitive { path, .. } => match path.as_str() {
            "rt::text_format::int" | "rt::text_format::float" | "rt::text_format::text" => Some(Text::Formatted),
            "rt::text::concat" | "rt::text::concat_char" | "rt::text::char_concat" | "rt::text::char_concat_char" => {
                Some(Text::Concat)
            }
            "rt::text_number::from_int" | "rt::text_number::from_float" => Some(Text::Single),
            "rt::vector::append_text" => Some(Text::Pushed),
            _ => None,
        },
        Op::Object(ObjectOp::Str) => Some(Text::Built),
        Op::Convert(Convert::Box) if *func.ty(inst.args[0]) == Ty::Char => Some(Text::Single),
        _ => None,
    }
}

/// Where a value is used.
#[derive(Default)]
struct Uses {
    /// As which operand.
    operands: Vec<(Block, usize, usize)>,
    /// Operations that may leave with it on the operand stack.
    states: Vec<(Block, usize)>,
    /// In any other way?
    elsewhere: bool,
}

fn uses(func: &Func) -> HashMap<Value, Uses> {
    let mut uses: HashMap<Value, Uses> = HashMap::new();
    let elsewhere = |uses: &mut HashMap<Value, Uses>, value: Value| uses.entry(value).or_default().elsewhere = true;
    let in_state = |uses: &mut HashMap<Value, Uses>, id: SnapshotId, at: Option<(Block, usize)>| {
        let snapshot = func.snapshot(id);
        for (slots, at) in [(&snapshot.locals, None), (&snapshot.stack, at)] {
            for slot in slots {
                let Slot::Value(value) = slot else { continue };
                match at {
                    Some(at) => uses.entry(*value).or_default().states.push(at),
                    None => elsewhere(uses, *value),
                }
            }
        }
    };
    for block in func.reverse_postorder() {
        let data = func.block(block);
        in_state(&mut uses, data.start, None);
        for (position, inst) in data.insts.iter().enumerate() {
            for (index, arg) in inst.args.iter().enumerate() {
                uses.entry(*arg).or_default().operands.push((block, position, index));
            }
            for id in inst.before.iter().chain(&inst.after) {
                in_state(&mut uses, *id, Some((block, position)));
            }
        }
        for edge in func.edges(block) {
            edge.args.iter().for_each(|arg| elsewhere(&mut uses, *arg));
        }
        match &data.terminator {
            Terminator::Branch(value, ..) | Terminator::Return(value) => elsewhere(&mut uses, *value),
            Terminator::Leave(id, _) => in_state(&mut uses, *id, None),
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
    }
    uses
}

/// The strings of a block that are put off.
struct Chains {
    /// Their pieces, and are they those of an f-string?
    deferred: HashMap<Value, (Vec<Value>, bool)>,
    /// The positions of the f-strings that are made of pieces.
    built: Vec<usize>,
    /// The specifications by which values are formatted that are put off.
    specs: HashMap<Value, String>,
    /// For those that are put off: the position of what they are a part of.
    parts: HashMap<usize, usize>,
}

impl Chains {
    fn find(func: &Func, block: Block, uses: &HashMap<Value, Uses>, constants: &HashMap<Value, Constant>) -> Chains {
        let mut chains = Chains {
            deferred: HashMap::new(),
            built: vec![],
            specs: HashMap::new(),
            parts: HashMap::new(),
        };
        let insts = &func.block(block).insts;
        let finder = Finder {
            func,
            block,
            uses,
            known: known(func, insts),
        };
        for (position, inst) in insts.iter().enumerate() {
            let (Some(text), Some(result)) = (text(func, inst), inst.result) else {
                continue;
            };
            let spec = match (text, inst.args.get(1).and_then(|spec| constants.get(spec))) {
                (Text::Formatted, Some(Constant::Str(spec))) => Some(spec.to_string()),
                (Text::Formatted, _) => continue,
                _ => None,
            };
            let mut pieces = match spec {
                Some(_) => vec![result],
                None => chains.flat(&inst.args),
            };
            if pieces.len() > MOST {
                // What it consists of is made.
                for arg in &inst.args {
                    if chains.deferred.remove(arg).is_some() {
                        chains.parts.retain(|_, part_of| *part_of != position);
                    }
                }
                pieces.clone_from(&inst.args);
            }
            if text == Text::Built && finder.is_of_texts(inst) {
                chains.built.push(position);
            }
            if let Some(part_of) = finder.part_of(position, inst, text, result) {
                chains.deferred.insert(result, (pieces, text == Text::Built));
                chains.parts.insert(position, part_of);
                chains.specs.extend(spec.map(|spec| (result, spec)));
            }
        }
        chains
    }

    /// The pieces of strings, or themselves.
    fn flat(&self, args: &[Value]) -> Vec<Value> {
        let pieces = args.iter().map(|arg| match self.deferred.get(arg) {
            Some((pieces, _)) => pieces.clone(),
            None => vec![*arg],
        });
        pieces.collect::<Vec<_>>().concat()
    }

    /// The position of the string in which one that is put off ends up.
    fn whole(&self, mut position: usize) -> usize {
        while let Some(part_of) = self.parts.get(&position) {
            position = *part_of;
        }
        position
    }

    fn rewrite(&self, func: &mut Func, block: Block) {
        let insts = std::mem::take(&mut func.blocks[block.0 as usize].insts);
        let known = known(func, &insts);
        let mut kept = Vec::with_capacity(insts.len());
        // What is given up behind a string: the position of that, and the values.
        let mut later: HashMap<usize, Vec<Inst>> = HashMap::new();
        // Up to where references to a value are not given up.
        let mut needed: HashMap<Value, usize> = HashMap::new();
        // The pieces that formatted values are.
        let mut formatted: HashMap<Value, Value> = HashMap::new();
        for (position, inst) in insts.into_iter().enumerate() {
            let is_deferred = |value: &Value| self.deferred.contains_key(value);
            if inst.op == Op::Release {
                let value = inst.args[0];
                match needed.get(&value) {
                    _ if is_deferred(&value) => {}
                    Some(until) if position < *until => later.entry(*until).or_default().push(inst),
                    _ => kept.push(inst),
                }
                continue;
            }
            let whole = self.whole(position);
            let is_object = |func: &Func, value: &Value| func.ty(*value).is_reference() && !is_deferred(value);
            let objects: Vec<Value> = inst.args.iter().copied().filter(|arg| is_object(func, arg)).collect();
            let text = text(func, &inst).filter(|text| *text != Text::Built || self.built.contains(&position));
            let takes_over = text == Some(Text::Built);
            if takes_over {
                let releases = objects.iter().map(|object| release(*object, &inst));
                later.entry(whole).or_default().extend(releases);
            }
            let deferred = inst.result.and_then(|result| self.deferred.get(&result));
            match (text, deferred) {
                (Some(text), Some((pieces, is_built))) => {
                    let is_kept = matches!(text, Text::Concat | Text::Formatted);
                    for object in objects.into_iter().filter(|_| is_kept) {
                        let until = needed.entry(object).or_default();
                        *until = whole.max(*until);
                        if !known.contains(&object) {
                            kept.push(Inst {
                                op: pieces_of("plain"),
                                args: vec![object],
                                result: None,
                                ..inst.clone()
                            });
                        }
                    }
                    if let (Some(result), Text::Formatted) = (inst.result, text) {
                        let piece = func.new_value(Ty::Piece);
                        formatted.insert(result, piece);
                        kept.push(Inst {
                            op: piece_of(&inst.op, &self.specs[&result]),
                            args: vec![inst.args[0]],
                            result: Some(piece),
                            before: None,
                            after: None,
                            place: inst.place,
                        });
                    }
                    let pieces = put_down(pieces, &formatted);
                    kept.push(Inst {
                        op: Op::Deferred(if *is_built { Deferral::Built } else { Deferral::Text }),
                        args: pieces,
                        before: None,
                        after: None,
                        ..inst
                    });
                }
                (Some(_), None) if takes_over || inst.args.iter().any(is_deferred) => {
                    let with_built = inst
                        .args
                        .iter()
                        .any(|arg| matches!(self.deferred.get(arg), Some((_, true))));
                    let op = match (takes_over, with_built) {
                        (_, true) if text == Some(Text::Pushed) => pushed("append_built"),
                        _ if text == Some(Text::Pushed) => pushed("append_joined"),
                        (true, _) => pieces_of("built"),
                        (false, true) => pieces_of("joined_built"),
                        (false, false) => pieces_of("joined"),
                    };
                    kept.push(Inst {
                        op,
                        args: put_down(&self.flat(&inst.args), &formatted),
                        after: None,
                        ..inst
                    });
                    kept.extend(later.remove(&position).unwrap_or_default());
                }
                _ => kept.push(inst),
            }
        }
        func.blocks[block.0 as usize].insts = kept;
    }
}

/// Looks for strings that can be put off.
struct Finder<'a> {
    func: &'a Func,
    block: Block,
    uses: &'a HashMap<Value, Uses>,
    /// The values that are strings beyond doubt.
    known: HashSet<Value>,
}

impl Finder<'_> {
    /// The position of the operation that makes the string of which this one is a part, if it is nothing else.
    fn part_of(&self, position: usize, inst: &Inst, text: Text, result: Value) -> Option<usize> {
        let insts = &self.func.block(self.block).insts;
        let uses = self.uses.get(&result).filter(|uses| !uses.elsewhere)?;
        if uses
            .operands
            .iter()
            .any(|(block, at, _)| *block != self.block || *at <= position)
        {
            return None;
        }
        let is_release = |at: &usize| insts[*at].op == Op::Release;
        let operands = || uses.operands.iter().map(|(_, at, index)| (*at, *index));
        let mut texts = operands().filter(|(at, _)| !is_release(at));
        let (Some((whole, index)), None) = (texts.next(), texts.next()) else {
            return None;
        };
        let releases: Vec<usize> = operands().map(|(at, _)| at).filter(is_release).collect();
        let is_fine = match (self.text_at(whole)?, text) {
            (Text::Concat, Text::Concat | Text::Single | Text::Formatted) => releases.len() == 1,
            // As CPython makes a new string for that, it is known which part of the whole it is.
            (Text::Concat, Text::Built) => {
                let whole = &insts[whole];
                let is_part = || self.part_of(position_of(insts, whole)?, whole, Text::Concat, whole.result?);
                let first = insts[..position].iter().find(|inst| inst.result == Some(whole.args[0]));
                let is_one = first.is_none_or(|first| self::text(self.func, first).is_none());
                releases.len() == 1 && index == 1 && is_one && self.is_of_texts(inst) && is_part().is_none()
            }
            (Text::Built, Text::Single | Text::Formatted) => releases.is_empty() && self.is_of_texts(&insts[whole]),
            (Text::Pushed, Text::Concat | Text::Single | Text::Formatted) => releases.len() == 1 && index == 1,
            (Text::Pushed, Text::Built) => releases.len() == 1 && index == 1 && self.is_of_texts(inst),
            (_, Text::Pushed) | (Text::Built | Text::Single | Text::Formatted, _) => false,
        };
        let is_between = |at: &(Block, usize)| at.0 == self.block && position < at.1 && at.1 <= whole;
        let behind = releases.iter().all(|at| *at > whole);
        (is_fine && behind && uses.states.iter().all(is_between) && self.keep(position, &inst.args)).then_some(whole)
    }

    fn text_at(&self, position: usize) -> Option<Text> {
        text(self.func, &self.func.block(self.block).insts[position])
    }

    /// Does nothing take over the references to operands?
    fn keep(&self, position: usize, operands: &[Value]) -> bool {
        self.func.block(self.block).insts[position + 1..]
            .iter()
            .filter(|inst| inst.op != Op::Release)
            .all(|inst| {
                !ownership::effect(self.func, inst)
                    .0
                    .iter()
                    .any(|taken| operands.contains(taken))
            })
    }

    /// Are all operands of an f-string strings beyond doubt, and not too many?
    fn is_of_texts(&self, inst: &Inst) -> bool {
        inst.args.len() <= MOST && inst.args.iter().all(|arg| self.known.contains(arg))
    }
}

fn position_of(insts: &[Inst], inst: &Inst) -> Option<usize> {
    insts.iter().position(|other| other.result == inst.result)
}

/// The values that are strings beyond doubt.
fn known(func: &Func, insts: &[Inst]) -> HashSet<Value> {
    let is_known = |inst: &&Inst| match &inst.op {
        Op::Const(..) | Op::Convert(Convert::Box) | Op::Deferred(_) => true,
        Op::Object(ObjectOp::Str) => true,
        Op::Primitive { path, .. } => path.starts_with("rt::text"),
        _ => false,
    };
    let texts = insts.iter().filter(is_known).filter_map(|inst| inst.result);
    let is_text = |value: &Value| *func.ty(*value) == Ty::Obj(crate::types::Type::Str);
    texts.filter(is_text).collect()
}

fn pieces_of(name: &str) -> Op {
    Op::Primitive {
        path: format!("rt::text_pieces::{name}"),
        leaves: true,
    }
}

/// Pieces, with those of formatted values in their places.
fn put_down(pieces: &[Value], formatted: &HashMap<Value, Value>) -> Vec<Value> {
    let of = |piece: &Value| formatted.get(piece).copied().unwrap_or(*piece);
    pieces.iter().map(of).collect()
}

/// What makes a piece of a value, in place of what formats it.
fn piece_of(op: &Op, spec: &str) -> Op {
    let kind = match op {
        Op::Primitive { path, .. } => path.rsplit("::").next().unwrap_or_default(),
        _ => "",
    };
    Op::Primitive {
        path: format!("rt::text_format::piece_{kind}:{spec}"),
        leaves: false,
    }
}

fn pushed(name: &str) -> Op {
    Op::Primitive {
        path: format!("rt::vector::{name}"),
        leaves: true,
    }
}

fn release(value: Value, behind: &Inst) -> Inst {
    Inst {
        op: Op::Release,
        args: vec![value],
        result: None,
        before: None,
        after: None,
        place: behind.place,
    }
}
