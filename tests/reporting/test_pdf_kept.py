"""Reports are made once and kept; the command writes them to a file; serving forms loads none of what makes them."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Result
from assessments.results.stored_results import DamagedResultError
from assessments.services import reports
from tests.reporting import disclosed as outcomes

from .results import closed_round, frozen_result

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


@pytest.fixture
def result(partnership):
    return Result.objects.get(round=closed_round(partnership))


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def paper_of(result, *, role, language):
    return reports.only(reports.make(result, reports.report_pdf(role=role, language=language)))


def test_what_was_made_is_not_made_again(result, private_dir):
    first = paper_of(result, role="manager", language="nl")
    (file,) = files_in(private_dir)
    made_at = file.stat().st_mtime_ns

    assert paper_of(result, role="manager", language="nl") == first == file.read_bytes()
    assert files_in(private_dir) == [file]
    assert file.stat().st_mtime_ns == made_at


def test_every_role_and_language_has_a_file_of_its_own(result, private_dir):
    wanted = [("manager", "nl"), ("manager", "en"), ("bestuurder", "nl")]
    papers = {paper_of(result, role=role, language=language) for role, language in wanted}

    assert len(papers) == len(files_in(private_dir)) == len(wanted)


def test_another_time_zone_makes_the_report_anew(result, settings, private_dir):
    paper_of(result, role="manager", language="nl")
    settings.TIME_ZONE = "America/Paramaribo"
    paper_of(result, role="manager", language="nl")

    assert len(files_in(private_dir)) == 2


def test_a_report_that_could_not_be_finished_leaves_nothing(result, private_dir):
    result.document["disclosed"]["diagnosis"] = "gezond"
    result.save()
    with pytest.raises(DamagedResultError):
        paper_of(result, role="manager", language="nl")

    assert list((private_dir / "reports" / result.checksum).iterdir()) == []


@pytest.mark.parametrize(("role", "language"), [("koning", "nl"), ("anders", "nl"), (None, "de"), ("../..", "nl")])
def test_a_role_or_language_without_report_is_refused(result, private_dir, role, language):
    with pytest.raises(ValueError, match="There is no report"):
        paper_of(result, role=role, language=language)

    assert files_in(private_dir) == []


def test_the_command_writes_a_report(result, tmp_path):
    file = tmp_path / "rapport.pdf"
    said = StringIO()
    call_command("render_report", str(result.round_id), role="overheid", language="en", output=file, stdout=said)

    assert file.read_bytes() == paper_of(result, role="overheid", language="en")
    assert said.getvalue().strip() == str(file)


def test_the_command_says_what_is_wrong(result, open_round, partnership, tmp_path):
    too_few = closed_round(partnership, frozen_result(outcomes.onvoldoende_gegevens()))
    wrong = {
        "no result": {"round": "999", "output": tmp_path / "a.pdf"},
        "not been closed": {"round": str(open_round.pk), "output": tmp_path / "a.pdf"},
        "'koning'": {"round": str(result.round_id), "role": "koning", "output": tmp_path / "a.pdf"},
        "too few answers": {"round": str(too_few.pk), "role": "manager", "output": tmp_path / "a.pdf"},
        "could not be written": {"round": str(result.round_id), "role": "manager", "output": tmp_path / "no" / "a.pdf"},
    }
    for sentence, options in wrong.items():
        with pytest.raises(CommandError, match=sentence):
            call_command("render_report", options.pop("round"), **options)


def test_a_process_that_serves_forms_loads_nothing_that_draws_or_prints(tmp_path):
    script = (
        "import json, sys\n"
        "from collab.wsgi import application\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('createcachetable', verbosity=0)\n"
        "from django.test import Client\n"
        "statuses = [Client().get(path).status_code for path in ('/', '/i/onzin/', '/m/onzin/', '/rounds/1/result/')]\n"
        "heavy = ('matplotlib', 'weasyprint', 'fontTools')\n"
        "print(json.dumps([statuses, [name for name in heavy if name in sys.modules]]))\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    statuses, loaded = json.loads(done.stdout.splitlines()[-1])
    assert 500 not in statuses
    assert loaded == []
