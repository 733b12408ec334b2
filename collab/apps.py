"""The project itself, and the admin under its own title, where people are signed in."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class BeheerConfig(SimpleAdminConfig):
    """The admin at /beheer/, with our own pages alone: those of other apps are not even loaded."""

    default_site = "assessments.admin.site.BeheerSite"

    def ready(self) -> None:
        """Register the admin pages."""
        super().ready()
        # Not while the site is being created: each page would be registered with a site that is then replaced.
        from assessments.admin import actions, partnerships, profiles, users  # noqa: F401


class InstallationConfig(AppConfig):
    """What belongs to the installation, and to no page."""

    name = "collab"
    verbose_name = "Installation"

    def ready(self) -> None:
        """Load the check of the keys, which reads the database."""
        from . import checks  # noqa: F401
