"""Live counts: the whole, groups large enough, and how many are still needed; never who."""

import pytest
from django.db import transaction

from assessments.models.choices import Split
from assessments.results.counting import GroupCount, has_all_forces, n_needed, response_count
from assessments.scoring.scores import persons_taking_part
from assessments.scoring.values import Respondent
from assessments.services.closing import close_round
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from tests.cast import make_round
from tests.responses import INSTRUMENT, after, key_of, open_key, ratings, save, send

pytestmark = pytest.mark.django_db


def make_sized_round(partnership, sizes, **fields):
    """Return a round with these numbers of people invited per role."""
    round_ = make_round(partnership, n_participants=sum(sizes.values()), **fields)
    roles = [role for role, size in sizes.items() for _person in range(size)]
    for role, invitation in zip(roles, round_.invitations.order_by("pk"), strict=True):
        invitation.role = role
        invitation.save()
    return round_


def test_counts_what_was_sent_in(open_round):
    first, second, *_rest = open_round.invitations.order_by("pk")
    send(key_of(first), ratings(3))
    save(key_of(second), ratings(3))

    count = response_count(open_round)

    assert (count.n_sent, count.n_invited) == (1, 6)


def test_counts_someone_who_sends_twice_once(open_round):
    first = open_round.invitations.first()
    send(key_of(first), ratings(3))
    send(key_of(first), ratings(4))

    assert response_count(open_round).n_sent == 1


def test_groups_are_counted_from_five_invited_and_with_enough_hidden(partnership):
    round_ = make_sized_round(partnership, {"professional": 9, "manager": 5, "bestuurder": 3})
    for invitation in round_.invitations.exclude(role="professional"):
        send(key_of(invitation), ratings(3))
    send(key_of(round_.invitations.filter(role="professional").first()), ratings(3))

    assert response_count(round_).groups == (GroupCount("professional", 1, 9),)


def test_no_group_is_counted_that_gives_away_the_rest(partnership):
    round_ = make_sized_round(partnership, {"professional": 6, "manager": 4})

    assert response_count(round_).groups == ()


def test_groups_are_counted_as_invited_whatever_role_was_confirmed(partnership):
    round_ = make_sized_round(partnership, {"professional": 5, "manager": 5})
    send(key_of(round_.invitations.filter(role="manager").first(), role="anders"), ratings(3))

    assert response_count(round_).groups == (GroupCount("professional", 0, 5), GroupCount("manager", 1, 5))


def test_organisations_are_counted_by_name(partnership):
    round_ = make_round(partnership, n_participants=15, split=Split.ORGANISATION)

    assert [group.name for group in response_count(round_).groups] == ["Gemeente", "Jeugdhulp", "School"]


def test_with_an_open_link_only_the_whole_is_counted(partnership):
    round_ = make_round(partnership, n_participants=10, has_open_link=True)
    send(open_key(round_, partnership.organisations.first()), ratings(3))

    count = response_count(round_)

    assert (count.n_sent, count.n_invited, count.groups) == (1, None, ())


def test_needed_are_five_persons_with_three_forces(open_round):
    assert response_count(open_round).n_needed == 5
    first, second, *rest = open_round.invitations.order_by("pk")
    send(key_of(first), ratings(3))
    send(key_of(second), {"A1": 3})
    assert response_count(open_round).n_needed == 4

    for invitation in rest:
        send(key_of(invitation), ratings(3))

    assert response_count(open_round).n_needed == 0


def test_needed_is_another_organisation(partnership):
    round_ = make_round(partnership, n_participants=6)
    round_.invitations.update(organisation=partnership.organisations.first())
    for invitation in round_.invitations.all():
        send(key_of(invitation), ratings(3))

    assert response_count(round_).n_needed == 1


@pytest.mark.parametrize("thresholds", [{"min_respondents": 8}, {"min_group": 8}])
def test_needed_follows_the_profile_of_the_round(open_round, thresholds):
    open_round.profile.thresholds = thresholds
    open_round.profile.save()

    assert response_count(open_round).n_needed == 8


@pytest.mark.parametrize("has_open_link", [False, True])
@pytest.mark.parametrize("thresholds", [{}, {"min_group": 8}, {"min_respondents": 8}, {"min_organisations": 3}])
def test_what_is_enough_while_a_round_is_open_gives_a_result_when_it_closes(partnership, thresholds, has_open_link):
    round_ = make_round(partnership, n_participants=9, has_open_link=has_open_link)
    round_.profile.thresholds = thresholds
    round_.profile.save()
    told = []
    for invitation in round_.invitations.order_by("pk"):
        send(key_of(invitation), ratings(3))
        told.append((not response_count(round_).n_needed, not n_needed(round_), gives_result_now(round_)))
    assert all(is_enough == has_result for _told, is_enough, has_result in told)
    assert all(is_told for is_told, _is_enough, has_result in told if has_result)
    least = max(thresholds.get("min_group", 5), thresholds.get("min_respondents", 5))
    assert [is_told for is_told, _is_enough, _has_result in told] == [False] * (least - 1) + [True] * (10 - least)


def gives_result_now(round_):
    """Return whether a diagnosis would be shown if the round closed at this moment."""
    with transaction.atomic():
        result = close_round(round_.pk, by=None, now=after(round_))
        transaction.set_rollback(True)
    return result.document["disclosed"]["diagnosis"] != ONVOLDOENDE_GEGEVENS


@pytest.mark.parametrize("n_answered", range(7))
@pytest.mark.parametrize("force", list(INSTRUMENT.forces))
def test_three_forces_are_counted_as_scoring_does(force, n_answered):
    answers = ratings(3) | dict.fromkeys(INSTRUMENT.forces[force][n_answered:], "weet_niet")
    others = [name for name in INSTRUMENT.forces if name != force]

    persons = persons_taking_part([Respondent("1", "Gemeente", "manager", answers)], INSTRUMENT)

    is_scored = bool((persons.scale(force) >= 0).all()) and all((persons.scale(name) >= 0).all() for name in others)
    assert has_all_forces(answers, INSTRUMENT) == is_scored


def test_counting_asks_as_much_with_many_answers_as_with_few(partnership, django_assert_num_queries):
    round_ = make_round(partnership, n_participants=14)
    invitations = list(round_.invitations.all())
    send(key_of(invitations[0]), ratings(3))
    with django_assert_num_queries(4):
        response_count(round_)
    for invitation in invitations:
        send(key_of(invitation), ratings(3))
    with django_assert_num_queries(4):
        response_count(round_)
