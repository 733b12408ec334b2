"""An installation for every test of closing."""

from .installation import installation, migrated

__all__ = ["installation", "migrated"]
