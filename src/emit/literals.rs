//! Loops over constant tuples of numbers: the numbers are a table of the loop.

use crate::bytecode::Constant;
use crate::ir::{Op, Ty};

/// What an operation on a position in a constant tuple gives.
pub(super) fn step(op: &Op, ty: &Ty, position: &str) -> Result<String, String> {
    let Ty::Literals(items, _) = ty else {
        return Err("an iterator over something else".to_owned());
    };
    let count = items.len();
    Ok(match op {
        Op::HasNext => format!("{position} < {count}"),
        Op::NextItem => {
            let item = item_type(&items[0])?;
            let table = items.iter().map(text).collect::<Result<Vec<_>, _>>()?.join(", ");
            // Behind the end nobody takes it.
            format!(
                "{{ const ITEMS: [{item}; {count}] = [{table}]; ITEMS.get({position} as usize).copied().unwrap_or(ITEMS[0]) }}"
            )
        }
        _ => format!("{position}.wrapping_add(1)"),
    })
}

fn item_type(item: &Constant) -> Result<String, String> {
    Ok(match item {
        Constant::Float(_) => "f64".to_owned(),
        Constant::Tuple(items) => {
            let items = items.iter().map(item_type).collect::<Result<Vec<_>, _>>()?;
            format!("({}, )", items.join(", "))
        }
        _ => "i64".to_owned(),
    })
}

fn text(item: &Constant) -> Result<String, String> {
    Ok(match item {
        Constant::Float(_) => {
            let value = item.as_float().ok_or("a constant that is no number")?;
            format!("f64::from_bits({:#x})", value.to_bits())
        }
        Constant::Tuple(items) => {
            let items = items.iter().map(text).collect::<Result<Vec<_>, _>>()?;
            format!("({}, )", items.join(", "))
        }
        item => {
            let value = item.as_int().and_then(|value| i64::try_from(value).ok());
            match value.ok_or("a constant that is no number")? {
                i64::MIN => "i64::MIN".to_owned(),
                value => value.to_string(),
            }
        }
    })
}
