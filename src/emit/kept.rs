//! Generators that are objects, and whose state their consumers keep: the object's frame holds nothing meanwhile.
//!
//! Where the consumer ends, or gives the generator up, the frame gets what it would hold. Where the generator's own native code ends,
//! its frame goes on, which is a generator like any other from then on: the consumer goes on in CPython behind that.

use super::body::Body;
use super::exits::Ends;
use super::generator::{Variant, held, made, number_of, own_function};
use super::{Context, Unit, ascii_name, entry, placeholder, rust_type};
use crate::infer::generators::SHARED;
use crate::ir::{Inst, Slot, Ty, Value};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The types of a generator function's generators. `stretches` are its units, the beginning first.
pub(super) fn emit(code: usize, stretches: &[&Unit], context: &Context<'_>) -> Result<String, String> {
    let generator = context
        .facts
        .generators
        .get(&code)
        .ok_or("a generator of no function")?;
    let gives = rust_type(&generator.gives)?;
    let (mut states, mut steps, mut objects) = (String::new(), String::new(), String::new());
    let own = own_function(code, context)?;
    let quiet = quiet(code, context)?;
    for unit in stretches {
        let Some((_, number)) = unit.generator else { continue };
        let types = held(generator, number, context)?;
        let Variant { names, pattern, fields } = Variant::of(code, number, types)?;
        let _ = writeln!(states, "{fields}");
        let passed: String = names.iter().map(|name| format!(", {name}")).collect();
        let body = format!("body_{}_{}", unit.number, ascii_name(&entry::last(&unit.func.qualname)));
        let _ = writeln!(
            steps,
            "            {pattern} => {body}(cx, rt::resumed::Lazy::of(&mut object){passed}),"
        );
        let text = match number {
            0 => {
                let made: Vec<String> = types
                    .iter()
                    .enumerate()
                    .map(|(index, ty)| Ok(made(&format!("held_{index}"), ty)?.0))
                    .collect::<Result<_, String>>()?;
                format!(
                    "let object = rt::generator::made({own}, self.object, &[{}]); rt::object::release_or_null(self.object); return object; ",
                    made.join(", ")
                )
            }
            _ => put(unit, types, generator.own, context)?,
        };
        let _ = writeln!(objects, "            {pattern} => {{ {text}}}");
    }
    Ok(format!(
        "/// What a generator's frame would hold.
#[derive(Clone, Copy)]
enum State{code} {{
    /// It does itself.
    InFrame,
{states}}}

/// What is given, and where the generator is then suspended.
type Suspended{code} = Option<({gives}, State{code})>;

/// A generator whose state is kept, and the function that made it until it has to be an object.
#[derive(Clone, Copy)]
struct Generator{code} {{
    object: rt::Obj,
    state: State{code},
}}

impl Generator{code} {{
    const GONE: Generator{code} = Generator{code} {{ object: rt::NULL, state: State{code}::InFrame }};

    #[inline(always)]
    fn step(&mut self, cx: rt::Cx) -> Result<Suspended{code}, rt::Exit> {{
        // Not its own field, which would have to be in memory then.
        let mut object = self.object;
        let next = match self.state {{
            State{code}::InFrame => Ok(None),
{steps}        }};
        self.object = object;
        next
    }}

    /// The references that it holds.
    #[inline(always)]
    fn parts(self) -> [rt::Obj; 1] {{
        match self.state {{
            State{code}::InFrame => [self.object],
            _ => [self.complete()],
        }}
    }}

    /// The object, with what its frame has to hold; null with an exception set if there is no memory.
    #[inline(always)]
    fn object(self) -> rt::Obj {{
        match self.state {{
            State{code}::InFrame => rt::resumed::finished({own}, self.object),
            _ => self.complete(),
        }}
    }}

    #[cold]
    #[inline(never)]
    fn complete(mut self) -> rt::Obj {{
        match self.state {{
            State{code}::InFrame => {{}}
{objects}        }}
        self.object
    }}
}}

impl rt::kept::Kept for Generator{code} {{
    type Item = {gives};

    #[inline(always)]
    fn advance(&mut self, cx: rt::Cx) -> rt::kept::Next<{gives}> {{
        if matches!(self.state, State{code}::InFrame) || cx.depth <= 0 || !({quiet}) {{
            return rt::kept::Next::Leave;
        }}
        match self.step(cx.deeper()) {{
            Ok(Some((value, state))) => {{
                self.state = state;
                rt::kept::Next::Item(value)
            }}
            Ok(None) => {{
                self.state = State{code}::InFrame;
                rt::kept::Next::End
            }}
            Err(exit) => {{
                self.state = State{code}::InFrame;
                match exit.0.is_null() {{
                    false => rt::kept::Next::Object(exit.0),
                    true if rt::resumed::has_raised() => rt::kept::Next::Raised,
                    true => rt::kept::Next::End,
                }}
            }}
        }}
    }}

    fn in_frame(&mut self) -> rt::Obj {{
        let object = self.object();
        *self = Generator{code} {{ object, state: State{code}::InFrame }};
        object
    }}

    fn parts_of(&self) -> [rt::Obj; 2] {{
        [self.parts()[0], rt::NULL]
    }}
}}
"
    ))
}

