"""Ada uses the admin; her catalogue is loaded."""

import pytest
from django.test import Client

from assessments.models import Action, User
from assessments.services.catalogue import load_catalogue
from tests.cast import PASSWORD


@pytest.fixture
def ada(db):
    """Return someone who may use the admin, and is no superuser."""
    return User.objects.create_user("ada@voorbeeld.test", PASSWORD, name="Ada", is_staff=True)


def with_proof(client, user):
    """Sign somebody in who has just shown once more who they are."""
    client.force_login(user)
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def beheer(client, ada):
    """Return a browser in which Ada is signed in."""
    return with_proof(client, ada)


@pytest.fixture
def boss(db):
    """Return a browser of somebody who may do everything, and so decides who is an admin."""
    return with_proof(Client(), User.objects.create_superuser("boss@voorbeeld.test", PASSWORD, name="Baas"))


@pytest.fixture
def catalogue(db):
    load_catalogue()


@pytest.fixture
def action(catalogue):
    """Return the first action of the catalogue."""
    return Action.objects.order_by("order")[0]
