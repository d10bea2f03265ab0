"""A body on its way round another."""

from orbit.motion import period

__all__ = ["period"]
