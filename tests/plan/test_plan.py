"""The action plan: chosen from the advice or one's own, with what was said of its progress, for owner and reader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import AuditEntry, Mail, PlannedAction
from assessments.models.audit import AuditAction
from assessments.services.mail.letters import write_letter
from assessments.services.plans import remind_of_planned_actions, save_planned_action
from tests.cast import make_round
from tests.pages import errors, filled_in, signed_in, words
from tests.reporting.results import closed_round, frozen_result

pytestmark = pytest.mark.django_db


def plan_of(partnership):
    return f"/partnerships/{partnership.pk}/plan/"


def test_an_action_is_chosen_from_the_advice_and_keeps_its_code_and_title(anna, partnership):
    round_ = closed_round(partnership)
    browser = signed_in(anna)
    page = browser.get(plan_of(partnership))
    chosen = frozen_result().actions[0].main[0].entry
    assert f"?action={chosen.code}" in page.content.decode()
    form = browser.get(f"{plan_of(partnership)}new/?action={chosen.code}")
    school = partnership.organisations.get(name="School")
    fields = filled_in(form) | {"organisation": school.pk, "person": "Carla", "due_on": "2027-03-01"}
    assert fields["title"] == chosen.text("nl").title
    browser.post(f"{plan_of(partnership)}new/?action={chosen.code}", fields | {"progress": "planned"})
    action = PlannedAction.objects.get()
    assert (action.title, action.action_code, action.round) == (chosen.text("nl").title, chosen.code, round_)
    seen = words(browser.get(plan_of(partnership)))
    assert "School, Carla · 1 maart 2027" in seen
    assert "Staat in het plan" in seen
    assert AuditEntry.objects.filter(action=AuditAction.PLANNED).count() == 1


def test_an_action_of_ones_own_needs_no_result_and_an_unknown_code_is_none(anna, partnership):
    browser = signed_in(anna)
    assert "Er is nog niets gepland" in words(browser.get(plan_of(partnership)))
    form = browser.get(f"{plan_of(partnership)}new/?action=verzonnen")
    assert filled_in(form)["title"] == ""
    browser.post(f"{plan_of(partnership)}new/?action=verzonnen", {"title": "Samen eten", "progress": "planned"})
    action = PlannedAction.objects.get()
    assert (action.action_code, action.round) == ("", None)
    assert "nog niemand · nog geen datum" in words(browser.get(plan_of(partnership)))


def test_each_change_of_progress_is_told_with_who_and_what_was_said(anna, partnership):
    action = PlannedAction.objects.create(partnership=partnership, title="Samen eten")
    browser = signed_in(anna)
    fields = {"title": "Samen eten", "progress": "busy", "said": "De kok is gevonden."}
    for more in ({}, {"said": "", "note": "Iets anders"}, {"progress": "done", "said": ""}):
        address = f"/plan/{action.pk}/"
        assert browser.post(address, filled_in(browser.get(address)) | fields | more).status_code == 302
    assert [(note.progress, note.note, note.who) for note in action.progress_notes.all()] == [
        ("busy", "De kok is gevonden.", "Anna"),
        ("done", "", "Anna"),
    ]
    assert "Anna: bezig. De kok is gevonden." in words(browser.get(plan_of(partnership)))


def test_what_is_late_says_so_and_what_is_done_is_not_late(anna, partnership):
    yesterday = timezone.localdate() - timedelta(days=1)
    action = PlannedAction.objects.create(partnership=partnership, title="Samen eten", due_on=yesterday)
    browser = signed_in(anna)
    assert "Deze dag is voorbij" in words(browser.get(plan_of(partnership)))
    PlannedAction.objects.filter(pk=action.pk).update(progress="done")
    assert "Deze dag is voorbij" not in words(browser.get(plan_of(partnership)))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"title": ""}, [("id_title", "Vul in wat u gaat doen.")]),
        ({"due_on": "31-02-2027"}, [("id_due_on", "Vul een datum in die bestaat, of laat dit leeg.")]),
        (
            {"reminds": "on"},
            [
                ("id_due_on", "Vul een dag in: de herinnering gaat een week ervoor."),
                ("id_email", "Vul het adres in waar de herinnering naartoe gaat."),
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(anna, partnership, fields, found):
    given = {"title": "Samen eten", "person": "Carla", "progress": "planned", "note": "Begin bij de kok."} | fields
    answer = signed_in(anna).post(f"{plan_of(partnership)}new/", given)
    assert answer.status_code == 422
    assert errors(answer) == found
    assert filled_in(answer)["person"] == "Carla"
    assert PlannedAction.objects.count() == 0


def test_an_organisation_of_another_partnership_cannot_be_chosen(anna, chris, partnership):
    from tests.cast import make_partnership

    other = make_partnership(chris, name="Elders").organisations.first()
    answer = signed_in(anna).post(
        f"{plan_of(partnership)}new/", {"title": "Samen eten", "progress": "planned", "organisation": other.pk}
    )
    assert answer.status_code == 422


def test_an_action_is_taken_out_only_when_that_was_asked(anna, partnership):
    action = PlannedAction.objects.create(partnership=partnership, title="Samen eten")
    browser = signed_in(anna)
    browser.get(f"/plan/{action.pk}/?remove=1")
    assert PlannedAction.objects.count() == 1
    browser.post(f"/plan/{action.pk}/", {"remove": "1"})
    assert PlannedAction.objects.count() == 0


def test_a_reader_sees_the_plan_and_changes_nothing(anna, bas, partnership):
    closed_round(partnership)
    action = PlannedAction.objects.create(partnership=partnership, title="Samen eten", email="carla@school.test")
    page = signed_in(bas).get(plan_of(partnership)).content.decode()
    assert "Samen eten" in page
    assert "carla@school.test" not in page
    assert "/plan/new/" not in page
    assert f"/plan/{action.pk}/" not in page
    assert signed_in(bas).get(f"{plan_of(partnership)[:-1]}.pdf").status_code == 200


def test_a_reminder_goes_once_in_the_last_week_and_again_when_the_day_moves(anna, partnership):
    now = timezone.now()
    today = timezone.localdate()

    def planned(days, **fields):
        made = {"title": "Samen eten", "email": "carla@school.test", "reminds": True} | fields
        return PlannedAction.objects.create(partnership=partnership, due_on=today + timedelta(days=days), **made)

    soon = planned(5)
    for days, fields in [
        (9, {}),
        (-1, {}),
        (5, {"reminds": False}),
        (5, {"progress": "done"}),
        (5, {"progress": "dropped"}),
    ]:
        planned(days, **fields)
    assert [remind_of_planned_actions(now=now), remind_of_planned_actions(now=now)] == [1, 0]
    assert [mail.planned_action for mail in Mail.objects.all()] == [soon]
    browser, address = signed_in(anna), f"/plan/{soon.pk}/"
    browser.post(address, filled_in(browser.get(address)) | {"due_on": str(today + timedelta(days=6))})
    assert remind_of_planned_actions(now=now) == 1
    assert Mail.objects.count() == 2


def test_a_reminder_that_no_worker_sent_in_time_says_that_the_day_has_passed(anna, partnership, settings):
    now, today = timezone.now(), timezone.localdate()

    def planned(days, **fields):
        made = {"title": "Samen eten", "email": "carla@school.test", "reminds": True} | fields
        action = PlannedAction.objects.create(partnership=partnership, due_on=today + timedelta(days=days), **made)
        PlannedAction.objects.filter(pk=action.pk).update(created_at=now - timedelta(days=10))
        return action

    late = planned(-3)
    planned(-11)  # it had passed when it was planned
    assert [remind_of_planned_actions(now=now), remind_of_planned_actions(now=now)] == [1, 0]
    mail = Mail.objects.get()
    assert mail.planned_action == late
    assert "(die dag is voorbij)" in write_letter(mail).body


def test_whoever_plans_something_for_a_day_that_has_passed_gets_no_reminder(anna, partnership):
    action = PlannedAction.objects.create(partnership=partnership, title="Eten", email="c@school.test", reminds=True)
    PlannedAction.objects.filter(pk=action.pk).update(created_at=timezone.now() - timedelta(days=10))
    action = PlannedAction.objects.get()
    action.due_on = timezone.localdate() - timedelta(days=2)
    save_planned_action(action, by=anna, now=timezone.now())
    assert remind_of_planned_actions(now=timezone.now()) == 0


def test_the_page_costs_the_same_for_thirty_actions(anna, partnership, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    closed_round(partnership)
    browser = signed_in(anna)

    def cost():
        browser.get(plan_of(partnership))
        with CaptureQueriesContext(connection) as asked:
            browser.get(plan_of(partnership))
        return len(asked)

    school = partnership.organisations.first()
    PlannedAction.objects.create(partnership=partnership, title="Een", organisation=school)
    few = cost()
    for number in range(29):
        action = PlannedAction.objects.create(partnership=partnership, title=f"Actie {number}", organisation=school)
        action.progress_notes.create(progress="busy", note="Goed", who="Anna", at=timezone.now())
    assert cost() == few


def test_a_planned_action_stays_when_its_round_or_organisation_goes(partnership):
    round_ = make_round(partnership, n_participants=0)
    organisation = partnership.organisations.first()
    planned = PlannedAction.objects.create(
        partnership=partnership, round=round_, organisation=organisation, title="Begin één project"
    )
    round_.delete()
    organisation.delete()
    planned.refresh_from_db()
    assert (planned.round, planned.organisation, planned.progress) == (None, None, "planned")
