//! Operations of Python become operations on unboxed values, as [`crate::infer::plan`] says for the types inferred.
//!
//! What cannot be native ends its block: CPython goes on there. Edges convert values to the types of the parameters they
//! feed. After this pass no operation of Python is left.

mod generators;

use super::pieces::constant_tuples;
use crate::analysis::vectors::VectorFacts;
use crate::bytecode::{Constant, Place, Reduction};
use crate::infer::{Facts, Plan, Planned, constant_slice, constants, fits, may_be_either, plan_in, without_self};
use crate::ir::{
    Block, BlockData, Convert, Edge, Func, Inst, ObjectOp, Op, Raise, Reason, SnapshotId, Terminator, Ty, Value,
};
use crate::types::Type;
use std::collections::HashMap;

/// What a watched global is, for the table of the generated crate.
#[derive(Clone, Debug, PartialEq)]
pub enum GlobalSpec {
    /// Global name, index of the function.
    Own(String, usize),
    /// Name of a builtin.
    Builtin(String),
    /// Global name, module, attribute.
    Attribute(String, String, String),
    /// Global name, module, attribute.
    Import(String, String, String),
    /// Global name.
    Variable(String),
}

/// The watched globals of a module, each once.
#[derive(Clone, Debug, Default)]
pub struct Globals {
    pub specs: Vec<GlobalSpec>,
}

impl Globals {
    pub(super) fn index(&mut self, spec: GlobalSpec) -> usize {
        match self.specs.iter().position(|known| *known == spec) {
            Some(index) => index,
            None => {
                self.specs.push(spec);
                self.specs.len() - 1
            }
        }
    }
}

/// Compile-time values that stand for a watched global: which one.
pub type Watched = HashMap<Value, usize>;

/// Unboxes a function of which the types are inferred. Returns the values that stand for watched globals.
pub fn unbox(func: &mut Func, facts: &Facts, globals: &mut Globals, returns: &Ty) -> Watched {
    if facts.objects {
        let functions = VectorFacts {
            takes: &facts.takes_vectors,
            gives: &facts.gives_vectors,
            passes: &facts.passes_vectors,
            fits: &|callee, args| fits(callee, args, facts),
        };
        super::cell_tables::run(func, &facts.cell_tables);
        super::vectors::run(func, functions);
    }
    let constants = constants(func);
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let places = insts.filter_map(|inst| match (&inst.op, inst.result) {
        (Op::Const(_, Some(place)), Some(value)) => Some((value, *place)),
        _ => None,
    });
    let places = places.collect();
    let order = func.reverse_postorder();
    let constant_tuples = constant_tuples(func, &constants);
    let mut pass = Unbox {
        func,
        facts,
        globals,
        constants,
        places,
        watched: HashMap::new(),
        out: Vec::new(),
        replaced: HashMap::new(),
        loaded_module: None,
        next_item: None,
        unpacked: None,
        constant_tuples,
    };
    let mut reached = vec![false; pass.func.blocks.len()];
    reached[0] = true;
    for block in order {
        if reached[block.0 as usize] {
            pass.block(block, returns);
            // Blocks made for edges need nothing done in them; what is behind them does.
            let known = reached.len();
            reached.resize(pass.func.blocks.len(), false);
            let func = &*pass.func;
            for edge in func.edges(block) {
                reached[edge.target.0 as usize] = true;
                if edge.target.0 as usize >= known {
                    for behind in func.block(edge.target).terminator.edges() {
                        reached[behind.target.0 as usize] = true;
                    }
                }
            }
        }
    }
    let replaced = std::mem::take(&mut pass.replaced);
    let watched = std::mem::take(&mut pass.watched);
    func.substitute(|mut value| {
        while let Some(next) = replaced.get(&value) {
            value = *next;
        }
        value
    });
    watched
}

