"""Participants one by one: added, corrected, replaced and removed, also while a round is open."""

import re

import pytest

from assessments.models import AuditEntry, Invitation, Mail, Participant
from tests.cast import make_partnership, make_round
from tests.pages import errors, filled_in, signed_in, words
from tests.responses import key_of, ratings, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def people(partnership):
    return Participant.objects.filter(organisation__partnership=partnership)


def add(browser, partnership, **fields):
    person = {"name": "Ali Bouali", "email": "ali@voorbeeld.test", "role": "manager"}
    person["organisation"] = partnership.organisations.get(name="School").pk
    return browser.post(f"/partnerships/{partnership.pk}/participants/new/", person | fields)


def test_a_person_is_added_and_stands_in_the_list(browser, partnership):
    assert add(browser, partnership).url == f"/partnerships/{partnership.pk}/participants/"
    page = words(browser.get(f"/partnerships/{partnership.pk}/participants/"))
    assert "School Ali Bouali manager, ali@voorbeeld.test" in page
    assert AuditEntry.objects.filter(action="participants").count() == 1


def test_after_saving_another_can_be_added(browser, partnership):
    assert add(browser, partnership, more="1").url.endswith("/participants/new/")


@pytest.mark.parametrize(
    ("fields", "target", "sentence"),
    [
        ({"name": ""}, "id_name", "Vul de naam van deze deelnemer in."),
        ({"email": "geen adres"}, "id_email", "Vul een volledig e-mailadres in"),
        ({"role": ""}, "id_role", "Kies een rol voor deze deelnemer."),
        ({"organisation": ""}, "id_organisation", "Kies een organisatie voor deze deelnemer."),
        ({"role": "koning"}, "id_role", "koning"),
        ({"organisation": "999999"}, "id_organisation", "geldige keuze"),
    ],
)
def test_what_is_wrong_is_pointed_out_and_nothing_is_lost(browser, partnership, fields, target, sentence):
    page = add(browser, partnership, **fields)
    [(found, said)] = errors(page)
    assert (page.status_code, found) == (422, target)
    assert sentence in said
    assert filled_in(page)["name"] == ("" if "name" in fields else "Ali Bouali")
    assert not Participant.objects.exists()


def test_one_address_is_for_one_person_and_a_form_sent_twice_adds_once(browser, partnership):
    add(browser, partnership)
    page = add(browser, partnership, name="Bea", email="ALI@voorbeeld.test")
    assert errors(page) == [("id_email", "Iemand anders in de lijst heeft dit adres al.")]
    add(browser, partnership, name="Cor", email="")
    assert errors(add(browser, partnership, name="Cor", email="")) == [
        ("id_name", "Deze persoon staat al in de lijst.")
    ]
    assert Participant.objects.count() == 2


def test_people_and_organisations_of_others_stay_out_of_reach(browser, partnership, chris):
    theirs = make_partnership(chris, name="Van Chris").organisations.first()
    victim = Participant.objects.create(organisation=theirs, name="Ver weg", role="manager")
    assert browser.get(f"/participants/{victim.pk}/").status_code == 404
    assert browser.post(f"/participants/{victim.pk}/", {"remove": "1"}).status_code == 404
    assert browser.post(f"/participants/{victim.pk}/replace/", {"name": "Spion"}).status_code == 404
    assert errors(add(browser, partnership, organisation=theirs.pk))[0][0] == "id_organisation"
    assert list(theirs.participants.values_list("name", flat=True)) == ["Ver weg"]


def test_whoever_is_added_to_an_open_round_is_invited_when_that_is_asked(browser, partnership, open_round):
    add(browser, partnership, rounds=[open_round.pk])
    add(browser, partnership, name="Later", email="later@voorbeeld.test")
    invited = Invitation.objects.get(participant__name="Ali Bouali")
    assert not Invitation.objects.filter(participant__name="Later").exists()
    assert [(mail.kind, mail.invitation) for mail in Mail.objects.all()] == [("invitation", invited)]


