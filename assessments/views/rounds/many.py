"""The pages on which a round opens in many partnerships at once: the form, the check before, and what became of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.forms.rounds.many import ManyRoundsForm
from assessments.models import Partnership
from assessments.models.mails import MailKind
from assessments.moments import place
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.unqueued import example_of
from assessments.services.mail.words import standard_words_of
from assessments.services.many_rounds import TOO_NEAR, PlannedRound, open_rounds, plan_rounds
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.chosen_partnerships import chosen_partnerships, named_in
from assessments.views.closing_days import closing_day_words
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, page_with_errors, posted, require_safe_or_post
from assessments.vocabulary.limits import DAYS_BETWEEN_CLOSINGS

from .check import kept_choices
from .check_words import Audience, audience_of, dates_words
from .form import USUAL, at_end_of_day


@dataclass(frozen=True, slots=True)
class Line:
    """One partnership on the check page."""

    partnership: Partnership
    words: str
    """The round, and how many people are invited and mailed."""
    n_mails: int
    why_not: str
    """Why no round opens there; empty if one does."""


@require_safe_or_post
@signed_in
@known_when_sent_twice
def rounds_create(request: AuthenticatedRequest) -> HttpResponse:
    """Open a round in many partnerships, after a page that says in which, whom that mails, and where it cannot."""
    offered = chosen_partnerships(request)
    form = ManyRoundsForm(posted(request), offered=offered, initial=_initial_values(request, offered))
    if form.is_valid() and request.POST.get("go") != "edit":
        if request.POST.get("go") == "open":
            return once(request, lambda: _open(request, form))
        return _check(request, form)
    context: dict[str, Any] = {"offered": offered, "place": place(), "has_more_errors": bool(form.errors)}
    return form_page(request, "rounds/rounds_create.html", form, **context)


def _initial_values(request: AuthenticatedRequest, offered: Collection[Partnership]) -> dict[str, Any]:
    return {
        "partnerships": [one.pk for one in offered] if named_in(request) else [],
        "closes_at": at_end_of_day(timezone.now() + USUAL),
        "contact_name": request.user.name,
        "contact_email": request.user.email,
    }


def _check(request: AuthenticatedRequest, form: ManyRoundsForm) -> HttpResponse:
    now = timezone.now()
    like_last = form.cleaned_data["like_last"]
    planned = plan_rounds(form.chosen(), form.choices(), like_last=like_last, now=now)
    lines = [_line(one) for one in planned]
    opening = [line for line in lines if not line.why_not]
    n_mails = sum(line.n_mails for line in opening)
    first = next((one for one in planned if not one.reason), None)
    context = {
        "said": _sentences(first, now) if first else [],
        "opening": opening,
        "left_out": [line for line in lines if line.why_not],
        "button": _button_words(form, len(opening), n_mails),
        "is_too_near": any(one.reason == TOO_NEAR for one in planned),
        "days": DAYS_BETWEEN_CLOSINGS,
        "kept": kept_choices(request, ()),
        "sends_mail": can_mail(),
        **_example(request, first if n_mails else None),
    }
    return page_with_errors(request, "rounds/rounds_check.html", context, [])


def _line(planned: PlannedRound) -> Line:
    has_links = planned.terms["has_personal_links"]
    people = planned.people if has_links and not planned.reason else []
    audience = audience_of(people)
    words = " · ".join([planned.terms["title"], *_numbers(audience)])
    return Line(planned.partnership, words, len(audience.mailed) if can_mail() else 0, planned.words)


def _numbers(audience: Audience) -> Iterator[str]:
    """Yield how many are invited, and how their links reach them."""
    n_mailed, n_without, n_unwilling = map(len, (audience.mailed, audience.without_address, audience.unwilling))
    n_people = n_mailed + n_without + n_unwilling
    yield ngettext("%(number)s participant", "%(number)s participants", n_people) % {"number": n_people}
    if not can_mail():
        return
    yield ngettext("%(number)s email", "%(number)s emails", n_mailed) % {"number": n_mailed}
    if n_without:
        yield ngettext("%(number)s without an address", "%(number)s without an address", n_without) % {
            "number": n_without
        }
    if n_unwilling:
        yield ngettext("%(number)s wants no email", "%(number)s want no email", n_unwilling) % {"number": n_unwilling}


def _sentences(planned: PlannedRound, now: datetime) -> list[str]:
    """Return when the rounds open and close, and when their mails go."""
    round_ = planned.round
    said = [dates_words(round_), closing_day_words(round_.closes_at)]
    if can_mail() and round_.opens_at is None:
        said.append(
            _("The emails go out %(minutes)s minutes after you open the rounds. Until then you can stop them.")
            % {"minutes": int(PAUSE.total_seconds() // 60)}
        )
    return [sentence for sentence in said if sentence]


def _example(request: AuthenticatedRequest, planned: PlannedRound | None) -> dict[str, Any]:
    """Return the invitation of one of the rounds, as its partners get it; nothing without mail."""
    if planned is None:
        return {}
    round_ = planned.round
    example = example_of(MailKind.INVITATION, standard_words_of(round_, MailKind.INVITATION), round_, request.user)
    return {"example": example, "partnership": planned.partnership}


def _button_words(form: ManyRoundsForm, n_rounds: int, n_mails: int) -> str:
    """Return what the button does: open or plan so many rounds, and mail so many people."""
    numbers = {"rounds": n_rounds, "mails": n_mails}
    if form.cleaned_data["opens_at"]:
        return ngettext("Plan %(rounds)s round", "Plan %(rounds)s rounds", n_rounds) % numbers
    if not n_mails:
        return ngettext("Open %(rounds)s round", "Open %(rounds)s rounds", n_rounds) % numbers
    return (
        ngettext(
            "Open %(rounds)s round (emails: %(mails)s)",
            "Open %(rounds)s rounds (emails: %(mails)s)",
            n_rounds,
        )
        % numbers
    )


def _open(request: AuthenticatedRequest, form: ManyRoundsForm) -> str:
    """Open the rounds, and return the address that says what became of it."""
    opened = open_rounds(
        form.chosen(),
        form.choices(),
        like_last=form.cleaned_data["like_last"],
        by=request.user,
        now=timezone.now(),
        pause=PAUSE,
    )
    n_opened = len(opened.rounds)
    messages.success(
        request,
        ngettext("%(number)s round has been made.", "%(number)s rounds have been made.", n_opened)
        % {"number": n_opened},
    )
    told = {
        "opened": "-".join(str(round_.pk) for round_ in opened.rounds),
        "left_out": "-".join(f"{number}.{reason}" for number, reason in opened.left_out.items()),
    }
    return f"{reverse('rounds_opened')}?{urlencode(told)}"
