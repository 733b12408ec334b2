"""Results of the first model, reduced to what is shown now: rounded by the rules for new ones, and never more exact."""

import importlib
import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from assessments.models import Result, Round, ScoringProfileVersion
from assessments.models.choices import State
from assessments.reporting.documents import DocumentError
from assessments.reporting.frozen import from_document, to_document
from assessments.results.findings import finding_of
from assessments.results.first_model import is_of_old_format, reduce_result
from assessments.results.stored_results import DamagedResultError, checksum, result_of
from assessments.scoring.profile import ScoringProfile
from tests.cast import make_round
from tests.some import some

from .first_model import checksums, documents, exact_numbers

FORCES = ("intentie", "actie", "verbinding")
upgrade = importlib.import_module("assessments.migrations.0009_second_model")


@pytest.fixture
def old():
    """The second round of a partnership that was stuck, of 10 to 19 people and shown by organisation."""
    return documents()[3]


def changed(document, **disclosed):
    return document | {"disclosed": document["disclosed"] | disclosed}


def test_every_old_result_is_read_as_one_of_the_first_model():
    for document in some(documents()):
        reduced = reduce_result(json.loads(json.dumps(document)))
        result = from_document(reduced)
        assert to_document(result) == reduced
        assert result.is_of_version_1
        assert not is_of_old_format(reduced)
        assert result.disclosed.diagnosis == document["disclosed"]["diagnosis"]
        assert (result.disclosed.foundation, result.disclosed.decided, result.disclosed.response) == (None, None, None)
        assert all(one.model_version == "1" for one in result.earlier)
        assert result.change == {}


def test_it_does_not_change_what_it_is_given(old):
    before = json.dumps(old)
    reduce_result(old)
    assert json.dumps(old) == before


def test_no_number_that_is_more_exact_than_what_is_shown_survives():
    for document in some(documents()):
        exact = exact_numbers(document)
        assert len(exact) > 100
        assert exact & exact_numbers(reduce_result(document)) == set()
        text = json.dumps(reduce_result(document))
        assert [number for number in exact if number in text] == []


def test_numbers_are_rounded_by_the_rules_for_new_results(old):
    shown = from_document(reduce_result(old)).disclosed
    exact = dict(old["disclosed"]["scores"])
    assert [exact[force]["value"] for force in FORCES] == pytest.approx([83.5069, 49.8958, 41.1806], abs=1e-4)
    assert [shown.scores[force].value for force in FORCES] == [84, 50, 41]
    assert [exact["actie"][end] for end in ("low", "high")] == pytest.approx([45.088, 55.645], abs=1e-3)
    assert (shown.scores["actie"].low, shown.scores["actie"].high) == (45, 56)
    assert (old["disclosed"]["bar"], shown.bar, shown.bar_intentie) == (pytest.approx(66.4236, abs=1e-4), 66.5, 66.5)
    assert [(step.force, step.start, step.goal) for step in shown.path] == [
        ("actie", 50, 66.5),
        ("verbinding", 41, 66.5),
    ]
    assert shown.shares == {"gezond": 5, "schijnsamenwerking": 95, "eilandsamenwerking": 5}
    items = dict(old["disclosed"]["items"])
    assert (items["A2"], shown.statements["A2"].value, shown.statements["A2"].step) == (
        pytest.approx(38.5417, abs=1e-4),
        40,
        5,
    )
    assert (shown.groups["Thuiszorg Rivierland"]["actie"].score, shown.n_organisations) == (45, "5-9")
    assert shown.level == "uitgesproken"


def test_nothing_is_kept_that_is_not_shown_any_more(old):
    shown = from_document(reduce_result(old)).disclosed
    assert set(shown.scores) == set(shown.n) == {*FORCES}
    assert {"B1", "B2"}.isdisjoint({*shown.statements, *shown.divided, *shown.distributions})
    assert {group.margin for forces in shown.groups.values() for group in forces.values()} == {None}
    assert {score.se_repeat for score in shown.scores.values()} == {None}
    assert [one.why for one in shown.withheld if one.what == "response"] == ["version_1"]


def test_words_that_have_another_name_now_get_it(old):
    entry = old["entries"][0]
    entry["conditions"] = [
        {"kind": "level", "subject": "vastgelopen", "comparison": None, "limit": None},
        {"kind": "flag", "subject": "startfase", "comparison": None, "limit": None},
    ]
    result = from_document(reduce_result(changed(old, flags=["startfase"])))
    assert result.disclosed.flags == ("opbouwfase",)
    conditions = next(one for one in result.catalogue if one.code == entry["code"]).conditions
    assert [condition.subject for condition in conditions] == ["uitgesproken", "opbouwfase"]
    assert not result.is_stalled


