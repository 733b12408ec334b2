"""What to do next in a partnership: one sentence, with a link to the place to do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Partnership
from assessments.moments import day
from assessments.results.counting import response_count
from assessments.results.findings import finding_of
from assessments.views.round_words import RoundLine


@dataclass(frozen=True, slots=True)
class NextStep:
    """One sentence, and where it leads; without an address if there is nothing to do."""

    sentence: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts that determine the next step."""

    partnership: Partnership
    is_owner: bool
    n_participants: int
    lines: Sequence[RoundLine]
    """The lines of its rounds, newest first."""
    has_plan: bool


def next_step(situation: Situation, now: datetime) -> NextStep:
    """Return what to do next."""
    if situation.partnership.archived_at:
        return NextStep(
            _("This partnership is in the archive. You can find it in the overview under “In the archive”.")
        )
    for status in ("open", "planned"):
        coming = [line for line in situation.lines if line.status == status]
        if coming:
            return _step_during_round(coming[-1], status, is_owner=situation.is_owner)
    if not situation.is_owner:
        return _step_for_reader(situation)
    return _step_for_owner(situation)


def _step_during_round(line: RoundLine, status: str, *, is_owner: bool) -> NextStep:
    """Return what to do while a round is open or will open."""
    round_ = line.round
    url = reverse("round_detail", args=[round_.pk])
    if status == "planned":
        sentence = _("The round “%(title)s” opens on %(day)s.")
        if is_owner:
            sentence = _("The round “%(title)s” opens on %(day)s. Until then you can still add participants.")
        opens = {"title": round_.title, "day": day(round_.opens_at or round_.closes_at)}
        return NextStep(sentence % opens, _("See the round"), url)
    count = response_count(round_)
    n_needed = count.n_needed
    values: dict[str, object] = {"title": round_.title, "needed": n_needed, "day": day(round_.closes_at)}
    if not n_needed and count.n_organisations_needed:
        sentence = _("The round “%(title)s” is open until %(day)s. Are all organisations taking part?")
        return NextStep(sentence % values, _("See the response"), url)
    if not n_needed:
        sentence = _("The round “%(title)s” has enough answers for a diagnosis. It closes on %(day)s.")
        return NextStep(sentence % values, _("See the round"), url)
    if not count.whole.is_live:
        sentence = ngettext(
            "The round “%(title)s” needs at most %(needed)s more answer for a diagnosis. It closes on %(day)s.",
            "The round “%(title)s” needs at most %(needed)s more answers for a diagnosis. It closes on %(day)s.",
            n_needed,
        )
        return NextStep(sentence % values, _("See the response"), url)
    sentence = ngettext(
        "The round “%(title)s” needs %(needed)s more answer for a diagnosis. It closes on %(day)s.",
        "The round “%(title)s” needs %(needed)s more answers for a diagnosis. It closes on %(day)s.",
        n_needed,
    )
    return NextStep(sentence % values, _("See the response"), url)


def _step_for_reader(situation: Situation) -> NextStep:
    closed = _last_closed(situation)
    if closed is None:
        return NextStep(_("There is no result yet. As soon as a round has closed, you can read it here."))
    url = reverse("round_result", args=[closed.round.pk])
    return NextStep(_("Read the last result and discuss it with one another."), _("See the result"), url)


def _step_for_owner(situation: Situation) -> NextStep:
    """Return what an owner can do while no round is open."""
    arguments = [situation.partnership.pk]
    closed = _last_closed(situation)
    if closed is not None:
        return _step_after_result(closed, situation)
    if not situation.n_participants:
        sentence = _("There are no participants yet. Add the people who take part, then you can open a round.")
        return NextStep(sentence, _("Add participants"), reverse("participants", args=arguments))
    sentence = ngettext(
        "%(people)s participant is ready. Open the first round: then each gets a link to the questions.",
        "%(people)s participants are ready. Open the first round: then each gets a link to the questions.",
        situation.n_participants,
    ) % {"people": situation.n_participants}
    return NextStep(sentence, _("New round"), reverse("round_create", args=arguments))


def _step_after_result(closed: RoundLine, situation: Situation) -> NextStep:
    """Return what an owner can do with a result."""
    url = reverse("round_result", args=[closed.round.pk])
    finding = finding_of(closed.round)
    if finding is None:
        sentence = _("The round “%(title)s” has closed. Its result is made as soon as you open it.")
        return NextStep(
            sentence % {"title": closed.round.title},
            _("See the round"),
            reverse("round_detail", args=[closed.round.pk]),
        )
    if not finding.has_diagnosis:
        sentence = _("There were too few answers for a diagnosis. The result page says what you can do.")
        return NextStep(sentence, _("See the result"), url)
    if situation.has_plan:
        plan = reverse("action_plan", args=[situation.partnership.pk])
        return NextStep(
            _("There is an action plan. Check from time to time how far along it is."), _("See the action plan"), plan
        )
    sentence = _("The result is available. Discuss it with one another and make a plan of what you will do.")
    return NextStep(sentence, _("See the result"), url)


def _last_closed(situation: Situation) -> RoundLine | None:
    return next((line for line in situation.lines if line.status == "closed"), None)
