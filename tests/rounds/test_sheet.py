"""The links on paper: for everyone a card of their own with a code that holds exactly their link."""

import html
import re
from datetime import timedelta
from io import BytesIO

import pytest
import segno
from django.utils import timezone
from PIL import Image

from assessments.models import Invitation, Participant, Round
from assessments.services.closing import close_round
from tests.answering.device import link_of
from tests.pages import signed_in, words
from tests.responses import after

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def cards_on(page):
    return re.findall(r'<li class="card-cut">.*?</li>', page.content.decode(), re.DOTALL)


def modules(svg):
    """Return which modules of a code are dark, read from the drawing itself."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg).group(1))
    dark = [[0] * side for _row in range(side)]
    x = y = 0
    for command, first, second in re.findall(
        r"([Mmh])([\d.-]+)(?: ([\d.-]+))?", re.search(r' d="([^"]+)"', svg).group(1)
    ):
        if command == "h":
            dark[int(y)][x : x + int(first)] = [1] * int(first)
            x += int(first)
        elif command == "M":
            x, y = int(first), float(second)
        else:
            x, y = x + int(first), y + float(second)
    return dark


def code_of(url, dark):
    """Return the matrix that this address has with the same mask, with four modules of quiet around it."""
    for mask in range(8):
        made = segno.make(url, error="m", boost_error=False, micro=False, mask=mask)
        if [list(row) for row in made.matrix_iter(border=4)] == dark:
            return True
    return False


def test_every_card_has_one_name_and_the_code_of_that_persons_link(anna, open_round):
    page = signed_in(anna).get(f"/rounds/{open_round.pk}/sheet/")
    cards = cards_on(page)
    names = list(Participant.objects.values_list("name", flat=True))
    assert len(cards) == len(names) == 6
    by_name = {name: card for card in cards for name in names if name in card}
    assert len(by_name) == 6
    for number, invitation in enumerate(open_round.invitations.order_by("pk").select_related("participant")):
        card = by_name[invitation.participant.name]
        assert sum(name in card for name in names) == 1
        link = SITE + link_of(open_round, number)
        assert link in re.sub(r"<[^>]+>", "", card)
        assert card.count(f"{SITE}/i/") == 1
        assert code_of(link, modules(card))
        assert not code_of(link.replace("/i/", "/x/"), modules(card))
        assert invitation.organisation.name in card
        assert "U kunt antwoorden tot" in card
        assert "style=" not in card


def test_the_open_link_gets_a_page_of_its_own_in_the_language_asked_for(anna, open_round):
    open_round.has_open_link, open_round.has_personal_links = True, False
    open_round.save()
    browser = signed_in(anna)
    page = browser.get(f"/rounds/{open_round.pk}/sheet/")
    link = f"{SITE}/m/{open_round.join_code}/"
    assert link in words(page)
    assert code_of(link, modules(page.content.decode()))
    assert cards_on(page) == []
    assert "Hoe gaat het met Jeugdketen Noord?" in words(page)
    english = words(browser.get(f"/rounds/{open_round.pk}/sheet/?language=en"))
    assert "How is Jeugdketen Noord doing?" in english
    assert "Links op papier" in english


def test_the_code_of_the_open_link_is_a_picture_to_save(anna, open_round):
    Round.objects.update(has_open_link=True)
    browser, link = signed_in(anna), f"{SITE}/m/{open_round.join_code}/"
    made = segno.make(link, error="m", boost_error=False, micro=False)
    png, svg = (browser.get(f"/rounds/{open_round.pk}/open-link.{kind}") for kind in ("png", "svg"))
    for answer, kind, content_type in ((png, "png", "image/png"), (svg, "svg", "image/svg+xml")):
        assert answer["Content-Type"] == content_type
        assert answer["Content-Disposition"] == f'attachment; filename="qr-code-{open_round.pk}.{kind}"'
        assert "no-store" in answer["Cache-Control"]
    with Image.open(BytesIO(png.content)) as picture:
        side = made.symbol_size(border=4)[0]
        assert picture.size == (side * 16,) * 2
        dots = picture.convert("L").resize((side, side), Image.Resampling.NEAREST)
        rows = [[int(dots.getpixel((x, y)) < 128) for x in range(side)] for y in range(side)]
    assert rows == [list(row) for row in made.matrix_iter(border=4)]
    assert svg.content.startswith(b"<?xml")
    assert browser.get(f"/rounds/{open_round.pk}/open-link.gif").status_code == 404
    Round.objects.update(has_open_link=False)
    assert browser.get(f"/rounds/{open_round.pk}/open-link.png").status_code == 404


def test_the_open_link_comes_with_a_text_for_a_chat_in_each_language_of_the_round(anna, open_round):
    Round.objects.update(has_open_link=True, mail_language="both")
    page = signed_in(anna).get(f"/rounds/{open_round.pk}/links/").content.decode()
    dutch, english = (
        html.unescape(one) for one in re.findall(r'<textarea[^>]*aria-labelledby="chat-[^>]*>([^<]+)', page)
    )
    assert dutch.startswith(f"Hoe gaat het met {open_round.partnership.name}?")
    assert english.startswith(f"How is {open_round.partnership.name} doing?")
    for text in (dutch, english):
        assert text.splitlines()[-1] == f"{SITE}/m/{open_round.join_code}/"


def test_a_sheet_can_be_printed_before_opening_and_not_after_closing(anna, open_round):
    browser, address = signed_in(anna), f"/rounds/{open_round.pk}/sheet/"
    Round.objects.update(opens_at=timezone.now() + timedelta(days=2))
    assert len(cards_on(browser.get(address))) == 6
    close_round(open_round.pk, by=None, now=after(open_round))
    assert browser.get(address).url == f"/rounds/{open_round.pk}/"


def test_five_hundred_cards_are_one_page(anna, open_round, django_assert_max_num_queries):
    organisation = open_round.partnership.organisations.first()
    people = Participant.objects.bulk_create(
        Participant(organisation=organisation, name=f"Iemand {number}", role="manager") for number in range(494)
    )
    Invitation.objects.bulk_create(
        Invitation(round=open_round, participant=person, organisation=organisation, role="manager") for person in people
    )
    browser = signed_in(anna)
    browser.get(f"/rounds/{open_round.pk}/sheet/")  # the first look is noted
    with django_assert_max_num_queries(10):
        page = browser.get(f"/rounds/{open_round.pk}/sheet/")
    assert len(cards_on(page)) == 500
