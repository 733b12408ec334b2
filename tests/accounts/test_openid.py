"""Signing in through another organisation: who gets in, who does not, and what is said when it fails."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from assessments.models import CoordinatorInvitation, User
from assessments.services.mail.links import coordinator_invitation_url
from tests.cast import PASSWORD
from tests.pages import words

from .openid_provider import CLIENT, OTHER_KEY, SECRET, running

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/oidc/sso/login/"


@pytest.fixture
def provider(settings):
    with running() as one:
        settings.OIDC_ISSUER = one.address
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_NAME = "De Gemeente"
        yield one


def go(client, provider, **fields):
    """Press the button and return the address to which the page leads."""
    page = client.post(LOGIN, fields)
    assert page.status_code == 200
    [address] = re.findall(r'content="0;url=([^"]+)"', page.content.decode())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(html.unescape(address)).query).items()}
    provider.challenge = asked["code_challenge"]
    return asked


def sign_in(client, provider, claims, **fields):
    """Go to the provider and come back with these claims."""
    provider.claims = claims
    asked = go(client, provider, **fields)
    back = urlsplit(asked["redirect_uri"]).path
    return client.get(back, {"code": "de-code", "state": asked["state"]})


def proven(email, **more):
    return {"email": email, "email_verified": True, "name": "Naam van Ginds", **more}


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_without_settings_there_is_no_trace_of_it(client, anna):
    page = client.get("/accounts/login/").content.decode()
    assert "oidc" not in page
    for path in (LOGIN, f"{LOGIN}callback/", "/accounts/3rdparty/login/error/", "/accounts/3rdparty/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_the_button_leads_to_the_provider_by_a_page_of_ours(client, provider):
    page = client.get("/accounts/login/?next=/partnerships/new/").content.decode()
    assert f'action="{LOGIN}"' in page
    assert "Inloggen met De Gemeente" in " ".join(page.split())
    assert client.get(LOGIN).url == "/accounts/login/"
    asked = go(client, provider)
    assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert SECRET not in str(asked)
    assert client.post("/accounts/oidc/anders/login/").status_code == 404
    assert provider.asked


def test_whoever_has_an_account_with_the_proven_address_comes_in_where_they_were_going(
    client, provider, anna, partnership
):
    goal = f"/partnerships/{partnership.pk}/"
    answer = sign_in(client, provider, proven("Anna@voorbeeld.test"), next=goal)
    assert answer.url == goal
    assert client.session["_auth_user_id"] == str(anna.pk)
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
    [account] = SocialAccount.objects.all()
    assert (account.uid, account.extra_data) == ("abc", {})
    assert not SocialToken.objects.exists()
    assert UserSession.objects.filter(user=anna).count() == 1


def test_whoever_came_before_comes_in_with_another_address_too(client, provider, anna):
    sign_in(client, provider, proven("anna@voorbeeld.test"))
    other = Client()
    sign_in(other, provider, {"email": "anna.nieuw@voorbeeld.test"})
    assert other.session["_auth_user_id"] == str(anna.pk)
    assert User.objects.count() == 1


def test_what_only_the_page_about_the_user_tells_counts_too(client, provider, anna):
    provider.more = proven("anna@voorbeeld.test")
    sign_in(client, provider, {})
    assert is_signed_in(client)


@pytest.mark.parametrize("is_proven", [False, None, "false", "yes", 1.5])
def test_an_address_that_the_provider_does_not_vouch_for_lets_nobody_in(client, provider, anna, is_proven):
    answer = sign_in(client, provider, proven("anna@voorbeeld.test", email_verified=is_proven))
    assert answer.status_code == 403
    assert "bevestigt niet dat uw e-mailadres echt van u is" in words(answer)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_an_unknown_address_gets_no_account_unless_anyone_may_register(client, provider, anna, settings):
    answer = sign_in(client, provider, proven("eva@elders.test"))
    assert answer.status_code == 403
    assert "hier is geen account met uw e-mailadres" in words(answer)
    assert User.objects.count() == 1
    settings.ALLOW_REGISTRATION = True
    assert sign_in(client, provider, proven("eva@elders.test")).url == "/partnerships/"
    eva = User.objects.get(email="eva@elders.test")
    assert (eva.name, eva.has_usable_password(), eva.is_staff) == ("Naam van Ginds", False, False)
    assert EmailAddress.objects.get(user=eva).verified
    assert client.get("/accounts/password/change/").url == "/accounts/sessions/"
    page = client.get("/accounts/sessions/").content.decode()
    assert "/accounts/password/change/" not in page[page.index("account-pages") :]


def test_whoever_was_invited_gets_an_account_and_sees_the_partnership_at_once(client, provider, partnership, anna):
    invitation = CoordinatorInvitation.objects.create(
        partnership=partnership, email="eva@elders.test", access="reader", created_at=timezone.now()
    )
    path = urlsplit(coordinator_invitation_url(invitation)).path
    assert "Inloggen met De Gemeente" in words(client.get(path))
    answer = sign_in(client, provider, proven("Eva@elders.test"), next=path)
    assert answer.url == "/partnerships/"
    assert "Jeugdketen Noord" in words(client.get(answer.url))
    assert not CoordinatorInvitation.objects.exists()


def test_a_password_that_someone_else_may_have_chosen_goes(client, provider, settings):
    settings.ALLOW_REGISTRATION = True
    thief = Client()
    fields = {"name": "Eva", "email": "eva@elders.test", "password1": PASSWORD, "password2": PASSWORD}
    thief.post("/accounts/signup/", fields)
    assert thief.get("/partnerships/").status_code == 200
    thiefs = Authenticator.objects.create(user=User.objects.get(), type=Authenticator.Type.WEBAUTHN, data={})
    sign_in(client, provider, proven("eva@elders.test"))
    assert is_signed_in(client)
    assert not User.objects.get().has_usable_password()
    assert not Authenticator.objects.filter(pk=thiefs.pk).exists()
    assert thief.get("/partnerships/").status_code == 302
    assert EmailAddress.objects.get().verified


def test_a_passkey_of_somebody_whose_address_was_proven_stays(client, provider, anna):
    own = Authenticator.objects.create(user=anna, type=Authenticator.Type.RECOVERY_CODES, data={})
    sign_in(client, provider, proven("anna@voorbeeld.test"))
    assert Authenticator.objects.filter(pk=own.pk).exists()


def test_a_closed_account_stays_closed(client, provider, anna):
    User.objects.update(is_active=False)
    assert sign_in(client, provider, proven("anna@voorbeeld.test")).url == "/accounts/inactive/"
    assert not is_signed_in(client)


def refused(answer):
    assert answer.status_code == 403
    assert "Inloggen is niet gelukt" in words(answer)
    return "Begin nog een keer" in words(answer)


def test_a_way_back_that_was_not_begun_here_leads_to_a_page(client, provider, anna):
    provider.claims = proven("anna@voorbeeld.test")
    asked = go(Client(), provider)
    back = f"{LOGIN}callback/"
    for query in (
        {"code": "de-code", "state": asked["state"]},
        {"code": "de-code", "state": "x"},
        {"code": "de-code"},
        {},
    ):
        assert refused(client.get(back, query))
    assert ("/token", {}) not in provider.asked
    state = go(client, provider)["state"]
    cancelled = client.get(back, {"error": "access_denied", "state": state}, follow=True)
    assert "Inloggen is niet gelukt" in words(cancelled)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": OTHER_KEY},
        {"header": {"kid": "twee"}},
        {"header": {}},
        {"algorithm": "none", "key": None},
        {"algorithm": "HS256", "key": SECRET * 2},
        {"claims": {"aud": "een andere site"}},
        {"claims": {"iss": "http://elders.test"}},
        {"claims": {"exp": 1}},
        {"claims": {"sub": 7}},
        {"more": {"sub": "iemand anders"}},
    ],
)
def test_a_token_that_is_not_right_lets_nobody_in(client, provider, anna, wrong):
    for name, value in wrong.items():
        if name != "claims":
            setattr(provider, name, value)
    assert refused(sign_in(client, provider, proven("anna@voorbeeld.test", **wrong.get("claims", {}))))
    assert not is_signed_in(client)


@pytest.mark.parametrize("part", ["/token", "/jwks", "/userinfo"])
def test_a_provider_that_breaks_on_the_way_leads_to_a_page(client, provider, anna, part):
    provider.broken = {part}
    answer = sign_in(client, provider, proven("anna@voorbeeld.test"))
    assert answer.status_code in {403, 503}
    assert "Inloggen is niet gelukt" in words(answer)


def test_a_provider_that_is_down_leads_to_a_page_and_a_password_still_works(client, provider, anna, settings):
    state = go(client, provider)["state"]
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    for answer in (client.post(LOGIN), client.get(f"{LOGIN}callback/", {"code": "de-code", "state": state})):
        assert answer.status_code == 503
        assert "De Gemeente geeft op dit moment geen antwoord." in words(answer)
    client.post("/accounts/login/", {"login": "anna@voorbeeld.test", "password": PASSWORD})
    assert is_signed_in(client)


def test_a_provider_that_is_another_than_was_asked_for_is_not_believed(client, provider, anna, settings):
    settings.OIDC_ISSUER = provider.address.replace("127.0.0.1", "localhost")
    assert sign_in(client, provider, proven("anna@voorbeeld.test")).status_code == 503
    assert not is_signed_in(client)
