"""A frozen result as a document: exact in both directions, and nothing else is accepted as one."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.catalogue.entries import ChosenAction, RoleActions
from assessments.reporting.documents import DocumentError, from_plain, to_plain
from assessments.reporting.frozen import from_document, to_document
from assessments.scoring.values import Disclosed, Estimate, OrganisationInterests
from tests.reporting import disclosed as disclosed_results
from tests.scoring.documents import random_document
from tests.scoring.recounting import disclosed

from .results import AMSTERDAM, entry, frozen

OUTCOMES = (
    "schijnsamenwerking",
    "eilandsamenwerking",
    "gezond",
    "stevig",
    "fundament_ontbreekt",
    "rem_onbekend",
    "onvoldoende_gegevens",
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def through_json(document, **options):
    return json.loads(json.dumps(document, allow_nan=False, **options))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_document_gives_back_the_same_result(outcome):
    result = frozen(getattr(disclosed_results, outcome)())

    assert from_document(through_json(to_document(result))) == result


def test_document_keeps_the_hour_that_comes_twice():
    closed_at = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=1)
    result = frozen()

    read = from_document(to_document(replace(result, facts=replace(result.facts, closed_at=closed_at))))

    assert read.facts.closed_at.isoformat() == "2026-10-25T02:30:00+01:00"


def test_document_is_json_of_its_own():
    document = to_document(frozen())

    assert through_json(document) == document


def test_document_keeps_the_order_of_mappings_whatever_a_database_does_to_keys():
    result = frozen()

    read = from_document(through_json(to_document(result), sort_keys=True))

    assert (
        list(read.disclosed.scores)
        == list(result.disclosed.scores)
        == ["intentie", "actie", "verbinding", "spanning", "regeling"]
    )
    assert list(read.questionnaire.roles) == list(result.questionnaire.roles)


def test_document_holds_the_words_of_the_questionnaire():
    document = to_document(frozen())

    assert "In ons dagelijks werk gebruiken we een gezamenlijk werkplan." in json.dumps(document, ensure_ascii=False)


def test_document_names_each_action_once():
    text = json.dumps(to_document(frozen()), ensure_ascii=False)

    assert text.count("Choose one trial") == 2  # two actions, one of them chosen twice


def test_document_keeps_a_chosen_action_that_is_in_the_catalogue_no_more():
    gone = entry("gone")
    result = frozen(actions=(RoleActions("manager", (ChosenAction(gone, (), 0.0),), ()),))

    assert from_document(through_json(to_document(result))) == result


def test_document_refuses_two_actions_with_one_code():
    other = replace(entry("proef"), order=9)

    with pytest.raises(ValueError, match="'proef'"):
        to_document(frozen(catalogue=(other,)))


@given(value=NUMBERS, low=NUMBERS | st.none())
def test_numbers_are_exact(value, low):
    score = Estimate(value, low, low, None)

    assert from_plain(Estimate, through_json(to_plain(score))) == score


def test_negative_zero_is_zero_as_some_databases_have_it():
    assert json.dumps(to_plain(-0.0)) == "0.0"


@given(
    shares=st.none() | st.dictionaries(st.text(), NUMBERS, max_size=5),
    texts=st.dictionaries(st.text(), st.lists(st.text(), max_size=3).map(tuple), max_size=3),
)
def test_any_words_are_kept(shares, texts):
    interests = OrganisationInterests(1.0, None, None, None, shares)
    result = disclosed_results.gezond(organisations={"Æ “x”\n": interests}, open_answers=texts)

    assert from_plain(Disclosed, through_json(to_plain(result))) == result


def changed(path, value):
    document = to_document(frozen())
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 3),
        (("surprise",), 1),
        (("disclosed",), None),
        (("disclosed", "bar"), "66"),
        (("disclosed", "bar"), True),
        (("disclosed", "split"), "both"),
        (("disclosed", "surprise"), 1),
        (("disclosed", "flags"), "nipt"),
        (("disclosed", "stability"), {"gezond": 1.0}),
        (("disclosed", "stability"), [["gezond", 1.0], ["gezond", 0.5]]),
        (("disclosed", "distributions"), [["A1", [1, 2, 3, 4]]]),
        (("facts", "closed_at"), "2026-10-25T02:30:00"),
        (("facts", "closed_at"), "yesterday"),
        (("profile_version",), 1.5),
        (("catalogue",), ["unknown"]),
        (("actions",), [{"role": "manager"}]),
        (("actions",), ["manager"]),
        (("entries",), 3),
        (("profile", "cap"), 2.5),
    ],
)
def test_another_document_is_refused(path, value):
    with pytest.raises(DocumentError):
        from_document(changed(path, value))


@pytest.mark.parametrize("document", [None, [], "text", {}, {"format": 1}])
def test_what_is_no_document_is_refused(document):
    with pytest.raises(DocumentError):
        from_document(document)


def test_a_result_of_before_a_language_came_is_told_in_dutch():
    document = to_document(frozen())
    for texts in (document["questionnaire"]["intro"], *document["entries"]):
        del texts["en"]
    result = from_document(document)
    assert result.questionnaire.intro.in_language("en") == result.questionnaire.intro.in_language("nl")
    assert result.catalogue[0].text("en").title == "Kies één proef"
    assert to_document(result) == document


@pytest.mark.parametrize("texts", [{"en": "Only"}, {"nl": "Wel", "surprise": "Niet"}, {"nl": 3}, "tekst"])
def test_texts_are_by_language_and_never_without_dutch(texts):
    with pytest.raises(DocumentError):
        from_document(changed(("questionnaire", "intro"), texts))


def test_refusal_names_the_place():
    with pytest.raises(DocumentError, match=r"document\.disclosed\.scores\.actie\.value must be of type float"):
        from_document(changed(("disclosed", "scores", 1, 1, "value"), "36"))


def test_what_no_json_holds_is_refused():
    with pytest.raises(TypeError, match="set"):
        to_plain({1, 2})


@pytest.mark.parametrize("split", ["role", "organisation"])
def test_what_may_be_shown_of_any_partnership_survives_being_written_down(split):
    for seed in range(60):
        found = disclosed(random_document(seed), split=split, named=seed % 2 == 0)
        assert from_plain(Disclosed, json.loads(json.dumps(to_plain(found)))) == found


def test_a_document_of_the_first_format_is_read_as_a_result_without_rounds_before_it():
    result = frozen()
    old = {name: part for name, part in to_document(result).items() if name not in {"earlier", "agreed"}}

    assert from_document(through_json(old | {"format": 1})) == result
    with pytest.raises(DocumentError):
        from_document(through_json(to_document(result) | {"format": 1}))
    with pytest.raises(DocumentError):
        from_document(through_json(old))
