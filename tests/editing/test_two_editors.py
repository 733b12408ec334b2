"""Two people who edit the same thing at once: the later one is told, and neither loses what they typed."""

import importlib
import pkgutil

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import assessments
from assessments.forms.shown import FIELD, TellingForm
from assessments.models import AuditEntry, Organisation, PlannedAction, Round, ScoringProfileVersion
from tests.cast import make_round
from tests.editing.cases import CASES, fields_of, form_of, of_action, of_person, of_planned_round
from tests.pages import errors, filled_in, words
from tests.people.preview import to_change

NOT_OF_A_ROW = {
    "ActionForm": "of lines of a file; admins edit in ActionEditForm",
    "ManyRoundsForm": "makes rounds, and shows none that is there already",
}


@pytest.fixture(params=CASES)
def case(request, partnership, others, settings):
    settings.EMAIL_HOST = "mail.test" if request.param == "mail" else ""
    return CASES[request.param](partnership)


def test_the_later_editor_is_told_and_loses_nothing(case, others, bas):
    first, second = others
    seen = form_of(second, case.address)
    assert first.post(case.address, form_of(first, case.address) | case.first).status_code == 302
    after_first = case.stored()

    told = second.post(case.address, seen | case.second)
    assert told.status_code in {200, 422}
    assert case.stored() == after_first
    assert "Anna Aalders heeft dit intussen gewijzigd" in words(told)
    again = fields_of(told)
    assert again[FIELD] != seen[FIELD]
    for name, value in (case.first | case.second).items():
        assert again[name] == value

    assert second.post(case.address, again).status_code == 302
    ended = case.stored()
    assert ended != after_first
    assert (
        form_of(second, case.address).items()
        >= {name: value for name, value in (case.first | case.second).items() if name != "participants"}.items()
    )


def test_of_two_texts_for_one_field_both_are_shown(case, others):
    first, second = others
    changed = case.first if set(case.both) <= set(case.first) else case.second
    seen = form_of(second, case.address)
    assert first.post(case.address, form_of(first, case.address) | changed).status_code == 302
    told = second.post(case.address, seen | case.both)
    assert told.status_code in {200, 422}
    [(name, mine)] = case.both.items()
    assert f"heeft dit intussen gewijzigd, in: {changed[name]}. Hieronder staat wat u typte." in words(told)
    assert fields_of(told)[name] == mine


def test_a_page_that_does_not_say_what_it_showed_is_shown_again(case, others):
    first, _second = others
    seen, before = form_of(first, case.address), case.stored()
    for shown in ("", "geen json", '{"x": 1}', '{"x": "y"}'):
        told = first.post(case.address, seen | case.second | {FIELD: shown})
        assert told.status_code in {200, 422}
        assert case.stored() == before
    again = fields_of(told)
    assert again.items() >= case.second.items()
    assert first.post(case.address, again).status_code == 302


def test_nobody_is_told_of_what_they_changed_themselves_a_moment_ago(case, others):
    first, _second = others
    assert first.post(case.address, form_of(first, case.address) | case.first).status_code == 302
    assert first.post(case.address, form_of(first, case.address) | case.second).status_code == 302


def test_the_list_of_organisations_keeps_what_both_did(partnership, others):
    first, second = others
    address = f"/partnerships/{partnership.pk}/organisations/"
    seen = filled_in(second.get(address))
    mine = filled_in(first.get(address))
    gemeente, jeugdhulp, school = partnership.organisations.all()
    row = {
        one.name: next(name[:-3] for name in mine if name.endswith("-id") and mine[name] == str(one.pk))
        for one in (gemeente, jeugdhulp, school)
    }
    changes = {
        f"{row['Gemeente']}-name": "Gemeente Noord",
        f"{row['School']}-DELETE": "on",
        "organisations-3-name": "Politie",
    }
    assert first.post(address, mine | changes).status_code == 302
    told = second.post(address, seen | {f"{row['Jeugdhulp']}-name": "Jeugdhulp Zuid", "organisations-3-name": "Kerk"})
    assert told.status_code == 422
    for sentence in (
        "Anna Aalders heeft deze lijst intussen gewijzigd",
        "“Gemeente” heet nu “Gemeente Noord”",
        "Niet meer in de lijst: “School”",
        "Nieuw in de lijst: “Politie”",
    ):
        assert sentence in words(told)
    assert second.post(address, filled_in(told)).status_code == 302
    names = set(Organisation.objects.filter(partnership=partnership).values_list("name", flat=True))
    assert names == {"Gemeente Noord", "Jeugdhulp Zuid", "Politie", "Kerk"}


