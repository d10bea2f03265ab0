//! Templates, generated Rust and bytecode -> a crate on disk.
//!
//! The crate that `--emit=crate` writes and the one that `build` compiles have the same `src`; the former also carries the
//! runtime, a manifest and a lock file, so that `cargo build` works on it as it is.

mod embedded;
mod lockfile;
mod runtime;

use crate::project::{Fault, Python, crate_name, write_if_changed};
use minijinja::{Environment, UndefinedBehavior, context};
use std::path::Path;

pub use runtime::{runtime_hash, runtime_package_count, write_runtime};

/// What a generated crate is made of.
pub struct CrateParts<'a> {
    /// The module's dotted name.
    pub module_name: &'a str,
    /// `src/lib.rs`.
    pub rust: &'a str,
    /// `src/code.bin`: the module's bytecode, marshalled.
    pub marshal: &'a [u8],
}

/// Writes `lib.rs` and `code.bin`, which is all that rustc reads. Files that are there already are left alone.
pub fn write_source(parts: &CrateParts, folder: &Path) -> Result<(), Fault> {
    put(&folder.join("lib.rs"), parts.rust.as_bytes())?;
    put(&folder.join("code.bin"), parts.marshal)
}

/// Writes a crate that `cargo build` makes into the extension module, runtime included.
pub fn write_crate(parts: &CrateParts, python: &Python, folder: &Path) -> Result<(), Fault> {
    write_source(parts, &folder.join("src"))?;
    write_runtime(&folder.join("runtime"))?;
    let variables = context! {
        annot => env!("CARGO_PKG_VERSION"),
        library => crate_name(parts.module_name),
        python => python.version.to_string(),
        executable => toml::Value::String(python.executable.to_string_lossy().into_owned()).to_string(),
    };
    for (file, template) in [("Cargo.toml", MANIFEST), (".cargo/config.toml", CARGO_CONFIG)] {
        put(&folder.join(file), render(file, template, &variables)?.as_bytes())?;
    }
    put(&folder.join("Cargo.lock"), lockfile::for_module().as_bytes())
}

/// Writes `NAME.rs` and `NAME.bin`, named after the last part of the module's name, for `include!` in another crate.
pub fn write_include(parts: &CrateParts, folder: &Path) -> Result<(), Fault> {
    let last = parts.module_name.rsplit('.').next().unwrap_or(parts.module_name);
    put(
        &folder.join(format!("{last}.rs")),
        included(parts.rust, parts.module_name, last).as_bytes(),
    )?;
    put(&folder.join(format!("{last}.bin")), parts.marshal)
}

/// The text of `lib.rs` as a module: what is included cannot say anything about the crate.
fn included(rust: &str, module_name: &str, last: &str) -> String {
    let is_about_the_crate = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
    let (head, body): (Vec<&str>, Vec<&str>) = rust.lines().partition(is_about_the_crate);
    let mut text: String = head
        .iter()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| format!("//{line}\n"))
        .collect();
    text.push_str(&format!("#[allow(warnings)]\nmod {} {{\n", crate_name(module_name)));
    for line in body {
        text.push_str(&line.replace(
            "include_bytes!(\"code.bin\")",
            &format!("include_bytes!(\"{last}.bin\")"),
        ));
        text.push('\n');
    }
    text + "}\n"
}

const MANIFEST: &str = include_str!("../../templates/module/Cargo.toml.j2");
const CARGO_CONFIG: &str = include_str!("../../templates/module/config.toml.j2");

fn render(name: &str, template: &str, variables: &minijinja::Value) -> Result<String, Fault> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_keep_trailing_newline(true);
    environment
        .render_named_str(name, template, variables)
        .map_err(|error| Fault::internal(format!("template of {name}: {error}")))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    write_if_changed(path, bytes).map_err(|error| Fault::io(format_args!("write {}", path.display()), &error))
}
