"""The admin, under its own title, where people are signed in, and what must hold when accounts change."""

from allauth.usersessions.apps import UserSessionsConfig
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


class DevicesConfig(UserSessionsConfig):  # type: ignore[misc]
    """The sessions that one can see and end: allauth's table, which holds digests here."""

    def ready(self) -> None:
        """Note sessions in our own way; allauth's way would store the key that is in the cookie."""
        from . import device_signals  # noqa: F401
