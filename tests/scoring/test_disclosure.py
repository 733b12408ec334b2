"""Nothing is shown that rests on too few persons, and whatever is held back is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.suppression import band, shown_groups
from assessments.scoring.values import Withheld
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS

from .documents import random_document
from .recounting import Recount, disclosed
from .reference_arithmetic import ITEMS
from .strategies import documents


def partnership(sizes, *, organisations=4, level=4, **settings):
    """Return a document with so many persons per role, spread evenly over organisations."""
    roles = [role for role, n in sizes.items() for _ in range(n)]
    persons = [
        {
            "id": f"p{place:03}",
            "organisation": f"org-{place % organisations}",
            "role": role,
            "answers": {code: level - (place + index) % 2 for index, code in enumerate(ITEMS)} | {"B0": ["a"]},
        }
        for place, role in enumerate(roles)
    ]
    return {"profile": {"resamples": 200}, "respondents": persons, **settings}


def without(document, codes, *, but=0):
    """Return the document in which only the first ``but`` persons answered these codes."""
    persons = [
        {**person, "answers": {c: a for c, a in person["answers"].items() if c not in codes or place < but}}
        for place, person in enumerate(document["respondents"])
    ]
    return {**document, "respondents": persons}


@pytest.mark.parametrize("split", ["role", "organisation"])
@given(document=documents(least=5))
def test_every_number_rests_on_enough_persons(split, document):
    shown = disclosed(document, split=split)
    bases = Recount(document, shown).bases()
    assert bases or shown.diagnosis == ONVOLDOENDE_GEGEVENS
    assert [basis for basis in bases if len(basis.persons) < basis.least] == []


def test_every_number_of_random_rounds_rests_on_enough_persons():
    n_numbers = 0
    for seed in range(250):
        document = random_document(seed)
        for split in ("role", "organisation"):
            bases = Recount(document, disclosed(document, split=split)).bases()
            n_numbers += len(bases)
            assert [basis for basis in bases if len(basis.persons) < basis.least] == []
    assert n_numbers > 10_000


def test_the_recount_sees_a_number_that_rests_on_too_few():
    document = without(partnership({"professional": 9, "manager": 5, "overheid": 3}), ["A3", "B3", "B6"], but=3)
    shown = disclosed(document)
    leaks = [
        replace(shown, items={**shown.items, "A3": 50.0}),
        replace(shown, bar=64.0),
        replace(shown, groups={**shown.groups, "overheid": shown.groups["professional"]}),
        replace(shown, groups={**shown.groups, "manager": shown.groups["professional"]}),
        replace(shown, scores={**shown.scores, "spanning": shown.scores["actie"]}),
        replace(shown, distributions={**shown.distributions, "A3": (0, 0, 50, 50, 0)}),
    ]
    assert all(len(basis.persons) >= basis.least for basis in Recount(document, shown).bases())
    for leak in leaks:
        assert any(len(basis.persons) < basis.least for basis in Recount(document, leak).bases())


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"professional": 6, "manager": 4, "bestuurder": 2}, ["professional"]),
        ({"professional": 6, "manager": 4}, []),
        ({"professional": 9, "manager": 5, "bestuurder": 3}, ["professional"]),
        ({"professional": 8, "manager": 5, "bestuurder": 5}, ["professional", "manager", "bestuurder"]),
        ({"professional": 5, "manager": 5, "bestuurder": 1}, ["professional"]),
        ({"professional": 4, "manager": 4, "bestuurder": 4}, []),
        ({"professional": 5}, ["professional"]),
    ],
)
@pytest.mark.parametrize("weighting", ["organisation", "respondent"])
def test_roles_are_shown_from_five_persons_when_the_hidden_are_nobody_or_five(sizes, shown, weighting):
    found = disclosed(partnership(sizes, weighting=weighting))
    assert list(found.groups) == shown
    held = {entry.what for entry in found.withheld if entry.what.startswith("group:")}
    assert held == {f"group:{role}" for role in sizes if role not in shown}


@given(sizes=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), max_size=8), least=st.integers(5, 8))
def test_no_group_nor_what_remains_is_below_the_least_in_any_split(sizes, least):
    shown = shown_groups(sizes, least)
    hidden = sum(size for name, size in sizes.items() if name not in shown)
    assert all(sizes[name] >= least for name in shown)
    assert not shown or hidden == 0 or hidden >= least


@given(sizes=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), max_size=8))
def test_no_more_is_hidden_than_the_rule_asks(sizes):
    shown = shown_groups(sizes, 5)
    large = [name for name in sizes if sizes[name] >= 5]
    hidden_needlessly = [name for name in large if name not in shown]
    if hidden_needlessly:
        last = max(hidden_needlessly, key=lambda name: sizes[name])
        hidden = sum(size for name, size in sizes.items() if name not in shown)
        assert 0 < hidden - sizes[last] < 5


def test_the_other_split_is_never_shown():
    document = partnership({"professional": 10, "manager": 10}, organisations=2)
    by_role, by_organisation = disclosed(document), disclosed(document, split="organisation")
    assert set(by_role.groups) == {"professional", "manager"}
    assert set(by_organisation.groups) == {"org-0", "org-1"}


def test_perception_tells_direction_and_no_number():
    document = partnership({"professional": 10, "manager": 10})
    for person in document["respondents"][:10]:
        person["answers"] |= {f"A{number}": 1 for number in range(1, 7)}
    found = disclosed(document)
    views = {(view.role, view.force): view.sees for view in found.perception}
    assert views == {("professional", "actie"): "lower", ("manager", "actie"): "higher"}
    assert "perceptiekloof" in found.flags
    other = disclosed(document, split="organisation")
    assert other.perception == ()
    assert Withheld("perception", "other_split") in other.withheld


def test_a_bar_made_by_few_is_held_back_with_all_that_tells_it():
    document = without(partnership({"professional": 9, "manager": 9}, level=3), ["B3", "B6"], but=4)
    found = disclosed(document)
    assert (found.bar, found.path, found.stability) == (None, (), {})
    assert "spanning" not in found.scores
    assert {Withheld("bar", "too_few"), Withheld("spanning", "too_few")} <= set(found.withheld)
    assert found.diagnosis == "schijnsamenwerking"


def test_a_flag_on_interests_of_few_is_held_back():
    document = partnership({"professional": 9, "manager": 9}, level=3)
    for person in document["respondents"]:
        person["answers"] |= {"B3": 5, "B6": 5, "B4": 1, "B5": 1}
    assert "belangen_ongeregeld" in disclosed(document).flags
    few = disclosed(without(document, ["B3", "B6"], but=4))
    assert "belangen_ongeregeld" not in few.flags
    assert Withheld("flag:belangen_ongeregeld", "too_few") in few.withheld


def test_a_bar_without_brake_is_shown():
    document = without(partnership({"professional": 9, "manager": 9}), ["B3", "B6"])
    assert disclosed(document).bar == 62.5


def test_agreement_is_held_back_when_the_other_items_would_give_a_thin_one_away():
    document = partnership({"professional": 9, "manager": 9})
    document["respondents"][0]["answers"]["A3"] = 1
    few = disclosed(without(document, ["A3"], but=3))
    assert set(few.agreement) == {"intentie", "verbinding"}
    assert Withheld("agreement:actie", "too_few") in few.withheld
    assert "A3" not in few.divided
    assert set(disclosed(without(document, ["A3"], but=1)).agreement) == {"intentie", "actie", "verbinding"}


def test_items_and_distributions_need_five_and_ten():
    document = partnership({"professional": 12, "manager": 8})
    for n, has_item, has_distribution in [(4, False, False), (5, True, False), (9, True, False), (10, True, True)]:
        found = disclosed(without(document, ["P2"], but=n))
        assert ("P2" in found.items, "P2" in found.distributions) == (has_item, has_distribution)
        assert ("praktisch_samenwerken" in found.processes) == has_item
        assert (Withheld("item:P2", "too_few") in found.withheld) == (not has_item)
    assert all(sum(steps) in {99, 100, 101} for steps in found.distributions.values())


def test_interests_appear_by_name_only_as_agreed():
    document = partnership({"professional": 9, "manager": 3}, organisations=4)
    assert set(disclosed(document, named=True).organisations) == {"org-0", "org-1", "org-2", "org-3"}
    assert disclosed(document).organisations == {}
    assert Withheld("organisations", "switched_off") in disclosed(document).withheld
    assert disclosed(document, split="organisation").organisations == {}
    large = partnership({"professional": 12}, organisations=2)
    assert set(disclosed(large, split="organisation").organisations) == {"org-0", "org-1"}


def test_open_answers_appear_from_ten():
    document = partnership({"professional": 12})
    texts = {"O1": [f"tekst {number}" for number in range(10)], "O2": ["te weinig"] * 9}
    found = disclosed(document, open_answers=texts)
    assert found.open_answers == {"O1": tuple(texts["O1"])}
    assert Withheld("open:O2", "too_few") in found.withheld


def test_nothing_is_shown_of_fewer_persons_than_the_least_group():
    document = partnership({"professional": 7}, organisations=2, n_invited=30)
    document["profile"]["min_group"] = 8
    found = disclosed(document)
    assert (found.diagnosis, found.bar, dict(found.scores), found.items) == ("onvoldoende_gegevens", None, {}, {})
    assert found.flags == ("rol_ontbreekt", "lage_respons")
    document["profile"]["min_group"] = 7
    assert disclosed(document).diagnosis == "schijnsamenwerking"


def test_counts_of_persons_are_bands():
    assert [band(n) for n in (0, 4, 5, 9, 10, 19, 20, 49, 50)] == [
        *("<5", "<5", "5-9", "5-9", "10-19", "10-19", "20-49", "20-49", "50+"),
    ]
    found = disclosed(partnership({"professional": 12}))
    assert (found.n_respondents, found.n_valid, found.n["actie"]) == ("10-19", "10-19", "10-19")
