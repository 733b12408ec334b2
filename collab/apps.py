"""The admin, under its own title, and what must hold when accounts change."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    """The admin at /beheer/."""

    default_site = "assessments.admin.site.BeheerSite"

    def ready(self) -> None:
        """Register the admin pages, and watch accounts."""
        super().ready()
        # Not while the site is being made: each page would be registered with a site that is then replaced.
        from assessments.admin import actions, partnerships, profiles, users  # noqa: F401

        from . import account_signals  # noqa: F401
