"""A file that this site wrote is known again; any other is taken over as from a file, and says so for good."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from django.utils import timezone, translation
from PIL import Image, ImageChops

from assessments.models import AuditEntry, Partnership, Result
from assessments.reporting.memo import write_memo
from assessments.reporting.render import (
    render_drawing,
    render_for_print,
    render_for_screen,
    render_summary_for_print,
    render_summary_for_screen,
)
from assessments.reporting.slides import write_slides
from assessments.reporting.tables import book_of
from assessments.reporting.workshop import steps
from assessments.results.stored_results import checksum, result_of
from assessments.services.transfer.exporting import file_of
from tests.pages import filled_in, signed_in, words
from tests.some import some
from tests.whole_partnership import whole_partnership

from .test_transfer import choose, inside, packed, take_over

SAID = {"nl": "geïmporteerd uit een bestand", "en": "imported from a file"}


@pytest.fixture
def whole(anna):
    return whole_partnership(anna, "Jeugdketen Noord")


def altered(whole):
    """Return the file with another outcome, whose checksum was made anew."""
    content = inside(file_of(whole, now=timezone.now()))
    result = content["results"][0]
    result["document"]["facts"]["theme"] = "iets anders"
    result["checksum"] = checksum(result["document"])
    return packed(content)


@pytest.fixture
def taken_over(chris, whole):
    browser = signed_in(chris)
    take_over(browser, choose(browser, altered(whole)))
    return Partnership.objects.get(coordinators=chris)


def test_an_altered_file_is_taken_over_only_as_from_a_file(chris, whole):
    browser, n_before = signed_in(chris), Partnership.objects.count()
    page = browser.post("/partnerships/import/", filled_in(choose(browser, altered(whole))), follow=True)
    assert "Het kan alleen worden geïmporteerd als bestand van elders" in words(page)
    assert Partnership.objects.count() == n_before


def test_a_file_of_an_installation_with_another_key_is_not_ours(chris, whole, settings):
    data = file_of(whole, now=timezone.now())
    settings.SECRET_KEY = "die van een andere site"
    browser = signed_in(chris)
    assert "Deze site heeft dit bestand niet gemaakt" in words(choose(browser, data))


def test_a_file_from_before_the_secret_key_was_changed_is_ours_while_the_old_one_is_known(chris, whole, settings):
    data = file_of(whole, now=timezone.now())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "de nieuwe sleutel", [settings.SECRET_KEY]
    browser = signed_in(chris)
    assert "Deze site heeft dit bestand niet gemaakt" not in words(choose(browser, data))
    settings.SECRET_KEY_FALLBACKS = []
    assert "Deze site heeft dit bestand niet gemaakt" in words(choose(signed_in(chris), data))


def test_what_comes_back_as_it_was_says_nothing(chris, whole):
    browser = signed_in(chris)
    browser.post("/partnerships/import/", filled_in(choose(browser, file_of(whole, now=timezone.now()))))
    [stored] = Result.objects.filter(round__partnership__coordinators=chris)
    assert result_of(stored.round).taken_over == ""
    assert not AuditEntry.objects.filter(is_from_file=True).exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_and_every_file_says_where_it_comes_from(taken_over, language):
    [stored] = Result.objects.filter(round__partnership=taken_over)
    result = result_of(stored.round)
    texts = {
        "report": render_for_print(result, language=language),
        "summary": render_summary_for_print(result, language=language),
        "summary on screen": render_summary_for_screen(result, language=language, charts_at="").html,
        "screen": render_for_screen(result, language=language).html,
    }
    assert SAID[language] in texts["report"].split("data-running=")[1].split(">")[0], "the head of every page"
    for text in texts.values():
        assert SAID[language] in text
    with translation.override(language):
        for step in some(steps(result)):
            assert SAID[language] in step.origin.lower()
    book = book_of(result, language=language)
    assert SAID[language] in book.title
    for write in (write_memo, write_slides):
        with zipfile.ZipFile(io.BytesIO(write(result, language=language, address="https://x.test/"))) as file:
            parts = {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}
        pages = [text for name, text in parts.items() if name.startswith(("word/header", "ppt/slides/slide"))]
        for page in some(pages):
            assert SAID[language] in page.lower()


@pytest.mark.parametrize("name", ["chain", "forces", "items-actie", "processes"])
def test_a_chart_by_itself_says_so_under_it(taken_over, name):
    [stored] = Result.objects.filter(round__partnership=taken_over)
    result = result_of(stored.round)
    svg, own_svg = (
        render_drawing(one, name, language="nl", in_dots=False) for one in (result, replace(result, taken_over=""))
    )
    height, own_height = (float(re.search(rb'<svg[^>]* height="([\d.]+)', one)[1]) for one in (svg, own_svg))
    assert height > own_height + 20
    dots = Image.open(io.BytesIO(render_drawing(result, name, language="nl", in_dots=True))).convert("L")
    note = dots.crop((0, round(dots.height * own_height / height), dots.width, dots.height))
    _left, _top, right, _bottom = ImageChops.invert(note).getbbox()
    assert dots.width / 2 < right < dots.width, "a sentence, and all of it"


def test_it_is_never_lost(taken_over, chris, anna):
    """Neither when it is downloaded and comes back, nor from the list of who did what."""
    [stored] = Result.objects.filter(round__partnership=taken_over)
    browser = signed_in(anna)
    browser.post("/partnerships/import/", filled_in(choose(browser, file_of(taken_over, now=timezone.now()))))
    again = Partnership.objects.filter(coordinators=anna).latest("pk")
    assert result_of(again.rounds.get(result__isnull=False)).taken_over == result_of(stored.round).taken_over != ""
    for partnership, owner in ((taken_over, chris), (again, anna)):
        page = words(signed_in(owner).get(f"/partnerships/{partnership.pk}/"))
        assert "(volgens het bestand waarmee het samenwerkingsverband kwam)" in page
        assert AuditEntry.objects.filter(partnership=partnership, is_from_file=False, action="imported").exists()
