"""The code to go on at another device, by mail: at once, without a trace of the address."""

import pytest
from django.core.cache import cache

from assessments.models import Mail
from tests.answering.device import Device, everything, link_of

pytestmark = pytest.mark.django_db
ADDRESS = "piet@thuis.test"


@pytest.fixture
def page(open_round):
    """The second page of someone who began by a personal link."""
    return Device().begin(link_of(open_round)).send(A1="3")


def ask(page, email=ADDRESS):
    """Ask for the code in the small form below the questions."""
    place = page.path.removesuffix("2/") + "code/"
    assert f'action="{place}"' in page.html
    answer = page.device.client.post(place, {"key": page.form.fields["key"], "email": email}, follow=True)
    return answer, answer.content.decode()


def test_the_code_is_mailed_and_opens_the_answers_elsewhere(page, open_round, sink):
    before = everything()
    page = page.device.open(page.path)
    assert "mailto:?" not in page.html
    answer, html = ask(page)
    assert answer.redirect_chain[-1][0].endswith("/code/?mailed")
    assert "De code is gemaild" in html
    assert ADDRESS not in html
    assert everything() == before
    assert not Mail.objects.exists()
    assert not any("piet" in key for key in cache._cache)
    assert sink.recipients == [ADDRESS]
    [mail] = sink.mails
    text = mail.get_body().get_content()
    assert mail["Subject"] == "Uw code om op een ander apparaat verder te gaan"
    assert open_round.partnership.name in text
    for secret in ("http", link_of(open_round), "Persoon 0", page.form.fields["key"]):
        assert secret not in text + str(mail.items())
    code = text.splitlines()[2]
    other = Device()
    start = other.open(link_of(open_round))
    resume = other.open(f"{start.path}resume/")
    assert resume.send(code=code).path == page.path


def test_the_mail_speaks_the_language_of_the_person(page, sink):
    page.send(go="", language="en")
    ask(page.device.open(page.path))
    assert "Your code for the questionnaire" in sink.mails[0].get_body().get_content()


def test_nobody_fills_a_mailbox_with_codes(page, open_round, sink):
    page = page.device.open(page.path)
    assert [ask(page, f"{number}@thuis.test")[0].status_code for number in range(4)] == [200, 200, 200, 422]
    answer, html = ask(page, "4@thuis.test")
    assert "al drie keer gemaild" in html
    assert 'value="4@thuis.test"' in html
    assert len(sink.texts) == 3
    cache.clear()
    for number in range(1, 5):
        answer, _html = ask(Device().begin(link_of(open_round, number)).send(A1="3"))
        assert answer.status_code == (200 if number < 4 else 422)
    assert sink.counts[ADDRESS] == 3


def test_a_mail_that_cannot_be_sent_is_said_and_costs_no_try(page, sink, settings):
    page = page.device.open(page.path)
    sink.answer = {"RCPT": "550 no such user"}
    for _time in range(4):
        answer, html = ask(page)
        assert (answer.status_code, "neemt geen mail aan voor dit adres" in html) == (422, True)
    sink.answer = {"RCPT": "450 later"}
    assert "kon nu niet worden verstuurd" in ask(page)[1]
    sink.answer = {}
    settings.EMAIL_PORT = 1
    assert "kon nu niet worden verstuurd" in ask(page)[1]
    settings.EMAIL_PORT = sink.port
    assert "Vul een volledig e-mailadres in" in ask(page, "geen adres")[1]
    assert "Vul uw e-mailadres in" in ask(page, "")[1]
    assert ask(page, "naam\nBcc: x@y.test")[0].status_code == 422
    assert ask(page)[0].status_code == 200
    assert sink.recipients == [ADDRESS]


def test_without_a_mail_server_or_an_answer_nothing_is_sent(page, open_round, sink, settings):
    place = page.path.removesuffix("2/") + "code/"
    asked = page.device.open(place)
    assert "Mail mij de code" in asked.text
    english = asked.send(go="", language="en", email="pi")
    assert "Email me the code" in english.text
    assert 'value="pi"' in english.html
    fresh = Device().begin(link_of(open_round, 1))
    answering = fresh.path.removesuffix("1/")
    assert fresh.device.open(f"{answering}code/").path == answering
    settings.EMAIL_HOST = ""
    page = page.device.open(page.path)
    assert "mailto:?" in page.html
    assert "/code/" not in page.html
    answer = page.device.client.post(place, {"key": page.form.fields["key"], "email": ADDRESS})
    assert answer.status_code == 302
    assert sink.texts == []
