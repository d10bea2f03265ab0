//! `mosaic._native`: the project's own Rust, and beside it what annot makes of `mosaic.tiles`.

use pyo3::prelude::*;

include!(concat!(env!("OUT_DIR"), "/tiles.rs"));

/// Whether a tile of that many corners covers the plane by itself.
#[pyfunction]
fn covers_plane(corners: u32) -> bool {
    matches!(corners, 3 | 4 | 6)
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(covers_plane, module)?)
}