pub(super) struct Unbox<'a> {
    pub(super) func: &'a mut Func,
    facts: &'a Facts,
    pub(super) globals: &'a mut Globals,
    pub(super) constants: HashMap<Value, Constant>,
    /// Where in `co_consts` a constant is, of those that are there.
    pub(super) places: HashMap<Value, u32>,
    pub(super) watched: Watched,
    pub(super) out: Vec<Inst>,
    /// Values that are another value under a new name.
    replaced: HashMap<Value, Value>,
    /// The module that the last operation loaded, and the state before it.
    pub(super) loaded_module: Option<(Value, SnapshotId)>,
    /// The item that the last operation asked an iterator for.
    next_item: Option<Value>,
    /// The sequence that was unpacked last, and its items.
    pub(super) unpacked: Option<(Value, Value)>,
    /// Values that are a constant tuple on every path.
    pub(super) constant_tuples: HashMap<Value, Constant>,
}

impl Unbox<'_> {
    fn block(&mut self, block: Block, returns: &Ty) {
        let number = block.0 as usize;
        let insts = std::mem::take(&mut self.func.blocks[number].insts);
        self.out = Vec::with_capacity(insts.len());
        for inst in insts {
            // Within `try`, the instruction that raises is put down between a load and the attribute that follows.
            if !matches!(inst.op, Op::LoadAttr(..) | Op::Instruction(_)) {
                self.loaded_module = None;
            }
            let inst = self.raising(inst);
            if let Err(reason) = self.inst(&inst) {
                let start = self.func.blocks[number].start;
                let at = inst.before.unwrap_or_else(|| self.func.leaving(start));
                // A local that is not bound raises, and so does what leads to `raise` only: that is no reason to report.
                let to_raise = reason.code == "unbound-local" || self.func.snapshot(at).raises;
                let terminator = Terminator::Leave(at, (!to_raise).then_some(reason));
                self.func.blocks[number].insts = std::mem::take(&mut self.out);
                self.func.blocks[number].terminator = terminator;
                return;
            }
        }
        let mut terminator = self.func.blocks[number].terminator.clone();
        match &mut terminator {
            Terminator::Return(value) => {
                let source = std::mem::replace(value, self.convert(*value, returns, None, Place::default()));
                // A constant tuple that is given in pieces: nobody takes over its reference.
                if self.facts.objects && self.func.ty(source).is_reference() && !self.func.ty(*value).is_reference() {
                    self.release(source);
                }
            }
            Terminator::Branch(value, then, els) => {
                // A branch that is decided goes one way only.
                let decided = match self.constants.get(value) {
                    Some(Constant::Bool(truth)) => Some(*truth),
                    _ => None,
                };
                match decided {
                    Some(truth) => {
                        let mut edge = if truth { then.clone() } else { els.clone() };
                        self.edge(&mut edge);
                        terminator = Terminator::Jump(edge);
                    }
                    None => {
                        for edge in [then, els] {
                            let (from, source) = (self.out.len(), edge.clone());
                            self.edge(edge);
                            self.split(from, source, edge);
                        }
                    }
                }
            }
            Terminator::Jump(edge) => self.edge(edge),
            Terminator::Leave(..) | Terminator::Unreachable => {}
        }
        self.func.blocks[number].insts = std::mem::take(&mut self.out);
        self.func.blocks[number].terminator = terminator;
    }

    /// The operation, with an edge to its handler that converts what the handler gets. Without, if that cannot be: CPython
    /// then raises.
    fn raising(&mut self, inst: Inst) -> Inst {
        let Some(source) = self.func.handler(&inst).cloned() else {
            return inst;
        };
        let params = self.func.block(source.target).params.clone();
        let is_carried = params.iter().all(|param| self.func.ty(*param).is_carried());
        let mut snapshot = match inst.before {
            Some(id) => self.func.snapshot(id).clone(),
            None => return inst,
        };
        snapshot.raise = Raise::Leave;
        if is_carried && self.facts.objects {
            let (from, mut edge) = (self.out.len(), source.clone());
            self.edge(&mut edge);
            let insts = self.out.split_off(from);
            if !insts.is_empty() {
                let start = self.state_at(&source);
                self.func.blocks.push(BlockData {
                    params: vec![],
                    insts,
                    terminator: Terminator::Jump(edge),
                    start,
                });
                edge = Edge {
                    target: Block(self.func.blocks.len() as u32 - 1),
                    args: vec![],
                };
            }
            snapshot.raise = Raise::To(edge);
        }
        Inst {
            before: Some(self.func.new_snapshot(snapshot)),
            ..inst
        }
    }

    /// Converts what an edge gives to the types of the target's parameters, or makes it leave where that cannot be.
    fn edge(&mut self, edge: &mut Edge) {
        let params = self.func.block(edge.target).params.clone();
        if let Some(param) = params.iter().find(|param| !self.func.ty(**param).is_carried()) {
            let name = self.func.values[param.0 as usize]
                .name
                .and_then(|local| self.func.locals.get(local as usize));
            let what = name.map_or("a value".to_owned(), |name| format!("`{name}`"));
            let reason = Reason::new(
                "mixed-types",
                format!("{what} is of different kinds on different paths"),
            );
            return self.leave_on(edge, reason);
        }
        let objects = self.narrowed_on(&params, edge);
        for (param, arg) in params.iter().zip(&mut edge.args) {
            let ty = self.func.ty(*param).clone();
            *arg = self.convert(*arg, &ty, None, Place::default());
        }
        for object in objects {
            self.release(object);
        }
    }

    /// Moves the conversions that an edge needs, and that allocate, count references or may leave, to a block of their own.
    fn split(&mut self, from: usize, source: Edge, edge: &mut Edge) {
        let counts = |inst: &Inst| match inst.op {
            Op::Retain | Op::Release | Op::Convert(Convert::FromObj | Convert::FromDyn) => true,
            Op::Convert(_) => inst.result.is_some_and(|result| self.func.ty(result).is_reference()),
            _ => false,
        };
        if !self.out[from..].iter().any(counts) {
            return;
        }
        let insts = self.out.split_off(from);
        let start = self.state_at(&source);
        self.func.blocks.push(BlockData {
            params: vec![],
            insts,
            terminator: Terminator::Jump(edge.clone()),
            start,
        });
        *edge = Edge {
            target: Block(self.func.blocks.len() as u32 - 1),
            args: vec![],
        };
    }

    pub(super) fn inst(&mut self, inst: &Inst) -> Result<(), Reason> {
        if matches!(inst.op, Op::Retain | Op::Release) {
            if self.facts.objects && self.func.ty(inst.args[0]).is_reference() {
                self.out.push(inst.clone());
            }
            return Ok(());
        }
        let inst = &without_self(inst, self.func);
        let types: Vec<Ty> = inst.args.iter().map(|arg| self.func.ty(*arg).clone()).collect();
        if types.contains(&Ty::Bottom) {
            return Err(Reason::new("unreached", "native code does not get here"));
        }
        let known: Vec<Option<&Constant>> = inst.args.iter().map(|arg| self.constants.get(arg)).collect();
        if let Some(sliced) = constant_slice(&inst.op, &types, &known, self.facts) {
            return self.constant_slice(inst, sliced);
        }
        let Planned {
            plan,
            result: result_type,
        } = plan_in(self.func, inst, &types, &known, self.facts)?;
        let is_vector_call = inst
            .result
            .is_some_and(|result| self.func.vector_calls.contains_key(&result));
        if is_vector_call && !matches!(plan, Plan::Native(..)) {
            return Err(Reason::new(
                "internal-error",
                "a call with vectors of what is not native",
            ));
        }
        if result_type == Ty::Bottom {
            return Err(Reason::new("calls-bytecode", "a call that never returns natively"));
        }
        let mut inst = inst.clone();
        if matches!(inst.op, Op::Binary(..) | Op::LoadAttr(..) | Op::HasNext)
            && !matches!(plan, Plan::Found(..) | Plan::Step(_))
        {
            inst.after = None;
        }
        let inst = &inst;
        match plan {
            Plan::Simple(_, Op::Object(op)) => self.object(inst, op, inst.result),
            Plan::Negated(_, Op::Object(op)) => {
                let middle = self.func.new_value(Ty::Bool);
                self.object(inst, op, Some(middle));
                self.emit(inst, Op::BoolNot, vec![middle], inst.result);
            }
            Plan::Object(op) => self.object(inst, op, inst.result),
            Plan::Method(class) => self.method(inst, class),
            Plan::Simple(wanted, Op::HasNext) if !wanted.is_empty() && types[0].is_reference() => {
                let item = self.func.new_value(Ty::Int);
                let next = |name: &str, leaves| Op::Primitive {
                    path: format!("rt::text::{name}"),
                    leaves,
                };
                self.emit(inst, next("next", true), vec![inst.args[0]], Some(item));
                self.emit(inst, next("is_item", false), vec![item], inst.result);
                self.next_item = Some(item);
            }
            Plan::Simple(_, Op::HasNext) if types[0].is_reference() => {
                let item = self.func.new_value(Ty::Nullable(Type::Unknown));
                self.emit(inst, Op::Object(ObjectOp::Next), vec![inst.args[0]], Some(item));
                self.emit(inst, Op::NotNull, vec![item], inst.result);
                self.next_item = Some(item);
            }
            Plan::Simple(_, Op::Send) => {
                let given = self.func.new_value(Ty::Nullable(Type::Unknown));
                self.object(inst, ObjectOp::Send, Some(given));
                self.emit(inst, Op::NotNull, vec![given], inst.result);
                self.next_item = Some(given);
            }
            Plan::Simple(_, Op::Sent) => {
                let given = self.next_item.take();
                let given = given.ok_or_else(|| Reason::new("internal-error", "nothing was sent"))?;
                self.emit(inst, Op::Convert(Convert::Rename), vec![given], inst.result);
            }
            Plan::Simple(_, Op::Returned) => {
                let returned = self.func.new_value(Ty::Nullable(Type::Unknown));
                self.emit(inst, Op::Object(ObjectOp::Returned), vec![], Some(returned));
                self.emit(inst, Op::Convert(Convert::Rename), vec![returned], inst.result);
            }
            Plan::Next(class, path, item) => {
                self.emit_guard(inst, Op::GuardClass(class.to_owned()), 0);
                let (ty, more) = match item {
                    Ty::Obj(promise) => (Ty::Nullable(promise), Op::NotNull),
                    unboxed => (Ty::Tuple(vec![Ty::Bool, unboxed]), Op::TupleItem(0)),
                };
                let next = self.func.new_value(ty);
                self.emit(
                    inst,
                    Op::Primitive { path, leaves: true },
                    vec![inst.args[0]],
                    Some(next),
                );
                self.emit(inst, more, vec![next], inst.result);
                self.next_item = Some(next);
            }
            plan @ (Plan::Suspended | Plan::Kept(_) | Plan::Drain(..) | Plan::Adapt(_) | Plan::Step(_)) => {
                self.generator(inst, plan)?;
            }
            Plan::Items(path, item) => {
                let next = self.func.new_value(Ty::Tuple(vec![Ty::Bool, item]));
                let op = Op::Primitive { path, leaves: true };
                self.emit(inst, op, vec![inst.args[0]], Some(next));
                self.emit(inst, Op::TupleItem(0), vec![next], inst.result);
                self.next_item = Some(next);
            }
            Plan::Simple(_, Op::NextItem) if types[0].is_reference() || matches!(types[0], Ty::Items(_)) => {
                let item = self.next_item.take();
                let item = item.ok_or_else(|| Reason::new("internal-error", "an item nobody asked for"))?;
                let take = match self.func.ty(item) {
                    Ty::Tuple(_) => Op::TupleItem(1),
                    // A character, as the runtime gives it.
                    Ty::Int => Op::Primitive {
                        path: "rt::text::as_char".to_owned(),
                        leaves: false,
                    },
                    _ => Op::Convert(Convert::Rename),
                };
                self.emit(inst, take, vec![item], inst.result);
            }
            Plan::Simple(_, op @ Op::Const(..)) => {
                let inst = Inst {
                    before: None,
                    ..inst.clone()
                };
                self.emit(&inst, op, vec![], inst.result);
            }
            Plan::Simple(_, op @ Op::MethodSelf) => {
                self.emit(inst, Op::Retain, vec![inst.args[0]], None);
                self.emit(inst, op, inst.args.clone(), inst.result);
            }
            Plan::Simple(wanted, op @ Op::MakeTuple) => {
                let (args, _) = self.operands(inst, &wanted);
                let inst = Inst {
                    before: None,
                    after: None,
                    ..inst.clone()
                };
                self.emit(&inst, op, args, inst.result);
            }
            Plan::Simple(wanted, op) => {
                let (args, temporaries) = self.operands(inst, &wanted);
                let op = match op {
                    Op::StoreGlobal(name) => Op::WriteGlobal(self.globals.index(GlobalSpec::Variable(name))),
                    other => other,
                };
                let result = match op {
                    Op::Primitive { .. } => inst.result.or_else(|| Some(self.func.new_value(result_type))),
                    _ => inst.result,
                };
                self.emit(inst, op, args, result);
                self.give_back(inst, temporaries);
            }
            Plan::Guarded(index, class, wanted, op) => {
                self.emit_guard(inst, Op::GuardClass(class.to_owned()), index);
                let (args, temporaries) = self.operands(inst, &wanted);
                let result = inst.result.unwrap_or_else(|| self.func.new_value(result_type));
                self.emit(inst, op, args, Some(result));
                self.give_back(inst, temporaries);
            }
            Plan::GuardedTuple(count, op) => {
                self.emit_guard(inst, Op::GuardTuple(count), 0);
                self.emit(inst, op, vec![inst.args[0]], inst.result);
            }
            Plan::Negated(wanted, op) => {
                let (args, temporaries) = self.operands(inst, &wanted);
                let middle = self.func.new_value(Ty::Bool);
                self.emit(inst, op, args, Some(middle));
                self.emit(inst, Op::BoolNot, vec![middle], inst.result);
                self.give_back(inst, temporaries);
            }
            Plan::Found(targets, how) => self.direct(inst, targets, how),
            Plan::Operand(index) => {
                let is_listed = matches!(inst.op, Op::Reduce(Reduction::Listed(_)));
                let is_iterated = inst.op == Op::GetIter && matches!(types[0], Ty::Generator(_));
                if inst.op == Op::MethodSelf || is_iterated || is_listed && types[0].is_reference() {
                    self.emit(inst, Op::Retain, vec![inst.args[0]], None);
                }
                let value = self.convert(inst.args[index], &result_type, inst.before, inst.place);
                self.alias(inst, value, &result_type);
            }
            Plan::Constant(constant) | Plan::TupleConstant(constant) => {
                if let Some(result) = inst.result {
                    self.constants.insert(result, constant.clone());
                }
                self.emit(inst, Op::Const(constant, None), vec![], inst.result);
            }
            Plan::Guard => self.global(inst, &result_type)?,
            Plan::Native(callee, bound) => self.native_call(inst, callee, &bound, Op::CallNative(callee)),
            Plan::Generator(callee, bound) => {
                let Some((code, _)) = self.facts.functions[callee].generator else {
                    return Err(Reason::new("internal-error", "a generator of no function"));
                };
                // It takes over generators among the arguments, which the call gives up.
                for arg in &inst.args {
                    if matches!(self.func.ty(*arg), Ty::Generator(_)) {
                        self.emit(inst, Op::Retain, vec![*arg], None);
                    }
                }
                self.native_call(inst, callee, &bound, Op::MakeGenerator(code));
            }
            Plan::Direct(targets) => self.emit(inst, Op::CallDirect(targets), inst.args.clone(), inst.result),
            Plan::Spread(targets) => self.emit(inst, Op::CallSpread(targets), inst.args.clone(), inst.result),
            Plan::Fold(ty, op) => {
                let args: Vec<Value> = inst.args[1..]
                    .iter()
                    .map(|arg| self.convert(*arg, &ty, inst.before, inst.place))
                    .collect();
                let mut folded = args[0];
                for (position, arg) in args[1..].iter().enumerate() {
                    let last = position + 2 == args.len();
                    let result = if last {
                        inst.result
                    } else {
                        Some(self.func.new_value(ty.clone()))
                    };
                    self.emit(inst, op.clone(), vec![folded, *arg], result);
                    folded = result.unwrap_or(folded);
                }
            }
            Plan::TupleObject(index, count) => {
                self.emit(inst, Op::GuardTuple(count), vec![inst.args[0]], None);
                self.emit(inst, Op::ObjTupleItem(index, count), vec![inst.args[0]], inst.result);
            }
        }
        Ok(())
    }

    /// The operands of an operation, converted, and those objects among them that were made for it. A call's callable is
    /// not among them, unless it is a method.
    fn operands(&mut self, inst: &Inst, wanted: &[Ty]) -> (Vec<Value>, Vec<Value>) {
        let is_method =
            |value: &Value| matches!(self.func.ty(*value), Ty::Method(..) | Ty::CharMethod(_) | Ty::Conjugate);
        let skip = usize::from(matches!(inst.op, Op::Call(..)) && !inst.args.first().is_some_and(is_method));
        let mut temporaries = Vec::new();
        let mut args = Vec::new();
        for (arg, ty) in inst.args[skip..].iter().copied().zip(wanted) {
            if self.facts.objects && matches!(ty, Ty::Obj(_)) && !self.func.ty(arg).is_reference() {
                let (value, is_new) = self.borrowed(inst, arg, inst.before);
                temporaries.extend(is_new.then_some(value));
                args.push(value);
            } else {
                // An int is an operand of floats as the float that it converts to.
                let is_mixed =
                    matches!(inst.op, Op::Binary(..)) && *ty == Ty::Float && may_be_either(self.func.ty(arg));
                let arg = match is_mixed {
                    true => self.convert(arg, &Ty::Num, inst.before, inst.place),
                    false => arg,
                };
                args.push(self.convert(arg, ty, inst.before, inst.place));
            }
        }
        (args, temporaries)
    }

    /// Gives back the objects that were made for an operation.
    pub(super) fn give_back(&mut self, inst: &Inst, temporaries: Vec<Value>) {
        let inst = Inst {
            before: None,
            after: None,
            ..inst.clone()
        };
        for value in temporaries {
            self.emit(&inst, Op::Release, vec![value], None);
        }
    }

    /// A method of a builtin type is the object that it is of, once that is known to be of that type.
    fn method(&mut self, inst: &Inst, class: String) {
        let object = inst.args[0];
        if !self.constants.contains_key(&object) {
            self.emit(inst, Op::GuardClass(class), vec![object], None);
        }
        self.emit(inst, Op::Retain, vec![object], None);
        self.emit(inst, Op::Convert(Convert::Rename), vec![object], inst.result);
    }

    /// A guard on one operand of an operation.
    fn emit_guard(&mut self, inst: &Inst, guard: Op, index: usize) {
        self.out.push(Inst {
            op: guard,
            args: vec![inst.args[index]],
            result: None,
            after: None,
            ..inst.clone()
        });
    }

    pub(super) fn emit(&mut self, inst: &Inst, op: Op, args: Vec<Value>, result: Option<Value>) {
        self.out.push(Inst {
            op,
            args,
            result,
            before: inst.before,
            after: inst.after,
            place: inst.place,
        });
    }

    /// The result of an operation is a value that exists already.
    fn alias(&mut self, inst: &Inst, value: Value, ty: &Ty) {
        if let Some(constant) = self.constants.get(&value).cloned()
            && let Some(result) = inst.result
        {
            self.constants.insert(result, constant);
        }
        if let Some(watched) = self.watched.get(&value).copied() {
            inst.result.map(|result| self.watched.insert(result, watched));
        }
        if self.func.ty(value) == ty || self.facts.objects && ty.is_reference() {
            inst.result.map(|result| self.replaced.insert(result, value));
        } else {
            self.emit(inst, Op::Convert(Convert::Rename), vec![value], inst.result);
        }
    }

    fn global(&mut self, inst: &Inst, result_type: &Ty) -> Result<(), Reason> {
        let spec = match (&inst.op, result_type) {
            (Op::LoadGlobal(name, _), Ty::Function(index)) => GlobalSpec::Own(name.clone(), *index),
            (Op::LoadGlobal(name, _), Ty::Builtin(dotted)) => match dotted.split_once('.') {
                Some(("builtins", builtin)) => GlobalSpec::Builtin(builtin.to_owned()),
                Some((module, attribute)) => GlobalSpec::Import(name.clone(), module.to_owned(), attribute.to_owned()),
                None => return Err(Reason::new("internal-error", "a builtin without a module")),
            },
            // The attribute that follows guards the module too, and leaves from here.
            (Op::LoadGlobal(..), Ty::Module(..)) => {
                self.loaded_module = inst.result.zip(inst.before);
                return Ok(());
            }
            (Op::LoadGlobal(name, _), _) => {
                let index = self.globals.index(GlobalSpec::Variable(name.clone()));
                self.emit(inst, Op::ReadGlobal(index), vec![], inst.result);
                return Ok(());
            }
            (Op::LoadAttr(attribute, _), _) => {
                let Ty::Module(global, module) = self.func.ty(inst.args[0]).clone() else {
                    return Err(Reason::new("internal-error", "an attribute of no module"));
                };
                GlobalSpec::Attribute(global, module, attribute.clone())
            }
            _ => return Err(Reason::new("internal-error", "a guard of no global")),
        };
        let index = self.globals.index(spec);
        let mut guard = Inst {
            op: Op::GuardGlobal(index),
            args: vec![],
            result: None,
            ..inst.clone()
        };
        if let Op::LoadAttr(..) = inst.op {
            guard.before = match self.loaded_module.take() {
                Some((module, before)) if module == inst.args[0] => Some(before),
                _ => {
                    return Err(Reason::new(
                        "object-operation",
                        "an attribute of a module that was loaded elsewhere",
                    ));
                }
            };
        }
        if *result_type == Ty::Float {
            // A number in a module: read, rather than expected to be a certain object.
            guard.op = Op::ReadGlobal(index);
            guard.result = inst.result;
        } else if let Some(result) = inst.result {
            self.watched.insert(result, index);
        }
        self.out.push(guard);
        Ok(())
    }

    fn native_call(&mut self, inst: &Inst, callee: usize, bound: &[Option<usize>], op: Op) {
        let params = self.facts.functions[callee].params.clone();
        let mut args = Vec::new();
        let mut temporaries = Vec::new();
        for (param, (argument, ty)) in bound.iter().zip(&params).enumerate() {
            args.push(match argument {
                Some(argument) if !self.func.ty(inst.args[argument + 1]).is_reference() && ty.is_reference() => {
                    let (value, is_new) = self.borrowed(inst, inst.args[argument + 1], inst.before);
                    temporaries.extend(is_new.then_some(value));
                    value
                }
                Some(argument) => self.convert(inst.args[argument + 1], ty, inst.before, inst.place),
                None => {
                    let value = self.func.new_value(ty.clone());
                    self.emit(inst, Op::ReadDefault(callee, param as u32), vec![], Some(value));
                    value
                }
            });
        }
        let lent = inst.result.and_then(|result| self.func.vector_calls.get(&result));
        let op = match (op, lent) {
            (Op::CallNative(callee), Some(lent)) => Op::CallVectors(callee, *lent),
            (op, _) => op,
        };
        // The function of a generator expression is known where it is called only.
        let is_expression = |code| self.facts.generators.get(code).is_some_and(|known| known.is_expression);
        if matches!(&op, Op::MakeGenerator(code) if is_expression(code)) {
            args.insert(0, inst.args[0]);
        }
        self.emit(inst, op, args, inst.result);
        self.give_back(inst, temporaries);
    }

    /// Converts a value to a type, leaving through `exit` if it turns out to be of another.
    pub(super) fn convert(&mut self, value: Value, to: &Ty, exit: Option<SnapshotId>, place: Place) -> Value {
        let from = self.func.ty(value).clone();
        if from == *to {
            return value;
        }
        if self.facts.objects && to.is_reference() {
            return self.reference_to(value, to, exit, place);
        }
        let step = |pass: &mut Self, convert: Convert, value: Value, ty: Ty| {
            let result = pass.func.new_value(ty);
            pass.func.values[result.0 as usize].name = pass.func.values[value.0 as usize].name;
            pass.out.push(Inst {
                op: Op::Convert(convert),
                args: vec![value],
                result: Some(result),
                before: exit,
                after: None,
                place,
            });
            result
        };
        match (&from, to) {
            (Ty::Bool, Ty::Int) => step(self, Convert::BoolToInt, value, Ty::Int),
            (Ty::Bool, _) if matches!(to, Ty::Float | Ty::Wide | Ty::Num) => {
                let int = step(self, Convert::BoolToInt, value, Ty::Int);
                self.convert(int, to, exit, place)
            }
            (Ty::Int, Ty::Float) => step(self, Convert::IntToFloat, value, Ty::Float),
            (Ty::Int, Ty::Wide) => step(self, Convert::IntToWide, value, Ty::Wide),
            (Ty::Wide, Ty::Int) => step(self, Convert::WideToInt, value, Ty::Int),
            (Ty::Int, Ty::Num) => step(self, Convert::IntToNum, value, Ty::Num),
            (Ty::Float, Ty::Num) => step(self, Convert::FloatToNum, value, Ty::Num),
            (Ty::Num, Ty::Float) => step(self, Convert::NumToFloat, value, Ty::Float),
            (Ty::Maybe(inner), Ty::Maybe(_)) | (Ty::Maybe(inner), Ty::Dyn(_)) if **inner != *to => {
                step(self, Convert::Tuple, value, to.clone())
            }
            (Ty::Maybe(inner), _) => {
                let bound = step(self, Convert::FromMaybe, value, (**inner).clone());
                self.convert(bound, to, exit, place)
            }
            (Ty::Unbound, Ty::Maybe(_)) => step(self, Convert::ToMaybe, value, to.clone()),
            (_, Ty::Maybe(inner)) => {
                let value = self.convert(value, inner, exit, place);
                step(self, Convert::ToMaybe, value, to.clone())
            }
            (Ty::Tuple(_), Ty::Tuple(_)) => step(self, Convert::Tuple, value, to.clone()),
            (Ty::Dyn(_), Ty::Dyn(_)) | (Ty::Obj(_), Ty::Obj(_)) => step(self, Convert::Rename, value, to.clone()),
            (_, Ty::Dyn(_)) => step(self, Convert::ToDyn, value, to.clone()),
            (Ty::Dyn(_), Ty::Bool | Ty::Int | Ty::Float | Ty::Num | Ty::None) => {
                step(self, Convert::FromDyn, value, to.clone())
            }
            (Ty::Dyn(_), Ty::Wide) => {
                let int = step(self, Convert::FromDyn, value, Ty::Int);
                self.convert(int, to, exit, place)
            }
            (Ty::Obj(_), Ty::Char) if matches!(self.constants.get(&value), Some(Constant::Str(text)) if text.chars().count() == 1) => {
                self.constant_char(value, place)
            }
            (Ty::Obj(_), Ty::Bool | Ty::Char | Ty::Int | Ty::Float | Ty::Complex | Ty::Num | Ty::None | Ty::Wide) => {
                step(self, Convert::FromObj, value, to.clone())
            }
            (Ty::Tuple(_), Ty::Kept(_)) | (Ty::Kept(_), Ty::Tuple(_)) => step(self, Convert::Tuple, value, to.clone()),
            (Ty::Obj(_), Ty::Kept(items)) => match self.constant_pieces(value, items, place) {
                Some(pieces) => self.keep(value, pieces, to, place),
                None => step(self, Convert::FromObj, value, to.clone()),
            },
            (Ty::Obj(_), Ty::Tuple(items)) => match self.constant_pieces(value, items, place) {
                Some(tuple) => tuple,
                None => step(self, Convert::FromObj, value, to.clone()),
            },
            (Ty::Range, Ty::RangeIter) => step(self, Convert::Rename, value, to.clone()),
            _ => value,
        }
    }
}
