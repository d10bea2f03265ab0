//! What a user may ask for that changes generated code.

use serde::{Deserialize, Serialize};

/// How hard rustc works on generated code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Quick to run.
    #[default]
    Release,
}

/// Which functions get a native engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Native {
    /// Those that gain from it.
    #[default]
    Gain,
    /// Of those, only functions that work on numbers: they never run Python code, so nobody sees their frames.
    Numbers,
    /// All that can be lowered, gain or not.
    All,
}

/// The options of one build that every room may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub profile: Profile,
    /// The CPU that rustc may rely on, as it names it; none: what the target's every CPU has.
    pub target_cpu: Option<String>,
    /// Every guard asks the runtime whether it should fail although it holds.
    pub stress: bool,
    pub native: Native,
    /// Functions (by the preorder index of their code objects) that stay bytecode: rustc refused what was made of them.
    pub without: Vec<u32>,
    /// Keep what every stage made, as text: `--emit=STAGE`.
    pub keep_stages: bool,
    /// Find out what native functions could do faster: `check --performance`.
    pub performance: bool,
}
