//! The import hook and `python -m annot`, in processes of their own. Needs no network.
#![cfg(unix)]

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;
#[path = "packaging/session.rs"]
mod session;

use session::{Result, cache, interpreters, output, project, python, text};
use std::process::{Command, Stdio};

const FAST: &str =
    "def total(n: int) -> int:\n    result = 0\n    for i in range(n):\n        result += i * i\n    return result\n";

#[test]
fn a_module_is_compiled_when_it_is_imported_and_never_stale() -> Result {
    let folder = project(&[("pkg/__init__.py", ""), ("pkg/fast.py", FAST), ("other.py", FAST)])?;
    let script = "
import importlib, sys, annot
annot.install(['pkg.*'], fallback='error')
import pkg.fast, other
assert type(pkg.fast.__loader__).__module__ == 'annot.hook' != type(other.__loader__).__module__
assert pkg.fast.__file__.endswith('fast.py') and pkg.fast.__spec__.origin == pkg.fast.__file__
loaded = [line.split()[-1] for line in open('/proc/self/maps') if 'module.bin' in line] if sys.platform == 'linux' else ['?']
assert loaded
assert pkg.fast.total(1000) == other.total(1000)
assert annot.info(pkg.fast.total)['engine'] == 'native' and annot.info(pkg.fast.total)['failed'] == []
assert annot.info(other.total)['engine'] == 'bytecode'
importlib.reload(pkg.fast)
with open('pkg/fast.py', 'a') as file:
    file.write('EDITED = 1\\n')
importlib.reload(pkg.fast)
assert pkg.fast.EDITED == 1 and pkg.fast.total(1000) == other.total(1000)
del sys.modules['pkg.fast']
import pkg.fast
print(pkg.fast.EDITED, pkg.fast.total(10))
";
    for executable in interpreters() {
        std::fs::write(folder.path().join("pkg/fast.py"), FAST)?;
        assert_eq!(
            output(&mut python(&executable, folder.path(), script))?,
            "1 285\n",
            "{executable:?}"
        );
    }
    let made: Vec<_> = std::fs::read_dir(folder.path().join("pkg"))?
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(made.len(), 2, "the source tree is not written to: {made:?}");
    Ok(())
}

#[test]
fn sixteen_processes_that_import_at_once_compile_once() -> Result {
    let executable = interpreters().pop().ok_or("no Python")?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let unique = format!("{FAST}\nSTAMP = {}\n", now.as_nanos());
    let folder = project(&[("fast.py", &unique), ("warm.py", FAST)])?;
    output(&mut python(
        &executable,
        folder.path(),
        "import annot; annot.install(['warm'], fallback='error'); import warm",
    ))?;
    let objects = || {
        std::fs::read_dir(cache().join("inputs"))
            .map(Iterator::count)
            .unwrap_or(0)
    };
    let before = objects();
    let script = "import annot; annot.install(['fast'], fallback='error'); import fast; print(fast.total(100))";
    let start = || {
        python(&executable, folder.path(), script)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    };
    let running: Vec<_> = (0..16).map(|_| start()).collect::<std::io::Result<_>>()?;
    for process in running {
        let done = process.wait_with_output()?;
        assert_eq!(text(&done), "328350\n");
    }
    assert!(objects() > before);
    let left: Vec<_> = std::fs::read_dir(cache().join("tmp"))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    assert!(left.iter().all(|path| !path.join("module.bin").exists()), "{left:?}");
    Ok(())
}

