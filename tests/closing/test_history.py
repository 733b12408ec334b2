"""A result keeps what preceded it: disclosed numbers of earlier rounds, and what was agreed, without persons."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.catalogue.entries import Condition
from assessments.models import PlannedAction, ProgressNote, Result, Round, ScoringProfileVersion
from assessments.results.stored_results import result_of
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_round
from tests.cast import make_partnership, make_round
from tests.responses import INSTRUMENT, after, ratings, send_all, varied

pytestmark = pytest.mark.django_db
_STALLED = Condition("flag", "vastgelopen")


def closed(partnership, answers=varied, *, n=12, **fields):
    """Return a closed round of ``n`` people."""
    round_ = make_round(partnership, n_participants=n, **fields)
    send_all(round_, answers)
    close_round(round_.pk, by=None, now=after(round_))
    round_.refresh_from_db()
    return round_


def two_rounds(partnership, **fields):
    """Return two closed rounds of one partnership, the second a year after the first."""
    first = closed(partnership, **fields)
    Round.objects.filter(pk=first.pk).update(
        closes_at=first.closes_at - timedelta(days=365), closed_at=first.closed_at - timedelta(days=365)
    )
    first.refresh_from_db()
    return first, closed(partnership, lambda number: varied(number + 40))


def test_the_second_result_holds_the_first_as_it_was_disclosed(partnership):
    first, second = two_rounds(partnership)
    then, now = result_of(first), result_of(second)
    (earlier,) = now.earlier
    assert then.earlier == ()
    assert earlier.scores == then.disclosed.scores
    assert (earlier.diagnosis, earlier.bar) == (then.disclosed.diagnosis, then.disclosed.bar)
    assert now.comparable == (earlier,)


def stuck(number):
    """Return answers of somebody who wants much and does little, as each time."""
    codes = INSTRUMENT.forces["actie"]
    return ratings(4) | {code: 1 + (number + place) % 3 for place, code in enumerate(codes)}


def test_a_stagnation_that_did_not_move_is_stalled_and_gets_the_advice_for_that(partnership):
    load_catalogue()
    first = closed(partnership, stuck)
    Round.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(days=300))
    then, now = result_of(first), result_of(closed(partnership, stuck))
    assert then.disclosed.diagnosis == now.disclosed.diagnosis == "schijnsamenwerking"
    assert (then.is_stalled, now.is_stalled) == (False, True)
    assert now.disclosed.flags[-1] == "vastgelopen"
    assert (now.change["actie"].difference, now.is_rising) == (0, False)

    def called_by_it(result):
        return [one.entry.code for role in result.actions for one in role.main if _STALLED in one.called_by]

    assert called_by_it(then) == []
    assert called_by_it(now) != []


def test_a_stagnation_that_rises_or_was_measured_otherwise_is_not_stalled(partnership):
    first = closed(partnership, lambda number: stuck(number) | dict.fromkeys(INSTRUMENT.forces["actie"], 1))
    Round.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(days=300))
    second = result_of(closed(partnership, stuck))
    assert second.is_rising
    assert not second.is_stalled

    Round.objects.update(closed_at=timezone.now() - timedelta(days=200))
    profile = ScoringProfileVersion.objects.create(version=2)
    make = make_round(partnership, n_participants=12)
    Round.objects.filter(pk=make.pk).update(profile=profile)
    send_all(make, stuck)
    close_round(make.pk, by=None, now=after(make))
    third = result_of(make)
    assert third.disclosed.diagnosis == "schijnsamenwerking"
    assert (third.comparable, third.is_stalled) == ((), False)


def test_only_rounds_of_the_same_partnership_come_before(anna, partnership):
    closed(make_partnership(anna, name="Een ander verband"))
    assert result_of(closed(partnership)).earlier == ()


def test_a_group_that_one_round_hides_is_in_no_trend(partnership):
    first, second = two_rounds(partnership, n=24)
    then, now = result_of(first), result_of(second)
    assert then.disclosed.groups
    (earlier,) = now.earlier
    assert set(earlier.groups) == set(then.disclosed.groups) & set(now.disclosed.groups)
    assert set(then.disclosed.groups) - set(now.disclosed.groups)


def test_what_was_agreed_is_kept_without_persons_and_as_it_was(partnership):
    school = partnership.organisations.get(name="School")
    first = closed(partnership)
    Round.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(days=300))
    first.refresh_from_db()
    told_before = PlannedAction.objects.create(partnership=partnership, title="Al lang klaar", progress="done")
    ProgressNote.objects.create(
        planned_action=told_before, progress="done", who="Anna", at=first.closed_at - timedelta(days=1)
    )
    action = PlannedAction.objects.create(
        partnership=partnership,
        round=first,
        title="Eén plan per gezin",
        organisation=school,
        person="Carla Huisman",
        email="carla@school.test",
        due_on=timezone.localdate(),
    )
    second = closed(partnership)
    (agreed,) = result_of(second).agreed
    assert (agreed.title, agreed.organisation, agreed.progress) == ("Eén plan per gezin", "School", "planned")
    stored = json.dumps(Result.objects.get(round=second).document)
    assert "Huisman" not in stored
    assert "carla" not in stored
    action.title = "Iets anders"
    action.save()
    assert result_of(second).agreed == (agreed,)


def test_a_damaged_result_keeps_no_later_round_from_closing(partnership):
    first = closed(partnership)
    Round.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(days=300))
    Result.objects.filter(round=first).update(checksum="0" * 64)
    second = closed(partnership, lambda number: ratings(4))
    assert result_of(second).earlier == ()
