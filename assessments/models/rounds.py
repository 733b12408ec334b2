"""Rounds (metingen), the invitations to them, and the versions of the scoring profile."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assessments.catalogue.questionnaire import current_version
from assessments.scoring.profile import ScoringProfile
from assessments.text_fields import AddressField, LineField, ProseField
from assessments.vocabulary.languages import DEFAULT

from .choices import Published, Split, State, Weighting, languages, mail_languages, roles
from .partnerships import Organisation, Participant, Partnership

JOIN_CODE_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""Without letters and digits that look alike, and without vowels, so that no code is a word."""


MOST_IN_A_FOREWORD = 600
"""Characters: a foreword, and no report beside the report."""


def new_join_code() -> str:
    """Return a new code for an open link: six signs, 387 million possibilities, of which nobody can try many."""
    return "".join(secrets.choice(JOIN_CODE_LETTERS) for _position in range(6))


def usual_reminders() -> list[int]:
    """Return the default days before closing on which a new round reminds."""
    return [7, 2]


def new_seed() -> int:
    """Return a new seed for the resampling of one round."""
    return secrets.randbelow(2**31)


class ScoringProfileVersion(models.Model):
    """One version of the thresholds; a change is a new version."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    thresholds = models.JSONField(_("thresholds"), default=dict, blank=True)
    """Only what differs from the defaults of ScoringProfile."""
    note = LineField(_("why this version"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("scoring profile")
        verbose_name_plural = _("scoring profiles")
        ordering: ClassVar = ["-version"]

    def __str__(self) -> str:
        return _("version %(version)s") % {"version": self.version}

    @classmethod
    def newest(cls) -> Self:
        """Return the newest version; one with the defaults, not stored, when there is none."""
        return cls.objects.order_by("-version").first() or cls(version=1)

    @property
    def profile(self) -> ScoringProfile:
        """The thresholds as scoring takes them."""
        values: dict[str, Any] = self.thresholds
        return ScoringProfile(**values)


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by their stage."""

    def due(self, now: datetime) -> Self:
        """Open rounds whose time has come."""
        return self.filter(state=State.OPEN, closes_at__lte=now)

    def with_result(self) -> Self:
        """Rounds that were closed."""
        return self.filter(state__in=[State.CLOSED, State.PUBLISHED])

    def with_finding(self) -> Self:
        """Rounds with ``excerpt``: the parts of their result that EXCERPT names, or None without a result."""
        return self.annotate(excerpt=models.F("result__excerpt__parts"))


class Round(models.Model):
    """One measurement (meting) of a partnership."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="rounds")
    title = LineField(_("title"), max_length=150)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    language = models.CharField(_("language of the report"), max_length=2, choices=languages, default=DEFAULT)
    weighting = models.CharField(_("weighting"), max_length=12, choices=Weighting, default=Weighting.ORGANISATION)
    split = models.CharField(_("shown by"), max_length=12, choices=Split, default=Split.ROLE)
    interests_named = models.BooleanField(_("show interests by name of organisation"), default=True)
    has_personal_links = models.BooleanField(_("personal links"), default=True)
    has_open_link = models.BooleanField(_("open link"), default=False)
    open_limit = models.PositiveIntegerField(_("most answers through the open link"), null=True, blank=True)
    """None if only the limits per device and per network address apply."""
    join_code = models.CharField(max_length=20, unique=True, default=new_join_code)
    contact_name = LineField(_("contact for questions"), max_length=150, blank=True)
    contact_email = AddressField(_("email address of the contact"), blank=True)
    sends_invitations = models.BooleanField(_("invite by email"), default=True)
    sends_thanks = models.BooleanField(_("thank by email"), default=True)
    reminder_days = models.JSONField(_("reminders, in days before closing"), default=usual_reminders, blank=True)
    """At most three whole numbers, largest first."""
    mail_language = models.CharField(_("language of the emails"), max_length=4, choices=mail_languages, default=DEFAULT)
    sender_name = LineField(_("name of the sender"), max_length=100, blank=True)
    extended_from = models.DateTimeField(null=True, blank=True)
    """When it was due to close before its last extension."""
    has_extended_itself = models.BooleanField(default=False)
    """A round with too few answers extends itself once."""
    warned_at = models.DateTimeField(null=True, blank=True)
    """When the owners, and people with unsent answers, were told that it closes the next day."""
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_what = models.CharField(_("published"), max_length=10, choices=Published, blank=True)
    foreword = ProseField(_("foreword"), max_length=MOST_IN_A_FOREWORD, blank=True)
    """Words of the coordinator above the result, with which they are shown and printed."""
    retention_warned_at = models.DateTimeField(null=True, blank=True)
    """When the owners were told that its answers will be deleted."""
    questionnaire_version = models.CharField(max_length=10, default=current_version)
    profile = models.ForeignKey(ScoringProfileVersion, models.PROTECT, related_name="rounds")
    seed = models.PositiveIntegerField(null=True, blank=True, default=new_seed)
    """Of the resampling; None since the round closed."""
    has_shown_links = models.BooleanField(default=False)
    """Whether a coordinator may hold personal links of others; from then on its answers are counted in steps."""
    counted_on = models.DateField(null=True, blank=True)
    """The day that ``day_count`` is of."""
    day_count = models.JSONField(default=dict, blank=True)
    """What is shown of its answers all that day, rounded: ``n_sent``, and per large group ``groups``."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering: ClassVar = ["-closes_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                "partnership",
                Coalesce("closed_at", "closes_at").desc(),
                models.F("id").desc(),
                "state",
                name="round_latest",
            ),
            models.Index(fields=["partnership", "state", "closes_at", "opens_at"], name="round_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the round; a new one gets a code that no other has."""
        while self._state.adding and Round.objects.filter(join_code=self.join_code).exists():
            self.join_code = new_join_code()
        super().save(*args, **kwargs)

    def is_open(self, now: datetime) -> bool:
        """Whether answers are accepted at this moment; a round past its time is closed, with or without a worker."""
        has_begun = self.opens_at is None or self.opens_at <= now
        return self.state == State.OPEN and has_begun and now < self.closes_at

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come while its result has yet to be made."""
        return self.state == State.OPEN and self.closes_at <= now

    @property
    def has_result(self) -> bool:
        """Whether it has been closed and its result frozen."""
        return self.state in {State.CLOSED, State.PUBLISHED}


class Invitation(models.Model):
    """One participant's personal link to one round; the link itself is stored nowhere."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.RESTRICT, related_name="+")
    role = models.CharField(max_length=20, choices=roles)
    generation = models.PositiveIntegerField(default=1)
    """A new link raises it and kills the old one."""
    bounced_at = models.DateTimeField(null=True, blank=True)
    """When a coordinator recorded that the mail came back."""
    is_shown = models.BooleanField(default=False)
    """Whether a coordinator has seen this link: who holds it can send answers through it."""
    is_reminded = models.BooleanField(default=True)
    """False if the address came while the round was open: a reminder would tell whoever chose it who has answered."""
    is_superseded = models.BooleanField(default=False)
    """Whether the address changed while the round was open, and the person has another invitation now.

    Answers sent through this one count; as somebody who was invited only the new one does.
    """

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "participant"], name="invitation_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.round} – {self.participant}"
