//! What a user may ask for that changes generated code.

use serde::{Deserialize, Serialize};

/// How hard rustc works on generated code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Quick to run.
    #[default]
    Release,
}

/// The options of one build that every room may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub profile: Profile,
    /// Every guard asks the runtime whether it should fail although it holds.
    pub stress: bool,
    /// Functions (by the preorder index of their code objects) that stay bytecode: rustc refused what was made of them.
    pub without: Vec<u32>,
    /// Keep what every stage made, as text: `--emit=STAGE`.
    pub keep_stages: bool,
}
