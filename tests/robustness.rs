//! What goes wrong on real machines: many builds at once, kills, clocks, folders that belong to somebody else, modules that are
//! replaced while they run. Nothing may be corrupt, nothing stale, every message clear. (A full disk, and a read-only one:
//! `tests/cli/disk.md`.)
#![cfg(unix)]

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;
#[path = "packaging/session.rs"]
#[allow(dead_code)]
mod session;

use session::{Result, interpreters, output, project, text};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

/// A module whose answer names its version.
fn source(version: u32) -> String {
    format!(
        "def total(n: int) -> int:\n    result = 0\n    for number in range(n):\n        result += number & {version}\n    \
         return result\n\n\ndef version() -> int:\n    return {version}\n"
    )
}

fn annot(cache: &Path, folder: &Path, python: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annot"));
    command
        .args(["build", "-q", "--python"])
        .arg(python)
        .current_dir(folder)
        .env("ANNOT_CACHE_DIR", cache)
        .env_remove("VIRTUAL_ENV")
        .stdin(Stdio::null());
    command
}

/// What the module that Python imports in this folder says of itself.
fn ask(folder: &Path, python: &Path) -> Result<String> {
    let script = "import mod; print(mod.version(), mod.total(100) == sum(n & mod.version() for n in range(100)), mod.__file__[-3:])";
    output(
        Command::new(python)
            .args(["-c", script])
            .current_dir(folder)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
    )
}

fn any_python() -> PathBuf {
    interpreters().pop().unwrap_or_default()
}

/// The names in a folder that are not of the source or a library.
fn leftovers(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != "mod.py" && !name.ends_with(".so") {
            names.push(name);
        }
    }
    Ok(names)
}

