"""A copy of one's own answers: whole, in words, for whoever holds the key alone, and gone when the round closes."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from assessments.catalogue.questionnaire import questionnaire
from assessments.models.answers import Response
from assessments.services.closing import close_round
from tests.responses import INSTRUMENT, after, key_of, ratings, send, send_all

from .device import Device, everything, link_of, open_link_of

POINTLESS = "C2"
"""Not asked of who answers 1 to C1."""
OWN = "Wij zien elkaar te weinig; =SOM(A1) hoort hier niet"


@pytest.fixture
def page(open_round):
    """Return the page after sending of somebody who answered on every page, and not everything."""
    device = Device()
    page = device.begin(link_of(open_round)).send(A1="3", A2="weet_niet", A3="nvt").send(V1="5").send()
    page = page.send(B0=["a", "i"], B0_other="Omdat het kan").send(C1="1").send("check", O1=OWN)
    return page.send("send")


def copy_of(page):
    return page.device.open(next(link for link in page.form.links if link.endswith("/copy/")))


def file_of(page, kind):
    link = next(link for link in copy_of(page).form.links if link.endswith(f"copy.{kind}"))
    return page.device.client.get(link)


def rows_of(page):
    answer = file_of(page, "csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    return {code: (part, question, words, value) for part, code, question, words, value in rows}


def test_the_page_after_sending_and_the_check_lead_to_it(page):
    assert "Mijn antwoorden" in copy_of(page).form.title
    check = page.device.open(next(link for link in page.form.links if link.endswith("/check/")))
    assert "Mijn antwoorden" in copy_of(check).form.title


def test_the_page_has_every_question_with_the_answer_in_words(page, open_round):
    text = copy_of(page).text
    for question in questionnaire(open_round.questionnaire_version).questions():
        assert (question.text.in_language("nl") in text) is (question.only_if is None), question.code
    for words in ("klopt voor de helft", "weet ik niet", "niet van toepassing", "klopt helemaal", "Omdat het kan", OWN):
        assert words in text
    assert "geen antwoord" in text
    for fact in ("Jeugdketen Noord", "Meting 1", "Gemeente", "manager"):
        assert fact.lower() in text.lower()


def test_the_page_speaks_the_language_of_the_device(page):
    english = copy_of(page).send(language="en")
    assert english.path == copy_of(page).path
    for words in ("My answers", "half true", "I don't know", "We have written down our joint goals."):
        assert words in english.text


def test_the_json_file_has_value_and_words(page, open_round):
    answer = file_of(page, "json")
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == 'attachment; filename="mijn antwoorden.json"'
    found = json.loads(answer.content)
    sent = Response.objects.get()
    by_code = {one["code"]: one for one in found["answers"]}
    assert set(by_code) == {*INSTRUMENT.rating_codes, *INSTRUMENT.text_codes, INSTRUMENT.reasons} - {POINTLESS}
    stored = {code: entry["value"] for code, entry in sent.answers.items() if entry["value"] is not None}
    assert {code: one["value"] for code, one in by_code.items() if one["value"] is not None} == stored
    assert by_code["A2"]["answer"] == ["weet ik niet"]
    assert by_code["B0"]["answer"] == ["cliënten, leerlingen of inwoners beter helpen", "anders, namelijk…"]
    assert by_code["V2"] == by_code["V2"] | {"answer": [], "value": None}
    assert (found["partnership"], found["round"], found["role"]) == ("Jeugdketen Noord", "Meting 1", "manager")
    assert found["sent_at"].startswith(str(sent.sent_at.year))


def test_the_csv_file_cannot_become_a_formula(page):
    rows = rows_of(page)
    assert rows["O1"][2] == "Wij zien elkaar te weinig;' =SOM(A1) hoort hier niet"
    assert rows["A1"][2:] == ("klopt voor de helft", "3")
    assert rows["partnership"][2] == "Jeugdketen Noord"
    assert rows["B0"][3] == "a i"


def test_a_draft_has_a_copy_too(open_round):
    draft = Device().begin(link_of(open_round)).send("check", A1="3")
    copy = copy_of(draft)
    assert "nog niet" in copy.text
    assert json.loads(file_of(draft, "json").content)["sent_at"] is None


def test_through_the_open_link_it_is_the_same(open_round):
    link = open_link_of(open_round)
    organisation = open_round.partnership.organisations.first()
    start = Device().open(link)
    draft = start.send(organisation=str(organisation.pk), role="manager").send("check", A1="3")
    assert json.loads(file_of(draft, "json").content)["organisation"] == organisation.name


def test_without_answers_there_is_no_copy(open_round):
    begun = Device().begin(link_of(open_round))
    copied = begun.device.open(begun.path.replace("/1/", "/copy/"))
    assert copied.path.endswith("/check/")
    assert not any("copy" in link for link in copied.form.links)


def test_nothing_of_others_is_in_it(page, open_round):
    for number, invitation in enumerate(open_round.invitations.order_by("pk")[1:]):
        send(key_of(invitation), ratings(4, O1=f"kanarie {number}"))
    assert Response.objects.count() == open_round.invitations.count()
    for seen in (copy_of(page).html, file_of(page, "json").content.decode(), file_of(page, "csv").content.decode()):
        assert OWN[:20] in seen
        assert "kanarie" not in seen
        assert "Persoon" not in seen


@pytest.mark.parametrize("name", ["answer_copy", "answer_copy_file"])
def test_without_the_key_nobody_gets_it(page, open_round, anna, name):
    more = ["json"] if name == "answer_copy_file" else []
    address = reverse(name, args=[Response.objects.get().pk, *more])
    stranger, owner, colleague = Client(), Client(), Device()
    owner.force_login(anna)
    colleague.begin(link_of(open_round, 1)).send(A1="1")
    for visitor in (stranger, owner, colleague.client):
        answer = visitor.get(address)
        assert answer.status_code == 403
        assert OWN[:20] not in answer.content.decode()


def test_looking_and_downloading_change_nothing_and_are_kept_nowhere(page):
    before = everything()
    for seen in (copy_of(page).response, file_of(page, "json"), file_of(page, "csv")):
        assert seen.status_code == 200
        assert "no-store" in seen["Cache-Control"]
    assert everything() == before


def test_another_kind_of_file_is_not_there(page):
    address = reverse("answer_copy_file", args=[Response.objects.get().pk, "xlsx"])
    assert page.device.client.get(address).status_code == 404


def test_after_closing_the_page_says_why_there_is_none(page, open_round):
    address = copy_of(page).path
    send_all(open_round)
    close_round(open_round.pk, by=None, now=after(open_round))
    for path in (address, address.removesuffix("/") + ".json"):
        closed = page.device.open(path)
        assert closed.status == 200
        assert "De vragenlijst is gesloten" in closed.text
        assert "alle losse antwoorden gewist" in closed.text
        assert OWN[:20] not in closed.html
