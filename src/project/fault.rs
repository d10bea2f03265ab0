//! What stops a command, and whose fault it is: the one place that knows annot's exit codes.

use crate::diagnostics::{self as code, Code, Diagnostic, Spot};
use std::fmt;
use std::path::Path;

/// Whose fault it is that a command cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The user's program: a syntax error, a file that is not a module.
    Program,
    /// The command line or the configuration.
    Usage,
    /// The machine: no Python, no Rust, a full disk, no permission.
    Environment,
    /// annot itself.
    Internal,
    /// The user pressed Ctrl-C.
    Interrupted,
}

impl FaultKind {
    /// The exit code of the process.
    pub fn exit_code(self) -> u8 {
        match self {
            FaultKind::Program => 1,
            FaultKind::Usage => 2,
            FaultKind::Environment => 3,
            FaultKind::Internal => 4,
            FaultKind::Interrupted => 130,
        }
    }
}

/// A place in the user's program, as CPython counts: lines from 1, columns from 1, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
    /// The line's text, without its newline.
    pub text: String,
}

/// An error that is shown to the user: one short line that stands alone, what it is about, and what to do.
#[derive(Clone, Debug)]
pub struct Fault {
    pub kind: FaultKind,
    pub code: Code,
    pub message: String,
    /// The file that the message is about.
    pub file: Option<String>,
    pub place: Option<Box<Place>>,
    /// What to do, one line each.
    pub help: Vec<String>,
}

impl Fault {
    pub fn new(kind: FaultKind, code: Code, message: impl Into<String>) -> Fault {
        Fault {
            kind,
            code,
            message: message.into(),
            file: None,
            place: None,
            help: Vec::new(),
        }
    }

    pub fn program(code: Code, message: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Program, code, message)
    }

    pub fn usage(code: Code, message: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Usage, code, message)
    }

    pub fn environment(code: Code, message: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Environment, code, message)
    }

    pub fn internal(message: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Internal, code::INTERNAL_ERROR, message)
            .help("this is a bug in annot, not in your program; please report it with the file named above")
    }

    /// A file operation that failed; `doing` reads after "cannot", as in "write m.so".
    pub fn io(doing: impl fmt::Display, error: &std::io::Error) -> Fault {
        use std::io::ErrorKind;
        let (code, help) = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
                code::DISK_FULL,
                "free some space, or choose another place with `-o DIR` or ANNOT_CACHE_DIR",
            ),
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => (
                code::NOT_WRITABLE,
                "choose a place that you may write to, with `-o DIR` or ANNOT_CACHE_DIR",
            ),
            _ => (code::IO_ERROR, ""),
        };
        let mut fault = Fault::environment(code, format!("cannot {doing}: {}", plain_message(error)));
        if !help.is_empty() {
            fault = fault.help(help);
        }
        fault
    }

    /// The message, and as much of its file's text as it takes to show the place.
    pub fn diagnostic(&self) -> (Diagnostic, Option<String>) {
        let mut diagnostic = Diagnostic::new(self.code, self.message.as_str());
        diagnostic.help.clone_from(&self.help);
        if let Some(file) = &self.file {
            diagnostic = diagnostic.file(file);
        }
        let Some(place) = self.place.as_deref() else {
            return (diagnostic, None);
        };
        let source = "\n".repeat(place.line as usize - 1) + &place.text;
        let spot = Spot {
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
        };
        (diagnostic.span(spot.span(&source)), Some(source))
    }

    pub fn at(mut self, file: &Path) -> Fault {
        self.file = Some(file.display().to_string());
        self
    }

    pub fn place(mut self, place: Place) -> Fault {
        self.place = Some(Box::new(place));
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Fault {
        self.help.push(help.into());
        self
    }
}

/// The operating system's words, without the number and without the path that `fs_err` adds: the caller names it.
fn plain_message(error: &std::io::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    let text = inner.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_string(),
        None => text,
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}
