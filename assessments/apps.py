"""The one app of the site."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Everything of the product."""

    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Driekracht"

    def ready(self) -> None:
        """Load the system checks."""
        from . import checks  # noqa: F401
