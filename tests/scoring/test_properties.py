"""What holds for every document: order does not matter, more acting never hurts, classes leave nothing out."""

import copy
from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey
from assessments.scoring.suppression import shown_groups
from tests.some import some

from .comparing import INSTRUMENT, INSTRUMENTS, differences, scored
from .reference_arithmetic import FORCES, SCALES, person_score
from .strategies import documents

BETTER_LEVEL = {"fundament_ontbreekt": 0, "uitgesproken": 1, "dreigend": 2}
ACTING = [f"{letter}{number}" for letter in "AV" for number in range(1, 7)]


@given(document=documents(), chance=st.randoms(use_true_random=False))
def test_order_of_respondents_and_of_their_answers_does_not_matter(document, chance):
    shuffled = copy.deepcopy(document)
    chance.shuffle(shuffled["respondents"])
    for person in shuffled["respondents"]:
        codes = list(person["answers"])
        chance.shuffle(codes)
        person["answers"] = {code: person["answers"][code] for code in codes}
    assert scored(shuffled) == scored(document)


def renamed(document, names):
    other = copy.deepcopy(document)
    for person in other["respondents"]:
        person["organisation"] = names[person["organisation"]]
    if other["invited"]:
        other["invited"] = {names.get(name, name): n for name, n in other["invited"].items()}
    return other


@given(document=documents(least=6), chance=st.randoms(use_true_random=False))
def test_names_of_organisations_matter_only_as_names(document, chance):
    old = sorted({person["organisation"] for person in document["respondents"]})
    new = [f"partner {place}" for place in range(len(old))]
    chance.shuffle(new)
    names = dict(zip(old, new, strict=True))
    before, after = scored(document), scored(renamed(document, names))
    assume(before["scores"] is not None)
    # Of equally small groups the last by name is hidden, so only groups may differ.
    before["groups"].pop("organisation"), after["groups"].pop("organisation")
    interests = before["interests"]
    interests["organisations"] = {names[name]: found for name, found in interests["organisations"].items()}
    assert differences(after, before) == []


@st.composite
def raised(draw):
    """Return a document and the same with some answers on actie and verbinding one or more steps higher."""
    document = draw(documents(least=6))
    higher = copy.deepcopy(document)
    for person in draw(st.lists(st.sampled_from(higher["respondents"]), min_size=1, max_size=4)):
        for code in draw(st.lists(st.sampled_from(ACTING), min_size=1, max_size=6)):
            answer = person["answers"].get(code)
            if type(answer) is int:
                person["answers"][code] = draw(st.integers(answer, 5))
    return document, higher


@given(pair=raised())
def test_more_actie_or_verbinding_never_turns_gezond_into_a_stagnation_nor_worsens_one(pair):
    before, after = scored(pair[0]), scored(pair[1])
    assume(before["scores"] is not None)
    if before["diagnosis"] == "gezond":
        assert after["diagnosis"] == "gezond"
    elif after["diagnosis"] == before["diagnosis"]:
        assert BETTER_LEVEL[after["level"]] >= BETTER_LEVEL[before["level"]]
    assert not (before["diagnosis"] == "eilandsamenwerking" and after["diagnosis"] == "schijnsamenwerking")
    assert after["bar"] == before["bar"]


@given(document=documents())
def test_every_document_has_one_class_with_its_own_levels(document):
    found = scored(document)
    levels: dict[str, set[str | None]] = {
        "gezond": {"stevig", "kwetsbaar", "fundament_ontbreekt"},
        "schijnsamenwerking": {*BETTER_LEVEL},
        "eilandsamenwerking": {*BETTER_LEVEL},
        "onvoldoende_gegevens": {None},
    }
    assert found["level"] in levels[found["diagnosis"]]
    if found["scores"] is None:
        return
    assert abs(sum(found["stability"].values()) - 1) < 1e-9
    assert ("nipt" in found["flags"]) == (found["certainty"] == "nipt")
    assert "intentie_zwak" in found["flags"] or found["level"] != "fundament_ontbreekt"
    assert ("intentie_rond_de_lat" in found["flags"]) == (found["foundation"]["certainty"] == "nipt")
    assert found["tendency"] != found["diagnosis"]
    for capped in (found, found["foundation"]):
        assert capped["certainty"] == "waarschijnlijk" or not capped["capped_by"]
        assert set(capped["capped_by"]) <= set(found["flags"])
    below = {step["force"] for step in found["path"]}
    assert ("actie" in below) == (found["diagnosis"] == "schijnsamenwerking")
    assert ("verbinding" in below and "actie" not in below) == (found["diagnosis"] == "eilandsamenwerking")