def test_of_two_closing_dates_the_later_editor_is_told_the_first(partnership, others):
    first, second = others
    round_ = make_round(partnership)
    address = f"/rounds/{round_.pk}/extend/"
    seen = filled_in(second.get(address))
    assert first.post(address, filled_in(first.get(address))).status_code == 302
    closes = Round.objects.get(pk=round_.pk).closes_at
    told = second.post(address, seen | {"closes_at_1": "18:30"})
    assert told.status_code == 422
    assert "Anna Aalders" in words(told)
    assert filled_in(told)["closes_at_1"] == "18:30"
    assert Round.objects.get(pk=round_.pk).closes_at == closes


def test_of_two_versions_of_the_thresholds_the_second_reverts_nothing(others, partnership):
    first, second = others
    address = reverse("admin:assessments_scoringprofileversion_add")
    seen = fields_of(second.get(address))
    assert first.post(address, fields_of(first.get(address)) | {"note": "a", "threshold": "60.5"}).status_code == 302
    told = second.post(address, seen | {"note": "b", "cap": "4"})
    assert told.status_code == 200
    assert "Anna Aalders heeft dit intussen gewijzigd" in words(told)
    again = fields_of(told)
    assert (again["threshold"], again["cap"], again["note"]) == ("60.5", "4", "b")
    assert second.post(address, again).status_code == 302
    newest = ScoringProfileVersion.newest()
    assert (newest.version, newest.thresholds) == (3, {"threshold": 60.5, "cap": 4})


def test_moments_that_nobody_touched_are_not_said_to_be_typed(partnership, others):
    first, second = others
    case = of_planned_round(partnership)
    seen = form_of(second, case.address)
    assert first.post(case.address, form_of(first, case.address) | {"closes_at_1": "18:30"}).status_code == 302
    told = second.post(case.address, seen | case.second)
    assert [target for target, _said in errors(told) if "closes" in target or "opens" in target] == []
    assert "Anna Aalders heeft “Sluit op” gewijzigd" in words(told)


def test_who_is_named_did_it(partnership, others):
    """Not who did something else to the same thing, later or before."""
    first, second = others
    round_ = make_round(partnership)
    invitation, reminder = (f"/rounds/{round_.pk}/mail/texts/?kind={kind}" for kind in ("invitation", "reminder"))
    seen = form_of(second, invitation)
    assert first.post(invitation, form_of(first, invitation) | {"subject_nl": "Doe mee"}).status_code == 302
    assert second.post(reminder, form_of(second, reminder) | {"subject_nl": "Nog even"}).status_code == 302
    assert "Anna Aalders heeft dit intussen gewijzigd" in words(second.post(invitation, seen))
    seen = form_of(first, invitation)
    assert second.post(invitation, {"go": "standard"}).status_code == 302
    assert "Bas Bakker heeft dit intussen gewijzigd" in words(first.post(invitation, seen | {"body_nl": "x {link}"}))

    details, extend = (f"/rounds/{round_.pk}/{page}/" for page in ("edit", "extend"))
    seen = form_of(second, details)
    assert first.post(details, form_of(first, details) | {"title": "Najaar"}).status_code == 302
    assert second.post(extend, form_of(second, extend)).status_code == 302
    assert "Anna Aalders heeft dit intussen gewijzigd" in words(second.post(details, seen | {"contact_name": "Bas"}))
    seen = form_of(first, extend)
    assert second.post(extend, form_of(second, extend)).status_code == 302
    assert first.post(details, form_of(first, details) | {"title": "Herfst"}).status_code == 302
    assert "Bas Bakker heeft dit intussen gewijzigd" in words(first.post(extend, seen))


def test_whoever_imported_is_named_for_the_people_and_organisations_that_it_changed(partnership, others):
    first, second = others
    case = of_person(partnership)
    organisations = f"/partnerships/{partnership.pk}/organisations/"
    address = f"/partnerships/{partnership.pk}/participants/import/"
    assert first.post(case.address, form_of(first, case.address) | {"name": "Joke J."}).status_code == 302
    mine = form_of(first, organisations) | {"organisations-3-name": "Kerk"}
    assert first.post(organisations, mine).status_code == 302
    seen, listed = form_of(first, case.address), form_of(first, organisations)
    rows = [["naam", "e-mail", "rol", "organisatie"], ["Joke Imp", "joke@v.test", "manager", "Politie"]]
    page = second.post(address, {"pasted": "\n".join(map("\t".join, rows))})
    assert second.post(address, filled_in(page) | to_change(page, 2) | {"add": "1"}).status_code == 302
    assert "Bas Bakker heeft dit intussen gewijzigd" in words(first.post(case.address, seen | {"role": "bestuurder"}))
    assert "Bas Bakker heeft deze lijst intussen gewijzigd" in words(first.post(organisations, listed))


