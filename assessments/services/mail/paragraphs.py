"""The paragraphs of a filled-in mail as HTML: everything escaped, the link as a button, the closing date in a box."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from assessments.models.mails import MailKind

from .words import PLACEHOLDER

_ASKING = frozenset({MailKind.INVITATION, MailKind.REMINDER, MailKind.LINK_AGAIN, MailKind.UNSENT, MailKind.EXTENDED})
"""The kinds that ask for answers, in which the closing date stands out."""
_BUTTONS: Mapping[MailKind, Promise] = {
    **dict.fromkeys(_ASKING, _("To the questions")),
    MailKind.THANKS: _("To your answers"),
    MailKind.RESULT: _("Read the result"),
    MailKind.CLOSED: _("Read the result"),
    MailKind.COORDINATOR: _("Accept the invitation"),
    MailKind.READER: _("Read the results"),
}
_OF_LINK = "{link}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a mail between two empty lines."""

    html: SafeString
    is_boxed: bool = False
    link: str = ""
    """Shown below it as a button, and once more as an address."""


def button_words(kind: MailKind) -> str:
    """Return what stands on the button of a mail, in the active language."""
    return str(_BUTTONS.get(kind) or _("Open the page"))


def html_paragraphs(text: str, values: Mapping[str, str], kind: MailKind) -> list[Paragraph]:
    """Return the paragraphs of a text with placeholders, filled in. A link on a line of its own becomes a button."""
    found: list[Paragraph] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        found += _with_link(part, values) if "link" in values and _OF_LINK in part else [_plain(part, values, kind)]
    return [one for one in found if one.html or one.link]


def _plain(part: str, values: Mapping[str, str], kind: MailKind) -> Paragraph:
    return Paragraph(_as_html(part, values), is_boxed=kind in _ASKING and "{closes}" in part)


def _with_link(part: str, values: Mapping[str, str]) -> list[Paragraph]:
    """Return what stands before the link, with a button below it, and what stands after it."""
    lines = part.split("\n")
    own_line = next((number for number, line in enumerate(lines) if line.strip() == _OF_LINK), None)
    if own_line is None:
        return [Paragraph(_as_html(part, values), link=values["link"])]
    before, after = ("\n".join(some) for some in (lines[:own_line], lines[own_line + 1 :]))
    return [Paragraph(_as_html(before, values), link=values["link"]), Paragraph(_as_html(after, values))]


def _as_html(text: str, values: Mapping[str, str]) -> SafeString:
    pieces = PLACEHOLDER.split(text)
    html = [_with_breaks(piece) if place % 2 == 0 else _value(piece, values) for place, piece in enumerate(pieces)]
    return mark_safe("".join(html))  # noqa: S308 - every piece is escaped below


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        return _with_breaks("{" + name + "}")
    value = escape(values[name])
    if name == "link":
        return f'<a class="letter-address" href="{value}">{value}</a>'
    if name == "contact" and (address := escape(values.get("reply_to", ""))):
        return value.replace(address, f'<a class="letter-address" href="mailto:{address}">{address}</a>')
    return value


def _with_breaks(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
