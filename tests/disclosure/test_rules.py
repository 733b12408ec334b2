"""What leaves is rounded, rests on enough people counted anew, and names what is held back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.disclosure.groups import groups_to_show
from assessments.disclosure.shown import Withheld
from assessments.reporting.documents import to_plain
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.reading import read_survey
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from tests.scoring.documents import random_document
from tests.scoring.strategies import documents

INSTRUMENTS = {number: questionnaire(str(number)).instrument for number in (1, 2)}
FORCES = {"intentie": "I", "actie": "A", "verbinding": "V"}
OPEN_WORDS = {"O1": [f"woord {number}" for number in range(10)], "O2": ["niet genoeg"] * 9}


def shown(document, *, split="role", named=False, texts=None):
    """Return what may be shown of an input document."""
    survey = read_survey(document, INSTRUMENTS)
    instrument = INSTRUMENTS[survey.questionnaire]
    return disclose(diagnose(survey, instrument), survey, instrument, Terms(split, named), texts or {})


def partnership(roles, *, organisations=4, level=4, **settings):
    """Return a document with so many persons per role, spread evenly over organisations."""
    items = INSTRUMENTS[2].rating_codes
    persons = [
        {
            "id": f"p{place:03}",
            "organisation": f"org-{place % organisations}",
            "role": role,
            "answers": {code: level - (place + index) % 2 for index, code in enumerate(items)} | {"B0": ["a"]},
        }
        for place, role in enumerate([role for role, n in roles.items() for _person in range(n)])
    ]
    return {"profile": {"resamples": 200}, "respondents": persons, **settings}


def without(document, codes, *, but=0):
    """Return the document in which only the first ``but`` persons answered these codes."""
    persons = [
        {**one, "answers": {c: a for c, a in one["answers"].items() if c not in codes or place < but}}
        for place, one in enumerate(document["respondents"])
    ]
    return {**document, "respondents": persons}


def taking_part(document):
    """Return the persons with at least one force, counted anew."""
    return [
        one
        for one in document["respondents"]
        if any(sum(rated(one, f"{letter}{place}") for place in range(1, 7)) >= 3 for letter in FORCES.values())
    ]


def rated(person, code):
    answer = person["answers"].get(code)
    return isinstance(answer, int) and not isinstance(answer, bool)


def with_force(persons, force):
    return [one for one in persons if sum(rated(one, f"{FORCES[force]}{place}") for place in range(1, 7)) >= 3]


def too_few(document, found):
    """Return the numbers that rest on fewer people than min_group, counted in the answers."""
    least = document.get("profile", {}).get("min_group", 5)
    persons = taking_part(document)
    n = {code: sum(rated(one, code) for one in persons) for code in INSTRUMENTS[2].rating_codes}
    picked = sum(bool(one["answers"].get("B0")) for one in persons)
    behind = {f"item {code}": n[code] for code in found.statements}
    behind |= {f"spread {code}": n[code] - max(10 - least, 0) for code in {*found.distributions, *found.divided}}
    behind |= {f"score {force}": len(with_force(persons, force)) for force in found.scores}
    for force in FORCES:
        there = with_force(persons, force)
        names = [name for name, own in found.groups.items() if force in own]
        sizes = {name: sum(one[found.split] == name for one in there) for name in names}
        behind |= {f"group {name} {force}": size for name, size in sizes.items()}
        rest = len(there) - sum(sizes.values())
        behind |= {f"rest {force}": rest} if names and rest else {}
    behind |= {"reasons": picked} if found.reasons else {}
    behind |= {"divergence": picked} if found.divergence is not None or found.reasons_differ is not None else {}
    return {what: number for what, number in behind.items() if number < least}


@pytest.mark.parametrize("split", ["role", "organisation"])
@given(document=documents(least=5))
def test_every_number_rests_on_enough_persons(split, document):
    assert too_few(document, shown(document, split=split, named=True)) == {}


def test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid():
    n_statements = 0
    for seed in range(120):
        document = random_document(seed)
        found = shown(document, split=("role", "organisation")[seed % 2], named=seed % 3 == 0)
        assert too_few(document, found) == {}
        check_grids(found)
        n_statements += len(found.statements)
    assert n_statements > 500


WHOLE = {"statements", "divided", "distributions", "shares", "dont_know", "groups", "reasons", "response", "blind_spot"}
"""What holds whole numbers alone."""


def check_grids(found):
    """Check that no number is finer than what may be shown."""
    for one in found.statements.values():
        assert one.value % one.step == 0
        assert 2 * one.step <= one.value <= 100 - 2 * one.step
    for one in found.scores.values():
        assert {type(one.value), type(one.low), type(one.high)} <= {int, type(None)}
        assert 5 <= one.value <= 95
        assert one.se_repeat is None or (2 * one.se_repeat).is_integer()
    fives = [*found.shares.values(), *found.dont_know.values()]
    fives += [found.foundation.below] if found.foundation else []
    assert all(share % 5 == 0 and 5 <= share <= 95 for share in fives)
    for own in found.groups.values():
        assert all(one.score % 5 == 0 and 10 <= one.score <= 90 and (one.margin or 0) % 5 == 0 for one in own.values())
    for one in found.organisations.values():
        assert {one.importance, one.served} <= {None, 0, 25, 50, 75, 100}
    assert all(set(quarters) <= {0, 1, 2, 3} for quarters in found.distributions.values())
    assert {found.divergence, found.divergence_by_chance} <= {None, *range(0, 101, 5)}
    assert all(bar is None or bar % 1 == 0.5 for bar in (found.bar, found.bar_intentie))
    assert "." not in json.dumps([to_plain(getattr(found, name)) for name in sorted(WHOLE)])


@given(document=documents(least=10, may_miss=False), code=st.sampled_from(["A1", "P3", "B3"]))
def test_who_gave_an_answer_makes_no_difference_to_a_statement(document, code):
    """Whoever hands on an answer to the next person changes nothing of what is shown of that statement."""
    moved = [dict(one, answers=dict(one["answers"])) for one in document["respondents"]]
    given_answers = [one["answers"][code] for one in moved]
    for one, answer in zip(moved, [*given_answers[1:], given_answers[0]], strict=True):
        one["answers"][code] = answer
    first, second = shown(document), shown({**document, "respondents": moved})
    if (
        first.scores
        and second.scores
        and {one.why for one in (*first.withheld, *second.withheld)}.isdisjoint(["last_check"])
    ):
        assert first.statements[code] == second.statements[code]
        assert first.distributions.get(code) == second.distributions.get(code)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"professional": 9, "manager": 5, "bestuurder": 3}, ["professional"]),
        ({"professional": 6, "manager": 4}, []),
        ({"professional": 5, "manager": 5, "bestuurder": 5}, ["professional", "manager", "bestuurder"]),
        ({"professional": 9}, []),
    ],
)
@pytest.mark.parametrize("weighting", ["organisation", "respondent"])
def test_groups_are_shown_while_the_hidden_are_nobody_or_five(sizes, expected, weighting):
    found = shown(partnership(sizes, weighting=weighting))
    assert list(found.groups) == expected
    held = {entry.what.split(":")[1] for entry in found.withheld if entry.what.startswith("group:")}
    assert held == {*sizes} - {*expected}


@given(sizes=st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12)), least=st.integers(5, 8))
def test_no_group_nor_what_remains_is_below_the_least(sizes, least):
    found = groups_to_show(sizes, ScoringProfile(min_group=least))
    rest = sum(sizes.values()) - sum(sizes[name] for name in found)
    assert all(sizes[name] >= least for name in found)
    assert not found or rest == 0 or rest >= least


def test_the_other_split_is_never_shown_and_perception_only_with_roles():
    document = partnership({"professional": 12, "manager": 8}, organisations=2)
    for person in document["respondents"]:
        if person["role"] == "manager":
            person["answers"] |= {f"A{place}": 1 for place in range(1, 7)}
    by_role, by_organisation = shown(document), shown(document, split="organisation")
    assert set(by_role.groups) == {"professional", "manager"}
    assert set(by_organisation.groups) == {"org-0", "org-1"}
    assert [(one.role, one.sees) for one in by_role.perception if one.force == "actie"] == [
        ("professional", "higher"),
        ("manager", "lower"),
    ]
    assert by_organisation.perception == ()
    assert Withheld("perception", "other_split") in by_organisation.withheld


def test_statements_of_few_are_named_and_interests_of_an_organisation_are_no_statements():
    found = shown(without(partnership({"professional": 12}), {"P1", "C1"}, but=4))
    assert "P1" not in found.statements
    assert {"item:P1", "item:C1"} <= {entry.what for entry in found.withheld if entry.why == "too_few"}
    assert {"B1", "B2", "B0"}.isdisjoint(found.statements)


def test_a_statement_is_in_tens_below_ten_answers_and_in_fives_from_ten():
    found = shown(without(partnership({"professional": 12}), {"P1"}, but=9))
    assert (found.statements["P1"].step, found.statements["P2"].step) == (10, 5)
    assert "P1" not in found.divided
    assert "P1" not in found.distributions
    assert "P2" in found.distributions


def test_interests_appear_by_name_only_as_agreed():
    document = partnership({"professional": 12})
    named, hidden = shown(document, named=True), shown(document)
    assert set(named.organisations) == {f"org-{place}" for place in range(4)}
    assert named.organisations["org-0"].reasons == ("a",)
    assert (named.divergence, hidden.divergence, hidden.reasons_differ) == (0, None, False)
    assert hidden.organisations == {}
    assert {Withheld("organisations", "switched_off"), Withheld("divergence", "switched_off")} <= set(hidden.withheld)


def test_open_answers_appear_from_ten_in_the_order_in_which_they_come():
    found = shown(partnership({"professional": 12}), texts=OPEN_WORDS)
    assert found.open_answers == {"O1": tuple(OPEN_WORDS["O1"])}
    assert Withheld("open:O2", "too_few") in found.withheld


def test_too_few_answers_leave_counts_and_what_is_said_of_the_response():
    found = shown(partnership({"professional": 4}, n_invited=20, n_organisations_invited=8))
    assert found.diagnosis == ONVOLDOENDE_GEGEVENS
    assert (found.n_respondents, found.response, found.dont_know) == ("<5", None, {})
    assert found.flags
    assert all(FLAGS[flag].is_of_response for flag in found.flags)
    told = (found.statements, found.scores, found.shares, found.groups, found.reasons, found.organisations, found.bar)
    assert told == ({}, {}, {}, {}, {}, {}, None)
    assert set(shown(partnership({"professional": 6}, organisations=1)).dont_know.values()) == {5}


def test_nothing_is_shown_of_fewer_persons_than_the_least_group():
    document = partnership({"professional": 7}, n_invited=7)
    document["profile"] |= {"min_group": 8, "min_respondents": 5}
    found = shown(document, named=True)
    assert found.diagnosis == ONVOLDOENDE_GEGEVENS
    assert (found.statements, found.scores, found.dont_know) == ({}, {}, {})


def test_counts_of_persons_are_bands_and_response_is_in_tens():
    found = shown(partnership({"professional": 12, "manager": 8}, n_invited=26))
    assert (found.n_respondents, found.n_valid, found.n["actie"], found.response) == ("20-49", "20-49", "20-49", 70)
    assert found.n_organisations == "<5"
    assert Withheld("response", "too_few") in shown(partnership({"professional": 9}, n_invited=9)).withheld


def test_the_last_check_hides_all_statements_of_its_force_and_says_so():
    document = partnership({"professional": 5})
    for place, person in enumerate(document["respondents"]):
        person["answers"] |= {f"A{item}": 2 + (place + item) % 2 for item in range(2, 7)} | {"A1": 5}
    found = shown(document)
    assert Withheld("statements:actie", "last_check") in found.withheld
    assert not any(code.startswith("A") for code in found.statements)
    assert "actie" in found.scores
    assert "V1" in found.statements
