//! What a command asks of the corridor, and what it gets.

use crate::build::Cache;
use crate::driver::FunctionReport;
use crate::project::{Options, Python};
use std::path::PathBuf;

/// What every command needs to know about the machine.
pub struct Setting {
    pub python: Python,
    pub cache: Cache,
    /// Modules compiled at a time.
    pub jobs: usize,
    /// Do not use the network.
    pub offline: bool,
}

/// Modules to be made.
pub struct Request {
    /// Files and the dotted names of their modules, in the order in which results are wanted.
    pub modules: Vec<(PathBuf, String)>,
    pub options: Options,
    pub place: Place,
}

/// Where extension modules go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    BesideSource,
    /// Below a folder, in folders for their packages.
    Folder(PathBuf),
    /// Nowhere: they stay in the cache, to be run from there.
    Cache,
}

/// A module that was built.
#[derive(Clone, Debug)]
pub struct Built {
    pub source: PathBuf,
    pub module_name: String,
    /// The extension module, in its place.
    pub artifact: PathBuf,
    pub functions: Vec<FunctionReport>,
    /// Nothing was compiled: it was there from before.
    pub was_cached: bool,
}

/// A module that was looked at.
#[derive(Clone, Debug)]
pub struct Checked {
    pub source: PathBuf,
    pub functions: Vec<FunctionReport>,
}

/// What one stage made of a module: text, or for `crate` a folder.
#[derive(Clone, Debug)]
pub enum Emitted {
    Text(String),
    Folder(PathBuf),
}
