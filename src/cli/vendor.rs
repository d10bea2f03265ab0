//! `annot vendor`: the crates that the runtime is built of, in a folder that can be carried to a machine without network.

use super::arguments::VendorArguments;
use super::terminal::Terminal;
use crate::build::{Toolchain, vendor};
use crate::project::{CacheDir, Fault};

pub(super) fn run(arguments: &VendorArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let cache = CacheDir::locate()?;
    let toolchain = Toolchain::find(&cache)?;
    let folder = std::path::absolute(&arguments.folder).unwrap_or_else(|_| arguments.folder.clone());
    let count = vendor(&folder, &toolchain, arguments.offline)?;
    terminal.status("Fetched", &format!("{count} crates"));
    terminal.status(
        "Next",
        &format!("ANNOT_VENDOR_DIR={} annot build --offline", arguments.folder.display()),
    );
    terminal.print(&arguments.folder.display().to_string());
    Ok(0)
}
