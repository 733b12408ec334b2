"""The end of a link for others is changed afterwards: the link stays the same, and opens as long as is said now."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import share_token
from assessments.models import AuditEntry, Coordinatorship, ShareLink, User
from assessments.models.audit import AuditAction
from assessments.services.share_links import LONGEST, change_end, revoke_share_link
from tests.pages import errors, filled_in, signed_in, words
from tests.reporting.results import closed_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def link(partnership):
    now = timezone.now()
    return ShareLink.objects.create(
        round=closed_round(partnership), purpose="De raad", what="summary", made_at=now, ends_at=now + timedelta(days=2)
    )


def page_of(link):
    return reverse("share_link_end", args=[link.round_id, link.pk])


def opened(link, browser):
    return browser.get(reverse("share_link", args=[share_token(link.pk, link.made_at)]), follow=True)


def change(browser, link, days, **fields):
    """Let the link end after so many days from today, as an owner does."""
    form = filled_in(browser.get(page_of(link))) | {"ends_on": str(timezone.localdate() + timedelta(days=days))}
    return browser.post(page_of(link), form | fields, follow=True)


def test_it_works_longer_and_stays_the_same_link(link, anna):
    later = timezone.localdate() + timedelta(days=200)
    token = share_token(link.pk, link.made_at)
    page = words(change(signed_in(anna), link, 200))
    assert f"werkt tot en met {later.day} " in page
    changed = ShareLink.objects.get()
    assert changed.last_day == later
    assert share_token(changed.pk, changed.made_at) == token
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.about, entry.who) == (AuditAction.LINK_CHANGED, f"sharelink:{link.pk}", "Anna")


def test_whoever_has_it_open_sees_the_result_until_the_new_end_and_no_longer(link, anna):
    visitor = Client()
    assert opened(link, visitor).status_code == 200
    change(signed_in(anna), link, 0)
    assert opened(link, visitor).status_code == 200
    assert ShareLink.objects.get().ends_at - timezone.now() <= timedelta(days=1)
    ShareLink.objects.update(ends_at=timezone.now())
    for name in ("linked_result", "linked_pdf"):
        assert visitor.get(reverse(name, args=[link.pk])).status_code == 410
    assert opened(link, visitor).status_code == 410


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "Deze dag is voorbij. Kies een latere dag."),
        (366, "Dit is meer dan een jaar vooruit. Kies een eerdere datum."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_changes_nothing(link, anna, days, said):
    refused = change(signed_in(anna), link, days)
    assert errors(refused) == [("id_ends_on", said)]
    assert ShareLink.objects.get().ends_at == link.ends_at
    assert not AuditEntry.objects.exists()


def test_the_same_day_again_is_no_change(link, anna):
    link.ends_at = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=3)
    link.save()
    assert change(signed_in(anna), link, 2).status_code == 200
    assert not AuditEntry.objects.exists()


def test_a_link_that_works_no_more_stays_so(link, anna):
    browser = signed_in(anna)
    form = filled_in(browser.get(page_of(link)))
    revoke_share_link(link, by=anna, now=timezone.now())
    assert "Deze link werkt niet meer." in words(browser.post(page_of(link), form, follow=True))
    later = timezone.now() + timedelta(days=9)
    with pytest.raises(ValidationError):
        change_end(link, later, by=anna, now=timezone.now())
    ShareLink.objects.update(revoked_at=None, ends_at=timezone.now())
    with pytest.raises(ValidationError):
        change_end(link, later, by=anna, now=timezone.now())
    assert not ShareLink.objects.working(timezone.now()).exists()


def test_no_program_makes_it_work_longer_than_a_year(link, anna):
    now = timezone.now()
    with pytest.raises(ValidationError):
        change_end(link, now + LONGEST + timedelta(seconds=1), by=anna, now=now)


def test_the_later_of_two_owners_reads_what_the_first_one_chose(link, anna, partnership):
    dirk = User.objects.create_user("dirk@voorbeeld.test", name="Dirk")
    Coordinatorship.objects.create(user=dirk, partnership=partnership, access="owner")
    first, second = signed_in(anna), signed_in(dirk)
    seen = filled_in(second.get(page_of(link)))
    change(first, link, 30)
    told = second.post(page_of(link), seen | {"ends_on": str(timezone.localdate() + timedelta(days=60))})
    assert told.status_code == 422
    assert "Anna heeft dit intussen gewijzigd" in words(told)
    assert ShareLink.objects.get().last_day == timezone.localdate() + timedelta(days=30)
    again = filled_in(told)
    assert second.post(page_of(link), again).status_code == 302
    assert ShareLink.objects.get().last_day == timezone.localdate() + timedelta(days=60)


def test_a_link_of_another_round_is_not_there(link, anna, chris):
    other = closed_round(link.round.partnership)
    assert signed_in(anna).get(reverse("share_link_end", args=[other.pk, link.pk])).status_code == 404
    assert signed_in(chris).get(page_of(link)).status_code == 404
