"""Mail: what will be sent when, what waits to be sent, and the texts that a coordinator changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.text_fields import AddressField, LineField, ProseField
from assessments.vocabulary.limits import MOST_IN_A_MAIL

from .choices import languages
from .partnerships import CoordinatorInvitation, Partnership
from .plans import PlannedAction
from .rounds import Invitation, Round


class MailKind(models.TextChoices):
    """What a mail is about."""

    INVITATION = "invitation", _("invitation")
    REMINDER = "reminder", _("reminder")
    LINK_AGAIN = "link_again", _("your link again")
    UNSENT = "unsent", _("your answers have not been sent yet")
    EXTENDED = "extended", _("the round has been extended")
    THANKS = "thanks", _("thanks")
    ADDRESS_CHANGED = "address_changed", _("your address has been changed")
    SENT_AGAIN = "sent_again", _("answers were sent again")
    REPLACED = "replaced", _("your answers have been replaced")
    WITHDRAWN = "withdrawn", _("your answers have been withdrawn")
    TO_WITHDRAW = "to_withdraw", _("withdraw your answers")
    RESULT = "result", _("the result is there")
    TO_CLOSE = "to_close", _("the round closes tomorrow")
    EXTENDED_ITSELF = "extended_itself", _("the round extended itself")
    CLOSED = "closed", _("the round has closed")
    RETENTION = "retention", _("open answers will be erased")
    PEOPLE_RETENTION = "people_retention", _("names and addresses will be erased")
    COORDINATOR = "coordinator", _("invitation to coordinate")
    READER = "reader", _("invitation to read the results")
    PLANNED_ACTION = "planned_action", _("a planned action is due")


class MailState(models.TextChoices):
    """How far along a mail is."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    """For good: the mail server does not accept it, or there was no time left to try again."""
    UNSURE = "unsure", _("perhaps sent")
    """Handed over twice without a reply from the mail server; it is not tried again by itself."""


class Mailing(models.Model):
    """One kind of mail to the participants of a round at one moment, with how it went, in numbers alone.

    Who gets a reminder tells who has not answered yet, so for reminders nothing is kept but these numbers.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=20, choices=MailKind)
    number = models.PositiveSmallIntegerField(default=1)
    """1 for the first mailing of this kind, 2 for the next."""
    days_before = models.PositiveSmallIntegerField(null=True)
    """For a reminder: how many days before closing."""
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    """When its mails were put in the queue."""
    n_mails = models.PositiveIntegerField(default=0)
    n_sent = models.PositiveIntegerField(default=0)
    n_failed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering: ClassVar = ["due_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind", "number"], name="mailing_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.kind} {self.number}"


class Mail(models.Model):
    """One mail in the queue. Its words and links, and almost always its address, are determined when it is sent."""

    kind = models.CharField(max_length=20, choices=MailKind)
    key = models.CharField(max_length=120, unique=True)
    """Identifies what it is about, so that the same mail is queued only once."""
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    """Of a mail that is about no round."""
    mailing = models.ForeignKey(Mailing, models.CASCADE, null=True, related_name="mails")
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, related_name="mails")
    """To the participant of this invitation."""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    """To this coordinator."""
    coordinator_invitation = models.ForeignKey(CoordinatorInvitation, models.CASCADE, null=True, related_name="+")
    planned_action = models.ForeignKey(PlannedAction, models.CASCADE, null=True, related_name="+")
    response = models.UUIDField(null=True)
    """The answers that it asks about; no reference, because mails must not lead to answers."""
    address = AddressField(blank=True)
    """Of a mail to an address that stands nowhere any more: the old one of somebody whose address changed."""
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    """After this moment sending it is pointless."""
    lease_until = models.DateTimeField(null=True)
    """Until this moment one worker has it; after that another may take it."""
    is_handing_over = models.BooleanField(default=False)
    """Set just before the mail server gets the text: from then on it may have been sent, whatever happens."""
    n_tries = models.PositiveSmallIntegerField(default=0)
    n_unsure = models.PositiveSmallIntegerField(default=0)
    """How often it was handed over without a reply."""
    last_error = LineField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("email message")
        verbose_name_plural = _("email messages")
        ordering: ClassVar = ["next_try_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"], name="mail_state_next_try")]

    def __str__(self) -> str:
        return self.key


class MailText(models.Model):
    """The words of a mail of one round, as a coordinator changed them."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="mail_texts")
    kind = models.CharField(max_length=20, choices=MailKind)
    language = models.CharField(max_length=2, choices=languages)
    subject = LineField(_("subject"), max_length=150)
    body = ProseField(_("text"), max_length=MOST_IN_A_MAIL)

    class Meta:
        verbose_name = _("text of an email")
        verbose_name_plural = _("texts of emails")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind", "language"], name="mail_text_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.kind} {self.language}"
