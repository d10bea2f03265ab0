//! Generators that run within the loops that consume them: what one holds between two values, how it gives the next one, and the
//! object that it becomes where native code ends.

use super::body::Body;
use super::convert::{Converted, boxed, convert};
use super::exits::Ends;
use super::{Context, Unit, ascii_name, entry, placeholder, rust_type};
use crate::infer::Facts;
use crate::infer::generators::Generator;
use crate::ir::{Inst, Ty, Value};
use crate::types::Type;
use std::collections::HashMap;
use std::fmt::Write;

/// The types of a generator function's generators. `stretches` are its units, the beginning first.
pub(super) fn emit(code: usize, stretches: &[&Unit], context: &Context<'_>) -> Result<String, String> {
    if stretches.iter().any(|unit| unit.kept) {
        return super::kept::emit(code, stretches, context);
    }
    let generator = context
        .facts
        .generators
        .get(&code)
        .ok_or("a generator of no function")?;
    let gives = rust_type(&generator.gives)?;
    let mut out = String::new();
    let mut states = String::new();
    let (mut steps, mut objects, mut parts) = (String::new(), String::new(), String::new());
    let most = part_count(code, context);
    for unit in stretches {
        let Some((_, number)) = unit.generator else { continue };
        let types = held(generator, number, context)?;
        let Variant { names, pattern, fields } = Variant::of(code, number, types)?;
        let _ = writeln!(states, "{fields}");
        let function = if unit.takes_function() { ", self.function" } else { "" };
        let passed: String = names.iter().map(|name| format!(", {name}")).collect();
        let body = format!("body_{}_{}", unit.number, ascii_name(&entry::last(&unit.func.qualname)));
        let _ = writeln!(steps, "            {pattern} => {body}(cx{function}{passed})?,");
        let _ = writeln!(
            objects,
            "            {pattern} => {{ {} }}",
            object(code, generator, number, types, context)?
        );
        let mut of_state = Vec::new();
        for (index, ty) in types.iter().enumerate() {
            match ty {
                Ty::Generator(inner) => {
                    let count = part_count(*inner, context);
                    of_state.extend((0..count).map(|part| format!("held_{index}.parts()[{part}]")));
                }
                ty if ty.is_reference() => of_state.push(format!("held_{index}")),
                _ => {}
            }
        }
        of_state.push("self.function".to_owned());
        of_state.resize(most.max(of_state.len()), "rt::NULL".to_owned());
        let _ = writeln!(parts, "            {pattern} => [{}],", of_state.join(", "));
    }
    let parameters = held(generator, 0, context)?.len();
    let own = own_function(code, context)?;
    let _ = write!(
        out,
        "/// Where a generator is suspended.
#[derive(Clone, Copy)]
enum State{code} {{
    Gone,
{states}}}

/// What is given, and where the generator is then suspended.
type Suspended{code} = Option<({gives}, State{code})>;

/// A generator that is no object yet.
#[derive(Clone, Copy)]
struct Generator{code} {{
    function: rt::Obj,
    has_ended: bool,
    state: State{code},
}}

impl Generator{code} {{
    const GONE: Generator{code} = Generator{code} {{ function: rt::NULL, has_ended: false, state: State{code}::Gone }};

    #[inline(always)]
    fn step(self, cx: rt::Cx) -> Result<Option<({gives}, Generator{code})>, rt::Exit> {{
        if self.has_ended {{ return Ok(None) }}
        let next: Suspended{code} = match self.state {{
            State{code}::Gone => return Err(rt::Exit(rt::NULL)),
{steps}        }};
        Ok(next.map(|(value, state)| (value, Generator{code} {{ function: self.function, has_ended: false, state }})))
    }}

    /// The references that it holds.
    #[inline(always)]
    fn parts(self) -> [rt::Obj; {most}] {{
        match self.state {{
            State{code}::Gone => [rt::NULL; {most}],
{parts}        }}
    }}

    #[cold]
    #[inline(never)]
    fn object(self) -> rt::Obj {{
        if self.has_ended {{
            let object = rt::generator::ended({own}, self.function, {parameters});
            self.parts().into_iter().for_each(|part| rt::object::release_or_null(part));
            return object;
        }}
        let object = match self.state {{
            State{code}::Gone => rt::NULL,
{objects}        }};
        rt::object::release_or_null(self.function);
        object
    }}
}}
"
    );
    Ok(out)
}

