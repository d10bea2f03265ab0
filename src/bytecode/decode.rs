//! CPython's instructions, by name, to [`Op`]s.

use super::dump::{CodeObject, Constant, RawInstruction};
use super::op::{Append, BinaryOp, CompareOp, Condition, Instruction, NullAt, Op, Place, UnaryOp};
use std::collections::HashMap;

/// Decodes the instructions of a code object compiled by CPython 3.`minor`.
pub fn decode(code: &CodeObject, minor: u8) -> Vec<Instruction> {
    let decoder = Decoder { code, minor };
    let mut decoded = Vec::new();
    // Code unit at which an instruction begins -> index of its first `Op`.
    let mut index_of = HashMap::new();
    for (position, raw) in code.instructions.iter().enumerate() {
        index_of.insert(raw.0, decoded.len());
        // A jump over an instruction's prefix lands on its operation proper.
        let place = Place {
            unit: raw.0,
            ..place(raw)
        };
        for op in decoder.ops(raw, code.instructions.get(position + 1)) {
            decoded.push(Instruction { at: raw.0, op, place });
        }
    }
    let end = decoded.len();
    for instruction in &mut decoded {
        let fix = |target: &mut usize| *target = index_of.get(&(*target as u32)).copied().unwrap_or(end);
        match &mut instruction.op {
            Op::Branch { target, .. }
            | Op::BranchOrPop { target, .. }
            | Op::Jump { target, .. }
            | Op::ForIter { target, .. } => fix(target),
            _ => {}
        }
    }
    decoded
}

struct Decoder<'a> {
    code: &'a CodeObject,
    minor: u8,
}

