"""An installation for every test of closing."""

from .installation import installation

__all__ = ["installation"]
