"""Every address of signing in, for every kind of visitor, with and without what an installation may turn on."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLPattern

from assessments.models import User
from collab.accounts.urls import urlpatterns
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "coordinator", "elsewhere", "admin")
"""A coordinator with a password, one who signs in through another organisation and has none, and an admin."""


def row(anonymous, coordinator, elsewhere=None, admin=None):
    """Return one line of the matrix; the others as the coordinator."""
    return dict(zip(VISITORS, (anonymous, coordinator, elsewhere or coordinator, admin or coordinator), strict=True))


NOWHERE = row("gone", "gone")
EVERYONE = row("page", "page")
SIGNED_IN = row("sign in", "page")
NOT_SIGNED_IN = row("page", "elsewhere")
ONCE_MORE = row("sign in", "again", "page")
"""The password is asked again, of everyone who has one."""
NOT_THEIRS = row("sign in", "again", "gone")
NOT_TURNED_ON = row("sign in", "gone")
IN_THE_MIDDLE = row("elsewhere", "elsewhere")
OFF = NOWHERE

EXPECTED = {
    "account_login": NOT_SIGNED_IN,
    "account_logout": row("elsewhere", "page"),
    "account_inactive": EVERYONE,
    "account_signup": OFF,
    "account_reauthenticate": row("sign in", "page", "refused", "page"),
    "account_email": NOWHERE,
    "account_email_verification_sent": OFF,
    "account_confirm_email": OFF,
    "account_change_password": row("sign in", "page", "elsewhere", "page"),
    "account_set_password": NOWHERE,
    "account_reset_password": EVERYONE,
    "account_reset_password_done": EVERYONE,
    "account_reset_password_from_key": EVERYONE,
    "account_reset_password_from_key_done": EVERYONE,
    "account_confirm_login_code": NOWHERE,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": IN_THE_MIDDLE,
    "mfa_reauthenticate": row("sign in", "elsewhere", "refused"),
    "mfa_activate_totp": ONCE_MORE,
    "mfa_deactivate_totp": NOT_TURNED_ON,
    "mfa_view_recovery_codes": NOT_TURNED_ON,
    "mfa_generate_recovery_codes": ONCE_MORE,
    "mfa_download_recovery_codes": NOT_TURNED_ON,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": ONCE_MORE,
    "mfa_reauthenticate_webauthn": row("sign in", "elsewhere", "refused"),
    "mfa_edit_webauthn": NOT_THEIRS,
    "mfa_remove_webauthn": NOT_THEIRS,
    "mfa_login_webauthn": IN_THE_MIDDLE,
    "openid_connect_login": OFF,
    "openid_connect_callback": OFF,
    "socialaccount_login_cancelled": OFF,
    "socialaccount_login_error": OFF,
    "socialaccount_signup": NOWHERE,
    "socialaccount_connections": NOWHERE,
    "usersessions_list": SIGNED_IN,
    "sign_in_link_request": NOWHERE,
    "sign_in_link": row("gone", "gone"),
    "late_post": row("sign in", "elsewhere"),
    "my_account": SIGNED_IN,
    "new_address": SIGNED_IN,
}
"""What a look at each name gives, where nobody may register and no other organisation signs anyone in."""

TURNED_ON = EXPECTED | {
    "account_signup": NOT_SIGNED_IN,
    "account_email_verification_sent": EVERYONE,
    "account_confirm_email": EVERYONE,
    "openid_connect_login": IN_THE_MIDDLE,
    "openid_connect_callback": row("down", "down"),
    "socialaccount_login_cancelled": EVERYONE,
    "socialaccount_login_error": EVERYONE,
}


def named(patterns):
    for pattern in patterns:
        yield from [pattern.name] if isinstance(pattern, URLPattern) else named(pattern.url_patterns)


def given(response):
    """Return in a word what an answer is."""
    if response.status_code == 302:
        for start, word in (("/accounts/login/?next=", "sign in"), ("/accounts/reauthenticate/?next=", "again")):
            if response.url.startswith(start):
                return word
        return "elsewhere"
    return {200: "page", 403: "refused", 404: "gone", 405: "not so", 410: "gone", 503: "down"}[response.status_code]


@pytest.fixture
def scene():
    """Return a browser of every visitor, and the addresses."""
    people = {
        "coordinator": User.objects.create_user("anna@voorbeeld.test", PASSWORD),
        "elsewhere": User.objects.create_user("eva@elders.test", None),
        "admin": User.objects.create_superuser("admin@voorbeeld.test", PASSWORD),
    }
    other = User.objects.create_user("bas@voorbeeld.test", PASSWORD)
    key = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "Van Bas"})
    browsers = {visitor: Client() for visitor in VISITORS}
    for visitor, person in people.items():
        browsers[visitor].force_login(person)
    arguments = {
        "account_confirm_email": ["geen-link"],
        "account_reset_password_from_key": ["1", "geen-link"],
        "new_address": ["geen-link"],
        "sign_in_link": ["geen-link"],
        "mfa_edit_webauthn": [key.pk],
        "mfa_remove_webauthn": [key.pk],
        "openid_connect_login": ["sso"],
        "openid_connect_callback": ["sso"],
    }
    return browsers, {name: reverse(name, args=arguments.get(name, [])) for name in EXPECTED}


def test_the_matrix_knows_every_name():
    assert set(named(urlpatterns)) - {None} == set(EXPECTED)
    assert all(set(line) == set(VISITORS) for line in [*EXPECTED.values(), *TURNED_ON.values()])


def test_a_look_gives_each_visitor_what_the_matrix_says(scene):
    browsers, addresses = scene
    people = list(User.objects.order_by("pk").values())
    seen = {name: {who: given(browsers[who].get(path)) for who in VISITORS} for name, path in addresses.items()}
    assert [(name, seen[name]) for name in seen if seen[name] != EXPECTED[name]] == []
    assert list(User.objects.order_by("pk").values()) == people
    assert Authenticator.objects.count() == 1


def test_what_an_installation_turns_on_is_there(scene, settings):
    settings.ALLOW_REGISTRATION = True
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "http://127.0.0.1:9", "driekracht"
    browsers, addresses = scene
    seen = {name: {who: given(browsers[who].get(path)) for who in VISITORS} for name, path in addresses.items()}
    assert [(name, seen[name]) for name in seen if seen[name] != TURNED_ON[name]] == []


def test_the_old_addresses_of_allauth_lead_nowhere(client):
    for path in ("social/login/cancelled/", "social/login/error/", "social/signup/", "social/connections/"):
        assert client.get(f"/accounts/{path}").status_code == 404
