"""Who closes a round by hand is told what the result will lack."""

import pytest
from django.utils import translation

from assessments.models.answers import Response
from assessments.results.counting import ResponseCount, WholeCount
from assessments.views.round_words import lacking_words
from tests.cast import make_round
from tests.pages import signed_in, words


def count_of(n_sent, n_invited, *, is_live=True, groups=None, n_needed=0):
    return ResponseCount(WholeCount(n_sent, n_invited, is_live), groups or {}, n_needed, 0)


def lacking(*arguments, **options):
    with translation.override("nl"):
        return lacking_words(count_of(*arguments, **options))


def test_with_enough_answers_nothing_is_lacking():
    assert lacking(20, 26, groups={"professional": 70}) == []
    assert lacking(20, None) == []


def test_fewer_than_half_is_said_only_where_the_count_is_sure_of_it():
    (told,) = lacking(12, 26)
    assert told.startswith("Minder dan de helft van de mensen heeft geantwoord.")
    assert lacking(13, 26) == []
    assert lacking(10, 26, is_live=False) == []  # fourteen may have answered
    assert len(lacking(5, 26, is_live=False)) == 1


def test_a_large_group_of_which_hardly_anybody_answered_is_named():
    (told,) = lacking(20, 30, groups={"professional": 10, "manager": 80, "overheid": 10})
    assert "professional en overheid" in told
    assert "manager" not in told
    assert "minder dan 20 %" in told


def test_too_few_answers_are_told_alone():
    (told,) = lacking(3, 26, n_needed=2)
    assert "nog minstens 2" in told


@pytest.mark.django_db
def test_the_page_for_closing_says_it(anna, partnership):
    round_ = make_round(partnership)
    assert not Response.objects.exists()
    page = words(signed_in(anna).get(f"/rounds/{round_.pk}/close/"))
    assert "Voor een diagnose zijn nog hoogstens 5 ingevulde vragenlijsten nodig." in page
