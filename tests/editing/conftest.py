"""The two owners of a partnership who edit it."""

import pytest

from assessments.models import Coordinatorship
from tests.cast import PASSWORD
from tests.pages import signed_in


@pytest.fixture
def others(anna, bas, partnership):
    """Return the browsers of two owners."""
    Coordinatorship.objects.filter(user=bas).delete()
    Coordinatorship.objects.create(user=bas, partnership=partnership, access="owner")
    for user, name in ((anna, "Anna Aalders"), (bas, "Bas Bakker")):
        user.name, user.is_staff = name, True
        user.save()
    browsers = signed_in(anna), signed_in(bas)
    for browser in browsers:
        assert browser.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browsers
