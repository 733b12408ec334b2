"""Opening a round, inviting and renewing links."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.links import invitation_token, is_token_of
from assessments.models import Participant, Partnership, Round, ScoringProfileVersion
from assessments.models.choices import State
from assessments.scoring.profile import ScoringProfile
from assessments.services.closing import close_round
from assessments.services.rounds import current_profile, invite, open_round, renew_link
from tests.cast import make_partnership, make_round
from tests.responses import after

pytestmark = pytest.mark.django_db


def open_one(partnership, *, days=14, **terms):
    now = timezone.now()
    return open_round(partnership, title="Meting", closes_at=now + timedelta(days=days), by=None, now=now, **terms)


@pytest.fixture
def person(partnership):
    return Participant.objects.create(organisation=partnership.organisations.first(), name="Dirk", role="manager")


def test_the_first_profile_has_the_defaults(db):
    assert current_profile().version == 1
    assert current_profile().profile == ScoringProfile()
    assert ScoringProfileVersion.objects.count() == 1


def test_the_newest_profile_is_current(db):
    ScoringProfileVersion.objects.create(version=1)
    newest = ScoringProfileVersion.objects.create(version=2, thresholds={"threshold": 60})

    assert current_profile() == newest


def test_an_opened_round_takes_answers_at_once(partnership):
    round_ = open_one(partnership, split="organisation", contact_name="Anna")

    assert round_.is_open(timezone.now())
    stored = Round.objects.get()
    assert (stored.split, stored.contact_name, stored.interests_named) == ("organisation", "Anna", True)
    assert stored.profile == current_profile()


def test_a_round_can_open_later(partnership):
    opens_at = timezone.now() + timedelta(days=2)

    round_ = open_one(partnership, opens_at=opens_at)

    assert not round_.is_open(timezone.now())
    assert round_.is_open(opens_at)


@pytest.mark.parametrize("days", [-1, 0])
def test_closing_must_lie_in_the_future(partnership, days):
    with pytest.raises(ValidationError) as refusal:
        open_one(partnership, days=days)

    assert list(refusal.value.message_dict) == ["closes_at"]
    assert not Round.objects.exists()


def test_closing_must_come_after_opening(partnership):
    with pytest.raises(ValidationError):
        open_one(partnership, days=3, opens_at=timezone.now() + timedelta(days=4))


def test_a_round_needs_a_link(partnership):
    with pytest.raises(ValidationError, match="link"):
        open_one(partnership, has_personal_links=False, has_open_link=False)


def test_a_round_needs_an_organisation(anna):
    with pytest.raises(ValidationError, match="organisatie"):
        open_one(make_partnership(anna, organisations=()))


@pytest.mark.parametrize(("days", "is_refused"), [(20, True), (55, True), (56, False), (80, False)])
def test_closings_lie_56_days_apart(partnership, days, is_refused):
    earlier = make_round(partnership, closes_in_days=1)
    close_round(earlier.pk, by=None, now=after(earlier))
    now = timezone.now()
    closes_at = earlier.closes_at + timedelta(days=days)

    if is_refused:
        with pytest.raises(ValidationError, match="56") as refusal:
            open_round(partnership, title="Meting 2", closes_at=closes_at, by=None, now=now)
        assert list(refusal.value.message_dict) == ["closes_at"]
    else:
        open_round(partnership, title="Meting 2", closes_at=closes_at, by=None, now=now)
    assert Round.objects.count() == (1 if is_refused else 2)


def test_a_round_that_closed_early_counts_from_its_real_closing(partnership):
    earlier = make_round(partnership, closes_in_days=40)
    close_round(earlier.pk, by=None, now=timezone.now())

    assert open_one(partnership, days=57).state == State.OPEN


def test_other_partnerships_and_drafts_do_not_count(partnership, anna):
    make_round(partnership, state=State.DRAFT)
    make_round(make_partnership(anna, "Anders"))

    assert open_one(partnership).state == State.OPEN


def test_everyone_is_invited_once_with_their_organisation_and_role(open_round, person):
    first = invite(open_round, [person, person])
    again = invite(open_round, Participant.objects.filter(organisation__partnership=open_round.partnership))

    assert [(one.participant, one.organisation, one.role) for one in first] == [
        (person, person.organisation, "manager")
    ]
    assert again == []
    assert open_round.invitations.count() == 7


def test_nobody_of_another_partnership_is_invited(open_round, chris):
    stranger = Participant.objects.create(
        organisation=make_partnership(chris).organisations.first(), name="Vreemd", role="manager"
    )

    with pytest.raises(ValidationError):
        invite(open_round, [stranger])

    assert open_round.invitations.count() == 6


def test_nobody_is_invited_after_closing(open_round, person):
    with pytest.raises(ValidationError):
        invite(open_round, [person], now=after(open_round))
    close_round(open_round.pk, by=None, now=after(open_round))
    with pytest.raises(ValidationError):
        invite(open_round, [person])


def test_a_new_link_kills_the_old_one(open_round):
    invitation = open_round.invitations.first()
    old = invitation_token(invitation.pk, invitation.generation)

    renewed = renew_link(invitation, by=None, now=timezone.now())

    assert not is_token_of(old, renewed.pk, renewed.generation)


def test_two_renewals_from_old_copies_both_count(open_round):
    one, other = open_round.invitations.first(), open_round.invitations.first()

    renew_link(one, by=None, now=timezone.now())

    assert renew_link(other, by=None, now=timezone.now()).generation == 3


def test_no_new_link_after_closing(open_round):
    close_round(open_round.pk, by=None, now=after(open_round))

    with pytest.raises(ValidationError):
        renew_link(open_round.invitations.first(), by=None, now=timezone.now())


def test_a_partnership_is_not_changed_by_opening(partnership):
    before = Partnership.objects.values().get()

    open_one(partnership)

    assert Partnership.objects.values().get() == before
