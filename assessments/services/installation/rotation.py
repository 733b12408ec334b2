"""What stays stored under SECRET_KEY is encrypted anew when another key takes over, so that the earlier one can go.

That is the secrets of second steps. Sessions and links are under it too, but end by themselves within weeks.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from assessments.encryption import SECOND_STEP, UnreadableError, renew


def encrypt_anew() -> None:
    """Encrypt under SECRET_KEY what is under a key of SECRET_KEY_FALLBACKS; leave what no key reads.

    Safe to repeat, and while the site runs with these keys.
    """
    steps = Authenticator.objects.filter(type__in=["totp", "recovery_codes"])
    for number in list(steps.values_list("pk", flat=True)):
        with transaction.atomic():
            step = steps.select_for_update().filter(pk=number).first()
            if step:
                _renew(step)


def _renew(step: Authenticator) -> None:
    try:
        step.data |= _renewed(step.data)
    except UnreadableError:
        return
    step.save(update_fields=["data"])


def _renewed(stored: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: renew(stored[name], SECOND_STEP) for name in ("secret", "seed") if name in stored}
    if "migrated_codes" in stored:
        found["migrated_codes"] = [renew(code, SECOND_STEP) for code in stored["migrated_codes"]]
    return found
