//! One measurement: a fresh process of some interpreter that runs `child.py`.

use crate::project::Fault;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a process is asked for.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Question<'a> {
    pub(super) module: &'a str,
    pub(super) source: &'a Path,
    /// The file that the module is loaded from: its source, or a library.
    pub(super) file: &'a Path,
    /// The folder that the module is found in.
    pub(super) root: &'a Path,
    pub(super) statement: &'a str,
    /// Nobody gave a statement: the module must have a `bench`.
    pub(super) default: bool,
    /// And it is called without an argument.
    pub(super) needs_default: bool,
    pub(super) calibrate: bool,
    pub(super) count: u64,
    pub(super) runs: u32,
    pub(super) seconds: u32,
    pub(super) answer: &'a Path,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answer {
    pub(super) summary: String,
    pub(super) problem: Option<String>,
    pub(super) digest: String,
    pub(super) result: String,
    pub(super) count: u64,
    pub(super) times: Vec<f64>,
    pub(super) memory: Option<u64>,
}

/// Runs one process. What goes wrong in it is a text: the last line of its traceback.
pub(super) fn ask(interpreter: &Path, question: &Question) -> Result<Result<Answer, String>, Fault> {
    let text = serde_json::to_string(question).map_err(|error| Fault::internal(error.to_string()))?;
    let _ = fs_err::remove_file(question.answer);
    let done = Command::new(interpreter)
        .args(["-c", include_str!("child.py"), &text])
        .env("PYTHONHASHSEED", "0")
        .env_remove("ANNOT_STRESS")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| Fault::io(format_args!("run {}", interpreter.display()), &error))?;
    let answer = fs_err::read(question.answer)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if let (Some(answer), true) = (answer, done.status.success()) {
        return Ok(Ok(answer));
    }
    let said = String::from_utf8_lossy(&done.stderr);
    if said.starts_with("Timeout (") || said.contains("\nTimeout (") {
        return Ok(Err(format!("not done after {} s", question.seconds)));
    }
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    Ok(Err(match last {
        Some(last) => last.trim().to_owned(),
        None => format!("it ended with {}", done.status),
    }))
}
