"""Owners who use all that the site lets them do, over HTTP, to learn what one person answered, or that they did.

Two worlds that differ in one thing only, whether the victim has answered, look the same. What cannot be kept out is
said where it matters.
"""

import io
import json
import re
import zipfile
from dataclasses import replace
from itertools import zip_longest

import pytest
from django.test import Client
from django.utils.translation import override

from assessments.links import invitation_token
from assessments.models import Participant, Round
from assessments.models.answers import Response
from assessments.reporting.assemble.method import method
from assessments.services.closing import close_round
from tests.answering.recorder import blank
from tests.cast import make_partnership, make_round
from tests.disclosure.reading_files import numbers_in, words_of_page
from tests.disclosure.test_media import result_of
from tests.pages import filled_in, signed_in
from tests.responses import after, key_of, ratings, send, varied
from tests.visiting import EXPECTED, addresses, client_of, stage
from tests.worlds import world

from .test_what_can_be_learned import possible, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once")]
OF_A_CLOSED_ROUND = ("report_pdf", "summary_pdf", "chart", "export", "result", "plan_pdf", "open_answers", "publish")
"""Names of what is the same in both worlds, and takes long to make."""
MICROSECONDS = re.compile(r"\.\d{6}(?=[+Z])")
OWN_LINK = {"invitation", "mangled_link", "unsubscribe", "replace_by_mail", "withdraw_by_mail"}
"""Names whose address only the person gets, by mail."""
OF_ANSWERS = {
    *("partnership_list", "partnership_list_csv", "partnership_detail", "participants", "participant_edit"),
    *("round_detail", "round_links", "round_sheet", "round_mail", "round_close", "round_workshop_count"),
}
"""Names of pages that speak of people who take part, or of how many answered."""


VARYING = {"Content-Length", "X-Request-ID"}
"""Headers that say how long an answer is, which its words do, and which request it was."""


def staged():
    """Return the stage with its addresses, which stay the same whatever happens to people."""
    scene = stage()
    scene.addresses = addresses(scene)
    return scene


