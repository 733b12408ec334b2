"""What screen readers and keyboards need: groups named by their question, options by their label, links to errors."""

import re
from itertools import pairwise

import pytest
from lxml import html as parser  # type: ignore[import-untyped]

from assessments.catalogue.questionnaire import current_version, questionnaire
from tests.some import some

from .device import Device, link_of, open_link_of

LABELS = re.compile(r"\s+")


def tree(page):
    return parser.fromstring(page.html)


def words(element):
    return LABELS.sub(" ", element.text_content()).strip()


@pytest.fixture
def pages(open_round):
    """Return every page of questions."""
    page, found = Device().begin(link_of(open_round)), []
    for _page in range(questionnaire(current_version()).n_pages):
        found.append(page)
        page = page.send()
    return found


def test_a_group_is_named_by_its_question_and_an_option_by_its_own_label(pages):
    asked = questionnaire(current_version())
    seen = []
    for page in pages:
        for group in tree(page).iter("fieldset"):
            question = asked.question(group.get("id"))
            stem = f"{question.stem.in_language('nl')} " if question.stem else ""
            assert words(group[0]) == f"{stem}{question.text.in_language('nl')}"
            assert group[0].tag == "legend"
            labels = [words(option.getparent()) for option in group.iter("input")]
            assert len(set(labels)) == len(labels)
            assert {text.in_language("nl") for text in question.options} <= set(labels)
            seen.append(question.code)
    assert seen == [question.code for question in asked.questions() if question.kind != "text"]


def test_every_field_has_a_label_and_every_description_exists(pages):
    roots = [tree(page) for page in pages]
    assert any(root.xpath("//textarea") for root in roots)
    assert any(root.xpath("//*[@aria-describedby]") for root in roots)
    for root in roots:
        for area in root.iter("textarea"):
            assert root.xpath("//label[@for=$id]", id=area.get("id"))
        for element in root.xpath("//*[@aria-describedby or @aria-labelledby]"):
            for name in (element.get("aria-describedby") or element.get("aria-labelledby")).split():
                assert root.get_element_by_id(name) is not None


def test_headings_go_down_one_step_at_a_time(pages):
    for page in some(pages):
        levels = [int(heading.tag[1]) for heading in tree(page).iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_errors_are_led_to_said_twice_in_the_same_words_and_in_the_title(open_round):
    page = Device().begin(link_of(open_round)).send(A1="9", A3="9")
    root = tree(page)
    assert root.findtext("head/title").startswith("Fout:")
    summary = root.find_class("error-summary")[0]
    assert (summary.get("tabindex"), summary.get("role")) == ("-1", "alert")
    assert summary.get("autofocus") is not None
    links = list(summary.iter("a"))
    assert [link.get("href") for link in links] == ["#A1-1", "#A3-1"]
    for link in links:
        field = root.get_element_by_id(link.get("href")[1:])
        group = next(ancestor for ancestor in field.iterancestors("fieldset"))
        assert words(link) in words(root.get_element_by_id(group.get("aria-describedby").split()[-1]))


def test_errors_of_the_start_page_lead_to_its_first_options(open_round):
    page = Device().open(open_link_of(open_round)).send()
    root = tree(page)
    links = [link.get("href")[1:] for link in root.find_class("error-summary")[0].iter("a")]
    assert [root.get_element_by_id(link).get("name") for link in links] == ["organisation", "role"]


def test_the_language_of_every_page_is_told(pages):
    for page in some(pages):
        root = tree(page)
        assert root.get("lang") == "nl"
        assert root.xpath("//button[@name='language']")[0].get("lang") == "en"