/// The state behind a `yield` as a variant of a Rust enum.
pub(super) struct Variant {
    /// The names of what it holds.
    pub(super) names: Vec<String>,
    pub(super) pattern: String,
    /// Its line in the enum.
    pub(super) fields: String,
}

impl Variant {
    pub(super) fn of(code: usize, number: u32, types: &[Ty]) -> Result<Variant, String> {
        let held = || types.iter().enumerate().filter(|(_, ty)| ty.repr().is_some());
        let fields: Vec<String> = held().map(|(_, ty)| rust_type(ty)).collect::<Result<_, _>>()?;
        let names: Vec<String> = held().map(|(index, _)| format!("held_{index}")).collect();
        Ok(Variant {
            pattern: format!("State{code}::At{number}({})", names.join(", ")),
            names,
            fields: format!("    At{number}({}),", fields.join(", ")),
        })
    }
}

/// What a stretch's frame holds.
pub(super) fn held<'a>(generator: &Generator, number: u32, context: &'a Context<'_>) -> Result<&'a [Ty], String> {
    let stretch = generator.stretches.get(&number).ok_or("a stretch that is not there")?;
    Ok(&context.facts.functions[*stretch].params)
}

/// How many references a generator holds, at most.
fn part_count(code: usize, context: &Context<'_>) -> usize {
    if context.facts.kept_gives(code).is_some() {
        return 1;
    }
    let Some(generator) = context.facts.generators.get(&code) else {
        return 0;
    };
    let count = |stretch: &usize| {
        let held = context.facts.functions[*stretch].params.iter();
        held.map(|ty| match ty {
            Ty::Generator(inner) => part_count(*inner, context),
            ty => usize::from(ty.is_reference()),
        })
        .sum::<usize>()
    };
    1 + generator.stretches.values().map(count).max().unwrap_or_default()
}

/// The expression of the object for a generator that is suspended behind a `yield`.
fn object(
    code: usize,
    generator: &Generator,
    number: u32,
    types: &[Ty],
    context: &Context<'_>,
) -> Result<String, String> {
    let own = own_function(code, context)?;
    if number == 0 {
        let args: Vec<String> = types
            .iter()
            .enumerate()
            .map(|(index, ty)| Ok(made(&format!("held_{index}"), ty)?.0))
            .collect::<Result<_, String>>()?;
        return Ok(format!(
            "rt::generator::made({own}, self.function, &[{}])",
            args.join(", ")
        ));
    }
    let (unit, operands) = generator.places.get(&number).ok_or("a `yield` that is not there")?;
    let params = held(generator, 0, context)?;
    let iterated = types
        .iter()
        .skip(generator.own)
        .position(|ty| matches!(ty, Ty::Generator(_)));
    let mut text = String::new();
    let mut values: Vec<(String, bool)> = Vec::new();
    for (index, ty) in types.iter().enumerate() {
        let is_same = matches!(params.get(index), Some(Ty::Generator(_))) && index < generator.own;
        values.push(match (is_same, iterated) {
            // The generator that the local holds is the one that is iterated over.
            (true, Some(iterated)) => (format!("rt::generator::again(made_{})", generator.own + iterated), true),
            (true, None) => return Err("a generator that is not iterated over".to_owned()),
            _ => {
                let (made, is_bound) = made(&format!("held_{index}"), ty)?;
                let _ = write!(text, "let made_{index} = {made}; ");
                (format!("made_{index}"), is_bound)
            }
        });
    }
    let mut on_stack = values.split_off(generator.own).into_iter();
    for is_value in operands {
        let operand = if *is_value { on_stack.next() } else { None };
        values.push(operand.unwrap_or_else(|| ("rt::NULL".to_owned(), false)));
    }
    let objects: Vec<&str> = values.iter().map(|(object, _)| object.as_str()).collect();
    let bound: Vec<String> = values.iter().map(|(_, is_bound)| is_bound.to_string()).collect();
    let _ = write!(
        text,
        "rt::generator::suspended({own}, self.function, {}, {unit}, &[{}], &[{}], {})",
        params.len(),
        objects.join(", "),
        bound.join(", "),
        generator.own
    );
    Ok(text)
}

/// The number of a generator function among the native functions.
pub(super) fn number_of(code: usize, context: &Context<'_>) -> Result<usize, String> {
    let generator = context.facts.generators.get(&code);
    let start = generator.and_then(|generator| generator.stretches.get(&0));
    context.number(*start.ok_or("a generator of no function")?)
}

