"""An owner who holds links, counts and changes the list learns by no page whether somebody has answered.

Everything goes over HTTP as an owner's browser does it. Two worlds are compared that differ in one thing only: whether
the victim has answered, or somebody else in that place.
"""

import random
import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import invitation_token
from assessments.models import Participant, Round
from assessments.models.answers import Response
from assessments.results.counting import count_open_rounds, response_count
from assessments.services.deadline_warnings import warn_before_closing
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings
from assessments.services.response_changes import withdraw
from tests.answering.device import Device
from tests.cast import make_round
from tests.mail.sink import mail_server
from tests.pages import filled_in, signed_in, words
from tests.patience import PATIENCE
from tests.responses import key_of, ratings, save, send
from tests.soaking import IS_SOAK
from tests.worlds import world

N_DAYS = 30 if IS_SOAK else 8
LINKS = re.compile(r"https?://\S+")
MINUTES = re.compile(r"\b\d{1,2}:\d\d\b")


def without_chance(answer):
    """Return the words of a page without what differs from round to round and from minute to minute."""
    return MINUTES.sub("", LINKS.sub("", words(answer)))


class Owner:
    """What an owner can do to a round, and everything that the owner then sees of it."""

    def __init__(self, anna, round_):
        self.browser, self.round = signed_in(anna), round_

    def pages(self):
        """Return the words of every page that may tell of answers."""
        of_round, of_partnership = f"/rounds/{self.round.pk}/", f"/partnerships/{self.round.partnership_id}/"
        addresses = [of_round, f"{of_round}response/", f"{of_round}links/", f"{of_round}workshop/"]
        addresses += [of_partnership, f"{of_partnership}participants/", "/partnerships/", "/partnerships/list.csv"]
        answers = [self.browser.get(address) for address in addresses]
        assert {answer.status_code for answer in answers} <= {200, 204, 404}
        return [without_chance(answer) for answer in answers]

    def open_link_of(self, invitation):
        """Follow a copied link in a browser that is nobody's, and return what it shows."""
        link = reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)])
        page = Client().get(link, follow=True)
        assert page.status_code == 200
        return without_chance(page)

    def add(self, name="Nep"):
        """Add a person of the owner's own making, with a link to the round."""
        organisation = self.round.partnership.organisations.first().pk
        fields = {"name": name, "email": f"{name}@voorbeeld.test", "role": "manager", "organisation": organisation}
        address = f"/partnerships/{self.round.partnership_id}/participants/new/"
        assert self.browser.post(address, fields | {"rounds": [self.round.pk]}).status_code == 302
        return Participant.objects.get(name=name)

    def remove(self, person):
        assert self.browser.post(f"/participants/{person.pk}/", {"remove": "1"}).status_code == 302


def next_day(round_):
    """Let the count of a round be of the day before."""
    Round.objects.filter(pk=round_.pk).update(counted_on=timezone.localdate() - timedelta(days=1))


def story(owner, victim):
    """Yield everything that the owner sees while trying whether the victim has answered."""
    yield owner.pages()
    yield owner.open_link_of(victim)
    yield owner.pages()
    key = send(key_of(victim), ratings(1))
    yield owner.pages()
    withdraw(key, now=timezone.now())
    yield owner.pages()
    fake = owner.add()
    yield owner.pages()
    own = send(key_of(fake.invitations.get()), ratings(5))
    yield owner.pages()
    withdraw(own, now=timezone.now())
    owner.remove(victim.participant)
    yield owner.pages()
    owner.remove(fake)
    yield owner.pages()


@pytest.mark.django_db
@pytest.mark.parametrize("n_others", [4, 6, 9] if IS_SOAK else [4])
def test_two_worlds_look_the_same_to_an_owner_all_day(partnership, anna, n_others):
    seen = []
    for has_answered in (True, False):
        with world():
            round_ = make_round(partnership, n_participants=12)
            victim, *others = round_.invitations.order_by("pk")
            if has_answered:
                send(key_of(victim), ratings(5))
            for invitation in others[: n_others if has_answered else n_others + 1]:
                send(key_of(invitation), ratings(3))
            seen.append(list(story(Owner(anna, round_), victim)))
    assert len(seen[0]) == 9
    assert any(f"{n_others // 5 * 5 + 5 * (n_others % 5 == 4)}–" in page for page in seen[0][0])
    assert seen[0] == seen[1]


