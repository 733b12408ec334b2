"""QR codes of links, as drawings inside a page and as pictures to save."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

PICTURES: Mapping[str, str] = {"png": "image/png", "svg": "image/svg+xml"}
"""The kinds of picture, with their content type."""
_MODULE = 16
"""Dots of a module in a picture: sharp on paper, and small for a mail."""
QUIET = 4
"""White modules around a code, which readers need."""


def qr_code(url: str) -> SafeString:
    """Return the code of one address."""
    return _svg(_code(url))


def qr_codes(urls: Sequence[str]) -> list[SafeString]:
    """Return the codes of many addresses that differ in only a few letters.

    Choosing the best of the eight masks takes four fifths of the time, and the best hardly differs between such
    addresses, so that of the first serves all.
    """
    mask = _code(urls[0]).mask if urls else None
    return [_svg(_code(url, mask)) for url in urls]


def qr_picture(url: str, kind: str) -> bytes:
    """Return the code of an address as a picture of one of the PICTURES, in black on white."""
    picture = BytesIO()
    _code(url).save(picture, kind=kind, scale=_MODULE, border=QUIET, dark="#000", light="#fff")
    return picture.getvalue()


def _code(url: str, mask: int | None = None) -> segno.QRCode:
    return segno.make(url, error="m", boost_error=False, micro=False, mask=mask)


def _svg(code: segno.QRCode) -> SafeString:
    """Return a code in black on white, whatever the colours of the page, because cameras need that."""
    side = code.symbol_size(border=QUIET)[0]
    line = code.svg_inline(border=QUIET, omitsize=True, svgclass=None, lineclass=None).partition("<path")[2]
    svg = (
        f'<svg class="qr" viewBox="0 0 {side} {side}" aria-hidden="true" focusable="false" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path{line}'
    )
    return mark_safe(svg)  # noqa: S308 – numbers and paths alone; the address is in the modules
