"""A canvas in CSS pixels on which a chart puts shapes and words, and which becomes an SVG."""

import io
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Literal

from .compact import compacted
from .fonts import SANS, drawable, needs_wide_letters, runs_to_the_left, text_width, wrapped
from .shapes import Outline, polygon, rounded_box
from .style import LIGHT, following_the_device
from .values import Area, Medium

Anchor = Literal["start", "middle", "end"]

_ALIGN: dict[Anchor, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}
PRINT_SCALE = 3
"""Dots per pixel: 2,160 across a wide chart, which is 300 to the inch over the width of a page."""
NOTE_SIZE, NOTE_LEADING = 13, 18
_DRAWING = Lock()
"""matplotlib's settings and its font cache are shared by all threads."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline with its paint; colours are names of the palette."""

    outline: Outline
    fill: str | None = None
    stroke: str | None = None
    width: float = 1
    dash: tuple[float, ...] | None = None
    round_caps: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; (x, y) is on its baseline."""

    x: float
    y: float
    text: str
    size: float = 14
    weight: int = 400
    fill: str = "ink"
    anchor: Anchor = "start"
    family: str = SANS


class Canvas:
    """Shapes and words in the order in which they are painted; y runs downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._marks: list[Shape | Words] = []
        self._areas: list[Area] = []

    @property
    def areas(self) -> tuple[Area, ...]:
        """Which parts of the picture tell which cells of its table."""
        return tuple(self._areas)

    def area(
        self, span: tuple[float, float], top: float, bottom: float, row: int | None, columns: tuple[int, ...] = ()
    ) -> None:
        """Note that what is drawn from left to right and from top to bottom tells these cells of the table."""
        left, right = max(0.0, span[0]), min(self.width, span[1])
        top, bottom = max(0.0, top), min(self.height, bottom)
        self._areas.append(Area(left, top, right - left, bottom - top, row, columns))

    def shape(self, outline: Outline, **paint: Any) -> None:
        """Add an outline, unless it is empty, such as the hatching of a sliver; ``paint`` as in Shape.

        Those that follow one another with the same paint become one, which is much faster to draw.
        """
        if not outline:
            return
        shape, last = Shape(outline, **paint), self._marks[-1] if self._marks else None
        if isinstance(last, Shape) and replace(last, outline=outline) == shape:
            self._marks[-1] = replace(last, outline=last.outline + outline)
        else:
            self._marks.append(shape)

    def box(self, x: float, y: float, width: float, height: float, **paint: Any) -> None:
        """Add a rectangle."""
        self.shape(rounded_box(x, y, width, height), **paint)

    def line(self, x1: float, y1: float, x2: float, y2: float, **paint: Any) -> None:
        """Add a straight line."""
        self.shape(polygon(((x1, y1), (x2, y2)), closed=False), **{"stroke": "line", **paint})

    def words(self, x: float, y: float, text: str, **style: Any) -> None:
        """Add a line of text; ``style`` as in Words."""
        mark = Words(x, y, text, **style)
        if text := drawable(text, mark.weight, mark.family):
            self._marks.append(replace(mark, text=text))

    def lines(self, x: float, y: float, texts: tuple[str, ...], leading: float, **style: Any) -> None:
        """Add lines of text under one another, ``leading`` pixels apart."""
        for index, text in enumerate(texts):
            self.words(x, y + index * leading, text, **style)

    def with_note(self, note: str) -> "Canvas":
        """Return the same picture with a sentence under it."""
        lines = wrapped(note, self.width, NOTE_SIZE)
        noted = Canvas(self.width, self.height + NOTE_LEADING * (len(lines) + 1))
        noted._marks.extend(self._marks)
        noted.lines(0, self.height + NOTE_LEADING, lines, NOTE_LEADING, size=NOTE_SIZE)
        return noted

    def svg(self, medium: Medium) -> str:
        """Return the picture; the same marks give the same bytes."""
        import matplotlib as mpl

        kind = "none" if medium == "print" else "path"
        with _DRAWING, mpl.rc_context({"svg.fonttype": kind, "svg.hashsalt": "driekracht", "path.simplify": False}):
            out = io.StringIO()
            nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            self._figure().savefig(out, format="svg", metadata=nothing)
            drawn = out.getvalue()
        plain = compacted(drawn, self.width, self.height)
        return following_the_device(plain) if medium == "screen" else plain

    def png(self) -> bytes:
        """Return the picture as PNG on white, for print; the same marks give the same bytes."""
        with _DRAWING:
            figure = self._figure(PRINT_SCALE)
            figure.patch.set(visible=True, facecolor="white")
            out = io.BytesIO()
            figure.savefig(out, format="png", metadata={"Software": None})
        return out.getvalue()

    def _figure(self, scale: int = 1) -> Any:
        # Imported here, so that a web process loads matplotlib only when it draws. Figure and not pyplot, which keeps
        # every figure it makes and is not safe in threads.
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72 * scale)
        figure.patch.set_visible(False)
        for order, mark in enumerate(self._marks):
            artist = self._patch(mark) if isinstance(mark, Shape) else self._text(mark)
            artist.set(zorder=order, transform=Affine2D().scale(scale))
            figure.add_artist(artist)
        return figure

    def _path(self, outline: Outline) -> Any:
        from matplotlib.path import Path

        codes: dict[str, tuple[Any, ...]] = {
            "M": (Path.MOVETO,),
            "L": (Path.LINETO,),
            "C": (Path.CURVE4,) * 3,
            "Z": (Path.CLOSEPOLY,),
        }
        vertices: list[tuple[float, float]] = []
        steps: list[Any] = []
        for command, numbers in outline:
            pairs = numbers or (0.0, self.height)
            vertices += [(round(pairs[i], 2), round(self.height - pairs[i + 1], 2)) for i in range(0, len(pairs), 2)]
            steps += codes[command]
        return Path(vertices, steps)

    def _patch(self, mark: Shape) -> Any:
        from matplotlib.patches import PathPatch

        return PathPatch(
            self._path(mark.outline),
            facecolor=LIGHT[mark.fill] if mark.fill else "none",
            edgecolor=LIGHT[mark.stroke] if mark.stroke else "none",
            linewidth=mark.width if mark.stroke else 0,
            linestyle=(0, mark.dash) if mark.dash else "solid",
            capstyle="round" if mark.round_caps else "butt",
            joinstyle="round",
        )

    def _text(self, mark: Words) -> Any:
        from matplotlib.text import Text

        from .faces import Faces

        with_wide_letters = needs_wide_letters(mark.text, mark.weight, mark.family)
        face = Faces(mark.family, mark.weight, mark.size, with_wide_letters=with_wide_letters)
        if runs_to_the_left(mark.text):
            return self._outlined(mark, face)
        return Text(
            round(mark.x, 2),
            round(self.height - mark.y, 2),
            mark.text,
            color=LIGHT[mark.fill],
            fontproperties=face,
            horizontalalignment=_ALIGN[mark.anchor],
            verticalalignment="baseline",
            parse_math=False,
        )

    def _outlined(self, mark: Words, face: Any) -> Any:
        """Return words as one shape: the PDF would put letters that run to the left side by side from the left."""
        import matplotlib as mpl
        from matplotlib.patches import PathPatch
        from matplotlib.textpath import TextPath

        width = text_width(mark.text, mark.size, mark.weight, mark.family)
        left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
        place = round(left, 2), round(self.height - mark.y, 2)
        with mpl.rc_context({"text.parse_math": False}):  # two dollars in a name are no formula
            outline = TextPath(place, mark.text, size=mark.size, prop=face)
        return PathPatch(outline, facecolor=LIGHT[mark.fill], edgecolor="none", linewidth=0)
