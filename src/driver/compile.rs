//! One module through the rooms that understand Python: source -> Rust and bytecode.

use crate::project::{Fault, Options, Python, Source, SyntaxError, init_function};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;

/// What the rooms make of one module.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The whole `lib.rs` of the generated crate.
    pub rust: String,
    /// `code.bin`: the module's code object, marshalled.
    pub marshal: Vec<u8>,
    pub functions: Vec<FunctionReport>,
    /// What each stage made, as text, if [`Options::keep_stages`] asks for it.
    pub emitted: BTreeMap<String, String>,
}

/// Which engine runs a function, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionReport {
    pub qualname: String,
    /// Preorder index of its code object in the module's tree of code objects. Generated Rust has a line
    /// `// annot:function <code>` above what belongs to the function, and `// annot:end` below the last one.
    pub code: u32,
    pub line: u32,
    pub engine: Engine,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    Native,
    Bytecode,
}

/// Why a function stays bytecode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub code: String,
    pub line: u32,
    pub column: u32,
    pub message: String,
}

/// Why there is no module at all.
#[derive(Clone, Debug)]
pub enum CompileError {
    /// CPython cannot compile the source.
    Syntax(SyntaxError),
    /// The machine, or annot itself.
    Fault(Fault),
}

impl CompileError {
    pub fn into_fault(self, source: &Source) -> Fault {
        match self {
            CompileError::Syntax(error) => error.into_fault(&source.path),
            CompileError::Fault(fault) => fault,
        }
    }
}

/// Compiles one module. Needs nothing but the source and the target Python; the result depends on nothing else.
pub fn compile_module(source: &Source, python: &Python, options: &Options) -> Result<Compiled, CompileError> {
    let answer = compile_with(source, python).map_err(CompileError::Fault)?;
    let marshal = match answer {
        Ok(marshal) => marshal,
        Err(error) => return Err(CompileError::Syntax(error)),
    };
    let name = source
        .path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let hash = source.hash8(python);
    let rust = format!(
        "use annot_runtime as rt;\n\
         static FUNCTIONS: [rt::Function; 0] = [];\nstatic GLOBALS: [rt::Global; 0] = [];\n\
         static MODULE: rt::Module = rt::Module::new(&rt::ModuleSpec {{ name: {:?}, source_name: {name:?}, source_hash: {hash:?},\n    \
         python: ({}, {}), annot: {:?}, stress: {}, code: include_bytes!(\"code.bin\"), functions: &FUNCTIONS, globals: &GLOBALS }});\n\
         #[unsafe(export_name = {:?})] pub unsafe extern \"C\" fn module_init() -> rt::Obj {{ unsafe {{ rt::init(&MODULE) }} }}\n",
        source.module_name,
        python.version.major,
        python.version.minor,
        env!("CARGO_PKG_VERSION"),
        options.stress,
        init_function(&source.module_name),
    );
    let mut emitted = BTreeMap::new();
    if options.keep_stages {
        emitted.insert("rust".to_string(), rust.clone());
    }
    Ok(Compiled {
        rust,
        marshal,
        functions: Vec::new(),
        emitted,
    })
}

const SCRIPT: &str = r#"
import json, marshal, sys
source = sys.stdin.buffer.read()
try:
    code = compile(source, sys.argv[1], "exec", dont_inherit=True)
except SyntaxError as e:
    json.dump(dict(kind=type(e).__name__, message=e.msg, line=e.lineno, column=e.offset, end_line=e.end_lineno,
                   end_column=e.end_offset, text=e.text if isinstance(e.text, str) else None), sys.stdout)
    sys.exit(1)
except (ValueError, RecursionError, OverflowError, MemoryError) as e:
    json.dump(dict(kind=type(e).__name__, message=str(e)), sys.stdout)
    sys.exit(1)
sys.stdout.buffer.write(marshal.dumps(code))
"#;

fn compile_with(source: &Source, python: &Python) -> Result<Result<Vec<u8>, SyntaxError>, Fault> {
    let failed = |error: &std::io::Error| Fault::io(format_args!("run {}", python.executable.display()), error);
    let mut child = python
        .command()
        .args(["-c", SCRIPT])
        .arg(&source.path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&error))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(&source.bytes).map_err(|error| failed(&error))?;
    }
    let output = child.wait_with_output().map_err(|error| failed(&error))?;
    match output.status.code() {
        Some(0) => Ok(Ok(output.stdout)),
        Some(1) if !output.stdout.is_empty() => serde_json::from_slice(&output.stdout)
            .map(Err)
            .map_err(|error| Fault::internal(format!("the compiler script of {}: {error}", source.path.display()))),
        _ => Err(Fault::internal(format!(
            "{} could not compile {}: {}",
            python.executable.display(),
            source.path.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        ))),
    }
}
