"""The page on which a round is created, and on which a coordinator can preview what partners will see."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import partnership_for
from assessments.forms.mail.texts import MailTextForm
from assessments.forms.rounds.form import RoundForm
from assessments.models import Participant, Partnership, Round
from assessments.models.choices import State
from assessments.models.mails import MailKind
from assessments.moments import day, moment, place
from assessments.results.handing_out import has_links_to_hand_out, mailed_alone
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.words import save_words
from assessments.services.many_rounds import terms_as_last
from assessments.services.rounds import BETWEEN_CLOSINGS, check_terms, open_and_invite
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.closing_days import on_working_day
from assessments.views.once import once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.views.round_words import status_of
from assessments.vocabulary.limits import DAYS_BETWEEN_CLOSINGS

from .check import check_page, invitation_form, typed_words
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
    if form.is_valid() and request.POST.get("go") != "edit":
        try:
            return _check_or_open(request, partnership, form)
        except ValidationError as error:
            form.add_error(None, error)
    return round_form_page(
        request,
        "rounds/round_create.html",
        form,
        partnership=partnership,
        kept=typed_words(request),
        is_as_last=partnership.rounds.exists(),
    )


def _check_or_open(request: AuthenticatedRequest, partnership: Partnership, form: RoundForm) -> HttpResponse:
    """Show what will happen, or open the round from that page. Raises ValidationError if it cannot be opened."""
    text_form = invitation_form(request, form)
    is_right = text_form is None or not text_form.is_bound or text_form.is_valid()
    if is_right and request.POST.get("go") == "open":
        return once(request, lambda: _open(request, partnership, form, text_form))
    form.instance.partnership = partnership
    check_terms(form.instance, timezone.now())
    return check_page(request, form, partnership, text_form)


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
    """Return the working day three weeks from now, or later if another round requires that, at the end of its day."""
    moment = max(now + USUAL, earliest_closing(partnership) or now)
    return at_end_of_day(moment)


def at_end_of_day(moment: datetime) -> datetime:
    """Return the end of the working day of a moment, or of the first one after it."""
    return on_working_day(moment).replace(hour=17, minute=0, second=0, microsecond=0)


def people_of(partnership: Partnership) -> QuerySet[Participant]:
    """Return everyone who can be invited, by organisation and name."""
    people = Participant.objects.filter(organisation__partnership=partnership).select_related("organisation")
    return people.order_by("organisation__name", "organisation", "name", "pk")


def _initial_values(request: AuthenticatedRequest, partnership: Partnership) -> dict[str, Any]:
    return {
        **_usual_values(request, partnership),
        **terms_as_last(partnership),
        "title": _("Round %(number)s") % {"number": partnership.rounds.count() + 1},
        "closes_at": proposed_closing(partnership, timezone.now()),
    }


def _usual_values(request: AuthenticatedRequest, partnership: Partnership) -> dict[str, Any]:
    """Return what a first round begins with."""
    return {
        "contact_name": request.user.name,
        "contact_email": request.user.email,
        "sender_name": partnership.name[:100],
    }


def _open(
    request: AuthenticatedRequest, partnership: Partnership, form: RoundForm, text_form: MailTextForm | None
) -> str:
    """Open the round and return the address of what to do next. Raises ValidationError if it cannot be opened."""
    now = timezone.now()
    made = open_and_invite(partnership, form.chosen_people(), by=request.user, now=now, pause=PAUSE, **form.terms())
    if text_form is not None and text_form.is_bound and text_form.has_changed():
        save_words(made, MailKind.INVITATION, text_form.words, by=request.user, now=now)
    messages.success(request, _opened_message(made))
    return reverse("round_links" if has_links_to_hand_out(made) else "round_mail", args=[made.pk])


def _opened_message(round_: Round) -> str:
    """Return that the round is open or planned, and how people get its links."""
    if status_of(round_, timezone.now()) == "planned" and round_.opens_at:
        return _planned_words(round_) % {"moment": moment(round_.opens_at)}
    if not has_links_to_hand_out(round_):
        return _("The round is open. The links go by email.")
    if mailed_alone(round_.invitations.all()).exists():
        return _(
            "The round is open. Participants with an email address get their link by email. Hand out the links below."
        )
    return _("The round is open. Hand out the links below.")


def _planned_words(round_: Round) -> str:
    if not has_links_to_hand_out(round_):
        return _("The round opens on %(moment)s. The links then go by email.")
    if mailed_alone(round_.invitations.all()).exists():
        return _(
            "The round opens on %(moment)s. Participants with an email address then get their link by email. You can "
            "prepare the links below now."
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
