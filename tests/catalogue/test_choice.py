import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import choose_actions
from assessments.catalogue.entries import Condition
from assessments.scoring.values import Estimate
from tests.reporting import disclosed
from tests.scoring import recounting
from tests.scoring.documents import random_document
from tests.some import some

from .actions import RESULTS, above, an_action, below, flag

SCHIJN = disclosed.schijnsamenwerking()


def codes(result, *entries, role="manager", part="main"):
    chosen = next(chosen for chosen in choose_actions(result, entries) if chosen.role == role)
    return [found.entry.code for found in getattr(chosen, part)]


def score(value):
    return Estimate(value, None, None, None)


def with_scores(result, **scores):
    return dataclasses.replace(result, scores={name: score(value) for name, value in scores.items()})


def test_an_action_is_for_its_roles_alone():
    entry = an_action(roles=("bestuurder", "overheid"))
    assert [chosen.role for chosen in choose_actions(SCHIJN, [entry]) if chosen.main] == ["bestuurder", "overheid"]


def test_another_role_gets_what_the_manager_gets():
    for result in some(RESULTS.values()):
        chosen = {chosen.role: chosen for chosen in choose_actions(result, shipped_actions())}
        assert chosen["anders"].main == chosen["manager"].main
        assert chosen["anders"].tendency == chosen["manager"].tendency


def test_an_action_of_another_diagnosis_stays_away():
    assert codes(SCHIJN, an_action(diagnosis="gezond"), an_action("b", diagnosis="schijnsamenwerking")) == ["b"]


def test_every_condition_must_hold():
    holds, fails = flag("belangen_ongeregeld"), flag("nipt")
    assert codes(SCHIJN, an_action("a", holds), an_action("b", holds, fails)) == ["a"]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (below("force", "actie", 40.0), True),
        (below("force", "actie", 30.0), False),
        (above("force", "actie", 30.0), True),
        (above("force", "actie", 40.0), False),
        (below("force", "actie"), True),
        (above("force", "intentie"), True),
        (below("process", "structureren", 50.0), True),
        (above("process", "structureren", 50.0), False),
        (below("item", "C5", 50.0), True),
        (Condition("level", "vastgelopen"), True),
        (Condition("level", "dreigend"), False),
        (flag("belangen_ongeregeld"), True),
    ],
)
def test_a_condition_holds_by_what_is_shown(condition, holds):
    assert (codes(SCHIJN, an_action("a", condition)) == ["a"]) is holds


@pytest.mark.parametrize("value", [66.14, 66.14 - 1e-12, 66.14 + 1e-12])
def test_on_the_limit_is_neither_below_nor_above(value):
    result = with_scores(SCHIJN, actie=value)
    assert codes(result, an_action("a", below("force", "actie")), an_action("b", above("force", "actie"))) == []


def test_without_a_bar_nothing_is_below_it():
    result = disclosed.bar_withheld()
    assert codes(result, an_action("a", below("force", "actie")), an_action("b", below("force", "actie", 40.0))) == [
        "b"
    ]


def test_a_hidden_number_calls_for_nothing():
    hidden = dataclasses.replace(SCHIJN, items={}, processes={}, scores={})
    conditions = [below("item", "C5", 100.0), above("item", "C5", 0.0), below("process", "structureren", 100.0)]
    conditions += [below("force", "actie", 100.0), above("force", "actie", 0.0)]
    assert codes(hidden, *(an_action(str(n), condition) for n, condition in enumerate(conditions))) == []


def test_the_largest_shortage_comes_first_and_equals_keep_the_order_of_the_catalogue():
    large, small = below("item", "C5", 90.0), below("item", "C5", 40.0)
    entries = [
        an_action("flag", flag("belangen_ongeregeld"), order=1),
        an_action("small", small, order=2),
        an_action("large-second", large, order=4),
        an_action("large-first", large, order=3),
    ]
    assert codes(SCHIJN, *entries) == ["large-first", "large-second", "small", "flag"]