def got(answer):
    """Return all that a browser gets, without what differs by chance or by the clock."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    where = answer.request["PATH_INFO"]
    headers = sorted(f"{name}: {value}" for name, value in answer.items() if name not in VARYING)
    if answer.get("Content-Type", "").endswith("zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = archive.read("partnership.json")
            headers = []
    return blank("\n".join([where, str(answer.status_code), *headers, body.decode(errors="replace")]))


def all_that_is_seen(scene, visitors=("anna", "bas", "admin"), names=None):
    """Return what these visitors get under every name, or under these, and the file of the partnership."""
    seen = []
    for visitor in visitors:
        client = client_of(scene, visitor)
        for name, address in scene.addresses.items():
            if name in (names or EXPECTED.keys() - OWN_LINK) and not name.endswith(OF_A_CLOSED_ROUND):
                seen.append(got(client.get(address)))
    seen.append(exported(scene))
    return seen


def exported(scene):
    answer = client_of(scene, "anna").post(f"/partnerships/{scene.partnership.pk}/export/")
    content = json.loads(got(answer).split("\n", 2)[2])
    content["made_at"] = ""
    assert len(content.pop("signature")) == 64  # of what stands here, moments included
    return MICROSECONDS.sub("", json.dumps(content, indent=1))


def deeds(scene, victim):
    """Yield what everybody sees, and what the owner sees after each change of the list while people answer."""
    yield all_that_is_seen(scene)
    browser, person = client_of(scene, "anna"), f"/participants/{victim.participant_id}/"
    others = scene.open.invitations.exclude(pk=victim.pk).order_by("pk")
    for change in ({"email": "anna+1@voorbeeld.test"}, {"name": "Anders Genoemd"}, {"role": "bestuurder"}):
        assert browser.post(person, filled_in(browser.get(person)) | change).status_code == 302
        yield all_that_is_seen(scene, ["anna"], OF_ANSWERS)
    organisation = scene.partnership.organisations.first().pk
    new = {"name": "Nep", "email": "nep@voorbeeld.test", "role": "manager", "organisation": organisation}
    place = f"/partnerships/{scene.partnership.pk}/participants/new/"
    assert browser.post(place, new | {"rounds": [scene.open.pk]}).status_code == 302
    send(key_of(others[0]), ratings(2))
    yield all_that_is_seen(scene, ["anna"], OF_ANSWERS)
    address = f"{person}replace/"
    taken_over = filled_in(browser.get(address)) | {"name": "Plaatsvervanger", "email": "anna+2@voorbeeld.test"}
    assert browser.post(address, taken_over).status_code == 302
    yield all_that_is_seen(scene, ["anna"], OF_ANSWERS)
    for one in Participant.objects.filter(name__in=["Nep", "Plaatsvervanger"]).order_by("pk"):
        assert browser.post(f"/participants/{one.pk}/", {"remove": "1"}).status_code == 302
    yield all_that_is_seen(scene, ["anna"], OF_ANSWERS)


def two_worlds(scene, steps):
    """Return what is seen where the victim has not answered, and where they have; nothing else differs."""
    victim = scene.open.invitations.select_related("participant").order_by("pk")[0]
    worlds = []
    for has_answered in (False, True):
        with world():
            if has_answered:
                send(key_of(victim), ratings(5, O1="Alleen dit"))
            worlds.append(list(steps(scene, victim)))
    return worlds


def differences(one, other):
    """Return the first lines that differ of each two that do."""
    return [
        next(pair for pair in zip_longest(first.splitlines(), second.splitlines()) if pair[0] != pair[1])
        for first, second in zip(one, other, strict=True)
        if first != second
    ]


def test_nothing_that_an_owner_can_fetch_tells_whether_somebody_has_answered():
    """Names, roles and addresses are changed, people added, replaced and removed, while links are handed out."""
    scene = staged()
    Round.objects.filter(pk=scene.open.pk).update(has_open_link=False)
    without, with_ = two_worlds(scene, deeds)
    assert len(without) == len(with_) == 7
    for one, other in zip(without, with_, strict=True):
        assert differences(one, other) == []
    assert len(without[0]) > 100
    assert any("0–4" in page for page in without[0])


def test_where_links_go_by_mail_alone_the_count_does_differ(settings):
    """Or the comparison above sees nothing."""
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    scene = staged()
    (without,), (with_,) = two_worlds(scene, lambda scene, _victim: [all_that_is_seen(scene, ["anna"], OF_ANSWERS)])
    different = {one.split("\n")[0] for one, other in zip(without, with_, strict=True) if one != other}
    assert f"/rounds/{scene.open.pk}/" in different


def test_a_file_of_a_partnership_made_during_a_round_holds_no_answer_link_or_count():
    scene = staged()
    for number, invitation in enumerate(scene.open.invitations.order_by("pk")):
        send(key_of(invitation), ratings(number % 5 + 1, O1=f"Geheim {number}"))
    assert client_of(scene, "anna").get(f"/rounds/{scene.open.pk}/").status_code == 200  # the count of today is made
    text = exported(scene)
    assert "Persoon 0" in text
    assert Round.objects.get(pk=scene.open.pk).day_count
    for invitation in scene.open.invitations.all():
        assert invitation_token(invitation.pk, invitation.generation) not in text
    told = ["Geheim", scene.open.join_code, "day_count", "n_sent", "sent_at", "counted_on"]
    assert [one for one in told if one in text] == []
    assert not [one for one in Response.objects.filter(round=scene.open) if str(one.pk) in text]


# The same people measured twice


def closed_with(partnership, answers, title):
    """Return a closed round in which these answers were sent, each by a person of its own."""
    round_ = make_round(partnership, n_participants=len(answers))
    for invitation, one in zip(round_.invitations.order_by("pk"), answers, strict=True):
        send(key_of(invitation), one)
    Round.objects.filter(pk=round_.pk).update(title=title)
    close_round(round_.pk, by=None, now=after(round_))
    return Round.objects.get(pk=round_.pk)


def sheets_of(anna, round_):
    """Return the rows of every sheet that an owner downloads of a result."""
    answer = signed_in(anna).get(f"/rounds/{round_.pk}/export/?format=json&language=en")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {key: sheet["rows"] for key, sheet in json.loads(body)["sheets"].items()}


def numbers_in_rows(rows):
    return {float(cell) for row in rows for cell in row.values() if isinstance(cell, int | float)}


def test_two_rounds_with_one_newcomer_show_numbers_of_the_model_alone(partnership, anna):
    """What both rounds together tell is what two sets of rounded numbers tell: see disclosure/test_two_rounds."""
    first = closed_with(partnership, [varied(number) for number in range(10)], "Eerste")
    second = closed_with(partnership, [varied(number) for number in range(11)], "Tweede")
    for round_ in (first, second):
        sheets = sheets_of(anna, round_)
        assert {row["score"] % 5 for row in sheets["statements"]} == {0}
        assert {2 * number % 1 for rows in sheets.values() for number in numbers_in_rows(rows)} == {0}
    browser = signed_in(anna)
    browser.cookies["language"] = "en"
    for address in (f"/rounds/{second.pk}/result/", f"/partnerships/{partnership.pk}/", "/partnerships/"):
        page = browser.get(address).content.decode()
        told = {float(one) for one in numbers_in(words_of_page(page))}
        assert told
        assert {2 * number % 1 for number in told} == {0}, address


def test_two_partnerships_of_the_same_people_that_close_on_one_day_tell_no_more_than_one(anna):
    answers = [varied(number) for number in range(24)]
    shown_of = []
    for name in ("Jeugdketen", "Wijkteam"):
        round_ = closed_with(make_partnership(anna, name=name), answers, "Meting")
        sheets = sheets_of(anna, round_)
        shown_of.append((sheets["statements"], sheets["groups"], [row["score"] for row in sheets["forces"]]))
    assert shown_of[0] == shown_of[1]
    assert shown_of[0][0]
    assert len({round_.closed_at.date() for round_ in Round.objects.all()}) == 1


# What cannot be kept out


def test_made_up_people_add_answers_and_neither_see_nor_replace_any(partnership, anna):
    round_ = make_round(partnership, n_participants=1)
    victim = round_.invitations.get()
    kept = send(key_of(victim), ratings(2, O1="Mijn eigen woorden")).response_id
    browser, organisation = signed_in(anna), partnership.organisations.first().pk
    place = f"/partnerships/{partnership.pk}/participants/new/"
    for number in range(4):
        fields = {"name": f"Nep {number}", "email": f"nep{number}@voorbeeld.test", "role": "manager"}
        browser.post(place, fields | {"organisation": organisation, "rounds": [round_.pk]})
    made_up = round_.invitations.exclude(pk=victim.pk)
    assert made_up.count() == 4
    for invitation in made_up:
        page = Client().get(f"/i/{invitation_token(invitation.pk, invitation.generation)}/", follow=True)
        assert "Mijn eigen woorden" not in page.content.decode()
        send(key_of(invitation), ratings(5))
    assert Response.objects.counting().filter(pk=kept).exists()
    assert Response.objects.counting().count() == 5


def test_of_four_made_up_people_and_one_who_is_not_the_mean_can_tell_and_the_report_says_so():
    """The owner who answers as four of five people knows too much for any rounding: so it is said, not denied."""
    assert possible(shown((0, 0, 5, 0, 0)), (3, 3, 3, 3), 1) == {2}
    assert possible(shown((0, 1, 4, 0, 0)), (3, 3, 3, 3), 1) == {0, 1}
    assert possible(shown((4, 0, 0, 0, 1)), (1, 1, 1, 1), 1) == set(range(5))


@pytest.mark.parametrize(
    ("n_invited", "said"),
    [
        ("10-19", "Driekracht cannot see whether everyone on that list exists, and answered in person."),
        (None, "Driekracht cannot see whether everyone answered once, and for themselves."),
    ],
)
def test_the_method_says_what_the_site_cannot_see_of_those_who_answer(n_invited, said):
    result = result_of(5)
    with override("en"):
        assert said in str(method(replace(result, facts=replace(result.facts, n_invited=n_invited))))
