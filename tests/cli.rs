//! Transcripts of the command line: every file of `tests/cli` and `docs` is a page of prose, files and commands with what they print.
//!
//! A fence ```` ```file NAME ```` makes a file in an empty folder; a fence ```` ```console ```` holds commands (`$ …`, run by
//! `sh`) and below each what it prints: lines of stdout, then lines of stderr after `2> `, then `? N` if it ends with N.
//! `[..]` stands for any text, a line `...` for any lines. `--bless` or `ANNOT_BLESS=1` writes what came instead.
//! A page that begins with `<!-- needs: COMMAND -->` is run only where that command succeeds.
//! `[SUFFIX]`, `[VERSION]`, `[PYTHON]`, `[DIR]` and `[CACHE]` stand for what differs from one machine to another.

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

fn main() -> ExitCode {
    let bless = std::env::args().any(|word| word == "--bless") || std::env::var_os("ANNOT_BLESS").is_some();
    let arguments = Arguments::from_iter(std::env::args().filter(|word| word != "--bless"));
    if cfg!(not(unix)) {
        return ExitCode::SUCCESS;
    }
    let machine = match Machine::find() {
        Ok(machine) => Arc::new(machine),
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> = ["tests/cli", "docs"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    let trials = pages
        .into_iter()
        .map(|page| {
            let name = page
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default();
            let machine = Arc::clone(&machine);
            let able = is_able(&page);
            Trial::test(name, move || run_page(&page, &machine, bless)).with_ignored_flag(!able)
        })
        .collect();
    if !arguments.list
        && let Err(why) = machine.warm_up()
    {
        eprintln!("{why}");
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What a transcript's commands find in their environment.
struct Machine {
    python: PathBuf,
    version: String,
    suffix: String,
    /// Shared by all pages, and kept: the runtime is built once.
    cache: PathBuf,
}

impl Machine {
    fn find() -> Result<Machine, String> {
        let found = pythons::discover();
        let plain = || found.iter().filter(|python| !python.label.ends_with('d'));
        let python = plain()
            .find(|python| python.label == "3.13")
            .or_else(|| plain().next_back());
        let Some(python) = python else {
            return Err("no CPython 3.11 to 3.15 found: put one on PATH or name it in ANNOT_TEST_PYTHONS".to_string());
        };
        let asked = Command::new(&python.executable)
            .args(["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"])
            .output()
            .map_err(|error| error.to_string())?;
        Ok(Machine {
            python: python.executable.clone(),
            version: String::from_utf8_lossy(&asked.stdout).trim().to_string(),
            suffix: python.suffix.clone(),
            cache: Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-cache"),
        })
    }

    /// Builds the runtime, so that no page tells of it.
    fn warm_up(&self) -> Result<(), String> {
        let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
        std::fs::write(scratch.path().join("first.py"), "").map_err(|error| error.to_string())?;
        let built = Command::new(env!("CARGO_BIN_EXE_annot"))
            .args(["build", "-q", "first.py", "--python"])
            .arg(&self.python)
            .current_dir(scratch.path())
            .env("ANNOT_CACHE_DIR", &self.cache)
            .output()
            .map_err(|error| error.to_string())?;
        if built.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&built.stderr).into_owned())
        }
    }

    fn run(&self, command: &str, folder: &Path) -> std::io::Result<String> {
        let annot = Path::new(env!("CARGO_BIN_EXE_annot"));
        let mut path = std::ffi::OsString::from(folder.join(".bin"));
        for part in [annot.parent().map(Path::to_path_buf).unwrap_or_default()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()))
        {
            path.push(":");
            path.push(part);
        }
        let mut shell = Command::new("sh");
        for name in [
            "VIRTUAL_ENV",
            "CONDA_PREFIX",
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "ANNOT_STRESS",
            "ANNOT_STALE",
            "PYTHONPATH",
        ] {
            shell.env_remove(name);
        }
        let output = shell
            .args(["-c", command])
            .current_dir(folder)
            .env("PATH", path)
            .env("ANNOT_CACHE_DIR", &self.cache)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("COLUMNS", "100")
            .output()?;
        let mut text = String::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            text.push_str(&format!("{line}\n"));
        }
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            text.push_str(&format!("2> {line}\n"));
        }
        let code = output.status.code().unwrap_or(-1);
        if code != 0 {
            text.push_str(&format!("? {code}\n"));
        }
        Ok(self.without_the_machine(&text, folder))
    }

    fn without_the_machine(&self, text: &str, folder: &Path) -> String {
        let shown = |path: &Path| path.display().to_string();
        let link = folder.join(".bin/python3");
        text.replace(&shown(&link), "[PYTHON]")
            .replace(&shown(folder), "[DIR]")
            .replace(&shown(&self.python), "[PYTHON]")
            .replace(&shown(&self.cache), "[CACHE]")
            .replace(&self.suffix, "[SUFFIX]")
            .replace(&self.version, "[VERSION]")
    }
}

