"""Files of results: kept as long as they are what would be made today, and no file that somebody uses is deleted."""

import os
import re
import shutil
from datetime import timedelta

import grimp
import pytest
from django.utils import timezone

from assessments.models import Result
from assessments.services import kept_reports, reports
from assessments.services.kept_reports import INGREDIENTS, delete_unused_reports, ingredients_digest
from assessments.services.shelves.folder import LONGEST_MAKING, UNUSED
from tests.repository import ROOT

from .results import closed_round, frozen_result

MOMENT = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


@pytest.fixture
def result(partnership):
    return Result.objects.get(round=closed_round(partnership))


@pytest.fixture
def upgrade(settings):
    """Let the product be another edition from here on, as other processes see it that run it."""
    zones = iter(["America/Paramaribo", "Asia/Tokyo"])

    def call():
        settings.TIME_ZONE = next(zones)

    return call


def made(result, language="nl"):
    return reports.make(result, reports.tables(kind="json", language=language)).folder / "tables"


def files_in(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def folders_in(folder):
    return [path for path in folder.rglob("*") if path.is_dir()]


def sweep(*, later=timedelta(0)):
    return delete_unused_reports(now=timezone.now() + later)


def test_files_of_results_that_are_gone_are_deleted(result, partnership, private_dir):
    other = Result.objects.get(round=closed_round(partnership, frozen_result(title="Meting 2027")))
    kept = made(result)
    made(other)
    other.round.delete()

    assert sweep() == 1
    assert files_in(private_dir) == {kept}
    assert {folder.name for folder in (private_dir / "reports").iterdir()} == {result.checksum}


def test_files_of_old_editions_are_deleted_once_nobody_uses_them(result, private_dir, upgrade):
    made(result)
    upgrade()
    made(result)
    upgrade()
    new = made(result)
    assert len(files_in(private_dir)) == 3

    assert sweep(later=UNUSED - MOMENT) == 0
    assert sweep(later=UNUSED + MOMENT) == 2
    assert files_in(private_dir) == {new}


def test_an_edition_that_another_process_still_serves_stays_whole(result, private_dir, upgrade):
    asked, unasked = made(result), made(result, "en")
    edition = asked.parent.parent
    long_ago = (timezone.now() - 3 * UNUSED).timestamp()
    os.utime(edition, (long_ago, long_ago))

    assert made(result) == asked  # the process before the upgrade, asked once more
    upgrade()

    assert sweep() == 0
    assert files_in(private_dir) == {asked, unasked}


def test_the_own_edition_stays_however_long_nobody_asks(result, private_dir):
    kept = made(result)

    assert sweep(later=1000 * UNUSED) == 0
    assert files_in(private_dir) == {kept}


def test_what_is_being_made_stays_and_what_a_killed_process_left_goes(result, private_dir):
    def make(folder):
        (folder / "half").touch()
        assert sweep(later=LONGEST_MAKING - MOMENT) == 0
        assert (folder / "half").exists()

    kept = kept_reports.get_or_make(result, "anything", make).folder / "half"
    left = private_dir / "reports" / result.checksum / "unfinished-killed"
    left.mkdir()
    (left / "half").touch()

    assert sweep(later=LONGEST_MAKING - MOMENT) == 0
    assert sweep(later=LONGEST_MAKING + MOMENT) == 1
    assert files_in(private_dir) == {kept}


def test_deleting_a_result_breaks_nothing_that_is_being_made_of_it(result, private_dir):
    def make(folder):
        (folder / "half").touch()
        result.round.delete()
        sweep()

    file = kept_reports.get_or_make(result, "anything", make).folder / "half"
    assert file.exists()

    assert sweep() == 1
    assert folders_in(private_dir / "reports") == []


def test_a_folder_of_reports_that_is_not_there_yet_is_swept(db):
    assert sweep() == 0


def test_the_result_that_one_has_is_not_fetched_again(result, django_assert_num_queries):
    result.round.title  # noqa: B018 – fetched with the result by whoever shows it
    with django_assert_num_queries(2) as queries:  # whether it changed, before something is made of it and after
        reports.roles_with_report(result)
        made(result)
    assert [query for query in queries.captured_queries if '"document"' in query["sql"]] == []
    with django_assert_num_queries(0):
        made(result)


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """A copy of all that a report could be made of."""
    folder = tmp_path_factory.mktemp("product")
    for name in ("assessments", "collab", "templates", "static", "locale"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(
    ("file", "is_ingredient"),
    [
        ("assessments/reporting/assemble/summary.py", True),
        ("assessments/catalogue/choice.py", True),
        ("assessments/tables/xlsx_files.py", True),
        ("templates/report/_part.html", True),
        ("static/css/report.css", True),
        ("static/vendor/source-sans/SourceSans3-Regular.ttf", True),
        ("locale/nl/LC_MESSAGES/django.mo", True),
        ("assessments/views/results/page.py", False),
        ("assessments/admin/actions.py", False),
        ("assessments/services/kept_reports.py", False),
        ("assessments/catalogue/questionnaire_2.yaml", False),
        ("templates/results/round_result.html", False),
        ("static/css/site.css", False),
        ("collab/settings.py", False),
    ],
)
def test_an_edition_is_named_after_what_a_report_is_made_of(product, file, is_ingredient):
    before, content = ingredients_digest(product), (product / file).read_bytes()
    (product / file).write_bytes(content + b"\n")
    try:
        assert (ingredients_digest(product) != before) == is_ingredient
    finally:
        (product / file).write_bytes(content)
    assert ingredients_digest(product) == before


def ingredients():
    return {file for pattern in INGREDIENTS for file in ROOT.glob(pattern)}


def test_all_code_that_makes_reports_is_an_ingredient():
    graph = grimp.build_graph("assessments", cache_dir=None)
    making = graph.find_descendants("assessments.reporting") | graph.find_descendants("assessments.tables")
    assert len(making) > 40
    used = making.union(*(graph.find_upstream_modules(module) for module in making))

    files = {ROOT.joinpath(*module.split(".")).with_suffix(".py") for module in used}
    assert {file for file in files if file.exists()} <= ingredients()


def test_all_files_that_reports_fetch_are_ingredients():
    texts = [path.read_text() for path in (ROOT / "templates/report").glob("*.html")]
    named = re.findall(r"static:([\w/.-]+\.\w+)", "".join([*texts, (ROOT / "static/css/report.css").read_text()]))
    assert len(named) > 5
    assert {ROOT / "static" / name for name in named} <= ingredients()
