//! All codes, one row each. The page of `some-code` is `codes/some-code.md`.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Level;

/// The kebab-case name of a kind of message, with what is known of it.
#[derive(Clone, Copy)]
pub struct Code(&'static Row);

struct Row {
    name: &'static str,
    level: Level,
    summary: &'static str,
    page: &'static str,
}

/// The page of a code: Markdown with the sections What, Why, Example, Instead.
pub fn page(name: &str) -> Option<&'static str> {
    Code::named(name).map(Code::page)
}

/// Every code with its one-line meaning, in alphabetical order.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut codes: Vec<_> = ALL.iter().map(|code| (code.name(), code.summary())).collect();
    codes.sort_unstable();
    codes.into_iter()
}

impl Code {
    /// All codes in the order of the table: why functions stay bytecode first, then what keeps annot from working.
    pub fn all() -> &'static [Code] {
        ALL
    }

    pub fn named(name: &str) -> Option<Code> {
        ALL.iter().copied().find(|code| code.name() == name)
    }

    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// How bad it is, usually.
    pub fn level(self) -> Level {
        self.0.level
    }

    /// One line for a list of codes.
    pub fn summary(self) -> &'static str {
        self.0.summary
    }

    pub fn page(self) -> &'static str {
        self.0.page
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let name = String::deserialize(deserializer)?;
        Code::named(&name).ok_or_else(|| serde::de::Error::custom(format!("there is no code `{name}`")))
    }
}

macro_rules! codes {
    ($($constant:ident $name:literal $level:ident $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $constant: Code = Code(&Row {
                name: $name,
                level: Level::$level,
                summary: $summary,
                page: include_str!(concat!("codes/", $name, ".md")),
            });
        )*

        const ALL: &[Code] = &[$($constant),*];
    };
}

codes! {
    // Why a function, or the rest of one, runs in CPython.
    UNKNOWN_TYPE "unknown-type" Note "an operation on a value whose type is not known";
    OBJECT_OPERATION "object-operation" Note "an operation on a value that is not a number";
    MIXED_TYPES "mixed-types" Note "a value that is of different kinds on different paths";
    ARGUMENT_TYPE "argument-type" Note "an argument of another type than the parameter's hint";
    UNKNOWN_GLOBAL "unknown-global" Note "a global of which nothing is known";
    UNBOUND_LOCAL "unbound-local" Note "a local that is not bound here";
    UNSUPPORTED_INSTRUCTION "unsupported-instruction" Note "a construct that is not native yet";
    UNSUPPORTED_CALL "unsupported-call" Note "a call that is not native yet";
    CALLS_BYTECODE "calls-bytecode" Note "a call of a function that is not native";
    GENERATOR_FUNCTION "generator-function" Note "generators run in CPython";
    COROUTINE_FUNCTION "coroutine-function" Note "coroutines and asynchronous generators run in CPython";
    FRAME_ACCESS "frame-access" Note "functions that look at their own frame run in CPython";
    STAR_PARAMETERS "star-parameters" Note "functions with `*args` or `**kwargs` run in CPython";
    CAPTURED_VARIABLES "captured-variables" Note "functions that share variables with an inner or outer function run in CPython";
    NESTED_ON_311 "nested-on-311" Note "functions made inside functions run in CPython on 3.11";
    RETIRED "retired" Note "its native engine left to CPython so often that it was taken out";
    NO_GAIN "no-gain" Note "a native engine would not make the function faster";
    IRREDUCIBLE_FLOW "irreducible-flow" Note "control flow that Rust cannot express";
    UNREACHED "unreached" Note "native code does not get here";
    EXIT_TO_BYTECODE "exit-to-bytecode" Note "a native function goes on in CPython from here";
    MODULE_BODY "module-body" Note "a module's body runs once, in CPython";
    CLASS_BODY "class-body" Note "a class's body runs once, in CPython";

    // What a native function could do faster.
    GENERIC_OPERATION "generic-operation" Note "an operation on an object that CPython looks up each time";
    GENERIC_CALL "generic-call" Note "a call of a value of which nothing is known";
    BOXED_VALUE "boxed-value" Note "a number that becomes an object on the way";
    GUARD_IN_LOOP "guard-in-loop" Note "a test of what a value is, each time round a loop";

    // The user's program.
    SYNTAX_ERROR "syntax-error" Error "the source is not Python";
    NOT_DECODABLE "not-decodable" Error "the source is not text in its encoding";
    NOT_IMPORTABLE "not-importable" Error "the file's name cannot be imported";
    STALE_SOURCE "stale-source" Warning "the source has changed since the module was built";
    NOT_NATIVE "not-native" Error "a function stays bytecode although `strict` is set";
    STALE_STUB "stale-stub" Error "a stub is not what its module says";
    STALE_CRATE "stale-crate" Error "a committed crate is not what annot makes of its module";

    BENCHMARK_FAILED "benchmark-failed" Error "a statement that is measured raises an exception, or takes too long";
    RESULTS_DIFFER "results-differ" Error "a benchmark gives another result when it is built";

    // The command line and the configuration.
    USAGE "usage" Error "the command line is not understood";
    NO_SUCH_FILE "no-such-file" Error "a file or folder that does not exist";
    NOT_PYTHON "not-python" Error "a file that is not Python source";
    NO_MODULES "no-modules" Error "a folder without Python modules";
    BAD_CONFIG "bad-config" Error "pyproject.toml cannot be read";
    UNKNOWN_KEY "unknown-key" Error "a key of [tool.annot] that does not exist";
    NO_SUCH_STAGE "no-such-stage" Error "a stage of compilation that does not exist";
    NO_BENCHMARK "no-benchmark" Error "a module without anything to measure";
    UNKNOWN_CODE "unknown-code" Error "a diagnostic code that does not exist";

    // The machine.
    NO_PYTHON "no-python" Error "no usable Python interpreter";
    UNSUPPORTED_PYTHON "unsupported-python" Error "a Python that annot does not build for";
    NO_RUST "no-rust" Error "no usable Rust compiler";
    OLD_RUST "old-rust" Error "a Rust compiler that is too old";
    NO_LINKER "no-linker" Error "no C compiler to link with";
    NO_CRATES "no-crates" Error "the crates of the runtime cannot be fetched";
    NO_RUNTIME "no-runtime" Error "the runtime cannot be built";
    NO_RIVAL "no-rival" Error "a compiler or interpreter to compare with that is not installed";
    NO_CACHE_DIR "no-cache-dir" Error "no folder to keep a cache in";
    NOT_WRITABLE "not-writable" Error "a place where annot may not write";
    NOT_OURS "not-ours" Error "a file that annot did not make stands where the module would go";
    DISK_FULL "disk-full" Error "no space left on the device";
    IO_ERROR "io-error" Error "the operating system refused an operation on a file";

    // annot.
    INTERNAL_ERROR "internal-error" Error "a bug in annot";
}
