"""The page on which a round is created, and on which a coordinator can preview what partners will see."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import partnership_for
from assessments.forms.rounds.form import RoundForm
from assessments.models import Participant, Partnership, Round, User
from assessments.models.choices import State
from assessments.moments import day, moment, place
from assessments.results.handing_out import has_links_to_hand_out, mailed_alone
from assessments.services.mail.smtp import can_mail
from assessments.services.rounds import BETWEEN_CLOSINGS, open_and_invite
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.views.round_words import status_of
from assessments.vocabulary.limits import DAYS_BETWEEN_CLOSINGS

from .expectations import expectations_of
from .preview import preview_of_form

USUAL = timedelta(weeks=3)


@require_safe_or_post
@signed_in
def round_create(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Open a round, now or later, with its people and mails; or preview what partners will see, storing nothing."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    form = RoundForm(
        posted(request),
        people=people_of(partnership),
        initial=_initial_values(request, partnership),
    )
    if form.is_bound and "preview" in request.POST:
        return preview_of_form(request, form, partnership)
    if form.is_valid():
        made = _open(partnership, form, request.user)
        if made is not None:
            messages.success(request, _opened_message(made))
            return redirect("round_links" if has_links_to_hand_out(made) else "round_mail", made.pk)
    return round_form_page(request, "rounds/round_create.html", form, partnership=partnership)


@require_safe_or_post
@signed_in
def round_expectations(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Say what to expect of the round as its form is filled in now; nothing is stored."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    form = RoundForm(posted(request), people=people_of(partnership), initial=_initial_values(request, partnership))
    return render(request, "rounds/_expectations.html", expectations_of(form, partnership))


def earliest_closing(partnership: Partnership, *, but: int | None = None) -> datetime | None:
    """Return the first day on which a round after all others (``but`` the one with this id) can close; or None."""
    others = partnership.rounds.exclude(state=State.DRAFT).annotate(ends_at=Coalesce("closed_at", "closes_at"))
    last = others.exclude(pk=but or 0).order_by("-ends_at").values_list("ends_at", flat=True).first()
    return last and last + BETWEEN_CLOSINGS + timedelta(days=1)


def proposed_closing(partnership: Partnership, now: datetime) -> datetime:
    """Return three weeks from now, or later if another round requires that, at the end of the afternoon."""
    moment = max(now + USUAL, earliest_closing(partnership) or now)
    return timezone.localtime(moment).replace(hour=17, minute=0, second=0, microsecond=0)


def people_of(partnership: Partnership) -> QuerySet[Participant]:
    """Return everyone who can be invited, by organisation and name."""
    people = Participant.objects.filter(organisation__partnership=partnership).select_related("organisation")
    return people.order_by("organisation__name", "organisation", "name", "pk")


def _initial_values(request: AuthenticatedRequest, partnership: Partnership) -> dict[str, Any]:
    return {
        "title": _("Round %(number)s") % {"number": partnership.rounds.count() + 1},
        "closes_at": proposed_closing(partnership, timezone.now()),
        "contact_name": request.user.name,
        "contact_email": request.user.email,
        "sender_name": partnership.name[:100],
    }


def _open(partnership: Partnership, form: RoundForm, by: User) -> Round | None:
    """Open the round and return it; None if it cannot be opened, and then the form says why."""
    try:
        return open_and_invite(partnership, form.chosen_people(), by=by, now=timezone.now(), **form.terms())
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _opened_message(round_: Round) -> str:
    """Return that the round is open or planned, and how people get its links."""
    if status_of(round_, timezone.now()) == "planned" and round_.opens_at:
        return _planned_words(round_) % {"moment": moment(round_.opens_at)}
    if not has_links_to_hand_out(round_):
        return _("The round is open. The links go by mail.")
    if mailed_alone(round_.invitations.all()).exists():
        return _("The round is open. People with an e-mail address get their link by mail. Hand out the links below.")
    return _("The round is open. Hand out the links below.")


def _planned_words(round_: Round) -> str:
    if not has_links_to_hand_out(round_):
        return _("The round opens on %(moment)s. The links then go by mail.")
    if mailed_alone(round_.invitations.all()).exists():
        return _(
            "The round opens on %(moment)s. People with an e-mail address then get their link by mail. You can prepare "
            "the links below now."
        )
    return _("The round opens on %(moment)s. You can prepare its links now.")


def round_form_page(request: AuthenticatedRequest, template: str, form: RoundForm, **context: Any) -> HttpResponse:
    """Return the page with the whole form of a round."""
    earliest = earliest_closing(context["partnership"], but=form.instance.pk)
    context |= {
        "earliest": day(earliest) if earliest and earliest > timezone.now() else "",
        "days": DAYS_BETWEEN_CLOSINGS,
        "place": place(),
        "sends_mail": can_mail(),
        **expectations_of(form, context["partnership"]),
    }
    return form_page(request, template, form, **context)
