"""What was struck out can be read nowhere any more: on no page, in no PDF, table or file, and not on the disk."""

import pytest
from django.urls import reverse

from assessments.models.choices import Published
from assessments.services.result_sharing import publish_result
from tests.pages import signed_in
from tests.reporting.disclosed import schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result
from tests.soaking import IS_SOAK
from tests.some import some

from .striking import (
    OTHER,
    PLANTED,
    for_roles,
    in_one_language,
    key_of_answer,
    on_disk,
    open_answers,
    stored,
    strike,
    transferred,
)

pytestmark = pytest.mark.django_db

LEFT_OUT = {"nl": "[weggelaten]", "en": "[left out]"} if IS_SOAK else {"nl": "[weggelaten]"}


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def shared(partnership, anna):
    texts = (*(f"{OTHER} {number}." for number in range(4)), f"{PLANTED}.", *(f"Nog {one}." for one in range(5)))
    frozen = frozen_result(schijnsamenwerking(open_answers={"O1": texts, "B0_other": ("Een andere reden.",) * 10}))
    round_ = closed_round(partnership, frozen)
    publish_result(round_, Published.WHOLE, by=anna, now=round_.closed_at)
    return round_


def flat(text):
    """Return a text without the line breaks and hyphens that a page of paper puts in it."""
    return " ".join(text.replace("\ufffe", "").split())


def test_what_is_struck_out_after_sharing_is_nowhere_any_more(shared, anna):
    before = {language: dict(some(in_one_language(anna, shared, language))) for language in LEFT_OUT}
    for places in before.values():
        assert {place for place, text in places.items() if PLANTED not in flat(text)} == set()
    for text in (transferred(anna, shared), on_disk(), stored(shared)):
        assert PLANTED in flat(text)

    assert "weggelaten" in strike(anna, shared, key_of_answer(anna, shared, PLANTED)).content.decode()

    assert "Kanariegeel" not in on_disk()  # at once, before anybody asks for it again
    assert "Kanariegeel" not in stored(shared)
    for language, words in LEFT_OUT.items():
        after = dict(some(in_one_language(anna, shared, language)))
        assert {place for place, text in after.items() if "Kanariegeel" in text} == set()
        once = {place: flat(text).count(words) for place, text in before[language].items()}
        assert {place for place, text in after.items() if flat(text).count(words) <= once[place]} == set()
        assert {place for place, text in after.items() if f"{OTHER} 3." not in flat(text)} == set()
    assert "Kanariegeel" not in transferred(anna, shared) + for_roles(anna, shared) + on_disk()
    assert f"{OTHER} 3." in transferred(anna, shared)
    assert "Kanariegeel" not in open_answers(anna, shared).content.decode()


def test_the_summary_and_the_sheets_of_roles_hold_no_open_answer(shared, anna):
    sheets = flat(for_roles(anna, shared))
    assert "Meting 2026" in sheets
    assert [text for text in (PLANTED, OTHER, "Een andere reden") if text in sheets] == []
    publish_result(shared, Published.SUMMARY, by=anna, now=shared.closed_at)
    page = dict(in_one_language(anna, shared, "nl"))["shared page"]
    assert "Wat er is gemeten" in page
    assert [text for text in (PLANTED, OTHER, "Een andere reden") if text in page] == []
    preview = signed_in(anna).get(reverse("round_publish", args=[shared.pk])).content.decode()
    assert PLANTED not in preview
