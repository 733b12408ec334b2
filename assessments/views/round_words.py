"""The words for rounds on coordinators' pages: their status, until when, and what was found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.disclosure.counts import LEAST_SHOWN, STEP_OF_COUNTS
from assessments.models import Invitation, Round
from assessments.models.choices import State, role_label
from assessments.moments import day, short_moment
from assessments.reporting.names import listed
from assessments.reporting.numbers import response_words
from assessments.results.counting import ResponseCount, WholeCount
from assessments.results.findings import Finding, finding_of
from assessments.results.handing_out import is_handed_out
from assessments.services.mail.mailings import can_get_link
from assessments.vocabulary.certainties import CERTAINTIES, NIPT
from assessments.vocabulary.flags import OPBOUWFASE, VASTGELOPEN
from assessments.vocabulary.headlines import IN_SHORT, first_that_fits


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as a line in a list."""

    round: Round
    status: str
    """planned, open or closed."""
    words: str
    """Its status in words, with the date."""
    found: str
    """The finding in a few words; empty without a result."""


def round_line(round_: Any, now: datetime) -> RoundLine:
    """Return the line of a round, with the finding if it was fetched ``with_finding``."""
    status = status_of(round_, now)
    if status == "open":
        words = _("open until %(moment)s") % {"moment": short_moment(round_.closes_at)}
    elif status == "planned":
        words = _("opens on %(moment)s") % {"moment": short_moment(round_.opens_at or round_.closes_at)}
    else:
        words = _("closed on %(day)s") % {"day": day(round_.closed_at or round_.closes_at)}
    return RoundLine(round_, status, words, found_in(round_))


def status_of(round_: Round, now: datetime) -> str:
    """Return planned, open or closed; a round past its time is closed, with or without a worker."""
    if round_.is_open(now):
        return "open"
    is_coming = round_.state == State.DRAFT or (round_.state == State.OPEN and not round_.is_due(now))
    return "planned" if is_coming else "closed"


def found_in(round_: Any) -> str:
    """Return the finding of a round fetched ``with_finding``, in a few words; empty without a result."""
    finding = finding_of(round_)
    return found_words(finding) if finding else ""


def found_words(finding: Finding) -> str:
    """Return the outcome in the report's own terms, and never in harsher words than the report uses."""
    facts = {finding.diagnosis, finding.level or "", finding.certainty or ""}
    facts |= {flag for flag, raised in ((OPBOUWFASE, finding.is_young), (VASTGELOPEN, finding.is_stalled)) if raised}
    return _(first_that_fits(IN_SHORT, facts))


def certainty_words(finding: Finding) -> str:
    """Return how certain the outcome is, in a few words: of a missing foundation that, and else the diagnosis."""
    if finding.lacks_foundation:
        sure = finding.foundation_certainty
        return _(CERTAINTIES[sure].short_of_missing_foundation) if sure and sure != NIPT else ""
    if not finding.has_diagnosis or finding.certainty is None:
        return ""
    certainty = CERTAINTIES[finding.certainty]
    return _close_call(finding) if certainty.code == NIPT else _(certainty.short)


def _close_call(finding: Finding) -> str:
    likeliest = sorted(finding.shares, key=lambda name: -finding.shares[name])[:2]
    if len(likeliest) < 2 or not finding.shares[likeliest[1]]:
        return _(CERTAINTIES[NIPT].short)
    return _("it is a close call between %(first)s and %(second)s") % {"first": likeliest[0], "second": likeliest[1]}


def renewed_words(invitation: Invitation) -> str:
    """Return what became of somebody's link of which a new one was just made."""
    if is_handed_out(invitation):
        words = _("The new link for %(name)s works now; the old one no longer does.")
    elif can_get_link(invitation):
        words = _("The old link of %(name)s no longer works. The new one goes by email.")
    else:
        words = _("The old link of %(name)s no longer works. %(name)s wants no email, so no new one is sent.")
    return words % {"name": invitation.participant}


@dataclass(frozen=True, slots=True)
class CountWords:
    """How many have answered an open round, in words."""

    number: str
    """Exact, or a range of five."""
    sent: str
    """What stands after the number."""
    enough: str
    """How many more are needed, or that there are enough."""