/// A page whose first line is `<!-- needs: COMMAND -->` is run where that command succeeds.
fn is_able(page: &Path) -> bool {
    let text = std::fs::read_to_string(page).unwrap_or_default();
    let needs = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("<!-- needs: ")?.strip_suffix(" -->"));
    needs.is_none_or(|command| {
        Command::new("sh")
            .args(["-c", command])
            .output()
            .is_ok_and(|done| done.status.success())
    })
}

/// Runs a page's commands from top to bottom in one folder.
fn run_page(page: &Path, machine: &Machine, bless: bool) -> Result<(), Failed> {
    let text = std::fs::read_to_string(page)?;
    let scratch = tempfile::tempdir()?;
    let folder = std::fs::canonicalize(scratch.path())?;
    std::fs::create_dir(folder.join(".bin"))?;
    #[cfg(unix)]
    for name in ["python", "python3"] {
        std::os::unix::fs::symlink(&machine.python, folder.join(".bin").join(name))?;
    }
    let mut result = String::new();
    let mut differences = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        result.push_str(&format!("{line}\n"));
        let Some(kind) = line.strip_prefix("```") else { continue };
        let mut body = Vec::new();
        for line in lines.by_ref() {
            if line == "```" {
                break;
            }
            body.push(line);
        }
        if let Some(name) = kind.strip_prefix("file ") {
            let file = folder.join(name.trim());
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(file, body.iter().map(|line| format!("{line}\n")).collect::<String>())?;
            body.iter().for_each(|line| result.push_str(&format!("{line}\n")));
        } else if kind == "console" {
            for (command, expected) in commands(&body) {
                let came = machine.run(&command.replace("\\\n", ""), &folder)?;
                let as_expected = matches(&expected, &came);
                if !as_expected {
                    differences.push_str(&format!("$ {command}\n-- expected\n{expected}-- came\n{came}\n"));
                }
                let shown = command.replace('\n', "\n> ");
                result.push_str(&format!("$ {shown}\n{}", if as_expected { &expected } else { &came }));
            }
        } else {
            body.iter().for_each(|line| result.push_str(&format!("{line}\n")));
        }
        result.push_str("```\n");
    }
    if differences.is_empty() {
        return Ok(());
    }
    if bless {
        std::fs::write(page, result)?;
        return Ok(());
    }
    Err(Failed::from(format!(
        "{} (bless with ANNOT_BLESS=1)\n{differences}",
        page.display()
    )))
}

/// The commands of a console fence, continued by lines `> …`, and what is expected of each.
fn commands(body: &[&str]) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in body {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push((command.to_string(), String::new()));
        } else if let Some((command, expected)) = commands.last_mut() {
            match line.strip_prefix("> ") {
                Some(more) if expected.is_empty() => command.push_str(&format!("\n{more}")),
                _ => expected.push_str(&format!("{line}\n")),
            }
        }
    }
    commands
}

/// Compares line by line, with the wildcards that the head of this file explains.
fn matches(expected: &str, came: &str) -> bool {
    let expected: Vec<&str> = expected.lines().collect();
    let came: Vec<&str> = came.lines().collect();
    lines_match(&expected, &came)
}

fn lines_match(expected: &[&str], came: &[&str]) -> bool {
    match expected {
        [] => came.is_empty(),
        ["...", rest @ ..] => (0..=came.len()).any(|at| lines_match(rest, &came[at..])),
        [line, rest @ ..] => {
            came.first().is_some_and(|first| line_matches(line, first)) && lines_match(rest, &came[1..])
        }
    }
}

fn line_matches(pattern: &str, line: &str) -> bool {
    match pattern.split_once("[..]") {
        None => pattern == line,
        Some((start, rest)) => {
            let Some(tail) = line.strip_prefix(start) else {
                return false;
            };
            (0..=tail.len())
                .filter(|at| tail.is_char_boundary(*at))
                .any(|at| line_matches(rest, &tail[at..]))
        }
    }
}
