"""Loaded before the settings are: tests keep their data in a folder of their own."""

import os
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="driekracht-test-")
(Path(os.environ["DATA_DIR"]) / "static").mkdir()
