"""Makes matplotlib's SVG small: attributes instead of styles, each glyph once, nothing invisible."""

import re
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_GLYPH_SCALE = 64
"""matplotlib draws letters 64 times too large and scales each of them down."""
_WITHOUT_EFFECT = {("stroke-dashoffset", "0"), ("stroke-linejoin", "miter"), ("font-weight", "400")}


def compacted(svg: str, width: float, height: float) -> str:
    """Return the picture in CSS pixels, with the same marks in the same order.

    Parameters
    ----------
    svg : str
        As matplotlib's own backend writes it, of a figure of these sizes at 72 dots per inch.
    width, height : float
        In pixels.

    Raises
    ------
    ValueError
        When there is an element that this module does not know.
    """
    writer = _Writer()
    marks = "".join(writer.mark(group) for group in _groups(ET.fromstring(svg)))  # noqa: S314 (our own drawing)
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    letters = f"<defs>{writer.letters()}</defs>" if writer.glyphs else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} stroke-linejoin="round">{letters}{marks}</svg>\n'


def _groups(root: ET.Element) -> list[ET.Element]:
    figure = root.find(f"{_SVG}g")
    return [] if figure is None else [mark for group in figure for mark in group]


def _number(text: str, decimals: int = 2) -> str:
    return f"{round(float(text), decimals) + 0.0:g}"


def _attributes(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if part.strip())
    named = ((name.strip(), value.strip()) for name, value in pairs)
    return {name: value for name, value in named if (name, value) not in _WITHOUT_EFFECT}


def _write_attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _path_data(data: str) -> str:
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", data.strip()).replace("\n", " ")


class _Writer:
    """Writes marks, and remembers the letters they use."""

    def __init__(self) -> None:
        self.glyphs: dict[str, tuple[str, str]] = {}
        """Short name and outline, per name that matplotlib gave."""

    def letters(self) -> str:
        return "".join(f'<path id="{name}" d="{outline}"/>' for name, outline in self.glyphs.values())

    def mark(self, element: ET.Element) -> str:
        kind = element.tag.removeprefix(_SVG)
        if kind == "path":
            style = _write_attributes(_attributes(element.get("style", "")))
            return f'<path d="{_path_data(element.get("d", ""))}"{style}/>'
        if kind == "text":
            return self._text(element)
        if kind == "g":
            return self._write_outline(element)
        raise ValueError(kind)

    def _text(self, element: ET.Element) -> str:
        style = _attributes(element.get("style", ""))
        if style.get("text-anchor") == "start":
            del style["text-anchor"]
        style["font-size"] = style["font-size"].removesuffix("px")
        place = {"x": _number(element.get("x", "0")), "y": _number(element.get("y", "0"))}
        return f"<text{_write_attributes(place | style)}>{escape(element.text or '')}</text>"

    def _write_outline(self, element: ET.Element) -> str:
        for glyph in element.iter(f"{_SVG}path"):
            name = glyph.get("id", "")
            self.glyphs.setdefault(name, (f"l{len(self.glyphs)}", _path_data(glyph.get("d", ""))))
        uses = "".join(self._use(use) for use in element.iter(f"{_SVG}use"))
        place = re.sub(r"scale\(([\d.]+) -[\d.]+\)", _smaller, element.get("transform", ""))
        return f"<g{_write_attributes(_attributes(element.get('style', '')))} transform={quoteattr(place)}>{uses}</g>"

    def _use(self, use: ET.Element) -> str:
        name, outline = self.glyphs[use.get(_HREF, "#")[1:]]
        if not outline:
            return ""
        moved = re.search(r"translate\(([-\d.]+) ", use.get("transform", ""))
        x = f' x="{round(float(moved[1]) * _GLYPH_SCALE)}"' if moved else ""
        return f'<use href="#{name}"{x}/>'


def _smaller(scale: re.Match[str]) -> str:
    size = f"{float(scale[1]) / _GLYPH_SCALE:.7g}"
    return f"scale({size} -{size})"
