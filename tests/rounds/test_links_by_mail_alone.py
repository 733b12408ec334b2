"""On a site that mails, the link of whoever has an address is on no page; people without one get theirs by hand."""

import html
import re

import pytest
from django.utils import timezone

from assessments.links import invitation_token
from assessments.models import AuditEntry, Invitation, Mail, Participant, Round
from assessments.models.answers import Response
from assessments.models.mails import MailKind
from assessments.results.handing_out import handed_out, is_handed_out, mailed_alone
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings
from tests.answering.device import Device, link_of
from tests.pages import filled_in, signed_in, words
from tests.responses import key_of, ratings, send
from tests.visiting import addresses, client_of, stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once")]
MAILED = "Deze link is alleen aan u gestuurd, per mail. Geen coördinator ziet hem."
HANDED_OUT = "De coördinator heeft deze link gemaakt en uitgedeeld"
SEEN = "De coördinator heeft deze link kunnen zien"
OWN_LINK = {"invitation", "mangled_link", "unsubscribe"}
"""The names whose address holds the secret itself."""


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def token_of(invitation):
    return invitation_token(invitation.pk, invitation.generation)


def person(round_, number, **changes):
    """Change the so manieth person of a round, and return the invitation."""
    invitation = round_.invitations.order_by("pk")[number]
    Participant.objects.filter(pk=invitation.participant_id).update(**changes)
    return Invitation.objects.select_related("participant").get(pk=invitation.pk)


