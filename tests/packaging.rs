//! Where people use annot: build backends and import hooks, each with the real tool, from a fresh virtual environment.
//!
//! The tools are fetched once and kept in the target folder. Without network and without them, these tests are skipped and
//! say so.
#![cfg(unix)]

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;
#[path = "packaging/workshop.rs"]
mod workshop;

use std::path::Path;
use std::process::Command;
use workshop::{Result, Workshop, example, files, members, output, project, said, workshop};

/// The last part of a test: the module is imported from an environment that annot is not in, natively, beside its source, and
/// does what its source does.
fn is_native(workshop: &Workshop, python: &Path, module: &str, expression: &str) -> Result {
    let script = format!(
        "import importlib.util, sys, {module}
assert importlib.util.find_spec('annot') is None
m = sys.modules['{module}']
suffix = '{}'
assert m.__file__.endswith(suffix), m.__file__
spec = importlib.util.spec_from_file_location('interpreted', m.__file__.removesuffix(suffix) + '.py')
native, m = {expression}, importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
assert native == {expression}, native
print(native)",
        workshop.suffix
    );
    output(workshop.command(python).args(["-c", &script]).current_dir("/")).map(drop)
}

#[test]
fn a_setuptools_project_needs_one_table() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("setuptools-project")?;
    let wheel = workshop.wheel(&folder)?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy().into_owned();
    assert!(name.starts_with(&format!("orbit-0.1.0-{}-", workshop.tag)), "{name}");
    let library = format!("orbit/motion{}", workshop.suffix);
    let inside = members(workshop, &wheel)?;
    for file in [&library[..], "orbit/motion.py", "orbit/py.typed", "orbit/__init__.py"] {
        assert!(
            inside.iter().any(|member| member == file),
            "{file} is not in {inside:?}"
        );
    }
    assert!(!folder.join("src").join(&library).exists());
    let python = workshop.environment(scratch.path(), &[&wheel.display().to_string()])?;
    is_native(workshop, &python, "orbit.motion", "round(m.period(1.0, 1.0, 0.001), 3)")
}

#[test]
fn metadata_and_source_distributions_compile_nothing() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (_scratch, folder) = example("setuptools-project")?;
    let tools = workshop.tools()?;
    // In the place of annot stands a program that writes down what it is asked.
    let log = folder.join("asked");
    let spy = folder.join("spy");
    let text = format!(
        "#!/bin/sh\necho \"$1\" >> '{}'\nexec '{}' \"$@\"\n",
        log.display(),
        env!("CARGO_BIN_EXE_annot")
    );
    std::fs::write(&spy, text)?;
    std::fs::set_permissions(&spy, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    let run = |arguments: &[&str]| {
        let mut command = workshop.command(&tools);
        output(command.args(arguments).env("ANNOT_BIN", &spy).current_dir(&folder))
    };
    run(&["-m", "build", "--no-isolation", "--sdist"])?;
    let script = "from setuptools import build_meta; print(build_meta.prepare_metadata_for_build_wheel('metadata'))";
    std::fs::create_dir(folder.join("metadata"))?;
    run(&["-c", script])?;
    let asked = std::fs::read_to_string(&log)?;
    assert!(
        !asked.is_empty() && asked.lines().all(|word| word == "config"),
        "{asked}"
    );
    let sources = members(workshop, &folder.join("dist/orbit-0.1.0.tar.gz"))?;
    assert!(
        sources.iter().any(|name| name == "orbit-0.1.0/src/orbit/motion.py"),
        "{sources:?}"
    );
    assert!(!sources.iter().any(|name| name.contains(".so")), "{sources:?}");
    // The spy does see compilation.
    run(&["-c", "import setuptools; setuptools.setup()", "build_ext", "--inplace"])?;
    assert!(std::fs::read_to_string(&log)?.lines().any(|word| word == "build"));
    assert!(folder.join(format!("src/orbit/motion{}", workshop.suffix)).is_file());
    Ok(())
}

#[test]
fn an_editable_installation_is_built_in_place_and_never_stale() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("setuptools-project")?;
    let python = workshop.environment(scratch.path(), &[])?;
    let place = scratch.path().join("environment").display().to_string();
    let install = || output(&mut workshop.pip(&["--python", &place, "install", "-q", "-e", "."], &folder));
    install()?;
    is_native(workshop, &python, "orbit.motion", "m.period.__name__")?;
    let source = folder.join("src/orbit/motion.py");
    let text = std::fs::read_to_string(&source)?;
    std::fs::write(&source, format!("{text}\nEDITED = True\n"))?;
    let mut ask = workshop.command(&python);
    let done = ask
        .args(["-c", "import orbit.motion; print(orbit.motion.EDITED)"])
        .output()?;
    assert!(
        said(&done).contains("True") && said(&done).contains("has changed since it was built"),
        "{}",
        said(&done)
    );
    install()?;
    is_native(workshop, &python, "orbit.motion", "m.EDITED")
}

