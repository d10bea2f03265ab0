//! A real notebook, executed by a real kernel. `ANNOT_TEST_JUPYTER` names a Python that has nbclient and ipykernel (from PyPI);
//! without it this test is skipped, and says so: they are fifty packages.
#![cfg(unix)]

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;
#[path = "packaging/session.rs"]
#[allow(dead_code)]
mod session;

use session::{Result, output, project, python};
use std::path::{Path, PathBuf};

#[test]
fn a_notebook_is_executed() -> Result {
    let Some(jupyter) = std::env::var_os("ANNOT_TEST_JUPYTER").map(PathBuf::from) else {
        eprintln!("skipped: ANNOT_TEST_JUPYTER names no Python with nbclient and ipykernel");
        return Ok(());
    };
    let folder = project(&[])?;
    let script = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packaging/notebook.py"))?;
    let said = output(python(&jupyter, folder.path(), &script).env("IPYTHONDIR", folder.path()))?;
    assert!(said.contains("executed 9 cells"), "{said}");
    Ok(())
}