def all_that_is_sent(answer):
    """Return everything of an answer that a browser gets: the page or file, and the headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("latin-1") + str(answer.headers)


def all_pages(scene, visitor):
    """Return all that this visitor can get under any URL name, with searches, languages, previews and lists."""
    client, opened = client_of(scene, visitor), f"/rounds/{scene.open.pk}/"
    people = f"/partnerships/{scene.partnership.pk}/participants/"
    there = [address for name, address in addresses(scene).items() if name not in OWN_LINK]
    there += [f"{opened}links/?q=Persoon", f"{opened}links/?q=3&page=2", f"{opened}sheet/?language=en"]
    there += [f"{opened}mail/texts/?kind=reminder", f"{people}?q=persoon&order=name", f"{people}example.xlsx"]
    found = [all_that_is_sent(client.get(address)) for address in there]
    texts = f"{opened}mail/texts/"
    for place, button in ((texts, "go"), (f"/partnerships/{scene.partnership.pk}/rounds/new/", "preview")):
        fields = filled_in(client.get(place)) if visitor == "anna" else {}
        found.append(all_that_is_sent(client.post(place, fields | {button: "preview"})))
    return found


@pytest.mark.usefixtures("with_mail")
def test_no_page_file_or_list_holds_a_link_that_goes_by_mail_and_a_start_page_says_which_ones_do(settings):
    scene = stage()
    person(scene.open, 1, email="")
    person(scene.open, 2, wants_mail=False)
    of_owner, of_reader = "".join(all_pages(scene, "anna")), "".join(all_pages(scene, "bas"))
    shown = [one for one in scene.open.invitations.order_by("pk") if token_of(one) in of_owner]
    assert [one.participant.name for one in shown] == ["Persoon 1"]
    assert not [one for one in scene.open.invitations.all() if token_of(one) in of_reader]
    for number, invitation in enumerate(scene.open.invitations.order_by("pk")):
        said = Device().open(link_of(scene.open, number)).text
        assert (HANDED_OUT in said, MAILED in said) == (invitation in shown, invitation not in shown)
    assert [entry.user.email for entry in AuditEntry.objects.filter(action="links")] == ["anna@voorbeeld.test"]


def test_without_a_mail_server_every_link_is_handed_out_and_the_start_page_says_so(settings):
    scene = stage()
    of_owner = "".join(all_pages(scene, "anna"))
    assert all(token_of(one) in of_owner for one in scene.open.invitations.all())
    assert HANDED_OUT in Device().open(link_of(scene.open)).text
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    said = Device().open(link_of(scene.open)).text
    assert SEEN in said
    assert MAILED not in said


def test_who_holds_a_link_that_is_handed_out_sees_and_replaces_nothing(open_round):
    one = open_round.invitations.order_by("pk")[0]
    assert "kan niemand zien of vervangen wat u hebt verstuurd" in Device().open(link_of(open_round)).text
    send(key_of(one), ratings(4))
    page = Device().begin(link_of(open_round))
    assert page.form.options["A1"]
    assert "A1" not in page.chosen
    send(key_of(one), ratings(1))
    kept = Response.objects.counting().get(invitation=one)
    assert {entry["value"] for entry in kept.answers.values()} == {4}


@pytest.mark.usefixtures("with_mail")
def test_with_the_open_link_nothing_is_said_of_a_link_of_ones_own(open_round):
    Round.objects.update(has_open_link=True)
    said = Device().open(f"/m/{open_round.join_code}/").text
    assert "antwoorden" in said
    assert not [words_ for words_ in (MAILED, HANDED_OUT, SEEN) if words_ in said]


@pytest.mark.parametrize("host", ["", "mail.voorbeeld.test"])
def test_one_rule_decides_for_one_person_and_for_many(open_round, settings, host):
    settings.EMAIL_HOST = host
    person(open_round, 0, email="")
    person(open_round, 1, wants_mail=False)
    Participant.objects.get(name="Persoon 2").delete()
    everyone = Invitation.objects.order_by("pk")
    by_hand = {one.pk for one in everyone if is_handed_out(one)}
    assert {one.pk for one in handed_out(everyone)} == by_hand
    living = {one.pk for one in everyone if one.participant}
    assert {one.pk for one in mailed_alone(everyone)} == living - by_hand
    assert len(by_hand) == (1 if host else 5)


@pytest.mark.usefixtures("with_mail")
def test_who_gets_the_link_by_mail_is_named_without_it_and_who_wants_no_mail_apart(browser, open_round):
    unwilling = person(open_round, 2, wants_mail=False).participant
    person(open_round, 1, email="")
    page = browser.get(f"/rounds/{open_round.pk}/links/")
    assert "alleen per mail. Niemand anders ziet die, ook u niet: Persoon 0, Persoon 3" in words(page)
    assert f'href="/participants/{unwilling.pk}/">Persoon 2</a>' in page.content.decode()
    assert page.content.decode().count("/i/") == 2  # in the field and in the list of all
    sheet = words(browser.get(f"/rounds/{open_round.pk}/sheet/"))
    assert "1 kaartje" in sheet
    assert "Deelnemers met een e-mailadres hebben geen kaartje" in sheet


@pytest.mark.usefixtures("with_mail")
def test_where_all_links_are_mailed_nothing_is_printed_noted_or_called_handed_out(browser, open_round):
    page = browser.get(f"/rounds/{open_round.pk}/links/")
    assert "/sheet/" not in page.content.decode()
    answer = browser.get(f"/rounds/{open_round.pk}/sheet/")
    assert answer.url == f"/rounds/{open_round.pk}/links/"
    assert "niets af te drukken" in words(browser.get(answer.url))
    assert not AuditEntry.objects.exists()
    assert not Round.objects.get().has_shown_links
    detail = browser.get(f"/rounds/{open_round.pk}/").content.decode()
    assert "Links uitdelen" not in detail
    assert "0 <small>van de 6 mensen" in detail


def test_no_name_becomes_a_formula_in_a_spreadsheet_with_all_links(browser, open_round):
    person(open_round, 0, name='=HYPERLINK("http://x.test")', email="+anna@school.test")
    content = browser.get(f"/rounds/{open_round.pk}/links/").content.decode()
    pasted = re.search(r"<textarea[^>]*data-copy-source>(.*?)</textarea>", content, re.DOTALL)[1]
    cells = sorted(line.split("\t") for line in html.unescape(pasted).strip().split("\n"))
    assert {len(row) for row in cells} == {4}
    assert cells[0][:2] == ['\'=HYPERLINK("http://x.test")', "'+anna@school.test"]
    assert cells[1][0].startswith("Persoon ")


def test_only_links_on_a_page_count_as_shown_and_a_new_one_does_not(browser, open_round, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    shown = person(open_round, 3, email="")
    browser.get(f"/rounds/{open_round.pk}/links/?q=niemand")
    assert list(Invitation.objects.filter(is_shown=True)) == [shown]  # the list of all is on every page
    browser.post(f"/rounds/{open_round.pk}/links/", {"renew": shown.pk})
    shown.refresh_from_db()
    assert (shown.generation, shown.is_shown) == (2, False)


# New links


@pytest.mark.usefixtures("with_mail")
def test_a_new_link_for_somebody_with_an_address_is_made_on_the_page_of_the_mail_and_mailed_at_once(
    browser, open_round
):
    plan_mailings(open_round, now=timezone.now())
    fill_due_mailings(now=timezone.now())
    old, one = link_of(open_round), open_round.invitations.order_by("pk")[0]
    place = f"/rounds/{open_round.pk}/mail/"
    assert f'name="renew" value="{one.pk}"' in re.sub(r"\s+", " ", browser.get(place).content.decode())
    said = browser.post(place, {"renew": one.pk}, follow=True)
    assert "De oude link van Persoon 0 werkt niet meer. De nieuwe gaat per mail." in words(said)
    one.refresh_from_db()
    assert token_of(one) not in said.content.decode()
    assert Device().open(old).status == 404
    assert Device().open(link_of(open_round)).status == 200
    waiting = Mail.objects.filter(kind=MailKind.INVITATION, invitation=one)
    assert [mail.key for mail in waiting] == [f"invitation:{one.pk}:2"]
    assert AuditEntry.objects.get().action == "renewed"


@pytest.mark.usefixtures("with_mail")
def test_a_new_link_of_whoever_wants_no_mail_is_not_mailed_and_that_is_said(browser, open_round):
    one = person(open_round, 0, wants_mail=False)
    said = browser.post(f"/rounds/{open_round.pk}/mail/", {"renew": one.pk}, follow=True)
    assert "Persoon 0 wil geen mail, dus er wordt geen nieuwe gestuurd" in words(said)
    assert not Mail.objects.exists()


@pytest.mark.usefixtures("with_mail")
def test_a_new_link_reaches_an_address_from_which_mail_came_back(browser, open_round):
    one = person(open_round, 0)
    Invitation.objects.filter(pk=one.pk).update(bounced_at=timezone.now())
    browser.post(f"/rounds/{open_round.pk}/mail/", {"renew": one.pk})
    one.refresh_from_db()
    assert (one.bounced_at, Mail.objects.get().invitation) == (None, one)


# Rounds that did not mail their links


@pytest.fixture
def silent_round(open_round, with_mail):
    """Return a round from before people with an address were always mailed."""
    Round.objects.update(sends_invitations=False)
    open_round.refresh_from_db()
    return open_round


def mailed_names():
    fill_due_mailings(now=timezone.now())
    found = Mail.objects.filter(kind=MailKind.INVITATION)
    return sorted(found.values_list("invitation__participant__name", flat=True))


def test_a_round_that_mailed_nobody_says_so_and_a_button_mails_everyone(browser, silent_round):
    person(silent_round, 5, email="")
    place = f"/rounds/{silent_round.pk}/mail/"
    assert "hebben mensen hun link niet per mail gekregen" in words(browser.get(place))
    assert "nog niet allemaal een mail gekregen" in words(browser.get(f"/rounds/{silent_round.pk}/links/"))
    assert mailed_names() == []
    page = browser.post(place, {"everyone": "1"}, follow=True)
    assert "De links gaan nu per mail." in words(page)
    assert "Mail iedereen de eigen link" not in words(page)
    assert mailed_names() == [f"Persoon {number}" for number in range(5)]
    assert silent_round.mailings.filter(kind="reminder").exists()
    assert [entry.action for entry in AuditEntry.objects.exclude(action="links")] == ["invited"]
    browser.post(place, {"everyone": "1"})
    assert silent_round.mailings.filter(kind="invitation").count() == 1


def test_saving_a_round_that_mailed_nobody_mails_everyone(browser, silent_round):
    place = f"/rounds/{silent_round.pk}/edit/"
    page = browser.get(place)
    assert "Als u opslaat, krijgen deelnemers met een e-mailadres hem per mail" in words(page)
    saved = browser.post(place, filled_in(page), follow=True)
    assert "6 mails met een uitnodiging gaan om" in words(saved)
    assert mailed_names() == []
    browser.post(f"/rounds/{silent_round.pk}/mail/", {"release": "1"})
    assert len(mailed_names()) == 6
    assert "Als u opslaat" not in words(browser.get(place))


def test_who_comes_later_in_a_round_that_mailed_nobody_gets_the_link_by_mail(browser, silent_round):
    organisation = silent_round.partnership.organisations.first().pk
    fields = {"name": "Late Lies", "email": "lies@voorbeeld.test", "role": "manager", "organisation": organisation}
    place = f"/partnerships/{silent_round.partnership_id}/participants/new/"
    browser.post(place, fields | {"rounds": [silent_round.pk]})
    assert mailed_names() == ["Late Lies"]


@pytest.mark.usefixtures("with_mail")
def test_the_form_of_a_round_offers_no_choice_and_says_how_links_go(browser, open_round, partnership):
    Round.objects.update(closes_at=timezone.now(), state="closed", closed_at=timezone.now())
    page = browser.get(f"/partnerships/{partnership.pk}/rounds/new/")
    assert "sends_invitations" not in filled_in(page)
    assert "Niemand anders ziet die link, ook u niet" in words(page)
    Participant.objects.filter(name="Persoon 4").update(email="")
    opened = browser.post(page.request["PATH_INFO"], filled_in(page) | {"go": "open"}, follow=True)
    made = Round.objects.exclude(pk=open_round.pk).get()
    assert made.sends_invitations
    assert "Deelnemers met een e-mailadres krijgen hun link per mail. Deel de links hieronder uit." in words(opened)
    assert opened.request["PATH_INFO"] == f"/rounds/{made.pk}/links/"
