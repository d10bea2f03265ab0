//! What a build tells while it runs. The command line shows it; this room only says it.

/// Receives the steps of a build. Called from several threads.
pub trait Progress: Sync {
    /// A step has begun that may take a while: "building the runtime for CPython 3.13.0".
    fn begin(&self, step: &str, total: usize);
    /// A part of the step is done: a crate, a module.
    fn advance(&self, part: &str);
    /// The step is over.
    fn finish(&self);
    /// Something that a user who waits should know.
    fn note(&self, text: &str);
    /// Something that went wrong and did not stop the build.
    fn warn(&self, text: &str);
}

/// Says nothing.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _step: &str, _total: usize) {}
    fn advance(&self, _part: &str) {}
    fn finish(&self) {}
    fn note(&self, _text: &str) {}
    fn warn(&self, _text: &str) {}
}
