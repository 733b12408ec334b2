"""The version of the product, which every frozen result and exported file carries."""

import tomllib
from pathlib import Path

# The product runs from its tree and is never installed as a package, so there is no metadata to ask.
_PROJECT = Path(__file__).parents[1] / "pyproject.toml"

PRODUCT_VERSION: str = tomllib.loads(_PROJECT.read_text())["project"]["version"]
