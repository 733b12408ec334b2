"""Who can open the admin, and what it shows to nobody."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    Action,
    Organisation,
    Participant,
    Partnership,
    Result,
    ScoringProfileVersion,
    User,
)
from assessments.models.answers import Response
from tests.cast import make_partnership, make_round

PAGES = [
    "",
    "assessments/action/",
    "assessments/user/",
    "assessments/scoringprofileversion/",
    "assessments/partnership/",
]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_enters_without_signing_in(client, db, page):
    response = client.get(f"/beheer/{page}")
    assert response.status_code == 302
    assert response.url.startswith(("/accounts/login/", "/beheer/login/"))


@pytest.mark.parametrize("page", PAGES)
def test_a_coordinator_does_not_enter(client, anna, partnership, page):
    client.force_login(anna)
    response = client.get(f"/beheer/{page}", follow=True)
    assert response.status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_whoever_may_use_the_admin_may_use_all_of_it(beheer, catalogue, page):
    assert beheer.get(f"/beheer/{page}").status_code == 200


def test_a_user_who_may_no_longer_sign_in_is_out(beheer, ada):
    ada.is_active = False
    ada.save()
    assert beheer.get("/beheer/").status_code == 302


def test_the_admin_has_these_pages_and_no_others():
    assert set(admin.site._registry) == {Action, Partnership, ScoringProfileVersion, User}


def every_page(client):
    """Yield every page of the admin that its own links lead to, with its text."""
    waiting, known = ["/beheer/"], {"/beheer/"}
    while waiting:
        at = waiting.pop(0)
        response = client.get(at, follow=True)
        assert response.status_code == 200, at
        text = response.content.decode()
        yield at, text
        for target in re.findall(r'href="([^"#]+)"', text):
            url = target.replace("&amp;", "&")
            url = url if url.startswith("/") else f"{at.split('?')[0]}{url}"
            path = url.split("?")[0]
            if path.startswith("/beheer/") and path not in known and "/logout" not in path:
                known.add(path)
                waiting.append(url)


@pytest.fixture
def answered(anna):
    """Return a round full of canaries: in answers, in the result, in names and addresses of participants."""
    round_ = make_round(make_partnership(anna, name="Jeugdketen Noord"))
    participant = Participant.objects.all()[0]
    participant.name, participant.email = "Kanarie van Dijk", "kanarie@voorbeeld.test"
    participant.save()
    organisation, now = Organisation.objects.all()[0], timezone.now()
    answers = {"O1": {"value": "Kanarie in een antwoord", "number": 1, "at": now.isoformat()}}
    Response.objects.create(
        round=round_, organisation=organisation, role="manager", answers=answers, started_at=now, changed_at=now
    )
    document = {"disclosed": {"diagnosis": "kanarie in de uitkomst"}}
    Result.objects.create(round=round_, document=document, checksum="0" * 64, created_at=now)
    return round_


def test_no_page_shows_answers_participants_or_results(beheer, answered, catalogue):
    Action.objects.exclude(pk__in=Action.objects.order_by("order")[:2]).delete()
    pages = dict(every_page(beheer))
    assert len(pages) > 12
    assert any("Jeugdketen Noord" in text for text in pages.values())
    assert any("anna@voorbeeld.test" in text for text in pages.values())
    for at, text in pages.items():
        assert "kanarie" not in text.lower(), at
        assert answered.join_code not in text, at


def test_secrets_of_signing_in_have_no_page(beheer):
    for app, model in [("account", "emailaddress"), ("mfa", "authenticator"), ("auth", "group")]:
        assert beheer.get(f"/beheer/{app}/{model}/").status_code == 404


def test_one_s_own_password_has_one_page(beheer):
    assert beheer.get("/beheer/password_change/").url == reverse("account_change_password")
