"""Every service that a coordinator uses records who did what, in its own transaction: both are stored or neither."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from assessments import services
from assessments.models import (
    AuditEntry,
    User,
)
from assessments.models.audit import AuditAction
from assessments.services.account_changes import record_account_change
from assessments.services.audit_trail import THE_SITE, record
from assessments.services.partnership_deletion import delete_partnership
from assessments.services.person_erasure.erasing import erase
from tests.cast import make_round
from tests.partnerships.recorded import CASES

pytestmark = pytest.mark.django_db


BY_ITSELF = {AuditAction.PEOPLE_ERASED}
"""What only the site does; ``tests.closing.test_people_retention`` holds it."""
BY_AN_ADMIN = {AuditAction.SIGN_IN}
"""What an admin does to a user, in all partnerships of that user; ``tests.admin.test_taking_over`` holds it."""
NEVER_BY_ITSELF = {"save_planned_action", "invite_coordinator", "accept_invitation", "import_partnership"}
"""What makes somebody the author, the host or the owner of something."""


def public_services():
    """Yield every function of the services that takes ``by``."""
    for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        for name, found in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if (
                found.__module__ == module.name
                and not name.startswith("_")
                and "by" in inspect.signature(found).parameters
            ):
                yield found


def everything_stored():
    """Return all rows of all tables."""
    models = apps.get_app_config("assessments").get_models(include_auto_created=True)
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def test_every_action_and_every_service_is_walked():
    assert {case.action for case in CASES} | BY_ITSELF | BY_AN_ADMIN == set(AuditAction)
    trail_goes_with_it = {delete_partnership}
    in_many_partnerships = {erase, record_account_change}  # held by ``tests.person_erasure`` and ``tests.admin``
    walked = {case.service for case in CASES} | trail_goes_with_it | in_many_partnerships
    assert walked == set(public_services()) - {record}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_done_is_recorded_with_the_name_of_whoever_did_it(case, partnership, anna):
    arguments, named = case.arguments(partnership)
    known, now = set(AuditEntry.objects.values_list("pk", flat=True)), timezone.now()
    case.service(*arguments, **named, by=anna, now=now)
    (entry,) = AuditEntry.objects.exclude(pk__in=known).exclude(at__lt=now)
    assert (entry.action, entry.user, entry.who, entry.at) == (case.action, anna, "Anna", now)
    assert (entry.partnership == partnership) == (case.action not in {AuditAction.MADE, AuditAction.IMPORTED})


@pytest.mark.parametrize("case", [case for case in CASES if case.service.__name__ not in NEVER_BY_ITSELF], ids=str)
def test_what_happens_by_itself_names_nobody(case, partnership):
    arguments, named = case.arguments(partnership)
    known = set(AuditEntry.objects.values_list("pk", flat=True))
    case.service(*arguments, **named, by=None, now=timezone.now())
    (entry,) = AuditEntry.objects.exclude(pk__in=known)
    assert (entry.user, entry.who) == (None, THE_SITE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_fails_at_the_end_is_neither_done_nor_recorded(case, partnership):
    """By somebody whose account is deleted at that moment: the database refuses the transaction when it ends."""
    arguments, named = case.arguments(partnership)
    gone = User.objects.create_user("weg@voorbeeld.test", name="Weg")
    User.objects.filter(pk=gone.pk).delete()
    before = everything_stored()
    with pytest.raises(IntegrityError):
        case.service(*arguments, **named, by=gone, now=timezone.now())
    assert everything_stored() == before


def test_the_commands_name_nobody(partnership, anna):
    round_ = make_round(partnership)
    round_.closes_at, round_.has_extended_itself = timezone.now(), True
    round_.save()
    call_command("close_due_rounds")
    call_command("close_due_rounds")
    assert [(one.action, one.user, one.who) for one in AuditEntry.objects.all()] == [("closed", None, THE_SITE)]