impl Decoder<'_> {
    /// Targets are still code units here.
    fn ops(&self, raw: &RawInstruction, _next: Option<&RawInstruction>) -> Vec<Op> {
        let RawInstruction(_, after, name, arg, ..) = raw;
        let arg = *arg;
        let forward = (after + arg) as usize;
        let backward = after.saturating_sub(arg) as usize;
        let name_of = |index: u32| self.code.names.get(index as usize).cloned().unwrap_or_default();
        let branch = |condition, back: bool| Op::Branch {
            condition,
            target: if back { backward } else { forward },
            backward: back,
        };
        let one = match name.as_str() {
            "NOP" | "RESUME" | "CACHE" | "PRECALL" | "NOT_TAKEN" => Op::Nop,
            "LOAD_FAST" | "LOAD_FAST_BORROW" | "LOAD_FAST_CHECK" => Op::LoadFast(arg),
            "LOAD_FAST_LOAD_FAST" | "LOAD_FAST_BORROW_LOAD_FAST_BORROW" => {
                return vec![Op::LoadFast(arg >> 4), Op::LoadFast(arg & 15)];
            }
            "STORE_FAST" => Op::StoreFast(arg),
            "STORE_FAST_LOAD_FAST" => return vec![Op::StoreFast(arg >> 4), Op::LoadFast(arg & 15)],
            "STORE_FAST_STORE_FAST" => return vec![Op::StoreFast(arg >> 4), Op::StoreFast(arg & 15)],
            "DELETE_FAST" => Op::DeleteFast(arg),
            "LOAD_CONST" | "LOAD_CONST_IMMORTAL" => Op::LoadConst(arg),
            "LOAD_SMALL_INT" => Op::LoadSmallInt(i64::from(arg)),
            // 3.15 keeps some constants outside `co_consts`.
            "LOAD_COMMON_CONSTANT" if self.minor >= 15 && (arg == 7 || (9..12).contains(&arg)) => match arg {
                7 => Op::LoadNone,
                9 | 10 => Op::LoadBool(arg == 9),
                _ => Op::LoadSmallInt(-1),
            },
            "LOAD_GLOBAL" => Op::LoadGlobal {
                name: name_of(arg >> 1),
                null: match (arg & 1, self.minor) {
                    (0, _) => NullAt::Nowhere,
                    (_, 11 | 12) => NullAt::Below,
                    _ => NullAt::Above,
                },
            },
            "STORE_GLOBAL" => Op::StoreGlobal(name_of(arg)),
            "DELETE_GLOBAL" => Op::DeleteGlobal(name_of(arg)),
            "LOAD_FAST_AND_CLEAR" => Op::LoadFastAndClear(arg),
            "MAKE_CELL" => Op::MakeCell(arg),
            "COPY_FREE_VARS" => Op::CopyFreeVars(arg),
            "LOAD_CLOSURE" => Op::LoadFast(arg),
            "LOAD_DEREF" => Op::LoadDeref(arg),
            "STORE_DEREF" => Op::StoreDeref(arg),
            "DELETE_DEREF" => Op::DeleteDeref(arg),
            "STORE_ATTR" => Op::StoreAttr(name_of(arg)),
            "DELETE_ATTR" => Op::DeleteAttr(name_of(arg)),
            "LOAD_SUPER_ATTR" => Op::LoadSuperAttr {
                name: name_of(arg >> 2),
                method: arg & 1 == 1,
                no_args: arg & 2 == 0,
            },
            "CONTAINS_OP" => Op::Contains { invert: arg & 1 == 1 },
            "STORE_SUBSCR" => Op::StoreSubscript,
            "DELETE_SUBSCR" => Op::DeleteSubscript,
            "BINARY_SLICE" => Op::BinarySlice,
            "STORE_SLICE" => Op::StoreSlice,
            "BUILD_SLICE" => Op::BuildSlice(arg),
            "BUILD_LIST" => Op::BuildList(arg),
            "BUILD_SET" => Op::BuildSet(arg),
            "BUILD_MAP" => Op::BuildMap(arg),
            "BUILD_CONST_KEY_MAP" => Op::BuildConstKeyMap(arg),
            "BUILD_STRING" => Op::BuildString(arg),
            "LIST_APPEND" => Op::Append(Append::ListAppend, arg),
            "LIST_EXTEND" => Op::Append(Append::ListExtend, arg),
            "SET_ADD" => Op::Append(Append::SetAdd, arg),
            "SET_UPDATE" => Op::Append(Append::SetUpdate, arg),
            "MAP_ADD" => Op::Append(Append::MapAdd, arg),
            "DICT_UPDATE" => Op::Append(Append::DictUpdate, arg),
            "DICT_MERGE" => Op::Append(Append::DictMerge, arg),
            "LIST_TO_TUPLE" => Op::ListToTuple,
            "CALL_INTRINSIC_1" if arg == 6 => Op::ListToTuple,
            "UNPACK_EX" => Op::UnpackEx(arg & 0xff, arg >> 8),
            "CALL_FUNCTION_EX" => Op::CallEx {
                kwargs: self.minor >= 14 || arg & 1 == 1,
            },
            "MAKE_FUNCTION" => Op::MakeFunction(if self.minor >= 13 { 0 } else { arg }),
            "SET_FUNCTION_ATTRIBUTE" => Op::SetFunctionAttribute(arg),
            "FORMAT_SIMPLE" => Op::Format { spec: false },
            "FORMAT_WITH_SPEC" => Op::Format { spec: true },
            "CONVERT_VALUE" => Op::ConvertValue(arg),
            // The conversion happens below the specification.
            "FORMAT_VALUE" => {
                let spec = arg & 4 != 0;
                let mut ops = Vec::new();
                if arg & 3 != 0 {
                    let swap = spec.then_some(Op::Swap(2));
                    ops.extend(swap.clone());
                    ops.push(Op::ConvertValue(arg & 3));
                    ops.extend(swap);
                }
                ops.push(Op::Format { spec });
                return ops;
            }
            // 3.15 keeps in the lowest bits whether the import may be lazy: not in a function.
            "IMPORT_NAME" if self.minor >= 15 && arg & 3 != 2 => Op::Other(name.clone()),
            "IMPORT_NAME" => Op::ImportName(name_of(if self.minor >= 15 { arg >> 2 } else { arg })),
            "IMPORT_FROM" => Op::ImportFrom(name_of(arg)),
            "LOAD_BUILD_CLASS" => Op::LoadBuildClass,
            "LOAD_ASSERTION_ERROR" => Op::CommonConstant(0),
            "LOAD_COMMON_CONSTANT" if arg < 7 => Op::CommonConstant(arg),
            "BEFORE_WITH" => Op::BeforeWith,
            "LOAD_SPECIAL" => Op::LoadSpecial(arg),
            "GET_LEN" => Op::GetLen,
            "MATCH_MAPPING" => Op::MatchMapping,
            "MATCH_SEQUENCE" => Op::MatchSequence,
            "MATCH_KEYS" => Op::MatchKeys,
            "MATCH_CLASS" => Op::MatchClass(arg),
            "LOAD_ATTR" if self.minor == 11 => Op::LoadAttr {
                name: name_of(arg),
                method: false,
            },
            "LOAD_ATTR" => Op::LoadAttr {
                name: name_of(arg >> 1),
                method: arg & 1 == 1,
            },
            "LOAD_METHOD" => Op::LoadAttr {
                name: name_of(arg),
                method: true,
            },
            "PUSH_NULL" => Op::PushNull,
            "POP_TOP" => Op::Pop(1),
            "END_FOR" if self.minor == 12 => Op::Pop(2),
            "END_FOR" => Op::Pop(1),
            "POP_ITER" => Op::Pop(if self.minor >= 15 { 2 } else { 1 }),
            "COPY" => Op::Copy(arg),
            "SWAP" => Op::Swap(arg),
            "BINARY_OP" => match binary(arg) {
                Some((op, inplace)) => Op::Binary { op, inplace },
                None => Op::Other(name.clone()),
            },
            "BINARY_SUBSCR" => Op::Binary {
                op: BinaryOp::Subscript,
                inplace: false,
            },
            "UNARY_NEGATIVE" => Op::Unary(UnaryOp::Negative),
            "UNARY_POSITIVE" => Op::Unary(UnaryOp::Positive),
            "UNARY_INVERT" => Op::Unary(UnaryOp::Invert),
            "UNARY_NOT" => Op::Unary(UnaryOp::Not),
            "CALL_INTRINSIC_1" if arg == 5 => Op::Unary(UnaryOp::Positive),
            "TO_BOOL" => Op::ToBool,
            "COMPARE_OP" => {
                let (index, to_bool) = match self.minor {
                    11 => (arg, false),
                    12 => (arg >> 4, false),
                    _ => (arg >> 5, arg & 16 != 0),
                };
                Op::Compare {
                    op: compare(index),
                    to_bool,
                }
            }
            "IS_OP" => Op::Is { invert: arg & 1 == 1 },
            "POP_JUMP_IF_TRUE" | "POP_JUMP_FORWARD_IF_TRUE" => branch(Condition::True, false),
            "POP_JUMP_IF_FALSE" | "POP_JUMP_FORWARD_IF_FALSE" => branch(Condition::False, false),
            "POP_JUMP_IF_NONE" | "POP_JUMP_FORWARD_IF_NONE" => branch(Condition::None, false),
            "POP_JUMP_IF_NOT_NONE" | "POP_JUMP_FORWARD_IF_NOT_NONE" => branch(Condition::NotNone, false),
            "POP_JUMP_BACKWARD_IF_TRUE" => branch(Condition::True, true),
            "POP_JUMP_BACKWARD_IF_FALSE" => branch(Condition::False, true),
            "POP_JUMP_BACKWARD_IF_NONE" => branch(Condition::None, true),
            "POP_JUMP_BACKWARD_IF_NOT_NONE" => branch(Condition::NotNone, true),
            "JUMP_IF_TRUE_OR_POP" => Op::BranchOrPop {
                condition: Condition::True,
                target: forward,
            },
            "JUMP_IF_FALSE_OR_POP" => Op::BranchOrPop {
                condition: Condition::False,
                target: forward,
            },
            "JUMP_FORWARD" => Op::Jump {
                target: forward,
                backward: false,
            },
            "JUMP_BACKWARD" | "JUMP_BACKWARD_NO_INTERRUPT" => Op::Jump {
                target: backward,
                backward: true,
            },
            "GET_ITER" => Op::GetIter,
            // Exhausted: 3.11 pops the iterator and goes to the target; 3.12 and 3.13 skip the END_FOR (and POP_TOP) there;
            // since 3.14 the iterator stays for the POP_ITER behind the END_FOR.
            "FOR_ITER" => match self.minor {
                11 => Op::ForIter {
                    target: forward,
                    pops: 1,
                },
                12 => Op::ForIter {
                    target: forward + 1,
                    pops: 1,
                },
                13 => Op::ForIter {
                    target: forward + 2,
                    pops: 1,
                },
                _ => Op::ForIter {
                    target: forward + 1,
                    pops: 0,
                },
            },
            "BUILD_TUPLE" => Op::BuildTuple(arg),
            "UNPACK_SEQUENCE" => Op::UnpackSequence(arg),
            "KW_NAMES" => Op::KwNames(arg),
            "CALL" => Op::Call {
                argc: arg,
                names_on_stack: false,
            },
            "CALL_KW" => Op::Call {
                argc: arg,
                names_on_stack: true,
            },
            "RETURN_VALUE" => Op::Return,
            "RETURN_GENERATOR" => Op::ReturnGenerator,
            "YIELD_VALUE" => Op::Yield,
            "RETURN_CONST" => Op::ReturnConst(arg),
            "RAISE_VARARGS" => Op::Raise(arg),
            "RERAISE" => Op::Reraise(arg),
            "PUSH_EXC_INFO" => Op::PushExcInfo,
            "CHECK_EXC_MATCH" => Op::CheckExcMatch,
            "CHECK_EG_MATCH" => Op::CheckGroupMatch,
            "PREP_RERAISE_STAR" => Op::JoinGroups,
            "CALL_INTRINSIC_2" if arg == 1 => Op::JoinGroups,
            "POP_EXCEPT" => Op::PopExcept,
            "WITH_EXCEPT_START" => Op::WithExceptStart,
            _ => Op::Other(name.clone()),
        };
        vec![one]
    }
}

