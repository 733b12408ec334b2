"""The link in whatever somebody pasted: an address in the wrapper of a mail program, a whole mail, or a code alone."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from assessments.ids import TOKEN
from assessments.mangled_links import CODE_SIGN, Found, page_in, typed_code, without_noise

_MOST_WRAPPERS = 4
_TYPED = 40
"""A code with all that people type around it is no longer than this."""
_ADDRESS = 2000
"""No address that a browser opens is longer than this."""
_OWN_LINK = re.compile(rf"(?:^|[/\\])(i[/\\]\W*{TOKEN})", re.IGNORECASE | re.ASCII)
_OPEN_LINK = re.compile(
    rf"/([mg]/\W*(?:{CODE_SIGN}{{3}}[-. ]?{CODE_SIGN}{{3}}|[a-z0-9]{{10}}))(?![a-z0-9])", re.IGNORECASE | re.ASCII
)
_OTHER_LINK = re.compile(
    rf"[/\\]((?:[cus]|answers/+(?:withdraw|replace/+[0-9a-f-]{{36}}))/+{TOKEN})", re.IGNORECASE | re.ASCII
)
_TOLD_CODE = re.compile(rf"\bcode\b\W*(?:is\W+)?({CODE_SIGN}{{3}}[ -]?{CODE_SIGN}{{3}})\b", re.IGNORECASE)


def link_in(text: str) -> Found | None:
    """Return the page of the link, or of the code, in what somebody typed or pasted; None if there is none.

    A link of one's own goes before an open link, and both go before the other links of a mail.

    Examples
    --------
    >>> link_in("https://wrapper.test/?url=https%3A%2F%2Fvoorbeeld.nl%2Fm%2Fbcdf23%2F&data=05")
    Found(page='open_link', arguments=('bcdf23',))
    """
    return _address_in(text) or _code_in(text)


def _address_in(text: str) -> Found | None:
    readings = [plain for reading in _readings(text) for plain in (reading, without_noise(reading))]
    for link in (_OWN_LINK, _OPEN_LINK, _OTHER_LINK):
        if (found := next(filter(None, map(link.search, readings)), None)) is not None:
            return page_in(found[1])
    return None


def _readings(text: str) -> Iterator[str]:
    """Yield the text, and what stands in it once one wrapper after another is taken off."""
    for _wrapper in range(_MOST_WRAPPERS):
        yield text
        if "/v2/url?u=" in text:  # of Proofpoint, which has signs of its own for a percent sign and a slash
            yield unquote(re.sub(r"-(?=[0-9A-F]{2})", "%", text.replace("_", "/")))
        plain = unescape(unquote(text))
        if plain == text:
            return
        text = plain


def _code_in(text: str) -> Found | None:
    if (told := _TOLD_CODE.search(text)) is not None:
        return page_in(f"m/{told[1]}")
    text = text.strip()
    if len(text) > _TYPED or re.search(TOKEN, without_noise(text)):
        return None if len(text) > _ADDRESS or re.search(r"\s", text) else page_in(text)
    code = typed_code(text)
    return Found("open_link", (code,)) if code else None
