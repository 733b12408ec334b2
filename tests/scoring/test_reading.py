"""A document that cannot be scored is refused with a sentence that names respondent and code."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.profile import ScoringProfile
from assessments.scoring.reading import InputError, read_profile, read_survey
from assessments.vocabulary.thresholds import THRESHOLDS
from tests.some import some

from .comparing import INSTRUMENTS


def person(identity="p1", **changes):
    return {"id": identity, "organisation": "gemeente", "role": "manager", "answers": {"A1": 4}, **changes}


def read(document):
    return read_survey(document, INSTRUMENTS)


def read_answers(answers):
    return read({"respondents": [person(answers=answers)]}).respondents[0].answers


def refusal(document):
    with pytest.raises(InputError) as caught:
        read(document)
    return str(caught.value)


def nested(depth):
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


def test_defaults():
    survey = read({"respondents": []})
    assert (survey.questionnaire, survey.seed, survey.weighting) == (2, 0, "organisation")
    assert survey.profile == ScoringProfile()
    assert (survey.years_running, survey.n_invited, survey.n_organisations_invited) == (None, None, None)
    assert survey.invited is None


def test_all_that_a_document_may_hold():
    survey = read(
        {
            "questionnaire": 1,
            "seed": 7,
            "weighting": "respondent",
            "years_running": 1.5,
            "invited": {"gemeente": 5, "school": 0},
            "n_invited": 9,
            "n_organisations_invited": 3,
            "profile": {"threshold": 60.5, "spread": 20, "cap": 2},
            "respondents": [person(answers={"A1": 1, "B0": ["a", "i"], "B0_other": "eigen reden", "O1": "Goed zo."})],
        }
    )
    assert (survey.seed, survey.weighting, survey.years_running) == (7, "respondent", 1.5)
    assert (survey.questionnaire, survey.invited) == (1, {"gemeente": 5, "school": 0})
    assert survey.profile == ScoringProfile(threshold=60.5, spread=20, cap=2)
    assert survey.respondents[0].answers["B0"] == ("a", "i")


@pytest.mark.parametrize("answer", [1, 2, 3, 4, 5, "weet_niet", "nvt", None])
def test_ratings(answer):
    assert read_answers({"A1": answer}) == {"A1": answer}


@pytest.mark.parametrize(
    "answer", [0, 6, -1, 3.0, True, False, "3", "", "weet niet", [], [3], {}, 10**400, math.nan, nested(900)]
)
def test_what_is_no_rating_is_refused_by_respondent_and_code(answer):
    sentence = refusal({"respondents": [person("jan"), person("Els", answers={"V3": answer})]})
    assert sentence.startswith("Respondent 'Els', code V3: ")
    assert len(sentence) < 250


def test_a_number_too_long_to_write_out_is_refused():
    assert "code A1: a number too long to show" in refusal({"respondents": [person(answers={"A1": 10**5000})]})


@pytest.mark.parametrize("reasons", [[], ["a"], ["i", "c", "a"], None, "weet_niet", "nvt"])
def test_reasons(reasons):
    found = read_answers({"B0": reasons})["B0"]
    assert found == (tuple(reasons) if isinstance(reasons, list) else reasons)


@pytest.mark.parametrize(
    "reasons", [["a", "a"], ["j"], ["a", "b", "c", "d"], "a", "abc", 1, ["A"], [["a"]], {"a": 1}, [None], nested(900)]
)
def test_what_are_no_reasons_is_refused(reasons):
    assert refusal({"respondents": [person(answers={"B0": reasons})]}).startswith("Respondent 'p1', code B0: ")


@pytest.mark.parametrize("code", ["A7", "a1", "", "B0_OTHER", "Z9", "x" * 500])
def test_an_unknown_code_is_refused(code):
    sentence = refusal({"respondents": [person(answers={code: 3})]})
    assert sentence.startswith("Respondent 'p1' has an unknown code '")
    assert len(sentence) < 150


@pytest.mark.parametrize("code", ["O1", "O2", "B0_other"])
def test_words_must_be_text(code):
    assert read_answers({code: "woorden"}) == {code: "woorden"}
    assert read_answers({code: None}) == {code: None}
    assert f"code {code}" in refusal({"respondents": [person(answers={code: 3})]})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": "directeur"}, "the role 'directeur'"),
        ({"role": None}, "a text as 'role'"),
        ({"organisation": ""}, "a text as 'organisation'"),
        ({"organisation": 3}, "a text as 'organisation'"),
        ({"answers": None}, "must have 'answers'"),
        ({"answers": [3, 4]}, "must have 'answers'"),
        ({"naam": "Jan"}, "an unknown key 'naam'"),
    ],
)
def test_a_respondent_that_is_not_whole_is_refused_by_id(changes, words):
    sentence = refusal({"respondents": [person(), person("p2", **changes)]})
    assert sentence.startswith("Respondent 'p2'")
    assert words in sentence


@pytest.mark.parametrize("row", [None, 3, "p1", [], {}, {"id": ""}, {"id": 1}, {"id": None}])
def test_a_respondent_without_id_is_refused_by_number(row):
    assert refusal({"respondents": [person(), row]}).startswith("Respondent number 2 must")


def test_a_double_id_is_refused():
    assert refusal({"respondents": [person("a"), person("b"), person("a")]}).startswith("Respondent 'a' is there twice")


@pytest.mark.parametrize("code", ["T1", "R1"])
def test_trust_and_result_are_asked_in_the_second_questionnaire_only(code):
    assert read_answers({code: 4}) == {code: 4}
    document = {"questionnaire": 1, "respondents": [person(answers={code: 4})]}
    assert refusal(document) == f"Respondent 'p1' has an unknown code {code!r}."


@pytest.mark.parametrize(
    "invited",
    [
        *([], [3], "gemeente", 5, True),
        *({"gemeente": -1}, {"gemeente": 1.5}, {"gemeente": 3.0}, {"gemeente": True}, {"gemeente": "3"}),
        *({"gemeente": None}, {"gemeente": 3, "": 1}, {"gemeente": 3, "  ": 1}, {"gemeente": nested(900)}),
    ],
)
def test_what_is_no_number_of_people_asked_is_refused(invited):
    assert refusal({"respondents": [person()], "invited": invited}).startswith("invited ")


def test_an_organisation_that_answered_and_was_not_asked_is_refused_by_respondent():
    document = {"respondents": [person("jan"), person("els", organisation="school")], "invited": {"gemeente": 3}}
    assert refusal(document) == "Respondent 'els' is of 'school', which invited leaves out."


@pytest.mark.parametrize("invited", [None, {}])
def test_nobody_invited_is_not_known(invited):
    assert read({"respondents": [person()], "invited": invited}).invited is None


WRONG: dict[str, tuple[object, ...]] = {
    "questionnaire": (0, 3, "2", True, 1.0, [2], "", nested(900)),
    "seed": (-1, 1.0, "1", None, True),
    "weighting": ("persoon", None, 1, ["organisation"], {}),
    "years_running": (-1, "2", True, math.nan, math.inf, [1]),
    "n_invited": (-1, 2.5, 3.0, "2", True),
    "n_organisations_invited": (-1, 2.5, "2", True, nested(900)),
    "profile": ([], "", 0, False, "default", [1]),
    "respondents": (None, {}, "", 3),
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_a_setting_of_the_wrong_kind_is_refused_by_its_name(key, value):
    sentence = refusal({"respondents": [], key: value})
    assert key in sentence
    assert sentence.endswith(".")


def test_an_unknown_key_is_refused():
    assert refusal({"respondents": [], "sead": 3}) == "The document has an unknown key 'sead'."


@pytest.mark.parametrize("document", [None, [], 3, "x", {}, [{"respondents": []}]])
def test_what_is_no_document_is_refused(document):
    assert refusal(document).startswith("The document must")


OPTIONAL = ["years_running", "n_invited", "n_organisations_invited", "invited", "questionnaire", "profile"]


@pytest.mark.parametrize("name", OPTIONAL)
def test_optional_settings_may_be_null(name):
    assert read({"respondents": [], name: None}) == read({"respondents": []})


@pytest.mark.parametrize("name", sorted(THRESHOLDS))
def test_thresholds_are_taken_within_their_range_only(name):
    low, high = THRESHOLDS[name].low, THRESHOLDS[name].high
    step = 1 if THRESHOLDS[name].is_whole else 0.001
    fit: list[float] = [low, high, low + 1] if high < math.inf else [low, low + 10, 10**400]
    fit = [value for value in fit if value <= high]
    for value in fit:
        assert getattr(read_profile({name: value}), name) == value
    beyond = [high + step] if high < math.inf else []
    for unfit in [low - step, *beyond, "5", None, True, math.nan, math.inf, [low]]:
        with pytest.raises(InputError, match=f"In the profile, {name} is "):
            read_profile({name: unfit})


def test_whole_thresholds_must_be_whole():
    for name in some((code for code, known in THRESHOLDS.items() if known.is_whole)):
        with pytest.raises(InputError, match="a whole number"):
            read_profile({name: float(THRESHOLDS[name].low)})


@pytest.mark.parametrize("value", [62, 62.0, 62.25, 0.5, 91.5, "62.5", True, None])
def test_the_threshold_lies_at_a_half(value):
    sentence = refusal({"respondents": [], "profile": {"threshold": value}})
    assert sentence == f"In the profile, threshold is {value!r}; it must be a number at a half from 1.5 to 90.5."


@pytest.mark.parametrize(("name", "value"), [("spread", -1), ("spread", 0), ("spread", 12), ("spread", 41), ("cap", 0)])
def test_the_least_spread_and_the_cap_have_their_ranges(name, value):
    assert f"{name} is {value}" in refusal({"respondents": [], "profile": {name: value}})


def test_an_unknown_threshold_is_refused():
    assert refusal({"respondents": [], "profile": {"bar": 60}}) == "The profile has an unknown key 'bar'."


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    place=st.sampled_from(
        ["document", "respondents", "respondent", "answers", "A1", "B0", "profile", "id", "seed", *OPTIONAL[-3:-1]]
    ),
)
def test_anything_at_all_is_read_or_refused_with_a_sentence(value, place):
    document = {"respondents": [person()]}
    spots = {
        "document": lambda: value,
        "respondents": lambda: {**document, "respondents": value},
        "respondent": lambda: {**document, "respondents": [value]},
        "answers": lambda: {**document, "respondents": [person(answers=value)]},
        "id": lambda: {**document, "respondents": [person(value)]},
        "A1": lambda: {**document, "respondents": [person(answers={"A1": value})]},
        "B0": lambda: {**document, "respondents": [person(answers={"B0": value})]},
        "profile": lambda: {**document, "profile": value},
        "seed": lambda: {**document, "seed": value},
        "invited": lambda: {**document, "invited": value},
        "questionnaire": lambda: {**document, "questionnaire": value},
    }
    given_document = spots[place]()
    before = json.dumps(given_document, default=str)
    sentence = "."
    try:
        read(given_document)
    except InputError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    assert len(sentence) < 400
    assert json.dumps(given_document, default=str) == before