def count_words(count: ResponseCount) -> CountWords:
    """Return how many have answered an open round, and whether that is enough for a diagnosis."""
    return CountWords(number_words(count.whole), _sent_words(count.whole), _enough_words(count))


def number_words(whole: WholeCount) -> str:
    """Return how many have answered: a number if that is live, else the range of five in which it lies."""
    if whole.is_live:
        return str(whole.n_sent)
    return f"{whole.n_sent}–{_most(whole)}"


def _most(whole: WholeCount) -> int:
    """Return how many have answered at most."""
    if whole.is_live:
        return whole.n_sent
    most = whole.n_sent + STEP_OF_COUNTS - 1
    return most if whole.n_invited is None else max(min(most, whole.n_invited), whole.n_sent)


def _sent_words(whole: WholeCount) -> str:
    if whole.n_invited is None:
        return ngettext("answer was sent in", "answers were sent in", _most(whole))
    return ngettext(
        "of %(invited)s people has sent in answers", "of %(invited)s people have sent in answers", _most(whole)
    ) % {"invited": whole.n_invited}


def _enough_words(count: ResponseCount) -> str:
    if count.n_needed:
        return _needed_words(count.n_needed, is_live=count.whole.is_live)
    if count.n_organisations_needed:
        return _(
            "There are enough answers for a diagnosis, if they come from at least %(organisations)s organisations."
        ) % {"organisations": count.n_organisations_needed}
    return _("There are enough answers for a diagnosis. More answers make it surer.")


def _needed_words(n_needed: int, *, is_live: bool) -> str:
    if is_live:
        words = ngettext(
            "At least %(needed)s more answer is needed for a diagnosis.",
            "At least %(needed)s more answers are needed for a diagnosis.",
            n_needed,
        )
    else:
        words = ngettext(
            "At most %(needed)s more answer is needed for a diagnosis.",
            "At most %(needed)s more answers are needed for a diagnosis.",
            n_needed,
        )
    return words % {"needed": n_needed}


def lacking_words(count: ResponseCount) -> list[str]:
    """Return what a result would lack if the round closed now, as far as counts that may be shown tell."""
    found = [_closing_too_early(count)] if count.n_needed else []
    whole = count.whole
    if not found and whole.n_invited and 2 * _most(whole) < whole.n_invited:
        found.append(
            _("Fewer than half of the people have answered. The outcome is then called likely at most, and not clear.")
        )
    few = [line.name for line in group_lines(count) if count.groups[line.code] <= LEAST_SHOWN]
    if few:
        found.append(
            _("Few have answered (less than %(percent)s%%): %(groups)s. Their side is then hardly in the result.")
            % {"percent": 2 * LEAST_SHOWN, "groups": listed(few)}
        )
    return found


def _closing_too_early(count: ResponseCount) -> str:
    if count.whole.is_live:
        words = ngettext(
            "A diagnosis needs at least %(needed)s more answer. If you close now, there will be none.",
            "A diagnosis needs at least %(needed)s more answers. If you close now, there will be none.",
            count.n_needed,
        )
    else:
        words = ngettext(
            "A diagnosis needs at most %(needed)s more answer. If you close now, there may be none.",
            "A diagnosis needs at most %(needed)s more answers. If you close now, there may be none.",
            count.n_needed,
        )
    return words % {"needed": count.n_needed}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Which part of a group has answered, in words."""

    code: str
    """A role or the name of an organisation."""
    name: str
    share: str


def group_lines(count: ResponseCount) -> list[GroupLine]:
    """Return the groups that may be shown, roles by their name."""
    return [GroupLine(name, role_label(name), _share_words(share)) for name, share in count.groups.items()]


def _share_words(percent: int) -> str:
    """Return a group's share (10 to 90 per cents) in words: what lies below 10 and below 20 is told alike."""
    if percent <= LEAST_SHOWN:
        return _("less than %(percent)s%%") % {"percent": 2 * LEAST_SHOWN}
    return response_words(percent)
