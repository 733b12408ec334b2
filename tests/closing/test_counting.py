"""Counts of an open round: exact where links go by mail alone, else in steps; large groups in tens; never who."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import AuditEntry, Round
from assessments.models.audit import AuditAction
from assessments.models.choices import Split
from assessments.results.counting import (
    are_links_handed_out,
    count_open_rounds,
    has_all_forces,
    has_enough,
    response_count,
    whole_counts,
)
from assessments.scoring.scores import persons_taking_part
from assessments.scoring.values import Respondent
from assessments.services.closing import close_round
from assessments.services.people import change_participant
from assessments.services.response_changes import withdraw
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from tests.cast import make_round
from tests.pages import signed_in
from tests.responses import INSTRUMENT, after, key_of, open_key, ratings, save, send, send_all
from tests.worlds import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(settings):
    """Let the links of rounds go by mail alone."""
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def make_sized_round(partnership, sizes, **fields):
    """Return a round with these numbers of people invited per role."""
    round_ = make_round(partnership, n_participants=sum(sizes.values()), **fields)
    roles = [role for role, size in sizes.items() for _person in range(size)]
    for role, invitation in zip(roles, round_.invitations.order_by("pk"), strict=True):
        invitation.role = role
        invitation.save()
    return round_


def let_answer(round_, n, **which):
    """Let the first so many people send answers."""
    for invitation in round_.invitations.filter(**which).order_by("pk")[:n]:
        send(key_of(invitation), ratings(3))


def next_day(round_):
    """Let the count of a round be of the day before."""
    Round.objects.filter(pk=round_.pk).update(counted_on=timezone.localdate() - timedelta(days=1))
    round_.refresh_from_db()


def told(round_):
    """Return what a page opened just now tells."""
    return response_count(Round.objects.get(pk=round_.pk))


@pytest.mark.usefixtures("mailed")
def test_counts_exactly_and_live_what_was_sent_in_where_links_are_mailed_only(open_round):
    first, second, *_rest = open_round.invitations.order_by("pk")
    send(key_of(first), ratings(3))
    save(key_of(second), ratings(3))
    assert (told(open_round).whole.n_sent, told(open_round).whole.n_invited) == (1, 6)
    assert told(open_round).whole.is_live
    send(key_of(first), ratings(4))
    send(key_of(second), ratings(4))
    assert told(open_round).whole.n_sent == 2


def test_counts_in_steps_of_five_once_a_day_where_links_are_handed_out(partnership):
    round_ = make_round(partnership, n_participants=12)
    let_answer(round_, 9)
    assert (told(round_).whole.n_sent, told(round_).whole.is_live) == (5, False)
    let_answer(round_, 11)
    assert told(round_).whole.n_sent == 5
    next_day(round_)
    assert told(round_).whole.n_sent == 10


@pytest.mark.usefixtures("mailed")
@pytest.mark.parametrize("cause", ["links", "sheet", "no address", "new address", "no mail server"])
def test_links_count_as_handed_out(partnership, anna, settings, cause):
    round_ = make_round(partnership, n_participants=12)
    let_answer(round_, 7)
    assert told(round_).whole.n_sent == 7
    someone = round_.invitations.order_by("pk").last().participant
    if cause in {"links", "sheet"}:  # before there was a mail server
        host, settings.EMAIL_HOST = settings.EMAIL_HOST, ""
        assert signed_in(anna).get(f"/rounds/{round_.pk}/{cause}/").status_code == 200
        settings.EMAIL_HOST = host
    if cause == "no address":
        someone.email = ""
        someone.save()
    if cause == "new address":
        someone.email = "anna+x@voorbeeld.test"
        change_participant(someone, by=anna, now=timezone.now())
    if cause == "no mail server":
        settings.EMAIL_HOST = ""
    assert are_links_handed_out(Round.objects.get())
    assert (told(round_).whole.n_sent, told(round_).whole.is_live) == (5, False)


@pytest.mark.usefixtures("mailed")
def test_correcting_a_name_hands_out_nothing(open_round, anna):
    someone = open_round.invitations.first().participant
    someone.name = "Een andere naam"
    change_participant(someone, by=anna, now=timezone.now())
    assert not are_links_handed_out(Round.objects.get())


def test_looking_at_links_stands_in_the_trail_once_for_each_coordinator(open_round, anna):
    browser = signed_in(anna)
    browser.get(f"/rounds/{open_round.pk}/links/")
    browser.get(f"/rounds/{open_round.pk}/sheet/")
    entry = AuditEntry.objects.get(action=AuditAction.LINKS)
    assert (entry.user, entry.round) == (anna, open_round)


def test_an_open_link_is_in_nobodys_hands(partnership, anna):
    round_ = make_round(partnership, n_participants=0, has_personal_links=False, has_open_link=True)
    signed_in(anna).get(f"/rounds/{round_.pk}/links/")
    send(open_key(round_, partnership.organisations.first()), ratings(3))
    whole = told(round_).whole
    assert (whole.n_sent, whole.n_invited, whole.is_live) == (1, None, True)


def test_whoever_holds_a_link_cannot_see_by_the_count_whether_its_owner_has_answered(partnership):
    seen = []
    for has_answered in (True, False):
        with world():
            round_ = make_round(partnership, n_participants=9)
            victim, *others = round_.invitations.order_by("pk")
            for invitation in others[:4] if has_answered else others[:5]:
                send(key_of(invitation), ratings(3))
            if has_answered:
                send(key_of(victim), ratings(5))
            before = told(round_)
            key = send(key_of(victim), ratings(1))
            between = told(round_)
            withdraw(key, now=timezone.now())
            seen.append((before, between, told(round_)))
    assert seen[0] == seen[1]


def test_groups_are_shown_in_tens_from_ten_invited_with_ten_others_hidden(partnership):
    round_ = make_sized_round(partnership, {"professional": 14, "manager": 10, "bestuurder": 1})
    let_answer(round_, 6, role="professional")
    assert told(round_).groups == {"professional": 40}


def test_a_group_of_which_nobody_answered_looks_like_one_of_which_one_did(partnership):
    round_ = make_sized_round(partnership, {"professional": 10, "manager": 10})
    let_answer(round_, 1, role="professional")
    assert told(round_).groups == {"professional": 10, "manager": 10}
    let_answer(round_, 10)
    next_day(round_)
    assert told(round_).groups == {"professional": 90, "manager": 10}


@pytest.mark.usefixtures("mailed")
def test_groups_are_refreshed_once_a_day_where_the_whole_is_live_too(partnership):
    round_ = make_sized_round(partnership, {"professional": 10, "manager": 10})
    assert told(round_).groups == {"professional": 10, "manager": 10}
    let_answer(round_, 7)
    assert (told(round_).whole.n_sent, told(round_).groups["professional"]) == (7, 10)


def test_no_group_is_counted_that_gives_away_the_rest(partnership):
    assert told(make_sized_round(partnership, {"professional": 12, "manager": 9})).groups == {}


def test_groups_are_counted_as_invited_whatever_role_was_confirmed(partnership):
    round_ = make_sized_round(partnership, {"professional": 10, "manager": 10})
    for invitation in round_.invitations.filter(role="manager")[:5]:
        send(key_of(invitation, role="anders"), ratings(3))
    assert told(round_).groups == {"professional": 10, "manager": 50}


def test_organisations_are_counted_by_name(partnership):
    round_ = make_round(partnership, n_participants=30, split=Split.ORGANISATION)
    assert list(told(round_).groups) == ["Gemeente", "Jeugdhulp", "School"]


def test_with_an_open_link_no_group_is_counted(partnership):
    round_ = make_sized_round(partnership, {"professional": 10, "manager": 10}, has_open_link=True)
    assert (told(round_).groups, told(round_).whole.n_invited) == ({}, None)


def test_the_worker_counts_each_open_round_once_a_day(partnership):
    round_ = make_round(partnership, n_participants=12)
    let_answer(round_, 5)
    assert [count_open_rounds(now=timezone.now()) for _time in range(2)] == [1, 0]
    let_answer(round_, 12)
    assert told(round_).whole.n_sent == 5


@pytest.mark.usefixtures("mailed")
def test_needed_is_counted_by_the_number_shown_alone(open_round):
    assert told(open_round).n_needed == 5
    first, second, *rest = open_round.invitations.order_by("pk")
    send(key_of(first), ratings(3))
    send(key_of(second), {"A1": 3})
    assert told(open_round).n_needed == 3
    for invitation in rest:
        send(key_of(invitation), ratings(3))
    assert told(open_round).n_needed == 0


def test_needed_never_counts_organisations(partnership):
    round_ = make_round(partnership, n_participants=6)
    round_.invitations.update(organisation=partnership.organisations.first())
    let_answer(round_, 6)
    assert (told(round_).n_needed, told(round_).n_organisations_needed) == (0, 2)


@pytest.mark.parametrize("thresholds", [{"min_respondents": 8}, {"min_group": 8}])
def test_needed_follows_the_profile_of_the_round(open_round, thresholds):
    open_round.profile.thresholds = thresholds
    open_round.profile.save()
    assert told(open_round).n_needed == 8


@pytest.mark.parametrize("thresholds", [{}, {"min_group": 8}, {"min_respondents": 8}, {"min_organisations": 3}])
def test_what_is_enough_while_a_round_is_open_gives_a_result_when_it_closes(partnership, thresholds):
    round_ = make_round(partnership, n_participants=9)
    round_.profile.thresholds = thresholds
    round_.profile.save()
    seen = []
    for invitation in round_.invitations.order_by("pk"):
        send(key_of(invitation), ratings(3))
        seen.append((has_enough(round_), gives_result_now(round_)))
    assert all(is_enough == has_result for is_enough, has_result in seen)
    least = max(thresholds.get("min_group", 5), thresholds.get("min_respondents", 5))
    assert [is_enough for is_enough, _has_result in seen] == [False] * (least - 1) + [True] * (10 - least)


def gives_result_now(round_):
    """Return whether a diagnosis would be shown if the round closed at this moment."""
    with world():
        result = close_round(round_.pk, by=None, now=after(round_))
    return result.document["disclosed"]["diagnosis"] != ONVOLDOENDE_GEGEVENS


@pytest.mark.parametrize("n_answered", range(7))
@pytest.mark.parametrize("force", list(INSTRUMENT.forces))
def test_three_forces_are_counted_as_scoring_does(force, n_answered):
    answers = ratings(3) | dict.fromkeys(INSTRUMENT.forces[force][n_answered:], "weet_niet")
    others = [name for name in INSTRUMENT.forces if name != force]

    persons = persons_taking_part([Respondent("1", "Gemeente", "manager", answers)], INSTRUMENT)

    is_scored = bool((persons.scale(force) >= 0).all()) and all((persons.scale(name) >= 0).all() for name in others)
    assert has_all_forces(answers, INSTRUMENT) == is_scored


@pytest.mark.parametrize("host", ["", "mail.voorbeeld.test"])
def test_counts_of_many_rounds_are_those_of_each(partnership, settings, host):
    settings.EMAIL_HOST = host
    rounds = [make_round(partnership, n_participants=12) for _round in range(3)]
    for n, round_ in enumerate(rounds):
        let_answer(round_, 6 + n)
    together = whole_counts(Round.objects.all())
    assert [together[one.pk] for one in rounds] == [told(one).whole for one in rounds]


def test_counting_asks_as_much_with_many_answers_as_with_few(partnership, django_assert_max_num_queries):
    round_ = make_round(partnership, n_participants=14)
    send(key_of(round_.invitations.first()), ratings(3))
    for _time in range(2):
        with django_assert_max_num_queries(6):
            response_count(round_)
        send_all(round_)
        next_day(round_)
