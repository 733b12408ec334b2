"""The first two pages of a report can stand alone, and say on which page the rest is."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.decision import decision
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import WITHOUT_CONTENTS, render_for_print
from tests.some import some

from . import disclosed
from .results import after_three_rounds, frozen_result

NAME = "Stichting Samenwerkingsverbandjeugdhulpzorg voor wonen, welzijn, onderwijs en veiligheid in de regio Oost-Vecht"
RESULTS = {
    "later": lambda: after_three_rounds(frozen_result()),
    "long name": lambda: frozen_result(disclosed.fundament_ontbreekt(), partnership=NAME, title=NAME, theme=NAME),
}


@pytest.fixture(scope="module", params=RESULTS)
def made(request):
    result = RESULTS[request.param]()
    return result, html_to_pdf(render_for_print(result, language="nl"))


def text_of(page):
    return " ".join(page.get_textpage().get_text_range().split())


def texts_of(content):
    return [text_of(page) for page in pypdfium2.PdfDocument(content)]


def squeezed(text):
    """Return a text without blanks and hyphens, which differ where lines end."""
    return re.sub(r"[\s\-­￾]", "", text)


def test_outcome_reasons_steps_and_what_is_asked_are_on_the_first_two_pages(made):
    result, content = made
    brief, spread = decision(result, language="nl", address=""), squeezed("".join(texts_of(content)[:2]))
    steps = [text for step in brief.steps for text in (step.title, step.begin, step.made_for)]
    certainty = brief.certainty[:2]  # the third is in the second here, in words
    for text in some((brief.partnership, brief.outcome, *certainty, *brief.reasons, *steps, *brief.asked)):
        assert squeezed(text) in spread
    for head in brief.heads:
        assert squeezed(head) in spread


def test_what_the_outcome_rests_on_stands_under_it_unless_the_name_fills_the_page(made):
    assert "uitkomst rust op antwoorden" in texts_of(made[1])[0] or made[0].facts.partnership == NAME


def test_no_page_number_of_the_contents_stands_on_a_line_of_its_own(made):
    second = pypdfium2.PdfDocument(made[1])[1].get_textpage().get_text_range()
    lines = some(second[second.rindex("Inhoud") :].splitlines()[1:])
    assert [line for line in lines if re.fullmatch(r"[\s.]*\d+", line)] == []


def test_what_follows_the_spread_begins_on_a_page_of_its_own(made):
    third = texts_of(made[1])[2]
    assert "Waarom dit de uitkomst is" in third[:400]


def test_contents_name_every_bookmarked_part_and_its_page(made):
    second = texts_of(made[1])[1]
    contents = second[second.rindex("Inhoud") :]
    with pikepdf.open(BytesIO(made[1])) as document, document.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        chapters = [(str(item.title), pages[item.destination[0].objgen]) for item in outline.root]
    for title, page in some(chapters):
        if page > 2:
            assert re.search(rf"{re.escape(title)}[^.]*[ .]*{page}\b", contents), title


def test_contents_say_what_each_part_says(made):
    contents = squeezed(texts_of(made[1])[1].rpartition("Inhoud")[2])
    titles = [found.title for found in assemble(made[0], language="nl").sections if found.label]
    assert [title for title in titles if squeezed(title) not in contents] == []
    assert len(titles) > 5


@pytest.mark.parametrize(("letters", "has_contents"), [(WITHOUT_CONTENTS // 10, False), (2000, True)])
def test_a_report_without_an_outcome_has_contents_from_eight_pages(letters, has_contents):
    answers = {"O1": ("woorden " * (letters // 8),) * 10}
    shown = disclosed.onvoldoende_gegevens(open_answers=answers)
    pages = texts_of(html_to_pdf(render_for_print(frozen_result(shown), language="nl")))
    assert any("Inhoud" in page for page in pages) == has_contents
    assert len(pages) < 8 or has_contents
