"""What visitors see while a report is being made, and when it could not be; nothing is made in a web process."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import invitation_token, share_token
from assessments.models import ReportRequest, Result
from assessments.models.choices import Published
from assessments.models.report_requests import Failure
from assessments.results.example import example_result
from assessments.services.partnership_deletion import delete_partnership
from assessments.services.report_requests import AGAIN_AFTER, MOST_TRIES, SLOW_AFTER
from assessments.services.reports import make, report_pdf, result_page
from assessments.services.result_sharing import publish_result
from assessments.services.share_links import NewLink, make_share_link
from assessments.urls import urlpatterns
from assessments.views.being_made import SECONDS
from tests.making import make_all
from tests.pages import signed_in, words
from tests.reporting.results import closed_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
BROWSER = {"headers": {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}}


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


@pytest.fixture
def result(partnership):
    return Result.objects.get(round=closed_round(partnership))


def page_of(result):
    return reverse("round_result", args=[result.round_id])


def asked():
    return list(ReportRequest.objects.order_by("pk").values_list("what", flat=True))


def test_a_page_says_that_it_is_being_made_and_is_there_once_it_is(result, anna):
    browser = signed_in(anna)
    waiting = browser.get(page_of(result), **BROWSER)
    assert waiting.status_code == 202
    assert (waiting["Retry-After"], waiting["X-Stage"]) == (str(SECONDS), "waiting")
    assert "Het rapport wordt gemaakt…" in words(waiting)
    without_script = re.search(r"<noscript>(.*?)</noscript>", waiting.content.decode(), re.DOTALL)[1]
    assert f'<meta http-equiv="refresh" content="{SECONDS}">' in without_script
    assert waiting.content.decode().count('role="status"') == 1
    assert asked() == ["screen nl "]
    assert make_all() == 1
    shown = browser.get(page_of(result), **BROWSER)
    assert shown.status_code == 200
    assert "Het rapport wordt gemaakt" not in words(shown)
    assert asked() == []


def test_however_many_ask_it_is_asked_for_once(result, anna, bas):
    for person in (anna, bas, anna):
        assert signed_in(person).get(page_of(result), **BROWSER).status_code == 202
    assert asked() == ["screen nl "]


def test_a_program_is_told_when_to_come_back(result, anna):
    addresses = [
        page_of(result),
        reverse("round_report_pdf", args=[result.round_id]),
        reverse("round_chart", args=[result.round_id, "forces-wide.svg"]),
        reverse("round_export", args=[result.round_id]) + "?format=ods",
        reverse("round_memo", args=[result.round_id]),
        reverse("action_plan_pdf", args=[result.round.partnership_id]),
    ]
    for address in addresses:
        answer = signed_in(anna).get(address, headers={"accept": "*/*"})
        assert (answer.status_code, answer["Retry-After"]) == (503, str(SECONDS)), address
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        what = "rapport" if address.endswith((".svg", "/result/")) else "bestand"
        assert f"Het {what} wordt gemaakt." in answer.content.decode()


def test_a_download_has_a_page_that_leads_to_it_and_back(result, anna):
    answer = signed_in(anna).get(reverse("round_report_pdf", args=[result.round_id]) + "?language=en", **BROWSER)
    page = answer.content.decode()
    assert answer.status_code == 202
    assert "Het bestand wordt gemaakt… Dit duurt een paar seconden" in words(answer)
    assert "De download begint vanzelf" in words(answer)
    assert "Het rapport" not in words(answer)
    assert (
        re.findall(r'<a class="btn[^>]* href="([^"]+)"', page)
        == [f"{reverse('round_report_pdf', args=[result.round_id])}?language=en"] * 2
    )
    assert f'href="{page_of(result)}"' in page


LEADS_BACK_TO = {
    "action_plan_pdf": "action_plan",
    "example": "home",
    "example_chart": "example",
    "example_pdf": "example",
    "round_result": "round_detail",
    "round_chart": "round_result",
    "round_report_pdf": "round_result",
    "round_summary_pdf": "round_result",
    "round_memo": "round_result",
    "round_slides": "round_result",
    "round_export": "round_result",
    "round_chart_file": "round_result",
    "round_publish": "round_detail",
    "shared_result": None,
    "shared_chart": "shared_result",
    "shared_report": "shared_result",
    "shared_report_chart": "shared_result",
    "shared_report_pdf": "shared_result",
    "linked_result": None,
    "linked_chart": "linked_result",
    "linked_pdf": "linked_result",
}
"""Whatever may be made while somebody waits, with where they came from."""


ADDRESSES = {one.name: one for some in urlpatterns for one in getattr(some, "url_patterns", [some])}


def can_be_waited_for(view):
    """Whether a view, or what it is decorated with, shows that something is being made."""
    while view is not None and view.__code__.co_qualname != "show_progress.<locals>.answer":
        view = getattr(view, "__wrapped__", None)
    return view is not None


def test_all_that_may_be_waited_for_is_known_here():
    assert {name for name, one in ADDRESSES.items() if can_be_waited_for(one.callback)} == set(LEADS_BACK_TO)


@pytest.mark.parametrize("name", LEADS_BACK_TO)
def test_whatever_is_opened_by_itself_has_the_page_and_leads_back(result, anna, name):
    new = NewLink("De raad", Published.WHOLE, timezone.now() + timedelta(days=9))
    link = make_share_link(result.round, new, by=anna, now=timezone.now())

    def address_of(name):
        chart = "forces.svg" if name == "round_chart_file" else "forces-wide.svg"
        known = {"round_id": result.round_id, "partnership_id": result.round.partnership_id, "chart": chart}
        known["link_id"] = link.pk
        return reverse(name, kwargs={key: known[key] for key in ADDRESSES[name].pattern.converters})

    publish_result(result.round, Published.WHOLE, by=anna, now=timezone.now())
    invitation = result.round.invitations.first()
    browser = signed_in(anna)
    browser.get(reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)]))
    browser.get(reverse("share_link", args=[share_token(link.pk, link.made_at)]))
    answer = browser.get(address_of(name) + "?language=en", **BROWSER)
    assert answer.status_code == 202
    expected = [address_of(LEADS_BACK_TO[name])] if LEADS_BACK_TO[name] else []
    assert re.findall(r'<a href="([^"]+)">Terug</a>', answer.content.decode()) == expected


def test_everybody_may_look_at_the_example_and_one_row_is_all_that_it_costs():
    for _time in range(3):
        assert Client().get(reverse("example"), **BROWSER).status_code == 202
    assert asked() == ["screen nl "]
    assert ReportRequest.objects.get().subject == example_result("nl").checksum


def test_whoever_waits_long_while_nobody_begins_is_told_what_to_do(result, anna):
    browser = signed_in(anna)
    browser.get(page_of(result), **BROWSER)
    ReportRequest.objects.update(asked_at=timezone.now() - SLOW_AFTER * 2)
    slow = browser.get(page_of(result), **BROWSER)
    assert (slow.status_code, slow["X-Stage"]) == (202, "slow")
    assert "Meld het dan aan de beheerder" in words(slow)
    ReportRequest.objects.update(lease_until=timezone.now() + timedelta(minutes=1), leased_by="somebody")
    assert browser.get(page_of(result), **BROWSER)["X-Stage"] == "waiting"


@pytest.mark.parametrize(
    ("failure", "says"), [(Failure.NO_ROOM, "Er is geen ruimte meer"), (Failure.ERROR, "Er ging iets mis")]
)
def test_what_could_not_be_made_is_said_and_is_tried_again_on_request(result, anna, failure, says):
    browser = signed_in(anna)
    browser.get(page_of(result), **BROWSER)
    long_ago = timezone.now() - SLOW_AFTER * 2
    ReportRequest.objects.update(failed_at=timezone.now(), failure=failure, n_tries=MOST_TRIES, asked_at=long_ago)
    failed = browser.get(page_of(result), **BROWSER)
    assert failed.status_code == 503
    assert "Retry-After" not in failed
    assert says in words(failed)
    again = re.search(r'href="([^"]+again=1)"', failed.content.decode())[1]
    assert browser.get(again, **BROWSER)["Location"] == page_of(result)
    assert browser.get(page_of(result), **BROWSER)["X-Stage"] == "waiting"
    assert ReportRequest.objects.get().n_tries == 0


def test_a_file_that_could_not_be_made_is_called_a_file(result, anna):
    browser, address = signed_in(anna), reverse("action_plan_pdf", args=[result.round.partnership_id])
    browser.get(address, **BROWSER)
    ReportRequest.objects.update(failed_at=timezone.now(), failure=Failure.ERROR, n_tries=MOST_TRIES)
    assert "Het bestand kon niet worden gemaakt Er ging iets mis" in words(browser.get(address, **BROWSER))
    assert "Het bestand kon niet worden gemaakt." in browser.get(address).content.decode()


def test_what_failed_long_ago_is_tried_again_when_somebody_asks(result, anna):
    browser = signed_in(anna)
    browser.get(page_of(result), **BROWSER)
    ReportRequest.objects.update(failed_at=timezone.now() - AGAIN_AFTER * 2, failure=Failure.ERROR)
    assert browser.get(page_of(result), **BROWSER).status_code == 202


def test_a_full_disk_is_a_page_and_not_an_error(result, anna, private_dir):
    private_dir.parent.mkdir(exist_ok=True)
    private_dir.write_text("where the folder should be")  # nothing can be written there
    browser = signed_in(anna)
    for address in (page_of(result), reverse("round_report_pdf", args=[result.round_id])):
        assert browser.get(address, **BROWSER).status_code == 202
        for _time in range(MOST_TRIES):
            make_all()
            ReportRequest.objects.update(not_before=None)
        assert browser.get(address, **BROWSER).status_code == 503
    private_dir.unlink()
    ReportRequest.objects.all().delete()
    assert browser.get(page_of(result), **BROWSER).status_code == 202


@pytest.mark.parametrize("name", ["action_plan_pdf", "round_export"])
def test_what_is_deleted_while_it_is_read_is_asked_for_again(result, anna, name, private_dir, monkeypatch):
    numbers = {"round_id": result.round_id, "partnership_id": result.round.partnership_id}
    address = reverse(name, kwargs={key: numbers[key] for key in ADDRESSES[name].pattern.converters})
    browser = signed_in(anna)
    browser.get(address, **BROWSER)
    (asked_for,) = asked()
    make_all()
    read = Path.read_bytes

    def read_too_late(path):
        if private_dir in path.parents:
            shutil.rmtree(private_dir)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_too_late)
    assert browser.get(address, **BROWSER).status_code == 202
    assert asked() == [asked_for]


def test_a_damaged_result_is_said_to_be_damaged(result, anna):
    result.document["disclosed"]["diagnosis"] = "gezond"
    result.save()
    browser = signed_in(anna)
    assert browser.get(page_of(result), **BROWSER).status_code == 202
    make_all()
    answer = browser.get(page_of(result), **BROWSER)
    assert answer.status_code == 500
    assert "Deze uitslag kunnen wij niet laten zien" in words(answer)


def test_a_partnership_that_is_deleted_while_its_report_is_made_leaves_nothing(result, anna):
    """The worker has read the result by then; the visitor gets a page that says that there is no such thing."""
    browser = signed_in(anna)
    browser.get(page_of(result), **BROWSER)
    n_deleted = []

    def delete_before_it_is_done(execute, sql, *rest):
        if not n_deleted and sql.startswith('SELECT "assessments_result"."checksum"'):
            n_deleted.append(1)
            delete_partnership(result.round.partnership, by=anna)
        return execute(sql, *rest)

    with connection.execute_wrapper(delete_before_it_is_done):
        assert make_all() == 1
    assert n_deleted
    assert asked() == []
    assert browser.get(page_of(result), **BROWSER).status_code == 404


def test_the_summary_that_is_about_to_be_made_public_is_waited_for(result, anna):
    answer = signed_in(anna).get(reverse("round_publish", args=[result.round_id]), **BROWSER)
    assert answer.status_code == 202
    assert asked() == ["summary nl ../result/charts/"]


def test_a_page_that_is_made_costs_no_query_for_what_is_being_made(result, anna, rendered_once):
    make(result, result_page(language="nl"))
    make(result, report_pdf(role=None, language="nl"))
    browser = signed_in(anna)
    assert browser.get(page_of(result), **BROWSER).status_code == 200
    assert browser.get(reverse("round_report_pdf", args=[result.round_id]), **BROWSER).status_code == 200
    assert asked() == []
