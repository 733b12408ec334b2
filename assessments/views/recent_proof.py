"""Fresh sign-ins: before something that matters one shows once more who one is."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest

ADMIN_SECONDS = 5 * 60
SECONDS = 15 * 60
"""For a coordinator, who hands out one link after the other."""


def require_recent_proof(request: HttpRequest, *, seconds: int = SECONDS) -> None:
    """Go on if whoever is signed in has shown who they are within these seconds, in this session.

    Signing in is such a proof, by password, passkey or at another organisation, and so is showing it once more.
    Raises ReauthenticationRequired; ``collab.accounts.asked_again`` sends them where they show it.
    """
    records = get_authentication_records(request, request.user)
    if not records or time.time() - records[-1]["at"] > seconds:
        raise ReauthenticationRequired
