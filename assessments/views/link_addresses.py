"""The whole addresses of links, to show, print or mail."""

from django.conf import settings
from django.urls import reverse


def link_address(name: str, secret: str) -> str:
    """Return the whole address of a link."""
    return f"{settings.SITE_URL}{reverse(name, args=[secret])}"
