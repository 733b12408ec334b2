"""The action plan: what partners agreed to do after a result."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.text_fields import AddressField, LineField, ProseField
from assessments.vocabulary.limits import MOST_IN_A_NOTE

from .partnerships import Organisation, Partnership
from .rounds import Round


class Progress(models.TextChoices):
    """How far along a planned action is."""

    PLANNED = "planned", _("planned")
    BUSY = "busy", _("in progress")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class PlannedAction(models.Model):
    """One action of a partnership's plan: from the advice of a result, or the partnership's own idea."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="planned_actions")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="planned_actions")
    """The round whose result led to it; None for the partnership's own idea."""
    action_code = LineField(max_length=60, blank=True)
    """Its code in the catalogue that was frozen with that result; empty for the partnership's own idea."""
    title = LineField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="planned_actions"
    )
    person = LineField(_("who does it"), max_length=150, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    progress = models.CharField(_("progress"), max_length=10, choices=Progress, default=Progress.PLANNED)
    note = ProseField(_("note"), max_length=MOST_IN_A_NOTE, blank=True)
    email = AddressField(_("email address for a reminder"), blank=True)
    reminds = models.BooleanField(_("remind by email"), default=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("planned action")
        verbose_name_plural = _("planned actions")
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_settled(self) -> bool:
        """Whether it was done or dropped."""
        return self.progress in {Progress.DONE, Progress.DROPPED}

    def settled_at(self) -> datetime | None:
        """Return when it was done or dropped; None while it is not."""
        if not self.is_settled:
            return None
        moments = [note.at for note in self.progress_notes.all() if note.progress == self.progress]
        return max(moments, default=self.created_at)


class ProgressNote(models.Model):
    """A note made when the progress of a planned action changed."""

    planned_action = models.ForeignKey(PlannedAction, models.CASCADE, related_name="progress_notes")
    progress = models.CharField(_("progress"), max_length=10, choices=Progress)
    """The new progress."""
    note = ProseField(_("note"), max_length=MOST_IN_A_NOTE, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    who = LineField(max_length=254)
    """The name of the user at that moment."""
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("note on progress")
        verbose_name_plural = _("notes on progress")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.planned_action}: {self.progress}"
