"""Participants one by one: added, corrected, replaced and removed, also while a round is open."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.disclosure.groups import groups_to_show
from assessments.models import AuditEntry, Invitation, Mail, Participant, PlannedAction
from assessments.scoring.profile import ScoringProfile
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.mailings import plan_mailings
from assessments.services.people import replace_participant
from assessments.views.invitation_words import when
from assessments.views.people.coverage import with_a_score
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
    assert add(browser, partnership, name="Cor", email="").url == add(browser, partnership, name="Cor", email="").url
    assert errors(add(browser, partnership, name="Cor", email="", once="of another page")) == [
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


def test_the_form_and_the_list_say_what_mail_goes_out(browser, partnership, open_round, settings):
    address = f"/partnerships/{partnership.pk}/participants/new/"
    assert "Meting 1: er gaat geen mail uit, u deelt de link zelf uit" in words(browser.get(address))
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    assert "Meting 1: de mail met de link gaat weg zodra u opslaat" in words(browser.get(address))
    add(browser, partnership, rounds=[open_round.pk])
    shown = words(browser.get(f"/partnerships/{partnership.pk}/participants/"))
    assert "Ali Bouali is toegevoegd. 1 mail met een link naar “Meting 1” gaat nu weg." in shown
    add(browser, partnership, name="Cor", email="", rounds=[open_round.pk])
    shown = words(browser.get(f"/partnerships/{partnership.pk}/participants/"))
    assert "Cor is toegevoegd. De links naar “Meting 1” die u zelf uitdeelt, staan op de pagina “Links”." in shown


def test_who_is_added_while_the_invitations_wait_goes_along_with_them(browser, partnership, open_round, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    plan_mailings(open_round, now=timezone.now(), pause=PAUSE)
    at = when(open_round.mailings.get(kind="invitation").due_at, timezone.now())
    page = browser.get(f"/partnerships/{partnership.pk}/participants/new/")
    assert f"Meting 1: de mail met de link gaat {at} weg" in words(page)
    add(browser, partnership, rounds=[open_round.pk])
    shown = words(browser.get(f"/partnerships/{partnership.pk}/participants/"))
    assert f"1 mail met een link naar “Meting 1” gaat {at} weg." in shown
    assert not Mail.objects.exists()


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


def test_an_address_that_is_taken_is_said_and_nobody_is_replaced(browser, open_round, partnership):
    leaving, staying = people(partnership).order_by("pk")[:2]
    address = f"/participants/{leaving.pk}/replace/"
    refused = browser.post(address, filled_in(browser.get(address)) | {"name": "Nieuw", "email": staying.email})
    assert refused.status_code == 422
    assert errors(refused) == [("id_email", "Iemand anders in de lijst heeft dit adres al.")]
    assert people(partnership).filter(pk=leaving.pk, invitations__round=open_round).exists()
    taken_over = browser.post(address, filled_in(refused) | {"email": leaving.email})
    assert taken_over.status_code == 302
    assert people(partnership).get(email=leaving.email).name == "Nieuw"


def test_nobody_takes_the_place_of_whoever_was_replaced_meanwhile(anna, partnership, open_round):
    once, again = people(partnership).first(), people(partnership).first()
    een, twee = (Participant(organisation=once.organisation, role="manager", name=name) for name in ("Een", "Twee"))
    replace_participant(once, een, by=anna, now=timezone.now())
    with pytest.raises(ValidationError, match="intussen"):
        replace_participant(again, twee, by=anna, now=timezone.now())
    assert not people(partnership).filter(name="Twee").exists()


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
    assert "Pagina 1 van 3" in page
    assert "Persoon 007 overheid Wil geen mail" in page
    assert "Zoë" in cost("?page=3")[0]
    found = cost("?q=school+zo&order=name")[0]
    assert "1 persoon" in found
    assert "Zoë Öz manager, School" in found
    assert "Er is niemand gevonden" in cost("?q=niemand")[0]
    for written in ("zoë+öz", "ZOË", "zoe+oz", "öz+school", "SCHOOL.TEST"):
        assert "1 persoon" in cost(f"?q={written}")[0], written
    assert cost("?page=999&order=onzin")[1] <= few + 1


def test_who_is_in_the_list_is_shown_per_organisation_and_role_with_what_lacks(browser, partnership):
    address = f"/partnerships/{partnership.pk}/participants/"
    assert "Voor een eigen score" not in words(browser.get(address))
    school, gemeente = (partnership.organisations.get(name=name) for name in ("School", "Gemeente"))
    for organisation, role, number in ((school, "manager", 2), (gemeente, "manager", 1), (school, "professional", 5)):
        for one in range(number):
            Participant.objects.create(organisation=organisation, name=f"P {organisation} {role} {one}", role=role)
    page = words(browser.get(address))
    assert "Organisatie professionals managers bestuurders overheid anderen Samen" in page
    assert "Gemeente – 1 – – – 1 Jeugdhulp – – – – – – School 5 2 – – – 7 Samen 5 3 0 0 0 8" in page
    assert "Voor een eigen score genoeg mensen nog twee nodig nog vijf nodig nog vijf nodig nog vijf nodig" in page
    assert "Nog te weinig voor een eigen score: managers (nog twee nodig)." in page
    Participant.objects.create(organisation=school, name="Q", role="bestuurder")
    page = words(browser.get(address))
    assert "eigen score: managers (nog twee nodig) en bestuurders (nog vier nodig)." in page
    Participant.objects.exclude(role="professional").delete()
    assert "Nog te weinig voor een eigen score" not in words(browser.get(address))


@pytest.mark.parametrize(
    ("counts", "held_back"),
    [
        ({"professional": 6, "manager": 5}, ""),
        ({"professional": 6, "manager": 2}, "geen eigen score: professionals. Alle mensen zonder eigen score"),
        ({"professional": 12, "manager": 6, "bestuurder": 2}, "geen eigen score: managers. Alle mensen zonder"),
        ({"professional": 6, "manager": 3, "bestuurder": 2}, ""),
        ({"professional": 9}, "Iedereen in de lijst heeft dezelfde rol."),
        ({"professional": 3}, ""),
    ],
)
def test_a_role_with_enough_people_is_said_to_get_no_score_when_the_rest_is_too_small(
    browser, partnership, counts, held_back
):
    school = partnership.organisations.get(name="School")
    for role, number in counts.items():
        for one in range(number):
            Participant.objects.create(organisation=school, name=f"P {role} {one}", role=role)
    page = words(browser.get(f"/partnerships/{partnership.pk}/participants/"))
    assert held_back in page
    assert ("geen eigen score:" in page or "dezelfde rol" in page) == bool(held_back)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 14)))
def test_which_roles_get_a_score_is_what_a_result_would_show(sizes):
    limits = ScoringProfile()
    assert with_a_score(sizes, limits.min_group) == list(groups_to_show(sizes, limits))


@pytest.fixture
def in_plan(partnership):
    school = partnership.organisations.get(name="School")
    person = Participant.objects.create(organisation=school, name="Zoë Öz", role="manager", email="zoe@school.test")
    for name, email in (("zoe oz", ""), ("", "ZOE@school.test"), ("Bas", "bas@school.test")):
        PlannedAction.objects.create(partnership=partnership, title="Eten", person=name, email=email, reminds=True)
    return person


def planned(partnership):
    return list(partnership.planned_actions.order_by("pk").values_list("person", "email", "reminds"))


@pytest.mark.parametrize("way", ["remove", "replace"])
def test_whoever_goes_is_taken_out_of_the_plan_too_unless_one_says_otherwise(browser, partnership, in_plan, way):
    address = f"/participants/{in_plan.pk}/" + ("replace/" if way == "replace" else "")
    assert "Haal Zoë Öz ook uit het stappenplan. Daar staan 2 stappen" in words(browser.get(address))
    sent = filled_in(browser.get(address)) | ({"remove": "1"} if way == "remove" else {"name": "Daan", "email": ""})
    assert sent["from_plan"] == "on"
    said = words(browser.post(address, sent, follow=True))
    assert "Zoë Öz is verwijderd, ook uit het stappenplan." in said or "Daan doet mee in de plaats van Zoë Öz" in said
    assert planned(partnership) == [("", "", False), ("", "", False), ("Bas", "bas@school.test", True)]
    assert not Participant.objects.filter(name="Zoë Öz").exists()


def test_whoever_goes_stays_in_the_plan_when_asked_and_a_namesake_does_anyhow(browser, partnership, in_plan):
    kept = planned(partnership)
    namesake = Participant.objects.create(organisation=in_plan.organisation, name="Zoe Oz", role="manager")
    assert "ook uit het stappenplan" not in words(browser.get(f"/participants/{namesake.pk}/"))
    assert "Daar staat 1 stap" in words(browser.get(f"/participants/{in_plan.pk}/"))
    browser.post(f"/participants/{in_plan.pk}/", {"remove": "1"})
    assert planned(partnership) == kept


def test_a_full_list_says_so(browser, partnership):
    school = partnership.organisations.get(name="School")
    Participant.objects.bulk_create(
        Participant(organisation=school, name=f"P{number}", role="manager") for number in range(1000)
    )
    assert "passen 1000 mensen" in errors(add(browser, partnership))[0][1]


def test_whoever_unsubscribed_is_said_on_the_page_of_the_person(browser, partnership):
    make_round(partnership, n_participants=1)
    person = people(partnership).get()
    Participant.objects.filter(pk=person.pk).update(wants_mail=False)
    assert "Deze persoon wil geen mail meer" in words(browser.get(f"/participants/{person.pk}/"))
