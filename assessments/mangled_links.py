"""What is left of a link that a mail program, a chat or a hand has changed: its kind, and the key still in it."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

from assessments.ids import TOKEN

CODE = r"[a-z0-9]{6,20}"
"""How the code of an open link looks: six characters now, ten in rounds from before."""
_RESPONSE = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


class Found(NamedTuple):
    """The name of a page, and the arguments of its address."""

    page: str
    arguments: tuple[str, ...]


_PAGES = {
    "i": ("invitation", rf"({TOKEN})"),
    "u": ("unsubscribe", rf"({TOKEN})"),
    "c": ("coordinator_invitation", rf"({TOKEN})"),
    "s": ("share_link", rf"({TOKEN})"),
    "answers/withdraw": ("withdraw_by_mail", rf"({TOKEN})"),
    "answers/replace": ("replace_by_mail", rf"({_RESPONSE})/+({TOKEN})"),
}
ANY = r"^(?:/*)(?P<kind>(?i:[iucms]|answers/+(?:withdraw|replace)))(?:/|%2[Ff])+(?P<token>(?s:.*))$"
"""The addresses that a link of ours can have become, whatever stands behind its kind."""


def without_noise(text: str) -> str:
    """Return a text without the encoding, blanks, invisible signs and other dashes that copying put into it."""
    plain = unicodedata.normalize("NFKC", unquote(text).translate(_DASHES))
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] not in "CZ")


def code_in(text: str) -> str | None:
    """Return the code of an open link in what somebody typed or opened; None if there is none."""
    found = re.match(rf"[^a-z0-9]*({CODE})(?![a-z0-9])", without_noise(text).lower().replace("-", ""))
    return found[1] if found else None


def page_in(path: str) -> Found | None:
    """Return the page that a link was meant for, from the path of its address; None if there is no key in it.

    Whether the key opens anything is left to the page.
    """
    link = re.match(ANY, path)
    if link is None:
        return None
    kind = re.sub("/+", "/", link["kind"].lower())
    if kind == "m":
        code = code_in(link["token"])
        return Found("open_link", (code,)) if code else None
    page, pattern = _PAGES[kind]
    found = re.search(pattern, without_noise(link["token"]))
    return Found(page, found.groups()) if found else None