#[test]
fn sixteen_builds_of_one_module_at_once_all_succeed() -> Result {
    let folder = project(&[("mod.py", &source(5))])?;
    let python = any_python();
    let mut running = Vec::new();
    for _ in 0..16 {
        let mut command = annot(&session::cache(), folder.path(), &python);
        command.args(["--message-format", "json", "mod.py"]);
        running.push(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?);
    }
    let mut paths = Vec::new();
    for child in running {
        let done = child.wait_with_output()?;
        assert!(done.status.success(), "{}", text(&done));
        paths.extend(
            text(&done)
                .lines()
                .filter(|line| line.contains("\"artifact\""))
                .map(str::to_owned),
        );
    }
    assert_eq!(paths.len(), 16);
    assert_eq!(ask(folder.path(), &python)?, "5 True .so\n");
    assert_eq!(leftovers(folder.path())?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_hundred_kills_leave_nothing_broken() -> Result {
    let folder = project(&[("mod.py", &source(1))])?;
    let python = any_python();
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    // Every build is of another source, so that there is work to be killed in.
    for round in 0..100_u64 {
        std::fs::write(folder.path().join("mod.py"), source(2 + round as u32))?;
        let mut child = annot(&session::cache(), folder.path(), &python).arg("mod.py").spawn()?;
        // The moments go through a whole build, in an order that repeats no neighbour.
        std::thread::sleep(Duration::from_millis(round * 37 % 100 * 4));
        child.kill()?;
        child.wait()?;
        if round % 10 == 0 {
            // What is there is whole, whether it is the last module or an older one: then the source runs.
            let said = ask(folder.path(), &python)?;
            assert!(said.starts_with(&format!("{} True", 2 + round)), "{said}");
        }
    }
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    assert_eq!(ask(folder.path(), &python)?, "101 True .so\n");
    assert_eq!(leftovers(folder.path())?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_module_is_replaced_while_a_process_has_it_loaded() -> Result {
    let folder = project(&[("mod.py", &source(3))])?;
    let python = any_python();
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    let script =
        "import sys, mod\nprint(mod.version(), flush=True)\nsys.stdin.readline()\nprint(mod.total(100), mod.version())";
    let mut child = Command::new(&python)
        .args(["-c", script])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    std::thread::sleep(Duration::from_millis(500));
    std::fs::write(folder.path().join("mod.py"), source(6))?;
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    std::io::Write::write_all(&mut child.stdin.take().ok_or("no pipe")?, b"\n")?;
    let done = child.wait_with_output()?;
    let expected: u32 = (0..100).map(|number| number & 3).sum();
    assert_eq!(text(&done), format!("3\n{expected} 3\n"));
    assert_eq!(ask(folder.path(), &python)?, "6 True .so\n");
    Ok(())
}

#[test]
fn two_pythons_build_one_tree_at_once() -> Result {
    let pythons = interpreters();
    let folder = project(&[("mod.py", &source(9))])?;
    let running: Vec<_> = pythons
        .iter()
        .map(|python| annot(&session::cache(), folder.path(), python).arg("mod.py").spawn())
        .collect::<std::io::Result<_>>()?;
    for mut child in running {
        assert!(child.wait()?.success());
    }
    for python in &pythons {
        assert_eq!(ask(folder.path(), python)?, "9 True .so\n");
    }
    Ok(())
}

#[test]
fn a_clock_that_goes_backwards_makes_nothing_stale() -> Result {
    let folder = project(&[("mod.py", &source(4))])?;
    let file = folder.path().join("mod.py");
    let python = any_python();
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    // A newer source of the same size that is older by its time.
    std::fs::write(&file, source(7))?;
    let long_ago = SystemTime::now() - Duration::from_secs(10 * 365 * 24 * 3600);
    std::fs::File::options()
        .append(true)
        .open(&file)?
        .set_modified(long_ago)?;
    let done = Command::new(&python)
        .args(["-c", "import mod; print(mod.version())"])
        .current_dir(folder.path())
        .output()?;
    assert!(
        text(&done).starts_with("7\n") && text(&done).contains("has changed since it was built"),
        "{}",
        text(&done)
    );
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    assert_eq!(ask(folder.path(), &python)?, "7 True .so\n");
    // And one from the future that has not changed: it is known by its bytes.
    let to_come = SystemTime::now() + Duration::from_secs(365 * 24 * 3600);
    std::fs::File::options()
        .append(true)
        .open(&file)?
        .set_modified(to_come)?;
    let mut again = annot(&session::cache(), folder.path(), &python);
    let said = output(again.args(["--message-format", "json", "mod.py"]))?;
    assert!(said.contains("\"fresh\":true"), "{said}");
    assert_eq!(ask(folder.path(), &python)?, "7 True .so\n");
    Ok(())
}

/// Another user to be, if this process may choose: the program `setpriv`, run by root.
fn as_nobody(command: &Command) -> Option<Command> {
    let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let able = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "true"])
        .status()
        .is_ok_and(|done| done.success());
    if !root || !able {
        return None;
    }
    let mut other = Command::new("setpriv");
    other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    other.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => other.env(name, value),
            None => other.env_remove(name),
        };
    }
    Some(other)
}

#[test]
fn a_source_tree_or_a_cache_that_belongs_to_somebody_else_is_said_to_be_so() -> Result {
    let folder = project(&[("mod.py", &source(2))])?;
    let python = any_python();
    output(annot(&session::cache(), folder.path(), &python).arg("mod.py"))?;
    std::fs::remove_file(
        std::fs::read_dir(folder.path())?
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|extension| extension == "so"))
            .ok_or("no library")?,
    )?;
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    // The program and the interpreter may be where nobody else may look: then there is nothing to try.
    let mut probe = Command::new(env!("CARGO_BIN_EXE_annot"));
    probe.arg("--version");
    let able = as_nobody(&probe).is_some_and(|mut probe| probe.output().is_ok_and(|done| done.status.success()));
    if !able {
        eprintln!("skipped: no other user can run annot here");
        return Ok(());
    }
    let foreign = annot(&session::cache(), folder.path(), &python);
    let mut foreign = as_nobody(&foreign).ok_or("no other user")?;
    let done = foreign.arg(folder.path().join("mod.py")).output()?;
    assert_eq!(done.status.code(), Some(3), "{}", text(&done));
    assert!(text(&done).contains("error["), "{}", text(&done));
    assert_eq!(ask(folder.path(), &python)?, "2 True .py\n");
    Ok(())
}
