//! `annot config`: what holds here, and who said so.

use super::arguments::{ConfigArguments, MessageFormat};
use super::setting::compile_config;
use super::terminal::Terminal;
use crate::project::{Fault, Origin, select};
use serde_json::json;

/// A JSON schema of `[tool.annot]`.
const SCHEMA: &str = include_str!("../project/annot.schema.json");

pub(super) fn run(arguments: &ConfigArguments, terminal: &Terminal) -> Result<u8, Fault> {
    if arguments.schema {
        terminal.print(SCHEMA.trim_end());
        return Ok(0);
    }
    let config = compile_config(&[], &arguments.compile)?;
    if arguments.modules {
        let found = select(&config)?;
        for (path, name) in &found.modules {
            terminal.print(&match terminal.format {
                MessageFormat::Human => format!("{name}\t{}", path.display()),
                MessageFormat::Json => {
                    json!({"reason": "module", "module": name, "file": path.display().to_string()}).to_string()
                }
            });
        }
        return Ok(0);
    }
    let rows = config.explain()?;
    let text: Vec<(String, &Origin)> = rows
        .iter()
        .map(|(key, value, origin)| (format!("{key} = {value}"), origin))
        .collect();
    let width = text
        .iter()
        .map(|(row, _)| row.chars().count())
        .max()
        .unwrap_or(0)
        .min(48);
    for ((key, value, origin), (row, _)) in rows.iter().zip(&text) {
        terminal.print(&match terminal.format {
            MessageFormat::Human => format!("{row:width$}  # {origin}"),
            MessageFormat::Json => {
                json!({"reason": "setting", "key": key, "value": value, "origin": origin.to_string()}).to_string()
            }
        });
    }
    Ok(0)
}
