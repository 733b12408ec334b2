"""What participants see first of a shared result: for their own role, without a trace of who answered as what."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.disclosure.shown import ShownPerception
from assessments.links import invitation_token
from assessments.models.choices import Published
from assessments.reporting.assemble.own_role import own_role
from assessments.reporting.render import render_role_for_screen
from assessments.services.result_sharing import publish_result
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED, ROLES
from tests.pages import words
from tests.reporting.disclosed import onvoldoende_gegevens, schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result
from tests.some import some


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


def shared(partnership, disclosed=None, **fields):
    round_ = closed_round(partnership, frozen_result(disclosed or schijnsamenwerking()), **fields)
    publish_result(round_, Published.WHOLE, by=None, now=timezone.now())
    return round_


def invited_as(round_, role):
    """Return a browser in which somebody opened the link with which this role was invited."""
    browser, invited = Client(), round_.invitations.filter(role=role).first()
    browser.get(reverse("invitation", args=[invitation_token(invited.pk, invited.generation)]))
    return browser


def own_page(browser, round_, **asked):
    answer = browser.get(reverse("shared_result", args=[round_.pk]), asked)
    assert answer.status_code == 200
    return answer


def scores_on(page):
    """Return the rows of the table with the scores of the role."""
    table = re.search(r'<table class="numbers own-scores">.*?</table>', page.content.decode(), re.DOTALL)
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table[0], re.DOTALL) if table else []
    found = [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]
    return [tuple(found[start : start + 3]) for start in range(0, len(found), 3)]


def main(page):
    """Return the page without what differs each time: the token of its form."""
    return re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)[0]


def chosen(page):
    return re.findall(r'href="\?role=(\w+)"\s+aria-current="true"', page.content.decode())


def test_a_personal_link_begins_with_the_role_of_the_invitation(partnership):
    round_ = shared(partnership)
    page = own_page(invited_as(round_, "professional"), round_)
    assert chosen(page) == ["professional"]
    assert "Volgens professionals" in words(page)
    assert [row[0] for row in scores_on(page)] == ["Kracht", "intentie", "actie", "verbinding"]
    assert "Professionals zien actie lager dan de anderen." in words(page)
    assert "role=professional&amp;language=nl" in page.content.decode()


def test_another_role_is_one_link_away_and_only_the_choice_decides(partnership):
    round_ = shared(partnership)
    browser, other = invited_as(round_, "professional"), invited_as(round_, "bestuurder")
    for role in some(ROLES):
        page = own_page(browser, round_, role=role)
        assert chosen(page) == [role]
        assert main(page) == main(own_page(other, round_, role=role))
    assert main(own_page(browser, round_, role="koning")) == main(own_page(browser, round_))


def test_with_the_open_link_everybody_chooses(partnership):
    round_ = shared(partnership, has_open_link=True)
    browser = Client()
    page = browser.get(reverse("open_link", args=[round_.join_code]), follow=True)
    assert "Wat is uw rol?" in words(page)
    assert chosen(page) == []
    assert "Volgens" not in words(page)
    for role in some(ROLES):
        assert f'href="?role={role}"' in page.content.decode()


def test_a_role_whose_scores_are_not_shown_has_a_sentence_and_no_number(partnership):
    round_ = shared(partnership)
    page = own_page(invited_as(round_, "bestuurder"), round_)
    assert scores_on(page) == []
    assert "De scores van bestuurders staan hier niet apart." in words(page)
    assert "Begin hiermee" in words(page)


def test_scores_per_organisation_leave_no_scores_per_role(partnership):
    organisations = schijnsamenwerking(split="organisation", perception=(), groups={}, withheld=())
    page = own_page(invited_as(round_ := shared(partnership, organisations), "manager"), round_)
    assert scores_on(page) == []
    assert "afgesproken om scores per organisatie te tonen" in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_the_scores_are_those_that_are_shown_and_of_this_role_alone(role, language):
    result = frozen_result(
        schijnsamenwerking(perception=tuple(ShownPerception(one, "verbinding", "higher") for one in ADVISED))
    )
    page = render_role_for_screen(result, language=language, role=role).html
    found = own_role(result, role)
    shown = result.disclosed.groups.get(role, {})
    assert {score.force for score in found.scores} == (set(result.disclosed.scores) if shown else set())
    section = re.search(r'<section class="part" id="own-role".*?</section>', page, re.DOTALL)[0]
    numbers = {int(number) for number in re.findall(r"\d+", re.sub(r"<[^>]+>", " ", section))}
    allowed = {group.score for group in shown.values()} | {score.value for score in result.disclosed.scores.values()}
    assert numbers <= allowed
    assert bool(numbers) == bool(shown)


def test_the_three_steps_are_those_that_the_sheet_of_the_role_begins_with(partnership):
    round_ = shared(partnership)
    for role in some(ADVISED):
        page = own_page(invited_as(round_, role), round_).content.decode()
        links = re.findall(r'<li>\s*<a href="#(action-[^"]+)"', page)
        assert len(links) == 3
        assert [link for link in links if f'id="{link}"' not in page] == []


def test_the_sheet_of_a_role_and_the_whole_report_can_be_downloaded(partnership):
    round_ = shared(partnership)
    browser, address = invited_as(round_, "manager"), reverse("shared_report_pdf", args=[round_.pk])
    names = {
        asked: re.search(r'filename="([^"]+)"', browser.get(address, {"role": asked})["Content-Disposition"])[1]
        for asked in ("manager", "", "anders", "koning")
    }
    assert "voor-managers" in names["manager"]
    assert {names["anders"], names["koning"]} == {names[""]}


def test_without_an_outcome_it_is_the_whole_report(partnership):
    round_ = shared(partnership, onvoldoende_gegevens())
    page = own_page(invited_as(round_, "manager"), round_)
    assert "Wat is uw rol?" not in words(page)
    assert 'id="method"' in page.content.decode()


def test_looking_at_it_writes_nothing_and_asks_little(partnership, django_assert_max_num_queries):
    round_ = shared(partnership)
    browser = invited_as(round_, "manager")
    own_page(browser, round_)
    with django_assert_max_num_queries(3):
        own_page(browser, round_)


def test_nothing_on_it_is_for_coordinators(partnership):
    round_ = shared(partnership)
    browser = invited_as(round_, "manager")
    for page in (own_page(browser, round_), browser.get(reverse("shared_report", args=[round_.pk]))):
        text = page.content.decode()
        assert re.findall(r'href="/(?:rounds|partnerships|plan)/', text) == []
        assert "plan:" not in text
        assert "Zet in het plan" not in text
