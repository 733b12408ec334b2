"""The signature under a file of a partnership, by which a site knows what it wrote itself."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SIGNATURE = "signature"


def signature_of(content: Mapping[str, Any], *, secret: str | None = None) -> str:
    """Return the signature of this installation under everything else in a file, or that by an earlier secret key."""
    signed = {name: value for name, value in content.items() if name != SIGNATURE}
    canonical = json.dumps(signed, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return salted_hmac("assessments.services.transfer", canonical, secret, algorithm="sha256").hexdigest()


def is_signed_by_us(content: Mapping[str, Any]) -> bool:
    """Whether this installation wrote a file, also before it changed its secret key, and nobody changed it since."""
    found = content.get(SIGNATURE)
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return isinstance(found, str) and any(
        constant_time_compare(found, signature_of(content, secret=secret)) for secret in secrets
    )
