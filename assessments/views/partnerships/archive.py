"""Pages for archiving a partnership, restoring it, and deleting it for good."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.access import partnership_for
from assessments.forms.partnerships.delete import DeletePartnershipForm
from assessments.models import Partnership
from assessments.services.partnership_archive import archive_partnership, check_archivable, unarchive_partnership
from assessments.services.partnership_deletion import belongings_of, delete_partnership
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.once import done_before, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.views.recent_proof import require_recent_proof

GONE = gettext_lazy("This partnership has already been deleted. Nothing else was deleted.")


@require_safe_or_post
@signed_in
def partnership_archive(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Ask whether to archive a partnership, or to take it out of the archive, and do so."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    if request.method == "POST" and "take_out" in request.POST:
        return _unarchive(request, partnership)
    refused = _why_not(partnership)
    if request.method == "POST" and not refused:
        return _archive(request, partnership)
    context = {"partnership": partnership, "refused": refused}
    status = 422 if request.method == "POST" else 200
    return render(request, "partnerships/partnership_archive.html", context, status=status)


def _why_not(partnership: Partnership) -> str:
    """Return why the partnership cannot be archived; empty if it can."""
    try:
        check_archivable(partnership, now=timezone.now())
    except ValidationError as error:
        return error.messages[0]
    return ""


def _unarchive(request: AuthenticatedRequest, partnership: Partnership) -> HttpResponse:
    unarchive_partnership(partnership, by=request.user, now=timezone.now())
    messages.success(request, _("The partnership is in the overview again."))
    return redirect("partnership_detail", partnership.pk)


def _archive(request: AuthenticatedRequest, partnership: Partnership) -> HttpResponse:
    try:
        archive_partnership(partnership, by=request.user, now=timezone.now())
    except ValidationError as error:  # a round was opened after the check
        messages.error(request, error.messages[0])
        return redirect("partnership_archive", partnership.pk)
    messages.success(
        request, _("“%(name)s” is in the archive. Choose “In the archive” to see it.") % {"name": partnership.name}
    )
    return redirect("partnership_list")


@require_safe_or_post
@signed_in
def partnership_delete(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Say what is deleted along with a partnership, and delete it when its name is typed."""
    try:
        partnership = partnership_for(request.user, partnership_id, to_change=True)
    except Http404:
        if done := done_before(request, GONE):
            return done
        raise
    require_recent_proof(request)
    form = DeletePartnershipForm(posted(request), wanted=partnership.name)
    if form.is_valid():
        return once(request, lambda: _delete(request, partnership), GONE)
    context = {"partnership": partnership, "belongings": belongings_of(partnership)}
    return form_page(request, "partnerships/partnership_delete.html", form, **context)


def _delete(request: AuthenticatedRequest, partnership: Partnership) -> str:
    delete_partnership(partnership, by=request.user)
    messages.success(
        request, _("“%(name)s” and everything that belonged to it has been deleted.") % {"name": partnership.name}
    )
    return reverse("partnership_list")