@given(document=documents(least=5))
def test_numbers_stay_on_their_scales(document):
    found = scored(document)
    assume(found["scores"] is not None)
    threshold = document["profile"].get("threshold", 62.5)
    assert threshold <= found["bar"] <= threshold + 10
    assert found["bar"] % 1 == 0.5
    assert found["bar_intentie"] == threshold
    for scale, value in found["scores"].items():
        if value is None:
            assert found["ci"][scale] is None
        else:
            low, high = found["ci"][scale]
            assert 0 <= low <= high <= 100
            assert 0 <= value <= 100
    assert all(0 <= agreement["ad"] <= 2 for agreement in found["agreement"].values())
    assert all(value is None or -1e-9 <= value <= 100 + 1e-9 for value in found["items"].values())
    divergence = found["interests"]["divergence"]
    assert divergence is None or -1e-9 <= divergence <= 100 + 1e-9
    assert divergence is None or 1 / 200 <= found["interests"]["divergence_p"] <= 1
    assert 0 <= found["foundation"]["below"] <= 1
    if found["bounds"]:
        for force in FORCES:
            assert -1e-9 <= found["bounds"][force][0] <= found["bounds"][force][1] <= 100 + 1e-9
        assert found["bounds"]["bar"][0] <= found["bar"] <= found["bounds"]["bar"][1]


SCALE_ITEMS = [item for items in SCALES.values() for item in items]


@given(document=documents(least=6), chance=st.randoms(use_true_random=False), extra=st.integers(0, 1))
def test_a_decided_class_stays_whatever_the_others_answer(document, chance, extra):
    """Counting every person equally; by organisation the cap of everyone's answers may be another."""
    own = [person["organisation"] for person in document["respondents"]]
    document |= {"weighting": "respondent", "invited": {name: own.count(name) + extra for name in {*own}}}
    found = scored(document)
    assume(found.get("decided") and "rem_onbekend" not in found["flags"])
    extreme = chance.choice([1, 5])
    for person in document["respondents"]:
        for scale, items in SCALES.items():
            if person_score(person, scale) is None:
                missing = [code for code in items if type(person["answers"].get(code)) is not int]
                person["answers"] |= {code: chance.choice([1, 5, extreme]) for code in missing}
    for place, name in enumerate(sorted({*own}) * extra):
        answers = {code: chance.choice([1, 5, extreme]) for code in SCALE_ITEMS}
        document["respondents"].append(
            {"id": f"silent {place}", "organisation": name, "role": "overheid", "answers": answers}
        )
    assert scored(document)["diagnosis"] == found["diagnosis"]


@given(document=documents(least=6))
def test_no_few_persons_weigh_apart(document):
    found = scored(document)
    assume(found["scores"] is not None)
    cap = found["cap"]
    assert (cap is None) == (document["weighting"] == "respondent")
    persons = [p for p in document["respondents"] if any(person_score(p, force) is not None for force in FORCES)]
    for scale in SCALES:
        own = [p["organisation"] for p in persons if person_score(p, scale) is not None]
        if cap is not None and own:
            weights = Counter(min(own.count(name), cap) / own.count(name) for name in own)
            assert len(weights) == 1 or min(weights.values()) >= document["profile"].get("min_group", 5)
            assert cap >= document["profile"].get("cap", 3)


@given(document=documents(least=6))
def test_sizes_of_groups_say_which_are_listed(document):
    survey = read_survey(document, INSTRUMENTS)
    found = diagnose(survey, INSTRUMENT)
    for split, sizes in some(found.group_sizes.items()):
        for force, per_group in some(sizes.items()):
            assert sum(per_group.values()) == found.n[force]
            listed = [name for name, forces in found.groups.get(split, {}).items() if force in forces]
            assert found.scores == {} or listed == list(shown_groups(per_group, survey.profile.min_group))
