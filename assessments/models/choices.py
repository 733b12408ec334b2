"""The words that stand in lists: roles, diagnoses, levels and the states of a round."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in a partnership."""

    PROFESSIONAL = "professional", _("professional")
    MANAGER = "manager", _("manager")
    BESTUURDER = "bestuurder", _("director")
    OVERHEID = "overheid", _("government")
    ANDERS = "anders", _("other")


class State(models.TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("published")


class Weighting(models.TextChoices):
    """Whose voice counts how much in a score."""

    ORGANISATION = "organisation", _("each organisation by its persons, at most three")
    RESPONDENT = "respondent", _("each person equally")


class Split(models.TextChoices):
    """The one split a round shows."""

    ROLE = "role", _("role")
    ORGANISATION = "organisation", _("organisation")


class Access(models.TextChoices):
    """What a coordinator may do."""

    OWNER = "owner", _("owner")
    READER = "reader", _("reader")


class MailLanguage(models.TextChoices):
    """In which language partners are mailed."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Dutch, with English below it")


class Published(models.TextChoices):
    """What participants may see of a result."""

    WHOLE = "whole", _("the whole report")
    SUMMARY = "summary", _("the summary")
