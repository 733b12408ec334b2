"""The landing page, and the accessibility statement."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.version import PRODUCT_VERSION


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Landing page for visitors; signed-in users go on to their partnerships."""
    if request.user.is_authenticated:
        return redirect("partnership_list")
    return render(request, "site/home.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement, for this version and with the contact of this installation."""
    return render(request, "site/accessibility.html", {"contact": _contact(), "version": PRODUCT_VERSION})


def _contact() -> str:
    """Return the address to write to; empty if the installation has none that can be reached."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return settings.ACCESSIBILITY_CONTACT or ("" if sender.endswith("@localhost") else sender)