/// The expression for what the runtime knows of a generator function.
pub(super) fn own_function(code: usize, context: &Context<'_>) -> Result<String, String> {
    Ok(format!("&FUNCTIONS[{}]", number_of(code, context)?))
}

/// The condition that no tool listens to the code of a generator, or of those that it iterates over.
///
/// A consumer without a frame runs no Python code that could have changed that, save where it polls, which looks for listeners.
pub(super) fn unheard(code: usize, has_frame: bool, context: &Context<'_>) -> Result<String, String> {
    if code >= crate::infer::generators::ERASED {
        // Whichever it is says so itself.
        return Ok("true".to_owned());
    }
    let number = number_of(code, context)?;
    let mut text = format!("FUNCTIONS[{number}].is_direct()");
    if has_frame {
        text.push_str(&context.unheard(number, number));
    }
    let generator = context.facts.generators.get(&code);
    let start = generator.and_then(|generator| generator.stretches.get(&0));
    let params = start.map_or(&[][..], |start| &context.facts.functions[*start].params);
    for ty in params {
        if let Ty::Generator(inner) = ty {
            text = format!("{text} && {}", unheard(*inner, has_frame, context)?);
        }
    }
    Ok(text)
}

/// The object for what a frame holds, and whether there must be one.
pub(super) fn made(held: &str, ty: &Ty) -> Result<(String, bool), String> {
    Ok(match ty {
        Ty::Unbound => ("rt::NULL".to_owned(), false),
        Ty::Generator(_) => (format!("{held}.object()"), true),
        Ty::RangeIter => (format!("rt::generator::range_iterator({held})"), true),
        Ty::Items(_) => (format!("rt::generator::list_iterator({held})"), true),
        Ty::Obj(_) => (held.to_owned(), true),
        Ty::Nullable(_) => (held.to_owned(), false),
        Ty::Maybe(_) | Ty::Dyn(_) => match convert(held, ty, &Ty::Nullable(Type::Unknown))? {
            Converted::Always(text) => (text, false),
            Converted::Maybe(_) => return Err("a value that is no object".to_owned()),
        },
        ty => (boxed(held, ty)?, true),
    })
}

/// The parameters of a stretch that stand for a local which has the generator that it iterates over, and that generator.
pub(super) fn aliases(unit: &Unit, facts: &Facts) -> HashMap<Value, Value> {
    let (Some((code, number)), true) = (unit.generator, unit.kept) else {
        return HashMap::new();
    };
    let start = facts.generators.get(&code).and_then(|known| known.stretches.get(&0));
    let taken = start.map_or(&[][..], |start| &facts.functions[*start].params);
    let params = &unit.func.blocks[0].params;
    let held = params
        .iter()
        .find(|param| matches!(unit.func.ty(**param), Ty::Generator(_)));
    let is_taken = |index: usize| matches!(taken.get(index), Some(Ty::Generator(_)));
    let unbound = params.iter().enumerate();
    let unbound =
        unbound.filter(|(index, param)| number > 0 && is_taken(*index) && *unit.func.ty(**param) == Ty::Unbound);
    held.map_or_else(HashMap::new, |held| unbound.map(|(_, param)| (*param, *held)).collect())
}

