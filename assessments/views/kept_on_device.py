"""The site's cookies on a device, besides those that Django sets: their names, and how long they stay."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

KEPT_ON_DEVICE = timedelta(days=90)
"""How long a device can open someone's own answers after the round is due to close, and a shared result.

Long, because a round may be extended. After closing a key opens nothing, so keeping it costs no privacy.
"""

OPENED_LINK_KEPT = timedelta(days=1)
"""How long a device can see what a link for others shows before that has to be opened again."""

_SECURE = "__Secure-"
"""A browser takes a cookie with this name over https alone.

Not ``__Host-``, which would send each of them to every page: a device that opened twenty links would send more than
a server takes. These belong to the addresses of one round or of one set of answers.
"""


def cookie_name(name: str) -> str:
    """Return the name under which a cookie is kept on this site."""
    return f"{_SECURE}{name}" if settings.SESSION_COOKIE_SECURE else name


def cookies_of(request: HttpRequest) -> Mapping[str, str]:
    """Return what this device keeps, by name without prefix.

    What an earlier version kept has no prefix. It counts where there is nothing newer, so that nobody who is halfway
    loses the way to their answers.
    """
    older = {name: text for name, text in request.COOKIES.items() if not name.startswith(_SECURE)}
    newer = {name.removeprefix(_SECURE): text for name, text in request.COOKIES.items() if name.startswith(_SECURE)}
    return older | newer
