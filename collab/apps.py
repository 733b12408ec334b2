"""The admin, under its own title, and what must hold when accounts change."""

from django.contrib.admin.apps import SimpleAdminConfig


class BeheerConfig(SimpleAdminConfig):
    """The admin at /beheer/, with our own pages alone: those of other apps are not even loaded, some weigh a lot."""

    default_site = "assessments.admin.site.BeheerSite"

    def ready(self) -> None:
        """Register the admin pages, and watch accounts."""
        super().ready()
        # Not while the site is being made: each page would be registered with a site that is then replaced.
        from assessments.admin import actions, partnerships, profiles, users  # noqa: F401

        from . import account_signals  # noqa: F401