#[test]
fn a_namespace_package_and_an_extension_in_c_live_together() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let folder = project(&[
        (
            "pyproject.toml",
            "[build-system]\nrequires = [\"setuptools>=77\", \"annot\"]\n[project]\nname = \"both\"\nversion = \"1\"\n\
             [tool.setuptools]\next-modules = [{name = \"space.both.plain\", sources = [\"plain.c\"]}]\n\
             [tool.annot]\nmodules = [\"space.both\", \"space.both.fast\"]\n",
        ),
        (
            "src/space/both/__init__.py",
            "def one(x: int) -> int:\n    return x + 1\n",
        ),
        ("src/space/both/fast.py", "def two(x: int) -> int:\n    return x + x\n"),
        (
            "plain.c",
            "#include <Python.h>\nstatic struct PyModuleDef plain = {PyModuleDef_HEAD_INIT, \"plain\", 0, -1, 0};\n\
             PyMODINIT_FUNC PyInit_plain(void) { return PyModule_Create(&plain); }\n",
        ),
    ])?;
    let wheel = workshop.wheel(folder.path())?;
    let inside = members(workshop, &wheel)?;
    for module in ["__init__", "fast", "plain"] {
        let file = format!("space/both/{module}{}", workshop.suffix);
        assert!(inside.contains(&file), "{file} is not in {inside:?}");
    }
    let python = workshop.environment(folder.path(), &[&wheel.display().to_string()])?;
    is_native(workshop, &python, "space.both.fast", "m.two(21)")?;
    is_native(
        workshop,
        &python,
        "space.both",
        "(m.one(1), __import__('space.both.plain').both.plain.__name__)",
    )
}

#[test]
fn the_own_backend_is_named_alone() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("annot-project")?;
    let wheel = workshop.wheel(&folder)?;
    let inside = members(workshop, &wheel)?;
    assert!(
        inside.contains(&format!("shapes/area{}", workshop.suffix)),
        "{inside:?}"
    );
    assert!(
        !inside.contains(&format!("shapes/names{}", workshop.suffix)),
        "{inside:?}"
    );
    let python = workshop.environment(scratch.path(), &[&wheel.display().to_string()])?;
    is_native(workshop, &python, "shapes.area", "m.lattice_points(10)")?;
    // In place, for the next run of the same environment.
    let place = scratch.path().join("environment").display().to_string();
    output(&mut workshop.pip(&["--python", &place, "install", "-q", "-e", "."], &folder))?;
    assert!(folder.join(format!("shapes/area{}", workshop.suffix)).is_file());
    is_native(workshop, &python, "shapes.area", "m.lattice_points(2)")
}

/// A PATH with nothing but what Python itself needs.
fn without_rust(command: &mut Command) -> &mut Command {
    command.env("PATH", "/nonexistent")
}

#[test]
fn without_rust_the_source_is_installed_or_the_message_says_what_to_do() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("annot-project")?;
    let mut build = workshop.pip(&["wheel", "-v", "--no-deps", "-w", "dist", "."], &folder);
    let done = without_rust(&mut build).output()?;
    let text = said(&done);
    assert!(done.status.success(), "{text}");
    let warnings: Vec<&str> = text.lines().filter(|line| line.contains("not compiled")).collect();
    assert_eq!(warnings.len(), 1, "{text}");
    assert!(warnings[0].contains("there is no `rustc` in PATH"), "{text}");
    let wheel = folder
        .join("dist")
        .join(files(&folder.join("dist"))?.pop().ok_or("no wheel")?);
    let inside = members(workshop, &wheel)?;
    assert!(
        inside.contains(&"shapes/area.py".to_owned()) && !inside.iter().any(|name| name.ends_with(".so")),
        "{inside:?}"
    );
    let python = workshop.environment(scratch.path(), &[&wheel.display().to_string()])?;
    assert_eq!(
        output(
            workshop
                .command(python)
                .args(["-c", "import shapes.area as m; print(m.lattice_points(2))"])
        )?,
        "13\n"
    );

    let mut build = workshop.pip(
        &[
            "wheel",
            "--no-deps",
            "-w",
            "dist/none",
            ".",
            "-C",
            "annot-fallback=error",
        ],
        &folder,
    );
    let done = without_rust(&mut build).output()?;
    let text = said(&done);
    assert!(!done.status.success(), "{text}");
    for part in [
        "there is no `rustc` in PATH",
        "https://rustup.rs",
        "annot could not compile",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    Ok(())
}

#[test]
fn a_hatchling_project_has_a_hook() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("hatchling-project")?;
    let wheel = workshop.wheel(&folder)?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy().into_owned();
    assert!(name.starts_with(&format!("words-0.1.0-{}-", workshop.tag)), "{name}");
    let inside = members(workshop, &wheel)?;
    assert!(
        inside.contains(&format!("words/checksum{}", workshop.suffix)),
        "{inside:?}"
    );
    let python = workshop.environment(scratch.path(), &[&wheel.display().to_string()])?;
    is_native(workshop, &python, "words.checksum", "m.adler(0, 300)")?;
    let place = scratch.path().join("environment").display().to_string();
    output(&mut workshop.pip(&["--python", &place, "install", "-q", "-e", "."], &folder))?;
    is_native(workshop, &python, "words.checksum", "m.adler(0, 1)")
}

