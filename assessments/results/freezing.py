"""From the answers of a closed round to its frozen result."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from assessments.catalogue.choice import choose_actions
from assessments.catalogue.entries import ActionEntry
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.change import is_stalled
from assessments.models import Invitation, Organisation, Round
from assessments.reporting.frozen import FrozenResult, RoundFacts
from assessments.scoring.instrument import Instrument
from assessments.scoring.reading import checked_answers
from assessments.scoring.suppression import band
from assessments.scoring.values import Respondent, Survey
from assessments.version import PRODUCT_VERSION
from assessments.vocabulary.flags import VASTGELOPEN

from .handing_out import invited
from .history import agreed_since, earlier_rounds
from .sent_answers import SentAnswers

MODEL_VERSION = "2"


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """A round at the moment it closes, with everything its result rests on."""

    round: Round
    closed_at: datetime
    responses: Sequence[SentAnswers]
    """In random order."""
    entries: Sequence[ActionEntry]
    """The active actions of the catalogue."""


def freeze(closed: ClosedRound, chance: random.Random) -> FrozenResult:
    """Return the result: diagnosed, passed through disclosure, with the actions it calls for.

    ``chance`` shuffles the open answers of each question, so that their order does not link the answers of one person.
    """
    # Imported here, because only closing a round needs numpy and scipy, and not every web process should load them.
    from assessments.disclosure.disclose import Terms, disclose
    from assessments.scoring.diagnosis import diagnose

    round_ = closed.round
    asked = questionnaire(round_.questionnaire_version)
    survey = survey_of(closed)
    disclosed = disclose(
        diagnose(survey, asked.instrument),
        survey,
        asked.instrument,
        Terms(round_.split, round_.interests_named),  # type: ignore[arg-type] # one of Split
        open_answers(closed.responses, asked.instrument, chance),
    )
    measured = FrozenResult(
        disclosed=disclosed,
        facts=_facts(closed),
        questionnaire=asked,
        profile=survey.profile,
        profile_version=round_.profile.version,
        actions=(),
        catalogue=tuple(closed.entries),
        versions={"questionnaire": asked.version, "model": MODEL_VERSION, "product": PRODUCT_VERSION},
        earlier=earlier_rounds(round_, disclosed),
        agreed=agreed_since(round_),
    )
    return complete(measured)


def complete(measured: FrozenResult) -> FrozenResult:
    """Return a result with what follows from all that was measured: whether it has stalled, and the actions."""
    found = _say_if_stalled(measured)
    return replace(found, actions=choose_actions(found.disclosed, found.catalogue))


def _say_if_stalled(result: FrozenResult) -> FrozenResult:
    """Return the result with the flag VASTGELOPEN if the last comparable round and this one say so together."""
    shown = result.disclosed
    if not result.comparable or not is_stalled(result.comparable[-1], shown):
        return result
    return replace(result, disclosed=replace(shown, flags=(*shown.flags, VASTGELOPEN)))


def survey_of(closed: ClosedRound) -> Survey:
    """Return the input of the model. Raises InputError for answers that are not those of the questionnaire."""
    round_ = closed.round
    instrument = questionnaire(round_.questionnaire_version).instrument
    asked_of = _invited(closed)
    return Survey(
        respondents=tuple(_respondent(n, one, instrument) for n, one in enumerate(closed.responses)),
        questionnaire=_number(instrument.version),
        seed=round_.seed or 0,
        weighting=round_.weighting,  # type: ignore[arg-type]
        years_running=_years_running(closed),
        invited=asked_of,
        n_invited=_n_invited(closed),
        n_organisations_invited=len(_organisations_asked(round_)),
        profile=round_.profile.profile,
    )


def _number(version: str) -> int:
    """Return the number of a version of the questionnaire; 0 for one that has a name."""
    return int(version) if version.isdecimal() else 0


def open_answers(
    responses: Sequence[SentAnswers], instrument: Instrument, chance: random.Random
) -> dict[str, list[str]]:
    """Return the texts per code, each code shuffled separately."""
    texts = {
        code: [response.answers[code] for response in responses if (response.answers.get(code) or "").strip()]
        for code in instrument.text_codes
    }
    for given in texts.values():
        chance.shuffle(given)
    return texts


def _respondent(number: int, response: SentAnswers, instrument: Instrument) -> Respondent:
    return Respondent(
        id=str(number),
        organisation=response.organisation,
        role=response.role,
        answers=checked_answers(response.answers, f"Response {number}", instrument),
    )


def _invited(closed: ClosedRound) -> dict[str, int] | None:
    """Return how many persons were invited per organisation, those of which nobody answered too.

    None with an open link, because nobody knows who got it.
    """
    if closed.round.has_open_link:
        return None
    asked = invited(round=closed.round).values_list("organisation__name", flat=True)
    # An organisation whose invitations were withdrawn after somebody answered counts those who did.
    return {one.organisation: 0 for one in closed.responses} | Counter(asked.order_by("organisation__name"))


def _n_invited(closed: ClosedRound) -> int | None:
    """Return how many people were invited, and at least how many answered; None with an open link.

    Somebody whose address changed counts as invited once, and may have answered through the old link and the new one.
    """
    asked = _invited(closed)
    return None if asked is None else max(sum(asked.values()), len(closed.responses))


def _facts(closed: ClosedRound) -> RoundFacts:
    round_ = closed.round
    n_invited = _n_invited(closed)
    return RoundFacts(
        partnership=round_.partnership.name,
        theme=round_.partnership.theme,
        title=round_.title,
        years_running=_years_running(closed),
        opened_at=timezone.localtime(round_.opens_at) if round_.opens_at else None,
        closed_at=timezone.localtime(closed.closed_at),
        interests_named=round_.interests_named,
        organisations=_organisations_asked(round_),
        n_invited=None if n_invited is None else band(n_invited),
        contact=_contact(round_),
        retention_months=round_.partnership.retention_months,
    )


def _years_running(closed: ClosedRound) -> float | None:
    return closed.round.partnership.years_running(timezone.localtime(closed.closed_at).date())


def _organisations_asked(round_: Round) -> tuple[str, ...]:
    """Return the names of the organisations that were invited; with an open link, all of the partnership."""
    asked = Organisation.objects.filter(partnership_id=round_.partnership_id)
    if not round_.has_open_link:
        asked = asked.filter(pk__in=Invitation.objects.filter(round=round_).values("organisation"))
    return tuple(asked.order_by("name", "pk").values_list("name", flat=True))


def _contact(round_: Round) -> str:
    if round_.contact_name and round_.contact_email:
        return f"{round_.contact_name} ({round_.contact_email})"
    return round_.contact_name or round_.contact_email
