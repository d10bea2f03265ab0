"""Tilings: `mosaic.tiles` is Python that annot compiles, `mosaic._native` is Rust. Both are in one library."""

import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location

from mosaic import _native

# `tiles` is in the library of `_native`, where import does not look for it.
_loader = ExtensionFileLoader("mosaic.tiles", _native.__file__)
tiles = module_from_spec(spec_from_file_location("mosaic.tiles", _native.__file__, loader=_loader))
sys.modules["mosaic.tiles"] = tiles
_loader.exec_module(tiles)
