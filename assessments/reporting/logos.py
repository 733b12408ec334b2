"""A logo as it is kept: decoded and drawn anew, so that nothing of the file that came in is handed on."""

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from assessments.vocabulary.limits import LARGEST_FILE

MOST_DOTS = 16_000_000
"""In the picture that comes in; a larger one takes too much memory to read."""
WIDEST, HIGHEST = 480, 192
"""Dots in the one that is kept: sharp at half that size, and small enough for a mail."""
KINDS = ("PNG", "JPEG")
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    IndexError,
    struct.error,
    MemoryError,
)
"""What Pillow raises for a file that is broken."""


class UnusableLogoError(Exception):
    """A file is no picture of a kind and size that can be used; the ``reason`` is ``large``, ``dots`` or ``kind``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Drawn:
    """A logo as PNG, with its size in dots."""

    image: bytes
    width: int
    height: int


def draw_logo(data: bytes) -> Drawn:
    """Return the picture in a file, on white and no larger than needed. Raises UnusableLogoError for anything else."""
    if len(data) > LARGEST_FILE:
        raise UnusableLogoError("large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=KINDS) as found:
                if found.width * found.height > MOST_DOTS:
                    raise UnusableLogoError("dots")
                upright = ImageOps.exif_transpose(found).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusableLogoError("dots") from error
    except _UNREADABLE as error:
        raise UnusableLogoError("kind") from error
    upright.thumbnail((WIDEST, HIGHEST))
    drawn = Image.new("RGB", upright.size, "white")
    drawn.paste(upright, mask=upright.getchannel("A"))
    file = io.BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return Drawn(file.getvalue(), drawn.width, drawn.height)
