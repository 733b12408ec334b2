"""In which results an action appears: whole for examples, and for real ones nothing that gives one away."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.admin.action_counts import counts
from assessments.admin.action_trial import trials
from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import choose_actions, judge
from assessments.catalogue.examples import NAMES, examples
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Partnership, Result, Round, ScoringProfileVersion
from assessments.models.choices import State
from assessments.reporting.frozen import to_document
from assessments.reporting.parts import WORKED_OUT
from assessments.results.recent import recent_outcomes
from assessments.results.stored_results import checksum
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import LEVELS
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import ADVISED
from tests.catalogue.actions import above, an_action, below, flag
from tests.reporting import disclosed
from tests.reporting.results import FACTS, frozen_result
from tests.some import some
from tools.examples import compute

from .forms import rows, sent

LIST = "/beheer/assessments/action/"


@pytest.mark.parametrize("case", NAMES)
def test_the_shipped_examples_are_what_the_model_makes_of_its_cases(case):
    shipped = examples()[list(NAMES).index(case)].disclosed
    told = compute(case)
    for name in ("diagnosis", "level", "certainty", "tendency", "bar", "bar_intentie"):
        assert getattr(shipped, name) == told[name]
    assert list(shipped.flags) == told["flags"]
    assert {code: [found.value, found.step] for code, found in shipped.statements.items()} == told["statements"]
    assert {name: score.value for name, score in shipped.scores.items()} == told["scores"]


def test_every_diagnosis_level_and_flag_stands_in_an_example():
    outcomes = [example.disclosed for example in examples()]
    assert {one.diagnosis for one in outcomes} == set(DIAGNOSES)
    assert {one.level for one in outcomes} == set(LEVELS)
    assert {found for one in outcomes for found in one.flags} == set(FLAGS)
    assert any(one.tendency for one in outcomes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_action_is_told_to_appear_where_a_report_would_hold_it(language):
    with translation.override(language):
        for entry in some(shipped_actions()):
            for trial, example in some(zip(trials(entry, shipped_actions()), examples(), strict=True)):
                advice = choose_actions(example.disclosed, shipped_actions())
                lists = [found for role in advice if role.role != "anders" for found in (role.main, role.tendency)]
                n_there = sum(entry.code in [chosen.entry.code for chosen in found] for found in lists)
                assert len(trial.places) == n_there, (entry.code, trial.name)
                assert all(check.holds for check in trial.checks) or not n_there


def test_reasons_are_told_with_their_numbers_and_places_by_role():
    conditions = (below("item", "V1"), above("force", "actie", 50.0), flag("belangen_ongeregeld"))
    entry = an_action("van-ons", *conditions, diagnosis="eilandsamenwerking", roles=("manager", "overheid"), order=0)
    with translation.override("nl"):
        found = trials(entry, shipped_actions())
    far = found[list(NAMES).index("eiland-uitgesproken")]
    assert [check.holds for check in far.checks] == [True, True, True, True]
    assert far.checks[0].words == "Hoort bij eilandsamenwerking, en dat is de diagnose."
    assert far.checks[1].words.endswith("– onder de lat: de score is 30, de grens is 66,5.")
    assert far.checks[2].words == "kracht: actie – boven 50: de score is 84, de grens is 50."
    assert [place.partition(":")[0] for place in far.places] == ["manager", "overheid"]
    assert far.places[0].startswith("manager: plaats 1 van ")
    near = found[list(NAMES).index("eiland-dreigend")]
    assert [check.holds for check in near.checks] == [True, True, True, False]
    assert near.checks[3].words == "signaal: belangen ongeregeld: dat is niet zo."
    assert near.places == ()
    assert "maar de diagnose is gezond" in found[0].checks[0].words


def test_a_score_at_the_end_of_what_is_shown_is_told_as_such():
    entry = an_action("van-ons", above("item", "A6", 50.0))
    with translation.override("nl"):
        firm = trials(entry, [])[list(NAMES).index("gezond-stevig")]
    assert firm.checks[0].words.endswith("de score is 90 of hoger, de grens is 50.")


def called(entry):
    """Return an action under a title of its own: those with the same text are one in a report."""
    texts = {language: replace(text, title=entry.code) for language, text in entry.texts.by_language.items()}
    return replace(entry, texts=type(entry.texts)(texts))


def test_a_leaning_is_a_place_of_its_own_and_what_paper_has_no_room_for_is_told():
    with translation.override("nl"):
        leaning = trials(an_action("a", diagnosis="schijnsamenwerking"), [])[list(NAMES).index("gezond-met-sprong")]
        assert leaning.places == ("manager: plaats 1 van 1 onder de neiging.",)
        others = [called(an_action(f"b{n}", order=0)) for n in range(4)]
        assert trials(an_action("z"), others)[0].places == ("manager: plaats 5 van 5, op papier alleen met de titel.",)


@pytest.mark.parametrize(("n_before", "words"), [(3, "4 van 4."), (4, "5 van 5, op papier alleen met de titel.")])
def test_what_comes_after_all_that_a_report_works_out_is_told_to_stand_there_by_its_title(n_before, words):
    """Of a list for four roles a report works out sixteen; a fifth of one role comes after four of each."""
    with translation.override("nl"):
        others = [
            called(an_action(f"{role}{n}", diagnosis="gezond", roles=(role,), order=0))
            for role in ADVISED
            for n in range(n_before)
        ]
        last = called(an_action("z", diagnosis="gezond"))
        assert len(ADVISED) * 4 == WORKED_OUT
        assert trials(last, others)[0].places == (f"manager: plaats {words}",)


def test_the_page_tries_what_is_stored_and_what_stands_in_the_form(beheer, action):
    page = beheer.get(f"{LIST}{action.pk}/results/")
    assert page.context["n_there"] == sum(bool(one.places) for one in page.context["trials"]) > 0
    assert not page.context["is_unsaved"]
    changes = sent(action, diagnosis="", roles=["overheid"], **rows(("flag:opbouwfase", "", "")))
    page = beheer.post(f"{LIST}{action.pk}/results/", changes)
    assert page.context["n_there"] == 1
    assert "er is niets opgeslagen" in page.content.decode()
    assert "Overheid: plaats" in page.content.decode()
    action.refresh_from_db()
    assert action.conditions == []
    assert beheer.post(f"{LIST}results/", changes | {"code": "van-ons"}).context["n_there"] == 1
    wrong = beheer.post(f"{LIST}{action.pk}/results/", sent(action, roles=[]))
    assert wrong.status_code == 422
    assert "Kies minstens één rol." in wrong.content.decode()
    assert beheer.get(f"{LIST}results/").status_code == 403


def test_of_an_action_that_is_off_the_page_says_so(beheer, action):
    action.is_active = False
    action.save()
    assert "staat uit en komt in geen nieuw rapport" in beheer.get(f"{LIST}{action.pk}/results/").content.decode()


def test_others_try_nothing(client, anna, action):
    client.force_login(anna)
    assert client.get(f"{LIST}{action.pk}/results/", follow=True).status_code == 403


def stored(outcomes, *, partnerships=None, name="Kanarieverband", asked="2"):
    """Store these outcomes, each of a partnership of its own unless these are given."""
    profile, _made = ScoringProfileVersion.objects.get_or_create(version=1)
    found = partnerships or [Partnership.objects.create(name=f"{name} {n}") for n in range(len(outcomes))]
    for partnership, outcome in zip(found, outcomes, strict=True):
        result = frozen_result(outcome, partnership=partnership.name)
        result = replace(result, actions=(), catalogue=(), questionnaire=questionnaire(asked))
        round_ = Round.objects.create(
            partnership=partnership, title="M", state=State.CLOSED, closes_at=FACTS.closed_at, profile=profile
        )
        document = to_document(result)
        Result.objects.create(round=round_, document=document, checksum=checksum(document), created_at=FACTS.closed_at)
    return found


STUCK, HEALTHY = disclosed.schijnsamenwerking(), disclosed.stevig()
FOR_STUCK = an_action("a", diagnosis="schijnsamenwerking")
FOR_ALL = an_action("b")


def told(entry):
    with translation.override("nl"):
        found = counts(entry)
    return found and found.sentence


@pytest.mark.parametrize(
    ("n_stuck", "n_healthy", "sentence"),
    [
        (9, 0, None),
        (10, 0, "De stap zou in 6 of meer van de laatste 10 uitslagen staan."),
        (0, 10, "De stap zou in minder dan 5 van de laatste 10 uitslagen staan."),
        (5, 5, "De stap zou in 5 van de laatste 10 uitslagen staan."),
        (5, 15, "De stap zou in 5 tot en met 9 van de laatste 20 uitslagen staan."),
        (12, 8, "De stap zou in 10 tot en met 15 van de laatste 20 uitslagen staan."),
        (16, 4, "De stap zou in 16 of meer van de laatste 20 uitslagen staan."),
    ],
)
def test_real_results_are_counted_in_bands_with_five_on_either_side(db, n_stuck, n_healthy, sentence):
    stored([STUCK] * n_stuck + [HEALTHY] * n_healthy)
    assert told(FOR_STUCK) == sentence


@pytest.mark.parametrize("n_stuck", range(5))
def test_nobody_learns_that_few_or_none_or_all_are_so(db, n_stuck):
    stored([STUCK] * n_stuck + [HEALTHY] * (20 - n_stuck))
    assert told(FOR_STUCK) == told(an_action("c", flag("weging_bepalend")))
    assert told(an_action("d", diagnosis="gezond")) == told(FOR_ALL)


def test_one_new_result_changes_nothing_that_is_told(db):
    stored([STUCK] * 6 + [HEALTHY] * 9)
    before = [told(FOR_STUCK), told(FOR_ALL)]
    for _n in range(4):
        stored([STUCK], name="Nieuw")
        assert [told(FOR_STUCK), told(FOR_ALL)] == before
    stored([STUCK], name="Nieuw")
    assert told(FOR_STUCK) == "De stap zou in 10 tot en met 15 van de laatste 20 uitslagen staan."


def test_a_partnership_counts_once_with_its_latest_result_and_does_not_bring_others_along(db):
    first = stored([STUCK] * 10)
    for _n in range(5):
        stored([HEALTHY], partnerships=first[:1])
    assert told(FOR_STUCK) == "De stap zou in 6 of meer van de laatste 10 uitslagen staan."
    assert {one.disclosed.diagnosis for one in recent_outcomes()} == {"schijnsamenwerking"}
    stored([HEALTHY] * 4, partnerships=first[1:5])
    assert told(FOR_STUCK) == "De stap zou in 5 van de laatste 10 uitslagen staan."


def test_an_action_does_not_appear_where_its_question_was_another_one(db):
    assert judge(STUCK, below("item", "A6")).holds
    stored([STUCK] * 10, asked="1")
    assert told(an_action("c", below("item", "A6"))) == told(an_action("d", flag("weging_bepalend")))
    assert told(an_action("c", below("item", "A5"))) == told(FOR_STUCK)


def test_groups_are_told_when_they_are_large_and_the_rest_can_hide(db):
    stored([STUCK] * 12 + [HEALTHY] * 8)
    with translation.override("nl"):
        groups = counts(FOR_STUCK).groups
    assert [(group.name, group.sentence) for group in groups] == [
        ("gezond", "in minder dan 5 van deze uitslagen"),
        ("schijnsamenwerking", "in 5 of meer van deze uitslagen"),
        ("niveau: gezond en stevig", "in minder dan 5 van deze uitslagen"),
        (groups[3].name, "in 5 of meer van deze uitslagen"),
    ]
    Result.objects.all().delete()
    stored([STUCK] * 17 + [HEALTHY] * 3)
    assert counts(FOR_STUCK).groups == ()


def test_results_without_a_diagnosis_and_damaged_ones_are_left_out(db):
    stored([STUCK] * 10 + [disclosed.onvoldoende_gegevens()] * 5)
    damaged = Result.objects.order_by("pk")[0]
    damaged.document |= {"format": 0}
    damaged.save()
    assert len(recent_outcomes()) == 9
    assert counts(FOR_STUCK) is None


def test_the_page_names_no_partnership_and_costs_the_same_for_many(
    beheer, action, django_assert_num_queries, django_assert_max_num_queries
):
    stored([STUCK] * 5)
    with django_assert_max_num_queries(7) as few:
        page = beheer.get(f"{LIST}{action.pk}/results/")
    assert "minder dan tien uitslagen" in page.content.decode()
    stored([STUCK] * 20)
    with django_assert_num_queries(len(few)):
        page = beheer.get(f"{LIST}{action.pk}/results/")
    assert "van de laatste 20 uitslagen" in page.content.decode()
    assert "Kanarieverband" not in page.content.decode()
