"""The one app of the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Everything of the product."""

    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        """Load the system checks."""
        from . import checks  # noqa: F401
