//! `annot stub`: what type checkers see of a module, for those who ship without its source. The target Python reads the tree;
//! nothing of the module is executed.

use super::arguments::StubArguments;
use super::setting::{config, modules, setting};
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::driver::Setting;
use crate::project::{Fault, Source, write_atomically};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

pub(super) fn run(arguments: &StubArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let config = config(&arguments.paths)?;
    let setting = setting(&arguments.python, &config)?;
    let mut code = 0;
    for (path, name) in modules(&arguments.paths, &config, terminal)? {
        let result = stub(&path, &name, &setting).and_then(|text| {
            let place = place(&path, &name, arguments.output.as_deref());
            if arguments.check {
                return up_to_date(&path, &place, &text);
            }
            put(&place, &text)?;
            terminal.print(&place.display().to_string());
            Ok(())
        });
        if let Err(fault) = result {
            terminal.fault(&fault);
            code = code.max(fault.kind.exit_code());
        }
    }
    Ok(code)
}

fn stub(path: &Path, name: &str, setting: &Setting) -> Result<Vec<u8>, Fault> {
    // What is wrong with a source is said as every command says it.
    let source = Source::read(path, name.to_owned(), &setting.python)?;
    let mut child = setting
        .python
        .command()
        .args(["-c", include_str!("stub.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Fault::io("run Python", &error))?;
    let (stdin, bytes) = (child.stdin.take(), source.bytes.clone());
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&bytes)));
    let done = child
        .wait_with_output()
        .map_err(|error| Fault::io("run Python", &error))?;
    // A reader that ends early says why on stderr.
    let _ = writer.join();
    if done.status.success() {
        return Ok(done.stdout);
    }
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let last = said.lines().last().unwrap_or("it says nothing");
    match last.contains("SyntaxError") || last.contains("IndentationError") || last.contains("TabError") {
        true => Err(Fault::program(code::SYNTAX_ERROR, last).at(path)),
        false => Err(Fault::internal(format!("{}: {last}", path.display()))),
    }
}

/// Beside the source, or below a folder as `annot build -o` does.
fn place(path: &Path, name: &str, output: Option<&Path>) -> PathBuf {
    let Some(folder) = output else {
        return path.with_extension("pyi");
    };
    let mut parts: Vec<&str> = name.split('.').collect();
    let is_package = path.file_stem().is_some_and(|stem| stem == "__init__");
    let file = match is_package {
        true => "__init__",
        false => parts.pop().unwrap_or(name),
    };
    let folder = parts
        .iter()
        .fold(folder.to_path_buf(), |folder, part| folder.join(part));
    folder.join(format!("{file}.pyi"))
}

fn put(place: &Path, text: &[u8]) -> Result<(), Fault> {
    let failed = |error: std::io::Error| Fault::io(format_args!("write {}", place.display()), &error);
    if let Some(folder) = place.parent() {
        fs_err::create_dir_all(folder).map_err(failed)?;
    }
    write_atomically(place, text).map_err(failed)
}

fn up_to_date(path: &Path, place: &Path, text: &[u8]) -> Result<(), Fault> {
    if fs_err::read(place).is_ok_and(|present| present == text) {
        return Ok(());
    }
    let message = format!("{} is not the stub of {}", place.display(), path.display());
    Err(Fault::program(code::STALE_STUB, message).help("write it again: `annot stub`"))
}
