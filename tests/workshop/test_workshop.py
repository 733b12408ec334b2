"""The screen in the room: how to take part and the count, then the result step by step; nothing that is hidden."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Participant
from assessments.models.choices import State
from tests.cast import make_round
from tests.pages import signed_in, words
from tests.reporting.disclosed import onvoldoende_gegevens, schijnsamenwerking, with_holes
from tests.reporting.results import HOSTILE, closed_round, frozen_result, hostile_result
from tests.responses import key_of, ratings, save, send

SECRET = "Onze wethouder komt nooit"
"""An open answer: in the report, never on the screen in the room."""

FETCHED = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


def screen(person, round_, **asked):
    return signed_in(person).get(reverse("round_workshop", args=[round_.pk]), asked)


def count(person, round_, **asked):
    return signed_in(person).get(reverse("round_workshop_count", args=[round_.pk]), asked, **FETCHED)


def polled(page):
    """Return what the screen asks for when it asks for the count."""
    text = page.content.decode()
    status = re.search(r'hx-get="[^"]*\?status=(\w+)"', text)[1]
    seen = re.search(r'name="seen" value="([^"]+)"', text)
    return {"status": status} | ({"seen": seen[1]} if seen else {})


def every_step(person, round_):
    """Return the words of each step by following the links, as without JavaScript."""
    client, address = signed_in(person), reverse("round_workshop", args=[round_.pk])
    found, asked = [], ""
    while asked is not None:
        page = client.get(address + asked)
        found.append(words(page))
        following = re.search(r'rel="next"\s+href="(\?step=\d+)"', page.content.decode())
        asked = following[1] if following else None
    return found


def test_the_round_s_page_leads_to_the_screen_and_the_screen_back(open_round, anna, bas):
    address = reverse("round_workshop", args=[open_round.pk])
    for person in [anna, bas]:
        back = reverse("round_detail", args=[open_round.pk])
        assert f'href="{address}"' in signed_in(person).get(back).content.decode()
        assert f'href="{back}"' in screen(person, open_round).content.decode()


def test_the_code_is_on_the_owner_s_screen_and_a_reader_is_told_who_can_show_it(partnership, anna, bas):
    round_ = make_round(partnership, has_open_link=True)
    owner, reader = screen(anna, round_), screen(bas, round_)
    assert round_.join_code in words(owner)
    assert re.search(r'role="img"\s+aria-label="[^"]+">\s*<svg', owner.content.decode())
    assert round_.join_code not in reader.content.decode()
    assert "<svg" not in reader.content.decode()
    assert "Er is een open link met een code" in words(reader)


def test_without_an_open_link_the_screen_says_how_partners_get_in(open_round, anna):
    page = screen(anna, open_round)
    assert "Hebt u een eigen link" in words(page)
    assert open_round.join_code not in page.content.decode()
    assert "Er is een open link" not in words(page)


def test_the_count_keeps_up_counts_only_what_was_sent_and_names_nobody(open_round, anna, bas, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    invitations = list(open_round.invitations.order_by("pk"))
    send(key_of(invitations[0]), ratings(4))
    save(key_of(invitations[1]), ratings(4))
    page = screen(bas, open_round)
    assert "1 van de 6 mensen" in words(page)
    asked = polled(page)
    assert count(bas, open_round, **asked).status_code == 204
    send(key_of(invitations[2]), ratings(2))
    anew = count(bas, open_round, **asked)
    assert "2 van de 6 mensen" in words(anew)
    assert "<html" not in anew.content.decode()
    seen = screen(anna, open_round).content.decode() + anew.content.decode()
    hidden = [*Participant.objects.values_list("name", flat=True), *Participant.objects.values_list("email", flat=True)]
    hidden += ["Gemeente", "Jeugdhulp", "rofessional", "anager", "/i/"]
    assert [word for word in hidden if word in seen] == []


def test_the_screen_loads_again_when_the_round_opens_and_when_it_has_closed(open_round, anna):
    now = timezone.now()
    open_round.opens_at, open_round.state = now + timedelta(hours=1), State.DRAFT
    open_round.save()
    page = screen(anna, open_round)
    assert "De vragenlijst gaat open op" in words(page)
    waiting = polled(page)
    assert count(anna, open_round, **waiting).status_code == 204
    open_round.opens_at, open_round.state = now - timedelta(hours=1), State.OPEN
    open_round.save()
    assert count(anna, open_round, **waiting)["HX-Refresh"] == "true"
    taking = polled(screen(anna, open_round))
    open_round.closes_at, open_round.has_extended_itself = now - timedelta(minutes=1), True
    open_round.save()
    assert count(anna, open_round, **taking)["HX-Refresh"] == "true"
    plain = signed_in(anna).get(reverse("round_workshop_count", args=[open_round.pk]), taking)
    assert plain.url == reverse("round_workshop", args=[open_round.pk])
    assert "te weinig antwoorden" in words(screen(anna, open_round))


def test_the_result_comes_force_by_force_guessed_first_then_the_chain_then_the_questions(partnership, anna, bas):
    round_ = closed_round(partnership, frozen_result(schijnsamenwerking(open_answers={"O1": (SECRET,) * 3})))
    steps = every_step(bas, round_)
    assert steps == every_step(anna, round_)
    assert "Jeugdketen Noord" in steps[0]
    for place, force in enumerate(["Intentie", "Actie", "Verbinding"]):
        guess, shown = steps[1 + 2 * place], steps[2 + 2 * place]
        assert f"{force} Welke score" in guess
        assert "Marge" not in guess
        assert re.search(rf"{force} \d+ .*de lat.*Marge: \d+ tot \d+\..*\?", shown)
    assert "schijnsamenwerking" in steps[7]
    assert all(force in steps[7] for force in ["intentie", "actie", "verbinding"])
    assert "schijnsamenwerking" not in " ".join(steps[:7])
    assert len(steps) > 9
    assert all("?" in question for question in steps[8:-1])
    assert "Begin hiermee" in steps[-1]
    assert SECRET in words(signed_in(bas).get(reverse("round_result", args=[round_.pk])))
    assert SECRET not in " ".join(steps)
    assert "Anna de Wit" not in " ".join(steps)


def test_a_score_that_is_not_shown_is_not_on_the_screen_and_a_score_without_margin_has_none(partnership, anna):
    whole = schijnsamenwerking().scores["intentie"]
    round_ = closed_round(partnership, frozen_result(with_holes()))
    intentie, actie = screen(anna, round_, step=3), screen(anna, round_, step=5)
    assert "te weinig mensen" in words(intentie)
    assert f"Intentie {whole.value:.0f}" not in " ".join(every_step(anna, round_))
    assert "stage-bar" not in intentie.content.decode()
    assert "bar-mark" in actie.content.decode()
    assert "bar-margin" not in actie.content.decode()
    assert "Marge" not in words(actie)


def test_too_few_answers_give_no_scores_but_what_to_do(partnership, anna):
    steps = every_step(anna, closed_round(partnership, frozen_result(onvoldoende_gegevens())))
    assert len(steps) > 1
    assert "te weinig antwoorden" in steps[0]
    assert "Welke score" not in " ".join(steps)


@pytest.mark.parametrize(
    ("asked", "number"), [("0", 1), ("-4", 1), ("x", 1), ("", 1), ("²", 1), ("9" * 30, 1), ("999", None)]
)
def test_a_step_that_is_not_there_is_the_nearest(partnership, anna, asked, number):
    page = words(screen(anna, closed_round(partnership), step=asked))
    shown, total = re.search(r"Stap (\d+) van (\d+)", page).groups()
    assert int(shown) == (number or int(total))


def test_hostile_names_stay_words_and_the_language_is_the_visitor_s(partnership, anna):
    round_ = closed_round(partnership, hostile_result())
    page = screen(anna, round_)
    assert HOSTILE in words(page)
    assert "<script>alert" not in page.content.decode()
    client = signed_in(anna)
    client.cookies["language"] = "en"
    assert "Which score from 0 to 100" in words(client.get(reverse("round_workshop", args=[round_.pk]), {"step": 2}))


def test_asking_for_the_count_takes_as_much_with_thirty_people_as_with_one(partnership, anna):
    taken = []
    for people in [1, 30]:
        round_ = make_round(partnership, n_participants=people)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            count(anna, round_, status="open")
        taken.append(len(queries))
    assert taken[0] == taken[1]
