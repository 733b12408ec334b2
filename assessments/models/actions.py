"""The action catalogue as admins edit it, with its history."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from simple_history.models import HistoricalRecords

from assessments.languages import language_name
from assessments.text_fields import LineField, ProseField
from assessments.vocabulary.languages import DEFAULT, LANGUAGES
from assessments.vocabulary.limits import MOST_IN_AN_ACTION

from .choices import diagnoses, fields_of_action

_prose = partial(ProseField, max_length=MOST_IN_AN_ACTION)
_TEXTS: Mapping[str, tuple[str, Callable[..., models.Field[str, str]]]] = {
    "title": (gettext_noop("title in %(language)s"), partial(LineField, max_length=120)),
    "action": (gettext_noop("action in %(language)s"), _prose),
    "why": (gettext_noop("why in %(language)s"), _prose),
    "first_step": (gettext_noop("first step in %(language)s"), _prose),
    "noticeable": (
        gettext_noop("how you notice that it works, in %(language)s"),
        _prose,
    ),
}


def _text_fields() -> dict[str, models.Field[str, str]]:
    """Return a field for each text in each language; a language that comes later is empty in what is stored."""
    return {
        f"{name}_{language}": make(_label(message, language), default="")
        for name, (message, make) in _TEXTS.items()
        for language in LANGUAGES
    }


def _in_language(message: str, language: str) -> str:
    return _(message) % {"language": language_name(language)}


_label = lazy(_in_language, str)


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
    source = LineField(_("source"), max_length=150)
    # The texts have a column per language, so that each can be searched, compared and edited by itself.
    locals().update(_text_fields())
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of the shipped content last loaded; if the content differs, an admin edited it."""

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return str(getattr(self, f"title_{DEFAULT}"))
