"""What people will come for is asked for ahead: of new results and of shared ones, again after an update."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import ReportRequest, Result
from assessments.models.choices import Published
from assessments.services.closing import close_round
from assessments.services.new_reports import RECENT, SHARED_LATELY, NewReports
from assessments.services.reports import make, report_pdf
from assessments.services.result_sharing import publish_result
from tests.making import make_all
from tests.responses import send_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


def close(round_, now):
    close_round(round_.pk, by=None, now=now)
    return Result.objects.get()


def asked():
    return list(ReportRequest.objects.order_by("rank").values_list("what", flat=True))


def test_what_people_open_first_goes_first(open_round, private):
    send_all(open_round)
    now = timezone.now()
    close(open_round, now)
    assert NewReports()(now=now) == 1
    things = asked()
    assert things[:3] == ["screen nl ", "pdf nl ", "summary nl charts/"]
    assert {one.split()[0] for one in things} == {"screen", "pdf", "summary", "role", "summary-pdf"}
    assert [one for one in things if one.startswith("pdf en")] == []
    assert things.index("role nl bestuurder") < things.index("screen en ")
    assert len([one for one in things if one.startswith("pdf nl")]) == 1 + 4
    assert not ReportRequest.objects.filter(is_awaited=True).exists()


def test_it_is_asked_for_once_and_what_is_made_is_what_people_get(open_round, private):
    now = timezone.now()
    result = close(open_round, now)
    reports = NewReports()
    assert reports(now=now) == 1
    asked_first = asked()
    assert make_all() == len(asked_first)
    made = {path: path.stat().st_mtime_ns for path in private.rglob("*.pdf")}
    assert (reports(now=now), NewReports()(now=now), asked()) == (0, 1, [])
    paper = make(result, report_pdf(role=None, language="nl")).folder / "report.pdf"
    assert paper.stat().st_mtime_ns == made[paper]


def test_old_results_wait_until_someone_asks_unless_they_are_shared(open_round, private):
    now = timezone.now()
    close(open_round, now)
    later = now + RECENT + timedelta(seconds=1)
    assert NewReports()(now=later) == 0
    open_round.refresh_from_db()
    publish_result(open_round, Published.WHOLE, by=None, now=later)
    assert NewReports()(now=later) == 1
    assert NewReports()(now=later + SHARED_LATELY + timedelta(seconds=1)) == 0


def test_after_an_update_they_are_asked_for_again(open_round, private, settings):
    now = timezone.now()
    close(open_round, now)
    NewReports()(now=now)
    first = asked()
    make_all()
    settings.TIME_ZONE = "Europe/Lisbon"  # another edition
    NewReports()(now=now)
    assert asked() == first


def test_a_damaged_result_is_told_once_and_keeps_no_other_waiting(open_round, private, caplog):
    now = timezone.now()
    result = close(open_round, now)
    result.checksum = "0" * 64
    result.save()
    reports = NewReports()
    assert (reports(now=now), reports(now=now)) == (1, 0)
    assert caplog.text.count("is not the one that was frozen") == 1
    assert asked() == []
