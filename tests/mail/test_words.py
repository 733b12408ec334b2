"""The mails as people get them: every kind, both languages, both formats, and nothing that does not belong."""

import re
from datetime import UTC, timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings as product
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from assessments.models import (
    CoordinatorInvitation,
    Invitation,
    Mail,
    MailText,
    Participant,
    Partnership,
    PlannedAction,
    Round,
    User,
)
from assessments.models.mails import MailKind
from assessments.services.closing import close_round
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.letters import write_letter
from assessments.services.mail.queue import NewMail, enqueue
from assessments.services.mail.words import (
    IN_DUTCH,
    PLACEHOLDERS,
    placeholders_in,
    standard_words,
    unknown_placeholders,
    with_plain_placeholders,
)
from tests.responses import after, send_all

pytestmark = pytest.mark.django_db

TO_PARTICIPANTS = ["invitation", "reminder", "link_again", "unsent", "extended", "thanks"]
TO_OWNERS = ["to_close", "extended_itself", "closed", "retention"]
REPLIES = ("Uw antwoord op deze mail gaat naar", "Your reply to this email goes to")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Read(HTMLParser):
    """The words and the addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.words, self.links, self.tags = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name in {"href", "src"}]

    def handle_data(self, data):
        if self.lasttag != "style" or "@media" not in data:
            self.words += data.split()


def queue(kind, round_, **target):
    enqueue([NewMail(MailKind(kind), f"{kind}:{round_.pk}", round=round_, **target)], now=timezone.now())


def only_mail(sink):
    assert send_due_mails(now=timezone.now()) == 1
    (mail,) = sink.mails
    return mail


def letter_in(mail):
    """Return the part with the words of a mail, which may have a file for a calendar with it."""
    if mail.get_content_type() != "multipart/mixed":
        return mail
    letter, calendar = mail.iter_parts()
    assert calendar.get_content_type() == "text/calendar"
    return letter


def plain_and_html(mail):
    """Return both formats, after checking that they say the same and have no other links."""
    mail = letter_in(mail)
    assert mail.get_content_type() == "multipart/alternative"
    plain, rich = (part.get_content() for part in mail.iter_parts())
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    page = Read(rich)
    assert page.tags <= {"html", "head", "meta", "title", "style", "body", "table", "tr", "td", "p", "br", "a"}
    assert "url(" not in rich, "nothing is fetched by opening the mail"
    links = {link.rstrip(".,") for link in ADDRESS.findall(plain)}
    to_write_to = {link.removeprefix("mailto:") for link in page.links if link.startswith("mailto:")}
    assert all(address in plain for address in to_write_to)
    assert links == {link for link in page.links if not link.startswith("mailto:")}
    assert {urlsplit(link).netloc for link in links} == {urlsplit(product.SITE_URL).netloc}
    missing = set(plain.split()) - set(page.words) - {"-", "--"}
    assert not missing
    assert "{" not in plain + " ".join(page.words)
    return plain, rich


def n_times_privacy_is_told(plain):
    return plain.count(f"{product.SITE_URL}/privacy/")


@pytest.fixture
def first(open_round):
    open_round.sender_name, open_round.contact_name = "Jeugdketen Noord", "Anna de Vries"
    open_round.contact_email = "anna@gemeente.test"
    open_round.save()
    return open_round.invitations.order_by("pk").first()


def test_a_mail_goes_to_the_domain_that_was_written_also_with_other_letters(first, sink):
    table = {Participant: first.participant_id, Round: first.round_id}
    with connection.cursor() as cursor:  # as from before addresses were cleaned
        for model, column, text in (
            (Participant, "email", "jo@straße.test"),
            (Round, "contact_email", "c@müller.test"),
        ):
            statement = f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608 - names of ours
            cursor.execute(statement, [text, table[model]])
    queue("invitation", Round.objects.get(), invitation=Invitation.objects.get(pk=first.pk))
    mail = only_mail(sink)
    assert mail["To"] == "jo@xn--strae-oqa.test"
    assert "<c@xn--mller-kva.test>" in mail["Reply-To"]


@pytest.mark.parametrize("kind", TO_PARTICIPANTS)
@pytest.mark.parametrize("language", ["nl", "en", "both"])
def test_mails_to_participants_say_everything_in_their_language_and_their_links_work(first, sink, kind, language):
    round_ = first.round
    round_.mail_language = language
    round_.save()
    queue(kind, round_, invitation=first)

    mail = only_mail(sink)
    plain, rich = plain_and_html(mail)

    assert str(mail["To"]) == "persoon0@voorbeeld.test"
    assert str(mail["From"]) == "Jeugdketen Noord <driekracht@voorbeeld.test>"
    assert str(mail["Reply-To"]) == "Anna de Vries <anna@gemeente.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<\w+@voorbeeld\.test>", mail["Message-ID"])
    assert ("Beste Persoon 0" in plain, "Dear Persoon 0" in plain) == (language != "en", language != "nl")
    assert plain.startswith("English below.") == (language == "both")
    assert f'lang="{"en" if language == "en" else "nl"}"' in rich
    assert "Anna de Vries, anna@gemeente.test" in plain
    assert [f"{reply} anna@gemeente.test." in plain for reply in REPLIES] == [language != "en", language != "nl"]
    link = next(found for found in ADDRESS.findall(plain) if "/i/" in found)
    assert Client().get(urlsplit(link).path, follow=True).status_code == 200
    assert n_times_privacy_is_told(plain) == (2 if language == "both" else 1)
    name = round_.partnership.name
    told = {
        "nl": f"omdat een coördinator uw e-mailadres op de lijst van {name} heeft gezet",
        "en": f"because a coordinator put your email address on the list of {name}",
    }
    assert [told[one] in plain for one in ("nl", "en")] == [language != "en", language != "nl"]
    stop = mail["List-Unsubscribe"].strip("<>")
    assert stop in plain
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post(urlsplit(stop).path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    first.participant.refresh_from_db()
    assert not first.participant.wants_mail


@pytest.mark.parametrize("kind", TO_OWNERS)
def test_mails_to_owners_lead_to_the_page_of_the_round(anna, open_round, sink, kind):
    open_round.contact_email = ""
    open_round.save()
    queue(kind, open_round, user=anna)
    mail = only_mail(sink)
    plain, _rich = plain_and_html(mail)
    assert str(mail["To"]) == "anna@voorbeeld.test"
    assert mail["List-Unsubscribe"] is None
    assert "Beste Anna" in plain
    assert "omdat u coördinator bent van Jeugdketen Noord" in plain
    assert n_times_privacy_is_told(plain) == 1
    page = "result/" if kind == "closed" else ""
    assert f"/rounds/{open_round.pk}/{page}" in plain


def test_whoever_coordinates_no_more_gets_no_news_of_the_round(bas, chris, open_round, sink):
    queue("to_close", open_round, user=chris)
    assert send_due_mails(now=timezone.now()) == 0
    assert not Mail.objects.exists()


def test_the_mail_about_a_result_goes_only_while_it_is_shared(open_round, sink):
    send_all(open_round)
    close_round(open_round.pk, by=None, now=after(open_round))
    invitation = open_round.invitations.order_by("pk").first()
    queue("result", open_round, invitation=invitation)
    mail = Mail.objects.get()
    assert write_letter(mail) is None
    type(open_round).objects.filter(pk=open_round.pk).update(state="published")
    plain, _rich = plain_and_html(only_mail(sink))
    assert "/i/" in plain


@pytest.mark.parametrize(
    ("access", "buttons"),
    [
        ("owner", ["De uitnodiging aannemen", "Accept the invitation"]),
        ("reader", ["De uitslagen lezen", "Read the results"]),
    ],
)
def test_an_invitation_to_coordinate_or_to_read_and_a_reminder_of_an_action(anna, partnership, sink, access, buttons):
    now = timezone.now()
    invitation = CoordinatorInvitation.objects.create(
        partnership=partnership, email="dirk@elders.test", access=access, invited_by=anna, created_at=now
    )
    action = PlannedAction.objects.create(
        partnership=partnership, title="Overleg <b>elke</b> maand", person="Els", email="els@school.test", reminds=True
    )
    enqueue(
        [
            NewMail(MailKind.COORDINATOR, "one", coordinator_invitation=invitation),
            NewMail(MailKind.PLANNED_ACTION, "two", planned_action=action),
        ],
        now=now,
    )
    assert send_due_mails(now=timezone.now()) == 2
    to_dirk, to_els = sorted(sink.mails, key=lambda mail: str(mail["To"]))
    plain, rich = plain_and_html(to_dirk)
    assert re.findall(r'class="letter-button-link"[^>]*>([^<]+)<', rich) == buttons
    assert "Anna" in plain
    assert "omdat een coördinator van Jeugdketen Noord uw e-mailadres heeft ingevuld" in plain
    assert n_times_privacy_is_told(plain) == 2
    assert Client().get(urlsplit(ADDRESS.search(plain)[0]).path).status_code == 200
    assert str(to_els["To"]) == "els@school.test"
    plain, rich = (part.get_content() for part in to_els.iter_parts())
    assert "Overleg <b>elke</b> maand" in plain
    assert "omdat een coördinator van Jeugdketen Noord uw e-mailadres heeft ingevuld" in plain
    assert n_times_privacy_is_told(plain) == 1
    assert "Overleg &lt;b&gt;elke&lt;/b&gt; maand" in rich


def test_a_coordinator_who_chose_a_language_gets_mail_in_that_one_alone(anna, open_round, sink):
    User.objects.create_user("dirk@elders.test", language="nl")
    User.objects.filter(pk=anna.pk).update(language="en")
    partnership = open_round.partnership
    invitation = CoordinatorInvitation.objects.create(
        partnership=partnership, email="Dirk@elders.test", access="reader", created_at=timezone.now()
    )
    enqueue([NewMail(MailKind.COORDINATOR, "one", coordinator_invitation=invitation)], now=timezone.now())
    queue("closed", open_round, user=anna)
    assert send_due_mails(now=timezone.now()) == 2
    to_anna, to_dirk = sorted((plain_and_html(one)[0] for one in sink.mails), key=lambda text: "Anna" not in text)
    assert n_times_privacy_is_told(to_anna) == n_times_privacy_is_told(to_dirk) == 1
    assert ("The round" in to_anna, "De meting" in to_anna) == (True, False)
    assert "Jeugdketen Noord" in to_dirk


def test_words_of_a_coordinator_and_names_are_escaped_and_stay_out_of_the_head(first, sink):
    round_, person = first.round, first.participant
    person.name = "Jan {link} <script>"
    person.save()
    round_.sender_name = "Keten\r\nBcc: dief@elders.test"
    round_.contact_name = "Anna\nX-Kwaad: ja"
    round_.save()
    MailText.objects.create(
        round=round_, kind="invitation", language="nl", subject="Voor {name}", body="<img src=x> {name}\n.\n{link}"
    )
    queue("invitation", round_, invitation=first)
    mail = only_mail(sink)
    plain, rich = (part.get_content() for part in letter_in(mail).iter_parts())
    assert str(mail["Subject"]) == "Voor Jan {link} <script>"
    assert "<img src=x> Jan {link} <script>\n.\nhttp" in plain.replace("\r\n", "\n")
    assert not Read(rich).tags & {"img", "script"}
    assert sink.recipients == ["persoon0@voorbeeld.test"]
    assert {"Bcc", "X-Kwaad"} & set(mail.keys()) == set()


def test_names_with_accents_commas_and_quotes_stand_well_in_the_head(first, sink):
    round_, person = first.round, first.participant
    round_.sender_name, round_.contact_name = 'Coördinatie "Noord", regio', "Zoë, Anna & Bas"
    round_.partnership.name = "Één keten, één gezin"
    round_.partnership.save()
    round_.save()
    person.name = "Renée"
    person.save()
    queue("thanks", round_, invitation=first)
    mail = only_mail(sink)
    assert [address.display_name for address in mail["From"].addresses] == ['Coördinatie "Noord", regio']
    assert [address.display_name for address in mail["Reply-To"].addresses] == ["Zoë, Anna & Bas"]
    assert "Één keten, één gezin" in mail["Subject"]
    assert "Renée" in plain_and_html(mail)[0]
    assert all(len(line) <= 998 for line in sink.texts[0].splitlines())


def test_a_mail_has_the_words_and_the_address_of_the_moment_it_is_sent(first, sink):
    queue("invitation", first.round, invitation=first)
    MailText.objects.create(
        round=first.round, kind="invitation", language="nl", subject="Nieuw", body="Andere woorden {link}"
    )
    first.participant.email = "nieuw@voorbeeld.test"
    first.participant.save()
    first.generation += 1
    first.save()
    mail = only_mail(sink)
    assert (str(mail["To"]), str(mail["Subject"])) == ("nieuw@voorbeeld.test", "Nieuw")
    plain = next(letter_in(mail).iter_parts()).get_content()
    assert Client().get(urlsplit(ADDRESS.search(plain)[0]).path, follow=True).status_code == 200


@pytest.mark.parametrize("kind", list(MailKind))
def test_our_own_words_are_there_in_both_languages_with_the_same_placeholders(kind):
    dutch, english = (standard_words(kind, language) for language in ("nl", "en"))
    assert dutch.body != english.body
    assert dutch.subject != english.subject
    plain = [with_plain_placeholders(words) for words in (dutch, english)]
    found = [sorted(set(re.findall(r"\{\w+\}", words.subject + words.body))) for words in plain]
    assert found[0] == found[1]
    assert "!" not in dutch.body + dutch.subject
    if kind in {MailKind.INVITATION, MailKind.REMINDER, MailKind.THANKS, MailKind.RESULT}:
        assert unknown_placeholders(dutch.subject + dutch.body) == []
    with translation.override("en"):
        assert standard_words(kind, "nl") == dutch


def test_a_text_may_have_its_placeholders_in_dutch_and_in_english(first, sink):
    queue("invitation", first.round, invitation=first)
    text = "Beste {naam} ({name}), {samenwerkingsverband} sluit {sluit}, dus {closes}.\n\n{duur}\n\n{link}"
    assert unknown_placeholders(text) == []
    MailText.objects.create(round=first.round, kind="invitation", language="nl", subject="{meting}", body=text)
    mail = only_mail(sink)
    plain = next(letter_in(mail).iter_parts()).get_content()
    assert f"Beste {first.participant.name} ({first.participant.name}), {first.round.partnership.name} sluit" in plain
    assert str(mail["Subject"]) == first.round.title
    assert "{" not in plain


def test_what_may_be_used_is_shown_in_the_language_of_who_reads_it():
    assert placeholders_in("en") == PLACEHOLDERS
    assert placeholders_in("nl") == ("naam", "samenwerkingsverband", "meting", "link", "sluit", "duur", "contact")
    with translation.override("nl"):
        shown = [translation.pgettext("placeholder", "{" + name + "}") for name in IN_DUTCH]
    assert shown == ["{" + dutch + "}" for dutch in IN_DUTCH.values()], "on the page that lists them"


def calendar_of(mail):
    """Return the lines of the file for a calendar as programs read them: put together again."""
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_filename() == "driekracht.ics"
    raw = part.get_payload(decode=True)
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    *lines, last = raw.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[4], last) == ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "")
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    return dict(line.split(":", 1) for line in lines[1:-2])


def test_the_closing_date_comes_as_an_event_that_moves_with_it_and_has_no_link(first, sink):
    round_ = first.round
    name = "Zorg, wonen; en \\ veiligheid: een heel lange naam vol ë in Öztürkstad-Noord"
    Partnership.objects.update(name=name)
    queue("invitation", round_, invitation=first)
    before = calendar_of(only_mail(sink))
    round_.closes_at += timedelta(days=7)
    round_.save()
    queue("extended", round_, invitation=first)
    assert send_due_mails(now=timezone.now()) == 1
    after_it = calendar_of(sink.mails[-1])
    assert before["UID"] == after_it["UID"]
    assert int(after_it["SEQUENCE"]) == int(before["SEQUENCE"]) + 7 * 24 * 60
    assert after_it["DTSTART"] == f"{round_.closes_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    told = name.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert before["SUMMARY"] == f"Laatste moment om te antwoorden: {told}"
    assert not ADDRESS.search(repr(before))


def test_the_link_is_a_button_with_the_address_under_it_and_the_closing_date_stands_in_a_box(first, sink):
    queue("invitation", first.round, invitation=first)
    _plain, rich = plain_and_html(only_mail(sink))
    assert re.search(r'class="letter-button-link" style="[^"]+" href="[^"]+/i/[^"]+">Naar de vragen</a>', rich)
    assert re.search(r'class="letter-box" style="[^"]+">U kunt antwoorden tot ', rich)
    assert 'class="letter-name"' in rich
    assert "prefers-color-scheme: dark" in rich
    assert not re.findall(r'class="letter-[a-z-]+"(?! style=)', rich)


def test_a_link_within_a_sentence_stays_there_and_gets_a_button_too(first, sink):
    body = "Beste {name},\n\nGa naar {link} en vul in.\n\nTot {closes}."
    MailText.objects.create(round=first.round, kind="invitation", language="nl", subject="Doe mee", body=body)
    queue("invitation", first.round, invitation=first)
    plain, rich = plain_and_html(only_mail(sink))
    assert "Ga naar http" in plain
    assert "Naar de vragen" in rich
