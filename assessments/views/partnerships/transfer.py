"""A whole partnership as a file: downloaded by its owner, and taken over on another site after a preview."""

import base64
from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.access import partnership_for, partnerships_for
from assessments.forms.partnerships.transfer import PartnershipFileForm
from assessments.moments import day
from assessments.results.findings import finding_in
from assessments.services.transfer.exporting import export_partnership
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import Incoming, UnusableFileError, read_file
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.downloads import download
from assessments.views.once import once
from assessments.views.posted_forms import form_page, page_with_errors, posted, require_safe_or_post
from assessments.views.recent_proof import require_recent_proof
from assessments.views.round_words import found_words

SECONDS_TO_CONFIRM = 60 * 60


@require_safe_or_post
@signed_in
def partnership_export(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Say what the file of a partnership contains and what not, and offer it for download."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    if request.method != "POST":
        return render(request, "partnerships/partnership_export.html", {"partnership": partnership})
    require_recent_proof(request)
    now = timezone.now()
    name = slugify(partnership.name) or pgettext("file name", "partnership")
    file_name = f"{name}-{timezone.localdate(now).isoformat()}.zip"
    return download(export_partnership(partnership, by=request.user, now=now), file_name, "application/zip")


@require_safe_or_post
@signed_in
def partnership_import(request: AuthenticatedRequest) -> HttpResponse:
    """Take over a partnership from a file: preview it, then store it. In between, only the page holds it."""
    if request.method == "POST" and "content" in request.POST:
        return _store(request)
    form = PartnershipFileForm(posted(request), request.FILES or None)
    if form.is_valid() and form.incoming is not None:
        context = _preview_context(request, form.incoming, form.data_read)
        return page_with_errors(request, "partnerships/partnership_import_look.html", context, [])
    return form_page(request, "partnerships/partnership_import.html", form)


def _preview_context(request: AuthenticatedRequest, incoming: Incoming, data: bytes) -> dict[str, Any]:
    """Return the context of the preview of a file, with the file itself."""
    moved = incoming.partnership
    return {
        "moved": moved,
        "made_on": day(incoming.made_at),
        "rounds": [
            (round_.title, day(round_.closed_at or round_.closes_at), found_words(finding_in(result.document)))
            for place, round_ in incoming.rounds()
            for result in [incoming.results[place]]
        ],
        "left_out": incoming.left_out(),
        "is_ours": incoming.is_ours,
        "has_namesake": partnerships_for(request.user).filter(name=moved.name).exists(),
        "content": _signer(request).sign(base64.urlsafe_b64encode(data).decode()),
    }


def _signer(request: AuthenticatedRequest) -> TimestampSigner:
    """Return a signer of file contents that is valid for this user only."""
    return TimestampSigner(salt=f"partnership_import {request.user.pk}")


def _store(request: AuthenticatedRequest) -> HttpResponse:
    """Store what was previewed."""
    try:
        signed = _signer(request).unsign(request.POST["content"], max_age=SECONDS_TO_CONFIRM)
        incoming = read_file(base64.urlsafe_b64decode(signed))
        return once(request, lambda: _take_over(request, incoming))
    except BadSignature:
        messages.error(request, _("This page was open too long. Choose the file once more; nothing has been stored."))
        return redirect("partnership_import")
    except UnusableFileError as error:
        messages.error(request, str(error))
        return redirect("partnership_import")


def _take_over(request: AuthenticatedRequest, incoming: Incoming) -> str:
    as_from_file = "as_from_file" in request.POST
    made = import_partnership(incoming, by=request.user, now=timezone.now(), as_from_file=as_from_file)
    messages.success(request, _("The partnership has been imported. You are its owner here."))
    return reverse("partnership_detail", args=[made.pk])