def test_the_shortage_of_an_action_is_the_largest_of_its_conditions():
    entries = [
        an_action("one", below("item", "C5", 80.0), order=1),
        an_action("two", below("item", "C5", 45.0), below("item", "C5", 90.0), order=2),
    ]
    assert codes(SCHIJN, *entries) == ["two", "one"]


def test_what_is_bound_to_the_diagnosis_comes_before_what_is_not():
    entries = [
        an_action("unbound", below("item", "C5", 100.0)),
        an_action("bound", diagnosis=SCHIJN.diagnosis, order=9),
    ]
    assert codes(SCHIJN, *entries) == ["bound", "unbound"]


def test_a_missing_foundation_comes_before_all_else():
    result = disclosed.fundament_ontbreekt()
    entries = [
        an_action("bound", diagnosis=result.diagnosis, order=1),
        an_action("intentie", flag("intentie_zwak"), order=2),
        an_action("short", below("item", "C5", 100.0), order=3),
    ]
    assert codes(result, *entries) == ["intentie", "bound", "short"]
    weak_only = dataclasses.replace(result, level="dreigend")
    assert codes(weak_only, *entries) == ["bound", "short", "intentie"]


def test_the_tendency_has_its_own_place():
    result = disclosed.eilandsamenwerking()
    entries = [an_action("main", diagnosis="eilandsamenwerking"), an_action("later", diagnosis="gezond")]
    assert codes(result, *entries) == ["main"]
    assert codes(result, *entries, part="tendency") == ["later"]
    assert codes(dataclasses.replace(result, tendency=None), *entries, part="tendency") == []


def test_the_reasons_of_a_choice_go_with_it():
    conditions = (flag("belangen_ongeregeld"), below("item", "C5", 50.0))
    chosen = choose_actions(SCHIJN, [an_action("a", *conditions)])[1].main[0]
    assert chosen.called_by == conditions
    assert chosen.shortage == pytest.approx(50.0 - SCHIJN.items["C5"])


@pytest.mark.parametrize("name", [name for name in RESULTS if name != "onvoldoende_gegevens"])
def test_every_role_is_advised_with_the_actions_of_the_diagnosis_first(name):
    result = RESULTS[name]
    for chosen in some(choose_actions(result, shipped_actions())):
        bound = [found.entry.diagnosis is not None for found in chosen.main if "intentie" not in found.entry.code]
        assert any(bound), chosen.role
        assert bound == sorted(bound, reverse=True), chosen.role


def test_with_too_few_answers_no_diagnosis_is_advised_on():
    for chosen in some(choose_actions(RESULTS["onvoldoende_gegevens"], shipped_actions())):
        assert all(found.entry.diagnosis is None for found in chosen.main)
        assert chosen.tendency == ()


def as_codes(chosen):
    return [(one.role, [a.entry.code for a in one.main], [a.entry.code for a in one.tendency]) for one in chosen]


@given(st.sampled_from(sorted(RESULTS)), st.integers(0, 10**6))
def test_the_order_in_which_actions_are_given_does_not_matter(name, seed):
    mixed = list(shipped_actions())
    random.Random(seed).shuffle(mixed)
    result = RESULTS[name]
    assert as_codes(choose_actions(result, mixed)) == as_codes(choose_actions(result, shipped_actions()))


@st.composite
def partly_hidden(draw):
    """Return a result and the same with some of its numbers hidden."""
    result = recounting.disclosed(random_document(draw(st.integers(0, 5000))))
    hidden = {
        part: {key: value for key, value in getattr(result, part).items() if not draw(st.booleans())}
        for part in ("scores", "items", "processes")
    }
    bar = None if draw(st.booleans()) else result.bar
    flags = tuple(flag for flag in result.flags if draw(st.booleans()))
    return result, dataclasses.replace(result, bar=bar, flags=flags, **hidden)


@given(partly_hidden())
def test_hiding_never_adds_an_action(both):
    shown, hidden = (as_codes(choose_actions(result, shipped_actions())) for result in both)
    for (_role, main, later), (_same, fewer_main, fewer_later) in some(zip(shown, hidden, strict=True)):
        assert set(fewer_main) <= set(main)
        assert set(fewer_later) <= set(later)