def test_a_correction_counts_at_once_and_another_role_from_the_next_round(browser, partnership, open_round):
    asked = open_round.invitations.select_related("participant").first()
    address = f"/participants/{asked.participant_id}/"
    fields = filled_in(browser.get(address)) | {"email": "beter@voorbeeld.test", "role": "anders"}
    assert browser.post(address, fields).status_code == 302
    person = Participant.objects.get(pk=asked.participant_id)
    assert (person.email, person.role) == ("beter@voorbeeld.test", "anders")
    assert open_round.invitations.get(participant=person).role == "professional"


def test_whoever_is_removed_has_a_dead_link_and_the_counts_tell_nothing(browser, open_round, partnership, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    answered, silent = open_round.invitations.order_by("pk")[:2]
    send(key_of(answered), ratings(4))
    before = words(browser.get(f"/rounds/{open_round.pk}/"))
    for asked in (answered, silent):
        browser.get(f"/participants/{asked.participant_id}/?remove=1")
        assert people(partnership).filter(pk=asked.participant_id).exists()
        browser.post(f"/participants/{asked.participant_id}/", {"remove": "1"}, follow=True)
        after = Invitation.objects.get(pk=asked.pk)
        assert (after.participant, after.generation) == (None, 2)
        assert words(browser.get(f"/rounds/{open_round.pk}/")) == before
    assert re.search(r"\b1 van de 6 mensen", before)


def test_replacing_is_the_same_whether_the_person_answered_or_not(browser, open_round, partnership, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    answered, silent = open_round.invitations.order_by("pk")[:2]
    send(key_of(answered), ratings(4))
    seen = []
    for number, asked in enumerate((answered, silent)):
        address = f"/participants/{asked.participant_id}/replace/"
        fields = filled_in(browser.get(address))
        assert fields["role"] == asked.role
        browser.post(address, fields | {"name": f"Nieuw {number}", "email": f"nieuw{number}@voorbeeld.test"})
        after = Invitation.objects.get(pk=asked.pk)
        assert (after.participant, after.generation) == (None, 2)
        fresh = Invitation.objects.get(participant__name=f"Nieuw {number}")
        assert fresh.round == open_round
        assert Mail.objects.filter(invitation=fresh, kind="invitation").count() == 1
        seen.append(words(browser.get(f"/rounds/{open_round.pk}/")))
    assert "1 van de 7 mensen" in seen[0]
    assert "1 van de 8 mensen" in seen[1]


def test_the_list_is_searched_ordered_and_paged_with_the_same_queries(browser, partnership):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    school, gemeente = (partnership.organisations.get(name=name) for name in ("School", "Gemeente"))
    Participant.objects.create(organisation=school, name="Zoë Öz", email="zoe@school.test", role="manager")
    address = f"/partnerships/{partnership.pk}/participants/"

    def cost(query=""):
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(address + query)
        assert page.status_code == 200
        return words(page), len(asked)

    few = cost()[1]
    Participant.objects.bulk_create(
        Participant(organisation=gemeente, name=f"Persoon {number:03}", role="overheid", wants_mail=number != 7)
        for number in range(119)
    )
    page, many = cost()
    assert many == few
    assert "120 mensen" in page
    assert "Bladzijde 1 van 3" in page
    assert "Persoon 007 overheid Wil geen mail" in page
    assert "Zoë" in cost("?page=3")[0]
    found = cost("?q=school+zo&order=name")[0]
    assert "1 persoon" in found
    assert "Zoë Öz manager, School" in found
    assert "Er is niemand gevonden" in cost("?q=niemand")[0]
    assert cost("?page=999&order=onzin")[1] <= few + 1


def test_a_full_list_says_so(browser, partnership):
    school = partnership.organisations.get(name="School")
    Participant.objects.bulk_create(
        Participant(organisation=school, name=f"P{number}", role="manager") for number in range(1000)
    )
    assert "plaats voor 1000 mensen" in errors(add(browser, partnership))[0][1]


def test_whoever_unsubscribed_is_said_on_the_page_of_the_person(browser, partnership):
    make_round(partnership, n_participants=1)
    person = people(partnership).get()
    Participant.objects.filter(pk=person.pk).update(wants_mail=False)
    assert "Deze persoon wil geen mail meer" in words(browser.get(f"/participants/{person.pk}/"))