def test_statements_are_in_fives_only_where_ten_answered(old):
    few = [[code, steps] for code, steps in old["disclosed"]["distributions"] if code != "A2"]
    shown = from_document(reduce_result(changed(old, distributions=few))).disclosed
    assert (shown.statements["A2"].value, shown.statements["A2"].step) == (40, 10)
    assert (shown.statements["A3"].value, shown.statements["A3"].step) == (45, 5)
    assert "A2" not in shown.divided
    assert "A2" not in shown.distributions


def test_the_statements_of_a_force_that_tell_too_much_together_go(old):
    """Five at 30 beside one at the top and a force of 46: everybody gave that one the highest answer."""
    items = [[code, value] for code, value in old["disclosed"]["items"] if not code.startswith("A")]
    answers = [[f"A{n}", 35.0] for n in range(1, 6)] + [["A6", 100.0]]
    scores = [[name, one | ({"value": 45.83} if name == "actie" else {})] for name, one in old["disclosed"]["scores"]]
    shown = from_document(reduce_result(changed(old, items=answers + items, distributions=[], scores=scores))).disclosed
    assert [code for code in shown.statements if code.startswith("A")] == []
    assert ("statements:actie", "last_check") in [(one.what, one.why) for one in shown.withheld]
    assert [code for code in shown.statements if code.startswith("V")] != []


def test_intervals_of_few_people_go_outward_to_fives(old):
    shown = from_document(reduce_result(changed(old, n=[[force, "5-9"] for force in FORCES]))).disclosed
    assert (shown.scores["actie"].low, shown.scores["actie"].high) == (45, 60)


@pytest.mark.parametrize(("bar", "actie", "found"), [(64.9, 64.7, 65.5), (64.9, 40.0, 64.5), (62.5, 62.5, 62.5)])
def test_the_bar_keeps_every_score_on_its_side(old, bar, actie, found):
    scores = [[name, one | ({"value": actie} if name == "actie" else {})] for name, one in old["disclosed"]["scores"]]
    shown = from_document(reduce_result(changed(old, bar=bar, scores=scores))).disclosed
    assert shown.bar == found
    assert (shown.scores["actie"].value >= shown.bar) == (actie >= bar)


def test_a_bar_that_was_hidden_stays_hidden(old):
    shown = from_document(reduce_result(changed(old, bar=None, stability=[], path=[]))).disclosed
    assert (shown.bar, shown.bar_intentie, shown.path, shown.shares) == (None, None, (), {})


def test_interests_by_name_are_the_nearest_answers_and_those_not_named_go(old):
    organisation = {
        "importance": 81.25,
        "served": 37.5,
        "shortfall": 43.75,
        "quadrant": "knelpunt",
        "reasons": {"a": 0.5, "c": 0.3, "f": 0.2},
    }
    plain = organisation | {"reasons": [[reason, share] for reason, share in organisation["reasons"].items()]}
    named = changed(old, organisations=[["Thuiszorg", plain], ["Wijkteam", plain | {"quadrant": "meelifter"}]])
    shown = from_document(reduce_result(named)).disclosed.organisations
    assert (shown["Thuiszorg"].importance, shown["Thuiszorg"].served) == (75, 25)
    assert (shown["Thuiszorg"].place, shown["Thuiszorg"].reasons) == ("knelpunt", ("a",))
    assert shown["Wijkteam"].place is None

    hidden = from_document(reduce_result(named | {"facts": old["facts"] | {"interests_named": False}})).disclosed
    assert (hidden.organisations, hidden.divergence) == ({}, None)


def test_a_group_that_is_everybody_is_no_comparison(old):
    alone = [one for one in old["disclosed"]["groups"] if one[0] == "Thuiszorg Rivierland"]
    shown = from_document(reduce_result(changed(old, groups=alone, withheld=[]))).disclosed
    assert shown.groups == {}
    assert ("groups", "everybody") in [(one.what, one.why) for one in shown.withheld]


def test_advice_keeps_its_order_and_counts_shortages_from_what_is_shown(old):
    result = from_document(reduce_result(old))
    for then, now in zip(old["actions"], result.actions, strict=True):
        assert [chosen["entry"] for chosen in then["main"]] == [chosen.entry.code for chosen in now.main]
    shortages = {chosen.entry.code: chosen.shortage for chosen in result.actions[0].main}
    assert shortages["prof-delen"] == 66.5 - 35
    assert all(2 * shortage == int(2 * shortage) for shortage in shortages.values())


def test_what_was_kept_of_earlier_rounds_is_reduced_too(old):
    (then,), (now,) = old["earlier"], from_document(reduce_result(old)).earlier
    assert now.scores["actie"].value == round(dict(then["scores"])["actie"]["value"])
    assert {statement.step for statement in now.processes.values()} == {10}
    assert now.level == "uitgesproken"