/// The condition that neither tools listen to the code of a generator nor a tracer to the thread. Those that it iterates over say so
/// themselves.
fn quiet(code: usize, context: &Context<'_>) -> Result<String, String> {
    let number = number_of(code, context)?;
    Ok(format!(
        "FUNCTIONS[{number}].is_direct() && rt::resumed::is_quiet(cx, &FUNCTIONS[{number}])"
    ))
}

/// The statements that put what is held behind a `yield` into the frame.
fn put(unit: &Unit, types: &[Ty], own: usize, context: &Context<'_>) -> Result<String, String> {
    let (code, number) = unit.generator.ok_or("a stretch of no generator")?;
    let generator = &context.facts.generators[&code];
    let (at, operands) = generator.places.get(&number).ok_or("a `yield` that is not there")?;
    let taken = held(generator, 0, context)?;
    let total = unit.func.locals.len();
    let mut on_stack = own..types.len();
    let mut text = String::new();
    let iterated = (own..types.len()).find(|index| matches!(types[*index], Ty::Generator(_)));
    // In the end, when all objects are made.
    let mut places = Vec::new();
    for (index, ty) in types.iter().enumerate().take(own) {
        let is_same = *ty == Ty::Unbound && matches!(taken.get(index), Some(Ty::Generator(_)));
        places.push(match (is_same, iterated) {
            (true, Some(iterated)) => (index, Some(format!("rt::generator::again(made_{iterated})"))),
            _ => (index, Some(format!("made_{index}"))),
        });
    }
    for (index, is_value) in operands.iter().enumerate() {
        let made = match is_value {
            true => Some(format!(
                "made_{}",
                on_stack.next().ok_or("an operand that is not held")?
            )),
            false => None,
        };
        places.push((total + index, made));
    }
    let mut checks = String::new();
    for (index, ty) in types.iter().enumerate() {
        let (object, is_bound) = made(&format!("held_{index}"), ty)?;
        let _ = write!(text, "let made_{index} = {object}; ");
        if is_bound {
            let _ = write!(checks, "made_{index}.is_null() || ");
        }
    }
    let own = own_function(code, context)?;
    let _ = write!(
        text,
        "let object = rt::resumed::Lazy::of(&mut self.object).object({own}); "
    );
    let all: String = (0..types.len())
        .map(|index| format!("rt::object::release_or_null(made_{index}); "))
        .collect();
    let _ = write!(
        text,
        "if {checks}object.is_null() {{ {all}rt::object::release_or_null(self.object); return rt::NULL }} "
    );
    text.push_str("let slots = rt::resumed::Slots::of(object); ");
    for (place, made) in places {
        let made = made.unwrap_or_else(|| "rt::NULL".to_owned());
        // Somebody may have written to a local while it ran.
        let put = if place < total { "put" } else { "push" };
        let _ = write!(text, "slots.{put}({place}, {made}); ");
    }
    let _ = write!(
        text,
        "rt::resumed::suspend(object, {at}, {total}, {}, {}); ",
        operands.len(),
        unit.func.delegates.contains(at)
    );
    Ok(text)
}

