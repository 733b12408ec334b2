"""What is left of a link that a mail program, a chat or a hand has changed: its kind, and the key still in it."""

import re
import unicodedata
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from assessments.ids import TOKEN

CODE = r"[a-z0-9]{6}(?:[a-z0-9]{4})?"
"""How the code of an open link looks: six characters now, ten in rounds from before."""
CODE_SIGN = r"[b-df-hjkmnp-tv-xz2-9]"
"""A sign of such a code now: no vowel, so that it is no word, and nothing that is read wrong."""
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
_WITH_CODE = {"m": "open_link", "g": "guess"}
ANY = r"^(?:/*)(?P<kind>(?ia:[iucmsg]|answers/+(?:withdraw|replace)))(?:/|%2[Ff])+(?P<token>(?s:.*))$"
"""The addresses that a link of ours can have become, whatever stands behind its kind."""
_OWN = rf"/*(?:accounts|beheer|answers/{_RESPONSE})/"
"""Pages of which the address is no link that something was put before, whatever stands in it."""
ELSEWHERE = (
    rf"^(?P<kind>(?!{_OWN})(?s:.*?))"
    rf"(?P<token>(?:(?<![A-Za-z0-9_-])(?:[iI][_-]?)?|(?<=%2[Ff])){TOKEN}(?s:.*))$"
)
"""The same where something else than a kind stands before the key: a whole address, another sign, or nothing."""
ALONE = (
    rf"^(?P<kind>(?:(?i:https?:|www\.).{{0,500}}/)?(?i:m?)(?:[\s./:_\\-]|%20){{0,20}}+)"
    rf"(?P<token>(?i:{CODE_SIGN}{{6}})/?)$"
)
"""A code of an open link without its kind, or against it, or in a whole address.

Both runs have a most: two without one after each other would take time by the square of a long text.
"""
_KIND = re.compile(r"(?:^|[/\s])([iucs1l|])[\s/:.\\]*$", re.IGNORECASE | re.ASCII)
_READ_WRONG = {"1": "i", "l": "i", "|": "i"}
"""Signs that an ``i`` on paper is taken for."""
_LABEL = re.compile(r"^\W*(?:(?:de|the)\s+)?code\b[\s:=]*", re.IGNORECASE)


def without_noise(text: str) -> str:
    """Return a text without the encoding, blanks, invisible signs and other dashes that copying put into it."""
    plain = unescape(unquote(text))
    # As a mail is sent, as a chat shows it, and as it is quoted in a reply.
    plain = re.sub(r"=\r?\n|=(?=2[Dd]|5[Ff])", lambda found: "%" if found[0] == "=" else "", plain)
    plain = re.sub(r"\\(?=[_-])|\n[>| ]+", "", plain)
    plain = unicodedata.normalize("NFKC", unquote(plain).translate(_DASHES))
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] not in "CZ")


def code_in(text: str) -> str | None:
    """Return the code of an open link in what somebody typed or opened; None if there is none."""
    found = re.match(rf"[^a-z0-9]*({CODE})(?![a-z0-9])", without_noise(text).lower().replace("-", ""))
    return found[1] if found else None


def typed_code(text: str) -> str | None:
    """Return the code of an open link in what somebody typed: alone, with signs in it, or as a whole address.

    Examples
    --------
    >>> typed_code("Code: BCD-F23"), typed_code("bcd/f23"), typed_code("www.voorbeeld.nl/m/bcdf23/?x=1")
    ('bcdf23', 'bcdf23', 'bcdf23')
    """
    plain = text.strip().rstrip("/")
    told, n_addresses = re.subn(r"^(?:.*/)?m/+([^?#]*).*", r"\1", plain, flags=re.IGNORECASE | re.DOTALL)
    told = _LABEL.sub("", told)
    if not n_addresses and not re.fullmatch(r"\w{1,5}/\w{1,5}", told):
        told = told.rpartition("/")[2]
    if (found := code_in(told)) is not None:
        return found
    together = re.sub(r"[^a-z0-9]", "", without_noise(told).lower())
    return together if re.fullmatch(r"[a-z0-9]{6}|[a-z0-9]{10}", together) else None


def page_in(path: str) -> Found | None:
    """Return the page that a link was meant for, from the path of its address; None if there is no key in it.

    Whether the key opens anything is left to the page.
    """
    path = path.removeprefix("/")
    if link := re.match(ANY, path):
        return _page_of(re.sub("/+", "/", link["kind"].lower()), link["token"])
    if link := re.match(ELSEWHERE, path):
        within = re.search(r"/(?=(?:[iucs]|answers)/)", link["kind"], re.IGNORECASE)
        if within:
            return page_in(path[within.end() :])
        near = _KIND.search(unicodedata.normalize("NFKC", unquote(link["kind"])))
        kind = near[1].lower() if near else "i"
        return _page_of(_READ_WRONG.get(kind, kind), link["token"])
    if link := re.match(ALONE, path):
        return _page_of("m", link["token"])
    return None


def _page_of(kind: str, token: str) -> Found | None:
    if kind in _WITH_CODE and not re.search(TOKEN, token):
        if not without_noise(token).strip("/."):
            return Found("code", ())
        code = typed_code(f"/m/{token}")
        return Found(_WITH_CODE[kind], (code,)) if code else None
    page, pattern = _PAGES.get(kind, _PAGES["i"])
    found = re.search(pattern, without_noise(token))
    return Found(page, found.groups()) if found else None
