//! Operations on objects as Rust statements: calls of the runtime, and what happens when they fail.

use super::body::Body;
use super::exits::Ends;
use crate::bytecode::{Append, BinaryOp, UnaryOp};
use crate::ir::{Gives, Inst, ObjectOp, Ty, Value};
use crate::passes::GlobalSpec;

impl Body<'_> {
    pub(super) fn object(&mut self, op: &ObjectOp, inst: &Inst, args: &[String]) -> Result<(), String> {
        self.fresh.clear();
        if let (ObjectOp::GetMethod(name), Some(result)) = (op, inst.result)
            && *self.func.ty(result) == Ty::Callee
        {
            return self.load_callee(name, args, inst, result);
        }
        if *op == ObjectOp::GetIter && self.func.delegates.contains(&self.unit_of(inst)) {
            self.guard(&format!("!rt::resumed::is_coroutine({})", args[0]), inst)?;
        }
        if *op == ObjectOp::GetAwaitable {
            self.guard(&format!("rt::sent::is_awaitable({})", args[0]), inst)?;
        }
        let call = match self.attribute(op, args, inst)? {
            Some(call) => {
                self.at = None;
                call
            }
            None => match self.quick(op, args, inst)? {
                Some(call) => call,
                None => {
                    // Since 3.12 the collector does not run where objects are made.
                    let is_again = *op == ObjectOp::Raise && args.is_empty();
                    let appends = matches!(op, ObjectOp::Append(Append::ListAppend));
                    let makes_empty = matches!(op, ObjectOp::Dict | ObjectOp::Set) && args.is_empty();
                    let makes = op.makes_only() || appends || makes_empty;
                    if (makes || op.handles() || is_again) && self.context.facts.minor > 11 {
                        self.reach(inst);
                        self.at = None;
                    } else if *op == ObjectOp::Raise
                        && args.len() == 1
                        && self.has_frame
                        && self.context.facts.minor > 11
                    {
                        let (at, told) = (self.unit_of(inst), self.told(inst));
                        self.at = None;
                        self.line(&format!(
                            "if rt::exception::raises_quietly({}) {{ frame.reach({at}); }} else {{ {told}}}",
                            args[0]
                        ));
                    } else if op.may_run_python() {
                        self.tell(inst);
                    }
                    self.expression(op, args)?
                }
            },
        };
        let call = match op {
            ObjectOp::PopExcept if self.has_frame && self.context.facts.minor > 11 => {
                // Nothing else can be the exception.
                let is_object = |value: &Value| matches!(self.func.ty(*value), Ty::Obj(_) | Ty::Nullable(_));
                let next = self
                    .given_up_next
                    .filter(is_object)
                    .map_or("rt::NULL".to_owned(), |value| {
                        self.operand(value, &crate::ir::Op::Release)
                    });
                format!("frame.pop_except({}, {}, {next})", args[0], self.unit_of(inst))
            }
            _ => call,
        };
        let result = || inst.result.ok_or_else(|| format!("{op:?} gives no result"));
        if op.is_infallible() {
            return match op.gives() {
                Gives::Nothing => {
                    self.line(&format!("{call};"));
                    Ok(())
                }
                _ => self.assign(result()?, &call),
            };
        }
        // What is stolen is gone when the operation fails.
        if op.ends_flow() {
            return self.ending(op, inst, &call);
        }
        let mut before = self.owned.clone();
        let (taken, _) = crate::analysis::ownership::effect(self.func, inst);
        for value in taken {
            *before.entry(value).or_default() -= 1;
        }
        std::mem::swap(&mut self.owned, &mut before);
        let state = match (inst.after, self.steals(op, args.len())) {
            (Some(after), true) => Some(after),
            _ => inst.before,
        };
        let state = state.ok_or_else(|| format!("{op:?} may leave and has no snapshot"))?;
        let failed = match op.leaves() {
            true => self.exit_at(state, Ends::Resume, None)?,
            false => self.raised(inst, state)?,
        };
        std::mem::swap(&mut self.owned, &mut before);
        match op.gives() {
            Gives::Object if self.func.quiet(inst).is_some() => {
                let value = result()?;
                let quiet = self.quietly(inst, &format!("rt::missing::is_caught({}, ", args[0]))?;
                let [container, key] = args else {
                    return Err("an item of what by which key?".to_owned());
                };
                let item = format!("rt::missing::get_item({container}, {key})");
                self.line(&format!("let (item, is_missing) = {item};"));
                self.line(&format!(
                    "if item.is_null() {{ if is_missing {{ {quiet} rt::missing::raise({container}, {key}); }} {failed} }}"
                ));
                self.assign(value, "item")?;
            }
            Gives::Object => {
                let value = result()?;
                let name = self.name(value);
                self.assign(value, &call)?;
                self.line(&format!("if {name}.is_null() {{ {failed} }}"));
            }
            Gives::Nullable => {
                let value = result()?;
                let name = self.name(value);
                self.assign(value, &call)?;
                self.line(&format!("if {name}.is_null() && rt::object::failed() {{ {failed} }}"));
            }
            Gives::Bool => {
                let value = result()?;
                self.line(&format!("let truth = {call};"));
                self.line(&format!("if truth < 0 {{ {failed} }}"));
                self.assign(value, "truth != 0")?;
            }
            Gives::Int => {
                let value = result()?;
                self.line(&format!("let int = {call};"));
                self.line(&format!("let Some(int) = int else {{ {failed} }};"));
                self.assign(value, "int")?;
            }
            Gives::Nothing => {
                self.line(&format!("if !{call} {{ {failed} }}"));
                if let Some(value) = inst.result {
                    self.assign(value, "()")?;
                }
            }
            Gives::Objects(_) => {
                let value = result()?;
                self.line(&format!("let Some(several) = {call} else {{ {failed} }};"));
                self.assign(value, "several")?;
            }
        }
        if matches!(
            op,
            ObjectOp::Call(_) | ObjectOp::CallFound(_) | ObjectOp::CallEx | ObjectOp::CallMethod(_)
        ) {
            self.leave_if_observed(inst, result()?)?;
        }
        Ok(())
    }

    /// An operation behind which control never goes on.
    fn ending(&mut self, op: &ObjectOp, inst: &Inst, call: &str) -> Result<(), String> {
        let before = inst.before.ok_or("an exception is raised nowhere")?;
        let leave = self.exit_at(before, Ends::Resume, None)?;
        let mut held = self.owned.clone();
        let (taken, _) = crate::analysis::ownership::effect(self.func, inst);
        for value in taken {
            *held.entry(value).or_default() -= 1;
        }
        std::mem::swap(&mut self.owned, &mut held);
        let raised = self.raised(inst, before);
        std::mem::swap(&mut self.owned, &mut held);
        let raised = raised?;
        if self.raises_again(inst) {
            // What raises again through CPython has to execute the instruction.
            self.line(&format!("if rt::support::observed() {{ {leave} }}"));
        }
        match op {
            ObjectOp::Reraise => self.line(&format!("{call};")),
            _ => self.line(&format!("if !{call} {{ {leave} }}")),
        }
        self.line(&raised);
        Ok(())
    }

    /// The watched global of that name.
    pub(super) fn global(&self, name: &str) -> Result<String, String> {
        let spec = GlobalSpec::Variable(name.to_owned());
        let index = self.context.globals.iter().position(|known| *known == spec);
        Ok(format!("GLOBALS[{}]", index.ok_or("a global that is not watched")?))
    }

    fn steals(&self, op: &ObjectOp, count: usize) -> bool {
        (0..count).any(|index| op.steals(index, count))
    }

    /// The call of the runtime.
    pub(super) fn expression(&self, op: &ObjectOp, args: &[String]) -> Result<String, String> {
        let call = |name: &str| Ok(format!("rt::object::{name}({})", args.join(", ")));
        let handler = |name: &str| Ok(format!("rt::exception::{name}({})", args.join(", ")));
        let reordered = |name: &str, order: &[usize]| {
            let args: Vec<&str> = order.iter().map(|index| args[*index].as_str()).collect();
            Ok(format!("rt::object::{name}({})", args.join(", ")))
        };
        let array = |name: &str| Ok(format!("rt::object::{name}(&[{}])", args.join(", ")));
        let number = self.unit.number;
        let constant = |index: Option<u32>| match index {
            Some(index) => format!("FUNCTIONS[{number}].constant({index})"),
            None => "rt::NULL".to_owned(),
        };
        let name_of = |name: &str| -> Result<String, String> {
            let index = self.func.names.iter().position(|known| known == name);
            Ok(format!(
                "FUNCTIONS[{number}].name({})",
                index.ok_or("a name that the code does not have")?
            ))
        };
        let global = |name: &str| self.global(name);
        let or_null = |index: usize| args.get(index).map_or("rt::NULL", String::as_str);
        match op {
            ObjectOp::Binary(op, inplace) => call(&binary(*op, *inplace)),
            ObjectOp::Unary(UnaryOp::Negative) => call("negative"),
            ObjectOp::Unary(UnaryOp::Positive) => call("positive"),
            ObjectOp::Unary(UnaryOp::Invert) => call("invert"),
            ObjectOp::Unary(UnaryOp::Not) => Err("`not` gives no object".to_owned()),
            ObjectOp::Compare(op) => call(op.name()),
            ObjectOp::Contains => call("contains"),
            ObjectOp::Truth => call("truth"),
            ObjectOp::Is => Ok(format!("{} == {}", args[0], args[1])),
            ObjectOp::GetMethod(name) => Ok(format!("rt::object::get_attr({}, {})", args[0], name_of(name)?)),
            ObjectOp::GetAttr(_) | ObjectOp::SetAttr(_) => Err("an attribute without a place".to_owned()),
            ObjectOp::CallFound(_) => Err("a call without a place".to_owned()),
            ObjectOp::DelAttr(name) => Ok(format!("rt::object::del_attr({}, {})", args[0], name_of(name)?)),
            ObjectOp::SuperAttr(name, no_args) | ObjectOp::SuperMethod(name, no_args) => {
                let function = if *no_args {
                    "load_super_attr_no_args"
                } else {
                    "load_super_attr"
                };
                let name = name_of(name)?;
                Ok(format!(
                    "rt::object::{function}({}, {}, {}, {name})",
                    args[0], args[1], args[2]
                ))
            }
            ObjectOp::SetItem => reordered("set_item", &[1, 2, 0]),
            ObjectOp::DelItem => call("del_item"),
            ObjectOp::GetSlice => call("get_slice"),
            ObjectOp::SetSlice => reordered("set_slice", &[1, 2, 3, 0]),
            ObjectOp::NewSlice(_) => Ok(format!(
                "rt::object::new_slice({}, {}, {})",
                args[0],
                args[1],
                or_null(2)
            )),
            ObjectOp::Tuple => array("tuple"),
            ObjectOp::List => array("list"),
            ObjectOp::Set => array("set"),
            ObjectOp::Dict => array("dict"),
            ObjectOp::Str => array("string"),
            ObjectOp::ConstKeyDict => {
                let (keys, values) = args.split_last().ok_or("a dict without keys")?;
                Ok(format!("rt::object::const_key_dict({keys}, &[{}])", values.join(", ")))
            }
            ObjectOp::Append(how) => match how {
                Append::ListAppend => call("list_append"),
                Append::ListExtend => call("list_extend"),
                Append::SetAdd => call("set_add"),
                Append::SetUpdate => call("set_update"),
                Append::MapAdd => call("dict_add"),
                Append::DictUpdate => call("dict_update"),
                Append::DictMerge => reordered("dict_merge", &[1, 2, 0]),
            },
            ObjectOp::ListToTuple => call("list_to_tuple"),
            ObjectOp::Unpack(count) => Ok(format!("rt::object::unpack::<{count}>({})", args[0])),
            ObjectOp::UnpackEx(before, after) => Ok(format!(
                "rt::object::unpack_ex::<{}>({}, {before})",
                before + 1 + after,
                args[0]
            )),
            ObjectOp::GetIter => call("get_iter"),
            ObjectOp::Next => call("next"),
            ObjectOp::Send => Ok(format!("rt::sent::send({}, {})", args[0], args[1])),
            ObjectOp::Returned => Ok("rt::resumed::returned()".to_owned()),
            ObjectOp::GetAwaitable => Ok(format!("rt::sent::awaitable({})", args[0])),
            ObjectOp::Call(names) => {
                let (callable, args) = args.split_first().ok_or("a call of nothing")?;
                Ok(format!(
                    "rt::object::call({callable}, &[{}], {})",
                    args.join(", "),
                    constant(*names)
                ))
            }
            ObjectOp::CallMethod(method)
                if method.class == "list" && method.name == "sort" && method.gives == Gives::Nothing =>
            {
                Ok(format!(
                    "rt::list_sort::sort(&[{}], {})",
                    args.join(", "),
                    constant(method.names)
                ))
            }
            ObjectOp::CallMethod(method) => Ok(format!(
                "{{ static METHOD: rt::object::Method = rt::object::Method::new(rt::object::Class::{}, {:?}); METHOD.{}(&[{}], {}) }}",
                method_class(&method.class),
                method.name,
                match method.gives {
                    Gives::Bool => "truth",
                    Gives::Int => "int",
                    Gives::Nothing => "nothing",
                    _ => "call",
                },
                args.join(", "),
                constant(method.names)
            )),
            ObjectOp::CallEx => Ok(format!("rt::object::call_ex({}, {}, {})", args[0], args[1], or_null(2))),
            ObjectOp::MakeFunction => Ok(format!(
                "rt::closure::made(&MODULE, rt::object::make_function({}, MODULE.globals(), rt::NULL))",
                args[0]
            )),
            ObjectOp::SetFunctionAttribute(flag) => Ok(format!(
                "rt::object::set_function_attribute({}, {flag}, {})",
                args[0], args[1]
            )),
            ObjectOp::Format => Ok(format!("rt::object::format({}, {})", args[0], or_null(1))),
            ObjectOp::ConvertValue(which) => Ok(format!("rt::object::convert({}, {which})", args[0])),
            ObjectOp::NewCell(_) => Ok(format!("rt::object::new_cell({})", or_null(0))),
            ObjectOp::CellGet => call("cell_get"),
            ObjectOp::CellSet => call("cell_set"),
            ObjectOp::CellClear => Ok(format!("rt::support::cell_clear({})", args[0])),
            ObjectOp::FreeCell(..) => Err("a cell of the closure that is owned".to_owned()),
            ObjectOp::ImportName(name) => Ok(format!(
                "rt::object::import_name(rt::support::builtins(), MODULE.globals(), {}, {}, {})",
                name_of(name)?,
                args[1],
                args[0]
            )),
            ObjectOp::ImportFrom(name) => Ok(format!("rt::object::import_from({}, {})", args[0], name_of(name)?)),
            ObjectOp::BuildClass => Ok("rt::object::build_class(rt::support::builtins())".to_owned()),
            ObjectOp::CommonConstant(index) => Ok(format!("rt::object::common_constant({index})")),
            ObjectOp::WithEnter => Ok(format!(
                "rt::object::with_enter({}).map(|(exit, result)| [exit, result])",
                args[0]
            )),
            ObjectOp::LoadSpecial(which) => Ok(format!(
                "rt::support::bound(rt::object::load_special({}, {which}))",
                args[0]
            )),
            ObjectOp::GetLen => call("get_len"),
            ObjectOp::IsMapping => call("is_mapping"),
            ObjectOp::IsSequence => call("is_sequence"),
            ObjectOp::MatchKeys => call("match_keys"),
            ObjectOp::MatchClass(count) => Ok(format!(
                "rt::object::match_class({}, {}, {count}, {})",
                args[0], args[1], args[2]
            )),
            ObjectOp::LoadGlobal(name) => Ok(format!("{}.load(&MODULE)", global(name)?)),
            ObjectOp::StoreGlobal(name) => Ok(format!(
                "{}.store(&MODULE, rt::support::retained({}))",
                global(name)?,
                args[0]
            )),
            ObjectOp::DeleteGlobal(name) => Ok(format!("{}.delete(&MODULE)", global(name)?)),
            ObjectOp::Caught => handler("caught"),
            ObjectOp::PushExcInfo => handler("push_exc_info"),
            ObjectOp::PopExcept => handler("pop_except"),
            ObjectOp::ExcMatches => handler("exc_matches"),
            ObjectOp::Raise if args.is_empty() => handler("raise_handled"),
            ObjectOp::Raise => Ok(format!("rt::exception::raise({}, {})", args[0], or_null(1))),
            ObjectOp::Reraise => handler("reraise"),
            ObjectOp::WithExcept => handler("with_except"),
            ObjectOp::SplitGroup => Ok(format!("rt::group::split({}, {})", args[0], args[1])),
            ObjectOp::JoinGroups => Ok(format!("rt::group::left_over({}, {})", args[0], args[1])),
        }
    }
}

/// `list` is `List` in the runtime.
fn method_class(name: &str) -> String {
    let mut letters = name.trim_start_matches("collections.").chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

pub(super) fn binary(op: BinaryOp, inplace: bool) -> String {
    let name = match op {
        BinaryOp::Add => "add",
        BinaryOp::And => "and",
        BinaryOp::FloorDivide => "floordiv",
        BinaryOp::LeftShift => "lshift",
        BinaryOp::MatrixMultiply => "matmul",
        BinaryOp::Multiply => "mul",
        BinaryOp::Remainder => "modulo",
        BinaryOp::Or => "or",
        BinaryOp::Power => "power",
        BinaryOp::RightShift => "rshift",
        BinaryOp::Subtract => "sub",
        BinaryOp::TrueDivide => "truediv",
        BinaryOp::Xor => "xor",
        BinaryOp::Subscript => return "get_item".to_owned(),
    };
    if inplace { format!("i{name}") } else { name.to_owned() }
}
