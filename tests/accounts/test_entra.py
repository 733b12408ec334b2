"""Signing in with Microsoft Entra, which never says that an address is verified: one tenant can be trusted by name."""

import os
import subprocess
import sys

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.pages import words
from tests.repository import ROOT

from .openid_provider import CLIENT, OTHER_KEY, SECRET, running
from .test_openid import is_signed_in, sign_in

TENANT = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
OTHER_TENANT = "11111111-2b34-4da1-9baa-8bc8c9d6a490"


@pytest.fixture
def entra(settings):
    """A provider that speaks as Entra does: a folder per tenant, ``tid`` and ``oid``, and nothing about addresses."""
    with running() as one:
        one.folder = f"/{TENANT}/v2.0"
        one.address += one.folder
        settings.OIDC_ISSUER, settings.OIDC_TRUSTED_TENANT = one.address, TENANT
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, settings.OIDC_NAME = CLIENT, SECRET, "De Gemeente"
        yield one


def member(**more):
    about = {"tid": TENANT, "oid": "b9b4", "ver": "2.0", "name": "Anna van Ginds", "email": "Anna@voorbeeld.test"}
    return about | {"preferred_username": "a.ginds@voorbeeld.test"} | more


@pytest.mark.django_db
def test_a_member_of_the_tenant_comes_in_by_the_address_in_the_token(client, entra, anna, partnership):
    answer = sign_in(client, entra, member(), next=f"/partnerships/{partnership.pk}/")
    assert answer.url == f"/partnerships/{partnership.pk}/"
    assert client.session["_auth_user_id"] == str(anna.pk)
    [account] = SocialAccount.objects.all()
    assert account.user == anna
    again = Client()
    sign_in(again, entra, member(email="anna.getrouwd@voorbeeld.test"))
    assert again.session["_auth_user_id"] == str(anna.pk)


@pytest.mark.django_db
def test_without_that_setting_the_same_person_does_not(client, entra, anna, settings):
    settings.OIDC_TRUSTED_TENANT = ""
    answer = sign_in(client, entra, member())
    assert answer.status_code == 403
    assert "bevestigt niet dat uw e-mailadres echt van u is" in words(answer)
    assert not is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "claims",
    [
        {"idp": f"https://sts.windows.net/{OTHER_TENANT}/"},
        {"idp": "live.com"},
        {"acct": 1},
        {"xms_edov": False},
        {"xms_edov": "0"},
        {"email_verified": False},
        {"email": ""},
    ],
)
def test_an_address_that_is_not_the_tenants_own_lets_nobody_in(client, entra, anna, claims):
    answer = sign_in(client, entra, member(**claims))
    assert answer.status_code == 403
    assert "bevestigt niet dat uw e-mailadres echt van u is" in words(answer)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.django_db
def test_neither_a_sign_in_name_nor_what_only_the_page_about_the_user_tells_is_an_address(client, entra, anna):
    claims = member(preferred_username="anna@voorbeeld.test", upn="anna@voorbeeld.test")
    del claims["email"]
    entra.more = {"email": "anna@voorbeeld.test"}
    assert sign_in(client, entra, claims).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"claims": {"tid": OTHER_TENANT}},
        {"claims": {"tid": None}},
        {"claims": {"tid": [TENANT]}},
        {"claims": {"iss": f"https://login.microsoftonline.com/{OTHER_TENANT}/v2.0"}},
        {"claims": {"iss": "https://login.microsoftonline.com/common/v2.0"}},
        {"claims": {"aud": "een andere toepassing"}},
        {"claims": {"exp": 1}},
        {"key": OTHER_KEY},
        {"algorithm": "none", "key": None},
        {"algorithm": "HS256", "key": SECRET * 2},
    ],
)
def test_what_comes_from_elsewhere_lets_nobody_in_not_even_who_came_before(client, entra, anna, wrong):
    sign_in(client, entra, member())
    assert is_signed_in(client)
    stranger = Client()
    for name, value in wrong.items():
        if name != "claims":
            setattr(entra, name, value)
    answer = sign_in(stranger, entra, member(**wrong.get("claims", {})))
    assert answer.status_code == 403
    assert "Inloggen is niet gelukt" in words(answer)
    assert not is_signed_in(stranger)


@pytest.mark.django_db
def test_a_code_is_worth_nothing_with_another_state_or_in_another_browser(client, entra, anna):
    entra.claims = member()
    back = "/accounts/oidc/sso/login/callback/"
    for query in ({"code": "de-code"}, {"code": "de-code", "state": "x"}):
        assert client.get(back, query).status_code == 403
    assert not is_signed_in(client)
    assert all(path != "/token" for path, _form in entra.asked)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"OIDC_ISSUER": "http://login.voorbeeld.test/"}, "must start with https://"),
        ({"OIDC_TRUSTED_TENANT": "common"}, "must be an id such as"),
        ({"OIDC_TRUSTED_TENANT": "organizations"}, "must be an id such as"),
        (
            {"OIDC_TRUSTED_TENANT": TENANT},
            f"must be that of OIDC_TRUSTED_TENANT alone: https://login.microsoftonline.com/{TENANT}",
        ),
        (
            {"OIDC_TRUSTED_TENANT": TENANT, "OIDC_ISSUER": f"https://login.microsoftonline.com/{OTHER_TENANT}/v2.0"},
            "must be that of OIDC_TRUSTED_TENANT alone",
        ),
    ],
)
def test_settings_that_would_trust_too_much_stop_the_start_with_a_sentence(tmp_path, environment, said):
    usual = {
        "DJANGO_SETTINGS_MODULE": "collab.settings",
        "DATA_DIR": str(tmp_path),
        "OIDC_ISSUER": "https://login.microsoftonline.com/common/v2.0",
        "OIDC_CLIENT_ID": "x",
        "OIDC_CLIENT_SECRET": "y",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import collab.settings"],
        cwd=ROOT,
        env=os.environ | usual | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert said in done.stderr.strip().splitlines()[-1]
