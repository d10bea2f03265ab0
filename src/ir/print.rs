//! The IR as text: what `--emit=ir` shows and the specifications compare.

use super::data::{Edge, Func, Slot, Snapshot, Terminator, Value};
use std::fmt::Write;

/// Prints a function; snapshots are shown where they are used.
pub fn print(func: &Func) -> String {
    let mut out = format!("function {}\n", func.qualname);
    let typed = |value: Value| format!("{value}: {}", func.ty(value));
    for block in func.reverse_postorder() {
        let data = func.block(block);
        let params: Vec<String> = data.params.iter().map(|value| typed(*value)).collect();
        let _ = writeln!(out, "{block}({}):", params.join(", "));
        for inst in &data.insts {
            out.push_str("    ");
            if let Some(result) = inst.result {
                let _ = write!(out, "{} = ", typed(result));
            }
            let _ = write!(out, "{:?}", inst.op);
            for arg in &inst.args {
                let _ = write!(out, " {arg}");
            }
            if let Some(before) = inst.before {
                let _ = write!(out, "  else {}", snapshot(func.snapshot(before)));
            }
            if let Some(after) = inst.after {
                let _ = write!(out, "  then {}", snapshot(func.snapshot(after)));
            }
            out.push('\n');
        }
        let _ = match &data.terminator {
            Terminator::Jump(edge) => writeln!(out, "    jump {}", target(edge)),
            Terminator::Branch(value, then, els) => {
                writeln!(out, "    branch {value} {} {}", target(then), target(els))
            }
            Terminator::Return(value) => writeln!(out, "    return {value}"),
            Terminator::Leave(id, reason) => {
                let reason = reason
                    .as_ref()
                    .map_or(String::new(), |reason| format!(" [{}] {}", reason.code, reason.message));
                writeln!(out, "    leave {}{reason}", snapshot(func.snapshot(*id)))
            }
        };
    }
    out
}

fn target(edge: &Edge) -> String {
    let args: Vec<String> = edge.args.iter().map(Value::to_string).collect();
    format!("{}({})", edge.target, args.join(", "))
}

fn snapshot(snapshot: &Snapshot) -> String {
    let slots = |slots: &[Slot]| -> String {
        let texts: Vec<String> = slots
            .iter()
            .map(|slot| match slot {
                Slot::Value(value) => value.to_string(),
                Slot::Null => "null".to_owned(),
                Slot::Result => "result".to_owned(),
            })
            .collect();
        texts.join(" ")
    };
    format!(
        "@{} [{}] [{}]",
        snapshot.at,
        slots(&snapshot.locals),
        slots(&snapshot.stack)
    )
}