#[test]
fn what_cannot_be_compiled_runs_or_says_why() -> Result {
    let executable = interpreters().pop().ok_or("no Python")?;
    let folder = project(&[("fast.py", FAST), ("wrong.py", "def f(:\n")])?;
    let run = |script: &str, without_rust: bool| {
        let mut command = python(&executable, folder.path(), script);
        if without_rust {
            command.env("PATH", "/nonexistent");
        }
        command.output()
    };
    let done = run(
        "import annot; annot.install(['fast']); import fast; print(fast.total(10))",
        true,
    )?;
    let said = text(&done);
    assert!(
        said.starts_with("285\n") && said.contains("RuntimeWarning") && said.contains("no `rustc`"),
        "{said}"
    );
    let done = run(
        "import annot; annot.install(['fast'], fallback='error'); import fast",
        true,
    )?;
    let said = text(&done);
    assert!(
        said.contains("ImportError: annot could not compile fast") && said.contains("no `rustc`"),
        "{said}"
    );
    let done = run(
        "import annot; annot.install(['wrong'], fallback='error'); import wrong",
        false,
    )?;
    let said = text(&done);
    assert!(
        said.contains("SyntaxError") && said.contains("wrong.py\", line 1"),
        "{said}"
    );
    let mut off = python(
        &executable,
        folder.path(),
        "import annot; print(annot.install(['fast']))",
    );
    assert_eq!(output(off.env("ANNOT_HOOK", "0"))?, "None\n");
    Ok(())
}

#[test]
fn an_environment_can_have_the_hook_for_all_its_processes() -> Result {
    let executable = interpreters().pop().ok_or("no Python")?;
    let folder = project(&[
        ("fast.py", FAST),
        ("pyproject.toml", "[tool.annot]\nmodules = [\"fast\"]\n"),
    ])?;
    output(
        Command::new(&executable)
            .args(["-m", "venv", "--without-pip", "env"])
            .current_dir(folder.path()),
    )?;
    let inside = folder.path().join("env/bin/python");
    let site = |word: &str| {
        output(&mut python(
            &inside,
            folder.path(),
            &format!("import sys; from annot import _site; sys.exit(_site.main(['{word}']))"),
        ))
    };
    site("install")?;
    let script = "import fast; print(type(fast.__loader__).__module__, fast.total(10))";
    let hooked = |value: &str| output(python(&inside, folder.path(), script).env("ANNOT_HOOK", value));
    assert_eq!(hooked("fast")?, "annot.hook 285\n");
    assert_eq!(hooked("1")?, "annot.hook 285\n");
    assert_ne!(hooked("0")?, "annot.hook 285\n");
    assert_ne!(hooked("other.*")?, "annot.hook 285\n");
    site("uninstall")?;
    assert_ne!(hooked("fast")?, "annot.hook 285\n");
    Ok(())
}

#[test]
fn the_module_is_the_program() -> Result {
    let executable = interpreters().pop().ok_or("no Python")?;
    let folder = project(&[("fast.py", FAST)])?;
    let module = |arguments: &[&str]| {
        let mut command = python(
            &executable,
            folder.path(),
            "import runpy, sys; sys.argv[0] = 'annot'; runpy.run_module('annot', run_name='__main__')",
        );
        output(command.args(arguments))
    };
    assert_eq!(
        module(&["--version"])?,
        format!("annot {}\n", env!("CARGO_PKG_VERSION"))
    );
    let script = "import annot; [path] = annot.build('fast.py'); import fast; import os; assert os.path.samefile(fast.__file__, path); print(fast.total(10))";
    assert_eq!(output(&mut python(&executable, folder.path(), script))?, "285\n");
    Ok(())
}

/// A checked-out project's configuration of cargo and rustup changes nothing of what annot runs, even if the cache is in it.
#[test]
fn a_projects_cargo_and_rustup_are_not_annots() -> Result {
    let executable = interpreters().pop().ok_or("no Python")?;
    let folder = project(&[
        ("fast.py", FAST),
        (
            ".cargo/config.toml",
            "[build]\nrustc = \"/nonexistent/rustc\"\nrustc-wrapper = \"/nonexistent/wrapper\"\n",
        ),
        (
            "rust-toolchain.toml",
            "[toolchain]\nchannel = \"1.0.0-of-somebody-else\"\n",
        ),
    ])?;
    let mut build = Command::new(env!("CARGO_BIN_EXE_annot"));
    build
        .args(["build", "fast.py", "--python"])
        .arg(&executable)
        .current_dir(folder.path());
    build
        .env("ANNOT_CACHE_DIR", folder.path().join("cache"))
        .env("RUSTFLAGS", "--cfg of_somebody_else");
    output(&mut build).map(drop)
}
