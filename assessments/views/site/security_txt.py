"""/.well-known/security.txt: where people report a weakness (RFC 9116)."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.vocabulary.languages import LANGUAGES

VALID_FOR = timedelta(days=180)
"""The standard wants less than a year, after which somebody must look whether it is still true."""


def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell where to report; without SECURITY_CONTACT there is nothing to tell."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    midnight = datetime.combine(timezone.localdate() + VALID_FOR, time.min, timezone.get_current_timezone())
    lines = [
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {midnight.isoformat()}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
