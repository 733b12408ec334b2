import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import PDF_LIMIT, PDF_LIMIT_BY_SHORTAGE, choose_actions, n_in_pdf
from assessments.catalogue.entries import Condition
from assessments.disclosure.shown import ShownScore, ShownStatement
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import LEVELS
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import ADVISED
from tests.reporting import disclosed
from tests.some import some

from .actions import RESULTS, above, an_action, at_least, below, flag

SCHIJN = disclosed.schijnsamenwerking()


def codes(result, *entries, role="manager", part="main"):
    chosen = next(chosen for chosen in choose_actions(result, entries) if chosen.role == role)
    return [found.entry.code for found in getattr(chosen, part)]


def holds(result, condition):
    return codes(result, an_action("a", condition)) == ["a"]


def with_scores(result, **scores):
    return replace(result, scores={name: ShownScore(value, None, None, None) for name, value in scores.items()})


def with_statements(result, step=5, **values):
    found = {code: ShownStatement(value, step) for code, value in values.items()}
    return replace(result, statements={**result.statements, **found})


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
    is_so, is_not = flag("belangen_ongeregeld"), flag("nipt")
    assert codes(SCHIJN, an_action("a", is_so), an_action("b", is_so, is_not)) == ["a"]


@pytest.mark.parametrize(
    ("condition", "is_so"),
    [
        (below("force", "actie", 38.0), True),
        (below("force", "actie", 37.0), False),
        (at_least("force", "actie", 37.0), True),
        (at_least("force", "actie", 38.0), False),
        (above("force", "actie", 36.0), True),
        (above("force", "actie", 37.0), False),
        (below("force", "actie"), True),
        (at_least("force", "intentie"), True),
        (below("process", "structureren", 55.0), True),
        (at_least("process", "structureren", 50.0), True),
        (above("process", "structureren", 50.0), False),
        (below("item", "C5", 50.0), True),
        (Condition("level", "uitgesproken"), True),
        (Condition("level", "dreigend"), False),
        (flag("belangen_ongeregeld"), True),
        (flag("vastgelopen"), False),
    ],
)
def test_a_condition_holds_by_what_is_shown(condition, is_so):
    assert holds(SCHIJN, condition) is is_so


def test_below_a_limit_from_it_and_from_it_to_the_bar_exclude_each_other_to_the_point():
    three = [
        an_action("few", below("item", "C1", 50.0)),
        an_action("some", at_least("item", "C1", 50.0), below("item", "C1")),
        an_action("enough", at_least("item", "C1")),
    ]
    found = {value: codes(with_statements(SCHIJN, C1=value), *three) for value in range(10, 95, 5)}
    assert {value: names for value, names in found.items() if names == ["few"]}.keys() == set(range(10, 50, 5))
    assert {value: names for value, names in found.items() if names == ["some"]}.keys() == {50, 55, 60}
    assert {value: names for value, names in found.items() if names == ["enough"]}.keys() == set(range(65, 95, 5))


@pytest.mark.parametrize(("value", "step"), [(10, 5), (20, 10)])
def test_the_end_of_a_grid_counts_as_its_number(value, step):
    """Where "20 or lower" stands, it is not below 20, and from 20."""
    result = with_statements(SCHIJN, step, C1=value)
    assert not holds(result, below("item", "C1", float(value)))
    assert holds(result, at_least("item", "C1", float(value)))
    assert holds(result, below("item", "C1", value + 5.0))


@pytest.mark.parametrize("subject", [("force", "actie"), ("force", "verbinding"), ("item", "A6"), ("item", "V1")])
def test_the_bar_of_actie_and_verbinding_is_the_one_that_interests_raise(subject):
    result = with_statements(with_scores(SCHIJN, actie=65, verbinding=65), A6=65, V1=65)
    assert (result.bar, result.bar_intentie) == (66.5, 62.5)
    assert holds(result, below(*subject))


@pytest.mark.parametrize(
    "subject",
    [("force", "intentie"), ("process", "structureren")] + [("item", code) for code in ("I6", "P3", "C1", "T1", "R1")],
)
def test_everything_else_has_the_threshold(subject):
    result = with_statements(with_scores(SCHIJN, intentie=65), I6=65, P3=65, C1=65, T1=65, R1=65)
    assert holds(result, at_least(*subject))
    assert not holds(replace(result, bar_intentie=None), at_least(*subject))


def test_without_a_bar_nothing_is_on_either_side_of_it():
    result = replace(SCHIJN, bar=None, bar_intentie=None)
    for condition in (below("force", "actie"), at_least("force", "actie"), above("item", "T1"), below("item", "T1")):
        assert not holds(result, condition)
    assert holds(result, below("force", "actie", 40.0))