def test_a_result_of_the_first_format_has_no_rounds_before_it(old):
    first = {name: part for name, part in old.items() if name not in {"earlier", "agreed"}} | {"format": 1}
    result = from_document(reduce_result(first))
    assert (result.earlier, result.agreed) == ((), ())


@pytest.mark.parametrize("damage", [{"disclosed": {}}, {"format": 3}, {"questionnaire": None}, {"actions": [3]}])
def test_what_is_no_old_result_is_refused(old, damage):
    with pytest.raises(DocumentError):
        reduce_result(old | damage)


# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def stored(partnership):
    """All of them in this database, as they were."""
    rounds = [make_round(partnership, n_participants=0, state=State.CLOSED) for _document in documents()]
    for round_, document, then in zip(rounds, documents(), checksums(), strict=True):
        Result.objects.create(round=round_, document=document, checksum=then, created_at=timezone.now())
    return rounds


def run(step):
    step(apps, connection.schema_editor())


@pytest.mark.django_db
def test_an_upgrade_reduces_all_of_them_and_a_second_one_changes_nothing(stored):
    assert all(checksum(row.document) == row.checksum for row in Result.objects.all())
    run(upgrade.reduce_results)
    after = list(Result.objects.order_by("pk").values_list("document", "checksum"))
    assert all(result_of(round_).is_of_version_1 for round_ in stored)
    run(upgrade.reduce_results)
    assert list(Result.objects.order_by("pk").values_list("document", "checksum")) == after


@pytest.mark.django_db
def test_what_was_damaged_stays_damaged_is_reduced_too_and_holds_up_nothing(stored, caplog):
    altered, unreadable, *whole = stored
    row = Result.objects.get(round=altered)
    row.document["facts"]["title"] = "Aangepast"
    row.save()
    row = Result.objects.get(round=unreadable)
    del row.document["disclosed"]["scores"]
    row.save()

    run(upgrade.reduce_results)

    for damaged in (altered, unreadable):
        with pytest.raises(DamagedResultError):
            result_of(damaged)
    assert exact_numbers(Result.objects.get(round=altered).document) == set()
    assert Result.objects.get(round=unreadable).document == {}
    assert f"The result of round {unreadable.pk} is damaged" in caplog.text
    assert finding_of(Round.objects.with_finding().get(pk=unreadable.pk)) is None
    assert all(result_of(round_) for round_ in whole)


@pytest.mark.django_db
def test_the_newest_thresholds_become_a_version_that_the_second_model_takes(partnership):
    own = {"threshold": 70.0, "start_years": 3.0, "cap": 5}
    first = ScoringProfileVersion.objects.get_or_create(version=1)[0]
    newest = ScoringProfileVersion.objects.create(version=4, thresholds=own)
    opened, planned, closed = (
        make_round(partnership, n_participants=0, state=state) for state in (State.OPEN, State.OPEN, State.CLOSED)
    )
    Round.objects.filter(pk=planned.pk).update(opens_at=timezone.now() + timedelta(days=5))
    Round.objects.update(profile=first)

    run(upgrade.renew_profile)

    made = ScoringProfileVersion.newest()
    assert (made.version, made.profile) == (5, ScoringProfile(threshold=70.5, start_years=3.0, cap=5))
    kept = {pk: Round.objects.get(pk=pk).profile for pk in (opened.pk, planned.pk, closed.pk)}
    assert [kept[round_.pk] for round_ in (opened, planned, closed)] == [made, made, first]
    first.refresh_from_db()
    newest.refresh_from_db()
    assert (first.profile.start_years, newest.profile.start_years) == (2.0, 3.0)


@pytest.mark.parametrize(
    ("threshold", "found"), [(62.5, 62.5), (62.0, 62.5), (62.9, 62.5), (1.0, 1.5), (90.0, 90.5), (55.25, 55.5)]
)
def test_a_threshold_goes_to_the_half_above_the_whole_number_below_it(threshold, found):
    assert ScoringProfile(**upgrade._for_second_model({"threshold": threshold})).threshold == found


def test_a_partnership_is_young_for_five_years_unless_somebody_chose_otherwise():
    found = [
        upgrade._for_second_model(one).get("start_years") for one in ({}, {"start_years": 2.0}, {"start_years": 4})
    ]
    assert found == [None, None, 4]


@pytest.mark.django_db
def test_an_installation_without_thresholds_gets_none():
    ScoringProfileVersion.objects.all().delete()
    run(upgrade.renew_profile)
    assert not ScoringProfileVersion.objects.exists()
