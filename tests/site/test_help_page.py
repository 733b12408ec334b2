"""The page with help: five short how-tos, whose buttons and tabs are there, where the page says that they are."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from assessments.views.site.help import how_tos
from assessments.vocabulary.languages import LANGUAGES
from tests.pages import words
from tests.some import some
from tests.visiting import client_of, stage

PAGE = reverse("help")
MOST_STEPS = 7
MOST_WORDS = 45
NAMED_ON = {
    "New partnership": "partnership_list",
    "Participants": "partnership_detail",
    "Add many at once": "participants",
    "New round": "partnership_detail",
    "Links": "round_detail",
    "Emails": "round_detail",
    "Give more time": "round_detail",
    "Result": "closed",
    "Open answers": "closed",
    "Share": "round_result",
    "All files": "round_result",
    "Action plan": "partnership_detail",
    "Put in the plan": "action_plan",
    "Plan an action of your own": "action_plan",
    "Present": "round_detail",
}
"""The words of buttons and tabs that the page names, with the page on which they are."""
NAMED_ELSEWHERE = {"Do not send them", "Remind now"}
"""Only while mails wait or after they went; ``tests/rounds/test_check.py`` and ``tests/mail/`` press them."""


def visited(language, client=None):
    client = client or Client()
    client.cookies["language"] = language
    return client.get(PAGE)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_five_how_tos_are_short(language):
    page = words(visited(language))
    with override(language):
        found = how_tos()
    assert len(found) == 5
    for how_to in some(found):
        assert 3 <= len(how_to.steps) <= MOST_STEPS
        assert all(len(step.split()) <= MOST_WORDS for step in how_to.steps)
        assert how_to.title in page
        assert all(step in page for step in how_to.steps)


class Pressed(HTMLParser):
    """Gathers what stands on the links and buttons of a page."""

    def __init__(self):
        super().__init__()
        self.depth, self.found = 0, []

    def handle_starttag(self, tag, attrs):
        if tag in ("a", "button"):
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag):
        if tag in ("a", "button"):
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.found[-1] = " ".join(f"{self.found[-1]} {data}".split())


def pressed_on(client, address):
    parser = Pressed()
    parser.feed(client.get(address).content.decode())
    return parser.found


@pytest.mark.django_db
@pytest.mark.usefixtures("rendered_once")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_that_is_named_is_there(language):
    scene = stage()
    client = client_of(scene, "anna")
    client.cookies["language"] = language
    of_partnership, opened, closed = [scene.partnership.pk], [scene.open.pk], [scene.closed.pk]
    addresses = {
        "partnership_list": reverse("partnership_list"),
        "closed": reverse("round_detail", args=closed),
        "round_result": reverse("round_result", args=closed),
        **{name: reverse(name, args=of_partnership) for name in ("partnership_detail", "participants", "action_plan")},
        "round_detail": reverse("round_detail", args=opened),
    }
    pages = {name: pressed_on(client, address) for name, address in addresses.items()}
    with override(language):
        named = {label for how_to in how_tos() for step in how_to.steps for label in re.findall("“(.+?)”", step)}
        expected = {gettext(label): pages[name] for label, name in NAMED_ON.items()}
        assert named == set(expected) | {gettext(label) for label in NAMED_ELSEWHERE}
    missing = {label for label, on_page in expected.items() if not any(text.startswith(label) for text in on_page)}
    assert missing == set()


@pytest.mark.django_db
def test_every_link_leads_somewhere(anna):
    client = Client()
    client.force_login(anna)
    links = {how_to.link[1] for how_to in how_tos()}
    assert [client.get(link).status_code for link in some(sorted(links))] == [200] * len(links)


@pytest.mark.django_db
def test_who_coordinates_is_led_to_it(anna, partnership):
    client = Client()
    client.force_login(anna)
    assert f'href="{PAGE}"' in client.get("/partnerships/").content.decode()
    detail = client.get(f"/partnerships/{partnership.pk}/").content.decode()
    assert f'href="{PAGE}#first-round"' in detail, "without a round"
    assert 'id="first-round"' in client.get(PAGE).content.decode()
