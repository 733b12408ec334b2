"""A whole partnership as a file, to keep when leaving or to continue elsewhere. Never raw answers, never links."""

from .exporting import export_partnership, file_of
from .importing import import_partnership
from .reading import LARGEST_FILE, Incoming, UnusableFileError, read_file
from .rows import rows_of

__all__ = [
    "LARGEST_FILE",
    "Incoming",
    "UnusableFileError",
    "export_partnership",
    "file_of",
    "import_partnership",
    "read_file",
    "rows_of",
]
