"""Passkeys without a device: the pages, and that nothing that is sent instead of a passkey is taken for one."""

import json

import pytest
from allauth.mfa.models import Authenticator

from tests.pages import words

from .test_second_step import sign_in_and_show_who

pytestmark = pytest.mark.django_db

LIST = "/accounts/2fa/webauthn/"
NONSENSE = [
    "",
    "geen json",
    "[]",
    "7",
    "{}",
    json.dumps({"id": "x", "rawId": "eA", "type": "public-key", "response": {}}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "eA"}}),
    json.dumps(
        {
            "id": "eA",
            "rawId": "eA",
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": "eA",
                "attestationObject": "eA",
                "authenticatorData": "eA",
                "signature": "eA",
                "userHandle": "eA",
            },
        }
    ),
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_instead_of_a_passkey_signs_nobody_in(client, anna, credential):
    client.get(f"{LIST}login/", headers={"accept": "application/json"})
    answer = client.post(f"{LIST}login/", {"credential": credential}, follow=True)
    assert "Deze passkey is niet herkend." in words(answer)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_instead_of_a_passkey_is_not_added(client, anna, credential):
    sign_in_and_show_who(client)
    client.get(f"{LIST}add/")
    answer = client.post(f"{LIST}add/", {"name": "Mijn telefoon", "credential": credential, "passwordless": "True"})
    assert "De passkey kon niet worden toegevoegd." in words(answer)
    assert 'value="Mijn telefoon"' in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_adding_one_asks_for_a_name_and_hands_the_device_what_it_needs(client, anna):
    sign_in_and_show_who(client)
    assert "U hebt nog geen passkey." in words(client.get(LIST))
    page = client.get(f"{LIST}add/").content.decode()
    assert 'value="Passkey 1"' in page
    start = page.index('<script id="passkey-options" type="application/json">')
    options = json.loads(page[page.index(">", start) + 1 : page.index("</script>", start)])["publicKey"]
    assert options["rp"] == {"id": "testserver", "name": "Driekracht"}
    assert options["user"]["name"] == "anna@voorbeeld.test"


def test_nobody_touches_the_passkey_of_another(client, anna, bas):
    theirs = Authenticator.objects.create(user=bas, type=Authenticator.Type.WEBAUTHN, data={"name": "Van Bas"})
    sign_in_and_show_who(client)
    for what in ("edit", "remove"):
        path = f"{LIST}keys/{theirs.pk}/{what}/"
        assert client.get(path).status_code == client.post(path, {"name": "Gekaapt"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.data == {"name": "Van Bas"}
