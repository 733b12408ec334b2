"""Links for others: Anna makes them and takes them back, Bas sees none, whoever has one sees what she chose."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import AuditEntry, ShareLink
from assessments.models.audit import AuditAction
from assessments.services.result_sharing import publish_result, withdraw_result
from assessments.services.retention import DONE, erase_what_is_done
from assessments.services.share_links import LONGEST, MOST_WORKING, NewLink, make_share_link, revoke_share_link
from tests.cast import make_partnership, make_round
from tests.pages import errors, filled_in, signed_in, signed_in_long_ago, words
from tests.reporting.disclosed import schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result

SECRET = "Onze wethouder komt nooit"
"""An open answer: in the whole report, never in the summary."""


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def round_(partnership):
    frozen = frozen_result(schijnsamenwerking(open_answers={"O1": (SECRET,) * 3}))
    return closed_round(partnership, frozen, has_open_link=True)


def page_of(round_):
    return reverse("round_share_links", args=[round_.pk])


def make(person, round_, **chosen):
    """Make a link as a coordinator does, and return its address as it stands on the page."""
    browser = signed_in(person)
    form = filled_in(browser.get(page_of(round_)))
    page = browser.post(page_of(round_), form | {"purpose": "De raad", "what": "summary"} | chosen, follow=True)
    assert page.status_code == 200
    return re.search(r'value="http://[^/]+(/s/[^"]+)"', page.content.decode())[1]


def revoke(person, round_, link):
    return signed_in(person).post(page_of(round_), {"revoke": link.pk}, follow=True)


def seen_through(address, browser=None):
    return (browser or Client()).get(address, follow=True)


def opened_addresses(link):
    return [reverse(name, args=[link.pk]) for name in ("linked_result", "linked_pdf")]


@pytest.mark.parametrize("what", ["summary", "whole"])
def test_a_link_shows_what_was_chosen_to_whoever_has_it(round_, anna, what):
    visitor = Client()
    page = seen_through(make(anna, round_, what=what), visitor)
    assert page.redirect_chain == [(f"/shared/{ShareLink.objects.get().pk}/", 302)]
    assert "Het verband heeft" in words(page) or "schijnsamenwerking" in words(page)
    assert (SECRET in words(page)) == (what == "whole")
    charts = re.findall(r'(?:src|srcset)="(charts/[^"]+)"', page.content.decode())
    assert charts
    address = page.request["PATH_INFO"]
    assert [name for name in charts if visitor.get(address + name).status_code != 200] == []
    assert (visitor.get(f"{address}charts/groups-wide.svg").status_code == 200) == (what == "whole")
    pdf = visitor.get(f"{address}report.pdf?language=nl")
    assert pdf["Content-Disposition"].endswith(f'-{"rapport" if what == "whole" else "samenvatting"}.pdf"')
    assert "plan-" not in re.sub(r'class="[^"]*"', "", page.content.decode())


def test_a_link_shows_a_result_that_is_not_shared_with_the_participants_and_stays_when_that_ends(round_, anna):
    address = make(anna, round_)
    assert seen_through(address).status_code == 200
    publish_result(round_, "whole", by=anna, now=timezone.now())
    withdraw_result(round_, by=anna, now=timezone.now())
    assert seen_through(address).status_code == 200
    assert "Links voor anderen blijven werken" not in words(signed_in(anna).get(page_of(round_)))


def test_the_address_after_opening_is_worth_nothing_without_the_link(round_, anna, chris):
    other = closed_round(make_partnership(chris, name="Elders"))
    make(anna, round_, what="whole")
    link = ShareLink.objects.get()
    stranger = Client()
    seen_through(make(chris, other), stranger)
    stranger.cookies[f"link-{link.pk}"] = stranger.cookies[f"link-{other.share_links.get().pk}"].value
    for visitor in (Client(), stranger, signed_in(anna), signed_in(chris)):
        for address in [*opened_addresses(link), reverse("linked_chart", args=[link.pk, "chain-wide.svg"])]:
            answer = visitor.get(address)
            assert answer.status_code == 403
            assert SECRET not in words(answer)
    assert "Vraag dan om de link zelf" in words(Client().get(opened_addresses(link)[0]))


def test_a_link_that_was_taken_back_shows_nothing(round_, anna):
    address = make(anna, round_, what="whole")
    visitor, link = Client(), ShareLink.objects.get()
    assert SECRET in words(seen_through(address, visitor))
    assert "laat de uitslag niet meer zien" in words(revoke(anna, round_, link))
    for page in [address, *opened_addresses(link)]:
        answer = visitor.get(page)
        assert answer.status_code == 410
        assert "De coördinator heeft deze link ingetrokken." in words(answer)
        assert SECRET not in words(answer)
    assert "ingetrokken" in words(signed_in(anna).get(page_of(round_)))
    assert address not in signed_in(anna).get(page_of(round_)).content.decode()
    revoke(anna, round_, link)
    noted = AuditEntry.objects.order_by("pk").values_list("action", "about", "who")
    about = f"sharelink:{link.pk}"
    assert list(noted) == [(AuditAction.LINK_SHARED, about, "Anna"), (AuditAction.LINK_REVOKED, about, "Anna")]


def test_a_link_ends_on_its_day_and_within_a_year(round_, anna):
    today = timezone.localdate()
    usual = filled_in(signed_in(anna).get(page_of(round_)))
    assert usual["ends_on"] == str(today + timedelta(days=90))
    for wrong, said in [
        (today - timedelta(days=1), "Deze dag is voorbij. Kies een latere dag."),
        (today + timedelta(days=366), "Dit is meer dan een jaar vooruit. Kies een eerdere datum."),
        ("morgen", "Vul een datum in die bestaat."),
        ("", "Vul in tot en met welke dag de link werkt."),
    ]:
        form = {"purpose": "De raad", "what": "whole", "ends_on": str(wrong)}
        refused = signed_in(anna).post(page_of(round_), form)
        assert refused.status_code == 422
        assert errors(refused) == [("id_ends_on", said)]
    address = make(anna, round_, ends_on=str(today))
    link = ShareLink.objects.get()
    assert link.ends_at == timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))
    visitor = Client()
    assert seen_through(address, visitor).status_code == 200
    ShareLink.objects.update(ends_at=timezone.now())
    for page in [address, *opened_addresses(link)]:
        answer = visitor.get(page)
        assert answer.status_code == 410
        assert "De tijd van deze link is voorbij." in words(answer)
    assert "afgelopen" in words(signed_in(anna).get(page_of(round_)))
    now = timezone.now()
    for ends_at in (now, now + LONGEST + timedelta(seconds=1)):
        with pytest.raises(ValidationError, match="hoogstens een jaar"):
            make_share_link(round_, NewLink("X", "whole", ends_at), by=anna, now=now)


def test_a_password_is_asked_before_anything_is_shown_and_kept_as_a_hash(round_, anna):
    address, visitor = make(anna, round_, what="whole", password="Groene Fiets"), Client()
    link = ShareLink.objects.get()
    assert "fiets" not in str(list(ShareLink.objects.values())).lower()
    asked = visitor.get(address)
    assert "Vul het wachtwoord in" in words(asked)
    assert "met een wachtwoord" in words(signed_in(anna).get(page_of(round_)))
    wrong = visitor.post(address, {"password": "rode fiets"})
    assert wrong.status_code == 422
    assert errors(wrong)[0][1].startswith("Dit is niet het wachtwoord van deze link.")
    for page in (asked, wrong, visitor.get(opened_addresses(link)[0])):
        assert SECRET not in words(page)
        assert link.purpose not in words(page)
    right = visitor.post(address, {"password": " groene  FIETS "}, follow=True)
    assert SECRET in words(right)
    assert visitor.get(address).status_code == 200  # opened anew, it asks anew
    assert ShareLink.objects.get().n_opened == 1
    short = signed_in(anna).post(page_of(round_), {"purpose": "X", "password": "kort"})
    assert ("id_password", "Een wachtwoord heeft minstens 6 letters of cijfers.") in errors(short)


def test_nobody_guesses_a_password(round_, anna):
    address = make(anna, round_, password="groene fiets")
    other = make(anna, round_, purpose="Het bestuur", password="blauwe fiets")
    assert other != address

    def tried(password, address, where="192.0.2.1"):
        return Client(REMOTE_ADDR=where).post(address, {"password": password})

    for number in range(10):
        assert "Dit is niet het wachtwoord" in words(tried(f"poging {number}", address))
        assert tried("groene fiets", address, "192.0.2.99").status_code == 302  # what is right uses up nothing
    assert "te vaak een verkeerd wachtwoord" in words(tried("groene fiets", address))
    assert tried("groene fiets", address, "192.0.2.2").status_code == 302
    assert tried("blauwe fiets", other).status_code == 302
    for number in range(50):
        tried(f"poging {number}", address, f"192.0.2.{10 + number // 10}")
    assert "te vaak een verkeerd wachtwoord" in words(tried("groene fiets", address, "192.0.2.200"))


def test_openings_are_counted_and_nothing_of_who_opened_is_kept(round_, anna):
    address = make(anna, round_)
    assert "nog niet geopend" in words(signed_in(anna).get(page_of(round_)))
    before = {name: value for name, value in ShareLink.objects.values().get().items() if name != "n_opened"}
    Client().get(address)  # a program that looks at links opens no result
    first, second = Client(), Client()
    for visitor in (first, second):
        shown = seen_through(address, visitor).request["PATH_INFO"]
        visitor.get(shown)
        visitor.get(f"{shown}charts/forces-wide.svg")
        assert "We tellen hoe vaak die wordt geopend, niet door wie." in words(visitor.get(shown))
    assert ShareLink.objects.get().n_opened == 2
    seen_through(address, first)
    link = ShareLink.objects.values().get()
    assert link.pop("n_opened") == 3
    assert link == before
    assert "3 keer geopend" in words(signed_in(anna).get(page_of(round_)))
    assert AuditEntry.objects.count() == 1


def test_no_other_site_learns_the_link_and_no_search_engine_shows_it(round_, anna):
    address, visitor = make(anna, round_, password="groene fiets"), Client()
    asked, let_in = visitor.get(address), visitor.post(address, {"password": "groene fiets"})
    shown = visitor.get(let_in.url)
    revoke(anna, round_, ShareLink.objects.get())
    over = visitor.get(address)
    for answer in (asked, let_in, shown, over):
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "private" in answer["Cache-Control"]
    assert address.split("/")[2] not in shown.content.decode() + str(shown.headers)
    cookie = visitor.cookies[f"link-{ShareLink.objects.get().pk}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (let_in.url, True, "Lax")
    assert cookie["max-age"] == 24 * 60 * 60


def test_a_link_that_was_never_made_opens_nothing(round_, anna):
    address = make(anna, round_)
    link = ShareLink.objects.get()
    for changed in (address.replace(f"/{link.pk}-", f"/{link.pk + 1}-"), address[:-4] + "AAA/", "/s/1-x/", "/s/x/"):
        assert changed != address
        answer = Client().get(changed)
        assert answer.status_code == 404
        assert "Deze link laat geen uitslag zien" in words(answer)
    assert Client().get(address.rstrip("/") + ").", follow=True).status_code == 200
    ShareLink.objects.update(made_at=link.made_at - timedelta(seconds=1))  # another row under the same number
    assert Client().get(address).status_code == 404


def test_only_owners_make_see_and_take_back_links_and_after_showing_who_they_are(round_, anna, bas, chris):
    make(anna, round_)
    link = ShareLink.objects.get()
    for person in (bas, chris):
        assert signed_in(person).get(page_of(round_)).status_code == 404
        assert revoke(person, round_, link).status_code == 404
        assert signed_in(person).post(page_of(round_), {"purpose": "X", "what": "whole"}).status_code == 404
    late = signed_in_long_ago(anna).get(page_of(round_))
    assert late.status_code == 302
    assert "reauthenticate" in late.url
    elsewhere = closed_round(make_partnership(chris, name="Elders"))
    assert signed_in(chris).post(page_of(elsewhere), {"revoke": link.pk}).status_code == 404
    assert ShareLink.objects.get().revoked_at is None


def test_the_same_form_sent_twice_makes_one_link_and_too_many_are_refused(round_, anna):
    browser = signed_in(anna)
    form = filled_in(browser.get(page_of(round_))) | {"purpose": "De raad", "what": "summary"}
    for _time in range(2):
        assert browser.post(page_of(round_), form).status_code == 302
    assert ShareLink.objects.count() == 1
    now = timezone.now()
    new = NewLink("X", "whole", now + timedelta(days=1))
    for _number in range(MOST_WORKING - 1):
        make_share_link(round_, new, by=None, now=now)
    refused = browser.post(page_of(round_), form | {"purpose": "Nog een", "once": ""})
    assert refused.status_code == 422
    assert "Er werken al 20 links." in words(refused)
    revoke_share_link(ShareLink.objects.first(), by=anna, now=timezone.now())
    assert browser.post(page_of(round_), form | {"purpose": "Nog een", "once": ""}).status_code == 302


def test_an_open_round_has_no_result_to_link_to(partnership, anna):
    opened = make_round(partnership)
    assert signed_in(anna).get(page_of(opened)).url == reverse("round_detail", args=[opened.pk])
    now = timezone.now()
    new = NewLink("X", "whole", now + timedelta(days=1))
    with pytest.raises(ValidationError, match="nog geen uitslag"):
        make_share_link(opened, new, by=anna, now=now)


def test_a_link_that_is_over_is_forgotten_after_thirty_days(round_, anna):
    for purpose in ("De raad", "Het bestuur", "De inspectie"):
        make(anna, round_, purpose=purpose)
    council, board, inspection = ShareLink.objects.order_by("pk")
    now = timezone.now()
    ShareLink.objects.filter(pk=council.pk).update(revoked_at=now)
    ShareLink.objects.filter(pk=board.pk).update(ends_at=now + timedelta(days=1))
    erase_what_is_done(now=now + DONE)
    assert ShareLink.objects.count() == 3
    erase_what_is_done(now=now + DONE + timedelta(minutes=1))
    assert list(ShareLink.objects.order_by("pk")) == [board, inspection]
    erase_what_is_done(now=now + DONE + timedelta(days=1, minutes=1))
    assert list(ShareLink.objects.all()) == [inspection]
