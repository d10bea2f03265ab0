//! What can be typed.

use crate::driver::stages;
use crate::project::{Fallback, Native, Profile};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// annot makes type-annotated Python modules fast: the same program, only faster.
#[derive(Parser, Debug)]
#[command(name = "annot", version, max_term_width = 100, after_help = EXAMPLES, after_long_help = EXAMPLES_AND_CODES)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

const EXAMPLES: &str = "\
Examples:
  annot build fast.py            make fast.<suffix> beside fast.py; `import fast` now loads it
  annot build pkg/ -o dist       every module of a package, below dist/pkg/
  annot check fast.py            which functions run natively, and why the others do not
  annot run script.py 10 20      as `python script.py 10 20`, natively";

const EXAMPLES_AND_CODES: &str = "\
Examples:
  annot build fast.py            make fast.<suffix> beside fast.py; `import fast` now loads it
  annot build pkg/ -o dist       every module of a package, below dist/pkg/
  annot check fast.py            which functions run natively, and why the others do not
  annot run script.py 10 20      as `python script.py 10 20`, natively

Exit codes:
  0    done
  1    the program has an error: its syntax, its encoding, its module name
  2    the command line or [tool.annot] in pyproject.toml has an error
  3    the machine lacks something: Python, Rust, permission, space
  4    a bug in annot
  130  interrupted

Environment:
  ANNOT_CACHE_DIR                where compiled modules are kept (`annot clean --cache` empties it)
  ANNOT_CACHE_SIZE               how large that may grow, such as 500M (default: 10G)
  ANNOT_VENDOR_DIR               where `annot vendor` put the crates that the first build needs
  NO_COLOR, CLICOLOR_FORCE       never, always colour
  VIRTUAL_ENV, CONDA_PREFIX      the environment whose Python is built for, without --python";

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Compile modules to extension modules
    Build(BuildArguments),
    /// List every function as native or bytecode, with the reasons
    Check(CheckArguments),
    /// Explain a diagnostic code, or list them all
    Explain(ExplainArguments),
    /// Remove what annot made
    Clean(CleanArguments),
    /// Build a script and run it as `python script.py` would
    Run(RunArguments),
    /// Show what holds for this project, and where each value comes from
    Config(ConfigArguments),
    /// Write [tool.annot] into a project's pyproject.toml
    Init(InitArguments),
    /// Say whether this machine has all that annot needs
    Doctor(DoctorArguments),
    /// Show, prune or clear what is kept to build faster
    Cache(CacheArguments),
    /// Measure a module: interpreted, built, and as other compilers make it
    Bench(BenchArguments),
    /// Build again whenever a source changes
    Watch(WatchArguments),
    /// Write the Rust crate of a module, or check that it is up to date
    Emit(EmitArguments),
    /// Write the stub of a module: its signatures for type checkers, without its code
    Stub(StubArguments),
    /// Fetch the crates that annot needs, for machines without network
    Vendor(VendorArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
}

/// What every command takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Common {
    /// Say less: errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// Colour the messages
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = false
    )]
    pub(super) color: ColorChoice,
    /// How results and messages are written; `json` is one object per line on stdout
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Json,
}

/// Which Python, for the commands that need one.
#[derive(Args, Debug)]
pub(super) struct PythonArguments {
    /// The interpreter to build for: a path, a name in PATH, a version or an environment's folder
    ///
    /// Default: the active virtual environment, else `python3` in PATH.
    #[arg(long, value_name = "PYTHON")]
    pub(super) python: Option<String>,
    /// How many modules to compile at a time
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) jobs: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileChoice {
    /// Quick to build
    Dev,
    /// Quick to run
    Release,
}