impl Body<'_> {
    /// The expression for what a generator gives, and where it is suspended.
    pub(super) fn suspend(
        &mut self,
        (code, number): (usize, u32),
        args: &[String],
        inst: &Inst,
        result: Value,
    ) -> Result<(), String> {
        let generator = self
            .context
            .facts
            .generators
            .get(&code)
            .ok_or("a generator of no function")?;
        let types = held(generator, number, self.context)?;
        if generator.kept {
            // CPython tells who has begun to listen of it.
            let exit = self.exit(inst, Ends::Resume)?;
            self.line(&format!("if frame.is_observed(cx) {{ {exit} }}"));
        }
        let (value, held) = args.split_first().ok_or("a generator that gives nothing")?;
        let held = held.iter().zip(&inst.args[1..]).zip(types);
        let held: Vec<String> = held
            .filter(|(_, ty)| ty.repr().is_some())
            .map(|((arg, value), _)| match self.exits.aliases.get(value) {
                // The local has the generator over which it has iterated.
                Some(iterated) => self.name(*iterated),
                None => arg.clone(),
            })
            .collect();
        self.assign(
            result,
            &format!("Some(({value}, State{code}::At{number}({})))", held.join(", ")),
        )
    }

    /// A generator that is an object gives a value, and its frame takes over what it holds.
    pub(super) fn suspend_object(&mut self, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let before = inst.before.ok_or("a `yield` without a state")?;
        let snapshot = self.func.snapshot(before);
        let unit = snapshot.at;
        let below = &snapshot.stack[..snapshot.stack.len().saturating_sub(1)];
        let own = self.resumed_own()?;
        let (value, held) = args.split_first().ok_or("a generator that gives nothing")?;
        let total = self.func.locals.len();
        let params = &self.func.blocks[0].params;
        let mut objects = String::new();
        let on_stack = below
            .iter()
            .enumerate()
            .filter(|(_, slot)| matches!(slot, crate::ir::Slot::Value(_)));
        let places: Vec<usize> = (0..own).chain(on_stack.map(|(index, _)| total + index)).collect();
        // CPython tells who has begun to listen of it.
        let exit = self.exit(inst, Ends::Resume)?;
        self.line(&format!("if frame.is_observed(cx) {{ {exit} }}"));
        let object = match self.unit.begins() {
            true => {
                let raise = self.exit(inst, Ends::Raise)?;
                let number = self.unit.number;
                self.line(&format!("let object = function.suspended(&FUNCTIONS[{number}]);"));
                self.line(&format!("if object.is_null() {{ {raise} }}"));
                "object"
            }
            false => "function",
        };
        self.line(&format!("let slots = rt::resumed::Slots::of({object});"));
        for ((name, arg), place) in held.iter().zip(&inst.args[1..]).zip(places) {
            let put = match self.func.ty(*arg) {
                // The room for operands holds nothing.
                ty if place >= own && ty.is_reference() => {
                    let _ = write!(objects, "slots.push({place}, {name}); ");
                    continue;
                }
                ty if place >= own && *ty != Ty::RangeIter => return Err("a number among the operands".to_owned()),
                // What has not changed is there still, unless somebody looked.
                Ty::Int if params.get(place) == Some(arg) => "keep_int",
                Ty::Float if params.get(place) == Some(arg) => "keep_float",
                Ty::Int => "put_int",
                Ty::Float => "put_float",
                Ty::Bool => "put_bool",
                Ty::RangeIter => "put_range",
                _ => {
                    let _ = write!(objects, "slots.put({place}, {name}); ");
                    continue;
                }
            };
            let raise = self.exit(inst, Ends::Raise)?;
            self.line(&format!("if !slots.{put}({place}, {name}) {{ {raise} }}"));
        }
        // CPython takes what is below a call's arguments for a reference, too.
        let nulls = below
            .iter()
            .enumerate()
            .filter(|(_, slot)| !matches!(slot, crate::ir::Slot::Value(_)));
        for (index, _) in nulls {
            let _ = write!(objects, "slots.push({}, rt::NULL); ", total + index);
        }
        self.line(objects.trim_end());
        self.line(&format!(
            "rt::resumed::suspend({object}, {unit}, {total}, {}, {});",
            below.len(),
            self.func.delegates.contains(&unit)
        ));
        self.assign(result, value)
    }

    /// A generator that is an object returns: its locals are given up next.
    pub(super) fn finish_object(&mut self, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        let own = self.resumed_own()?;
        let exit = self.exit(inst, Ends::End)?;
        let (is_seen, finished) = match self.unit.begins() {
            true => ("function.is_seen()", format!("function.finish({own}, {})", args[0])),
            false => (
                "!rt::resumed::is_unseen(function)",
                format!("rt::resumed::finish(function, {own}, {})", args[0]),
            ),
        };
        self.line(&format!("if frame.is_observed(cx) || {is_seen} {{ {exit} }}"));
        self.line("frame.pop();");
        (self.has_ended, self.has_returned) = (true, true);
        self.assign(result, &finished)
    }

    /// Behind the locals of a generator that returns the cells of its closure are given up, and its function. What it returns is put
    /// down last: what runs where those die may be other generators, which return, too.
    pub(super) fn end_cells(&mut self, result: &mut String) -> Result<(), String> {
        if self.unit.resumes.is_some() && std::mem::take(&mut self.has_returned) {
            let own = self.resumed_own()?;
            let cells = self.func.locals.len() - own;
            if cells > 0 {
                self.line(&match self.unit.begins() {
                    true => format!("function.end_cells({own}, {cells});"),
                    false => format!("rt::resumed::end_cells(function, {own}, {cells});"),
                });
            }
            *result = match self.unit.begins() {
                true => format!("function.returns({result})"),
                false => format!("rt::resumed::returns(function, {result})"),
            };
        }
        Ok(())
    }

    /// How many of the function's slots are locals and cells, not operands, of the generator that goes on.
    pub(super) fn resumed_own(&self) -> Result<usize, String> {
        let generator = self.context.facts.resumed_of(self.func.code);
        Ok(generator.ok_or("a generator of no function")?.own)
    }

    /// A generator, from its function's arguments.
    pub(super) fn make_generator(
        &mut self,
        code: usize,
        args: &[String],
        inst: &Inst,
        result: Value,
    ) -> Result<(), String> {
        let generator = self.context.facts.generators.get(&code);
        if generator.is_some_and(|generator| generator.kept) {
            return self.make_kept(code, args, inst, result);
        }
        let number = number_of(code, self.context)?;
        let mut ok = format!("FUNCTIONS[{number}].ok() && FUNCTIONS[{number}].is_unheard()");
        for (name, arg) in args.iter().zip(&inst.args) {
            let ty = self.func.ty(*arg);
            if ty.is_reference() && !matches!(ty, Ty::Generator(_)) {
                let _ = write!(ok, " && rt::generator::ends_quietly({name})");
            }
        }
        self.guard(&ok, inst)?;
        let held: Vec<String> = args
            .iter()
            .zip(&inst.args)
            .map(|(name, arg)| match self.func.ty(*arg) {
                Ty::Generator(_) => name.clone(),
                ty if ty.is_reference() => format!("rt::new_ref({name})"),
                _ => name.clone(),
            })
            .collect();
        self.assign(
            result,
            &format!(
                "Generator{code} {{ function: rt::new_ref(FUNCTIONS[{number}].object()), has_ended: false, state: State{code}::At0({}) }}",
                held.join(", ")
            ),
        )?;
        // What it has taken over is nobody else's any more.
        for (name, arg) in args.iter().zip(&inst.args) {
            if let Ty::Generator(inner) = self.func.ty(*arg) {
                self.line(&format!("{name} = Generator{inner}::GONE;"));
            }
        }
        Ok(())
    }

    /// The next value, if there is one.
    pub(super) fn step(&mut self, code: usize, args: &[String], inst: &Inst, result: Value) -> Result<(), String> {
        if self.context.facts.kept_gives(code).is_some() {
            return self.step_kept(code, args, inst, result);
        }
        let generator = self
            .context
            .facts
            .generators
            .get(&code)
            .ok_or("a generator of no function")?;
        let nothing = placeholder(&generator.gives)?;
        let cx = self.cx();
        let unheard = unheard(code, self.has_frame, self.context)?;
        self.guard(&format!("{cx}.depth > 0 && {unheard}"), inst)?;
        let exit = self.exit(inst, Ends::Resume)?;
        let name = &args[0];
        self.assign(
            result,
            &format!(
                "match {name}.step({cx}.deeper()) {{ Ok(Some((value, next))) => {{ {name} = next; (true, value, ) }} Ok(None) => {{ {name}.has_ended = true; (false, {nothing}, ) }} Err(_) => {{ {exit} }} }}"
            ),
        )
    }

    /// The statement that gives up a reference that is held.
    pub(super) fn given_back(&self, value: Value) -> String {
        given_back(self.func.ty(value), &self.name(value))
    }
}

/// The statement that gives up a reference of that type.
pub(super) fn given_back(ty: &Ty, name: &str) -> String {
    match ty {
        Ty::Generator(_) => {
            format!("{name}.parts().into_iter().for_each(|part| rt::object::give_back(part)); ")
        }
        Ty::Walk(along) => along
            .owned()
            .iter()
            .map(|part| format!("rt::object::give_back({name}.{part}); "))
            .collect(),
        _ => format!("rt::object::give_back({name}); "),
    }
}

/// How often something that is held so many times is given up: what a generator holds only once.
pub(super) fn times(ty: &Ty, count: i32) -> usize {
    let most = if matches!(ty, Ty::Generator(_)) { 1 } else { i32::MAX };
    count.clamp(0, most) as usize
}
