//! Specifications of the stages: every file of `tests/spec` shows in prose, Python and what the stages made of it how one
//! feature is compiled.
//!
//! A line `python: 3.13` names the CPython whose bytecode the page is about; without that interpreter the page is ignored.
//! A fence ```` ```python ```` holds a module. The fences below it, up to the next, hold what the stage in their info string
//! (those of `--emit`, or `check` for the report on the functions) makes of it; no other stage is looked at. Words behind the
//! stage: `no-exits` leaves out where operations leave, `all` compiles with `--native=all`, a version such as `3.11` asks another CPython. `--bless` or
//! `ANNOT_BLESS=1` writes what came instead of what was expected.

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;

use annot::driver::{Compiled, Engine, compile_module, stages};
use annot::project::{CacheDir, Native, Options, Python, Source};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use walkdir::WalkDir;

fn main() -> ExitCode {
    let bless = std::env::args().any(|word| word == "--bless") || std::env::var_os("ANNOT_BLESS").is_some();
    let arguments = Arguments::from_iter(std::env::args().filter(|word| word != "--bless"));
    let pythons = Arc::new(interpreters());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let trials = pages(&root)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap_or(&path).with_extension("");
            let page = std::fs::read_to_string(&path).map(|text| Page::read(&text));
            let missing = match &page {
                Ok(Ok(page)) => page.versions().iter().any(|version| !pythons.contains_key(*version)),
                _ => false,
            };
            let pythons = Arc::clone(&pythons);
            let run = move || page??.run(&path, &pythons, bless);
            Trial::test(name.to_string_lossy().replace('\\', "/"), run).with_ignored_flag(missing)
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The interpreters found, by their versions. Debug builds compile the same bytecode.
fn interpreters() -> BTreeMap<String, Python> {
    let cache = CacheDir::at(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("spec-cache"));
    let mut found = BTreeMap::new();
    for python in pythons::discover() {
        if let Ok(probed) = Python::find(Some(&python.executable.to_string_lossy()), &cache) {
            found.entry(format!("3.{}", python.minor)).or_insert(probed);
        }
    }
    found
}

fn pages(root: &Path) -> Vec<PathBuf> {
    let files = WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

struct Page {
    python: String,
    parts: Vec<Part>,
}

/// A stretch of a page.
enum Part {
    Prose(String),
    Python(String),
    Stage { words: Vec<String>, expected: String },
}

impl Page {
    fn read(text: &str) -> Result<Page, Failed> {
        let mut page = Page {
            python: String::new(),
            parts: Vec::new(),
        };
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else {
                if let Some(version) = line.strip_prefix("python: ") {
                    page.python = version.trim().to_owned();
                }
                page.parts.push(Part::Prose(format!("{line}\n")));
                continue;
            };
            let body = lines.by_ref().take_while(|line| *line != "```");
            let body: String = body.map(|line| format!("{line}\n")).collect();
            page.parts.push(match info {
                "python" => Part::Python(body),
                _ => Part::Stage {
                    words: info.split_whitespace().map(str::to_owned).collect(),
                    expected: body,
                },
            });
        }
        if page.python.is_empty() {
            return Err("no line `python: 3.…` says of which CPython the page is".into());
        }
        Ok(page)
    }

    fn versions(&self) -> Vec<&str> {
        let stages = self.parts.iter().filter_map(|part| match part {
            Part::Stage { words, .. } => Some(words),
            _ => None,
        });
        let named = stages.flatten().map(String::as_str).filter(|word| is_version(word));
        named.chain([self.python.as_str()]).collect()
    }

    fn run(&self, path: &Path, pythons: &BTreeMap<String, Python>, bless: bool) -> Result<(), Failed> {
        let mut text = String::new();
        let mut differences = String::new();
        let mut module: Option<Module> = None;
        let mut compared = 0;
        for part in &self.parts {
            match part {
                Part::Prose(prose) => text.push_str(prose),
                Part::Python(source) => {
                    module = Some(Module::new(source));
                    text.push_str(&format!("```python\n{source}```\n"));
                }
                Part::Stage { words, expected } => {
                    let module = module.as_mut().ok_or("a stage before any module")?;
                    let came = module.stage(words, &self.python, pythons)?;
                    let info = words.join(" ");
                    if came != *expected {
                        differences.push_str(&format!("```{info}\n{}```\n", difference(expected, &came)));
                    }
                    text.push_str(&format!("```{info}\n{came}```\n"));
                    compared += 1;
                }
            }
        }
        if compared == 0 {
            return Err("the page asks for no stage".into());
        }
        if differences.is_empty() {
            return Ok(());
        }
        if bless {
            std::fs::write(path, text)?;
            return Ok(());
        }
        Err(format!("{} (bless with ANNOT_BLESS=1)\n{differences}", path.display()).into())
    }
}

/// A module of a page, compiled when a stage of it is asked for.
struct Module<'a> {
    source: &'a str,
    compiled: BTreeMap<String, Compiled>,
}

