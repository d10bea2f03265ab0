//! One message to the user.

use std::path::PathBuf;

use serde::Serialize;

use super::{Code, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something is slower than it could be; nothing is wrong.
    Note,
    /// Something is done, but perhaps not what was meant.
    Warning,
    /// Something is not done.
    Error,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// What is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub level: Level,
    /// One short line that stands alone, without the place and without a full stop.
    pub message: String,
    pub file: Option<PathBuf>,
    pub span: Option<Span>,
    /// What to do, one line each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// At the level that the code has.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            level: code.level(),
            message: message.into(),
            file: None,
            span: None,
            help: Vec::new(),
        }
    }

    pub fn file(mut self, file: impl Into<PathBuf>) -> Diagnostic {
        self.file = Some(file.into());
        self
    }

    pub fn span(mut self, span: Span) -> Diagnostic {
        self.span = Some(span);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(help.into());
        self
    }
}
