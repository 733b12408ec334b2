"""Every report that can be made passes PDF/UA-1 in one run of the checker, and is of the size that was promised."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from assessments.reporting.pdf import UnfinishedPdfError, html_to_pdf
from assessments.reporting.render import render_for_print
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests import pdf_checker
from tests.reporting import disclosed as outcomes
from tests.some import some

from .results import after_three_rounds, frozen_result, hostile_result

ROOT = Path(__file__).resolve().parents[2]
A4 = (595, 842)
PAGE = '<!doctype html><html lang="nl"><head><title>T</title></head><body><img alt="x" src="{picture}"></body></html>'
OUTCOMES = ("schijnsamenwerking", "eilandsamenwerking", "gezond", "stevig", "fundament_ontbreekt", "rem_onbekend")
RESULTS = {
    **{name: frozen_result(getattr(outcomes, name)()) for name in OUTCOMES},
    "onvoldoende_gegevens": frozen_result(outcomes.onvoldoende_gegevens()),
    "hostile": hostile_result(),
    "later": after_three_rounds(frozen_result(outcomes.schijnsamenwerking())),
}
VARIANTS = [
    (name, role, language)
    for name in RESULTS
    for role in (None, *(ADVISED if name != "onvoldoende_gegevens" else ()))
    for language in LANGUAGES
    if name in {"schijnsamenwerking", "onvoldoende_gegevens", "hostile"} or language == "nl" or role is None
    if name != "later" or role is None
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every report, as a file."""
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for name, role, language in VARIANTS:
        made[name, role, language] = folder / f"{name}-{role}-{language}.pdf"
        html = render_for_print(RESULTS[name], language=language, role=role)
        made[name, role, language].write_bytes(html_to_pdf(html))
    return made


@pytest.fixture
def without_alt(tmp_path):
    """A canary: a tagged PDF whose one picture has no text alternative."""
    file = tmp_path / "canary.pdf"
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    page = (
        f'<!doctype html><html lang="nl"><head><title>T</title></head><body><img alt="x" src="{picture}"></body></html>'
    )
    with pikepdf.open(BytesIO(html_to_pdf(page))) as document:
        figure = next(thing for thing in document.objects if _is_figure(thing))
        del figure.Alt
        document.save(file)
    return file


def _is_figure(thing):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


def test_every_report_passes_every_rule(files, without_alt):
    verdicts = pdf_checker.checked([*files.values(), without_alt])

    assert not verdicts.pop(without_alt).passes
    assert {verdict.n_rules for verdict in verdicts.values()} == {pdf_checker.N_RULES}
    assert {file.name: verdict.complaints for file, verdict in verdicts.items() if not verdict.passes} == {}


def test_reports_are_on_a4_and_as_long_as_promised(files):
    for (name, role, _language), file in some(files.items()):
        with pikepdf.open(file) as document:
            sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages}
            n_pages = len(document.pages)
        assert sizes == {A4}, file.name
        if name == "hostile":
            continue  # names of 150 letters take the room they need
        if role is not None:
            assert n_pages <= 2, file.name
        elif name == "onvoldoende_gegevens":
            assert n_pages <= 3, file.name
        else:
            assert 8 <= n_pages <= 14, f"{file.name}: {n_pages} pages"


def test_reports_have_a_title_a_language_and_bookmarks(files):
    for (name, role, language), file in some(files.items()):
        with pikepdf.open(file) as document:
            assert str(document.Root.Lang) == language
            assert document.Root.ViewerPreferences.DisplayDocTitle
            title = str(document.docinfo.Title)
            with document.open_outline() as outline:
                chapters = [str(item.title) for item in outline.root]
        assert "Meting 2026" in title or name == "hostile"
        if role is None and name not in {"onvoldoende_gegevens", "hostile"}:
            assert len(chapters) >= 8, file.name


def test_only_our_own_typefaces_are_in_a_report(files):
    for file in some(files.values()):
        with pikepdf.open(file) as document:
            names = {
                str(thing.BaseFont).split("+")[1]
                for thing in document.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
            }
        assert all(name.startswith(("Source-S", "Wide-Letters")) for name in some(names)), (file.name, names)


def test_a_report_has_the_same_bytes_in_another_process(files):
    script = (
        "import django, hashlib, sys; django.setup()\n"
        "from assessments.reporting.pdf import html_to_pdf\n"
        "from assessments.reporting.render import render_for_print\n"
        "from tests.reporting.results import hostile_result\n"
        "html = render_for_print(hostile_result(), language='nl', role='bestuurder')\n"
        "print(hashlib.sha256(html_to_pdf(html)).hexdigest())\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    own = hashlib.sha256(files["hostile", "bestuurder", "nl"].read_bytes()).hexdigest()
    assert done.stdout.split()[-1] == own


def test_no_report_is_made_of_a_page_that_lacks_a_picture():
    page = PAGE.format(picture="data:image/svg+xml,<svg")

    with pytest.raises(UnfinishedPdfError):
        html_to_pdf(page)
