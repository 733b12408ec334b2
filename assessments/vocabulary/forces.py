"""The three driving forces, whose names are never translated."""

from typing import Literal

Force = Literal["intentie", "actie", "verbinding"]
FORCES: tuple[Force, ...] = ("intentie", "actie", "verbinding")
"""In the order of the chain."""
