"""The action plan on paper: made by the worker, of the plan as it is now, and kept no longer than it is wanted."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import PlannedAction, ReportRequest
from assessments.services.kept_reports import delete_unused_reports
from assessments.services.partnership_deletion import delete_partnership
from assessments.services.person_erasure.erasing import erase
from assessments.services.person_erasure.mentions import person_of
from assessments.services.plans import remove_planned_action, save_planned_action
from tests.making import make_all
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def action(partnership):
    return PlannedAction.objects.create(partnership=partnership, title="Samen eten", person="Carla Kanarie")


def papers(folder):
    return list(folder.rglob("plan.pdf"))


def paper_of(partnership, anna):
    return signed_in(anna).get(reverse("action_plan_pdf", args=[partnership.pk]))


def test_the_same_plan_is_printed_once(partnership, anna, action, tmp_path):
    first, second = paper_of(partnership, anna), paper_of(partnership, anna)
    assert first.content.startswith(b"%PDF")
    assert first.content == second.content
    assert len(papers(tmp_path)) == 1


def test_a_plan_that_changed_meanwhile_is_printed_as_it_is_now(partnership, anna, action, no_worker, tmp_path):
    assert paper_of(partnership, anna).status_code == 503
    action.title = "Samen wandelen"
    save_planned_action(action, by=anna, now=timezone.now())
    make_all()
    assert paper_of(partnership, anna).status_code == 200
    assert ReportRequest.objects.count() == 0


@pytest.fixture
def when_printed(monkeypatch):
    """Let something happen whenever a plan has been printed, and is about to be kept."""
    todo, write = [], Path.write_bytes

    def do_and_write(path, content):
        for what in todo:
            what()
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", do_and_write)
    return todo.append


def test_a_plan_that_was_asked_for_before_and_after_a_change_is_printed_once(
    partnership, anna, action, no_worker, when_printed
):
    printed = []
    paper_of(partnership, anna)
    action.title = "Samen wandelen"
    save_planned_action(action, by=anna, now=timezone.now())
    paper_of(partnership, anna)
    assert ReportRequest.objects.count() == 2
    when_printed(lambda: printed.append(1))
    assert make_all() == 2
    assert printed == [1]


@pytest.mark.usefixtures("action", "no_worker")
@pytest.mark.parametrize("change", ["here", "on another machine", "gone"])
def test_of_a_plan_that_changes_while_it_is_printed_nothing_stays(partnership, anna, when_printed, tmp_path, change):
    def happen():
        if change == "here":
            erase(person_of("", "Carla Kanarie"), by=None, now=timezone.now())
        elif change == "on another machine":  # which deletes what it can reach
            PlannedAction.objects.update(person="")
        else:
            delete_partnership(partnership, by=anna)

    assert paper_of(partnership, anna).status_code == 503
    when_printed(happen)
    assert make_all() == 1
    assert papers(tmp_path) == []
    assert ReportRequest.objects.count() == 0


def test_paper_goes_when_the_plan_changes_and_within_the_hour(partnership, anna, action, tmp_path):
    def printed():
        assert paper_of(partnership, anna).status_code == 200
        assert papers(tmp_path)

    printed()
    action.title = "Samen wandelen"
    save_planned_action(action, by=anna, now=timezone.now())
    assert papers(tmp_path) == []
    printed()
    assert delete_unused_reports(now=timezone.now()) == 1  # which the worker does every hour
    assert papers(tmp_path) == []
    printed()
    erase(person_of("", "Carla Kanarie"), by=None, now=timezone.now())
    assert papers(tmp_path) == []
    printed()
    remove_planned_action(action, by=anna, now=timezone.now())
    assert papers(tmp_path) == []


def test_of_a_partnership_that_is_gone_nothing_is_printed(partnership, anna, action, no_worker, tmp_path):
    assert paper_of(partnership, anna).status_code == 503
    assert ReportRequest.objects.count() == 1
    partnership.delete()
    assert make_all() == 0
    assert papers(tmp_path) == []
