//! Runs every file of `tests/conformance/TOPIC/` and a batch of random programs interpreted and built, plain and under
//! stress, on each Python found, and compares everything a program could notice. `tests/conformance/README.md` says how.
//!
//! Trials are named `3.13::topic/file`. The files of one Python are built in one call of `annot build`, when its first trial
//! runs; after that each trial is one process of `tests/conformance/harness.py`.

#[path = "pythons/mod.rs"]
mod pythons;

use libtest_mimic::{Arguments, Failed, Trial};
use pythons::Python;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, OnceLock};

/// Random programs in the ordinary run; `tests/fuzz/run.py` does many more by hand.
const RANDOM_PROGRAMS: [(&str, &str); 2] = [("numbers", "0-19"), ("objects", "0-9")];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(2);
    let pythons = pythons::discover();
    let Some(first) = pythons.first() else {
        eprintln!("no CPython 3.11 to 3.15 found: put one on PATH or name it in ANNOT_TEST_PYTHONS");
        return ExitCode::FAILURE;
    };
    let files = conformance_files(first);
    let mut trials = Vec::new();
    for (place, python) in pythons.iter().enumerate() {
        // rustc optimises for the newest only: it is the same code for all, and takes most of the time. There all files are
        // stressed; with older Pythons, to whose number they are dealt out, one in so many.
        let is_newest = place + 1 == pythons.len();
        let share = if is_newest || is_exhaustive() {
            (0, 1)
        } else {
            (place % 4, 4)
        };
        let batch = Arc::new(Batch::new(python.clone(), &files, is_newest, share));
        for file in batch.files.clone() {
            let batch = Arc::clone(&batch);
            trials.push(Trial::test(format!("{}::{}", python.label, shown(&file)), move || {
                compare(&batch, &file)
            }));
        }
        if place == 0 || place + 1 == pythons.len() {
            let python = python.clone();
            trials.push(Trial::test(format!("{}::mutants", python.label), move || {
                mutants(&python)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// All files of one Python, and where they are built, once.
struct Batch {
    python: Python,
    files: Vec<PathBuf>,
    directory: PathBuf,
    /// How hard rustc works on the plain modules.
    profile: &'static str,
    /// Which are stressed: those whose place in `files`, divided by the second number, leaves the first.
    share: (usize, usize),
    built: OnceLock<Result<(), String>>,
}

impl Batch {
    fn new(python: Python, files: &[PathBuf], is_newest: bool, share: (usize, usize)) -> Self {
        let files = files
            .iter()
            .filter(|file| wants(file) <= python.minor)
            .cloned()
            .collect();
        let directory = scratch().join(&python.label);
        Self {
            python,
            files,
            directory,
            profile: if is_newest { "release" } else { "dev" },
            share,
            built: OnceLock::new(),
        }
    }

    fn built(&self) -> Result<(), Failed> {
        self.built.get_or_init(|| self.build()).clone().map_err(Failed::from)
    }

    /// Builds all files plain, and with `--stress` whatever can be native, and asks `annot check` what became native.
    fn build(&self) -> Result<(), String> {
        let fresh = || -> std::io::Result<()> {
            if self.directory.exists() {
                std::fs::remove_dir_all(&self.directory)?;
            }
            std::fs::create_dir_all(self.directory.join("plain"))?;
            std::fs::create_dir_all(self.directory.join("stress"))
        };
        fresh().map_err(|error| format!("cannot prepare {}: {error}", self.directory.display()))?;
        let (limited, free): (Vec<PathBuf>, Vec<PathBuf>) =
            self.files.iter().cloned().partition(|file| has_limit(file));
        let plain_options = ["-q", "--profile", self.profile, "-o", &self.path("plain")];
        let stress_options = ["-q", "--stress", "--profile=dev", "-o", &self.path("stress")];
        let mut plain = self.annot_on(&free, "build", &plain_options)?;
        let stressed = |files: &[PathBuf]| -> Vec<PathBuf> {
            files.iter().filter(|file| self.is_stressed(file)).cloned().collect()
        };
        let all = [&stress_options[..], &["--native=all"]].concat();
        let mut stress = self.annot_on(&stressed(&free), "build", &all)?;
        if !limited.is_empty() {
            let numbers = ["--native=numbers"];
            plain.1 += &self
                .annot_on(&limited, "build", &[&plain_options[..], &numbers].concat())?
                .1;
            stress.1 += &self
                .annot_on(&stressed(&limited), "build", &[&stress_options[..], &numbers].concat())?
                .1;
        }
        let report = self.annot("check", &["--format", "json"])?;
        for (name, text) in [
            ("plain.log", &plain.1),
            ("stress.log", &stress.1),
            ("native.json", &report.0),
        ] {
            std::fs::write(self.directory.join(name), text).map_err(|error| format!("cannot write {name}: {error}"))?;
        }
        Ok(())
    }

    /// Runs annot on all files. One file that does not build must not hide what the others do, so the status is not asked:
    /// each trial finds out whether its own module was made.
    fn annot(&self, command: &str, options: &[&str]) -> Result<(String, String), String> {
        self.annot_on(&self.files, command, options)
    }

    /// Is a file stressed with this Python?
    fn is_stressed(&self, file: &Path) -> bool {
        let place = self.files.iter().position(|known| known == file).unwrap_or_default();
        place % self.share.1 == self.share.0
    }

    fn annot_on(&self, files: &[PathBuf], command: &str, options: &[&str]) -> Result<(String, String), String> {
        if files.is_empty() {
            return Ok(Default::default());
        }
        let done = Command::new(env!("CARGO_BIN_EXE_annot"))
            .arg(command)
            .args(files)
            .args(options)
            .arg("--python")
            .arg(&self.python.executable)
            .output()
            .map_err(|error| format!("cannot run annot: {error}"))?;
        Ok((
            String::from_utf8_lossy(&done.stdout).into(),
            String::from_utf8_lossy(&done.stderr).into(),
        ))
    }

    fn path(&self, name: &str) -> String {
        self.directory.join(name).display().to_string()
    }

    /// What annot says of a file that it could not compile as it meant to: a fault of annot, though the module works.
    fn complaint(&self, kind: &str, file: &Path) -> Option<String> {
        let log = std::fs::read_to_string(self.directory.join(format!("{kind}.log"))).unwrap_or_default();
        let file = file.display().to_string();
        log.lines()
            .find(|line| line.contains("bug in annot") && line.contains(&file))
            .map(str::to_owned)
    }

    /// The end of what annot said, for a trial whose module is missing.
    fn log(&self, name: &str) -> String {
        let text = std::fs::read_to_string(self.directory.join(name)).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

/// The trial of one file on one Python.
fn compare(batch: &Batch, file: &Path) -> Result<(), Failed> {
    batch.built()?;
    let stem = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let is_stressed = batch.is_stressed(file);
    let kinds: &[&str] = if is_stressed { &["plain", "stress"] } else { &["plain"] };
    for &kind in kinds {
        let made = batch
            .directory
            .join(kind)
            .join(format!("{stem}{}", batch.python.suffix));
        if !made.exists() {
            let log = batch.log(&format!("{kind}.log"));
            return Err(format!("annot build made no {}\n{log}", made.display()).into());
        }
        if let Some(line) = batch.complaint(kind, file) {
            return Err(line.into());
        }
    }
    let run = || {
        let mut call = Command::new(&batch.python.executable);
        call.arg(tests().join("conformance/harness.py"))
            .arg("compare")
            .arg(file);
        call.args(["--built", &batch.path("plain"), "--native", &batch.path("native.json")]);
        if is_stressed {
            call.args(["--stressed", &batch.path("stress")]);
        }
        if is_exhaustive() {
            call.arg("--exhaustive");
        }
        finish(call)
    };
    // Caches of the interpreter disturb the count of memory blocks now and then; what leaks, leaks each time.
    let mut outcome = run();
    for _ in 0..2 {
        if !outcome.as_ref().is_err_and(tells_of_leaks_only) {
            break;
        }
        outcome = run();
    }
    outcome
}

/// Is every difference one in memory that was left behind?
fn tells_of_leaks_only(failed: &Failed) -> bool {
    let report = failed.message().unwrap_or_default();
    let mut lines = report
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.contains(" differences"));
    lines.all(|line| line.contains("leaks"))
}

/// The trial of the harness itself.
fn mutants(python: &Python) -> Result<(), Failed> {
    let mut call = Command::new(&python.executable);
    call.arg(tests().join("conformance/_harness/mutants/mutants.py"));
    finish(call)
}

fn finish(mut call: Command) -> Result<(), Failed> {
    let done = call.output().map_err(|error| format!("cannot run {call:?}: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
    .into())
}

/// The written files, then the generated ones. Two files of one name would overwrite each other's module.
fn conformance_files(python: &Python) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(tests().join("conformance"))
        .min_depth(2)
        .max_depth(2)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "_harness"))
        .collect();
    files.extend(random_programs(python));
    let mut stems: Vec<_> = files.iter().filter_map(|file| file.file_stem()).collect();
    stems.sort_unstable();
    for pair in stems.windows(2) {
        assert_ne!(pair[0], pair[1], "two conformance files have the same name");
    }
    files
}

/// The random programs of fixed seeds, of each kind, written by their generator.
fn random_programs(python: &Python) -> Vec<PathBuf> {
    let directory = scratch().join("fuzz");
    let mut files = Vec::new();
    for (kind, seeds) in RANDOM_PROGRAMS {
        let done = Command::new(&python.executable)
            .arg(tests().join("fuzz/generate.py"))
            .args(["--kind", kind, "--seeds", seeds, "-o"])
            .arg(&directory)
            .output()
            .expect("the generator of random programs starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let said = String::from_utf8_lossy(&done.stdout);
        files.extend(said.lines().map(PathBuf::from));
    }
    files
}

/// Is everything asked for, however long it takes?
fn is_exhaustive() -> bool {
    std::env::var_os("ANNOT_TEST_EXHAUSTIVE").is_some()
}

/// Does the header name a known limit of functions on objects?
fn has_limit(file: &Path) -> bool {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let mut header = text.lines().take_while(|line| line.starts_with('#'));
    header.any(|line| line.starts_with("# limit: "))
}

/// The least minor version that the header of a file asks for.
fn wants(file: &Path) -> u8 {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let header = text.lines().take_while(|line| line.starts_with('#'));
    header
        .filter_map(|line| {
            line.strip_prefix("# python: 3.")?
                .trim()
                .strip_suffix('+')?
                .parse()
                .ok()
        })
        .next()
        .unwrap_or(0)
}

fn shown(file: &Path) -> String {
    let topic = file.parent().and_then(Path::file_name).unwrap_or_default();
    format!(
        "{}/{}",
        topic.to_string_lossy(),
        file.file_stem().unwrap_or_default().to_string_lossy()
    )
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance")
}