def test_a_hidden_number_calls_for_nothing():
    hidden = replace(SCHIJN, statements={}, scores={})
    for kind, subject in (("item", "C5"), ("process", "structureren"), ("force", "actie")):
        assert not holds(hidden, below(kind, subject, 100.0))
        assert not holds(hidden, at_least(kind, subject, 0.0))


def test_a_stalled_partnership_is_called_by_its_flag():
    entry = an_action("a", flag("vastgelopen"))
    assert codes(disclosed.stalled(), entry) == ["a"]
    assert codes(SCHIJN, entry) == []


def test_the_largest_shortage_comes_first_and_equals_keep_the_order_of_the_catalogue():
    large, small = below("item", "C5", 90.0), below("item", "C5", 45.0)
    entries = [
        an_action("none", at_least("item", "C5", 5.0), order=1),
        an_action("small", small, order=2),
        an_action("large-second", large, order=4),
        an_action("large-first", large, order=3),
    ]
    assert codes(SCHIJN, *entries) == ["large-first", "large-second", "small", "none"]


def test_the_shortage_of_an_action_is_the_largest_of_its_conditions():
    entries = [
        an_action("one", below("item", "C5", 80.0), order=1),
        an_action("two", below("item", "C5", 45.0), below("item", "C5", 90.0), order=2),
    ]
    assert codes(SCHIJN, *entries) == ["two", "one"]


def test_what_lies_above_a_limit_counts_no_shortage():
    chosen = choose_actions(SCHIJN, [an_action("a", at_least("force", "intentie"), above("item", "C5", 10.0))])
    assert chosen[1].main[0].shortage == 0


def test_what_is_bound_comes_first_then_what_a_flag_calls_for_then_what_is_short():
    entries = [
        an_action("short", below("item", "C5", 100.0), order=1),
        an_action("flag", flag("belangen_ongeregeld"), order=2),
        an_action("bound-short", below("item", "C5", 100.0), diagnosis=SCHIJN.diagnosis, order=3),
        an_action("bound-flag", flag("belangen_ongeregeld"), diagnosis=SCHIJN.diagnosis, order=4),
    ]
    assert codes(SCHIJN, *entries) == ["bound-flag", "bound-short", "flag", "short"]


def test_a_missing_foundation_comes_before_all_else():
    result = disclosed.fundament_ontbreekt()
    entries = [
        an_action("bound", diagnosis=result.diagnosis, order=1),
        an_action("intentie", flag("intentie_zwak"), order=2),
        an_action("short", below("item", "C5", 100.0), order=3),
    ]
    assert codes(result, *entries) == ["intentie", "bound", "short"]
    weak_only = replace(result, level="dreigend")
    assert codes(weak_only, *entries) == ["bound", "intentie", "short"]


def test_without_a_foundation_nothing_of_a_healthy_partnership_is_advised():
    result = replace(disclosed.gezond(), level="fundament_ontbreekt", flags=("intentie_zwak",))
    entries = [an_action("healthy", diagnosis="gezond"), an_action("unbound", flag("intentie_zwak"))]
    assert codes(result, *entries) == ["unbound"]
    assert codes(disclosed.gezond(), *entries) == ["healthy"]


def test_the_tendency_has_its_own_place():
    result = disclosed.kern_en_rand()
    entries = [an_action("main", diagnosis="gezond"), an_action("later", diagnosis="eilandsamenwerking")]
    assert codes(result, *entries) == ["main"]
    assert codes(result, *entries, part="tendency") == ["later"]
    assert codes(replace(result, tendency=None), *entries, part="tendency") == []


def test_a_tendency_to_gezond_calls_for_nothing():
    result = disclosed.eilandsamenwerking()
    assert result.tendency == "gezond"
    assert codes(result, an_action(diagnosis="gezond"), part="tendency") == []


def test_the_reasons_of_a_choice_go_with_it():
    conditions = (flag("belangen_ongeregeld"), below("item", "C5", 50.0))
    chosen = choose_actions(SCHIJN, [an_action("a", *conditions)])[1].main[0]
    assert chosen.called_by == conditions
    assert chosen.shortage == 50 - SCHIJN.statements["C5"].value


def test_on_paper_are_seven_of_which_four_that_only_a_low_number_calls_for():
    plain = [an_action(f"low-{n}", below("item", "C5", 100.0), order=n) for n in range(9)]
    flagged = [an_action(f"flag-{n}", flag("belangen_ongeregeld"), order=n) for n in range(9)]

    def printed(*entries):
        return n_in_pdf(choose_actions(SCHIJN, entries)[1])

    assert printed(*plain) == (4, 0)
    assert printed(*plain[:3]) == (3, 0)
    assert printed(*plain, *flagged[:2]) == (6, 0)
    assert printed(*plain, *flagged[:3]) == (7, 0)
    assert printed(*plain, *flagged) == (7, 0)


