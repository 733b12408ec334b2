"""Every paper that can be made passes PDF/UA-1 and PDF/A-3a in one run of the checker, and is as long as promised."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from assessments.reporting.pdf import UnfinishedPdfError, html_to_pdf
from assessments.reporting.tables import book_of
from assessments.tables.xlsx_files import write_xlsx
from tests import pdf_checker
from tests.soaking import some_of
from tests.some import some

from . import papers

ROOT = Path(__file__).resolve().parents[2]
A4 = (595, 842)
PAGE = '<!doctype html><html lang="nl"><head><title>T</title></head><body><img alt="x" src="{picture}"></body></html>'


def kept(papers_, folder):
    """Return a file for each of these PDFs."""
    files = {what: folder / ("-".join(map(str, what)) + ".pdf") for what in papers_}
    for what, file in files.items():
        file.write_bytes(papers_[what])
    return files


def printed(pages, folder):
    """Return a file for each of these pages."""
    return kept({what: html_to_pdf(page) for what, page in pages.items()}, folder)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return kept(papers.reports(), tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def summaries(tmp_path_factory):
    return printed(papers.summaries(), tmp_path_factory.mktemp("summaries"))


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    return printed(papers.plans(), tmp_path_factory.mktemp("plans"))


@pytest.fixture
def without_intent(tmp_path):
    """A canary: a PDF that does not say what its colours are."""
    file = tmp_path / "colours.pdf"
    with pikepdf.open(BytesIO(html_to_pdf('<html lang="nl"><title>T</title><body><p>Tekst'))) as document:
        del document.Root.OutputIntents
        document.save(file)
    return file


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


def test_every_paper_passes_every_rule(reports, summaries, plans, without_alt, without_intent):
    files = [*reports.values(), *summaries.values(), *plans.values()]
    verdicts = pdf_checker.checked([*files, without_alt, without_intent])

    canaries = {(profile, file): verdicts.pop((profile, file)) for profile, file in [*verdicts] if file not in files}
    assert {(profile, file.stem): verdict.passes for (profile, file), verdict in canaries.items()} == {
        ("PDFUA-1", "canary"): False,
        ("PDFUA-1", "colours"): True,
        ("PDFA-3A", "canary"): True,
        ("PDFA-3A", "colours"): False,
    }
    tried = {(profile, verdict.n_rules) for (profile, _file), verdict in verdicts.items()}
    assert tried == set(pdf_checker.N_RULES.items())
    assert {what: verdict.complaints for what, verdict in verdicts.items() if not verdict.passes} == {}
    assert len(verdicts) == len(pdf_checker.N_RULES) * (len(reports) + len(summaries) + len(plans))


def test_a_whole_report_holds_its_figures_as_a_workbook_and_no_other_paper_does(reports, summaries, plans):
    others = [*summaries.values(), *plans.values(), *(file for (_, role, _), file in reports.items() if role)]
    for file in some(others):
        with pikepdf.open(file) as document:
            assert dict(document.attachments) == {}, file.name
    for (name, role, language), file in some(reports.items()):
        if role is not None:
            continue
        with pikepdf.open(file) as document:
            ((file_name, specification),) = document.attachments.items()
            assert file_name == {"nl": "cijfers.xlsx", "en": "figures.xlsx"}[language]
            assert specification.relationship == "/Data"
            assert [str(one.UF) for one in document.Root.AF] == [file_name]
            content = specification.get_file().read_bytes()
        assert content == write_xlsx(book_of(papers.results()[name], language=language)), file.name


def size_of(page):
    return tuple(round(float(side)) for side in page.mediabox[2:])


def test_a_summary_is_one_side_of_a4(summaries):
    for (name, language), file in some(summaries.items()):
        with pikepdf.open(file) as document:
            assert (str(document.Root.Lang), size_of(document.pages[0])) == (language, A4)
            assert len(document.pages) == 1 or name == "hostile", file.name


@pytest.mark.usefixtures("drawn_anew")
def test_the_same_page_gives_the_same_bytes(summaries, plans):
    for files, pages in ((summaries, papers.summaries()), (plans, papers.plans())):
        assert files.keys() == pages.keys()
        for what in some_of(pages):
            assert html_to_pdf(pages[what]) == files[what].read_bytes(), what


def test_hostile_words_in_a_plan_are_only_words():
    assert [what for what, page in papers.plans().items() if "<script>" in page] == []


def test_reports_are_on_a4_and_as_long_as_promised(reports):
    for (name, role, _language), file in some(reports.items()):
        with pikepdf.open(file) as document:
            sizes = {size_of(page) for page in document.pages}
            n_pages = len(document.pages)
        assert sizes == {A4}, file.name
        if name == "hostile":
            continue  # names of 150 letters take the room they need
        if role is not None:
            assert n_pages == 2, file.name
        elif name == "onvoldoende_gegevens":
            assert n_pages <= 3, file.name
        else:
            assert 8 <= n_pages <= 14, f"{file.name}: {n_pages} pages"


def test_reports_have_a_title_a_language_and_bookmarks(reports):
    for (name, role, language), file in some(reports.items()):
        with pikepdf.open(file) as document:
            assert str(document.Root.Lang) == language
            assert document.Root.ViewerPreferences.DisplayDocTitle
            title = str(document.docinfo.Title)
            with document.open_outline() as outline:
                chapters = [str(item.title) for item in outline.root]
        assert "Meting 2026" in title or name == "hostile"
        if role is None and name not in {"onvoldoende_gegevens", "hostile"}:
            assert len(chapters) >= 8, file.name


def test_only_our_own_typefaces_are_in_a_report(reports):
    for file in some(reports.values()):
        with pikepdf.open(file) as document:
            names = {
                str(thing.BaseFont).split("+")[1]
                for thing in document.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
            }
        assert all(name.startswith(("Source-S", "Wide-Letters")) for name in some(names)), (file.name, names)


def test_a_report_has_the_same_bytes_in_another_process(reports):
    script = (
        "import django, hashlib, sys; django.setup()\n"
        "from assessments.reporting.paper import print_report\n"
        "from tests.reporting.results import hostile_result\n"
        "for role in (None, 'bestuurder'):\n"
        "    made = print_report(hostile_result(), language='nl', role=role)\n"
        "    print(hashlib.sha256(made).hexdigest())\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    own = [reports["hostile", role, "nl"].read_bytes() for role in (None, "bestuurder")]
    assert done.stdout.split() == [hashlib.sha256(content).hexdigest() for content in own]


def test_no_report_is_made_of_a_page_that_lacks_a_picture():
    page = PAGE.format(picture="data:image/svg+xml,<svg")

    with pytest.raises(UnfinishedPdfError):
        html_to_pdf(page)
