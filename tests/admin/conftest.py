"""Ada uses the admin; her catalogue is loaded."""

import pytest

from assessments.models import Action, User
from assessments.services.catalogue import load_catalogue
from tests.cast import PASSWORD


@pytest.fixture
def ada(db):
    """Return someone who may use the admin, and is no superuser."""
    return User.objects.create_user("ada@voorbeeld.test", PASSWORD, name="Ada", is_staff=True)


@pytest.fixture
def beheer(client, ada):
    """Return a browser in which Ada is signed in."""
    client.force_login(ada)
    return client


@pytest.fixture
def catalogue(db):
    load_catalogue()


@pytest.fixture
def action(catalogue):
    """Return the first action of the catalogue."""
    return Action.objects.order_by("order")[0]
