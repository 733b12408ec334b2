"""Every page that a partner can meet is HTML without a single error, by the Nu Html Checker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.links import unsubscribe_token
from assessments.models.choices import State
from assessments.vocabulary.languages import LANGUAGES
from tests import markup_checker
from tests.cast import make_round

from .device import Device, link_of, open_link_of

ASKED = questionnaire(current_version())
TOO_LONG = "x" * 2001
"""No option of any question, and too long for one's own words."""
pytestmark = pytest.mark.once


def device_in(language):
    device = Device()
    device.client.jar["language", "/"] = language
    return device


def all_of(page):
    """Return for each question of a page of the questionnaire what is no answer to it, and what is."""
    questions = [question for section in ASKED.page(page) for question in section.questions]
    wrong = {question.code: TOO_LONG for question in questions}
    return wrong, {q.code: q.option_codes[0] if q.option_codes else "Het gaat <goed> & 'beter'" for q in questions}


def questions(page):
    """Walk through the questions; yield each page empty, with errors, and with everything answered."""
    for number in range(1, ASKED.n_pages + 1):
        wrong, right = all_of(number)
        refused = page.send(**wrong)
        assert refused.status == 422
        yield f"{number}-empty", page
        yield f"{number}-errors", refused
        after = page.send(**right)
        yield f"{number}-answered", page.device.open(page.path)
        page = after
    yield "check", page
    yield "sent", page.send("send")
    base = page.path.replace("/check/", "/")
    yield "start-again", page.device.open(base)
    withdraw = page.device.open(base + "withdraw/")
    yield "withdraw", withdraw
    yield "withdrawn", withdraw.send("withdraw")


def around_the_questions(round_, language):
    """Open the links of a round and answer through a personal link; yield every page on the way."""
    start = device_in(language).open(link_of(round_))
    yield "start", start
    yield "start-open", device_in(language).open(open_link_of(round_))
    yield "start-errors", device_in(language).open(open_link_of(round_)).send()
    resume = start.device.open(start.path + "resume/")
    yield "resume", resume
    yield "resume-errors", resume.send(code="AAAAAA")
    first = start.send(role="manager")
    yield "check-empty", first.device.open(first.path.replace("/1/", "/check/"))
    yield "check-refused", first.device.open(first.path.replace("/1/", "/check/")).send("send")
    yield from questions(first)
    begun = device_in(language).begin(link_of(round_)).send(A1="3")
    yield "who", begun.device.open(open_link_of(round_))
    lost = begun.path
    begun.device.lose_cookies()
    begun.device.client.jar["language", "/"] = language
    yield "link-needed", begun.device.open(lost)
    yield "unknown", device_in(language).open("/nothing/")


def shut_doors(round_, language):
    """Yield the friendly pages for people who cannot answer."""
    device = device_in(language)
    for name, path in {
        "wrong-link": "/i/wrong/",
        "link-again": "/i/again/",
        "accessibility": "/accessibility/",
        "glossary": "/glossary/",
        "privacy": "/privacy/",
    }.items():
        yield name, device.open(path)
    invitation = round_.invitations.order_by("pk")[0]
    person = invitation.participant
    yield "unsubscribe", device.open(f"/u/{unsubscribe_token(person.pk, person.email)}/")
    page = device_in(language).begin(link_of(round_))
    invitation.generation += 1
    invitation.save()
    yield "link-replaced", page.device.open(page.path)
    late = device_in(language).begin(link_of(round_)).send(A1="3")
    now = timezone.now()
    for name, opens, closes in (("planned", 1, 9), ("closed", -9, -1)):
        round_.opens_at, round_.closes_at = now + timedelta(days=opens), now + timedelta(days=closes)
        round_.state, round_.has_extended_itself = State.OPEN, True
        round_.save()
        yield name, device_in(language).open(link_of(round_))
    yield "too-late", late.send()


def written(pages, folder):
    """Return the pages as files, each named for what it shows."""
    files = {}
    for name, page in pages:
        files[name] = folder / f"{name}.html"
        files[name].write_text(page.html)
    return files


@pytest.fixture
def canary(tmp_path):
    """Return a page with a mistake that no browser shows."""
    file = tmp_path / "canary.html"
    file.write_text(
        '<!DOCTYPE html><html lang="nl"><head><title>T</title></head><body><p id="a"><p id="a"></body></html>'
    )
    return file


def test_no_page_of_the_questionnaire_has_an_error(partnership, tmp_path, canary):
    files = []
    for language in LANGUAGES:
        folder, round_ = tmp_path / language, make_round(partnership, n_participants=2)
        folder.mkdir()
        made = written(around_the_questions(round_, language), folder) | written(shut_doors(round_, language), folder)
        assert all(f'<html lang="{language}">' in file.read_text() for file in made.values())
        files += made.values()
    found = markup_checker.complaints([canary, *files])
    assert found.pop(canary)
    assert len(files) > 70
    assert {file.relative_to(tmp_path).as_posix(): wrong for file, wrong in found.items() if wrong} == {}
