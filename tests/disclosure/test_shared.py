"""What participants, readers and owners get of a stored result, over HTTP: the stored numbers and no more."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from assessments.links import invitation_token
from assessments.views.partnerships.force_line import LEFT, SCALE
from assessments.vocabulary.roles import ROLES
from tests.pages import signed_in
from tests.reporting.results import closed_round
from tests.soaking import IS_SOAK

from .reading_charts import outlines
from .reading_files import numbers_in, numbers_of_page
from .test_charts import TOLD, svg_of
from .test_media import CODES, assert_tells_no_more, result_of, steps_in, stored_of
from .viewing import FORCES, numbers_of_document

pytestmark = pytest.mark.django_db

SEEDS = range(40) if IS_SOAK else (5,)


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture(params=SEEDS)
def seed(request):
    return request.param


@pytest.fixture
def round_(partnership, seed):
    return closed_round(partnership, result_of(seed))


def in_english(browser):
    browser.cookies["language"] = "en"
    return browser


def opened_by_participant(round_, what, anna):
    """Share a result, and return the browser of somebody who was asked, and the address where their link leads."""
    signed_in(anna).post(reverse("round_publish", args=[round_.pk]), {"what": what})
    invitation, participant = round_.invitations.first(), in_english(Client())
    link = reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)])
    return participant, participant.get(link, follow=True).request["PATH_INFO"]


def numbers_said(page):
    """Return the numbers in the words of a page for participants, without those of the site around it."""
    content = page[page.index("<main") : page.index("</main>")]
    return numbers_in(re.sub(r"<[^>]+>", " ", re.sub(r"<form.*?</form>", " ", content, flags=re.DOTALL)))


def test_the_page_for_participants_tells_what_is_stored_and_no_more(round_, anna, seed):
    participant, place = opened_by_participant(round_, "whole", anna)
    address = f"{place}report/"
    page, stored = participant.get(address).content.decode(), stored_of(seed)
    found = numbers_of_page(page, CODES, steps_in(stored))
    assert_tells_no_more(found, stored)
    assert found.bar == stored.bar
    named = {name.removesuffix(".svg") for name in re.findall(r'"charts/([^"]+)"', page)}
    for chart in {f"{name}-{layout}" for name in TOLD for layout in ("wide", "narrow")} & named:
        name, _dash, layout = chart.rpartition("-")
        given = participant.get(f"{address}charts/{chart}.svg").content.decode()
        assert outlines(given) == outlines(svg_of(name, seed, "screen", layout))
    assert "forces-wide" in named


def test_the_summary_for_participants_says_no_number_that_the_whole_does_not(round_, anna, seed):
    participant, place = opened_by_participant(round_, "summary", anna)
    summary = numbers_said(participant.get(place).content.decode())
    participant, place = opened_by_participant(round_, "whole", anna)
    assert summary
    assert summary <= numbers_said(participant.get(f"{place}report/").content.decode())


@pytest.mark.parametrize("role", ROLES)
def test_the_page_for_a_role_says_no_number_that_the_whole_report_does_not(round_, anna, role):
    participant, place = opened_by_participant(round_, "whole", anna)
    said = numbers_said(participant.get(place, {"role": role}).content.decode())
    assert len(said) > 3
    assert said <= numbers_said(participant.get(f"{place}report/").content.decode())


def drawn(numbers, left=0):
    """Return how far numbers from 0 to 100 lie on the scale of a line of the overview."""
    return [f"{left + SCALE * float(number):.1f}" for number in numbers]


def test_the_overview_and_its_table_tell_the_shown_scores(round_, bas, seed):
    browser, stored = in_english(signed_in(bas)), stored_of(seed)
    scores = [str(stored.scores[force][0]) for force in FORCES]
    table = browser.get("/partnerships/list.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table))
    assert {force: row[f"{force} (0-100)"] for force in FORCES} == dict(zip(FORCES, scores, strict=True))
    bars = {str(stored.bar), str(stored.bar_intentie)}
    assert {cell for cell in row.values() if re.fullmatch(r"\d+[.,]\d+", cell)} <= bars
    page = browser.get("/partnerships/").content.decode()
    assert re.findall(r'class="score" x="\d+" y="\d+" width="([^"]+)"', page) == drawn(scores)
    assert set(re.findall(r'class="bar" x1="([^"]+)"', page)) == set(drawn(bars, LEFT))


def test_the_file_of_an_owner_holds_what_is_stored_and_no_more(round_, anna, seed):
    answer = signed_in(anna).post(f"/partnerships/{round_.partnership_id}/export/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        held = json.loads(archive.read("partnership.json"))
    (result,) = held["results"]
    document = result["document"]
    assert numbers_of_document(document["disclosed"]) == stored_of(seed)
    numbers = list(numbers_inside(document["disclosed"]))
    assert len(numbers) > 50
    assert [number for number in numbers if not (2 * number).is_integer()] == []


def numbers_inside(document):
    """Yield every number of a document, however deep."""
    if isinstance(document, dict | list):
        for part in document.values() if isinstance(document, dict) else document:
            yield from numbers_inside(part)
    elif isinstance(document, int | float) and not isinstance(document, bool):
        yield float(document)
