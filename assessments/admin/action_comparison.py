"""The page that compares what an admin edited with the text that the product ships now, and lets the admin choose."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Action
from assessments.services.catalogue import decide, offers

from .action_history import changes


@require_safe
def compare_view(request: HttpRequest) -> HttpResponse:
    """Show every edited action beside its new text."""
    compared = [(offer.action, changes(offer.action, offer.shipped)) for offer in offers()]
    about = {"title": _("New texts of edited actions"), "opts": Action._meta, "compared": compared}  # noqa: SLF001
    return render(request, "admin/assessments/action/compare.html", admin.site.each_context(request) | about)


@require_POST
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the new text of an action, or keep what it is."""
    take = "take" in request.POST
    if not decide(pk, take=take):
        messages.warning(request, _("There is no new text of this action any more."))
    elif take:
        messages.success(request, _("The new text is now in use. What it replaced is kept in the history."))
    else:
        messages.success(request, _("Your own text stays as it is."))
    return redirect("admin:assessments_action_compare")