@pytest.mark.django_db
def test_removing_a_person_lowers_no_count_the_next_day(partnership, anna):
    after = []
    for n_removed in (0, 1, 3):
        with world():
            round_ = make_round(partnership, n_participants=12)
            owner, people = Owner(anna, round_), list(round_.invitations.order_by("pk"))
            for invitation in people[:10]:
                send(key_of(invitation), ratings(3))
            for invitation in people[:n_removed]:
                owner.remove(invitation.participant)
            next_day(round_)
            after.append(response_count(Round.objects.get(pk=round_.pk)))
    assert after[0].whole.n_sent == 10
    assert after == [after[0]] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(10 if IS_SOAK else 2))
def test_whatever_happens_a_count_stands_all_day_and_is_a_five_of_that_moment(partnership, anna, seed):
    chance = random.Random(seed)
    round_ = make_round(partnership, n_participants=24, closes_in_days=60)
    owner, keys = Owner(anna, round_), []
    seen = set()
    for day in range(N_DAYS):
        n_sent = Response.objects.counting().filter(round=round_).count()
        shown = shown_to(owner)
        assert shown == n_sent // 5 * 5
        for _deed in range(4):
            happen(chance, owner, keys, day)
            assert shown_to(owner) == shown
        seen.add(shown)
        next_day(round_)
    assert len(seen) > 1


def happen(chance, owner, keys, day):
    """Let somebody answer, take back, be added or be removed."""
    kind = chance.choice(["send", "send", "send", "withdraw", "add", "remove"])
    people = list(owner.round.invitations.filter(participant__isnull=False).order_by("pk"))
    if kind == "send" and people:
        keys.append(send(key_of(chance.choice(people)), ratings(3)))
    elif kind == "withdraw" and keys:
        withdraw(keys.pop(), now=timezone.now())
    elif kind == "add":
        owner.add(f"Nep {day} {chance.random()}".replace(" ", "-"))
    elif kind == "remove" and len(people) > 15:
        owner.remove(chance.choice(people).participant)


def shown_to(owner):
    """Return the count that the page of the round tells: the lower of the five, or all if that is not so."""
    found = re.search(r"(\d+)–(\d+) van de \d+ mensen", words(owner.browser.get(f"/rounds/{owner.round.pk}/")))
    low, high = map(int, found.groups())
    assert low <= high <= low + 4
    return low


@pytest.fixture
def sink(settings):
    with mail_server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, PATIENCE
        settings.DEFAULT_FROM_EMAIL = "driekracht@voorbeeld.test"
        yield running


def deliver(now):
    fill_due_mailings(now=now)
    while send_due_mails(now=now):
        pass


def plus_address(number):
    return f"anna+{number}@voorbeeld.test"


def take_over_addresses(owner, invitations):
    """Put addresses of one's own at these people, as the page of each lets an owner do."""
    for number, invitation in enumerate(invitations):
        place = f"/participants/{invitation.participant_id}/"
        fields = filled_in(owner.browser.get(place)) | {"email": plus_address(number)}
        assert owner.browser.post(place, fields).status_code == 302


def mails_to_owner(sink, of_kind=""):
    """Return how many mails came at each address of the owner; only those with these words in them, if any."""
    texts = [(str(mail["To"]), mail.get_body(("plain",)).get_content()) for mail in sink.mails]
    return Counter(to for to, text in texts if to.startswith("anna+") and of_kind in text)


def mailed_world(partnership, anna, sink, n_answered):
    """Let an owner put addresses of its own at eight people of whom so many have answered; return all that it sees."""
    sink.texts, sink.recipients = [], []
    round_ = make_round(partnership, n_participants=12, sends_thanks=False)
    plan_mailings(round_, now=timezone.now())
    deliver(timezone.now())
    owner, people = Owner(anna, round_), list(round_.invitations.order_by("pk"))
    for invitation in people[:n_answered]:
        send(key_of(invitation), ratings(4))
    for invitation in people[n_answered:8]:
        save(key_of(invitation), ratings(4))
    take_over_addresses(owner, people[:8])
    deliver(timezone.now())
    next_day(round_)
    Round.objects.filter(pk=round_.pk).update(opens_at=timezone.now() - timedelta(days=30))
    for days in (7, 2):
        deliver(timezone.localtime(round_.closes_at - timedelta(days=days)).replace(hour=9, minute=1))
    warn_before_closing(now=round_.closes_at - timedelta(hours=20))
    deliver(round_.closes_at - timedelta(hours=20))
    seen = [*owner.pages(), without_chance(owner.browser.get(f"/rounds/{round_.pk}/mail/"))]
    return round_, mails_to_owner(sink), seen


