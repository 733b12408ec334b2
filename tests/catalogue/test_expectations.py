"""What to expect of a round: the table, and how it is read."""

import numpy as np
import pytest

from assessments.catalogue.expectations import ALL_ANSWER, FEW_ANSWER, Cell, as_fraction, cells, expectation, holds_for
from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.scoring.profile import ScoringProfile
from bench.simulation.certainty import outcomes
from bench.simulation.partnerships import Design


def test_the_table_has_every_size_for_every_kind_of_response():
    by_response = {
        response: {(cell.people, cell.organisations) for cell in cells() if cell.response == response}
        for response in (FEW_ANSWER, ALL_ANSWER, None)
    }
    assert len(by_response[None]) > 30
    assert by_response[ALL_ANSWER] == by_response[None]
    assert by_response[FEW_ANSWER] == {(n, m) for n, m in by_response[None] if FEW_ANSWER * n > 4.5}
    assert all(0 <= cell.clear <= cell.likely <= 1 for cell in cells())


def test_more_people_and_more_answers_give_a_clear_outcome_more_often():
    few, many = (expectation(people, 4, FEW_ANSWER) for people in (12, 80))
    every = expectation(12, 4, ALL_ANSWER)
    assert few.clear < every.clear < 1
    assert few.clear < many.clear < 1


@pytest.mark.parametrize(
    ("people", "organisations", "found"),
    [(12, 4, (12, 4)), (13, 4, (12, 4)), (1000, 500, (200, 20)), (9, 9, (8, 4)), (8, 2, (8, 2))],
)
def test_the_largest_size_that_is_not_larger_counts(people, organisations, found):
    cell = expectation(people, organisations, FEW_ANSWER)
    assert (cell.people, cell.organisations) == found


@pytest.mark.parametrize(("people", "organisations"), [(4, 2), (0, 0), (30, 1)])
def test_too_few_people_or_organisations_have_nothing_to_expect(people, organisations):
    assert expectation(people, organisations, ALL_ANSWER) is None


def test_too_few_answers_have_nothing_to_expect():
    assert expectation(7, 3, FEW_ANSWER) is None
    assert expectation(7, 3, ALL_ANSWER) is not None


def test_the_table_says_nothing_of_other_thresholds():
    assert holds_for(ScoringProfile())
    assert not holds_for(ScoringProfile(certain=0.9))


@pytest.mark.parametrize("share", np.linspace(0, 1, 41).tolist())
def test_a_fraction_is_the_nearest_that_people_say(share):
    times, of = as_fraction(share)
    assert abs(times / of - share) <= 0.085


@pytest.mark.parametrize("cell", [expectation(12, 4, ALL_ANSWER), expectation(26, 6, FEW_ANSWER)])
def test_the_table_is_what_the_product_says_of_invented_partnerships(cell: Cell):
    design = Design(cell.people, cell.organisations, cell.response or 1.0)
    n = 150
    instrument = questionnaire(current_version()).instrument
    said = [one.said.certainty for one in outcomes(design, n, 7, instrument)]
    error = np.sqrt(cell.clear * (1 - cell.clear) * (1 / n + 1 / 400))
    assert abs(said.count("duidelijk") / n - cell.clear) < 4 * error
