"""Pictures that all workers of a run share: what was drawn once is found again by the marks it consists of.

Drawing is nine tenths of the work of a page with a result, and hundreds of tests look at pages of the same few results.
Every picture is still drawn in every run; tests of drawing itself ask for ``drawn_anew``.
"""

import os
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from inspect import unwrap
from tempfile import NamedTemporaryFile

import pytest

from assessments.reporting.charts.canvas import Canvas

WAYS = ("svg", "png")


@contextmanager
def drawn_once(folder):
    """Keep in a folder what a canvas makes of its marks, until the block ends."""
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for way in WAYS:
            patch.setattr(Canvas, way, _kept(folder, getattr(Canvas, way)))
        yield


@contextmanager
def drawn_anew():
    """Draw whatever is asked for, until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        for way in WAYS:
            patch.setattr(Canvas, way, unwrap(getattr(Canvas, way)))
        yield


def _kept(folder, draw):
    @wraps(draw)
    def found_or_drawn(canvas, *medium):
        marks = repr((draw.__name__, canvas.width, canvas.height, canvas._marks, medium))
        file = folder / sha256(marks.encode()).hexdigest()
        if not file.exists():
            drawn = draw(canvas, *medium)
            _put(file, drawn.encode() if isinstance(drawn, str) else drawn)
            return drawn
        return file.read_bytes() if draw.__name__ == "png" else file.read_text()

    return found_or_drawn


def _put(file, content):
    """Write a file in one step: other workers see all of it or nothing."""
    with NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
        unfinished.write(content)
    os.replace(unfinished.name, file)  # noqa: PTH105 – Path.replace is the same
