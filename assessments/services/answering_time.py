"""How long answering takes: measured when answers are sent, stated as a median, estimated until enough is measured."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from time import monotonic
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import ngettext

from assessments.catalogue.entries import Question, Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import AnsweringTime
from assessments.models.answers import Response
from assessments.vocabulary.limits import is_answered_enough

LONGEST_GAP = timedelta(minutes=3)
"""Longer gaps between two answers count as three minutes: somebody was away."""
MOST_MINUTES = 60
FEWEST_COUNTED = 20
"""The number of responses from which on the median is stated."""

SECONDS = {"rating": 10, "reasons": 20, "text": 60}
"""Estimated seconds for a question of each kind: half of them to read, half to choose; writing takes longer."""
SECONDS_AROUND = 60
"""Estimated seconds for the first page and the review before sending."""

_CACHE_SECONDS = 300
_cached: dict[str, tuple[float, int | None]] = {}
"""Per version the median, and until when it is taken from here, so that no page has to ask the database for it."""


def count_time(response: Response, version: str) -> None:
    """Add the time that answering took to the installation's counts, unless less than half was answered.

    Answers that all have one moment, such as those of the demo, were not chosen by a person and are not counted.
    """
    moments = _moments_of(response.answers)
    if len(set(moments)) > 1 and _is_answered_by_half(questionnaire(version), response.answers):
        _add_one(version, minutes_taken(response.started_at, moments))


def minutes_taken(started_at: datetime, moments: Iterable[datetime]) -> int:
    """Return the time between successive moments in whole minutes; of a long gap only the first minutes count.

    A choice that waited for a connection can be older than the response itself: then time runs from that choice.
    """
    in_order = sorted([started_at, *moments])
    gaps = [min(later - earlier, LONGEST_GAP) for earlier, later in pairwise(in_order)]
    minutes = math.ceil(sum(gaps, timedelta()) / timedelta(minutes=1))
    return min(max(minutes, 1), MOST_MINUTES)


def _is_answered_by_half(asked: Questionnaire, entries: Mapping[str, Mapping[str, Any]]) -> bool:
    is_answered = [entries.get(question.code, {}).get("value") is not None for question in asked.questions()]
    return is_answered_enough(sum(is_answered), len(is_answered))


def _moments_of(entries: Mapping[str, Mapping[str, Any]]) -> list[datetime]:
    return [datetime.fromisoformat(entry["at"]) for entry in entries.values()]


def _add_one(version: str, minutes: int) -> None:
    """Add one to the count of these minutes; of two that both want to create its row, the second finds it."""
    line = AnsweringTime.objects.filter(questionnaire_version=version, minutes=minutes)
    if line.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            AnsweringTime.objects.create(questionnaire_version=version, minutes=minutes, count=1)
    except IntegrityError:
        line.update(count=F("count") + 1)


def usual_minutes(version: str) -> int | None:
    """Return the minutes within which half of all people answered; None until enough are counted."""
    until, known = _cached.get(version, (0.0, None))
    if monotonic() >= until:
        known = _median(version)
        _cached[version] = (monotonic() + _CACHE_SECONDS, known)
    return known


def clear_cached_minutes() -> None:
    """Clear the cached medians, so that the next page counts again."""
    _cached.clear()


def _median(version: str) -> int | None:
    """Return the median of all minutes, rounded up; None if too few are counted."""
    lines = AnsweringTime.objects.filter(questionnaire_version=version).order_by("minutes")
    counted = [minutes for minutes, count in lines.values_list("minutes", "count") for _one in range(count)]
    if len(counted) < FEWEST_COUNTED:
        return None
    return math.ceil((counted[(len(counted) - 1) // 2] + counted[len(counted) // 2]) / 2)


def estimated_minutes(version: str) -> int:
    """Return the minutes that answering takes, estimated from the number of questions of each kind."""
    return math.ceil((_seconds(questionnaire(version).questions()) + SECONDS_AROUND) / 60)


def minutes_left(version: str, page: int) -> int:
    """Return the whole minutes that the questions from this page to the last take, measured or estimated."""
    asked = questionnaire(version)
    left = _seconds(question for section in asked.sections if section.page >= page for question in section.questions)
    usual = usual_minutes(version)
    minutes = left / 60 if usual is None else usual * left / _seconds(asked.questions())
    return math.ceil(minutes)


def _seconds(questions: Iterable[Question]) -> int:
    return sum(SECONDS[question.kind] for question in questions)


def duration_sentence(version: str) -> str:
    """Return a sentence that says how long answering takes, as a measurement or as an estimate."""
    usual = usual_minutes(version)
    if usual is None:
        minutes = estimated_minutes(version)
        text = ngettext(
            "We estimate that answering takes %(minutes)s minute.",
            "We estimate that answering takes %(minutes)s minutes.",
            minutes,
        )
        return text % {"minutes": minutes}
    text = ngettext(
        "Half of all people answered the questions within %(minutes)s minute.",
        "Half of all people answered the questions within %(minutes)s minutes.",
        usual,
    )
    return text % {"minutes": usual}