impl Body<'_> {
    /// A generator, from its function's arguments: what is kept for it are these.
    pub(super) fn make_kept(&mut self, code: usize, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let number = number_of(code, self.context)?;
        let known = self.context.facts.generators.get(&code);
        let (function, first) = match known.is_some_and(|known| known.is_expression) {
            true => (args[0].clone(), 1),
            false => (format!("FUNCTIONS[{number}].object()"), 0),
        };
        let is_own = match first {
            1 => format!("FUNCTIONS[{number}].is_code_of({function})"),
            _ => format!("FUNCTIONS[{number}].ok()"),
        };
        // The call that makes it nests as any other does.
        let quiet = format!("cx.depth > 0 && {is_own} && rt::resumed::is_quiet(cx, &FUNCTIONS[{number}])");
        self.guard(&quiet, inst)?;
        let mut held = Vec::new();
        for (name, arg) in args.iter().zip(&inst.args).skip(first) {
            let ty = self.func.ty(*arg);
            if ty.repr().is_some() {
                held.push(match ty {
                    Ty::Generator(kind) if *kind >= SHARED => format!("{name}.again()"),
                    Ty::Generator(_) => name.clone(),
                    ty if ty.is_reference() => format!("rt::generator::again({name})"),
                    _ => name.clone(),
                });
            }
        }
        let made = format!(
            "Generator{code} {{ object: rt::new_ref({function}), state: State{code}::At0({}) }}",
            held.join(", ")
        );
        let made = match self.context.facts.erased.get(&code) {
            Some(kind) => format!("Generator{kind}::new({made})"),
            None => made,
        };
        let made = match self.context.facts.kind_of(code) {
            kind @ SHARED.. => format!("Generator{kind}::new({made})"),
            _ => made,
        };
        self.assign(result, &made)?;
        // What it has taken over is nobody else's any more.
        for (name, arg) in args.iter().zip(&inst.args) {
            if let Ty::Generator(inner @ ..SHARED) = self.func.ty(*arg) {
                self.line(&format!("{name} = Generator{inner}::GONE;"));
            }
        }
        Ok(())
    }

    /// The next value, if there is one.
    pub(super) fn step_kept(&mut self, code: usize, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let gives = self
            .context
            .facts
            .kept_gives(code)
            .ok_or("a generator of no function")?;
        let (value, nothing) = match &gives {
            Ty::Obj(_) => ("value", "rt::NULL".to_owned()),
            gives => ("(true, value, )", format!("(false, {}, )", placeholder(gives)?)),
        };
        let cx = self.cx();
        self.reach(inst);
        self.at = None;
        let name = &args[0];
        let leave = self.exit(inst, Ends::Resume)?;
        let raise = self.exit(inst, Ends::Raise)?;
        let after = inst.after.ok_or("a step without a state behind it")?;
        let given = self.exit_at(after, Ends::Resume, Some("given"))?;
        let asked = match self.context.stress {
            true => format!(
                "if rt::stress() {{ rt::kept::Next::Leave }} else {{ rt::kept::Kept::advance(&mut {name}, {cx}) }}"
            ),
            false => format!("rt::kept::Kept::advance(&mut {name}, {cx})"),
        };
        self.assign(
            result,
            &format!(
                "match {asked} {{ rt::kept::Next::Item(value) => {value}, rt::kept::Next::End => {nothing}, rt::kept::Next::Object(given) => {{ {given} }} rt::kept::Next::Raised => {{ {raise} }} rt::kept::Next::Leave => {{ {leave} }} }}"
            ),
        )
    }

    /// A generator is at its end: its locals are given up next, and among them the one that it iterates over.
    pub(super) fn finish_kept(&mut self, inst: &Inst) -> Result<(), String> {
        self.line("frame.pop();");
        self.line("function.end();");
        self.has_ended = true;
        let snapshot = self.func.snapshot(inst.before.ok_or("an end without a state")?);
        let is_alias = |slot: &Slot| matches!(slot, Slot::Value(value) if self.exits.aliases.contains_key(value));
        let Some(place) = snapshot.locals.iter().position(is_alias) else {
            return Ok(());
        };
        let before = snapshot.locals[..place].iter().chain(&snapshot.stack);
        let before = before.filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            _ => None,
        });
        let iterated = self.exits.aliases.values().next().copied();
        self.iterated = iterated.map(|iterated| (iterated, before.collect()));
        Ok(())
    }

    /// Gives up the generator over which one iterated that is at its end, if it is its turn: not behind what is given up next.
    pub(super) fn finish_iterated(&mut self, next: Option<Value>) {
        let is_turn = |before: &BTreeSet<Value>| next.is_none_or(|next| !before.contains(&next));
        let Some((iterated, _)) = self.iterated.take_if(|(_, before)| is_turn(before)) else {
            return;
        };
        let name = self.name(iterated);
        self.line(&format!(
            "for part in {name}.parts() {{ if rt::resumed::has_ended(part) {{ rt::object::release_or_null(part) }} else {{ rt::release_behind(part) }} }}"
        ));
    }

    /// Is the state of that generator kept?
    pub(super) fn is_kept(&self, generator: Value) -> bool {
        matches!(self.func.ty(generator), Ty::Generator(code) if self.context.facts.kept_gives(*code).is_some())
    }

    /// What a builtin makes of all that a generator gives.
    pub(super) fn drain(&mut self, path: &str, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        self.fresh.clear();
        match QUIET.contains(&path) {
            true => self.reach(inst),
            // What it does with items may run Python code.
            false => self.tell(inst),
        }
        let raise = self.exit(inst, Ends::Raise)?;
        let (cx, name) = (self.cx(), &args[0]);
        let drained = match self.context.stress {
            true => format!(
                "{{ rt::stress().then(|| rt::kept::Kept::in_frame(&mut {name})); {path}(&mut {name}, || {cx}) }}"
            ),
            false => format!("{path}(&mut {name}, || {cx})"),
        };
        if self.func.ty(result).is_reference() {
            self.assign(result, &drained)?;
            self.line(&format!("if {}.is_null() {{ {raise} }}", self.name(result)));
        } else {
            let after = inst.after.ok_or("a call without a state behind it")?;
            let leave = self.exit_at(after, Ends::Resume, Some("given"))?;
            self.assign(
                result,
                &format!(
                    "match {drained} {{ Ok(value) => value, Err(given) if given.is_null() => {{ {raise} }} Err(given) => {{ {leave} }} }}"
                ),
            )?;
        }
        self.leave_if_observed(inst, result)
    }
}

/// What only adds up and compares the numbers that native code gives, or lists them: Python code runs only where native code has left, and
/// is told then (`drain` of the runtime).
const QUIET: [&str; 10] = [
    "rt::kept::list",
    "rt::kept::max_float",
    "rt::kept::max_int",
    "rt::kept::min_float",
    "rt::kept::min_int",
    "rt::kept::sum_bool",
    "rt::kept::sum_float_items",
    "rt::kept::sum_float_items_or_zero",
    "rt::kept::sum_int",
    "rt::kept::tuple",
];