def test_the_tendency_keeps_a_place_on_paper():
    flagged = [an_action(f"flag-{n}", flag("kern_en_rand"), order=n) for n in range(9)]
    later = [an_action(f"later-{n}", diagnosis="eilandsamenwerking", order=n) for n in range(9)]
    assert n_in_pdf(choose_actions(disclosed.kern_en_rand(), [*flagged, *later])[1]) == (6, 1)
    assert n_in_pdf(choose_actions(disclosed.kern_en_rand(), [*flagged[:2], *later])[1]) == (2, 5)


@st.composite
def any_result(draw):
    """Return a result with any combination of findings, on the grids on which they are shown."""
    step = draw(st.sampled_from([5, 10]))
    diagnosis = draw(st.sampled_from(sorted(DIAGNOSES)))
    grid = st.sampled_from(range(2 * step, 100 - 2 * step + 1, step))
    return replace(
        SCHIJN,
        diagnosis=diagnosis,
        level=draw(st.sampled_from(sorted(LEVELS))),
        tendency=draw(st.none() | st.sampled_from(sorted(set(DIAGNOSES) - {diagnosis}))),
        flags=tuple(one for one in FLAGS if draw(st.booleans())),
        bar=draw(st.sampled_from([62.5, 65.5, 72.5])),
        scores={force: ShownScore(draw(st.integers(5, 95)), None, None, None) for force in FORCES},
        statements={code: ShownStatement(draw(grid), step) for code in SCHIJN.statements},
    )


@given(any_result())
def test_what_is_printed_is_the_most_urgent_of_what_is_chosen(result):
    for chosen in some(choose_actions(result, shipped_actions())):
        n_main, n_tendency = n_in_pdf(chosen)
        by_shortage = [not one.is_called_by_flag and one.entry.diagnosis is None for one in chosen.main]
        assert by_shortage == sorted(by_shortage)
        assert sum(by_shortage[:n_main]) <= PDF_LIMIT_BY_SHORTAGE
        assert n_main + n_tendency <= PDF_LIMIT
        assert len({one.entry.code for one in (*chosen.main, *chosen.tendency)}) == len(chosen.main) + len(
            chosen.tendency
        )


@given(any_result())
def test_texts_that_contradict_each_other_never_meet(result):
    for chosen in some(choose_actions(result, shipped_actions())):
        found = {one.entry.code for one in chosen.main}
        assert len(found & {"trekkers", "trekkers-versterken", "trekkers-opdracht"}) <= 1
        assert not {"mb-doelen", "gezond-best-stap-verder"} <= found
        assert not {"mb-doelen", "proces-verbreden"} <= found


@pytest.mark.parametrize("diagnosis", DIAGNOSES)
def test_every_role_gets_at_least_three_actions_whatever_the_answers_say(diagnosis):
    """Nothing shown but the outcome itself: the leanest result there can be."""
    bare = replace(SCHIJN, diagnosis=diagnosis, tendency=None, statements={}, scores={}, flags=())
    stagnation = {"dreigend", "uitgesproken"} if diagnosis != "gezond" else {"stevig", "kwetsbaar"}
    results = [replace(bare, level=level) for level in sorted(stagnation)]
    results.append(replace(bare, level="fundament_ontbreekt", flags=("intentie_zwak",)))
    for result in some(results):
        n = {chosen.role: len(chosen.main) for chosen in choose_actions(result, shipped_actions())}
        assert [role for role in ADVISED if n[role] < 3] == [], result.level


@pytest.mark.parametrize("name", [name for name in RESULTS if name != "onvoldoende_gegevens"])
def test_every_role_is_advised_with_the_actions_of_the_diagnosis_first(name):
    result = RESULTS[name]
    for chosen in some(choose_actions(result, shipped_actions())):
        rest = [one for one in chosen.main if Condition("flag", "intentie_zwak") not in one.called_by]
        bound = [one.entry.diagnosis is not None for one in rest]
        assert any(bound) or result.level == "fundament_ontbreekt", chosen.role
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
    result = draw(any_result())
    hidden = {
        part: {key: value for key, value in getattr(result, part).items() if not draw(st.booleans())}
        for part in ("scores", "statements")
    }
    bar = None if draw(st.booleans()) else result.bar
    flags = tuple(one for one in result.flags if draw(st.booleans()))
    return result, replace(result, bar=bar, flags=flags, **hidden)


@given(partly_hidden())
def test_hiding_never_adds_an_action(both):
    shown, hidden = (as_codes(choose_actions(result, shipped_actions())) for result in both)
    for (_role, main, later), (_same, fewer_main, fewer_later) in some(zip(shown, hidden, strict=True)):
        assert set(fewer_main) <= set(main)
        assert set(fewer_later) <= set(later)