fn binary(arg: u32) -> Option<(BinaryOp, bool)> {
    const OPS: [BinaryOp; 13] = [
        BinaryOp::Add,
        BinaryOp::And,
        BinaryOp::FloorDivide,
        BinaryOp::LeftShift,
        BinaryOp::MatrixMultiply,
        BinaryOp::Multiply,
        BinaryOp::Remainder,
        BinaryOp::Or,
        BinaryOp::Power,
        BinaryOp::RightShift,
        BinaryOp::Subtract,
        BinaryOp::TrueDivide,
        BinaryOp::Xor,
    ];
    match arg {
        0..13 => Some((OPS[arg as usize], false)),
        13..26 => Some((OPS[arg as usize - 13], true)),
        26 => Some((BinaryOp::Subscript, false)),
        _ => None,
    }
}

fn compare(index: u32) -> CompareOp {
    match index {
        0 => CompareOp::Lt,
        1 => CompareOp::Le,
        2 => CompareOp::Eq,
        3 => CompareOp::Ne,
        4 => CompareOp::Gt,
        _ => CompareOp::Ge,
    }
}

fn place(raw: &RawInstruction) -> Place {
    let number = |value: i32| u32::try_from(value).unwrap_or(0);
    Place {
        line: number(raw.4),
        end_line: number(raw.5),
        column: number(raw.6),
        end_column: number(raw.7),
        unit: 0,
    }
}

impl CodeObject {
    /// The constant with this index.
    pub fn constant(&self, index: u32) -> Constant {
        self.consts
            .get(index as usize)
            .cloned()
            .unwrap_or(Constant::Other("missing".into()))
    }
}