#[test]
fn a_maturin_project_has_a_crate_that_is_checked() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("maturin-project")?;
    let emit = |check: bool| {
        let mut annot = workshop.command(env!("CARGO_BIN_EXE_annot"));
        annot.args(["emit", "grid/paths.py", "--crate", "rust", "--python"]);
        annot.arg(&workshop.python).args(check.then_some("--check"));
        annot.current_dir(&folder);
        annot
    };
    output(&mut emit(false))?;
    output(&mut emit(true))?;
    let wheel = workshop.wheel(&folder)?;
    let inside = members(workshop, &wheel)?;
    for file in [
        &format!("grid/paths{}", workshop.suffix),
        "grid/paths.py",
        "grid/py.typed",
    ] {
        assert!(
            inside.iter().any(|member| member == file),
            "{file} is not in {inside:?}"
        );
    }
    let python = workshop.environment(scratch.path(), &[&wheel.display().to_string()])?;
    is_native(
        workshop,
        &python,
        "grid.paths",
        "(m.ways(30, 40), m.power(3, 200, 1000003))",
    )?;
    // What CI says when somebody forgets to write the crate again.
    let source = folder.join("grid/paths.py");
    let text = std::fs::read_to_string(&source)?;
    std::fs::write(&source, text.replace("result = 1", "result = 1 % modulus"))?;
    let done = emit(true).output()?;
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("stale-crate"), "{}", said(&done));
    Ok(())
}

#[test]
fn a_maturin_project_has_rust_of_its_own() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("maturin-own-rust")?;
    let mut runtime = workshop.command(env!("CARGO_BIN_EXE_annot"));
    output(runtime.args(["emit", "--runtime", "rust/annot"]).current_dir(&folder))?;
    let wheel = workshop.wheel(&folder)?;
    let library = format!("mosaic/_native{}", workshop.suffix);
    let inside = members(workshop, &wheel)?;
    for file in [&library[..], "mosaic/tiles.py", "mosaic/py.typed"] {
        assert!(
            inside.iter().any(|member| member == file),
            "{file} is not in {inside:?}"
        );
    }
    let python = workshop.environment(scratch.path(), &[&wheel.display().to_string()])?;
    let script = "
import ctypes, mosaic, runpy
from mosaic import _native, tiles
assert _native.covers_plane(6) and not _native.covers_plane(5)
source = runpy.run_path(mosaic.__path__[0] + '/tiles.py')
given = 5000, (1, 2, 5), 1_000_003
assert tiles.tilings(*given) == source['tilings'](*given)
describe = ctypes.PyDLL(_native.__file__).annot_describe
describe.argtypes, describe.restype = [ctypes.py_object], ctypes.py_object
native, guards, refused, left = describe(tiles.tilings)
assert native and guards > 0 and not refused and not left
";
    output(workshop.command(&python).args(["-c", script]).current_dir("/"))?;
    // A runtime that is another annot's stops the build, and the message says what to do.
    let file = folder.join("rust/annot/src/lib.rs");
    std::fs::write(&file, std::fs::read_to_string(&file)? + "// changed\n")?;
    let done = workshop.pip(&["wheel", "--no-deps", "."], &folder).output()?;
    assert!(!done.status.success());
    assert!(said(&done).contains("annot emit --runtime annot"), "{}", said(&done));
    Ok(())
}

#[test]
fn uv_builds_and_installs() -> Result {
    let Some(workshop) = workshop() else { return Ok(()) };
    let (scratch, folder) = example("setuptools-project")?;
    let tools = workshop.environment(scratch.path(), &["uv"])?;
    let uv = tools.with_file_name("uv");
    let run = |arguments: &[&str]| {
        let mut command = workshop.command(&uv);
        command.args(arguments).arg("--python").arg(&workshop.python);
        command
            .args(["--offline", "--no-cache", "--no-index", "--find-links"])
            .arg(workshop.links());
        output(command.current_dir(&folder))
    };
    run(&["build", "--wheel"])?;
    let wheel = files(&folder.join("dist"))?
        .into_iter()
        .find(|name| name.ends_with(".whl"))
        .ok_or("no wheel")?;
    let inside = members(workshop, &folder.join("dist").join(wheel))?;
    assert!(
        inside.contains(&format!("orbit/motion{}", workshop.suffix)),
        "{inside:?}"
    );
    let place = scratch.path().join("uv environment");
    let mut make = workshop.command(&uv);
    output(
        make.args(["venv", "-q", "--offline", "--python"])
            .arg(&workshop.python)
            .arg(&place),
    )?;
    let mut install = workshop.command(&uv);
    install.args([
        "pip",
        "install",
        "-q",
        "--offline",
        "--no-cache",
        "--no-index",
        "--find-links",
    ]);
    install
        .arg(workshop.links())
        .arg("--python")
        .arg(place.join("bin/python"))
        .arg(".");
    output(install.current_dir(&folder))?;
    is_native(
        workshop,
        &place.join("bin/python"),
        "orbit.motion",
        "round(m.period(1.0, 1.0, 0.001), 3)",
    )
}
