"""Tilings: `mosaic.tiles` is Python that annot compiles, `mosaic._native` is Rust. Both are in one library."""

import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location

from mosaic import _native


def _load(name):
    """A module that is in the library of `_native`, too."""
    loader = ExtensionFileLoader(name, _native.__file__)
    spec = spec_from_file_location(name, _native.__file__, loader=loader)
    module = sys.modules[name] = module_from_spec(spec)
    loader.exec_module(module)
    return module


tiles = _load("mosaic.tiles")
