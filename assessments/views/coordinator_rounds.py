"""The coordinator's rounds: open one, follow the response, close it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import coordinatorship_for, partnership_for, round_for
from assessments.forms.coordinator_round import RoundForm
from assessments.models import Participant, Partnership, Round
from assessments.models.audit import Deed
from assessments.models.choices import Access
from assessments.results import response_count
from assessments.services.closing import close_if_due, close_round
from assessments.services.rounds import check_distance, invite, open_round

from .coordinator_closing import earliest_closing, proposed_closing
from .coordinator_deeds import note
from .coordinator_errors import errors_of
from .coordinator_links import uninvited
from .coordinator_words import day, group_lines, standing_of
from .respondent_words import moment, place


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_create(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Open a round, and invite all participants when there are personal links."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    people = Participant.objects.filter(organisation__partnership=partnership).select_related("organisation")
    now = timezone.now()
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        has_participants=people.exists(),
        initial=_proposed(request, partnership),
    )
    if form.is_bound and form.is_valid():
        made = _opened(partnership, form, people)
        if made is not None:
            note(request, Deed.OPENED, partnership, made)
            messages.success(request, _("The round is open. Hand out the links below."))
            return redirect("round_links", made.pk)
    earliest = earliest_closing(partnership)
    context = {
        "form": form,
        "errors": errors_of(form),
        "partnership": partnership,
        "n_participants": people.count(),
        "earliest": day(earliest) if earliest and earliest > now else "",
        "place": place(),
    }
    return render(request, "coordinator/round_create.html", context, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    return {
        "title": _("Round %(number)s") % {"number": partnership.rounds.count() + 1},
        "closes_at": proposed_closing(partnership, timezone.now()),
        "contact_name": getattr(request.user, "name", ""),
        "contact_email": getattr(request.user, "email", ""),
    }


def _opened(partnership: Partnership, form: RoundForm, people: Any) -> Round | None:
    """Return the round; None when it cannot be opened, and then the form says why."""
    try:
        with transaction.atomic():
            made = open_round(partnership, now=timezone.now(), **form.cleaned_data)
            if made.has_personal_links:
                invite(made, people)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return made


@require_safe
@login_required
def round_detail(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show where a round stands: the response while it is open, the way to the result after that."""
    round_ = round_for(request.user, round_id)
    now = timezone.now()
    close_if_due(round_, now=now)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": coordinatorship_for(request.user, round_.partnership_id).access == Access.OWNER,
        "standing": standing_of(round_, now),
        "opens": moment(round_.opens_at) if round_.opens_at else "",
        "closes": moment(round_.closed_at or round_.closes_at),
    }
    if not round_.has_result:
        count = response_count(round_)
        context |= {"count": count, "groups": group_lines(count), "uninvited": uninvited(round_)}
    return render(request, "coordinator/round_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Ask whether the round must close now, and close it."""
    round_ = round_for(request.user, round_id, to_change=True)
    if close_if_due(round_, now=timezone.now()):
        return redirect("round_result", round_.pk)
    if not round_.is_open(timezone.now()):
        messages.info(request, _("This round has not begun yet."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST":
        try:
            close_round(round_.pk, now=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("round_detail", round_.pk)
        note(request, Deed.CLOSED, round_.partnership, round_)
        messages.success(request, _("The round is closed. This is the result."))
        return redirect("round_result", round_.pk)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "count": response_count(round_),
        "closes": moment(round_.closes_at),
        "refused": _why_not_now(round_),
    }
    return render(request, "coordinator/round_close.html", context)


def _why_not_now(round_: Round) -> str:
    """Return why the round cannot be closed at this moment; empty when it can."""
    try:
        check_distance(round_, timezone.now())
    except ValidationError as error:
        return error.messages[0]
    return ""
