"""Reports of new results are made in advance, one by one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Result
from assessments.reporting.screen import PIECES
from assessments.results.stored_results import DamagedResultError
from assessments.services.closing import close_round
from assessments.services.new_reports import RECENT, NewReports
from assessments.services.reports import report_pdf_file
from tests.responses import send_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


def files(folder):
    """Return the finished files by name."""
    return sorted(path.name for path in folder.rglob("*") if path.suffix in {".html", ".pdf"})


def test_pages_in_both_languages_and_the_report_in_its_own_are_made_one_a_call(open_round, private):
    now = timezone.now()
    close_round(open_round.pk, by=None, now=now)
    reports = NewReports()

    assert reports(now=now) == 1
    assert files(private) == sorted(f"{name}.html" for name in PIECES)
    assert [reports(now=now) for _time in range(3)] == [1, 1, 0]
    assert files(private) == sorted([*(2 * [f"{name}.html" for name in PIECES]), "report.pdf"])


def test_what_is_made_ahead_is_what_people_get(open_round, private):
    now = timezone.now()
    close_round(open_round.pk, by=None, now=now)
    result = Result.objects.get()
    reports = NewReports()
    while reports(now=now):
        pass
    made = {path: path.stat().st_mtime_ns for path in private.rglob("*.pdf")}

    asked = report_pdf_file(result, role=None, language="nl")

    assert asked.stat().st_mtime_ns == made[asked]


def test_there_is_one_for_every_role(open_round, private):
    send_all(open_round)
    now = timezone.now()
    close_round(open_round.pk, by=None, now=now)
    reports = NewReports()

    reports(now=now)

    assert len(reports.waiting) == 1 + 5


def test_old_results_wait_until_someone_asks(open_round, private):
    now = timezone.now()
    close_round(open_round.pk, by=None, now=now)

    assert NewReports()(now=now + RECENT + timedelta(seconds=1)) == 0


def test_a_damaged_result_is_told_once_and_keeps_no_other_waiting(open_round, private):
    now = timezone.now()
    close_round(open_round.pk, by=None, now=now)
    result = Result.objects.get()
    result.checksum = "0" * 64
    result.save()
    reports = NewReports()

    with pytest.raises(DamagedResultError):
        reports(now=now)

    assert reports(now=now) == 0