@pytest.mark.django_db
def test_own_addresses_at_people_tell_by_no_mail_and_no_page_who_has_answered(partnership, anna, sink):
    worlds = []
    for n_answered in (5, 8):
        with world():
            _round, mails, seen = mailed_world(partnership, anna, sink, n_answered)
            assert mails == dict.fromkeys(map(plus_address, range(8)), 1)  # the new link of each, and nothing more
            assert sink.counts["persoon11@voorbeeld.test"] >= 3  # others are reminded, so there were reminders
            assert [sink.counts[f"persoon{number}@voorbeeld.test"] for number in range(8)] == [2] * 8
            told = mails_to_text(sink, "persoon0@voorbeeld.test")
            assert "werkt niet meer" in told[-1]
            worlds.append((mails, seen))
    assert worlds[0] == worlds[1]


def mails_to_text(sink, address):
    return [mail.get_body(("plain",)).get_content() for mail in sink.mails if str(mail["To"]) == address]


@pytest.mark.django_db
def test_links_in_mails_to_own_addresses_add_answers_and_replace_none(partnership, anna, sink):
    round_, _mails, _seen = mailed_world(partnership, anna, sink, 5)
    kept = set(Response.objects.filter(round=round_, sent_at__isnull=False).values_list("pk", flat=True))
    for number in range(8):
        (text,) = mails_to_text(sink, plus_address(number))
        device = Device().begin(re.search(r"https?://[^/]+(/i/\S+)", text).group(1))
        assert "4" not in device.chosen.values()
    for invitation in round_.invitations.filter(is_reminded=False):
        send(key_of(invitation), ratings(1))
    now = set(Response.objects.filter(round=round_, sent_at__isnull=False).values_list("pk", flat=True))
    assert kept < now
    assert len(now - kept) == 8


def at_once(*calls):
    """Make these calls at one moment, each with its own connection, and return what they returned."""
    start = threading.Barrier(len(calls), timeout=PATIENCE)

    def call_when_all_are_there(call):
        try:
            start.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        made = [pool.submit(call_when_all_are_there, call) for call in calls]
        return [one.result(timeout=PATIENCE) for one in made]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(20 if IS_SOAK else 3))
def test_all_who_count_at_once_while_an_answer_comes_are_told_the_same(attempt, partnership):
    round_ = make_round(partnership, n_participants=12)
    people = list(round_.invitations.order_by("pk"))
    for invitation in people[:4]:
        send(key_of(invitation), ratings(3))

    def look():
        return response_count(Round.objects.get(pk=round_.pk))

    *told, _n_counted, _key = at_once(
        *[look] * 4,
        partial(count_open_rounds, now=timezone.now()),
        partial(send, key_of(people[4]), ratings(3)),
    )

    kept = Round.objects.get(pk=round_.pk)
    assert told == [response_count(kept)] * 4
    assert kept.counted_on == timezone.localdate()
    assert kept.day_count["n_sent"] in {0, 5}
    assert Response.objects.filter(sent_at__isnull=False).count() == 5


@pytest.mark.django_db
def test_a_look_that_began_before_midnight_takes_no_place_of_todays_count(partnership, monkeypatch):
    round_ = make_round(partnership, n_participants=12)
    for invitation in round_.invitations.order_by("pk")[:4]:
        send(key_of(invitation), ratings(3))
    late = Round.objects.get(pk=round_.pk)
    today = response_count(Round.objects.get(pk=round_.pk))
    send(key_of(round_.invitations.last()), ratings(3))
    yesterday = timezone.localdate() - timedelta(days=1)
    monkeypatch.setattr("assessments.results.counting.timezone.localdate", lambda: yesterday)
    assert response_count(late).whole == today.whole
    monkeypatch.undo()
    assert response_count(Round.objects.get(pk=round_.pk)) == today
