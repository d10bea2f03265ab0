//! Asks the target CPython for its code objects.

use serde::Deserialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SCRIPT: &str = include_str!("dump.py");

/// A constant of a code object.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(tag = "t", content = "v", rename_all = "lowercase")]
pub enum Constant {
    None,
    Bool(bool),
    /// Hexadecimal, with a sign.
    Int(String),
    /// The eight bytes, big-endian, in hexadecimal.
    Float(String),
    /// The bytes of its real and of its imaginary part.
    Complex(String),
    Str(String),
    Tuple(Vec<Constant>),
    /// Its start, its stop and its step.
    Slice(Vec<Constant>),
    /// Index into [`Loaded::codes`].
    Code(usize),
    /// Another type, by name.
    Other(String),
}

impl Constant {
    /// The value of an int that fits 128 bits.
    pub fn as_int(&self) -> Option<i128> {
        let Constant::Int(text) = self else { return None };
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let value = i128::from_str_radix(digits.strip_prefix("0x")?, 16).ok()?;
        Some(if negative { -value } else { value })
    }

    /// The value of a float.
    pub fn as_float(&self) -> Option<f64> {
        let Constant::Float(text) = self else { return None };
        u64::from_str_radix(text, 16).ok().map(f64::from_bits)
    }

    /// The real and the imaginary part of a complex number.
    pub fn as_complex(&self) -> Option<(f64, f64)> {
        let Constant::Complex(text) = self else { return None };
        let part = |digits: Option<&str>| u64::from_str_radix(digits?, 16).ok().map(f64::from_bits);
        Some((part(text.get(..16))?, part(text.get(16..))?))
    }
}

/// `[start, after, name, argument, line, end line, column, end column]`, in code units.
#[derive(Clone, Debug, Deserialize)]
pub struct RawInstruction(
    pub u32,
    pub u32,
    pub String,
    pub u32,
    pub i32,
    pub i32,
    pub i32,
    pub i32,
);

/// `[start, end, target, depth, lasti]`: an entry of the exception table, in code units.
#[derive(Clone, Debug, Deserialize)]
pub struct Handler(pub u32, pub u32, pub u32, pub u32, pub u32);

/// A code object.
#[derive(Clone, Debug, Deserialize)]
pub struct CodeObject {
    pub parent: Option<usize>,
    pub name: String,
    pub qualname: String,
    pub first_line: u32,
    pub argcount: u32,
    pub posonly: u32,
    pub kwonly: u32,
    pub flags: u32,
    pub varnames: Vec<String>,
    pub cellvars: Vec<String>,
    pub freevars: Vec<String>,
    pub names: Vec<String>,
    pub consts: Vec<Constant>,
    pub instructions: Vec<RawInstruction>,
    pub handlers: Vec<Handler>,
}

impl CodeObject {
    /// Parameters of every sort; they are the first slots.
    pub fn params(&self) -> usize {
        let star = |flag: u32| usize::from(self.flags & flag != 0);
        (self.argcount + self.kwonly) as usize + star(super::flags::VARARGS) + star(super::flags::VARKEYWORDS)
    }

    /// The names of the frame's slots: locals, cells that are no locals, free variables.
    pub fn slots(&self) -> Vec<String> {
        let cells = self.cellvars.iter().filter(|name| !self.varnames.contains(name));
        self.varnames
            .iter()
            .chain(cells)
            .chain(&self.freevars)
            .cloned()
            .collect()
    }
}

/// The error with which CPython refused to compile a module.
#[derive(Clone, Debug, Deserialize)]
pub struct CompileError {
    pub kind: String,
    pub message: String,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// A compiled module: all its code objects in preorder, the module's own first.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// `importlib.util.source_hash` of the source.
    pub hash: [u8; 8],
    /// The module's code object as `marshal` writes it.
    pub marshal: Vec<u8>,
    pub codes: Vec<CodeObject>,
}

/// Compiles modules with a target CPython. `modules` are pairs of the file to read and the name that tracebacks will show.
/// One result each, in order. Fails as a whole only when the interpreter does.
pub fn load(python: &Path, modules: &[(PathBuf, String)]) -> anyhow::Result<Vec<Result<Loaded, CompileError>>> {
    #[derive(serde::Serialize)]
    struct Item<'a> {
        path: &'a Path,
        filename: &'a str,
    }
    #[derive(serde::Serialize)]
    struct Request<'a> {
        modules: Vec<Item<'a>>,
        optimize: i32,
    }
    #[derive(Deserialize)]
    struct Answer {
        error: Option<CompileError>,
        hash: Option<String>,
        marshal: Option<String>,
        codes: Option<Vec<CodeObject>>,
    }
    let items = modules.iter().map(|(path, filename)| Item { path, filename }).collect();
    let request = serde_json::to_vec(&Request {
        modules: items,
        optimize: 0,
    })?;
    let mut child = Command::new(python)
        .args(["-S", "-P", "-X", "utf8=1", "-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| anyhow::anyhow!("cannot run {}: {error}", python.display()))?;
    let mut stdin = child
        .stdin
        .take()
        .ok_or_else(|| anyhow::anyhow!("no pipe to the interpreter"))?;
    let writer = std::thread::spawn(move || stdin.write_all(&request));
    let output = child.wait_with_output()?;
    let written = writer.join().map_err(|_| anyhow::anyhow!("the writer thread failed"))?;
    if !output.status.success() {
        anyhow::bail!(
            "{} failed while compiling: {}",
            python.display(),
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    written?;
    let answers: Vec<Answer> = serde_json::from_slice(&output.stdout)?;
    answers
        .into_iter()
        .map(|answer| match answer {
            Answer { error: Some(error), .. } => Ok(Err(error)),
            Answer {
                hash: Some(hash),
                marshal: Some(marshal),
                codes: Some(codes),
                ..
            } => {
                let hash = u64::from_str_radix(&hash, 16)?.to_be_bytes();
                Ok(Ok(Loaded {
                    hash,
                    marshal: base64(&marshal)?,
                    codes,
                }))
            }
            _ => anyhow::bail!("the interpreter gave an incomplete answer"),
        })
        .collect()
}

/// Decodes standard base64, as Python's `base64.b64encode` writes it.
fn base64(text: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut bits) = (0u32, 0);
    for character in text.bytes() {
        let digit = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => anyhow::bail!("not base64"),
        };
        word = word << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    Ok(bytes)
}
