"""The admin, under its own title, and what must hold when accounts change."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    """The admin at /beheer/."""

    default_site = "assessments.admin.site.BeheerSite"

    def ready(self) -> None:
        """Register the admin pages, and watch accounts."""
        super().ready()
        from . import account_signals  # noqa: F401
