"""Rights: every URL name for every kind of visitor, and nothing that Bas may not see on the pages that he may."""

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from assessments import urls
from assessments.models import (
    CoordinatorInvitation,
    Coordinatorship,
    Invitation,
    Mail,
    MailText,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    Round,
    ShareLink,
    User,
)
from assessments.models.answers import Response
from tests.some import some
from tests.visiting import (
    EXPECTED,
    FOR_READING,
    OWNERS,
    READERS,
    READERS_POST,
    VISITORS,
    addresses,
    client_of,
    given,
    stage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once")]

MODELS = [
    *(CoordinatorInvitation, Coordinatorship, Invitation, Mail, MailText, Organisation, Participant, Partnership),
    *(PlannedAction, Round, Response, ShareLink),
]


@pytest.fixture
def scene():
    return stage()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def text_of(answer):
    """Return the page; nothing for a file, and for a page that is not for this visitor."""
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else ""


def names_of(patterns):
    for pattern in patterns:
        yield from [pattern.name] if isinstance(pattern, URLPattern) else names_of(pattern.url_patterns)


def test_the_matrix_knows_every_url_name():
    assert set(names_of(urls.urlpatterns)) == set(EXPECTED)
    assert all(set(line) == set(VISITORS) for line in EXPECTED.values())


def test_no_url_of_the_product_is_outside_the_matrix():
    beside = {"beheer/", "accounts/", ""}
    assert {str(pattern.pattern) for pattern in get_resolver().url_patterns} == beside


def test_a_look_gives_each_visitor_what_the_matrix_says(scene):
    for visitor in some(VISITORS):
        client = client_of(scene, visitor)
        for name, address in some(addresses(scene).items()):
            seen = given(client.get(address))
            assert (visitor, name, seen) == (visitor, name, EXPECTED[name][visitor])
            assert given(client.head(address)) == seen


@pytest.mark.parametrize("visitor", ["anonymous", "chris", "bas", "admin"])
def test_whoever_may_not_change_changes_nothing(scene, visitor):
    before = everything()
    client = client_of(scene, visitor)
    invitation = scene.open.invitations.first()
    fields = {
        "name": "Gekaapt",
        "title": "Gekaapt",
        "renew": str(invitation.pk),
        "bounced": str(invitation.pk),
        "invite": "1",
        "closes_at_0": "2027-09-01",
        "closes_at_1": "12:00",
        "form-TOTAL_FORMS": "0",
        "form-INITIAL_FORMS": "0",
    }
    for name, address in addresses(scene).items():
        if EXPECTED[name] in (READERS, OWNERS):
            seen = given(client.post(address, fields))
            if name in READERS_POST and visitor == "bas":
                continue
            reads = name in FOR_READING or (EXPECTED[name]["bas"] == "page" and name not in READERS_POST)
            assert (name, seen) == (name, "not so" if reads else "sign in" if visitor == "anonymous" else "gone")
    assert everything() == before


def test_whoever_reads_only_sees_no_address_no_name_and_no_link(scene):
    owner, reader = client_of(scene, "anna"), client_of(scene, "bas")
    hidden = [
        *Participant.objects.values_list("email", flat=True),
        *Participant.objects.values_list("name", flat=True),
        "vraag@voorbeeld.test",
        scene.open.join_code,
        "/i/",
        "/m/",
        "/s/",
    ]
    seen_by_owner = seen_by_reader = ""
    for name, address in addresses(scene).items():
        if EXPECTED[name] in (READERS, OWNERS):
            seen_by_owner += text_of(owner.get(address))
            seen_by_reader += text_of(reader.get(address))
    assert all(word in seen_by_owner for word in hidden if word != "vraag@voorbeeld.test")
    assert [word for word in hidden if word in seen_by_reader] == []
    assert "edit/" not in seen_by_reader
    assert "rounds/new" not in seen_by_reader
    assert "/close/" not in seen_by_reader


def test_a_round_of_another_partnership_is_as_unknown_as_one_that_is_not_there(scene):
    client = client_of(scene, "chris")
    there = client.get(f"/rounds/{scene.open.pk}/")
    largest = 2**80  # more than a database can hold
    for path in [
        "rounds/987654/",
        f"rounds/{largest}/",
        f"partnerships/{largest}/",
        f"plan/{largest}/",
        f"participants/{largest}/",
    ]:
        answer = client.get(f"/{path}")
        assert answer.status_code == there.status_code == 404
    assert "Jeugdketen" not in there.content.decode()


def test_nobody_gives_another_partnerships_link_anew(scene):
    other = Partnership.objects.get(name="Een ander verband")
    theirs = Organisation.objects.filter(partnership=other).first()
    profile = scene.open.profile
    round_ = Round.objects.create(
        partnership=other, title="X", state="open", closes_at=scene.open.closes_at, profile=profile
    )
    person = Participant.objects.create(organisation=theirs, name="Ver weg", role="manager")
    invitation = Invitation.objects.create(round=round_, participant=person, organisation=theirs, role="manager")
    client = client_of(scene, "anna")
    answer = client.post(f"/rounds/{scene.open.pk}/links/", {"renew": invitation.pk})
    assert answer.status_code == 404
    invitation.refresh_from_db()
    assert invitation.generation == 1


def test_an_account_that_may_no_longer_sign_in_sees_nothing(scene):
    client = client_of(scene, "anna")
    User.objects.filter(pk=scene.people["anna"].pk).update(is_active=False)
    assert given(client.get(addresses(scene)["partnership_detail"])) == "sign in"
