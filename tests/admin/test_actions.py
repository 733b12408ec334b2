"""Editing the catalogue: texts, conditions, switching, history, preview."""

import pytest

from assessments.catalogue.actions import shipped_actions
from assessments.models import Action
from assessments.services.catalogue import active_entries, entry_of, load_catalogue, origin
from tests.soaking import IS_SOAK
from tests.some import some

from .forms import rows, sent

LIST = "/beheer/assessments/action/"


def change(client, action, **changes):
    return client.post(f"{LIST}{action.pk}/change/", sent(action, **changes))


def errors(response):
    return [error for messages in response.context["adminform"].form.errors.values() for error in messages]


def test_saving_without_changes_keeps_an_action_as_shipped(beheer, catalogue):
    everything = some(Action.objects.order_by("pk"))
    for action in everything if IS_SOAK else everything[::8]:
        assert change(beheer, action).status_code == 302
        action.refresh_from_db()
        assert origin(action) == "shipped", action.code
    assert active_entries("2") == shipped_actions()


def test_a_new_text_reaches_the_next_report_and_stays_when_the_product_is_updated(beheer, action):
    change(beheer, action, title_nl="Begin met één project")
    load_catalogue()
    assert active_entries("2")[0].text("nl").title == "Begin met één project"
    action.refresh_from_db()
    assert origin(action) == "edited"


def test_the_code_cannot_be_changed(beheer, action):
    change(beheer, action, code="anders")
    action.refresh_from_db()
    assert action.code == "schijn-aanbod"


def test_an_own_action_is_made_and_used(beheer, action):
    response = beheer.post(f"{LIST}add/", sent(action, code="van-ons", order=5))
    assert response.status_code == 302
    assert active_entries("2")[0].code == "van-ons"
    assert origin(Action.objects.get(code="van-ons")) == "own"


@pytest.mark.parametrize("name", ["title_nl", "action_en", "why_nl", "first_step_en", "noticeable_nl", "source"])
def test_no_text_may_be_empty(beheer, action, name):
    response = change(beheer, action, **{name: "  "})
    assert response.status_code == 200
    assert len(errors(response)) == 1


def test_an_action_is_for_at_least_one_role(beheer, action):
    assert errors(change(beheer, action, roles=[])) == ["Kies minstens één rol."]


@pytest.mark.parametrize(
    ("row", "stored"),
    [
        (("flag:nipt", "", ""), {"flag": "nipt"}),
        (("flag:vastgelopen", "", ""), {"flag": "vastgelopen"}),
        (("level:uitgesproken", "", ""), {"level": "uitgesproken"}),
        (("force:intentie", "from", "bar"), {"force": "intentie", "from": "bar"}),
        (("force:actie", "below", "bar"), {"force": "actie", "below": "bar"}),
        (("process:structureren", "above", "62.5"), {"process": "structureren", "above": 62.5}),
        (("item:C1", "below", "50.0"), {"item": "C1", "below": 50.0}),
    ],
)
def test_a_chosen_condition_is_stored_and_chosen_again(beheer, action, row, stored):
    assert change(beheer, action, **rows(row)).status_code == 302
    action.refresh_from_db()
    assert action.conditions == [stored]
    assert entry_of(action).conditions[0].subject == row[0].partition(":")[2]
    page = beheer.get(f"{LIST}{action.pk}/change/").content.decode()
    for value in filter(None, row):
        assert f'<option value="{value}" selected>' in page


def test_all_rows_can_be_emptied(beheer, catalogue):
    action = Action.objects.get(code="trekkers-opdracht")
    assert len(action.conditions) == 2
    change(beheer, action, **rows())
    action.refresh_from_db()
    assert action.conditions == []


def test_a_limit_that_decides_nothing_with_few_answers_is_saved_with_a_warning(beheer, action):
    fields = sent(action, **rows(("flag:nipt", "", ""), ("item:C1", "below", "85")))
    page = beheer.post(f"{LIST}{action.pk}/change/", fields, follow=True).content.decode()
    assert "Bij minder dan tien antwoorden klopt voorwaarde 2 altijd" in page
    action.refresh_from_db()
    assert action.conditions[1] == {"item": "C1", "below": 85.0}


