//! Calls of the functions of `heapq`: the runtime's own form of them, and comparisons of instances by the module's own `__lt__`.

use super::body::Body;
use super::{ascii_name, entry};
use crate::ir::{Inst, Op, Ty};
use crate::passes::GlobalSpec;

/// So many functions are asked for at most.
const MOST: usize = 8;

impl Body<'_> {
    /// The global that a call is of, if it is one that is known.
    pub(super) fn called_global(&self, inst: &Inst) -> Option<&GlobalSpec> {
        let callable = inst.args.first()?;
        let insts = self.func.blocks.iter().flat_map(|block| &block.insts);
        let index = insts.into_iter().find_map(|inst| match inst.op {
            Op::GlobalObject(index) if inst.result == Some(*callable) => Some(index),
            _ => None,
        })?;
        self.context.globals.get(index)
    }

    /// The runtime's own form of the function of `heapq` that a call is of, with so many arguments.
    pub(super) fn heap_function(&self, inst: &Inst, count: usize) -> Option<&'static str> {
        let (GlobalSpec::Attribute(_, module, name) | GlobalSpec::Import(_, module, name)) =
            self.called_global(inst)?
        else {
            return None;
        };
        let function = match (module.as_str(), name.as_str(), count) {
            ("heapq" | "_heapq", "heappush", 2) => "push",
            ("heapq" | "_heapq", "heappop", 1) => "pop",
            ("heapq" | "_heapq", "heapreplace", 2) => "replace",
            ("heapq" | "_heapq", "heappushpop", 2) => "push_pop",
            _ => return None,
        };
        Some(function)
    }

    /// The call of such a function, as an expression. `slow` is what CPython does.
    pub(super) fn heap_call(
        &mut self,
        function: &str,
        arguments: &[String],
        slow: &str,
        inst: &Inst,
    ) -> Result<String, String> {
        let told = self.told(inst);
        let arguments = arguments.join(", ");
        let quick =
            format!("match rt::heap::{function}({arguments}) {{ Some(result) => result, None => {{ {told}{slow} }} }}");
        let candidates = self.native_orders();
        if candidates.is_empty() || !self.has_frame {
            return Ok(format!("({quick})"));
        }
        self.fresh.clear();
        self.at = None;
        let (unit, cx, site) = (self.unit_of(inst), self.cx(), self.sites.attribute());
        let mut chain = String::new();
        for (number, name, is_object) in candidates {
            let unheard = self.context.unheard(number, number);
            let found = match self.context.take_function.get(number) {
                Some(true) => ", found",
                _ => "",
            };
            let check = if is_object { "compared" } else { "compared_unboxed" };
            let call = format!(
                "rt::place::{check}(body_{number}_{name}({cx}.deeper(){found}, left, right), || {{ {told}[rt::new_ref(left), rt::new_ref(right)] }}, rt::place::Comparison::Lt)"
            );
            let ok = if is_object { "Ok(result) | " } else { "" };
            let truth = format!(
                "match {call} {{ {ok}Err(rt::Exit(result)) => rt::place::truth_of(result, || {{ {told}}}).ok(), {} }}",
                if is_object { "" } else { "Ok(is_less) => Some(is_less)" }
            );
            chain.push_str(&format!(
                "if FUNCTIONS[{number}].runs(&MODULE, found){unheard} {{ frame.reach({unit}); {truth} }} else "
            ));
        }
        // Nobody sees more references to the items than CPython has, and a comparison may take them out of the heap.
        self.line(&format!(
            "let stepped = rt::heap_steps::{function}({arguments}, &mut |left, right| {{ rt::object::retain_or_null(left); rt::object::retain_or_null(right); let found = if cx.depth > 0 && !frame.is_observed(cx) {{ rt::place::comparison(&{site}, left, right, c\"__lt__\") }} else {{ rt::NULL }}; let is_less = {chain}{{ {told}rt::heap_steps::compared(left, right) }}; frame.release_or_null(right, {unit}); frame.release_or_null(left, {unit}); is_less }});"
        ));
        Ok(format!(
            "(match stepped {{ Some((result, rest)) => {{ frame.release_or_null(rest, {unit}); result }}, None => {quick} }})"
        ))
    }

    /// The functions named `__lt__` in the module that compare two objects natively: their numbers, names, and whether they give objects.
    fn native_orders(&self) -> Vec<(usize, String, bool)> {
        let functions = self.context.facts.functions.iter().enumerate();
        functions
            .filter(|(_, callee)| {
                callee.native
                    && !callee.starred
                    && callee.is_called()
                    && callee.qualname.ends_with(".__lt__")
                    && matches!(callee.params.as_slice(), [Ty::Obj(_), Ty::Obj(_)])
                    && matches!(callee.returns, Ty::Bool | Ty::Obj(_))
            })
            .filter_map(|(index, callee)| {
                let number = self.context.numbers.get(index).copied().flatten()?;
                let name = ascii_name(&entry::last(&callee.qualname));
                Some((number, name, callee.returns != Ty::Bool))
            })
            .take(MOST)
            .collect()
    }
}
