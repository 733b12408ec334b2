"""What holds for every document: order does not matter, more acting never hurts, classes leave nothing out."""

import copy

from hypothesis import assume, given
from hypothesis import strategies as st

from .comparing import differences, scored
from .strategies import documents

STAGNATIONS = ("schijnsamenwerking", "eilandsamenwerking")
BETTER_LEVEL = {"fundament_ontbreekt": 0, "vastgelopen": 1, "dreigend": 2}
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
    elif after["diagnosis"] in STAGNATIONS:
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
    assert ("intentie_zwak" in found["flags"]) == (found["level"] == "fundament_ontbreekt")
    assert found["tendency"] != found["diagnosis"]
    below = {step["force"] for step in found["path"]}
    assert ("actie" in below) == (found["diagnosis"] == "schijnsamenwerking")
    assert ("verbinding" in below and "actie" not in below) == (found["diagnosis"] == "eilandsamenwerking")


@given(document=documents(least=5))
def test_numbers_stay_on_their_scales(document):
    found = scored(document)
    assume(found["scores"] is not None)
    threshold = document["profile"].get("threshold", 62.5)
    assert threshold <= found["bar"] <= threshold + 10
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