impl From<ProfileChoice> for Profile {
    fn from(choice: ProfileChoice) -> Profile {
        match choice {
            ProfileChoice::Dev => Profile::Dev,
            ProfileChoice::Release => Profile::Release,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NativeChoice {
    /// Functions that gain from it
    Gain,
    /// Of those, only functions that work on numbers
    Numbers,
    /// Every function that can be, gain or not
    All,
}

impl From<NativeChoice> for Native {
    fn from(choice: NativeChoice) -> Native {
        match choice {
            NativeChoice::Gain => Native::Gain,
            NativeChoice::Numbers => Native::Numbers,
            NativeChoice::All => Native::All,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FallbackChoice {
    Error,
    Warn,
}

impl From<FallbackChoice> for Fallback {
    fn from(choice: FallbackChoice) -> Fallback {
        match choice {
            FallbackChoice::Error => Fallback::Error,
            FallbackChoice::Warn => Fallback::Warn,
        }
    }
}

/// How modules are compiled.
#[derive(Args, Debug)]
pub(super) struct CompileArguments {
    #[command(flatten)]
    pub(super) python: PythonArguments,
    /// Trade the speed of the module for the speed of the build
    #[arg(long, value_name = "PROFILE")]
    pub(super) profile: Option<ProfileChoice>,
    /// Which functions get a native engine
    #[arg(long, value_name = "WHICH")]
    pub(super) native: Option<NativeChoice>,
    /// Let rustc use what this CPU has: `native`, or a name such as x86-64-v3
    #[arg(long, value_name = "CPU")]
    pub(super) target_cpu: Option<String>,
    /// Do not use the network
    #[arg(long)]
    pub(super) offline: bool,
    /// Let every guard be failed on purpose (ANNOT_STRESS=n fails the n-th), for tests
    #[arg(long)]
    pub(super) stress: bool,
    /// Compile again what was compiled before
    #[arg(long)]
    pub(super) no_cache: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot build                            what [tool.annot] in pyproject.toml names
  annot build fast.py                    fast.<suffix> beside fast.py
  annot build pkg/ tools/gen.py          a package and a file
  annot build --python 3.12 fast.py      for another Python
  annot build --timings --no-cache fast.py   where the time of a build goes
  annot build --emit=rust fast.py        print the Rust that was generated
  annot build --emit=crate -o out fast.py    a crate in out/ that `cargo build` builds")]
pub(super) struct BuildArguments {
    /// Files, folders and packages; without any, the `modules` of [tool.annot]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Put modules below this folder, in folders for their packages, instead of beside their sources
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) compile: CompileArguments,
    /// Fail if a function stays bytecode
    #[arg(long)]
    pub(super) strict: bool,
    /// Say where the time went, stage by stage and function by function
    #[arg(long, conflicts_with = "emit")]
    pub(super) timings: bool,
    /// What to do where this machine cannot compile: fail, or warn and leave the source as it is
    #[arg(long, value_name = "HOW")]
    pub(super) fallback: Option<FallbackChoice>,
    /// Leave modules in the cache and print where they are
    #[arg(long, hide = true, conflicts_with = "output")]
    pub(super) in_cache: bool,
    /// The dotted name of the one module that is built
    #[arg(long, value_name = "NAME", hide = true)]
    pub(super) name: Option<String>,
    /// Print what a stage makes instead of building; `crate` writes a crate into -o DIR
    #[arg(long, value_name = "STAGE", long_help = emit_help())]
    pub(super) emit: Option<String>,
}

/// `500M` as bytes.
fn cache_size(text: &str) -> Result<u64, String> {
    crate::build::parse_size(text).ok_or_else(|| "a size is a number of bytes, such as 500M or 10G".to_string())
}

fn emit_help() -> String {
    format!(
        "Print what a stage makes instead of building; `crate` writes a crate into -o DIR\n\n[stages: {}]",
        stages().join(", ")
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Text,
    Json,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot check fast.py
  annot check --format json pkg/
  annot check --performance fast.py      what native functions could do faster, and what would free it
  annot explain CODE                     what a reason means, and what to do")]
pub(super) struct CheckArguments {
    /// Files, folders and packages
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) python: PythonArguments,
    /// Also list what native functions could do faster: values that become objects, calls of anything, tests in loops
    #[arg(long)]
    pub(super) performance: bool,
    /// How the list is written; `json` is one array for all files
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: CheckFormat,
    /// Which functions get a native engine
    #[arg(long, value_name = "WHICH")]
    pub(super) native: Option<NativeChoice>,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArguments {
    /// The code, as it stands in brackets in a message; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot clean pkg/                       the extension modules that annot made of pkg/, for every Python
  annot clean --cache                    what is kept to build faster next time")]
pub(super) struct CleanArguments {
    /// Files, folders and packages whose extension modules are removed
    #[arg(value_name = "PATH", required_unless_present = "cache")]
    pub(super) paths: Vec<PathBuf>,
    /// Where `annot build -o DIR` put them
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Empty the cache
    #[arg(long)]
    pub(super) cache: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot run script.py 10 --fast          as `python script.py 10 --fast`
  annot run -m pkg.tool input.txt        as `python -m pkg.tool input.txt`

Options of annot stand before the script; all that follows it is the script's own.")]
pub(super) struct RunArguments {
    #[command(flatten)]
    pub(super) compile: CompileArguments,
    /// A module, looked up as `python -m` does, instead of a file
    #[arg(short, long, value_name = "MODULE", num_args = 1.., allow_hyphen_values = true, value_terminator = None)]
    pub(super) module: Option<Vec<String>>,
    /// Build, write the path of the library into this file, and run nothing
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) library_into: Option<PathBuf>,
    /// The script and its arguments
    #[arg(
        value_name = "SCRIPT [ARGUMENT]",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub(super) script: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct CompletionsArguments {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot config --show                    every value and where it comes from
  annot config --modules                 the modules that `annot build` builds
  annot config --schema                  a JSON schema of [tool.annot], for editors")]
pub(super) struct ConfigArguments {
    /// Every value and where it comes from (this is the default)
    #[arg(long)]
    pub(super) show: bool,
    /// The modules that [tool.annot] means, one per line: dotted name, tab, file
    #[arg(long, conflicts_with_all = ["show", "schema"])]
    pub(super) modules: bool,
    /// A JSON schema of [tool.annot]
    #[arg(long, conflicts_with = "show")]
    pub(super) schema: bool,
    #[command(flatten)]
    pub(super) compile: CompileArguments,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot init pkg.fast 'pkg.geometry.*'   compile these modules when the project is built
  annot init --backend setuptools pkg.fast")]
pub(super) struct InitArguments {
    /// Modules to compile: dotted names or paths; without any, those that would gain
    #[arg(value_name = "MODULE")]
    pub(super) modules: Vec<String>,
    /// The build backend of a project that has none yet
    #[arg(long, value_name = "BACKEND", default_value = "annot")]
    pub(super) backend: BackendChoice,
    #[command(flatten)]
    pub(super) python: PythonArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BackendChoice {
    /// annot's own, on top of setuptools
    Annot,
    /// setuptools with annot as its plugin
    Setuptools,
    /// hatchling with annot as its build hook
    Hatchling,
}

#[derive(Args, Debug)]
pub(super) struct DoctorArguments {
    #[command(flatten)]
    pub(super) python: PythonArguments,
}

#[derive(Args, Debug)]
pub(super) struct CacheArguments {
    #[command(subcommand)]
    pub(super) command: CacheCommand,
}

#[derive(Subcommand, Debug)]
pub(super) enum CacheCommand {
    /// Print the cache's folder
    Dir,
    /// How much is kept of what
    Info,
    /// Remove what has not been used for a while
    Prune {
        /// How many days are a while
        #[arg(long, value_name = "DAYS", default_value = "30")]
        days: u32,
        /// Then remove the longest unused until no more is left than this, such as 500M [default: ANNOT_CACHE_SIZE, or 10G]
        #[arg(long, value_name = "SIZE", value_parser = cache_size)]
        size: Option<u64>,
    },
    /// Remove everything
    Clear,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot watch                            what [tool.annot] names
  annot watch fast.py -- pytest -q       build, then run the tests, after every change")]
pub(super) struct WatchArguments {
    /// Files, folders and packages; without any, the `modules` of [tool.annot]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) compile: CompileArguments,
    /// A command to run after each build that succeeds
    #[arg(last = true, value_name = "COMMAND")]
    pub(super) command: Vec<String>,
    /// Stop after so many builds
    #[arg(long, hide = true, value_name = "N")]
    pub(super) builds: Option<u32>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot emit pkg/fast.py --crate rust            a crate in rust/ that cargo and maturin build
  annot emit pkg/fast.py --crate rust --check    is it what annot makes today? (for CI)
  annot emit --runtime rust/annot                what a crate of your own depends on, to be committed
  annot emit pkg/fast.py --include \"$OUT_DIR\"   in its build script; then include!(concat!(env!(\"OUT_DIR\"), \"/fast.rs\"))")]
pub(super) struct EmitArguments {
    /// The module
    #[arg(value_name = "FILE", required_unless_present = "runtime")]
    pub(super) path: Option<PathBuf>,
    /// Write a crate that cargo and maturin build, runtime included, to this folder
    #[arg(long = "crate", value_name = "DIR", group = "what")]
    pub(super) folder: Option<PathBuf>,
    /// Write NAME.rs and NAME.bin to this folder, for `include!` in a crate of your own that depends on the runtime
    #[arg(long, value_name = "DIR", group = "what")]
    pub(super) include: Option<PathBuf>,
    /// Write the runtime crate to this folder
    #[arg(long, value_name = "DIR", group = "what", conflicts_with = "path")]
    pub(super) runtime: Option<PathBuf>,
    /// Write nothing; end with 1 if what is there is not up to date
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) python: PythonArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BenchFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot bench fast.py                            bench() of fast.py, interpreted and built
  annot bench fast.py -n 1000                    bench(1000)
  annot bench fast.py -s 'fib(27)' -s 'primes(1000)'     any statements, in the module's namespace
  annot bench fast.py --against mypyc,cython     what others make of it, if they are installed for this Python
  annot bench fast.py --against all,3.14         all that are installed, and another CPython
  annot bench examples/bench --format markdown   a page of every module in a folder that has a bench()

Each measurement is a fresh process; the systems take turns, so that what disturbs the machine disturbs
them alike. A module that gives another result when it is built is an error (exit code 1).")]
pub(super) struct BenchArguments {
    /// Files, folders and packages; in a folder, the modules that have a function `bench`
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What to compare with: mypyc, cython, nuitka, pypy, graalpy, an interpreter's path or version, or `all` that are installed
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) against: Vec<String>,
    /// The argument of `bench`
    #[arg(short, value_name = "N", allow_negative_numbers = true)]
    pub(super) n: Option<i64>,
    /// Measure this instead of `bench`; may be given several times
    #[arg(short, long, value_name = "STATEMENT", conflicts_with = "n")]
    pub(super) statement: Vec<String>,
    /// Fresh processes of each system
    #[arg(long, value_name = "N", default_value = "5", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) processes: u32,
    /// Measurements in each process
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) runs: u32,
    /// How long a process may take
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) timeout: u32,
    /// How the table is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: BenchFormat,
    #[command(flatten)]
    pub(super) compile: CompileArguments,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot stub pkg/                        pkg/fast.pyi beside pkg/fast.py, and so on
  annot stub pkg/ -o typings             below typings/pkg/
  annot stub pkg/ --check                are they what the sources say? (for CI)

A package that ships its sources, and has a `py.typed`, needs no stubs.")]
pub(super) struct StubArguments {
    /// Files, folders and packages
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Put stubs below this folder, in folders for their packages, instead of beside their sources
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Write nothing; end with 1 if a stub is not up to date
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) python: PythonArguments,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  annot vendor annot-crates                              where there is a network
  ANNOT_VENDOR_DIR=annot-crates annot build --offline    where there is none")]
pub(super) struct VendorArguments {
    /// The folder that the crates are put into
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Do not use the network: take what cargo fetched before
    #[arg(long)]
    pub(super) offline: bool,
}
