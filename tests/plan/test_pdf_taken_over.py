"""The report of a partnership that was taken over is the report of the partnership it was, to the byte."""

import pytest
from django.utils import timezone

from assessments.models import Result
from assessments.services.reports import make, only, report_pdf
from assessments.services.transfer.exporting import file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from tests.reporting.results import closed_round

pytestmark = pytest.mark.django_db


def test_the_report_is_the_same_to_the_byte(partnership, chris, settings, tmp_path):
    old = Result.objects.get(round=closed_round(partnership))
    now = timezone.now()
    made = import_partnership(read_file(file_of(partnership, now=now)), by=chris, now=now)
    new = Result.objects.get(round__partnership=made)
    files = []
    for place, result in (("hier", old), ("elders", new)):
        settings.PRIVATE_DIR = tmp_path / place
        files.append(make(result, report_pdf(role=None, language="nl")))
    assert files[0].folder != files[1].folder
    assert only(files[0]) == only(files[1])
