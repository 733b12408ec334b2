"""The action catalogue as admins edit it, with its history."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .choices import diagnoses, fields_of_action


class Action(models.Model):
    """One action of the catalogue."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    diagnosis = models.CharField(_("diagnosis"), max_length=20, choices=diagnoses, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=fields_of_action)
    roles = models.JSONField(_("roles"), default=list)
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    """A list such as [{"force": "actie", "below": "bar"}, {"flag": "nipt"}], as in the shipped files; all must hold."""
    source = models.CharField(_("source"), max_length=150)
    title_nl = models.CharField(_("title in Dutch"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120)
    action_nl = models.TextField(_("action in Dutch"))
    action_en = models.TextField(_("action in English"))
    why_nl = models.TextField(_("why in Dutch"))
    why_en = models.TextField(_("why in English"))
    first_step_nl = models.TextField(_("first step in Dutch"))
    first_step_en = models.TextField(_("first step in English"))
    noticeable_nl = models.TextField(_("how one notices that it works, in Dutch"))
    noticeable_en = models.TextField(_("how one notices that it works, in English"))
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of the shipped content last loaded; if the content differs, an admin edited it."""

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.title_nl
