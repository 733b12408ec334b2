"""The page after rounds opened in many partnerships: what opened, what did not and why, and how to stop the mails."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import partnerships_for
from assessments.models import Invitation, Mailing, Partnership, Round
from assessments.models.choices import Access
from assessments.models.mails import MailKind
from assessments.moments import short_moment
from assessments.results.handing_out import handed_out
from assessments.services.mail.holding import hold_invitations
from assessments.services.many_rounds import NO_ORGANISATIONS, NO_PEOPLE, OTHERWISE, TOO_NEAR
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.chosen_partnerships import numbers_in
from assessments.views.posted_forms import page_with_errors, require_safe_or_post
from assessments.views.round_words import round_line
from assessments.vocabulary.limits import DAYS_BETWEEN_CLOSINGS, MOST_AT_ONCE


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """One round that was opened."""

    round: Round
    words: str
    mails_at: str
    """When its invitations leave; empty when none wait."""
    hands_out: bool
    """Whether somebody in it gets their link from a coordinator."""


@require_safe_or_post
@signed_in
def rounds_opened(request: AuthenticatedRequest) -> HttpResponse:
    """Say what became of opening rounds in many partnerships; or stop the invitations that still wait."""
    now = timezone.now()
    own = partnerships_for(request.user).filter(access=Access.OWNER).order_by()
    wanted = numbers_in(request.GET.get("opened", ""))
    rounds = Round.objects.filter(pk__in=wanted, partnership__in=own.values("pk")).select_related("partnership")
    opened = list(rounds.order_by("partnership__name", "pk"))
    if request.method == "POST":
        return _stop(request, opened, now)
    waiting = _waiting(opened, now)
    context = {
        "opened": list(_lines(opened, waiting, now)),
        "left_out": list(_left_out(request, {one.pk: one for one in own.filter(pk__in=_reasons(request))})),
        "n_waiting": len(waiting),
    }
    return page_with_errors(request, "rounds/rounds_opened.html", context, [])


def _stop(request: AuthenticatedRequest, opened: list[Round], now: datetime) -> HttpResponse:
    n_stopped = sum(hold_invitations(one, by=request.user, now=now) for one in opened)
    if not n_stopped:
        messages.info(request, _("No invitations were stopped: they have already gone out, or were stopped before."))
        return redirect(request.get_full_path())
    told = ngettext(
        "The invitations of %(number)s round have been stopped. You can still send them from the page of the round.",
        "The invitations of %(number)s rounds have been stopped. You can still send them from the page of each round.",
        n_stopped,
    )
    messages.success(request, told % {"number": n_stopped})
    return redirect(request.get_full_path())


def _waiting(opened: list[Round], now: datetime) -> Mapping[int, datetime]:
    """Return when invitations leave that can still be stopped, by the id of their round."""
    open_now = [one.pk for one in opened if one.is_open(now)]
    rows = Mailing.objects.filter(round__in=open_now, kind=MailKind.INVITATION, started_at=None)
    return dict(rows.values_list("round").annotate(Min("due_at")))


def _lines(opened: list[Round], waiting: Mapping[int, datetime], now: datetime) -> Iterator[OpenedLine]:
    links = handed_out(Invitation.objects.filter(round__in=opened))
    by_hand = set(links.values_list("round_id", flat=True))
    for one in opened:
        leaves = short_moment(waiting[one.pk]) if one.pk in waiting else ""
        hands_out = one.has_open_link or one.pk in by_hand
        yield OpenedLine(one, round_line(one, now).words, leaves, hands_out)


def _reasons(request: AuthenticatedRequest) -> dict[int, str]:
    """Return why no round opened, by the id of the partnership, as the address tells."""
    found: dict[int, str] = {}
    for pair in request.GET.get("left_out", "").split("-")[:MOST_AT_ONCE]:
        number, _point, reason = pair.partition(".")
        found |= dict.fromkeys(numbers_in(number), reason)
    return found


def _left_out(request: AuthenticatedRequest, known: Mapping[int, Partnership]) -> Iterator[tuple[Partnership, str]]:
    for number, reason in _reasons(request).items():
        if number in known:
            yield known[number], _WHY.get(reason, _otherwise)()


def _no_people() -> str:
    return _("There are no participants yet.")


def _too_near() -> str:
    return _("Another round closes less than %(days)s days before or after it.") % {"days": DAYS_BETWEEN_CLOSINGS}


def _no_organisations() -> str:
    return _("There are no organisations yet.")


def _otherwise() -> str:
    return _("The round could not open with these dates.")


_WHY: Mapping[str, Callable[[], str]] = {
    NO_PEOPLE: _no_people,
    TOO_NEAR: _too_near,
    NO_ORGANISATIONS: _no_organisations,
    OTHERWISE: _otherwise,
}
