"""An id that comes in as text."""

import pytest

from assessments.ids import id_in
from assessments.models import Coordinatorship, Participant


@pytest.mark.parametrize(("text", "found"), [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_number_is_an_id(text, found):
    assert id_in(text) == found


@pytest.mark.parametrize("text", ["", "x", "-1", "1.0", " 1", "٣", "²", "1_0", "9" * 19, "9" * 5000])
def test_anything_else_is_none(text):
    assert id_in(text) is None


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["9" * 18, "9" * 19, "x"])
def test_no_database_stumbles_over_it(text):
    assert not Participant.objects.filter(pk=id_in(text)).exists()
    assert not Coordinatorship.objects.filter(partnership=id_in(text)).exists()