def test_nobody_is_named_for_people_who_were_added_to_a_planned_round_along_with_the_list(partnership, others):
    first, second = others
    case = of_planned_round(partnership)
    assert first.post(case.address, form_of(first, case.address) | {"title": "Najaar"}).status_code == 302
    seen = form_of(first, case.address)
    new = f"/partnerships/{partnership.pk}/participants/new/"
    person = {"name": "Kees", "role": "manager", "organisation": partnership.organisations.first().pk}
    assert second.post(new, filled_in(second.get(new)) | person).status_code == 302
    told = words(first.post(case.address, seen | {"title": "Winter"}))
    assert "Iemand anders heeft dit intussen gewijzigd" in told
    assert "Anna Aalders heeft" not in told


def test_a_round_that_opens_while_its_page_is_open_says_so_and_still_tells_what_others_changed(partnership, others):
    first, second = others
    case = of_planned_round(partnership)
    seen = form_of(second, case.address)
    assert first.post(case.address, form_of(first, case.address) | {"contact_name": "Joke"}).status_code == 302
    Round.objects.update(opens_at=timezone.now())
    told = second.post(case.address, seen | {"title": "Najaar"})
    assert "Deze pagina is veranderd sinds u die opende" in words(told)
    again = second.post(case.address, filled_in(told))
    assert "Anna Aalders heeft dit intussen gewijzigd" in words(again)
    assert second.post(case.address, filled_in(again)).status_code == 302
    assert Round.objects.values_list("title", "contact_name").get() == ("Najaar", "Joke")


def test_a_field_that_came_since_shows_what_stands_in_it(partnership, others, settings):
    first, _second = others
    settings.EMAIL_HOST = ""
    round_ = make_round(partnership, sender_name="Jeugdketen")
    address = f"/rounds/{round_.pk}/edit/"
    seen = form_of(first, address)
    assert "sender_name" not in seen
    settings.EMAIL_HOST = "mail.test"
    told = first.post(address, seen | {"title": "Najaar"})
    assert (filled_in(told)["sender_name"], filled_in(told)["title"]) == ("Jeugdketen", "Najaar")
    assert first.post(address, filled_in(told)).status_code == 302
    assert Round.objects.get().sender_name == "Jeugdketen"


def test_an_action_that_was_taken_out_of_the_plan_does_not_come_back(partnership, others):
    first, second = others
    case = of_action(partnership)
    seen = form_of(second, case.address)
    first.post(case.address, {"remove": "1"})
    assert second.post(case.address, seen | case.second).status_code == 404
    assert not PlannedAction.objects.exists()


def test_the_trail_names_who_did_it(partnership, others):
    first, second = others
    case = of_action(partnership)
    first.post(case.address, form_of(first, case.address) | case.first)
    second.post(case.address, form_of(second, case.address) | case.second)
    assert list(AuditEntry.objects.order_by("at", "pk").values_list("who", flat=True)) == ["Anna Aalders", "Bas Bakker"]


def test_every_form_of_a_row_knows_what_it_showed():
    for module in pkgutil.walk_packages(assessments.__path__, "assessments."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    waiting, found = [forms.ModelForm], []
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("assessments."):
            found.append(kind)
    assert len(found) > 8
    assert [one for one in found if not issubclass(one, TellingForm) and one.__name__ not in NOT_OF_A_ROW] == []


def test_a_visitor_without_a_session_is_refused_as_before(partnership):
    assert Client().post(f"/partnerships/{partnership.pk}/edit/", {}).status_code == 302


def test_two_errors_at_once_leave_the_page_usable(partnership, others):
    first, _second = others
    address = f"/partnerships/{partnership.pk}/edit/"
    page = first.post(address, filled_in(first.get(address)) | {"name": ""})
    assert [name for name, _said in errors(page)] == ["id_name"]
    assert first.post(address, filled_in(page) | {"name": "Weer een naam"}).status_code == 302
