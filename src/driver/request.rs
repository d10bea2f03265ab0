//! What a command asks of the corridor, and what it gets.

use crate::build::Cache;
use crate::driver::{Cost, FunctionReport};
use crate::project::stopwatch::Timings;
use crate::project::{Options, Python};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What every command needs to know about the machine.
pub struct Setting {
    pub python: Python,
    pub cache: Cache,
    /// Modules compiled at a time.
    pub jobs: usize,
    /// Do not use the network.
    pub offline: bool,
    /// Have rustc say how long its own stages take.
    pub timings: bool,
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
    /// How long each stage took.
    pub timings: Timings,
}

/// A module that was looked at.
#[derive(Clone, Debug)]
pub struct Checked {
    pub source: PathBuf,
    pub functions: Vec<FunctionReport>,
    /// What native functions could do faster, by the code of their reports.
    pub costs: BTreeMap<u32, Vec<Cost>>,
}

/// What one stage made of a module: text, or for `crate` a folder.
#[derive(Clone, Debug)]
pub enum Emitted {
    Text(String),
    Folder(PathBuf),
}
