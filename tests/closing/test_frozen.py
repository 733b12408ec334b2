"""A frozen result as a document: exact in both directions, and nothing else is accepted as one."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.catalogue.entries import ChosenAction, RoleActions
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.shown import Disclosed, ShownScore
from assessments.reporting.documents import DocumentError, from_plain, to_plain
from assessments.reporting.earlier import earlier_round
from assessments.reporting.frozen import from_document, to_document
from tests.reporting import disclosed as disclosed_results
from tests.reporting.cases import NAMES, frozen_case
from tests.some import some

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
WHOLE = st.integers(0, 100)


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

    assert list(read.disclosed.scores) == list(result.disclosed.scores) == ["intentie", "actie", "verbinding"]
    assert list(read.disclosed.statements) == list(result.disclosed.statements)
    assert list(read.questionnaire.roles) == list(result.questionnaire.roles)


def test_document_holds_the_words_of_the_questionnaire():
    document = to_document(frozen())

    assert questionnaire("2").question("A2").text.in_language("nl") in json.dumps(document, ensure_ascii=False)


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


@given(value=WHOLE, low=WHOLE | st.none(), se_repeat=NUMBERS | st.none())
def test_numbers_are_exact(value, low, se_repeat):
    score = ShownScore(value, low, low, se_repeat)

    assert from_plain(ShownScore, through_json(to_plain(score))) == score


def test_negative_zero_is_zero_as_some_databases_have_it():
    assert json.dumps(to_plain(-0.0)) == "0.0"


@given(
    reasons=st.dictionaries(st.text(), WHOLE, max_size=5),
    texts=st.dictionaries(st.text(), st.lists(st.text() | st.none(), max_size=3).map(tuple), max_size=3),
)
def test_any_words_are_kept(reasons, texts):
    result = disclosed_results.gezond(reasons=reasons, open_answers=texts)

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
        (("format",), 4),
        (("format",), 2),
        (("surprise",), 1),
        (("disclosed",), None),
        (("disclosed", "bar"), "66"),
        (("disclosed", "bar"), True),
        (("disclosed", "split"), "both"),
        (("disclosed", "surprise"), 1),
        (("disclosed", "flags"), "nipt"),
        (("disclosed", "shares"), {"gezond": 95}),
        (("disclosed", "shares"), [["gezond", 95], ["gezond", 5]]),
        (("disclosed", "shares"), [["gezond", 95.5]]),
        (("disclosed", "open_answers"), [["O1", [{"struck": "Een tekst"}]]]),
        (("disclosed", "open_answers"), [["O1", None]]),
        (("disclosed", "open_answers"), [["O1", [False]]]),
        (("disclosed", "scores", 0, 0), "spanning"),
        (("disclosed", "statements"), [["A1", {"value": 62, "step": 3}]]),
        (("disclosed", "distributions"), [["A1", [1, 2, 3, 0]]]),
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
    with pytest.raises(DocumentError, match=r"document\.disclosed\.scores\.actie\.value must be of type int"):
        from_document(changed(("disclosed", "scores", 1, 1, "value"), "36"))


def test_what_no_json_holds_is_refused():
    with pytest.raises(TypeError, match="set"):
        to_plain({1, 2})


@pytest.mark.parametrize("split", ["role", "organisation"])
def test_what_may_be_shown_of_any_partnership_survives_being_written_down(split):
    for place, name in enumerate(some(NAMES[::3])):
        result = frozen_case(name, split=split, named=place % 2 == 0, texts=("Een tekst",) * 10)
        assert from_document(through_json(to_document(result))) == result


def test_a_document_of_an_older_format_is_not_read():
    older = to_document(frozen()) | {"format": 2}

    with pytest.raises(DocumentError, match="no result of format 3"):
        from_document(through_json(older))


def after_a_round_before(before, now, **versions):
    """Return a result with a round before it."""
    made = replace(frozen(before), versions=frozen().versions | versions)
    return replace(frozen(now), earlier=(earlier_round(made, now),))


def with_actie(value, **changes):
    """Return a stagnation of which only the score of actie differs."""
    made = disclosed_results.schijnsamenwerking(**changes)
    return replace(made, scores=made.scores | {"actie": replace(made.scores["actie"], value=value)})


def test_a_result_knows_what_changed_since_the_last_comparable_round():
    result = after_a_round_before(with_actie(30), with_actie(60))

    assert result.comparable == result.earlier
    assert result.change["actie"].difference == 30
    assert result.change["verbinding"].difference == 0
    assert result.is_rising
    assert not result.is_stalled


@pytest.mark.parametrize("versions", [{"model": "1"}, {"questionnaire": "1"}])
def test_nothing_is_compared_across_versions(versions):
    result = after_a_round_before(with_actie(30), with_actie(60), **versions)

    assert (result.comparable, result.change, result.is_rising) == ((), {}, False)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (with_actie(30), with_actie(31)),
        (with_actie(60), with_actie(30)),
        (with_actie(30, diagnosis="eilandsamenwerking"), with_actie(60)),
        (with_actie(30, diagnosis="gezond"), with_actie(60, diagnosis="gezond")),
    ],
)
def test_only_the_same_stagnation_with_a_clear_rise_of_its_force_is_rising(before, now):
    assert not after_a_round_before(before, now).is_rising


def test_a_result_finds_its_statements_and_bars():
    result = frozen()

    assert result.statement("A1") == result.disclosed.statements["A1"]
    assert result.statement("Z9") is None
    assert list(result.processes) == list(questionnaire("2").instrument.processes.values())
    assert (result.bar_of("intentie"), result.bar_of("actie")) == (
        result.disclosed.bar_intentie,
        result.disclosed.bar,
    )
    assert not result.is_of_version_1
    assert replace(result, versions=result.versions | {"model": "1"}).is_of_version_1
    flags = (*result.disclosed.flags, "vastgelopen")
    assert replace(result, disclosed=replace(result.disclosed, flags=flags)).is_stalled