impl Module<'_> {
    fn new(source: &str) -> Module<'_> {
        Module {
            source,
            compiled: BTreeMap::new(),
        }
    }

    fn stage(&mut self, words: &[String], python: &str, pythons: &BTreeMap<String, Python>) -> Result<String, Failed> {
        let (stage, options) = words.split_first().ok_or("a fence without an info string")?;
        let mut version = python;
        let mut exits = true;
        let mut native = Native::default();
        for option in options {
            match option.as_str() {
                "no-exits" => exits = false,
                "all" => native = Native::All,
                word if is_version(word) => version = word,
                word => return Err(format!("`{word}` is neither `no-exits`, `all` nor a version").into()),
            }
        }
        let key = format!("{version} {native:?}");
        if !self.compiled.contains_key(&key) {
            let python = pythons.get(version).ok_or("no such interpreter")?;
            self.compiled.insert(key.clone(), compile(self.source, python, native)?);
        }
        let compiled = &self.compiled[&key];
        let text = match (stage.as_str(), compiled.emitted.get(stage)) {
            ("check", _) => report(compiled),
            (_, Some(text)) => text.clone(),
            (stage, None) => {
                let known = stages().join(", ");
                return Err(format!("there is no stage `{stage}`; the stages are check, {known}").into());
            }
        };
        Ok(text.lines().map(|line| shown(line, exits) + "\n").collect())
    }
}

fn compile(text: &str, python: &Python, native: Native) -> Result<Compiled, Failed> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("example.py");
    std::fs::write(&file, text)?;
    let source = Source::read(&file, "example".to_owned(), python).map_err(|fault| fault.to_string())?;
    let options = Options {
        keep_stages: true,
        native,
        ..Options::default()
    };
    compile_module(&source, python, &options).map_err(|error| error.into_fault(&source).to_string().into())
}

/// What `annot check` tells of the functions.
fn report(compiled: &Compiled) -> String {
    let mut text = String::new();
    for function in &compiled.functions {
        let engine = match function.engine {
            Engine::Native => "native",
            Engine::Bytecode => "bytecode",
        };
        text.push_str(&format!("{}: {engine}\n", function.qualname));
        for reason in &function.reasons {
            text.push_str(&format!(
                "    {}:{} {}: {}\n",
                reason.line, reason.column, reason.code, reason.message
            ));
        }
    }
    text
}

/// A line of IR, with or without its snapshots.
fn shown(line: &str, exits: bool) -> String {
    let end = [line.find("  @"), line.find("  then @")].into_iter().flatten().min();
    match end {
        Some(end) if !exits => line[..end].to_owned(),
        _ => line.to_owned(),
    }
}

fn is_version(word: &str) -> bool {
    word.strip_prefix("3.").is_some_and(|minor| minor.parse::<u8>().is_ok())
}

/// Both texts, from the first line in which they differ to the last.
fn difference(expected: &str, came: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), came.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let shorter = old.len().min(new.len()) - same;
    let tail = old.iter().rev().zip(new.iter().rev()).take(shorter);
    let same_at_end = tail.take_while(|(old, new)| old == new).count();
    let mut text = String::new();
    let mut add = |mark: char, lines: &[&str]| lines.iter().for_each(|line| text.push_str(&format!("{mark} {line}\n")));
    add(' ', &old[..same]);
    add('-', &old[same..old.len() - same_at_end]);
    add('+', &new[same..new.len() - same_at_end]);
    add(' ', &new[new.len() - same_at_end..]);
    text
}
