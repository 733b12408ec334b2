"""The choices of columns, with their labels.

What comes from the vocabulary is a function: a column with a function as choices needs no migration for a new entry.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from assessments.languages import lazy_language_name
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import FIELDS
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import ADVISED, ROLES

Choices = list[tuple[str, str | StrPromise]]


def roles() -> Choices:
    """Return the roles."""
    return [(role.code, _(role.label)) for role in ROLES.values()]


def advised_roles() -> Choices:
    """Return the roles that an action can be for."""
    return [(code, _(ROLES[code].label)) for code in ADVISED]


def role_label(code: str) -> str:
    """Return the name of a role; unknown values are returned unchanged."""
    return str(_(ROLES[code].label)) if code in ROLES else code


def diagnoses() -> Choices:
    """Return the diagnoses that an action can be bound to."""
    return [(code, code) for code in DIAGNOSES]


def fields_of_action() -> Choices:
    """Return the fields in which an action can work."""
    return [(field.code, _(field.label)) for field in FIELDS.values()]


BOTH = "both"
"""Dutch, with English below it."""


def languages() -> Choices:
    """Return the languages."""
    return [(code, lazy_language_name(code)) for code in LANGUAGES]


def mail_languages() -> Choices:
    """Return in which languages partners can be mailed."""
    return [*languages(), (BOTH, _("Dutch, with English below it"))]


class State(models.TextChoices):
    """The stage of a round."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("published")


class Weighting(models.TextChoices):
    """How much each voice counts in a score."""

    ORGANISATION = "organisation", _("organisations by their number of people, up to a limit")
    RESPONDENT = "respondent", _("each person equally")


class Split(models.TextChoices):
    """The one split a round shows."""

    ROLE = "role", _("role")
    ORGANISATION = "organisation", _("organisation")


class Access(models.TextChoices):
    """What a coordinator may do."""

    OWNER = "owner", _("owner")
    READER = "reader", _("reader")


class Published(models.TextChoices):
    """What participants may see of a result."""

    WHOLE = "whole", _("the whole report")
    SUMMARY = "summary", _("the summary")
