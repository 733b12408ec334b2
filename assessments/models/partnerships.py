"""Partnerships, the organisations in them, the people who take part and their coordinators."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.text_fields import AddressField, LineField
from assessments.vocabulary.limits import MOST_IN_A_PROGRAMME

from .choices import Access, roles

DAYS_PER_YEAR = 365.25
INVITATION_DAYS = 30
"""Days within which an invitation to coordinate can be accepted."""


class Partnership(models.Model):
    """A partnership (samenwerkingsverband) of organisations."""

    name = LineField(_("name"), max_length=150)
    theme = LineField(_("theme"), max_length=150, blank=True)
    started_on = models.DateField(_("running since"), null=True, blank=True)
    retention_months = models.PositiveSmallIntegerField(
        _("months that open answers, names and addresses are kept"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    """Hidden from the overview; nothing else changes."""
    people_warned_at = models.DateTimeField(null=True, blank=True)
    """When the owners were told that the names and addresses of its people will be erased."""
    coordinators: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Coordinatorship", related_name="partnerships"
    )

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def years_running(self, today: date) -> float | None:
        """Return how many years it has been running on this day; None if the start is unknown."""
        if self.started_on is None:
            return None
        return max((today - self.started_on).days / DAYS_PER_YEAR, 0.0)


class Programme(models.Model):
    """A programme to which coordinators say that a partnership belongs: a name to find it by, and nothing more."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="programmes")
    name = LineField(_("name"), max_length=MOST_IN_A_PROGRAMME)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), "partnership", name="programme_once_per_partnership")
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation that takes part in one partnership."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="organisations")
    name = LineField(_("name"), max_length=150)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="organisation_once_per_partnership",
                violation_error_message=_("This organisation is already in the list."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class _OfOrganisation(models.ForeignKey[Any, Any]):
    """The partnership of the organisation in the same row, filled in whenever the row is stored."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the id of the partnership, and give it to the object too."""
        value = model_instance.organisation.partnership_id  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        """Describe it to migrations as Django's own: who fills it in is nothing that a database knows."""
        name, _path, positional, keywords = super().deconstruct()
        return name, "django.db.models.ForeignKey", positional, keywords


class Participant(models.Model):
    """A person who is asked to take part on behalf of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="participants")
    partnership = _OfOrganisation(Partnership, models.CASCADE, related_name="+", editable=False)
    """That of the organisation: here so that the database can tell two people of a partnership with one address."""
    name = LineField(_("name"), max_length=150)
    email = AddressField(_("email address"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=roles)
    wants_mail = models.BooleanField(_("wants email"), default=True)
    """False after unsubscribing: no more mail, whatever the round."""
    listed_at = models.DateTimeField(default=timezone.now, editable=False)
    """Since when this person stands in the list; corrections do not move it."""
    shares_address = models.BooleanField(default=False, editable=False)
    """Whether somebody else in the list had the address already when the database began to refuse that."""

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering: ClassVar = ["organisation__name", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                "partnership",
                condition=~models.Q(email="") & models.Q(shares_address=False),
                name="participant_address_once",
                violation_error_message=_("Someone else in the list has this address already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Coordinatorship(models.Model):
    """A user's right to coordinate a partnership."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="coordinatorships")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="coordinatorships")
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.OWNER)

    class Meta:
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "partnership"], name="coordinator_once_per_partnership")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.partnership}"


class CoordinatorInvitation(models.Model):
    """An invitation by mail to coordinate a partnership; gone once it is accepted. Its link is stored nowhere."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="coordinator_invitations")
    email = AddressField(_("email address"))
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.READER)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    generation = models.PositiveIntegerField(default=1)
    """A new link raises it and kills the old one."""

    class Meta:
        verbose_name = _("invitation of a coordinator")
        verbose_name_plural = _("invitations of coordinators")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "email"], name="coordinator_invited_once_per_partnership")
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.partnership}"

    @property
    def expires_at(self) -> datetime:
        """The moment from which it can no longer be accepted."""
        return self.created_at + timedelta(days=INVITATION_DAYS)
