"""Zip files that are the same, byte for byte, each time they are made."""

import io
from collections.abc import Iterable
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

FIRST_YEAR = 1980
"""The earliest year that a zip file can hold."""


def write_zip(files: Iterable[tuple[str, bytes]], at: datetime, *, stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip file with these files in this order, all of one moment; ``stored`` names those not compressed."""
    out = io.BytesIO()
    moment = (max(at.year, FIRST_YEAR), at.month, at.day, at.hour, at.minute, at.second)
    with ZipFile(out, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, moment)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def read_zip(content: bytes) -> list[tuple[str, bytes]]:
    """Return the files in a zip file, in their order."""
    with ZipFile(io.BytesIO(content)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
