"""Who did what in a partnership; never what a respondent did."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.text_fields import LineField

from .partnerships import Partnership
from .rounds import Round


class AuditAction(models.TextChoices):
    """What can be done to a partnership and its rounds."""

    MADE = "made", _("made the partnership")
    CHANGED = "changed", _("changed the partnership")
    PROGRAMMES = "programmes", _("changed the programmes")
    ORGANISATIONS = "organisations", _("changed the organisations")
    PARTICIPANTS = "participants", _("changed the participants")
    OPENED = "opened", _("opened the round")
    INVITED = "invited", _("invited more people")
    LINKS = "links", _("looked at the personal links")
    RENEWED = "renewed", _("made a new link for someone")
    CLOSED = "closed", _("closed the round")
    ROUND_CHANGED = "round_changed", _("changed the round")
    EXTENDED = "extended", _("extended the round")
    CALLED_OFF = "called_off", _("called off the round before it opened")
    REPLACED = "replaced", _("replaced a participant")
    MAIL_TEXTS = "mail_texts", _("changed the emails of the round")
    BOUNCED = "bounced", _("noted that an email came back")
    PUBLISHED = "published", _("shared the result with the participants")
    WITHDRAWN = "withdrawn", _("stopped sharing the result with the participants")
    LOGO = "logo", _("changed the logo")
    FOREWORD = "foreword", _("changed the foreword of the result")
    LINK_SHARED = "link_shared", _("made a link to the result for others")
    LINK_CHANGED = "link_changed", _("changed until when a link for others works")
    LINK_REVOKED = "link_revoked", _("withdrew a link to the result for others")
    STRUCK = "struck", _("left out an open answer")
    PEOPLE_ERASED = "people_erased", _("erased names and addresses")
    PLANNED = "planned", _("changed the action plan")
    COORDINATORS = "coordinators", _("changed who coordinates")
    SIGN_IN = "sign_in", _("changed how a coordinator signs in, as an administrator")
    LEFT = "left", _("left the partnership")
    ARCHIVED = "archived", _("archived the partnership")
    UNARCHIVED = "unarchived", _("took the partnership out of the archive")
    EXPORTED = "exported", _("downloaded the whole partnership")
    IMPORTED = "imported", _("imported the partnership from a file")


class AuditEntry(models.Model):
    """One thing that one user did, or the site by itself; kept for two years, also when the user goes."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="audit_entries")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    who = LineField(max_length=254)
    """The name of the user at that moment; after an arrow that of the coordinator whom it happened to."""
    addresses = LineField(max_length=520, blank=True, default="")
    """With which those in ``who`` signed in, in the same form: names they choose themselves, and change."""
    action = models.CharField(max_length=20, choices=AuditAction)
    about = models.CharField(max_length=40, blank=True)
    """Which row was changed, as ``kind:id``, with a part of it if need be; empty where it is not one row."""
    at = models.DateTimeField()
    is_from_file = models.BooleanField(default=False)
    """Whether only a file says so, with which the partnership came: nobody did it on this site."""

    class Meta:
        verbose_name_plural = "audit entries"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.who}: {self.action}"
