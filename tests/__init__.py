"""The tests, which keep the compiled form of what they import, whatever the surroundings say.

Without it every worker, and every process that a test starts, compiles all packages again: half of what a short run
takes.
"""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
