"""The three people of every story: Anna owns the partnership, Bas may read it, Chris has nothing to do with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import (
    Coordinatorship,
    Invitation,
    Organisation,
    Participant,
    Partnership,
    Round,
    ScoringProfileVersion,
    User,
)
from assessments.models.choices import Access, State

PASSWORD = "een lang wachtwoord"


def make_partnership(owner, name="Jeugdketen Noord", organisations=("Gemeente", "Jeugdhulp", "School")):
    """Return a partnership of this owner with organisations."""
    partnership = Partnership.objects.create(name=name)
    Coordinatorship.objects.create(user=owner, partnership=partnership, access=Access.OWNER)
    for organisation in organisations:
        Organisation.objects.create(partnership=partnership, name=organisation)
    return partnership


def _addresses(number):
    """Yield addresses for a person: the usual one, and others for somebody of a second round."""
    yield f"persoon{number}@voorbeeld.test"
    yield from (f"persoon{number}.{more}@voorbeeld.test" for more in range(2, 100))


def make_round(partnership, *, n_participants=6, state=State.OPEN, closes_in_days=14, **fields):
    """Return a round with an invitation for each of ``n_participants`` people, spread over the organisations."""
    profile, _made = ScoringProfileVersion.objects.get_or_create(version=1)
    now = timezone.now()
    round_ = Round.objects.create(
        partnership=partnership,
        title="Meting 1",
        state=state,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=closes_in_days),
        profile=profile,
        **fields,
    )
    organisations = list(partnership.organisations.all())
    roles = ["professional", "manager", "bestuurder", "overheid"]
    taken = set(Participant.objects.filter(organisation__partnership=partnership).values_list("email", flat=True))
    for number in range(n_participants):
        organisation = organisations[number % len(organisations)]
        person = Participant.objects.create(
            organisation=organisation,
            name=f"Persoon {number}",
            email=next(one for one in _addresses(number) if one not in taken),
            role=roles[number % len(roles)],
        )
        Invitation.objects.create(round=round_, participant=person, organisation=organisation, role=person.role)
    return round_


@pytest.fixture
def anna(db):
    return User.objects.create_user("anna@voorbeeld.test", PASSWORD, name="Anna")


@pytest.fixture
def bas(db):
    return User.objects.create_user("bas@voorbeeld.test", PASSWORD, name="Bas")


@pytest.fixture
def chris(db):
    return User.objects.create_user("chris@voorbeeld.test", PASSWORD, name="Chris")


@pytest.fixture
def partnership(anna, bas):
    partnership = make_partnership(anna)
    Coordinatorship.objects.create(user=bas, partnership=partnership, access=Access.READER)
    return partnership


@pytest.fixture
def open_round(partnership):
    return make_round(partnership)
