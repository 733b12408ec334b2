"""The example that everybody may look at: made as the code makes it now, of nobody, and only once."""

import json
import re

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Partnership, Result, Round
from assessments.reporting.frozen import from_document
from assessments.results.example import FILE, example_result
from assessments.results.stored_results import read_stored
from assessments.services.demo.wonen import STORY
from assessments.services.kept_reports import delete_unused_reports
from assessments.services.reports import make, result_page
from assessments.services.shelves.folder import UNUSED
from assessments.vocabulary.languages import LANGUAGES
from tests.cast import make_partnership
from tests.pages import signed_in, words
from tests.some import some
from tools.example import compute

MARKS = {"nl": "een verzonnen voorbeeld", "en": "a made-up example"}


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


def make_example():
    return make(example_result("en"), result_page(language="en"))


def visitor(language="nl"):
    client = Client()
    client.cookies["language"] = language
    return client


def test_what_is_shipped_is_what_the_code_makes_now():
    assert json.loads(FILE.read_text()) == compute(), "Run: python -m tools.example"


def test_it_has_all_that_a_result_can_show():
    result = from_document(json.loads(FILE.read_text()))
    shown = result.disclosed
    assert (shown.diagnosis, set(shown.scores)) == (STORY.diagnosis, {"intentie", "actie", "verbinding"})
    assert result.comparable
    assert result.agreed
    assert shown.groups
    assert shown.organisations
    assert {code for code, texts in shown.open_answers.items() if len(texts) >= 10} == {"O1", "O2"}


def test_it_names_no_person():
    text = FILE.read_text()
    people = [person for person in STORY.people if person.name in text or person.email in text]
    assert STORY.people
    assert people == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_sees_it_in_an_empty_installation_and_that_it_is_made_up(language):
    assert not any(model.objects.exists() for model in (Partnership, Round, Result))
    client = visitor(language)
    answer = client.get(reverse("example"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert MARKS[language] in re.search(r"<article.*?</header>", page, re.DOTALL)[0]
    assert {"nl": "Dit is een voorbeeld.", "en": "This is an example."}[language] in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert "downloads" in targets
    assert [target for target in targets if f'id="{target}"' not in page] == []
    charts = set(re.findall(r'src(?:set)?="(charts/[^"]+)"', page))
    assert len(charts) > 20
    for chart in charts:
        assert client.get(reverse("example") + chart)["Content-Type"] == "image/svg+xml"
    assert not any(model.objects.exists() for model in (Partnership, Round, Result))


@pytest.mark.django_db
def test_nothing_on_it_leads_to_what_only_coordinators_see():
    page = visitor().get(reverse("example")).content.decode()
    links = {link for link in re.findall(r'href="([^"#]+)"', page) if not link.startswith("/static/")}
    assert {reverse("example_pdf"), reverse("home")} <= links
    assert [link for link in links if "/rounds/" in link or "/partnerships/" in link] == []


@pytest.mark.django_db
def test_once_made_it_is_asked_of_no_database(django_assert_num_queries):
    visitor().get(reverse("example"))
    visitor().get(reverse("example_pdf"))
    with django_assert_num_queries(0):
        visitor().get(reverse("example"))
        visitor().get(reverse("example_pdf"))


@pytest.mark.django_db
def test_its_pdf_can_be_downloaded_and_says_the_same():
    answer = visitor().get(reverse("example_pdf"))
    assert answer["Content-Disposition"] == 'attachment; filename="driekracht-voorbeeld.pdf"'
    with pypdfium2.PdfDocument(answer.content) as document:
        assert 8 <= len(document) <= 14
    assert example_result("nl").document["facts"]["partnership"].endswith(f"({MARKS['nl']})")


def test_it_can_be_read_as_every_result_is():
    for language in some(LANGUAGES):
        assert MARKS[language] in read_stored(example_result(language)).facts.partnership


@pytest.mark.django_db
def test_a_chart_that_is_not_there_is_not_there():
    for chart in ("page.html", "geheim.svg"):
        assert visitor().get(reverse("example_chart", args=[chart])).status_code == 404


@pytest.mark.django_db
def test_it_is_made_once_and_kept(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    made = make_example().folder / "parts.html"
    before = made.stat()
    assert delete_unused_reports(now=timezone.now() + 3 * UNUSED) == 0
    assert make_example().folder / "parts.html" == made
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.django_db
def test_whoever_begins_is_led_to_it(anna):
    client, example = signed_in(anna), f'href="{reverse("example")}"'
    assert example in Client().get(reverse("home")).content.decode()
    empty = client.get(reverse("partnership_list"))
    assert "Bekijk een voorbeeld" in words(empty)
    assert example in empty.content.decode()
    without_rounds = make_partnership(anna)
    assert example in client.get(reverse("partnership_detail", args=[without_rounds.pk])).content.decode()
    assert example in client.get(reverse("action_plan", args=[without_rounds.pk])).content.decode()
    assert example not in client.get(reverse("partnership_list")).content.decode()
