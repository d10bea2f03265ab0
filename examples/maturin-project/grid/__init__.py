"""Ways through a grid."""

from grid.paths import ways

__all__ = ["ways"]