def test_there_is_always_a_row_left_to_fill(beheer, action):
    filled = [
        ("flag:nipt", "", ""),
        ("flag:opbouwfase", "", ""),
        ("item:C1", "below", "bar"),
        ("item:C5", "below", "bar"),
    ]
    change(beheer, action, **rows(*filled))
    page = beheer.get(f"{LIST}{action.pk}/change/").content.decode()
    assert "conditions-4-subject" in page
    change(beheer, Action.objects.get(pk=action.pk), **rows(*filled, ("item:A5", "above", "25.0"), n=5))
    action.refresh_from_db()
    assert len(action.conditions) == 5


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("item:C1", "", ""), "Kies bij voorwaarde 2 onder, vanaf of boven, en een grens."),
        (("item:C1", "below", ""), "Kies bij voorwaarde 2 onder, vanaf of boven, en een grens."),
        (("item:B3", "below", "bar"), "kies bij voorwaarde 2 een getal als grens."),
        (("item:S1", "from", "bar"), "kies bij voorwaarde 2 een getal als grens."),
        (("item:C1", "below", "10"), "Voorwaarde 2 klopt nooit"),
        (("item:C1", "above", "90"), "Voorwaarde 2 klopt nooit"),
        (("process:structureren", "below", "91"), "Voorwaarde 2 klopt altijd"),
        (("force:actie", "from", "5"), "Voorwaarde 2 klopt altijd"),
        (("", "below", "bar"), "Kies bij voorwaarde 2 waar het over gaat, of maak de hele rij leeg."),
        (("flag:nipt", "below", "bar"), "laat de rest van voorwaarde 2 leeg"),
        (("item:Z9", "below", "bar"), "Kies voorwaarde 2 uit de lijsten."),
        (("item:C1", "under", "bar"), "Kies voorwaarde 2 uit de lijsten."),
        (("item:C1", "below", "101"), "Kies voorwaarde 2 uit de lijsten."),
        (("item:C1", "below", "nan"), "Kies voorwaarde 2 uit de lijsten."),
        (("item:C1", "below", "laag"), "Kies voorwaarde 2 uit de lijsten."),
        (("mood:bad", "", ""), "Kies voorwaarde 2 uit de lijsten."),
    ],
)
def test_a_half_or_forged_condition_is_refused_and_stays_in_the_form(beheer, action, row, message):
    response = change(beheer, action, **rows(("flag:nipt", "", ""), row))
    assert message in errors(response)[0]
    assert '<option value="flag:nipt" selected>' in response.content.decode()
    action.refresh_from_db()
    assert action.conditions == []


def test_a_form_that_forgets_the_conditions_empties_nothing_by_accident(beheer, catalogue):
    action = Action.objects.get(code="trekkers")
    fields = {name: value for name, value in sent(action).items() if not name.startswith("conditions")}
    beheer.post(f"{LIST}{action.pk}/change/", fields)
    action.refresh_from_db()
    assert action.conditions == [{"item": "C1", "below": 50.0}]


def test_conditions_are_chosen_in_the_language_of_the_visitor(beheer, action):
    page = beheer.get(f"{LIST}{action.pk}/change/").content.decode()
    assert "signaal: belangen ongeregeld" in page
    assert "kracht: actie" in page
    beheer.cookies["language"] = "en"
    page = beheer.get(f"{LIST}{action.pk}/change/").content.decode()
    assert "flag: belangen not arranged" in page
    assert "question C1: " in page


def test_a_shipped_action_is_switched_off_and_not_removed(beheer, action):
    assert beheer.get(f"{LIST}{action.pk}/delete/").status_code == 403
    assert beheer.post(f"{LIST}{action.pk}/delete/", {"post": "yes"}).status_code == 403
    beheer.post(LIST, {"action": "delete_selected", "_selected_action": [action.pk], "post": "yes"})
    assert Action.objects.filter(pk=action.pk).exists()
    beheer.post(LIST, {"action": "switch_off", "_selected_action": [action.pk]})
    assert action.code not in [entry.code for entry in active_entries("2")]
    beheer.post(LIST, {"action": "switch_on", "_selected_action": [action.pk]})
    assert active_entries("2")[0].code == action.code


def test_an_own_action_can_be_removed(beheer, action):
    beheer.post(f"{LIST}add/", sent(action, code="van-ons"))
    own = Action.objects.get(code="van-ons")
    assert beheer.post(f"{LIST}{own.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Action.objects.filter(code="van-ons").exists()


def listed(client, query):
    return {action.code for action in client.get(f"{LIST}?{query}").context["cl"].result_list}


def test_the_list_is_narrowed_and_searched(beheer, catalogue):
    entries = shipped_actions()
    assert listed(beheer, "diagnosis=gezond") == {one.code for one in entries if one.diagnosis == "gezond"}
    assert listed(beheer, "diagnosis=any") == {one.code for one in entries if one.diagnosis is None}
    assert listed(beheer, "role=overheid") == {one.code for one in entries if "overheid" in one.roles}
    assert listed(beheer, "level__exact=houding") == {one.code for one in entries if one.level == "houding"}
    assert listed(beheer, "statement=item:A2") == {"a2-werkplan"}
    assert listed(beheer, "statement=process:lering_trekken") == {"proces-leren"}
    assert listed(beheer, "flag=flag:vastgelopen") == {"hulp-van-buiten"}
    assert listed(beheer, "flag=level:stevig") == {"gezond-best-stap-verder"}
    for name, kinds in (("statement", {"item", "process"}), ("force", {"force"}), ("flag", {"flag", "level"})):
        looking = {one.code for one in entries if kinds & {condition.kind for condition in one.conditions}}
        assert listed(beheer, f"{name}=any") == looking != set()
    assert listed(beheer, "q=cli%C3%ABnten+delen") == {"prof-delen"}
    change(beheer, Action.objects.get(code="trekkers"), title_en="Set up a team")
    Action.objects.filter(code="trekkers").update(is_active=False)
    assert listed(beheer, "origin=edited") == listed(beheer, "is_active__exact=0") == {"trekkers"}
    assert len(listed(beheer, "origin=shipped")) == len(entries) - 1
    assert listed(beheer, "origin=own") == set()


def test_the_list_costs_as_much_for_many_as_for_few(
    beheer, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    Action.objects.exclude(pk__in=Action.objects.order_by("order")[:3]).delete()
    with django_assert_max_num_queries(16) as few:
        beheer.get(LIST)
    load_catalogue()
    with django_assert_num_queries(len(few)):
        beheer.get(LIST)
